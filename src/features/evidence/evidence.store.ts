import { sql } from 'kysely';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Db, Tx } from '#platform/database.ts';

const columns = [
  'evidence.id',
  'evidence.sha256',
  'evidence.name',
  'evidence.media_type as mediaType',
  'evidence.size_bytes as sizeBytes',
  'evidence.caption',
  'evidence.source',
  'evidence.taken_at as takenAt',
  'evidence.latitude',
  'evidence.longitude',
  'evidence.accuracy_metres as accuracyMetres',
  'evidence.datum',
  'person.name as uploadedBy',
  'evidence.received_at as receivedAt',
] as const;

export async function insertEvidence(
  tx: Tx,
  row: {
    county: string;
    id: string;
    sha256: string;
    name: string;
    mediaType: string;
    sizeBytes: number;
    caption: string | null;
    source: string;
    takenAt: string | null;
    latitude: number | null;
    longitude: number | null;
    accuracyMetres: number | null;
    datum: string | null;
    uploadedBy: string;
    organisationId: string;
    receivedAt: string;
  },
): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      county: row.county,
      id: row.id,
      sha256: row.sha256,
      name: row.name,
      media_type: row.mediaType,
      size_bytes: row.sizeBytes,
      caption: row.caption,
      source: row.source,
      taken_at: row.takenAt,
      latitude: row.latitude,
      longitude: row.longitude,
      accuracy_metres: row.accuracyMetres,
      datum: row.datum,
      uploaded_by: row.uploadedBy,
      organisation_id: row.organisationId,
      received_at: row.receivedAt,
    })
    .execute();
}

export async function findEvidence(db: Tx, county: string, id: string) {
  const row = await db
    .selectFrom('evidence')
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'evidence.county').onRef('person.id', '=', 'evidence.uploaded_by'),
    )
    .select(columns)
    .select('evidence.organisation_id as organisationId')
    .where('evidence.county', '=', county)
    .where('evidence.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, source: row.source as EvidenceView['source'] };
}

/** Whether a contractor may see it: its own upload, or carried by a record that concerns it. */
export async function isSharedWith(
  db: Tx,
  county: string,
  evidenceId: string,
  contractorId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('evidence_use')
    .select(sql<number>`1`.as('one'))
    .where('county', '=', county)
    .where('evidence_id', '=', evidenceId)
    .where('contractor_id', '=', contractorId)
    .where('removed', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}

export type EvidenceUse = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly evidenceId: string;
  /** photo, photo-before, photo-after, minutes, attendance, list, attachment, letter */
  readonly role: string;
  /** The contractor who may see it; null when only supervision may. */
  readonly contractorId: string | null;
};

/**
 * Ties evidence to a record. False when one of the ids is not in this county's evidence, or was uploaded by an
 * organisation other than `by` (a contractor may not attach what others brought, nor the other way round); the caller
 * then refuses, so that the transaction leaves nothing behind.
 */
export async function attachEvidence(
  tx: Tx,
  county: string,
  by: { organisationId: string; supervision: boolean },
  uses: readonly EvidenceUse[],
  at: string,
): Promise<boolean> {
  if (uses.length === 0) return true;
  const list = (pick: (use: EvidenceUse) => string | null) => sql.val(uses.map(pick));
  const ours = by.supervision
    ? sql`o.kind <> 'contractor'`
    : sql`e.organisation_id = ${by.organisationId}::uuid`;
  // What may not be attached is not inserted; the caller refuses when anything is missing, and nothing of it stays.
  const { numAffectedRows } = await sql`
    insert into evidence_use (county, subject_type, subject_id, evidence_id, role, contractor_id, used_at)
    select ${county}, u.subject_type, u.subject_id, u.evidence_id, u.role, u.contractor_id, ${at}::timestamptz
    from unnest(${list((use) => use.subjectType)}::text[], ${list((use) => use.subjectId)}::uuid[],
      ${list((use) => use.evidenceId)}::uuid[], ${list((use) => use.role)}::text[],
      ${list((use) => use.contractorId)}::uuid[]) as u (subject_type, subject_id, evidence_id, role, contractor_id)
    join evidence e on e.county = ${county} and e.id = u.evidence_id
    join organisation o on o.county = e.county and o.id = e.organisation_id
    where ${ours}
    on conflict (county, subject_id, evidence_id, role) do update set removed = false`.execute(tx);
  return numAffectedRows === BigInt(uses.length);
}

/** Takes evidence off a draft; a submitted record keeps what it carries. */
export async function dropEvidence(
  tx: Tx,
  county: string,
  subjectId: string,
  keep: readonly string[],
  role: string,
): Promise<void> {
  await tx
    .updateTable('evidence_use')
    .set({ removed: true })
    .where('county', '=', county)
    .where('subject_id', '=', subjectId)
    .where('role', '=', role)
    .$if(keep.length > 0, (query) => query.where('evidence_id', 'not in', [...keep]))
    .execute();
}

export type EvidenceOfSubject = EvidenceView & { readonly subjectId: string; readonly role: string };

/** What the given records carry, oldest first. */
export async function evidenceOf(
  db: Db | Tx,
  county: string,
  subjectIds: readonly string[],
): Promise<EvidenceOfSubject[]> {
  if (subjectIds.length === 0) return [];
  const rows = await db
    .selectFrom('evidence_use')
    .innerJoin('evidence', (join) =>
      join
        .onRef('evidence.county', '=', 'evidence_use.county')
        .onRef('evidence.id', '=', 'evidence_use.evidence_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'evidence.county').onRef('person.id', '=', 'evidence.uploaded_by'),
    )
    .select(columns)
    .select(['evidence_use.subject_id as subjectId', 'evidence_use.role'])
    .where('evidence_use.county', '=', county)
    .where('evidence_use.subject_id', 'in', [...subjectIds])
    .where('evidence_use.removed', '=', false)
    .orderBy('evidence_use.used_at')
    .orderBy('evidence.id')
    .execute();
  return rows.map((row) => ({ ...row, source: row.source as EvidenceView['source'] }));
}

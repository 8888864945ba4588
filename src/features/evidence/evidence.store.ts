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
 * organisation other than `by` (a contractor may not attach what others brought, nor the other way round).
 */
export async function attachEvidence(
  tx: Tx,
  county: string,
  by: { organisationId: string; supervision: boolean },
  uses: readonly EvidenceUse[],
  at: string,
): Promise<boolean> {
  if (uses.length === 0) return true;
  const ids = [...new Set(uses.map((use) => use.evidenceId))];
  const known = await tx
    .selectFrom('evidence')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'evidence.county')
        .onRef('organisation.id', '=', 'evidence.organisation_id'),
    )
    .select(['evidence.id', 'evidence.organisation_id as organisationId', 'organisation.kind'])
    .where('evidence.county', '=', county)
    .where('evidence.id', 'in', ids)
    .execute();
  const usable = known.filter((row) =>
    by.supervision ? row.kind !== 'contractor' : row.organisationId === by.organisationId,
  );
  if (usable.length !== ids.length) return false;
  await tx
    .insertInto('evidence_use')
    .values(
      uses.map((use) => ({
        county,
        subject_type: use.subjectType,
        subject_id: use.subjectId,
        evidence_id: use.evidenceId,
        role: use.role,
        contractor_id: use.contractorId,
        used_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['county', 'subject_id', 'evidence_id', 'role']).doUpdateSet({ removed: false }),
    )
    .execute();
  return true;
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

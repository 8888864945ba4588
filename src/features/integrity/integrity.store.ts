import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Asker, FaultKind } from './integrity.model.ts';

export type Run = {
  readonly id: string;
  readonly askedBy: Asker;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly events: number;
  readonly records: number;
  readonly files: number;
  readonly bytes: number;
  readonly faults: number;
};
export type KeptFault = {
  readonly kind: FaultKind;
  readonly subjectType: string;
  readonly subject: string;
  readonly detail: string | null;
};

export async function insertRun(
  tx: Tx,
  county: string,
  run: Run,
  faults: readonly KeptFault[],
): Promise<void> {
  await tx
    .insertInto('verification')
    .values({
      county,
      id: run.id,
      asked_by: run.askedBy,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      events: run.events,
      records: run.records,
      files: run.files,
      bytes: run.bytes,
      faults: run.faults,
    })
    .execute();
  if (faults.length === 0) return;
  await tx
    .insertInto('verification_fault')
    .values(
      faults.map((fault, at) => ({
        county,
        verification_id: run.id,
        position: at + 1,
        kind: fault.kind,
        subject_type: fault.subjectType,
        subject: fault.subject,
        detail: fault.detail,
      })),
    )
    .execute();
}

/** The latest checks, the last one first. */
export async function lastRuns(db: Db, county: string, count: number): Promise<Run[]> {
  const rows = await db
    .selectFrom('verification')
    .select([
      'id',
      'asked_by as askedBy',
      'started_at as startedAt',
      'ended_at as endedAt',
      'events',
      'records',
      'files',
      'bytes',
      'faults',
    ])
    .where('county', '=', county)
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => ({ ...row, askedBy: row.askedBy as Asker }));
}

/** When the whole installation was last checked through: the county that has waited longest says. */
export async function lastCheckedAt(db: Db): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select min(v.at) as at from county c left join lateral
      (select coalesce(max(ended_at), 'epoch') as at from verification v where v.county = c.county) v on true`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}

export async function faultsOf(db: Db, county: string, runId: string, count: number): Promise<KeptFault[]> {
  const rows = await db
    .selectFrom('verification_fault')
    .select(['kind', 'subject_type as subjectType', 'subject', 'detail'])
    .where('county', '=', county)
    .where('verification_id', '=', runId)
    .orderBy('position')
    .limit(count)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as FaultKind }));
}

/** Damaged files that were not brought again yet, the latest first, each evidence that has these bytes in a row of its own. */
export async function openDamages(db: Db, county: string, count: number) {
  const rows = await db
    .selectFrom('evidence_damage as d')
    .leftJoin('evidence as e', (join) =>
      join.onRef('e.county', '=', 'd.county').onRef('e.sha256', '=', 'd.sha256'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.county', '=', 'e.county').onRef('p.id', '=', 'e.uploaded_by'),
    )
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.county', '=', 'e.county').onRef('o.id', '=', 'e.organisation_id'),
    )
    .select([
      'd.sha256',
      'd.kind',
      'd.found_at as foundAt',
      'e.id as evidenceId',
      'e.name',
      'e.received_at as receivedAt',
      'p.name as uploadedBy',
      'o.name as organisation',
    ])
    .where('d.county', '=', county)
    .where('d.repaired_at', 'is', null)
    .orderBy('d.found_at', 'desc')
    .orderBy('d.sha256')
    .orderBy('e.id')
    .limit(count)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as 'missing' | 'empty' | 'altered' }));
}

export async function openDamageCount(db: Db, county: string): Promise<number> {
  const row = await db
    .selectFrom('evidence_damage')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('county', '=', county)
    .where('repaired_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Which records carry these evidences. */
export async function usesOf(db: Db, county: string, evidenceIds: readonly string[]) {
  if (evidenceIds.length === 0) return [];
  return db
    .selectFrom('evidence_use')
    .select(['evidence_id as evidenceId', 'subject_type as type', 'subject_id as id'])
    .distinct()
    .where('county', '=', county)
    .where('evidence_id', 'in', [...evidenceIds])
    .where('removed', '=', false)
    .orderBy('subject_type')
    .orderBy('subject_id')
    .execute();
}

/** The fingerprints of all files of the installation that count as damaged. */
export async function damagedFiles(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('evidence_damage')
    .select('sha256')
    .distinct()
    .where('repaired_at', 'is', null)
    .execute();
  return rows.map((row) => row.sha256);
}

import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Damage } from '#platform/files.ts';

/** Who brought a file stays as it was when they bring it again. */
export async function insertUpload(
  db: Db | Tx,
  row: {
    readonly county: string;
    readonly organisationId: string;
    readonly sha256: string;
    readonly personId: string;
    readonly sizeBytes: number;
    readonly receivedAt: string;
  },
): Promise<void> {
  await db
    .insertInto('evidence_upload')
    .values({
      county: row.county,
      organisation_id: row.organisationId,
      sha256: row.sha256,
      person_id: row.personId,
      size_bytes: row.sizeBytes,
      received_at: row.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['county', 'organisation_id', 'sha256']).doNothing())
    .execute();
}

/** Whether somebody of this organisation sent these bytes. */
export async function broughtBy(
  db: Db | Tx,
  county: string,
  organisationId: string,
  sha256: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('evidence_upload')
    .select('sha256')
    .where('county', '=', county)
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewDamage = {
  readonly id: string;
  readonly sha256: string;
  readonly kind: Damage;
  readonly foundBy: 'reading' | 'check' | 'restore';
  readonly foundAt: string;
};

/** Notes a damage once, however often it is met before it is repaired. */
export async function insertDamage(db: Db | Tx, county: string, damage: NewDamage): Promise<void> {
  await sql`
    insert into evidence_damage (county, id, sha256, kind, found_by, found_at)
    values (${county}, ${damage.id}::uuid, ${damage.sha256}, ${damage.kind}, ${damage.foundBy}, ${damage.foundAt}::timestamptz)
    on conflict (county, sha256) where repaired_at is null do nothing`.execute(db);
}

/** The true bytes are there again: in every county, for a file is stored once for all. */
export async function damageRepaired(db: Db | Tx, sha256: string, at: string): Promise<void> {
  await db
    .updateTable('evidence_damage')
    .set({ repaired_at: sql`greatest(found_at, ${at}::timestamptz)` })
    .where('sha256', '=', sha256)
    .where('repaired_at', 'is', null)
    .execute();
}

/** Of these fingerprints, those that a record names. */
export async function namedOf(db: Db | Tx, fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from evidence where sha256 = any(${sql.val([...fingerprints])}::text[])
    union select pdf_sha256 from letter where pdf_sha256 = any(${sql.val([...fingerprints])}::text[])`.execute(
    db,
  );
  return new Set(rows.map((row) => row.sha256));
}

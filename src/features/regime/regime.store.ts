import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import { asNow } from './regime.kept.model.ts';
import type { RulePack } from './regime.model.ts';

export type RuleCounts = { readonly due: number; readonly fulfilled: number; readonly missed: number };

/** For each obligation rule: what is open now, what was done, what was missed, as of a day. */
export async function obligationCounts(
  db: Db,
  county: string,
  on: string,
): Promise<ReadonlyMap<string, RuleCounts>> {
  const { rows } = await sql<{ rule_id: string; due: number; fulfilled: number; missed: number }>`
    select rule_id,
      count(*) filter (where fulfilled_on is null and waived_at is null and closes_on >= ${on}::date and window_start_on <= ${on}::date)::int as due,
      count(*) filter (where fulfilled_on is not null and fulfilled_on <= closes_on)::int as fulfilled,
      count(*) filter (where waived_at is null and closes_on < ${on}::date and (fulfilled_on is null or fulfilled_on > closes_on))::int as missed
    from obligation where county = ${county} and not withdrawn group by rule_id`.execute(db);
  return new Map(rows.map((row) => [row.rule_id, row]));
}

export async function findingCounts(
  db: Db,
  county: string,
): Promise<ReadonlyMap<string, { open: number; all: number }>> {
  const { rows } = await sql<{ clause_id: string; open: number; all: number }>`
    select clause_id,
      count(*) filter (where state not in ('closed', 'withdrawn', 'put-right'))::int as open,
      count(*) filter (where state <> 'withdrawn')::int as all
    from finding where county = ${county} group by clause_id`.execute(db);
  return new Map(rows.map((row) => [row.clause_id, row]));
}

// What a county keeps of the packs it was under

export async function findSnapshot(
  db: Db | Tx,
  county: string,
  hash: string,
): Promise<{ readonly pack: RulePack; readonly hash: string } | undefined> {
  const row = await db
    .selectFrom('regime_snapshot')
    .select(['pack', 'hash'])
    .where('county', '=', county)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && { pack: asNow(row.pack), hash: row.hash };
}

export async function insertSnapshot(
  db: Db | Tx,
  county: string,
  { pack, hash }: { readonly pack: RulePack; readonly hash: string },
  at: string,
): Promise<void> {
  await db
    .insertInto('regime_snapshot')
    .values({
      county,
      hash,
      pack_id: pack.id,
      pack_version: pack.version,
      pack: JSON.stringify(pack),
      kept_at: at,
    })
    .onConflict((conflict) => conflict.columns(['county', 'hash']).doNothing())
    .execute();
}

export type Applied = {
  readonly fromId: string;
  readonly fromHash: string;
  readonly id: string;
  readonly hash: string;
  readonly effectOn: string;
};

export async function appliedActivations(
  db: Db | Tx,
  county: string,
  states: readonly ('applied' | 'approved')[] = ['applied'],
): Promise<Applied[]> {
  return db
    .selectFrom('regime_activation')
    .select([
      'from_id as fromId',
      'from_hash as fromHash',
      'pack_id as id',
      'pack_hash as hash',
      'effect_on as effectOn',
    ])
    .where('county', '=', county)
    .where('state', 'in', [...states])
    .orderBy('effect_on')
    .orderBy('applied_on')
    .execute();
}

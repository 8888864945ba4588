import { sql } from 'kysely';
import type { Db } from '#platform/database.ts';

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

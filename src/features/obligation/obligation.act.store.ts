import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Act, ActBy } from './obligation.model.ts';

/** Ties an act to the obligations it fulfils, where they are still open and their window has begun; says which those were. */
export async function markFulfilled(
  tx: Tx,
  county: string,
  ids: readonly string[],
  by: ActBy,
  on: string,
): Promise<{ id: string; clauseId: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; clauseId: string }>`
    update obligation set fulfilled_by_type = ${by.type}, fulfilled_by = ${by.id}, fulfilled_on = ${on}::date, done = 1
    where county = ${county} and id = any(${sql.val([...ids].sort())}::uuid[]) and fulfilled_on is null and waived_at is null
      and not withdrawn and window_start_on <= ${on}::date and required = 1
    returning id, clause_id as "clauseId"`.execute(tx);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export type Counted = {
  readonly id: string;
  readonly clauseId: string;
  readonly ruleId: string;
  readonly required: number;
  readonly windowStartOn: string;
  readonly ofStratum: boolean;
};

/** Of the obligations named, those that need more than one act and may still be brought forward; locked. */
export async function countedForUpdate(
  tx: Tx,
  county: string,
  ids: readonly string[],
  on: string,
): Promise<Counted[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Counted>`
    select id, clause_id as "clauseId", rule_id as "ruleId", required, window_start_on as "windowStartOn", subject_type = 'stratum' as "ofStratum"
    from obligation where county = ${county} and id = any(${sql.val([...ids])}::uuid[]) and required > 1 and waived_at is null
      and not withdrawn and window_start_on <= ${on}::date
    order by id for update`.execute(tx);
  return rows;
}

/** Puts the act down for an obligation; about whom it was is known of the visit. Returns every act there is. */
export async function addAct(
  tx: Tx,
  county: string,
  obligationId: string,
  by: ActBy,
  on: string,
): Promise<(Act & { readonly by: string; readonly byType: ActBy['type'] })[]> {
  await sql`
    insert into obligation_act (county, obligation_id, by_type, by_id, subject_id, done_on)
    select o.county, o.id, ${by.type}, ${by.id}, coalesce(i.facility_id, i.agreement_id, o.subject_id), ${on}::date
    from obligation o left join inspection i on i.county = o.county and i.id = ${by.id}
    where o.county = ${county} and o.id = ${obligationId}
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<Act & { by: string; byType: ActBy['type'] }>`
    select done_on as "on", subject_id as "subjectId", by_id as by, by_type as "byType" from obligation_act
    where county = ${county} and obligation_id = ${obligationId} order by done_on, by_id`.execute(tx);
  return rows;
}

/** How far it has come; with the act that completed it, it is fulfilled. */
export async function saveProgress(
  tx: Tx,
  county: string,
  obligationId: string,
  done: number,
  completed: { readonly by: ActBy; readonly on: string } | null,
): Promise<void> {
  await sql`
    update obligation set done = ${done}, fulfilled_by_type = ${completed?.by.type ?? null}, fulfilled_by = ${completed?.by.id ?? null},
      fulfilled_on = ${completed?.on ?? null}::date
    where county = ${county} and id = ${obligationId}`.execute(tx);
}

/** Which of these ask for a part of a stratum that a facility or contract belongs to: visiting it counts towards them. */
export async function strataCovering(
  tx: Tx,
  county: string,
  ids: readonly string[],
  subjectId: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select o.id from obligation o where o.county = ${county} and o.id = any(${sql.val([...ids])}::uuid[]) and ${covers(subjectId)}`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether a stratum is one that this facility or contract belongs to; a facility to the contractor that holds it on the day it is due. */
export const covers = (subjectId: string) => sql`o.subject_type = 'stratum' and (
  exists (select 1 from facility cf where cf.county = o.county and cf.id = ${subjectId}
    and o.stratum in ('all', left(cf.village_code, 9), (
      select ca.contractor_id::text from facility_holding ch join agreement ca on ca.county = ch.county and ca.id = ch.agreement_id
      where ch.county = cf.county and ch.facility_id = cf.id
      order by ch.from_on <= o.due_on desc, case when ch.from_on <= o.due_on then ch.from_on end desc nulls last, ch.from_on limit 1)))
  or exists (select 1 from agreement ca where ca.county = o.county and ca.id = ${subjectId} and o.stratum in ('all', ca.contractor_id::text)))`;

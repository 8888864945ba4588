import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type { Computation, Period, Scale, Score, ScoreFacts, ScoreState } from './score.model.ts';

export type ScoreListed = Score & {
  readonly agreementNumber: string;
  readonly agreementName: string;
  readonly contractorName: string;
  readonly confirmedByName: string | null;
};

export type ScoreFilter = {
  readonly id?: string | undefined;
  readonly state?: ScoreState | undefined;
  readonly contractorId?: string | undefined;
  readonly agreementId?: string | undefined;
  /** A contractor's own eyes: only what binds. */
  readonly bindingOnly?: boolean | undefined;
  readonly after?: { readonly name: string; readonly toOn: string; readonly id: string } | undefined;
  readonly limit?: number | undefined;
};

const columns = sql`
  s.id, s.version, s.agreement_id as "agreementId", s.contractor_id as "contractorId", s.from_on as "fromOn", s.to_on as "toOn", s.state,
  s.opened_by as "openedBy", s.opened_on as "openedOn", s.computation, s.computed_by as "computedBy", s.confirmed_by as "confirmedBy",
  s.confirmed_at as "confirmedAt", s.confirmed_computation as "confirmedComputation"`;

/** By contractor's name and then the newest period: points order nothing. */
export async function scores(db: Db | Tx, county: string, filter: ScoreFilter): Promise<ScoreListed[]> {
  const { id, state, contractorId, agreementId, bindingOnly, after, limit } = filter;
  const { rows } = await sql<ScoreListed>`
    select ${columns}, a.number as "agreementNumber", a.name as "agreementName", o.name as "contractorName", p.name as "confirmedByName"
    from score s
    join agreement a on a.county = s.county and a.id = s.agreement_id
    join organisation o on o.county = s.county and o.id = s.contractor_id
    left join person p on p.county = s.county and p.id = s.confirmed_by
    where s.county = ${county}
      ${id ? sql`and s.id = ${id}` : sql``}
      ${state ? sql`and s.state = ${state}` : sql``}
      ${contractorId ? sql`and s.contractor_id = ${contractorId}` : sql``}
      ${agreementId ? sql`and s.agreement_id = ${agreementId}` : sql``}
      ${bindingOnly ? sql`and s.confirmed_computation is not null` : sql``}
      ${
        after
          ? sql`and (o.name > ${after.name} or (o.name = ${after.name} and (s.to_on < ${after.toOn}::date
              or (s.to_on = ${after.toOn}::date and s.id > ${after.id}::uuid))))`
          : sql``
      }
    order by o.name, s.to_on desc, s.id
    ${limit ? sql`limit ${limit}` : sql``}`.execute(db);
  return rows;
}

export async function findScore(db: Db | Tx, county: string, id: string): Promise<ScoreListed | undefined> {
  const [row] = await scores(db, county, { id });
  return row;
}

export async function lockScore(tx: Tx, county: string, id: string): Promise<void> {
  await sql`select 1 from score where county = ${county} and id = ${id} for update`.execute(tx);
}

export type ScoredAgreement = {
  readonly id: string;
  readonly contractorId: string;
  readonly signedOn: string;
  readonly areas: readonly ContentArea[];
};

/** Whoever opens a period holds the contract: two periods cannot come to overlap at once. */
export async function agreementForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<ScoredAgreement | undefined> {
  const { rows } = await sql<ScoredAgreement>`
    select id, contractor_id as "contractorId", signed_on as "signedOn", areas from agreement
    where county = ${county} and id = ${id} for no key update`.execute(tx);
  return rows[0];
}

export async function areasOf(
  db: Db | Tx,
  county: string,
  agreementId: string,
): Promise<readonly ContentArea[]> {
  const { rows } = await sql<{ areas: ContentArea[] }>`
    select areas from agreement where county = ${county} and id = ${agreementId}`.execute(db);
  return rows[0]?.areas ?? [];
}

const rowOf = (county: string, score: Score) => ({
  county,
  id: score.id,
  version: score.version,
  agreement_id: score.agreementId,
  contractor_id: score.contractorId,
  from_on: score.fromOn,
  to_on: score.toOn,
  state: score.state,
  opened_by: score.openedBy,
  opened_on: score.openedOn,
  computation: score.computation,
  computed_by: score.computedBy,
  confirmed_by: score.confirmedBy,
  confirmed_at: score.confirmedAt,
  confirmed_computation: score.confirmedComputation,
});

export async function insertScore(tx: Tx, county: string, score: Score): Promise<void> {
  await tx.insertInto('score').values(rowOf(county, score)).execute();
}

export async function saveScore(tx: Tx, county: string, score: Score): Promise<void> {
  const { county: _, id: __, ...set } = rowOf(county, score);
  await tx.updateTable('score').set(set).where('county', '=', county).where('id', '=', score.id).execute();
}

export async function insertComputation(tx: Tx, county: string, one: Computation): Promise<void> {
  await tx
    .insertInto('score_computation')
    .values({
      county,
      score_id: one.scoreId,
      number: one.number,
      version: one.version,
      judged_on: one.judgedOn,
      facts_digest: one.factsDigest,
      base_hundredths: one.result.baseHundredths,
      bonus_hundredths: one.result.bonusHundredths,
      total_hundredths: one.result.totalHundredths,
      band: one.result.band,
      result: JSON.stringify(one.result),
      scale: JSON.stringify(one.scale),
      computed_by: one.computedBy,
      computed_at: one.computedAt,
      pack_id: one.packId,
      pack_version: one.packVersion,
      pack_hash: one.packHash,
    })
    .execute();
}

export type ComputationListed = Computation & { readonly computedByName: string };

export async function computationsOf(
  db: Db | Tx,
  county: string,
  scoreId: string,
): Promise<ComputationListed[]> {
  const { rows } = await sql<ComputationListed>`
    select c.score_id as "scoreId", c.number, c.version, c.judged_on as "judgedOn", c.facts_digest as "factsDigest", c.result, c.scale,
      c.computed_by as "computedBy", c.computed_at as "computedAt", c.pack_id as "packId", c.pack_version as "packVersion",
      c.pack_hash as "packHash", p.name as "computedByName"
    from score_computation c join person p on p.county = c.county and p.id = c.computed_by
    where c.county = ${county} and c.score_id = ${scoreId} order by c.number desc`.execute(db);
  return rows;
}

export type Headline = {
  readonly scoreId: string;
  readonly number: number;
  readonly totalHundredths: number;
  readonly band: string;
  readonly scale: Scale;
};

/** What the named computations came to, for a list. */
export async function headlinesOf(
  db: Db | Tx,
  county: string,
  asked: readonly { readonly scoreId: string; readonly number: number }[],
): Promise<Headline[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Headline>`
    select c.score_id as "scoreId", c.number, c.total_hundredths as "totalHundredths", c.band, c.scale
    from score_computation c
    join unnest(${sql.val(asked.map(({ scoreId }) => scoreId))}::uuid[], ${sql.val(asked.map(({ number }) => number))}::integer[])
      as w (id, number) on w.id = c.score_id and w.number = c.number
    where c.county = ${county}`.execute(db);
  return rows;
}

/** What a contract is scored on in a period, as the records stand now. */
export async function scoreFacts(
  db: Db | Tx,
  county: string,
  agreementId: string,
  period: Period,
): Promise<ScoreFacts> {
  const { fromOn, toOn } = period;
  const seen = sql`
    select i.id, i.number, coalesce(i.facility_id, i.agreement_id) as subject_id, coalesce(f.name, a.name) as subject, f.kind as facility_kind,
      (i.ended_at at time zone 'Asia/Shanghai')::date as seen_on, i.verdict_construction, i.verdict_operation, i.verdict_funds
    from inspection i
    join agreement a on a.county = i.county and a.id = i.agreement_id
    left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.agreement_id = ${agreementId} and i.state = 'signed'
      and (i.ended_at at time zone 'Asia/Shanghai')::date between ${fromOn}::date and ${toOn}::date`;
  const results = await sql<ScoreFacts['results'][number]>`
    select s.id as "inspectionId", s.number as "inspectionNumber", s.subject_id as "subjectId", s.subject, s.facility_kind as "facilityKind",
      s.seen_on as "on", t.item_id as "itemId", t.result, t.fact,
      coalesce((select json_agg(u.evidence_id order by u.evidence_id) from evidence_use u where u.county = ${county} and u.subject_id = s.id
        and u.role = 'item.' || t.item_id and not u.removed), '[]'::json) as evidence,
      (select json_build_object('id', f.id, 'number', f.number) from finding f where f.county = ${county} and f.inspection_id = s.id
        and f.item_id = t.item_id and f.state not in ('raised', 'withdrawn') order by f.number limit 1) as finding
    from (${seen}) s join inspection_item t on t.county = ${county} and t.inspection_id = s.id
    order by s.seen_on, s.number, t.ordinal`.execute(db);
  const verdicts = await sql<ScoreFacts['verdicts'][number]>`
    select s.id as "inspectionId", s.number as "inspectionNumber", s.subject_id as "subjectId", s.subject, v.standard, v.verdict, s.seen_on as "on"
    from (${seen}) s
    cross join lateral (values ('construction', s.verdict_construction), ('operation', s.verdict_operation), ('funds', s.verdict_funds)) as v(standard, verdict)
    where v.verdict is not null order by s.seen_on, s.number, v.standard`.execute(db);
  const rectifications = await sql<ScoreFacts['rectifications'][number]>`
    select r.id, f.id as "findingId", f.number as "findingNumber", f.clause_id as clause, f.area, coalesce(p.name, a.name) as subject,
      r.due_on as "dueOn", r.state, r.reported_on as "reportedOn", i.id as "inspectionId", i.number as "inspectionNumber",
      coalesce((select json_agg(u.evidence_id order by u.evidence_id) from evidence_use u where u.county = ${county} and u.subject_id = f.id
        and not u.removed), '[]'::json) as evidence
    from rectification r
    join finding f on f.county = r.county and f.id = r.finding_id
    join inspection i on i.county = f.county and i.id = f.inspection_id
    join agreement a on a.county = r.county and a.id = r.agreement_id
    left join facility p on p.county = f.county and p.id = f.facility_id
    where r.county = ${county} and r.agreement_id = ${agreementId} and r.due_on < ${toOn}::date
      and r.state <> 'revoked' and (r.state <> 'closed' or r.due_on >= ${fromOn}::date)
    order by r.due_on, f.number`.execute(db);
  const reports = await sql<ScoreFacts['reports'][number]>`
    select o.id as "obligationId", o.clause_id as clause, o.period, o.due_on as "dueOn", r.id as "reportId",
      (r.first_submitted_at at time zone 'Asia/Shanghai')::date as "submittedOn"
    from obligation o
    left join monthly_report r on r.county = o.county and r.agreement_id = o.agreement_id and r.period = o.period
    where o.county = ${county} and o.agreement_id = ${agreementId} and o.kind = 'report' and not o.withdrawn and o.waived_at is null
      and o.due_on between ${fromOn}::date and ${toOn}::date
    order by o.due_on`.execute(db);
  return {
    areas: await areasOf(db, county, agreementId),
    results: results.rows,
    verdicts: verdicts.rows,
    rectifications: rectifications.rows,
    reports: reports.rows,
  };
}

/** The evidence of the records a score rests on, by its id. */
export async function evidenceSubjects(
  db: Db | Tx,
  county: string,
  evidenceIds: readonly string[],
): Promise<readonly string[]> {
  if (evidenceIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct subject_id as id from evidence_use where county = ${county} and not removed
      and evidence_id = any(${sql.val(evidenceIds)}::uuid[]) and subject_type in ('inspection', 'finding')`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** A binding score as it stands under another scale; null totals where it counts no longer. */
export async function insertCarry(
  tx: Tx,
  county: string,
  carry: {
    readonly scoreId: string;
    readonly version: number;
    readonly computation: number;
    readonly activationId: string;
    readonly how: string;
    readonly total: { readonly totalHundredths: number; readonly band: string } | null;
    readonly scale: Scale | null;
    readonly on: string;
  },
): Promise<void> {
  await tx
    .insertInto('score_carry')
    .values({
      county,
      score_id: carry.scoreId,
      version: carry.version,
      computation: carry.computation,
      activation_id: carry.activationId,
      how: carry.how,
      total_hundredths: carry.total?.totalHundredths ?? null,
      band: carry.total?.band ?? null,
      scale: carry.scale === null ? null : JSON.stringify(carry.scale),
      carried_on: carry.on,
    })
    .execute();
}

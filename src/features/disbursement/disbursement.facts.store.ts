import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { scoreStanding } from '../score/score.read.store.ts';
import type { GateFacts } from './disbursement.model.ts';
import { standingStop, suspensions } from './disbursement.stop.store.ts';

/** Of which instalment, as of which day, and from which day missed inspections count. */
export type FactsQuery = {
  readonly instalmentId: string;
  readonly agreementId: string;
  readonly projectId: string;
  readonly asOf: string;
  readonly inspectionsSince: string;
};

/** Everything the gate weighs, as the records stand now. One transaction sees one state of them. */
export async function gateFacts(db: Tx, county: string, query: FactsQuery): Promise<GateFacts> {
  const { agreementId, projectId, asOf, inspectionsSince } = query;
  const head = await headOf(db, county, query);
  const plan = sql`(select p.id from plan p where p.county = ${county} and p.project_id = ${projectId} and p.state in ('approved', 'superseded')
    and p.in_force_from <= ${asOf}::date order by p.number desc limit 1)`;
  const promised = sql`plan_line l join agreement_line al on al.county = l.county and al.line_key = l.line_key and not al.removed
    where l.county = ${county} and l.plan_id = ${plan} and not l.removed`;
  const lines = await sql<GateFacts['lines'][number]>`
    select l.line_key as "lineKey", l.content, l.unit, l.target::text, l.budget_fen as "budgetFen", f.total::text,
      l.planned_start_on as "startOn", l.planned_finish_on as "finishOn"
    from (select l.* from ${promised} and al.agreement_id = ${agreementId}) l
    left join lateral (
      select g.total from monthly_report r join report_figure g on g.county = r.county and g.report_id = r.id
        and g.revision = (select max(v.revision) from report_revision v where v.county = r.county and v.report_id = r.id and v.submitted_at is not null)
      where r.county = ${county} and r.agreement_id = ${agreementId} and r.state in ('accepted', 'correcting') and g.line_key = l.line_key
      order by r.period desc limit 1
    ) f on true
    order by l.ordinal`.execute(db);
  const contracts = await sql<GateFacts['contracts'][number]>`
    select a.id as "agreementId",
      (select coalesce(sum(q.amount_fen), 0)::bigint from payment q where q.county = a.county and q.agreement_id = a.id) as "paidFen",
      coalesce(
        (select json_agg(json_build_object('area', s.area, 'budgetFen', s.budget)) from (
          select l.area, sum(l.budget_fen)::bigint as budget from ${promised} and al.agreement_id = a.id group by l.area order by l.area) s),
        (select json_agg(json_build_object('area', x.area, 'budgetFen', 0)) from unnest(a.areas) as x(area))) as areas
    from agreement a where a.county = ${county} and a.project_id = ${projectId} order by a.number`.execute(
    db,
  );
  const reports = await sql<GateFacts['reports'][number]>`
    select o.id as "obligationId", o.period, o.due_on as "dueOn", r.id as "reportId", r.state
    from obligation o
    left join monthly_report r on r.county = o.county and r.agreement_id = o.agreement_id and r.period = o.period
    where o.county = ${county} and o.agreement_id = ${agreementId} and o.kind = 'report' and not o.withdrawn and o.waived_at is null
      and o.due_on < ${asOf}::date
    order by o.period`.execute(db);
  const rectifications = await sql<GateFacts['rectifications'][number]>`
    select r.id, r.letter_id as "letterId", f.number as label, r.due_on as "dueOn", r.state, r.reported_on as "reportedOn",
      (select max(v.inspected_on) from reinspection v where v.county = r.county and v.rectification_id = r.id and v.attempt = r.attempts) as "verifiedOn"
    from rectification r join finding f on f.county = r.county and f.id = r.finding_id
    where r.county = ${county} and r.agreement_id = ${agreementId} and r.state <> 'revoked'
      and (r.state <> 'closed' or r.closed_on >= coalesce(
        (select max(p.paid_on) from payment p where p.county = r.county and p.agreement_id = r.agreement_id), '-infinity'))
    order by r.due_on, r.id`.execute(db);
  const serious = await sql<GateFacts['serious'][number]>`
    select f.id, f.number, f.state from finding f
    where f.county = ${county} and f.agreement_id = ${agreementId} and f.severity = 'serious' and f.state <> 'withdrawn'
    order by f.number`.execute(db);
  const inspections = await sql<GateFacts['inspections'][number]>`
    select o.id as "obligationId", coalesce(f.name, a.name) as subject, o.period, o.due_on as "dueOn", o.closes_on as "closesOn", o.fulfilled_on as "fulfilledOn"
    from obligation o
    join agreement a on a.county = o.county and a.id = o.agreement_id
    left join facility f on f.county = o.county and f.id = o.subject_id
    where o.county = ${county} and o.agreement_id = ${agreementId} and o.kind = 'inspection' and not o.withdrawn and o.waived_at is null
      and o.due_on >= ${inspectionsSince}::date and o.due_on < ${asOf}::date
    order by o.due_on, o.id`.execute(db);
  const verdicts = await sql<GateFacts['verdicts'][number]>`
    select distinct on (s.subject_id, v.standard) s.id as "inspectionId", s.number as "inspectionNumber", s.subject, v.standard, v.verdict, s.seen_on as "on"
    from (
      select i.id, i.number, coalesce(i.facility_id, i.agreement_id) as subject_id, coalesce(f.name, a.name) as subject, i.ended_at,
        (i.ended_at at time zone 'Asia/Shanghai')::date as seen_on, i.verdict_construction, i.verdict_operation, i.verdict_funds
      from inspection i
      join agreement a on a.county = i.county and a.id = i.agreement_id
      left join facility f on f.county = i.county and f.id = i.facility_id
      where i.county = ${county} and i.agreement_id = ${agreementId} and i.state = 'signed'
    ) s
    cross join lateral (values ('construction', s.verdict_construction), ('operation', s.verdict_operation), ('funds', s.verdict_funds)) as v(standard, verdict)
    where v.verdict is not null
    order by s.subject_id, v.standard, s.ended_at desc, s.id desc`.execute(db);
  const facilities = await sql<{ area: ContentArea; count: number }>`
    select k.area, count(*)::int as count from facility f
    join agreement a on a.county = f.county and a.id = f.agreement_id
    join (values ('service-centre', 'service-centre'), ('logistics-centre', 'logistics'), ('supply-chain-centre', 'supply-chain'),
      ('town-station', 'station'), ('village-station', 'station')) as k (kind, area) on k.kind = f.kind
    where f.county = ${county} and a.project_id = ${projectId} and f.phase <> 'withdrawn'
    group by k.area`.execute(db);
  return {
    ...head,
    ...(await scoreStanding(db, county, agreementId, asOf)),
    facilities: Object.fromEntries(facilities.rows.map(({ area, count }) => [area, count])),
    lines: lines.rows,
    contracts: contracts.rows,
    reports: reports.rows,
    rectifications: rectifications.rows,
    serious: serious.rows,
    inspections: inspections.rows,
    verdicts: verdicts.rows,
  };
}

async function headOf(
  db: Tx,
  county: string,
  query: FactsQuery,
): Promise<Pick<GateFacts, 'instalment' | 'agreement' | 'project' | 'centralFen'>> {
  const { rows } = await sql<{
    id: string;
    amountFen: number;
    plannedOn: string;
    requiredProgress: number;
    settledFen: number | null;
    payment: GateFacts['instalment']['payment'];
    agreementNumber: string;
    agreementFen: number;
    terminated: boolean;
    stop: NonNullable<GateFacts['agreement']['stop']> | null;
    paidFen: number;
    centralFen: number;
    moneyFen: number;
    projectPromisedFen: number;
    projectPaidFen: number;
  }>`
    select i.id, i.amount_fen as "amountFen", i.planned_on as "plannedOn", i.required_progress as "requiredProgress",
      (select s.due_fen from settlement s where s.county = i.county and s.instalment_id = i.id order by s.settled_at desc, s.id desc limit 1) as "settledFen",
      (select json_build_object('id', p.id, 'voucher', p.voucher, 'paidOn', p.paid_on) from payment p
        where p.county = i.county and p.instalment_id = i.id) as payment,
      a.number as "agreementNumber", a.amount_fen as "agreementFen", a.state = 'terminated' as terminated, ${standingStop} as stop,
      (select coalesce(sum(q.amount_fen), 0)::bigint from payment q where q.county = a.county and q.agreement_id = a.id) as "paidFen",
      j.central_fen as "centralFen", j.central_fen + j.local_fen as "moneyFen",
      project_promised_fen(j.county, j.id, null) as "projectPromisedFen",
      (select coalesce(sum(q.amount_fen), 0)::bigint from payment q join agreement g on g.county = q.county and g.id = q.agreement_id
        where g.county = j.county and g.project_id = j.id) as "projectPaidFen"
    from instalment i
    join agreement a on a.county = i.county and a.id = i.agreement_id
    join project j on j.county = a.county and j.id = a.project_id
    where i.county = ${county} and i.id = ${query.instalmentId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`There is no instalment ${query.instalmentId}`);
  return {
    instalment: {
      id: row.id,
      amountFen: row.amountFen,
      plannedOn: row.plannedOn,
      requiredProgress: row.requiredProgress,
      settledFen: row.settledFen,
      payment: row.payment,
    },
    agreement: {
      id: query.agreementId,
      number: row.agreementNumber,
      amountFen: row.agreementFen,
      terminated: row.terminated,
      stop: row.stop,
      suspensions: await suspensions(db, county, { agreementId: query.agreementId, standing: true }),
      paidFen: row.paidFen,
    },
    project: {
      moneyFen: row.moneyFen,
      promisedFen: row.projectPromisedFen,
      paidFen: row.projectPaidFen,
    },
    centralFen: row.centralFen,
  };
}

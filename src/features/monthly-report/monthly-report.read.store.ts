import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Report, ReportState, Timeliness } from './monthly-report.model.ts';

export type ReportListed = {
  readonly agreementId: string;
  readonly agreementName: string;
  readonly agreementNumber: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly period: string;
  readonly reportId: string | null;
  readonly obligationId: string | null;
  readonly state: ReportState | null;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly fulfilledOn: string | null;
  readonly waived: boolean;
  readonly firstSubmittedAt: string | null;
};

export type ReportFilter = {
  readonly state?: ReportState | undefined;
  readonly timeliness?: Timeliness | undefined;
  readonly agreementId?: string | undefined;
  readonly contractorId?: string | undefined;
  readonly period?: string | undefined;
};

/**
 * Every month owed or reported, newest first: a month nobody has reported is a row too. Drafts are shown to their author only;
 * for all others such a month is still without a report.
 * The page is cut before contracts and contractors are named, so that a large county does not name every month of theirs.
 */
export async function reportMonths(
  db: Tx,
  county: string,
  today: string,
  filter: ReportFilter,
  page: {
    readonly draftsOf: string | null;
    readonly after: { period: string; agreementId: string } | undefined;
    readonly limit: number;
  },
): Promise<ReportListed[]> {
  const { state, timeliness, agreementId, contractorId, period } = filter;
  const { after, draftsOf, limit } = page;
  const narrowed = sql`${agreementId ? sql`and x.agreement_id = ${agreementId}` : sql``}
    ${contractorId ? sql`and x.contractor_id = ${contractorId}` : sql``}
    ${period ? sql`and x.period = ${period}` : sql``}
    ${after ? sql`and (x.period, x.agreement_id) < (${after.period}, ${after.agreementId}::uuid)` : sql``}`;
  const { rows } = await sql<ReportListed>`
    with owed as materialized (
      select x.id, x.agreement_id, x.period, x.due_on, x.provisional, x.fulfilled_on, x.waived_at from obligation x
      where x.county = ${county} and x.kind = 'report' and not x.withdrawn and x.window_start_on <= ${today}::date ${narrowed}),
    reported as materialized (
      select x.* from monthly_report x
      where x.county = ${county} ${narrowed}
        and (x.first_submitted_at is not null ${draftsOf === null ? sql`` : sql`or x.contractor_id = ${draftsOf}`})),
    month as (
      select coalesce(r.agreement_id, o.agreement_id) as agreement_id, coalesce(r.period, o.period) as period, r.id as report_id,
        o.id as obligation_id, r.state, coalesce(o.due_on, r.due_on) as due_on, coalesce(o.provisional, false) as provisional,
        coalesce(o.fulfilled_on, (r.first_submitted_at at time zone 'Asia/Shanghai')::date) as fulfilled_on,
        o.waived_at is not null as waived, r.first_submitted_at
      from owed o full join reported r on r.agreement_id = o.agreement_id and r.period = o.period),
    timed as (
      select m.*, case when m.fulfilled_on <= m.due_on then 'in-time' when m.fulfilled_on is not null then 'late'
        when m.waived then 'waived' when m.due_on < ${today}::date then 'missing' else 'open' end as timeliness
      from month m),
    chosen as materialized (
      select t.* from timed t
      where true
        ${state ? sql`and t.state = ${state}` : sql``}
        ${timeliness ? sql`and t.timeliness = ${timeliness}` : sql``}
      order by t.period desc, t.agreement_id desc
      limit ${limit})
    select t.agreement_id as "agreementId", a.name as "agreementName", a.number as "agreementNumber", a.contractor_id as "contractorId",
      c.name as "contractorName", t.period, t.report_id as "reportId", t.obligation_id as "obligationId", t.state, t.due_on as "dueOn", t.provisional,
      t.fulfilled_on as "fulfilledOn", t.waived, t.first_submitted_at as "firstSubmittedAt"
    from chosen t
    join agreement a on a.county = ${county} and a.id = t.agreement_id
    join organisation c on c.county = a.county and c.id = a.contractor_id
    order by t.period desc, t.agreement_id desc`.execute(db);
  return rows;
}

/** Reports of these contracts whose figures no longer stand on the total last reported before them. */
export async function unsteadyReports(
  db: Tx,
  county: string,
  agreementIds: readonly string[],
): Promise<Set<string>> {
  if (agreementIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    with counted as (
      select r.id, g.previous_total,
        lag(g.total) over (partition by r.agreement_id, g.line_key order by r.period) as last_total
      from monthly_report r
      join report_figure g on g.county = r.county and g.report_id = r.id and not g.removed
        and g.revision = case when r.state = 'submitted' then r.revision else r.accepted_revision end
      where r.county = ${county} and r.agreement_id = any(${sql.val([...agreementIds])}::uuid[]))
    select distinct id from counted where previous_total <> coalesce(last_total, 0)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export type ReportFound = Report & {
  readonly agreementName: string;
  readonly agreementNumber: string;
  readonly projectId: string;
  readonly lineKeys: readonly string[];
  readonly contractorName: string;
  readonly submittedByName: string | null;
  readonly decidedByName: string | null;
  readonly obligationId: string | null;
  readonly provisional: boolean;
  readonly fulfilledOn: string | null;
  readonly waived: boolean;
};

export async function findReport(db: Tx, county: string, id: string): Promise<ReportFound | undefined> {
  const { rows } = await sql<ReportFound>`
    select r.id, r.version, r.agreement_id as "agreementId", r.contractor_id as "contractorId", r.period, r.state, r.revision,
      r.accepted_revision as "acceptedRevision", coalesce(o.due_on, r.due_on) as "dueOn", coalesce(o.provisional, false) as provisional,
      r.first_submitted_at as "firstSubmittedAt",
      r.submitted_by as "submittedBy", r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.return_reason as "returnReason",
      a.name as "agreementName", a.number as "agreementNumber", a.project_id as "projectId",
      array(select l.line_key::text from agreement_line l where l.county = a.county and l.agreement_id = a.id and not l.removed) as "lineKeys",
      c.name as "contractorName", s.name as "submittedByName", d.name as "decidedByName", o.id as "obligationId",
      coalesce(o.fulfilled_on, (r.first_submitted_at at time zone 'Asia/Shanghai')::date) as "fulfilledOn",
      o.waived_at is not null as waived
    from monthly_report r
    join agreement a on a.county = r.county and a.id = r.agreement_id
    join organisation c on c.county = r.county and c.id = r.contractor_id
    left join person s on s.county = r.county and s.id = r.submitted_by
    left join person d on d.county = r.county and d.id = r.decided_by
    left join obligation o on o.county = r.county and o.agreement_id = r.agreement_id and o.kind = 'report' and o.period = r.period and not o.withdrawn
    where r.county = ${county} and r.id = ${id}`.execute(db);
  return rows[0];
}

/** The number of a version of the plan, and a person's name: what a revision shows of itself. */
export async function namesOfRevision(
  db: Tx,
  county: string,
  planId: string,
  personId: string,
): Promise<{ planNumber: number; filledBy: string }> {
  const { rows } = await sql<{ planNumber: number; filledBy: string }>`
    select p.number as "planNumber", w.name as "filledBy" from plan p, person w
    where p.county = ${county} and p.id = ${planId} and w.county = ${county} and w.id = ${personId}`.execute(
    db,
  );
  return rows[0] ?? { planNumber: 0, filledBy: '' };
}

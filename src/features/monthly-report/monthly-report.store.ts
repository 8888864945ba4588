import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Figure, LastTotal, Narrative, Report, ReportState, Revision } from './monthly-report.model.ts';

const reportColumns = [
  'monthly_report.id',
  'monthly_report.version',
  'monthly_report.agreement_id as agreementId',
  'monthly_report.contractor_id as contractorId',
  'monthly_report.period',
  'monthly_report.state',
  'monthly_report.revision',
  'monthly_report.accepted_revision as acceptedRevision',
  'monthly_report.due_on as dueOn',
  'monthly_report.first_submitted_at as firstSubmittedAt',
  'monthly_report.submitted_by as submittedBy',
  'monthly_report.decided_by as decidedBy',
  'monthly_report.decided_at as decidedAt',
  'monthly_report.return_reason as returnReason',
] as const;

type Row = Omit<Report, 'state'> & { state: string };
const reportOf = (row: Row): Report => ({ ...row, state: row.state as ReportState });

export async function findReportForUpdate(tx: Tx, county: string, id: string): Promise<Report | undefined> {
  const row = await tx
    .selectFrom('monthly_report')
    .select(reportColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && reportOf(row);
}

export async function reportOfMonth(
  db: Tx,
  county: string,
  agreementId: string,
  period: string,
): Promise<Report | undefined> {
  const row = await db
    .selectFrom('monthly_report')
    .select(reportColumns)
    .where('county', '=', county)
    .where('agreement_id', '=', agreementId)
    .where('period', '=', period)
    .executeTakeFirst();
  return row && reportOf(row);
}

const values = (report: Report) => ({
  version: report.version,
  state: report.state,
  revision: report.revision,
  accepted_revision: report.acceptedRevision,
  due_on: report.dueOn,
  first_submitted_at: report.firstSubmittedAt,
  submitted_by: report.submittedBy,
  decided_by: report.decidedBy,
  decided_at: report.decidedAt,
  return_reason: report.returnReason,
});

export async function insertReport(tx: Tx, county: string, report: Report): Promise<void> {
  const { id, agreementId, contractorId, period } = report;
  await tx
    .insertInto('monthly_report')
    .values({ county, id, agreement_id: agreementId, contractor_id: contractorId, period, ...values(report) })
    .execute();
}

export async function saveReport(tx: Tx, county: string, report: Report): Promise<void> {
  await tx
    .updateTable('monthly_report')
    .set(values(report))
    .where('county', '=', county)
    .where('id', '=', report.id)
    .execute();
}

// Revisions

const revisionColumns = [
  'revision',
  'plan_id as planId',
  'summary',
  'problems',
  'next_month as nextMonth',
  'coordination',
  'rectification',
  'reason',
  'filled_by as filledBy',
  'submitted_at as submittedAt',
] as const;

const narrativeValues = (narrative: Narrative) => ({
  summary: narrative.summary,
  problems: narrative.problems,
  next_month: narrative.nextMonth,
  coordination: narrative.coordination,
  rectification: narrative.rectification,
});

export const revisionsOf = (db: Tx, county: string, reportId: string): Promise<Revision[]> =>
  db
    .selectFrom('report_revision')
    .select(revisionColumns)
    .where('county', '=', county)
    .where('report_id', '=', reportId)
    .orderBy('revision')
    .execute();

export async function insertRevision(
  tx: Tx,
  county: string,
  reportId: string,
  revision: Revision,
): Promise<void> {
  await tx
    .insertInto('report_revision')
    .values({
      county,
      report_id: reportId,
      revision: revision.revision,
      plan_id: revision.planId,
      ...narrativeValues(revision),
      reason: revision.reason,
      filled_by: revision.filledBy,
      submitted_at: revision.submittedAt,
    })
    .execute();
}

export async function saveRevision(
  tx: Tx,
  county: string,
  reportId: string,
  revision: Revision,
): Promise<void> {
  await tx
    .updateTable('report_revision')
    .set({
      plan_id: revision.planId,
      ...narrativeValues(revision),
      filled_by: revision.filledBy,
      submitted_at: revision.submittedAt,
    })
    .where('county', '=', county)
    .where('report_id', '=', reportId)
    .where('revision', '=', revision.revision)
    .execute();
}

// Figures

export async function figuresOf(
  db: Tx,
  county: string,
  reportId: string,
  revision: number,
): Promise<Figure[]> {
  const rows = await db
    .selectFrom('report_figure')
    .select([
      'line_key as lineKey',
      'this_month as thisMonth',
      'total',
      'previous_total as previousTotal',
      'invested_fen as investedFen',
      'note',
    ])
    .where('county', '=', county)
    .where('report_id', '=', reportId)
    .where('revision', '=', revision)
    .where('removed', '=', false)
    .orderBy('line_key')
    .execute();
  return rows.map((row) => ({
    ...row,
    thisMonth: Number(row.thisMonth),
    total: Number(row.total),
    previousTotal: Number(row.previousTotal),
  }));
}

/** The revision's figures become these; a line left out is marked as removed. */
export async function saveFigures(
  tx: Tx,
  county: string,
  reportId: string,
  revision: number,
  figures: readonly Figure[],
): Promise<void> {
  const keys = figures.map(({ lineKey }) => lineKey);
  await tx
    .updateTable('report_figure')
    .set({ removed: true })
    .where('county', '=', county)
    .where('report_id', '=', reportId)
    .where('revision', '=', revision)
    .$if(keys.length > 0, (query) => query.where('line_key', 'not in', keys))
    .execute();
  if (figures.length === 0) return;
  await tx
    .insertInto('report_figure')
    .values(
      figures.map((figure) => ({
        county,
        report_id: reportId,
        revision,
        line_key: figure.lineKey,
        this_month: String(figure.thisMonth),
        total: String(figure.total),
        previous_total: String(figure.previousTotal),
        invested_fen: figure.investedFen,
        note: figure.note,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['county', 'report_id', 'revision', 'line_key']).doUpdateSet((eb) => ({
        this_month: eb.ref('excluded.this_month'),
        total: eb.ref('excluded.total'),
        previous_total: eb.ref('excluded.previous_total'),
        invested_fen: eb.ref('excluded.invested_fen'),
        note: eb.ref('excluded.note'),
        removed: eb.lit(false),
      })),
    )
    .execute();
}

/** `countingRevision` of the model, in SQL, of a monthly_report called r. */
export const counting = sql`case when r.state = 'submitted' then r.revision else r.accepted_revision end`;

/** Line by line the total last reported before a month, from the latest report that counts and has the line. */
export async function lastTotals(
  db: Tx,
  county: string,
  agreementId: string,
  beforePeriod: string,
): Promise<Map<string, LastTotal>> {
  const { rows } = await sql<{ lineKey: string; total: string; period: string; reportId: string }>`
    select distinct on (g.line_key) g.line_key as "lineKey", g.total, r.period, r.id as "reportId"
    from monthly_report r
    join report_figure g on g.county = r.county and g.report_id = r.id and g.revision = ${counting} and not g.removed
    where r.county = ${county} and r.agreement_id = ${agreementId} and r.period < ${beforePeriod}
    order by g.line_key, r.period desc`.execute(db);
  return new Map(
    rows.map(({ lineKey, total, period, reportId }) => [lineKey, { total: Number(total), period, reportId }]),
  );
}

export type LatestReported = {
  readonly reportId: string;
  readonly revision: number;
  readonly period: string;
  readonly figures: readonly { readonly lineKey: string; readonly total: number }[];
};

/** 上报值 (D04): the latest report that counts, of the day's month or before. */
export async function latestReported(
  tx: Tx,
  county: string,
  agreementId: string,
  on: string,
): Promise<LatestReported | undefined> {
  const { rows } = await sql<{ reportId: string; revision: number; period: string }>`
    select r.id as "reportId", ${counting} as revision, r.period from monthly_report r
    where r.county = ${county} and r.agreement_id = ${agreementId} and r.period <= ${on.slice(0, 7)} and ${counting} is not null
    order by r.period desc limit 1`.execute(tx);
  const [latest] = rows;
  if (!latest) return undefined;
  const figures = await figuresOf(tx, county, latest.reportId, latest.revision);
  return { ...latest, figures: figures.map(({ lineKey, total }) => ({ lineKey, total })) };
}

export type MissingReport = {
  readonly period: string;
  readonly dueOn: string;
  readonly obligationId: string;
  readonly reportId: string | null;
  readonly why: 'not-submitted' | 'returned';
};

/** Months of a contract that were due before a day and have no report, or only one that was sent back and not sent again. */
export async function missingReports(
  tx: Tx,
  county: string,
  agreementId: string,
  asOf: string,
): Promise<MissingReport[]> {
  const { rows } = await sql<MissingReport>`
    select o.period, o.due_on as "dueOn", o.id as "obligationId", r.id as "reportId",
      case when r.state = 'returned' then 'returned' else 'not-submitted' end as why
    from obligation o
    left join monthly_report r on r.county = o.county and r.agreement_id = o.agreement_id and r.period = o.period
    where o.county = ${county} and o.agreement_id = ${agreementId} and o.kind = 'report' and not o.withdrawn and o.waived_at is null
      and o.due_on < ${asOf}::date and (r.first_submitted_at is null or (r.state = 'returned' and r.accepted_revision is null))
    order by o.period`.execute(tx);
  return rows;
}

import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import { counting } from '../monthly-report/monthly-report.store.ts';
import type { ReportedFigure } from './inspection.model.ts';

/**
 * 上报值 (D04): the lines of the plan in force that the contract promises in this content area, each with its total in the latest
 * report that counts, of the day's month or before (`latestReported`, in one statement). A line never reported has no figure.
 */
export const reportedLines = (
  county: string,
  of: { readonly agreementId: string | Column; readonly area: string | Column },
  on: string,
) => sql<ReportedLine>`
    with latest as (
      select r.id, r.period, ${counting} as revision
      from monthly_report r
      where r.county = ${county} and r.agreement_id = ${of.agreementId}::uuid and r.period <= ${on.slice(0, 7)}
        and ${counting} is not null
      order by r.period desc limit 1)
    select l.line_key as "lineKey", l.task, l.content, l.unit, l.target, l.planned_finish_on as "plannedFinishOn", latest.period,
      case when g.total is null then null else latest.id end as "reportId",
      case when g.total is null then null else latest.revision end as revision, g.total
    from agreement_line al
    join agreement a on a.county = al.county and a.id = al.agreement_id
    join plan p on p.county = a.county and p.project_id = a.project_id and p.state = 'approved'
    join plan_line l on l.county = p.county and l.plan_id = p.id and l.line_key = al.line_key and not l.removed
    left join latest on true
    left join report_figure g on g.county = al.county and g.report_id = latest.id and g.revision = latest.revision
      and g.line_key = l.line_key and not g.removed
    where al.county = ${county} and al.agreement_id = ${of.agreementId}::uuid and l.area = ${of.area}
    order by l.ordinal`;

/** A column of the statement this one stands in. */
type Column = ReturnType<typeof sql.ref>;

/** Decimals as the database writes them. */
export type ReportedLine = Omit<ReportedFigure, 'target' | 'total'> & {
  readonly target: string | number;
  readonly total: string | number | null;
};

export const figureOf = (row: ReportedLine): ReportedFigure => ({
  ...row,
  target: Number(row.target),
  total: row.total === null ? null : Number(row.total),
});

export async function reportedFigures(
  db: Db | Tx,
  county: string,
  of: { readonly agreementId: string; readonly area: string },
  on: string,
): Promise<readonly ReportedFigure[]> {
  const { rows } = await reportedLines(county, of, on).execute(db);
  return rows.map(figureOf);
}

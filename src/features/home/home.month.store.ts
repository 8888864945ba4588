import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { AgedKind, Dated, PlanLine, Reached } from './home.model.ts';

type Reading = Db | Tx;

export type RuleMonth = {
  readonly ruleId: string;
  readonly fulfilled: number;
  readonly late: number;
  readonly missed: number;
  readonly waived: number;
  readonly open: number;
};

/** How the obligations that fall due in a month stand on a day, rule by rule. */
export async function obligationsOfMonth(
  db: Reading,
  county: string,
  fromOn: string,
  throughOn: string,
  today: string,
): Promise<RuleMonth[]> {
  const { rows } = await sql<RuleMonth>`
    select rule_id as "ruleId",
      count(*) filter (where fulfilled_on <= due_on)::int as fulfilled,
      count(*) filter (where fulfilled_on > due_on and fulfilled_on <= closes_on)::int as late,
      count(*) filter (where fulfilled_on > closes_on or (fulfilled_on is null and waived_at is null and closes_on < ${today}::date))::int as missed,
      count(*) filter (where fulfilled_on is null and waived_at is not null)::int as waived,
      count(*) filter (where fulfilled_on is null and waived_at is null and closes_on >= ${today}::date)::int as open
    from obligation
    where county = ${county} and not withdrawn and due_on between ${fromOn}::date and ${throughOn}::date
    group by rule_id`.execute(db);
  return rows;
}

/** The lines of the plans in force. */
export async function planLines(db: Reading, county: string): Promise<PlanLine[]> {
  const { rows } = await sql<PlanLine>`
    select l.line_key as "lineKey", l.planned_start_on as "startOn", l.planned_finish_on as "finishOn", l.budget_fen as "budgetFen",
      l.target::float8 as target
    from plan p join plan_line l on l.county = p.county and l.plan_id = p.id
    where p.county = ${county} and p.state = 'approved' and not l.removed`.execute(db);
  return rows;
}

/** What accepted reports say was reached on each line, month by month. */
export async function reachedByMonth(db: Reading, county: string, throughMonth: string): Promise<Reached[]> {
  const { rows } = await sql<Reached>`
    select g.line_key as "lineKey", r.agreement_id as source, r.period as month, g.total::float8 as total
    from monthly_report r
    join report_figure g on g.county = r.county and g.report_id = r.id
      and g.revision = case when r.state = 'accepted' then r.revision else r.accepted_revision end
    where r.county = ${county} and r.period <= ${throughMonth}`.execute(db);
  return rows;
}

/** Days on which something was opened that is still open, with how many. */
export async function openSince(
  db: Reading,
  county: string,
): Promise<{ kind: AgedKind; on: string; count: number }[]> {
  const { rows } = await sql<{ kind: AgedKind; on: string; count: number }>`
    select 'finding' as kind, found_on as "on", count(*)::int as count from finding
      where county = ${county} and state in ('raised', 'confirmed', 'in-letter', 'rectifying') group by found_on
    union all
    select 'letter', issued_on, count(*)::int from letter
      where county = ${county} and state in ('issued', 'served', 'acknowledged') group by issued_on
    union all
    select 'rectification', served_on, count(*)::int from rectification
      where county = ${county} and state not in ('closed', 'revoked') group by served_on`.execute(db);
  return rows;
}

/** What was planned to be paid on which day, and what was. */
export async function moneyByDay(
  db: Reading,
  county: string,
): Promise<{ readonly planned: Dated[]; readonly paid: Dated[] }> {
  const { rows } = await sql<Dated & { paid: boolean }>`
    select n.planned_on as "on", sum(n.amount_fen)::bigint as "amountFen", false as paid
      from instalment n join agreement a on a.county = n.county and a.id = n.agreement_id
      where n.county = ${county} and a.state <> 'terminated' group by n.planned_on
    union all
    select paid_on, sum(amount_fen)::bigint, true from payment where county = ${county} group by paid_on`.execute(
    db,
  );
  const of = (paid: boolean): Dated[] =>
    rows.filter((row) => row.paid === paid).map(({ on, amountFen }) => ({ on, amountFen }));
  return { planned: of(false), paid: of(true) };
}

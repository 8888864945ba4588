import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { tiesOn } from '../organisation/organisation.interest.store.ts';
import type { ContractorFacts } from './disqualification.model.ts';

type FindingRow = ContractorFacts['findings'][number] & { readonly contractorId: string };
type LineRow = ContractorFacts['contracts'][number]['lines'][number];
type ContractRow = Omit<ContractorFacts['contracts'][number], 'lines'> & {
  readonly contractorId: string;
  readonly lines: readonly LineRow[];
};

/**
 * What counting rests on: confirmed problems since a day with how each was rectified, and how far each contract in force has come by
 * accepted reports. A finding withdrawn by two people is none; one still raised by a single inspector is none yet.
 */
export async function contractorFacts(
  db: Tx,
  county: string,
  query: { readonly since: string; readonly on: string; readonly contractorId?: string | undefined },
): Promise<ContractorFacts[]> {
  const { since, on, contractorId } = query;
  const only = contractorId === undefined ? sql`` : sql`and o.id = ${contractorId}::uuid`;
  const { rows: contractors } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o where o.county = ${county} and o.kind = 'contractor' ${only} order by o.name, o.id`.execute(
    db,
  );
  const { rows: findings } = await sql<FindingRow>`
    select f.contractor_id as "contractorId", f.id, f.number, f.fact, f.place, f.found_on as "foundOn", f.severity, f.clause_id as "clauseId",
      f.repeat_of is not null as repeat, r.due_on as "dueOn", r.reported_on as "reportedOn", r.closed_on as "closedOn", r.state as rectification
    from organisation o
    join finding f on f.county = o.county and f.contractor_id = o.id
    left join lateral (select x.due_on, x.reported_on, x.closed_on, x.state from rectification x
      where x.county = f.county and x.finding_id = f.id and x.state <> 'revoked' order by x.served_on desc, x.id desc limit 1) r on true
    where o.county = ${county} and o.kind = 'contractor' ${only} and f.state not in ('raised', 'withdrawn')
      and f.found_on between ${since}::date and ${on}::date
    order by f.found_on, f.number`.execute(db);
  const { rows: contracts } = await sql<ContractRow>`
    select a.contractor_id as "contractorId", a.id as "agreementId", a.number, a.name,
      coalesce((select json_agg(json_build_object('startOn', l.planned_start_on, 'finishOn', l.planned_finish_on, 'budgetFen', l.budget_fen,
          'target', l.target, 'total', coalesce(g.total, 0)) order by l.ordinal)
        from plan_line l
        join agreement_line al on al.county = l.county and al.line_key = l.line_key and not al.removed and al.agreement_id = a.id
        left join lateral (
          select rf.total from monthly_report m join report_figure rf on rf.county = m.county and rf.report_id = m.id
            and rf.revision = (select max(v.revision) from report_revision v where v.county = m.county and v.report_id = m.id and v.submitted_at is not null)
          where m.county = a.county and m.agreement_id = a.id and m.state in ('accepted', 'correcting') and rf.line_key = l.line_key
          order by m.period desc limit 1) g on true
        where l.county = a.county and not l.removed and l.plan_id = (select p.id from plan p where p.county = a.county and p.project_id = a.project_id
          and p.state in ('approved', 'superseded') and p.in_force_from <= ${on}::date order by p.number desc limit 1)), '[]') as lines
    from agreement a join organisation o on o.county = a.county and o.id = a.contractor_id
    where a.county = ${county} and a.state = 'in-force' ${only}
    order by a.number`.execute(db);
  return contractors.map(({ id, name }) => ({
    contractorId: id,
    contractorName: name,
    findings: findings
      .filter((one) => one.contractorId === id)
      .map(({ contractorId: _, ...finding }) => finding),
    contracts: contracts
      .filter((one) => one.contractorId === id)
      .map(({ contractorId: _, ...contract }) => contract),
  }));
}

/** The leading group as it stands today, with who of it is related to the contractor (回避). */
export async function leadingGroup(
  db: Tx,
  county: string,
  query: { readonly contractorId: string; readonly on: string },
): Promise<{ id: string; name: string; related: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; related: boolean }>`
    select p.id, p.name, exists (select from (${tiesOn(query.on)}) t where t.contractor_id = ${query.contractorId}::uuid) as related
    from person p join organisation o on o.county = p.county and o.id = p.organisation_id
    where p.county = ${county} and p.active and o.active and o.kind = 'leading-group'
    order by p.name, p.id`.execute(db);
  return rows;
}

/** Who may chair a hearing: of the office or the leading group, not related to the contractor, not who opened the case. */
export async function chairs(
  db: Tx,
  county: string,
  query: { readonly contractorId: string; readonly on: string; readonly not: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from person p join organisation o on o.county = p.county and o.id = p.organisation_id
    where p.county = ${county} and p.active and o.active and o.kind in ('office', 'leading-group') and p.id <> ${query.not}::uuid
      and not exists (select from (${tiesOn(query.on)}) t where t.contractor_id = ${query.contractorId}::uuid)
    order by p.name, p.id`.execute(db);
  return rows;
}

/** What the contractor was paid, over all its contracts. */
export async function paidTo(db: Tx, county: string, contractorId: string): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(p.amount_fen), 0)::bigint as fen from payment p join agreement a on a.county = p.county and a.id = p.agreement_id
    where p.county = ${county} and a.contractor_id = ${contractorId}::uuid`.execute(db);
  return rows[0]?.fen ?? 0;
}

/** The contractor's contracts, for the edges of its case. */
export async function contractsOf(
  db: Tx,
  county: string,
  contractorId: string,
): Promise<{ id: string; version: number; state: string }[]> {
  return db
    .selectFrom('agreement')
    .select(['id', 'version', 'state'])
    .where('county', '=', county)
    .where('contractor_id', '=', contractorId)
    .orderBy('number')
    .execute();
}

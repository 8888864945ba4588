import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { SimulationFacts } from './simulation.model.ts';

type Reading = Db | Tx;

/** Terms of service in the 监督检查小组. */
export async function members(db: Reading, county: string): Promise<SimulationFacts['members']> {
  const { rows } = await sql<SimulationFacts['members'][number]>`
    select person_id as "personId", from_on as "fromOn", until_on as "untilOn" from group_membership
    where county = ${county} order by person_id, from_on`.execute(db);
  return rows;
}

/** Lines each contract promises, by the plan in force. */
export async function promisedLines(db: Reading, county: string): Promise<SimulationFacts['promisedLines']> {
  const { rows } = await sql<SimulationFacts['promisedLines'][number]>`
    select al.agreement_id as "agreementId", count(*)::int as count
    from plan p
    join plan_line l on l.county = p.county and l.plan_id = p.id and not l.removed
    join agreement_line al on al.county = l.county and al.line_key = l.line_key and not al.removed
    where p.county = ${county} and p.state = 'approved' group by al.agreement_id`.execute(db);
  return rows;
}

export async function findings(db: Reading, county: string): Promise<SimulationFacts['findings']> {
  const { rows } = await sql<SimulationFacts['findings'][number]>`
    select id, number, coalesce(facility_id, agreement_id) as "placeId", item_id as "itemId", area, severity,
      found_on as "foundOn", closed_on as "closedOn"
    from finding where county = ${county} and state <> 'withdrawn' order by id`.execute(db);
  return rows;
}

export async function rectifications(
  db: Reading,
  county: string,
  fromOn: string,
  toOn: string,
): Promise<SimulationFacts['rectifications']> {
  const { rows } = await sql<SimulationFacts['rectifications'][number]>`
    select r.id, f.number, r.state, r.severity, r.period_from_on as "periodFromOn", r.reported_on as "reportedOn", r.county_days as "countyDays", r.closed_on as "closedOn"
    from rectification r join finding f on f.county = r.county and f.id = r.finding_id
    where r.county = ${county} and r.state <> 'revoked' and r.period_from_on <= ${toOn}::date and (r.closed_on is null or r.closed_on >= ${fromOn}::date)
    order by r.id`.execute(db);
  return rows;
}

export type UnpaidInstalment = {
  readonly id: string;
  readonly agreementId: string;
  readonly projectId: string;
  readonly label: string;
};

/** Instalments nothing was paid on, of contracts that are not ended. */
export async function unpaidInstalments(db: Reading, county: string): Promise<readonly UnpaidInstalment[]> {
  const { rows } = await sql<UnpaidInstalment>`
    select i.id, i.agreement_id as "agreementId", a.project_id as "projectId", a.name || ' ' || i.name as label
    from instalment i join agreement a on a.county = i.county and a.id = i.agreement_id
    where i.county = ${county} and a.state = 'in-force'
      and not exists (select from payment p where p.county = i.county and p.instalment_id = i.id)
    order by a.number, i.number`.execute(db);
  return rows;
}

/** What caps are measured by: central money, contracts with their budget over the areas, facilities not withdrawn. */
export async function projects(db: Reading, county: string): Promise<SimulationFacts['projects']> {
  const { rows } = await sql<SimulationFacts['projects'][number]>`
    select j.id, j.central_fen as "centralFen",
      coalesce((
        select json_agg(json_build_object(
          'amountFen', a.amount_fen,
          'paidFen', (select coalesce(sum(q.amount_fen), 0)::bigint from payment q where q.county = a.county and q.agreement_id = a.id),
          'areas', coalesce(
            (select json_agg(json_build_object('area', s.area, 'budgetFen', s.budget)) from (
              select l.area, sum(l.budget_fen)::bigint as budget
              from plan p
              join plan_line l on l.county = p.county and l.plan_id = p.id and not l.removed
              join agreement_line al on al.county = l.county and al.line_key = l.line_key and not al.removed
              where p.county = a.county and p.project_id = a.project_id and p.state = 'approved' and al.agreement_id = a.id
              group by l.area) s),
            (select json_agg(json_build_object('area', x.area, 'budgetFen', 0)) from unnest(a.areas) as x(area)))
        )) from agreement a where a.county = j.county and a.project_id = j.id and a.state <> 'terminated'), '[]') as contracts,
      coalesce((
        select json_object_agg(c.area, c.count) from (
          select k.area, count(*)::int as count from facility f
          join (values ('service-centre', 'service-centre'), ('logistics-centre', 'logistics'), ('supply-chain-centre', 'supply-chain'),
            ('town-station', 'station'), ('village-station', 'station')) as k (kind, area) on k.kind = f.kind
          where f.county = j.county and f.project_id = j.id and f.phase <> 'withdrawn' group by k.area) c), '{}') as facilities
    from project j where j.county = ${county} order by j.id`.execute(db);
  return rows;
}

/** Contracts with a signed inspection within the window. */
export async function inspectedAgreements(
  db: Reading,
  county: string,
  fromOn: string,
  toOn: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct agreement_id as id from inspection
    where county = ${county} and state = 'signed' and (ended_at at time zone 'Asia/Shanghai')::date between ${fromOn}::date and ${toOn}::date
    order by agreement_id`.execute(db);
  return rows.map(({ id }) => id);
}

export type Named = { readonly type: string; readonly id: string; readonly label: string };

/** What a difference may concern, by name. */
export async function names(db: Reading, county: string): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select 'facility' as type, id::text, name as label from facility where county = ${county}
    union all select 'agreement', id::text, name from agreement where county = ${county}
    union all select 'programme', id::text, name from project where county = ${county}
    union all select 'contractor', id::text, name from organisation where county = ${county} and kind = 'contractor'
    union all select distinct 'stratum', left(village_code, 9), town_name from facility where county = ${county}`.execute(
    db,
  );
  return rows;
}

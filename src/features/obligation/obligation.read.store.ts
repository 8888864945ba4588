import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';
import type { Because, ObligationKind, ObligationState, Standing, SubjectType } from './obligation.model.ts';

/** A row of a list, with the names behind its ids. */
export type ObligationListed = Standing & {
  readonly id: string;
  readonly ruleId: string;
  readonly kind: ObligationKind;
  readonly duty: string;
  readonly clauseId: string;
  readonly area: ContentArea | null;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly facilityKind: FacilityKind | null;
  readonly town: string | null;
  readonly agreementId: string | null;
  readonly agreementName: string | null;
  readonly contractorId: string | null;
  readonly contractorName: string | null;
  readonly period: string;
  readonly windowEndOn: string;
  readonly originalDueOn: string;
  readonly provisional: boolean;
  readonly fulfilledByType: 'inspection' | 'monthly-report' | null;
  readonly fulfilledBy: string | null;
  readonly waiverProposed: boolean;
  readonly stratum: string | null;
  readonly required: number;
  readonly among: number;
  readonly done: number;
};

export type StateFilter = ObligationState | 'overdue' | 'open' | 'settled';
export type ListFilter = {
  readonly state?: StateFilter | undefined;
  readonly duty?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly search?: string | undefined;
  readonly facilityId?: string | undefined;
  readonly agreementId?: string | undefined;
  readonly contractorId?: string | undefined;
  readonly month?: string | undefined;
  readonly dueOn?: string | undefined;
  /** Planned for this person. */
  readonly plannedFor?: string | undefined;
  /** A town's code: of its facilities, and what is owed for a part of them. */
  readonly town?: string | undefined;
  readonly fromOn?: string | undefined;
  readonly throughOn?: string | undefined;
};

const open = sql`o.fulfilled_on is null and o.waived_at is null`;

/** `stateOf` of the rules as a condition the indexes can serve; a story compares the two row by row. */
function stateIs(state: StateFilter, today: string): RawBuilder<unknown> {
  const day = sql`${today}::date`;
  const conditions: Record<StateFilter, RawBuilder<unknown>> = {
    upcoming: sql`${open} and o.window_start_on > ${day} and o.closes_on >= ${day}`,
    due: sql`${open} and o.window_start_on <= ${day} and o.closes_on >= ${day}`,
    overdue: sql`${open} and o.due_on < ${day} and o.closes_on >= ${day}`,
    fulfilled: sql`o.fulfilled_on <= o.due_on`,
    'fulfilled-late': sql`o.fulfilled_on > o.due_on and o.fulfilled_on <= o.closes_on`,
    missed: sql`(o.fulfilled_on > o.closes_on or (${open} and o.closes_on < ${day}))`,
    waived: sql`o.fulfilled_on is null and o.waived_at is not null`,
    open: sql`${open} and o.closes_on >= ${day}`,
    settled: sql`not (${open} and o.closes_on >= ${day})`,
  };
  return conditions[state];
}

const stateColumn = (today: string) => sql<ObligationState>`case
  when o.fulfilled_on <= o.due_on then 'fulfilled'
  when o.fulfilled_on <= o.closes_on then 'fulfilled-late'
  when o.fulfilled_on is not null then 'missed'
  when o.waived_at is not null then 'waived'
  when o.closes_on < ${today}::date then 'missed'
  when o.window_start_on > ${today}::date then 'upcoming'
  else 'due' end`;

const plannedFor = (personId: string) => sql`exists (
  select 1 from inspection_obligation io
  join inspection i on i.county = io.county and i.id = io.inspection_id and i.state <> 'cancelled'
  join inspection_member m on m.county = i.county and m.inspection_id = i.id and m.person_id = ${personId}
  where io.county = o.county and io.obligation_id = o.id)`;

const firstOf = (month: string) => `${month}-01`;
const inMonth = (column: RawBuilder<unknown>, month: string) =>
  sql`${column} >= ${firstOf(month)}::date and ${column} < ${firstOf(month)}::date + interval '1 month'`;

function conditions(county: string, today: string, filter: ListFilter): RawBuilder<unknown> {
  const { state, duty, subjectKind, search, month } = filter;
  const parts = [
    sql`o.county = ${county} and not o.withdrawn`,
    state && stateIs(state, today),
    duty && sql`o.duty = ${duty}`,
    subjectKind &&
      (['agreement', 'programme', 'stratum'].includes(subjectKind)
        ? sql`o.subject_type = ${subjectKind}`
        : sql`f.kind = ${subjectKind}`),
    search &&
      holds(
        search,
        ...['f.name', 'f.town_name', 'f.village_name', 'f.number', 'a.name'].map((column) => sql.ref(column)),
      ),
    filter.facilityId && sql`o.subject_id = ${filter.facilityId}`,
    filter.agreementId && sql`o.agreement_id = ${filter.agreementId}`,
    filter.contractorId && sql`o.contractor_id = ${filter.contractorId}`,
    month && inMonth(sql`o.due_on`, month),
    filter.dueOn && sql`o.due_on = ${filter.dueOn}::date`,
    filter.plannedFor && plannedFor(filter.plannedFor),
    filter.town && sql`(left(f.village_code, 9) = ${filter.town} or o.stratum = ${filter.town})`,
    filter.fromOn && sql`o.due_on >= ${filter.fromOn}::date`,
    filter.throughOn && sql`o.due_on <= ${filter.throughOn}::date`,
  ].filter((part): part is RawBuilder<unknown> => typeof part === 'object');
  return sql.join(parts, sql` and `);
}

/** A stratum goes by the name of its town or contractor; the whole county by the county's. */
const townOfStratum = sql`(select s.town_name from facility s where s.county = o.county and left(s.village_code, 9) = o.stratum limit 1)`;
const subjectName = sql`coalesce(f.name, p.name, a.name, case
  when o.stratum = 'all' then (select k.name from county k where k.county = o.county)
  when o.stratum is not null then coalesce(${townOfStratum}, c.name) end)`;

const listed = sql`
  o.id, o.rule_id as "ruleId", o.kind, o.duty, o.clause_id as "clauseId", o.area, o.subject_type as "subjectType", o.subject_id as "subjectId",
  ${subjectName} as "subjectName", f.kind as "facilityKind", coalesce(f.town_name, ${townOfStratum}) as town, o.stratum, o.required, o.among, o.done, o.agreement_id as "agreementId",
  a.name as "agreementName", o.contractor_id as "contractorId", c.name as "contractorName", o.period, o.window_start_on as "windowStartOn",
  o.window_end_on as "windowEndOn", o.due_on as "dueOn", o.original_due_on as "originalDueOn", o.provisional, o.closes_on as "closesOn",
  o.fulfilled_on as "fulfilledOn", o.fulfilled_by_type as "fulfilledByType", o.fulfilled_by as "fulfilledBy", o.waived_at is not null as waived,
  o.withdrawn, exists (select 1 from waiver w where w.county = o.county and w.obligation_id = o.id and w.state = 'proposed') as "waiverProposed"`;

const joined = sql`obligation o
  left join facility f on o.subject_type = 'facility' and f.county = o.county and f.id = o.subject_id
  left join agreement a on a.county = o.county and a.id = o.agreement_id
  left join project p on o.subject_type = 'programme' and p.county = o.county and p.id = o.subject_id
  left join organisation c on c.county = o.county and c.id = o.contractor_id`;

export type Place = { readonly dueOn: string; readonly id: string };

/** Obligations by the day they are due: soonest first, or latest first. */
export async function obligations(
  db: Tx,
  county: string,
  today: string,
  filter: ListFilter,
  page: { readonly latestFirst: boolean; readonly after: Place | undefined; readonly limit: number },
): Promise<ObligationListed[]> {
  const { after, latestFirst, limit } = page;
  const beyond = after
    ? latestFirst
      ? sql`and (o.due_on, o.id) < (${after.dueOn}::date, ${after.id}::uuid)`
      : sql`and (o.due_on, o.id) > (${after.dueOn}::date, ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ObligationListed>`
    select ${listed} from ${joined}
    where ${conditions(county, today, filter)} ${beyond}
    order by ${latestFirst ? sql`o.due_on desc, o.id desc` : sql`o.due_on, o.id`}
    limit ${limit}`.execute(db);
  return rows;
}

export type ObligationFound = ObligationListed & {
  readonly because: Because;
  readonly packId: string;
  readonly packVersion: string;
  readonly packHash: string;
  readonly calendarSha256: string | null;
};

export async function findObligation(
  db: Tx,
  county: string,
  id: string,
): Promise<ObligationFound | undefined> {
  const { rows } = await sql<ObligationFound>`
    select ${listed}, o.because - 'mark' as because, o.pack_id as "packId", o.pack_version as "packVersion", o.pack_hash as "packHash",
      o.calendar_sha256 as "calendarSha256"
    from ${joined} where o.county = ${county} and o.id = ${id}`.execute(db);
  return rows[0];
}

export type Linked = {
  type: 'inspection' | 'monthly-report';
  id: string;
  number: string;
  on: string;
  state: string;
  fulfils: boolean;
};

/**
 * What was done or is planned towards an obligation. A contractor learns of a visit nobody told him of only when it is over:
 * an unannounced one that is still planned stays out.
 */
export async function linkedTo(
  db: Tx,
  county: string,
  obligationId: string,
  forContractor: boolean,
): Promise<Linked[]> {
  const { rows } = await sql<Linked>`
    select 'inspection' as type, i.id, i.number, coalesce((i.ended_at at time zone 'Asia/Shanghai')::date, i.planned_on) as "on", i.state,
      o.fulfilled_by is not distinct from i.id as fulfils
    from obligation o
    join inspection_obligation io on io.county = o.county and io.obligation_id = o.id
    join inspection i on i.county = io.county and i.id = io.inspection_id
    where o.county = ${county} and o.id = ${obligationId}
      ${forContractor ? sql`and (i.state in ('submitted', 'signed') or (i.state = 'planned' and i.notice = 'announced'))` : sql``}
    union all
    select 'monthly-report', r.id, r.period, o.fulfilled_on, r.state, true
    from obligation o join monthly_report r on r.county = o.county and r.id = o.fulfilled_by
    where o.county = ${county} and o.id = ${obligationId} and o.fulfilled_by_type = 'monthly-report'
    order by 4, 2`.execute(db);
  return rows;
}

export type DueGroup = {
  on: string;
  ruleId: string;
  duty: string;
  kind: ObligationKind;
  state: ObligationState;
  count: number;
  onlyId: string | null;
  onlyName: string | null;
  provisional: boolean;
};

/** What falls due, counted by day, rule and state. */
export async function dueByDay(
  db: Tx,
  county: string,
  today: string,
  filter: ListFilter,
): Promise<DueGroup[]> {
  const { rows } = await sql<DueGroup>`
    select o.due_on as "on", o.rule_id as "ruleId", min(o.duty) as duty, min(o.kind) as kind, ${stateColumn(today)} as state, count(*)::int as count, bool_or(o.provisional) as provisional,
      case when count(*) = 1 then min(o.id::text) end as "onlyId", case when count(*) = 1 then min(${subjectName}) end as "onlyName"
    from ${joined} where ${conditions(county, today, filter)}
    group by 1, 2, 5 order by 1, 2, 5`.execute(db);
  return rows;
}

export type PlannedVisit = {
  id: string;
  on: string;
  number: string;
  title: string;
  area: string;
  state: string;
  mine: boolean;
};

/** Visits of a stretch of days; of one person, of one town, or those a contractor may know of. */
export async function visitsOf(
  db: Tx,
  county: string,
  query: {
    readonly fromOn: string;
    readonly throughOn: string;
    readonly personId: string;
    readonly mineOnly: boolean;
    readonly contractorId: string | undefined;
    readonly town?: string | undefined;
  },
): Promise<PlannedVisit[]> {
  const mine = sql<boolean>`exists (select 1 from inspection_member m where m.county = i.county and m.inspection_id = i.id and m.person_id = ${query.personId})`;
  const { rows } = await sql<PlannedVisit>`
    select i.id, i.planned_on as "on", i.number, coalesce(f.name, a.name) as title, i.area, i.state, ${mine} as mine
    from inspection i
    join agreement a on a.county = i.county and a.id = i.agreement_id
    left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.state <> 'cancelled' and i.planned_on between ${query.fromOn}::date and ${query.throughOn}::date
      ${query.town ? sql`and left(f.village_code, 9) = ${query.town}` : sql``}
      ${query.mineOnly ? sql`and ${mine}` : sql``}
      ${query.contractorId ? sql`and i.contractor_id = ${query.contractorId} and (i.state in ('submitted', 'signed') or i.notice = 'announced')` : sql``}
    order by i.planned_on, i.number
    limit 1200`.execute(db);
  return rows;
}

export type StateCount = {
  readonly month: string;
  readonly kind: ObligationKind;
  readonly state: ObligationState;
  readonly count: number;
};

/** How many obligations of each state fell due month by month: for the office's picture of a month. */
export async function obligationCounts(
  db: Tx,
  county: string,
  today: string,
  query: { readonly fromOn: string; readonly throughOn: string; readonly contractorId?: string | undefined },
): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select to_char(o.due_on, 'YYYY-MM') as month, o.kind, ${stateColumn(today)} as state, count(*)::int as count
    from obligation o
    where o.county = ${county} and not o.withdrawn and o.due_on between ${query.fromOn}::date and ${query.throughOn}::date
      ${query.contractorId ? sql`and o.contractor_id = ${query.contractorId}` : sql``}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

export type Grouped = {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly visits: number;
  readonly visited: number;
};

/** Who is on how many visits, and how many of them were made; by organisation and name, for nobody is ranked. */
export async function visitsByPerson(
  db: Db | Tx,
  county: string,
  {
    fromOn,
    throughOn,
    town,
  }: { readonly fromOn: string; readonly throughOn: string; readonly town?: string | undefined },
): Promise<Grouped[]> {
  const { rows } = await sql<Grouped>`
    select p.id, p.name, o.name as detail, count(*)::int as visits, count(*) filter (where i.state in ('submitted', 'signed'))::int as visited
    from inspection i
    join inspection_member m on m.county = i.county and m.inspection_id = i.id
    join person p on p.county = m.county and p.id = m.person_id
    join organisation o on o.county = p.county and o.id = p.organisation_id
    left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.state <> 'cancelled' and i.planned_on between ${fromOn}::date and ${throughOn}::date
      ${town ? sql`and left(f.village_code, 9) = ${town}` : sql``}
    group by p.id, p.name, o.name order by o.name, p.name, p.id limit 300`.execute(db);
  return rows;
}

export type TownCount = {
  readonly id: string | null;
  readonly name: string | null;
  readonly state: ObligationState;
  readonly count: number;
};

/** What falls due town by town; contracts and programmes have none. */
export async function dueByTown(
  db: Db | Tx,
  county: string,
  today: string,
  filter: ListFilter,
): Promise<TownCount[]> {
  const { rows } = await sql<TownCount>`
    select coalesce(left(f.village_code, 9), case when o.stratum ~ '^[0-9]{9}$' then o.stratum end) as id,
      max(coalesce(f.town_name, ${townOfStratum})) as name, ${stateColumn(today)} as state, count(*)::int as count
    from ${joined} where ${conditions(county, today, filter)}
    group by 1, 3 order by 1 nulls last, 3`.execute(db);
  return rows;
}

/** How many visits are planned and made in each town. */
export async function visitsByTown(
  db: Db | Tx,
  county: string,
  {
    fromOn,
    throughOn,
    contractorId,
  }: { readonly fromOn: string; readonly throughOn: string; readonly contractorId?: string | undefined },
): Promise<{ id: string | null; visits: number; visited: number }[]> {
  const { rows } = await sql<{ id: string | null; visits: number; visited: number }>`
    select left(f.village_code, 9) as id, count(*)::int as visits, count(*) filter (where i.state in ('submitted', 'signed'))::int as visited
    from inspection i left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.state <> 'cancelled' and i.planned_on between ${fromOn}::date and ${throughOn}::date
      ${contractorId ? sql`and i.contractor_id = ${contractorId} and (i.state in ('submitted', 'signed') or i.notice = 'announced')` : sql``}
    group by 1`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { ArrowKind, NodeRef, NodeType } from './thread.model.ts';

type Reading = Db | Tx;

export type Step = NodeRef & { readonly near: string };

/**
 * One step of a walk from many records at once, newest first, so many from each. Both ways are index ranges:
 * the primary key forwards, `edge_backwards` back.
 */
export async function stepFrom(
  db: Reading,
  county: string,
  ids: readonly string[],
  kinds: { readonly along: readonly ArrowKind[]; readonly against: readonly ArrowKind[] },
  perNode: number,
): Promise<readonly Step[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Step>`
    select near.id as near, far.type, far.id
    from unnest(${[...ids]}::text[]) as near (id)
    cross join lateral (
      (select to_type as type, to_id as id from edge
        where county = ${county} and from_id = near.id and kind = any(${[...kinds.along]}::text[])
        order by drawn_at desc, to_id limit ${perNode})
      union
      (select from_type, from_id from edge
        where county = ${county} and to_id = near.id and kind = any(${[...kinds.against]}::text[])
        order by drawn_at desc, from_id limit ${perNode})
    ) as far`.execute(db);
  return rows;
}

export type HubArm = { readonly type: NodeType; readonly count: number; readonly ids: readonly string[] };

/**
 * What hangs on a clause, facility, contract or instalment: how many of each kind, and the newest of them. Tens of thousands
 * may hang on one, so they are read once and never sorted whole.
 */
export async function armsOf(
  db: Reading,
  county: string,
  ids: readonly string[],
  perType: number,
): Promise<readonly HubArm[]> {
  const { rows } = await sql<HubArm>`
    with arm as materialized (
      select to_type as type, to_id as id, drawn_at from edge where county = ${county} and from_id = any(${[...ids]}::text[])
      union all
      select from_type, from_id, drawn_at from edge where county = ${county} and to_id = any(${[...ids]}::text[])
    )
    select kind.type, kind.count, newest.ids
    from (select type, count(*)::int as count from arm group by type) as kind
    cross join lateral (
      select array_agg(id) as ids from (
        select distinct id from (select id from arm where arm.type = kind.type order by drawn_at desc limit ${perType}) as latest
      ) as each_once
    ) as newest
    order by kind.type`.execute(db);
  return rows;
}

/**
 * What nothing has fulfilled draws no arrow: obligations whose day has passed, under these clauses or of this facility or
 * contract. They are the gaps of a hub's sheet.
 */
export async function unfulfilledUnder(
  db: Reading,
  county: string,
  hub: { readonly type: NodeType; readonly ids: readonly string[] },
  today: string,
  limit: number,
  contractorId: string | null,
): Promise<HubArm | undefined> {
  if (hub.type === 'instalment') return undefined;
  const ofHub =
    hub.type === 'clause'
      ? sql`clause_id = any(${[...hub.ids]}::text[])`
      : sql`${hub.type === 'facility' ? sql`subject_id` : sql`agreement_id`} = any(${[...hub.ids]}::uuid[])`;
  const own = contractorId === null ? sql`` : sql`and contractor_id = ${contractorId}::uuid`;
  const { rows } = await sql<{ id: string; count: number }>`
    select id::text as id, count(*) over ()::int as count from obligation
    where county = ${county} and fulfilled_on is null and waived_at is null and not withdrawn
      and due_on < ${today}::date and ${ofHub} ${own}
    order by due_on desc, id limit ${limit}`.execute(db);
  const [first] = rows;
  return first && { type: 'obligation', count: first.count, ids: rows.map(({ id }) => id) };
}

/** Which of these rectifications belong to one of these findings; a letter orders one for each of its items. */
export async function rectificationsOf(
  db: Reading,
  county: string,
  rectificationIds: readonly string[],
  findingIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (rectificationIds.length === 0 || findingIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from rectification where county = ${county}
      and id = any(${[...rectificationIds]}::uuid[]) and finding_id = any(${[...findingIds]}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

export async function findingsOf(
  db: Reading,
  county: string,
  rectificationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ finding_id: string }>`
    select finding_id from rectification where county = ${county} and id = any(${[...rectificationIds]}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map((row) => row.finding_id));
}

/** Which of these inspections are of the place that one of these obligations is owed at, or of its stratum. */
export async function visitsAnswering(
  db: Reading,
  county: string,
  inspectionIds: readonly string[],
  obligationIds: readonly string[],
): Promise<readonly { readonly inspection: string; readonly obligation: string }[]> {
  if (inspectionIds.length === 0 || obligationIds.length === 0) return [];
  const { rows } = await sql<{ inspection: string; obligation: string }>`
    select i.id as inspection, o.id as obligation
    from inspection i
    join facility f on f.county = i.county and f.id = i.facility_id
    join obligation o on o.county = i.county and o.id = any(${[...obligationIds]}::uuid[])
    where i.county = ${county} and i.id = any(${[...inspectionIds]}::uuid[])
      and (o.subject_id = f.id
        or (o.subject_type = 'stratum' and o.stratum in ('all', left(f.village_code, 9), i.contractor_id::text)))`.execute(
    db,
  );
  return rows;
}

export type Edge = {
  readonly from: NodeRef;
  readonly to: NodeRef;
  readonly kind: string;
  readonly at: string;
  readonly eventId: string;
  readonly event: string;
  readonly actor: string | null;
  readonly organisation: string | null;
};

/**
 * The arrows among these records, each with the event that drew it. They are read from the records' side: a hub has tens
 * of thousands, a record a handful. `offset 0` keeps the planner from turning that round.
 */
export async function edgesAmong(
  db: Reading,
  county: string,
  records: readonly string[],
  hubs: readonly string[],
): Promise<readonly Edge[]> {
  if (records.length === 0) return [];
  const all = [...records, ...hubs];
  const { rows } = await sql<{
    from_type: NodeType;
    from_id: string;
    to_type: NodeType;
    to_id: string;
    kind: string;
    at: string;
    event_id: string;
    event: string;
    actor: string | null;
    organisation: string | null;
  }>`
    select drawn.from_type, drawn.from_id, drawn.to_type, drawn.to_id, drawn.kind, drawn.drawn_at as at, drawn.event_id,
      event.type as event, person.name as actor, organisation.name as organisation
    from (
      select far.* from unnest(${[...records]}::text[]) as near (id)
        cross join lateral (select * from edge where county = ${county} and from_id = near.id offset 0) as far
        where far.to_id = any(${all}::text[])
      union all
      select far.* from unnest(${[...records]}::text[]) as near (id)
        cross join lateral (select * from edge where county = ${county} and to_id = near.id offset 0) as far
        where far.from_id = any(${[...hubs]}::text[])
    ) as drawn
    join event on event.county = drawn.county and event.id = drawn.event_id
    left join person on person.county = event.county and person.id = event.actor_id
    left join organisation on organisation.county = event.county and organisation.id = event.organisation_id
    order by drawn.drawn_at, drawn.from_id, drawn.to_id, drawn.kind`.execute(db);
  return rows.map((row) => ({
    from: { type: row.from_type, id: row.from_id },
    to: { type: row.to_type, id: row.to_id },
    kind: row.kind,
    at: row.at,
    eventId: row.event_id,
    event: row.event,
    actor: row.actor,
    organisation: row.organisation,
  }));
}

export type Beyond = {
  readonly id: string;
  readonly end: 'from' | 'to';
  readonly kind: string;
  readonly farType: NodeType;
  readonly count: number;
};

/** How many arrows of each kind lead from these records to others that are not among `ids`. */
export async function edgesBeyond(
  db: Reading,
  county: string,
  of: readonly string[],
  ids: readonly string[],
): Promise<readonly Beyond[]> {
  if (of.length === 0) return [];
  const { rows } = await sql<Beyond>`
    select from_id as id, 'from' as end, kind, to_type as "farType", count(*)::int as count from edge
      where county = ${county} and from_id = any(${[...of]}::text[]) and not (to_id = any(${[...ids]}::text[]))
      group by from_id, kind, to_type
    union all
    select to_id, 'to', kind, from_type, count(*)::int from edge
      where county = ${county} and to_id = any(${[...of]}::text[]) and not (from_id = any(${[...ids]}::text[]))
      group by to_id, kind, from_type`.execute(db);
  return rows;
}

/** In which counties something has this id, and what it is: for who has nothing but the id. */
export async function whereIs(
  db: Reading,
  id: string,
): Promise<readonly { readonly county: string; readonly type: string }[]> {
  const { rows } = await sql<{ county: string; type: string }>`
    select distinct c.county, e.aggregate_type as type from county c join event e on e.county = c.county and e.aggregate = ${id}::uuid
    union
    select c.county, 'obligation' from county c join obligation o on o.county = c.county and o.id = ${id}::uuid
    union
    select c.county, 'gate-evaluation' from county c join gate_evaluation g on g.county = c.county and g.id = ${id}::uuid
    union
    select c.county, 're-inspection' from county c join reinspection r on r.county = c.county and r.id = ${id}::uuid`.execute(
    db,
  );
  return rows;
}

export async function counties(db: Reading): Promise<readonly string[]> {
  const rows = await db.selectFrom('county').select('county').orderBy('county').execute();
  return rows.map((row) => row.county);
}

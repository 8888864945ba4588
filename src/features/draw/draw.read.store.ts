import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { RiskCause } from '../regime/regime.sections.pack.model.ts';
import type { Draw, DrawPeriod, DrawState } from './draw.model.ts';
import { drawColumns, drawOf, type PartyRow, parties } from './draw.store.ts';

export type DrawInFull = {
  readonly draw: Draw;
  readonly parties: readonly PartyRow[];
  readonly lists: string;
  readonly proof: string | null;
  readonly period: DrawPeriod;
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly valueByName: string | null;
  readonly drawnByName: string | null;
  readonly drawnAt: string | null;
  readonly publishedAt: string | null;
  readonly abandonReason: string | null;
  readonly redrawReason: string | null;
  readonly former: { readonly id: string; readonly number: string } | null;
  readonly later: { readonly id: string; readonly number: string } | null;
};

export async function findDraw(db: Tx, county: string, id: string): Promise<DrawInFull | undefined> {
  const row = await db
    .selectFrom('draw')
    .innerJoin('person as preparer', (join) =>
      join.onRef('preparer.county', '=', 'draw.county').onRef('preparer.id', '=', 'draw.prepared_by'),
    )
    .leftJoin('person as entrant', (join) =>
      join.onRef('entrant.county', '=', 'draw.county').onRef('entrant.id', '=', 'draw.public_value_by'),
    )
    .leftJoin('person as drawer', (join) =>
      join.onRef('drawer.county', '=', 'draw.county').onRef('drawer.id', '=', 'draw.drawn_by'),
    )
    .leftJoin('draw as former', (join) =>
      join.onRef('former.county', '=', 'draw.county').onRef('former.id', '=', 'draw.redraw_of'),
    )
    .leftJoin('draw as later', (join) =>
      join
        .onRef('later.county', '=', 'draw.county')
        .onRef('later.redraw_of', '=', 'draw.id')
        .on('later.state', '<>', 'abandoned'),
    )
    .select(drawColumns)
    .select([
      'draw.lists',
      'draw.proof',
      'draw.period_from_on as periodFrom',
      'draw.period_until_on as periodUntil',
      'draw.prepared_at as preparedAt',
      'draw.drawn_at as drawnAt',
      'draw.published_at as publishedAt',
      'draw.abandon_reason as abandonReason',
      'draw.redraw_reason as redrawReason',
      'preparer.name as preparedBy',
      'entrant.name as valueByName',
      'drawer.name as drawnByName',
      'former.id as formerId',
      'former.number as formerNumber',
      'later.id as laterId',
      'later.number as laterNumber',
    ])
    .where('draw.county', '=', county)
    .where('draw.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const its = await parties(db, county, id);
  const linked = (linkedId: string | null, number: string | null) =>
    linkedId !== null && number !== null ? { id: linkedId, number } : null;
  return {
    draw: drawOf(row, its),
    parties: its,
    lists: row.lists,
    proof: row.proof,
    period: { from: row.periodFrom, until: row.periodUntil },
    preparedBy: row.preparedBy,
    preparedAt: row.preparedAt,
    valueByName: row.valueByName,
    drawnByName: row.drawnByName,
    drawnAt: row.drawnAt,
    publishedAt: row.publishedAt,
    abandonReason: row.abandonReason,
    redrawReason: row.redrawReason,
    former: linked(row.formerId, row.formerNumber),
    later: linked(row.laterId, row.laterNumber),
  };
}

export type DrawListed = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: DrawState;
  readonly objects: number;
  readonly size: number;
  readonly preparedAt: string;
  readonly publicValueOn: string;
  readonly redrawOf: string | null;
  readonly period: DrawPeriod;
  readonly visited: number | null;
  readonly waitingForMe: boolean;
};

/** Newest first. */
export async function draws(
  db: Tx,
  county: string,
  organisationId: string,
  filter: {
    readonly state?: string | undefined;
    readonly search?: string | undefined;
    readonly publishedOnly: boolean;
  },
  page: { readonly after?: { readonly at: string; readonly id: string } | undefined; readonly limit: number },
): Promise<DrawListed[]> {
  const { after } = page;
  const conditions = [
    sql<SqlBool>`d.county = ${county}`,
    filter.publishedOnly && sql<SqlBool>`d.state = 'published'`,
    filter.state && sql<SqlBool>`d.state = ${filter.state}`,
    filter.search && holds(filter.search, sql.ref('d.title'), sql.ref('d.number')),
    after && sql<SqlBool>`(d.prepared_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object' && condition !== null);
  const { rows } = await sql<DrawListed>`
    select d.id, d.number, d.title, d.state, d.objects, d.size, d.prepared_at as "preparedAt", d.public_value_on as "publicValueOn",
      f.number as "redrawOf", json_build_object('from', d.period_from_on, 'until', d.period_until_on) as period,
      case when d.drawn_at is null then null else (select count(*)::int from inspection i
        where i.county = d.county and i.draw_id = d.id and i.state in ('submitted', 'signed')) end as visited,
      exists (select from draw_party p where p.county = d.county and p.draw_id = d.id
        and p.organisation_id = ${organisationId}::uuid
        and ((d.state in ('prepared', 'committing') and p.commitment is null) or (d.state = 'revealing' and p.secret is null)))
        as "waitingForMe"
    from draw d left join draw f on f.county = d.county and f.id = d.redraw_of
    where ${sql.join(conditions, sql` and `)}
    order by d.prepared_at desc, d.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** How often what raises a weight was so at each facility, from one day up to the day before another. */
export async function riskCounts(
  db: Tx,
  county: string,
  cause: RiskCause,
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string },
): Promise<ReadonlyMap<string, number>> {
  const counted = {
    'missed-inspections': sql`select o.subject_id as id from obligation o
      where o.county = ${county} and o.subject_type = 'facility' and o.kind = 'inspection' and not o.withdrawn and o.waived_at is null
        and o.closes_on >= ${fromOn}::date and o.closes_on < ${untilOn}::date
        and (o.fulfilled_on is null or o.fulfilled_on > o.closes_on)`,
    findings: sql`select g.facility_id as id from finding g
      where g.county = ${county} and g.state <> 'withdrawn' and g.found_on >= ${fromOn}::date and g.found_on <= ${untilOn}::date`,
    'serious-findings': sql`select g.facility_id as id from finding g
      where g.county = ${county} and g.state <> 'withdrawn' and g.severity = 'serious'
        and g.found_on >= ${fromOn}::date and g.found_on <= ${untilOn}::date`,
    'overdue-rectifications': sql`select g.facility_id as id from rectification r
      join finding g on g.county = r.county and g.id = r.finding_id and g.state <> 'withdrawn'
      where r.county = ${county} and r.state <> 'revoked' and r.due_on >= ${fromOn}::date and r.due_on < ${untilOn}::date
        and (r.reported_on is null or r.reported_on > r.due_on or r.state in ('returned', 'not-verified'))`,
  } as const satisfies Record<RiskCause, unknown>;
  const { rows } = await sql<{ id: string; count: number }>`
    select id, count(*)::int as count from (${counted[cause]}) as counted where id is not null group by id`.execute(
    db,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export type Visit = {
  readonly facilityId: string;
  readonly id: string;
  readonly number: string;
  readonly state: 'planned' | 'submitted' | 'signed';
  readonly on: string;
  readonly notice: string;
  readonly contractorId: string;
  readonly asDrawn: boolean;
  readonly departed: boolean;
};

/** Inspections of the drawn facilities planned from this draw, and others held there since. */
export async function visitsSince(
  db: Tx,
  county: string,
  drawId: string,
  facilityIds: readonly string[],
  drawnAt: string,
): Promise<readonly Visit[]> {
  const { rows } = await sql<Visit>`
    select i.facility_id as "facilityId", i.id, i.number, i.state, i.notice, i.contractor_id as "contractorId",
      coalesce((i.ended_at at time zone 'Asia/Shanghai')::date, i.planned_on) as "on",
      i.draw_id is not distinct from ${drawId}::uuid as "asDrawn",
      i.draw_id is not distinct from ${drawId}::uuid and i.draw_departure is not null as departed
    from inspection i
    where i.county = ${county} and i.facility_id = any(${sql.val([...facilityIds])}::uuid[]) and i.state <> 'cancelled'
      and (i.draw_id = ${drawId}::uuid or i.ended_at >= ${drawnAt}::timestamptz)
    order by "on", i.number`.execute(db);
  return rows;
}

export const activeOrganisations = (db: Tx, county: string) =>
  db
    .selectFrom('organisation')
    .select(['id', 'name', 'kind'])
    .where('county', '=', county)
    .where('active', '=', true)
    .where('kind', '<>', 'contractor')
    .orderBy('kind')
    .orderBy('name')
    .execute();

/** The file of a published draw, whichever county drew it: ids are no secret, and what is published is everybody's. */
export async function publishedProof(
  db: Tx,
  id: string,
): Promise<{ readonly number: string; readonly proof: string } | undefined> {
  const row = await db
    .selectFrom('draw')
    .select(['number', 'proof'])
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return row?.proof ? { number: row.number, proof: row.proof } : undefined;
}

import { sql } from 'kysely';
import { legalZone } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';

export type Told = {
  readonly type: string;
  readonly id: string;
  readonly recordedAt: string;
  readonly on: string;
  readonly body: string;
};

/** All that the log was told of facilities, contracts and projects, in the order it came. */
export async function toldOfBaseline(db: Db | Tx, county: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select e.type, e.aggregate as id, to_json(e.received_at) #>> '{}' as "recordedAt", (e.received_at at time zone ${legalZone})::date as "on", e.body
    from event e
    where e.county = ${county} and e.aggregate_type in ('facility', 'agreement', 'project') and e.body <> ''
    order by e.received_at, e.version, e.id`.execute(db);
  return rows;
}

/** 启用日 of the county; undefined where it keeps everything from the regime's first day. */
export async function goLiveOf(db: Db | Tx, county: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('county')
    .select('go_live_on')
    .where('county', '=', county)
    .executeTakeFirst();
  return row?.go_live_on ?? undefined;
}

export async function namesOf(db: Db | Tx, county: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from facility where county = ${county} union all select id, name from agreement where county = ${county}
    union all select id, name from project where county = ${county}
    union all select id, name from organisation where county = ${county} and kind = 'contractor'`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

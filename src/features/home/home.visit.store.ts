import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';

type Reading = Db | Tx;

/** When this person was last at home before this session began; undefined at the first visit ever. */
export async function lastHome(
  db: Reading,
  county: string,
  personId: string,
  thisSession: Uint8Array,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('session')
    .select((eb) => eb.fn.max('last_home_at').as('at'))
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('token_hash', '<>', Buffer.from(thisSession))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function homeWasSeen(
  db: Db,
  county: string,
  thisSession: Uint8Array,
  at: string,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_home_at: at })
    .where('county', '=', county)
    .where('token_hash', '=', Buffer.from(thisSession))
    .execute();
}

export type Moved = {
  readonly type: string;
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly actor: string | null;
  readonly organisation: string | null;
  readonly note: string | null;
  readonly count: number;
};

/**
 * What others did since, one line a record with its latest act. The newest events are read, so many at most, and grouped
 * afterwards. Whether the reader may know of a record is asked of the record, not here.
 */
export async function movedSince(
  db: Reading,
  county: string,
  query: {
    readonly since: string;
    readonly notBy: string;
    readonly types: readonly string[];
    readonly events: number;
    readonly records: number;
  },
): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    with recent as materialized (
      select e.id, e.aggregate_type, e.aggregate, e.type, e.version, e.received_at, e.actor_id, e.organisation_id, e.note
      from event e where e.county = ${county} and e.received_at > ${query.since}::timestamptz
        and e.aggregate_type = any(${[...query.types]}::text[]) and e.actor_id is distinct from ${query.notBy}::uuid
      order by e.received_at desc, e.version desc, e.id desc limit ${query.events}
    ), latest as (
      select distinct on (aggregate) *, count(*) over (partition by aggregate)::int as of_record
      from recent order by aggregate, received_at desc, version desc
    )
    select l.aggregate_type as type, l.aggregate::text as id, l.type as event, l.received_at as at, p.name as actor, o.name as organisation,
      l.note, l.of_record as count
    from latest l
    left join person p on p.county = ${county} and p.id = l.actor_id
    left join organisation o on o.county = ${county} and o.id = l.organisation_id
    order by l.received_at desc, l.id desc limit ${query.records}`.execute(db);
  return rows;
}

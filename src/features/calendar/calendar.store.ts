import { type RawBuilder, sql } from 'kysely';
import type { CalendarYear } from '#kernel/work-calendar.ts';
import type { Db, Tx } from '#platform/database.ts';
import type { OwnYear } from './calendar.model.ts';

/**
 * Which acts made the county's rows what they are: enough to know whether what was read before still holds. An act that was
 * rolled back and tried again is another one, though it may make the same row in the same version.
 */
export async function ownActs(db: Db | Tx, county: string): Promise<string> {
  const { rows } = await sql<{ acts: string }>`
    select coalesce(string_agg(e.id::text, ' ' order by y.year), '') as acts
    from calendar_year y join event e on e.county = y.county and e.aggregate = y.id and e.version = y.version
    where y.county = ${county}`.execute(db);
  return rows[0]?.acts ?? '';
}

/** The county's own years as they stand. */
export async function ownYears(db: Db | Tx, county: string): Promise<OwnYear[]> {
  const { rows } = await sql<Row>`
    select y.id, y.version, y.year, y.notices, ${daysOf(sql`y.version`)} as days
    from calendar_year y where y.county = ${county} order by y.year`.execute(db);
  return rows.map(yearOf);
}

/** One year in every version it has had, oldest first; the notices are those of today. */
export async function versionsOf(db: Db | Tx, county: string, id: string): Promise<OwnYear[]> {
  const { rows } = await sql<Row>`
    select y.id, v as version, y.year, y.notices, ${daysOf(sql`v`)} as days
    from calendar_year y cross join lateral generate_series(1, y.version) as v
    where y.county = ${county} and y.id = ${id} order by v`.execute(db);
  return rows.map(yearOf);
}

const daysOf = (version: RawBuilder<unknown>) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'kind', d.kind, 'name', d.name) order by d.day)
    from calendar_day d where d.county = y.county and d.year_id = y.id and d.version = ${version}), '[]')`;

/** How many deadlines wait for a year to be announced. */
export async function provisionalDeadlines(db: Db | Tx, county: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from rectification where county = ${county} and provisional and state not in ('closed', 'revoked'))::int
      + (select count(*) from obligation where county = ${county} and provisional and not withdrawn and fulfilled_on is null
        and waived_at is null)::int as n`.execute(db);
  return rows[0]?.n ?? 0;
}

type Row = {
  readonly id: string;
  readonly version: number;
  readonly year: number;
  readonly notices: string[];
  readonly days: readonly {
    readonly day: string;
    readonly kind: 'holiday' | 'make-up';
    readonly name: string | null;
  }[];
};

function yearOf({ days, ...row }: Row): OwnYear {
  const holidays = new Map<string, string[]>();
  for (const { day, kind, name } of days)
    if (kind === 'holiday' && name !== null) holidays.set(name, [...(holidays.get(name) ?? []), day]);
  return {
    ...row,
    holidays: [...holidays].map(([name, of]) => ({ name, days: of })),
    makeUpWorkdays: days.filter(({ kind }) => kind === 'make-up').map(({ day }) => day),
  };
}

/** One change of the calendar at a time in a county: what moves is counted from what stands. */
export async function lockCalendar(tx: Tx, county: string): Promise<void> {
  await sql`select 1 from county where county = ${county} for no key update`.execute(tx);
}

export async function insertYear(tx: Tx, county: string, { id, version, ...year }: OwnYear): Promise<void> {
  await tx
    .insertInto('calendar_year')
    .values({ county, id, version, year: year.year, notices: [...year.notices] })
    .execute();
  await insertDays(tx, county, id, version, year);
}

export async function saveYear(tx: Tx, county: string, { id, version, ...year }: OwnYear): Promise<void> {
  await tx
    .updateTable('calendar_year')
    .set({ version, notices: [...year.notices] })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
  await insertDays(tx, county, id, version, year);
}

async function insertDays(
  tx: Tx,
  county: string,
  yearId: string,
  version: number,
  { year, holidays, makeUpWorkdays }: CalendarYear,
): Promise<void> {
  const row = { county, year_id: yearId, version, year };
  const days = [
    ...holidays.flatMap(({ name, days: off }) => off.map((day) => ({ ...row, day, kind: 'holiday', name }))),
    ...makeUpWorkdays.map((day) => ({ ...row, day, kind: 'make-up', name: null })),
  ];
  if (days.length > 0) await tx.insertInto('calendar_day').values(days).execute();
}

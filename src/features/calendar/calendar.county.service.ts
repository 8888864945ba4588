import { type CalendarYear, type WorkCalendar, workCalendarOf } from '#kernel/work-calendar.ts';
import type { Db, Tx } from '#platform/database.ts';
import { loadCalendarYears, sha256Of } from '#platform/rule-packs.ts';
import type { KnownYear } from './calendar.model.ts';
import { mergedYears, plainYear } from './calendar.rules.ts';
import * as store from './calendar.store.ts';

/** The calendar of a county as of now. A deadline keeps `sha256`: which calendar it was counted with. */
export type CountyCalendar = {
  readonly calendar: WorkCalendar;
  readonly sha256: string;
  readonly years: readonly KnownYear[];
};

let shipped: readonly CalendarYear[] | undefined;

/** What ships with the program, read once. */
export function shippedYears(): readonly CalendarYear[] {
  shipped ??= loadCalendarYears();
  return shipped;
}

export function calendarFrom(years: readonly KnownYear[]): CountyCalendar {
  return { calendar: workCalendarOf(years), sha256: sha256Of(years.map(plainYear)), years };
}

const read = new Map<string, { readonly acts: string; readonly value: CountyCalendar }>();

/**
 * The county's own years over the shipped ones. Asked at each use which acts made them: another server may have imported a
 * year, and a transaction must see its own. Inside a transaction hand in its handle, not the pool's.
 */
export async function calendarOf(call: {
  readonly db: Db | Tx;
  readonly county: string;
}): Promise<CountyCalendar> {
  const acts = await store.ownActs(call.db, call.county);
  const key = acts === '' ? '' : call.county;
  const known = read.get(key);
  if (known?.acts === acts) return known.value;
  const own = acts === '' ? [] : await store.ownYears(call.db, call.county);
  const value = calendarFrom(mergedYears(shippedYears(), own));
  // Another act may have come between the two questions; then the next one reads again.
  if (acts === '' || (await store.ownActs(call.db, call.county)) === acts) read.set(key, { acts, value });
  return value;
}

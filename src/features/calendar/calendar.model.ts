import type { CalendarYear } from '#kernel/work-calendar.ts';

/** A year of a county's calendar: as it shipped (version 0), or the county's own row. */
export type KnownYear = CalendarYear & {
  readonly id: string | null;
  readonly version: number;
  readonly origin: 'shipped' | 'county';
};

/** What the county's own row holds. */
export type OwnYear = CalendarYear & { readonly id: string; readonly version: number };

/** A year as the notice says it: stretches of days off under the holiday's name, and the weekend days worked instead. */
export type TypedNotice = {
  readonly year: number;
  readonly notices: readonly string[];
  readonly holidays: readonly { readonly name: string; readonly fromOn: string; readonly toOn: string }[];
  readonly makeUpWorkdays: readonly string[];
};

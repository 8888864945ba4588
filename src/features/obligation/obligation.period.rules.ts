import { type PlainDate, plainDate, Temporal } from '#kernel/temporal.ts';

/** A stretch of days, the last one included; without a last day it goes on. */
export type Span = { readonly fromOn: string; readonly untilOn: string | null };
/** One turn of a rule: a month, a quarter, a half-year, or so many months from an anchor. */
export type Period = {
  readonly name: string;
  readonly startOn: string;
  readonly endOn: string;
  /** The how-manieth from the anchor, from 1. */
  readonly nth: number;
};

export const dayBefore = (day: string): string => plainDate(day).subtract({ days: 1 }).toString();

/**
 * 自运营之日起，每季度一次。（三（一）2）The n-th period is counted from the anchor itself, never from the period before it:
 * from 31 January the second begins on 30 April and the third on 31 July. The last day of a shorter month stands in for a day it
 * does not have, and nothing drifts.
 */
export function anchoredPeriods(
  anchorOn: string,
  months: number,
  fromOn: string,
  throughOn: string,
): Period[] {
  const anchor = plainDate(anchorOn);
  const startOf = (k: number): PlainDate => anchor.add({ months: k * months });
  const periods: Period[] = [];
  let start = startOf(0);
  for (let k = 0; start.toString() <= throughOn; k += 1) {
    const next = startOf(k + 1);
    const endOn = next.subtract({ days: 1 }).toString();
    if (endOn >= fromOn) {
      const startOn = start.toString();
      periods.push({ name: `${startOn}/${endOn}`, startOn, endOn, nth: k + 1 });
    }
    start = next;
  }
  return periods;
}

const nameOf: Readonly<Record<number, (year: number, nth: number) => string>> = {
  1: (year, nth) => `${year}-${String(nth).padStart(2, '0')}`,
  3: (year, nth) => `${year}-Q${nth}`,
  6: (year, nth) => `${year}-H${nth}`,
  12: (year) => String(year),
};

/** Months, quarters, half-years and years of the calendar that reach into the stretch. */
export function calendarPeriods(months: number, fromOn: string, throughOn: string): Period[] {
  const name = nameOf[months];
  if (!name) throw new Error(`The calendar has no period of ${months} months`);
  const periods: Period[] = [];
  for (let year = Number(fromOn.slice(0, 4)); year <= Number(throughOn.slice(0, 4)); year += 1) {
    for (let nth = 1; nth <= 12 / months; nth += 1) {
      const start = Temporal.PlainDate.from({ year, month: (nth - 1) * months + 1, day: 1 });
      const startOn = start.toString();
      const endOn = start.add({ months }).subtract({ days: 1 }).toString();
      if (endOn >= fromOn && startOn <= throughOn)
        periods.push({ name: name(year, nth), startOn, endOn, nth });
    }
  }
  return periods;
}

/** The first day of the stretch [fromOn, throughOn] that lies in one of the spans. */
export function firstDayWithin(
  spans: readonly Span[],
  fromOn: string,
  throughOn: string,
): string | undefined {
  let first: string | undefined;
  for (const span of spans) {
    if (span.fromOn > throughOn || (span.untilOn !== null && span.untilOn < fromOn)) continue;
    const day = span.fromOn > fromOn ? span.fromOn : fromOn;
    if (first === undefined || day < first) first = day;
  }
  return first;
}

export const overlaps = (span: Span, fromOn: string, throughOn: string): boolean =>
  span.fromOn <= throughOn && (span.untilOn === null || span.untilOn >= fromOn);

import { civilOf, epochDayOf, epochDayOfText, textOfEpochDay } from '#kernel/epoch-day.ts';

// Days are whole numbers and months are counted from the year 0, for what is derived by the million.

/** A stretch of days, the last one included. */
export type Stretch = { readonly from: number; readonly until: number };
/** No end. */
export const never = 0x3fffffff;

/** One turn of a rule: a month, a quarter, a half-year, or so many months from an anchor. */
export type PeriodDays = {
  readonly start: number;
  readonly end: number;
  /** The how-manieth: of the year for calendar periods, else from the anchor; from 1. */
  readonly nth: number;
};
export type Period = {
  readonly name: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly nth: number;
};

const texts = new Map<number, string>();

/** An ISO day; each is written once. */
export function textOf(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = textOfEpochDay(day);
  texts.set(day, text);
  return text;
}

export const dayNumber = (text: string): number => epochDayOfText(text);

const firstMonth = 1900 * 12;
const firstDays = Int32Array.from({ length: 300 * 12 }, (_, at) =>
  epochDayOf({ year: 1900 + Math.floor(at / 12), month: (at % 12) + 1, day: 1 }),
);

/** The first day of a month, counted from January of the year 0. */
export const monthStart = (month: number): number =>
  firstDays[month - firstMonth] ??
  epochDayOf({ year: Math.floor(month / 12), month: (((month % 12) + 12) % 12) + 1, day: 1 });

export function monthOf(day: number): number {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
}

/** The day so many months away; the last day of a shorter month stands in for a day it does not have. */
export function monthsAway(day: number, months: number): number {
  const civil = civilOf(day);
  const month = civil.year * 12 + civil.month - 1 + months;
  const start = monthStart(month);
  return start + Math.min(civil.day, monthStart(month + 1) - start) - 1;
}

/**
 * 自运营之日起，每季度一次。(三（一）2）The n-th period is counted from the anchor itself, never from the period before it:
 * from 31 January the second begins on 30 April and the third on 31 July. The last day of a shorter month stands in for a day it
 * does not have, and nothing drifts.
 */
export function anchoredDays(anchor: number, months: number, from: number, through: number): PeriodDays[] {
  const periods: PeriodDays[] = [];
  let start = anchor;
  for (let k = 0; start <= through; k += 1) {
    const next = monthsAway(anchor, (k + 1) * months);
    if (next > from) periods.push({ start, end: next - 1, nth: k + 1 });
    start = next;
  }
  return periods;
}

/** Months, quarters, half-years and years of the calendar that reach into the stretch. */
export function calendarDays(months: number, from: number, through: number): PeriodDays[] {
  const periods: PeriodDays[] = [];
  for (let month = Math.floor(monthOf(from) / months) * months; ; month += months) {
    const start = monthStart(month);
    if (start > through) return periods;
    periods.push({
      start,
      end: monthStart(month + months) - 1,
      nth: Math.floor((month % 12) / months) + 1,
    });
  }
}

const letters: Readonly<Record<number, string>> = { 3: 'Q', 6: 'H' };

export function calendarName(months: number, start: number, end: number): string {
  const { year, month } = civilOf(start);
  const letter = letters[months];
  if (letter) return `${year}-${letter}${Math.floor((month - 1) / months) + 1}`;
  if (months === 1) return `${year}-${String(month).padStart(2, '0')}`;
  return months === 12 ? String(year) : spanName(start, end);
}

export const spanName = (start: number, end: number): string => `${textOf(start)}/${textOf(end)}`;

/** The first day of the stretch [from, through] that lies in one of the spans, which are in order; −1 where none does. */
export function firstDayWithin(spans: readonly Stretch[], from: number, through: number): number {
  for (const span of spans) {
    if (span.from > through) return -1;
    if (span.until >= from) return Math.max(span.from, from);
  }
  return -1;
}

export const overlaps = (span: Stretch, from: number, through: number): boolean =>
  span.from <= through && span.until >= from;

const named =
  (name: (period: PeriodDays) => string) =>
  (period: PeriodDays): Period => ({
    name: name(period),
    startOn: textOf(period.start),
    endOn: textOf(period.end),
    nth: period.nth,
  });

export const anchoredPeriods = (
  anchorOn: string,
  months: number,
  fromOn: string,
  throughOn: string,
): Period[] =>
  anchoredDays(dayNumber(anchorOn), months, dayNumber(fromOn), dayNumber(throughOn)).map(
    named(({ start, end }) => spanName(start, end)),
  );

export const calendarPeriods = (months: number, fromOn: string, throughOn: string): Period[] =>
  calendarDays(months, dayNumber(fromOn), dayNumber(throughOn)).map(
    named(({ start, end }) => calendarName(months, start, end)),
  );

import { epochDayOfText, textOfEpochDay } from '#kernel/epoch-day.ts';
import { byText } from '#kernel/order.ts';
import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { type CalendarFault, type CalendarYear, calendarYearFaults } from '#kernel/work-calendar.ts';
import type { KnownYear, OwnYear, TypedNotice } from './calendar.model.ts';

/** 国务院办公厅每年的部分节假日安排通知 rests on this. */
export const holidayBasis: readonly Citation[] = [
  { instrument: '全国年节及纪念日放假办法', article: '第二条' },
];

/** The county's years: its own rows before what ships with the program. */
export function mergedYears(shipped: readonly CalendarYear[], own: readonly OwnYear[]): readonly KnownYear[] {
  const years = new Map<number, KnownYear>(
    shipped.map((year) => [year.year, { ...year, id: null, version: 0, origin: 'shipped' }]),
  );
  for (const year of own) years.set(year.year, { ...year, origin: 'county' });
  return [...years.values()].sort((a, b) => a.year - b.year);
}

export const plainYear = ({ year, notices, holidays, makeUpWorkdays }: CalendarYear): CalendarYear => ({
  year,
  notices,
  holidays: holidays.map(({ name, days }) => ({ name, days })),
  makeUpWorkdays,
});

/** The longest stretch ever announced had ten days (春节, 2020); beyond this it is a slip of the pen. */
const stretchDaysMax = 31;

/** The days of a typed notice; a holiday that stands in two lines (春节 before and after) becomes one. */
export function yearOfNotice(
  typed: TypedNotice,
): Result<CalendarYear, 'calendar.range-backwards' | 'calendar.range-too-long'> {
  const holidays = new Map<string, string[]>();
  for (const { name, fromOn, toOn } of typed.holidays) {
    const first = epochDayOfText(fromOn);
    const length = epochDayOfText(toOn) - first + 1;
    if (length < 1) return refused('calendar.range-backwards', { name, fromOn, toOn });
    if (length > stretchDaysMax)
      return refused('calendar.range-too-long', {
        name,
        fromOn,
        toOn,
        days: length,
        daysMax: stretchDaysMax,
      });
    const days = Array.from({ length }, (_, at) => textOfEpochDay(first + at));
    holidays.set(name, [...(holidays.get(name) ?? []), ...days]);
  }
  return granted({
    year: typed.year,
    notices: typed.notices,
    holidays: [...holidays].map(([name, days]) => ({ name, days: days.sort() })),
    makeUpWorkdays: [...typed.makeUpWorkdays].sort(),
  });
}

/** 一月一日、五月一日、十月一日至三日: off in every year by the State Council's own rules, whatever a notice adds. */
const alwaysOff = ['01-01', '05-01', '10-01', '10-02', '10-03'] as const;

type YearRefusal =
  | 'calendar.wrong-year'
  | 'calendar.day-twice'
  | 'calendar.weekday-make-up'
  | 'calendar.statutory-day-missing';

const refusalOf = {
  'wrong-year': 'calendar.wrong-year',
  twice: 'calendar.day-twice',
  'weekday-make-up': 'calendar.weekday-make-up',
} as const satisfies Record<CalendarFault['kind'], YearRefusal>;

/** Whether a year can be true at all; names the faulty days. */
export function checkYear(year: CalendarYear): Result<CalendarYear, YearRefusal> {
  const faults = calendarYearFaults(year);
  const [first] = faults;
  if (first) {
    const days = faults.filter(({ kind }) => kind === first.kind).map(({ day }) => day);
    return refused(refusalOf[first.kind], { year: String(year.year), days: [...new Set(days)] });
  }
  const off = new Set(year.holidays.flatMap(({ days }) => days));
  const missing = alwaysOff.map((day) => `${year.year}-${day}`).filter((day) => !off.has(day));
  if (missing.length > 0)
    return refused(
      'calendar.statutory-day-missing',
      { year: String(year.year), days: missing },
      holidayBasis,
    );
  return granted(plainYear(year));
}

/** Years are announced one after the other, each in the last months of the year before. */
export function mayImport(
  year: number,
  known: readonly KnownYear[],
  thisYear: number,
): Result<number, 'calendar.year-known' | 'calendar.year-gap' | 'calendar.year-too-early'> {
  const last = known.at(-1)?.year ?? thisYear;
  if (year <= last) return refused('calendar.year-known', { year: String(year) });
  if (year > last + 1)
    return refused('calendar.year-gap', { year: String(year), nextYear: String(last + 1) });
  if (year > thisYear + 1) return refused('calendar.year-too-early', { year: String(year) });
  return granted(year);
}

const sameYear = (a: CalendarYear, b: CalendarYear): boolean => shapeOf(a) === shapeOf(b);
const shapeOf = ({ notices, holidays, makeUpWorkdays }: CalendarYear): string =>
  JSON.stringify([
    notices,
    holidays
      .map(({ name, days }) => ({ name, days: days.toSorted() }))
      .sort((a, b) => byText(a.name, b.name)),
    makeUpWorkdays.toSorted(),
  ]);

export const isUnchanged = (before: CalendarYear, after: CalendarYear): boolean => sameYear(before, after);

/** The one new year of a file; the years that are known already may stand beside it, but not say otherwise. */
export function newYearOf(
  file: readonly CalendarYear[],
  known: readonly KnownYear[],
): Result<
  CalendarYear,
  'calendar.file-differs' | 'calendar.file-nothing-new' | 'calendar.file-several-years'
> {
  const byYear = new Map(known.map((year) => [year.year, year]));
  for (const year of file) {
    const before = byYear.get(year.year);
    if (before && !sameYear(before, year))
      return refused('calendar.file-differs', { year: String(year.year) });
  }
  const [first, ...others] = file.filter(({ year }) => !byYear.has(year));
  if (!first) return refused('calendar.file-nothing-new');
  if (others.length > 0)
    return refused('calendar.file-several-years', {
      years: [first, ...others].map(({ year }) => String(year)),
    });
  return granted(first);
}

/** What one version of a year changed against the one before. */
export function changesBetween(
  before: CalendarYear,
  after: CalendarYear,
): {
  readonly nowOff: readonly string[];
  readonly nowWorked: readonly string[];
  readonly ordinary: readonly string[];
} {
  const off = (year: CalendarYear) => new Set(year.holidays.flatMap(({ days }) => days));
  const [offBefore, offAfter] = [off(before), off(after)];
  const [workedBefore, workedAfter] = [new Set(before.makeUpWorkdays), new Set(after.makeUpWorkdays)];
  const special = (day: string) => offAfter.has(day) || workedAfter.has(day);
  return {
    nowOff: [...offAfter].filter((day) => !offBefore.has(day)).sort(),
    nowWorked: [...workedAfter].filter((day) => !workedBefore.has(day)).sort(),
    ordinary: [...offBefore, ...workedBefore].filter((day) => !special(day)).sort(),
  };
}

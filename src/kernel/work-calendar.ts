import { z } from 'zod';
import {
  civilOf,
  epochDayOf,
  epochDayOfText,
  weekdayOf,
  weekdaysThrough,
  weekdayWithCount,
} from '#kernel/epoch-day.ts';
import { isAfter, isBefore, type PlainDate, plainDate, Temporal } from '#kernel/temporal.ts';

/** One year as the State Council's General Office announced it (部分节假日安排的通知), dates grouped by the year they fall in. */
export type CalendarYear = {
  readonly year: number;
  readonly notices: readonly string[];
  readonly holidays: readonly { readonly name: string; readonly days: readonly string[] }[];
  readonly makeUpWorkdays: readonly string[];
};

/**
 * The working days of China with 调休: holidays that fall on weekdays, and weekend days that are worked instead.
 * A year nobody has announced yet is not known to be Monday to Friday: answers beyond `announcedThrough` are 暂定.
 */
export type WorkCalendar = {
  readonly announcedFrom: PlainDate;
  readonly announcedThrough: PlainDate;
  /** ISO date → name of the holiday. */
  readonly holidays: ReadonlyMap<string, string>;
  readonly makeUpWorkdays: ReadonlySet<string>;
  /** Year → the notices it rests on. */
  readonly notices: ReadonlyMap<number, readonly string[]>;
};

/** `provisional` (暂定): the day may move once the State Council announces that year. */
export type Deadline = { readonly date: PlainDate; readonly provisional: boolean };

/** A period longer than this is a slip of the pen. */
const periodDaysMax = 3660;

export function workCalendarOf(years: readonly CalendarYear[]): WorkCalendar {
  const inOrder = years.toSorted((a, b) => a.year - b.year);
  const [first] = inOrder;
  if (!first) throw new Error('A work calendar needs at least one announced year');
  inOrder.forEach(({ year }, at) => {
    if (year !== first.year + at)
      throw new Error(`The work calendar lacks the year ${first.year + at}, or has it twice`);
  });
  return {
    announcedFrom: plainDate(`${first.year}-01-01`),
    announcedThrough: plainDate(`${first.year + inOrder.length - 1}-12-31`),
    holidays: new Map(
      inOrder.flatMap(({ holidays }) =>
        holidays.flatMap(({ name, days }) => days.map((day): [string, string] => [day, name])),
      ),
    ),
    makeUpWorkdays: new Set(inOrder.flatMap(({ makeUpWorkdays }) => makeUpWorkdays)),
    notices: new Map(inOrder.map(({ year, notices }) => [year, notices])),
  };
}

export const isWorkingDay = (calendar: WorkCalendar, day: PlainDate): boolean =>
  isWorkingEpochDay(tableOf(calendar), epochDayOf(day));

/** 法定节假日安排中的放假日: the name of the holiday, or undefined on an ordinary day or weekend. */
export const holidayName = (calendar: WorkCalendar, day: PlainDate): string | undefined =>
  calendar.holidays.get(day.toString());

export const isHoliday = (calendar: WorkCalendar, day: PlainDate): boolean =>
  calendar.holidays.has(day.toString());

/** 期间开始的当日不计入，自下一日开始计算。（民法典第二百零一条）Counted in working days; `n` = 0 only rolls forward. */
export function addWorkingDays(calendar: WorkCalendar, start: PlainDate, n: number): Deadline {
  mustBePeriod(n);
  if (n === 0) return rollForward(calendar, start);
  const table = tableOf(calendar);
  const from = epochDayOf(start);
  return deadline(table, from, dayWithCount(table, workingDaysThrough(table, from) + n));
}

/**
 * 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。（民法典第二百零三条）
 * Natural days, the first not counted, the last rolled forward when it is a day of rest.
 */
export function addCalendarDays(calendar: WorkCalendar, start: PlainDate, n: number): Deadline {
  mustBePeriod(n);
  const table = tableOf(calendar);
  const from = epochDayOf(start);
  return deadline(table, from, rolledForward(table, from + n));
}

/** The day itself when it is worked, else the first working day after it. */
export function rollForward(calendar: WorkCalendar, day: PlainDate): Deadline {
  const table = tableOf(calendar);
  const from = epochDayOf(day);
  return isWorkingEpochDay(table, from)
    ? { date: day, provisional: !isWithin(table, from) }
    : deadline(table, from, rolledForward(table, from));
}

/** The first working day strictly after a day. */
export const nextWorkingDay = (calendar: WorkCalendar, after: PlainDate): Deadline =>
  addWorkingDays(calendar, after, 1);

/**
 * How many working days lie after `from`, up to and including `to`; negative when `to` lies before `from`.
 * `workingDaysBetween(c, start, addWorkingDays(c, start, n).date)` is `n`.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: PlainDate, to: PlainDate): number {
  const table = tableOf(calendar);
  return workingDaysThrough(table, epochDayOf(to)) - workingDaysThrough(table, epochDayOf(from));
}

/** Whether the State Council has announced the whole stretch from `from` to `to`. */
export const isAnnounced = (calendar: WorkCalendar, from: PlainDate, to: PlainDate = from): boolean =>
  !isBefore(from, calendar.announcedFrom) && !isAfter(to, calendar.announcedThrough);

// Derivations ask millions of times: every day that differs from Monday to Friday lies in a table made once per calendar.

type Table = {
  readonly announcedFirst: number;
  readonly announcedLast: number;
  /** The stretch the table covers; outside it Monday to Friday are worked. */
  readonly first: number;
  readonly last: number;
  /** For each day of the stretch 1 when it is worked. */
  readonly worked: Uint8Array;
  /** For each day of the stretch how many were worked from its first day through this one. */
  readonly through: Int32Array;
  /** The working days of the stretch, in order. */
  readonly days: Int32Array;
};

const tables = new WeakMap<WorkCalendar, Table>();

function tableOf(calendar: WorkCalendar): Table {
  const known = tables.get(calendar);
  if (known) return known;
  const made = makeTable(calendar);
  tables.set(calendar, made);
  return made;
}

function makeTable({ announcedFrom, announcedThrough, holidays, makeUpWorkdays }: WorkCalendar): Table {
  const announcedFirst = epochDayOf(announcedFrom);
  const announcedLast = epochDayOf(announcedThrough);
  const off = [...holidays.keys()].map(epochDayOfText);
  const madeUp = [...makeUpWorkdays].map(epochDayOfText);
  const first = Math.min(announcedFirst, ...off, ...madeUp);
  const last = Math.max(announcedLast, ...off, ...madeUp);
  const worked = Uint8Array.from({ length: last - first + 1 }, (_, at) =>
    weekdayOf(first + at) <= 5 ? 1 : 0,
  );
  for (const day of off) worked[day - first] = 0;
  for (const day of madeUp) worked[day - first] = 1;
  const through = new Int32Array(worked.length);
  const days: number[] = [];
  for (let at = 0; at < worked.length; at += 1) {
    if (worked[at] === 1) days.push(first + at);
    through[at] = days.length;
  }
  return { announcedFirst, announcedLast, first, last, worked, through, days: Int32Array.from(days) };
}

const isWorkingEpochDay = ({ first, last, worked }: Table, day: number): boolean =>
  day < first || day > last ? weekdayOf(day) <= 5 : worked[day - first] === 1;

/** Working days before or on a day, counted from the table's first; zero or negative before it. */
function workingDaysThrough({ first, last, through, days }: Table, day: number): number {
  if (day < first) return weekdaysThrough(day) - weekdaysThrough(first - 1);
  if (day > last) return days.length + weekdaysThrough(day) - weekdaysThrough(last);
  return through[day - first] ?? 0;
}

/** The inverse: the working day with this count. */
function dayWithCount({ first, last, days }: Table, count: number): number {
  if (count <= 0) return weekdayWithCount(weekdaysThrough(first - 1) + count);
  return days[count - 1] ?? weekdayWithCount(weekdaysThrough(last) + count - days.length);
}

const rolledForward = (table: Table, day: number): number =>
  isWorkingEpochDay(table, day) ? day : dayWithCount(table, workingDaysThrough(table, day) + 1);

const isWithin = ({ announcedFirst, announcedLast }: Table, day: number): boolean =>
  day >= announcedFirst && day <= announcedLast;

function dateOfEpochDay(epochDay: number): PlainDate {
  const { year, month, day } = civilOf(epochDay);
  return new Temporal.PlainDate(year, month, day);
}

const deadline = (table: Table, from: number, day: number): Deadline => ({
  date: dateOfEpochDay(day),
  provisional: !isWithin(table, from) || !isWithin(table, day),
});

function mustBePeriod(n: number): void {
  if (!Number.isInteger(n) || n < 0 || n > periodDaysMax)
    throw new RangeError(`${n} is not a period in days`);
}

const isoDate = z.iso.date();
const calendarFile = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.int(),
      notices: z.array(z.string().min(1)).min(1),
      holidays: z.array(z.strictObject({ name: z.string().min(1), days: z.array(isoDate).min(1) })).min(1),
      makeUpWorkdays: z.array(isoDate),
    }),
  ),
});

export type CalendarFault = {
  readonly kind: 'wrong-year' | 'twice' | 'weekday-make-up';
  readonly year: number;
  readonly day: string;
};

/** What contradicts itself in a year: a day under the wrong year, a day both off and worked, a make-up that is no weekend day. */
export function calendarYearFaults({
  year,
  holidays,
  makeUpWorkdays,
}: CalendarYear): readonly CalendarFault[] {
  const all = [...holidays.flatMap(({ days }) => days), ...makeUpWorkdays];
  const fault =
    (kind: CalendarFault['kind']) =>
    (day: string): CalendarFault => ({ kind, year, day });
  return [
    ...all.filter((day) => !day.startsWith(`${year}-`)).map(fault('wrong-year')),
    ...all.filter((day, at) => all.indexOf(day) !== at).map(fault('twice')),
    ...makeUpWorkdays.filter((day) => weekdayOf(epochDayOfText(day)) <= 5).map(fault('weekday-make-up')),
  ];
}

const said: Readonly<Record<CalendarFault['kind'], (fault: CalendarFault) => string>> = {
  'wrong-year': ({ day, year }) => `${day} stands under ${year}`,
  twice: ({ day, year }) => `${day} stands twice in ${year}`,
  'weekday-make-up': ({ day }) => `${day} is a weekday and needs no make-up`,
};

/** Reads calendar data (a file). Throws with everything that is wrong. */
export function parseCalendarYears(data: unknown): readonly CalendarYear[] {
  const parsed = calendarFile.safeParse(data);
  if (!parsed.success) throw new Error(`The work calendar cannot be read: ${z.prettifyError(parsed.error)}`);
  const faults = parsed.data.years.flatMap(calendarYearFaults).map((fault) => said[fault.kind](fault));
  if (faults.length > 0) throw new Error(`The work calendar contradicts itself: ${faults.join('; ')}`);
  return parsed.data.years;
}

/** The shape of a file alone, contradictions and all; undefined when it is no calendar file. */
export function readCalendarYears(data: unknown): readonly CalendarYear[] | { readonly unreadable: string } {
  const parsed = calendarFile.safeParse(data);
  return parsed.success ? parsed.data.years : { unreadable: z.prettifyError(parsed.error) };
}

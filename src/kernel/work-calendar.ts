import { z } from 'zod';
import { isAfter, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';

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

/** A period longer than this is a slip of the pen, and would be walked day by day. */
const periodDaysMax = 3660;

export function workCalendarOf(years: readonly CalendarYear[]): WorkCalendar {
  const inOrder = years.toSorted((a, b) => a.year - b.year);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (!first || !last) throw new Error('A work calendar needs at least one announced year');
  inOrder.forEach(({ year }, at) => {
    if (year !== first.year + at)
      throw new Error(`The work calendar lacks the year ${first.year + at}, or has it twice`);
  });
  return {
    announcedFrom: plainDate(`${first.year}-01-01`),
    announcedThrough: plainDate(`${last.year}-12-31`),
    holidays: new Map(
      inOrder.flatMap(({ holidays }) =>
        holidays.flatMap(({ name, days }) => days.map((day): [string, string] => [day, name])),
      ),
    ),
    makeUpWorkdays: new Set(inOrder.flatMap(({ makeUpWorkdays }) => makeUpWorkdays)),
    notices: new Map(inOrder.map(({ year, notices }) => [year, notices])),
  };
}

export function isWorkingDay(calendar: WorkCalendar, day: PlainDate): boolean {
  const key = day.toString();
  if (calendar.makeUpWorkdays.has(key)) return true;
  return day.dayOfWeek <= 5 && !calendar.holidays.has(key);
}

/** 法定节假日安排中的放假日: the name of the holiday, or undefined on an ordinary day or weekend. */
export const holidayName = (calendar: WorkCalendar, day: PlainDate): string | undefined =>
  calendar.holidays.get(day.toString());

export const isHoliday = (calendar: WorkCalendar, day: PlainDate): boolean =>
  calendar.holidays.has(day.toString());

/** 期间开始的当日不计入，自下一日开始计算。（民法典第二百零一条）Counted in working days; `n` = 0 only rolls forward. */
export function addWorkingDays(calendar: WorkCalendar, start: PlainDate, n: number): Deadline {
  mustBePeriod(n);
  if (n === 0) return rollForward(calendar, start);
  let day = start;
  for (let left = n; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return deadline(calendar, start, day);
}

/**
 * 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。（民法典第二百零三条）
 * Natural days, the first not counted, the last rolled forward when it is a day of rest.
 */
export function addCalendarDays(calendar: WorkCalendar, start: PlainDate, n: number): Deadline {
  mustBePeriod(n);
  const end = rollForward(calendar, start.add({ days: n }));
  return deadline(calendar, start, end.date);
}

/** The day itself when it is worked, else the first working day after it. */
export function rollForward(calendar: WorkCalendar, day: PlainDate): Deadline {
  return isWorkingDay(calendar, day) ? deadline(calendar, day, day) : nextWorkingDay(calendar, day);
}

/** The first working day strictly after a day. */
export const nextWorkingDay = (calendar: WorkCalendar, after: PlainDate): Deadline =>
  addWorkingDays(calendar, after, 1);

/**
 * How many working days lie after `from`, up to and including `to`; negative when `to` lies before `from`.
 * `workingDaysBetween(c, start, addWorkingDays(c, start, n).date)` is `n`.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: PlainDate, to: PlainDate): number {
  if (isBefore(to, from)) return -workingDaysBetween(calendar, to, from) || 0;
  let count = 0;
  for (let day = from.add({ days: 1 }); !isAfter(day, to); day = day.add({ days: 1 })) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** Whether the State Council has announced the whole stretch from `from` to `to`. */
export const isAnnounced = (calendar: WorkCalendar, from: PlainDate, to: PlainDate = from): boolean =>
  !isBefore(from, calendar.announcedFrom) && !isAfter(to, calendar.announcedThrough);

function deadline(calendar: WorkCalendar, start: PlainDate, date: PlainDate): Deadline {
  return { date, provisional: !isAnnounced(calendar, start, date) };
}

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

/**
 * Reads calendar data (a file, or an imported notice). Throws with everything that is wrong: a day under the wrong year,
 * a day both off and worked, a make-up workday that is no weekend day.
 */
export function parseCalendarYears(data: unknown): readonly CalendarYear[] {
  const parsed = calendarFile.safeParse(data);
  if (!parsed.success) throw new Error(`The work calendar cannot be read: ${z.prettifyError(parsed.error)}`);
  const faults = parsed.data.years.flatMap(yearFaults);
  if (faults.length > 0) throw new Error(`The work calendar contradicts itself: ${faults.join('; ')}`);
  return parsed.data.years;
}

function yearFaults({ year, holidays, makeUpWorkdays }: CalendarYear): string[] {
  const off = holidays.flatMap(({ days }) => days);
  const all = [...off, ...makeUpWorkdays];
  return [
    ...all.filter((day) => !day.startsWith(`${year}-`)).map((day) => `${day} stands under ${year}`),
    ...all.filter((day, at) => all.indexOf(day) !== at).map((day) => `${day} stands twice in ${year}`),
    ...makeUpWorkdays
      .filter((day) => plainDate(day).dayOfWeek <= 5)
      .map((day) => `${day} is a weekday and needs no make-up`),
  ];
}

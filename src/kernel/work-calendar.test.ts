import { readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type Counting,
  citationsOfCounting,
  countingRuleIds,
  countingRules,
  countings,
  lastDay,
} from './counting.ts';
import {
  epochDayOf,
  epochDayOfText,
  monthAway,
  textOfEpochDay,
  weekdayOf,
  weekdaysThrough,
  weekdayWithCount,
} from './epoch-day.ts';
import { isBefore, type PlainDate, plainDate } from './temporal.ts';
import {
  addCalendarDays,
  addWorkingDays,
  holidayName,
  isAnnounced,
  isHoliday,
  isWorkingDay,
  nextWorkingDay,
  parseCalendarYears,
  readCalendarYears,
  rollForward,
  workCalendarOf,
  workingDaysBetween,
} from './work-calendar.ts';

const file = new URL('../../rule-packs/calendars.yaml', import.meta.url);
const years = parseCalendarYears(parse(readFileSync(file, 'utf8')));
const calendar = workCalendarOf(years);
const day = plainDate;
const shown = ({ date, provisional }: { date: PlainDate; provisional: boolean }) =>
  `${date}${provisional ? ' 暂定' : ''}`;

const anyDay = fc.integer({ min: 0, max: 4_600 }).map((days) => day('2014-01-01').add({ days }));
const period = fc.integer({ min: 0, max: 60 });

describe('the announced years', () => {
  test('reach from 2014 through 2026 and name their notices', () => {
    expect(calendar.announcedFrom.toString()).toBe('2014-01-01');
    expect(calendar.announcedThrough.toString()).toBe('2026-12-31');
    expect(calendar.notices.get(2026)).toEqual([
      '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    ]);
    expect([...calendar.notices.values()].every((notices) => notices.length > 0)).toBe(true);
  });

  test.each([
    // Counted from the notices: 261 or 262 weekdays less the weekdays off, plus the weekend days worked.
    [2014, 250],
    [2015, 249],
    [2016, 250],
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, expected) => {
    expect(workingDaysBetween(calendar, day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(expected);
  });

  test('agree with the source package on all 4,748 days', () => {
    const wrong: string[] = [];
    let seen = 0;
    for (let at = day('2014-01-01'); at.year <= 2026; at = at.add({ days: 1 })) {
      seen += 1;
      if (isWorkingDay(calendar, at) !== chineseDays.isWorkday(at.toString())) wrong.push(at.toString());
    }
    expect(seen).toBe(4748);
    expect(wrong).toEqual([]);
  });

  test.each(['2021-02-07', '2021-02-20', '2021-09-18', '2021-09-26', '2021-10-09', '2026-02-14'])(
    '%s is a make-up workday at a weekend',
    (text) => {
      expect(day(text).dayOfWeek).toBeGreaterThan(5);
      expect(isWorkingDay(calendar, day(text))).toBe(true);
      expect(isHoliday(calendar, day(text))).toBe(false);
    },
  );

  test('2026-02-15 is a day of rest with a name, an ordinary Sunday has none', () => {
    expect(isWorkingDay(calendar, day('2026-02-15'))).toBe(false);
    expect(holidayName(calendar, day('2026-02-15'))).toBe('春节');
    expect(isWorkingDay(calendar, day('2026-03-15'))).toBe(false);
    expect(holidayName(calendar, day('2026-03-15'))).toBeUndefined();
  });
});

describe('periods', () => {
  test.each([
    ['2021-09-17', 5, '2021-09-26'],
    ['2021-09-17', 15, '2021-10-14'],
    ['2021-02-05', 10, '2021-02-24'],
    ['2026-02-10', 15, '2026-03-09'],
  ])('served on %s plus %i working days ends on %s', (served, n, expected) => {
    expect(shown(addWorkingDays(calendar, day(served), n))).toBe(expected);
  });

  test('a period that reaches into an unannounced year is provisional', () => {
    expect(shown(addWorkingDays(calendar, day('2026-12-28'), 3))).toBe('2026-12-31');
    expect(shown(addWorkingDays(calendar, day('2026-12-28'), 5))).toBe('2027-01-04 暂定');
    expect(addWorkingDays(calendar, day('2027-06-01'), 5).provisional).toBe(true);
    expect(addWorkingDays(calendar, day('2013-12-30'), 5).provisional).toBe(true);
    expect(isAnnounced(calendar, day('2026-12-31'))).toBe(true);
    expect(isAnnounced(calendar, day('2027-01-01'))).toBe(false);
  });

  test('importing the notice moves a provisional deadline and confirms it', () => {
    const imported = workCalendarOf([
      ...years,
      {
        year: 2027,
        notices: ['示例通知'],
        holidays: [{ name: '元旦', days: ['2027-01-01', '2027-01-04'] }],
        makeUpWorkdays: [],
      },
    ]);
    expect(shown(addWorkingDays(imported, day('2026-12-28'), 5))).toBe('2027-01-06');
  });

  test('natural days roll forward from a day of rest', () => {
    expect(shown(addCalendarDays(calendar, day('2021-09-25'), 6))).toBe('2021-10-08');
    expect(shown(addCalendarDays(calendar, day('2021-03-18'), 4))).toBe('2021-03-22');
    expect(shown(addCalendarDays(calendar, day('2026-12-24'), 8))).toBe('2027-01-01 暂定');
  });

  test('the next working day lies after, rolling forward may stay', () => {
    expect(shown(nextWorkingDay(calendar, day('2021-09-30')))).toBe('2021-10-08');
    expect(shown(rollForward(calendar, day('2021-09-30')))).toBe('2021-09-30');
    expect(shown(rollForward(calendar, day('2021-10-01')))).toBe('2021-10-08');
    expect(shown(addWorkingDays(calendar, day('2021-10-02'), 0))).toBe('2021-10-08');
  });

  test.each([-1, 1.5, Number.NaN, 100_000])('%d is no period', (n) => {
    expect(() => addWorkingDays(calendar, day('2021-09-17'), n)).toThrow(`${n} is not a period in days`);
    expect(() => addCalendarDays(calendar, day('2021-09-17'), n)).toThrow(RangeError);
  });

  test('ten years and some days are a period still', () => {
    expect(addWorkingDays(calendar, day('2014-01-01'), 3660).date.year).toBe(2028);
  });

  test('a deadline is a working day after service, and counting back gives the period', () => {
    fc.assert(
      fc.property(
        anyDay,
        period.filter((n) => n > 0),
        (served, n) => {
          const { date } = addWorkingDays(calendar, served, n);
          expect(isWorkingDay(calendar, date)).toBe(true);
          expect(isBefore(served, date)).toBe(true);
          expect(workingDaysBetween(calendar, served, date)).toBe(n);
        },
      ),
    );
  });

  test('more days never mean an earlier deadline, and later service never an earlier one', () => {
    fc.assert(
      fc.property(anyDay, period, period, (served, n, more) => {
        const { date } = addWorkingDays(calendar, served, n);
        expect(isBefore(addWorkingDays(calendar, served, n + more).date, date)).toBe(false);
        expect(isBefore(addWorkingDays(calendar, served.add({ days: more }), n).date, date)).toBe(false);
        expect(
          isBefore(
            addCalendarDays(calendar, served, n + more).date,
            addCalendarDays(calendar, served, n).date,
          ),
        ).toBe(false);
      }),
    );
  });

  test('once provisional, every longer period is provisional', () => {
    fc.assert(
      fc.property(anyDay, period, period, (served, n, more) => {
        if (addWorkingDays(calendar, served, n).provisional)
          expect(addWorkingDays(calendar, served, n + more).provisional).toBe(true);
      }),
    );
  });

  test('counting is additive and changes sign with its direction', () => {
    fc.assert(
      fc.property(anyDay, period, period, (a, first, second) => {
        const b = a.add({ days: first });
        const c = b.add({ days: second });
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBe(
          workingDaysBetween(calendar, a, c),
        );
        expect(workingDaysBetween(calendar, b, a) + workingDaysBetween(calendar, a, b)).toBe(0);
      }),
    );
  });
});

describe('a calendar made by hand', () => {
  const made = (year: number, off: readonly string[] = [], worked: readonly string[] = []) => ({
    year,
    notices: [`示例通知${year}`],
    holidays: [{ name: '示例', days: [`${year}-01-01`, ...off] }],
    makeUpWorkdays: worked,
  });

  test('takes its years in any order, each with its notices', () => {
    const known = workCalendarOf([made(2031), made(2033), made(2030), made(2032)]);
    expect([known.announcedFrom, known.announcedThrough].map(String)).toEqual(['2030-01-01', '2033-12-31']);
    expect(known.notices.get(2032)).toEqual(['示例通知2032']);
    expect([...known.notices.keys()]).toEqual([2030, 2031, 2032, 2033]);
  });

  test('ends with the last of December, off or worked as it was announced', () => {
    // 2033-12-30 is a Friday; the 31st, a Saturday, is worked in its stead.
    const known = workCalendarOf([made(2033, ['2033-12-30'], ['2033-12-31'])]);
    expect(isWorkingDay(known, day('2033-12-30'))).toBe(false);
    expect(isWorkingDay(known, day('2033-12-31'))).toBe(true);
    expect(isWorkingDay(known, day('2034-01-02'))).toBe(true);
    expect(shown(addWorkingDays(known, day('2033-12-29'), 1))).toBe('2033-12-31');
    expect(shown(addWorkingDays(known, day('2033-12-29'), 3))).toBe('2034-01-03 暂定');
    expect(workingDaysBetween(known, day('2033-12-29'), day('2034-01-08'))).toBe(6);
  });

  test('counts on from the days before it begins', () => {
    const known = workCalendarOf([made(2030)]);
    expect(shown(addWorkingDays(known, day('2029-12-28'), 1))).toBe('2029-12-31 暂定');
    expect(shown(addWorkingDays(known, day('2029-12-28'), 2))).toBe('2030-01-02 暂定');
    expect(workingDaysBetween(known, day('2029-12-27'), day('2030-01-02'))).toBe(3);
  });
});

describe('the table against the definition, day by day', () => {
  const iso = (at: PlainDate) => at.toString();
  const worked = (known: typeof calendar, at: PlainDate): boolean =>
    known.makeUpWorkdays.has(iso(at)) || (at.dayOfWeek <= 5 && !known.holidays.has(iso(at)));
  const slow = {
    rollForward(known: typeof calendar, start: PlainDate) {
      let at = start;
      while (!worked(known, at)) at = at.add({ days: 1 });
      return at;
    },
    addWorkingDays(known: typeof calendar, start: PlainDate, n: number) {
      let at = start;
      for (let left = n; left > 0; ) {
        at = at.add({ days: 1 });
        if (worked(known, at)) left -= 1;
      }
      return n === 0 ? slow.rollForward(known, start) : at;
    },
    between(known: typeof calendar, from: PlainDate, to: PlainDate): number {
      if (isBefore(to, from)) return -slow.between(known, to, from) || 0;
      let count = 0;
      for (let at = from.add({ days: 1 }); !isBefore(to, at); at = at.add({ days: 1 }))
        if (worked(known, at)) count += 1;
      return count;
    },
  };
  /** Within, before and after what is announced, and far away. */
  const someDay = fc.integer({ min: -2_000, max: 7_500 }).map((days) => day('2014-01-01').add({ days }));
  const strange = workCalendarOf([
    {
      year: 2030,
      notices: ['示例'],
      holidays: [{ name: '元旦', days: ['2030-01-01'] }],
      makeUpWorkdays: ['2030-01-05'],
    },
  ]);
  /** A calendar someone made by hand may know days beyond what is announced. */
  const ragged = { ...calendar, holidays: new Map([...calendar.holidays, ['2027-01-01', '元旦']]) };
  const anyCalendar = fc.constantFrom(calendar, strange, ragged);

  test('a day is worked or not', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, (known, at) => {
        expect(isWorkingDay(known, at)).toBe(worked(known, at));
      }),
      { numRuns: 2_000 },
    );
  });

  test('rolling, adding and counting', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, fc.integer({ min: 0, max: 300 }), (known, at, n) => {
        const rolled = rollForward(known, at);
        expect(iso(rolled.date)).toBe(iso(slow.rollForward(known, at)));
        expect(rolled.provisional).toBe(!isAnnounced(known, at, rolled.date));
        const added = addWorkingDays(known, at, n);
        expect(iso(added.date)).toBe(iso(slow.addWorkingDays(known, at, n)));
        expect(added.provisional).toBe(!isAnnounced(known, at, added.date));
        const natural = addCalendarDays(known, at, n);
        expect(iso(natural.date)).toBe(iso(slow.rollForward(known, at.add({ days: n }))));
        expect(natural.provisional).toBe(!isAnnounced(known, at, natural.date));
        expect(workingDaysBetween(known, at, at.add({ days: n }))).toBe(
          slow.between(known, at, at.add({ days: n })),
        );
        expect(workingDaysBetween(known, at, at.subtract({ days: n }))).toBe(
          slow.between(known, at, at.subtract({ days: n })),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('days as numbers', () => {
  test('are the calendar’s own', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => {
        const at = day('1970-01-01').add({ days: n });
        expect(epochDayOf(at)).toBe(n);
        expect(weekdayOf(n)).toBe(at.dayOfWeek);
        const { year } = at;
        if (year < 1000) return;
        expect(textOfEpochDay(n)).toBe(at.toString());
        expect(epochDayOfText(at.toString())).toBe(n);
      }),
    );
  });

  test.each([
    '1600-02-29',
    '1900-02-28',
    '1900-03-01',
    '2000-02-29',
    '2000-03-01',
    '2100-02-28',
    '0987-06-05',
  ])('%s, where centuries and leap years meet', (text) => {
    expect(textOfEpochDay(epochDayOf(day(text)))).toBe(text);
  });

  test('months are counted over the years', () => {
    const away = [-13, -1, 0, 1, 11, 12, 24].map((n) => monthAway('2026-01', n));
    expect(away).toEqual(['2024-12', '2025-12', '2026-01', '2026-02', '2026-12', '2027-01', '2028-01']);
    expect([monthAway('2026-12', 1), monthAway('2026-10', -9)]).toEqual(['2027-01', '2026-01']);
  });

  test('weekdays are counted one by one', () => {
    for (let n = -30; n < 30; n += 1) {
      expect(weekdaysThrough(n) - weekdaysThrough(n - 1)).toBe(weekdayOf(n) <= 5 ? 1 : 0);
      if (weekdayOf(n) <= 5) expect(weekdayWithCount(weekdaysThrough(n))).toBe(n);
    }
  });
});

describe('ways of counting are named, and each names its law', () => {
  test('every rule says what it does in both languages and where it comes from', () => {
    for (const id of countingRuleIds) {
      const { name, says, basis } = countingRules[id];
      expect([name.zh, name.en, says.zh, says.en].every((text) => text.length > 0)).toBe(true);
      expect(basis.length).toBeGreaterThan(0);
    }
  });

  test('working days after service, calendar days rolled forward, a named day', () => {
    const on = (counting: Counting, start: string, n: number) =>
      shown(lastDay(calendar, counting, day(start), n));
    expect(on(countings.workingDaysAfterService, '2021-09-17', 5)).toBe('2021-09-26');
    expect(on(countings.calendarDaysAfter, '2021-09-25', 6)).toBe('2021-10-08');
    expect(on(countings.namedDay, '2024-05-05', 0)).toBe('2024-05-06');
    // A named day is that day, however many days the rule may also speak of.
    expect(on(countings.namedDay, '2024-05-05', 30)).toBe('2024-05-06');
    expect(citationsOfCounting(countings.calendarDaysAfter)).toContainEqual({
      instrument: '中华人民共和国民法典',
      article: '第二百零三条第一款',
    });
  });
});

describe('calendar data that contradicts itself is refused', () => {
  const year = (change: object) => ({
    years: [
      {
        year: 2030,
        notices: ['示例通知'],
        holidays: [{ name: '元旦', days: ['2030-01-01'] }],
        makeUpWorkdays: [],
        ...change,
      },
    ],
  });

  test.each([
    ['a day under the wrong year', year({ makeUpWorkdays: ['2031-01-04'] }), '2031-01-04 stands under 2030'],
    ['a make-up on a weekday', year({ makeUpWorkdays: ['2030-01-02'] }), '2030-01-02 is a weekday'],
    ['a day both off and worked', year({ makeUpWorkdays: ['2030-01-01'] }), '2030-01-01 stands twice'],
    ['a day that does not exist', year({ makeUpWorkdays: ['2030-02-30'] }), 'Invalid ISO date'],
    ['no notice', year({ notices: [] }), 'notices'],
    ['an unknown key', year({ weekend: [] }), 'weekend'],
  ])('%s', (_, data, message) => {
    expect(() => parseCalendarYears(data)).toThrow(message);
  });

  test('everything that is wrong is said at once, and what is right is read', () => {
    expect(() => parseCalendarYears(year({ makeUpWorkdays: ['2030-01-02', '2031-01-04'] }))).toThrow(
      '2031-01-04 stands under 2030; 2030-01-02 is a weekday',
    );
    expect(parseCalendarYears(year({}))).toEqual(year({}).years);
  });

  test('the shape alone may be read, contradictions and all', () => {
    const odd = year({ makeUpWorkdays: ['2030-01-02'] });
    expect(readCalendarYears(odd)).toEqual(odd.years);
    expect(readCalendarYears(year({ notices: [] }))).toEqual({
      unreadable: expect.stringContaining('notices'),
    });
    expect(readCalendarYears(null)).toEqual({ unreadable: expect.stringMatching(/./) });
  });

  test('a gap between years, a doubled year, no year at all', () => {
    const [first, second, third] = years;
    if (!first || !second || !third) throw new Error('the calendar is too short for this test');
    expect(() => workCalendarOf([first, third])).toThrow('lacks the year 2015');
    expect(() => workCalendarOf([first, second, second])).toThrow('has it twice');
    expect(() => workCalendarOf([])).toThrow('at least one');
  });
});

import { describe, expect, test } from 'vitest';
import type { CalendarYear } from '#kernel/work-calendar.ts';
import { loadCalendarYears } from '#platform/rule-packs.ts';
import type { TypedNotice } from './calendar.model.ts';
import {
  changesBetween,
  checkYear,
  holidayBasis,
  isUnchanged,
  mayImport,
  mergedYears,
  newYearOf,
  yearOfNotice,
} from './calendar.rules.ts';
import { calendarRefusals } from './calendar.words.ts';

const shipped = loadCalendarYears();
const known = mergedYears(shipped, []);
const stretch = (name: string, fromOn: string, toOn = fromOn) => ({ name, fromOn, toOn });

/** An invented notice: nobody has announced 2027. */
const notice = (change: Partial<TypedNotice> = {}): TypedNotice => ({
  year: 2027,
  notices: ['示例通知〔2026〕1号'],
  holidays: [
    stretch('元旦', '2027-01-01', '2027-01-03'),
    stretch('劳动节', '2027-05-01', '2027-05-05'),
    stretch('国庆节', '2027-10-01', '2027-10-07'),
  ],
  makeUpWorkdays: ['2027-10-09', '2027-05-08'],
  ...change,
});
const yearOf = (change: Partial<TypedNotice> = {}): CalendarYear => {
  const read = yearOfNotice(notice(change));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string; facts: unknown } }) =>
  result.ok ? 'granted' : [result.refusal?.code, result.refusal?.facts];

describe('a notice as it is typed', () => {
  test('becomes days under their holiday, in order; one holiday may stand in two lines', () => {
    const year = yearOf({
      holidays: [stretch('春节', '2027-02-10', '2027-02-11'), stretch('春节', '2027-02-05', '2027-02-06')],
    });
    expect(year.holidays).toEqual([
      { name: '春节', days: ['2027-02-05', '2027-02-06', '2027-02-10', '2027-02-11'] },
    ]);
    expect(year.makeUpWorkdays).toEqual(['2027-05-08', '2027-10-09']);
    expect(codeOf(checkYear(yearOf()))).toBe('granted');
  });

  test.each([
    [
      'backwards',
      stretch('元旦', '2027-01-03', '2027-01-01'),
      ['calendar.range-backwards', { name: '元旦', fromOn: '2027-01-03', toOn: '2027-01-01' }],
    ],
    [
      'a slip in the month',
      stretch('春节', '2027-02-05', '2027-12-11'),
      [
        'calendar.range-too-long',
        { name: '春节', fromOn: '2027-02-05', toOn: '2027-12-11', days: 310, daysMax: 31 },
      ],
    ],
    ['thirty-one days', stretch('春节', '2027-02-01', '2027-03-03'), 'granted'],
    ['a single day', stretch('元旦', '2027-01-01'), 'granted'],
  ])('%s', (_, line, expected) => {
    expect(codeOf(yearOfNotice(notice({ holidays: [line] })))).toEqual(expected);
  });

  const withHoliday = (name: string, fromOn: string, toOn?: string) => ({
    holidays: [...notice().holidays, stretch(name, fromOn, toOn)],
  });
  test.each([
    [
      'a holiday of the year before',
      withHoliday('元旦', '2026-12-31'),
      'calendar.wrong-year',
      ['2026-12-31'],
    ],
    ['a make-up of the next year', { makeUpWorkdays: ['2028-01-08'] }, 'calendar.wrong-year', ['2028-01-08']],
    [
      'off in two holidays',
      withHoliday('端午', '2027-05-04', '2027-05-06'),
      'calendar.day-twice',
      ['2027-05-04', '2027-05-05'],
    ],
    ['off and worked', { makeUpWorkdays: ['2027-01-02'] }, 'calendar.day-twice', ['2027-01-02']],
    ['a make-up on a Friday', { makeUpWorkdays: ['2027-01-08'] }, 'calendar.weekday-make-up', ['2027-01-08']],
    [
      'two faults, the first of which is told',
      { makeUpWorkdays: ['2028-01-08', '2027-01-08'] },
      'calendar.wrong-year',
      ['2028-01-08'],
    ],
    ['no 元旦', { holidays: notice().holidays.slice(1) }, 'calendar.statutory-day-missing', ['2027-01-01']],
  ])('%s is refused and the day named', (_, change, code, days) => {
    expect(codeOf(checkYear(yearOf(change)))).toEqual([code, { year: '2027', days }]);
  });

  test('a day the regulation itself gives names the regulation', () => {
    const missing = checkYear(yearOf({ holidays: notice().holidays.slice(1) }));
    expect(missing).toMatchObject({ refusal: { basis: holidayBasis } });
    expect(holidayBasis).toEqual([{ instrument: '全国年节及纪念日放假办法', article: '第二条' }]);
  });

  test('what is kept of a year is the year, and nothing that came with it', () => {
    const [first] = known;
    if (!first) throw new Error('nothing ships');
    expect(checkYear({ ...first, id: 'x' } as CalendarYear)).toEqual({ ok: true, value: shipped[0] });
  });

  test('every shipped year passes the same checks', () => {
    for (const year of shipped) expect(codeOf(checkYear(year)), String(year.year)).toBe('granted');
  });
});

describe('which year may come', () => {
  test.each([
    [2027, 2026, 'granted'],
    [2026, 2026, ['calendar.year-known', { year: '2026' }]],
    [2028, 2027, ['calendar.year-gap', { year: '2028', nextYear: '2027' }]],
    [2027, 2025, ['calendar.year-too-early', { year: '2027' }]],
  ])('%i in %i', (year, thisYear, expected) => {
    expect(codeOf(mayImport(year, known, thisYear))).toEqual(expected);
  });

  test('in a county that knows no year, the next one may come, and not one that has begun', () => {
    expect(codeOf(mayImport(2027, [], 2026))).toBe('granted');
    expect(codeOf(mayImport(2026, [], 2026))).toEqual(['calendar.year-known', { year: '2026' }]);
  });

  test('years stand in order, however they came', () => {
    const own = [2028, 2012, 2013, 2027].map((year) => ({ ...yearOf(), year, id: `${year}`, version: 1 }));
    const merged = mergedYears(shipped.toReversed(), own).map(({ year }) => year);
    expect(merged).toEqual([2012, 2013, ...shipped.map(({ year }) => year), 2027, 2028]);
  });

  test('the county’s own row stands before the shipped one, and adds what is not shipped', () => {
    const merged = mergedYears(shipped, [
      { ...yearOf({ year: 2026, holidays: [] }), year: 2026, id: 'a', version: 2 },
      { ...yearOf(), id: 'b', version: 1 },
    ]);
    expect(merged.map(({ year }) => year).slice(-2)).toEqual([2026, 2027]);
    expect(merged.find(({ year }) => year === 2026)).toMatchObject({ origin: 'county', version: 2, id: 'a' });
    expect(merged.find(({ year }) => year === 2025)).toMatchObject({
      origin: 'shipped',
      version: 0,
      id: null,
    });
  });
});

describe('a file', () => {
  test('may hold the known years beside the new one', () => {
    expect(newYearOf([...shipped, yearOf()], known)).toEqual({ ok: true, value: yearOf() });
  });
  test('must not say otherwise about a known year, bring nothing, or bring several', () => {
    const [first] = shipped;
    if (!first) throw new Error('nothing ships');
    expect(codeOf(newYearOf([{ ...first, makeUpWorkdays: [] }], known))).toEqual([
      'calendar.file-differs',
      { year: '2014' },
    ]);
    expect(codeOf(newYearOf(shipped, known))).toContain('calendar.file-nothing-new');
    expect(codeOf(newYearOf([yearOf(), { ...yearOf(), year: 2028 }], known))).toEqual([
      'calendar.file-several-years',
      { years: ['2027', '2028'] },
    ]);
  });
});

test('an amendment is told by its days', () => {
  const before = yearOf();
  const after = yearOf({
    holidays: [...notice().holidays, stretch('春节', '2027-02-05')],
    makeUpWorkdays: ['2027-10-09', '2027-02-20'],
  });
  expect(changesBetween(before, after)).toEqual({
    nowOff: ['2027-02-05'],
    nowWorked: ['2027-02-20'],
    ordinary: ['2027-05-08'],
  });
  expect(isUnchanged(before, yearOf({ holidays: notice().holidays.toReversed() }))).toBe(true);
  expect(isUnchanged(before, after)).toBe(false);
});

test('an amendment names its days in order', () => {
  const year = (holidays: readonly string[], makeUpWorkdays: readonly string[]): CalendarYear => ({
    ...yearOf(),
    holidays: [{ name: '示例', days: holidays }],
    makeUpWorkdays,
  });
  const before = year(['2027-09-09', '2027-03-03'], ['2027-06-06']);
  const after = year(['2027-08-08', '2027-02-02'], ['2027-05-05', '2027-04-04']);
  expect(changesBetween(before, after)).toEqual({
    nowOff: ['2027-02-02', '2027-08-08'],
    nowWorked: ['2027-04-04', '2027-05-05'],
    ordinary: ['2027-03-03', '2027-06-06', '2027-09-09'],
  });
});

test('the order in which a year was typed is no change, another day or notice is', () => {
  const year = yearOf();
  const turned = year.holidays.map(({ name, days }) => ({ name, days: days.toReversed() }));
  expect(isUnchanged(year, { ...year, holidays: turned.toReversed() })).toBe(true);
  expect(isUnchanged(year, { ...year, makeUpWorkdays: year.makeUpWorkdays.toReversed() })).toBe(true);
  const lessOne = year.holidays.map(({ name, days }) => ({ name, days: days.slice(1) }));
  expect(isUnchanged(year, { ...year, holidays: lessOne })).toBe(false);
  expect(isUnchanged(year, { ...year, notices: ['另一通知'] })).toBe(false);
});

test('every refusal about a day names it in both languages', () => {
  for (const code of ['calendar.wrong-year', 'calendar.day-twice', 'calendar.weekday-make-up'] as const)
    for (const language of ['zh', 'en'] as const)
      expect(calendarRefusals[code][language]).toContain('{days}');
});

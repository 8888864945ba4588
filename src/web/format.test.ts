import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate, Temporal } from '#kernel/temporal.ts';
import { dayAt, dayNumber, formatIn, isDay } from '#web/format.ts';
import { readDay, readMonth } from '#web/reading.ts';

const zh = formatIn('zh');
const en = formatIn('en');

const anyDay = fc
  .integer({ min: -30_000, max: 60_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());

describe('days', () => {
  test('the count of days is the calendar’s own', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayNumber(day)).toBe(plainDate('1970-01-01').until(plainDate(day)).total('days'));
        expect(dayAt(dayNumber(day))).toBe(day);
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-3-8', '2026-00-10', ''])(
    '%j is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  test('a day is written as each language writes it', () => {
    expect(zh.day('2026-03-08')).toBe('2026年3月8日');
    expect(en.day('2026-03-08')).toBe('8 March 2026');
    expect(zh.month('2026-03')).toBe('2026年3月');
    expect(en.month('2026-03')).toBe('March 2026');
  });

  test.each([
    ['2026-3-8', '2026-03-08'],
    ['2026.03.08', '2026-03-08'],
    ['2026/3/8', '2026-03-08'],
    ['20260308', '2026-03-08'],
    ['2026年3月8日', '2026-03-08'],
    [' 2026-02-30 ', '2026-02-30'],
    ['明天', '明天'],
    ['２０２１年３月１８日', '2021-03-18'],
    ['2021．3．18', '2021-03-18'],
    ['2021年3月18号', '2021-03-18'],
    ['2021年 3月 18日', '2021-03-18'],
    ['2021。3。18', '2021-03-18'],
    ['2021—3—18', '2021-03-18'],
    ['2021/３/18', '2021-03-18'],
    ['2021年3月', '2021年3月'],
  ])('%s is read as %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  test('F14 a day as it is shown, in any width, reads back to the day', () => {
    const wide = (text: string) =>
      text.replaceAll(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit)));
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const written of [day, zh.day(day), wide(zh.day(day)), zh.day(day).replace('日', '号')])
          expect(readDay(written)).toBe(day);
      }),
    );
  });

  test('a month is read in the usual ways', () => {
    expect(
      ['2026-3', '2026.03', '202603', '2026年3月', '2026年3月份', '２０２６年３月'].map(readMonth),
    ).toEqual(Array(6).fill('2026-03'));
  });
});

describe('instants', () => {
  test('stand on the clock of Shanghai, whatever the offset they came with', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1.2e9, max: 3e9 }),
        fc.constantFrom('+00:00', '+08:00', '-05:30'),
        (seconds, offset) => {
          const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
          const there = instant.toZonedDateTimeISO('Asia/Shanghai');
          const text = instant.toString({ timeZone: offset });
          expect(zh.instant(text)).toBe(
            `${zh.day(there.toPlainDate().toString())} ${there.toPlainTime().toString().slice(0, 5)}`,
          );
        },
      ),
    );
  });

  test('midnight in Shanghai is the new day, though Greenwich has the old', () => {
    expect(zh.instant('2026-03-07T16:00:00Z')).toBe('2026年3月8日 00:00');
    expect(en.instant('2026-12-31T23:59:59.123Z')).toBe('1 January 2027, 07:59');
  });
});

test('money and numbers', () => {
  expect(zh.yuan(123_456_789)).toBe('1,234,567.89 元');
  expect(en.yuan(5)).toBe('CNY 0.05');
  expect(zh.wanYuan(123_456_789)).toBe('123.46 万元');
  expect(en.wanYuan(123_456_789)).toBe('CNY 1.23 million');
  expect(zh.number(-1234567.5)).toBe('-1,234,567.5');
  expect(zh.number(0.12345)).toBe('0.1235');
  expect(zh.percent(0.1234)).toBe('12.3%');
});

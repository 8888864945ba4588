import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import {
  anchoredDays,
  anchoredPeriods,
  calendarName,
  calendarPeriods,
  dayNumber,
  firstDayWithin,
  monthOf,
  monthStart,
  monthsAway,
  overlaps,
  type Stretch,
  textOf,
} from './obligation.period.rules.ts';

const first = dayNumber('1880-01-01');
const last = dayNumber('2230-12-31');
const anyDay = fc.integer({ min: first, max: last });

describe('days as numbers are days of the calendar', () => {
  test('property: months away is what the calendar says, and a shorter month gives its last day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (day, months) => {
        expect(textOf(monthsAway(day, months))).toBe(plainDate(textOf(day)).add({ months }).toString());
      }),
    );
  });

  test('property: every month begins with its first day, long before and after our time too', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = plainDate(textOf(day)).with({ day: 1 });
        expect(textOf(monthStart(monthOf(day)))).toBe(start.toString());
        expect(textOf(monthStart(monthOf(day) + 1))).toBe(start.add({ months: 1 }).toString());
      }),
    );
  });

  test.each(['1899-12-31', '1900-01-01', '2199-12-31', '2200-01-01', '2024-02-29'])('%s', (on) => {
    expect(textOf(dayNumber(on))).toBe(on);
    expect(textOf(monthStart(monthOf(dayNumber(on))))).toBe(`${on.slice(0, 8)}01`);
  });
});

describe('自运营之日起: periods from an anchor', () => {
  const quarters = (from: string, through: string) =>
    anchoredPeriods('2024-01-31', 3, from, through).map(({ name, startOn, endOn, nth }) => [
      nth,
      name,
      startOn,
      endOn,
    ]);
  const second = [2, '2024-04-30/2024-07-30', '2024-04-30', '2024-07-30'];

  test('those that reach into the stretch, its first and its last day included', () => {
    expect(quarters('2024-04-30', '2024-07-30')).toEqual([second]);
    expect(quarters('2024-07-30', '2024-07-30')).toEqual([second]);
    expect(quarters('2024-07-30', '2024-07-31').map(([nth]) => nth)).toEqual([2, 3]);
    expect(quarters('2024-04-29', '2024-04-30').map(([nth]) => nth)).toEqual([1, 2]);
    expect(quarters('2024-01-01', '2024-01-30')).toEqual([]);
    expect(quarters('2024-01-31', '2024-01-31').map(([nth]) => nth)).toEqual([1]);
  });

  test('property: one follows the other without a gap and without a day twice', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 14 }), fc.nat(2000), (anchor, months, days) => {
        const periods = anchoredDays(anchor, months, anchor, anchor + days);
        expect(periods[0]).toMatchObject({ start: anchor, nth: 1 });
        for (const [at, { start, nth }] of periods.entries()) {
          expect(nth).toBe(at + 1);
          if (at > 0) expect(start).toBe((periods[at - 1]?.end ?? 0) + 1);
        }
        expect(periods.at(-1)?.end).toBeGreaterThanOrEqual(anchor + days);
        expect(periods.at(-1)?.start).toBeLessThanOrEqual(anchor + days);
      }),
    );
  });
});

describe('按日历: months, quarters, half-years and years', () => {
  test.each([
    [1, '2024-12-31', '2025-01-01', ['12 2024-12', '1 2025-01']],
    [3, '2024-09-30', '2024-10-01', ['3 2024-Q3', '4 2024-Q4']],
    [6, '2024-06-30', '2024-07-01', ['1 2024-H1', '2 2024-H2']],
    [12, '2024-12-31', '2025-01-01', ['1 2024', '1 2025']],
    [2, '2024-03-01', '2024-04-30', ['2 2024-03-01/2024-04-30']],
    [4, '2024-04-30', '2024-04-30', ['1 2024-01-01/2024-04-30']],
  ])('of %i months from %s through %s', (months, from, through, expected) => {
    expect(calendarPeriods(months, from, through).map(({ nth, name }) => `${nth} ${name}`)).toEqual(expected);
  });

  test('each with its first and its last day', () => {
    expect(calendarPeriods(3, '2024-02-29', '2024-02-29')).toEqual([
      { name: '2024-Q1', startOn: '2024-01-01', endOn: '2024-03-31', nth: 1 },
    ]);
    expect(calendarName(1, dayNumber('2024-09-01'), dayNumber('2024-09-30'))).toBe('2024-09');
  });
});

describe('the first day of a stretch on which somebody is bound', () => {
  const spans: fc.Arbitrary<Stretch[]> = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 })
    .map((days) => {
      const inOrder = days.toSorted((a, b) => a - b);
      return inOrder.flatMap((from, at) => (at % 2 === 0 ? [{ from, until: inOrder[at + 1] ?? from }] : []));
    });

  test('property: it is the first of the days that lie in a span, and there is none where no day does', () => {
    fc.assert(
      fc.property(spans, fc.nat(60), fc.nat(20), (bound, from, length) => {
        const days = Array.from({ length: length + 1 }, (_, at) => from + at);
        const isBound = (day: number) => bound.some((span) => span.from <= day && day <= span.until);
        expect(firstDayWithin(bound, from, from + length)).toBe(days.find(isBound) ?? -1);
        for (const span of bound)
          expect(overlaps(span, from, from + length)).toBe(
            days.some((day) => span.from <= day && day <= span.until),
          );
      }),
    );
  });
});

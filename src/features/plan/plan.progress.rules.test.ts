import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, ratio, ratioOf, ratioText } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { LineReached } from './plan.model.ts';
import {
  isBehind,
  plannedShareOf,
  progressAgainstPlan,
  reachedShareOf,
  weightsOf,
} from './plan.progress.rules.ts';

const line = (over: Partial<LineReached> = {}): LineReached => ({
  startOn: '2026-01-01',
  finishOn: '2026-01-10',
  target: '10.0000',
  total: '5.0000',
  budgetFen: 100,
  ...over,
});

test.each([
  ['2025-12-31', '0'],
  ['2026-01-01', '0.1'],
  ['2026-01-05', '0.5'],
  ['2026-01-10', '1'],
  ['2026-02-01', '1'],
])('planned by %s: %s', (on, share) => {
  expect(ratioText(plannedShareOf(line(), plainDate(on)))).toBe(share);
});

test('each line by the weight of its budget, none for more than whole', () => {
  const lines = [line({ total: '30', budgetFen: 300 }), line({ total: null, budgetFen: 100 })];
  const { planned, actual } = progressAgainstPlan(lines, plainDate('2026-01-05'));
  expect([ratioText(planned), ratioText(actual)]).toEqual(['0.5', '0.75']);
  const alike = progressAgainstPlan(
    lines.map((one) => ({ ...one, budgetFen: 0 })),
    plainDate('2026-01-05'),
  );
  expect(ratioText(alike.actual)).toBe('0.5');
  expect(progressAgainstPlan([], plainDate('2026-01-05')).actual).toEqual(ratio(0));
});

test.each([
  ['0.5', '0.25', 0.5, false],
  ['0.5', '0.2499', 0.5, true],
  ['0', '0', 0.5, false],
])('planned %s, done %s, below %d of it: %s', (planned, actual, share, behind) => {
  const of = (text: string) => ratioOf(Number(text));
  expect(isBehind({ planned: of(planned), actual: of(actual) }, ratioOf(share))).toBe(behind);
});

test('more done is never further behind, whatever the lines', () => {
  const some = fc.array(
    fc.record({ budgetFen: fc.nat(10_000), total: fc.nat(20), start: fc.integer({ min: 1, max: 9 }) }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(some, fc.nat(), fc.constantFrom(0.3, 0.5, 0.8, 1), (drawn, at, share) => {
      const lines = drawn.map(({ budgetFen, total, start }) =>
        line({ budgetFen, total: String(total), startOn: `2026-01-0${start}` }),
      );
      const more = lines.map((one, index) =>
        index === at % lines.length ? { ...one, total: String(Number(one.total) + 3) } : one,
      );
      const on = plainDate('2026-01-07');
      const [before, after] = [progressAgainstPlan(lines, on), progressAgainstPlan(more, on)];
      expect(compare(after.actual, before.actual)).toBeGreaterThanOrEqual(0);
      if (isBehind(after, ratioOf(share))) expect(isBehind(before, ratioOf(share))).toBe(true);
    }),
  );
});

test('a line without a day of its own is planned at once; one without a target is reached', () => {
  const dayBefore = line({ startOn: '2026-01-10', finishOn: '2026-01-09' });
  const longBefore = line({ startOn: '2026-01-10', finishOn: '2025-06-30' });
  for (const one of [dayBefore, longBefore])
    expect(ratioText(plannedShareOf(one, plainDate('2025-01-01')))).toBe('1');
  expect(ratioText(reachedShareOf(line({ target: '0.0000' })))).toBe('1');
  expect(ratioText(reachedShareOf(line({ total: null })))).toBe('0');
  expect(ratioText(reachedShareOf(line({ total: '-3' })))).toBe('0');
});

test('where any line has money, one without has no weight; where none has, all weigh alike', () => {
  const of = (...budgets: number[]) => weightsOf(budgets.map((budgetFen) => ({ budgetFen }))).map(ratioText);
  expect(of(300, 0, 100)).toEqual(['300', '0', '100']);
  expect(of(0, 0)).toEqual(['1', '1']);
  expect(of()).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { changesBetween } from './disbursement.change.rules.ts';

type Judged = Parameters<typeof changesBetween>[0];
type Condition = Judged['conditions'][number];
type Record = Condition['evidence'][number];

const record = (id: string | null, against = true, type = 'rectification'): Record => ({ type, id, against });
const condition = (over: Partial<Condition> = {}): Condition => ({
  id: 'no-overdue-letter',
  name: { zh: '无逾期整改', en: 'No letter item overdue' },
  met: true,
  withholdFen: 0,
  evidence: [],
  ...over,
});
const judged = (...conditions: readonly Condition[]): Judged => ({ recommendedFen: 0, conditions });
const failing = (withholdFen: number, ...evidence: readonly Record[]) =>
  condition({ met: false, withholdFen, evidence });

describe('what changed between the proposal and today, condition by condition', () => {
  test.each<[string, Condition, Condition, object | null]>([
    ['nothing', failing(30, record('z')), failing(30, record('z')), null],
    [
      'the same records in another order',
      failing(30, record('z'), record('y')),
      failing(30, record('y'), record('z')),
      null,
    ],
    ['a record that is against nobody', condition(), condition({ evidence: [record('z', false)] }), null],
    [
      'an item became overdue',
      condition({ evidence: [record('z', false)] }),
      failing(30, record('z')),
      { metBefore: true, metNow: false, withheldBeforeFen: 0, withheldNowFen: 30, added: 1, gone: 0 },
    ],
    [
      'one was closed and two came',
      failing(30, record('z')),
      failing(30, record('y'), record('x')),
      { metBefore: false, metNow: false, withheldBeforeFen: 30, withheldNowFen: 30, added: 2, gone: 1 },
    ],
    [
      'one of two was closed',
      failing(30, record('z'), record('y')),
      failing(30, record('y')),
      { metBefore: false, metNow: false, withheldBeforeFen: 30, withheldNowFen: 30, added: 0, gone: 1 },
    ],
    [
      'the same record weighs less',
      failing(30, record('z')),
      failing(20, record('z')),
      { metBefore: false, metNow: false, withheldBeforeFen: 30, withheldNowFen: 20, added: 0, gone: 0 },
    ],
    [
      'a condition without records turned',
      condition(),
      condition({ met: false }),
      { metBefore: true, metNow: false, withheldBeforeFen: 0, withheldNowFen: 0, added: 0, gone: 0 },
    ],
    [
      'a record of another kind with the same id is another record',
      failing(30, record('z')),
      failing(30, record('z', true, 'finding')),
      { metBefore: false, metNow: false, withheldBeforeFen: 30, withheldNowFen: 30, added: 1, gone: 1 },
    ],
    [
      'a record without an id is known by its kind',
      failing(30, record(null)),
      failing(30, record(null)),
      null,
    ],
  ])('%s', (_, before, now, expected) => {
    expect(changesBetween(judged(before), judged(now))).toEqual(
      expected ? [{ id: now.id, name: now.name, ...expected }] : [],
    );
  });

  test('a condition that only one of the two has is not compared, and each is compared with its own', () => {
    const verdicts = condition({ id: 'verdicts', met: false, withholdFen: 10 });
    expect(changesBetween(judged(condition()), judged(condition(), verdicts))).toEqual([]);
    expect(changesBetween(judged(condition(), verdicts), judged(condition()))).toEqual([]);
    expect(
      changesBetween(
        judged(verdicts, condition()),
        judged(condition(), { ...verdicts, met: true, withholdFen: 0 }),
      ),
    ).toMatchObject([{ id: 'verdicts', metBefore: false, metNow: true }]);
  });

  test('a suspension that came or was lifted is told, for without one there is no such condition', () => {
    const stop = condition({ id: 'not-suspended', met: false, withholdFen: 0, evidence: [record('z')] });
    expect(changesBetween(judged(condition()), judged(stop, condition()))).toMatchObject([
      { id: 'not-suspended', metBefore: true, metNow: false, added: 1, gone: 0 },
    ]);
    expect(changesBetween(judged(stop, condition()), judged(condition()))).toMatchObject([
      { id: 'not-suspended', metBefore: false, metNow: true, added: 0, gone: 1 },
    ]);
    expect(changesBetween(judged(stop), judged(stop))).toEqual([]);
  });
});

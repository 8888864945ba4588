import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { Standing, Waiver } from './obligation.model.ts';
import { decideWaiver, mayBeWaived } from './obligation.waiver.rules.ts';

const clauseId = clauseOfDuty(worldUnder('tongcheng-2021').pack, 'D13');
const basis = [{ clause: 'tongcheng-2021:1.5' }];
const standing = (over: Partial<Standing> = {}): Standing => ({
  windowStartOn: '2026-04-01',
  dueOn: '2026-04-30',
  closesOn: '2026-05-10',
  fulfilledOn: null,
  waived: false,
  withdrawn: false,
  ...over,
});
const proposal: Waiver = {
  id: 'w',
  version: 3,
  obligationId: 'o',
  state: 'proposed',
  reason: '道路中断',
  proposedBy: 'chen',
  proposedAt: '2026-04-02T01:00:00Z',
  decidedBy: null,
  decidedAt: null,
};
/** The whole answer: what is refused, the facts that explain it, and the clause it rests on. */
const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : [result.refusal.code, result.refusal.facts, result.refusal.basis];

test.each<[string, string, Partial<Standing>, unknown]>([
  ['before its window opens', '2026-03-31', {}, true],
  ['on the first day of its window', '2026-04-01', {}, true],
  ['overdue, on the last day of its grace', '2026-05-10', {}, true],
  ['missed, the day after', '2026-05-11', {}, ['obligation.missed', { closesOn: '2026-05-10' }, basis]],
  [
    'missed, though it was made up later',
    '2026-06-30',
    { fulfilledOn: '2026-05-11' },
    ['obligation.missed', { closesOn: '2026-05-10' }, basis],
  ],
  [
    'done in time',
    '2026-04-20',
    { fulfilledOn: '2026-04-10' },
    ['obligation.settled-already', { state: 'fulfilled' }, basis],
  ],
  [
    'done late',
    '2026-05-20',
    { fulfilledOn: '2026-05-10' },
    ['obligation.settled-already', { state: 'fulfilled-late' }, basis],
  ],
  [
    'waived before',
    '2026-04-20',
    { waived: true },
    ['obligation.settled-already', { state: 'waived' }, basis],
  ],
  ['withdrawn by the facts', '2026-04-20', { withdrawn: true }, ['obligation.withdrawn', {}, basis]],
])('一（五）: what is asked to be waived is %s', (_, today, over, expected) => {
  expect(answer(mayBeWaived(standing(over), plainDate(today), clauseId))).toEqual(expected);
});

const decided = (
  by: string,
  outcome: 'approved' | 'declined',
  of: Partial<Waiver> = {},
  over: Partial<Standing> = {},
) =>
  decideWaiver(
    { ...proposal, ...of },
    standing(over),
    { outcome, by, at: '2026-04-20T02:00:00Z', today: plainDate('2026-04-20') },
    clauseId,
  );

test.each(['approved', 'declined'] as const)('another than the proposer decides: %s', (outcome) => {
  expect(answer(decided('liu', outcome))).toEqual({
    ...proposal,
    version: 4,
    state: outcome,
    decidedBy: 'liu',
    decidedAt: '2026-04-20T02:00:00Z',
  });
  expect(answer(decided('chen', outcome))).toEqual(['waiver.own-proposal', {}, basis]);
});

test.each(['approved', 'declined'] as const)('what is %s stays so', (state) => {
  for (const outcome of ['approved', 'declined'] as const)
    expect(decided('liu', outcome, { state })).toMatchObject({
      refusal: { code: 'waiver.decided-already', facts: { state } },
    });
});

test('what was done meanwhile is no longer waived, but the proposal can still be declined', () => {
  const done = { fulfilledOn: '2026-04-15' };
  expect(answer(decided('liu', 'approved', {}, done))).toEqual([
    'obligation.settled-already',
    { state: 'fulfilled' },
    basis,
  ]);
  expect(decided('liu', 'declined', {}, done).ok).toBe(true);
});

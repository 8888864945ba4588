import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { scoringFor } from '#testing/scoring.ts';
import { deadlineUnder } from '../rectification/rectification.regime.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import { carried, scaleChanges } from '../score/score.carry.rules.ts';
import { type Activation, type ActivationState, activationStates, type UsedIds } from './activation.model.ts';
import { decide, differences, isDue, missingIds, propose, retirements } from './activation.rules.ts';

const found = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021')?.pack;
if (!found) throw new Error('the pack of these tests is missing');
const pack: RulePack = found;
const on = plainDate('2026-05-01');
const calendar = loadWorkCalendar();
const scoring = scoringFor(pack);

test('a pack differs from itself in nothing and names all its own ids', () => {
  expect(differences(pack, pack, on)).toEqual([]);
  expect(
    missingIds(
      {
        obligations: pack.obligations.map(({ id }) => id),
        checkItems: pack.checkItems.map(({ id }) => id),
        clauses: pack.clauses.map(({ id }) => id),
      },
      pack,
    ),
  ).toEqual([]);
});

test('nothing is asked about scores unless both versions have a scale and the scales differ', () => {
  const scored = { ...pack, scoring };
  expect(scaleChanges(pack, scored, on)).toBe(false);
  expect(scaleChanges(scored, scored, on)).toBe(false);
  expect(scaleChanges(scored, { ...pack, scoring: scoringFor(pack, { base: 50 }) }, on)).toBe(true);
});

test.each([
  ['clamp', 96, 100, 96],
  ['clamp', 108, 100, 108],
  ['rescale', 96, 50, 110],
  ['rescale', 50, 100, 50],
  ['rescale', 45.3, 50, 90.5],
] as const)('%s: %d of %d stands as %d', (how, points, base, expected) => {
  expect(carried({ hundredths: points * 100, base }, scoring, how, on)?.totalHundredths).toBe(expected * 100);
});

test('scored anew, the old score counts no longer', () => {
  expect(carried({ hundredths: 9_600, base: 100 }, scoring, 'anew', on)).toBeNull();
});

test('property: carrying over keeps the order of two totals and never exceeds the new maximum', () => {
  const total = fc.integer({ min: 0, max: 12_000 });
  fc.assert(
    fc.property(total, total, fc.constantFrom('clamp', 'rescale'), (a, b, how) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
        (hundredths) => carried({ hundredths, base: 60 }, scoring, how, on)?.totalHundredths ?? -1,
      );
      expect(low).toBeLessThanOrEqual(high ?? -1);
      expect(high).toBeLessThanOrEqual(11_000);
    }),
  );
});

test('property: a deadline that moves to another version only ever moves later', () => {
  const basis = [{ clause: 'tongcheng-2021:1.4', mark: 'local-supplement' as const }];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), (days, passed) => {
      const next: RulePack = {
        ...pack,
        rectification: {
          ...pack.rectification,
          period: {
            ...pack.rectification.period,
            ordinary: { values: [{ from: '2021-03-18', value: days, basis }] },
          },
        },
      };
      const current = {
        state: 'ordered',
        severity: 'ordinary',
        periodFromOn: '2026-04-10',
        dueOn: '2026-05-06',
      } as const;
      const moved = deadlineUnder(current, next, calendar, plainDate('2026-04-11').add({ days: passed }));
      if (moved) expect(moved.dueOn > current.dueOn).toBe(true);
      if (passed > 26) expect(moved).toBeUndefined();
    }),
  );
});

test('what a version retires is named with its day; what was retired before, on the same day, is not', () => {
  const [rule, ...rules] = pack.obligations;
  const [item, ...items] = pack.checkItems;
  if (!rule || !item) throw new Error('the pack has no entries');
  const retiring: RulePack = {
    ...pack,
    obligations: [{ ...rule, until: '2026-06-01' }, ...rules],
    checkItems: [{ ...item, until: '2026-07-01' }, ...items],
  };
  expect(retirements(pack, retiring)).toEqual([
    { kind: 'obligation', id: rule.id, name: rule.name, untilOn: '2026-06-01' },
    { kind: 'check-item', id: item.id, name: item.name, untilOn: '2026-07-01' },
  ]);
  expect(retirements(retiring, retiring)).toEqual([]);
  const used = { obligations: [rule.id], checkItems: [item.id], clauses: [] };
  expect(missingIds(used, retiring)).toEqual([]);
  expect(missingIds(used, { ...pack, obligations: rules, checkItems: items })).toEqual([rule.id, item.id]);
});

/** The whole answer: what is refused, the facts that explain it, and the clause it rests on; true where it is granted. */
const answer = (result: Result<true>) =>
  result.ok ? result.value : [result.refusal.code, result.refusal.facts, result.refusal.basis];
const byFive = [{ clause: 'tongcheng-2021:5' }];

type Asked = {
  readonly effectOn?: string;
  readonly today?: string;
  readonly sinceOn?: string;
  readonly next?: Partial<RulePack>;
  readonly from?: Partial<RulePack>;
  readonly hash?: string;
  readonly scores?: 'anew' | null;
  readonly used?: Partial<UsedIds>;
};
const proposed = (asked: Asked) =>
  answer(
    propose(
      { effectOn: asked.effectOn ?? '2026-05-01', rectifications: 'keep', scores: asked.scores ?? null },
      {
        current: { pack: { ...pack, ...asked.from }, hash: 'now', sinceOn: asked.sinceOn ?? '2021-03-18' },
        next: { pack: { ...pack, ...asked.next }, hash: asked.hash ?? 'next' },
      },
      { obligations: [], checkItems: [], clauses: [], ...asked.used },
      plainDate(asked.today ?? '2026-04-10'),
    ),
  );

test.each<[string, Asked, ReturnType<typeof proposed>]>([
  ['nothing has changed', { hash: 'now' }, ['activation.same-version', {}, byFive]],
  [
    'another county’s',
    { next: { jurisdiction: '421221' } },
    ['activation.other-county', { jurisdiction: '421221' }, byFive],
  ],
  [
    'from the day before today',
    { effectOn: '2026-04-09' },
    ['activation.date-passed', { todayOn: '2026-04-10' }, byFive],
  ],
  ['from today', { effectOn: '2026-04-10' }, true],
  [
    'from the day before the version is in force',
    { next: { inForceFrom: '2026-05-02' } },
    ['activation.before-in-force', { inForceFromOn: '2026-05-02' }, byFive],
  ],
  ['from the day it is in force', { next: { inForceFrom: '2026-05-01' } }, true],
  [
    'from the very day the present version began',
    { sinceOn: '2026-05-01' },
    ['activation.before-last', { sinceOn: '2026-05-01' }, byFive],
  ],
  ['from the day after it began', { sinceOn: '2026-04-30' }, true],
  [
    'what records name is not in it',
    { used: { obligations: ['funds', 'roads'], checkItems: ['x'], clauses: ['tongcheng-2021:9'] } },
    ['activation.ids-missing', { ids: ['roads', 'x', 'tongcheng-2021:9'] }, byFive],
  ],
  [
    'the scale changes and nothing is said of scores',
    { from: { scoring }, next: { scoring: scoringFor(pack, { base: 50 }) } },
    ['activation.scores-unanswered', {}, byFive],
  ],
  [
    'the scale changes and scores are given anew',
    { from: { scoring }, next: { scoring: scoringFor(pack, { base: 50 }) }, scores: 'anew' },
    true,
  ],
  [
    'a choice where no scale changes',
    { from: { scoring }, next: { scoring }, scores: 'anew' },
    ['activation.scores-not-asked', {}, byFive],
  ],
])('五: a version that is proposed, %s', (_, asked, expected) => {
  expect(proposed(asked)).toEqual(expected);
});

test('of many ids that are missing the first dozen are named', () => {
  const ids = Array.from({ length: 13 }, (_, at) => `gone-${at}`);
  expect(proposed({ used: { checkItems: ids } })).toEqual([
    'activation.ids-missing',
    { ids: ids.slice(0, -1) },
    byFive,
  ]);
});

const activation = (over: Partial<Activation>): Activation => ({
  id: 'a',
  version: 1,
  state: 'proposed',
  from: { id: 'p', version: '1', hash: '1' },
  pack: { id: 'p', version: '2', hash: '2' },
  effectOn: '2026-05-01',
  rectifications: 'keep',
  scores: null,
  reasons: '上级通知调整',
  proposedBy: 'chen',
  proposedAt: '2026-04-10T01:00:00Z',
  decidedBy: null,
  decidedAt: null,
  declinedReason: null,
  appliedOn: null,
  ...over,
});

test.each(activationStates.flatMap((state) => ['chen', 'liu'].map((by) => [state, by] as const)))(
  'one that is %s, decided by %s: only what is proposed, and only by another',
  (state, by) => {
    const expected =
      state !== 'proposed'
        ? ['activation.wrong-state', { state }, byFive]
        : by === 'chen'
          ? ['activation.own-proposal', {}, byFive]
          : true;
    expect(answer(decide(activation({ state }), { personId: by }, pack))).toEqual(expected);
  },
);

test.each(activationStates)('%s: it applies from its day on, once approved and only once', (state) => {
  const due = (on: string) => isDue({ state, effectOn: '2026-05-01' }, plainDate(on));
  const waits: ActivationState = 'approved';
  expect(['2026-04-30', '2026-05-01', '2027-01-01'].map(due)).toEqual([
    false,
    state === waits,
    state === waits,
  ]);
});

test('a number that only one of two versions fixes on the day stands against none', () => {
  const [rule] = pack.obligations;
  const [grace] = rule?.graceDays.values ?? [];
  if (!rule || !grace) throw new Error('the pack has no rule');
  const withGrace = (...values: readonly (readonly [from: string, days: number])[]): RulePack => ({
    ...pack,
    obligations: [
      {
        ...rule,
        every: { once: 'signing', within: { values: [] }, days: 'days' },
        graceDays: { values: values.map(([from, value]) => ({ ...grace, from, value })) },
      },
    ],
  });
  const without: RulePack = { ...pack, obligations: [] };
  const path = `obligations.${rule.id}.graceDays`;
  const none = { path, name: null, fromOn: null };
  expect(differences(without, withGrace(['2021-03-18', 10]), on)).toEqual([
    { ...none, before: null, after: 10 },
  ]);
  expect(differences(withGrace(['2021-03-18', 10]), without, on)).toEqual([
    { ...none, before: 10, after: null },
  ]);
  // A value that comes into force on the day counts at once; one from the day after is told with its day.
  const before = withGrace(['2021-03-18', 10]);
  expect(differences(before, withGrace(['2026-05-01', 7], ['2021-03-18', 10]), on)).toEqual([
    { ...none, before: 10, after: 7 },
  ]);
  const later = { ...none, before: 10, after: 7, fromOn: '2026-05-02' };
  expect(differences(before, withGrace(['2026-05-02', 7], ['2021-03-18', 10]), on)).toEqual([later]);
  expect(differences(before, withGrace(['2026-05-02', 7]), on)).toEqual([
    { ...none, before: 10, after: null },
    later,
  ]);
  // A day on which both change alike is no difference, and one on which nothing new differs is not told again.
  const twice = withGrace(['2026-09-01', 7], ['2026-07-01', 8], ['2021-03-18', 9]);
  expect(
    differences(withGrace(['2026-09-01', 7], ['2026-08-01', 10], ['2021-03-18', 10]), twice, on).map(
      (one) => [one.before, one.after, one.fromOn],
    ),
  ).toEqual([
    [10, 9, null],
    [10, 8, '2026-07-01'],
  ]);
  expect(differences(pack, { ...pack, obligations: [] }, on)[0]?.name).toEqual({
    zh: '间隔月数',
    en: 'Months between',
  });
});

test('retired on another day than before is named with the new day; taken up again, with none', () => {
  const [item, ...items] = pack.checkItems;
  if (!item) throw new Error('the pack has no check items');
  const until = (day: string): RulePack => ({ ...pack, checkItems: [{ ...item, until: day }, ...items] });
  expect(retirements(until('2026-07-01'), until('2026-08-01'))).toEqual([
    { kind: 'check-item', id: item.id, name: item.name, untilOn: '2026-08-01' },
  ]);
  expect(retirements(until('2026-07-01'), pack)).toEqual([]);
});

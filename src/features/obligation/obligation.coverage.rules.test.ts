import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byGravity, coverageOf, coverageOfAll, isBlindSpot, reachedOf } from './obligation.coverage.rules.ts';
import type { FacilityCover } from './obligation.model.ts';

const facility = (over: Partial<FacilityCover> = {}): FacilityCover => ({
  phase: 'operation',
  lastVisitOn: '2026-03-01',
  lastMissedOn: null,
  due: 0,
  overdue: 0,
  missed: 0,
  ...over,
});

test.each([
  [{}, 'visited', false],
  [{ lastVisitOn: null }, 'never-visited', true],
  [{ lastVisitOn: null, phase: 'suspended' }, 'never-visited', true],
  [{ lastVisitOn: null, phase: 'withdrawn' }, 'withdrawn', false],
  [{ lastMissedOn: '2026-03-31', missed: 1 }, 'missed', true],
  // Missed on the day somebody was there for something else.
  [{ lastMissedOn: '2026-03-01', missed: 1 }, 'missed', true],
  [{ lastMissedOn: '2026-02-28', missed: 1 }, 'visited', false],
  [{ lastMissedOn: '2026-02-28', due: 1 }, 'due', false],
  [{ due: 2, overdue: 1 }, 'overdue', false],
] as const)('%o is %s', (over, state, blind) => {
  expect(coverageOf(facility(over))).toBe(state);
  expect(isBlindSpot(facility(over))).toBe(blind);
});

test('a village is as badly covered as its worst facility, and without one it has no station', () => {
  expect(coverageOfAll([])).toBe('no-station');
  expect(coverageOfAll([facility(), facility({ due: 1 })])).toBe('due');
  expect(coverageOfAll([facility(), facility({ lastVisitOn: null })])).toBe('never-visited');
});

const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-03-${String(at).padStart(2, '0')}`);
const any: fc.Arbitrary<FacilityCover> = fc.record({
  phase: fc.constantFrom('construction', 'trial', 'operation', 'suspended', 'withdrawn'),
  lastVisitOn: fc.option(day, { nil: null }),
  lastMissedOn: fc.option(day, { nil: null }),
  due: fc.nat(3),
  overdue: fc.nat(3),
  missed: fc.nat(3),
});

test('no blind spot is counted only when everybody standing was visited after what was last missed', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (facilities) => {
      const reached = facilities.every(
        ({ phase, lastVisitOn, lastMissedOn }) =>
          phase === 'withdrawn' || (lastVisitOn !== null && (lastMissedOn ?? '') < lastVisitOn),
      );
      expect(reachedOf(facilities).blindSpots === 0).toBe(reached);
    }),
  );
});

test('one planted blind spot among any facilities is always found', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.nat(12), (facilities, at) => {
      const planted = facilities.toSpliced(at, 0, facility({ lastVisitOn: null }));
      expect(reachedOf(planted).blindSpots).toBe(reachedOf(facilities).blindSpots + 1);
      expect(coverageOfAll(planted)).toBe('never-visited');
    }),
  );
});

test.each([
  ['missed', { lastMissedOn: '2026-03-31' }],
  ['overdue', { overdue: 1 }],
  ['due', { due: 1 }],
  ['visited', {}],
] as const)('what is %s counts before everything that is better', (state, over) => {
  const order = [
    { lastMissedOn: '2026-03-31' },
    { overdue: 1 },
    { due: 1 },
    {},
    { phase: 'withdrawn' as const },
  ];
  const better = order.slice(order.findIndex((one) => JSON.stringify(one) === JSON.stringify(over)));
  expect(coverageOfAll(better.map((one) => facility(one)))).toBe(state);
  expect(coverageOfAll(better.toReversed().map((one) => facility(one)))).toBe(state);
});

test('where all is withdrawn, it is withdrawn', () => {
  expect(coverageOfAll([facility({ phase: 'withdrawn' })])).toBe('withdrawn');
});

test('what a town comes to: what is withdrawn needs no visit, but what was owed and missed there stays counted', () => {
  expect(
    reachedOf([
      facility({ lastVisitOn: '2026-03-09', phase: 'withdrawn' }),
      facility({ lastVisitOn: '2026-03-05', due: 1, overdue: 1, missed: 2 }),
      facility({ lastVisitOn: null, due: 2, missed: 1 }),
      facility({ lastVisitOn: '2026-03-02', lastMissedOn: '2026-03-31', overdue: 3, missed: 1 }),
      facility({ lastVisitOn: null, phase: 'withdrawn', missed: 4 }),
    ]),
  ).toEqual({
    facilities: 3,
    neverVisited: 1,
    blindSpots: 2,
    lastVisitOn: '2026-03-09',
    due: 3,
    overdue: 4,
    missed: 8,
  });
  expect(reachedOf([])).toEqual({
    facilities: 0,
    neverVisited: 0,
    blindSpots: 0,
    lastVisitOn: null,
    due: 0,
    overdue: 0,
    missed: 0,
  });
  expect(reachedOf([facility({ lastVisitOn: null })]).lastVisitOn).toBeNull();
});

test('a list begins with the gravest, and those of one state stand by number', () => {
  const states = ['never-visited', 'missed', 'overdue', 'due', 'visited', 'withdrawn'] as const;
  const listed = states.flatMap((state) => ['S-1', 'S-2'].map((number) => ({ state, number })));
  expect(listed.toReversed().sort(byGravity)).toEqual(listed);
});

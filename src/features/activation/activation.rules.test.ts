import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { scoringFor } from '#testing/scoring.ts';
import { deadlineUnder } from '../rectification/rectification.regime.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import { carried, scaleChanges } from '../score/score.carry.rules.ts';
import { differences, missingIds } from './activation.rules.ts';

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
  expect(scaleChanges(scored, { ...pack, scoring: { ...scoring, base: 50 } }, on)).toBe(true);
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

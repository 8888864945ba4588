import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { packA, packB } from '#testing/simulations.ts';
import { countySizes, nationOf, nationSize, simulateNation } from './simulation.nation.rules.ts';

const calendar = loadWorkCalendar();
const window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const small = { counties: 12, facilities: 900 };

describe('N18 an invented nation', () => {
  test('has 1,489 counties and 150,000 facilities, of sizes as unlike as real counties', () => {
    const sizes = countySizes(1, nationSize.counties, nationSize.facilities);
    expect(sizes).toHaveLength(1489);
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(150_000);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...sizes)).toBeGreaterThan(300);
  });

  test('is the same nation from the same seed and another from another', () => {
    const [one] = nationOf(7, small);
    expect([...nationOf(7, small)][0]).toEqual(one);
    expect([...nationOf(8, small)][0]).not.toEqual(one);
  });

  test('every county has one service centre, stations in its towns, contracts that built them and people to inspect', () => {
    for (const { facts } of nationOf(3, small)) {
      const { facilities, agreements } = facts.baseline;
      expect(facilities.filter(({ kind }) => kind === 'service-centre')).toHaveLength(1);
      const known = new Set(agreements.map(({ id }) => id));
      for (const one of facilities) {
        expect(known.has(one.agreementId)).toBe(true);
        expect((one.operationStartedOn ?? '') > one.constructionStartedOn).toBe(true);
        expect(one.phases.map(({ fromOn }) => fromOn)).toEqual(
          one.phases.map(({ fromOn }) => fromOn).toSorted(),
        );
      }
      expect(facts.members.length).toBeGreaterThanOrEqual(6);
    }
  });

  test('both packs are counted over it, and the order of the counties makes no difference', () => {
    const counties = [...nationOf(1, small)];
    const outcome = simulateNation(packA, packB, counties, calendar, window);
    expect(outcome).toMatchObject({ counties: 12, facilities: 900 });
    expect(outcome.a.inspections).toBeGreaterThan(900);
    expect(outcome.b.moved).toBeGreaterThan(0);
    expect(outcome.differing).toBeGreaterThan(0);
    expect(simulateNation(packA, packB, counties.toReversed(), calendar, window)).toEqual(outcome);
  });

  test('the same pack twice differs nowhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const outcome = simulateNation(
          packA,
          packA,
          nationOf(seed, { counties: 3, facilities: 90 }),
          calendar,
          window,
        );
        expect(outcome).toMatchObject({ differing: 0, moreVisits: 0, fewerVisits: 0, b: outcome.a });
      }),
      { numRuns: 10 },
    );
  });
});

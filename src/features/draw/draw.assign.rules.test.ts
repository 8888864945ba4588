import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#platform/secrets.ts';
import { assign } from './draw.assign.rules.ts';
import type { DrawInspector, DrawObject, DrawRole, Pairing } from './draw.model.ts';
import { belowOf, wordsOf } from './draw.sampler.rules.ts';

const belowFrom = (seed: string) => belowOf(wordsOf(seed, sha256Hex));

const anObject = (id: string, contractorId = 'c1'): DrawObject => ({
  id,
  number: id,
  name: id,
  kind: 'village-station',
  town: '关刀镇',
  contractor: contractorId,
  contractorId,
  weight: 1,
  risk: { missed: 0, findings: 0 },
});
const anInspector = (id: string, ...roles: DrawRole[]): DrawInspector => ({
  id,
  name: id,
  organisation: '商务局',
  roles,
});
const pairs = { lead: 1, member: 1, 'third-party': 0 };

const filled = (pairings: readonly Pairing[]) =>
  pairings.reduce((sum, { inspectors }) => sum + inspectors.length, 0);
const missing = (pairings: readonly Pairing[]) =>
  pairings.reduce((sum, { unfilled }) => sum + unfilled.length, 0);

describe('D05 回避: inspectors are assigned by the same stream', () => {
  test('each object gets a lead and a member, never the same person twice', () => {
    const objects = Array.from({ length: 6 }, (_, at) => anObject(`o${at}`));
    const inspectors = [
      anInspector('li', 'lead', 'member'),
      anInspector('he', 'lead', 'member'),
      anInspector('zhao', 'member'),
      anInspector('qian', 'member'),
    ];
    const pairings = assign(objects, inspectors, [], { places: pairs, loadMax: 3 }, belowFrom('s'));
    expect(missing(pairings)).toBe(0);
    for (const { inspectors: two } of pairings) {
      expect(two.map(({ role }) => role)).toEqual(['lead', 'member']);
      expect(new Set(two.map(({ id }) => id)).size).toBe(2);
    }
  });

  test.each<[string, DrawObject[], DrawInspector[], [string, string][], number, number]>([
    ['nobody there', [anObject('o')], [], [], 2, 2],
    [
      'the only lead is related',
      [anObject('o')],
      [anInspector('a', 'lead'), anInspector('b', 'member')],
      [['a', 'c1']],
      2,
      1,
    ],
    ['one person cannot fill both places', [anObject('o')], [anInspector('a', 'lead', 'member')], [], 2, 1],
    [
      'the limit leaves places empty',
      [anObject('o1'), anObject('o2')],
      [anInspector('a', 'lead'), anInspector('b', 'member')],
      [],
      1,
      2,
    ],
    [
      'an exchange fills what greed would leave empty',
      [anObject('o1', 'c1'), anObject('o2', 'c2')],
      [
        anInspector('a', 'lead'),
        anInspector('b', 'lead'),
        anInspector('m', 'member'),
        anInspector('n', 'member'),
      ],
      [
        ['b', 'c2'],
        ['n', 'c2'],
      ],
      1,
      0,
    ],
    [
      'whoever may lead leads where nobody else may, though he is a member first',
      [anObject('o1')],
      [anInspector('a', 'lead', 'member'), anInspector('b', 'lead', 'member')],
      [],
      1,
      0,
    ],
  ])('%s', (_name, objects, inspectors, recusals, loadMax, unfilled) => {
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      const pairings = assign(objects, inspectors, recusals, { places: pairs, loadMax }, belowFrom(seed));
      expect(missing(pairings), seed).toBe(unfilled);
      expect(filled(pairings) + missing(pairings)).toBe(objects.length * 2);
    }
  });

  const roles = fc.subarray<DrawRole>(['lead', 'member', 'third-party'], { minLength: 1 });
  const situation = fc.record({
    objects: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 }),
    inspectors: fc.array(roles, { maxLength: 4 }),
    recusals: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })), {
      maxLength: 6,
    }),
    lead: fc.integer({ min: 0, max: 1 }),
    member: fc.integer({ min: 0, max: 2 }),
    third: fc.integer({ min: 0, max: 1 }),
    loadMax: fc.integer({ min: 1, max: 3 }),
    seed: fc.string(),
  });

  const worldOf = (told: typeof situation extends fc.Arbitrary<infer T> ? T : never) => ({
    objects: told.objects.map((contractor, at) => anObject(`o${at}`, `c${contractor}`)),
    inspectors: told.inspectors.map((may, at) => anInspector(`i${at}`, ...may)),
    recusals: told.recusals.map(([inspector, contractor]) => [`i${inspector}`, `c${contractor}`] as const),
    terms: {
      places: { lead: told.lead, member: told.member, 'third-party': told.third },
      loadMax: told.loadMax,
    },
  });

  test('recusals are never broken, limits never exceeded, every place is filled or named as unfilled', () => {
    fc.assert(
      fc.property(situation, (told) => {
        const { objects, inspectors, recusals, terms } = worldOf(told);
        const pairings = assign(objects, inspectors, recusals, terms, belowFrom(told.seed));
        const load = new Map<string, number>();
        for (const [at, { object, inspectors: given, unfilled }] of pairings.entries()) {
          const { contractorId } = objects[at] as DrawObject;
          expect(object).toBe(objects[at]?.id);
          expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
          for (const { id, role } of given) {
            load.set(id, (load.get(id) ?? 0) + 1);
            expect(
              recusals.some(([inspector, contractor]) => inspector === id && contractor === contractorId),
            ).toBe(false);
            expect(inspectors.find((one) => one.id === id)?.roles).toContain(role);
          }
          for (const role of ['lead', 'member', 'third-party'] as const)
            expect(
              given.filter((one) => one.role === role).length +
                unfilled.filter((empty) => empty === role).length,
            ).toBe(terms.places[role]);
        }
        for (const objectsOfOne of load.values()) expect(objectsOfOne).toBeLessThanOrEqual(terms.loadMax);
        expect(
          assign(objects, inspectors.toReversed(), recusals.toReversed(), terms, belowFrom(told.seed)),
        ).toEqual(pairings);
      }),
      { numRuns: 300 },
    );
  });

  test('as many places are filled as any assignment could fill', () => {
    fc.assert(
      fc.property(situation, (told) => {
        const { objects, inspectors, recusals, terms } = worldOf(told);
        const pairings = assign(objects, inspectors, recusals, terms, belowFrom(told.seed));
        expect(filled(pairings)).toBe(mostPossible(objects, inspectors, recusals, terms));
      }),
      { numRuns: 300 },
    );
  });

  /** By trying everything: each place in turn is given to each who may take it, or to nobody. */
  function mostPossible(
    objects: readonly DrawObject[],
    inspectors: readonly DrawInspector[],
    recusals: readonly (readonly [string, string])[],
    terms: { places: Record<DrawRole, number>; loadMax: number },
  ): number {
    const slots = objects.flatMap((object) =>
      (['lead', 'member', 'third-party'] as const).flatMap((role) =>
        Array.from({ length: terms.places[role] }, () => ({ object, role })),
      ),
    );
    const known = new Map<string, number>();
    const best = (at: number, loads: readonly number[], here: readonly number[]): number => {
      const slot = slots[at];
      if (!slot) return 0;
      const busy = slots[at - 1]?.object === slot.object ? here : [];
      const key = JSON.stringify([at, loads, [...busy].sort()]);
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      let most = best(at + 1, loads, busy);
      for (const [index, { id, roles: may }] of inspectors.entries()) {
        if (!may.includes(slot.role) || busy.includes(index) || (loads[index] ?? 0) >= terms.loadMax)
          continue;
        if (
          recusals.some(
            ([inspector, contractor]) => inspector === id && contractor === slot.object.contractorId,
          )
        )
          continue;
        most = Math.max(
          most,
          1 +
            best(
              at + 1,
              loads.map((load, other) => (other === index ? load + 1 : load)),
              [...busy, index],
            ),
        );
      }
      known.set(key, most);
      return most;
    };
    return best(
      0,
      inspectors.map(() => 0),
      [],
    );
  }
});

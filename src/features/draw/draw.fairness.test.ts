import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#platform/secrets.ts';
import { objectOf } from './draw.cases.ts';
import type { DrawObject } from './draw.model.ts';
import { type Below, belowOf, drawObjects, pickWeighted, shuffled, wordsOf } from './draw.sampler.rules.ts';

// Tens of thousands of draws: kept out of the run over mutants, where known answers catch the same faults sooner.

const belowFrom = (seed: string): Below => belowOf(wordsOf(seed, sha256Hex));
const objects = (count: number) => Array.from({ length: count }, (_, at) => objectOf(at));

describe('fairness, with a test that can fail', () => {
  const population = 30;
  const size = 6;
  const rounds = 4000;

  /** χ² of how often each was drawn; the drawings of one round exclude one another, which the last factor allows for. */
  function chiSquare(sample: (below: Below) => readonly { id: string }[]): number {
    const counts = new Map(objects(population).map(({ id }) => [id, 0]));
    for (let round = 0; round < rounds; round += 1)
      for (const { id } of sample(belowFrom(`fairness ${round}`))) counts.set(id, (counts.get(id) ?? 0) + 1);
    const expected = (rounds * size) / population;
    const sum = [...counts.values()].reduce((total, seen) => total + (seen - expected) ** 2 / expected, 0);
    return (sum / (1 - size / population)) * ((population - 1) / population);
  }
  // 29 degrees of freedom: one honest sampler in a million exceeds 74.
  const bound = 74;
  const terms = { count: size, strata: 'none', allocation: 'largest-remainder', weighted: false } as const;

  test('each object is equally likely', () => {
    expect(chiSquare((below) => drawObjects(objects(population), terms, below).drawn)).toBeLessThan(bound);
  });

  test('equal weights are equally likely too', () => {
    expect(chiSquare((below) => pickWeighted(objects(population), below, size))).toBeLessThan(bound);
  });

  test.each<[string, (below: Below) => readonly { id: string }[]]>([
    [
      'a shuffle that swaps with any place',
      (below) => {
        const pool = objects(population);
        for (let at = 0; at < population; at += 1) {
          const from = below(population);
          [pool[at], pool[from]] = [pool[from] as DrawObject, pool[at] as DrawObject];
        }
        return pool.slice(0, size);
      },
    ],
    [
      'a modulus without rejection, of few bits',
      (below) => shuffled(objects(population), (bound) => below(64) % bound, size),
    ],
    [
      'an off-by-one that never takes the last',
      (below) => shuffled(objects(population).slice(0, -1), below, size),
    ],
  ])('the planted bias is caught: %s', (_name, sample) => {
    expect(chiSquare(sample)).toBeGreaterThan(bound);
  });

  // Every order in which three of six can be drawn, with its exact probability: 120 cells, 119 degrees of freedom.
  const heavy = [1, 1, 2, 3, 5, 8].map((weight, at) => objectOf(at, { id: `w${at}`, weight }));
  const weightedRounds = 12_000;
  // One honest sampler in a million exceeds 203.
  const weightedBound = 203;

  function orders(): ReadonlyMap<string, number> {
    const cells = new Map<string, number>();
    const walk = (left: readonly DrawObject[], ids: readonly string[], chance: number) => {
      if (ids.length === 3) {
        cells.set(ids.join(' '), chance);
        return;
      }
      const total = left.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of left)
        walk(
          left.filter((other) => other !== one),
          [...ids, one.id],
          (chance * one.weight) / total,
        );
    };
    walk(heavy, [], 1);
    return cells;
  }

  function weightedChiSquare(sample: (below: Below) => readonly { id: string }[]): number {
    const seen = new Map<string, number>();
    for (let round = 0; round < weightedRounds; round += 1) {
      const key = sample(belowFrom(`weighted fairness ${round}`))
        .map(({ id }) => id)
        .join(' ');
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const cells = orders();
    const strange = [...seen.keys()].filter((key) => !cells.has(key));
    if (strange.length > 0) return Number.POSITIVE_INFINITY;
    return [...cells].reduce((sum, [key, chance]) => {
      const expected = chance * weightedRounds;
      return sum + ((seen.get(key) ?? 0) - expected) ** 2 / expected;
    }, 0);
  }

  test('by weight, each order comes as often as its weights say', () => {
    const cells = orders();
    expect(cells.size).toBe(120);
    expect([...cells.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(weightedChiSquare((below) => pickWeighted(heavy, below, 3))).toBeLessThan(weightedBound);
  });

  /** One after another, by a weight that each draw is free to get wrong. */
  const oneByOne = (weigh: (object: DrawObject, drawn: number) => number) => (below: Below) => {
    const left = [...heavy];
    return [0, 1, 2].map((drawn) => {
      const weights = left.map((object) => weigh(object, drawn));
      let sum = below(weights.reduce((total, weight) => total + weight, 0));
      const at = weights.findIndex((weight) => {
        sum -= weight;
        return sum < 0;
      });
      return left.splice(at, 1)[0] as DrawObject;
    });
  };

  test('the same, one after another by adding up, is as fair: the measure is not at fault', () => {
    expect(weightedChiSquare(oneByOne(({ weight }) => weight))).toBeLessThan(weightedBound);
  });

  test.each<[string, (below: Below) => readonly { id: string }[]]>([
    ['weights forgotten', (below) => shuffled(heavy, below, 3)],
    ['weights that count only for the first', oneByOne(({ weight }, drawn) => (drawn === 0 ? weight : 1))],
    ['weights squared', oneByOne(({ weight }) => weight * weight)],
    ['a cap that nobody was told of', oneByOne(({ weight }) => Math.min(weight, 6))],
    ['a friend made lighter', oneByOne(({ id, weight }) => (id === 'w4' ? weight - 2 : weight))],
    [
      'the order sorted afterwards',
      (below) => pickWeighted(heavy, below, 3).toSorted((a, b) => b.weight - a.weight),
    ],
    [
      'an off-by-one in the running sum',
      (below) => {
        const left = [...heavy];
        return [0, 1, 2].map(() => {
          let sum = below(left.reduce((total, { weight }) => total + weight, 0));
          const at = left.findIndex(({ weight }) => {
            sum -= weight;
            return sum <= 0;
          });
          return left.splice(Math.max(at, 0), 1)[0] as DrawObject;
        });
      },
    ],
  ])('the planted bias is caught: %s', (_name, sample) => {
    expect(weightedChiSquare(sample)).toBeGreaterThan(weightedBound);
  });

  test('a weight of three is drawn first three times as often as one of one', () => {
    const list = [
      objectOf(0, { id: 'a', weight: 1 }),
      objectOf(1, { id: 'b', weight: 3 }),
      objectOf(2, { id: 'c', weight: 4 }),
    ];
    const first = { a: 0, b: 0, c: 0 };
    const tries = 8000;
    for (let round = 0; round < tries; round += 1) {
      const [object] = pickWeighted(list, belowFrom(`weights ${round}`), 1);
      first[object?.id as 'a'] += 1;
    }
    for (const { id, weight } of list) {
      const share = weight / 8;
      const deviation = Math.sqrt(tries * share * (1 - share));
      expect(Math.abs(first[id as 'a'] - tries * share)).toBeLessThan(5 * deviation);
    }
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#platform/secrets.ts';
import type { DrawObject } from './draw.model.ts';
import { type Below, belowOf, drawObjects, pickWeighted, quotasOf, wordsOf } from './draw.sampler.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';

const belowFrom = (seed: string): Below => belowOf(wordsOf(seed, sha256Hex));

describe('SHA-256 of our own', () => {
  test('gives the digests of FIPS 180-4', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
    expect(sha256('a'.repeat(1_000_000))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  test('agrees with Node on any text, at every length around a block, halves of surrogates included', () => {
    for (let length = 0; length < 200; length += 1)
      expect(sha256('塅'.repeat(length))).toBe(sha256Hex('塅'.repeat(length)));
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
          maxLength: 200,
        }),
        (text) => {
          expect(sha256(text)).toBe(sha256Hex(text));
        },
      ),
    );
  });
});

/** A block as the number Rivest's program makes of it. */
const blockOf = (seed: string, counter: number): bigint => {
  const words = wordsOf(seed, sha256Hex);
  for (let skipped = 0; skipped < (counter - 1) * 4; skipped += 1) words.next();
  let block = 0n;
  for (let part = 0; part < 4; part += 1) block = (block << 64n) | words.next().value;
  return block;
};

describe('the stream is Rivest’s: SHA-256(seed "," counter), counter from 1', () => {
  // R. L. Rivest, sampler.py, 14 November 2011, the transcript in its documentation: seed from four throws, 47 of 1…876 without repetition.
  const seed = '3546311556112163624615351222';
  const transcript = [
    740, 180, 264, 789, 238, 448, 272, 611, 761, 208, 596, 88, 160, 113, 766, 427, 184, 816, 653, 411, 779,
    331, 339, 487, 594, 235, 65, 527, 821, 490, 461, 611, 251, 471, 414, 174, 567, 300, 134, 144, 357, 786,
    792, 218, 550, 787, 537, 197,
  ];

  test.each(transcript.map((drawn, at) => [at + 1, drawn] as const))(
    'block %i gives %i',
    (counter, drawn) => {
      expect(Number(blockOf(seed, counter) % 876n) + 1).toBe(drawn);
    },
  );

  // Stark and Ottoboni, cryptorandom, test_cryptorandom.py: “match the output of Ron's and Philip's implementations”.
  test.each([
    [1, '4da594a8ab6064d666eab2bdf20cb4480e819e0c3102ca353de57caae1d11fd1', 426],
    [2, 'ae230ec16bee77f77c7378f4eb5d265d931665e29e8bbee7e733f58d3815d338', 921],
    [3, '951e89aed686159c864c98ac1d7c42c2c2462f64d3f1e4873e47d20c997b53b0', 929],
    [4, '97eb86395307f16bcdd29e0d47c3f63d41583e7dabec24d0b4989400943664b7', 56],
  ])('seed 12345678901234567890, block %i', (counter, hex, below1000) => {
    const block = blockOf('12345678901234567890', counter);
    expect(block).toBe(BigInt(`0x${hex}`));
    expect(Number(block % 1000n) + 1).toBe(below1000);
  });

  test('a block gives four words, the first sixteen digits first', () => {
    const words = wordsOf('seed', sha256Hex);
    const block = createHash('sha256').update('seed,1').digest();
    for (const at of [0, 8, 16, 24]) expect(words.next().value).toBe(block.readBigUInt64BE(at));
    expect(words.next().value).toBe(createHash('sha256').update('seed,2').digest().readBigUInt64BE(0));
  });
});

describe('below', () => {
  const from = (...words: bigint[]): Below => belowOf(words[Symbol.iterator]() as Iterator<bigint, never>);

  test.each([
    ['the last fair word is taken', 3, [(1n << 64n) - 2n], 2],
    ['the first unfair word is thrown away', 3, [(1n << 64n) - 1n, 7n], 1],
    ['several unfair words', 10, [(1n << 64n) - 1n, (1n << 64n) - 6n, 4n], 4],
    ['a power of two wastes nothing', 1024, [(1n << 64n) - 1n], 1023],
    ['one possibility', 1, [123n], 0],
  ])('%s', (_name, bound, words, result) => {
    expect(from(...words)(bound)).toBe(result);
  });
});

const towns = ['关刀镇', '马港镇', '麦市镇', '五里镇', '隽水镇'];
const anObject = (id: string, at: number, weight = 1): DrawObject => ({
  id,
  number: `T-${id}`,
  name: id,
  kind: 'village-station',
  town: towns[at % towns.length] ?? '',
  contractor: at % 2 === 0 ? '甲' : '乙',
  contractorId: at % 2 === 0 ? 'c1' : 'c2',
  weight,
  risk: { missed: 0, findings: 0 },
});

const someObjects = fc
  .uniqueArray(fc.tuple(fc.uuid(), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 7 })), {
    minLength: 1,
    maxLength: 60,
    selector: ([id]) => id,
  })
  .map((told) => told.map(([id, at, weight]) => anObject(id, at, weight)));

describe('drawing objects', () => {
  const strata = fc.constantFrom('none' as const, 'town' as const, 'contractor' as const);

  test('draws the number asked for, nothing twice, each from the list, and the order of the list has no say', () => {
    fc.assert(
      fc.property(
        someObjects,
        fc.nat(),
        strata,
        fc.boolean(),
        fc.string(),
        (list, at, by, weighted, seed) => {
          const terms = {
            count: 1 + (at % list.length),
            strata: by,
            allocation: 'largest-remainder' as const,
            weighted,
          };
          const { drawn } = drawObjects(list, terms, belowFrom(seed));
          expect(drawn).toHaveLength(terms.count);
          expect(new Set(drawn.map(({ id }) => id)).size).toBe(terms.count);
          expect(drawn.every((object) => list.includes(object))).toBe(true);
          expect(drawObjects(list.toReversed(), terms, belowFrom(seed)).drawn).toEqual(drawn);
        },
      ),
    );
  });

  test('every stratum gives its quota', () => {
    fc.assert(
      fc.property(someObjects, fc.nat(), strata, fc.boolean(), (list, at, by, weighted) => {
        const count = 1 + (at % list.length);
        const { quotas, drawn } = drawObjects(
          list,
          { count, strata: by, allocation: 'largest-remainder', weighted },
          belowFrom('s'),
        );
        for (const { stratum, quota } of quotas)
          expect(
            drawn.filter(
              ({ town, contractor }) =>
                stratum === (by === 'town' ? town : by === 'contractor' ? contractor : ''),
            ),
          ).toHaveLength(quota);
      }),
    );
  });
});

describe('a slow reference that shares nothing with the sampler', () => {
  /** Digests by Node, numbers from hexadecimal text, as many tickets as an object weighs, no tree and no generator. */
  function byTickets(list: readonly DrawObject[], count: number, seed: string): string[] {
    let counter = 0;
    let digits = '';
    const next = (): bigint => {
      if (digits === '') {
        counter += 1;
        digits = createHash('sha256').update(`${seed},${counter}`).digest('hex');
      }
      const word = BigInt(`0x${digits.slice(0, 16)}`);
      digits = digits.slice(16);
      return word;
    };
    const left = list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return Array.from({ length: count }, () => {
      const tickets = left.flatMap((object) => Array.from({ length: object.weight }, () => object));
      const whole = (1n << 64n) / BigInt(tickets.length);
      let word = next();
      while (word >= whole * BigInt(tickets.length)) word = next();
      const got = tickets[Number(word % BigInt(tickets.length))] as DrawObject;
      left.splice(left.indexOf(got), 1);
      return got.id;
    });
  }
  const draw = (list: readonly DrawObject[], count: number, seed: string) =>
    drawObjects(
      list,
      { count, strata: 'none', allocation: 'largest-remainder', weighted: true },
      belowFrom(seed),
    ).drawn.map(({ id }) => id);

  test('agrees on any list of weights, for as many as there are', () => {
    fc.assert(
      fc.property(someObjects, fc.nat(), fc.string(), (list, at, seed) => {
        const count = 1 + (at % list.length);
        expect(draw(list, count, seed)).toEqual(byTickets(list, count, seed));
      }),
    );
  });

  // These came from a third program, in Python, and are written down.
  test.each<[string, number[], number[]]>([
    ['12345678901234567890', [1, 1, 1, 1, 1, 1], [2, 5, 1, 3, 4, 0]],
    ['3546311556112163624615351222', [1, 2, 3, 4, 5, 6, 7], [3, 5, 6, 2, 4]],
    ['dushi', [7, 1, 1, 1, 7, 1, 1, 1], [4, 0, 7, 1]],
    ['抽查', [1, 100, 1, 1, 50], [1, 4, 0]],
  ])('a known answer: seed %s, weights %j', (seed, weights, drawn) => {
    const list = weights.map((weight, at) => anObject(`V${at}`, at, weight));
    expect(draw(list, drawn.length, seed)).toEqual(drawn.map((at) => `V${at}`));
    expect(byTickets(list, drawn.length, seed)).toEqual(drawn.map((at) => `V${at}`));
  });
});

describe('quotas', () => {
  const sizes = (told: Record<string, number>) => new Map(Object.entries(told));
  const given = (told: Record<string, number>, count: number, how: 'largest-remainder' | 'one-each') =>
    Object.fromEntries(quotasOf(sizes(told), count, how).map(({ stratum, quota }) => [stratum, quota]));

  test.each([
    ['in proportion', { a: 60, b: 30, c: 10 }, 10, 'largest-remainder', { a: 6, b: 3, c: 1 }],
    [
      'the largest remainder takes the odd one',
      { a: 50, b: 33, c: 17 },
      10,
      'largest-remainder',
      { a: 5, b: 3, c: 2 },
    ],
    ['a tie goes to the first in order', { a: 10, b: 10 }, 3, 'largest-remainder', { a: 2, b: 1 }],
    ['a small one may get nothing', { a: 96, b: 4 }, 5, 'largest-remainder', { a: 5, b: 0 }],
    ['… unless each gets one', { a: 96, b: 4 }, 5, 'one-each', { a: 4, b: 1 }],
    ['as many as there are strata', { a: 96, b: 4, c: 50 }, 3, 'one-each', { a: 1, b: 1, c: 1 }],
    ['all of them', { a: 3, b: 2 }, 5, 'one-each', { a: 3, b: 2 }],
    ['one stratum', { '': 7 }, 4, 'largest-remainder', { '': 4 }],
  ] as const)('%s', (_name, told, count, how, expected) => {
    expect(given(told, count, how)).toEqual(expected);
  });

  test('they add up, never exceed a stratum, and stay within one of the exact share', () => {
    const told = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 500 }), {
      minKeys: 1,
      maxKeys: 20,
    });
    fc.assert(
      fc.property(told, fc.nat(), fc.boolean(), (strata, at, each) => {
        const map = new Map(Object.entries(strata));
        const total = [...map.values()].reduce((sum, size) => sum + size, 0);
        const least = each ? map.size : 1;
        const count = least + (at % (total - least + 1));
        const quotas = quotasOf(map, count, each ? 'one-each' : 'largest-remainder');
        expect(quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(count);
        for (const { size, quota } of quotas) {
          expect(quota).toBeLessThanOrEqual(size);
          expect(quota).toBeGreaterThanOrEqual(each ? 1 : 0);
          if (!each) expect(Math.abs(quota - (count * size) / total)).toBeLessThan(1);
        }
      }),
    );
  });
});

describe('the tree of weights', () => {
  test('the tree picks what adding up from the left would pick', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
        fc.string(),
        (weights, seed) => {
          const list = weights.map((weight, at) => anObject(`o${at}`, at, weight));
          const plain = (below: Below) => {
            const left = [...list];
            return list.map(() => {
              let sum = below(left.reduce((total, { weight }) => total + weight, 0));
              const at = left.findIndex(({ weight }) => {
                sum -= weight;
                return sum < 0;
              });
              return left.splice(at, 1)[0];
            });
          };
          expect(pickWeighted(list, belowFrom(seed), list.length)).toEqual(plain(belowFrom(seed)));
        },
      ),
    );
  });
});

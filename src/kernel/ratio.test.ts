import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apportion,
  compare,
  floorOf,
  minus,
  plus,
  ratio,
  ratioOf,
  ratioOfText,
  ratioText,
  roundOf,
  times,
} from './ratio.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: 1n, max: 500n }))
  .map(([n, d]) => ratio(n, d));

test.each([
  [0.1, 1n, 10n],
  [2.5, 5n, 2n],
  [100, 100n, 1n],
  [1e-7, 1n, 10_000_000n],
  [-0.3, -3n, 10n],
  [1e21, 10n ** 21n, 1n],
])('%d is the decimal as written', (decimal, numerator, denominator) => {
  expect(ratioOf(decimal)).toEqual({ numerator, denominator });
});

test.each([
  ['3.50', 7n, 2n],
  ['25e-1', 5n, 2n],
  ['1.5e+3', 1500n, 1n],
  ['-0.20', -1n, 5n],
])('%s is read as it stands', (text, numerator, denominator) => {
  expect(ratioOfText(text)).toEqual({ numerator, denominator });
});

test.each(['', 'x1', '1x', '1.', '.5', '+1', '1e5', 'NaN', '1 000'])('%o is no decimal', (text) => {
  expect(() => ratioOfText(text)).toThrow(`${text} is no decimal`);
});

test.each([
  [1, -2, -1n, 2n],
  [-2, -4, 1n, 2n],
  [0, -7, 0n, 1n],
  [6, 3, 2n, 1n],
])('%i over %i is in lowest terms, its denominator positive', (n, d, numerator, denominator) => {
  expect(ratio(n, d)).toEqual({ numerator, denominator });
});

test('nothing is divided by nought', () => {
  expect(() => ratio(1, 0)).toThrow('no denominator of nought');
});

test('a tenth three times is three tenths', () => {
  expect(plus(plus(ratioOf(0.1), ratioOf(0.1)), ratioOf(0.1))).toEqual(ratioOf(0.3));
});

test.each([
  ['half-up', 5n, 2n, 3n],
  ['half-even', 5n, 2n, 2n],
  ['half-even', 7n, 2n, 4n],
  ['down', 29n, 10n, 2n],
  ['half-up', 249n, 100n, 2n],
  ['half-up', -5n, 2n, -2n],
  ['down', -1n, 2n, -1n],
  ['down', -4n, 2n, -2n],
  ['half-up', -3n, 1n, -3n],
  ['half-even', 251n, 100n, 3n],
  ['half-even', -7n, 2n, -4n],
] as const)('%s of %d/%d', (rounding, n, d, expected) => {
  expect(roundOf(ratio(n, d), rounding)).toBe(expected);
});

test.each([
  [ratio(3), '3'],
  [ratio(1, 2), '0.5'],
  [ratio(2, 3), '2/3'],
  [ratio(-1, 8), '-0.125'],
  [ratio(0), '0'],
  [ratio(-7), '-7'],
  [ratio(-1, 20), '-0.05'],
  [ratio(1, 16), '0.0625'],
  [ratio(1, 32), '1/32'],
  [ratio(-2, 3), '-2/3'],
])('reads %o', (value, text) => {
  expect(ratioText(value)).toBe(text);
});

test.each([
  ['the largest remainder first', 10n, [26, 74], [3n, 7n]],
  ['the earlier where they lost alike', 5n, [1, 1, 1, 1], [2n, 1n, 1n, 1n]],
  ['several left over', 11n, [1, 1, 1, 1], [3n, 3n, 3n, 2n]],
  ['nothing left over', 8n, [1, 3], [2n, 6n]],
  ['nothing for what weighs nothing', 3n, [0, 1, 1], [0n, 2n, 1n]],
  ['no weight at all', 7n, [0, 0], [0n, 0n]],
  ['no parts', 7n, [], []],
])('apportioned, %s', (_, total, weights, expected) => {
  const parts = weights.map((weight) => ratio(weight));
  expect(apportion(total, parts)).toEqual(expected);
});

describe('whatever the fractions', () => {
  test('rounding moves by at most a half, down by less than one', () => {
    fc.assert(
      fc.property(fraction, (value) => {
        for (const rounding of ['half-up', 'half-even'] as const) {
          const moved = minus(value, ratio(roundOf(value, rounding)));
          expect(compare(times(moved, moved), ratio(1, 4))).toBeLessThanOrEqual(0);
        }
        const cut = minus(value, ratio(floorOf(value)));
        expect(compare(cut, ratio(0)) >= 0 && compare(cut, ratio(1)) < 0).toBe(true);
      }),
    );
  });

  test('rounding keeps the order', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
        for (const rounding of ['half-up', 'half-even', 'down'] as const)
          expect(roundOf(low, rounding) <= roundOf(high, rounding)).toBe(true);
      }),
    );
  });

  test('parts sum to the whole, and none is a whole unit off', () => {
    const parts = fc.array(
      fraction.map(({ numerator, denominator }) =>
        ratio(numerator < 0n ? -numerator : numerator, denominator),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(parts, fc.bigInt({ min: 0n, max: 10n ** 12n }), (weights, total) => {
        const given = apportion(total, weights);
        const any = weights.some(({ numerator }) => numerator > 0n);
        expect(given.reduce((sum, one) => sum + one, 0n)).toBe(any ? total : 0n);
        expect(
          given.every((one, at) => one >= 0n && (one === 0n || (weights[at]?.numerator ?? 0n) > 0n)),
        ).toBe(true);
      }),
    );
  });
});

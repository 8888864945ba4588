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
] as const)('%s of %d/%d', (rounding, n, d, expected) => {
  expect(roundOf(ratio(n, d), rounding)).toBe(expected);
});

test.each([
  [ratio(3), '3'],
  [ratio(1, 2), '0.5'],
  [ratio(2, 3), '2/3'],
  [ratio(-1, 8), '-0.125'],
  [ratio(0), '0'],
])('reads %o', (value, text) => {
  expect(ratioText(value)).toBe(text);
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

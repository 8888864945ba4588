/** An exact fraction in lowest terms, its denominator positive. For points and shares, which a float would let drift. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new Error('a fraction has no denominator of nought');
  const common = d < 0n ? -gcd(n, d) : gcd(n, d);
  return { numerator: n / common, denominator: d / common };
}

export const nought: Ratio = ratio(0);
export const whole: Ratio = ratio(1);

/** The decimal as it is written: `0.1` is a tenth, not its nearest float. */
export const ratioOf = (decimal: number): Ratio => ratioOfText(String(decimal));

/** The same of a decimal in text, as the database prints a quantity. */
export function ratioOfText(decimal: string): Ratio {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(decimal);
  if (!match) throw new Error(`${decimal} is no decimal`);
  const [, sign, units, decimals = '', power] = match;
  const digits = BigInt(`${sign}${units}${decimals}`);
  const exponent = Number(power ?? 0) - decimals.length;
  return exponent >= 0 ? ratio(digits * 10n ** BigInt(exponent)) : ratio(digits, 10n ** BigInt(-exponent));
}

export const plus = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { ...b, numerator: -b.numerator });
export const times = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.numerator, a.denominator * b.denominator);
export const over = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator, a.denominator * b.numerator);
export const sumOf = (all: readonly Ratio[]): Ratio => all.reduce(plus, nought);

export const compare = (a: Ratio, b: Ratio): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const least = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const most = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);

/** The whole number at or below. */
export function floorOf({ numerator, denominator }: Ratio): bigint {
  const cut = numerator / denominator;
  return numerator % denominator < 0n ? cut - 1n : cut;
}

/** 四舍五入、四舍六入五成双、去尾: to the nearest whole number, or down to it. */
export type Rounding = 'half-up' | 'half-even' | 'down';

export function roundOf(value: Ratio, rounding: Rounding): bigint {
  const below = floorOf(value);
  if (rounding === 'down') return below;
  const side = compare(minus(value, ratio(below)), ratio(1, 2));
  if (side < 0) return below;
  if (side > 0) return below + 1n;
  return rounding === 'half-up' || below % 2n !== 0n ? below + 1n : below;
}

/**
 * Whole numbers for the parts that sum to a whole number: each part is cut down, and what is left over goes one by one to
 * those that lost the largest remainder (最大余额法), the earlier first where they lost alike.
 */
export function apportion(total: bigint, parts: readonly Ratio[]): readonly bigint[] {
  const weight = sumOf(parts);
  if (weight.numerator === 0n) return parts.map(() => 0n);
  const exact = parts.map((part) => over(times(ratio(total), part), weight));
  const cut = exact.map(floorOf);
  const left = Number(total - cut.reduce((sum, one) => sum + one, 0n));
  const ranked = exact
    .map((part, at) => ({ at, lost: minus(part, ratio(cut[at] ?? 0n)) }))
    .toSorted((a, b) => compare(b.lost, a.lost))
    .slice(0, left);
  const raised = new Set(ranked.map(({ at }) => at));
  return cut.map((one, at) => (raised.has(at) ? one + 1n : one));
}

/** For a reader: `3`, `0.5`, or `2/3` where no short decimal is exact. */
export function ratioText(value: Ratio): string {
  for (let digits = 0; digits <= 4; digits += 1) {
    const scaled = times(value, ratio(10n ** BigInt(digits)));
    if (scaled.denominator !== 1n) continue;
    const text = String(scaled.numerator)
      .replace('-', '')
      .padStart(digits + 1, '0');
    const sign = scaled.numerator < 0n ? '-' : '';
    return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
  return `${value.numerator}/${value.denominator}`;
}

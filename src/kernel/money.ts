/** Money is a whole number of 分 (fen). A float never touches it. */
export type Fen = number;

// A comma or a blank parts thousands and nothing else: `1,5` is somebody's 1.5, never 15.
const number = /^(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.(\d+))?$/;

/** The digits of a number as people type it, in any width; undefined where a separator is out of its place. */
export function digitsOf(text: string): { readonly whole: string; readonly decimals: string } | undefined {
  const match = number.exec(text.normalize('NFKC').trim());
  const whole = match?.[1]?.replaceAll(/[, ]/g, '') ?? '';
  return /^(0|[1-9]\d*)$/.test(whole) ? { whole, decimals: match?.[2] ?? '' } : undefined;
}

const amount = /^(?:人民币|RMB|CNY)?\s*¥?\s*(.*?)\s*(?:(万|亿)?\s*(?:元|圆)?[整正]?)$/iu;
/** How many decimals of the unit come down to the 分. */
const decimalsOf = (unit: string | undefined): number => (unit === '亿' ? 10 : unit === '万' ? 6 : 2);
const digitsMax = 15;

/**
 * Reads an amount as papers write it: `123456.78`, `123,456.78元`, `￥１２３`, `1500万元`, `1.2亿`. Exact to the 分, or undefined: finer
 * than a 分, signs, words, a comma out of its place.
 */
export function parseYuan(text: string): Fen | undefined {
  const [, typed = '', unit] = amount.exec(text.normalize('NFKC').trim()) ?? [];
  const digits = digitsOf(typed);
  const places = decimalsOf(unit);
  if (!digits || digits.decimals.length > places) return undefined;
  const fen = `${digits.whole}${digits.decimals.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
  return fen.length > digitsMax ? undefined : Number(fen);
}

/** 元 with two decimals and thousands separators; exact, by integer arithmetic. */
export function formatYuan(fen: Fen): string {
  const sign = fen < 0 ? '-' : '';
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** 万元 for display only: rounds, so never compute with it. */
export function formatWanYuan(fen: Fen): string {
  return (fen / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** The part of an amount, rounded down to the fen, so that parts never exceed the whole. `share` is from 0 to 1. */
export function shareOf(fen: Fen, share: number): Fen {
  return Number((BigInt(fen) * BigInt(Math.round(share * 1_000_000))) / 1_000_000n);
}

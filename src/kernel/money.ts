/** Money is a whole number of 分 (fen). A float never touches it. */
export type Fen = number;

const amount = /^(0|[1-9]\d{0,12})(?:\.(\d{1,2}))?$/;

/** Reads 元 as people type it: `123456.78`, thousands separators allowed. Undefined for three decimals, signs or words. */
export function parseYuan(text: string): Fen | undefined {
  const match = amount.exec(text.replaceAll(/[,，\s]/g, ''));
  if (!match) return undefined;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(fen) ? fen : undefined;
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

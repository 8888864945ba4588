import { type Citation, granted, type Result, refused } from '#kernel/result.ts';

/** A line of the plan in force, as contracts ask for its budget. */
export type BudgetedLine = { readonly lineKey: string; readonly task: string; readonly budgetFen: number };
/** What another contract holds: its sum, or what was paid where it is terminated, on the lines it promises. */
export type Holding = { readonly heldFen: number; readonly lineKeys: readonly string[] };

/** An amount over lines by their budget; a fraction of a fen is let go, and the project's money holds the whole. */
export function spreadOver(amountFen: number, lines: readonly BudgetedLine[]): ReadonlyMap<string, number> {
  const all = lines.reduce((sum, { budgetFen }) => sum + BigInt(budgetFen), 0n);
  return new Map(
    lines.map(({ lineKey, budgetFen }) => [
      lineKey,
      all === 0n ? 0 : Number((BigInt(amountFen) * BigInt(budgetFen)) / all),
    ]),
  );
}

export type CeilingRefused = 'agreement.above-line' | 'agreement.above-project';

/**
 * 严格落实方案: a contract takes from each of its lines at most what other contracts left of the line's budget, and all contracts
 * together at most the project's money.
 */
export function withinCeilings(
  contract: { readonly amountFen: number; readonly lineKeys: readonly string[] },
  plan: readonly BudgetedLine[],
  others: readonly Holding[],
  moneyFen: number,
  basis: readonly Citation[],
): Result<true, CeilingRefused> {
  const of = (keys: readonly string[]) => plan.filter(({ lineKey }) => keys.includes(lineKey));
  const spreads = others.map(({ heldFen, lineKeys }) => spreadOver(heldFen, of(lineKeys)));
  const promised = of(contract.lineKeys);
  // A sum on lines without any budget stands on the first of them: there is nothing to take it from.
  const budgeted = promised.some(({ budgetFen }) => budgetFen > 0);
  const asked = spreadOver(contract.amountFen, promised);
  for (const [at, { lineKey, task, budgetFen }] of promised.entries()) {
    const heldFen = spreads.reduce((sum, spread) => sum + (spread.get(lineKey) ?? 0), 0);
    const freeFen = Math.max(0, budgetFen - heldFen);
    const askedFen = budgeted ? (asked.get(lineKey) ?? 0) : at === 0 ? contract.amountFen : 0;
    if (askedFen > freeFen)
      return refused('agreement.above-line', { task, budgetFen, heldFen, freeFen, askedFen }, basis);
  }
  const othersFen = others.reduce((sum, { heldFen }) => sum + heldFen, 0);
  if (othersFen + contract.amountFen > moneyFen)
    return refused(
      'agreement.above-project',
      { amountFen: contract.amountFen, othersFen, moneyFen, freeFen: Math.max(0, moneyFen - othersFen) },
      basis,
    );
  return granted(true);
}

/** An amendment that neither raises the sum nor takes in another line asks for no money: what stands above a ceiling of old may be lowered. */
export const asksForMore = (
  was: { readonly amountFen: number; readonly lineKeys: readonly string[] },
  now: { readonly amountFen: number; readonly lineKeys: readonly string[] },
): boolean => now.amountFen > was.amountFen || now.lineKeys.some((key) => !was.lineKeys.includes(key));

import { floorOf, type Ratio, ratio, ratioOf, ratioOfText, times } from '#kernel/ratio.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { roundingUnits } from '../agreement/agreement.instalment.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';

export type SettlementAsked =
  | { readonly kind: 'unit-price'; readonly unitPriceId: string; readonly lineKey: string }
  | { readonly kind: 'reimbursement'; readonly investmentFen: number };

export type SettlementFacts = {
  readonly instalmentFen: number;
  /** The last instalment takes what rounding left. */
  readonly last: boolean;
  /** The newest accepted total of the line, as the database prints it; null where nothing was accepted. */
  readonly total: string | null;
  /** What the line's quantity is counted in. */
  readonly unit?: string;
  /** What other instalments of the contract settled or paid of the same. */
  readonly earlierFen: number;
};

/** What it comes to, with every figure of its arithmetic. */
export type Settled = {
  readonly quantity: string | null;
  readonly unitFen: number | null;
  readonly investmentFen: number | null;
  readonly share: number | null;
  readonly grossFen: number;
  readonly earlierFen: number;
  readonly dueFen: number;
};

export type SettlementRefused =
  | 'disbursement.settlement-kind'
  | 'disbursement.unit-price-unknown'
  | 'disbursement.settlement-unit'
  | 'disbursement.nothing-to-settle';

export const needsSettlement = (pack: RulePack): boolean => !pack.money.instalments.kinds.includes('percent');
export const maySettleBy = (pack: RulePack): readonly ('unit-price' | 'reimbursement')[] =>
  pack.money.instalments.kinds.filter((kind) => kind !== 'percent');

/**
 * 按量结算、先建后补: the verified quantity at the pack's price, or the pack's share of verified investment; less what was settled
 * before, never above the instalment or the price's cap, cut down to what the pack rounds to except in the last instalment.
 */
export function settle(
  pack: RulePack,
  asked: SettlementAsked,
  facts: SettlementFacts,
  on: PlainDate,
): Result<Settled, SettlementRefused> {
  const { kinds, basis, rounding } = pack.money.instalments;
  if (!kinds.includes(asked.kind))
    return refused('disbursement.settlement-kind', { kind: asked.kind }, citationsOf(basis));
  const gross = grossOf(pack, asked, facts, on);
  if (!gross.ok) return gross;
  const { earlierFen } = facts;
  const rest = Math.min(gross.value.grossFen - earlierFen, facts.instalmentFen);
  const unit = facts.last ? 1 : roundingUnits[rounding.to];
  const dueFen = Math.floor(rest / unit) * unit;
  if (dueFen <= 0)
    return refused(
      'disbursement.nothing-to-settle',
      { grossFen: gross.value.grossFen, earlierFen },
      citationsOf(basis),
    );
  return granted({ ...gross.value, earlierFen, dueFen });
}

type Gross = Omit<Settled, 'earlierFen' | 'dueFen'>;

function grossOf(
  pack: RulePack,
  asked: SettlementAsked,
  facts: SettlementFacts,
  on: PlainDate,
): Result<Gross, SettlementRefused> {
  const { basis, unitPrices = [], reimbursementShare } = pack.money.instalments;
  if (asked.kind === 'reimbursement') {
    if (!reimbursementShare)
      return refused('disbursement.settlement-kind', { kind: asked.kind }, citationsOf(basis));
    const share = inForce(reimbursementShare, on).value;
    return granted({
      quantity: null,
      unitFen: null,
      investmentFen: asked.investmentFen,
      share,
      grossFen: whole(times(ratio(asked.investmentFen), ratioOf(share))),
    });
  }
  const price = unitPrices.find(({ id }) => id === asked.unitPriceId);
  if (!price) return refused('disbursement.unit-price-unknown', {}, citationsOf(basis));
  // 个 are not paid for as 人次, whoever chose the two together.
  if (facts.unit !== undefined && facts.unit !== price.unit.zh && facts.unit !== price.unit.en)
    return refused('disbursement.settlement-unit', { unit: facts.unit }, citationsOf(basis));
  const unitFen = inForce(price.fen, on).value;
  const quantity = facts.total ?? '0';
  const all = whole(times(ratioOfText(quantity), ratio(unitFen)));
  return granted({
    quantity,
    unitFen,
    investmentFen: null,
    share: null,
    grossFen: price.cap ? Math.min(all, inForce(price.cap, on).value) : all,
  });
}

const whole = (fen: Ratio): number => Math.max(0, Number(floorOf(fen)));

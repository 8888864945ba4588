import { shareOf } from '#kernel/money.ts';
import { byText } from '#kernel/order.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import type { InstalmentTerms } from './agreement.model.ts';

/** What the last fen of an amount is: 分、元、百元. */
export const roundingUnits = { fen: 1, yuan: 100, 'hundred-yuan': 10_000 } as const;

type Stage = Pick<InstalmentTerms, 'number' | 'amountFen' | 'plannedOn'>;

/** The one that takes the rounding and holds the retention. */
export const lastOf = <S extends Stage>(stages: readonly S[]): S | undefined =>
  stages.toSorted((a, b) => byText(a.plannedOn, b.plannedOn) || a.number - b.number).at(-1);

export type InstalmentRulesRefused = 'agreement.instalment-not-rounded' | 'agreement.retention-missing';

/** 尾差计入最后一期，质保金留在最后一期: every other instalment is rounded as the pack says, and the last is at least the retention. */
export function checkInstalmentRules(
  pack: RulePack,
  amountFen: number,
  stages: readonly Stage[],
  on: PlainDate,
  /** An amendment keeps what part payments left over as they are. */
  rounded: boolean,
): Result<true, InstalmentRulesRefused> {
  const { rounding, retentionShare, basis } = pack.money.instalments;
  const last = lastOf(stages);
  const unitFen = roundingUnits[rounding.to];
  const uneven = stages.find((stage) => stage !== last && stage.amountFen % unitFen !== 0);
  if (rounded && uneven)
    return refused(
      'agreement.instalment-not-rounded',
      { number: uneven.number, unitFen },
      citationsOf(basis),
    );
  if (!retentionShare) return granted(true);
  const share = inForce(retentionShare, on);
  // Rounded up: a fraction of a fen is kept back as well.
  const leastFen = amountFen - shareOf(amountFen, 1 - share.value);
  return last && last.amountFen < leastFen
    ? refused('agreement.retention-missing', { number: last.number, leastFen }, citationsOf(share.basis))
    : granted(true);
}

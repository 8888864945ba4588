import type { RulePack } from './regime.model.ts';

// A county keeps the packs it was under, as they were when it adopted them. Their words and numbers never change; only the shape
// they are read in has grown, and a kept pack of an earlier shape is read as what it meant then.

type Old<Part, Key extends keyof Part> = Omit<Part, Key> & { readonly [K in Key]?: unknown };
type Rules = RulePack['disqualification'];
type Draws = NonNullable<RulePack['draws']>;

/** A kept pack in today's shape. */
export function asNow(kept: unknown): RulePack {
  const pack = kept as RulePack;
  const { draws, disqualification } = pack;
  return {
    ...pack,
    disqualification: { ...disqualification, majority: majorityOf(disqualification) },
    ...(draws ? { draws: keptDraws(draws, pack.inForceFrom) } : {}),
  };
}

/** Before a regime could say “at least”, more than the share had to agree. */
function majorityOf({ majority, majorityShare }: Old<Rules, 'majority'>): Rules['majority'] {
  const basis = majorityShare.values[0]?.basis ?? [];
  return (majority as Rules['majority'] | undefined) ?? { rule: 'more-than', basis };
}

/** Before draws had a period and weights with reasons: a draw each month was nothing to explain, and nothing was weighted. */
function keptDraws(draws: Old<Draws, 'everyMonths' | 'riskWeights'>, inForceFrom: string): Draws {
  const { everyMonths, riskWeights, ...rest } = draws;
  const monthly: Draws['everyMonths'] = {
    unit: 'months',
    values: [{ from: inForceFrom, value: 1, basis: draws.basis }],
  };
  return {
    ...rest,
    everyMonths: (everyMonths as Draws['everyMonths'] | undefined) ?? monthly,
    riskWeights: Array.isArray(riskWeights) ? riskWeights : [],
  };
}

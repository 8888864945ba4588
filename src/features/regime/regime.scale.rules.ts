import type { PlainDate } from '#kernel/temporal.ts';
import type { EscalationRule, Frequency, ItemScore, RulePack, Scoring } from './regime.model.ts';
import { inForce } from './regime.rules.ts';

// Parts of a pack as they stand on one day, every number with the value it has then.

/** What an item moves the total by. */
export type Points =
  | { readonly kind: 'pass-fail'; readonly weight: number }
  | { readonly kind: 'graded'; readonly weight: number; readonly partly: number }
  | { readonly kind: 'deduct'; readonly weight: number; readonly perCase: number }
  | { readonly kind: 'bonus'; readonly perCase: number; readonly cap: number };

type Item = Scoring['items'][number];
type Band = Scoring['bands'][number];

/** 评分标准 as it stands on a day. */
export type ScaleOn = Omit<Scoring, 'base' | 'items' | 'bands'> & {
  readonly base: number;
  readonly items: readonly (Omit<Item, 'score'> & { readonly score: Points })[];
  /** Best first, each with the points it begins at; the last one begins at 0. */
  readonly bands: readonly (Omit<Band, 'least'> & { readonly from: number })[];
};

export const scaleOn = (scoring: Scoring, on: PlainDate): ScaleOn => ({
  ...scoring,
  base: inForce(scoring.base, on).value,
  items: scoring.items.map((item) => ({ ...item, score: pointsOn(item.score, on) })),
  bands: scoring.bands.map(({ least, ...band }) => ({ ...band, from: inForce(least, on).value })),
});

export function pointsOn(score: ItemScore, on: PlainDate): Points {
  if (score.kind === 'bonus')
    return {
      kind: score.kind,
      perCase: inForce(score.perCase, on).value,
      cap: inForce(score.cap, on).value,
    };
  const weight = inForce(score.weight, on).value;
  if (score.kind === 'pass-fail') return { kind: score.kind, weight };
  return score.kind === 'graded'
    ? { kind: score.kind, weight, partly: inForce(score.partly, on).value }
    : { kind: score.kind, weight, perCase: inForce(score.perCase, on).value };
}

/** A rung of the ladder with the days that lead to it. */
export type RungOn = Omit<EscalationRule, 'afterOverdueDays'> & { readonly afterOverdueDays: number };

/** 督办升级 as it stands on a day. */
export const ladderOn = (pack: RulePack, on: PlainDate): readonly RungOn[] =>
  pack.rectification.escalation.map(({ afterOverdueDays, ...rung }) => ({
    ...rung,
    afterOverdueDays: inForce(afterOverdueDays, on).value,
  }));

/** 逾期: the step of the ladder reached on a day, after so many calendar days; undefined while nothing is overdue. */
export function escalationStepAt(pack: RulePack, overdueDays: number, on: PlainDate): RungOn | undefined {
  if (overdueDays <= 0) return undefined;
  return ladderOn(pack, on).findLast(({ afterOverdueDays }) => afterOverdueDays <= overdueDays);
}

/** How often, on a day. */
export type FrequencyOn =
  | { readonly months: number }
  | { readonly times: number; readonly per: 'month' | 'quarter' | 'half-year' | 'year' }
  | (Omit<Extract<Frequency, { once: unknown }>, 'within'> & { readonly within: number });

export function frequencyOn(every: Frequency, on: PlainDate): FrequencyOn {
  if ('months' in every) return { months: inForce(every.months, on).value };
  if ('times' in every) return { times: inForce(every.times, on).value, per: every.per };
  return { ...every, within: inForce(every.within, on).value };
}

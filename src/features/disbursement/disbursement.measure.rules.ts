import {
  apportion,
  compare,
  floorOf,
  least,
  minus,
  nought,
  over,
  plus,
  type Ratio,
  ratio,
  ratioOf,
  sumOf,
  times,
  whole,
} from '#kernel/ratio.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import {
  isBehind,
  plannedShareOf,
  progressAgainstPlan,
  reachedShareOf,
  weightsOf,
} from '../plan/plan.progress.rules.ts';
import type { GateCondition, GateConditionId, RulePack } from '../regime/regime.model.ts';
import { gateConditionOf, inForce } from '../regime/regime.rules.ts';
import { type Judgement, step } from './disbursement.judge.rules.ts';
import type { GateEvidence, GateFacts } from './disbursement.model.ts';

// Conditions that measure: the score of the contract, its progress against the plan, and what of an instalment is unfinished.

/** For a reader, cut to two decimals: what just misses never reads as reached. */
export const percentOf = (share: Ratio): number => Number(floorOf(times(share, ratio(10_000)))) / 100;

export const hasCondition = (pack: RulePack, id: GateConditionId): boolean =>
  pack.gate.conditions.some((condition) => condition.id === id);

/** 进度: what accepted reports say, against what the plan had by this day; the pack says how much of it is enough. */
export function progressReached(facts: GateFacts, asOf: PlainDate, pack: RulePack): Judgement {
  const { least: asked } = gateConditionOf(pack, 'progress');
  const share = asked && typeof asked !== 'string' ? ratioOf(inForce(asked, asOf).value) : whole;
  const progress = progressAgainstPlan(facts.lines, asOf);
  const behind = isBehind(progress, share);
  return {
    met: !behind,
    evidence: facts.lines.map((line): GateEvidence => {
      const planned = plannedShareOf(line, asOf);
      const reached = reachedShareOf(line);
      return {
        type: 'plan-line',
        id: line.lineKey,
        label: line.content,
        note: 'line-against-plan',
        facts: { reached: percentOf(reached), planned: percentOf(planned) },
        against: behind && compare(reached, times(planned, share)) < 0,
      };
    }),
    arithmetic: [
      { name: 'plannedPercent', value: percentOf(progress.planned) },
      { name: 'leastPercent', value: percentOf(share) },
      { name: 'progressPercent', value: percentOf(progress.actual) },
    ],
    steps: [step('reach-progress', 'contractor', null)],
  };
}

/**
 * 评分档次: the newest score that binds lies in the band the pack pays whole, or above. A period that is over and not yet scored
 * is for the office to finish; where no period was opened there is nothing to hold against anybody.
 */
export function scoreInBand(facts: GateFacts, asOf: PlainDate, pack: RulePack): Judgement {
  const { score, scorePending } = facts;
  const waiting = scorePending
    ? [
        {
          type: 'score' as const,
          id: scorePending.id,
          label: scorePending.label,
          note: 'score-waiting' as const,
          facts: { on: scorePending.toOn },
          against: true,
        },
      ]
    : [];
  const held = score && !isInBand(pack, score, asOf);
  return {
    met: !held && waiting.length === 0,
    evidence: [
      ...(score
        ? [
            {
              type: 'score' as const,
              id: score.id,
              label: score.label,
              note: 'score-band' as const,
              facts: {
                points: score.totalHundredths / 100,
                bandZh: score.bandName.zh,
                bandEn: score.bandName.en,
              },
              against: held === true,
            },
          ]
        : []),
      ...waiting,
    ],
    arithmetic: score
      ? [
          { name: 'scorePoints', value: score.totalHundredths / 100 },
          { name: 'leastPoints', value: leastPoints(pack, asOf) },
        ]
      : [],
    steps: [
      ...(held
        ? [step('raise-score', 'contractor', null, { type: 'score', id: score.id, label: score.label })]
        : []),
      ...(scorePending
        ? [
            step('confirm-score', 'office', null, {
              type: 'score',
              id: scorePending.id,
              label: scorePending.label,
            }),
          ]
        : []),
    ],
  };
}

/** The band may be gone from today's scale; then its points are compared, each as a share of its own base. */
function isInBand(pack: RulePack, score: NonNullable<GateFacts['score']>, on: PlainDate): boolean {
  const { scoring } = pack;
  if (!scoring) return true;
  const asked = gateConditionOf(pack, 'score-band').least;
  const order = scoring.bands.map(({ id }) => id);
  const [at, lowest] = [order.indexOf(score.band), typeof asked === 'string' ? order.indexOf(asked) : -1];
  if (lowest < 0) return true;
  if (at >= 0) return at <= lowest;
  const enough = over(ratioOf(leastPoints(pack, on)), ratioOf(inForce(scoring.base, on).value));
  return compare(over(ratio(score.totalHundredths, 100), ratioOf(score.base)), enough) >= 0;
}

function leastPoints(pack: RulePack, on: PlainDate): number {
  const asked = gateConditionOf(pack, 'score-band').least;
  const band = pack.scoring?.bands.find(({ id }) => id === asked);
  return band ? inForce(band.least, on).value : 0;
}

export type Withheld = {
  readonly fen: number;
  readonly evidence: readonly GateEvidence[];
  readonly unfinished: Ratio;
};

/**
 * 按未完成比例暂缓: each line carries its part of the instalment by budget, and what of it is unfinished is withheld, the
 * condition's share at most. Asked of each line is what the instalment asks of the contract, or the plan by this day where it
 * asks nothing. The sum is cut to the fen, and the lines' parts sum to it.
 */
export function withheldForUnfinished(
  facts: GateFacts,
  condition: Pick<GateCondition, 'withholdShare'>,
  asOf: PlainDate,
): Withheld {
  const { amountFen, requiredProgress } = facts.instalment;
  const weights = weightsOf(facts.lines);
  const all = sumOf(weights);
  const unfinished = facts.lines.map((line) => {
    const asked = requiredProgress > 0 ? ratio(requiredProgress, 100) : plannedShareOf(line, asOf);
    return asked.numerator === 0n ? nought : minus(whole, least(whole, over(reachedShareOf(line), asked)));
  });
  const parts = unfinished.map((share, at) => times(weights[at] ?? nought, share));
  const share = all.numerator === 0n ? nought : over(parts.reduce(plus, nought), all);
  const most = condition.withholdShare ? ratioOf(inForce(condition.withholdShare, asOf).value) : whole;
  const fen = floorOf(times(ratio(amountFen), least(share, most)));
  const amounts = apportion(BigInt(amountFen), weights);
  const withheld = apportion(fen, parts);
  return {
    fen: Number(fen),
    unfinished: share,
    evidence: facts.lines.flatMap((line, at): GateEvidence[] =>
      (unfinished[at] ?? nought).numerator === 0n
        ? []
        : [
            {
              type: 'plan-line',
              id: line.lineKey,
              label: line.content,
              note: 'line-unfinished',
              facts: {
                partFen: Number(amounts[at] ?? 0n),
                unfinished: percentOf(unfinished[at] ?? nought),
                withheldFen: Number(withheld[at] ?? 0n),
              },
              against: true,
            },
          ],
    ),
  };
}

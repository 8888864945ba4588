import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import { lifecycle, type Period, type Score, type ScoreState } from './score.model.ts';

/** 日常监管结果作为项目资金阶段性拨付主要依据。（D11）What a score is for, where the pack has a scale. */
export const scaleBasis = (pack: RulePack): readonly Citation[] =>
  pack.scoring ? citationsOf(pack.scoring.basis) : [{ clause: clauseOfDuty(pack, 'D11') }];

const mayBecome = (from: ScoreState, to: ScoreState): boolean =>
  (lifecycle[from] as readonly ScoreState[]).includes(to);

/** A regime without a scale scores nobody: the three verdicts stand alone. */
export function scaleOf(pack: RulePack): Result<Scoring, 'score.no-scale'> {
  return pack.scoring
    ? granted(pack.scoring)
    : refused('score.no-scale', { pack: pack.id }, scaleBasis(pack));
}

type OpenRefusal =
  | 'score.before-contract'
  | 'score.period-reversed'
  | 'score.period-overlaps'
  | 'score.area-without-weight';

/** A period lies within the contract and overlaps no other of its periods: no point is lost twice. */
export function open(
  pack: RulePack,
  scoring: Scoring,
  period: Period,
  agreement: { readonly signedOn: string; readonly areas: readonly string[] },
  others: readonly (Period & { readonly state: ScoreState })[],
): Result<true, OpenRefusal> {
  const basis = scaleBasis(pack);
  const { fromOn, toOn } = period;
  if (toOn < fromOn) return refused('score.period-reversed', { fromOn, toOn });
  const from = [agreement.signedOn, pack.inForceFrom].toSorted().at(-1) ?? fromOn;
  if (fromOn < from) return refused('score.before-contract', { firstOn: from }, basis);
  const clash = others.find(
    (other) => other.state !== 'withdrawn' && other.fromOn <= toOn && other.toOn >= fromOn,
  );
  if (clash) return refused('score.period-overlaps', { fromOn: clash.fromOn, toOn: clash.toOn });
  if (!scoring.areaWeights.some(({ area }) => agreement.areas.includes(area)))
    return refused('score.area-without-weight', { areas: agreement.areas }, basis);
  return granted(true);
}

type ComputeRefusal = 'score.wrong-state' | 'score.period-not-begun' | 'score.reason-required';

/** While the period runs it is a look at how things stand; a confirmed score is computed again only with a reason. */
export function compute(
  score: Score,
  reason: string | undefined,
  today: PlainDate,
): Result<ScoreState, ComputeRefusal> {
  if (!mayBecome(score.state, 'computed')) return refused('score.wrong-state', { state: score.state });
  if (isBefore(today, plainDate(score.fromOn)))
    return refused('score.period-not-begun', { fromOn: score.fromOn });
  if (score.state === 'confirmed' && lettersIn(reason ?? '') < 4) return refused('score.reason-required', {});
  return granted('computed');
}

type ConfirmRefusal =
  | 'score.wrong-state'
  | 'score.period-running'
  | 'score.four-eyes'
  | 'score.facts-changed';

/** 一人计算、另一人确认: after the period is over, on the facts it was computed from. */
export function confirm(
  score: Score,
  by: { readonly personId: string; readonly today: PlainDate; readonly factsAsComputed: boolean },
  pack: RulePack,
): Result<ScoreState, ConfirmRefusal> {
  if (!mayBecome(score.state, 'confirmed')) return refused('score.wrong-state', { state: score.state });
  if (!isBefore(plainDate(score.toOn), by.today))
    return refused('score.period-running', { toOn: score.toOn }, scaleBasis(pack));
  if (score.computedBy === by.personId)
    return refused('score.four-eyes', {}, [{ clause: clauseOfDuty(pack, 'D13') }]);
  if (!by.factsAsComputed) return refused('score.facts-changed', {});
  return granted('confirmed');
}

/** Opened by mistake; what was once confirmed stays. */
export function withdraw(score: Score): Result<ScoreState, 'score.wrong-state'> {
  return mayBecome(score.state, 'withdrawn') && score.confirmedComputation === null
    ? granted('withdrawn')
    : refused('score.wrong-state', { state: score.state });
}

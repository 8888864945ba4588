import { floorOf, type Ratio, ratio, ratioOf, times } from '#kernel/ratio.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { isBehind } from '../plan/plan.progress.rules.ts';
import type { EscalationStep, RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';

type Progress = { readonly planned: Ratio; readonly actual: Ratio };
type LadderStep = NonNullable<RulePack['rectification']['progressLadder']>[number];

/** For a reader: hundredths of a per cent cut off, so that what just misses never reads as reached. */
export const shareShown = (share: Ratio): number => Number(floorOf(times(share, ratio(10_000)))) / 10_000;

export type ProgressStep = {
  readonly rule: LadderStep;
  /** Progress below this share of what the plan had by the day. */
  readonly below: number;
  readonly reached: boolean;
  readonly due: boolean;
};

/** 进度阶梯: the pack's steps towards a contract whose progress lies behind its plan, and which of them waits for a person. */
export function progressSteps(
  pack: RulePack,
  progress: Progress,
  on: PlainDate,
  taken: readonly string[],
  running: boolean,
): readonly ProgressStep[] {
  return (pack.rectification.progressLadder ?? []).map((rule) => {
    const below = inForce(rule.below, on).value;
    const reached = running && isBehind(progress, ratioOf(below));
    return { rule, below, reached, due: reached && !taken.includes(rule.step) };
  });
}

/** Due by the plan's own days and taken by a named person, once. */
export function takeProgressStep(
  steps: readonly ProgressStep[],
  step: EscalationStep,
  taken: readonly string[],
): Result<ProgressStep, 'progress.step-not-due' | 'progress.step-taken'> {
  const found = steps.find(({ rule }) => rule.step === step);
  if (taken.includes(step)) return refused('progress.step-taken', {}, citationsOf(found?.rule.basis ?? []));
  if (!found?.due) return refused('progress.step-not-due', { step }, citationsOf(found?.rule.basis ?? []));
  return granted(found);
}

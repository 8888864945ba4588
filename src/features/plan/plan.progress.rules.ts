import {
  compare,
  least,
  minus,
  most,
  nought,
  over,
  plus,
  type Ratio,
  ratio,
  ratioOfText,
  sumOf,
  times,
  whole,
} from '#kernel/ratio.ts';
import { daysBetween, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { LineReached } from './plan.model.ts';

const within = (share: Ratio): Ratio => least(whole, most(nought, share));

/** How much of a line its plan has done by a day, evenly from its first day to its last. */
export function plannedShareOf(line: Pick<LineReached, 'startOn' | 'finishOn'>, on: PlainDate): Ratio {
  const start = plainDate(line.startOn);
  const days = daysBetween(start, plainDate(line.finishOn)) + 1;
  return days <= 0 ? whole : within(ratio(daysBetween(start, on) + 1, days));
}

/** How much of a line is done, by accepted reports; no line counts for more than whole. */
export function reachedShareOf(line: Pick<LineReached, 'target' | 'total'>): Ratio {
  const target = ratioOfText(line.target);
  return target.numerator === 0n ? whole : within(over(ratioOfText(line.total ?? '0'), target));
}

/** Each line by the weight of its budget; alike where there is none. */
export function weightsOf(lines: readonly Pick<LineReached, 'budgetFen'>[]): readonly Ratio[] {
  const any = lines.some(({ budgetFen }) => budgetFen > 0);
  return lines.map(({ budgetFen }) => (any ? ratio(budgetFen) : whole));
}

/** 计划进度与实际进度 of a contract on a day, exactly. */
export function progressAgainstPlan(
  lines: readonly LineReached[],
  on: PlainDate,
): { readonly planned: Ratio; readonly actual: Ratio } {
  const weights = weightsOf(lines);
  const all = sumOf(weights);
  if (all.numerator === 0n) return { planned: nought, actual: nought };
  const weighed = (share: (line: LineReached) => Ratio): Ratio =>
    over(
      lines.reduce((sum, line, at) => plus(sum, times(weights[at] ?? nought, share(line))), nought),
      all,
    );
  return { planned: weighed((line) => plannedShareOf(line, on)), actual: weighed(reachedShareOf) };
}

/** Whether what is done is less than so much of what the plan had by then; before the plan begins nothing is behind. */
export const isBehind = (
  progress: { readonly planned: Ratio; readonly actual: Ratio },
  share: Ratio,
): boolean => compare(minus(progress.actual, times(progress.planned, share)), nought) < 0;

import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import {
  type Plan,
  type PlanAct,
  type PlanDifference,
  type PlanLine,
  type Project,
  planLifecycle,
  planLineFields,
} from './plan.model.ts';

/** 五: 本制度自印发之日起实行. Nothing is supervised, so no project begins, before that day. */
export function registerProject(
  project: Pick<Project, 'startsOn' | 'endsOn'>,
  regime: { readonly inForceFrom: string; readonly basis: readonly Citation[] },
): Result<true, 'project.before-regime' | 'project.dates-reversed'> {
  if (project.startsOn < regime.inForceFrom)
    return refused('project.before-regime', { inForceFromOn: regime.inForceFrom }, regime.basis);
  if (project.endsOn !== null && project.endsOn <= project.startsOn) return refused('project.dates-reversed');
  return granted(true);
}

export const moneyOf = (project: Pick<Project, 'centralFen' | 'localFen'>): number =>
  project.centralFen + project.localFen;

export const totalBudget = (lines: readonly Pick<PlanLine, 'budgetFen'>[]): number =>
  lines.reduce((sum, line) => sum + line.budgetFen, 0);

export type LinesRefused =
  | 'plan.line-twice'
  | 'plan.target-missing'
  | 'plan.line-dates-reversed'
  | 'plan.line-outside-project'
  | 'plan.over-budget';

/** 一(一): the plan's arrangements must fit the project, its time and its money. */
export function checkLines(
  project: Pick<Project, 'startsOn' | 'endsOn' | 'centralFen' | 'localFen'>,
  lines: readonly PlanLine[],
  basis: readonly Citation[],
): Result<true, LinesRefused> {
  if (new Set(lines.map(({ lineKey }) => lineKey)).size !== lines.length) return refused('plan.line-twice');
  for (const { task, target, plannedStartOn, plannedFinishOn } of lines) {
    if (target <= 0) return refused('plan.target-missing', { task });
    if (plannedFinishOn < plannedStartOn) return refused('plan.line-dates-reversed', { task });
    if (plannedStartOn < project.startsOn || (project.endsOn !== null && plannedFinishOn > project.endsOn))
      return refused('plan.line-outside-project', { task }, basis);
  }
  const totalFen = totalBudget(lines);
  const moneyFen = moneyOf(project);
  if (totalFen > moneyFen)
    return refused('plan.over-budget', { totalFen, moneyFen, excessFen: totalFen - moneyFen }, basis);
  return granted(true);
}

/** 一(一): a baseline is never changed silently; every version after the first says why it is needed. */
export function reasonFor(
  number: number,
  reason: string,
  basis: readonly Citation[],
): Result<true, 'plan.reason-required'> {
  return number > 1 && lettersIn(reason) < 4
    ? refused('plan.reason-required', { number }, basis)
    : granted(true);
}

/** 一(一): what was approved is what inspections compare with, so it stays as it was approved. */
export function mayMove(
  plan: Pick<Plan, 'state' | 'number'>,
  act: PlanAct,
  basis: readonly Citation[],
): Result<true, 'plan.approved-fixed' | 'plan.wrong-state'> {
  if (planLifecycle[act].from === plan.state) return granted(true);
  if (plan.state === 'approved' || plan.state === 'superseded')
    return refused('plan.approved-fixed', { number: plan.number }, basis);
  return refused('plan.wrong-state', { state: plan.state }, basis);
}

export type ApproveRefused =
  | 'plan.own-approval'
  | 'plan.in-force-before-project'
  | 'plan.retroactive'
  | 'plan.in-force-before-former';

/**
 * 一(一): the version in force is the standard of comparison. The first may confirm what the county adopted on paper
 * earlier; a later one never reaches back, since what was decided keeps the version it was decided by.
 */
export function approve(
  plan: Pick<Plan, 'draftedBy' | 'number'>,
  approval: { readonly by: string; readonly inForceFrom: PlainDate; readonly today: PlainDate },
  former: Pick<Plan, 'inForceFrom'> | undefined,
  project: Pick<Project, 'startsOn'>,
  basis: readonly Citation[],
): Result<true, ApproveRefused> {
  if (plan.draftedBy === approval.by) return refused('plan.own-approval', { number: plan.number }, basis);
  if (isBefore(approval.inForceFrom, plainDate(project.startsOn)))
    return refused('plan.in-force-before-project', { projectStartsOn: project.startsOn }, basis);
  if (!former) return granted(true);
  if (isBefore(approval.inForceFrom, approval.today))
    return refused('plan.retroactive', { todayOn: approval.today.toString() }, basis);
  if (former.inForceFrom !== null && !isAfter(approval.inForceFrom, plainDate(former.inForceFrom)))
    return refused('plan.in-force-before-former', { formerFromOn: former.inForceFrom }, basis);
  return granted(true);
}

/** The version in force on a day: the latest one approved whose day has come. */
export const versionOn = <P extends Pick<Plan, 'state' | 'number' | 'inForceFrom'>>(
  plans: readonly P[],
  on: PlainDate,
): P | undefined => {
  const day = on.toString();
  return plans
    .filter(
      ({ state, inForceFrom }) =>
        (state === 'approved' || state === 'superseded') && inForceFrom !== null && inForceFrom <= day,
    )
    .toSorted((a, b) => b.number - a.number)
    .at(0);
};

/** 一(一): drift from the plan is itself shown. Lines are matched by their key, whatever their order. */
export function differenceOf(before: readonly PlanLine[], after: readonly PlanLine[]): PlanDifference {
  const old = new Map(before.map((line) => [line.lineKey, line]));
  const now = new Map(after.map((line) => [line.lineKey, line]));
  const kept = after.flatMap((line) => {
    const was = old.get(line.lineKey);
    return was
      ? [{ before: was, after: line, fields: planLineFields.filter((field) => was[field] !== line[field]) }]
      : [];
  });
  const changed = kept.filter(({ fields }) => fields.length > 0);
  return {
    added: after.filter(({ lineKey }) => !old.has(lineKey)),
    removed: before.filter(({ lineKey }) => !now.has(lineKey)),
    changed,
    unchanged: kept.length - changed.length,
  };
}

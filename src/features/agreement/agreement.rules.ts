import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import type { PlanLine } from '../plan/plan.model.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import {
  type Agreement,
  type Instalment,
  type InstalmentState,
  type InstalmentTerms,
  instalmentTerms,
} from './agreement.model.ts';

export type DatesRefused =
  | 'agreement.before-regime'
  | 'agreement.before-project'
  | 'agreement.signed-in-future'
  | 'agreement.dates-reversed';

/** 五: nothing before the regime; and a contract is signed before it is performed. */
export function checkDates(
  agreement: Pick<Agreement, 'signedOn' | 'startsOn' | 'endsOn'>,
  bounds: { readonly regimeFrom: string; readonly projectStartsOn: string; readonly today: string },
  basis: readonly Citation[],
): Result<true, DatesRefused> {
  const { signedOn, startsOn, endsOn } = agreement;
  if (signedOn < bounds.regimeFrom)
    return refused('agreement.before-regime', { inForceFromOn: bounds.regimeFrom }, basis);
  if (signedOn < bounds.projectStartsOn)
    return refused('agreement.before-project', { projectStartsOn: bounds.projectStartsOn });
  if (signedOn > bounds.today) return refused('agreement.signed-in-future', { todayOn: bounds.today });
  if (startsOn < signedOn || endsOn <= startsOn)
    return refused('agreement.dates-reversed', { signedOn, startsOn, endsOn });
  return granted(true);
}

export type LinesRefused =
  | 'agreement.no-lines'
  | 'agreement.line-not-in-plan'
  | 'agreement.line-outside-areas';

/** 四(一): 按照…实施方案及…项目建设合同要求. A contract promises lines of the plan in force, in its own areas. */
export function checkPromises(
  promised: { readonly areas: readonly ContentArea[]; readonly lineKeys: readonly string[] },
  planLines: readonly Pick<PlanLine, 'lineKey' | 'area' | 'task'>[],
  basis: readonly Citation[],
  /** Lines promised earlier stay promised when a later plan drops them. */
  kept: readonly string[] = [],
): Result<true, LinesRefused> {
  if (promised.lineKeys.length === 0) return refused('agreement.no-lines', {}, basis);
  const lines = new Map(planLines.map((line) => [line.lineKey, line]));
  for (const key of promised.lineKeys) {
    const line = lines.get(key);
    if (!line) {
      if (kept.includes(key)) continue;
      return refused('agreement.line-not-in-plan', { line: key }, basis);
    }
    if (!promised.areas.includes(line.area))
      return refused('agreement.line-outside-areas', { task: line.task, area: line.area }, basis);
  }
  return granted(true);
}

export type InstalmentsRefused =
  | 'agreement.instalment-twice'
  | 'agreement.instalment-empty'
  | 'agreement.instalment-outside-contract'
  | 'agreement.instalments-not-the-amount';

/** 一(四): 阶段性拨付. The instalments are the contract sum, to the fen, and fall within the contract. */
export function checkInstalments(
  agreement: Pick<Agreement, 'signedOn' | 'endsOn' | 'amountFen'>,
  instalments: readonly Pick<InstalmentTerms, 'number' | 'amountFen' | 'plannedOn'>[],
  basis: readonly Citation[],
): Result<true, InstalmentsRefused> {
  const numbers = new Set(instalments.map(({ number }) => number));
  if (numbers.size !== instalments.length) return refused('agreement.instalment-twice', {}, basis);
  for (const { number, amountFen, plannedOn } of instalments) {
    if (amountFen <= 0) return refused('agreement.instalment-empty', { number }, basis);
    if (plannedOn < agreement.signedOn || plannedOn > agreement.endsOn)
      return refused(
        'agreement.instalment-outside-contract',
        { number, signedOn: agreement.signedOn, endsOn: agreement.endsOn },
        basis,
      );
  }
  const totalFen = instalments.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (totalFen !== agreement.amountFen)
    return refused(
      'agreement.instalments-not-the-amount',
      { totalFen, amountFen: agreement.amountFen, differenceFen: agreement.amountFen - totalFen },
      basis,
    );
  return granted(true);
}

/** Once asked for, an instalment is what was asked for: only one not yet requested, or refused, may be written anew. */
export const isOpenToChange = (state: InstalmentState): boolean => state === 'planned' || state === 'refused';

export type AmendRefused =
  | 'agreement.below-paid'
  | 'agreement.instalment-missing'
  | 'agreement.instalment-fixed';

/** 一(四): what is paid, decided or requested binds; an amendment may neither undercut it nor rewrite it. */
export function amendInstalments(
  current: readonly Instalment[],
  next: { readonly amountFen: number; readonly instalments: readonly InstalmentTerms[] },
  paidFen: number,
  basis: readonly Citation[],
): Result<true, AmendRefused> {
  if (next.amountFen < paidFen)
    return refused('agreement.below-paid', { paidFen, amountFen: next.amountFen }, basis);
  for (const was of current) {
    const now = next.instalments.find(({ number }) => number === was.number);
    if (!now) return refused('agreement.instalment-missing', { number: was.number }, basis);
    if (!isOpenToChange(was.state) && isRewritten(was, now))
      return refused('agreement.instalment-fixed', { number: was.number, state: was.state }, basis);
  }
  return granted(true);
}

export const isRewritten = (was: InstalmentTerms, now: InstalmentTerms): boolean =>
  instalmentTerms.some((field) => was[field] !== now[field]);

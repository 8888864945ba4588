import { clause, granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { Standing, Waiver, WaiverState } from './obligation.model.ts';
import { waiverLifecycle } from './obligation.model.ts';
import { stateOf } from './obligation.rules.ts';

type Unwaivable = 'obligation.settled-already' | 'obligation.missed' | 'obligation.withdrawn';

/** 坚决避免对发现的问题放一马。（一（五））What was missed stays missed: only what is still owed can be given up. */
export function mayBeWaived(
  obligation: Standing,
  today: PlainDate,
  clauseId: string,
): Result<true, Unwaivable> {
  const basis = [clause(clauseId)];
  if (obligation.withdrawn) return refused('obligation.withdrawn', {}, basis);
  const state = stateOf(obligation, today);
  if (state === 'missed') return refused('obligation.missed', { closesOn: obligation.closesOn }, basis);
  if (state !== 'upcoming' && state !== 'due') return refused('obligation.settled-already', { state }, basis);
  return granted(true);
}

/** One proposes and another decides (D13); an obligation settled meanwhile cannot be given up any more. */
export function decideWaiver(
  waiver: Waiver,
  obligation: Standing,
  decision: {
    readonly outcome: 'approved' | 'declined';
    readonly by: string;
    readonly at: string;
    readonly today: PlainDate;
  },
  clauseId: string,
): Result<Waiver, Unwaivable | 'waiver.decided-already' | 'waiver.own-proposal'> {
  const next: readonly WaiverState[] = waiverLifecycle[waiver.state];
  if (!next.includes(decision.outcome)) return refused('waiver.decided-already', { state: waiver.state });
  if (decision.by === waiver.proposedBy) return refused('waiver.own-proposal', {}, [clause(clauseId)]);
  if (decision.outcome === 'approved') {
    const waivable = mayBeWaived(obligation, decision.today, clauseId);
    if (!waivable.ok) return waivable;
  }
  return granted({
    ...waiver,
    version: waiver.version + 1,
    state: decision.outcome,
    decidedBy: decision.by,
    decidedAt: decision.at,
  });
}

import { type Actor, hasDuty, isOf, isSupervision, maySeeOf } from '#kernel/actor.ts';
import type { Decision, Instalment } from './disbursement.model.ts';

export const maySee = (actor: Actor, instalment: Pick<Instalment, 'contractorId'>): boolean =>
  maySeeOf(actor, instalment.contractorId);

export const mayRequest = (actor: Actor, instalment: Pick<Instalment, 'contractorId'>): boolean =>
  isOf(actor, 'contractor') && actor.organisationId === instalment.contractorId;
/** 商务局 does the day-to-day work (一(三)) and so puts the proposal together. */
export const mayPropose = (actor: Actor): boolean => isOf(actor, 'commerce-bureau');
export const mayCoDecide = (actor: Actor): boolean => isOf(actor, 'finance');
export const mayApprove = (actor: Actor): boolean =>
  isOf(actor, 'leading-group') && hasDuty(actor, 'signatory');
/** 办公室 took the step that suspended the payments, and so proposes to lift it; it confirms nothing. */
export const mayLift = (actor: Actor): boolean => isOf(actor, 'office');
export const mayPay = (actor: Actor): boolean => isOf(actor, 'finance');

/** Deliberation stays inside supervision: a contractor learns of a decision when it is one. */
export const mayKnowDecision = (actor: Actor, decision: Pick<Decision, 'state'>): boolean =>
  isSupervision(actor) || decision.state === 'approved' || decision.state === 'paid';

/** The next steps open to this person. A proposal whose facts have changed is not approved, only judged anew. */
export function mayOf(
  actor: Actor,
  instalment: Pick<Instalment, 'contractorId' | 'state'>,
  decision: Pick<Decision, 'state' | 'proposedBy' | 'financeBy' | 'approvedBy' | 'payableFen'> | null,
  outdated = false,
  /** Whether the pack pays by quantity or investment, which somebody then settles. */
  byQuantity = false,
): Record<
  'settle' | 'request' | 'propose' | 'reevaluate' | 'agree' | 'object' | 'approve' | 'decline' | 'pay',
  boolean
> {
  const own =
    decision !== null && (decision.proposedBy === actor.personId || decision.financeBy === actor.personId);
  const proposed = decision?.state === 'proposed';
  const payable = decision?.state === 'approved' && decision.payableFen !== null;
  const atFinance = proposed && decision.financeBy === null && mayCoDecide(actor) && !own;
  const atLeaders = proposed && decision.financeBy !== null && mayApprove(actor) && !own;
  return {
    request:
      (instalment.state === 'planned' || instalment.state === 'refused') && mayRequest(actor, instalment),
    settle:
      byQuantity &&
      instalment.state !== 'paid' &&
      instalment.state !== 'decided' &&
      !proposed &&
      mayPropose(actor),
    propose: instalment.state === 'requested' && !proposed && mayPropose(actor),
    reevaluate: proposed && outdated && mayPropose(actor),
    agree: atFinance,
    object: atFinance,
    approve: atLeaders && !outdated,
    decline: (proposed || payable) && mayApprove(actor),
    pay:
      payable &&
      mayPay(actor) &&
      decision.proposedBy !== actor.personId &&
      decision.approvedBy !== actor.personId,
  };
}

import { type Actor, hasDuty, isOf, isSupervision } from '#kernel/actor.ts';
import type { Activation } from './activation.model.ts';

/** The office proposes; it keeps the county's registers and its text. */
export const mayPropose = (actor: Actor): boolean => isOf(actor, 'office');
/** The leading group activates, by its signatory. */
export const mayDecide = (actor: Actor): boolean =>
  isOf(actor, 'leading-group') && hasDuty(actor, 'signatory');
/** Under which version everybody stands is everybody's to know; what is being proposed is supervision's. */
export const mayKnowProposals = (actor: Actor): boolean => isSupervision(actor);

export const mayOf = (
  actor: Actor,
  activation: Pick<Activation, 'state' | 'proposedBy'>,
): Record<'approve' | 'decline', boolean> => {
  const open =
    activation.state === 'proposed' && mayDecide(actor) && activation.proposedBy !== actor.personId;
  return { approve: open, decline: open };
};

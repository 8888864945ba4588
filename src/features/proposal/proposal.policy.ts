import { type Actor, isSupervision } from '#kernel/actor.ts';

/** Supervision sees what waits for confirmation; a contractor learns of an act once it is done. */
export const maySeeProposals = (actor: Actor): boolean => isSupervision(actor);

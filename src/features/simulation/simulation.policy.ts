import { type Actor, isOf } from '#kernel/actor.ts';

/** Those who draft, run and adopt the regime try it. It changes nothing, but it lays the county's whole books open. */
export const simulators = ['office', 'commerce-bureau', 'leading-group'] as const;
export const maySimulate = (actor: Actor): boolean => isOf(actor, ...simulators);

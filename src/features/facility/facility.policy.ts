import { type Actor, isOperator, maySeeOf } from '#kernel/actor.ts';

export const mayKeepFacilities = (actor: Actor): boolean => isOperator(actor);
export const maySeeFacility = (actor: Actor, facility: { readonly contractorId: string }): boolean =>
  maySeeOf(actor, facility.contractorId);
/** Name and telephone of a station's head are personal data: for those who run the work, and the contractor itself. */
export const maySeeHead = (actor: Actor, facility: { readonly contractorId: string }): boolean =>
  isOperator(actor) || actor.organisationId === facility.contractorId;

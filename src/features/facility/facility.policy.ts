import { type Actor, isOperator, isSupervision } from '#kernel/actor.ts';

export const mayKeepFacilities = (actor: Actor): boolean => isOperator(actor);
/** A contractor sees what it holds, and what it held, as it handed it over: its findings and papers of that time are still its own. */
export const maySeeFacility = (
  actor: Actor,
  facility: { readonly holdings: readonly { readonly contractorId: string }[] },
): boolean =>
  isSupervision(actor) || facility.holdings.some(({ contractorId }) => contractorId === actor.organisationId);
/** Name and telephone of a station's head are personal data: for those who run the work, and the contractor that holds it now. */
export const maySeeHead = (actor: Actor, facility: { readonly contractorId: string }): boolean =>
  isOperator(actor) || actor.organisationId === facility.contractorId;

import { type Actor, hasDuty, isOf, isOperator } from '#kernel/actor.ts';

/** 商务局 leads and 办公室 keeps the registers; the administrators among them keep the people. */
export const mayRegisterOrganisation = (actor: Actor): boolean => isOperator(actor);
export const mayKeepPeople = (actor: Actor): boolean => isOperator(actor) && hasDuty(actor, 'administrator');
export const mayAppointGroup = (actor: Actor): boolean => isOperator(actor);
/** Everyone declares for himself; the office and the bureau may record what they learn of others (回避). */
export const mayDeclareRelation = (actor: Actor, personId: string): boolean =>
  !isOf(actor, 'contractor') && (actor.personId === personId || isOperator(actor));
export const maySeeOrganisation = (actor: Actor, organisationId: string): boolean =>
  !isOf(actor, 'contractor') || actor.organisationId === organisationId;

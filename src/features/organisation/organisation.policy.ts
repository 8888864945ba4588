import { type Actor, isAdministrator, isOf, isOperator } from '#kernel/actor.ts';
import { administratorKinds } from './organisation.model.ts';

/** Who is in the county and what each may do is changed by administrators alone, and by two of them. */
export const mayAdminister = (actor: Actor): boolean =>
  isAdministrator(actor) && isOf(actor, ...administratorKinds);
export const mayAppointGroup = (actor: Actor): boolean => isOperator(actor);
/** Everyone declares for himself; the office and the bureau may record what they learn of others (回避). */
export const mayDeclareRelation = (actor: Actor, personId: string): boolean =>
  !isOf(actor, 'contractor') && !isAdministrator(actor) && (actor.personId === personId || isOperator(actor));
export const maySeeOrganisation = (actor: Actor, organisationId: string): boolean =>
  !isOf(actor, 'contractor') || actor.organisationId === organisationId;
/** 谁给了谁什么: for those who watch the administrators, and for the administrators themselves. */
export const mayReadActs = (actor: Actor): boolean =>
  isOf(actor, 'audit', 'leading-group') || mayAdminister(actor);

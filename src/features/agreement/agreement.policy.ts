import { type Actor, isOperator, maySeeOf } from '#kernel/actor.ts';

/** 办公室 and 商务局 keep the register of contracts; a contractor reads its own. */
export const mayKeepAgreements = (actor: Actor): boolean => isOperator(actor);
export const maySeeAgreement = (actor: Actor, agreement: { readonly contractorId: string }): boolean =>
  maySeeOf(actor, agreement.contractorId);

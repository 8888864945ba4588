import { type Actor, isOf, isOperator, isSupervision } from '#kernel/actor.ts';

/** 办公室 and 商务局 keep the project and draft the plan; 领导小组 approves it. Contractors see their contract, not the plan. */
export const maySeePlans = (actor: Actor): boolean => isSupervision(actor);
export const mayKeepProject = (actor: Actor): boolean => isOperator(actor);
export const mayDraftPlan = (actor: Actor): boolean => isOperator(actor);
export const mayDecidePlan = (actor: Actor): boolean => isOf(actor, 'leading-group');

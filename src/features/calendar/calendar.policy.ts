import { type Actor, hasDuty, isOperator } from '#kernel/actor.ts';

/** Deadlines of the whole county hang on it: the reviewers of the office and the bureau keep the calendar. */
export const mayKeepCalendar = (actor: Actor): boolean => isOperator(actor) && hasDuty(actor, 'reviewer');

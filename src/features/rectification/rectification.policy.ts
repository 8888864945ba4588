import { type Actor, isOf, isOperator, maySeeOf } from '#kernel/actor.ts';
import { type Rectification, waitingForContractor } from './rectification.model.ts';

type About = Pick<Rectification, 'contractorId' | 'state' | 'extension'>;

export const maySee = (actor: Actor, about: Pick<Rectification, 'contractorId'>): boolean =>
  maySeeOf(actor, about.contractorId);
/** The contractor answers for its own items, and for no other's. */
export const mayReport = (actor: Actor, about: Pick<Rectification, 'contractorId'>): boolean =>
  isOf(actor, 'contractor') && actor.organisationId === about.contractorId;
/** 商务局 leads the day-to-day work: it answers reports and arranges re-inspections, with the office. */
export const mayAnswer = (actor: Actor): boolean => isOperator(actor);
/** Whoever serves in the 监督检查小组 may have been there; who was is said in the record. */
export const mayReinspect = (actor: Actor): boolean => !isOf(actor, 'contractor', 'leading-group');
/** 销号 is the office's to approve (一(四)). */
export const mayClose = (actor: Actor): boolean => isOf(actor, 'office');
export const mayReopen = (actor: Actor): boolean => isOperator(actor);
export const mayDecideExtension = (actor: Actor): boolean => isOf(actor, 'office');
export const mayTakeStep = (actor: Actor): boolean => isOf(actor, 'office');

/** Nothing is owed by the contractor at present: what is left of the time is nobody's worry. */
export const isSettled = (about: { readonly state: string; readonly overdueDays: number }): boolean =>
  about.overdueDays === 0 && !(waitingForContractor as readonly string[]).includes(about.state);

/** The next steps open to this person on this item. */
export function mayOf(
  actor: Actor,
  about: About,
  around: {
    readonly foundBy: string;
    readonly authors: readonly string[];
    readonly reinspectors: readonly string[];
    readonly mayInspect: boolean;
    readonly dueSteps: number;
    readonly extensionsLeft: number;
    readonly beforeDeadline: boolean;
  },
): Record<string, boolean> {
  const { state } = about;
  const waiting = (waitingForContractor as readonly string[]).includes(state);
  const asked = about.extension?.state === 'asked';
  const involved = [around.foundBy, ...around.authors, ...around.reinspectors].includes(actor.personId);
  return {
    report: waiting && mayReport(actor, about),
    askExtension:
      waiting && mayReport(actor, about) && !asked && around.extensionsLeft > 0 && around.beforeDeadline,
    decideExtension: asked && state !== 'closed' && state !== 'revoked' && mayDecideExtension(actor),
    sendBack: state === 'reported' && mayAnswer(actor),
    arrange: state === 'reported' && mayAnswer(actor),
    reinspect: state === 'reported' && mayReinspect(actor) && around.mayInspect,
    close: state === 'verified' && mayClose(actor) && !involved,
    reopen: state === 'closed' && mayReopen(actor),
    takeStep: around.dueSteps > 0 && mayTakeStep(actor),
  };
}

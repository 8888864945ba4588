import { type Actor, hasDuty, isOf, isSupervision } from '#kernel/actor.ts';
import type { ProcedureStepId } from '../regime/regime.model.ts';
import type { Case, FrozenStep } from './disqualification.model.ts';

type About = Pick<Case, 'contractorId'> & { readonly notified: boolean };

/** The contractor knows of its case from the notice on; a third party takes part in inspections and in nothing of this. */
export const maySee = (actor: Actor, about: About): boolean =>
  isOf(actor, 'contractor')
    ? about.notified && actor.organisationId === about.contractorId
    : isSupervision(actor) && !isOf(actor, 'third-party');

/** What the group said among itself stays inside supervision. */
export const mayReadDeliberation = (actor: Actor): boolean => isSupervision(actor);
/** What was decided is the contractor's to know once it is served. */
export const mayReadDecision = (actor: Actor, served: boolean): boolean => served || isSupervision(actor);

/** 领导小组办公室 opens the case: it issues the letters whose neglect is at issue (一（四）). */
export const mayOpen = (actor: Actor): boolean => isOf(actor, 'office');
/** Who has to do with the counting: supervision, without the third party. */
export const maySeeFacts = (actor: Actor): boolean => isSupervision(actor) && !isOf(actor, 'third-party');

/** A step is taken by those whom the county's procedure names; only the decision itself is the signatory's. */
export const mayTake = (actor: Actor, step: Pick<FrozenStep, 'step' | 'by'>): boolean =>
  isOf(actor, step.by) && (step.step !== 'decision' || hasDuty(actor, 'signatory'));
export const mayTakeOf = (actor: Actor, current: Pick<Case, 'procedure'>, id: ProcedureStepId): boolean => {
  const step = current.procedure.steps.find((one) => one.step === id);
  return step !== undefined && mayTake(actor, step);
};

export const isConcerned = (actor: Actor, current: Pick<Case, 'contractorId'>): boolean =>
  isOf(actor, 'contractor') && actor.organisationId === current.contractorId;
/** 期满未提出的，由办公室如实记录. */
export const mayRecordSilence = (actor: Actor): boolean => isOf(actor, 'office');
export const mayAnnounceHearing = (actor: Actor): boolean => isOf(actor, 'office');
/** Holding payments, releasing them, and ending a case without a decision: the leading group, by its signatory. */
export const mayDirect = (actor: Actor): boolean =>
  isOf(actor, 'leading-group') && hasDuty(actor, 'signatory');

export type CaseActs =
  | 'notify'
  | 'defend'
  | 'askHearing'
  | 'recordSilence'
  | 'announceHearing'
  | 'hear'
  | 'deliberate'
  | 'decide'
  | 'serve'
  | 'settle'
  | 'hold'
  | 'release'
  | 'close';

/** The next acts open to this person, as the case stands today. */
export function mayOf(
  actor: Actor,
  current: Case,
  now: {
    readonly next: ProcedureStepId | null;
    readonly notified: boolean;
    readonly decided: boolean;
    readonly canSpeak: boolean;
    readonly fromReached: boolean;
    readonly hasHearing: boolean;
    readonly deliberatedBy: string | null;
  },
): Record<CaseActs, boolean> {
  const open = current.state === 'open';
  const free = current.openedBy !== actor.personId;
  const at = (step: ProcedureStepId) => now.next === step && mayTakeOf(actor, current, step);
  const speaking = open && isConcerned(actor, current) && now.canSpeak;
  const { askedOn, announcedFor } = current.hearing;
  const heldOpen = now.next === 'hearing' || now.next === 'statement';
  return {
    notify: at('notice'),
    defend: speaking,
    askHearing: speaking && now.hasHearing && askedOn === null,
    recordSilence: now.next === 'statement' && !now.canSpeak && now.notified && mayRecordSilence(actor),
    announceHearing:
      open &&
      now.hasHearing &&
      heldOpen &&
      (askedOn !== null || now.next === 'hearing') &&
      mayAnnounceHearing(actor),
    hear: at('hearing') && announcedFor !== null && now.fromReached,
    deliberate: at('deliberation') && now.fromReached,
    decide: at('decision') && free && now.deliberatedBy !== actor.personId,
    serve: at('service'),
    settle: at('settlement'),
    hold: open && free && now.notified && current.hold === null && mayDirect(actor),
    release: open && free && current.hold !== null && mayDirect(actor),
    close: open && free && !now.decided && mayDirect(actor),
  };
}

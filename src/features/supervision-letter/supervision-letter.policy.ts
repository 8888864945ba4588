import { type Actor, hasDuty, isOf, isSupervision } from '#kernel/actor.ts';
import type { Letter, LetterState } from './supervision-letter.model.ts';

/** 由领导小组办公室出具: 商务局 reads and prepares findings, but a letter is never its own (一(四)). */
export const mayDraft = (actor: Actor): boolean => isOf(actor, 'office');
export const mayReview = (actor: Actor): boolean => isOf(actor, 'office') && hasDuty(actor, 'reviewer');
export const maySign = (actor: Actor): boolean =>
  isOf(actor, 'leading-group', 'office') && hasDuty(actor, 'signatory');
/** Who reviews or signs may also give it back; so may the office that drafted it. */
export const maySendBack = (actor: Actor): boolean => isOf(actor, 'office') || maySign(actor);
export const mayIssue = (actor: Actor): boolean => isOf(actor, 'office');
export const mayServe = (actor: Actor): boolean => isOf(actor, 'office');
export const mayAcknowledge = (actor: Actor, letter: Pick<Letter, 'contractorId'>): boolean =>
  isOf(actor, 'contractor') && actor.organisationId === letter.contractorId;

const served = ['served', 'acknowledged', 'closed', 'revoked'];

/** Supervision sees every letter; a contractor its own, from the day it was served. */
export const maySee = (actor: Actor, letter: Pick<Letter, 'contractorId' | 'state'>): boolean =>
  isSupervision(actor) || (actor.organisationId === letter.contractorId && served.includes(letter.state));

export type LetterStep = 'review' | 'sign' | 'issue' | 'serve' | 'acknowledge';
const next: Readonly<Partial<Record<LetterState, LetterStep>>> = {
  draft: 'review',
  reviewed: 'sign',
  signed: 'issue',
  issued: 'serve',
  served: 'acknowledge',
};
/** What is to be done to the letter next. */
export const nextStep = (letter: Pick<Letter, 'state'>, reviewed = true): LetterStep | null =>
  letter.state === 'draft' && !reviewed ? 'sign' : (next[letter.state] ?? null);

/** The next steps open to this person on this letter, in a county that reviews its letters or does not. */
export function mayOf(actor: Actor, letter: Letter, reviewed = true): Record<string, boolean> {
  const own = letter.draftedBy === actor.personId;
  const { state } = letter;
  return {
    amend: state === 'draft' && letter.kind === 'supervision' && mayDraft(actor),
    revoke:
      letter.kind === 'supervision' &&
      ['issued', 'served', 'acknowledged'].includes(state) &&
      mayDraft(actor),
    review: reviewed && state === 'draft' && mayReview(actor) && !own,
    sendBack: (state === 'reviewed' || state === 'signed') && maySendBack(actor),
    void: state === 'draft' && mayDraft(actor),
    sign:
      state === (reviewed ? 'reviewed' : 'draft') &&
      maySign(actor) &&
      !own &&
      letter.reviewedBy !== actor.personId,
    issue: state === 'signed' && mayIssue(actor),
    serve: state === 'issued' && mayServe(actor),
    acknowledge: state === 'served' && mayAcknowledge(actor, letter),
  };
}

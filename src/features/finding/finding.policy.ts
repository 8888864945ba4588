import { type Actor, isOf, isOperator } from '#kernel/actor.ts';
import type { Finding } from './finding.model.ts';

type About = Pick<Finding, 'state' | 'foundBy' | 'proposal'>;

const beforeLetter = (finding: About) => finding.state === 'raised' || finding.state === 'confirmed';

/** Whoever was there, the office and the bureau may ask for it; the third party proposes too. */
export const mayPropose = (actor: Actor, team: readonly string[]): boolean =>
  isOperator(actor) || team.includes(actor.personId);
/** The third party records and proposes, never decides (一(三)). */
export const mayDecide = (actor: Actor): boolean => isOf(actor, 'office', 'commerce-bureau', 'leading-group');
export const mayPutRight = (actor: Actor, team: readonly string[]): boolean => team.includes(actor.personId);

/** A contractor learns of a finding when the whole team stands behind it. */
export const mayKnow = (
  actor: Actor,
  finding: { readonly contractorId: string; readonly state: string; readonly inspectionState: string },
): boolean =>
  actor.organisationKind !== 'contractor' ||
  (finding.contractorId === actor.organisationId &&
    finding.state !== 'raised' &&
    finding.inspectionState === 'signed');

/** What this person may do about this finding now. */
export const mayOf = (actor: Actor, finding: About, team: readonly string[]) => ({
  proposeWithdrawal: beforeLetter(finding) && !finding.proposal && mayPropose(actor, team),
  proposeLowering: beforeLetter(finding) && !finding.proposal && mayPropose(actor, team),
  decide:
    finding.proposal !== null &&
    finding.proposal.by !== actor.personId &&
    finding.foundBy !== actor.personId &&
    mayDecide(actor),
  putRight:
    finding.state === 'confirmed' &&
    !finding.proposal &&
    finding.foundBy !== actor.personId &&
    mayPutRight(actor, team),
});

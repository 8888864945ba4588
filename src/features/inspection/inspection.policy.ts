import { type Actor, isOperator, isSupervision } from '#kernel/actor.ts';
import type { Inspection } from './inspection.model.ts';

type About = Pick<Inspection, 'state' | 'leadId' | 'plannedBy' | 'contractorId' | 'notice' | 'team'>;

/** 具体由商务局牵头负责（一(三)）: the bureau and the office plan; the team carries out. */
export const mayPlan = (actor: Actor): boolean => isOperator(actor);
export const isOnTeam = (actor: Actor, inspection: Pick<About, 'team'>): boolean =>
  inspection.team.some(({ personId }) => personId === actor.personId);
export const mayCancel = (actor: Actor): boolean => isOperator(actor);
export const maySubmit = (actor: Actor, inspection: About): boolean => inspection.leadId === actor.personId;
export const maySupplement = (actor: Actor, inspection: About): boolean =>
  isOnTeam(actor, inspection) || isOperator(actor);

/**
 * A contractor sees an inspection of its own once the whole team has signed, and a visit that was announced to it; an
 * unannounced one (不打招呼) it learns of from the signed record.
 */
export function mayKnow(actor: Actor, inspection: Pick<About, 'state' | 'contractorId' | 'notice'>): boolean {
  if (isSupervision(actor)) return true;
  if (inspection.contractorId !== actor.organisationId) return false;
  return inspection.state === 'signed' || inspection.notice === 'announced';
}

/** What an announced contractor may read before the record is signed: that a visit is planned, not what was found. */
export const mayRead = (actor: Actor, inspection: Pick<About, 'state'>): boolean =>
  isSupervision(actor) || inspection.state === 'signed';

/** The sheet is the team's paper; the rest of supervision may look over its shoulder. */
export const maySeeSheet = (actor: Actor): boolean => isSupervision(actor);

export function mayOf(actor: Actor, inspection: About): Record<string, boolean> {
  const me = inspection.team.find(({ personId }) => personId === actor.personId);
  const { state } = inspection;
  const written = state === 'submitted' || state === 'signed';
  return {
    declare: state === 'planned' && me !== undefined && me.declaredAt === null,
    fill: state === 'planned' && me !== undefined,
    submit: state === 'planned' && maySubmit(actor, inspection),
    sign: state === 'submitted' && me !== undefined && me.signedAt === null,
    supplement: written && maySupplement(actor, inspection),
    cancel: state === 'planned' && mayCancel(actor),
    planAgain: state === 'cancelled' && mayPlan(actor),
  };
}

import { type Actor, isOf, isOperator, maySeeOf } from '#kernel/actor.ts';
import type { ObligationKind } from './obligation.model.ts';

/** A contractor sees what falls on its own contracts, supervision the whole county. */
export const maySeeObligation = (actor: Actor, contractorId: string | null): boolean =>
  maySeeOf(actor, contractorId);

/** 免除 is a matter of those who answer for the inspections: the leading group, its office, the commerce bureau. */
export const mayProposeWaiver = (actor: Actor): boolean =>
  isOf(actor, 'leading-group', 'office', 'commerce-bureau');

/** The same bodies decide, but never the person who proposed. */
export const mayDecideWaiver = (actor: Actor, proposedBy: string): boolean =>
  mayProposeWaiver(actor) && actor.personId !== proposedBy;

/** Who does what is due: the bureau and the office plan the visit, the contractor writes the report. */
export const mayActOn = (actor: Actor, kind: ObligationKind, contractorId: string | null): boolean =>
  kind === 'inspection'
    ? isOperator(actor)
    : isOf(actor, 'contractor') && actor.organisationId === contractorId;

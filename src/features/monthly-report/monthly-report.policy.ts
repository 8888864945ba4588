import { type Actor, isOf, isOperator, isSupervision } from '#kernel/actor.ts';
import type { Report } from './monthly-report.model.ts';

/** 承办企业上报: nobody reports for another contractor, and nobody else for it. */
export const mayReportFor = (actor: Actor, contractorId: string): boolean =>
  isOf(actor, 'contractor') && actor.organisationId === contractorId;

/** A draft is its author's affair; from the first submission on, supervision sees the report. */
export const maySeeReport = (
  actor: Actor,
  report: Pick<Report, 'contractorId' | 'firstSubmittedAt'>,
): boolean =>
  mayReportFor(actor, report.contractorId) || (isSupervision(actor) && report.firstSubmittedAt !== null);

/** 办公室 and 商务局 accept a report or send it back. */
export const mayDecideReport = (actor: Actor): boolean => isOperator(actor);

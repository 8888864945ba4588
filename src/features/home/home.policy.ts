import { type Actor, isAdministrator, isOf, isSupervision } from '#kernel/actor.ts';
import { mayApprove, mayCoDecide, mayPay, mayPropose } from '../disbursement/disbursement.policy.ts';
import { mayDecide as mayDecideFinding } from '../finding/finding.policy.ts';
import { mayPlan } from '../inspection/inspection.policy.ts';
import { mayDecideReport } from '../monthly-report/monthly-report.policy.ts';
import { mayProposeWaiver } from '../obligation/obligation.policy.ts';
import { mayDecidePlan } from '../plan/plan.policy.ts';
import { maySeeProposals } from '../proposal/proposal.policy.ts';
import {
  mayAnswer,
  mayClose,
  mayDecideExtension,
  mayReinspect,
  mayTakeStep,
} from '../rectification/rectification.policy.ts';
import {
  mayDraft,
  mayIssue,
  mayReview,
  mayServe,
  maySign,
} from '../supervision-letter/supervision-letter.policy.ts';
import type { NeedKind, SoonKind } from './home.model.ts';

const isContractor = (actor: Actor) => isOf(actor, 'contractor');

/** Whose turn a step is, as the step's own feature says it. */
const turns: Readonly<Record<NeedKind, (actor: Actor) => boolean>> = {
  'inspection-declare': isSupervision,
  'inspection-submit': isSupervision,
  'inspection-sign': isSupervision,
  'inspections-to-plan': mayPlan,
  'report-write': isContractor,
  'report-correct': isContractor,
  'report-decide': mayDecideReport,
  'finding-decide': mayDecideFinding,
  'findings-to-letter': mayDraft,
  'letter-review': mayReview,
  'letter-sign': maySign,
  'letter-issue': mayIssue,
  'letter-serve': mayServe,
  'letter-acknowledge': isContractor,
  'rectification-report': isContractor,
  'rectification-answer': mayAnswer,
  'rectification-reinspect': mayReinspect,
  'rectification-close': mayClose,
  'extension-decide': mayDecideExtension,
  'escalation-due': mayTakeStep,
  'progress-due': mayTakeStep,
  'waiver-decide': mayProposeWaiver,
  'plan-approve': mayDecidePlan,
  'proposal-confirm': maySeeProposals,
  'case-office': (actor) => isOf(actor, 'office'),
  'case-leaders': (actor) => isOf(actor, 'leading-group'),
  'case-contractor': isContractor,
  'instalment-request': isContractor,
  'payment-propose': mayPropose,
  'payment-agree': mayCoDecide,
  'payment-approve': mayApprove,
  'payment-pay': mayPay,
};

export const needsOf = (actor: Actor): readonly NeedKind[] =>
  isAdministrator(actor) ? [] : (Object.keys(turns) as NeedKind[]).filter((kind) => turns[kind](actor));

export const soonOf = (actor: Actor): readonly SoonKind[] => {
  if (isContractor(actor))
    return ['inspection-planned', 'report-due', 'rectification-due', 'instalment-planned'];
  const own: readonly SoonKind[] = ['inspection-planned', 'reinspection-planned'];
  if (isOf(actor, 'third-party', 'department')) return own;
  return [...own, 'inspections-due', 'rectification-due', 'instalment-planned'];
};

/** Who has the county as a whole to look after, and so its month at a glance. */
export const overseers = ['leading-group', 'office', 'commerce-bureau', 'finance', 'audit'] as const;
export const maySeeMonth = ({ organisationKind }: Pick<Actor, 'organisationKind'>): boolean =>
  (overseers as readonly string[]).includes(organisationKind);

import { activationRoutes } from '#features/activation/activation.routes.ts';
import { agreementEnd } from '#features/agreement/agreement.end.service.ts';
import { agreementRoutes } from '#features/agreement/agreement.routes.ts';
import { calendarRoutes } from '#features/calendar/calendar.routes.ts';
import { disbursementRoutes } from '#features/disbursement/disbursement.routes.ts';
import { liftSuspension, suspendOnLastStep } from '#features/disbursement/disbursement.suspension.service.ts';
import { disqualificationRoutes } from '#features/disqualification/disqualification.routes.ts';
import { drawRoutes } from '#features/draw/draw.routes.ts';
import { evidenceRoutes } from '#features/evidence/evidence.routes.ts';
import { attachPapers, papersOf } from '#features/evidence/evidence.service.ts';
import { facilityRoutes } from '#features/facility/facility.routes.ts';
import { findingRoutes } from '#features/finding/finding.routes.ts';
import { homeRoutes } from '#features/home/home.routes.ts';
import { inspectionRoutes } from '#features/inspection/inspection.routes.ts';
import { integrityRoutes } from '#features/integrity/integrity.routes.ts';
import { monthlyReportRoutes } from '#features/monthly-report/monthly-report.routes.ts';
import { refreshObligations } from '#features/obligation/obligation.refresh.service.ts';
import { obligationRoutes } from '#features/obligation/obligation.routes.ts';
import { accountRoutes } from '#features/organisation/organisation.account.routes.ts';
import { administrationRoutes } from '#features/organisation/organisation.administration.routes.ts';
import { administrationKinds } from '#features/organisation/organisation.administration.service.ts';
import { organisationRoutes } from '#features/organisation/organisation.routes.ts';
import { projectMoney } from '#features/plan/plan.project.service.ts';
import { planRoutes } from '#features/plan/plan.routes.ts';
import { proposalRoutes } from '#features/proposal/proposal.routes.ts';
import type { ProposalKind } from '#features/proposal/proposal.service.ts';
import { confirmDeadlines } from '#features/rectification/rectification.escalation.service.ts';
import { rectificationRoutes } from '#features/rectification/rectification.routes.ts';
import { orderRectifications } from '#features/rectification/rectification.service.ts';
import { regimeRoutes } from '#features/regime/regime.routes.ts';
import { scoreRoutes } from '#features/score/score.routes.ts';
import { simulationRoutes } from '#features/simulation/simulation.routes.ts';
import { supervisionLetterRoutes } from '#features/supervision-letter/supervision-letter.routes.ts';
import { threadRoutes } from '#features/thread/thread.routes.ts';
import type { Reactions } from '#platform/call.ts';
import type { RequestContext } from '#platform/http.ts';
import { confirmedActRefusals } from './main.contract.ts';

/** What only the composition can do for a feature. */
export type Composition = {
  readonly buildDemonstration: (context: RequestContext) => Promise<'building' | 'ready' | 'refused'>;
};

/** The acts that one proposes and another confirms; a refusal of theirs that `confirmedActRefusals` lacks does not compile. */
const proposalKinds: readonly ProposalKind<(typeof confirmedActRefusals)[number]>[] = [
  projectMoney,
  agreementEnd,
  ...administrationKinds,
  liftSuspension,
];

/** Every feature's handlers, under the names of `main.contract.ts`. */
export const routerOf = (composition: Composition) => ({
  activation: activationRoutes,
  disqualification: disqualificationRoutes,
  disbursement: disbursementRoutes,
  organisation: organisationRoutes(composition.buildDemonstration),
  account: accountRoutes,
  administration: administrationRoutes,
  proposal: proposalRoutes(confirmedActRefusals, { kinds: proposalKinds, papersOf }),
  evidence: evidenceRoutes,
  integrity: integrityRoutes,
  regime: regimeRoutes,
  calendar: calendarRoutes,
  inspection: inspectionRoutes,
  finding: findingRoutes,
  draw: drawRoutes,
  obligation: obligationRoutes,
  monthlyReport: monthlyReportRoutes,
  facility: facilityRoutes,
  agreement: agreementRoutes,
  plan: planRoutes,
  supervisionLetter: supervisionLetterRoutes,
  rectification: rectificationRoutes,
  score: scoreRoutes,
  home: homeRoutes,
  thread: threadRoutes,
  simulation: simulationRoutes,
});

/** Who answers to whose acts, in the act's transaction. */
export const reactions: Reactions = {
  papersAttached: attachPapers,
  baselineChanged: async (tx, call, touched) => {
    await refreshObligations(tx, call, touched);
  },
  letterServed: orderRectifications,
  stepTaken: suspendOnLastStep,
  calendarChanged: async (tx, call) => [
    ...(await confirmDeadlines(tx, call)),
    ...(await refreshObligations(tx, call)).fixed,
  ],
};

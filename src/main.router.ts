import { agreementRoutes } from '#features/agreement/agreement.routes.ts';
import { disbursementRoutes } from '#features/disbursement/disbursement.routes.ts';
import { evidenceRoutes } from '#features/evidence/evidence.routes.ts';
import { facilityRoutes } from '#features/facility/facility.routes.ts';
import { findingRoutes } from '#features/finding/finding.routes.ts';
import { homeRoutes } from '#features/home/home.routes.ts';
import { inspectionRoutes } from '#features/inspection/inspection.routes.ts';
import { monthlyReportRoutes } from '#features/monthly-report/monthly-report.routes.ts';
import { refreshObligations } from '#features/obligation/obligation.refresh.service.ts';
import { obligationRoutes } from '#features/obligation/obligation.routes.ts';
import { organisationRoutes } from '#features/organisation/organisation.routes.ts';
import { planRoutes } from '#features/plan/plan.routes.ts';
import { rectificationRoutes } from '#features/rectification/rectification.routes.ts';
import { orderRectifications } from '#features/rectification/rectification.service.ts';
import { regimeRoutes } from '#features/regime/regime.routes.ts';
import { supervisionLetterRoutes } from '#features/supervision-letter/supervision-letter.routes.ts';
import { threadRoutes } from '#features/thread/thread.routes.ts';
import type { Reactions } from '#platform/call.ts';
import type { RequestContext } from '#platform/http.ts';

/** What only the composition can do for a feature. */
export type Composition = {
  readonly buildDemonstration: (context: RequestContext) => Promise<'building' | 'ready' | 'refused'>;
};

/** Every feature's handlers, under the names of `main.contract.ts`. */
export const routerOf = (composition: Composition) => ({
  disbursement: disbursementRoutes,
  organisation: organisationRoutes(composition.buildDemonstration),
  evidence: evidenceRoutes,
  regime: regimeRoutes,
  inspection: inspectionRoutes,
  finding: findingRoutes,
  obligation: obligationRoutes,
  monthlyReport: monthlyReportRoutes,
  facility: facilityRoutes,
  agreement: agreementRoutes,
  plan: planRoutes,
  supervisionLetter: supervisionLetterRoutes,
  rectification: rectificationRoutes,
  home: homeRoutes,
  thread: threadRoutes,
});

/** Who answers to whose acts, in the act's transaction. */
export const reactions: Reactions = {
  baselineChanged: async (tx, call) => {
    await refreshObligations(tx, call);
  },
  letterServed: orderRectifications,
};

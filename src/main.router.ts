import { evidenceRoutes } from '#features/evidence/evidence.routes.ts';
import { organisationRoutes } from '#features/organisation/organisation.routes.ts';
import { regimeRoutes } from '#features/regime/regime.routes.ts';
import type { Reactions } from '#platform/call.ts';
import type { RequestContext } from '#platform/http.ts';

/** What only the composition can do for a feature. */
export type Composition = {
  readonly buildDemonstration: (context: RequestContext) => Promise<'building' | 'ready' | 'refused'>;
};

/** Every feature's handlers, under the names of `main.contract.ts`. */
export const routerOf = (composition: Composition) => ({
  organisation: organisationRoutes(composition.buildDemonstration),
  evidence: evidenceRoutes,
  regime: regimeRoutes,
});

/** Who answers to whose acts, in the act's transaction. */
export const reactions: Reactions = {
  baselineChanged: async () => {},
  letterServed: async () => {},
};

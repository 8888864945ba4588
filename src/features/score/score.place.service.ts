import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { byText } from '#kernel/order.ts';
import { granted, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { maySeeFacility } from '../facility/facility.policy.ts';
import { findFacility } from '../facility/facility.store.ts';
import type { scoreContract } from './score.contract.ts';
import { computedScores, inspectionsAt, placesOf } from './score.place.store.ts';
import { maySee } from './score.policy.ts';
import { evidenceFor, scoreViewOf } from './score.service.ts';
import { lossViewOf } from './score.show.service.ts';
import { computationsOf } from './score.store.ts';

type Inputs = InferContractRouterInputs<typeof scoreContract>;

const periodsShown = 4;

/**
 * 站点的失分: of each of the newest periods in which an inspection of the facility counted, what it lost. A contractor reads of
 * its own scores that bind; a facility that others hold now shows it nothing of theirs.
 */
export async function handleAtFacility(call: Call, input: Inputs['atFacility']) {
  const facility = await findFacility(call.db, call.county, input.id);
  if (!facility || !maySeeFacility(call.actor, facility)) return refused('score.not-found', { id: input.id });
  const inspections = await inspectionsAt(call.db, call.county, input.id);
  const own = new Set(inspections.map(({ id }) => id));
  const agreements = [...new Set(inspections.map(({ agreementId }) => agreementId))];
  const places = await placesOf(call.db, call.county, [...own]);
  const items = [];
  for (const row of await computedScores(call.db, call.county, agreements, periodsShown)) {
    if (!maySee(call.actor, row)) continue;
    const number = isSupervision(call.actor) ? row.computation : row.confirmedComputation;
    const computation = (await computationsOf(call.db, call.county, row.id)).find(
      (one) => one.number === number,
    );
    if (!computation) continue;
    const { result, scale } = computation;
    const counted = result.verdicts.some((verdict) => verdict.inspections.some(({ id }) => own.has(id)));
    const losses = result.losses.filter(({ inspection }) => inspection !== null && own.has(inspection.id));
    if (!counted && losses.length === 0) continue;
    const evidence = await evidenceFor(call.db, call, losses);
    items.push({
      score: scoreViewOf(call, row, {
        scoreId: row.id,
        number: computation.number,
        totalHundredths: result.totalHundredths,
        band: result.band,
        scale,
      }),
      packId: computation.packId,
      packVersion: computation.packVersion,
      lostHundredths: losses.reduce((sum, { hundredths }) => sum + hundredths, 0),
      losses: losses.map((loss) => lossViewOf(call.actor, scale, loss, { evidence, places })),
    });
  }
  return granted({ items: items.toSorted((a, b) => byText(b.score.toOn, a.score.toOn)) });
}

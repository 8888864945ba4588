import type { InferContractRouterOutputs } from '@orpc/contract';
import { clause, granted } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { villagesOf } from '#platform/places.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { obligationContract } from './obligation.contract.ts';
import { coverageOf, coverageOfAll, isBlindSpot, reachedOf } from './obligation.coverage.rules.ts';
import * as store from './obligation.coverage.store.ts';

type Outputs = InferContractRouterOutputs<typeof obligationContract>['coverage'];
type Facility = store.FacilityReached;

/** 覆盖与盲区: every village of the county, those without a station among them. */
export async function handleCoverage(call: Call) {
  const { pack } = await regimeOf(call);
  const on = today(call).toString();
  const [facilities, contractors] = await Promise.all([
    store.facilitiesReached(call.db, call.county, on),
    store.contractorsReached(call.db, call.county, on),
  ]);
  const byTown = Map.groupBy(
    villagesWith(facilities, villagesOf(pack.jurisdiction)?.values() ?? []),
    ({ townCode }) => townCode,
  );
  return granted<Outputs>({
    asOf: on,
    towns: [...byTown].map(([code, villages]) => ({
      code,
      name: villages[0]?.townName ?? code,
      ...reachedOf(villages.flatMap((village) => village.facilities)),
      villages: villages.map(({ code, name, facilities: here }) => ({
        code,
        name,
        state: coverageOfAll(here),
        facilities: here.map(({ id }) => id),
      })),
    })),
    facilities: facilities.map((one) => ({
      id: one.id,
      number: one.number,
      name: one.name,
      kind: one.kind,
      village: one.villageName,
      townCode: one.villageCode.slice(0, 9),
      town: one.townName,
      contractor: { id: one.contractorId, name: one.contractorName },
      state: coverageOf(one),
      blindSpot: isBlindSpot(one),
      visits: one.visits,
      lastVisitOn: one.lastVisitOn,
      lastMissedOn: one.lastMissedOn,
      nextDueOn: one.nextDueOn,
      nextProvisional: one.nextProvisional,
      due: one.due,
      overdue: one.overdue,
      missed: one.missed,
    })),
    contractors: contractors.map((one) => ({
      ...one,
      facilities: ownOf(one.id, facilities).facilities,
      neverVisited: ownOf(one.id, facilities).neverVisited,
      blindSpots: ownOf(one.id, facilities).blindSpots,
    })),
    county: reachedOf(facilities),
    basis: [clause(clauseOfDuty(pack, 'D06'))],
  });
}

const ownOf = (contractorId: string, facilities: readonly Facility[]) =>
  reachedOf(facilities.filter((one) => one.contractorId === contractorId));

type Place = {
  readonly code: string;
  readonly name: string;
  readonly townCode: string;
  readonly townName: string;
};

/** The villages of the list with their facilities; where a facility stands in none of them, its own village beside them. */
function villagesWith(facilities: readonly Facility[], places: Iterable<Place>) {
  const villages = new Map<string, Place & { facilities: Facility[] }>();
  for (const { code, name, townCode, townName } of places)
    villages.set(code, { code, name, townCode, townName, facilities: [] });
  for (const one of facilities) {
    const { villageCode: code, villageName: name, townName } = one;
    const known = villages.get(code) ?? { code, name, townCode: code.slice(0, 9), townName, facilities: [] };
    known.facilities.push(one);
    villages.set(code, known);
  }
  return [...villages.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

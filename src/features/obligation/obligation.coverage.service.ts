import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { clause, granted } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import { villagesOf } from '#platform/places.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { obligationContract } from './obligation.contract.ts';
import { coverageCursor } from './obligation.coverage.contract.ts';
import { byGravity, coverageOf, coverageOfAll, isBlindSpot, reachedOf } from './obligation.coverage.rules.ts';
import * as store from './obligation.coverage.store.ts';
import { coverageStates } from './obligation.model.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;
type Facility = store.FacilityReached;

/** 覆盖与盲区: every village of the county, those without a station among them; the facilities are counted here and listed page by page. */
export async function handleCoverage(call: Call, input: Inputs['coverage']) {
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
  const ofContractor = Map.groupBy(facilities, ({ contractorId }) => contractorId);
  return granted<Outputs['coverage']>({
    asOf: on,
    towns: [...byTown].map(([code, villages]) => ({
      code,
      name: villages[0]?.townName ?? code,
      ...reachedOf(villages.flatMap((village) => village.facilities)),
      villages: villages.map(({ code, name, facilities: here }) => ({
        code,
        name,
        state: coverageOfAll(here),
        facilities: here.length,
        fitting: here.filter((one) => fits(one, input)).length,
      })),
    })),
    contractors: contractors.map((one) => {
      const own = reachedOf(ofContractor.get(one.id) ?? []);
      return {
        ...one,
        facilities: own.facilities,
        neverVisited: own.neverVisited,
        blindSpots: own.blindSpots,
      };
    }),
    county: reachedOf(facilities),
    basis: [clause(clauseOfDuty(pack, 'D06'))],
  });
}

type Asked = Omit<Inputs['coveredFacilities'], 'show' | 'cursor'>;

const fits = (one: Facility, { contractor, town, village }: Asked): boolean =>
  (contractor === undefined || one.contractorId === contractor) &&
  (town === undefined || one.villageCode.startsWith(town)) &&
  (village === undefined || one.villageCode === village);

/** A blind spot stands on the first pages, so that none is overlooked; what the filters let through is complete over the pages. */
export async function handleFacilities(call: Call, input: Inputs['coveredFacilities']) {
  const all = await store.facilitiesReached(call.db, call.county, today(call).toString());
  const [said, number] = coverageCursor.read(input.cursor) ?? [];
  const state = coverageStates.find((one) => one === said);
  const rest = all
    .filter((one) => fits(one, input) && (input.show === 'all' || isBlindSpot(one)))
    .map((one) => ({ ...one, state: coverageOf(one) }))
    .filter((one) => state === undefined || number === undefined || byGravity({ state, number }, one) < 0)
    .sort(byGravity);
  const items = rest.slice(0, pageSize);
  const last = items.at(-1);
  return granted<Outputs['coveredFacilities']>({
    items: items.map((one) => ({
      id: one.id,
      number: one.number,
      name: one.name,
      kind: one.kind,
      village: one.villageName,
      townCode: one.villageCode.slice(0, 9),
      town: one.townName,
      contractor: { id: one.contractorId, name: one.contractorName },
      state: one.state,
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
    nextCursor: rest.length > pageSize && last ? coverageCursor.write(last.state, last.number) : null,
  });
}

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

import type { InferContractRouterInputs } from '@orpc/contract';
import { canonicalJson } from '#kernel/canonical.ts';
import { byText } from '#kernel/order.ts';
import { granted, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { facilities } from '../facility/facility.store.ts';
import { teamCandidates } from '../organisation/organisation.group.store.ts';
import type { TeamCandidate } from '../organisation/organisation.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { areaOfFacility, inForce } from '../regime/regime.rules.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import type { drawContract } from './draw.contract.ts';
import {
  type DrawInspector,
  type DrawLists,
  type DrawObject,
  type DrawRole,
  drawFormat,
  type WeightTerm,
} from './draw.model.ts';
import { mayPrepare } from './draw.policy.ts';
import { listsDigestOf, listsText } from './draw.proof.rules.ts';
import { type Former, periodFor, repeats, weightTerms } from './draw.purpose.rules.ts';
import * as reading from './draw.read.store.ts';
import { basisOf, countOf, drawNumber, mayFreeze, termsOf } from './draw.rules.ts';
import { written } from './draw.show.service.ts';
import * as store from './draw.store.ts';
import { weightOf } from './draw.weight.rules.ts';

type Inputs = InferContractRouterInputs<typeof drawContract>;

/** The places a person may be given, as an inspection team will ask again (一(三)). */
function rolesOf(candidate: TeamCandidate, pack: RulePack): readonly DrawRole[] {
  if (candidate.groupRole === null) return [];
  if (candidate.organisationKind === 'third-party') return ['third-party'];
  const leads =
    candidate.groupRole === 'lead' && candidate.organisationKind === pack.inspection.leadOrganisation;
  return leads ? ['lead', 'member'] : ['member'];
}

/** Everyone with a place in the inspection group on the day, and the contractors each must keep away from. */
async function inspectorsOf(db: Tx, call: Call, pack: RulePack) {
  const organisations = new Map(
    (await reading.activeOrganisations(db, call.county)).map(({ id, name }) => [id, name]),
  );
  return (await teamCandidates(db, call.county, today(call).toString()))
    .map((candidate) => ({
      id: candidate.personId,
      name: candidate.name,
      organisation: organisations.get(candidate.organisationId) ?? '',
      roles: rolesOf(candidate, pack),
      relatedContractorIds: candidate.relatedContractorIds,
    }))
    .filter(({ roles }) => roles.length > 0);
}

export async function handlePreparation(call: Call, _input: Inputs['preparation']) {
  const { pack } = await regimeOf(call);
  const terms = termsOf(pack);
  if (!terms.ok) return terms;
  const draws = terms.value;
  const day = today(call);
  const periods = { current: periodFor(draws, 'current', day), next: periodFor(draws, 'next', day) };
  const [all, inspectors, organisations, earlier] = await Promise.all([
    facilities(call.db, call.county),
    inspectorsOf(call.db, call, pack),
    reading.activeOrganisations(call.db, call.county),
    store.formers(call.db, call.county, remembered(day)),
  ]);
  const eligible = all.filter(({ kind }) => draws.facilityKinds.includes(kind));
  const placeOf = placesIn(all);
  return granted({
    kinds: [...draws.facilityKinds],
    towns: [...new Set(eligible.map(({ townName }) => townName))].sort(byText),
    facilities: counted(eligible),
    inspectors: inspectors.map(({ relatedContractorIds: _, roles, ...one }) => ({
      ...one,
      roles: [...roles],
    })),
    parties: organisations.map(({ id, name }) => ({ id, name })),
    strata: draws.stratifyBy,
    weights: weightTerms(draws, day).map((term) => ({ ...term })),
    periods,
    earlier: earlier.map(({ objectIds, ...former }) => {
      const its = new Set(objectIds.map(placeOf));
      return { ...former, places: counted(eligible.filter(({ id }) => its.has(placeOf(id)))) };
    }),
    partiesMin: inForce(draws.parties, day).value,
    thirdPartyAsked: draws.facilityKinds.some((kind) =>
      pack.inspection.thirdPartyAreas.includes(areaOfFacility(kind)),
    ),
    inspectorsMin: inForce(draws.inspectorsPerObject, day).value,
    loadMax: inForce(draws.loadMax, day).value,
    today: day.toString(),
    basis: [...basisOf(pack)],
  });
}

type Register = Awaited<ReturnType<typeof facilities>>;

/** Facilities by kind, town and phase: what the page chooses by. */
function counted(some: Register) {
  const counts = new Map<
    string,
    { kind: DrawObject['kind']; town: string; phase: Register[number]['phase']; count: number }
  >();
  for (const { kind, townName: town, phase } of some) {
    const key = canonicalJson([kind, town, phase]);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { kind, town, phase, count: 1 });
  }
  return [...counts.values()];
}

/** What makes two objects the same place: a station that was registered anew stands where it stood. */
function placesIn(register: Register): (id: string) => string {
  const places = new Map(
    register.map(({ id, kind, villageCode }) => [id, canonicalJson([kind, villageCode])]),
  );
  return (id) => places.get(id) ?? id;
}

/** A draw whose period ended a year ago is repeated by nobody. */
const remembered = (day: PlainDate): string => day.subtract({ months: 12 }).toString();

async function formersOf(
  tx: Tx,
  call: Call,
  register: Register,
  objects: readonly DrawObject[],
): Promise<readonly Former[]> {
  const placeOf = placesIn(register);
  const wanted = new Set(objects.map(({ id }) => placeOf(id)));
  return (await store.formers(tx, call.county, remembered(today(call)))).map(({ objectIds, ...former }) => ({
    ...former,
    common: objectIds.filter((id) => wanted.has(placeOf(id))).length,
  }));
}

async function objectsOf(
  tx: Tx,
  call: Call,
  input: Inputs['prepare'],
  register: Register,
  terms: RulePack['draws'],
): Promise<{ readonly objects: readonly DrawObject[]; readonly weights: readonly WeightTerm[] }> {
  const day = today(call);
  const weights = input.weighted && terms ? weightTerms(terms, day) : [];
  const counts: ReadonlyMap<string, number>[] = [];
  for (const [at, { months }] of weights.entries()) {
    const cause = terms?.riskWeights[at]?.raisedBy;
    const during = { fromOn: day.subtract({ months }).toString(), untilOn: day.toString() };
    if (cause) counts.push(await reading.riskCounts(tx, call.county, cause, during));
  }
  const towns = new Set(input.towns);
  const objects = register
    .filter(
      ({ kind, phase, townName }) =>
        input.kinds.includes(kind) &&
        input.phases.includes(phase) &&
        (towns.size === 0 || towns.has(townName)),
    )
    .map(({ id, number, name, kind, townName, contractorName, contractorId }) => {
      const risk = counts.map((of) => of.get(id) ?? 0);
      return {
        id,
        number,
        name,
        kind,
        town: townName,
        contractor: contractorName,
        contractorId,
        weight: weightOf(weights, risk),
        risk,
      };
    })
    .toSorted((a, b) => byText(a.id, b.id));
  return { objects, weights };
}

/** 先冻结，后承诺，再抽取: lists, recusals and parameters are settled and their digest published before anybody commits. */
export function handlePrepare(call: Call, input: Inputs['prepare']) {
  return transact(
    call.db,
    async (tx) => {
      if (!mayPrepare(call.actor)) return refused('draw.not-permitted');
      const regime = await regimeOf({ db: tx, county: call.county });
      const { pack } = regime;
      const terms = termsOf(pack);
      if (!terms.ok) return terms;
      const day = today(call);
      // The series is locked first: of two who prepare the same draw at once, the second sees the first. A refusal gives the number back.
      const number = drawNumber(day.year, await store.nextNumber(tx, call.county, day.year));
      const organisations = new Map(
        (await reading.activeOrganisations(tx, call.county)).map(({ id, name }) => [id, name]),
      );
      const parties = input.partyIds.map((id) => ({ id, name: organisations.get(id) }));
      const unknown = parties.find(({ name }) => name === undefined);
      if (unknown) return refused('draw.party-unknown', { id: unknown.id });
      const known = new Map((await inspectorsOf(tx, call, pack)).map((one) => [one.id, one]));
      const chosen = [...new Set(input.inspectorIds)]
        .sort(byText)
        .map((id) => ({ id, found: known.get(id) }));
      const stranger = chosen.find(({ found }) => found === undefined);
      if (stranger) return refused('draw.inspector-unknown', { id: stranger.id });
      const inspectors = chosen.flatMap(({ found }) => found ?? []);
      const register = await facilities(tx, call.county);
      const { objects, weights } = await objectsOf(tx, call, input, register, terms.value);
      const contractors = new Set(objects.map(({ contractorId }) => contractorId));
      const period = periodFor(terms.value, input.period, day);
      const id = input.id ?? call.newId();
      const frozen = {
        format: drawFormat,
        county: call.county,
        draw: id,
        number,
        title: input.title,
        period,
        parameters: {
          count: countOf(input.size, objects.length),
          strata: terms.value.stratifyBy,
          allocation: input.allocation,
          weighted: input.weighted,
          places: input.places,
          loadMax: input.loadMax,
          weights,
        },
        objects,
        inspectors: inspectors.map(({ relatedContractorIds: _, ...one }): DrawInspector => one),
        recusals: inspectors.flatMap((one) =>
          one.relatedContractorIds
            .filter((contractor) => contractors.has(contractor))
            .sort(byText)
            .map((contractor) => [one.id, contractor] as const),
        ),
        parties: parties
          .map((party) => ({ id: party.id, name: party.name ?? '' }))
          .sort((a, b) => byText(a.id, b.id)),
        publicValue: input.publicValue,
      } satisfies Omit<DrawLists, 'redraw'>;
      const may = mayFreeze(pack, input, frozen, day);
      if (!may.ok) return may;
      const formers = await formersOf(tx, call, register, objects);
      const again = repeats(pack, formers, { period, redraw: input.redraw }, day);
      if (!again.ok) return again;
      const former = again.value;
      const redraw = former && { of: former.number, reason: input.redraw?.reason.trim() ?? '' };
      const lists: DrawLists = { ...frozen, redraw };
      const listsDigest = listsDigestOf(lists, sha256Hex);
      await record(tx, call, [
        {
          type: 'draw.prepared',
          aggregateType: 'draw',
          aggregate: id,
          version: 1,
          body: { lists, listsDigest, revealUntilOn: input.revealUntilOn, pack: packStamp(regime) },
          note: lists.redraw?.reason,
          edges: former
            ? [{ from: { type: 'draw', id }, to: { type: 'draw', id: former.id }, kind: 'repeats' }]
            : [],
        },
      ]);
      await store.insertDraw(
        tx,
        call.county,
        {
          id,
          number,
          title: input.title,
          lists: listsText(lists),
          listsDigest,
          objects: objects.length,
          size: lists.parameters.count,
          publicValue: input.publicValue,
          revealUntilOn: input.revealUntilOn,
          period,
          redrawOf: former?.id ?? null,
          redrawReason: lists.redraw?.reason ?? null,
          preparedBy: call.actor.personId,
          preparedAt: call.now.toString(),
        },
        lists.parties,
        packStamp(regime),
      );
      return granted(await written(tx, call, id));
    },
    {
      draw_pkey: () => refused('draw.prepared-already'),
      event_county_aggregate_version_key: () => refused('draw.prepared-already'),
    },
  );
}

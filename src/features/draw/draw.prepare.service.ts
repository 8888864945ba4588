import type { InferContractRouterInputs } from '@orpc/contract';
import { canonicalJson } from '#kernel/canonical.ts';
import { byText } from '#kernel/order.ts';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { facilities } from '../facility/facility.store.ts';
import type { TeamCandidate } from '../organisation/organisation.model.ts';
import { teamCandidates } from '../organisation/organisation.store.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import type { drawContract } from './draw.contract.ts';
import {
  type DrawInspector,
  type DrawLists,
  type DrawObject,
  type DrawRole,
  drawFormat,
} from './draw.model.ts';
import { mayPrepare } from './draw.policy.ts';
import { listsDigestOf, listsText } from './draw.proof.rules.ts';
import * as reading from './draw.read.store.ts';
import { basisOf, countOf, drawNumber, mayFreeze, mayRedraw, termsOf, weightOf } from './draw.rules.ts';
import { written } from './draw.show.service.ts';
import * as store from './draw.store.ts';

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
  const [all, inspectors, organisations] = await Promise.all([
    facilities(call.db, call.county),
    inspectorsOf(call.db, call, pack),
    reading.activeOrganisations(call.db, call.county),
  ]);
  const eligible = all.filter(({ kind }) => draws.facilityKinds.includes(kind));
  const counts = new Map<
    string,
    { kind: DrawObject['kind']; town: string; phase: (typeof all)[number]['phase']; count: number }
  >();
  for (const { kind, townName: town, phase } of eligible) {
    const key = canonicalJson([kind, town, phase]);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { kind, town, phase, count: 1 });
  }
  return granted({
    kinds: [...draws.facilityKinds],
    towns: [...new Set(eligible.map(({ townName }) => townName))].sort(byText),
    facilities: [...counts.values()],
    inspectors: inspectors.map(({ relatedContractorIds: _, roles, ...one }) => ({
      ...one,
      roles: [...roles],
    })),
    parties: organisations.map(({ id, name }) => ({ id, name })),
    strata: draws.stratifyBy,
    weightsAllowed: draws.riskWeights,
    partiesMin: inForce(draws.parties, day).value,
    inspectorsMin: inForce(draws.inspectorsPerObject, day).value,
    loadMax: inForce(draws.loadMax, day).value,
    today: day.toString(),
    basis: [...basisOf(pack)],
  });
}

async function objectsOf(tx: Tx, call: Call, input: Inputs['prepare']): Promise<readonly DrawObject[]> {
  const day = today(call);
  const risks = input.weighted
    ? await reading.risks(tx, call.county, {
        fromOn: day.subtract({ months: 12 }).toString(),
        untilOn: day.toString(),
      })
    : undefined;
  const towns = new Set(input.towns);
  return (await facilities(tx, call.county))
    .filter(
      ({ kind, phase, townName }) =>
        input.kinds.includes(kind) &&
        input.phases.includes(phase) &&
        (towns.size === 0 || towns.has(townName)),
    )
    .map(({ id, number, name, kind, townName, contractorName, contractorId }) => {
      const risk = risks?.get(id) ?? { missed: 0, findings: 0 };
      return {
        id,
        number,
        name,
        kind,
        town: townName,
        contractor: contractorName,
        contractorId,
        weight: weightOf(risk),
        risk,
      };
    })
    .toSorted((a, b) => byText(a.id, b.id));
}

/** 先冻结，后承诺，再抽取: lists, recusals and parameters are settled and their digest published before anybody commits. */
export function handlePrepare(call: Call, input: Inputs['prepare']) {
  return transact(
    call.db,
    async (tx) => {
      if (!mayPrepare(call.actor)) return refused('draw.not-permitted');
      const regime = await regimeOf(call);
      const { pack } = regime;
      const terms = termsOf(pack);
      if (!terms.ok) return terms;
      const former = input.redraw && (await store.formerForUpdate(tx, call.county, input.redraw.of));
      if (input.redraw) {
        if (!former) return refused('draw.former-unknown', { id: input.redraw.of });
        const again = mayRedraw(former, input.redraw.reason);
        if (!again.ok) return again;
      }
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
      const objects = await objectsOf(tx, call, input);
      const contractors = new Set(objects.map(({ contractorId }) => contractorId));
      const day = today(call);
      const id = input.id ?? call.newId();
      const frozen: Omit<DrawLists, 'number'> = {
        format: drawFormat,
        county: call.county,
        draw: id,
        title: input.title,
        redraw: former && input.redraw ? { of: former.number, reason: input.redraw.reason.trim() } : null,
        parameters: {
          count: countOf(input.size, objects.length),
          strata: terms.value.stratifyBy,
          allocation: input.allocation,
          weighted: input.weighted,
          places: input.places,
          loadMax: input.loadMax,
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
      };
      const may = mayFreeze(pack, input, frozen, day);
      if (!may.ok) return may;
      // Asked for last: a refused draw must not leave a gap in the series.
      const number = drawNumber(day.year, await store.nextNumber(tx, call.county, day.year));
      const lists: DrawLists = { ...frozen, number };
      const listsDigest = listsDigestOf(lists, sha256Hex);
      await record(tx, call, [
        {
          type: 'draw.prepared',
          aggregateType: 'draw',
          aggregate: id,
          version: 1,
          body: { lists, listsDigest, revealUntilOn: input.revealUntilOn, pack: packStamp(regime) },
          note: lists.redraw?.reason,
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

import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import type { Db, Tx } from '#platform/database.ts';
import { historyOf } from '#platform/event-log.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { type DrawView, type drawContract, drawCursor } from './draw.contract.ts';
import { verifierPage } from './draw.document.ts';
import type { DrawLists, Proof } from './draw.model.ts';
import { mayOf, mayPrepare, maySee, mayWitness } from './draw.policy.ts';
import * as store from './draw.read.store.ts';
import { basisOf } from './draw.rules.ts';
import { countsOf, weightTermsOf } from './draw.weight.rules.ts';

type Inputs = InferContractRouterInputs<typeof drawContract>;

export const notFound = (id: string) => refused('draw.not-found', { id });

export async function handleList(call: Call, input: Inputs['list']) {
  const [at, id] = drawCursor.read(input.cursor) ?? [];
  const rows = await store.draws(
    call.db,
    call.county,
    call.actor.organisationId,
    { state: input.state, search: input.search, publishedOnly: !isSupervision(call.actor) },
    { after: at && id ? { at, id } : undefined, limit: pageSize + 1 },
  );
  // A contractor that knew how many visits have been would know how many are still to come.
  const inside = isSupervision(call.actor);
  const items = rows.slice(0, pageSize).map((row) => (inside ? row : { ...row, visited: null }));
  const last = items.at(-1);
  return granted({
    items,
    nextCursor: rows.length > pageSize && last ? drawCursor.write(last.preparedAt, last.id) : null,
    may: { prepare: mayPrepare(call.actor) },
  });
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const draw = await viewOf(call.db, call, input.id);
  if (!draw) return notFound(input.id);
  return granted({ draw, history: await historyOf(call.db, call.county, [input.id]) });
}

export async function written(tx: Tx, call: Call, id: string): Promise<DrawView> {
  const view = await viewOf(tx, call, id);
  if (!view) throw new Error(`draw ${id} was written and is not there`);
  return view;
}

async function viewOf(db: Tx, call: Call, id: string): Promise<DrawView | undefined> {
  const found = await store.findDraw(db, call.county, id);
  if (!found || !maySee(call.actor, found.draw)) return undefined;
  const { draw } = found;
  const lists = JSON.parse(found.lists) as DrawLists;
  const proof = found.proof === null ? null : (JSON.parse(found.proof) as Proof);
  const names = new Map(lists.inspectors.map((one) => [one.id, one.name]));
  const contractors = new Map(lists.objects.map((object) => [object.contractorId, object.contractor]));
  const day = today(call).toString();
  const late = draw.state === 'revealing' && day > draw.revealUntilOn && mayWitness(call.actor);
  const { pack } = await regimeOf({ db, county: call.county });
  const visits = await visitsOf(db, call, found, proof);
  const may = mayOf(call.actor, draw, day, found.later !== null);
  return {
    id: draw.id,
    version: draw.version,
    number: draw.number,
    title: draw.title,
    state: draw.state,
    listsDigest: draw.listsDigest,
    parameters: {
      ...lists.parameters,
      places: { ...lists.parameters.places },
      weights: weightTermsOf(lists).map((term) => ({ ...term })),
    },
    period: { ...found.period },
    objects: lists.objects.map(({ risk, contractorId: _, ...object }) => ({
      ...object,
      counts: lists.parameters.weighted ? [...countsOf(risk)] : [],
    })),
    inspectors: lists.inspectors.map((one) => ({ ...one, roles: [...one.roles] })),
    recusals: lists.recusals.map(([inspector, contractor]) => ({
      inspector: names.get(inspector) ?? inspector,
      contractor: contractors.get(contractor) ?? contractor,
    })),
    parties: found.parties.map((party) => ({
      id: party.organisationId,
      name: party.name,
      commitment: party.commitment,
      committedAt: party.committedAt,
      secret: party.secret,
      revealedAt: party.revealedAt,
      opened: party.opened,
      openingReason: party.opening?.reason ?? null,
      own: party.organisationId === call.actor.organisationId,
      may: {
        proposeOpening: late && party.secret === null && party.opening === null,
        open:
          late && party.secret === null && party.opening !== null && party.opening.by !== call.actor.personId,
      },
    })),
    publicValue: { ...draw.publicValue, text: draw.value?.text ?? null, enteredBy: found.valueByName },
    revealUntilOn: draw.revealUntilOn,
    preparedBy: found.preparedBy,
    preparedAt: found.preparedAt,
    seed: proof?.seed ?? null,
    drawnBy: found.drawnByName,
    drawnAt: found.drawnAt,
    publishedAt: found.publishedAt,
    abandonReason: found.abandonReason,
    quotas: proof ? [...proof.outcome.quotas] : [],
    drawn: (proof?.outcome.drawn ?? []).map(({ object, inspectors, unfilled }) => ({
      id: object,
      inspectors: inspectors.map((one) => ({ ...one, name: names.get(one.id) ?? one.id })),
      unfilled: [...unfilled],
      visits: visits.get(object) ?? [],
    })),
    redraw: found.former && found.redrawReason ? { of: found.former, reason: found.redrawReason } : null,
    redrawnBy: found.later,
    basis: [...basisOf(pack)],
    may: { ...may, planVisits: may.planVisits === true && day <= found.period.until },
  };
}

/**
 * Which of the drawn objects were inspected since. A contractor learns of its own alone, and of an unannounced visit from the signed
 * record, as on the page of the inspection itself.
 */
async function visitsOf(db: Tx, call: Call, found: store.DrawInFull, proof: Proof | null) {
  const of = new Map<string, DrawView['drawn'][number]['visits']>();
  if (!proof || found.drawnAt === null) return of;
  const ids = proof.outcome.drawn.map(({ object }) => object);
  const { organisationId } = call.actor;
  for (const visit of await store.visitsSince(db, call.county, found.draw.id, ids, found.drawnAt)) {
    const { facilityId, notice, contractorId, departed, ...told } = visit;
    const inside = isSupervision(call.actor);
    if (!inside && (contractorId !== organisationId || (visit.state !== 'signed' && notice !== 'announced')))
      continue;
    const known = of.get(facilityId) ?? [];
    known.push({ ...told, departed: inside && departed });
    of.set(facilityId, known);
  }
  return of;
}

/** The one file with everything needed to repeat the draw, as data or as a page that repeats it. */
export async function drawFile(call: Call, id: string, form: 'json' | 'html'): Promise<DrawFile | undefined> {
  const found = await store.findDraw(call.db, call.county, id);
  if (!found?.proof || !maySee(call.actor, found.draw)) return undefined;
  return fileOf({ number: found.draw.number, proof: found.proof }, form);
}

/** The same for anybody, signed in or not: 公开 means that the public can repeat it (一(四) 不走过场). Nothing else is told. */
export async function publishedDrawFile(
  db: Db | Tx,
  id: string,
  form: 'json' | 'html',
): Promise<DrawFile | undefined> {
  const published = await store.publishedProof(db, id);
  return published && fileOf(published, form);
}

type DrawFile = { readonly name: string; readonly mediaType: string; readonly text: string };

async function fileOf(
  { number, proof }: { readonly number: string; readonly proof: string },
  form: 'json' | 'html',
): Promise<DrawFile> {
  const name = `${number}.${form}`;
  if (form === 'json') return { name, mediaType: 'application/json', text: proof };
  return { name, mediaType: 'text/html; charset=utf-8', text: await verifierPage(proof) };
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, type Result, refused } from '#kernel/result.ts';
import { dayOf, type Instant } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import type { Db, Tx } from '#platform/database.ts';
import { stateOf } from '../obligation/obligation.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { findClause, subclauses } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { ThreadNodeView, ThreadView, threadContract } from './thread.contract.ts';
import { labelOf, textOf, toldGap } from './thread.document.ts';
import {
  type Arrow,
  bounds,
  hubs,
  type NodeRef,
  nodeTypes,
  stageOf,
  type ThreadNode,
} from './thread.model.ts';
import { nodesOf } from './thread.node.store.ts';
import { maySeeNode, type Reader } from './thread.policy.ts';
import {
  arrowsInOrder,
  arrowsTowards,
  type Direction,
  directionOf,
  gapsOf,
  inOrder,
  pathOf,
} from './thread.rules.ts';
import * as store from './thread.store.ts';

type Inputs = InferContractRouterInputs<typeof threadContract>;
/** Where and when a thread is read. */
export type Place = { readonly db: Db | Tx; readonly county: string; readonly now: Instant };

export async function handleRead(call: Call, input: Inputs['read']) {
  return threadOf(call, input, call.actor);
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The whole chain around one record, as this reader may see it. What he may not see is not there. */
export async function threadOf(
  place: Place,
  start: NodeRef,
  reader: Reader,
): Promise<Result<ThreadView, 'thread.not-found'>> {
  const { pack } = await regimeOf(place);
  const focus = { type: start.type, id: start.type === 'clause' ? start.id : start.id.toLowerCase() };
  if (!(await isReadable(place, focus, pack, reader)))
    return refused('thread.not-found', { type: focus.type, id: focus.id });

  const walked = await collect(place, focus, pack, reader);
  const read = await readNodes(place, [...walked.refs.values()], pack);
  const nodes = withTheirClauses(read, walked.refs, pack).filter((node) => maySeeNode(reader, node));
  const ids = nodes.map(({ id }) => id);
  const steps = nodes.filter(({ type }) => !hubs.has(type)).map(({ id }) => id);
  const [edges, beyond] = await Promise.all([
    store.edgesAmong(
      place.db,
      place.county,
      steps,
      nodes.filter(({ type }) => hubs.has(type)).map(({ id }) => id),
    ),
    store.edgesBeyond(place.db, place.county, steps, ids),
  ]);
  const arrows: Arrow[] = [
    ...edges.map(({ kind, from, to }) => ({ kind, from: from.id, to: to.id })),
    ...beyond.map(({ kind, id, end }) => ({
      kind,
      from: end === 'from' ? id : null,
      to: end === 'to' ? id : null,
    })),
  ];
  // What a contractor has not been told of is not counted to him either.
  const counted = reader === 'keeper' || reader.organisationKind !== 'contractor';
  const more = moreOf(counted ? beyond : [], walked.arms, focus, nodes);
  const ordered = inOrder(nodes);
  return granted({
    focus,
    nodes: ordered.map((node) => viewOf(node, pack, more.get(node.id) ?? [])),
    edges: [...arrowsInOrder(edges, ordered)],
    gaps: gapsOf(nodes, arrows, dayOf(place.now)).map((gap) => toldGap(gap, pack)),
    bounded: walked.refs.size >= bounds.nodes,
  });
}

/** Which record an id belongs to, for who has nothing but the id. */
export async function placesOf(
  db: Db | Tx,
  id: string,
): Promise<readonly { county: string; start: NodeRef }[]> {
  if (!uuidPattern.test(id)) {
    const found: { county: string; start: NodeRef }[] = [];
    for (const county of await store.counties(db))
      if (findClause((await regimeOf({ db, county })).pack, id))
        found.push({ county, start: { type: 'clause', id } });
    return found;
  }
  const rows = await store.whereIs(db, id.toLowerCase());
  return rows.flatMap(({ county, type }) => {
    const known = nodeTypes.find((nodeType) => nodeType === type);
    return known ? [{ county, start: { type: known, id: id.toLowerCase() } }] : [];
  });
}

/** The records as the sheet shows them; clauses come from the pack. Ids that nothing has are left out. */
export async function readNodes(
  place: Place,
  refs: readonly NodeRef[],
  pack: RulePack,
): Promise<ThreadNode[]> {
  const today = dayOf(place.now);
  const rows = await nodesOf(place.db, place.county, refs);
  const clauses = refs.flatMap(({ type, id }) =>
    type === 'clause' && findClause(pack, id) ? [clauseNode(id)] : [],
  );
  return [
    ...clauses,
    ...rows.map((node) =>
      node.type === 'obligation'
        ? {
            ...node,
            state: stateOf(
              {
                windowStartOn: String(node.facts.windowStartOn),
                dueOn: node.dueOn ?? '',
                closesOn: String(node.facts.closesOn),
                fulfilledOn: node.onDay,
                waived: node.facts.waived === true,
                withdrawn: node.facts.withdrawn === true,
              },
              today,
            ),
          }
        : node,
    ),
  ];
}

const clauseNode = (id: string): ThreadNode => ({
  type: 'clause',
  id,
  number: null,
  title: null,
  state: null,
  onDay: null,
  dueOn: null,
  person: null,
  organisation: null,
  contractorId: null,
  contractor: null,
  amountFen: null,
  facts: {},
});

/** Until something fulfils it, an obligation has no arrow from its clause; the clause stands on the sheet all the same. */
function withTheirClauses(
  nodes: readonly ThreadNode[],
  refs: ReadonlyMap<string, NodeRef>,
  pack: RulePack,
): ThreadNode[] {
  const named = nodes.flatMap(({ type, facts }) => (type === 'obligation' ? [String(facts.clauseId)] : []));
  const absent = [...new Set(named)].filter((id) => !refs.has(id) && findClause(pack, id));
  return [...nodes, ...absent.map(clauseNode)];
}

async function isReadable(place: Place, focus: NodeRef, pack: RulePack, reader: Reader): Promise<boolean> {
  if (focus.type === 'clause') return findClause(pack, focus.id) !== undefined;
  if (!uuidPattern.test(focus.id)) return false;
  const [node] = await readNodes(place, [focus], pack);
  return node !== undefined && maySeeNode(reader, node);
}

/** A record that the walk has come to, and from what kind of record it came. */
type Reached = NodeRef & { readonly via: string | null };

async function collect(place: Place, focus: NodeRef, pack: RulePack, reader: Reader) {
  const refs = new Map<string, Reached>([[focus.id, { ...focus, via: null }]]);
  let arms: readonly store.HubArm[] = [];
  let seeds: readonly NodeRef[] = [focus];
  if (hubs.has(focus.type)) {
    const starts = focus.type === 'clause' ? [focus.id, ...clausesUnder(pack, focus.id)] : [focus.id];
    for (const id of starts) refs.set(id, { type: focus.type, id, via: null });
    arms = await armsFor(place, { type: focus.type, ids: starts }, pack, reader);
    seeds = arms.flatMap(({ type, ids }) => ids.map((id) => ({ type, id })));
    for (const seed of seeds) refs.set(seed.id, { ...seed, via: null });
  }
  const walking = seeds.filter(({ type }) => !hubs.has(type));
  await Promise.all([walk(place, refs, walking, 'before'), walk(place, refs, walking, 'after')]);
  // Where a draw's other objects lie is no matter of a thread that only runs through it.
  const steps = [...refs.values()]
    .filter(({ type, id }) => !hubs.has(type) && (type !== 'draw' || id === focus.id))
    .map(({ id }) => id);
  const belonging = { along: ['concerns'] as const, against: [] };
  for (const { type, id } of await store.stepFrom(place.db, place.county, steps, belonging, bounds.perNode))
    if (!refs.has(id) && refs.size < bounds.nodes) refs.set(id, { type, id, via: 'concerns' });
  return { refs, arms };
}

/**
 * What hangs on a hub, as this reader may know it: supervision is told how many there are in all, a contractor how many of
 * the newest are its own.
 */
async function armsFor(
  place: Place,
  hub: { readonly type: NodeRef['type']; readonly ids: readonly string[] },
  pack: RulePack,
  reader: Reader,
): Promise<readonly store.HubArm[]> {
  const { db, county } = place;
  const contractorId =
    reader !== 'keeper' && reader.organisationKind === 'contractor' ? reader.organisationId : null;
  const [all, unfulfilled] = await Promise.all([
    store.armsOf(db, county, hub.ids, contractorId === null ? bounds.perHubType : bounds.perHubTypeRead),
    store.unfulfilledUnder(db, county, hub, dayOf(place.now).toString(), bounds.perHubType, contractorId),
  ]);
  const missing = unfulfilled ? [unfulfilled] : [];
  if (contractorId === null) return [...all, ...missing];
  const refs = all.flatMap(({ type, ids }) => ids.map((id) => ({ type, id })));
  const told = new Set(
    (await readNodes(place, refs, pack)).filter((node) => maySeeNode(reader, node)).map(({ id }) => id),
  );
  const own = all.map(({ type, ids }) => ({ type, ids: ids.filter((id) => told.has(id)) }));
  return [
    ...own.map(({ type, ids }) => ({ type, count: ids.length, ids: ids.slice(0, bounds.perHubType) })),
    ...missing,
  ];
}

const clausesUnder = (pack: RulePack, id: string): readonly string[] =>
  subclauses(pack, id).flatMap((clause) => [clause.id, ...clausesUnder(pack, clause.id)]);

/** Level by level, each level one statement; hubs are reached and not gone through. */
async function walk(
  { db, county }: Place,
  refs: Map<string, Reached>,
  seeds: readonly NodeRef[],
  direction: Direction,
): Promise<void> {
  const kinds = arrowsTowards(direction);
  let frontier = seeds;
  for (let level = 0; level < bounds.depth && frontier.length > 0; level += 1) {
    const ids = frontier.map(({ id }) => id);
    const steps = await store.stepFrom(db, county, ids, kinds, bounds.perNode);
    const found = steps.filter(({ id }) => !refs.has(id));
    const samePlace = await throughDraws(db, county, refs, found, direction);
    const kept = await onTheThread(db, county, refs, samePlace, direction);
    const next: NodeRef[] = [];
    for (const { near, type, id } of kept) {
      if (refs.has(id)) continue;
      if (refs.size >= bounds.nodes) return;
      refs.set(id, { type, id, via: refs.get(near)?.type ?? null });
      if (!hubs.has(type)) next.push({ type, id });
    }
    frontier = next;
  }
}

/**
 * A letter has many items. A walk that came to it by one finding goes on to that finding's rectification and not to the
 * others; one that came back to it by a rectification goes on to that rectification's finding.
 */
async function onTheThread(
  db: Db | Tx,
  county: string,
  refs: ReadonlyMap<string, Reached>,
  steps: readonly store.Step[],
  direction: Direction,
): Promise<readonly store.Step[]> {
  const [via, far] = direction === 'after' ? ['finding', 'rectification'] : ['rectification', 'finding'];
  const throughLetter = (step: store.Step) => step.type === far && refs.get(step.near)?.via === via;
  const doubtful = steps.filter(throughLetter).map(({ id }) => id);
  if (doubtful.length === 0) return steps;
  const known = [...refs.values()].filter(({ type }) => type === via).map(({ id }) => id);
  const belonging =
    direction === 'after'
      ? await store.rectificationsOf(db, county, doubtful, known)
      : await store.findingsOf(db, county, known);
  return steps.filter((step) => !throughLetter(step) || belonging.has(step.id));
}

/**
 * A draw has many objects. A walk that came to it by one of them goes on to the visits, or the obligations, of that place alone; one that
 * begins at the draw sees them all.
 */
async function throughDraws(
  db: Db | Tx,
  county: string,
  refs: ReadonlyMap<string, Reached>,
  steps: readonly store.Step[],
  direction: Direction,
): Promise<readonly store.Step[]> {
  const [from, far] = direction === 'after' ? ['obligation', 'inspection'] : ['inspection', 'obligation'];
  const throughDraw = ({ near, type }: store.Step) => {
    const draw = refs.get(near);
    return type === far && draw?.type === 'draw' && draw.via !== null;
  };
  const doubtful = steps.filter(throughDraw).map(({ id }) => id);
  if (doubtful.length === 0) return steps;
  const known = [...refs.values()].filter(({ type }) => type === from).map(({ id }) => id);
  const [inspections, obligations] = direction === 'after' ? [doubtful, known] : [known, doubtful];
  const pairs = await store.visitsAnswering(db, county, inspections, obligations);
  const belonging = new Set(pairs.flatMap(({ inspection, obligation }) => [inspection, obligation]));
  return steps.filter((step) => !throughDraw(step) || belonging.has(step.id));
}

function moreOf(
  beyond: readonly store.Beyond[],
  arms: readonly store.HubArm[],
  focus: NodeRef,
  nodes: readonly ThreadNode[],
): ReadonlyMap<string, ThreadNodeView['more']> {
  const more = new Map<string, ThreadNodeView['more']>();
  for (const { id, end, kind, farType, count } of beyond) {
    const direction = directionOf(kind, end);
    if (direction === 'beside') continue;
    more.set(id, [...(more.get(id) ?? []), { type: farType, direction, count }]);
  }
  const shown = new Set(nodes.map(({ id }) => id));
  const left = new Map<ThreadNode['type'], number>();
  for (const { type, count, ids } of arms)
    left.set(type, (left.get(type) ?? 0) + count - ids.filter((id) => shown.has(id)).length);
  const beside = [...left].flatMap(([type, count]) =>
    count > 0 ? [{ type, direction: 'beside' as const, count }] : [],
  );
  if (beside.length > 0) more.set(focus.id, beside);
  return more;
}

const viewOf = (node: ThreadNode, pack: RulePack, more: ThreadNodeView['more']): ThreadNodeView => ({
  type: node.type,
  id: node.id,
  stage: stageOf[node.type],
  label: labelOf(node, pack),
  number: node.number,
  text: textOf(node),
  state: node.state,
  on: node.onDay,
  dueOn: node.dueOn,
  provisional: node.facts.provisional === true,
  person: node.person,
  organisation: node.organisation,
  contractor: node.contractor,
  amountFen: node.amountFen,
  path: pathOf(node),
  more,
});

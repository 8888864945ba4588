import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { DrawView, drawContract } from './draw.contract.ts';
import type { Contribution, Draw, DrawLists, DrawState, Outcome } from './draw.model.ts';
import { mayPrepare, maySee, mayWitness } from './draw.policy.ts';
import { proofOf, proofText } from './draw.proof.rules.ts';
import * as rules from './draw.rules.ts';
import { notFound, written } from './draw.show.service.ts';
import * as store from './draw.store.ts';

type Inputs = InferContractRouterInputs<typeof drawContract>;

/** A party's act: it names no version, for the parties act at the same time; the lock and the state decide. */
export function handleCommit(call: Call, input: Inputs['commit']) {
  return transact(call.db, async (tx) => {
    const draw = await store.findDrawForUpdate(tx, call.county, input.id);
    if (!draw || !maySee(call.actor, draw)) return notFound(input.id);
    const { organisationId, personId } = call.actor;
    const decision = rules.commit(draw, organisationId, input, today(call), sha256Hex);
    if (!decision.ok) return decision;
    return moved(tx, call, draw, decision.value.state, {
      type: 'draw.committed',
      body: { party: organisationId, commitment: input.commitment },
      also: () =>
        store.saveCommitment(tx, call.county, draw.id, organisationId, {
          commitment: input.commitment,
          secret: input.secret,
          by: personId,
          at: call.now.toString(),
        }),
    });
  });
}

export function handleReveal(call: Call, input: Inputs['reveal']) {
  return transact(call.db, async (tx) => {
    const draw = await store.findDrawForUpdate(tx, call.county, input.id);
    if (!draw || !maySee(call.actor, draw)) return notFound(input.id);
    const { organisationId, personId } = call.actor;
    const decision = rules.reveal(draw, organisationId, input.secret, sha256Hex);
    if (!decision.ok) return decision;
    return moved(tx, call, draw, decision.value.state, {
      type: 'draw.revealed',
      body: { party: organisationId, secret: input.secret },
      also: () =>
        store.saveReveal(tx, call.county, draw.id, organisationId, {
          secret: input.secret,
          by: personId,
          at: call.now.toString(),
        }),
    });
  });
}

export function handleProposeOpening(call: Call, input: Inputs['proposeOpening']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayWitness(call.actor));
    if (!loaded.ok) return loaded;
    const draw = loaded.value;
    const decision = rules.proposeOpening(draw, input.partyId, today(call));
    if (!decision.ok) return decision;
    return moved(tx, call, draw, draw.state, {
      type: 'draw.opening-proposed',
      body: { party: input.partyId, reason: input.reason },
      note: input.reason,
      also: () =>
        store.saveOpeningProposal(tx, call.county, draw.id, input.partyId, {
          reason: input.reason,
          by: call.actor.personId,
        }),
    });
  });
}

export function handleOpen(call: Call, input: Inputs['open']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayWitness(call.actor));
    if (!loaded.ok) return loaded;
    const draw = loaded.value;
    const decision = rules.openSeal(draw, input.partyId, call.actor.personId, today(call));
    if (!decision.ok) return decision;
    const secret = await store.openSeal(tx, call.county, draw.id, input.partyId, {
      by: call.actor.personId,
      on: today(call).toString(),
      at: call.now.toString(),
    });
    if (secret === null) return refused('draw.seal-lost');
    return moved(tx, call, draw, decision.value.state, {
      type: 'draw.opened',
      body: { party: input.partyId, secret },
    });
  });
}

export function handleEnterValue(call: Call, input: Inputs['enterValue']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayPrepare(call.actor));
    if (!loaded.ok) return loaded;
    const draw = loaded.value;
    const decision = rules.enterValue(draw, today(call));
    if (!decision.ok) return decision;
    return moved(tx, call, draw, 'valued', {
      type: 'draw.value-entered',
      body: { value: input.value },
      note: input.value,
      columns: { public_value: input.value, public_value_by: call.actor.personId },
    });
  });
}

export function handleRejectValue(call: Call, input: Inputs['rejectValue']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayWitness(call.actor));
    if (!loaded.ok) return loaded;
    const draw = loaded.value;
    const decision = rules.checkValue(draw, call.actor.personId, 'revealed');
    if (!decision.ok) return decision;
    return moved(tx, call, draw, 'revealed', {
      type: 'draw.value-rejected',
      body: { value: decision.value.text, reason: input.reason },
      note: input.reason,
      columns: { public_value: null, public_value_by: null },
    });
  });
}

/** The draw itself. It leaves nothing to choose: whoever does it, and whenever, the same comes out. */
export function handleDraw(call: Call, input: Inputs['draw']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayWitness(call.actor));
    if (!loaded.ok) return loaded;
    const draw = loaded.value;
    const decision = rules.checkValue(draw, call.actor.personId, 'drawn');
    if (!decision.ok) return decision;
    const lists = JSON.parse(await store.listsOf(tx, call.county, draw.id)) as DrawLists;
    const proof = proofOf(lists, contributionsOf(draw), decision.value.text, sha256Hex);
    if (proof.listsDigest !== draw.listsDigest)
      throw new Error(`the lists of draw ${draw.id} are not those that were frozen`);
    const { seed, outcome, digest } = proof;
    return moved(tx, call, draw, 'drawn', {
      type: 'draw.drawn',
      body: { seed, outcome, digest },
      edges: await drawnEdges(tx, call, lists, outcome),
      columns: {
        proof: proofText(proof),
        seed,
        drawn_by: call.actor.personId,
        drawn_at: call.now.toString(),
      },
    });
  });
}

/** What was drawn, and what is owed there in the period the draw is for: the visits will answer it. */
async function drawnEdges(tx: Tx, call: Call, lists: DrawLists, { drawn }: Outcome): Promise<Edges> {
  const from = { type: 'draw', id: lists.draw } as const;
  const ids = drawn.map(({ object }) => object);
  const facilities = ids.map((id) => ({ from, to: { type: 'facility', id }, kind: 'concerns' as const }));
  if (!lists.period) return facilities;
  const { pack } = await regimeOf({ db: tx, county: call.county });
  const owed = await store.openObligations(tx, call.county, ids, lists.period, today(call).toString());
  const kindsOf = new Map(pack.obligations.map(({ id, facilityKinds }) => [id, facilityKinds]));
  const answered = owed.filter(({ ruleId, kind }) => kindsOf.get(ruleId)?.includes(kind));
  return [
    ...facilities,
    ...[...new Set(answered.map(({ id }) => id))].map((id) => ({
      from,
      to: { type: 'obligation', id },
      kind: 'answers' as const,
    })),
  ];
}

const contributionsOf = (draw: Draw): Contribution[] =>
  draw.parties.map(({ organisationId, commitment, secret, opened }) => {
    if (commitment === null || secret === null)
      throw new Error(`draw ${draw.id} lacks the part of ${organisationId}`);
    return { party: organisationId, commitment, secret, opened };
  });

export function handlePublish(call: Call, input: Inputs['publish']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayPrepare(call.actor));
    if (!loaded.ok) return loaded;
    const open = rules.move(loaded.value, 'published');
    if (!open.ok) return open;
    return moved(tx, call, loaded.value, 'published', {
      type: 'draw.published',
      body: {},
      columns: { published_by: call.actor.personId, published_at: call.now.toString() },
    });
  });
}

export function handleAbandon(call: Call, input: Inputs['abandon']) {
  return transact(call.db, async (tx) => {
    const loaded = await load(tx, call, input, mayPrepare(call.actor));
    if (!loaded.ok) return loaded;
    const open = rules.move(loaded.value, 'abandoned');
    if (!open.ok) return open;
    return moved(tx, call, loaded.value, 'abandoned', {
      type: 'draw.abandoned',
      body: { reason: input.reason },
      note: input.reason,
      columns: { abandon_reason: input.reason },
    });
  });
}

/** Loads and locks; a stranger learns nothing, and nobody acts on what has moved on since he looked. */
async function load(
  tx: Tx,
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  permitted: boolean,
) {
  const draw = await store.findDrawForUpdate(tx, call.county, input.id);
  if (!draw || !maySee(call.actor, draw)) return notFound(input.id);
  if (!permitted) return refused('draw.not-permitted');
  if (draw.version !== input.basedOn) return refused('draw.changed-meanwhile', { version: draw.version });
  return granted(draw);
}

type Edges = NonNullable<NewEvent['edges']>;

type Act = {
  readonly type: string;
  readonly body: unknown;
  readonly note?: string;
  readonly edges?: Edges;
  readonly columns?: Record<string, unknown>;
  readonly also?: () => Promise<void>;
};

async function moved(tx: Tx, call: Call, draw: Draw, state: DrawState, act: Act) {
  const next = { id: draw.id, version: draw.version + 1, state };
  await record(tx, call, [
    {
      type: act.type,
      aggregateType: 'draw',
      aggregate: next.id,
      version: next.version,
      body: act.body,
      note: act.note,
      edges: act.edges ?? [],
    },
  ]);
  await act.also?.();
  await store.saveState(tx, call.county, next, act.columns);
  return granted<DrawView>(await written(tx, call, next.id));
}

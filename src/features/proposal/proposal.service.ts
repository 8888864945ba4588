import type { InferContractRouterInputs } from '@orpc/contract';
import type { Actor } from '#kernel/actor.ts';
import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { type EvidenceView, pageSize } from '#kernel/shapes.ts';
import type { Call } from '#platform/call.ts';
import { type ConstraintRefusals, type Tx, transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import {
  type ProposalView,
  type proposalContract,
  proposalCursor,
  type proposeRefused,
} from './proposal.contract.ts';
import type { Confirmers, Proposal, ProposalState, Shown } from './proposal.model.ts';
import { maySeeProposals } from './proposal.policy.ts';
import { mayDecide, mayWithdraw } from './proposal.rules.ts';
import * as store from './proposal.store.ts';

type Inputs = InferContractRouterInputs<typeof proposalContract>;

/** One act that is proposed and confirmed, as its feature gives it to the composition. */
export type ProposalKind<Code extends string = string> = {
  readonly kind: string;
  /** Does the act in the confirmation's own transaction, its rule evaluated anew under locks; `call.actor` is whoever confirms. */
  readonly apply: (tx: Tx, call: Call, proposal: Proposal) => Promise<Result<unknown, Code>>;
  /** Constraints that a race can reach, by the refusal each stands for. */
  readonly constraints?: (proposal: Proposal) => ConstraintRefusals;
};
export type Proposals = {
  readonly kinds: readonly ProposalKind[];
  /** The papers a proposal carries: evidence is kept by a feature above. */
  readonly papersOf: (call: Call, proposalId: string) => Promise<readonly EvidenceView[]>;
};

export type Proposing = {
  readonly id?: string | undefined;
  readonly kind: string;
  readonly subject: Proposal['subject'];
  readonly content: unknown;
  readonly shown: Shown;
  readonly basis: readonly Citation[];
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly confirmers: Confirmers;
};

const idTaken = () => refused('proposal.id-taken');
/** For the transaction of an act that proposes. */
export const proposeConstraints = { proposal_pkey: idTaken } as const;

/** Puts an act before another person. The caller has checked that this person may propose it, and that its rule would let it pass today. */
export async function propose(
  tx: Tx,
  call: Call,
  { id = call.newId(), kind, subject, content, shown, basis, reason, evidence, confirmers }: Proposing,
): Promise<Result<ProposalView, (typeof proposeRefused)[number]>> {
  await store.lockSubject(tx, call.county, kind, subject.id);
  const [open] = await store.proposals(tx, call.county, { state: 'open', kind, subjectId: subject.id }, 1);
  if (open)
    return refused('proposal.one-open', { by: open.proposedByName, proposedAt: open.proposedAt }, basis);
  if (await store.findProposal(tx, call.county, id)) return idTaken();
  const proposal: Proposal = {
    id,
    version: 1,
    kind,
    subject,
    content,
    shown,
    basis,
    reason,
    confirmers: {
      bodies: confirmers.bodies,
      duty: confirmers.duty ?? null,
      otherBody: confirmers.otherBody ?? false,
      not: confirmers.not ?? [],
    },
    state: 'open',
    proposedBy: call.actor.personId,
    organisationId: call.actor.organisationId,
    proposedAt: call.now.toString(),
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  await record(tx, call, [
    {
      type: 'proposal.made',
      aggregateType: 'proposal',
      aggregate: id,
      version: 1,
      body: { ...proposal, evidence },
      note: reason || undefined,
    },
  ]);
  await store.insertProposal(tx, call.county, proposal);
  if (!(await call.reactions.papersAttached(tx, call, { type: 'proposal', id }, evidence)))
    return refused('proposal.evidence-unfit');
  return granted(await written(tx, call, id));
}

function viewOf(actor: Actor, one: store.ProposalListed): ProposalView {
  const decides = mayDecide(one, actor).ok;
  return {
    id: one.id,
    version: one.version,
    kind: one.kind,
    subject: one.subject,
    title: one.shown.title,
    changes: [...one.shown.changes],
    reason: one.reason,
    state: one.state,
    proposedBy: one.proposedByName,
    organisation: one.organisationName,
    proposedAt: one.proposedAt,
    decidedBy: one.decidedByName,
    decidedAt: one.decidedAt,
    decisionReason: one.decisionReason,
    basis: [...one.basis],
    may: { confirm: decides, refuse: decides, withdraw: mayWithdraw(one, actor).ok },
  };
}

async function written(tx: Tx, call: Call, id: string): Promise<ProposalView> {
  const one = await store.findProposal(tx, call.county, id);
  if (!one) throw new Error(`proposal ${id} was written and is not there`);
  return viewOf(call.actor, one);
}

export async function handleList(call: Call, { cursor, ...filter }: Inputs['list']) {
  const place = proposalCursor.read(cursor);
  const after = place && { open: place[0] === 'true', at: place[1], id: place[2] };
  const rows = await store.proposals(call.db, call.county, filter, pageSize + 1, after);
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((one) => viewOf(call.actor, one)),
    nextCursor:
      rows.length > pageSize && last
        ? proposalCursor.write(String(last.state === 'open'), last.proposedAt, last.id)
        : null,
  });
}

export async function handleFind(call: Call, input: Inputs['find'], { papersOf }: Proposals) {
  const one = await store.findProposal(call.db, call.county, input.id);
  if (!one || !maySeeProposals(call.actor)) return refused('proposal.not-found', { id: input.id });
  const [papers, history] = await Promise.all([
    papersOf(call, one.id),
    historyOf(call.db, call.county, [one.id]),
  ]);
  return granted({ proposal: viewOf(call.actor, one), papers: [...papers], history });
}

async function decided(
  tx: Tx,
  call: Call,
  current: Proposal,
  state: Exclude<ProposalState, 'open'>,
  reason: string,
): Promise<ProposalView> {
  const next: Proposal = {
    ...current,
    version: current.version + 1,
    state,
    decidedBy: call.actor.personId,
    decidedAt: call.now.toString(),
    decisionReason: reason.trim() || null,
  };
  await record(tx, call, [
    {
      type: `proposal.${state}`,
      aggregateType: 'proposal',
      aggregate: next.id,
      version: next.version,
      body: { ...next, subject: next.subject },
      note: reason || undefined,
    },
  ]);
  await store.saveDecision(tx, call.county, next);
  return written(tx, call, next.id);
}

async function lockedFor(tx: Tx, call: Call, input: { readonly id: string; readonly basedOn: number }) {
  const current = await store.findProposalForUpdate(tx, call.county, input.id);
  if (!current || !maySeeProposals(call.actor)) return refused('proposal.not-found', { id: input.id });
  if (current.state === 'open' && current.version !== input.basedOn)
    return refused('proposal.changed-meanwhile', { version: current.version });
  return granted(current);
}

/** Confirms and does: one transaction, so that there is never a confirmation without its effect, nor twice the effect. */
export async function handleConfirm(
  call: Call,
  input: Inputs['confirm'],
  { kinds }: Proposals,
): Promise<Result<ProposalView>> {
  const seen = await store.findProposal(call.db, call.county, input.id);
  if (!seen || !maySeeProposals(call.actor)) return refused('proposal.not-found', { id: input.id });
  const kind = kinds.find((one) => one.kind === seen.kind);
  if (!kind) return refused('proposal.kind-unknown', { kind: seen.kind });
  return transact(
    call.db,
    async (tx): Promise<Result<ProposalView>> => {
      const current = await lockedFor(tx, call, input);
      if (!current.ok) return current;
      const allowed = mayDecide(current.value, call.actor);
      if (!allowed.ok) return allowed;
      const done = await kind.apply(tx, call, current.value);
      if (!done.ok) return done;
      return granted(await decided(tx, call, current.value, 'confirmed', input.remark ?? ''));
    },
    kind.constraints?.(seen),
  );
}

export function handleRefuse(call: Call, input: Inputs['refuse']) {
  return transact(call.db, async (tx) => {
    const current = await lockedFor(tx, call, input);
    if (!current.ok) return current;
    const allowed = mayDecide(current.value, call.actor);
    if (!allowed.ok) return allowed;
    return granted(await decided(tx, call, current.value, 'refused', input.reason));
  });
}

export function handleWithdraw(call: Call, input: Inputs['withdraw']) {
  return transact(call.db, async (tx) => {
    const current = await lockedFor(tx, call, input);
    if (!current.ok) return current;
    const allowed = mayWithdraw(current.value, call.actor);
    if (!allowed.ok) return allowed;
    return granted(await decided(tx, call, current.value, 'withdrawn', input.reason ?? ''));
  });
}

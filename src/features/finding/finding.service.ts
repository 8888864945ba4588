import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import { attachEvidence, type EvidenceUse } from '../evidence/evidence.store.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { findingContract } from './finding.contract.ts';
import {
  type Finding,
  type FindingContext,
  type FindingInput,
  type FindingState,
  openStates,
  type Proposal,
  proofRole,
} from './finding.model.ts';
import { mayDecide, mayPropose, mayPutRight } from './finding.policy.ts';
import { decide, move, propose, putRight, type RaiseRefusal, raise, release } from './finding.rules.ts';
import { notFound, viewOf } from './finding.show.service.ts';
import * as store from './finding.store.ts';

type Inputs = InferContractRouterInputs<typeof findingContract>;

// For the features above

export type PreparedFindings = {
  readonly findings: readonly Finding[];
  readonly events: readonly NewEvent[];
  readonly uses: readonly EvidenceUse[];
};

/** Decides about findings and says what is to be recorded and written; writes nothing, so that one act can record everything at once. */
export function prepareFindings(
  pack: RulePack,
  context: FindingContext,
  inputs: readonly FindingInput[],
  ended: Parameters<typeof raise>[3],
): Result<PreparedFindings, RaiseRefusal> {
  const raised = raise(pack, context, inputs, ended);
  if (!raised.ok) return raised;
  const findings = raised.value;
  return granted({
    findings,
    events: findings.map((finding, at) => raisedEvent(finding, inputs[at]?.evidence ?? [])),
    uses: findings.flatMap((finding, at) =>
      (inputs[at]?.evidence ?? []).map((evidenceId) => ({
        subjectType: 'finding',
        subjectId: finding.id,
        evidenceId,
        role: 'photo',
        contractorId: finding.contractorId,
      })),
    ),
  });
}

function raisedEvent(finding: Finding, evidence: readonly string[]): NewEvent {
  const node = { type: 'finding', id: finding.id };
  return {
    type: 'finding.raised',
    aggregateType: 'finding',
    aggregate: finding.id,
    version: 1,
    body: { ...finding, evidence },
    edges: [
      { from: { type: 'inspection', id: finding.inspectionId }, to: node, kind: 'found' },
      { from: node, to: { type: 'clause', id: finding.clauseId }, kind: 'breaches' },
      finding.facilityId
        ? { from: node, to: { type: 'facility', id: finding.facilityId }, kind: 'concerns' }
        : { from: node, to: { type: 'agreement', id: finding.agreementId }, kind: 'concerns' },
    ],
  };
}

/** The first day on which a closed finding still counts as what a new one repeats. */
export const repeatsSince = (pack: RulePack, foundOn: string): string => {
  const day = plainDate(foundOn);
  return day.subtract({ days: inForce(pack.rectification.repeatWithinDays, day).value }).toString();
};

/** Raises findings in an act of their own: prepared, recorded and written. */
export async function raiseFindings(
  tx: Tx,
  call: Call,
  context: FindingContext,
  inputs: readonly FindingInput[],
): Promise<Result<readonly Finding[], RaiseRefusal | 'finding.evidence-unknown'>> {
  const { pack } = await regimeOf({ db: tx, county: call.county });
  const ended = await store.endedSince(tx, call.county, context, repeatsSince(pack, context.foundOn));
  const prepared = prepareFindings(pack, context, inputs, ended);
  if (!prepared.ok) return prepared;
  const { findings, events, uses } = prepared.value;
  await record(tx, call, events);
  await store.insertFindings(tx, call.county, findings);
  if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
    return refused('finding.evidence-unknown');
  return granted(findings);
}

const bringer = (call: Call) => ({
  organisationId: call.actor.organisationId,
  supervision: isSupervision(call.actor),
});

/** The whole team signed: what it raised stands. */
export async function confirmFindings(tx: Tx, call: Call, inspectionId: string): Promise<readonly Finding[]> {
  const raised = await store.raisedInForUpdate(tx, call.county, inspectionId);
  const confirmed = raised.map((finding) => ({
    ...finding,
    version: finding.version + 1,
    state: 'confirmed' as const,
  }));
  await record(
    tx,
    call,
    confirmed.map((finding) => eventOf('finding.confirmed', finding, { inspectionId })),
  );
  await store.saveFindings(tx, call.county, confirmed);
  return confirmed;
}

const eventOf = (type: string, finding: Finding, body: object = {}, note?: string): NewEvent => ({
  type,
  aggregateType: 'finding',
  aggregate: finding.id,
  version: finding.version,
  body: {
    number: finding.number,
    state: finding.state,
    severity: finding.severity,
    closedOn: finding.closedOn,
    ...body,
  },
  note,
});

const movedAs = (from: FindingState, to: FindingState): string => {
  if (to === 'in-letter') return 'finding.put-in-letter';
  if (to === 'confirmed') return from === 'raised' ? 'finding.confirmed' : 'finding.taken-out-of-letter';
  if (to === 'rectifying') return from === 'closed' ? 'finding.reopened' : 'finding.rectification-ordered';
  return to === 'closed' ? 'finding.closed' : 'finding.put-right';
};

/**
 * Moves findings along with their letter or their rectification: confirmed → in-letter → rectifying → closed → rectifying, and back
 * from a draft. Refuses as a whole when one of them may not move. `on` is the day of closing; today when it is not given.
 */
export async function moveFindings(
  tx: Tx,
  call: Call,
  ids: readonly string[],
  to: FindingState,
  { note, on = today(call) }: { note?: string | undefined; on?: ReturnType<typeof today> } = {},
): Promise<
  Result<readonly Finding[], 'finding.not-found' | 'finding.wrong-state' | 'finding.proposal-open'>
> {
  return moveAll(
    tx,
    call,
    ids,
    (finding) => move(finding, to, on),
    (from) => movedAs(from, to),
    note,
  );
}

/** 撤销函送达: what the revoked letter demanded and nobody closed is in no letter again. */
export const releaseFindings = (tx: Tx, call: Call, ids: readonly string[], note: string) =>
  moveAll(tx, call, ids, release, () => 'finding.letter-revoked', note);

async function moveAll<Code extends string>(
  tx: Tx,
  call: Call,
  ids: readonly string[],
  decided: (finding: Finding) => Result<Finding, Code>,
  named: (from: FindingState) => string,
  note: string | undefined,
): Promise<Result<readonly Finding[], Code | 'finding.not-found'>> {
  const wanted = [...new Set(ids)];
  const current = await store.findingsForUpdate(tx, call.county, wanted);
  const missing = wanted.find((id) => !current.some((finding) => finding.id === id));
  if (missing !== undefined) return refused('finding.not-found', { id: missing });
  const moved: Finding[] = [];
  const events: NewEvent[] = [];
  for (const finding of current) {
    const decision = decided(finding);
    if (!decision.ok) return decision;
    moved.push(decision.value);
    events.push(eventOf(named(finding.state), decision.value, {}, note));
  }
  await record(tx, call, events);
  await store.saveFindings(tx, call.county, moved);
  return granted(moved);
}

/** Findings of a contract with something still to be done: confirmed, in a letter, being rectified. */
export const openFindings = (tx: Tx, county: string, agreementId: string): Promise<store.FindingListed[]> =>
  store.findings(tx, county, { states: openStates, agreement: agreementId }, { limit: 1000 });

/** Every confirmed finding that stands in no letter yet: what the next letter must not leave out unnoticed (D08). */
export const lettersWaiting = (
  tx: Tx,
  county: string,
  filter: { readonly agreementId?: string | undefined; readonly contractorId?: string | undefined } = {},
): Promise<store.FindingListed[]> =>
  store.findings(
    tx,
    county,
    { states: ['confirmed'], agreement: filter.agreementId, contractor: filter.contractorId },
    { limit: 1000 },
  );

// Its own acts

/** One act on one finding: load, permit, compare, decide, record, write, reply. */
function act<Code extends string>(
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  mayAct: (team: readonly string[]) => boolean,
  perform: (
    finding: Finding,
    pack: RulePack,
    tx: Tx,
  ) =>
    | Promise<Result<{ next: Finding; event: NewEvent }, Code>>
    | Result<{ next: Finding; event: NewEvent }, Code>,
) {
  return transact(call.db, async (tx) => {
    const [current] = await store.findingsForUpdate(tx, call.county, [input.id]);
    if (!current) return notFound(input.id);
    const team = await store.teamOf(tx, call.county, current.inspectionId);
    if (!mayAct(team)) return refused('finding.not-permitted');
    const interested = await refuseInterested(tx, call, current.contractorId);
    if (interested) return interested;
    if (current.version !== input.basedOn)
      return refused('finding.changed-meanwhile', { version: current.version });
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const decision = await perform(current, pack, tx);
    if (!decision.ok) return decision;
    const { next, event } = decision.value;
    await record(tx, call, [event]);
    await store.saveFindings(tx, call.county, [next]);
    const view = await viewOf(tx, call, next.id);
    if (!view) throw new Error(`finding ${next.id} was written and is not there`);
    return granted(view);
  });
}

export const handleProposeWithdrawal = (call: Call, input: Inputs['proposeWithdrawal']) =>
  proposed(call, input, { kind: 'withdraw', severity: null });

export const handleProposeLowering = (call: Call, input: Inputs['proposeLowering']) =>
  proposed(call, input, { kind: 'lower', severity: input.severity });

const proposedAs = { withdraw: 'finding.withdrawal-proposed', lower: 'finding.lowering-proposed' } as const;

/** What speaks for withdrawing or lowering is supervision's own until it is decided: no contractor is shown it. */
function proposed(
  call: Call,
  input: Inputs['proposeWithdrawal'],
  asked: Pick<Proposal, 'kind' | 'severity'>,
) {
  const { reason, evidence } = input;
  return act(
    call,
    input,
    (team) => mayPropose(call.actor, team),
    async (finding, pack, tx) => {
      const proposal = { ...asked, reason, evidence };
      const decision = propose(pack, finding, proposal, call.actor.personId, call.now.toString());
      if (!decision.ok) return decision;
      const uses = evidence.map((evidenceId) => ({
        subjectType: 'finding',
        subjectId: finding.id,
        evidenceId,
        role: proofRole[asked.kind],
        contractorId: null,
      }));
      if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
        return refused('finding.evidence-unknown');
      return granted({
        next: decision.value,
        event: eventOf(proposedAs[asked.kind], decision.value, { proposal }, reason),
      });
    },
  );
}

export function handleDecide(call: Call, input: Inputs['decide']) {
  return act(
    call,
    input,
    () => mayDecide(call.actor),
    (finding, pack) => {
      const decision = decide(pack, finding, input.confirmed, call.actor.personId);
      if (!decision.ok) return decision;
      const done = finding.proposal?.kind === 'withdraw' ? 'finding.withdrawn' : 'finding.lowered';
      const next = decision.value;
      return granted({
        next,
        event: eventOf(
          input.confirmed ? done : 'finding.proposal-declined',
          next,
          { proposal: finding.proposal, withdrawal: next.withdrawal, lowered: next.lowered },
          input.reason,
        ),
      });
    },
  );
}

export function handlePutRight(call: Call, input: Inputs['putRight']) {
  const { statement, evidence } = input;
  return act(
    call,
    input,
    (team) => mayPutRight(call.actor, team),
    async (finding, pack, tx) => {
      const told = { statement, evidence };
      const decision = putRight(pack, finding, told, call.actor.personId, today(call));
      if (!decision.ok) return decision;
      const uses = evidence.map((evidenceId) => ({
        subjectType: 'finding',
        subjectId: finding.id,
        evidenceId,
        role: 'photo-after',
        contractorId: finding.contractorId,
      }));
      if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
        return refused('finding.evidence-unknown');
      return granted({
        next: decision.value,
        event: eventOf('finding.put-right', decision.value, told, statement),
      });
    },
  );
}

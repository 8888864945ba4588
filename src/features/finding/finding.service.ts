import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, type Refused, type Result, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, type NewEvent, record } from '#platform/event-log.ts';
import { attachEvidence, type EvidenceUse, evidenceOf } from '../evidence/evidence.store.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { FindingRow, FindingView, findingContract } from './finding.contract.ts';
import {
  type Finding,
  type FindingContext,
  type FindingInput,
  type FindingState,
  openStates,
} from './finding.model.ts';
import { mayDecide, mayKnow, mayOf, mayPropose, mayPutRight } from './finding.policy.ts';
import { basisOf, decide, move, propose, putRight, type RaiseRefusal, raise } from './finding.rules.ts';
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
  const { pack } = await regimeOf(call);
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
  const wanted = [...new Set(ids)];
  const current = await store.findingsForUpdate(tx, call.county, wanted);
  const missing = wanted.find((id) => !current.some((finding) => finding.id === id));
  if (missing !== undefined) return refused('finding.not-found', { id: missing });
  const moved: Finding[] = [];
  const events: NewEvent[] = [];
  for (const finding of current) {
    const decision = move(finding, to, on);
    if (!decision.ok) return decision;
    moved.push(decision.value);
    events.push(eventOf(movedAs(finding.state, to), decision.value, {}, note));
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

// Its own procedures

const rowOf = ({ finding, ...around }: store.FindingListed): FindingRow => ({
  id: finding.id,
  number: finding.number,
  state: finding.state,
  severity: finding.severity,
  dimensions: [...finding.dimensions],
  area: finding.area,
  fact: finding.fact,
  place: finding.place,
  foundOn: finding.foundOn,
  clauseId: finding.clauseId,
  facilityName: around.facilityName,
  townName: around.townName,
  contractorName: around.contractorName,
  agreementId: finding.agreementId,
  inspectionId: finding.inspectionId,
  inspectionNumber: around.inspectionNumber,
  repeat: finding.repeatOf !== null,
  proposal: finding.proposal?.kind ?? null,
});

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, state, ...filter } = input;
  const own = isSupervision(call.actor) ? {} : { contractor: call.actor.organisationId, signedOnly: true };
  const [on, id] = cursor?.split('_') ?? [];
  const rows = await store.findings(
    call.db,
    call.county,
    { ...filter, states: state && [state], ...own },
    { after: on && id ? { on, id } : undefined, limit: pageSize + 1 },
  );
  const items = rows.slice(0, pageSize).map(rowOf);
  const last = items.at(-1);
  return granted({ items, nextCursor: rows.length > pageSize && last ? `${last.foundOn}_${last.id}` : null });
}

const notFound = (id: string): Refused<'finding.not-found'> => refused('finding.not-found', { id });

async function viewOf(db: Tx, call: Call, id: string): Promise<FindingView | undefined> {
  const [listed] = await store.findingsOf(db, call.county, [id]);
  if (!listed || !mayKnow(call.actor, { ...listed.finding, inspectionState: listed.inspectionState }))
    return undefined;
  const { finding } = listed;
  const { proposal, withdrawal, lowered, putRight: done } = finding;
  const mentioned = [
    finding.foundBy,
    proposal?.by,
    withdrawal?.by,
    withdrawal?.proposedBy,
    lowered?.by,
    lowered?.proposedBy,
    done?.by,
  ].filter((person) => person !== undefined);
  const { pack } = await regimeOf({ db, county: call.county });
  const names = await store.namesOf(db, call.county, mentioned);
  const team = await store.teamOf(db, call.county, finding.inspectionId);
  const evidence = await evidenceOf(db, call.county, [id]);
  const repeated = finding.repeatOf ? await store.numberOf(db, call.county, finding.repeatOf) : undefined;
  const named = (person: string) => ({ id: person, name: names.get(person) ?? '' });
  const item = pack.checkItems.find((candidate) => candidate.id === finding.itemId);
  const { citations, workingDays } = basisOf(pack, finding);
  // A contractor sees what was decided, not what supervision is still weighing.
  const inside = isSupervision(call.actor);
  return {
    id: finding.id,
    version: finding.version,
    number: finding.number,
    state: finding.state,
    severity: finding.severity,
    dimensions: [...finding.dimensions],
    area: finding.area,
    item: item ? { id: item.id, name: item.name } : null,
    clauseId: finding.clauseId,
    fact: finding.fact,
    place: finding.place,
    foundOn: finding.foundOn,
    foundBy: named(finding.foundBy),
    inspection: { id: finding.inspectionId, number: listed.inspectionNumber },
    facility: finding.facilityId
      ? { id: finding.facilityId, name: listed.facilityName ?? '', town: listed.townName ?? '' }
      : null,
    agreement: {
      id: finding.agreementId,
      number: listed.agreementNumber,
      name: listed.agreementName,
    },
    contractor: { id: finding.contractorId, name: listed.contractorName },
    repeatOf: finding.repeatOf && repeated ? { id: finding.repeatOf, number: repeated } : null,
    proposal: proposal && inside ? { ...proposal, by: named(proposal.by) } : null,
    withdrawal: withdrawal
      ? {
          reason: withdrawal.reason,
          proposedBy: named(withdrawal.proposedBy),
          by: named(withdrawal.by),
        }
      : null,
    lowered: lowered ? { ...lowered, proposedBy: named(lowered.proposedBy), by: named(lowered.by) } : null,
    putRight: done ? { statement: done.statement, by: named(done.by) } : null,
    closedOn: finding.closedOn,
    workingDays,
    evidence: evidence.map(({ subjectId: _, ...view }) => view),
    basis: [...citations],
    may: mayOf(call.actor, finding, team),
  };
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const finding = await viewOf(call.db, call, input.id);
  if (!finding) return notFound(input.id);
  return granted({ finding, history: await historyOf(call.db, call.county, [input.id]) });
}

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
    if (current.version !== input.basedOn)
      return refused('finding.changed-meanwhile', { version: current.version });
    const { pack } = await regimeOf(call);
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

export function handleProposeWithdrawal(call: Call, input: Inputs['proposeWithdrawal']) {
  const { reason } = input;
  return act(
    call,
    input,
    (team) => mayPropose(call.actor, team),
    (finding, pack) => {
      const proposal = { kind: 'withdraw', severity: null, reason } as const;
      const decision = propose(pack, finding, proposal, call.actor.personId, call.now.toString());
      if (!decision.ok) return decision;
      return granted({
        next: decision.value,
        event: eventOf('finding.withdrawal-proposed', decision.value, { proposal }, reason),
      });
    },
  );
}

export function handleProposeLowering(call: Call, input: Inputs['proposeLowering']) {
  const { reason, severity } = input;
  return act(
    call,
    input,
    (team) => mayPropose(call.actor, team),
    (finding, pack) => {
      const proposal = { kind: 'lower', severity, reason } as const;
      const decision = propose(pack, finding, proposal, call.actor.personId, call.now.toString());
      if (!decision.ok) return decision;
      return granted({
        next: decision.value,
        event: eventOf('finding.lowering-proposed', decision.value, { proposal }, reason),
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

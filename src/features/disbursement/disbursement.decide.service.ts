import { clause, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type NewEvent, type Node, record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { packStamp, type Regime, regimeOf } from '../regime/regime.service.ts';
import * as rules from './disbursement.decision.rules.ts';
import * as decided from './disbursement.decision.store.ts';
import type { Decision, GateResult, Instalment } from './disbursement.model.ts';
import * as policy from './disbursement.policy.ts';
import { answerOf, gateOf, type Inputs } from './disbursement.service.ts';
import * as store from './disbursement.store.ts';

export const instalmentEvent = (type: string, instalment: Instalment, note?: string): NewEvent => ({
  type,
  aggregateType: 'instalment',
  aggregate: instalment.id,
  version: instalment.version,
  body: instalment,
  note,
  edges: [
    {
      from: { type: 'instalment', id: instalment.id },
      to: { type: 'agreement', id: instalment.agreementId },
      kind: 'concerns',
    },
  ],
});

export const decisionEvent = (type: string, decision: Decision, regime: Regime, note?: string): NewEvent => ({
  type,
  aggregateType: 'payment-decision',
  aggregate: decision.id,
  version: decision.version,
  body: { ...decision, ...packStamp(regime) },
  note,
});

export const bare = ({
  id,
  version,
  agreementId,
  contractorId,
  number,
  name,
  amountFen,
  condition,
  requiredProgress,
  plannedOn,
  state,
  requestedAt,
  requestedBy,
}: Instalment): Instalment => ({
  id,
  version,
  agreementId,
  contractorId,
  number,
  name,
  amountFen,
  condition,
  requiredProgress,
  plannedOn,
  state,
  requestedAt,
  requestedBy,
});

export const notFound = (id: string) => refused('disbursement.not-found', { id });
export const notPermitted = () => refused('disbursement.not-permitted');
export const changedMeanwhile = (version: number) => refused('disbursement.changed-meanwhile', { version });
const factsChanged = (regime: Regime) =>
  refused('disbursement.facts-changed', {}, [clause(clauseOfDuty(regime.pack, 'D11'))]);

/** The instalment, locked, for somebody who may see it. */
async function visible(tx: Tx, call: Call, id: string): Promise<store.InstalmentListed | undefined> {
  await store.lockInstalment(tx, call.county, id);
  const row = await store.findInstalment(tx, call.county, id);
  return row && policy.maySee(call.actor, row) ? row : undefined;
}

/** A decision with its instalment, both locked, the instalment first. */
export async function visibleDecision(tx: Tx, call: Call, id: string) {
  const instalmentId = await decided.instalmentOfDecision(tx, call.county, id);
  if (!instalmentId) return undefined;
  const instalment = await visible(tx, call, instalmentId);
  const decision = instalment && (await decided.findDecisionForUpdate(tx, call.county, id));
  return decision && { instalment, decision };
}

export function handleRequest(call: Call, input: Inputs['request']) {
  return transact(call.db, async (tx) => {
    const row = await visible(tx, call, input.id);
    if (!row) return notFound(input.id);
    if (!policy.mayRequest(call.actor, row)) return notPermitted();
    if (row.version !== input.basedOn) return changedMeanwhile(row.version);
    const regime = await regimeOf({ db: tx, county: call.county });
    const verdict = rules.request(row, { terminated: row.agreementTerminated }, regime.pack);
    if (!verdict.ok) return verdict;
    const next: Instalment = {
      ...bare(row),
      version: row.version + 1,
      state: verdict.value,
      requestedAt: call.now.toString(),
      requestedBy: call.actor.personId,
    };
    await record(tx, call, [instalmentEvent('instalment.requested', next)]);
    await store.saveInstalment(tx, call.county, next);
    return answerOf(tx, call, row.id);
  });
}

export function handlePropose(call: Call, input: Inputs['propose']) {
  const decisionOpen = () => refused('disbursement.decision-open');
  return transact(
    call.db,
    async (tx) => {
      const row = await visible(tx, call, input.id);
      if (!row) return notFound(input.id);
      if (!policy.mayPropose(call.actor)) return notPermitted();
      const interested = await refuseInterested(tx, call, row.contractorId);
      if (interested) return interested;
      if (row.version !== input.basedOn) return changedMeanwhile(row.version);
      if (row.decision?.state === 'proposed') return decisionOpen();
      const regime = await regimeOf({ db: tx, county: call.county });
      const gate = await gateOf(tx, call, regime, row);
      if (gate.digest !== input.evaluationDigest) return factsChanged(regime);
      const reasons = (input.reasons ?? '').trim();
      const verdict = rules.propose(
        row,
        gate.result,
        { outcome: input.outcome, amountFen: input.amountFen, reasons },
        regime.pack,
        (gate.facts.instalment.settledFen ?? null) !== null,
      );
      if (!verdict.ok) return verdict;

      const evaluation: decided.Evaluation = {
        ...gate.result,
        id: call.newId(),
        digest: gate.digest,
        evaluatedAt: call.now.toString(),
      };
      const decision: Decision = {
        id: input.decisionId ?? call.newId(),
        version: 1,
        instalmentId: row.id,
        evaluationId: evaluation.id,
        state: 'proposed',
        outcome: input.outcome,
        amountFen: input.amountFen,
        payableFen: null,
        departs: verdict.value.departs,
        reasons,
        proposedBy: call.actor.personId,
        proposedAt: call.now.toString(),
        financeBy: null,
        financeAt: null,
        financeNote: null,
        approvedBy: null,
        approvedAt: null,
        declinedBy: null,
        declinedReason: null,
      };
      const evaluationNode: Node = { type: 'gate-evaluation', id: evaluation.id };
      await record(tx, call, [
        {
          type: 'gate-evaluation.made',
          aggregateType: 'gate-evaluation',
          aggregate: evaluation.id,
          version: 1,
          body: { ...evaluation, instalmentId: row.id, ...packStamp(regime) },
          edges: [
            ...weighed(gate.result).map((from) => ({ from, to: evaluationNode, kind: 'weighs' as const })),
            { from: evaluationNode, to: { type: 'instalment', id: row.id }, kind: 'concerns' },
          ],
        },
        {
          ...decisionEvent('payment-decision.proposed', decision, regime, reasons || undefined),
          edges: [
            { from: evaluationNode, to: { type: 'payment-decision', id: decision.id }, kind: 'decides' },
          ],
        },
      ]);
      await decided.insertEvaluation(tx, call.county, row.id, evaluation, packStamp(regime));
      await decided.insertDecision(tx, call.county, decision);
      return answerOf(tx, call, row.id);
    },
    {
      payment_decision_open: decisionOpen,
      payment_decision_pkey: decisionOpen,
      event_county_aggregate_version_key: decisionOpen,
    },
  );
}

const threadTypes = new Set([
  'obligation',
  'monthly-report',
  'rectification',
  'finding',
  'inspection',
  'agreement',
  'payment',
  'disqualification',
  'score',
]);

/** The records the gate looked at, as nodes of the thread; a rectification brings its letter with it. */
function weighed(result: GateResult): Node[] {
  const nodes = new Map<string, Node>();
  const add = (type: string, id: string) => nodes.set(`${type}:${id}`, { type, id });
  for (const { evidence } of result.conditions)
    for (const { type, id, letterId } of evidence) {
      if (threadTypes.has(type)) add(type, id);
      if (letterId) add('supervision-letter', letterId);
    }
  return [...nodes.values()];
}

const takenBackReason = '所依据的事实有变化，收回后按当前记录重新审核。';

/** Taken back because its facts have changed, and for no other reason; what finance said to it stays on record. */
export function handleReevaluate(call: Call, input: Inputs['reevaluate']) {
  return transact(call.db, async (tx) => {
    const found = await visibleDecision(tx, call, input.id);
    if (!found) return notFound(input.id);
    const { decision, instalment } = found;
    if (!policy.mayPropose(call.actor)) return notPermitted();
    const interested = await refuseInterested(tx, call, instalment.contractorId);
    if (interested) return interested;
    if (decision.version !== input.basedOn) return changedMeanwhile(decision.version);
    const regime = await regimeOf({ db: tx, county: call.county });
    const gate = await gateOf(tx, call, regime, instalment);
    const changed =
      gate.digest !== (await decided.digestOfEvaluation(tx, call.county, decision.evaluationId));
    const verdict = rules.takeBack(decision, changed, regime.pack);
    if (!verdict.ok) return verdict;
    const declined: Decision = {
      ...decision,
      version: decision.version + 1,
      state: 'declined',
      declinedBy: call.actor.personId,
      declinedReason: takenBackReason,
    };
    await record(tx, call, [decisionEvent('payment-decision.taken-back', declined, regime, takenBackReason)]);
    await decided.saveDecision(tx, call.county, declined);
    return answerOf(tx, call, instalment.id);
  });
}

export function handleAgree(call: Call, input: Inputs['agree']) {
  return onFinance(call, input, (decision) => ({
    type: 'payment-decision.agreed',
    note: input.note,
    next: {
      ...decision,
      financeBy: call.actor.personId,
      financeAt: call.now.toString(),
      financeNote: input.note ?? null,
    },
  }));
}

export function handleObject(call: Call, input: Inputs['object']) {
  return onFinance(call, input, (decision) => ({
    type: 'payment-decision.objected',
    note: input.reason,
    next: { ...decision, state: 'declined', declinedBy: call.actor.personId, declinedReason: input.reason },
  }));
}

function onFinance(
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  act: (decision: Decision) => {
    readonly type: string;
    readonly note: string | undefined;
    readonly next: Decision;
  },
) {
  return transact(call.db, async (tx) => {
    const found = await visibleDecision(tx, call, input.id);
    if (!found) return notFound(input.id);
    const { decision, instalment } = found;
    if (!policy.mayCoDecide(call.actor)) return notPermitted();
    const interested = await refuseInterested(tx, call, instalment.contractorId);
    if (interested) return interested;
    if (decision.version !== input.basedOn) return changedMeanwhile(decision.version);
    const regime = await regimeOf({ db: tx, county: call.county });
    const verdict = rules.coDecide(decision, call.actor.personId, regime.pack);
    if (!verdict.ok) return verdict;
    const { type, note, next } = act(decision);
    const saved: Decision = { ...next, version: decision.version + 1 };
    await record(tx, call, [decisionEvent(type, saved, regime, note)]);
    await decided.saveDecision(tx, call.county, saved);
    return answerOf(tx, call, instalment.id);
  });
}

export function handleApprove(call: Call, input: Inputs['approve']) {
  return transact(call.db, async (tx) => {
    const found = await visibleDecision(tx, call, input.id);
    if (!found) return notFound(input.id);
    const { decision, instalment } = found;
    if (!policy.mayApprove(call.actor)) return notPermitted();
    const interested = await refuseInterested(tx, call, instalment.contractorId);
    if (interested) return interested;
    if (decision.version !== input.basedOn) return changedMeanwhile(decision.version);
    const regime = await regimeOf({ db: tx, county: call.county });
    const verdict = rules.approve(decision, call.actor.personId, regime.pack);
    if (!verdict.ok) return verdict;
    await store.lockContract(tx, call.county, instalment.projectId, instalment.agreementId);
    const gate = await gateOf(tx, call, regime, instalment);
    if (decision.amountFen > 0 && gate.result.hardStop) return rules.hardStopRefusal(gate.result);
    if (gate.digest !== (await decided.digestOfEvaluation(tx, call.county, decision.evaluationId)))
      return factsChanged(regime);

    const approved: Decision = {
      ...decision,
      version: decision.version + 1,
      state: 'approved',
      payableFen: decision.amountFen > 0 ? decision.amountFen : null,
      approvedBy: call.actor.personId,
      approvedAt: call.now.toString(),
    };
    const next: Instalment = { ...bare(instalment), version: instalment.version + 1, state: verdict.value };
    await record(tx, call, [
      decisionEvent('payment-decision.approved', approved, regime),
      instalmentEvent(verdict.value === 'decided' ? 'instalment.decided' : 'instalment.refused', next),
    ]);
    await decided.saveDecision(tx, call.county, approved);
    await store.saveInstalment(tx, call.county, next);
    return answerOf(tx, call, instalment.id);
  });
}

export function handleDecline(call: Call, input: Inputs['decline']) {
  return transact(call.db, async (tx) => {
    const found = await visibleDecision(tx, call, input.id);
    if (!found) return notFound(input.id);
    const { decision, instalment } = found;
    if (!policy.mayApprove(call.actor)) return notPermitted();
    const interested = await refuseInterested(tx, call, instalment.contractorId);
    if (interested) return interested;
    if (decision.version !== input.basedOn) return changedMeanwhile(decision.version);
    const verdict = rules.decline(decision);
    if (!verdict.ok) return verdict;
    const regime = await regimeOf({ db: tx, county: call.county });
    const declined: Decision = {
      ...decision,
      version: decision.version + 1,
      state: 'declined',
      payableFen: null,
      declinedBy: call.actor.personId,
      declinedReason: input.reason,
    };
    const events = [decisionEvent('payment-decision.declined', declined, regime, input.reason)];
    const back: Instalment | null =
      instalment.state === 'decided'
        ? { ...bare(instalment), version: instalment.version + 1, state: 'requested' }
        : null;
    if (back) events.push(instalmentEvent('instalment.reopened', back, input.reason));
    await record(tx, call, events);
    await decided.saveDecision(tx, call.county, declined);
    if (back) await store.saveInstalment(tx, call.county, back);
    return answerOf(tx, call, instalment.id);
  });
}

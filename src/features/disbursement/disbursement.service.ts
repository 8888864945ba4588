import type { InferContractRouterInputs } from '@orpc/contract';
import { type Actor, isSupervision } from '#kernel/actor.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { capitalsOf } from '#platform/capitals.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf } from '#platform/event-log.ts';
import { digestOf } from '#platform/secrets.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import { type Regime, regimeOf } from '../regime/regime.service.ts';
import type {
  DecisionView,
  DetailView,
  disbursementContract,
  InstalmentView,
} from './disbursement.contract.ts';
import { awaits, mainBasis, stageOf } from './disbursement.decision.rules.ts';
import * as decided from './disbursement.decision.store.ts';
import { gateFacts } from './disbursement.facts.store.ts';
import type { ConditionView, GateView } from './disbursement.gate.contract.ts';
import { inspectionsSince } from './disbursement.grounds.rules.ts';
import type { GateConditionResult, GateFacts, GateResult } from './disbursement.model.ts';
import { mayKnowDecision, mayOf, maySee } from './disbursement.policy.ts';
import { decisive, evaluateGate } from './disbursement.rules.ts';
import { maySettleBy } from './disbursement.settlement.rules.ts';
import * as settlements from './disbursement.settlement.store.ts';
import * as store from './disbursement.store.ts';

export type Inputs = InferContractRouterInputs<typeof disbursementContract>;
export type Gate = { readonly facts: GateFacts; readonly result: GateResult; readonly digest: string };

/** The gate as it stands today; looking stores nothing. */
export async function gateOf(
  db: Tx,
  call: Call,
  regime: Regime,
  instalment: Pick<store.InstalmentListed, 'id' | 'agreementId' | 'projectId'>,
): Promise<Gate> {
  const asOf = today(call);
  const facts = await gateFacts(db, call.county, {
    instalmentId: instalment.id,
    agreementId: instalment.agreementId,
    projectId: instalment.projectId,
    asOf: asOf.toString(),
    inspectionsSince: inspectionsSince(regime.pack, asOf).toString(),
  });
  const result = evaluateGate(regime.pack, facts, asOf);
  const digest = digestOf(canonicalJson(decisive(instalment.id, facts, result))).toString('hex');
  return { facts, result, digest };
}

export function instalmentViewOf(
  actor: Actor,
  row: store.InstalmentListed,
  outdated = false,
  byQuantity = false,
): InstalmentView {
  const { projectId: _, agreementTerminated: __, requestedBy: ___, decision, ...view } = row;
  const known = decision && mayKnowDecision(actor, decision) ? decision : null;
  return {
    ...view,
    awaits: awaits(row, decision),
    may: mayOf(actor, row, isSupervision(actor) ? decision : known, outdated, byQuantity),
  };
}

/** The same, with nothing to do for somebody who has an interest in the contractor. */
const unlessRecused = async (db: Tx, call: Call, view: InstalmentView): Promise<InstalmentView> => ({
  ...view,
  may: await mayUnlessInterested(db, call, view.contractorId, view.may),
});

// What a contractor may open: its own reports, rectifications and confirmed findings. The rest is named, not linked.
const openToContractor = new Set([
  'monthly-report',
  'rectification',
  'finding',
  'agreement',
  'payment',
  'disqualification',
  'score',
]);

function conditionViewOf(actor: Actor, condition: GateConditionResult): ConditionView {
  const supervision = isSupervision(actor);
  const open = (type: string | null) => supervision || (type !== null && openToContractor.has(type));
  const raised = new Set(
    condition.evidence.flatMap(({ id, note }) => (note === 'serious-raised' ? [id] : [])),
  );
  // What one inspector raised is not told to the contractor until the team stands behind it; that it is being looked at is.
  const hidden = (id: string | null) => !supervision && id !== null && raised.has(id);
  return {
    id: condition.id,
    class: condition.class,
    name: condition.name,
    met: condition.met,
    evidence: condition.evidence.map(({ type, id, label, note, facts, against }) => ({
      type,
      id: open(type) && !hidden(id) ? id : null,
      label: hidden(id) ? '' : label,
      note,
      facts: { ...facts } as Record<string, string | number | string[]>,
      against,
    })),
    arithmetic: condition.arithmetic.map((figure) => ({ ...figure })),
    remedy: condition.remedy,
    steps: condition.steps.map((step) => ({
      ...step,
      id: open(step.type) && !hidden(step.id) ? step.id : null,
      label: hidden(step.id) ? '' : step.label,
    })),
    withholdFen: condition.withholdFen,
    basis: [...citationsOf(condition.basis)],
  };
}

export const gateViewOf = (actor: Actor, result: GateResult, digest: string): GateView => ({
  asOf: result.asOf,
  amountFen: result.amountFen,
  amountCapitals: capitalsOf(result.amountFen),
  conditions: result.conditions.map((condition) => conditionViewOf(actor, condition)),
  recommendation: result.recommendation,
  recommendedFen: result.recommendedFen,
  recommendedCapitals: capitalsOf(result.recommendedFen),
  hardStop: result.hardStop,
  digest,
});

/** A proposal still open whose facts are no longer today's. */
const isOutdated = ({ state, evaluation }: decided.DecisionListed, gate: Gate): boolean =>
  state === 'proposed' && evaluation.digest !== gate.digest;

function decisionViewOf(actor: Actor, decision: decided.DecisionListed, outdated: boolean): DecisionView {
  const { id, evaluatedAt, packId, packVersion, digest, ...result } = decision.evaluation;
  return {
    id: decision.id,
    version: decision.version,
    instalmentId: decision.instalmentId,
    stage: stageOf(decision),
    outcome: decision.outcome,
    amountFen: decision.amountFen,
    amountCapitals: capitalsOf(decision.amountFen),
    departs: decision.departs,
    reasons: decision.reasons,
    proposedBy: decision.proposedByName,
    proposedAt: decision.proposedAt,
    financeBy: decision.financeByName,
    financeAt: decision.financeAt,
    financeNote: isSupervision(actor) ? decision.financeNote : null,
    approvedBy: decision.approvedByName,
    approvedAt: decision.approvedAt,
    declinedBy: decision.declinedByName,
    declinedReason: decision.declinedReason,
    outdated,
    evaluation: { ...gateViewOf(actor, result, digest), id, evaluatedAt, packId, packVersion },
  };
}

const paymentViewOf = (payment: store.PaymentListed | undefined): DetailView['payment'] =>
  payment
    ? {
        id: payment.id,
        decisionId: payment.decisionId,
        amountFen: payment.amountFen,
        amountCapitals: capitalsOf(payment.amountFen),
        paidOn: payment.paidOn,
        voucher: payment.voucher,
        paidBy: payment.paidByName,
      }
    : null;

function settlementViewOf(
  pack: RulePack,
  settled: settlements.SettlementListed | undefined,
): DetailView['settlement'] {
  if (!settled) return null;
  const { id: _, unitPriceId, lineKey: __, quantity, share, ...plain } = settled;
  const price = pack.money.instalments.unitPrices?.find((one) => one.id === unitPriceId);
  return {
    ...plain,
    quantity: quantity === null ? null : Number(quantity),
    share: share === null ? null : Number(share),
    price: price ? { name: price.name, unit: price.unit } : null,
  };
}

const settleByOf = (pack: RulePack, facts: GateFacts, on: PlainDate): DetailView['settleBy'] => ({
  kinds: [...maySettleBy(pack)],
  prices: (pack.money.instalments.unitPrices ?? []).map(({ id, name, unit, fen }) => ({
    id,
    name,
    unit,
    fen: inForce(fen, on).value,
  })),
  lines: facts.lines.map(({ lineKey, content, unit, total }) => ({
    lineKey,
    content,
    unit,
    total: total === null ? null : Number(total),
  })),
});

/** The page of an instalment, for whoever has been found to be allowed to see it. */
export async function detailOf(db: Tx, call: Call, instalmentId: string): Promise<DetailView | undefined> {
  const row = await store.findInstalment(db, call.county, instalmentId);
  if (!row || !maySee(call.actor, row)) return undefined;
  const regime = await regimeOf({ db, county: call.county });
  const gate = await gateOf(db, call, regime, row);
  const all = await decided.decisions(db, call.county, { instalmentId });
  const decisions = all.filter((decision) => mayKnowDecision(call.actor, decision));
  const payment = await store.paymentOf(db, call.county, instalmentId);
  const kept = isSupervision(call.actor) ? all.flatMap(({ id, evaluation }) => [id, evaluation.id]) : [];
  const history = await historyOf(db, call.county, [instalmentId, ...kept, ...(payment ? [payment.id] : [])]);
  return {
    instalment: await unlessRecused(
      db,
      call,
      instalmentViewOf(
        call.actor,
        row,
        decisions.some((decision) => isOutdated(decision, gate)),
        maySettleBy(regime.pack).length > 0,
      ),
    ),
    gate: gateViewOf(call.actor, gate.result, gate.digest),
    settlement: settlementViewOf(regime.pack, await settlements.settlementOf(db, call.county, instalmentId)),
    settleBy: settleByOf(regime.pack, gate.facts, today(call)),
    decisions: decisions.map((decision) => decisionViewOf(call.actor, decision, isOutdated(decision, gate))),
    payment: paymentViewOf(payment),
    history: isSupervision(call.actor) ? history : history.map((entry) => ({ ...entry, note: null })),
    basis: [...mainBasis(regime.pack)],
  };
}

/** The detail after an act: it was just seen, so it is there. */
export async function answerOf(tx: Tx, call: Call, instalmentId: string) {
  const detail = await detailOf(tx, call, instalmentId);
  if (!detail) throw new Error(`Instalment ${instalmentId} vanished during its own act`);
  return granted(detail);
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const detail = await detailOf(call.db, call, input.id);
  return detail ? granted(detail) : refused('disbursement.not-found', { id: input.id });
}

export async function handleDecision(call: Call, input: Inputs['decision']) {
  const [decision] = await decided.decisions(call.db, call.county, { id: input.id });
  const row = decision && (await store.findInstalment(call.db, call.county, decision.instalmentId));
  if (!decision || !row || !maySee(call.actor, row) || !mayKnowDecision(call.actor, decision))
    return refused('disbursement.not-found', { id: input.id });
  const regime = await regimeOf(call);
  const outdated =
    decision.state === 'proposed' && isOutdated(decision, await gateOf(call.db, call, regime, row));
  const payment = await store.paymentOf(call.db, call.county, row.id);
  return granted({
    instalment: await unlessRecused(call.db, call, instalmentViewOf(call.actor, row, outdated)),
    decision: decisionViewOf(call.actor, decision, outdated),
    payment: payment?.decisionId === decision.id ? paymentViewOf(payment) : null,
    basis: [...mainBasis(regime.pack)],
  });
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, contractorId, ...filter } = input;
  const own = isSupervision(call.actor) ? contractorId : call.actor.organisationId;
  const rows =
    contractorId !== undefined && contractorId !== own
      ? []
      : await store.instalments(call.db, call.county, {
          ...filter,
          contractorId: own,
          after: afterOf(cursor),
          limit: pageSize + 1,
        });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((row) => instalmentViewOf(call.actor, row)),
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.plannedOn, last.id) : null,
  });
}

function afterOf(cursor: string | undefined): store.InstalmentFilter['after'] {
  const [plannedOn, id] = dayCursor.read(cursor) ?? [];
  return plannedOn && id ? { plannedOn, id } : undefined;
}

export async function handleTotals(call: Call, input: Inputs['totals']) {
  const contractorId = isSupervision(call.actor) ? undefined : call.actor.organisationId;
  const items = await store.paidAgainstPlanned(call.db, call.county, {
    contractorId,
    agreementId: input.agreementId,
  });
  const sum = (of: (row: store.PaidAgainstPlanned) => number) =>
    items.reduce((total, row) => total + of(row), 0);
  return granted({ items, plannedFen: sum((row) => row.plannedFen), paidFen: sum((row) => row.paidFen) });
}

import { type Citation, clause, granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, type PlainDate } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import type {
  Decision,
  GateResult,
  Instalment,
  InstalmentState,
  Outcome,
  Party,
} from './disbursement.model.ts';
import { lifecycle } from './disbursement.model.ts';
import { needsSettlement } from './disbursement.settlement.rules.ts';

/** 日常监管结果作为项目资金阶段性拨付主要依据。 */
export const mainBasis = (pack: RulePack): readonly Citation[] => [clause(clauseOfDuty(pack, 'D11'))];

const mayBecome = (from: InstalmentState, to: InstalmentState): boolean =>
  (lifecycle[from] as readonly InstalmentState[]).includes(to);

/** The unmet hard stops with what they rest on; nobody can pass them. */
export function hardStopRefusal(gate: GateResult) {
  const stops = gate.conditions.filter(({ class: kind, met }) => kind === 'hard-stop' && !met);
  return refused(
    'disbursement.hard-stop',
    { conditions: stops.map(({ id }) => id) },
    stops.flatMap(({ basis }) => citationsOf(basis)),
  );
}

/** The contractor asks for an instalment; after 取消承办资格 there is nothing to ask for. */
export function request(
  instalment: Pick<Instalment, 'state'>,
  agreement: { readonly terminated: boolean },
  pack: RulePack,
): Result<'requested', 'disbursement.paid-already' | 'disbursement.wrong-state' | 'disbursement.hard-stop'> {
  if (instalment.state === 'paid') return refused('disbursement.paid-already', {}, mainBasis(pack));
  if (!mayBecome(instalment.state, 'requested') || instalment.state === 'decided')
    return refused('disbursement.wrong-state', { state: instalment.state });
  if (agreement.terminated)
    return refused('disbursement.hard-stop', { conditions: ['not-disqualified'] }, mainBasis(pack));
  return granted('requested');
}

export type Proposal = { readonly outcome: Outcome; readonly amountFen: number; readonly reasons: string };

const reasonsCharactersMin = 4;

/**
 * “主要依据”不是唯一依据: a named person may depart from the recommendation and then says why. A hard stop allows nothing
 * but withholding.
 */
export function propose(
  instalment: Pick<Instalment, 'state' | 'amountFen'>,
  gate: GateResult,
  proposal: Proposal,
  pack: RulePack,
  /** Whether what it comes to was settled, where the pack pays by quantity or investment. */
  settled = false,
): Result<
  { readonly departs: boolean },
  | 'disbursement.paid-already'
  | 'disbursement.wrong-state'
  | 'disbursement.above-instalment'
  | 'disbursement.above-settlement'
  | 'disbursement.settlement-missing'
  | 'disbursement.outcome-mismatch'
  | 'disbursement.hard-stop'
  | 'disbursement.reasons-required'
> {
  const { outcome, amountFen } = proposal;
  if (instalment.state === 'paid') return refused('disbursement.paid-already', {}, mainBasis(pack));
  if (instalment.state !== 'requested')
    return refused('disbursement.wrong-state', { state: instalment.state });
  if (amountFen > instalment.amountFen)
    return refused(
      'disbursement.above-instalment',
      { amountFen, instalmentFen: instalment.amountFen },
      basisOf(gate, 'within-instalment'),
    );
  if (amountFen > gate.amountFen)
    return refused(
      'disbursement.above-settlement',
      { amountFen, settledFen: gate.amountFen },
      citationsOf(pack.money.instalments.basis),
    );
  if (amountFen > 0 && gate.hardStop) return hardStopRefusal(gate);
  if (amountFen > 0 && !settled && needsSettlement(pack))
    return refused('disbursement.settlement-missing', {}, citationsOf(pack.money.instalments.basis));
  const fits =
    outcome === 'withhold'
      ? amountFen === 0
      : outcome === 'pay'
        ? amountFen === instalment.amountFen
        : amountFen > 0 && amountFen < instalment.amountFen;
  if (!fits)
    return refused('disbursement.outcome-mismatch', {
      outcome,
      amountFen,
      instalmentFen: instalment.amountFen,
    });
  const departs = amountFen !== gate.recommendedFen;
  if (departs && lettersIn(proposal.reasons) < reasonsCharactersMin)
    return refused(
      'disbursement.reasons-required',
      { amountFen, recommendedFen: gate.recommendedFen, least: reasonsCharactersMin },
      mainBasis(pack),
    );
  return granted({ departs });
}

const basisOf = (gate: GateResult, id: string): readonly Citation[] =>
  citationsOf(gate.conditions.find((condition) => condition.id === id)?.basis ?? []);

/** 财政会签: by another than the one who proposed. */
export function coDecide(
  decision: Decision,
  personId: string,
  pack: RulePack,
): Result<true, 'disbursement.decision-wrong-state' | 'disbursement.same-person'> {
  if (decision.state !== 'proposed' || decision.financeBy !== null)
    return refused('disbursement.decision-wrong-state', { decisionState: stageOf(decision) });
  if (decision.proposedBy === personId) return refused('disbursement.same-person', {}, mainBasis(pack));
  return granted(true);
}

/** The leading group approves what finance agreed to, on the facts it was proposed on, by a third person. */
export function approve(
  decision: Decision,
  personId: string,
  pack: RulePack,
): Result<
  'decided' | 'refused',
  'disbursement.decision-wrong-state' | 'disbursement.same-person' | 'disbursement.finance-first'
> {
  if (decision.state !== 'proposed')
    return refused('disbursement.decision-wrong-state', { decisionState: stageOf(decision) });
  if (decision.financeBy === null) return refused('disbursement.finance-first', {}, mainBasis(pack));
  if (personId === decision.proposedBy || personId === decision.financeBy)
    return refused('disbursement.same-person', {}, mainBasis(pack));
  return granted(decision.outcome === 'withhold' ? 'refused' : 'decided');
}

/** A proposal nobody can approve any more goes back to its desk; one whose facts stand is finance's and the leaders' to decide. */
export function takeBack(
  decision: Pick<Decision, 'state' | 'financeBy'>,
  factsChanged: boolean,
  pack: RulePack,
): Result<true, 'disbursement.decision-wrong-state' | 'disbursement.facts-unchanged'> {
  if (decision.state !== 'proposed')
    return refused('disbursement.decision-wrong-state', { decisionState: stageOf(decision) });
  return factsChanged ? granted(true) : refused('disbursement.facts-unchanged', {}, mainBasis(pack));
}

/** What is proposed may be declined; what is approved may be taken back until it is paid. */
export function decline(decision: Decision): Result<true, 'disbursement.decision-wrong-state'> {
  const open =
    decision.state === 'proposed' || (decision.state === 'approved' && decision.payableFen !== null);
  return open
    ? granted(true)
    : refused('disbursement.decision-wrong-state', { decisionState: stageOf(decision) });
}

/** The decided amount, once, by finance, and by neither who proposed nor who approved; never after a hard stop arose. */
export function pay(
  decision: Decision,
  gate: GateResult,
  by: {
    readonly personId: string;
    readonly paidOn: PlainDate;
    readonly today: PlainDate;
    readonly approvedOn: PlainDate | null;
  },
  pack: RulePack,
): Result<
  { readonly amountFen: number },
  | 'disbursement.paid-already'
  | 'disbursement.not-approved'
  | 'disbursement.same-person'
  | 'disbursement.hard-stop'
  | 'disbursement.paid-on-impossible'
> {
  if (decision.state === 'paid') return refused('disbursement.paid-already', {}, mainBasis(pack));
  if (decision.payableFen === null || by.approvedOn === null)
    return refused('disbursement.not-approved', { decisionState: stageOf(decision) }, mainBasis(pack));
  if (by.personId === decision.proposedBy || by.personId === decision.approvedBy)
    return refused('disbursement.same-person', {}, mainBasis(pack));
  if (gate.hardStop) return hardStopRefusal(gate);
  if (isAfter(by.paidOn, by.today) || isAfter(by.approvedOn, by.paidOn))
    return refused('disbursement.paid-on-impossible', {
      approvedOn: by.approvedOn.toString(),
      todayOn: by.today.toString(),
    });
  return granted({ amountFen: decision.payableFen });
}

/** A proposal stands at another desk once finance agreed. */
export type DecisionStage = Decision['state'] | 'agreed';
export const stageOf = (decision: Pick<Decision, 'state' | 'financeBy'>): DecisionStage =>
  decision.state === 'proposed' && decision.financeBy !== null ? 'agreed' : decision.state;

export const remainderSuffix = '（暂缓部分）';

/** A part was paid: the paid part keeps the number, the rest is an instalment of its own, so that all still sum to the contract. */
export function split(
  instalment: Instalment,
  paidFen: number,
  rest: { readonly id: string; readonly number: number },
): { readonly paid: Instalment; readonly remainder: Instalment | null } {
  const paid: Instalment = {
    ...instalment,
    version: instalment.version + 1,
    state: 'paid',
    amountFen: paidFen,
  };
  if (paidFen === instalment.amountFen) return { paid, remainder: null };
  const { name } = instalment;
  return {
    paid,
    remainder: {
      ...instalment,
      ...rest,
      version: 1,
      name: name.endsWith(remainderSuffix) ? name : `${name}${remainderSuffix}`,
      amountFen: instalment.amountFen - paidFen,
      state: 'planned',
      requestedAt: null,
      requestedBy: null,
    },
  };
}

/** At whose desk the instalment lies. */
export function awaits(
  instalment: Pick<Instalment, 'state'>,
  decision: Pick<Decision, 'state' | 'financeBy'> | null,
): Party {
  if (instalment.state === 'paid') return 'nobody';
  if (instalment.state === 'decided') return 'finance';
  if (instalment.state !== 'requested') return 'contractor';
  if (decision?.state !== 'proposed') return 'commerce-bureau';
  return decision.financeBy === null ? 'finance' : 'leading-group';
}

import { canonicalJson } from '#kernel/canonical.ts';
import { shareOf } from '#kernel/money.ts';
import { byText } from '#kernel/order.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { GateCondition, GateConditionId, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { withinCap } from './disbursement.caps.rules.ts';
import {
  inspectionsDone,
  noOpenSerious,
  noOverdueLetter,
  reportsComplete,
  verdictsFavourable,
} from './disbursement.grounds.rules.ts';
import type { Judge } from './disbursement.judge.rules.ts';
import {
  percentOf,
  progressReached,
  scoreInBand,
  withheldForUnfinished,
} from './disbursement.measure.rules.ts';
import type {
  GateConditionResult,
  GateEvidence,
  GateFacts,
  GateResult,
  GateStep,
  Outcome,
} from './disbursement.model.ts';
import {
  instalmentDue,
  notDisqualified,
  withinContract,
  withinInstalment,
} from './disbursement.stops.rules.ts';
import { suspensionStops } from './disbursement.suspension.rules.ts';

/**
 * 日常监管结果作为项目资金阶段性拨付主要依据。（一（四））Every condition of the pack is judged and listed, met or not. A ground that
 * is not met withholds its share of the instalment, all together at most the whole; a hard stop that is not met withholds
 * all of it, whoever decides.
 */
export function evaluateGate(pack: RulePack, given: GateFacts, asOf: PlainDate): GateResult {
  const agreedFen = given.instalment.amountFen;
  // 结算: what was settled is what the conditions weigh; the rest of the instalment is not due yet.
  const amountFen = Math.min(agreedFen, given.instalment.settledFen ?? agreedFen);
  const facts: GateFacts = { ...given, instalment: { ...given.instalment, amountFen } };
  const conditions = [
    ...suspensionStops(pack, facts.agreement.suspensions ?? []),
    ...pack.gate.conditions.map((condition) => conditionResult(condition, facts, asOf, pack)),
  ];
  const hardStop = conditions.some((condition) => condition.class === 'hard-stop' && !condition.met);
  const withheld = conditions.reduce((sum, { withholdFen }) => sum + withholdFen, 0);
  const recommendedFen = hardStop ? 0 : Math.max(0, amountFen - withheld);
  return {
    asOf: asOf.toString(),
    amountFen,
    conditions,
    recommendation: outcomeOf(recommendedFen, agreedFen),
    recommendedFen,
    hardStop,
  };
}

export const outcomeOf = (payFen: number, amountFen: number): Outcome =>
  payFen === 0 ? 'withhold' : payFen < amountFen ? 'pay-part' : 'pay';

function conditionResult(
  condition: GateCondition,
  facts: GateFacts,
  asOf: PlainDate,
  pack: RulePack,
): GateConditionResult {
  const { met, evidence, arithmetic, steps } = judges[condition.id](facts, asOf, pack);
  const share = condition.withholdShare ? inForce(condition.withholdShare, asOf).value : 0;
  const unfinished =
    !met && condition.proportional ? withheldForUnfinished(facts, condition, asOf) : undefined;
  const withholdFen = met ? 0 : (unfinished?.fen ?? shareOf(facts.instalment.amountFen, share));
  return {
    id: condition.id,
    class: condition.class,
    name: condition.name,
    met,
    evidence: [...evidence, ...(unfinished?.evidence ?? [])].toSorted(byStanding),
    arithmetic:
      met || condition.class !== 'ground'
        ? arithmetic
        : [
            ...arithmetic,
            ...(unfinished
              ? [{ name: 'unfinishedPercent' as const, value: percentOf(unfinished.unfinished) }]
              : []),
            { name: 'withholdPercent', value: share * 100 },
            { name: 'withholdFen', value: withholdFen },
          ],
    remedy: condition.remedy,
    steps: met ? [] : steps.toSorted(byDay),
    withholdFen,
    basis: condition.basis,
  };
}

const byStanding = (a: GateEvidence, b: GateEvidence): number =>
  Number(b.against) - Number(a.against) ||
  byText(a.label, b.label) ||
  byText(a.id, b.id) ||
  byText(canonicalJson(a.facts), canonicalJson(b.facts));
const byDay = (a: GateStep, b: GateStep): number =>
  byText(a.on ?? '9999', b.on ?? '9999') ||
  byText(a.label, b.label) ||
  byText(a.id ?? '', b.id ?? '') ||
  byText(a.act, b.act);
const judges: Readonly<Record<GateConditionId, Judge>> = {
  'instalment-due': instalmentDue,
  'within-instalment': withinInstalment,
  'within-contract': withinContract,
  'within-cap': withinCap,
  'not-disqualified': notDisqualified,
  'reports-complete': reportsComplete,
  'no-overdue-letter': noOverdueLetter,
  'no-open-serious': noOpenSerious,
  'inspections-done': inspectionsDone,
  verdicts: verdictsFavourable,
  'score-band': scoreInBand,
  progress: progressReached,
};
/**
 * What of a result bears on the money: which conditions fail, on which records, what that withholds and how much was paid
 * before. Two results alike in this lead to the same decision, though a day lies between them.
 */
export function decisive(instalmentId: string, facts: GateFacts, result: GateResult): unknown {
  return {
    instalment: instalmentId,
    amountFen: result.amountFen,
    contractFen: facts.agreement.amountFen,
    paidFen: facts.agreement.paidFen,
    hardStop: result.hardStop,
    recommendedFen: result.recommendedFen,
    conditions: result.conditions.map(({ id, met, withholdFen, evidence }) => ({
      id,
      met,
      withholdFen,
      against: evidence.flatMap(({ against, type, id: record }) => (against ? [`${type}:${record}`] : [])),
    })),
  };
}

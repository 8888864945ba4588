import { canonicalJson } from '#kernel/canonical.ts';
import { shareOf } from '#kernel/money.ts';
import { daysBetween, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { ContentArea, GateCondition, GateConditionId, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import type {
  Figure,
  GateConditionResult,
  GateEvidence,
  GateFacts,
  GateResult,
  GateStep,
  Outcome,
  StepCode,
} from './disbursement.model.ts';

/** What one condition found, before the pack gives it its name, class and share. */
type Finding = {
  readonly met: boolean;
  readonly evidence: readonly GateEvidence[];
  readonly arithmetic: readonly Figure[];
  readonly steps: readonly GateStep[];
};
type Judge = (facts: GateFacts, asOf: PlainDate, pack: RulePack) => Finding;

/**
 * 日常监管结果作为项目资金阶段性拨付主要依据。（一（四））Every condition of the pack is judged and listed, met or not. A ground that
 * is not met withholds its share of the instalment, all together at most the whole; a hard stop that is not met withholds
 * all of it, whoever decides.
 */
export function evaluateGate(pack: RulePack, facts: GateFacts, asOf: PlainDate): GateResult {
  const { amountFen } = facts.instalment;
  const conditions = pack.gate.conditions.map((condition) => conditionResult(condition, facts, asOf, pack));
  const hardStop = conditions.some((condition) => condition.class === 'hard-stop' && !condition.met);
  const withheld = conditions.reduce((sum, { withholdFen }) => sum + withholdFen, 0);
  const recommendedFen = hardStop ? 0 : Math.max(0, amountFen - withheld);
  return {
    asOf: asOf.toString(),
    amountFen,
    conditions,
    recommendation: outcomeOf(recommendedFen, amountFen),
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
  const withholdFen = met ? 0 : shareOf(facts.instalment.amountFen, share);
  return {
    id: condition.id,
    class: condition.class,
    name: condition.name,
    met,
    evidence: evidence.toSorted(byStanding),
    arithmetic:
      met || condition.class === 'hard-stop'
        ? arithmetic
        : [
            ...arithmetic,
            { name: 'withholdPercent', value: share * 100 },
            { name: 'withholdFen', value: withholdFen },
          ],
    remedy: condition.remedy,
    steps: met ? [] : steps.toSorted(byDay),
    withholdFen,
    basis: condition.basis,
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byStanding = (a: GateEvidence, b: GateEvidence): number =>
  Number(b.against) - Number(a.against) ||
  order(a.label, b.label) ||
  order(a.id, b.id) ||
  order(canonicalJson(a.facts), canonicalJson(b.facts));
const byDay = (a: GateStep, b: GateStep): number =>
  order(a.on ?? '9999', b.on ?? '9999') ||
  order(a.label, b.label) ||
  order(a.id ?? '', b.id ?? '') ||
  order(a.act, b.act);

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
};

/** 阶段性拨付: the planned day has come and the progress the contract asks for is reached, by accepted reports. */
function instalmentDue({ instalment, lines }: GateFacts, asOf: PlainDate): Finding {
  const early = isBefore(asOf, plainDate(instalment.plannedOn));
  const { reached, percent } = progressOf(lines, instalment.requiredProgress);
  const steps: GateStep[] = [];
  if (early) steps.push(step('await-day', 'nobody', instalment.plannedOn));
  if (!reached) steps.push(step('reach-progress', 'contractor', null));
  return {
    met: !early && reached,
    evidence: lines.map(({ lineKey, content, unit, target, total }) => ({
      type: 'plan-line',
      id: lineKey,
      label: content,
      note: 'line-progress',
      facts: { total: plainNumber(total ?? '0'), target: plainNumber(target), unit },
      against: !reached && tenThousandths(total ?? '0') < tenThousandths(target),
    })),
    arithmetic: [
      { name: 'plannedOn', value: instalment.plannedOn },
      { name: 'requiredPercent', value: instalment.requiredProgress },
      { name: 'progressPercent', value: percent },
    ],
    steps,
  };
}

/** Not paid yet; what is paid never exceeds the instalment. */
function withinInstalment({ instalment }: GateFacts): Finding {
  const { payment } = instalment;
  return {
    met: payment === null,
    evidence: payment
      ? [
          {
            type: 'payment',
            id: payment.id,
            label: payment.voucher,
            note: 'paid',
            facts: { on: payment.paidOn },
            against: true,
          },
        ]
      : [],
    arithmetic: [
      { name: 'instalmentFen', value: instalment.amountFen },
      { name: 'leftFen', value: payment ? 0 : instalment.amountFen },
    ],
    steps: [step('paid-already', 'nobody', null)],
  };
}

/** What was paid on the contract and this instalment together stay within its sum. */
function withinContract({ instalment, agreement }: GateFacts): Finding {
  const leftFen = agreement.amountFen - agreement.paidFen;
  return {
    // What is paid already counts once: the instalment itself fails on `within-instalment`.
    met: leftFen >= (instalment.payment ? 0 : instalment.amountFen),
    evidence: [],
    arithmetic: [
      { name: 'contractFen', value: agreement.amountFen },
      { name: 'paidFen', value: agreement.paidFen },
      { name: 'leftFen', value: leftFen },
      { name: 'instalmentFen', value: instalment.amountFen },
    ],
    steps: [step('amend-contract', 'commerce-bureau', null)],
  };
}

/** 占比上限: of central money, a content area gets at most its share; a contract over several areas counts by its budget. */
function withinCap(
  { instalment, agreement, centralFen, contracts }: GateFacts,
  asOf: PlainDate,
  pack: RulePack,
): Finding {
  const own = contracts.find(({ agreementId }) => agreementId === agreement.id);
  const thisFen = instalment.payment ? 0 : instalment.amountFen;
  const caps = pack.money.areaCaps.map((cap) => {
    const share = inForce(cap.share, asOf).value;
    const limitFen = shareOf(centralFen, share);
    const paidFen = contracts.reduce(
      (sum, contract) => sum + partOf(contract.paidFen, contract.areas, cap.area),
      0,
    );
    const withThis = own
      ? partOf(own.paidFen + thisFen, own.areas, cap.area) - partOf(own.paidFen, own.areas, cap.area)
      : 0;
    return { area: cap.area, share, limitFen, paidFen, partFen: withThis };
  });
  const exceeded = caps.filter(
    ({ limitFen, paidFen, partFen }) => partFen > 0 && paidFen + partFen > limitFen,
  );
  return {
    met: exceeded.length === 0,
    evidence: [],
    arithmetic: [
      { name: 'centralFen', value: centralFen },
      ...caps.flatMap(({ area, share, limitFen, paidFen, partFen }): Figure[] => [
        { name: 'capPercent', value: share * 100, of: area },
        { name: 'capFen', value: limitFen, of: area },
        { name: 'areaPaidFen', value: paidFen, of: area },
        { name: 'areaPartFen', value: partFen, of: area },
        { name: 'leftFen', value: limitFen - paidFen, of: area },
      ]),
    ],
    steps: [step('keep-to-cap', 'commerce-bureau', null)],
  };
}

/**
 * The part of an amount that falls to an area, by the budget of the contract's lines. Rounded up: a fraction of a fen
 * counts against the cap, so that rounding never lets one be crossed.
 */
export function partOf(
  fen: number,
  areas: readonly { readonly area: ContentArea; readonly budgetFen: number }[],
  area: ContentArea,
): number {
  const inArea = areas.reduce((sum, one) => (one.area === area ? sum + BigInt(one.budgetFen) : sum), 0n);
  const all = areas.reduce((sum, one) => sum + BigInt(one.budgetFen), 0n);
  // Without a budget nothing can be apportioned; then a contract that names the area counts whole.
  if (all === 0n) return areas.some((one) => one.area === area) ? fen : 0;
  return Number((BigInt(fen) * inArea + all - 1n) / all);
}

/** 取消承办资格之后一切拨付停止。（一（四），D12）*/
function notDisqualified({ agreement }: GateFacts): Finding {
  return {
    met: !agreement.terminated,
    evidence: [
      {
        type: 'agreement',
        id: agreement.id,
        label: agreement.number,
        note: agreement.terminated ? 'agreement-terminated' : 'agreement-stands',
        facts: {},
        against: agreement.terminated,
      },
    ],
    arithmetic: [],
    steps: [step('settle-only', 'nobody', null)],
  };
}

const isAccepted = (state: GateFacts['reports'][number]['state']): boolean =>
  state === 'accepted' || state === 'correcting';

/** 承办企业每月定期书面报告项目进展情况。（一（二））A report counts when it is accepted; one under correction was accepted before. */
function reportsComplete({ reports }: GateFacts): Finding {
  const missing = reports.filter(({ state }) => !isAccepted(state));
  const newest = reports
    .filter(({ state, reportId }) => isAccepted(state) && reportId !== null)
    .toSorted((a, b) => order(b.period, a.period) || order(a.reportId ?? '', b.reportId ?? ''))[0];
  const evidence = missing.map((report): GateEvidence => {
    const note =
      report.state === 'submitted'
        ? 'report-waiting'
        : report.state === 'returned'
          ? 'report-returned'
          : 'report-missing';
    const record =
      report.reportId && report.state !== 'draft'
        ? { type: 'monthly-report' as const, id: report.reportId }
        : { type: 'obligation' as const, id: report.obligationId };
    return { ...record, label: report.period, note, facts: { dueOn: report.dueOn }, against: true };
  });
  return {
    met: missing.length === 0,
    evidence: newest?.reportId
      ? [
          ...evidence,
          {
            type: 'monthly-report',
            id: newest.reportId,
            label: newest.period,
            note: 'report-accepted',
            facts: {},
            against: false,
          },
        ]
      : evidence,
    arithmetic: [
      { name: 'dueCount', value: reports.length },
      { name: 'doneCount', value: reports.length - missing.length },
    ],
    steps: missing.map((report) => {
      const at = { type: 'monthly-report' as const, id: report.reportId, label: report.period };
      if (report.state === 'submitted') return step('accept-report', 'office', null, at);
      return step(
        report.state === 'returned' ? 'correct-report' : 'submit-report',
        'contractor',
        report.dueOn,
        at,
      );
    }),
  };
}

/** 限时整改、跟踪督导。（一（四））A letter item past its deadline and not closed (销号). */
function noOverdueLetter({ rectifications }: GateFacts, asOf: PlainDate): Finding {
  const open = rectifications.filter(({ state }) => state !== 'closed');
  const isOverdue = ({ dueOn }: { dueOn: string }) => isBefore(plainDate(dueOn), asOf);
  const overdue = open.filter(isOverdue);
  return {
    met: overdue.length === 0,
    evidence: open.map((item) => ({
      type: 'rectification',
      id: item.id,
      letterId: item.letterId,
      label: item.label,
      note: isOverdue(item) ? 'rectification-overdue' : 'rectification-open',
      facts: isOverdue(item)
        ? { dueOn: item.dueOn, days: daysBetween(plainDate(item.dueOn), asOf) }
        : { dueOn: item.dueOn },
      against: isOverdue(item),
    })),
    arithmetic: [
      { name: 'openCount', value: open.length },
      { name: 'overdueCount', value: overdue.length },
    ],
    steps: overdue.map((item) => {
      const at = { type: 'rectification' as const, id: item.id, label: item.label };
      if (item.state === 'verified') return step('close-rectification', 'office', null, at);
      if (item.state === 'reported') return step('re-inspect', 'inspection-group', null, at);
      return step('report-rectification', 'contractor', item.dueOn, at);
    }),
  };
}

/** A serious finding counts until it is closed or put right on the spot; withdrawn ones are not among the facts. */
function noOpenSerious({ serious }: GateFacts): Finding {
  const open = serious.filter(({ state }) => state !== 'closed' && state !== 'put-right');
  return {
    met: open.length === 0,
    evidence: open.map(({ id, number, state }) => ({
      type: 'finding',
      id,
      label: number,
      note: state === 'raised' ? 'serious-raised' : 'serious-open',
      facts: { state },
      against: true,
    })),
    arithmetic: [
      { name: 'seriousCount', value: serious.length },
      { name: 'openCount', value: open.length },
    ],
    steps: open.map(({ id, number, state }) => {
      const at = { type: 'finding' as const, id, label: number };
      if (state === 'raised') return step('sign-inspection', 'inspection-group', null, at);
      if (state === 'confirmed') return step('issue-letter', 'office', null, at);
      return step('rectify', 'contractor', null, at);
    }),
  };
}

/** The day from which missed inspections count against an instalment. */
export const inspectionsSince = (pack: RulePack, asOf: PlainDate): PlainDate =>
  asOf.subtract({ months: inForce(pack.gate.inspectionsWithinMonths, asOf).value });

/** 避免盲区死角；三（一）的检查频次。Missed stays missed: an inspection after its period closed does not undo it, only a waiver does. */
function inspectionsDone({ inspections }: GateFacts, asOf: PlainDate, pack: RulePack): Finding {
  const since = inspectionsSince(pack, asOf);
  const due = inspections.filter(
    ({ dueOn }) => isBefore(plainDate(dueOn), asOf) && !isBefore(plainDate(dueOn), since),
  );
  const failed = due.filter(({ fulfilledOn, closesOn }) => fulfilledOn === null || fulfilledOn > closesOn);
  const isClosed = ({ closesOn }: { closesOn: string }) => isBefore(plainDate(closesOn), asOf);
  const labelOf = ({ subject, period }: { subject: string; period: string }) => `${subject} ${period}`;
  return {
    met: failed.length === 0,
    evidence: failed.map((one) => ({
      type: 'obligation',
      id: one.obligationId,
      label: labelOf(one),
      note: isClosed(one) ? 'inspection-missed' : 'inspection-overdue',
      facts: { dueOn: one.dueOn },
      against: true,
    })),
    arithmetic: [
      { name: 'dueCount', value: due.length },
      { name: 'doneCount', value: due.length - failed.length },
    ],
    steps: failed.map((one) => {
      const at = { type: 'obligation' as const, id: one.obligationId, label: labelOf(one) };
      return isClosed(one)
        ? step('waive-or-explain', 'office', null, at)
        : step('inspect', 'inspection-group', one.closesOn, at);
    }),
  };
}

/** 四（一）–（三）: the newest signed verdict of each place on each standard; the three stay apart. */
function verdictsFavourable({ verdicts }: GateFacts): Finding {
  const against = verdicts.filter(({ verdict }) => verdict === 'not-met');
  return {
    met: against.length === 0,
    evidence: verdicts.map(({ inspectionId, inspectionNumber, subject, standard, verdict, on }) => ({
      type: 'inspection',
      id: inspectionId,
      label: `${subject} ${inspectionNumber}`,
      note: 'verdict',
      facts: { standard, verdict, on },
      against: verdict === 'not-met',
    })),
    arithmetic: [
      { name: 'verdictCount', value: verdicts.length },
      { name: 'againstCount', value: against.length },
    ],
    steps: against.map(({ inspectionId, inspectionNumber, subject }) =>
      step('put-verdict-right', 'contractor', null, {
        type: 'inspection',
        id: inspectionId,
        label: `${subject} ${inspectionNumber}`,
      }),
    ),
  };
}

type At = { readonly type: GateEvidence['type']; readonly id: string | null; readonly label: string };
const step = (act: StepCode, by: GateStep['by'], on: string | null, at: At | null = null): GateStep => ({
  act,
  by,
  on,
  type: at?.type ?? null,
  id: at?.id ?? null,
  label: at?.label ?? '',
});

/** A quantity of `numeric(18, 4)` as a whole number of ten-thousandths. */
export function tenThousandths(text: string): bigint {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 10_000n + BigInt(decimals.slice(0, 4).padEnd(4, '0'));
  return text.startsWith('-') ? -value : value;
}

const plainNumber = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const within = (whole: bigint, seen: bigint): bigint => {
  if (seen < 0n) return 0n;
  if (seen > whole) return whole;
  return seen;
};

/**
 * Progress of a contract: each line's accepted total over its target, at most the whole of it, weighted by budget. Exact, by
 * fractions, so that a contract that stands at just 60 % reaches 60; the figure shown is cut to two decimals.
 */
export function progressOf(
  lines: GateFacts['lines'],
  requiredPercent: number,
): { readonly reached: boolean; readonly percent: number } {
  const budgets = lines.reduce((sum, { budgetFen }) => sum + BigInt(budgetFen), 0n);
  let numerator = 0n;
  let denominator = 1n;
  for (const { budgetFen, target, total } of lines) {
    const weight = budgets === 0n ? 1n : BigInt(budgetFen);
    const whole = tenThousandths(target);
    const seen = tenThousandths(total ?? '0');
    numerator = numerator * whole + weight * within(whole, seen) * denominator;
    denominator *= whole;
  }
  denominator *= budgets === 0n ? BigInt(Math.max(1, lines.length)) : budgets;
  return {
    reached: numerator * 100n >= BigInt(requiredPercent) * denominator,
    percent: Number((numerator * 10_000n) / denominator) / 100,
  };
}

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

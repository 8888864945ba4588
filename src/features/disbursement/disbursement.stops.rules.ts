import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { type Judgement, step } from './disbursement.judge.rules.ts';
import { hasCondition } from './disbursement.measure.rules.ts';
import type { GateFacts, GateStep } from './disbursement.model.ts';

/**
 * 阶段性拨付: the planned day has come and the progress the contract asks for is reached, by accepted reports. Where the pack
 * weighs progress in a condition of its own, that one judges it and this one the day.
 */
export function instalmentDue({ instalment, lines }: GateFacts, asOf: PlainDate, pack: RulePack): Judgement {
  const early = isBefore(asOf, plainDate(instalment.plannedOn));
  if (hasCondition(pack, 'progress'))
    return {
      met: !early,
      evidence: [],
      arithmetic: [{ name: 'plannedOn', value: instalment.plannedOn }],
      steps: [step('await-day', 'nobody', instalment.plannedOn)],
    };
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
export function withinInstalment({ instalment }: GateFacts): Judgement {
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

/**
 * What was paid on the contract and this instalment together stay within its sum, and all payments within the project's money. Where
 * contracts of old come to more than that money, the record is at fault and nothing more is paid.
 */
export function withinContract({ instalment, agreement, project }: GateFacts): Judgement {
  const leftFen = agreement.amountFen - agreement.paidFen;
  // What is paid already counts once: the instalment itself fails on `within-instalment`.
  const thisFen = instalment.payment ? 0 : instalment.amountFen;
  const covered = project.promisedFen <= project.moneyFen && project.paidFen + thisFen <= project.moneyFen;
  return {
    met: leftFen >= thisFen && covered,
    evidence: [],
    arithmetic: [
      { name: 'contractFen', value: agreement.amountFen },
      { name: 'paidFen', value: agreement.paidFen },
      { name: 'leftFen', value: leftFen },
      { name: 'instalmentFen', value: instalment.amountFen },
      ...(covered
        ? []
        : ([
            { name: 'projectFen', value: project.moneyFen },
            { name: 'projectPromisedFen', value: project.promisedFen },
            { name: 'projectPaidFen', value: project.paidFen },
          ] as const)),
    ],
    steps: [step('amend-contract', 'commerce-bureau', null)],
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
export function notDisqualified({ agreement }: GateFacts): Judgement {
  const { stop = null, terminated } = agreement;
  const onlyHeld = stop?.kind === 'held' && !terminated;
  return {
    met: !terminated && stop === null,
    evidence: [
      {
        type: 'agreement',
        id: agreement.id,
        label: agreement.number,
        note: terminated ? 'agreement-terminated' : 'agreement-stands',
        facts: {},
        against: terminated,
      },
      ...(stop
        ? [
            {
              type: 'disqualification' as const,
              id: stop.caseId,
              label: stop.caseNumber,
              note: stop.kind === 'held' ? ('payments-held' as const) : ('disqualified' as const),
              facts: { fromOn: stop.fromOn },
              against: true,
            },
          ]
        : []),
    ],
    arithmetic: [],
    steps: [onlyHeld ? step('await-case', 'leading-group', null) : step('settle-only', 'nobody', null)],
  };
}

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
  lines: readonly Pick<GateFacts['lines'][number], 'target' | 'total' | 'budgetFen'>[],
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

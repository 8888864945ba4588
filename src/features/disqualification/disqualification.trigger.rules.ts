import { byText } from '#kernel/order.ts';
import { daysBetween, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { latenessOf } from '../rectification/rectification.lateness.rules.ts';
import type { DisqualificationGround, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import type {
  ContractorFacts,
  ContractProgress,
  CountedFinding,
  Ground,
  GroundStanding,
  LaidOut,
  LateReason,
} from './disqualification.model.ts';

// 多次存在问题且未及时整改的，视情况取消承办资格（一（四））: counting lays the facts out and says that a case may be opened. It
// disqualifies nobody.

/** The period counted begins so many months before a day. */
export const countedSince = (pack: RulePack, on: PlainDate): PlainDate =>
  on.subtract({ months: inForce(pack.disqualification.months, on).value });

export function layOut(
  facts: Pick<ContractorFacts, 'findings' | 'contracts'>,
  pack: RulePack,
  on: PlainDate,
): LaidOut {
  const rules = pack.disqualification;
  const [months, findings, late] = [
    inForce(rules.months, on),
    inForce(rules.findings, on),
    inForce(rules.notRectifiedInTime, on),
  ];
  const sinceOn = countedSince(pack, on).toString();
  const counted = facts.findings
    .filter(({ foundOn }) => foundOn >= sinceOn && foundOn <= on.toString())
    .map(({ rectification, ...finding }): CountedFinding => {
      const why = lateReason(finding, rectification, on);
      return { ...finding, late: why };
    })
    .toSorted((a, b) => byText(a.foundOn, b.foundOn) || byText(a.number, b.number));
  return {
    asOf: on.toString(),
    sinceOn,
    months: months.value,
    findings: counted,
    counted: counted.length,
    late: counted.filter((one) => one.late !== null).length,
    needCounted: findings.value,
    needLate: late.value,
    progress: facts.contracts.map((contract) => progressOf(contract, on)),
    basis: [...findings.basis, ...late.basis],
  };
}

/** As everywhere: late by the report that stands, or still owed after the deadline. */
function lateReason(
  { dueOn, reportedOn }: Pick<CountedFinding, 'dueOn' | 'reportedOn'>,
  state: ContractorFacts['findings'][number]['rectification'],
  on: PlainDate,
): LateReason | null {
  if (state === null || dueOn === null) return null;
  if (latenessOf({ state, dueOn, reportedOn }, on).standing !== 'late') return null;
  return reportedOn !== null && reportedOn > dueOn ? 'reported-late' : 'overdue';
}

/** 进度: what accepted reports reached of each line, and what its plan had by that day, evenly, by weight of budget. */
function progressOf(contract: ContractorFacts['contracts'][number], on: PlainDate): ContractProgress {
  const { lines, agreementId, number, name } = contract;
  const budget = lines.reduce((sum, { budgetFen }) => sum + budgetFen, 0);
  const weighed = (part: (line: (typeof lines)[number]) => number): number => {
    const total = lines.reduce(
      (sum, line) => sum + (budget === 0 ? 1 : line.budgetFen) * within(part(line)),
      0,
    );
    const whole = budget === 0 ? lines.length : budget;
    return whole === 0 ? 0 : Math.floor((total / whole) * 10_000) / 10_000;
  };
  return {
    agreementId,
    number,
    name,
    planned: weighed(({ startOn, finishOn }) => plannedShare(startOn, finishOn, on)),
    reached: weighed(({ total, target }) => total / target),
  };
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

function plannedShare(startOn: string, finishOn: string, on: PlainDate): number {
  const start = plainDate(startOn);
  return (daysBetween(start, on) + 1) / (daysBetween(start, plainDate(finishOn)) + 1);
}

export const groundOf = (ground: DisqualificationGround, on: PlainDate): Ground => ({
  id: ground.id,
  kind: ground.kind,
  name: ground.name,
  share: ground.kind === 'progress-below' ? inForce(ground.share, on).value : null,
  basis: ground.basis,
});

/** On which grounds a case may be opened, facts being as they are. */
export function groundsOn(laidOut: LaidOut, pack: RulePack, on: PlainDate): readonly GroundStanding[] {
  return pack.disqualification.grounds.map((rule) => {
    const ground = groundOf(rule, on);
    return { ...ground, open: isOpenOn(ground, laidOut) };
  });
}

function isOpenOn(ground: Ground, laidOut: LaidOut): boolean {
  switch (ground.kind) {
    case 'repeated-unrectified':
      return laidOut.counted >= laidOut.needCounted && laidOut.late >= laidOut.needLate;
    case 'progress-below':
      return laidOut.progress.some((contract) => isBelow(contract, ground.share ?? 0));
    case 'stated':
      return true;
  }
}

/** Behind by the pack's measure: less than this share of what the plan had by now. Before anything was planned nothing is behind. */
export const isBelow = ({ planned, reached }: ContractProgress, share: number): boolean =>
  planned > 0 && reached < planned * share;

/** Whether the facts themselves, without anybody stating one, let a case be opened. */
export const isTriggered = (grounds: readonly GroundStanding[]): boolean =>
  grounds.some(({ kind, open }) => open && kind !== 'stated');

import { byText } from '#kernel/order.ts';
import { daysBetween, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { RectificationState } from '../rectification/rectification.model.ts';
import { dueSteps } from '../rectification/rectification.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { pathOf } from '../thread/thread.rules.ts';
import {
  ageSpans,
  type Dated,
  type Item,
  type MoneyPoint,
  type OverdueItem,
  type PlanLine,
  type ProgressPoint,
  type Reached,
} from './home.model.ts';

/** By day: what is due, or has waited, longest comes first. Nothing is ever ordered by how many (B05). */
export const byDay = <I extends Item>(items: readonly I[]): readonly I[] =>
  items.toSorted(
    (a, b) =>
      byText(dayOf(a), dayOf(b)) || byText(a.kind, b.kind) || byText(a.name, b.name) || byText(a.id, b.id),
  );
const dayOf = (item: Item): string => item.dueOn ?? item.sinceOn ?? '9999';
/** 跟踪督导（一（四））: what is overdue and the step of the ladder that is due now, one line for each item. */
export function escalations(
  overdue: readonly OverdueItem[],
  pack: RulePack,
  today: PlainDate,
): readonly Item<'escalation-due'>[] {
  return overdue.flatMap(({ state, reportedOn, taken, dueOn, ...item }) => {
    const current = { state: state as RectificationState, dueOn, reportedOn };
    const step = dueSteps(pack, current, today, taken).at(-1);
    if (!step) return [];
    const from = plainDate(dueOn).add({ days: step.afterOverdueDays }).toString();
    return [
      {
        ...item,
        kind: 'escalation-due',
        type: 'rectification',
        dueOn: from,
        sinceOn: null,
        count: 1,
        detail: step.step,
      },
    ];
  });
}

/** 进度阶梯: contracts behind their plan with a step that nobody has taken, one line each. */
export const progressNeeds = (
  due: readonly {
    readonly agreementId: string;
    readonly number: string;
    readonly contractorName: string;
    readonly step: string;
  }[],
): readonly Item<'progress-due'>[] =>
  due.map(({ agreementId, number, contractorName, step }) => ({
    kind: 'progress-due',
    type: 'agreement',
    id: agreementId,
    name: number,
    about: contractorName,
    dueOn: null,
    sinceOn: null,
    provisional: false,
    count: 1,
    detail: step,
  }));

/** Where a line leads: to the record, or to the form or list where the step is taken. */
export function addressOf(item: Item): string {
  const { kind, type, id, detail } = item;
  if (type === 'obligation-rule') return `/obligations?duty=${detail}&dueOn=${item.dueOn}`;
  if (kind === 'findings-to-letter') return `/letters/new?agreement=${id}`;
  if (kind === 'report-write' || kind === 'report-due')
    return `/reports/new?agreement=${detail}&period=${item.name}`;
  return pathOf({ type, id });
}

/** Which span an age in days falls into, as its place in `ageSpans`; the last place is beyond them all. */
export const spanOf = (openedOn: string, today: PlainDate): number => {
  const days = daysBetween(plainDate(openedOn), today);
  const at = ageSpans.findIndex((upTo) => days <= upTo);
  return at < 0 ? ageSpans.length : at;
};

/** The months from one day's to another's, at most so many, the last ones kept. */
export function monthsFrom(firstOn: string, lastOn: string, most = 60): readonly string[] {
  const months: string[] = [];
  for (
    let month = plainDate(`${firstOn.slice(0, 7)}-01`);
    month.toString().slice(0, 7) <= lastOn;
    month = month.add({ months: 1 })
  )
    months.push(month.toString().slice(0, 7));
  return months.slice(-most);
}

const endOf = (month: string): PlainDate => plainDate(`${month}-01`).add({ months: 1 }).subtract({ days: 1 });

/** How much of a line its plan has done by a day, evenly from its first day to its last. */
export function plannedShare(line: Pick<PlanLine, 'startOn' | 'finishOn'>, on: PlainDate): number {
  const start = plainDate(line.startOn);
  const whole = daysBetween(start, plainDate(line.finishOn)) + 1;
  return Math.min(1, Math.max(0, (daysBetween(start, on) + 1) / whole));
}

/**
 * 制定项目建设监督检查计划（一（一））: planned against actual, month by month, each line by the weight of its budget. Actual is
 * what accepted reports say, carried on until the next report and never past the last one; no line counts for more than whole.
 */
export function progressCurve(
  lines: readonly PlanLine[],
  reached: readonly Reached[],
  months: readonly string[],
): readonly ProgressPoint[] {
  const weight = lines.reduce((sum, { budgetFen }) => sum + budgetFen, 0);
  if (weight === 0) return [];
  const share = (part: (line: PlanLine) => number) =>
    lines.reduce((sum, line) => sum + line.budgetFen * part(line), 0) / weight;
  const lastReport =
    reached
      .map(({ month }) => month)
      .toSorted()
      .at(-1) ?? '';
  const totalOf = (lineKey: string, month: string): number => {
    const latest = new Map<string, Reached>();
    for (const one of reached)
      if (one.lineKey === lineKey && one.month <= month && one.month >= (latest.get(one.source)?.month ?? ''))
        latest.set(one.source, one);
    return [...latest.values()].reduce((sum, { total }) => sum + total, 0);
  };
  return months.map((month) => ({
    month,
    planned: rounded(share((line) => plannedShare(line, endOf(month)))),
    actual:
      month > lastReport
        ? null
        : rounded(share(({ lineKey, target }) => Math.min(1, Math.max(0, totalOf(lineKey, month) / target)))),
  }));
}
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** Money paid against money planned, summed up month by month; what has not come yet has no value. */
export function moneyCurve(
  planned: readonly Dated[],
  paid: readonly Dated[],
  months: readonly string[],
  today: PlainDate,
): readonly MoneyPoint[] {
  const upTo = (all: readonly Dated[], month: string) =>
    all.reduce((sum, { on, amountFen }) => (on.slice(0, 7) <= month ? sum + amountFen : sum), 0);
  const thisDay = today.toString();
  return months.map((month) => ({
    month,
    plannedFen: upTo(planned, month),
    paidFen: month > thisDay ? null : upTo(paid, month),
  }));
}

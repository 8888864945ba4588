import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { type PlainDate, plainDate, Temporal } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import { carriesWhatIsRequired } from './monthly-report.content.rules.ts';
import {
  type Figure,
  type FilledFigure,
  isEditable,
  type LastTotal,
  type Report,
  type ReportAsked,
  type ReportLine,
  type ReportState,
  type Revision,
  reportLifecycle,
  type Timeliness,
} from './monthly-report.model.ts';

export const lastDayOf = (period: string): PlainDate =>
  Temporal.PlainYearMonth.from(period).toPlainDate({ day: 31 });
export const monthOf = (day: PlainDate): string => day.toPlainYearMonth().toString();

const scale = 10_000;
const scaled = (value: number): number => Math.round(value * scale);
/** Quantities have at most four decimals; they are added as whole ten-thousandths, so that 0.1 + 0.2 is 0.3. */
export const addQuantities = (a: number, b: number): number => (scaled(a) + scaled(b)) / scale;
export const sameQuantity = (a: number, b: number): boolean => scaled(a) === scaled(b);

/** 累计 ＝ 上月累计 ＋ 当月. */
export const addsUp = (figure: Pick<Figure, 'previousTotal' | 'thisMonth' | 'total'>): boolean =>
  sameQuantity(figure.total, addQuantities(figure.previousTotal, figure.thisMonth));

/** Whether a submitted figure still stands on the total last reported before it, which a correction may have moved. */
export const standsOn = (
  figure: Pick<Figure, 'previousTotal'>,
  last: Pick<LastTotal, 'total'> | undefined,
): boolean => sameQuantity(figure.previousTotal, last?.total ?? 0);

/** The share of the target reached, 0 and upwards: more than planned is more than 1. */
export const progressOf = (total: number, target: number): number => (target > 0 ? total / target : 0);

export type BeginRefused =
  | 'monthly-report.before-regime'
  | 'monthly-report.month-not-begun'
  | 'monthly-report.outside-agreement';

/** 每月定期上报。（一（二））A report is of a month that has begun, in which the contract binds, under the regime. */
export function begin(
  period: string,
  today: PlainDate,
  regime: { readonly inForceFrom: string; readonly basis: readonly Citation[] },
  owed: boolean,
): Result<true, BeginRefused> {
  const { basis, inForceFrom } = regime;
  if (lastDayOf(period).toString() < inForceFrom)
    return refused('monthly-report.before-regime', { inForceFrom }, basis);
  if (period > monthOf(today)) return refused('monthly-report.month-not-begun', { period }, basis);
  return owed ? granted(true) : refused('monthly-report.outside-agreement', { period }, basis);
}

export type FigureRefused =
  | 'monthly-report.line-unknown'
  | 'monthly-report.line-twice'
  | 'monthly-report.total-does-not-add-up';

/**
 * Works out 累计 from the total last reported and 当月. A total that is sent and does not add up is refused, unless this is a
 * correction, which has its reason: there the contractor may restate the total itself.
 */
export function figuresFrom(
  filled: readonly FilledFigure[],
  lines: readonly ReportLine[],
  lastTotals: ReadonlyMap<string, LastTotal>,
  correction: boolean,
  basis: readonly Citation[],
): Result<readonly Figure[], FigureRefused> {
  const figures: Figure[] = [];
  for (const { lineKey, thisMonth, total: sent, investedFen, note } of filled) {
    const line = lines.find((one) => one.lineKey === lineKey);
    if (!line) return refused('monthly-report.line-unknown', { line: lineKey }, basis);
    if (figures.some((one) => one.lineKey === lineKey))
      return refused('monthly-report.line-twice', { line: line.task }, basis);
    const previousTotal = lastTotals.get(lineKey)?.total ?? 0;
    const expected = addQuantities(previousTotal, thisMonth);
    if (sent !== undefined && !correction && !sameQuantity(sent, expected))
      return refused(
        'monthly-report.total-does-not-add-up',
        { line: line.task, previous: previousTotal, thisMonth, expected, total: sent },
        basis,
      );
    figures.push({ lineKey, thisMonth, total: sent ?? expected, previousTotal, investedFen, note });
  }
  return granted(figures);
}

/** The figures of a draft on the totals as they are now: an earlier month may have been reported or corrected meanwhile. */
export function rebased(
  figures: readonly Figure[],
  lastTotals: ReadonlyMap<string, LastTotal>,
): readonly Figure[] {
  return figures.map((figure) => {
    const previousTotal = lastTotals.get(figure.lineKey)?.total ?? 0;
    // A total restated by a correction is what the contractor says it is, whatever came before.
    const total = addsUp(figure) ? addQuantities(previousTotal, figure.thisMonth) : figure.total;
    return { ...figure, previousTotal, total };
  });
}

/** A submitted revision is never written again. */
export const mayBeEdited = (
  report: Pick<Report, 'state'>,
  basis: readonly Citation[],
): Result<true, 'monthly-report.not-editable'> =>
  isEditable(report.state)
    ? granted(true)
    : refused('monthly-report.not-editable', { state: report.state }, basis);

export type SubmitRefused =
  | 'monthly-report.not-editable'
  | 'monthly-report.nothing-corrected'
  | 'monthly-report.month-not-ended'
  | 'monthly-report.summary-missing'
  | 'monthly-report.figures-missing'
  | 'monthly-report.attachment-missing';

/** What a revision holds when it is handed in; `carried` are the kinds of its papers. */
export type Content = {
  readonly lines: readonly ReportLine[];
  readonly figures: readonly Pick<Figure, 'lineKey'>[];
  readonly asked: Pick<ReportAsked, 'narrative' | 'attachments'>;
  readonly carried: readonly (string | null)[];
};

/** 上报项目进展情况并形成书面材料。（一（二））Every promised line has its figure, the month is told in words where they are asked for, what must be attached is there. */
export function submit(
  report: Pick<Report, 'state' | 'period' | 'returnReason'>,
  revision: Pick<Revision, 'summary' | 'submittedAt'>,
  content: Content,
  today: PlainDate,
  basis: readonly Citation[],
): Result<true, SubmitRefused> {
  const editable = mayBeEdited(report, basis);
  if (!editable.ok) return editable;
  if (revision.submittedAt !== null)
    return refused('monthly-report.nothing-corrected', { reason: report.returnReason ?? '' }, basis);
  const lastDay = lastDayOf(report.period);
  if (today.toString() < lastDay.toString())
    return refused(
      'monthly-report.month-not-ended',
      { period: report.period, fromOn: lastDay.toString() },
      basis,
    );
  if (content.asked.narrative.includes('summary') && lettersIn(revision.summary) === 0)
    return refused('monthly-report.summary-missing', {}, basis);
  const missing = content.lines.filter(
    (line) => !content.figures.some(({ lineKey }) => lineKey === line.lineKey),
  );
  if (missing.length > 0)
    return refused('monthly-report.figures-missing', { lines: missing.map(({ task }) => task) }, basis);
  return carriesWhatIsRequired(content.carried, content.asked);
}

/** 受理 or 退回补正: only of what was submitted. */
export function decide(
  report: Pick<Report, 'state'>,
  outcome: 'accepted' | 'returned',
  basis: readonly Citation[],
): Result<'accepted' | 'returned', 'monthly-report.not-submitted'> {
  const next: readonly ReportState[] = reportLifecycle[report.state];
  return next.includes(outcome)
    ? granted(outcome)
    : refused('monthly-report.not-submitted', { state: report.state }, basis);
}

/** 更正: a new revision of what was accepted, with its reason. */
export const beginCorrection = (
  report: Pick<Report, 'state'>,
  basis: readonly Citation[],
): Result<true, 'monthly-report.not-accepted'> =>
  report.state === 'accepted'
    ? granted(true)
    : refused('monthly-report.not-accepted', { state: report.state }, basis);

export function timelinessOf(
  report: { readonly dueOn: string; readonly fulfilledOn: string | null; readonly waived: boolean },
  today: PlainDate,
): Timeliness {
  if (report.fulfilledOn !== null) return report.fulfilledOn <= report.dueOn ? 'in-time' : 'late';
  if (report.waived) return 'waived';
  return plainDate(report.dueOn).until(today).sign > 0 ? 'missing' : 'open';
}

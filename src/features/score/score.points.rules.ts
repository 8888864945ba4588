import { byText } from '#kernel/order.ts';
import {
  least,
  minus,
  nought,
  over,
  type Ratio,
  ratio,
  ratioOf,
  ratioText,
  sumOf,
  times,
  whole,
} from '#kernel/ratio.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { addWorkingDays, type WorkCalendar } from '#kernel/work-calendar.ts';
import { latenessOf } from '../rectification/rectification.lateness.rules.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { checkItemOf, inForce } from '../regime/regime.rules.ts';
import type { Points, ScaleOn } from '../regime/regime.scale.rules.ts';
import type { Bonus, Loss, Period, ScoreFacts } from './score.model.ts';

// Where points are lost and earned, in fractions; score.rules.ts makes a total of them.

export type Seen = ScoreFacts['results'][number];
export type Found = Omit<Loss, 'hundredths' | 'asked' | 'floored'> & {
  readonly points: Ratio;
  /** What it would take if there were enough left to lose; `points` where it is absent. */
  readonly asked?: Ratio;
};

/** The day the period is judged by: its last one, or today while it runs. */
export const judgedOn = ({ toOn }: Period, today: PlainDate): string =>
  isAfter(plainDate(toOn), today) ? today.toString() : toOn;

/** The newest result of each item at each place; of two on one day the one with the later number. */
export function newestPerPlace(results: readonly Seen[]): readonly Seen[] {
  const newest = new Map<string, Seen>();
  for (const one of results) {
    if (one.result === 'not-applicable') continue;
    const key = `${one.itemId} ${one.subjectId}`;
    const before = newest.get(key);
    if (!before || byDay(before, one) < 0) newest.set(key, one);
  }
  return [...newest.values()].toSorted(byDay);
}

const byDay = (a: Seen, b: Seen): number =>
  byText(a.on, b.on) ||
  byText(a.inspectionNumber, b.inspectionNumber) ||
  byText(a.inspectionId, b.inspectionId) ||
  byText(a.subjectId, b.subjectId) ||
  byText(a.itemId, b.itemId);

/** The base, shared among the contract's own areas in the proportion of the pack's weights. */
export function areaWeights(
  scoring: ScaleOn,
  areas: readonly ContentArea[],
  asOf: PlainDate,
): readonly { readonly area: ContentArea; readonly weight: Ratio }[] {
  const own = scoring.areaWeights
    .filter(({ area }) => areas.includes(area))
    .map(({ area, weight }) => ({ area, weight: ratioOf(inForce(weight, asOf).value) }));
  const sum = sumOf(own.map(({ weight }) => weight));
  if (sum.numerator === 0n) return [];
  return own.map(({ area, weight }) => ({ area, weight: over(times(ratioOf(scoring.base), weight), sum) }));
}

export type Valued = {
  readonly item: string;
  readonly area: ContentArea;
  readonly score: Points;
  readonly value: Ratio;
};

/** What each item is worth: its part of the area's weight. */
export function itemValues(
  pack: RulePack,
  scoring: ScaleOn,
  weights: readonly { readonly area: ContentArea; readonly weight: Ratio }[],
): readonly Valued[] {
  return weights.flatMap(({ area, weight }) => {
    const own = scoring.items.flatMap(({ item, score }) =>
      score.kind !== 'bonus' && checkItemOf(pack, item).area === area
        ? [{ item, area, score, of: ratioOf(score.weight) }]
        : [],
    );
    const sum = sumOf(own.map(({ of }) => of));
    if (sum.numerator === 0n) return [];
    return own.map(({ of, ...one }) => ({ ...one, value: over(times(weight, of), sum) }));
  });
}

export const lossAt = (
  pack: RulePack,
  one: Seen,
  kind: Loss['kind'],
): Omit<Found, 'weight' | 'lost' | 'places' | 'points' | 'asked'> => {
  const item = checkItemOf(pack, one.itemId);
  return {
    kind,
    itemId: one.itemId,
    area: item.area,
    clause: item.clause,
    subject: one.subject,
    on: one.on,
    result: one.result,
    fact: one.fact,
    inspection: { id: one.inspectionId, number: one.inspectionNumber },
    finding: one.finding,
    rectificationId: null,
    reportId: null,
    obligationId: null,
    evidence: one.evidence,
  };
};

export function itemLosses(
  pack: RulePack,
  item: string,
  score: Points,
  value: Ratio,
  newest: readonly Seen[],
): readonly Found[] {
  const seen = newest.filter(({ itemId }) => itemId === item);
  if (score.kind === 'bonus' || seen.length === 0) return [];
  if (score.kind === 'deduct') {
    // Points per case are of the item's own weight: shared areas carry more points, and a case as many more.
    const perCase =
      score.weight === 0 ? nought : over(times(value, ratioOf(score.perCase)), ratioOf(score.weight));
    const cases = seen.filter(({ result }) => result !== 'conforms');
    let left = value;
    return cases.map((one) => {
      const points = least(perCase, left);
      left = minus(left, points);
      return {
        ...lossAt(pack, one, 'item'),
        weight: ratioText(perCase),
        lost: '1',
        places: 1,
        points,
        asked: perCase,
      };
    });
  }
  const places = ratio(seen.length);
  return seen.flatMap((one): Found[] => {
    const lost = lostShare(score, one.result);
    if (lost.numerator === 0n) return [];
    return [
      {
        ...lossAt(pack, one, 'item'),
        weight: ratioText(value),
        lost: ratioText(lost),
        places: seen.length,
        points: over(times(value, lost), places),
      },
    ];
  });
}

function lostShare(score: Exclude<Points, { kind: 'bonus' | 'deduct' }>, result: Seen['result']): Ratio {
  if (result === 'conforms' || result === 'not-applicable') return nought;
  return score.kind === 'graded' && result === 'partly' ? minus(whole, ratioOf(score.partly)) : whole;
}

type Earned = Omit<Bonus, 'hundredths'> & { readonly points: Ratio };

/** 加分: so much for each place that conforms, up to the item's cap, and all together up to the pack's. */
export function bonusesOf(
  pack: RulePack,
  scoring: ScaleOn,
  weights: readonly { readonly area: ContentArea }[],
  newest: readonly Seen[],
  bonusMax: Ratio,
): readonly Earned[] {
  let left = bonusMax;
  return scoring.items.flatMap(({ item, score }): Earned[] => {
    if (score.kind !== 'bonus') return [];
    const { area, clause } = checkItemOf(pack, item);
    if (!weights.some((one) => one.area === area)) return [];
    const cases = newest.filter(({ itemId, result }) => itemId === item && result === 'conforms');
    const points = least(least(times(ratioOf(score.perCase), ratio(cases.length)), ratioOf(score.cap)), left);
    if (cases.length === 0) return [];
    left = minus(left, points);
    return [
      {
        itemId: item,
        area,
        clause,
        cases: cases.length,
        perCase: ratioText(ratioOf(score.perCase)),
        cap: ratioText(ratioOf(score.cap)),
        inspections: cases.map(({ inspectionId, inspectionNumber }) => ({
          id: inspectionId,
          number: inspectionNumber,
        })),
        points,
      },
    ];
  });
}

/** 未及时整改: overdue at the end, or answered after its day within the period. Each takes its points, up to the pack's most. */
export function unrectifiedLosses(
  scoring: ScaleOn,
  facts: ScoreFacts,
  period: Period,
  asOf: PlainDate,
): readonly Found[] {
  if (!scoring.unrectified) return [];
  const { value, basis } = inForce(scoring.unrectified.perItem, asOf);
  const perItem = ratioOf(value);
  let left = ratioOf(inForce(scoring.unrectified.max, asOf).value);
  const end = plainDate(judgedOn(period, asOf));
  return facts.rectifications
    .filter((one) => {
      if (one.dueOn >= end.toString()) return false;
      return (
        latenessOf(one, end).standing === 'late' && (one.state !== 'closed' || one.dueOn >= period.fromOn)
      );
    })
    .toSorted(
      (a, b) => byText(a.dueOn, b.dueOn) || byText(a.findingNumber, b.findingNumber) || byText(a.id, b.id),
    )
    .map((one) => {
      const points = least(perItem, left);
      left = minus(left, points);
      return {
        kind: 'unrectified',
        itemId: null,
        area: one.area,
        clause: basis[0]?.clause ?? one.clause,
        subject: one.subject,
        on: one.dueOn,
        result: null,
        fact: '',
        inspection: { id: one.inspectionId, number: one.inspectionNumber },
        finding: { id: one.findingId, number: one.findingNumber },
        rectificationId: one.id,
        reportId: null,
        obligationId: null,
        evidence: one.evidence,
        weight: ratioText(perItem),
        lost: '1',
        places: 1,
        points,
        asked: perItem,
      };
    });
}

/** 迟报: where the pack names points for it, so many for each report handed in later than it allows, in the days it names. */
export function lateReportLosses(
  pack: RulePack,
  facts: ScoreFacts,
  period: Period,
  asOf: PlainDate,
  calendar: WorkCalendar,
): readonly Found[] {
  const { latePenaltyPoints, lateAfterDays } = pack.reports;
  if (!latePenaltyPoints) return [];
  const { value, basis } = inForce(latePenaltyPoints, asOf);
  const perReport = ratioOf(value);
  const end = judgedOn(period, asOf);
  return facts.reports
    .filter(({ dueOn, submittedOn }) => {
      const latest = lastInTime(plainDate(dueOn), lateAfterDays, asOf, calendar);
      return dueOn >= period.fromOn && dueOn <= period.toOn && (submittedOn ?? end) > latest;
    })
    .toSorted((a, b) => byText(a.dueOn, b.dueOn) || byText(a.obligationId, b.obligationId))
    .map((one) => ({
      kind: 'late-report',
      itemId: null,
      area: null,
      clause: basis[0]?.clause ?? one.clause,
      subject: one.period,
      on: one.dueOn,
      result: null,
      fact: '',
      inspection: null,
      finding: null,
      rectificationId: null,
      reportId: one.reportId,
      obligationId: one.obligationId,
      evidence: [],
      weight: ratioText(perReport),
      lost: '1',
      places: 1,
      points: perReport,
    }));
}

/** The last day on which a report is not yet late: so many days after the one it is due on, working days where the pack counts them. */
function lastInTime(
  dueOn: PlainDate,
  after: RulePack['reports']['lateAfterDays'],
  asOf: PlainDate,
  calendar: WorkCalendar,
): string {
  if (!after) return dueOn.toString();
  const { value: days } = inForce(after, asOf);
  if (days > 0 && after.unit === 'working-days') return addWorkingDays(calendar, dueOn, days).date.toString();
  return dueOn.add({ days }).toString();
}

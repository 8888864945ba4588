import { byText } from '#kernel/order.ts';
import {
  apportion,
  compare,
  floorOf,
  least,
  minus,
  most,
  nought,
  over,
  plus,
  type Ratio,
  ratio,
  ratioOf,
  ratioText,
  roundOf,
  sumOf,
  times,
} from '#kernel/ratio.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { ContentArea, RulePack, Standard } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { type ScaleOn, scaleOn } from '../regime/regime.scale.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import type {
  AreaScore,
  Bonus,
  Loss,
  Period,
  ScoreFacts,
  ScoreResult,
  StandardVerdict,
} from './score.model.ts';

import {
  areaWeights,
  bonusesOf,
  type Found,
  itemLosses,
  itemValues,
  lateReportLosses,
  lossAt,
  newestPerPlace,
  type Seen,
  unrectifiedLosses,
  type Valued,
} from './score.points.rules.ts';

/**
 * 评分. The newest result of the period at each place counts, so that what was put right is whole again at the next inspection.
 * Points are lost only where an inspection looked: what nobody looked at costs nothing and is listed. Everything is computed in
 * fractions; only the total is rounded, and the losses are then written down in hundredths that sum to it exactly.
 */
export function scoreOf(
  pack: RulePack,
  dated: Scoring,
  facts: ScoreFacts,
  period: Period,
  asOf: PlainDate,
  calendar: WorkCalendar,
): ScoreResult {
  const scoring = scaleOn(dated, asOf);
  const judged = facts.results.filter(({ on }) => on >= period.fromOn && on <= period.toOn);
  const newest = newestPerPlace(judged);
  const base = ratioOf(scoring.base);
  const weights = areaWeights(scoring, facts.areas, asOf);
  const valued = itemValues(pack, scoring, weights);
  const bonusMax = ratioOf(inForce(scoring.bonusMax, asOf).value);
  const bonuses = bonusesOf(pack, scoring, weights, newest, bonusMax);
  const bonus = sumOf(bonuses.map(({ points }) => points));
  const top = plus(base, bonus);

  const found = [
    ...valued.flatMap(({ item, score, value }) => itemLosses(pack, item, score, value, newest)),
    ...unrectifiedLosses(scoring, facts, period, asOf),
    ...lateReportLosses(pack, facts, period, asOf, calendar),
  ];
  const taken = takenFrom(top, found);
  const exact = minus(top, sumOf(taken.map(({ points }) => points)));

  const step = stepOf(scoring, asOf);
  const highest = times(ratio(floorOf(over(plus(base, bonusMax), step))), step);
  const ceiling = vetoCeiling(scoring, step);
  const vetoes = scoring.items.flatMap(({ item, veto }) =>
    veto ? newest.filter((one) => one.itemId === item && one.result === 'fails') : [],
  );
  const capped = vetoes.length > 0 ? least(exact, ceiling) : exact;
  const total = least(times(ratio(roundOf(over(capped, step), scoring.rounding)), step), highest);

  const vetoed: (Found & { asked: Ratio })[] = vetoes.map((one, at) => ({
    ...lossAt(pack, one, 'veto'),
    weight: ratioText(exact),
    lost: ratioText(ceiling),
    places: vetoes.length,
    // The first veto takes it; the others would have taken as much and are named with nothing left to take.
    points: at === 0 ? minus(exact, capped) : nought,
    asked: minus(exact, capped),
  }));
  const all = [...taken, ...vetoed];
  const lostHundredths = roundOf(times(sumOf(all.map(({ points }) => points)), hundred), 'half-up');
  const parts = apportion(
    lostHundredths,
    all.map(({ points }) => points),
  );
  const losses = all.map(
    ({ points, asked, ...loss }, at): Loss => ({
      ...loss,
      asked: ratioText(asked),
      floored: compare(points, asked) < 0,
      hundredths: Number(parts[at] ?? 0n),
    }),
  );
  const bonusHundredths = roundOf(times(bonus, hundred), 'half-up');
  const bonusParts = apportion(
    bonusHundredths,
    bonuses.map(({ points }) => points),
  );
  const baseHundredths = Number(roundOf(times(base, hundred), 'half-up'));
  const totalHundredths = Number(roundOf(times(total, hundred), 'half-up'));
  return {
    asOf: asOf.toString(),
    verdicts: verdictsOf(pack, facts, period),
    baseHundredths,
    bonusHundredths: Number(bonusHundredths),
    bonusMaxHundredths: Number(roundOf(times(bonusMax, hundred), 'half-up')),
    bonuses: bonuses.map(
      ({ points: _, ...one }, at): Bonus => ({
        ...one,
        hundredths: Number(bonusParts[at] ?? 0n),
      }),
    ),
    areas: areasOf(weights, valued, losses, newest),
    losses,
    stepHundredths: Number(roundOf(times(step, hundred), 'half-up')),
    roundingHundredths: totalHundredths - baseHundredths - Number(bonusHundredths) + Number(lostHundredths),
    totalHundredths,
    vetoed: vetoes.length > 0,
    band: bandOf(scoring, totalHundredths),
  };
}

const hundred = ratio(100);
const hundredth = ratio(1, 100);

/** 精度. Points are kept in hundredths, so nothing finer counts. */
const stepOf = (scoring: ScaleOn, asOf: PlainDate): Ratio =>
  most(ratioOf(inForce(scoring.step, asOf).value), hundredth);

/** The first band, best first, that the total reaches. */
export function bandOf(scoring: Pick<ScaleOn, 'bands'>, totalHundredths: number): string {
  const total = ratio(totalHundredths, 100);
  const band =
    scoring.bands.find(({ from }) => compare(total, ratioOf(from)) >= 0) ??
    scoring.bands[scoring.bands.length - 1];
  if (!band) throw new Error('a scoring without bands');
  return band.id;
}

/** 一票否决: the highest total, on the grid, that still lies in the lowest band. */
function vetoCeiling(scoring: ScaleOn, step: Ratio): Ratio {
  const next = scoring.bands.at(-2);
  if (!next) throw new Error('a scoring without bands');
  const steps = over(ratioOf(next.from), step);
  const below = steps.denominator === 1n ? steps.numerator - 1n : floorOf(steps);
  return most(times(ratio(below), step), nought);
}

/** A total never falls below nothing: once all is lost, what follows is named and takes nothing. */
function takenFrom(top: Ratio, found: readonly Found[]): (Found & { readonly asked: Ratio })[] {
  let left = top;
  return found.map((one) => {
    const points = least(one.points, left);
    left = minus(left, points);
    return { ...one, points, asked: one.asked ?? one.points };
  });
}

function areasOf(
  weights: readonly { readonly area: ContentArea; readonly weight: Ratio }[],
  valued: readonly Valued[],
  losses: readonly Loss[],
  newest: readonly Seen[],
): readonly AreaScore[] {
  const weightParts = apportion(
    roundOf(times(sumOf(weights.map(({ weight }) => weight)), hundred), 'half-up'),
    weights.map(({ weight }) => weight),
  );
  return weights.map(({ area }, at) => {
    const unseen = valued.filter(
      (one) => one.area === area && !newest.some(({ itemId }) => itemId === one.item),
    );
    return {
      area,
      weightHundredths: Number(weightParts[at] ?? 0n),
      lostHundredths: losses
        .filter((loss) => loss.kind === 'item' && loss.area === area)
        .reduce((sum, { hundredths }) => sum + hundredths, 0),
      unseenHundredths: Number(roundOf(times(sumOf(unseen.map(({ value }) => value)), hundred), 'half-up')),
      unseenItems: unseen.map(({ item }) => item),
    };
  });
}

/** 四（一）–（三）: each standard by the newest verdict at each place, the worst of them speaking for all; never mixed. */
export function verdictsOf(pack: RulePack, facts: ScoreFacts, period: Period): readonly StandardVerdict[] {
  return pack.standards.map(({ id }) => verdictOf(id, facts, period));
}

function verdictOf(standard: Standard, facts: ScoreFacts, period: Period): StandardVerdict {
  const newest = new Map<string, ScoreFacts['verdicts'][number]>();
  for (const one of facts.verdicts) {
    if (one.standard !== standard || one.on < period.fromOn || one.on > period.toOn) continue;
    const before = newest.get(one.subjectId);
    if (
      !before ||
      (byText(before.on, one.on) ||
        byText(before.inspectionNumber, one.inspectionNumber) ||
        byText(before.inspectionId, one.inspectionId)) < 0
    )
      newest.set(one.subjectId, one);
  }
  const all = [...newest.values()].toSorted(
    (a, b) =>
      byText(a.on, b.on) ||
      byText(a.inspectionNumber, b.inspectionNumber) ||
      byText(a.subjectId, b.subjectId),
  );
  const count = (verdict: string) => all.filter((one) => one.verdict === verdict).length;
  const [met, partly, notMet] = [count('met'), count('partly'), count('not-met')];
  return {
    standard,
    verdict: all.length === 0 ? null : notMet > 0 ? 'not-met' : partly > 0 ? 'partly' : 'met',
    met,
    partly,
    notMet,
    inspections: all.map(({ inspectionId, inspectionNumber, subject, on, verdict }) => ({
      id: inspectionId,
      number: inspectionNumber,
      subject,
      on,
      verdict,
    })),
  };
}

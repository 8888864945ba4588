import { byText } from '#kernel/order.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { repeatOf } from '../finding/finding.rules.ts';
import { latenessOf } from '../rectification/rectification.lateness.rules.ts';
import { deadlineFor } from '../rectification/rectification.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { escalationStepAt } from '../regime/regime.scale.rules.ts';
import { scoreOf } from '../score/score.rules.ts';
import type { Graded, SimulationFacts, Timed, Window } from './simulation.model.ts';
import { type Side, versionOn } from './simulation.side.rules.ts';

type Served = SimulationFacts['rectifications'][number];
type Found = SimulationFacts['findings'][number];

/** Served within the window, or served before it and not closed when it began. */
export const isOfWindow = ({ periodFromOn, closedOn }: Served, { fromOn, toOn }: Window): boolean =>
  periodFromOn <= toOn && (periodFromOn >= fromOn || closedOn === null || closedOn >= fromOn);

/**
 * 限时整改 as the version it was served under would have it: its days for the severity from the day after service, and how far up
 * its ladder the same delay leads. Days its reports lay with the county are left out in every
 * version; extensions that were granted are left aside: they were given on the days of one pack. A value of
 * the pack is read on the day of service, or on the first day of the window where that is later.
 */
export function timedUnder(
  side: Side,
  served: Served,
  calendar: WorkCalendar,
  { fromOn }: Window,
  asOf: PlainDate,
): Timed {
  const { pack } = versionOn(side, served.periodFromOn);
  const { period, counting } = pack.rectification;
  const from = plainDate(served.periodFromOn);
  const read = served.periodFromOn < fromOn ? plainDate(fromOn) : from;
  const days = inForce(period[served.severity], read).value;
  const { date, provisional } = deadlineFor(from, days, counting.days, calendar);
  const dueOn = date.add({ days: served.countyDays }).toString();
  // Closed with no report on record: its closing answered it.
  const reportedOn = served.reportedOn ?? (served.state === 'closed' ? served.closedOn : null);
  const late = latenessOf({ state: served.state, dueOn, reportedOn }, asOf).days;
  return {
    rectificationId: served.id,
    dueOn,
    provisional,
    overdueDays: late,
    step: escalationStepAt(pack, late, asOf)?.step ?? null,
  };
}

/** The finding that another repeats, as a pack understands 重复问题. */
export function repeatUnder(pack: RulePack, found: Found, all: readonly Found[]): Found | undefined {
  const ended = all
    .filter(({ id, placeId }) => id !== found.id && placeId === found.placeId)
    .flatMap((one) => (one.closedOn === null ? [] : [{ ...one, closedOn: one.closedOn }]))
    .toSorted((a, b) => byText(a.id, b.id));
  const before = repeatOf(pack, found, plainDate(found.foundOn), ended);
  return before && ended.find(({ id }) => id === before.id);
}

/** Finding → number of the one it repeats, for those found within the window; each as the version of its day has it. */
export function repeatsUnder(
  side: Side,
  findings: readonly Found[],
  { fromOn, toOn }: Window,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    findings
      .filter(({ foundOn }) => foundOn >= fromOn && foundOn <= toOn)
      .flatMap((found) => {
        const before = repeatUnder(versionOn(side, found.foundOn).pack, found, findings);
        return before ? [[found.id, before.number] as const] : [];
      })
      .toSorted(([a], [b]) => byText(a, b)),
  );
}

/** 评分 on the window's inspections; a contract nobody inspected in it has no score to compare. */
export function gradesUnder(
  pack: RulePack,
  scores: SimulationFacts['scores'],
  window: Window,
  asOf: PlainDate,
  calendar: WorkCalendar,
): readonly Graded[] {
  const { scoring } = pack;
  if (!scoring) return [];
  return scores
    .filter(({ facts }) => facts.results.some(({ on }) => on >= window.fromOn && on <= window.toOn))
    .map(({ agreementId, facts }) => {
      const { totalHundredths, band, losses } = scoreOf(pack, scoring, facts, window, asOf, calendar);
      const lost = new Map<string, number>();
      for (const { finding, hundredths } of losses)
        if (finding) lost.set(finding.id, (lost.get(finding.id) ?? 0) + hundredths);
      const found = scoring.bands.find(({ id }) => id === band);
      return {
        agreementId,
        totalHundredths,
        bandId: band,
        band: found?.name ?? { zh: band, en: band },
        lostHundredths: Object.fromEntries([...lost].toSorted(([a], [b]) => byText(a, b))),
      };
    })
    .toSorted((a, b) => byText(a.agreementId, b.agreementId));
}

import { byText } from '#kernel/order.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { earlierOf, laterOf, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { differencesOf } from './simulation.difference.rules.ts';
import { planFor } from './simulation.due.rules.ts';
import { gradesUnder, isOfWindow, repeatsUnder, timedUnder } from './simulation.finding.rules.ts';
import {
  type PackOutcome,
  type Regimes,
  type Simulation,
  type SimulationFacts,
  type Window,
  windowYearsMax,
} from './simulation.model.ts';
import { capsUnder, floorsUnder, payableUnder } from './simulation.money.rules.ts';
import { lastOf, type Side, sideOf } from './simulation.side.rules.ts';
import { type Tally, tallyOf } from './simulation.tally.rules.ts';

export type WindowRefusal =
  | 'simulation.window-reversed'
  | 'simulation.window-too-long'
  | 'simulation.before-regime'
  | 'simulation.after-window';

/**
 * Nothing is due before a regime is in force (五), and a comparison has two sides only where both are. A version may follow another
 * only from a day on which it is in force, and within the window, or it would never be tried.
 */
export function decideWindow(regimes: readonly Regimes[], window: Window): Result<Window, WindowRefusal> {
  const { fromOn, toOn } = window;
  if (toOn < fromOn) return refused('simulation.window-reversed', { fromOn, toOn });
  if (plainDate(fromOn).add({ years: windowYearsMax }).toString() <= toOn)
    return refused('simulation.window-too-long', { years: windowYearsMax });
  const late = regimes
    .flatMap((one) => {
      const [first] = sideOf(one);
      const tooEarly = stepsOf(one).filter(({ fromOn, pack }) => fromOn < pack.inForceFrom);
      return [...(fromOn < first.fromOn ? [first] : []), ...tooEarly];
    })
    .toSorted((a, b) => byText(b.pack.inForceFrom, a.pack.inForceFrom) || byText(a.pack.id, b.pack.id))[0];
  if (late) {
    const { id, name, inForceFrom } = late.pack;
    return refused('simulation.before-regime', { pack: id, name: name.zh, inForceFromOn: inForceFrom });
  }
  const after = regimes.flatMap(stepsOf).find((step) => step.fromOn > toOn);
  if (after) return refused('simulation.after-window', { name: after.pack.name.zh, on: after.fromOn, toOn });
  return granted(window);
}

/** What is to follow the first version, by the days that were asked for. */
const stepsOf = (one: Regimes) =>
  'obligations' in one ? [] : one.toSorted((x, y) => byText(x.fromOn, y.fromOn)).slice(1);

/**
 * 试算 (N18): what falls due, and what changes, if a regime is adopted: both sides on the same facts over the same days. A side is
 * a pack or a sequence of versions; what began under one goes on under it (五). Money, scores and the rules themselves are compared
 * by the versions in force on the last day. Decides nothing and needs no order of the facts; the same side twice gives no
 * difference, and swapping the two mirrors every one.
 */
export function simulate(
  a: Regimes,
  b: Regimes,
  facts: SimulationFacts,
  calendar: WorkCalendar,
  window: Window,
  today: PlainDate,
): Simulation {
  const asOf = laterOf(today, plainDate(window.fromOn));
  const [own, other] = [sideOf(a), sideOf(b)];
  const [left, right] = [own, other].map((side) => outcomeOf(side, facts, calendar, window, asOf));
  if (!left || !right) throw new Error('a comparison has two sides');
  return {
    a: plainly(left),
    b: plainly(right),
    differences: differencesOf({ side: own, outcome: left }, { side: other, outcome: right }, facts, window),
  };
}

/** A side's outcome with what the comparison needs beside it. */
export type Outcome = PackOutcome & Pick<Tally, 'owed' | 'rulesByContractor'>;

export function outcomeOf(
  side: Side,
  facts: SimulationFacts,
  calendar: WorkCalendar,
  window: Window,
  asOf: PlainDate,
): Outcome {
  // What is open is judged on the window's last day once that has passed.
  const judged = earlierOf(asOf, plainDate(window.toOn));
  const { pack } = lastOf(side, window);
  // A version that begins later is weighed by its own values, on the records of today.
  const weighed = laterOf(asOf, plainDate(pack.inForceFrom));
  const grades = gradesUnder(pack, facts.scores, window, weighed, calendar);
  return {
    ...tallyOf(side, planFor(side, calendar, window, judged.toString()), facts, calendar, window),
    timed: facts.rectifications
      .filter((served) => isOfWindow(served, window))
      .map((served) => timedUnder(side, served, calendar, window, judged))
      .toSorted((x, y) => byText(x.rectificationId, y.rectificationId)),
    repeats: repeatsUnder(side, facts.findings, window),
    grades,
    payable: payableUnder(pack, facts.instalments, grades, weighed),
    caps: capsUnder(pack, facts.projects, weighed),
    floors: floorsUnder(pack, facts.projects, weighed),
  };
}

function plainly({ owed: _, rulesByContractor: __, ...outcome }: Outcome): PackOutcome {
  return outcome;
}

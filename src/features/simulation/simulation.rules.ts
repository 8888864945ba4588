import { byText } from '#kernel/order.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { differencesOf } from './simulation.difference.rules.ts';
import { planFor } from './simulation.due.rules.ts';
import { gradesUnder, isOfWindow, repeatsUnder, timedUnder } from './simulation.finding.rules.ts';
import {
  type PackOutcome,
  type Simulation,
  type SimulationFacts,
  type Window,
  windowYearsMax,
} from './simulation.model.ts';
import { capsUnder, payableUnder } from './simulation.money.rules.ts';
import { type Tally, tallyOf } from './simulation.tally.rules.ts';

export type WindowRefusal =
  | 'simulation.window-reversed'
  | 'simulation.window-too-long'
  | 'simulation.before-regime';

/** Nothing is due before a regime is in force (五), and a comparison has two sides only where both are. */
export function decideWindow(packs: readonly RulePack[], window: Window): Result<Window, WindowRefusal> {
  const { fromOn, toOn } = window;
  if (toOn < fromOn) return refused('simulation.window-reversed', { fromOn, toOn });
  if (plainDate(fromOn).add({ years: windowYearsMax }).toString() <= toOn)
    return refused('simulation.window-too-long', { years: windowYearsMax });
  const late = packs
    .toSorted((a, b) => byText(b.inForceFrom, a.inForceFrom) || byText(a.id, b.id))
    .find(({ inForceFrom }) => fromOn < inForceFrom);
  if (late)
    return refused('simulation.before-regime', {
      pack: late.id,
      name: late.name.zh,
      inForceFromOn: late.inForceFrom,
    });
  return granted(window);
}

/**
 * 试算 (N18): what falls due, and what changes, if a regime is adopted: both packs on the same facts over the same days. Decides
 * nothing and needs no order of the facts; the same pack twice gives no difference, and swapping the two mirrors every one.
 */
export function simulate(
  a: RulePack,
  b: RulePack,
  facts: SimulationFacts,
  calendar: WorkCalendar,
  window: Window,
  today: PlainDate,
): Simulation {
  const asOf = laterOf(today, plainDate(window.fromOn));
  const [left, right] = [a, b].map((pack) => outcomeOf(pack, facts, calendar, window, asOf));
  if (!left || !right) throw new Error('a comparison has two sides');
  return {
    a: plainly(left),
    b: plainly(right),
    differences: differencesOf({ pack: a, outcome: left }, { pack: b, outcome: right }, facts),
  };
}

/** A pack's outcome with what the comparison needs beside it. */
export type Outcome = PackOutcome & Pick<Tally, 'owed' | 'rulesByContractor'>;

export function outcomeOf(
  pack: RulePack,
  facts: SimulationFacts,
  calendar: WorkCalendar,
  window: Window,
  asOf: PlainDate,
): Outcome {
  // What is open is judged on the window's last day once that has passed.
  const judged = earlierOf(asOf, plainDate(window.toOn));
  const grades = gradesUnder(pack, facts.scores, window, asOf);
  return {
    ...tallyOf(pack, planFor(pack, calendar, window, judged.toString()), facts, calendar, window),
    timed: facts.rectifications
      .filter((served) => isOfWindow(served, window))
      .map((served) => timedUnder(pack, served, calendar, window, judged))
      .toSorted((x, y) => byText(x.rectificationId, y.rectificationId)),
    repeats: repeatsUnder(pack, facts.findings, window),
    grades,
    payable: payableUnder(pack, facts.instalments, grades, asOf),
    caps: capsUnder(pack, facts.projects, asOf),
  };
}

function plainly({ owed: _, rulesByContractor: __, ...outcome }: Outcome): PackOutcome {
  return outcome;
}

const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (a.toString() > b.toString() ? a : b);
const earlierOf = (a: PlainDate, b: PlainDate): PlainDate => (a.toString() < b.toString() ? a : b);

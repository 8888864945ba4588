import { daysBetween, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { heldOn } from '../obligation/obligation.bond.rules.ts';
import type { BaselineFacts, SubjectType } from '../obligation/obligation.model.ts';
import { owedStream } from '../obligation/obligation.owed.rules.ts';
import { dayNumber } from '../obligation/obligation.period.rules.ts';
import { type Plan, planOf } from '../obligation/obligation.term.rules.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import type { Window } from './simulation.model.ts';

/** What of an obligation is counted. Days are whole numbers: a nation has millions of them. */
export type Due = {
  readonly rule: ObligationRule;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly contractorId: string | null;
  /** How many acts it takes. */
  readonly required: number;
  readonly due: number;
  /** The day the text names, before any rest moves it. */
  readonly named: number;
  readonly closes: number;
  readonly provisional: boolean;
};

/** How far a pack is looked at; made once and used for every county. */
export function planFor(pack: RulePack, calendar: WorkCalendar, { toOn }: Window, judgedOn: string): Plan {
  const on = plainDate(judgedOn);
  return planOf(pack, calendar, on, daysBetween(on, plainDate(toOn)));
}

/** Everything a pack makes due within the window on these facts, one after the other. */
export function* dueIn(plan: Plan, facts: BaselineFacts, { fromOn, toOn }: Window): Generator<Due> {
  const [from, to] = [dayNumber(fromOn), dayNumber(toOn)];
  for (const { turn, bond, required } of owedStream(plan, facts)) {
    if (turn.due < from || turn.due > to) continue;
    yield {
      rule: turn.term.rule,
      subjectType: bond.type,
      subjectId: bond.id,
      contractorId: heldOn(bond, turn.due)?.contractorId ?? null,
      required,
      due: turn.due,
      named: turn.original,
      closes: turn.closes,
      provisional: turn.provisional,
    };
  }
}

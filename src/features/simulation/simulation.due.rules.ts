import { daysBetween, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { heldOn } from '../obligation/obligation.bond.rules.ts';
import type { BaselineFacts, SubjectType } from '../obligation/obligation.model.ts';
import { owedStream } from '../obligation/obligation.owed.rules.ts';
import { dayNumber } from '../obligation/obligation.period.rules.ts';
import { type Plan, planOf } from '../obligation/obligation.term.rules.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import type { Window } from './simulation.model.ts';
import type { Side } from './simulation.side.rules.ts';

/** What of an obligation is counted. Days are whole numbers: a nation has millions of them. */
export type Due = {
  readonly rule: ObligationRule;
  /** The version it began under, and the first day of that version. */
  readonly pack: RulePack;
  readonly from: number;
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

/** How far the versions of a side are looked at; made once and used for every county. */
export function planFor(side: Side, calendar: WorkCalendar, { toOn }: Window, judgedOn: string): Plan {
  const on = plainDate(judgedOn);
  return planOf(side, calendar, on, daysBetween(on, plainDate(toOn)));
}

/** Everything a side makes due within the window on these facts, one after the other. */
export function* dueIn(plan: Plan, facts: BaselineFacts, { fromOn, toOn }: Window): Generator<Due> {
  const [from, to] = [dayNumber(fromOn), dayNumber(toOn)];
  for (const { turn, bond, required } of owedStream(plan, facts)) {
    if (turn.due < from || turn.due > to) continue;
    yield {
      rule: turn.term.rule,
      pack: turn.term.pack,
      from: turn.term.from,
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

import { byText } from '#kernel/order.ts';
import { plainDate } from '#kernel/temporal.ts';
import { holidayName, isAnnounced, isWorkingDay, type WorkCalendar } from '#kernel/work-calendar.ts';
import type { SubjectType } from '../obligation/obligation.model.ts';
import { textOf } from '../obligation/obligation.period.rules.ts';
import type { Plan } from '../obligation/obligation.term.rules.ts';
import type { ContentArea, ObligationRule, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { burdensOf } from './simulation.burden.rules.ts';
import { type Due, dueIn } from './simulation.due.rules.ts';
import { at } from './simulation.map.rules.ts';
import type {
  MonthTally,
  ObligationOutcome,
  RestDayTally,
  SimulationFacts,
  SubjectKind,
  SubjectTally,
  Window,
} from './simulation.model.ts';
import { citedFrom, type Side } from './simulation.side.rules.ts';

/** What falls due for one subject in one matter: what two packs are compared by. */
export type Owed = {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly kind: ObligationRule['kind'];
  readonly area: ContentArea | null;
  /** Each act that is due, as its last day and the days of grace after it; in order. */
  readonly acts: number[];
  /** As they are cited. */
  readonly whys: Set<string>;
};

const graceMax = 4096;
export const dueOfAct = (act: number): number => Math.floor(act / graceMax);
export const closesOfAct = (act: number): number => dueOfAct(act) + (act % graceMax);

export type Tally = ObligationOutcome & {
  readonly owed: ReadonlyMap<string, Owed>;
  readonly rulesByContractor: ReadonlyMap<string, ReadonlySet<string>>;
};

export type TalliedFacts = Pick<SimulationFacts, 'baseline' | 'members' | 'promisedLines'>;

/** The months a window touches, in order. */
export function monthsOf({ fromOn, toOn }: Window): readonly string[] {
  const months: string[] = [];
  let day = plainDate(fromOn).with({ day: 1 });
  while (day.toString() <= toOn) {
    months.push(day.toString().slice(0, 7));
    day = day.add({ months: 1 });
  }
  return months;
}

type Counts = { -readonly [Key in keyof MonthTally]: MonthTally[Key] };
type SubjectCounts = { -readonly [Key in keyof SubjectTally]: SubjectTally[Key] };

/** Counts what a side makes due in the window, each under the version it began under. One pass over a stream: nothing is kept but what is counted. */
export function tallyOf(
  side: Side,
  plan: Plan,
  facts: TalliedFacts,
  calendar: WorkCalendar,
  window: Window,
): Tally {
  const kinds = new Map(facts.baseline.facilities.map(({ id, kind }) => [id, kind]));
  const months = new Map<string, Counts>(monthsOf(window).map((month) => [month, noCounts(month)]));
  const byRule = new Map<string, { count: number; acts: number }>();
  const bySubject = new Map<SubjectKind, SubjectCounts>();
  const rests = new Map<number, { holiday: string | null; stays: number; moves: number }>();
  const owed = new Map<string, Owed>();
  const citedAs = (from: number, id: string): string => citedFrom(side, textOf(from), id);
  const burdens = burdensOf(facts, citedAs);
  const rest = restReader(calendar);
  const teamOf = teamReader(window);

  for (const one of dueIn(plan, facts.baseline, window)) {
    const { rule, required } = one;
    const month = textOf(one.due).slice(0, 7);
    const counts = at(months, month, () => noCounts(month));
    const kind: SubjectKind =
      one.subjectType === 'facility' ? (kinds.get(one.subjectId) ?? 'village-station') : one.subjectType;
    const ofKind = at(bySubject, kind, () => ({ subject: kind, inspections: 0, visits: 0, reports: 0 }));
    if (rule.kind === 'report') {
      counts.reports += required;
      ofKind.reports += required;
    } else {
      counts.inspections += 1;
      counts.visits += required;
      counts.personVisits += required * teamOf(one, month);
      ofKind.inspections += 1;
      ofKind.visits += required;
    }
    if (one.provisional) counts.provisional += 1;
    const ofRule = at(byRule, rule.id, () => ({ count: 0, acts: 0 }));
    ofRule.count += 1;
    ofRule.acts += required;

    const holiday = rest(one.named);
    if (holiday !== undefined) {
      const moves = one.due !== one.named;
      if (holiday === null) counts.onWeekends += 1;
      else counts.onHolidays += 1;
      if (moves) counts.moved += 1;
      at(rests, one.named, () => ({ holiday, stays: 0, moves: 0 }))[moves ? 'moves' : 'stays'] += 1;
    }

    const of = at(owed, `${one.subjectType}|${one.subjectId}|${rule.kind}|${rule.area ?? ''}`, () => ({
      subjectType: one.subjectType,
      subjectId: one.subjectId,
      kind: rule.kind,
      area: rule.area,
      acts: [],
      whys: new Set<string>(),
    }));
    for (let act = 0; act < required; act += 1) of.acts.push(one.due * graceMax + (one.closes - one.due));
    of.whys.add(citedAs(one.from, `obligation.${rule.id}`));
    burdens.add(one, month);
  }

  for (const of of owed.values()) of.acts.sort((a, b) => a - b);
  return {
    rules: rulesOf(side).flatMap(({ id, kind, area }) => {
      const counted = byRule.get(id);
      return counted ? [{ ruleId: id, kind, area, ...counted }] : [];
    }),
    subjects: [...bySubject.values()].toSorted((a, b) => byText(a.subject, b.subject)),
    months: [...months.values()]
      .toSorted((a, b) => byText(a.month, b.month))
      .map((counts) => peopled(counts, facts.members)),
    restDays: [...rests]
      .map(([day, counts]): RestDayTally => ({ on: textOf(day), ...counts }))
      .toSorted((a, b) => byText(a.on, b.on)),
    burden: burdens.done(),
    owed,
    rulesByContractor: burdens.rules,
  };
}

const noCounts = (month: string): Counts => ({
  month,
  inspections: 0,
  reports: 0,
  visits: 0,
  personVisits: 0,
  people: 0,
  onWeekends: 0,
  onHolidays: 0,
  moved: 0,
  provisional: 0,
});

/** The rules of all versions, each once, as the latest of them says. */
function rulesOf(side: Side): readonly RulePack['obligations'][number][] {
  const rules = new Map<string, RulePack['obligations'][number]>();
  for (const { pack } of side.toReversed())
    for (const rule of pack.obligations) if (!rules.has(rule.id)) rules.set(rule.id, rule);
  return [...rules.values()];
}

/** 监督检查小组 in the month: everyone whose term reaches into it, each person once. */
function peopled(counts: Counts, members: SimulationFacts['members']): MonthTally {
  const firstOn = `${counts.month}-01`;
  const lastOn = plainDate(firstOn).add({ months: 1 }).subtract({ days: 1 }).toString();
  const people = new Set(
    members
      .filter(({ fromOn, untilOn }) => fromOn <= lastOn && (untilOn === null || untilOn >= firstOn))
      .map(({ personId }) => personId),
  ).size;
  return { ...counts, people };
}

/** How many go on a visit at least, by the version it began under. */
function teamReader({ fromOn }: Window): (due: Due, month: string) => number {
  const known = new Map<RulePack, Map<string, number>>();
  return ({ pack }, month) =>
    at(
      at(known, pack, () => new Map<string, number>()),
      month,
      () => {
        const on = [`${month}-01`, fromOn, pack.inForceFrom].toSorted().at(-1) ?? fromOn;
        return inForce(pack.inspection.teamMin, plainDate(on)).value;
      },
    );
}

/** The holiday a day of rest belongs to, null for a weekend, undefined where the day is worked or nobody knows yet. */
function restReader(calendar: WorkCalendar): (day: number) => string | null | undefined {
  const known = new Map<number, string | null | undefined>();
  return (number) => {
    if (known.has(number)) return known.get(number);
    const day = plainDate(textOf(number));
    const weekday = !isAnnounced(calendar, day) && day.dayOfWeek <= 5;
    const off = weekday || isWorkingDay(calendar, day) ? undefined : (holidayName(calendar, day) ?? null);
    known.set(number, off);
    return off;
  };
}

import { countings, lastDay } from '#kernel/counting.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { Dated, Frequency, ObligationRule, RulePack } from '../regime/regime.model.ts';
import type { PackVersion } from './obligation.model.ts';
import {
  anchoredDays,
  calendarDays,
  dayNumber,
  monthOf,
  monthStart,
  monthsAway,
  never,
  type PeriodDays,
  textOf,
} from './obligation.period.rules.ts';

/** What is asked for once and for all before a single subject is looked at: the rules of every version, and how far to look. */
export type Plan = {
  readonly terms: readonly Term[];
  readonly calendar: WorkCalendar;
  readonly asOf: number;
  readonly through: number;
};

/** A rule under one version of the regime, as long as it is asked for equally often. */
export type Term = {
  readonly rule: ObligationRule;
  readonly pack: RulePack;
  readonly at: number;
  /** The first day it holds, and the last one on which a period may begin under it. */
  readonly from: number;
  readonly until: number;
  /** The same rule under the version, or with the frequency, before. */
  readonly before: Term | null;
  readonly shape: 'calendar' | 'anchored' | 'since-last' | 'once';
  readonly months: number;
  /** How many times in a period. */
  readonly times: number;
  /** Of what is owed once: within how many days of the event. */
  readonly within: readonly Step<number>[] | null;
  /** Of a report: the day of the month after its period. */
  readonly dueDay: readonly Step<number>[] | null;
  readonly grace: readonly Step<number>[];
  readonly share: readonly Step<number>[] | null;
  readonly least: readonly Step<number>[] | null;
  /** Whether at any time only a part must be reached. */
  readonly ofPart: boolean;
  /** Periods already counted, by their anchor. */
  readonly turns: Map<number | string, readonly Turn[]>;
};
type Step<T> = { readonly from: number; readonly value: T };

/** A period under a term with all that does not depend on the subject: counted once for everybody. */
export type Turn = PeriodDays & {
  readonly term: Term;
  readonly anchor: number | null;
  /** The first day on which this version can bind. */
  readonly earliest: number;
  readonly due: number;
  /** The day the text names, before a day of rest moved it. */
  readonly original: number;
  readonly provisional: boolean;
  readonly closes: number;
  /** Null: everybody. */
  readonly part: { readonly share: number | null; readonly least: number | null } | null;
};

export function planOf(
  regime: RulePack | readonly PackVersion[],
  calendar: WorkCalendar,
  asOf: PlainDate,
  horizonDays: number,
): Plan {
  const on = dayNumber(asOf.toString());
  return { terms: termsOf(versionsOf(regime)), calendar, asOf: on, through: on + horizonDays };
}

const versionsOf = (regime: RulePack | readonly PackVersion[]): readonly PackVersion[] =>
  'obligations' in regime
    ? [{ fromOn: regime.inForceFrom, pack: regime }]
    : regime.toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0));

function termsOf(versions: readonly PackVersion[]): Term[] {
  const terms: Term[] = [];
  let before = new Map<string, Term>();
  versions.forEach(({ fromOn, pack }, at) => {
    const next = versions[at + 1];
    const own = new Map<string, Term>();
    for (const rule of pack.obligations) {
      const until = Math.min(next ? dayNumber(next.fromOn) - 1 : never, lastDayOf(rule));
      const starts = startsOf(rule.every, Math.max(dayNumber(fromOn), dayNumber(pack.inForceFrom)), until);
      starts.forEach((from, nth) => {
        const term = termOf(rule, pack, {
          at: terms.length,
          from,
          until: Math.min(until, (starts[nth + 1] ?? never) - 1),
          before: own.get(rule.id) ?? before.get(rule.id) ?? null,
        });
        terms.push(term);
        own.set(rule.id, term);
      });
    }
    before = own;
  });
  return terms;
}

/** How often it is asked for may change within a version: from that day it is as under a version of its own. */
function startsOf(every: Frequency, from: number, until: number): readonly number[] {
  if ('once' in every) return [from];
  const { values } = 'months' in every ? every.months : every.times;
  const changes = values.map((value) => dayNumber(value.from)).filter((day) => day > from && day <= until);
  return [from, ...changes.reverse()];
}

/** 停用: the last day on which a period may begin under a rule that is retired; one begun before is finished. */
const lastDayOf = ({ until }: ObligationRule): number => (until === undefined ? never : dayNumber(until) - 1);

const perMonths = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

function termOf(
  rule: ObligationRule,
  pack: RulePack,
  place: Pick<Term, 'at' | 'from' | 'until' | 'before'>,
): Term {
  const { every, coverage } = rule;
  const share = coverage?.share ? stepsOf(coverage.share) : null;
  const least = coverage?.atLeast ? stepsOf(coverage.atLeast) : null;
  // Since the last round was done: then the round is the town's or contractor's. Of subjects that each have periods of their own
  // nobody can take a share: a pack that asks for it is refused, and a version kept from before goes by the calendar, as it says.
  const ofPart = share ? share.some(({ value }) => value < 1) : least !== null;
  const shape =
    'once' in every
      ? 'once'
      : rule.anchor === 'last-done'
        ? 'since-last'
        : rule.anchor === 'calendar' || ofPart
          ? 'calendar'
          : 'anchored';
  return {
    rule,
    pack,
    ...place,
    shape,
    months:
      'months' in every
        ? valueOn(stepsOf(every.months), place.from)
        : 'per' in every
          ? perMonths[every.per]
          : 0,
    times: 'times' in every ? valueOn(stepsOf(every.times), place.from) : 1,
    within: 'once' in every ? stepsOf(every.within) : null,
    dueDay: rule.dueDay ? stepsOf(rule.dueDay) : null,
    grace: stepsOf(rule.graceDays),
    share,
    least,
    ofPart: (shape === 'calendar' || shape === 'since-last') && ofPart,
    turns: new Map(),
  };
}

const stepsOf = <T>(dated: Dated<T>): Step<T>[] =>
  dated.values.map(({ from, value }) => ({ from: dayNumber(from), value }));

function valueOn<T>(steps: readonly Step<T>[], day: number): T {
  const found = steps.find(({ from }) => from <= day);
  if (!found) throw new Error(`no value is in force on ${textOf(day)}`);
  return found.value;
}

/** What a subject's periods are counted from: under the term itself, then under the versions before it. */
export type Anchors = readonly (number | null)[];

/** The periods of a term from an anchor (0 for the calendar), each with its days; worked out once for each anchor. */
export function turnsOf(plan: Plan, term: Term, anchor: number, before: Anchors): readonly Turn[] {
  const key = term.before === null ? anchor : `${anchor} ${before.join(' ')}`;
  const known = term.turns.get(key);
  if (known) return known;
  const first = firstDayUnder(term, before);
  const last = Math.min(plan.through, term.until);
  const turns = periodsOf(term, anchor, first, plan.through)
    .filter(({ start }) => Math.max(start, first) <= last)
    .map((period) => turnOf(plan, term, period, term.shape === 'calendar' ? null : anchor, first));
  term.turns.set(key, turns);
  return turns;
}

const periodsOf = (term: Term, anchor: number, from: number, through: number): PeriodDays[] =>
  term.shape === 'calendar'
    ? calendarDays(term.months, from, through)
    : anchoredDays(anchor, term.months, from, through);

/**
 * What began under the version before goes on under it; this one binds from the day after. (五)
 * Where the version before did not know the rule, from its own first day.
 */
export function firstDayUnder(term: Term, [anchor, ...earlier]: Anchors): number {
  const { before, from } = term;
  if (before === null || before.shape === 'once' || before.shape === 'since-last') return from;
  const ownFirst = firstDayUnder(before, earlier);
  if (ownFirst >= from) return ownFirst;
  if (before.shape !== 'calendar' && (anchor === null || anchor === undefined)) return from;
  const running = periodsOf(before, anchor ?? 0, from - 1, from - 1).at(-1);
  // Where the rule was retired under the version before, nothing runs on from it.
  const began = running && Math.max(running.start, ownFirst) <= before.until;
  return running && began && running.start < from ? Math.max(from, running.end + 1) : from;
}

export function turnOf(
  plan: Plan,
  term: Term,
  period: PeriodDays,
  anchor: number | null,
  first: number,
): Turn {
  const earliest = Math.max(period.start, first);
  // The value that held when the period began: a later value changes what begins after it (五).
  const graceDays = valueOn(term.grace, earliest);
  const due =
    term.shape === 'once' ? dueAfter(plan, term, period.start) : dueOf(plan, term, period.end, earliest);
  return {
    term,
    anchor,
    start: period.start,
    end: term.shape === 'once' ? due.day : period.end,
    nth: period.nth,
    earliest,
    due: due.day,
    original: due.original,
    provisional: due.provisional,
    closes: due.day + graceDays,
    part: term.shape === 'once' ? null : partOn(term, earliest),
  };
}

function partOn(term: Term, on: number): Turn['part'] {
  const share = term.share && valueOn(term.share, on);
  const least = term.least && valueOn(term.least, on);
  return (share ?? 1) < 1 || (share === null && least !== null) ? { share, least } : null;
}

/** How many of so many must be reached: a share is rounded up, and nobody can be reached who is not there. */
export function requiredOf(part: NonNullable<Turn['part']>, among: number): number {
  // A tenth of thirty is three, whatever binary fractions make of it.
  const byShare = part.share === null ? 0 : Math.ceil(part.share * among - 1e-9);
  return Math.min(among, Math.max(byShare, part.least ?? 0));
}

type Due = { readonly day: number; readonly original: number; readonly provisional: boolean };

/** An inspection is due with its period; a report on the pack's day of the month after it, moved only where the pack says so. */
function dueOf(plan: Plan, { rule, dueDay }: Term, end: number, earliest: number): Due {
  if (dueDay === null) return unmoved(end);
  return rested(plan, rule, monthStart(monthOf(end) + 1) + valueOn(dueDay, earliest) - 1);
}

const unmoved = (day: number): Due => ({ day, original: day, provisional: false });

function rested(plan: Plan, rule: ObligationRule, day: number): Due {
  // A day that no rest moves is the same whatever is announced.
  if (rule.restDay !== 'roll-forward') return unmoved(day);
  const { date, provisional } = lastDay(plan.calendar, countings.namedDay, plainDate(textOf(day)), 0);
  return { day: dayNumber(date.toString()), original: day, provisional };
}

/** Once, within so many days of the event, the day of the event not counted. (民法典第二百零一条) */
function dueAfter(plan: Plan, { rule, within: steps }: Term, event: number): Due {
  if (!('once' in rule.every) || steps === null) throw new Error(`${rule.id} does not arise once`);
  const { days } = rule.every;
  const within = valueOn(steps, event);
  if (days === 'days') return rested(plan, rule, event + within);
  const start = plainDate(textOf(event));
  const { date, provisional } = lastDay(plan.calendar, countings.workingDaysAfterService, start, within);
  const day = dayNumber(date.toString());
  return { day, original: day, provisional };
}

/** So many months from a day, the last one included: 自上次检查之日起每三个月. */
export const periodFrom = (term: Term, start: number, nth: number): PeriodDays => ({
  start,
  end: monthsAway(start, term.months) - 1,
  nth,
});

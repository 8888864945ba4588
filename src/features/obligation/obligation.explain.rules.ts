import { countingRules } from '#kernel/counting.ts';
import type { Citation } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { Dated } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import { heldOn } from './obligation.bond.rules.ts';
import type { Because, DerivedObligation, Parameter, Step, UsedFact } from './obligation.model.ts';
import type { Owed } from './obligation.owed.rules.ts';
import { calendarName, never, overlaps, spanName, textOf } from './obligation.period.rules.ts';
import type { Term, Turn } from './obligation.term.rules.ts';

export const periodName = ({ term, start, end }: Turn): string => {
  if (term.shape === 'once') return 'once';
  return term.shape === 'calendar' ? calendarName(term.months, start, end) : spanName(start, end);
};

/** Rule, subject and period: within a county the same obligation has the same key, whoever derives it and when. */
export const keyOf = ({ turn, bond }: Owed): string => `${turn.term.rule.id}|${bond.id}|${periodName(turn)}`;

/** An obligation in full; why it is due is worked out when somebody asks. */
export function describe(owed: Owed): DerivedObligation {
  const { turn, bond } = owed;
  const { rule } = turn.term;
  const party = heldOn(bond, turn.due);
  const period = periodName(turn);
  let said: Because | undefined;
  return {
    key: `${rule.id}|${bond.id}|${period}`,
    ruleId: rule.id,
    kind: rule.kind,
    duty: rule.duty,
    clauseId: rule.clause,
    area: rule.area,
    subjectType: bond.type,
    subjectId: bond.id,
    agreementId: party?.agreementId ?? null,
    contractorId: party?.contractorId ?? null,
    stratum: bond.type === 'stratum' ? bond.id : null,
    required: owed.required,
    among: owed.among,
    period,
    windowStartOn: textOf(owed.windowStart),
    windowEndOn: textOf(rule.kind === 'report' ? turn.due : turn.end),
    dueOn: textOf(turn.due),
    originalDueOn: textOf(turn.original),
    provisional: turn.provisional,
    closesOn: textOf(turn.closes),
    responsible: rule.responsible,
    get pack() {
      return turn.term.pack;
    },
    get because() {
      said ??= explain(owed);
      return said;
    },
  };
}

/** 为什么到期: the clause, each value with its date and source, the facts, the arithmetic. */
export function explain(owed: Owed): Because {
  const { term } = owed.turn;
  return {
    clause: term.rule.clause,
    ruleId: term.rule.id,
    responsible: term.rule.responsible,
    parameters: parametersOf(owed.turn),
    facts: factsOf(owed),
    steps: [...countedSteps(owed), ...windowSteps(owed), ...partSteps(owed), ...dueSteps(owed.turn)],
  };
}

function factsOf({ turn, bond }: Owed): UsedFact[] {
  const facts: UsedFact[] = [];
  if (turn.anchor !== null) facts.push({ name: bond.anchorAs, fromOn: textOf(turn.anchor) });
  for (const span of bond.bound)
    if (overlaps(span, turn.start, turn.end))
      facts.push({
        name: bond.boundAs,
        fromOn: textOf(span.from),
        untilOn: span.until >= never ? null : textOf(span.until),
      });
  const party = heldOn(bond, turn.due);
  if (bond.held.length > 1 && party) facts.push({ name: 'held-under-contract', fromOn: textOf(party.from) });
  return facts;
}

function countedSteps({ turn }: Owed): Step[] {
  const { term, nth, anchor } = turn;
  const { months } = term;
  const startOn = textOf(turn.start);
  const endOn = textOf(turn.end);
  if (term.shape === 'once') return [{ step: 'event-on', facts: { eventOn: startOn } }];
  if (anchor === null) return [{ step: 'calendar-period', facts: { months, startOn, endOn } }];
  if (term.shape === 'since-last') return [{ step: 'period-since-last', facts: { months, startOn, endOn } }];
  return [{ step: 'anchored-period', facts: { months, nth, anchorOn: textOf(anchor), startOn, endOn } }];
}

function windowSteps({ turn, windowStart }: Owed): Step[] {
  const facts = { windowStartOn: textOf(windowStart) };
  const { term } = turn;
  if (term.shape === 'once') return [];
  if (term.rule.kind === 'report') return [{ step: 'window-at-month-end', facts }];
  if (windowStart === turn.start) return [];
  if (term.shape === 'since-last' && windowStart === turn.start + 1)
    return [{ step: 'window-after-last', facts }];
  if (windowStart !== turn.earliest) return [{ step: 'window-from-subject', facts }];
  if (!term.before) return [{ step: 'window-from-regime', facts }];
  return [{ step: term.before.pack === term.pack ? 'window-after-change' : 'window-after-version', facts }];
}

function partSteps({ turn, required, among }: Owed): Step[] {
  const { part, term } = turn;
  const steps: Step[] = [];
  // Subjects with periods of their own have no period in common: a version from before this was refused took a part of the calendar's.
  if (part !== null && term.shape === 'calendar' && term.rule.anchor !== 'calendar')
    steps.push({ step: 'part-by-calendar', facts: {} });
  if (part !== null && part.share !== null)
    steps.push({
      step: 'part-by-share',
      facts: { percent: Math.round(part.share * 10_000) / 100, among, required: required / term.times },
    });
  if (part !== null && part.least !== null)
    steps.push({
      step: 'part-at-least',
      facts: { least: part.least, among, required: required / term.times },
    });
  if (term.times > 1) steps.push({ step: 'times-in-period', facts: { times: term.times, required } });
  return steps;
}

function dueSteps(turn: Turn): Step[] {
  const dueOn = textOf(turn.due);
  const closesOn = textOf(turn.closes);
  return [
    namedDay(turn),
    ...restedDay(turn),
    { step: 'grace', facts: { days: turn.closes - turn.due, dueOn, closesOn } },
  ];
}

function namedDay({ term: { rule }, original, earliest }: Turn): Step {
  const on = plainDate(textOf(earliest));
  const facts = { dueOn: textOf(original) };
  if ('once' in rule.every) {
    const { within, days } = rule.every;
    const step = days === 'days' ? 'due-within-days' : 'due-within-working-days';
    return { step, facts: { days: inForce(within, on).value, ...facts } };
  }
  return rule.dueDay === undefined
    ? { step: 'due-at-period-end', facts }
    : { step: 'due-on-day', facts: { day: inForce(rule.dueDay, on).value, ...facts } };
}

function restedDay({ original, due, provisional }: Turn): Step[] {
  const facts = { fromOn: textOf(original), dueOn: textOf(due) };
  if (original !== due)
    return [{ step: provisional ? 'rolled-forward-provisionally' : 'rolled-forward', facts }];
  return provisional ? [{ step: 'stands-provisionally', facts }] : [];
}

/** The pack's values for the period, each with the day it came into force and the clause it rests on. */
function parametersOf({ term, earliest }: Turn): readonly Parameter[] {
  const { rule, pack } = term;
  const on = plainDate(textOf(earliest));
  const basis = citationsOf(rule.basis);
  const fixed: Fixed = (name, value, more = []) => ({
    name,
    value,
    fromOn: pack.inForceFrom,
    basis: [...basis, ...more],
  });
  const dated: Valued = (name, values, more = []) => {
    const found = inForce(values, on);
    return { name, value: found.value, fromOn: found.from, basis: [...citationsOf(found.basis), ...more] };
  };
  const { share, atLeast } = rule.coverage ?? {};
  return [
    ...frequencyOf(term, fixed, dated),
    fixed('anchor', rule.anchor),
    fixed('count', rule.count),
    ...(rule.dueDay === undefined ? [] : [dated('due-day', rule.dueDay)]),
    ...(rule.restDay === undefined
      ? []
      : [fixed('rest-day', rule.restDay, countingRules['rolled-forward'].basis)]),
    dated('grace-days', rule.graceDays),
    ...(share ? [dated('coverage', share)] : []),
    ...(atLeast ? [dated('coverage-least', atLeast)] : []),
  ];
}

/** What the version itself fixes, and what has a day of its own; each with what else it rests on. */
type Fixed = (name: Parameter['name'], value: number | string, more?: readonly Citation[]) => Parameter;
type Valued = (name: Parameter['name'], values: Dated<number>, more?: readonly Citation[]) => Parameter;

function frequencyOf({ rule: { every }, months }: Term, fixed: Fixed, dated: Valued): Parameter[] {
  if ('once' in every) {
    const counted = every.days === 'working-days' ? countingRules['day-after-service'].basis : [];
    return [fixed('event', every.once), dated('within', every.within, counted)];
  }
  if ('months' in every) return [dated('every', every.months)];
  const times = dated('times', every.times);
  return times.value === 1 ? [fixed('every', months)] : [fixed('every', months), times];
}

import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { rollForward, type WorkCalendar } from '#kernel/work-calendar.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import type {
  AgreementFacts,
  BaselineFacts,
  DerivedObligation,
  FacilityFacts,
  FactName,
  ObligationState,
  Parameter,
  Standing,
  Step,
  SubjectType,
  UsedFact,
} from './obligation.model.ts';
import {
  anchoredPeriods,
  calendarPeriods,
  dayBefore,
  firstDayWithin,
  overlaps,
  type Period,
  type Span,
} from './obligation.period.rules.ts';

/**
 * Everything the regime makes due on these facts, from the day it is in force (五) to the horizon. The same facts give the
 * same obligations in the same order, however they are handed in.
 *
 * Where a period is only partly covered, the regulation's own words decide and no number is invented:
 * - an obligation arises in every period in which its subject is bound on at least one day (每月、每季度、每半年一次，不留死角);
 *   its window opens with the first such day, and it stays due at the end of the whole period;
 * - a facility owes nothing for a period that lies wholly in suspension, and nothing falls due once it is withdrawn;
 * - a contract binds until it is completed or terminated, even past the end it names.
 */
export function deriveObligations(
  pack: RulePack,
  facts: BaselineFacts,
  calendar: WorkCalendar,
  asOf: PlainDate,
  horizonDays: number,
): readonly DerivedObligation[] {
  const throughOn = asOf.add({ days: horizonDays }).toString();
  const frame: Frame = { pack, calendar, asOf: asOf.toString(), fromOn: pack.inForceFrom, throughOn };
  return pack.obligations
    .flatMap((rule) => derivedUnder(rule, subjectsOf(rule, facts, frame), frame))
    .sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.key, b.key));
}

/** Missed is for good: what was made up after the grace stands beside it and does not change it. */
export function stateOf(obligation: Standing, today: PlainDate): ObligationState {
  const { fulfilledOn, dueOn, closesOn } = obligation;
  if (fulfilledOn !== null) {
    if (fulfilledOn <= dueOn) return 'fulfilled';
    return fulfilledOn <= closesOn ? 'fulfilled-late' : 'missed';
  }
  if (obligation.waived) return 'waived';
  const on = today.toString();
  if (on > closesOn) return 'missed';
  return on < obligation.windowStartOn ? 'upcoming' : 'due';
}

/** Whether the day it was due has passed with nothing done, though the grace still runs. */
export const isOverdue = (obligation: Standing, today: PlainDate): boolean =>
  stateOf(obligation, today) === 'due' && today.toString() > obligation.dueOn;

/** Whether something may still fulfil it in time or late, so that giving it up would mean something. */
export const isOpen = (obligation: Standing, today: PlainDate): boolean =>
  !obligation.withdrawn && ['upcoming', 'due'].includes(stateOf(obligation, today));

type Frame = {
  readonly pack: RulePack;
  readonly calendar: WorkCalendar;
  readonly asOf: string;
  readonly fromOn: string;
  readonly throughOn: string;
};

/** Who owes, bound by the rule on which days. */
type Subject = {
  readonly type: SubjectType;
  readonly id: string;
  readonly agreementId: string | null;
  readonly contractorId: string | null;
  readonly bound: readonly Span[];
  readonly boundAs: FactName;
  readonly anchor: UsedFact | null;
  /** From this day on nothing falls due. */
  readonly withdrawnOn: string | null;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const laterOf = (a: string, b: string): string => (compare(a, b) > 0 ? a : b);

function subjectsOf(rule: ObligationRule, facts: BaselineFacts, frame: Frame): Subject[] {
  if (rule.subject === 'facility') {
    return facts.facilities
      .filter(({ kind }) => rule.facilityKinds?.includes(kind) ?? true)
      .map((facility) => facilitySubject(rule, facility));
  }
  if (rule.subject === 'agreement')
    return facts.agreements
      .filter((agreement) => concerns(rule, agreement))
      .map((agreement) => agreementSubject(agreement, frame));
  return facts.programmes.map(({ id, startsOn, endsOn }) => ({
    type: 'programme',
    id,
    agreementId: null,
    contractorId: null,
    bound: [{ fromOn: startsOn, untilOn: endsOn }],
    boundAs: 'programme-runs',
    anchor: { name: 'programme-runs', fromOn: startsOn },
    withdrawnOn: null,
  }));
}

/** Money is in every contract; training only in those that promise it. */
const concerns = (rule: ObligationRule, agreement: AgreementFacts): boolean =>
  rule.area === null || rule.area === 'funds' || agreement.areas.includes(rule.area);

function facilitySubject(rule: ObligationRule, facility: FacilityFacts): Subject {
  const phases = phaseSpans(facility);
  const wanted = rule.phase ?? 'operation';
  const { operationStartedOn } = facility;
  const bound = phases
    .filter(({ phase }) => phase === wanted)
    .flatMap((span) => (wanted === 'operation' ? sinceOperation(span, operationStartedOn) : [span]));
  return {
    type: 'facility',
    id: facility.id,
    agreementId: facility.agreementId,
    contractorId: facility.contractorId,
    bound,
    boundAs: wanted === 'operation' ? 'in-operation' : 'under-construction',
    anchor: operationStartedOn === null ? null : { name: 'operation-day', fromOn: operationStartedOn },
    withdrawnOn:
      phases.find(({ phase, untilOn }) => phase === 'withdrawn' && untilOn === null)?.fromOn ?? null,
  };
}

/** 自运营之日起: a facility without its 运营之日 does not yet operate, whatever its door says. */
function sinceOperation(span: Span, operationStartedOn: string | null): Span[] {
  if (operationStartedOn === null || (span.untilOn !== null && span.untilOn < operationStartedOn)) return [];
  return [
    { fromOn: span.fromOn < operationStartedOn ? operationStartedOn : span.fromOn, untilOn: span.untilOn },
  ];
}

function phaseSpans(facility: FacilityFacts): (Span & { readonly phase: string })[] {
  const { phases } = facility;
  const ordered =
    phases.length > 0
      ? phases.toSorted((a, b) => compare(a.fromOn, b.fromOn))
      : [{ fromOn: facility.constructionStartedOn, phase: 'construction' }];
  return ordered.map(({ fromOn, phase }, at) => {
    const next = ordered[at + 1];
    return { fromOn, phase, untilOn: next ? dayBefore(next.fromOn) : null };
  });
}

function agreementSubject(agreement: AgreementFacts, frame: Frame): Subject {
  const { startsOn, endsOn, endedOn } = agreement;
  const runsOverUntil = laterOf(endsOn, frame.asOf);
  return {
    type: 'agreement',
    id: agreement.id,
    agreementId: agreement.id,
    contractorId: agreement.contractorId,
    bound: [{ fromOn: startsOn, untilOn: endedOn ?? runsOverUntil }],
    boundAs: 'agreement-in-force',
    anchor: { name: 'agreement-signed', fromOn: agreement.signedOn },
    withdrawnOn: null,
  };
}

/** A period with what does not depend on the subject: worked out once for all of them. */
type Turn = {
  readonly period: Period;
  readonly earliestOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
  readonly parameters: readonly Parameter[];
  readonly steps: readonly Step[];
};

function derivedUnder(rule: ObligationRule, subjects: readonly Subject[], frame: Frame): DerivedObligation[] {
  const { fromOn, throughOn } = frame;
  const parameters = parameterReader(rule, frame);
  if (rule.anchor === 'calendar') {
    const turns = calendarPeriods(rule.every.months, fromOn, throughOn).map((period) =>
      turnOf(rule, period, null, frame, parameters),
    );
    return subjects.flatMap((subject) => owed(rule, subject, turns, frame));
  }
  return subjects.flatMap((subject) => {
    const { anchor } = subject;
    if (anchor === null || subject.bound.length === 0) return [];
    const turns = anchoredPeriods(anchor.fromOn, rule.every.months, fromOn, throughOn).map((period) =>
      turnOf(rule, period, anchor.fromOn, frame, parameters),
    );
    return owed(rule, subject, turns, frame);
  });
}

function owed(
  rule: ObligationRule,
  subject: Subject,
  turns: readonly Turn[],
  frame: Frame,
): DerivedObligation[] {
  return turns.flatMap((turn) => {
    const { period, dueOn } = turn;
    const boundOn = firstDayWithin(subject.bound, turn.earliestOn, period.endOn);
    if (boundOn === undefined) return [];
    if (subject.withdrawnOn !== null && subject.withdrawnOn <= dueOn) return [];
    const windowStartOn = rule.kind === 'report' ? period.endOn : boundOn;
    return windowStartOn > frame.throughOn ? [] : [obligationOf(rule, subject, turn, windowStartOn)];
  });
}

function obligationOf(
  rule: ObligationRule,
  subject: Subject,
  turn: Turn,
  windowStartOn: string,
): DerivedObligation {
  const { period, dueOn, closesOn, parameters } = turn;
  return {
    key: `${rule.id}|${subject.id}|${period.name}`,
    ruleId: rule.id,
    kind: rule.kind,
    duty: rule.duty,
    clauseId: rule.clause,
    area: rule.area,
    subjectType: subject.type,
    subjectId: subject.id,
    agreementId: subject.agreementId,
    contractorId: subject.contractorId,
    period: period.name,
    windowStartOn,
    windowEndOn: rule.kind === 'report' ? dueOn : period.endOn,
    dueOn,
    originalDueOn: dueOn,
    closesOn,
    responsible: rule.responsible,
    because: {
      clause: rule.clause,
      ruleId: rule.id,
      responsible: rule.responsible,
      parameters,
      facts: factsOf(rule, subject, period),
      steps: stepsOf(rule, turn, windowStartOn),
    },
  };
}

function factsOf(rule: ObligationRule, subject: Subject, period: Period): UsedFact[] {
  const bound = subject.bound
    .filter((span) => overlaps(span, period.startOn, period.endOn))
    .map(({ fromOn, untilOn }) => ({ name: subject.boundAs, fromOn, untilOn }));
  return rule.anchor !== 'calendar' && subject.anchor ? [subject.anchor, ...bound] : bound;
}

function stepsOf(rule: ObligationRule, turn: Turn, windowStartOn: string): Step[] {
  const [counted, ...due] = turn.steps;
  const clipped: Step[] =
    rule.kind === 'report'
      ? [{ step: 'window-at-month-end', facts: { windowStartOn } }]
      : windowStartOn === turn.period.startOn
        ? []
        : [
            {
              step: windowStartOn === turn.earliestOn ? 'window-from-regime' : 'window-from-subject',
              facts: { windowStartOn },
            },
          ];
  return [...(counted ? [counted] : []), ...clipped, ...due];
}

function turnOf(
  rule: ObligationRule,
  period: Period,
  anchorOn: string | null,
  frame: Frame,
  parameters: (on: string) => readonly Parameter[],
): Turn {
  const earliestOn = laterOf(period.startOn, frame.fromOn);
  const { months } = rule.every;
  const { startOn, endOn, nth } = period;
  const counted: Step =
    anchorOn === null
      ? { step: 'calendar-period', facts: { months, startOn, endOn } }
      : { step: 'anchored-period', facts: { months, nth, anchorOn, startOn, endOn } };
  const due = dueOf(rule, period, frame.calendar);
  // The value that held when the period began: a later value changes what begins after it (五).
  const graceDays = inForce(rule.graceDays, plainDate(earliestOn)).value;
  const closesOn = plainDate(due.on).add({ days: graceDays }).toString();
  const grace: Step = { step: 'grace', facts: { days: graceDays, dueOn: due.on, closesOn } };
  return {
    period,
    earliestOn,
    dueOn: due.on,
    closesOn,
    parameters: parameters(earliestOn),
    steps: [counted, ...due.steps, grace],
  };
}

/** An inspection is due with its period; a report on the pack's day of the month after it, moved only where the pack says so. */
function dueOf(rule: ObligationRule, period: Period, calendar: WorkCalendar): { on: string; steps: Step[] } {
  const { dueDay } = rule;
  if (dueDay === undefined)
    return { on: period.endOn, steps: [{ step: 'due-at-period-end', facts: { dueOn: period.endOn } }] };
  const day = plainDate(period.endOn).add({ months: 1 }).with({ day: dueDay });
  const named: Step = { step: 'due-on-day', facts: { day: dueDay, dueOn: day.toString() } };
  if (rule.restDay !== 'roll-forward') return { on: day.toString(), steps: [named] };
  const { date, provisional } = rollForward(calendar, day);
  if (date.equals(day)) return { on: day.toString(), steps: [named] };
  const step = provisional ? 'rolled-forward-provisionally' : 'rolled-forward';
  return {
    on: date.toString(),
    steps: [named, { step, facts: { fromOn: day.toString(), dueOn: date.toString() } }],
  };
}

/** The pack's values for a day, made once for each distinct set. */
function parameterReader(rule: ObligationRule, { pack }: Frame): (on: string) => readonly Parameter[] {
  const made = new Map<string, readonly Parameter[]>();
  const basis = citationsOf(rule.basis);
  const fixed = (name: Parameter['name'], value: number | string): Parameter => ({
    name,
    value,
    fromOn: pack.inForceFrom,
    basis,
  });
  return (on) => {
    const grace = inForce(rule.graceDays, plainDate(on));
    const coverage = rule.coverage ? inForce(rule.coverage, plainDate(on)) : undefined;
    const key = `${grace.from} ${coverage?.from ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const parameters: Parameter[] = [
      fixed('every', rule.every.months),
      fixed('anchor', rule.anchor),
      fixed('count', rule.count),
      ...(rule.dueDay === undefined ? [] : [fixed('due-day', rule.dueDay)]),
      { name: 'grace-days', value: grace.value, fromOn: grace.from, basis: citationsOf(grace.basis) },
      ...(coverage
        ? [
            {
              name: 'coverage',
              value: coverage.value,
              fromOn: coverage.from,
              basis: citationsOf(coverage.basis),
            } as const,
          ]
        : []),
    ];
    made.set(key, parameters);
    return parameters;
  };
}

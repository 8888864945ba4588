import { canonicalJson } from '#kernel/canonical.ts';
import { daysBetween, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { DerivedObligation, Step, StepName } from './obligation.model.ts';

// What a later work calendar may still change about the day something is due.

/** The day of an obligation as it is on record, and the steps that led to it. */
export type CountedDay = {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly steps: readonly Step[];
};

const ofCalendar: ReadonlySet<StepName> = new Set<StepName>([
  'rolled-forward',
  'rolled-forward-provisionally',
  'stands-provisionally',
  'stands-as-fixed',
  'grace',
]);

/** What a day rests on besides the calendar: equal grounds, and only the calendar can have moved it. */
const groundsOf = (steps: readonly Step[]): string =>
  canonicalJson(
    steps
      .filter(({ step }) => !ofCalendar.has(step))
      .map(({ step, facts }) =>
        // Counted in working days, the day itself is the calendar's answer.
        step === 'due-within-working-days' ? { step, days: facts.days } : { step, facts },
      ),
  );

/**
 * Where only the calendar says otherwise, a day that was fixed stays, and so does one that passed while it was provisional, and
 * no day moves into the past: a deadline people were told of is not taken back.
 */
export function keepingCountedDay(
  derived: DerivedObligation,
  known: CountedDay,
  asOf: PlainDate,
): DerivedObligation {
  if (known.dueOn === derived.dueOn || groundsOf(known.steps) !== groundsOf(derived.because.steps))
    return derived;
  const on = asOf.toString();
  const mayMove = known.provisional && known.dueOn >= on && derived.dueOn >= on;
  const provisional = known.provisional && derived.provisional;
  return mayMove ? derived : withDay({ ...derived, provisional }, known.dueOn);
}

function withDay(derived: DerivedObligation, dueOn: string): DerivedObligation {
  const grace = daysBetween(plainDate(derived.dueOn), plainDate(derived.closesOn));
  const closesOn = plainDate(dueOn).add({ days: grace }).toString();
  const steps: Step[] = [
    ...derived.because.steps.filter(({ step }) => !ofCalendar.has(step)),
    { step: 'stands-as-fixed', facts: { dueOn } },
    { step: 'grace', facts: { days: grace, dueOn, closesOn } },
  ];
  return {
    ...derived,
    dueOn,
    // A window that ends with the day it is due ends with the day that stands.
    windowEndOn: derived.windowEndOn === derived.dueOn ? dueOn : derived.windowEndOn,
    closesOn,
    because: { ...derived.because, steps },
  };
}

import { granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { ProcedureStepId } from '../regime/regime.model.ts';
import type { Case, StepBody, TakenStep } from './disqualification.model.ts';
import { basisOf, openStep, type StepRefusal, speakUntil } from './disqualification.procedure.rules.ts';

// What every act on a case shares: its moment, the step it takes, and the time in which a contractor may speak.

/** When an act takes place and in which calendar its days are counted; `id` is the new step's. */
export type Moment = {
  readonly today: PlainDate;
  readonly calendar: WorkCalendar;
  readonly by: string;
  readonly id: string;
};

export const moved = (current: Case, change: Partial<Case>): Case => ({
  ...current,
  ...change,
  version: current.version + 1,
});

export function take(
  current: Case,
  body: StepBody,
  on: PlainDate,
  moment: Moment,
  ends?: string,
): Result<{ readonly next: Case; readonly taken: TakenStep }, StepRefusal> {
  const opened = openStep(current, body.step, on, moment.today, moment.calendar);
  if (!opened.ok) return opened;
  const taken: TakenStep = {
    id: moment.id,
    on: on.toString(),
    fromOn: opened.value.fromOn,
    dueOn: opened.value.dueOn,
    endsOn: ends !== undefined && ends > on.toString() ? ends : on.toString(),
    recordedBy: moment.by,
    body,
  };
  return granted({ next: moved(current, { steps: [...current.steps, taken] }), taken });
}

export type Step = { readonly next: Case; readonly taken: TakenStep };
export type BodyOf<S extends ProcedureStepId> = Omit<Extract<StepBody, { step: S }>, 'step'>;
export type Proved = { readonly on: string; readonly evidence: number };

export type SpeakRefusal = StepRefusal | 'disqualification.time-to-speak-over';

export function inTimeToSpeak(
  current: Case,
  { today, calendar }: Pick<Moment, 'today' | 'calendar'>,
): Result<true, SpeakRefusal> {
  if (current.state !== 'open') return refused('disqualification.wrong-state', { state: current.state });
  const until = speakUntil(current, calendar);
  if (!until) return refused('disqualification.out-of-order', { step: 'statement', next: 'notice' });
  if (isAfter(today, plainDate(until.on)))
    return refused(
      'disqualification.time-to-speak-over',
      { untilOn: until.on },
      basisOfStep(current, 'statement'),
    );
  return granted(true);
}

export const basisOfStep = (current: Case, id: ProcedureStepId) => {
  const step = current.procedure.steps.find((one) => one.step === id);
  return step ? basisOf(step) : [];
};

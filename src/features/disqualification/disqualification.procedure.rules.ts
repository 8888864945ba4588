import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { addCalendarDays, addWorkingDays, type WorkCalendar } from '#kernel/work-calendar.ts';
import {
  obligatorySteps,
  type ProcedureStepId,
  procedureOrder,
  type RulePack,
} from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import type { Case, FrozenStep, Outcome, Procedure, TakenStep } from './disqualification.model.ts';

// 告知 → 陈述申辩 → 听证 → 集体研究 → 决定 → 送达 → 清算. Which step is next, from which day, by which day.

/** The procedure as it stands on a day; refused where a regime would leave out what fairness asks for. */
export function procedureOf(
  pack: RulePack,
  on: PlainDate,
): Result<Procedure, 'disqualification.procedure-incomplete'> {
  const rules = pack.disqualification;
  const steps = rules.procedure.map(
    (rule): FrozenStep => ({
      step: rule.step,
      name: rule.name,
      by: rule.by,
      days: rule.days,
      notBefore: rule.notBefore ? inForce(rule.notBefore, on).value : null,
      within: rule.within ? inForce(rule.within, on).value : null,
      onRequest: rule.onRequest,
      basis: rule.basis,
    }),
  );
  const missing = obligatorySteps.filter(
    (step) =>
      !steps.some(
        (one) =>
          one.step === step &&
          !one.onRequest &&
          (step !== 'statement' || (one.by === 'contractor' && (one.within ?? 0) > 0)),
      ),
  );
  const places = steps.map(({ step }) => procedureOrder.indexOf(step));
  const inOrder = places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1));
  if (missing.length > 0 || !inOrder)
    return refused('disqualification.procedure-incomplete', {
      steps: missing.length > 0 ? missing : steps.map(({ step }) => step),
    });
  const [quorum, majority] = [inForce(rules.quorumShare, on), inForce(rules.majorityShare, on)];
  return granted({
    steps,
    quorumShare: quorum.value,
    majorityShare: majority.value,
    majority: rules.majority.rule,
    quorumBasis: quorum.basis,
    majorityBasis: majority.basis,
  });
}

export const takenOf = (current: Case, step: ProcedureStepId): TakenStep | undefined =>
  current.steps.find(({ body }) => body.step === step);

export function outcomeOf(current: Case): Outcome | null {
  const body = takenOf(current, 'decision')?.body;
  return body?.step === 'decision' ? body.outcome : null;
}

/** Steps that this case does not have: a hearing nobody asked for, a settlement of a contract that stands. */
const isLeftOut = (current: Case, step: FrozenStep): boolean =>
  (step.onRequest && current.hearing.askedOn === null) ||
  (step.step === 'settlement' && outcomeOf(current) === 'keep');

export const isRunning = (current: Pick<Case, 'state'>): boolean =>
  current.state === 'open' || current.state === 'disqualified';

/** The one step that may be taken now; undefined where nothing is left to do. */
export function nextStep(current: Case): FrozenStep | undefined {
  if (!isRunning(current)) return undefined;
  return current.procedure.steps.find((step) => !takenOf(current, step.step) && !isLeftOut(current, step));
}

export type Due = { readonly on: string; readonly provisional: boolean };

const after = (calendar: WorkCalendar, step: Pick<FrozenStep, 'days'>, from: PlainDate, n: number): Due => {
  const last =
    step.days === 'working-days' ? addWorkingDays(calendar, from, n) : addCalendarDays(calendar, from, n);
  return { on: last.date.toString(), provisional: last.provisional };
};

/** The last day of the time to speak, counted from the service of the notice; undefined before it. */
export function speakUntil(current: Case, calendar: WorkCalendar): Due | undefined {
  const notice = takenOf(current, 'notice');
  const statement = current.procedure.steps.find(({ step }) => step === 'statement');
  if (!notice || !statement) return undefined;
  return after(calendar, statement, plainDate(notice.on), statement.within ?? 0);
}

const latestOf = (days: readonly string[]): string => days.toSorted().at(-1) ?? '';

/** From which day a step may be taken, and by which day it is due. */
export function windowOf(
  current: Case,
  step: FrozenStep,
  calendar: WorkCalendar,
): { readonly fromOn: string; readonly due: Due | null } {
  const at = current.procedure.steps.indexOf(step);
  const before = current.procedure.steps.slice(0, at).findLast((one) => takenOf(current, one.step));
  const last = before && takenOf(current, before.step);
  const from = plainDate(last?.endsOn ?? current.openedOn);
  const due = step.within === null ? null : after(calendar, step, from, step.within);
  if (step.step === 'statement') return { fromOn: from.toString(), due };
  const starts = [
    from.toString(),
    // Silence may be written down after its day: what follows does not come before the writing.
    ...(last ? [last.on] : []),
    ...(step.notBefore === null ? [] : [after(calendar, step, from, step.notBefore).on]),
    ...(step.step === 'hearing' ? hearingFrom(current, step, calendar) : []),
    ...dayAfterSpeaking(current, calendar),
  ];
  const fromOn = latestOf(starts);
  // A step that may not be taken before its due day is due when it may.
  return { fromOn, due: due && due.on < fromOn ? { ...due, on: fromOn } : due };
}

/** The last day of the time to speak belongs to the contractor whole. */
function dayAfterSpeaking(current: Case, calendar: WorkCalendar): readonly string[] {
  const until = speakUntil(current, calendar);
  return until ? [plainDate(until.on).add({ days: 1 }).toString()] : [];
}

/** 听证的七个工作日前通知（行政处罚法第六十四条）: counted from the announcement as well as from the step before. */
function hearingFrom(current: Case, step: FrozenStep, calendar: WorkCalendar): readonly string[] {
  const { announcedOn, announcedFor } = current.hearing;
  if (announcedOn === null || announcedFor === null) return [];
  return [announcedFor, after(calendar, step, plainDate(announcedOn), step.notBefore ?? 0).on];
}

/** The first day a hearing announced today could be held. */
export function earliestHearing(current: Case, on: PlainDate, calendar: WorkCalendar): string | undefined {
  const step = current.procedure.steps.find((one) => one.step === 'hearing');
  if (!step) return undefined;
  const { fromOn } = windowOf(
    { ...current, hearing: { ...current.hearing, announcedOn: null, announcedFor: null } },
    step,
    calendar,
  );
  const noticed = after(calendar, step, on, step.notBefore ?? 0).on;
  return latestOf([noticed, fromOn]);
}

export type StepStanding = {
  readonly step: FrozenStep;
  readonly standing: 'done' | 'next' | 'later' | 'not-asked' | 'not-needed';
  readonly on: string | null;
  readonly fromOn: string | null;
  readonly due: Due | null;
  readonly overdue: boolean;
};

/** The whole procedure as it stands on a day, for the line of steps on the page. */
export function standingsOf(current: Case, on: PlainDate, calendar: WorkCalendar): readonly StepStanding[] {
  const next = nextStep(current);
  return current.procedure.steps.map((step): StepStanding => {
    const nothing = { step, on: null, fromOn: null, due: null, overdue: false };
    const taken = takenOf(current, step.step);
    if (taken) {
      const due = taken.dueOn === null ? null : { on: taken.dueOn, provisional: false };
      return {
        ...nothing,
        standing: 'done',
        on: taken.on,
        fromOn: taken.fromOn,
        due,
        overdue: taken.dueOn !== null && taken.on > taken.dueOn && step.step !== 'statement',
      };
    }
    if (step === next) {
      const { fromOn, due } = windowOf(current, step, calendar);
      const overdue = due !== null && step.step !== 'statement' && isAfter(on, plainDate(due.on));
      return { ...nothing, standing: 'next', fromOn, due, overdue };
    }
    if (isLeftOut(current, step))
      return { ...nothing, standing: step.step === 'settlement' ? 'not-needed' : 'not-asked' };
    return { ...nothing, standing: isRunning(current) ? 'later' : 'not-needed' };
  });
}

export type StepRefusal =
  | 'disqualification.wrong-state'
  | 'disqualification.out-of-order'
  | 'disqualification.not-in-procedure'
  | 'disqualification.in-future'
  | 'disqualification.too-early';

export const basisOf = (step: FrozenStep): readonly Citation[] => citationsOf(step.basis);

/** Whether a step may be taken on a day: it is the next one, its day has come, and it is not told of the future. */
export function openStep(
  current: Case,
  wanted: ProcedureStepId,
  on: PlainDate,
  today: PlainDate,
  calendar: WorkCalendar,
): Result<
  { readonly step: FrozenStep; readonly fromOn: string; readonly dueOn: string | null },
  StepRefusal
> {
  if (!isRunning(current)) return refused('disqualification.wrong-state', { state: current.state });
  const step = current.procedure.steps.find((one) => one.step === wanted);
  if (!step) return refused('disqualification.not-in-procedure', { step: wanted });
  const next = nextStep(current);
  if (next !== step)
    return refused(
      'disqualification.out-of-order',
      { step: wanted, next: next?.step ?? wanted },
      basisOf(next ?? step),
    );
  if (isAfter(on, today)) return refused('disqualification.in-future', { todayOn: today.toString() });
  const { fromOn, due } = windowOf(current, step, calendar);
  if (isBefore(on, plainDate(fromOn)))
    return refused('disqualification.too-early', { step: wanted, fromOn }, basisOf(step));
  return granted({ step, fromOn, dueOn: due?.on ?? null });
}

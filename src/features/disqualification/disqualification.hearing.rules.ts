import { granted, type Result, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { Case } from './disqualification.model.ts';
import {
  basisOf,
  earliestHearing,
  openStep,
  type StepRefusal,
  takenOf,
} from './disqualification.procedure.rules.ts';
import {
  type BodyOf,
  basisOfStep,
  inTimeToSpeak,
  type Moment,
  moved,
  type Proved,
  type SpeakRefusal,
  type Step,
  take,
} from './disqualification.take.rules.ts';

// 听证: asked for, announced, held.

export type AskRefusal = SpeakRefusal | 'disqualification.no-hearing' | 'disqualification.hearing-asked';

/** 要求听证: within the time to speak; then the hearing must be held. */
export function askHearing(current: Case, moment: Moment): Result<Case, AskRefusal> {
  if (!current.procedure.steps.some(({ step }) => step === 'hearing'))
    return refused('disqualification.no-hearing');
  if (current.hearing.askedOn !== null)
    return refused('disqualification.hearing-asked', { askedOn: current.hearing.askedOn });
  const inTime = inTimeToSpeak(current, moment);
  if (!inTime.ok) return inTime;
  return granted(
    moved(current, {
      hearing: { ...current.hearing, askedOn: moment.today.toString(), askedBy: moment.by },
    }),
  );
}

export type AnnounceRefusal =
  | 'disqualification.wrong-state'
  | 'disqualification.hearing-not-asked'
  | 'disqualification.out-of-order'
  | 'disqualification.too-early';

/** 听证通知: so many days ahead. A later announcement replaces the earlier and must be as early. */
export function announceHearing(
  current: Case,
  announced: { readonly on: string; readonly place: string },
  moment: Moment,
): Result<Case, AnnounceRefusal> {
  if (current.state !== 'open') return refused('disqualification.wrong-state', { state: current.state });
  const step = current.procedure.steps.find((one) => one.step === 'hearing');
  if (!step || (step.onRequest && current.hearing.askedOn === null))
    return refused('disqualification.hearing-not-asked');
  if (takenOf(current, 'hearing') || !takenOf(current, 'notice'))
    return refused('disqualification.out-of-order', {
      step: 'hearing',
      next: takenOf(current, 'notice') ? 'deliberation' : 'notice',
    });
  const earliest = earliestHearing(current, moment.today, moment.calendar);
  if (earliest !== undefined && announced.on < earliest)
    return refused('disqualification.too-early', { step: 'hearing', fromOn: earliest }, basisOf(step));
  return granted(
    moved(current, {
      hearing: {
        ...current.hearing,
        announcedOn: moment.today.toString(),
        announcedFor: announced.on,
        place: announced.place,
      },
    }),
  );
}

export type HearRefusal =
  | StepRefusal
  | 'disqualification.hearing-not-announced'
  | 'disqualification.opener-decides'
  | 'disqualification.proof-missing';

/** 听证由非本案调查人员主持（行政处罚法第六十四条）: not by whoever opened the case. */
export function hear(
  current: Case,
  held: BodyOf<'hearing'> & Proved,
  moment: Moment,
): Result<Step, HearRefusal> {
  const { on, evidence, ...body } = held;
  const order = openStep(current, 'hearing', plainDate(on), moment.today, moment.calendar);
  if (!order.ok) return order;
  if (current.hearing.announcedFor === null)
    return refused('disqualification.hearing-not-announced', {}, basisOfStep(current, 'hearing'));
  if (held.chair === current.openedBy)
    return refused('disqualification.opener-decides', {}, basisOfStep(current, 'hearing'));
  if (evidence === 0) return refused('disqualification.proof-missing', {}, basisOfStep(current, 'hearing'));
  return take(current, { step: 'hearing', ...body }, plainDate(on), moment);
}

import { granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, plainDate } from '#kernel/temporal.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import type {
  Ballot,
  Case,
  CaseState,
  Ground,
  LaidOut,
  Outcome,
  TakenStep,
} from './disqualification.model.ts';
import {
  openStep,
  outcomeOf,
  procedureOf,
  type StepRefusal,
  speakUntil,
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
import { groundsOn } from './disqualification.trigger.rules.ts';
import { checkSession, type Member, resultOf, type VoteRefusal } from './disqualification.vote.rules.ts';

// 立案

export type OpenRefusal =
  | 'disqualification.ground-unknown'
  | 'disqualification.not-triggered'
  | 'disqualification.proof-missing'
  | 'disqualification.procedure-incomplete';

/** 视情况: people open a case, on a ground of the regime that the facts bear out. The facts are frozen with it. */
export function open(
  asked: {
    readonly id: string;
    readonly number: string;
    readonly contractorId: string;
    readonly groundId: string;
    readonly reasons: string;
    readonly evidence: number;
    readonly pack: Case['pack'];
  },
  laidOut: LaidOut,
  pack: RulePack,
  moment: Pick<Moment, 'today' | 'by'>,
): Result<Case, OpenRefusal> {
  const { evidence, groundId, ...named } = asked;
  const standing = groundsOn(laidOut, pack, moment.today).find(({ id }) => id === groundId);
  if (!standing) return refused('disqualification.ground-unknown');
  const { open: isOpen, ...ground } = standing;
  if (!isOpen)
    return refused(
      'disqualification.not-triggered',
      {
        counted: laidOut.counted,
        needCounted: laidOut.needCounted,
        late: laidOut.late,
        needLate: laidOut.needLate,
        months: laidOut.months,
      },
      citationsOf([...ground.basis, ...laidOut.basis]),
    );
  if (ground.kind === 'stated' && evidence === 0)
    return refused('disqualification.proof-missing', {}, citationsOf(ground.basis));
  const procedure = procedureOf(pack, moment.today);
  if (!procedure.ok) return procedure;
  return granted({
    ...named,
    version: 1,
    state: 'open',
    ground: ground satisfies Ground,
    openedOn: moment.today.toString(),
    openedBy: moment.by,
    laidOut,
    procedure: procedure.value,
    steps: [],
    hearing: { askedOn: null, askedBy: null, announcedOn: null, announcedFor: null, place: null },
    hold: null,
    closed: null,
  });
}

// Steps

/** 拟取消承办资格告知书 is served: facts, basis and rights; the time to speak runs from the next day. */
export function notify(
  current: Case,
  served: BodyOf<'notice'> & Proved,
  moment: Moment,
): Result<Step, StepRefusal | ServedRefusal> {
  const { on, evidence, ...body } = served;
  const proved = checkServed(current, 'notice', served);
  if (!proved.ok) return proved;
  return take(current, { step: 'notice', ...body }, plainDate(on), moment);
}

type ServedRefusal = 'disqualification.proof-missing' | 'disqualification.witness-missing';

/** 送达回证; what is left at the door needs a witness (留置送达). */
function checkServed(
  current: Case,
  step: 'notice' | 'service',
  { evidence, method, witness }: Proved & Pick<BodyOf<'notice'>, 'method' | 'witness'>,
): Result<true, ServedRefusal> {
  const basis = basisOfStep(current, step);
  if (evidence === 0) return refused('disqualification.proof-missing', {}, basis);
  if (method === 'left' && witness === null) return refused('disqualification.witness-missing', {}, basis);
  return granted(true);
}

/**
 * 陈述申辩: what the contractor says the first time is the step; until its time has run it may say more, and nobody may go on.
 * `taken` is absent where the step stands already.
 */
export function defend(
  current: Case,
  moment: Moment,
): Result<{ readonly next: Case; readonly taken?: TakenStep }, SpeakRefusal> {
  const until = speakUntil(current, moment.calendar);
  const inTime = inTimeToSpeak(current, moment);
  if (!inTime.ok) return inTime;
  const before = takenOf(current, 'statement');
  if (before) return granted({ next: moved(current, {}) });
  return take(current, { step: 'statement', silent: false }, moment.today, moment, until?.on);
}

/** 期满未提出: recorded as it is, and only once the time has run. */
export function recordSilence(
  current: Case,
  moment: Moment,
): Result<Step, StepRefusal | 'disqualification.time-to-speak-runs'> {
  const until = speakUntil(current, moment.calendar);
  if (until && !takenOf(current, 'statement') && !isAfter(moment.today, plainDate(until.on)))
    return refused(
      'disqualification.time-to-speak-runs',
      { untilOn: until.on },
      basisOfStep(current, 'statement'),
    );
  const step = take(current, { step: 'statement', silent: true }, moment.today, moment);
  if (!step.ok || !until) return step;
  // The next step is counted from the last day of the time to speak, not from when somebody wrote that nothing came.
  const taken = { ...step.value.taken, endsOn: until.on };
  return granted({ next: { ...step.value.next, steps: [...current.steps, taken] }, taken });
}

export type DeliberateRefusal = StepRefusal | VoteRefusal | 'disqualification.proof-missing';

/** 领导小组集体研究: attendance, votes by name, minutes. */
export function deliberate(
  current: Case,
  session: {
    readonly on: string;
    readonly members: readonly Member[];
    readonly ballots: readonly Ballot[];
    readonly summary: string;
    readonly evidence: number;
  },
  moment: Moment,
): Result<Step, DeliberateRefusal> {
  const order = openStep(current, 'deliberation', plainDate(session.on), moment.today, moment.calendar);
  if (!order.ok) return order;
  const { members, ballots, summary } = session;
  const checked = checkSession(
    { members, ballots, recordedBy: moment.by, openedBy: current.openedBy },
    current.procedure,
  );
  if (!checked.ok) return checked;
  if (session.evidence === 0)
    return refused('disqualification.proof-missing', {}, basisOfStep(current, 'deliberation'));
  const body = { step: 'deliberation', of: checked.value.of, ballots, summary } as const;
  return take(current, body, plainDate(session.on), moment);
}

export type DecideRefusal =
  | StepRefusal
  | 'disqualification.opener-decides'
  | 'disqualification.same-person'
  | 'disqualification.against-vote';

/** 决定: what the vote said and nothing else, signed by another than who kept the minutes. */
export function decide(
  current: Case,
  decided: { readonly outcome: Outcome; readonly reasons: string },
  moment: Moment,
): Result<Step, DecideRefusal> {
  const order = openStep(current, 'decision', moment.today, moment.today, moment.calendar);
  if (!order.ok) return order;
  const deliberation = takenOf(current, 'deliberation');
  if (deliberation?.body.step !== 'deliberation')
    return refused('disqualification.out-of-order', { step: 'decision', next: 'deliberation' });
  const basis = citationsOf(current.procedure.majorityBasis);
  if (moment.by === current.openedBy) return refused('disqualification.opener-decides', {}, basis);
  if (moment.by === deliberation.recordedBy) return refused('disqualification.same-person', {}, basis);
  const { ballots } = deliberation.body;
  if (resultOf(ballots, current.procedure) !== decided.outcome)
    return refused(
      'disqualification.against-vote',
      { forIt: ballots.filter(({ vote }) => vote === 'cancel').length, present: ballots.length },
      basis,
    );
  return take(current, { step: 'decision', ...decided }, moment.today, moment);
}

/** 送达之日起生效: the one place where a contractor becomes disqualified. */
export function serve(
  current: Case,
  served: BodyOf<'service'> & Proved,
  moment: Moment,
): Result<Step, StepRefusal | ServedRefusal> {
  const { on, evidence, ...body } = served;
  const order = openStep(current, 'service', plainDate(on), moment.today, moment.calendar);
  if (!order.ok) return order;
  const proved = checkServed(current, 'service', served);
  if (!proved.ok) return proved;
  const step = take(current, { step: 'service', ...body }, plainDate(on), moment);
  if (!step.ok) return step;
  const state: CaseState = outcomeOf(current) === 'cancel' ? 'disqualified' : 'kept';
  return granted({ ...step.value, next: { ...step.value.next, state, hold: null } });
}

/** 清算、追回、资产移交: no more is claimed back than was paid. */
export function settle(
  current: Case,
  settled: BodyOf<'settlement'> & Proved,
  moment: Moment,
): Result<Step, StepRefusal | 'disqualification.proof-missing' | 'disqualification.recover-above-paid'> {
  const { on, evidence, ...body } = settled;
  const order = openStep(current, 'settlement', plainDate(on), moment.today, moment.calendar);
  if (!order.ok) return order;
  if (evidence === 0)
    return refused('disqualification.proof-missing', {}, basisOfStep(current, 'settlement'));
  if (body.recoverFen > body.paidFen)
    return refused(
      'disqualification.recover-above-paid',
      { paidFen: body.paidFen },
      basisOfStep(current, 'settlement'),
    );
  const step = take(current, { step: 'settlement', ...body }, plainDate(on), moment);
  if (!step.ok) return step;
  return granted({ ...step.value, next: { ...step.value.next, state: 'settled' } });
}

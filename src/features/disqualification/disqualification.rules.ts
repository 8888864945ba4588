import { granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { ProcedureStepId, RulePack } from '../regime/regime.model.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import type {
  Ballot,
  Case,
  CaseState,
  Ground,
  Hold,
  LaidOut,
  Outcome,
  StepBody,
  TakenStep,
} from './disqualification.model.ts';
import {
  basisOf,
  earliestHearing,
  openStep,
  outcomeOf,
  procedureOf,
  type StepRefusal,
  speakUntil,
  takenOf,
} from './disqualification.procedure.rules.ts';
import { groundsOn } from './disqualification.trigger.rules.ts';
import { checkSession, type Member, resultOf, type VoteRefusal } from './disqualification.vote.rules.ts';

/** When an act takes place and in which calendar its days are counted; `id` is the new step's. */
export type Moment = {
  readonly today: PlainDate;
  readonly calendar: WorkCalendar;
  readonly by: string;
  readonly id: string;
};

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

const moved = (current: Case, change: Partial<Case>): Case => ({
  ...current,
  ...change,
  version: current.version + 1,
});

function take(
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
type BodyOf<S extends ProcedureStepId> = Omit<Extract<StepBody, { step: S }>, 'step'>;
type Proved = { readonly on: string; readonly evidence: number };

/** 拟取消承办资格告知书 is served: facts, basis and rights; the time to speak runs from the next day. */
export function notify(
  current: Case,
  served: BodyOf<'notice'> & Proved,
  moment: Moment,
): Result<Step, StepRefusal | ServedRefusal> {
  const { on, evidence, ...body } = served;
  const proved = checkServed(served);
  if (!proved.ok) return proved;
  return take(current, { step: 'notice', ...body }, plainDate(on), moment);
}

type ServedRefusal = 'disqualification.proof-missing' | 'disqualification.witness-missing';

/** 送达回证; what is left at the door needs a witness (留置送达). */
function checkServed(
  served: Proved & Pick<BodyOf<'notice'>, 'method' | 'witness'>,
): Result<true, ServedRefusal> {
  if (served.evidence === 0) return refused('disqualification.proof-missing');
  if (served.method === 'left' && served.witness === null) return refused('disqualification.witness-missing');
  return granted(true);
}

export type SpeakRefusal = StepRefusal | 'disqualification.time-to-speak-over';

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

function inTimeToSpeak(
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

const basisOfStep = (current: Case, id: ProcedureStepId) => {
  const step = current.procedure.steps.find((one) => one.step === id);
  return step ? basisOf(step) : [];
};

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
  const proved = checkServed(served);
  if (!proved.ok) return proved;
  const step = take(current, { step: 'service', ...body }, plainDate(on), moment);
  if (!step.ok) return step;
  const state: CaseState = outcomeOf(current) === 'cancel' ? 'disqualified' : 'kept';
  return granted({ ...step.value, next: { ...step.value.next, state, hold: null } });
}

/** 清算、追回、资产移交. */
export function settle(
  current: Case,
  settled: BodyOf<'settlement'> & Proved,
  moment: Moment,
): Result<Step, StepRefusal | 'disqualification.proof-missing'> {
  const { on, evidence, ...body } = settled;
  const order = openStep(current, 'settlement', plainDate(on), moment.today, moment.calendar);
  if (!order.ok) return order;
  if (evidence === 0)
    return refused('disqualification.proof-missing', {}, basisOfStep(current, 'settlement'));
  const step = take(current, { step: 'settlement', ...body }, plainDate(on), moment);
  if (!step.ok) return step;
  return granted({ ...step.value, next: { ...step.value.next, state: 'settled' } });
}

// Beside the steps

type BesideRefusal = 'disqualification.wrong-state' | 'disqualification.opener-decides';

/** 案件审理期间暂停拨付: by the leading group, once the contractor knows of the case. */
export function hold(
  current: Case,
  reasons: string,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.not-notified' | 'disqualification.held-already'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (!takenOf(current, 'notice')) return refused('disqualification.not-notified');
  if (current.hold) return refused('disqualification.held-already', { on: current.hold.on });
  const held: Hold = { on: moment.today.toString(), by: moment.by, reasons };
  return granted(moved(current, { hold: held }));
}

export function release(
  current: Case,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.not-held'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (!current.hold) return refused('disqualification.not-held');
  return granted(moved(current, { hold: null }));
}

/** 结案不予取消, before anything is decided: with reasons, and not by whoever opened it (nobody lets off alone). */
export function close(
  current: Case,
  reasons: string,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.decided-already'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (takenOf(current, 'decision')) return refused('disqualification.decided-already');
  return granted(
    moved(current, {
      state: 'closed',
      hold: null,
      closed: { on: moment.today.toString(), by: moment.by, reasons },
    }),
  );
}

function beside(current: Case, moment: Moment): Result<true, BesideRefusal> {
  if (current.state !== 'open') return refused('disqualification.wrong-state', { state: current.state });
  return moment.by === current.openedBy ? refused('disqualification.opener-decides') : granted(true);
}

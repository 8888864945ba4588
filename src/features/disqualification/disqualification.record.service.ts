import { isOf, isSupervision } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import { isAfter, isBefore, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { type Call, today } from '#platform/call.ts';
import type { Db, Tx } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { attachEvidence, type EvidenceOfSubject, evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested, refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import type { Basis, ProcedureStepId } from '../regime/regime.model.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import { type Regime, regimeOf } from '../regime/regime.service.ts';
import { peopleByIds } from '../supervision-letter/supervision-letter.store.ts';
import type { CaseView, LaidOutView } from './disqualification.case.contract.ts';
import * as facts from './disqualification.facts.store.ts';
import type { Case, Ground, LaidOut, TakenStep } from './disqualification.model.ts';
import { mayOf, mayReadDecision, mayReadDeliberation, maySee } from './disqualification.policy.ts';
import {
  earliestHearing,
  nextStep,
  speakUntil,
  standingsOf,
  takenOf,
  windowOf,
} from './disqualification.procedure.rules.ts';
import * as store from './disqualification.store.ts';
import type { Moment } from './disqualification.take.rules.ts';
import { resultOf } from './disqualification.vote.rules.ts';

// One case, as the acts of this feature read and write it.

export const isNotified = (current: Case): boolean => takenOf(current, 'notice') !== undefined;

type OpenedRefusal =
  | 'disqualification.not-found'
  | 'disqualification.not-permitted'
  | 'disqualification.changed-meanwhile'
  | RecusalCode;

/** The case, locked, for someone who may see it and take this step, and who saw its present version. */
export async function caseFor(
  tx: Tx,
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  allowed: (current: Case) => boolean,
): Promise<Result<Case, OpenedRefusal>> {
  const current = await store.findCase(tx, call.county, input.id, { lock: true });
  if (!current || !maySee(call.actor, { ...current, notified: isNotified(current) }))
    return refused('disqualification.not-found', { id: input.id });
  if (!allowed(current)) return refused('disqualification.not-permitted');
  const interested = await refuseInterested(tx, call, current.contractorId);
  if (interested) return interested;
  if (current.version !== input.basedOn)
    return refused('disqualification.changed-meanwhile', { version: current.version });
  return granted(current);
}

/** The rules of the county and the calendar its days are counted in. */
export type Ruled = Regime & { readonly calendar: WorkCalendar };
export async function ruledOf(call: Pick<Call, 'county'> & { readonly db: Db | Tx }): Promise<Ruled> {
  const { calendar } = await calendarOf(call);
  return { ...(await regimeOf(call)), calendar };
}

export const momentOf = (call: Call, regime: Ruled): Moment => ({
  today: today(call),
  calendar: regime.calendar,
  by: call.actor.personId,
  id: call.newId(),
});

export function waitingOf(current: Case, regime: Pick<Ruled, 'calendar'>): store.Waiting {
  const next = nextStep(current);
  if (!next) return null;
  const { fromOn, due } = windowOf(current, next, regime.calendar);
  return {
    step: next.step,
    by: next.by,
    fromOn,
    dueOn: due?.on ?? null,
    provisional: due?.provisional ?? false,
  };
}

type Told = {
  readonly type: string;
  readonly body: unknown;
  readonly note?: string | undefined;
  readonly edges?: NewEvent['edges'];
};

/** Records the event, then the step it tells of, then the case; in that order, as the database insists. */
export async function write(
  tx: Tx,
  call: Call,
  regime: Ruled,
  next: Case,
  event: Told,
  taken?: TakenStep,
): Promise<void> {
  await record(tx, call, [
    {
      type: `disqualification.${event.type}`,
      aggregateType: 'disqualification',
      aggregate: next.id,
      version: next.version,
      body: event.body,
      note: event.note,
      ...(event.edges ? { edges: event.edges } : {}),
    },
  ]);
  if (taken) await store.insertStep(tx, call.county, next, taken);
  await store.saveCase(tx, call.county, next, waitingOf(next, regime));
}

/** Ties uploaded files to a step, a statement or the case; false when one of them is not this side's. */
export function attach(
  tx: Tx,
  call: Call,
  current: Pick<Case, 'contractorId'>,
  to: { readonly id: string; readonly role: string; readonly shown: boolean },
  evidence: readonly string[],
): Promise<boolean> {
  const bringer = {
    organisationId: call.actor.organisationId,
    supervision: isSupervision(call.actor),
  };
  const uses = [...new Set(evidence)].map((evidenceId) => ({
    subjectType: 'disqualification',
    subjectId: to.id,
    evidenceId,
    role: to.role,
    contractorId: to.shown ? current.contractorId : null,
  }));
  return attachEvidence(tx, call.county, bringer, uses, call.now.toString());
}

export const laidOutViewOf = ({ basis, ...laidOut }: LaidOut): LaidOutView => ({
  ...laidOut,
  findings: laidOut.findings.map((finding) => ({ ...finding })),
  progress: laidOut.progress.map((contract) => ({ ...contract })),
  basis: cited(basis),
});

export const groundViewOf = ({ basis, ...ground }: Ground) => ({ ...ground, basis: cited(basis) });

/** Each clause or instrument once: a case rests on few, in many places. */
export function cited(basis: readonly Basis[]) {
  const all = citationsOf(basis).map((one) => ({ ...one }));
  const key = (one: (typeof all)[number]) => JSON.stringify(one);
  return all.filter((one, at) => all.findIndex((other) => key(other) === key(one)) === at);
}

const plain = ({ subjectId: _, role: __, ...view }: EvidenceOfSubject): EvidenceView => view;

export async function viewOf(db: Tx, call: Call, current: Case, regime: Ruled): Promise<CaseView> {
  const { calendar } = regime;
  const { actor, county } = call;
  const on = today(call);
  const inside = mayReadDeliberation(actor);
  const statements = await store.statementsOf(db, county, current.id);
  const carried = await evidenceOf(db, county, [
    current.id,
    ...current.steps.map(({ id }) => id),
    ...statements.map(({ id }) => id),
  ]);
  const evidence = (id: string) => carried.filter((one) => one.subjectId === id).map(plain);
  const people = await peopleByIds(db, county, mentioned(current, statements));
  const name = (id: string) => people.get(id) ?? '';
  const named = (id: string) => ({ id, name: name(id) });
  const taken = (step: ProcedureStepId) => takenOf(current, step);
  const [notice, statement, hearing] = [taken('notice'), taken('statement'), taken('hearing')];
  const [deliberation, decision] = [taken('deliberation'), taken('decision')];
  const [service, settlement] = [taken('service'), taken('settlement')];
  const until = speakUntil(current, calendar) ?? null;
  const next = nextStep(current);
  const canSpeak = until !== null && !isAfter(on, plainDate(until.on)) && current.state === 'open';
  const query = { contractorId: current.contractorId, on: on.toString() };
  const hearingStep = current.procedure.steps.find(({ step }) => step === 'hearing');
  const mayHear = hearingStep !== undefined && current.state === 'open' && notice !== undefined && !hearing;
  const known = mayReadDecision(actor, service !== undefined);
  return {
    id: current.id,
    version: current.version,
    number: current.number,
    state: current.state,
    contractor: {
      id: current.contractorId,
      name: (await store.contractorName(db, county, current.contractorId)) ?? '',
    },
    ground: groundViewOf(current.ground),
    reasons: current.reasons,
    evidence: evidence(current.id),
    openedOn: current.openedOn,
    openedBy: named(current.openedBy),
    laidOut: laidOutViewOf(current.laidOut),
    pack: { ...current.pack },
    line: standingsOf(current, on, calendar).map(({ step, standing, on: day, fromOn, due, overdue }) => ({
      step: step.step,
      name: step.name,
      by: step.by,
      standing,
      on: day,
      fromOn,
      dueOn: due?.on ?? null,
      provisional: due?.provisional ?? false,
      overdue,
      recordedBy: inside ? name(taken(step.step)?.recordedBy ?? '') || null : null,
      basis: cited(step.basis),
    })),
    speakUntil: until,
    statements: statements.map(({ id, text, by, at }) => ({
      id,
      text,
      by: name(by),
      at,
      evidence: evidence(id),
    })),
    silent: statement?.body.step === 'statement' && statement.body.silent,
    notice: notice?.body.step === 'notice' ? servedOf(notice.body, notice.on, evidence(notice.id)) : null,
    hearing: {
      offered: hearingStep !== undefined,
      askedOn: current.hearing.askedOn,
      announcedFor: current.hearing.announcedFor,
      place: current.hearing.place,
      earliestOn: mayHear ? (earliestHearing(current, on, calendar) ?? null) : null,
      held:
        hearing?.body.step === 'hearing'
          ? {
              on: hearing.on,
              chair: name(hearing.body.chair),
              contractorPresent: hearing.body.contractorPresent,
              summary: hearing.body.summary,
              evidence: evidence(hearing.id),
            }
          : null,
    },
    deliberation:
      inside && deliberation?.body.step === 'deliberation'
        ? {
            on: deliberation.on,
            of: deliberation.body.of,
            ballots: deliberation.body.ballots.map(({ personId, vote }) => ({
              person: named(personId),
              vote,
            })),
            result: resultOf(deliberation.body.ballots, current.procedure),
            summary: deliberation.body.summary,
            recordedBy: name(deliberation.recordedBy),
            evidence: evidence(deliberation.id),
          }
        : null,
    rule: {
      quorumShare: current.procedure.quorumShare,
      majorityShare: current.procedure.majorityShare,
      majority: current.procedure.majority ?? 'more-than',
      basis: cited([...current.procedure.quorumBasis, ...current.procedure.majorityBasis]),
    },
    decision:
      known && decision?.body.step === 'decision'
        ? {
            on: decision.on,
            outcome: decision.body.outcome,
            reasons: decision.body.reasons,
            decidedBy: name(decision.recordedBy),
          }
        : null,
    service:
      service?.body.step === 'service' ? servedOf(service.body, service.on, evidence(service.id)) : null,
    settlement:
      settlement?.body.step === 'settlement'
        ? {
            on: settlement.on,
            paidFen: settlement.body.paidFen,
            recoverFen: settlement.body.recoverFen,
            assets: settlement.body.assets,
            note: settlement.body.note,
            evidence: evidence(settlement.id),
          }
        : null,
    hold: current.hold && {
      on: current.hold.on,
      by: name(current.hold.by),
      reasons: current.hold.reasons,
    },
    closed: current.closed && {
      on: current.closed.on,
      by: name(current.closed.by),
      reasons: current.closed.reasons,
    },
    paidFen: await facts.paidTo(db, county, current.contractorId),
    members: isOf(actor, 'leading-group', 'office') ? await facts.leadingGroup(db, county, query) : [],
    chairs: isOf(actor, 'office', 'leading-group')
      ? await facts.chairs(db, county, { ...query, not: current.openedBy })
      : [],
    basis: cited(current.ground.basis),
    may: await mayUnlessInterested(
      db,
      call,
      current.contractorId,
      mayOf(actor, current, {
        next: next?.step ?? null,
        notified: notice !== undefined,
        decided: decision !== undefined,
        canSpeak,
        fromReached: next !== undefined && !isBefore(on, plainDate(windowOf(current, next, calendar).fromOn)),
        hasHearing: mayHear,
        deliberatedBy: deliberation?.recordedBy ?? null,
      }),
    ),
  };
}

const servedOf = (
  body: Extract<TakenStep['body'], { step: 'notice' | 'service' }>,
  on: string,
  evidence: EvidenceView[],
) => ({
  on,
  method: body.method,
  receiver: body.receiver,
  documentNumber: body.documentNumber,
  witness: body.witness,
  evidence,
});

function mentioned(current: Case, statements: readonly { readonly by: string }[]): string[] {
  return [
    current.openedBy,
    ...statements.map(({ by }) => by),
    ...(current.hold ? [current.hold.by] : []),
    ...(current.closed ? [current.closed.by] : []),
    ...current.steps.flatMap(({ recordedBy, body }) => [
      recordedBy,
      ...(body.step === 'hearing' ? [body.chair] : []),
      ...(body.step === 'deliberation' ? body.ballots.map(({ personId }) => personId) : []),
    ]),
  ];
}

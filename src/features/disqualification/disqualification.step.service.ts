import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { NewEvent } from '#platform/event-log.ts';
import { terminateAgreementsOf } from '../agreement/agreement.service.ts';
import * as stops from '../disbursement/disbursement.stop.store.ts';
import type { CaseView, disqualificationContract } from './disqualification.contract.ts';
import { chairs, leadingGroup, paidTo } from './disqualification.facts.store.ts';
import type { Case, TakenStep } from './disqualification.model.ts';
import {
  isConcerned,
  mayAnnounceHearing,
  mayDirect,
  mayRecordSilence,
  mayTakeOf,
} from './disqualification.policy.ts';
import { outcomeOf } from './disqualification.procedure.rules.ts';
import {
  attach,
  caseFor,
  momentOf,
  type Ruled,
  ruledOf,
  viewOf,
  write,
} from './disqualification.record.service.ts';
import * as rules from './disqualification.rules.ts';
import * as store from './disqualification.store.ts';

type Inputs = InferContractRouterInputs<typeof disqualificationContract>;

/** What an act leaves: the next case, the event that tells of it, the step taken, the files it brought, and what follows from it. */
type Done = {
  readonly next: Case;
  readonly event: {
    readonly type: string;
    readonly note?: string | undefined;
    readonly body: unknown;
    readonly edges?: NewEvent['edges'];
  };
  readonly taken?: TakenStep | undefined;
  readonly files?: {
    readonly to: string;
    readonly role: string;
    readonly shown: boolean;
    readonly evidence: readonly string[];
  };
  readonly before?: () => Promise<void>;
  readonly after?: () => Promise<void>;
};

/** Load and lock, permit, compare the version, decide, record, save, reply: the same for every act on a case. */
function onCase<Code extends string>(
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  allowed: (current: Case) => boolean,
  act: (
    current: Case,
    on: { readonly tx: Tx; readonly regime: Ruled; readonly moment: rules.Moment },
  ) => Promise<Result<Done, Code>>,
) {
  type Refusals =
    | Code
    | 'disqualification.not-found'
    | 'disqualification.not-permitted'
    | 'disqualification.changed-meanwhile'
    | 'disqualification.evidence-unknown';
  return transact(call.db, async (tx): Promise<Result<CaseView, Refusals>> => {
    const regime = await ruledOf({ db: tx, county: call.county });
    const opened = await caseFor(tx, call, input, allowed);
    if (!opened.ok) return opened;
    const done = await act(opened.value, { tx, regime, moment: momentOf(call, regime) });
    if (!done.ok) return done;
    const { next, event, taken, files, before, after } = done.value;
    await before?.();
    await write(tx, call, regime, next, event, taken);
    await after?.();
    if (files) {
      const { to, evidence, ...how } = files;
      if (!(await attach(tx, call, next, { id: to, ...how }, evidence)))
        return refused('disqualification.evidence-unknown');
    }
    return granted(await viewOf(tx, call, next, regime));
  });
}

const step =
  (call: Call, id: Parameters<typeof mayTakeOf>[2]) =>
  (current: Case): boolean =>
    mayTakeOf(call.actor, current, id);

const told = (taken: TakenStep) => ({ ...taken.body, on: taken.on, dueOn: taken.dueOn });

// 告知、陈述申辩、听证

export function handleNotify(call: Call, input: Inputs['notify']) {
  return onCase(call, input, step(call, 'notice'), async (current, { moment }) => {
    const { on, method, receiver, documentNumber, witness = null, evidence } = input;
    const done = rules.notify(
      current,
      { on, method, receiver, documentNumber, witness, evidence: evidence.length },
      moment,
    );
    if (!done.ok) return done;
    const { next, taken } = done.value;
    return granted({
      next,
      taken,
      event: { type: 'notified', body: told(taken), note: documentNumber },
      files: { to: taken.id, role: 'service', shown: true, evidence },
    });
  });
}

export function handleDefend(call: Call, input: Inputs['defend']) {
  const concerned = (current: Case) => isConcerned(call.actor, current);
  return onCase(call, input, concerned, async (current, { tx, moment }) => {
    const done = rules.defend(current, moment);
    if (!done.ok) return done;
    const { next, taken } = done.value;
    const statement = {
      id: call.newId(),
      text: input.text,
      by: call.actor.personId,
      at: call.now.toString(),
    };
    return granted({
      next,
      taken,
      event: { type: 'stated', body: { ...statement, evidence: input.evidence } },
      after: () => store.insertStatement(tx, call.county, next, statement),
      files: { to: statement.id, role: 'statement', shown: true, evidence: input.evidence },
    });
  });
}

export function handleRecordSilence(call: Call, input: Inputs['recordSilence']) {
  return onCase(
    call,
    input,
    () => mayRecordSilence(call.actor),
    async (current, { moment }) => {
      const done = rules.recordSilence(current, moment);
      if (!done.ok) return done;
      const { next, taken } = done.value;
      return granted({ next, taken, event: { type: 'silence-recorded', body: told(taken) } });
    },
  );
}

export function handleAskHearing(call: Call, input: Inputs['askHearing']) {
  const concerned = (current: Case) => isConcerned(call.actor, current);
  return onCase(call, input, concerned, async (current, { moment }) => {
    const next = rules.askHearing(current, moment);
    if (!next.ok) return next;
    return granted({
      next: next.value,
      event: { type: 'hearing-asked', body: { askedOn: next.value.hearing.askedOn } },
    });
  });
}

export function handleAnnounceHearing(call: Call, input: Inputs['announceHearing']) {
  return onCase(
    call,
    input,
    () => mayAnnounceHearing(call.actor),
    async (current, { moment }) => {
      const { on, place } = input;
      const next = rules.announceHearing(current, { on, place }, moment);
      if (!next.ok) return next;
      return granted({
        next: next.value,
        event: { type: 'hearing-announced', body: { on, place }, note: `${on} ${place}` },
      });
    },
  );
}

export function handleHear(call: Call, input: Inputs['hear']) {
  return onCase(call, input, step(call, 'hearing'), async (current, { tx, moment }) => {
    const { on, chair, contractorPresent, summary, evidence } = input;
    const done = rules.hear(
      current,
      { on, chair, contractorPresent, summary, evidence: evidence.length },
      moment,
    );
    if (!done.ok) return done;
    const fit = await chairs(tx, call.county, {
      contractorId: current.contractorId,
      on,
      not: current.openedBy,
    });
    if (!fit.some(({ id }) => id === chair)) return refused('disqualification.chair-unfit');
    const { next, taken } = done.value;
    return granted({
      next,
      taken,
      event: { type: 'heard', body: told(taken) },
      files: { to: taken.id, role: 'minutes', shown: true, evidence },
    });
  });
}

// 集体研究、决定

export function handleDeliberate(call: Call, input: Inputs['deliberate']) {
  return onCase(call, input, step(call, 'deliberation'), async (current, { tx, moment }) => {
    const { on, ballots, summary, evidence } = input;
    const members = await leadingGroup(tx, call.county, { contractorId: current.contractorId, on });
    const done = rules.deliberate(
      current,
      {
        on,
        ballots,
        summary,
        members: members.map(({ id, name, related }) => ({ personId: id, name, related })),
        evidence: evidence.length,
      },
      moment,
    );
    if (!done.ok) return done;
    const { next, taken } = done.value;
    return granted({
      next,
      taken,
      event: { type: 'deliberated', body: told(taken) },
      files: { to: taken.id, role: 'minutes', shown: false, evidence },
    });
  });
}

export function handleDecide(call: Call, input: Inputs['decide']) {
  return onCase(call, input, step(call, 'decision'), async (current, { moment }) => {
    const { outcome, reasons } = input;
    const done = rules.decide(current, { outcome, reasons }, moment);
    if (!done.ok) return done;
    const { next, taken } = done.value;
    const decision = { type: 'disqualification-decision', id: taken.id };
    return granted({
      next,
      taken,
      event: {
        type: 'decided',
        body: told(taken),
        note: reasons,
        edges: [{ from: { type: 'disqualification', id: next.id }, to: decision, kind: 'decides' as const }],
      },
    });
  });
}

// 送达、清算

/** From this day nothing more is paid: the stop is written under the locks that every payment takes. */
export function handleServe(call: Call, input: Inputs['serve']) {
  return onCase(call, input, step(call, 'service'), async (current, { tx, moment }) => {
    const { on, method, receiver, documentNumber, witness = null, evidence } = input;
    const done = rules.serve(
      current,
      { on, method, receiver, documentNumber, witness, evidence: evidence.length },
      moment,
    );
    if (!done.ok) return done;
    const { next, taken } = done.value;
    return granted({
      next,
      taken,
      event: { type: 'served', body: { ...told(taken), outcome: outcomeOf(next) }, note: documentNumber },
      files: { to: taken.id, role: 'service', shown: true, evidence },
      before: () => stops.lockContractsOf(tx, call.county, current.contractorId),
      after: async () => {
        if (current.hold)
          await stops.liftHold(tx, call.county, { caseId: next.id, on, version: next.version });
        if (next.state === 'disqualified')
          await stops.stopPayments(tx, call.county, stopOf(call, next, 'disqualified', on));
      },
    });
  });
}

const stopOf = (call: Call, current: Case, kind: 'held' | 'disqualified', fromOn: string) => ({
  id: call.newId(),
  contractorId: current.contractorId,
  caseId: current.id,
  caseNumber: current.number,
  version: current.version,
  kind,
  fromOn,
});

export function handleSettle(call: Call, input: Inputs['settle']) {
  return onCase(call, input, step(call, 'settlement'), async (current, { tx, moment }) => {
    const { on, recoverFen, assets, note, evidence } = input;
    await stops.lockContractsOf(tx, call.county, current.contractorId);
    const paidFen = await paidTo(tx, call.county, current.contractorId);
    const done = rules.settle(
      current,
      { on, paidFen, recoverFen, assets, note, evidence: evidence.length },
      moment,
    );
    if (!done.ok) return done;
    if (recoverFen > paidFen) return refused('disqualification.recover-above-paid', { paidFen });
    const { next, taken } = done.value;
    return granted({
      next,
      taken,
      event: { type: 'settled', body: told(taken), note: assets },
      files: { to: taken.id, role: 'settlement', shown: true, evidence },
      after: () =>
        terminateAgreementsOf(tx, call, next.contractorId, `${next.number} ${next.ground.name.zh}`),
    });
  });
}

// Beside the steps

export function handleHold(call: Call, input: Inputs['hold']) {
  return onCase(
    call,
    input,
    () => mayDirect(call.actor),
    async (current, { tx, moment }) => {
      const next = rules.hold(current, input.reason, moment);
      if (!next.ok) return next;
      const held = next.value;
      const on = moment.today.toString();
      return granted({
        next: held,
        event: { type: 'held', body: { on }, note: input.reason },
        before: () => stops.lockContractsOf(tx, call.county, current.contractorId),
        after: () => stops.stopPayments(tx, call.county, stopOf(call, held, 'held', on)),
      });
    },
  );
}

export function handleRelease(call: Call, input: Inputs['release']) {
  return onCase(
    call,
    input,
    () => mayDirect(call.actor),
    async (current, { tx, moment }) => {
      const next = rules.release(current, moment);
      if (!next.ok) return next;
      const on = moment.today.toString();
      return granted({
        next: next.value,
        event: { type: 'released', body: { on }, note: input.reason },
        after: () => stops.liftHold(tx, call.county, { caseId: current.id, on, version: next.value.version }),
      });
    },
  );
}

export function handleClose(call: Call, input: Inputs['close']) {
  return onCase(
    call,
    input,
    () => mayDirect(call.actor),
    async (current, { tx, moment }) => {
      const next = rules.close(current, input.reason, moment);
      if (!next.ok) return next;
      const on = moment.today.toString();
      return granted({
        next: next.value,
        event: { type: 'closed', body: { on }, note: input.reason },
        after: async () => {
          if (current.hold)
            await stops.liftHold(tx, call.county, { caseId: current.id, on, version: next.value.version });
        },
      });
    },
  );
}

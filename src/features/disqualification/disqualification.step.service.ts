import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { NewEvent } from '#platform/event-log.ts';
import { terminateAgreementsOf } from '../agreement/agreement.end.service.ts';
import * as stops from '../disbursement/disbursement.stop.store.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import * as beside from './disqualification.beside.rules.ts';
import type { CaseView } from './disqualification.case.contract.ts';
import type { disqualificationContract } from './disqualification.contract.ts';
import { chairs, leadingGroup, paidTo } from './disqualification.facts.store.ts';
import * as hearing from './disqualification.hearing.rules.ts';
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
import { basisOfStep, type Moment } from './disqualification.take.rules.ts';

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
    on: { readonly tx: Tx; readonly regime: Ruled; readonly moment: Moment },
  ) => Promise<Result<Done, Code>>,
) {
  type Refusals =
    | Code
    | 'disqualification.not-found'
    | 'disqualification.not-permitted'
    | 'disqualification.changed-meanwhile'
    | 'disqualification.evidence-unknown'
    | RecusalCode;
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

/** What an act leaves once a rule has granted its next state; what is refused stays refused. */
const leaves = <Ruled extends { readonly next: Case; readonly taken?: TakenStep }, Code extends string>(
  ruled: Result<Ruled, Code>,
  rest: (ruled: Ruled) => Omit<Done, 'next' | 'taken'>,
): Result<Done, Code> =>
  ruled.ok ? granted({ next: ruled.value.next, taken: ruled.value.taken, ...rest(ruled.value) }) : ruled;

/** The same for an act beside the steps. */
const turns = <Code extends string>(
  ruled: Result<Case, Code>,
  rest: (next: Case) => Omit<Done, 'next' | 'taken'>,
): Result<Done, Code> => (ruled.ok ? granted({ next: ruled.value, ...rest(ruled.value) }) : ruled);

// 告知、陈述申辩、听证

export function handleNotify(call: Call, input: Inputs['notify']) {
  return onCase(call, input, step(call, 'notice'), async (current, { moment }) =>
    leaves(rules.notify(current, servedOf(input), moment), ({ taken }) => ({
      event: { type: 'notified', body: told(taken), note: input.documentNumber },
      files: { to: taken.id, role: 'service', shown: true, evidence: input.evidence },
    })),
  );
}

const servedOf = ({
  on,
  method,
  receiver,
  documentNumber,
  witness,
  evidence,
}: Inputs['notify'] | Inputs['serve']) => ({
  on,
  method,
  receiver,
  documentNumber,
  witness: witness ?? null,
  evidence: evidence.length,
});

export function handleDefend(call: Call, input: Inputs['defend']) {
  const concerned = (current: Case) => isConcerned(call.actor, current);
  return onCase(call, input, concerned, async (current, { tx, moment }) => {
    const statement = {
      id: call.newId(),
      text: input.text,
      by: call.actor.personId,
      at: call.now.toString(),
    };
    return leaves(rules.defend(current, moment), ({ next }) => ({
      event: { type: 'stated', body: { ...statement, evidence: input.evidence } },
      after: () => store.insertStatement(tx, call.county, next, statement),
      files: { to: statement.id, role: 'statement', shown: true, evidence: input.evidence },
    }));
  });
}

export function handleRecordSilence(call: Call, input: Inputs['recordSilence']) {
  const allowed = () => mayRecordSilence(call.actor);
  return onCase(call, input, allowed, async (current, { moment }) =>
    leaves(rules.recordSilence(current, moment), ({ taken }) => ({
      event: { type: 'silence-recorded', body: told(taken) },
    })),
  );
}

export function handleAskHearing(call: Call, input: Inputs['askHearing']) {
  const concerned = (current: Case) => isConcerned(call.actor, current);
  return onCase(call, input, concerned, async (current, { moment }) =>
    turns(hearing.askHearing(current, moment), (next) => ({
      event: { type: 'hearing-asked', body: { askedOn: next.hearing.askedOn } },
    })),
  );
}

export function handleAnnounceHearing(call: Call, input: Inputs['announceHearing']) {
  const { on, place } = input;
  const allowed = () => mayAnnounceHearing(call.actor);
  return onCase(call, input, allowed, async (current, { moment }) =>
    turns(hearing.announceHearing(current, { on, place }, moment), () => ({
      event: { type: 'hearing-announced', body: { on, place }, note: `${on} ${place}` },
    })),
  );
}

export function handleHear(call: Call, input: Inputs['hear']) {
  return onCase(call, input, step(call, 'hearing'), async (current, { tx, moment }) => {
    const { on, chair, contractorPresent, summary, evidence } = input;
    const heard = hearing.hear(
      current,
      { on, chair, contractorPresent, summary, evidence: evidence.length },
      moment,
    );
    if (!heard.ok) return heard;
    const fit = await chairs(tx, call.county, {
      contractorId: current.contractorId,
      on,
      not: current.openedBy,
    });
    if (!fit.some(({ id }) => id === chair))
      return refused('disqualification.chair-unfit', {}, basisOfStep(current, 'hearing'));
    return leaves(heard, ({ taken }) => ({
      event: { type: 'heard', body: told(taken) },
      files: { to: taken.id, role: 'minutes', shown: true, evidence },
    }));
  });
}

// 集体研究、决定

export function handleDeliberate(call: Call, input: Inputs['deliberate']) {
  return onCase(call, input, step(call, 'deliberation'), async (current, { tx, moment }) => {
    const { on, ballots, summary, evidence } = input;
    const members = await leadingGroup(tx, call.county, { contractorId: current.contractorId, on });
    const session = {
      on,
      ballots,
      summary,
      members: members.map(({ id, name, related }) => ({ personId: id, name, related })),
      evidence: evidence.length,
    };
    return leaves(rules.deliberate(current, session, moment), ({ taken }) => ({
      event: { type: 'deliberated', body: told(taken) },
      files: { to: taken.id, role: 'minutes', shown: false, evidence },
    }));
  });
}

export function handleDecide(call: Call, input: Inputs['decide']) {
  const { outcome, reasons } = input;
  return onCase(call, input, step(call, 'decision'), async (current, { moment }) =>
    leaves(rules.decide(current, { outcome, reasons }, moment), ({ next, taken }) => ({
      event: {
        type: 'decided',
        body: told(taken),
        note: reasons,
        edges: [
          {
            from: { type: 'disqualification', id: next.id },
            to: { type: 'disqualification-decision', id: taken.id },
            kind: 'decides' as const,
          },
        ],
      },
    })),
  );
}

// 送达、清算

/** From this day nothing more is paid: the stop is written under the locks that every payment takes. */
export function handleServe(call: Call, input: Inputs['serve']) {
  const { on } = input;
  return onCase(call, input, step(call, 'service'), async (current, { tx, moment }) =>
    leaves(rules.serve(current, servedOf(input), moment), ({ next, taken }) => ({
      event: {
        type: 'served',
        body: { ...told(taken), outcome: outcomeOf(next) },
        note: input.documentNumber,
      },
      files: { to: taken.id, role: 'service', shown: true, evidence: input.evidence },
      before: () => stops.lockContractsOf(tx, call.county, current.contractorId),
      after: async () => {
        await liftHoldOf(tx, call, current, next, on);
        if (next.state === 'disqualified')
          await stops.stopPayments(tx, call.county, stopOf(call, next, 'disqualified', on));
      },
    })),
  );
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

/** A hold ends with whatever ends it: release, service of the decision, closing. */
async function liftHoldOf(
  tx: Tx,
  call: Call,
  before: Case,
  { id, version }: Case,
  on: string,
): Promise<void> {
  if (before.hold) await stops.liftHold(tx, call.county, { caseId: id, on, version });
}

export function handleSettle(call: Call, input: Inputs['settle']) {
  return onCase(call, input, step(call, 'settlement'), async (current, { tx, moment }) => {
    const { on, recoverFen, assets, note, evidence } = input;
    await stops.lockContractsOf(tx, call.county, current.contractorId);
    const paidFen = await paidTo(tx, call.county, current.contractorId);
    const settled = { on, paidFen, recoverFen, assets, note, evidence: evidence.length };
    return leaves(rules.settle(current, settled, moment), ({ next, taken }) => ({
      event: { type: 'settled', body: told(taken), note: assets },
      files: { to: taken.id, role: 'settlement', shown: true, evidence },
      after: () =>
        terminateAgreementsOf(tx, call, next.contractorId, `${next.number} ${next.ground.name.zh}`),
    }));
  });
}

// Beside the steps

const directs = (call: Call) => () => mayDirect(call.actor);
const besideEvent = (type: string, { today }: Moment, note: string) => ({
  type,
  body: { on: today.toString() },
  note,
});

export function handleHold(call: Call, input: Inputs['hold']) {
  return onCase(call, input, directs(call), async (current, { tx, moment }) =>
    turns(beside.hold(current, input.reason, moment), (held) => ({
      event: besideEvent('held', moment, input.reason),
      before: () => stops.lockContractsOf(tx, call.county, current.contractorId),
      after: () => stops.stopPayments(tx, call.county, stopOf(call, held, 'held', moment.today.toString())),
    })),
  );
}

export function handleRelease(call: Call, input: Inputs['release']) {
  return onCase(call, input, directs(call), async (current, { tx, moment }) =>
    turns(beside.release(current, moment), (next) => ({
      event: besideEvent('released', moment, input.reason),
      after: () => liftHoldOf(tx, call, current, next, moment.today.toString()),
    })),
  );
}

export function handleClose(call: Call, input: Inputs['close']) {
  return onCase(call, input, directs(call), async (current, { tx, moment }) =>
    turns(beside.close(current, input.reason, moment), (next) => ({
      event: besideEvent('closed', moment, input.reason),
      after: () => liftHoldOf(tx, call, current, next, moment.today.toString()),
    })),
  );
}

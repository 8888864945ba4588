import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { attachEvidence } from '../evidence/evidence.store.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { rectificationContract } from './rectification.contract.ts';
import { askExtension, decideExtension } from './rectification.extension.rules.ts';
import { handedBack } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';
import { mayAnswer, mayDecideExtension, mayReport } from './rectification.policy.ts';
import * as read from './rectification.read.store.ts';
import {
  bringer,
  movedBy,
  rectificationFor,
  reportRole,
  viewOf,
  write,
} from './rectification.record.service.ts';
import { decideReport, step } from './rectification.rules.ts';
import * as store from './rectification.store.ts';

type Inputs = InferContractRouterInputs<typeof rectificationContract>;

/** 整改报告: cause, measure, person, result and evidence, attempt by attempt; what was reported is never rewritten. */
export async function handleReport(call: Call, input: Inputs['report']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, (item) => mayReport(call.actor, item));
    if (!opened.ok) return opened;
    const current = opened.value;
    const origin = await read.findingOrigin(tx, call.county, current.findingId);
    const decision = decideReport(current, input, plainDate(origin.foundOn), regime.pack, today(call));
    if (!decision.ok) return decision;
    const same = await read.seenBefore(tx, call.county, input.evidence, [current.findingId]);
    if (same !== undefined)
      return refused('rectification.same-photo', { name: same }, [
        { clause: clauseOfDuty(regime.pack, 'D15') },
      ]);
    const { id: _, basedOn: __, evidence, ...told } = input;
    const attempt = current.attempts + 1;
    const next: Rectification = {
      ...current,
      version: current.version + 1,
      state: decision.value,
      attempts: attempt,
      reportedOn: today(call).toString(),
      reportedBy: call.actor.personId,
      reinspectionPlannedOn: null,
      reinspectionTeam: [],
    };
    await write(tx, call, next, { type: 'reported', body: { attempt, ...told, evidence } });
    await store.insertReport(tx, call.county, next.id, {
      attempt,
      ...told,
      reportedBy: call.actor.personId,
      reportedAt: call.now.toString(),
    });
    const uses = evidence.map((evidenceId) => ({
      subjectType: 'rectification',
      subjectId: next.id,
      evidenceId,
      role: reportRole(attempt),
      contractorId: next.contractorId,
    }));
    if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
      return refused('rectification.evidence-unknown');
    return granted(await viewOf(tx, call, next, regime));
  });
}

/** 退回: the report does not suffice; the days it lay here are given back. */
export async function handleSendBack(call: Call, input: Inputs['sendBack']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, () => mayAnswer(call.actor));
    if (!opened.ok) return opened;
    const current = opened.value;
    const decision = step(current, 'returned');
    if (!decision.ok) return decision;
    const { calendar } = await calendarOf({ db: tx, county: call.county });
    const next: Rectification = {
      ...current,
      ...handedBack(current, calendar, today(call)),
      version: current.version + 1,
      state: decision.value,
      reinspectionPlannedOn: null,
      reinspectionTeam: [],
    };
    await write(tx, call, next, {
      type: 'sent-back',
      body: { attempt: current.attempts, ...movedBy(current, next) },
      note: input.reason,
    });
    await store.returnReport(tx, call.county, next.id, current.attempts, {
      reason: input.reason,
      by: call.actor.personId,
    });
    return granted(await viewOf(tx, call, next, regime));
  });
}

export async function handleAskExtension(call: Call, input: Inputs['askExtension']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, (item) => mayReport(call.actor, item));
    if (!opened.ok) return opened;
    const asked = { untilOn: input.untilOn, reason: input.reason, by: call.actor.personId };
    const { calendar } = await calendarOf({ db: tx, county: call.county });
    const decision = askExtension(opened.value, asked, regime.pack, calendar, today(call));
    if (!decision.ok) return decision;
    const next: Rectification = {
      ...opened.value,
      version: opened.value.version + 1,
      extension: decision.value,
    };
    await write(tx, call, next, { type: 'extension-asked', body: decision.value, note: input.reason });
    return granted(await viewOf(tx, call, next, regime));
  });
}

export async function handleDecideExtension(call: Call, input: Inputs['decideExtension']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, () => mayDecideExtension(call.actor));
    if (!opened.ok) return opened;
    const decided = { granted: input.granted, by: call.actor.personId };
    const { calendar, sha256 } = await calendarOf({ db: tx, county: call.county });
    const decision = decideExtension(opened.value, decided, calendar);
    if (!decision.ok) return decision;
    const next: Rectification = input.granted
      ? { ...decision.value, calendarSha256: sha256 }
      : decision.value;
    await write(tx, call, next, {
      type: input.granted ? 'extension-granted' : 'extension-declined',
      body: { extension: next.extension, dueOn: next.dueOn, originalDueOn: next.originalDueOn },
      note: input.reason,
    });
    return granted(await viewOf(tx, call, next, regime));
  });
}

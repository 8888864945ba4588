import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { dayOf, type Instant } from '#kernel/temporal.ts';
import { type Call, type FixedDeadline, today } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { type CountyCalendar, calendarOf } from '../calendar/calendar.county.service.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { rectificationContract } from './rectification.contract.ts';
import { isEnded } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';
import { mayTakeStep } from './rectification.policy.ts';
import { ledger, summary } from './rectification.read.store.ts';
import { ladderOf, rectificationFor, viewOf, write } from './rectification.record.service.ts';
import { confirmedDeadline, dueSteps, isReminderDue, rungs } from './rectification.rules.ts';
import * as store from './rectification.store.ts';

type Inputs = InferContractRouterInputs<typeof rectificationContract>;

/** 二次督办、约谈、通报、暂停拨付: due by the calendar, taken by a named person, once a round. */
export async function handleTakeStep(call: Call, input: Inputs['takeStep']) {
  const regime = await regimeOf(call);
  const { pack } = regime;
  return transact(
    call.db,
    async (tx) => {
      const opened = await rectificationFor(tx, call, input, () => mayTakeStep(call.actor));
      if (!opened.ok) return opened;
      const current = opened.value;
      const taken = await store.stepsOf(tx, call.county, current.id, current.reopenedCount);
      const due = dueSteps(
        pack,
        current,
        today(call),
        taken.map(({ step }) => step),
      );
      const rung = due.find(({ step }) => step === input.step);
      if (!rung) {
        const known = rungs(pack, today(call)).find(({ step }) => step === input.step);
        return refused('rectification.step-not-due', { step: input.step }, citationsOf(known?.basis ?? []));
      }
      const order = pack.rectification.escalation.map(({ step }) => step);
      const higher =
        order.indexOf(rung.step) > order.indexOf(current.escalation) ? rung.step : current.escalation;
      const next: Rectification = { ...current, version: current.version + 1, escalation: higher };
      await write(tx, call, next, {
        type: 'escalated',
        body: { step: rung.step, round: current.reopenedCount, dueOn: current.dueOn },
        note: `${rung.name.zh}：${input.note}`,
      });
      await store.insertStep(tx, call.county, {
        id: call.newId(),
        rectificationId: next.id,
        round: next.reopenedCount,
        step: rung.step,
        note: input.note,
        takenBy: call.actor.personId,
        takenAt: call.now.toString(),
      });
      await call.reactions.stepTaken(tx, call, {
        step: rung.step,
        agreementId: next.agreementId,
        cause: { type: 'rectification', id: next.id, version: next.version },
      });
      return granted(await viewOf(tx, call, next, regime));
    },
    { escalation_county_rectification_id_round_step_key: () => refused('rectification.step-taken') },
  );
}

/** The system acts here by the calendar alone; no person is behind it, and the log says so. */
type Clockwork = { readonly county: string; readonly now: Instant; readonly newId: () => string };
const authorOf = (clockwork: Clockwork) => ({
  ...clockwork,
  actor: { personId: null, organisationId: null },
});

async function writeByClock(
  tx: Tx,
  clockwork: Clockwork,
  next: Rectification,
  event: { readonly type: string; readonly body: unknown; readonly note?: string },
): Promise<void> {
  await record(tx, authorOf(clockwork), [
    {
      type: `rectification.${event.type}`,
      aggregateType: 'rectification',
      aggregate: next.id,
      version: next.version,
      body: event.body,
      note: event.note,
    },
  ]);
  await store.saveRectification(tx, clockwork.county, next);
}

/** 暂定 → 确定: the year is announced, so the deadline is counted again; undefined while it is not. */
export async function confirmProvisional(
  tx: Tx,
  clockwork: Clockwork,
  current: Rectification,
  { calendar, sha256 }: Pick<CountyCalendar, 'calendar' | 'sha256'>,
): Promise<Rectification | undefined> {
  const confirmed = confirmedDeadline(current, calendar, dayOf(clockwork.now));
  if (!confirmed) return undefined;
  const next: Rectification = {
    ...current,
    ...confirmed,
    provisional: false,
    calendarSha256: sha256,
    version: current.version + 1,
  };
  await writeByClock(tx, clockwork, next, {
    type: 'deadline-confirmed',
    body: {
      ...confirmed,
      before: { dueOn: current.dueOn, originalDueOn: current.originalDueOn },
      calendar: sha256,
    },
    note: `${current.dueOn} → ${confirmed.dueOn}`,
  });
  return next;
}

/** A year of the work calendar was announced: what was provisional for want of it is fixed, in the act's own transaction. */
export async function confirmDeadlines(tx: Tx, clockwork: Clockwork): Promise<readonly FixedDeadline[]> {
  const { county, now } = clockwork;
  const calendar = await calendarOf({ db: tx, county });
  const fixed: FixedDeadline[] = [];
  const open = await store.openRectifications(tx, county);
  for (const { id } of open.filter(({ provisional }) => provisional)) {
    const current = await store.findForUpdate(tx, county, id);
    if (!current || isEnded(current.state)) continue;
    const next = await confirmProvisional(tx, clockwork, current, calendar);
    if (!next) continue;
    const [row] = await ledger(tx, county, { id, limit: 1 }, [], dayOf(now).toString());
    const name = `${row?.findingNumber ?? ''} · ${row?.contractorName ?? ''}`;
    fixed.push({
      type: 'rectification',
      id,
      name: { zh: name, en: name },
      before: current.dueOn,
      after: next.dueOn,
      passed: current.dueOn < dayOf(now).toString(),
    });
  }
  return fixed;
}

/** 到期前提醒, once a round. */
async function remind(tx: Tx, clockwork: Clockwork, current: Rectification): Promise<boolean> {
  const steps = await store.stepsOf(tx, clockwork.county, current.id, current.reopenedCount);
  if (steps.some(({ step }) => step === 'reminder')) return false;
  const next: Rectification = { ...current, version: current.version + 1 };
  await writeByClock(tx, clockwork, next, { type: 'reminded', body: { dueOn: current.dueOn } });
  await store.insertStep(tx, clockwork.county, {
    id: clockwork.newId(),
    rectificationId: current.id,
    round: current.reopenedCount,
    step: 'reminder',
    note: '',
    takenBy: null,
    takenAt: clockwork.now.toString(),
  });
  return true;
}

export type DailyOutcome = {
  readonly confirmed: number;
  readonly reminded: number;
  readonly overdue: number;
  /** Items with steps of the ladder that are due and that nobody has taken. */
  readonly stepsDue: number;
};

/**
 * What the calendar does by itself each day: provisional deadlines are confirmed, reminders recorded. Steps of the ladder become
 * due by the calendar too, but no machine takes them; it only counts what waits for a person.
 */
export async function followUpRectifications(db: Db, clockwork: Clockwork): Promise<DailyOutcome> {
  const { county, now } = clockwork;
  const { pack } = await regimeOf({ db, county });
  const calendar = await calendarOf({ db, county });
  const on = dayOf(now);
  let confirmed = 0;
  let reminded = 0;
  const open = await store.openRectifications(db, county);
  for (const { id } of open.filter((item) => item.provisional || isReminderDue(item, pack, on))) {
    const done = await transact(db, async (tx) => {
      const current = await store.findForUpdate(tx, county, id);
      if (!current || isEnded(current.state)) return granted({ confirmed: false, reminded: false });
      const fixed = await confirmProvisional(tx, clockwork, current, calendar);
      const item = fixed ?? current;
      return granted({
        confirmed: fixed !== undefined,
        reminded: isReminderDue(item, pack, on) && (await remind(tx, clockwork, item)),
      });
    });
    if (done.value.confirmed) confirmed += 1;
    if (done.value.reminded) reminded += 1;
  }
  const { overdue, stepsDue } = await summary(db, county, undefined, ladderOf(pack, on), on.toString());
  return { confirmed, reminded, overdue, stepsDue };
}

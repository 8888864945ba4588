import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { dayOf, type Instant } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { digestOf, newToken } from '#platform/secrets.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { Task } from './obligation.calendar.model.ts';
import { tasks } from './obligation.calendar.store.ts';
import { taskViewOf } from './obligation.calendar.task.service.ts';
import type { obligationContract } from './obligation.contract.ts';
import { calendarFile, type FeedEntry } from './obligation.ics.document.ts';
import { horizonDays } from './obligation.model.ts';
import * as reading from './obligation.read.store.ts';
import * as store from './obligation.subscription.store.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;

export async function handleSubscription(call: Call) {
  const open = await store.openSubscription(call.db, call.county, call.actor.personId);
  return granted<Outputs['subscription']>({
    open: open
      ? { id: open.id, version: open.version, openedAt: open.openedAt, language: open.language }
      : null,
    may: { subscribe: true, revoke: open !== undefined },
  });
}

const idTaken = () => refused('calendar-subscription.opened-already');

/** A new address; the one before it stops working in the same act. It is told once and kept only as a digest. */
export function handleSubscribe(call: Call, input: Inputs['subscribe']) {
  const token = newToken();
  return transact(
    call.db,
    async (tx) => {
      const before = await store.openSubscription(tx, call.county, call.actor.personId, true);
      if (before) await revoked(tx, call, before);
      const subscription: store.Subscription = {
        id: input.id,
        version: 1,
        personId: call.actor.personId,
        language: input.language,
        openedAt: call.now.toString(),
        revokedAt: null,
      };
      await record(tx, call, [eventOf('calendar-subscription.opened', subscription)]);
      await store.insertSubscription(tx, call.county, subscription, digestOf(token));
      return granted({ id: input.id, path: `/api/calendar/${call.county}/${token}.ics` });
    },
    {
      calendar_subscription_pkey: idTaken,
      calendar_subscription_open: idTaken,
      event_county_aggregate_version_key: idTaken,
    },
  );
}

export function handleRevoke(call: Call, input: Inputs['revokeSubscription']) {
  return transact(call.db, async (tx) => {
    const current = await store.findSubscriptionForUpdate(tx, call.county, input.id);
    if (!current || current.personId !== call.actor.personId)
      return refused('calendar-subscription.not-found', { id: input.id });
    if (current.revokedAt !== null) return refused('calendar-subscription.revoked-already');
    if (current.version !== input.basedOn)
      return refused('calendar-subscription.changed-meanwhile', { version: current.version });
    await revoked(tx, call, current);
    return granted({ id: current.id });
  });
}

async function revoked(tx: Tx, call: Call, current: store.Subscription): Promise<void> {
  const next = { ...current, version: current.version + 1, revokedAt: call.now.toString() };
  await record(tx, call, [eventOf('calendar-subscription.revoked', next)]);
  await store.saveRevoked(tx, call.county, next);
}

const eventOf = (type: string, body: store.Subscription) => ({
  type,
  aggregateType: 'calendar-subscription',
  aggregate: body.id,
  version: body.version,
  body,
});

/** What a record names this person for, beyond visits; a report stands among what falls due. */
function taskEntry(task: Task, pack: RulePack): readonly FeedEntry[] {
  const { kind, on, name, about, provisional, done } = task;
  if (on === null || done || kind === 'visit' || kind === 'report') return [];
  const { key, rule, path } = taskViewOf(task, pack);
  return [{ kind: 'task', task: kind, key, on, name, about: about ?? '', rule, provisional, path }];
}

const daysBack = 31;
const entriesMax = 2000;

/**
 * What an address opens: the visits a person is on and, for a contractor, what its reports and visits come to; for the office and the
 * bureau what falls due in the county. Undefined for an address that opens nothing, whatever the reason.
 */
export async function calendarFeed(
  db: Db,
  now: Instant,
  asked: { readonly county: string; readonly token: string; readonly origin: string },
): Promise<string | undefined> {
  const { county, token, origin } = asked;
  if (!/^\d{6}$/.test(county) || !/^[\w-]{43}$/.test(token)) return undefined;
  const reader = await store.readerBy(db, county, digestOf(token));
  if (!reader) return undefined;
  const { pack } = await regimeOf({ db, county });
  const day = dayOf(now);
  const range = {
    fromOn: day.subtract({ days: daysBack }).toString(),
    throughOn: day.add({ days: horizonDays }).toString(),
  };
  const contractorId = isSupervision(reader.actor) ? undefined : reader.actor.organisationId;
  const [visits, due, named] = await Promise.all([
    reading.visitsOf(db, county, {
      ...range,
      personId: reader.actor.personId,
      mineOnly: contractorId === undefined,
      contractorId,
    }),
    reading.dueByDay(db, county, day.toString(), { ...range, state: 'open', contractorId }),
    tasks(db, { county, today: day.toString(), ...range, contractorId, person: reader.actor.personId }),
  ]);
  const nameOf = (ruleId: string) =>
    pack.obligations.find(({ id }) => id === ruleId)?.name ?? { zh: ruleId, en: ruleId };
  const entries: FeedEntry[] = [
    ...visits.map(({ id, on, number, title }): FeedEntry => ({ kind: 'visit', id, on, number, title })),
    ...named.flatMap((task) => taskEntry(task, pack)),
    ...[...Map.groupBy(due, ({ on, ruleId }) => `${on} ${ruleId}`).values()].flatMap(
      (groups): FeedEntry[] => {
        const [first] = groups;
        if (!first) return [];
        const open = groups.reduce((sum, { count }) => sum + count, 0);
        const only = open === 1 && first.onlyId ? { id: first.onlyId, name: first.onlyName ?? '' } : null;
        const provisional = groups.some((group) => group.provisional);
        const { on, ruleId } = first;
        return [{ kind: 'due', on, ruleId, name: nameOf(ruleId), open, provisional, only }];
      },
    ),
  ];
  return calendarFile({
    county,
    countyName: reader.countyName,
    terms: pack.vocabulary.terms,
    person: reader.actor.name,
    language: reader.language,
    origin,
    madeAt: now.toString(),
    entries: entries.slice(0, entriesMax),
  });
}

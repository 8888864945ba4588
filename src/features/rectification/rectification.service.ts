import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf, isSupervision } from '#kernel/actor.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { teamCandidates } from '../organisation/organisation.group.store.ts';
import { regimeOf } from '../regime/regime.service.ts';
import * as letters from '../supervision-letter/supervision-letter.store.ts';
import type { rectificationContract } from './rectification.contract.ts';
import { isOverdue } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';
import { maySee } from './rectification.policy.ts';
import * as read from './rectification.read.store.ts';
import { ladderOf, rowOf, viewOf } from './rectification.record.service.ts';
import { deadlineFor } from './rectification.rules.ts';
import * as store from './rectification.store.ts';

type Inputs = InferContractRouterInputs<typeof rectificationContract>;

// For the features above

/** 送达: one rectification for every item of the letter, its period running from the next day. */
export async function orderRectifications(tx: Tx, call: Call, letterId: string): Promise<void> {
  const { pack, hash } = await regimeOf({ db: tx, county: call.county });
  const { calendar, sha256 } = await calendarOf({ db: tx, county: call.county });
  const letter = await letters.findLetter(tx, call.county, letterId);
  if (!letter?.service) throw new Error(`letter ${letterId} was not served`);
  if (letter.replaces !== null) return revokeItems(tx, call, letter.replaces, letterId);
  const { servedOn } = letter.service;
  const listed = await letters.itemsOf(tx, call.county, letterId);
  const severities = await read.severitiesOf(
    tx,
    call.county,
    listed.map(({ findingId }) => findingId),
  );
  const items = listed.map((item): Rectification => {
    const due = deadlineFor(
      plainDate(servedOn),
      item.workingDays,
      pack.rectification.counting.days,
      calendar,
    );
    return {
      id: call.newId(),
      version: 1,
      letterId,
      letterItemId: item.id,
      findingId: item.findingId,
      agreementId: letter.agreementId,
      contractorId: letter.contractorId,
      state: 'ordered',
      severity: severities.get(item.findingId) ?? 'ordinary',
      servedOn,
      workingDays: item.workingDays,
      dayKind: pack.rectification.counting.days,
      periodFromOn: servedOn,
      dueOn: due.date.toString(),
      originalDueOn: due.date.toString(),
      countyDays: 0,
      provisional: due.provisional,
      calendarSha256: sha256,
      extension: null,
      extensionsGranted: 0,
      escalation: 'first',
      attempts: 0,
      reportedOn: null,
      reportedBy: null,
      reinspectionPlannedOn: null,
      reinspectionTeam: [],
      closedOn: null,
      closedBy: null,
      reopenedCount: 0,
      pack: { id: pack.id, version: pack.version, hash },
    };
  });
  await record(
    tx,
    call,
    items.map((item) => ({
      type: 'rectification.ordered',
      aggregateType: 'rectification',
      aggregate: item.id,
      version: 1,
      body: item,
      edges: [
        {
          from: { type: 'supervision-letter', id: letterId },
          to: { type: 'rectification', id: item.id },
          kind: 'orders',
        },
        {
          from: { type: 'rectification', id: item.id },
          to: { type: 'agreement', id: item.agreementId },
          kind: 'concerns',
        },
      ],
    })),
  );
  await store.insertRectifications(tx, call.county, items);
}

/** 撤销函送达: what its letter ordered and nobody closed yet ends; what is closed stays closed. */
async function revokeItems(tx: Tx, call: Call, letterId: string, revocationId: string): Promise<void> {
  const open = await store.openOfLetterForUpdate(tx, call.county, letterId);
  const ended = open.map((item): Rectification => ({ ...item, state: 'revoked', version: item.version + 1 }));
  await record(
    tx,
    call,
    ended.map((item) => ({
      type: 'rectification.revoked',
      aggregateType: 'rectification',
      aggregate: item.id,
      version: item.version,
      body: { state: item.state, revocation: revocationId },
    })),
  );
  for (const item of ended) await store.saveRectification(tx, call.county, item);
}

/** What the gate weighs: items of a contract not closed. */
export const openItems = (tx: Tx, county: string, agreementId: string): Promise<Rectification[]> =>
  store.openRectifications(tx, county, agreementId);

/** Items of a contract that are late and not closed (D11: no overdue letter). */
export async function overdueItems(
  tx: Tx,
  county: string,
  agreementId: string,
  asOf: string,
): Promise<Rectification[]> {
  const open = await store.openRectifications(tx, county, agreementId);
  return open.filter((item) => isOverdue(item, plainDate(asOf)));
}

// Reading

export async function handleList(call: Call, input: Inputs['list']) {
  const { pack } = await regimeOf(call);
  const { cursor, ...filter } = input;
  const [dueOn, id] = dayCursor.read(cursor) ?? [];
  const own = isOf(call.actor, 'contractor') ? { contractor: call.actor.organisationId } : {};
  const rows = await read.ledger(
    call.db,
    call.county,
    { ...filter, ...own, ...(dueOn && id ? { after: { dueOn, id } } : {}), limit: pageSize + 1 },
    ladderOf(pack, today(call)),
    today(call).toString(),
  );
  const inside = isSupervision(call.actor);
  const items = rows
    .slice(0, pageSize)
    .map((row) => rowOf(row, pack))
    // What the office has still to do about an item is the office's to see to.
    .map((row) => (inside ? row : { ...row, stepsDue: [] }));
  const last = items.at(-1);
  return granted({
    items,
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.dueOn, last.id) : null,
  });
}

export async function handleSummary(call: Call) {
  const { pack } = await regimeOf(call);
  const own = isOf(call.actor, 'contractor') ? call.actor.organisationId : undefined;
  return granted(
    await read.summary(call.db, call.county, own, ladderOf(pack, today(call)), today(call).toString()),
  );
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const current = await store.findRectification(call.db, call.county, input.id);
  if (!current || !maySee(call.actor, current)) return refused('rectification.not-found', { id: input.id });
  const regime = await regimeOf(call);
  const [rectification, history] = await Promise.all([
    viewOf(call.db, call, current, regime),
    historyOf(call.db, call.county, [current.id]),
  ]);
  return granted({ rectification, history });
}

export async function handleCandidates(call: Call, input: Inputs['candidates']) {
  const current = await store.findRectification(call.db, call.county, input.id);
  if (!current || !maySee(call.actor, current)) return refused('rectification.not-found', { id: input.id });
  const [people, origin] = await Promise.all([
    teamCandidates(call.db, call.county, today(call).toString()),
    read.findingOrigin(call.db, call.county, current.findingId),
  ]);
  return granted({
    items: people
      .filter(({ groupRole }) => groupRole !== null)
      .map(({ personId, name, organisationKind, relatedContractorIds }) => ({
        id: personId,
        name,
        organisationKind,
        onFindingTeam: origin.team.includes(personId),
        related: relatedContractorIds.includes(current.contractorId),
      })),
  });
}

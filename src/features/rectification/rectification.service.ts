import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf, isSupervision } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { isAfter, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import { evidenceOf } from '../evidence/evidence.store.ts';
import { teamCandidates } from '../organisation/organisation.store.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import { type Regime, regimeOf } from '../regime/regime.service.ts';
import { printedNumber } from '../supervision-letter/supervision-letter.rules.ts';
import { plainEvidence } from '../supervision-letter/supervision-letter.service.ts';
import * as letters from '../supervision-letter/supervision-letter.store.ts';
import type { LedgerRow, RectificationView, rectificationContract } from './rectification.contract.ts';
import { latestExtension } from './rectification.extension.rules.ts';
import type { Rectification, TakenStep } from './rectification.model.ts';
import { mayOf, maySee } from './rectification.policy.ts';
import * as read from './rectification.read.store.ts';
import {
  deadlineFor,
  dueSteps,
  isOverdue,
  lenienceSignals,
  noLenienceBasis,
  overdueDays,
  rungs,
} from './rectification.rules.ts';
import * as store from './rectification.store.ts';

type Inputs = InferContractRouterInputs<typeof rectificationContract>;

// For the features above

/** 送达: one rectification for every item of the letter, its period running from the next day. */
export async function orderRectifications(tx: Tx, call: Call, letterId: string): Promise<void> {
  const { pack, hash, calendar } = await regimeOf(call);
  const letter = await letters.findLetter(tx, call.county, letterId);
  if (!letter?.service) throw new Error(`letter ${letterId} was not served`);
  const { servedOn } = letter.service;
  const listed = await letters.itemsOf(tx, call.county, letterId);
  const severities = await read.severitiesOf(tx, call.county, listed.map(({ findingId }) => findingId));
  const items = listed.map((item): Rectification => {
    const due = deadlineFor(plainDate(servedOn), item.workingDays, calendar);
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
      periodFromOn: servedOn,
      dueOn: due.date.toString(),
      originalDueOn: due.date.toString(),
      provisional: due.provisional,
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
        { from: { type: 'supervision-letter', id: letterId }, to: { type: 'rectification', id: item.id }, kind: 'orders' },
        { from: { type: 'rectification', id: item.id }, to: { type: 'agreement', id: item.agreementId }, kind: 'concerns' },
      ],
    })),
  );
  await store.insertRectifications(tx, call.county, items);
}

/** What the gate weighs: items of a contract not closed. */
export const openItems = (tx: Tx, county: string, agreementId: string): Promise<Rectification[]> =>
  store.openRectifications(tx, county, agreementId);

/** Items of a contract whose deadline has passed without a report made in time (D11: no overdue letter). */
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

export const ladderOf = (pack: RulePack): read.Rung[] =>
  rungs(pack).map(({ step, afterOverdueDays }) => ({ step, afterOverdueDays }));

export async function handleList(call: Call, input: Inputs['list']) {
  const { pack } = await regimeOf(call);
  const { cursor, ...filter } = input;
  const [dueOn, id] = cursor?.split('_') ?? [];
  const own = isOf(call.actor, 'contractor') ? { contractor: call.actor.organisationId } : {};
  const rows = await read.ledger(
    call.db,
    call.county,
    { ...filter, ...own, ...(dueOn && id ? { after: { dueOn, id } } : {}), limit: pageSize + 1 },
    ladderOf(pack),
    today(call).toString(),
  );
  const items = rows.slice(0, pageSize).map(rowOf);
  const last = items.at(-1);
  return granted({ items, nextCursor: rows.length > pageSize && last ? `${last.dueOn}_${last.id}` : null });
}

type Listed = Awaited<ReturnType<typeof read.ledger>>[number];

function rowOf({ issuerCode, numberYear, number, inspectionId: _, ...row }: Listed): LedgerRow {
  return { ...row, letterNumber: printedNumber({ code: issuerCode, year: numberYear, number }) };
}

export async function handleSummary(call: Call) {
  const { pack } = await regimeOf(call);
  const own = isOf(call.actor, 'contractor') ? call.actor.organisationId : undefined;
  return granted(await read.summary(call.db, call.county, own, ladderOf(pack), today(call).toString()));
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

// For the acts of this feature

type OpenRefusal =
  | 'rectification.not-found'
  | 'rectification.not-permitted'
  | 'rectification.changed-meanwhile';

/** The item, locked, for someone who may see it and take this step, and who saw its present version. */
export async function rectificationFor(
  tx: Tx,
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  allowed: (item: Rectification) => boolean,
): Promise<Result<Rectification, OpenRefusal>> {
  const current = await store.findForUpdate(tx, call.county, input.id);
  if (!current || !maySee(call.actor, current)) return refused('rectification.not-found', { id: input.id });
  if (!allowed(current)) return refused('rectification.not-permitted');
  if (current.version !== input.basedOn)
    return refused('rectification.changed-meanwhile', { version: current.version });
  return granted(current);
}

export const bringer = (call: Call) => ({
  organisationId: call.actor.organisationId,
  supervision: isSupervision(call.actor),
});

export const reportRole = (attempt: number): string => `report-${attempt}`;
export const reopeningRole = (count: number): string => `reopening-${count}`;

/** Records one event and writes the row it explains. */
export async function write(
  tx: Tx,
  call: Call,
  next: Rectification,
  event: { readonly type: string; readonly body: unknown; readonly note?: string | undefined; readonly edges?: Parameters<typeof record>[2][number]['edges'] },
): Promise<void> {
  await record(tx, call, [
    {
      type: `rectification.${event.type}`,
      aggregateType: 'rectification',
      aggregate: next.id,
      version: next.version,
      body: event.body,
      note: event.note,
      ...(event.edges ? { edges: event.edges } : {}),
    },
  ]);
  await store.saveRectification(tx, call.county, next);
}

export async function viewOf(db: Tx, call: Call, item: Rectification, regime: Regime): Promise<RectificationView> {
  const { pack, calendar } = regime;
  const on = today(call);
  const [row] = await read.ledger(db, call.county, { id: item.id, limit: 1 }, ladderOf(pack), on.toString());
  if (!row) throw new Error(`rectification ${item.id} was written and is not there`);
  const reports = await store.reportsOf(db, call.county, item.id);
  const visits = await store.reinspectionsOf(db, call.county, item.id);
  const steps = await store.stepsOf(db, call.county, item.id, item.reopenedCount);
  const origin = await read.findingOrigin(db, call.county, item.findingId);
  const agreement = await read.agreementOf(db, call.county, item.agreementId);
  const carried = await evidenceOf(db, call.county, [item.id, item.findingId, ...visits.map(({ id }) => id)]);
  const people = await letters.peopleByIds(db, call.county, mentioned(item, reports, visits));
  const named = (id: string) => ({ id, name: people.get(id) ?? '' });
  const evidence = (subject: string, role?: string) =>
    carried.filter((one) => one.subjectId === subject && (role === undefined || one.role === role)).map(plainEvidence);
  const taken = new Map(steps.map((one) => [one.step, one]));
  const due = dueSteps(pack, item, on, [...taken.keys()]).map(({ step }) => step);
  const standing = visits.find(({ attempt }) => attempt === item.attempts);
  const extensions = inForce(pack.rectification.extensionsMax, on);
  const period = inForce(pack.rectification.workingDays[item.severity], plainDate(item.servedOn));
  return {
    id: item.id,
    version: item.version,
    state: item.state,
    severity: item.severity,
    letter: { id: item.letterId, number: rowOf(row).letterNumber },
    finding: {
      id: item.findingId,
      number: row.findingNumber,
      fact: row.fact,
      place: row.place,
      area: row.area,
      clauseId: row.clauseId,
      foundOn: row.foundOn,
      inspection: { id: row.inspectionId, number: row.inspectionNumber },
      evidence: evidence(item.findingId),
    },
    contractor: { id: item.contractorId, name: row.contractorName },
    agreement,
    requirement: row.requirement,
    servedOn: item.servedOn,
    workingDays: item.workingDays,
    periodFromOn: item.periodFromOn,
    dueOn: item.dueOn,
    originalDueOn: item.originalDueOn,
    provisional: item.provisional,
    overdueDays: overdueDays(item, on),
    extension: item.extension && {
      ...item.extension,
      askedBy: named(item.extension.askedBy),
      decidedBy: item.extension.decidedBy === null ? null : named(item.extension.decidedBy),
    },
    extensionLatestOn: latestExtension(item, pack, calendar, on).until.toString(),
    escalation: item.escalation,
    ladder: [
      ladderStep('reminder', null, taken, false),
      ...rungs(pack).map(({ step, afterOverdueDays }) =>
        ladderStep(step as TakenStep, afterOverdueDays, taken, due.includes(step)),
      ),
    ],
    reports: reports.map((report) => ({
      ...report,
      reportedBy: people.get(report.reportedBy) ?? '',
      returnedBy: report.returnedBy === null ? null : (people.get(report.returnedBy) ?? ''),
      evidence: evidence(item.id, reportRole(report.attempt)),
    })),
    planned: item.reinspectionPlannedOn
      ? { on: item.reinspectionPlannedOn, team: item.reinspectionTeam.map(named) }
      : null,
    reinspectorsMin: inForce(pack.rectification.reinspectorsMin, on).value,
    reinspections: visits.map((visit) => ({
      ...visit,
      members: visit.members.map(named),
      recordedBy: people.get(visit.recordedBy) ?? '',
      evidence: evidence(visit.id),
    })),
    closedOn: item.closedOn,
    closedBy: item.closedBy === null ? null : named(item.closedBy),
    reopenedCount: item.reopenedCount,
    reopeningEvidence: carried
      .filter(({ subjectId, role }) => subjectId === item.id && role.startsWith('reopening-'))
      .map(plainEvidence),
    // Signals are for those who supervise the supervisors.
    signals: isSupervision(call.actor) ? [...lenienceSignals(item, standing?.inspectedOn ?? null)] : [],
    basis: [...noLenienceBasis(pack), ...citationsOf(period.basis), ...citationsOf(pack.rectification.counting.basis)].filter(
      (citation, at, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(citation)) === at,
    ),
    may: mayOf(call.actor, item, {
      foundBy: origin.foundBy,
      reinspectors: standing?.members ?? [],
      dueSteps: due.length,
      extensionsLeft: extensions.value - item.extensionsGranted,
      beforeDeadline: !isAfter(on, plainDate(item.dueOn)),
    }),
  };
}

function ladderStep(
  step: TakenStep | 'reminder',
  afterOverdueDays: number | null,
  taken: ReadonlyMap<string, { note: string; takenAt: string; takenBy: string | null }>,
  due: boolean,
): RectificationView['ladder'][number] {
  const done = taken.get(step);
  return {
    step,
    afterOverdueDays,
    standing: done ? 'taken' : due ? 'due' : 'not-reached',
    note: done && done.note !== '' ? done.note : null,
    takenBy: done?.takenBy ?? null,
    takenAt: done?.takenAt ?? null,
  };
}

function mentioned(
  item: Rectification,
  reports: readonly { reportedBy: string; returnedBy: string | null }[],
  visits: readonly { recordedBy: string; members: readonly string[] }[],
): string[] {
  return [
    ...item.reinspectionTeam,
    item.closedBy,
    item.extension?.askedBy ?? null,
    item.extension?.decidedBy ?? null,
    ...reports.flatMap(({ reportedBy, returnedBy }) => [reportedBy, returnedBy]),
    ...visits.flatMap(({ recordedBy, members }) => [recordedBy, ...members]),
  ].filter((id) => id !== null);
}

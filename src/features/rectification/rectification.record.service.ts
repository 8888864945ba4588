import { isSupervision } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { evidenceOf } from '../evidence/evidence.store.ts';
import { teamCandidates } from '../organisation/organisation.group.store.ts';
import { mayUnlessInterested, refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, findClause, inForce } from '../regime/regime.rules.ts';
import type { Regime } from '../regime/regime.service.ts';
import { printedNumber } from '../supervision-letter/supervision-letter.rules.ts';
import { plainEvidence } from '../supervision-letter/supervision-letter.service.ts';
import * as letters from '../supervision-letter/supervision-letter.store.ts';
import type { LedgerRow, RectificationView } from './rectification.contract.ts';
import { latestExtension } from './rectification.extension.rules.ts';
import { latenessOf, overdueDays } from './rectification.lateness.rules.ts';
import type { Rectification, TakenStep } from './rectification.model.ts';
import { mayOf, maySee } from './rectification.policy.ts';
import * as read from './rectification.read.store.ts';
import { dueSteps, lenienceSignals, noLenienceBasis, rungs } from './rectification.rules.ts';
import * as store from './rectification.store.ts';

// One item, as the acts of this feature read and write it.

export const ladderOf = (pack: RulePack, on: PlainDate): read.Rung[] =>
  rungs(pack, on).map(({ step, afterOverdueDays }) => ({ step, afterOverdueDays }));

type Listed = Awaited<ReturnType<typeof read.ledger>>[number];

/** A line of the ledger in the words of the wire. */
export function rowOf(
  { issuerCode, numberYear, number, inspectionId: _, ...row }: Listed,
  pack: RulePack,
): LedgerRow {
  return {
    ...row,
    letterNumber: printedNumber({ code: issuerCode, year: numberYear, number }),
    clauseNumber: findClause(pack, row.clauseId)?.number ?? row.clauseId,
  };
}

type OpenRefusal =
  | 'rectification.not-found'
  | 'rectification.not-permitted'
  | 'rectification.changed-meanwhile'
  | RecusalCode;

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
  const interested = await refuseInterested(tx, call, current.contractorId);
  if (interested) return interested;
  if (current.version !== input.basedOn)
    return refused('rectification.changed-meanwhile', { version: current.version });
  return granted(current);
}

export const bringer = (call: Call) => ({
  organisationId: call.actor.organisationId,
  supervision: isSupervision(call.actor),
});

/** For the log: the deadline that a hand-back moved, and from where. */
export const movedBy = (current: Rectification, next: Rectification) =>
  next.dueOn === current.dueOn
    ? {}
    : { dueOn: next.dueOn, before: current.dueOn, countyDays: next.countyDays };

export const reportRole = (attempt: number): string => `report-${attempt}`;
export const reopeningRole = (count: number): string => `reopening-${count}`;

/** Records one event and writes the row it explains. */
export async function write(
  tx: Tx,
  call: Call,
  next: Rectification,
  event: {
    readonly type: string;
    readonly body: unknown;
    readonly note?: string | undefined;
    readonly edges?: Parameters<typeof record>[2][number]['edges'];
  },
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

export async function viewOf(
  db: Tx,
  call: Call,
  item: Rectification,
  regime: Regime,
): Promise<RectificationView> {
  const { pack } = regime;
  const { calendar } = await calendarOf({ db, county: call.county });
  const on = today(call);
  const [row] = await read.ledger(
    db,
    call.county,
    { id: item.id, limit: 1 },
    ladderOf(pack, on),
    on.toString(),
  );
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
    carried
      .filter((one) => one.subjectId === subject && (role === undefined || one.role === role))
      .map(plainEvidence);
  const taken = new Map(steps.map((one) => [one.step, one]));
  const due = dueSteps(pack, item, on, [...taken.keys()]).map(({ step }) => step);
  const standing = visits.find(({ attempt }) => attempt === item.attempts);
  const extensions = inForce(pack.rectification.extensionsMax, on);
  const period = inForce(pack.rectification.period[item.severity], plainDate(item.servedOn));
  return {
    id: item.id,
    version: item.version,
    state: item.state,
    severity: item.severity,
    letter: { id: item.letterId, number: rowOf(row, pack).letterNumber },
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
    dayKind: item.dayKind,
    periodFromOn: item.periodFromOn,
    dueOn: item.dueOn,
    originalDueOn: item.originalDueOn,
    countyDays: item.countyDays,
    provisional: item.provisional,
    calendarSha256: item.calendarSha256,
    overdueDays: overdueDays(item, on),
    waiting: latenessOf({ ...item, verifiedOn: standing?.inspectedOn ?? null }, on).waiting,
    lateDays: latenessOf(item, on).days,
    extension: item.extension && {
      ...item.extension,
      askedBy: named(item.extension.askedBy),
      decidedBy: item.extension.decidedBy === null ? null : named(item.extension.decidedBy),
    },
    extensionLatestOn: latestExtension(item, pack, calendar, on).until.toString(),
    escalation: item.escalation,
    ladder: [
      ladderStep('reminder', null, taken, false),
      ...rungs(pack, on).map(({ step, afterOverdueDays }) =>
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
    basis: [
      ...noLenienceBasis(pack),
      ...citationsOf(period.basis),
      ...citationsOf(pack.rectification.counting.basis),
    ].filter(
      (citation, at, all) =>
        all.findIndex((other) => JSON.stringify(other) === JSON.stringify(citation)) === at,
    ),
    may: await mayUnlessInterested(
      db,
      call,
      item.contractorId,
      mayOf(call.actor, item, {
        foundBy: origin.foundBy,
        authors: await letters.authorsOf(db, call.county, item.letterId),
        reinspectors: standing?.members ?? [],
        mayInspect: await isUnrelatedMember(db, call, item),
        dueSteps: due.length,
        extensionsLeft: extensions.value - item.extensionsGranted,
        beforeDeadline: !isAfter(on, plainDate(item.dueOn)),
      }),
    ),
  };
}

/** In the group today, and nothing ties this person to the contractor. */
async function isUnrelatedMember(db: Tx, call: Call, item: Rectification): Promise<boolean> {
  if (item.state !== 'reported' || !isSupervision(call.actor)) return false;
  const [self] = await teamCandidates(db, call.county, today(call).toString(), [call.actor.personId]);
  return (
    self !== undefined && self.groupRole !== null && !self.relatedContractorIds.includes(item.contractorId)
  );
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

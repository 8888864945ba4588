import type { Tx } from '#platform/database.ts';
import type { DayKind, EscalationStep, Severity } from '../regime/regime.model.ts';
import type {
  Conclusion,
  Extension,
  Rectification,
  RectificationState,
  Reinspection,
  Report,
} from './rectification.model.ts';

const columns = [
  'rectification.id',
  'rectification.version',
  'rectification.letter_id as letterId',
  'rectification.letter_item_id as letterItemId',
  'rectification.finding_id as findingId',
  'rectification.agreement_id as agreementId',
  'rectification.contractor_id as contractorId',
  'rectification.state',
  'rectification.severity',
  'rectification.served_on as servedOn',
  'rectification.working_days as workingDays',
  'rectification.day_kind as dayKind',
  'rectification.period_from_on as periodFromOn',
  'rectification.due_on as dueOn',
  'rectification.original_due_on as originalDueOn',
  'rectification.county_days as countyDays',
  'rectification.provisional',
  'rectification.calendar_sha256 as calendarSha256',
  'rectification.extension_state as extensionState',
  'rectification.extension_reason as extensionReason',
  'rectification.extension_until_on as extensionUntilOn',
  'rectification.extension_asked_by as extensionAskedBy',
  'rectification.extension_asked_on as extensionAskedOn',
  'rectification.extension_decided_by as extensionDecidedBy',
  'rectification.extensions_granted as extensionsGranted',
  'rectification.escalation',
  'rectification.attempts',
  'rectification.reported_on as reportedOn',
  'rectification.reported_by as reportedBy',
  'rectification.reinspection_planned_on as reinspectionPlannedOn',
  'rectification.reinspection_team as reinspectionTeam',
  'rectification.closed_on as closedOn',
  'rectification.closed_by as closedBy',
  'rectification.reopened_count as reopenedCount',
  'rectification.pack_id as packId',
  'rectification.pack_version as packVersion',
  'rectification.pack_hash as packHash',
] as const;

type ExtensionRow = {
  extensionState: string | null;
  extensionReason: string | null;
  extensionUntilOn: string | null;
  extensionAskedBy: string | null;
  extensionAskedOn: string | null;
  extensionDecidedBy: string | null;
};
type Row = Omit<Rectification, 'state' | 'severity' | 'dayKind' | 'escalation' | 'extension' | 'pack'> &
  ExtensionRow & {
    state: string;
    severity: string;
    dayKind: string;
    escalation: string;
    packId: string;
    packVersion: string;
    packHash: string;
  };

const extensionOf = (row: ExtensionRow): Extension | null =>
  row.extensionState &&
  row.extensionReason &&
  row.extensionUntilOn &&
  row.extensionAskedBy &&
  row.extensionAskedOn
    ? {
        state: row.extensionState as Extension['state'],
        reason: row.extensionReason,
        untilOn: row.extensionUntilOn,
        askedBy: row.extensionAskedBy,
        askedOn: row.extensionAskedOn,
        decidedBy: row.extensionDecidedBy,
      }
    : null;

function rectificationOf(row: Row): Rectification {
  const { packId, packVersion, packHash, state, severity, dayKind, escalation, ...rest } = row;
  const {
    extensionState,
    extensionReason,
    extensionUntilOn,
    extensionAskedBy,
    extensionAskedOn,
    extensionDecidedBy,
    ...plain
  } = rest;
  return {
    ...plain,
    state: state as RectificationState,
    severity: severity as Severity,
    dayKind: dayKind as DayKind,
    escalation: escalation as EscalationStep,
    extension: extensionOf({
      extensionState,
      extensionReason,
      extensionUntilOn,
      extensionAskedBy,
      extensionAskedOn,
      extensionDecidedBy,
    }),
    pack: { id: packId, version: packVersion, hash: packHash },
  };
}

export async function findRectification(
  db: Tx,
  county: string,
  id: string,
): Promise<Rectification | undefined> {
  const row = await db
    .selectFrom('rectification')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && rectificationOf(row);
}

export async function findForUpdate(tx: Tx, county: string, id: string): Promise<Rectification | undefined> {
  const row = await tx
    .selectFrom('rectification')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && rectificationOf(row);
}

/** Those not closed: of one contract, or of the whole county. */
export async function openRectifications(
  db: Tx,
  county: string,
  agreementId?: string,
): Promise<Rectification[]> {
  const rows = await db
    .selectFrom('rectification')
    .select(columns)
    .where('county', '=', county)
    .where('state', 'not in', ['closed', 'revoked'])
    .$if(agreementId !== undefined, (query) => query.where('agreement_id', '=', agreementId ?? ''))
    .orderBy('due_on')
    .orderBy('id')
    .execute();
  return rows.map(rectificationOf);
}

/** Those of one letter not closed, locked in the order of their ids. */
export async function openOfLetterForUpdate(
  tx: Tx,
  county: string,
  letterId: string,
): Promise<Rectification[]> {
  const rows = await tx
    .selectFrom('rectification')
    .select(columns)
    .where('county', '=', county)
    .where('letter_id', '=', letterId)
    .where('state', 'not in', ['closed', 'revoked'])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(rectificationOf);
}

const valuesOf = (item: Rectification) => ({
  version: item.version,
  // These change only where an open item goes over to a later regime.
  working_days: item.workingDays,
  day_kind: item.dayKind,
  pack_id: item.pack.id,
  pack_version: item.pack.version,
  pack_hash: item.pack.hash,
  state: item.state,
  period_from_on: item.periodFromOn,
  due_on: item.dueOn,
  original_due_on: item.originalDueOn,
  county_days: item.countyDays,
  provisional: item.provisional,
  calendar_sha256: item.calendarSha256,
  extension_state: item.extension?.state ?? null,
  extension_reason: item.extension?.reason ?? null,
  extension_until_on: item.extension?.untilOn ?? null,
  extension_asked_by: item.extension?.askedBy ?? null,
  extension_asked_on: item.extension?.askedOn ?? null,
  extension_decided_by: item.extension?.decidedBy ?? null,
  extensions_granted: item.extensionsGranted,
  escalation: item.escalation,
  attempts: item.attempts,
  reported_on: item.reportedOn,
  reported_by: item.reportedBy,
  reinspection_planned_on: item.reinspectionPlannedOn,
  reinspection_team: [...item.reinspectionTeam],
  closed_on: item.closedOn,
  closed_by: item.closedBy,
  reopened_count: item.reopenedCount,
});

export async function insertRectifications(
  tx: Tx,
  county: string,
  items: readonly Rectification[],
): Promise<void> {
  if (items.length === 0) return;
  await tx
    .insertInto('rectification')
    .values(
      items.map((item) => ({
        county,
        id: item.id,
        letter_id: item.letterId,
        letter_item_id: item.letterItemId,
        finding_id: item.findingId,
        agreement_id: item.agreementId,
        contractor_id: item.contractorId,
        severity: item.severity,
        served_on: item.servedOn,
        ...valuesOf(item),
      })),
    )
    .execute();
}

export async function saveRectification(tx: Tx, county: string, item: Rectification): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('rectification')
    .set(valuesOf(item))
    .where('county', '=', county)
    .where('id', '=', item.id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`rectification ${item.id} to be saved is not there`);
}

export async function insertReport(
  tx: Tx,
  county: string,
  rectificationId: string,
  report: Report & { readonly reportedBy: string; readonly reportedAt: string },
): Promise<void> {
  await tx
    .insertInto('rectification_report')
    .values({
      county,
      rectification_id: rectificationId,
      attempt: report.attempt,
      cause: report.cause,
      measure: report.measure,
      responsible_person: report.responsiblePerson,
      result: report.result,
      completed_on: report.completedOn,
      reported_by: report.reportedBy,
      reported_at: report.reportedAt,
    })
    .execute();
}

export async function returnReport(
  tx: Tx,
  county: string,
  rectificationId: string,
  attempt: number,
  returned: { readonly reason: string; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('rectification_report')
    .set({ returned_reason: returned.reason, returned_by: returned.by })
    .where('county', '=', county)
    .where('rectification_id', '=', rectificationId)
    .where('attempt', '=', attempt)
    .execute();
}

export async function insertReinspection(
  tx: Tx,
  county: string,
  rectificationId: string,
  visit: Reinspection & { readonly recordedBy: string; readonly recordedAt: string },
): Promise<void> {
  await tx
    .insertInto('reinspection')
    .values({
      county,
      id: visit.id,
      rectification_id: rectificationId,
      attempt: visit.attempt,
      inspected_on: visit.inspectedOn,
      conclusion: visit.conclusion,
      fact: visit.fact,
      recorded_by: visit.recordedBy,
      recorded_at: visit.recordedAt,
    })
    .execute();
  await tx
    .insertInto('reinspection_member')
    .values(visit.members.map((person) => ({ county, reinspection_id: visit.id, person_id: person })))
    .execute();
}

export async function reportsOf(db: Tx, county: string, rectificationId: string) {
  return db
    .selectFrom('rectification_report')
    .select([
      'attempt',
      'cause',
      'measure',
      'responsible_person as responsiblePerson',
      'result',
      'completed_on as completedOn',
      'reported_by as reportedBy',
      'reported_at as reportedAt',
      'returned_reason as returnedReason',
      'returned_by as returnedBy',
    ])
    .where('county', '=', county)
    .where('rectification_id', '=', rectificationId)
    .orderBy('attempt')
    .execute();
}

export async function reinspectionsOf(db: Tx, county: string, rectificationId: string) {
  const rows = await db
    .selectFrom('reinspection')
    .innerJoin('reinspection_member', (join) =>
      join
        .onRef('reinspection_member.county', '=', 'reinspection.county')
        .onRef('reinspection_member.reinspection_id', '=', 'reinspection.id'),
    )
    .select([
      'reinspection.id',
      'reinspection.attempt',
      'reinspection.inspected_on as inspectedOn',
      'reinspection.conclusion',
      'reinspection.fact',
      'reinspection.recorded_by as recordedBy',
    ])
    .select((eb) => eb.fn.agg<string[]>('array_agg', ['reinspection_member.person_id']).as('members'))
    .where('reinspection.county', '=', county)
    .where('reinspection.rectification_id', '=', rectificationId)
    .groupBy(['reinspection.county', 'reinspection.id'])
    .orderBy('reinspection.attempt')
    .execute();
  return rows.map((row) => ({ ...row, conclusion: row.conclusion as Conclusion }));
}

export async function stepsOf(db: Tx, county: string, rectificationId: string, round: number) {
  return db
    .selectFrom('escalation')
    .leftJoin('person', (join) =>
      join.onRef('person.county', '=', 'escalation.county').onRef('person.id', '=', 'escalation.taken_by'),
    )
    .select([
      'escalation.step',
      'escalation.note',
      'escalation.taken_at as takenAt',
      'person.name as takenBy',
    ])
    .where('escalation.county', '=', county)
    .where('escalation.rectification_id', '=', rectificationId)
    .where('escalation.round', '=', round)
    .execute();
}

export async function insertStep(
  tx: Tx,
  county: string,
  taken: {
    readonly id: string;
    readonly rectificationId: string;
    readonly round: number;
    readonly step: string;
    readonly note: string;
    readonly takenBy: string | null;
    readonly takenAt: string;
  },
): Promise<void> {
  await tx
    .insertInto('escalation')
    .values({
      county,
      id: taken.id,
      rectification_id: taken.rectificationId,
      round: taken.round,
      step: taken.step,
      note: taken.note,
      taken_by: taken.takenBy,
      taken_at: taken.takenAt,
    })
    .execute();
}

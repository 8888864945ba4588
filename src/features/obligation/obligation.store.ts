import { sql } from 'kysely';
import type { Instant } from '#kernel/temporal.ts';
import type { Tx } from '#platform/database.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { covers } from './obligation.act.store.ts';
import { type Scope, within } from './obligation.facts.store.ts';
import type {
  DerivedObligation,
  ObligationKind,
  Standing,
  Step,
  SubjectType,
  Waiver,
  WaiverState,
} from './obligation.model.ts';

/** One derivation at a time in a county; readers and other acts go on. */
export async function lockDerivation(tx: Tx, county: string): Promise<void> {
  await sql`select 1 from county where county = ${county} for no key update`.execute(tx);
}

export type Known = {
  readonly id: string;
  readonly mark: string;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly withdrawn: boolean;
  readonly fulfilled: boolean;
  readonly waived: boolean;
};

/** What is already on record; the mark says from which facts and values it was made. */
export async function knownObligations(tx: Tx, county: string, scope?: Scope): Promise<Known[]> {
  // Strata are derived with the whole.
  const subjects = scope && [...scope.facilityIds, ...scope.agreementIds];
  const of = scope?.programmes
    ? sql`and (subject_type = 'programme' or subject_id = any(${sql.val(subjects)}::uuid[]))`
    : within(sql`subject_id`, subjects);
  const { rows } = await sql<Known>`
    select id, because ->> 'mark' as mark, due_on as "dueOn", provisional, withdrawn, fulfilled_on is not null as fulfilled, waived_at is not null as waived
    from obligation where county = ${county} ${of}`.execute(tx);
  return rows;
}

/** How the day of each came about, as it is on record. */
export async function stepsOnRecord(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Step[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; steps: Step[] }>`
    select id, because -> 'steps' as steps from obligation where county = ${county} and id = any(${sql.val([...ids])}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map(({ id, steps }) => [id, steps]));
}

/** What an obligation concerns, and the number of its last event: for the events of its day. */
export async function concerning(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly subject: string; readonly events: number }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; subject: string | null; events: number }>`
    select o.id, coalesce(f.name, p.name, a.name) as subject,
      (select coalesce(max(e.version), 0) from event e where e.county = o.county and e.aggregate = o.id)::int as events
    from obligation o
    left join facility f on o.subject_type = 'facility' and f.county = o.county and f.id = o.subject_id
    left join agreement a on a.county = o.county and a.id = o.agreement_id
    left join project p on o.subject_type = 'programme' and p.county = o.county and p.id = o.subject_id
    where o.county = ${county} and o.id = any(${sql.val([...ids])}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, subject, events }) => [id, { subject: subject ?? '', events }]));
}

export type Written = DerivedObligation & {
  readonly id: string;
  readonly mark: string;
  /** A stratum is no row; it has an id of its own all the same. */
  readonly subjectRow: string;
};

/** Writes what is new and what changed, in one statement. What was fulfilled or waived is never touched. */
export async function upsertObligations(
  tx: Tx,
  county: string,
  stamp: { pack_id: string; pack_version: string; pack_hash: string; calendar_sha256: string },
  written: readonly Written[],
): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map((one) => ({
    id: one.id,
    rule_id: one.ruleId,
    kind: one.kind,
    duty: one.duty,
    clause_id: one.clauseId,
    area: one.area,
    subject_type: one.subjectType,
    subject_id: one.subjectRow,
    stratum: one.stratum,
    required: one.required,
    among: one.among,
    agreement_id: one.agreementId,
    contractor_id: one.contractorId,
    period: one.period,
    window_start_on: one.windowStartOn,
    window_end_on: one.windowEndOn,
    due_on: one.dueOn,
    original_due_on: one.originalDueOn,
    closes_on: one.closesOn,
    provisional: one.provisional,
    because: { ...one.because, mark: one.mark },
  }));
  await sql`
    insert into obligation (county, id, rule_id, kind, duty, clause_id, area, subject_type, subject_id, agreement_id, contractor_id,
      period, window_start_on, window_end_on, due_on, original_due_on, closes_on, provisional, because, pack_id, pack_version, pack_hash,
      calendar_sha256, stratum, required, among)
    select ${county}, x.id, x.rule_id, x.kind, x.duty, x.clause_id, x.area, x.subject_type, x.subject_id, x.agreement_id, x.contractor_id,
      x.period, x.window_start_on, x.window_end_on, x.due_on, x.original_due_on, x.closes_on, x.provisional, x.because,
      ${stamp.pack_id}, ${stamp.pack_version}, ${stamp.pack_hash}, ${stamp.calendar_sha256}, x.stratum, x.required, x.among
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, rule_id text, kind text, duty text, clause_id text, area text,
      subject_type text, subject_id uuid, agreement_id uuid, contractor_id uuid, period text, window_start_on date, window_end_on date,
      due_on date, original_due_on date, closes_on date, provisional boolean, because jsonb, stratum text, required int, among int)
    order by x.id
    on conflict (county, id) do update set
      agreement_id = excluded.agreement_id, contractor_id = excluded.contractor_id, window_start_on = excluded.window_start_on,
      window_end_on = excluded.window_end_on, due_on = excluded.due_on, closes_on = excluded.closes_on, provisional = excluded.provisional,
      because = excluded.because, calendar_sha256 = excluded.calendar_sha256, required = excluded.required, among = excluded.among,
      pack_id = excluded.pack_id, pack_version = excluded.pack_version, pack_hash = excluded.pack_hash, withdrawn = false
    where obligation.fulfilled_on is null and obligation.waived_at is null`.execute(tx);
}

/** The facts changed under them: they stay on record and are no longer owed, or are owed again. */
export async function setWithdrawn(
  tx: Tx,
  county: string,
  ids: readonly string[],
  withdrawn: boolean,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update obligation set withdrawn = ${withdrawn}
    where county = ${county} and id = any(${sql.val([...ids])}::uuid[]) and fulfilled_on is null`.execute(tx);
}

/** An obligation as other features and its own rules need it. */
export type Obligation = Standing & {
  readonly id: string;
  readonly ruleId: string;
  readonly kind: ObligationKind;
  readonly duty: string;
  readonly clauseId: string;
  readonly area: ContentArea | null;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly agreementId: string | null;
  readonly contractorId: string | null;
  readonly period: string;
  readonly provisional: boolean;
  readonly fulfilledBy: string | null;
};

const columns = sql`
  o.id, o.rule_id as "ruleId", o.kind, o.duty, o.clause_id as "clauseId", o.area, o.subject_type as "subjectType", o.subject_id as "subjectId",
  o.agreement_id as "agreementId", o.contractor_id as "contractorId", o.period, o.window_start_on as "windowStartOn", o.due_on as "dueOn",
  o.closes_on as "closesOn", o.provisional, o.fulfilled_on as "fulfilledOn", o.fulfilled_by as "fulfilledBy", o.waived_at is not null as waived, o.withdrawn`;

/** Obligations by their ids, locked against other acts. */
export async function obligationsForUpdate(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<Obligation[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Obligation>`
    select ${columns} from obligation o where o.county = ${county} and o.id = any(${sql.val([...ids])}::uuid[]) order by o.id for update`.execute(
    tx,
  );
  return rows;
}

export type ObligationQuery = {
  readonly ids?: readonly string[] | undefined;
  readonly subjectId?: string | undefined;
  readonly agreementId?: string | undefined;
  readonly kind?: ObligationKind | undefined;
  readonly period?: string | undefined;
  /** Due before this day. */
  readonly dueBefore?: string | undefined;
  /** Neither fulfilled nor waived, and the window open on this day. */
  readonly openOn?: string | undefined;
};

/** Obligations still supported by the facts, soonest due first: for planning a visit, for the gate, for a report. */
export async function obligationsOf(tx: Tx, county: string, query: ObligationQuery): Promise<Obligation[]> {
  const { ids, subjectId, agreementId, kind, period, dueBefore, openOn } = query;
  const { rows } = await sql<Obligation>`
    select ${columns} from obligation o where o.county = ${county} and not o.withdrawn
      ${ids ? sql`and o.id = any(${sql.val([...ids])}::uuid[])` : sql``}
      ${subjectId ? sql`and (o.subject_id = ${subjectId} or (${covers(subjectId)}))` : sql``}
      ${agreementId ? sql`and o.agreement_id = ${agreementId}` : sql``}
      ${kind ? sql`and o.kind = ${kind}` : sql``}
      ${period ? sql`and o.period = ${period}` : sql``}
      ${dueBefore ? sql`and o.due_on < ${dueBefore}::date` : sql``}
      ${openOn ? sql`and o.fulfilled_on is null and o.waived_at is null and o.window_start_on <= ${openOn}::date` : sql``}
    order by o.due_on, o.id`.execute(tx);
  return rows;
}

// 免除

export async function insertWaiver(tx: Tx, county: string, waiver: Waiver): Promise<void> {
  await tx
    .insertInto('waiver')
    .values({
      county,
      id: waiver.id,
      obligation_id: waiver.obligationId,
      reason: waiver.reason,
      ...waiverValues(waiver),
    })
    .execute();
}

export async function saveWaiver(tx: Tx, county: string, waiver: Waiver): Promise<void> {
  await tx
    .updateTable('waiver')
    .set(waiverValues(waiver))
    .where('county', '=', county)
    .where('id', '=', waiver.id)
    .execute();
}

const waiverValues = (waiver: Waiver) => ({
  version: waiver.version,
  state: waiver.state,
  proposed_by: waiver.proposedBy,
  proposed_at: waiver.proposedAt,
  decided_by: waiver.decidedBy,
  decided_at: waiver.decidedAt,
});

const waiverColumns = [
  'waiver.id',
  'waiver.version',
  'waiver.obligation_id as obligationId',
  'waiver.state',
  'waiver.reason',
  'waiver.proposed_by as proposedBy',
  'waiver.proposed_at as proposedAt',
  'waiver.decided_by as decidedBy',
  'waiver.decided_at as decidedAt',
] as const;

export async function findWaiverForUpdate(tx: Tx, county: string, id: string): Promise<Waiver | undefined> {
  const row = await tx
    .selectFrom('waiver')
    .select(waiverColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, state: row.state as WaiverState };
}

export type WaiverListed = Waiver & {
  readonly proposedByName: string;
  readonly decidedByName: string | null;
};

export async function waiversOf(db: Tx, county: string, obligationId: string): Promise<WaiverListed[]> {
  const rows = await db
    .selectFrom('waiver')
    .innerJoin('person as proposer', (join) =>
      join.onRef('proposer.county', '=', 'waiver.county').onRef('proposer.id', '=', 'waiver.proposed_by'),
    )
    .leftJoin('person as decider', (join) =>
      join.onRef('decider.county', '=', 'waiver.county').onRef('decider.id', '=', 'waiver.decided_by'),
    )
    .select(waiverColumns)
    .select(['proposer.name as proposedByName', 'decider.name as decidedByName'])
    .where('waiver.county', '=', county)
    .where('waiver.obligation_id', '=', obligationId)
    .orderBy('waiver.proposed_at')
    .orderBy('waiver.id')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as WaiverState }));
}

export async function markWaived(tx: Tx, county: string, obligationId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('obligation')
    .set({ waived_at: at.toString() })
    .where('county', '=', county)
    .where('id', '=', obligationId)
    .execute();
}

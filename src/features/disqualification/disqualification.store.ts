import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type {
  Case,
  CaseState,
  Ground,
  LaidOut,
  Procedure,
  Statement,
  StepBody,
  TakenStep,
} from './disqualification.model.ts';

/** The step that waits, as lists and the home page read it. */
export type Waiting = {
  readonly step: string;
  readonly by: string;
  readonly fromOn: string | null;
  readonly dueOn: string | null;
  readonly provisional: boolean;
} | null;

export async function nextNumber(tx: Tx, county: string, year: number): Promise<number> {
  const row = await tx
    .insertInto('disqualification_series')
    .values({ county, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'year'])
        .doUpdateSet({ last_number: sql`disqualification_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
}

const columns = [
  'id',
  'version',
  'number',
  'contractor_id as contractorId',
  'state',
  'ground',
  'reasons',
  'laid_out as laidOut',
  'procedure',
  'opened_on as openedOn',
  'opened_by as openedBy',
  'pack_id as packId',
  'pack_version as packVersion',
  'pack_hash as packHash',
  'hearing_asked_on as askedOn',
  'hearing_asked_by as askedBy',
  'hearing_announced_on as announcedOn',
  'hearing_announced_for as announcedFor',
  'hearing_place as place',
  'held_on as heldOn',
  'held_by as heldBy',
  'held_reasons as heldReasons',
  'closed_on as closedOn',
  'closed_by as closedBy',
  'closed_reasons as closedReasons',
] as const;

export async function findCase(
  db: Tx,
  county: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Case | undefined> {
  const row = await db
    .selectFrom('disqualification_case')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    contractorId: row.contractorId,
    state: row.state as CaseState,
    ground: row.ground as unknown as Ground,
    reasons: row.reasons,
    laidOut: row.laidOut as unknown as LaidOut,
    procedure: row.procedure as unknown as Procedure,
    openedOn: row.openedOn,
    openedBy: row.openedBy,
    pack: { id: row.packId, version: row.packVersion, hash: row.packHash },
    hearing: {
      askedOn: row.askedOn,
      askedBy: row.askedBy,
      announcedOn: row.announcedOn,
      announcedFor: row.announcedFor,
      place: row.place,
    },
    hold:
      row.heldOn !== null && row.heldBy !== null
        ? { on: row.heldOn, by: row.heldBy, reasons: row.heldReasons ?? '' }
        : null,
    closed:
      row.closedOn !== null && row.closedBy !== null
        ? { on: row.closedOn, by: row.closedBy, reasons: row.closedReasons ?? '' }
        : null,
    steps: await stepsOf(db, county, id),
  };
}

async function stepsOf(db: Tx, county: string, caseId: string): Promise<TakenStep[]> {
  const rows = await db
    .selectFrom('disqualification_step')
    .select([
      'id',
      'taken_on as on',
      'from_on as fromOn',
      'due_on as dueOn',
      'ends_on as endsOn',
      'recorded_by as recordedBy',
      'body',
    ])
    .where('county', '=', county)
    .where('case_id', '=', caseId)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ ...row, body: row.body as unknown as StepBody }));
}

const moving = (current: Case, waiting: Waiting) => ({
  version: current.version,
  state: current.state,
  hearing_asked_on: current.hearing.askedOn,
  hearing_asked_by: current.hearing.askedBy,
  hearing_announced_on: current.hearing.announcedOn,
  hearing_announced_for: current.hearing.announcedFor,
  hearing_place: current.hearing.place,
  held_on: current.hold?.on ?? null,
  held_by: current.hold?.by ?? null,
  held_reasons: current.hold?.reasons ?? null,
  closed_on: current.closed?.on ?? null,
  closed_by: current.closed?.by ?? null,
  closed_reasons: current.closed?.reasons ?? null,
  next_step: waiting?.step ?? null,
  next_by: waiting?.by ?? null,
  next_from_on: waiting?.fromOn ?? null,
  next_due_on: waiting?.dueOn ?? null,
  next_provisional: waiting?.provisional ?? false,
});

export async function insertCase(tx: Tx, county: string, current: Case, waiting: Waiting): Promise<void> {
  await tx
    .insertInto('disqualification_case')
    .values({
      county,
      id: current.id,
      number: current.number,
      contractor_id: current.contractorId,
      ground: JSON.stringify(current.ground),
      reasons: current.reasons,
      laid_out: JSON.stringify(current.laidOut),
      procedure: JSON.stringify(current.procedure),
      opened_on: current.openedOn,
      opened_by: current.openedBy,
      pack_id: current.pack.id,
      pack_version: current.pack.version,
      pack_hash: current.pack.hash,
      ...moving(current, waiting),
    })
    .execute();
}

export async function saveCase(tx: Tx, county: string, current: Case, waiting: Waiting): Promise<void> {
  await tx
    .updateTable('disqualification_case')
    .set(moving(current, waiting))
    .where('county', '=', county)
    .where('id', '=', current.id)
    .execute();
}

export async function insertStep(
  tx: Tx,
  county: string,
  current: Pick<Case, 'id' | 'version'>,
  taken: TakenStep,
): Promise<void> {
  await tx
    .insertInto('disqualification_step')
    .values({
      county,
      id: taken.id,
      case_id: current.id,
      version: current.version,
      step: taken.body.step,
      taken_on: taken.on,
      from_on: taken.fromOn,
      due_on: taken.dueOn,
      ends_on: taken.endsOn,
      recorded_by: taken.recordedBy,
      body: JSON.stringify(taken.body),
    })
    .execute();
}

export async function insertStatement(
  tx: Tx,
  county: string,
  current: Pick<Case, 'id' | 'version'>,
  statement: Statement,
): Promise<void> {
  await tx
    .insertInto('disqualification_statement')
    .values({
      county,
      id: statement.id,
      case_id: current.id,
      version: current.version,
      text: statement.text,
      spoken_by: statement.by,
      spoken_at: statement.at,
    })
    .execute();
}

export async function statementsOf(db: Tx, county: string, caseId: string): Promise<Statement[]> {
  return db
    .selectFrom('disqualification_statement')
    .select(['id', 'text', 'spoken_by as by', 'spoken_at as at'])
    .where('county', '=', county)
    .where('case_id', '=', caseId)
    .orderBy('spoken_at')
    .orderBy('id')
    .execute();
}

export type CaseListed = {
  readonly id: string;
  readonly number: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly state: CaseState;
  readonly ground: Ground;
  readonly openedOn: string;
  readonly held: boolean;
  readonly procedure: Procedure;
  readonly next: Waiting;
};

/** Newest first. A contractor's own from the notice on. */
export async function cases(
  db: Tx,
  county: string,
  filter: {
    readonly state?: CaseState | undefined;
    readonly contractorId?: string | undefined;
    readonly notifiedOnly?: boolean;
    readonly after?: { readonly openedOn: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<CaseListed[]> {
  const { state, contractorId, notifiedOnly = false, after, limit } = filter;
  const { rows } = await sql<CaseListed>`
    select c.id, c.number, c.contractor_id as "contractorId", o.name as "contractorName", c.state, c.ground, c.opened_on as "openedOn",
      c.held_on is not null as held, c.procedure,
      case when c.next_step is not null then json_build_object('step', c.next_step, 'by', c.next_by, 'fromOn', c.next_from_on,
        'dueOn', c.next_due_on, 'provisional', c.next_provisional) end as next
    from disqualification_case c join organisation o on o.county = c.county and o.id = c.contractor_id
    where c.county = ${county}
      ${state === undefined ? sql`` : sql`and c.state = ${state}`}
      ${contractorId === undefined ? sql`` : sql`and c.contractor_id = ${contractorId}::uuid`}
      ${notifiedOnly ? sql`and exists (select from disqualification_step s where s.county = c.county and s.case_id = c.id and s.step = 'notice')` : sql``}
      ${after === undefined ? sql`` : sql`and (c.opened_on, c.id) < (${after.openedOn}::date, ${after.id}::uuid)`}
    order by c.opened_on desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

/** For each contractor the case that runs, or its disqualification. */
export async function standingCases(db: Tx, county: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('disqualification_case')
    .select(['id', 'contractor_id'])
    .where('county', '=', county)
    .where('state', 'in', ['open', 'disqualified'])
    .execute();
  return new Map(rows.map((row) => [row.contractor_id, row.id]));
}

export async function contractorName(db: Tx, county: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select('name')
    .where('county', '=', county)
    .where('id', '=', id)
    .where('kind', '=', 'contractor')
    .executeTakeFirst();
  return row?.name;
}

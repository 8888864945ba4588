import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { ContentArea, EscalationStep, Severity } from '../regime/regime.model.ts';
import type { Conclusion, Extension, RectificationState, TakenStep } from './rectification.model.ts';

/** The rungs of the pack's ladder as SQL compares them: after how many days overdue each is due. */
export type Rung = { readonly step: string; readonly afterOverdueDays: number };

/** The day that decides lateness, as `latenessOf` in the rules: today while the contractor has the next step, else its report. */
const answered = (on: string) =>
  sql`case when r.state in ('ordered', 'returned', 'not-verified') or r.reported_on is null then ${on}::date else r.reported_on end`;
const overdue = (on: string) =>
  sql<boolean>`(r.state not in ('closed', 'revoked') and r.due_on < ${answered(on)})`;

/** As `dueSteps` in the rules says: only while the contractor has the next step. */
const stepsDue = (on: string, ladder: readonly Rung[]) => sql<
  string[]
>`case when r.state in ('ordered', 'returned', 'not-verified') and r.due_on < ${on}::date then array(
  select s.step from unnest(${ladder.map(({ step }) => step)}::text[], ${ladder.map(({ afterOverdueDays }) => afterOverdueDays)}::int[]) with ordinality s(step, after, at)
  where s.after <= ${on}::date - r.due_on and not exists (select from escalation e
    where e.county = r.county and e.rectification_id = r.id and e.round = r.reopened_count and e.step = s.step)
  order by s.at) else array[]::text[] end`;

export type LedgerFilter = {
  readonly state?: string | undefined;
  readonly overdue?: 'yes' | 'no' | undefined;
  readonly steps?: 'due' | undefined;
  readonly severity?: string | undefined;
  readonly contractor?: string | undefined;
  readonly agreement?: string | undefined;
  readonly letter?: string | undefined;
  readonly search?: string | undefined;
  readonly id?: string;
  readonly after?: { readonly dueOn: string; readonly id: string } | undefined;
  readonly limit: number;
};

type LedgerSql = {
  id: string;
  state: RectificationState;
  severity: Severity;
  letterId: string;
  issuerCode: string;
  numberYear: number;
  number: number;
  findingId: string;
  findingNumber: string;
  fact: string;
  place: string;
  area: ContentArea;
  clauseId: string;
  foundOn: string;
  inspectionId: string;
  inspectionNumber: string;
  contractorName: string;
  requirement: string;
  responsiblePerson: string | null;
  cause: string | null;
  measure: string | null;
  servedOn: string;
  dueOn: string;
  originalDueOn: string;
  countyDays: number;
  provisional: boolean;
  extension: Extension['state'] | null;
  reportedOn: string | null;
  reinspectedOn: string | null;
  reinspectors: string[];
  conclusion: Conclusion | null;
  closedOn: string | null;
  closedBy: string | null;
  overdueDays: number;
  escalation: EscalationStep;
  stepsDue: TakenStep[];
  reopenedCount: number;
};

/**
 * One statement for a page of the ledger. The whole of it shows the newest deadline first, as every ledger here does; what is
 * overdue or owes a step shows the longest waiting first.
 */
export async function ledger(
  db: Tx,
  county: string,
  filter: LedgerFilter,
  ladder: readonly Rung[],
  on: string,
): Promise<LedgerSql[]> {
  const { after } = filter;
  const waitingFirst = filter.overdue === 'yes' || filter.steps !== undefined;
  const wanted = [
    sql`r.county = ${county}`,
    ...(filter.id ? [sql`r.id = ${filter.id}::uuid`] : []),
    ...(filter.state ? [sql`r.state = ${filter.state}`] : []),
    ...(filter.severity ? [sql`r.severity = ${filter.severity}`] : []),
    ...(filter.contractor ? [sql`r.contractor_id = ${filter.contractor}::uuid`] : []),
    ...(filter.agreement ? [sql`r.agreement_id = ${filter.agreement}::uuid`] : []),
    ...(filter.letter ? [sql`r.letter_id = ${filter.letter}::uuid`] : []),
    ...(filter.overdue === 'yes' ? [overdue(on)] : []),
    ...(filter.overdue === 'no' ? [sql`not ${overdue(on)}`] : []),
    ...(filter.steps ? [sql`cardinality(${stepsDue(on, ladder)}) > 0`] : []),
    ...(filter.search
      ? [
          holds(
            filter.search,
            ...['f.number', 'f.fact', 'f.place'].map((column) => sql.ref(column)),
            sql`l.issuer_code || '〔' || l.number_year || '〕' || l.number || '号'`,
          ),
        ]
      : []),
    ...(after
      ? [sql`(r.due_on, r.id) ${waitingFirst ? sql`>` : sql`<`} (${after.dueOn}::date, ${after.id}::uuid)`]
      : []),
  ];
  const { rows } = await sql<LedgerSql>`
    select r.id, r.state, r.severity, r.letter_id as "letterId", l.issuer_code as "issuerCode", l.number_year as "numberYear", l.number,
      r.finding_id as "findingId", f.number as "findingNumber", f.fact, f.place, f.area, f.clause_id as "clauseId", f.found_on as "foundOn",
      i.id as "inspectionId", i.number as "inspectionNumber", o.name as "contractorName", t.requirement,
      report.responsible_person as "responsiblePerson", report.cause, report.measure, r.served_on as "servedOn", r.due_on as "dueOn",
      r.original_due_on as "originalDueOn", r.county_days as "countyDays", r.provisional, r.extension_state as extension, r.reported_on as "reportedOn",
      visit.inspected_on as "reinspectedOn", coalesce(visit.names, array[]::text[]) as reinspectors, visit.conclusion,
      r.closed_on as "closedOn", closer.name as "closedBy", case when ${overdue(on)} then ${answered(on)} - r.due_on else 0 end as "overdueDays",
      r.escalation, ${stepsDue(on, ladder)} as "stepsDue", r.reopened_count as "reopenedCount"
    from rectification r
    join letter l on l.county = r.county and l.id = r.letter_id
    join letter_item t on t.county = r.county and t.id = r.letter_item_id
    join finding f on f.county = r.county and f.id = r.finding_id
    join inspection i on i.county = f.county and i.id = f.inspection_id
    join organisation o on o.county = r.county and o.id = r.contractor_id
    left join rectification_report report on report.county = r.county and report.rectification_id = r.id and report.attempt = r.attempts
    left join lateral (select v.inspected_on, v.conclusion,
        array(select p.name from reinspection_member m join person p on p.county = m.county and p.id = m.person_id
          where m.county = v.county and m.reinspection_id = v.id order by p.name) as names
      from reinspection v where v.county = r.county and v.rectification_id = r.id order by v.attempt desc limit 1) visit on true
    left join person closer on closer.county = r.county and closer.id = r.closed_by
    where ${sql.join(wanted, sql` and `)}
    order by ${waitingFirst ? sql`r.due_on, r.id` : sql`r.due_on desc, r.id desc`}
    limit ${filter.limit}`.execute(db);
  return rows;
}

export async function summary(
  db: Tx,
  county: string,
  contractorId: string | undefined,
  ladder: readonly Rung[],
  on: string,
) {
  const { rows } = await sql<{
    open: number;
    overdue: number;
    reported: number;
    verified: number;
    stepsDue: number;
    extensionsAsked: number;
  }>`
    select count(*)::int as open,
      count(*) filter (where ${overdue(on)})::int as overdue,
      count(*) filter (where r.state = 'reported')::int as reported,
      count(*) filter (where r.state = 'verified')::int as verified,
      count(*) filter (where cardinality(${stepsDue(on, ladder)}) > 0)::int as "stepsDue",
      count(*) filter (where r.extension_state = 'asked')::int as "extensionsAsked"
    from rectification r
    where r.county = ${county} and r.state not in ('closed', 'revoked')
      ${contractorId ? sql`and r.contractor_id = ${contractorId}::uuid` : sql``}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}

/** Who found it, and with whom: they may not re-inspect by themselves, and never close. */
export async function findingOrigin(db: Tx, county: string, findingId: string) {
  const finding = await db
    .selectFrom('finding')
    .select(['found_by as foundBy', 'found_on as foundOn', 'inspection_id as inspectionId'])
    .where('county', '=', county)
    .where('id', '=', findingId)
    .executeTakeFirstOrThrow();
  const team = await db
    .selectFrom('inspection_member')
    .select('person_id as personId')
    .where('county', '=', county)
    .where('inspection_id', '=', finding.inspectionId)
    .execute();
  return { ...finding, team: [...new Set([finding.foundBy, ...team.map(({ personId }) => personId)])] };
}

export async function severitiesOf(
  db: Tx,
  county: string,
  findingIds: readonly string[],
): Promise<Map<string, Severity>> {
  if (findingIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'severity'])
    .where('county', '=', county)
    .where('id', 'in', [...findingIds])
    .execute();
  return new Map(rows.map(({ id, severity }) => [id, severity as Severity]));
}

export async function agreementOf(db: Tx, county: string, id: string) {
  return db
    .selectFrom('agreement')
    .select(['id', 'number', 'name'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The first of the given evidence whose very bytes one of the subjects carries already. */
export async function seenBefore(
  db: Tx,
  county: string,
  evidenceIds: readonly string[],
  subjectIds: readonly string[],
) {
  if (evidenceIds.length === 0) return undefined;
  const row = await db
    .selectFrom('evidence')
    .innerJoin('evidence as other', (join) =>
      join.onRef('other.county', '=', 'evidence.county').onRef('other.sha256', '=', 'evidence.sha256'),
    )
    .innerJoin('evidence_use', (join) =>
      join
        .onRef('evidence_use.county', '=', 'other.county')
        .onRef('evidence_use.evidence_id', '=', 'other.id'),
    )
    .select('evidence.name')
    .where('evidence.county', '=', county)
    .where('evidence.id', 'in', [...evidenceIds])
    .where('evidence_use.subject_id', 'in', [...subjectIds])
    .where('evidence_use.removed', '=', false)
    .executeTakeFirst();
  return row?.name;
}

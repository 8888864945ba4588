import { type SqlBool, sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { DrawState } from '../draw/draw.model.ts';
import type { ContentArea, Method, Severity } from '../regime/regime.model.ts';
import type {
  InspectionPhase,
  InspectionState,
  ItemResult,
  Notice,
  PresentOutcome,
  Purpose,
  TeamMember,
  Verdict,
} from './inspection.model.ts';

export type InspectionListed = {
  readonly id: string;
  readonly number: string;
  readonly state: InspectionState;
  readonly area: ContentArea;
  readonly phase: InspectionPhase;
  readonly purpose: Purpose;
  readonly notice: Notice;
  readonly plannedOn: string;
  readonly facilityName: string | null;
  readonly townName: string | null;
  readonly agreementName: string;
  readonly contractorName: string;
  readonly leadName: string;
  readonly findings: number;
  readonly verdictConstruction: Verdict | null;
  readonly verdictOperation: Verdict | null;
  readonly verdictFunds: Verdict | null;
  readonly waitingForMe: boolean;
};

export type InspectionFilter = {
  readonly state?: string | undefined;
  readonly area?: string | undefined;
  readonly phase?: string | undefined;
  /** Nine digits. */
  readonly town?: string | undefined;
  readonly facility?: string | undefined;
  readonly agreement?: string | undefined;
  readonly contractor?: string | undefined;
  readonly month?: { readonly fromOn: string; readonly untilOn: string } | undefined;
  readonly mine: boolean;
  /** A contractor's own eyes. */
  readonly ownOnly: string | null;
};

/** The page is chosen on the narrow index first; names are joined to the fifty that remain. Newest planned day first. */
export async function inspections(
  db: Db,
  county: string,
  personId: string,
  filter: InspectionFilter,
  page: { readonly after?: { readonly on: string; readonly id: string } | undefined; readonly limit: number },
): Promise<InspectionListed[]> {
  const { after } = page;
  const conditions = [
    sql<SqlBool>`i.county = ${county}`,
    filter.state && sql<SqlBool>`i.state = ${filter.state}`,
    filter.area && sql<SqlBool>`i.area = ${filter.area}`,
    filter.phase && sql<SqlBool>`i.phase = ${filter.phase}`,
    filter.facility && sql<SqlBool>`i.facility_id = ${filter.facility}::uuid`,
    filter.agreement && sql<SqlBool>`i.agreement_id = ${filter.agreement}::uuid`,
    filter.contractor && sql<SqlBool>`i.contractor_id = ${filter.contractor}::uuid`,
    filter.ownOnly &&
      sql<SqlBool>`i.contractor_id = ${filter.ownOnly}::uuid and (i.state = 'signed' or i.notice = 'announced')`,
    filter.month &&
      sql<SqlBool>`i.planned_on >= ${filter.month.fromOn}::date and i.planned_on <= ${filter.month.untilOn}::date`,
    filter.town &&
      sql<SqlBool>`exists (select from facility t where t.county = i.county and t.id = i.facility_id
        and t.village_code like ${`${filter.town}%`})`,
    filter.mine &&
      sql<SqlBool>`exists (select from inspection_member m where m.county = i.county and m.inspection_id = i.id
        and m.person_id = ${personId}::uuid)`,
    after && sql<SqlBool>`(i.planned_on, i.id) < (${after.on}::date, ${after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object' && condition !== null);
  const { rows } = await sql<InspectionListed>`
    with chosen as (
      select i.* from inspection i where ${sql.join(conditions, sql` and `)}
      order by i.planned_on desc, i.id desc limit ${page.limit})
    select i.id, i.number, i.state, i.area, i.phase, i.purpose, i.notice, i.planned_on as "plannedOn", f.name as "facilityName",
      f.town_name as "townName", a.name as "agreementName", o.name as "contractorName", p.name as "leadName",
      (select count(*)::integer from finding n where n.county = i.county and n.inspection_id = i.id) as findings,
      i.verdict_construction as "verdictConstruction", i.verdict_operation as "verdictOperation", i.verdict_funds as "verdictFunds",
      exists (select from inspection_member m where m.county = i.county and m.inspection_id = i.id and m.person_id = ${personId}::uuid
        and ((i.state = 'planned' and (m.role = 'lead' or m.recusal_declared_at is null))
          or (i.state = 'submitted' and m.signed_at is null))) as "waitingForMe"
    from chosen i
    join agreement a on a.county = i.county and a.id = i.agreement_id
    join organisation o on o.county = i.county and o.id = i.contractor_id
    join person p on p.county = i.county and p.id = i.lead_id
    left join facility f on f.county = i.county and f.id = i.facility_id
    order by i.planned_on desc, i.id desc`.execute(db);
  return rows;
}

export type ServedListed = {
  readonly id: string;
  readonly ruleId: string;
  readonly period: string;
  readonly windowStartOn: string;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly closesOn: string;
  readonly clauseId: string;
};

export type InspectionFound = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: InspectionState;
  readonly area: ContentArea;
  readonly phase: InspectionPhase;
  readonly purpose: Purpose;
  readonly notice: Notice;
  readonly plannedOn: string;
  readonly plannedBy: string;
  readonly plannedByName: string;
  readonly leadId: string;
  readonly facilityId: string | null;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly packId: string;
  readonly packVersion: string;
  readonly packHash: string;
  readonly cancelReason: string | null;
  readonly draw: {
    readonly id: string;
    readonly number: string;
    readonly state: DrawState;
    readonly departure: string | null;
  } | null;
  readonly team: readonly (TeamMember & { readonly organisationName: string })[];
  readonly obligations: readonly ServedListed[];
};

const utc = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** An inspection with its team and what it is to fulfil, in one statement. */
export async function findInspection(
  db: Db | Tx,
  county: string,
  id: string,
): Promise<InspectionFound | undefined> {
  const { rows } = await sql<InspectionFound>`
    select i.id, i.version, i.number, i.state, i.area, i.phase, i.purpose, i.notice, i.planned_on as "plannedOn",
      i.planned_by as "plannedBy", pb.name as "plannedByName", i.lead_id as "leadId", i.facility_id as "facilityId",
      i.agreement_id as "agreementId", i.contractor_id as "contractorId", i.pack_id as "packId", i.pack_version as "packVersion",
      i.pack_hash as "packHash", i.cancel_reason as "cancelReason",
      (select json_build_object('id', d.id, 'number', d.number, 'state', d.state, 'departure', i.draw_departure)
       from draw d where d.county = i.county and d.id = i.draw_id) as draw,
      (select coalesce(json_agg(json_build_object('personId', m.person_id, 'name', p.name, 'organisationName', po.name, 'role', m.role,
         'declaredAt', ${utc('m.recusal_declared_at')}, 'recusalReason', m.recusal_reason, 'signedAt', ${utc('m.signed_at')},
         'remark', m.remark)
         order by case m.role when 'lead' then 0 when 'member' then 1 else 2 end, p.name), '[]'::json)
       from inspection_member m
       join person p on p.county = m.county and p.id = m.person_id
       join organisation po on po.county = p.county and po.id = p.organisation_id
       where m.county = i.county and m.inspection_id = i.id) as team,
      (select coalesce(json_agg(json_build_object('id', b.id, 'ruleId', b.rule_id, 'period', b.period, 'windowStartOn', b.window_start_on,
         'dueOn', b.due_on, 'provisional', b.provisional, 'closesOn', b.closes_on, 'clauseId', b.clause_id) order by b.due_on, b.id), '[]'::json)
       from inspection_obligation io
       join obligation b on b.county = io.county and b.id = io.obligation_id
       where io.county = i.county and io.inspection_id = i.id) as obligations
    from inspection i join person pb on pb.county = i.county and pb.id = i.planned_by
    where i.county = ${county} and i.id = ${id}`.execute(db);
  return rows[0];
}

export type RecordFound = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly arrivedAt: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly accuracyMetres: number | null;
  readonly datum: string | null;
  readonly positionMissingReason: string | null;
  readonly presentOutcome: PresentOutcome | null;
  readonly presentName: string | null;
  readonly presentTitle: string | null;
  readonly presentStatement: string | null;
  readonly summary: string | null;
  readonly verdictConstruction: Verdict | null;
  readonly verdictOperation: Verdict | null;
  readonly verdictFunds: Verdict | null;
  readonly reasonsConstruction: string | null;
  readonly reasonsOperation: string | null;
  readonly reasonsFunds: string | null;
  readonly contentDigest: string;
  readonly submittedBy: string;
  readonly submittedByName: string;
  readonly submittedAt: string;
  readonly signedAt: string | null;
  readonly methods: readonly {
    method: Method;
    description: string;
    minutes: string;
    attendance: string;
    materials: string;
  }[];
  readonly items: readonly { itemId: string; result: ItemResult; fact: string }[];
  readonly figures: readonly {
    lineKey: string;
    task: string;
    content: string;
    unit: string;
    reportId: string | null;
    reportRevision: number | null;
    reportedTotal: number | null;
    seenTotal: number | null;
    difference: number | null;
    doubtful: boolean;
    note: string;
  }[];
};

/** What was handed in; undefined until it was. */
export async function findRecord(db: Db | Tx, county: string, id: string): Promise<RecordFound | undefined> {
  const { rows } = await sql<RecordFound>`
    select i.started_at as "startedAt", i.ended_at as "endedAt", i.arrived_at as "arrivedAt", i.latitude, i.longitude,
      i.accuracy_metres as "accuracyMetres", i.datum, i.position_missing_reason as "positionMissingReason",
      i.present_outcome as "presentOutcome", i.present_name as "presentName", i.present_title as "presentTitle",
      i.present_statement as "presentStatement", i.summary,
      i.verdict_construction as "verdictConstruction", i.verdict_operation as "verdictOperation", i.verdict_funds as "verdictFunds",
      i.reasons_construction as "reasonsConstruction", i.reasons_operation as "reasonsOperation", i.reasons_funds as "reasonsFunds",
      i.content_digest as "contentDigest", i.submitted_by as "submittedBy", p.name as "submittedByName",
      i.submitted_at as "submittedAt", i.signed_at as "signedAt",
      (select coalesce(json_agg(json_build_object('method', m.method, 'description', m.description, 'minutes', m.minutes,
         'attendance', m.attendance, 'materials', m.materials) order by m.method), '[]'::json)
       from inspection_method m where m.county = i.county and m.inspection_id = i.id) as methods,
      (select coalesce(json_agg(json_build_object('itemId', t.item_id, 'result', t.result, 'fact', t.fact) order by t.ordinal), '[]'::json)
       from inspection_item t where t.county = i.county and t.inspection_id = i.id) as items,
      (select coalesce(json_agg(json_build_object('lineKey', g.line_key, 'task', coalesce(l.task, ''),
         'content', coalesce(l.content, ''), 'unit', coalesce(l.unit, ''),
         'reportId', g.report_id, 'reportRevision', g.report_revision, 'reportedTotal', g.reported_total, 'seenTotal', g.seen_total,
         'difference', g.difference, 'doubtful', g.doubtful, 'note', g.note) order by l.ordinal, g.line_key), '[]'::json)
       from inspection_figure g
       left join lateral (
         select pl.task, pl.content, pl.unit, pl.ordinal from plan_line pl join plan on plan.county = pl.county and plan.id = pl.plan_id
         where pl.county = g.county and pl.line_key = g.line_key and plan.state in ('approved', 'superseded')
         order by plan.number desc limit 1) l on true
       where g.county = i.county and g.inspection_id = i.id) as figures
    from inspection i join person p on p.county = i.county and p.id = i.submitted_by
    where i.county = ${county} and i.id = ${id}`.execute(db);
  return rows[0];
}

export async function supplementsOf(db: Db | Tx, county: string, id: string) {
  return db
    .selectFrom('inspection_supplement')
    .innerJoin('person', (join) =>
      join
        .onRef('person.county', '=', 'inspection_supplement.county')
        .onRef('person.id', '=', 'inspection_supplement.added_by'),
    )
    .select([
      'inspection_supplement.id',
      'inspection_supplement.text',
      'inspection_supplement.added_at as at',
      'person.name as by',
    ])
    .where('inspection_supplement.county', '=', county)
    .where('inspection_supplement.inspection_id', '=', id)
    .orderBy('inspection_supplement.added_at')
    .orderBy('inspection_supplement.id')
    .execute();
}

export async function findingsIn(db: Db | Tx, county: string, inspectionId: string) {
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'number', 'state', 'severity', 'fact', 'item_id as itemId'])
    .where('county', '=', county)
    .where('inspection_id', '=', inspectionId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, severity: row.severity as Severity }));
}

/**
 * What is still open at this place, whoever holds it now, or under this contract where there is no place: the inspector looks at it
 * again (D04, D10).
 */
export async function openFindingsAt(
  db: Db | Tx,
  county: string,
  at: {
    readonly facilityId: string | null;
    readonly agreementId: string;
    readonly contractorId: string;
    readonly area: string;
  },
) {
  const rows = await db
    .selectFrom('finding')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'finding.county')
        .onRef('organisation.id', '=', 'finding.contractor_id'),
    )
    .select([
      'finding.id',
      'finding.number',
      'finding.state',
      'finding.severity',
      'finding.fact',
      'finding.place',
      'finding.found_on as foundOn',
      'finding.item_id as itemId',
      'finding.contractor_id as contractorId',
      'organisation.name as contractorName',
    ])
    .where('finding.county', '=', county)
    .where('finding.state', 'in', ['raised', 'confirmed', 'in-letter', 'rectifying'])
    .$if(at.facilityId !== null, (query) => query.where('finding.facility_id', '=', at.facilityId))
    .$if(at.facilityId === null, (query) =>
      query
        .where('finding.agreement_id', '=', at.agreementId)
        .where('finding.facility_id', 'is', null)
        .where('finding.area', '=', at.area),
    )
    .orderBy('finding.found_on', 'desc')
    .orderBy('finding.id', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ contractorId, contractorName, ...row }) => ({
    ...row,
    severity: row.severity as Severity,
    formerContractor: contractorId === at.contractorId ? null : contractorName,
  }));
}

/** The obligation a plan begins from. */
export async function findServed(db: Db | Tx, county: string, id: string) {
  return db
    .selectFrom('obligation')
    .select([
      'id',
      'rule_id as ruleId',
      'kind',
      'area',
      'subject_type as subjectType',
      'subject_id as subjectId',
      'window_start_on as windowStartOn',
      'due_on as dueOn',
    ])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Names of organisations behind candidates, for the plan's form. */
export async function organisationNames(
  db: Db,
  county: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('county', '=', county)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

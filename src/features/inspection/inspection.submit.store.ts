import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { EndedFinding, Finding } from '../finding/finding.model.ts';
import { insertingFindings } from '../finding/finding.store.ts';
import { candidateColumns } from '../organisation/organisation.group.store.ts';
import type { TeamCandidate } from '../organisation/organisation.model.ts';
import type { Standard } from '../regime/regime.model.ts';
import { figureOf, type ReportedLine, reportedLines } from './inspection.figures.store.ts';
import type {
  ComparedFigure,
  Inspection,
  ReportedFigure,
  Submission,
  TeamMember,
} from './inspection.model.ts';
import { inspectionColumns, memberColumns, teamOrder } from './inspection.store.ts';

/** A member of a team with what decides, on a day, whether he may be one. */
export type MemberOnDay = TeamMember & TeamCandidate & { readonly active: boolean };

/** What a submission is checked against. */
export type ToBeSubmitted = Omit<Inspection, 'team'> & {
  readonly team: readonly MemberOnDay[];
  /** What was reported. */
  readonly reported: readonly ReportedFigure[];
  /** Findings that ended here lately. */
  readonly ended: readonly EndedFinding[];
  /** Which of the evidence asked about is a picture. */
  readonly photographs: readonly string[];
};

/**
 * Locked, with everything a submission is checked against, in one statement. Should it have waited for the lock, what it says of
 * the team may be older than the record; whatever changes the team also moves the version, which is compared.
 */
export async function findForSubmission(
  tx: Tx,
  county: string,
  id: string,
  asked: { readonly on: string; readonly since: string; readonly evidence: readonly string[] },
): Promise<ToBeSubmitted | undefined> {
  const subject = { agreementId: sql.ref('i.agreement_id'), area: sql.ref('i.area') };
  const { rows } = await sql<Omit<ToBeSubmitted, 'reported'> & { reported: ReportedLine[] }>`
    select ${inspectionColumns},
      (select coalesce(json_agg(t), '[]'::json) from (
         select ${candidateColumns(asked.on)}, p.active and o.active as active, ${memberColumns}
         from inspection_member m
         join person p on p.county = m.county and p.id = m.person_id
         join organisation o on o.county = p.county and o.id = p.organisation_id
         where m.county = i.county and m.inspection_id = i.id ${teamOrder}) t) as team,
      (select coalesce(json_agg(r), '[]'::json) from (${reportedLines(county, subject, asked.on)}) r) as reported,
      (select coalesce(json_agg(json_build_object('id', n.id, 'itemId', n.item_id, 'area', n.area, 'closedOn', n.closed_on)), '[]'::json)
       from finding n where n.county = i.county and n.agreement_id = i.agreement_id and n.state in ('closed', 'put-right')
         and n.facility_id is not distinct from i.facility_id and n.closed_on >= ${asked.since}::date) as ended,
      array(select e.id::text from evidence e where e.county = ${county} and e.id = any(${sql.val([...asked.evidence])}::uuid[])
         and e.media_type like 'image/%') as photographs
    from inspection i left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.id = ${id} for update of i`.execute(tx);
  const [found] = rows;
  return found && { ...found, reported: found.reported.map(figureOf) };
}

/** Everything the lead handed in, written in one statement: the record, its parts and its findings. */
export async function saveSubmission(
  tx: Tx,
  county: string,
  record: {
    readonly id: string;
    readonly version: number;
    readonly told: Submission;
    readonly compared: readonly ComparedFigure[];
    readonly findings: readonly Finding[];
    readonly contentDigest: string;
    readonly by: string;
    readonly at: string;
  },
  stamp: { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string },
): Promise<void> {
  const { id, told, by, at } = record;
  const { verdicts, present, position } = told;
  const reasons = (standard: Standard) => verdicts[standard]?.reasons || null;
  const row = {
    version: record.version,
    ...stamp,
    started_at: told.startedAt,
    ended_at: told.endedAt,
    arrived_at: told.arrivedAt,
    latitude: position?.latitude,
    longitude: position?.longitude,
    accuracy_metres: position?.accuracyMetres,
    datum: position?.datum,
    position_missing_reason: told.positionMissingReason || null,
    present_outcome: present.outcome,
    present_name: present.name,
    present_title: present.title,
    present_statement: present.statement,
    summary: told.summary,
    verdict_construction: verdicts.construction?.verdict,
    verdict_operation: verdicts.operation?.verdict,
    verdict_funds: verdicts.funds?.verdict,
    reasons_construction: reasons('construction'),
    reasons_operation: reasons('operation'),
    reasons_funds: reasons('funds'),
    content_digest: record.contentDigest,
  };
  const methods = told.methods.map(({ evidence: _, ...method }) => method);
  const items = told.items.map(({ itemId, result, fact }, nth) => ({
    itemId,
    ordinal: nth + 1,
    result,
    fact,
  }));
  await sql`
    with
      the_record as (
        update inspection i set state = 'submitted', submitted_by = ${by}, submitted_at = ${at}, version = r.version,
          pack_id = r.pack_id, pack_version = r.pack_version, pack_hash = r.pack_hash, started_at = r.started_at, ended_at = r.ended_at,
          arrived_at = r.arrived_at, latitude = r.latitude, longitude = r.longitude, accuracy_metres = r.accuracy_metres, datum = r.datum,
          position_missing_reason = r.position_missing_reason, present_outcome = r.present_outcome, present_name = r.present_name,
          present_title = r.present_title, present_statement = r.present_statement, summary = r.summary,
          verdict_construction = r.verdict_construction, verdict_operation = r.verdict_operation, verdict_funds = r.verdict_funds,
          reasons_construction = r.reasons_construction, reasons_operation = r.reasons_operation, reasons_funds = r.reasons_funds,
          content_digest = r.content_digest
        from json_populate_record(null::inspection, ${JSON.stringify(row)}::json) r
        where i.county = ${county} and i.id = ${id}),
      the_lead as (
        update inspection_member set signed_at = ${at} where county = ${county} and inspection_id = ${id} and person_id = ${by}),
      the_methods as (
        insert into inspection_method (county, inspection_id, method, description, minutes, attendance, materials)
        select ${county}, ${id}::uuid, method, description, minutes, attendance, materials
        from json_to_recordset(${JSON.stringify(methods)}::json)
          as told (method text, description text, minutes text, attendance text, materials text)),
      the_figures as (
        insert into inspection_figure (county, inspection_id, line_key, report_id, report_revision, reported_total, seen_total,
          difference, doubtful, note)
        select ${county}, ${id}::uuid, "lineKey", "reportId", "reportRevision", "reportedTotal", "seenTotal", difference, doubtful, note
        from json_to_recordset(${JSON.stringify(record.compared)}::json) as told ("lineKey" uuid, "reportId" uuid,
          "reportRevision" integer, "reportedTotal" numeric, "seenTotal" numeric, difference numeric, doubtful boolean, note text)),
      the_findings as (${insertingFindings(county, record.findings)})
    insert into inspection_item (county, inspection_id, item_id, ordinal, result, fact)
    select ${county}, ${id}::uuid, "itemId", ordinal, result, fact
    from json_to_recordset(${JSON.stringify(items)}::json) as told ("itemId" text, ordinal integer, result text, fact text)`.execute(
    tx,
  );
}

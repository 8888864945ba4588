import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { ContentArea, Dimension, Severity } from '../regime/regime.model.ts';
import type { EndedFinding, Finding, FindingState, ProposalKind } from './finding.model.ts';

const columns = [
  'finding.id',
  'finding.version',
  'finding.number',
  'finding.inspection_id',
  'finding.item_id',
  'finding.facility_id',
  'finding.agreement_id',
  'finding.contractor_id',
  'finding.area',
  'finding.fact',
  'finding.place',
  'finding.found_on',
  'finding.found_by',
  'finding.clause_id',
  'finding.severity',
  'finding.dimensions',
  'finding.state',
  'finding.repeat_of',
  'finding.proposal',
  'finding.proposal_severity',
  'finding.proposal_reason',
  'finding.proposed_by',
  'finding.proposed_at',
  'finding.withdrawal_reason',
  'finding.withdrawal_proposed_by',
  'finding.withdrawn_by',
  'finding.lowered_from',
  'finding.lowering_reason',
  'finding.lowering_proposed_by',
  'finding.lowered_by',
  'finding.put_right_statement',
  'finding.put_right_by',
  'finding.closed_on',
] as const;

type Row = {
  [C in (typeof columns)[number] as C extends `finding.${infer Name}` ? Name : never]: unknown;
};

function findingOf(row: Row): Finding {
  const text = (value: unknown) => value as string;
  return {
    id: text(row.id),
    version: row.version as number,
    number: text(row.number),
    inspectionId: text(row.inspection_id),
    itemId: row.item_id as string | null,
    facilityId: row.facility_id as string | null,
    agreementId: text(row.agreement_id),
    contractorId: text(row.contractor_id),
    area: row.area as ContentArea,
    fact: text(row.fact),
    place: text(row.place),
    foundOn: text(row.found_on),
    foundBy: text(row.found_by),
    clauseId: text(row.clause_id),
    severity: row.severity as Severity,
    dimensions: row.dimensions as Dimension[],
    state: row.state as FindingState,
    repeatOf: row.repeat_of as string | null,
    proposal: row.proposal
      ? {
          kind: row.proposal as ProposalKind,
          severity: row.proposal_severity as Severity | null,
          reason: text(row.proposal_reason),
          by: text(row.proposed_by),
          at: text(row.proposed_at),
        }
      : null,
    withdrawal: row.withdrawn_by
      ? {
          reason: text(row.withdrawal_reason),
          proposedBy: text(row.withdrawal_proposed_by),
          by: text(row.withdrawn_by),
        }
      : null,
    lowered: row.lowered_from
      ? {
          from: row.lowered_from as Severity,
          reason: text(row.lowering_reason),
          proposedBy: text(row.lowering_proposed_by),
          by: text(row.lowered_by),
        }
      : null,
    putRight: row.put_right_by
      ? { statement: text(row.put_right_statement), by: text(row.put_right_by) }
      : null,
    closedOn: row.closed_on as string | null,
  };
}

/** Locked in the order of their ids, so that two acts on the same findings never wait for one another. */
export async function findingsForUpdate(tx: Tx, county: string, ids: readonly string[]): Promise<Finding[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('finding')
    .select(columns)
    .where('finding.county', '=', county)
    .where('finding.id', 'in', [...ids])
    .orderBy('finding.id')
    .forUpdate()
    .execute();
  return rows.map(findingOf);
}

export async function raisedInForUpdate(tx: Tx, county: string, inspectionId: string): Promise<Finding[]> {
  const rows = await tx
    .selectFrom('finding')
    .select(columns)
    .where('finding.county', '=', county)
    .where('finding.inspection_id', '=', inspectionId)
    .where('finding.state', '=', 'raised')
    .orderBy('finding.id')
    .forUpdate()
    .execute();
  return rows.map(findingOf);
}

/** Any number of findings in one statement, or in a part of a larger one. */
export const insertingFindings = (county: string, findings: readonly Finding[]) => sql`
    insert into finding (county, id, version, number, inspection_id, item_id, facility_id, agreement_id, contractor_id, area, fact,
      place, found_on, found_by, clause_id, severity, dimensions, state, repeat_of)
    select ${county}, id, version, number, "inspectionId", "itemId", "facilityId", "agreementId", "contractorId", area, fact,
      place, "foundOn", "foundBy", "clauseId", severity, dimensions, state, "repeatOf"
    from json_to_recordset(${JSON.stringify(findings)}::json) as told (id uuid, version integer, number text, "inspectionId" uuid,
      "itemId" text, "facilityId" uuid, "agreementId" uuid, "contractorId" uuid, area text, fact text, place text, "foundOn" date,
      "foundBy" uuid, "clauseId" text, severity text, dimensions text[], state text, "repeatOf" uuid)`;

export async function insertFindings(tx: Tx, county: string, findings: readonly Finding[]): Promise<void> {
  if (findings.length > 0) await insertingFindings(county, findings).execute(tx);
}

/** What may change about a finding, in one statement for all of them. Fact, place, time and clause never do. */
export async function saveFindings(tx: Tx, county: string, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map(
    ({ id, version, state, severity, closedOn, proposal, withdrawal, lowered, putRight }) => ({
      id,
      version,
      state,
      severity,
      closed_on: closedOn,
      proposal: proposal?.kind ?? null,
      proposal_severity: proposal?.severity ?? null,
      proposal_reason: proposal?.reason ?? null,
      proposed_by: proposal?.by ?? null,
      proposed_at: proposal?.at ?? null,
      withdrawal_reason: withdrawal?.reason ?? null,
      withdrawal_proposed_by: withdrawal?.proposedBy ?? null,
      withdrawn_by: withdrawal?.by ?? null,
      lowered_from: lowered?.from ?? null,
      lowering_reason: lowered?.reason ?? null,
      lowering_proposed_by: lowered?.proposedBy ?? null,
      lowered_by: lowered?.by ?? null,
      put_right_statement: putRight?.statement ?? null,
      put_right_by: putRight?.by ?? null,
    }),
  );
  const { numAffectedRows } = await sql`
    update finding f set version = told.version, state = told.state, severity = told.severity, closed_on = told.closed_on,
      proposal = told.proposal, proposal_severity = told.proposal_severity, proposal_reason = told.proposal_reason,
      proposed_by = told.proposed_by, proposed_at = told.proposed_at, withdrawal_reason = told.withdrawal_reason,
      withdrawal_proposed_by = told.withdrawal_proposed_by, withdrawn_by = told.withdrawn_by, lowered_from = told.lowered_from,
      lowering_reason = told.lowering_reason, lowering_proposed_by = told.lowering_proposed_by, lowered_by = told.lowered_by,
      put_right_statement = told.put_right_statement, put_right_by = told.put_right_by
    from json_to_recordset(${JSON.stringify(rows)}::json) as told (id uuid, version integer, state text, severity text, closed_on date,
      proposal text, proposal_severity text, proposal_reason text, proposed_by uuid, proposed_at timestamptz, withdrawal_reason text,
      withdrawal_proposed_by uuid, withdrawn_by uuid, lowered_from text, lowering_reason text, lowering_proposed_by uuid,
      lowered_by uuid, put_right_statement text, put_right_by uuid)
    where f.county = ${county} and f.id = told.id`.execute(tx);
  if (numAffectedRows !== BigInt(findings.length)) throw new Error('a finding to be saved is not there');
}

/** Findings that ended at a place (or under a contract, where there is no place) since a day: what new ones may repeat. */
export async function endedSince(
  db: Tx,
  county: string,
  at: { readonly facilityId: string | null; readonly agreementId: string },
  since: string,
): Promise<EndedFinding[]> {
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'item_id as itemId', 'area', 'closed_on as closedOn'])
    .where('county', '=', county)
    .where('agreement_id', '=', at.agreementId)
    .where('state', 'in', ['closed', 'put-right'])
    .where('closed_on', '>=', since)
    .$if(at.facilityId !== null, (query) => query.where('facility_id', '=', at.facilityId))
    .$if(at.facilityId === null, (query) => query.where('facility_id', 'is', null))
    .execute();
  return rows.map((row) => ({ ...row, closedOn: row.closedOn ?? since }));
}

const listed = (db: Db | Tx, county: string) =>
  db
    .selectFrom('finding')
    .innerJoin('inspection', (join) =>
      join
        .onRef('inspection.county', '=', 'finding.county')
        .onRef('inspection.id', '=', 'finding.inspection_id'),
    )
    .innerJoin('organisation as contractor', (join) =>
      join
        .onRef('contractor.county', '=', 'finding.county')
        .onRef('contractor.id', '=', 'finding.contractor_id'),
    )
    .innerJoin('agreement', (join) =>
      join
        .onRef('agreement.county', '=', 'finding.county')
        .onRef('agreement.id', '=', 'finding.agreement_id'),
    )
    .leftJoin('facility', (join) =>
      join.onRef('facility.county', '=', 'finding.county').onRef('facility.id', '=', 'finding.facility_id'),
    )
    .select(columns)
    .select([
      'inspection.number as inspection_number',
      'inspection.state as inspection_state',
      'contractor.name as contractor_name',
      'agreement.number as agreement_number',
      'agreement.name as agreement_name',
      'facility.name as facility_name',
      'facility.town_name as town_name',
    ])
    .where('finding.county', '=', county);

export type FindingListed = {
  readonly finding: Finding;
  readonly inspectionNumber: string;
  readonly inspectionState: string;
  readonly contractorName: string;
  readonly agreementNumber: string;
  readonly agreementName: string;
  readonly facilityName: string | null;
  readonly townName: string | null;
};

type ListedRow = Row & {
  inspection_number: string;
  inspection_state: string;
  contractor_name: string;
  agreement_number: string;
  agreement_name: string;
  facility_name: string | null;
  town_name: string | null;
};

const listedOf = (row: ListedRow): FindingListed => ({
  finding: findingOf(row),
  inspectionNumber: row.inspection_number,
  inspectionState: row.inspection_state,
  contractorName: row.contractor_name,
  agreementNumber: row.agreement_number,
  agreementName: row.agreement_name,
  facilityName: row.facility_name,
  townName: row.town_name,
});

export type FindingFilter = {
  readonly states?: readonly string[] | undefined;
  readonly severity?: string | undefined;
  readonly dimension?: string | undefined;
  readonly area?: string | undefined;
  readonly contractor?: string | undefined;
  readonly facility?: string | undefined;
  readonly agreement?: string | undefined;
  readonly inspection?: string | undefined;
  /** Nine digits. */
  readonly town?: string | undefined;
  readonly clause?: string | undefined;
  readonly proposal?: 'open' | undefined;
  /** A contractor's own eyes: only what a whole team signed. */
  readonly signedOnly?: boolean;
};

/** Newest first, by keyset. */
export async function findings(
  db: Db | Tx,
  county: string,
  filter: FindingFilter,
  page: { readonly after?: { readonly on: string; readonly id: string } | undefined; readonly limit: number },
): Promise<FindingListed[]> {
  const { after, limit } = page;
  let query = listed(db, county);
  if (filter.states) query = query.where('finding.state', 'in', [...filter.states]);
  if (filter.severity) query = query.where('finding.severity', '=', filter.severity);
  if (filter.dimension) query = query.where(sql<boolean>`${filter.dimension} = any(finding.dimensions)`);
  if (filter.area) query = query.where('finding.area', '=', filter.area);
  if (filter.contractor) query = query.where('finding.contractor_id', '=', filter.contractor);
  if (filter.facility) query = query.where('finding.facility_id', '=', filter.facility);
  if (filter.agreement) query = query.where('finding.agreement_id', '=', filter.agreement);
  if (filter.inspection) query = query.where('finding.inspection_id', '=', filter.inspection);
  if (filter.town) query = query.where('facility.village_code', 'like', `${filter.town}%`);
  if (filter.clause) query = query.where('finding.clause_id', '=', filter.clause);
  if (filter.proposal) query = query.where('finding.proposal', 'is not', null);
  if (filter.signedOnly)
    query = query.where('finding.state', '<>', 'raised').where('inspection.state', '=', 'signed');
  if (after)
    query = query.where(
      sql<boolean>`(finding.found_on, finding.id) < (${after.on}::date, ${after.id}::uuid)`,
    );
  const rows = await query
    .orderBy('finding.found_on', 'desc')
    .orderBy('finding.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(listedOf);
}

export async function findingsOf(
  db: Db | Tx,
  county: string,
  ids: readonly string[],
): Promise<FindingListed[]> {
  if (ids.length === 0) return [];
  const rows = await listed(db, county)
    .where('finding.id', 'in', [...ids])
    .orderBy('finding.number')
    .execute();
  return rows.map(listedOf);
}

/** Who was on the team that found it. */
export async function teamOf(db: Db | Tx, county: string, inspectionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('inspection_member')
    .select('person_id')
    .where('county', '=', county)
    .where('inspection_id', '=', inspectionId)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Names for the people and findings a view speaks of. */
export async function namesOf(
  db: Db | Tx,
  county: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('county', '=', county)
    .where('id', 'in', [...new Set(people)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function numberOf(db: Db | Tx, county: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('finding')
    .select('number')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

import { sql } from 'kysely';
import { legalZone } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { ContentArea, FacilityKind, Standard } from '../regime/regime.model.ts';
import type {
  Inspection,
  InspectionPhase,
  InspectionState,
  Notice,
  Purpose,
  Subject,
  TeamMember,
  TeamRole,
  Verdict,
} from './inspection.model.ts';

// The register

export type SubjectFound = Subject & {
  readonly facility: {
    readonly id: string;
    readonly name: string;
    readonly number: string;
    readonly kind: FacilityKind;
    readonly phase: NonNullable<Subject['facilityPhase']>;
    readonly town: string;
    readonly village: string;
    readonly address: string;
    readonly latitude: number | null;
    readonly longitude: number | null;
    readonly datum: string | null;
  } | null;
  readonly agreementNumber: string;
  readonly agreementName: string;
  readonly contractorName: string;
};

/** A hand-over waits until the plan is written, and a plan until the hand-over is: it is composed for whoever holds the facility. */
export async function holdFacility(tx: Tx, county: string, id: string): Promise<void> {
  await sql`select 1 from facility where county = ${county} and id = ${id} for share`.execute(tx);
}

/** The facility with its contract, or the contract alone. Both: the facility with a contract it stands or stood under. */
export async function findSubject(
  db: Db | Tx,
  county: string,
  by: { readonly facilityId?: string | null; readonly agreementId?: string | null },
): Promise<SubjectFound | undefined> {
  const { facilityId = null, agreementId = null } = by;
  if (facilityId === null && agreementId === null) return undefined;
  const { rows } = await sql<{
    agreementId: string;
    agreementAreas: ContentArea[];
    agreementNumber: string;
    agreementName: string;
    contractorId: string;
    contractorName: string;
    facility: NonNullable<SubjectFound['facility']> | null;
  }>`
    select a.id as "agreementId", a.areas as "agreementAreas", a.number as "agreementNumber", a.name as "agreementName",
      a.contractor_id as "contractorId", o.name as "contractorName",
      case when f.id is null then null else json_build_object('id', f.id, 'name', f.name, 'number', f.number, 'kind', f.kind,
        'phase', f.phase, 'town', f.town_name, 'village', f.village_name, 'address', f.address, 'latitude', f.latitude,
        'longitude', f.longitude, 'datum', f.datum) end as facility
    from agreement a
    join organisation o on o.county = a.county and o.id = a.contractor_id
    left join facility f on f.county = a.county and f.id = ${facilityId}::uuid
      and exists (select from facility_holding h where h.county = f.county and h.facility_id = f.id and h.agreement_id = a.id)
    where a.county = ${county}
      and a.id = coalesce(${agreementId}::uuid,
        (select g.agreement_id from facility g where g.county = ${county} and g.id = ${facilityId}::uuid))`.execute(
    db,
  );
  const [row] = rows;
  if (!row || (facilityId !== null && row.facility === null)) return undefined;
  return {
    ...row,
    facilityId: row.facility?.id ?? null,
    facilityKind: row.facility?.kind ?? null,
    facilityPhase: row.facility?.phase ?? null,
  };
}

/** What can be inspected, by name: facilities for construction and operation, contracts for funds and training. */
export async function subjects(
  db: Db,
  county: string,
  filter: {
    readonly of: 'facility' | 'agreement';
    readonly training: boolean;
    readonly search?: string | undefined;
  },
) {
  const fits = (...columns: string[]) =>
    filter.search ? holds(filter.search, ...columns.map((column) => sql.ref(column))) : sql<boolean>`true`;
  const { rows } =
    filter.of === 'facility'
      ? await sql<{
          facilityId: string | null;
          agreementId: string;
          name: string;
          town: string | null;
          contractorName: string;
        }>`
        select f.id as "facilityId", f.agreement_id as "agreementId", f.name, f.town_name as town, o.name as "contractorName"
        from facility f
        join agreement a on a.county = f.county and a.id = f.agreement_id
        join organisation o on o.county = a.county and o.id = a.contractor_id
        where f.county = ${county} and f.phase <> 'withdrawn'
          and ${fits('f.name', 'f.number', 'f.town_name')}
        order by f.kind, f.town_name, f.name limit 500`.execute(db)
      : await sql<{
          facilityId: string | null;
          agreementId: string;
          name: string;
          town: string | null;
          contractorName: string;
        }>`
        select null as "facilityId", a.id as "agreementId", a.number || ' ' || a.name as name, null as town, o.name as "contractorName"
        from agreement a join organisation o on o.county = a.county and o.id = a.contractor_id
        where a.county = ${county} and (not ${filter.training}::boolean or 'training' = any(a.areas))
          and ${fits('a.name', 'a.number')}
        order by a.number limit 500`.execute(db);
  return rows;
}

// One inspection

/**
 * Locked first; its team is read by a second statement. A statement that waited for the lock would show the record as it is now
 * beside its team as it was before.
 */
export async function findInspectionForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Inspection | undefined> {
  const found = await lockInspection(tx, county, id);
  if (!found) return undefined;
  const team = await sql<TeamMember>`
    select p.name, ${memberColumns} from inspection_member m join person p on p.county = m.county and p.id = m.person_id
    where m.county = ${county} and m.inspection_id = ${id} ${teamOrder}`.execute(tx);
  return { ...found, team: team.rows };
}

export const inspectionColumns = sql`
  i.id, i.version, i.number, i.area, i.purpose, i.phase, i.facility_id as "facilityId", f.kind as "facilityKind",
  i.agreement_id as "agreementId", i.contractor_id as "contractorId", i.planned_on as "plannedOn", i.notice, i.state,
  i.planned_by as "plannedBy", i.lead_id as "leadId", i.content_digest as "contentDigest"`;
export const memberColumns = sql`
  m.person_id as "personId", m.role, m.recusal_declared_at as "declaredAt", m.recusal_reason as "recusalReason",
  m.signed_at as "signedAt", m.remark`;
export const teamOrder = sql`order by case m.role when 'lead' then 0 when 'member' then 1 else 2 end, p.name, p.id`;

async function lockInspection(
  tx: Tx,
  county: string,
  id: string,
): Promise<Omit<Inspection, 'team'> | undefined> {
  const { rows } = await sql<Omit<Inspection, 'team'>>`
    select ${inspectionColumns}
    from inspection i left join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.id = ${id} for update of i`.execute(tx);
  return rows[0];
}

/** The next number of the year. The series row is locked until the act ends, so that no number is lost or given twice. */
export async function nextNumber(tx: Tx, county: string, year: number): Promise<number> {
  const row = await tx
    .insertInto('inspection_series')
    .values({ county, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'year'])
        .doUpdateSet({ last_number: sql`inspection_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
}

export async function insertInspection(
  tx: Tx,
  county: string,
  inspection: {
    readonly id: string;
    readonly number: string;
    readonly area: ContentArea;
    readonly purpose: Purpose;
    readonly phase: InspectionPhase;
    readonly facilityId: string | null;
    readonly agreementId: string;
    readonly contractorId: string;
    readonly plannedOn: string;
    readonly notice: Notice;
    readonly plannedBy: string;
    readonly leadId: string;
    readonly team: readonly { readonly personId: string; readonly role: TeamRole }[];
    readonly obligationIds: readonly string[];
    readonly drawId: string | null;
    readonly drawDeparture: string | null;
  },
  stamp: { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string },
): Promise<void> {
  const { id } = inspection;
  await tx
    .insertInto('inspection')
    .values({
      county,
      id,
      version: 1,
      number: inspection.number,
      area: inspection.area,
      purpose: inspection.purpose,
      phase: inspection.phase,
      facility_id: inspection.facilityId,
      agreement_id: inspection.agreementId,
      contractor_id: inspection.contractorId,
      planned_on: inspection.plannedOn,
      notice: inspection.notice,
      state: 'planned',
      planned_by: inspection.plannedBy,
      lead_id: inspection.leadId,
      draw_id: inspection.drawId,
      draw_departure: inspection.drawDeparture,
      ...stamp,
    })
    .execute();
  await tx
    .insertInto('inspection_member')
    .values(
      inspection.team.map(({ personId, role }) => ({ county, inspection_id: id, person_id: personId, role })),
    )
    .execute();
  if (inspection.obligationIds.length === 0) return;
  await tx
    .insertInto('inspection_obligation')
    .values(inspection.obligationIds.map((obligation_id) => ({ county, inspection_id: id, obligation_id })))
    .execute();
}

export async function saveDeclaration(
  tx: Tx,
  county: string,
  inspection: { readonly id: string; readonly version: number },
  member: { readonly personId: string; readonly at: string; readonly recusalReason: string | null },
): Promise<void> {
  await saveVersion(tx, county, inspection);
  await tx
    .updateTable('inspection_member')
    .set({ recusal_declared_at: member.at, recusal_reason: member.recusalReason })
    .where('county', '=', county)
    .where('inspection_id', '=', inspection.id)
    .where('person_id', '=', member.personId)
    .execute();
}

const saveVersion = (
  tx: Tx,
  county: string,
  inspection: { readonly id: string; readonly version: number },
  values: { state?: InspectionState; cancel_reason?: string; signed_at?: string } = {},
) =>
  tx
    .updateTable('inspection')
    .set({ version: inspection.version, ...values })
    .where('county', '=', county)
    .where('id', '=', inspection.id)
    .execute();

export async function saveCancelled(
  tx: Tx,
  county: string,
  inspection: { readonly id: string; readonly version: number },
  reason: string,
): Promise<void> {
  await saveVersion(tx, county, inspection, { state: 'cancelled', cancel_reason: reason });
}

export async function saveSignature(
  tx: Tx,
  county: string,
  inspection: { readonly id: string; readonly version: number },
  member: { readonly personId: string; readonly remark: string | null },
  at: string,
  complete: boolean,
): Promise<void> {
  await saveVersion(tx, county, inspection, complete ? { state: 'signed', signed_at: at } : {});
  await tx
    .updateTable('inspection_member')
    .set({ signed_at: at, remark: member.remark })
    .where('county', '=', county)
    .where('inspection_id', '=', inspection.id)
    .where('person_id', '=', member.personId)
    .execute();
}

export async function insertSupplement(
  tx: Tx,
  county: string,
  inspection: { readonly id: string; readonly version: number },
  supplement: { readonly id: string; readonly text: string; readonly by: string; readonly at: string },
): Promise<void> {
  await saveVersion(tx, county, inspection);
  await tx
    .insertInto('inspection_supplement')
    .values({
      county,
      id: supplement.id,
      inspection_id: inspection.id,
      text: supplement.text,
      added_by: supplement.by,
      added_at: supplement.at,
    })
    .execute();
}

/** What an inspection is to fulfil, and the day it took place: the day that counts, not the one it was planned for. */
export async function servedBy(
  tx: Tx,
  county: string,
  id: string,
): Promise<{ readonly obligationIds: readonly string[]; readonly visitedOn: string }> {
  const { rows } = await sql<{ obligationIds: string[]; visitedOn: string }>`
    select array(select io.obligation_id::text from inspection_obligation io
        where io.county = i.county and io.inspection_id = i.id) as "obligationIds",
      (i.started_at at time zone ${legalZone})::date as "visitedOn"
    from inspection i where i.county = ${county} and i.id = ${id}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error(`inspection ${id} is not there`);
  return row;
}

// For other features

/** Signed verdicts of a contract, standard by standard, the newest of each: what the gate weighs. */
export async function latestVerdicts(
  db: Db | Tx,
  county: string,
  agreementId: string,
): Promise<
  { standard: Standard; verdict: Verdict; inspectionId: string; number: string; inspectedOn: string }[]
> {
  const { rows } = await sql<{
    standard: Standard;
    verdict: Verdict;
    inspectionId: string;
    number: string;
    inspectedOn: string;
  }>`
    select distinct on (v.standard) v.standard, v.verdict, i.id as "inspectionId", i.number,
      (i.started_at at time zone ${legalZone})::date::text as "inspectedOn"
    from inspection i
    cross join lateral (values ('construction', i.verdict_construction), ('operation', i.verdict_operation), ('funds', i.verdict_funds))
      as v (standard, verdict)
    where i.county = ${county} and i.agreement_id = ${agreementId} and i.state = 'signed' and v.verdict is not null
    order by v.standard, i.started_at desc, i.id desc`.execute(db);
  return rows;
}

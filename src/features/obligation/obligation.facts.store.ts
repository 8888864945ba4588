import { type RawBuilder, sql } from 'kysely';
import { legalZone } from '#kernel/temporal.ts';
import type { Tx } from '#platform/database.ts';
import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';
import type { AgreementFacts, BaselineFacts, DoneFacts, FacilityPhase, Holding } from './obligation.model.ts';
import { goLiveOf } from './obligation.past.store.ts';

/** A part of the county whose obligations rest on nothing outside it: facilities with the contracts and programmes they stand under. */
export type Scope = {
  readonly facilityIds: readonly string[];
  readonly agreementIds: readonly string[];
  /** The programmes themselves, which rest on nothing a facility or contract could change. */
  readonly programmes?: boolean;
};

/** What a changed facility or contract can reach: facilities that stood under a contract once are still explained by it. */
export async function scopeOf(
  tx: Tx,
  county: string,
  touched: {
    readonly facilityId?: string | undefined;
    readonly agreementId?: string | undefined;
    readonly facilityIds?: readonly string[];
    /** Every contract and programme of the county, and no facility. */
    readonly besideFacilities?: true;
  },
): Promise<Scope> {
  if (touched.besideFacilities) {
    const all = await sql<{ id: string }>`select id from agreement where county = ${county}`.execute(tx);
    return { facilityIds: [], agreementIds: all.rows.map(({ id }) => id), programmes: true };
  }
  const facilityIds =
    touched.facilityIds ?? (touched.facilityId === undefined ? undefined : [touched.facilityId]);
  const { rows } = await sql<{ id: string; agreementId: string }>`
    select h.facility_id as id, h.agreement_id as "agreementId" from facility_holding h
    where h.county = ${county} and h.facility_id in (
      select t.facility_id from facility_holding t where t.county = ${county} and ${
        facilityIds === undefined
          ? sql`t.agreement_id = ${touched.agreementId ?? null}::uuid`
          : sql`t.facility_id = any(${sql.val([...facilityIds])}::uuid[])`
      })`.execute(tx);
  const own = touched.agreementId === undefined ? [] : [touched.agreementId];
  return {
    facilityIds: [...new Set(rows.map(({ id }) => id))],
    agreementIds: [...new Set([...own, ...rows.map(({ agreementId }) => agreementId)])],
  };
}

export async function facilityIdsOf(db: Tx, county: string): Promise<string[]> {
  const rows = await db
    .selectFrom('facility')
    .select('id')
    .where('county', '=', county)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Only these, or all. */
export const within = (column: RawBuilder<unknown>, ids: readonly string[] | undefined) =>
  ids === undefined ? sql`` : sql`and ${column} = any(${sql.val([...ids])}::uuid[])`;

/** The facts obligations rest on: facilities with their phases, contracts with the day they ended, programmes. */
export async function baselineFacts(tx: Tx, county: string, scope?: Scope): Promise<BaselineFacts> {
  const facilities = await sql<{
    id: string;
    agreementId: string;
    contractorId: string;
    kind: FacilityKind;
    constructionStartedOn: string;
    operationStartedOn: string | null;
    townCode: string;
    phases: { fromOn: string; phase: FacilityPhase }[];
    held: Holding[] | null;
  }>`
    select f.id, f.agreement_id as "agreementId", a.contractor_id as "contractorId", f.kind,
      f.construction_started_on as "constructionStartedOn", f.operation_started_on as "operationStartedOn",
      left(f.village_code, 9) as "townCode", coalesce(p.phases, '[]') as phases, s.held
    from facility f
    join agreement a on a.county = f.county and a.id = f.agreement_id
    left join (
      select facility_id, json_agg(json_build_object('fromOn', from_on, 'phase', phase)) as phases
      from facility_phase where county = ${county} ${within(sql`facility_id`, scope?.facilityIds)} group by facility_id
    ) p on p.facility_id = f.id
    left join (
      select h.facility_id, json_agg(json_build_object('fromOn', h.from_on, 'agreementId', h.agreement_id, 'contractorId', g.contractor_id)) as held
      from facility_holding h join agreement g on g.county = h.county and g.id = h.agreement_id
      where h.county = ${county} ${within(sql`h.facility_id`, scope?.facilityIds)} group by h.facility_id having count(*) > 1
    ) s on s.facility_id = f.id
    where f.county = ${county} ${within(sql`f.id`, scope?.facilityIds)}`.execute(tx);
  const agreements = await sql<Omit<AgreementFacts, 'areas'> & { areas: ContentArea[] }>`
    select a.id, a.contractor_id as "contractorId", a.areas, a.signed_on as "signedOn", a.starts_on as "startsOn",
      a.ends_on as "endsOn", a.project_id as "programmeId",
      case when a.state <> 'in-force' then (
        select (min(e.received_at) at time zone ${legalZone})::date from event e
        where e.county = a.county and e.aggregate = a.id and e.type in ('agreement.completed', 'agreement.terminated')
      ) end as "endedOn"
    from agreement a where a.county = ${county} ${within(sql`a.id`, scope?.agreementIds)}`.execute(tx);
  const programmes = await sql<{ id: string; startsOn: string; endsOn: string | null }>`
    select id, starts_on as "startsOn", ends_on as "endsOn" from project where county = ${county}`.execute(
    tx,
  );
  return {
    goLiveOn: await goLiveOf(tx, county),
    facilities: facilities.rows.map(({ held, ...one }) => (held === null ? one : { ...one, held })),
    agreements: agreements.rows,
    programmes: programmes.rows,
  };
}

/** Acts towards the rules whose next period begins with the last one done; of a stratum the day its part was reached. */
export async function actsDone(tx: Tx, county: string, ruleIds: readonly string[]): Promise<DoneFacts[]> {
  if (ruleIds.length === 0) return [];
  const { rows } = await sql<DoneFacts>`
    select o.rule_id as "ruleId", coalesce(o.stratum, o.subject_id::text) as "subjectId", coalesce(a.done_on, o.fulfilled_on) as "on"
    from obligation o
    left join obligation_act a on a.county = o.county and a.obligation_id = o.id and o.stratum is null
    where o.county = ${county} and o.rule_id = any(${sql.val([...ruleIds])}::text[]) and coalesce(a.done_on, o.fulfilled_on) is not null`.execute(
    tx,
  );
  return rows;
}

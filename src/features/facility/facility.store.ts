import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { FacilityKind } from '../regime/regime.model.ts';
import type { Datum, Facility, FacilityInFull, FacilityPhase, Holding, PhaseFrom } from './facility.model.ts';
import type { Position } from './facility.position.model.ts';

const facilityColumns = [
  'facility.id',
  'facility.version',
  'facility.project_id as projectId',
  'facility.agreement_id as agreementId',
  'facility.kind',
  'facility.number',
  'facility.name',
  'facility.village_code as villageCode',
  'facility.village_name as villageName',
  'facility.town_name as townName',
  'facility.address',
  'facility.head_name as headName',
  'facility.head_phone as headPhone',
  'facility.latitude',
  'facility.longitude',
  'facility.datum',
  'facility.phase',
  'facility.construction_started_on as constructionStartedOn',
  'facility.operation_started_on as operationStartedOn',
] as const;

type FacilityRow = Omit<Facility, 'kind' | 'datum' | 'phase'> & {
  kind: string;
  datum: string | null;
  phase: string;
};
const facilityOf = <R extends FacilityRow>(row: R) => ({
  ...row,
  kind: row.kind as FacilityKind,
  datum: row.datum as Datum | null,
  phase: row.phase as FacilityPhase,
});

export type FacilityFilter = {
  readonly id?: string | undefined;
  readonly kind?: FacilityKind | undefined;
  readonly phase?: FacilityPhase | undefined;
  /** A town's code: the first nine digits of its villages' codes. */
  readonly town?: string | undefined;
  /** That holds it now or held it before. */
  readonly contractorId?: string | undefined;
  /** Under which it stands now or stood before. */
  readonly agreementId?: string | undefined;
  readonly search?: string | undefined;
  /** The last number of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};

const heldUnder = (condition: RawBuilder<unknown>) => sql<boolean>`exists (select from facility_holding h
  join agreement g on g.county = h.county and g.id = h.agreement_id
  where h.county = facility.county and h.facility_id = facility.id and ${condition})`;

/** By number, each with its contractor, the phases it has been in and who held it, oldest first; one statement. */
export async function facilities(
  db: Tx,
  county: string,
  filter: FacilityFilter = {},
): Promise<FacilityInFull[]> {
  const { id, kind, phase, town, contractorId, agreementId, search, after, limit } = filter;
  const rows = await db
    .selectFrom('facility')
    .innerJoin('agreement', (join) =>
      join
        .onRef('agreement.county', '=', 'facility.county')
        .onRef('agreement.id', '=', 'facility.agreement_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'agreement.county')
        .onRef('organisation.id', '=', 'agreement.contractor_id'),
    )
    .select(facilityColumns)
    .select([
      'agreement.contractor_id as contractorId',
      'agreement.number as agreementNumber',
      'organisation.name as contractorName',
      sql<
        PhaseFrom[]
      >`(select json_agg(json_build_object('phase', f.phase, 'fromOn', f.from_on, 'reason', f.reason) order by f.from_on)
        from facility_phase f where f.county = facility.county and f.facility_id = facility.id)`.as('phases'),
      sql<
        Holding[]
      >`(select json_agg(json_build_object('fromOn', h.from_on, 'version', h.version, 'agreementId', h.agreement_id,
          'agreementNumber', g.number, 'contractorId', g.contractor_id, 'contractorName', o.name, 'reason', h.reason) order by h.from_on)
        from facility_holding h
        join agreement g on g.county = h.county and g.id = h.agreement_id
        join organisation o on o.county = g.county and o.id = g.contractor_id
        where h.county = facility.county and h.facility_id = facility.id)`.as('holdings'),
    ])
    .where('facility.county', '=', county)
    .$if(id !== undefined, (query) => query.where('facility.id', '=', id ?? ''))
    .$if(kind !== undefined, (query) => query.where('facility.kind', '=', kind ?? ''))
    .$if(phase !== undefined, (query) => query.where('facility.phase', '=', phase ?? ''))
    .$if(town !== undefined, (query) => query.where('facility.village_code', 'like', `${town ?? ''}%`))
    .$if(contractorId !== undefined, (query) =>
      query.where(heldUnder(sql`g.contractor_id = ${contractorId ?? ''}::uuid`)),
    )
    .$if(agreementId !== undefined, (query) => query.where(heldUnder(sql`g.id = ${agreementId ?? ''}::uuid`)))
    .$if(search !== undefined, (query) =>
      query.where(
        holds(
          search ?? '',
          ...['number', 'name', 'village_name', 'town_name'].map((column) => sql.ref(`facility.${column}`)),
        ),
      ),
    )
    .$if(after !== undefined, (query) => query.where('facility.number', '>', after ?? ''))
    .orderBy('facility.number')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map((row) => ({ ...facilityOf(row), phases: row.phases ?? [], holdings: row.holdings ?? [] }));
}

export async function otherPositions(db: Tx, county: string, id: string): Promise<Position[]> {
  const rows = await db
    .selectFrom('facility')
    .select(['latitude', 'longitude'])
    .where('county', '=', county)
    .where('id', '!=', id)
    .where('latitude', 'is not', null)
    .execute();
  return rows.flatMap(({ latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ latitude, longitude }],
  );
}

export async function findFacility(db: Tx, county: string, id: string): Promise<FacilityInFull | undefined> {
  const [row] = await facilities(db, county, { id });
  return row;
}

/** Locks the facility until the transaction ends, then reads it whole. */
export async function findFacilityForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<FacilityInFull | undefined> {
  const locked = await tx
    .selectFrom('facility')
    .select('id')
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return locked && findFacility(tx, county, id);
}

const facilityValues = (facility: Facility) => ({
  version: facility.version,
  agreement_id: facility.agreementId,
  name: facility.name,
  village_code: facility.villageCode,
  village_name: facility.villageName,
  town_name: facility.townName,
  address: facility.address,
  head_name: facility.headName,
  head_phone: facility.headPhone,
  latitude: facility.latitude,
  longitude: facility.longitude,
  datum: facility.datum,
  phase: facility.phase,
  operation_started_on: facility.operationStartedOn,
});

export async function insertFacility(tx: Tx, county: string, facility: Facility): Promise<void> {
  await tx
    .insertInto('facility')
    .values({
      county,
      id: facility.id,
      project_id: facility.projectId,
      kind: facility.kind,
      number: facility.number,
      construction_started_on: facility.constructionStartedOn,
      ...facilityValues(facility),
    })
    .execute();
}

export async function saveFacility(tx: Tx, county: string, facility: Facility): Promise<void> {
  await tx
    .updateTable('facility')
    .set(facilityValues(facility))
    .where('county', '=', county)
    .where('id', '=', facility.id)
    .execute();
}

export async function insertPhase(
  tx: Tx,
  county: string,
  facilityId: string,
  next: PhaseFrom,
): Promise<void> {
  await tx
    .insertInto('facility_phase')
    .values({ county, facility_id: facilityId, from_on: next.fromOn, phase: next.phase, reason: next.reason })
    .execute();
}

// 移交

export async function insertHolding(
  tx: Tx,
  county: string,
  facilityId: string,
  holding: Pick<Holding, 'fromOn' | 'agreementId' | 'version' | 'reason'>,
): Promise<void> {
  await tx
    .insertInto('facility_holding')
    .values({
      county,
      facility_id: facilityId,
      from_on: holding.fromOn,
      agreement_id: holding.agreementId,
      version: holding.version,
      reason: holding.reason,
    })
    .execute();
}

/** A visit that is planned and not yet handed in: it was composed for the contractor that holds the facility now. */
export async function plannedVisit(
  tx: Tx,
  county: string,
  facilityId: string,
): Promise<{ number: string; plannedOn: string } | undefined> {
  return tx
    .selectFrom('inspection')
    .select(['number', 'planned_on as plannedOn'])
    .where('county', '=', county)
    .where('facility_id', '=', facilityId)
    .where('state', '=', 'planned')
    .orderBy('planned_on')
    .orderBy('id')
    .executeTakeFirst();
}

/** 取消承办资格 that has taken effect: the feature that decides it lies above this one, what follows from it stands in a table of its own. */
export async function isDisqualified(tx: Tx, county: string, contractorId: string): Promise<boolean> {
  const stop = await tx
    .selectFrom('payment_stop')
    .select('id')
    .where('county', '=', county)
    .where('contractor_id', '=', contractorId)
    .where('kind', '=', 'disqualified')
    .where('lifted_on', 'is', null)
    .executeTakeFirst();
  return stop !== undefined;
}

/** The village stations of a village, whatever their contract. */
export async function stationsIn(
  tx: Tx,
  county: string,
  villageCode: string,
): Promise<readonly { readonly number: string; readonly name: string; readonly phase: FacilityPhase }[]> {
  const rows = await tx
    .selectFrom('facility')
    .select(['number', 'name', 'phase'])
    .where('county', '=', county)
    .where('village_code', '=', villageCode)
    .where('kind', '=', 'village-station')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, phase: row.phase as FacilityPhase }));
}

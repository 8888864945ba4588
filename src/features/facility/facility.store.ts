import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { FacilityKind } from '../regime/regime.model.ts';
import type { Datum, Facility, FacilityInFull, FacilityPhase, PhaseFrom } from './facility.model.ts';

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
  readonly contractorId?: string | undefined;
  readonly agreementId?: string | undefined;
  readonly search?: string | undefined;
  /** The last number of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};

const likePattern = (search: string) => `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** By number, each with its contractor and the phases it has been in, oldest first; one statement. */
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
    ])
    .where('facility.county', '=', county)
    .$if(id !== undefined, (query) => query.where('facility.id', '=', id ?? ''))
    .$if(kind !== undefined, (query) => query.where('facility.kind', '=', kind ?? ''))
    .$if(phase !== undefined, (query) => query.where('facility.phase', '=', phase ?? ''))
    .$if(town !== undefined, (query) => query.where('facility.village_code', 'like', `${town ?? ''}%`))
    .$if(contractorId !== undefined, (query) =>
      query.where('agreement.contractor_id', '=', contractorId ?? ''),
    )
    .$if(agreementId !== undefined, (query) => query.where('facility.agreement_id', '=', agreementId ?? ''))
    .$if(search !== undefined, (query) =>
      query.where((eb) =>
        eb.or(
          (['facility.number', 'facility.name', 'facility.village_name', 'facility.town_name'] as const).map(
            (column) => eb(column, 'ilike', likePattern(search ?? '')),
          ),
        ),
      ),
    )
    .$if(after !== undefined, (query) => query.where('facility.number', '>', after ?? ''))
    .orderBy('facility.number')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map((row) => ({ ...facilityOf(row), phases: row.phases ?? [] }));
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
      agreement_id: facility.agreementId,
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

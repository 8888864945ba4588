import { sql } from 'kysely';
import type { OrganisationKind } from '#kernel/actor.ts';
import type { Db, Tx } from '#platform/database.ts';
import type { Organisation } from './organisation.model.ts';

const organisationColumns = [
  'organisation.id',
  'organisation.version',
  'organisation.kind',
  'organisation.name',
  'organisation.uscc',
  'organisation.legal_representative as legalRepresentative',
  'organisation.contact',
  'organisation.phone',
  'organisation.address',
  'organisation.active',
] as const;

type OrganisationRow = Omit<Organisation, 'kind'> & { kind: string };

const organisationOf = (row: OrganisationRow): Organisation => ({
  ...row,
  kind: row.kind as OrganisationKind,
});

export const countiesIn = (db: Db) =>
  db
    .selectFrom('county')
    .select(['county as code', 'name', 'name_en as nameEn', 'demonstration', 'pack_id as packId'])
    .orderBy('county')
    .execute();

export const countyOf = (db: Tx, county: string) =>
  db
    .selectFrom('county')
    .select(['county as code', 'name', 'name_en as nameEn', 'demonstration', 'go_live_on as goLiveOn'])
    .where('county', '=', county)
    .executeTakeFirstOrThrow();

export async function insertCounty(
  tx: Tx,
  county: {
    code: string;
    name: string;
    nameEn: string;
    demonstration: boolean;
    packId: string;
    packVersion: string;
    packHash: string;
    createdAt: string;
    goLiveOn?: string;
    secondFactor?: boolean;
  },
): Promise<void> {
  await tx
    .insertInto('county')
    .values({
      county: county.code,
      name: county.name,
      name_en: county.nameEn,
      go_live_on: county.goLiveOn ?? null,
      demonstration: county.demonstration,
      second_factor: county.secondFactor ?? false,
      pack_id: county.packId,
      pack_version: county.packVersion,
      pack_hash: county.packHash,
      created_at: county.createdAt,
    })
    .execute();
}

export async function organisations(
  db: Tx,
  county: string,
  filter: { kind?: OrganisationKind | undefined; id?: string },
) {
  const rows = await db
    .selectFrom('organisation')
    .select(organisationColumns)
    .select((eb) =>
      eb
        .selectFrom('person')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('person.county', '=', 'organisation.county')
        .whereRef('person.organisation_id', '=', 'organisation.id')
        .where('person.active', '=', true)
        .as('people'),
    )
    .where('county', '=', county)
    .$if(filter.kind !== undefined, (query) => query.where('kind', '=', filter.kind ?? ''))
    .$if(filter.id !== undefined, (query) => query.where('id', '=', filter.id ?? ''))
    .orderBy('kind')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ organisation: organisationOf(row), people: Number(row.people ?? 0) }));
}

export async function findOrganisation(
  db: Tx,
  county: string,
  id: string,
): Promise<Organisation | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select(organisationColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && organisationOf(row);
}

export async function findOrganisationForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Organisation | undefined> {
  const row = await tx
    .selectFrom('organisation')
    .select(organisationColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && organisationOf(row);
}

const organisationValues = (organisation: Organisation) => ({
  version: organisation.version,
  kind: organisation.kind,
  name: organisation.name,
  uscc: organisation.uscc,
  legal_representative: organisation.legalRepresentative,
  contact: organisation.contact,
  phone: organisation.phone,
  address: organisation.address,
  active: organisation.active,
});

export async function insertOrganisation(tx: Tx, county: string, organisation: Organisation): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({ county, id: organisation.id, ...organisationValues(organisation) })
    .execute();
}

export async function saveOrganisation(tx: Tx, county: string, organisation: Organisation): Promise<void> {
  await tx
    .updateTable('organisation')
    .set(organisationValues(organisation))
    .where('county', '=', county)
    .where('id', '=', organisation.id)
    .execute();
}

/** Whether another organisation has this credit code, or is the county's one of this kind. */
export async function clashOf(
  tx: Tx,
  county: string,
  organisation: Pick<Organisation, 'id' | 'kind' | 'uscc'>,
): Promise<'organisation.uscc-taken' | 'organisation.only-one' | null> {
  const others = await tx
    .selectFrom('organisation')
    .select(['kind', 'uscc'])
    .where('county', '=', county)
    .where('id', '<>', organisation.id)
    .where((eb) =>
      eb.or([
        eb('uscc', '=', organisation.uscc ?? ''),
        eb.and([
          eb('kind', '=', organisation.kind),
          eb('kind', 'in', ['leading-group', 'office', 'commerce-bureau']),
        ]),
      ]),
    )
    .execute();
  if (others.some(({ uscc }) => uscc !== null && uscc === organisation.uscc))
    return 'organisation.uscc-taken';
  return others.length > 0 ? 'organisation.only-one' : null;
}

/** The name of another organisation of this kind that looks the same; contractors are told apart by their credit code. */
export async function nameTaken(
  tx: Tx,
  county: string,
  organisation: Pick<Organisation, 'id' | 'kind' | 'name'>,
): Promise<string | undefined> {
  if (organisation.kind === 'contractor') return undefined;
  const found = await sql<{ name: string }>`
    select name from organisation where county = ${county} and kind = ${organisation.kind} and id <> ${organisation.id}::uuid
      and identity_key(name) = identity_key(${organisation.name}) limit 1`.execute(tx);
  return found.rows[0]?.name;
}

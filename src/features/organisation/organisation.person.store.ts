import { sql } from 'kysely';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Tx } from '#platform/database.ts';
import type { GroupRole, Person } from './organisation.model.ts';

const personColumns = [
  'person.id',
  'person.version',
  'person.organisation_id as organisationId',
  'person.name',
  'person.login',
  'person.title',
  'person.phone',
  'person.duties',
  'person.active',
] as const;

type PersonRow = Omit<Person, 'duties'> & { duties: string[] };

const personOf = (row: PersonRow): Person => ({ ...row, duties: row.duties as Duty[] });

export type PersonListed = Person & {
  organisationName: string;
  organisationKind: OrganisationKind;
  groupRole: GroupRole | null;
};

/** People by name, 50 a page; `after` is the last (name, id) of the page before. */
export async function people(
  db: Tx,
  county: string,
  filter: {
    organisationId?: string | undefined;
    kind?: OrganisationKind | undefined;
    id?: string;
    after?: { name: string; id: string } | undefined;
    on: string;
    limit: number;
  },
): Promise<PersonListed[]> {
  const { after } = filter;
  const rows = await db
    .selectFrom('person')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .select(personColumns)
    .select(['organisation.name as organisationName', 'organisation.kind as organisationKind'])
    .select((eb) =>
      eb
        .selectFrom('group_membership as g')
        .select('g.role')
        .whereRef('g.county', '=', 'person.county')
        .whereRef('g.person_id', '=', 'person.id')
        .where('g.from_on', '<=', filter.on)
        .where((inner) => inner.or([inner('g.until_on', 'is', null), inner('g.until_on', '>=', filter.on)]))
        .limit(1)
        .as('groupRole'),
    )
    .where('person.county', '=', county)
    .$if(filter.organisationId !== undefined, (query) =>
      query.where('person.organisation_id', '=', filter.organisationId ?? ''),
    )
    .$if(filter.kind !== undefined, (query) => query.where('organisation.kind', '=', filter.kind ?? ''))
    .$if(filter.id !== undefined, (query) => query.where('person.id', '=', filter.id ?? ''))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(person.name, person.id) > (${after?.name ?? ''}, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(filter.limit)
    .execute();
  return rows.map(({ organisationName, organisationKind, groupRole, ...person }) => ({
    ...personOf(person),
    organisationName,
    organisationKind: organisationKind as OrganisationKind,
    groupRole: groupRole as GroupRole | null,
  }));
}

export async function findPersonForUpdate(tx: Tx, county: string, id: string): Promise<Person | undefined> {
  const row = await tx
    .selectFrom('person')
    .select(personColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && personOf(row);
}

/** Whoever may sign in under the name; `active` says no for a closed account and for one of a closed organisation alike. */
export async function findPersonByLogin(db: Tx, county: string, login: string) {
  return db
    .selectFrom('person')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .select(['person.id', 'person.password_hash as passwordHash'])
    .select(sql<boolean>`person.active and organisation.active`.as('active'))
    .where('person.county', '=', county)
    .where('person.login', '=', login)
    .executeTakeFirst();
}

export async function insertPerson(
  tx: Tx,
  county: string,
  person: Person,
  passwordHash: string | null,
): Promise<void> {
  await tx
    .insertInto('person')
    .values({
      county,
      id: person.id,
      version: person.version,
      organisation_id: person.organisationId,
      name: person.name,
      login: person.login,
      password_hash: passwordHash,
      title: person.title,
      phone: person.phone,
      duties: [...person.duties],
      active: person.active,
    })
    .execute();
}

export async function savePerson(
  tx: Tx,
  county: string,
  person: Person,
  passwordHash?: string | null,
): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      version: person.version,
      name: person.name,
      title: person.title,
      phone: person.phone,
      duties: [...person.duties],
      active: person.active,
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
    })
    .where('county', '=', county)
    .where('id', '=', person.id)
    .execute();
}

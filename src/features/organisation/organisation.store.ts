import { sql } from 'kysely';
import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Instant } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';
import type {
  GroupRole,
  Membership,
  Organisation,
  Person,
  Relation,
  TeamCandidate,
} from './organisation.model.ts';

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

type OrganisationRow = Omit<Organisation, 'kind'> & { kind: string };
type PersonRow = Omit<Person, 'duties'> & { duties: string[] };

const organisationOf = (row: OrganisationRow): Organisation => ({
  ...row,
  kind: row.kind as OrganisationKind,
});
const personOf = (row: PersonRow): Person => ({ ...row, duties: row.duties as Duty[] });

export const countiesIn = (db: Db) =>
  db
    .selectFrom('county')
    .select(['county as code', 'name', 'name_en as nameEn', 'demonstration', 'pack_id as packId'])
    .orderBy('county')
    .execute();

export const countyOf = (db: Tx, county: string) =>
  db
    .selectFrom('county')
    .select(['county as code', 'name', 'name_en as nameEn', 'demonstration'])
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
  },
): Promise<void> {
  await tx
    .insertInto('county')
    .values({
      county: county.code,
      name: county.name,
      name_en: county.nameEn,
      demonstration: county.demonstration,
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

export async function findPersonByLogin(db: Tx, county: string, login: string) {
  return db
    .selectFrom('person')
    .select(['id', 'password_hash as passwordHash', 'active'])
    .where('county', '=', county)
    .where('login', '=', login)
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
  passwordHash?: string,
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

export async function otherAdministrators(tx: Tx, county: string, personId: string): Promise<number> {
  const row = await tx
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('county', '=', county)
    .where('active', '=', true)
    .where('id', '<>', personId)
    .where(sql<boolean>`'administrator' = any(duties)`)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

// Sessions

export async function insertSession(
  db: Tx,
  session: { county: string; tokenHash: Buffer; personId: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      county: session.county,
      token_hash: session.tokenHash,
      person_id: session.personId,
      created_at: session.now.toString(),
      seen_at: session.now.toString(),
      expires_at: session.expiresAt.toString(),
    })
    .execute();
}

/** The session and its person as they are now: a revoked session or a closed account is gone with this very request. */
export async function sessionOf(db: Db, tokenHash: Buffer) {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'session.county').onRef('person.id', '=', 'session.person_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .innerJoin('county', 'county.county', 'session.county')
    .select([
      'session.county',
      'county.pack_id as packId',
      'county.pack_hash as packHash',
      'session.seen_at as seenAt',
      'session.expires_at as expiresAt',
      'session.last_home_at as lastHomeAt',
      'person.id as personId',
      'person.name',
      'person.duties',
      'organisation.id as organisationId',
      'organisation.kind as organisationKind',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.revoked_at', 'is', null)
    .where('person.active', '=', true)
    .where('organisation.active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  const actor: Actor = {
    personId: row.personId,
    name: row.name,
    organisationId: row.organisationId,
    organisationKind: row.organisationKind as OrganisationKind,
    duties: row.duties as Duty[],
  };
  return {
    county: row.county,
    seenAt: row.seenAt,
    expiresAt: row.expiresAt,
    lastHomeAt: row.lastHomeAt,
    pack: { id: row.packId, hash: row.packHash },
    actor,
  };
}

export async function touchSession(db: Db, county: string, tokenHash: Buffer, now: Instant): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: now.toString() })
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function revokeSession(
  db: Tx,
  county: string,
  tokenHash: Uint8Array,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: now.toString() })
    .where('county', '=', county)
    .where('token_hash', '=', Buffer.from(tokenHash))
    .execute();
}

export async function revokeSessionsOf(
  tx: Tx,
  county: string,
  personId: string,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ revoked_at: now.toString() })
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
}

export const attemptsOf = (db: Tx, county: string, login: string) =>
  db
    .selectFrom('sign_in_attempt')
    .select(['failures', 'first_failure_at as firstFailureAt', 'locked_until as lockedUntil'])
    .where('county', '=', county)
    .where('login', '=', login)
    .executeTakeFirst();

export async function saveAttempts(
  db: Tx,
  county: string,
  login: string,
  attempts: { failures: number; firstFailureAt: string | null; lockedUntil: string | null },
): Promise<void> {
  const values = {
    failures: attempts.failures,
    first_failure_at: attempts.firstFailureAt,
    locked_until: attempts.lockedUntil,
  };
  await db
    .insertInto('sign_in_attempt')
    .values({ county, login, ...values })
    .onConflict((conflict) => conflict.columns(['county', 'login']).doUpdateSet(values))
    .execute();
}

export async function spendSetUpCode(tx: Tx, codeHash: Buffer, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable('set_up_code')
    .set({ used_at: now.toString() })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function offerSetUpCode(db: Db, codeHash: Buffer, now: Instant): Promise<void> {
  await db.updateTable('set_up_code').set({ used_at: now.toString() }).where('used_at', 'is', null).execute();
  await db.insertInto('set_up_code').values({ code_hash: codeHash, created_at: now.toString() }).execute();
}

// 监督检查小组 and 回避

export type MembershipListed = Membership & { personName: string; organisationName: string };

export async function memberships(db: Tx, county: string, id?: string): Promise<MembershipListed[]> {
  const rows = await db
    .selectFrom('group_membership')
    .innerJoin('person', (join) =>
      join
        .onRef('person.county', '=', 'group_membership.county')
        .onRef('person.id', '=', 'group_membership.person_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .select([
      'group_membership.id',
      'group_membership.version',
      'group_membership.person_id as personId',
      'group_membership.role',
      'group_membership.from_on as fromOn',
      'group_membership.until_on as untilOn',
      'person.name as personName',
      'organisation.name as organisationName',
    ])
    .where('group_membership.county', '=', county)
    .$if(id !== undefined, (query) => query.where('group_membership.id', '=', id ?? ''))
    .orderBy('group_membership.role')
    .orderBy('person.name')
    .orderBy('group_membership.from_on')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as GroupRole }));
}

export async function findMembershipForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Membership | undefined> {
  const row = await tx
    .selectFrom('group_membership')
    .select(['id', 'version', 'person_id as personId', 'role', 'from_on as fromOn', 'until_on as untilOn'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, role: row.role as GroupRole };
}

export async function membershipsOfPersonForUpdate(
  tx: Tx,
  county: string,
  personId: string,
): Promise<Membership[]> {
  await tx
    .selectFrom('person')
    .select('id')
    .where('county', '=', county)
    .where('id', '=', personId)
    .forUpdate()
    .execute();
  const rows = await tx
    .selectFrom('group_membership')
    .select(['id', 'version', 'person_id as personId', 'role', 'from_on as fromOn', 'until_on as untilOn'])
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as GroupRole }));
}

export async function insertMembership(tx: Tx, county: string, membership: Membership): Promise<void> {
  await tx
    .insertInto('group_membership')
    .values({
      county,
      id: membership.id,
      version: membership.version,
      person_id: membership.personId,
      role: membership.role,
      from_on: membership.fromOn,
      until_on: membership.untilOn,
    })
    .execute();
}

export async function saveMembership(tx: Tx, county: string, membership: Membership): Promise<void> {
  await tx
    .updateTable('group_membership')
    .set({ version: membership.version, until_on: membership.untilOn })
    .where('county', '=', county)
    .where('id', '=', membership.id)
    .execute();
}

export async function relations(
  db: Tx,
  county: string,
  filter: { contractorId?: string | undefined; id?: string },
) {
  const rows = await db
    .selectFrom('related_party')
    .innerJoin('person', (join) =>
      join
        .onRef('person.county', '=', 'related_party.county')
        .onRef('person.id', '=', 'related_party.person_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'related_party.county')
        .onRef('organisation.id', '=', 'related_party.contractor_id'),
    )
    .select([
      'related_party.id',
      'related_party.version',
      'related_party.person_id as personId',
      'related_party.contractor_id as contractorId',
      'related_party.relation',
      'related_party.statement',
      'related_party.from_on as fromOn',
      'related_party.until_on as untilOn',
      'person.name as personName',
      'organisation.name as contractorName',
    ])
    .where('related_party.county', '=', county)
    .$if(filter.contractorId !== undefined, (query) =>
      query.where('related_party.contractor_id', '=', filter.contractorId ?? ''),
    )
    .$if(filter.id !== undefined, (query) => query.where('related_party.id', '=', filter.id ?? ''))
    .orderBy('related_party.from_on', 'desc')
    .orderBy('related_party.id')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, relation: row.relation as Relation }));
}

export async function insertRelation(
  tx: Tx,
  county: string,
  relation: {
    id: string;
    personId: string;
    contractorId: string;
    relation: Relation;
    statement: string;
    fromOn: string;
    untilOn: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('related_party')
    .values({
      county,
      id: relation.id,
      version: 1,
      person_id: relation.personId,
      contractor_id: relation.contractorId,
      relation: relation.relation,
      statement: relation.statement,
      from_on: relation.fromOn,
      until_on: relation.untilOn,
    })
    .execute();
}

/** What decides whether a person `p` of an organisation `o` may inspect on a day, in SQL: group role and relations in force. */
export const candidateColumns = (on: string) => sql`
  p.id as "personId", p.name, o.kind as "organisationKind", o.id as "organisationId",
  (select g.role from group_membership g where g.county = p.county and g.person_id = p.id
     and g.from_on <= ${on}::date and (g.until_on is null or g.until_on >= ${on}::date) limit 1) as "groupRole",
  array(select r.contractor_id::text from related_party r where r.county = p.county and r.person_id = p.id
     and r.from_on <= ${on}::date and (r.until_on is null or r.until_on >= ${on}::date)) as "relatedContractorIds"`;

/** The people asked for, with their group role and relations in force on the day: what decides who may inspect whom (D05). */
export async function teamCandidates(
  db: Tx,
  county: string,
  on: string,
  personIds?: readonly string[],
): Promise<TeamCandidate[]> {
  const rows = await sql<{
    personId: string;
    name: string;
    organisationKind: string;
    organisationId: string;
    groupRole: string | null;
    relatedContractorIds: string[];
  }>`
    select ${candidateColumns(on)}
    from person p join organisation o on o.county = p.county and o.id = p.organisation_id
    where p.county = ${county} and p.active and o.active and o.kind <> 'contractor'
      ${personIds ? sql`and p.id = any(${sql.val([...personIds])}::uuid[])` : sql``}
    order by p.name`.execute(db);
  return rows.rows.map((row) => ({
    ...row,
    organisationKind: row.organisationKind as OrganisationKind,
    groupRole: row.groupRole as GroupRole | null,
  }));
}

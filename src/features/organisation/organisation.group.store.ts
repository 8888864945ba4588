import { sql } from 'kysely';
import type { OrganisationKind } from '#kernel/actor.ts';
import type { Tx } from '#platform/database.ts';
import { tiesOn } from './organisation.interest.store.ts';
import type { GroupRole, Membership, Relation, TeamCandidate } from './organisation.model.ts';

// 监督检查小组 and 回避

export type MembershipListed = Membership & {
  personName: string;
  organisationName: string;
  organisationKind: OrganisationKind;
};

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
      'organisation.kind as organisationKind',
    ])
    .where('group_membership.county', '=', county)
    .$if(id !== undefined, (query) => query.where('group_membership.id', '=', id ?? ''))
    .orderBy('group_membership.role')
    .orderBy('person.name')
    .orderBy('group_membership.from_on')
    .execute();
  return rows.map((row) => ({
    ...row,
    role: row.role as GroupRole,
    organisationKind: row.organisationKind as OrganisationKind,
  }));
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
  // Against an act of this person going on at the same time: see `holdPerson`.
  await sql`select 1 from person where county = ${county} and id = ${relation.personId}::uuid for no key update`.execute(
    tx,
  );
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

/** What decides whether a person `p` of an organisation `o` may inspect on a day, in SQL: group role and interests. */
export const candidateColumns = (on: string) => sql`
  p.id as "personId", p.name, o.kind as "organisationKind", o.id as "organisationId",
  (select g.role from group_membership g where g.county = p.county and g.person_id = p.id
     and g.from_on <= ${on}::date and (g.until_on is null or g.until_on >= ${on}::date) limit 1) as "groupRole",
  array(select distinct t.contractor_id::text from (${tiesOn(on)}) t) as "relatedContractorIds"`;

/** The people asked for, with their group role and interests on the day: what decides who may inspect whom (D05). */
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

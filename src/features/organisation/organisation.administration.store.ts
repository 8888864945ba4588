import { sql } from 'kysely';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Tx } from '#platform/database.ts';
import type { Administrator, Human } from './organisation.administration.model.ts';

/**
 * What follows is decided against all people and organisations of the county: the second account, the last administrators. So
 * these acts come one after another; whoever only reads or does business waits for nobody.
 */
export async function lockAdministration(tx: Tx, county: string): Promise<void> {
  await tx
    .selectFrom('county')
    .select('county')
    .where('county', '=', county)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

const activePeople = (db: Tx, county: string) =>
  db
    .selectFrom('person')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .where('person.county', '=', county)
    .where('person.active', '=', true);

/** Those who may act as administrators today. In a demonstration nobody has a password: all have arrived. */
export async function administrators(
  db: Tx,
  county: string,
): Promise<(Administrator & { readonly name: string; readonly organisationName: string })[]> {
  return await activePeople(db, county)
    .innerJoin('county', 'county.county', 'person.county')
    .select(['person.id as personId', 'person.name', 'person.organisation_id as organisationId'])
    .select('organisation.name as organisationName')
    .select((eb) =>
      eb
        .or([
          eb('county.demonstration', '=', true),
          eb('person.password_hash', 'is not', null),
          eb.exists(
            eb
              .selectFrom('session as s')
              .select('s.person_id')
              .whereRef('s.county', '=', 'person.county')
              .whereRef('s.person_id', '=', 'person.id'),
          ),
        ])
        .$castTo<boolean>()
        .as('arrived'),
    )
    .where('organisation.active', '=', true)
    .where(sql<boolean>`'administrator' = any(person.duties)`)
    .orderBy('person.id')
    .execute();
}

/** Everybody of one name, or with any telephone at all, to be compared with a new person's. */
export async function humans(db: Tx, county: string, name: string): Promise<Human[]> {
  const rows = await activePeople(db, county)
    .select(['person.id', 'person.name', 'person.phone', 'person.duties'])
    .select(['organisation.id as organisationId', 'organisation.kind as organisationKind'])
    .where((eb) => eb.or([eb('person.name', '=', name), eb('person.phone', 'is not', null)]))
    .orderBy('person.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    duties: row.duties as Duty[],
    organisationKind: row.organisationKind as OrganisationKind,
  }));
}

/** Whether records hang on what kind of body it is: somebody of it acted, or a contract, a relation, a term in the group names it. */
export async function isUsed(tx: Tx, county: string, organisationId: string): Promise<boolean> {
  const found = await sql<{ used: boolean }>`
    select exists (select from event e where e.county = ${county} and e.organisation_id = ${organisationId}::uuid
        and e.aggregate_type not in ('person', 'organisation', 'proposal'))
      or exists (select from agreement a where a.county = ${county} and a.contractor_id = ${organisationId}::uuid)
      or exists (select from related_party r where r.county = ${county} and r.contractor_id = ${organisationId}::uuid)
      or exists (select from group_membership g join person p on p.county = g.county and p.id = g.person_id
        where g.county = ${county} and p.organisation_id = ${organisationId}::uuid) as used`.execute(tx);
  return found.rows[0]?.used ?? true;
}

export type SignInCode = {
  readonly id: string;
  readonly personId: string;
  readonly occasion: 'first' | 'reset';
  readonly grantedAt: string;
  readonly grantedBy: readonly string[];
  readonly takenBy: string | null;
  readonly expiresAt: string | null;
};

/** Grants a person one code; what was granted before and not used is void. */
export async function grantCode(
  tx: Tx,
  county: string,
  code: Pick<SignInCode, 'id' | 'personId' | 'occasion' | 'grantedBy'>,
  now: string,
): Promise<void> {
  await voidCodes(tx, county, code.personId, now);
  await tx
    .insertInto('sign_in_code')
    .values({
      county,
      id: code.id,
      person_id: code.personId,
      occasion: code.occasion,
      granted_at: now,
      granted_by: [...code.grantedBy],
    })
    .execute();
}

export async function voidCodes(tx: Tx, county: string, personId: string, now: string): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({ void_at: now })
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
}

const openCode = (db: Tx, county: string, personId: string) =>
  db
    .selectFrom('sign_in_code')
    .select(['id', 'person_id as personId', 'granted_at as grantedAt', 'granted_by as grantedBy'])
    .select(['occasion', 'taken_by as takenBy', 'expires_at as expiresAt', 'code_hash as codeHash'])
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null);

export const findOpenCode = (db: Tx, county: string, personId: string) =>
  openCode(db, county, personId).executeTakeFirst();
export const findOpenCodeForUpdate = (tx: Tx, county: string, personId: string) =>
  openCode(tx, county, personId).forUpdate().executeTakeFirst();

export async function takeCode(
  tx: Tx,
  county: string,
  id: string,
  taken: { codeHash: Buffer; by: string; at: string; expiresAt: string },
): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({
      code_hash: taken.codeHash,
      taken_by: taken.by,
      taken_at: taken.at,
      expires_at: taken.expiresAt,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Spends the code if it is the person's, open and not expired: of eight at once, one. */
export async function spendCode(
  tx: Tx,
  county: string,
  personId: string,
  codeHash: Buffer,
  now: string,
): Promise<boolean> {
  const done = await tx
    .updateTable('sign_in_code')
    .set({ used_at: now })
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function isCodeOf(
  db: Tx,
  county: string,
  personId: string,
  codeHash: Buffer,
  now: string,
): Promise<boolean> {
  const found = await openCode(db, county, personId)
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return found !== undefined;
}

import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Instant } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';

export async function insertSession(
  db: Tx,
  session: {
    county: string;
    tokenHash: Buffer;
    personId: string;
    now: Instant;
    expiresAt: Instant;
    address?: string;
    browser?: string;
    previous?: { at: string | null; address: string | null; failed: number };
  },
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
      address: session.address ?? '',
      browser: session.browser ?? '',
      previous_at: session.previous?.at ?? null,
      previous_address: session.previous?.address ?? null,
      failed_since: session.previous?.failed ?? 0,
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
      'session.id as sessionId',
      'session.previous_at as previousAt',
      'session.previous_address as previousAddress',
      'session.failed_since as failedSince',
      'person.login',
      'session.proven_at as provenAt',
      'county.second_factor as required',
      'person.id as personId',
      'person.name',
      'person.duties',
      'organisation.id as organisationId',
      'organisation.kind as organisationKind',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('second_factor as f')
            .select('f.id')
            .whereRef('f.county', '=', 'session.county')
            .whereRef('f.person_id', '=', 'session.person_id')
            .where('f.confirmed_at', 'is not', null),
        )
        .as('enrolled'),
    )
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
    id: row.sessionId,
    login: row.login,
    secondFactor: { required: row.required, enrolled: Boolean(row.enrolled), provenAt: row.provenAt },
    previous: { at: row.previousAt, address: row.previousAddress, failed: row.failedSince },
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

/** Whether the code is one that has been offered and not used: asked before any costly work. */
export async function isSetUpCode(db: Db, codeHash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('set_up_code')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
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

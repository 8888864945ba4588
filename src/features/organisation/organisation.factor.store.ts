import type { Instant } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';

export type Factor = {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
  readonly usedAt: string | null;
};

const columns = [
  'id',
  'kind',
  'name',
  'created_at as createdAt',
  'confirmed_at as confirmedAt',
  'used_at as usedAt',
] as const;

export async function factors(db: Db | Tx, county: string, personId: string): Promise<Factor[]> {
  const rows = await db
    .selectFrom('second_factor')
    .select(columns)
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Factor['kind'] }));
}

export async function insertTotp(
  tx: Tx,
  county: string,
  factor: { id: string; personId: string; name: string; secret: Buffer; now: Instant },
): Promise<void> {
  // One begun and never finished is replaced: nothing was ever proven with it.
  await tx
    .deleteFrom('second_factor')
    .where('county', '=', county)
    .where('person_id', '=', factor.personId)
    .where('confirmed_at', 'is', null)
    .execute();
  await tx
    .insertInto('second_factor')
    .values({
      county,
      id: factor.id,
      person_id: factor.personId,
      kind: 'totp',
      name: factor.name,
      created_at: factor.now.toString(),
      secret: factor.secret,
    })
    .execute();
}

export const totps = (
  db: Db | Tx,
  county: string,
  personId: string,
  which: 'confirmed' | { readonly id: string },
) =>
  db
    .selectFrom('second_factor')
    .select(['id', 'secret'])
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('kind', '=', 'totp')
    .$if(which === 'confirmed', (query) => query.where('confirmed_at', 'is not', null))
    .$if(which !== 'confirmed', (query) =>
      query.where('id', '=', which === 'confirmed' ? '' : which.id).where('confirmed_at', 'is', null),
    )
    .execute();

/** Spends one step of a code: of two who bring the same code one finds it spent. The first use confirms the factor. */
export async function spendStep(
  tx: Tx | Db,
  county: string,
  id: string,
  step: number,
  now: Instant,
): Promise<boolean> {
  const at = now.toString();
  const done = await tx
    .updateTable('second_factor')
    .set((eb) => ({
      last_step: step,
      used_at: at,
      confirmed_at: eb.fn.coalesce('confirmed_at', eb.cast<string>(eb.val(at), 'timestamptz')),
    }))
    .where('county', '=', county)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function removeFactor(tx: Tx, county: string, personId: string, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('second_factor')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** Everything that proves this person beside the password: two administrators have found that it is lost. */
export async function removeFactorsOf(tx: Tx, county: string, personId: string): Promise<void> {
  await tx
    .deleteFrom('second_factor')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .execute();
  await tx
    .deleteFrom('recovery_code')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .execute();
}

export async function replaceRecoveryCodes(
  tx: Tx,
  county: string,
  personId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx
    .deleteFrom('recovery_code')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .execute();
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ county, person_id: personId, code_hash })))
    .execute();
}

export async function recoveryCodesLeft(db: Db | Tx, county: string, personId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(left);
}

export async function spendRecoveryCode(
  db: Db,
  county: string,
  personId: string,
  codeHash: Buffer,
  now: Instant,
): Promise<boolean> {
  const done = await db
    .updateTable('recovery_code')
    .set({ used_at: now.toString() })
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function proveSession(
  db: Db | Tx,
  county: string,
  tokenHash: Uint8Array,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ proven_at: now.toString(), challenge: null, challenge_at: null })
    .where('county', '=', county)
    .where('token_hash', '=', Buffer.from(tokenHash))
    .execute();
}

export type SessionListed = {
  readonly id: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string;
  readonly browser: string;
};

export const sessionsOf = (
  db: Db,
  county: string,
  personId: string,
  now: Instant,
  idleMinutes: number,
): Promise<SessionListed[]> =>
  db
    .selectFrom('session')
    .select(['id', 'created_at as createdAt', 'seen_at as seenAt', 'address', 'browser'])
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toString())
    .where('seen_at', '>', now.subtract({ minutes: idleMinutes }).toString())
    .orderBy('seen_at', 'desc')
    .execute();

export async function endSession(
  db: Db,
  county: string,
  personId: string,
  id: string,
  now: Instant,
): Promise<boolean> {
  const done = await db
    .updateTable('session')
    .set({ revoked_at: now.toString() })
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

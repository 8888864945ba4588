import { sql } from 'kysely';
import type { Instant } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';
import type { SignInLimit, SignInScope } from './organisation.model.ts';

export type Counted = { readonly scope: SignInScope; readonly subject: string };
export type Count = { readonly failures: number; readonly lockedUntil: string | null };

/**
 * Counts an attempt as failed before it is judged, in one statement: of forty at once each has its own number, and whoever has one
 * beyond the limit is not judged. The lock begins with the last allowed attempt and does not grow by those it refuses.
 */
export async function countAttempt(
  db: Db,
  county: string,
  { scope, subject }: Counted,
  limit: SignInLimit,
  now: Instant,
): Promise<Count> {
  const at = sql`${now.toString()}::timestamptz`;
  const locked = sql`c.locked_until > ${at}`;
  const stale = sql`(c.locked_until is not null or c.window_from <= ${now.subtract({ minutes: limit.windowMinutes }).toString()}::timestamptz)`;
  const until = sql`${now.add({ minutes: limit.lockMinutes }).toString()}::timestamptz`;
  const { rows } = await sql<Count>`
    insert into sign_in_count as c (county, scope, subject, failures, window_from, locked_until)
    values (${county}, ${scope}, ${subject}, 1, ${at}, case when 1 >= ${limit.failures}::integer then ${until} end)
    on conflict (county, scope, subject) do update set
      failures = case when ${locked} then least(c.failures + 1, 1000000) when ${stale} then 1 else c.failures + 1 end,
      window_from = case when not coalesce(${locked}, false) and ${stale} then ${at} else c.window_from end,
      locked_until = case
        when ${locked} then c.locked_until
        when (case when ${stale} then 1 else c.failures + 1 end) >= ${limit.failures}::integer then ${until}
      end
    returning failures, locked_until as "lockedUntil"`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('an attempt was not counted');
  return row;
}

/** Takes back one attempt that was counted and then was none: it succeeded, or was never judged. */
export async function takeBackAttempt(
  db: Db,
  county: string,
  { scope, subject }: Counted,
  limit: SignInLimit,
): Promise<void> {
  await sql`update sign_in_count set failures = greatest(failures - 1, 0),
      locked_until = case when failures - 1 < ${limit.failures}::integer then null else locked_until end
    where county = ${county} and scope = ${scope} and subject = ${subject}`.execute(db);
}

export async function forgetAttempts(db: Db, county: string, { scope, subject }: Counted): Promise<void> {
  await db
    .deleteFrom('sign_in_count')
    .where('county', '=', county)
    .where('scope', '=', scope)
    .where('subject', '=', subject)
    .execute();
}

/** Whether this browser has signed in as this person before. */
export async function knowsBrowser(db: Db, county: string, keyHash: Buffer, login: string): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_browser as b')
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'b.county').onRef('person.id', '=', 'b.person_id'),
    )
    .select('b.person_id')
    .where('b.county', '=', county)
    .where('b.key_hash', '=', keyHash)
    .where('person.login', '=', login)
    .executeTakeFirst();
  return row !== undefined;
}

export async function rememberBrowser(
  db: Tx,
  county: string,
  keyHash: Buffer,
  personId: string,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('sign_in_browser')
    .values({ county, key_hash: keyHash, person_id: personId, seen_at: now.toString() })
    .onConflict((conflict) =>
      conflict.columns(['county', 'key_hash', 'person_id']).doUpdateSet({ seen_at: now.toString() }),
    )
    .execute();
}

export type SignInKind =
  | 'signed-in'
  | 'failed'
  | 'locked'
  | 'signed-out'
  | 'ended'
  | 'password-changed'
  | 'password-failed'
  | 'stepped-up'
  | 'step-up-failed'
  | 'factor-added'
  | 'factor-removed';

export async function recordSignIn(
  db: Tx,
  entry: {
    county: string;
    id: string;
    now: Instant;
    kind: SignInKind;
    login: string;
    personId: string | null;
    address: string;
    browser: string;
  },
): Promise<void> {
  // Only a county that exists has a log; a name may hold what no log can.
  await sql`insert into sign_in_record (county, id, at, kind, login, person_id, address, browser)
    select ${entry.county}, ${entry.id}::uuid, ${entry.now.toString()}::timestamptz, ${entry.kind}, ${entry.login}, ${entry.personId}::uuid,
      ${entry.address}, ${entry.browser}
    where exists (select from county where county = ${entry.county})`.execute(db);
}

/** The last time this person signed in, and how often somebody failed to since. */
export async function lastSignIn(db: Db, county: string, personId: string, login: string) {
  const last = await db
    .selectFrom('sign_in_record')
    .select(['at', 'address'])
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('kind', '=', 'signed-in')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { failed } = await db
    .selectFrom('sign_in_record')
    .select((eb) => eb.fn.countAll<number>().as('failed'))
    .where('county', '=', county)
    .where('login', '=', login)
    .where('kind', '=', 'failed')
    .$if(last !== undefined, (query) => query.where('at', '>', last?.at ?? ''))
    .executeTakeFirstOrThrow();
  return { at: last?.at ?? null, address: last?.address ?? null, failed: Number(failed) };
}

export type SignInListed = {
  id: string;
  at: string;
  kind: SignInKind;
  login: string;
  personName: string | null;
  organisationName: string | null;
  address: string;
  browser: string;
};

export async function signIns(
  db: Db,
  county: string,
  filter: {
    personId?: string | undefined;
    kinds?: readonly SignInKind[] | undefined;
    after?: { at: string; id: string } | undefined;
    limit: number;
  },
): Promise<SignInListed[]> {
  const { after } = filter;
  const rows = await db
    .selectFrom('sign_in_record as r')
    .leftJoin('person', (join) =>
      join.onRef('person.county', '=', 'r.county').onRef('person.id', '=', 'r.person_id'),
    )
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .select([
      'r.id',
      'r.at',
      'r.kind',
      'r.login',
      'person.name as personName',
      'organisation.name as organisationName',
      'r.address',
      'r.browser',
    ])
    .where('r.county', '=', county)
    .$if(filter.personId !== undefined, (query) => query.where('r.person_id', '=', filter.personId ?? ''))
    .$if(filter.kinds !== undefined, (query) => query.where('r.kind', 'in', [...(filter.kinds ?? [])]))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(r.at, r.id) < (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as SignInKind }));
}

/** What has served its time: sign-ins after a year, keys of browsers unseen for half a year, counts and sessions after a day and a month. */
export async function forgetOldSignIns(db: Db, now: Instant): Promise<void> {
  const before = (days: number) => now.subtract({ hours: days * 24 }).toString();
  await db.deleteFrom('sign_in_record').where('at', '<', before(366)).execute();
  await db.deleteFrom('sign_in_browser').where('seen_at', '<', before(180)).execute();
  await db.deleteFrom('sign_in_count').where('window_from', '<', before(1)).execute();
  await db.deleteFrom('session').where('expires_at', '<', before(30)).execute();
}

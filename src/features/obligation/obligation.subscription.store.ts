import type { Actor } from '#kernel/actor.ts';
import type { Db, Tx } from '#platform/database.ts';

export type Language = 'zh-CN' | 'en-US';
export type Subscription = {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly language: Language;
  readonly openedAt: string;
  readonly revokedAt: string | null;
};

const columns = [
  'id',
  'version',
  'person_id as personId',
  'language',
  'opened_at as openedAt',
  'revoked_at as revokedAt',
] as const;

/** The one that still opens the person's calendar. */
export async function openSubscription(
  db: Db | Tx,
  county: string,
  personId: string,
  forUpdate = false,
): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('calendar_subscription')
    .select(columns)
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .$if(forUpdate, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && { ...row, language: row.language as Language };
}

export async function findSubscriptionForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Subscription | undefined> {
  const row = await tx
    .selectFrom('calendar_subscription')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, language: row.language as Language };
}

export async function insertSubscription(
  tx: Tx,
  county: string,
  subscription: Subscription,
  tokenHash: Buffer,
): Promise<void> {
  await tx
    .insertInto('calendar_subscription')
    .values({
      county,
      id: subscription.id,
      version: subscription.version,
      person_id: subscription.personId,
      token_hash: tokenHash,
      language: subscription.language,
      opened_at: subscription.openedAt,
      revoked_at: null,
    })
    .execute();
}

export async function saveRevoked(
  tx: Tx,
  county: string,
  { id, version, revokedAt }: Subscription,
): Promise<void> {
  await tx
    .updateTable('calendar_subscription')
    .set({ version, revoked_at: revokedAt })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Whose calendar an address opens: of somebody who still has an account, by an address that was not revoked. */
export async function readerBy(
  db: Db,
  county: string,
  tokenHash: Buffer,
): Promise<{ actor: Actor; language: Language; countyName: string } | undefined> {
  const row = await db
    .selectFrom('calendar_subscription as s')
    .innerJoin('person as p', (join) =>
      join.onRef('p.county', '=', 's.county').onRef('p.id', '=', 's.person_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.county', '=', 'p.county').onRef('o.id', '=', 'p.organisation_id'),
    )
    .innerJoin('county as k', 'k.county', 's.county')
    .select([
      's.language',
      'p.id as personId',
      'p.name',
      'p.duties',
      'o.id as organisationId',
      'o.kind as organisationKind',
      'k.name as countyName',
    ])
    .where('s.county', '=', county)
    .where('s.token_hash', '=', tokenHash)
    .where('s.revoked_at', 'is', null)
    .where('p.active', '=', true)
    .where('o.active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  const { language, countyName, ...actor } = row;
  return {
    actor: {
      ...actor,
      organisationKind: actor.organisationKind as Actor['organisationKind'],
      duties: actor.duties as Actor['duties'],
    },
    language: language as Language,
    countyName,
  };
}

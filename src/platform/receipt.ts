import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '#kernel/canonical.ts';
import type { Instant } from '#kernel/temporal.ts';
import { type Db, isContended } from '#platform/database.ts';

/** An act as it was sent: the same of all is the same act, sent again. */
export type Sent = {
  readonly county: string;
  readonly personId: string;
  readonly route: string;
  readonly clientId: string;
  readonly input: unknown;
  readonly now: Instant;
};

/** The id the device gave its record; undefined where the route takes none. */
export function clientIdOf(
  {
    method = 'POST',
    path = '',
  }: { readonly method?: string | undefined; readonly path?: string | undefined },
  input: unknown,
): string | undefined {
  if (method !== 'POST' || path.includes('{id}')) return undefined;
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
  return typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : undefined;
}

const attemptsMax = 3;

/**
 * Does an act once however often it is sent: its receipt and everything it writes are one transaction. Who comes second waits at the
 * receipt's key until the first has ended, and is answered the same; with another body he is told that the id is taken. An act that
 * was refused leaves no receipt and is decided again.
 */
export async function once(
  db: Db,
  sent: Sent,
  act: (tx: Db) => Promise<unknown>,
): Promise<{ readonly answer: unknown } | 'id-reused'> {
  const digest = createHash('sha256').update(canonicalJson(sent.input)).digest();
  for (let attempt = 1; ; attempt += 1) {
    const tx = await db.startTransaction().execute();
    try {
      const known = await receiptOf(tx, sent, digest);
      if (known) {
        await tx.rollback().execute();
        return digest.equals(known.body_digest)
          ? { answer: JSON.parse(known.answer ?? 'null') }
          : 'id-reused';
      }
      const answer = await act(tx);
      await tx
        .updateTable('receipt')
        .set({ answer: JSON.stringify(answer) ?? null })
        .where((eb) => eb.and(keyOf(sent)))
        .execute();
      await tx.commit().execute();
      return { answer };
    } catch (error) {
      await tx
        .rollback()
        .execute()
        .catch(() => undefined);
      if (isTakenId(error)) return 'id-reused';
      if (!isContended(error) || attempt === attemptsMax) throw error;
      // Two that collided do not meet again at the same moment.
      await pause(15 * attempt + (digest[attempt] ?? 0) / 4);
    }
  }
}

/** Writes the receipt when this is the first; otherwise what the first one wrote, once it has ended. */
async function receiptOf(tx: Db, sent: Sent, digest: Buffer) {
  const { county, personId, route, clientId, now } = sent;
  const first = await tx
    .insertInto('receipt')
    .values({
      county,
      person_id: personId,
      route,
      client_id: clientId,
      body_digest: digest,
      answer: null,
      at: now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('county')
    .executeTakeFirst();
  if (first) return undefined;
  return tx
    .selectFrom('receipt')
    .select(['body_digest', 'answer'])
    .where((eb) => eb.and(keyOf(sent)))
    .executeTakeFirstOrThrow();
}

const keyOf = ({ county, personId, route, clientId }: Sent) => ({
  county,
  person_id: personId,
  route,
  client_id: clientId,
});

/** Somebody else's record has the id, or this person's of another kind; a feature that has words of its own for it has said them before. */
function isTakenId(error: unknown): boolean {
  const { code, constraint = '' } = error as { code?: string; constraint?: string };
  return code === '23505' && /_pkey$|^event_county_aggregate_version_key$/.test(constraint);
}

/** A phone may be without a network for thirty days. */
const daysKept = 45;

/** Collects what no phone will ask for any more. */
export async function collectReceipts(db: Db, county: string, now: Instant): Promise<void> {
  await db
    .deleteFrom('receipt')
    .where('county', '=', county)
    .where('at', '<', now.subtract({ hours: 24 * daysKept }).toString())
    .execute();
}

import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import type { Database, Db } from '#platform/database.ts';
import type { Tables } from '#platform/tables.generated.ts';
import { sideBySide } from './agenda.ts';

/** More than scenes play at once, so that one that reads beside its own transaction never waits for another's end. */
const connections = sideBySide + 2;

export type Lent = { readonly db: Db; planAnew(): Promise<void>; giveBack(): Promise<void> };

/**
 * The storage's own connections, lent for the building: thousands of small acts whose statements are prepared once, and whose
 * commits need not each wait for the disk. Either the building reaches its end, or the county is thrown away with its directory.
 */
export async function lendConnections(pool: Database['pool']): Promise<Lent> {
  const clients: pg.PoolClient[] = [];
  for (let count = 0; count < connections; count += 1) clients.push(await pool.connect());
  for (const client of clients) await client.query('set synchronous_commit = off');
  const free: PostgresPoolClient[] = clients.map((client) => {
    const lent: PostgresPoolClient = {
      query: ((text: string, values: readonly unknown[] = []) =>
        client.query({
          text,
          values: [...values],
          ...(values.length > 0 ? { name: nameOf(text) } : {}),
        })) as unknown as PostgresPoolClient['query'],
      release() {
        const next = waiting.shift();
        if (next) next(lent);
        else free.push(lent);
      },
    };
    return lent;
  });
  const waiting: ((client: PostgresPoolClient) => void)[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () =>
          free.pop() ?? new Promise<PostgresPoolClient>((resolve) => waiting.push(resolve)),
        end: async () => {},
        options: {},
      },
    }),
  });
  return {
    db,
    /** Plans made while the tables were small do not fit them when they are large. */
    async planAnew() {
      for (const client of clients) await client.query('discard plans');
    },
    async giveBack() {
      for (const client of clients) {
        await client.query('reset synchronous_commit; deallocate all').catch(() => undefined);
        // The driver remembers what it prepared; a connection that forgot is better closed than reused.
        client.release(true);
      }
    },
  };
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

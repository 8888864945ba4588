import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { type Database, type Db, lentClient, statementNames } from '#platform/database.ts';
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
  // Every statement here comes hundreds of times: each is prepared when it is first seen.
  const nameOf = statementNames(1);
  const free: PostgresPoolClient[] = clients.map((client) => {
    const lent = lentClient(client, nameOf, () => {
      const next = waiting.shift();
      if (next) next(lent);
      else free.push(lent);
    });
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

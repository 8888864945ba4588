import { createHash } from 'node:crypto';
import {
  type ControlledTransaction,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
} from 'kysely';
import pg from 'pg';
import type { Refused, Result } from '#kernel/result.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import type { Tables } from '#platform/tables.generated.ts';

export type Db = Kysely<Tables>;
/** A handle inside an open transaction. */
export type Tx = ControlledTransaction<Tables> | Kysely<Tables>;

const { builtins } = pg.types;

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is beyond what can be counted exactly`);
  return number;
}

// A calendar date has no zone and an instant has no place: as text neither is shifted by accident. Sessions run in UTC.
const parsers: Record<number, (value: string) => unknown> = {
  [builtins.DATE]: (value) => value,
  [builtins.TIMESTAMPTZ]: (value) => `${value.replace(' ', 'T').replace(/\+00$/, '')}Z`,
  [builtins.INT8]: wholeNumber,
  [builtins.NUMERIC]: (value) => value,
};

export type Database = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> };

/** Said by the client for every session, whatever the role of somebody's own PostgreSQL says: nobody waits for ever. */
const sessionSettings = {
  timezone: 'UTC',
  datestyle: 'ISO',
  lock_timeout: '5s',
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '30s',
};

export function openDatabase(target: ConnectionTarget, options: { maxConnections?: number } = {}): Database {
  const pool = new pg.Pool({
    ...target,
    max: options.maxConnections ?? 10,
    options: Object.entries(sessionSettings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 15_000,
    // A server that is frozen or gone without a word answers no statement and ends none.
    query_timeout: 65_000,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that dies while idle (a restarted server) must not take the process with it; the next query reconnects.
  pool.on('error', () => {});
  // The pool listens only to connections at rest. One that dies while lent fails the statement it carries, or the next one.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  return { db, pool, close: () => db.destroy() };
}

const preparedAfter = 5;
const preparedMax = 400;

/** Gives a name, by which the server prepares it, to every statement text that comes again and again. */
export function statementNames(after = preparedAfter, max = preparedMax) {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  return (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= max) return known;
    const times = (seen.get(text) ?? 0) + 1;
    if (times < after) {
      // Texts that come once (a list of a length of its own) must not gather here for ever.
      if (seen.size >= 10 * max) seen.clear();
      seen.set(text, times);
      return undefined;
    }
    seen.delete(text);
    const name = createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
}

/**
 * Planning one of our larger statements costs more than running it, so what comes often is prepared. Texts hold no values: there
 * are few of them. A pooler in between must carry prepared statements (PgBouncer does since 1.21).
 */
function preparing(pool: pg.Pool): PostgresPool {
  const nameOf = statementNames();
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const lend = (client: pg.PoolClient): PostgresPoolClient => {
    const made = lentClient(client, nameOf, (destroy) => client.release(destroy));
    lent.set(client, made);
    return made;
  };
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      return lent.get(client) ?? lend(client);
    },
    end: () => pool.end(),
  };
}

/** A connection as Kysely borrows it, whose statements are prepared under the names given to them. */
export const lentClient = (
  client: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
  release: PostgresPoolClient['release'],
): PostgresPoolClient => ({
  query: ((text: string, values: readonly unknown[] = []) => {
    const name = values.length > 0 ? nameOf(text) : undefined;
    return client.query({ text, values: [...values], ...(name ? { name } : {}) });
  }) as unknown as PostgresPoolClient['query'],
  release,
});

/** The names of constraints a race can reach, each with the refusal it stands for. */
export type ConstraintRefusals = Readonly<Record<string, (detail: string) => Refused>>;

const contended = new Set(['40001', '40P01']);
const attemptsMax = 3;

/** Two acts stood in each other's way, and the database ended one of them: it may be tried again. */
export const isContended = (error: unknown): boolean =>
  contended.has((error as { code?: string } | null)?.code ?? '');

/**
 * Runs `work` in one transaction: a grant commits, a refusal or a fault rolls back. Deadlocks are tried again.
 * A constraint named in `constraints` becomes that refusal; any other violation is a fault.
 * Over a handle that is a transaction already (an act with a receipt) it is a part of that one, which its owner tries again.
 */
export async function transact<
  R extends Result<unknown>,
  const C extends ConstraintRefusals = Record<never, never>,
>(db: Db, work: (tx: Tx) => Promise<R>, constraints?: C): Promise<R | ReturnType<C[keyof C]>> {
  const isPart = db.isTransaction;
  for (let attempt = 1; ; attempt += 1) {
    const { tx, keep, undo } = isPart ? await partOf(db) : await wholeOf(db);
    try {
      const result = await work(tx);
      await (result.ok ? keep : undo)();
      return result;
    } catch (error) {
      await undo().catch(() => undefined);
      if (isContended(error) && !isPart && attempt < attemptsMax) continue;
      const { constraint, detail = '' } = error as { constraint?: string; detail?: string };
      const refusal = constraint ? constraints?.[constraint] : undefined;
      if (refusal) return refusal(detail) as ReturnType<C[keyof C]>;
      throw error;
    }
  }
}

async function wholeOf(db: Db) {
  const tx = await db.startTransaction().execute();
  return {
    tx: tx as Tx,
    keep: () => tx.commit().execute(),
    undo: () => tx.rollback().execute(),
  };
}

async function partOf(db: Db) {
  const at = (word: string) => sql.raw(`${word} savepoint act`).execute(db);
  await sql.raw('savepoint act').execute(db);
  return {
    tx: db as Tx,
    keep: async () => void (await at('release')),
    undo: async () => {
      await at('rollback to');
      await at('release');
    },
  };
}

/** Refuses to serve from a role that could change what must never change. */
export async function assertRuntimeRole(db: Db): Promise<void> {
  const row = await sql<{ owns: boolean; mighty: boolean; may_update_log: boolean }>`
    select exists (select from pg_class c join pg_roles r on r.oid = c.relowner
             where c.relname = 'event' and c.relkind = 'r' and r.rolname = current_user) as owns,
           (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as mighty,
           has_table_privilege('event', 'update') or has_table_privilege('event', 'delete')
             or has_table_privilege('event', 'truncate') as may_update_log`.execute(db);
  const found = row.rows[0];
  if (found?.owns || found?.mighty || found?.may_update_log)
    throw new Error(
      'The database role may change the event log. Give DATABASE_URL a role that owns no table and is a member of ' +
        'dushi_runtime, and DATABASE_OWNER_URL the owner. ' +
        '数据库账号可以改动事件日志：请在 DATABASE_URL 中使用 dushi_runtime 的成员账号，在 DATABASE_OWNER_URL 中使用表的所有者。',
    );
}

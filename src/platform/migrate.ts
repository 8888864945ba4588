import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type ConnectionTarget, clientOf } from '#platform/connection.ts';

/**
 * Runs the migrations that have not run. Forward only: one that has run may never change, its hash is kept and
 * checked. Its row is inserted first, in the same transaction, so of two servers starting at once one waits and then
 * finds the work done.
 */
export async function migrate(target: ConnectionTarget, folder: string): Promise<string[]> {
  const client = clientOf(target);
  await client.connect();
  try {
    await prepareLedger(client);
    const ran: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const sql = await readFile(join(folder, name), 'utf8');
      if (await runOnce(client, name, sql)) ran.push(name);
    }
    return ran;
  } finally {
    await client.end();
  }
}

async function prepareLedger(client: pg.Client): Promise<void> {
  try {
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, ran_at timestamptz not null default now())',
    );
  } catch (error) {
    // Two first starts at once: PostgreSQL may find the loser's table, its type or its catalog row there already.
    if (!['23505', '42P07', '42710'].includes((error as { code?: string }).code ?? '')) throw error;
  }
}

async function runOnce(client: pg.Client, name: string, sql: string): Promise<boolean> {
  const hash = createHash('sha256').update(sql).digest('hex');
  const known = await client.query<{ hash: string }>('select hash from migration where name = $1', [name]);
  if (known.rows[0]) return unchanged(name, known.rows[0].hash, hash);
  await client.query('begin');
  try {
    const mine = await client.query(
      'insert into migration (name, hash) values ($1, $2) on conflict (name) do nothing',
      [name, hash],
    );
    if (mine.rowCount === 0) {
      await client.query('rollback');
      const other = await client.query<{ hash: string }>('select hash from migration where name = $1', [
        name,
      ]);
      return unchanged(name, other.rows[0]?.hash ?? '', hash);
    }
    await client.query(sql);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

function unchanged(name: string, recorded: string, hash: string): false {
  if (recorded !== hash)
    throw new Error(`${name} has already run and must not change; add a new migration instead`);
  return false;
}

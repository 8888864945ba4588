import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type ConnectionTarget, connectionTarget } from '#platform/connection.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrate } from '#platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

/** The server that the tests of this run share; `owner` and `runtime` still name a database no test writes to. */
export type TestServer = {
  owner: ConnectionTarget;
  runtime: ConnectionTarget;
  /** A migrated, empty database; every worker's own is a copy of it. */
  template: string;
};

export type WorkerDatabase = {
  /** The owner of the tables. */
  owner: ConnectionTarget;
  /** What the product runs as: it owns nothing and may not touch the log's past. */
  runtime: ConnectionTarget;
};

const connectionsMax = 200;

/** Vitest calls this once, before the first worker starts; what it returns is called after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const address = process.env.TEST_DATABASE_URL;
  const server = address ? await serverOf(address) : await startedServer();
  const names = namesOfThisRun();
  const { owner } = server;
  try {
    await asOwner(owner, `create database ${names.template}`);
    await migrate({ ...owner, database: names.template }, 'migrations');
    const password = randomBytes(24).toString('base64url');
    await asOwner(owner, `create role ${names.runtime} login password '${password}' in role dushi_runtime`);
    project.provide('postgres', {
      owner,
      runtime: { ...owner, user: names.runtime, password },
      template: names.template,
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    if (address) await removeTraces(owner, names);
    await server.stop();
  };
}

let own: Promise<WorkerDatabase> | undefined;

/** This worker's own database, made from the template when first asked for. Every file of the worker shares it. */
export function workerDatabase(): Promise<WorkerDatabase> {
  own ??= createWorkerDatabase();
  return own;
}

let copies = 0;

/** A further database of the same shape, for a test that must begin from empty tables. The caller drops nothing. */
export async function createWorkerDatabase(): Promise<WorkerDatabase> {
  const { owner, runtime, template } = inject('postgres');
  copies += 1;
  const database = `${template}_${process.pid}_${copies}`;
  await asOwner(owner, `create database ${database} template ${template}`);
  return { owner: { ...owner, database }, runtime: { ...runtime, database } };
}

type Server = { owner: ConnectionTarget; stop(): Promise<void> };

async function startedServer(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'dushi-test-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const { ownerUrl, pid, stop } = await startEmbeddedPostgres({
      directory,
      settings: { synchronous_commit: 'off', max_connections: String(connectionsMax) },
    });
    const server = { owner: ownerUrl, stop: () => stop().finally(remove) };
    if ((await postmasterOf(ownerUrl)) === pid) return server;
    await server.stop();
    throw new Error(`The tests started server ${pid} but reached another one.`);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The process that the server's back ends are children of. */
async function postmasterOf(owner: ConnectionTarget): Promise<number> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const status = await readFile(`/proc/${rows[0]?.pid}/status`, 'utf8');
    return Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
  });
}

async function serverOf(address: string): Promise<Server> {
  const owner = connectionTarget(address);
  if (!owner.database.includes('test')) {
    throw new Error(
      `TEST_DATABASE_URL names the database "${owner.database}", but tests only use one with "test" in its name.`,
    );
  }
  const [answer] = await asOwner(owner, 'show server_version_num');
  if (Number(answer?.server_version_num) < 150_000) {
    throw new Error('TEST_DATABASE_URL must point to PostgreSQL 15 or newer.');
  }
  return { owner, stop: async () => {} };
}

type Names = { template: string; runtime: string };

/** Several runs may share one server. */
function namesOfThisRun(): Names {
  const run = randomBytes(4).toString('hex');
  return { template: `dushi_test_${run}`, runtime: `dushi_test_runtime_${run}` };
}

async function removeTraces(owner: ConnectionTarget, names: Names): Promise<void> {
  const made = await asOwner(
    owner,
    `select datname from pg_database where datname = '${names.template}' or datname like '${names.template}\\_%'`,
  );
  for (const { datname } of made) await asOwner(owner, `drop database ${String(datname)} with (force)`);
  await asOwner(owner, `drop role ${names.runtime}`);
}

function asOwner(owner: ConnectionTarget, statement: string): Promise<Record<string, unknown>[]> {
  return withClient(owner, async (client) => (await client.query<Record<string, unknown>>(statement)).rows);
}

async function withClient<T>(target: ConnectionTarget, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(target);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '#platform/connection.ts';
import { DataDirectoryInUse, DataDirectoryUnusable, openDataDirectory } from '#platform/data-directory.ts';
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from '#platform/embedded-postgres.ts';
import { postgresProcessesIn } from '#platform/postgres-orphans.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

let template: Promise<string> | undefined;
let folder: string;
let servers: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dushi-test-'));
  await chmod(folder, 0o755);
  servers = [];
  children = [];
});

afterAll(async () => {
  const made = await template;
  if (made) await rm(made, { recursive: true, force: true });
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a data directory', () => {
  test('is private, and is made with its parents', async () => {
    const { path, release } = await openDataDirectory(join(folder, 'county', '数据'));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await release();
    expect(await readdir(path)).toEqual([]);
  });

  test('is refused to a second server in words that name the first', async () => {
    const directory = join(folder, 'data');
    const { pid } = await inChild(`
      await openDataDirectory(${JSON.stringify(directory)});
      say({ pid: process.pid });
      await forever();`);
    const refusal = await openDataDirectory(directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirectoryInUse);
    expect(refusal).toMatchObject({ pid });
    expect(String(refusal)).toMatch(
      new RegExp(`进程号 ${pid}）使用.*in use by another Dushi process \\(pid ${pid}\\)`, 's'),
    );
  });

  test('is taken over from a server that was killed', async () => {
    const directory = join(folder, 'data');
    await inChild(`await openDataDirectory(${JSON.stringify(directory)}); say({}); await forever();`);
    await killChildren();
    const { release } = await openDataDirectory(directory);
    await release();
  });

  test('is taken over when the number in the lock now belongs to another process, or the lock is torn', async () => {
    const { path, release } = await openDataDirectory(join(folder, 'data'));
    const lock = join(path, 'dushi.lock');
    const other = spawnIdle();
    const { began } = JSON.parse(await readFile(lock, 'utf8')) as { began: string };
    await release();
    for (const stale of [JSON.stringify({ pid: other.pid, began }), '']) {
      await writeFile(lock, stale);
      await (await openDataDirectory(path)).release();
    }
  });

  test('goes to exactly one of many that find the same stale lock', async () => {
    const directory = join(folder, 'data');
    await mkdir(directory);
    for (let round = 0; round < 20; round += 1) {
      await writeFile(
        join(directory, 'dushi.lock'),
        JSON.stringify({ pid: 2 ** 31 - 1, began: 'long ago', round }),
      );
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, () => openDataDirectory(directory)),
      );
      const won = attempts.filter((each) => each.status === 'fulfilled');
      const lost = attempts.filter((each) => each.status === 'rejected');
      expect([won.length, lost.every((each) => each.reason instanceof DataDirectoryInUse)]).toEqual([
        1,
        true,
      ]);
      for (const each of won) await each.value.release();
      expect(await readdir(directory)).toEqual([]);
    }
  });

  test('that is a file, or cannot be written, is refused in words', async () => {
    await writeFile(join(folder, 'file'), '');
    const refusal = await openDataDirectory(join(folder, 'file')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirectoryUnusable);
    expect(String(refusal)).toMatch(/无法使用.*cannot be used/s);
  });
});

describe('the embedded server', () => {
  test('keeps what was written, safely set, for nobody but us', async () => {
    const directory = join(folder, 'data with spaces 数据');
    const first = await start(directory);
    await query(first.ownerUrl, "create table note (words text); insert into note values ('通城县')");
    expect(await findEmbeddedPostgres(directory)).toEqual({
      ownerUrl: first.ownerUrl,
      runtimeUrl: first.runtimeUrl,
    });
    await first.stop();
    expect(await first.gone).toEqual({ asked: true });
    expect(postgresProcessesIn(join(directory, 'postgres'))).toEqual([]);
    expect(await findEmbeddedPostgres(directory)).toBeUndefined();

    const again = await start(directory);
    expect(await query(again.ownerUrl, 'select words from note')).toEqual([{ words: '通城县' }]);
    const settings = `select current_setting('server_encoding') encoding, current_setting('fsync') fsync,
      current_setting('data_checksums') checksums, current_setting('listen_addresses') network, upper('é') upper`;
    expect(await query(again.runtimeUrl, settings)).toEqual([
      { encoding: 'UTF8', fsync: 'on', checksums: 'on', network: '', upper: 'É' },
    ]);
    expect((await stat(again.ownerUrl.host)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'postgres'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'secrets', 'postgres.json'))).mode & 0o777).toBe(0o600);
    await expect(query({ ...again.ownerUrl, password: 'wrong' }, 'select 1')).rejects.toThrow(/password/);
    await expect(query({ ...again.ownerUrl, user: 'dushi_admin' }, 'select 1')).rejects.toThrow(/reject/);
  });

  test('gives the runtime role nothing to own and no way to more', async () => {
    const { ownerUrl, runtimeUrl } = await start(await aCounty());
    await query(ownerUrl, 'create table note (words text); grant select on note to dushi_runtime');
    expect(await query(runtimeUrl, 'select * from note')).toEqual([]);
    for (const forbidden of [
      'create table mine ()',
      'create temporary table mine ()',
      'create schema mine',
      'create database mine',
      'create role mine',
      'alter role dushi_owner nologin',
      "alter role dushi_runtime password 'x'",
      'alter role dushi_app createrole',
      'grant dushi_owner to dushi_app',
      'set role dushi_owner',
      'set session authorization dushi_admin',
      'alter table note add column more text',
      'drop table note',
      "insert into note values ('x')",
      "copy note to '/tmp/dushi-note'",
      'show data_directory',
    ]) {
      await expect(query(runtimeUrl, forbidden), forbidden).rejects.toThrow(
        /permission denied|must be owner|only roles|may (alter|grant|create)/i,
      );
    }
    const flags = `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as more
      from pg_roles where rolname in ('dushi_app', 'dushi_runtime')`;
    expect(await query(runtimeUrl, flags)).toEqual([{ more: false }, { more: false }]);
    const limits = `select current_setting('idle_in_transaction_session_timeout') idle,
      current_setting('lock_timeout') lock, current_setting('statement_timeout') statement`;
    expect(await query(runtimeUrl, limits)).toEqual([{ idle: '30s', lock: '5s', statement: '1min' }]);
  });

  test('lets the owner make what tests and a restore need, and no superuser', async () => {
    const { ownerUrl } = await start(await aCounty());
    await query(ownerUrl, 'create database dushi_test template dushi');
    await query(ownerUrl, "create role dushi_test_runtime login password 'x' in role dushi_runtime");
    await query({ ...ownerUrl, user: 'dushi_test_runtime', password: 'x' }, 'select 1');
    await expect(query(ownerUrl, 'create role mine superuser')).rejects.toThrow(/permission denied/);
    await expect(query(ownerUrl, "copy (select 1) to '/tmp/dushi-note'")).rejects.toThrow(
      /permission denied/,
    );
  });

  test('does not start with a setting that could lose records', async () => {
    const directory = await aCounty();
    for (const name of ['fsync', 'full_page_writes']) {
      await expect(start(directory, { [name]: 'off' })).rejects.toThrow(
        new RegExp(`${name} 必须为 on，现为 off.*${name} must be on and is off`, 's'),
      );
    }
    expect(postgresProcessesIn(join(directory, 'postgres'))).toEqual([]);
    await start(directory);
  });

  test('says why it did not start', async () => {
    await expect(start(await aCounty(), { shared_buffers: 'much' })).rejects.toThrow(
      /数据库未能启动.*did not start.*shared_buffers/s,
    );
  });

  test('sets new passwords when the file with them was lost, and says so when it is the wrong one', async () => {
    const directory = await aCounty();
    const secrets = join(directory, 'secrets', 'postgres.json');
    const first = await start(directory);
    await query(first.ownerUrl, 'create table note ()');
    await first.stop();
    await writeFile(secrets, JSON.stringify({ owner: 'wrong', runtime: 'wrong' }));
    await expect(start(directory)).rejects.toThrow(/口令.*Delete the file/s);
    await rm(secrets);
    const again = await start(directory);
    expect(await query(again.ownerUrl, 'select * from note')).toEqual([]);
    await query(again.runtimeUrl, 'select 1');
    expect(again.ownerUrl.password).not.toBe(first.ownerUrl.password);
  });

  test('is refused while another one lives on the directory, which goes on', async () => {
    const directory = await aCounty();
    const first = await start(directory);
    await expect(start(directory)).rejects.toThrow(DataDirectoryInUse);
    await query(first.runtimeUrl, 'select 1');
  });

  test('works with its data in a very deep folder', async () => {
    const directory = join(folder, ...Array.from({ length: 6 }, () => '很深的文件夹-deep'), 'data');
    const { ownerUrl, stop } = await start(directory);
    expect(Buffer.byteLength(join(ownerUrl.host, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107);
    expect((await stat(ownerUrl.host)).mode & 0o777).toBe(0o700);
    await query(ownerUrl, 'select 1');
    await stop();
    await expect(stat(ownerUrl.host)).rejects.toThrow(/ENOENT/);
  });

  test('says that nobody asked when it ends by itself', async () => {
    const { pid, gone, stop } = await start(await aCounty());
    process.kill(pid, 'SIGINT');
    expect(await gone).toEqual({ asked: false });
    await stop();
  });
});

describe('after a crash', () => {
  test('kill -9 of the server leaves no orphan, and the next start has every acknowledged row', async () => {
    const directory = await aCounty();
    const { pid } = await inChild(`
      const { pid, ownerUrl } = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} });
      const client = new pg.Client(ownerUrl);
      client.on('error', () => {});
      await client.connect();
      await client.query("create table note (words text); insert into note values ('已确认')");
      await client.query("begin; insert into note values ('未确认')");
      say({ pid });
      await forever();`);
    await killChildren();
    await until(() => !isAlive(pid), 10);
    const { ownerUrl } = await start(directory);
    expect(await query(ownerUrl, 'select words from note')).toEqual([{ words: '已确认' }]);
  });

  test('a database whose watcher was killed too is stopped by the next start', async () => {
    const directory = await aCounty();
    const { pid } = await inChild(`
      const { pid } = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} });
      say({ pid });
      await forever();`);
    killWatcher(join(directory, 'postgres'));
    await killChildren();
    await pause(300);
    expect(isAlive(pid)).toBe(true);
    const { ownerUrl } = await start(directory);
    expect(isAlive(pid)).toBe(false);
    await query(ownerUrl, 'select 1');
  });

  test('the numbers in stale files may belong to a process of the same account, which is left alone', async () => {
    const directory = await aCounty();
    const cluster = join(directory, 'postgres');
    const { pid } = await inChild(`
      const { pid } = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} });
      say({ pid });
      await forever();`);
    killWatcher(cluster);
    await killChildren();
    process.kill(pid, 'SIGKILL');
    await until(() => postgresProcessesIn(cluster).length === 0, 10);
    const { uid, gid } = await stat(cluster);
    const foreign = spawnIdle(isRoot ? { uid, gid } : {});
    for (const file of [join(cluster, 'postmaster.pid'), join(directory, 'run', '.s.PGSQL.5432.lock')]) {
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(foreign.pid)));
    }
    const { ownerUrl } = await start(directory);
    await query(ownerUrl, 'select 1');
    expect(isAlive(foreign.pid ?? 0)).toBe(true);
  });

  test('a first start that was cut off is begun anew', async () => {
    const directory = join(folder, 'data');
    await mkdir(join(directory, 'postgres.new', 'base'), { recursive: true });
    await writeFile(join(directory, 'postgres.new', 'PG_VERSION'), '18\n');
    const { ownerUrl } = await start(directory);
    await query(ownerUrl, 'select 1');
    expect(await readdir(directory)).not.toContain('postgres.new');
  });
});

describe('whoever and wherever we are', () => {
  test.for([{ LANG: undefined }, { LANG: 'zz_ZZ.none', LC_ALL: 'zz_ZZ.none' }])(
    'the locale does not matter: %o',
    async (locale) => {
      const { rows } = await inChild(startAndAsk(join(folder, 'data')), locale);
      expect(rows).toEqual([{ encoding: 'UTF8', upper: 'É' }]);
    },
  );

  test('an ordinary user is enough', async () => {
    const directory = join(folder, 'data');
    const environment: Record<string, string | undefined> = isRoot ? await reachableByNobody() : {};
    // Imported as root, for the modules may lie where nobody reaches them.
    const become = isRoot
      ? `process.setgroups([]); process.setgid(${nobody.gid}); process.setuid(${nobody.uid});`
      : '';
    if (isRoot) await chown(folder, nobody.uid, nobody.gid);
    const { rows, uid } = await inChild(`${become}\n${startAndAsk(directory)}`, environment);
    expect(rows).toEqual([{ encoding: 'UTF8', upper: 'É' }]);
    expect(uid).not.toBe(0);
    expect((await stat(join(directory, 'postgres'))).uid).toBe(uid);
  });

  test('data behind a closed folder are no obstacle', async () => {
    await chmod(folder, 0o700);
    const directory = join(folder, 'data');
    const first = await start(directory);
    await query(first.ownerUrl, 'create table note ()');
    await first.stop();
    const again = await start(directory);
    expect(await query(again.ownerUrl, 'select * from note')).toEqual([]);
  });

  test('data that were copied back by root are given to the account', async () => {
    const directory = join(folder, 'data');
    await (await start(directory)).stop();
    const copy = join(folder, 'copy');
    execFileSync('cp', ['-r', directory, copy]);
    await chmod(join(copy, 'postgres'), 0o700);
    const { ownerUrl } = await start(copy);
    await query(ownerUrl, 'select 1');
  });

  test('PG_BIN_DIR names other programs, and the wrong ones are refused in words', async () => {
    const directory = await aCounty();
    const fails = (PG_BIN_DIR: string) =>
      inChild(
        `say({ refusal: await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} }).catch(String) })`,
        { PG_BIN_DIR },
      );
    expect((await fails(join(folder, 'nothing'))).refusal).toMatch(/无法运行.*cannot be run.*ENOENT/s);
    await writeFile(join(folder, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 14.2"', {
      mode: 0o755,
    });
    expect((await fails(folder)).refusal).toMatch(/15 or later is needed; postgres \(PostgreSQL\) 14.2/);
    await (await start(directory)).stop();
    await writeFile(join(folder, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 17.2"', {
      mode: 0o755,
    });
    expect((await fails(folder)).refusal).toMatch(
      /由 PostgreSQL 18 创建.*made by PostgreSQL 18 and the programs are version 17/s,
    );
  });
});

/** A data directory that a server has used before; making one anew costs a second. */
async function aCounty(): Promise<string> {
  template ??= makeCounty();
  const directory = join(folder, 'data');
  execFileSync('cp', ['-a', await template, directory]);
  return directory;
}

async function makeCounty(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'dushi-test-'));
  await (await startEmbeddedPostgres({ directory })).stop();
  return directory;
}

async function start(directory: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory, settings });
  servers.push(server);
  return server;
}

async function query(target: ConnectionTarget, sql: string): Promise<unknown[]> {
  const client = new pg.Client(target);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const startAndAsk = (directory: string) => `
  const server = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} });
  const client = new pg.Client(server.runtimeUrl);
  await client.connect();
  const { rows } = await client.query("select current_setting('server_encoding') encoding, upper('é') upper");
  await client.end();
  await server.stop();
  say({ rows, uid: process.getuid() });`;

type Said = { pid: number; rows: unknown; uid: number; refusal: string };

/** Runs the code in a Node of its own and returns the first thing it says. */
async function inChild(code: string, environment: Record<string, string | undefined> = {}): Promise<Said> {
  const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const prelude = `
    import pg from ${JSON.stringify(new URL(`file://${createRequire(import.meta.url).resolve('pg')}`).href)};
    import { openDataDirectory } from ${at('./data-directory.ts')};
    import { startEmbeddedPostgres } from ${at('./embedded-postgres.ts')};
    const say = (what) => console.log(JSON.stringify(what));
    const forever = () => new Promise(() => setInterval(() => {}, 1000));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${prelude}\n${code}`], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Said;
  throw new Error('the child ended without a word');
}

/** A process that does nothing and has nothing to do with us. */
function spawnIdle(account: { uid?: number; gid?: number } = {}): ChildProcess {
  const idle = spawn('sleep', ['100'], { ...account, cwd: '/', stdio: 'ignore' });
  children.push(idle);
  return idle;
}

async function killChildren(): Promise<void> {
  for (const child of children.splice(0)) {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
  }
}

function killWatcher(cluster: string): void {
  const processes = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const watchers = processes.filter((pid) => {
    try {
      const isHere = readlinkSync(`/proc/${pid}/cwd`) === cluster;
      return isHere && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dushi-watcher');
    } catch {
      return false;
    }
  });
  expect(watchers).toHaveLength(1);
  for (const watcher of watchers) process.kill(watcher, 'SIGKILL');
}

/** A process that has ended but whose parent has not asked yet counts as ended. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(done: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!done()) {
    if (performance.now() > end) throw new Error(`not so within ${seconds} s`);
    await pause(50);
  }
}

/** In a closed checkout nobody cannot run the installed programs, as no ordinary user could; then a copy stands in. */
async function reachableByNobody(): Promise<Record<string, string>> {
  const package_ = createRequire(import.meta.url).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  const native = join(dirname(package_), '..', 'native');
  const enters = spawnSync('sh', ['-c', 'cd "$1/bin"', 'sh', native], { ...nobody, cwd: '/' }).status === 0;
  if (enters) return {};
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true });
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    await cp(join(native, '..', source), join(folder, target), { force: true });
  }
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  return { PG_BIN_DIR: join(copy, 'bin'), LD_LIBRARY_PATH: join(copy, 'lib') };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectionTarget, clientOf } from '#platform/connection.ts';
import { ensureDirectory, takeLock } from '#platform/data-directory.ts';
import { as, canEnter, makeOwned } from '#platform/postgres-account.ts';
import {
  type Place,
  prepareCluster,
  preparePlace,
  readSecrets,
  type Secrets,
} from '#platform/postgres-cluster.ts';
import { postgresProcessesIn, readPidFile, stopOrphans } from '#platform/postgres-orphans.ts';

export type EmbeddedPostgres = Targets & {
  pid: number;
  /** Clean 'fast' shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** Settles when the server has gone, with false when nobody asked it to: then nothing here can work any more. */
  gone: Promise<{ asked: boolean }>;
};

export type Targets = {
  /** `dushi_owner`: owns the database and its tables, runs the migrations, may make databases and runtime logins. */
  ownerUrl: ConnectionTarget;
  /** `dushi_app`: what the product runs as. Member of `dushi_runtime`, owns nothing. */
  runtimeUrl: ConnectionTarget;
};

export type StartOptions = {
  /** The data directory: `postgres`, `run`, `secrets` and `postgres-programs` in it are used. */
  directory: string;
  settings?: Record<string, string>;
  log?: (line: string) => void;
};

export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const { settings = {}, log = () => {} } = options;
  const directory = await ensureDirectory(options.directory);
  // Whoever holds this lock may take a server found running here for an orphan and stop it.
  const lock = await takeLock(join(directory, 'postgres.lock'), directory);
  try {
    const place = await preparePlace(directory, log);
    await stopOrphans(place.cluster, log);
    const secrets = await prepareCluster(place, log);
    const server = await launch(place, settings, log, lock.release);
    try {
      const targets = targetsAt(server.socketFolder, secrets);
      await refuseUnlessSafe(targets.ownerUrl);
      return { ...targets, pid: server.pid, stop: server.stop, gone: server.gone };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** How to reach the server that another process has started on this data directory, if one is running. */
export async function findEmbeddedPostgres(directory: string): Promise<Targets | undefined> {
  const cluster = join(directory, 'postgres');
  const pidFile = await readPidFile(cluster);
  if (pidFile?.status !== 'ready' || !postgresProcessesIn(cluster).includes(pidFile.pid)) return undefined;
  return targetsAt(pidFile.socketFolder, await readSecrets(directory));
}

const port = 5432;
const socketPathBytesMax = 107;
const stopSecondsMax = 60;

/** For an office's small machine: server and database together stay below 400 MB. */
const officeSettings = {
  shared_buffers: '64MB',
  max_connections: '40',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',
  min_wal_size: '64MB',
  max_wal_size: '256MB',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  autovacuum_max_workers: '2',
  max_wal_senders: '0',
  // A connection keeps the plan by which it checks a foreign key, and one made on an empty table may walk the wrong index for
  // as long as nobody counts the table. A county filled for the first time is counted within seconds.
  autovacuum_naptime: '5s',
  max_logical_replication_workers: '0',
  huge_pages: 'off',
  jit: 'off',
  // Refused statements are the application's to report, and their text may hold personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

type Running = { pid: number; socketFolder: string } & Pick<EmbeddedPostgres, 'stop' | 'gone'>;

async function launch(
  place: Place,
  settings: Record<string, string>,
  log: (line: string) => void,
  release: () => Promise<void>,
): Promise<Running> {
  const socket = await prepareSocketFolder(place);
  const watcher = startWatcher(place, socket.temporary ? socket.folder : '');
  const server = spawnServer(place, { ...settings, ...reachedBy(socket.folder) });
  const pid = server.pid ?? 0;
  if (pid) watcher.stdin?.write(`${pid}\n`);
  const lastLines = listen(server, log);
  const ended = Promise.withResolvers<string>();
  server.once('exit', (code, signal) => ended.resolve(`exit ${code ?? signal}`));
  server.once('error', (error) => ended.resolve(error.message));

  let stopping: Promise<void> | undefined;
  const gone = ended.promise.then((how) => {
    watcher.stdin?.end('gone\n');
    if (!stopping) log(`PostgreSQL has ended: ${how}`);
    return { asked: stopping !== undefined };
  });
  const shutDown = async () => {
    const patience = setTimeout(() => server.kill('SIGQUIT'), stopSecondsMax * 1000);
    server.kill('SIGINT');
    await gone;
    clearTimeout(patience);
    if (socket.temporary) await rmdir(socket.folder).catch(() => {});
    await release();
  };
  const stop = () => {
    stopping ??= shutDown();
    return stopping;
  };
  if (await becomesReady(place.cluster, pid, gone)) return { pid, socketFolder: socket.folder, gone, stop };
  await stop();
  throw new Error(
    `数据库未能启动。\nThe database did not start.\n${lastLines.join('\n') || (await ended.promise)}`,
  );
}

function spawnServer({ clusterAsSeen, cluster, account, programs }: Place, settings: Record<string, string>) {
  const all = { ...officeSettings, ...(programs.major >= 18 ? { io_method: 'sync' } : {}), ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(join(programs.folder, 'postgres'), ['-D', clusterAsSeen, ...flags], {
    ...as(account),
    cwd: cluster,
    env: programs.environment,
    // A session of its own: Ctrl-C is for Dushi, which stops the database last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** These come after everybody else's settings, so that none can open the network. */
const reachedBy = (socketFolder: string) => ({
  listen_addresses: '',
  port: String(port),
  unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
  unix_socket_permissions: '0700',
});

/** The kernel takes 107 bytes for the path of a socket: below a deep data directory there is no room for it. */
async function prepareSocketFolder(place: Place): Promise<{ folder: string; temporary: boolean }> {
  const { directory, account, reachable } = place;
  const name = `.s.PGSQL.${port}`;
  const fits = (folder: string) => Buffer.byteLength(join(folder, name)) <= socketPathBytesMax;
  const folder = join(directory, 'run');
  if (reachable && fits(folder)) {
    await makeOwned(folder, account);
    // The lock beside a socket names a process too, and may be as stale as postmaster.pid.
    for (const stale of [name, `${name}.lock`]) await rm(join(folder, stale), { force: true });
    return { folder, temporary: false };
  }
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(
    (each) => fits(join(each, 'dushi-123456')) && canEnter(account, each),
  );
  if (!parent)
    throw new Error(
      `找不到可放数据库套接字的临时目录。\nThere is no temporary folder for the database's socket.`,
    );
  const temporary = await mkdtemp(join(parent, 'dushi-'));
  await makeOwned(temporary, account);
  return { folder: temporary, temporary: true };
}

/**
 * When this process dies, however it dies, the kernel closes the pipe and the watcher shuts PostgreSQL down. It asks
 * postmaster.pid before it sends a signal: the number alone may belong to another process by then.
 */
function startWatcher({ cluster, account, programs }: Place, folderToRemove: string): ChildProcess {
  const script = `
    trap '' HUP INT TERM
    read -r pid || exit 0
    read -r word
    [ "$word" = gone ] && exit 0
    tries=0
    while kill -0 "$pid" && [ "$tries" -lt ${stopSecondsMax} ]; do
      [ "$(head -n 1 postmaster.pid)" = "$pid" ] && kill -INT "$pid"
      sleep 1
      tries=$((tries + 1))
    done
    [ -z "$1" ] || rmdir "$1"`;
  const watcher = spawn('/bin/sh', ['-c', script, 'dushi-watcher', folderToRemove], {
    ...as(account),
    cwd: cluster,
    env: { PATH: programs.environment.PATH },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.once('error', () => {});
  watcher.stdin?.on('error', () => {});
  return watcher;
}

/** Passes every line on, and keeps the last ones for the message of a failed start. */
function listen(server: ChildProcess, log: (line: string) => void): string[] {
  const tail: string[] = [];
  if (!server.stderr) return tail;
  createInterface({ input: server.stderr }).on('line', (line) => {
    tail.push(line);
    if (tail.length > 20) tail.shift();
    log(line);
  });
  return tail;
}

/** False when it ended instead. Recovery after a power cut takes the time it takes. */
async function becomesReady(cluster: string, pid: number, gone: Promise<unknown>): Promise<boolean> {
  for (;;) {
    const ended = await Promise.race([gone.then(() => true), pause(15, false)]);
    if (ended) return false;
    const file = await readPidFile(cluster);
    if (file?.pid === pid && file.status === 'ready') return true;
  }
}

function targetsAt(host: string, secrets: Secrets): Targets {
  const target = (user: string, password: string) => ({ host, port, user, password, database: 'dushi' });
  return { ownerUrl: target('dushi_owner', secrets.owner), runtimeUrl: target('dushi_app', secrets.runtime) };
}

/** A setting that somebody changed for speed would lose acknowledged records in the next power cut. */
async function refuseUnlessSafe(owner: ConnectionTarget): Promise<void> {
  const client = clientOf(owner);
  try {
    await client.connect();
    for (const [name, expected] of Object.entries(safeSettings)) {
      const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name]);
      const found = rows[0]?.value ?? '';
      if (found !== expected) throw new Error(unsafe(name, expected, found));
    }
  } catch (error) {
    throw (error as { code?: string }).code === '28P01' ? new Error(wrongPassword, { cause: error }) : error;
  } finally {
    await client.end();
  }
}

const safeSettings = { server_encoding: 'UTF8', fsync: 'on', full_page_writes: 'on' };

const unsafe = (name: string, expected: string, found: string) =>
  `数据库设置 ${name} 必须为 ${expected}，现为 ${found}：断电会丢失或损坏记录，因此不予启动。\n` +
  `The database setting ${name} must be ${expected} and is ${found}: records could be lost or damaged, so Dushi does not start.`;

const wrongPassword =
  '数据目录中 secrets/postgres.json 的口令与数据库不符。请删除该文件后重新启动，系统会设置新口令。\n' +
  'The passwords in secrets/postgres.json of the data directory are not those of the database. Delete the file and start again: new ones will be set.';

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { isEmpty, offerSetUpCode } from '#features/organisation/organisation.session.service.ts';
import { newId, systemNow } from '#platform/clock.ts';
import { type ConnectionTarget, connectionTarget } from '#platform/connection.ts';
import { DataDirectoryUnfinished, openDataDirectory } from '#platform/data-directory.ts';
import { assertRuntimeRole, openDatabase } from '#platform/database.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { directoryFileStore } from '#platform/files.ts';
import { migrate } from '#platform/migrate.ts';
import { passwords } from '#platform/password.ts';
import { createApp, type World } from './main.app.ts';
import { dailyWork, everyDay } from './main.daily.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type ServeOptions = {
  readonly dataPath: string;
  readonly port: number;
  readonly host: string;
  /** Behind a TLS proxy: `__Host-` cookies and HSTS. Without it only this machine may connect. */
  readonly https: boolean;
  readonly print: (line: string) => void;
};

/** Opens data directory and database, migrated; the CLI's commands and the server share it. */
export async function openStorage(dataPath: string, log: (line: string) => void = () => {}) {
  const directory = await openDataDirectory(dataPath);
  const undo: (() => Promise<void>)[] = [directory.release];
  const close = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const { owner, runtime, stop, gone } = await databaseTargets(directory.path, log);
    undo.push(stop);
    await migrate(owner, join(root, 'migrations'));
    const database = openDatabase(runtime);
    undo.push(database.close);
    await assertRuntimeRole(database.db);
    const filesPath = join(directory.path, 'evidence');
    await mkdir(filesPath, { recursive: true, mode: 0o700 });
    return {
      directory: directory.path,
      owner,
      evidenceFolder: filesPath,
      database,
      files: directoryFileStore(filesPath),
      close,
      gone,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
export type Storage = Awaited<ReturnType<typeof openStorage>>;

/** The owner's view for a backup: beside a running server when there is one, otherwise the database is started for it. */
export async function openForOwner(
  dataPath: string,
): Promise<Pick<Storage, 'owner' | 'evidenceFolder' | 'close'>> {
  const running = process.env.DATABASE_URL
    ? connectionTarget(process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL)
    : (await findEmbeddedPostgres(dataPath).catch(() => undefined))?.ownerUrl;
  if (running) return { owner: running, evidenceFolder: join(dataPath, 'evidence'), close: async () => {} };
  return openStorage(dataPath);
}

type Targets = {
  owner: ConnectionTarget;
  runtime: ConnectionTarget;
  stop: () => Promise<void>;
  gone: Promise<{ asked: boolean }>;
};

async function databaseTargets(directory: string, log: (line: string) => void): Promise<Targets> {
  const address = process.env.DATABASE_URL;
  if (!address) {
    const server = await startEmbeddedPostgres({ directory, log });
    return { owner: server.ownerUrl, runtime: server.runtimeUrl, stop: server.stop, gone: server.gone };
  }
  const runtime = connectionTarget(address);
  const ownerAddress = process.env.DATABASE_OWNER_URL;
  return {
    owner: ownerAddress ? connectionTarget(ownerAddress) : runtime,
    runtime,
    stop: async () => {},
    gone: new Promise(() => {}),
  };
}

export type RunningServer = {
  readonly address: string;
  stop(): Promise<void>;
  readonly failed: Promise<string>;
};

export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const [opened, built] = await Promise.allSettled([openStorage(options.dataPath), buildPagesIfStale()]);
  if (opened.status === 'rejected') throw opened.reason;
  const storage = opened.value;
  try {
    if (built.status === 'rejected') throw built.reason;
    return await serveFrom(storage, options);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** In a process of its own: the bundler's memory would stay with the server for as long as it runs. */
async function buildPagesIfStale(): Promise<void> {
  const { webIsStale } = await import('../scripts/build-web.ts');
  if (!(await webIsStale())) return;
  const builder = spawn(process.execPath, [join(root, 'bin/dushi.mjs'), 'build-web'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(builder, 'exit')) as [number | null];
  if (code !== 0) throw new Error('网页未能生成。The pages could not be built.');
}

async function serveFrom(storage: Storage, options: ServeOptions): Promise<RunningServer> {
  const demonstration = demonstrationOf(storage);
  const world = worldOf(storage, demonstration, options);
  const app = createApp(world);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, () =>
      resolve(listening),
    );
    listening.once('error', reject);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : options.port;
  const address = `${options.https ? 'https' : 'http'}://${options.host === '127.0.0.1' || options.host === '0.0.0.0' ? 'localhost' : options.host}:${port}`;
  if (await isEmpty(storage.database.db)) {
    const code = await offerSetUpCode(storage.database.db, systemNow());
    options.print(`首任管理员一次性代码 · One-time code for the first administrator: ${code}`);
  }
  const days = everyDay(storage.database.db, dailyWork, {
    now: systemNow,
    report: (error) => console.error(`[${systemNow().toString()}] daily work`, error),
  });
  return {
    address,
    failed: Promise.race([
      storage.gone.then(({ asked }) => (asked ? new Promise<string>(() => {}) : 'PostgreSQL ended')),
      demonstration.failed,
    ]),
    async stop() {
      await days.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5000).unref();
      });
      await storage.close();
    },
  };
}

function worldOf(
  storage: Storage,
  demonstration: ReturnType<typeof demonstrationOf>,
  options: ServeOptions,
): World {
  return {
    db: storage.database.db,
    files: storage.files,
    passwords: passwords(),
    now: systemNow,
    newId,
    installation: { secureCookies: options.https, demonstrationProgress: demonstration.progress },
    webFolder: join(root, 'dist/web'),
    composition: { buildDemonstration: demonstration.build },
    logFault: (incident, error) => console.error(`[${systemNow().toString()}] incident ${incident}`, error),
  };
}

/** Builds the demonstration county in an empty data directory, once, while the page shows how far it is. */
function demonstrationOf(storage: Storage) {
  let share: number | null = null;
  const failed = Promise.withResolvers<string>();
  return {
    progress: () => share,
    /** Half a county is not served on: the server ends, and the next start says what to do. */
    failed: failed.promise,
    async build(): Promise<'building' | 'refused'> {
      if (share !== null) return 'building';
      if (!(await isEmpty(storage.database.db))) return 'refused';
      share = 0;
      const { demonstrateIn } = await import('./main.demo.ts');
      demonstrateIn(storage, { now: systemNow(), seed: 1, progress: (done) => (share = done) })
        .then(() => {
          share = null;
        })
        .catch((error) => {
          console.error(error);
          failed.resolve(new DataDirectoryUnfinished(storage.directory).message);
        });
      return 'building';
    },
  };
}

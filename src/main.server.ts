import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { isEmpty, offerSetUpCode } from '#features/organisation/organisation.session.service.ts';
import type { ArchivePlace } from '#platform/archive-place.ts';
import { backUp, backUpEvery, readBackupState, type Schedule } from '#platform/backup-schedule.ts';
import { newId, systemNow } from '#platform/clock.ts';
import { DataDirectoryUnfinished } from '#platform/data-directory.ts';
import { passwords } from '#platform/password.ts';
import { createApp } from './main.app.ts';
import { dailyWork, everyDay } from './main.daily.ts';
import { databaseLog } from './main.log.ts';
import { everyNight } from './main.nightly.ts';
import { openStorage, type Storage } from './main.storage.ts';
import type { World } from './main.world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type ServeOptions = {
  readonly dataPath: string;
  readonly port: number;
  readonly host: string;
  /** Behind a TLS proxy: `__Host-` cookies and HSTS. Without it only this machine may connect. */
  readonly https: boolean;
  /** The names people reach it by, the one that links are written with first. */
  readonly hostNames: readonly string[];
  /** Dated backups by the clock. */
  readonly backups?: { readonly place: ArchivePlace; readonly schedule: Schedule };
  readonly print: (line: string) => void;
};

export type RunningServer = {
  readonly address: string;
  stop(): Promise<void>;
  /** Why it cannot go on, and whether a new start could. */
  readonly failed: Promise<{ readonly why: string; readonly forGood: boolean }>;
};

export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const [opened, built] = await Promise.allSettled([
    openStorage(options.dataPath, databaseLog(options.dataPath)),
    buildPagesIfStale(),
  ]);
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

// A sender who never ends holds a connection for this long and no longer (a photograph over a weak signal takes minutes), and there
// are never more of them than this.
const patience = { headersTimeout: 15_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 };
const connectionsMax = 2000;

const everyAddress = ['0.0.0.0', '::', '127.0.0.1'];
const hostNameOf = ({ host }: ServeOptions): string => (everyAddress.includes(host) ? 'localhost' : host);
const originOf = (options: ServeOptions, port: number): string =>
  options.https
    ? `https://${options.hostNames[0] ?? hostNameOf(options)}`
    : `http://${hostNameOf(options)}:${port}`;

async function serveFrom(storage: Storage, options: ServeOptions): Promise<RunningServer> {
  const demonstration = demonstrationOf(storage);
  let { port } = options;
  const origin = () => originOf(options, port);
  const world = worldOf(storage, demonstration, options, origin);
  const app = createApp(world);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve(
      { fetch: app.fetch, port: options.port, hostname: options.host, serverOptions: { ...patience } },
      () => resolve(listening),
    );
    listening.maxConnections = connectionsMax;
    listening.once('error', reject);
  });
  const bound = server.address();
  if (typeof bound === 'object' && bound) port = bound.port;
  const address = `${options.https ? 'https' : 'http'}://${hostNameOf(options)}:${port}`;
  if (await isEmpty(storage.database.db)) {
    const code = await offerSetUpCode(storage.database.db, systemNow());
    options.print(`首任管理员一次性代码 · One-time code for the first administrator: ${code}`);
  }
  const days = everyDay(storage.database.db, dailyWork, {
    now: systemNow,
    report: (error) => console.error(`[${systemNow().toString()}] daily work`, error),
  });
  const nights = everyNight({ ...world, newId: () => newId(systemNow()) }, (error) =>
    console.error(`[${systemNow().toString()}] nightly check`, error),
  );
  const backups = new AbortController();
  if (options.backups) {
    const { place, schedule } = options.backups;
    const source = {
      directory: storage.directory,
      owner: storage.owner,
      files: storage.files,
      now: systemNow,
    };
    void backUpEvery((into) => backUp(source, into), place, schedule, {
      now: systemNow,
      signal: backups.signal,
      told: (line, fault) => (fault ? console.error : options.print)(`[${systemNow().toString()}] ${line}`),
    });
  }
  return {
    address,
    failed: Promise.race([
      storage.gone.then(({ asked }) =>
        asked
          ? new Promise<never>(() => {})
          : { why: '数据库已意外停止。PostgreSQL ended unexpectedly.', forGood: false },
      ),
      demonstration.failed.then((why) => ({ why, forGood: true })),
    ]),
    async stop() {
      nights.stop();
      backups.abort();
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
  origin: () => string,
): World {
  return {
    db: storage.database.db,
    files: storage.files,
    evidenceFolder: storage.evidenceFolder,
    passwords: passwords(),
    now: systemNow,
    newId,
    installation: {
      secureCookies: options.https,
      hostNames: [...options.hostNames, hostNameOf(options)].map((name) => name.toLowerCase()),
      origin,
      demonstrationProgress: demonstration.progress,
      backups: () => readBackupState(storage.directory),
    },
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

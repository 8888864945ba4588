import { access, constants, readFile, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Instant } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';

export type Health = {
  readonly live: true;
  readonly ready: boolean;
  readonly database: boolean;
  readonly evidence: boolean;
  readonly diskFreeBytes: number | null;
  readonly diskLow: boolean;
  readonly migrations: number | null;
  /** When the last good backup was made, as the data directory's `backups.json` has it; null when there is none. */
  readonly lastBackupAt: string | null;
};

const secondsKept = 3;
const answerMsMax = 2000;
const diskFreeMin = 500 * 1024 * 1024;

/** Asked by machines every few seconds: one look at the world serves all that ask meanwhile, and none waits for ever. */
export function healthOf(
  db: Db,
  evidenceFolder: string | undefined,
  now: () => Instant,
): () => Promise<Health> {
  let looked: { readonly at: number; readonly health: Promise<Health> } | undefined;
  return () => {
    const at = now().epochMilliseconds;
    if (!looked || Math.abs(at - looked.at) > secondsKept * 1000)
      looked = { at, health: look(db, evidenceFolder) };
    return looked.health;
  };
}

async function look(db: Db, folder: string | undefined): Promise<Health> {
  const [migrations, evidence, disk, lastBackupAt] = await Promise.all([
    inTime(ranMigrations(db)),
    folder ? inTime(isWritable(folder)) : true,
    folder ? inTime(statfs(folder)) : null,
    folder ? lastBackup(join(dirname(folder), 'backups.json')) : null,
  ]);
  const diskFreeBytes = disk ? disk.bavail * disk.bsize : null;
  const diskLow = diskFreeBytes !== null && diskFreeBytes < diskFreeMin;
  const database = migrations !== null;
  return {
    live: true,
    ready: database && evidence === true,
    database,
    evidence: evidence === true,
    diskFreeBytes,
    diskLow,
    migrations,
    lastBackupAt,
  };
}

async function ranMigrations(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from migration`.execute(db);
  return rows[0]?.n ?? 0;
}

const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(() => true);

async function lastBackup(file: string): Promise<string | null> {
  try {
    const { lastGood } = JSON.parse(await readFile(file, 'utf8')) as {
      lastGood?: { madeAt?: unknown } | null;
    };
    return typeof lastGood?.madeAt === 'string' ? lastGood.madeAt : null;
  } catch {
    return null;
  }
}

/** What came in time and whole; null for everything else, which is the answer. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerMsMax);
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

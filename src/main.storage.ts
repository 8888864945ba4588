import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ConnectionTarget, connectionTarget } from '#platform/connection.ts';
import { openDataDirectory } from '#platform/data-directory.ts';
import { assertRuntimeRole, openDatabase } from '#platform/database.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { directoryFileStore } from '#platform/files.ts';
import { migrate } from '#platform/migrate.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

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
    await migrate(owner, migrations);
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

/** A mistyped path must not become a new and empty database that is then found to be in the best of order. */
export function assertHoldsData(dataPath: string): void {
  if (process.env.DATABASE_URL || existsSync(join(dataPath, 'postgres', 'PG_VERSION'))) return;
  throw new Error(
    `${dataPath} 中没有督实的数据。请用 --data 指明数据目录。\nThere are no data of Dushi in ${dataPath}. Name the data directory with --data.`,
  );
}

/** The owner's view for a backup: beside a running server when there is one, otherwise the database is started for it. */
export async function openForOwner(
  dataPath: string,
): Promise<Pick<Storage, 'owner' | 'evidenceFolder' | 'close'>> {
  assertHoldsData(dataPath);
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

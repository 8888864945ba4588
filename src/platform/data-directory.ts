import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Another living server holds the directory. The message is for people and names the process. */
export class DataDirectoryInUse extends Error {
  readonly pid: number;
  constructor(path: string, pid: number) {
    super(
      `数据目录 ${path} 正由另一个督实进程（进程号 ${pid}）使用，请先停止该进程，或换一个数据目录。\n` +
        `The data directory ${path} is in use by another Dushi process (pid ${pid}): stop it first, or choose another directory.`,
    );
    this.name = 'DataDirectoryInUse';
    this.pid = pid;
  }
}

/** The directory cannot be made or written. The message is for people. */
export class DataDirectoryUnusable extends Error {
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `数据目录 ${path} 无法使用（${reason}），请检查其归属与权限，或用 DUSHI_DATA 另行指定。\n` +
        `The data directory ${path} cannot be used (${reason}): check its owner and permissions, or name another in DUSHI_DATA.`,
      { cause },
    );
    this.name = 'DataDirectoryUnusable';
  }
}

/** Something was being built in the directory and did not come to its end. The message is for people. */
export class DataDirectoryUnfinished extends Error {
  constructor(path: string) {
    super(
      `数据目录 ${path} 中的演示县只建了一半，不能使用。请删除整个目录（其中只有演示数据），再重新生成；使用自己的 PostgreSQL 的，还须清空该数据库。\n` +
        `The demonstration county in the data directory ${path} was only half built and cannot be used. Delete the whole directory (it holds demonstration data only) and build it again; with a PostgreSQL of your own, empty that database too.`,
    );
    this.name = 'DataDirectoryUnfinished';
  }
}

const unfinishedMark = 'unfinished';

/** Marks the directory as half built; what this returns takes the mark away again, once everything stands. */
export async function beginBuilding(directory: string): Promise<() => Promise<void>> {
  const mark = join(directory, unfinishedMark);
  await writeFile(mark, `${process.pid}\n`, { mode: 0o600 });
  return () => rm(mark, { force: true });
}

export type DataDirectory = { path: string; release(): Promise<void> };

/** Makes the directory (0700) when it is missing and holds it for this process until released. */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const directory = await ensureDirectory(path);
  const lock = await takeLock(join(directory, 'dushi.lock'), directory);
  // Asked under the lock: while it is held no other process is building here.
  if ((await readIfThere(join(directory, unfinishedMark))) !== undefined) {
    await lock.release();
    throw new DataDirectoryUnfinished(directory);
  }
  return { path: directory, release: lock.release };
}

/** An existing directory keeps the permissions its owner gave it. Returns the real path. */
export async function ensureDirectory(path: string): Promise<string> {
  const directory = resolve(path);
  try {
    await mkdir(dirname(directory), { recursive: true });
    await mkdir(directory, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await stat(directory)).isDirectory()) throw new Error('not a directory');
    return await realpath(directory);
  } catch (error) {
    throw new DataDirectoryUnusable(directory, error);
  }
}

export type Lock = { release(): Promise<void> };

/**
 * A file that says which process holds something. The number alone would not do: after a crash or a restart of the
 * machine it may belong to anybody, so the start of the process stands beside it.
 */
export async function takeLock(file: string, what = dirname(file)): Promise<Lock> {
  const mine = `${JSON.stringify({ pid: process.pid, began: beganAt(process.pid), id: randomUUID() })}\n`;
  try {
    for (;;) {
      if (await createWhole(file, mine)) return { release: () => removeIfSame(file, mine) };
      const found = await readIfThere(file);
      if (found === undefined) continue;
      refuseIfHeld(found, what);
      await removeStale(file, found, mine, what);
    }
  } catch (error) {
    if (error instanceof DataDirectoryInUse) throw error;
    throw new DataDirectoryUnusable(what, error);
  }
}

/** Of several servers that find the same stale lock only one may remove it; else one would remove another's new lock. */
async function removeStale(file: string, stale: string, mine: string, what: string): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await createWhole(guard, mine))) {
    const other = await readIfThere(guard);
    if (other === undefined) return;
    refuseIfHeld(other, what);
    return removeIfSame(guard, other);
  }
  try {
    await removeIfSame(file, stale);
  } finally {
    await removeIfSame(guard, mine);
  }
}

/** A link appears with its content or not at all, so an unreadable lock is one that a power cut emptied. */
async function createWhole(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeIfSame(file: string, content: string): Promise<void> {
  if ((await readIfThere(file)) === content) await rm(file, { force: true });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseIfHeld(content: string, what: string): void {
  const holder = parseHolder(content);
  if (holder?.began && beganAt(holder.pid) === holder.began) throw new DataDirectoryInUse(what, holder.pid);
}

function parseHolder(content: string): { pid: number; began: string } | undefined {
  try {
    const { pid, began } = JSON.parse(content) as { pid?: unknown; began?: unknown };
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined;
  } catch {
    return undefined;
  }
}

/** When the process began, in a form that no other process of this machine shares; empty when it does not live. */
function beganAt(pid: number): string {
  if (process.platform !== 'linux') return beganElsewhere(pid);
  const status = readText(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces and brackets of its own.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const [state = '', ticks = ''] = [fields[0], fields[19]];
  return ticks && !/[ZX]/.test(state) ? `${readText('/proc/sys/kernel/random/boot_id').trim()}/${ticks}` : '';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Without /proc only the number can be asked for. */
function beganElsewhere(pid: number): string {
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'unknown' : '';
  }
}

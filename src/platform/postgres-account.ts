import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { chmod, chown, lchown, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The account that PostgreSQL runs as when we are root, which it refuses to be. */
export type Account = { name: string; uid: number; gid: number };

/** What `spawn` needs to run something as the account. */
export const as = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {});

/** Whether the account gets into the folder past all its parents. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  const inside = ['-c', 'cd -- "$1"', 'sh', folder];
  return spawnSync('/bin/sh', inside, { ...as(account), cwd: '/', stdio: 'ignore' }).status === 0;
}

/** PostgreSQL refuses root. A directory that a person made stays that person's. */
export async function chooseAccount(directory: string, cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await stat(cluster).catch(() => undefined);
  if (found && found.uid !== 0) return { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid };
  const { uid: owner } = await stat(directory);
  for (const name of [...(owner ? [nameOf(owner)] : []), 'postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((which) => Number(askId(which, name)));
    if (uid && gid) return { name, uid, gid };
  }
  throw new Error(
    '以 root 运行时，数据库需要一个普通账户（postgres 或 nobody），本机没有，请先创建，或改用普通账户运行督实。\n' +
      'Run as root, the database needs an ordinary account (postgres or nobody) and this machine has none: create one, or run Dushi as an ordinary user.',
  );
}

/** Empty for a number without an account, which is how a folder of the host looks inside a container. */
const nameOf = (uid: number) => askId('-un', String(uid));

function askId(which: string, whom: string): string {
  const asked = spawnSync('id', [which, whom], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : '';
}

/** Passing through is not reading: the account may enter what it is told of, and list nothing. */
export async function letAccountPass(directory: string, account: Account | undefined): Promise<void> {
  if (!account) return;
  const { mode, uid } = await stat(directory);
  if (uid !== 0 || (mode & 0o077) !== 0) return;
  await chown(directory, 0, account.gid);
  await chmod(directory, 0o710);
}

/** A cluster that root copied back from somewhere belongs to root, file by file. */
export async function giveToAccount(cluster: string, account: Account | undefined): Promise<void> {
  if (!account) return;
  const found = await stat(cluster).catch(() => undefined);
  if (found?.uid !== 0) return;
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  await chown(cluster, account.uid, account.gid);
}

export async function makeOwned(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700, recursive: true });
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
}

/** As root in a folder of another account: never through a link. */
export async function rewrite(file: string, content: string): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

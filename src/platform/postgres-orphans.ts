import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rewrite } from '#platform/postgres-account.ts';

const stopSecondsMax = 60;

/**
 * Stops every PostgreSQL process that still works in the cluster. Beginning beside a surviving back end would destroy
 * the data, and the check that PostgreSQL itself makes is only as good as its postmaster.pid.
 */
export async function stopOrphans(cluster: string, log: (line: string) => void): Promise<void> {
  const began = performance.now();
  let signal: NodeJS.Signals = 'SIGINT';
  for (
    let survivors = postgresProcessesIn(cluster);
    survivors.length > 0;
    survivors = postgresProcessesIn(cluster)
  ) {
    const pid = (await readPidFile(cluster))?.pid;
    const seconds = (performance.now() - began) / 1000;
    if (seconds > stopSecondsMax) throw new Error(stillRunning(cluster, survivors));
    if (seconds > stopSecondsMax / 2) signal = 'SIGQUIT';
    log(`stopping PostgreSQL processes left behind by a server that died: ${survivors.join(', ')}`);
    for (const target of pid && survivors.includes(pid) ? [pid] : survivors) sendSignal(target, signal);
    for (let i = 0; i < 50 && postgresProcessesIn(cluster).length > 0; i += 1) await pause(100);
  }
  await disownPidFile(cluster);
}

const stillRunning = (cluster: string, pids: number[]) =>
  `上次留下的 PostgreSQL 进程（${pids.join('、')}）仍在使用 ${cluster} 且不退出，请手工结束后重试。\n` +
  `PostgreSQL processes left from last time (${pids.join(', ')}) still use ${cluster} and do not end: end them by hand and try again.`;

/** Processes of another account cannot be looked into, and cannot be on data that only ours may open. */
export function postgresProcessesIn(cluster: string): number[] {
  const here = statSync(cluster, { throwIfNoEntry: false });
  if (!here) return [];
  return allProcesses().filter((pid) => {
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
      const where = statSync(`/proc/${pid}/cwd`);
      return where.dev === here.dev && where.ino === here.ino;
    } catch {
      return false;
    }
  });
}

function allProcesses(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

type PidFile = { pid: number; socketFolder: string; status: string };

export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', status: lines[7] ?? '' };
}

/**
 * The number in a stale file may by now be any process of the same account, and then PostgreSQL refuses to start.
 * The rest of the file stays: from it PostgreSQL sees whether the old shared memory is still in use.
 */
async function disownPidFile(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const numberOfNoProcess = 2 ** 31 - 1;
  if (text !== undefined) await rewrite(file, text.replace(/^.*/, String(numberOfNoProcess)));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const ticksPerSecond = 100;

/** Processor seconds a process has used, in user and system mode. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** A process and all its descendants: the database's workers come and go. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = Number(
        readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')[1],
      );
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone between the listing and the reading.
    }
  }
  const family = [pid];
  for (let at = 0; at < family.length; at += 1) family.push(...(children.get(family[at] ?? 0) ?? []));
  return family;
}

export function cpuOfFamily(pid: number): number {
  return familyOf(pid).reduce((sum, member) => {
    try {
      return sum + cpuOf(member);
    } catch {
      return sum;
    }
  }, 0);
}

/** Memory of a process in MB, pages shared with others counted by their share. */
export function memoryOf(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export async function started(
  command: string[],
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; address: string; milliseconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /ready: (\S+)/.exec(line)?.[1];
    if (address) return { child, address, milliseconds: performance.now() - began };
  }
  throw new Error(`${command.join(' ')} did not start`);
}

export function stopped(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGINT');
  });
}

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

/** Runs the tasks with so many clients at once; every one's time in milliseconds. */
export async function atOnce(clients: number, tasks: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (;;) {
        const task = tasks[next];
        next += 1;
        if (!task) return;
        const began = performance.now();
        await task();
        times.push(performance.now() - began);
      }
    }),
  );
  return times;
}

export const say = (line: string): void => console.log(line);

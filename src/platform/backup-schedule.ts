import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, Temporal } from '#kernel/temporal.ts';
import { type Backup, backup } from '#platform/archive.ts';
import type { ArchivePlace } from '#platform/archive-place.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import type { FileStore } from '#platform/files.ts';

// Backups by themselves: dated, checked after writing, the old ones removed; and what became of the last one, for the pages.

/** `backups.json` in the data directory. Times are ISO instants. */
export type BackupState = {
  /** The last one that read back whole, with every file of evidence in it; `verifiedAt` is when it was read. */
  readonly lastGood: {
    readonly madeAt: string;
    readonly verifiedAt: string;
    readonly place: string;
    readonly rows: number;
    readonly files: number;
    readonly bytes: number;
    readonly sealed: boolean;
  } | null;
  /** The last one tried; `fault` says why it is not good, and is null when it is. */
  readonly lastTried: { readonly at: string; readonly place: string; readonly fault: string | null } | null;
};

/** Timers count in 31 bits. */
const longestPauseMs = 2_000_000_000;
const fileName = 'backups.json';
const nothing: BackupState = { lastGood: null, lastTried: null };

export async function readBackupState(directory: string): Promise<BackupState> {
  try {
    return { ...nothing, ...(JSON.parse(await readFile(join(directory, fileName), 'utf8')) as BackupState) };
  } catch {
    return nothing;
  }
}

async function keepBackupState(directory: string, state: BackupState): Promise<void> {
  const path = join(directory, fileName);
  await writeFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

export type BackupSource = {
  readonly directory: string;
  readonly owner: ConnectionTarget;
  readonly files: FileStore;
  readonly now: () => Instant;
};

/** What is wrong with a backup that was written to its end; null when it is whole. */
export function faultOf({ manifest, unreadable }: Backup): string | null {
  const damaged = manifest.evidence.damaged ?? [];
  const faults = [
    ...(damaged.length > 0
      ? [
          `${damaged.length} 个佐证文件缺失或受损 · ${damaged.length} files of evidence missing or damaged: ${damaged
            .slice(0, 20)
            .map(({ kind, sha256 }) => `${kind} ${sha256}`)
            .join(', ')}${damaged.length > 20 ? ' …' : ''}`,
        ]
      : []),
    ...(unreadable.length > 0
      ? [
          `${unreadable.length} 个文件写入后读回不一致 · ${unreadable.length} files do not read back as written: ${unreadable.slice(0, 20).join(', ')}`,
        ]
      : []),
  ];
  return faults.length > 0 ? faults.join('\n') : null;
}

export const rowsOf = ({ manifest }: Pick<Backup, 'manifest'>): number =>
  manifest.tables.reduce((sum, { rows }) => sum + rows, 0);

/** Makes one backup and keeps what became of it, also when it fails. */
export async function backUp(source: BackupSource, place: ArchivePlace): Promise<Backup> {
  const at = source.now().toString();
  const before = await readBackupState(source.directory);
  const tried = (fault: string | null) => ({ at, place: place.title, fault });
  let made: Backup;
  try {
    made = await backup(source.owner, source.files, place, at);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    await keepBackupState(source.directory, { ...before, lastTried: tried(fault) });
    throw error;
  }
  const fault = faultOf(made);
  const { evidence } = made.manifest;
  await keepBackupState(source.directory, {
    lastGood: fault
      ? before.lastGood
      : {
          madeAt: at,
          verifiedAt: source.now().toString(),
          place: place.title,
          rows: rowsOf(made),
          files: evidence.files,
          bytes: evidence.bytes,
          sealed: place.sealed,
        },
    lastTried: tried(fault),
  });
  return made;
}

const dated = /^dushi-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:\/|$)/;

export const datedName = (at: Instant): string =>
  `dushi-${at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`;

function timeOf(name: string): Instant | undefined {
  const [, year, month, day, hour, minute, second] = dated.exec(name) ?? [];
  return year ? Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) : undefined;
}

/** The dated backups in a place, the newest first; whole are those with a manifest. */
export async function datedBackups(
  place: ArchivePlace,
): Promise<{ name: string; at: Instant; whole: boolean }[]> {
  const found = new Map<string, { name: string; at: Instant; whole: boolean }>();
  for (const path of await place.list()) {
    const at = timeOf(path);
    const [name = '', ...rest] = path.split('/');
    if (!at) continue;
    const known = found.get(name);
    const whole = /^manifest\.json(\.age)?$/.test(rest.join('/'));
    found.set(name, { name, at, whole: whole || known?.whole === true });
  }
  return [...found.values()].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
}

/** Removes dated backups older than the term, and remains of one that was cut off; the last whole one always stays. */
export async function prune(place: ArchivePlace, keepHours: number, now: Instant): Promise<string[]> {
  const all = await datedBackups(place);
  const last = all.find(({ whole }) => whole);
  const before = now.subtract({ hours: keepHours });
  const old = all.filter(
    ({ name, at, whole }) =>
      name !== last?.name &&
      (Temporal.Instant.compare(at, before) < 0 ||
        (!whole && last !== undefined && Temporal.Instant.compare(at, last.at) < 0)),
  );
  for (const { name } of old) await place.removeAll(`${name}/`);
  return old.map(({ name }) => name);
}

export type Schedule = { readonly everyHours: number; readonly keepHours: number };

/** `24h`, `14d`, `30m`, in hours. */
export function hoursOf(text: string): number {
  const [, figure, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(text.trim()) ?? [];
  const hours = Number(figure) * ({ m: 1 / 60, h: 1, d: 24 }[unit ?? ''] ?? Number.NaN);
  if (!(hours > 0))
    throw new Error(
      `“${text}”不是时间间隔，请写如 24h、14d、30m。“${text}” is no span of time: write 24h, 14d or 30m.`,
    );
  return hours;
}

/**
 * Makes a dated backup whenever the last good one in this place is older than the span, also after a restart; one that failed is
 * tried again within the hour. Ends when the signal says so, after the one under way.
 */
export async function backUpEvery(
  once: (place: ArchivePlace) => Promise<Backup>,
  place: ArchivePlace,
  { everyHours, keepHours }: Schedule,
  {
    now,
    signal,
    told,
  }: { now: () => Instant; signal: AbortSignal; told: (line: string, fault: boolean) => void },
): Promise<void> {
  while (!signal.aborted) {
    let next = everyHours;
    try {
      const last = (await datedBackups(place)).find(({ whole }) => whole);
      const age = last ? now().since(last.at).total('hours') : Number.POSITIVE_INFINITY;
      if (age >= everyHours) {
        const name = datedName(now());
        const made = await once(place.within(name));
        const fault = faultOf(made);
        const rows = rowsOf(made);
        if (fault) told(`${place.title} ${name}: 备份不完整 · this backup is not whole:\n${fault}`, true);
        else
          told(
            `已备份 ${rows} 行、${made.manifest.evidence.files} 个文件并读回核对 · Backed up ${rows} rows and ${made.manifest.evidence.files} files, and read them back: ${place.title} ${name}`,
            false,
          );
        for (const gone of await prune(place, keepHours, now()))
          told(`已清理过期备份 · Removed the old backup: ${gone}`, false);
      } else next = everyHours - age;
    } catch (error) {
      next = Math.min(1, everyHours);
      told(
        `${place.title}: 备份失败 · the backup failed: ${error instanceof Error ? error.message : String(error)}`,
        true,
      );
    }
    await pause(Math.min(longestPauseMs, Math.max(1000, next * 3_600_000)), undefined, { signal }).catch(
      () => undefined,
    );
  }
}

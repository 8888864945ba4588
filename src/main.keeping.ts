import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { faultWords } from '#features/integrity/integrity.words.ts';
import type { ArchivePlace } from '#platform/archive-place.ts';
import type { CountyVerification } from '#platform/verify.ts';

const faultsPrintedMax = 100;

/** What a check found, as the terminal tells it: one line for a county that is whole, otherwise every fault with its place. */
export function toldVerification({ county, name, ...found }: CountyVerification): string {
  const { events, records, files, bytes, faultCount, faults } = found;
  const size = (bytes / 1_000_000).toFixed(1);
  const counts = `${events} 个事件、${records} 条记录、${files} 个佐证文件（${size} MB）· ${events} events, ${records} records, ${files} files of evidence (${size} MB)`;
  if (faultCount === 0) return `✓ ${name} ${county}  ${counts}`;
  const lines = faults.slice(0, faultsPrintedMax).map(({ kind, subjectType, subject, detail }) => {
    const { zh, en } = faultWords[kind];
    return `  ✗ ${zh} · ${en}: ${subjectType} ${subject}${detail ? ` (${detail})` : ''}`;
  });
  const rest = faultCount - lines.length;
  return [
    `✗ ${name} ${county}  ${counts}`,
    ...lines,
    ...(rest > 0 ? [`  … 另有 ${rest} 处 · and ${rest} more`] : []),
  ].join('\n');
}

/** Checks every event, record and file of a data directory and keeps the result; 1 when something is wrong. */
export async function verifyCommand(dataPath: string): Promise<number> {
  const { checkAll } = await import('#features/integrity/integrity.check.service.ts');
  const { newId, systemNow } = await import('#platform/clock.ts');
  const { openDatabase } = await import('#platform/database.ts');
  const { directoryFileStore } = await import('#platform/files.ts');
  const { openForOwner } = await import('./main.storage.ts');
  const storage = await openForOwner(dataPath);
  const database = openDatabase(storage.owner, { maxConnections: 2 });
  try {
    const counties = await checkAll(
      {
        db: database.db,
        files: directoryFileStore(storage.evidenceFolder),
        now: systemNow,
        newId: () => newId(systemNow()),
      },
      'command',
    );
    for (const county of counties)
      (county.faultCount > 0 ? console.error : console.log)(toldVerification(county));
    const faults = counties.reduce((sum, { faultCount }) => sum + faultCount, 0);
    if (faults > 0) {
      console.error(
        `\n共 ${faults} 处不符。请不要继续修改数据，先备份现状，再从可信的备份中恢复或请持有原件的人重新上传文件。\n` +
          `${faults} in all. Change nothing more: back up what is there, then restore a trusted backup, or have the files brought again by who holds the originals.`,
      );
      return 1;
    }
    console.log(
      counties.length === 0
        ? '库中还没有县。There is no county yet.'
        : '全部相符。Everything is as it was written.',
    );
    return 0;
  } finally {
    await database.close();
    await storage.close();
  }
}

/** A folder, or `s3://bucket/prefix`; sealed where recipients are named. */
export async function placeOf(target: string, recipients: readonly string[]): Promise<ArchivePlace> {
  const { assertRecipients, closeFolder, folderPlace, sealedPlace } = await import(
    '#platform/archive-place.ts'
  );
  assertRecipients(recipients);
  const place = target.startsWith('s3://') ? await bucketAt(target) : folderPlace(resolve(target));
  if (!target.startsWith('s3://')) await closeFolder(resolve(target));
  return recipients.length > 0 ? sealedPlace(place, recipients) : place;
}

async function bucketAt(address: string): Promise<ArchivePlace> {
  const { bucketOf, bucketPlace } = await import('#platform/archive-bucket.ts');
  return bucketPlace(bucketOf(address, process.env));
}

export type BackupWish = {
  readonly target: string;
  readonly recipients: readonly string[];
  readonly every: string | undefined;
  readonly keep: string | undefined;
};

const scheduleOf = (
  hoursOf: (text: string) => number,
  { every, keep }: Pick<BackupWish, 'every' | 'keep'>,
) => ({
  everyHours: hoursOf(every ?? '24h'),
  keepHours: hoursOf(keep ?? '14d'),
});

/** What `serve --backup TARGET` asks for. */
export async function servedBackups(wish: BackupWish) {
  const { hoursOf } = await import('#platform/backup-schedule.ts');
  return { schedule: scheduleOf(hoursOf, wish), place: await placeOf(wish.target, wish.recipients) };
}

/** One backup into an empty place, or with `every` dated ones until the command is stopped. 1 when one is not whole. */
export async function backupCommand(dataPath: string, wish: BackupWish): Promise<number> {
  const { backUp, backUpEvery, faultOf, hoursOf, rowsOf } = await import('#platform/backup-schedule.ts');
  const { systemNow } = await import('#platform/clock.ts');
  const { directoryFileStore } = await import('#platform/files.ts');
  const { assertHoldsData, openForOwner } = await import('./main.storage.ts');
  // Asked first: a mistyped path leaves nothing behind in the target.
  const schedule = wish.every === undefined ? undefined : scheduleOf(hoursOf, wish);
  assertHoldsData(dataPath);
  const place = await placeOf(wish.target, wish.recipients);
  // Opened each time: the server beside it may have been started anew meanwhile.
  const once = async (into: ArchivePlace) => {
    const storage = await openForOwner(dataPath);
    try {
      const source = { directory: dataPath, owner: storage.owner, now: systemNow };
      return await backUp({ ...source, files: directoryFileStore(storage.evidenceFolder) }, into);
    } finally {
      await storage.close();
    }
  };
  if (schedule) {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
    await backUpEvery(once, place, schedule, { now: systemNow, signal: stop.signal, told });
    return 0;
  }
  const made = await once(place);
  const fault = faultOf(made);
  const { files } = made.manifest.evidence;
  const counts = `已备份 ${rowsOf(made)} 行、${files} 个文件并读回核对 · Backed up ${rowsOf(made)} rows and ${files} files, and read them back: ${place.title}`;
  if (!fault) {
    console.log(counts);
    return 0;
  }
  console.error(
    `${fault}\n\n备份不完整：其余内容已写入，清单中已注明。请让持有原件的人重新上传这些文件，再备份一次。\n` +
      `The backup is not whole. The rest was written and the manifest says what is missing: have these files brought again by who holds the originals, then back up once more.\n${counts}`,
  );
  return 1;
}

export const told = (line: string, fault: boolean): void => (fault ? console.error : console.log)(line);

/** Fills an empty data directory, and then checks all that arrived. */
export async function restoreCommand(
  dataPath: string,
  wish: { readonly source: string; readonly identity: string | undefined; readonly allowDamaged: boolean },
): Promise<number> {
  const { readManifest, restore } = await import('#platform/archive.ts');
  const { folderPlace, identitiesIn, openedPlace } = await import('#platform/archive-place.ts');
  const { rowsOf } = await import('#platform/backup-schedule.ts');
  const { newId, systemNow } = await import('#platform/clock.ts');
  const { openDatabase } = await import('#platform/database.ts');
  const { openStorage } = await import('./main.storage.ts');
  const keys = wish.identity ? identitiesIn(await readFile(resolve(wish.identity), 'utf8')) : [];
  const stored = wish.source.startsWith('s3://')
    ? await bucketAt(wish.source)
    : folderPlace(resolve(wish.source));
  const place = openedPlace(stored, keys);
  // Before a data directory is made for it.
  await readManifest(place);
  const storage = await openStorage(dataPath);
  try {
    const ids = () => newId(systemNow());
    const { manifest, damaged } = await restore(storage.owner, storage.files, place, {
      allowDamaged: wish.allowDamaged,
      now: systemNow().toString(),
      newId: ids,
    });
    const files = manifest.evidence.files;
    console.log(
      `已恢复 ${rowsOf({ manifest })} 行、${files} 个文件 · Restored ${rowsOf({ manifest })} rows and ${files} files`,
    );
    const seals = manifest.leftOut?.drawSeals ?? 0;
    if (seals > 0)
      console.log(
        `备份不含 ${seals} 个尚未揭示的抽取封存值：请各方用自己留存的值揭示，或重新抽取。\n` +
          `${seals} seals of draws not yet revealed are not in a backup: let each party reveal from its own copy, or begin the draw anew.`,
      );
    const database = openDatabase(storage.owner, { maxConnections: 2 });
    try {
      const { checkAll } = await import('#features/integrity/integrity.check.service.ts');
      const counties = await checkAll(
        { db: database.db, files: storage.files, now: systemNow, newId: ids },
        'restore',
      );
      for (const county of counties) told(toldVerification(county), county.faultCount > 0);
      const expected = new Set(damaged.map(({ sha256 }) => sha256));
      return counties.some(({ faults }) => faults.some(({ subject }) => !expected.has(subject))) ? 1 : 0;
    } finally {
      await database.close();
    }
  } finally {
    await storage.close();
  }
}

import { faultWords } from '#features/integrity/integrity.words.ts';
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

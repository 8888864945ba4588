import { granted } from '#kernel/result.ts';
import type { Instant } from '#kernel/temporal.ts';
import { type Db, transact } from '#platform/database.ts';
import type { Damage, FileStore } from '#platform/files.ts';
import { type CountyVerification, verify } from '#platform/verify.ts';
import { damageRepaired, insertDamage, namedOf } from '../evidence/evidence.custody.store.ts';
import { unfinishedHoursMax, unregisteredDaysMax } from '../evidence/evidence.rules.ts';
import type { Asker } from './integrity.model.ts';
import * as store from './integrity.store.ts';

type Place = {
  readonly db: Db;
  readonly files: FileStore;
  readonly now: () => Instant;
  readonly newId: () => string;
};

/** Checks all counties of the installation and keeps what was found: the run, its faults, and which files are damaged. */
export async function checkAll(place: Place, askedBy: Asker): Promise<readonly CountyVerification[]> {
  const startedAt = place.now().toString();
  const counties = await verify(place.db, place.files);
  const endedAt = place.now().toString();
  for (const { county, name: _, faultCount, faults, ...counts } of counties) {
    const run = { id: place.newId(), askedBy, startedAt, endedAt, ...counts, faults: faultCount };
    await transact(place.db, async (tx) => {
      await store.insertRun(tx, county, run, faults);
      for (const { kind, subject } of faults)
        if (kind.startsWith('file-'))
          await insertDamage(tx, county, {
            id: place.newId(),
            sha256: subject,
            kind: kind.slice('file-'.length) as Damage,
            foundBy: askedBy === 'restore' ? 'restore' : 'check',
            foundAt: endedAt,
          });
      return granted(undefined);
    });
  }
  await noteRepaired(place, endedAt);
  return counties;
}

/** A file that somebody put back into its folder is as good as one that was brought again. */
async function noteRepaired({ db, files }: Place, at: string): Promise<void> {
  for (const sha256 of await store.damagedFiles(db))
    if ((await files.check(sha256)).kind === 'whole') await damageRepaired(db, sha256, at);
}

/** Removes what interrupted uploads left, and bytes that nobody registered within their term. */
export async function collectLeftovers({
  db,
  files,
  now,
}: Pick<Place, 'db' | 'files' | 'now'>): Promise<{ unfinished: number; unregistered: number }> {
  const moment = now();
  const before = (hours: number) => moment.subtract({ hours }).epochMilliseconds;
  const unfinished = await files.collectUnfinished(before(unfinishedHoursMax));
  let unregistered = 0;
  let old: string[] = [];
  const sift = async () => {
    const named = await namedOf(db, old);
    for (const sha256 of old) {
      if (named.has(sha256)) continue;
      await files.remove(sha256);
      unregistered += 1;
    }
    old = [];
  };
  for await (const file of files.list()) {
    if (file.broughtEpochMs >= before(unregisteredDaysMax * 24)) continue;
    old.push(file.sha256);
    if (old.length >= 1000) await sift();
  }
  await sift();
  return { unfinished, unregistered };
}

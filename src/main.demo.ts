import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#kernel/temporal.ts';
import { beginBuilding } from '#platform/data-directory.ts';
import { buildDemonstration, demonstrationCounty } from './demo/demonstration.ts';
import { countsOf } from './demo/summary.ts';
import type { Storage } from './main.storage.ts';

/** Builds the demonstration county in an empty data directory; what was planted in it is listed in `truth.json` beside it. */
export async function demonstrateIn(
  storage: Pick<Storage, 'database' | 'files' | 'directory'>,
  options: { readonly now: Instant; readonly seed: number; readonly progress: (share: number) => void },
) {
  const finished = await beginBuilding(storage.directory);
  const { truth } = await buildDemonstration(storage, options);
  const file = join(storage.directory, 'truth.json');
  await writeFile(
    file,
    `${JSON.stringify({ seed: options.seed, now: options.now.toString(), truth }, null, 2)}\n`,
    // It gives away what was planted.
    { mode: 0o600 },
  );
  await finished();
  return { truth, counts: await countsOf(storage.database.db, demonstrationCounty) };
}

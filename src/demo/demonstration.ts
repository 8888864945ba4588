import { insertCounty } from '#features/organisation/organisation.store.ts';
import { loadedRegimes, regimeOf } from '#features/regime/regime.service.ts';
import { dayOf, daysBetween, type Instant, type PlainDate } from '#kernel/temporal.ts';
import type { Database } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import { reactions } from '../main.router.ts';
import { agendaFrom } from './agenda.ts';
import { layBaseline } from './baseline.ts';
import { gather } from './cast.ts';
import { lendConnections } from './connection.ts';
import { writeLetters } from './letters.ts';
import { askForMoney } from './payments.ts';
import { reportEveryMonth } from './reports.ts';
import type { Script } from './script.ts';
import { letSitesGrow, placesOf } from './sites.ts';
import { NotYet, type Stage, stageOf } from './stage.ts';
import { type Anomaly, aTruth } from './truth.ts';
import { planEveryDay } from './visits.ts';

export const demonstrationCounty = '421222';
const packId = 'tongcheng-2021';

export async function buildDemonstration(
  storage: { readonly database: Pick<Database, 'pool' | 'db'>; readonly files: FileStore },
  options: {
    readonly now: Instant;
    readonly seed: number;
    readonly progress: (share: number) => void;
    readonly months?: number;
  },
): Promise<{ readonly truth: readonly Anomaly[] }> {
  const { now, seed, progress, months = 20 } = options;
  const { db, planAnew, giveBack } = await lendConnections(storage.database.pool);
  const until = dayOf(now);
  const start = until.with({ day: 1 }).subtract({ months });
  const regime = loadedRegimes().find(({ pack }) => pack.id === packId);
  if (!regime) throw new Error(`the pack ${packId} is missing`);
  let script: Script | undefined;
  const stage = stageOf({
    county: demonstrationCounty,
    db,
    files: storage.files,
    seed,
    start,
    until: now,
    reactions: {
      ...reactions,
      baselineChanged: async () => {
        if (script) script.baselineChanged = true;
      },
    },
  });
  await insertCounty(db, {
    code: demonstrationCounty,
    name: '通城县',
    nameEn: 'Tongcheng',
    demonstration: true,
    packId: regime.pack.id,
    packVersion: regime.pack.version,
    packHash: regime.hash,
    createdAt: stage.now().toString(),
  });
  const cast = await gather(stage);
  const base = await layBaseline(stage, cast, start);
  script = {
    cast,
    base,
    agenda: agendaFrom(start.add({ days: 14 })),
    pack: regime.pack,
    calendar: regime.calendar,
    start,
    until,
    sites: placesOf(base.sites),
    findings: new Map(),
    truth: aTruth(),
    album: new Map(),
    claimed: new Set(),
    baselineChanged: true,
  };
  letSitesGrow(script);
  planEveryDay(script, seed);
  writeLetters(script);
  reportEveryMonth(script);
  askForMoney(script);
  const length = daysBetween(start, until);
  await script.agenda.play(stage, until, async (day) => {
    progress(Math.min(0.99, daysBetween(start, day) / length));
    if (day.day === 1 || day.day === 16) await planAnew();
    await morning(stage, day);
  });
  await giveBack();
  return { truth: script.truth.told() };
}

/** What the calendar does by itself before anybody comes to work. */
async function morning(stage: Stage, day: PlainDate): Promise<void> {
  try {
    const early = stage.fork(`${day} morning`, day, '06:00');
    await followUpRectifications(early.db, { county: early.county, now: early.now(), newId: early.newId });
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
  }
}

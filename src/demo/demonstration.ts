import { dailyObligations } from '#features/obligation/obligation.refresh.service.ts';
import { insertCounty } from '#features/organisation/organisation.store.ts';
import { followUpRectifications } from '#features/rectification/rectification.escalation.service.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { dayOf, daysBetween, type Instant, type PlainDate } from '#kernel/temporal.ts';
import { isWorkingDay } from '#kernel/work-calendar.ts';
import type { Database } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { reactions } from '../main.router.ts';
import { agendaFrom } from './agenda.ts';
import { layBaseline } from './baseline.ts';
import { gather } from './cast.ts';
import { type Lent, lendConnections } from './connection.ts';
import { drawStations } from './draws.ts';
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

export type DemonstrationOptions = {
  /** The present of the county: nothing in it is later. */
  readonly now: Instant;
  readonly seed: number;
  readonly progress: (share: number) => void;
  /** How long ago its first month was. */
  readonly months?: number;
};
/** What was planted for detection to find, with the records that show it. */
export type Demonstration = { readonly truth: readonly Anomaly[] };

/** The demonstration county, from its first organisation to the work that lies on today's desks. */
export async function buildDemonstration(
  storage: { readonly database: Pick<Database, 'db' | 'pool'>; readonly files: FileStore },
  options: DemonstrationOptions,
): Promise<Demonstration> {
  const lent = await lendConnections(storage.database.pool);
  try {
    const truth = await play(lent, storage.files, options);
    return { truth };
  } finally {
    await lent.giveBack();
    // The last commit on an ordinary connection waits for the disk, and with it for everything before.
    await dailyObligations(storage.database.db, demonstrationCounty, options.now).catch(() => undefined);
  }
}

async function play(
  { db, planAnew }: Lent,
  files: FileStore,
  { now, seed, progress, months = 20 }: DemonstrationOptions,
): Promise<readonly Anomaly[]> {
  const until = dayOf(now);
  const start = until.with({ day: 1 }).subtract({ months });
  const regime = loadedRegimes().find(({ pack }) => pack.id === packId);
  if (!regime) throw new Error(`the pack ${packId} is missing`);
  // A county that is only being made has no years of its own yet.
  const calendar = loadWorkCalendar();
  const stage = stageOf({
    county: demonstrationCounty,
    db,
    files,
    seed,
    start,
    until: now,
    reactions: {
      ...reactions,
      // Facilities change day after day; what is owed is derived once a week, before it is planned for.
      baselineChanged: async () => {},
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
  const script: Script = {
    cast,
    base,
    agenda: agendaFrom(start.add({ days: 14 })),
    pack: regime.pack,
    calendar,
    start,
    until,
    sites: placesOf(base.sites),
    findings: new Map(),
    truth: aTruth(),
    claimed: new Set(),
    album: new Map(),
    leftOpen: new Set(),
  };
  letSitesGrow(script);
  planEveryDay(script, seed);
  writeLetters(script);
  reportEveryMonth(script);
  askForMoney(script);
  drawStations(script);
  const days = daysBetween(start, until);
  await script.agenda.play(stage, until, async (day) => {
    progress(Math.min(0.99, daysBetween(start, day) / days));
    if (day.day === 1 || day.day === 16) await planAnew();
    if (isWorkingDay(calendar, day)) await morning(stage, day);
  });
  progress(1);
  return script.truth.told();
}

/** What the calendar does by itself before anybody comes to work. */
async function morning(stage: Stage, day: PlainDate): Promise<void> {
  try {
    const { db, county, now, newId } = stage.fork(`${day} morning`, day, '06:00');
    await followUpRectifications(db, { county, now: now(), newId });
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
  }
}

import { dailyRegimes } from '#features/activation/activation.jobs.ts';
import { dailyObligations } from '#features/obligation/obligation.refresh.service.ts';
import { dailySignIns } from '#features/organisation/organisation.session.service.ts';
import { dailyRectifications } from '#features/rectification/rectification.jobs.ts';
import type { Instant } from '#kernel/temporal.ts';
import { dayOf } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';
import { collectReceipts } from '#platform/receipt.ts';

/** Work that the passing of days asks for, county by county: what falls due, what is overdue, who must be told. */
export type DailyWork = (db: Db, county: string, now: Instant) => Promise<unknown>;

/** The regime first, then what it makes due: a new period may be what is overdue. */
export const dailyWork: readonly DailyWork[] = [
  dailyRegimes,
  dailyObligations,
  dailyRectifications,
  collectReceipts,
  dailySignIns,
];

/**
 * Runs the day's work at once and whenever a new day has begun. Each piece is idempotent, so a restart or a second
 * server does no harm; a piece that fails is reported and tried again with the next round.
 */
export function everyDay(
  db: Db,
  work: readonly DailyWork[],
  options: { now: () => Instant; report: (error: unknown) => void },
): { stop(): Promise<void> } {
  let done = '';
  let running: Promise<void> | undefined;
  const round = async () => {
    const now = options.now();
    const day = dayOf(now).toString();
    if (done === day) return;
    let failed = false;
    for (const { county } of await db.selectFrom('county').select('county').execute())
      for (const piece of work)
        await piece(db, county, now).catch((error) => {
          failed = true;
          options.report(error);
        });
    if (!failed) done = day;
  };
  const tick = () => {
    running ??= round()
      .catch(options.report)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(tick, 10 * 60_000);
  timer.unref();
  void tick();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

import { checkAll, collectLeftovers } from '#features/integrity/integrity.check.service.ts';
import { lastCheckedAt } from '#features/integrity/integrity.store.ts';
import { dayOf, type Instant, legalZone, Temporal } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';

const nightBegins = 1;

type Place = {
  readonly db: Db;
  readonly files: FileStore;
  readonly now: () => Instant;
  readonly newId: () => string;
};

/** Whether the day's check is still to be made: once a day, from one in the morning on, and later where the machine slept. */
export function isCheckDue(last: string, now: Instant): boolean {
  const today = now.toZonedDateTimeISO(legalZone);
  return (
    today.hour >= nightBegins &&
    Temporal.PlainDate.compare(dayOf(Temporal.Instant.from(last)), today.toPlainDate()) < 0
  );
}

/** Every night all that is kept is checked and leftovers go; leftovers also at the start, for a crash leaves some. */
export function everyNight(place: Place, report: (error: unknown) => void): { stop(): void } {
  let stopped = false;
  let running = false;
  const reported = (error: unknown) => {
    if (!stopped) report(error);
  };
  const tick = async () => {
    if (running) return;
    running = true;
    try {
      const last = await lastCheckedAt(place.db);
      if (last === null || !isCheckDue(last, place.now())) return;
      await collectLeftovers(place);
      const counties = await checkAll(place, 'night');
      for (const { county, faultCount } of counties)
        if (faultCount > 0)
          reported(`${county}: 核验发现 ${faultCount} 处不符 · the check found ${faultCount} faults`);
    } catch (error) {
      reported(error);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(tick, 10 * 60_000);
  timer.unref();
  collectLeftovers(place).catch(reported);
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

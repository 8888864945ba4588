import type { Instant } from '#kernel/temporal.ts';
import { newId } from '#platform/clock.ts';
import type { Db } from '#platform/database.ts';
import { type DailyOutcome, followUpRectifications } from './rectification.escalation.service.ts';

/** Once a day for each county, and at every start: doing it twice changes nothing. */
export const dailyRectifications = (db: Db, county: string, now: Instant): Promise<DailyOutcome> =>
  followUpRectifications(db, { county, now, newId: () => newId(now) });

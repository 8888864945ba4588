import type { Instant } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';
import { dailyActivations } from './activation.apply.service.ts';

/** Once a day for each county, before what is owed is derived: doing it twice changes nothing. */
export const dailyRegimes = (db: Db, county: string, now: Instant): Promise<number> =>
  dailyActivations(db, county, now);

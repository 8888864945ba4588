import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#kernel/id.ts';
import { type Instant, Temporal } from '#kernel/temporal.ts';

/** The only place that asks the machine what time it is. */
export const systemNow = (): Instant => Temporal.Instant.fromEpochMilliseconds(Date.now());

export const newId = (now: Instant): string => uuidV7(now.epochMilliseconds, randomBytes(10));

/** For a package that takes nothing else. */
export const dateOf = (moment: Instant): Date => new Date(moment.epochMilliseconds);

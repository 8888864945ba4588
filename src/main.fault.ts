import { randomBytes } from 'node:crypto';
import { troubleOf } from '#platform/trouble.ts';
import type { World } from './main.world.ts';

/** What is answered when something broke: a number to tell the administrator, and whether it is worth trying again. */
export type FaultAnswer = {
  readonly code: string;
  readonly status: 500 | 503 | 507;
  readonly data: {
    readonly incident: string;
    readonly facts: Readonly<Record<string, string>>;
    readonly basis: readonly [];
  };
};

export const retryAfterSeconds = 5;

/** Keeps what happened under a number, and says of it only that number and its kind. */
export function faultAnswer(world: Pick<World, 'logFault'>, error: unknown): FaultAnswer {
  const incident = randomBytes(5).toString('hex');
  world.logFault(incident, error);
  const { code, status } = troubleOf(error) ?? { code: 'INTERNAL_SERVER_ERROR', status: 500 as const };
  return { code, status, data: { incident, facts: { incident }, basis: [] } };
}

const answerSecondsMax = 30;

/** Somebody who asks is told something, even when the database answers nothing. What was begun may still be done: a retry finds it. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(Object.assign(new Error('no answer in time'), { code: '57014' })),
    answerSecondsMax * 1000,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

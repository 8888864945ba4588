import { granted, type Result, refused } from '#kernel/result.ts';
import { Temporal } from '#kernel/temporal.ts';
import type { RequestContext } from '#platform/http.ts';
import * as attempts from './organisation.attempt.store.ts';
import type { SignInScope } from './organisation.model.ts';
import { signInLimits } from './organisation.rules.ts';

// Guessing, held: what is tried is counted before it is judged, and judged only while every count is within its limit.

export type Trial = {
  readonly county: string;
  readonly login: string;
  readonly personId: string | null;
  readonly counted: readonly attempts.Counted[];
  readonly failure: attempts.SignInKind;
};

/** Counts that end with a success; an address and the total are shared with others and only lose this one attempt. */
const own: readonly SignInScope[] = ['name-address', 'name', 'browser', 'password', 'second-factor'];

export async function judged(
  context: RequestContext,
  trial: Trial,
  judge: () => Promise<boolean>,
): Promise<Result<boolean, 'sign-in.too-many-attempts'>> {
  const { db, now } = context;
  const { county } = trial;
  const done: { counted: attempts.Counted; count: attempts.Count }[] = [];
  const takeBack = async () => {
    for (const { counted } of done)
      await attempts.takeBackAttempt(db, county, counted, signInLimits[counted.scope]);
  };
  for (const counted of trial.counted) {
    const count = await attempts.countAttempt(db, county, counted, signInLimits[counted.scope], now);
    if (count.failures > signInLimits[counted.scope].failures) {
      await takeBack();
      return tooMany(count, context);
    }
    done.push({ counted, count });
  }
  const right = await judge().catch(async (error) => {
    // Never judged (the queue was full, the database gone): it was no guess.
    await takeBack();
    throw error;
  });
  if (right) {
    for (const { counted } of done)
      if (own.includes(counted.scope)) await attempts.forgetAttempts(db, county, counted);
      else await attempts.takeBackAttempt(db, county, counted, signInLimits[counted.scope]);
    return granted(true);
  }
  await told(context, trial, trial.failure);
  if (done.some(({ count, counted }) => count.failures === signInLimits[counted.scope].failures))
    await told(context, trial, 'locked');
  return granted(false);
}

function tooMany({ lockedUntil }: attempts.Count, { now }: RequestContext) {
  const until = lockedUntil ? Temporal.Instant.from(lockedUntil) : now;
  return refused('sign-in.too-many-attempts', {
    until: until.toString(),
    minutes: Math.max(1, Math.ceil(until.since(now).total('minutes'))),
    retryAfterSeconds: Math.max(1, Math.ceil(until.since(now).total('seconds'))),
  });
}

/** Writes one line of the sign-in log. */
export const told = (
  context: RequestContext,
  who: Pick<Trial, 'county' | 'login' | 'personId'>,
  kind: attempts.SignInKind,
): Promise<void> =>
  attempts.recordSignIn(context.db, {
    county: who.county,
    id: context.newId(),
    now: context.now,
    kind,
    login: who.login,
    personId: who.personId,
    address: context.clientAddress,
    browser: context.browser,
  });

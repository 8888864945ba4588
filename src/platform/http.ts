import { ORPCError, os } from '@orpc/server';
import { type Actor, isAdministrator } from '#kernel/actor.ts';
import { type RouteMeta, statusOf } from '#kernel/contract.ts';
import type { Facts, Refusal, Result } from '#kernel/result.ts';
import { type Instant, Temporal } from '#kernel/temporal.ts';
import type { BackupState } from '#platform/backup-schedule.ts';
import type { Call, Reactions } from '#platform/call.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import type { Passwords } from '#platform/password.ts';
import { clientIdOf, once } from '#platform/receipt.ts';

/** What every request is given by the composition: the world, and who is asking. */
export type RequestContext = {
  readonly db: Db;
  readonly files: FileStore;
  readonly passwords: Passwords;
  readonly now: Instant;
  readonly newId: () => string;
  /** The session's county and person, read from the database for this very request; null without a session. */
  readonly session: {
    readonly county: string;
    readonly actor: Actor;
    readonly id: string;
    readonly login: string;
    /** What proves this person beside the password, and when it last did. */
    readonly secondFactor: {
      readonly required: boolean;
      readonly enrolled: boolean;
      readonly provenAt: string | null;
    };
    readonly tokenHash: Uint8Array;
    /** The sign-in before this one, and how often somebody failed in between. */
    readonly previous: {
      readonly at: string | null;
      readonly address: string | null;
      readonly failed: number;
    };
    readonly lastHomeAt: string | null;
  } | null;
  readonly clientAddress: string;
  /** How the browser calls itself, at most 200 characters. */
  readonly browser: string;
  /** The key of a browser that has been used to sign in before. */
  readonly browserKey: string | null;
  readonly setBrowserKey: (key: string) => void;
  /** Sets or clears the session cookie on the response. */
  readonly setSession: (token: string | null) => void;
  /** Facts of this installation that public pages need. */
  readonly installation: Installation;
  readonly reactions: Reactions;
};

export type Installation = {
  readonly secureCookies: boolean;
  /** The names this product answers to besides those of the machine itself. */
  readonly hostNames: readonly string[];
  /** What absolute links begin with: from configuration, never from what a request says of itself. */
  readonly origin: () => string;
  /** While a demonstration county is being built: how far, from 0 to 1; otherwise null. */
  readonly demonstrationProgress: () => number | null;
  /** What became of the last backups. */
  readonly backups: () => Promise<BackupState>;
};

type Errors<Code extends string> = {
  readonly [C in Code]: (options: {
    data: { facts: Record<string, string | number | string[]>; basis: never[] };
  }) => Error;
};

function throwRefusal(refusal: Refusal, errors: Record<string, unknown>): never {
  const make = errors[refusal.code] as
    | ((options: { data: { facts: Facts; basis: unknown } }) => Error)
    | undefined;
  if (!make) throw new Error(`The contract does not declare the refusal ${refusal.code}`);
  throw make({ data: { facts: refusal.facts, basis: refusal.basis } });
}

/** Answers a procedure: the value, or the contract's declared error of the same code. */
export async function answer<T, Code extends string>(
  result: Promise<Result<T, Code>> | Result<T, Code>,
  errors: Errors<NoInfer<Code>>,
): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  return throwRefusal(settled.refusal, errors as Record<string, unknown>);
}

/** As `answer`, where the composition declared the refusals of the acts behind a procedure, so that no type can name them here. */
export async function answerComposed<T>(result: Promise<Result<T>>, errors: object): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  return throwRefusal(settled.refusal, errors as Record<string, unknown>);
}

/**
 * Checks the permission each route declares, before its input is read, and does an act that came with an id once. Every feature's routes begin
 * `implement(contract).$context<RequestContext>().use(permitted)`.
 */
export const permitted = os
  .$context<RequestContext>()
  .middleware(async ({ context, next, procedure }, input, output) => {
    const { meta, route } = procedure['~orpc'];
    const { permission, administrative, stepUp } = meta as RouteMeta;
    if (permission === 'anyone') return next();
    const deny = (code: string) =>
      new ORPCError(code, {
        defined: true,
        status: statusOf(code),
        message: code,
        data: { facts: {}, basis: [] },
      });
    if (!context.session) throw deny('session.required');
    const { organisationKind } = context.session.actor;
    if (permission !== 'signed-in' && !(Array.isArray(permission) && permission.includes(organisationKind)))
      throw deny('route.not-permitted');
    const outsideBusiness = !administrative && isAdministrator(context.session.actor);
    if (outsideBusiness && route.method !== 'GET') throw deny('administrator.not-permitted');
    const missing = stepUp ? missingProof(context) : undefined;
    if (missing) throw deny(missing);
    if (outsideBusiness) return withoutActs(await next());
    const clientId = clientIdOf(route, input);
    if (!clientId) return next();
    const { county, actor } = context.session;
    const sent = {
      county,
      personId: actor.personId,
      route: route.path ?? '',
      clientId,
      input,
      now: context.now,
    };
    const done = await once(context.db, sent, async (db) => (await next({ context: { db } })).output);
    if (done === 'id-reused') throw deny('request.id-reused');
    return output(done.answer as never);
  });

const proofMinutes = 5;

/** S13: who has a second factor, or is in a county that requires one, has proved it within five minutes. */
function missingProof({
  session,
  now,
}: RequestContext): 'session.step-up-required' | 'session.step-up-not-enrolled' | undefined {
  const { required = true, enrolled = false, provenAt = null } = session?.secondFactor ?? {};
  if (!enrolled) return required ? 'session.step-up-not-enrolled' : undefined;
  const age = provenAt === null ? undefined : now.since(Temporal.Instant.from(provenAt)).total('minutes');
  return age !== undefined && age <= proofMinutes ? undefined : 'session.step-up-required';
}

/** Whoever administers the people reads the business and is offered none of its acts: every `may` in the answer says no. */
function withoutActs<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutActs) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      key === 'may' && typeof held === 'object' && held !== null
        ? Object.fromEntries(
            Object.entries(held).map(([act, allowed]) => [act, allowed === true ? false : allowed]),
          )
        : withoutActs(held),
    ]),
  ) as T;
}

/** The call of a signed-in person. Only routes that declare a permission other than `anyone` may ask for it. */
export function callOf(context: RequestContext): Call {
  if (!context.session) throw new Error('A route without a session asked for a call');
  return {
    db: context.db,
    files: context.files,
    county: context.session.county,
    actor: context.session.actor,
    now: context.now,
    newId: context.newId,
    reactions: context.reactions,
  };
}

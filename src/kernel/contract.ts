import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Permission } from '#kernel/actor.ts';

/** Every route says who may call it; a route that forgot is closed to all (and a test names it). */
export type RouteMeta = {
  readonly permission: Permission | 'nobody';
  /** People administration and one's own account: what a person with the duty of administrator may still do. */
  readonly administrative?: boolean;
  /** Asks for a second factor proved within the last five minutes (S13). */
  readonly stepUp?: boolean;
};

const citation = z.union([
  z.object({ clause: z.string(), localSupplement: z.boolean().optional() }),
  z.object({ instrument: z.string(), article: z.string().optional() }),
]);
const refusalData = z.object({
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  basis: z.array(citation),
});

/** The one switch from a refusal's code to its HTTP status. What a stranger may not know exists is "not found". */
export function statusOf(code: string): number {
  if (code === 'session.required') return 401;
  if (code.endsWith('.not-found')) return 404;
  if (code.endsWith('.not-permitted') || code.startsWith('session.step-up')) return 403;
  if (code.endsWith('.too-many-attempts')) return 429;
  if (code.endsWith('.too-large')) return 413;
  return 409;
}

type Refusals<Code extends string> = {
  readonly [C in Code]: { status: number; message: string; data: typeof refusalData };
};

/** Declares the business "no"s of a procedure; a service that refuses with another code does not compile. */
export function refusals<const Codes extends readonly string[]>(...codes: Codes): Refusals<Codes[number]> {
  return Object.fromEntries(
    codes.map((code) => [code, { status: statusOf(code), message: code, data: refusalData }]),
  ) as Refusals<Codes[number]>;
}

const base = oc.$meta<RouteMeta>({ permission: 'nobody' });

/** A procedure for those named. `session.required` and `route.not-permitted` are answered before the service is reached. */
export const procedureFor = (permission: Permission, mark?: 'administrative') =>
  base
    .meta({ permission, administrative: mark === 'administrative' })
    .errors(
      refusals('session.required', 'route.not-permitted', 'administrator.not-permitted', 'request.id-reused'),
    );

/** The same, for what a password alone must not do: approving, paying, signing, deciding, changing people (S13, docs/decisions/0036). */
export const steppedUpFor = (permission: Permission, mark?: 'administrative') =>
  procedureFor(permission, mark)
    .meta({ stepUp: true } as RouteMeta)
    .errors(refusals('session.step-up-required', 'session.step-up-not-enrolled'));

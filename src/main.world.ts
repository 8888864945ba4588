import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sessionOf } from '#features/organisation/organisation.session.service.ts';
import type { Instant } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import type { Installation, RequestContext } from '#platform/http.ts';
import type { Passwords } from '#platform/password.ts';
import { type Composition, reactions } from './main.router.ts';

export type World = {
  readonly db: Db;
  readonly files: FileStore;
  readonly passwords: Passwords;
  readonly now: () => Instant;
  readonly newId: (now: Instant) => string;
  readonly installation: Installation;
  readonly composition: Composition;
  /** Where the built pages are; absent in stories. */
  readonly webFolder?: string;
  /** Where evidence is kept, for the look at the disk; absent in stories. */
  readonly evidenceFolder?: string;
  readonly logFault: (incident: string, error: unknown) => void;
};

const cookieName = (world: World) => (world.installation.secureCookies ? '__Host-dushi' : 'dushi');

const browserCookieName = (world: World) =>
  world.installation.secureCookies ? '__Host-dushi-browser' : 'dushi-browser';

export const carriesSession = (c: Context, world: World): boolean =>
  getCookie(c, cookieName(world)) !== undefined;

/** Who is asking, read from the database for this very request, and the world he asks in. */
export async function contextOf(c: Context, world: World): Promise<RequestContext> {
  const now = world.now();
  const token = getCookie(c, cookieName(world));
  return {
    db: world.db,
    files: world.files,
    passwords: world.passwords,
    now,
    newId: () => world.newId(now),
    session: token ? await sessionOf(world.db, token, now) : null,
    clientAddress: addressOf(c, world.installation.secureCookies),
    browser: (c.req.header('user-agent') ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200),
    browserKey: getCookie(c, browserCookieName(world)) ?? null,
    setBrowserKey: (key) =>
      setCookie(c, browserCookieName(world), key, {
        path: '/',
        httpOnly: true,
        secure: world.installation.secureCookies,
        sameSite: 'Lax',
        maxAge: 180 * 24 * 3600,
      }),
    installation: world.installation,
    reactions,
    setSession: (next) =>
      setCookie(c, cookieName(world), next ?? '', {
        path: '/',
        httpOnly: true,
        secure: world.installation.secureCookies,
        sameSite: 'Lax',
        ...(next === null ? { maxAge: 0 } : {}),
      }),
  };
}

/** Behind our proxy (`--https`) the address is the one the proxy itself saw and wrote last; what a caller claims stands before it. */
function addressOf(c: Context, behindProxy: boolean): string {
  const seen = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (seen) return seen.slice(0, 60);
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}

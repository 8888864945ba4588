import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { getConnInfo } from '@hono/node-server/conninfo';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError, onError } from '@orpc/server';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { drawFile } from '#features/draw/draw.show.service.ts';
import { sizeBytesMax } from '#features/evidence/evidence.rules.ts';
import { readableEvidence } from '#features/evidence/evidence.service.ts';
import { calendarFeed } from '#features/obligation/obligation.subscription.service.ts';
import { sessionOf } from '#features/organisation/organisation.session.service.ts';
import type { Instant } from '#kernel/temporal.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import { callOf, type Installation, type RequestContext } from '#platform/http.ts';
import type { Passwords } from '#platform/password.ts';
import { openApiDocument, openApiPage } from './main.openapi.ts';
import { type Composition, reactions, routerOf } from './main.router.ts';

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
  readonly logFault: (incident: string, error: unknown) => void;
};

const bodyBytesMax = 2 * 1024 * 1024;

/** The whole product as one `fetch`: what a browser, an outsider's program and a story call is the same thing. */
export function createApp(world: World): Hono {
  const app = new Hono();
  const handler = new OpenAPIHandler(routerOf(world.composition), {
    interceptors: [
      onError((error) => {
        if (error instanceof ORPCError && error.status < 500) return;
        if (error instanceof SyntaxError)
          throw new ORPCError('BAD_REQUEST', { message: 'request.broken-json', data: { issues: [] } });
        const incident = randomBytes(5).toString('hex');
        world.logFault(incident, error);
        throw new ORPCError('INTERNAL_SERVER_ERROR', { message: 'fault', data: { incident } });
      }),
    ],
  });

  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(safetyHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    if (world.installation.secureCookies) c.res.headers.set('strict-transport-security', 'max-age=31536000');
  });

  app.use('/api/*', async (c, next) => {
    if (!isSafeMethod(c.req.method) && !isSameOrigin(c))
      return c.json(refusalBody('request.other-origin', 403), 403);
    const length = Number(c.req.header('content-length') ?? '0');
    if (!c.req.path.startsWith('/api/files/') && length > bodyBytesMax)
      return c.json(refusalBody('request.too-large', 413), 413);
    return next();
  });

  app.get('/api/openapi.json', async (c) => c.json(await openApiDocument()));
  app.get('/api', (c) => {
    const nonce = randomBytes(16).toString('base64');
    c.header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    );
    return c.html(openApiPage(nonce));
  });
  app.get('/api/health', async (c) => c.json({ ready: true }));
  app.put('/api/files/:sha256', (c) => putFile(c, world));
  app.get('/api/evidence/:id/content', (c) => getEvidence(c, world));
  app.get('/api/draws/:id/proof.json', (c) => getDraw(c, world, 'json'));
  app.get('/api/draws/:id/proof.html', (c) => getDraw(c, world, 'html'));
  app.get('/api/calendar/:county/:file', (c) => getCalendar(c, world));
  app.all('/api/*', async (c) => {
    const request = await readable(c.req.raw);
    if (typeof request === 'string')
      return c.json(
        refusalBody(request, request === 'request.too-large' ? 413 : 400),
        request === 'request.too-large' ? 413 : 400,
      );
    const context = await contextOf(c, world);
    const { matched, response } = await handler.handle(request, { prefix: '/api', context });
    if (!matched) return c.json(refusalBody('route.not-found', 404), 404);
    const cookie = c.res.headers.get('set-cookie');
    const answer = new Response(response.body, response);
    if (cookie) answer.headers.append('set-cookie', cookie);
    answer.headers.set('cache-control', 'no-store');
    return answer;
  });
  if (world.webFolder) servePages(app, world.webFolder);
  return app;
}

const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
  'x-frame-options': 'DENY',
};

// What JSON can spell and a database's text cannot hold: NUL, and halves of a surrogate pair.
const unstorable =
  /\\u0000|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;

/** The request with its body read, bounded whether or not the sender said how long it is; otherwise why not. */
async function readable(
  request: Request,
): Promise<Request | 'request.too-large' | 'request.unstorable-text'> {
  if (request.url.includes('%00')) return 'request.unstorable-text';
  if (isSafeMethod(request.method) || !request.body) return request;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > bodyBytesMax) return 'request.too-large';
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  if (unstorable.test(body)) return 'request.unstorable-text';
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    // A browser sends an act that needs no words with an empty body, which is no JSON.
    body: body === '' ? null : body,
    signal: request.signal,
  });
}

const isSafeMethod = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** A browser says where an unsafe request comes from; a program that says nothing carries no cookies by accident. */
function isSameOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (!origin) return true;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const refusalBody = (code: string, status: number) => ({
  defined: true,
  code,
  status,
  message: code,
  data: { facts: {}, basis: [] },
});

const cookieName = (world: World) => (world.installation.secureCookies ? '__Host-dushi' : 'dushi');

async function contextOf(c: Context, world: World): Promise<RequestContext> {
  const now = world.now();
  const token = getCookie(c, cookieName(world));
  return {
    db: world.db,
    files: world.files,
    passwords: world.passwords,
    now,
    newId: () => world.newId(now),
    session: token ? await sessionOf(world.db, token, now) : null,
    clientAddress: addressOf(c),
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

function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}

/** Evidence bytes are the one thing outside the contract: idempotent, streamed, limited, never held in memory. */
async function putFile(c: Context, world: World): Promise<Response> {
  const context = await contextOf(c, world);
  if (!context.session) return c.json(refusalBody('session.required', 401), 401);
  const sha256 = c.req.param('sha256') ?? '';
  if (!/^[0-9a-f]{64}$/.test(sha256)) return c.json(refusalBody('file.wrong-digest', 409), 409);
  if (Number(c.req.header('content-length') ?? '0') > sizeBytesMax)
    return c.json(refusalBody('file.too-large', 413), 413);
  const body = c.req.raw.body;
  const stored = await world.files.put(
    sha256,
    body ? Readable.fromWeb(body as never) : Readable.from([]),
    sizeBytesMax,
  );
  if (stored.kind === 'too-large') return c.json(refusalBody('file.too-large', 413), 413);
  if (stored.kind === 'stored' || stored.kind === 'known')
    return c.json({ sha256, sizeBytes: stored.sizeBytes });
  return c.json(refusalBody(`file.${stored.kind}`, 409), 409);
}

async function getEvidence(c: Context, world: World): Promise<Response> {
  const context = await contextOf(c, world);
  if (!context.session) return c.json(refusalBody('session.required', 401), 401);
  const id = c.req.param('id') ?? '';
  const evidence = /^[0-9a-f-]{36}$/.test(id) ? await readableEvidence(callOf(context), id) : undefined;
  if (!evidence) return c.json(refusalBody('evidence.not-found', 404), 404);
  const inline = evidence.mediaType.startsWith('image/') || evidence.mediaType === 'application/pdf';
  return new Response(Readable.toWeb(world.files.read(evidence.sha256)) as ReadableStream, {
    headers: {
      'content-type': evidence.mediaType,
      'content-length': String(evidence.sizeBytes),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(evidence.name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
}

/** A published draw leaves the house as one file: data, or a page that works without us and is never opened as one of ours. */
async function getDraw(c: Context, world: World, form: 'json' | 'html'): Promise<Response> {
  const context = await contextOf(c, world);
  if (!context.session) return c.json(refusalBody('session.required', 401), 401);
  const id = c.req.param('id') ?? '';
  const file = /^[0-9a-f-]{36}$/.test(id) ? await drawFile(callOf(context), id, form) : undefined;
  if (!file) return c.json(refusalBody('draw.not-found', 404), 404);
  return new Response(file.text, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'no-store',
    },
  });
}

/** 日历订阅: the address is the key. What opens nothing says nothing about why. */
async function getCalendar(c: Context, world: World): Promise<Response> {
  const { county = '', file = '' } = c.req.param();
  const feed = file.endsWith('.ics')
    ? await calendarFeed(world.db, world.now(), {
        county,
        token: file.slice(0, -4),
        origin: new URL(c.req.url).origin,
      })
    : undefined;
  if (feed === undefined) return c.json(refusalBody('route.not-found', 404), 404);
  return new Response(feed, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="dushi.ics"',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
  });
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Hashed assets for ever, pre-compressed; every other path is the one page, with a fresh nonce for its styles. */
function servePages(app: Hono, folder: string): void {
  app.get('/assets/*', async (c) => {
    const name = c.req.path.replace(/^\//, '');
    if (name.includes('..')) return c.notFound();
    const accepts = c.req.header('accept-encoding') ?? '';
    const mediaType = mediaTypes[extname(name)];
    if (!mediaType) return c.notFound();
    for (const [encoding, suffix] of [
      ['br', '.br'],
      ['gzip', '.gz'],
      ['', ''],
    ] as const) {
      if (encoding && !accepts.includes(encoding)) continue;
      const bytes = await readFile(join(folder, name + suffix)).catch(() => undefined);
      if (!bytes) continue;
      return new Response(bytes, {
        headers: {
          'content-type': mediaType,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
          ...(encoding ? { 'content-encoding': encoding } : {}),
        },
      });
    }
    return c.notFound();
  });
  app.get('*', async (c) => {
    if (/\.(ico|png|txt|map|php)$/.test(c.req.path)) return c.notFound();
    const nonce = randomBytes(16).toString('base64');
    const page = (await readFile(join(folder, 'index.html'), 'utf8')).replaceAll('__NONCE__', nonce);
    return new Response(page, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy':
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; connect-src 'self'; ` +
          "font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      },
    });
  });
}

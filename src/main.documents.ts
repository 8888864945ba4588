import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { drawFile } from '#features/draw/draw.show.service.ts';
import { sizeBytesMax } from '#features/evidence/evidence.rules.ts';
import { readableEvidence } from '#features/evidence/evidence.service.ts';
import { calendarFeed } from '#features/obligation/obligation.subscription.service.ts';
import { callOf } from '#platform/http.ts';
import { refusalBody } from './main.request.ts';
import { contextOf, type World } from './main.world.ts';

// What comes and goes as a file, outside the contract's JSON.

/** Evidence bytes are the one thing outside the contract: idempotent, streamed, limited, never held in memory. */
export async function putFile(c: Context, world: World): Promise<Response> {
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

export async function getEvidence(c: Context, world: World): Promise<Response> {
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
export async function getDraw(c: Context, world: World, form: 'json' | 'html'): Promise<Response> {
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
export async function getCalendar(c: Context, world: World): Promise<Response> {
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

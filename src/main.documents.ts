import { Readable } from 'node:stream';
import { ReadableStream as Stream } from 'node:stream/web';
import type { Context } from 'hono';
import { drawFile, publishedDrawFile } from '#features/draw/draw.show.service.ts';
import { sizeBytesMax } from '#features/evidence/evidence.rules.ts';
import { bytesArrived, evidenceBytes, readableEvidence } from '#features/evidence/evidence.service.ts';
import { evidenceRefusals } from '#features/evidence/evidence.words.ts';
import { calendarFeed } from '#features/obligation/obligation.subscription.service.ts';
import { isKept } from '#platform/files.ts';
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
  const stored = await world.files.put(sha256, bodyOf(c), sizeBytesMax);
  if (stored.kind === 'too-large') return c.json(refusalBody('file.too-large', 413), 413);
  if (!isKept(stored)) return c.json(refusalBody(`file.${stored.kind}`, 409), 409);
  await bytesArrived(callOf(context), sha256, stored.sizeBytes);
  return c.json({ sha256, sizeBytes: stored.sizeBytes });
}

/** Read where it is awaited, so that a connection that breaks off ends this request and nothing else. */
const bodyOf = (c: Context): AsyncIterable<Uint8Array> =>
  (c.req.raw.body as unknown as AsyncIterable<Uint8Array> | null) ?? Readable.from([]);

/** Bytes that are not those of the record never leave as evidence. */
export async function getEvidence(c: Context, world: World): Promise<Response> {
  const context = await contextOf(c, world);
  if (!context.session) return c.json(refusalBody('session.required', 401), 401);
  const id = c.req.param('id') ?? '';
  const evidence = /^[0-9a-f-]{36}$/.test(id) ? await readableEvidence(callOf(context), id) : undefined;
  if (!evidence) return c.json(refusalBody('evidence.not-found', 404), 404);
  const file = await evidenceBytes(callOf(context), evidence);
  if (!file.ok) return damagedAnswer(c);
  const { bytes, sizeBytes } = file.value;
  const inline = evidence.mediaType.startsWith('image/') || evidence.mediaType === 'application/pdf';
  return new Response(Stream.from(bytes) as ReadableStream, {
    headers: {
      'content-type': evidence.mediaType,
      'content-length': String(sizeBytes),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(evidence.name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
}

/** A person who opened the file in a window of its own reads why it is not there; a program gets the refusal. */
function damagedAnswer(c: Context): Response {
  c.header('cache-control', 'no-store');
  if (!c.req.header('accept')?.includes('text/html'))
    return c.json(refusalBody('evidence.damaged', 409), 409);
  const { zh, en } = evidenceRefusals['evidence.damaged'];
  return c.text(`${zh}\n\n${en}\n`, 409);
}

/** A published draw leaves the house as one file: data, or a page that works without us and is never opened as one of ours. */
export async function getDraw(c: Context, world: World, form: 'json' | 'html'): Promise<Response> {
  const context = await contextOf(c, world);
  const id = c.req.param('id') ?? '';
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const published = isId ? await publishedDrawFile(world.db, id, form) : undefined;
  if (!published && !context.session) return c.json(refusalBody('session.required', 401), 401);
  const file = published ?? (isId ? await drawFile(callOf(context), id, form) : undefined);
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
        origin: world.installation.origin(),
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

import type { Context } from 'hono';

// What a request must be before anything is asked of it: from here, not too large, storable.

export const bodyBytesMax = 2 * 1024 * 1024;

export const safetyHeaders = {
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
export async function readable(
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

export const isSafeMethod = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** A browser says where an unsafe request comes from; a program that says nothing carries no cookies by accident. */
export function isSameOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (!origin) return true;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}

export const refusalBody = (code: string, status: number) => ({
  defined: true,
  code,
  status,
  message: code,
  data: { facts: {}, basis: [] },
});

import type { Context } from 'hono';
import { type JsonFault, jsonFault } from '#platform/json-bounds.ts';

// What a request must be before any of it is looked at: to whom it is addressed, from where it was sent, and how much it holds.

export const bodyBytesMax = 2 * 1024 * 1024;
/** Without a session there is only signing in and setting up; neither needs more. */
const anonymousBytesMax = 4 * 1024;
const bodySecondsMax = 20;

export const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
  'x-frame-options': 'DENY',
};

export type RequestRefusal =
  | JsonFault
  | 'request.too-large'
  | 'request.too-slow'
  | 'request.not-json'
  | 'request.unstorable-text'
  | 'session.required';

export const refusalStatus: Readonly<Record<RequestRefusal, 400 | 401 | 408 | 413 | 415>> = {
  'request.too-intricate': 400,
  'request.duplicate-key': 400,
  'request.unstorable-text': 400,
  'session.required': 401,
  'request.too-slow': 408,
  'request.too-large': 413,
  'request.not-json': 415,
};

export const isSafeMethod = (method: string): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** Whether the request is addressed to a name of ours. Another's name that leads here (DNS rebinding) is none. */
export function isOurs(c: Context, hostNames: readonly string[]): boolean {
  const url = `http://${hostOf(c)}`;
  return URL.canParse(url) && [...localNames, ...hostNames].includes(new URL(url).hostname.toLowerCase());
}
export const unknownHostText =
  '本系统不以这个地址提供服务。请使用本县登记的网址；管理员可在启动时用 --host-name 写明。\n' +
  'This product is not served under this name. Use the address your county has announced; the name is given at start with --host-name.\n';
const localNames = ['localhost', '127.0.0.1', '[::1]'];
const hostOf = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;

const isSignOut = (c: Context) => c.req.method === 'DELETE' && c.req.path === '/api/session';

/**
 * A browser says where an unsafe request comes from: the page's scheme, name and port must be ours. One that carries a session's cookie
 * and says nothing is refused too, since old browsers send another site's forms that way. A program without a cookie says nothing
 * and harms nobody. Signing out is never refused for what is missing.
 */
export function isSameOrigin(c: Context, secure: boolean, carriesSession: boolean): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin) return origin === `${secure ? 'https' : 'http'}://${hostOf(c)}`;
  return site !== undefined || !carriesSession || isSignOut(c);
}

// What JSON can spell and a database's text cannot hold: NUL, and halves of a surrogate pair.
const unstorable =
  /\\u0000|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;

/** The request with its body read, bounded in bytes, time and shape whatever the sender said of it; otherwise why not. */
export async function readable(c: Context, signedIn: boolean): Promise<Request | RequestRefusal> {
  const request = c.req.raw;
  if (request.url.includes('%00')) return 'request.unstorable-text';
  if (isSafeMethod(request.method)) return request;
  const { url, method, signal } = request;
  const headers = new Headers(request.headers);
  // Signing out asks for nothing and fails for nothing: what was sent with it is not even read.
  if (isSignOut(c)) {
    headers.set('content-type', 'application/json');
    headers.delete('content-length');
    return new Request(url, { method, headers, signal, body: '{}' });
  }
  const tooLarge = () =>
    signedIn || /^\/api\/(session|set-up)/.test(c.req.path) ? 'request.too-large' : 'session.required';
  const most = signedIn ? bodyBytesMax : anonymousBytesMax;
  if (Number(headers.get('content-length') ?? '0') > most) return tooLarge();
  if (!request.body) return request;
  const read = await bytesOf(request.body, most);
  if (read === 'too-large') return tooLarge();
  if (read === 'too-slow') return 'request.too-slow';
  const body = read.toString('utf8');
  // A browser sends an act that needs no words with an empty body, which is no JSON.
  if (body === '') return new Request(url, { method, headers, signal, body: null });
  if (!/^application\/json *(;|$)/i.test(headers.get('content-type') ?? '')) return 'request.not-json';
  if (unstorable.test(body)) return 'request.unstorable-text';
  return jsonFault(body) ?? new Request(url, { method, headers, signal, body });
}

async function bytesOf(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Buffer | 'too-large' | 'too-slow'> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => undefined);
  }, bodySecondsMax * 1000);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (late) return 'too-slow';
      if (done) return Buffer.concat(chunks);
      bytes += value.byteLength;
      if (bytes > most) {
        reader.cancel().catch(() => undefined);
        return 'too-large';
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(deadline);
  }
}

const issuesMax = 20;

/** The faults a 400 lists: enough to correct a form by, never a second copy of what was sent. */
export function fewIssues(data: unknown): unknown {
  const issues = (data as { issues?: unknown } | undefined)?.issues;
  if (!Array.isArray(issues)) return data;
  return { ...(data as object), issues: issues.slice(0, issuesMax).map(shortened) };
}

function shortened(issue: unknown): unknown {
  const { keys, message } = issue as { keys?: unknown; message?: unknown };
  return {
    ...(issue as object),
    ...(Array.isArray(keys) ? { keys: keys.slice(0, issuesMax) } : {}),
    ...(typeof message === 'string' && message.length > 500 ? { message: message.slice(0, 500) } : {}),
  };
}

type Facts = Readonly<Record<string, string | number>>;

export const refusalBody = (code: string, status: number, facts: Facts = {}) => ({
  defined: true,
  code,
  status,
  message: code,
  data: { facts, basis: [] },
});

/** When to come again, as the refusal itself says it. */
export async function retryAfterOf(response: Response): Promise<number> {
  const body = (await response.json().catch(() => undefined)) as
    | { data?: { facts?: { retryAfterSeconds?: unknown } } }
    | undefined;
  return Number(body?.data?.facts?.retryAfterSeconds ?? 5);
}

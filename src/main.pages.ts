import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Hono } from 'hono';

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Hashed assets for ever, pre-compressed; every other path is the one page, with a fresh nonce for its styles. */
export function servePages(app: Hono, folder: string): void {
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
    // No page of ours is a file: whoever asks for /.env or /backup.json looks for something else. (Clauses end in numbers: …/cn:1.3.)
    if (/\/(\.|%2e)|\.[a-z]\w*$/i.test(c.req.path)) return c.notFound();
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

import { randomBytes } from 'node:crypto';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError, onError } from '@orpc/server';
import { Hono } from 'hono';
import { PasswordsBusy } from '#platform/password.ts';
import { getCalendar, getDraw, getEvidence, putFile } from './main.documents.ts';
import { faultAnswer, inTime, retryAfterSeconds } from './main.fault.ts';
import { healthOf } from './main.health.ts';
import { openApiDocument, openApiPage } from './main.openapi.ts';
import { servePages } from './main.pages.ts';
import {
  fewIssues,
  isOurs,
  isSafeMethod,
  isSameOrigin,
  readable,
  refusalBody,
  refusalStatus,
  retryAfterOf,
  safetyHeaders,
  unknownHostText,
} from './main.request.ts';
import { routerOf } from './main.router.ts';
import { carriesSession, contextOf, type World } from './main.world.ts';

/** The whole product as one `fetch`: what a browser, an outsider's program and a story call is the same thing. */
export function createApp(world: World): Hono {
  const app = new Hono();
  const handler = new OpenAPIHandler(routerOf(world.composition), {
    interceptors: [
      onError((error) => {
        if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
          throw new ORPCError('BAD_REQUEST', { message: error.message, data: fewIssues(error.data) });
        if (error instanceof ORPCError && error.status < 500) return;
        if (error instanceof SyntaxError)
          throw new ORPCError('BAD_REQUEST', { message: 'request.broken-json', data: { issues: [] } });
        if (error instanceof PasswordsBusy)
          throw new ORPCError('server.busy', {
            status: 503,
            defined: true,
            message: 'server.busy',
            data: { facts: { retryAfterSeconds: error.retryAfterSeconds }, basis: [] },
          });
        const { code, status, data } = faultAnswer(world, error);
        throw new ORPCError(code, { status, message: 'fault', data });
      }),
    ],
  });

  // Whatever escapes a handler, of the contract or outside it: said as JSON, with its number.
  app.onError((error, c) => {
    if (c.req.raw.signal.aborted) return c.json(refusalBody('request.broken-off', 400), 400);
    const { code, status, data } = faultAnswer(world, error);
    return c.json({ defined: false, code, status, message: 'fault', data }, status);
  });

  app.use('*', async (c, next) => {
    await next();
    if (c.res.status === 503) c.res.headers.set('retry-after', String(retryAfterSeconds));
    for (const [name, value] of Object.entries(safetyHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    if (world.installation.secureCookies) c.res.headers.set('strict-transport-security', 'max-age=31536000');
  });

  app.use('*', async (c, next) => {
    if (!isOurs(c, world.installation.hostNames))
      return c.req.path.startsWith('/api')
        ? c.json(refusalBody('request.unknown-host', 421), 421)
        : c.text(unknownHostText, 421);
    if (isSafeMethod(c.req.method)) return next();
    if (!isSameOrigin(c, world.installation.secureCookies, carriesSession(c, world)))
      return c.json(refusalBody('request.other-origin', 403), 403);
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
  const health = healthOf(world.db, world.evidenceFolder, world.now);
  app.get('/api/health', async (c) => c.json(await health()));
  app.get('/api/health/live', (c) => c.json({ live: true }));
  app.get('/api/health/ready', async (c) => {
    const found = await health();
    return c.json(found, found.ready ? 200 : 503);
  });
  app.put('/api/files/:sha256', (c) => putFile(c, world));
  app.get('/api/evidence/:id/content', (c) => getEvidence(c, world));
  app.get('/api/draws/:id/proof.json', (c) => getDraw(c, world, 'json'));
  app.get('/api/draws/:id/proof.html', (c) => getDraw(c, world, 'html'));
  app.get('/api/calendar/:county/:file', (c) => getCalendar(c, world));
  app.all('/api/*', async (c) => {
    const context = await inTime(contextOf(c, world));
    const request = await readable(c, context.session !== null);
    if (typeof request === 'string')
      return c.json(refusalBody(request, refusalStatus[request]), refusalStatus[request]);
    const { matched, response } = await inTime(handler.handle(request, { prefix: '/api', context }));
    if (!matched) return c.json(refusalBody('route.not-found', 404), 404);
    const later = response.status === 429 ? await retryAfterOf(response.clone()) : null;
    const answer = new Response(response.body, response);
    for (const cookie of c.res.headers.getSetCookie()) answer.headers.append('set-cookie', cookie);
    if (later !== null) answer.headers.set('retry-after', String(later));
    answer.headers.set('cache-control', 'no-store');
    return answer;
  });
  if (world.webFolder) servePages(app, world.webFolder);
  return app;
}

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#platform/database.ts';
import { createWorkerDatabase, workerDatabase } from '#testing/postgres.ts';
import { aCounty } from '#testing/world.ts';
import { createApp } from '../../src/main.app.ts';

const stop: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of stop) await each();
});

type Failure = { code: string; status: number; data: { incident: string } };

test('R1 W01: a hundred broken-off uploads leave the server alive, and others are answered within a second', async () => {
  const { app, people } = await aCounty();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  stop.push(async () => server.close());
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('uncaughtException', hear);
  process.on('unhandledRejection', hear);
  let slowest = 0;
  try {
    for (let round = 0; round < 100; round += 1) {
      const bytes = randomBytes(64 * 1024);
      const upload = request({
        host: '127.0.0.1',
        port,
        method: 'PUT',
        path: `/api/files/${createHash('sha256').update(bytes).digest('hex')}`,
        headers: {
          cookie: people.contractor.cookie,
          'sec-fetch-site': 'same-origin',
          'content-length': bytes.byteLength,
        },
      });
      upload.on('error', () => {});
      upload.write(bytes.subarray(0, 1024 * (round % 60)));
      await pause(round % 7);
      upload.destroy();
      const started = performance.now();
      expect((await fetch(`http://127.0.0.1:${port}/api/health/live`)).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - started);
    }
    await pause(100);
  } finally {
    process.off('uncaughtException', hear);
    process.off('unhandledRejection', hear);
  }
  expect(unheard).toEqual([]);
  expect(slowest).toBeLessThan(1000);
});

test('R2: a connection that dies while it is lent fails its own statement alone, and is not lent again', async () => {
  const { runtime } = await workerDatabase();
  const database = openDatabase(runtime, { maxConnections: 2 });
  const killer = new pg.Client(runtime);
  await killer.connect();
  stop.push(
    () => killer.end(),
    () => database.close(),
  );
  for (let round = 0; round < 20; round += 1) {
    const tx = await database.db.startTransaction().execute();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await pause(10);
    await expect(tx.selectFrom('county').select('county').execute()).rejects.toThrow();
    await tx
      .rollback()
      .execute()
      .catch(() => undefined);
    expect(Array.isArray(await database.db.selectFrom('county').select('county').limit(1).execute())).toBe(
      true,
    );
  }
});

test('R10: without a database every route answers 503 as JSON with a number and when to try again', async () => {
  const { runtime } = await createWorkerDatabase();
  const gone = openDatabase({ ...runtime, port: 1, host: '127.0.0.1' });
  stop.push(() => gone.close());
  const { people, world } = await aCounty();
  const app = createApp({ ...world, db: gone.db, logFault: () => {} });
  const nothing = '00000000-0000-7000-8000-000000000000';
  for (const path of [
    '/api/session',
    '/api/organisations',
    `/api/evidence/${nothing}/content`,
    `/api/draws/${nothing}/proof.json`,
    `/api/calendar/421222/${'a'.repeat(43)}.ics`,
  ]) {
    const answer = await app.request(path, { headers: { cookie: people.office.cookie } });
    expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '5']);
    const told = (await answer.json()) as Failure;
    expect(told.code).toBe('service.unavailable');
    expect(told.data.incident).toMatch(/^[0-9a-f]{10}$/);
  }
});

test('a full disk is 507 with a number', async () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const { people, world } = await aCounty();
  const put = () => Promise.reject(full);
  const app = createApp({ ...world, files: { ...world.files, put }, logFault: () => {} });
  const { cookie } = people.office;
  const answer = await app.request(`/api/files/${'0'.repeat(64)}`, {
    method: 'PUT',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body: 'x',
  });
  expect(answer.status).toBe(507);
  expect(((await answer.json()) as Failure).code).toBe('service.disk-full');
});

test('W01: twenty photos nobody reads hold no file open, and twenty broken-off downloads harm nobody', async () => {
  const { people, evidence } = await aCounty();
  const id = await evidence(people.inspector);
  const openFiles = async () => (await readdir('/proc/self/fd')).length;
  const before = await openFiles();
  for (let round = 0; round < 20; round += 1) {
    const head = await people.inspector.fetch(`/api/evidence/${id}/content`, { method: 'HEAD' });
    const dropped = await people.inspector.fetch(`/api/evidence/${id}/content`);
    expect([head.status, dropped.status]).toEqual([200, 200]);
    if (round % 2) await dropped.body?.cancel();
  }
  expect(await openFiles()).toBeLessThan(before + 10);
  const read = await people.inspector.fetch(`/api/evidence/${id}/content`);
  expect((await read.arrayBuffer()).byteLength).toBeGreaterThan(60);
});

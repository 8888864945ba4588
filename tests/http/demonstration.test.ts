import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { offerSetUpCode } from '#features/organisation/organisation.session.service.ts';
import { newId, systemNow } from '#platform/clock.ts';
import { openDatabase } from '#platform/database.ts';
import { directoryFileStore } from '#platform/files.ts';
import { passwords } from '#platform/password.ts';
import { createWorkerDatabase } from '#testing/postgres.ts';
import { createApp } from '../../src/main.app.ts';

async function anEmptyServer(https: boolean) {
  const { runtime } = await createWorkerDatabase();
  const { db } = openDatabase(runtime, { maxConnections: 2 });
  let built = 0;
  const app = createApp({
    db,
    files: directoryFileStore(mkdtempSync(join(tmpdir(), 'dushi-empty-'))),
    passwords: passwords({ memoryKib: 1024, passes: 1 }),
    now: systemNow,
    newId,
    installation: {
      secureCookies: https,
      hostNames: ['localhost'],
      origin: () => 'http://localhost',
      demonstrationProgress: () => null,
      backups: () => Promise.reject(new Error('no backups here')),
    },
    composition: {
      buildDemonstration: async () => {
        built += 1;
        return 'building';
      },
    },
    logFault: (_incident, error) => {
      throw error;
    },
  });
  const build = async (body: unknown) => {
    const answer = await app.request('http://localhost/api/set-up/demonstration', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    });
    const { code, state } = (await answer.json()) as { code?: string; state?: string };
    return code ?? state;
  };
  const asksCode = async () => {
    const answer = await app.request('http://localhost/api/installation');
    return ((await answer.json()) as { demonstrationAsksCode: boolean }).demonstrationAsksCode;
  };
  return { build, asksCode, built: () => built, code: await offerSetUpCode(db, systemNow()) };
}

test('W24: where others reach the server, the demonstration is built only with the code of the terminal, once', async () => {
  const { build, asksCode, built, code } = await anEmptyServer(true);
  expect(await asksCode()).toBe(true);
  expect(await build({})).toBe('set-up.wrong-code');
  expect(await build({ code: 'AAAA-AAAA-AAAA' })).toBe('set-up.wrong-code');
  expect(built()).toBe(0);
  expect(await build({ code: ` ${code.toLowerCase()} ` })).toBe('building');
  expect(await build({ code })).toBe('set-up.wrong-code');
  expect(built()).toBe(1);
});

test('W24: guesses at the code are counted, and then the right one waits too', async () => {
  const { build, built, code } = await anEmptyServer(true);
  let answered = await build({ code: 'AAAA-AAAA-AAAA' });
  for (let tries = 0; answered === 'set-up.wrong-code' && tries < 200; tries += 1)
    answered = await build({ code: 'AAAA-AAAA-AAAA' });
  expect(answered).toBe('sign-in.too-many-attempts');
  expect(await build({ code })).toBe('sign-in.too-many-attempts');
  expect(built()).toBe(0);
});

test('W24: where only this machine connects, the demonstration is built without a code', async () => {
  const { build, asksCode, built } = await anEmptyServer(false);
  expect(await asksCode()).toBe(false);
  expect(await build({})).toBe('building');
  expect(built()).toBe(1);
});

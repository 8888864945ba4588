import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { cookiesOf } from '#testing/cookies.ts';
import { openStorage } from '../../src/main.storage.ts';

// The product as a county starts it: the real command, the embedded PostgreSQL, real signals.

const running = new Set<ChildProcess>();
const folders: string[] = [];

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await pause(1500);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

type Started = {
  child: ChildProcess;
  address: string;
  code: string | undefined;
  exit: Promise<number | null>;
};

async function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, ['bin/dushi.mjs', 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const exit = new Promise<number | null>((done) => child.once('exit', done));
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  let code: string | undefined;
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    code ??= /administrator: (\S+)/.exec(line)?.[1];
    const address = /ready: (\S+)/.exec(line)?.[1];
    if (address) return { child, address, code, exit };
  }
  throw new Error(`the server did not start: ${complaints}`);
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dushi-server-'));
  folders.push(folder);
  return folder;
}

const post = (address: string, path: string, body: unknown, cookie = '') =>
  fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address, ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });

const administrator = { name: '管理员', login: 'admin', password: 'lantern-over-the-lake' };

async function setUp({ address, code }: Started): Promise<string> {
  const answer = await post(address, '/set-up', {
    code,
    countyCode: '421222',
    countyName: '通城县',
    countyNameEn: 'Tongcheng',
    packId: 'tongcheng-2021',
    secondFactor: false,
    administrator,
  });
  expect(answer.status).toBe(200);
  return cookiesOf(answer.headers);
}

test('a county is set up with the code from the terminal, once; a second start on its data is refused; Ctrl-C stops it', async () => {
  const data = await aFolder();
  const server = await start(data);
  const wrong = await post(server.address, '/set-up', {
    code: 'AAAA-AAAA-AAAA',
    countyCode: '421222',
    countyName: '通城县',
    countyNameEn: 'Tongcheng',
    packId: 'tongcheng-2021',
    administrator,
  });
  expect(((await wrong.json()) as { code: string }).code).toBe('set-up.wrong-code');
  const cookie = await setUp(server);
  const again = await post(server.address, '/set-up', {
    code: server.code,
    countyCode: '421223',
    countyName: '别县',
    countyNameEn: 'Other',
    packId: 'tongcheng-2021',
    administrator,
  });
  expect(((await again.json()) as { code: string }).code).toBe('set-up.done-already');
  const me = await fetch(`${server.address}/api/session`, { headers: { cookie } });
  expect(((await me.json()) as { county: { name: string } }).county.name).toBe('通城县');
  expect(me.headers.get('x-content-type-options')).toBe('nosniff');
  const page = await fetch(server.address);
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/,
  );
  await expect(start(data)).rejects.toThrow(/in use by another Dushi process/);
  server.child.kill('SIGINT');
  expect(await server.exit).toBe(0);
  // The text the county goes by is kept from its first day, not from its first restart.
  const storage = await openStorage(data);
  try {
    const kept = await storage.database.db
      .selectFrom('regime_snapshot')
      .innerJoin('county', (join) =>
        join
          .onRef('county.county', '=', 'regime_snapshot.county')
          .onRef('county.pack_hash', '=', 'regime_snapshot.hash'),
      )
      .select('regime_snapshot.pack_id')
      .execute();
    expect(kept).toEqual([{ pack_id: 'tongcheng-2021' }]);
  } finally {
    await storage.close();
  }
});

test('kill -9 in the middle of writing: every acknowledged act is there, and no half act', async () => {
  const data = await aFolder();
  const first = await start(data);
  const cookie = await setUp(first);
  const acknowledged: string[] = [];
  let sent = 0;
  const writer = async () => {
    for (;;) {
      sent += 1;
      const name = `示例单位${sent}`;
      const body = {
        kind: 'department',
        name,
        uscc: null,
        legalRepresentative: null,
        contact: null,
        phone: null,
        address: null,
        reason: '建县登记',
      };
      try {
        const answer = await post(first.address, '/organisations', body, cookie);
        if (answer.status !== 200) return;
        const view = (await answer.json()) as { id: string };
        acknowledged.push(view.id);
      } catch {
        return;
      }
    }
  };
  const writers = Array.from({ length: 8 }, writer);
  // In the thick of it, however fast the machine is today.
  while (acknowledged.length < 60) await pause(20);
  first.child.kill('SIGKILL');
  await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThanOrEqual(60);

  const second = await start(data);
  const list = await fetch(`${second.address}/api/organisations`, { headers: { cookie } });
  expect(list.status).toBe(200);
  const { items } = (await list.json()) as { items: { id: string }[] };
  const there = new Set(items.map((item) => item.id));
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  for (const id of acknowledged.slice(-20)) {
    const answer = await fetch(`${second.address}/api/organisations/${id}`, { headers: { cookie } });
    const { history } = (await answer.json()) as { history: { type: string }[] };
    expect(history.map((entry) => entry.type)).toEqual(['organisation.registered']);
  }
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
});

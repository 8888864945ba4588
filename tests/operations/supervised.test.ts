import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { cookiesOf } from '#testing/cookies.ts';

// One server under its supervisor, hurt in the ways an office hurts one. Mounting a small disk needs root: without it this fails, loudly.

const data = mkdtempSync(join(tmpdir(), 'dushi-supervised-'));
const evidence = join(data, 'evidence');
let supervisor: ChildProcess | undefined;
let mounted = false;

afterAll(async () => {
  supervisor?.kill('SIGTERM');
  await pause(3000);
  if (mounted) execFileSync('umount', ['-l', evidence]);
  rmSync(data, { recursive: true, force: true });
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const listening = createServer().listen(0, '127.0.0.1', () => {
      const bound = listening.address();
      listening.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);

test('R1 R2 R9: the server is started again when it is killed, tells live from ready, and answers others beside slow sockets and a full disk', {
  timeout: 120_000,
}, async () => {
  mkdirSync(evidence, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', evidence]);
  mounted = true;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['bin/dushi.mjs', 'serve', '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  supervisor = child;
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  let code = '';
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const up = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      code ||= /administrator: (\S+)/.exec(line)?.[1] ?? '';
      if (/ready: /.test(line)) resolve();
    });
  });
  await up;
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const made = await fetch(`${address}/api/set-up`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({
      code,
      countyCode: '421222',
      countyName: '通城县',
      countyNameEn: 'Tongcheng',
      packId: 'tongcheng-2021',
      administrator: { name: '管理员', login: 'admin', password: 'lantern-over-the-lake' },
    }),
  });
  expect(made.status, await made.clone().text()).toBe(200);
  const cookie = cookiesOf(made.headers);
  const quick = async (path: string, init: RequestInit = {}) => {
    const began = performance.now();
    const answer = await fetch(`${address}${path}`, { ...init, headers: { cookie, ...init.headers } });
    expect(performance.now() - began, path).toBeLessThan(2000);
    return answer;
  };

  const health = (await (await quick('/api/health/ready')).json()) as Record<string, unknown>;
  expect(health).toMatchObject({ ready: true, database: true, evidence: true, lastBackupAt: null });
  expect(health.diskLow).toBe(true);

  // Forty sockets that send their requests a byte at a time hold nobody up.
  const slow = Array.from({ length: 40 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  for (const socket of slow)
    socket.write('POST /api/session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\n{');
  expect((await quick('/api/session')).status).toBe(200);
  for (const socket of slow) socket.destroy();

  // The disk of the evidence is full: refused in words, and the rest goes on.
  const bytes = randomBytes(2 * 1024 * 1024);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const put = await fetch(`${address}/api/files/${sha256}`, {
    method: 'PUT',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body: bytes,
  });
  const refusal = await put.text();
  expect([put.status, JSON.parse(refusal).code], refusal).toEqual([507, 'service.disk-full']);
  expect((await quick('/api/session')).status).toBe(200);

  // The server is killed; the supervisor says so and starts it again on the same data.
  const [server = 0] = childrenOf(child.pid ?? 0);
  process.kill(server, 'SIGKILL');
  const died = performance.now();
  let again = 0;
  while (again !== 200 && performance.now() - died < 60_000) {
    await pause(200);
    again = await fetch(`${address}/api/session`, { headers: { cookie } }).then(
      ({ status }) => status,
      () => 0,
    );
  }
  expect(again, said).toBe(200);
  expect(said).toMatch(/started again/);
  expect(readFileSync(join(data, 'postgres.log'), 'utf8')).toMatch(/database system is ready/);

  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  supervisor = undefined;
});

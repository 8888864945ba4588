// What a page waits for at 20,000 inspections: every list's first and second page, records, threads, home.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { cookieAs, demonstrationFolder } from './demonstration.ts';
import { cpuOf, quantile, say, started, stopped } from './measure.ts';
import { seedInspections } from './seed.ts';

const inspections = 20_000;
const lists = [
  '/inspections',
  '/inspections?state=signed',
  '/findings',
  '/findings?state=confirmed',
  '/obligations',
  '/reports',
  '/letters',
  '/rectifications',
  '/facilities',
  '/agreements',
  '/disbursement',
  '/people',
];

export async function benchRead(): Promise<void> {
  const source = demonstrationFolder();
  if (
    !existsSync(join(source, 'postgres')) &&
    spawnSync(process.execPath, ['bin/dushi.mjs', 'demo', '--data', source], { stdio: 'inherit' }).status !==
      0
  )
    throw new Error('the demonstration county was not built');
  const data = join(tmpdir(), 'dushi-bench-read');
  rmSync(data, { recursive: true, force: true });
  cpSync(source, data, { recursive: true, preserveTimestamps: true });
  const { child, address } = await started(['bin/dushi.mjs', 'serve', '--data', data, '--port', '0']);
  const pid = child.pid ?? 0;
  const targets = await findEmbeddedPostgres(data);
  if (!targets) throw new Error('the database of the server is not to be found');
  await seedInspections(targets.ownerUrl, '421222', inspections);
  const cookie = await cookieAs(address, 'chen');
  const get = async (path: string) => {
    const answer = await fetch(`${address}/api${path}`, { headers: { cookie } });
    const text = await answer.text();
    return { status: answer.status, text };
  };
  say(
    `read: at ${inspections} inspections more than the demonstration's; milliseconds p50 / p95, CPU of the server per request`,
  );
  const measure = async (path: string) => {
    for (let warm = 0; warm < 5; warm += 1) await get(path);
    const times: number[] = [];
    const before = cpuOf(pid);
    const rounds = 30;
    let status = 0;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      ({ status } = await get(path));
      times.push(performance.now() - began);
    }
    say(
      `  ${status} ${quantile(times, 0.5).toFixed(1).padStart(6)} / ${quantile(times, 0.95).toFixed(1).padStart(6)}  ${(((cpuOf(pid) - before) / rounds) * 1000).toFixed(1).padStart(5)} ms CPU  ${path}`,
    );
  };
  for (const path of lists) {
    await measure(path);
    const first = await get(path);
    const { nextCursor } = JSON.parse(first.text) as { nextCursor?: string | null };
    if (nextCursor)
      await measure(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`);
  }
  const found = JSON.parse((await get('/findings?state=confirmed')).text) as { items: { id: string }[] };
  const inspected = JSON.parse((await get('/inspections?state=signed')).text) as { items: { id: string }[] };
  const letters = JSON.parse((await get('/letters')).text) as { items: { id: string }[] };
  for (const path of [
    '/home',
    `/findings/${found.items[0]?.id}`,
    `/inspections/${inspected.items[0]?.id}`,
    `/thread/finding/${found.items[0]?.id}`,
    `/thread/supervision-letter/${letters.items[0]?.id}`,
    '/thread/clause/tongcheng-2021:2.3',
    '/regime',
  ])
    await measure(path);
  await stopped(child);
  rmSync(data, { recursive: true, force: true });
}

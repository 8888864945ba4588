// A county of 5,000 facilities: what the day's work costs a server that is answering, and how long and how large its lists are.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ConnectionTarget } from '#platform/connection.ts';
import { findEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { cookieAs, demonstrationFolder } from './demonstration.ts';
import { quantile, say, started, stopped } from './measure.ts';

const facilities = 5_000;
const paths = [
  '/reports',
  '/reports?timeliness=missing',
  '/coverage',
  '/coverage/facilities?show=blind',
  '/home',
  '/obligations',
  '/obligations?state=missed',
  '/draw-preparation',
  '/inspection-subjects?phase=operation',
  '/facilities',
  '/inspections',
];

/** Village stations after the pattern of the county's own, each with its phases and its contract. */
async function seedFacilities(owner: ConnectionTarget, county: string, count: number): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temp table seeded on commit drop as
       with own as (select id, row_number() over (order by number) - 1 as at, count(*) over () as among
         from facility where county = $1 and kind = 'village-station' and phase = 'operation')
       select gen_random_uuid() as id, n, own.id as like_id from generate_series(1, $2::int) n join own on own.at = n % own.among`,
      [county, count],
    );
    await client.query(
      `insert into event (county, id, type, aggregate_type, aggregate, version, received_at, body, salt, digest)
       select $1, gen_random_uuid(), 'facility.registered', 'facility', id, 1, now(), '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from seeded`,
      [county],
    );
    for (const [table, key, own] of [
      ['facility', 'id', `, 'version', 1, 'number', 'SCALE-' || s.n, 'name', t.name || s.n`],
      ['facility_phase', 'facility_id', ''],
      ['facility_holding', 'facility_id', ''],
    ])
      await client.query(
        `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${key}', s.id${own}))).*
         from seeded s join ${table} t on t.county = $1 and t.${key} = s.like_id`,
        [county],
      );
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

export async function benchScale(): Promise<void> {
  const source = demonstrationFolder();
  if (
    !existsSync(join(source, 'postgres')) &&
    spawnSync(process.execPath, ['bin/dushi.mjs', 'demo', '--data', source], { stdio: 'inherit' }).status !==
      0
  )
    throw new Error('the demonstration county was not built');
  const data = join(tmpdir(), 'dushi-bench-scale');
  rmSync(data, { recursive: true, force: true });
  cpSync(source, data, { recursive: true, preserveTimestamps: true });
  const serve = ['bin/dushi.mjs', 'serve', '--data', data, '--port', '0'];
  const ownerOf = async () => {
    const targets = await findEmbeddedPostgres(data);
    if (!targets) throw new Error('the database of the server is not to be found');
    return targets.ownerUrl;
  };
  const before = await started(serve);
  await seedFacilities(await ownerOf(), '421222', facilities);
  await stopped(before.child);

  for (const round of ['first', 'second']) {
    const { child, address } = await started(serve);
    const client = new pg.Client(await ownerOf());
    await client.connect();
    const waits: number[] = [];
    const open = new Map<string, number>();
    let longest = 0;
    let polled = performance.now();
    const began = performance.now();
    let ended = began;
    // Done when nothing was written for five seconds together.
    while (performance.now() - ended < 5_000) {
      const asked = performance.now();
      await (await fetch(`${address}/api/health`)).text();
      waits.push(performance.now() - asked);
      const { rows } = await client.query<{ id: string }>(
        `select transactionid::text as id from pg_locks where locktype = 'transactionid' and granted and pid <> pg_backend_pid()`,
      );
      const now = performance.now();
      for (const { id } of rows) {
        // It may have begun as soon as the last look was over.
        open.set(id, open.get(id) ?? polled);
        longest = Math.max(longest, (now - (open.get(id) ?? now)) / 1000);
        ended = now;
      }
      polled = now;
      await new Promise((done) => setTimeout(done, 5));
    }
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from obligation');
    say(
      `scale: ${facilities} facilities, ${rows[0]?.count} obligations, ${round} start: the day's work ${((ended - began) / 1000).toFixed(1)} s; an answer meanwhile p50 ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms; longest writing transaction ${longest.toFixed(1)} s`,
    );
    if (round === 'second') {
      await client.query('analyze');
      const cookie = await cookieAs(address, 'chen');
      for (const path of paths) {
        const times: number[] = [];
        let size = 0;
        for (let turn = 0; turn < 7; turn += 1) {
          const asked = performance.now();
          const answer = await fetch(`${address}/api${path}`, { headers: { cookie } });
          size = (await answer.arrayBuffer()).byteLength;
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          times.push(performance.now() - asked);
        }
        say(
          `  ${quantile(times, 0.5).toFixed(0).padStart(6)} ms p50 ${Math.max(...times)
            .toFixed(0)
            .padStart(6)} ms longest ${(size / 1024).toFixed(0).padStart(5)} kB  ${path}`,
        );
      }
    }
    await client.end();
    await stopped(child);
  }
  if (!process.env.BENCH_KEEP) rmSync(data, { recursive: true, force: true });
}

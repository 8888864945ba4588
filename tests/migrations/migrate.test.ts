import { cp, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import type { ConnectionTarget } from '#platform/connection.ts';
import { assertRuntimeRole, openDatabase } from '#platform/database.ts';
import { migrate } from '#platform/migrate.ts';

let made = 0;

async function anEmptyDatabase(): Promise<ConnectionTarget> {
  const { owner, template } = inject('postgres');
  made += 1;
  const database = `${template}_m${process.pid}_${made}`;
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`create database ${database}`);
  await client.end();
  return { ...owner, database };
}

test('twenty servers starting at once migrate once', async () => {
  const target = await anEmptyDatabase();
  const runs = await Promise.all(Array.from({ length: 20 }, () => migrate(target, 'migrations')));
  const files = (await readdir('migrations')).filter((name) => name.endsWith('.sql')).sort();
  expect(runs.flat().sort()).toEqual(files);
  expect(await migrate(target, 'migrations')).toEqual([]);
});

test('a migration that has run must not change', async () => {
  const target = await anEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'dushi-migrations-'));
  await writeFile(join(folder, '0001_a.sql'), 'create table a (id int primary key);');
  await migrate(target, folder);
  await writeFile(join(folder, '0001_a.sql'), 'create table a (id bigint primary key);');
  await expect(migrate(target, folder)).rejects.toThrow(/must not change/);
});

test('a migration that fails leaves nothing behind, and its mending runs', async () => {
  const target = await anEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'dushi-migrations-'));
  await writeFile(
    join(folder, '0001_a.sql'),
    'create table a (id int primary key); create table a (id int);',
  );
  await expect(migrate(target, folder)).rejects.toThrow(/0001_a\.sql failed/);
  await writeFile(join(folder, '0001_a.sql'), 'create table a (id int primary key);');
  expect(await migrate(target, folder)).toEqual(['0001_a.sql']);
});

test('a later migration runs on a database that holds data', async () => {
  const target = await anEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'dushi-migrations-'));
  await cp('migrations', folder, { recursive: true });
  await migrate(target, folder);
  await writeFile(
    join(folder, '9999_later.sql'),
    "alter table county add column motto text not null default '';",
  );
  expect(await migrate(target, folder)).toEqual(['9999_later.sql']);
});

test('0014: a draw prepared before periods were said is for the quarter its lists were prepared in, and stays frozen', async () => {
  const target = await anEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'dushi-migrations-'));
  const files = (await readdir('migrations')).filter((name) => name.endsWith('.sql')).sort();
  for (const name of files.filter((one) => one < '0014'))
    await cp(join('migrations', name), join(folder, name));
  await migrate(target, folder);
  const client = new pg.Client(target);
  await client.connect();
  try {
    // Only the rows of draws matter here; what they point at is left out.
    await client.query(`alter table draw drop constraint draw_county_fkey, drop constraint draw_county_id_version_fkey,
      drop constraint draw_county_prepared_by_fkey, drop constraint draw_county_redraw_of_fkey`);
    const insert = (id: number, preparedAt: string) =>
      client.query(
        `insert into draw (county, id, version, number, title, state, lists, lists_digest, objects, size, public_value_name,
          public_value_source, public_value_on, reveal_until_on, prepared_by, prepared_at, pack_id, pack_version, pack_hash)
         values ('421222', $1::uuid, 1, $2, '抽查', 'prepared', '{}', repeat('a', 64), 3, 1, '指数', '网站', '2026-07-20', '2026-07-15',
          $1::uuid, $3, 'p', '1', 'h')`,
        [`00000000-0000-7000-8000-00000000000${id}`, `抽〔2026〕${id}`, preparedAt],
      );
    await insert(1, '2026-04-10T09:00:00+08:00');
    // The last hour of the quarter here is still the afternoon before elsewhere.
    await insert(2, '2026-07-01T00:30:00+08:00');
    await insert(3, '2026-12-31T23:30:00+08:00');
    await cp('migrations', folder, { recursive: true });
    await migrate(target, folder);
    const { rows } = await client.query(
      'select version, period_from_on::text as "from", period_until_on::text as until from draw order by number',
    );
    expect(rows).toEqual([
      { version: 1, from: '2026-04-01', until: '2026-06-30' },
      { version: 1, from: '2026-07-01', until: '2026-09-30' },
      { version: 1, from: '2026-10-01', until: '2026-12-31' },
    ]);
    const moved = client.query("update draw set period_until_on = '2027-01-31', version = version + 1");
    await expect(moved).rejects.toThrow(/its period is frozen/);
  } finally {
    await client.end();
  }
});

test('the county leads every key of a business table', async () => {
  const target = await anEmptyDatabase();
  await migrate(target, 'migrations');
  const client = new pg.Client(target);
  await client.connect();
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select conrelid::regclass || ' ' || conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype in ('p', 'u', 'f') and connamespace = 'public'::regnamespace and conrelid <> 'migration'::regclass`,
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indisunique and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
       and indrelid <> 'migration'::regclass`,
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(60);
  expect(
    rows.filter(({ definition }) => !/KEY \(county|UNIQUE \(county/.test(definition)).map((row) => row.name),
  ).toEqual([]);
  expect(
    indexes.rows.filter(({ definition }) => !/\(county/.test(definition)).map((row) => row.name),
  ).toEqual([]);
});

test('the product refuses to run as a role that could change the log', async () => {
  const { template, runtime } = inject('postgres');
  const mighty = openDatabase({ ...inject('postgres').owner, database: template });
  await expect(assertRuntimeRole(mighty.db)).rejects.toThrow(/dushi_runtime/);
  await mighty.close();
  const right = openDatabase({ ...runtime, database: template });
  await assertRuntimeRole(right.db);
  await right.close();
});

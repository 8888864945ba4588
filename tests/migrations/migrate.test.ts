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

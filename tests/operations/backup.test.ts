import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { expect, test } from 'vitest';
import { backup, restore } from '#platform/archive.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import { createWorkerDatabase } from '#testing/postgres.ts';
import { aCounty } from '#testing/world.ts';

async function contentOf(target: ConnectionTarget): Promise<Record<string, string>> {
  const client = new pg.Client(target);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('session', 'sign_in_attempt', 'set_up_code', 'migration') order by 1",
  );
  const content: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ digest: string }>(
      `select md5(coalesce(string_agg(to_jsonb(t)::text, '|' order by to_jsonb(t)::text), '')) as digest from ${name} t`,
    );
    content[name] = rows[0]?.digest ?? '';
  }
  await client.end();
  return content;
}

test('what was backed up comes back whole, in every table, on an empty database', async () => {
  const county = await aCounty();
  await county.evidence(county.people.inspector, { latitude: 29.2, longitude: 113.8 });
  const folder = await mkdtemp(join(tmpdir(), 'dushi-backup-'));
  const files = await mkdtemp(join(tmpdir(), 'dushi-files-'));
  const made = await backup(county.owner, files, folder, '2026-04-10T01:00:00Z');
  expect(made.tables.find((table) => table.name === 'event')?.rows).toBeGreaterThan(10);
  const empty = await createWorkerDatabase();
  const target = await mkdtemp(join(tmpdir(), 'dushi-restored-'));
  await restore(empty.owner, target, folder);
  const [before, after] = await Promise.all([contentOf(county.owner), contentOf(empty.owner)]);
  expect(after).toEqual(before);
  await expect(restore(empty.owner, target, folder)).rejects.toThrow(/empty data directory/);
});

test('a backup that was tampered with is refused, and nothing of it stays', async () => {
  const county = await aCounty();
  const folder = await mkdtemp(join(tmpdir(), 'dushi-backup-'));
  const files = await mkdtemp(join(tmpdir(), 'dushi-files-'));
  await backup(county.owner, files, folder, '2026-04-10T01:00:00Z');
  const path = join(folder, 'tables', 'person.jsonl.gz');
  await writeFile(
    path,
    gzipSync(
      gunzipSync(await readFile(path))
        .toString()
        .replace('商务局', '某某局'),
    ),
  );
  const empty = await createWorkerDatabase();
  await expect(restore(empty.owner, files, folder)).rejects.toThrow(/manifest/);
  const content = await contentOf(empty.owner);
  expect(content.county).toBe(content.plan);
});

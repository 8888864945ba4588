import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { checkAll, collectLeftovers } from '#features/integrity/integrity.check.service.ts';
import { granted } from '#kernel/result.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { verify } from '#platform/verify.ts';
import { aCounty, type County } from '#testing/world.ts';
import { runCommand } from '../../src/main.cli.ts';

const addressOf = ({ host, port, user, password, database }: ConnectionTarget) =>
  `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs a command as a keeper of the installation would, on the database and the files of a story. */
async function command(county: County, ...parts: readonly string[]) {
  const data = await mkdtemp(join(tmpdir(), 'dushi-data-'));
  await symlink(county.evidenceFolder, join(data, 'evidence'));
  vi.stubEnv('DATABASE_URL', addressOf(county.owner));
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(String(line)));
  vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)));
  const code = await runCommand([...parts, '--data', data]);
  return { code, told: lines.join('\n') };
}

/** As somebody who owns the tables and knows how to take the guards away. */
const tamper = (county: County, table: string, statement: string) =>
  county.asOwner(
    `alter table ${table} disable trigger user; ${statement}; alter table ${table} enable trigger user`,
  );

async function aPhoto(county: County): Promise<{ sha256: string; path: string }> {
  const id = await county.evidence(county.people.inspector);
  const { sha256 } = await county.db
    .selectFrom('evidence')
    .select('sha256')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { sha256, path: county.pathOf(sha256) };
}

/** A record with three events, as the product writes them. */
async function twiceAmended(county: County): Promise<string> {
  const id = county.organisations.third;
  const { lead } = county.people;
  for (const version of [2, 3])
    await transact(county.db, async (tx) => {
      const author = { ...county, actor: { ...lead, personId: lead.id }, now: county.now() };
      const phone = `0715-43${version}0000`;
      const act = { type: 'organisation.amended', aggregateType: 'organisation', aggregate: id, version };
      await record(tx, author, [{ ...act, body: { phone }, note: '电话变更' }]);
      await tx
        .updateTable('organisation')
        .set({ version, phone })
        .where('county', '=', county.county)
        .where('id', '=', id)
        .execute();
      return granted(undefined);
    });
  return id;
}

const kindsOf = async (county: County) =>
  (await verify(county.db, county.world.files)).flatMap(({ faults }) =>
    faults.map(({ kind, subject }) => `${kind} ${subject}`),
  );

test('W11 what was written verifies: exit 0 with its counts, and the result is kept', async () => {
  const county = await aCounty({ alone: true });
  await aPhoto(county);
  await twiceAmended(county);
  const { code, told } = await command(county, 'verify');
  expect(told).toMatch(/✓ .*1 files of evidence[\s\S]*Everything is as it was written/);
  expect(code).toBe(0);
  const [run] = await county.db.selectFrom('verification').selectAll().execute();
  expect(run).toMatchObject({ county: county.county, asked_by: 'command', files: 1, faults: 0 });
  expect(run?.events).toBe(await county.events());
});

test('W11 an event that the owner edited is found, and the command exits 1 and names it', async () => {
  const county = await aCounty({ alone: true });
  const id = await twiceAmended(county);
  await tamper(
    county,
    'event',
    `update event set body = replace(body, '0715-4320000', '0715-4329999') where aggregate = '${id}' and version = 2`,
  );
  expect(await kindsOf(county)).toEqual([`event-altered ${id}`]);
  const { code, told } = await command(county, 'verify');
  expect(code).toBe(1);
  expect(told).toMatch(
    new RegExp(`事件被改动.*An event was altered.*organisation ${id} \\(organisation.amended .* v2\\)`),
  );
  const kept = await county.db.selectFrom('verification_fault').select(['kind', 'subject']).execute();
  expect(kept).toEqual([{ kind: 'event-altered', subject: id }]);
});

test('W11 every part of an event is under its digest: note, actor, time, type', async () => {
  const county = await aCounty({ alone: true });
  const id = await twiceAmended(county);
  for (const change of [
    "note = 'other'",
    'actor_id = null',
    "received_at = received_at + interval '1 second'",
    "type = 'organisation.closed'",
    "salt = sha256('x')",
  ]) {
    const [before] = await county.asOwner<{ row: string }>(
      `select to_jsonb(e)::text as row from event e where aggregate = '${id}' and version = 2`,
    );
    await tamper(county, 'event', `update event set ${change} where aggregate = '${id}' and version = 2`);
    expect([change, await kindsOf(county)]).toEqual([change, [`event-altered ${id}`]]);
    await tamper(
      county,
      'event',
      `update event e set (note, actor_id, received_at, type, salt) = (select b.note, b.actor_id, b.received_at, b.type, b.salt
         from jsonb_populate_record(null::event, '${before?.row.replaceAll("'", "''")}'::jsonb) b) where aggregate = '${id}' and version = 2`,
    );
  }
  expect(await kindsOf(county)).toEqual([]);
});

test('W11 a missing version, a record moved back, a record without event and a guard left open are named', async () => {
  const county = await aCounty({ alone: true });
  const id = await twiceAmended(county);
  await tamper(county, 'event', `delete from event where aggregate = '${id}' and version = 2`);
  expect(await kindsOf(county)).toEqual([`version-missing ${id}`]);

  await tamper(county, 'organisation', `update organisation set version = 1 where id = '${id}'`);
  expect(await kindsOf(county)).toEqual([`version-missing ${id}`, `record-not-current ${id}`]);

  const photo = await county.evidence(county.people.inspector);
  await tamper(county, 'event', `delete from event where aggregate = '${photo}'`);
  expect(await kindsOf(county)).toContain(`record-without-event ${photo}`);

  const [orphan] = await county.asOwner<{ id: string }>(
    `select id from person where county = '${county.county}' and name = '审计局 郑'`,
  );
  await county.asOwner(
    `delete from session where person_id = '${orphan?.id}'; delete from person where id = '${orphan?.id}'`,
  );
  expect(await kindsOf(county)).toContain(`event-without-record ${orphan?.id}`);

  await county.asOwner('alter table event disable trigger event_is_append_only');
  expect(await kindsOf(county)).toContain('guard-missing event_is_append_only');
  await county.asOwner('alter table person drop constraint person_county_id_version_fkey');
  expect(await kindsOf(county)).toContain('guard-missing foreign key to event');
});

test('R6 a changed and a missing file are named and marked; the true bytes in their place clear them', async () => {
  const county = await aCounty({ alone: true });
  const [changed, missing] = [await aPhoto(county), await aPhoto(county)];
  const bytes = [await readFile(changed.path), await readFile(missing.path)] as const;
  // The page has served it before: what it remembers of a file is not what a check rests on.
  await county.world.files.check(changed.sha256);
  await writeFile(changed.path, bytes[0].with(50, (bytes[0][50] ?? 0) ^ 1));
  await rm(missing.path);
  const { code, told } = await command(county, 'verify');
  expect(code).toBe(1);
  expect(told).toContain(`A file of evidence does not match its fingerprint: evidence ${changed.sha256}`);
  expect(told).toContain(`A file of evidence is missing: evidence ${missing.sha256}`);
  const open = () =>
    county.db
      .selectFrom('evidence_damage')
      .select(['sha256', 'kind'])
      .where('repaired_at', 'is', null)
      .orderBy('kind')
      .execute();
  expect(await open()).toEqual([
    { sha256: changed.sha256, kind: 'altered' },
    { sha256: missing.sha256, kind: 'missing' },
  ]);
  await writeFile(changed.path, bytes[0]);
  await writeFile(missing.path, bytes[1]);
  expect((await command(county, 'verify')).code).toBe(0);
  expect(await open()).toEqual([]);
});

test('R15 unfinished uploads go after a day, bytes that nobody registered after seven, and evidence never', async () => {
  const county = await aCounty({ alone: true });
  const { files, db } = county.world;
  const photo = await aPhoto(county);
  const { contractor } = county.people;
  const loose = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
  expect((await contractor.fetch(`/api/files/${loose}`, { method: 'PUT', body: 'x' })).status).toBe(200);
  await writeFile(`${photo.path}.1.2.part`, 'half');
  // The clock of the disk is the real one; the story's stands still in April 2026.
  const { systemNow } = await import('#platform/clock.ts');
  const after = (hours: number) => collectLeftovers({ db, files, now: () => systemNow().add({ hours }) });
  expect(await after(23)).toEqual({ unfinished: 0, unregistered: 0 });
  expect(await after(25)).toEqual({ unfinished: 1, unregistered: 0 });
  expect(await after(7 * 24 - 1)).toEqual({ unfinished: 0, unregistered: 0 });
  expect(await after(7 * 24 + 1)).toEqual({ unfinished: 0, unregistered: 1 });
  expect((await files.check(photo.sha256)).kind).toBe('whole');
  expect((await files.check(loose)).kind).toBe('missing');
});

test('a mistyped data directory is an error and leaves nothing behind', async () => {
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)));
  for (const act of [['verify'], ['backup', join(tmpdir(), 'dushi-never')]]) {
    const nowhere = join(await mkdtemp(join(tmpdir(), 'dushi-nowhere-')), 'mistyped');
    expect(await runCommand([...act, '--data', nowhere])).toBe(1);
    await expect(readFile(nowhere)).rejects.toThrow(/ENOENT/);
  }
  expect(lines.join()).toMatch(/There are no data of Dushi in .*mistyped/);
});

test('the result of a check is one run for each county, with who asked', async () => {
  const county = await aCounty({ alone: true });
  const place = { db: county.db, files: county.world.files, now: county.now, newId: county.newId };
  await checkAll(place, 'night');
  await checkAll(place, 'restore');
  const runs = await county.db.selectFrom('verification').select('asked_by').orderBy('asked_by').execute();
  expect(runs.map((run) => run.asked_by)).toEqual(['night', 'restore']);
});

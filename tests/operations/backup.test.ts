import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { expect, test } from 'vitest';
import { Temporal } from '#kernel/temporal.ts';
import { backup, restore } from '#platform/archive.ts';
import { folderPlace, identitiesIn, openedPlace, sealedPlace } from '#platform/archive-place.ts';
import {
  backUp,
  backUpEvery,
  datedBackups,
  faultOf,
  hoursOf,
  prune,
  readBackupState,
} from '#platform/backup-schedule.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import { openDatabase } from '#platform/database.ts';
import { directoryFileStore } from '#platform/files.ts';
import { verify } from '#platform/verify.ts';
import { createWorkerDatabase } from '#testing/postgres.ts';
import { aCounty, type County } from '#testing/world.ts';

async function contentOf(target: ConnectionTarget): Promise<Record<string, string>> {
  const client = new pg.Client(target);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('session', 'sign_in_count', 'sign_in_browser', 'set_up_code', 'migration') order by 1",
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

const aFolder = () => mkdtemp(join(tmpdir(), 'dushi-backup-'));
const madeAt = '2026-04-10T01:00:00Z';

async function photoOf(county: County): Promise<string> {
  const id = await county.evidence(county.people.inspector, { latitude: 29.2, longitude: 113.8 });
  const { sha256 } = await county.db
    .selectFrom('evidence')
    .select('sha256')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return sha256;
}

async function backedUp() {
  const county = await aCounty({ alone: true });
  const photos = [await photoOf(county), await photoOf(county)] as const;
  const folder = await aFolder();
  const place = folderPlace(folder);
  const back = () => backup(county.owner, county.world.files, place, madeAt);
  return { county, photos, folder, place, back };
}

/** An empty installation to restore into. */
async function empty() {
  const { owner, runtime } = await createWorkerDatabase();
  const folder = await aFolder();
  const files = directoryFileStore(folder);
  const into = (place: Parameters<typeof restore>[2], allowDamaged = false) =>
    restore(owner, files, place, {
      allowDamaged,
      now: madeAt,
      newId: () => '01960000-0000-7000-8000-000000000001',
    });
  return { owner, folder, files, into, db: openDatabase(runtime, { maxConnections: 2 }).db };
}

test('what was backed up comes back whole, in every table, on an empty database, and verifies', async () => {
  const { county, photos, place, back } = await backedUp();
  const made = await back();
  expect(faultOf(made)).toBe(null);
  expect(made.manifest.evidence).toMatchObject({ files: 2, damaged: [] });
  expect(made.manifest.tables.find((table) => table.name === 'event')?.rows).toBeGreaterThan(10);
  const fresh = await empty();
  await fresh.into(place);
  const [before, after] = await Promise.all([contentOf(county.owner), contentOf(fresh.owner)]);
  expect(after).toEqual(before);
  for (const sha256 of photos) expect((await fresh.files.check(sha256)).kind).toBe('whole');
  const [checked] = await verify(fresh.db, fresh.files);
  expect(checked).toMatchObject({ files: 2, faultCount: 0 });
  await expect(fresh.into(place)).rejects.toThrow(/empty data directory/);
  await expect(back()).rejects.toThrow(/not empty/);
});

test('W32 everything of a backup is for its owner alone, also where the folder was open before', async () => {
  const { folder, back } = await backedUp();
  await back();
  const modes = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    modes.add(`${entry.isFile() ? 'file' : 'folder'} ${(mode & 0o777).toString(8)}`);
  }
  expect([...modes].toSorted()).toEqual(['file 600', 'folder 700']);
});

test.each([
  ['missing', (path: string) => rm(path)],
  ['empty', (path: string) => writeFile(path, '')],
  ['altered', (path: string) => writeFile(path, 'other bytes')],
] as const)(
  'R4 a backup with a photo that is %s is red and names it; the rest is written, and comes back when that is allowed',
  async (kind, harm) => {
    const { county, photos, place, back } = await backedUp();
    const [lost, kept] = photos;
    await harm(county.pathOf(lost));
    const made = await back();
    expect(made.manifest.evidence).toEqual({
      files: 1,
      bytes: expect.any(Number),
      damaged: [{ sha256: lost, kind }],
    });
    expect(faultOf(made)).toContain(lost);
    const fresh = await empty();
    await expect(fresh.into(place)).rejects.toThrow(/--allow-damaged/);
    expect(await fresh.db.selectFrom('county').selectAll().execute()).toEqual([]);
    const { damaged } = await fresh.into(place, true);
    expect(damaged).toEqual([{ sha256: lost, kind: 'missing' }]);
    expect((await fresh.files.check(kept)).kind).toBe('whole');
    const marked = await fresh.db
      .selectFrom('evidence_damage')
      .select(['county', 'sha256', 'found_by'])
      .execute();
    expect(marked).toEqual([{ county: county.county, sha256: lost, found_by: 'restore' }]);
  },
);

test('R4 a photo that was damaged in the backup itself is named, and the county comes back without it when allowed', async () => {
  const { photos, folder, place, back } = await backedUp();
  await back();
  const [lost] = photos;
  await writeFile(join(folder, 'evidence', lost.slice(0, 2), lost.slice(2)), 'other bytes');
  const fresh = await empty();
  await expect(fresh.into(place)).rejects.toThrow(new RegExp(`altered ${lost}`));
  expect((await fresh.into(place, true)).damaged).toEqual([{ sha256: lost, kind: 'altered' }]);
  expect((await fresh.files.check(lost)).kind).toBe('missing');
});

test('R4 a whole evidence folder that is gone fails the backup', async () => {
  const { county, back } = await backedUp();
  await rm(county.evidenceFolder, { recursive: true });
  expect((await back()).manifest.evidence).toMatchObject({ files: 0, damaged: { length: 2 } });
});

test('a backup that was tampered with, cut short or not finished is refused, and nothing of it stays', async () => {
  const { folder, place, back } = await backedUp();
  await back();
  const path = join(folder, 'tables', 'person.jsonl.gz');
  const whole = await readFile(path);
  const fresh = await empty();
  for (const bytes of [
    gzipSync(gunzipSync(whole).toString().replace('商务局', '某某局')),
    whole.subarray(0, whole.length - 20),
    Buffer.from('no gzip'),
  ]) {
    await writeFile(path, bytes);
    await expect(fresh.into(place)).rejects.toThrow(/manifest/);
  }
  await rm(path);
  await expect(fresh.into(place)).rejects.toThrow(/manifest/);
  await rm(join(folder, 'manifest.json'));
  await expect(fresh.into(place)).rejects.toThrow(/not a whole Dushi backup/);
  expect(await fresh.db.selectFrom('county').selectAll().execute()).toEqual([]);
});

test('a backup that is not what was written is red: it is read again before it counts', async () => {
  const { county, place } = await backedUp();
  const losing = {
    ...place,
    readRaw: async (name: string) => (name.startsWith('evidence/') ? undefined : place.readRaw(name)),
  };
  const made = await backup(county.owner, county.world.files, losing, madeAt);
  expect(made.unreadable).toHaveLength(2);
  expect(faultOf(made)).toMatch(/do not read back/);
});

test('W32 the seal of a party that has not revealed is not in a backup; a revealed one is', async () => {
  const county = await aCounty({ alone: true });
  const { office, third } = county.organisations;
  const draw = county.newId();
  await county.asOwner('alter table draw_party drop constraint draw_party_county_draw_id_fkey');
  await county.asOwner('alter table draw_party disable trigger user');
  for (const [organisation, secret] of [
    [office, null],
    [third, 'b'.repeat(64)],
  ] as const) {
    await county.asOwner(
      'insert into draw_party (county, draw_id, organisation_id, name, commitment, committed_by, committed_at, secret, revealed_at, revealed_by) values ($1, $2, $3, $4, $5, $6, now(), $7, $8, $9)',
      [
        county.county,
        draw,
        organisation,
        '参与方',
        'c'.repeat(64),
        county.people.office.id,
        secret,
        secret ? madeAt : null,
        secret ? county.people.office.id : null,
      ],
    );
    await county.asOwner(
      'insert into draw_seal (county, draw_id, organisation_id, secret) values ($1, $2, $3, $4)',
      [county.county, draw, organisation, secret ?? 'a'.repeat(64)],
    );
  }
  const folder = await aFolder();
  const made = await backup(county.owner, county.world.files, folderPlace(folder), madeAt);
  expect(made.manifest.leftOut).toEqual({ drawSeals: 1 });
  const seals = gunzipSync(await readFile(join(folder, 'tables', 'draw_seal.jsonl.gz'))).toString();
  expect(seals).toContain('b'.repeat(64));
  expect(seals).not.toContain('a'.repeat(64));
});

test('R17 sealed for its recipients: nothing readable lies there, either key opens it, another does not', async () => {
  const { county, photos, folder, place } = await backedUp();
  const [countyKey, provinceKey, wrongKey] = await Promise.all([
    generateX25519Identity(),
    generateX25519Identity(),
    generateX25519Identity(),
  ]);
  const recipients = await Promise.all([countyKey, provinceKey].map((key) => identityToRecipient(key)));
  const made = await backup(county.owner, county.world.files, sealedPlace(place, recipients), madeAt);
  expect(faultOf(made)).toBe(null);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  for (const { parentPath, name } of names) {
    expect(name).toMatch(/\.age$/);
    expect((await readFile(join(parentPath, name))).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  }
  const fresh = await empty();
  await expect(fresh.into(openedPlace(place, []))).rejects.toThrow(/--identity/);
  await expect(fresh.into(openedPlace(place, [wrongKey]))).rejects.toThrow(/do not open the backup/);
  await fresh.into(openedPlace(place, identitiesIn(`# province\n${provinceKey}\n`)));
  expect((await fresh.files.check(photos[0])).kind).toBe('whole');
  expect(() => identitiesIn('age1notaprivatekey')).toThrow(/AGE-SECRET-KEY/);
});

const hourly = { everyHours: 24, keepHours: 24 * 14 };

test('R17 every day a dated backup, also after a restart; old ones go, the last whole one never; what became of it is kept', async () => {
  const { county, folder, place } = await backedUp();
  let now = Temporal.Instant.from(madeAt);
  const directory = await aFolder();
  const source = { directory, owner: county.owner, files: county.world.files, now: () => now };
  const lines: string[] = [];
  expect(await readBackupState(directory)).toEqual({ lastGood: null, lastTried: null });
  const round = async () => {
    const stop = new AbortController();
    const ended = backUpEvery((into) => backUp(source, into), place, hourly, {
      now: () => now,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
      told: (line) => lines.push(line),
    });
    const before = lines.length;
    for (let tries = 0; tries < 100 && lines.length === before; tries += 1)
      await new Promise((done) => setTimeout(done, 20));
    stop.abort();
    await ended;
  };
  await round();
  expect((await datedBackups(place)).map(({ name }) => name)).toEqual(['dushi-20260410T010000Z']);
  const state = await readBackupState(directory);
  expect(state.lastGood).toMatchObject({ madeAt, verifiedAt: madeAt, files: 2, sealed: false });
  expect(state.lastTried).toEqual({ at: madeAt, place: join(folder, 'dushi-20260410T010000Z'), fault: null });
  expect((await stat(join(directory, 'backups.json'))).mode & 0o777).toBe(0o600);
  // A restart an hour later finds it fresh.
  now = now.add({ hours: 1 });
  await round();
  expect(await datedBackups(place)).toHaveLength(1);
  // A day later a photo is gone: the backup is red, and the last good one stays the last good one.
  now = now.add({ hours: 23 });
  await rm(county.pathOf((await photoOf(county)) ?? ''));
  await round();
  expect(await datedBackups(place)).toHaveLength(2);
  expect(await readBackupState(directory)).toMatchObject({
    lastGood: { madeAt },
    lastTried: { fault: expect.stringContaining('missing') },
  });
  // One that was cut off, and the term.
  await mkdir(join(folder, 'dushi-20260409T010000Z', 'tables'), { recursive: true });
  await writeFile(join(folder, 'dushi-20260409T010000Z', 'tables', 'event.jsonl.gz'), '');
  await writeFile(join(folder, 'somebody-elses.txt'), '');
  expect(await prune(place, hourly.keepHours, now)).toEqual(['dushi-20260409T010000Z']);
  expect(await prune(place, hourly.keepHours, now.add({ hours: 24 * 30 }))).toEqual([
    'dushi-20260410T010000Z',
  ]);
  expect(await readdir(folder)).toEqual(['dushi-20260411T010000Z', 'somebody-elses.txt']);
});

test('56 a target that is down is told, and kept as the reason the last try failed', async () => {
  const { county } = await backedUp();
  const directory = await aFolder();
  const blocked = join(await aFolder(), 'file');
  await writeFile(blocked, '');
  const source = {
    directory,
    owner: county.owner,
    files: county.world.files,
    now: () => Temporal.Instant.from(madeAt),
  };
  await expect(backUp(source, folderPlace(join(blocked, 'below')))).rejects.toThrow();
  expect((await readBackupState(directory)).lastTried).toMatchObject({
    fault: expect.stringMatching(/ENOTDIR|EEXIST/),
  });
});

test.each([
  ['24h', 24],
  ['14d', 336],
  ['30m', 0.5],
])('%s is %d hours', (text, hours) => {
  expect(hoursOf(text)).toBe(hours);
});
test.each(['', 'tomorrow', '0h', '-1d', '3w'])('“%s” is no span', (text) => {
  expect(() => hoursOf(text)).toThrow(/no span of time/);
});

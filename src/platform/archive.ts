import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { type ArchivePlace, type Bytes, digestOfBytes, type Written } from '#platform/archive-place.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import type { Damage, FileStore } from '#platform/files.ts';

// A backup is a folder of plain files: one gzipped JSON line per row, the evidence under its hashes, and a manifest
// that counts and hashes them all. It reads the same on any PostgreSQL, so it also moves a county to another server.
// It checks what it copies, and afterwards reads what it wrote: a backup that is green can be restored.

export type DamagedFile = { readonly sha256: string; readonly kind: Damage };

export type Manifest = {
  readonly format: 'dushi-archive-1' | 'dushi-archive-2';
  readonly madeAt: string;
  readonly migrations: readonly { readonly name: string; readonly hash: string }[];
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
  /** `damaged` are named by a record and could not be copied as they were. */
  readonly evidence: {
    readonly files: number;
    readonly bytes: number;
    readonly damaged?: readonly DamagedFile[];
  };
  /** What is not for whoever holds a backup: the seals of draws whose parties have not revealed. */
  readonly leftOut?: { readonly drawSeals: number };
};

export type Backup = {
  readonly manifest: Manifest;
  /** Names that did not read back as they were written. */
  readonly unreadable: readonly string[];
};

/** Tables that end with the process they served. */
const notKept = new Set(['migration', 'session', 'sign_in_count', 'sign_in_browser', 'set_up_code']);

/**
 * A party's sealed value, kept here until it reveals, would tell whoever holds the backup how the draw will fall. Without the seal a
 * party reveals from its own copy, or the draw is begun anew.
 */
const open: Readonly<Record<string, string>> = {
  draw_seal: `exists (select from draw_party p where p.county = t.county and p.draw_id = t.draw_id
    and p.organisation_id = t.organisation_id and p.secret is not null)`,
};
const rowsPerInsert = 500;
const manifestName = 'manifest.json';

/** Writes everything to an empty place, from one snapshot: what is written meanwhile is either whole or not in it. */
export async function backup(
  owner: ConnectionTarget,
  files: FileStore,
  place: ArchivePlace,
  madeAt: string,
): Promise<Backup> {
  if ((await place.list()).length > 0)
    throw new Error(`${place.title}: 备份目录不是空的。The backup folder is not empty.`);
  const client = new pg.Client(owner);
  await client.connect();
  const written: Written[] = [];
  try {
    await client.query('begin isolation level repeatable read read only');
    const migrations = (
      await client.query<{ name: string; hash: string }>('select name, hash from migration order by name')
    ).rows;
    const tables: Manifest['tables'][number][] = [];
    for (const name of await tablesInOrder(client)) {
      const { rows, sha256, file } = await writeTable(client, name, place);
      tables.push({ name, rows, sha256 });
      written.push(file);
    }
    const drawSeals = await client.query(`select 1 from draw_seal t where not (${open.draw_seal})`);
    const named = await namedFiles(client);
    await client.query('commit');
    const { evidence, copies } = await copyEvidence(files, named, place);
    written.push(...copies);
    await place.settle();
    const manifest: Manifest = {
      format: 'dushi-archive-2',
      madeAt,
      migrations,
      tables,
      evidence,
      leftOut: { drawSeals: drawSeals.rowCount ?? 0 },
    };
    // Last: a backup without a manifest is one that was cut off.
    const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    written.push(await place.write(manifestName, Readable.from([text])));
    await place.settle();
    return { manifest, unreadable: await unreadableOf(place, written) };
  } finally {
    await client.end();
  }
}

async function unreadableOf(place: ArchivePlace, written: readonly Written[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, sha256 } of written) {
    const bytes = await place.readRaw(name);
    if (!bytes || (await digestOfBytes(bytes)) !== sha256) wrong.push(name);
  }
  return wrong;
}

export async function readManifest(place: ArchivePlace): Promise<Manifest> {
  const bytes = await place.read(manifestName);
  const manifest = bytes ? (JSON.parse(await textOf(bytes)) as Manifest) : undefined;
  if (!manifest?.format?.startsWith('dushi-archive-'))
    throw new Error(`${place.title}: 不是完整的督实备份。This is not a whole Dushi backup.`);
  return manifest;
}

async function textOf(bytes: Bytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export type Restored = { readonly manifest: Manifest; readonly damaged: readonly DamagedFile[] };

/**
 * Fills an empty, migrated database and evidence folder from a backup: all or nothing, unless the caller allows that damaged files
 * stay behind. These are then marked, so that the county says itself what it lacks.
 */
export async function restore(
  owner: ConnectionTarget,
  files: FileStore,
  place: ArchivePlace,
  options: { readonly allowDamaged?: boolean; readonly now: string; readonly newId: () => string },
): Promise<Restored> {
  const manifest = await readManifest(place);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await refuseUnlessFitting(client, manifest);
    for (const table of manifest.tables) await readTable(client, table, place);
    const damaged = await bringEvidence(await namedFiles(client), files, place);
    if (damaged.length > 0 && !options.allowDamaged) throw new Error(damagedTold(place, damaged));
    for (const { sha256, kind } of damaged) {
      const { rows } = await client.query<{ county: string }>(
        'select distinct county from evidence where sha256 = $1',
        [sha256],
      );
      for (const { county } of rows)
        await client.query(
          `insert into evidence_damage (county, id, sha256, kind, found_by, found_at) values ($1, $2, $3, $4, 'restore', $5)
           on conflict (county, sha256) where repaired_at is null do nothing`,
          [county, options.newId(), sha256, kind, options.now],
        );
    }
    await client.query('commit');
    return { manifest, damaged };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

const toldMax = 20;
const damagedTold = (place: ArchivePlace, damaged: readonly DamagedFile[]): string =>
  [
    `${place.title}: 有 ${damaged.length} 个佐证文件缺失或受损，未恢复任何内容。确要不带这些文件恢复，请加 --allow-damaged，系统会逐一标记。`,
    `${damaged.length} files of evidence are missing or damaged; nothing was restored. To restore without them add --allow-damaged: each is marked.`,
    ...damaged.slice(0, toldMax).map(({ sha256, kind }) => `  ${kind} ${sha256}`),
    ...(damaged.length > toldMax ? [`  … ${damaged.length - toldMax}`] : []),
  ].join('\n');

async function refuseUnlessFitting(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = (
    await client.query<{ name: string; hash: string }>('select name, hash from migration order by name')
  ).rows;
  const known = new Map(here.map((row) => [row.name, row.hash]));
  const foreign = manifest.migrations.find((row) => known.get(row.name) !== row.hash);
  if (foreign || here.length !== manifest.migrations.length)
    throw new Error(
      '备份来自另一个版本的督实：请用备份时的版本恢复，再升级。The backup is of another version: restore it with that version, then upgrade.',
    );
  const counties = await client.query('select 1 from county limit 1');
  if (counties.rowCount)
    throw new Error('只能恢复到空的数据目录。Restore only into an empty data directory.');
}

/** Parents before children, so that foreign keys hold while rows arrive. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const names = (
    await client.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname",
    )
  ).rows.map((row) => row.name);
  const links = (
    await client.query<{ child: string; parent: string }>(
      `select distinct c.relname as child, p.relname as parent from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       where k.contype = 'f' and c.oid <> p.oid`,
    )
  ).rows;
  const ordered: string[] = [];
  const place = (name: string) => {
    if (ordered.includes(name)) return;
    for (const link of links) if (link.child === name) place(link.parent);
    ordered.push(name);
  };
  for (const name of names) place(name);
  return ordered.filter((name) => !notKept.has(name));
}

const nameOf = (table: string) => `tables/${table}.jsonl.gz`;

async function writeTable(
  client: pg.Client,
  table: string,
  place: ArchivePlace,
): Promise<{ rows: number; sha256: string; file: Written }> {
  const digest = createHash('sha256');
  let rows = 0;
  async function* lines() {
    await client.query(
      `declare archive no scroll cursor for select to_jsonb(t)::text as line from ${table} t where ${open[table] ?? 'true'}`,
    );
    for (;;) {
      const batch = (await client.query<{ line: string }>('fetch 1000 from archive')).rows;
      if (batch.length === 0) break;
      rows += batch.length;
      const text = batch.map((row) => `${row.line}\n`).join('');
      digest.update(text);
      yield text;
    }
    await client.query('close archive');
  }
  const file = await place.write(nameOf(table), through(Readable.from(lines()), createGzip()));
  return { rows, sha256: digest.digest('hex'), file };
}

/** What comes out at the other end; a fault at the source reaches whoever reads. */
function through(source: Readable, change: ReturnType<typeof createGzip | typeof createGunzip>): Readable {
  pipeline(source, change).catch(() => undefined);
  return change;
}

async function* linesOf(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    const parts = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

async function readTable(
  client: pg.Client,
  table: Manifest['tables'][number],
  place: ArchivePlace,
): Promise<void> {
  const differs = () => new Error(`${table.name}: 备份文件与清单不符。The file does not match the manifest.`);
  const bytes = await place.read(nameOf(table.name));
  if (!bytes) throw differs();
  // The guards that forbid changing an issued letter would also forbid bringing one back.
  await client.query(`alter table ${table.name} disable trigger user`);
  const digest = createHash('sha256');
  let rows = 0;
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    await client.query(
      `insert into ${table.name} select * from jsonb_populate_recordset(null::${table.name}, $1::jsonb)`,
      [`[${batch.join(',')}]`],
    );
    batch = [];
  };
  try {
    for await (const line of linesOf(through(Readable.from(bytes), createGunzip()))) {
      digest.update(`${line}\n`);
      rows += 1;
      if (batch.push(line) >= rowsPerInsert) await flush();
    }
  } catch (error) {
    // A cut or altered file that no longer unpacks.
    throw String((error as { code?: string }).code).startsWith('Z_') ? differs() : error;
  }
  await flush();
  await client.query(`alter table ${table.name} enable trigger user`);
  if (rows !== table.rows || digest.digest('hex') !== table.sha256) throw differs();
}

/** The files that records name. What was stored and not registered belongs to nobody yet. */
async function namedFiles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>(
    'select distinct sha256 from evidence order by sha256',
  );
  return rows.map((row) => row.sha256);
}

const evidenceName = (sha256: string) => `evidence/${sha256.slice(0, 2)}/${sha256.slice(2)}`;

async function copyEvidence(files: FileStore, named: readonly string[], place: ArchivePlace) {
  const copies: Written[] = [];
  const damaged: DamagedFile[] = [];
  let bytes = 0;
  for (const sha256 of named) {
    const state = await files.check(sha256, 'anew');
    const opened = state.kind === 'whole' ? await files.open(sha256) : state;
    if (opened.kind !== 'whole') {
      damaged.push({ sha256, kind: opened.kind });
      continue;
    }
    copies.push(await place.write(evidenceName(sha256), opened.bytes));
    bytes += opened.sizeBytes;
  }
  return { copies, evidence: { files: copies.length, bytes, damaged } };
}

/** Each file is hashed as it arrives; what is not there, or is not what its name says, is told. */
async function bringEvidence(
  named: readonly string[],
  files: FileStore,
  place: ArchivePlace,
): Promise<DamagedFile[]> {
  const damaged: DamagedFile[] = [];
  for (const sha256 of named) {
    const bytes = await place.read(evidenceName(sha256));
    const kept = bytes && (await files.put(sha256, bytes, Number.POSITIVE_INFINITY));
    if (!kept) damaged.push({ sha256, kind: 'missing' });
    else if (kept.kind === 'empty') damaged.push({ sha256, kind: 'empty' });
    else if (!('sizeBytes' in kept)) damaged.push({ sha256, kind: 'altered' });
  }
  return damaged;
}

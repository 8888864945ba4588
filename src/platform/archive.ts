import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { type ConnectionTarget, clientOf } from '#platform/connection.ts';

// A backup is a folder of plain files: one gzipped JSON line per row, the evidence under its hashes, and a manifest
// that counts and hashes them all. It reads the same on any PostgreSQL, so it also moves a county to another server.

export type Manifest = {
  readonly format: 'dushi-archive-1';
  readonly madeAt: string;
  readonly migrations: readonly { readonly name: string; readonly hash: string }[];
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
  readonly evidence: { readonly files: number; readonly bytes: number };
};

/** Tables that end with the process they served. */
const notKept = new Set(['migration', 'session', 'sign_in_attempt', 'set_up_code']);
const rowsPerInsert = 500;

/** Writes everything to an empty folder, from one snapshot: what is written meanwhile is either whole or not in it. */
export async function backup(
  owner: ConnectionTarget,
  evidenceFolder: string,
  target: string,
  madeAt: string,
): Promise<Manifest> {
  await mkdir(join(target, 'tables'), { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length > 1)
    throw new Error(`${target}: 备份目录不是空的。The backup folder is not empty.`);
  const client = clientOf(owner);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const migrations = (
      await client.query<{ name: string; hash: string }>('select name, hash from migration order by name')
    ).rows;
    const tables: Manifest['tables'][number][] = [];
    for (const name of await tablesInOrder(client)) {
      const written = await writeTable(client, name, join(target, 'tables', `${name}.jsonl.gz`));
      tables.push({ name, ...written });
    }
    await client.query('commit');
    const evidence = await copyEvidence(evidenceFolder, join(target, 'evidence'));
    const manifest: Manifest = { format: 'dushi-archive-1', madeAt, migrations, tables, evidence };
    await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  } finally {
    await client.end();
  }
}

/** Fills an empty, migrated database and evidence folder from a backup, all or nothing. */
export async function restore(
  owner: ConnectionTarget,
  evidenceFolder: string,
  source: string,
): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(source, 'manifest.json'), 'utf8')) as Manifest;
  if (manifest.format !== 'dushi-archive-1')
    throw new Error(`${source}: 不是督实备份。This is not a Dushi backup.`);
  const client = clientOf(owner);
  await client.connect();
  try {
    await client.query('begin');
    await refuseUnlessFitting(client, manifest);
    for (const table of manifest.tables)
      await readTable(client, table, join(source, 'tables', `${table.name}.jsonl.gz`));
    const copied = await copyEvidence(join(source, 'evidence'), evidenceFolder, true);
    if (copied.files !== manifest.evidence.files)
      throw new Error(
        `佐证文件应有 ${manifest.evidence.files} 个，实有 ${copied.files} 个。Evidence files are missing.`,
      );
    await client.query('commit');
    return manifest;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

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

async function writeTable(
  client: pg.Client,
  name: string,
  path: string,
): Promise<{ rows: number; sha256: string }> {
  const digest = createHash('sha256');
  let rows = 0;
  async function* lines() {
    await client.query(
      `declare archive no scroll cursor for select to_jsonb(t)::text as line from ${name} t`,
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
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(path, { mode: 0o600 }));
  return { rows, sha256: digest.digest('hex') };
}

async function readTable(client: pg.Client, table: Manifest['tables'][number], path: string): Promise<void> {
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
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    digest.update(`${line}\n`);
    rows += 1;
    if (batch.push(line) >= rowsPerInsert) await flush();
  }
  await flush();
  await client.query(`alter table ${table.name} enable trigger user`);
  if (rows !== table.rows || digest.digest('hex') !== table.sha256)
    throw new Error(`${table.name}: 备份文件与清单不符。The file does not match the manifest.`);
}

async function copyEvidence(from: string, to: string, check = false): Promise<Manifest['evidence']> {
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if (!check) bytes += (await stat(source)).size;
    else {
      const content = await readFile(source);
      const sha256 = createHash('sha256').update(content).digest('hex');
      if (!source.replaceAll('/', '').endsWith(sha256))
        throw new Error(`${source}: 文件已受损。The file is damaged.`);
      bytes += content.byteLength;
    }
    await copyFile(source, target);
    files += 1;
  }
  return { files, bytes };
}

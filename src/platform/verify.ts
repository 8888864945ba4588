import { sql } from 'kysely';
import type { Db } from '#platform/database.ts';
import { eventDigest } from '#platform/event-log.ts';
import type { Damage, FileStore } from '#platform/files.ts';

// Whether what is kept is what was written: every event against its digest, the numbers of a record's events without a gap, each
// record beside its events and each event beside its record, the guards of the log in their places, and each file against its
// fingerprint. It cannot see who rewrites an event and its digest, for the salt lies beside the body: that needs a witness outside.

export type FaultKind =
  | 'event-altered'
  | 'version-missing'
  | 'event-without-record'
  | 'record-without-event'
  | 'record-not-current'
  | 'guard-missing'
  | `file-${Damage}`;

export type Fault = {
  readonly county: string;
  readonly kind: FaultKind;
  readonly subjectType: string;
  /** A record's id, a file's fingerprint, the name of a guard. */
  readonly subject: string;
  readonly detail: string | null;
};

export type CountyVerification = {
  readonly county: string;
  readonly name: string;
  readonly events: number;
  readonly records: number;
  readonly files: number;
  readonly bytes: number;
  /** How many in all; the first of them stand in the list. */
  readonly faultCount: number;
  readonly faults: readonly Fault[];
};

const faultsKeptMax = 1000;
const batch = 500;

type Tally = {
  name: string;
  events: number;
  records: number;
  files: number;
  bytes: number;
  faultCount: number;
  faults: Fault[];
};

/** Checks every county, piece by piece: no statement and no turn of the loop is long, and others work meanwhile. */
export async function verify(db: Db, files: FileStore): Promise<readonly CountyVerification[]> {
  const counties = await db.selectFrom('county').select(['county', 'name']).orderBy('county').execute();
  const tallies = new Map<string, Tally>(
    counties.map(({ county, name }) => [
      county,
      { name, events: 0, records: 0, files: 0, bytes: 0, faultCount: 0, faults: [] },
    ]),
  );
  const found = (fault: Fault) => {
    const tally = tallies.get(fault.county);
    if (!tally) return;
    tally.faultCount += 1;
    if (tally.faults.length < faultsKeptMax) tally.faults.push(fault);
  };
  const tallyOf = (county: string): Tally => {
    const tally = tallies.get(county);
    if (!tally) throw new Error(`${county} is no county of this installation`);
    return tally;
  };
  await checkGuards(db, [...tallies.keys()], found);
  await checkEvents(db, tallyOf, found);
  await checkVersions(db, found);
  await checkRecords(db, tallyOf, found);
  await checkFiles(db, files, tallyOf, found);
  return [...tallies].map(([county, tally]) => ({ county, ...tally }));
}

type Found = (fault: Fault) => void;

type EventRow = {
  readonly county: string;
  readonly id: string;
  readonly type: string;
  readonly aggregate_type: string;
  readonly aggregate: string;
  readonly version: number;
  readonly actor_id: string | null;
  readonly organisation_id: string | null;
  readonly claimed_at: string | null;
  readonly received_at: string;
  readonly note: string | null;
  readonly body: string;
  readonly salt: Buffer;
  readonly digest: Buffer;
};

async function checkEvents(db: Db, tallyOf: (county: string) => Tally, found: Found): Promise<void> {
  let after = { county: '', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await sql<EventRow>`
      select county, id, type, aggregate_type, aggregate, version, actor_id, organisation_id, claimed_at, received_at, note, body, salt, digest
      from event where (county, id) > (${after.county}, ${after.id}::uuid) order by county, id limit ${batch}`.execute(
      db,
    );
    for (const { digest, salt, body, ...row } of rows) {
      tallyOf(row.county).events += 1;
      if (!eventDigest(row, salt, body).equals(digest))
        found({
          county: row.county,
          kind: 'event-altered',
          subjectType: row.aggregate_type,
          subject: row.aggregate,
          detail: `${row.type} ${row.id} v${row.version}`,
        });
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last;
  }
}

async function checkVersions(db: Db, found: Found): Promise<void> {
  const { rows } = await sql<{ county: string; type: string; aggregate: string; missing: number[] }>`
    select county, aggregate_type as type, aggregate,
      array(select n from generate_series(1, max(version)) n where n <> all(array_agg(version)) order by n limit 20) as missing
    from event group by county, aggregate_type, aggregate having count(*) <> max(version) order by county, aggregate limit 10000`.execute(
    db,
  );
  for (const { county, type, aggregate, missing } of rows)
    found({
      county,
      kind: 'version-missing',
      subjectType: type,
      subject: aggregate,
      detail: missing.map((version) => `v${version}`).join(', '),
    });
}

type Pointer = { readonly table: string; readonly id: string; readonly version: string };

/** Which columns of which tables point at the event of their version; the foreign keys say it. */
async function pointers(db: Db): Promise<readonly Pointer[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select c.relname as table, array(select a.attname::text from unnest(k.conkey) with ordinality as key (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = key.number order by key.place) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'event'::regclass and array_length(k.conkey, 1) = 3 order by 1, 2`.execute(
    db,
  );
  return rows.map(({ table, columns: [, id = '', version = ''] }) => ({ table, id, version }));
}

/** Records without a version of their own: the one event that registered them. */
const versionless = ['evidence', 'gate_evaluation'] as const;

async function checkRecords(db: Db, tallyOf: (county: string) => Tally, found: Found): Promise<void> {
  const points = await pointers(db);
  const rowsMax = sql.lit(10_000);
  for (const { table, id, version } of points) {
    const [rows, key, at] = [sql.table(table), sql.ref(`r.${id}`), sql.ref(`r.${version}`)];
    const alone = await sql<{ county: string; id: string; version: number }>`
      select r.county, ${key} as id, ${at} as version from ${rows} r left join event e
        on e.county = r.county and e.aggregate = ${key} and e.version = ${at}
      where ${at} is not null and e.id is null limit ${rowsMax}`.execute(db);
    for (const one of alone.rows)
      found({
        county: one.county,
        kind: 'record-without-event',
        subjectType: table,
        subject: one.id,
        detail: `v${one.version}`,
      });
    if (id !== 'id') continue;
    const counted = await sql<{ county: string; n: number }>`
      select county, count(*) as n from ${rows} r group by county`.execute(db);
    for (const { county, n } of counted.rows) tallyOf(county).records += n;
    const behind = await sql<{ county: string; id: string; version: number; last: number }>`
      select r.county, r.id, ${at} as version, e.version as last from ${rows} r
      join lateral (select max(version) as version from event e where e.county = r.county and e.aggregate = r.id) e on true
      where e.version > ${at} limit ${rowsMax}`.execute(db);
    for (const one of behind.rows)
      found({
        county: one.county,
        kind: 'record-not-current',
        subjectType: table,
        subject: one.id,
        detail: `v${one.version} < v${one.last}`,
      });
  }
  for (const table of versionless) {
    const { rows } = await sql<{ county: string; id: string; alone: boolean }>`
      select r.county, r.id from ${sql.table(table)} r
      where not exists (select from event e where e.county = r.county and e.aggregate = r.id) limit ${rowsMax}`.execute(
      db,
    );
    for (const { county, id } of rows)
      found({ county, kind: 'record-without-event', subjectType: table, subject: id, detail: null });
    const counted = await sql<{ county: string; n: number }>`
      select county, count(*) as n from ${sql.table(table)} group by county`.execute(db);
    for (const { county, n } of counted.rows) tallyOf(county).records += n;
  }
  const own = [...new Set(points.filter(({ id }) => id === 'id').map(({ table }) => table)), ...versionless];
  const kept = sql.join(
    own.map((table) => sql`select county, id from ${sql.table(table)}`),
    sql` union all `,
  );
  const { rows } = await sql<{ county: string; type: string; aggregate: string; version: number }>`
    select e.county, e.aggregate_type as type, e.aggregate, max(e.version) as version
    from event e left join (${kept}) r on r.county = e.county and r.id = e.aggregate
    where r.id is null group by 1, 2, 3 limit ${rowsMax}`.execute(db);
  for (const one of rows)
    found({
      county: one.county,
      kind: 'event-without-record',
      subjectType: one.type,
      subject: one.aggregate,
      detail: `v${one.version}`,
    });
}

/** What stands behind the privileges: the triggers, and a foreign key wherever a row has a version. A fault of all counties. */
async function checkGuards(db: Db, counties: readonly string[], found: Found): Promise<void> {
  const { rows } = await sql<{ name: string; what: string }>`
    select t.tgname::text as name, c.relname::text as what from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled <> 'O' and c.relnamespace = 'public'::regnamespace
    union all
    select 'event_is_append_only', 'event' where not exists (select from pg_trigger where tgrelid = 'event'::regclass and tgname = 'event_is_append_only')
    union all
    select 'foreign key to event', c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'version' and a.atttypid = 'integer'::regtype
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'event'
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'event'::regclass)
    order by 2, 1`.execute(db);
  for (const county of counties)
    for (const { name, what } of rows)
      found({ county, kind: 'guard-missing', subjectType: what, subject: name, detail: null });
}

async function checkFiles(
  db: Db,
  files: FileStore,
  tallyOf: (county: string) => Tally,
  found: Found,
): Promise<void> {
  let after = { sha256: '', county: '' };
  let last = { sha256: '', found: undefined as Awaited<ReturnType<FileStore['check']>> | undefined };
  for (;;) {
    const { rows } = await sql<{ county: string; sha256: string; ids: string[] }>`
      select county, sha256, (array_agg(id::text order by id))[1:3] as ids from evidence
      where (sha256, county) > (${after.sha256}, ${after.county}) group by sha256, county order by sha256, county limit ${batch}`.execute(
      db,
    );
    for (const { county, sha256, ids } of rows) {
      // Several counties of an installation share the one file.
      if (last.sha256 !== sha256) last = { sha256, found: await files.check(sha256, 'anew') };
      const state = last.found;
      const tally = tallyOf(county);
      tally.files += 1;
      if (state?.kind === 'whole') tally.bytes += state.sizeBytes;
      else if (state)
        found({
          county,
          kind: `file-${state.kind}`,
          subjectType: 'evidence',
          subject: sha256,
          detail: ids.join(' '),
        });
    }
    const end = rows.at(-1);
    if (!end || rows.length < batch) return;
    after = end;
  }
}

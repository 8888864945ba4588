import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import pg from 'pg';
import { findPersonForUpdate, savePerson } from '#features/organisation/organisation.person.store.ts';
import { addPerson } from '#features/organisation/organisation.service.ts';
import { insertSession } from '#features/organisation/organisation.session.store.ts';
import {
  findOrganisation,
  insertCounty,
  insertOrganisation,
  saveOrganisation,
} from '#features/organisation/organisation.store.ts';
import type { RulePack } from '#features/regime/regime.model.ts';
import { knowRegime, loadedRegimes } from '#features/regime/regime.service.ts';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import { uuidV7 } from '#kernel/id.ts';
import { type Instant, Temporal } from '#kernel/temporal.ts';
import { organisationCodeCheck, usccCheck } from '#kernel/uscc.ts';
import { readBackupState } from '#platform/backup-schedule.ts';
import type { ConnectionTarget } from '#platform/connection.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { directoryFileStore } from '#platform/files.ts';
import { passwords } from '#platform/password.ts';
import { createApp } from '../main.app.ts';
import { contract } from '../main.contract.ts';
import type { World } from '../main.world.ts';
import { createWorkerDatabase, type WorkerDatabase, workerDatabase } from './postgres.ts';

export type Client = ContractRouterClient<typeof contract>;

/** One person of a story: who they are and the API as they may call it. */
export type Somebody = {
  readonly id: string;
  readonly name: string;
  readonly organisationId: string;
  readonly api: Client;
  /** The same session as a bare `fetch`, for what the typed client cannot say: broken JSON, unknown fields, bytes. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The session as a browser sends it, for a story over a real socket. */
  readonly cookie: string;
};

let worker: Promise<{ database: Database; owner: ConnectionTarget }> | undefined;
let counties = 0;

function workerServer() {
  worker ??= aServer(workerDatabase());
  return worker;
}

const aServer = async (made: Promise<WorkerDatabase>) => {
  const { owner, runtime } = await made;
  return { database: openDatabase(runtime, { maxConnections: 12 }), owner };
};

/** A valid credit code (GB 32100) for an invented organisation. */
export function exampleUscc(seed: number): string {
  const body = String(10_000_000 + (seed % 89_999_999));
  const first17 = `91421222${body}${organisationCodeCheck(body)}`;
  return first17 + usccCheck(first17);
}

/**
 * A county of its own for one story, in the worker's database: the county leads every key, so stories neither see nor
 * disturb one another and everything they do is truly committed. The clock stands still until the story moves it.
 */
export async function aCounty(
  options: {
    at?: string;
    packId?: string;
    pack?: RulePack /** A database that no other county shares. */;
    alone?: true;
  } = {},
) {
  const { database, owner } = await (options.alone ? aServer(createWorkerDatabase()) : workerServer());
  counties += 1;
  const county = String(100_000 + (process.pid % 800) * 1000 + counties).slice(0, 6);
  let now: Instant = Temporal.Instant.from(options.at ?? '2026-04-10T09:00:00+08:00');
  const newId = () => uuidV7(now.epochMilliseconds, randomBytes(10));
  const regime = options.pack
    ? knowRegime(options.pack)
    : loadedRegimes().find(({ pack }) => pack.id === (options.packId ?? 'tongcheng-2021'));
  if (!regime) throw new Error('the pack of the story is missing');
  const faults: unknown[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'dushi-story-'));
  const world: World = {
    db: database.db,
    files: directoryFileStore(folder),
    passwords: passwords({ memoryKib: 1024, passes: 1 }),
    now: () => now,
    newId,
    installation: {
      secureCookies: false,
      hostNames: [],
      origin: () => 'http://localhost',
      demonstrationProgress: () => null,
      backups: () => readBackupState(folder),
    },
    composition: { buildDemonstration: async () => 'refused' },
    logFault: (incident, error) => {
      faults.push(error);
      console.error(`incident ${incident}`, error);
    },
  };
  const app = createApp(world);
  const author = { county, actor: { personId: null, organisationId: null }, now, newId };
  await insertCounty(database.db, {
    code: county,
    name: `故事县${county}`,
    nameEn: `Story ${county}`,
    demonstration: false,
    packId: regime.pack.id,
    packVersion: regime.pack.version,
    packHash: regime.hash,
    createdAt: now.toString(),
  });

  async function organisation(kind: OrganisationKind, name: string): Promise<string> {
    const id = newId();
    const uscc =
      kind === 'contractor' ? exampleUscc(counties * 7919 + Number.parseInt(id.slice(-6), 16)) : null;
    const row = {
      id,
      version: 1,
      kind,
      name,
      uscc,
      legalRepresentative: null,
      contact: null,
      phone: null,
      address: null,
      active: true,
    };
    await record(database.db, author, [
      {
        type: 'organisation.registered',
        aggregateType: 'organisation',
        aggregate: id,
        version: 1,
        body: row,
      },
    ]);
    await insertOrganisation(database.db, county, row);
    return id;
  }

  let logins = 0;
  async function person(
    organisationId: string,
    name: string,
    duties: readonly Duty[] = [],
    /** A password of his own and a name to sign in under, where a story signs in. */
    own: { readonly login?: string; readonly password?: string; readonly phone?: string } = {},
  ): Promise<Somebody> {
    logins += 1;
    const id = newId();
    await addPerson(
      database.db,
      author,
      {
        id,
        version: 1,
        organisationId,
        name,
        login: own.login ?? `p${logins}`,
        title: null,
        phone: own.phone ?? null,
        duties,
        active: true,
      },
      own.password ? await world.passwords.hash(own.password) : null,
    );
    const token = randomBytes(32).toString('base64url');
    await insertSession(database.db, {
      county,
      tokenHash: createHash('sha256').update(token).digest(),
      personId: id,
      // Stories move the clock by months; a session of a story never ends by itself.
      now: Temporal.Instant.from('2099-01-01T00:00:00Z'),
      expiresAt: Temporal.Instant.from('2099-12-31T00:00:00Z'),
    });
    return { id, name, organisationId, ...connect(`dushi=${token}`) };
  }

  function connect(cookie: string | null): Pick<Somebody, 'api' | 'fetch' | 'cookie'> {
    const send = async (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (cookie) headers.set('cookie', cookie);
      // As a browser on our own page would; a story that plays another site says so itself.
      if (cookie && !headers.has('origin')) headers.set('origin', 'http://localhost');
      return app.request(path, { ...init, headers });
    };
    const link = new OpenAPILink(contract, {
      url: 'http://localhost/api',
      fetch: async (request, init) => {
        const copy = new Request(request, init);
        if (cookie) copy.headers.set('cookie', cookie);
        copy.headers.set('origin', 'http://localhost');
        return app.fetch(copy);
      },
    });
    return { api: createORPCClient(link) as Client, fetch: send, cookie: cookie ?? '' };
  }

  const office = await organisation('office', '领导小组办公室（示例）');
  const bureau = await organisation('commerce-bureau', '商务局（示例）');
  const leading = await organisation('leading-group', '领导小组（示例）');
  const finance = await organisation('finance', '财政局（示例）');
  const audit = await organisation('audit', '审计局（示例）');
  const third = await organisation('third-party', '示例监理咨询有限公司');
  const contractor = await organisation('contractor', '示例甲电子商务有限公司');
  const rival = await organisation('contractor', '示例乙物流有限公司');

  const people = {
    /** Keeps people and organisations with the second administrator, of another body; neither does any business. */
    administrator: await person(office, '管理员 方', ['administrator']),
    secondAdministrator: await person(bureau, '管理员 韩', ['administrator']),
    /** Office: drafts letters, keeps the registers. */
    office: await person(office, '办公室 陈'),
    /** Office: drafts the letters of the fixtures, so that another of the office may close their items. */
    drafter: await person(office, '办公室 何'),
    /** Office: reviews. */
    reviewer: await person(office, '办公室 周', ['reviewer']),
    /** Leading group: signs and approves. */
    leader: await person(leading, '组长 王', ['signatory']),
    /** Commerce bureau: leads inspections. */
    lead: await person(bureau, '商务局 李'),
    inspector: await person(bureau, '商务局 赵'),
    /** Another inspector who has found nothing yet: re-inspects. */
    second: await person(bureau, '商务局 钱'),
    third: await person(third, '第三方 孙'),
    finance: await person(finance, '财政局 吴'),
    auditor: await person(audit, '审计局 郑'),
    contractor: await person(contractor, '承办企业 冯'),
    /** The rival contractor: may see nothing of the first. */
    outsider: await person(rival, '承办企业 卫'),
    stranger: { id: '', name: '', organisationId: '', ...connect(null) } satisfies Somebody,
  };

  return {
    county,
    pack: regime.pack,
    people,
    organisations: { office, bureau, leading, finance, audit, third, contractor, rival },
    world,
    app,
    owner,
    db: database.db,
    newId,
    faults,
    organisation,
    /** What a record of before may hold. */
    async amendPerson(id: string, change: { phone: string }) {
      const current = await findPersonForUpdate(database.db, county, id);
      if (!current) throw new Error(`there is no person ${id}`);
      const next = { ...current, ...change, version: current.version + 1 };
      await record(database.db, { ...author, now }, [
        {
          type: 'person.amended',
          aggregateType: 'person',
          aggregate: id,
          version: next.version,
          body: next,
        },
      ]);
      await savePerson(database.db, county, next);
    },
    /** As two administrators would, where a story is about something else. */
    async amendOrganisation(id: string, change: { name?: string; active?: boolean }) {
      const current = await findOrganisation(database.db, county, id);
      if (!current) throw new Error(`there is no organisation ${id}`);
      const next = { ...current, ...change, version: current.version + 1 };
      await record(database.db, { ...author, now }, [
        {
          type: 'organisation.amended',
          aggregateType: 'organisation',
          aggregate: id,
          version: next.version,
          body: next,
        },
      ]);
      await saveOrganisation(database.db, county, next);
    },
    person,
    connect,
    /** Moves the clock: `2026-05-01` is that day at nine in the morning, Shanghai. */
    at(moment: string) {
      now = Temporal.Instant.from(moment.length === 10 ? `${moment}T09:00:00+08:00` : moment);
    },
    now: () => now,
    /** Where the bytes of evidence lie, for a story in which the disk does its worst. */
    pathOf: (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2)),
    evidenceFolder: folder,
    /** A file of evidence uploaded by somebody; a tiny PNG, different each time. */
    async evidence(
      by: Somebody,
      options: { source?: 'camera' | 'gallery' | 'file'; latitude?: number; longitude?: number } = {},
    ) {
      const bytes = examplePng();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const put = await by.fetch(`/api/files/${sha256}`, { method: 'PUT', body: bytes });
      if (!put.ok) throw new Error(`upload failed: ${put.status} ${await put.text()}`);
      const { source = 'camera', latitude, longitude } = options;
      const position =
        latitude === undefined || longitude === undefined
          ? {}
          : { latitude, longitude, accuracyMetres: 12, datum: 'WGS84' as const };
      const view = await by.api.evidence.register({
        id: newId(),
        sha256,
        name: '现场照片.png',
        source,
        takenAt: now.toString(),
        ...position,
      });
      return view.id;
    },
    /** As the owner of the tables, to try what nobody should be able to do, or to look. */
    async asOwner<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
      const client = new pg.Client(owner);
      await client.connect();
      try {
        return (await client.query<T>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    /** How many events this county has: a refused act must leave the number as it was. */
    async events(): Promise<number> {
      const row = await database.db
        .selectFrom('event')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('county', '=', county)
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}
export type County = Awaited<ReturnType<typeof aCounty>>;

/** A 1×1 PNG with a random comment chunk, so that every picture has a hash of its own. */
function examplePng(): Uint8Array<ArrayBuffer> {
  const base = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  return new Uint8Array(Buffer.concat([base, randomBytes(16)]));
}

export type RefusalSeen = {
  code: string;
  status: number;
  facts: Record<string, unknown>;
  basis: { clause?: string }[];
};

/** What a refused call said; fails when the call was granted. */
export async function refusalOf(call: Promise<unknown>): Promise<RefusalSeen> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError) {
      const data = (error.data ?? {}) as { facts?: Record<string, unknown>; basis?: { clause?: string }[] };
      return { code: error.code, status: error.status, facts: data.facts ?? {}, basis: data.basis ?? [] };
    }
    throw error;
  }
  throw new Error('expected a refusal, and it was granted');
}

/** How many of several attempts at once were granted, and what the others were told. */
export async function race(
  attempts: readonly Promise<unknown>[],
): Promise<{ granted: number; refusals: string[] }> {
  const settled = await Promise.allSettled(attempts);
  const refusals = settled.flatMap((result) =>
    result.status === 'rejected'
      ? [result.reason instanceof ORPCError ? result.reason.code : String(result.reason)]
      : [],
  );
  return { granted: settled.length - refusals.length, refusals };
}

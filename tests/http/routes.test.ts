import { expect, test } from 'vitest';
import { z } from 'zod';
import { insertScore } from '#features/score/score.store.ts';
import type { OrganisationKind } from '#kernel/actor.ts';
import type { RouteMeta } from '#kernel/contract.ts';
import { record } from '#platform/event-log.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aStatedCase } from '#testing/cases.ts';
import { aChain } from '#testing/chain.ts';
import { aPreparedDraw } from '#testing/draws.ts';
import { theGroup } from '#testing/findings.ts';
import { aCounty, type County, exampleUscc, type Somebody } from '#testing/world.ts';
import { contract } from '../../src/main.contract.ts';
import { openApiDocument, routesOfContract } from '../../src/main.openapi.ts';

type Route = { name: string; method: string; path: string; permission: RouteMeta['permission'] };

const all: readonly Route[] = routesOfContract();
const guarded = all.filter((route) => route.permission !== 'anyone');

test('the walk sees the routes', () => {
  expect(all.length).toBeGreaterThan(20);
  for (const route of all) expect(route.path, route.name).toMatch(/^\//);
});

test('every route declares who may call it, and the list of those open to anyone is short and reviewed', () => {
  expect(all.filter((route) => route.permission === 'nobody').map((route) => route.name)).toEqual([]);
  expect(
    all
      .filter((route) => route.permission === 'anyone')
      .map((route) => route.name)
      .sort(),
  ).toEqual([
    'administration.firstSignIn',
    'organisation.installation',
    'organisation.setUp',
    'organisation.setUpDemonstration',
    'organisation.signIn',
    'organisation.signInAs',
    'organisation.signOut',
  ]);
});

test('every input refuses unknown fields', () => {
  for (const route of all) {
    const schema = z.toJSONSchema(inputOf(route), { unrepresentable: 'any' }) as {
      additionalProperties?: unknown;
    };
    expect(schema.additionalProperties, route.name).toBe(false);
  }
});

function inputOf(route: Route): z.ZodType {
  const node = route.name
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], contract);
  return (node as { '~orpc': { inputSchema: z.ZodType } })['~orpc'].inputSchema;
}

test('the OpenAPI document is 3.1 and holds every route, and its page names each with those who may call it', async () => {
  const { people } = await aCounty();
  const document = (await openApiDocument()) as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toMatch(/^3\.1/);
  for (const route of all)
    expect(document.paths[route.path]?.[route.method.toLowerCase()], route.name).toBeDefined();
  const page = await people.stranger.fetch('/api');
  const html = await page.text();
  for (const route of all) expect(html).toContain(route.name);
  expect((await people.stranger.fetch('/api/openapi.json')).status).toBe(200);
});

const nowhere = '00000000-0000-7000-8000-000000000000';
/** The path with an object that does not exist; a kind that stands in the path is one the route knows. */
function address(route: Route): string {
  const { properties } = z.toJSONSchema(inputOf(route), { unrepresentable: 'any', io: 'input' }) as Schema;
  return `/api${route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(properties?.[name]?.enum?.[0] ?? nowhere))}`;
}

function call(by: Somebody, route: Route, body?: unknown): Promise<Response> {
  const carries = route.method !== 'GET' && route.method !== 'DELETE';
  return by.fetch(address(route), {
    method: route.method,
    ...(carries ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) } : {}),
  });
}

test('without a session every guarded route answers 401, whatever was sent', async () => {
  const { people } = await aCounty();
  for (const route of guarded) {
    const answer = await call(people.stranger, route, { surprise: true });
    expect([route.name, answer.status]).toEqual([route.name, 401]);
  }
});

function memberOf(county: County, kind: OrganisationKind): Somebody {
  const { people } = county;
  const members: Partial<Record<OrganisationKind, Somebody>> = {
    office: people.office,
    'commerce-bureau': people.lead,
    'leading-group': people.leader,
    finance: people.finance,
    audit: people.auditor,
    'third-party': people.third,
    contractor: people.contractor,
  };
  const member = members[kind];
  if (!member) throw new Error(`no ${kind} among the people of the story`);
  return member;
}

const kinds = [
  'office',
  'commerce-bureau',
  'leading-group',
  'finance',
  'audit',
  'third-party',
  'contractor',
] as const;

test('a role the route does not name is turned away before its input is read, and nothing is written', async () => {
  const county = await aCounty();
  const before = await county.events();
  for (const route of guarded) {
    if (!Array.isArray(route.permission)) continue;
    for (const kind of kinds.filter(
      (candidate) => !(route.permission as readonly string[]).includes(candidate),
    )) {
      const answer = await call(memberOf(county, kind), route, { surprise: true });
      expect([route.name, kind, answer.status]).toEqual([route.name, kind, 403]);
    }
  }
  expect(await county.events()).toBe(before);
});

test('the right role with the wrong object is told that there is no such object', async () => {
  const county = await aCounty();
  const before = await county.events();
  for (const route of guarded.filter((candidate) => candidate.path.includes('{id}'))) {
    const kind = Array.isArray(route.permission) ? (route.permission[0] as OrganisationKind) : 'office';
    const asks = route.name.startsWith('administration.')
      ? county.people.administrator
      : memberOf(county, kind);
    const answer = await call(asks, route, sampleOf(route));
    const body = (await answer.json()) as { code?: string };
    expect([route.name, answer.status, body.code], JSON.stringify(body)).toEqual([
      route.name,
      404,
      body.code,
    ]);
  }
  expect(await county.events()).toBe(before);
  expect(county.faults).toEqual([]);
});

/** A score of the first contractor, as opening its period leaves it: the pack that ships has no scale to open one with. */
async function aScore(county: County, agreementId: string): Promise<void> {
  const { db, newId, people, organisations } = county;
  const id = newId();
  const author = {
    county: county.county,
    actor: { personId: people.office.id, organisationId: organisations.office },
    now: county.now(),
    newId,
  };
  await record(db, author, [
    { type: 'score.opened', aggregateType: 'score', aggregate: id, version: 1, body: {} },
  ]);
  await insertScore(db, county.county, {
    id,
    version: 1,
    agreementId,
    contractorId: organisations.contractor,
    fromOn: '2026-01-01',
    toOn: '2026-03-31',
    state: 'open',
    openedBy: people.office.id,
    openedOn: '2026-04-01',
    computation: null,
    computedBy: null,
    confirmedBy: null,
    confirmedAt: null,
    confirmedComputation: null,
  });
}

/** Where a path's objects are, and how to find one of the first contractor's. */
const objects: Record<string, string> = {
  account:
    'select s.id from session s join person p on p.county = s.county and p.id = s.person_id where s.county = $1 and p.organisation_id = $2',
  calendar:
    'select s.id from calendar_subscription s join person p on p.county = s.county and p.id = s.person_id where s.county = $1 and p.organisation_id = $2',
  agreements: 'select id from agreement where county = $1 and contractor_id = $2',
  disqualifications: 'select id from disqualification_case where county = $1 and contractor_id = $2',
  disbursement:
    'select i.id from instalment i join agreement a on a.county = i.county and a.id = i.agreement_id where i.county = $1 and a.contractor_id = $2',
  // No contractor knows of a draw before it is published, whoever's facilities are in it.
  draws: 'select id from draw where county = $1 and $2::uuid is not null',
  facilities:
    'select f.id from facility f join agreement a on a.county = f.county and a.id = f.agreement_id where f.county = $1 and a.contractor_id = $2',
  findings: 'select id from finding where county = $1 and contractor_id = $2',
  inspections: 'select id from inspection where county = $1 and contractor_id = $2',
  letters: 'select id from letter where county = $1 and contractor_id = $2',
  obligations: 'select id from obligation where county = $1 and contractor_id = $2',
  organisations: 'select id from organisation where county = $1 and id = $2',
  'payment-decisions':
    'select d.id from payment_decision d join instalment i on i.county = d.county and i.id = d.instalment_id join agreement a on a.county = i.county and a.id = i.agreement_id where d.county = $1 and a.contractor_id = $2',
  rectifications: 'select id from rectification where county = $1 and contractor_id = $2',
  reports: 'select id from monthly_report where county = $1 and contractor_id = $2',
  scores: 'select id from score where county = $1 and contractor_id = $2',
  thread: 'select id from finding where county = $1 and contractor_id = $2',
};

test('another contractor is told that there is no such object, whichever route it asks', async () => {
  const county = await aCounty();
  const { people, organisations } = county;
  const baseline = await aBaseline(county);
  await aChain(county, baseline);
  await theGroup(county);
  await aPreparedDraw(county, { size: { count: 1 } });
  await people.contractor.api.monthlyReport.draft({
    agreementId: baseline.agreementId,
    period: '2026-03',
    figures: [],
    narrative: { summary: '', problems: '', nextMonth: '', coordination: '', rectification: '' },
    attachments: {},
    evidenceIds: [],
  });
  await aScore(county, baseline.agreementId);
  await aStatedCase(county);
  await people.contractor.api.obligation.subscribe({ id: county.newId(), language: 'zh-CN' });
  const before = await county.events();
  const open = guarded.filter(
    ({ path, permission }) =>
      path.includes('{id}') &&
      !path.startsWith('/clauses') &&
      (permission === 'signed-in' || permission.includes('contractor')),
  );
  expect(open.length).toBeGreaterThan(15);
  for (const route of open) {
    const kind = route.path.split('/')[1] ?? '';
    const [found] = await county.asOwner<{ id: string }>(`${objects[kind]} limit 1`, [
      county.county,
      organisations.contractor,
    ]);
    expect(found, `say in this test where an object of /${kind} is to be found`).toBeDefined();
    const path = `/api${route.path.replace('{id}', found?.id ?? '').replace('{type}', 'finding')}`;
    const answer = await people.outsider.fetch(path, {
      method: route.method,
      ...(route.method === 'GET'
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sampleOf(route)) }),
    });
    expect([route.name, answer.status]).toEqual([route.name, 404]);
  }
  expect(await county.events()).toBe(before);
});

/** The least input a schema accepts, so that the route reaches its own permission. */
function sampleOf(route: Route): unknown {
  const sample = instance(
    z.toJSONSchema(inputOf(route), { unrepresentable: 'any', io: 'input' }) as Schema,
  ) as Record<string, unknown>;
  for (const [, name] of route.path.matchAll(/\{(\w+)\}/g)) delete sample[name ?? ''];
  return sample;
}

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  pattern?: string;
  format?: string;
};

function instance(schema: Schema): unknown {
  if (schema.type === 'null') return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return instance(choice.find((option) => option.type === 'null') ?? choice[0] ?? {});
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, instance(schema.properties?.[name] ?? {})]),
    );
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => instance(schema.items ?? {}));
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return nowhere;
  if (schema.format === 'date') return '2026-04-10';
  if (schema.format === 'date-time') return '2026-04-10T09:00:00Z';
  return text(schema);
}

const samples = [
  exampleUscc(1),
  '2026-04',
  '421222100001',
  '421222',
  'abcdefghijkl',
  '示例内容示例内容',
  'a'.repeat(64),
  '100.00',
  '09:00',
];

function text({ pattern, minLength = 0 }: Schema): string {
  const fitting = samples.filter(
    (sample) => sample.length >= minLength && (!pattern || new RegExp(pattern, 'u').test(sample)),
  );
  return fitting[0] ?? 'x'.repeat(minLength);
}

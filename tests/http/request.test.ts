import { expect, test } from 'vitest';
import { z } from 'zod';
import { aCounty } from '#testing/world.ts';
import { contract } from '../../src/main.contract.ts';
import { routesOfContract } from '../../src/main.openapi.ts';

const json = { 'content-type': 'application/json' };
const ours = 'http://localhost';

async function aDoor() {
  const county = await aCounty();
  const { stranger, office } = county.people;
  const post = (path: string, body: string, headers: Record<string, string> = json) =>
    stranger.fetch(path, { method: 'POST', body, headers });
  const codeOf = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { code: string }).code,
  ];
  return { county, stranger, office, post, codeOf };
}

test('W08 what nobody signed in sends is at most 4 KB, and a body of 100,000 names is refused at once', async () => {
  const { county, office, post, codeOf } = await aDoor();
  const names = (count: number) => `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',')}}`;
  const deep = '['.repeat(900_000);
  for (const body of [names(100_000), deep]) {
    const before = performance.now();
    expect(await codeOf(await post('/api/session', body))).toEqual([413, 'request.too-large']);
    expect(await codeOf(await post('/api/facilities', body))).toEqual([401, 'session.required']);
    const signedIn = await office.fetch('/api/facilities', { method: 'POST', body, headers: json });
    expect(await codeOf(signedIn)).toEqual([400, 'request.too-intricate']);
    expect(performance.now() - before).toBeLessThan(1000);
  }
  const many = await office.fetch('/api/organisations', { method: 'POST', body: names(300), headers: json });
  expect(many.status).toBe(400);
  const answer = await many.text();
  expect(answer.length).toBeLessThan(4000);
  const { data } = JSON.parse(answer) as { data: { issues: { keys?: string[] }[] } };
  expect(data.issues.length).toBeLessThanOrEqual(20);
  expect(Math.max(...data.issues.map(({ keys }) => keys?.length ?? 0))).toBe(20);
  expect(county.faults).toEqual([]);
});

test('W15 W16 acts are sent as JSON and as nothing else', async () => {
  const { county, office, post, codeOf } = await aDoor();
  const form = 'login=a%00b&password=x';
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/jsonp',
    '',
  ])
    expect(await codeOf(await post('/api/session', form, { 'content-type': type }))).toEqual([
      415,
      'request.not-json',
    ]);
  const twice = await office.fetch('/api/organisations', {
    method: 'POST',
    body: '{"kind":"audit","kind":"department"}',
    headers: json,
  });
  expect(await codeOf(twice)).toEqual([400, 'request.duplicate-key']);
  expect(
    (
      await post('/api/session', '{"login":"a","password":"b"}', {
        'content-type': 'application/json; charset=utf-8',
      })
    ).status,
  ).toBe(409);
  expect(county.faults).toEqual([]);
});

test('W16 an act with a session comes from a page of ours: its scheme, name and port', async () => {
  const { county, codeOf } = await aDoor();
  const { lead } = county.people;
  const act = (headers: Record<string, string>) =>
    lead.fetch('/api/organisations', { method: 'POST', body: '{}', headers: { ...json, ...headers } });
  for (const origin of ['https://localhost', 'http://localhost:81', 'http://elsewhere.example', 'null'])
    expect(await codeOf(await act({ origin })), origin).toEqual([403, 'request.other-origin']);
  for (const site of ['cross-site', 'same-site'])
    expect((await act({ origin: ours, 'sec-fetch-site': site })).status, site).toBe(403);
  expect((await act({ origin: ours })).status).toBe(400);
  const silent = (headers: Record<string, string>) =>
    county.app.request('/api/organisations', {
      method: 'POST',
      body: '{}',
      headers: { ...json, ...headers },
    });
  expect(await codeOf(await silent({ cookie: 'dushi=x' }))).toEqual([403, 'request.other-origin']);
  expect((await silent({ cookie: 'dushi=x', 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  expect((await silent({})).status).toBe(401);
});

test('W17 only names of ours are answered, whatever leads here', async () => {
  const { county, codeOf } = await aDoor();
  const ask = (host: string) => county.app.request('/api/installation', { headers: { host } });
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '10.0.0.1:8321',
    'a b',
    '',
  ])
    expect(await codeOf(await ask(host)), host).toEqual([421, 'request.unknown-host']);
  for (const host of ['localhost', 'LOCALHOST:8321', '127.0.0.1:9', '[::1]:9'])
    expect((await ask(host)).status, host).toBe(200);
});

test('W27 signing out never fails: with any body or none, signed in or not', async () => {
  const { county } = await aDoor();
  const { finance } = county.people;
  for (const init of [
    {},
    { body: 'not json', headers: json },
    { body: '{"a":1}', headers: { 'content-type': 'text/plain' } },
  ]) {
    const answer = await finance.fetch('/api/session', { method: 'DELETE', ...init });
    expect([answer.status, await answer.json()]).toEqual([200, { signedOut: true }]);
    expect(answer.headers.get('set-cookie')).toMatch(/^dushi=; Max-Age=0/);
    expect((await finance.fetch('/api/session')).status).toBe(401);
  }
  expect((await county.app.request('/api/session', { method: 'DELETE' })).status).toBe(200);
  const silent = await county.app.request('/api/session', {
    method: 'DELETE',
    headers: { cookie: 'dushi=x' },
  });
  expect(silent.status).toBe(200);
  expect(county.faults).toEqual([]);
});

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const id = '0195eea5-0000-7000-8000-000000000000';
const malformed = [
  '',
  'W10',
  'bnVsbA',
  '_',
  'x_y',
  'x_y_z',
  '%',
  '%00',
  'a%00b',
  '1_2_3_4',
  `2026-13-01_${id}`,
  `0000-01-01_${id}`,
  `2026-01-01_${id}x`,
  `2026-01-01_${id.toUpperCase()}`,
  `%E0%A4%A_${id}`,
  `%00_${id}`,
  `%0A_2026-01-01_${id}`,
  `open_2026-02-30_${id}`,
  'x'.repeat(3000),
  ...[
    '[]',
    'null',
    '["a","b"]',
    '{"name":"a","id":"z"}',
    '["2026-01-01","not-a-uuid"]',
    `["x","${id}"]`,
    '["\u0000","x"]',
  ].map(base64),
];

test('W14 a place in a list that is not ours is told so by every list, and never a fault', async () => {
  const county = await aCounty();
  const lists = routesOfContract().filter(
    ({ name, method }) => method === 'GET' && 'cursor' in propertiesOf(name),
  );
  expect(lists.length).toBeGreaterThan(12);
  for (const { name, path } of lists) {
    for (const cursor of malformed) {
      const answer = await county.people.office.fetch(`/api${path}?cursor=${encodeURIComponent(cursor)}`);
      // A list in the order of its names may begin after any name.
      const isName =
        /^(facility\.list|agreement\.list|organisation\.people)$/.test(name) && answer.status === 200;
      if (!isName)
        expect([name, cursor.slice(0, 60), answer.status]).toEqual([name, cursor.slice(0, 60), 400]);
    }
  }
  expect(county.faults).toEqual([]);
});

function propertiesOf(name: string): object {
  const node = name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], contract);
  const schema = (node as { '~orpc': { inputSchema: z.ZodType } })['~orpc'].inputSchema;
  const { properties } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as {
    properties?: object;
  };
  return properties ?? {};
}

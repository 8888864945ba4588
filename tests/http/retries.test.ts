import { expect, test } from 'vitest';
import { z } from 'zod';
import { clientIdOf, collectReceipts } from '#platform/receipt.ts';
import { aCounty, type Somebody } from '#testing/world.ts';
import { contract } from '../../src/main.contract.ts';
import { routesOfContract } from '../../src/main.openapi.ts';

const post = (by: Somebody, path: string, body: unknown) =>
  by.fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  });
const told = async (answer: Response) => ({ status: answer.status, body: await answer.text() });

const aDepartment = (id: string, name = '示例自然资源局') => ({
  id,
  kind: 'department',
  name,
  uscc: null,
  legalRepresentative: null,
  contact: null,
  phone: null,
  address: null,
  reason: '登记示例局',
});

async function aStory() {
  const county = await aCounty();
  return { ...county, by: county.people.administrator };
}

test('R7: ten equal posts at once make one record and have ten equal answers, as has the eleventh', async () => {
  const { by, newId, asOwner, county } = await aStory();
  const body = aDepartment(newId());
  const ten = await Promise.all(
    Array.from({ length: 10 }, async () => told(await post(by, '/organisations', body))),
  );
  const eleventh = await told(await post(by, '/organisations', body));
  expect(ten[0]?.status, ten[0]?.body).toBe(200);
  expect(new Set([...ten, eleventh].map((one) => JSON.stringify(one))).size).toBe(1);
  const made = await asOwner('select from proposal where county = $1 and subject_id = $2', [county, body.id]);
  expect(made.length).toBe(1);
});

test('R7 row 41: the same id with another body is a conflict said in words, from the same person and from another', async () => {
  const { by, newId, people, events } = await aStory();
  const id = newId();
  expect((await post(by, '/organisations', aDepartment(id))).status).toBe(200);
  const before = await events();
  const other = await post(by, '/organisations', aDepartment(id, '别的局'));
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([409, 'request.id-reused']);
  const foreign = await post(people.secondAdministrator, '/organisations', aDepartment(id));
  expect(foreign.status).toBeGreaterThanOrEqual(400);
  expect(foreign.status).toBeLessThan(500);
  expect(await events()).toBe(before);
});

test('a refused act leaves no receipt: it is decided again when it comes again', async () => {
  const { by, newId, asOwner, county } = await aStory();
  const broken = { ...aDepartment(newId()), kind: 'nothing' };
  expect((await post(by, '/organisations', broken)).status).toBe(400);
  expect((await post(by, '/organisations', { ...broken, kind: 'department' })).status).toBe(200);
  expect((await asOwner('select from receipt where county = $1', [county])).length).toBe(1);
});

test('R7: a photo registered twice is answered twice the same, and its receipt is collected after 45 days', async () => {
  const { people, newId, db, county, evidence, now } = await aStory();
  const known = await evidence(people.inspector);
  const { sha256 } = await db
    .selectFrom('evidence')
    .select('sha256')
    .where('county', '=', county)
    .where('id', '=', known)
    .executeTakeFirstOrThrow();
  const photo = { id: newId(), sha256: String(sha256), name: '现场.png', source: 'camera' };
  const twice = [
    await told(await post(people.inspector, '/evidence', photo)),
    await told(await post(people.inspector, '/evidence', photo)),
  ];
  expect(twice[0]?.status, twice[0]?.body).toBe(200);
  expect(twice[1]).toEqual(twice[0]);
  const kept = async () =>
    (await db.selectFrom('receipt').select('client_id').where('county', '=', county).execute()).length;
  expect(await kept()).toBe(2);
  await collectReceipts(db, county, now().add({ hours: 44 * 24 }));
  expect(await kept()).toBe(2);
  await collectReceipts(db, county, now().add({ hours: 46 * 24 }));
  expect(await kept()).toBe(0);
});

test('every POST that takes an id of the sender has a receipt', () => {
  const inputOf = (name: string): unknown =>
    name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], contract);
  const taking = routesOfContract().filter(({ name, method, path }) => {
    if (method !== 'POST' || path.includes('{id}')) return false;
    const { inputSchema } = (inputOf(name) as { '~orpc': { inputSchema: z.ZodType } })['~orpc'];
    const { properties } = z.toJSONSchema(inputSchema, { unrepresentable: 'any', io: 'input' }) as {
      properties?: Record<string, unknown>;
    };
    return properties?.id !== undefined;
  });
  expect(taking.length).toBeGreaterThan(12);
  const id = '01890000-0000-7000-8000-000000000000';
  for (const route of taking) expect([route.name, clientIdOf(route, { id })]).toEqual([route.name, id]);
});

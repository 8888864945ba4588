import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packFileOf } from '#platform/rule-packs.ts';
import { aCounty, refusalOf } from '#testing/world.ts';
import type { RulePack } from './regime.model.ts';
import { loadedRegimes } from './regime.service.ts';

test('D01 D32: the regulation is read clause by clause, with its rules and the version they come from', async () => {
  const { people } = await aCounty();
  const regime = await people.inspector.api.regime.read({});
  expect(regime).toMatchObject({ id: 'tongcheng-2021', inForceFrom: '2021-03-18', jurisdiction: '421222' });
  expect(regime.hash).toMatch(/^[0-9a-f]{64}$/);
  const quarterly = regime.clauses.find((clause) => clause.id === 'tongcheng-2021:3.1.2');
  expect(quarterly?.text.zh).toContain('自运营之日起，每季度一次');
  expect(quarterly?.text.en).toMatch(/quarter/i);
  expect(quarterly?.rules.obligations.map((rule) => rule.anchor)).toContain('operation-day');
  const misprint = regime.clauses.find((clause) => clause.text.zh.includes('合法、不合规'));
  expect(misprint?.note?.zh).toBeTruthy();
});

test('D01: every check item carries at least one of the four dimensions', async () => {
  const { people } = await aCounty();
  const { clauses } = await people.auditor.api.regime.read({});
  const items = clauses.flatMap((clause) => clause.rules.checkItems);
  expect(items.length).toBeGreaterThan(40);
  for (const item of items) expect(item.dimensions.length, item.id).toBeGreaterThan(0);
});

test('D32: what the text does not name is marked as a local supplement', async () => {
  const { people } = await aCounty();
  const { clauses } = await people.office.api.regime.read({});
  const days = clauses
    .flatMap((clause) => clause.rules.parameters)
    .find((parameter) => parameter.path === 'rectification.period.serious');
  expect(days?.values[0]).toMatchObject({ value: 5, mark: 'local-supplement', from: '2021-03-18' });
});

test('a clause is cited by its permanent id; one that does not exist is refused', async () => {
  const { people } = await aCounty();
  expect((await people.contractor.api.regime.clause({ id: 'tongcheng-2021:1.4' })).zh).toContain(
    '《督办函》',
  );
  expect((await refusalOf(people.contractor.api.regime.clause({ id: 'tongcheng-2021:9' }))).code).toBe(
    'clause.not-found',
  );
  expect((await refusalOf(people.stranger.api.regime.read({}))).code).toBe('session.required');
});

test('the deadline for a serious finding on a day, and why: value, date, clause, layer and line', async () => {
  const { people } = await aCounty();
  const asked = await people.inspector.api.regime.values({ on: '2023-05-01' });
  expect(asked.layers.map(({ id, level }) => [id, level])).toEqual([
    ['cn', 'national'],
    ['hubei', 'province'],
    ['tongcheng-2021', 'county'],
  ]);
  const serious = asked.values.find(({ key }) => key === 'rectification.period.serious');
  expect(serious).toMatchObject({
    group: 'rectification',
    unit: 'working-days',
    inForce: { value: 5, from: '2021-03-18', until: null, mark: 'local-supplement' },
    said: { layer: 'tongcheng-2021' },
    overrides: [],
  });
  expect(serious?.inForce?.sources[0]).toMatchObject({
    clauseId: 'tongcheng-2021:1.4',
    clauseNumber: '一（四）',
  });
  const published = asked.values.find(({ key }) => key === 'disclosure.items.payments.within');
  expect(published).toMatchObject({
    said: { layer: 'cn' },
    inForce: { value: 20, mark: 'text', sources: [{ article: '第二十六条', clauseNumber: '第二十六条' }] },
  });
  const before = await people.inspector.api.regime.values({ on: '2021-03-17' });
  expect(before.values.every(({ inForce }) => inForce === null)).toBe(true);
  const lines = readFileSync(packFileOf('tongcheng-2021'), 'utf8').split('\n');
  expect(lines[(serious?.said?.line ?? 0) - 1]).toContain('values:');
});

test('a county that says otherwise than the nation: both are shown, the county’s holds', async () => {
  const { people } = await aCounty({ packId: 'example-jia-2022' });
  const { values } = await people.office.api.regime.values({ on: '2026-04-10' });
  const published = values.find(({ key }) => key === 'disclosure.items.payments.within');
  expect(published).toMatchObject({
    inForce: { value: 10 },
    said: { layer: 'example-jia-2022' },
    overrides: [{ layer: 'cn', value: 20, from: '2019-05-15' }],
  });
  const rung = values.find(({ key }) => key === 'rectification.escalation.interview.afterOverdueDays');
  expect(rung).toMatchObject({ group: 'escalation', inForce: { value: 15 }, owner: { zh: '约谈' } });
  expect(values.filter(({ group }) => group === 'scoring').length).toBeGreaterThan(6);
});

test('a clause of the nation is read like one of the county, with the instrument it stands in', async () => {
  const { people } = await aCounty();
  expect(await people.contractor.api.regime.clause({ id: 'cn-2020:period' })).toMatchObject({
    number: '第二百零一条、第二百零三条',
    instrument: { zh: '中华人民共和国民法典' },
  });
  const { clauses } = await people.office.api.regime.read({});
  expect(clauses.every(({ id }) => id.startsWith('tongcheng-2021:'))).toBe(true);
});

test('D32 停用: what a version retires stays readable at its clause, with the day', async () => {
  const shipped = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021')?.pack;
  const id = `retired-${process.pid}`;
  const named: RulePack = JSON.parse(
    JSON.stringify(shipped).replaceAll('tongcheng-2021:', `${id}:`),
  ) as RulePack;
  const [rule, ...rules] = named.obligations;
  const [item, ...items] = named.checkItems;
  if (!rule || !item) throw new Error('the pack has no entries');
  const county = await aCounty({
    pack: {
      ...named,
      id,
      obligations: [{ ...rule, until: '2026-01-01' }, ...rules],
      checkItems: [{ ...item, until: '2027-01-01' }, ...items],
    },
  });
  const { clauses } = await county.people.auditor.api.regime.read({});
  const shown = clauses.flatMap((clause) => [...clause.rules.obligations, ...clause.rules.checkItems]);
  const retiredOn = (of: string) => shown.find((entry) => entry.id === of)?.retiredOn;
  expect([rule.id, item.id, items[0]?.id ?? ''].map(retiredOn)).toEqual(['2026-01-01', '2027-01-01', null]);
  const { values } = await county.people.auditor.api.regime.values({});
  expect(values.filter((value) => value.retiredOn !== null).map(({ key }) => key)).toEqual([
    `obligations.${rule.id}.every.months`,
    `obligations.${rule.id}.graceDays`,
  ]);
});

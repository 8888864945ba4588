import { expect, test } from 'vitest';
import { aCounty, refusalOf } from '#testing/world.ts';

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
    .find((parameter) => parameter.path === 'rectification.workingDays.serious');
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

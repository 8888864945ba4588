import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { aCounty, type County, refusalOf } from '#testing/world.ts';

/** Until the check that was asked for has ended. */
async function checked(county: County) {
  const { auditor } = county.people;
  expect(await auditor.api.integrity.check({})).toEqual({ running: true });
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await auditor.api.integrity.read({});
    if (!found.running) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('the check did not end');
}

test('R6 audit checks now: a damaged file stands on the page with who brought it, and is gone from it once it is whole', async () => {
  const county = await aCounty({ alone: true });
  const { auditor, administrator, inspector } = county.people;
  const before = await auditor.api.integrity.read({});
  expect(before).toMatchObject({ last: null, damaged: 0, backup: { lastGood: null }, may: { check: true } });
  const id = await county.evidence(inspector);
  const { sha256 } = await county.db
    .selectFrom('evidence')
    .select('sha256')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const bytes = await readFile(county.pathOf(sha256));
  await rm(county.pathOf(sha256));
  const found = await checked(county);
  expect(found).toMatchObject({
    damaged: 1,
    last: { askedBy: 'person', faults: 1 },
    faults: [{ kind: 'file-missing', subject: sha256 }],
    damages: [{ sha256, kind: 'missing', evidence: { id, uploadedBy: inspector.name }, uses: [] }],
  });
  expect(await administrator.api.integrity.overview({})).toMatchObject({ damaged: 1 });
  await writeFile(county.pathOf(sha256), bytes);
  county.at('2026-04-11');
  expect(await checked(county)).toMatchObject({ damaged: 0, damages: [], last: { faults: 0 } });
});

test('who neither keeps the installation nor audits it is refused', async () => {
  const county = await aCounty();
  const { inspector, contractor } = county.people;
  for (const person of [inspector, contractor]) {
    expect((await refusalOf(person.api.integrity.read({}))).code).toBe('integrity.not-permitted');
    expect((await refusalOf(person.api.integrity.overview({}))).code).toBe('integrity.not-permitted');
    expect((await refusalOf(person.api.integrity.check({}))).code).toBe('integrity.not-permitted');
  }
});

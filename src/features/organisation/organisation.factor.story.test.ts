import { expect, test } from 'vitest';

import { record } from '#platform/event-log.ts';
import { totpCode } from '#platform/totp.ts';
import { aCounty, type County, refusalOf, type Somebody } from '#testing/world.ts';
import { routesOfContract } from '../../main.openapi.ts';
import { findPersonForUpdate, savePerson } from './organisation.person.store.ts';

const password = 'ricefield-harbour-9';

/** Gives somebody of the story a password and an app with its secret. */
async function enrolled(county: County, by: Somebody) {
  await county.db.transaction().execute(async (tx) => {
    const person = await findPersonForUpdate(tx, county.county, by.id);
    if (!person) throw new Error('nobody');
    const next = { ...person, version: person.version + 1 };
    const actor = { personId: by.id, organisationId: by.organisationId };
    const author = { county: county.county, actor, now: county.now(), newId: county.newId };
    const { id: aggregate, version } = next;
    await record(tx, author, [
      { type: 'person.password-changed', aggregateType: 'person', aggregate, version, body: {} },
    ]);
    await savePerson(tx, county.county, next, await county.world.passwords.hash(password));
  });
  const begun = await by.api.account.beginTotp({ name: '办公手机', password });
  const [row] = await county.asOwner<{ secret: Buffer }>('select secret from second_factor where id = $1', [
    begun.id,
  ]);
  const secret = row?.secret ?? Buffer.alloc(0);
  const code = () => totpCode(secret, county.now());
  const { recoveryCodes } = await by.api.account.confirmTotp({ id: begun.id, code: code() });
  return { id: begun.id, begun, code, recoveryCodes };
}

const minutesLater = (county: County, minutes: number) =>
  county.at(
    county
      .now()
      .add({ seconds: Math.round(minutes * 60) })
      .toString(),
  );

/** An act of the leading group that asks for a proof; without its object the refusal is the feature's own. */
const approve = (by: Somebody) =>
  by.api.disbursement.approve({ id: '00000000-0000-7000-8000-000000000000', basedOn: 1 } as never);

test('W21 S13: approving, paying, signing, deciding, activating and changing people are marked', () => {
  const marked = routesOfContract().filter(({ stepUp }) => stepUp);
  const names = marked.map(({ name }) => name);
  for (const name of [
    'disbursement.agree',
    'disbursement.approve',
    'disbursement.decline',
    'disbursement.pay',
    'supervisionLetter.sign',
    'disqualification.decide',
    'activation.approve',
    'account.removeFactor',
    'account.renewRecoveryCodes',
  ])
    expect(names).toContain(name);
});

test('W21 S13 in a county that requires it, a marked act is refused without a factor, without a proof, and with one older than five minutes', async () => {
  const county = await aCounty();
  const { leader } = county.people;
  expect((await refusalOf(approve(leader))).code).toBe('disbursement.not-found');
  await county.asOwner('update county set second_factor = true where county = $1', [county.county]);
  expect(await refusalOf(approve(leader))).toMatchObject({
    code: 'session.step-up-not-enrolled',
    status: 403,
  });
  const { code } = await enrolled(county, leader);
  expect((await refusalOf(approve(leader))).code).toBe('disbursement.not-found');
  minutesLater(county, 5);
  expect((await refusalOf(approve(leader))).code).toBe('disbursement.not-found');
  minutesLater(county, 0.1);
  expect((await refusalOf(approve(leader))).code).toBe('session.step-up-required');
  await leader.api.account.stepUp({ code: code() });
  expect((await refusalOf(approve(leader))).code).toBe('disbursement.not-found');
  expect(county.faults).toEqual([]);
});

test('W21 whoever has a factor is asked for it though the county requires none', async () => {
  const county = await aCounty();
  const { leader } = county.people;
  await enrolled(county, leader);
  minutesLater(county, 6);
  expect((await refusalOf(approve(leader))).code).toBe('session.step-up-required');
});

test('W21 a code serves once, of eight who bring it one; wrong codes are counted', async () => {
  const county = await aCounty();
  const { leader } = county.people;
  const { code } = await enrolled(county, leader);
  minutesLater(county, 10);
  const present = code();
  const bring = () =>
    leader.api.account.stepUp({ code: present }).then(
      () => 'proved',
      (error: { code: string }) => error.code,
    );
  const answers = await Promise.all(Array.from({ length: 5 }, bring));
  expect(answers.filter((answer) => answer === 'proved')).toHaveLength(1);
  expect((await refusalOf(leader.api.account.stepUp({ code: present }))).code).toBe(
    'second-factor.wrong-code',
  );
  minutesLater(county, 20);
  for (let round = 0; round < 5; round += 1)
    expect((await refusalOf(leader.api.account.stepUp({ code: '000000' }))).code).toBe(
      'second-factor.wrong-code',
    );
  expect((await refusalOf(leader.api.account.stepUp({ code: code() }))).code).toBe(
    'sign-in.too-many-attempts',
  );
});

test('W21 ten recovery codes stand in, each once; new ones end the old', async () => {
  const county = await aCounty();
  const { leader } = county.people;
  const { recoveryCodes } = await enrolled(county, leader);
  expect(recoveryCodes).toHaveLength(10);
  const [first = '', second = ''] = recoveryCodes;
  await leader.api.account.stepUp({ code: ` ${first.toLowerCase()} ` });
  expect((await refusalOf(leader.api.account.stepUp({ code: first }))).code).toBe('second-factor.wrong-code');
  expect((await leader.api.account.factors({})).recoveryCodesLeft).toBe(9);
  const { recoveryCodes: fresh } = await leader.api.account.renewRecoveryCodes({});
  expect((await refusalOf(leader.api.account.stepUp({ code: second }))).code).toBe(
    'second-factor.wrong-code',
  );
  await leader.api.account.stepUp({ code: fresh[0] ?? '' });
  const kept = await county.asOwner<{ text: string }>(
    "select encode(code_hash, 'escape') as text from recovery_code where person_id = $1",
    [leader.id],
  );
  for (const code of recoveryCodes)
    expect(kept.map(({ text }) => text).join()).not.toContain(code.slice(0, 9));
});

test('W21 a factor is registered with the password, and its last one stays where the county requires it', async () => {
  const county = await aCounty();
  const { leader, finance } = county.people;
  const { id } = await enrolled(county, leader);
  expect((await refusalOf(leader.api.account.beginTotp({ name: '另一部', password: 'not it' }))).code).toBe(
    'second-factor.wrong-password',
  );
  await county.asOwner('update county set second_factor = true where county = $1', [county.county]);
  expect((await refusalOf(leader.api.account.removeFactor({ id }))).code).toBe('second-factor.last-required');
  await county.asOwner('update county set second_factor = false where county = $1', [county.county]);
  expect((await refusalOf(finance.api.account.removeFactor({ id }))).code).toBe('second-factor.not-found');
  expect((await leader.api.account.removeFactor({ id })).items).toEqual([]);
});

test('W19 a person sees the own sessions and ends one; the sign-ins of all are for audit, the leading group and administrators', async () => {
  const county = await aCounty();
  const { leader, auditor, finance, contractor } = county.people;
  await county.asOwner(
    `update session set seen_at = '2026-04-10T00:59:00Z', expires_at = '2026-04-10T09:00:00Z' where county = '${county.county}' and person_id = '${leader.id}'`,
  );
  const { items } = await leader.api.account.sessions({});
  expect(items).toMatchObject([{ present: true }]);
  expect((await refusalOf(finance.api.account.endSession({ id: items[0]?.id ?? '' }))).code).toBe(
    'account-session.not-found',
  );
  await leader.api.account.endSession({ id: items[0]?.id ?? '' });
  expect((await refusalOf(leader.api.account.sessions({}))).code).toBe('session.required');
  expect((await auditor.api.account.signIns({})).items).toMatchObject([
    { kind: 'ended', personName: leader.name },
  ]);
  for (const nobody of [finance, contractor]) {
    expect((await refusalOf(nobody.api.account.signIns({}))).code).toBe('sign-ins.not-permitted');
    expect((await nobody.api.account.signIns({ mine: 'yes' })).items).toEqual([]);
  }
});

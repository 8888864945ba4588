import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aTriggeredCounty, openedCase, servedCase, silentCase } from '#testing/cases.ts';
import { todayOf } from '#testing/gate.ts';
import type { County } from '#testing/world.ts';

// What the service refuses, the database refuses too: these write as the product's own role, past every rule of the code.

const violated = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
  return 'nothing stood in the way';
};

const anEvent = (county: County, id: string, version: number) =>
  record(
    county.db,
    {
      county: county.county,
      actor: { personId: county.people.office.id, organisationId: county.organisations.office },
      now: county.now(),
      newId: county.newId,
    },
    [
      {
        type: 'disqualification.forged',
        aggregateType: 'disqualification',
        aggregate: id,
        version,
        body: {},
      },
    ],
  );

async function forgedStep(
  county: County,
  id: string,
  version: number,
  step: string,
  over: { on?: string; from?: string; by?: string; body?: object } = {},
) {
  await anEvent(county, id, version);
  const on = over.on ?? todayOf(county);
  return county.db
    .insertInto('disqualification_step')
    .values({
      county: county.county,
      id: county.newId(),
      case_id: id,
      version,
      step,
      taken_on: on,
      from_on: over.from ?? on,
      ends_on: on,
      recorded_by: over.by ?? county.people.leader.id,
      body: JSON.stringify(over.body ?? { step, outcome: 'cancel' }),
    })
    .execute();
}

test('D12: the database takes no step out of its order, before its day, twice, or by who opened the case', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { id, version } = await openedCase(triggered);
  const steps = ['statement', 'deliberation', 'decision', 'service', 'settlement'];
  for (const [at, step] of steps.entries())
    expect([step, await violated(forgedStep(county, id, version + 1 + at, step))]).toEqual([
      step,
      'disqualification_step_in_order',
    ]);
});

test('D12: the database takes no step before the time to speak has run', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { id, version } = await silentCase(triggered);
  expect(await violated(forgedStep(county, id, version + 1, 'deliberation', { on: '2026-06-05' }))).toBe(
    'disqualification_step_in_time',
  );
  expect(await violated(forgedStep(county, id, version + 2, 'statement'))).toBe(
    'disqualification_step_county_case_id_step_key',
  );
  await forgedStep(county, id, version + 3, 'deliberation');
  expect(
    await violated(forgedStep(county, id, version + 4, 'decision', { by: county.people.office.id })),
  ).toBe('disqualification_four_eyes');
});

test('D12: the facts of a case, its ground and its procedure are never changed, and a state is only reached by its steps', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { id, version } = await openedCase(triggered);
  const attempts = [
    sql`laid_out = jsonb_set(laid_out, '{late}', '9')`,
    sql`ground = jsonb_set(ground, '{id}', '"other"')`,
    sql`procedure = jsonb_set(procedure, '{steps}', '[]')`,
    sql`reasons = '另有原因'`,
    sql`opened_by = ${county.people.leader.id}::uuid`,
    sql`pack_hash = 'f'`,
    sql`state = 'disqualified'`,
    sql`state = 'kept'`,
    sql`state = 'settled'`,
  ];
  await anEvent(county, id, version + 1);
  for (const attempt of attempts)
    expect(
      await violated(
        sql`update disqualification_case set ${attempt}, version = version + 1 where county = ${county.county} and id = ${id}`.execute(
          county.db,
        ),
      ),
    ).toBe('disqualification_case_is_fixed');
  expect(
    await violated(
      sql`update disqualification_step set taken_on = '2020-01-01' where county = ${county.county}`.execute(
        county.db,
      ),
    ),
  ).toMatch(/permission denied/);
});

test('D12: a stop of payments is lifted at most, and one that follows from a disqualification never', async () => {
  const triggered = await aTriggeredCounty();
  const { county, baseline } = triggered;
  const served = await servedCase(triggered);
  const update = (set: ReturnType<typeof sql>) =>
    sql`update payment_stop set ${set} where county = ${county.county} and case_id = ${served.id}`.execute(
      county.db,
    );
  expect(await violated(update(sql`kind = 'held'`))).toBe('payment_stop_is_fixed');
  expect(await violated(update(sql`lifted_on = '2026-06-09', lifted_version = ${served.version}`))).toMatch(
    /payment_stop_check/,
  );
  // A payment past every rule of the code.
  const id = county.newId();
  await record(
    county.db,
    {
      county: county.county,
      actor: { personId: county.people.finance.id, organisationId: county.organisations.finance },
      now: county.now(),
      newId: county.newId,
    },
    [{ type: 'payment.forged', aggregateType: 'payment', aggregate: id, version: 1, body: {} }],
  );
  const forged = county.db
    .insertInto('payment')
    .values({
      county: county.county,
      id,
      version: 1,
      agreement_id: baseline.agreementId,
      instalment_id: baseline.instalments[0] ?? '',
      decision_id: county.newId(),
      amount_fen: 100,
      paid_on: todayOf(county),
      voucher: '伪造1',
      paid_by: county.people.finance.id,
    })
    .execute();
  expect(await violated(forged)).toBe('payment_without_stop');
});

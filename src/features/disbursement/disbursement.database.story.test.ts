import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline, ended } from '#testing/baseline.ts';
import { agreed, allDone, approved, paid, proposed, requested, settled, todayOf } from '#testing/gate.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

// What the service refuses, the database refuses too: these write as the product's own role, past every rule of the code.

async function ready(options: Parameters<typeof aBaseline>[1] = {}) {
  const county = await aCounty();
  const baseline = await aBaseline(county, options);
  await allDone(county, baseline);
  const [first = '', second = ''] = baseline.instalments;
  return { county, baseline, first, second };
}

const author = (county: County) => ({
  county: county.county,
  actor: { personId: county.people.finance.id, organisationId: county.organisations.finance },
  now: county.now(),
  newId: county.newId,
});

/** An event for a record's next version, so that nothing but the lock under test stands in the way. */
const anEvent = (county: County, aggregateType: string, aggregate: string, version: number) =>
  record(county.db, author(county), [
    { type: `${aggregateType}.forged`, aggregateType, aggregate, version, body: {} },
  ]);

async function forgedPayment(
  county: County,
  payment: { agreementId: string; instalmentId: string; decisionId: string; amountFen: number },
) {
  const id = county.newId();
  await anEvent(county, 'payment', id, 1);
  return county.db
    .insertInto('payment')
    .values({
      county: county.county,
      id,
      version: 1,
      agreement_id: payment.agreementId,
      instalment_id: payment.instalmentId,
      decision_id: payment.decisionId,
      amount_fen: payment.amountFen,
      paid_on: todayOf(county),
      voucher: `伪造${id}`,
      paid_by: county.people.finance.id,
    })
    .execute();
}

const violated = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
  return 'nothing stopped it';
};

test('N02 D11 一(四): the database takes no payment without a decision that is approved, on this instalment, of this amount', async () => {
  const { county, baseline, first, second } = await ready();
  const { agreementId } = baseline;
  await requested(county, first);
  const decisionId = (await proposed(county, first)).decisions[0]?.id ?? '';
  const pay = (over: Partial<Parameters<typeof forgedPayment>[1]>) =>
    violated(
      forgedPayment(county, { agreementId, instalmentId: first, decisionId, amountFen: 90_000_000, ...over }),
    );
  expect(await pay({ decisionId: county.newId() })).toMatch(/^payment_county_decision_id/);
  // Proposed, and agreed by finance: still no approval, so nothing is payable.
  expect(await pay({})).toMatch(/^payment_county_decision_id/);
  await agreed(county, first);
  expect(await pay({})).toMatch(/^payment_county_decision_id/);
  await approved(county, first);
  expect(await pay({ amountFen: 89_999_999 })).toMatch(/^payment_county_decision_id/);
  expect(await pay({ amountFen: 90_000_001 })).toBe('payment_within_instalment');
  expect(await pay({ instalmentId: second })).toMatch(/^payment_county_decision_id/);
  expect(await pay({ agreementId: baseline.rivalAgreementId })).toBe('payment_within_instalment');
  expect(await pay({})).toBe('nothing stopped it');
  expect(await pay({})).toMatch(/^payment_county_(instalment|decision)_id_key$/);
});

test('N02 D11 一(四): paid once, it is neither paid again, nor changed, nor deleted', async () => {
  const { county, baseline, first } = await ready();
  const done = await settled(county, first, '财付1');
  const [decision] = done.decisions;
  const { finance } = county.people;
  const again = finance.api.disbursement.pay({
    id: decision?.id ?? '',
    basedOn: decision?.version ?? 0,
    voucher: '财付2',
    paidOn: todayOf(county),
  });
  expect(await refusalOf(again)).toMatchObject({
    code: 'disbursement.paid-already',
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });
  const twice = forgedPayment(county, {
    agreementId: baseline.agreementId,
    instalmentId: first,
    decisionId: decision?.id ?? '',
    amountFen: 90_000_000,
  });
  expect(await violated(twice)).toMatch(/^payment_county_(instalment|decision)_id_key$/);
  for (const statement of [
    sql`update payment set amount_fen = 1 where county = ${county.county}`,
    sql`delete from payment where county = ${county.county}`,
    sql`delete from payment_decision where county = ${county.county}`,
    sql`update gate_evaluation set recommended_fen = 0 where county = ${county.county}`,
  ])
    expect(await violated(statement.execute(county.db))).toMatch(/permission denied/);
  await anEvent(county, 'payment-decision', decision?.id ?? '', (decision?.version ?? 0) + 1);
  const reopened = sql`update payment_decision set version = version + 1, state = 'approved' where county = ${county.county} and id = ${decision?.id}`;
  expect(await violated(reopened.execute(county.db))).toBe('payment_decision_within_gate');
});

test('N02 D11 一(四): a voucher pays one instalment', async () => {
  const { county, first, second } = await ready();
  await settled(county, first, '财付1');
  await requested(county, second);
  await proposed(county, second);
  await agreed(county, second);
  await approved(county, second);
  expect(await refusalOf(paid(county, second, '财付1'))).toMatchObject({
    code: 'disbursement.voucher-taken',
    facts: { voucher: '财付1' },
  });
  expect((await paid(county, second, '财付2')).instalment.state).toBe('paid');
});

test('N02 D11 一(四): what was proposed is not rewritten, and nothing but withholding is decided against a hard stop', async () => {
  const { county, first } = await ready();
  await requested(county, first);
  const [decision] = (await proposed(county, first)).decisions;
  const id = decision?.id ?? '';
  await anEvent(county, 'payment-decision', id, 2);
  for (const change of [
    sql`amount_fen = 1`,
    sql`reasons = '改写'`,
    sql`evaluation_id = evaluation_id, outcome = 'withhold'`,
  ]) {
    const rewritten = sql`update payment_decision set version = 2, ${change} where county = ${county.county} and id = ${id}`;
    expect(await violated(rewritten.execute(county.db))).toBe('payment_decision_within_gate');
  }
  const self = sql`update payment_decision set version = 2, finance_by = proposed_by where county = ${county.county} and id = ${id}`;
  expect(await violated(self.execute(county.db))).toMatch(/^payment_decision_.*check/);
  const alone = sql`update payment_decision set version = 2, state = 'approved', payable_fen = amount_fen, approved_by = ${county.people.leader.id}
    where county = ${county.county} and id = ${id}`;
  expect(await violated(alone.execute(county.db))).toMatch(/^payment_decision_.*check/);

  const { county: other, baseline } = await ready();
  const third = baseline.instalments[2] ?? '';
  await requested(other, third);
  const withheld = (await proposed(other, third)).decisions[0];
  const forged = other.newId();
  await anEvent(other, 'payment-decision', forged, 1);
  const against = sql`insert into payment_decision (county, id, version, instalment_id, evaluation_id, state, outcome, amount_fen, departs, reasons, proposed_by, proposed_at)
    values (${other.county}, ${forged}, 1, ${third}, ${withheld?.evaluation.id}, 'proposed', 'pay', 1000, true, '硬付一笔', ${other.people.lead.id}, now())`;
  expect(await violated(against.execute(other.db))).toBe('payment_decision_within_gate');
});

test('D11 D23 二(六): never above the contract: the gate stops it, and so does the database', async () => {
  const { county, baseline, first, second } = await ready();
  await settled(county, first, '财付1');
  // An instalment grown behind the contract's back: 2,100,000.01 元 where 2,100,000.00 are left.
  const { instalment } = await county.people.lead.api.disbursement.find({ id: second });
  await anEvent(county, 'instalment', second, instalment.version + 1);
  await sql`update instalment set version = version + 1, amount_fen = 210000001 where county = ${county.county} and id = ${second}`.execute(
    county.db,
  );
  const { gate } = await requested(county, second);
  const contract = gate.conditions.find(({ id }) => id === 'within-contract');
  expect(contract).toMatchObject({ met: false, class: 'hard-stop' });
  expect(contract?.arithmetic).toEqual([
    { name: 'contractFen', value: 300_000_000 },
    { name: 'paidFen', value: 90_000_000 },
    { name: 'leftFen', value: 210_000_000 },
    { name: 'instalmentFen', value: 210_000_001 },
  ]);
  const stopped = await refusalOf(
    proposed(county, second, { amountFen: 210_000_001, reasons: '合同之外再付一分' }),
  );
  expect(stopped).toMatchObject({
    code: 'disbursement.hard-stop',
    facts: { conditions: ['within-contract'] },
  });
  expect(stopped.basis).toEqual([{ clause: 'tongcheng-2021:2.6', localSupplement: true }]);

  // A decision forged whole, with an evaluation that saw nothing amiss: the contract itself still says no.
  const evaluation = county.newId();
  const decision = county.newId();
  await anEvent(county, 'payment-decision', decision, 1);
  await sql`insert into gate_evaluation (county, id, instalment_id, as_of, amount_fen, conditions, recommendation, recommended_fen, hard_stop, input_digest, pack_id, pack_version, pack_hash, evaluated_at)
    values (${county.county}, ${evaluation}, ${second}, ${todayOf(county)}, 210000001, '[]', 'pay', 210000001, false, '-', '-', '-', '-', now())`.execute(
    county.db,
  );
  await sql`insert into payment_decision (county, id, version, instalment_id, evaluation_id, state, outcome, amount_fen, payable_fen, departs, proposed_by, proposed_at, finance_by, approved_by)
    values (${county.county}, ${decision}, 1, ${second}, ${evaluation}, 'approved', 'pay', 210000001, 210000001, false, ${county.people.lead.id}, now(),
      ${county.people.finance.id}, ${county.people.leader.id})`.execute(county.db);
  const payment = {
    agreementId: baseline.agreementId,
    instalmentId: second,
    decisionId: decision,
    amountFen: 210_000_001,
  };
  expect(await violated(forgedPayment(county, payment))).toBe('payment_within_contract');
});

test('D23 二(六): an area draws at most its share of central money, counted over the contract’s budget', async () => {
  // 15 per cent of 15,000,000 元 are 2,250,000; the service centre has 12/30 of a contract of 20,000,000.
  const { county, first } = await ready({ amountYuan: 20_000_000 });
  const { gate } = await requested(county, first);
  const cap = gate.conditions.find(({ id }) => id === 'within-cap');
  expect(cap).toMatchObject({
    met: false,
    class: 'hard-stop',
    steps: [{ act: 'keep-to-cap', by: 'commerce-bureau' }],
  });
  expect(cap?.arithmetic).toEqual([
    { name: 'centralFen', value: 1_500_000_000 },
    { name: 'capPercent', value: 15, of: 'service-centre' },
    { name: 'capFen', value: 225_000_000, of: 'service-centre' },
    { name: 'areaPaidFen', value: 0, of: 'service-centre' },
    { name: 'areaPartFen', value: 240_000_000, of: 'service-centre' },
    { name: 'leftFen', value: 225_000_000, of: 'service-centre' },
  ]);
  const stopped = await refusalOf(
    proposed(county, first, { amountFen: 600_000_000, reasons: '上级口头同意突破' }),
  );
  expect(stopped).toMatchObject({ code: 'disbursement.hard-stop', facts: { conditions: ['within-cap'] } });
  expect(stopped.basis).toEqual([
    { clause: 'tongcheng-2021:2.6', localSupplement: true },
    { instrument: '财办建〔2018〕102号' },
  ]);
});

test('D12 一(四): after termination nothing is asked for, decided or paid; an approval before it pays nothing either', async () => {
  const { county, baseline, first, second } = await ready();
  const { office, finance, contractor, leader } = county.people;
  await requested(county, first);
  await requested(county, second);
  await proposed(county, first);
  await agreed(county, first);
  const [decision] = (await approved(county, first)).decisions;
  const { agreement } = await office.api.agreement.find({ id: baseline.agreementId });
  await ended(county, {
    id: agreement.id,
    basedOn: agreement.version,
    state: 'terminated',
    reason: '多次存在问题且未及时整改',
  });

  const notDisqualified = {
    code: 'disbursement.hard-stop',
    facts: { conditions: ['not-disqualified'] },
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  };
  const before = await county.events();
  expect(await refusalOf(paid(county, first, '财付1'))).toMatchObject(notDisqualified);
  expect(
    await refusalOf(proposed(county, second, { amountFen: 120_000_000, reasons: '工程款已垫付' })),
  ).toMatchObject(notDisqualified);
  const third = baseline.instalments[2] ?? '';
  expect(await refusalOf(contractor.api.disbursement.request({ id: third, basedOn: 1 }))).toMatchObject(
    notDisqualified,
  );
  expect(await county.events()).toBe(before);
  const payment = {
    agreementId: baseline.agreementId,
    instalmentId: first,
    decisionId: decision?.id ?? '',
    amountFen: 90_000_000,
  };
  expect(await violated(forgedPayment(county, payment))).toBe('payment_not_terminated');

  county.at('2026-04-10T10:00:00+08:00');
  // The approval is taken back, and withholding is what remains to decide.
  const back = await leader.api.disbursement.decline({
    id: decision?.id ?? '',
    basedOn: decision?.version ?? 0,
    reason: '承办资格已取消，停止拨付',
  });
  expect(back.instalment.state).toBe('requested');
  expect((await proposed(county, first)).decisions[0]).toMatchObject({ outcome: 'withhold', amountFen: 0 });
  const late = finance.api.disbursement.pay({
    id: decision?.id ?? '',
    basedOn: 4,
    voucher: '财付2',
    paidOn: todayOf(county),
  });
  expect((await refusalOf(late)).code).toBe('disbursement.not-approved');
});

test('D12 一(四): terminated and paid at once: whichever comes first, no payment stands after the termination', async () => {
  const { county, baseline, first } = await ready();
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  await approved(county, first);
  const { agreement } = await county.people.office.api.agreement.find({ id: baseline.agreementId });
  const end = ended(county, {
    id: agreement.id,
    basedOn: agreement.version,
    state: 'terminated',
    reason: '多次存在问题且未及时整改',
  });
  const { granted, refusals } = await race([end, paid(county, first, '财付1')]);
  expect(granted + refusals.length).toBe(2);
  expect(refusals.every((code) => code === 'disbursement.hard-stop')).toBe(true);
});

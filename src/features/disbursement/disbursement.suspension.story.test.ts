import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { agreed, allDone, approved, paid, proposed, requested } from '#testing/gate.ts';
import { orderedRectifications, reported, verified } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

const lastDay = '2026-06-05';
const steps = ['second', 'interview', 'circular', 'suspend-payment'] as const;

async function versionOf(county: County, id: string): Promise<number> {
  return (await county.people.office.api.rectification.find({ id })).rectification.version;
}

async function stepsTaken(county: County, id: string, taken: readonly (typeof steps)[number][] = steps) {
  for (const step of taken)
    await county.people.office.api.rectification.takeStep({
      id,
      basedOn: await versionOf(county, id),
      step,
      note: '书面送达承办企业',
    });
}

/** An instalment approved in April; one item ordered and never put right, 30 days overdue in June. */
async function aStory(count = 1) {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await allDone(county, baseline);
  await theGroup(county);
  const [first = '', second = ''] = baseline.instalments;
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  await approved(county, first);
  const items = await orderedRectifications(county, baseline, count);
  county.at(lastDay);
  const stops = async (by = county.people.office) =>
    (await by.api.disbursement.suspensions({ agreementId: baseline.agreementId })).items;
  return { county, baseline, first, second, items, item: items[0] ?? '', stops };
}

async function proposedLift(county: County, id: string) {
  const { proposal } = await county.people.office.api.disbursement.lift({
    id,
    reason: '整改到位，经核实恢复拨付',
  });
  return { id: proposal.id, basedOn: proposal.version };
}

test('D10 D11 一(四) mission 0.5: the last step of the ladder suspends payments; the gate says so with clause, letter and item, and nobody passes it', async () => {
  const { county, first, second, item, stops } = await aStory();
  const { contractor, outsider, office, lead } = county.people;
  await stepsTaken(county, item, ['second', 'interview', 'circular']);
  expect(await stops()).toEqual([]);
  await stepsTaken(county, item, ['suspend-payment']);

  const { rectification } = await office.api.rectification.find({ id: item });
  const [stop] = await stops(contractor);
  expect(stop).toMatchObject({
    fromOn: lastDay,
    liftedOn: null,
    item: { id: item, finding: rectification.finding.number, letter: rectification.letter.number },
    may: { lift: false },
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
  expect(await stops(outsider)).toEqual([]);
  for (const by of [contractor, lead]) {
    const { gate } = await by.api.disbursement.find({ id: first });
    expect(gate).toMatchObject({ hardStop: true, recommendedFen: 0, recommendation: 'withhold' });
    expect(gate.conditions[0]).toMatchObject({
      id: 'not-suspended',
      class: 'hard-stop',
      met: false,
      evidence: [
        {
          type: 'rectification',
          id: item,
          label: rectification.finding.number,
          facts: { letter: rectification.letter.number, fromOn: lastDay },
          against: true,
        },
      ],
      steps: [
        { act: 'rectify', by: 'contractor' },
        { act: 'lift-suspension', by: 'office' },
      ],
      basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
    });
  }
  // Approved before is not paid after.
  const refusal = { code: 'disbursement.hard-stop', basis: [{ clause: 'tongcheng-2021:1.4' }] };
  const before = await county.events();
  const refusedPay = await refusalOf(paid(county, first, '财付1'));
  expect(refusedPay).toMatchObject(refusal);
  expect(refusedPay.facts.conditions).toContain('not-suspended');
  expect(await county.events()).toBe(before);
  await requested(county, second);
  expect(
    await refusalOf(proposed(county, second, { amountFen: 100, reasons: '企业已垫付工程款' })),
  ).toMatchObject(refusal);
});

test('D10 D11: the database refuses a payment under a suspension too, and a suspension lifted by one hand', async () => {
  const { county, baseline, item, first, stops } = await aStory();
  await stepsTaken(county, item);
  const { finance, office } = county.people;
  const { decisions } = await finance.api.disbursement.find({ id: first });
  const [stop] = await stops();
  const forged = county.newId();
  const constraint = async (work: Promise<unknown>) =>
    work.then(
      () => 'granted',
      (error: { constraint?: string }) => error.constraint,
    );
  const payment = sql`insert into payment (county, id, version, agreement_id, instalment_id, decision_id, amount_fen, paid_on, voucher, paid_by)
    values (${county.county}, ${forged}, 1, ${baseline.agreementId}, ${first}, ${decisions[0]?.id}, 1, ${lastDay}, '伪造', ${finance.id})`;
  expect(await constraint(payment.execute(county.db))).toBe('payment_without_suspension');
  const { id: proposal } = await proposedLift(county, stop?.id ?? '');
  const lift = sql`update payment_suspension set lifted_on = ${lastDay}, lifted_by = ${office.id}, lifted_version = 1, proposal_id = ${proposal}
    where county = ${county.county} and id = ${stop?.id}`;
  expect(await constraint(lift.execute(county.db))).toBe('payment_suspension_two_people');
  const moved = sql`update payment_suspension set from_on = '2026-07-01' where county = ${county.county} and id = ${stop?.id}`;
  expect(await constraint(moved.execute(county.db))).toBe('payment_suspension_is_fixed');
});

test('D10 D11: closing the item lifts nothing; the office proposes, a signatory of the leading group confirms, and only then it is paid', async () => {
  const { county, item, first, stops } = await aStory();
  const { office, reviewer, lead, leader, finance, contractor, drafter } = county.people;
  await stepsTaken(county, item);
  await reported(county, item);
  const { version } = await verified(county, item);
  await office.api.rectification.close({ id: item, basedOn: version });
  const [stop] = await stops();
  const id = stop?.id ?? '';
  expect(stop).toMatchObject({ liftedOn: null, may: { lift: true } });
  expect((await refusalOf(paid(county, first, '财付1'))).code).toBe('disbursement.hard-stop');

  const lift = (by: County['people']['office']) =>
    by.api.disbursement.lift({ id, reason: '整改到位，恢复拨付' });
  for (const by of [lead, finance, leader, contractor])
    expect((await refusalOf(lift(by))).code).toMatch(/not-permitted$/);
  expect(
    (await refusalOf(office.api.disbursement.lift({ id: county.newId(), reason: '整改到位，恢复拨付' })))
      .code,
  ).toBe('suspension.not-found');
  const asked = await proposedLift(county, id);
  expect((await refusalOf(lift(drafter))).code).toBe('proposal.one-open');
  expect((await stops())[0]?.liftedOn).toBeNull();
  // Neither its proposer, nor another of the office, nor finance.
  expect((await refusalOf(office.api.proposal.confirm(asked))).code).toBe('proposal.four-eyes');
  for (const by of [reviewer, finance, lead])
    expect((await refusalOf(by.api.proposal.confirm(asked))).code).toBe('proposal.not-permitted');
  const { needs } = await leader.api.home.read({});
  expect(JSON.stringify(needs)).toContain(asked.id);
  await leader.api.proposal.confirm(asked);
  expect(await stops()).toMatchObject([{ liftedOn: expect.any(String), may: { lift: false } }]);
  const { gate } = await contractor.api.disbursement.find({ id: first });
  expect(gate.conditions.some((one) => one.id === 'not-suspended')).toBe(false);
  expect((await paid(county, first, '财付1')).instalment.state).toBe('paid');
  expect(await refusalOf(lift(office))).toMatchObject({
    code: 'disbursement.not-suspended',
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
});

test('D10 D11: two items suspend a contract twice, and lifting one leaves the other', async () => {
  const { county, items, first, stops } = await aStory(2);
  for (const item of items) await stepsTaken(county, item);
  const [one, other] = await stops();
  await county.people.leader.api.proposal.confirm(await proposedLift(county, one?.id ?? ''));
  expect((await stops()).map(({ id, liftedOn }) => [id, liftedOn === null])).toEqual([
    [other?.id, true],
    [one?.id, false],
  ]);
  expect((await refusalOf(paid(county, first, '财付1'))).facts.conditions).toContain('not-suspended');
});

test('D10 D11: eight confirm the lifting at once, and it is lifted once', async () => {
  const { county, item, stops } = await aStory();
  await stepsTaken(county, item);
  const asked = await proposedLift(county, (await stops())[0]?.id ?? '');
  const before = await county.events();
  const outcome = await race(
    Array.from({ length: 8 }, () => county.people.leader.api.proposal.confirm(asked)),
  );
  expect(outcome.granted).toBe(1);
  expect(new Set(outcome.refusals)).toEqual(new Set(['proposal.wrong-state']));
  expect(await county.events()).toBe(before + 2);
});

test('D10 D11: suspended and paid at once: the payment came first, or it is refused', async () => {
  const { county, item, first, stops } = await aStory();
  await stepsTaken(county, item, ['second', 'interview', 'circular']);
  const { granted, refusals } = await race([
    stepsTaken(county, item, ['suspend-payment']),
    paid(county, first, '财付1'),
  ]);
  expect(granted + refusals.length).toBe(2);
  expect(refusals.every((code) => code === 'disbursement.hard-stop')).toBe(true);
  expect(await stops()).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

const terms = (county: County, baseline: Baseline, amountFen: number, lot = '09') => ({
  projectId: baseline.projectId,
  contractorId: county.organisations.contractor,
  number: `DS-2025-${lot}`,
  name: '供应链建设合同',
  lot,
  areas: ['supply-chain' as const],
  signedOn: '2025-02-20',
  startsOn: '2025-03-01',
  endsOn: '2026-06-30',
  amountFen,
  lineKeys: [baseline.lines['supply-chain']],
  instalments: [
    {
      number: 1,
      name: '一次付清',
      amountFen,
      condition: '验收合格后',
      requiredProgress: 100,
      plannedOn: '2026-06-30',
    },
  ],
});
const yuan = (amount: number) => amount * 100;
const budgetFen = yuan(1_500_000);

test('D11 D23 严格落实方案: ¥999,999,999.99 is refused at signing, with the line, the numbers and the clause', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const events = await county.events();
  const refusal = await refusalOf(office.api.agreement.sign(terms(county, baseline, 99_999_999_999)));
  expect(refusal).toMatchObject({
    code: 'agreement.above-line',
    facts: {
      task: '建设农产品供应链中心',
      budgetFen,
      heldFen: 0,
      freeFen: budgetFen,
      askedFen: 99_999_999_999,
    },
  });
  expect(refusal.basis.length).toBeGreaterThan(0);
  expect((await refusalOf(office.api.agreement.sign(terms(county, baseline, budgetFen + 1)))).code).toBe(
    'agreement.above-line',
  );
  expect(await county.events()).toBe(events);

  const { agreement, instalments } = await office.api.agreement.sign(terms(county, baseline, budgetFen));
  // What is promised is not promised again, not even a fen of it; nor by a supplement.
  expect(await refusalOf(office.api.agreement.sign(terms(county, baseline, 1, '10')))).toMatchObject({
    code: 'agreement.above-line',
    facts: { heldFen: budgetFen, freeFen: 0 },
  });
  const supplement = {
    id: agreement.id,
    basedOn: agreement.version,
    reason: '双方签订补充协议',
    name: agreement.name,
    areas: agreement.areas,
    endsOn: agreement.endsOn,
    lineKeys: agreement.lineKeys,
  };
  const stage = (amountFen: number) =>
    instalments.map(({ number, name, condition, requiredProgress, plannedOn }) => ({
      number,
      name,
      amountFen,
      condition,
      requiredProgress,
      plannedOn,
    }));
  const raised = { ...supplement, amountFen: budgetFen + 1, instalments: stage(budgetFen + 1) };
  expect((await refusalOf(office.api.agreement.amend(raised))).code).toBe('agreement.above-line');
  const lowered = { ...supplement, amountFen: budgetFen - 1, instalments: stage(budgetFen - 1) };
  expect((await office.api.agreement.amend(lowered)).agreement.amountFen).toBe(budgetFen - 1);
});

test('eight contracts at once on one line: as many as its budget holds, and no more', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const attempts = await race(
    Array.from({ length: 8 }, (_, at) =>
      office.api.agreement.sign(terms(county, baseline, yuan(500_000), `2${at}`)),
    ),
  );
  expect(attempts.granted).toBe(3);
  expect(new Set(attempts.refusals)).toEqual(new Set(['agreement.above-line']));
});

test('the database holds contracts and payments within the project’s money, whoever writes; and the gate stops above it', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const raise = (id: string, amountFen: number) =>
    county.asOwner(
      `with told as (insert into event (county, id, type, aggregate_type, aggregate, version, received_at, body, salt, digest)
         select county, $4, 'agreement.amended', 'agreement', id, version + 1, now(), '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from agreement where county = $1 and id = $2)
       update agreement set amount_fen = $3, version = version + 1 where county = $1 and id = $2`,
      [county.county, id, amountFen, county.newId()],
    );
  await expect(raise(baseline.agreementId, yuan(18_000_001))).rejects.toThrow(/exceed the money/);
  const shrink = (fen: number) =>
    county.asOwner(
      `with told as (insert into event (county, id, type, aggregate_type, aggregate, version, received_at, body, salt, digest)
         select county, $4, 'project.amended', 'project', id, version + 1, now(), '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from project where county = $1 and id = $2)
       update project set central_fen = $3, local_fen = 0, version = version + 1 where county = $1 and id = $2`,
      [county.county, baseline.projectId, fen, county.newId()],
    );
  await expect(shrink(yuan(5_000_000) - 1)).rejects.toThrow(/would not cover/);

  // Old data: as if the money had been lowered before the guard was there.
  const [instalmentId = ''] = baseline.instalments;
  const gate = async () =>
    (await county.people.finance.api.disbursement.find({ id: instalmentId })).gate?.conditions.find(
      ({ id }) => id === 'within-contract',
    );
  expect(await gate()).toMatchObject({ met: true });
  await county.asOwner('alter table project disable trigger project_covers_contracts');
  await shrink(yuan(4_000_000)).finally(() =>
    county.asOwner('alter table project enable trigger project_covers_contracts'),
  );
  const stopped = await gate();
  expect(stopped).toMatchObject({ met: false, class: 'hard-stop' });
  expect(stopped?.arithmetic).toEqual(
    expect.arrayContaining([
      { name: 'projectFen', value: yuan(4_000_000) },
      { name: 'projectPromisedFen', value: yuan(5_000_000) },
    ]),
  );
});

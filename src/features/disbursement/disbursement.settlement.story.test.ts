import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { agreed, allDone, approved, paid, requested } from '#testing/gate.ts';
import { scoredPack } from '#testing/scoring.ts';
import { aCounty, refusalOf } from '#testing/world.ts';
import type { RulePack } from '../regime/regime.model.ts';

/** A county that pays by quantity or by a share of investment; its gate looks at nothing else. */
function payingByQuantity(): RulePack {
  const shipped = scoredPack();
  const basis = [...shipped.money.instalments.basis];
  const dated = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });
  const words = { zh: '培训', en: 'Training' };
  return {
    ...shipped,
    id: 'unit-2021',
    gate: {
      ...shipped.gate,
      conditions: shipped.gate.conditions.filter(
        ({ id }) => id === 'within-instalment' || id === 'within-contract',
      ),
    },
    money: {
      ...shipped.money,
      instalments: {
        kinds: ['unit-price', 'reimbursement'],
        reimbursementShare: dated(0.6),
        unitPrices: [
          { id: 'attendance', name: words, unit: { zh: '人次', en: 'attendance' }, fen: dated(30_000) },
        ],
        rounding: { to: 'hundred-yuan', remainder: 'last-instalment' },
        basis,
      },
    },
  };
}

test('D11 按量结算: nothing is paid before it is settled, no more than was settled, and nothing twice', async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00', pack: payingByQuantity() });
  const baseline = await aBaseline(county);
  await allDone(county, baseline, { share: 0.5 });
  const { lead, contractor, office } = county.people;
  const [first = '', second = ''] = baseline.instalments;
  const training = {
    kind: 'unit-price' as const,
    unitPriceId: 'attendance',
    lineKey: baseline.lines.training,
  };
  const note = '已核对签到表和受理的月报';

  const { instalment, gate } = await requested(county, first);
  const propose = (amountFen: number, digest: string, version: number) =>
    lead.api.disbursement.propose({
      id: first,
      basedOn: version,
      evaluationDigest: digest,
      outcome: amountFen === 0 ? 'withhold' : amountFen < instalment.amountFen ? 'pay-part' : 'pay',
      amountFen,
      reasons: '按核定结果拨付',
    });
  expect((await refusalOf(propose(gate.recommendedFen, gate.digest, instalment.version))).code).toBe(
    'disbursement.settlement-missing',
  );
  const settle = (
    id: string,
    basedOn: number,
    by: Parameters<typeof lead.api.disbursement.settle>[0]['by'],
  ) => lead.api.disbursement.settle({ id, basedOn, by, note });
  expect(
    (await refusalOf(settle(first, instalment.version, { ...training, unitPriceId: 'station' }))).code,
  ).toBe('disbursement.unit-price-unknown');
  expect(
    (await refusalOf(settle(first, instalment.version, { ...training, lineKey: county.newId() }))).code,
  ).toBe('disbursement.settlement-line');
  expect(
    (
      await refusalOf(
        office.api.disbursement.settle({ id: first, basedOn: instalment.version, by: training, note }),
      )
    ).code,
  ).toBe('route.not-permitted');

  const settled = await settle(first, instalment.version, training);
  const { quantity, grossFen, dueFen } = settled.settlement ?? { quantity: 0, grossFen: 0, dueFen: 0 };
  expect(grossFen).toBe((quantity ?? 0) * 30_000);
  expect(dueFen).toBe(Math.floor(Math.min(grossFen, instalment.amountFen) / 10_000) * 10_000);
  expect(settled.gate).toMatchObject({ amountFen: dueFen, recommendedFen: dueFen });
  expect(
    (await refusalOf(propose(dueFen + 10_000, settled.gate.digest, settled.instalment.version))).code,
  ).toBe('disbursement.above-settlement');
  await propose(dueFen, settled.gate.digest, settled.instalment.version);
  expect((await refusalOf(settle(first, settled.instalment.version, training))).code).toBe(
    'disbursement.wrong-state',
  );
  await agreed(county, first);
  await approved(county, first);
  expect((await paid(county, first, 'V-1')).payment?.amountFen).toBe(dueFen);

  // The same attendances are not paid again in another instalment.
  const next = await contractor.api.disbursement.find({ id: second });
  expect((await refusalOf(settle(second, next.instalment.version, training))).code).toBe(
    'disbursement.nothing-to-settle',
  );
  const invested = await settle(second, next.instalment.version, {
    kind: 'reimbursement',
    investmentFen: 20_000_050,
  });
  expect(invested.settlement).toMatchObject({
    grossFen: 12_000_030,
    earlierFen: 0,
    dueFen: 12_000_000,
    share: 0.6,
  });
  await expect(county.db.updateTable('settlement').set({ due_fen: 1 }).execute()).rejects.toThrow(
    /permission denied/,
  );
});

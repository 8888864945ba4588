import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { worldUnder } from '#testing/rule-cases.ts';
import type { ContentArea, GateConditionId, RulePack } from '../regime/regime.model.ts';
import { capLimit } from './disbursement.caps.rules.ts';
import { asOf, clean, lineOf } from './disbursement.cases.ts';
import type { GateConditionResult, GateFacts } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';
import { partOf, progressOf, tenThousandths } from './disbursement.stops.rules.ts';

// What nobody can pass: the day, the contract, the caps and floors, the contractor’s standing; each with its figures.

const { pack: tongcheng } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const judged = (
  id: GateConditionId,
  change: Partial<GateFacts> = {},
  pack: RulePack = tongcheng,
): GateConditionResult => {
  const found = evaluateGate(pack, { ...clean, ...change }, asOf).conditions.find((one) => one.id === id);
  if (!found) throw new Error(`${pack.id} has no ${id}`);
  return found;
};
const seen = (id: GateConditionId, change: Partial<GateFacts> = {}, pack: RulePack = tongcheng) => {
  const { met, evidence, arithmetic, steps } = judged(id, change, pack);
  return { met, evidence, arithmetic, steps };
};
const nobody = { type: null, id: null, label: '' };
const sums = (first: string, one: number, second: string, other: number) => [
  { name: first, value: one },
  { name: second, value: other },
];

describe('hard stops', () => {
  test('本期已到: each line stands with its figures as a person writes them; what is asked for counts against what is not whole', () => {
    const lines = [
      lineOf({ total: '30.5000', target: '100.0000' }),
      lineOf({ lineKey: 'training', content: '培训', unit: '人次', total: null, target: '2000.0500' }),
      lineOf({ lineKey: 'roads', content: '路', unit: '米', total: '40', target: '40' }),
    ];
    const line = (
      id: string,
      label: string,
      total: string,
      target: string,
      unit: string,
      against: boolean,
    ) => ({
      type: 'plan-line',
      id,
      label,
      note: 'line-progress',
      facts: { total, target, unit },
      against,
    });
    const judgedOf = (requiredProgress: number) =>
      seen('instalment-due', {
        lines,
        instalment: { ...clean.instalment, plannedOn: '2026-04-11', requiredProgress },
      });
    expect(judgedOf(50)).toEqual({
      met: false,
      evidence: [
        line('training', '培训', '0', '2000.05', '人次', true),
        line('stations', '站点', '30.5', '100', '个', true),
        line('roads', '路', '40', '40', '米', false),
      ],
      arithmetic: [
        { name: 'plannedOn', value: '2026-04-11' },
        { name: 'requiredPercent', value: 50 },
        { name: 'progressPercent', value: 43.5 },
      ],
      steps: [
        { act: 'await-day', by: 'nobody', on: '2026-04-11', ...nobody },
        { act: 'reach-progress', by: 'contractor', on: null, ...nobody },
      ],
    });
    // What is asked for is reached: no single line is held against anybody, and only the day is waited for.
    const reached = judgedOf(43);
    expect(reached.evidence.every(({ against }) => !against)).toBe(true);
    expect(reached.steps.map(({ act }) => act)).toEqual(['await-day']);
  });

  test('where progress is a condition of its own, this one says the day and no more', () => {
    const early = {
      instalment: { ...clean.instalment, plannedOn: '2026-04-11', requiredProgress: 100 },
      lines: [lineOf({ total: '0' })],
    };
    expect(seen('instalment-due', early, yi)).toEqual({
      met: false,
      evidence: [],
      arithmetic: [{ name: 'plannedOn', value: '2026-04-11' }],
      steps: [{ act: 'await-day', by: 'nobody', on: '2026-04-11', ...nobody }],
    });
    expect(
      seen('instalment-due', { ...early, instalment: { ...early.instalment, plannedOn: '2026-04-10' } }, yi),
    ).toMatchObject({
      met: true,
      evidence: [],
      steps: [],
    });
  });

  test('本期未拨过: the payment stands for it, and nothing is left', () => {
    const payment = { id: 'p', voucher: '财付1', paidOn: '2026-04-02' };
    const figures = (leftFen: number) => sums('instalmentFen', 100_000_000, 'leftFen', leftFen);
    expect(seen('within-instalment', { instalment: { ...clean.instalment, payment } })).toEqual({
      met: false,
      evidence: [
        {
          type: 'payment',
          id: 'p',
          label: '财付1',
          note: 'paid',
          facts: { on: '2026-04-02' },
          against: true,
        },
      ],
      arithmetic: figures(0),
      steps: [{ act: 'paid-already', by: 'nobody', on: null, ...nobody }],
    });
    expect(seen('within-instalment')).toEqual({
      met: true,
      evidence: [],
      arithmetic: figures(100_000_000),
      steps: [],
    });
  });

  test.each<[string, number, GateFacts['instalment']['payment'], boolean]>([
    ['one fen too much', 200_000_001, null, false],
    ['just the contract', 200_000_000, null, true],
    [
      'an instalment that is paid is in the sum already',
      300_000_000,
      { id: 'p', voucher: 'v', paidOn: '2026-04-02' },
      true,
    ],
    [
      'and above the contract is above it, paid or not',
      300_000_001,
      { id: 'p', voucher: 'v', paidOn: '2026-04-02' },
      false,
    ],
  ])('不超合同金额: %s', (_, paidFen, payment, met) => {
    expect(
      seen('within-contract', {
        agreement: { ...clean.agreement, paidFen },
        instalment: { ...clean.instalment, payment },
      }),
    ).toEqual({
      met,
      evidence: [],
      arithmetic: [
        { name: 'contractFen', value: 300_000_000 },
        { name: 'paidFen', value: paidFen },
        { name: 'leftFen', value: 300_000_000 - paidFen },
        { name: 'instalmentFen', value: 100_000_000 },
      ],
      steps: met ? [] : [{ act: 'amend-contract', by: 'commerce-bureau', on: null, ...nobody }],
    });
  });

  const stop = (kind: 'held' | 'disqualified') => ({
    kind,
    caseId: 'c',
    caseNumber: '取〔2026〕1',
    fromOn: '2026-04-01',
  });
  test.each<[string, boolean, ReturnType<typeof stop> | null, string | null, string | null]>([
    ['in force and no case', false, null, null, null],
    ['terminated', true, null, null, 'settle-only'],
    ['held by a case', false, stop('held'), 'payments-held', 'await-case'],
    ['disqualified', false, stop('disqualified'), 'disqualified', 'settle-only'],
    ['held and terminated', true, stop('held'), 'payments-held', 'settle-only'],
  ])('资格: %s', (_, terminated, held, note, act) => {
    const contract = {
      type: 'agreement',
      id: 'a',
      label: 'DS-01',
      note: terminated ? 'agreement-terminated' : 'agreement-stands',
      facts: {},
      against: terminated,
    };
    const stopped = {
      type: 'disqualification',
      id: 'c',
      label: '取〔2026〕1',
      note,
      facts: { fromOn: '2026-04-01' },
      against: true,
    };
    expect(seen('not-disqualified', { agreement: { ...clean.agreement, terminated, stop: held } })).toEqual({
      met: act === null,
      // What stands against the payment is read first.
      evidence: held ? (terminated ? [contract, stopped] : [stopped, contract]) : [contract],
      arithmetic: [],
      steps: act ? [{ act, by: act === 'await-case' ? 'leading-group' : 'nobody', on: null, ...nobody }] : [],
    });
  });
});

describe('caps and floors', () => {
  const of = (area: ContentArea) => ({ area, budgetFen: 100_000_000 });
  const contracts = (paidFen: number): GateFacts['contracts'] => [
    { agreementId: 'a', paidFen, areas: [of('service-centre')] },
    { agreementId: 'b', paidFen: 30_000_000, areas: [of('service-centre'), of('station')] },
  ];
  test('what an area got of all contracts, this instalment’s part, and what is left, area by area', () => {
    expect(seen('within-cap', { contracts: contracts(40_000_000) })).toEqual({
      met: false,
      evidence: [],
      arithmetic: [
        { name: 'centralFen', value: 1_000_000_000 },
        { name: 'capPercent', value: 15, of: 'service-centre' },
        { name: 'capFen', value: 150_000_000, of: 'service-centre' },
        { name: 'areaPaidFen', value: 55_000_000, of: 'service-centre' },
        { name: 'areaPartFen', value: 100_000_000, of: 'service-centre' },
        { name: 'leftFen', value: 95_000_000, of: 'service-centre' },
      ],
      steps: [{ act: 'keep-to-cap', by: 'commerce-bureau', on: null, ...nobody }],
    });
    expect(seen('within-cap', { contracts: contracts(35_000_000) }).met).toBe(true);
    expect(seen('within-cap', { contracts: contracts(35_000_001) }).met).toBe(false);
  });

  test('a floor is weighed against all the other areas together', () => {
    // Half of 4,000,000 yuan is for products: 2,000,000 is left to the others, of which 300,000 is drawn.
    const { met, arithmetic } = seen(
      'within-cap',
      {
        centralFen: 400_000_000,
        contracts: [
          { agreementId: 'a', paidFen: 0, areas: [of('training')] },
          { agreementId: 'b', paidFen: 60_000_000, areas: [of('supply-chain'), of('logistics')] },
        ],
      },
      yi,
    );
    expect(met).toBe(true);
    expect(arithmetic.slice(-5)).toEqual([
      { name: 'floorPercent', value: 50, of: 'supply-chain' },
      { name: 'floorFen', value: 200_000_000, of: 'supply-chain' },
      { name: 'othersPaidFen', value: 30_000_000, of: 'supply-chain' },
      { name: 'othersPartFen', value: 100_000_000, of: 'supply-chain' },
      { name: 'othersLeftFen', value: 170_000_000, of: 'supply-chain' },
    ]);
  });

  test('an area that is over its cap already stops only what adds to it', () => {
    const over = [
      { agreementId: 'a', paidFen: 0, areas: [of('training')] },
      { agreementId: 'b', paidFen: 900_000_000, areas: [of('service-centre')] },
    ];
    expect(seen('within-cap', { contracts: over }).met).toBe(true);
    const [own, other] = over;
    if (!own || !other) throw new Error('two contracts');
    expect(seen('within-cap', { contracts: [{ ...own, areas: [of('service-centre')] }, other] }).met).toBe(
      false,
    );
  });

  test('an instalment that is paid adds nothing, and one whose contract has no budget adds nothing', () => {
    const payment = { id: 'p', voucher: 'v', paidOn: '2026-04-02' };
    expect(
      seen('within-cap', { contracts: contracts(200_000_000), instalment: { ...clean.instalment, payment } })
        .met,
    ).toBe(true);
    expect(seen('within-cap', { contracts: contracts(40_000_000).slice(1) })).toMatchObject({ met: true });
  });

  test('of a share, a sum and a sum for each place the lowest binds, and each is shown', () => {
    const [share] = tongcheng.money.areaCaps;
    const sum = jia.money.areaCaps.find(({ fen }) => fen);
    const each = yi.money.areaCaps.find(({ perUnitFen }) => perUnitFen);
    if (!share?.share || !sum?.fen || !each?.perUnitFen) throw new Error('the packs have all three');
    const { id, area, name } = each;
    const all = { id, area, name, share: share.share, fen: sum.fen, perUnitFen: each.perUnitFen };
    const figures = (places: number) => [
      { name: 'capPercent', value: 15, of: 'station' },
      { name: 'perUnitFen', value: 5_000_000, of: 'station' },
      { name: 'unitCount', value: places, of: 'station' },
    ];
    // 15 % of the money, 4,000,000 yuan, or 50,000 for each place.
    for (const [centralFen, places, limitFen] of [
      [1_000_000_000, 100, 150_000_000],
      [10_000_000_000, 100, 400_000_000],
      [10_000_000_000, 79, 395_000_000],
    ] as const)
      expect(capLimit(all, centralFen, places, asOf)).toEqual({ limitFen, figures: figures(places) });
    expect(capLimit({ id, area, name }, 1_000_000_000, 100, asOf)).toBeUndefined();
  });

  test('an area nobody built a place in has no money by the place', () => {
    const { met, arithmetic } = seen('within-cap', { facilities: {}, centralFen: 1_000_000_000 }, yi);
    expect(met).toBe(false);
    expect(arithmetic).toContainEqual({ name: 'unitCount', value: 0, of: 'station' });
  });
});

describe('quantities and shares', () => {
  test.each([
    ['0', 0n],
    ['7', 70_000n],
    ['7.', 70_000n],
    ['12.5', 125_000n],
    ['0.0001', 1n],
    ['0.00019', 1n],
    ['-0.0001', -1n],
    ['-12.5', -125_000n],
  ] as const)('%s is so many ten-thousandths', (text, expected) => {
    expect(tenThousandths(text)).toBe(expected);
  });

  test('more than the whole of a line counts as the whole, less than nothing as nothing', () => {
    const line = (total: string) => ({ target: '10', total, budgetFen: 100 });
    expect(progressOf([line('25'), line('0')], 50)).toEqual({ reached: true, percent: 50 });
    expect(progressOf([line('-5'), line('10')], 50)).toEqual({ reached: true, percent: 50 });
    expect(progressOf([line('-5'), line('10')], 51)).toEqual({ reached: false, percent: 50 });
  });

  test('a contract without a budget counts whole for each area it names, and not at all for another', () => {
    const areas = [
      { area: 'station' as const, budgetFen: 0 },
      { area: 'training' as const, budgetFen: 0 },
    ];
    expect(partOf(101, areas, 'station')).toBe(101);
    expect(partOf(101, areas, 'training')).toBe(101);
    expect(partOf(101, areas, 'logistics')).toBe(0);
    expect(partOf(101, [], 'station')).toBe(0);
  });

  test('a part of an amount is its share by budget, a fraction of a fen counted as a fen', () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 12),
        fc.integer({ min: 1, max: 10 ** 9 }),
        fc.nat(10 ** 9),
        (fen, own, other) => {
          const part = partOf(
            fen,
            [
              { area: 'station', budgetFen: own },
              { area: 'training', budgetFen: other },
            ],
            'station',
          );
          const exact = BigInt(fen) * BigInt(own);
          const all = BigInt(own + other);
          expect(BigInt(part) * all >= exact && (BigInt(part) - 1n) * all < exact).toBe(true);
        },
      ),
    );
  });
});

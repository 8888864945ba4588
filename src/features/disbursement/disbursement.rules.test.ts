import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type { GateConditionResult, GateFacts, GateResult } from './disbursement.model.ts';
import { decisive, evaluateGate } from './disbursement.rules.ts';
import { partOf, progressOf, tenThousandths } from './disbursement.stops.rules.ts';

const unanswered = { reportedOn: null, verifiedOn: null };

const pack = loadedRegimes().find((regime) => regime.pack.id === 'tongcheng-2021')?.pack;
if (!pack) throw new Error('no pack');
const asOf = plainDate('2026-04-10');

/** Nothing stands in the way: an instalment of 100,000.01 元 of a contract over the service centre and training. */
const clean: GateFacts = {
  instalment: {
    id: 'i',
    amountFen: 10_000_001,
    plannedOn: '2026-04-01',
    requiredProgress: 50,
    payment: null,
  },
  agreement: { id: 'a', number: 'DS-01', amountFen: 30_000_000, terminated: false, paidFen: 0 },
  project: { moneyFen: 10_000_000_000, promisedFen: 300_000_000, paidFen: 0 },
  centralFen: 100_000_000,
  lines: [
    {
      lineKey: 'l1',
      content: '面积',
      unit: '平方米',
      target: '1500.0000',
      total: '1500.0000',
      budgetFen: 10_000_000,
      startOn: '2025-02-01',
      finishOn: '2026-11-30',
    },
    {
      lineKey: 'l2',
      content: '培训',
      unit: '人次',
      target: '2000.0000',
      total: '500.0000',
      budgetFen: 10_000_000,
      startOn: '2025-02-01',
      finishOn: '2026-11-30',
    },
  ],
  contracts: [
    {
      agreementId: 'a',
      paidFen: 0,
      areas: [
        { area: 'service-centre', budgetFen: 10_000_000 },
        { area: 'training', budgetFen: 10_000_000 },
      ],
    },
  ],
  facilities: { station: 3 },
  score: null,
  scorePending: null,
  reports: [
    { obligationId: 'o1', period: '2026-03', dueOn: '2026-04-05', reportId: 'r1', state: 'accepted' },
  ],
  rectifications: [
    { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-10', state: 'ordered', ...unanswered },
  ],
  serious: [{ id: 'f1', number: 'W1', state: 'closed' }],
  inspections: [
    {
      obligationId: 'o2',
      subject: '中心',
      period: '2026-Q1',
      dueOn: '2026-03-31',
      closesOn: '2026-04-15',
      fulfilledOn: '2026-03-30',
    },
  ],
  verdicts: [
    {
      inspectionId: 'n1',
      inspectionNumber: '检1',
      subject: '中心',
      standard: 'operation',
      verdict: 'met',
      on: '2026-03-30',
    },
  ],
};
const gate = (facts: GateFacts, on = asOf): GateResult => evaluateGate(pack, facts, on);
const of = (result: GateResult, id: string): GateConditionResult => {
  const found = result.conditions.find((condition) => condition.id === id);
  if (!found) throw new Error(id);
  return found;
};
const figure = (condition: GateConditionResult, name: string) =>
  condition.arithmetic.find((one) => one.name === name)?.value;

test('every condition of the pack is listed, met or not, with its basis and its remedy', () => {
  const result = gate(clean);
  expect(result.conditions.map(({ id }) => id)).toEqual(pack.gate.conditions.map(({ id }) => id));
  expect(result.conditions.every(({ met }) => met)).toBe(true);
  expect(result).toMatchObject({ recommendation: 'pay', recommendedFen: 10_000_001, hardStop: false });
  for (const condition of result.conditions) {
    expect(condition.basis.length).toBeGreaterThan(0);
    expect(condition.remedy.zh).not.toBe('');
    expect(condition.steps).toEqual([]);
  }
});

describe('a ground withholds its share of the instalment, cut to the fen', () => {
  const cases: [id: string, change: Partial<GateFacts>, withheldFen: number, act: string][] = [
    [
      'reports-complete',
      {
        reports: [
          { obligationId: 'o1', period: '2026-03', dueOn: '2026-04-05', reportId: null, state: null },
        ],
      },
      1_000_000,
      'submit-report',
    ],
    [
      'reports-complete',
      {
        reports: [
          { obligationId: 'o1', period: '2026-03', dueOn: '2026-04-05', reportId: 'r1', state: 'submitted' },
        ],
      },
      1_000_000,
      'accept-report',
    ],
    [
      'reports-complete',
      {
        reports: [
          { obligationId: 'o1', period: '2026-03', dueOn: '2026-04-05', reportId: 'r1', state: 'returned' },
        ],
      },
      1_000_000,
      'correct-report',
    ],
    [
      'no-overdue-letter',
      {
        rectifications: [
          { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-09', state: 'ordered', ...unanswered },
        ],
      },
      3_000_000,
      'report-rectification',
    ],
    [
      'no-overdue-letter',
      {
        rectifications: [
          { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-09', state: 'reported', ...unanswered },
        ],
      },
      3_000_000,
      're-inspect',
    ],
    [
      'no-overdue-letter',
      {
        rectifications: [
          { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-09', state: 'verified', ...unanswered },
        ],
      },
      3_000_000,
      'close-rectification',
    ],
    [
      'no-open-serious',
      { serious: [{ id: 'f1', number: 'W1', state: 'confirmed' }] },
      10_000_001,
      'issue-letter',
    ],
    [
      'no-open-serious',
      { serious: [{ id: 'f1', number: 'W1', state: 'rectifying' }] },
      10_000_001,
      'rectify',
    ],
    [
      'no-open-serious',
      { serious: [{ id: 'f1', number: 'W1', state: 'raised' }] },
      10_000_001,
      'sign-inspection',
    ],
    [
      'inspections-done',
      {
        inspections: [
          {
            obligationId: 'o2',
            subject: '中心',
            period: '2026-Q1',
            dueOn: '2026-03-31',
            closesOn: '2026-04-15',
            fulfilledOn: null,
          },
        ],
      },
      0,
      'inspect',
    ],
    [
      'inspections-done',
      {
        inspections: [
          {
            obligationId: 'o2',
            subject: '中心',
            period: '2025-Q4',
            dueOn: '2025-12-31',
            closesOn: '2026-01-15',
            fulfilledOn: '2026-02-01',
          },
        ],
      },
      0,
      'waive-or-explain',
    ],
    [
      'verdicts',
      {
        verdicts: [
          {
            inspectionId: 'n1',
            inspectionNumber: '检1',
            subject: '中心',
            standard: 'funds',
            verdict: 'not-met',
            on: '2026-03-30',
          },
        ],
      },
      3_000_000,
      'put-verdict-right',
    ],
  ];
  test.each(cases)('%s: %j', (id, change, withheldFen, act) => {
    const result = gate({ ...clean, ...change });
    const condition = of(result, id);
    expect(condition).toMatchObject({
      met: false,
      class: withheldFen === 0 ? 'warning' : 'ground',
      withholdFen: withheldFen,
    });
    expect(condition.steps.map((step) => step.act)).toEqual([act]);
    expect(condition.evidence.some(({ against }) => against)).toBe(true);
    expect(result.recommendedFen).toBe(10_000_001 - withheldFen);
    expect(result.recommendation).toBe(
      withheldFen === 0 ? 'pay' : withheldFen === 10_000_001 ? 'withhold' : 'pay-part',
    );
    expect(result.conditions.filter(({ met }) => !met).map((one) => one.id)).toEqual([id]);
  });

  test('what does not count: due today, closed, put right, long ago, a later favourable verdict', () => {
    const kind: Partial<GateFacts> = {
      rectifications: [
        { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-10', state: 'ordered', ...unanswered },
        { id: 'z2', letterId: 'b1', label: 'W2', dueOn: '2025-01-10', state: 'closed', ...unanswered },
      ],
      serious: [{ id: 'f1', number: 'W1', state: 'put-right' }],
      inspections: [
        {
          obligationId: 'o2',
          subject: '中心',
          period: '2025-03',
          dueOn: '2025-04-09',
          closesOn: '2025-04-12',
          fulfilledOn: null,
        },
      ],
    };
    expect(gate({ ...clean, ...kind }).recommendation).toBe('pay');
    expect(of(gate({ ...clean, ...kind }), 'no-overdue-letter').evidence.map(({ note }) => note)).toEqual([
      'rectification-open',
      'rectification-closed',
    ]);
  });

  test('grounds add up, at most to the whole', () => {
    const two: Partial<GateFacts> = {
      reports: [{ obligationId: 'o1', period: '2026-03', dueOn: '2026-04-05', reportId: null, state: null }],
      rectifications: [
        { id: 'z1', letterId: 'b1', label: 'W1', dueOn: '2026-04-01', state: 'returned', ...unanswered },
      ],
    };
    expect(gate({ ...clean, ...two }).recommendedFen).toBe(6_000_001);
    expect(
      gate({ ...clean, ...two, serious: [{ id: 'f1', number: 'W1', state: 'in-letter' }] }).recommendedFen,
    ).toBe(0);
  });
});

describe('a hard stop recommends nothing, whoever decides', () => {
  const cases: [id: string, change: Partial<GateFacts>, act: string][] = [
    ['instalment-due', { instalment: { ...clean.instalment, plannedOn: '2026-04-11' } }, 'await-day'],
    ['instalment-due', { instalment: { ...clean.instalment, requiredProgress: 63 } }, 'reach-progress'],
    [
      'within-instalment',
      { instalment: { ...clean.instalment, payment: { id: 'p', voucher: '财付1', paidOn: '2026-04-02' } } },
      'paid-already',
    ],
    ['within-contract', { agreement: { ...clean.agreement, paidFen: 20_000_000 } }, 'amend-contract'],
    ['within-cap', { centralFen: 33_333_300 }, 'keep-to-cap'],
    ['not-disqualified', { agreement: { ...clean.agreement, terminated: true } }, 'settle-only'],
  ];
  test.each(cases)('%s: %j', (id, change, act) => {
    const result = gate({ ...clean, ...change });
    expect(of(result, id)).toMatchObject({ met: false, class: 'hard-stop' });
    expect(of(result, id).steps.map((step) => step.act)).toEqual([act]);
    expect(result).toMatchObject({ hardStop: true, recommendedFen: 0, recommendation: 'withhold' });
  });

  test('the day itself is due, and just the contract sum is within it', () => {
    const last = { ...clean, agreement: { ...clean.agreement, paidFen: 19_999_999 } };
    expect(of(gate(last), 'within-contract').met).toBe(true);
    expect(
      of(gate({ ...clean, instalment: { ...clean.instalment, plannedOn: '2026-04-10' } }), 'instalment-due')
        .met,
    ).toBe(true);
  });

  test('a cap counts what other contracts drew for the area and this one’s part of it, by budget', () => {
    const other = {
      agreementId: 'b',
      paidFen: 10_000_000,
      areas: [{ area: 'service-centre' as ContentArea, budgetFen: 1 }],
    };
    const at = (centralFen: number) =>
      of(gate({ ...clean, centralFen, contracts: [...clean.contracts, other] }), 'within-cap');
    // Half of 10,000,001 fen is the service centre's; a fraction of a fen counts against the cap: 10,000,000 + 5,000,001.
    expect(figure(at(100_000_000), 'areaPaidFen')).toBe(10_000_000);
    expect(figure(at(100_000_000), 'areaPartFen')).toBe(5_000_001);
    expect(at(100_000_000)).toMatchObject({ met: false });
    expect(figure(at(100_000_000), 'capFen')).toBe(15_000_000);
    expect(at(100_000_007)).toMatchObject({ met: true });
  });
});

describe('progress', () => {
  test('is exact: three thirds are the whole', () => {
    const line = (total: string, target: string, budgetFen: number) => ({
      lineKey: total,
      content: '',
      unit: '',
      target,
      total,
      budgetFen,
    });
    expect(progressOf([line('1', '3', 1), line('1', '3', 1), line('7', '3', 1)], 55)).toEqual({
      reached: true,
      percent: 55.55,
    });
    expect(progressOf([line('1', '3', 3), line('1', '1', 2)], 60)).toEqual({ reached: true, percent: 60 });
    expect(progressOf([line('1', '3', 3), line('0.9999', '1', 2)], 60)).toMatchObject({ reached: false });
  });
  test('without lines there is none, without budgets lines weigh alike', () => {
    expect(progressOf([], 0)).toEqual({ reached: true, percent: 0 });
    expect(progressOf([], 1).reached).toBe(false);
    const line = (total: string | null) => ({
      lineKey: 'x',
      content: '',
      unit: '',
      target: '2.0000',
      total,
      budgetFen: 0,
    });
    expect(progressOf([line('2.0000'), line(null)], 50)).toEqual({ reached: true, percent: 50 });
  });
  test('quantities are read to the fourth decimal', () => {
    expect(tenThousandths('12.5')).toBe(125_000n);
    expect(tenThousandths('-0.0001')).toBe(-1n);
    expect(tenThousandths('7')).toBe(70_000n);
  });
});

test('two results alike in what bears on the money have one digest, though a day and a good report lie between', () => {
  const later: GateFacts = {
    ...clean,
    reports: [
      ...clean.reports,
      { obligationId: 'o9', period: '2026-02', dueOn: '2026-03-05', reportId: 'r9', state: 'accepted' },
    ],
  };
  const next = plainDate('2026-04-11');
  const same = { ...later, rectifications: [] };
  expect(decisive('i', same, gate(same, next))).toEqual(decisive('i', clean, gate(clean)));
  // The item that was due on the 10th is overdue on the 11th.
  expect(decisive('i', later, gate(later, next))).not.toEqual(decisive('i', clean, gate(clean)));
});

// Properties

const day = fc.integer({ min: 0, max: 700 }).map((n) => plainDate('2024-10-01').add({ days: n }).toString());
const money = fc.integer({ min: 0, max: 1_000_000_000 });
const quantity = fc
  .integer({ min: 0, max: 30_000_000 })
  .map((n) => `${Math.trunc(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`);
const id = fc.uuid();
const area = fc.constantFrom<ContentArea>(
  'service-centre',
  'logistics',
  'station',
  'supply-chain',
  'training',
  'funds',
);
const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  instalment: fc.record({
    id: fc.constant('i'),
    amountFen: fc.integer({ min: 1, max: 1_000_000_000 }),
    plannedOn: day,
    requiredProgress: fc.integer({ min: 0, max: 100 }),
    payment: fc.option(fc.record({ id, voucher: fc.constant('v'), paidOn: day }), { freq: 6 }),
  }),
  agreement: fc.record({
    id: fc.constant('a'),
    number: fc.constant('DS'),
    amountFen: fc.integer({ min: 1, max: 2_000_000_000 }),
    terminated: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
    paidFen: money,
  }),
  project: fc.constant({ moneyFen: 10_000_000_000_000, promisedFen: 0, paidFen: 0 }),
  centralFen: fc.integer({ min: 0, max: 100_000_000_000 }),
  facilities: fc.constant({ station: 4 }),
  score: fc.constant(null),
  scorePending: fc.constant(null),
  lines: fc.array(
    fc.record({
      lineKey: id,
      content: fc.constant('c'),
      unit: fc.constant('u'),
      target: quantity.filter((text) => !/^0\.0*$/.test(text)),
      total: fc.option(quantity),
      budgetFen: money,
      startOn: fc.constant('2026-01-01'),
      finishOn: fc.constantFrom('2026-03-31', '2026-12-31'),
    }),
    { maxLength: 5 },
  ),
  contracts: fc
    .array(
      fc.record({
        agreementId: id,
        paidFen: money,
        areas: fc.array(fc.record({ area, budgetFen: money }), { maxLength: 4 }),
      }),
      { maxLength: 3 },
    )
    .map((contracts) =>
      contracts.map((contract, at) => (at === 0 ? { ...contract, agreementId: 'a' } : contract)),
    ),
  reports: fc.array(
    fc.record({
      obligationId: id,
      period: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      dueOn: day,
      reportId: fc.option(id),
      state: fc.constantFrom('draft', 'submitted', 'returned', 'accepted', 'correcting', null),
    }),
    { maxLength: 4 },
  ),
  rectifications: fc.array(
    fc.record({
      id,
      letterId: id,
      label: fc.constantFrom('W1', 'W2'),
      dueOn: day,
      state: fc.constantFrom('ordered', 'reported', 'returned', 'verified', 'not-verified', 'closed'),
      reportedOn: fc.option(day),
      verifiedOn: fc.option(day),
    }),
    { maxLength: 4 },
  ),
  serious: fc.array(
    fc.record({
      id,
      number: fc.constantFrom('W1', 'W2'),
      state: fc.constantFrom('raised', 'confirmed', 'put-right', 'in-letter', 'rectifying', 'closed'),
    }),
    { maxLength: 2 },
  ),
  inspections: fc.array(
    fc.record({
      obligationId: id,
      subject: fc.constantFrom('甲', '乙'),
      period: fc.constant('2026-Q1'),
      dueOn: day,
      closesOn: day,
      fulfilledOn: fc.option(day),
    }),
    { maxLength: 4 },
  ),
  verdicts: fc.array(
    fc.record({
      inspectionId: id,
      inspectionNumber: fc.constantFrom('检1', '检2'),
      subject: fc.constantFrom('甲', '乙'),
      standard: fc.constantFrom('construction', 'operation', 'funds'),
      verdict: fc.constantFrom('met', 'partly', 'not-met'),
      on: day,
    }),
    { maxLength: 4 },
  ),
});

/** What would turn each condition green. */
const fixed: Record<string, (facts: GateFacts) => GateFacts> = {
  'reports-complete': (facts) => ({
    ...facts,
    reports: facts.reports.map((report) => ({ ...report, state: 'accepted' })),
  }),
  'no-overdue-letter': (facts) => ({
    ...facts,
    rectifications: facts.rectifications.map((item) => ({ ...item, state: 'closed' })),
  }),
  'no-open-serious': (facts) => ({
    ...facts,
    serious: facts.serious.map((finding) => ({ ...finding, state: 'closed' })),
  }),
  'inspections-done': (facts) => ({ ...facts, inspections: [] }),
  verdicts: (facts) => ({
    ...facts,
    verdicts: facts.verdicts.map((verdict) => ({ ...verdict, verdict: 'met' })),
  }),
  'within-instalment': (facts) => ({ ...facts, instalment: { ...facts.instalment, payment: null } }),
  'within-contract': (facts) => ({
    ...facts,
    agreement: { ...facts.agreement, amountFen: facts.agreement.paidFen + facts.instalment.amountFen },
  }),
  'within-cap': (facts) => ({ ...facts, centralFen: 1_000_000_000_000 }),
  'instalment-due': (facts) => ({
    ...facts,
    instalment: { ...facts.instalment, plannedOn: '2024-01-01', requiredProgress: 0 },
  }),
  'not-disqualified': (facts) => ({ ...facts, agreement: { ...facts.agreement, terminated: false } }),
};

describe('for any facts', () => {
  test('a hard stop recommends nothing, and otherwise the parts sum to the instalment exactly', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const result = gate(facts);
        const withheld = result.conditions.reduce((sum, { withholdFen }) => sum + withholdFen, 0);
        if (result.hardStop) expect(result.recommendedFen).toBe(0);
        else expect(result.recommendedFen + Math.min(withheld, result.amountFen)).toBe(result.amountFen);
        expect(Number.isSafeInteger(result.recommendedFen)).toBe(true);
        expect(result.recommendedFen).toBeGreaterThanOrEqual(0);
        expect(result.hardStop).toBe(
          result.conditions.some((condition) => condition.class === 'hard-stop' && !condition.met),
        );
      }),
    );
  });

  test('putting right what fails turns it green and never lowers the recommendation', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = gate(facts);
        for (const { id: failing, met } of before.conditions) {
          if (met) continue;
          const better = fixed[failing]?.(facts);
          if (!better) throw new Error(failing);
          const after = gate(better);
          expect(of(after, failing).met).toBe(true);
          expect(after.recommendedFen).toBeGreaterThanOrEqual(before.recommendedFen);
        }
        const all = Object.values(fixed).reduce((now, fix) => fix(now), facts);
        expect(gate(all).recommendation).toBe('pay');
      }),
    );
  });

  test('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned: GateFacts = {
          ...facts,
          lines: facts.lines.toReversed(),
          contracts: facts.contracts.toReversed(),
          reports: facts.reports.toReversed(),
          rectifications: facts.rectifications.toReversed(),
          serious: facts.serious.toReversed(),
          inspections: facts.inspections.toReversed(),
          verdicts: facts.verdicts.toReversed(),
        };
        expect(decisive('i', turned, gate(turned))).toEqual(decisive('i', facts, gate(facts)));
        expect(gate(turned)).toEqual(gate(facts));
      }),
    );
  });

  test('every condition that fails says what would turn it green', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { met, steps } of gate(facts).conditions) expect(steps.length > 0).toBe(!met);
      }),
    );
  });

  test('the areas of a contract share an amount without losing a fen of it', () => {
    fc.assert(
      fc.property(
        money,
        fc.array(fc.record({ area, budgetFen: fc.integer({ min: 1, max: 1_000_000_000 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        (fen, areas) => {
          const names = [...new Set(areas.map((one) => one.area))];
          const parts = names.map((name) => partOf(fen, areas, name));
          const sum = parts.reduce((total, part) => total + part, 0);
          expect(sum).toBeGreaterThanOrEqual(fen);
          expect(sum).toBeLessThan(fen + names.length);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { scoredPack } from '#testing/scoring.ts';
import type { Dated, GateCondition, RulePack } from '../regime/regime.model.ts';
import type { GateFacts } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';

const asOf = plainDate('2026-04-10');
const base = scoredPack();
const basis = base.gate.conditions[0]?.basis ?? [];
const dated = (value: number): Dated<number> => ({ values: [{ from: '2021-03-18', value, basis }] });
const words = { zh: '条件', en: 'A condition' };
const condition = (over: Partial<GateCondition> & Pick<GateCondition, 'id'>): GateCondition => ({
  class: 'ground',
  name: words,
  remedy: words,
  withholdShare: dated(1),
  basis,
  ...over,
});
/** The pack with these conditions and no others. */
const packOf = (conditions: readonly GateCondition[], money: Partial<RulePack['money']> = {}): RulePack => ({
  ...base,
  gate: { ...base.gate, conditions },
  money: { ...base.money, areaCaps: [], areaFloors: [], ...money },
});

type Line = GateFacts['lines'][number];
let keys = 0;
const line = (over: Partial<Line> = {}): Line => {
  keys += 1;
  return {
    lineKey: `l${keys}`,
    content: '站点',
    unit: '个',
    target: '10.0000',
    total: '10.0000',
    budgetFen: 100,
    startOn: '2026-01-01',
    finishOn: '2026-07-19',
    ...over,
  };
};
const facts = (over: Partial<GateFacts> = {}): GateFacts => ({
  instalment: { id: 'i', amountFen: 10_000, plannedOn: '2026-01-01', requiredProgress: 0, payment: null },
  agreement: { id: 'a', number: 'DS-01', amountFen: 1_000_000, terminated: false, paidFen: 0 },
  project: { moneyFen: 10_000_000_000, promisedFen: 300_000_000, paidFen: 0 },
  centralFen: 1_000_000,
  lines: [line()],
  contracts: [{ agreementId: 'a', paidFen: 0, areas: [{ area: 'station', budgetFen: 100 }] }],
  facilities: { station: 3 },
  score: null,
  scorePending: null,
  reports: [],
  rectifications: [],
  serious: [],
  inspections: [],
  verdicts: [],
  ...over,
});
const only = (pack: RulePack, given: GateFacts) => {
  const result = evaluateGate(pack, given, asOf);
  const [first] = result.conditions;
  if (!first) throw new Error('no condition');
  return { result, condition: first };
};
const instalment = (requiredProgress: number, amountFen = 10_000) => ({
  ...facts().instalment,
  requiredProgress,
  amountFen,
});

describe('进度 progress: at least so much of what the plan had by the day', () => {
  // On 10 April a hundred of two hundred days are gone: the plan is at 50 %.
  test.each<[string, string, number, boolean]>([
    ['on the plan', '5', 1, true],
    ['just short of it', '4.9999', 1, false],
    ['half of the plan is enough', '2.5', 0.5, true],
    ['and less is not', '2.4999', 0.5, false],
  ])('%s', (_, total, least, met) => {
    const pack = packOf([condition({ id: 'progress', least: dated(least) })]);
    const { condition: judged } = only(pack, facts({ lines: [line({ total })] }));
    expect(judged.met).toBe(met);
    expect(judged.arithmetic.slice(0, 3)).toEqual([
      { name: 'plannedPercent', value: 50 },
      { name: 'leastPercent', value: least * 100 },
      { name: 'progressPercent', value: Math.floor(Number(total) * 1000) / 100 },
    ]);
  });

  test('with it in the pack the planned day alone makes an instalment due', () => {
    const due = condition({ id: 'instalment-due', class: 'hard-stop' });
    const behind = facts({ lines: [line({ total: '0' })], instalment: instalment(60) });
    expect(only(packOf([due]), behind).condition.met).toBe(false);
    expect(only(packOf([due, condition({ id: 'progress' })]), behind).condition.met).toBe(true);
  });
});

describe('按未完成比例暂缓: withheld in proportion to what is unfinished, line by line', () => {
  const pack = (most = 1) =>
    packOf([condition({ id: 'progress', proportional: 'unfinished', withholdShare: dated(most) })]);
  test.each<[string, readonly Partial<Line>[], number, number, number]>([
    ['a line at half of the 60 % asked for', [{ total: '3' }], 60, 1, 5000],
    ['of two lines one is finished: its part is paid', [{ total: '3' }, { total: '6' }], 60, 1, 2500],
    ['the dearer line weighs more', [{ total: '3', budgetFen: 300 }, { total: '6' }], 60, 1, 3750],
    ['never more than the condition’s share', [{ total: '0' }], 60, 0.3, 3000],
    ['a third, cut to the fen', [{ total: '4', target: '10' }], 60, 1, 3333],
    ['asked for nothing: by the plan of the day', [{ total: '2.5' }], 0, 1, 5000],
  ])('%s', (_, lines, asked, most, expected) => {
    const { result, condition: judged } = only(
      pack(most),
      facts({ lines: lines.map(line), instalment: instalment(asked) }),
    );
    expect(judged.withholdFen).toBe(expected);
    expect(result.recommendedFen).toBe(10_000 - expected);
    const parts = judged.evidence.filter(({ note }) => note === 'line-unfinished');
    expect(parts.reduce((sum, { facts: told }) => sum + Number(told.withheldFen), 0)).toBe(expected);
  });
});

describe('评分档次 score-band: the lowest band paid whole', () => {
  const pack = packOf([condition({ id: 'score-band', least: 'good', withholdShare: dated(0.3) })]);
  const score = (band: string, totalHundredths: number): NonNullable<GateFacts['score']> => ({
    id: 's',
    label: '2026-01-01–2026-03-31',
    totalHundredths,
    base: 100,
    band,
    bandName: words,
  });
  test.each<[string, GateFacts['score'], GateFacts['scorePending'], boolean, string | undefined]>([
    ['above', score('excellent', 9500), null, true, undefined],
    ['just in it', score('good', 8000), null, true, undefined],
    ['below', score('fair', 7950), null, false, 'raise-score'],
    ['never scored', null, null, true, undefined],
    [
      'a period over and not confirmed',
      score('good', 8000),
      { id: 'p', label: 'x', toOn: '2026-03-31' },
      false,
      'confirm-score',
    ],
    [
      'a band of an older scale, by its points',
      { ...score('pass', 170 * 100), base: 200 },
      null,
      true,
      undefined,
    ],
    [
      'a band of an older scale, too low',
      { ...score('pass', 150 * 100), base: 200 },
      null,
      false,
      'raise-score',
    ],
  ])('%s', (_, given, scorePending, met, act) => {
    const { condition: judged } = only(pack, facts({ score: given, scorePending }));
    expect([judged.met, judged.steps[0]?.act]).toEqual([met, act]);
    expect(judged.withholdFen).toBe(met ? 0 : 3000);
  });
});

describe('caps and floors', () => {
  const cap = (money: Partial<RulePack['money']>) =>
    packOf([condition({ id: 'within-cap', class: 'hard-stop' })], money);
  const stations = { id: 'c', area: 'station' as const, name: words };
  test.each<[string, Partial<RulePack['money']>, number, boolean]>([
    ['a share', { areaCaps: [{ ...stations, share: dated(0.01) }] }, 10_000, true],
    ['a share, one fen over', { areaCaps: [{ ...stations, share: dated(0.01) }] }, 10_001, false],
    ['a sum', { areaCaps: [{ ...stations, fen: dated(9999) }] }, 10_000, false],
    ['so much for each of three', { areaCaps: [{ ...stations, perUnitFen: dated(3334) }] }, 10_000, true],
    [
      'so much for each of three, one fen over',
      { areaCaps: [{ ...stations, perUnitFen: dated(3333) }] },
      10_000,
      false,
    ],
    [
      'of several the lowest',
      { areaCaps: [{ ...stations, share: dated(1), fen: dated(9000) }] },
      10_000,
      false,
    ],
    [
      'a floor elsewhere that is left',
      { areaFloors: [{ ...stations, area: 'logistics', share: dated(0.5) }] },
      500_000,
      true,
    ],
    [
      'a floor elsewhere, one fen into it',
      { areaFloors: [{ ...stations, area: 'logistics', share: dated(0.5) }] },
      500_001,
      false,
    ],
    ['its own floor never stops it', { areaFloors: [{ ...stations, share: dated(1) }] }, 900_000, true],
  ])('%s', (_, money, amountFen, met) => {
    const { condition: judged } = only(cap(money), facts({ instalment: instalment(0, amountFen) }));
    expect(judged.met).toBe(met);
  });
});

describe('whatever the facts', () => {
  const pack = packOf([
    condition({ id: 'progress', proportional: 'unfinished', withholdShare: dated(0.6), least: dated(0.8) }),
    condition({ id: 'score-band', least: 'good', withholdShare: dated(0.25) }),
    condition({ id: 'verdicts', proportional: 'unfinished', withholdShare: dated(0.5) }),
    condition({ id: 'no-open-serious', withholdShare: dated(0.333333) }),
  ]);
  const drawn = fc.record({
    amountFen: fc.integer({ min: 1, max: 10_000_000_000 }),
    requiredProgress: fc.integer({ min: 0, max: 100 }),
    lines: fc.array(fc.record({ total: fc.nat(12), budgetFen: fc.nat(1_000_000) }), {
      minLength: 1,
      maxLength: 5,
    }),
    points: fc.integer({ min: 0, max: 10_000 }),
    verdict: fc.constantFrom('met' as const, 'partly' as const, 'not-met' as const),
    serious: fc.boolean(),
  });
  type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
  const given = (one: Drawn): GateFacts =>
    facts({
      instalment: instalment(one.requiredProgress, one.amountFen),
      lines: one.lines.map(({ total, budgetFen }, at) =>
        line({ lineKey: `x${at}`, total: String(total), budgetFen }),
      ),
      score: {
        id: 's',
        label: 'x',
        totalHundredths: one.points,
        base: 100,
        band:
          one.points >= 9000
            ? 'excellent'
            : one.points >= 8000
              ? 'good'
              : one.points >= 6000
                ? 'fair'
                : 'poor',
        bandName: words,
      },
      verdicts: [
        {
          inspectionId: 'n',
          inspectionNumber: '检1',
          subject: '甲',
          standard: 'operation',
          verdict: one.verdict,
          on: '2026-03-01',
        },
      ],
      serious: one.serious ? [{ id: 'f', number: '问1', state: 'confirmed' }] : [],
    });
  const gate = (one: Drawn) => evaluateGate(pack, given(one), asOf);

  test('withholding sums to the fen, and the lines sum to their condition', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const result = gate(one);
        const withheld = result.conditions.reduce((sum, { withholdFen }) => sum + withholdFen, 0);
        expect(result.recommendedFen).toBe(Math.max(0, one.amountFen - withheld));
        for (const judged of result.conditions) {
          expect(Number.isSafeInteger(judged.withholdFen) && judged.withholdFen <= one.amountFen).toBe(true);
          const parts = judged.evidence.filter(({ note }) => note === 'line-unfinished');
          if (parts.length > 0)
            expect(parts.reduce((sum, { facts: told }) => sum + Number(told.withheldFen), 0)).toBe(
              judged.withholdFen,
            );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('fixing what fails never lowers what may be paid', () => {
    const better = fc.constantFrom<(one: Drawn, at: number) => Drawn>(
      (one, at) => ({
        ...one,
        lines: one.lines.map((each, index) =>
          index === at % one.lines.length ? { ...each, total: each.total + 2 } : each,
        ),
      }),
      (one) => ({ ...one, points: Math.min(10_000, one.points + 1500) }),
      (one) => ({ ...one, verdict: 'met' }),
      (one) => ({ ...one, serious: false }),
    );
    fc.assert(
      fc.property(drawn, better, fc.nat(), (one, mend, at) => {
        expect(gate(mend(one, at)).recommendedFen).toBeGreaterThanOrEqual(gate(one).recommendedFen);
      }),
      { numRuns: 500 },
    );
  });

  test('never above the instalment, and nothing where a cap is crossed', () => {
    fc.assert(
      fc.property(drawn, fc.nat(10_000_000_000), (one, limit) => {
        const capped = {
          ...pack,
          gate: {
            ...pack.gate,
            conditions: [...pack.gate.conditions, condition({ id: 'within-cap', class: 'hard-stop' })],
          },
          money: {
            ...pack.money,
            areaCaps: [{ id: 'c', area: 'station' as const, name: words, fen: dated(limit) }],
          },
        };
        const { recommendedFen } = evaluateGate(capped, given(one), asOf);
        expect(recommendedFen).toBeLessThanOrEqual(one.amountFen);
        if (one.amountFen > limit) expect(recommendedFen).toBe(0);
      }),
    );
  });
});

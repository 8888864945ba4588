import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { scoredPack } from '#testing/scoring.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { type SettlementAsked, type SettlementFacts, settle } from './disbursement.settlement.rules.ts';

const on = plainDate('2026-04-10');
const base = scoredPack();
const basis = [...base.money.instalments.basis];
const dated = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });
const words = { zh: '站点', en: 'Station' };
const packOf = (to: 'fen' | 'yuan' | 'hundred-yuan' = 'fen', cap?: number): RulePack => ({
  ...base,
  money: {
    ...base.money,
    instalments: {
      kinds: ['unit-price', 'reimbursement'],
      reimbursementShare: dated(0.6),
      unitPrices: [
        { id: 'station', name: words, unit: words, fen: dated(20_050), ...(cap ? { cap: dated(cap) } : {}) },
      ],
      rounding: { to, remainder: 'last-instalment' },
      basis,
    },
  },
});
const byUnit: SettlementAsked = { kind: 'unit-price', unitPriceId: 'station', lineKey: 'l' };
const facts = (over: Partial<SettlementFacts> = {}): SettlementFacts => ({
  instalmentFen: 1_000_000,
  last: false,
  total: '10.0000',
  earlierFen: 0,
  ...over,
});
const due = (pack: RulePack, asked: SettlementAsked, given: SettlementFacts) => {
  const result = settle(pack, asked, given, on);
  return result.ok ? result.value.dueFen : result.refusal.code;
};

describe('what an instalment comes to', () => {
  test.each<[string, RulePack, SettlementAsked, Partial<SettlementFacts>, number | string]>([
    ['quantity × price', packOf(), byUnit, {}, 200_500],
    ['half a unit, cut to the fen', packOf(), byUnit, { total: '0.0001' }, 2],
    ['less what was settled before', packOf(), byUnit, { earlierFen: 100_000 }, 100_500],
    ['never above the instalment', packOf(), byUnit, { instalmentFen: 150_000 }, 150_000],
    ['never above the price’s cap', packOf('fen', 180_000), byUnit, {}, 180_000],
    ['cut to whole yuan', packOf('yuan'), byUnit, { total: '0.5' }, 10_000],
    ['cut to hundreds of yuan', packOf('hundred-yuan'), byUnit, {}, 200_000],
    ['the last takes the rest', packOf('hundred-yuan'), byUnit, { last: true }, 200_500],
    [
      'a share of verified investment',
      packOf(),
      { kind: 'reimbursement', investmentFen: 333_333 },
      {},
      199_999,
    ],
    ['counted in the unit of the price', packOf(), byUnit, { unit: '站点' }, 200_500],
    ['counted in another unit', packOf(), byUnit, { unit: '人次' }, 'disbursement.settlement-unit'],
    ['nothing accepted', packOf(), byUnit, { total: null }, 'disbursement.nothing-to-settle'],
    ['all settled before', packOf(), byUnit, { earlierFen: 200_500 }, 'disbursement.nothing-to-settle'],
    [
      'a price the pack has not',
      packOf(),
      { ...byUnit, unitPriceId: 'x' },
      {},
      'disbursement.unit-price-unknown',
    ],
    ['a kind the pack has not', base, byUnit, {}, 'disbursement.settlement-kind'],
  ])('%s', (_, pack, asked, given, expected) => {
    expect(due(pack, asked, facts(given))).toBe(expected);
  });
});

test('never above instalment, price cap or what is left; on the grid unless it is the last; more done never pays less', () => {
  const drawn = fc.record({
    quantity: fc.integer({ min: 0, max: 1_000_000 }),
    more: fc.nat(100_000),
    instalmentFen: fc.integer({ min: 1, max: 10_000_000_000 }),
    earlierFen: fc.nat(1_000_000_000),
    cap: fc.integer({ min: 1, max: 10_000_000_000 }),
    last: fc.boolean(),
    to: fc.constantFrom<'fen' | 'yuan' | 'hundred-yuan'>('fen', 'yuan', 'hundred-yuan'),
  });
  fc.assert(
    fc.property(drawn, ({ quantity, more, to, cap, ...given }) => {
      const pack = packOf(to, cap);
      const text = (n: number) => `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`;
      const at = (n: number) => {
        const found = due(pack, byUnit, facts({ ...given, total: text(n) }));
        return typeof found === 'number' ? found : 0;
      };
      const found = at(quantity);
      expect(found).toBeLessThanOrEqual(given.instalmentFen);
      expect(found + given.earlierFen <= cap || found === 0).toBe(true);
      if (!given.last) expect(found % { fen: 1, yuan: 100, 'hundred-yuan': 10_000 }[to]).toBe(0);
      expect(at(quantity + more)).toBeGreaterThanOrEqual(found);
    }),
  );
});

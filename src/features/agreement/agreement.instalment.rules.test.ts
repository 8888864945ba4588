import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { scoredPack } from '#testing/scoring.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { checkInstalmentRules, lastOf, roundingUnits } from './agreement.instalment.rules.ts';

const on = plainDate('2026-04-10');
const base = scoredPack();
const packOf = (to: 'fen' | 'yuan' | 'hundred-yuan', retention?: number): RulePack => ({
  ...base,
  money: {
    ...base.money,
    instalments: {
      ...base.money.instalments,
      rounding: { to, remainder: 'last-instalment' },
      ...(retention === undefined
        ? {}
        : {
            retentionShare: {
              values: [{ from: '2021-03-18', value: retention, basis: [...base.money.instalments.basis] }],
            },
          }),
    },
  },
});
const stages = (...amounts: number[]) =>
  amounts.map((amountFen, at) => ({ number: at + 1, amountFen, plannedOn: `2026-0${at + 1}-01` }));
const codeOf = (pack: RulePack, amounts: number[], rounded = true) => {
  const sum = amounts.reduce((all, one) => all + one, 0);
  const result = checkInstalmentRules(pack, sum, stages(...amounts), on, rounded);
  return result.ok ? 'granted' : result.refusal.code;
};

test.each<[string, RulePack, number[], string]>([
  ['to the fen anything goes', packOf('fen'), [333, 333, 334], 'granted'],
  ['whole yuan', packOf('yuan'), [300, 300, 401], 'granted'],
  ['not whole yuan', packOf('yuan'), [301, 300, 400], 'agreement.instalment-not-rounded'],
  ['hundreds of yuan, the last takes the rest', packOf('hundred-yuan'), [10_000, 20_000, 12_345], 'granted'],
  [
    'not hundreds of yuan',
    packOf('hundred-yuan'),
    [10_000, 20_100, 12_345],
    'agreement.instalment-not-rounded',
  ],
  ['the retention lies in the last', packOf('fen', 0.1), [450, 450, 100], 'granted'],
  ['a fen short of the retention', packOf('fen', 0.1), [450, 451, 99], 'agreement.retention-missing'],
  ['a fraction of a fen is kept back as well', packOf('fen', 0.1), [905, 100], 'agreement.retention-missing'],
])('%s', (_, pack, amounts, expected) => {
  expect(codeOf(pack, amounts)).toBe(expected);
});

test('an amendment keeps what part payments left over, and never the retention out', () => {
  expect(codeOf(packOf('yuan'), [301, 300, 400], false)).toBe('granted');
  expect(codeOf(packOf('fen', 0.5), [301, 300, 400], false)).toBe('agreement.retention-missing');
});

test('the last is the one planned last, of two on a day the later number', () => {
  expect(
    lastOf([
      { number: 3, amountFen: 1, plannedOn: '2026-01-01' },
      { number: 2, amountFen: 1, plannedOn: '2026-02-01' },
    ])?.number,
  ).toBe(2);
  expect(lastOf([])).toBeUndefined();
});

test('rounded stages with the rest in the last always pass, whatever the sum', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e12 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 0, maxLength: 4 }),
      fc.constantFrom<'fen' | 'yuan' | 'hundred-yuan'>('fen', 'yuan', 'hundred-yuan'),
      (sum, percents, to) => {
        const unit = roundingUnits[to];
        const firsts = percents.map((percent) => Math.floor((sum * percent) / 100 / 4 / unit) * unit);
        const rest = sum - firsts.reduce((all, one) => all + one, 0);
        expect(codeOf(packOf(to), [...firsts, rest])).toBe('granted');
      },
    ),
  );
});

test('the last is found in whatever order they are written', () => {
  const days = ['2026-01-01', '2026-03-01', '2026-02-01'];
  fc.assert(
    fc.property(
      fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }),
      fc.array(fc.constantFrom(...days), { minLength: 5, maxLength: 5 }),
      (numbers, on) => {
        const written = numbers.map((number, at) => ({ number, amountFen: 1, plannedOn: on[at] ?? '' }));
        const last = lastOf(written);
        for (const other of written)
          expect(
            other.plannedOn < (last?.plannedOn ?? '') ||
              (other.plannedOn === last?.plannedOn && other.number <= last.number),
          ).toBe(true);
      },
    ),
  );
});

test('a refusal names the instalment, the unit or the sum, and the clause', () => {
  const check = (pack: RulePack, ...amounts: number[]) => {
    const sum = amounts.reduce((all, one) => all + one, 0);
    return checkInstalmentRules(pack, sum, stages(...amounts), on, true);
  };
  const basis = [{ clause: 'tongcheng-2021:1.4', localSupplement: true }];
  expect(check(packOf('hundred-yuan'), 10_000, 20_100, 12_345)).toEqual({
    ok: false,
    refusal: {
      code: 'agreement.instalment-not-rounded',
      facts: { number: 2, unitFen: 10_000 },
      basis,
    },
  });
  expect(check(packOf('fen', 0.1), 905, 100)).toEqual({
    ok: false,
    refusal: { code: 'agreement.retention-missing', facts: { number: 2, leastFen: 101 }, basis },
  });
  expect(check(packOf('fen'), 905, 100)).toEqual({ ok: true, value: true });
  expect(check(packOf('fen', 0.1), 900, 101)).toEqual({ ok: true, value: true });
});

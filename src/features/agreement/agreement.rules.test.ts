import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instalment, InstalmentState, InstalmentTerms } from './agreement.model.ts';
import {
  amendInstalments,
  checkDates,
  checkInstalments,
  checkPromises,
  isOpenToChange,
} from './agreement.rules.ts';

const basis = [{ clause: 'tongcheng-2021:1.4' }];
const bounds = { regimeFrom: '2021-03-18', projectStartsOn: '2025-01-01', today: '2026-04-10' };
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'granted' : result.refusal?.code;

test.each([
  ['2025-01-01', '2025-01-01', '2025-01-02', 'granted'],
  ['2021-03-17', '2025-01-01', '2025-01-02', 'agreement.before-regime'],
  ['2024-12-31', '2025-01-01', '2025-01-02', 'agreement.before-project'],
  ['2026-04-11', '2026-04-12', '2026-12-31', 'agreement.signed-in-future'],
  ['2026-04-10', '2026-05-01', '2026-12-31', 'granted'],
  ['2025-02-02', '2025-02-01', '2026-12-31', 'agreement.dates-reversed'],
  ['2025-02-01', '2025-02-01', '2025-02-01', 'agreement.dates-reversed'],
])('signed %s, from %s until %s: %s', (signedOn, startsOn, endsOn, expected) => {
  expect(codeOf(checkDates({ signedOn, startsOn, endsOn }, bounds, basis))).toBe(expected);
});

test('a promise kept from before the plan dropped its line is still a promise', () => {
  const plan = [{ lineKey: 'a', area: 'station' as const, task: '站点' }];
  const promise = { areas: ['station' as const], lineKeys: ['a', 'gone'] };
  expect(codeOf(checkPromises(promise, plan, basis))).toBe('agreement.line-not-in-plan');
  expect(codeOf(checkPromises(promise, plan, basis, ['gone']))).toBe('granted');
  expect(codeOf(checkPromises({ ...promise, areas: ['training'] }, plan, basis))).toBe(
    'agreement.line-outside-areas',
  );
  expect(codeOf(checkPromises({ ...promise, lineKeys: [] }, plan, basis))).toBe('agreement.no-lines');
});

const agreement = { signedOn: '2025-01-10', endsOn: '2026-12-31' };
const stage = (number: number, amountFen: number, plannedOn = '2025-06-30'): InstalmentTerms => ({
  number,
  amountFen,
  plannedOn,
  name: `第${number}期`,
  condition: '',
  requiredProgress: 0,
});

test('property: instalments are accepted exactly when they are the contract sum', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(parts, fc.integer({ min: -2, max: 2 }), (amounts, off) => {
      const total = amounts.reduce((sum, part) => sum + part, 0);
      const stages = amounts.map((part, at) => stage(at + 1, part));
      expect(checkInstalments({ ...agreement, amountFen: total + off }, stages, basis).ok).toBe(off === 0);
    }),
  );
});

test.each([
  ['2025-01-09', 'agreement.instalment-outside-contract'],
  ['2025-01-10', 'granted'],
  ['2026-12-31', 'granted'],
  ['2027-01-01', 'agreement.instalment-outside-contract'],
])('an instalment planned on %s: %s', (plannedOn, expected) => {
  expect(codeOf(checkInstalments({ ...agreement, amountFen: 5 }, [stage(1, 5, plannedOn)], basis))).toBe(
    expected,
  );
});

test.each<[InstalmentState, boolean]>([
  ['planned', true],
  ['requested', false],
  ['decided', false],
  ['paid', false],
  ['refused', true],
])('an instalment that is %s may be rewritten: %s', (state, open) => {
  expect(isOpenToChange(state)).toBe(open);
  const was: Instalment = {
    ...stage(1, 5),
    id: 'i',
    version: 1,
    agreementId: 'a',
    state,
    requestedAt: null,
    requestedBy: null,
  };
  const amended = amendInstalments([was], { amountFen: 6, instalments: [stage(1, 6)] }, 0, basis);
  expect(codeOf(amended)).toBe(open ? 'granted' : 'agreement.instalment-fixed');
  expect(codeOf(amendInstalments([was], { amountFen: 5, instalments: [stage(1, 5)] }, 0, basis))).toBe(
    'granted',
  );
});

test('below what is paid, and without an instalment that was agreed: refused', () => {
  const was: Instalment = {
    ...stage(1, 5),
    id: 'i',
    version: 1,
    agreementId: 'a',
    state: 'paid',
    requestedAt: null,
    requestedBy: null,
  };
  expect(codeOf(amendInstalments([was], { amountFen: 4, instalments: [stage(1, 4)] }, 5, basis))).toBe(
    'agreement.below-paid',
  );
  expect(codeOf(amendInstalments([was], { amountFen: 5, instalments: [stage(2, 5)] }, 5, basis))).toBe(
    'agreement.instalment-missing',
  );
});

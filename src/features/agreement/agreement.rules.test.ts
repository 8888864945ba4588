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

const refusal = (code: string, facts: object, cited: readonly object[] = basis) => ({
  ok: false,
  refusal: { code: `agreement.${code}`, facts, basis: cited },
});
const granted = { ok: true, value: true };

test.each([
  ['2021-03-17', '2025-01-01', '2025-01-02', refusal('before-regime', { inForceFromOn: '2021-03-18' })],
  [
    '2024-12-31',
    '2025-01-01',
    '2025-01-02',
    refusal('before-project', { projectStartsOn: '2025-01-01' }, []),
  ],
  ['2026-04-11', '2026-04-12', '2026-12-31', refusal('signed-in-future', { todayOn: '2026-04-10' }, [])],
  [
    '2025-02-02',
    '2025-02-01',
    '2026-12-31',
    refusal('dates-reversed', { signedOn: '2025-02-02', startsOn: '2025-02-01', endsOn: '2026-12-31' }, []),
  ],
  ['2025-01-01', '2025-01-01', '2025-01-02', granted],
])('signed %s, from %s until %s says which day stands against it', (signedOn, startsOn, endsOn, expected) => {
  expect(checkDates({ signedOn, startsOn, endsOn }, bounds, basis)).toEqual(expected);
});

test('a contract may be signed on the very first day of the regime', () => {
  const early = { ...bounds, projectStartsOn: '2020-01-01' };
  const dates = { signedOn: '2021-03-18', startsOn: '2021-03-18', endsOn: '2022-03-18' };
  expect(checkDates(dates, early, basis)).toEqual(granted);
});

test('a promise names the line that is not there, or not in its areas', () => {
  const plan = [{ lineKey: 'a', area: 'station' as const, task: '站点' }];
  const promise = { areas: ['station' as const], lineKeys: ['a'] };
  expect(checkPromises(promise, plan, basis)).toEqual(granted);
  expect(checkPromises({ ...promise, lineKeys: [] }, plan, basis)).toEqual(refusal('no-lines', {}));
  expect(checkPromises({ ...promise, lineKeys: ['a', 'gone'] }, plan, basis)).toEqual(
    refusal('line-not-in-plan', { line: 'gone' }),
  );
  expect(checkPromises({ ...promise, areas: ['training'] }, plan, basis)).toEqual(
    refusal('line-outside-areas', { task: '站点', area: 'station' }),
  );
});

test.each([
  ['one twice', [stage(1, 3), stage(1, 2)], refusal('instalment-twice', {})],
  ['one of nothing', [stage(1, 5), stage(2, 0)], refusal('instalment-empty', { number: 2 })],
  ['one below nothing', [stage(1, 6), stage(2, -1)], refusal('instalment-empty', { number: 2 })],
  [
    'one after the contract',
    [stage(1, 5, '2027-01-01')],
    refusal('instalment-outside-contract', { number: 1, signedOn: '2025-01-10', endsOn: '2026-12-31' }),
  ],
  [
    'three of five',
    [stage(1, 3)],
    refusal('instalments-not-the-amount', { totalFen: 3, amountFen: 5, differenceFen: 2 }),
  ],
  ['none', [], refusal('instalments-not-the-amount', { totalFen: 0, amountFen: 5, differenceFen: 5 })],
  ['five of five', [stage(1, 3), stage(2, 2)], granted],
])('instalments with %s', (_, stages, expected) => {
  expect(checkInstalments({ ...agreement, amountFen: 5 }, stages, basis)).toEqual(expected);
});

test('an amendment names what binds it', () => {
  const was: Instalment = {
    ...stage(1, 5),
    id: 'i',
    version: 1,
    agreementId: 'a',
    state: 'paid',
    requestedAt: null,
    requestedBy: null,
  };
  const amend = (amountFen: number, ...instalments: InstalmentTerms[]) =>
    amendInstalments([was], { amountFen, instalments }, 5, basis);
  expect(amend(4, stage(1, 4))).toEqual(refusal('below-paid', { paidFen: 5, amountFen: 4 }));
  expect(amend(5, stage(2, 5))).toEqual(refusal('instalment-missing', { number: 1 }));
  expect(amend(6, stage(1, 6))).toEqual(refusal('instalment-fixed', { number: 1, state: 'paid' }));
  // What is paid stays; what comes after it may be new.
  expect(amend(9, stage(1, 5), stage(2, 4))).toEqual(granted);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import {
  approve,
  awaits,
  coDecide,
  decline,
  pay,
  propose,
  request,
  split,
} from './disbursement.decision.rules.ts';
import type { Decision, GateResult, Instalment, InstalmentState } from './disbursement.model.ts';
import { lifecycle } from './disbursement.model.ts';
import { mayOf } from './disbursement.policy.ts';

const pack = loadedRegimes().find((regime) => regime.pack.id === 'tongcheng-2021')?.pack;
if (!pack) throw new Error('no pack');

const instalment: Instalment = {
  id: 'i',
  version: 2,
  agreementId: 'a',
  contractorId: 'c',
  number: 1,
  name: '第一期',
  amountFen: 1000,
  condition: '',
  requiredProgress: 0,
  plannedOn: '2026-01-01',
  state: 'requested',
  requestedAt: '2026-01-02T00:00:00Z',
  requestedBy: 'p0',
};
const proposedDecision: Decision = {
  id: 'd',
  version: 1,
  instalmentId: 'i',
  evaluationId: 'e',
  state: 'proposed',
  outcome: 'pay',
  amountFen: 1000,
  payableFen: null,
  departs: false,
  reasons: '',
  proposedBy: 'bureau',
  proposedAt: '2026-01-03T00:00:00Z',
  financeBy: null,
  financeAt: null,
  financeNote: null,
  approvedBy: null,
  approvedAt: null,
  declinedBy: null,
  declinedReason: null,
};
const agreedDecision: Decision = { ...proposedDecision, financeBy: 'finance' };
const approvedDecision: Decision = {
  ...agreedDecision,
  state: 'approved',
  payableFen: 1000,
  approvedBy: 'leader',
};
const gate: GateResult = {
  asOf: '2026-01-03',
  amountFen: 1000,
  conditions: [],
  recommendation: 'pay',
  recommendedFen: 1000,
  hardStop: false,
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'granted' : (result.refusal?.code ?? '');

describe('四眼: proposer, finance, approver and payer are different people, wherever they work', () => {
  test('who proposed may not agree', () => {
    expect(codeOf(coDecide(proposedDecision, 'bureau', pack))).toBe('disbursement.same-person');
    expect(codeOf(coDecide(proposedDecision, 'finance', pack))).toBe('granted');
    expect(codeOf(coDecide(agreedDecision, 'other', pack))).toBe('disbursement.decision-wrong-state');
  });
  test('who proposed or agreed may not approve', () => {
    expect(codeOf(approve(proposedDecision, 'leader', pack))).toBe('disbursement.finance-first');
    for (const person of ['bureau', 'finance'])
      expect(codeOf(approve(agreedDecision, person, pack))).toBe('disbursement.same-person');
    expect(approve(agreedDecision, 'leader', pack)).toEqual({ ok: true, value: 'decided' });
    expect(approve({ ...agreedDecision, outcome: 'withhold', amountFen: 0 }, 'leader', pack)).toEqual({
      ok: true,
      value: 'refused',
    });
  });
  test('who proposed or approved may not pay; who agreed may', () => {
    const on = plainDate('2026-01-05');
    const by = (personId: string) => ({ personId, paidOn: on, today: on, approvedOn: on });
    for (const person of ['bureau', 'leader'])
      expect(codeOf(pay(approvedDecision, gate, by(person), pack))).toBe('disbursement.same-person');
    expect(pay(approvedDecision, gate, by('finance'), pack)).toEqual({
      ok: true,
      value: { amountFen: 1000 },
    });
    expect(codeOf(pay(approvedDecision, { ...gate, hardStop: true }, by('finance'), pack))).toBe(
      'disbursement.hard-stop',
    );
    expect(codeOf(pay({ ...approvedDecision, state: 'paid' }, gate, by('finance'), pack))).toBe(
      'disbursement.paid-already',
    );
    expect(codeOf(pay(agreedDecision, gate, by('finance'), pack))).toBe('disbursement.not-approved');
  });
  test('what is paid or declined stays so', () => {
    expect(codeOf(decline(proposedDecision))).toBe('granted');
    expect(codeOf(decline(approvedDecision))).toBe('granted');
    for (const state of ['paid', 'declined'] as const)
      expect(codeOf(decline({ ...approvedDecision, state }))).toBe('disbursement.decision-wrong-state');
  });
});

test.each(Object.keys(lifecycle) as InstalmentState[])('the lifecycle is kept from %s', (state) => {
  const stands = { terminated: false };
  expect(request({ state }, stands, pack).ok).toBe(state === 'planned' || state === 'refused');
  const proposal = { outcome: 'pay' as const, amountFen: 1000, reasons: '' };
  expect(propose({ state, amountFen: 1000 }, gate, proposal, pack).ok).toBe(state === 'requested');
});

test('a part paid and the rest sum to what it was, and the rest is asked for like any other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: 1, max: 10 ** 12 }), (a, b) => {
      const [paidFen, amountFen] = a < b ? [a, b] : [b, a];
      const { paid, remainder } = split({ ...instalment, amountFen }, paidFen, { id: 'r', number: 4 });
      expect(paid.amountFen + (remainder?.amountFen ?? 0)).toBe(amountFen);
      expect(paid).toMatchObject({ state: 'paid', number: 1, version: 3 });
      expect(remainder === null).toBe(paidFen === amountFen);
      if (remainder)
        expect(remainder).toMatchObject({
          id: 'r',
          number: 4,
          version: 1,
          state: 'planned',
          name: '第一期（暂缓部分）',
          requestedAt: null,
        });
    }),
  );
  // Withheld twice, it is not called so twice.
  expect(
    split({ ...instalment, name: '第一期（暂缓部分）' }, 1, { id: 'r', number: 5 }).remainder?.name,
  ).toBe('第一期（暂缓部分）');
});

test('it always lies at one desk', () => {
  expect(awaits({ state: 'planned' }, null)).toBe('contractor');
  expect(awaits({ state: 'requested' }, null)).toBe('commerce-bureau');
  expect(awaits({ state: 'requested' }, proposedDecision)).toBe('finance');
  expect(awaits({ state: 'requested' }, agreedDecision)).toBe('leading-group');
  expect(awaits({ state: 'decided' }, approvedDecision)).toBe('finance');
  expect(awaits({ state: 'refused' }, approvedDecision)).toBe('contractor');
  expect(awaits({ state: 'paid' }, approvedDecision)).toBe('nobody');
});

describe('who may what', () => {
  const actor = (organisationKind: OrganisationKind, duties: Duty[] = [], personId = 'somebody'): Actor => ({
    personId,
    name: '',
    organisationId: organisationKind === 'contractor' ? 'c' : organisationKind,
    organisationKind,
    duties,
  });
  const everybody: [string, Actor][] = [
    ['contractor', actor('contractor')],
    ['office', actor('office', ['administrator'])],
    ['bureau', actor('commerce-bureau')],
    ['finance', actor('finance')],
    ['leader', actor('leading-group', ['signatory'])],
    ['leading group', actor('leading-group')],
    ['audit', actor('audit')],
    ['third party', actor('third-party')],
  ];
  const table: [string, InstalmentState, Decision | null, Record<string, string[]>][] = [
    ['not requested', 'planned', null, { request: ['contractor'] }],
    ['requested', 'requested', null, { propose: ['bureau'] }],
    [
      'proposed',
      'requested',
      proposedDecision,
      { agree: ['finance'], object: ['finance'], decline: ['leader'] },
    ],
    ['agreed', 'requested', agreedDecision, { approve: ['leader'], decline: ['leader'] }],
    ['approved', 'decided', approvedDecision, { pay: ['finance'], decline: ['leader'] }],
    ['withheld', 'refused', { ...approvedDecision, payableFen: null }, { request: ['contractor'] }],
    ['paid', 'paid', { ...approvedDecision, state: 'paid' }, {}],
  ];
  test.each(table)('%s', (_, state, decision, expected) => {
    const found: Record<string, string[]> = {};
    for (const [name, who] of everybody)
      for (const [act, may] of Object.entries(mayOf(who, { contractorId: 'c', state }, decision)))
        if (may) found[act] = [...(found[act] ?? []), name];
    expect(found).toEqual(expected);
  });
  test('nobody acts on his own proposal', () => {
    expect(mayOf(actor('finance', [], 'bureau'), instalment, proposedDecision).agree).toBe(false);
    expect(mayOf(actor('leading-group', ['signatory'], 'finance'), instalment, agreedDecision).approve).toBe(
      false,
    );
    expect(mayOf(actor('finance', [], 'leader'), instalment, approvedDecision).pay).toBe(false);
  });
});

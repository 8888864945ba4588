import { describe, expect, test } from 'vitest';
import { type Citation, clause, type Facts, type Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { asOf, clean } from './disbursement.cases.ts';
import { instalmentOf } from './disbursement.decision.cases.ts';
import {
  approve,
  awaits,
  coDecide,
  decline,
  pay,
  propose,
  request,
  split,
  stageOf,
  takeBack,
} from './disbursement.decision.rules.ts';
import type { Decision, GateFacts, Outcome } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';
import {
  maySettleBy,
  needsSettlement,
  type SettlementAsked,
  type SettlementFacts,
  settle,
} from './disbursement.settlement.rules.ts';

// Whoever is refused is told what stood in the way and the clause it stands in: of the county's own regime, and of no other.

const { pack: tongcheng } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const { pack: bing } = worldUnder('example-bing-2024');

type Said = readonly [code: string, facts: Facts, basis: readonly Citation[]];
const saidOf = (result: Result<unknown>): Said | 'granted' => {
  if (result.ok) return 'granted';
  const { code, facts, basis } = result.refusal;
  return [code, facts, basis];
};

const main = [clause('tongcheng-2021:1.4')];
const gateOf = (change: Partial<GateFacts> = {}, pack: RulePack = tongcheng) =>
  evaluateGate(pack, { ...clean, ...change }, asOf);
const notDue: Partial<GateFacts> = { instalment: { ...clean.instalment, plannedOn: '2026-04-11' } };
const terminated: Partial<GateFacts> = { agreement: { ...clean.agreement, terminated: true } };

const proposed: Decision = {
  id: 'd',
  version: 1,
  instalmentId: 'i',
  evaluationId: 'e',
  state: 'proposed',
  outcome: 'pay',
  amountFen: 100_000_000,
  payableFen: null,
  departs: false,
  reasons: '',
  proposedBy: 'chen',
  proposedAt: 'then',
  financeBy: null,
  financeAt: null,
  financeNote: null,
  approvedBy: null,
  approvedAt: null,
  declinedBy: null,
  declinedReason: null,
};
const agreed: Decision = { ...proposed, financeBy: 'liu' };
const approved: Decision = { ...agreed, state: 'approved', approvedBy: 'wang', payableFen: 100_000_000 };
const withheld: Decision = { ...approved, outcome: 'withhold', amountFen: 0, payableFen: null };
const paid: Decision = { ...approved, state: 'paid' };
const declined: Decision = { ...agreed, state: 'declined' };

describe('asking for an instalment', () => {
  test.each<[string, Parameters<typeof request>[0]['state'], boolean, Said | 'granted']>([
    ['what is planned', 'planned', false, 'granted'],
    ['what was withheld, again', 'refused', false, 'granted'],
    [
      'what is asked for already',
      'requested',
      false,
      ['disbursement.wrong-state', { state: 'requested' }, []],
    ],
    ['what is decided', 'decided', false, ['disbursement.wrong-state', { state: 'decided' }, []]],
    ['what is paid', 'paid', false, ['disbursement.paid-already', {}, main]],
    [
      'after the contract was terminated',
      'planned',
      true,
      ['disbursement.hard-stop', { conditions: ['not-disqualified'] }, main],
    ],
    ['what is paid, terminated or not', 'paid', true, ['disbursement.paid-already', {}, main]],
  ])('%s', (_, state, ended, expected) => {
    expect(saidOf(request({ state }, { terminated: ended }, tongcheng))).toEqual(expected);
  });

  test('each county is told its own clause', () => {
    expect(saidOf(request({ state: 'paid' }, { terminated: false }, jia))).toEqual([
      'disbursement.paid-already',
      {},
      [clause('example-jia-2022:27')],
    ]);
  });
});

describe('proposing', () => {
  const proposing = (
    outcome: Outcome,
    amountFen: number,
    { reasons = '', change = {}, state = 'requested' as const, pack = tongcheng, settled = false } = {} as {
      readonly reasons?: string;
      readonly change?: Partial<GateFacts>;
      readonly state?: 'requested' | 'planned' | 'decided' | 'refused' | 'paid';
      readonly pack?: RulePack;
      readonly settled?: boolean;
    },
  ) => propose(instalmentOf({ state }), gateOf(change, pack), { outcome, amountFen, reasons }, pack, settled);
  const whole = 100_000_000;
  const mismatch = (outcome: Outcome, amountFen: number): Said => [
    'disbursement.outcome-mismatch',
    { outcome, amountFen, instalmentFen: whole },
    [],
  ];
  const unexplained = (amountFen: number, recommendedFen: number): Said => [
    'disbursement.reasons-required',
    { amountFen, recommendedFen, least: 4 },
    main,
  ];

  test.each<[string, () => ReturnType<typeof propose>, Said | 'granted']>([
    [
      'paid already',
      () => proposing('pay', whole, { state: 'paid' }),
      ['disbursement.paid-already', {}, main],
    ],
    ...(['planned', 'decided', 'refused'] as const).map(
      (state): [string, () => ReturnType<typeof propose>, Said] => [
        `not asked for: ${state}`,
        () => proposing('pay', whole, { state }),
        ['disbursement.wrong-state', { state }, []],
      ],
    ),
    [
      'one fen more than the instalment',
      () => proposing('pay', whole + 1),
      [
        'disbursement.above-instalment',
        { amountFen: whole + 1, instalmentFen: whole },
        [clause('tongcheng-2021:2.6', true)],
      ],
    ],
    [
      'one fen more than what was settled',
      () =>
        proposing('pay-part', 60_000_001, {
          pack: yi,
          settled: true,
          change: { instalment: { ...clean.instalment, settledFen: 60_000_000 } },
        }),
      [
        'disbursement.above-settlement',
        { amountFen: 60_000_001, settledFen: 60_000_000 },
        [clause('example-yi-2023:7.5')],
      ],
    ],
    [
      'just what was settled',
      () =>
        proposing('pay-part', 60_000_000, {
          pack: yi,
          settled: true,
          change: { instalment: { ...clean.instalment, settledFen: 60_000_000 } },
        }),
      'granted',
    ],
    [
      'not due, whatever the reasons',
      () => proposing('pay', whole, { change: notDue, reasons: '特事特办' }),
      ['disbursement.hard-stop', { conditions: ['instalment-due'] }, main],
    ],
    [
      'one fen of what is stopped',
      () => proposing('pay-part', 1, { change: notDue, reasons: '特事特办' }),
      ['disbursement.hard-stop', { conditions: ['instalment-due'] }, main],
    ],
    [
      'stopped twice: each stop is named, with its clause',
      () =>
        proposing('pay', whole, {
          change: {
            ...notDue,
            centralFen: 0,
            lines: [],
            contracts: [],
            agreement: { ...clean.agreement, paidFen: 300_000_000 },
          },
        }),
      [
        'disbursement.hard-stop',
        { conditions: ['within-contract', 'instalment-due'] },
        [clause('tongcheng-2021:2.6', true), ...main],
      ],
    ],
    ['nothing of what is stopped', () => proposing('withhold', 0, { change: notDue }), 'granted'],
    [
      'by quantity, and not settled',
      () => proposing('pay', whole, { pack: yi }),
      ['disbursement.settlement-missing', {}, [clause('example-yi-2023:7.5')]],
    ],
    [
      'by quantity, and nothing of it',
      () => proposing('withhold', 0, { pack: yi, reasons: '尚未结算' }),
      'granted',
    ],
    [
      '“withhold” with a fen',
      () => proposing('withhold', 1, { reasons: '设备尚未到货' }),
      mismatch('withhold', 1),
    ],
    [
      '“pay” with a fen less',
      () => proposing('pay', whole - 1, { reasons: '设备尚未到货' }),
      mismatch('pay', whole - 1),
    ],
    ['“a part” with all of it', () => proposing('pay-part', whole), mismatch('pay-part', whole)],
    [
      '“a part” with nothing',
      () => proposing('pay-part', 0, { reasons: '设备尚未到货' }),
      mismatch('pay-part', 0),
    ],
    [
      'three characters are no reason',
      () => proposing('withhold', 0, { reasons: '不同意' }),
      unexplained(0, whole),
    ],
    [
      'nor are three among blanks',
      () => proposing('withhold', 0, { reasons: '  不同意  ' }),
      unexplained(0, whole),
    ],
    [
      'nor do two characters of two units each make four',
      () => proposing('withhold', 0, { reasons: '𠮷𠮷' }),
      unexplained(0, whole),
    ],
    ['four are', () => proposing('withhold', 0, { reasons: '设备未到' }), 'granted'],
    [
      'paying more than is recommended wants reasons as well',
      () =>
        proposing('pay', whole, {
          change: {
            verdicts: [
              {
                inspectionId: 'n',
                inspectionNumber: '检1',
                subject: '甲',
                standard: 'funds',
                verdict: 'not-met',
                on: '2026-03-30',
              },
            ],
          },
        }),
      unexplained(whole, 70_000_000),
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('it is kept whether the proposal departs from what is recommended', () => {
    expect(proposing('pay', whole)).toEqual({ ok: true, value: { departs: false } });
    expect(proposing('pay-part', whole - 1, { reasons: '设备未到' })).toEqual({
      ok: true,
      value: { departs: true },
    });
    expect(proposing('withhold', 0, { change: terminated })).toEqual({ ok: true, value: { departs: false } });
  });
});

describe('agreeing, approving, taking back, declining', () => {
  const wrong = (decisionState: string): Said => ['disbursement.decision-wrong-state', { decisionState }, []];
  const same: Said = ['disbursement.same-person', {}, main];
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    ['agreed to by the proposer', () => coDecide(proposed, 'chen', tongcheng), same],
    ['agreed to twice', () => coDecide(agreed, 'zhou', tongcheng), wrong('agreed')],
    [
      'agreed to after the approval',
      () => coDecide({ ...approved, financeBy: null }, 'liu', tongcheng),
      wrong('approved'),
    ],
    [
      'approved before finance',
      () => approve(proposed, 'wang', tongcheng),
      ['disbursement.finance-first', {}, main],
    ],
    ['approved by the proposer', () => approve(agreed, 'chen', tongcheng), same],
    ['approved by who agreed', () => approve(agreed, 'liu', tongcheng), same],
    ['approved twice', () => approve(approved, 'zhou', tongcheng), wrong('approved')],
    ['approved after it was declined', () => approve(declined, 'wang', tongcheng), wrong('declined')],
    [
      'taken back while its facts stand',
      () => takeBack(agreed, false, tongcheng),
      ['disbursement.facts-unchanged', {}, main],
    ],
    ['taken back when they changed', () => takeBack(proposed, true, tongcheng), 'granted'],
    ['taken back after the approval', () => takeBack(approved, true, tongcheng), wrong('approved')],
    ['declined when paid', () => decline(paid), wrong('paid')],
    ['declined twice', () => decline(declined), wrong('declined')],
    ['what was approved to be withheld', () => decline(withheld), wrong('approved')],
    ['what was approved and not paid', () => decline(approved), 'granted'],
    ['a proposal, agreed to or not', () => decline(agreed), 'granted'],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('a proposal finance agreed to stands at another desk; every other state is called by its name', () => {
    expect([proposed, agreed, approved, paid, declined].map(stageOf)).toEqual([
      'proposed',
      'agreed',
      'approved',
      'paid',
      'declined',
    ]);
  });

  test('what was declined lies with the bureau again', () => {
    expect(awaits({ state: 'requested' }, declined)).toBe('commerce-bureau');
  });
});

describe('paying', () => {
  const paying = (
    decision: Decision,
    by: { readonly personId?: string; readonly paidOn?: string; readonly approvedOn?: string | null } = {},
    change: Partial<GateFacts> = {},
  ) =>
    pay(
      decision,
      gateOf(change),
      {
        personId: by.personId ?? 'liu',
        paidOn: plainDate(by.paidOn ?? '2026-04-10'),
        today: asOf,
        approvedOn: by.approvedOn === null ? null : plainDate(by.approvedOn ?? '2026-04-09'),
      },
      tongcheng,
    );
  const impossible: Said = [
    'disbursement.paid-on-impossible',
    { approvedOn: '2026-04-09', todayOn: '2026-04-10' },
    [],
  ];
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    ['twice', () => paying(paid), ['disbursement.paid-already', {}, main]],
    [
      'before the approval',
      () => paying(agreed),
      ['disbursement.not-approved', { decisionState: 'agreed' }, main],
    ],
    [
      'what was approved to be withheld',
      () => paying(withheld),
      ['disbursement.not-approved', { decisionState: 'approved' }, main],
    ],
    [
      'without a day of approval',
      () => paying(approved, { approvedOn: null }),
      ['disbursement.not-approved', { decisionState: 'approved' }, main],
    ],
    ['by the proposer', () => paying(approved, { personId: 'chen' }), ['disbursement.same-person', {}, main]],
    ['by who approved', () => paying(approved, { personId: 'wang' }), ['disbursement.same-person', {}, main]],
    [
      'when the contract has ended since',
      () => paying(approved, {}, terminated),
      ['disbursement.hard-stop', { conditions: ['not-disqualified'] }, main],
    ],
    ['tomorrow', () => paying(approved, { paidOn: '2026-04-11' }), impossible],
    ['the day before the approval', () => paying(approved, { paidOn: '2026-04-08' }), impossible],
    ['on the day of the approval', () => paying(approved, { paidOn: '2026-04-09' }), 'granted'],
    ['today', () => paying(approved), 'granted'],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('what is paid is what was approved, not what was proposed', () => {
    expect(paying({ ...approved, payableFen: 70_000_000 })).toEqual({
      ok: true,
      value: { amountFen: 70_000_000 },
    });
  });

  test('the rest of an instalment is a new one that nobody has asked for, of the same contract and contractor', () => {
    const instalment = instalmentOf({ requestedAt: 'then', requestedBy: 'zhang', version: 4 });
    const { paid: part, remainder } = split(instalment, 70_000_000, { id: 'r', number: 4 });
    expect(part).toEqual({ ...instalment, version: 5, state: 'paid', amountFen: 70_000_000 });
    expect(remainder).toEqual({
      ...instalment,
      id: 'r',
      number: 4,
      version: 1,
      name: '第一期（暂缓部分）',
      amountFen: 30_000_000,
      state: 'planned',
      requestedAt: null,
      requestedBy: null,
    });
  });
});

describe('settling', () => {
  const stations: SettlementAsked = { kind: 'unit-price', unitPriceId: 'station', lineKey: 'stations' };
  const training: SettlementAsked = { kind: 'unit-price', unitPriceId: 'attendance', lineKey: 'training' };
  const given = (over: Partial<SettlementFacts> = {}): SettlementFacts => ({
    instalmentFen: 100_000_000,
    last: false,
    total: '30.0000',
    earlierFen: 0,
    ...over,
  });
  const basis = [clause('example-yi-2023:7.5')];

  test.each<[string, () => Result<unknown>, Said]>([
    [
      'by quantity where shares are paid',
      () => settle(tongcheng, stations, given(), asOf),
      ['disbursement.settlement-kind', { kind: 'unit-price' }, [clause('tongcheng-2021:1.4', true)]],
    ],
    [
      'by investment where shares are paid',
      () => settle(jia, { kind: 'reimbursement', investmentFen: 1 }, given(), asOf),
      ['disbursement.settlement-kind', { kind: 'reimbursement' }, [clause('example-jia-2022:27')]],
    ],
    [
      'a price the regime does not name',
      () => settle(yi, { ...stations, unitPriceId: 'road' }, given(), asOf),
      ['disbursement.unit-price-unknown', {}, basis],
    ],
    [
      'attendances at the price of a station',
      () => settle(yi, stations, given({ unit: '人次' }), asOf),
      ['disbursement.settlement-unit', { unit: '人次' }, basis],
    ],
    [
      'nothing accepted yet',
      () => settle(yi, stations, given({ total: null }), asOf),
      ['disbursement.nothing-to-settle', { grossFen: 0, earlierFen: 0 }, basis],
    ],
    [
      'all of it settled before',
      () => settle(yi, stations, given({ earlierFen: 60_000_000 }), asOf),
      ['disbursement.nothing-to-settle', { grossFen: 60_000_000, earlierFen: 60_000_000 }, basis],
    ],
    [
      'a fen below what the county rounds to',
      () => settle(yi, stations, given({ earlierFen: 59_990_001 }), asOf),
      ['disbursement.nothing-to-settle', { grossFen: 60_000_000, earlierFen: 59_990_001 }, basis],
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('a regime that names reimbursement without its share reimburses nothing', () => {
    const { reimbursementShare: _, ...instalments } = yi.money.instalments;
    const pack = { ...yi, money: { ...yi.money, instalments } };
    expect(saidOf(settle(pack, { kind: 'reimbursement', investmentFen: 100 }, given(), asOf))).toEqual([
      'disbursement.settlement-kind',
      { kind: 'reimbursement' },
      basis,
    ]);
  });

  test('a regime that pays by unit and names no price settles nothing by unit', () => {
    const { unitPrices: _, ...instalments } = yi.money.instalments;
    const pack = { ...yi, money: { ...yi.money, instalments } };
    expect(saidOf(settle(pack, stations, given(), asOf))).toEqual([
      'disbursement.unit-price-unknown',
      {},
      basis,
    ]);
  });

  test.each<[string, SettlementAsked, Partial<SettlementFacts>, unknown]>([
    [
      'stations, each at its price, what was settled before taken off',
      stations,
      { unit: '个', earlierFen: 20_000_000 },
      {
        quantity: '30.0000',
        unitFen: 2_000_000,
        investmentFen: null,
        share: null,
        grossFen: 60_000_000,
        earlierFen: 20_000_000,
        dueFen: 40_000_000,
      },
    ],
    [
      'the unit in English is the same unit',
      stations,
      { unit: 'station' },
      {
        quantity: '30.0000',
        unitFen: 2_000_000,
        investmentFen: null,
        share: null,
        grossFen: 60_000_000,
        earlierFen: 0,
        dueFen: 60_000_000,
      },
    ],
    [
      'attendances, at most the total of their price',
      training,
      { unit: '人次', total: '2001.0000' },
      {
        quantity: '2001.0000',
        unitFen: 30_000,
        investmentFen: null,
        share: null,
        grossFen: 60_000_000,
        earlierFen: 0,
        dueFen: 60_000_000,
      },
    ],
    [
      'a share of investment; a quantity has no part in it',
      { kind: 'reimbursement', investmentFen: 100_033_399 },
      { last: true },
      {
        quantity: null,
        unitFen: null,
        investmentFen: 100_033_399,
        share: 0.6,
        grossFen: 60_020_039,
        earlierFen: 0,
        dueFen: 60_020_039,
      },
    ],
    [
      'a hundred yuan and no fen more is still paid',
      stations,
      { earlierFen: 59_990_000 },
      {
        quantity: '30.0000',
        unitFen: 2_000_000,
        investmentFen: null,
        share: null,
        grossFen: 60_000_000,
        earlierFen: 59_990_000,
        dueFen: 10_000,
      },
    ],
  ])('%s', (_, asked, over, expected) => {
    expect(settle(yi, asked, given(over), asOf)).toEqual({ ok: true, value: expected });
  });

  test('what an instalment may rest on, as each county has it; shares alone or beside others need no settlement', () => {
    expect([tongcheng, jia, yi, bing].map((pack) => [needsSettlement(pack), maySettleBy(pack)])).toEqual([
      [false, []],
      [false, []],
      [true, ['unit-price', 'reimbursement']],
      [false, ['unit-price', 'reimbursement']],
    ]);
  });
});

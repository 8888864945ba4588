import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import { type Bond, bondKey } from './obligation.bond.rules.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import type { BaselineFacts, FacilityFacts, PackVersion } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';

const { pack, calendar } = worldUnder(tongcheng);
const [first] = pack.obligations.filter(({ id }) => id === 'operation.village-station');
if (!first) throw new Error('the pack asks nothing of a village station');
const always = (value: number) => ({ values: [{ from: '2021-03-18', value, basis: [] }] });
const rule = (over: Partial<ObligationRule> = {}): ObligationRule => {
  const { coverage: _, ...own } = first;
  return { ...own, id: 'visit', graceDays: always(10), anchor: 'calendar', ...over };
};
const under = (...rules: readonly ObligationRule[]): RulePack => ({ ...pack, obligations: rules });
const programme = { id: 'p', startsOn: '2024-01-03', endsOn: null };
const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
  facilities: [],
  agreements: [],
  programmes: [],
  ...over,
});
const station = facilityOf({ operates: '2024-02-06' });
const everything = facts({
  facilities: [station],
  agreements: [contractOf()],
  programmes: [programme],
});
const derive = (regime: RulePack | readonly PackVersion[], given: BaselineFacts, asOf = '2024-12-31') =>
  deriveObligations(regime, given, calendar, plainDate(asOf), 0);

describe('what it is counted from, and what binds', () => {
  const construction = { name: 'under-construction', fromOn: '2024-01-10', untilOn: '2024-02-05' };
  const operation = { name: 'in-operation', fromOn: '2024-02-06', untilOn: null };
  const contract = { name: 'agreement-in-force', fromOn: '2024-02-01', untilOn: '2025-12-31' };
  const runs = { name: 'programme-runs', fromOn: '2024-01-03', untilOn: null };
  const once = (event: 'signing' | 'construction-start' | 'operation-day' | 'programme-start') =>
    ({ every: { once: event, within: always(60), days: 'days' } }) as const;
  const ofContract = { subject: 'agreement', area: 'funds' } as const;

  test.each<[string, Partial<ObligationRule>, string, unknown]>([
    ['a facility by the calendar', {}, '2024-Q1', [operation]],
    ['one being built', { phase: 'construction' }, '2024-Q1', [construction]],
    [
      'from its day of operation',
      { anchor: 'operation-day' },
      '2024-02-06/2024-05-05',
      [{ name: 'operation-day', fromOn: '2024-02-06' }, operation],
    ],
    [
      'from the signing of its contract',
      { anchor: 'signing' },
      '2024-01-31/2024-04-29',
      [{ name: 'agreement-signed', fromOn: '2024-01-31' }, operation],
    ],
    [
      'since it was last done',
      { anchor: 'last-done' },
      '2024-02-06/2024-05-05',
      [{ name: 'last-done', fromOn: '2024-02-06' }, operation],
    ],
    [
      'once after its opening',
      once('operation-day'),
      'once',
      [{ name: 'operation-day', fromOn: '2024-02-06' }, operation],
    ],
    [
      'once after construction began',
      { ...once('construction-start'), phase: 'construction' },
      'once',
      [{ name: 'construction-started', fromOn: '2024-01-10' }, construction],
    ],
    [
      'once after its contract was signed',
      once('signing'),
      'once',
      [{ name: 'agreement-signed', fromOn: '2024-01-31' }, operation],
    ],
    [
      'once after its programme began',
      once('programme-start'),
      'once',
      [{ name: 'programme-started', fromOn: '2024-01-03' }, operation],
    ],
    ['a contract by the calendar', ofContract, '2024-Q1', [contract]],
    [
      'a contract once after it was signed',
      { ...ofContract, ...once('signing') },
      'once',
      [{ name: 'agreement-signed', fromOn: '2024-01-31' }, contract],
    ],
    [
      'a contract once after its programme began',
      { ...ofContract, ...once('programme-start') },
      'once',
      [{ name: 'programme-started', fromOn: '2024-01-03' }, contract],
    ],
    [
      'a contract since it was last done',
      { ...ofContract, anchor: 'last-done' },
      '2024-02-01/2024-04-30',
      [{ name: 'last-done', fromOn: '2024-02-01' }, contract],
    ],
    ['a programme by the calendar', { subject: 'programme' }, '2024-Q1', [runs]],
    [
      'a programme from its beginning',
      { subject: 'programme', anchor: 'operation-day' },
      '2024-01-03/2024-04-02',
      [{ name: 'programme-runs', fromOn: '2024-01-03' }, runs],
    ],
    [
      'a programme once it began',
      { subject: 'programme', ...once('programme-start') },
      'once',
      [{ name: 'programme-started', fromOn: '2024-01-03' }, runs],
    ],
  ])('%s', (_, over, period, expected) => {
    const [one] = derive(under(rule(over)), everything);
    expect([one?.period, one?.because.facts]).toEqual([period, expected]);
  });

  test.each<[string, Partial<ObligationRule>]>([
    ['an opening', { subject: 'agreement', area: 'funds', ...once('operation-day') }],
    ['construction', { subject: 'agreement', area: 'funds', ...once('construction-start') }],
    ['operation', { subject: 'agreement', area: 'funds', anchor: 'operation-day' }],
    ['a programme nobody registered', once('programme-start')],
    ['a contract nobody registered', once('signing')],
    ['the signing of a contract nobody registered', { anchor: 'signing' }],
  ])('where there is no %s nothing is counted from it', (_, over) => {
    const without = { ...everything, programmes: [], ...(over.subject ? {} : { agreements: [] }) };
    expect(derive(under(rule(over)), without)).toEqual([]);
  });
});

describe('whom a rule concerns', () => {
  test('a facility of its kinds; of every kind where it names none', () => {
    const kinds = ['village-station', 'town-station', 'service-centre'] as const;
    const given = facts({
      facilities: kinds.map((kind) => facilityOf({ id: kind, kind, operates: '2024-02-06' })),
    });
    const ids = (over: Partial<ObligationRule>) => {
      const { facilityKinds: _, ...own } = rule();
      return derive(under({ ...own, ...over }), given, '2024-03-31').map(({ subjectId }) => subjectId);
    };
    expect(ids({ facilityKinds: ['town-station', 'village-station'] })).toEqual([
      'town-station',
      'village-station',
    ]);
    expect(ids({})).toEqual(['service-centre', 'town-station', 'village-station']);
  });

  test('without a phase it is operation that is inspected', () => {
    const { phase: _, ...own } = rule();
    expect(derive(under(own), everything, '2024-03-31').map(({ windowStartOn }) => windowStartOn)).toEqual([
      '2024-02-06',
    ]);
  });

  test('money is in every contract, training only in those that promise it, a rule of no area in all', () => {
    const given = facts({ agreements: [contractOf(), contractOf({ id: 'b', areas: ['training'] })] });
    const ids = (area: ObligationRule['area']) =>
      derive(under(rule({ subject: 'agreement', area })), given, '2024-03-31').map(
        ({ subjectId }) => subjectId,
      );
    expect([ids('funds'), ids('training'), ids('station'), ids(null)]).toEqual([
      ['a', 'b'],
      ['b'],
      ['a'],
      ['a', 'b'],
    ]);
  });
});

describe('from which day to which it is bound', () => {
  const periods = (over: Partial<ObligationRule>, given: BaselineFacts, asOf?: string) =>
    derive(under(rule(over)), given, asOf).map((one) => [one.period, one.windowStartOn]);
  const phased = (operationStartedOn: string | null, ...phases: FacilityFacts['phases']) =>
    facts({ facilities: [facilityOf({ operationStartedOn, phases })] });

  test('自运营之日起: what its door says before its 运营之日 does not count', () => {
    const operation = { fromOn: '2024-02-06', phase: 'operation' } as const;
    expect(periods({}, phased('2024-05-20', operation), '2024-06-30')).toEqual([['2024-Q2', '2024-05-20']]);
    expect(periods({}, phased(null, operation))).toEqual([]);
    const ended = { fromOn: '2024-05-20', phase: 'suspended' } as const;
    // Its last day is its first.
    expect(periods({}, phased('2024-05-19', operation, ended), '2024-06-30')).toEqual([
      ['2024-Q2', '2024-05-19'],
    ]);
    expect(periods({}, phased('2024-05-20', operation, ended), '2024-06-30')).toEqual([]);
  });

  test('a phase lasts until the day before the next', () => {
    const given = phased(
      '2024-02-06',
      { fromOn: '2024-04-01', phase: 'suspended' },
      { fromOn: '2024-02-06', phase: 'operation' },
    );
    expect(periods({}, given).map(([period]) => period)).toEqual(['2024-Q1']);
    expect(derive(under(rule()), given)[0]?.because.facts).toEqual([
      { name: 'in-operation', fromOn: '2024-02-06', untilOn: '2024-03-31' },
    ]);
  });

  test('a contract binds past the end it names until it is ended, and to the day it is ended, that day included', () => {
    const of = (endsOn: string, endedOn: string | null) =>
      periods(
        { subject: 'agreement', area: 'funds' },
        facts({ agreements: [contractOf({ endsOn, endedOn })] }),
        '2024-10-01',
      ).map(([period]) => period);
    expect(of('2024-03-31', null)).toEqual(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']);
    expect(of('2025-12-31', '2024-04-01')).toEqual(['2024-Q1', '2024-Q2']);
    expect(of('2025-12-31', '2024-03-31')).toEqual(['2024-Q1']);
  });

  test('a programme to its last day', () => {
    const of = (endsOn: string) =>
      periods({ subject: 'programme' }, facts({ programmes: [{ ...programme, endsOn }] })).map(
        ([period]) => period,
      );
    expect([of('2024-03-31'), of('2024-04-01')]).toEqual([['2024-Q1'], ['2024-Q1', '2024-Q2']]);
  });

  test('nothing that falls due on the day it is withdrawn or after', () => {
    const withdrawn = (fromOn: string) =>
      periods(
        {},
        phased('2024-02-06', { fromOn: '2024-02-06', phase: 'operation' }, { fromOn, phase: 'withdrawn' }),
      ).map(([period]) => period);
    expect([withdrawn('2024-03-31'), withdrawn('2024-04-01')]).toEqual([[], ['2024-Q1']]);
    const once = { every: { once: 'operation-day', within: always(10), days: 'days' } } as const;
    const opened = (fromOn: string) =>
      periods(
        once,
        phased('2024-02-06', { fromOn: '2024-02-06', phase: 'operation' }, { fromOn, phase: 'withdrawn' }),
      );
    expect([opened('2024-02-16'), opened('2024-02-17')]).toEqual([[], [['once', '2024-02-06']]]);
  });

  test('once: what happened before the version is not its own, and what is retired by then is not asked', () => {
    const once = { every: { once: 'operation-day', within: always(10), days: 'days' } } as const;
    const regime = [
      { fromOn: '2021-03-18', pack: under() },
      { fromOn: '2024-02-07', pack: under(rule(once)) },
    ];
    const opened = (operates: string) =>
      derive(regime, facts({ facilities: [facilityOf({ operates })] })).length;
    expect([opened('2024-02-06'), opened('2024-02-07')]).toEqual([0, 1]);
    expect(derive(under(rule(once)), everything, '2024-02-05')).toEqual([]);
    expect(derive(under(rule(once)), everything, '2024-02-06')).toHaveLength(1);
  });
});

describe('of what a part is taken', () => {
  const half = { share: always(0.5) };
  const strata = (over: Partial<ObligationRule>, given: BaselineFacts) =>
    derive(under(rule(over)), given, '2024-03-31').map((one) => [
      one.stratum,
      one.contractorId,
      one.required,
      one.among,
    ]);

  test('of facilities without a town, and of contracts by town, the whole county is one', () => {
    const given = facts({
      facilities: [
        facilityOf({ id: 'f', operates: '2024-02-06', townCode: undefined }),
        facilityOf({ id: 'g', operates: '2024-02-06' }),
      ],
      agreements: [contractOf(), contractOf({ id: 'b' }), contractOf({ id: 'd', contractorId: 'e' })],
    });
    expect(strata({ coverage: { ...half, by: 'town' } }, given)).toEqual([
      ['421222100', null, 1, 1],
      ['all', null, 1, 1],
    ]);
    const ofContracts = { subject: 'agreement', area: 'funds' } as const;
    expect(strata({ ...ofContracts, coverage: { ...half, by: 'town' } }, given)).toEqual([
      ['all', null, 2, 3],
    ]);
    expect(strata({ ...ofContracts, coverage: { ...half, by: 'contractor' } }, given)).toEqual([
      ['c', 'c', 1, 2],
      ['e', 'e', 1, 1],
    ]);
    expect(strata({ ...ofContracts, coverage: half }, given)).toEqual([['all', null, 2, 3]]);
  });

  test('a programme has neither a town nor a contractor', () => {
    const given = facts({ programmes: [programme, { ...programme, id: 'q' }, { ...programme, id: 'r' }] });
    for (const by of ['town', 'contractor'] as const)
      expect(strata({ subject: 'programme', coverage: { ...half, by } }, given)).toEqual([
        ['all', null, 2, 3],
      ]);
  });

  test('who handed it over before the period has no part in it', () => {
    const held = [
      { fromOn: '2023-01-01', agreementId: 'a', contractorId: 'c' },
      { fromOn: '2024-03-31', agreementId: 'b', contractorId: 'd' },
    ];
    const given = facts({
      facilities: [
        facilityOf({ operates: '2024-02-06', held }),
        facilityOf({ id: 'g', operates: '2024-02-06' }),
      ],
    });
    expect(strata({ coverage: { ...half, by: 'contractor' } }, given)).toEqual([
      ['c', 'c', 1, 1],
      ['d', 'd', 1, 1],
    ]);
  });
});

describe('who holds it on the day it is due', () => {
  const held = [
    { fromOn: '2024-06-30', agreementId: 'b', contractorId: 'd' },
    { fromOn: '2024-03-01', agreementId: 'a', contractorId: 'c' },
    { fromOn: '2024-10-01', agreementId: 'e', contractorId: 'f' },
  ];
  test('the first from the beginning, each from its own day', () => {
    const given = facts({ facilities: [facilityOf({ operates: '2024-01-16', held })] });
    expect(
      derive(under(rule()), given).map((one) => [one.period, one.agreementId, one.contractorId]),
    ).toEqual([
      ['2024-Q1', 'a', 'c'],
      ['2024-Q2', 'b', 'd'],
      ['2024-Q3', 'b', 'd'],
      ['2024-Q4', 'e', 'f'],
    ]);
  });

  test('with none on record, the contract it stands under', () => {
    const given = facts({ facilities: [facilityOf({ operates: '2024-01-16', held: [] })] });
    expect(derive(under(rule()), given, '2024-03-31')).toMatchObject([
      { agreementId: 'a', contractorId: 'c' },
    ]);
  });
});

describe('where what derivation reads is the same, so is its key; where it is not, it differs', () => {
  const bond: Bond = {
    type: 'facility',
    id: 'f',
    bound: [
      { from: 10, until: 20 },
      { from: 30, until: 40 },
    ],
    boundAs: 'in-operation',
    anchor: 10,
    anchorAs: 'operation-day',
    anchorsBefore: [5, null],
    withdrawn: 99,
    held: [
      { from: 0, agreementId: 'a', contractorId: 'c' },
      { from: 15, agreementId: 'b', contractorId: 'd' },
    ],
    done: [12, 13],
    strata: ['c', 'd'],
  };
  test.each<[string, Partial<Bond>]>([
    ['a day it is bound', { bound: [{ from: 10, until: 21 }, ...bond.bound.slice(1)] }],
    ['a stretch', { bound: bond.bound.slice(1) }],
    ['one stretch instead of two', { bound: [{ from: 10, until: 40 }] }],
    ['its anchor', { anchor: 11 }],
    ['no anchor', { anchor: null }],
    ['an anchor before', { anchorsBefore: [5, 6] }],
    ['the day it was withdrawn', { withdrawn: 98 }],
    [
      'the day it was handed over',
      { held: [...bond.held.slice(0, 1), { from: 16, agreementId: 'b', contractorId: 'd' }] },
    ],
    ['the contract', { held: [...bond.held.slice(0, 1), { from: 15, agreementId: 'x', contractorId: 'd' }] }],
    [
      'the contractor',
      { held: [...bond.held.slice(0, 1), { from: 15, agreementId: 'b', contractorId: 'x' }] },
    ],
    ['a day it was done', { done: [12] }],
    ['two days that read like one', { done: [1213] }],
    ['a stratum', { strata: ['c'] }],
    ['two strata that read like one', { strata: ['cd'] }],
  ])('by %s', (_, over) => {
    expect(bondKey({ ...bond, ...over })).not.toBe(bondKey(bond));
    expect(bondKey({ ...bond })).toBe(bondKey(bond));
  });
});

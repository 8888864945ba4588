import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack, loadWorkCalendar } from '#platform/rule-packs.ts';
import type { Dated, ObligationRule, RulePack } from '../regime/regime.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import type { AgreementFacts, BaselineFacts, FacilityFacts, PackVersion } from './obligation.model.ts';
import { deriveObligations, progressOf } from './obligation.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const calendar = loadWorkCalendar();
const dated = (...values: readonly (readonly [string, number])[]): Dated<number> => ({
  values: values.map(([from, value]) => ({ from, value, basis: [] })).toReversed(),
});
const always = (value: number) => dated(['2021-03-18', value]);

const rule = (over: Partial<ObligationRule> = {}): ObligationRule => ({
  id: 'visit',
  duty: 'D25',
  clause: 'tongcheng-2021:3.1.2',
  name: { zh: '检查', en: 'Visit' },
  kind: 'inspection',
  subject: 'facility',
  facilityKinds: ['village-station'],
  phase: 'operation',
  every: { months: always(3) },
  anchor: 'calendar',
  count: 'exactly',
  graceDays: always(10),
  area: 'station',
  responsible: 'inspection-group',
  basis: [],
  ...over,
});
const under = (...rules: readonly ObligationRule[]): RulePack => ({ ...pack, obligations: rules });

const station = (over: Partial<FacilityFacts> = {}): FacilityFacts => ({
  id: 'f1',
  agreementId: 'a1',
  contractorId: 'c1',
  kind: 'village-station',
  constructionStartedOn: '2023-06-01',
  operationStartedOn: '2024-01-10',
  phases: [
    { fromOn: '2023-06-01', phase: 'construction' },
    { fromOn: '2024-01-10', phase: 'operation' },
  ],
  townCode: '421222100',
  ...over,
});
const contract = (over: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id: 'a1',
  contractorId: 'c1',
  areas: ['station'],
  signedOn: '2024-01-31',
  startsOn: '2024-02-01',
  endsOn: '2025-12-31',
  endedOn: null,
  programmeId: 'p1',
  ...over,
});
const programme = { id: 'p1', startsOn: '2024-01-01', endsOn: null };
const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
  facilities: [],
  agreements: [],
  programmes: [],
  ...over,
});
const stations = (n: number, over: (at: number) => Partial<FacilityFacts> = () => ({})): BaselineFacts =>
  facts({ facilities: Array.from({ length: n }, (_, at) => station({ id: `f${at}`, ...over(at) })) });

const derive = (
  regime: RulePack | readonly PackVersion[],
  given: BaselineFacts,
  asOf = '2024-12-31',
  knownAt?: string,
) => deriveObligations(regime, given, calendar, plainDate(asOf), 0, knownAt);
const told = (...args: Parameters<typeof derive>) =>
  derive(...args).map(({ period, windowStartOn, dueOn }) => [period, windowStartOn, dueOn]);
const stepsOf = (regime: RulePack, given: BaselineFacts, at = 0) =>
  derive(regime, given)[at]?.because.steps.map(({ step }) => step);

describe('每 n 个月、每期 n 次、一次性: every frequency', () => {
  test('n times in each calendar period is one obligation that asks for n acts', () => {
    const twice = under(rule({ every: { times: always(2), per: 'half-year' } }));
    expect(derive(twice, facts({ facilities: [station()] }))).toMatchObject([
      { period: '2024-H1', windowStartOn: '2024-01-10', dueOn: '2024-06-30', required: 2, among: 1 },
      { period: '2024-H2', windowStartOn: '2024-07-01', dueOn: '2024-12-31', required: 2, among: 1 },
    ]);
    expect(stepsOf(twice, facts({ facilities: [station()] }))).toContain('times-in-period');
  });

  test.each([
    ['month', ['2024-11', '2024-12']],
    ['quarter', ['2024-Q4']],
    ['half-year', ['2024-H2']],
    ['year', ['2024']],
  ] as const)('once in each %s', (per, periods) => {
    const found = told(under(rule({ every: { times: always(1), per } })), facts({ facilities: [station()] }));
    expect(found.map(([period]) => period).slice(-periods.length)).toEqual(periods);
  });

  test('every two months of the calendar is named by its days', () => {
    const found = told(
      under(rule({ every: { months: always(2) } })),
      facts({ facilities: [station()] }),
      '2024-04-30',
    );
    expect(found).toEqual([
      ['2024-01-01/2024-02-29', '2024-01-10', '2024-02-29'],
      ['2024-03-01/2024-04-30', '2024-03-01', '2024-04-30'],
    ]);
  });

  test('counted from the signing, for a contract and for a facility under it', () => {
    const each = { every: { months: always(1) }, anchor: 'signing' } as const;
    const ofContract = rule({ id: 'contract', subject: 'agreement', area: 'funds', ...each });
    const given = facts({ facilities: [station()], agreements: [contract()] });
    expect(told(under(ofContract), given, '2024-03-31')).toEqual([
      ['2024-01-31/2024-02-28', '2024-02-01', '2024-02-28'],
      ['2024-02-29/2024-03-30', '2024-02-29', '2024-03-30'],
      ['2024-03-31/2024-04-29', '2024-03-31', '2024-04-29'],
    ]);
    expect(told(under(rule(each)), given, '2024-03-30')).toEqual([
      ['2024-01-31/2024-02-28', '2024-01-31', '2024-02-28'],
      ['2024-02-29/2024-03-30', '2024-02-29', '2024-03-30'],
    ]);
  });

  test('since it was last done: the next period begins with that day, and a missed one passes', () => {
    const since = under(rule({ every: { months: always(3) }, anchor: 'last-done' }));
    const done = ['2024-03-01', '2024-06-05'].map((on) => ({ ruleId: 'visit', subjectId: 'f1', on }));
    const given = facts({ facilities: [station()], done });
    expect(told(since, given)).toEqual([
      ['2024-01-10/2024-04-09', '2024-01-10', '2024-04-09'],
      ['2024-03-01/2024-05-31', '2024-03-02', '2024-05-31'],
      // Done late, on 5 June, within the grace: the next begins there.
      ['2024-06-05/2024-09-04', '2024-06-06', '2024-09-04'],
      ['2024-09-05/2024-12-04', '2024-09-05', '2024-12-04'],
      ['2024-12-05/2025-03-04', '2024-12-05', '2025-03-04'],
    ]);
    // While one is open nobody knows when the next begins.
    expect(told(since, given, '2024-09-14').at(-1)).toEqual([
      '2024-06-05/2024-09-04',
      '2024-06-06',
      '2024-09-04',
    ]);
    expect(derive(since, given)[1]?.because.steps.map(({ step }) => step)).toEqual([
      'period-since-last',
      'window-after-last',
      'due-at-period-end',
      'grace',
    ]);
  });

  test.each([
    // From Wednesday 31 January 2024; Sunday 4 February is worked.
    ['signing', 'working-days', 5, '2024-01-31', '2024-02-06'],
    // Over 春节, 10–17 February; Sunday 18 February is worked.
    ['signing', 'working-days', 10, '2024-01-31', '2024-02-19'],
    ['signing', 'days', 10, '2024-01-31', '2024-02-10'],
    ['construction-start', 'days', 30, '2023-06-01', '2023-07-01'],
    ['operation-day', 'days', 20, '2024-01-10', '2024-01-30'],
    ['programme-start', 'days', 7, '2024-01-01', '2024-01-08'],
  ] as const)('once after %s, within %s %i', (once, days, within, event, due) => {
    const given = facts({ facilities: [station()], agreements: [contract()], programmes: [programme] });
    expect(told(under(rule({ every: { once, within: always(within), days } })), given)).toEqual([
      ['once', event, due],
    ]);
  });

  test('once: a day of rest moves it only where the pack says so, and the day it was first due stands beside it', () => {
    const once = { once: 'signing', within: always(10), days: 'days' } as const;
    const given = facts({ facilities: [station()], agreements: [contract()] });
    const [moved] = derive(under(rule({ every: once, restDay: 'roll-forward' })), given);
    expect(moved).toMatchObject({ originalDueOn: '2024-02-10', dueOn: '2024-02-18' });
    expect(moved?.because.steps.map(({ step }) => step)).toEqual([
      'event-on',
      'due-within-days',
      'rolled-forward',
      'grace',
    ]);
  });

  test('what happened before the regime, or has not happened, binds nobody once', () => {
    const once = under(rule({ every: { once: 'operation-day', within: always(10), days: 'days' } }));
    const at = (operationStartedOn: string | null) =>
      told(once, facts({ facilities: [station({ operationStartedOn })] }));
    expect([at('2021-03-17'), at(null), at('2021-03-18').length]).toEqual([[], [], 1]);
  });
});

describe('抽查: part of the subjects', () => {
  const share = (value: number) =>
    under(rule({ every: { months: always(12) }, coverage: { share: always(value) } }));
  test.each([
    [0, 0.3, 0],
    [1, 0.3, 1],
    [3, 0.3, 1],
    [4, 0.3, 2],
    [10, 0.3, 3],
    [11, 0.3, 4],
    [100, 0.07, 7],
    [165, 0.2, 33],
    [166, 0.2, 34],
  ])('of %i at %f: %i, rounded up', (n, value, required) => {
    const owed = derive(share(value), stations(n));
    expect(owed.map((one) => [one.required, one.among])).toEqual(required === 0 ? [] : [[required, n]]);
  });

  test('a share of one is everybody, each for itself', () => {
    expect(derive(share(1), stations(3)).map(({ subjectId }) => subjectId)).toEqual(['f0', 'f1', 'f2']);
  });

  test.each([
    [0, []],
    [1, [1]],
    [5, [5]],
    [9, [5]],
  ] as const)('at least five of %i', (n, required) => {
    const least = under(rule({ every: { months: always(12) }, coverage: { atLeast: always(5) } }));
    expect(derive(least, stations(n)).map((one) => one.required)).toEqual(required);
  });

  test('the greater of share and least number holds', () => {
    const both = (n: number) =>
      derive(
        under(rule({ every: { months: always(12) }, coverage: { share: always(0.2), atLeast: always(5) } })),
        stations(n),
      )[0]?.required;
    expect([both(3), both(10), both(25), both(26), both(50)]).toEqual([3, 5, 5, 6, 10]);
  });

  test('by town each town has its own, by contractor each contractor', () => {
    const given = stations(7, (at) => ({
      townCode: at < 5 ? '421222100' : '421222101',
      contractorId: at % 2 ? 'c1' : 'c2',
    }));
    const by = (which: 'town' | 'contractor') =>
      derive(
        under(rule({ every: { months: always(12) }, coverage: { share: always(0.5), by: which } })),
        given,
      ).map((one) => [one.subjectType, one.subjectId, one.contractorId, one.required, one.among]);
    expect(by('town')).toEqual([
      ['stratum', '421222100', null, 3, 5],
      ['stratum', '421222101', null, 1, 2],
    ]);
    expect(by('contractor')).toEqual([
      ['stratum', 'c1', 'c1', 2, 3],
      ['stratum', 'c2', 'c2', 2, 4],
    ]);
  });

  test('a facility that changed hands is counted with whoever holds it on the day the period is due', () => {
    const held = [
      { fromOn: '2023-06-01', agreementId: 'a1', contractorId: 'c1' },
      { fromOn: '2024-06-30', agreementId: 'a2', contractorId: 'c2' },
    ];
    const given = stations(3, (at) => (at === 0 ? { agreementId: 'a2', contractorId: 'c2', held } : {}));
    const half = under(rule({ coverage: { share: always(0.5), by: 'contractor' } }));
    expect(
      derive(half, given, '2024-09-30').map((one) => [
        one.period,
        one.subjectId,
        one.contractorId,
        one.required,
        one.among,
      ]),
    ).toEqual([
      ['2024-Q1', 'c1', 'c1', 2, 3],
      ['2024-Q2', 'c1', 'c1', 1, 2],
      ['2024-Q2', 'c2', 'c2', 1, 1],
      ['2024-Q3', 'c1', 'c1', 1, 2],
      ['2024-Q3', 'c2', 'c2', 1, 1],
    ]);
  });

  test('only those bound in the period are counted, and the window opens with the first of them', () => {
    const given = facts({
      facilities: [
        station(),
        station({
          id: 'f2',
          operationStartedOn: '2024-05-20',
          phases: [{ fromOn: '2024-05-20', phase: 'operation' }],
        }),
        station({
          id: 'f3',
          phases: [
            { fromOn: '2024-01-10', phase: 'operation' },
            { fromOn: '2024-03-20', phase: 'withdrawn' },
          ],
        }),
      ],
    });
    const half = under(rule({ coverage: { share: always(0.5) } }));
    expect(
      derive(half, given, '2024-06-30').map((one) => [
        one.period,
        one.windowStartOn,
        one.required,
        one.among,
      ]),
    ).toEqual([
      ['2024-Q1', '2024-01-10', 1, 1],
      ['2024-Q2', '2024-04-01', 1, 2],
    ]);
  });

  test('from a later date part of them is enough: each period by the value at its beginning', () => {
    const later = under(rule({ coverage: { share: dated(['2021-03-18', 1], ['2024-05-01', 0.5]) } }));
    expect(derive(later, stations(4), '2024-09-30').map((one) => [one.period, one.subjectType])).toEqual([
      ...['f0', 'f1', 'f2', 'f3'].map(() => ['2024-Q1', 'facility']),
      ...['f0', 'f1', 'f2', 'f3'].map(() => ['2024-Q2', 'facility']),
      ['2024-Q3', 'stratum'],
    ]);
  });

  test('since the last round: a contractor’s round begins with the day its part was reached, and after a missed one with the next day', () => {
    const rounds = under(
      rule({
        every: { months: always(4) },
        anchor: 'last-done',
        coverage: { atLeast: always(2), by: 'contractor' },
      }),
    );
    const given = stations(3);
    const shown = (on: string, done: readonly string[] = []) =>
      derive(
        rounds,
        { ...given, done: done.map((day) => ({ ruleId: 'visit', subjectId: 'c1', on: day })) },
        on,
      ).map((one) => [one.period, one.subjectId, one.windowStartOn, one.required, one.among]);
    expect(shown('2024-03-31')).toEqual([['2024-01-10/2024-05-09', 'c1', '2024-01-10', 2, 3]]);
    expect(shown('2024-04-10', ['2024-03-20'])).toEqual([
      ['2024-01-10/2024-05-09', 'c1', '2024-01-10', 2, 3],
      ['2024-03-20/2024-07-19', 'c1', '2024-03-21', 2, 3],
    ]);
    // Missed once the grace is over: the next round begins the day after it.
    expect(shown('2024-06-30').map(([period]) => period)).toEqual([
      '2024-01-10/2024-05-09',
      '2024-05-10/2024-09-09',
    ]);
    const [one] = derive(rounds, given);
    expect(one?.because.steps.map(({ step }) => step)).toEqual([
      'period-since-last',
      'part-at-least',
      'due-at-period-end',
      'grace',
    ]);
  });

  test('a round follows the stations: one that is handed over leaves the one and joins the other', () => {
    const rounds = under(
      rule({
        every: { months: always(4) },
        anchor: 'last-done',
        coverage: { atLeast: always(2), by: 'contractor' },
      }),
    );
    const held = [
      { fromOn: '2023-06-01', agreementId: 'a1', contractorId: 'c1' },
      { fromOn: '2024-03-01', agreementId: 'a2', contractorId: 'c2' },
    ];
    const given = stations(3, (at) => (at === 0 ? { agreementId: 'a2', contractorId: 'c2', held } : {}));
    expect(
      derive(rounds, given, '2024-04-30').map((one) => [
        one.period,
        one.contractorId,
        one.required,
        one.among,
      ]),
    ).toEqual([
      ['2024-01-10/2024-05-09', 'c1', 2, 2],
      ['2024-03-01/2024-06-30', 'c2', 1, 1],
    ]);
  });

  test('why: the share, the number it is taken of, and what comes out', () => {
    const [one] = derive(share(0.3), stations(4));
    expect(one?.because.steps[2]).toEqual({
      step: 'part-by-share',
      facts: { percent: 30, among: 4, required: 2 },
    });
    expect(one?.because.parameters.find(({ name }) => name === 'coverage')?.value).toBe(0.3);
  });
});

describe('一次与至少一次: what acts come to', () => {
  const asked = { required: 2, windowStartOn: '2024-04-01' };
  const on = (day: string, subjectId = 'f1') => ({ on: day, subjectId });
  test.each([
    ['exactly', [], 0, null],
    ['exactly', [on('2024-04-02')], 1, null],
    ['exactly', [on('2024-06-02'), on('2024-04-02')], 2, '2024-06-02'],
    ['exactly', [on('2024-04-02'), on('2024-05-02'), on('2024-06-02')], 2, '2024-05-02'],
    ['at-least', [on('2024-04-02'), on('2024-05-02'), on('2024-06-02')], 3, '2024-05-02'],
    ['exactly', [on('2024-03-31'), on('2024-04-01')], 1, null],
  ] as const)('%s twice: %o', (count, acts, done, fulfilledOn) => {
    const progress = progressOf({ ...asked, count }, false, acts);
    expect([progress.done, progress.completedBy?.on ?? null]).toEqual([done, fulfilledOn]);
  });

  test('of a stratum one subject counts once', () => {
    const acts = [on('2024-04-02', 'f1'), on('2024-04-09', 'f1'), on('2024-05-01', 'f2')];
    expect(progressOf({ ...asked, count: 'exactly' }, true, acts)).toEqual({ done: 2, completedBy: acts[2] });
    expect(progressOf({ ...asked, count: 'exactly' }, false, acts)).toEqual({
      done: 2,
      completedBy: acts[1],
    });
  });
});

describe('the edges', () => {
  const quarter = under(rule({ anchor: 'operation-day' }));
  const building = rule({
    id: 'build',
    phase: 'construction',
    every: { months: always(1) },
    anchor: 'calendar',
  });

  test('construction passes into operation in the middle of a month: both are owed for it', () => {
    const given = facts({
      facilities: [
        station({
          constructionStartedOn: '2024-03-05',
          operationStartedOn: '2024-04-16',
          phases: [
            { fromOn: '2024-03-05', phase: 'construction' },
            { fromOn: '2024-04-16', phase: 'operation' },
          ],
        }),
      ],
    });
    const both = under(building, rule({ id: 'run', every: { months: always(1) } }));
    expect(
      derive(both, given, '2024-05-31').map((one) => [one.ruleId, one.period, one.windowStartOn]),
    ).toEqual([
      ['build', '2024-03', '2024-03-05'],
      ['build', '2024-04', '2024-04-01'],
      ['run', '2024-04', '2024-04-16'],
      ['run', '2024-05', '2024-05-01'],
    ]);
  });

  test('no facility owes nothing, one owes its own', () => {
    expect(derive(quarter, facts())).toEqual([]);
    expect(derive(quarter, stations(1), '2024-02-01')).toHaveLength(1);
  });

  test('two contractors one after the other: who holds it on the day it is due answers', () => {
    const held = [
      { fromOn: '2024-06-15', agreementId: 'a2', contractorId: 'c2' },
      { fromOn: '2023-01-01', agreementId: 'a1', contractorId: 'c1' },
    ];
    const owed = derive(under(rule()), facts({ facilities: [station({ held })] }), '2024-09-30');
    expect(owed.map((one) => [one.period, one.agreementId, one.contractorId])).toEqual([
      ['2024-Q1', 'a1', 'c1'],
      ['2024-Q2', 'a2', 'c2'],
      ['2024-Q3', 'a2', 'c2'],
    ]);
    expect(owed[1]?.because.facts.at(-1)).toEqual({ name: 'held-under-contract', fromOn: '2024-06-15' });
  });

  test('a programme that starts before the pack owes from the first day of the pack', () => {
    const each = under(rule({ subject: 'programme', every: { months: always(6) }, area: 'funds' }));
    const early = facts({ programmes: [{ id: 'p1', startsOn: '2020-05-01', endsOn: '2021-12-31' }] });
    expect(told(each, early)).toEqual([
      ['2021-H1', '2021-03-18', '2021-06-30'],
      ['2021-H2', '2021-07-01', '2021-12-31'],
    ]);
  });

  const versions = (second: RulePack, fromOn = '2024-05-15'): readonly PackVersion[] => [
    { fromOn: '2021-03-18', pack: quarter },
    { fromOn, pack: second },
  ];
  const oneStation = facts({ facilities: [station()] });
  const shown = (regime: readonly PackVersion[]) =>
    derive(regime, oneStation, '2024-12-31').map((one) => [one.period, one.windowStartOn, one.closesOn]);

  test('a version in the middle of a period: what began goes on under the version it began under', () => {
    const graceful = under(rule({ anchor: 'operation-day', graceDays: always(99) }));
    expect(shown(versions(graceful))).toEqual([
      ['2024-01-10/2024-04-09', '2024-01-10', '2024-04-19'],
      ['2024-04-10/2024-07-09', '2024-04-10', '2024-07-19'],
      ['2024-07-10/2024-10-09', '2024-07-10', '2025-01-16'],
      ['2024-10-10/2025-01-09', '2024-10-10', '2025-04-18'],
    ]);
  });

  test('a version with another frequency begins where the running period ends: no day twice, none left out', () => {
    const monthly = under(rule({ every: { months: always(1) }, anchor: 'calendar' }));
    expect(shown(versions(monthly)).slice(0, 4)).toEqual([
      ['2024-01-10/2024-04-09', '2024-01-10', '2024-04-19'],
      ['2024-04-10/2024-07-09', '2024-04-10', '2024-07-19'],
      ['2024-07', '2024-07-10', '2024-08-10'],
      ['2024-08', '2024-08-01', '2024-09-10'],
    ]);
  });

  test('a rule that falls away asks for nothing that begins afterwards; a new one binds from its first day', () => {
    const other = under(rule({ id: 'new', every: { months: always(6) } }));
    expect(
      derive(versions(other), oneStation).map((one) => [one.ruleId, one.period, one.windowStartOn]),
    ).toEqual([
      ['visit', '2024-01-10/2024-04-09', '2024-01-10'],
      ['new', '2024-H1', '2024-05-15'],
      ['visit', '2024-04-10/2024-07-09', '2024-04-10'],
      ['new', '2024-H2', '2024-07-01'],
    ]);
  });

  test('three versions in one period: the first holds it, the last takes over after it', () => {
    const third = under(rule({ anchor: 'operation-day', graceDays: always(1) }));
    const second = under(rule({ anchor: 'operation-day', graceDays: always(2) }));
    const regime = [...versions(second, '2024-04-20'), { fromOn: '2024-05-20', pack: third }];
    expect(shown(regime).map(([, , closesOn]) => closesOn)).toEqual([
      '2024-04-19',
      '2024-07-19',
      '2024-10-10',
      '2025-01-10',
    ]);
  });

  test('a fact corrected afterwards: what was due as known then, and as known now', () => {
    const given = facts({
      facilities: [
        station({ recordedAt: '2024-01-12T01:00:00Z' }),
        // In June somebody finds that it began to operate on 10 February.
        station({
          recordedAt: '2024-06-20T02:00:00Z',
          operationStartedOn: '2024-02-10',
          phases: [
            { fromOn: '2023-06-01', phase: 'construction' },
            { fromOn: '2024-02-10', phase: 'operation' },
          ],
        }),
      ],
    });
    const due = (knownAt?: string) => derive(quarter, given, '2024-06-30', knownAt).map(({ dueOn }) => dueOn);
    expect(due('2024-01-11T00:00:00+08:00')).toEqual([]);
    expect(due('2024-05-01T00:00:00+08:00')).toEqual(['2024-04-09', '2024-07-09']);
    expect(due()).toEqual(['2024-05-09', '2024-08-09']);
    expect(due('2024-06-20T10:00:00+08:00')).toEqual(due());
  });
});

describe('停用: a rule retired from a day', () => {
  const facility = facts({ facilities: [station()] });
  const periods = (over: Partial<ObligationRule>, on = '2024-12-31', regime?: readonly PackVersion[]) =>
    derive(regime ?? under(rule(over)), facility, on).map(({ period }) => period);

  test.each([
    ['2024-04-01', ['2024-Q1']],
    ['2024-04-02', ['2024-Q1', '2024-Q2']],
    ['2024-07-01', ['2024-Q1', '2024-Q2']],
    ['2021-01-01', []],
  ] as const)('from %s: what began before is finished, nothing begins on it or after', (until, expected) => {
    expect(periods({ until })).toEqual(expected);
  });

  test('counted from the day of operation, from the last one done, or once', () => {
    const anchored = { anchor: 'operation-day', every: { months: always(3) } } as const;
    expect(periods({ ...anchored, until: '2024-04-10' })).toEqual(['2024-01-10/2024-04-09']);
    expect(periods({ ...anchored, until: '2024-04-11' })).toEqual([
      '2024-01-10/2024-04-09',
      '2024-04-10/2024-07-09',
    ]);
    const since = { anchor: 'last-done', every: { months: always(3) } } as const;
    expect(periods({ ...since, until: '2024-04-11' })).toEqual([
      '2024-01-10/2024-04-09',
      '2024-04-10/2024-07-09',
    ]);
    const once = { every: { once: 'operation-day', within: always(30), days: 'days' } } as const;
    expect(periods({ ...once, until: '2024-01-10' })).toEqual([]);
    expect(periods({ ...once, until: '2024-01-11' })).toEqual(['once']);
  });

  test('a version that retires it, and a later one that takes it up again from its own day', () => {
    const versions = (until: string): readonly PackVersion[] => [
      { fromOn: '2021-03-18', pack: under(rule()) },
      { fromOn: '2024-05-01', pack: under(rule({ until })) },
      { fromOn: '2024-08-20', pack: under(rule()) },
    ];
    // The second quarter began under the first version, whatever the second says.
    expect(periods({}, '2024-12-31', versions('2024-04-01'))).toEqual([
      '2024-Q1',
      '2024-Q2',
      '2024-Q3',
      '2024-Q4',
    ]);
    const windows = derive(versions('2024-07-01'), facility, '2024-12-31').map((one) => [
      one.period,
      one.windowStartOn,
    ]);
    expect(windows).toEqual([
      ['2024-Q1', '2024-01-10'],
      ['2024-Q2', '2024-04-01'],
      ['2024-Q3', '2024-08-20'],
      ['2024-Q4', '2024-10-01'],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import { derivationOf, type FactsChange, owedOf, rederived } from './obligation.change.rules.ts';
import { keyOf } from './obligation.explain.rules.ts';
import type { BaselineFacts, DoneFacts, FacilityFacts } from './obligation.model.ts';
import type { Owed } from './obligation.owed.rules.ts';
import { deriveObligations } from './obligation.rules.ts';
import { planOf } from './obligation.term.rules.ts';

const { pack, calendar } = worldUnder(tongcheng);
const [first] = pack.obligations.filter(({ id }) => id === 'operation.village-station');
if (!first) throw new Error('the pack asks nothing of a village station');
const always = (value: number) => ({ values: [{ from: '2021-03-18', value, basis: [] }] });
const rule = (over: Partial<ObligationRule> = {}): ObligationRule => {
  const { coverage: _, ...own } = first;
  return {
    ...own,
    id: 'visit',
    graceDays: always(10),
    anchor: 'last-done',
    every: { months: always(2) },
    ...over,
  };
};
const under = (...rules: readonly ObligationRule[]): RulePack => ({ ...pack, obligations: rules });
const station = (id: string, over: Partial<FacilityFacts> = {}) =>
  facilityOf({ id, operates: '2024-02-01', ...over });
const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
  facilities: [station('f')],
  agreements: [],
  programmes: [],
  ...over,
});
const act = (on: string, subjectId = 'f'): DoneFacts => ({ ruleId: 'visit', subjectId, on });
const derive = (regime: RulePack, given: BaselineFacts, asOf: string, horizon = 0) =>
  deriveObligations(regime, given, calendar, plainDate(asOf), horizon);
const windows = (...of: Parameters<typeof derive>) =>
  derive(...of).map(({ windowStartOn, dueOn }) => [windowStartOn, dueOn]);

describe('自上次检查之日起', () => {
  const since = under(rule());

  test.each<[string, readonly string[], string, readonly (readonly [string, string])[]]>([
    ['while it is open there is no other', [], '2024-04-10', [['2024-02-01', '2024-03-31']]],
    [
      'missed the day after its grace, the next runs from the day after it was due',
      [],
      '2024-04-11',
      [
        ['2024-02-01', '2024-03-31'],
        ['2024-04-01', '2024-05-31'],
      ],
    ],
    [
      'done on the last day of its grace, the next runs from that day',
      ['2024-04-10'],
      '2024-04-11',
      [
        ['2024-02-01', '2024-03-31'],
        ['2024-04-11', '2024-06-09'],
      ],
    ],
    [
      'made up after its grace, it was missed, and what was done counts for the round that runs',
      ['2024-04-11'],
      '2024-04-12',
      [
        ['2024-02-01', '2024-03-31'],
        ['2024-04-01', '2024-05-31'],
        ['2024-04-12', '2024-06-10'],
      ],
    ],
    [
      'what was done before it was bound does not count',
      ['2024-01-31'],
      '2024-03-01',
      [['2024-02-01', '2024-03-31']],
    ],
    [
      'each act ends one round',
      ['2024-02-10', '2024-02-20'],
      '2024-02-20',
      [
        ['2024-02-01', '2024-03-31'],
        ['2024-02-11', '2024-04-09'],
      ],
    ],
  ])('%s', (_, done, asOf, expected) => {
    expect(windows(since, facts({ done: done.map((on) => act(on)) }), asOf)).toEqual(expected);
  });

  test('it is told ahead as far as the horizon, that day included', () => {
    const done = [act('2024-02-10')];
    expect(windows(since, facts({ done }), '2024-02-10')).toHaveLength(1);
    expect(windows(since, facts({ done }), '2024-02-10', 1)).toHaveLength(2);
    expect(windows(since, facts(), '2024-01-31', 0)).toEqual([]);
    expect(windows(since, facts(), '2024-01-31', 1)).toHaveLength(1);
  });

  test('so many times in a round: the last of them begins the next', () => {
    const twice = under(rule({ every: { times: always(2), per: 'quarter' } }));
    const given = facts({ done: [act('2024-02-20'), act('2024-02-10'), act('2024-03-05')] });
    const owed = derive(twice, given, '2024-03-10');
    expect(owed.map((one) => [one.windowStartOn, one.dueOn, one.required])).toEqual([
      ['2024-02-01', '2024-04-30', 2],
      ['2024-02-21', '2024-05-19', 2],
    ]);
  });

  test('a round that lies wholly in suspension is passed over; the next begins with the day it is bound again', () => {
    const phases: FacilityFacts['phases'] = [
      { fromOn: '2024-02-01', phase: 'operation' },
      { fromOn: '2024-02-20', phase: 'suspended' },
      { fromOn: '2024-09-05', phase: 'operation' },
    ];
    expect(windows(since, facts({ facilities: [station('f', { phases })] }), '2024-12-01')).toEqual([
      ['2024-02-01', '2024-03-31'],
      ['2024-09-05', '2024-11-04'],
      ['2024-11-05', '2025-01-04'],
    ]);
  });

  test('nothing that falls due once it is withdrawn', () => {
    const withdrawn = (fromOn: string) =>
      windows(
        since,
        facts({
          facilities: [
            station('f', {
              phases: [
                { fromOn: '2024-02-01', phase: 'operation' },
                { fromOn, phase: 'withdrawn' },
              ],
            }),
          ],
        }),
        '2024-12-01',
      );
    expect([withdrawn('2024-03-31'), withdrawn('2024-04-01')]).toEqual([[], [['2024-02-01', '2024-03-31']]]);
  });
});

describe('a round of a part', () => {
  const rounds = (by: 'town' | 'contractor') => under(rule({ coverage: { atLeast: always(2), by } }));
  const shown = (by: 'town' | 'contractor', given: BaselineFacts, asOf: string) =>
    derive(rounds(by), given, asOf).map((one) => [one.stratum, one.windowStartOn, one.required, one.among]);

  test('of a town: one act says that its part was reached, and the next begins with that day', () => {
    const facilities = ['a', 'b', 'c'].map((id) => station(id));
    const done = [act('2024-02-10', '421222100')];
    expect(shown('town', facts({ facilities, done }), '2024-02-11')).toEqual([
      ['421222100', '2024-02-01', 2, 3],
      ['421222100', '2024-02-11', 2, 3],
    ]);
  });

  test('it begins with the first of its own that is bound, and nobody who is bound later is left out', () => {
    const late = station('late', {
      phases: [{ fromOn: '2024-03-31', phase: 'operation' }],
      operationStartedOn: '2024-03-31',
    });
    const later = station('later', {
      phases: [{ fromOn: '2024-04-01', phase: 'operation' }],
      operationStartedOn: '2024-04-01',
    });
    expect(shown('town', facts({ facilities: [later, late, station('f')] }), '2024-03-01')).toEqual([
      ['421222100', '2024-02-01', 2, 2],
    ]);
  });

  test('what is withdrawn before the round is due is not among it', () => {
    const gone = station('gone', {
      phases: [
        { fromOn: '2024-01-05', phase: 'operation' },
        { fromOn: '2024-02-10', phase: 'withdrawn' },
      ],
      operationStartedOn: '2024-01-05',
    });
    expect(shown('town', facts({ facilities: [gone, station('f')] }), '2024-03-01')).toEqual([
      ['421222100', '2024-02-01', 1, 1],
    ]);
  });

  test('a contractor’s begins when it takes a station over, and nothing is asked of what it gave up', () => {
    const held = [
      { fromOn: '2023-01-01', agreementId: 'a', contractorId: 'c' },
      { fromOn: '2024-05-10', agreementId: 'b', contractorId: 'd' },
    ];
    const given = facts({ facilities: [station('f', { held, agreementId: 'b', contractorId: 'd' })] });
    expect(shown('contractor', given, '2024-12-31').filter(([stratum]) => stratum === 'c')).toEqual([
      ['c', '2024-02-01', 1, 1],
    ]);
    expect(shown('contractor', given, '2024-05-10').filter(([stratum]) => stratum === 'd')).toEqual([
      ['d', '2024-05-10', 1, 1],
    ]);
  });
});

describe('a changed fact reaches', () => {
  const asOf = plainDate('2024-06-30');
  const shown = (owed: Iterable<Owed>) => [...owed].map(keyOf).toSorted();
  const changed = (regime: RulePack, before: Partial<BaselineFacts>, change: FactsChange) => {
    const derivation = derivationOf(planOf(regime, calendar, asOf, 0), facts({ facilities: [], ...before }));
    const made = rederived(derivation, change);
    return {
      was: shown(made.owedBefore),
      is: shown(made.owed),
      all: shown(owedOf(made.after)),
      touched: made.touched,
    };
  };
  const signed = under(rule({ anchor: 'signing', every: { months: always(3) } }));
  const begun = under(rule({ every: { once: 'programme-start', within: always(30), days: 'days' } }));
  const programme = { id: 'p', startsOn: '2024-02-05', endsOn: null };

  test('the facilities under a contract whose signing it tells', () => {
    const before = { facilities: [station('f'), station('g', { agreementId: 'other' })] };
    expect(changed(signed, before, { agreements: [contractOf({ signedOn: '2024-02-01' })] })).toMatchObject({
      was: [],
      is: ['visit|f|2024-02-01/2024-04-30', 'visit|f|2024-05-01/2024-07-31'],
      touched: 1,
    });
  });

  test('those that once stood under it', () => {
    const held = [
      { fromOn: '2024-01-01', agreementId: 'a', contractorId: 'c' },
      { fromOn: '2024-05-15', agreementId: 'b', contractorId: 'd' },
    ];
    const before = { facilities: [station('f', { agreementId: 'b', contractorId: 'd', held })] };
    expect(changed(signed, before, { agreements: [contractOf({ signedOn: '2024-02-01' })] }).touched).toBe(1);
  });

  test('the facilities of every contract of a programme', () => {
    const before = { facilities: [station('f')], agreements: [contractOf()] };
    expect(changed(begun, before, { programmes: [programme] })).toEqual({
      was: [],
      is: ['visit|f|once'],
      all: ['visit|f|once'],
      touched: 1,
    });
    expect(changed(begun, { ...before, programmes: [programme] }, { gone: ['p'] })).toEqual({
      was: ['visit|f|once'],
      is: [],
      all: [],
      touched: 1,
    });
    expect(changed(begun, { ...before, programmes: [programme] }, { gone: ['a'] })).toMatchObject({
      was: ['visit|f|once'],
      is: [],
      all: [],
    });
  });

  test('nobody where it says what was known, and nobody it does not name', () => {
    const before = {
      facilities: [station('f'), station('g')],
      agreements: [contractOf()],
      programmes: [programme],
    };
    expect(changed(begun, before, { agreements: [contractOf()], programmes: [programme] })).toMatchObject({
      was: [],
      is: [],
      touched: 0,
    });
    expect(changed(begun, before, {})).toMatchObject({ was: [], is: [], touched: 0 });
    expect(changed(begun, before, { gone: ['nobody'] })).toMatchObject({ touched: 0 });
  });

  test('the rounds of a town when its part is reached, and no other town', () => {
    const rounds = under(rule({ coverage: { atLeast: always(1), by: 'town' } }));
    const before = { facilities: [station('f'), station('g', { townCode: '421222101' })] };
    const reached = changed(rounds, before, { done: [act('2024-02-20', '421222101')] });
    expect(reached.touched).toBe(1);
    expect(reached.was.every((key) => key.startsWith('visit|421222101|'))).toBe(true);
    expect(reached.is).toContain('visit|421222101|2024-02-20/2024-04-19');
    expect(changed(rounds, before, { done: [act('2024-02-20', '421222109')] }).touched).toBe(0);
    expect(
      changed(rounds, before, { done: [{ ruleId: 'other', subjectId: '421222101', on: '2024-02-20' }] })
        .touched,
    ).toBe(0);
  });

  test('the strata it leaves and joins; one that loses its last member owes nothing', () => {
    const half = under(
      rule({
        anchor: 'calendar',
        every: { months: always(6) },
        coverage: { share: always(0.5), by: 'town' },
      }),
    );
    const before = { facilities: [station('f')] };
    expect(changed(half, before, { facilities: [station('f', { townCode: '421222101' })] })).toEqual({
      was: ['visit|421222100|2024-H1'],
      is: ['visit|421222101|2024-H1'],
      all: ['visit|421222101|2024-H1'],
      touched: 3,
    });
    expect(changed(half, before, { gone: ['f'] })).toMatchObject({
      was: ['visit|421222100|2024-H1'],
      is: [],
      all: [],
    });
  });
});

describe('启用日', () => {
  const yearly = under(rule({ anchor: 'calendar', every: { months: always(1) } }), rule({ id: 'again' }));

  test.each(['2023-01-01', '2024-02-29', '2024-03-31', '2024-04-01', '2024-12-31', '2030-01-01'])(
    'with %s what fell due before it does not arise, and nothing else changes',
    (goLiveOn) => {
      const all = derive(yearly, facts(), '2024-12-31', 60);
      const since = derive(yearly, facts({ goLiveOn }), '2024-12-31', 60);
      expect(all.length).toBeGreaterThan(10);
      expect(since).toEqual(all.filter(({ dueOn }) => dueOn >= goLiveOn));
    },
  );
});

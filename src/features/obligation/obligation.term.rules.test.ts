import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { always } from '#testing/dated.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import type { Dated, ObligationRule, RulePack } from '../regime/regime.model.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import type { BaselineFacts, PackVersion } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';
import { requiredOf } from './obligation.term.rules.ts';

const { pack, calendar } = worldUnder(tongcheng);
const [station] = pack.obligations.filter(({ id }) => id === 'operation.village-station');
if (!station) throw new Error('the pack asks nothing of a village station');
type Values = readonly (readonly [string, number])[];
const dated = (...values: Values): Dated<number> => ({
  values: values.map(([from, value]) => ({ from, value, basis: [] })).toReversed(),
});
const rule = (over: Partial<ObligationRule> = {}): ObligationRule => {
  const { coverage: _, ...own } = station;
  return { ...own, id: 'visit', graceDays: dated(['2021-03-18', 10]), ...over };
};
const under = (...rules: readonly ObligationRule[]): RulePack => ({ ...pack, obligations: rules });
const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
  facilities: [
    facilityOf({
      operates: '2021-01-31',
      constructionStartedOn: '2020-06-01',
      phases: [
        { fromOn: '2020-06-01', phase: 'construction' },
        { fromOn: '2021-01-31', phase: 'operation' },
      ],
    }),
  ],
  agreements: [contractOf({ signedOn: '2020-12-15' })],
  programmes: [],
  ...over,
});
const derive = (regime: RulePack | readonly PackVersion[], asOf: string, given = facts()) =>
  deriveObligations(regime, given, calendar, plainDate(asOf), 0);
const windows = (...of: Parameters<typeof derive>) =>
  derive(...of).map(({ windowStartOn, windowEndOn }) => [windowStartOn, windowEndOn]);

describe('五: one version after another', () => {
  const start = plainDate('2021-03-18');
  const version = fc.record({
    after: fc.integer({ min: 1, max: 300 }),
    months: fc.integer({ min: 1, max: 12 }),
    anchor: fc.constantFrom('calendar', 'operation-day', 'signing'),
  });
  const versions = fc.array(version, { minLength: 1, maxLength: 5 }).map((all) => {
    let from = start;
    return all.map(({ after, months, anchor }, at): PackVersion => {
      if (at > 0) from = from.add({ days: after });
      return { fromOn: from.toString(), pack: under(rule({ every: { months: always(months) }, anchor })) };
    });
  });

  test('property: whoever is always bound is bound on every day by exactly one period, whatever the versions', () => {
    fc.assert(
      fc.property(versions, (regime) => {
        const spans = windows(regime, '2026-12-31');
        expect(spans[0]?.[0]).toBe('2021-03-18');
        for (const [at, [from]] of spans.entries())
          if (at > 0)
            expect(from).toBe(
              plainDate(spans[at - 1]?.[1] ?? '')
                .add({ days: 1 })
                .toString(),
            );
        expect((spans.at(-1)?.[1] ?? '') >= '2026-12-31').toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('property: a period goes on under the version it began under', () => {
    fc.assert(
      fc.property(versions, (regime) => {
        for (const one of derive(regime, '2026-12-31')) {
          const began = regime.findLast(({ fromOn }) => fromOn <= one.windowStartOn);
          expect(one.pack).toBe(began?.pack);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('property: in whatever order the versions are handed in', () => {
    fc.assert(
      fc.property(versions, (regime) => {
        expect(windows(regime.toReversed(), '2026-12-31')).toEqual(windows(regime, '2026-12-31'));
      }),
      { numRuns: 50 },
    );
  });

  test('a version is not in force before its own day, from whenever the county says it applies', () => {
    const early = [{ fromOn: '2021-03-18', pack: { ...under(rule()), inForceFrom: '2021-05-01' } }];
    expect(windows(early, '2021-07-29')).toEqual([['2021-05-01', '2021-07-30']]);
  });

  test('since it was last done: the round that runs goes on, the next one is the new version’s', () => {
    const since = (months: number) => under(rule({ every: { months: always(months) }, anchor: 'last-done' }));
    const regime = [
      { fromOn: '2021-03-18', pack: since(3) },
      { fromOn: '2021-05-01', pack: since(2) },
    ];
    expect(windows(regime, '2021-09-30')).toEqual([
      ['2021-03-18', '2021-06-17'],
      ['2021-06-18', '2021-08-17'],
      ['2021-08-18', '2021-10-17'],
    ]);
    const done = [{ ruleId: 'visit', subjectId: 'f', on: '2021-05-20' }];
    expect(windows(regime, '2021-07-01', facts({ done }))).toEqual([
      ['2021-03-18', '2021-06-17'],
      ['2021-05-21', '2021-07-19'],
    ]);
  });

  test('done on the very first day it is owed, the next round begins with the day after', () => {
    const since = under(rule({ anchor: 'last-done' }));
    const done = [{ ruleId: 'visit', subjectId: 'f', on: '2021-03-18' }];
    expect(derive(since, '2021-06-20', facts({ done })).map(({ key, dueOn }) => [key, dueOn])).toEqual([
      ['visit|f|2021-03-18/2021-06-17', '2021-06-17'],
      ['visit|f|2021-03-19/2021-06-18', '2021-06-18'],
    ]);
  });

  test('property: since it was last done, no act counts for two rounds and none is owed twice, whatever the versions', () => {
    const months = fc.array(
      fc.record({ after: fc.integer({ min: 1, max: 200 }), every: fc.integer({ min: 1, max: 5 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const acts = fc.uniqueArray(fc.nat(700), { maxLength: 8 });
    fc.assert(
      fc.property(months, acts, (all, days) => {
        let from = start;
        const regime = all.map(({ after, every }, at): PackVersion => {
          if (at > 0) from = from.add({ days: after });
          return {
            fromOn: from.toString(),
            pack: under(rule({ every: { months: always(every) }, anchor: 'last-done' })),
          };
        });
        const done = days.map((day) => ({
          ruleId: 'visit',
          subjectId: 'f',
          on: start.add({ days: day }).toString(),
        }));
        const owed = derive(regime, '2023-06-30', facts({ done }));
        expect(new Set(owed.map(({ key }) => key)).size).toBe(owed.length);
        expect(new Set(owed.map(({ windowStartOn }) => windowStartOn)).size).toBe(owed.length);
      }),
      { numRuns: 150 },
    );
  });

  test('a rule that was counted by the calendar, and from now on since it was last done, begins where the quarter ends', () => {
    const regime = [
      { fromOn: '2021-03-18', pack: under(rule({ anchor: 'calendar' })) },
      { fromOn: '2021-05-10', pack: under(rule({ anchor: 'last-done', every: { months: always(2) } })) },
    ];
    expect(windows(regime, '2021-08-31')).toEqual([
      ['2021-03-18', '2021-03-31'],
      ['2021-04-01', '2021-06-30'],
      ['2021-07-01', '2021-08-31'],
    ]);
  });

  test('a rule that was asked once, and from now on each quarter, binds from the day of the version', () => {
    const regime = [
      {
        fromOn: '2021-03-18',
        pack: under(
          rule({ every: { once: 'signing', within: always(400), days: 'days' }, anchor: 'signing' }),
        ),
      },
      { fromOn: '2021-05-10', pack: under(rule({ anchor: 'calendar' })) },
    ];
    expect(windows(regime, '2021-07-01')).toEqual([
      ['2021-05-10', '2021-06-30'],
      ['2021-07-01', '2021-09-30'],
    ]);
  });
});

describe('a value holds from its day', () => {
  const grace = (...values: Values) =>
    derive(
      under(rule({ anchor: 'calendar', every: { months: always(1) }, graceDays: dated(...values) })),
      '2021-06-30',
    ).map(({ closesOn }) => closesOn);

  test('what begins on the day has the new value, what began before keeps the old one', () => {
    expect(grace(['2021-03-18', 1], ['2021-05-01', 5])).toEqual([
      '2021-04-01',
      '2021-05-01',
      '2021-06-05',
      '2021-07-05',
    ]);
    expect(grace(['2021-03-18', 1], ['2021-05-02', 5])[2]).toBe('2021-06-01');
  });

  test('a pack without a value for a day is broken, and says for which', () => {
    expect(() => grace(['2021-03-19', 1])).toThrow('2021-03-18');
  });

  test('a share that becomes less than everybody samples from then on; one that becomes everybody does not', () => {
    const required = (...values: Values) =>
      derive(
        under(rule({ anchor: 'calendar', coverage: { share: dated(...values) } })),
        '2021-09-30',
        facts({
          facilities: ['a', 'b'].map((id) =>
            facilityOf({
              id,
              operates: '2021-01-31',
              phases: [{ fromOn: '2021-01-31', phase: 'operation' }],
            }),
          ),
        }),
      ).map((one) => [one.period, one.subjectId, one.required, one.among]);
    expect(required(['2021-03-18', 1], ['2021-04-01', 0.5])).toEqual([
      ['2021-Q1', 'a', 1, 1],
      ['2021-Q1', 'b', 1, 1],
      ['2021-Q2', 'all', 1, 2],
      ['2021-Q3', 'all', 1, 2],
    ]);
    expect(required(['2021-03-18', 0.5], ['2021-07-01', 1])).toEqual([
      ['2021-Q1', 'all', 1, 2],
      ['2021-Q2', 'all', 1, 2],
      ['2021-Q3', 'a', 1, 1],
      ['2021-Q3', 'b', 1, 1],
    ]);
  });
});

describe('how many of so many', () => {
  test('property: a share of whole percents is rounded up exactly, whatever binary fractions make of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(3000), (percent, among) => {
        const exact = Math.floor((percent * among + 99) / 100);
        expect(requiredOf({ share: percent / 100, least: null }, among)).toBe(exact);
      }),
      { numRuns: 500 },
    );
  });

  test('property: the greater of share and least number, never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(40), fc.nat(60), (percent, least, among) => {
        const both = requiredOf({ share: percent / 100, least }, among);
        const byShare = requiredOf({ share: percent / 100, least: null }, among);
        const byNumber = requiredOf({ share: null, least }, among);
        expect(byNumber).toBe(Math.min(least, among));
        expect(both).toBe(Math.max(byShare, byNumber));
        expect(both).toBeLessThanOrEqual(among);
      }),
    );
  });
});

describe('the day it is due', () => {
  const report = (dueDay: number, restDay?: 'roll-forward') =>
    derive(
      under(
        rule({
          kind: 'report',
          subject: 'agreement',
          area: null,
          every: { months: always(1) },
          anchor: 'calendar',
          dueDay: always(dueDay),
          ...(restDay && { restDay }),
        }),
      ),
      '2024-12-31',
      facts({ agreements: [contractOf({ startsOn: '2024-09-01' })] }),
    ).map(({ dueOn, originalDueOn }) => [originalDueOn, dueOn]);

  test('the pack’s day of the month after, over the end of the year too', () => {
    expect(report(1).slice(0, 2)).toEqual([
      ['2024-10-01', '2024-10-01'],
      ['2024-11-01', '2024-11-01'],
    ]);
    expect(report(28).at(-1)).toEqual(['2025-01-28', '2025-01-28']);
  });

  test('over 国庆 to the first working day, only where the pack says so', () => {
    expect(report(1, 'roll-forward')[0]).toEqual(['2024-10-01', '2024-10-08']);
    expect(report(8, 'roll-forward')[0]).toEqual(['2024-10-08', '2024-10-08']);
  });
});

test.each([
  [{ times: always(2), per: 'month' }, ['2024-01-01/2024-01-31', '2024-02-01/2024-02-29']],
  [{ times: always(1), per: 'quarter' }, ['2024-01-01/2024-03-31', '2024-04-01/2024-06-30']],
  [{ times: always(3), per: 'half-year' }, ['2024-01-01/2024-06-30', '2024-07-01/2024-12-31']],
  [{ times: always(1), per: 'year' }, ['2024-01-01/2024-12-31', '2025-01-01/2025-12-31']],
] as const)('%o: so many in each', (every, expected) => {
  const found = derive(under(rule({ every, anchor: 'calendar' })), '2025-12-31').filter(
    ({ windowStartOn }) => windowStartOn >= '2024-01-01',
  );
  expect(found.slice(0, 2).map((one) => `${one.windowStartOn}/${one.windowEndOn}`)).toEqual(expected);
  expect(found[0]?.required).toBe(every.times.values[0]?.value);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import type { Dated, ObligationRule, RulePack } from '../regime/regime.model.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import type { BaselineFacts, PackVersion } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';

// 每个数都有起始日期: how often is asked for, when a report is due and within how many days may change within one version.

const { pack, calendar } = worldUnder(tongcheng);
const [visit] = pack.obligations.filter(({ id }) => id === 'operation.village-station');
const [report] = pack.obligations.filter(({ kind }) => kind === 'report');
if (!visit || !report) throw new Error('the pack asks for visits and reports');
const { coverage: _, ...station } = visit;
type Values = readonly (readonly [from: string, value: number])[];
const dated = (...values: Values): Dated<number> => ({
  values: values.map(([from, value]) => ({ from, value, basis: [] })).toReversed(),
});
const under = (rule: ObligationRule): RulePack => ({ ...pack, obligations: [rule] });
const facts: BaselineFacts = {
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
  agreements: [contractOf({ startsOn: '2021-04-01', signedOn: '2021-03-20' })],
  programmes: [],
};
const derive = (regime: RulePack | readonly PackVersion[], asOf = '2024-12-31') =>
  deriveObligations(regime, facts, calendar, plainDate(asOf), 0);
const windows = (...of: Parameters<typeof derive>) =>
  derive(...of).map(({ windowStartOn, windowEndOn }) => `${windowStartOn}/${windowEndOn}`);

describe('how often', () => {
  test('by the calendar: the month that has begun is finished, and what is left of the quarter is the first', () => {
    const every = { months: dated(['2021-03-18', 1], ['2024-02-10', 3]) };
    const found = windows(under({ ...station, every, anchor: 'calendar' }));
    expect(found.filter((one) => one >= '2023-12')).toEqual([
      '2023-12-01/2023-12-31',
      '2024-01-01/2024-01-31',
      '2024-02-01/2024-02-29',
      '2024-03-01/2024-03-31',
      '2024-04-01/2024-06-30',
      '2024-07-01/2024-09-30',
      '2024-10-01/2024-12-31',
    ]);
  });

  test('so many times in a period, from the period after', () => {
    const every = { times: dated(['2021-03-18', 1], ['2024-05-01', 2]), per: 'quarter' } as const;
    const found = derive(under({ ...station, every, anchor: 'calendar' }));
    expect(found.slice(-4).map(({ period, required }) => [period, required])).toEqual([
      ['2024-Q1', 1],
      ['2024-Q2', 1],
      ['2024-Q3', 2],
      ['2024-Q4', 2],
    ]);
  });

  test('it is explained with the value of its own days, and with why it begins when it does', () => {
    const every = { months: dated(['2021-03-18', 2], ['2024-02-10', 3]) };
    const found = derive(under({ ...station, every, anchor: 'calendar' }));
    const told = (on: string) => {
      const because = found.find(({ windowStartOn }) => windowStartOn === on)?.because;
      const often = because?.parameters.find(({ name }) => name === 'every');
      return [often?.value, often?.fromOn, because?.steps.map(({ step }) => step)[1]];
    };
    expect(told('2024-01-01')).toEqual([2, '2021-03-18', 'due-at-period-end']);
    expect(told('2024-03-01')).toEqual([3, '2024-02-10', 'window-after-change']);
    expect(told('2024-04-01')).toEqual([3, '2024-02-10', 'due-at-period-end']);
  });

  test('property: a number that changes within a version owes what two versions would', () => {
    const number = fc.integer({ min: 1, max: 12 });
    const anchors = fc.constantFrom('calendar', 'operation-day', 'last-done');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), number), { maxLength: 4 }),
        number,
        anchors,
        fc.boolean(),
        (changes, first, anchor, times) => {
          let from = plainDate('2021-03-18');
          const values: [string, number][] = [['2021-03-18', first]];
          for (const [after, value] of changes) {
            from = from.add({ days: after });
            values.push([from.toString(), value]);
          }
          const everyOf = (of: Values): ObligationRule['every'] =>
            times ? { times: dated(...of), per: 'quarter' } : { months: dated(...of) };
          const one = under({ ...station, every: everyOf(values), anchor });
          const several = values.map(
            ([fromOn, value]): PackVersion => ({
              fromOn,
              pack: under({ ...station, every: everyOf([['2021-03-18', value]]), anchor }),
            }),
          );
          const told = (regime: RulePack | readonly PackVersion[]) =>
            derive(regime).map(({ key, windowStartOn, dueOn, closesOn, required }) =>
              [key, windowStartOn, dueOn, closesOn, required].join(' '),
            );
          expect(told(one)).toEqual(told(several));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a value that begins before the version does, or after the rule is retired, splits nothing', () => {
    const every = { months: dated(['2020-01-01', 6], ['2021-03-18', 3], ['2024-04-01', 1]) };
    const retired = { ...station, every, anchor: 'calendar', until: '2024-04-01' } as const;
    const plain = { ...station, every: { months: dated(['2021-03-18', 3]) }, anchor: 'calendar' } as const;
    expect(windows(under(retired))).toEqual(windows(under({ ...plain, until: '2024-04-01' })));
  });
});

describe('when it is due', () => {
  const dues = (rule: ObligationRule) =>
    derive(under(rule), '2021-12-31').map(({ originalDueOn }) => originalDueOn);

  test('a report by the day of the month that held when its month began', () => {
    const found = dues({ ...report, dueDay: dated(['2021-03-18', 5], ['2021-06-15', 12]) });
    expect(found.slice(0, 4)).toEqual(['2021-05-05', '2021-06-05', '2021-07-05', '2021-08-12']);
  });

  test.each([
    ['2021-03-20', '2021-03-30'],
    ['2021-03-21', '2021-03-25'],
  ])('once, within the days of the day it happened: signed on %s → %s', (signedOn, due) => {
    const within = dated(['2021-03-18', 10], ['2021-03-21', 4]);
    const rule: ObligationRule = {
      ...report,
      kind: 'inspection',
      every: { once: 'signing', within, days: 'days' },
    };
    const { dueDay: __, ...once } = rule;
    const given = { ...facts, agreements: [contractOf({ startsOn: '2021-04-01', signedOn })] };
    const [found] = deriveObligations(under(once), given, calendar, plainDate('2021-12-31'), 0);
    expect(found?.dueOn).toBe(due);
    expect(found?.because.parameters.find(({ name }) => name === 'within')?.value).toBe(
      signedOn === '2021-03-20' ? 10 : 4,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import { always } from '#testing/dated.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import type { BaselineFacts, DerivedObligation, PackVersion, Step } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';

const { calendar } = worldUnder(tongcheng);
/** The last obligation of a rule by a day. */
function derivedUnder(
  regime: RulePack | readonly PackVersion[],
  ruleId: string,
  facts: Partial<BaselineFacts>,
  asOf: string,
  by: WorkCalendar = calendar,
): DerivedObligation {
  const all = { facilities: [], agreements: [], programmes: [], ...facts };
  const last = deriveObligations(regime, all, by, plainDate(asOf), 0).findLast(
    (one) => one.ruleId === ruleId,
  );
  if (!last) throw new Error(`nothing is owed by ${ruleId}`);
  return last;
}
const owed = (id: string, ruleId: string, facts: Partial<BaselineFacts>, asOf: string, by?: WorkCalendar) =>
  derivedUnder(worldUnder(id).pack, ruleId, facts, asOf, by);
const stepsOf = (...of: Parameters<typeof derivedUnder>): readonly Step[] =>
  derivedUnder(...of).because.steps;

describe('为什么到期: each value with its date and source, the facts, the arithmetic', () => {
  test('once, within working days of the signing: the Civil Code leaves the day itself out', () => {
    const basis = [{ clause: 'example-yi-2023:3.4' }];
    const fromOn = '2023-01-01';
    const found = owed(yi, 'funds.account', { agreements: [contractOf()] }, '2024-12-31');
    expect(found).toMatchObject({
      key: 'funds.account|a|once',
      kind: 'inspection',
      duty: 'D27',
      clauseId: 'example-yi-2023:3.4',
      area: 'funds',
      subjectType: 'agreement',
      agreementId: 'a',
      contractorId: 'c',
      stratum: null,
      period: 'once',
      windowEndOn: '2024-03-18',
      originalDueOn: '2024-03-18',
      responsible: 'inspection-group',
    });
    expect(found.because).toEqual({
      clause: 'example-yi-2023:3.4',
      ruleId: 'funds.account',
      responsible: 'inspection-group',
      parameters: [
        { name: 'event', value: 'signing', fromOn, basis },
        {
          name: 'within',
          value: 30,
          fromOn,
          basis: [...basis, { instrument: '中华人民共和国民法典', article: '第二百零一条' }],
        },
        { name: 'anchor', value: 'signing', fromOn, basis },
        { name: 'count', value: 'exactly', fromOn, basis },
        {
          name: 'grace-days',
          value: 7,
          fromOn,
          basis: [{ clause: 'example-yi-2023:3.4', localSupplement: true }],
        },
      ],
      facts: [
        { name: 'agreement-signed', fromOn: '2024-01-31' },
        { name: 'agreement-in-force', fromOn: '2024-02-01', untilOn: '2025-12-31' },
      ],
      steps: [
        { step: 'event-on', facts: { eventOn: '2024-01-31' } },
        { step: 'due-within-working-days', facts: { days: 30, dueOn: '2024-03-18' } },
        { step: 'grace', facts: { days: 7, dueOn: '2024-03-18', closesOn: '2024-03-25' } },
      ],
    });
  });

  test('once, within calendar days of the opening: the text alone', () => {
    const facilities = [facilityOf({ operates: '2024-05-06' })];
    const { because } = owed(yi, 'opening.station', { facilities }, '2024-12-31');
    expect(because.parameters.slice(0, 2)).toEqual([
      {
        name: 'event',
        value: 'operation-day',
        fromOn: '2023-01-01',
        basis: [{ clause: 'example-yi-2023:3.2' }],
      },
      { name: 'within', value: 60, fromOn: '2023-01-01', basis: [{ clause: 'example-yi-2023:3.2' }] },
    ]);
    expect(because.facts).toEqual([
      { name: 'operation-day', fromOn: '2024-05-06' },
      { name: 'in-operation', fromOn: '2024-05-06', untilOn: null },
    ]);
    expect(because.steps.slice(0, 2)).toEqual([
      { step: 'event-on', facts: { eventOn: '2024-05-06' } },
      { step: 'due-within-days', facts: { days: 60, dueOn: '2024-07-05' } },
    ]);
  });

  test('a report that a day of rest moves: the day of the text, the day it moved to, and what lets it move', () => {
    const found = owed(jia, 'monthly-report', { agreements: [contractOf()] }, '2024-05-31');
    expect(found).toMatchObject({
      kind: 'report',
      area: null,
      responsible: 'contractor',
      period: '2024-05',
      windowStartOn: '2024-05-31',
      originalDueOn: '2024-06-08',
      dueOn: '2024-06-11',
      windowEndOn: '2024-06-11',
      closesOn: '2024-06-26',
      provisional: false,
    });
    const basis = [{ clause: 'example-jia-2022:4' }];
    const fromOn = '2022-06-01';
    expect(found.because.parameters).toEqual([
      { name: 'every', value: 1, fromOn, basis },
      { name: 'anchor', value: 'calendar', fromOn, basis },
      { name: 'count', value: 'exactly', fromOn, basis },
      { name: 'due-day', value: 8, fromOn, basis },
      {
        name: 'rest-day',
        value: 'roll-forward',
        fromOn,
        basis: [...basis, { instrument: '中华人民共和国民法典', article: '第二百零三条第一款' }],
      },
      { name: 'grace-days', value: 15, fromOn, basis },
    ]);
    expect(found.because.steps).toEqual([
      { step: 'calendar-period', facts: { months: 1, startOn: '2024-05-01', endOn: '2024-05-31' } },
      { step: 'window-at-month-end', facts: { windowStartOn: '2024-05-31' } },
      { step: 'due-on-day', facts: { day: 8, dueOn: '2024-06-08' } },
      { step: 'rolled-forward', facts: { fromOn: '2024-06-08', dueOn: '2024-06-11' } },
      { step: 'grace', facts: { days: 15, dueOn: '2024-06-11', closesOn: '2024-06-26' } },
    ]);
  });

  test.each([
    ['2024-02-29', 'stands-provisionally', '2024-03-08', '2024-03-08'],
    ['2024-05-31', 'rolled-forward-provisionally', '2024-06-08', '2024-06-10'],
  ] as const)(
    '暂定: of a year that is not announced, the report for the month to %s %s',
    (asOf, step, fromOn, dueOn) => {
      const announcedThrough = plainDate('2023-12-31');
      const unannounced = { ...calendar, announcedThrough, holidays: new Map<string, string>() };
      const found = owed(jia, 'monthly-report', { agreements: [contractOf()] }, asOf, unannounced);
      expect(found).toMatchObject({ provisional: true, originalDueOn: fromOn, dueOn });
      expect(found.because.steps.at(-2)).toEqual({ step, facts: { fromOn, dueOn } });
    },
  );

  test('so many times in a period, from the day its contract begins', () => {
    const agreements = [contractOf({ areas: ['training'] })];
    const { because } = owed(yi, 'training', { agreements }, '2024-06-30');
    const basis = [{ clause: 'example-yi-2023:3.3' }];
    expect(because.parameters.slice(0, 4)).toEqual([
      { name: 'every', value: 6, fromOn: '2023-01-01', basis },
      { name: 'times', value: 2, fromOn: '2023-01-01', basis },
      { name: 'anchor', value: 'calendar', fromOn: '2023-01-01', basis },
      { name: 'count', value: 'at-least', fromOn: '2023-01-01', basis },
    ]);
    expect(because.steps.slice(0, 3)).toEqual([
      { step: 'calendar-period', facts: { months: 6, startOn: '2024-01-01', endOn: '2024-06-30' } },
      { step: 'window-from-subject', facts: { windowStartOn: '2024-02-01' } },
      { step: 'times-in-period', facts: { times: 2, required: 2 } },
    ]);
  });

  test('a share of the stations of a town', () => {
    const facilities = ['a', 'b', 'c', 'd'].map((id) => facilityOf({ id, operates: '2024-05-06' }));
    const found = owed(jia, 'running.station', { facilities }, '2024-06-30');
    expect(found).toMatchObject({
      key: 'running.station|421222100|2024-06',
      subjectType: 'stratum',
      subjectId: '421222100',
      stratum: '421222100',
      agreementId: null,
      contractorId: null,
      required: 2,
      among: 4,
    });
    expect(found.because.parameters.at(-1)).toEqual({
      name: 'coverage',
      value: 0.3,
      fromOn: '2022-06-01',
      basis: [{ clause: 'example-jia-2022:6' }],
    });
    expect(found.because.facts).toEqual([]);
    expect(found.because.steps).toEqual([
      { step: 'calendar-period', facts: { months: 1, startOn: '2024-06-01', endOn: '2024-06-30' } },
      { step: 'part-by-share', facts: { percent: 30, among: 4, required: 2 } },
      { step: 'due-at-period-end', facts: { dueOn: '2024-06-30' } },
      { step: 'grace', facts: { days: 20, dueOn: '2024-06-30', closesOn: '2024-07-20' } },
    ]);
  });

  test('a least number of a contractor’s stations, counted from the last round', () => {
    const facilities = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => facilityOf({ id, operates: '2024-05-06' }));
    const found = owed(yi, 'service.station', { facilities }, '2024-12-30');
    expect(found).toMatchObject({ subjectId: 'c', contractorId: 'c', stratum: 'c', required: 5, among: 6 });
    expect(found.because.parameters.at(-1)).toMatchObject({ name: 'coverage-least', value: 5 });
    expect(found.because.facts).toEqual([{ name: 'last-done', fromOn: '2024-09-06' }]);
    expect(found.because.steps.slice(0, 2)).toEqual([
      { step: 'period-since-last', facts: { months: 4, startOn: '2024-09-06', endOn: '2025-01-05' } },
      { step: 'part-at-least', facts: { least: 5, among: 6, required: 5 } },
    ]);
  });

  test('of a part that is reached so many times, the part is what is reached once', () => {
    const { pack } = worldUnder(jia);
    const twice: RulePack = {
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.id === 'running.station' ? { ...rule, every: { times: always(2), per: 'month' } } : rule,
      ),
    };
    const facilities = ['a', 'b', 'c', 'd'].map((id) => facilityOf({ id, operates: '2024-05-06' }));
    const found = derivedUnder(twice, 'running.station', { facilities }, '2024-06-30');
    expect(found).toMatchObject({ required: 4, among: 4 });
    expect(found.because.steps.slice(1, 3)).toEqual([
      { step: 'part-by-share', facts: { percent: 30, among: 4, required: 2 } },
      { step: 'times-in-period', facts: { times: 2, required: 4 } },
    ]);
  });

  test('a version from before that asked a share of subjects with quarters of their own took it by the calendar', () => {
    const { pack } = worldUnder(jia);
    const coverage = pack.obligations.find(({ id }) => id === 'running.station')?.coverage;
    if (!coverage) throw new Error('the pack asks for no share');
    const sampled: RulePack = {
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.id === 'running.service-centre' ? { ...rule, coverage } : rule,
      ),
    };
    const facilities = ['a', 'b', 'c', 'd'].map((id) =>
      facilityOf({ id, kind: 'service-centre', operates: '2024-02-06' }),
    );
    const steps = stepsOf(sampled, 'running.service-centre', { facilities }, '2024-06-30');
    expect(steps.slice(0, 3)).toEqual([
      { step: 'calendar-period', facts: { months: 2, startOn: '2024-05-01', endOn: '2024-06-30' } },
      { step: 'part-by-calendar', facts: {} },
      { step: 'part-by-share', facts: { percent: 30, among: 4, required: 2 } },
    ]);
  });
});

describe('why its window opens when it does', () => {
  const { pack } = worldUnder(tongcheng);
  const windowStep = (
    asOf: string,
    over: Parameters<typeof contractOf>[0],
    regime: RulePack | readonly PackVersion[] = pack,
  ) => stepsOf(regime, 'funds', { agreements: [contractOf(over)] }, asOf)[1];

  test('with the period where it is bound throughout: nothing is said', () => {
    expect(windowStep('2024-12-31', {})).toMatchObject({ step: 'due-at-period-end' });
  });

  test('五: with the regime, for what was bound before it', () => {
    expect(windowStep('2021-06-30', { signedOn: '2020-01-01', startsOn: '2020-01-01' })).toEqual({
      step: 'window-from-regime',
      facts: { windowStartOn: '2021-03-18' },
    });
  });

  test('五: with a version, for what the version before left open', () => {
    const monthly: RulePack = {
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.id === 'funds' ? { ...rule, anchor: 'signing', every: { months: always(4) } } : rule,
      ),
    };
    const regime = [
      { fromOn: '2021-03-18', pack: monthly },
      { fromOn: '2024-06-15', pack },
    ];
    // Signed on 31 January: four months run to 30 May, four more to 29 September.
    expect(windowStep('2024-12-31', {}, regime)).toEqual({
      step: 'window-after-version',
      facts: { windowStartOn: '2024-09-30' },
    });
  });

  test('with the day after the last one was done', () => {
    const { pack: since } = worldUnder(yi);
    const done = [{ ruleId: 'works.station', subjectId: 'f', on: '2024-03-01' }];
    const given = { facilities: [facilityOf()], done };
    expect(stepsOf(since, 'works.station', given, '2024-03-10').slice(0, 2)).toEqual([
      { step: 'period-since-last', facts: { months: 2, startOn: '2024-03-01', endOn: '2024-04-30' } },
      { step: 'window-after-last', facts: { windowStartOn: '2024-03-02' } },
    ]);
  });
});

test('the facts of a period are those that reach into it, and under which contract it stood on the day', () => {
  const held = [
    { fromOn: '2024-01-10', agreementId: 'a', contractorId: 'c' },
    { fromOn: '2024-06-30', agreementId: 'b', contractorId: 'd' },
  ];
  const station = facilityOf({
    kind: 'supply-chain-centre',
    operates: '2024-02-15',
    held,
    phases: [
      { fromOn: '2024-02-15', phase: 'operation' },
      { fromOn: '2024-04-01', phase: 'suspended' },
      { fromOn: '2024-06-30', phase: 'operation' },
      { fromOn: '2024-07-01', phase: 'suspended' },
    ],
  });
  const at = (asOf: string) => owed(tongcheng, 'operation.supply-chain', { facilities: [station] }, asOf);
  expect(at('2024-03-31')).toMatchObject({ agreementId: 'a', contractorId: 'c' });
  expect(at('2024-03-31').because.facts).toEqual([
    { name: 'in-operation', fromOn: '2024-02-15', untilOn: '2024-03-31' },
    { name: 'held-under-contract', fromOn: '2024-01-10' },
  ]);
  expect(at('2024-06-30')).toMatchObject({ agreementId: 'b', contractorId: 'd' });
  expect(at('2024-06-30').because.facts).toEqual([
    { name: 'in-operation', fromOn: '2024-06-30', untilOn: '2024-06-30' },
    { name: 'held-under-contract', fromOn: '2024-06-30' },
  ]);
});

test('it names the version of the regime it began under', () => {
  const { pack } = worldUnder(tongcheng);
  expect(derivedUnder(pack, 'funds', { agreements: [contractOf()] }, '2024-06-30').pack).toBe(pack);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { loadRulePack, loadWorkCalendar } from '#platform/rule-packs.ts';
import type { ContentArea, FacilityKind, RulePack } from '../regime/regime.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import type {
  AgreementFacts,
  BaselineFacts,
  FacilityFacts,
  FacilityPhase,
  Standing,
} from './obligation.model.ts';
import { anchoredPeriods, calendarPeriods } from './obligation.period.rules.ts';
import { deriveObligations, isOpen, isOverdue, stateOf } from './obligation.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const calendar = loadWorkCalendar();

const phase = (fromOn: string, named: FacilityPhase) => ({ fromOn, phase: named });
const aFacility = (over: Partial<FacilityFacts> = {}): FacilityFacts => ({
  id: 'facility-1',
  agreementId: 'agreement-1',
  contractorId: 'contractor-1',
  kind: 'village-station',
  constructionStartedOn: '2024-01-10',
  operationStartedOn: null,
  phases: [phase('2024-01-10', 'construction')],
  ...over,
});
const operating = (from: string, over: Partial<FacilityFacts> = {}) =>
  aFacility({
    operationStartedOn: from,
    phases: [phase('2023-06-01', 'construction'), phase(from, 'operation')],
    ...over,
  });
const anAgreement = (over: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id: 'agreement-1',
  contractorId: 'contractor-1',
  areas: ['station'],
  signedOn: '2024-01-05',
  startsOn: '2024-01-10',
  endsOn: '2025-01-09',
  endedOn: null,
  ...over,
});
const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
  facilities: [],
  agreements: [],
  programmes: [],
  ...over,
});
const derive = (given: BaselineFacts, asOf = '2024-07-01', days = 0, under: RulePack = pack) =>
  deriveObligations(under, given, calendar, plainDate(asOf), days);
const windows = (given: BaselineFacts, asOf?: string, days?: number) =>
  derive(given, asOf, days).map(({ period, windowStartOn, dueOn, closesOn }) => [
    period,
    windowStartOn,
    dueOn,
    closesOn,
  ]);

describe('D24 三（一）1: every facility under construction, once a month', () => {
  test('each month with a day of construction counts, the first and the last ones too', () => {
    const station = aFacility({
      operationStartedOn: '2024-04-02',
      phases: [
        phase('2024-01-31', 'construction'),
        phase('2024-03-02', 'trial'),
        phase('2024-04-02', 'operation'),
      ],
    });
    expect(windows(facts({ facilities: [station] }), '2024-04-01')).toEqual([
      ['2024-01', '2024-01-31', '2024-01-31', '2024-02-10'],
      ['2024-02', '2024-02-01', '2024-02-29', '2024-03-10'],
      ['2024-03', '2024-03-01', '2024-03-31', '2024-04-10'],
    ]);
  });

  test('without a phase on record, construction runs from the day it started', () => {
    expect(
      derive(facts({ facilities: [aFacility({ phases: [] })] }), '2024-02-01').map((o) => o.period),
    ).toEqual(['2024-01', '2024-02']);
  });

  test('what is withdrawn owes nothing that would fall due afterwards', () => {
    const station = aFacility({
      phases: [phase('2024-01-10', 'construction'), phase('2024-03-20', 'withdrawn')],
    });
    expect(derive(facts({ facilities: [station] }), '2024-07-01').map((o) => o.period)).toEqual([
      '2024-01',
      '2024-02',
    ]);
  });
});

describe('D25 三（一）2: operation, once a quarter from the 运营之日', () => {
  test('from 31 January the quarters begin on the last days of shorter months and do not drift', () => {
    const quarters = windows(facts({ facilities: [operating('2024-01-31')] }), '2025-01-31').filter(
      ([period]) => String(period).includes('/'),
    );
    expect(quarters).toEqual([
      ['2024-01-31/2024-04-29', '2024-01-31', '2024-04-29', '2024-05-29'],
      ['2024-04-30/2024-07-30', '2024-04-30', '2024-07-30', '2024-08-29'],
      ['2024-07-31/2024-10-30', '2024-07-31', '2024-10-30', '2024-11-29'],
      ['2024-10-31/2025-01-30', '2024-10-31', '2025-01-30', '2025-03-01'],
      ['2025-01-31/2025-04-29', '2025-01-31', '2025-04-29', '2025-05-29'],
    ]);
  });

  test('29 February: a year later the quarter begins on the 28th, after four years on the 29th again', () => {
    const starts = anchoredPeriods('2024-02-29', 12, '2024-02-29', '2028-03-01').map(({ startOn, endOn }) => [
      startOn,
      endOn,
    ]);
    expect(starts).toEqual([
      ['2024-02-29', '2025-02-27'],
      ['2025-02-28', '2026-02-27'],
      ['2026-02-28', '2027-02-27'],
      ['2027-02-28', '2028-02-28'],
      ['2028-02-29', '2029-02-27'],
    ]);
  });

  test('a quarter wholly in suspension owes nothing; one with an operating day does, from that day', () => {
    const station = operating('2024-01-10', {
      phases: [
        phase('2023-06-01', 'construction'),
        phase('2024-01-10', 'operation'),
        phase('2024-04-05', 'suspended'),
        phase('2024-09-01', 'operation'),
      ],
    });
    const owed = windows(facts({ facilities: [station] }), '2024-11-01').filter(([period]) =>
      String(period).includes('/'),
    );
    expect(owed).toEqual([
      ['2024-01-10/2024-04-09', '2024-01-10', '2024-04-09', '2024-05-09'],
      ['2024-07-10/2024-10-09', '2024-09-01', '2024-10-09', '2024-11-08'],
      ['2024-10-10/2025-01-09', '2024-10-10', '2025-01-09', '2025-02-08'],
    ]);
  });

  test('nothing falls due once it is withdrawn, and what fell due before stays', () => {
    const station = operating('2024-01-10', {
      phases: [
        phase('2023-06-01', 'construction'),
        phase('2024-01-10', 'operation'),
        phase('2024-06-01', 'withdrawn'),
      ],
    });
    const owed = derive(facts({ facilities: [station] }), '2025-06-01').filter((o) => o.duty === 'D25');
    expect(owed.map((o) => o.dueOn)).toEqual(['2024-04-09']);
  });

  test('in trial operation, without its 运营之日, no quarter is counted', () => {
    const station = aFacility({
      phases: [phase('2024-01-10', 'construction'), phase('2024-03-02', 'trial')],
    });
    expect(derive(facts({ facilities: [station] }), '2025-01-01').filter((o) => o.duty === 'D25')).toEqual(
      [],
    );
  });

  test('the supply-chain centre goes by the calendar quarter', () => {
    const centre = operating('2024-02-15', {
      kind: 'supply-chain-centre',
      phases: [phase('2024-02-15', 'operation')],
    });
    expect(windows(facts({ facilities: [centre] }), '2024-07-01')).toEqual([
      ['2024-Q1', '2024-02-15', '2024-03-31', '2024-04-30'],
      ['2024-Q2', '2024-04-01', '2024-06-30', '2024-07-30'],
      ['2024-Q3', '2024-07-01', '2024-09-30', '2024-10-30'],
    ]);
  });
});

describe('D26, D27, D03: per contract', () => {
  const owed = (duty: string, agreement: AgreementFacts, asOf: string) =>
    derive(facts({ agreements: [agreement] }), asOf)
      .filter((o) => o.duty === duty)
      .map(({ period, windowStartOn, dueOn }) => [period, windowStartOn, dueOn]);

  test('D26 三（一）3: training by the calendar quarter, only where the contract promises training', () => {
    expect(owed('D26', anAgreement(), '2024-12-31')).toEqual([]);
    expect(owed('D26', anAgreement({ areas: ['training'], endedOn: '2024-05-20' }), '2024-12-31')).toEqual([
      ['2024-Q1', '2024-01-10', '2024-03-31'],
      ['2024-Q2', '2024-04-01', '2024-06-30'],
    ]);
  });

  test('D27 三（一）4: funds by the half-year, for every contract', () => {
    expect(owed('D27', anAgreement(), '2024-12-31')).toEqual([
      ['2024-H1', '2024-01-10', '2024-06-30'],
      ['2024-H2', '2024-07-01', '2024-12-31'],
    ]);
  });

  test('D03 一（二）: a report for each month, from its last day, due on the 5th of the next as it is', () => {
    expect(owed('D03', anAgreement({ endedOn: '2024-04-10' }), '2024-12-31')).toEqual([
      ['2024-01', '2024-01-31', '2024-02-05'],
      ['2024-02', '2024-02-29', '2024-03-05'],
      ['2024-03', '2024-03-31', '2024-04-05'],
      ['2024-04', '2024-04-30', '2024-05-05'],
    ]);
  });

  test('a pack may roll the due day forward from a day of rest: 5 May 2024 lies in the 劳动节 holiday', () => {
    const rolling = {
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.kind === 'report' ? { ...rule, restDay: 'roll-forward' as const } : rule,
      ),
    };
    const report = derive(facts({ agreements: [anAgreement()] }), '2024-05-01', 0, rolling).find(
      (o) => o.period === '2024-04' && o.kind === 'report',
    );
    expect(report).toMatchObject({ dueOn: '2024-05-06', closesOn: '2024-06-05' });
    expect(report?.because.steps.map(({ step }) => step)).toContain('rolled-forward');
  });

  test.each(['2024-01-05', '2024-01-09'])(
    'a contract terminated on %s, before it began, owes nothing',
    (endedOn) => {
      const never = anAgreement({ areas: ['training', 'funds', 'station'], endedOn });
      expect(derive(facts({ agreements: [never] }), '2024-12-31')).toEqual([]);
      expect(owed('D27', { ...never, endedOn: '2024-01-10' }, '2024-12-31')).toHaveLength(1);
    },
  );

  test('a contract that runs over its end binds until it is completed', () => {
    const late = anAgreement({ endsOn: '2024-03-31' });
    expect(owed('D03', late, '2024-06-30').map(([period]) => period)).toContain('2024-06');
    expect(
      owed('D03', { ...late, endedOn: '2024-05-02' }, '2024-06-30')
        .map(([period]) => period)
        .at(-1),
    ).toBe('2024-05');
  });
});

describe('D32 五: nothing before the day of issue', () => {
  test('a facility begun earlier owes from 18 March 2021, in the month and quarter that are then running', () => {
    const early = operating('2021-01-10', {
      phases: [phase('2020-06-01', 'construction'), phase('2021-01-10', 'operation')],
    });
    const building = aFacility({
      id: 'facility-2',
      constructionStartedOn: '2020-06-01',
      phases: [phase('2020-06-01', 'construction')],
    });
    const first = derive(facts({ facilities: [early, building] }), '2021-03-31').map(
      ({ period, windowStartOn, dueOn }) => [period, windowStartOn, dueOn],
    );
    expect(first).toEqual([
      ['2021-03', '2021-03-18', '2021-03-31'],
      ['2021-01-10/2021-04-09', '2021-03-18', '2021-04-09'],
    ]);
  });
});

test('why it is due: the clause, each value with its date and source, the facts, the arithmetic', () => {
  const [, second] = derive(facts({ facilities: [operating('2024-01-31')] }), '2024-07-01').filter(
    (o) => o.duty === 'D25',
  );
  expect(second?.because).toEqual({
    clause: 'tongcheng-2021:3.1.2',
    ruleId: 'operation.village-station',
    responsible: 'inspection-group',
    parameters: [
      { name: 'every', value: 3, fromOn: '2021-03-18', basis: [{ clause: 'tongcheng-2021:3.1.2' }] },
      {
        name: 'anchor',
        value: 'operation-day',
        fromOn: '2021-03-18',
        basis: [{ clause: 'tongcheng-2021:3.1.2' }],
      },
      { name: 'count', value: 'exactly', fromOn: '2021-03-18', basis: [{ clause: 'tongcheng-2021:3.1.2' }] },
      {
        name: 'grace-days',
        value: 30,
        fromOn: '2021-03-18',
        basis: [{ clause: 'tongcheng-2021:3.1.2', localSupplement: true }],
      },
      {
        name: 'coverage',
        value: 1,
        fromOn: '2021-03-18',
        basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
      },
    ],
    facts: [
      { name: 'operation-day', fromOn: '2024-01-31' },
      { name: 'in-operation', fromOn: '2024-01-31', untilOn: null },
    ],
    steps: [
      {
        step: 'anchored-period',
        facts: { months: 3, nth: 2, anchorOn: '2024-01-31', startOn: '2024-04-30', endOn: '2024-07-30' },
      },
      { step: 'due-at-period-end', facts: { dueOn: '2024-07-30' } },
      { step: 'grace', facts: { days: 30, dueOn: '2024-07-30', closesOn: '2024-08-29' } },
    ],
  });
});

test('a later value of the grace leaves earlier periods alone', () => {
  const [rule] = pack.obligations.filter(({ id }) => id === 'construction.station');
  const [current] = rule?.graceDays.values ?? [];
  if (!rule || !current) throw new Error('the pack has no construction rule');
  const changed = {
    ...pack,
    obligations: [
      { ...rule, graceDays: { values: [{ ...current, from: '2024-03-01', value: 3 }, current] } },
    ],
  };
  const closes = derive(facts({ facilities: [aFacility()] }), '2024-03-01', 0, changed).map(
    (o) => o.closesOn,
  );
  expect(closes).toEqual(['2024-02-10', '2024-03-10', '2024-04-03']);
});

describe('states', () => {
  const standing = (over: Partial<Standing> = {}): Standing => ({
    windowStartOn: '2024-04-01',
    dueOn: '2024-04-30',
    closesOn: '2024-05-10',
    fulfilledOn: null,
    waived: false,
    withdrawn: false,
    ...over,
  });
  test.each([
    ['2024-03-31', standing(), 'upcoming'],
    ['2024-04-01', standing(), 'due'],
    ['2024-04-30', standing(), 'due'],
    ['2024-05-10', standing(), 'due'],
    ['2024-05-11', standing(), 'missed'],
    ['2024-05-11', standing({ fulfilledOn: '2024-04-30' }), 'fulfilled'],
    ['2024-05-11', standing({ fulfilledOn: '2024-05-01' }), 'fulfilled-late'],
    ['2024-07-01', standing({ fulfilledOn: '2024-05-11' }), 'missed'],
    ['2024-07-01', standing({ waived: true }), 'waived'],
    ['2024-04-02', standing({ waived: true, fulfilledOn: '2024-04-02' }), 'fulfilled'],
  ] as const)('on %s: %o is %s', (on, given, state) => {
    expect(stateOf(given, plainDate(on))).toBe(state);
  });

  test('overdue within the grace, open until it closes, never open when the facts withdrew it', () => {
    expect(isOverdue(standing(), plainDate('2024-04-30'))).toBe(false);
    expect(isOverdue(standing(), plainDate('2024-05-01'))).toBe(true);
    expect(isOpen(standing(), plainDate('2024-05-10'))).toBe(true);
    expect(isOpen(standing(), plainDate('2024-05-11'))).toBe(false);
    expect(isOpen(standing({ withdrawn: true }), plainDate('2024-04-10'))).toBe(false);
  });
});

// Properties

const day = (from: string, to: string) =>
  fc
    .integer({ min: 0, max: plainDate(from).until(plainDate(to), { largestUnit: 'day' }).days })
    .map((days) => plainDate(from).add({ days }).toString());
const kinds: readonly FacilityKind[] = [
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
];
const phases: readonly FacilityPhase[] = ['trial', 'operation', 'suspended', 'operation', 'withdrawn'];
const facility = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...kinds),
    days: fc.uniqueArray(day('2020-01-01', '2026-12-31'), { minLength: 1, maxLength: 6 }),
  })
  .map(({ id, kind, days }): FacilityFacts => {
    const [first = '', ...later] = days.toSorted();
    const rest = later.map((fromOn, at) => phase(fromOn, phases[at] ?? 'suspended'));
    const operationStartedOn = rest.find((one) => one.phase === 'operation')?.fromOn ?? null;
    return aFacility({
      id,
      kind,
      constructionStartedOn: first,
      operationStartedOn,
      phases: [phase(first, 'construction'), ...rest],
    });
  });
const agreement = fc
  .record({
    id: fc.uuid(),
    startsOn: day('2020-01-01', '2026-06-30'),
    length: fc.integer({ min: 1, max: 900 }),
    ended: fc.boolean(),
  })
  .map(({ id, startsOn, length, ended }): AgreementFacts => {
    const endsOn = plainDate(startsOn).add({ days: length }).toString();
    const areas: ContentArea[] = length % 2 ? ['training'] : ['station'];
    return anAgreement({ id, areas, signedOn: startsOn, startsOn, endsOn, endedOn: ended ? endsOn : null });
  });
const baseline = fc.record({
  facilities: fc.uniqueArray(facility, { selector: ({ id }) => id, maxLength: 12 }),
  agreements: fc.uniqueArray(agreement, { selector: ({ id }) => id, maxLength: 4 }),
  programmes: fc.constant([]),
});
const inAnyOrder = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
const reordered = (given: BaselineFacts) =>
  fc.tuple(
    fc.constant(given),
    fc.record({
      facilities: inAnyOrder(given.facilities.map((one) => ({ ...one, phases: one.phases.toReversed() }))),
      agreements: inAnyOrder(given.agreements),
      programmes: fc.constant([]),
    }),
  );
const today = day('2021-03-18', '2026-12-31');

describe('whatever the facts', () => {
  test('the same facts in any order give the same obligations', () => {
    fc.assert(
      fc.property(baseline.chain(reordered), today, ([given, shuffled], on) => {
        expect(derive(shuffled, on, 92)).toEqual(derive(given, on, 92));
        expect(derive(given, on, 92)).toEqual(derive(given, on, 92));
      }),
      { numRuns: 60 },
    );
  });

  test('nothing before the regime, nothing twice, nothing beyond the horizon, and dates in their order', () => {
    fc.assert(
      fc.property(baseline, today, fc.integer({ min: 0, max: 200 }), (given, on, days) => {
        const owed = derive(given, on, days);
        const horizon = plainDate(on).add({ days }).toString();
        expect(new Set(owed.map(({ key }) => key)).size).toBe(owed.length);
        for (const one of owed) {
          expect(one.windowStartOn >= pack.inForceFrom).toBe(true);
          expect(one.windowStartOn <= horizon).toBe(true);
          expect(
            one.windowStartOn <= one.windowEndOn && one.windowEndOn <= one.dueOn && one.dueOn <= one.closesOn,
          ).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('as days go by obligations are only added: what was due stays due on the same facts', () => {
    fc.assert(
      fc.property(baseline, today, fc.integer({ min: 0, max: 90 }), (given, on, days) => {
        const later = new Map(derive(given, on, days + 30).map((one) => [one.key, one.dueOn]));
        for (const { key, dueOn } of derive(given, on, days)) expect(later.get(key)).toBe(dueOn);
      }),
      { numRuns: 60 },
    );
  });

  test('an operating facility is bound on every day by exactly one quarter', () => {
    fc.assert(
      fc.property(day('2021-03-18', '2025-12-31'), fc.integer({ min: 0, max: 1000 }), (anchor, after) => {
        const on = plainDate(anchor).add({ days: after }).toString();
        const periods = anchoredPeriods(anchor, 3, anchor, plainDate(on).add({ days: 100 }).toString());
        expect(periods.filter(({ startOn, endOn }) => startOn <= on && on <= endOn)).toHaveLength(1);
        for (const [at, { startOn }] of periods.entries()) {
          const start = plainDate(startOn);
          const wanted: PlainDate = plainDate(anchor).add({ months: 3 * at });
          expect(start.toString()).toBe(wanted.toString());
          expect(start.day).toBe(Math.min(plainDate(anchor).day, start.daysInMonth));
        }
      }),
    );
  });

  test('calendar periods cover every day exactly once', () => {
    fc.assert(
      fc.property(day('2021-01-01', '2027-12-31'), fc.constantFrom(1, 3, 6, 12), (on, months) => {
        const covering = calendarPeriods(months, '2021-01-01', '2027-12-31').filter(
          ({ startOn, endOn }) => startOn <= on && on <= endOn,
        );
        expect(covering).toHaveLength(1);
      }),
    );
  });
});

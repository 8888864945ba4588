import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { plainScale, scoringFor } from '#testing/scoring.ts';
import { packA, simulatedFacts, valued } from '#testing/simulations.ts';
import type { RulePack } from '../regime/regime.model.ts';
import {
  gradesUnder,
  isOfWindow,
  repeatsUnder,
  repeatUnder,
  timedUnder,
} from './simulation.finding.rules.ts';
import type { SimulationFacts, Window } from './simulation.model.ts';
import { payableUnder } from './simulation.money.rules.ts';
import { sideOf } from './simulation.side.rules.ts';

const calendar = loadWorkCalendar();
const { pack: tongcheng } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
type Served = SimulationFacts['rectifications'][number];
type Found = SimulationFacts['findings'][number];
const served = (over: Partial<Served> = {}): Served => ({
  id: 'z',
  number: '问1',
  state: 'ordered',
  severity: 'serious',
  periodFromOn: '2026-01-15',
  countyDays: 0,
  reportedOn: null,
  closedOn: null,
  ...over,
});

describe('限时整改 of the window', () => {
  test.each<[string, Partial<Served>, boolean]>([
    ['served on the first day', { periodFromOn: '2026-01-01' }, true],
    ['served on the last day', { periodFromOn: '2026-12-31' }, true],
    ['served after it', { periodFromOn: '2027-01-01' }, false],
    ['served and closed in it', { periodFromOn: '2026-02-01', closedOn: '2026-02-20' }, true],
    ['served before and open', { periodFromOn: '2025-12-31' }, true],
    [
      'served before and closed on its first day',
      { periodFromOn: '2025-12-01', closedOn: '2026-01-01' },
      true,
    ],
    [
      'served before and closed the day before it',
      { periodFromOn: '2025-12-01', closedOn: '2025-12-31' },
      false,
    ],
  ])('%s', (_, over, expected) => {
    expect(isOfWindow(served(over), year)).toBe(expected);
  });

  // Served on Thursday 15 January 2026: five working days in 桐城, seven days in 甲.
  test.each<[string, RulePack, Partial<Served>, string, object]>([
    [
      'open on its last day',
      tongcheng,
      {},
      '2026-01-22',
      { dueOn: '2026-01-22', overdueDays: 0, step: null },
    ],
    [
      'open a day later',
      tongcheng,
      {},
      '2026-01-23',
      { dueOn: '2026-01-22', overdueDays: 1, step: 'second' },
    ],
    [
      'open nine days later',
      tongcheng,
      {},
      '2026-01-31',
      { dueOn: '2026-01-22', overdueDays: 9, step: 'second' },
    ],
    [
      'open ten days later',
      tongcheng,
      {},
      '2026-02-01',
      { dueOn: '2026-01-22', overdueDays: 10, step: 'interview' },
    ],
    [
      'in days, not working days',
      jia,
      {},
      '2026-01-25',
      { dueOn: '2026-01-22', overdueDays: 3, step: 'second' },
    ],
    [
      'the second notice after three days only',
      jia,
      {},
      '2026-01-24',
      { dueOn: '2026-01-22', overdueDays: 2, step: 'first' },
    ],
    [
      'an ordinary one has fifteen working days',
      tongcheng,
      { severity: 'ordinary' },
      '2026-02-05',
      { dueOn: '2026-02-05', overdueDays: 0, step: null },
    ],
    [
      'reported in time and closed long after: not late',
      tongcheng,
      { state: 'closed', reportedOn: '2026-01-22', closedOn: '2026-04-01' },
      '2026-06-01',
      { dueOn: '2026-01-22', overdueDays: 0, step: null },
    ],
    [
      'reported well before: not late either',
      tongcheng,
      { state: 'closed', reportedOn: '2026-01-16', closedOn: '2026-04-01' },
      '2026-06-01',
      { dueOn: '2026-01-22', overdueDays: 0, step: null },
    ],
    [
      'reported two days late and closed long after: two days',
      tongcheng,
      { state: 'closed', reportedOn: '2026-01-24', closedOn: '2026-04-01' },
      '2026-06-01',
      { dueOn: '2026-01-22', overdueDays: 2, step: 'second' },
    ],
    [
      'closed without a report: late by its closing',
      tongcheng,
      { state: 'closed', closedOn: '2026-02-03' },
      '2026-06-01',
      { dueOn: '2026-01-22', overdueDays: 12, step: 'interview' },
    ],
    [
      'reported in time and not answered yet: supervision’s delay',
      tongcheng,
      { state: 'reported', reportedOn: '2026-01-22' },
      '2026-06-01',
      { dueOn: '2026-01-22', overdueDays: 0, step: null },
    ],
  ])('%s', (_, pack, over, asOf, expected) => {
    expect(timedUnder(sideOf(pack), served(over), calendar, year, plainDate(asOf))).toEqual({
      rectificationId: 'z',
      provisional: false,
      ...expected,
    });
  });

  test('a last day in a year whose holidays nobody announced yet is provisional', () => {
    const found = timedUnder(
      sideOf(tongcheng),
      served({ periodFromOn: '2035-03-01' }),
      calendar,
      { fromOn: '2035-01-01', toOn: '2035-12-31' },
      plainDate('2035-03-01'),
    );
    expect(found.provisional).toBe(true);
  });

  test('the days are those of the version of the day of service, read on it or on the first day of the window', () => {
    const { period } = tongcheng.rectification;
    const changing = (from: string): RulePack => ({
      ...tongcheng,
      rectification: {
        ...tongcheng.rectification,
        period: {
          ...period,
          serious: {
            ...period.serious,
            values: [
              ...period.serious.values.map((one) => ({ ...one, from, value: 1 })),
              ...period.serious.values,
            ],
          },
        },
      },
    });
    const dueOn = (pack: Parameters<typeof sideOf>[0], on: string, window = year) =>
      timedUnder(sideOf(pack), served({ periodFromOn: on }), calendar, window, plainDate('2026-06-01')).dueOn;
    // 15 and 16 January are Thursday and Friday.
    expect(dueOn(changing('2026-01-16'), '2026-01-15')).toBe('2026-01-22');
    expect(dueOn(changing('2026-01-15'), '2026-01-15')).toBe('2026-01-16');
    const later: Window = { fromOn: '2026-01-16', toOn: '2026-12-31' };
    expect(dueOn(changing('2026-01-16'), '2026-01-15', later)).toBe('2026-01-16');
    const sequence = [
      { fromOn: '2021-03-18', pack: tongcheng },
      { fromOn: '2026-01-16', pack: jia },
    ];
    expect(dueOn(sequence, '2026-01-15')).toBe('2026-01-22');
    expect(dueOn(sequence, '2026-01-16')).toBe('2026-01-23');
  });
});

describe('重复问题', () => {
  const found = (id: string, over: Partial<Found> = {}): Found => ({
    id,
    number: `问${id}`,
    placeId: 'station-1',
    itemId: 'station.signboard',
    area: 'station',
    severity: 'serious',
    foundOn: '2026-05-01',
    closedOn: null,
    ...over,
  });
  const now = found('now');
  const closed = (over: Partial<Found> = {}) =>
    found('before', { foundOn: '2026-01-10', closedOn: '2026-01-31', ...over });

  // 桐城: the same point within ninety days.
  test.each<[string, Found, boolean]>([
    ['the same point on the ninetieth day', closed(), true],
    ['the same point on the ninety-first', closed({ closedOn: '2026-01-30' }), false],
    ['closed that day', closed({ closedOn: '2026-05-01' }), true],
    ['closed after it was found', closed({ closedOn: '2026-05-02' }), false],
    ['still open: it is one problem', closed({ closedOn: null }), false],
    ['at another place', closed({ placeId: 'station-2' }), false],
    ['another point', closed({ itemId: 'station.records' }), false],
  ])('%s', (_, before, expected) => {
    expect(repeatUnder(tongcheng, now, [now, before])?.id).toBe(expected ? 'before' : undefined);
    expect(
      repeatsUnder(sideOf(tongcheng), [now, before], { fromOn: '2026-05-01', toOn: '2026-05-01' }),
    ).toEqual(expected ? { now: '问before' } : {});
  });

  test('nothing repeats itself, and of several of one day the first by its id is named', () => {
    expect(
      repeatUnder(tongcheng, { ...now, closedOn: '2026-05-01' }, [{ ...now, closedOn: '2026-05-01' }]),
    ).toBeUndefined();
    const all = [now, closed({ id: 'c' }), closed({ id: 'b' }), closed({ id: 'd' })];
    expect(repeatUnder(tongcheng, now, all)?.id).toBe('b');
    expect(repeatUnder(tongcheng, now, all.toReversed())?.id).toBe('b');
  });

  test.each<[string, Window, readonly string[]]>([
    ['from the day it was found', { fromOn: '2026-05-01', toOn: '2026-12-31' }, ['also', 'now']],
    ['from the day after', { fromOn: '2026-05-02', toOn: '2026-12-31' }, ['also']],
    ['to the day before', { fromOn: '2026-01-01', toOn: '2026-04-30' }, []],
    ['to that day', { fromOn: '2026-01-01', toOn: '2026-05-01' }, ['now']],
  ])('those found within the window, by id: %s', (_, window, expected) => {
    const all = [now, closed({ closedOn: '2026-04-01' }), found('also', { foundOn: '2026-05-02' })];
    expect(Object.keys(repeatsUnder(sideOf(tongcheng), all, window))).toEqual(expected);
  });

  test('each is judged by the version of its day', () => {
    const side = sideOf([
      { fromOn: '2021-03-18', pack: tongcheng },
      { fromOn: '2026-05-02', pack: jia },
    ]);
    const before = closed({ itemId: 'station.records', closedOn: '2026-04-01' });
    // 甲 looks at the content, not at the point.
    expect(repeatsUnder(side, [now, found('later', { foundOn: '2026-05-02' }), before], year)).toEqual({
      later: '问before',
    });
  });
});

describe('评分 and what may be paid on it', () => {
  const scoring = scoringFor(packA);
  const scored: RulePack = { ...packA, scoring };
  const point = plainScale(packA).items.find(({ score }) => score.kind === 'pass-fail' && score.weight > 0);
  const item = packA.checkItems.find(({ id }) => id === point?.item);
  if (!item) throw new Error('the scale has a plain point');
  type Facts = SimulationFacts['scores'][number]['facts'];
  type Result = Facts['results'][number];
  const result = (over: Partial<Result> = {}): Result => ({
    inspectionId: 'n',
    inspectionNumber: '检1',
    subjectId: 'station-1',
    subject: '站点',
    facilityKind: 'village-station',
    on: '2026-03-10',
    itemId: item.id,
    result: 'fails',
    fact: '',
    evidence: [],
    finding: { id: 'f', number: '问1' },
    ...over,
  });
  const score = (agreementId: string, ...results: readonly Result[]): SimulationFacts['scores'][number] => ({
    agreementId,
    facts: { areas: [item.area], results, verdicts: [], rectifications: [], reports: [] },
  });
  const asOf = plainDate('2026-04-10');

  test.each<[string, RulePack, string, boolean]>([
    ['inspected on the first day', scored, '2026-01-01', true],
    ['inspected on the last day', scored, '2026-12-31', true],
    ['inspected the day before', scored, '2025-12-31', false],
    ['inspected the day after', scored, '2027-01-01', false],
    ['under a pack that does not score', packA, '2026-03-10', false],
  ])('%s', (_, pack, on, expected) => {
    expect(gradesUnder(pack, [score('a', result({ on }))], year, asOf, calendar)).toHaveLength(
      expected ? 1 : 0,
    );
  });

  test('a contract inspected once within the window is scored, whatever was inspected outside it', () => {
    expect(
      gradesUnder(scored, [score('a', result({ on: '2025-06-01' }), result())], year, asOf, calendar),
    ).toHaveLength(1);
    expect(gradesUnder(scored, [score('a')], year, asOf, calendar)).toEqual([]);
  });

  test('the grade has the name of its band and says what each finding cost; contracts in the order of their ids', () => {
    const grades = gradesUnder(
      scored,
      [
        score('b', result({ result: 'conforms', finding: null })),
        score('a', result(), result({ subjectId: 'station-2', finding: { id: 'e', number: '问2' } })),
      ],
      year,
      asOf,
      calendar,
    );
    expect(grades.map(({ agreementId }) => agreementId)).toEqual(['a', 'b']);
    const [a, b] = grades;
    if (!a || !b) throw new Error('two contracts are scored');
    expect(b).toMatchObject({
      bandId: 'excellent',
      band: { zh: '优秀', en: 'Excellent' },
      lostHundredths: {},
    });
    expect(Object.keys(a.lostHundredths)).toEqual(['e', 'f']);
    const [e = 0, f = 0] = Object.values(a.lostHundredths);
    expect(e).toBeGreaterThan(0);
    expect(f).toBe(e);
    expect(a.totalHundredths).toBeLessThan(b.totalHundredths);
  });

  test('what one finding cost at several places is added up', () => {
    const lost = (...results: readonly Result[]) =>
      gradesUnder(scored, [score('a', ...results)], year, asOf, calendar)[0]?.lostHundredths;
    const [both, apart] = [
      lost(result(), result({ subjectId: 'station-2' })),
      lost(result(), result({ subjectId: 'station-2', finding: { id: 'e', number: '问2' } })),
    ];
    expect(both?.f).toBe((apart?.e ?? 0) + (apart?.f ?? 0));
    // A loss nobody raised a finding for is nobody’s.
    expect(lost(result({ finding: null }))).toEqual({});
  });

  const [instalment] = simulatedFacts.instalments;
  if (!instalment) throw new Error('an instalment is open');
  const banded: RulePack = {
    ...scored,
    gate: {
      ...scored.gate,
      conditions: scored.gate.conditions
        .filter(({ id }) => id === 'verdicts')
        .map((condition) => ({ ...condition, id: 'score-band' as const, least: 'good' })),
    },
  };
  const graded = (band: string, totalHundredths: number, agreementId = 'agreement-1') => ({
    agreementId,
    totalHundredths,
    bandId: band,
    band: { zh: band, en: band },
    lostHundredths: {},
  });
  const payable = (pack: RulePack, ...grades: readonly ReturnType<typeof graded>[]) =>
    payableUnder(pack, [instalment], grades, asOf).map(({ payableFen, failing }) => [payableFen, failing]);
  const whole = 10_000_001;

  test('the score of the window decides whether the band is reached; what waited for confirmation no longer waits', () => {
    const less = [whole - 3_000_000, [{ id: 'score-band', withholdFen: 3_000_000 }]];
    expect(payable(banded, graded('good', 8000))).toEqual([[whole, []]]);
    expect(payable(banded, graded('fair', 7999))).toEqual([less]);
    // Nobody inspected this contract in the window: the score on record stands, and here there is none.
    expect(payable(banded, graded('fair', 7999, 'agreement-2'))).toEqual([[whole, []]]);
    const waiting = {
      ...instalment,
      facts: { ...instalment.facts, scorePending: { id: 'p', label: 'p', toOn: '2026-03-31' } },
    };
    const of = (...grades: readonly ReturnType<typeof graded>[]) =>
      payableUnder(banded, [waiting], grades, asOf).map(({ payableFen }) => payableFen);
    expect(of()).toEqual([whole - 3_000_000]);
    expect(of(graded('good', 8000))).toEqual([whole]);
  });

  test('a score on record keeps its name where its points are taken from the window', () => {
    const { scoring: _, ...unscored } = banded;
    const known = {
      id: 's',
      label: '2025',
      totalHundredths: 1000,
      base: 100,
      band: 'poor',
      bandName: { zh: '差', en: 'Poor' },
    };
    const recorded = { ...instalment, facts: { ...instalment.facts, score: known } };
    const of = (pack: RulePack, ...grades: readonly ReturnType<typeof graded>[]) =>
      payableUnder(pack, [recorded], grades, asOf).map(({ payableFen }) => payableFen);
    expect(of(banded)).toEqual([whole - 3_000_000]);
    expect(of(banded, graded('good', 8000))).toEqual([whole]);
    // A pack without a scale has no band to miss.
    expect(of(unscored, graded('poor', 0))).toEqual([whole]);
  });

  test('instalments in the order of their ids; of each every condition that fails, by its id, and what it withholds', () => {
    const other = {
      label: 'DS-01 第一期',
      facts: {
        ...instalment.facts,
        instalment: { ...instalment.facts.instalment, id: 'instalment-1', plannedOn: '2026-04-11' },
        verdicts: [
          {
            inspectionId: 'n',
            inspectionNumber: '检1',
            subject: '甲',
            standard: 'funds' as const,
            verdict: 'not-met' as const,
            on: '2026-03-30',
          },
        ],
      },
    };
    expect(payableUnder(packA, [instalment, other], [], asOf)).toEqual([
      {
        instalmentId: 'instalment-1',
        label: 'DS-01 第一期',
        amountFen: whole,
        payableFen: 0,
        hardStop: true,
        failing: [
          { id: 'instalment-due', withholdFen: 0 },
          { id: 'no-overdue-letter', withholdFen: 3_000_000 },
          { id: 'verdicts', withholdFen: 3_000_000 },
        ],
      },
      {
        instalmentId: 'instalment-2',
        label: 'DS-01 第二期',
        amountFen: whole,
        payableFen: whole - 3_000_000,
        hardStop: false,
        failing: [{ id: 'no-overdue-letter', withholdFen: 3_000_000 }],
      },
    ]);
  });

  test('a share is read on the day the money is weighed', () => {
    const [first] = packA.gate.conditions.filter(({ id }) => id === 'no-overdue-letter');
    if (!first?.withholdShare) throw new Error('the pack withholds for it');
    const changed: RulePack = {
      ...packA,
      gate: { ...packA.gate, conditions: [{ ...first, withholdShare: valued(first.withholdShare, 0.5) }] },
    };
    expect(payable(changed)).toEqual([[5_000_001, [{ id: 'no-overdue-letter', withholdFen: 5_000_000 }]]]);
  });
});

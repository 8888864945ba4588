import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { workCalendarOf } from '#kernel/work-calendar.ts';
import { loadCalendarYears } from '#platform/rule-packs.ts';
import { datedFrom, plainScale } from '#testing/scoring.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type { Points, ScaleOn } from '../regime/regime.scale.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import type { ScoreFacts } from './score.model.ts';
import { bandOf, scoreOf } from './score.rules.ts';

const tongcheng = loadedRegimes().find((regime) => regime.pack.id === 'tongcheng-2021');
if (!tongcheng) throw new Error('the pack is missing');
const { pack } = tongcheng;
const period = { fromOn: '2026-01-01', toOn: '2026-03-31' };
const asOf = plainDate('2026-04-02');
const stationItems = pack.checkItems.filter(({ area }) => area === 'station').map(({ id }) => id);
const [first = '', second = '', third = ''] = stationItems;
const calendar = workCalendarOf(loadCalendarYears());
const clause = pack.standards[0]?.clause ?? '';
const basis: Scoring['basis'] = [{ clause, mark: 'text' }];
const dated = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });

/** One area worth everything, with just the items of the case. */
const scale = (items: ScaleOn['items'], over: Partial<ScaleOn> = {}): ScaleOn => ({
  ...plainScale(pack),
  areaWeights: [{ area: 'station', weight: dated(100) }],
  items,
  ...over,
});
const item = (id: string, score: Points, veto = false) => ({
  item: id,
  score,
  veto,
  basis,
});

type Result = ScoreFacts['results'][number];
let n = 0;
const seen = (itemId: string, result: Result['result'], over: Partial<Result> = {}): Result => {
  n += 1;
  return {
    inspectionId: `i${n}`,
    inspectionNumber: `检〔2026〕${n}`,
    subjectId: 's1',
    subject: '程坳村站',
    facilityKind: 'village-station',
    on: '2026-02-10',
    itemId,
    result,
    fact: '门锁着',
    evidence: [`e${n}`],
    finding: { id: `f${n}`, number: `问〔2026〕${n}-1` },
    ...over,
  };
};
const facts = (results: readonly Result[], over: Partial<ScoreFacts> = {}): ScoreFacts => ({
  areas: ['station'],
  results,
  verdicts: [],
  rectifications: [],
  reports: [],
  ...over,
});
const score = (scale: ScaleOn, given: ScoreFacts) =>
  scoreOf(pack, datedFrom(scale), given, period, asOf, calendar);

const two = scale([
  item(first, { kind: 'pass-fail', weight: 60 }),
  item(second, { kind: 'graded', weight: 40, partly: 0.6 }),
]);

describe('points lost, case by case', () => {
  test.each<[string, ScaleOn, readonly [string, Result['result'], string?][], number]>([
    ['nothing looked at costs nothing', two, [], 100],
    [
      'all conforms',
      two,
      [
        [first, 'conforms'],
        [second, 'conforms'],
      ],
      100,
    ],
    ['all or nothing: partly is nothing', two, [[first, 'partly']], 40],
    ['graded: partly keeps its share', two, [[second, 'partly']], 84],
    ['graded: failing loses all', two, [[second, 'fails']], 60],
    [
      'of two places one fails: half',
      two,
      [
        [first, 'fails', 's1'],
        [first, 'conforms', 's2'],
      ],
      70,
    ],
    [
      'a third of three places, rounded to the half',
      two,
      [
        [second, 'fails', 's1'],
        [second, 'conforms', 's2'],
        [second, 'conforms', 's3'],
      ],
      86.5,
    ],
    [
      'not applicable is no place',
      two,
      [
        [first, 'not-applicable', 's1'],
        [first, 'conforms', 's2'],
      ],
      100,
    ],
    [
      'so much a case',
      scale([item(first, { kind: 'deduct', weight: 100, perCase: 12.5 })]),
      [
        [first, 'fails', 's1'],
        [first, 'partly', 's2'],
      ],
      75,
    ],
    [
      'down to nothing and no further',
      scale([
        item(first, { kind: 'deduct', weight: 10, perCase: 4 }),
        item(second, { kind: 'pass-fail', weight: 90 }),
      ]),
      [
        [first, 'fails', 's1'],
        [first, 'fails', 's2'],
        [first, 'fails', 's3'],
        [first, 'fails', 's4'],
      ],
      90,
    ],
    [
      'an extra on top',
      scale([
        item(first, { kind: 'pass-fail', weight: 100 }),
        item(third, { kind: 'bonus', perCase: 1.5, cap: 4 }),
      ]),
      [
        [third, 'conforms', 's1'],
        [third, 'conforms', 's2'],
      ],
      103,
    ],
    [
      'up to its cap',
      scale([
        item(first, { kind: 'pass-fail', weight: 100 }),
        item(third, { kind: 'bonus', perCase: 1.5, cap: 4 }),
      ]),
      [
        [third, 'conforms', 's1'],
        [third, 'conforms', 's2'],
        [third, 'conforms', 's3'],
      ],
      104,
    ],
    [
      'an extra not earned costs nothing',
      scale([
        item(first, { kind: 'pass-fail', weight: 100 }),
        item(third, { kind: 'bonus', perCase: 1.5, cap: 4 }),
      ]),
      [[third, 'fails']],
      100,
    ],
    [
      'a veto puts it in the lowest band',
      scale([
        item(first, { kind: 'pass-fail', weight: 10 }, true),
        item(second, { kind: 'pass-fail', weight: 90 }),
      ]),
      [[first, 'fails']],
      59.5,
    ],
    [
      'a veto is no veto where it is partly met',
      scale([
        item(first, { kind: 'pass-fail', weight: 10 }, true),
        item(second, { kind: 'pass-fail', weight: 90 }),
      ]),
      [[first, 'partly']],
      90,
    ],
  ])('%s', (_, scoring, given, expected) => {
    const result = score(
      scoring,
      facts(given.map(([id, how, subjectId = 's1']) => seen(id, how, { subjectId }))),
    );
    expect(result.totalHundredths / 100).toBe(expected);
    explains(result);
  });

  test('every point lost names its item, clause, inspection, finding, evidence and arithmetic', () => {
    const one = seen(second, 'partly');
    const [loss] = score(two, facts([one])).losses;
    expect(loss).toMatchObject({
      kind: 'item',
      itemId: second,
      clause: pack.checkItems.find(({ id }) => id === second)?.clause,
      inspection: { id: one.inspectionId, number: one.inspectionNumber },
      finding: one.finding,
      evidence: one.evidence,
      weight: '40',
      lost: '0.4',
      places: 1,
      asked: '16',
      hundredths: 1600,
    });
  });

  test('the newest result at a place counts; outside the period none does', () => {
    const again = [seen(first, 'fails'), seen(first, 'conforms', { on: '2026-03-01' })];
    expect(score(two, facts(again)).totalHundredths).toBe(10_000);
    expect(score(two, facts([seen(first, 'fails', { on: '2025-12-31' })])).totalHundredths).toBe(10_000);
    expect(score(two, facts([seen(first, 'fails', { on: '2026-04-01' })])).totalHundredths).toBe(10_000);
  });

  test('what nobody looked at is listed, with its points', () => {
    expect(score(two, facts([seen(first, 'conforms')])).areas).toEqual([
      {
        area: 'station',
        weightHundredths: 10_000,
        lostHundredths: 0,
        unseenHundredths: 4000,
        unseenItems: [second],
      },
    ]);
  });

  test('a contract has its whole base in its own areas', () => {
    const scoring = plainScale(pack);
    const result = score(scoring, facts([], { areas: ['station', 'logistics'] }));
    expect(result.areas.map(({ weightHundredths }) => weightHundredths)).toEqual([4444, 5556]);
  });
});

describe('problems reported and not rectified in time', () => {
  const late = (
    over: Partial<ScoreFacts['rectifications'][number]> = {},
  ): ScoreFacts['rectifications'][number] => {
    n += 1;
    return {
      id: `r${n}`,
      findingId: `f${n}`,
      findingNumber: `问〔2026〕${n}-1`,
      clause,
      area: 'station',
      subject: '程坳村站',
      dueOn: '2026-02-20',
      state: 'ordered',
      reportedOn: null,
      inspectionId: `i${n}`,
      inspectionNumber: `检〔2026〕${n}`,
      evidence: [],
      ...over,
    };
  };
  test.each<[string, Partial<ScoreFacts['rectifications'][number]>[], number]>([
    ['one: five points', [{}], 95],
    ['two: ten', [{}, {}], 90],
    ['at most twenty', [{}, {}, {}, {}, {}, {}], 80],
    ['reported in time', [{ state: 'reported', reportedOn: '2026-02-20' }], 100],
    ['reported a day late', [{ state: 'reported', reportedOn: '2026-02-21' }], 95],
    ['closed, reported late within the period', [{ state: 'closed', reportedOn: '2026-02-21' }], 95],
    [
      'closed, late in an earlier period',
      [{ state: 'closed', dueOn: '2025-12-20', reportedOn: '2025-12-30' }],
      100,
    ],
    ['still overdue from an earlier period', [{ dueOn: '2025-12-20' }], 95],
    ['due on the last day: not overdue yet', [{ dueOn: '2026-03-31' }], 100],
  ])('%s', (_, given, expected) => {
    const result = score(two, facts([], { rectifications: given.map(late) }));
    expect(result.totalHundredths / 100).toBe(expected);
    explains(result);
  });
});

describe('reports handed in late', () => {
  const withPenalty = {
    ...pack,
    reports: { ...pack.reports, lateAfterDays: dated(2), latePenaltyPoints: dated(1.5) },
  };
  const report = (submittedOn: string | null, dueOn = '2026-02-05') => ({
    obligationId: 'o',
    clause,
    period: '2026-01',
    dueOn,
    reportId: null,
    submittedOn,
  });
  test.each([
    ['in time', '2026-02-05', 100],
    ['within the days allowed', '2026-02-07', 100],
    ['later', '2026-02-08', 98.5],
    ['never', null, 98.5],
  ])('%s', (_, submittedOn, expected) => {
    const result = scoreOf(
      withPenalty,
      datedFrom(two),
      facts([], { reports: [report(submittedOn)] }),
      period,
      asOf,
      calendar,
    );
    expect(result.totalHundredths / 100).toBe(expected);
  });
});

describe('迟报 in working days', () => {
  const inWorkingDays = {
    ...pack,
    reports: {
      ...pack.reports,
      lateAfterDays: { ...dated(2), unit: 'working-days' as const },
      latePenaltyPoints: dated(1.5),
    },
  };
  // Due on Thursday, 5 February 2026; Friday and Monday are the two working days.
  test.each([
    ['on the second working day, over the weekend', '2026-02-09', 100],
    ['on the third', '2026-02-10', 98.5],
  ])('%s', (_, submittedOn, expected) => {
    const reports = [
      { obligationId: 'o', clause, period: '2026-01', dueOn: '2026-02-05', reportId: null, submittedOn },
    ];
    const result = scoreOf(inWorkingDays, datedFrom(two), facts([], { reports }), period, asOf, calendar);
    expect(result.totalHundredths / 100).toBe(expected);
  });
});

describe('rounding and grades', () => {
  const third1 = facts(
    ['s1', 's2', 's3'].map((subjectId, at) => seen(first, at === 0 ? 'fails' : 'conforms', { subjectId })),
  );
  const one = scale([item(first, { kind: 'pass-fail', weight: 100 })]);
  test.each<[number, Scoring['rounding'], number]>([
    [0.5, 'half-up', 66.5],
    [0.1, 'half-up', 66.7],
    [0.1, 'down', 66.6],
    [1, 'half-up', 67],
    [0.01, 'half-even', 66.67],
  ])('66⅔ in steps of %d, %s', (step, rounding, expected) => {
    const result = score({ ...one, step: dated(step), rounding }, third1);
    expect(result.totalHundredths / 100).toBe(expected);
    explains(result);
  });
  test('a half: up, or to the even', () => {
    const half = scale([item(first, { kind: 'deduct', weight: 100, perCase: 2.5 })], { step: dated(1) });
    const given = facts([seen(first, 'fails')]);
    expect(score({ ...half, rounding: 'half-up' }, given).totalHundredths).toBe(9800);
    expect(score({ ...half, rounding: 'half-even' }, given).totalHundredths).toBe(9800);
    const other = scale([item(first, { kind: 'deduct', weight: 100, perCase: 3.5 })], { step: dated(1) });
    expect(score({ ...other, rounding: 'half-up' }, given).totalHundredths).toBe(9700);
    expect(score({ ...other, rounding: 'half-even' }, given).totalHundredths).toBe(9600);
  });
  test.each([
    [9000, 'excellent'],
    [8999, 'good'],
    [6000, 'fair'],
    [5999, 'poor'],
    [0, 'poor'],
  ])('%d hundredths is %s', (total, band) => {
    expect(bandOf(plainScale(pack), total)).toBe(band);
  });
});

test('three verdicts apart: the newest at each place, the worst speaking for all', () => {
  const verdict = (standard: 'construction' | 'operation', how: 'met' | 'partly' | 'not-met', over = {}) => {
    n += 1;
    return {
      inspectionId: `i${n}`,
      inspectionNumber: `检〔2026〕${n}`,
      subjectId: 's1',
      subject: '程坳村站',
      standard,
      verdict: how,
      on: '2026-02-01',
      ...over,
    };
  };
  const { verdicts, totalHundredths } = score(
    two,
    facts([], {
      verdicts: [
        verdict('operation', 'not-met'),
        verdict('operation', 'met', { on: '2026-03-01' }),
        verdict('operation', 'partly', { subjectId: 's2' }),
        verdict('construction', 'not-met', { on: '2025-12-01' }),
      ],
    }),
  );
  expect(
    verdicts.map(({ standard, verdict: how, met, partly, notMet }) => [standard, how, met, partly, notMet]),
  ).toEqual([
    ['construction', null, 0, 0, 0],
    ['operation', 'partly', 1, 1, 0],
    ['funds', null, 0, 0, 0],
  ]);
  expect(totalHundredths).toBe(10_000);
});

/** `base + bonus − every loss + rounding = total`, exactly. */
function explains(result: ReturnType<typeof score>) {
  const lost = result.losses.reduce((sum, { hundredths }) => sum + hundredths, 0);
  expect(result.baseHundredths + result.bonusHundredths - lost + result.roundingHundredths).toBe(
    result.totalHundredths,
  );
}

describe('whatever was found', () => {
  const areas: ContentArea[] = [
    'service-centre',
    'logistics',
    'station',
    'supply-chain',
    'training',
    'funds',
  ];
  const results = ['fails', 'partly', 'conforms'] as const;
  const told = fc.array(
    fc.record({
      itemId: fc.constantFrom(...pack.checkItems.map(({ id }) => id)),
      result: fc.constantFrom(...results),
      subjectId: fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6', 's7'),
      on: fc.constantFrom('2026-01-05', '2026-02-10', '2026-03-31'),
    }),
    { maxLength: 60 },
  );
  const scales = fc
    .record({
      step: fc.constantFrom(0.01, 0.1, 0.25, 0.5, 1, 0.3),
      rounding: fc.constantFrom<Scoring['rounding']>('half-up', 'half-even', 'down'),
      bonusMax: fc.constantFrom(0, 3.3, 10),
      base: fc.constantFrom(100, 100),
    })
    .map(
      ({ step, rounding, bonusMax, base }): ScaleOn => ({
        ...plainScale(pack),
        base,
        step: dated(step),
        rounding,
        bonusMax: dated(bonusMax),
      }),
    );
  const of = (
    given: readonly { itemId: string; result: Result['result']; subjectId: string; on: string }[],
  ) =>
    facts(
      given.map((one, at) => ({
        ...seen(one.itemId, one.result, one),
        inspectionId: `i${at}`,
        inspectionNumber: String(at).padStart(3, '0'),
      })),
      { areas },
    );

  test('0 ≤ total ≤ base + the most an extra may give, on the grid, and the losses explain it exactly', () => {
    fc.assert(
      fc.property(told, scales, (given, scoring) => {
        const result = score(scoring, of(given));
        expect(result.totalHundredths).toBeGreaterThanOrEqual(0);
        expect(result.totalHundredths).toBeLessThanOrEqual(result.baseHundredths + result.bonusMaxHundredths);
        expect(result.totalHundredths % result.stepHundredths).toBe(0);
        expect(result.losses.every(({ hundredths }) => hundredths >= 0)).toBe(true);
        expect(Math.abs(result.roundingHundredths)).toBeLessThanOrEqual(result.stepHundredths);
        if (result.vetoed) expect(result.band).toBe('poor');
        explains(result);
      }),
      { numRuns: 300 },
    );
  });

  test('a better result never lowers the total', () => {
    fc.assert(
      fc.property(told, scales, fc.nat(), (given, scoring, at) => {
        fc.pre(given.length > 0);
        const place = at % given.length;
        const better = given.map((one, index) =>
          index === place
            ? { ...one, result: results[Math.min(2, results.indexOf(one.result) + 1)] ?? one.result }
            : one,
        );
        expect(score(scoring, of(better)).totalHundredths).toBeGreaterThanOrEqual(
          score(scoring, of(given)).totalHundredths,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('the order in which facts arrive changes nothing', () => {
    fc.assert(
      fc.property(told, scales, (given, scoring) => {
        const all = of(given);
        expect(score(scoring, { ...all, results: all.results.toReversed() })).toEqual(score(scoring, all));
      }),
      { numRuns: 100 },
    );
  });
});

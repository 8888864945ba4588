import { describe, expect, test } from 'vitest';
import { nought, ratio } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { datedFrom, plainScale } from '#testing/scoring.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { type Points, type ScaleOn, scaleOn } from '../regime/regime.scale.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import type { ScoreFacts } from './score.model.ts';
import {
  areaWeights,
  bonusesOf,
  itemLosses,
  itemValues,
  lateReportLosses,
  type Seen,
  unrectifiedLosses,
} from './score.points.rules.ts';
import { scoreOf, verdictsOf } from './score.rules.ts';

// Where each point went: by item, by area, by place; what a veto took, what an extra gave.

const { pack, calendar } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const period = { fromOn: '2026-01-01', toOn: '2026-03-31' };
const asOf = plainDate('2026-04-02');
const [first = '', second = '', third = ''] = pack.checkItems
  .filter(({ area }) => area === 'station')
  .map(({ id }) => id);
const [parcel = ''] = pack.checkItems.filter(({ area }) => area === 'logistics').map(({ id }) => id);
const basis: Scoring['basis'] = [{ clause: 'tongcheng-2021:2.3', mark: 'text' }];
const dated = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });
const item = (id: string, score: Points, veto = false) => ({
  item: id,
  score,
  veto,
  basis,
});
const scale = (items: ScaleOn['items'], over: Partial<ScaleOn> = {}): ScaleOn => ({
  ...plainScale(pack),
  areaWeights: [
    { area: 'station', weight: dated(60) },
    { area: 'logistics', weight: dated(40) },
  ],
  items,
  step: dated(0.01),
  ...over,
});
const passFail = (weight: number) => ({ kind: 'pass-fail', weight }) as const;
const seen = (itemId: string, result: Seen['result'], subjectId = 's1', over: Partial<Seen> = {}): Seen => ({
  inspectionId: `i-${subjectId}`,
  inspectionNumber: `检-${subjectId}`,
  subjectId,
  subject: subjectId,
  facilityKind: null,
  on: '2026-02-10',
  itemId,
  result,
  fact: '门锁着',
  evidence: ['e'],
  finding: null,
  ...over,
});
const facts = (results: readonly Seen[], over: Partial<ScoreFacts> = {}): ScoreFacts => ({
  areas: ['station', 'logistics'],
  results,
  verdicts: [],
  rectifications: [],
  reports: [],
  ...over,
});
const score = (scale: ScaleOn, given: ScoreFacts) =>
  scoreOf(pack, datedFrom(scale), given, period, asOf, calendar);

describe('the period', () => {
  test.each([
    ['2025-12-31', 10_000],
    ['2026-01-01', 4_000],
    ['2026-03-31', 4_000],
    ['2026-04-01', 10_000],
  ])('inspected on %s: %d hundredths', (on, expected) => {
    const scoring = scale([item(first, passFail(1)), item(parcel, passFail(1))]);
    expect(score(scoring, facts([seen(first, 'fails', 's1', { on })])).totalHundredths).toBe(expected);
  });
});

test('each area has what its own items lost and what nobody looked at; nothing of another area', () => {
  const scoring = scale([item(first, passFail(2)), item(second, passFail(1)), item(parcel, passFail(1))]);
  const { areas, losses, vetoed, band } = score(
    scoring,
    facts([seen(second, 'fails'), seen(parcel, 'fails', 's2')]),
  );
  expect(areas).toEqual([
    {
      area: 'station',
      weightHundredths: 6000,
      lostHundredths: 2000,
      unseenHundredths: 4000,
      unseenItems: [first],
    },
    { area: 'logistics', weightHundredths: 4000, lostHundredths: 4000, unseenHundredths: 0, unseenItems: [] },
  ]);
  expect(losses.map(({ kind, itemId, hundredths, floored }) => [kind, itemId, hundredths, floored])).toEqual([
    ['item', second, 2000, false],
    ['item', parcel, 4000, false],
  ]);
  expect([vetoed, band]).toEqual([false, 'poor']);
});

test('what is overdue costs no area of its own items', () => {
  const late: ScoreFacts['rectifications'][number] = {
    id: 'z',
    findingId: 'f',
    findingNumber: '问1',
    clause: 'tongcheng-2021:2.3',
    area: 'station',
    subject: 's1',
    dueOn: '2026-02-20',
    state: 'ordered',
    reportedOn: null,
    inspectionId: 'i',
    inspectionNumber: '检1',
    evidence: [],
  };
  const result = score(scale([item(first, passFail(1))]), facts([], { rectifications: [late] }));
  expect(result.areas.map(({ lostHundredths }) => lostHundredths)).toEqual([0, 0]);
  expect(result.totalHundredths).toBe(9_500);
});

test('once all is lost, what follows is named and takes nothing', () => {
  const scoring = scale([item(first, { kind: 'deduct', weight: 1, perCase: 0.6 })], {
    areaWeights: [{ area: 'station', weight: dated(1) }],
  });
  const { losses, totalHundredths } = score(
    scoring,
    facts([seen(first, 'fails', 's1'), seen(first, 'partly', 's2'), seen(first, 'fails', 's3')]),
  );
  expect(
    losses.map(({ kind, weight, lost, places, asked, hundredths, floored }) => ({
      kind,
      weight,
      lost,
      places,
      asked,
      hundredths,
      floored,
    })),
  ).toEqual([
    { kind: 'item', weight: '60', lost: '1', places: 1, asked: '60', hundredths: 6000, floored: false },
    { kind: 'item', weight: '60', lost: '1', places: 1, asked: '60', hundredths: 4000, floored: true },
    { kind: 'item', weight: '60', lost: '1', places: 1, asked: '60', hundredths: 0, floored: true },
  ]);
  expect(totalHundredths).toBe(0);
});

describe('一票否决', () => {
  const vetoing = (over: Partial<ScaleOn> = {}) =>
    scale([item(first, passFail(1), true), item(second, passFail(9)), item(parcel, passFail(1), true)], over);
  test('the first veto takes what is above the lowest band, the others are named and take nothing', () => {
    const { losses, vetoed, band, totalHundredths } = score(
      vetoing({ step: dated(0.5) }),
      facts([seen(first, 'fails', 's1'), seen(first, 'fails', 's2')]),
    );
    expect([vetoed, band, totalHundredths]).toEqual([true, 'poor', 5_950]);
    expect(losses.map(({ kind, hundredths, places }) => [kind, hundredths, places])).toEqual([
      ['item', 300, 2],
      ['item', 300, 2],
      ['veto', 3_450, 2],
      ['veto', 0, 2],
    ]);
  });

  test('who is in the lowest band already loses nothing by it', () => {
    const { losses, totalHundredths } = score(
      vetoing(),
      facts([seen(parcel, 'fails'), seen(second, 'fails')]),
    );
    expect(totalHundredths).toBe(600);
    expect(losses.find(({ kind }) => kind === 'veto')).toMatchObject({ hundredths: 0, floored: false });
  });

  test.each([
    // The lowest band ends below 60.
    [0.5, 5_950],
    [1, 5_900],
    [0.01, 5_999],
    [0.7, 5_950],
    [25, 5_000],
  ])('in steps of %d the highest total below it is %d hundredths', (step, expected) => {
    expect(score(vetoing({ step: dated(step) }), facts([seen(first, 'fails')])).totalHundredths).toBe(
      expected,
    );
  });
});

describe('加分', () => {
  const bonus = { kind: 'bonus', perCase: 1.5, cap: 4 } as const;
  const earned = (
    results: readonly Seen[],
    areas: ScoreFacts['areas'] = ['station', 'logistics'],
    bonusMax = 10,
  ) =>
    score(
      scale([item(first, passFail(1)), item(third, bonus), item(parcel, { ...bonus, perCase: 3 })], {
        bonusMax: dated(bonusMax),
      }),
      facts(results, { areas }),
    );
  test('each is said with its places, its inspections and its cap, and together they are what is added', () => {
    const { bonuses, bonusHundredths, bonusMaxHundredths, totalHundredths } = earned([
      seen(third, 'conforms', 's1'),
      seen(third, 'conforms', 's2'),
      seen(third, 'fails', 's3'),
      seen(parcel, 'conforms', 's4'),
    ]);
    const clauseOf = (id: string) => pack.checkItems.find((one) => one.id === id)?.clause;
    expect(bonuses).toEqual([
      {
        itemId: third,
        area: 'station',
        clause: clauseOf(third),
        cases: 2,
        perCase: '1.5',
        cap: '4',
        inspections: [
          { id: 'i-s1', number: '检-s1' },
          { id: 'i-s2', number: '检-s2' },
        ],
        hundredths: 300,
      },
      {
        itemId: parcel,
        area: 'logistics',
        clause: clauseOf(parcel),
        cases: 1,
        perCase: '3',
        cap: '4',
        inspections: [{ id: 'i-s4', number: '检-s4' }],
        hundredths: 300,
      },
    ]);
    expect([bonusHundredths, bonusMaxHundredths, totalHundredths]).toEqual([600, 1_000, 10_600]);
  });

  test('none for an area that is not the contract’s, and together no more than the most', () => {
    const both = [seen(third, 'conforms'), seen(parcel, 'conforms', 's2')];
    expect(earned(both, ['station']).bonuses.map(({ itemId }) => itemId)).toEqual([third]);
    expect(earned(both, ['station', 'logistics'], 2).bonuses.map(({ hundredths }) => hundredths)).toEqual([
      150, 50,
    ]);
    expect(bonusesOf(pack, scale([item(third, bonus)]), [], both, ratio(10))).toEqual([]);
  });
});

describe('what an item is worth and loses', () => {
  test('areas and items that weigh nothing are worth nothing', () => {
    const scoring = scale([item(first, passFail(0)), item(parcel, passFail(3))]);
    const weights = areaWeights(scoring, ['station', 'logistics'], asOf);
    expect(weights).toEqual([
      { area: 'station', weight: ratio(60) },
      { area: 'logistics', weight: ratio(40) },
    ]);
    expect(itemValues(pack, scoring, weights)).toEqual([
      { item: parcel, area: 'logistics', score: passFail(3), value: ratio(40) },
    ]);
    const nothing = scale([], { areaWeights: [{ area: 'station', weight: dated(0) }] });
    expect(areaWeights(nothing, ['station'], asOf)).toEqual([]);
    expect(areaWeights(scoring, ['training'], asOf)).toEqual([]);
  });

  test.each<[string, Points, Seen['result'], readonly string[]]>([
    ['an extra loses nothing', { kind: 'bonus', perCase: 1, cap: 4 }, 'fails', []],
    ['what does not apply loses nothing', passFail(1), 'not-applicable', []],
    ['what conforms loses nothing', passFail(1), 'conforms', []],
    ['graded: a part keeps its share', { kind: 'graded', weight: 1, partly: 0.75 }, 'partly', ['0.25']],
    ['graded: failing loses all', { kind: 'graded', weight: 1, partly: 0.75 }, 'fails', ['1']],
    ['all or nothing: a part is nothing', passFail(1), 'partly', ['1']],
  ])('%s', (_, how, result, lost) => {
    const losses = itemLosses(pack, first, how, ratio(10), [seen(first, result), seen(second, 'fails')]);
    expect(losses.map((one) => one.lost)).toEqual(lost);
  });

  test('a case of an item that weighs nothing takes nothing', () => {
    const [loss] = itemLosses(pack, first, { kind: 'deduct', weight: 0, perCase: 2 }, nought, [
      seen(first, 'fails'),
    ]);
    expect(loss).toMatchObject({ kind: 'item', lost: '1', places: 1, points: nought, asked: nought });
  });
});

describe('late', () => {
  const late = (id: string, over: Partial<ScoreFacts['rectifications'][number]> = {}) => ({
    id,
    findingId: 'f',
    findingNumber: '问1',
    clause: 'c',
    area: 'station' as const,
    subject: 's',
    dueOn: '2026-02-20',
    state: 'closed' as const,
    reportedOn: '2026-04-01',
    inspectionId: 'i',
    inspectionNumber: '检1',
    evidence: [],
    ...over,
  });
  const yiScale = (): ScaleOn => {
    if (!yi.scoring) throw new Error('乙 scores');
    return scaleOn(yi.scoring, asOf);
  };
  const order = (...all: ReturnType<typeof late>[]) =>
    unrectifiedLosses(yiScale(), facts([], { rectifications: all }), period, asOf).map(
      (one) => one.rectificationId,
    );

  test('what fell due on the last day is of the next period, however late it was answered', () => {
    expect(order(late('z', { dueOn: '2026-03-31' }))).toEqual([]);
    expect(order(late('z', { dueOn: '2026-03-30' }))).toEqual(['z']);
  });

  test('by day, by number, by id', () => {
    const all = [
      late('b', { findingNumber: '问2' }),
      late('d'),
      late('c'),
      late('a', { dueOn: '2026-02-21', findingNumber: '问0' }),
    ];
    expect(order(...all)).toEqual(['c', 'd', 'b', 'a']);
    expect(order(...all.toReversed())).toEqual(['c', 'd', 'b', 'a']);
  });

  // 6 February 2026 is a Friday, a day of work; the 7th a Saturday.
  const reports = (
    after: RulePack['reports']['lateAfterDays'],
    dueOn: string,
    submittedOn: string,
  ): number => {
    const { lateAfterDays: _, ...rest } = jia.reports;
    const of = { ...jia, reports: { ...rest, ...(after ? { lateAfterDays: after } : {}) } };
    const one = { obligationId: 'o', clause: 'c', period: '2026-01', dueOn, reportId: null, submittedOn };
    return lateReportLosses(of, facts([], { reports: [one] }), period, asOf, calendar).length;
  };
  const working = (days: number) => ({ ...dated(days), unit: 'working-days' as const });
  test.each<[string, RulePack['reports']['lateAfterDays'], string, number]>([
    ['where nothing is allowed, on the day', undefined, '2026-02-07', 0],
    ['where nothing is allowed, the day after', undefined, '2026-02-08', 1],
    ['nought working days from a Saturday are that Saturday', working(0), '2026-02-07', 0],
    ['nought working days, the day after', working(0), '2026-02-08', 1],
    ['one working day, on Monday', working(1), '2026-02-09', 0],
    ['one working day, on Tuesday', working(1), '2026-02-10', 1],
    ['one day, on Sunday', dated(1), '2026-02-08', 0],
    ['one day, on Monday', dated(1), '2026-02-09', 1],
  ])('%s', (_, after, submittedOn, count) => {
    expect(reports(after, '2026-02-07', submittedOn)).toBe(count);
  });
});

test('of two verdicts at one place the later day counts, of one day the later number, whichever comes first', () => {
  const verdict = (on: string, inspectionNumber: string, inspectionId: string, how: 'met' | 'not-met') => ({
    inspectionId,
    inspectionNumber,
    subjectId: 's',
    subject: 's',
    standard: 'funds' as const,
    verdict: how,
    on,
  });
  const pairs = [
    [verdict('2026-02-01', '9', 'z', 'not-met'), verdict('2026-02-02', '1', 'a', 'met')],
    [verdict('2026-02-01', '1', 'a', 'not-met'), verdict('2026-02-02', '1', 'a', 'met')],
    [verdict('2026-02-01', '1', 'z', 'not-met'), verdict('2026-02-01', '2', 'a', 'met')],
    [verdict('2026-02-01', '1', 'a', 'not-met'), verdict('2026-02-01', '1', 'b', 'met')],
  ];
  for (const pair of pairs)
    for (const verdicts of [pair, pair.toReversed()])
      expect(
        verdictsOf(pack, facts([], { verdicts }), period).find(({ standard }) => standard === 'funds'),
      ).toMatchObject({ verdict: 'met', met: 1, notMet: 0 });
});

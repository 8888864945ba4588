import { describe, expect, test } from 'vitest';
import { type Citation, clause, type Facts, type Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { always } from '#testing/dated.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { scaleOn } from '../regime/regime.scale.rules.ts';
import { carried, scaleChanges } from './score.carry.rules.ts';
import type { Score, ScoreFacts, ScoreState } from './score.model.ts';
import { inspectionsOf, lossesByPlace, weighedRecords } from './score.place.rules.ts';
import { judgedOn, lateReportLosses, newestPerPlace, unrectifiedLosses } from './score.points.rules.ts';
import { compute, confirm, open, scaleBasis, scaleOf, withdraw } from './score.record.rules.ts';
import { verdictsOf } from './score.rules.ts';

const { pack: tongcheng, calendar } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const scaleIn = (pack: RulePack) => {
  if (!pack.scoring) throw new Error(`${pack.id} does not score`);
  return pack.scoring;
};
const period = { fromOn: '2024-01-01', toOn: '2024-03-31' };
const today = plainDate('2024-04-01');
const scale = [clause('example-jia-2022:25')];
type Said = readonly [code: string, facts: Facts, basis: readonly Citation[]];
const saidOf = (result: Result<unknown>): Said | 'granted' => {
  if (result.ok) return 'granted';
  const { code, facts, basis } = result.refusal;
  return [code, facts, basis];
};
const score = (state: ScoreState, over: Partial<Score> = {}): Score => ({
  id: 's',
  version: 1,
  agreementId: 'a',
  contractorId: 'c',
  ...period,
  state,
  openedBy: 'chen',
  openedOn: '2024-01-02',
  computation: 1,
  computedBy: 'chen',
  confirmedBy: null,
  confirmedAt: null,
  confirmedComputation: null,
  ...over,
});
const wrong = (state: ScoreState): Said => ['score.wrong-state', { state }, []];

describe('a period, its computation and its confirmation: what is refused, and why', () => {
  const opening = (
    asked: Partial<typeof period> = {},
    others: Parameters<typeof open>[4] = [],
    agreement: Partial<Parameters<typeof open>[3]> = {},
  ) =>
    open(
      jia,
      scaleIn(jia),
      { ...period, ...asked },
      { signedOn: '2023-06-01', areas: ['station'], ...agreement },
      others,
    );
  const before = { fromOn: '2023-10-01', toOn: '2024-01-01' };
  const confirming = (of: Score, personId = 'li', on = today, factsAsComputed = true) =>
    confirm(of, { personId, today: on, factsAsComputed }, jia);
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'no scale',
      () => scaleOf(tongcheng),
      ['score.no-scale', { pack: 'tongcheng-2021' }, [clause('tongcheng-2021:1.4')]],
    ],
    [
      'the last day before the first',
      () => opening({ toOn: '2023-12-31' }),
      ['score.period-reversed', { fromOn: '2024-01-01', toOn: '2023-12-31' }, []],
    ],
    ['a period of one day', () => opening({ toOn: '2024-01-01' }), 'granted'],
    [
      'the day before the contract was signed',
      () => opening({}, [], { signedOn: '2024-01-02' }),
      ['score.before-contract', { firstOn: '2024-01-02' }, scale],
    ],
    ['from the day of signing', () => opening({}, [], { signedOn: '2024-01-01' }), 'granted'],
    [
      'before the regime',
      () => opening({ fromOn: '2022-05-31' }, [], { signedOn: '2021-01-01' }),
      ['score.before-contract', { firstOn: '2022-06-01' }, scale],
    ],
    [
      'one day in common with the one before',
      () => opening({}, [{ ...before, state: 'open' }]),
      ['score.period-overlaps', before, []],
    ],
    ['the one before was withdrawn', () => opening({}, [{ ...before, state: 'withdrawn' }]), 'granted'],
    [
      'the one before ended the day before',
      () => opening({}, [{ ...before, toOn: '2023-12-31', state: 'confirmed' }]),
      'granted',
    ],
    [
      'the next begins the day after',
      () => opening({}, [{ fromOn: '2024-04-01', toOn: '2024-06-30', state: 'open' }]),
      'granted',
    ],
    [
      'the next begins on its last day',
      () => opening({}, [{ fromOn: '2024-03-31', toOn: '2024-06-30', state: 'open' }]),
      ['score.period-overlaps', { fromOn: '2024-03-31', toOn: '2024-06-30' }, []],
    ],
    [
      'a contract over areas the scale has not',
      () => opening({}, [], { areas: ['roads'] }),
      ['score.area-without-weight', { areas: ['roads'] }, scale],
    ],
    [
      'computed before it begins',
      () => compute(score('open'), undefined, plainDate('2023-12-31')),
      ['score.period-not-begun', { fromOn: '2024-01-01' }, []],
    ],
    [
      'computed on its first day',
      () => compute(score('open'), undefined, plainDate('2024-01-01')),
      'granted',
    ],
    ['computed when withdrawn', () => compute(score('withdrawn'), '重新计算', today), wrong('withdrawn')],
    [
      'a confirmed one without a reason',
      () => compute(score('confirmed'), undefined, today),
      ['score.reason-required', {}, []],
    ],
    [
      'a confirmed one with three characters',
      () => compute(score('confirmed'), ' 算错了 ', today),
      ['score.reason-required', {}, []],
    ],
    ['a confirmed one with four', () => compute(score('confirmed'), '计算有误', today), 'granted'],
    ['one that is not confirmed needs no reason', () => compute(score('computed'), '', today), 'granted'],
    ['confirmed before it is computed', () => confirming(score('open')), wrong('open')],
    [
      'confirmed on its last day',
      () => confirming(score('computed'), 'li', plainDate('2024-03-31')),
      ['score.period-running', { toOn: '2024-03-31' }, scale],
    ],
    [
      'confirmed by who computed it',
      () => confirming(score('computed'), 'chen'),
      ['score.four-eyes', {}, [clause('example-jia-2022:12')]],
    ],
    [
      'confirmed on other facts',
      () => confirming(score('computed'), 'li', today, false),
      ['score.facts-changed', {}, []],
    ],
    ['confirmed the day after by another', () => confirming(score('computed')), 'granted'],
    [
      'withdrawn when confirmed',
      () => withdraw(score('confirmed', { confirmedComputation: 1 })),
      wrong('confirmed'),
    ],
    [
      'withdrawn when it was confirmed once',
      () => withdraw(score('computed', { confirmedComputation: 1 })),
      wrong('computed'),
    ],
    ['withdrawn when it was opened by mistake', () => withdraw(score('open')), 'granted'],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('a score rests on the scale, or on the duty where there is none', () => {
    expect([scaleBasis(jia), scaleBasis(yi), scaleBasis(tongcheng)]).toEqual([
      scale,
      [clause('example-yi-2023:7.4')],
      [clause('tongcheng-2021:1.4')],
    ]);
  });
});

describe('going over to another scale', () => {
  const to = scaleIn(jia);
  // 甲: 100 and ten extra at most, in half points; 90, 80, 70 and 60.
  test.each<[string, { hundredths: number; base: number }, 'clamp' | 'rescale', number, string]>([
    [
      'what is above the most comes down to it',
      { hundredths: 12_000, base: 200 },
      'clamp',
      11_000,
      'exemplary',
    ],
    ['what is below stays', { hundredths: 8_999, base: 200 }, 'clamp', 8_999, 'advanced'],
    [
      'half of two hundred is half of a hundred',
      { hundredths: 17_900, base: 200 },
      'rescale',
      8_950,
      'advanced',
    ],
    ['to the nearest half point', { hundredths: 17_949, base: 200 }, 'rescale', 8_950, 'advanced'],
    ['and from the middle up', { hundredths: 17_950, base: 200 }, 'rescale', 9_000, 'exemplary'],
    ['never above the most', { hundredths: 24_000, base: 200 }, 'rescale', 11_000, 'exemplary'],
    ['of a base of nothing nothing can be a share', { hundredths: 6_000, base: 0 }, 'rescale', 6_000, 'fair'],
  ])('%s', (_, total, how, totalHundredths, band) => {
    expect(carried(total, to, how, today)).toEqual({ totalHundredths, band });
  });

  test('scored anew, nothing is carried; nor between a regime that scores and one that does not', () => {
    expect(carried({ hundredths: 9_000, base: 100 }, to, 'anew', today)).toBeNull();
    expect([scaleChanges(tongcheng, jia, today), scaleChanges(jia, tongcheng, today)]).toEqual([
      false,
      false,
    ]);
    expect(scaleChanges(jia, { ...jia, id: 'other' }, today)).toBe(false);
    expect(scaleChanges(jia, yi, today)).toBe(true);
    const [best, ...bands] = to.bands;
    if (!best) throw new Error('the scale has bands');
    for (const scoring of [
      { ...to, base: always(120) },
      { ...to, bands: [{ ...best, least: always(91) }, ...bands] },
      { ...to, bonusMax: to.step },
      { ...to, step: to.bonusMax },
    ])
      expect(scaleChanges(jia, { ...jia, scoring }, today)).toBe(true);
  });
});

describe('what was not put right and what came late', () => {
  type Item = ScoreFacts['rectifications'][number];
  const item = (id: string, over: Partial<Item> = {}): Item => ({
    id,
    findingId: `f-${id}`,
    findingNumber: `问${id}`,
    clause: 'example-yi-2023:4.3',
    area: 'station',
    subject: '示例村站',
    dueOn: '2024-02-20',
    state: 'ordered',
    reportedOn: null,
    inspectionId: `i-${id}`,
    inspectionNumber: `检${id}`,
    evidence: ['e'],
    ...over,
  });
  const none: ScoreFacts = { areas: ['station'], results: [], verdicts: [], rectifications: [], reports: [] };
  const lost = (rectifications: readonly Item[], on = '2024-04-01') =>
    unrectifiedLosses(scaleOn(scaleIn(yi), today), { ...none, rectifications }, period, plainDate(on));

  test('乙 takes five points for each, said with the clause of the scale and all the records it rests on', () => {
    const [loss, ...more] = lost([item('1')]);
    expect(more).toEqual([]);
    expect(loss).toMatchObject({
      kind: 'unrectified',
      itemId: null,
      area: 'station',
      clause: 'example-yi-2023:7.4',
      subject: '示例村站',
      on: '2024-02-20',
      result: null,
      fact: '',
      inspection: { id: 'i-1', number: '检1' },
      finding: { id: 'f-1', number: '问1' },
      rectificationId: '1',
      reportId: null,
      obligationId: null,
      evidence: ['e'],
      weight: '5',
      lost: '1',
      places: 1,
    });
  });

  test.each<[string, Partial<Item>, string, number]>([
    ['due on the day it is judged by', { dueOn: '2024-03-31' }, '2024-04-01', 0],
    ['due the day before', { dueOn: '2024-03-30' }, '2024-04-01', 1],
    ['while the period runs, judged by today', { dueOn: '2024-02-20' }, '2024-02-20', 0],
    ['and the day after', { dueOn: '2024-02-20' }, '2024-02-21', 1],
    ['closed and reported on its day', { state: 'closed', reportedOn: '2024-02-20' }, '2024-04-01', 0],
    ['closed and reported a day late', { state: 'closed', reportedOn: '2024-02-21' }, '2024-04-01', 1],
    ['closed without a report', { state: 'closed' }, '2024-04-01', 0],
    [
      'due on the first day, late and closed',
      { state: 'closed', dueOn: '2024-01-01', reportedOn: '2024-01-02' },
      '2024-04-01',
      1,
    ],
    [
      'due before the first day, late and closed',
      { state: 'closed', dueOn: '2023-12-31', reportedOn: '2024-01-02' },
      '2024-04-01',
      0,
    ],
  ])('%s', (_, over, on, count) => {
    expect(lost([item('1', over)], on)).toHaveLength(count);
  });

  test('in the order of their days, then of their numbers; a scale that takes nothing for it loses nothing', () => {
    const all = [item('3', { dueOn: '2024-02-21' }), item('2'), item('1')];
    expect(lost(all).map(({ rectificationId }) => rectificationId)).toEqual(['1', '2', '3']);
    expect(
      unrectifiedLosses(scaleOn(scaleIn(jia), today), { ...none, rectifications: all }, period, today),
    ).toEqual([]);
  });

  // 甲: a point for each, from the fourth working day on; 8 March 2024 is a Friday.
  const report = (over: Partial<ScoreFacts['reports'][number]> = {}): ScoreFacts['reports'][number] => ({
    obligationId: 'o',
    clause: 'example-jia-2022:4',
    period: '2024-02',
    dueOn: '2024-03-08',
    reportId: 'r',
    submittedOn: '2024-03-14',
    ...over,
  });
  const late = (reports: ScoreFacts['reports'], of = jia, on = '2024-04-01') =>
    lateReportLosses(of, { ...none, reports }, period, plainDate(on), calendar);
  test.each<[string, ReturnType<typeof report>, number]>([
    ['on the third working day', report({ submittedOn: '2024-03-13' }), 0],
    ['on the fourth', report(), 1],
    ['never', report({ submittedOn: null, reportId: null }), 1],
    ['due the day before the period', report({ dueOn: '2023-12-31', submittedOn: null }), 0],
    ['due on its first day', report({ dueOn: '2024-01-01', submittedOn: null }), 1],
    ['due on its last day, the days not over', report({ dueOn: '2024-03-31', submittedOn: null }), 0],
    [
      'due on its last day and handed in long after',
      report({ dueOn: '2024-03-31', submittedOn: '2024-04-30' }),
      1,
    ],
    ['due after it', report({ dueOn: '2024-04-01', submittedOn: '2024-05-30' }), 0],
  ])('迟报: %s', (_, one, count) => {
    expect(late([one])).toHaveLength(count);
    expect(late([one], yi)).toEqual([]);
  });

  test('a late report is said with its clause, its month and its obligation', () => {
    expect(
      late([report({ obligationId: 'p' }), report(), report({ dueOn: '2024-02-08', obligationId: 'z' })]),
    ).toMatchObject([
      { obligationId: 'z' },
      {
        kind: 'late-report',
        itemId: null,
        area: null,
        clause: 'example-jia-2022:4',
        subject: '2024-02',
        on: '2024-03-08',
        result: null,
        fact: '',
        inspection: null,
        finding: null,
        rectificationId: null,
        reportId: 'r',
        obligationId: 'o',
        evidence: [],
        weight: '1',
        lost: '1',
        places: 1,
      },
      { obligationId: 'p' },
    ]);
  });

  test('a period is judged by its last day, or by today while it runs', () => {
    expect(judgedOn(period, plainDate('2024-03-30'))).toBe('2024-03-30');
    expect(judgedOn(period, plainDate('2024-03-31'))).toBe('2024-03-31');
    expect(judgedOn(period, plainDate('2024-04-30'))).toBe('2024-03-31');
  });
});

describe('which results and verdicts count', () => {
  const seen = (on: string, inspectionNumber: string, over: Partial<ScoreFacts['results'][number]> = {}) => ({
    inspectionId: `i${inspectionNumber}`,
    inspectionNumber,
    subjectId: 's1',
    subject: '示例村站',
    facilityKind: null,
    on,
    itemId: 'item',
    result: 'fails' as const,
    fact: '',
    evidence: [],
    finding: null,
    ...over,
  });
  test('the newest of each point at each place, of one day the later number; what does not apply is not looked at', () => {
    const all = [
      seen('2024-02-01', '3'),
      seen('2024-02-01', '4'),
      seen('2024-01-31', '9'),
      seen('2024-02-02', '5', { result: 'not-applicable' }),
      seen('2024-01-01', '1', { subjectId: 's2' }),
      seen('2024-01-01', '1', { itemId: 'other' }),
    ];
    const found = (of: typeof all) =>
      newestPerPlace(of).map(({ inspectionNumber, subjectId, itemId }) => [
        inspectionNumber,
        subjectId,
        itemId,
      ]);
    const expected = [
      ['1', 's1', 'other'],
      ['1', 's2', 'item'],
      ['4', 's1', 'item'],
    ];
    expect(found(all)).toEqual(expected);
    expect(found(all.toReversed())).toEqual(expected);
  });

  test('of each standard the newest at each place, within the period; one that failed speaks for all', () => {
    const verdict = (
      on: string,
      subjectId: string,
      how: 'met' | 'partly' | 'not-met',
      inspectionNumber = '1',
    ) => ({
      inspectionId: `i-${subjectId}-${on}-${inspectionNumber}`,
      inspectionNumber,
      subjectId,
      subject: subjectId,
      standard: 'operation' as const,
      verdict: how,
      on,
    });
    const of = (...verdicts: ReturnType<typeof verdict>[]) =>
      verdictsOf(jia, { areas: [], results: [], verdicts, rectifications: [], reports: [] }, period).find(
        ({ standard }) => standard === 'operation',
      );
    expect(of()).toEqual({
      standard: 'operation',
      verdict: null,
      met: 0,
      partly: 0,
      notMet: 0,
      inspections: [],
    });
    expect(
      of(verdict('2023-12-31', 'a', 'not-met'), verdict('2024-04-01', 'a', 'not-met'))?.verdict,
    ).toBeNull();
    const all = [
      verdict('2024-03-31', 'a', 'met'),
      verdict('2024-01-01', 'b', 'partly'),
      verdict('2024-02-01', 'c', 'not-met', '1'),
      verdict('2024-02-01', 'c', 'met', '2'),
    ];
    for (const given of [all, all.toReversed()])
      expect(of(...given)).toEqual({
        standard: 'operation',
        verdict: 'partly',
        met: 2,
        partly: 1,
        notMet: 0,
        inspections: [
          { id: 'i-b-2024-01-01-1', number: '1', subject: 'b', on: '2024-01-01', verdict: 'partly' },
          { id: 'i-c-2024-02-01-2', number: '2', subject: 'c', on: '2024-02-01', verdict: 'met' },
          { id: 'i-a-2024-03-31-1', number: '1', subject: 'a', on: '2024-03-31', verdict: 'met' },
        ],
      });
    expect(of(...all, verdict('2024-03-01', 'd', 'not-met'))?.verdict).toBe('not-met');
    expect(of(verdict('2024-03-31', 'a', 'met'))?.verdict).toBe('met');
  });
});

describe('the records a score rests on, and where points were lost', () => {
  const loss = (inspection: string | null, hundredths: number, over: object = {}) => ({
    inspection: inspection === null ? null : { id: inspection, number: inspection },
    finding: null,
    rectificationId: null,
    reportId: null,
    hundredths,
    ...over,
  });
  test('each record once, by its kind and id', () => {
    const verdicts = [{ inspections: [{ id: 'i2' }, { id: 'i1' }] }];
    const losses = [
      loss('i3', 1, { finding: { id: 'f', number: 'f' } }),
      loss('i3', 1, { rectificationId: 'z' }),
      loss(null, 1, { reportId: 'r' }),
    ];
    const records = weighedRecords({ verdicts, losses } as unknown as Parameters<typeof weighedRecords>[0], [
      { inspectionId: 'i1' },
      { inspectionId: 'i0' },
    ]);
    expect(records.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'finding f',
      'inspection i0',
      'inspection i1',
      'inspection i2',
      'inspection i3',
      'monthly-report r',
      'rectification z',
    ]);
    expect(inspectionsOf(losses)).toEqual(['i3']);
    expect(inspectionsOf([])).toEqual([]);
  });

  test('the parts of the places sum to the whole; by name, then by id, what is of no place last', () => {
    const places = new Map([
      ['i1', { facilityId: 'y', name: '乙站' }],
      ['i2', { facilityId: 'x', name: '乙站' }],
      ['i3', { facilityId: 'z', name: '丙站' }],
    ]);
    const all = [
      loss(null, 5),
      loss('i1', 10),
      loss('i3', 20),
      loss('i2', 40),
      loss('i1', 80),
      loss('gone', 160),
    ];
    const parts = lossesByPlace(all, (id) => places.get(id));
    expect(
      parts.map(({ place, hundredths, losses }) => [place?.facilityId ?? null, hundredths, losses.length]),
    ).toEqual([
      ['z', 20, 1],
      ['x', 40, 1],
      ['y', 90, 2],
      [null, 165, 2],
    ]);
    expect(lossesByPlace([], () => undefined)).toEqual([]);
  });
});

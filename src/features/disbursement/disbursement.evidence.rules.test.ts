import { describe, expect, test } from 'vitest';
import { worldUnder } from '#testing/rule-cases.ts';
import type { GateConditionId, RulePack } from '../regime/regime.model.ts';
import { asOf, clean, lineOf } from './disbursement.cases.ts';
import type { GateConditionResult, GateFacts } from './disbursement.model.ts';
import { decisive, evaluateGate } from './disbursement.rules.ts';

const unanswered = { reportedOn: null, verifiedOn: null };

// What a condition rests on is laid before those who decide: the records one by one, the figures, and who has to do what.

const { pack: tongcheng } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const judged = (
  id: GateConditionId,
  change: Partial<GateFacts> = {},
  pack: RulePack = tongcheng,
): GateConditionResult => {
  const found = evaluateGate(pack, { ...clean, ...change }, asOf).conditions.find((one) => one.id === id);
  if (!found) throw new Error(`${pack.id} has no ${id}`);
  return found;
};
const seen = (id: GateConditionId, change: Partial<GateFacts> = {}, pack: RulePack = tongcheng) => {
  const { met, evidence, arithmetic, steps } = judged(id, change, pack);
  return { met, evidence, arithmetic, steps };
};
const nobody = { type: null, id: null, label: '' };
const withheld = (percent: number) => [
  { name: 'withholdPercent', value: percent },
  { name: 'withholdFen', value: percent * 1_000_000 },
];
const sums = (first: string, one: number, second: string, other: number) => [
  { name: first, value: one },
  { name: second, value: other },
];

describe('月报', () => {
  type Report = GateFacts['reports'][number];
  const report = (period: string, reportId: string | null, state: Report['state']): Report => ({
    obligationId: `o-${period}`,
    period,
    dueOn: `${period}-05`,
    reportId,
    state,
  });
  test.each<[string, Report, object, object]>([
    [
      'never begun: the obligation stands for it',
      report('2026-03', null, null),
      { type: 'obligation', id: 'o-2026-03', note: 'report-missing' },
      { act: 'submit-report', by: 'contractor', on: '2026-03-05', id: null },
    ],
    [
      'a draft is nothing handed in',
      report('2026-03', 'r', 'draft'),
      { type: 'obligation', id: 'o-2026-03', note: 'report-missing' },
      { act: 'submit-report', by: 'contractor', on: '2026-03-05', id: 'r' },
    ],
    [
      'handed in: the office has to accept it',
      report('2026-03', 'r', 'submitted'),
      { type: 'monthly-report', id: 'r', note: 'report-waiting' },
      { act: 'accept-report', by: 'office', on: null, id: 'r' },
    ],
    [
      'returned: the contractor has to correct it',
      report('2026-03', 'r', 'returned'),
      { type: 'monthly-report', id: 'r', note: 'report-returned' },
      { act: 'correct-report', by: 'contractor', on: '2026-03-05', id: 'r' },
    ],
  ])('%s', (_, missing, record, step) => {
    expect(seen('reports-complete', { reports: [missing] })).toEqual({
      met: false,
      evidence: [{ label: '2026-03', facts: { dueOn: '2026-03-05' }, against: true, ...record }],
      arithmetic: [...sums('dueCount', 1, 'doneCount', 0), ...withheld(10)],
      steps: [{ type: 'monthly-report', label: '2026-03', ...step }],
    });
  });

  test('what was accepted is shown by the newest of them, after what is missing', () => {
    const reports = [
      report('2026-01', 'r1', 'accepted'),
      report('2026-02', 'r2', 'correcting'),
      report('2026-03', null, null),
    ];
    const { evidence, arithmetic } = seen('reports-complete', { reports });
    expect(evidence).toMatchObject([
      { label: '2026-03', against: true },
      {
        type: 'monthly-report',
        id: 'r2',
        label: '2026-02',
        note: 'report-accepted',
        facts: {},
        against: false,
      },
    ]);
    expect(arithmetic.slice(0, 2)).toEqual(sums('dueCount', 3, 'doneCount', 2));
  });

  test('of two accepted for one month the first by its id is shown, and one without a report is not', () => {
    const reports = [
      report('2026-02', 'rb', 'accepted'),
      report('2026-02', 'ra', 'accepted'),
      report('2026-03', null, 'accepted'),
    ];
    expect(seen('reports-complete', { reports })).toEqual({
      met: true,
      evidence: [
        {
          type: 'monthly-report',
          id: 'ra',
          label: '2026-02',
          note: 'report-accepted',
          facts: {},
          against: false,
        },
      ],
      arithmetic: sums('dueCount', 3, 'doneCount', 3),
      steps: [],
    });
    expect(seen('reports-complete').evidence).toEqual([]);
  });
});

describe('督办', () => {
  type Item = GateFacts['rectifications'][number];
  const item = (state: Item['state'], dueOn: string): Item => ({
    ...unanswered,
    id: 'z',
    letterId: 'b',
    label: '问〔2026〕1-1',
    dueOn,
    state,
  });
  const at = { type: 'rectification', id: 'z', label: '问〔2026〕1-1' };
  const reportedLate = { reportedOn: '2026-04-10', verifiedOn: '2026-04-10' };

  test.each<[Item['state'], string]>([
    ['reported', 'rectification-awaits-visit'],
    ['verified', 'rectification-awaits-closing'],
  ])('%s in time and waiting for the county: nothing is held against the contractor', (state, note) => {
    const one = { ...item(state, '2026-04-08'), reportedOn: '2026-04-08', verifiedOn: '2026-04-08' };
    expect(seen('no-overdue-letter', { rectifications: [one] })).toEqual({
      met: true,
      evidence: [
        {
          ...at,
          letterId: 'b',
          note,
          facts: { dueOn: '2026-04-08', sinceOn: '2026-04-08' },
          against: false,
        },
      ],
      arithmetic: sums('openCount', 1, 'overdueCount', 0),
      steps: [],
    });
  });

  test.each<[Item['state'], object]>([
    ['ordered', { act: 'report-rectification', by: 'contractor', on: '2026-04-08', ...at }],
    ['returned', { act: 'report-rectification', by: 'contractor', on: '2026-04-08', ...at }],
    ['not-verified', { act: 'report-rectification', by: 'contractor', on: '2026-04-08', ...at }],
    ['reported', { act: 're-inspect', by: 'inspection-group', on: null, ...at }],
    ['verified', { act: 'close-rectification', by: 'office', on: null, ...at }],
  ])('%s and two days overdue: who has to act next', (state, step) => {
    const answered = state === 'reported' || state === 'verified';
    const late = { ...item(state, '2026-04-08'), ...(answered ? reportedLate : {}) };
    expect(seen('no-overdue-letter', { rectifications: [late] })).toEqual({
      met: false,
      evidence: [
        {
          ...at,
          letterId: 'b',
          note: answered ? 'rectification-reported-late' : 'rectification-overdue',
          facts: { dueOn: '2026-04-08', days: 2, ...(answered ? { sinceOn: '2026-04-10' } : {}) },
          against: true,
        },
      ],
      arithmetic: [...sums('openCount', 1, 'overdueCount', 1), ...withheld(30)],
      steps: [step],
    });
  });

  test.each<[string, Item, string, number]>([
    ['on its last day it is open', item('ordered', '2026-04-10'), 'rectification-open', 1],
    [
      'closed after its day, it was late and is closed',
      item('closed', '2026-01-08'),
      'rectification-closed',
      0,
    ],
  ])('%s', (_, one, note, open) => {
    expect(seen('no-overdue-letter', { rectifications: [one] })).toEqual({
      met: true,
      evidence: [{ ...at, letterId: 'b', note, facts: { dueOn: one.dueOn }, against: false }],
      arithmetic: sums('openCount', open, 'overdueCount', 0),
      steps: [],
    });
  });
});

test.each<[GateFacts['serious'][number]['state'], string, object | null]>([
  ['raised', 'serious-raised', { act: 'sign-inspection', by: 'inspection-group' }],
  ['confirmed', 'serious-open', { act: 'issue-letter', by: 'office' }],
  ['in-letter', 'serious-open', { act: 'rectify', by: 'contractor' }],
  ['rectifying', 'serious-open', { act: 'rectify', by: 'contractor' }],
  ['put-right', '', null],
  ['closed', '', null],
])('重大问题 %s: counted until it is closed, and whose turn it is', (state, note, step) => {
  const at = { type: 'finding', id: 'f', label: '问1' };
  expect(seen('no-open-serious', { serious: [{ id: 'f', number: '问1', state }] })).toEqual({
    met: step === null,
    evidence: step ? [{ ...at, note, facts: { state }, against: true }] : [],
    arithmetic: [...sums('seriousCount', 1, 'openCount', step ? 1 : 0), ...(step ? withheld(100) : [])],
    steps: step ? [{ ...step, on: null, ...at }] : [],
  });
});

describe('检查', () => {
  const inspection = (dueOn: string, closesOn: string, fulfilledOn: string | null = null) => ({
    obligationId: 'o',
    subject: '示例村站',
    period: '2026-Q1',
    dueOn,
    closesOn,
    fulfilledOn,
  });
  const at = { type: 'obligation', id: 'o', label: '示例村站 2026-Q1' };
  test.each<[string, ReturnType<typeof inspection>, string, object]>([
    [
      'on the last day of grace it can still be done',
      inspection('2026-03-31', '2026-04-10'),
      'inspection-overdue',
      { act: 'inspect', by: 'inspection-group', on: '2026-04-10' },
    ],
    [
      'the day after, only a waiver or an explanation is left',
      inspection('2026-03-31', '2026-04-09'),
      'inspection-missed',
      { act: 'waive-or-explain', by: 'office', on: null },
    ],
  ])('%s', (_, one, note, step) => {
    expect(seen('inspections-done', { inspections: [one] })).toEqual({
      met: false,
      evidence: [{ ...at, note, facts: { dueOn: '2026-03-31' }, against: true }],
      arithmetic: sums('dueCount', 1, 'doneCount', 0),
      steps: [{ ...step, ...at }],
    });
  });

  test.each<[string, ReturnType<typeof inspection>, boolean, number]>([
    ['missed on the first day that counts', inspection('2025-04-10', '2025-04-20'), false, 1],
    ['missed the day before it', inspection('2025-04-09', '2025-04-19'), true, 0],
    ['due yesterday', inspection('2026-04-09', '2026-04-19'), false, 1],
    ['due today', inspection('2026-04-10', '2026-04-20'), true, 0],
    ['done on the last day of grace', inspection('2026-03-01', '2026-03-11', '2026-03-11'), true, 1],
    ['done the day after', inspection('2026-03-01', '2026-03-11', '2026-03-12'), false, 1],
  ])('%s', (_, one, met, due) => {
    const { met: found, arithmetic } = seen('inspections-done', { inspections: [one] });
    expect(found).toBe(met);
    expect(arithmetic.slice(0, 2)).toEqual(sums('dueCount', due, 'doneCount', met ? due : 0));
  });
});

test('三项结论: favourable ones stand beside the one that is not, which is the contractor’s to put right', () => {
  const verdict = (inspectionId: string, verdict: GateFacts['verdicts'][number]['verdict']) => ({
    inspectionId,
    inspectionNumber: `检${inspectionId}`,
    subject: '甲村',
    standard: 'operation' as const,
    verdict,
    on: '2026-03-30',
  });
  const at = { type: 'inspection', id: '2', label: '甲村 检2' };
  const told = { standard: 'operation', on: '2026-03-30' };
  expect(seen('verdicts', { verdicts: [verdict('1', 'partly'), verdict('2', 'not-met')] })).toEqual({
    met: false,
    evidence: [
      { ...at, note: 'verdict', facts: { ...told, verdict: 'not-met' }, against: true },
      {
        type: 'inspection',
        id: '1',
        label: '甲村 检1',
        note: 'verdict',
        facts: { ...told, verdict: 'partly' },
        against: false,
      },
    ],
    arithmetic: [...sums('verdictCount', 2, 'againstCount', 1), ...withheld(30)],
    steps: [{ act: 'put-verdict-right', by: 'contractor', on: null, ...at }],
  });
});

describe('进度', () => {
  test('each line stands with what it reached and what the plan had by the day', () => {
    const lines = [
      lineOf({ startOn: '2026-01-01', finishOn: '2026-07-19', total: '39.0000' }),
      lineOf({
        lineKey: 'training',
        content: '培训',
        startOn: '2026-01-01',
        finishOn: '2026-07-19',
        total: '40.0000',
      }),
    ];
    const line = (id: string, label: string, reached: number, against: boolean) => ({
      type: 'plan-line',
      id,
      label,
      note: 'line-against-plan',
      facts: { reached, planned: 50 },
      against,
    });
    const { evidence, steps, arithmetic } = seen(
      'progress',
      { lines, instalment: { ...clean.instalment, requiredProgress: 0 } },
      yi,
    );
    expect(evidence.filter(({ note }) => note === 'line-against-plan')).toEqual([
      line('stations', '站点', 39, true),
      line('training', '培训', 40, false),
    ]);
    expect(steps).toEqual([{ act: 'reach-progress', by: 'contractor', on: null, ...nobody }]);
    // 11 % and 10 % of the plan behind: 21 % of half the money each.
    expect(arithmetic).toEqual([
      { name: 'plannedPercent', value: 50 },
      { name: 'leastPercent', value: 80 },
      { name: 'progressPercent', value: 39.5 },
      { name: 'unfinishedPercent', value: 21 },
      { name: 'withholdPercent', value: 60 },
      { name: 'withholdFen', value: 21_000_000 },
    ]);
    const unfinished = (id: string, label: string, percent: number) => ({
      type: 'plan-line',
      id,
      label,
      note: 'line-unfinished',
      facts: { partFen: 50_000_000, unfinished: percent, withheldFen: percent * 500_000 },
      against: true,
    });
    expect(evidence.filter(({ note }) => note === 'line-unfinished')).toEqual([
      unfinished('training', '培训', 20),
      unfinished('stations', '站点', 22),
    ]);
  });

  test('where the contract as a whole is on the plan, no line is held against it', () => {
    const ahead = [
      lineOf({ startOn: '2026-01-01', finishOn: '2026-07-19', total: '10.0000' }),
      lineOf({ lineKey: 'training', startOn: '2026-01-01', finishOn: '2026-07-19', total: '100.0000' }),
    ];
    const { met, evidence } = seen('progress', { lines: ahead }, yi);
    expect(met).toBe(true);
    expect(evidence.map(({ against }) => against)).toEqual([false, false]);
  });

  test('what the plan does not ask for yet is not unfinished', () => {
    const lines = [
      lineOf({ startOn: '2026-04-11', finishOn: '2026-07-19', total: null }),
      lineOf({ lineKey: 'training', startOn: '2026-01-01', finishOn: '2026-04-10', total: null }),
    ];
    const { evidence } = seen(
      'progress',
      { lines, instalment: { ...clean.instalment, requiredProgress: 0 } },
      yi,
    );
    expect(evidence.filter(({ note }) => note === 'line-unfinished').map(({ id }) => id)).toEqual([
      'training',
    ]);
  });
});

test('评分档次: the score and what is waited for stand side by side, each with who has to act', () => {
  const score = {
    id: 's',
    label: '2025年四季度',
    totalHundredths: 6950,
    base: 100,
    band: 'fair',
    bandName: { zh: '一般', en: 'Fair' },
  };
  const scorePending = { id: 'p', label: '2026年一季度', toOn: '2026-03-31' };
  expect(seen('score-band', { score, scorePending }, jia)).toEqual({
    met: false,
    evidence: [
      {
        type: 'score',
        id: 's',
        label: '2025年四季度',
        note: 'score-band',
        facts: { points: 69.5, bandZh: '一般', bandEn: 'Fair' },
        against: true,
      },
      {
        type: 'score',
        id: 'p',
        label: '2026年一季度',
        note: 'score-waiting',
        facts: { on: '2026-03-31' },
        against: true,
      },
    ],
    arithmetic: [...sums('scorePoints', 69.5, 'leastPoints', 70), ...withheld(20)],
    steps: [
      { act: 'raise-score', by: 'contractor', on: null, type: 'score', id: 's', label: '2025年四季度' },
      { act: 'confirm-score', by: 'office', on: null, type: 'score', id: 'p', label: '2026年一季度' },
    ],
  });
  expect(seen('score-band', {}, jia)).toEqual({ met: true, evidence: [], arithmetic: [], steps: [] });
});

describe('what bears on the money', () => {
  const letter = (id: string, dueOn: string): GateFacts['rectifications'][number] => ({
    ...unanswered,
    id,
    letterId: 'b',
    label: '问1',
    dueOn,
    state: 'ordered',
  });
  const facts = { ...clean, rectifications: [letter('z', '2026-04-01'), letter('y', '2026-05-01')] };
  const result = evaluateGate(tongcheng, facts, asOf);
  test('the sums, and of each condition whether it is met, what it withholds and the records against it', () => {
    expect(decisive('i', facts, result)).toEqual({
      instalment: 'i',
      amountFen: 100_000_000,
      contractFen: 300_000_000,
      paidFen: 0,
      hardStop: false,
      recommendedFen: 70_000_000,
      conditions: tongcheng.gate.conditions.map(({ id }) =>
        id === 'no-overdue-letter'
          ? { id, met: false, withholdFen: 30_000_000, against: ['rectification:z'] }
          : { id, met: true, withholdFen: 0, against: [] },
      ),
    });
  });

  test('what was settled below the instalment is what is weighed, and paying all of it pays a part', () => {
    const settled = (settledFen: number | null) =>
      evaluateGate(yi, { ...clean, instalment: { ...clean.instalment, settledFen } }, asOf);
    expect(settled(60_000_000)).toMatchObject({
      amountFen: 60_000_000,
      recommendedFen: 60_000_000,
      recommendation: 'pay-part',
    });
    expect(settled(170_000_000)).toMatchObject({ amountFen: 100_000_000, recommendation: 'pay' });
    expect(settled(null)).toMatchObject({ amountFen: 100_000_000, recommendation: 'pay' });
    expect(settled(0)).toMatchObject({ amountFen: 0, recommendedFen: 0, recommendation: 'withhold' });
  });

  test('it is said on which day it was weighed, under whose class, name, remedy and clause', () => {
    expect(result.asOf).toBe('2026-04-10');
    expect(
      result.conditions.map(({ id, class: kind, name, remedy, basis }) => ({
        id,
        class: kind,
        name,
        remedy,
        basis,
      })),
    ).toEqual(
      tongcheng.gate.conditions.map(({ id, class: kind, name, remedy, basis }) => ({
        id,
        class: kind,
        name,
        remedy,
        basis,
      })),
    );
  });

  test('what stands against comes first, then by what it is called; what can be done soonest comes first', () => {
    const item = (
      id: string,
      label: string,
      dueOn: string,
      state: GateFacts['rectifications'][number]['state'],
    ) => ({
      id,
      ...unanswered,
      letterId: 'b',
      label,
      dueOn,
      state,
    });
    const { evidence, steps } = judged('no-overdue-letter', {
      rectifications: [
        item('1', '乙', '2026-04-05', 'reported'),
        item('2', '乙', '2026-04-07', 'ordered'),
        item('3', '甲', '2026-05-07', 'ordered'),
        item('4', '丙', '2026-04-06', 'ordered'),
        item('5', '丁', '2026-04-07', 'returned'),
      ],
    });
    expect(evidence.map(({ id }) => id)).toEqual(['5', '4', '1', '2', '3']);
    expect(steps.map(({ id }) => id)).toEqual(['4', '5', '2', '1']);
  });
});

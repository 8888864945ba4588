import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clause } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import {
  countingRevision,
  isEditable,
  type LastTotal,
  type ReportAsked,
  type ReportLine,
  type ReportState,
  reportLifecycle,
} from './monthly-report.model.ts';
import {
  addQuantities,
  addsUp,
  begin,
  beginCorrection,
  decide,
  figuresFrom,
  lastDayOf,
  progressOf,
  rebased,
  standsOn,
  submit,
  timelinessOf,
} from './monthly-report.rules.ts';

const basis = [clause('tongcheng-2021:1.2')];
const asked: ReportAsked = { narrative: ['summary'], attachments: [], basis };
const line = (lineKey: string, task = '建设村级电商服务站'): ReportLine => ({
  lineKey,
  area: 'station',
  task,
  content: '',
  unit: '个',
  target: 100,
  budgetFen: 0,
});
const last = (total: number): LastTotal => ({ total, period: '2026-02', reportId: 'r' });
const filled = (lineKey: string, thisMonth: number, total?: number) => ({
  lineKey,
  thisMonth,
  total,
  investedFen: 0,
  note: '',
});
const states: readonly ReportState[] = ['draft', 'submitted', 'returned', 'accepted', 'correcting'];

describe('D03 一（二）: 累计 ＝ 上月累计 ＋ 当月', () => {
  test('the total is worked out where it is not sent, and may be sent where it adds up', () => {
    const known = new Map([['a', last(60)]]);
    const lines = [line('a'), line('b')];
    expect(figuresFrom([filled('a', 12), filled('b', 3, 3)], lines, known, false, basis)).toMatchObject({
      ok: true,
      value: [
        { lineKey: 'a', previousTotal: 60, thisMonth: 12, total: 72 },
        { lineKey: 'b', previousTotal: 0, thisMonth: 3, total: 3 },
      ],
    });
  });

  test('one that does not add up is refused with the figures and the clause', () => {
    const refusal = figuresFrom([filled('a', 12, 80)], [line('a')], new Map([['a', last(60)]]), false, basis);
    expect(refusal).toEqual({
      ok: false,
      refusal: {
        code: 'monthly-report.total-does-not-add-up',
        facts: { line: '建设村级电商服务站', previous: 60, thisMonth: 12, expected: 72, total: 80 },
        basis,
      },
    });
  });

  test('a correction may restate the total; rebasing keeps it restated', () => {
    const decision = figuresFrom([filled('a', 12, 80)], [line('a')], new Map([['a', last(60)]]), true, basis);
    if (!decision.ok) throw new Error('refused');
    expect(rebased(decision.value, new Map([['a', last(50)]]))).toMatchObject([
      { previousTotal: 50, total: 80 },
    ]);
  });

  test('a line that is not the contract’s, or stands there twice, is refused', () => {
    expect(figuresFrom([filled('x', 1)], [line('a')], new Map(), false, basis)).toMatchObject({
      refusal: { code: 'monthly-report.line-unknown' },
    });
    expect(figuresFrom([filled('a', 1), filled('a', 2)], [line('a')], new Map(), false, basis)).toMatchObject(
      { refusal: { code: 'monthly-report.line-twice' } },
    );
  });

  const quantity = fc.integer({ min: 0, max: 10_000_000_000 }).map((n) => n / 10_000);
  test('whatever the figures, what is worked out adds up to four decimals', () => {
    fc.assert(
      fc.property(quantity, quantity, (previous, thisMonth) => {
        const decision = figuresFrom(
          [filled('a', thisMonth)],
          [line('a')],
          new Map([['a', last(previous)]]),
          false,
          basis,
        );
        expect(decision.ok && decision.value.every(addsUp)).toBe(true);
        expect(decision.ok && decision.value[0]?.total).toBe(addQuantities(previous, thisMonth));
        expect(
          figuresFrom(
            [filled('a', thisMonth, addQuantities(previous, thisMonth))],
            [line('a')],
            new Map([['a', last(previous)]]),
            false,
            basis,
          ).ok,
        ).toBe(true);
        expect(
          figuresFrom(
            [filled('a', thisMonth, addQuantities(previous, thisMonth + 0.0001))],
            [line('a')],
            new Map([['a', last(previous)]]),
            false,
            basis,
          ).ok,
        ).toBe(false);
      }),
    );
  });

  test('month after month, the last total is the sum of the months', () => {
    fc.assert(
      fc.property(fc.array(quantity, { minLength: 1, maxLength: 30 }), (months) => {
        let known = new Map<string, LastTotal>();
        for (const month of months) {
          const decision = figuresFrom([filled('a', month)], [line('a')], known, false, basis);
          if (!decision.ok) throw new Error('refused');
          known = new Map([['a', last(decision.value[0]?.total ?? 0)]]);
        }
        const sum = months.reduce((total, month) => total + BigInt(Math.round(month * 10_000)), 0n);
        expect(BigInt(Math.round((known.get('a')?.total ?? 0) * 10_000))).toBe(sum);
      }),
    );
  });

  test('rebasing a draft makes it stand on the totals as they are', () => {
    fc.assert(
      fc.property(quantity, quantity, quantity, (before, now, thisMonth) => {
        const figures = [
          { ...filled('a', thisMonth), total: addQuantities(before, thisMonth), previousTotal: before },
        ];
        const [moved] = rebased(figures, new Map([['a', last(now)]]));
        expect(moved && addsUp(moved) && standsOn(moved, last(now))).toBe(true);
      }),
    );
  });

  test('0.1 + 0.2 is 0.3, and progress may exceed the target', () => {
    expect(addQuantities(0.1, 0.2)).toBe(0.3);
    expect(progressOf(120, 100)).toBe(1.2);
    expect(progressOf(5, 0)).toBe(0);
  });
});

describe('D03 一（二）: which month, and when', () => {
  const regime = { inForceFrom: '2021-03-18', basis };
  test.each([
    ['2021-02', '2026-04-10', true, 'monthly-report.before-regime'],
    ['2021-03', '2026-04-10', true, true],
    ['2026-04', '2026-04-10', true, true],
    ['2026-05', '2026-04-30', true, 'monthly-report.month-not-begun'],
    ['2026-03', '2026-04-10', false, 'monthly-report.outside-agreement'],
  ] as const)('%s on %s', (period, today, owed, outcome) => {
    const decision = begin(period, plainDate(today), regime, owed);
    expect(decision.ok ? true : decision.refusal.code).toBe(outcome);
  });

  test('the last day of a month, leap years too', () => {
    expect(
      ['2026-02', '2028-02', '2026-04', '2026-12'].map((period) => lastDayOf(period).toString()),
    ).toEqual(['2026-02-28', '2028-02-29', '2026-04-30', '2026-12-31']);
  });

  const report = (state: ReportState) => ({ state, period: '2026-03', returnReason: null });
  const written = { summary: '本月完成装修', submittedAt: null };
  const content = { lines: [line('a')], figures: [filled('a', 1)], asked, carried: [] };
  test.each([
    ['2026-03-30', report('draft'), written, content, 'monthly-report.month-not-ended'],
    ['2026-03-31', report('draft'), written, content, true],
    ['2026-06-01', report('correcting'), written, content, true],
    ['2026-04-02', report('returned'), written, content, true],
    [
      '2026-04-02',
      report('returned'),
      { ...written, submittedAt: '2026-04-01T00:00:00Z' },
      content,
      'monthly-report.nothing-corrected',
    ],
    ['2026-04-02', report('submitted'), written, content, 'monthly-report.not-editable'],
    ['2026-04-02', report('accepted'), written, content, 'monthly-report.not-editable'],
    [
      '2026-04-02',
      report('draft'),
      { ...written, summary: ' \n' },
      content,
      'monthly-report.summary-missing',
    ],
    ['2026-04-02', report('draft'), written, { ...content, figures: [] }, 'monthly-report.figures-missing'],
  ] as const)('submitting on %s: %o', (today, given, revision, of, outcome) => {
    const decision = submit(given, revision, of, plainDate(today), basis);
    expect(decision.ok ? true : decision.refusal.code).toBe(outcome);
    if (!decision.ok) expect(decision.refusal.basis).toEqual(basis);
  });

  test.each([
    ['2026-04-05', null, false, 'open'],
    ['2026-04-06', null, false, 'missing'],
    ['2026-04-06', null, true, 'waived'],
    ['2026-07-06', '2026-04-05', false, 'in-time'],
    ['2026-07-06', '2026-04-06', false, 'late'],
  ] as const)('on %s, submitted %s', (today, fulfilledOn, waived, outcome) => {
    expect(timelinessOf({ dueOn: '2026-04-05', fulfilledOn, waived }, plainDate(today))).toBe(outcome);
  });
});

describe('states', () => {
  test('every act is granted from its own states only', () => {
    const from = (granted: (state: ReportState) => boolean) => states.filter(granted);
    expect(from(isEditable)).toEqual(['draft', 'returned', 'correcting']);
    expect(from((state) => decide({ state }, 'accepted', basis).ok)).toEqual(['submitted']);
    expect(from((state) => decide({ state }, 'returned', basis).ok)).toEqual(['submitted']);
    expect(from((state) => beginCorrection({ state }, basis).ok)).toEqual(['accepted']);
    expect(Object.keys(reportLifecycle)).toEqual(states);
  });

  test('what was sent back does not count; what was accepted before does', () => {
    const report = (state: ReportState, acceptedRevision: number | null) => ({
      state,
      revision: 2,
      acceptedRevision,
    });
    expect(countingRevision(report('submitted', null))).toBe(2);
    expect(countingRevision(report('returned', null))).toBe(null);
    expect(countingRevision(report('returned', 1))).toBe(1);
    expect(countingRevision(report('correcting', 1))).toBe(1);
    expect(countingRevision(report('draft', null))).toBe(null);
  });
});

describe('a refusal says which line, which month, which day', () => {
  const regime = { inForceFrom: '2021-03-18', basis };
  const refusal = (code: string, facts: object) => ({
    ok: false,
    refusal: { code: `monthly-report.${code}`, facts, basis },
  });
  const granted = { ok: true, value: true };

  test.each([
    ['2021-02', true, refusal('before-regime', { inForceFrom: '2021-03-18' })],
    ['2026-05', true, refusal('month-not-begun', { period: '2026-05' })],
    ['2026-03', false, refusal('outside-agreement', { period: '2026-03' })],
    ['2026-03', true, granted],
  ])('a report of %s, owed: %s', (period, owed, expected) => {
    expect(begin(period, plainDate('2026-04-30'), regime, owed)).toEqual(expected);
  });

  test('the month on whose last day the regime began is a month of the regime', () => {
    const late = { ...regime, inForceFrom: '2021-03-31' };
    expect(begin('2021-03', plainDate('2026-04-30'), late, true)).toEqual(granted);
  });

  test('a line that is unknown is named by its key, one that stands twice by its task', () => {
    const of = (...keys: string[]) =>
      figuresFrom(
        keys.map((key) => filled(key, 1)),
        [line('a', '建站')],
        new Map(),
        false,
        basis,
      );
    expect(of('x')).toEqual(refusal('line-unknown', { line: 'x' }));
    expect(of('a', 'a')).toEqual(refusal('line-twice', { line: '建站' }));
  });

  test('a line nobody has reported on stands on nothing', () => {
    expect([standsOn({ previousTotal: 0 }, undefined), standsOn({ previousTotal: 1 }, undefined)]).toEqual([
      true,
      false,
    ]);
    const figure = { ...filled('a', 3), total: 10, previousTotal: 7 };
    expect(rebased([figure], new Map())).toEqual([{ ...figure, previousTotal: 0, total: 3 }]);
  });

  const report = (state: ReportState, returnReason: string | null = null) => ({
    state,
    period: '2026-03',
    returnReason,
  });
  const written = { summary: '本月完成装修', submittedAt: null };
  const content = {
    lines: [line('a', '建站'), line('b', '培训')],
    figures: [filled('a', 1), filled('b', 1)],
    asked,
    carried: [],
  };
  const sent = { ...written, submittedAt: '2026-04-01T00:00:00Z' };
  test.each([
    ['as it should be', report('draft'), written, content, granted],
    [
      'again, as it was',
      report('returned', '数字有误'),
      sent,
      content,
      refusal('nothing-corrected', { reason: '数字有误' }),
    ],
    [
      'again, sent back without a word',
      report('returned'),
      sent,
      content,
      refusal('nothing-corrected', { reason: '' }),
    ],
    [
      'when it is accepted',
      report('accepted'),
      sent,
      content,
      refusal('not-editable', { state: 'accepted' }),
    ],
    [
      'without a word',
      report('draft'),
      { ...written, summary: ' ' },
      content,
      refusal('summary-missing', {}),
    ],
    [
      'without one line',
      report('draft'),
      written,
      { ...content, figures: [filled('a', 1)] },
      refusal('figures-missing', { lines: ['培训'] }),
    ],
  ])('submitted %s', (_, given, revision, of, expected) => {
    expect(submit(given, revision, of, plainDate('2026-04-02'), basis)).toEqual(expected);
  });

  test('submitted before the month is over', () => {
    expect(submit(report('draft'), written, content, plainDate('2026-03-30'), basis)).toEqual(
      refusal('month-not-ended', { period: '2026-03', fromOn: '2026-03-31' }),
    );
  });

  test('decided or corrected in another state', () => {
    expect(decide(report('draft'), 'accepted', basis)).toEqual(refusal('not-submitted', { state: 'draft' }));
    expect(decide(report('submitted'), 'returned', basis)).toEqual({ ok: true, value: 'returned' });
    expect(beginCorrection(report('submitted'), basis)).toEqual(
      refusal('not-accepted', { state: 'submitted' }),
    );
    expect(beginCorrection(report('accepted'), basis)).toEqual(granted);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import { ageSpans, type Item, needKinds, type PlanLine, soonKinds } from './home.model.ts';
import { needsOf, soonOf } from './home.policy.ts';
import {
  addressOf,
  byDay,
  escalations,
  moneyCurve,
  monthsFrom,
  plannedShare,
  progressCurve,
  progressNeeds,
  spanOf,
} from './home.rules.ts';
import { needWords, soonWords } from './home.words.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const item = (over: Partial<Item> = {}): Item => ({
  kind: 'report-decide',
  type: 'monthly-report',
  id: 'x',
  name: 'n',
  about: null,
  dueOn: null,
  sinceOn: null,
  provisional: false,
  count: 1,
  detail: null,
  ...over,
});
const actor = (
  organisationKind: Parameters<typeof needsOf>[0]['organisationKind'],
  duties: readonly ('reviewer' | 'signatory')[] = [],
) => ({
  personId: 'p',
  name: 'n',
  organisationId: 'o',
  organisationKind,
  duties,
});

describe('whose turn it is', () => {
  test.each([
    [
      'a contractor',
      actor('contractor'),
      [
        'report-write',
        'report-correct',
        'letter-acknowledge',
        'rectification-report',
        'case-contractor',
        'instalment-request',
      ],
    ],
    [
      'finance',
      actor('finance'),
      [
        'inspection-declare',
        'inspection-submit',
        'inspection-sign',
        'rectification-reinspect',
        'proposal-confirm',
        'payment-agree',
        'payment-pay',
      ],
    ],
    [
      'audit',
      actor('audit'),
      [
        'inspection-declare',
        'inspection-submit',
        'inspection-sign',
        'rectification-reinspect',
        'proposal-confirm',
      ],
    ],
    [
      'the third party',
      actor('third-party'),
      [
        'inspection-declare',
        'inspection-submit',
        'inspection-sign',
        'rectification-reinspect',
        'proposal-confirm',
      ],
    ],
  ] as const)('%s', (_, who, kinds) => {
    expect(needsOf(who)).toEqual(kinds);
  });

  test('the office writes letters and closes, the bureau plans and proposes payment, the leader signs and approves', () => {
    const office = needsOf(actor('office'));
    expect(office).toEqual(
      expect.arrayContaining([
        'findings-to-letter',
        'letter-issue',
        'letter-serve',
        'rectification-close',
        'escalation-due',
        'extension-decide',
      ]),
    );
    expect(office).not.toContain('letter-review');
    expect(needsOf(actor('office', ['reviewer']))).toContain('letter-review');
    const bureau = needsOf(actor('commerce-bureau'));
    expect(bureau).toEqual(
      expect.arrayContaining(['inspections-to-plan', 'report-decide', 'payment-propose']),
    );
    for (const kind of bureau) expect(kind).not.toMatch(/^letter-|findings-to-letter/);
    expect(needsOf(actor('leading-group', ['signatory']))).toEqual(
      expect.arrayContaining(['letter-sign', 'payment-approve', 'plan-approve']),
    );
    expect(needsOf(actor('leading-group'))).not.toContain('payment-approve');
  });

  test('every kind has its words, its turn, and a place to go', () => {
    expect(Object.keys(needWords).toSorted()).toEqual([...needKinds].toSorted());
    expect(Object.keys(soonWords).toSorted()).toEqual([...soonKinds].toSorted());
    const everybody = (
      ['leading-group', 'office', 'commerce-bureau', 'finance', 'contractor'] as const
    ).flatMap((kind) => needsOf(actor(kind, ['reviewer', 'signatory'])));
    expect(new Set(everybody)).toEqual(new Set(needKinds));
    expect(soonOf(actor('contractor'))).not.toContain('inspections-due');
    for (const kind of [...needKinds, ...soonKinds])
      expect(addressOf(item({ kind, detail: 'd', dueOn: '2026-04-01' }))).toMatch(/^\/[a-z]/);
  });
});

describe('B05: by day, and never by how many', () => {
  test('what is due or has waited longest stands first, however many it holds', () => {
    const items = [
      item({ id: 'a', dueOn: '2026-04-20', count: 99 }),
      item({ id: 'b', sinceOn: '2026-04-01', count: 1 }),
      item({ id: 'c', dueOn: '2026-04-10', count: 5 }),
      item({ id: 'd' }),
    ];
    expect(byDay(items).map(({ id }) => id)).toEqual(['b', 'c', 'a', 'd']);
  });

  test('the counts of the lines do not change their order', () => {
    const anItem = fc.record({
      id: fc.uuid(),
      dueOn: fc.constantFrom('2026-04-01', '2026-04-02', null),
      count: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(anItem), fc.nat(9), (lines, more) => {
        const order = (add: number) =>
          byDay(lines.map((line, at) => item({ ...line, count: line.count + add * at }))).map(({ id }) => id);
        expect(order(more)).toEqual(order(0));
      }),
    );
  });
});

describe('D10 一(四): the step of the ladder that is due', () => {
  const overdue = {
    id: 'r',
    name: '问〔2026〕1-1',
    about: null,
    state: 'ordered',
    dueOn: '2026-03-31',
    reportedOn: null,
    provisional: false,
  };
  test.each([
    ['2026-03-31', [], null, null],
    ['2026-04-01', [], 'second', '2026-04-01'],
    ['2026-04-01', ['second'], null, null],
    ['2026-04-10', ['second'], 'interview', '2026-04-10'],
    ['2026-04-21', [], 'circular', '2026-04-20'],
  ] as const)('on %s with %j taken: %s', (on, taken, step, since) => {
    const [line] = escalations([{ ...overdue, taken }], pack, plainDate(on));
    expect(line?.detail ?? null).toBe(step);
    expect(line?.dueOn ?? null).toBe(since);
  });

  test('the line is the item’s own, with the step and the day since which it waits', () => {
    expect(escalations([{ ...overdue, taken: ['second'] }], pack, plainDate('2026-04-12'))).toEqual([
      {
        kind: 'escalation-due',
        type: 'rectification',
        id: 'r',
        name: '问〔2026〕1-1',
        about: null,
        dueOn: '2026-04-10',
        sinceOn: null,
        provisional: false,
        count: 1,
        detail: 'interview',
      },
    ]);
  });

  test('a report made in time that nobody has answered is not escalated', () => {
    expect(
      escalations(
        [{ ...overdue, state: 'reported', reportedOn: '2026-03-30', taken: [] }],
        pack,
        plainDate('2026-05-01'),
      ),
    ).toEqual([]);
  });
});

test('进度阶梯: a contract behind its plan is one line, which knows no day', () => {
  const due = [{ agreementId: 'a', number: '合〔2026〕1', contractorName: '示例企业', step: 'circular' }];
  expect(progressNeeds(due)).toEqual([
    {
      kind: 'progress-due',
      type: 'agreement',
      id: 'a',
      name: '合〔2026〕1',
      about: '示例企业',
      dueOn: null,
      sinceOn: null,
      provisional: false,
      count: 1,
      detail: 'circular',
    },
  ]);
  expect(progressNeeds([])).toEqual([]);
});

test.each<[string, Partial<Item>, string]>([
  [
    'inspections that are due',
    { kind: 'inspections-due', type: 'obligation-rule', detail: 'funds', dueOn: '2026-06-30' },
    '/obligations?duty=funds&dueOn=2026-06-30',
  ],
  [
    'findings for a letter',
    { kind: 'findings-to-letter', type: 'agreement', id: 'a' },
    '/letters/new?agreement=a',
  ],
  [
    'a report to be written',
    { kind: 'report-write', type: 'monthly-report', name: '2026-03', detail: 'a' },
    '/reports/new?agreement=a&period=2026-03',
  ],
  [
    'a report that will be due',
    { kind: 'report-due', type: 'monthly-report', name: '2026-04', detail: 'a' },
    '/reports/new?agreement=a&period=2026-04',
  ],
  ['a report to be decided', { kind: 'report-decide', type: 'monthly-report', id: 'r' }, '/reports/r'],
  [
    'a step that is due',
    { kind: 'escalation-due', type: 'rectification', id: 'r', detail: 'second' },
    '/rectifications/r',
  ],
])('%s: the line leads where the step is taken', (_, over, address) => {
  expect(addressOf(item(over))).toBe(address);
});

describe('the month at a glance', () => {
  test.each([
    ['2026-04-10', 0],
    ['2026-04-03', 0],
    ['2026-04-02', 1],
    ['2026-03-11', 1],
    ['2026-03-10', 2],
    ['2026-01-10', 2],
    ['2026-01-09', 3],
    ['2020-01-01', 3],
  ])('open since %s stands in span %i', (on, span) => {
    expect(spanOf(on, plainDate('2026-04-10'))).toBe(span);
    expect(span).toBeLessThanOrEqual(ageSpans.length);
  });

  const line = (over: Partial<PlanLine> = {}): PlanLine => ({
    lineKey: 'a',
    startOn: '2026-01-01',
    finishOn: '2026-03-31',
    budgetFen: 100,
    target: 10,
    ...over,
  });

  test.each([
    ['2025-12-31', 0],
    ['2026-01-01', 1 / 90],
    ['2026-01-31', 31 / 90],
    ['2026-03-31', 1],
    ['2027-01-01', 1],
  ])('planned evenly: %s', (on, share) => {
    expect(plannedShare(line(), plainDate(on))).toBeCloseTo(share);
  });

  test('weighted by budget; carried on to the next report, never past the last one, never more than whole', () => {
    const lines = [line(), line({ lineKey: 'b', budgetFen: 300, target: 4 })];
    const reached = [
      { lineKey: 'a', source: 's', month: '2026-01', total: 5 },
      { lineKey: 'b', source: 's', month: '2026-02', total: 1 },
      { lineKey: 'b', source: 't', month: '2026-02', total: 1 },
      { lineKey: 'a', source: 's', month: '2026-03', total: 25 },
    ];
    const curve = progressCurve(lines, reached, monthsFrom('2026-01-15', '2026-04-01'));
    expect(curve).toEqual([
      { month: '2026-01', planned: 0.3444, actual: 0.125 },
      { month: '2026-02', planned: 0.6556, actual: 0.5 },
      { month: '2026-03', planned: 1, actual: 0.625 },
      { month: '2026-04', planned: 1, actual: null },
    ]);
  });

  test('a later report stands, in whatever order they are read', () => {
    const reached = [
      { lineKey: 'a', source: 's', month: '2026-02', total: 6 },
      { lineKey: 'a', source: 's', month: '2026-01', total: 2 },
    ];
    const actual = (of: typeof reached) =>
      progressCurve([line()], of, monthsFrom('2026-01-01', '2026-02-28')).map((point) => point.actual);
    expect(actual(reached)).toEqual([0.2, 0.6]);
    expect(actual(reached.toReversed())).toEqual([0.2, 0.6]);
  });

  test('no budget, no curve; no report, no actual', () => {
    expect(progressCurve([line({ budgetFen: 0 })], [], ['2026-01'])).toEqual([]);
    expect(progressCurve([line()], [], ['2026-01'])).toEqual([
      { month: '2026-01', planned: 0.3444, actual: null },
    ]);
  });

  test('planned never falls, and stays between nothing and whole', () => {
    const day = fc
      .integer({ min: 0, max: 800 })
      .map((days) => plainDate('2025-01-01').add({ days }).toString());
    const aLine = fc
      .record({
        lineKey: fc.uuid(),
        a: day,
        b: day,
        budgetFen: fc.integer({ min: 1, max: 1e9 }),
        target: fc.integer({ min: 1, max: 100 }),
      })
      .map(({ a, b, ...rest }) => ({
        ...rest,
        startOn: [a, b].toSorted()[0] ?? a,
        finishOn: [a, b].toSorted()[1] ?? b,
      }));
    fc.assert(
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 6 }), (lines) => {
        const curve = progressCurve(lines, [], monthsFrom('2024-12-01', '2027-12-01')).map(
          ({ planned }) => planned,
        );
        expect(curve.every((share, at) => share >= 0 && share <= 1 && share >= (curve[at - 1] ?? 0))).toBe(
          true,
        );
        expect(curve.at(-1)).toBe(1);
      }),
    );
  });

  test('money is summed up exactly, and what has not come has no value', () => {
    const curve = moneyCurve(
      [
        { on: '2026-01-10', amountFen: 10 },
        { on: '2026-03-10', amountFen: 5 },
      ],
      [{ on: '2026-02-01', amountFen: 7 }],
      monthsFrom('2026-01-01', '2026-03-31'),
      plainDate('2026-02-20'),
    );
    expect(curve).toEqual([
      { month: '2026-01', plannedFen: 10, paidFen: 0 },
      { month: '2026-02', plannedFen: 10, paidFen: 7 },
      { month: '2026-03', plannedFen: 15, paidFen: null },
    ]);
  });

  test('months, one after another, at most so many', () => {
    expect(monthsFrom('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsFrom('2026-02-28', '2026-02-01')).toEqual(['2026-02']);
    expect(monthsFrom('2010-01-01', '2026-12-31')).toHaveLength(60);
  });
});

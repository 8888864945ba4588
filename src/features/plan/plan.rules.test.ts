import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { type PlanLine, type PlanState, planLineFields } from './plan.model.ts';
import {
  approve,
  checkLines,
  differenceOf,
  mayMove,
  moneyOf,
  reasonFor,
  registerProject,
  totalBudget,
  versionOn,
} from './plan.rules.ts';

const basis = [{ clause: 'tongcheng-2021:1.1' }];
const project = { startsOn: '2025-01-01', endsOn: '2026-12-31', centralFen: 100, localFen: 20 };
const line: PlanLine = {
  lineKey: 'a',
  area: 'station',
  task: '村级服务站建设',
  content: '建设',
  unit: '个',
  target: 100,
  plannedStartOn: '2025-02-01',
  plannedFinishOn: '2025-12-31',
  budgetFen: 60,
  important: true,
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'granted' : result.refusal?.code;

test.each([
  ['2021-03-18', null, 'granted'],
  ['2021-03-17', null, 'project.before-regime'],
  ['2025-01-01', '2025-01-02', 'granted'],
  ['2025-01-01', '2025-01-01', 'project.dates-reversed'],
])('a project from %s until %s: %s', (startsOn, endsOn, expected) => {
  expect(codeOf(registerProject({ startsOn, endsOn }, { inForceFrom: '2021-03-18', basis }))).toBe(expected);
});

test.each<[string, Partial<PlanLine>[], string]>([
  ['no line yet', [], 'granted'],
  ['exactly the money there is', [{ budgetFen: 100 }, { lineKey: 'b', budgetFen: 20 }], 'granted'],
  ['one fen more', [{ budgetFen: 100 }, { lineKey: 'b', budgetFen: 21 }], 'plan.over-budget'],
  ['a key twice', [{}, {}], 'plan.line-twice'],
  ['no target', [{ target: 0 }], 'plan.target-missing'],
  ['a target below nothing', [{ target: -1 }], 'plan.target-missing'],
  ['one day of work', [{ plannedFinishOn: '2025-02-01' }], 'granted'],
  ['finished before begun', [{ plannedFinishOn: '2025-01-31' }], 'plan.line-dates-reversed'],
  ['before the project', [{ plannedStartOn: '2024-12-31' }], 'plan.line-outside-project'],
  ['after the project', [{ plannedFinishOn: '2027-01-01' }], 'plan.line-outside-project'],
])('lines with %s: %#', (_, lines, expected) => {
  expect(
    codeOf(
      checkLines(
        project,
        lines.map((some) => ({ ...line, ...some })),
        basis,
      ),
    ),
  ).toBe(expected);
});

test('a project without an end bounds no finish', () => {
  expect(
    codeOf(checkLines({ ...project, endsOn: null }, [{ ...line, plannedFinishOn: '2031-01-01' }], basis)),
  ).toBe('granted');
});

test.each([
  [1, '', 'granted'],
  [2, '', 'plan.reason-required'],
  [2, '   调整  ', 'plan.reason-required'],
  [2, '上级调整', 'granted'],
])('version %i because of “%s”: %s', (number, reason, expected) => {
  expect(codeOf(reasonFor(number, reason, basis))).toBe(expected);
});

describe('一(一): what was approved stays', () => {
  const acts = ['save', 'submit', 'sendBack', 'approve'] as const;
  const allowed: Record<PlanState, readonly string[]> = {
    draft: ['save', 'submit'],
    submitted: ['sendBack', 'approve'],
    approved: [],
    superseded: [],
  };
  test.each(Object.keys(allowed) as PlanState[])('in state %s', (state) => {
    for (const act of acts) {
      const expected = allowed[state].includes(act)
        ? 'granted'
        : state === 'approved' || state === 'superseded'
          ? 'plan.approved-fixed'
          : 'plan.wrong-state';
      expect(codeOf(mayMove({ state, number: 1 }, act, basis)), act).toBe(expected);
    }
  });
});

test.each<
  [string, Parameters<typeof approve>[0], string, string, { inForceFrom: string } | undefined, string]
>([
  [
    'the first, reaching back to the paper',
    { draftedBy: 'a', number: 1 },
    'b',
    '2025-01-01',
    undefined,
    'granted',
  ],
  ['one’s own', { draftedBy: 'a', number: 1 }, 'a', '2025-01-01', undefined, 'plan.own-approval'],
  [
    'before the project',
    { draftedBy: 'a', number: 1 },
    'b',
    '2024-12-31',
    undefined,
    'plan.in-force-before-project',
  ],
  [
    'a later one from today',
    { draftedBy: 'a', number: 2 },
    'b',
    '2026-04-10',
    { inForceFrom: '2025-01-01' },
    'granted',
  ],
  [
    'a later one from yesterday',
    { draftedBy: 'a', number: 2 },
    'b',
    '2026-04-09',
    { inForceFrom: '2025-01-01' },
    'plan.retroactive',
  ],
  [
    'on the day of the former',
    { draftedBy: 'a', number: 2 },
    'b',
    '2026-05-01',
    { inForceFrom: '2026-05-01' },
    'plan.in-force-before-former',
  ],
])('approving %s', (_, plan, by, inForceFrom, former, expected) => {
  const approval = { by, inForceFrom: plainDate(inForceFrom), today: plainDate('2026-04-10') };
  const decision = approve(plan, approval, former, project, basis);
  expect(codeOf(decision)).toBe(expected);
  if (!decision.ok) expect(decision.refusal.basis).toEqual(basis);
});

test('the version in force on a day is the latest whose day has come; drafts never are', () => {
  const versions = [
    { number: 1, state: 'superseded', inForceFrom: '2025-01-01' },
    { number: 2, state: 'approved', inForceFrom: '2026-05-01' },
    { number: 3, state: 'draft', inForceFrom: null },
  ] as const;
  const numberOn = (day: string) => versionOn(versions, plainDate(day))?.number;
  expect(['2024-12-31', '2025-01-01', '2026-04-30', '2026-05-01', '2030-01-01'].map(numberOn)).toEqual([
    undefined,
    1,
    1,
    2,
    2,
  ]);
});

const keys = ['a', 'b', 'c', 'd', 'e'];
const someLines = fc
  .uniqueArray(fc.constantFrom(...keys), { maxLength: keys.length })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((lineKey) =>
        fc
          .record({ budgetFen: fc.nat(1000), target: fc.constantFrom(1, 2), important: fc.boolean() })
          .map((some): PlanLine => ({ ...line, ...some, lineKey })),
      ),
    ),
  );

test('property: a difference accounts for every line of both versions once', () => {
  fc.assert(
    fc.property(someLines, someLines, (before, after) => {
      const { added, removed, changed, unchanged } = differenceOf(before, after);
      expect(before.length).toBe(removed.length + changed.length + unchanged);
      expect(after.length).toBe(added.length + changed.length + unchanged);
      for (const { before: was, after: now, fields } of changed) {
        expect(was.lineKey).toBe(now.lineKey);
        expect(fields).toEqual(planLineFields.filter((field) => was[field] !== now[field]));
      }
      const back = differenceOf(after, before);
      expect([back.added.length, back.removed.length, back.changed.length]).toEqual([
        removed.length,
        added.length,
        changed.length,
      ]);
      expect(differenceOf(after, after).unchanged).toBe(after.length);
    }),
  );
});

test('property: lines are refused for their budget exactly when they exceed the money', () => {
  fc.assert(
    fc.property(someLines, fc.nat(3000), fc.nat(3000), (lines, centralFen, localFen) => {
      const money = { centralFen, localFen };
      expect(checkLines({ ...project, ...money }, lines, basis).ok).toBe(
        totalBudget(lines) <= moneyOf(money),
      );
    }),
  );
});

const refusal = (code: string, facts: object, cited: readonly object[] = basis) => ({
  ok: false,
  refusal: { code, facts, basis: cited },
});
const granted = { ok: true, value: true };

describe('a refusal says by how much, and on which clause', () => {
  test('of a project', () => {
    const regime = { inForceFrom: '2021-03-18', basis };
    expect(registerProject({ startsOn: '2021-03-17', endsOn: null }, regime)).toEqual(
      refusal('project.before-regime', { inForceFromOn: '2021-03-18' }),
    );
    expect(registerProject({ startsOn: '2025-01-01', endsOn: '2024-12-31' }, regime)).toEqual(
      refusal('project.dates-reversed', {}, []),
    );
    expect(registerProject({ startsOn: '2025-01-01', endsOn: '2025-12-31' }, regime)).toEqual(granted);
  });

  const task = '村级服务站建设';
  test.each<[string, Partial<PlanLine>[], object]>([
    [
      'the very days of the project',
      [{ plannedStartOn: '2025-01-01', plannedFinishOn: '2026-12-31' }],
      granted,
    ],
    ['a key twice', [{}, {}], refusal('plan.line-twice', {}, [])],
    ['no target', [{ target: 0 }], refusal('plan.target-missing', { task }, [])],
    [
      'finished before begun',
      [{ plannedFinishOn: '2025-01-31' }],
      refusal('plan.line-dates-reversed', { task }, []),
    ],
    [
      'before the project',
      [{ plannedStartOn: '2024-12-31' }],
      refusal('plan.line-outside-project', { task }),
    ],
    [
      'after the project',
      [{ plannedFinishOn: '2027-01-01' }],
      refusal('plan.line-outside-project', { task }),
    ],
    [
      'more money than there is',
      [{ budgetFen: 100 }, { lineKey: 'b', budgetFen: 27 }],
      refusal('plan.over-budget', { totalFen: 127, moneyFen: 120, excessFen: 7 }),
    ],
  ])('of lines with %s', (_, lines, expected) => {
    const plan = lines.map((some) => ({ ...line, ...some }));
    expect(checkLines(project, plan, basis)).toEqual(expected);
  });

  test('of a change', () => {
    expect(reasonFor(3, '', basis)).toEqual(refusal('plan.reason-required', { number: 3 }));
    expect(reasonFor(3, '上级调整', basis)).toEqual(granted);
    expect(mayMove({ state: 'draft', number: 2 }, 'submit', basis)).toEqual(granted);
    expect(mayMove({ state: 'draft', number: 2 }, 'approve', basis)).toEqual(
      refusal('plan.wrong-state', { state: 'draft' }),
    );
    expect(mayMove({ state: 'superseded', number: 2 }, 'save', basis)).toEqual(
      refusal('plan.approved-fixed', { number: 2 }),
    );
  });

  const today = plainDate('2026-04-10');
  const approving = (by: string, inForceFrom: string, former?: { inForceFrom: string | null }) =>
    approve(
      { draftedBy: 'a', number: 2 },
      { by, inForceFrom: plainDate(inForceFrom), today },
      former,
      project,
      basis,
    );
  test.each([
    ['by its drafter', approving('a', '2026-05-01'), refusal('plan.own-approval', { number: 2 })],
    [
      'from before the project',
      approving('b', '2024-12-31'),
      refusal('plan.in-force-before-project', { projectStartsOn: '2025-01-01' }),
    ],
    [
      'from yesterday',
      approving('b', '2026-04-09', { inForceFrom: '2025-01-01' }),
      refusal('plan.retroactive', { todayOn: '2026-04-10' }),
    ],
    [
      'from before its former',
      approving('b', '2026-04-30', { inForceFrom: '2026-05-01' }),
      refusal('plan.in-force-before-former', { formerFromOn: '2026-05-01' }),
    ],
    ['the day after its former', approving('b', '2026-05-02', { inForceFrom: '2026-05-01' }), granted],
    ['the first from the first day of the project', approving('b', '2025-01-01'), granted],
    ['after one that never came into force', approving('b', '2026-04-10', { inForceFrom: null }), granted],
  ])('of an approval %s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });
});

test('only what was approved is ever in force, and only from a day', () => {
  const day = plainDate('2026-04-10');
  const version = (number: number, state: PlanState, inForceFrom: string | null) => ({
    number,
    state,
    inForceFrom,
  });
  const first = version(1, 'superseded', '2025-01-01');
  expect(versionOn([first, version(2, 'submitted', '2025-06-01')], day)).toBe(first);
  expect(versionOn([first, version(2, 'draft', '2025-06-01')], day)).toBe(first);
  expect(versionOn([first, version(2, 'approved', null)], day)).toBe(first);
  const third = version(3, 'approved', '2026-04-10');
  expect(versionOn([first, third, version(2, 'superseded', '2026-01-01')], day)).toBe(third);
});

test('a difference names what was added, what was dropped, and each field that changed', () => {
  const before = [line, { ...line, lineKey: 'b' }, { ...line, lineKey: 'c' }];
  const moved = { ...line, target: 90, plannedFinishOn: '2026-03-31' };
  const added = { ...line, lineKey: 'd' };
  expect(differenceOf(before, [added, { ...line, lineKey: 'c' }, moved])).toEqual({
    added: [added],
    removed: [{ ...line, lineKey: 'b' }],
    changed: [{ before: line, after: moved, fields: ['target', 'plannedFinishOn'] }],
    unchanged: 1,
  });
});

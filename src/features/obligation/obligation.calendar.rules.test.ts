import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from './obligation.calendar.model.ts';
import { inOrder, linesOf } from './obligation.calendar.rules.ts';

const known = {
  people: [
    { id: 'zhao', name: '赵明', organisation: '商务局', organisationKind: 'commerce-bureau' },
    { id: 'qian', name: '钱丽', organisation: '商务局', organisationKind: 'commerce-bureau' },
    { id: 'chen', name: '陈敏', organisation: '办公室', organisationKind: 'office' },
    { id: 'yun', name: '云晓', organisation: '示例甲', organisationKind: 'contractor' },
  ],
  organisations: [
    { id: 'bureau', name: '商务局', kind: 'commerce-bureau' },
    { id: 'office', name: '办公室', kind: 'office' },
    { id: 'a', name: '示例甲', kind: 'contractor' },
    { id: 'b', name: '示例乙', kind: 'contractor' },
  ],
};
const task = (over: Partial<Task> = {}): Task => ({
  kind: 'visit',
  id: 'inspection',
  part: null,
  name: '检〔2026〕7',
  about: '程坳村站',
  on: '2026-05-06',
  personId: null,
  holder: 'inspection-group',
  organisationId: null,
  done: false,
  provisional: false,
  count: 1,
  ruleId: null,
  duty: null,
  ...over,
});
const said = (tasks: readonly Task[]) =>
  linesOf(tasks, known).map(({ person, organisation, holder }) => [
    person?.name ?? '未分派',
    organisation,
    person ? '' : holder,
  ]);

describe('what each person has to do', () => {
  test('what no record gives to a person stands with the organisation responsible, after its people', () => {
    expect(
      said([
        task({ kind: 'rectify', holder: 'organisation', organisationId: 'b' }),
        task({ kind: 'inspect' }),
        task({ kind: 'report', holder: 'organisation', organisationId: 'a', personId: 'yun' }),
        task({ personId: 'zhao' }),
        task({ kind: 'letter-review', holder: 'office', on: null }),
        task({ personId: 'chen' }),
      ]),
    ).toEqual([
      ['陈敏', '办公室', ''],
      ['未分派', '办公室', 'office'],
      ['赵明', '商务局', ''],
      ['未分派', '商务局', 'inspection-group'],
      ['未分派', '示例乙', 'organisation'],
      ['云晓', '示例甲', ''],
    ]);
  });

  test('a body the county has not registered still has its line', () => {
    expect(said([task({ kind: 'letter-sign', holder: 'leading-group' })])).toEqual([
      ['未分派', null, 'leading-group'],
    ]);
  });

  test('days in order; what has no day comes last', () => {
    const [line] = linesOf(
      [
        task({ id: '3', kind: 'sign', on: null, personId: 'qian' }),
        task({ id: '2', on: '2026-05-20', personId: 'qian' }),
        task({ id: '1', personId: 'qian' }),
      ],
      known,
    );
    expect(line?.tasks.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });
});

const anyTask = fc.record({
  person: fc.constantFrom('zhao', 'qian', 'chen', 'yun', null),
  holder: fc.constantFrom('inspection-group' as const, 'office' as const, 'organisation' as const),
  organisation: fc.constantFrom('a', 'b'),
  id: fc.string({ minLength: 1, maxLength: 6 }),
});
const anyTasks = fc
  .uniqueArray(anyTask, { selector: ({ id }) => id, maxLength: 40 })
  .map((all) =>
    all.map(({ person, holder, organisation, id }) =>
      task({ id, personId: person, holder, organisationId: organisation }),
    ),
  );

test('nobody is ranked: how much somebody has to do moves nobody up or down (2023-12-18 意见)', () => {
  fc.assert(
    fc.property(anyTasks, fc.integer({ min: 1, max: 30 }), (tasks, more) => {
      const before = said(tasks);
      const [first] = tasks;
      if (!first) return;
      const heaped = [...tasks, ...Array.from({ length: more }, (_, n) => ({ ...first, id: `more ${n}` }))];
      expect(said(heaped)).toEqual(before);
    }),
  );
});

test('every task stands in one line, whatever order they come in', () => {
  fc.assert(
    fc.property(anyTasks, (tasks) => {
      const lines = linesOf(tasks, known);
      expect(lines.reduce((sum, line) => sum + line.tasks.length, 0)).toBe(tasks.length);
      expect(linesOf(tasks.toReversed(), known)).toEqual(lines);
    }),
  );
});

describe('where a line stands', () => {
  const of = (tasks: readonly Task[], organisations: typeof known.organisations) =>
    linesOf(tasks, { ...known, organisations }).map(({ organisation, holder }) => [organisation, holder]);

  test('the leading group, the office, the bureau, then contractors; the bodies of the county by their own kind', () => {
    const organisations = [
      ...known.organisations.toReversed(),
      { id: 'group', name: '领导小组', kind: 'leading-group' },
    ];
    const tasks = [
      task({ holder: 'organisation', organisationId: 'b' }),
      task({ holder: 'organisation', organisationId: 'a' }),
      task({ holder: 'inspection-group' }),
      task({ holder: 'office' }),
      task({ holder: 'leading-group' }),
    ];
    const expected = [
      ['领导小组', 'leading-group'],
      ['办公室', 'office'],
      ['商务局', 'inspection-group'],
      ['示例乙', 'organisation'],
      ['示例甲', 'organisation'],
    ];
    expect(of(tasks, organisations)).toEqual(expected);
    expect(of(tasks.toReversed(), organisations.toReversed())).toEqual(expected);
  });

  test('a body the county has not registered stands in the place of its kind', () => {
    const organisations = known.organisations.filter(({ kind }) => kind !== 'commerce-bureau');
    const tasks = [
      task({ holder: 'organisation', organisationId: 'gone' }),
      task({ holder: 'inspection-group' }),
      task({ holder: 'office' }),
    ];
    expect(of(tasks, organisations)).toEqual([
      ['办公室', 'office'],
      [null, 'inspection-group'],
      [null, 'organisation'],
    ]);
  });

  test('of two bodies of a kind the first by name, then by id', () => {
    const two = [
      { id: 'z', name: '第一办公室', kind: 'office' },
      { id: 'b', name: '乙办公室', kind: 'office' },
      { id: 'a', name: '乙办公室', kind: 'office' },
    ];
    expect(of([task({ holder: 'office' })], two)).toEqual([['乙办公室', 'office']]);
  });

  test('a task of a person or an organisation the county does not know stands with whoever holds it', () => {
    const [line] = linesOf([task({ personId: 'gone', holder: 'office' })], known);
    expect(line).toMatchObject({ person: null, holder: 'office', organisation: '办公室' });
    const [unknown] = linesOf([task({ holder: 'organisation', organisationId: 'gone' })], known);
    expect(unknown).toMatchObject({ person: null, holder: 'organisation', organisation: null });
    expect(linesOf([task({ holder: 'organisation' })], known)[0]?.organisation).toBeNull();
  });

  test('a line says the person, and nothing of where it stands', () => {
    expect(linesOf([task({ personId: 'zhao' })], known)).toEqual([
      { person: known.people[0], holder: null, organisation: '商务局', tasks: [task({ personId: 'zhao' })] },
    ]);
    expect(linesOf([task({ holder: 'office' })], known)).toEqual([
      { person: null, holder: 'office', organisation: '办公室', tasks: [task({ holder: 'office' })] },
    ]);
  });

  test('people of one organisation by name, and two of one name by id, each with their own', () => {
    const people = [
      { id: '2', name: '赵明', organisation: '商务局', organisationKind: 'commerce-bureau' },
      { id: '1', name: '赵明', organisation: '商务局', organisationKind: 'commerce-bureau' },
      { id: '3', name: '钱丽', organisation: '商务局', organisationKind: 'commerce-bureau' },
    ];
    const tasks = people.map(({ id }) => task({ personId: id }));
    const found = linesOf(tasks, { ...known, people }).map(({ person }) => person?.id);
    expect(found).toEqual(['1', '2', '3']);
    expect(linesOf(tasks.toReversed(), { ...known, people }).map(({ person }) => person?.id)).toEqual(found);
  });

  test('the tasks of one holder stand together, those of two apart', () => {
    const lines = linesOf(
      [
        task({ id: '1', holder: 'organisation', organisationId: 'a' }),
        task({ id: '2', holder: 'organisation', organisationId: 'b' }),
        task({ id: '3', holder: 'organisation', organisationId: 'a' }),
        task({ id: '4', personId: 'yun', holder: 'organisation', organisationId: 'a' }),
        task({ id: '5', personId: 'yun', holder: 'organisation', organisationId: 'b' }),
      ],
      known,
    );
    expect(lines.map(({ tasks }) => tasks.map(({ id }) => id))).toEqual([['2'], ['4', '5'], ['1', '3']]);
  });
});

test.each<[string, Partial<Task>, Partial<Task>]>([
  ['the earlier day', { on: '2026-05-05', kind: 'visit' }, { on: '2026-05-06', kind: 'case' }],
  ['what has a day', { on: '2099-12-31', kind: 'visit' }, { on: null, kind: 'case' }],
  ['on one day the kinds apart', { kind: 'case', name: '检2' }, { kind: 'visit', name: '检1' }],
  ['of one kind by name', { name: '检1', id: '2' }, { name: '检2', id: '1' }],
  ['of one name by id', { id: '1' }, { id: '2' }],
])('first comes %s', (_, before, after) => {
  const [a, b] = [task(before), task(after)];
  expect([b, a].sort(inOrder)).toEqual([a, b]);
  expect([a, b].sort(inOrder)).toEqual([a, b]);
  expect(inOrder(a, a)).toBe(0);
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { packA, packB, simulatedFacts, valued } from '#testing/simulations.ts';
import { dayNumber } from '../obligation/obligation.period.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { burdenSum, countDiffering, obligationDifferences } from './simulation.difference.rules.ts';
import {
  type BurdenTally,
  type Difference,
  type DifferenceKind,
  differenceKinds,
  isRuleKind,
  type SimulationFacts,
  type Window,
} from './simulation.model.ts';
import { simulate } from './simulation.rules.ts';
import { closesOfAct, dueOfAct, type Owed } from './simulation.tally.rules.ts';

const calendar = loadWorkCalendar();
const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const run = (a: RulePack, b: RulePack, facts: SimulationFacts = simulatedFacts) =>
  simulate(a, b, facts, calendar, year, plainDate('2026-04-10'));
const of = (kind: DifferenceKind, { differences }: { readonly differences: readonly Difference[] }) =>
  differences.filter((one) => one.kind === kind);
const { pack: yi } = worldUnder('example-yi-2023');

/** An act that is due on a day and may be done so many days longer. */
const act = (dueOn: string, grace = 0): number => dayNumber(dueOn) * 4096 + grace;
const owed = (
  acts: readonly number[],
  whys: readonly string[] = ['obligation.x'],
  subjectId = 's',
): Owed => ({
  subjectType: 'facility',
  subjectId,
  kind: 'inspection',
  area: 'station',
  acts: [...acts],
  whys: new Set(whys),
});
const side = (...all: readonly (readonly [string, Owed])[]) => ({ owed: new Map(all) });

test('an act is kept with its last day and the day its grace ends', () => {
  expect(dueOfAct(act('2026-01-31', 30))).toBe(dayNumber('2026-01-31'));
  expect(closesOfAct(act('2026-01-31', 30))).toBe(dayNumber('2026-03-02'));
  expect(closesOfAct(act('2026-01-31'))).toBe(dayNumber('2026-01-31'));
});

describe('what falls due for one subject under either pack', () => {
  const differing = (left: Owed | undefined, right: Owed | undefined) => {
    const [a, b] = [
      side(...(left ? [['k', left] as const] : [])),
      side(...(right ? [['k', right] as const] : [])),
    ];
    const found = obligationDifferences(a, b);
    expect(countDiffering(a, b)).toBe(found.length);
    return found.map((one) => [one.a, one.b]);
  };
  const said = (
    count: number,
    onlyOn: readonly string[],
    closesOn: string | null,
    why = ['obligation.x'],
  ) => ({
    count,
    onlyOn,
    closesOn,
    why,
  });
  const [first, second, third] = ['2026-03-31', '2026-06-30', '2026-09-30'] as const;

  test.each<[string, Owed | undefined, Owed | undefined, unknown]>([
    ['the same days and the same grace', owed([act(first, 5)]), owed([act(first, 5)]), []],
    ['only under A', owed([act(first)]), undefined, [[said(1, [first], null), said(0, [], null, [])]]],
    ['only under B', undefined, owed([act(first)]), [[said(0, [], null, []), said(1, [first], null)]]],
    [
      'one day more under B',
      owed([act(first), act(third)]),
      owed([act(first), act(second), act(third)]),
      [[said(2, [], null), said(3, [second], null)]],
    ],
    [
      'one day moved',
      owed([act(first), act(second)]),
      owed([act(first), act(third)]),
      [[said(2, [second], null), said(2, [third], null)]],
    ],
    [
      'twice on a day under A, once under B',
      owed([act(first), act(first)]),
      owed([act(first)]),
      [[said(2, [first], null), said(1, [], null)]],
    ],
    [
      'the same days and another grace for the second: the first end the other has not',
      owed([act(first, 5), act(second, 5)]),
      owed([act(first, 5), act(second, 9)]),
      [[said(2, [], '2026-07-05'), said(2, [], '2026-07-09')]],
    ],
  ])('%s', (_, left, right, expected) => {
    expect(differing(left, right)).toEqual(expected);
  });

  test('each says whom and what it is about, and its reasons in one order', () => {
    const a = side(['k', owed([act(first)], ['obligation.z', 'obligation.a'])]);
    expect(obligationDifferences(a, side())).toMatchObject([
      {
        kind: 'obligations',
        subject: { type: 'facility', id: 's' },
        matter: 'inspection',
        area: 'station',
        a: { why: ['obligation.a', 'obligation.z'] },
        b: { why: [] },
      },
    ]);
  });

  test('each subject is compared with itself alone', () => {
    const a = side(['x', owed([act(first)], ['o'], 'x')], ['y', owed([act(second)], ['o'], 'y')]);
    const b = side(['y', owed([act(second)], ['o'], 'y')], ['x', owed([act(second)], ['o'], 'x')]);
    expect(countDiffering(a, b)).toBe(1);
    expect(obligationDifferences(a, b).map(({ subject }) => subject.id)).toEqual(['x']);
  });
});

test('the burden of a contractor is what all his months ask for together, and nobody else’s', () => {
  const month = (contractorId: string, on: string, factor: number): BurdenTally => ({
    contractorId,
    month: on,
    reports: factor,
    fields: 10 * factor,
    attachments: 2 * factor,
    signatures: 3 * factor,
    visits: 4 * factor,
  });
  const all = [month('c', '2026-01', 1), month('d', '2026-01', 100), month('c', '2026-02', 2)];
  expect(burdenSum(all, 'c')).toEqual({ reports: 3, fields: 30, attachments: 6, signatures: 9, visits: 12 });
  expect(burdenSum(all, 'nobody')).toEqual({
    reports: 0,
    fields: 0,
    attachments: 0,
    signatures: 0,
    visits: 0,
  });
});

describe('the list', () => {
  test('what the rules say comes before what comes of it; within a kind by subject, matter and area', () => {
    const { differences } = run(packA, packB);
    const keys = differences.map(({ kind, subject, ...one }) => [
      differenceKinds.indexOf(kind),
      subject.type,
      subject.id,
      'matter' in one ? one.matter : '',
      'area' in one ? (one.area ?? '') : '',
    ]);
    for (const [at, key] of keys.entries()) {
      const next = keys[at + 1];
      if (!next) break;
      const place = key.findIndex((part, index) => part !== next[index]);
      expect(place).toBeGreaterThanOrEqual(0);
      expect((key[place] ?? 0) < (next[place] ?? 0), `${key} before ${next}`).toBe(true);
    }
  });

  test('it says which kinds are about the rules themselves', () => {
    expect(differenceKinds.filter(isRuleKind)).toEqual([
      'rule',
      'item',
      'term',
      'ladder',
      'trigger',
      'condition',
    ]);
  });

  test('a point of the ladder that is reached on one side only is cited with its rung, the other side by its days', () => {
    expect(of('rung', run(packA, packB))).toEqual([
      {
        kind: 'rung',
        subject: { type: 'rectification', id: 'rectification-1' },
        a: { overdueDays: 0, step: null, why: ['period.serious'] },
        b: { overdueDays: 3, step: 'second', why: ['period.serious', 'rung.second'] },
      },
    ]);
  });
});

describe('caps and floors of a project', () => {
  const [share] = packA.money.areaCaps;
  const each = yi.money.areaCaps.find(({ perUnitFen }) => perUnitFen);
  const floor = yi.money.areaFloors[0];
  if (!share?.share || !each?.perUnitFen || !floor) throw new Error('the packs have them');
  const money = (over: Partial<RulePack['money']>): RulePack => ({
    ...packA,
    money: { ...packA.money, areaCaps: [], areaFloors: [], ...over },
  });
  const station = { area: 'station' as const, name: each.name };
  const byShare = (id: string, value: number) => ({
    id,
    ...station,
    share: valued(share.share ?? floor.share, value),
  });
  const byPlace = (id: string, fen: number) => ({
    id,
    ...station,
    perUnitFen: valued(each.perUnitFen ?? floor.share, fen),
  });
  const cap = (limitFen: number | null, ...why: readonly string[]) => ({ limitFen, why });

  // Central money of 15,000,000 yuan and ten stations.
  test.each<[string, RulePack['money']['areaCaps'], RulePack['money']['areaCaps'], object | null]>([
    ['none on either side', [], [], null],
    ['the same limit under another name', [byShare('x', 0.1)], [byPlace('y', 15_000_000)], null],
    ['only under B', [], [byShare('x', 0.1)], { a: cap(null), b: cap(150_000_000, 'cap.x') }],
    ['only under A', [byShare('x', 0.1)], [], { a: cap(150_000_000, 'cap.x'), b: cap(null) }],
    [
      'of two the lower binds, whichever is named first',
      [byShare('x', 0.1), byPlace('y', 10_000_000)],
      [byPlace('y', 10_000_001), byShare('z', 0.1)],
      { a: cap(100_000_000, 'cap.y'), b: cap(100_000_010, 'cap.y') },
    ],
    [
      'of two alike the first by its id is cited',
      [byPlace('z', 15_000_000), byShare('y', 0.1)],
      [byShare('x', 0.2)],
      { a: cap(150_000_000, 'cap.y'), b: cap(300_000_000, 'cap.x') },
    ],
  ])('%s', (_, left, right, expected) => {
    expect(of('cap', run(money({ areaCaps: left }), money({ areaCaps: right })))).toEqual(
      expected
        ? [{ kind: 'cap', subject: { type: 'programme', id: 'programme' }, area: 'station', ...expected }]
        : [],
    );
  });

  test('of two floors the higher binds, and each area is compared by itself', () => {
    const at = (id: string, area: 'station' | 'training', value: number) => ({
      ...floor,
      id,
      area,
      share: valued(floor.share, value),
    });
    const left = money({
      areaFloors: [at('x', 'station', 0.2), at('y', 'station', 0.3), at('t', 'training', 0.1)],
    });
    const right = money({
      areaFloors: [at('y', 'station', 0.25), at('z', 'station', 0.1), at('t', 'training', 0.1)],
    });
    expect(of('floor', run(left, right))).toEqual([
      {
        kind: 'floor',
        subject: { type: 'programme', id: 'programme' },
        area: 'station',
        a: { floorFen: 450_000_000, why: ['floor.y'] },
        b: { floorFen: 375_000_000, why: ['floor.y'] },
      },
    ]);
    expect(of('floor', run(left, left))).toEqual([]);
  });

  test('what is contracted and paid in an area stands beside its limit, by the budget of each contract', () => {
    const { a } = run(
      money({ areaCaps: [byShare('x', 0.1)], areaFloors: [{ ...floor, area: 'station' }] }),
      packA,
    );
    const inArea = {
      projectId: 'programme',
      area: 'station',
      contractedFen: 200_000_000,
      paidFen: 60_000_000,
    };
    expect(a.caps).toEqual([{ id: 'x', limitFen: 150_000_000, ...inArea }]);
    expect(a.floors).toEqual([{ id: 'products-share', floorFen: 750_000_000, ...inArea }]);
  });

  test('two projects are listed and compared each by itself', () => {
    const [project] = simulatedFacts.projects;
    if (!project) throw new Error('a project');
    const projects = [
      { ...project, id: 'q', centralFen: 100_000_000, facilities: {} },
      { ...project, id: 'p' },
    ];
    const result = run(
      money({ areaCaps: [byShare('x', 0.1)] }),
      money({ areaCaps: [byPlace('y', 15_000_000)] }),
      {
        ...simulatedFacts,
        projects,
      },
    );
    expect(result.a.caps.map(({ projectId, limitFen }) => [projectId, limitFen])).toEqual([
      ['p', 150_000_000],
      ['q', 10_000_000],
    ]);
    // Nobody built a station in the second: by the place it gets nothing.
    expect(of('cap', result)).toMatchObject([
      { subject: { id: 'q' }, a: cap(10_000_000, 'cap.x'), b: cap(0, 'cap.y') },
    ]);
  });
});

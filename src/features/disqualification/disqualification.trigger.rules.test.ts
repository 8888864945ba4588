import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { ContractorFacts } from './disqualification.model.ts';
import { countedSince, groundsOn, layOut } from './disqualification.trigger.rules.ts';

const { pack } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: bing } = worldUnder('example-bing-2024');
const finding = (n: number, over: Partial<ContractorFacts['findings'][number]> = {}) => ({
  id: `f${n}`,
  number: `问${n}`,
  fact: '设备闲置',
  place: '示例村',
  foundOn: '2026-04-10',
  severity: 'ordinary' as const,
  clauseId: 'tongcheng-2021:1.5',
  repeat: false,
  dueOn: '2026-05-06',
  reportedOn: null,
  closedOn: null,
  rectification: 'ordered' as const,
  ...over,
});
describe('what is counted', () => {
  test('the months before the day, in the order of the days and numbers, each with why it was late', () => {
    expect(countedSince(pack, plainDate('2026-06-01')).toString()).toBe('2025-06-01');
    expect(countedSince(jia, plainDate('2026-06-01')).toString()).toBe('2025-12-01');
    const found = layOut(
      {
        findings: [
          finding(3, { foundOn: '2026-05-01' }),
          finding(2),
          finding(1),
          finding(4, { foundOn: '2026-06-01', rectification: null, dueOn: null }),
          finding(5, { foundOn: '2026-06-02' }),
          finding(6, { reportedOn: '2026-05-07', foundOn: '2026-05-02' }),
        ],
        contracts: [],
      },
      pack,
      plainDate('2026-06-01'),
    );
    expect(found.findings.map(({ id, late }) => [id, late])).toEqual([
      ['f1', 'overdue'],
      ['f2', 'overdue'],
      ['f3', 'overdue'],
      ['f6', 'reported-late'],
      ['f4', null],
    ]);
    expect(found).toMatchObject({
      asOf: '2026-06-01',
      sinceOn: '2025-06-01',
      months: 12,
      counted: 5,
      late: 4,
      needCounted: 3,
      needLate: 2,
    });
  });

  const line = (over: object = {}) => ({
    startOn: '2026-01-01',
    finishOn: '2026-04-10',
    budgetFen: 100,
    target: 10,
    total: 5,
    ...over,
  });
  test.each<[string, ReturnType<typeof line>[], string, number, number]>([
    // A hundred days: on the fiftieth the plan has half.
    ['half of the days', [line()], '2026-02-19', 0.5, 0.5],
    ['before the first', [line()], '2025-12-31', 0, 0.5],
    ['on the first', [line()], '2026-01-01', 0.01, 0.5],
    ['on the last', [line()], '2026-04-10', 1, 0.5],
    ['long after', [line()], '2026-12-31', 1, 0.5],
    [
      'more than the whole counts as the whole',
      [line({ total: 15 }), line({ total: 0 })],
      '2026-04-10',
      1,
      0.5,
    ],
    [
      'without budgets lines weigh alike',
      [line({ budgetFen: 0 }), line({ budgetFen: 0, total: 10 })],
      '2026-04-10',
      1,
      0.75,
    ],
    [
      'the dearer line weighs more',
      [line({ total: 0, budgetFen: 300 }), line({ total: 10 })],
      '2026-04-10',
      1,
      0.25,
    ],
    ['nothing to do, nothing planned or reached', [], '2026-04-10', 0, 0],
    ['cut to the hundredth of a per cent', [line({ total: 1, target: 3 })], '2026-04-10', 1, 0.3333],
  ])('progress: %s', (_, lines, on, planned, reached) => {
    const contracts = [{ agreementId: 'a', number: 'DS-01', name: '一标段', lines }];
    expect(layOut({ findings: [], contracts }, jia, plainDate(on)).progress).toEqual([
      { agreementId: 'a', number: 'DS-01', name: '一标段', planned, reached },
    ]);
  });

  test('one contract below its share is enough, and the share is the regime’s', () => {
    const contracts = [2.9, 10].map((total, n) => ({
      agreementId: `a${n}`,
      number: '',
      name: '',
      lines: [line({ total })],
    }));
    const on = plainDate('2026-04-10');
    const grounds = (of: RulePack) =>
      groundsOn(layOut({ findings: [], contracts }, of, on), of, on).filter(
        ({ kind }) => kind === 'progress-below',
      );
    expect(grounds(jia)).toMatchObject([{ id: 'far-behind', share: 0.3, open: true }]);
    expect(grounds(bing)).toMatchObject([{ id: 'far-behind', share: 0.4, open: true }]);
    const just = contracts.map((contract) => ({ ...contract, lines: [line({ total: 3 })] }));
    expect(groundsOn(layOut({ findings: [], contracts: just }, jia, on), jia, on)).toMatchObject([
      { kind: 'repeated-unrectified', open: false },
      { kind: 'progress-below', open: false },
      { kind: 'stated', open: true },
    ]);
  });
});

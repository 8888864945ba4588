import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { carried, scaleChanges } from './score.carry.rules.ts';
import { scoringIn } from './score.cases.ts';
import type { Score, ScoreState } from './score.model.ts';
import { compute, confirm, open, scaleOf, withdraw } from './score.record.rules.ts';

const file = 'score.record.rules.ts';
const period = { fromOn: '2024-01-01', toOn: '2024-03-31' };
const scoreOf = (over: Partial<Score> = {}): Score => ({
  id: 's',
  version: 1,
  agreementId: 'a',
  contractorId: 'c',
  ...period,
  state: 'computed',
  openedBy: 'chen',
  openedOn: '2024-01-02',
  computation: 1,
  computedBy: 'chen',
  confirmedBy: null,
  confirmedAt: null,
  confirmedComputation: null,
  ...over,
});

export const recordFamilies: readonly Family[] = [
  {
    id: 'score.confirmation',
    name: said('考核期与确认', 'The period and its confirmation'),
    does: said(
      '考核期在合同期内、互不重叠；期满后一人计算、另一人按同样的事实确认；已确认的重算须说明原因。',
      'Periods lie within the contract and do not overlap; after the end one computes and another confirms on the same facts; what is confirmed is computed again only with a reason.',
    ),
    carries: [],
    duties: ['D11', 'D13'],
    functions: [`${file}#scaleOf`, `${file}#open`, `${file}#compute`, `${file}#confirm`, `${file}#withdraw`],
    cases: [
      ...casesTold<null, string | null>(
        ({ pack }) => codeOf(scaleOf(pack)),
        [
          [
            tongcheng,
            null,
            'score.no-scale',
            '制度没有评分 → 不评分，只有三项结论',
            'A regime without a scale → nobody is scored, the three verdicts stand',
          ],
          [jia, null, null, '制度有评分 → 评分', 'A regime with a scale → scored'],
        ],
      ),
      ...casesTold<
        { readonly from?: string; readonly other?: string; readonly areas?: readonly string[] },
        string | null
      >(
        ({ pack }, { from = '2024-01-01', other, areas = ['station'] }) =>
          codeOf(
            open(
              pack,
              scoringIn(pack),
              { fromOn: from, toOn: '2024-03-31' },
              { signedOn: '2023-12-01', areas },
              other === undefined ? [] : [{ fromOn: other, toOn: other, state: 'confirmed' }],
            ),
          ),
        [
          [
            jia,
            {},
            null,
            '合同2023-12-01签订，考核期2024年一季度 → 可以',
            'A contract of 2023-12-01, the first quarter of 2024 → granted',
          ],
          [
            jia,
            { from: '2023-11-30' },
            'score.before-contract',
            '考核期早于签约 → 不可',
            'A period before the contract → refused',
          ],
          [
            jia,
            { other: '2024-03-31' },
            'score.period-overlaps',
            '与另一考核期重叠一天 → 不可',
            'It overlaps another by a day → refused',
          ],
          [
            jia,
            { areas: [] },
            'score.area-without-weight',
            '合同的内容没有权重 → 不可',
            'No area of the contract has a weight → refused',
          ],
        ],
      ),
      ...casesTold<
        { readonly state: ScoreState; readonly today: string; readonly reason?: string },
        string | null
      >(
        (_, { state, today, reason }) => codeOf(compute(scoreOf({ state }), reason, plainDate(today))),
        [
          [
            jia,
            { state: 'open', today: '2024-02-15' },
            null,
            '期中计算 → 可以（只作参考）',
            'Computed while it runs → granted, as a look',
          ],
          [
            jia,
            { state: 'open', today: '2023-12-31' },
            'score.period-not-begun',
            '期前计算 → 不可',
            'Computed before it begins → refused',
          ],
          [
            jia,
            { state: 'confirmed', today: '2024-05-01' },
            'score.reason-required',
            '已确认而无原因重算 → 不可',
            'Confirmed, and again without a reason → refused',
          ],
        ],
      ),
      ...casesTold<{ readonly by?: string; readonly today?: string; readonly same?: false }, string | null>(
        ({ pack }, { by = 'liu', today = '2024-04-01', same = true }) =>
          codeOf(confirm(scoreOf(), { personId: by, today: plainDate(today), factsAsComputed: same }, pack)),
        [
          [
            jia,
            {},
            null,
            '陈计算，刘于期满次日确认 → 可以',
            'Chen computes, Liu confirms the day after the end → granted',
          ],
          [
            jia,
            { by: 'chen' },
            'score.four-eyes',
            '陈计算，陈确认 → 不可',
            'Chen computes and confirms → refused',
          ],
          [
            jia,
            { today: '2024-03-31' },
            'score.period-running',
            '期末当日确认 → 不可',
            'Confirmed on the last day → refused',
          ],
          [
            jia,
            { same: false },
            'score.facts-changed',
            '计算后事实有变 → 不可：先重算',
            'The facts have changed since → refused: computed first',
          ],
        ],
      ),
      ...casesTold<number | null, string | null>(
        (_, confirmedComputation) => codeOf(withdraw(scoreOf({ confirmedComputation }))),
        [
          [
            jia,
            null,
            null,
            '误开的考核期，从未确认 → 可撤回',
            'Opened by mistake, never confirmed → withdrawn',
          ],
          [jia, 1, 'score.wrong-state', '曾经确认过 → 不可撤回', 'Once confirmed → refused'],
        ],
      ),
    ],
  },
  {
    id: 'score.carry',
    name: said('换标准时的分数', 'Scores when the scale changes'),
    does: said(
      '启用新版而评分标准变化的，已确认的分数按选定办法处理：超出按满分、按比例折算，或重新评分。',
      'Where a new version has another scale, a confirmed score is cut at the new maximum, converted in proportion, or scored anew, as was chosen.',
    ),
    carries: [],
    duties: ['D32'],
    functions: ['score.carry.rules.ts#carried', 'score.carry.rules.ts#scaleChanges'],
    cases: [
      ...casesTold<
        { readonly points: number; readonly base: number; readonly how: 'clamp' | 'rescale' | 'anew' },
        readonly [number, string] | null
      >(
        ({ pack }, { points, base, how }) => {
          const found = carried(
            { hundredths: points * 100, base },
            scoringIn(pack),
            how,
            plainDate('2024-01-01'),
          );
          return found && [found.totalHundredths / 100, found.band];
        },
        [
          [
            jia,
            { points: 112, base: 120, how: 'clamp' },
            [110, 'exemplary'],
            '旧标准120分满、112分，新标准最高110分，超出按满分 → 110分',
            '112 of 120, the new maximum 110, cut → 110',
          ],
          [
            jia,
            { points: 45.3, base: 50, how: 'rescale' },
            [90.5, 'exemplary'],
            '旧标准50分满、45.3分，按比例折算到0.5 → 90.5分',
            '45.3 of 50, converted to the half → 90.5',
          ],
          [
            jia,
            { points: 45.3, base: 50, how: 'anew' },
            null,
            '重新评分 → 旧分数不再作数',
            'Scored anew → the old score counts no more',
          ],
          [
            yi,
            { points: 84.95, base: 100, how: 'clamp' },
            [84.95, 'middling'],
            '84.95分，新标准85分为好 → 仍84.95分，中',
            '84.95, the best band from 85 → 84.95, middling',
          ],
        ],
      ),
      ...casesTold<number | null, boolean>(
        ({ pack }, base) =>
          scaleChanges(
            pack,
            base === null || !pack.scoring
              ? pack
              : {
                  ...pack,
                  scoring: {
                    ...pack.scoring,
                    base: { values: [{ from: pack.inForceFrom, value: base, basis: [] }] },
                  },
                },
            plainDate('2024-01-01'),
          ),
        [
          [jia, null, false, '新版评分标准不变 → 不必选择', 'The scale is the same → nothing to choose'],
          [jia, 50, true, '新版基础分改为50 → 须选择', 'The new base is 50 → a choice is asked'],
          [tongcheng, 50, false, '制度没有评分 → 不必选择', 'A regime without a scale → nothing to choose'],
        ],
      ),
    ],
    properties: [
      {
        title: 'property: carrying over keeps the order of two totals and never exceeds the new maximum',
        file: 'src/features/activation/activation.rules.test.ts',
      },
    ],
  },
];

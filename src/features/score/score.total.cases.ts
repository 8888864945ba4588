import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { asOf, factsOf, lostPoints, period, scaleIn, totals } from './score.cases.ts';
import type { ScoreFacts } from './score.model.ts';
import { judgedOn, lateReportLosses, unrectifiedLosses } from './score.points.rules.ts';
import { bandOf, verdictsOf } from './score.rules.ts';

const file = 'score.rules.ts';
const points = 'score.points.rules.ts';
const scoreTest = 'src/features/score/score.rules.test.ts';
type Reported = ScoreFacts['reports'][number];
const report = (dueOn: string, submittedOn: string | null): Reported => ({
  obligationId: dueOn,
  clause: '-',
  period: dueOn.slice(0, 7),
  dueOn,
  reportId: null,
  submittedOn,
});
type Rectified = ScoreFacts['rectifications'][number];
const rectified = (id: string, over: Partial<Rectified> = {}): Rectified => ({
  id,
  findingId: id,
  findingNumber: `问〔2024〕1-${id}`,
  clause: '-',
  area: 'station',
  subject: 's1',
  dueOn: '2024-02-20',
  state: 'ordered',
  reportedOn: null,
  inspectionId: 'i',
  inspectionNumber: '检〔2024〕1',
  evidence: [],
  ...over,
});

export const totalFamilies: readonly Family[] = [
  {
    id: 'score.veto',
    name: said('一票否决', 'The veto'),
    does: said(
      '否决要点不符合的，总分降入最低一档。',
      'A veto item that fails puts the total in the lowest band.',
    ),
    carries: ['scoring.items.*.veto'],
    duties: ['D15'],
    functions: [`${file}#scoreOf`],
    cases: totals([
      [
        jia,
        ['funds'],
        [['funds.use', 'fails']],
        59.5,
        'failing',
        '“违规使用”不符合，其余未扣 → 59.5分，不合格',
        '“Use against the rules” fails, nothing else → 59.5, failing',
      ],
      [
        jia,
        ['funds'],
        [['funds.use', 'partly']],
        66.5,
        'fair',
        '“违规使用”部分符合 → 不否决，只扣该项：66.5分',
        '“Use against the rules” partly → no veto, its own points lost: 66.5',
      ],
    ]),
  },
  {
    id: 'score.rounding',
    name: said('取整', 'Rounding'),
    does: said(
      '各项以分数计算，只对总分取整：按规定的档距，四舍五入、五成双或舍去。',
      'Everything is computed in fractions and the total alone is rounded, to the county’s step: half up, half to even, or down.',
    ),
    carries: ['scoring.step', 'scoring.rounding'],
    functions: [`${file}#scoreOf`],
    cases: totals([
      [
        jia,
        ['station', 'training'],
        [['station.sign', 'fails']],
        88.5,
        'advanced',
        '扣4×20/7＝11.43分 → 88.57取到0.5：88.5分',
        '4 times 20/7 lost, 11.43 → 88.57 to the half: 88.5',
      ],
      [
        jia,
        ['station'],
        [
          ['station.progress', 'fails', 's1'],
          ['station.progress', 'conforms', 's2'],
          ['station.progress', 'conforms', 's3'],
        ],
        93.5,
        'exemplary',
        '扣20/3分 → 93.33取到0.5：93.5分',
        '20/3 lost → 93.33 to the half: 93.5',
      ],
    ]),
    properties: [
      {
        title:
          '0 ≤ total ≤ base + the most an extra may give, on the grid, and the losses explain it exactly',
        file: scoreTest,
      },
      { title: 'a better result never lowers the total', file: scoreTest },
      { title: 'the order in which facts arrive changes nothing', file: scoreTest },
    ],
  },
  {
    id: 'score.bands',
    name: said('档次', 'Grade bands'),
    does: said(
      '总分达到哪一档的起点，就在哪一档。',
      'The first band, best first, whose beginning the total reaches.',
    ),
    carries: ['scoring.bands.*.least'],
    functions: [`${file}#bandOf`],
    cases: casesOf<number, string>(
      ({ pack }, total) => {
        const { bands } = scaleIn(pack);
        const id = bandOf({ bands }, total * 100);
        return bands.find((band) => band.id === id)?.name.zh ?? '';
      },
      (total, then) => said(`总分${total} → ${then}`, `A total of ${total} → ${then}`),
      [
        [jia, 90, '模范'],
        [jia, 89.5, '先进'],
        [jia, 59.5, '不合格'],
        [yi, 85, '好'],
        [yi, 84.9, '中'],
        [yi, 0, '差'],
      ],
    ),
  },
  {
    id: 'score.unrectified',
    name: said('未及时整改扣分', 'Points for what was not rectified in time'),
    does: said(
      '期内到期而未整改、或逾期才报告的，每件扣规定的分，合计有上限。',
      'Each item overdue at the end, or answered late within the period, takes its points, up to the county’s most.',
    ),
    carries: ['scoring.unrectified.perItem', 'scoring.unrectified.max', 'scoring.unrectified'],
    duties: ['D09'],
    functions: [`${points}#unrectifiedLosses`, `${points}#judgedOn`],
    cases: [
      ...casesTold<readonly Rectified[], readonly string[]>(
        ({ pack }, rectifications) =>
          lostPoints(
            unrectifiedLosses(scaleIn(pack), factsOf(['station'], [], { rectifications }), period, asOf),
          ),
        [
          [
            yi,
            [rectified('1')],
            ['5'],
            '2024-02-20到期，季末仍未报告 → 扣5分',
            'Due on 2024-02-20, not reported by the end of the quarter → 5 lost',
          ],
          [
            yi,
            [rectified('1', { state: 'closed', reportedOn: '2024-02-21' })],
            ['5'],
            '逾期一天才报告，后已销号 → 扣5分',
            'Reported a day late, closed since → 5 lost',
          ],
          [
            yi,
            [rectified('1', { state: 'closed', reportedOn: '2024-02-20' })],
            [],
            '按期报告 → 不扣',
            'Reported in time → nothing lost',
          ],
          [
            yi,
            ['1', '2', '3', '4', '5', '6', '7'].map((id) => rectified(id)),
            ['5', '5', '5', '5', '5', '5', '0'],
            '七件未整改，上限30分 → 扣30分',
            'Seven of them, 30 at most → 30 lost',
          ],
          [
            jia,
            [rectified('1')],
            [],
            '制度未规定扣分 → 不扣',
            'The regime names no points for it → nothing lost',
          ],
        ],
      ),
      ...casesOf<string, string>(
        (_, today) => judgedOn(period, plainDate(today)),
        (today, then) =>
          said(
            `考核期2024-01-01至2024-03-31，${today}计算 → 以${then}的情形为准`,
            `Scored on ${today}, for 2024-01-01 to 2024-03-31 → as things stood on ${then}`,
          ),
        [
          [yi, '2024-02-15', '2024-02-15'],
          [yi, '2024-04-15', '2024-03-31'],
        ],
      ),
    ],
  },
  {
    id: 'score.late-reports',
    name: said('月报迟报扣分', 'Points for late reports'),
    does: said(
      '月报迟于规定日数的，每次扣规定的分。',
      'Each monthly report that comes later than the county allows takes its points.',
    ),
    carries: ['reports.lateAfterDays', 'reports.latePenaltyPoints'],
    duties: ['D03'],
    functions: [`${points}#lateReportLosses`],
    cases: casesTold<readonly Reported[], readonly string[]>(
      ({ pack, calendar }, reports) =>
        lostPoints(lateReportLosses(pack, factsOf(['station'], [], { reports }), period, asOf, calendar)),
      [
        [
          jia,
          [report('2024-03-08', '2024-03-08')],
          [],
          '2024-03-08截止，当日报送 → 不扣',
          'Due on 2024-03-08, in that day → nothing lost',
        ],
        [
          jia,
          [report('2024-03-11', '2024-03-14')],
          [],
          '2024-03-11（周一）截止，迟三个工作日 → 不扣',
          'Due on Monday 2024-03-11, three working days late → nothing lost',
        ],
        [
          jia,
          [report('2024-03-11', '2024-03-15')],
          ['1'],
          '迟四个工作日 → 扣1分',
          'Four working days late → 1 lost',
        ],
        [
          jia,
          [report('2024-02-08', null), report('2024-03-08', null)],
          ['1', '1'],
          '两个月未报 → 扣2分',
          'Two months not reported → 2 lost',
        ],
        [
          tongcheng,
          [report('2024-03-05', null)],
          [],
          '制度未规定扣分 → 不扣',
          'The regime names no points for it → nothing lost',
        ],
      ],
    ),
  },
  {
    id: 'score.newest',
    name: said('以最近一次检查为准', 'The newest inspection counts'),
    does: said(
      '每一处每一要点以期内最近一次结果为准：整改好的，下次检查即复原；没有检查的不扣分，另列明。',
      'The newest result of each item at each place counts, so what was put right is whole again; what nobody looked at costs nothing and is listed.',
    ),
    carries: [],
    duties: ['D10'],
    functions: [`${points}#newestPerPlace`, `${file}#scoreOf`],
    cases: totals([
      [
        jia,
        ['station'],
        [
          ['station.sign', 'fails', 's1', '2024-01-10'],
          ['station.sign', 'conforms', 's1', '2024-03-10'],
        ],
        100,
        'exemplary',
        '1月不符合，3月已符合 → 不扣，100分',
        'Failing in January, conforming in March → 100',
      ],
      [
        jia,
        ['station'],
        [
          ['station.sign', 'conforms', 's1', '2024-01-10'],
          ['station.sign', 'fails', 's1', '2024-03-10'],
        ],
        84,
        'advanced',
        '1月符合，3月不符合 → 扣16分，84分',
        'Conforming in January, failing in March → 84',
      ],
      [
        jia,
        ['station'],
        [],
        100,
        'exemplary',
        '期内没有检查 → 不扣，100分（未检查的要点列明）',
        'No inspection in the period → 100, with what was not looked at listed',
      ],
    ]),
  },
  {
    id: 'score.verdicts-apart',
    name: said('分数与三项结论分开', 'The score and the three verdicts apart'),
    does: said(
      '三项标准各以每处最近的结论计，取其中最差的；不与分数混同。',
      'Each standard by the newest verdict at each place, the worst speaking for all; never mixed with the points.',
    ),
    carries: [],
    duties: ['D29', 'D30', 'D31'],
    functions: [`${file}#verdictsOf`],
    cases: casesTold<
      readonly (readonly [place: string, verdict: 'met' | 'partly' | 'not-met', on: string])[],
      string | null | undefined
    >(
      ({ pack }, said) =>
        verdictsOf(
          pack,
          {
            ...factsOf(['station'], []),
            verdicts: said.map(([subjectId, verdict, on], at) => ({
              inspectionId: `i${at}`,
              inspectionNumber: `检${at}`,
              subjectId,
              subject: subjectId,
              standard: 'operation',
              verdict,
              on,
            })),
          },
          period,
        ).find(({ standard }) => standard === 'operation')?.verdict,
      [
        [
          jia,
          [
            ['s1', 'met', '2024-01-10'],
            ['s2', 'not-met', '2024-02-10'],
          ],
          'not-met',
          '两站，一站运营“未达到” → 运营标准未达到',
          'Two stations, one not met → operation not met',
        ],
        [
          jia,
          [
            ['s1', 'not-met', '2024-01-10'],
            ['s1', 'met', '2024-02-10'],
          ],
          'met',
          '同一站1月“未达到”、2月“达到” → 达到',
          'One station, not met in January, met in February → met',
        ],
        [jia, [], null, '期内没有结论 → 无', 'No verdict in the period → none'],
      ],
    ),
  },
];

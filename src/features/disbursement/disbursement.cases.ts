import { ratio } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, type Family, type RuleCase, said } from '../regime/regime.family.model.ts';
import type { GateConditionId } from '../regime/regime.model.ts';
import { inspectionsSince } from './disbursement.grounds.rules.ts';
import { hasCondition, percentOf } from './disbursement.measure.rules.ts';
import type { GateFacts } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';

const file = 'disbursement.rules.ts';
const grounds = 'disbursement.grounds.rules.ts';
const measure = 'disbursement.measure.rules.ts';
export type Line = GateFacts['lines'][number];
export const lineOf = (over: Partial<Line> = {}): Line => ({
  lineKey: 'stations',
  content: '站点',
  unit: '个',
  target: '100.0000',
  total: '100.0000',
  budgetFen: 100_000_000,
  startOn: '2025-01-01',
  finishOn: '2026-12-31',
  ...over,
});
/** Nothing stands in the way: an instalment of 1,000,000 yuan of a contract of 3,000,000 for stations, on 10 April 2026. */
export const clean: GateFacts = {
  instalment: {
    id: 'i',
    amountFen: 100_000_000,
    plannedOn: '2026-04-01',
    requiredProgress: 50,
    payment: null,
  },
  agreement: { id: 'a', number: 'DS-01', amountFen: 300_000_000, terminated: false, paidFen: 0 },
  project: { moneyFen: 10_000_000_000, promisedFen: 300_000_000, paidFen: 0 },
  centralFen: 1_000_000_000,
  lines: [lineOf()],
  contracts: [{ agreementId: 'a', paidFen: 0, areas: [{ area: 'station', budgetFen: 100_000_000 }] }],
  facilities: { station: 100 },
  score: null,
  scorePending: null,
  reports: [],
  rectifications: [],
  serious: [],
  inspections: [],
  verdicts: [],
};
export const asOf = plainDate('2026-04-10');
export type Change = Partial<GateFacts>;
export type Row = readonly [under: string, change: Change, then: boolean, zh: string, en: string];
/** Whether a condition is met, nothing else standing in the way. */
export const met = (id: GateConditionId, rows: readonly Row[]): readonly RuleCase[] =>
  casesTold<Change, boolean | undefined>(
    ({ pack }, change) =>
      evaluateGate(pack, { ...clean, ...change }, asOf).conditions.find((one) => one.id === id)?.met,
    rows,
  );
export const reportOf = (state: GateFacts['reports'][number]['state']): Change => ({
  reports: [{ obligationId: 'o', period: '2026-03', dueOn: '2026-04-05', reportId: 'r', state }],
});
export const letterOf = (
  dueOn: string,
  state: GateFacts['rectifications'][number]['state'],
  reportedOn: string | null = null,
): Change => ({
  rectifications: [
    { id: 'z', letterId: 'b', label: '隽电商办督〔2026〕1号', dueOn, state, reportedOn, verifiedOn: null },
  ],
});
export const seriousOf = (state: GateFacts['serious'][number]['state']): Change => ({
  serious: [{ id: 'f', number: '问〔2026〕1-1', state }],
});
const inspectionOf = (dueOn: string, closesOn: string, fulfilledOn: string | null): Change => ({
  inspections: [
    { obligationId: 'o', subject: '示例村站', period: dueOn.slice(0, 7), dueOn, closesOn, fulfilledOn },
  ],
});
const verdictOf = (verdict: GateFacts['verdicts'][number]['verdict']): Change => ({
  verdicts: [
    {
      inspectionId: 'n',
      inspectionNumber: '检〔2026〕1',
      subject: '示例村站',
      standard: 'operation',
      verdict,
      on: '2026-03-30',
    },
  ],
});
const scoreOf = (totalHundredths: number, band: string): Change => ({
  score: { id: 's', label: '2026年一季度', totalHundredths, base: 100, band, bandName: said(band, band) },
});
export const carries = (id: GateConditionId): readonly string[] => [`gate.conditions.${id}.class`];

export const gateFamilies: readonly Family[] = [
  {
    id: 'gate.reports-complete',
    name: said('拨付条件：月报齐全', 'Condition: monthly reports in'),
    does: said(
      '已到期的月报都已受理；更正中的视为已受理过。',
      'Every report that has fallen due is accepted; one under correction was accepted before.',
    ),
    carries: carries('reports-complete'),
    duties: ['D03', 'D11'],
    functions: [`${grounds}#reportsComplete`, `${file}#evaluateGate`],
    cases: met('reports-complete', [
      [tongcheng, reportOf('accepted'), true, '3月月报已受理 → 满足', 'The report for March accepted → met'],
      [tongcheng, reportOf('correcting'), true, '3月月报更正中 → 满足', 'Under correction → met'],
      [
        tongcheng,
        reportOf('submitted'),
        false,
        '3月月报已报、未受理 → 不满足',
        'Handed in and not accepted → not met',
      ],
      [tongcheng, reportOf(null), false, '3月月报未报 → 不满足', 'Not handed in → not met'],
    ]),
  },
  {
    id: 'gate.no-overdue-letter',
    name: said('拨付条件：无逾期整改', 'Condition: no letter item overdue'),
    does: said(
      '没有过了期限而未销号的督办事项。',
      'No item of a letter is past its deadline and not closed.',
    ),
    carries: carries('no-overdue-letter'),
    duties: ['D09', 'D11'],
    functions: [`${file}#evaluateGate`, `${grounds}#noOverdueLetter`],
    cases: met('no-overdue-letter', [
      [
        tongcheng,
        letterOf('2026-04-10', 'ordered'),
        true,
        '2026-04-10到期，当日 → 满足',
        'Due on 2026-04-10, that day → met',
      ],
      [
        tongcheng,
        letterOf('2026-04-09', 'ordered'),
        false,
        '2026-04-09到期未销号 → 不满足',
        'Due on 2026-04-09 and open → not met',
      ],
      [tongcheng, letterOf('2026-04-09', 'closed'), true, '已销号 → 满足', 'Closed → met'],
      [
        tongcheng,
        letterOf('2026-03-10', 'verified', '2026-03-08'),
        true,
        '按期报告、复查通过，一个月未销号 → 满足',
        'Reported in time and verified, not closed for a month → met',
      ],
      [
        tongcheng,
        letterOf('2026-03-10', 'reported', '2026-03-12'),
        false,
        '逾期2日报告、待复查 → 不满足',
        'Reported 2 days late, awaits re-inspection → not met',
      ],
    ]),
  },
  {
    id: 'gate.no-open-serious',
    name: said('拨付条件：无未销号的重大问题', 'Condition: no serious finding open'),
    does: said(
      '重大问题销号或当场整改之前，不满足。',
      'A serious finding counts until it is closed or put right on the spot.',
    ),
    carries: carries('no-open-serious'),
    duties: ['D10', 'D11'],
    functions: [`${file}#evaluateGate`, `${grounds}#noOpenSerious`],
    cases: met('no-open-serious', [
      [tongcheng, seriousOf('rectifying'), false, '重大问题整改中 → 不满足', 'Being rectified → not met'],
      [tongcheng, seriousOf('raised'), false, '重大问题刚提出 → 不满足', 'Just raised → not met'],
      [tongcheng, seriousOf('put-right'), true, '当场整改 → 满足', 'Put right on the spot → met'],
      [tongcheng, seriousOf('closed'), true, '已销号 → 满足', 'Closed → met'],
    ]),
  },
  {
    id: 'gate.inspections-done',
    name: said('拨付条件：应做的检查已做', 'Condition: inspections done'),
    does: said(
      '规定的回溯期内到期的检查都在宽限内完成；漏检不因补做而满足，只有免除的不计。',
      'Every inspection due within the look-back was done within its grace; missed stays missed, only a waiver undoes it.',
    ),
    carries: [...carries('inspections-done'), 'gate.inspectionsWithinMonths'],
    duties: ['D06', 'D11'],
    functions: [`${grounds}#inspectionsDone`, `${grounds}#inspectionsSince`],
    cases: [
      ...met('inspections-done', [
        [
          tongcheng,
          inspectionOf('2026-03-31', '2026-04-10', '2026-04-05'),
          true,
          '2026-03-31到期，宽限内2026-04-05查 → 满足',
          'Due on 2026-03-31, done on 2026-04-05 within the grace → met',
        ],
        [
          tongcheng,
          inspectionOf('2026-02-28', '2026-03-10', '2026-03-11'),
          false,
          '宽限后补查 → 不满足',
          'Made up after the grace → not met',
        ],
        [
          tongcheng,
          inspectionOf('2026-04-10', '2026-04-20', null),
          true,
          '2026-04-10才到期 → 满足',
          'Due only today → met',
        ],
        [
          tongcheng,
          inspectionOf('2025-04-09', '2025-04-19', null),
          true,
          '一年零一天前漏检（回溯12个月） → 满足',
          'Missed a year and a day ago, 12 months counting → met',
        ],
        [
          yi,
          inspectionOf('2025-04-09', '2025-04-19', null),
          false,
          '同上（回溯24个月） → 不满足',
          'The same, 24 months counting → not met',
        ],
      ]),
      ...casesTold<string, string>(
        ({ pack }, on) => inspectionsSince(pack, plainDate(on)).toString(),
        [
          [
            tongcheng,
            '2026-04-10',
            '2025-04-10',
            '2026-04-10审核 → 自2025-04-10起的漏检计入',
            'Weighed on 2026-04-10 → what was missed since 2025-04-10 counts',
          ],
          [
            jia,
            '2026-04-10',
            '2025-10-10',
            '2026-04-10审核 → 自2025-10-10起的漏检计入',
            'Weighed on 2026-04-10 → what was missed since 2025-10-10 counts',
          ],
        ],
      ),
    ],
  },
  {
    id: 'gate.verdicts',
    name: said('拨付条件：三项结论合格', 'Condition: favourable verdicts'),
    does: said(
      '每处每项标准最近的结论没有“未达到”。',
      'No newest verdict of any place on any standard is “not met”.',
    ),
    carries: carries('verdicts'),
    duties: ['D11', 'D29', 'D30', 'D31'],
    functions: [`${file}#evaluateGate`, `${grounds}#verdictsFavourable`],
    cases: met('verdicts', [
      [tongcheng, verdictOf('met'), true, '运营“达到” → 满足', 'Operation met → met'],
      [tongcheng, verdictOf('partly'), true, '运营“基本达到” → 满足', 'Operation partly met → met'],
      [tongcheng, verdictOf('not-met'), false, '运营“未达到” → 不满足', 'Operation not met → not met'],
    ]),
  },
  {
    id: 'gate.score-band',
    name: said('拨付条件：评分达标', 'Condition: the score'),
    does: said(
      '最近一次生效的评分在规定的档次以上；期满未确认的评分由办公室先办。',
      'The newest score that binds lies in the band asked for or above; a period that is over and not confirmed is for the office first.',
    ),
    carries: ['gate.conditions.score-band.class', 'gate.conditions.score-band.least'],
    functions: [`${file}#evaluateGate`, `${measure}#scoreInBand`],
    cases: met('score-band', [
      [jia, scoreOf(7000, 'standard'), true, '70分，达标 → 满足', '70 points, up to standard → met'],
      [jia, scoreOf(6950, 'fair'), false, '69.5分，一般 → 不满足', '69.5 points, fair → not met'],
      [jia, {}, true, '尚无评分 → 满足', 'No score yet → met'],
      [
        jia,
        { scorePending: { id: 's', label: '2026年一季度', toOn: '2026-03-31' } },
        false,
        '一季度已满而未确认 → 不满足',
        'The first quarter is over and not confirmed → not met',
      ],
    ]),
  },
  {
    id: 'gate.progress',
    name: said('拨付条件：进度', 'Condition: progress'),
    does: said(
      '实际进度不低于当日计划进度的规定比例。',
      'What is reached is at least the county’s share of what the plan had by that day.',
    ),
    carries: ['gate.conditions.progress.class', 'gate.conditions.progress.least'],
    duties: ['D02'],
    functions: [`${measure}#progressReached`, `${measure}#hasCondition`, `${measure}#percentOf`],
    cases: [
      ...met('progress', [
        [
          yi,
          { lines: [lineOf({ startOn: '2026-01-01', finishOn: '2026-07-19', total: '40.0000' })] },
          true,
          '2026-04-10计划50%，实际40%（恰为八成） → 满足',
          'Planned 50 per cent by 2026-04-10, reached 40, just eight tenths → met',
        ],
        [
          yi,
          { lines: [lineOf({ startOn: '2026-01-01', finishOn: '2026-07-19', total: '39.9900' })] },
          false,
          '计划50%，实际39.99% → 不满足',
          'Planned 50, reached 39.99 → not met',
        ],
      ]),
      ...casesTold<null, boolean>(
        ({ pack }) => hasCondition(pack, 'progress'),
        [
          [
            tongcheng,
            null,
            false,
            '制度没有进度条件 → 进度由“本期已到”一并审核',
            'No such condition → progress is weighed with the instalment being due',
          ],
        ],
      ),
      ...casesTold<readonly [number, number], number>(
        (_, [part, whole]) => percentOf(ratio(part, whole)),
        [
          [
            yi,
            [2, 3],
            66.66,
            '完成三分之二 → 显示66.66%，只舍不入',
            'Two thirds → shown as 66.66 per cent, cut',
          ],
        ],
      ),
    ],
  },
];

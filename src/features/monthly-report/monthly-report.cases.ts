import { plainDate } from '#kernel/temporal.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import { askedOf } from './monthly-report.content.rules.ts';
import type { FilledFigure, Report, ReportLine, Timeliness } from './monthly-report.model.ts';
import {
  addQuantities,
  addsUp,
  begin,
  beginCorrection,
  decide,
  figuresFrom,
  lastDayOf,
  mayBeEdited,
  progressOf,
  rebased,
  sameQuantity,
  standsOn,
  submit,
  timelinessOf,
} from './monthly-report.rules.ts';

const file = 'monthly-report.rules.ts';
const reportTest = 'src/features/monthly-report/monthly-report.rules.test.ts';

const basisIn = (pack: World['pack']) => citationsOf([{ clause: clauseOfDuty(pack, 'D03'), mark: 'text' }]);
const line: ReportLine = {
  lineKey: 'stations',
  area: 'station',
  task: '建设村级电商服务站',
  content: '村级站点',
  unit: '个',
  target: 100,
  budgetFen: 100,
};
const filled = (thisMonth: number, total?: number): FilledFigure => ({
  lineKey: 'stations',
  thisMonth,
  total,
  investedFen: 0,
  note: '',
});
const timelinessWords: Readonly<Record<Timeliness, readonly [string, string]>> = {
  'in-time': ['按期', 'in time'],
  late: ['迟报', 'late'],
  missing: ['未报', 'missing'],
  open: ['未到期', 'not due yet'],
  waived: ['已免除', 'waived'],
};

export const reportFamilies: readonly Family[] = [
  {
    id: 'report.month',
    name: said('报哪一个月', 'Which month is reported'),
    does: said(
      '报已经开始的、合同约束的、制度施行后的月份；到月末最后一日方可报送。',
      'A month that has begun, in which the contract binds, under the regime; handed in from its last day on.',
    ),
    carries: [],
    duties: ['D03'],
    functions: [`${file}#begin`, `${file}#submit`, `${file}#lastDayOf`, `${file}#mayBeEdited`],
    cases: [
      ...casesTold<{ readonly period: string; readonly owed?: false }, string | null>(
        ({ pack }, { period, owed = true }) =>
          codeOf(
            begin(
              period,
              plainDate('2026-04-10'),
              { inForceFrom: pack.inForceFrom, basis: basisIn(pack) },
              owed,
            ),
          ),
        [
          [
            tongcheng,
            { period: '2026-04' },
            null,
            '2026-04-10写4月月报 → 可以',
            'The report for April, on 2026-04-10 → granted',
          ],
          [
            tongcheng,
            { period: '2026-05' },
            'monthly-report.month-not-begun',
            '2026-04-10写5月月报 → 不可',
            'The report for May, on 2026-04-10 → refused',
          ],
          [
            tongcheng,
            { period: '2021-02' },
            'monthly-report.before-regime',
            '写2021年2月月报 → 不可：制度尚未施行',
            'February 2021 → refused: before the regime',
          ],
          [
            tongcheng,
            { period: '2021-03' },
            null,
            '写2021年3月月报（3月18日施行） → 可以',
            'March 2021, the regime from the 18th → granted',
          ],
          [
            tongcheng,
            { period: '2026-04', owed: false },
            'monthly-report.outside-agreement',
            '合同已结束的月份 → 不可',
            'A month after the contract → refused',
          ],
        ],
      ),
      ...casesTold<
        {
          readonly today: string;
          readonly summary?: string;
          readonly figures?: readonly string[];
          readonly sent?: true;
        },
        string | null
      >(
        ({ pack }, { today, summary = '建成3个站点', figures = ['stations'], sent }) =>
          codeOf(
            submit(
              { state: 'draft', period: '2026-03', returnReason: null },
              { summary, submittedAt: sent ? 'then' : null },
              {
                lines: [line],
                figures: figures.map((lineKey) => ({ lineKey })),
                asked: askedOf(pack.reports),
                carried: [],
              },
              plainDate(today),
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            { today: '2026-03-31' },
            null,
            '3月月报，2026-03-31报送 → 可以',
            'The report for March, on 2026-03-31 → granted',
          ],
          [
            tongcheng,
            { today: '2026-03-30' },
            'monthly-report.month-not-ended',
            '3月月报，2026-03-30报送 → 不可',
            'The report for March, on 2026-03-30 → refused',
          ],
          [
            tongcheng,
            { today: '2026-04-03', summary: ' ' },
            'monthly-report.summary-missing',
            '没有工作总结 → 不可',
            'No summary → refused',
          ],
          [
            tongcheng,
            { today: '2026-04-03', figures: [] },
            'monthly-report.figures-missing',
            '合同承诺的一项没有数字 → 不可',
            'A promised line without its figure → refused',
          ],
          [
            tongcheng,
            { today: '2026-04-03', sent: true },
            'monthly-report.nothing-corrected',
            '退回后原样再报 → 不可',
            'Sent back and handed in unchanged → refused',
          ],
        ],
      ),
      ...casesTold<Report['state'], string | null>(
        ({ pack }, state) => codeOf(mayBeEdited({ state }, basisIn(pack))),
        [
          [
            tongcheng,
            'submitted',
            'monthly-report.not-editable',
            '已报送的月报再改 → 不可',
            'One that is handed in, edited → refused',
          ],
        ],
      ),
      ...casesOf<string, string>(
        (_, period) => lastDayOf(period).toString(),
        (period, then) => said(`${period}的最后一日 → ${then}`, `The last day of ${period} → ${then}`),
        [[tongcheng, '2024-02', '2024-02-29']],
      ),
    ],
  },
  {
    id: 'report.figures',
    name: said('累计数', 'Running totals'),
    does: said(
      '累计＝上月累计＋当月，算到四位小数；对不上的不收，更正时由承办企业说明后重报累计。',
      'The total is the last total and this month, to four decimals. What does not add up is refused, unless a correction restates it with its reason.',
    ),
    carries: [],
    duties: ['D03', 'D15'],
    functions: [
      `${file}#figuresFrom`,
      `${file}#addsUp`,
      `${file}#addQuantities`,
      `${file}#sameQuantity`,
      `${file}#standsOn`,
      `${file}#rebased`,
      `${file}#progressOf`,
    ],
    cases: [
      ...casesTold<
        { readonly last: number; readonly figure: FilledFigure; readonly correction?: true },
        number | string
      >(
        ({ pack }, { last, figure, correction = false }) => {
          const totals = new Map([['stations', { total: last, period: '2026-02', reportId: 'r' }]]);
          const figures = figuresFrom([figure], [line], totals, correction, basisIn(pack));
          return figures.ok ? (figures.value[0]?.total ?? -1) : figures.refusal.code;
        },
        [
          [
            tongcheng,
            { last: 40, figure: filled(3) },
            43,
            '上月累计40，当月3 → 累计43',
            'Last total 40, this month 3 → 43',
          ],
          [
            tongcheng,
            { last: 0.1, figure: filled(0.2) },
            0.3,
            '上月累计0.1，当月0.2 → 累计0.3',
            'Last total 0.1, this month 0.2 → 0.3',
          ],
          [
            tongcheng,
            { last: 40, figure: filled(3, 45) },
            'monthly-report.total-does-not-add-up',
            '上月累计40，当月3，填累计45 → 退回',
            'Last total 40, this month 3, total given as 45 → refused',
          ],
          [
            tongcheng,
            { last: 40, figure: filled(3, 45), correction: true },
            45,
            '同上，作为更正并说明 → 累计45',
            'The same as a correction with its reason → 45',
          ],
          [
            tongcheng,
            { last: 40, figure: { ...filled(3), lineKey: 'roads' } },
            'monthly-report.line-unknown',
            '填报合同没有承诺的一项 → 退回',
            'A line the contract does not promise → refused',
          ],
        ],
      ),
      ...casesTold<number, readonly [boolean, number]>(
        (_, last) => {
          const figure = { ...filled(3), previousTotal: 40, total: 43 };
          const totals = new Map([['stations', { total: last, period: '2026-02', reportId: 'r' }]]);
          return [standsOn(figure, totals.get('stations')), rebased([figure], totals)[0]?.total ?? -1];
        },
        [
          [
            tongcheng,
            40,
            [true, 43],
            '草稿写好后上月累计未变 → 累计仍为43',
            'The last total has not moved since the draft → still 43',
          ],
          [
            tongcheng,
            42,
            [false, 45],
            '草稿写好后上月累计更正为42 → 累计改为45',
            'The last total was corrected to 42 since → now 45',
          ],
        ],
      ),
      ...casesTold<readonly [number, number, number], boolean>(
        (_, [previousTotal, thisMonth, total]) =>
          addsUp({ previousTotal, thisMonth, total }) &&
          sameQuantity(addQuantities(previousTotal, thisMonth), total),
        [[tongcheng, [1.1, 2.2, 3.3], true, '1.1＋2.2与3.3 → 相等', '1.1 and 2.2 beside 3.3 → equal']],
      ),
      ...casesOf<readonly [number, number], number>(
        (_, [total, target]) => progressOf(total, target),
        ([total, target], then) =>
          said(
            `累计${total}，目标${target} → 完成${then * 100}%`,
            `Total ${total} of ${target} → ${then * 100} per cent`,
          ),
        [
          [tongcheng, [43, 100], 0.43],
          [tongcheng, [120, 100], 1.2],
        ],
      ),
    ],
    properties: [
      { title: 'whatever the figures, what is worked out adds up to four decimals', file: reportTest },
      { title: 'month after month, the last total is the sum of the months', file: reportTest },
      { title: 'rebasing a draft makes it stand on the totals as they are', file: reportTest },
    ],
  },
  {
    id: 'report.decision',
    name: said('受理、退回与更正', 'Acceptance, return and correction'),
    does: said(
      '只受理或退回已报送的；已受理的可作更正，原报保留。报送是否按期，以首次报送日对截止日论。',
      'Only what was handed in is accepted or sent back; what was accepted may be corrected and stays. In time is judged by the day it was first handed in.',
    ),
    carries: [],
    duties: ['D03', 'D04'],
    functions: [`${file}#decide`, `${file}#beginCorrection`, `${file}#timelinessOf`],
    cases: [
      ...casesTold<Report['state'], string | null>(
        ({ pack }, state) => codeOf(decide({ state }, 'accepted', basisIn(pack))),
        [
          [tongcheng, 'submitted', null, '已报送，受理 → 可以', 'Handed in, accepted → granted'],
          [
            tongcheng,
            'draft',
            'monthly-report.not-submitted',
            '草稿，受理 → 不可',
            'A draft, accepted → refused',
          ],
        ],
      ),
      ...casesTold<Report['state'], string | null>(
        ({ pack }, state) => codeOf(beginCorrection({ state }, basisIn(pack))),
        [
          [tongcheng, 'accepted', null, '已受理，更正 → 可以', 'Accepted, corrected → granted'],
          [
            tongcheng,
            'returned',
            'monthly-report.not-accepted',
            '已退回，作“更正” → 不可：应补正',
            'Sent back, “corrected” → refused: it is put right instead',
          ],
        ],
      ),
      ...casesOf<{ readonly on: string | null; readonly today: string }, Timeliness>(
        (_, { on, today }) =>
          timelinessOf({ dueOn: '2026-04-05', fulfilledOn: on, waived: false }, plainDate(today)),
        ({ on, today }, then) =>
          said(
            `2026-04-05截止，${on === null ? `${today}未报` : `${on}报送`} → ${timelinessWords[then][0]}`,
            `Due on 2026-04-05, ${on === null ? `not in by ${today}` : `in on ${on}`} → ${timelinessWords[then][1]}`,
          ),
        [
          [tongcheng, { on: '2026-04-05', today: '2026-05-01' }, 'in-time'],
          [tongcheng, { on: '2026-04-06', today: '2026-05-01' }, 'late'],
          [tongcheng, { on: null, today: '2026-04-05' }, 'open'],
          [tongcheng, { on: null, today: '2026-04-06' }, 'missing'],
        ],
      ),
    ],
  },
];

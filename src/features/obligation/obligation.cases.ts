import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, type Family, said, type World } from '../regime/regime.family.model.ts';
import type { AgreementFacts, BaselineFacts, DerivedObligation, FacilityFacts } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';

const file = 'obligation.rules.ts';
const ruleTest = 'src/features/obligation/obligation.rules.test.ts';

export const facilityOf = (
  over: Partial<FacilityFacts> & { readonly operates?: string } = {},
): FacilityFacts => {
  const { operates, ...facts } = over;
  return {
    id: 'f',
    agreementId: 'a',
    contractorId: 'c',
    kind: 'village-station',
    constructionStartedOn: '2024-01-10',
    operationStartedOn: operates ?? null,
    phases: [
      { fromOn: '2024-01-10', phase: 'construction' },
      ...(operates === undefined ? [] : [{ fromOn: operates, phase: 'operation' as const }]),
    ],
    townCode: '421222100',
    ...facts,
  };
};
export const contractOf = (over: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id: 'a',
  contractorId: 'c',
  areas: ['station'],
  signedOn: '2024-01-31',
  startsOn: '2024-02-01',
  endsOn: '2025-12-31',
  endedOn: null,
  programmeId: 'p',
  ...over,
});
export const derived = (
  { pack, calendar }: World,
  ruleId: string,
  facts: Partial<BaselineFacts>,
  asOf: string,
): readonly DerivedObligation[] =>
  deriveObligations(
    pack,
    { facilities: [], agreements: [], programmes: [], ...facts },
    calendar,
    plainDate(asOf),
    0,
  ).filter((one) => one.ruleId === ruleId);

type Asked = { readonly rule: string; readonly facts: Partial<BaselineFacts>; readonly asOf: string };
type Row = readonly [
  under: string,
  given: Asked,
  then: readonly (readonly [from: string, due: string])[],
  zh: string,
  en: string,
];
/** From which day it may be done, and the day it is due. */
const windows = (rows: readonly Row[]) =>
  casesTold<Asked, readonly (readonly [string, string])[]>(
    (world, { rule, facts, asOf }) =>
      derived(world, rule, facts, asOf).map(({ windowStartOn, dueOn }) => [windowStartOn, dueOn] as const),
    rows,
  );

const building = facilityOf();
const done = (ruleId: string, ...days: readonly string[]) =>
  days.map((on) => ({ ruleId, subjectId: 'f', on }));

export const frequencyFamilies: readonly Family[] = [
  {
    id: 'obligation.every-months',
    name: said('每n个月一次', 'Once every n months'),
    does: said(
      '每满规定的月数为一期，期内须做一次；在该期内有一天适用的，这一期就要做，期末到期。',
      'Each stretch of so many months is a period with one act; whoever is bound on a day of it owes it, and it is due at its end.',
    ),
    carries: ['obligations.*.every.months'],
    duties: ['D24', 'D25', 'D27'],
    functions: [`${file}#deriveObligations`],
    cases: windows([
      [
        tongcheng,
        { rule: 'construction.station', facts: { facilities: [building] }, asOf: '2024-03-31' },
        [
          ['2024-01-10', '2024-01-31'],
          ['2024-02-01', '2024-02-29'],
          ['2024-03-01', '2024-03-31'],
        ],
        '村级站2024-01-10开工，每月一次 → 1、2、3月各一次，月末到期',
        'A station begun on 2024-01-10, monthly → January, February and March, each due at its end',
      ],
      [
        tongcheng,
        {
          rule: 'construction.station',
          facts: {
            facilities: [
              facilityOf({
                constructionStartedOn: '2024-01-31',
                phases: [{ fromOn: '2024-01-31', phase: 'construction' }],
              }),
            ],
          },
          asOf: '2024-02-01',
        },
        [
          ['2024-01-31', '2024-01-31'],
          ['2024-02-01', '2024-02-29'],
        ],
        '1月31日才开工 → 1月也要查一次，当日到期',
        'Begun on 31 January → January is owed too, that very day',
      ],
      [
        tongcheng,
        { rule: 'funds', facts: { agreements: [contractOf()] }, asOf: '2024-12-31' },
        [
          ['2024-02-01', '2024-06-30'],
          ['2024-07-01', '2024-12-31'],
        ],
        '合同2024-02-01起，资金每6个月一次 → 上半年、下半年各一次',
        'A contract from 2024-02-01, funds every 6 months → once in each half of the year',
      ],
    ]),
    properties: [
      { title: 'an operating facility is bound on every day by exactly one quarter', file: ruleTest },
      { title: 'calendar periods cover every day exactly once', file: ruleTest },
      {
        title:
          'nothing before the regime, nothing twice, nothing beyond the horizon, and dates in their order',
        file: ruleTest,
      },
    ],
  },
  {
    id: 'obligation.times-per-period',
    name: said('每期n次', 'So many times in a calendar period'),
    does: said(
      '每月、每季度、每半年、每年规定次数，合为一项义务，做满次数才算完成。',
      'So many acts in each month, quarter, half-year or year of the calendar; one obligation that is done when all are.',
    ),
    carries: ['obligations.*.every.times', 'obligations.*.every.per'],
    duties: ['D26'],
    functions: [`${file}#deriveObligations`],
    cases: casesTold<Asked, readonly (readonly [string, number])[]>(
      (world, { rule, facts, asOf }) =>
        derived(world, rule, facts, asOf).map(({ period, required }) => [period, required] as const),
      [
        [
          yi,
          {
            rule: 'training',
            facts: { agreements: [contractOf({ areas: ['training'] })] },
            asOf: '2024-12-31',
          },
          [
            ['2024-H1', 2],
            ['2024-H2', 2],
          ],
          '培训每半年两次，合同2024-02-01起 → 2024上半年两次、下半年两次',
          'Training twice each half-year, a contract from 2024-02-01 → twice in each half of 2024',
        ],
        [
          jia,
          { rule: 'building.station', facts: { facilities: [building] }, asOf: '2024-02-29' },
          [
            ['2024-01', 1],
            ['2024-02', 1],
          ],
          '在建站点每月一次 → 1月一次、2月一次',
          'Stations being built, once a month → once in January and once in February',
        ],
      ],
    ),
  },
  {
    id: 'obligation.once',
    name: said('一次性的检查', 'Once after an event'),
    does: said(
      '签约、开工、开业等发生后规定日数内做一次，发生当日不计。',
      'Once within so many days of the signing, of the start of construction or of operation, the day itself not counted.',
    ),
    carries: ['obligations.*.every.once', 'obligations.*.every.within', 'obligations.*.every.days'],
    functions: [`${file}#deriveObligations`],
    cases: windows([
      [
        yi,
        {
          rule: 'opening.station',
          facts: { facilities: [facilityOf({ operates: '2024-05-06' })] },
          asOf: '2024-12-31',
        },
        [['2024-05-06', '2024-07-05']],
        '站点2024-05-06开业，60日内查一次 → 2024-07-05到期',
        'A station opened on 2024-05-06, once within 60 days → due on 2024-07-05',
      ],
      [
        yi,
        {
          rule: 'funds.account',
          facts: { agreements: [contractOf({ signedOn: '2024-01-31' })] },
          asOf: '2024-12-31',
        },
        [['2024-01-31', '2024-03-18']],
        '2024-01-31签约，30个工作日内查专户（跨春节） → 2024-03-18到期',
        'Signed on 2024-01-31, the account within 30 working days, over the Spring Festival → due on 2024-03-18',
      ],
      [
        yi,
        { rule: 'opening.station', facts: { facilities: [building] }, asOf: '2024-12-31' },
        [],
        '站点尚未开业 → 无',
        'A station not opened yet → nothing',
      ],
    ]),
  },
  {
    id: 'obligation.anchor',
    name: said('从哪天起算', 'What a period is counted from'),
    does: said(
      '按日历的月、季、半年；自运营之日；自签约之日；自上次检查之日。起算日不因短月而漂移。',
      'From the calendar; from the day operation began; from the signing; from the last time it was done. Short months do not let the day drift.',
    ),
    carries: ['obligations.*.anchor'],
    duties: ['D25'],
    functions: [`${file}#deriveObligations`],
    cases: windows([
      [
        tongcheng,
        {
          rule: 'operation.village-station',
          facts: { facilities: [facilityOf({ operates: '2024-01-31' })] },
          asOf: '2024-10-30',
        },
        [
          ['2024-01-31', '2024-04-29'],
          ['2024-04-30', '2024-07-30'],
          ['2024-07-31', '2024-10-30'],
        ],
        '自运营之日2024-01-31起每季度一次 → 4月29日、7月30日、10月30日到期，不漂移',
        'Quarterly from the day of operation, 2024-01-31 → due on 29 April, 30 July and 30 October, without drifting',
      ],
      [
        tongcheng,
        {
          rule: 'operation.supply-chain',
          facts: { facilities: [facilityOf({ kind: 'supply-chain-centre', operates: '2024-02-15' })] },
          asOf: '2024-06-30',
        },
        [
          ['2024-02-15', '2024-03-31'],
          ['2024-04-01', '2024-06-30'],
        ],
        '供应链中心按日历季度，2024-02-15起运营 → 3月31日、6月30日到期',
        'A supply-chain centre by the calendar’s quarters, in operation from 2024-02-15 → due on 31 March and 30 June',
      ],
      [
        yi,
        {
          rule: 'works.station',
          facts: { facilities: [building], done: done('works.station', '2024-03-01') },
          asOf: '2024-05-07',
        },
        [
          ['2024-01-10', '2024-03-09'],
          ['2024-03-02', '2024-04-30'],
        ],
        '每两个月一次，自上次检查起算，2024-03-01查过 → 下次自2024-03-02起，2024-04-30到期',
        'Every two months from the last time, done on 2024-03-01 → next from 2024-03-02, due on 2024-04-30',
      ],
      [
        jia,
        {
          rule: 'running.service-centre',
          facts: { facilities: [facilityOf({ kind: 'service-centre', operates: '2024-01-15' })] },
          asOf: '2024-05-14',
        },
        [
          ['2024-01-15', '2024-03-14'],
          ['2024-03-15', '2024-05-14'],
        ],
        '自运营之日2024-01-15起每两个月一次 → 3月14日、5月14日到期',
        'Every two months from 2024-01-15 → due on 14 March and 14 May',
      ],
    ]),
  },
  {
    id: 'obligation.bound',
    name: said('谁承担、查什么', 'Who is bound, and to what'),
    does: said(
      '按站点类别、阶段、监管内容和合同内容确定谁承担；合同结束、站点撤销后不再产生，全期停业的那一期不欠。',
      'By kind and phase of a facility and by what a contract is for; nothing arises after the contract has ended or the facility is withdrawn, nor for a period wholly in suspension.',
    ),
    carries: [
      'obligations.*.duty',
      'obligations.*.kind',
      'obligations.*.subject',
      'obligations.*.facilityKinds',
      'obligations.*.phase',
      'obligations.*.area',
      'obligations.*.responsible',
    ],
    duties: ['D03', 'D24', 'D25', 'D26', 'D27'],
    functions: [
      `${file}#deriveObligations`,
      `${file}#asKnown`,
      'regime.rules.ts#obligationsFor',
      'regime.rules.ts#obligationOf',
    ],
    cases: [
      ...casesTold<Partial<BaselineFacts>, readonly string[]>(
        ({ pack, calendar }, facts) => [
          ...new Set(
            deriveObligations(
              pack,
              { facilities: [], agreements: [], programmes: [], ...facts },
              calendar,
              plainDate('2024-02-29'),
              0,
            )
              .map(({ ruleId }) => ruleId)
              .toSorted(),
          ),
        ],
        [
          [
            tongcheng,
            { facilities: [building] },
            ['construction.station'],
            '在建的村级站 → 只有建设进度检查',
            'A village station being built → the inspection of construction alone',
          ],
          [
            tongcheng,
            { facilities: [facilityOf({ kind: 'logistics-centre', operates: '2024-01-20' })] },
            ['construction.logistics', 'operation.logistics'],
            '2024-01-20起运营的物流中心 → 1月建设检查和运营检查',
            'A logistics centre in operation from 2024-01-20 → construction for January, and operation',
          ],
          [
            tongcheng,
            { agreements: [contractOf({ areas: ['training'] })] },
            ['funds', 'monthly-report', 'training'],
            '承办培训的合同 → 培训检查、资金检查和月报',
            'A contract for training → training, funds and the monthly report',
          ],
        ],
      ),
      ...windows([
        [
          tongcheng,
          {
            rule: 'monthly-report',
            facts: { agreements: [contractOf({ endedOn: '2024-03-10' })] },
            asOf: '2024-07-01',
          },
          [
            ['2024-02-29', '2024-03-05'],
            ['2024-03-31', '2024-04-05'],
          ],
          '合同2024-02-01起、2024-03-10终止 → 报2月、3月，以后不报',
          'A contract from 2024-02-01, ended on 2024-03-10 → reports for February and March, none after',
        ],
        [
          tongcheng,
          {
            rule: 'construction.station',
            facts: {
              facilities: [
                facilityOf({
                  phases: [
                    { fromOn: '2024-01-10', phase: 'construction' },
                    { fromOn: '2024-03-20', phase: 'withdrawn' },
                  ],
                }),
              ],
            },
            asOf: '2024-07-01',
          },
          [
            ['2024-01-10', '2024-01-31'],
            ['2024-02-01', '2024-02-29'],
          ],
          '2024-03-20撤销的站 → 3月起不再产生',
          'A station withdrawn on 2024-03-20 → nothing from March on',
        ],
      ]),
    ],
    properties: [
      { title: 'the same facts in any order give the same obligations', file: ruleTest },
      {
        title: 'as days go by obligations are only added: what was due stays due on the same facts',
        file: ruleTest,
      },
    ],
  },
  {
    id: 'obligation.retired',
    name: said('停用的义务', 'Obligations that are retired'),
    does: said(
      '停用之日起不再产生新的一期；已经开始的一期照旧办完。',
      'From the day it is retired no new period begins; one that has begun is carried to its end.',
    ),
    carries: ['obligations.*.until'],
    duties: ['D32'],
    functions: [`${file}#deriveObligations`],
    cases: casesTold<string | null, readonly (string | undefined)[]>(
      ({ pack, calendar }, until) => {
        const obligations = pack.obligations.map((rule) =>
          rule.id === 'funds' && until !== null ? { ...rule, until } : rule,
        );
        const world = { calendar, pack: { ...pack, obligations } };
        return derived(world, 'funds', { agreements: [contractOf()] }, '2025-06-30').map(
          ({ period }) => period,
        );
      },
      [
        [
          tongcheng,
          null,
          ['2024-H1', '2024-H2', '2025-H1'],
          '资金检查没有停用日，合同2024-02-01起 → 2024上半年、下半年和2025上半年各一次',
          'Funds without such a day, a contract from 2024-02-01 → both halves of 2024 and the first of 2025',
        ],
        [
          tongcheng,
          '2024-09-01',
          ['2024-H1', '2024-H2'],
          '资金检查2024-09-01停用 → 已开始的2024下半年照查，2025起不再产生',
          'Funds retired on 2024-09-01 → the second half of 2024 is finished, none from 2025',
        ],
      ],
    ),
  },
  {
    id: 'obligation.due-day',
    name: said('月报的截止日', 'The day a report is due'),
    does: said(
      '次月规定的一天；遇休息日，仅在制度规定顺延的县顺延到下一个工作日。',
      'A day of the month after; on a day of rest it moves to the next working day only where the county says so.',
    ),
    carries: ['obligations.*.dueDay', 'obligations.*.restDay'],
    duties: ['D03'],
    functions: [`${file}#deriveObligations`],
    cases: casesOf<string, string | null>(
      (world, month) =>
        derived(
          world,
          'monthly-report',
          { agreements: [contractOf({ signedOn: '2023-06-01', startsOn: '2023-06-01' })] },
          '2025-01-31',
        ).find(({ period }) => period === month)?.dueOn ?? null,
      (month, then) => said(`${month}的月报 → ${then}截止`, `The report for ${month} → due on ${then}`),
      [
        [tongcheng, '2024-03', '2024-04-05'],
        [tongcheng, '2024-04', '2024-05-05'],
        [jia, '2024-03', '2024-04-08'],
        [jia, '2024-05', '2024-06-11'],
        [jia, '2023-09', '2023-10-08'],
        [yi, '2024-09', '2024-10-12'],
        [yi, '2024-04', '2024-05-12'],
      ],
    ),
  },
];

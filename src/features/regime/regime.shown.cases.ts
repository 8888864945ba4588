import { jia, shownNumbers, tongcheng, yi } from './regime.cases.ts';
import { casesTold, type Family, said } from './regime.family.model.ts';
import type { RulePack } from './regime.model.ts';

// What packs say and the program keeps, checks and shows with its clause, though nothing decides by it yet.

const asSaid = (
  read: (pack: RulePack) => unknown,
  rows: readonly (readonly [under: string, then: unknown, zh: string, en: string])[],
) =>
  casesTold<null, unknown>(
    ({ pack }) => read(pack),
    rows.map(([under, then, zh, en]) => [under, null, then, zh, en]),
  );

export const shownFamilies: readonly Family[] = [
  {
    id: 'shown.sources',
    name: said('资金来源', 'Sources of money'),
    does: said('制度列明的资金来源。', 'The sources of money the regime names.'),
    carries: ['money.sources.*'],
    functions: [],
    shownOnly: true,
    cases: asSaid(
      ({ money }) => money.sources.map(({ id }) => id),
      [
        [
          tongcheng,
          ['central', 'local'],
          '查资金来源 → 中央财政专项资金、地方配套资金',
          'Sources of money → central special funds, local matching funds',
        ],
        [
          jia,
          ['central', 'private'],
          '查资金来源 → 中央资金、企业自筹',
          'Sources of money → central money, private money',
        ],
      ],
    ),
  },
  {
    id: 'shown.negative-list',
    name: said('负面清单', 'The negative list'),
    does: said(
      '国家层列出中央资金不得用于的事项；关键词只供人工核对时提示。',
      'The nation’s layer lists what central money may not be used for; keywords only raise a question.',
    ),
    carries: ['money.negativeList.*.keywords'],
    functions: [],
    shownOnly: true,
    cases: asSaid(
      ({ money }) => money.negativeList.find(({ keywords }) => keywords.includes('工资'))?.id,
      [
        [
          tongcheng,
          'recurrent-costs',
          '凭证写“工资” → 对照“人员经费等经常性开支”（国家层规定，本县沿用）',
          'A voucher says 工资 (wages) → “wages and other recurrent costs”, taken over from the nation’s layer',
        ],
      ],
    ),
  },
  {
    id: 'shown.payment-plan',
    name: said('通常的分期计划', 'The usual plan of instalments'),
    does: said(
      '制度写明的通常分期比例；各期合计必须等于合同金额，规则包加载时检查。',
      'The usual shares of the instalments; they add up to the whole, which is checked when the pack is read.',
    ),
    carries: ['money.instalments.plan.**'],
    functions: [],
    shownOnly: true,
    cases: asSaid(
      ({ money }) => money.instalments.plan?.map(({ share }) => share.values[0]?.value),
      [
        [
          jia,
          [0.3, 0.3, 0.3, 0.1],
          '查分期比例 → 30%、30%、30%、10%',
          'The usual instalments → 30, 30, 30 and 10 per cent',
        ],
      ],
    ),
  },
  {
    id: 'shown.consortium',
    name: said('联合体', 'Consortia'),
    does: said('制度是否允许联合体承办。', 'Whether several companies may contract together.'),
    carries: ['parties.consortium'],
    functions: [],
    shownOnly: true,
    cases: asSaid(
      ({ parties }) => parties.consortium,
      [
        [
          tongcheng,
          false,
          '两家企业联合承办 → 制度未允许',
          'Two companies as a consortium → not provided for',
        ],
        [yi, true, '两家企业联合承办 → 允许', 'Two companies as a consortium → allowed'],
      ],
    ),
  },
  {
    id: 'shown.training',
    name: said('培训指标', 'Figures of training'),
    does: said(
      '转化率、满意度的算法和目标，训后跟踪的间隔，班额和单价。',
      'How conversion and satisfaction are counted and their targets, the intervals of follow-up, class size and price.',
    ),
    carries: ['training.**'],
    functions: [],
    shownOnly: true,
    cases: [
      ...shownNumbers([
        [
          jia,
          'training.conversion.target',
          '2023-01-01',
          0.02,
          '2023-01-01查转化率目标 → 2%',
          'Target of conversion on 2023-01-01 → 2 per cent',
        ],
        [
          yi,
          'training.classMax',
          '2023-06-30',
          50,
          '2023-06-30查每班人数上限 → 50人',
          'Largest class on 2023-06-30 → 50 people',
        ],
      ]),
      ...asSaid(
        ({ training }) => training?.conversion.denominator,
        [
          [
            tongcheng,
            'people',
            '算转化率的分母 → 受训人数（不按人次）',
            'Conversion is counted → of people trained, not of attendances',
          ],
          [jia, 'attendances', '算转化率的分母 → 受训人次', 'Conversion is counted → of attendances'],
        ],
      ),
    ],
  },
  {
    id: 'shown.assets',
    name: said('资产', 'Assets'),
    does: said(
      '固定资产限额、权属、盘点周期和移交。',
      'The threshold of capitalisation, ownership, the interval of stock-taking and hand-over.',
    ),
    carries: ['assets.*'],
    functions: [],
    shownOnly: true,
    cases: shownNumbers([
      [
        tongcheng,
        'assets.capitalisationFen',
        '2021-06-30',
        100_000,
        '2021-06-30查固定资产限额 → 1000元',
        'Threshold of capitalisation on 2021-06-30 → 1,000 yuan',
      ],
      [
        jia,
        'assets.stocktakeMonths',
        '2022-12-31',
        3,
        '2022-12-31查盘点周期 → 3个月',
        'Stock-taking on 2022-12-31 → every 3 months',
      ],
      [
        yi,
        'assets.stocktakeMonths',
        '2023-12-31',
        12,
        '2023-12-31查盘点周期 → 12个月',
        'Stock-taking on 2023-12-31 → every 12 months',
      ],
    ]),
  },
  {
    id: 'shown.disclosure',
    name: said('公开', 'Publication'),
    does: said(
      '公开什么、在哪里、几日内，隐去什么。',
      'What is published, where, within how many days, and what is masked.',
    ),
    carries: ['disclosure.items.*.*', 'disclosure.masked'],
    functions: [],
    shownOnly: true,
    cases: [
      ...shownNumbers([
        [
          tongcheng,
          'disclosure.items.payments.within',
          '2021-04-01',
          20,
          '2021-04-01拨付信息公开期限 → 20个工作日（国家层规定）',
          'Publishing payments, on 2021-04-01 → within 20 working days (the nation’s layer)',
        ],
        [
          jia,
          'disclosure.items.payments.within',
          '2022-06-01',
          10,
          '2022-06-01拨付信息公开期限 → 10个工作日',
          'Publishing payments, on 2022-06-01 → within 10 working days',
        ],
      ]),
      ...asSaid(
        ({ disclosure }) => disclosure?.masked.includes('personal-name'),
        [
          [
            tongcheng,
            false,
            '公开时是否隐去姓名 → 制度未要求',
            'Masking names when publishing → not asked for',
          ],
          [jia, true, '公开时是否隐去姓名 → 隐去', 'Masking names when publishing → masked'],
        ],
      ),
    ],
  },
  {
    id: 'shown.documents',
    name: said('文书编号与审签环节', 'Series of documents and the chain of signing'),
    does: said(
      '文书的代字、编号是否按年重起、审签经过哪些环节。',
      'The code of a series, whether its numbers begin anew each year, and through which hands a document goes.',
    ),
    carries: ['documents.series.*.*'],
    functions: [],
    shownOnly: true,
    cases: asSaid(
      ({ documents }) => [documents.series[0]?.restart, documents.signOff.length],
      [
        [
          tongcheng,
          ['year', 4],
          '督办函编号与审签 → 按年重起，拟稿、核稿、签发、印发四步',
          'Supervision letters → numbered anew each year; draft, review, sign, issue',
        ],
        [
          jia,
          ['never', 5],
          '整改通知书编号与审签 → 不重起，多一步法制审核，共五步',
          'Rectification notices → numbered through; five hands, with legal review',
        ],
      ],
    ),
  },
];

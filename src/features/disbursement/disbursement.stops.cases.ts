import { jia, tongcheng, yi, yuan } from '../regime/regime.cases.ts';
import { casesTold, type Family, type RuleCase, said } from '../regime/regime.family.model.ts';
import { capLimit } from './disbursement.caps.rules.ts';
import {
  asOf,
  type Change,
  carries,
  clean,
  type Line,
  letterOf,
  lineOf,
  met,
  reportOf,
  seriousOf,
} from './disbursement.cases.ts';
import type { GateFacts } from './disbursement.model.ts';
import { evaluateGate, outcomeOf } from './disbursement.rules.ts';
import { partOf, progressOf, tenThousandths } from './disbursement.stops.rules.ts';

const file = 'disbursement.rules.ts';
const measure = 'disbursement.measure.rules.ts';
const stops = 'disbursement.stops.rules.ts';
const gateTest = 'src/features/disbursement/disbursement.rules.test.ts';
const measureTest = 'src/features/disbursement/disbursement.measure.rules.test.ts';
const instalmentOf = (over: Partial<GateFacts['instalment']>): Change => ({
  instalment: { ...clean.instalment, ...over },
});
const agreementOf = (over: Partial<GateFacts['agreement']>): Change => ({
  agreement: { ...clean.agreement, ...over },
});
const centre = (paidFen: number): Change => ({
  contracts: [{ agreementId: 'a', paidFen, areas: [{ area: 'service-centre', budgetFen: 100_000_000 }] }],
});
const recommended = (
  rows: readonly (readonly [under: string, change: Change, then: number, zh: string, en: string])[],
): readonly RuleCase[] =>
  casesTold<Change, number>(
    ({ pack }, change) => evaluateGate(pack, { ...clean, ...change }, asOf).recommendedFen,
    rows.map(([under, change, then, zh, en]) => [
      under,
      change,
      then,
      `${zh} → 建议拨${yuan(then)}元`,
      `${en} → ${yuan(then)} yuan recommended`,
    ]),
  );
const capOf = (
  id: string,
  rows: readonly (readonly [under: string, facilities: number, then: number, zh: string, en: string])[],
): readonly RuleCase[] =>
  casesTold<number, number | undefined>(({ pack }, facilities) => {
    const cap = pack.money.areaCaps.find((one) => one.id === id);
    return cap && capLimit(cap, 1_000_000_000, facilities, asOf)?.limitFen;
  }, rows);

export const stopFamilies: readonly Family[] = [
  {
    id: 'gate.instalment-due',
    name: said('硬性条件：本期已到', 'Hard stop: the instalment is due'),
    does: said(
      '计划日期已到，且合同要求的进度已达到（按受理的月报、按预算加权，恰好达到即可）。',
      'The planned day has come and the progress the contract asks for is reached, by accepted reports weighed by budget; just reaching it is enough.',
    ),
    carries: carries('instalment-due'),
    duties: ['D11'],
    functions: [`${stops}#instalmentDue`, `${stops}#progressOf`, `${stops}#tenThousandths`],
    cases: [
      ...met('instalment-due', [
        [
          tongcheng,
          {},
          true,
          '计划2026-04-01，进度100%，要求50% → 满足',
          'Planned for 2026-04-01, all done, 50 per cent asked → met',
        ],
        [
          tongcheng,
          instalmentOf({ plannedOn: '2026-04-11' }),
          false,
          '计划2026-04-11，2026-04-10审核 → 不满足',
          'Planned for 2026-04-11, weighed on 2026-04-10 → not met',
        ],
        [
          tongcheng,
          { lines: [lineOf({ total: '49.9999' })] },
          false,
          '进度49.9999%，要求50% → 不满足',
          'Reached 49.9999 per cent, 50 asked → not met',
        ],
        [
          tongcheng,
          { lines: [lineOf({ total: '50.0000' })] },
          true,
          '进度恰50% → 满足',
          'Reached just 50 → met',
        ],
      ]),
      ...casesTold<readonly Pick<Line, 'target' | 'total' | 'budgetFen'>[], unknown>(
        (_, lines) => progressOf(lines, 60),
        [
          [
            tongcheng,
            [
              { target: '100', total: '50', budgetFen: 100 },
              { target: '10', total: '10', budgetFen: 25 },
            ],
            { reached: true, percent: 60 },
            '两项预算4∶1，完成50%和100% → 恰60%，达到',
            'Budgets 4 to 1, half and all done → just 60 per cent, reached',
          ],
        ],
      ),
      ...casesTold<string, bigint>(
        (_, text) => tenThousandths(text),
        [
          [
            tongcheng,
            '1500.0001',
            15_000_001n,
            '数量1500.0001 → 按万分之一的整数计算，不丢小数',
            'A quantity of 1500.0001 → counted in whole ten-thousandths',
          ],
        ],
      ),
    ],
  },
  {
    id: 'gate.within-instalment',
    name: said('硬性条件：本期未拨过', 'Hard stop: within the instalment'),
    does: said('一期只拨一次，不超过本期金额。', 'An instalment is paid once, and no more than it is.'),
    carries: carries('within-instalment'),
    functions: [`${file}#evaluateGate`, `${stops}#withinInstalment`],
    cases: met('within-instalment', [
      [tongcheng, {}, true, '本期尚未拨付 → 满足', 'Not paid yet → met'],
      [
        tongcheng,
        instalmentOf({ payment: { id: 'p', voucher: '2026-001', paidOn: '2026-04-08' } }),
        false,
        '本期已于2026-04-08拨付 → 不满足',
        'Paid on 2026-04-08 → not met',
      ],
    ]),
  },
  {
    id: 'gate.within-contract',
    name: said('硬性条件：不超合同金额', 'Hard stop: within the contract'),
    does: said(
      '已拨与本期之和不超过合同金额。',
      'What was paid and this instalment together stay within the contract.',
    ),
    carries: carries('within-contract'),
    functions: [`${file}#evaluateGate`, `${stops}#withinContract`],
    cases: met('within-contract', [
      [
        tongcheng,
        agreementOf({ paidFen: 200_000_000 }),
        true,
        '合同300万元，已拨200万元，本期100万元 → 满足',
        '3,000,000 yuan, 2,000,000 paid, 1,000,000 now → met',
      ],
      [
        tongcheng,
        agreementOf({ paidFen: 200_000_001 }),
        false,
        '已拨200万元零1分 → 不满足',
        'One fen more is paid → not met',
      ],
    ]),
  },
  {
    id: 'gate.not-disqualified',
    name: said('硬性条件：资格有效', 'Hard stop: not disqualified'),
    does: said(
      '取消承办资格、案件审理期间暂停拨付或合同终止的，一律不拨。',
      'After disqualification, under a hold, or once the contract is terminated nothing is paid.',
    ),
    carries: carries('not-disqualified'),
    duties: ['D12'],
    functions: [`${file}#evaluateGate`, `${stops}#notDisqualified`],
    cases: met('not-disqualified', [
      [tongcheng, {}, true, '合同有效、无案件 → 满足', 'A contract in force and no case → met'],
      [tongcheng, agreementOf({ terminated: true }), false, '合同终止 → 不满足', 'Terminated → not met'],
      [
        tongcheng,
        agreementOf({ stop: { kind: 'held', caseId: 'c', caseNumber: '1', fromOn: '2026-04-01' } }),
        false,
        '2026-04-01起案件暂停拨付 → 不满足',
        'Held by a case from 2026-04-01 → not met',
      ],
    ]),
  },
  {
    id: 'gate.withholding',
    name: said('暂缓比例', 'What is withheld'),
    does: said(
      '每个不满足的条件暂缓本期的规定比例（舍到分），合计至多全部；硬性条件不满足的，一分不拨。',
      'Each ground not met withholds its share of the instalment, cut to the fen, all together at most the whole; a hard stop not met withholds everything.',
    ),
    carries: ['gate.conditions.*.withholdShare'],
    duties: ['D11'],
    functions: [`${file}#evaluateGate`, `${file}#outcomeOf`],
    cases: [
      ...recommended([
        [
          tongcheng,
          {},
          100_000_000,
          '本期100万元，条件全部满足',
          'An instalment of 1,000,000 yuan, everything met',
        ],
        [
          tongcheng,
          reportOf(null),
          90_000_000,
          '缺一份月报（暂缓10%）',
          'A report missing, 10 per cent withheld',
        ],
        [jia, reportOf(null), 95_000_000, '缺一份月报（暂缓5%）', 'A report missing, 5 per cent withheld'],
        [
          tongcheng,
          { ...reportOf(null), ...letterOf('2026-04-01', 'ordered') },
          60_000_000,
          '缺月报（10%）又有逾期整改（30%）',
          'A report missing, 10, and an item overdue, 30',
        ],
        [
          tongcheng,
          seriousOf('rectifying'),
          0,
          '有重大问题未销号（暂缓100%）',
          'A serious finding open, 100 per cent withheld',
        ],
        [
          jia,
          seriousOf('rectifying'),
          50_000_000,
          '有重大问题未销号（暂缓50%）',
          'A serious finding open, 50 per cent withheld',
        ],
        [
          tongcheng,
          { ...reportOf(null), ...instalmentOf({ amountFen: 100_000_001 }) },
          90_000_001,
          '本期1,000,000.01元，暂缓10%舍到分',
          'An instalment of 1,000,000.01 yuan, 10 per cent cut to the fen',
        ],
        [
          tongcheng,
          instalmentOf({ plannedOn: '2026-04-11' }),
          0,
          '本期未到（硬性条件）',
          'Not due, a hard stop',
        ],
      ]),
      ...casesTold<number, string>(
        (_, payFen) => outcomeOf(payFen, 100_000_000),
        [
          [tongcheng, 100_000_000, 'pay', '建议拨全部 → 拨付', 'All of it → pay'],
          [tongcheng, 1, 'pay-part', '建议拨1分 → 部分拨付', 'One fen of it → pay a part'],
          [tongcheng, 0, 'withhold', '建议不拨 → 暂缓', 'Nothing of it → withhold'],
        ],
      ),
    ],
    properties: [
      {
        title: 'a hard stop recommends nothing, and otherwise the parts sum to the instalment exactly',
        file: gateTest,
      },
      {
        title: 'putting right what fails turns it green and never lowers the recommendation',
        file: gateTest,
      },
      { title: 'the order of the facts does not matter', file: gateTest },
    ],
  },
  {
    id: 'gate.proportional',
    name: said('按未完成比例暂缓', 'Withheld in proportion to what is unfinished'),
    does: said(
      '按各项预算占比，对未完成的部分暂缓，至多到规定比例；合计舍到分，各项之和与之相等。',
      'Each line carries its part by budget, and what of it is unfinished is withheld, the condition’s share at most; cut to the fen, and the lines sum to it.',
    ),
    carries: ['gate.conditions.*.proportional'],
    functions: [`${file}#evaluateGate`, `${measure}#withheldForUnfinished`],
    cases: recommended([
      [
        yi,
        { lines: [lineOf({ total: '20.0000' })] },
        40_000_000,
        '要求50%，实际20%（未完成60%，上限60%）',
        '50 asked, 20 reached: 60 per cent unfinished, 60 at most',
      ],
      [
        yi,
        { lines: [lineOf({ total: '10.0000' })] },
        40_000_000,
        '要求50%，实际10%（未完成80%，只暂缓上限60%）',
        '50 asked, 10 reached: 80 unfinished, 60 withheld at most',
      ],
      [
        yi,
        { lines: [lineOf({ total: '20.0000' }), lineOf({ lineKey: 'training', budgetFen: 300_000_000 })] },
        100_000_000,
        '一项未完成60%，另一项（预算三倍）已完成，合计仍达八成',
        'One line 60 unfinished, another of three times its budget done: eight tenths are reached together',
      ],
      [
        yi,
        {
          lines: [
            lineOf({ total: '0.0000' }),
            lineOf({ lineKey: 'training', budgetFen: 100_000_000, total: '50.0000' }),
          ],
        },
        50_000_000,
        '两项预算相同，一项未动、一项完成要求的一半（合计未完成50%）',
        'Two lines alike, one not begun, one as far as asked: half unfinished',
      ],
    ]),
    properties: [
      { title: 'withholding sums to the fen, and the lines sum to their condition', file: measureTest },
    ],
  },
  {
    id: 'gate.caps',
    name: said('上限与下限', 'Caps and floors'),
    does: said(
      '某项内容所拨不超过其上限（比例、金额或每站金额取最低）；其他内容合计不得侵占某项的下限。合同跨几项内容的，按预算分摊，进一分。',
      'A content area gets at most its cap, the lowest of a share, a sum and a sum for each facility; the others together leave each area its floor. A contract over several areas counts by its budget, a fraction of a fen against the cap.',
    ),
    carries: [...carries('within-cap'), 'money.areaCaps.*.*', 'money.areaFloors.*.*'],
    duties: ['D23'],
    functions: [
      'disbursement.caps.rules.ts#capLimit',
      'disbursement.caps.rules.ts#withinCap',
      `${stops}#partOf`,
    ],
    cases: [
      ...capOf('service-centre-share', [
        [
          tongcheng,
          0,
          150_000_000,
          '中央资金1000万元，公共服务中心15% → 上限150万元',
          'Central money of 10,000,000 yuan, the service centre 15 per cent → at most 1,500,000',
        ],
        [
          jia,
          0,
          200_000_000,
          '中央资金1000万元，公共服务中心20% → 上限200万元',
          'Central money of 10,000,000 yuan, the service centre 20 per cent → at most 2,000,000',
        ],
      ]),
      ...capOf('logistics-sum', [
        [jia, 0, 400_000_000, '物流 → 上限400万元', 'Logistics → at most 4,000,000 yuan'],
      ]),
      ...capOf('station-each', [
        [
          yi,
          60,
          300_000_000,
          '60个站点，每站5万元 → 上限300万元',
          '60 stations, 50,000 yuan each → at most 3,000,000',
        ],
      ]),
      ...met('within-cap', [
        [
          tongcheng,
          centre(50_000_000),
          true,
          '公共服务中心已拨50万元，本期100万元（上限150万元） → 满足',
          'The service centre: 500,000 paid, 1,000,000 now, 1,500,000 at most → met',
        ],
        [tongcheng, centre(50_000_001), false, '已拨50万元零1分 → 不满足', 'One fen more is paid → not met'],
        [
          yi,
          { centralFen: 150_000_000 },
          false,
          '中央资金150万元，产品上行至少一半，服务站拨100万元 → 不满足：只余75万元',
          'Central money of 1,500,000 yuan, half of it for products, 1,000,000 for stations → not met: 750,000 is left',
        ],
        [
          yi,
          { centralFen: 200_000_000 },
          true,
          '中央资金200万元，服务站拨100万元 → 满足',
          'Central money of 2,000,000 yuan, 1,000,000 for stations → met',
        ],
      ]),
      ...casesTold<number, number>(
        (_, fen) =>
          partOf(
            fen,
            [
              { area: 'service-centre', budgetFen: 100 },
              { area: 'training', budgetFen: 200 },
            ],
            'service-centre',
          ),
        [
          [
            tongcheng,
            100,
            34,
            '1元按1∶2分摊到两项内容 → 公共服务中心计0.34元（进一分）',
            'One yuan over two areas, 1 to 2 → 0.34 counts for the service centre, rounded up',
          ],
        ],
      ),
    ],
    properties: [
      { title: 'the areas of a contract share an amount without losing a fen of it', file: gateTest },
      { title: 'never above the instalment, and nothing where a cap is crossed', file: measureTest },
    ],
  },
];

import { jia, tongcheng, yi, yuan } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { clean } from './disbursement.cases.ts';
import { asOf, instalmentOf } from './disbursement.decision.cases.ts';
import { propose } from './disbursement.decision.rules.ts';
import { evaluateGate } from './disbursement.rules.ts';
import {
  maySettleBy,
  needsSettlement,
  type SettlementAsked,
  type SettlementFacts,
  settle,
} from './disbursement.settlement.rules.ts';

const settlement = 'disbursement.settlement.rules.ts';
type Settling = { readonly asked: SettlementAsked; readonly facts?: Partial<SettlementFacts> };
type Row = readonly [under: string, given: Settling, then: number | string, zh: string, en: string];
const settled = (rows: readonly Row[]) =>
  casesTold<Settling, number | string>(
    ({ pack }, { asked, facts }) => {
      const result = settle(
        pack,
        asked,
        { instalmentFen: 100_000_000, last: false, total: null, earlierFen: 0, ...facts },
        asOf,
      );
      return result.ok ? result.value.dueFen : result.refusal.code;
    },
    rows.map(([under, given, then, zh, en]) =>
      typeof then === 'number'
        ? [under, given, then, `${zh} → ${yuan(then)}元`, `${en} → ${yuan(then)} yuan`]
        : [under, given, then, zh, en],
    ),
  );
const stations: SettlementAsked = { kind: 'unit-price', unitPriceId: 'station', lineKey: 'stations' };
const attendances: SettlementAsked = { kind: 'unit-price', unitPriceId: 'attendance', lineKey: 'training' };
const invested = (fen: number): SettlementAsked => ({ kind: 'reimbursement', investmentFen: fen });

export const settlementFamilies: readonly Family[] = [
  {
    id: 'disbursement.settlement-kinds',
    name: said('按什么拨', 'What an instalment may rest on'),
    does: said(
      '按合同比例、按单价、按投资补助；不按比例拨的，先结算后拨付，不超过结算额。',
      'Shares of the contract, unit prices or reimbursement; where shares are not among them, what it comes to is settled first and nothing above it is paid.',
    ),
    carries: ['money.instalments.kinds'],
    duties: ['D11'],
    functions: [`${settlement}#needsSettlement`, `${settlement}#maySettleBy`, `${settlement}#settle`],
    cases: [
      ...casesTold<null, readonly [boolean, readonly string[]]>(
        ({ pack }) => [needsSettlement(pack), maySettleBy(pack)],
        [
          [
            tongcheng,
            null,
            [false, []],
            '按合同比例拨付 → 不须结算',
            'By shares of the contract → nothing to settle',
          ],
          [
            yi,
            null,
            [true, ['unit-price', 'reimbursement']],
            '按单价和投资补助拨付 → 先结算',
            'By unit price and reimbursement → settled first',
          ],
        ],
      ),
      ...settled([
        [
          tongcheng,
          { asked: invested(100_000_000) },
          'disbursement.settlement-kind',
          '按合同比例拨付的县要求按投资结算 → 不可',
          'Settling by investment where shares are paid → refused',
        ],
      ]),
      ...casesTold<boolean, string | null>(
        ({ pack }, done) =>
          codeOf(
            propose(
              instalmentOf(),
              evaluateGate(pack, clean, asOf),
              { outcome: 'pay', amountFen: 100_000_000, reasons: '' },
              pack,
              done,
            ),
          ),
        [
          [
            yi,
            false,
            'disbursement.settlement-missing',
            '未结算即提出拨付 → 不可',
            'Proposed before it is settled → refused',
          ],
          [yi, true, null, '已结算，提出拨付 → 可以', 'Settled, then proposed → granted'],
          [jia, false, null, '按合同比例拨付，直接提出 → 可以', 'By shares, proposed at once → granted'],
        ],
      ),
    ],
  },
  {
    id: 'disbursement.unit-price',
    name: said('按单价结算', 'Unit prices'),
    does: said(
      '核实的数量乘单价，不超过该单价的上限，减去已结算的，不超过本期；除最后一期外向下取整。',
      'The verified quantity at the price, at most the price’s cap, less what was settled before, at most the instalment; cut to the county’s unit except in the last.',
    ),
    carries: [
      'money.instalments.unitPrices.*.fen',
      'money.instalments.unitPrices.*.cap',
      'money.instalments.unitPrices.*.unit',
    ],
    functions: [`${settlement}#settle`],
    cases: settled([
      [
        yi,
        { asked: stations, facts: { total: '30.0000' } },
        60_000_000,
        '核实30个站点，每站2万元',
        '30 stations verified, 20,000 yuan each',
      ],
      [
        yi,
        { asked: stations, facts: { total: '30.0000', earlierFen: 40_000_000 } },
        20_000_000,
        '同上，以前已结算40万元',
        'The same, 400,000 settled before',
      ],
      [
        yi,
        { asked: stations, facts: { total: '60.0000' } },
        100_000_000,
        '核实60个站点计120万元，本期100万元',
        '60 stations come to 1,200,000, the instalment is 1,000,000',
      ],
      [
        yi,
        { asked: attendances, facts: { total: '2500.0000' } },
        60_000_000,
        '培训2500人次，每人次300元，上限60万元',
        '2,500 attendances at 300 yuan, 600,000 at most',
      ],
      [
        yi,
        { asked: attendances, facts: { total: '101.0000' } },
        3_030_000,
        '培训101人次，每人次300元，取整到百元',
        '101 attendances at 300 yuan, cut to a hundred yuan',
      ],
      [
        yi,
        { asked: stations, facts: { total: null } },
        'disbursement.nothing-to-settle',
        '没有受理的数量 → 不可：无可结算',
        'No quantity accepted → refused: nothing to settle',
      ],
      [
        yi,
        { asked: { kind: 'unit-price', unitPriceId: 'road', lineKey: 'roads' } },
        'disbursement.unit-price-unknown',
        '制度没有的单价 → 不可',
        'A price the regime does not have → refused',
      ],
    ]),
  },
  {
    id: 'disbursement.reimbursement',
    name: said('按投资补助', 'Reimbursement of investment'),
    does: said(
      '核实投资的规定比例（舍到分），减去已结算的，不超过本期；除最后一期外向下取整。',
      'The county’s share of verified investment, cut to the fen, less what was settled before, at most the instalment; cut to the county’s unit except in the last.',
    ),
    carries: ['money.instalments.reimbursementShare'],
    functions: [`${settlement}#settle`],
    cases: settled([
      [
        yi,
        { asked: invested(100_000_000) },
        60_000_000,
        '核实投资100万元，补助60%',
        'Investment of 1,000,000 yuan verified, 60 per cent',
      ],
      [
        yi,
        { asked: invested(100_033_399) },
        60_020_000,
        '核实投资1,000,333.99元，补助60%取整到百元',
        '1,000,333.99 verified, 60 per cent cut to a hundred yuan',
      ],
      [
        yi,
        { asked: invested(100_033_399), facts: { last: true } },
        60_020_039,
        '同上，最后一期：尾差一并结清',
        'The same in the last instalment: the remainder too',
      ],
    ]),
  },
];

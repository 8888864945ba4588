import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { asksForMore, type Holding, spreadOver, withinCeilings } from './agreement.ceiling.rules.ts';

const file = 'agreement.ceiling.rules.ts';
const plan = [
  { lineKey: 'store', task: '县级仓储', budgetFen: 190_000_000 },
  { lineKey: 'vans', task: '配送车辆', budgetFen: 110_000_000 },
  { lineKey: 'books', task: '账册', budgetFen: 0 },
];
type Given = {
  readonly amountFen: number;
  readonly lineKeys: readonly string[];
  readonly others?: readonly Holding[];
  readonly moneyFen?: number;
};
const code = ({ amountFen, lineKeys, others = [], moneyFen = 1_700_000_000 }: Given) =>
  codeOf(withinCeilings({ amountFen, lineKeys }, plan, others, moneyFen, []));
const storeTaken = [{ heldFen: 190_000_000, lineKeys: ['store'] }];

export const ceilingFamilies: readonly Family[] = [
  {
    id: 'agreement.ceilings',
    name: said('合同金额的上限', 'Ceilings of a contract'),
    does: said(
      '合同金额按预算分摊到所约定的建设内容，每项不超过该项预算减去其他合同已占部分；各合同合计不超过项目资金。终止的合同按已拨金额计。',
      'A contract’s sum is spread over its lines by budget; each part is at most what other contracts left of the line’s budget, and all contracts together at most the project’s money. A terminated contract holds what was paid on it.',
    ),
    carries: [],
    duties: ['D02', 'D11', 'D23'],
    functions: [`${file}#withinCeilings`, `${file}#spreadOver`, `${file}#asksForMore`],
    cases: [
      ...casesTold<Given, string | null>(
        (_, given) => code(given),
        [
          [
            tongcheng,
            { amountFen: 300_000_000, lineKeys: ['store', 'vans'] },
            null,
            '两项预算共300万元，合同300万元 → 可以',
            'two lines of 3,000,000 together, a contract of 3,000,000 → granted',
          ],
          [
            tongcheng,
            { amountFen: 190_000_001, lineKeys: ['store'] },
            'agreement.above-line',
            '预算190万元，多一分 → 不可以',
            'a fen above the line → refused',
          ],
          [
            tongcheng,
            { amountFen: 99_999_999_999, lineKeys: ['store'] },
            'agreement.above-line',
            '999,999,999.99元 → 不可以',
            '999,999,999.99 → refused',
          ],
          [
            tongcheng,
            { amountFen: 1, lineKeys: ['store'], others: storeTaken },
            'agreement.above-line',
            '预算已被另一合同占满 → 一分也不可以',
            'another contract holds the whole line → not a fen',
          ],
          [
            tongcheng,
            { amountFen: 110_000_000, lineKeys: ['vans'], others: storeTaken },
            null,
            '另一项不受影响 → 可以',
            'another line is free → granted',
          ],
          [
            tongcheng,
            { amountFen: 1, lineKeys: ['books'] },
            'agreement.above-line',
            '没有预算的内容 → 不可以',
            'a line without a budget → refused',
          ],
          [
            tongcheng,
            { amountFen: 110_000_000, lineKeys: ['vans'], others: storeTaken, moneyFen: 299_999_999 },
            'agreement.above-project',
            '各合同合计超过项目资金一分 → 不可以',
            'all contracts together a fen above the project → refused',
          ],
        ],
      ),
      ...casesTold<number, readonly number[]>(
        (_, amountFen) => [...spreadOver(amountFen, plan).values()],
        [
          [
            tongcheng,
            30_000,
            [19_000, 11_000, 0],
            '300元按190：110：0分摊 → 190、110、0',
            '300 yuan by 190 to 110 to 0 → 190, 110, 0',
          ],
        ],
      ),
      ...casesTold<readonly [number, readonly string[]], boolean>(
        (_, [amountFen, lineKeys]) =>
          asksForMore({ amountFen: 100, lineKeys: ['store'] }, { amountFen, lineKeys }),
        [
          [tongcheng, [99, ['store']], false, '减少金额 → 不需要资金', 'a lower sum → asks for nothing'],
          [tongcheng, [101, ['store']], true, '增加金额 → 需要', 'a higher sum → asks'],
          [tongcheng, [100, ['store', 'vans']], true, '增加建设内容 → 需要', 'another line → asks'],
        ],
      ),
    ],
  },
];

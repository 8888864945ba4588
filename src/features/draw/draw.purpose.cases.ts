import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { first, objectOf, prepared, second, today } from './draw.cases.ts';
import type { DrawLists } from './draw.model.ts';
import { type Former, isAgain, periodAt, periodFor, repeats, weightTerms } from './draw.purpose.rules.ts';
import { weightOf, weightSteps, weightsFollow } from './draw.weight.rules.ts';

const file = 'draw.rules.ts';
const purpose = 'draw.purpose.rules.ts';
const _sampler = 'draw.sampler.rules.ts';
const samplerTest = 'src/features/draw/draw.sampler.rules.test.ts';
const formerOf = (over: Partial<Former> = {}): Former => ({
  id: 'former',
  number: '抽〔2026〕1',
  title: '村级站点抽查',
  state: 'published',
  period: first,
  redrawnBy: null,
  common: 12,
  outstanding: 0,
  ...over,
});

export const purposeFamilies: readonly Family[] = [
  {
    id: 'draw.weights',
    name: said('按风险加权', 'Weights by risk'),
    does: said(
      '没有记录的权数为1；规定的每类情形每件加规定的数，到上限为止。制度未规定的，不得加权；每个权数都能由记录算出。',
      'A clean record weighs 1; each case of what the regime counts adds so much, up to its cap. Where it counts nothing draws are not weighted, and every weight follows from its counts.',
    ),
    carries: ['draws.riskWeights', 'draws.riskWeights.*.*'],
    duties: ['D06'],
    functions: [
      'draw.weight.rules.ts#weightOf',
      'draw.weight.rules.ts#weightSteps',
      'draw.weight.rules.ts#weightsFollow',
      `${purpose}#weightTerms`,
    ],
    cases: [
      ...casesTold<readonly number[], number>(
        ({ pack }, counts) => (pack.draws ? weightOf(weightTerms(pack.draws, today), counts) : 0),
        [
          [jia, [0, 0, 0], 1, '没有记录 → 权数1', 'A clean record → 1'],
          [jia, [2, 1, 0], 4, '漏检2次、问题1件 → 1＋2＋1＝4', 'Missed twice, one finding → 1 + 2 + 1 = 4'],
          [jia, [5, 0, 0], 4, '漏检5次，该项上限3 → 1＋3＝4', 'Missed five times, 3 at most → 1 + 3 = 4'],
          [
            jia,
            [0, 0, 1],
            3,
            '逾期未报整改1件，每件加2 → 1＋2＝3',
            'One rectification overdue, 2 for each → 1 + 2 = 3',
          ],
          [jia, [9, 9, 9], 11, '各项都到上限3、3、4 → 11', 'All at their caps of 3, 3 and 4 → 11'],
        ],
      ),
      ...casesTold<readonly number[], readonly number[]>(
        ({ pack }, counts) =>
          pack.draws ? weightSteps(weightTerms(pack.draws, today), counts).map(({ gives }) => gives) : [],
        [
          [
            jia,
            [2, 9, 1],
            [2, 3, 2],
            '漏检2次、问题9件、逾期1件 → 分别加2、3、2',
            'Missed twice, nine findings, one overdue → 2, 3 and 2 are added',
          ],
        ],
      ),
      ...prepared([
        [
          tongcheng,
          { wanted: { weighted: true } },
          'draw.weights-not-allowed',
          '要求按风险加权 → 不可：制度未规定',
          'Weighted by risk → refused: the regime counts nothing',
        ],
        [jia, { wanted: { weighted: true } }, null, '要求按风险加权 → 可以', 'Weighted by risk → granted'],
      ]),
      ...casesTold<number, boolean>(
        ({ pack }, weight) => {
          const weights = pack.draws ? weightTerms(pack.draws, today) : [];
          const parameters: DrawLists['parameters'] = {
            count: 1,
            strata: 'none',
            allocation: 'largest-remainder',
            weighted: true,
            places: { lead: 1, member: 1, 'third-party': 0 },
            loadMax: 1,
            weights,
          };
          return weightsFollow({ parameters, objects: [objectOf(1, { weight, risk: [2, 1, 0] })] });
        },
        [
          [
            jia,
            4,
            true,
            '公布的权数4，记录为漏检2次、问题1件 → 相符',
            'A published weight of 4, missed twice and one finding → agrees',
          ],
          [
            jia,
            5,
            false,
            '公布的权数5，记录同上 → 不符，查验即露',
            'A published weight of 5 on the same record → does not, and checking shows it',
          ],
        ],
      ),
    ],
    properties: [{ title: 'the tree picks what adding up from the left would pick', file: samplerTest }],
  },
  {
    id: 'draw.period',
    name: said('抽查周期与重抽', 'How often, and drawing again'),
    does: said(
      '一年按规定月数分期，一期对同样的站点只抽一次；再抽须等前一次有结果，指明是重抽哪一次并写理由，原抽取保留。',
      'The year is parted by so many months, and the same places are drawn from once in each; drawing again waits for the result of the former, names it with a reason, and the former stays.',
    ),
    carries: ['draws.everyMonths'],
    duties: ['D06'],
    functions: [
      `${purpose}#periodAt`,
      `${purpose}#periodFor`,
      `${purpose}#isAgain`,
      `${purpose}#repeats`,
      `${file}#mayFreeze`,
    ],
    cases: [
      ...casesOf<readonly ['current' | 'next', string], string>(
        ({ pack }, [which, on]) => {
          if (!pack.draws) return '';
          const { from, until } = periodFor(pack.draws, which, plainDate(on));
          return `${from}/${until}`;
        },
        ([which, on], then) =>
          said(
            `${on}所在的${which === 'next' ? '下一' : '本'}期 → ${then.replace('/', '至')}`,
            `The ${which === 'next' ? 'period after that' : 'period'} of ${on} → ${then.replace('/', ' to ')}`,
          ),
        [
          [tongcheng, ['current', '2026-04-10'], '2026-04-01/2026-06-30'],
          [tongcheng, ['next', '2026-04-10'], '2026-07-01/2026-09-30'],
          [jia, ['current', '2026-02-10'], '2026-02-01/2026-02-28'],
          [yi, ['current', '2026-04-10'], '2026-01-01/2026-06-30'],
        ],
      ),
      ...casesTold<number, string>(
        (_, months) => periodAt(months, plainDate('2026-12-31')).from,
        [
          [
            tongcheng,
            12,
            '2026-01-01',
            '每12个月一期，2026-12-31 → 期初2026-01-01',
            'Every 12 months, 2026-12-31 → from 2026-01-01',
          ],
        ],
      ),
      ...casesTold<Partial<Former>, boolean>(
        (_, over) => isAgain(formerOf(over), second, today),
        [
          [
            tongcheng,
            {},
            false,
            '上一期抽过、都查到了，本期再抽 → 不是重抽',
            'Drawn in the period before and all visited → not again',
          ],
          [
            tongcheng,
            { period: second },
            true,
            '本期同样的站点已抽过 → 是重抽',
            'The same places in this period → again',
          ],
          [
            tongcheng,
            { outstanding: 2 },
            true,
            '上一期抽到的还有2处没去 → 是重抽',
            'Two drawn before were never visited → again',
          ],
          [
            tongcheng,
            { period: second, common: 0 },
            false,
            '本期抽过的是另一批站点 → 不是重抽',
            'Other places in this period → not again',
          ],
        ],
      ),
      ...casesTold<{ readonly former?: Partial<Former>; readonly reason?: string }, string | null>(
        ({ pack }, { former = {}, reason }) =>
          codeOf(
            repeats(
              pack,
              [formerOf({ period: second, ...former })],
              { period: second, redraw: reason === undefined ? null : { of: 'former', reason } },
              today,
            ),
          ),
        [
          [
            tongcheng,
            {},
            'draw.again-without-reason',
            '本期已抽过，不写理由再抽 → 不可',
            'Drawn in this period, again without a reason → refused',
          ],
          [
            tongcheng,
            { reason: '两站临时停业' },
            null,
            '写明重抽哪一次和理由 → 可以',
            'Naming the former, with the reason → granted',
          ],
          [
            tongcheng,
            { reason: '有误' },
            'draw.redraw-needs-reason',
            '理由只有两个字 → 不可',
            'A reason of two characters → refused',
          ],
          [
            tongcheng,
            { former: { state: 'committing', outstanding: null } },
            'draw.purpose-open',
            '前一次还没有结果 → 不可',
            'The former has no result yet → refused',
          ],
          [
            tongcheng,
            { former: { redrawnBy: '抽〔2026〕2' }, reason: '两站临时停业' },
            'draw.redrawn-already',
            '前一次已重抽过 → 不可',
            'The former was repeated already → refused',
          ],
        ],
      ),
      ...prepared([
        [
          tongcheng,
          { wanted: { publicValue: { name: '上证指数收盘', source: '-', on: '2026-07-01' } } },
          'draw.value-after-period',
          '公开数值2026-07-01才有，本期到6月底 → 不可',
          'A public value of 2026-07-01 for a period to the end of June → refused',
        ],
      ]),
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi, yuan } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import { checkInstalmentRules, lastOf } from './agreement.instalment.rules.ts';
import type { Instalment } from './agreement.model.ts';
import {
  amendInstalments,
  checkDates,
  checkInstalments,
  checkPromises,
  isOpenToChange,
  isRewritten,
} from './agreement.rules.ts';

const file = 'agreement.rules.ts';
const instalments = 'agreement.instalment.rules.ts';
const on = plainDate('2026-01-10');

const basisIn = (pack: World['pack']) => citationsOf([{ clause: clauseOfDuty(pack, 'D11'), mark: 'text' }]);
/** Instalments in fen, one a quarter. */
const stages = (...fen: readonly number[]) =>
  fen.map((amountFen, at) => ({
    number: at + 1,
    amountFen,
    plannedOn: `2026-${String(at * 3 + 1).padStart(2, '0')}-10`,
  }));
const stageOf = (number: number, amountFen: number, state: Instalment['state'] = 'planned'): Instalment => ({
  id: `i${number}`,
  version: 1,
  agreementId: 'a',
  number,
  name: `第${number}期`,
  amountFen,
  condition: '',
  requiredProgress: 0,
  plannedOn: '2026-01-10',
  state,
  requestedAt: null,
  requestedBy: null,
});

type Rounded = { readonly amountFen: number; readonly fen: readonly number[] };
type Row = readonly [under: string, given: Rounded, then: string | null, zh: string, en: string];
const rounding = (rows: readonly Row[]) =>
  casesTold<Rounded, string | null>(
    ({ pack }, { amountFen, fen }) => codeOf(checkInstalmentRules(pack, amountFen, stages(...fen), on, true)),
    rows,
  );
const list = (fen: readonly number[]): string => fen.map((one) => `${yuan(one)}`).join('＋');

const uneven = [33_333_300, 33_333_300, 33_333_400];
const fenEach = [33_333_333, 33_333_333, 33_333_334];
const hundreds = [33_330_000, 33_330_000, 33_340_000];

export const agreementFamilies: readonly Family[] = [
  {
    id: 'agreement.contract',
    name: said('合同的签订', 'Making a contract'),
    does: said(
      '合同在制度施行、项目开始之后签订，先签后行；只承诺现行方案中属于其监管内容的建设任务。',
      'Signed under the regime and after the project began, before it is performed; it promises lines of the plan in force, in its own areas.',
    ),
    carries: [],
    duties: ['D02', 'D29', 'D32'],
    functions: [`${file}#checkDates`, `${file}#checkPromises`],
    cases: [
      ...casesTold<{ readonly signedOn: string; readonly startsOn?: string }, string | null>(
        ({ pack }, { signedOn, startsOn = signedOn }) =>
          codeOf(
            checkDates(
              { signedOn, startsOn, endsOn: '2026-12-31' },
              { regimeFrom: pack.inForceFrom, projectStartsOn: '2021-05-01', today: '2026-04-10' },
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            { signedOn: '2026-01-10' },
            null,
            '2026-01-10签订、当日开始 → 可以',
            'Signed and begun on 2026-01-10 → granted',
          ],
          [
            tongcheng,
            { signedOn: '2021-03-17' },
            'agreement.before-regime',
            '2021-03-17签订 → 不可：制度尚未施行',
            'Signed on 2021-03-17 → refused: before the regime',
          ],
          [
            tongcheng,
            { signedOn: '2021-04-30' },
            'agreement.before-project',
            '项目2021-05-01开始，前一日签订 → 不可',
            'Signed the day before the project began → refused',
          ],
          [
            tongcheng,
            { signedOn: '2026-04-11' },
            'agreement.signed-in-future',
            '签订日写成明天 → 不可',
            'Signed tomorrow → refused',
          ],
          [
            tongcheng,
            { signedOn: '2026-01-10', startsOn: '2026-01-09' },
            'agreement.dates-reversed',
            '未签先行 → 不可',
            'Performed before it was signed → refused',
          ],
        ],
      ),
      ...casesTold<
        { readonly areas: readonly ['station' | 'training']; readonly keys: readonly string[] },
        string | null
      >(
        ({ pack }, { areas, keys }) =>
          codeOf(
            checkPromises(
              { areas, lineKeys: keys },
              [{ lineKey: 'stations', area: 'station', task: '建设村级站' }],
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            { areas: ['station'], keys: ['stations'] },
            null,
            '服务站合同承诺方案中的建站任务 → 可以',
            'A contract for stations promises the plan’s stations → granted',
          ],
          [
            tongcheng,
            { areas: ['training'], keys: ['stations'] },
            'agreement.line-outside-areas',
            '培训合同承诺建站任务 → 不可',
            'A contract for training promises stations → refused',
          ],
          [
            tongcheng,
            { areas: ['station'], keys: ['roads'] },
            'agreement.line-not-in-plan',
            '承诺方案没有的任务 → 不可',
            'A line that is not in the plan → refused',
          ],
          [
            tongcheng,
            { areas: ['station'], keys: [] },
            'agreement.no-lines',
            '没有承诺任何任务 → 不可',
            'No line promised → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'agreement.instalments',
    name: said('阶段性拨付的分期', 'Paying by stages'),
    does: said(
      '各期之和分毫不差地等于合同金额，且都在合同期内；已申请、已决定、已拨付的不得改写。',
      'The instalments are the contract sum to the fen and fall within the contract; what is requested, decided or paid is not rewritten.',
    ),
    carries: [],
    duties: ['D11'],
    functions: [
      `${file}#checkInstalments`,
      `${file}#amendInstalments`,
      `${file}#isOpenToChange`,
      `${file}#isRewritten`,
    ],
    cases: [
      ...casesTold<readonly number[], string | null>(
        ({ pack }, fen) =>
          codeOf(
            checkInstalments(
              { signedOn: '2026-01-10', endsOn: '2026-09-30', amountFen: 100_000_000 },
              stages(...fen),
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            [30_000_000, 40_000_000, 30_000_000],
            null,
            '合同100万元，分30、40、30万元 → 可以',
            'A contract of 1,000,000 yuan in 300,000, 400,000 and 300,000 → granted',
          ],
          [
            tongcheng,
            [30_000_000, 40_000_000, 29_999_999],
            'agreement.instalments-not-the-amount',
            '各期合计少1分 → 不可',
            'One fen short → refused',
          ],
          [
            tongcheng,
            [100_000_000, 0],
            'agreement.instalment-empty',
            '一期为零 → 不可',
            'An instalment of nothing → refused',
          ],
          [
            tongcheng,
            [25_000_000, 25_000_000, 25_000_000, 25_000_000],
            'agreement.instalment-outside-contract',
            '合同2026-09-30止，第四期排在2026-10-10 → 不可',
            'A contract to 2026-09-30, the fourth on 2026-10-10 → refused',
          ],
        ],
      ),
      ...casesTold<Instalment['state'], string | null>(
        ({ pack }, state) => {
          const was = stageOf(1, 30_000_000, state);
          const now = { ...was, amountFen: 20_000_000 };
          const rewritten =
            isRewritten(was, now) && isOpenToChange(state) === (state === 'planned' || state === 'refused');
          return rewritten
            ? codeOf(
                amendInstalments([was], { amountFen: 100_000_000, instalments: [now] }, 0, basisIn(pack)),
              )
            : 'not rewritten';
        },
        [
          [
            tongcheng,
            'planned',
            null,
            '补充协议改写尚未申请的一期 → 可以',
            'An amendment rewrites one not yet requested → granted',
          ],
          [
            tongcheng,
            'requested',
            'agreement.instalment-fixed',
            '改写已申请的一期 → 不可',
            'It rewrites one that is requested → refused',
          ],
          [
            tongcheng,
            'paid',
            'agreement.instalment-fixed',
            '改写已拨付的一期 → 不可',
            'It rewrites one that is paid → refused',
          ],
        ],
      ),
      ...casesTold<number, string | null>(
        ({ pack }, amountFen) =>
          codeOf(amendInstalments([], { amountFen, instalments: [] }, 60_000_000, basisIn(pack))),
        [
          [
            tongcheng,
            59_999_999,
            'agreement.below-paid',
            '已拨60万元，合同改为599,999.99元 → 不可',
            '600,000 yuan are paid, the contract lowered to 599,999.99 → refused',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'property: instalments are accepted exactly when they are the contract sum',
        file: 'src/features/agreement/agreement.rules.test.ts',
      },
    ],
  },
  {
    id: 'agreement.rounding',
    name: said('分期取整与尾差', 'Rounding of instalments, and the remainder'),
    does: said(
      '除最后一期外，各期取整到制度规定的分、元或百元；尾差计入最后一期。',
      'Every instalment but the last is rounded to what the county says, fen, yuan or a hundred yuan; the last takes the remainder.',
    ),
    carries: ['money.instalments.rounding.*'],
    functions: [`${instalments}#checkInstalmentRules`, `${instalments}#lastOf`],
    cases: [
      ...rounding([
        [
          tongcheng,
          { amountFen: 100_000_000, fen: fenEach },
          null,
          `100万元分三期：${list(fenEach)}元，取整到分 → 可以`,
          `1,000,000 yuan in three: ${list(fenEach)}, to the fen → granted`,
        ],
        [
          jia,
          { amountFen: 100_000_000, fen: fenEach },
          'agreement.instalment-not-rounded',
          `同上，取整到元 → 不可：前两期带分`,
          'The same, to the yuan → refused: the first two have fen',
        ],
        [
          jia,
          { amountFen: 100_000_000, fen: uneven },
          null,
          `${list(uneven)}元，取整到元 → 可以：尾差在最后一期`,
          `${list(uneven)}, to the yuan → granted: the remainder is in the last`,
        ],
        [
          yi,
          { amountFen: 100_000_000, fen: uneven },
          'agreement.instalment-not-rounded',
          '同上，取整到百元 → 不可',
          'The same, to a hundred yuan → refused',
        ],
        [
          yi,
          { amountFen: 100_000_000, fen: hundreds },
          null,
          `${list(hundreds)}元，取整到百元 → 可以`,
          `${list(hundreds)}, to a hundred yuan → granted`,
        ],
      ]),
      ...casesTold<null, number | undefined>(
        () =>
          lastOf([
            { number: 1, amountFen: 1, plannedOn: '2026-12-01' },
            { number: 2, amountFen: 1, plannedOn: '2026-06-01' },
          ])?.number,
        [
          [
            tongcheng,
            null,
            1,
            '第1期排在12月，第2期排在6月 → 最后一期是第1期（按日期）',
            'Number 1 in December, number 2 in June → the last is number 1, by its day',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'rounded stages with the rest in the last always pass, whatever the sum',
        file: 'src/features/agreement/agreement.instalment.rules.test.ts',
      },
    ],
  },
  {
    id: 'agreement.retention',
    name: said('质保金', 'Retention'),
    does: said(
      '最后一期不少于合同金额的规定比例，不足一分的进一分。',
      'The last instalment is at least the county’s share of the contract; a fraction of a fen is kept back too.',
    ),
    carries: ['money.instalments.retentionShare'],
    functions: [`${instalments}#checkInstalmentRules`],
    cases: rounding([
      [
        jia,
        { amountFen: 100_000_000, fen: [95_000_000, 5_000_000] },
        null,
        '100万元，最后一期5万元（5%） → 可以',
        '1,000,000 yuan, the last 50,000, 5 per cent → granted',
      ],
      [
        jia,
        { amountFen: 100_000_000, fen: [95_000_100, 4_999_900] },
        'agreement.retention-missing',
        '最后一期49,999元 → 不可',
        'The last 49,999 yuan → refused',
      ],
      [
        yi,
        { amountFen: 100_000_000, fen: [95_000_000, 5_000_000] },
        'agreement.retention-missing',
        '最后一期5万元，须留10% → 不可',
        'The last 50,000 yuan, 10 per cent asked → refused',
      ],
      [
        tongcheng,
        { amountFen: 100_000_000, fen: [99_999_999, 1] },
        null,
        '最后一期1分，制度未规定质保金 → 可以',
        'The last one fen, no retention in the regime → granted',
      ],
    ]),
  },
];

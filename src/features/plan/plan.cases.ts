import { floorOf, type Ratio, ratio, ratioOf, times } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import type { LineReached, PlanLine, PlanState } from './plan.model.ts';
import {
  isBehind,
  plannedShareOf,
  progressAgainstPlan,
  reachedShareOf,
  weightsOf,
} from './plan.progress.rules.ts';
import {
  approve,
  checkLines,
  mayMove,
  moneyOf,
  reasonFor,
  registerProject,
  totalBudget,
  versionOn,
} from './plan.rules.ts';

const file = 'plan.rules.ts';
const progress = 'plan.progress.rules.ts';

const basisIn = (pack: World['pack']) => citationsOf([{ clause: clauseOfDuty(pack, 'D02'), mark: 'text' }]);
const lineOf = (over: Partial<PlanLine> = {}): PlanLine => ({
  lineKey: 'stations',
  area: 'station',
  task: '建设村级站',
  content: '',
  unit: '个',
  target: 100,
  plannedStartOn: '2025-02-01',
  plannedFinishOn: '2026-11-30',
  budgetFen: 100_000_000,
  important: true,
  ...over,
});
const project = {
  startsOn: '2025-01-01',
  endsOn: '2026-12-31',
  centralFen: 100_000_000,
  localFen: 50_000_000,
};
const reached = (over: Partial<LineReached> = {}): LineReached => ({
  startOn: '2026-01-01',
  finishOn: '2026-12-31',
  target: '100',
  total: '20',
  budgetFen: 100,
  ...over,
});
/** In hundredths of a per cent, cut. */
const shown = (share: Ratio): number => Number(floorOf(times(share, ratio(10_000))));

export const planFamilies: readonly Family[] = [
  {
    id: 'plan.baseline',
    name: said('实施方案', 'The implementation plan'),
    does: said(
      '项目不早于制度施行；任务在项目期内、预算不超过资金总额；改动说明原因，已批准的不改写，由拟稿人以外的人批准，不溯及既往。',
      'No project before the regime; lines within its time and its money; a change says why, what was approved stays, another than the drafter approves, and nothing reaches back.',
    ),
    carries: [],
    duties: ['D02', 'D32'],
    functions: [
      `${file}#registerProject`,
      `${file}#checkLines`,
      `${file}#reasonFor`,
      `${file}#mayMove`,
      `${file}#approve`,
      `${file}#versionOn`,
      `${file}#totalBudget`,
      `${file}#moneyOf`,
    ],
    cases: [
      ...casesTold<string, string | null>(
        ({ pack }, startsOn) =>
          codeOf(
            registerProject(
              { startsOn, endsOn: null },
              { inForceFrom: pack.inForceFrom, basis: basisIn(pack) },
            ),
          ),
        [
          [tongcheng, '2021-03-18', null, '项目2021-03-18开始 → 可以', 'A project from 2021-03-18 → granted'],
          [
            tongcheng,
            '2021-03-17',
            'project.before-regime',
            '项目2021-03-17开始 → 不可：制度尚未施行',
            'A project from 2021-03-17 → refused: before the regime',
          ],
        ],
      ),
      ...casesTold<readonly PlanLine[], string | null>(
        ({ pack }, lines) => codeOf(checkLines(project, lines, basisIn(pack))),
        [
          [
            tongcheng,
            [lineOf()],
            null,
            '资金150万元，任务预算100万元 → 可以',
            'Money of 1,500,000 yuan, a line of 1,000,000 → granted',
          ],
          [
            tongcheng,
            [lineOf({ budgetFen: 150_000_001 })],
            'plan.over-budget',
            '任务预算超过资金总额1分 → 不可',
            'One fen over → refused',
          ],
          [
            tongcheng,
            [lineOf({ target: 0 })],
            'plan.target-missing',
            '任务没有目标数 → 不可',
            'A line without a target → refused',
          ],
          [
            tongcheng,
            [lineOf({ plannedFinishOn: '2027-01-01' })],
            'plan.line-outside-project',
            '任务完成日在项目期外 → 不可',
            'A line that ends after the project → refused',
          ],
        ],
      ),
      ...casesTold<readonly [number, string], string | null>(
        ({ pack }, [number, reason]) => codeOf(reasonFor(number, reason, basisIn(pack))),
        [
          [
            tongcheng,
            [2, ''],
            'plan.reason-required',
            '第二版没有写原因 → 不可',
            'A second version without a reason → refused',
          ],
          [tongcheng, [2, '省级批复调整'], null, '第二版写明原因 → 可以', 'With its reason → granted'],
        ],
      ),
      ...casesTold<PlanState, string | null>(
        ({ pack }, state) => codeOf(mayMove({ state, number: 1 }, 'save', basisIn(pack))),
        [
          [tongcheng, 'draft', null, '改草稿 → 可以', 'A draft, changed → granted'],
          [
            tongcheng,
            'approved',
            'plan.approved-fixed',
            '改已批准的一版 → 不可',
            'An approved version, changed → refused',
          ],
        ],
      ),
      ...casesTold<
        { readonly by: string; readonly from: string; readonly formerFrom?: string },
        string | null
      >(
        ({ pack }, { by, from, formerFrom }) =>
          codeOf(
            approve(
              { draftedBy: 'chen', number: 1 },
              { by, inForceFrom: plainDate(from), today: plainDate('2026-04-10') },
              formerFrom === undefined ? undefined : { inForceFrom: formerFrom },
              project,
              basisIn(pack),
            ),
          ),
        [
          [
            tongcheng,
            { by: 'liu', from: '2025-01-01' },
            null,
            '首版，刘批准，自2025-01-01起（补登） → 可以',
            'The first version, approved by Liu from 2025-01-01 → granted',
          ],
          [
            tongcheng,
            { by: 'chen', from: '2026-05-01' },
            'plan.own-approval',
            '拟稿人自己批准 → 不可',
            'Approved by its drafter → refused',
          ],
          [
            tongcheng,
            { by: 'liu', from: '2026-04-09', formerFrom: '2025-01-01' },
            'plan.retroactive',
            '第二版自昨天起 → 不可：不溯及既往',
            'A second version from yesterday → refused',
          ],
        ],
      ),
      ...casesTold<string, number | null>(
        (_, on) =>
          versionOn(
            [
              { state: 'superseded', number: 1, inForceFrom: '2025-01-01' },
              { state: 'approved', number: 2, inForceFrom: '2026-05-01' },
            ],
            plainDate(on),
          )?.number ?? null,
        [
          [
            tongcheng,
            '2026-04-30',
            1,
            '第二版2026-05-01起，查2026-04-30 → 用第一版',
            'The second from 2026-05-01; on 2026-04-30 → the first',
          ],
          [
            tongcheng,
            '2026-05-01',
            2,
            '同上，查2026-05-01 → 用第二版',
            'The same on 2026-05-01 → the second',
          ],
        ],
      ),
      ...casesTold<null, readonly [number, number]>(
        () => [totalBudget([lineOf(), lineOf({ budgetFen: 1 })]), moneyOf(project)],
        [
          [
            tongcheng,
            null,
            [100_000_001, 150_000_000],
            '预算100万元和1分 → 合计1,000,000.01元，资金总额150万元',
            'Budgets of 1,000,000 yuan and one fen → 1,000,000.01 together, of 1,500,000',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'property: lines are refused for their budget exactly when they exceed the money',
        file: 'src/features/plan/plan.rules.test.ts',
      },
      {
        title: 'property: a difference accounts for every line of both versions once',
        file: 'src/features/plan/plan.rules.test.ts',
      },
    ],
  },
  {
    id: 'plan.progress',
    name: said('计划进度与实际进度', 'Progress planned and reached'),
    does: said(
      '计划进度自开始日到完成日逐日均匀推进；实际进度以受理的月报累计数对目标，每项至多算完成；各项按预算加权。',
      'The plan advances evenly from the first day to the last; what is reached is the accepted total over the target, no line above whole; lines weigh by their budget.',
    ),
    carries: [],
    duties: ['D02'],
    functions: [
      `${progress}#plannedShareOf`,
      `${progress}#reachedShareOf`,
      `${progress}#progressAgainstPlan`,
      `${progress}#isBehind`,
      `${progress}#weightsOf`,
    ],
    cases: [
      ...casesOf<string, number>(
        (_, on) => shown(plannedShareOf(reached(), plainDate(on))),
        (on, then) =>
          said(
            `任务2026-01-01至2026-12-31，${on} → 计划${then / 100}%`,
            `A line from 2026-01-01 to 2026-12-31, on ${on} → ${then / 100} per cent planned`,
          ),
        [
          [tongcheng, '2025-12-31', 0],
          [tongcheng, '2026-03-14', 2000],
          [tongcheng, '2026-12-31', 10_000],
        ],
      ),
      ...casesTold<readonly LineReached[], readonly [planned: number, actual: number]>(
        (_, lines) => {
          const { planned, actual } = progressAgainstPlan(lines, plainDate('2026-12-31'));
          return [shown(planned), shown(actual)];
        },
        [
          [
            tongcheng,
            [reached({ total: '50' }), reached({ total: '100', budgetFen: 300 })],
            [10_000, 8750],
            '两项，预算1∶3，完成50%和100% → 实际87.5%',
            'Two lines of budget 1 to 3, half and all done → 87.5 per cent reached',
          ],
          [
            tongcheng,
            [reached({ total: '150' })],
            [10_000, 10_000],
            '完成150个，目标100个 → 按100%计',
            '150 of 100 → counted as whole',
          ],
        ],
      ),
      ...casesTold<readonly [planned: number, actual: number, share: number], boolean>(
        (_, [planned, actual, share]) =>
          isBehind({ planned: ratioOf(planned), actual: ratioOf(actual) }, ratioOf(share)),
        [
          [
            tongcheng,
            [0.4, 0.2, 0.5],
            false,
            '计划40%，实际20%，要求一半 → 未落后',
            'Planned 40, reached 20, half is asked → not behind',
          ],
          [
            tongcheng,
            [0.4, 0.1999, 0.5],
            true,
            '计划40%，实际19.99%，要求一半 → 落后',
            'Planned 40, reached 19.99, half is asked → behind',
          ],
        ],
      ),
      ...casesTold<readonly number[], readonly number[]>(
        (_, budgets) =>
          weightsOf(budgets.map((budgetFen) => ({ budgetFen }))).map((weight) => Number(weight.numerator)),
        [
          [
            tongcheng,
            [0, 0],
            [1, 1],
            '两项都没有预算 → 同等加权',
            'Two lines without a budget → weighed alike',
          ],
        ],
      ),
      ...casesTold<null, number>(
        () => shown(reachedShareOf({ target: '100', total: null })),
        [[tongcheng, null, 0, '尚无受理的月报 → 实际0', 'No report accepted yet → nothing reached']],
      ),
    ],
  },
];

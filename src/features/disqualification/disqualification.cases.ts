import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import type { World } from '../regime/regime.family.model.ts';
import { casesOf, casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { Ballot, ContractorFacts } from './disqualification.model.ts';
import { procedureOf } from './disqualification.procedure.rules.ts';
import {
  countedSince,
  groundOf,
  groundsOn,
  isBelow,
  isTriggered,
  layOut,
} from './disqualification.trigger.rules.ts';
import {
  agrees,
  checkSession,
  type Member,
  quorumOf,
  reaches,
  resultOf,
} from './disqualification.vote.rules.ts';

const trigger = 'disqualification.trigger.rules.ts';
const vote = 'disqualification.vote.rules.ts';
const on = plainDate('2026-06-01');

type Told = ContractorFacts['findings'][number];
type Line = ContractorFacts['contracts'][number]['lines'][number];
const findingOf = (pack: World['pack'], at: number, over: Partial<Told> = {}): Told => ({
  id: `f${at}`,
  number: `问〔2026〕${at}-1`,
  fact: '设备闲置',
  place: '示例村',
  foundOn: '2026-04-10',
  severity: 'ordinary',
  clauseId: clauseOfDuty(pack, 'D14'),
  repeat: false,
  dueOn: '2026-05-06',
  reportedOn: null,
  closedOn: null,
  rectification: 'ordered',
  ...over,
});
/** So many problems, of which so many are past their deadline; and one line of a contract. */
export const factsOf = (pack: World['pack'], count: number, late: number, line?: Partial<Line>) => ({
  findings: Array.from({ length: count }, (_, at) =>
    findingOf(pack, at, at < late ? {} : { rectification: 'closed', reportedOn: '2026-05-01' }),
  ),
  contracts: line
    ? [
        {
          agreementId: 'a',
          number: 'DS-01',
          name: '一标段',
          lines: [
            { startOn: '2026-01-01', finishOn: '2026-12-31', budgetFen: 100, target: 100, total: 0, ...line },
          ],
        },
      ]
    : [],
});

const ballots = (...votes: readonly Ballot['vote'][]): readonly Ballot[] =>
  votes.map((one, at) => ({ personId: `m${at}`, vote: one }));
const members = (count: number, related = 0): readonly Member[] =>
  Array.from({ length: count }, (_, at) => ({
    personId: `m${at}`,
    name: `成员${at + 1}`,
    related: at >= count - related,
  }));

function procedureIn(pack: World['pack']) {
  const procedure = procedureOf(pack, on);
  if (!procedure.ok) throw new Error(`${pack.id} has no whole procedure`);
  return procedure.value;
}

export const triggerFamilies: readonly Family[] = [
  {
    id: 'disqualification.repeated',
    name: said('立案事由：多次问题未及时整改', 'Ground: repeated problems not rectified in time'),
    does: said(
      '回溯期内问题达到规定件数、其中未及时整改的达到规定件数，可以立案；逾期、或逾期才报告的，为未及时。计数只摆事实，不取消任何人的资格。',
      'So many problems within the look-back, so many of them not rectified in time, let a case be opened. Overdue or reported late is not in time. Counting lays out facts and disqualifies nobody.',
    ),
    carries: [
      'disqualification.findings',
      'disqualification.months',
      'disqualification.notRectifiedInTime',
      'disqualification.grounds.*[kind=repeated-unrectified].kind',
    ],
    duties: ['D12'],
    functions: [
      `${trigger}#layOut`,
      `${trigger}#groundsOn`,
      `${trigger}#isTriggered`,
      `${trigger}#countedSince`,
    ],
    cases: [
      ...casesOf<readonly [number, number], boolean>(
        ({ pack }, [count, late]) =>
          isTriggered(groundsOn(layOut(factsOf(pack, count, late), pack, on), pack, on)),
        ([count, late], then) =>
          said(
            `问题${count}件，未及时整改${late}件 → ${then ? '可以立案' : '不得立案'}`,
            `${count} problems, ${late} not rectified in time → ${then ? 'a case may be opened' : 'none may'}`,
          ),
        [
          [tongcheng, [2, 2], false],
          [tongcheng, [3, 1], false],
          [tongcheng, [3, 2], true],
          [jia, [5, 2], false],
          [jia, [5, 3], true],
          [yi, [2, 1], true],
        ],
      ),
      ...casesTold<Partial<Told>, string | null | undefined>(
        ({ pack }, over) =>
          layOut({ findings: [findingOf(pack, 1, over)], contracts: [] }, pack, on).findings[0]?.late,
        [
          [
            tongcheng,
            {},
            'overdue',
            '2026-05-06到期，2026-06-01仍未报告 → 未及时：逾期',
            'Due on 2026-05-06, not reported by 2026-06-01 → not in time: overdue',
          ],
          [
            tongcheng,
            { rectification: 'closed', reportedOn: '2026-05-07' },
            'reported-late',
            '2026-05-07才报告，后已销号 → 未及时：逾期报告',
            'Reported on 2026-05-07, closed since → not in time: reported late',
          ],
          [
            tongcheng,
            { rectification: 'reported', reportedOn: '2026-05-06' },
            null,
            '按期报告、尚未复查 → 不算未及时',
            'Reported in time and not yet answered → in time',
          ],
        ],
      ),
      ...casesTold<string, string>(
        ({ pack }, day) => countedSince(pack, plainDate(day)).toString(),
        [
          [
            tongcheng,
            '2026-06-01',
            '2025-06-01',
            '2026-06-01计数 → 自2025-06-01起的问题计入',
            'Counted on 2026-06-01 → problems since 2025-06-01',
          ],
          [
            jia,
            '2026-06-01',
            '2025-12-01',
            '2026-06-01计数 → 自2025-12-01起的问题计入',
            'Counted on 2026-06-01 → problems since 2025-12-01',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'property: one more problem left too long never makes a case less open',
        file: 'src/features/disqualification/disqualification.rules.test.ts',
      },
    ],
  },
  {
    id: 'disqualification.progress-below',
    name: said('立案事由：进度低于计划', 'Ground: progress below the plan'),
    does: said(
      '实际进度低于当日计划进度的规定比例的，可以立案；恰好达到的不算，计划尚未开始的不算。',
      'Progress below the county’s share of what the plan had by that day; just that share is enough, and before anything was planned nothing is behind.',
    ),
    carries: ['disqualification.grounds.*[kind=progress-below].*'],
    duties: ['D12'],
    functions: [`${trigger}#groundsOn`, `${trigger}#isBelow`],
    cases: [
      ...casesTold<number, boolean | undefined>(
        ({ pack }, total) =>
          groundsOn(
            layOut(factsOf(pack, 0, 0, { total, startOn: '2026-05-23', finishOn: '2026-06-11' }), pack, on),
            pack,
            on,
          ).find(({ kind }) => kind === 'progress-below')?.open,
        [
          [
            jia,
            15,
            false,
            '2026-06-01计划50%，实际15%（恰为三成） → 不得立案',
            'Planned 50 per cent by 2026-06-01, reached 15, just three tenths → none may',
          ],
          [jia, 14, true, '计划50%，实际14% → 可以立案', 'Planned 50, reached 14 → a case may be opened'],
        ],
      ),
      ...casesTold<readonly [planned: number, reached: number], boolean>(
        (_, [planned, reached]) => isBelow({ agreementId: 'a', number: '', name: '', planned, reached }, 0.3),
        [[jia, [0, 0], false, '计划尚未开始 → 不算落后', 'Nothing planned yet → not behind']],
      ),
    ],
  },
  {
    id: 'disqualification.stated',
    name: said('立案事由：经查实的情形', 'Grounds that are stated and proved'),
    does: said(
      '弄虚作假、擅自变更方案、转包等，由提出人附证据查实后立案；不由计数自动触发。',
      'Falsification, an unauthorised change of the plan, subcontracting: stated by somebody with proof, never triggered by counting.',
    ),
    carries: ['disqualification.grounds.*[kind=stated].kind'],
    duties: ['D12', 'D15'],
    functions: [`${trigger}#groundsOn`, `${trigger}#groundOf`],
    cases: [
      ...casesTold<null, readonly (readonly [string, boolean])[]>(
        ({ pack }) => {
          const grounds = groundsOn(layOut(factsOf(pack, 0, 0), pack, on), pack, on);
          return grounds
            .filter(({ kind }) => kind === 'stated')
            .map(({ id, open }) => [id, open && !isTriggered(grounds)] as const);
        },
        [
          [
            tongcheng,
            null,
            [['falsified-data', true]],
            '没有问题记录，有人查实弄虚作假 → 可以立案，但不自动触发',
            'No problem on record, falsification proved → a case may be opened, though nothing triggers it',
          ],
          [
            yi,
            null,
            [
              ['false-data', true],
              ['subcontracting', true],
              ['diversion', true],
            ],
            '查实数据造假、转包、挪用 → 均可立案',
            'False data, subcontracting or diversion proved → each opens a case',
          ],
        ],
      ),
      ...casesTold<null, readonly (readonly [string, number | null])[]>(
        ({ pack }) =>
          pack.disqualification.grounds
            .map((ground) => groundOf(ground, on))
            .map(({ id, share }) => [id, share] as const),
        [
          [
            jia,
            null,
            [
              ['repeated-unrectified', null],
              ['far-behind', 0.3],
              ['plan-changed', null],
            ],
            '立案时冻结事由和当日比例 → “进度低于计划三成”记为0.3',
            'The ground is frozen with its figure of the day → “below three tenths” is kept as 0.3',
          ],
        ],
      ),
    ],
  },
  {
    id: 'disqualification.quorum',
    name: said('到会人数', 'The quorum'),
    does: said(
      '到会成员达到规定比例（三分之二按其写明的小数位比较），且至少两人；立案人、有关联的不参加、不计入应到。',
      'Those present reach the county’s share, compared at the precision it is written in, two at least; whoever opened the case or is related neither sits nor counts.',
    ),
    carries: ['disqualification.quorumShare'],
    duties: ['D12'],
    functions: [`${vote}#quorumOf`, `${vote}#reaches`, `${vote}#checkSession`],
    cases: [
      ...casesOf<number, number>(
        ({ pack }, whole) => quorumOf(whole, procedureIn(pack).quorumShare),
        (whole, then) =>
          said(`应到${whole}人 → 至少${then}人到会`, `${whole} members → ${then} present at least`),
        [
          [tongcheng, 3, 2],
          [tongcheng, 7, 5],
          [tongcheng, 9, 6],
          [jia, 7, 4],
          [yi, 8, 6],
          [jia, 2, 2],
        ],
      ),
      ...casesTold<
        {
          readonly of: number;
          readonly present: number;
          readonly related?: number;
          readonly openedBy?: string;
        },
        string | number
      >(
        ({ pack }, { of, present, related = 0, openedBy = 'chen' }) => {
          const votes = ballots(...Array.from({ length: present }, () => 'cancel' as const));
          const session = checkSession(
            { members: members(of, related), ballots: votes, recordedBy: 'm0', openedBy },
            procedureIn(pack),
          );
          return session.ok ? session.value.of : session.refusal.code;
        },
        [
          [
            tongcheng,
            { of: 9, present: 6 },
            9,
            '领导小组9人，到会6人 → 可以议决',
            'A leading group of 9, 6 present → in session',
          ],
          [
            tongcheng,
            { of: 9, present: 5 },
            'disqualification.no-quorum',
            '9人中到会5人 → 不足三分之二',
            '5 of 9 present → no quorum',
          ],
          [
            tongcheng,
            { of: 9, present: 4, related: 3 },
            6,
            '9人中3人回避，其余6人到会4人 → 可以议决',
            '3 of 9 recused, 4 of the other 6 present → in session',
          ],
          [
            tongcheng,
            { of: 9, present: 9, related: 1 },
            'disqualification.related',
            '有关联的成员参加 → 不可',
            'A related member sits → refused',
          ],
          [
            tongcheng,
            { of: 3, present: 2, openedBy: 'm1' },
            'disqualification.opener-decides',
            '立案人参加 → 不可',
            'Whoever opened the case sits → refused',
          ],
          [
            tongcheng,
            { of: 3, present: 1 },
            'disqualification.alone',
            '一人“集体研究” → 不可',
            'One person alone → refused',
          ],
        ],
      ),
      ...casesTold<readonly [number, number], boolean>(
        ({ pack }, [part, whole]) => reaches(part, whole, procedureIn(pack).quorumShare),
        [
          [
            tongcheng,
            [2, 3],
            true,
            '3人到会2人，制度写0.667 → 视为达到三分之二',
            '2 of 3, the share written 0.667 → two thirds are reached',
          ],
        ],
      ),
    ],
  },
  {
    id: 'disqualification.majority',
    name: said('同意比例', 'The majority'),
    does: said(
      '同意取消的须超过（或按制度达到）到会成员的规定比例，弃权计入到会。',
      'Cancelled only by more than the county’s share of those present, or by the share itself where the county says so, abstentions among them.',
    ),
    carries: ['disqualification.majorityShare', 'disqualification.majority.rule'],
    duties: ['D12'],
    functions: [`${vote}#resultOf`, `${vote}#agrees`, `${vote}#exceeds`],
    cases: [
      ...casesTold<readonly Ballot['vote'][], string>(
        ({ pack }, votes) => resultOf(ballots(...votes), procedureIn(pack)),
        [
          [
            tongcheng,
            ['cancel', 'cancel', 'keep'],
            'cancel',
            '到会3人，2人同意取消 → 取消',
            '3 present, 2 for it → cancelled',
          ],
          [
            tongcheng,
            ['cancel', 'cancel', 'keep', 'keep'],
            'keep',
            '到会4人，2人同意（恰半数） → 不取消',
            '4 present, 2 for it, just half → kept',
          ],
          [
            tongcheng,
            ['cancel', 'cancel', 'abstain', 'abstain'],
            'keep',
            '2人同意、2人弃权 → 不取消',
            '2 for it, 2 abstaining → kept',
          ],
          [
            jia,
            ['cancel', 'cancel', 'keep'],
            'cancel',
            '到会3人，2人同意（恰三分之二以上，含本数） → 取消',
            '3 present, 2 for it, two thirds at least asked → cancelled',
          ],
          [
            jia,
            ['cancel', 'cancel', 'cancel', 'keep', 'keep'],
            'keep',
            '到会5人，3人同意（不足三分之二） → 不取消',
            '5 present, 3 for it, less than two thirds → kept',
          ],
          [
            yi,
            ['cancel', 'cancel', 'cancel', 'keep'],
            'cancel',
            '到会4人，3人同意（恰四分之三） → 取消',
            '4 present, 3 for it, just three quarters → cancelled',
          ],
        ],
      ),
      ...casesTold<readonly [number, number], boolean>(
        ({ pack }, [part, whole]) => agrees(part, whole, procedureIn(pack)),
        [[tongcheng, [5, 9], true, '9人到会，5人同意 → 过半数', '5 of 9 → more than half']],
      ),
    ],
  },
];

import { ratioOf } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { itemOf } from './rectification.cases.ts';
import type { Conclusion, Rectification } from './rectification.model.ts';
import { progressSteps, shareShown, takeProgressStep } from './rectification.progress.rules.ts';
import { deadlineUnder } from './rectification.regime.rules.ts';
import {
  type ClosingFacts,
  decideClose,
  decideReinspection,
  decideReport,
  decideTeam,
  lenienceSignals,
  type Reinspector,
} from './rectification.rules.ts';

const file = 'rectification.rules.ts';
const today = plainDate('2026-04-20');

const member = (personId: string, over: Partial<Reinspector> = {}): Reinspector => ({
  personId,
  name: personId,
  inGroup: true,
  related: false,
  ...over,
});
const chen = member('陈');
const liu = member('刘');
const wang = member('王');

const closing: ClosingFacts = {
  actorId: 'office',
  foundBy: 'finder',
  reporters: ['contractor'],
  authors: ['drafter', 'reviewer', 'signer'],
  reportEvidence: 2,
  reinspection: { conclusion: 'rectified', members: ['陈', '刘'], evidence: 2 },
};

export const closingFamilies: readonly Family[] = [
  {
    id: 'rectification.progress-ladder',
    name: said('进度阶梯', 'The ladder of progress'),
    does: said(
      '实际进度低于当日计划进度的规定比例的，由具名人员约谈、通报，各一次；恰好达到比例的不算。',
      'Where progress lies below a share of what the plan had by that day, a named person takes the step, once; exactly that share is enough.',
    ),
    carries: ['rectification.progressLadder.*.below'],
    functions: [
      'rectification.progress.rules.ts#progressSteps',
      'rectification.progress.rules.ts#takeProgressStep',
      'rectification.progress.rules.ts#shareShown',
    ],
    cases: [
      ...casesTold<readonly [planned: number, actual: number], readonly string[]>(
        ({ pack }, [planned, actual]) =>
          progressSteps(
            pack,
            { planned: ratioOf(planned), actual: ratioOf(actual) },
            today,
            [],
            true,
          ).flatMap((one) => (one.due ? [one.rule.step] : [])),
        [
          [jia, [0, 0], [], '计划尚未开始 → 无', 'Nothing planned yet → nothing'],
          [
            jia,
            [0.6, 0.3],
            [],
            '计划60%，实际30%（恰为一半） → 无',
            'Planned 60 per cent, reached 30, just half → nothing',
          ],
          [
            jia,
            [0.6, 0.2999],
            ['interview'],
            '计划60%，实际29.99% → 约谈',
            'Planned 60 per cent, reached 29.99 → an interview',
          ],
          [
            jia,
            [0.6, 0.1799],
            ['interview', 'circular'],
            '计划60%，实际17.99%（低于三成） → 约谈、通报',
            'Planned 60 per cent, reached 17.99, below three tenths → an interview and a circular',
          ],
          [
            tongcheng,
            [1, 0],
            [],
            '计划100%，实际0 → 无：制度没有进度阶梯',
            'Planned 100 per cent, reached 0 → nothing: this regime has no such ladder',
          ],
        ],
      ),
      ...casesTold<readonly string[], string | null>(
        ({ pack }, taken) =>
          codeOf(
            takeProgressStep(
              progressSteps(pack, { planned: ratioOf(0.6), actual: ratioOf(0.2) }, today, taken, true),
              'interview',
              taken,
            ),
          ),
        [
          [jia, [], null, '低于一半，约谈 → 可以', 'Below half, an interview → may be held'],
          [jia, ['interview'], 'progress.step-taken', '已约谈，再约谈 → 不可', 'Held already → not again'],
        ],
      ),
      ...casesOf<number, number>(
        (_, share) => shareShown(ratioOf(share)),
        (share, then) =>
          said(
            `进度${share} → 显示${then}，只舍不入`,
            `A share of ${share} → shown as ${then}, cut and not rounded`,
          ),
        [[jia, 0.29999, 0.2999]],
      ),
    ],
    properties: [
      {
        title: 'more done never makes more steps due',
        file: 'src/features/rectification/rectification.progress.rules.test.ts',
      },
    ],
  },
  {
    id: 'rectification.report',
    name: said('整改报告', 'The report of rectification'),
    does: said(
      '报告须附凭证；完成日不在将来，也不早于发现日。',
      'A report comes with evidence; the day of completion is neither to come nor before the problem was found.',
    ),
    carries: [],
    duties: ['D09'],
    functions: [`${file}#mayBecome`, `${file}#decideReport`, `${file}#step`],
    cases: casesTold<
      {
        readonly completedOn: string;
        readonly evidence: readonly string[];
        readonly state?: Rectification['state'];
      },
      string | null
    >(
      ({ pack }, { state = 'ordered', ...told }) =>
        codeOf(decideReport(itemOf(pack, { state }), told, plainDate('2026-04-01'), pack, today)),
      [
        [
          tongcheng,
          { completedOn: '2026-04-20', evidence: ['photo'] },
          null,
          '2026-04-20完成并附照片，当日报告 → 收下',
          'Done on 2026-04-20 with a photograph, reported that day → taken',
        ],
        [
          tongcheng,
          { completedOn: '2026-04-20', evidence: [] },
          'rectification.evidence-missing',
          '没有凭证 → 退回：缺凭证',
          'No evidence → refused',
        ],
        [
          tongcheng,
          { completedOn: '2026-04-21', evidence: ['photo'] },
          'rectification.completed-in-future',
          '完成日写成明天 → 退回',
          'Completed tomorrow → refused',
        ],
        [
          tongcheng,
          { completedOn: '2026-03-31', evidence: ['photo'] },
          'rectification.completed-before-found',
          '完成日早于发现日2026-04-01 → 退回',
          'Completed before the problem was found on 2026-04-01 → refused',
        ],
      ],
    ),
  },
  {
    id: 'rectification.reinspection',
    name: said('复查', 'Re-inspection'),
    does: said(
      '复查人数以本县规定为下限，须是监督检查小组成员、与承办企业无关联，至少一人不是当初的检查人；除拒不整改外须有整改后照片。',
      'As many as the county asks, all of the inspection group, none related, and one at least who did not find the problem; with a picture of how it is now, unless rectification is refused.',
    ),
    carries: ['rectification.reinspectorsMin'],
    duties: ['D13'],
    functions: [`${file}#decideTeam`, `${file}#decideReinspection`],
    cases: [
      ...casesTold<readonly Reinspector[], string | null>(
        ({ pack }, members) => codeOf(decideTeam(members, ['陈'], pack, today)),
        [
          [
            tongcheng,
            [chen, liu],
            null,
            '陈（当初的检查人）、刘两人复查 → 可以',
            'Chen, who found it, and Liu → may re-inspect',
          ],
          [
            tongcheng,
            [liu],
            'rectification.too-few-reinspectors',
            '刘一人复查 → 不可：至少两人',
            'Liu alone → refused: two at least',
          ],
          [
            yi,
            [chen, liu],
            'rectification.too-few-reinspectors',
            '陈、刘两人复查 → 不可：至少三人',
            'Chen and Liu → refused: three at least',
          ],
          [
            tongcheng,
            [chen, chen],
            'rectification.too-few-reinspectors',
            '同一人写两次 → 不可：仍是一人',
            'One person named twice → refused: still one',
          ],
          [
            tongcheng,
            [liu, member('赵', { inGroup: false })],
            'rectification.not-in-group',
            '其中一人不是小组成员 → 不可',
            'One is not of the group → refused',
          ],
          [
            tongcheng,
            [liu, member('钱', { related: true })],
            'rectification.related',
            '其中一人与承办企业有关联 → 不可',
            'One is related to the contractor → refused',
          ],
        ],
      ),
      ...casesTold<readonly string[], string | null>(
        ({ pack }, finders) => codeOf(decideTeam([chen, liu], finders, pack, today)),
        [
          [
            tongcheng,
            ['陈', '刘'],
            'rectification.finder-alone',
            '复查人全是当初的检查人 → 不可',
            'All of them found it → refused',
          ],
        ],
      ),
      ...casesTold<{ readonly conclusion: Conclusion; readonly evidence: readonly string[] }, string>(
        ({ pack }, told) => {
          const current = itemOf(pack, { state: 'reported', reportedOn: '2026-04-17' });
          const decided = decideReinspection(
            current,
            { ...told, members: [liu, wang], recordedBy: '刘', inspectedOn: '2026-04-20' },
            ['陈'],
            pack,
            today,
          );
          return decided.ok ? decided.value : decided.refusal.code;
        },
        [
          [
            tongcheng,
            { conclusion: 'mostly', evidence: ['photo'] },
            'verified',
            '结论“基本到位”，有照片 → 通过',
            'Mostly rectified, with a picture → passed',
          ],
          [
            tongcheng,
            { conclusion: 'not-rectified', evidence: ['photo'] },
            'not-verified',
            '结论“未到位” → 不通过',
            'Not rectified → not passed',
          ],
          [
            tongcheng,
            { conclusion: 'refused', evidence: [] },
            'not-verified',
            '结论“拒不整改”，没有照片 → 不通过，照记',
            'Refused, without a picture → recorded, not passed',
          ],
          [
            tongcheng,
            { conclusion: 'rectified', evidence: [] },
            'rectification.after-photo-missing',
            '结论“到位”而没有照片 → 不可',
            'Rectified, without a picture → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'rectification.closing',
    name: said('销号', 'Closing'),
    does: said(
      '由发现人、整改人、复查人以外的人批准；没有凭证、没有通过复查的不销号。',
      'Approved by someone who neither found it, nor put it right, nor re-inspected it, nor wrote the letter; never without evidence and a re-inspection that passed.',
    ),
    carries: [],
    duties: ['D13'],
    functions: [`${file}#decideClose`],
    cases: casesTold<Partial<ClosingFacts>, string | null>(
      ({ pack }, change) =>
        codeOf(
          decideClose(itemOf(pack, { state: 'verified', attempts: 1 }), { ...closing, ...change }, pack),
        ),
      [
        [
          tongcheng,
          {},
          null,
          '复查通过，由办公室另一人批准 → 销号',
          'Passed, approved by another of the office → closed',
        ],
        [
          tongcheng,
          { actorId: 'finder' },
          'rectification.closed-by-finder',
          '由发现人批准 → 不可',
          'By whoever found it → refused',
        ],
        [
          tongcheng,
          { actorId: 'contractor' },
          'rectification.closed-by-rectifier',
          '由整改人批准 → 不可',
          'By whoever put it right → refused',
        ],
        [
          tongcheng,
          { actorId: 'drafter' },
          'rectification.closed-by-author',
          '由起草督办函的人批准 → 不可',
          'By whoever drafted the letter → refused',
        ],
        [
          tongcheng,
          { actorId: '刘' },
          'rectification.closed-by-reinspector',
          '由复查人批准 → 不可',
          'By a re-inspector → refused',
        ],
        [
          tongcheng,
          { reinspection: undefined },
          'rectification.not-reinspected',
          '没有复查 → 不可',
          'Not re-inspected → refused',
        ],
        [
          tongcheng,
          { reportEvidence: 0 },
          'rectification.no-evidence',
          '报告没有凭证 → 不可',
          'A report without evidence → refused',
        ],
      ],
    ),
  },
  {
    id: 'rectification.lenience-signals',
    name: said('“放一马”的迹象', 'Signs of letting off'),
    does: said(
      '当日报告当日复查当日销号、逾期销号、销号后又发生的，提示领导再看一眼；不指控任何人。',
      'Reported, re-inspected and closed on one day, closed late, or reopened: a leader may want to look twice. It accuses nobody.',
    ),
    carries: [],
    duties: ['D13'],
    functions: [`${file}#lenienceSignals`],
    cases: casesTold<Partial<Rectification>, readonly string[]>(
      ({ pack }, change) => lenienceSignals(itemOf(pack, { state: 'closed', ...change }), '2026-04-20'),
      [
        [
          tongcheng,
          { reportedOn: '2026-04-20', closedOn: '2026-04-20' },
          ['closed-on-report-day'],
          '2026-04-20报告、复查、销号 → 提示：当日办结',
          'Reported, re-inspected and closed on 2026-04-20 → a sign: all in one day',
        ],
        [
          tongcheng,
          { reportedOn: '2026-04-17', closedOn: '2026-04-21' },
          [],
          '先报告，后复查，再销号 → 无提示',
          'Reported, then re-inspected, then closed → no sign',
        ],
        [
          tongcheng,
          { reportedOn: '2026-05-06', closedOn: '2026-05-08' },
          ['closed-late'],
          '2026-05-07到期，2026-05-08销号 → 提示：逾期销号',
          'Due on 2026-05-07, closed on 2026-05-08 → a sign: closed late',
        ],
      ],
    ),
  },
  {
    id: 'rectification.new-version',
    name: said('改按新版制度', 'Going over to a new version of the regime'),
    does: said(
      '未完成的整改改按新版的，从同一天起重新计算；已告知的期限不缩短，已届满的不重来（从旧兼从轻）。',
      'An open item that goes over is counted anew from the same day. A period that was told is never shortened, and one that has run out is not begun again.',
    ),
    carries: [],
    duties: ['D32'],
    functions: ['rectification.regime.rules.ts#deadlineUnder'],
    cases: casesTold<{ readonly on: string; readonly dueOn: string }, string | null>(
      ({ pack, calendar }, { on, dueOn }) =>
        deadlineUnder(itemOf(pack, { dueOn }), pack, calendar, plainDate(on))?.dueOn ?? null,
      [
        [
          yi,
          { on: '2026-04-20', dueOn: '2026-05-07' },
          '2026-05-13',
          '2026-04-13送达的一般问题，原15个工作日2026-05-07到期，改按20个工作日 → 2026-05-13',
          'Ordinary, served on 2026-04-13, due on 2026-05-07; now 20 working days → 2026-05-13',
        ],
        [
          yi,
          { on: '2026-05-08', dueOn: '2026-05-07' },
          null,
          '同上，2026-05-08才改，期限已届满 → 不动',
          'The same on 2026-05-08, when it has run out → nothing moves',
        ],
        [
          tongcheng,
          { on: '2026-04-20', dueOn: '2026-05-29' },
          null,
          '原2026-05-29到期，按新版反而更早 → 不动',
          'Due on 2026-05-29, the new version would be earlier → nothing moves',
        ],
      ],
    ),
    properties: [
      {
        title: 'property: a deadline that moves to another version only ever moves later',
        file: 'src/features/activation/activation.rules.test.ts',
      },
    ],
  },
];

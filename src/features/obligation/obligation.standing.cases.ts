import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { clauseOfDuty, inForce, obligationOf } from '../regime/regime.rules.ts';
import { contractOf, derived, facilityOf } from './obligation.cases.ts';
import { coverageOf, coverageOfAll, isBlindSpot, reachedOf } from './obligation.coverage.rules.ts';
import { keepingCountedDay } from './obligation.day.rules.ts';
import type { FacilityCover, ObligationState, Standing, Waiver } from './obligation.model.ts';
import { isOpen, isOverdue, progressOf, stateOf } from './obligation.rules.ts';
import { requiredOf } from './obligation.term.rules.ts';
import { decideWaiver, mayBeWaived } from './obligation.waiver.rules.ts';

const file = 'obligation.rules.ts';

const standing = (over: Partial<Standing> = {}): Standing => ({
  windowStartOn: '2026-04-01',
  dueOn: '2026-04-30',
  closesOn: '2026-05-10',
  fulfilledOn: null,
  waived: false,
  withdrawn: false,
  ...over,
});
const stateWords: Readonly<Record<ObligationState, readonly [string, string]>> = {
  upcoming: ['未到期', 'upcoming'],
  due: ['应做', 'due'],
  fulfilled: ['按期完成', 'fulfilled'],
  'fulfilled-late': ['逾期完成', 'fulfilled late'],
  missed: ['漏检', 'missed'],
  waived: ['已免除', 'waived'],
};

const cover = (over: Partial<FacilityCover>): FacilityCover => ({
  phase: 'operation',
  lastVisitOn: null,
  lastMissedOn: null,
  due: 0,
  overdue: 0,
  missed: 0,
  ...over,
});

const waiver: Waiver = {
  id: 'w',
  version: 1,
  obligationId: 'o',
  state: 'proposed',
  reason: '道路中断',
  proposedBy: 'chen',
  proposedAt: 'then',
  decidedBy: null,
  decidedAt: null,
};

export const standingFamilies: readonly Family[] = [
  {
    id: 'obligation.coverage',
    name: said('抽查比例', 'The part that must be reached'),
    does: said(
      '每期须查到的站点数：按比例的小数进一，按个数的取下限，不超过实有数；按乡镇或承办企业分别计算。',
      'How many of each period’s places must be reached: a share rounded up, or a least number, never more than there are; town by town or contractor by contractor.',
    ),
    carries: ['obligations.*.coverage.share', 'obligations.*.coverage.atLeast', 'obligations.*.coverage.by'],
    duties: ['D06'],
    functions: ['obligation.term.rules.ts#requiredOf'],
    cases: [
      ...casesOf<number, number>(
        ({ pack }, among) => {
          const { coverage } = obligationOf(pack, pack.id === yi ? 'service.station' : 'running.station');
          const on = plainDate('2024-06-30');
          const share = coverage?.share ? inForce(coverage.share, on).value : null;
          const least = coverage?.atLeast ? inForce(coverage.atLeast, on).value : null;
          return requiredOf({ share, least }, among);
        },
        (among, then) =>
          said(
            `一组共${among}个站点 → 须查${then}个`,
            `${among} stations in a stratum → ${then} must be reached`,
          ),
        [
          [jia, 1, 1],
          [jia, 3, 1],
          [jia, 4, 2],
          [jia, 10, 3],
          [jia, 11, 4],
          [yi, 3, 3],
          [yi, 12, 5],
        ],
      ),
      ...casesTold<readonly string[], readonly (readonly [string | null, number, number])[]>(
        (world, towns) =>
          derived(
            world,
            'running.station',
            {
              facilities: towns.map((townCode, at) =>
                facilityOf({ id: `f${at}`, operates: '2024-01-10', townCode }),
              ),
            },
            '2024-06-30',
          )
            .filter(({ period }) => period === '2024-06')
            .map(({ stratum, required, among }) => [stratum, required, among] as const),
        [
          [
            jia,
            ['999901100', '999901100', '999901100', '999901100', '999901101'],
            [
              ['999901100', 2, 4],
              ['999901101', 1, 1],
            ],
            '甲乡4站、乙乡1站，2024年6月抽三成 → 甲乡查2站、乙乡查1站',
            'Four stations in one town and one in another, three tenths in June 2024 → two and one',
          ],
        ],
      ),
    ],
  },
  {
    id: 'obligation.count',
    name: said('恰一次与至少一次', 'Exactly, and at least'),
    does: said(
      '“一次”做到即完成，多做不另计；“至少一次”多做的照计；按比例抽查的，同一站点只算一次。',
      '“Once” is done when it is done; “at least” goes on counting; where a part must be reached, one place counts once.',
    ),
    carries: ['obligations.*.count'],
    duties: ['D26'],
    functions: [`${file}#progressOf`],
    cases: casesTold<
      {
        readonly rule: string;
        readonly visits: readonly (readonly [on: string, place: string])[];
        readonly stratum?: true;
      },
      readonly [number, string | null]
    >(
      ({ pack }, { rule, visits, stratum = false }) => {
        const { done, completedBy } = progressOf(
          { required: stratum ? 2 : 1, windowStartOn: '2024-04-01', count: obligationOf(pack, rule).count },
          stratum,
          visits.map(([on, subjectId]) => ({ on, subjectId })),
        );
        return [done, completedBy?.on ?? null];
      },
      [
        [
          tongcheng,
          {
            rule: 'funds',
            visits: [
              ['2024-04-10', 'a'],
              ['2024-05-10', 'a'],
            ],
          },
          [1, '2024-04-10'],
          '资金检查“一次”，查了两次 → 计一次，以第一次完成',
          'Funds, once; done twice → counted once, done with the first',
        ],
        [
          tongcheng,
          {
            rule: 'training',
            visits: [
              ['2024-04-10', 'a'],
              ['2024-05-10', 'a'],
            ],
          },
          [2, '2024-04-10'],
          '培训检查“至少一次”，查了两次 → 计两次，以第一次完成',
          'Training, at least once; done twice → counted twice, done with the first',
        ],
        [
          jia,
          {
            rule: 'running.station',
            visits: [
              ['2024-04-02', 'f1'],
              ['2024-04-09', 'f1'],
            ],
            stratum: true,
          },
          [1, null],
          '须查2站，同一站查了两次 → 计1站，未完成',
          'Two stations asked, one visited twice → one counted, not done',
        ],
        [
          jia,
          {
            rule: 'running.station',
            visits: [
              ['2024-04-02', 'f1'],
              ['2024-04-09', 'f2'],
            ],
            stratum: true,
          },
          [2, '2024-04-09'],
          '须查2站，查了两站 → 第二站查到之日完成',
          'Two stations asked, two visited → done with the second',
        ],
        [
          tongcheng,
          { rule: 'training', visits: [['2024-03-31', 'a']] },
          [0, null],
          '期前一日查的 → 不计',
          'A visit the day before the period → not counted',
        ],
      ],
    ),
  },
  {
    id: 'obligation.grace',
    name: said('宽限与漏检', 'Grace, and what is missed'),
    does: said(
      '到期后规定日数内补做为逾期完成，过后为漏检；漏检不因事后补做而改变。',
      'Within so many days after it was due an act is late; after them it is missed, for good, whatever is made up later.',
    ),
    carries: ['obligations.*.graceDays'],
    duties: ['D06', 'D24', 'D25'],
    functions: [`${file}#stateOf`, `${file}#isOverdue`, `${file}#isOpen`],
    cases: [
      ...casesOf<{ readonly done?: string; readonly today: string }, ObligationState>(
        (world, { done, today }) => {
          const { pack } = world;
          const rule =
            pack.id === jia ? 'building.station' : pack.id === yi ? 'works.station' : 'construction.station';
          const facts = {
            facilities: [
              facilityOf({
                constructionStartedOn: '2026-04-01',
                phases: [{ fromOn: '2026-04-01', phase: 'construction' }],
              }),
            ],
          };
          const [first] = derived(world, rule, facts, '2026-04-01');
          if (!first) throw new Error(`${pack.id} asks nothing of a station being built`);
          return stateOf(
            { ...first, fulfilledOn: done ?? null, waived: false, withdrawn: false },
            plainDate(today),
          );
        },
        ({ done, today }, then) =>
          said(
            `2026-04-01开工的站点首次检查${done === undefined ? `，${today}仍未查` : `，${done}查`} → ${stateWords[then][0]}`,
            `The first inspection of a station begun on 2026-04-01${done === undefined ? `, not done by ${today}` : `, done on ${done}`} → ${stateWords[then][1]}`,
          ),
        [
          [tongcheng, { done: '2026-04-30', today: '2026-06-30' }, 'fulfilled'],
          [tongcheng, { done: '2026-05-10', today: '2026-06-30' }, 'fulfilled-late'],
          [tongcheng, { done: '2026-05-11', today: '2026-06-30' }, 'missed'],
          [tongcheng, { today: '2026-05-10' }, 'due'],
          [tongcheng, { today: '2026-05-11' }, 'missed'],
          [jia, { done: '2026-05-15', today: '2026-06-30' }, 'fulfilled-late'],
          [yi, { done: '2026-06-08', today: '2026-06-30' }, 'missed'],
        ],
      ),
      ...casesTold<string, readonly [overdue: boolean, open: boolean]>(
        (_, today) => [isOverdue(standing(), plainDate(today)), isOpen(standing(), plainDate(today))],
        [
          [
            tongcheng,
            '2026-04-30',
            [false, true],
            '2026-04-30到期，当日 → 未逾期，仍可办',
            'Due on 2026-04-30, that day → not overdue, still open',
          ],
          [
            tongcheng,
            '2026-05-01',
            [true, true],
            '次日 → 逾期，宽限内仍可办',
            'The day after → overdue, open within the grace',
          ],
          [
            tongcheng,
            '2026-05-11',
            [false, false],
            '2026-05-11宽限已过 → 漏检，不可再办',
            'On 2026-05-11, the grace over → missed, open no more',
          ],
        ],
      ),
    ],
  },
  {
    id: 'obligation.waiver',
    name: said('免除', 'Waiving an obligation'),
    does: said(
      '只有尚未办结的可以免除，漏检的不行；一人提出，另一人决定。',
      'Only what is still owed may be waived, never what was missed; one proposes, another decides.',
    ),
    carries: [],
    duties: ['D13'],
    functions: ['obligation.waiver.rules.ts#mayBeWaived', 'obligation.waiver.rules.ts#decideWaiver'],
    cases: [
      ...casesTold<Partial<Standing> & { readonly today: string }, string | null>(
        ({ pack }, { today, ...over }) =>
          codeOf(mayBeWaived(standing(over), plainDate(today), clauseOfDuty(pack, 'D13'))),
        [
          [
            tongcheng,
            { today: '2026-04-20' },
            null,
            '2026-04-30到期的检查，2026-04-20提出免除 → 可以',
            'Due on 2026-04-30, proposed on 2026-04-20 → granted',
          ],
          [tongcheng, { today: '2026-05-11' }, 'obligation.missed', '已漏检 → 不可', 'Missed → refused'],
          [
            tongcheng,
            { today: '2026-04-20', fulfilledOn: '2026-04-10' },
            'obligation.settled-already',
            '已完成 → 不可',
            'Done already → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        ({ pack }, by) =>
          codeOf(
            decideWaiver(
              waiver,
              standing(),
              { outcome: 'approved', by, at: 'now', today: plainDate('2026-04-20') },
              clauseOfDuty(pack, 'D13'),
            ),
          ),
        [
          [tongcheng, 'liu', null, '陈提出，刘批准 → 可以', 'Chen proposes, Liu approves → granted'],
          [
            tongcheng,
            'chen',
            'waiver.own-proposal',
            '陈提出，陈批准 → 不可',
            'Chen proposes and approves → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'obligation.blind-spots',
    name: said('盲区死角', 'Blind spots'),
    does: said(
      '从未查过的，或漏检后再无人去过的站点为盲区；一乡、一村、一企业以最差的站点论。',
      'A place nobody ever visited, or missed and not visited since, is a blind spot; a town, village or contractor is as its worst place.',
    ),
    carries: [],
    duties: ['D06'],
    functions: [
      'obligation.coverage.rules.ts#isBlindSpot',
      'obligation.coverage.rules.ts#coverageOf',
      'obligation.coverage.rules.ts#coverageOfAll',
      'obligation.coverage.rules.ts#reachedOf',
      'obligation.coverage.rules.ts#byGravity',
    ],
    cases: [
      ...casesTold<Partial<FacilityCover>, readonly [string, boolean]>(
        (_, over) => [coverageOf(cover(over)), isBlindSpot(cover(over))],
        [
          [
            tongcheng,
            {},
            ['never-visited', true],
            '从未有人去过 → 盲区',
            'Nobody was ever there → a blind spot',
          ],
          [
            tongcheng,
            { lastVisitOn: '2026-01-10', lastMissedOn: '2026-03-31' },
            ['missed', true],
            '2026-01-10查过，3月漏检后未再去 → 盲区',
            'Visited on 2026-01-10, missed in March and not since → a blind spot',
          ],
          [
            tongcheng,
            { lastVisitOn: '2026-04-10', lastMissedOn: '2026-03-31' },
            ['visited', false],
            '3月漏检，2026-04-10去过 → 不是盲区',
            'Missed in March, visited on 2026-04-10 → none',
          ],
          [tongcheng, { phase: 'withdrawn' }, ['withdrawn', false], '已撤销 → 不是盲区', 'Withdrawn → none'],
        ],
      ),
      ...casesTold<readonly Partial<FacilityCover>[], readonly [string, number]>(
        (_, all) => [coverageOfAll(all.map(cover)), reachedOf(all.map(cover)).blindSpots],
        [
          [
            tongcheng,
            [{ lastVisitOn: '2026-04-10' }, {}],
            ['never-visited', 1],
            '一乡两站，一站从未查过 → 该乡按“从未查过”，盲区1处',
            'Two stations in a town, one never visited → the town counts as never visited, one blind spot',
          ],
          [
            tongcheng,
            [],
            ['no-station', 0],
            '一村没有站点 → 无站点',
            'A village without a station → no station',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'no blind spot is counted only when everybody standing was visited after what was last missed',
        file: 'src/features/obligation/obligation.coverage.rules.test.ts',
      },
      {
        title: 'one planted blind spot among any facilities is always found',
        file: 'src/features/obligation/obligation.coverage.rules.test.ts',
      },
    ],
  },
  {
    id: 'obligation.told-day',
    name: said('已告知的日期', 'A day people were told of'),
    does: said(
      '仅因放假安排变化而变的日期：已确定的不动，已过的不动，也不往过去移。',
      'Where only the calendar says otherwise, a day that was fixed stays, so does one that passed, and none moves into the past.',
    ),
    carries: [],
    duties: ['D32'],
    functions: ['obligation.day.rules.ts#keepingCountedDay'],
    cases: casesTold<boolean, string | undefined>(
      (world, provisional) => {
        const [first] = derived(
          world,
          'monthly-report',
          { agreements: [contractOf({ signedOn: '2024-05-01', startsOn: '2024-05-01' })] },
          '2024-05-31',
        );
        return (
          first &&
          keepingCountedDay(
            first,
            { dueOn: '2024-06-10', provisional, steps: first.because.steps },
            plainDate('2024-05-31'),
          ).dueOn
        );
      },
      [
        [
          jia,
          false,
          '2024-06-10',
          '月报曾确定2024-06-10截止，按新安排应为2024-06-11 → 仍为2024-06-10',
          'Fixed for 2024-06-10, now counted as 2024-06-11 → stays 2024-06-10',
        ],
        [
          jia,
          true,
          '2024-06-11',
          '月报曾暂定2024-06-10截止，按新安排应为2024-06-11 → 2024-06-11',
          'Provisionally 2024-06-10, now counted as 2024-06-11 → 2024-06-11',
        ],
      ],
    ),
  },
];

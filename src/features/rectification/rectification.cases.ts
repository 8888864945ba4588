import { daysBetween, plainDate } from '#kernel/temporal.ts';
import { jia, severityWords, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import type { Severity } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { escalationStepAt } from '../regime/regime.scale.rules.ts';
import { askExtension, decideExtension, latestExtension } from './rectification.extension.rules.ts';
import type { Extension, Rectification } from './rectification.model.ts';
import {
  confirmedDeadline,
  deadlineFor,
  dueSteps,
  isReminderDue,
  reachedSteps,
} from './rectification.rules.ts';

const file = 'rectification.rules.ts';

/** An item served on 13 April 2026, ordinary, due on 7 May, as far as nothing else is said. */
export const itemOf = (pack: World['pack'], change: Partial<Rectification> = {}): Rectification => ({
  id: 'item',
  version: 1,
  letterId: 'letter',
  letterItemId: 'letter-item',
  findingId: 'finding',
  agreementId: 'agreement',
  contractorId: 'contractor',
  state: 'ordered',
  severity: 'ordinary',
  servedOn: '2026-04-13',
  workingDays: 15,
  dayKind: pack.rectification.counting.days,
  periodFromOn: '2026-04-13',
  dueOn: '2026-05-07',
  originalDueOn: '2026-05-07',
  countyDays: 0,
  provisional: false,
  calendarSha256: null,
  extension: null,
  extensionsGranted: 0,
  escalation: 'first',
  attempts: 0,
  reportedOn: null,
  reportedBy: null,
  reinspectionPlannedOn: null,
  reinspectionTeam: [],
  closedOn: null,
  closedBy: null,
  reopenedCount: 0,
  pack: { id: pack.id, version: pack.version, hash: '-' },
  ...change,
});

const stepWords = {
  first: said('督办函', 'the letter'),
  second: said('二次督办', 'a second letter'),
  interview: said('约谈', 'an interview'),
  circular: said('通报', 'a circular'),
  'suspend-payment': said('暂停拨付', 'payments suspended'),
} as const;
const steps = (all: readonly string[], language: 'zh' | 'en'): string =>
  all
    .map((step) => stepWords[step as keyof typeof stepWords][language])
    .join(language === 'zh' ? '、' : ', ') || (language === 'zh' ? '无' : 'nothing');

export const deadlineFamilies: readonly Family[] = [
  {
    id: 'rectification.deadline',
    name: said('整改期限', 'The deadline of a rectification'),
    does: said(
      '自送达次日起，按问题的严重程度和本县规定的天数计算（工作日含调休；按日计的，末日遇休息日顺延）。',
      'Counted from the day after service, by the days the county gives a problem of that severity: working days with make-up days, or calendar days whose last rolls off a day of rest.',
    ),
    carries: ['rectification.period.*', 'rectification.counting.*'],
    duties: ['D09'],
    functions: [`${file}#deadlineFor`, 'supervision-letter.rules.ts#periodFor'],
    cases: casesOf<{ readonly served: string; readonly severity: Severity }, string>(
      ({ pack, calendar }, { served, severity }) => {
        const on = plainDate(served);
        const days = inForce(pack.rectification.period[severity], on).value;
        return deadlineFor(on, days, pack.rectification.counting.days, calendar).date.toString();
      },
      ({ served, severity }, due) =>
        said(
          `${served}送达，${severityWords[severity].zh} → ${due}到期`,
          `Served on ${served}, ${severityWords[severity].en} → due on ${due}`,
        ),
      [
        [tongcheng, { served: '2021-04-01', severity: 'serious' }, '2021-04-09'],
        [tongcheng, { served: '2021-09-17', severity: 'serious' }, '2021-09-26'],
        [tongcheng, { served: '2021-09-17', severity: 'ordinary' }, '2021-10-14'],
        [tongcheng, { served: '2022-01-28', severity: 'major' }, '2022-02-16'],
        [tongcheng, { served: '2026-02-10', severity: 'ordinary' }, '2026-03-09'],
        [jia, { served: '2022-09-23', severity: 'serious' }, '2022-09-30'],
        [jia, { served: '2022-09-24', severity: 'serious' }, '2022-10-08'],
        [jia, { served: '2022-11-01', severity: 'ordinary' }, '2022-12-01'],
        [yi, { served: '2023-04-28', severity: 'serious' }, '2023-05-06'],
      ],
    ),
    properties: [
      {
        title: 'is a working day after service, and more days never mean an earlier one',
        file: 'src/features/rectification/rectification.rules.test.ts',
      },
    ],
  },
  {
    id: 'rectification.provisional',
    name: said('暂定的期限', 'A provisional deadline'),
    does: said(
      '期限落在尚未公布放假安排的年份，先作暂定；公布后重算一次，已经过去的不动，也不往过去移。',
      'A deadline in a year whose holidays nobody has announced is provisional. Once announced it is counted again; one that has passed stays, and none moves into the past.',
    ),
    carries: [],
    duties: ['D09'],
    functions: [`${file}#confirmedDeadline`],
    cases: casesTold<{ readonly on: string; readonly provisional: boolean }, string | null>(
      ({ pack, calendar }, { on, provisional }) =>
        confirmedDeadline(
          itemOf(pack, { provisional, dueOn: '2026-05-06', originalDueOn: '2026-05-06' }),
          calendar,
          plainDate(on),
        )?.dueOn ?? null,
      [
        [
          tongcheng,
          { on: '2026-04-14', provisional: true },
          '2026-05-07',
          '暂定2026-05-06到期，2026-04-14按已公布的安排重算 → 2026-05-07到期',
          'Provisionally due on 2026-05-06, counted again on 2026-04-14 → due on 2026-05-07',
        ],
        [
          tongcheng,
          { on: '2026-05-07', provisional: true },
          '2026-05-06',
          '同一期限，2026-05-07才重算（已过期） → 仍为2026-05-06',
          'The same, counted again only on 2026-05-07, when it has passed → stays 2026-05-06',
        ],
        [
          tongcheng,
          { on: '2026-04-14', provisional: false },
          null,
          '期限已经确定 → 不再重算',
          'A deadline that is fixed → is not counted again',
        ],
      ],
    ),
  },
  {
    id: 'rectification.extension',
    name: said('延期', 'Extensions'),
    does: said(
      '到期前申请，次数和最长天数以本县规定为限，新期限须是工作日；由申请人以外的人批准。',
      'Asked for before the deadline, as often and as far as the county allows, to a working day; decided by another than the one who asked.',
    ),
    carries: ['rectification.extensionsMax', 'rectification.extensionMax'],
    functions: [
      'rectification.extension.rules.ts#askExtension',
      'rectification.extension.rules.ts#decideExtension',
      'rectification.extension.rules.ts#latestExtension',
    ],
    cases: [
      ...casesOf<string, string>(
        ({ pack, calendar }, dueOn) =>
          latestExtension(itemOf(pack, { dueOn }), pack, calendar, plainDate(dueOn)).until.toString(),
        (dueOn, then) =>
          said(`原${dueOn}到期 → 最迟延至${then}`, `Due on ${dueOn} → extended to ${then} at the latest`),
        [
          [tongcheng, '2026-05-07', '2026-05-20'],
          [jia, '2026-05-07', '2026-05-22'],
          [yi, '2026-05-07', '2026-05-13'],
        ],
      ),
      ...casesTold<{ readonly on: string; readonly until: string; readonly granted: number }, string | null>(
        ({ pack, calendar }, { on, until, granted }) =>
          codeOf(
            askExtension(
              itemOf(pack, { extensionsGranted: granted }),
              { untilOn: until, reason: '汛期停工', by: 'person' },
              pack,
              calendar,
              plainDate(on),
            ),
          ),
        [
          [
            tongcheng,
            { on: '2026-05-07', until: '2026-05-20', granted: 0 },
            null,
            '2026-05-07到期，当日申请延至2026-05-20 → 受理',
            'Due on 2026-05-07, asked that day for 2026-05-20 → taken up',
          ],
          [
            tongcheng,
            { on: '2026-05-08', until: '2026-05-20', granted: 0 },
            'rectification.extension-too-late',
            '到期次日才申请 → 不予受理：已过期限',
            'Asked the day after the deadline → refused: too late',
          ],
          [
            tongcheng,
            { on: '2026-05-07', until: '2026-05-21', granted: 0 },
            'rectification.extension-too-long',
            '申请延至2026-05-21（第11个工作日） → 不予受理：超过10个工作日',
            'Asked for 2026-05-21, the 11th working day → refused: more than 10 working days',
          ],
          [
            tongcheng,
            { on: '2026-05-07', until: '2026-05-16', granted: 0 },
            'rectification.extension-rest-day',
            '申请延至2026-05-16（周六） → 不予受理：须是工作日',
            'Asked for Saturday 2026-05-16 → refused: a working day is wanted',
          ],
          [
            tongcheng,
            { on: '2026-05-07', until: '2026-05-07', granted: 0 },
            'rectification.extension-not-later',
            '申请的日期不晚于原期限 → 不予受理',
            'Asked for the same day → refused',
          ],
          [
            tongcheng,
            { on: '2026-05-07', until: '2026-05-20', granted: 1 },
            'rectification.extended-already',
            '已延期一次，再申请 → 不予受理：只可一次',
            'Extended once, asked again → refused: once only',
          ],
          [
            jia,
            { on: '2026-05-07', until: '2026-05-20', granted: 1 },
            null,
            '已延期一次，再申请 → 受理：可两次',
            'Extended once, asked again → taken up: twice is allowed',
          ],
        ],
      ),
      ...casesTold<{ readonly by: string; readonly granted: boolean }, string | null>(
        ({ pack, calendar }, { by, granted }) => {
          const extension: Extension = {
            state: 'asked',
            reason: '汛期停工',
            untilOn: '2026-05-21',
            askedBy: 'contractor',
            askedOn: '2026-05-06',
            decidedBy: null,
          };
          const decided = decideExtension(itemOf(pack, { extension }), { granted, by }, calendar);
          return decided.ok ? decided.value.dueOn : decided.refusal.code;
        },
        [
          [
            tongcheng,
            { by: 'office', granted: true },
            '2026-05-21',
            '办公室同意延至2026-05-21 → 2026-05-21到期',
            'The office grants 2026-05-21 → due on 2026-05-21',
          ],
          [
            tongcheng,
            { by: 'office', granted: false },
            '2026-05-07',
            '办公室不同意 → 仍为2026-05-07',
            'The office declines → still 2026-05-07',
          ],
          [
            tongcheng,
            { by: 'contractor', granted: true },
            'rectification.own-extension',
            '申请人自己批准 → 不可',
            'The one who asked grants it → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'rectification.reminder',
    name: said('到期前提醒', 'The reminder before the deadline'),
    does: said(
      '自到期前规定天数起，到承办企业报告为止。',
      'From so many days before the deadline until the contractor has reported.',
    ),
    carries: ['rectification.reminderDaysBefore'],
    functions: [`${file}#isReminderDue`],
    cases: casesOf<{ readonly on: string; readonly reported?: true }, boolean>(
      ({ pack }, { on, reported }) =>
        isReminderDue(itemOf(pack, reported ? { state: 'reported' } : {}), pack, plainDate(on)),
      ({ on, reported }, then) =>
        said(
          `2026-05-07到期，${reported ? '已报告，' : ''}${on} → ${then ? '提醒' : '不提醒'}`,
          `Due on 2026-05-07, ${reported ? 'reported, ' : ''}on ${on} → ${then ? 'reminded' : 'no reminder'}`,
        ),
      [
        [tongcheng, { on: '2026-05-03' }, false],
        [tongcheng, { on: '2026-05-04' }, true],
        [tongcheng, { on: '2026-05-04', reported: true }, false],
        [jia, { on: '2026-05-02' }, true],
        [yi, { on: '2026-05-05' }, false],
      ],
    ),
  },
  {
    id: 'rectification.escalation',
    name: said('督办升级', 'The ladder of escalation'),
    does: said(
      '逾期满规定天数，到下一级；已采取的不再列为待办，监管方有下一步时不升级。',
      'So many days overdue, so many rungs; what is taken is due no more, and nothing is reached while supervision has the next step.',
    ),
    carries: ['rectification.escalation.*.afterOverdueDays'],
    duties: ['D10'],
    functions: [
      `${file}#reachedSteps`,
      `${file}#dueSteps`,
      `${file}#rungs`,
      'regime.scale.rules.ts#escalationStepAt',
    ],
    cases: [
      ...casesOf<{ readonly on: string; readonly taken?: readonly string[] }, readonly string[]>(
        ({ pack }, { on, taken = [] }) =>
          dueSteps(pack, itemOf(pack), plainDate(on), taken).map(({ step }) => step),
        ({ on, taken = [] }, then) => {
          const days = daysBetween(plainDate('2026-05-07'), plainDate(on));
          return said(
            `逾期${days}日${taken.length > 0 ? `，已${steps(taken, 'zh')}` : ''} → 待办：${steps(then, 'zh')}`,
            `${days} days overdue${taken.length > 0 ? `, taken: ${steps(taken, 'en')}` : ''} → due: ${steps(then, 'en')}`,
          );
        },
        [
          [tongcheng, { on: '2026-05-07' }, []],
          [tongcheng, { on: '2026-05-08' }, ['second']],
          [tongcheng, { on: '2026-05-17' }, ['second', 'interview']],
          [tongcheng, { on: '2026-05-17', taken: ['second'] }, ['interview']],
          [tongcheng, { on: '2026-06-06', taken: ['second', 'interview', 'circular'] }, ['suspend-payment']],
          [jia, { on: '2026-05-09' }, []],
          [jia, { on: '2026-05-10' }, ['second']],
          [jia, { on: '2026-06-21', taken: ['second'] }, ['interview', 'suspend-payment']],
          [yi, { on: '2026-05-12' }, ['interview']],
        ],
      ),
      ...casesTold<Partial<Rectification>, number>(
        ({ pack }, change) => reachedSteps(pack, itemOf(pack, change), plainDate('2026-06-30')).length,
        [
          [
            tongcheng,
            { state: 'reported', reportedOn: '2026-06-01' },
            0,
            '逾期后已报告、等候复查 → 不升级',
            'Reported late and waiting to be re-inspected → nothing is reached',
          ],
        ],
      ),
      ...casesOf<number, string | null>(
        ({ pack }, days) => escalationStepAt(pack, days, plainDate('2026-06-30'))?.step ?? null,
        (days, then) =>
          said(
            `查逾期${days}日所到的级 → ${then ? steps([then], 'zh') : '无'}`,
            `The rung at ${days} days overdue → ${then ? steps([then], 'en') : 'none'}`,
          ),
        [
          [tongcheng, 0, null],
          [tongcheng, 9, 'second'],
          [tongcheng, 20, 'circular'],
        ],
      ),
    ],
    properties: [
      {
        title: 'what is taken is due no more; what is late and untaken is always due',
        file: 'src/features/rectification/rectification.rules.test.ts',
      },
    ],
  },
];

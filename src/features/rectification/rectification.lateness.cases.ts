import { plainDate } from '#kernel/temporal.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { itemOf } from './rectification.cases.ts';
import { handedBack, isOverdue, latenessOf, overdueDays } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';

const file = 'rectification.lateness.rules.ts';
type Given = { readonly on: string; readonly change?: Partial<Rectification> };

/** Standing, days of the contractor's own delay, what the county owes, and whether it is held against the contractor today. */
const judged = (item: Rectification, on: string): string => {
  const day = plainDate(on);
  const { standing, days, waiting } = latenessOf(item, day);
  if (overdueDays(item, day) !== (isOverdue(item, day) ? days : 0)) return 'disagrees';
  return [standing, days, waiting?.for ?? '-', isOverdue(item, day) ? 'against' : '-'].join(' ');
};

export const latenessFamilies: readonly Family[] = [
  {
    id: 'rectification.lateness',
    name: said('逾期', 'What is late'),
    does: said(
      '逾期只看承办企业自己的时间：以现行有效的那份整改报告为准，期限内报告的为按期，之后的复查、销号由县里办理，不算逾期；退回或复查未到位的报告不再算数。拨付、台账、督办升级、评分、取消资格的统计都用这一条。',
      'Late is the contractor’s own time: the report that stands decides. Made by the deadline it is in time, and re-inspection and closing are the county’s; one handed back stands no more. The gate, the ledger, the ladder, the score and the counter of disqualification all use this rule.',
    ),
    carries: [],
    duties: ['D09', 'D10', 'D11', 'D12'],
    functions: [
      `${file}#isWaitingForContractor`,
      `${file}#latenessOf`,
      `${file}#isEnded`,
      `${file}#isOverdue`,
      `${file}#overdueDays`,
    ],
    cases: casesTold<Given, string>(
      ({ pack }, { on, change = {} }) => judged(itemOf(pack, change), on),
      [
        [
          tongcheng,
          { on: '2026-05-07' },
          'not-due 0 - -',
          '2026-05-07到期，当日未报告 → 未到期',
          'Due on 2026-05-07, no report that day → not due',
        ],
        [
          tongcheng,
          { on: '2026-05-08' },
          'late 1 - against',
          '2026-05-08仍未报告 → 逾期1日',
          'No report on 2026-05-08 → 1 day late',
        ],
        [
          tongcheng,
          { on: '2026-05-20', change: { state: 'reported', reportedOn: '2026-05-07' } },
          'in-time 0 re-inspection -',
          '2026-05-07已报告，2026-05-20尚未复查 → 按期，待复查',
          'Reported on 2026-05-07, not re-inspected by 2026-05-20 → in time, awaits re-inspection',
        ],
        [
          tongcheng,
          { on: '2026-06-30', change: { state: 'verified', reportedOn: '2026-05-06' } },
          'in-time 0 closing -',
          '按期报告、复查通过，2026-06-30尚未销号 → 按期，待销号',
          'Reported in time and verified, not closed by 2026-06-30 → in time, awaits closing',
        ],
        [
          tongcheng,
          { on: '2026-06-30', change: { state: 'reported', reportedOn: '2026-05-10' } },
          'late 3 re-inspection against',
          '2026-05-10才报告，2026-06-30尚未复查 → 逾期3日，不再增加',
          'Reported on 2026-05-10, not re-inspected by 2026-06-30 → 3 days late and no more',
        ],
        [
          tongcheng,
          { on: '2026-05-20', change: { state: 'not-verified', reportedOn: '2026-05-07' } },
          'late 13 - against',
          '复查未到位，2026-05-20未重新报告 → 逾期13日',
          'The re-inspection failed, no new report by 2026-05-20 → 13 days late',
        ],
        [
          tongcheng,
          { on: '2026-06-30', change: { state: 'closed', reportedOn: '2026-05-07' } },
          'in-time 0 - -',
          '按期报告、已销号 → 按期',
          'Reported in time and closed → in time',
        ],
        [
          tongcheng,
          { on: '2026-06-30', change: { state: 'closed', reportedOn: '2026-05-09' } },
          'late 2 - -',
          '逾期2日报告、已销号 → 曾逾期2日，不再影响拨付',
          'Reported 2 days late and closed → was 2 days late, holds no payment back',
        ],
      ],
    ),
    properties: [
      {
        title: 'D09 D10 D11 D12: gate, ledger, ladder and counter say the same of the same item',
        file: 'src/features/disbursement/disbursement.lateness.test.ts',
      },
    ],
  },
  {
    id: 'rectification.handed-back',
    name: said('退回后的期限', 'The deadline after a hand-back'),
    does: said(
      '报告被退回或复查未到位的，报告在县里的日数不算承办企业的：期限顺延同样日数，遇休息日再顺延。',
      'Days a report lay with the county before it was handed back are not the contractor’s: the deadline moves by as many, off days of rest.',
    ),
    carries: [],
    duties: ['D09'],
    functions: [`${file}#handedBack`],
    cases: casesTold<Given, string>(
      ({ pack, calendar }, { on, change = {} }) => {
        const { dueOn, countyDays } = handedBack(itemOf(pack, change), calendar, plainDate(on));
        return `${dueOn} ${countyDays}`;
      },
      [
        [
          tongcheng,
          { on: '2026-05-06', change: { state: 'reported', reportedOn: '2026-05-06' } },
          '2026-05-07 0',
          '当日退回 → 期限不变',
          'Handed back the same day → the deadline stays',
        ],
        [
          tongcheng,
          { on: '2026-05-16', change: { state: 'reported', reportedOn: '2026-05-05' } },
          '2026-05-18 11',
          '期限前2日报告，11日后退回 → 期限顺延11日，仍剩2日',
          'Reported 2 days before the deadline, handed back after 11 → moved by 11, 2 are left again',
        ],
        [
          tongcheng,
          { on: '2026-05-12', change: { state: 'reported', reportedOn: '2026-05-10' } },
          '2026-05-09 2',
          '已逾期3日才报告，2日后退回 → 仍逾期3日',
          'Reported 3 days late, handed back after 2 → still 3 days late',
        ],
        [
          tongcheng,
          { on: '2026-05-09', change: { state: 'reported', reportedOn: '2026-05-06' } },
          '2026-05-11 4',
          '顺延到休息日2026-05-10 → 再顺延到2026-05-11',
          'It would fall on 2026-05-10, a day of rest → 2026-05-11',
        ],
      ],
    ),
  },
];

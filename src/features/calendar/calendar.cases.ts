import { type Counting, countings, lastDay } from '#kernel/counting.ts';
import { plainDate } from '#kernel/temporal.ts';
import { isWorkingDay, workingDaysBetween } from '#kernel/work-calendar.ts';
import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import type { KnownYear, TypedNotice } from './calendar.model.ts';
import { checkYear, isUnchanged, mayImport, newYearOf, yearOfNotice } from './calendar.rules.ts';

const file = 'calendar.rules.ts';

const statutory = ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'];
const noticeOf = (over: Partial<TypedNotice> = {}): TypedNotice => ({
  year: 2027,
  notices: ['国办发明电〔2026〕7号'],
  holidays: [
    { name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-03' },
    { name: '劳动节', fromOn: '2027-05-01', toOn: '2027-05-05' },
    { name: '国庆节', fromOn: '2027-10-01', toOn: '2027-10-07' },
  ],
  makeUpWorkdays: ['2027-05-08'],
  ...over,
});
const year = (over: { readonly days?: readonly string[]; readonly worked?: readonly string[] } = {}) => ({
  year: 2027,
  notices: ['国办发明电〔2026〕7号'],
  holidays: [{ name: '节日', days: over.days ?? statutory }],
  makeUpWorkdays: over.worked ?? [],
});
const known: readonly KnownYear[] = [{ ...year(), year: 2026, id: null, version: 0, origin: 'shipped' }];

const countedWords: Readonly<Record<Counting['unit'], readonly [string, string]>> = {
  'working-days': ['个工作日', 'working days'],
  'calendar-days': ['日', 'days'],
  'named-day': ['（指定日）', 'a named day'],
};
type Counted = { readonly by: Counting; readonly from: string; readonly days: number };

/** From a day, so many days, the last one: over 中秋, 国庆, 春节 and a weekend; the tests of rectification count them too. */
export const inWorkingDays = [
  ['2021-09-17', 5, '2021-09-26'],
  ['2021-09-17', 15, '2021-10-14'],
  ['2021-02-05', 10, '2021-02-24'],
  ['2026-02-10', 15, '2026-03-09'],
  ['2026-04-10', 1, '2026-04-13'],
] as const;
/** The second ends on a Saturday, the third within 国庆. */
export const inCalendarDays = [
  ['2026-04-10', 10, '2026-04-20'],
  ['2026-04-10', 15, '2026-04-27'],
  ['2026-09-21', 12, '2026-10-08'],
] as const;

export const calendarFamilies: readonly Family[] = [
  {
    id: 'calendar.counting',
    name: said('期间的计算', 'How days are counted'),
    does: said(
      '开始的当日不计入（民法典第二百零一条）；按工作日计的跳过节假日、计入调休上班日；按日计的，末日是休息日顺延到下一个工作日（第二百零三条）；未公布放假安排的年份为暂定。',
      'The day it begins is not counted (Civil Code, Article 201). Working days skip holidays and include make-up days; counted in days, a last day of rest rolls to the next working day (Article 203); a year nobody has announced is provisional.',
    ),
    carries: [],
    duties: ['D09'],
    functions: [
      'kernel/counting.ts#lastDay',
      'kernel/work-calendar.ts#addWorkingDays',
      'kernel/work-calendar.ts#addCalendarDays',
      'kernel/work-calendar.ts#rollForward',
      'kernel/work-calendar.ts#workingDaysBetween',
      'kernel/work-calendar.ts#isWorkingDay',
    ],
    cases: [
      ...casesOf<Counted, string>(
        ({ calendar }, { by, from, days }) => {
          const { date, provisional } = lastDay(calendar, by, plainDate(from), days);
          return provisional ? `${date.toString()}?` : date.toString();
        },
        ({ by, from, days }, then) => {
          const [zh, en] = countedWords[by.unit];
          const day = then.replace('?', '');
          return said(
            `${from}起${by.unit === 'named-day' ? '' : `${days}`}${zh} → ${day}${then.endsWith('?') ? '（暂定）' : ''}`,
            `From ${from}, ${by.unit === 'named-day' ? '' : `${days} `}${en} → ${day}${then.endsWith('?') ? ', provisionally' : ''}`,
          );
        },
        [
          ...inWorkingDays.map(
            ([from, days, due]) =>
              [tongcheng, { by: countings.workingDaysAfterService, from, days }, due] as const,
          ),
          ...inCalendarDays.map(
            ([from, days, due]) => [jia, { by: countings.calendarDaysAfter, from, days }, due] as const,
          ),
          [jia, { by: countings.namedDay, from: '2022-10-08', days: 0 }, '2022-10-08'],
          [jia, { by: countings.namedDay, from: '2023-10-01', days: 0 }, '2023-10-07'],
          [tongcheng, { by: countings.workingDaysAfterService, from: '2026-12-28', days: 15 }, '2027-01-18?'],
        ],
      ),
      ...casesTold<string, boolean>(
        ({ calendar }, day) => isWorkingDay(calendar, plainDate(day)),
        [
          [
            tongcheng,
            '2026-05-09',
            true,
            '2026-05-09（周六，调休上班） → 工作日',
            'Saturday 2026-05-09, made up for → a working day',
          ],
          [
            tongcheng,
            '2026-05-04',
            false,
            '2026-05-04（周一，劳动节放假） → 休息日',
            'Monday 2026-05-04, Labour Day → a day of rest',
          ],
        ],
      ),
      ...casesOf<readonly [string, string], number>(
        ({ calendar }, [from, to]) => workingDaysBetween(calendar, plainDate(from), plainDate(to)),
        ([from, to], then) =>
          said(`${from}之后到${to} → ${then}个工作日`, `After ${from}, through ${to} → ${then} working days`),
        [[tongcheng, ['2026-04-30', '2026-05-09'], 4]],
      ),
    ],
    properties: [
      {
        title: 'a deadline is a working day after service, and counting back gives the period',
        file: 'src/kernel/work-calendar.test.ts',
      },
      {
        title: 'more days never mean an earlier deadline, and later service never an earlier one',
        file: 'src/kernel/work-calendar.test.ts',
      },
      {
        title: 'counting is additive and changes sign with its direction',
        file: 'src/kernel/work-calendar.test.ts',
      },
    ],
  },
  {
    id: 'calendar.year',
    name: said('放假安排的录入', 'Entering a year of holidays'),
    does: said(
      '按国务院办公厅通知录入：日期属于该年、不重复，调休上班日是周末，法定的固定假日不缺；逐年录入，不跳年、不提前两年。',
      'As the State Council’s notice says: days of that year, none twice, make-up days on weekends, the statutory days there; year after year, none skipped and none two years ahead.',
    ),
    carries: [],
    duties: ['D09'],
    functions: [
      `${file}#yearOfNotice`,
      `${file}#checkYear`,
      `${file}#mayImport`,
      `${file}#newYearOf`,
      `${file}#isUnchanged`,
    ],
    cases: [
      ...casesTold<Partial<TypedNotice>, string | null>(
        (_, over) => {
          const typed = yearOfNotice(noticeOf(over));
          return typed.ok ? codeOf(checkYear(typed.value)) : typed.refusal.code;
        },
        [
          [
            tongcheng,
            {},
            null,
            '2027年元旦、劳动节、国庆节和一个调休日 → 录入',
            '2027 with its holidays and a make-up day → entered',
          ],
          [
            tongcheng,
            { holidays: [{ name: '元旦', fromOn: '2027-01-03', toOn: '2027-01-01' }] },
            'calendar.range-backwards',
            '放假止日早于起日 → 退回',
            'A holiday that ends before it begins → refused',
          ],
          [
            tongcheng,
            { holidays: [{ name: '元旦', fromOn: '2027-01-01', toOn: '2027-02-01' }] },
            'calendar.range-too-long',
            '一次放假32天 → 退回',
            'A holiday of 32 days → refused',
          ],
          [
            tongcheng,
            { holidays: [{ name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-03' }] },
            'calendar.statutory-day-missing',
            '没有劳动节、国庆节 → 退回',
            'No Labour Day and no National Day → refused',
          ],
          [
            tongcheng,
            { makeUpWorkdays: ['2027-05-10'] },
            'calendar.weekday-make-up',
            '调休上班日写成周一 → 退回',
            'A make-up day on a Monday → refused',
          ],
          [
            tongcheng,
            { makeUpWorkdays: ['2026-05-09'] },
            'calendar.wrong-year',
            '写了2026年的日子 → 退回',
            'A day of 2026 → refused',
          ],
        ],
      ),
      ...casesOf<number, string | null>(
        (_, wanted) => codeOf(mayImport(wanted, known, 2026)),
        (wanted, then) =>
          said(
            `已有到2026年，录入${wanted}年 → ${then === null ? '可以' : '不可'}`,
            `Known through 2026, entering ${wanted} → ${then === null ? 'granted' : 'refused'}`,
          ),
        [
          [tongcheng, 2027, null],
          [tongcheng, 2026, 'calendar.year-known'],
          [tongcheng, 2028, 'calendar.year-gap'],
        ],
      ),
      ...casesTold<null, string | null>(
        () => codeOf(newYearOf([{ ...year(), year: 2026, makeUpWorkdays: ['2026-05-09'] }, year()], known)),
        [
          [
            tongcheng,
            null,
            'calendar.file-differs',
            '文件带的2026年与已有的不同 → 退回',
            'A file that says otherwise of 2026 → refused',
          ],
        ],
      ),
      ...casesTold<null, boolean>(
        () => isUnchanged(year(), year({ days: statutory.toReversed() })),
        [
          [
            tongcheng,
            null,
            true,
            '同一年，日期次序不同 → 没有变化',
            'The same year, its days in another order → nothing has changed',
          ],
        ],
      ),
    ],
  },
];

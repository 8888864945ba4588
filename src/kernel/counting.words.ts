import type { Citation } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';

// How a period is counted, as named parameters with the law each rests on. What is computed (counting.ts) and what is shown
// beside a deadline come from the same table.

export const countingRuleIds = [
  'day-after-service',
  'working-days',
  'calendar-days',
  'rolled-forward',
  'end-of-day',
  'unannounced-provisional',
] as const;
export type CountingRuleId = (typeof countingRuleIds)[number];

export type CountingRule = {
  readonly name: Words;
  readonly says: Words;
  readonly basis: readonly Citation[];
};

const civilCode = (article: string): Citation => ({ instrument: '中华人民共和国民法典', article });
const holidayRules: Citation = { instrument: '全国年节及纪念日放假办法' };

export const countingRules: Readonly<Record<CountingRuleId, CountingRule>> = {
  'day-after-service': {
    name: { zh: '次日起算', en: 'From the next day' },
    says: {
      zh: '送达（开始）当日不计入，自下一日开始计算。',
      en: 'The day of service is not counted; the period begins on the day after it.',
    },
    basis: [civilCode('第二百零一条')],
  },
  'working-days': {
    name: { zh: '按工作日', en: 'In working days' },
    says: {
      zh: '按工作日计算：周末和放假日不计，调休上班日计入。',
      en: 'Counted in working days: weekends and holidays are left out, make-up workdays are counted.',
    },
    basis: [holidayRules],
  },
  'calendar-days': {
    name: { zh: '按自然日', en: 'In calendar days' },
    says: {
      zh: '按自然日计算，期间内的节假日计入。',
      en: 'Counted in calendar days, holidays within included.',
    },
    basis: [civilCode('第二百条')],
  },
  'rolled-forward': {
    name: { zh: '末日顺延', en: 'Rolled forward' },
    says: {
      zh: '最后一日是法定休假日的，以休假日结束的次日为最后一日；调休上班日不顺延。',
      en: 'When the last day is one of rest, the day after the rest ends is the last; a make-up workday does not roll.',
    },
    basis: [civilCode('第二百零三条第一款')],
  },
  'end-of-day': {
    name: { zh: '当日截止', en: 'To the end of the day' },
    says: {
      zh: '最后一日的截止时间为二十四时；有业务时间的，停止业务活动的时间为截止时间。',
      en: 'The last day ends at midnight, or at the close of business where there are business hours.',
    },
    basis: [civilCode('第二百零三条第二款')],
  },
  'unannounced-provisional': {
    name: { zh: '未公布则暂定', en: 'Provisional while unannounced' },
    says: {
      zh: '跨入国务院办公厅尚未公布放假安排的年度的，暂按周一至周五为工作日计算，公布后重新确定；已经确定或者已经届满的期限不再变动。',
      en: 'Where it reaches into a year whose holidays are not announced, Monday to Friday are taken as worked for now and the day is fixed once they are; a day already fixed or passed never moves.',
    },
    basis: [holidayRules],
  },
};

/** A way of counting: its unit, and the rules that are shown beside a deadline counted so. */
export type Counting = {
  readonly unit: 'working-days' | 'calendar-days' | 'named-day';
  readonly rules: readonly CountingRuleId[];
};

export const countings = {
  /** 送达次日起 n 个工作日. */
  workingDaysAfterService: {
    unit: 'working-days',
    rules: ['day-after-service', 'working-days', 'end-of-day', 'unannounced-provisional'],
  },
  /** 次日起 n 日，末日顺延. */
  calendarDaysAfter: {
    unit: 'calendar-days',
    rules: ['day-after-service', 'calendar-days', 'rolled-forward', 'end-of-day', 'unannounced-provisional'],
  },
  /** A day named by the text (次月五日), moved only when it is one of rest. */
  namedDay: { unit: 'named-day', rules: ['rolled-forward', 'end-of-day', 'unannounced-provisional'] },
} as const satisfies Readonly<Record<string, Counting>>;

/** The law a way of counting rests on, each source once. */
export const citationsOfCounting = ({ rules }: Counting): readonly Citation[] => {
  const cited = rules.flatMap((id) => countingRules[id].basis);
  return cited.filter((one, at) => cited.findIndex((other) => sourceOf(other) === sourceOf(one)) === at);
};

const sourceOf = (citation: Citation): string =>
  'clause' in citation ? citation.clause : `${citation.instrument} ${citation.article ?? ''}`;

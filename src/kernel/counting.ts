import type { Counting } from '#kernel/counting.words.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import {
  addCalendarDays,
  addWorkingDays,
  type Deadline,
  rollForward,
  type WorkCalendar,
} from '#kernel/work-calendar.ts';

export { citationsOfCounting, countingRuleIds, countingRules, countings } from '#kernel/counting.words.ts';
export type { Counting };

/** The last day of a period of `n` from `start` under a way of counting; a named day is `start` itself. */
export function lastDay(calendar: WorkCalendar, counting: Counting, start: PlainDate, n: number): Deadline {
  if (counting.unit === 'working-days') return addWorkingDays(calendar, start, n);
  if (counting.unit === 'calendar-days') return addCalendarDays(calendar, start, n);
  return rollForward(calendar, start);
}

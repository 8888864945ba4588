import { daysBetween, isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { rollForward, type WorkCalendar } from '#kernel/work-calendar.ts';
import { type Rectification, type RectificationState, waitingForContractor } from './rectification.model.ts';

export const isWaitingForContractor = (state: RectificationState): boolean =>
  (waitingForContractor as readonly RectificationState[]).includes(state);

/** 销号, or the letter was revoked: nothing is asked any more. */
export const isEnded = (state: RectificationState): boolean => state === 'closed' || state === 'revoked';

/** What lateness rests on; the day of the re-inspection that passed only tells since when 销号 is waited for. */
export type Timed = Pick<Rectification, 'state' | 'dueOn' | 'reportedOn'> & {
  readonly verifiedOn?: string | null;
};

export type Lateness = {
  /** Not due: the contractor has the next step and time left. In time, late: by the report that stands, or by today where none does. */
  readonly standing: 'not-due' | 'in-time' | 'late';
  /** The contractor's own days after the deadline. They stop with its report. */
  readonly days: number;
  /** 复查、销号: what the county has to do, and since when. */
  readonly waiting: {
    readonly for: 're-inspection' | 'closing';
    readonly sinceOn: string | null;
  } | null;
};

/**
 * 未及时整改（一(四)）, said once for the gate, the ledger, the ladder, the score and the counter of disqualification. The report that
 * stands decides: made by the deadline it is in time, however long re-inspection and 销号 take. One sent back stands no more.
 */
export function latenessOf(item: Timed, on: PlainDate): Lateness {
  const due = plainDate(item.dueOn);
  const unanswered = isWaitingForContractor(item.state) || (item.reportedOn === null && !isEnded(item.state));
  const answered = unanswered ? on : plainDate(item.reportedOn ?? item.dueOn);
  const late = isAfter(answered, due);
  return {
    standing: late ? 'late' : unanswered ? 'not-due' : 'in-time',
    days: late ? daysBetween(due, answered) : 0,
    waiting:
      item.state === 'reported'
        ? { for: 're-inspection', sinceOn: item.reportedOn }
        : item.state === 'verified'
          ? { for: 'closing', sinceOn: item.verifiedOn ?? null }
          : null,
  };
}

/** Late and not closed: what the gate and the ledger hold against the contractor today. */
export const isOverdue = (item: Timed, on: PlainDate): boolean =>
  !isEnded(item.state) && latenessOf(item, on).standing === 'late';

export const overdueDays = (item: Timed, on: PlainDate): number =>
  isOverdue(item, on) ? latenessOf(item, on).days : 0;

/**
 * 退回、复查未到位: the days the report lay with the county are not the contractor's, so its deadline moves by as many, off days of
 * rest. What it had left when it reported it has again; what it was late, it stays late. One handed back the same day moves nothing.
 */
export function handedBack(
  current: Pick<Rectification, 'dueOn' | 'reportedOn' | 'provisional' | 'countyDays'>,
  calendar: WorkCalendar,
  on: PlainDate,
): Pick<Rectification, 'dueOn' | 'provisional' | 'countyDays'> {
  const { dueOn, reportedOn, provisional, countyDays } = current;
  const days = reportedOn === null ? 0 : daysBetween(plainDate(reportedOn), on);
  if (days <= 0) return { dueOn, provisional, countyDays };
  const due = plainDate(dueOn);
  const moved = rollForward(calendar, due.add({ days }));
  return {
    dueOn: moved.date.toString(),
    provisional: provisional || moved.provisional,
    countyDays: countyDays + daysBetween(due, moved.date),
  };
}

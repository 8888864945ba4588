import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { isEnded } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';
import { deadlineFor } from './rectification.rules.ts';

/**
 * An open item goes over to a later version of the regime: its period is counted anew from the same day. A period that was told to
 * the contractor is never shortened, and one that has run out is not begun again (从旧兼从轻); then nothing moves.
 */
export function deadlineUnder(
  current: Pick<Rectification, 'state' | 'severity' | 'periodFromOn' | 'dueOn'>,
  pack: RulePack,
  calendar: WorkCalendar,
  on: PlainDate,
): Pick<Rectification, 'workingDays' | 'dayKind' | 'dueOn' | 'provisional'> | undefined {
  const due = plainDate(current.dueOn);
  if (isEnded(current.state) || isBefore(due, on)) return undefined;
  const workingDays = inForce(pack.rectification.period[current.severity], on).value;
  const dayKind = pack.rectification.counting.days;
  const counted = deadlineFor(plainDate(current.periodFromOn), workingDays, dayKind, calendar);
  if (!isBefore(due, counted.date)) return undefined;
  return { workingDays, dayKind, dueOn: counted.date.toString(), provisional: counted.provisional };
}

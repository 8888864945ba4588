import { lastDay } from '#kernel/counting.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { isAnnounced, isWorkingDay, nextWorkingDay, type WorkCalendar } from '#kernel/work-calendar.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, inForce } from '../regime/regime.rules.ts';
import { isEnded, isWaitingForContractor } from './rectification.lateness.rules.ts';
import type { Extension, Rectification } from './rectification.model.ts';
import { countingOf } from './rectification.rules.ts';

type AskRefusal =
  | 'rectification.wrong-state'
  | 'rectification.extension-open'
  | 'rectification.extended-already'
  | 'rectification.extension-too-late'
  | 'rectification.extension-not-later'
  | 'rectification.extension-too-long'
  | 'rectification.extension-rest-day';

/** The last day an extension may reach: so many days after the deadline as the pack allows, of the period's own kind. */
export const latestExtension = (
  current: Pick<Rectification, 'dueOn' | 'dayKind'>,
  pack: RulePack,
  calendar: WorkCalendar,
  on: PlainDate,
) => {
  const most = inForce(pack.rectification.extensionMax, on);
  const until = lastDay(calendar, countingOf(current.dayKind), plainDate(current.dueOn), most.value).date;
  return { until, most };
};

/** 延期: at most as often as the pack says, asked for before the deadline, with a new day within its maximum. （本地补充） */
export function askExtension(
  current: Rectification,
  asked: { readonly untilOn: string; readonly reason: string; readonly by: string },
  pack: RulePack,
  calendar: WorkCalendar,
  on: PlainDate,
): Result<Extension, AskRefusal> {
  if (!isWaitingForContractor(current.state))
    return refused('rectification.wrong-state', { state: current.state, to: current.state });
  if (current.extension?.state === 'asked') return refused('rectification.extension-open');
  const times = inForce(pack.rectification.extensionsMax, on);
  if (current.extensionsGranted >= times.value)
    return refused('rectification.extended-already', { times: times.value }, citationsOf(times.basis));
  const due = plainDate(current.dueOn);
  if (isAfter(on, due))
    return refused('rectification.extension-too-late', { dueOn: current.dueOn }, citationsOf(times.basis));
  const until = plainDate(asked.untilOn);
  if (!isAfter(until, due)) return refused('rectification.extension-not-later', { dueOn: current.dueOn });
  const { until: latest, most } = latestExtension(current, pack, calendar, on);
  if (isAfter(until, latest))
    return refused(
      'rectification.extension-too-long',
      { latestOn: latest.toString(), days: most.value, dayKind: current.dayKind },
      citationsOf(most.basis),
    );
  if (!isWorkingDay(calendar, until))
    return refused('rectification.extension-rest-day', {
      nextOn: nextWorkingDay(calendar, until).date.toString(),
    });
  return granted({
    state: 'asked',
    reason: asked.reason,
    untilOn: asked.untilOn,
    askedBy: asked.by,
    askedOn: on.toString(),
    decidedBy: null,
  });
}

type DecideRefusal =
  | 'rectification.no-extension-asked'
  | 'rectification.own-extension'
  | 'rectification.wrong-state';

/** Decided by someone other than the one who asked; the old deadline stays beside the new one. */
export function decideExtension(
  current: Rectification,
  decided: { readonly granted: boolean; readonly by: string },
  calendar: WorkCalendar,
): Result<Rectification, DecideRefusal> {
  const { extension } = current;
  if (extension?.state !== 'asked') return refused('rectification.no-extension-asked');
  if (extension.askedBy === decided.by) return refused('rectification.own-extension');
  if (isEnded(current.state))
    return refused('rectification.wrong-state', { state: current.state, to: current.state });
  const answered: Extension = {
    ...extension,
    state: decided.granted ? 'granted' : 'declined',
    decidedBy: decided.by,
  };
  const next: Rectification = { ...current, version: current.version + 1, extension: answered };
  if (!decided.granted) return granted(next);
  return granted({
    ...next,
    dueOn: extension.untilOn,
    extensionsGranted: current.extensionsGranted + 1,
    provisional: !isAnnounced(calendar, plainDate(current.periodFromOn), plainDate(extension.untilOn)),
  });
}

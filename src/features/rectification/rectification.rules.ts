import { type Counting, countings, lastDay } from '#kernel/counting.ts';
import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { daysBetween, isAfter, isBefore, laterOf, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Deadline, isAnnounced, rollForward, type WorkCalendar } from '#kernel/work-calendar.ts';
import type { DayKind, RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import { ladderOn, type RungOn } from '../regime/regime.scale.rules.ts';
import { isEnded, isWaitingForContractor, overdueDays } from './rectification.lateness.rules.ts';
import {
  type Conclusion,
  lifecycle,
  type Rectification,
  type RectificationState,
} from './rectification.model.ts';

/** 限时整改、跟踪督导。（一(四)） */
export const followUpBasis = (pack: RulePack): readonly Citation[] => [{ clause: clauseOfDuty(pack, 'D10') }];
/** 坚决避免对发现的问题放一马和整改不到位。（一(五)） */
export const noLenienceBasis = (pack: RulePack): readonly Citation[] => [
  { clause: clauseOfDuty(pack, 'D09') },
  { clause: clauseOfDuty(pack, 'D13') },
];

export const mayBecome = (from: RectificationState, to: RectificationState): boolean =>
  (lifecycle[from] as readonly RectificationState[]).includes(to);

export function step(
  current: Pick<Rectification, 'state'>,
  to: RectificationState,
): Result<RectificationState, 'rectification.wrong-state'> {
  return mayBecome(current.state, to)
    ? granted(to)
    : refused('rectification.wrong-state', { state: current.state, to });
}

/**
 * 限时整改: counted from the day after 送达 (民法典第二百零一条), in working days (调休 included) or in calendar days whose last rolls
 * off a day of rest (第二百零三条), as the pack counts.
 */
export const deadlineFor = (
  servedOn: PlainDate,
  days: number,
  kind: DayKind,
  calendar: WorkCalendar,
): Deadline => lastDay(calendar, countingOf(kind), servedOn, days);

export const countingOf = (kind: DayKind): Counting =>
  kind === 'days' ? countings.calendarDaysAfter : countings.workingDaysAfterService;

// 整改报告

export type ReportTold = { readonly completedOn: string; readonly evidence: readonly string[] };

type ReportRefusal =
  | 'rectification.wrong-state'
  | 'rectification.evidence-missing'
  | 'rectification.completed-in-future'
  | 'rectification.completed-before-found';

/** 承办企业必须针对监督检查过程中发现的问题及时予以纠正。（一(四)）Each report shows what was done, with evidence. */
export function decideReport(
  current: Rectification,
  told: ReportTold,
  foundOn: PlainDate,
  pack: RulePack,
  on: PlainDate,
): Result<RectificationState, ReportRefusal> {
  const next = step(current, 'reported');
  if (!next.ok) return next;
  if (told.evidence.length === 0) return refused('rectification.evidence-missing', {}, followUpBasis(pack));
  const completed = plainDate(told.completedOn);
  if (isAfter(completed, on)) return refused('rectification.completed-in-future', { todayOn: on.toString() });
  if (isBefore(completed, foundOn))
    return refused('rectification.completed-before-found', { foundOn: foundOn.toString() });
  return next;
}

// 复查

export type Reinspector = {
  readonly personId: string;
  readonly name: string;
  readonly inGroup: boolean;
  readonly related: boolean;
};

type TeamRefusal =
  | 'rectification.too-few-reinspectors'
  | 'rectification.not-in-group'
  | 'rectification.related'
  | 'rectification.finder-alone';

/**
 * 坚决避免对发现的问题放一马。（一(五)）Re-inspected by members of the 监督检查小组, none related to the contractor, as many as the
 * pack asks, and at least one who was not on the team that found the problem.
 */
export function decideTeam(
  members: readonly Reinspector[],
  findingTeam: readonly string[],
  pack: RulePack,
  on: PlainDate,
): Result<true, TeamRefusal> {
  const least = inForce(pack.rectification.reinspectorsMin, on);
  const people = new Set(members.map(({ personId }) => personId));
  if (people.size < least.value)
    return refused('rectification.too-few-reinspectors', { least: least.value }, citationsOf(least.basis));
  const stranger = members.find(({ inGroup }) => !inGroup);
  if (stranger)
    return refused('rectification.not-in-group', { person: stranger.name }, [
      { clause: clauseOfDuty(pack, 'D05') },
    ]);
  const related = members.find((member) => member.related);
  if (related)
    return refused('rectification.related', { person: related.name }, [
      { clause: clauseOfDuty(pack, 'D05') },
    ]);
  if (members.every(({ personId }) => findingTeam.includes(personId)))
    return refused('rectification.finder-alone', {}, noLenienceBasis(pack));
  return granted(true);
}

const passes: Readonly<Record<Conclusion, RectificationState>> = {
  rectified: 'verified',
  mostly: 'verified',
  'not-rectified': 'not-verified',
  refused: 'not-verified',
};

type ReinspectRefusal =
  | TeamRefusal
  | 'rectification.wrong-state'
  | 'rectification.recorder-not-there'
  | 'rectification.inspected-in-future'
  | 'rectification.inspected-before-report'
  | 'rectification.after-photo-missing';

export type ReinspectionTold = {
  readonly members: readonly Reinspector[];
  readonly recordedBy: string;
  readonly inspectedOn: string;
  readonly conclusion: Conclusion;
  readonly evidence: readonly string[];
};

export function decideReinspection(
  current: Rectification,
  told: ReinspectionTold,
  findingTeam: readonly string[],
  pack: RulePack,
  on: PlainDate,
): Result<RectificationState, ReinspectRefusal> {
  const next = step(current, passes[told.conclusion]);
  if (!next.ok) return next;
  const team = decideTeam(told.members, findingTeam, pack, on);
  if (!team.ok) return team;
  if (!told.members.some(({ personId }) => personId === told.recordedBy))
    return refused('rectification.recorder-not-there');
  const day = plainDate(told.inspectedOn);
  if (isAfter(day, on)) return refused('rectification.inspected-in-future', { todayOn: on.toString() });
  if (current.reportedOn !== null && isBefore(day, plainDate(current.reportedOn)))
    return refused('rectification.inspected-before-report', { reportedOn: current.reportedOn });
  // Who refuses to rectify may refuse to be photographed; everything else is shown as it is now.
  if (told.conclusion !== 'refused' && told.evidence.length === 0)
    return refused('rectification.after-photo-missing', {}, noLenienceBasis(pack));
  return next;
}

// 销号

export type ClosingFacts = {
  readonly actorId: string;
  readonly foundBy: string;
  readonly reporters: readonly string[];
  /** Who drafted, reviewed and signed the letter it stands in. */
  readonly authors: readonly string[];
  /** Of the report that stands. */
  readonly reportEvidence: number;
  /** Of the report that stands; undefined when nobody has re-inspected it. */
  readonly reinspection:
    | { readonly conclusion: Conclusion; readonly members: readonly string[]; readonly evidence: number }
    | undefined;
};

type CloseRefusal =
  | 'rectification.closed-by-finder'
  | 'rectification.closed-by-rectifier'
  | 'rectification.closed-by-author'
  | 'rectification.closed-by-reinspector'
  | 'rectification.no-evidence'
  | 'rectification.not-reinspected'
  | 'rectification.wrong-state';

/**
 * 销号: approved by someone who neither found the problem, nor put it right, nor re-inspected it, nor drafted, reviewed or
 * signed the letter that demands it; never without evidence and never
 * without a re-inspection that passed. 不遮不掩、跟踪督导（一(四)）；坚决避免放一马和整改不到位（一(五)）。
 */
export function decideClose(
  current: Rectification,
  facts: ClosingFacts,
  pack: RulePack,
): Result<RectificationState, CloseRefusal> {
  const basis = noLenienceBasis(pack);
  if (facts.actorId === facts.foundBy) return refused('rectification.closed-by-finder', {}, basis);
  if (facts.reporters.includes(facts.actorId)) return refused('rectification.closed-by-rectifier', {}, basis);
  if (facts.authors.includes(facts.actorId)) return refused('rectification.closed-by-author', {}, basis);
  if (isEnded(current.state))
    return refused('rectification.wrong-state', { state: current.state, to: 'closed' });
  if (current.attempts === 0 || facts.reportEvidence === 0)
    return refused('rectification.no-evidence', {}, basis);
  if (!facts.reinspection) return refused('rectification.not-reinspected', {}, basis);
  if (facts.reinspection.members.includes(facts.actorId))
    return refused('rectification.closed-by-reinspector', {}, basis);
  if (facts.reinspection.evidence === 0) return refused('rectification.no-evidence', {}, basis);
  return step(current, 'closed');
}

/** Who could see this coming: signals that a leader may want to look twice (D13). They accuse nobody. */
export function lenienceSignals(
  current: Rectification,
  reinspectedOn: string | null,
): readonly ('closed-on-report-day' | 'closed-late' | 'reopened')[] {
  const signals: ('closed-on-report-day' | 'closed-late' | 'reopened')[] = [];
  if (
    current.state === 'closed' &&
    current.closedOn === current.reportedOn &&
    current.closedOn === reinspectedOn
  )
    signals.push('closed-on-report-day');
  if (current.closedOn !== null && current.closedOn > current.dueOn) signals.push('closed-late');
  if (current.reopenedCount > 0) signals.push('reopened');
  return signals;
}

// Provisional deadlines

/**
 * 暂定 → 确定: once the State Council has announced the year, the deadline is counted again; undefined while it has not. One that
 * had passed stays where it was, and none moves into the past: nobody is late by a day that was never told.
 */
export function confirmedDeadline(
  current: Pick<
    Rectification,
    'periodFromOn' | 'workingDays' | 'dayKind' | 'dueOn' | 'originalDueOn' | 'provisional'
  >,
  calendar: WorkCalendar,
  on: PlainDate,
): { readonly dueOn: string; readonly originalDueOn: string } | undefined {
  if (!current.provisional) return undefined;
  const from = plainDate(current.periodFromOn);
  const due = plainDate(current.dueOn);
  const counted = deadlineFor(from, current.workingDays, current.dayKind, calendar);
  if (counted.provisional || !isAnnounced(calendar, from, due)) return undefined;
  if (isBefore(due, on)) return { dueOn: current.dueOn, originalDueOn: current.originalDueOn };
  const extended = current.dueOn !== current.originalDueOn;
  const original = laterOf(counted.date, rollForward(calendar, on).date);
  const moved = laterOf(extended ? rollForward(calendar, due).date : original, original);
  if (!isAnnounced(calendar, moved)) return undefined;
  return { dueOn: moved.toString(), originalDueOn: original.toString() };
}

/**
 * The rungs reached by now, of the ladder 督办 → 二次督办 → 约谈 → 通报 → 暂停拨付; the first is the letter itself. The ladder presses
 * the contractor, so nothing is reached while supervision has the next step.
 */
export function reachedSteps(
  pack: RulePack,
  current: Pick<Rectification, 'state' | 'dueOn' | 'reportedOn'>,
  on: PlainDate,
): readonly RungOn[] {
  const days = isWaitingForContractor(current.state) ? overdueDays(current, on) : 0;
  if (days <= 0) return [];
  return rungs(pack, on).filter(({ afterOverdueDays }) => afterOverdueDays <= days);
}

/** The rungs people take, in order. */
export const rungs = (pack: RulePack, on: PlainDate): readonly RungOn[] =>
  ladderOn(pack, on).filter(({ step: rung }) => rung !== 'first');

/** 跟踪督导: reached and not yet taken by anybody. An overdue item that nobody is told about stands here until somebody is. */
export const dueSteps = (
  pack: RulePack,
  current: Pick<Rectification, 'state' | 'dueOn' | 'reportedOn'>,
  on: PlainDate,
  taken: readonly string[],
): readonly RungOn[] => reachedSteps(pack, current, on).filter(({ step: rung }) => !taken.includes(rung));

/** 到期前提醒: from so many days before the deadline until the contractor has reported. */
export function isReminderDue(
  current: Pick<Rectification, 'state' | 'dueOn'>,
  pack: RulePack,
  on: PlainDate,
): boolean {
  const { value } = inForce(pack.rectification.reminderDaysBefore, on);
  return isWaitingForContractor(current.state) && daysBetween(on, plainDate(current.dueOn)) <= value;
}

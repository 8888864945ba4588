import { byText } from '#kernel/order.ts';
import { type PlainDate, Temporal } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { describe } from './obligation.explain.rules.ts';
import type {
  Act,
  BaselineFacts,
  DerivedObligation,
  ObligationState,
  PackVersion,
  Standing,
} from './obligation.model.ts';
import { owedStream } from './obligation.owed.rules.ts';
import { planOf } from './obligation.term.rules.ts';

/**
 * Everything the regime makes due on these facts, from the day it is in force (五) to the horizon. The same facts give the
 * same obligations in the same order, however they are handed in.
 *
 * Where a period is only partly covered, the regulation's own words decide and no number is invented:
 * - an obligation arises in every period in which its subject is bound on at least one day (每月、每季度、每半年一次，不留死角);
 *   its window opens with the first such day, and it stays due at the end of the whole period;
 * - a facility owes nothing for a period that lies wholly in suspension, and nothing falls due once it is withdrawn;
 * - a contract binds until it is completed or terminated, even past the end it names;
 * - whoever holds the facility on the day it is due answers for it;
 * - a period goes on under the version of the regime it began under.
 *
 * What fell due before the county began to use this register (启用日) was kept elsewhere and does not arise here.
 *
 * With `knownAt` it rests on what the register knew at that moment, else on what it knows now.
 */
export function deriveObligations(
  regime: RulePack | readonly PackVersion[],
  facts: BaselineFacts,
  calendar: WorkCalendar,
  asOf: PlainDate,
  horizonDays: number,
  knownAt?: string,
): readonly DerivedObligation[] {
  const plan = planOf(regime, calendar, asOf, horizonDays);
  return inOrder([...owedStream(plan, asKnown(facts, knownAt))].map(describe));
}

export const inOrder = (obligations: DerivedObligation[]): readonly DerivedObligation[] =>
  obligations.sort((a, b) => byText(a.dueOn, b.dueOn) || byText(a.key, b.key));

type Versioned = { readonly recordedAt?: string | undefined };

/** The facts as the register knew them at a moment: of each subject the last version recorded by then; without one, the last. */
export function asKnown(facts: BaselineFacts, knownAt?: string): BaselineFacts {
  const moment = knownAt === undefined ? undefined : Temporal.Instant.from(knownAt).epochMilliseconds;
  const wasKnown = (one: Versioned) => moment === undefined || recorded(one) <= moment;
  return {
    facilities: lastVersions(facts.facilities, wasKnown),
    agreements: lastVersions(facts.agreements, wasKnown),
    programmes: lastVersions(facts.programmes, wasKnown),
    done: facts.done?.filter(wasKnown),
    goLiveOn: facts.goLiveOn,
  };
}

const recorded = ({ recordedAt }: Versioned): number =>
  recordedAt === undefined ? Number.NEGATIVE_INFINITY : Temporal.Instant.from(recordedAt).epochMilliseconds;

function lastVersions<T extends Versioned & { readonly id: string }>(
  items: readonly T[],
  wasKnown: (one: T) => boolean,
): readonly T[] {
  if (items.every(({ recordedAt }) => recordedAt === undefined)) return items;
  const last = new Map<string, T>();
  for (const one of items) {
    if (!wasKnown(one)) continue;
    const known = last.get(one.id);
    if (!known || recorded(known) <= recorded(one)) last.set(one.id, one);
  }
  return [...last.values()];
}

/** Missed is for good: what was made up after the grace stands beside it and does not change it. */
export function stateOf(obligation: Standing, today: PlainDate): ObligationState {
  const { fulfilledOn, dueOn, closesOn } = obligation;
  if (fulfilledOn !== null) {
    if (fulfilledOn <= dueOn) return 'fulfilled';
    return fulfilledOn <= closesOn ? 'fulfilled-late' : 'missed';
  }
  if (obligation.waived) return 'waived';
  const on = today.toString();
  if (on > closesOn) return 'missed';
  return on < obligation.windowStartOn ? 'upcoming' : 'due';
}

/** Whether the day it was due has passed with nothing done, though the grace still runs. */
export const isOverdue = (obligation: Standing, today: PlainDate): boolean =>
  stateOf(obligation, today) === 'due' && today.toString() > obligation.dueOn;

/** Whether something may still fulfil it in time or late, so that giving it up would mean something. */
export const isOpen = (obligation: Standing, today: PlainDate): boolean =>
  !obligation.withdrawn && ['upcoming', 'due'].includes(stateOf(obligation, today));

/**
 * How far acts have brought an obligation. Where a part of a stratum must be reached, one subject counts once however often it is
 * visited. 一次 is done with the act that completes it; 至少一次 goes on counting.
 */
export function progressOf<A extends Act>(
  asked: {
    readonly required: number;
    readonly windowStartOn: string;
    readonly count: 'exactly' | 'at-least';
  },
  ofStratum: boolean,
  acts: readonly A[],
): { readonly done: number; readonly completedBy: A | null } {
  const seen = new Set<string>();
  const counted = acts
    .toSorted((a, b) => byText(a.on, b.on) || byText(a.subjectId, b.subjectId))
    .filter(({ on, subjectId }) => {
      if (on < asked.windowStartOn || (ofStratum && seen.has(subjectId))) return false;
      seen.add(subjectId);
      return true;
    });
  const done = asked.count === 'exactly' ? Math.min(counted.length, asked.required) : counted.length;
  return { done, completedBy: counted[asked.required - 1] ?? null };
}

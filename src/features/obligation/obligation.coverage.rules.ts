import { byText } from '#kernel/order.ts';
import type { CoverageState, FacilityCover, Reached } from './obligation.model.ts';

/**
 * 坚决避免走过场，避免盲区死角。（一（四））A facility is a blind spot when nobody was ever there, or when a visit was missed and nobody has
 * been there since. What is withdrawn needs no visit any more.
 */
export function coverageOf({ phase, lastVisitOn, lastMissedOn, due, overdue }: FacilityCover): CoverageState {
  if (phase === 'withdrawn') return 'withdrawn';
  if (lastVisitOn === null) return 'never-visited';
  if (lastMissedOn !== null && lastMissedOn >= lastVisitOn) return 'missed';
  if (overdue > 0) return 'overdue';
  return due > 0 ? 'due' : 'visited';
}

export const isBlindSpot = (facility: FacilityCover): boolean => {
  const state = coverageOf(facility);
  return state === 'never-visited' || state === 'missed';
};

const gravest: readonly CoverageState[] = [
  'never-visited',
  'missed',
  'overdue',
  'due',
  'visited',
  'withdrawn',
];

/** A village, town or contractor is as badly covered as the worst of its facilities; with none it has no station. */
export function coverageOfAll(facilities: readonly FacilityCover[]): CoverageState | 'no-station' {
  const states = new Set(facilities.map(coverageOf));
  return gravest.find((state) => states.has(state)) ?? 'no-station';
}

/** What a village, town or contractor comes to. */
export function reachedOf(facilities: readonly FacilityCover[]): Reached {
  const standing = facilities.filter(({ phase }) => phase !== 'withdrawn');
  const visits = facilities.map(({ lastVisitOn }) => lastVisitOn ?? '').sort();
  const sum = (of: (one: FacilityCover) => number) => facilities.reduce((total, one) => total + of(one), 0);
  return {
    facilities: standing.length,
    neverVisited: standing.filter(({ lastVisitOn }) => lastVisitOn === null).length,
    blindSpots: standing.filter(isBlindSpot).length,
    lastVisitOn: visits.at(-1) || null,
    due: sum(({ due }) => due),
    overdue: sum(({ overdue }) => overdue),
    missed: sum(({ missed }) => missed),
  };
}

/** Where a facility stands in a list that begins with the gravest: by state, then by number. */
export type CoveragePlace = { readonly state: CoverageState; readonly number: string };

export const byGravity = (a: CoveragePlace, b: CoveragePlace): number =>
  gravest.indexOf(a.state) - gravest.indexOf(b.state) || byText(a.number, b.number);

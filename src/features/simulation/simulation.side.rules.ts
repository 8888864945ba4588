import { byText } from '#kernel/order.ts';
import type { PackVersion } from '../obligation/obligation.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { Regimes, Window } from './simulation.model.ts';

/** The versions of one side in the order of their days; there is always a first. */
export type Side = readonly [PackVersion, ...PackVersion[]];

export function sideOf(regimes: Regimes): Side {
  if ('obligations' in regimes) return [{ fromOn: regimes.inForceFrom, pack: regimes }];
  const [first, ...later] = regimes
    .map(({ fromOn, pack }) => ({ pack, fromOn: laterDay(fromOn, pack.inForceFrom) }))
    .toSorted((a, b) => byText(a.fromOn, b.fromOn));
  if (!first) throw new Error('a side has at least one version');
  return [first, ...later];
}

export const laterDay = (a: string, b: string): string => (byText(a, b) < 0 ? b : a);

/** The version in force on a day; before the first day, the first: what was open already is judged by it. */
export const versionOn = (side: Side, on: string): PackVersion =>
  side.findLast(({ fromOn }) => fromOn <= on) ?? side[0];

/** What the side comes to: the version in force on the last day. */
export const lastOf = (side: Side, { toOn }: Window): PackVersion => versionOn(side, toOn);

/** Those in force by the last day: what began under one that is long replaced may still run. */
export const versionsIn = (side: Side, { toOn }: Window): readonly PackVersion[] =>
  side.filter(({ fromOn }, at) => at === 0 || fromOn <= toOn);

/** Those in force on at least one day of the window. */
export const standingIn = (side: Side, window: Window): readonly PackVersion[] =>
  side.filter(({ fromOn }, at) => fromOn <= window.toOn && (side[at + 1]?.fromOn ?? '9999') > window.fromOn);

/** The packs of both sides, each once. */
export const packsOf = (sides: readonly Side[]): readonly RulePack[] => [
  ...new Set(sides.flatMap((side) => side.map(({ pack }) => pack))),
];

/** How a value of a version is cited: one that came later says since when. */
export const citedFrom = (side: Side, fromOn: string, id: string): string =>
  fromOn <= side[0].fromOn ? id : `${id}@${fromOn}`;

export const cited = (side: Side, version: PackVersion, id: string): string =>
  citedFrom(side, version.fromOn, id);

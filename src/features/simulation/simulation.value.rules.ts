import { byText } from '#kernel/order.ts';
import type { Words } from '#kernel/words.ts';
import type { Basis, Dated, ObligationRule, Scoring } from '../regime/regime.model.ts';
import type { WhyValue, WhyValueName, Window } from './simulation.model.ts';

// Values of a pack as they are laid beside those of another: every one of them is named, and says from when it holds.

export const value = (name: WhyValueName, of: number | string | Words): WhyValue => ({
  name,
  value: of,
  fromOn: null,
});

/** A list whose order says nothing. */
export const values = (name: WhyValueName, all: readonly string[] | undefined): readonly WhyValue[] =>
  (all ?? []).toSorted(byText).map((one) => value(name, one));

export const yes = (name: WhyValueName, is: boolean): readonly WhyValue[] => (is ? [value(name, 'yes')] : []);

/** The value on the first day, or the first there will be where a draft begins later; then each that begins within the window. */
export function valued(
  name: WhyValueName | ((of: number) => WhyValueName),
  dated: Dated<number> | undefined,
  { fromOn, toOn }: Window,
): readonly WhyValue[] {
  if (!dated) return [];
  const nameOf = (of: number) => (typeof name === 'string' ? name : name(of));
  const first = firstOn(dated, fromOn);
  const later = dated.values.filter((one) => one !== first && one.from > fromOn && one.from <= toOn);
  return [
    ...(first ? [value(nameOf(first.value), first.value)] : []),
    ...later.toReversed().map((one) => ({ ...value(nameOf(one.value), one.value), fromOn: one.from })),
  ];
}

export const basisOf = (dated: Dated<number> | undefined, { fromOn }: Window): readonly Basis[] =>
  (dated && firstOn(dated, fromOn)?.basis) ?? [];

const firstOn = <T>(dated: Dated<T>, on: string) =>
  dated.values.find(({ from }) => from <= on) ?? dated.values.at(-1);

export function valuesOfObligation(rule: ObligationRule, window: Window): readonly WhyValue[] {
  const { coverage } = rule;
  return [
    ...frequencyOf(rule, window),
    value('anchor', rule.anchor),
    ...valued('due-day', rule.dueDay, window),
    ...(rule.restDay === undefined ? [] : [value('rest-day', rule.restDay)]),
    ...valued('grace-days', rule.graceDays, window),
    ...valued('coverage-share', coverage?.share, window),
    ...valued('coverage-least', coverage?.atLeast, window),
    ...(coverage?.by === undefined ? [] : [value('coverage-by', coverage.by)]),
    ...(rule.subject === 'facility' ? [] : [value('of', rule.subject)]),
    ...values('facility-kind', rule.facilityKinds),
    ...(rule.phase === undefined ? [] : [value('phase', rule.phase)]),
    ...(rule.area === null ? [] : [value('area', rule.area)]),
    value('responsible', rule.responsible),
  ];
}

function frequencyOf({ every, count }: ObligationRule, window: Window): readonly WhyValue[] {
  if ('months' in every)
    return [
      ...valued((months) => (months === 1 ? 'every-month' : 'every-months'), every.months, window),
      value('count', count),
    ];
  if ('per' in every)
    return [...valued(`times-per-${every.per}`, every.times, window), value('count', count)];
  const name = every.days === 'working-days' ? 'once-within-working-days' : 'once-within-days';
  return [value('once-after', every.once), ...valued(name, every.within, window)];
}

export function valuesOfScore(
  scored: Scoring['items'][number] | undefined,
  window: Window,
): readonly WhyValue[] {
  if (!scored) return [];
  const { score, veto } = scored;
  return [
    ...('weight' in score ? valued('weight', score.weight, window) : []),
    ...('partly' in score ? valued('partly-share', score.partly, window) : []),
    ...('perCase' in score ? valued('per-case-points', score.perCase, window) : []),
    ...('cap' in score ? valued('bonus-points', score.cap, window) : []),
    ...yes('veto', veto),
  ];
}

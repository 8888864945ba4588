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
  name: WhyValueName,
  dated: Dated<number> | undefined,
  { fromOn, toOn }: Window,
): readonly WhyValue[] {
  if (!dated) return [];
  const first = firstOn(dated, fromOn);
  const later = dated.values.filter((one) => one !== first && one.from > fromOn && one.from <= toOn);
  return [
    ...(first ? [value(name, first.value)] : []),
    ...later.toReversed().map((one) => ({ ...value(name, one.value), fromOn: one.from })),
  ];
}

export const basisOf = (dated: Dated<number> | undefined, { fromOn }: Window): readonly Basis[] =>
  (dated && firstOn(dated, fromOn)?.basis) ?? [];

const firstOn = <T>(dated: Dated<T>, on: string) =>
  dated.values.find(({ from }) => from <= on) ?? dated.values.at(-1);

export function valuesOfObligation(rule: ObligationRule, window: Window): readonly WhyValue[] {
  const { coverage } = rule;
  return [
    ...frequencyOf(rule),
    value('anchor', rule.anchor),
    ...(rule.dueDay === undefined ? [] : [value('due-day', rule.dueDay)]),
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

function frequencyOf({ every, count }: ObligationRule): readonly WhyValue[] {
  if ('months' in every)
    return [value(every.months === 1 ? 'every-month' : 'every-months', every.months), value('count', count)];
  if ('per' in every) return [value(`times-per-${every.per}`, every.times), value('count', count)];
  return [
    value('once-after', every.once),
    value(every.days === 'working-days' ? 'once-within-working-days' : 'once-within-days', every.within),
  ];
}

export function valuesOfScore(scored: Scoring['items'][number] | undefined): readonly WhyValue[] {
  if (!scored) return [];
  const { score, veto } = scored;
  return [
    ...('weight' in score ? [value('weight', score.weight)] : []),
    ...('partly' in score ? [value('partly-share', score.partly)] : []),
    ...('perCase' in score ? [value('per-case-points', score.perCase)] : []),
    ...('cap' in score ? [value('bonus-points', score.cap)] : []),
    ...yes('veto', veto),
  ];
}

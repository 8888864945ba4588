import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import type { DrawRules, RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import type { DrawPeriod, DrawState, WeightTerm } from './draw.model.ts';

// What a draw is for: facilities to be visited in a period. Neither the title, nor the wording of the list, nor the duty that the visits
// happen to answer makes another draw of it: those are chosen by whoever prepares it.

/** 抽查周期: the year in parts of so many months, the first from January. */
export function periodAt(everyMonths: number, on: PlainDate): DrawPeriod {
  const month = on.month - ((on.month - 1) % everyMonths);
  const from = on.with({ month, day: 1 });
  return { from: from.toString(), until: from.add({ months: everyMonths }).subtract({ days: 1 }).toString() };
}

/** This period, or the next one, which may be drawn for in advance; never one that somebody would choose. */
export function periodFor(draws: DrawRules, which: 'current' | 'next', today: PlainDate): DrawPeriod {
  const current = periodAt(inForce(draws.everyMonths, today).value, today);
  if (which === 'current') return current;
  const first = plainDate(current.until).add({ days: 1 });
  return periodAt(inForce(draws.everyMonths, first).value, first);
}

/** An earlier draw that was not given up, as it looks to who prepares another. */
export type Former = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: DrawState;
  readonly period: DrawPeriod;
  readonly redrawnBy: string | null;
  /** How many of the places now to be drawn from were in its list. */
  readonly common: number;
  /** How many of the objects it drew nobody has been to as drawn; null before it is drawn. */
  readonly outstanding: number | null;
};

/**
 * 走过场 (一（四）): a draw over any of the same places for any of the same days is the same draw again. So is one for a later period
 * while what was drawn before was never visited: else one need only wait for the next day that begins a period.
 */
export const isAgain = (former: Former, period: DrawPeriod, today: PlainDate): boolean =>
  former.common > 0 &&
  (overlap(former.period, period) ||
    (former.period.until < today.toString() && former.redrawnBy === null && former.outstanding !== 0));

const overlap = (a: DrawPeriod, b: DrawPeriod): boolean => a.from <= b.until && b.from <= a.until;

export type AgainRefusal =
  | 'draw.purpose-open'
  | 'draw.again-without-reason'
  | 'draw.redraw-other'
  | 'draw.redraw-nothing-common'
  | 'draw.redraw-needs-reason'
  | 'draw.redrawn-already'
  | 'draw.former-unknown'
  | 'draw.not-drawn-yet';

/**
 * Which draw this one repeats, if any. The one before must be carried to its end first: two at once for one purpose would leave a choice
 * between two results. Then it is named, with a reason, and stays on record. `formers` are newest first.
 */
export function repeats(
  pack: RulePack,
  formers: readonly Former[],
  wanted: {
    readonly period: DrawPeriod;
    readonly redraw: { readonly of: string; readonly reason: string } | null;
  },
  today: PlainDate,
): Result<Former | null, AgainRefusal> {
  const basis = [clause(clauseOfDuty(pack, 'D06'))];
  const { redraw } = wanted;
  const named = redraw && formers.find(({ id }) => id === redraw.of);
  if (redraw && !named) return refused('draw.former-unknown', { id: redraw.of });
  if (named && named.outstanding === null)
    return refused('draw.not-drawn-yet', { number: named.number, state: named.state }, basis);
  if (named?.redrawnBy)
    return refused('draw.redrawn-already', { number: named.number, by: named.redrawnBy }, basis);
  const again = formers.filter((former) => isAgain(former, wanted.period, today));
  const open = again.find(({ outstanding }) => outstanding === null);
  if (open)
    return refused(
      'draw.purpose-open',
      { number: open.number, title: open.title, state: open.state, common: open.common },
      basis,
    );
  const newest = again.find(({ redrawnBy }) => redrawnBy === null);
  if (!newest)
    return named ? refused('draw.redraw-nothing-common', { number: named.number }, basis) : granted(null);
  if (!redraw)
    return refused(
      'draw.again-without-reason',
      {
        number: newest.number,
        title: newest.title,
        common: newest.common,
        fromOn: newest.period.from,
        untilOn: newest.period.until,
      },
      basis,
    );
  if (redraw.of !== newest.id)
    return refused('draw.redraw-other', { number: newest.number, title: newest.title }, basis);
  if (lettersIn(redraw.reason) < 4)
    return refused('draw.redraw-needs-reason', { number: newest.number }, basis);
  return granted(newest);
}

/** The pack's weights with the figures in force on the day the lists are frozen. */
export const weightTerms = (draws: DrawRules, today: PlainDate): readonly WeightTerm[] =>
  draws.riskWeights.map(({ id, name, withinMonths, adds, most, basis }) => ({
    id,
    name,
    months: inForce(withinMonths, today).value,
    adds: inForce(adds, today).value,
    most: inForce(most, today).value,
    clause: basis[0]?.clause ?? '',
  }));

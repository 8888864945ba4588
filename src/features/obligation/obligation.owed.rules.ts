import {
  type About,
  type Bond,
  type Bonds,
  bondsOfAgreement,
  bondsOfFacility,
  bondsOfProgramme,
  registerOf,
} from './obligation.bond.rules.ts';
import type { BaselineFacts } from './obligation.model.ts';
import { firstDayWithin, never } from './obligation.period.rules.ts';
import {
  firstDayUnder,
  type Plan,
  periodFrom,
  requiredOf,
  type Term,
  type Turn,
  turnOf,
  turnsOf,
} from './obligation.term.rules.ts';

/** What is owed, as small as it can be: days are numbers, and what it is called and why is said only when asked. */
export type Owed = {
  readonly turn: Turn;
  readonly bond: Bond;
  readonly windowStart: number;
  readonly required: number;
  readonly among: number;
};

/** Those of whom only a part must be reached in a period, by term and stratum. */
export type Strata = Map<
  string,
  { readonly term: Term; readonly stratum: string; readonly members: Map<string, Bond> }
>;

/**
 * The whole county, one obligation after the other, nothing held but the strata: for a nation, county after county.
 * The order is that of the facts.
 */
export function* owedStream(plan: Plan, facts: BaselineFacts): Generator<Owed> {
  const about: About = { plan, register: registerOf(facts) };
  const strata: Strata = new Map();
  const found: Owed[] = [];
  for (const bonds of allBonds(about)) {
    found.length = 0;
    for (const { term, bond } of bonds) {
      owedUnder(plan, term, bond, found);
      joinStratum(strata, term, bond);
    }
    yield* found;
  }
  for (const { term, stratum, members } of strata.values())
    yield* owedOfStratum(plan, term, stratum, [...members.values()]);
}

export function* allBonds(about: About): Generator<Bonds> {
  const { facilities, agreements, programmes } = about.register;
  for (const one of facilities.values()) yield bondsOfFacility(one, about);
  for (const one of agreements.values()) yield bondsOfAgreement(one, about);
  for (const one of programmes.values()) yield bondsOfProgramme(one, about);
}

export const stratumKey = (term: Term, stratum: string): string => `${term.at}|${stratum}`;

export function joinStratum(strata: Strata, term: Term, bond: Bond): void {
  if (bond.stratum === null) return;
  const key = stratumKey(term, bond.stratum);
  const known = strata.get(key);
  if (known) known.members.set(bond.id, bond);
  else strata.set(key, { term, stratum: bond.stratum, members: new Map([[bond.id, bond]]) });
}

/** What one subject owes under one term, put behind what was found before. */
export function owedUnder(plan: Plan, term: Term, bond: Bond, found: Owed[]): void {
  if (term.shape === 'once') owedOnce(plan, term, bond, found);
  else if (bond.bound.length === 0) return;
  else if (term.shape === 'since-last') sinceLast(plan, term, bond, found);
  else owedEachPeriod(plan, term, bond, found);
}

function owedEachPeriod(plan: Plan, term: Term, bond: Bond, found: Owed[]): void {
  const anchor = term.shape === 'calendar' ? 0 : bond.anchor;
  if (anchor === null) return;
  for (const turn of turnsOf(plan, term, anchor, bond.anchorsBefore)) {
    if (turn.part !== null) continue;
    const windowStart = windowOf(turn, bond);
    if (windowStart >= 0 && windowStart <= plan.through)
      found.push({ turn, bond, windowStart, required: term.times, among: 1 });
  }
}

/**
 * The first day on which it is owed in a period; −1 where it is not.
 * Bound on one day of the period is enough, and nothing falls due once the subject is withdrawn.
 */
function windowOf(turn: Turn, bond: Bond): number {
  if (bond.withdrawn <= turn.due) return -1;
  const boundOn = firstDayWithin(bond.bound, turn.earliest, turn.end);
  if (boundOn < 0) return -1;
  // A month can be reported on when it is over.
  return turn.term.rule.kind === 'report' ? turn.end : boundOn;
}

/** Once, within days of an event that happened under this version of the regime. */
function owedOnce(plan: Plan, term: Term, bond: Bond, found: Owed[]): void {
  const event = bond.anchor;
  if (event === null || event < term.from || event > term.until || event > plan.through) return;
  let turn = term.turns.get(event)?.[0];
  if (!turn) {
    turn = turnOf(plan, term, { start: event, end: event, nth: 1 }, event, event);
    term.turns.set(event, [turn]);
  }
  if (bond.withdrawn > turn.due) found.push({ turn, bond, windowStart: event, required: 1, among: 1 });
}

/**
 * 自上次检查之日起: the next period begins with the day the last one was done. While one is open nobody knows when the next
 * begins; when it was missed, the next begins with the day after it.
 * Returns the day the next period would begin.
 */
function sinceLast(plan: Plan, term: Term, bond: Bond, found: Owed[]): number {
  const { before } = term;
  const passedOn = before?.shape === 'since-last' ? sinceLast(plan, before, bond, []) : term.from;
  let start = Math.max(bond.bound[0]?.from ?? never, passedOn, firstDayUnder(term, bond.anchorsBefore));
  let from = 0;
  for (let nth = 1; start <= Math.min(plan.through, term.until); nth += 1) {
    const turn = turnOf(plan, term, periodFrom(term, start, nth), start, start);
    const boundOn = firstDayWithin(bond.bound, start, turn.end);
    if (boundOn < 0) {
      start = bond.bound.find((span) => span.from > turn.end)?.from ?? never;
      continue;
    }
    const afterLast = start === bond.done[from - 1] ? start + 1 : start;
    const windowStart = Math.max(boundOn, afterLast);
    const acts = bond.done.filter((day) => day >= windowStart && day <= turn.closes);
    const last = acts[term.times - 1];
    if (bond.withdrawn > turn.due && windowStart <= plan.through)
      found.push({ turn, bond, windowStart, required: term.times, among: 1 });
    if (last !== undefined) {
      from = bond.done.findLastIndex((day) => day <= last) + 1;
      start = last;
    } else if (turn.closes < plan.asOf) start = turn.end + 1;
    else return never;
  }
  return start;
}

/** What a stratum owes: for each period one obligation that asks for so many out of those who are bound in it. */
export function owedOfStratum(plan: Plan, term: Term, stratum: string, members: readonly Bond[]): Owed[] {
  const found: Owed[] = [];
  if (term.shape !== 'calendar') return found;
  let bond: Bond | undefined;
  for (const turn of turnsOf(plan, term, 0, [])) {
    if (turn.part === null) continue;
    let among = 0;
    let first = never;
    for (const member of members) {
      const windowStart = windowOf(turn, member);
      if (windowStart < 0) continue;
      among += 1;
      if (windowStart < first) first = windowStart;
    }
    const required = requiredOf(turn.part, among) * term.times;
    if (required === 0 || first > plan.through) continue;
    bond ??= stratumBond(term, stratum, members);
    found.push({ turn, bond, windowStart: first, required, among });
  }
  return found;
}

function stratumBond({ rule }: Term, stratum: string, members: readonly Bond[]): Bond {
  const contractorId = rule.coverage?.by === 'contractor' && stratum !== 'all' ? stratum : null;
  return {
    type: 'stratum',
    id: stratum,
    bound: [],
    boundAs: members[0]?.boundAs ?? 'programme-runs',
    anchor: null,
    anchorAs: 'operation-day',
    anchorsBefore: [],
    withdrawn: never,
    held: [{ from: 0, agreementId: null, contractorId }],
    done: [],
    stratum,
  };
}

import {
  type About,
  type Bond,
  type Bonds,
  bondsOfAgreement,
  bondsOfFacility,
  bondsOfProgramme,
  doneKey,
  heldOn,
  type Register,
  registerOf,
} from './obligation.bond.rules.ts';
import type { BaselineFacts } from './obligation.model.ts';
import { dayNumber, firstDayWithin, never, type Stretch } from './obligation.period.rules.ts';
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
  const goLive = facts.goLiveOn === undefined ? Number.NEGATIVE_INFINITY : dayNumber(facts.goLiveOn);
  const isOwedHere = ({ turn }: Owed) => turn.due >= goLive;
  for (const bonds of allBonds(about)) {
    found.length = 0;
    for (const { term, bond } of bonds) {
      owedUnder(plan, term, bond, found);
      joinStratum(strata, term, bond);
    }
    yield* found.filter(isOwedHere);
  }
  for (const { term, stratum, members } of strata.values())
    yield* owedOfStratum(plan, term, stratum, {
      members: [...members.values()],
      done: doneOfStratum(about.register, term, stratum),
    }).filter(isOwedHere);
}

/** The days on which the part of a stratum was reached. */
export const doneOfStratum = ({ done }: Register, { rule }: Term, stratum: string): readonly number[] =>
  done.get(doneKey(rule.id, stratum)) ?? [];

export function* allBonds(about: About): Generator<Bonds> {
  const { facilities, agreements, programmes } = about.register;
  for (const one of facilities.values()) yield bondsOfFacility(one, about);
  for (const one of agreements.values()) yield bondsOfAgreement(one, about);
  for (const one of programmes.values()) yield bondsOfProgramme(one, about);
}

export const stratumKey = (term: Term, stratum: string): string => `${term.at}|${stratum}`;

export function joinStratum(strata: Strata, term: Term, bond: Bond): void {
  for (const stratum of bond.strata) {
    const key = stratumKey(term, stratum);
    const known = strata.get(key);
    if (known) known.members.set(bond.id, bond);
    else strata.set(key, { term, stratum, members: new Map([[bond.id, bond]]) });
  }
}

/** What one subject owes under one term, put behind what was found before. */
export function owedUnder(plan: Plan, term: Term, bond: Bond, found: Owed[]): void {
  if (term.shape === 'once') owedOnce(plan, term, bond, found);
  else if (bond.bound.length === 0) return;
  else if (term.shape === 'since-last') {
    if (!term.ofPart) owedSinceLast(plan, term, bond, found);
  } else owedEachPeriod(plan, term, bond, found);
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

/** What has periods that begin with the last one done: a subject, or a stratum of whose own a part is reached. */
type Course = Pick<Bond, 'bound' | 'done' | 'anchorsBefore' | 'withdrawn'> & {
  /** From when it is owed in a period, by how many acts, of how many; −1 where nobody is bound. */
  readonly roundOf: (turn: Turn) => {
    readonly boundOn: number;
    readonly required: number;
    readonly among: number;
  };
  /** How many of the days done make a period done. */
  readonly needed: (term: Term) => number;
};

const owedSinceLast = (plan: Plan, term: Term, bond: Bond, found: Owed[]): Passed =>
  sinceLast(
    plan,
    term,
    {
      ...bond,
      roundOf: ({ start, end, term: { times } }) => ({
        boundOn: firstDayWithin(bond.bound, start, end),
        required: times,
        among: 1,
      }),
      needed: ({ times }) => times,
    },
    (owed) => found.push({ ...owed, bond }),
  );

/** The day the next period would begin, and the act that ended the one before, which does not count again. */
type Passed = { readonly start: number; readonly endedBy: number | undefined };

/**
 * 自上次检查之日起: the next period begins with the day the last one was done. While one is open nobody knows when the next
 * begins; when it was missed, the next begins with the day after it.
 */
function sinceLast(plan: Plan, term: Term, course: Course, tell: (owed: Omit<Owed, 'bond'>) => void): Passed {
  const { before } = term;
  const goesOn = before?.shape === 'since-last' && before.ofPart === term.ofPart;
  const passed = goesOn
    ? sinceLast(plan, before, course, () => undefined)
    : { start: term.from, endedBy: undefined };
  const { bound, done } = course;
  let start = Math.max(bound[0]?.from ?? never, passed.start, firstDayUnder(term, course.anchorsBefore));
  let { endedBy } = passed;
  for (let nth = 1; start <= Math.min(plan.through, term.until); nth += 1) {
    const turn = turnOf(plan, term, periodFrom(term, start, nth), start, start);
    const { boundOn, required, among } = course.roundOf(turn);
    if (boundOn < 0) {
      start = bound.find((span) => span.from > turn.end)?.from ?? never;
      continue;
    }
    const afterLast = start === endedBy ? start + 1 : start;
    const windowStart = Math.max(boundOn, afterLast);
    const acts = done.filter((day) => day >= windowStart && day <= turn.closes);
    const last = acts[course.needed(term) - 1];
    if (course.withdrawn > turn.due && windowStart <= plan.through)
      tell({ turn, windowStart, required, among });
    if (last !== undefined) {
      endedBy = last;
      // Done on its very first day: from that day on it would be the same period again.
      start = last === turn.start ? last + 1 : last;
    } else if (turn.closes < plan.asOf) start = turn.end + 1;
    else return { start: never, endedBy };
  }
  return { start, endedBy };
}

type StratumFacts = { readonly members: readonly Bond[]; readonly done: readonly number[] };

/** What a stratum owes: for each period one obligation that asks for so many out of those who are bound in it. */
export function owedOfStratum(plan: Plan, term: Term, stratum: string, facts: StratumFacts): Owed[] {
  const { members, done } = facts;
  const found: Owed[] = [];
  const contractor = contractorOf(term, stratum);
  const bond = stratumBond(term, stratum, members);
  if (term.shape === 'since-last') {
    sinceLast(
      plan,
      term,
      {
        bound: members.flatMap((member) => boundWith(member, contractor)).sort((a, b) => a.from - b.from),
        done,
        anchorsBefore: [],
        withdrawn: never,
        roundOf: (turn) => roundOf(turn, members, contractor),
        needed: () => 1,
      },
      (owed) => found.push({ ...owed, bond }),
    );
    return found;
  }
  if (term.shape !== 'calendar') return found;
  for (const turn of turnsOf(plan, term, 0, [])) {
    if (turn.part === null) continue;
    const { boundOn: windowStart, required, among } = roundOf(turn, members, contractor);
    if (windowStart >= 0 && windowStart <= plan.through)
      found.push({ turn, bond, windowStart, required, among });
  }
  return found;
}

/** How many of a stratum must be reached in a period; −1 where nobody need be. */
function roundOf(turn: Turn, members: readonly Bond[], contractor: string | null) {
  let among = 0;
  let first = never;
  for (const member of members) {
    // Whoever holds it on the day it is due answers for it.
    if (contractor !== null && heldOn(member, turn.due)?.contractorId !== contractor) continue;
    const windowStart = windowOf(turn, member);
    if (windowStart < 0) continue;
    among += 1;
    if (windowStart < first) first = windowStart;
  }
  const required = (turn.part === null ? among : requiredOf(turn.part, among)) * turn.term.times;
  return { boundOn: required === 0 ? -1 : first, required, among };
}

/** The days on which a member is bound, as far as the contractor holds it then. */
function boundWith({ bound, held, withdrawn }: Bond, contractor: string | null): readonly Stretch[] {
  const until = withdrawn - 1;
  if (contractor === null) return clipped(bound, 0, until);
  return held.flatMap(({ from, contractorId }, at) =>
    contractorId === contractor
      ? clipped(bound, at === 0 ? 0 : from, Math.min(until, (held[at + 1]?.from ?? never) - 1))
      : [],
  );
}

const clipped = (bound: readonly Stretch[], from: number, until: number): readonly Stretch[] =>
  bound
    .map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) }))
    .filter((span) => span.from <= span.until);

const contractorOf = ({ rule }: Term, stratum: string): string | null =>
  rule.coverage?.by === 'contractor' && stratum !== 'all' ? stratum : null;

function stratumBond(term: Term, stratum: string, members: readonly Bond[]): Bond {
  return {
    type: 'stratum',
    id: stratum,
    bound: [],
    boundAs: members[0]?.boundAs ?? 'programme-runs',
    anchor: null,
    anchorAs: 'last-done',
    anchorsBefore: [],
    withdrawn: never,
    held: [{ from: 0, agreementId: null, contractorId: contractorOf(term, stratum) }],
    done: [],
    strata: [],
  };
}

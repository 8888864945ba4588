import { granted, type Result, refused } from '#kernel/result.ts';
import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { valueOn } from '../regime/regime.days.pack.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty, type Parameter, parametersOf } from '../regime/regime.rules.ts';
import { scaleChanges } from '../score/score.carry.rules.ts';
import type { Activation, Difference, OpenWork, Retirement, Scores, UsedIds } from './activation.model.ts';

export type ProposeRefusal =
  | 'activation.same-version'
  | 'activation.other-county'
  | 'activation.date-passed'
  | 'activation.before-in-force'
  | 'activation.before-last'
  | 'activation.ids-missing'
  | 'activation.scores-unanswered'
  | 'activation.scores-not-asked';

/** 五: a later version applies from its own day, never backwards; and says what becomes of what is open on that day. */
export function propose(
  asked: { readonly effectOn: string; readonly rectifications: OpenWork; readonly scores: Scores | null },
  versions: {
    readonly current: { readonly pack: RulePack; readonly hash: string; readonly sinceOn: string };
    readonly next: { readonly pack: RulePack; readonly hash: string };
  },
  used: UsedIds,
  today: PlainDate,
): Result<true, ProposeRefusal> {
  const { current, next } = versions;
  const basis = [{ clause: clauseOfDuty(current.pack, 'D32') }];
  if (current.hash === next.hash) return refused('activation.same-version', {}, basis);
  if (current.pack.jurisdiction !== next.pack.jurisdiction)
    return refused('activation.other-county', { jurisdiction: next.pack.jurisdiction }, basis);
  const on = plainDate(asked.effectOn);
  if (isBefore(on, today)) return refused('activation.date-passed', { todayOn: today.toString() }, basis);
  if (asked.effectOn < next.pack.inForceFrom)
    return refused('activation.before-in-force', { inForceFromOn: next.pack.inForceFrom }, basis);
  if (asked.effectOn <= current.sinceOn)
    return refused('activation.before-last', { sinceOn: current.sinceOn }, basis);
  const missing = missingIds(used, next.pack);
  if (missing.length > 0) return refused('activation.ids-missing', { ids: missing.slice(0, 12) }, basis);
  const changes = scaleChanges(current.pack, next.pack, on);
  if (changes && asked.scores === null) return refused('activation.scores-unanswered', {}, basis);
  if (!changes && asked.scores !== null) return refused('activation.scores-not-asked', {}, basis);
  return granted(true);
}

/** Ids are permanent: what records name must still be there to be read. What is no longer wanted is retired, not taken out. */
export function missingIds(used: UsedIds, pack: RulePack): readonly string[] {
  const without = (wanted: readonly string[], known: readonly { readonly id: string }[]) => {
    const ids = new Set(known.map(({ id }) => id));
    return wanted.filter((id) => !ids.has(id));
  };
  return [
    ...without(used.obligations, pack.obligations),
    ...without(used.checkItems, pack.checkItems),
    ...without(used.clauses, pack.clauses),
  ];
}

export type DecideRefusal = 'activation.wrong-state' | 'activation.own-proposal';

/** Two people: whoever proposed does not activate. */
export function decide(
  current: Activation,
  by: { readonly personId: string },
  pack: RulePack,
): Result<true, DecideRefusal> {
  const basis = [{ clause: clauseOfDuty(pack, 'D32') }];
  if (current.state !== 'proposed') return refused('activation.wrong-state', { state: current.state }, basis);
  if (current.proposedBy === by.personId) return refused('activation.own-proposal', {}, basis);
  return granted(true);
}

export const isDue = (current: Pick<Activation, 'state' | 'effectOn'>, on: PlainDate): boolean =>
  current.state === 'approved' && current.effectOn <= on.toString();

/**
 * The numbers two versions fix differently, on a day and from each later day on which one of them changes; null where one of them has
 * no such number then.
 */
export function differences(from: RulePack, to: RulePack, on: PlainDate): readonly Difference[] {
  const [before, after] = [numbersOf(from), numbersOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) =>
    differencesIn(path, before.get(path), after.get(path), on.toString()),
  );
}

type Numbers = Parameter['dated'] | undefined;

function differencesIn(path: string, now: Numbers, then: Numbers, on: string): readonly Difference[] {
  const later = [now, then].flatMap((one) => one?.values.map(({ from }) => from) ?? []);
  const days = [on, ...new Set(later.filter((day) => day > on).toSorted())];
  const name = then?.name ?? now?.name ?? null;
  const told = days.map((day) => ({
    path,
    name,
    before: (now && valueOn(now, day)) ?? null,
    after: (then && valueOn(then, day)) ?? null,
    fromOn: day === on ? null : day,
  }));
  return told.filter(({ before, after }, at) => {
    const last = told[at - 1];
    return before !== after && !(last?.before === before && last.after === after);
  });
}

/** What the next version retires, or retires on another day, in the order of its lists. */
export function retirements(from: RulePack, to: RulePack): readonly Retirement[] {
  type Entry = Pick<RulePack['checkItems'][number], 'id' | 'name' | 'until'>;
  const retired = (kind: Retirement['kind'], now: readonly Entry[], next: readonly Entry[]) => {
    const known = new Map(now.map(({ id, until }) => [id, until]));
    return next.flatMap(({ id, name, until }): Retirement[] =>
      until === undefined || known.get(id) === until ? [] : [{ kind, id, name, untilOn: until }],
    );
  };
  return [
    ...retired('obligation', from.obligations, to.obligations),
    ...retired('check-item', from.checkItems, to.checkItems),
  ];
}

const numbersOf = (pack: RulePack): ReadonlyMap<string, Parameter['dated']> =>
  new Map(parametersOf(pack).map(({ path, dated }) => [path, dated]));

import type { RuleDifference, Why, Window } from './simulation.model.ts';
import { cited, lastOf, type Side } from './simulation.side.rules.ts';
import { ruleGroups } from './simulation.why.rules.ts';

/**
 * What the rules themselves say differently, each matched by its permanent id: one that is new, one that is gone, and one with
 * another value. Of each side the version in force on the last day is read, with every value it has in the window.
 */
export function ruleDifferences(a: Side, b: Side, window: Window): readonly RuleDifference[] {
  const [own, other] = [lastOf(a, window), lastOf(b, window)];
  if (own.pack === other.pack) return [];
  return ruleGroups.flatMap(({ kind, of }) => {
    const left = byId(of(own.pack, window));
    const right = byId(of(other.pack, window));
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((id): RuleDifference[] => {
      const [one, another] = [left.get(id), right.get(id)];
      const differ = namesThatDiffer(one, another);
      if (one && another && differ.size === 0) return [];
      const sideOf = (side: Side, found: Why | undefined): RuleDifference['a'] => ({
        stands: found !== undefined,
        values: (found?.values ?? []).filter(({ name }) => differ.has(name)),
        why: found ? [cited(side, lastOf(side, window), id)] : [],
      });
      return [{ kind, subject: { type: 'rule', id }, a: sideOf(a, one), b: sideOf(b, another) }];
    });
  });
}

const byId = (whys: readonly Why[]): ReadonlyMap<string, Why> => new Map(whys.map((one) => [one.id, one]));

/** The names under which two rules say different things; all of them where only one of the two is there. */
function namesThatDiffer(one: Why | undefined, another: Why | undefined): ReadonlySet<string> {
  const said = (of: Why | undefined, name: string): string =>
    JSON.stringify(of?.values.filter((value) => value.name === name) ?? []);
  const names = [...(one?.values ?? []), ...(another?.values ?? [])].map(({ name }) => name);
  return new Set(names.filter((name) => said(one, name) !== said(another, name)));
}

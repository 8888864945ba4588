import { byText } from '#kernel/order.ts';
import type { DrawInspector, DrawObject, DrawRole, Pairing, Places } from './draw.model.ts';
import { type Below, shuffled } from './draw.sampler.rules.ts';

/** The places of one role at one object, and who has been given them. */
type Group = {
  readonly object: DrawObject;
  readonly role: DrawRole;
  readonly size: number;
  readonly filled: Set<string>;
};

const roles: readonly DrawRole[] = ['lead', 'member', 'third-party'];

/**
 * 回避 (D05): inspectors for the objects drawn, by the same stream. Nobody comes to a contractor he is related to, twice to one object,
 * or to more objects than the limit. Each object shuffles its own order of preference; a place nobody free can take is passed along a chain of
 * exchanges (augmenting paths), so as many places are filled as can be at all. What stays empty is returned as unfilled, never dropped.
 */
export function assign(
  objects: readonly DrawObject[],
  inspectors: readonly DrawInspector[],
  recusals: readonly (readonly [inspector: string, contractor: string])[],
  terms: { readonly places: Places; readonly loadMax: number },
  below: Below,
): readonly Pairing[] {
  const people = inspectors.toSorted((a, b) => byText(a.id, b.id));
  const barred = new Set(recusals.map(([inspector, contractor]) => JSON.stringify([inspector, contractor])));
  const preferences = new Map(
    objects.map((object) => [
      object.id,
      shuffled(people, below).filter(({ id }) => !barred.has(JSON.stringify([id, object.contractorId]))),
    ]),
  );
  const groupsOf = new Map(
    objects.map((object) => [
      object.id,
      roles.map((role): Group => ({ object, role, size: terms.places[role], filled: new Set() })),
    ]),
  );
  const held = new Map<string, Set<Group>>(people.map(({ id }) => [id, new Set()]));

  const give = (group: Group, inspector: string) => {
    group.filled.add(inspector);
    held.get(inspector)?.add(group);
  };
  const release = (group: Group, inspector: string) => {
    group.filled.delete(inspector);
    held.get(inspector)?.delete(group);
  };

  // From where a search found no way to a free inspector, no later one finds it either: nothing in there moves any more.
  let exhausted = { groups: new Set<Group>(), inspectors: new Set<string>() };

  /** One more for this group, by the shortest chain of groups that each give one up and take another. */
  const fillOne = (start: Group): boolean => {
    const seen = { groups: new Set(exhausted.groups).add(start), inspectors: new Set(exhausted.inspectors) };
    const takenBy = new Map<Group, { readonly by: Group; readonly inspector: string }>();
    const queue = [start];
    const askToGiveUp = (other: Group, inspector: string, by: Group) => {
      if (seen.groups.has(other)) return;
      seen.groups.add(other);
      takenBy.set(other, { by, inspector });
      queue.push(other);
    };
    for (const group of queue) {
      for (const { id, roles: may } of preferences.get(group.object.id) ?? []) {
        if (!may.includes(group.role) || group.filled.has(id)) continue;
        const here = groupsOf.get(group.object.id)?.find(({ filled }) => filled.has(id));
        if (here) {
          askToGiveUp(here, id, group);
          continue;
        }
        if (seen.inspectors.has(id)) continue;
        seen.inspectors.add(id);
        const load = held.get(id) ?? new Set();
        if (load.size < terms.loadMax) {
          handOn(group, id, takenBy);
          return true;
        }
        for (const other of load) askToGiveUp(other, id, group);
      }
    }
    exhausted = seen;
    return false;
  };

  const handOn = (
    last: Group,
    free: string,
    takenBy: ReadonlyMap<Group, { readonly by: Group; readonly inspector: string }>,
  ) => {
    give(last, free);
    for (let step = takenBy.get(last), from = last; step; from = step.by, step = takenBy.get(from)) {
      release(from, step.inspector);
      give(step.by, step.inspector);
    }
  };

  for (const role of roles)
    for (const object of objects) {
      const group = groupsOf.get(object.id)?.find((candidate) => candidate.role === role);
      while (group && group.filled.size < group.size) if (!fillOne(group)) break;
    }

  return objects.map(({ id }) => {
    const groups = groupsOf.get(id) ?? [];
    return {
      object: id,
      inspectors: groups.flatMap(({ role, filled }) =>
        [...filled].sort(byText).map((inspector) => ({ id: inspector, role })),
      ),
      unfilled: groups.flatMap(({ role, size, filled }) =>
        Array.from({ length: size - filled.size }, () => role),
      ),
    };
  });
}

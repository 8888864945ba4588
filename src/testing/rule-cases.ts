import { describe, expect, test } from 'vitest';
import type { Family, World } from '#features/regime/regime.family.model.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';

/** The world of a case: the pack it names, composed of its layers, and the calendar that ships. */
export function worldUnder(id: string): World {
  const regime = loadedRegimes().find(({ pack }) => pack.id === id);
  if (!regime) throw new Error(`${id} does not ship`);
  return { pack: regime.pack, calendar: loadWorkCalendar() };
}

/** Runs the cases of families: the sentences docs/rules.md prints are the titles here. */
export function runCases(families: readonly Family[]): void {
  describe.each(families.filter(({ cases }) => cases.length > 0))('$id', ({ cases }) => {
    test.each(cases)('$under: $says.zh', ({ under, found, expected }) => {
      expect(found(worldUnder(under))).toEqual(expected);
    });
  });
}

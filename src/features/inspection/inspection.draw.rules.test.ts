import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { departureOf } from './inspection.draw.rules.ts';
import type { TeamRole } from './inspection.model.ts';

type Place = { readonly personId: string; readonly role: TeamRole };
const at = (personId: string, role: TeamRole): Place => ({ personId, role });
const roles: readonly TeamRole[] = ['lead', 'member', 'third-party'];
const lead = at('li', 'lead');
const member = at('zhao', 'member');

describe('D05 D06: who was drawn goes', () => {
  test.each<[string, readonly Place[], readonly TeamRole[], readonly Place[], boolean, string[], string[]]>([
    ['as drawn', [lead, member], [], [member, lead], false, [], []],
    ['one left out', [lead, member], [], [lead], false, ['zhao'], []],
    ['one added', [lead, member], [], [lead, member, at('qian', 'member')], false, [], ['qian']],
    ['one replaced', [lead, member], [], [lead, at('qian', 'member')], false, ['zhao'], ['qian']],
    ['an unfilled place filled', [lead], ['member'], [lead, at('qian', 'member')], false, [], []],
    [
      'an unfilled place filled twice',
      [lead],
      ['member'],
      [lead, at('qian', 'member'), at('sun', 'member')],
      false,
      [],
      ['sun'],
    ],
    ['an unfilled place left open', [lead], ['member'], [lead], false, [], []],
    [
      'another role than drawn',
      [lead, member],
      [],
      [at('zhao', 'lead'), at('li', 'member')],
      false,
      ['li', 'zhao'],
      ['zhao', 'li'],
    ],
    [
      'a third party the pack asks for',
      [lead, member],
      [],
      [lead, member, at('tang', 'third-party')],
      true,
      [],
      [],
    ],
    [
      'one it does not ask for',
      [lead, member],
      [],
      [lead, member, at('tang', 'third-party')],
      false,
      [],
      ['tang'],
    ],
    [
      'a third party beside the one drawn',
      [lead, at('song', 'third-party')],
      [],
      [lead, at('song', 'third-party'), at('tang', 'third-party')],
      true,
      [],
      ['tang'],
    ],
  ])('%s', (_name, inspectors, unfilled, team, asked, missing, others) => {
    expect(departureOf({ inspectors, unfilled }, team, asked)).toEqual({ missing, others });
  });

  const place = fc.record({
    personId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    role: fc.constantFrom(...roles),
  });
  const team = fc.uniqueArray(place, { maxLength: 5, selector: ({ personId }) => personId });

  test('the drawn team is no departure, and no departure means the drawn team with open places filled', () => {
    fc.assert(
      fc.property(
        team,
        fc.array(fc.constantFrom(...roles), { maxLength: 3 }),
        team,
        (drawn, unfilled, going) => {
          const of = { inspectors: drawn, unfilled };
          expect(departureOf(of, drawn.toReversed(), false)).toEqual({ missing: [], others: [] });
          const { missing, others } = departureOf(of, going, false);
          const kept = going.filter((one) =>
            drawn.some((it) => it.personId === one.personId && it.role === one.role),
          );
          expect(missing).toHaveLength(drawn.length - kept.length);
          expect(others.length).toBeGreaterThanOrEqual(going.length - kept.length - unfilled.length);
          if (missing.length + others.length === 0)
            for (const role of roles)
              expect(going.filter((one) => one.role === role).length).toBeLessThanOrEqual(
                [...drawn.map((one) => one.role), ...unfilled].filter((one) => one === role).length,
              );
        },
      ),
    );
  });
});

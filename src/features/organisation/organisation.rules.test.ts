import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OrganisationKind, organisationKinds } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { GroupRole } from './organisation.model.ts';
import { appoint } from './organisation.rules.ts';

const regime = { inForceFrom: plainDate('2021-03-18'), groupClause: 'tongcheng-2021:1.3' };
const named = (organisationKind: OrganisationKind, role: GroupRole, from = '2026-04-10', until?: string) =>
  appoint(
    { organisationKind },
    { role, fromOn: plainDate(from), untilOn: until === undefined ? null : plainDate(until) },
    regime,
  );
const basis = [{ clause: 'tongcheng-2021:1.3' }];
const refusal = (code: string, facts: object = {}, cited: readonly object[] = basis) => ({
  ok: false,
  refusal: { code: `group.${code}`, facts, basis: cited },
});
const granted = { ok: true, value: true };

test.each<[OrganisationKind, GroupRole, object]>([
  ['commerce-bureau', 'lead', granted],
  ['commerce-bureau', 'member', granted],
  ['finance', 'member', granted],
  ['third-party', 'third-party', granted],
  ['finance', 'lead', refusal('lead-not-commerce-bureau')],
  ['third-party', 'lead', refusal('lead-not-commerce-bureau')],
  ['third-party', 'member', refusal('third-party-role')],
  ['audit', 'third-party', refusal('third-party-role')],
  ['contractor', 'member', refusal('contractor-never')],
  ['contractor', 'lead', refusal('contractor-never')],
  ['contractor', 'third-party', refusal('contractor-never')],
])('一（三）: one of %s as %s', (kind, role, expected) => {
  expect(named(kind, role)).toEqual(expected);
});

test.each([
  ['2021-03-18', undefined, granted],
  ['2021-03-17', undefined, refusal('before-regime', { inForceFrom: '2021-03-18' })],
  ['2026-04-10', '2026-04-10', granted],
  ['2026-04-10', '2026-04-09', refusal('dates-reversed', {}, [])],
  // A term that ends before it begins is no term, whenever it begins.
  ['2021-03-17', '2021-03-16', refusal('dates-reversed', {}, [])],
])('五: a term from %s until %s', (from, until, expected) => {
  expect(named('finance', 'member', from, until)).toEqual(expected);
});

test('whoever leads is of 商务局, and no contractor is ever in the group', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...organisationKinds),
      fc.constantFrom<GroupRole>('lead', 'member', 'third-party'),
      (kind, role) => {
        if (!named(kind, role).ok) return;
        expect(kind).not.toBe('contractor');
        if (role === 'lead') expect(kind).toBe('commerce-bureau');
        expect(role === 'third-party').toBe(kind === 'third-party');
      },
    ),
  );
});

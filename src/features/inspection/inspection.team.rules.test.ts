import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrganisationKind } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import type { GroupRole, TeamCandidate } from '../organisation/organisation.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import type { TeamMember, TeamRole } from './inspection.model.ts';
import { barsOf, composeTeam, type Proposed, recusalSettled, rolesOf } from './inspection.team.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const on = plainDate('2026-04-10');
const contractorId = 'firm';

const person = (
  role: TeamRole,
  organisationKind: OrganisationKind,
  groupRole: GroupRole | null,
  relatedContractorIds: readonly string[] = [],
): Proposed => ({
  role,
  candidate: {
    personId: `${role}-${organisationKind}-${groupRole}-${relatedContractorIds.join()}`,
    name: organisationKind,
    organisationKind,
    organisationId: organisationKind,
    groupRole,
    relatedContractorIds,
  },
});
const lead = person('lead', 'commerce-bureau', 'lead');
const member = person('member', 'finance', 'member');
const third = person('third-party', 'third-party', 'third-party');

describe('一（三）: composeTeam', () => {
  const cases: [why: string, team: Proposed[], code: string | null][] = [
    ['lead, member and third party', [lead, member, third], null],
    ['lead and third party: two are enough', [lead, third], null],
    ['a member of the leading group', [lead, person('member', 'leading-group', 'member'), third], null],
    [
      'a second lead of the group goes as a member',
      [lead, person('member', 'commerce-bureau', 'lead'), third],
      null,
    ],
    ['nobody', [], 'inspection.team-too-small'],
    ['one person', [lead], 'inspection.team-too-small'],
    ['no lead', [member, third], 'inspection.no-lead'],
    [
      'two leads',
      [lead, person('lead', 'commerce-bureau', 'lead', ['other']), third],
      'inspection.two-leads',
    ],
    ['a lead of 财政局', [person('lead', 'finance', 'lead'), third], 'inspection.lead-not-commerce-bureau'],
    [
      'a lead of the third party',
      [person('lead', 'third-party', 'third-party'), member],
      'inspection.lead-not-commerce-bureau',
    ],
    [
      'a lead whose term is a member’s',
      [person('lead', 'commerce-bureau', 'member'), third],
      'inspection.lead-not-in-term',
    ],
    ['a lead out of office', [person('lead', 'commerce-bureau', null), third], 'inspection.lead-not-in-term'],
    [
      'a member out of office',
      [lead, person('member', 'audit', null), third],
      'inspection.member-not-in-group',
    ],
    [
      'a third party out of office',
      [lead, person('third-party', 'third-party', null)],
      'inspection.member-not-in-group',
    ],
    [
      'the third party as a member',
      [lead, person('member', 'third-party', 'third-party')],
      'inspection.third-party-role',
    ],
    [
      'a department as the third party',
      [lead, third, person('third-party', 'audit', 'member')],
      'inspection.third-party-role',
    ],
    ['a station without the third party', [lead, member], 'inspection.third-party-missing'],
    [
      'a related member',
      [lead, person('member', 'finance', 'member', ['firm']), third],
      'inspection.member-related',
    ],
    [
      'a related lead',
      [person('lead', 'commerce-bureau', 'lead', ['firm']), third],
      'inspection.member-related',
    ],
    ['related to another contractor', [lead, person('member', 'finance', 'member', ['other']), third], null],
    [
      'staff of a contractor',
      [lead, third, person('member', 'contractor', null)],
      'inspection.contractor-staff',
    ],
    ['the same person twice', [lead, third, { ...lead, role: 'member' }], 'inspection.member-twice'],
  ];
  test.each(cases)('%s', (_, team, code) => {
    const decision = composeTeam(team, pack, on, { area: 'station', contractorId });
    expect(decision.ok ? null : decision.refusal.code).toBe(code);
    if (!decision.ok) expect(decision.refusal.basis[0]).toMatchObject({ clause: 'tongcheng-2021:1.3' });
  });

  test('funds and training need no third party', () => {
    for (const area of ['funds', 'training'] as const)
      expect(composeTeam([lead, member], pack, on, { area, contractorId }).ok).toBe(true);
  });

  const anyone = fc
    .record({
      role: fc.constantFrom<TeamRole>('lead', 'member', 'third-party'),
      kind: fc.constantFrom<OrganisationKind>(
        'commerce-bureau',
        'office',
        'finance',
        'third-party',
        'contractor',
      ),
      groupRole: fc.constantFrom<GroupRole | null>('lead', 'member', 'third-party', null),
      related: fc.boolean(),
      id: fc.nat(6),
    })
    .map(({ role, kind, groupRole, related, id }) => ({
      role,
      candidate: {
        ...person(role, kind, groupRole, related ? [contractorId] : []).candidate,
        personId: String(id),
      },
    }));

  test('whatever team is granted has two, one lead of 商务局 in term, the third party, and nobody related', () => {
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 5 }), (team) => {
        if (!composeTeam(team, pack, on, { area: 'logistics', contractorId }).ok) return;
        const candidates = team.map(({ candidate }) => candidate);
        expect(new Set(candidates.map(({ personId }) => personId)).size).toBeGreaterThanOrEqual(2);
        const leads = team.filter(({ role }) => role === 'lead');
        expect(leads.map(({ candidate }) => [candidate.organisationKind, candidate.groupRole])).toEqual([
          ['commerce-bureau', 'lead'],
        ]);
        expect(candidates.some(({ organisationKind }) => organisationKind === 'third-party')).toBe(true);
        for (const candidate of candidates) {
          expect(candidate.relatedContractorIds).toEqual([]);
          expect(candidate.groupRole).not.toBeNull();
          expect(candidate.organisationKind).not.toBe('contractor');
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the order in which people are named changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 5 }), (team) => {
        const about = { area: 'station', contractorId } as const;
        const one = composeTeam(team, pack, on, about);
        const other = composeTeam(team.toReversed(), pack, on, about);
        expect(one.ok ? '' : one.refusal.code).toBe(other.ok ? '' : other.refusal.code);
      }),
    );
  });
});

test('the form bars whom the rule would refuse, and offers no place the rule would not grant', () => {
  const bars = (candidate: TeamCandidate) => barsOf(candidate, contractorId);
  expect(bars(lead.candidate)).toEqual([]);
  expect(bars(person('member', 'audit', null, ['firm']).candidate)).toEqual(['not-in-group', 'related']);
  expect(bars(person('member', 'contractor', null).candidate)).toContain('contractor-staff');
  expect(rolesOf(lead.candidate, pack)).toEqual(['lead', 'member']);
  expect(rolesOf(person('lead', 'commerce-bureau', 'member').candidate, pack)).toEqual(['member']);
  expect(rolesOf(third.candidate, pack)).toEqual(['third-party']);
  expect(rolesOf(person('member', 'contractor', null).candidate, pack)).toEqual([]);
});

test('回避: settled when all have declared and none is tied', () => {
  const told = (over: Partial<TeamMember>): TeamMember => ({
    personId: '1',
    name: '李',
    role: 'member',
    declaredAt: '2026-04-10T01:00:00Z',
    recusalReason: null,
    signedAt: null,
    remark: null,
    ...over,
  });
  expect(recusalSettled(pack, [told({}), told({})]).ok).toBe(true);
  expect(recusalSettled(pack, [told({}), told({ declaredAt: null })])).toMatchObject({
    refusal: { code: 'inspection.declaration-missing', facts: { names: ['李'] } },
  });
  expect(recusalSettled(pack, [told({ declaredAt: null }), told({ recusalReason: '姐夫' })])).toMatchObject({
    refusal: { code: 'inspection.member-recused' },
  });
});

import type { OrganisationKind } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { GroupRole } from '../organisation/organisation.model.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type { Inspection, Subject, TeamMember, TeamRole } from './inspection.model.ts';
import { declare } from './inspection.rules.ts';
import { barsOf, composeTeam, type Proposed, recusalSettled, rolesOf } from './inspection.team.rules.ts';

const team = 'inspection.team.rules.ts';
const teamTest = 'src/features/inspection/inspection.team.rules.test.ts';
export const on = plainDate('2026-04-10');
export const person = (
  role: TeamRole,
  of: OrganisationKind,
  groupRole: GroupRole | null,
  related: readonly string[] = [],
): Proposed => ({
  role,
  candidate: {
    personId: `${role}-${of}-${groupRole}-${related.join('')}`,
    name: of,
    organisationKind: of,
    organisationId: of,
    groupRole,
    relatedContractorIds: related,
  },
});
export const lead = person('lead', 'commerce-bureau', 'lead');
const finance = person('member', 'finance', 'member');
const audit = person('member', 'audit', 'member');
export const third = person('third-party', 'third-party', 'third-party');
type Team = { readonly people: readonly Proposed[]; readonly area?: ContentArea };
type TeamRow = readonly [under: string, given: Team, then: string | null, zh: string, en: string];
const teams = (rows: readonly TeamRow[]) =>
  casesTold<Team, string | null>(
    ({ pack }, { people, area = 'funds' }) =>
      codeOf(composeTeam(people, pack, on, { area, contractorId: 'firm' })),
    rows,
  );
export const memberOf = (over: Partial<TeamMember>): TeamMember => ({
  personId: 'liu',
  name: '刘',
  role: 'member',
  declaredAt: null,
  recusalReason: null,
  signedAt: null,
  remark: null,
  ...over,
});
export const inspectionOf = (over: Partial<Inspection>): Inspection => ({
  id: 'i',
  version: 1,
  number: '检〔2026〕1',
  area: 'station',
  purpose: 'routine',
  phase: 'operation',
  facilityId: 'f',
  facilityKind: 'village-station',
  agreementId: 'a',
  contractorId: 'c',
  plannedOn: '2026-04-10',
  notice: 'unannounced',
  state: 'planned',
  plannedBy: 'chen',
  leadId: 'chen',
  contentDigest: 'digest',
  team: [],
  ...over,
});
export const station: Subject = {
  facilityId: 'f',
  facilityKind: 'village-station',
  facilityPhase: 'operation',
  agreementId: 'a',
  agreementAreas: ['station'],
  contractorId: 'c',
};

export const inspectionFamilies: readonly Family[] = [
  {
    id: 'inspection.team-size',
    name: said('检查人数', 'How many inspect'),
    does: said(
      '检查组不少于规定人数，同一人只算一次。',
      'A team has the least number of people the county asks for, nobody counted twice.',
    ),
    carries: ['inspection.teamMin'],
    duties: ['D05'],
    functions: [`${team}#composeTeam`],
    cases: teams([
      [
        tongcheng,
        { people: [lead, finance] },
        null,
        '商务局组长和财政局组员两人查资金 → 可以',
        'The lead and one of the finance bureau inspect funds → granted',
      ],
      [
        tongcheng,
        { people: [lead] },
        'inspection.team-too-small',
        '组长一人 → 不可：至少两人',
        'The lead alone → refused: two at least',
      ],
      [
        jia,
        { people: [lead, finance] },
        'inspection.team-too-small',
        '两人 → 不可：至少三人',
        'Two people → refused: three at least',
      ],
      [jia, { people: [lead, finance, audit] }, null, '三人 → 可以', 'Three people → granted'],
      [
        tongcheng,
        { people: [lead, { ...lead, role: 'member' }] },
        'inspection.member-twice',
        '同一人写两次 → 不可',
        'One person named twice → refused',
      ],
    ]),
    properties: [
      {
        title:
          'whatever team is granted has two, one lead of 商务局 in term, the third party, and nobody related',
        file: teamTest,
      },
      { title: 'the order in which people are named changes nothing', file: teamTest },
    ],
  },
  {
    id: 'inspection.lead',
    name: said('商务局牵头', 'The Commerce Bureau leads'),
    does: said(
      '恰有一名组长，出自牵头单位，且当日在组长任期内。',
      'Exactly one lead, of the leading organisation, in a term as lead on that day.',
    ),
    carries: ['inspection.leadOrganisation'],
    duties: ['D05'],
    functions: [`${team}#composeTeam`, `${team}#rolesOf`],
    cases: [
      ...teams([
        [
          tongcheng,
          { people: [finance, audit] },
          'inspection.no-lead',
          '没有组长 → 不可',
          'No lead → refused',
        ],
        [
          tongcheng,
          { people: [lead, person('lead', 'commerce-bureau', 'lead', ['other'])] },
          'inspection.two-leads',
          '两名组长 → 不可',
          'Two leads → refused',
        ],
        [
          tongcheng,
          { people: [person('lead', 'finance', 'lead'), audit] },
          'inspection.lead-not-commerce-bureau',
          '财政局人员任组长 → 不可',
          'A lead of the finance bureau → refused',
        ],
        [
          tongcheng,
          { people: [person('lead', 'commerce-bureau', 'member'), audit] },
          'inspection.lead-not-in-term',
          '商务局人员当日只是组员 → 不可',
          'One of the Commerce Bureau who is only a member that day → refused',
        ],
      ]),
      ...casesTold<Proposed, readonly TeamRole[]>(
        ({ pack }, { candidate }) => rolesOf(candidate, pack),
        [
          [
            tongcheng,
            lead,
            ['lead', 'member'],
            '商务局人员在组长任期内 → 可任组长或组员',
            'One of the Commerce Bureau in term as lead → lead or member',
          ],
          [tongcheng, person('member', 'finance', null), [], '不在任期 → 无可任', 'Out of term → no place'],
        ],
      ),
    ],
  },
  {
    id: 'inspection.third-party',
    name: said('会同第三方', 'With the third party'),
    does: said(
      '规定的监管内容须有第三方人员参加；第三方只能以第三方参加。',
      'Where the county asks for it a member of the third party takes part, and only as the third party.',
    ),
    carries: ['inspection.thirdPartyAreas'],
    duties: ['D05'],
    functions: [`${team}#composeTeam`],
    cases: teams([
      [
        tongcheng,
        { people: [lead, finance], area: 'station' },
        'inspection.third-party-missing',
        '查服务站没有第三方 → 不可',
        'Stations without the third party → refused',
      ],
      [
        tongcheng,
        { people: [lead, third], area: 'station' },
        null,
        '查服务站有第三方 → 可以',
        'Stations with the third party → granted',
      ],
      [
        tongcheng,
        { people: [lead, finance], area: 'training' },
        null,
        '查培训没有第三方 → 可以',
        'Training without it → granted',
      ],
      [
        jia,
        { people: [lead, finance, audit], area: 'logistics' },
        null,
        '查物流没有第三方 → 可以：只有服务站须有',
        'Logistics without it → granted: only stations ask for it',
      ],
      [
        yi,
        { people: [lead, finance], area: 'station' },
        null,
        '查服务站没有第三方 → 可以：按需参加',
        'Stations without it → granted: it joins as needed',
      ],
      [
        tongcheng,
        { people: [lead, person('member', 'third-party', 'third-party')], area: 'station' },
        'inspection.third-party-role',
        '第三方人员以组员参加 → 不可',
        'The third party as a member → refused',
      ],
    ]),
  },
  {
    id: 'inspection.recusal',
    name: said('回避', 'Recusal'),
    does: said(
      '与被查企业有关联的、承办企业的、不在小组任期内的人员不得参加；每人先作声明，声明有关联的须换人。',
      'Nobody related to the contractor, of a contractor or out of term takes part; each declares first, and whoever declares a relation is replaced.',
    ),
    carries: [],
    duties: ['D05'],
    functions: [
      `${team}#composeTeam`,
      `${team}#barsOf`,
      `${team}#recusalSettled`,
      'inspection.rules.ts#declare',
    ],
    cases: [
      ...teams([
        [
          tongcheng,
          { people: [lead, person('member', 'finance', 'member', ['firm'])] },
          'inspection.member-related',
          '组员与被查企业有关联 → 不可',
          'A member related to the contractor inspected → refused',
        ],
        [
          tongcheng,
          { people: [lead, person('member', 'finance', 'member', ['other'])] },
          null,
          '组员与另一企业有关联 → 可以',
          'A member related to another contractor → granted',
        ],
        [
          tongcheng,
          { people: [lead, finance, person('member', 'contractor', null)] },
          'inspection.contractor-staff',
          '承办企业人员参加 → 不可',
          'One of a contractor → refused',
        ],
        [
          tongcheng,
          { people: [lead, person('member', 'audit', null)] },
          'inspection.member-not-in-group',
          '不在小组任期内的人参加 → 不可',
          'One whose term is over → refused',
        ],
      ]),
      ...casesTold<Proposed, readonly string[]>(
        (_, { candidate }) => barsOf(candidate, 'firm'),
        [
          [
            tongcheng,
            person('member', 'audit', null, ['firm']),
            ['not-in-group', 'related'],
            '不在任期又有关联的人 → 两项都列明',
            'Out of term and related → both are named',
          ],
        ],
      ),
      ...casesTold<Partial<TeamMember>, string | null>(
        ({ pack }, over) => codeOf(recusalSettled(pack, [memberOf(over)])),
        [
          [
            tongcheng,
            { declaredAt: '2026-04-09' },
            null,
            '已声明无关联，提交检查表 → 可以',
            'Declared none, handing in → granted',
          ],
          [
            tongcheng,
            {},
            'inspection.declaration-missing',
            '未作声明，提交检查表 → 不可',
            'No declaration, handing in → refused',
          ],
          [
            tongcheng,
            { declaredAt: '2026-04-09', recusalReason: '近亲属' },
            'inspection.member-recused',
            '声明有近亲属关系而未换人 → 不可',
            'Declared a relative and not replaced → refused',
          ],
        ],
      ),
      ...casesTold<Partial<TeamMember>, string | null>(
        (_, over) => codeOf(declare(inspectionOf({}), memberOf(over))),
        [
          [tongcheng, {}, null, '检查前作声明 → 记录', 'A declaration before the inspection → recorded'],
          [
            tongcheng,
            { declaredAt: '2026-04-09' },
            'inspection.declared-already',
            '声明过再声明 → 不可',
            'A second declaration → refused',
          ],
        ],
      ),
    ],
  },
];

import { describe, expect, test } from 'vitest';
import type { OrganisationKind } from '#kernel/actor.ts';
import { plainDate } from '#kernel/temporal.ts';
import { plannedInspection } from '#testing/records.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { GroupRole } from '../organisation/organisation.model.ts';
import type { Subject, TeamMember, TeamRole } from './inspection.model.ts';
import { declare, inspectionNumber, planFor, type Served, sign, wrongState } from './inspection.rules.ts';
import { composeTeam, type Proposed, recusalSettled, rolesOf } from './inspection.team.rules.ts';

// 甲县 spreads over several articles what 通城 says in few: there each refusal shows which it rests on.
const { pack } = worldUnder('example-jia-2022');
const article = (...numbers: string[]) => numbers.map((number) => ({ clause: `example-jia-2022:${number}` }));
const refusal = (code: string, facts: object, ...numbers: string[]) => ({
  ok: false,
  refusal: { code: `inspection.${code}`, facts, basis: article(...numbers) },
});
const granted = { ok: true, value: true };
const today = plainDate('2026-04-10');

describe('the plan', () => {
  const station: Subject = {
    facilityId: 'f',
    facilityKind: 'village-station',
    facilityPhase: 'operation',
    agreementId: 'a',
    agreementAreas: ['station', 'training'],
    contractorId: 'c',
  };
  const contract: Subject = { ...station, facilityId: null, facilityKind: null, facilityPhase: null };
  const operation = { area: 'station', phase: 'operation', plannedOn: today } as const;
  const funds = { ...operation, area: 'funds', phase: 'funds' } as const;
  const training = { ...operation, area: 'training', phase: 'training' } as const;

  test.each([
    [
      'before the regime',
      station,
      { ...operation, plannedOn: plainDate('2022-05-31') },
      refusal('before-regime', { inForceFrom: '2022-06-01' }, '30'),
    ],
    [
      'yesterday',
      station,
      { ...operation, plannedOn: plainDate('2026-04-09') },
      refusal('planned-in-past', { on: '2026-04-09' }),
    ],
    ['funds of a facility', station, funds, refusal('agreement-required', { phase: 'funds' })],
    ['training at a facility', station, training, refusal('agreement-required', { phase: 'training' })],
    [
      'funds, asked as training',
      contract,
      { ...funds, area: 'training' },
      refusal('area-mismatch', { area: 'training', phase: 'funds' }, '17'),
    ],
    [
      'training, asked as funds',
      contract,
      { ...training, area: 'funds' },
      refusal('area-mismatch', { area: 'funds', phase: 'training' }, '18'),
    ],
    [
      'training nobody promised',
      { ...contract, agreementAreas: ['station'] },
      training,
      refusal('area-mismatch', { area: 'training', phase: 'training' }, '17'),
    ],
    // Every contract has money, whatever it promises.
    ['funds of any contract', { ...contract, agreementAreas: [] }, funds, granted],
    ['training that was promised', contract, training, granted],
    [
      'operation without a facility',
      contract,
      operation,
      refusal('facility-required', { phase: 'operation' }),
    ],
    [
      'a facility of no kind',
      { ...station, facilityKind: null },
      operation,
      refusal('facility-required', { phase: 'operation' }),
    ],
    [
      'a kind of no facility',
      { ...station, facilityId: null },
      { ...operation, phase: 'construction' },
      refusal('facility-required', { phase: 'construction' }),
    ],
    [
      'logistics at a station',
      station,
      { ...operation, area: 'logistics' },
      refusal('area-mismatch', { area: 'logistics', phase: 'operation' }, '14'),
    ],
    [
      'operation of one that is being built',
      { ...station, facilityPhase: 'construction' },
      operation,
      refusal('facility-phase', { phase: 'operation', facilityPhase: 'construction' }),
    ],
    [
      'one of which nothing is known',
      { ...station, facilityPhase: null },
      operation,
      refusal('facility-phase', { phase: 'operation', facilityPhase: '' }),
    ],
    ['one on trial', { ...station, facilityPhase: 'trial' }, operation, granted],
    [
      'the building of one on trial',
      { ...station, facilityPhase: 'trial' },
      { ...operation, phase: 'construction' },
      granted,
    ],
    [
      'the building of one that stands still',
      { ...station, facilityPhase: 'suspended' },
      { ...operation, phase: 'construction' },
      refusal('facility-phase', { phase: 'construction', facilityPhase: 'suspended' }),
    ],
  ] as const)('%s', (_, subject, plan, expected) => {
    expect(planFor(pack, subject, plan, [], today)).toEqual(expected);
  });

  const owed: Served = {
    id: 'o',
    kind: 'inspection',
    ruleId: 'running.station',
    area: 'station',
    subjectId: 'f',
    period: '2026-Q2',
    standing: {
      windowStartOn: '2026-04-01',
      dueOn: '2026-06-30',
      closesOn: '2026-07-10',
      fulfilledOn: null,
      waived: false,
      withdrawn: false,
    },
  };
  const mismatch = refusal('obligation-mismatch', { period: '2026-Q2' });
  const closed = (state: string) =>
    refusal('obligation-closed', {
      period: '2026-Q2',
      state,
      windowStartOn: '2026-04-01',
      closesOn: '2026-07-10',
    });

  test.each([
    ['what is owed', [owed], granted],
    ['what another owes', [{ ...owed, subjectId: 'g' }], mismatch],
    ['what is owed elsewhere', [{ ...owed, area: 'logistics' }], mismatch],
    ['a report', [{ ...owed, kind: 'report' }], mismatch],
    ['another phase', [{ ...owed, ruleId: 'building.station' }], mismatch],
    // A rule of an earlier pack, or one without a phase, says nothing against it.
    ['a rule this version no longer has', [{ ...owed, ruleId: 'gone' }], granted],
    ['a rule without a phase', [{ ...owed, ruleId: 'training' }], granted],
    ['what was waived', [{ ...owed, standing: { ...owed.standing, waived: true } }], closed('waived')],
    [
      'what is withdrawn',
      [{ ...owed, standing: { ...owed.standing, withdrawn: true } }],
      closed('withdrawn'),
    ],
    [
      'two periods of one rule',
      [owed, { ...owed, period: '2026-Q3' }],
      refusal('obligation-twice', { period: '2026-Q3' }, '8'),
    ],
    [
      'two periods of a rule that is gone',
      [
        { ...owed, ruleId: 'gone' },
        { ...owed, ruleId: 'gone' },
      ],
      refusal('obligation-twice', { period: '2026-Q2' }),
    ],
  ] as const)('to fulfil %s', (_, serves, expected) => {
    expect(planFor(pack, station, operation, serves, today)).toEqual(expected);
  });

  test('what a contract owes is fulfilled by a visit about the contract', () => {
    const training = { ...owed, ruleId: 'training', area: 'training', subjectId: 'a' };
    const plan = { ...operation, area: 'training', phase: 'training' } as const;
    expect(planFor(pack, contract, plan, [training], today)).toEqual(granted);
    expect(planFor(pack, contract, plan, [{ ...training, subjectId: 'f' }], today)).toEqual(mismatch);
  });
});

const member = (over: Partial<TeamMember> = {}): TeamMember => ({
  personId: 'm',
  name: '赵',
  role: 'member',
  declaredAt: null,
  recusalReason: null,
  signedAt: null,
  remark: null,
  ...over,
});

describe('the record', () => {
  const inspection = plannedInspection;
  const wrong = (state: string) => refusal('wrong-state', { number: '检〔2026〕1', state });

  test('is numbered by the year', () => {
    expect(inspectionNumber(2026, 17)).toBe('检〔2026〕17');
  });

  test('goes on from where it stands, or says where that is', () => {
    expect(wrongState(inspection(), 'submitted')).toEqual(granted);
    expect(wrongState(inspection({ state: 'signed' }), 'cancelled')).toEqual(wrong('signed'));
  });

  test('回避 is declared by each, once, while it is planned', () => {
    expect(declare(inspection(), member())).toEqual(granted);
    expect(declare(inspection({ state: 'submitted' }), member())).toEqual(wrong('submitted'));
    expect(declare(inspection(), member({ declaredAt: 'then' }))).toEqual(refusal('declared-already', {}));
  });

  test('is signed by its digest, once, when it is handed in', () => {
    const submitted = inspection({ state: 'submitted', team: [member()] });
    expect(sign(submitted, member(), 'd')).toEqual({ ok: true, value: { complete: true } });
    expect(sign(submitted, member({ signedAt: 'then' }), 'd')).toEqual(refusal('signed-already', {}));
    expect(sign(inspection(), member(), 'd')).toEqual(wrong('planned'));
    expect(sign(submitted, member(), 'e')).toEqual(refusal('content-differs', {}));
  });
});

const person = (
  role: TeamRole,
  organisationKind: OrganisationKind,
  groupRole: GroupRole | null,
  name: string,
  relatedContractorIds: readonly string[] = [],
): Proposed => ({
  role,
  candidate: {
    personId: name,
    name,
    organisationKind,
    organisationId: organisationKind,
    groupRole,
    relatedContractorIds,
  },
});

describe('一（三）: the team', () => {
  const lead = person('lead', 'commerce-bureau', 'lead', '赵');
  const other = person('member', 'finance', 'member', '钱');
  const third = person('third-party', 'third-party', 'third-party', '孙');

  test.each([
    ['three of whom one leads and one is of the third party', [lead, other, third], granted],
    ['two', [lead, third], refusal('team-too-small', { size: 2, least: 3 }, '3')],
    [
      'two of the contractor',
      [lead, person('member', 'contractor', null, '李'), person('member', 'contractor', 'member', '周')],
      refusal('contractor-staff', { names: ['李', '周'] }, '3'),
    ],
    ['one twice', [lead, other, { ...other, role: 'third-party' }], refusal('member-twice', {}, '3')],
    ['no lead', [other, third, person('member', 'audit', 'member', '吴')], refusal('no-lead', {}, '3')],
    [
      'two leads',
      [lead, third, person('lead', 'commerce-bureau', 'lead', '吴')],
      refusal('two-leads', { names: ['赵', '吴'] }, '3'),
    ],
    [
      'a lead of 财政局',
      [person('lead', 'finance', 'lead', '郑'), other, third],
      refusal('lead-not-commerce-bureau', { name: '郑' }, '3'),
    ],
    [
      'a lead who is a member of the group',
      [person('lead', 'commerce-bureau', 'member', '郑'), other, third],
      refusal('lead-not-in-term', { name: '郑', on: '2026-04-10' }, '3'),
    ],
    [
      'one out of office',
      [lead, third, person('member', 'audit', null, '王')],
      refusal('member-not-in-group', { names: ['王'], on: '2026-04-10' }, '3'),
    ],
    [
      'the third party as a member',
      [lead, other, person('member', 'third-party', 'third-party', '冯')],
      refusal('third-party-role', { names: ['冯'] }, '3'),
    ],
    [
      'no third party where one is asked for',
      [lead, other, person('member', 'audit', 'member', '吴')],
      refusal('third-party-missing', { area: 'station' }, '3'),
    ],
    [
      'one who is related',
      [lead, third, person('member', 'audit', 'member', '陈', ['firm'])],
      refusal('member-related', { names: ['陈'] }, '3'),
    ],
  ] as const)('%s', (_, team, expected) => {
    expect(composeTeam(team, pack, today, { area: 'station', contractorId: 'firm' })).toEqual(expected);
  });

  test.each([
    ['commerce-bureau', 'lead', ['lead', 'member']],
    ['commerce-bureau', 'member', ['member']],
    ['finance', 'lead', ['member']],
    ['third-party', 'third-party', ['third-party']],
    ['third-party', null, []],
    ['contractor', 'member', []],
    ['finance', null, []],
  ] as const)('one of %s, in the group as %s, may be %o', (kind, groupRole, roles) => {
    expect(rolesOf(person('member', kind, groupRole, '李').candidate, pack)).toEqual(roles);
  });

  test('回避 is settled by all of them', () => {
    const silent = member({ name: '钱' });
    const tied = member({ name: '孙', declaredAt: 'then', recusalReason: '姐夫' });
    const said = member({ declaredAt: 'then' });
    expect(recusalSettled(pack, [said, silent])).toEqual(
      refusal('declaration-missing', { names: ['钱'] }, '3'),
    );
    expect(recusalSettled(pack, [silent, tied])).toEqual(refusal('member-recused', { names: ['孙'] }, '3'));
    expect(recusalSettled(pack, [said])).toEqual(granted);
  });
});

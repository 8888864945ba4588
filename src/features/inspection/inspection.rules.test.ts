import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import { plannedInspection } from '#testing/records.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import type { InspectionState, Subject, TeamMember } from './inspection.model.ts';
import { inspectionStates, lifecycle } from './inspection.model.ts';
import { declare, planFor, type Served, sign, wrongState } from './inspection.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const today = plainDate('2026-04-10');
const station: Subject = {
  facilityId: 'f',
  facilityKind: 'village-station',
  facilityPhase: 'operation',
  agreementId: 'a',
  agreementAreas: ['station', 'training'],
  contractorId: 'c',
};
const contract: Subject = { ...station, facilityId: null, facilityKind: null, facilityPhase: null };
const owed: Served = {
  id: 'o',
  kind: 'inspection',
  ruleId: 'operation.village-station',
  area: 'station',
  subjectId: 'f',
  period: '2026-02-18/2026-05-17',
  standing: {
    windowStartOn: '2026-02-18',
    dueOn: '2026-05-17',
    closesOn: '2026-06-16',
    fulfilledOn: null,
    waived: false,
    withdrawn: false,
  },
};
const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? null : decision.refusal.code;

describe('planFor', () => {
  const operation = { area: 'station', phase: 'operation', plannedOn: today } as const;
  const at = (facilityPhase: NonNullable<Subject['facilityPhase']>): Subject => ({
    ...station,
    facilityPhase,
  });
  const cases: [string, Subject, Parameters<typeof planFor>[2], Served[], string | null][] = [
    ['a station that operates', station, operation, [], null],
    ['and what it owes', station, operation, [owed], null],
    ['construction of one that operates', station, { ...operation, phase: 'construction' }, [], null],
    ['operation of one still built', at('construction'), operation, [], 'inspection.facility-phase'],
    ['a suspended one is still looked at', at('suspended'), operation, [], null],
    ['a withdrawn one is not', at('withdrawn'), operation, [], 'inspection.facility-phase'],
    ['funds of a contract', contract, { ...operation, area: 'funds', phase: 'funds' }, [], null],
    [
      'funds of a facility',
      station,
      { ...operation, area: 'funds', phase: 'funds' },
      [],
      'inspection.agreement-required',
    ],
    ['training that was promised', contract, { ...operation, area: 'training', phase: 'training' }, [], null],
    [
      'training that was not',
      { ...contract, agreementAreas: ['station'] },
      { ...operation, area: 'training', phase: 'training' },
      [],
      'inspection.area-mismatch',
    ],
    ['operation without a facility', contract, operation, [], 'inspection.facility-required'],
    ['the wrong area', station, { ...operation, area: 'logistics' }, [], 'inspection.area-mismatch'],
    [
      'yesterday',
      station,
      { ...operation, plannedOn: plainDate('2026-04-09') },
      [],
      'inspection.planned-in-past',
    ],
    [
      'before the regime',
      station,
      { ...operation, plannedOn: plainDate('2021-03-17') },
      [],
      'inspection.before-regime',
    ],
    [
      'another subject’s obligation',
      station,
      operation,
      [{ ...owed, subjectId: 'g' }],
      'inspection.obligation-mismatch',
    ],
    ['another area’s', station, operation, [{ ...owed, area: 'funds' }], 'inspection.obligation-mismatch'],
    ['a report’s', station, operation, [{ ...owed, kind: 'report' }], 'inspection.obligation-mismatch'],
    [
      'another phase’s',
      station,
      operation,
      [{ ...owed, ruleId: 'construction.station' }],
      'inspection.obligation-mismatch',
    ],
    [
      'two periods of one rule',
      station,
      operation,
      [owed, { ...owed, id: 'p' }],
      'inspection.obligation-twice',
    ],
  ];
  test.each(cases)('%s', (_, subject, plan, serves, code) => {
    expect(codeOf(planFor(pack, subject, plan, serves, today))).toBe(code);
  });

  const standings: [string, Partial<Served['standing']>, string, string | null][] = [
    ['within the window', {}, '2026-05-17', null],
    ['within the grace', {}, '2026-06-16', null],
    ['missed by the day of the visit', {}, '2026-06-17', 'missed'],
    [
      'missed already, and now made up for',
      { dueOn: '2026-03-31', closesOn: '2026-03-31' },
      '2026-05-01',
      null,
    ],
    [
      'missed already, and made up for before',
      { dueOn: '2026-03-31', closesOn: '2026-03-31', fulfilledOn: '2026-04-02' },
      '2026-05-01',
      'missed',
    ],
    ['not yet begun', { windowStartOn: '2026-05-01' }, '2026-04-30', 'upcoming'],
    ['fulfilled', { fulfilledOn: '2026-03-01' }, '2026-05-01', 'fulfilled'],
    ['waived', { waived: true }, '2026-05-01', 'waived'],
    ['no longer owed', { withdrawn: true }, '2026-05-01', 'withdrawn'],
  ];
  test.each(standings)('an obligation %s', (_, over, on, state) => {
    const served = { ...owed, standing: { ...owed.standing, ...over } };
    const decision = planFor(pack, station, { ...operation, plannedOn: plainDate(on) }, [served], today);
    if (state === null) expect(decision.ok).toBe(true);
    else
      expect(decision).toMatchObject({ refusal: { code: 'inspection.obligation-closed', facts: { state } } });
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
const inspection = plannedInspection;

test('nothing leaves the lifecycle, and no state leads back', () => {
  for (const from of inspectionStates)
    for (const to of inspectionStates) {
      const open: readonly InspectionState[] = lifecycle[from];
      expect(wrongState(inspection({ state: from }), to).ok).toBe(open.includes(to));
      expect(inspectionStates.indexOf(to) > inspectionStates.indexOf(from) || !open.includes(to)).toBe(true);
    }
});

test('a member declares once, while it is planned', () => {
  expect(declare(inspection(), member()).ok).toBe(true);
  expect(codeOf(declare(inspection(), member({ declaredAt: 'then' })))).toBe('inspection.declared-already');
  expect(codeOf(declare(inspection({ state: 'cancelled' }), member()))).toBe('inspection.wrong-state');
});

test('the last signature completes the record, and a signature is for what was read', () => {
  const lead = member({ personId: 'l', signedAt: 'then' });
  const other = member({ personId: 'o' });
  const submitted = (team: TeamMember[]) => inspection({ state: 'submitted', team });
  expect(sign(submitted([lead, member(), other]), member(), 'd')).toMatchObject({
    value: { complete: false },
  });
  expect(sign(submitted([lead, member()]), member(), 'd')).toMatchObject({ value: { complete: true } });
  expect(codeOf(sign(submitted([lead, member()]), member(), 'e'))).toBe('inspection.content-differs');
  expect(codeOf(sign(submitted([lead]), lead, 'd'))).toBe('inspection.signed-already');
  expect(codeOf(sign(inspection({ team: [member()] }), member(), 'd'))).toBe('inspection.wrong-state');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { type FacilityPhase, type PhaseFrom, phaseLifecycle } from './facility.model.ts';
import { changePhase, isVillageOf, maskedName, maskedPhone, phaseOn, register } from './facility.rules.ts';

const { pack } = worldUnder('tongcheng-2021');
const basis = [{ clause: clauseOfDuty(pack, 'D29') }];
/** The whole answer: what is refused, the facts that explain it, and the clause it rests on. */
const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : [result.refusal.code, result.refusal.facts, result.refusal.basis];
const byContract = [{ clause: 'tongcheng-2021:4.1' }];
const all = Object.keys(phaseLifecycle) as FacilityPhase[];
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'granted' : result.refusal?.code;

test.each(all.flatMap((from) => all.map((to): [FacilityPhase, FacilityPhase] => [from, to])))(
  'from %s to %s',
  (from, to) => {
    const allowed: Record<FacilityPhase, string> = {
      construction: 'trial operation withdrawn',
      trial: 'operation withdrawn',
      operation: 'suspended withdrawn',
      suspended: 'operation withdrawn',
      withdrawn: '',
    };
    const since = [{ phase: from, fromOn: '2025-01-01', reason: '' }];
    const decision = changePhase(
      { phase: from, operationStartedOn: null },
      since,
      { phase: to, fromOn: '2025-02-01', reason: '写明原因' },
      '2026-01-01',
      basis,
    );
    const expected =
      from === 'withdrawn'
        ? 'facility.withdrawn-for-good'
        : allowed[from].split(' ').includes(to)
          ? 'granted'
          : 'facility.wrong-phase';
    expect(codeOf(decision)).toBe(expected);
  },
);

test('property: through any course the day operation began is the first day of operation, and stays', () => {
  const day = (at: number) =>
    `2025-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { maxLength: 20 }), (wanted) => {
      let facility: { phase: FacilityPhase; operationStartedOn: string | null } = {
        phase: 'construction',
        operationStartedOn: null,
      };
      const phases: PhaseFrom[] = [{ phase: 'construction', fromOn: day(0), reason: '' }];
      for (const [at, phase] of wanted.entries()) {
        const next = { phase, fromOn: day(at + 1), reason: '写明原因' };
        const decision = changePhase(facility, phases, next, '2026-01-01', basis);
        if (!decision.ok) continue;
        facility = { ...decision.value };
        phases.push(next);
        expect(phaseOn(phases, next.fromOn)).toBe(phase);
      }
      expect(facility.operationStartedOn).toBe(
        phases.find(({ phase }) => phase === 'operation')?.fromOn ?? null,
      );
      expect(phases.findIndex(({ phase }) => phase === 'withdrawn')).toBeOneOf([-1, phases.length - 1]);
    }),
  );
});

test('the phase of a day is the one begun last; before the first there is none', () => {
  const phases = [
    { phase: 'operation' as const, fromOn: '2025-06-01', reason: '' },
    { phase: 'construction' as const, fromOn: '2025-02-10', reason: '' },
  ];
  expect(['2025-02-09', '2025-02-10', '2025-05-31', '2025-06-01'].map((day) => phaseOn(phases, day))).toEqual(
    [undefined, 'construction', 'construction', 'operation'],
  );
});

test.each([
  ['2025-06-01', '2025-06-01', 'facility.phase-before-last'],
  ['2025-06-02', '2025-06-02', 'granted'],
  ['2025-06-03', '2025-06-02', 'facility.in-future'],
])('operation from %s, said on %s: %s', (fromOn, today, expected) => {
  const since = [{ phase: 'construction' as const, fromOn: '2025-06-01', reason: '' }];
  expect(
    codeOf(
      changePhase(
        { phase: 'construction', operationStartedOn: null },
        since,
        { phase: 'operation', fromOn, reason: '' },
        today,
        basis,
      ),
    ),
  ).toBe(expected);
});

test.each([
  ['in-force', 'village-station', '2025-01-10', 'granted'],
  ['completed', 'village-station', '2025-01-10', 'facility.agreement-ended'],
  ['in-force', 'supply-chain-centre', '2025-01-10', 'facility.outside-agreement'],
  ['in-force', 'town-station', '2025-01-09', 'facility.before-agreement'],
  ['in-force', 'town-station', '2026-01-02', 'facility.in-future'],
] as const)(
  'under a contract that is %s a %s begun on %s: %s',
  (state, kind, constructionStartedOn, expected) => {
    const agreement = { areas: ['station' as const], signedOn: '2025-01-10', state };
    expect(codeOf(register({ kind, constructionStartedOn }, agreement, '2026-01-01', basis))).toBe(expected);
  },
);

test('masking keeps a family name and four digits', () => {
  expect([maskedName('黎明明'), maskedPhone('13812345678'), maskedPhone('120')]).toEqual([
    '黎**',
    '*******5678',
    '****',
  ]);
  expect([isVillageOf('421222', '421222100001'), isVillageOf('421222', '421223100001')]).toEqual([
    true,
    false,
  ]);
});

test('the family name alone, whatever its plane; four digits are never shown alone', () => {
  expect(['𠮷野家', '欧', ''].map(maskedName)).toEqual(['𠮷**', '欧**', '**']);
  expect(['13812345678', '12345', '1234', ''].map(maskedPhone)).toEqual([
    '*******5678',
    '*2345',
    '****',
    '****',
  ]);
});

type Agreement = Parameters<typeof register>[1];
type Begun = Parameters<typeof register>[0];
const stationsSince: Agreement = {
  areas: ['station', 'training'],
  signedOn: '2025-01-10',
  state: 'in-force',
};

test.each<[string, Partial<Begun>, Partial<Agreement>, unknown]>([
  ['on the day of the signing', {}, {}, true],
  ['today', { constructionStartedOn: '2026-01-01' }, {}, true],
  [
    'under a contract that was terminated',
    {},
    { state: 'terminated' },
    ['facility.agreement-ended', { state: 'terminated' }, byContract],
  ],
  [
    'of a kind the contract does not cover',
    { kind: 'logistics-centre' },
    {},
    ['facility.outside-agreement', { kind: 'logistics-centre', areas: ['station', 'training'] }, byContract],
  ],
  [
    'before the contract was signed',
    { constructionStartedOn: '2025-01-09' },
    {},
    ['facility.before-agreement', { signedOn: '2025-01-10' }, byContract],
  ],
])('四(一): a station begun %s', (_, begun, of, expected) => {
  const station: Begun = { kind: 'village-station', constructionStartedOn: '2025-01-10', ...begun };
  expect(answer(register(station, { ...stationsSince, ...of }, '2026-01-01', basis))).toEqual(expected);
});

test('what begins tomorrow cannot be registered today', () => {
  const tomorrow: Begun = { kind: 'village-station', constructionStartedOn: '2026-01-02' };
  expect(register(tomorrow, stationsSince, '2026-01-01', basis)).toMatchObject({
    refusal: { code: 'facility.in-future', facts: { todayOn: '2026-01-01' } },
  });
});

type Now = Parameters<typeof changePhase>[0];
const since: readonly PhaseFrom[] = [
  { phase: 'operation', fromOn: '2025-06-01', reason: '' },
  { phase: 'construction', fromOn: '2025-02-10', reason: '' },
];
const changed = (now: Now, next: PhaseFrom, phases = since) =>
  answer(changePhase(now, phases, next, '2026-01-01', basis));
const operates: Now = { phase: 'operation', operationStartedOn: '2025-06-01' };

test.each<[string, Now, PhaseFrom, unknown]>([
  [
    'withdrawn for good',
    { ...operates, phase: 'withdrawn' },
    { phase: 'operation', fromOn: '2025-07-01', reason: '重新开业' },
    ['facility.withdrawn-for-good', {}, byContract],
  ],
  [
    'not back into construction',
    operates,
    { phase: 'construction', fromOn: '2025-07-01', reason: '' },
    ['facility.wrong-phase', { phase: 'operation', next: 'construction' }, byContract],
  ],
  [
    'not before what it went through last, in whatever order that stands on record',
    operates,
    { phase: 'suspended', fromOn: '2025-06-01', reason: '道路施工' },
    ['facility.phase-before-last', { lastOn: '2025-06-01' }, byContract],
  ],
  [
    'not from tomorrow',
    operates,
    { phase: 'suspended', fromOn: '2026-01-02', reason: '道路施工' },
    ['facility.in-future', { todayOn: '2026-01-01' }, byContract],
  ],
  [
    'not suspended without a reason, and blanks are none',
    operates,
    { phase: 'suspended', fromOn: '2025-07-01', reason: ' 施工  ' },
    ['facility.reason-required', { next: 'suspended' }, byContract],
  ],
  [
    'not withdrawn without one',
    operates,
    { phase: 'withdrawn', fromOn: '2025-07-01', reason: '合并了' },
    ['facility.reason-required', { next: 'withdrawn' }, byContract],
  ],
  [
    'suspended with a reason of four characters, today',
    operates,
    { phase: 'suspended', fromOn: '2026-01-01', reason: '道路施工' },
    { phase: 'suspended', operationStartedOn: '2025-06-01' },
  ],
  [
    'in operation again, with no reason, and counted from its first day',
    { ...operates, phase: 'suspended' },
    { phase: 'operation', fromOn: '2025-07-01', reason: '' },
    { phase: 'operation', operationStartedOn: '2025-06-01' },
  ],
  [
    'in trial it does not operate yet',
    { phase: 'construction', operationStartedOn: null },
    { phase: 'trial', fromOn: '2025-07-01', reason: '' },
    { phase: 'trial', operationStartedOn: null },
  ],
  [
    'its first day of operation is set',
    { phase: 'trial', operationStartedOn: null },
    { phase: 'operation', fromOn: '2025-07-01', reason: '' },
    { phase: 'operation', operationStartedOn: '2025-07-01' },
  ],
])('三(一): %s', (_, now, next, expected) => {
  expect(changed(now, next)).toEqual(expected);
});

test('with no phase on record any day up to today will do', () => {
  const next: PhaseFrom = { phase: 'trial', fromOn: '2020-01-01', reason: '' };
  expect(changed({ phase: 'construction', operationStartedOn: null }, next, [])).toEqual({
    phase: 'trial',
    operationStartedOn: null,
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FacilityPhase, type PhaseFrom, phaseLifecycle } from './facility.model.ts';
import { changePhase, isVillageOf, maskedName, maskedPhone, phaseOn, register } from './facility.rules.ts';

const basis = [{ clause: 'tongcheng-2021:3.1' }];
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

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldUnder } from '#testing/rule-cases.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import {
  asKnownTo,
  type HandOver,
  handedOverOn,
  heldBy,
  heldUnder,
  holderOn,
  isPartyTo,
  toldInItsTime,
  transfer,
} from './facility.holding.rules.ts';
import type { FacilityInFull, Holding } from './facility.model.ts';

const { pack } = worldUnder('tongcheng-2021');
const clauses = {
  // 四(一) 按照合同约定; 一(四) 取消承办资格; 二(六) 明确权属.
  contract: 'tongcheng-2021:4.1',
  qualification: 'tongcheng-2021:1.4',
  ownership: 'tongcheng-2021:2.6',
} as const;
const basis = {
  contract: [{ clause: clauseOfDuty(pack, 'D29') }],
  qualification: [{ clause: clauseOfDuty(pack, 'D12') }],
  ownership: [{ clause: clauseOfDuty(pack, 'D22') }],
};
const facility = {
  kind: 'village-station' as const,
  phase: 'operation' as const,
  projectId: 'p1',
  agreementId: 'a1',
};
const holdings = [{ fromOn: '2025-03-01' }, { fromOn: '2025-09-01' }];
const handOver = (
  over: Partial<HandOver> & { agreement?: Partial<HandOver['agreement']> } = {},
): HandOver => ({
  disqualified: false,
  fromOn: '2026-04-01',
  papers: 1,
  visit: undefined,
  ...over,
  agreement: {
    id: 'a2',
    number: 'DS-02',
    projectId: 'p1',
    areas: ['station'],
    signedOn: '2025-01-10',
    state: 'in-force',
    ...over.agreement,
  },
});
const today = '2026-04-10';

test('a hand-over in order is granted, on the day itself and on the day after the last', () => {
  for (const fromOn of ['2025-09-02', '2026-04-01', today])
    expect(transfer(facility, holdings, handOver({ fromOn }), today, basis)).toEqual({
      ok: true,
      value: true,
    });
});

test.each([
  [{ agreement: { id: 'a1' } }, 'facility.held-already', { number: 'DS-02' }, 'ownership'],
  [{ agreement: { projectId: 'p2' } }, 'facility.other-programme', { number: 'DS-02' }, 'contract'],
  [{ agreement: { state: 'terminated' } }, 'facility.agreement-ended', { state: 'terminated' }, 'contract'],
  [{ agreement: { state: 'completed' } }, 'facility.agreement-ended', { state: 'completed' }, 'contract'],
  [{ disqualified: true }, 'facility.contractor-disqualified', { number: 'DS-02' }, 'qualification'],
  [
    { agreement: { areas: ['logistics', 'training'] } },
    'facility.outside-agreement',
    { kind: 'village-station', areas: ['logistics', 'training'] },
    'contract',
  ],
  [
    { agreement: { signedOn: '2026-04-02' } },
    'facility.before-agreement',
    { signedOn: '2026-04-02' },
    'contract',
  ],
  [{ fromOn: '2025-09-01' }, 'facility.holding-before-last', { lastOn: '2025-09-01' }, 'ownership'],
  [{ fromOn: '2026-04-11' }, 'facility.in-future', { todayOn: '2026-04-10' }, 'ownership'],
  [{ papers: 0 }, 'facility.paper-required', {}, 'ownership'],
  [
    { visit: { number: '检〔2026〕1', plannedOn: '2026-04-20' } },
    'facility.visit-planned',
    { number: '检〔2026〕1', plannedOn: '2026-04-20' },
    'ownership',
  ],
] as const)('%j: %s', (over, code, facts, of) => {
  expect(transfer(facility, holdings, handOver(over as Partial<HandOver>), today, basis)).toEqual({
    ok: false,
    refusal: { code, facts, basis: [{ clause: clauses[of] }] },
  });
});

test('the last hand-over is the latest, in whatever order they stand on record', () => {
  expect(
    transfer(facility, holdings.toReversed(), handOver({ fromOn: '2025-08-01' }), today, basis),
  ).toMatchObject({ refusal: { code: 'facility.holding-before-last', facts: { lastOn: '2025-09-01' } } });
  expect(transfer(facility, [], handOver({ fromOn: '2025-01-10' }), today, basis).ok).toBe(true);
});

test('what is withdrawn goes over to nobody', () => {
  expect(transfer({ ...facility, phase: 'withdrawn' }, holdings, handOver(), today, basis)).toEqual({
    ok: false,
    refusal: {
      code: 'facility.withdrawn-for-good',
      facts: {},
      basis: [{ clause: clauses.contract }],
    },
  });
});

const holding = (fromOn: string, version: number, of: string): Holding => ({
  fromOn,
  version,
  agreementId: `a-${of}`,
  agreementNumber: `N-${of}`,
  contractorId: of,
  contractorName: `企业${of}`,
  reason: '',
});
const inSuccession = [
  holding('2025-03-01', 1, 'A'),
  holding('2025-10-01', 4, 'B'),
  holding('2026-02-01', 6, 'C'),
];
const whole = {
  ...facility,
  id: 'f',
  version: 7,
  phase: 'suspended',
  number: 'Z-1',
  name: '站点',
  agreementId: 'a-C',
  agreementNumber: 'N-C',
  contractorId: 'C',
  contractorName: '企业C',
  headName: '黎明明',
  headPhone: '13812345678',
  operationStartedOn: '2025-10-05',
  phases: [
    { phase: 'construction', fromOn: '2025-03-01', reason: '' },
    { phase: 'trial', fromOn: '2025-06-01', reason: '甲的原因' },
    { phase: 'operation', fromOn: '2025-10-05', reason: '乙的原因' },
    { phase: 'suspended', fromOn: '2026-02-05', reason: '丙的原因' },
  ],
  holdings: inSuccession,
} as unknown as FacilityInFull;

test.each([
  ['A', 'trial', null, ['', '甲的原因'], 'a-A', null],
  ['B', 'operation', '2025-10-05', ['', '', '乙的原因'], 'a-B', null],
  ['C', 'suspended', '2025-10-05', ['', '', '', '丙的原因'], 'a-C', '黎明明'],
] as const)(
  '%s knows the facility as it was in its own time',
  (of, phase, operation, reasons, under, head) => {
    const known = asKnownTo(of, whole);
    expect(known).toMatchObject({
      phase,
      operationStartedOn: operation,
      agreementId: under,
      contractorId: of,
      headName: head,
    });
    expect(known.phases.map(({ reason }) => reason)).toEqual(reasons);
  },
);

test('a contractor reads what the register told in its time, both hand-overs among it', () => {
  const history = [1, 2, 3, 4, 5, 6, 7].map((version) => ({ version }));
  const told = (of: string) => toldInItsTime(of, inSuccession, history).map(({ version }) => version);
  expect([told('A'), told('B'), told('C'), told('D')]).toEqual([[1, 2, 3, 4], [4, 5, 6], [6, 7], []]);
  expect([0, 1, 2].map((at) => isPartyTo('B', inSuccession, at))).toEqual([false, true, true]);
  expect([0, 1, 2].map((at) => isPartyTo('A', inSuccession, at))).toEqual([true, true, false]);
});

test('handed over on the day the next one begins; whoever comes back has not handed over', () => {
  expect(['A', 'B', 'C', 'D'].map((of) => handedOverOn(inSuccession, heldBy(of)))).toEqual([
    '2025-10-01',
    '2026-02-01',
    null,
    null,
  ]);
  expect(handedOverOn([...inSuccession, holding('2026-03-01', 8, 'A')], heldBy('A'))).toBeNull();
  expect(handedOverOn(inSuccession, heldUnder('a-B'))).toBe('2026-02-01');
});

test('property: on every day one contractor holds a facility, and it is the last whose day has come', () => {
  const day = (at: number) =>
    `2025-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 330 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 330 }),
      (days, on) => {
        const made = days.toSorted((a, b) => a - b).map((at, nth) => holding(day(at), nth + 1, `c${nth}`));
        const found = holderOn(made, day(on));
        const begun = made.filter(({ fromOn }) => fromOn <= day(on));
        expect(found).toBe(begun.at(-1) ?? made[0]);
      },
    ),
  );
});

test('one that never held it sees the register as it is; the one that holds it now, its own head and telephone', () => {
  expect(asKnownTo('D', whole)).toBe(whole);
  expect(asKnownTo('C', whole)).toMatchObject({ headName: '黎明明', headPhone: '13812345678', name: '站点' });
});

test('one that handed it over reads its own contract, and neither the head nor the telephone of another', () => {
  expect(asKnownTo('A', whole)).toMatchObject({
    number: 'Z-1',
    agreementNumber: 'N-A',
    contractorName: '企业A',
    headName: null,
    headPhone: null,
  });
});

test('what happened on the day of the hand-over belongs to the one that took over', () => {
  const onTheDay: FacilityInFull = {
    ...whole,
    operationStartedOn: '2025-10-01',
    phases: [
      { phase: 'construction', fromOn: '2025-03-01', reason: '' },
      { phase: 'operation', fromOn: '2025-10-01', reason: '开业' },
    ],
  };
  expect(asKnownTo('A', onTheDay)).toMatchObject({ phase: 'construction', operationStartedOn: null });
  expect(asKnownTo('A', onTheDay).phases).toHaveLength(1);
  expect(asKnownTo('B', onTheDay)).toMatchObject({ phase: 'operation', operationStartedOn: '2025-10-01' });
  const dayBefore: FacilityInFull = {
    ...onTheDay,
    operationStartedOn: '2025-09-30',
    phases: [{ phase: 'operation', fromOn: '2025-09-30', reason: '' }],
  };
  expect(asKnownTo('A', dayBefore)).toMatchObject({ phase: 'operation', operationStartedOn: '2025-09-30' });
  expect(asKnownTo('A', { ...whole, operationStartedOn: null }).operationStartedOn).toBeNull();
  // With no phase on record in its time, there is nothing to say of it but what it is now.
  expect(asKnownTo('A', { ...whole, phases: [] })).toMatchObject({ phase: 'suspended', phases: [] });
});

test('a contractor that came back knows it up to now, and reads what was told in both its times', () => {
  const back = [...inSuccession, holding('2026-03-01', 9, 'A')];
  expect(asKnownTo('A', { ...whole, holdings: back }).phases.map(({ reason }) => reason)).toEqual([
    '',
    '甲的原因',
    '',
    '',
  ]);
  const history = Array.from({ length: 10 }, (_, at) => ({ version: at + 1 }));
  expect(toldInItsTime('A', back, history).map(({ version }) => version)).toEqual([1, 2, 3, 4, 9, 10]);
});

test('nobody holds what was never held', () => {
  expect(holderOn([], '2026-01-01')).toBeUndefined();
  expect(isPartyTo('A', [], 0)).toBe(false);
  expect(handedOverOn([], heldBy('A'))).toBeNull();
});

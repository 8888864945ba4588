import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate, Temporal } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import type { ContentArea, FacilityKind, Standard } from '../regime/regime.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import { methodOf } from '../regime/regime.rules.ts';
import type {
  InspectionPhase,
  ItemResult,
  ItemTold,
  MethodTold,
  ReportedFigure,
  Submission,
  Verdict,
} from './inspection.model.ts';
import {
  compare,
  compareFigures,
  evidenceMissing,
  itemsHold,
  methodsHold,
  presentHolds,
  sheetItems,
  timesHold,
  verdictsHold,
  verdictsOf,
} from './inspection.sheet.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const station = { area: 'station', phase: 'operation', facilityKind: 'village-station' } as const;
const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? null : decision.refusal.code;

describe('which points a sheet asks, and which verdicts', () => {
  const cases: [ContentArea, InspectionPhase, FacilityKind | null, Standard, Standard[]][] = [
    ['station', 'construction', 'village-station', 'construction', ['construction']],
    ['station', 'operation', 'town-station', 'operation', ['construction', 'operation']],
    ['service-centre', 'operation', 'service-centre', 'operation', ['construction', 'operation']],
    ['logistics', 'construction', 'logistics-centre', 'construction', ['construction']],
    ['supply-chain', 'operation', 'supply-chain-centre', 'operation', ['construction', 'operation']],
    ['training', 'training', null, 'operation', ['operation']],
    ['funds', 'funds', null, 'funds', ['funds']],
  ];
  test.each(cases)('%s in %s (%s): %s of %j', (area, phase, facilityKind, required, possible) => {
    const about = { area, phase, facilityKind };
    expect(verdictsOf(pack, about)).toEqual({ required, possible });
    const items = sheetItems(pack, about);
    expect(items.length).toBeGreaterThan(4);
    expect(items.every((item) => item.area === area)).toBe(true);
  });
});

describe('一（四）: times', () => {
  const now = Temporal.Instant.from('2026-04-10T12:00:00+08:00');
  const told = (startedAt: string, endedAt: string, arrivedAt: string | null = null) =>
    ({ startedAt, endedAt, arrivedAt }) as Submission;
  const at = (time: string) => `2026-04-10T${time}:00+08:00`;
  const cases: [string, Submission, string | null][] = [
    ['a morning', told(at('09:00'), at('10:00'), at('09:10')), null],
    ['arrival at the very beginning', told(at('09:00'), at('10:00'), at('09:00')), null],
    ['ends before it begins', told(at('10:00'), at('09:00')), 'inspection.times-reversed'],
    ['a clock four minutes ahead is forgiven', told(at('09:00'), at('12:04')), null],
    ['the afternoon of the same morning', told(at('09:00'), at('15:00')), 'inspection.time-in-future'],
    ['arrived before it began', told(at('09:00'), at('10:00'), at('08:59')), 'inspection.arrival-outside'],
    ['arrived after it ended', told(at('09:00'), at('10:00'), at('10:01')), 'inspection.arrival-outside'],
    [
      'the day before the regime, by the legal zone',
      told('2021-03-17T23:59:00+08:00', '2021-03-18T00:30:00+08:00'),
      'inspection.before-regime',
    ],
    [
      'the first day, though still the 17th elsewhere',
      told('2021-03-18T00:00:00+08:00', '2021-03-18T01:00:00+08:00'),
      null,
    ],
  ];
  test.each(cases)('%s', (_, sheet, code) => {
    expect(codeOf(timesHold(pack, sheet, now))).toBe(code);
  });
});

describe('三（二）: methods', () => {
  const told = (over: Partial<MethodTold>): MethodTold => ({
    method: 'site-visit',
    description: '',
    minutes: '',
    attendance: '',
    materials: '',
    evidence: [],
    ...over,
  });
  const photographs = new Set(['picture']);
  const cases: [Partial<MethodTold>, string[]][] = [
    [{ method: 'site-visit' }, ['photo']],
    [{ method: 'site-visit', evidence: [{ as: 'photo', id: 'a document' }] }, ['photo']],
    [{ method: 'site-visit', evidence: [{ as: 'photo', id: 'picture' }] }, []],
    [{ method: 'site-visit', evidence: [{ as: 'minutes', id: 'picture' }] }, ['photo']],
    [{ method: 'site-visit', description: '拍了照片' }, ['photo']],
    [{ method: 'report-heard', minutes: '记录' }, ['attendance']],
    [{ method: 'report-heard', minutes: '记录', evidence: [{ as: 'attendance', id: 'scan' }] }, []],
    [{ method: 'materials-read', materials: ' ' }, ['list']],
    [{ method: 'materials-read', evidence: [{ as: 'list', id: 'scan' }] }, []],
    [{ method: 'talk', attendance: '三人' }, ['minutes']],
    [{ method: 'other', minutes: '记录' }, ['description']],
    [{ method: 'other', description: '电话抽核' }, []],
  ];
  test.each(cases)('%j lacks %j', (over, missing) => {
    const method = told(over);
    expect(evidenceMissing(methodOf(pack, method.method), method, photographs)).toEqual(missing);
  });

  test('a position that could not be had is explained and blocks nothing', () => {
    const visit = told({ evidence: [{ as: 'photo', id: 'picture' }] });
    const where = { methods: [visit], arrivedAt: '2026-04-10T01:00:00Z' };
    const position = { latitude: 29, longitude: 113, accuracyMetres: 10, datum: 'WGS84' } as const;
    const holds = (over: Partial<Parameters<typeof methodsHold>[1]>) =>
      codeOf(
        methodsHold(pack, { ...where, position: null, positionMissingReason: null, ...over }, photographs),
      );
    expect(holds({ position })).toBeNull();
    expect(holds({ positionMissingReason: '山区无信号' })).toBeNull();
    expect(holds({})).toBe('inspection.position-or-reason');
    expect(holds({ position, arrivedAt: null })).toBe('inspection.arrival-missing');
    expect(holds({ methods: [] })).toBe('inspection.method-missing');
  });
});

describe('一（四）: every point is answered', () => {
  const items = sheetItems(pack, station);
  const all = (over: Partial<ItemTold> = {}): ItemTold[] =>
    items.map(({ id }) => ({ itemId: id, result: 'conforms', fact: '', evidence: [], ...over }));
  const results: [ItemResult, Partial<ItemTold>, string | null][] = [
    ['conforms', {}, null],
    ['partly', {}, 'inspection.item-fact-missing'],
    ['not-applicable', {}, 'inspection.item-fact-missing'],
    ['not-applicable', { fact: '本站无此业务' }, null],
    ['partly', { fact: '台账缺两页' }, 'inspection.item-evidence-missing'],
    ['partly', { fact: '台账缺两页', evidence: ['photo'] }, null],
    ['fails', { fact: '锁门', evidence: ['photo'] }, 'inspection.failure-without-finding'],
  ];
  test.each(results)('%s with %j', (result, over, code) => {
    expect(codeOf(itemsHold(pack, items, all({ result, ...over }), new Set()))).toBe(code);
  });

  test('a failure raised as a finding holds', () => {
    const told = all({ result: 'fails', fact: '锁门', evidence: ['photo'] });
    expect(codeOf(itemsHold(pack, items, told, new Set(items.map(({ id }) => id))))).toBeNull();
  });

  test('whatever is left out is named', () => {
    fc.assert(
      fc.property(fc.subarray(items.map(({ id }) => id)), (left) => {
        const told = all().filter(({ itemId }) => !left.includes(itemId));
        const decision = itemsHold(pack, items, told, new Set());
        if (left.length === 0) expect(decision.ok).toBe(true);
        else expect(decision).toMatchObject({ refusal: { facts: { count: left.length, item: left } } });
      }),
    );
  });
});

describe('一（二）: reported and seen', () => {
  const from = 0.1;
  const cases: [number | null, number | null, number | null, boolean][] = [
    [100, 100, 0, false],
    [100, 90.0001, -9.9999, false],
    [100, 90, -10, true],
    [100, 111, 11, true],
    [0, 0, 0, false],
    [0, 1, 1, true],
    [null, 5, null, false],
    [5, null, null, false],
    [0.3, 0.1 + 0.2, 0, false],
  ];
  test.each(cases)('reported %j, seen %j: %j, doubtful %j', (reported, seen, difference, doubtful) => {
    expect(compare(reported, seen, from)).toEqual({ difference, doubtful });
  });

  test('the difference is what has to be added to the reported to get the seen, to four decimals', () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(amount, amount, (reported, seen) => {
        const { difference } = compare(reported, seen, from);
        expect(Math.round((reported + (difference ?? 0)) * 10_000)).toBe(Math.round(seen * 10_000));
      }),
    );
  });

  test('no line the server shows can be hidden, and none invented', () => {
    const lines = ['a', 'b', 'c'].map(
      (lineKey): ReportedFigure => ({
        lineKey,
        task: lineKey,
        content: '',
        unit: '个',
        target: 10,
        plannedFinishOn: '2026-11-30',
        period: '2026-03',
        reportId: 'r',
        revision: 1,
        total: 8,
      }),
    );
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), (keys) => {
        const seen = keys.map((lineKey) => ({ lineKey, seenTotal: 8, note: '' }));
        const decision = compareFigures(pack, lines, seen, plainDate('2026-04-10'));
        expect(decision.ok).toBe(keys.join() === 'a,b,c');
      }),
    );
  });
});

describe('四（一）–（三）: verdicts', () => {
  const items = sheetItems(pack, station);
  const told = (failing: string | null): ItemTold[] =>
    items.map(({ id }) => ({
      itemId: id,
      result: id === failing ? 'fails' : 'conforms',
      fact: '',
      evidence: [],
    }));
  const verdict = (of: Verdict, reasons = '') => ({ verdict: of, reasons });
  const cases: [string, Submission['verdicts'], string | null, string | null][] = [
    ['the phase’s own is enough', { operation: verdict('met') }, null, null],
    [
      'and may be joined by another of the sheet',
      { operation: verdict('met'), construction: verdict('met') },
      null,
      null,
    ],
    ['none', {}, null, 'inspection.verdict-missing'],
    ['only another’s', { construction: verdict('met') }, null, 'inspection.verdict-missing'],
    [
      'one the sheet does not ask',
      { operation: verdict('met'), funds: verdict('met') },
      null,
      'inspection.verdict-not-asked',
    ],
    ['partly without reasons', { operation: verdict('partly') }, null, 'inspection.verdict-reasons-missing'],
    ['not met with reasons', { operation: verdict('not-met', '停业') }, null, null],
    [
      'met though a point fails',
      { operation: verdict('met') },
      'station.services',
      'inspection.verdict-contradicts',
    ],
    ['partly though a point fails', { operation: verdict('partly', '服务中断') }, 'station.services', null],
    [
      'a failing point of a standard not judged',
      { operation: verdict('met') },
      'station.siting',
      'inspection.verdict-missing',
    ],
    [
      'judged apart: built badly, run well',
      { operation: verdict('met'), construction: verdict('not-met', '选址不当') },
      'station.siting',
      null,
    ],
  ];
  test.each(cases)('%s', (_, verdicts, failing, code) => {
    expect(codeOf(verdictsHold(pack, station, verdicts, told(failing)))).toBe(code);
  });
});

test('someone signed, or the record says why not', () => {
  const present = (outcome: 'signed' | 'refused' | 'nobody', name: string, statement: string) =>
    presentHolds({ outcome, name, title: '', statement }).ok;
  expect([
    present('signed', '王', ''),
    present('refused', '王', '不认可'),
    present('nobody', '', '锁门无人'),
  ]).toEqual([true, true, true]);
  expect([
    present('signed', ' ', ''),
    present('refused', '王', ''),
    present('refused', '', '不认可'),
    present('nobody', '王', ''),
  ]).toEqual([false, false, false, false]);
});

import { describe, expect, test } from 'vitest';
import { plainDate, Temporal } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { CheckItem } from '../regime/regime.model.ts';
import type { ItemTold, MethodTold, ReportedFigure, Submission } from './inspection.model.ts';
import {
  basisOf,
  compare,
  compareFigures,
  itemsHold,
  methodsHold,
  presentHolds,
  sheetHolds,
  sheetItems,
  timesHold,
  verdictsHold,
} from './inspection.sheet.rules.ts';

// 甲县 spreads over several articles what 通城 says in few: there each refusal shows which it rests on.
const { pack } = worldUnder('example-jia-2022');
const cited = (...numbers: string[]) => numbers.map((number) => ({ clause: `example-jia-2022:${number}` }));
const refusal = (code: string, facts: object, ...numbers: string[]) => ({
  ok: false,
  refusal: { code: `inspection.${code}`, facts, basis: cited(...numbers) },
});
const granted = { ok: true, value: true };
const station = { area: 'station', phase: 'operation', facilityKind: 'village-station' } as const;
const items = sheetItems(pack, station);

const visit: MethodTold = {
  method: 'site-visit',
  description: '',
  minutes: '',
  attendance: '',
  materials: '',
  evidence: [{ as: 'photo', id: 'picture' }],
};
const photographs = new Set(['picture']);
const conforming: readonly ItemTold[] = items.map(({ id }) => ({
  itemId: id,
  result: 'conforms',
  fact: '',
  evidence: [],
}));
const line: ReportedFigure = {
  lineKey: 'line',
  task: '服务站',
  content: '',
  unit: '个',
  target: 10,
  plannedFinishOn: '2026-11-30',
  period: '2026-03',
  reportId: 'r',
  revision: 2,
  total: 8,
};
const good: Submission = {
  startedAt: '2026-04-10T09:00:00+08:00',
  endedAt: '2026-04-10T10:00:00+08:00',
  arrivedAt: '2026-04-10T09:10:00+08:00',
  position: { latitude: 29, longitude: 113, accuracyMetres: 10, datum: 'WGS84' },
  positionMissingReason: null,
  methods: [visit],
  items: conforming,
  figures: [{ lineKey: 'line', seenTotal: 8, note: '' }],
  verdicts: { operation: { verdict: 'met', reasons: '' } },
  present: { outcome: 'signed', name: '王', title: '', statement: '' },
  summary: '正常',
  findings: [],
};

test('a sheet of a station asks what is asked of its kind', () => {
  const kinds = (facilityKind: 'village-station' | 'service-centre' | null) =>
    sheetItems(pack, { ...station, facilityKind }).map(({ id }) => id);
  expect(kinds('village-station')).toContain('station.open');
  expect(kinds('service-centre')).toEqual([]);
  expect(kinds(null)).toEqual(kinds('village-station'));
});

describe('times', () => {
  const now = Temporal.Instant.from('2026-04-10T12:00:00+08:00');
  const at = (startedAt: string, endedAt: string, arrivedAt: string | null = null) =>
    timesHold(pack, { ...good, startedAt, endedAt, arrivedAt }, now);
  const nine = '2026-04-10T09:00:00+08:00';
  const ten = '2026-04-10T10:00:00+08:00';
  test.each([
    ['no arrival to speak of', at(nine, ten), granted],
    ['arrived as it ended', at(nine, ten, ten), granted],
    ['begun and ended at once', at(nine, nine), granted],
    ['a clock five minutes ahead', at(nine, '2026-04-10T12:05:00+08:00'), granted],
    ['reversed', at(ten, nine), refusal('times-reversed', {})],
    [
      'six minutes ahead',
      at(nine, '2026-04-10T12:06:00+08:00'),
      refusal('time-in-future', { endedAt: '2026-04-10T12:06:00+08:00' }),
    ],
    [
      'the day before the regime',
      at('2022-05-31T09:00:00+08:00', '2022-05-31T10:00:00+08:00'),
      refusal('before-regime', { inForceFrom: '2022-06-01' }, '30'),
    ],
    [
      'arrived elsewhere in time',
      at(nine, ten, '2026-04-10T08:00:00+08:00'),
      refusal('arrival-outside', { arrivedAt: '2026-04-10T08:00:00+08:00' }),
    ],
  ])('%s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });
});

describe('methods', () => {
  const talk: MethodTold = { ...visit, method: 'talk', minutes: '记录', attendance: '三人', evidence: [] };
  test.each([
    ['none', { methods: [] }, refusal('method-missing', {}, '11')],
    ['one named twice', { methods: [talk, talk] }, refusal('method-twice', {}, '11')],
    ['two that are two', { methods: [talk, visit] }, granted],
    ['a visit nobody arrived at', { arrivedAt: null }, refusal('arrival-missing', {}, '6', '11')],
    ['a visit to nowhere', { position: null }, refusal('position-or-reason', {}, '6', '11')],
    [
      'a visit to nowhere, for no reason',
      { position: null, positionMissingReason: '  ' },
      refusal('position-or-reason', {}, '6', '11'),
    ],
    ['a visit where no satellite is seen', { position: null, positionMissingReason: '山区' }, granted],
    // A talk needs neither a place nor an arrival.
    ['a talk', { methods: [talk], arrivedAt: null, position: null }, granted],
    [
      'a talk of which nothing is left',
      { methods: [{ ...talk, minutes: ' ', attendance: '' }] },
      refusal('method-evidence', { method: 'talk', asked: ['minutes', 'attendance'] }, '11'),
    ],
  ])('%s', (_, change, expected) => {
    expect(methodsHold(pack, { ...good, ...change }, photographs)).toEqual(expected);
  });
});

describe('every point', () => {
  const answer = (id: string, over: Partial<ItemTold>): readonly ItemTold[] =>
    conforming.map((one) => (one.itemId === id ? { ...one, ...over } : one));
  const hold = (told: readonly ItemTold[], raised: readonly string[] = []) =>
    itemsHold(pack, items, told, new Set(raised));
  const [first] = conforming;
  if (!first) throw new Error('the sheet asks nothing');

  test.each([
    ['all conform', conforming, granted],
    [
      'one that is not asked',
      [...conforming, { ...first, itemId: 'funds.use' }],
      refusal('item-unknown', { item: 'funds.use' }),
    ],
    ['one answered twice', [...conforming, first], refusal('item-twice', { item: first.itemId })],
    [
      'two left out',
      conforming.slice(2),
      refusal(
        'items-unanswered',
        { count: 2, item: conforming.slice(0, 2).map(({ itemId }) => itemId) },
        '12',
      ),
    ],
    [
      'one that partly conforms, without a word',
      answer('station.open', { result: 'partly', fact: ' ', evidence: ['photo'] }),
      refusal('item-fact-missing', { item: 'station.open' }, '15', '12'),
    ],
    [
      'one that partly conforms, without evidence',
      answer('station.farmers', { result: 'partly', fact: '户数不足' }),
      refusal('item-evidence-missing', { item: 'station.farmers' }, '21', '12'),
    ],
    ['one that needs no evidence', answer('station.ledger', { result: 'partly', fact: '缺页' }), granted],
    [
      'one that fails and is no finding',
      answer('station.farmers', { result: 'fails', fact: '没有', evidence: ['photo'] }),
      refusal('failure-without-finding', { item: 'station.farmers' }, '21', '12'),
    ],
  ])('%s', (_, told, expected) => {
    expect(hold(told)).toEqual(expected);
  });

  test('one that fails and is raised holds; another’s finding does not do', () => {
    const told = answer('station.farmers', { result: 'fails', fact: '没有', evidence: ['photo'] });
    expect(hold(told, ['station.farmers'])).toEqual(granted);
    expect(hold(told, ['station.open']).ok).toBe(false);
  });
});

describe('reported beside seen', () => {
  const on = plainDate('2026-04-10');
  const other: ReportedFigure = { ...line, lineKey: 'other', task: '物流点', revision: 1, total: 0 };
  const seen = (lineKey: string, seenTotal: number | null, note = '') => ({ lineKey, seenTotal, note });

  test('stands line by line with the difference, and which of them is a question', () => {
    const told = [seen('other', null, '现场无人'), seen('line', 6)];
    expect(compareFigures(pack, [line, other], told, on)).toEqual({
      ok: true,
      value: [
        {
          lineKey: 'line',
          reportId: 'r',
          reportRevision: 2,
          reportedTotal: 8,
          seenTotal: 6,
          difference: -2,
          doubtful: true,
          note: '',
        },
        {
          lineKey: 'other',
          reportId: 'r',
          reportRevision: 1,
          reportedTotal: 0,
          seenTotal: null,
          difference: null,
          doubtful: false,
          note: '现场无人',
        },
      ],
    });
    expect(compareFigures(pack, [], [], on)).toEqual({ ok: true, value: [] });
  });

  test.each([
    [
      'a line nobody reported',
      [seen('line', 8), seen('third', 1)],
      refusal('figure-unknown', { line: 'third' }),
    ],
    ['a line told twice', [seen('line', 8), seen('line', 7)], refusal('figure-unknown', { line: 'line' })],
    [
      'a line passed over',
      [seen('line', 8)],
      refusal('figures-unanswered', { count: 1, lines: ['物流点'] }, '5'),
    ],
    [
      'a line not checked, for no reason',
      [seen('line', 8), seen('other', null, ' ')],
      refusal('figure-note-missing', { lines: ['物流点'] }, '5'),
    ],
  ])('%s', (_, told, expected) => {
    expect(compareFigures(pack, [line, other], told, on)).toEqual(expected);
  });

  test('anything seen where nothing was reported is asked about, whatever the share', () => {
    expect(compare(0, 0.0001, 1_000)).toEqual({ difference: 0.0001, doubtful: true });
    expect(compare(10, 8, 0.2)).toEqual({ difference: -2, doubtful: true });
    expect(compare(-10, -8.5, 0.2)).toEqual({ difference: 1.5, doubtful: false });
  });
});

describe('verdicts', () => {
  const verdict = (of: 'met' | 'partly' | 'not-met', reasons = '') => ({ verdict: of, reasons });
  const failing = (id: string) =>
    conforming.map((one): ItemTold => (one.itemId === id ? { ...one, result: 'fails' } : one));
  test.each([
    ['its own', { operation: verdict('met') }, conforming, granted],
    ['none', {}, conforming, refusal('verdict-missing', { standard: 'operation' }, '26.2')],
    [
      'one the sheet does not ask',
      { operation: verdict('met'), funds: verdict('met') },
      conforming,
      refusal('verdict-not-asked', { standard: 'funds' }, '26.3'),
    ],
    [
      'met, though a point fails',
      { operation: verdict('met') },
      failing('station.open'),
      refusal('verdict-contradicts', { standard: 'operation', item: ['station.open'] }, '26.2'),
    ],
    [
      'not met, for no reason',
      { operation: verdict('not-met', ' ') },
      conforming,
      refusal('verdict-reasons-missing', { standard: 'operation' }, '26.2'),
    ],
    ['not met, with a reason', { operation: verdict('not-met', '停业') }, failing('station.open'), granted],
  ])('%s', (_, told, answers, expected) => {
    expect(verdictsHold(pack, station, told, answers)).toEqual(expected);
  });
});

test.each([
  ['signed', '王', '', true],
  ['signed', ' ', '不在', false],
  ['refused', '王', '不认可', true],
  ['refused', '王', ' ', false],
  ['refused', '', '不认可', false],
  ['nobody', '', '锁门', true],
  ['nobody', '王', ' ', false],
] as const)('present: %s by “%s”, “%s”', (outcome, name, statement, holds) => {
  expect(presentHolds({ outcome, name, title: '', statement })).toEqual(
    holds ? granted : refusal('present-incomplete', { outcome }),
  );
});

describe('the whole sheet', () => {
  const hold = (change: Partial<Submission>) =>
    sheetHolds(pack, station, { ...good, ...change }, { reported: [line], photographs });
  const fails = (items: readonly CheckItem[]) =>
    items.map(({ id }): ItemTold => ({ itemId: id, result: 'fails', fact: '没有', evidence: ['photo'] }));
  const finding = (itemId: string) => ({
    id: itemId,
    itemId,
    fact: '没有',
    place: '门口',
    foundBy: 'm',
    clauseId: 'example-jia-2022:15',
    severity: 'ordinary' as const,
    dimensions: ['quality' as const],
    evidence: ['photo'],
  });

  test('gives what was seen beside what was reported', () => {
    expect(hold({})).toMatchObject({ ok: true, value: [{ lineKey: 'line', difference: 0 }] });
  });

  test('holds where all fails and all is raised', () => {
    const raised = items.map(({ id }) => finding(id));
    const verdicts = {
      operation: { verdict: 'not-met', reasons: '停业' },
      construction: { verdict: 'not-met', reasons: '未建' },
    } as const;
    expect(hold({ items: fails(items), findings: raised, verdicts }).ok).toBe(true);
    expect(hold({ items: fails(items), findings: raised.slice(1), verdicts })).toMatchObject({
      refusal: { code: 'inspection.failure-without-finding', facts: { item: items[0]?.id } },
    });
  });

  // Each part wrong, and every part after it: the first is what is said.
  test.each([
    [{ methods: [], items: [], verdicts: {}, figures: [] }, 'method-missing'],
    [{ items: [], verdicts: {}, figures: [] }, 'items-unanswered'],
    [{ verdicts: {}, present: { ...good.present, name: '' }, figures: [] }, 'verdict-missing'],
    [{ present: { ...good.present, name: '' }, figures: [] }, 'present-incomplete'],
    [{ figures: [] }, 'figures-unanswered'],
  ])('wrong from a part on, case %#', (change, code) => {
    expect(hold(change)).toMatchObject({ ok: false, refusal: { code: `inspection.${code}` } });
  });

  test('rests on who inspects, what, how, and against which standard', () => {
    expect(basisOf(pack, station)).toEqual(cited('3', '15', '11', '26.2'));
    expect(basisOf(pack, { area: 'funds', phase: 'funds', facilityKind: null })).toEqual(
      cited('3', '18', '11', '26.3'),
    );
  });
});

import { describe, expect, test } from 'vitest';
import {
  type Asked,
  type Draft,
  distanceMetres,
  emptyDraft,
  emptyItem,
  emptyMethod,
  type FindingDraft,
  failingOf,
  type Gap,
  gapsOf,
  submissionOf,
  withItem,
} from './inspection.draft.rules.ts';

const asked: Asked = {
  items: [
    { id: 'open', standard: 'operation', evidenceRequired: true },
    { id: 'ledger', standard: 'operation', evidenceRequired: false },
    { id: 'sign', standard: 'construction', evidenceRequired: true },
  ],
  figures: [{ lineKey: 'stations' }, { lineKey: 'parcels' }],
  methods: [
    { id: 'site-visit', requires: ['position', 'photo'] },
    { id: 'talk', requires: ['minutes', 'attendance'] },
    { id: 'materials-read', requires: ['list'] },
    { id: 'other', requires: ['description'] },
  ],
  verdictRequired: 'operation',
};
const conforms = { ...emptyItem, result: 'conforms' } as const;
const position = { latitude: 29.2, longitude: 113.8, accuracyMetres: 10, datum: 'WGS84' } as const;
const finding: FindingDraft = {
  id: 'n',
  itemId: 'open',
  fact: '锁门',
  place: '门口',
  foundBy: 'm',
  clauseId: 'c',
  severity: 'ordinary',
  dimensions: ['quality'],
  evidence: ['photo'],
};
const good: Draft = {
  ...emptyDraft,
  startedAt: '2026-04-10T01:00:00Z',
  endedAt: '2026-04-10T02:00:00Z',
  arrivedAt: '2026-04-10T01:10:00Z',
  position,
  methods: { 'site-visit': { ...emptyMethod, files: { photo: ['photo'] } } },
  items: { open: conforms, ledger: conforms, sign: conforms },
  figures: {
    stations: { seen: 3, checked: true, note: '' },
    parcels: { seen: null, checked: false, note: '现场无账' },
  },
  verdicts: { operation: { verdict: 'met', reasons: '' } },
  present: { outcome: 'signed', name: '王', title: '', statement: '' },
  summary: '正常',
};
const gap = (part: Gap['part'], kind: Gap['kind'], key = '') => ({ part, kind, key });
const gaps = (change: Partial<Draft>) => gapsOf(asked, { ...good, ...change });

describe('what is missing is told by its place on the sheet', () => {
  test('an empty sheet lacks everything, in the order in which it is read', () => {
    expect(gapsOf(asked, emptyDraft)).toEqual([
      gap('visit', 'times'),
      gap('items', 'item', 'open'),
      gap('items', 'item', 'ledger'),
      gap('items', 'item', 'sign'),
      gap('figures', 'figure', 'stations'),
      gap('figures', 'figure', 'parcels'),
      gap('methods', 'method'),
      gap('verdicts', 'verdict', 'operation'),
      gap('end', 'present'),
      gap('end', 'summary'),
    ]);
    expect(gaps({})).toEqual([]);
  });

  const order = [gap('visit', 'times-order')];
  test.each([
    ['no end', { endedAt: ' ' }, [gap('visit', 'times')]],
    ['no beginning', { startedAt: '' }, [gap('visit', 'times')]],
    [
      'an end before the beginning',
      { endedAt: '2026-04-10T00:59:00Z', arrivedAt: '' },
      [...order, gap('visit', 'arrival')],
    ],
    ['begun and ended at once', { endedAt: good.startedAt, arrivedAt: good.startedAt }, []],
    ['arrived before the beginning', { arrivedAt: '2026-04-10T00:59:00Z' }, order],
    ['arrived after the end', { arrivedAt: '2026-04-10T02:01:00Z' }, order],
    ['arrived at the beginning', { arrivedAt: good.startedAt }, []],
    ['arrived at the end', { arrivedAt: good.endedAt }, []],
    ['no position and no reason', { position: null, positionMissingReason: ' ' }, [gap('visit', 'position')]],
  ])('%s', (_, change, expected) => {
    expect(gaps(change)).toEqual(expected);
  });

  const answered = (id: string, over: object) => ({
    items: { ...good.items, [id]: { ...emptyItem, ...over } },
  });
  test.each([
    ['does not apply, for no reason', answered('open', { result: 'not-applicable' }), ['item-fact']],
    ['does not apply', answered('open', { result: 'not-applicable', fact: '未开业' }), []],
    ['partly, told and shown', answered('open', { result: 'partly', fact: '半天', evidence: ['photo'] }), []],
    ['partly, told', answered('open', { result: 'partly', fact: '半天' }), ['item-evidence']],
    ['partly, where a word is enough', answered('ledger', { result: 'partly', fact: '缺页' }), []],
  ])('a point that %s', (_, change, expected) => {
    expect(gaps(change).map(({ kind }) => kind)).toEqual(expected);
  });

  test.each([
    ['counted', { seen: 0, checked: true, note: '' }, []],
    ['said to be counted, with no number', { seen: null, checked: true, note: '无' }, ['stations']],
    ['not counted, for no reason', { seen: 3, checked: false, note: ' ' }, ['stations']],
    ['not counted, with a reason', { seen: null, checked: false, note: '无账' }, []],
  ])('a figure %s', (_, figure, keys) => {
    expect(gaps({ figures: { ...good.figures, stations: figure } })).toEqual(
      keys.map((key) => gap('figures', 'figure', key)),
    );
  });

  const method = (id: string, missing: readonly string[]) => ({
    ...gap('methods', 'method-evidence', id),
    asked: missing,
  });
  test.each([
    ['a talk in writing', { talk: { ...emptyMethod, minutes: '记录', attendance: '三人' } }, []],
    ['a talk on paper', { talk: { ...emptyMethod, files: { minutes: ['a'], attendance: ['b'] } } }, []],
    [
      'a talk without a list of who came',
      { talk: { ...emptyMethod, minutes: '记录', attendance: ' ' } },
      [method('talk', ['attendance'])],
    ],
    [
      'a talk whose file was taken back',
      { talk: { ...emptyMethod, attendance: '三人', files: { minutes: [] } } },
      [method('talk', ['minutes'])],
    ],
    ['a visit without a picture', { 'site-visit': emptyMethod }, [method('site-visit', ['photo'])]],
    ['papers read', { 'materials-read': { ...emptyMethod, materials: '台账' } }, []],
    [
      'papers read, which?',
      { 'materials-read': { ...emptyMethod, description: '台账' } },
      [method('materials-read', ['list'])],
    ],
    ['another way', { other: { ...emptyMethod, description: '电话' } }, []],
    [
      'another way, how?',
      { other: { ...emptyMethod, materials: '电话' } },
      [method('other', ['description'])],
    ],
  ])('%s', (_, methods, expected) => {
    expect(gaps({ methods })).toEqual(expected);
  });

  test.each([{ fact: ' ' }, { place: '' }, { clauseId: '' }, { dimensions: [] }, { evidence: [] }])(
    'a finding with %o is not yet one; its number says which',
    (over) => {
      const open = { ...finding, itemId: null };
      expect(gaps({ findings: [open, { ...open, ...over }] })).toEqual([gap('findings', 'finding', '2')]);
    },
  );

  const failing = {
    items: { ...good.items, sign: { result: 'fails', fact: '无牌', evidence: ['p'] } },
  } as const;
  const raised = { findings: [{ ...finding, itemId: 'sign' }] };
  test.each([
    [
      'a standard that fails has no verdict',
      { ...failing, ...raised },
      [gap('verdicts', 'verdict', 'construction')],
    ],
    [
      'it is met, though a point fails',
      {
        ...failing,
        ...raised,
        verdicts: { ...good.verdicts, construction: { verdict: 'met', reasons: '' } },
      },
      [gap('verdicts', 'verdict-contradicts', 'construction')],
    ],
    [
      'it is not met, for no reason',
      {
        ...failing,
        ...raised,
        verdicts: { ...good.verdicts, construction: { verdict: 'partly', reasons: ' ' } },
      },
      [gap('verdicts', 'verdict-reasons', 'construction')],
    ],
    [
      'its own verdict was opened and not given',
      { verdicts: { operation: { verdict: null, reasons: '想一想' } } },
      [gap('verdicts', 'verdict', 'operation')],
    ],
    [
      'another was opened and not given',
      { verdicts: { ...good.verdicts, construction: { verdict: null, reasons: '' } } },
      [],
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(gaps(change)).toEqual(expected);
  });

  test('failing points are counted by their standard', () => {
    const draft = { ...good, ...failing };
    expect([failingOf(asked, draft, 'construction'), failingOf(asked, draft, 'operation')]).toEqual([1, 0]);
  });

  test.each([
    ['signed', '王', '', true],
    ['signed', ' ', '不在', false],
    ['refused', '王', '不认可', true],
    ['refused', '王', '', false],
    ['refused', '', '不认可', false],
    ['nobody', '', '锁门', true],
    ['nobody', '王', '', false],
    [null, '王', '锁门', false],
  ] as const)('present: %s by “%s”, “%s”', (outcome, name, statement, complete) => {
    expect(gaps({ present: { outcome, name, title: '', statement } })).toEqual(
      complete ? [] : [gap('end', 'present')],
    );
  });
});

describe('what is handed in', () => {
  test('is what was typed, without the blanks around it', () => {
    const told = submissionOf(asked, {
      ...good,
      items: { open: { result: 'fails', fact: ' 锁门 ', evidence: ['p'] }, ledger: conforms },
      figures: { stations: { seen: 3, checked: true, note: ' 两处 ' } },
      verdicts: {
        operation: { verdict: 'not-met', reasons: ' 停业 ' },
        construction: { verdict: null, reasons: '' },
      },
      summary: ' 停业 ',
      findings: [{ ...finding, fact: ' 锁门 ', place: ' 门口 ' }],
    });
    expect(told).toEqual({
      startedAt: good.startedAt,
      endedAt: good.endedAt,
      arrivedAt: good.arrivedAt,
      position,
      positionMissingReason: null,
      methods: [
        {
          method: 'site-visit',
          description: '',
          minutes: '',
          attendance: '',
          materials: '',
          evidence: [{ as: 'photo', id: 'photo' }],
        },
      ],
      items: [
        { itemId: 'open', result: 'fails', fact: '锁门', evidence: ['p'] },
        { itemId: 'ledger', result: 'conforms', fact: '', evidence: [] },
        { itemId: 'sign', result: 'not-applicable', fact: '', evidence: [] },
      ],
      figures: [
        { lineKey: 'stations', seenTotal: 3, note: '两处' },
        { lineKey: 'parcels', seenTotal: null, note: '' },
      ],
      verdicts: { operation: { verdict: 'not-met', reasons: '停业' } },
      present: good.present,
      summary: '停业',
      findings: [finding],
    });
  });

  test.each([
    ['a position that was had needs no reason', { positionMissingReason: '山区' }, position, null],
    [
      'one that was not had has its reason',
      { position: null, positionMissingReason: ' 山区 ' },
      null,
      '山区',
    ],
    ['without a visit there is neither', { methods: {}, positionMissingReason: '山区' }, null, null],
    [
      'without a visit there is neither, had or not',
      { methods: {}, position: null, positionMissingReason: '山区' },
      null,
      null,
    ],
  ])('%s', (_, change, expected, reason) => {
    const { position: told, positionMissingReason } = submissionOf(asked, { ...good, ...change });
    expect([told, positionMissingReason]).toEqual([expected, reason]);
  });

  test('what was not counted is no number, whatever stood there before', () => {
    const figures = { stations: { seen: 9, checked: false, note: '无账' } };
    expect(submissionOf(asked, { ...good, figures }).figures[0]).toEqual({
      lineKey: 'stations',
      seenTotal: null,
      note: '无账',
    });
  });

  test('nobody having said who was there, nobody was; files taken back are none; no arrival is none', () => {
    const told = submissionOf(asked, {
      ...good,
      arrivedAt: ' ',
      present: emptyDraft.present,
      methods: { talk: { ...emptyMethod, files: { minutes: [], attendance: ['b'] } } },
    });
    expect(told.present.outcome).toBe('nobody');
    expect(told.arrivedAt).toBeNull();
    expect(told.methods[0]?.evidence).toEqual([{ as: 'attendance', id: 'b' }]);
  });
});

describe('an answer that changes', () => {
  const other: FindingDraft = { ...finding, id: 'o', itemId: 'sign', fact: '', evidence: [] };
  const draft: Draft = {
    ...good,
    items: { ...good.items, open: { result: 'fails', fact: '锁门', evidence: ['photo'] } },
    findings: [finding, other],
  };

  test('keeps every other answer, and the findings raised from them', () => {
    const changed = withItem(draft, 'open', { result: 'partly' });
    expect(changed.items).toEqual({
      open: { result: 'partly', fact: '锁门', evidence: ['photo'] },
      ledger: conforms,
      sign: conforms,
    });
    expect(changed.findings).toEqual([finding, other]);
  });

  test('a finding follows in what it has not made its own', () => {
    const next = { fact: '锁门三日', evidence: ['photo', 'second'] };
    expect(withItem(draft, 'open', next).findings).toEqual([{ ...finding, ...next }, other]);
    const ownFact = { ...draft, findings: [{ ...finding, fact: '停业' }] };
    expect(withItem(ownFact, 'open', next).findings).toEqual([
      { ...finding, fact: '停业', evidence: next.evidence },
    ]);
    const ownEvidence = { ...draft, findings: [{ ...finding, evidence: ['own'] }] };
    expect(withItem(ownEvidence, 'open', next).findings).toEqual([
      { ...finding, fact: '锁门三日', evidence: ['own'] },
    ]);
    // Another point’s finding may say the very same; it stays as it is.
    const twin = { ...finding, id: 't', itemId: 'ledger' };
    expect(withItem({ ...draft, findings: [twin] }, 'open', next).findings).toEqual([twin]);
    // Nothing was said of the point before: an empty finding starts from its first answer.
    expect(withItem(draft, 'sign', next).findings).toEqual([finding, { ...other, ...next }]);
  });
});

test.each([
  ['a degree north', { latitude: 30, longitude: 113 }, { latitude: 31, longitude: 113 }, 111_195],
  ['a degree east on the equator', { latitude: 0, longitude: 113 }, { latitude: 0, longitude: 114 }, 111_195],
  [
    'a degree east at sixty degrees, half of that',
    { latitude: 60, longitude: 10 },
    { latitude: 60, longitude: 11 },
    55_597,
  ],
  [
    '通城 to 武汉',
    { latitude: 29.2458, longitude: 113.8163 },
    { latitude: 30.5931, longitude: 114.3054 },
    157_053,
  ],
])('%s: so many metres', (_, a, b, metres) => {
  expect(distanceMetres(a, b)).toBe(metres);
  expect(distanceMetres(b, a)).toBe(metres);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRulePack } from '#platform/rule-packs.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import {
  type Asked,
  type Draft,
  distanceMetres,
  emptyDraft,
  emptyMethod,
  gapsOf,
  readDraft,
  submissionOf,
  withItem,
} from './inspection.draft.rules.ts';
import type { ItemResult } from './inspection.model.ts';
import {
  itemsHold,
  methodsHold,
  presentHolds,
  sheetItems,
  verdictsHold,
  verdictsOf,
} from './inspection.sheet.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const about = { area: 'station', phase: 'operation', facilityKind: 'village-station' } as const;
const items = sheetItems(pack, about);
const asked: Asked = {
  items,
  figures: [{ lineKey: 'line' }],
  methods: pack.methods,
  verdictRequired: verdictsOf(pack, about).required,
};
const good: Draft = {
  ...emptyDraft,
  startedAt: '2026-04-10T01:00:00Z',
  endedAt: '2026-04-10T02:00:00Z',
  arrivedAt: '2026-04-10T01:10:00Z',
  position: { latitude: 29.2, longitude: 113.8, accuracyMetres: 10, datum: 'WGS84' },
  methods: { 'site-visit': { ...emptyMethod, files: { photo: ['photo'] } } },
  items: Object.fromEntries(items.map(({ id }) => [id, { result: 'conforms', fact: '', evidence: [] }])),
  figures: { line: { seen: 3, checked: true, note: '' } },
  verdicts: { operation: { verdict: 'met', reasons: '' } },
  present: { outcome: 'signed', name: '王', title: '', statement: '' },
  summary: '正常',
};
const kinds = (draft: Draft) => gapsOf(asked, draft).map(({ kind }) => kind);

describe('what is still missing', () => {
  test('nothing of a good one, everything of an empty one', () => {
    expect(gapsOf(asked, good)).toEqual([]);
    expect(new Set(kinds(emptyDraft))).toEqual(
      new Set(['times', 'item', 'figure', 'method', 'verdict', 'present', 'summary']),
    );
    expect(kinds(emptyDraft).filter((kind) => kind === 'item')).toHaveLength(items.length);
  });

  const item = (over: object) => ({
    items: { ...good.items, 'station.services': { result: 'fails', fact: '', evidence: [], ...over } },
  });
  const finding = {
    id: 'n',
    itemId: 'station.services',
    fact: '锁门',
    place: '门口',
    foundBy: 'm',
    clauseId: 'tongcheng-2021:2.3',
    severity: 'ordinary',
    dimensions: ['quality'],
    evidence: ['photo'],
  } as const;
  const cases: [Partial<Draft> | object, string[]][] = [
    [{ endedAt: '2026-04-10T00:30:00Z' }, ['times-order']],
    [{ arrivedAt: '2026-04-10T03:00:00Z' }, ['times-order']],
    [{ arrivedAt: '' }, ['arrival']],
    [{ position: null }, ['position']],
    [{ position: null, positionMissingReason: '无信号' }, []],
    [{ methods: { talk: { ...emptyMethod, minutes: '记录' } }, position: null }, ['method-evidence']],
    [{ figures: { line: { seen: null, checked: false, note: '' } } }, ['figure']],
    [{ figures: { line: { seen: Number.NaN, checked: true, note: '' } } }, ['figure']],
    [{ figures: { line: { seen: null, checked: false, note: '现场无法核对' } } }, []],
    [item({}), ['item-fact', 'item-evidence', 'item-finding', 'verdict-contradicts']],
    [
      {
        ...item({ fact: '锁门', evidence: ['photo'] }),
        findings: [finding],
        verdicts: { operation: { verdict: 'partly', reasons: '停业' } },
      },
      [],
    ],
    [{ findings: [{ ...finding, evidence: [] }] }, ['finding']],
    [{ verdicts: { operation: { verdict: 'not-met', reasons: ' ' } } }, ['verdict-reasons']],
    [{ present: { ...good.present, outcome: 'refused' } }, ['present']],
    [{ summary: ' ' }, ['summary']],
  ];
  test.each(cases)('%j: %j', (over, missing) => {
    expect(kinds({ ...good, ...over })).toEqual(missing);
  });

  test('a sheet without gaps is one the server’s own rules accept', () => {
    const result = fc.constantFrom<ItemResult>('conforms', 'partly', 'fails', 'not-applicable');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(result, fc.constantFrom('', '事实'), fc.boolean()), {
          minLength: items.length,
          maxLength: items.length,
        }),
        fc.boolean(),
        fc.constantFrom('met', 'partly', 'not-met'),
        fc.constantFrom('', '理由'),
        fc.constantFrom('signed', 'refused', 'nobody'),
        (answers, raised, verdict, reasons, outcome) => {
          const draft: Draft = {
            ...good,
            items: Object.fromEntries(
              items.map(({ id }, at) => {
                const [told, fact, photo] = answers[at] ?? ['conforms', '', false];
                return [id, { result: told, fact, evidence: photo ? ['photo'] : [] }];
              }),
            ),
            findings: raised ? items.map(({ id }) => ({ ...finding, id, itemId: id })) : [],
            verdicts: { operation: { verdict, reasons }, construction: { verdict, reasons } },
            present: { outcome, name: '王', title: '', statement: reasons },
          };
          const told = submissionOf(asked, draft);
          const accepted =
            methodsHold(pack, told, new Set(['photo'])).ok &&
            itemsHold(pack, items, told.items, new Set(told.findings.map(({ itemId }) => itemId))).ok &&
            verdictsHold(pack, about, told.verdicts, told.items).ok &&
            presentHolds(told.present).ok;
          expect(gapsOf(asked, draft).length === 0).toBe(accepted);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('what is said of an item is said of the finding raised from it, until that says its own', () => {
  const raised: Draft = {
    ...good,
    findings: [
      {
        id: 'n',
        itemId: 'station.services',
        fact: '',
        place: '门口',
        foundBy: 'm',
        clauseId: 'tongcheng-2021:2.3',
        severity: 'ordinary',
        dimensions: ['quality'],
        evidence: [],
      },
    ],
  };
  const told = { ...raised, ...withItem(raised, 'station.services', { fact: '锁门', evidence: ['photo'] }) };
  expect(told.findings[0]).toMatchObject({ fact: '锁门', evidence: ['photo'] });
  const own = { ...told, findings: told.findings.map((finding) => ({ ...finding, fact: '锁门三日' })) };
  expect(withItem(own, 'station.services', { fact: '关门' }).findings?.[0]?.fact).toBe('锁门三日');
  expect(withItem(own, 'station.rules', { fact: '关门' }).findings?.[0]?.fact).toBe('锁门三日');
});

test('a draft is read back as it was kept, and anything else is none', () => {
  expect(readDraft(JSON.stringify(good))).toEqual(good);
  expect(readDraft(JSON.stringify({ ...good, v: 0 }))).toBeUndefined();
  expect([readDraft(undefined), readDraft('{'), readDraft('null')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a method that was not used leaves nothing behind', () => {
  const talk = { ...good, methods: { talk: { ...emptyMethod, minutes: '记录', attendance: '三人' } } };
  expect(submissionOf(asked, talk)).toMatchObject({ position: null, positionMissingReason: null });
});

test('a tenth of a thousandth of a degree is eleven metres', () => {
  const here = { latitude: 29.2458, longitude: 113.8163 };
  expect(distanceMetres(here, here)).toBe(0);
  expect(distanceMetres(here, { ...here, latitude: 29.2459 })).toBe(11);
});

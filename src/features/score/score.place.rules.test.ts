import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectionsOf, lossesByPlace, weighedRecords } from './score.place.rules.ts';

const places = new Map([
  ['i1', { facilityId: 'b', name: '乙站' }],
  ['i2', { facilityId: 'a', name: '甲站' }],
  ['i3', { facilityId: 'b', name: '乙站' }],
]);
const loss = (inspection: string | null, hundredths: number) => ({
  inspection: inspection === null ? null : { id: inspection, number: inspection },
  hundredths,
});
const told = (losses: readonly ReturnType<typeof loss>[]) =>
  lossesByPlace(losses, (id) => places.get(id)).map(({ place, hundredths, losses: own }) => [
    place?.name ?? null,
    hundredths,
    own.length,
  ]);

describe('各站点失分', () => {
  test('by name, the contract as a whole last; points order nothing', () => {
    expect(told([loss('i1', 900), loss(null, 100), loss('i2', 5), loss('i3', 50), loss('i9', 7)])).toEqual([
      ['乙站', 950, 2],
      ['甲站', 5, 1],
      [null, 107, 2],
    ]);
    expect(told([])).toEqual([]);
  });

  test('property: the places’ points sum to what was lost, whatever the order, and no loss is told twice', () => {
    const one = fc.record({
      inspection: fc.constantFrom('i1', 'i2', 'i3', 'i9', null),
      hundredths: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (given) => {
        const losses = given.map(({ inspection, hundredths }) => loss(inspection, hundredths));
        const parts = lossesByPlace(losses, (id) => places.get(id));
        const whole = losses.reduce((sum, { hundredths }) => sum + hundredths, 0);
        expect(parts.reduce((sum, { hundredths }) => sum + hundredths, 0)).toBe(whole);
        expect(parts.flatMap((part) => part.losses)).toHaveLength(losses.length);
        expect(told(losses.toReversed())).toEqual(told(losses));
      }),
    );
  });

  test('each inspection is asked for once', () => {
    expect(inspectionsOf([loss('i1', 1), loss(null, 1), loss('i1', 2), loss('i2', 1)])).toEqual(['i1', 'i2']);
  });
});

test('what a score rests on: every inspection that counted, and what points were lost by, each once', () => {
  const nothing = { finding: null, rectificationId: null, reportId: null };
  const losses = [
    { ...nothing, inspection: { id: 'i1', number: '1' }, finding: { id: 'f1', number: '1-1' } },
    { ...nothing, inspection: { id: 'i1', number: '1' }, rectificationId: 'r1' },
    { ...nothing, inspection: null, reportId: 'm1' },
  ];
  const verdicts = [{ inspections: [{ id: 'i2' }, { id: 'i1' }] }];
  const found = weighedRecords({ verdicts, losses } as unknown as Parameters<typeof weighedRecords>[0], [
    { inspectionId: 'i3' },
    { inspectionId: 'i1' },
  ]);
  expect(found.map(({ type, id }) => `${type} ${id}`)).toEqual([
    'finding f1',
    'inspection i1',
    'inspection i2',
    'inspection i3',
    'monthly-report m1',
    'rectification r1',
  ]);
});

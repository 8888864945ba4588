import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeLayers } from './layers.ts';

const composed = (...layers: unknown[]) =>
  composeLayers(layers.map((data, at) => ({ id: ['cn', 'hubei', 'tongcheng'][at] ?? '?', data })));

describe('layers laid over one another', () => {
  test('objects merge by key, and the later layer wins', () => {
    const { data } = composed({ a: 1, deep: { x: 1, y: 1 } }, { deep: { y: 2 } }, { deep: { z: 3 } });
    expect(data).toEqual({ a: 1, deep: { x: 1, y: 2, z: 3 } });
  });

  test('lists of named entries merge by name, in the lower layer’s order, new ones after', () => {
    const { data } = composed(
      { list: [{ id: 'a', n: 1, m: 1 }, { id: 'b' }] },
      {
        list: [
          { id: 'c', n: 3 },
          { id: 'a', n: 2 },
        ],
      },
    );
    expect(data).toEqual({ list: [{ id: 'a', n: 2, m: 1 }, { id: 'b' }, { id: 'c', n: 3 }] });
  });

  test.each(['id', 'step', 'term', 'item'])('an entry may be named by %s', (key) => {
    const { data } = composed([{ [key]: 'a', n: 1 }], [{ [key]: 'a', m: 2 }]);
    expect(data).toEqual([{ [key]: 'a', n: 1, m: 2 }]);
  });

  test('other lists are replaced whole, and so is one of another kind', () => {
    expect(composed({ list: [1, 2, 3] }, { list: [4] }).data).toEqual({ list: [4] });
    expect(composed({ list: [{ id: 'a' }] }, { list: [] }).data).toEqual({ list: [] });
    expect(composed({ list: { a: 1 } }, { list: [{ id: 'a' }] }).data).toEqual({ list: [{ id: 'a' }] });
    expect(composed({ word: 'one' }, { word: 'another' }).data).toEqual({ word: 'another' });
    expect(composed({ word: { zh: '一' } }, { word: null }).data).toEqual({ word: null });
  });

  test.each([
    ['an entry without a name', { n: 1 }],
    ['an entry that is no object', 1],
    ['an entry whose name is no text', { id: 7 }],
    ['an entry that is nothing', null],
  ])('a list with %s has no names to merge by', (_, odd) => {
    const list = [{ id: 'a', n: 2 }, odd];
    expect(composed([{ id: 'a', m: 1 }, odd], list).data).toEqual(list);
  });

  test('an inherited entry is withdrawn by name; what is not inherited stays and is found', () => {
    expect(
      composed({ list: [{ id: 'a' }, { id: 'b' }] }, { list: [{ id: 'a', withdrawn: true }] }).data,
    ).toEqual({ list: [{ id: 'b' }] });
    expect(composed({ list: [{ id: 'b' }] }, { list: [{ id: 'a', withdrawn: true }] }).data).toEqual({
      list: [{ id: 'b' }, { id: 'a', withdrawn: true }],
    });
  });

  test('one that is withdrawn may be said anew above', () => {
    const { data } = composed(
      [{ id: 'a', n: 1, old: true }],
      [{ id: 'a', withdrawn: true }],
      [{ id: 'a', n: 2 }],
    );
    expect(data).toEqual([{ id: 'a', n: 2 }]);
  });

  test('a name twice in one layer stays twice, for the checks to find', () => {
    expect(composed([{ id: 'a' }], [{ id: 'a' }, { id: 'a' }]).data).toHaveLength(2);
    const thrice = [{ id: 'a' }, { id: 'a', n: 1 }, { id: 'a', m: 2 }];
    expect(composed([{ id: 'a' }], thrice).data).toEqual(thrice);
  });

  test('each path knows the layer that said it, where, and whom it overrides', () => {
    const { originsOf } = composed(
      { list: [{ id: 'a', days: { values: [{ value: 5 }] } }] },
      {},
      { list: [{ id: 'z' }, { id: 'a', days: { values: [{ value: 7 }] } }] },
    );
    expect(originsOf(['list', 0, 'days', 'values', 0, 'value'])).toEqual([
      { layer: 'tongcheng', path: ['list', 1, 'days', 'values', 0, 'value'] },
      { layer: 'cn', path: ['list', 0, 'days', 'values', 0, 'value'] },
    ]);
    expect(originsOf(['list', 0, 'id'])[0]).toEqual({ layer: 'tongcheng', path: ['list', 1, 'id'] });
    expect(originsOf(['list', 1, 'id'])).toEqual([{ layer: 'tongcheng', path: ['list', 0, 'id'] }]);
  });

  test('what nobody said is said by those who said what it stands in, up to the whole', () => {
    const { originsOf } = composed({ a: { x: 1 } }, { b: 2 });
    expect(originsOf(['a', 'missing', 0])).toEqual([{ layer: 'cn', path: ['a', 'missing', 0] }]);
    expect(originsOf(['missing'])).toEqual([
      { layer: 'hubei', path: ['missing'] },
      { layer: 'cn', path: ['missing'] },
    ]);
    expect(originsOf([])).toEqual([
      { layer: 'hubei', path: [] },
      { layer: 'cn', path: [] },
    ]);
  });

  test('no layer at all says nothing', () => {
    const { data, originsOf } = composed();
    expect(data).toBeUndefined();
    expect(originsOf(['a'])).toEqual([]);
  });

  test('one layer alone is itself, and an empty layer changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(composed(value).data).toBe(value);
        expect(composed({ value }, {}).data).toEqual({ value });
        expect(composed({}, { value }).data).toEqual({ value });
      }),
    );
  });

  test('laying a layer over itself changes nothing', () => {
    const entry = fc.record({ id: fc.constantFrom('a', 'b', 'c'), n: fc.integer() });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id }), (list) => {
        expect(composed({ list }, { list }).data).toEqual({ list });
      }),
    );
  });
});

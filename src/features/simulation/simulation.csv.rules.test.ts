import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './simulation.csv.rules.ts';

test.each<[string, string]>([
  ['程坳村站', '程坳村站'],
  ['a,b', '"a,b"'],
  ['说“好”', '说“好”'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@cmd', "'@cmd"],
  ['-12.5', '-12.5'],
  ['-x', "'-x"],
])('%j becomes %j', (text, cell) => {
  expect(csvOf([[text]])).toBe(`${cell}\r\n`);
});

test('every row has as many cells as were given, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 5 }), (row) => {
      let cells = 1;
      let quoted = false;
      for (const sign of csvOf([row]).slice(0, -2)) {
        if (sign === '"') quoted = !quoted;
        else if (sign === ',' && !quoted) cells += 1;
      }
      expect(cells).toBe(row.length);
    }),
  );
});

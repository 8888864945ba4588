import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['anchr', 'anchor'],
  ['graceDay', 'graceDays'],
  ['repsonsible', 'responsible'],
  ['tongcheng-2021:1.44', 'tongcheng-2021:1.4'],
  ['DUTY', 'duty'],
])('%s is %s', (slip, meant) => {
  expect(nearest(slip, ['anchor', 'graceDays', 'responsible', 'tongcheng-2021:1.4', 'duty'])).toBe(meant);
});

test('nothing like it is nothing', () => {
  expect(nearest('weight', ['id', 'area'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});

test('the nearest of several is meant, the first of those equally near', () => {
  expect(nearest('days', ['dates', 'day', 'dayz'])).toBe('day');
  expect(nearest('days', ['dates', 'daysss', 'day'])).toBe('day');
});

test('two neighbours that changed places are one slip, at either end too', () => {
  expect(nearest('badc', ['abcd'])).toBe('abcd');
  expect(nearest('badcfe', ['abcdef'])).toBeUndefined();
  expect(nearest('badcfeghi', ['abcdefghi'])).toBe('abcdefghi');
});

test('a short name may hold two slips, a longer one a slip in every three letters', () => {
  expect(nearest('ab', ['cd'])).toBe('cd');
  expect(nearest('abc', ['xyz'])).toBeUndefined();
  expect(nearest('abcdefgh', ['xyzdefgh'])).toBeUndefined();
  expect(nearest('abcdefghi', ['xyzdefghi'])).toBe('xyzdefghi');
});

/** The definition, letter by letter: drop one, add one, put another, or swap two neighbours. */
function slips(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const ways = [
    slips(a.slice(1), b) + 1,
    slips(a, b.slice(1)) + 1,
    slips(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && a[0] === b[1] && a[1] === b[0]) ways.push(slips(a.slice(2), b.slice(2)) + 1);
  return Math.min(...ways);
}

test('near is by the fewest slips that lead from one name to the other', () => {
  const name = fc.stringMatching(/^[abc]{0,5}$/);
  fc.assert(
    fc.property(name, name, (typed, one) => {
      expect(nearest(typed, [one])).toBe(slips(typed, one) <= 2 ? one : undefined);
    }),
    { numRuns: 300 },
  );
});

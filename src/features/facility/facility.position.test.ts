import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAstray, isNowhere } from './facility.position.model.ts';

const county = [
  { latitude: 29.24, longitude: 113.81 },
  { latitude: 29.31, longitude: 113.95 },
  { latitude: 29.18, longitude: 113.72 },
  { latitude: 29.4, longitude: 113.9 },
];

test('F12 zero, zero is nowhere', () => {
  expect(isNowhere({ latitude: 0, longitude: 0 })).toBe(true);
  expect(isNowhere({ latitude: 0, longitude: 113 })).toBe(false);
  expect(isNowhere({ latitude: null, longitude: null })).toBe(false);
});

test.each([
  ['in the county', { latitude: 29.25, longitude: 113.8 }, false],
  ['in the next county', { latitude: 29.6, longitude: 114.2 }, false],
  ['latitude and longitude changed about', { latitude: 113.81, longitude: 29.24 }, true],
  ['in another province', { latitude: 31.2, longitude: 113.8 }, true],
  ['in the sea', { latitude: 0, longitude: 0 }, true],
])('F12 a position %s', (_, position, astray) => {
  expect(isAstray(position, county)).toBe(astray);
});

test('F12 with too few others nothing in the country is a question', () => {
  expect(isAstray({ latitude: 40, longitude: 90 }, county.slice(0, 2))).toBe(false);
});

test('F12 one wrong position among the others makes no right one a question', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 3, max: 54, noNaN: true }),
      fc.double({ min: 73, max: 136, noNaN: true }),
      (latitude, longitude) => {
        for (const position of county)
          expect(isAstray(position, [...county, { latitude, longitude }])).toBe(false);
      },
    ),
  );
});

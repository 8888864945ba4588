import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatWanYuan, formatYuan, parseYuan, shareOf } from '#kernel/money.ts';

test.each([
  ['0', 0],
  ['0.05', 5],
  ['10005.00', 1_000_500],
  ['123,456.78', 12_345_678],
  ['1，000.5', 100_050],
  [' 1 000.50 ', 100_050],
  ['3286500', 328_650_000],
])('%s yuan is %i fen', (text, fen) => {
  expect(parseYuan(text)).toBe(fen);
});

test.each(['1.234', '-1', '一百', '1e3', '', '.5', '01', '12345678901234'])('%s is no amount', (text) => {
  expect(parseYuan(text)).toBeUndefined();
});

test('what is printed reads back to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
      expect(parseYuan(formatYuan(fen))).toBe(fen);
    }),
  );
});

test.each([
  [0, '0.00'],
  [7, '0.07'],
  [99_999, '999.99'],
  [100_000, '1,000.00'],
  [123_456_789, '1,234,567.89'],
  [-100_000_000, '-1,000,000.00'],
])('%i fen reads %s', (fen, text) => {
  expect(formatYuan(fen)).toBe(text);
});

test('negative amounts and 万元 are for display', () => {
  expect(formatYuan(-5)).toBe('-0.05');
  expect(formatWanYuan(328_650_000)).toBe('328.65');
  expect(formatWanYuan(300_000_000)).toBe('300.00');
  expect(formatWanYuan(123_456_789_000)).toBe('123,456.79');
});

test('a share is never negative and never exceeds the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (fen, share) => {
        const part = shareOf(fen, share);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(fen);
      },
    ),
  );
  expect(shareOf(100, 0.3)).toBe(30);
  expect(shareOf(1, 0.5)).toBe(0);
});

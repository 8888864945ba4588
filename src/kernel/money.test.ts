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
  ['F14 １２３４５６', 12_345_600],
  ['F14 123,456.78元', 12_345_678],
  ['F14 ¥123,456.78', 12_345_678],
  ['F14 ￥１，２３４．５', 123_450],
  ['F14 12.35万', 12_350_000],
  ['F14 1500万元', 1_500_000_000],
  ['F14 1,500 万元', 1_500_000_000],
  ['F14 0.000001万元', 1],
  ['F14 1.2亿元', 12_000_000_000],
  ['F14 人民币3286500元整', 328_650_000],
])('%s yuan is %i fen', (text, fen) => {
  expect(parseYuan(text.replace('F14 ', ''))).toBe(fen);
});

test.each([
  '1,5',
  '3,50',
  '1,234,56',
  '12,34',
  ',123',
  '1,',
  '1 5',
  '1，5',
  '1,234 567',
  '12.345678901万',
  '万',
  '元',
  '1.5.5',
  '1500万万',
  '0,123',
  '100万亿',
])('F5 %j is never taken for another amount', (text) => {
  expect(parseYuan(text)).toBeUndefined();
});

test.each(['1.234', '-1', '一百', '1e3', '', '.5', '01', '12345678901234'])('%s is no amount', (text) => {
  expect(parseYuan(text)).toBeUndefined();
});

test('what is printed reads back to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
      expect(parseYuan(formatYuan(fen))).toBe(fen);
      expect(parseYuan(`¥${formatYuan(fen)}元`)).toBe(fen);
    }),
  );
});

test('F14 what a paper says in 万元 and 亿元 is the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
      const in万 = `${Math.floor(fen / 1_000_000)}.${String(fen % 1_000_000).padStart(6, '0')}`;
      const in亿 = `${Math.floor(fen / 10_000_000_000)}.${String(fen % 10_000_000_000).padStart(10, '0')}`;
      expect(parseYuan(`${in万}万元`)).toBe(fen);
      expect(parseYuan(`${in亿}亿`)).toBe(fen);
    }),
  );
});

test('F5 a comma anywhere but between thousands changes no amount silently', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.nat(7), (yuan, at) => {
      const digits = String(yuan);
      const place = Math.min(at, digits.length);
      const typed = `${digits.slice(0, place)},${digits.slice(place)}`;
      const read = parseYuan(typed);
      expect(read === undefined || typed === formatYuan(read).replace('.00', '')).toBe(true);
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

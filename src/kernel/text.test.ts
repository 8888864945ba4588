import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanLine,
  cleanText,
  directionMarks,
  lettersIn,
  nameOfCharacter,
  unreadableMarks,
} from '#kernel/text.ts';

const anything = fc.string({ unit: 'binary', maxLength: 60 });

describe('cleaning', () => {
  test.each([
    ['F2 an indent of EM SPACES', '\u2003\u2003测试。', '测试。'],
    ['F2 the ideographic space', '　　第一段\n　　第二段', '第一段\n第二段'],
    ['F2 blanks of every width', 'a\u2002b\u2007c\u2009d\u202fe\u00a0f\u3000g', 'a b c d e f g'],
    ['F6 a space of no width', '赵\u200b明\ufeff', '赵明'],
    ['F6 letters made of nothing', '\u3164\u115f\u1160\uffa0\u2800', ''],
    ['F7 two ways to write one letter', 'Cafe\u0301', 'Café'],
    ['controls', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['breaks of a line', 'a\r\nb\rc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['a soft hyphen', '站\u00ad点', '站点'],
    ['the form of an ideograph stays', '葛\u{e0100}城', '葛\u{e0100}城'],
    ['a selector of nothing goes', 'a\ufe0f', 'a'],
    ['a joiner that joins stays', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['a joiner that joins nothing goes', '中\u200d国', '中国'],
  ])('%s', (_, typed, kept) => {
    expect(cleanText(typed)).toBe(kept);
  });

  test('one line has no breaks', () => {
    expect(cleanLine(' 李塅\n\n服务站 ')).toBe('李塅 服务站');
  });

  test('what is clean stays as it is', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
        expect(cleanLine(cleanLine(typed))).toBe(cleanLine(typed));
      }),
    );
  });

  test('nothing clean turns the reading, hides, or is a blank of another kind', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const kept = cleanText(typed);
        expect(directionMarks(kept)).toEqual([]);
        expect(kept).toBe(kept.normalize('NFC'));
        expect(kept).not.toMatch(/(?![ \n])[\p{Zs}\p{Cc}\u2800]/u);
      }),
    );
  });
});

test('F6 letters are what a reader sees of them', () => {
  expect(
    ['同意', '。。。。', '\u200b'.repeat(4), '\u3164', '同意付款', '12 ab', '①②'].map(lettersIn),
  ).toEqual([2, 0, 0, 0, 4, 4, 2]);
});

test('F9 a mark that turns the reading is named', () => {
  expect(directionMarks('12\u202e34\u2066元\u202e')).toEqual(['U+202E', 'U+2066']);
});

test('F1 a picture and a private character are named; what a paper can circumscribe is not', () => {
  expect(unreadableMarks('门口👍未更新✅\ue815')).toEqual(['U+1F44D 👍', 'U+2705 ✅', 'U+E815']);
  expect(unreadableMarks('𮧵某㙍𡎚塅☑✓①㎡℃★■')).toEqual([]);
});

test('a character is named by its code point, and shown where it can be seen', () => {
  expect(['👍', '\u2003', '\u3164', '𮧵'].map(nameOfCharacter)).toEqual([
    'U+1F44D 👍',
    'U+2003',
    'U+3164',
    'U+2E9F5 𮧵',
  ]);
});

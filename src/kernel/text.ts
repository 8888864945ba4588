// What the door of every typed text does: what is stored is what page, digest and paper show.

const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const controls = /(?![\t\n])\p{Cc}|[\ufff9-\ufffb]/gu;
/** Every width of blank: the ideographic one, the unbreakable ones, and Braille's empty cell. */
const blanks = /[\t\p{Zs}\u2800]+/gu;

// Marks nobody sees. A variation selector belongs to the ideograph before it, a joiner to a letter that joins.
const ofAnIdeograph = '\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
const ofMongolian = '\\u180b-\\u180f';
const joiners = '\\u200c\\u200d';
const unseen = new RegExp(
  [
    `(?<!\\p{Ideographic})[${ofAnIdeograph}]`,
    `(?<!\\p{Script=Mongolian})[${ofMongolian}]`,
    `(?<![\\p{Script=Mongolian}\\p{Script=Arabic}])[${joiners}]`,
    `(?![${ofAnIdeograph}${ofMongolian}${joiners}])\\p{Default_Ignorable_Code_Point}`,
  ].join('|'),
  'gu',
);

const direction = /\p{Bidi_Control}/gu;
/** Pictures, private codes, and what Unicode calls no character. */
const unreadable =
  /[\p{Emoji_Presentation}\p{Co}\p{Noncharacter_Code_Point}]|(?=[\u{1f000}-\u{1faff}])\p{Extended_Pictographic}/gu;

/** Several lines as they are kept: composed, no blanks at the ends of a line, one blank between words. */
export const cleanText = (text: string): string =>
  text
    .replaceAll(lineBreaks, '\n')
    .replaceAll(controls, '')
    .normalize('NFC')
    .replaceAll(unseen, '')
    .normalize('NFC')
    .replaceAll(blanks, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim();

/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\n+/g, ' ');

/** Marks that turn the direction of reading: with one, the page can say another sum than the paper. Ask before cleaning. */
export const directionMarks = (text: string): readonly string[] => named(text.match(direction));

/** What no paper, and no other machine, is sure to show. */
export const unreadableMarks = (text: string): readonly string[] => named(text.match(unreadable));

/** `U+1F44D 👍`; what cannot be seen is named by its code point alone. */
export function nameOfCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && cleanLine(character) !== ''
    ? `${code} ${character}`
    : code;
}

const named = (found: readonly string[] | null): readonly string[] =>
  [...new Set(found)].map(nameOfCharacter);

/** How many letters and digits a reader sees: “。。。。” has none. */
export const lettersIn = (text: string): number => cleanText(text).match(/[\p{L}\p{N}]/gu)?.length ?? 0;

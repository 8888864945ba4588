import type { LetterFace, LetterFonts, LetterGlyph } from './letter-page.ts';

/** A run of text in one face. */
export type Piece = { text: string; face: LetterFace };
export type Measure = {
  width: number;
  /** Empty space before the first line, and before every further one. */
  firstIndent?: number;
  hangingIndent?: number;
  justify?: boolean;
  /** A line that would need wider gaps than this, in cells, stays ragged; one of few gaps does so sooner. */
  loosest?: number;
};

/** A character with the width it takes; a wide one stands in the middle of a cell of the grid. */
export type Cell = {
  char: string;
  font: LetterGlyph['font'];
  width: number;
  inset: number;
  wide: boolean;
};

export function measure(
  pieces: readonly Piece[],
  size: number,
  pitch: number,
  fonts: LetterFonts,
): readonly Cell[] {
  return pieces.flatMap(({ text, face }) =>
    [...text].map((char): Cell => {
      const { font, advance } = fonts.glyph(face, char);
      const natural = advance * size;
      if (!isWide(char, advance)) return { char, font, width: natural, inset: 0, wide: false };
      return { char, font, width: pitch, inset: (pitch - natural) / 2, wide: true };
    }),
  );
}

export const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);

/** Sets cells side by side without breaking; x counts from the left. */
export function setLine(cells: readonly Cell[], left: number): LetterGlyph[] {
  let x = left;
  return cells.map((cell) => {
    const glyph = { char: cell.char, font: cell.font, x, width: cell.width, origin: x + cell.inset };
    x += cell.width;
    return glyph;
  });
}

/** Breaks cells into lines by the rules of Chinese setting; every line but the last fills the measure. */
export function breakLines(cells: readonly Cell[], shape: Measure): LetterGlyph[][] {
  const lines: LetterGlyph[][] = [];
  let start = 0;
  while (start < cells.length) {
    const indent = (lines.length === 0 ? shape.firstIndent : shape.hangingIndent) ?? 0;
    const room = shape.width - indent;
    const end = lineEnd(cells, start, room);
    const line = trimmed(cells.slice(start, end));
    const last = end === cells.length;
    const overfull = widthOf(line) > room;
    const loose = loosenessOf(line, room) > (shape.loosest ?? Infinity) * Math.min(1, gapsOf(line) / 10);
    const fill = overfull || ((shape.justify ?? true) && !last && !loose);
    lines.push(setLine(fill ? justified(line, room) : line, indent));
    start = end;
    while (cells[start]?.char === ' ') start += 1;
  }
  return lines;
}

export const mayNotStart = (char: string): boolean => noStart.has(char);
export const mayNotEnd = (char: string): boolean => noEnd.has(char);

const noStart = new Set('，。、；：？！）〕》〉」』】〗”’…—·％‰℃°～,.;:?!)]}%');
const noEnd = new Set('（〔《〈「『【〖“‘([{￥¥$№□☐☑☒');
const opening = new Set('（〔《〈「『【〖“‘');
const closing = new Set('，。、；：）〕》〉」』】〗”’');
/** A mark of punctuation fills half its cell; it may give up most of the empty half. */
const squeezeMost = 0.45;
/** Looser than this (in cells a gap), a code or an address is broken at its own dash or slash instead. */
const looseMost = 0.3;
/** So much room in every gap, in cells, looks as bad as marks squeezed to the utmost. */
const asBadAsSqueezed = 0.1;
const tolerance = 0.01;

function isWide(char: string, advance: number): boolean {
  const codePoint = char.codePointAt(0) ?? 0;
  if (codePoint >= 0x2e80) return true;
  return advance > 0.8 && (codePoint >= 0x2000 || '·×÷±°§'.includes(char));
}

type Break = 'never' | 'good' | 'separator' | 'word';
/** The furthest place of each kind at which the line still fits; 0 where there is none. */
type Ends = Record<Break, number>;

/** May a line end between the cell before index and the cell at index? */
function breakAt(cells: readonly Cell[], index: number): Break {
  const before = cells[index - 1];
  const after = cells[index];
  if (!before || !after) return 'good';
  if (mayNotStart(after.char) || mayNotEnd(before.char) || after.char === ' ') return 'never';
  if (before.char === ' ') return 'good';
  // 数字、年份不能回行: a number keeps together, and a year keeps its 年.
  if (after.char === '年' && /\d/.test(before.char)) return 'never';
  if (before.wide || after.wide) return 'good';
  return '-/_@&=?.:'.includes(before.char) && /[a-z]/i.test(wordAround(cells, index)) ? 'separator' : 'word';
}

function wordAround(cells: readonly Cell[], index: number): string {
  const inWord = (at: number): boolean =>
    cells[at] !== undefined && !cells[at].wide && cells[at].char !== ' ';
  let from = index;
  let to = index;
  while (inWord(from - 1)) from -= 1;
  while (inWord(to)) to += 1;
  return cells
    .slice(from, to)
    .map((cell) => cell.char)
    .join('');
}

function lineEnd(cells: readonly Cell[], start: number, room: number): number {
  const ends: Ends = { good: 0, separator: 0, word: 0, never: 0 };
  let width = 0;
  for (let index = start; index < cells.length; index += 1) {
    const cell = cells[index];
    if (!cell) break;
    if (index > start && width <= room + tolerance) ends[breakAt(cells, index)] = index;
    width += cell.width;
    if (width > room + tolerance && cell.char !== ' ') return chooseEnd(cells, start, room, ends);
  }
  return cells.length;
}

function chooseEnd(cells: readonly Cell[], start: number, room: number, ends: Ends): number {
  const looseness = ends.good ? loosenessOf(trimmed(cells.slice(start, ends.good)), room) : Infinity;
  const tight = tightEnd(cells, start, room);
  if (tight && tight.squeeze < looseness / asBadAsSqueezed) return tight.end;
  if (ends.separator > ends.good && looseness > looseMost) return ends.separator;
  return ends.good || ends.separator || ends.word || start + 1;
}

/** The nearest end beyond the measure that its punctuation can be squeezed for. */
function tightEnd(cells: readonly Cell[], start: number, room: number) {
  let width = 0;
  for (let end = start; end < cells.length; ) {
    width += cells[end]?.width ?? 0;
    end += 1;
    if (width <= room + tolerance || breakAt(cells, end) !== 'good') continue;
    const capacity = squeezable(cells.slice(start, end));
    const squeeze = capacity > 0 ? (width - room) / capacity : Infinity;
    return squeeze <= 1 ? { end, squeeze } : undefined;
  }
  return undefined;
}

const isMark = (cell: Cell): boolean => cell.wide && (opening.has(cell.char) || closing.has(cell.char));
const squeezable = (cells: readonly Cell[]): number =>
  cells.reduce((sum, cell) => sum + (isMark(cell) ? cell.width * squeezeMost : 0), 0);

/** A gap may widen beside a wide character or a space, never inside a number or a word. */
const hasGapAfter = (cells: readonly Cell[], index: number): boolean => {
  const [cell, next] = [cells[index], cells[index + 1]];
  return cell !== undefined && next !== undefined && (cell.wide || next.wide || cell.char === ' ');
};

const gapsOf = (cells: readonly Cell[]): number =>
  cells.filter((_, index) => hasGapAfter(cells, index)).length;

function loosenessOf(cells: readonly Cell[], room: number): number {
  const pitch = cells.find((cell) => cell.wide)?.width ?? 1;
  const spare = room - widthOf(cells);
  return spare <= tolerance ? 0 : spare / Math.max(gapsOf(cells), 0.1) / pitch;
}

function justified(cells: readonly Cell[], room: number): readonly Cell[] {
  const spare = room - widthOf(cells);
  if (spare < 0) {
    const ratio = -spare / (squeezable(cells) || Infinity);
    return cells.map((cell) => (isMark(cell) ? squeezed(cell, cell.width * squeezeMost * ratio) : cell));
  }
  const gaps = gapsOf(cells);
  if (gaps === 0) return cells;
  return cells.map((cell, index) =>
    hasGapAfter(cells, index) ? { ...cell, width: cell.width + spare / gaps } : cell,
  );
}

/** The ink of an opening mark stands in the right half of its cell, so the left half is what goes. */
function squeezed(cell: Cell, by: number): Cell {
  const inset = opening.has(cell.char) ? cell.inset - by : cell.inset;
  return { ...cell, width: cell.width - by, inset };
}

function trimmed(cells: readonly Cell[]): readonly Cell[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1]?.char === ' ') end -= 1;
  return cells.slice(0, end);
}

// The paper of GB/T 9704-2012 and what can stand on it. Points, counted from the upper left corner of the page.

export const millimetres = (length: number): number => (length * 72) / 25.4;

export const paper = { width: millimetres(210), height: millimetres(297) };
/** 版心 156 mm × 225 mm: 22 lines of 28 characters. */
export const grid = {
  left: millimetres(28),
  top: millimetres(37),
  width: millimetres(156),
  height: millimetres(225),
  rows: 22,
  columns: 28,
  column: millimetres(156) / 28,
  row: millimetres(225) / 22,
};
/** 二号, 三号 and 四号, and 小四 for tables. */
export const sizes = { title: 22, body: 16, foot: 14, table: 12 };

export type LetterFace = 'fang' | 'kai' | 'hei' | 'song' | 'title';
export type LetterFontName = LetterFace | 'fang-more' | 'kai-more' | 'hei-more' | 'signs';
export type LetterFonts = {
  /** The font that has the character in this face, and its advance in em. Throws, naming it, when no font has it. */
  glyph(face: LetterFace, character: string): { font: LetterFontName; advance: number };
  /** Where the ink begins and ends above the baseline, in em. */
  ink(face: LetterFace, character: string): { top: number; bottom: number };
};

export type LetterColour = 'black' | 'red' | 'grey';
/** x and width are the place the character takes; origin is where its outline is drawn from. */
export type LetterGlyph = { char: string; font: LetterFontName; x: number; width: number; origin: number };
export type LetterRole =
  | 'mark'
  | 'urgency'
  | 'number'
  | 'title'
  | 'addressee'
  | 'heading1'
  | 'heading2'
  | 'paragraph'
  | 'table-head'
  | 'table-cell'
  | 'annex-note'
  | 'signature'
  | 'date'
  | 'contact'
  | 'annex-label'
  | 'annex-title'
  | 'copy-to'
  | 'page-number'
  | 'record';
export type LetterLine = {
  role: LetterRole;
  /** The row of the grid, from 0; null for what stands outside it. */
  row: number | null;
  baseline: number;
  size: number;
  /** Horizontal scale: a long issuer's mark is condensed. */
  condensed: number;
  colour: LetterColour;
  glyphs: readonly LetterGlyph[];
};
export type LetterRule = {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  colour: LetterColour;
};
export type LetterPage = { lines: LetterLine[]; rules: LetterRule[] };

export const textOf = (line: LetterLine): string => line.glyphs.map((glyph) => glyph.char).join('');
export const rightOf = (glyphs: readonly LetterGlyph[]): number => {
  const last = glyphs.at(-1);
  return last ? last.x + last.width : 0;
};
export const shifted = (glyphs: readonly LetterGlyph[], by: number): readonly LetterGlyph[] =>
  glyphs.map((glyph) => ({ ...glyph, x: glyph.x + by, origin: glyph.origin + by }));

/** Something that stands on one page, one below the other. */
export type Box = {
  height: number;
  /** Begins on a row of the grid. */
  onGrid: boolean;
  /** Is never the last on a page when another box follows. */
  keep: boolean;
  /** An empty line, which is dropped at the head of a page. */
  blank?: boolean;
  /** What is repeated above this box when a page begins with it. */
  head?: Box;
  draw?(page: LetterPage, top: number, edges: Edges): void;
};
/** A repeated head does not count: the box below it is the first too. */
export type Edges = { firstOnPage: boolean; lastOnPage: boolean };

export const emptyPage = (): LetterPage => ({ lines: [], rules: [] });
export const blankRow = (keep = true): Box => ({ height: grid.row, onGrid: true, keep, blank: true });

/** Spreads boxes over pages, the first of them `page` from `top` on (a distance below the upper edge of the 版心). */
export function flow(boxes: readonly Box[], page: LetterPage, top: number): LetterPage[] {
  const pages = [page];
  const placed: { box: Box; on: number; top: number; first: boolean }[] = [];
  let y = top;
  let fresh = top === 0;
  const place = (box: Box): void => {
    const at = startOf(box, y);
    placed.push({ box, on: pages.length - 1, top: at, first: fresh });
    y = at + box.height;
  };
  for (const [index, box] of boxes.entries()) {
    if (!fresh && endOf(together(boxes, index), y) > grid.height + 0.01) {
      pages.push(emptyPage());
      y = 0;
      fresh = true;
    }
    if (fresh && box.blank) continue;
    if (fresh && box.head) place(box.head);
    place(box);
    fresh = false;
  }
  for (const [index, { box, on, top: at, first }] of placed.entries()) {
    const target = pages[on];
    if (!target) continue;
    box.draw?.(target, grid.top + at, { firstOnPage: first, lastOnPage: placed[index + 1]?.on !== on });
  }
  return pages;
}

const startOf = (box: Box, y: number): number =>
  box.onGrid ? Math.ceil(y / grid.row - 0.001) * grid.row : y;

const endOf = (boxes: readonly Box[], from: number): number =>
  boxes.reduce((y, box) => startOf(box, y) + box.height, from);

/** The boxes that must stand on one page with this one; where no page could hold them, only the next. */
function together(boxes: readonly Box[], index: number): readonly Box[] {
  let end = index;
  while (boxes[end]?.keep && end < boxes.length - 1) end += 1;
  const chain = boxes.slice(index, end + 1);
  return endOf(chain, 0) <= grid.height + 0.01 ? chain : chain.slice(0, 2);
}

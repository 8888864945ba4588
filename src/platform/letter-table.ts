import { breakLines, measure } from './letter-lines.ts';
import {
  type Box,
  grid,
  type LetterFace,
  type LetterFonts,
  type LetterGlyph,
  type LetterPage,
  rightOf,
  shifted,
  sizes,
} from './letter-page.ts';

export type TableBlock = {
  kind: 'table';
  head: readonly string[];
  rows: readonly (readonly string[])[];
  widths: readonly number[];
};

/** One box a row, or one a line where a row is so tall that it may run on over the page. */
export function tableBoxes(table: TableBlock, fonts: LetterFonts): Box[] {
  const columns = columnsOf(table.widths);
  const setRow = (texts: readonly string[], face: LetterFace): Row => {
    if (texts.length !== columns.length) {
      throw new Error(`A table of ${columns.length} columns has a row of ${texts.length} cells: ${texts.join(' | ')}`);
    }
    return columns.map((column, index) => setCell(texts[index] ?? '', face, column, fonts));
  };
  const rows = table.rows.map((row) => setRow(row, 'fang'));
  const centred = columns.map((column, index) =>
    rows.every((row) => isShort(row[index] ?? [], column)),
  );
  const [head] = rowBoxes(setRow(table.head, 'hei'), columns, columns.map(() => true), 'table-head', Infinity);
  const body = rows.flatMap((row) => rowBoxes(row, columns, centred, 'table-cell', splitAbove));
  if (!head) return body;
  const first = body[0];
  return [
    { ...head, onGrid: true, keep: first !== undefined },
    ...body.map((box, index) => (index === 0 ? box : { ...box, head })),
  ];
}

const lineHeight = 18;
/** Above and below the text of a row, so that a row of one line is as high as a row of the grid. */
const padding = (grid.row - lineHeight) / 2;
const sidePadding = 4;
const outerRule = 1;
const innerRule = 0.5;
/** A row of more lines than this may be divided between two pages. */
const splitAbove = 8;

type Column = { left: number; width: number };
type Cell = readonly (readonly LetterGlyph[])[];
type Row = readonly Cell[];

function columnsOf(shares: readonly number[]): readonly Column[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const narrowest = sizes.table + 2 * sidePadding;
  const spare = grid.width - narrowest * shares.length;
  let left = grid.left;
  return shares.map((share) => {
    const wished = (grid.width * share) / total;
    // Even the narrowest column holds one character; what it takes, the others give in proportion.
    const width = Math.max(narrowest, shares.some((other) => (grid.width * other) / total < narrowest) ? narrowest + (spare * share) / total : wished);
    const column = { left, width };
    left += width;
    return column;
  });
}

function setCell(text: string, face: LetterFace, column: Column, fonts: LetterFonts): Cell {
  const width = column.width - 2 * sidePadding;
  return text.split('\n').flatMap((part) =>
    breakLines(measure([{ text: part, face }], sizes.table, sizes.table, fonts), {
      width,
      justify: width > sizes.table * 9,
    }),
  );
}

const isShort = (cell: Cell, column: Column): boolean =>
  cell.length <= 1 || cell.every((line) => rightOf(line) <= Math.min(column.width, sizes.table * 6));

function rowBoxes(
  row: Row,
  columns: readonly Column[],
  centred: readonly boolean[],
  role: 'table-head' | 'table-cell',
  splitOver: number,
): Box[] {
  const tallest = Math.max(1, ...row.map((cell) => cell.length));
  const draw = (page: LetterPage, top: number, from: number, to: number): void => {
    for (const [index, cell] of row.entries()) {
      const column = columns[index];
      if (!column) continue;
      const fallen = tallest > splitOver ? 0 : ((tallest - cell.length) * lineHeight) / 2;
      for (const [at, glyphs] of cell.slice(from, to).entries()) {
        const y = top + (from === 0 ? padding : 0) + fallen + at * lineHeight;
        drawLine(page, glyphs, column, centred[index] ?? false, y, role);
      }
    }
  };
  if (tallest <= splitOver) {
    const height = tallest * lineHeight + 2 * padding;
    return [framed({ height, keep: false, first: true, last: true, columns }, (page, top) => draw(page, top, 0, tallest))];
  }
  return Array.from({ length: tallest }, (_, line) => {
    const first = line === 0;
    const last = line === tallest - 1;
    const height = lineHeight + (first ? padding : 0) + (last ? padding : 0);
    // At least two lines of the row stand on either side of a page's end.
    const keep = first || line === tallest - 2;
    return framed({ height, keep, first, last, columns }, (page, top) => draw(page, top, line, line + 1));
  });
}

function drawLine(
  page: LetterPage,
  glyphs: readonly LetterGlyph[],
  column: Column,
  centred: boolean,
  top: number,
  role: 'table-head' | 'table-cell',
): void {
  const left = centred ? column.left + (column.width - rightOf(glyphs)) / 2 : column.left + sidePadding;
  page.lines.push({
    role,
    row: null,
    baseline: top + (lineHeight - sizes.table) / 2 + sizes.table * 0.88,
    size: sizes.table,
    condensed: 1,
    colour: 'black',
    glyphs: shifted(glyphs, left),
  });
}

type Frame = { height: number; keep: boolean; first: boolean; last: boolean; columns: readonly Column[] };

function framed(frame: Frame, draw: (page: LetterPage, top: number) => void): Box {
  const { height, keep, first, last, columns } = frame;
  const edge = { left: grid.left, right: grid.left + grid.width };
  return {
    height,
    keep,
    onGrid: false,
    draw(page, top, { firstOnPage, lastOnPage }) {
      const rule = (x1: number, y1: number, x2: number, y2: number, width: number) =>
        page.rules.push({ x1, y1, x2, y2, width, colour: 'black' });
      if (first || firstOnPage) rule(edge.left, top, edge.right, top, firstOnPage ? outerRule : innerRule);
      if (last || lastOnPage) {
        rule(edge.left, top + height, edge.right, top + height, lastOnPage ? outerRule : innerRule);
      }
      for (const { left } of columns) {
        rule(left, top, left, top + height, left === edge.left ? outerRule : innerRule);
      }
      rule(edge.right, top, edge.right, top + height, outerRule);
      draw(page, top);
    },
  };
}

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
      throw new Error(
        `A table of ${columns.length} columns has a row of ${texts.length} cells: ${texts.join(' | ')}`,
      );
    }
    return columns.map((column, index) => setCell(texts[index] ?? '', face, column, fonts));
  };
  const rows = table.rows.map((row) => setRow(row, 'fang'));
  const centred = columns.map((column, index) => rows.every((row) => isShort(row[index] ?? [], column)));
  const body = rows.flatMap((row, index) =>
    rowBoxes({ row, columns, centred, role: 'table-cell', closes: index === rows.length - 1 }),
  );
  const titles = { row: setRow(table.head, 'hei'), columns, centred: columns.map(() => true) };
  return rowBoxes({ ...titles, role: 'table-head', closes: rows.length === 0 }).flatMap((head) => [
    { ...head, onGrid: true, keep: true },
    ...body.map((box, index) => (index === 0 ? box : { ...box, head })),
  ]);
}

const lineHeight = 18;
/** Above and below the text of a row, so that a row of one line is as high as a row of the grid. */
const padding = (grid.row - lineHeight) / 2;
const sidePadding = 4;
/** Two characters, so that a serial number finds room beside any greedy column. */
const narrowest = 2 * sizes.table + 2 * sidePadding;
const ruleWidth = 0.6;
/** A row of more lines than this may be divided between two pages. */
const splitAbove = 8;

type Column = { left: number; width: number };
type Cell = readonly (readonly LetterGlyph[])[];
type Row = readonly Cell[];

function columnsOf(shares: readonly number[]): readonly Column[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const wished = shares.map((share) => Math.max((grid.width * share) / total, narrowest));
  const scale = grid.width / wished.reduce((sum, width) => sum + width, 0);
  let left = grid.left;
  return wished.map((wish) => {
    const column = { left, width: wish * scale };
    left += column.width;
    return column;
  });
}

function setCell(text: string, face: LetterFace, column: Column, fonts: LetterFonts): Cell {
  const width = column.width - 2 * sidePadding;
  return text.split('\n').flatMap((part) =>
    breakLines(measure([{ text: part, face }], sizes.table, sizes.table, fonts), {
      width,
      justify: width > sizes.table * 9,
      loosest: 0.12,
    }),
  );
}

const isShort = (cell: Cell, column: Column): boolean =>
  cell.length <= 1 || cell.every((line) => rightOf(line) <= Math.min(column.width, sizes.table * 6));

type SetRow = {
  row: Row;
  columns: readonly Column[];
  centred: readonly boolean[];
  role: 'table-head' | 'table-cell';
  /** The last row of its table. */
  closes: boolean;
};

function rowBoxes(set: SetRow): Box[] {
  const tallest = Math.max(1, ...set.row.map((cell) => cell.length));
  if (tallest <= splitAbove || set.role === 'table-head') {
    const height = tallest * lineHeight + 2 * padding;
    return [
      framed(set.columns, { height, keep: false, first: true, closes: set.closes }, (page, top) => {
        drawCells(
          page,
          set,
          0,
          tallest,
          (cell) => top + padding + ((tallest - cell.length) * lineHeight) / 2,
        );
      }),
    ];
  }
  return Array.from({ length: tallest }, (_, line) => {
    const above = line === 0 ? padding : 0;
    const below = line === tallest - 1 ? padding : 0;
    // At least two lines of the row stand on either side of a page's end.
    const keep = line === 0 || line === tallest - 2;
    const closes = set.closes && line === tallest - 1;
    const frame = { height: above + lineHeight + below, keep, first: line === 0, closes };
    return framed(set.columns, frame, (page, top) => drawCells(page, set, line, line + 1, () => top + above));
  });
}

function drawCells(
  page: LetterPage,
  { row, columns, centred, role }: SetRow,
  from: number,
  to: number,
  topOf: (cell: Cell) => number,
): void {
  for (const [index, column] of columns.entries()) {
    const cell = row[index] ?? [];
    for (const [at, glyphs] of cell.slice(from, to).entries()) {
      drawLine(page, glyphs, column, centred[index] ?? false, topOf(cell) + at * lineHeight, role);
    }
  }
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

type Frame = { height: number; keep: boolean; first: boolean; closes: boolean };

/** The rule below a row is drawn by the next one, except at the end of a page or of the table. */
function framed(
  columns: readonly Column[],
  { height, keep, first, closes }: Frame,
  draw: (page: LetterPage, top: number) => void,
): Box {
  const right = grid.left + grid.width;
  return {
    height,
    keep,
    onGrid: false,
    draw(page, top, { firstOnPage, lastOnPage }) {
      const rule = (x1: number, y1: number, x2: number, y2: number) =>
        page.rules.push({ x1, y1, x2, y2, width: ruleWidth, colour: 'black' });
      const bottom = top + height;
      if (first || firstOnPage) rule(grid.left, top, right, top);
      if (lastOnPage || closes) rule(grid.left, bottom, right, bottom);
      for (const { left } of columns) rule(left, top, left, bottom);
      rule(right, top, right, bottom);
      draw(page, top);
    },
  };
}

import { breakLines, type Measure, measure, type Piece, setLine, widthOf } from './letter-lines.ts';
import {
  type Box,
  blankRow,
  emptyPage,
  flow,
  grid,
  type LetterColour,
  type LetterFace,
  type LetterFonts,
  type LetterGlyph,
  type LetterPage,
  type LetterRole,
  millimetres,
  paper,
  rightOf,
  shifted,
  sizes,
} from './letter-page.ts';
import { type TableBlock, tableBoxes } from './letter-table.ts';
import { titleLines } from './letter-title.ts';

export type {
  LetterFace,
  LetterFontName,
  LetterFonts,
  LetterGlyph,
  LetterLine,
  LetterPage,
  LetterRule,
} from './letter-page.ts';

export type LetterBlock =
  /** Body text, its first line indented by two characters. */
  | { kind: 'paragraph'; text: string }
  /** 一、 in 黑体. */
  | { kind: 'heading1'; text: string }
  /** （一） in 楷体 up to its full stop; what follows is running text. */
  | { kind: 'heading2'; text: string }
  /** Widths are shares of the line. Breaks over pages and repeats its head. */
  | TableBlock;

export type LetterDocument = {
  issuer: string;
  number: string;
  urgency?: string;
  title: string;
  addressee: string;
  blocks: readonly LetterBlock[];
  /** Listed below the body as 附件说明, each begun on a page of its own. */
  annexes: readonly { title: string; blocks: readonly LetterBlock[] }[];
  signature: string;
  /** As printed: 2026年3月8日. */
  date: string;
  /** 附注, printed in brackets below the date. */
  contact?: string;
  copyTo: readonly string[];
  /** Printed small on the last page's foot: ties the paper to the record. */
  recordId: string;
};

/**
 * A letter in 信函格式 (GB/T 9704-2012, 10.1) as lines on pages. The seal is pressed by hand: its place over the
 * signature and the date stays empty.
 */
export function layoutLetter(document: LetterDocument, fonts: LetterFonts): LetterPage[] {
  const first = emptyPage();
  const top = letterhead(document, first, fonts);
  const copies = copyToBox(document.copyTo, fonts);
  const annexes = document.annexes.map((annex, index) => {
    const label = document.annexes.length > 1 ? `附件${index + 1}` : '附件';
    return annexBoxes(label, annex, fonts);
  });
  const closing = annexes.length === 0 ? [copies] : [];
  const pages = flow([...letterBoxes(document, fonts), ...closing], first, top);
  for (const [index, boxes] of annexes.entries()) {
    const last = index === annexes.length - 1;
    pages.push(...flow(last ? keepingLast(boxes, copies) : boxes, emptyPage(), 0));
  }
  for (const [index, page] of pages.entries()) {
    if (index > 0) page.lines.push(pageNumber(index + 1, fonts));
  }
  pages.at(-1)?.lines.push(recordLine(document.recordId, fonts));
  return pages;
}

const redLine = { width: millimetres(170), thick: 2.25, thin: 0.75, gap: 1.1 };
const mark = { top: millimetres(30), size: 38, width: millimetres(165), narrowest: 0.72, widest: 1.35 };
/** Nineteen characters: a full line of twenty leaves the title no shape. */
const titleWidth = 19 * sizes.title;
const copyLineHeight = 22;
const signatureGapRows = 2;

/** Draws what stands above the title and returns where the title may begin, below the upper edge of the 版心. */
function letterhead(document: LetterDocument, page: LetterPage, fonts: LetterFonts): number {
  const issuer = clean(document.issuer);
  const characters = [...issuer];
  const size = Math.min(mark.size, mark.width / (characters.length * mark.narrowest));
  const condensed = Math.min(1, mark.width / (characters.length * size));
  const pitch = Math.max(
    size * condensed,
    Math.min(size * mark.widest, mark.width / Math.max(characters.length, 1)),
  );
  const ink = characters.map((character) => fonts.ink('title', character));
  const baseline = mark.top + Math.max(...ink.map(({ top }) => top)) * size;
  const foot = baseline - Math.min(...ink.map(({ bottom }) => bottom)) * size;
  const cells = characters.map((char) => {
    const { font, advance } = fonts.glyph('title', char);
    return { char, font, width: pitch, inset: (pitch - advance * size * condensed) / 2, wide: true };
  });
  const left = (paper.width - widthOf(cells)) / 2;
  const glyphs = setLine(cells, left);
  page.lines.push({ role: 'mark', row: null, baseline, size, condensed, colour: 'red', glyphs });

  const upper = foot + millimetres(4);
  doubleRule(page, upper, 'thick above');
  doubleRule(page, paper.height - millimetres(20), 'thin above');

  // 与该线的距离为3号汉字高度的7/8。
  const numberTop = upper + (sizes.body * 7) / 8;
  const numberBaseline = numberTop + sizes.body * 0.88;
  const plain = (text: string, face: LetterFace, role: LetterRole, atRight: boolean): void => {
    const set = setLine(measure([{ text: clean(text), face }], sizes.body, grid.column, fonts), 0);
    const x = grid.left + (atRight ? grid.width - rightOf(set) : 0);
    page.lines.push({
      role,
      row: null,
      baseline: numberBaseline,
      size: sizes.body,
      condensed: 1,
      colour: 'black',
      glyphs: shifted(set, x),
    });
  };
  if (document.urgency) plain(document.urgency, 'hei', 'urgency', false);
  plain(document.number, 'fang', 'number', true);
  return numberTop + sizes.body - grid.top;
}

function doubleRule(page: LetterPage, y: number, order: 'thick above' | 'thin above'): void {
  const x1 = (paper.width - redLine.width) / 2;
  const x2 = x1 + redLine.width;
  const { thick, thin, gap } = redLine;
  const [upper, lower] = order === 'thick above' ? [thick, thin] : [thin, thick];
  // The distance the standard gives is to the line's outer edge: upper edge above, lower edge at the foot.
  const top = order === 'thick above' ? y : y - thick - thin - gap;
  page.rules.push(
    { x1, x2, y1: top + upper / 2, y2: top + upper / 2, width: upper, colour: 'red' },
    {
      x1,
      x2,
      y1: top + upper + gap + lower / 2,
      y2: top + upper + gap + lower / 2,
      width: lower,
      colour: 'red',
    },
  );
}

function letterBoxes(document: LetterDocument, fonts: LetterFonts): Box[] {
  const addressee = `${clean(document.addressee).replace(/[：:]$/u, '')}：`;
  const body = document.blocks.flatMap((block) => blockBoxes(block, fonts));
  return [
    blankRow(),
    blankRow(),
    ...titleBoxes(document.title, 'title', fonts),
    blankRow(),
    ...keptTogether(textBoxes('addressee', [{ text: addressee, face: 'fang' }], {}, fonts)),
    ...keepingTail(body),
    ...annexNotes(document, fonts),
    ...signatureBoxes(document, fonts),
  ];
}

function blockBoxes(block: LetterBlock, fonts: LetterFonts): Box[] {
  if (block.kind === 'table') {
    return tableBoxes(
      { ...block, head: block.head.map(cleanLines), rows: block.rows.map((row) => row.map(cleanLines)) },
      fonts,
    );
  }
  return cleanLines(block.text)
    .split('\n')
    .flatMap((text, index) => {
      const kind = index === 0 ? block.kind : 'paragraph';
      const { heading, rest } = kind === 'paragraph' ? { heading: '', rest: text } : headingOf(text);
      const face = kind === 'heading1' ? 'hei' : 'kai';
      const pieces: Piece[] = [
        { text: heading, face },
        { text: rest, face: 'fang' },
      ];
      const boxes = textBoxes(kind, pieces, { firstIndent: 2 * grid.column }, fonts);
      return rest === '' ? keptTogether(boxes) : boxes;
    });
}

/** A heading ends at its first full stop; the stop is still the heading's. */
function headingOf(text: string): { heading: string; rest: string } {
  const stop = text.indexOf('。');
  if (stop < 0) return { heading: text, rest: '' };
  return { heading: text.slice(0, stop + 1), rest: text.slice(stop + 1) };
}

function titleBoxes(title: string, role: 'title' | 'annex-title', fonts: LetterFonts): Box[] {
  return titleLines(clean(title), sizes.title, titleWidth, fonts).map((text) => {
    const cells = measure([{ text, face: 'title' }], sizes.title, sizes.title, fonts);
    const left = grid.left + (grid.width - widthOf(cells)) / 2;
    return { ...rowBox(role, setLine(cells, left), sizes.title), keep: true };
  });
}

/** 附件说明: hung so that each title's further lines begin below its first character. */
function annexNotes(document: LetterDocument, fonts: LetterFonts): Box[] {
  const several = document.annexes.length > 1;
  const prefix = 5 * grid.column;
  const boxes = document.annexes.flatMap((annex, index) => {
    const lead = index === 0 ? '附件：' : '';
    const number = several ? `${index + 1}.` : '';
    const numberWidth = widthOf(measure([{ text: number, face: 'fang' }], sizes.body, grid.column, fonts));
    const text = lead + number + clean(annex.title);
    const shape = {
      firstIndent: index === 0 ? 2 * grid.column : prefix,
      hangingIndent: prefix + numberWidth,
    };
    return textBoxes('annex-note', [{ text, face: 'fang' }], shape, fonts);
  });
  return boxes.length === 0 ? [] : keptTogether([blankRow(), ...boxes]);
}

/** 署名 over 成文日期, centred on it; the date ends four characters from the right unless a long 署名 needs the room. */
function signatureBoxes(document: LetterDocument, fonts: LetterFonts): Box[] {
  const cellsOf = (text: string) =>
    measure([{ text: clean(text), face: 'fang' }], sizes.body, grid.column, fonts);
  const date = cellsOf(document.date);
  const room = grid.width - 2 * grid.column;
  const signature = breakLines(cellsOf(document.signature), { width: room, justify: false });
  const widest = Math.max(widthOf(date), ...signature.map(rightOf));
  const ordinary = grid.width - 4 * grid.column - widthOf(date) / 2;
  const centre = grid.left + Math.min(ordinary, grid.width - grid.column - widest / 2);
  const centred = (glyphs: readonly LetterGlyph[], role: LetterRole) =>
    rowBox(role, shifted(glyphs, centre - rightOf(glyphs) / 2), sizes.body);
  const boxes = [
    ...Array.from({ length: signatureGapRows }, () => blankRow()),
    ...signature.map((glyphs) => centred(glyphs, 'signature')),
    centred(setLine(date, 0), 'date'),
  ];
  if (document.contact) {
    const text = `（${clean(document.contact).replace(/^[（(]|[）)]$/gu, '')}）`;
    boxes.push(...textBoxes('contact', [{ text, face: 'fang' }], { firstIndent: 2 * grid.column }, fonts));
  }
  return keptTogether(boxes);
}

function annexBoxes(
  label: string,
  annex: { title: string; blocks: readonly LetterBlock[] },
  fonts: LetterFonts,
): Box[] {
  return [
    ...keptTogether(textBoxes('annex-label', [{ text: label, face: 'hei' }], {}, fonts)),
    blankRow(),
    ...titleBoxes(annex.title, 'annex-title', fonts),
    blankRow(),
    ...annex.blocks.flatMap((block) => blockBoxes(block, fonts)),
  ];
}

/** 版记 of a 信函: 抄送 alone, at the foot of the last page, without rules; further lines hang behind the colon. */
function copyToBox(copyTo: readonly string[], fonts: LetterFonts): Box {
  const names = copyTo.map(clean).filter((name) => name !== '');
  if (names.length === 0) return { height: 0, onGrid: false, keep: false };
  const size = sizes.foot;
  const cellsOf = (text: string) => measure([{ text, face: 'fang' }], size, size, fonts);
  const lead = widthOf(cellsOf('抄送：'));
  const width = grid.width - 2 * size;
  const lines = wholeNames(names, (text) => widthOf(cellsOf(text)), width - lead).flatMap((text, index) => {
    const firstIndent = index === 0 ? 0 : lead;
    const cells = cellsOf(index === 0 ? `抄送：${text}` : text);
    return breakLines(cells, { width, firstIndent, hangingIndent: lead, justify: false });
  });
  const height = lines.length * copyLineHeight;
  return {
    height,
    onGrid: false,
    keep: false,
    draw(page) {
      const top = grid.top + grid.height - height;
      for (const [index, glyphs] of lines.entries()) {
        const baseline = top + (index + 1) * copyLineHeight - (copyLineHeight - size) / 2 - size * 0.12;
        page.lines.push(plainLine('copy-to', shifted(glyphs, grid.left + size), size, baseline));
      }
    },
  };
}

/** Joins names with commas into lines that end between two names, if a name is not longer than a line itself. */
function wholeNames(
  names: readonly string[],
  widthOfText: (text: string) => number,
  room: number,
): readonly string[] {
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const text = name + (index === names.length - 1 ? '。' : '，');
    const line = lines.at(-1);
    if (line !== undefined && widthOfText(line + text) <= room) lines[lines.length - 1] = line + text;
    else lines.push(text);
  }
  return lines;
}

/** — 2 — in 四号 half-width 宋体, its dashes 7 mm below the 版心; odd pages right, even pages left, one character in. */
function pageNumber(number: number, fonts: LetterFonts) {
  const size = sizes.foot;
  const set = setLine(measure([{ text: `— ${number} —`, face: 'song' }], size, size, fonts), 0);
  const dash = fonts.ink('song', '—');
  const baseline = grid.top + grid.height + millimetres(7) + ((dash.top + dash.bottom) / 2) * size;
  const left = number % 2 === 1 ? grid.left + grid.width - size - rightOf(set) : grid.left + size;
  return plainLine('page-number', shifted(set, left), size, baseline);
}

function recordLine(recordId: string, fonts: LetterFonts) {
  const size = 8;
  const set = setLine(
    measure([{ text: `电子记录 ${clean(recordId)}`, face: 'song' }], size, size, fonts),
    grid.left,
  );
  return plainLine('record', set, size, paper.height - millimetres(13), 'grey');
}

/** Below a heading, a title or a signature no page may end. */
const keptTogether = (boxes: readonly Box[]): Box[] => boxes.map((box) => ({ ...box, keep: true }));

/**
 * Two lines of the body go with what follows it, so that no page holds a signature alone. The first line never
 * does: 公文首页必须显示正文.
 */
const keepingTail = (body: readonly Box[]): Box[] =>
  body.map((box, index) => (index > 0 && index >= body.length - 2 ? { ...box, keep: true } : box));

const keepingLast = (boxes: readonly Box[], last: Box): Box[] => [
  ...boxes.map((box, index) => (index === boxes.length - 1 ? { ...box, keep: true } : box)),
  last,
];

function textBoxes(
  role: LetterRole,
  pieces: readonly Piece[],
  shape: Omit<Measure, 'width'>,
  fonts: LetterFonts,
): Box[] {
  const cells = measure(pieces, sizes.body, grid.column, fonts);
  return breakLines(cells, { loosest: 0.3, ...shape, width: grid.width }).map((glyphs) =>
    rowBox(role, shifted(glyphs, grid.left), sizes.body),
  );
}

function rowBox(role: LetterRole, glyphs: readonly LetterGlyph[], size: number): Box {
  return {
    height: grid.row,
    onGrid: true,
    keep: false,
    draw(page, top) {
      const row = Math.round((top - grid.top) / grid.row);
      const baseline = top + (grid.row - size) / 2 + size * 0.88;
      page.lines.push({ ...plainLine(role, glyphs, size, baseline), row });
    },
  };
}

function plainLine(
  role: LetterRole,
  glyphs: readonly LetterGlyph[],
  size: number,
  baseline: number,
  colour: LetterColour = 'black',
) {
  return { role, row: null, baseline, size, condensed: 1, colour, glyphs };
}

/** What people type holds tabs, byte order marks and the two spaces they indent with by hand. */
const clean = (text: string): string => cleanLines(text).replaceAll('\n', ' ');

const cleanLines = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\p{Cf}\p{Variation_Selector}]|(?!\n)\p{Cc}/gu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

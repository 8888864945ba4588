import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterFonts, unprintableCharacters } from './fonts.ts';
import {
  type LetterBlock,
  type LetterDocument,
  type LetterFace,
  type LetterLine,
  type LetterPage,
  layoutLetter,
} from './letter-layout.ts';
import { grid, type LetterRole, millimetres, paper, textOf } from './letter-page.ts';
import { titleLines } from './letter-title.ts';

const aLetter = (changes: Partial<LetterDocument> = {}): LetterDocument => ({
  issuer: '通城县示例工作领导小组办公室',
  number: '隽示办督〔2026〕3号',
  title: '关于限期整改示例项目存在问题的督办函',
  addressee: '示例有限公司',
  blocks: [paragraph('请于2026年3月30日前完成整改。')],
  annexes: [],
  signature: '通城县示例工作领导小组办公室',
  date: '2026年3月8日',
  copyTo: ['县财政局'],
  recordId: '019cc9a2-7b1e-7c3a-9d54-1f0a2b3c4d5e',
  ...changes,
});

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text });
const lay = (changes: Partial<LetterDocument> = {}): LetterPage[] =>
  layoutLetter(aLetter(changes), letterFonts);
const linesOf = (pages: readonly LetterPage[], ...roles: LetterRole[]): LetterLine[] =>
  pages.flatMap((page) => page.lines.filter((line) => roles.includes(line.role)));
const texts = (pages: readonly LetterPage[], ...roles: LetterRole[]): string[] =>
  linesOf(pages, ...roles).map(textOf);
const glyphAt = (line: LetterLine | undefined, index: number) => {
  const glyph = line?.glyphs.at(index);
  if (!glyph) throw new Error('no such character');
  return glyph;
};
const rightOf = (line: LetterLine | undefined) => glyphAt(line, -1).x + glyphAt(line, -1).width;

describe('the page of GB/T 9704-2012', () => {
  test('a full page holds 22 lines of 28 characters in the type area', () => {
    const [, second] = lay({ blocks: [paragraph('文'.repeat(28 * 60))] });
    const lines = second?.lines.filter((line) => line.role === 'paragraph') ?? [];
    expect(lines.map((line) => line.row)).toEqual(Array.from({ length: 22 }, (_, row) => row));
    for (const line of lines) {
      expect(line.glyphs).toHaveLength(28);
      for (const [column, glyph] of line.glyphs.entries()) {
        expect(glyph.x).toBeCloseTo(millimetres(28) + (column * millimetres(156)) / 28, 6);
      }
      expect(rightOf(line)).toBeCloseTo(millimetres(28 + 156), 6);
    }
    const [top, next] = lines;
    expect((next?.baseline ?? 0) - (top?.baseline ?? 0)).toBeCloseTo(millimetres(225) / 22, 6);
  });

  test('the mark begins 30 mm and the red lines stand 4 mm below it and 20 mm above the edge, 170 mm wide', () => {
    const [first, second] = lay({ blocks: [paragraph('文'.repeat(1000))] });
    const [mark] = linesOf(first ? [first] : [], 'mark');
    const ink = (mark?.glyphs ?? []).map((glyph) => letterFonts.ink('title', glyph.char));
    const size = mark?.size ?? 0;
    const top = (mark?.baseline ?? 0) - Math.max(...ink.map((one) => one.top)) * size;
    const foot = (mark?.baseline ?? 0) - Math.min(...ink.map((one) => one.bottom)) * size;
    expect(top).toBeCloseTo(millimetres(30), 6);
    expect(mark?.colour).toBe('red');

    const rules = first?.rules ?? [];
    expect(rules.map((rule) => rule.width)).toEqual([2.25, 0.75, 0.75, 2.25]);
    for (const rule of rules) {
      expect(rule.x2 - rule.x1).toBeCloseTo(millimetres(170), 6);
      expect(rule.x1).toBeCloseTo(paper.width - rule.x2, 6);
    }
    expect((rules[0]?.y1 ?? 0) - 2.25 / 2).toBeCloseTo(foot + millimetres(4), 6);
    expect((rules[3]?.y1 ?? 0) + 2.25 / 2).toBeCloseTo(paper.height - millimetres(20), 6);
    expect(second?.rules).toEqual([]);
  });

  test.each([
    '县商务局',
    '通城县示例工作领导小组办公室',
    '通城县电子商务进农村综合示范项目工作领导小组办公室',
  ])('the mark %s stays between the ends of the red line', (issuer) => {
    const [mark] = linesOf(lay({ issuer }), 'mark');
    expect(glyphAt(mark, 0).x).toBeGreaterThan(millimetres(20));
    expect(rightOf(mark)).toBeLessThan(millimetres(190));
    expect(mark?.size ?? 0).toBeGreaterThan(22);
  });

  test('the number ends at the right edge, the urgency begins at the left one, on one line', () => {
    const pages = lay({ urgency: '特急' });
    const [number] = linesOf(pages, 'number');
    const [urgency] = linesOf(pages, 'urgency');
    expect(rightOf(number)).toBeCloseTo(grid.left + grid.width, 6);
    expect(glyphAt(urgency, 0).x).toBeCloseTo(grid.left, 6);
    expect(urgency?.baseline).toBe(number?.baseline);
    expect(glyphAt(urgency, 0).font).toBe('hei');
  });

  test('pages are numbered from the second on, even left and odd right; the record stands on the last', () => {
    const pages = lay({ blocks: [paragraph('文'.repeat(28 * 50))] });
    expect(pages.map((page) => texts([page], 'page-number'))).toEqual([[], ['— 2 —'], ['— 3 —']]);
    const [two, three] = linesOf(pages, 'page-number');
    expect(glyphAt(two, 0).x).toBeCloseTo(grid.left + 14, 6);
    expect(rightOf(three)).toBeCloseTo(grid.left + grid.width - 14, 6);
    expect(pages.map((page) => texts([page], 'record').length)).toEqual([0, 0, 1]);
    expect(texts(pages, 'record')).toEqual(['电子记录 019cc9a2-7b1e-7c3a-9d54-1f0a2b3c4d5e']);
  });
});

describe('lines', () => {
  test('a paragraph is indented by two characters, each paragraph of a pasted text too', () => {
    const pages = lay({ blocks: [paragraph(`　　${'文'.repeat(30)}\r\n\t另起一段。`)] });
    const lines = linesOf(pages, 'paragraph');
    expect(lines.map((line) => line.glyphs.length)).toEqual([26, 4, 5]);
    expect(lines.map((line) => Math.round((glyphAt(line, 0).x - grid.left) / grid.column))).toEqual([
      2, 0, 2,
    ]);
  });

  const hanzi = fc.string({
    unit: fc.constantFrom(...'的一是在不了有和人这中大为上个国我以要他'),
    minLength: 1,
  });
  const number = fc.nat(9_999_999).map((value) => value.toLocaleString('en'));
  const mark = fc.constantFrom(
    '，',
    '。',
    '、',
    '；',
    '：',
    '（',
    '）',
    '“',
    '”',
    '《',
    '》',
    '——',
    '……',
    '',
  );
  const plainProse = fc
    .array(fc.tuple(hanzi, mark), { minLength: 10, maxLength: 40 })
    .map((parts) => parts.flat().join(''));
  const prose = fc
    .array(fc.tuple(fc.oneof(hanzi, number), mark), { minLength: 1, maxLength: 40 })
    .map((parts) => parts.flat().join(''));

  test('no line begins with a closing mark or ends with an opening one, none leaves the type area', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const lines = linesOf(lay({ blocks: [paragraph(text)] }), 'paragraph');
        expect(lines.map(textOf).join('')).toBe(text);
        for (const [index, line] of lines.entries()) {
          if (index > 0) expect(glyphAt(line, 0).char).not.toMatch(/[，。、；：）”》—…,]/);
          if (index < lines.length - 1) expect(glyphAt(line, -1).char).not.toMatch(/[（“《]/);
          expect(rightOf(line)).toBeLessThan(grid.left + grid.width + 0.02);
          for (const [at, glyph] of line.glyphs.entries()) {
            const before = line.glyphs[at - 1];
            if (before) expect(glyph.x).toBeCloseTo(before.x + before.width, 6);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('text without long numbers fills every line but the last', () => {
    fc.assert(
      fc.property(plainProse, (text) => {
        for (const line of linesOf(lay({ blocks: [paragraph(text)] }), 'paragraph').slice(0, -1)) {
          expect(rightOf(line)).toBeCloseTo(grid.left + grid.width, 3);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('numbers are not divided and a year keeps its 年', () => {
    for (let lead = 20; lead < 27; lead += 1) {
      const text = `${'文'.repeat(lead)}3,286,500.00元，${'文'.repeat(8)}2026年度`;
      const lines = texts(lay({ blocks: [paragraph(text)] }), 'paragraph');
      expect(lines.filter((line) => line.includes('3,286,500.00'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('2026年'))).toHaveLength(1);
    }
  });

  test('an address longer than a line is divided rather than lost', () => {
    const address = `https://example.gov.cn/${'a1b2c3d4/'.repeat(20)}`;
    const lines = linesOf(lay({ blocks: [paragraph(`见${address}`)] }), 'paragraph');
    expect(lines.map(textOf).join('')).toBe(`见${address}`);
    for (const line of lines) expect(rightOf(line)).toBeLessThan(grid.left + grid.width + 0.02);
  });

  test('一、 is 黑体, （一） is 楷体 to its full stop, figures are 宋体', () => {
    const pages = lay({
      blocks: [
        { kind: 'heading1', text: '一、存在的问题' },
        { kind: 'heading2', text: '（一）台账未运转。自2025年起没有记录。' },
      ],
    });
    expect(new Set(linesOf(pages, 'heading1').flatMap((line) => line.glyphs.map((g) => g.font)))).toEqual(
      new Set(['hei']),
    );
    const fonts = linesOf(pages, 'heading2').flatMap((line) => line.glyphs.map((g) => `${g.char}${g.font}`));
    expect(fonts.slice(0, 10)).toEqual(
      [...'（一）台账未运转。'].map((char) => `${char}kai`).concat('自fang'),
    );
    expect(fonts.slice(10, 14)).toEqual([...'2025'].map((char) => `${char}song`));
  });
});

describe('titles', () => {
  const long = [
    '关于限期整改通城县电子商务进农村综合示范项目村级服务站点建设运营存在问题的督办函',
    '关于对麦市镇九塅村高标准农田建设项目有关问题进行督办的函',
    '关于限期整改县级物流配送中心自动分拣设备闲置问题的督办函',
    '关于报送《通城县电子商务进农村综合示范项目日常监管制度》落实情况及第三方机构核查意见整改情况的督办函',
  ];
  test.each(long)('%s is broken into a trapezoid or a lozenge', (title) => {
    const lines = titleLines(title, 22, 19 * 22, letterFonts);
    expect(lines.join('')).toBe(title);
    const lengths = lines.map((line) => [...line].length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(19);
    expect(Math.min(...lengths) / Math.max(...lengths)).toBeGreaterThan(0.4);
    for (let index = 1; index < lengths.length - 1; index += 1) {
      const [above = 0, here = 0, below = 0] = lengths.slice(index - 1, index + 2);
      expect(here < above && here < below).toBe(false);
    }
    for (const line of lines.slice(1)) expect(line).not.toMatch(/^[的和及，、》）]/);
  });

  test('a short title is one line, and a title never leaves a single character', () => {
    expect(titleLines('关于督办示例项目的函', 22, 19 * 22, letterFonts)).toHaveLength(1);
    for (let length = 15; length < 70; length += 1) {
      const title = `关于限期整改${'示例'.repeat(40).slice(0, length - 11)}项目的督办函`;
      const lines = titleLines(title, 22, 19 * 22, letterFonts);
      expect(lines.join('')).toBe(title);
      expect([...(lines.at(-1) ?? '')].length).toBeGreaterThan(3);
    }
  });

  test('a title of absurd length is still set, without trying every way to break it', () => {
    const title = '关于某项目的情况'.repeat(40);
    expect(titleLines(title, 22, 19 * 22, letterFonts).join('')).toBe(title);
  });
});

describe('pages', () => {
  const textRoles: LetterRole[] = ['paragraph', 'heading1', 'heading2', 'table-cell'];
  const manyLengths = Array.from({ length: 48 }, (_, rows) => rows + 1);

  test('no heading is the last on a page, wherever it falls', () => {
    for (const rows of manyLengths) {
      const filler = Array.from({ length: rows }, () => paragraph('正文。'));
      const pages = lay({
        blocks: [
          ...filler,
          { kind: 'heading1', text: '二、整改要求' },
          { kind: 'heading2', text: '（一）限期整改' },
          paragraph('文'.repeat(200)),
        ],
      });
      for (const page of pages.slice(0, -1)) {
        const last = page.lines.filter((line) => line.row !== null).at(-1);
        expect(last?.role).toBe('paragraph');
      }
    }
  });

  test('a signature never stands on a page without body text, and page one always shows some', () => {
    for (const rows of manyLengths) {
      for (const annexes of [[], [{ title: '清单', blocks: [paragraph('文')] }]]) {
        const pages = lay({
          blocks: Array.from({ length: rows }, () => paragraph('正文。')),
          annexes,
          contact: '联系人：张三',
        });
        const page = pages.find(({ lines }) => lines.some((line) => line.role === 'signature'));
        expect(page?.lines.some((line) => textRoles.includes(line.role))).toBe(true);
        expect(page?.lines.map((line) => line.role)).toContain('date');
        expect(pages[0]?.lines.some((line) => line.role === 'paragraph')).toBe(true);
      }
    }
  });

  test('the seal has two free lines above the signature, and nothing is drawn in its place', () => {
    const pages = lay({ signature: '县示例工作办公室' });
    const [body] = linesOf(pages, 'paragraph');
    const [signature] = linesOf(pages, 'signature');
    const [date] = linesOf(pages, 'date');
    expect((signature?.row ?? 0) - (body?.row ?? 0)).toBe(3);
    expect((date?.row ?? 0) - (signature?.row ?? 0)).toBe(1);
    expect(rightOf(date)).toBeCloseTo(grid.left + grid.width - 4 * grid.column, 6);
    const middle = (line: LetterLine | undefined) => (glyphAt(line, 0).x + rightOf(line)) / 2;
    expect(middle(signature)).toBeCloseTo(middle(date), 6);
    expect(pages[0]?.rules.map((rule) => rule.colour)).toEqual(['red', 'red', 'red', 'red']);
  });

  test('a long signature stays inside the type area, centred over the date', () => {
    const pages = lay({ signature: '通城县电子商务进农村综合示范项目工作领导小组办公室' });
    const [signature] = linesOf(pages, 'signature');
    const [date] = linesOf(pages, 'date');
    expect(rightOf(signature)).toBeLessThan(grid.left + grid.width);
    expect((glyphAt(signature, 0).x + rightOf(signature)) / 2).toBeCloseTo(
      (glyphAt(date, 0).x + rightOf(date)) / 2,
      6,
    );
  });

  test('抄送 stands on the last lines and hangs behind its colon, names whole', () => {
    const copyTo = [
      '县财政局',
      '县审计局',
      '县农业农村局',
      '县乡村振兴局',
      '武汉示例会计师事务所',
      '县纪委监委',
    ];
    const lines = linesOf(lay({ copyTo }), 'copy-to');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(textOf).join('')).toBe(`抄送：${copyTo.join('，')}。`);
    for (const line of lines.slice(1)) {
      expect(glyphAt(line, 0).x).toBeCloseTo(glyphAt(lines[0], 3).x, 6);
      expect(copyTo.some((name) => textOf(line).startsWith(name))).toBe(true);
    }
    expect(lines.at(-1)?.baseline ?? 0).toBeLessThan(grid.top + grid.height);
    expect(lines.at(-1)?.baseline ?? 0).toBeGreaterThan(grid.top + grid.height - grid.row);
  });

  test('a letter to nobody else has no 抄送', () => {
    expect(texts(lay({ copyTo: [] }), 'copy-to')).toEqual([]);
  });

  test('annexes are listed after the body, begin on pages of their own, and 抄送 follows the last', () => {
    const pages = lay({
      annexes: [
        { title: '问题清单', blocks: [paragraph('第一件。')] },
        { title: '现场检查记录', blocks: [paragraph('第二件。')] },
      ],
    });
    expect(texts(pages, 'annex-note')).toEqual(['附件：1.问题清单', '2.现场检查记录']);
    expect(pages.map((page) => texts([page], 'annex-label', 'annex-title', 'copy-to'))).toEqual([
      [],
      ['附件1', '问题清单'],
      ['附件2', '现场检查记录', '抄送：县财政局。'],
    ]);
    expect(linesOf(pages, 'annex-title').map((line) => line.row)).toEqual([2, 2]);
    expect(texts(lay({ annexes: [{ title: '清单', blocks: [] }] }), 'annex-note', 'annex-label')).toEqual([
      '附件：清单',
      '附件',
    ]);
  });
});

describe('tables', () => {
  const head = ['序号', '问题', '事实'];
  const widths = [1, 3, 8];
  const rows = Array.from({ length: 60 }, (_, index) => [
    String(index + 1),
    '台账不全',
    '文'.repeat(20 + index),
  ]);
  const annexOf = (body: readonly (readonly string[])[]) =>
    lay({ annexes: [{ title: '清单', blocks: [{ kind: 'table', head, rows: body, widths }] }] }).slice(1);

  test('a table runs over pages, repeats its head on each and loses nothing', () => {
    const pages = annexOf(rows);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(texts([page], 'table-head')).toEqual(head);
      for (const line of linesOf([page], 'table-head', 'table-cell')) {
        expect(line.baseline).toBeLessThan(grid.top + grid.height);
        expect(rightOf(line)).toBeLessThan(grid.left + grid.width);
      }
    }
    expect(texts(pages, 'table-cell').join('').replaceAll(/[^文]/g, '')).toHaveLength(
      rows.map((row) => row[2] ?? '').join('').length,
    );
  });

  test('a row taller than a page is divided between pages', () => {
    const pages = annexOf([['1', '台账不全', '文'.repeat(1500)]]);
    expect(pages.length).toBeGreaterThan(1);
    expect(texts(pages, 'table-cell').join('').match(/文/g)).toHaveLength(1500);
    for (const page of pages) expect(texts([page], 'table-head')).toEqual(head);
  });

  test('a row with too few cells is a fault', () => {
    expect(() => annexOf([['1', '台账不全']])).toThrow('A table of 3 columns has a row of 2 cells');
  });
});

describe('fonts', () => {
  const places = readFileSync(new URL('../../rule-packs/places/421222.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1] ?? '');

  test.each<LetterFace>(['fang', 'kai', 'hei', 'title'])(
    '%s can print all 190 village names of Tongcheng',
    (face) => {
      expect(places).toHaveLength(190);
      for (const character of places.join('')) {
        expect(letterFonts.glyph(face, character).advance).toBeGreaterThan(0);
      }
    },
  );

  test('what FandolFang lacks comes from its fallback, one character at a time', () => {
    const [line] = linesOf(lay({ blocks: [paragraph('李塅村、墈上村公示面积不足0.8㎡。')] }), 'paragraph');
    const fallen = line?.glyphs.filter((glyph) => glyph.font === 'fang-more').map((glyph) => glyph.char);
    expect(fallen).toEqual(['塅', '墈', '㎡']);
  });

  test('names of people, traditional characters and ticked boxes are printable in every face', () => {
    for (const character of '旻昉昞䶮喆塝塆垱涢瞭啰電務縣龘☐☑☒①㎡℃₂￥¥') {
      for (const face of ['fang', 'kai', 'hei', 'title'] as const) letterFonts.glyph(face, character);
    }
    expect(unprintableCharacters('李塅村☑\n\t\u200b赵旻')).toEqual([]);
  });

  test('a character that no font has is a fault naming it, and can be asked for before', () => {
    expect(() => lay({ blocks: [paragraph('𰻝面馆')] })).toThrow('U+30EDD 𰻝');
    expect(unprintableCharacters('𰻝面馆😀，𰻝')).toEqual(['𰻝', '😀']);
  });
});

import { Buffer } from 'node:buffer';
import PDFDocument from 'pdfkit';
import { Temporal } from '#kernel/temporal.ts';
import { dateOf } from './clock.ts';
import { glyphOf, letterFonts, openFont } from './fonts.ts';
import { type LetterDocument, type LetterFontName, type LetterPage, layoutLetter } from './letter-layout.ts';
import { type LetterColour, type LetterLine, type LetterRule, paper } from './letter-page.ts';

/** The same letter and the same moment give the same bytes, whatever was rendered before. */
export async function renderLetterPdf(
  document: LetterDocument,
  options: { producedAt: string },
): Promise<Uint8Array> {
  const pages = layoutLetter(document, letterFonts);
  const pdf = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    font: null as unknown as string, // otherwise every letter carries an unused Helvetica
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: forXml(document.title),
      Author: forXml(document.issuer),
      Subject: forXml(document.number),
      Keywords: forXml(document.recordId),
      Creator: 'Dushi',
      Producer: 'PDFKit',
      CreationDate: dateOf(Temporal.Instant.from(options.producedAt)),
    },
  });
  const finished = collect(pdf);
  const fonts = new EmbeddedFonts(pdf);
  for (const page of pages) drawPage(pdf, page, fonts);
  pdf.end();
  return finished;
}

/** pdfkit copies these into XMP without escaping them. */
const forXml = (text: string): string =>
  text
    .replaceAll('&', '＆')
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replace(/\p{Cc}/gu, ' ');

function collect(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', reject);
  });
}

/** What pdfkit keeps of a font inside a document. */
type EmbeddedFont = {
  id: string;
  ref(): unknown;
  subset: { includeGlyph(id: number): number };
  widths: number[];
  unicode: (readonly number[])[];
};

/**
 * pdfkit's text() would shape and place the text again, so glyphs are written as the layout placed them. Their
 * Unicode is written here too: a font shared between letters remembers only the first character it showed a glyph for.
 */
class EmbeddedFonts {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #fonts = new Map<LetterFontName, EmbeddedFont>();
  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
  }

  use(name: LetterFontName): EmbeddedFont {
    let font = this.#fonts.get(name);
    if (!font) {
      this.#pdf.font(openFont(name) as unknown as PDFKit.Mixins.PDFFontSource);
      font = (this.#pdf as unknown as { _font: EmbeddedFont })._font;
      this.#fonts.set(name, font);
    }
    (this.#pdf.page as unknown as { fonts: Record<string, unknown> }).fonts[font.id] ??= font.ref();
    return font;
  }

  /** The code a glyph has in this document, and its advance in em. */
  encode(name: LetterFontName, character: string): { code: string; advance: number } {
    const font = this.use(name);
    const glyph = glyphOf(name, character);
    const advance = glyph.advanceWidth / openFont(name).unitsPerEm;
    const id = font.subset.includeGlyph(glyph.id);
    font.widths[id] ??= advance * 1000;
    font.unicode[id] ??= [character.codePointAt(0) ?? 0];
    return { code: id.toString(16).padStart(4, '0'), advance };
  }
}

const colours: Record<LetterColour, string> = {
  black: '0 0 0',
  red: '0.902 0 0.071',
  grey: '0.45 0.45 0.45',
};

function drawPage(pdf: PDFKit.PDFDocument, page: LetterPage, fonts: EmbeddedFonts): void {
  pdf.addPage();
  for (const rule of page.rules) pdf.addContent(ruleOperators(rule));
  for (const line of page.lines) pdf.addContent(lineOperators(line, fonts));
}

const ruleOperators = ({ x1, y1, x2, y2, width, colour }: LetterRule): string =>
  `${colours[colour]} RG ${round(width)} w ${round(x1)} ${round(y1)} m ${round(x2)} ${round(y2)} l S`;

/** One text object for each run of a font; the places of its characters are kept by adjustments between them. */
function lineOperators(line: LetterLine, fonts: EmbeddedFonts): string {
  const operators = [`${colours[line.colour]} rg`];
  let from = 0;
  while (from < line.glyphs.length) {
    const first = line.glyphs[from];
    if (!first) break;
    let to = from;
    let end = first.origin;
    let codes = '';
    for (; line.glyphs[to]?.font === first.font; to += 1) {
      const glyph = line.glyphs[to];
      if (!glyph) break;
      const { code, advance } = fonts.encode(glyph.font, glyph.char);
      const adjustment = ((end - glyph.origin) / (line.size * line.condensed)) * 1000;
      codes += `${Math.abs(adjustment) < 0.05 ? '' : adjustment.toFixed(1)}<${code}>`;
      end = glyph.origin + advance * line.size * line.condensed;
    }
    // The page is flipped to count from above, so the text is flipped back.
    const place = `${round(line.condensed)} 0 0 -1 ${round(first.origin)} ${round(line.baseline)} Tm`;
    operators.push(`BT /${fonts.use(first.font).id} ${round(line.size)} Tf ${place} [${codes}] TJ ET`);
    from = to;
  }
  return operators.join('\n');
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000);

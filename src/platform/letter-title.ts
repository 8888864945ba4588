import { mayNotEnd, mayNotStart, measure, widthOf } from './letter-lines.ts';
import type { LetterFonts } from './letter-page.ts';

/**
 * Breaks a title as 7.3.1 of GB/T 9704-2012 asks: 词意完整，排列对称，长短适宜，间距恰当, in the shape of a
 * trapezoid or a lozenge (梯形或者菱形). Words are never cut unless one is longer than a line.
 */
export function titleLines(
  title: string,
  size: number,
  width: number,
  fonts: LetterFonts,
): readonly string[] {
  const widthOfText = (text: string) =>
    widthOf(measure([{ text: text.trim(), face: 'title' }], size, size, fonts));
  const words = wordsOf(title).flatMap((word) => (widthOfText(word) > width ? [...word] : [word]));
  const widths = words.map(widthOfText);
  const fewest = Math.ceil(widthOfText(title) / width);
  for (let count = fewest; count <= Math.min(fewest + 1, linesMax); count += 1) {
    const best = bestBreaks(words, widths, count, width, size);
    if (best) return best;
  }
  return greedy(words, widths, width);
}

/** Beyond this a title is a paragraph, and looking at every way to break it would take too long. */
const linesMax = 5;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const weakStart = new Set('的地得和与及或等了之中内间后前上下');
const weakEnd = new Set('对于和与及在为将关由向就按对把被从以并第');
/** The second half of a firm's name. */
const tornName = /^(?:有限|管理有限|科技有限|服务有限|商务有限|咨询有限|物流有限|贸易有限|事务所)/u;
const strongEnd =
  /(?:公司|项目|中心|办公室|小组|工程|问题|情况|整改|站点|县|市|镇|乡|村|局|委|办|部|厅|院|所)$/u;

/** Terms of the field that the dictionary divides. */
const terms =
  /(第[一二三四五六七八九十\d]+[方批期季次]|综合示范|电子商务|进农村|领导小组|工作专班|服务中心|服务站点|供应链|农产品|上行|月报|季报|有限责任公司|有限公司|日常监管|监督检查|督办函|(?:村级|镇级|县级)服务站|20\d\d年(?:度|\d+月)?)/u;

/** Words by the dictionary, with marks that may not begin or end a line fastened to their neighbours. */
function wordsOf(title: string): readonly string[] {
  const words: string[] = [];
  const parts = title.split(terms).filter((part) => part !== '');
  const segments = parts.flatMap((part) =>
    terms.test(part) ? [part] : Array.from(segmenter.segment(part), ({ segment }) => segment),
  );
  for (const segment of segments) {
    const previous = words.at(-1);
    const fastened =
      previous !== undefined &&
      (mayNotStart(segment) || mayNotEnd(previous.at(-1) ?? '') || segment.trim() === '');
    if (fastened) words[words.length - 1] = previous + segment;
    else words.push(segment);
  }
  return words;
}

function bestBreaks(
  words: readonly string[],
  widths: readonly number[],
  count: number,
  width: number,
  size: number,
): readonly string[] | undefined {
  let best: { cost: number; lines: readonly string[] } | undefined;
  const extend = (from: number, lines: readonly string[], taken: readonly number[]): void => {
    if (lines.length === count) {
      if (from < words.length) return;
      const cost = costOfShape(taken, size) + costOfWords(lines) + costOfBrackets(lines);
      if (!best || cost < best.cost) best = { cost, lines };
      return;
    }
    let line = '';
    let taking = 0;
    for (let to = from; to < words.length; to += 1) {
      line += words[to] ?? '';
      taking += widths[to] ?? 0;
      if (taking > width + 0.01) return;
      const left = count - lines.length - 1;
      const rest = widths.slice(to + 1).reduce((sum, one) => sum + one, 0);
      if (rest <= left * width + 0.01) extend(to + 1, [...lines, line.trim()], [...taken, taking]);
    }
  };
  extend(0, [], []);
  return best?.lines;
}

function costOfShape(widths: readonly number[], size: number): number {
  const longest = Math.max(...widths);
  const shortest = Math.min(...widths);
  const last = widths.at(-1) ?? 0;
  let cost = 0;
  if (widths.length > 1) {
    const spread = (longest - shortest) / longest;
    cost += Math.max(0, spread - 0.35) * 8 + (spread < 0.04 ? 0.6 : 0);
    if (last < size * 4.5) cost += 4;
  }
  for (let index = 1; index < widths.length - 1; index += 1) {
    const [above, here, below] = [widths[index - 1] ?? 0, widths[index] ?? 0, widths[index + 1] ?? 0];
    // A waist (沙漏形) is neither trapezoid nor lozenge.
    if (here < above && here < below) cost += 3;
  }
  return cost;
}

function costOfWords(lines: readonly string[]): number {
  let cost = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next === undefined) continue;
    if (weakStart.has(next.at(0) ?? '')) cost += 3;
    if (tornName.test(next)) cost += 2;
    if (weakEnd.has(line.at(-1) ?? '')) cost += 2;
    if (strongEnd.test(line)) cost -= 0.8;
  }
  return cost;
}

/** A name in 《》 or （） stays on one line where it can. */
function costOfBrackets(lines: readonly string[]): number {
  let depth = 0;
  let cost = 0;
  for (const line of lines.slice(0, -1)) {
    depth += (line.match(/[（《“〈]/gu)?.length ?? 0) - (line.match(/[）》”〉]/gu)?.length ?? 0);
    if (depth > 0) cost += 1.5;
  }
  return cost;
}

function greedy(words: readonly string[], widths: readonly number[], width: number): readonly string[] {
  const lines: string[] = [];
  let taken = Infinity;
  for (const [index, word] of words.entries()) {
    const more = widths[index] ?? 0;
    if (taken + more > width + 0.01) {
      lines.push(word);
      taken = more;
    } else {
      lines[lines.length - 1] += word;
      taken += more;
    }
  }
  return lines;
}

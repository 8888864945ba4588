import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph } from 'fontkit';
import { nameOfCharacter } from '#kernel/text.ts';
import type { LetterFace, LetterFontName, LetterFonts } from './letter-layout.ts';

/** One set for the whole process: parsed fonts are shared between letters and opened when a letter first needs them. */
export const letterFonts: LetterFonts = {
  glyph(face, character) {
    const key = `${face}${character}`;
    const known = found.get(key);
    if (known) return known;
    const codePoint = codePointOf(character);
    const name = fontFor(face, codePoint);
    if (!name) throw new Error(`No font of the letter has the character ${nameOfCharacter(character)}.`);
    const font = openFont(name);
    const glyph = { font: name, advance: font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm };
    found.set(key, glyph);
    return glyph;
  },
  ink(face, character) {
    const { font: name } = letterFonts.glyph(face, character);
    const font = openFont(name);
    const { minY, maxY } = font.glyphForCodePoint(codePointOf(character)).bbox;
    return { bottom: minY / font.unitsPerEm, top: maxY / font.unitsPerEm };
  },
};

/** The characters of a text that no font has, each once: ask before a letter is issued, because rendering it throws. */
export function unprintableCharacters(text: string): readonly string[] {
  const missing = new Set<string>();
  for (const character of text) {
    if (!isControl(character) && !fontFor('fang', codePointOf(character))) missing.add(character);
  }
  return [...missing];
}

/** Of them, those a drafter can say in words, each by its code point. A letter of a name cannot be said otherwise: it is circumscribed. */
export const unprintableSigns = (text: string): readonly string[] =>
  unprintableCharacters(text)
    .filter((character) => !/\p{L}/u.test(character))
    .map(nameOfCharacter);

/** A document as it can be set: 〔字形：U+2E9F5〕 stands for a character of a name that no font has, so that it stops no letter. */
export function printable<Part>(part: Part): Part {
  if (typeof part === 'string') return circumscribed(part) as Part;
  if (Array.isArray(part)) return part.map(printable) as Part;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, printable(value)])) as Part;
}

const circumscribed = (text: string): string =>
  unprintableCharacters(text).reduce((said, character) => {
    const code = nameOfCharacter(character).split(' ')[0];
    return said.replaceAll(character, /\p{L}/u.test(character) ? `〔字形：${code}〕` : `〔${code}〕`);
  }, text);

export function openFont(name: LetterFontName): Font {
  const known = opened.get(name);
  if (known) return known;
  const font = create(readFileSync(new URL(`../../assets/fonts/${files[name]}`, import.meta.url)));
  opened.set(name, font);
  return font;
}

export const glyphOf = (name: LetterFontName, character: string): Glyph =>
  openFont(name).glyphForCodePoint(codePointOf(character));

const files: Record<LetterFontName, string> = {
  fang: 'fang.otf',
  kai: 'kai.otf',
  hei: 'hei.otf',
  song: 'song.otf',
  title: 'title.otf',
  'fang-more': 'fang-more.otf',
  'kai-more': 'kai-more.ttf',
  'hei-more': 'hei-more.otf',
  signs: 'signs.ttf',
};

/** What one face can print, every face can: unprintableCharacters asks for one of them. */
const chains: Record<LetterFace, readonly LetterFontName[]> = {
  fang: ['fang', 'fang-more', 'signs'],
  kai: ['kai', 'kai-more', 'fang-more', 'fang', 'signs'],
  hei: ['hei', 'hei-more', 'fang-more', 'fang', 'signs'],
  song: ['song', 'fang', 'fang-more', 'signs'],
  title: ['title', 'fang-more', 'fang', 'signs'],
};
/** Figures and Latin beside 仿宋 and 楷体 are set in 宋体: theirs are wide and slanted. Those of FandolHei are too thin. */
const latin: Partial<Record<LetterFace, LetterFontName>> = { fang: 'song', kai: 'song', hei: 'hei-more' };
const isLatin = (codePoint: number): boolean => codePoint < 0x80 || codePoint === 0xa5;

const opened = new Map<LetterFontName, Font>();
const found = new Map<string, { font: LetterFontName; advance: number }>();

function fontFor(face: LetterFace, codePoint: number): LetterFontName | undefined {
  const proper = isLatin(codePoint) ? latin[face] : undefined;
  const has = (name: LetterFontName) => openFont(name).hasGlyphForCodePoint(codePoint);
  return proper && has(proper) ? proper : chains[face].find(has);
}

const codePointOf = (character: string): number => character.codePointAt(0) ?? 0;
const isControl = (character: string): boolean => /^[\p{Cc}\p{Cf}\p{Variation_Selector}]$/u.test(character);

import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph } from 'fontkit';
import type { LetterFace, LetterFontName, LetterFonts } from './letter-layout.ts';

/** One set for the whole process: parsed fonts are shared between letters and opened when a letter first needs them. */
export const letterFonts: LetterFonts = {
  glyph(face, character) {
    const key = `${face}${character}`;
    const known = found.get(key);
    if (known) return known;
    const codePoint = codePointOf(character);
    const name = fontFor(face, codePoint);
    if (!name) throw new Error(`No font of the letter has the character ${named(character)}.`);
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
const named = (character: string): string =>
  `${character} (U+${codePointOf(character).toString(16).toUpperCase().padStart(4, '0')})`;

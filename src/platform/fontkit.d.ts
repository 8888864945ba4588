/** What the letter renderer uses of fontkit, which ships no types. */
declare module 'fontkit' {
  export type Glyph = {
    readonly id: number;
    readonly advanceWidth: number;
    readonly bbox: { readonly minY: number; readonly maxY: number };
  };

  export type Font = {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
  };

  export function create(data: Uint8Array): Font;
}

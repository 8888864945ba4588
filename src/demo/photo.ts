import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.ts';

// A drawing that stands in for a photograph: sky, wall, a sign with a grid of strokes, a door, some goods, and the stamp a
// camera prints. Flat colours, few kilobytes, no two alike.

const width = 320;
const height = 240;

type Colour = readonly [red: number, green: number, blue: number];

/** Rows of five dots, one number for each row. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '3': [14, 17, 1, 6, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '-': [0, 0, 0, 31, 0, 0, 0],
  ':': [0, 4, 4, 0, 4, 4, 0],
  T: [31, 4, 4, 4, 4, 4, 4],
  C: [14, 17, 16, 16, 16, 17, 14],
};

export type Shot = {
  /** Printed into the corner: digits, `-`, `:`, `TC` and blanks. */
  readonly stamp: string;
  /** What the picture shows decides how it is drawn. */
  readonly of: 'front' | 'inside' | 'desk';
  /** The colours belong to the place, so that its pictures resemble one another. */
  readonly place: number;
};

export function drawPhoto(shot: Shot, random: Random): Uint8Array {
  const canvas = new Uint8Array(width * height);
  const palette = paletteOf(shot.place);
  const box = (x: number, y: number, w: number, h: number, colour: number) => {
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row += 1)
      canvas.fill(colour, row * width + Math.max(0, x), row * width + Math.min(width, x + w));
  };
  const lean = random.whole(-14, 14);
  const horizon = 150 + random.whole(-12, 12);
  box(0, 0, width, horizon, shot.of === 'front' ? 0 : 2);
  box(0, horizon, width, height - horizon, shot.of === 'front' ? 1 : 9);
  if (shot.of === 'front') {
    box(40 + lean, 58, 240, horizon - 52, 2);
    box(120 + lean, 100, 62, horizon - 94, 4);
    box(196 + lean, 108, 66, 40, 5);
    sign(60 + lean, 62, 200);
  } else {
    for (let shelf = 0; shelf < 3; shelf += 1) {
      const y = 78 + shelf * 34;
      box(24 + lean, y + 24, 272, 4, 6);
      for (let at = 0; at < 9; at += 1)
        if (random.chance(shot.of === 'inside' ? 0.8 : 0.3))
          box(30 + lean + at * 30, y + random.whole(0, 8), 22, 24, 3 + random.whole(0, 5));
    }
    if (shot.of === 'desk') box(70 + lean, 168, 190, 40, 6);
    sign(40 + lean, 22, 150);
  }
  function sign(x: number, y: number, long: number) {
    box(x, y, long, 30, 7);
    for (let letter = 0; letter * 24 < long - 26; letter += 1)
      for (let stroke = 0; stroke < 4; stroke += 1)
        box(x + 8 + letter * 24 + (stroke % 2) * 8, y + 6 + stroke * 5, 8 + (shot.place % 3) * 2, 2, 8);
  }
  // The sensor is never quite clean.
  for (let speck = 0; speck < 900; speck += 1)
    canvas[random.whole(0, width * height - 1)] = random.whole(0, 9);
  box(0, height - 18, width, 18, 10);
  [...shot.stamp].forEach((sign_, at) => {
    (glyphs[sign_] ?? []).forEach((bits, row) => {
      for (let dot = 0; dot < 5; dot += 1)
        if ((bits >> (4 - dot)) & 1) box(8 + at * 12 + dot * 2, height - 16 + row * 2, 2, 2, 8);
    });
  });
  return encode(canvas, palette);
}

function paletteOf(place: number): readonly Colour[] {
  const hue = (place * 47) % 360;
  const tone = (turn: number, light: number, chroma: number): Colour => {
    const at = (offset: number) =>
      Math.round(light * (1 - chroma + chroma * Math.cos(((hue + turn - offset) * Math.PI) / 180)));
    return [at(0), at(120), at(240)];
  };
  return [
    [176, 204, 226],
    [150, 148, 140],
    tone(40, 236, 0.12),
    tone(150, 200, 0.3),
    [92, 74, 58],
    [186, 206, 214],
    [138, 116, 88],
    tone(0, 196, 0.38),
    [250, 248, 240],
    [196, 190, 178],
    [34, 36, 40],
  ];
}

/** An indexed PNG: https://www.w3.org/TR/png-3/ */
function encode(canvas: Uint8Array, palette: readonly Colour[]): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row += 1)
    rows.set(canvas.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

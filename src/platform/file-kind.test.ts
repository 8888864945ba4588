import { mkdtemp, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { mediaTypeOfFile } from '#platform/file-kind.ts';

/** A package of uncompressed parts, in the given order. */
function zipOf(parts: readonly (readonly [name: string, bytes: Buffer])[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of parts) {
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, title]));
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, bytes]);
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const compoundOf = (...streams: readonly string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(6000),
    ...streams.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ]);

async function kindOf(bytes: Buffer): Promise<string | undefined> {
  const path = join(await mkdtemp(join(tmpdir(), 'dushi-kind-')), 'file');
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    return await mediaTypeOfFile(file);
  } finally {
    await file.close();
  }
}

const part = (name: string, size = 200) => [name, Buffer.alloc(size, 'x')] as const;
const office = 'application/vnd.openxmlformats-officedocument';

test.each([
  [
    'thumbnail first',
    [part('docProps/thumbnail.jpeg', 30_000), part('[Content_Types].xml'), part('word/document.xml')],
    `${office}.wordprocessingml.document`,
  ],
  [
    'custom part first',
    [part('customXml/item1.xml', 30_000), part('[Content_Types].xml'), part('xl/workbook.xml')],
    `${office}.spreadsheetml.sheet`,
  ],
  ['types last', [part('xl/workbook.xml'), part('[Content_Types].xml')], `${office}.spreadsheetml.sheet`],
  ['OFD', [part('Doc_0/Document.xml', 9000), part('OFD.xml')], 'application/ofd'],
  [
    'macros',
    [part('[Content_Types].xml'), part('word/document.xml'), part('word/vbaProject.bin')],
    'application/zip',
  ],
  ['an archive', [part('照片.jpg')], 'application/zip'],
] as const)('F11 a package is what its parts say, wherever they stand: %s', async (_, parts, kind) => {
  expect(await kindOf(zipOf(parts))).toBe(kind);
});

test.each([
  [['WordDocument'], 'application/msword'],
  [['Workbook'], 'application/vnd.ms-excel'],
  [['Book'], 'application/vnd.ms-excel'],
  [['WordDocument', '_VBA_PROJECT'], 'application/x-cfb'],
  [['__nameid_version1.0'], 'application/x-cfb'],
] as const)('F10 an old office file that holds %s is %s', async (streams, kind) => {
  expect(await kindOf(compoundOf(...streams))).toBe(kind);
});

test.each([
  ['ftypqt  ', 'video/quicktime'],
  ['ftypisom', 'video/mp4'],
  ['ftypheic', 'image/heic'],
  ['ftypmif1', 'image/heif'],
])('F10 %s is %s', async (brand, kind) => {
  expect(
    await kindOf(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(brand), Buffer.alloc(40)])),
  ).toBe(kind);
});

test('a file cut off in its directory is no package, and nothing is no kind', async () => {
  const whole = zipOf([part('[Content_Types].xml'), part('word/document.xml')]);
  expect(await kindOf(whole.subarray(0, whole.length - 30))).toBe('application/zip');
  expect(await kindOf(Buffer.alloc(0))).toBe(undefined);
});

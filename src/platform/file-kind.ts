import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';

// What a file is by its bytes. The first ones tell most kinds; packages (zip) and old office files (compound) are told
// by the names of their parts, wherever those stand.

const signatureBytes = 4100;
const zipEndBytes = 22 + 65_535;
const partsBytesMax = 4 * 1024 * 1024;

/** The media type of an open file; undefined when its bytes show none. */
export async function mediaTypeOfFile(file: FileHandle): Promise<string | undefined> {
  const { size } = await file.stat();
  const head = await piece(file, 0, Math.min(signatureBytes, size));
  const mime = (await fileTypeFromBuffer(head))?.mime;
  if (head[0] === 0x50 && head[1] === 0x4b) return packageOf(await namesInZip(file, size)) ?? mime;
  if (mime === 'application/x-cfb') return compoundOf(await piece(file, 0, size)) ?? mime;
  return mime;
}

async function piece(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** The directory stands at the end of a package, so no part that stands first can hide what it is. */
async function namesInZip(file: FileHandle, size: number): Promise<readonly string[]> {
  const from = Math.max(0, size - zipEndBytes);
  const tail = await piece(file, from, size - from);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > tail.length) return [];
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > partsBytesMax || start + length > size) return [];
  const directory = await piece(file, start, length);
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}

const office = 'application/vnd.openxmlformats-officedocument';

function packageOf(names: readonly string[]): string | undefined {
  if (names.includes('OFD.xml')) return 'application/ofd';
  // Macros run on the reader's machine: such a file is no plain document, whatever it is called.
  if (!names.includes('[Content_Types].xml') || names.some((name) => name.endsWith('vbaProject.bin')))
    return undefined;
  if (names.includes('word/document.xml')) return `${office}.wordprocessingml.document`;
  if (names.includes('xl/workbook.xml')) return `${office}.spreadsheetml.sheet`;
  return undefined;
}

/** Word 97 and WPS keep the stream WordDocument; Excel 97 and ET keep Workbook or Book. */
function compoundOf(bytes: Buffer): string | undefined {
  const holds = (name: string) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
  if (holds('_VBA_PROJECT') || holds('_VBA_PROJECT_CUR')) return undefined;
  if (holds('WordDocument')) return 'application/msword';
  if (holds('Workbook') || holds('Book')) return 'application/vnd.ms-excel';
  return undefined;
}

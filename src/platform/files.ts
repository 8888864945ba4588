import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { mediaTypeOfFile } from '#platform/file-kind.ts';

/** Evidence bytes, stored once under their SHA-256. A file is acknowledged only after it and its folder are on the disk. */
export type FileStore = {
  /** Reads the whole body before it answers, whether or not the file is known: knowing a fingerprint is not having the file. */
  put(sha256: string, bytes: AsyncIterable<Uint8Array>, sizeBytesMax: number): Promise<PutResult>;
  /** Whether the stored bytes are those of the name. Hashed once per process and again when the file was touched; `anew` always. */
  check(sha256: string, anew?: 'anew'): Promise<FileCheck>;
  /** The bytes, only when they are those of the name. */
  open(sha256: string): Promise<OpenedFile>;
  /** The media type its bytes show; undefined when they show none. */
  mediaTypeOf(sha256: string): Promise<string | undefined>;
  /** Everything that is stored, with the time it was last brought. */
  list(): AsyncIterable<StoredFile>;
  remove(sha256: string): Promise<void>;
  /** Removes what interrupted uploads left behind before the given time; says how many. */
  collectUnfinished(beforeEpochMs: number): Promise<number>;
};
export type PutResult =
  | { kind: 'stored' | 'known' | 'repaired'; sizeBytes: number }
  | { kind: 'too-large' | 'wrong-digest' | 'empty' };
export type Damage = 'missing' | 'empty' | 'altered';
export type FileCheck = { kind: 'whole'; sizeBytes: number } | { kind: Damage };
export type OpenedFile =
  | { kind: 'whole'; sizeBytes: number; bytes: AsyncIterable<Uint8Array> }
  | { kind: Damage };
export type StoredFile = {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly broughtEpochMs: number;
};

/** Keeps bytes made here, such as an issued letter; answers with the name they are kept under. */
export async function keepBytes(files: FileStore, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stored = await files.put(sha256, Readable.from([bytes]), bytes.byteLength);
  if (!isKept(stored)) throw new Error(`the bytes could not be kept: ${stored.kind}`);
  return sha256;
}

export const isKept = (put: PutResult): put is { kind: 'stored' | 'known' | 'repaired'; sizeBytes: number } =>
  'sizeBytes' in put;

/** The SHA-256 of an open file, piece by piece. */
export async function digestOfFile(file: FileHandle): Promise<string> {
  const digest = createHash('sha256');
  const buffer = Buffer.allocUnsafe(256 * 1024);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return digest.digest('hex');
    digest.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

const pieceBytes = 1024 * 1024;

/**
 * The content piece by piece, each from a handle of its own. An answer nobody reads to its end (HEAD, a closed tab) must hold no file:
 * one that is still open when its memory is reclaimed ends the process.
 */
export async function* piecesOfFile(
  path: string,
  look?: (file: FileHandle) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; ; ) {
    const piece = await pieceAt(path, at, look);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

async function pieceAt(
  path: string,
  at: number,
  look?: (file: FileHandle) => Promise<void>,
): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    await look?.(file);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const rememberedMax = 100_000;

const putKinds = { missing: 'stored', whole: 'known', empty: 'repaired', altered: 'repaired' } as const;

export function directoryFileStore(root: string): FileStore {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2));
  // Which stored state of a file was found whole. The time of change cannot be set back, as that of the content can.
  const whole = new Map<string, string>();
  const stateOf = async (file: FileHandle): Promise<string> => {
    const { ino, size, ctimeNs } = await file.stat({ bigint: true });
    return `${ino}/${size}/${ctimeNs}`;
  };
  const remember = (sha256: string, state: string) => {
    if (whole.size >= rememberedMax) whole.clear();
    whole.set(sha256, state);
  };

  const checkOpen = async (sha256: string, file: FileHandle, anew?: 'anew'): Promise<FileCheck> => {
    const state = await stateOf(file);
    const { size } = await file.stat();
    if (!anew && whole.get(sha256) === state) return { kind: 'whole', sizeBytes: size };
    if (size === 0) return { kind: 'empty' };
    if ((await digestOfFile(file)) !== sha256) {
      whole.delete(sha256);
      return { kind: 'altered' };
    }
    remember(sha256, state);
    return { kind: 'whole', sizeBytes: size };
  };
  const piecesOf = (sha256: string) =>
    piecesOfFile(pathOf(sha256), async (file) => {
      if ((await stateOf(file)) !== whole.get(sha256)) throw new Error(`${sha256} changed while it was read`);
    });
  const opened = async (sha256: string): Promise<FileHandle | undefined> => {
    try {
      return await open(pathOf(sha256), 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const check = async (sha256: string, anew?: 'anew'): Promise<FileCheck> => {
    const file = await opened(sha256);
    if (!file) return { kind: 'missing' };
    try {
      return await checkOpen(sha256, file, anew);
    } finally {
      await file.close();
    }
  };

  return {
    check,
    async open(sha256) {
      const found = await check(sha256);
      return found.kind === 'whole' ? { ...found, bytes: piecesOf(sha256) } : found;
    },
    async mediaTypeOf(sha256) {
      const file = await open(pathOf(sha256), 'r');
      try {
        return await mediaTypeOfFile(file);
      } finally {
        await file.close();
      }
    },
    async *list() {
      for (const entry of await readdir(root, { withFileTypes: true })) {
        if (!entry.isDirectory() || !/^[0-9a-f]{2}$/.test(entry.name)) continue;
        for (const rest of await readdir(join(root, entry.name))) {
          if (!/^[0-9a-f]{62}$/.test(rest)) continue;
          const found = await stat(join(root, entry.name, rest)).catch(() => undefined);
          if (found)
            yield { sha256: entry.name + rest, sizeBytes: found.size, broughtEpochMs: found.mtimeMs };
        }
      }
    },
    async remove(sha256) {
      whole.delete(sha256);
      await rm(pathOf(sha256), { force: true });
    },
    async collectUnfinished(beforeEpochMs) {
      let removed = 0;
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !entry.name.endsWith('.part')) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (!found || found.mtimeMs >= beforeEpochMs) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
    async put(sha256, bytes, sizeBytesMax) {
      const target = pathOf(sha256);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const temporary = `${target}.${process.pid}.${process.hrtime.bigint()}.part`;
      const file = await open(temporary, 'wx', 0o600);
      const digest = createHash('sha256');
      let sizeBytes = 0;
      try {
        for await (const chunk of bytes) {
          sizeBytes += chunk.byteLength;
          if (sizeBytes > sizeBytesMax) return await abandon('too-large');
          digest.update(chunk);
          await file.writeFile(chunk);
        }
        if (sizeBytes === 0) return await abandon('empty');
        if (digest.digest('hex') !== sha256) return await abandon('wrong-digest');
        const before = await check(sha256);
        // Known or not, what was just read takes the place: it is whole, and the term of a file that nobody registers begins anew.
        await file.sync();
        await file.close();
        await rename(temporary, target);
        const folder = await open(dirname(target), 'r');
        await folder.sync();
        await folder.close();
        return { kind: putKinds[before.kind], sizeBytes };
      } catch (error) {
        await abandon('empty');
        throw error;
      }

      async function abandon<Kind extends string>(kind: Kind): Promise<{ kind: Kind }> {
        await file.close().catch(() => undefined);
        await rm(temporary, { force: true });
        return { kind };
      }
    },
  };
}

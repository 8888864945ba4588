import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';

/** Evidence bytes, stored once under their SHA-256. A file is acknowledged only after it and its folder are on the disk. */
export type FileStore = {
  put(sha256: string, bytes: AsyncIterable<Uint8Array>, sizeBytesMax: number): Promise<PutResult>;
  stat(sha256: string): Promise<{ sizeBytes: number } | undefined>;
  read(sha256: string): Readable;
  /** The media type its first bytes show; undefined when they show none. */
  mediaTypeOf(sha256: string): Promise<string | undefined>;
};
export type PutResult =
  | { kind: 'stored' | 'known'; sizeBytes: number }
  | { kind: 'too-large' | 'wrong-digest' | 'empty' };

const signatureBytes = 4100;

/** Keeps bytes made here, such as an issued letter; answers with the name they are kept under. */
export async function keepBytes(files: FileStore, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stored = await files.put(sha256, Readable.from([bytes]), bytes.byteLength);
  if (stored.kind !== 'stored' && stored.kind !== 'known')
    throw new Error(`the bytes could not be kept: ${stored.kind}`);
  return sha256;
}

export function directoryFileStore(root: string): FileStore {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2));
  const statOf = async (sha256: string) => {
    try {
      return { sizeBytes: (await stat(pathOf(sha256))).size };
    } catch {
      return undefined;
    }
  };
  return {
    stat: statOf,
    read: (sha256) => createReadStream(pathOf(sha256)),
    async mediaTypeOf(sha256) {
      const file = await open(pathOf(sha256), 'r');
      try {
        const buffer = new Uint8Array(signatureBytes);
        const { bytesRead } = await file.read(buffer, 0, signatureBytes, 0);
        return (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime;
      } finally {
        await file.close();
      }
    },
    async put(sha256, bytes, sizeBytesMax) {
      const known = await statOf(sha256);
      if (known) return { kind: 'known', ...known };
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
          await file.write(chunk);
        }
        if (sizeBytes === 0) return await abandon('empty');
        if (digest.digest('hex') !== sha256) return await abandon('wrong-digest');
        await file.sync();
        await file.close();
        await rename(temporary, target);
        const folder = await open(dirname(target), 'r');
        await folder.sync();
        await folder.close();
        return { kind: 'stored', sizeBytes };
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

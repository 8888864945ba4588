import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { piecesOfFile } from '#platform/files.ts';

export type Bytes = AsyncIterable<Uint8Array>;
/** What lies in the place now, byte for byte: read again and compared after a backup was written. */
export type Written = { readonly name: string; readonly sha256: string };

/** Where backups are written and read: a folder or a bucket, open or sealed. Names are relative, with slashes. */
export type ArchivePlace = {
  /** For people. */
  readonly title: string;
  readonly sealed: boolean;
  /** The bytes are on the disk, or acknowledged by the bucket, when it returns; their names once `settle` has. */
  write(name: string, bytes: Bytes): Promise<Written>;
  settle(): Promise<void>;
  read(name: string): Promise<Bytes | undefined>;
  /** As it lies there, for the comparison with what was written. */
  readRaw(name: string): Promise<Bytes | undefined>;
  list(): Promise<readonly string[]>;
  /** Everything whose name begins so. */
  removeAll(prefix: string): Promise<void>;
  within(prefix: string): ArchivePlace;
};

export async function digestOfBytes(bytes: Bytes): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of bytes) digest.update(chunk);
  return digest.digest('hex');
}

export function folderPlace(root: string): ArchivePlace {
  const touched = new Set<string>();
  const read = async (name: string): Promise<Bytes | undefined> => {
    const path = join(root, name);
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() ? piecesOfFile(path) : undefined;
  };
  return {
    title: root,
    sealed: false,
    async write(name, bytes) {
      const path = join(root, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'wx', 0o600);
      const digest = createHash('sha256');
      try {
        for await (const chunk of bytes) {
          digest.update(chunk);
          await file.writeFile(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder))
        touched.add(folder);
      return { name, sha256: digest.digest('hex') };
    },
    async settle() {
      for (const folder of [...touched, dirname(root)]) await syncFolder(folder);
      touched.clear();
    },
    read,
    readRaw: read,
    async list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    },
    async removeAll(prefix) {
      await rm(join(root, prefix), { recursive: true, force: true });
    },
    within: (prefix) => folderPlace(join(root, prefix)),
  };
}

/** A folder that the caller named may have been made for others to read; what comes into it is for its owner alone. */
export async function closeFolder(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

const suffix = '.age';

/** Seals what is written for its recipients (age, X25519). Who writes it cannot read it again: the key is elsewhere. */
export function sealedPlace(place: ArchivePlace, recipients: readonly string[]): ArchivePlace {
  return {
    ...place,
    sealed: true,
    async write(name, bytes) {
      const encrypter = new Encrypter();
      for (const recipient of recipients) encrypter.addRecipient(recipient);
      const plain = Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>;
      const sealed = await encrypter.encrypt(plain);
      return place.write(name + suffix, sealed as unknown as Bytes);
    },
    within: (prefix) => sealedPlace(place.within(prefix), recipients),
  };
}

/** Reads sealed backups with one of the identities, and open ones as they are. */
export function openedPlace(place: ArchivePlace, identities: readonly string[]): ArchivePlace {
  return {
    ...place,
    async read(name) {
      const plain = await place.read(name);
      if (plain) return plain;
      const sealed = await place.read(name + suffix);
      if (!sealed) return undefined;
      if (identities.length === 0)
        throw new Error(
          `${place.title}: 备份是加密的，请用 --identity 指明密钥文件。The backup is sealed: name the file of the key with --identity.`,
        );
      const decrypter = new Decrypter();
      for (const identity of identities) decrypter.addIdentity(identity);
      const stream = Readable.toWeb(Readable.from(sealed)) as ReadableStream<Uint8Array>;
      try {
        return (await decrypter.decrypt(stream)) as unknown as Bytes;
      } catch (cause) {
        throw new Error(`${place.title}: 密钥打不开这份备份。These keys do not open the backup (${name}).`, {
          cause,
        });
      }
    },
    async list() {
      return (await place.list()).map((name) =>
        name.endsWith(suffix) ? name.slice(0, -suffix.length) : name,
      );
    },
    within: (prefix) => openedPlace(place.within(prefix), identities),
  };
}

/** The keys of an identity file: one a line, remarks begin with #. */
export function identitiesIn(text: string): readonly string[] {
  const keys = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const strange = keys.find((key) => !/^AGE-SECRET-KEY-/.test(key));
  if (keys.length === 0 || strange !== undefined)
    throw new Error(
      '密钥文件中应有以 AGE-SECRET-KEY- 开头的密钥，每行一个。The file of the key holds lines that begin with AGE-SECRET-KEY-.',
    );
  return keys;
}

/** Refuses what is no recipient before anything is written, and above all a private key in the place of a public one. */
export function assertRecipients(recipients: readonly string[]): void {
  for (const recipient of recipients) {
    try {
      new Encrypter().addRecipient(recipient);
    } catch {
      throw new Error(
        '--recipient 应为以 age1 开头的公钥。A recipient is a public key that begins with age1.',
      );
    }
  }
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A pack's files once composed and found faultless, kept under the digest of their texts and of the sources that read and checked
// them: reading YAML takes most of the time of a start. A letter changed in any of them is another digest.

const folder = fileURLToPath(new URL('../../dist/packs/', import.meta.url));

const readers = ['../kernel/layers.ts', '../kernel/terms.ts', './pack-source.ts', './rule-packs.ts'].map(
  (name) => fileURLToPath(new URL(name, import.meta.url)),
);

/** The sources of a feature that check a pack: those in its folder whose names end so. */
export const sourcesIn = (checks: string, ending: string): readonly string[] =>
  readdirSync(checks)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(checks, name));

/** Of the file, every layer it names and the sources that check it; undefined where one cannot be read, and the reader says why. */
export function digestOfLayers(file: string, checks: readonly string[]): string | undefined {
  const hash = createHash('sha256');
  for (const source of [...readers, ...checks]) hash.update(readFileSync(source)).update('\0');
  const seen = new Set<string>();
  let next: string | undefined = file;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    if (!existsSync(next)) return undefined;
    const text: string = readFileSync(next, 'utf8');
    hash.update(`${next.slice(dirname(next).length)}\0${text.length}\0${text}\0`);
    const below: string | undefined = /^extends: *([a-z0-9-]+) *$/m.exec(text)?.[1];
    next = below === undefined ? undefined : join(dirname(next), `${below}.yaml`);
  }
  return hash.digest('hex');
}

export function keptPack(digest: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, `${digest}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/** As well as it can: an installation that may not be written to reads its YAML at every start. */
export function keepPack(digest: string, data: unknown): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = join(folder, `.${digest}.${process.pid}`);
    writeFileSync(aside, JSON.stringify(data));
    renameSync(aside, join(folder, `${digest}.json`));
  } catch {
    // Nothing depends on it.
  }
}

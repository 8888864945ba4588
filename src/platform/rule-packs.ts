import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { canonicalJson } from '#kernel/canonical.ts';
import { type Composed, composeLayers } from '#kernel/layers.ts';
import {
  type CalendarYear,
  parseCalendarYears,
  type WorkCalendar,
  workCalendarOf,
} from '#kernel/work-calendar.ts';
import { type PackSource, readPackSource } from './pack-source.ts';
import { sha256Hex } from './secrets.ts';

export const rulePacksDirectory = fileURLToPath(new URL('../../rule-packs/', import.meta.url));

/** `sha256` is of the canonical JSON of the composed pack: comments and layout may change, a word or a number may not. */
export type LoadedPack<Pack> = { readonly pack: Pack; readonly sha256: string };

/** One layer as it was read: its id is the name of its file. */
export type SourceLayer = { readonly id: string; readonly source: PackSource };

export type ReadLayers = {
  readonly directory: string;
  /** Lowest first; the file asked for is the last. */
  readonly layers: readonly SourceLayer[];
  /** A layer that is named by `extends` and is no file beside the others. */
  readonly missing: { readonly layer: string; readonly wanted: string } | undefined;
  readonly composed: Composed;
};

/** A pack's file and those it stands on, laid over one another. Nothing is checked here but that they can be read. */
export function readLayers(file: string): ReadLayers {
  const directory = dirname(file);
  const layers: SourceLayer[] = [];
  let missing: ReadLayers['missing'];
  let next: string | undefined = file;
  while (next !== undefined) {
    const source: PackSource = readPackSource(next);
    const id = basename(next, '.yaml');
    layers.unshift({ id, source });
    const wanted = extendsOf(source.data);
    next = undefined;
    if (wanted === undefined) break;
    const path = join(directory, `${wanted}.yaml`);
    // A ring of layers ends where it begins: the checks say that a layer must be of a higher level.
    if (!/^[a-z0-9-]+$/.test(wanted) || !existsSync(path)) missing = { layer: id, wanted };
    else if (!layers.some((layer) => layer.id === wanted)) next = path;
  }
  return {
    directory,
    layers,
    missing,
    composed: composeLayers(layers.map(({ id, source }) => ({ id, data: source.data }))),
  };
}

function extendsOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'extends' in data && typeof data.extends === 'string'
    ? data.extends
    : undefined;
}

export const packFileOf = (id: string, directory: string = rulePacksDirectory): string => {
  if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`${id} is no name of a rule pack`);
  return join(directory, `${id}.yaml`);
};

/** `parsePack` comes from the feature: the platform knows files and hashes, not the regime. */
export function loadRulePack<Pack>(
  id: string,
  parsePack: (data: unknown) => Pack,
  directory: string = rulePacksDirectory,
): LoadedPack<Pack> {
  const file = packFileOf(id, directory);
  const { layers, missing, composed } = readLayers(file);
  for (const { source } of layers)
    for (const { line, column, code, facts } of source.faults)
      throw new Error(`${source.file}:${line}:${column}: ${code} ${JSON.stringify(facts)}`);
  if (missing) throw new Error(`${file}: there is no layer ${missing.wanted}`);
  try {
    const pack = parsePack(composed.data);
    return { pack, sha256: sha256Of(pack) };
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The ids of every pack and layer in the folder. */
export const packFileIds = (directory: string = rulePacksDirectory): readonly string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yaml') && name !== 'calendars.yaml')
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort();

/** The level a pack's first lines say; the whole is read when the pack is. */
export const packLevelOf = (id: string, directory: string = rulePacksDirectory): string | undefined =>
  /^level: *([a-z]+) *$/m.exec(readFileSync(packFileOf(id, directory), 'utf8').slice(0, 4000))?.[1];

/** The ids of the counties' packs: a layer of the nation or a province is no regime by itself. */
export const rulePackIds = (directory: string = rulePacksDirectory): readonly string[] =>
  packFileIds(directory).filter((id) => packLevelOf(id, directory) === 'county');

/** The announced years as data, for a browser to build the same calendar from. */
export const loadCalendarYears = (directory: string = rulePacksDirectory): readonly CalendarYear[] =>
  readYaml('calendars.yaml', parseCalendarYears, directory);

export const loadWorkCalendar = (directory: string = rulePacksDirectory): WorkCalendar =>
  workCalendarOf(loadCalendarYears(directory));

export const sha256Of = (value: unknown): string => sha256Hex(canonicalJson(value));

function readYaml<T>(name: string, read: (data: unknown) => T, directory: string): T {
  const path = join(directory, name);
  try {
    return read(parse(readFileSync(path, 'utf8'), { schema: 'core', maxAliasCount: 0 }));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

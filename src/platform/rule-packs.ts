import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { canonicalJson } from '#kernel/canonical.ts';
import {
  type CalendarYear,
  parseCalendarYears,
  type WorkCalendar,
  workCalendarOf,
} from '#kernel/work-calendar.ts';

export const rulePacksDirectory = fileURLToPath(new URL('../../rule-packs/', import.meta.url));

/** `sha256` is of the canonical JSON of the parsed pack: comments and layout may change, a word or a number may not. */
export type LoadedPack<Pack> = { readonly pack: Pack; readonly sha256: string };

/** `parsePack` comes from the feature: the platform knows files and hashes, not the regime. */
export function loadRulePack<Pack>(
  id: string,
  parsePack: (data: unknown) => Pack,
  directory: string = rulePacksDirectory,
): LoadedPack<Pack> {
  const pack = readYaml(`${id}.yaml`, parsePack, directory);
  return { pack, sha256: sha256Of(pack) };
}

/** The ids of every pack in the folder. */
export const rulePackIds = (directory: string = rulePacksDirectory): readonly string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yaml') && name !== 'calendars.yaml')
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort();

/** The announced years as data, for a browser to build the same calendar from. */
export const loadCalendarYears = (directory: string = rulePacksDirectory): readonly CalendarYear[] =>
  readYaml('calendars.yaml', parseCalendarYears, directory);

export const loadWorkCalendar = (directory: string = rulePacksDirectory): WorkCalendar =>
  workCalendarOf(loadCalendarYears(directory));

export const sha256Of = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');

function readYaml<T>(name: string, read: (data: unknown) => T, directory: string): T {
  if (!/^[a-z0-9-]+\.yaml$/.test(name)) throw new Error(`${name} is no name of a rule pack`);
  const path = `${directory.replace(/\/$/, '')}/${name}`;
  try {
    // The core schema has no dates and no code, so a day stays the text that was written.
    return read(parse(readFileSync(path, 'utf8'), { schema: 'core', maxAliasCount: 0 }));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

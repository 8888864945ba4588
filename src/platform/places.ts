import { existsSync, readFileSync } from 'node:fs';
import { rulePacksDirectory } from './rule-packs.ts';

/** A village or community by its statistical code, with the town it belongs to. */
export type Village = {
  readonly code: string;
  readonly name: string;
  readonly townCode: string;
  readonly townName: string;
};

const read = new Map<string, ReadonlyMap<string, Village> | undefined>();

/** The villages of a jurisdiction by code, where its list ships with the product; undefined where none does. */
export function villagesOf(jurisdiction: string): ReadonlyMap<string, Village> | undefined {
  if (!read.has(jurisdiction)) read.set(jurisdiction, readPlaces(jurisdiction));
  return read.get(jurisdiction);
}

function readPlaces(jurisdiction: string): ReadonlyMap<string, Village> | undefined {
  if (!/^\d{6}$/.test(jurisdiction)) throw new Error(`${jurisdiction} is no code of a county`);
  const path = `${rulePacksDirectory.replace(/\/$/, '')}/places/${jurisdiction}.csv`;
  if (!existsSync(path)) return undefined;
  return new Map(
    readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .slice(1)
      .filter((row) => row.trim() !== '')
      .map((row, at): [string, Village] => {
        const [code = '', name, townCode, townName] = row.split(',');
        if (!/^\d{12}$/.test(code) || !name || !townCode || !townName)
          throw new Error(`${path}: line ${at + 2} is not code,village,town code,town`);
        return [code, { code, name, townCode, townName }];
      }),
  );
}

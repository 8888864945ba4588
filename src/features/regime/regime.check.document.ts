import type { Path } from '#kernel/layers.ts';
import { nearest } from '#kernel/nearest.ts';
import { fill, type Words } from '#kernel/words.ts';
import {
  packFileIds,
  type ReadLayers,
  readLayers,
  type SourceLayer,
  sha256Of,
} from '#platform/rule-packs.ts';
import { at, type PackFault, pathText } from './regime.faults.pack.model.ts';
import { packFaultWords, sourceFaultWords } from './regime.faults.words.ts';
import type { RulePack } from './regime.model.ts';
import { layerFaults, packFaults } from './regime.pack.model.ts';
import { parametersOf } from './regime.rules.ts';

/** A fault at its place in a file, as a compiler tells it. */
export type LocatedFault = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly zh: string;
  readonly en: string;
};

export type CheckedPack = {
  readonly read: ReadLayers;
  readonly faults: readonly LocatedFault[];
  /** The county's pack when nothing is wrong; undefined for a layer, which is no regime by itself. */
  readonly pack: RulePack | undefined;
  readonly sha256: string | undefined;
};

const levels: readonly unknown[] = ['national', 'province', 'county'];

/** Reads a pack's file with the layers it stands on, and says everything that is wrong in it. */
export function checkPackFile(file: string): CheckedPack {
  const read = readLayers(file);
  const unread = read.layers.flatMap(({ source }) =>
    source.faults.map(({ line, column, code, facts }) => ({
      file: source.shown,
      line,
      column,
      path: '',
      code,
      facts,
      ...said(sourceFaultWords[code], facts),
    })),
  );
  if (unread.length > 0) return { read, faults: unread, pack: undefined, sha256: undefined };
  const faults = [...chainFaults(read), ...contentFaults(read)]
    .filter(isFirst)
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : 0));
  if (faults.length > 0 || !isCounty(read)) return { read, faults, pack: undefined, sha256: undefined };
  const pack = read.composed.data as RulePack;
  return { read, faults, pack, sha256: sha256Of(pack) };
}

const isCounty = ({ composed }: ReadLayers): boolean => at(composed.data, ['level']) === 'county';

/** The file's name against its id, and the order of the layers. */
function chainFaults({ layers, missing, directory }: ReadLayers): LocatedFault[] {
  const faults: LocatedFault[] = [];
  for (const [index, layer] of layers.entries()) {
    const { data } = layer.source;
    const id = at(data, ['id']);
    if (typeof id === 'string' && id !== layer.id)
      faults.push(own(layer, ['id'], 'pack.id-not-file', { id, file: layer.source.name }));
    const below = layers[index - 1];
    const level = at(data, ['level']);
    const under = below && at(below.source.data, ['level']);
    if (below && rank(level) <= rank(under))
      faults.push(
        own(layer, ['extends'], 'pack.layer-order', { level: String(level), below: String(under) }),
      );
  }
  const lowest = layers[0];
  if (missing && lowest) {
    const known = packFileIds(directory);
    const near = nearest(missing.wanted, known);
    const code = near === undefined ? 'pack.layer-missing' : 'pack.layer-missing-near';
    faults.push(own(lowest, ['extends'], code, { name: missing.wanted, ...(near ? { near } : {}) }));
  }
  return faults;
}

const rank = (level: unknown): number => levels.indexOf(level);

function contentFaults(read: ReadLayers): LocatedFault[] {
  const { composed, layers } = read;
  const layerOf = (path: Path) => composed.originsOf(path).at(0)?.layer;
  const found = isCounty(read) ? packFaults(composed.data, layerOf) : layerFaults(composed.data, layerOf);
  return found.flatMap(({ code, path, at: side, facts }) => {
    const origin = composed.originsOf(path).at(0);
    const layer = layers.find(({ id }) => id === origin?.layer) ?? layers.at(-1);
    if (!layer) return [];
    // A key that nobody wrote has no line of its own: the entry it belongs to has, in the layer that said it.
    return [own(layer, origin?.path ?? path, code, facts, side)];
  });
}

function own(
  { source }: SourceLayer,
  path: Path,
  code: PackFault['code'],
  facts: PackFault['facts'],
  side: PackFault['at'] = 'value',
): LocatedFault {
  return {
    file: source.shown,
    ...source.locate(path, side),
    path: pathText(path),
    code,
    facts,
    ...said(packFaultWords[code], facts),
  };
}

const isFirst = (fault: LocatedFault, index: number, all: readonly LocatedFault[]): boolean =>
  all.findIndex(
    (other) =>
      other.line === fault.line &&
      other.code === fault.code &&
      other.path === fault.path &&
      other.file === fault.file &&
      other.en === fault.en,
  ) === index;

const said = (words: Words, facts: PackFault['facts']): Words => ({
  zh: fill(words.zh, facts),
  en: fill(words.en, facts),
});

/** `file:line:column: sentence`, in both languages, as the command prints it. */
export const faultLines = ({ file, line, column, path, zh, en }: LocatedFault): string =>
  `${file}:${line}:${column}${path ? `  ${path}` : ''}\n  ${zh}\n  ${en}`;

/** What is in a pack, for the line that says it is in order. */
export const countsOf = (pack: RulePack): Readonly<Record<string, number>> => ({
  clauses: pack.clauses.length,
  checkItems: pack.checkItems.length,
  obligations: pack.obligations.length,
  parameters: parametersOf(pack).length,
});

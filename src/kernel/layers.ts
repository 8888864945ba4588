// Layers of plain data laid over one another: nation, province, county. Pure: who reads the files is no matter here.

export type Path = readonly (string | number)[];
export type Layer = { readonly id: string; readonly data: unknown };
/** Where something was said: in which layer, and at which place of that layer's own file. */
export type Origin = { readonly layer: string; readonly path: Path };
export type Composed = {
  readonly data: unknown;
  /** The layer that said what stands at a path, and those it overrides, nearest first. */
  readonly originsOf: (path: Path) => readonly Origin[];
};

type Said = { readonly layer: string; readonly path: Path; readonly value: unknown };
type Members = Readonly<Record<string, unknown>>;

/** What names an entry of a list; a list whose entries have no name is replaced whole. */
const nameKeys = ['id', 'step', 'term', 'item'] as const;

/**
 * The layers, lowest first, as one: objects merge by key, lists of named entries by name (in the lower layer's order, new ones
 * after them), everything else is as the uppermost layer says. `{ id: x, withdrawn: true }` takes an inherited entry away.
 */
export function composeLayers(layers: readonly Layer[]): Composed {
  const origins = new Map<string, readonly Origin[]>();
  const data = merge(
    layers.map(({ id, data: value }) => ({ layer: id, path: [], value })),
    [],
    origins,
  );
  return {
    data,
    originsOf: (path) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const found = origins.get(keyOf(path.slice(0, length)));
        const rest = path.slice(length);
        if (found) return found.map((origin) => ({ ...origin, path: [...origin.path, ...rest] }));
      }
      return [];
    },
  };
}

const keyOf = (path: Path): string => JSON.stringify(path);

function merge(said: readonly Said[], path: Path, origins: Map<string, readonly Origin[]>): unknown {
  const top = said.at(-1);
  if (!top) return undefined;
  origins.set(
    keyOf(path),
    said.toReversed().map(({ layer, path: own }) => ({ layer, path: own })),
  );
  if (said.length === 1) return top.value;
  if (isObject(top.value)) return mergeObjects(trailing(said, isObject), path, origins);
  const name = nameOf(top.value);
  if (name === undefined) return top.value;
  return mergeLists(
    trailing(said, (value) => nameOf(value) === name),
    name,
    path,
    origins,
  );
}

/** The uppermost layers that say the same kind of thing; another kind below is overridden whole. */
function trailing(said: readonly Said[], fits: (value: unknown) => boolean): readonly Said[] {
  const from = said.findLastIndex(({ value }) => !fits(value));
  return said.slice(from + 1);
}

function mergeObjects(said: readonly Said[], path: Path, origins: Map<string, readonly Origin[]>): unknown {
  const keys = new Set(said.flatMap(({ value }) => Object.keys(value as Members)));
  const merged: Record<string, unknown> = {};
  for (const key of keys) {
    const members = said.flatMap(({ layer, path: own, value }): Said[] => {
      const member = (value as Members)[key];
      return member === undefined ? [] : [{ layer, path: [...own, key], value: member }];
    });
    merged[key] = merge(members, [...path, key], origins);
  }
  return merged;
}

function mergeLists(
  said: readonly Said[],
  name: string,
  path: Path,
  origins: Map<string, readonly Origin[]>,
): unknown {
  const entries = new Map<string, Said[]>();
  said.forEach(({ layer, path: own, value }, at) => {
    const seen = new Set<string>();
    (value as readonly Members[]).forEach((entry, index) => {
      const plain = String(entry[name]);
      // A name twice in one layer is a fault of that layer: both stay, so that it is found.
      const key = seen.has(plain) ? `${plain}\u0000${at}\u0000${index}` : plain;
      seen.add(plain);
      const one: Said = { layer, path: [...own, index], value: entry };
      const below = entries.get(key);
      if (entry.withdrawn === true && below) entries.delete(key);
      else if (below) below.push(one);
      else entries.set(key, [one]);
    });
  });
  return [...entries.values()].map((one, index) => merge(one, [...path, index], origins));
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nameOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return nameKeys.find((name) =>
    value.every((entry: unknown) => isObject(entry) && typeof entry[name] === 'string'),
  );
}

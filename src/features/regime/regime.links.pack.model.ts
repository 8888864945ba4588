import type { Path } from '#kernel/layers.ts';
import { at, fault, type PackFault, unknownName } from './regime.faults.pack.model.ts';

// What holds anywhere in a pack: names that point at something, names that are there once, values in the order of their days.

/** Which layer said what stands at a path; unknown where a pack is read without its files. */
export type LayerOf = (path: Path) => string | undefined;

export function linkFaults(data: unknown, layerOf?: LayerOf): readonly PackFault[] {
  const clauses = listAt(data, ['clauses']);
  const known = clauses.map((clause) => textAt(clause, 'id') ?? '');
  const clauseIds = new Set(known);
  const texts = new Map(
    clauses.map((clause) => [textAt(clause, 'id') ?? '', textAt(at(clause, ['text']), 'zh') ?? '']),
  );
  const inForceFrom = textAt(data, 'inForceFrom');
  const faults = clauseFaults(data, clauses, layerOf);
  const walk = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      faults.push(...doubledNames(value, path));
      value.forEach((member, index) => {
        walk(member, [...path, index]);
      });
    } else if (typeof value === 'object' && value !== null) {
      const clause = textAt(value, 'clause');
      if (clause !== undefined && !clauseIds.has(clause))
        faults.push(unknownName('pack.clause-unknown', [...path, 'clause'], clause, known));
      else if (clause !== undefined) faults.push(...basisFaults(value, path, texts.get(clause) ?? ''));
      const values = at(value, ['values']);
      if (Array.isArray(values)) faults.push(...dateFaults(values, [...path, 'values'], inForceFrom));
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    }
  };
  walk(data, []);
  return faults;
}

/** Why something holds: the sentence as it is printed, or what the county chose where nothing is printed. */
function basisFaults(basis: unknown, path: Path, text: string): PackFault[] {
  const quote = textAt(basis, 'quote');
  const faithful = quote === undefined || textAt(basis, 'instrument') !== undefined || text.includes(quote);
  const noted = textAt(basis, 'mark') !== 'local-supplement' || at(basis, ['note']) !== undefined;
  return [
    ...(faithful
      ? []
      : [
          fault('pack.quote-unfaithful', [...path, 'quote'], {
            quote,
            clause: textAt(basis, 'clause') ?? '',
          }),
        ]),
    ...(noted ? [] : [fault('pack.note-missing', [...path, 'mark'])]),
  ];
}

const listAt = (data: unknown, path: Path): readonly unknown[] => {
  const list = at(data, path);
  return Array.isArray(list) ? list : [];
};

const textAt = (data: unknown, key: string): string | undefined => {
  const text = at(data, [key]);
  return typeof text === 'string' ? text : undefined;
};

function clauseFaults(data: unknown, clauses: readonly unknown[], layerOf?: LayerOf): PackFault[] {
  const earlier = new Set<string>();
  const packId = textAt(data, 'id') ?? '';
  const alone = textAt(data, 'extends') === undefined;
  return clauses.flatMap((clause, index) => {
    const faults: PackFault[] = [];
    const id = textAt(clause, 'id') ?? '';
    const parent = textAt(clause, 'parent');
    const path: Path = ['clauses', index];
    const layer = layerOf?.([...path, 'id']) ?? (alone ? packId : undefined);
    if (layer !== undefined && !isOfLayer(id, layer))
      faults.push(fault('pack.clause-prefix', [...path, 'id'], { id, prefix: `${layer}:` }));
    if (parent !== undefined && !earlier.has(parent))
      faults.push(fault('pack.clause-parent', [...path, 'parent'], { id, parent }));
    earlier.add(id);
    return faults;
  });
}

/** A county's clauses bear its id; a layer holds clauses of several instruments: `cn-2020:negative-list`. */
function isOfLayer(id: string, layer: string): boolean {
  const [prefix = ''] = id.split(':');
  return (
    prefix === layer || (prefix.startsWith(`${layer}-`) && /^\d{4}$/.test(prefix.slice(layer.length + 1)))
  );
}

const nameKeys = ['id', 'step', 'term', 'item'] as const;

function doubledNames(list: readonly unknown[], path: Path): PackFault[] {
  const first = new Map<string, number>();
  return list.flatMap((entry, index) => {
    const key = nameKeys.find((one) => textAt(entry, one) !== undefined);
    const name = key && textAt(entry, key);
    if (!key || !name) return [];
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [];
    }
    return [fault('pack.id-doubled', [...path, index, key], { name, first: before + 1, second: index + 1 })];
  });
}

function dateFaults(values: readonly unknown[], path: Path, inForceFrom: string | undefined): PackFault[] {
  const dates = values.map((value) => textAt(value, 'from') ?? '');
  const faults = dates.flatMap((from, index) => {
    const newer = dates[index - 1];
    if (newer === undefined || newer > from) return [];
    const place = [...path, index, 'from'];
    return [fault(newer === from ? 'pack.dates-overlap' : 'pack.dates-unsorted', place, { from, newer })];
  });
  const oldest = dates.toSorted().at(0);
  if (oldest !== undefined && inForceFrom !== undefined && oldest > inForceFrom)
    faults.push(fault('pack.dates-gap', [...path, dates.indexOf(oldest), 'from'], { inForceFrom, oldest }));
  return faults;
}

import type { Path } from '#kernel/layers.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
import {
  type Basis,
  type Dated,
  type RulePack,
  type Unit,
  type ValueGroup,
  valueGroups,
} from './regime.model.ts';

// Every number of a pack on a day, with what it is called, whose it is and what it rests on.

export type PackValue = {
  readonly group: ValueGroup;
  /** In the composed pack: `["rectification", "period", "serious"]`. */
  readonly path: Path;
  /** The same by the names of the entries, such as `obligations.training.graceDays`. */
  readonly key: string;
  /** Of the rule it belongs to, such as an obligation or a condition. */
  readonly owner: Words | null;
  readonly name: Words | null;
  readonly unit: Unit | null;
  /** 停用: the first day on which the entry it belongs to no longer applies. */
  readonly retiredOn: string | null;
  /** The value on the day, if any was in force; and until when, where a later one is known. */
  readonly inForce: {
    readonly value: number;
    readonly from: string;
    readonly until: string | null;
    readonly basis: readonly Basis[];
    /** Which of the values it is, newest first. */
    readonly at: number;
  } | null;
  readonly history: readonly { readonly from: string; readonly value: number }[];
};

export function packValuesOn(pack: RulePack, on: PlainDate): readonly PackValue[] {
  const found: PackValue[] = [];
  const itemNames = new Map<unknown, Words>(pack.checkItems.map(({ id, name }) => [id, name]));
  const walk = (value: unknown, path: Path, names: readonly string[], owner: Owner): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isDated(value)) {
      found.push(packValueOf(value, path, names, owner, pack, on));
      return;
    }
    const own: Owner = {
      name:
        'name' in value
          ? (value.name as Words)
          : 'item' in value
            ? (itemNames.get(value.item) ?? null)
            : owner.name,
      retiredOn: 'until' in value && typeof value.until === 'string' ? value.until : owner.retiredOn,
    };
    for (const [key, member] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      walk(member, [...path, step], [...names, entryName(member) ?? key], own);
    }
  };
  for (const [key, part] of Object.entries(pack)) walk(part, [key], [key], { name: null, retiredOn: null });
  return found.toSorted((a, b) => valueGroups.indexOf(a.group) - valueGroups.indexOf(b.group));
}

type Owner = { readonly name: Words | null; readonly retiredOn: string | null };

const isDated = (value: object): value is Dated<number> => 'values' in value && Array.isArray(value.values);

function entryName(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null) return undefined;
  const named = member as Readonly<Record<string, unknown>>;
  const name = named.id ?? named.step ?? named.item ?? named.area;
  return typeof name === 'string' ? name : undefined;
}

function packValueOf(
  dated: Dated<number>,
  path: Path,
  names: readonly string[],
  owner: Owner,
  pack: RulePack,
  on: PlainDate,
): PackValue {
  const day = on.toString();
  const at = pack.inForceFrom <= day ? dated.values.findIndex(({ from }) => from <= day) : -1;
  const value = dated.values[at];
  const newer = dated.values[at - 1];
  return {
    group: groupOf(path),
    path,
    key: names.join('.'),
    owner: owner.name,
    name: dated.name ?? null,
    unit: dated.unit ?? null,
    retiredOn: owner.retiredOn,
    inForce: value
      ? {
          value: value.value,
          // A value of the law may be older than the regime: here it holds from the regime's first day.
          from: [value.from, pack.inForceFrom].toSorted().at(-1) ?? value.from,
          until: newer ? plainDate(newer.from).subtract({ days: 1 }).toString() : null,
          basis: value.basis,
          at,
        }
      : null,
    history: dated.values.map(({ from, value: one }) => ({ from, value: one })),
  };
}

function groupOf([part, section]: Path): ValueGroup {
  if (part === 'rectification' && (section === 'escalation' || section === 'progressLadder'))
    return 'escalation';
  return valueGroups.find((group) => group === part) ?? 'inspection';
}

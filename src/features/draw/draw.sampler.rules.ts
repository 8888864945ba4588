import { byText } from '#kernel/order.ts';
import type { Allocation, DrawObject, Quota, Strata } from './draw.model.ts';
import type { Sha256 } from './draw.sha256.rules.ts';

/**
 * Block i of the stream is SHA-256(seed "," i), i = 1, 2, …, as in Rivest's sampler for election audits; each block gives four
 * words of 64 bits. Rivest takes a block modulo the range; we take a word and reject instead, so that no remainder is favoured.
 */
export function* wordsOf(seed: string, sha256: Sha256): Generator<bigint, never> {
  for (let counter = 1; ; counter += 1) {
    const block = sha256(`${seed},${counter}`);
    for (let at = 0; at < 64; at += 16) yield BigInt(`0x${block.slice(at, at + 16)}`);
  }
}

/** The next whole number below a bound, each equally likely. */
export type Below = (bound: number) => number;

const wordRange = 1n << 64n;

/** Words at or above the largest multiple of the bound are thrown away: what is left divides evenly. */
export function belowOf(words: Iterator<bigint, never>): Below {
  return (bound) => {
    const range = BigInt(bound);
    const fair = wordRange - (wordRange % range);
    for (;;) {
      const { value } = words.next();
      if (value < fair) return Number(value % range);
    }
  };
}

/** The first `count` places of a Fisher–Yates shuffle; with `count` left out, the whole of it. */
export function shuffled<Item>(items: readonly Item[], below: Below, count = items.length): Item[] {
  const pool = [...items];
  for (let at = 0; at < count; at += 1) {
    const from = at + below(pool.length - at);
    [pool[at], pool[from]] = [pool[from] as Item, pool[at] as Item];
  }
  return pool.slice(0, count);
}

/** Draws without replacement, each time in proportion to the weights that are left. */
export function pickWeighted<Item extends { readonly weight: number }>(
  items: readonly Item[],
  below: Below,
  count: number,
): Item[] {
  const sums = sumTree(items.map(({ weight }) => weight));
  return Array.from({ length: count }, () => {
    const at = sums.find(below(sums.total()));
    const item = items[at] as Item;
    sums.take(at, item.weight);
    return item;
  });
}

/** Fenwick's tree: finds the item a running sum falls on, and takes its weight out, in steps that grow with the logarithm. */
function sumTree(weights: readonly number[]) {
  const tree = new Float64Array(weights.length + 1);
  let total = 0;
  const add = (at: number, weight: number) => {
    for (let node = at + 1; node < tree.length; node += node & -node)
      tree[node] = (tree[node] as number) + weight;
    total += weight;
  };
  for (const [at, weight] of weights.entries()) add(at, weight);
  let top = 1;
  while (top * 2 < tree.length) top *= 2;
  return {
    total: () => total,
    take: (at: number, weight: number) => add(at, -weight),
    find(sum: number): number {
      let node = 0;
      let left = sum;
      for (let step = top; step > 0; step /= 2) {
        const next = node + step;
        if (next < tree.length && (tree[next] as number) <= left) {
          node = next;
          left -= tree[next] as number;
        }
      }
      return node;
    },
  };
}

const wholeList = '';

/** Which part of the list an object stands in. Without strata there is one part, and it has no name. */
export const stratumOf = (object: Pick<DrawObject, 'town' | 'contractor'>, strata: Strata): string =>
  strata === 'town' ? object.town : strata === 'contractor' ? object.contractor : wholeList;

/**
 * How many are drawn from each stratum: in proportion to its size by largest remainder, the stratum first in order winning a tie;
 * or first one from each and the rest in proportion. The sum is `count`, and no stratum gives more than it has. With `one-each` the count must
 * reach the number of strata.
 */
export function quotasOf(
  sizes: ReadonlyMap<string, number>,
  count: number,
  allocation: Allocation,
): readonly Quota[] {
  const least = allocation === 'one-each' ? 1 : 0;
  const names = [...sizes.keys()].sort(byText);
  const sizeOf = (name: string) => sizes.get(name) ?? 0;
  const shared = count - least * names.length;
  const of = names.reduce((sum, name) => sum + sizeOf(name) - least, 0);
  // Whole numbers throughout: two remainders that are equal must stay equal.
  const shares = names.map((stratum) => {
    const product = BigInt(shared) * BigInt(sizeOf(stratum) - least);
    const total = BigInt(Math.max(of, 1));
    return { stratum, whole: Number(product / total), remainder: product % total };
  });
  const left = shared - shares.reduce((sum, { whole }) => sum + whole, 0);
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? byText(a.stratum, b.stratum) : a.remainder > b.remainder ? -1 : 1,
  );
  const extra = new Set(byRemainder.slice(0, left).map(({ stratum }) => stratum));
  return shares.map(({ stratum, whole }) => ({
    stratum,
    size: sizeOf(stratum),
    quota: least + whole + (extra.has(stratum) ? 1 : 0),
  }));
}

export type Sample = { readonly quotas: readonly Quota[]; readonly drawn: readonly DrawObject[] };

/** Draws the objects, stratum by stratum. The order in which the list was handed over has no say: it is sorted by id first. */
export function drawObjects(
  objects: readonly DrawObject[],
  terms: {
    readonly count: number;
    readonly strata: Strata;
    readonly allocation: Allocation;
    readonly weighted: boolean;
  },
  below: Below,
): Sample {
  const parts = new Map<string, DrawObject[]>();
  for (const object of objects.toSorted((a, b) => byText(a.id, b.id))) {
    const stratum = stratumOf(object, terms.strata);
    const part = parts.get(stratum);
    if (part) part.push(object);
    else parts.set(stratum, [object]);
  }
  const sizes = new Map([...parts].map(([stratum, part]) => [stratum, part.length]));
  const quotas = quotasOf(sizes, terms.count, terms.allocation);
  const drawn = quotas.flatMap(({ stratum, quota }) => {
    const part = parts.get(stratum) ?? [];
    return terms.weighted ? pickWeighted(part, below, quota) : shuffled(part, below, quota);
  });
  return { quotas, drawn };
}

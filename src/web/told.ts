import type { Words } from '#kernel/words.ts';

// Our own words say what this county says (用语); what somebody typed, a pack's text and a quoted law are shown as they stand. What the
// server sends is all of the second kind, and is marked by its prototype as it arrives: no page can mix the two up.

class Told {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    this.zh = zh;
    this.en = en;
  }
}

/** A name or a finished sentence where words are asked for: shown as it stands. */
export const asIs = (zh: string, en: string = zh): Words => new Told(zh, en);

/** Whether a text stands as it is, whatever this county calls things. */
export const isTold = (words: Words): boolean => words instanceof Told;

let marking = false;
/** Only a county with words of its own needs the mark. */
export function markFromNow(needed: boolean): void {
  marking = needed;
}

// The same words are the same object, so that asking again changes nothing on the page.
const known = new Map<string, Words>();

/** Marks all words in an answer of the server, in place. */
export function markTold<Answer>(answer: Answer): Answer {
  return marking ? (marked(answer) as Answer) : answer;
}

function marked(value: unknown): unknown {
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) value[at] = marked(one);
    return value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = value as Record<string, unknown>;
  const { zh, en } = entries;
  const isWords = typeof zh === 'string' && typeof en === 'string';
  if (!isWords || Object.keys(entries).length > 2) {
    for (const [name, one] of Object.entries(entries)) entries[name] = marked(one);
    // A clause that is its own words keeps what else it holds.
    return isWords ? Object.setPrototypeOf(entries, Told.prototype) : entries;
  }
  const key = JSON.stringify([zh, en]);
  const told = known.get(key) ?? asIs(zh, en);
  known.set(key, told);
  return told;
}

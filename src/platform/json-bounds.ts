/**
 * Bounds of a JSON text, found in one pass before anything is built from it: validating what has a hundred thousand names, or is
 * nested without end, would stop the server for everybody else.
 */
export const jsonBounds = {
  depth: 24,
  keysPerObject: 300,
  keys: 30_000,
  itemsPerList: 10_000,
  items: 60_000,
};

export type JsonFault = 'request.too-intricate' | 'request.duplicate-key';

const quote = 34;
const backslash = 92;

type Level = { readonly keys: Set<string> | null; items: number };

/** What is wrong with the text's shape; a text that is no JSON at all is left to the parser. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: Level[] = [];
  let keys = 0;
  let items = 0;
  let awaitsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const level = open.at(-1);
      if (awaitsKey && level?.keys) {
        const name = nameOf(text.slice(at, end + 1));
        if (level.keys.has(name)) return 'request.duplicate-key';
        level.keys.add(name);
        keys += 1;
        if (level.keys.size > jsonBounds.keysPerObject || keys > jsonBounds.keys)
          return 'request.too-intricate';
        awaitsKey = false;
      }
      at = end;
    } else if (code === 123 || code === 91) {
      const isObject = code === 123;
      open.push({ keys: isObject ? new Set() : null, items: 1 });
      if (open.length > jsonBounds.depth) return 'request.too-intricate';
      awaitsKey = isObject;
    } else if (code === 125 || code === 93) {
      open.pop();
      awaitsKey = false;
    } else if (code === 44) {
      const level = open.at(-1);
      awaitsKey = level?.keys !== null && level !== undefined;
      if (level && !awaitsKey) {
        level.items += 1;
        items += 1;
        if (level.items > jsonBounds.itemsPerList || items > jsonBounds.items) return 'request.too-intricate';
      }
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote) return at;
  }
  return text.length;
}

/** Two spellings of one name (`"a"`, `"\u0061"`) are one name to the parser. */
function nameOf(spelled: string): string {
  if (!spelled.includes('\\')) return spelled.slice(1, -1);
  try {
    return String(JSON.parse(spelled));
  } catch {
    return spelled;
  }
}

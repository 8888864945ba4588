import { readFileSync, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLError,
} from 'yaml';
import type { Path } from '#kernel/layers.ts';

// A YAML file as its author sees it: what it says, and the line and column of every key and value. Only the plain part of
// YAML may be used: what is law must read the same for a person and a machine.

export type SourceFaultCode =
  | 'pack.unreadable'
  | 'pack.too-large'
  | 'pack.yaml-tab'
  | 'pack.yaml-duplicate-key'
  | 'pack.yaml-anchor'
  | 'pack.yaml-alias'
  | 'pack.yaml-tag'
  | 'pack.yaml-indent'
  | 'pack.yaml-unclosed'
  | 'pack.yaml-colon'
  | 'pack.yaml-documents'
  | 'pack.yaml-syntax';

export type Place = { readonly line: number; readonly column: number };
export type SourceFault = Place & {
  readonly code: SourceFaultCode;
  readonly facts: Readonly<Record<string, string | number>>;
};

export type PackSource = {
  readonly file: string;
  /** As messages name it: short where it lies under the folder one is in. */
  readonly shown: string;
  readonly name: string;
  readonly data: unknown;
  readonly faults: readonly SourceFault[];
  /** Where a value stands, or its key; the nearest thing that does exist when it does not. */
  readonly locate: (path: Path, at: 'key' | 'value') => Place;
};

/** Ten times the longest pack there is. */
const mostBytes = 2_000_000;
const start: Place = { line: 1, column: 1 };

export function readPackSource(file: string): PackSource {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > mostBytes) return failed(file, 'pack.too-large', { bytes: size, most: mostBytes });
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    return failed(file, 'pack.unreadable', { says: cause instanceof Error ? cause.message : String(cause) });
  }
  return packSourceOf(file, text);
}

const named = (file: string) => {
  const short = relative(process.cwd(), file);
  return { file, shown: short.startsWith('..') ? file : short, name: basename(file) };
};

const failed = (file: string, code: SourceFaultCode, facts: SourceFault['facts']): PackSource => ({
  ...named(file),
  data: undefined,
  faults: [{ ...start, code, facts }],
  locate: () => start,
});

export function packSourceOf(file: string, text: string): PackSource {
  const lines = new LineCounter();
  // The core schema has no dates and no code, so a day stays the text that was written.
  const [document, second] = parseAllDocuments(text, {
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (!document || !('contents' in document)) return failed(file, 'pack.unreadable', { says: 'empty' });
  const faults = document.errors.map((error) => sourceFaultOf(error, text, placeAt));
  if (second) faults.push({ ...placeAt(second.range?.[0] ?? 0), code: 'pack.yaml-documents', facts: {} });
  faults.push(...notPlain(document, placeAt));
  return {
    ...named(file),
    data: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }),
    faults: faults.toSorted((a, b) => a.line - b.line || a.column - b.column),
    locate: (path, at) => placeAt(offsetOf(document, path, at)),
  };
}

function sourceFaultOf(error: YAMLError, text: string, placeAt: (offset: number) => Place): SourceFault {
  const [from] = error.pos;
  const place = placeAt(from);
  const says = error.message.split('\n')[0] ?? '';
  const lineText = text.split('\n', place.line)[place.line - 1] ?? '';
  const fault = (code: SourceFaultCode, facts: SourceFault['facts'] = {}): SourceFault => ({
    ...place,
    code,
    facts,
  });
  if (/^ *\t/.test(lineText)) return fault('pack.yaml-tab');
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return fault('pack.yaml-duplicate-key', { key: /^[^:\s]+/.exec(text.slice(from))?.[0] ?? '' });
    case 'TAB_AS_INDENT':
      return fault('pack.yaml-tab');
    case 'BAD_INDENT':
      return /flow/i.test(says)
        ? { ...fault('pack.yaml-unclosed'), ...placeAt(openBracketBefore(text, from)) }
        : fault('pack.yaml-indent');
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      // With one colon on the line it is the next line that is out of place.
      return lineText.split(': ').length > 2
        ? fault('pack.yaml-colon')
        : { ...fault('pack.yaml-indent'), line: place.line + 1, column: 1 };
    case 'MISSING_CHAR':
      return fault(
        /closing|unclosed|with a \]|with a \}|Flow/i.test(says) ? 'pack.yaml-unclosed' : 'pack.yaml-colon',
        {
          says,
        },
      );
    case 'BAD_ALIAS':
      return fault('pack.yaml-alias', { name: /^\*?\S+/.exec(text.slice(from))?.[0] ?? '' });
    case 'MULTIPLE_DOCS':
      return fault('pack.yaml-documents');
    default:
      return fault('pack.yaml-syntax', { says });
  }
}

/** The bracket that nothing closes, counted back from where the reader gave up. */
function openBracketBefore(text: string, offset: number): number {
  let closed = 0;
  for (let at = offset - 1; at >= 0; at -= 1) {
    const letter = text[at];
    if (letter === ']' || letter === '}') closed += 1;
    else if (letter === '[' || letter === '{') {
      if (closed === 0) return at;
      closed -= 1;
    }
  }
  return offset;
}

/** Anchors, aliases and tags: a reader would have to look elsewhere to know what is said here. */
function notPlain(document: Document, placeAt: (offset: number) => Place): SourceFault[] {
  const faults: SourceFault[] = [];
  visit(document, {
    Node(_, node) {
      const place = placeAt(node.range?.[0] ?? 0);
      if (isAlias(node)) faults.push({ ...place, code: 'pack.yaml-alias', facts: { name: node.source } });
      else if ('anchor' in node && node.anchor)
        faults.push({ ...place, code: 'pack.yaml-anchor', facts: { name: node.anchor } });
      else if (node.tag && !/^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/.test(node.tag))
        faults.push({ ...place, code: 'pack.yaml-tag', facts: { tag: node.tag } });
    },
  });
  return faults;
}

function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let key: unknown;
  let nearest = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [depth, step] of path.entries()) {
    let next: unknown;
    key = undefined;
    if (isMap(node)) {
      const pair = node.items.find(
        (one): one is Pair<Node, Node> => isPair(one) && keyText(one.key) === String(step),
      );
      next = pair?.value;
      key = pair?.key;
    } else if (isSeq(node)) next = node.items[Number(step)];
    if (next === undefined && key === undefined) return nearest;
    const last = depth === path.length - 1;
    const target = (last && at === 'key') || !isNode(next) ? (key ?? next) : next;
    if (isNode(target) && target.range) nearest = target.range[0];
    // A block collection begins on the line after its key: the key is what the eye looks for.
    if (isCollection(next) && !next.flow && isNode(key) && key.range) nearest = key.range[0];
    node = next;
  }
  return nearest;
}

const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key));

import { parseSync } from 'oxc-parser';

/** Any node of the syntax tree: its fields are looked at one by one, so no visitor can forget a kind of node. */
export type SyntaxNode = { type: string; start: number } & Record<string, unknown>;

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The tree of a file; a file that does not parse is a fault, never an empty tree that no law could break. */
export function parse(path: string, source: string): SyntaxNode {
  const { program, errors } = parseSync(path, source, { preserveParens: false });
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return program as unknown as SyntaxNode;
}

export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit);
    }
  }
}

export const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;

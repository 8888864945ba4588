import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isNode, parse, type SyntaxNode, walk } from './source.ts';

/**
 * A dialog's page outlives it: an id kept beside an open list names the first record that is made there, and the second is
 * refused as the first. `Act` gives a new id each time it opens; `useNewId` is for a page that is left once it is sent.
 */
const files = globSync('src/**/*.view.tsx');

const isCallOf = (node: SyntaxNode, name: string): boolean =>
  node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === name;
const opensDialog = (node: SyntaxNode): boolean =>
  node.type === 'JSXOpeningElement' && isNode(node.name) && node.name.name === 'Act';

function keptBesideDialog(file: string, source: string): string[] {
  const found: string[] = [];
  for (const statement of parse(file, source).body as SyntaxNode[]) {
    let keeps = false;
    let opens = false;
    walk(statement, (node) => {
      keeps ||= isCallOf(node, 'useNewId');
      opens ||= opensDialog(node);
    });
    if (keeps && opens) found.push(file);
  }
  return found;
}

test('no id is kept beside a dialog', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => keptBesideDialog(file, readFileSync(file, 'utf8')))).toEqual([]);
});

describe('a planted one is caught', () => {
  test.each([
    'function A() { const id = useNewId(); return <Act name="a" perform={() => go(id)} />; }',
    'export const B = () => { const one = useNewId(); return <p><Act name="b" /></p>; };',
  ])('%s', (source) => {
    expect(keptBesideDialog('planted.tsx', source)).toEqual(['planted.tsx']);
  });
});

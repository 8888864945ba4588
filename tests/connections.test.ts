import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { isNode, lineOf, parse, type SyntaxNode } from './source.ts';

// A transaction holds one connection of the pool. Whoever reads over the pool inside it waits for a second one: when every
// connection is held by an act that waits so, none of them ever ends. What is read inside a transaction is read over `tx`.

const services = globSync('src/**/*.service.ts');

/** A function of a service: which of its parameters it reads over, because it uses their `db` or hands them on to one that does. */
type Told = { readonly node: SyntaxNode; readonly params: readonly SyntaxNode[]; readonly scope: Scope };
type Scope = {
  readonly file: string;
  readonly functions: Map<string, Told>;
  readonly imports: Map<string, string>;
};

const nodesIn = (node: SyntaxNode): SyntaxNode[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
const nodesOf = (value: unknown): SyntaxNode[] => (Array.isArray(value) ? value.filter(isNode) : []);
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier' ? String(node.name) : undefined;
const isFunction = ({ type }: SyntaxNode): boolean =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type);

/** Its parameters by position; a parameter taken apart counts by what it is taken apart into. */
const paramsOf = (node: SyntaxNode): SyntaxNode[] =>
  nodesOf(isNode(node.params) ? node.params.items : node.params).map((param) =>
    param.type === 'AssignmentPattern' && isNode(param.left) ? param.left : param,
  );
const takenApart = (param: SyntaxNode): string[] =>
  param.type === 'ObjectPattern'
    ? nodesOf(param.properties).flatMap((property) => nameOf(property.value) ?? [])
    : [nameOf(param) ?? ''];

const isHandle = (name: string): boolean => name === 'tx' || name === 'db';
const holds = (params: readonly SyntaxNode[]): boolean => params.flatMap(takenApart).some(isHandle);

function scopeOf(file: string, text: string): Scope {
  const scope: Scope = { file, functions: new Map(), imports: new Map() };
  const keep = (name: string | undefined, node: unknown) => {
    if (name && isNode(node) && isFunction(node))
      scope.functions.set(name, { node, params: paramsOf(node), scope });
  };
  for (const statement of nodesOf(parse(file, text).body)) {
    if (statement.type === 'ImportDeclaration' && isNode(statement.source)) {
      const from = String(statement.source.value);
      if (!from.endsWith('.service.ts')) continue;
      const target = from.startsWith('#')
        ? from.replace(/^#(\w+)/, 'src/$1')
        : normalize(join(dirname(file), from));
      for (const one of nodesOf(statement.specifiers))
        scope.imports.set(nameOf(one.local) ?? '', `${target} ${nameOf(one.imported) ?? '*'}`);
      continue;
    }
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    if (declared.type === 'FunctionDeclaration') keep(nameOf(declared.id), declared);
    for (const one of nodesOf(declared.declarations)) keep(nameOf(one.id), one.init);
  }
  return scope;
}

/** The function that is called, where it is one of a service. */
function calledBy(call: SyntaxNode, scope: Scope, all: ReadonlyMap<string, Scope>): Told | undefined {
  const { callee } = call;
  if (!isNode(callee)) return undefined;
  const name = nameOf(callee);
  if (name) {
    const own = scope.functions.get(name);
    if (own) return own;
    const [file = '', imported = ''] = (scope.imports.get(name) ?? '').split(' ');
    return all.get(file)?.functions.get(imported);
  }
  const [file = '', star] = (scope.imports.get(nameOf(callee.object) ?? '') ?? '').split(' ');
  return star === '*' ? all.get(file)?.functions.get(nameOf(callee.property) ?? '') : undefined;
}

/** Where a call is read over: its `db` named, or itself handed to a function that reads over it. */
function readsOver(
  node: SyntaxNode,
  scope: Scope,
  all: ReadonlyMap<string, Scope>,
  leaky: ReadonlyMap<Told, ReadonlySet<number>>,
): readonly { readonly name: string; readonly at: number }[] {
  if (node.type === 'MemberExpression' && nameOf(node.property) === 'db') {
    const name = nameOf(node.object);
    return name ? [{ name, at: node.start }] : [];
  }
  if (node.type !== 'CallExpression') return [];
  const told = calledBy(node, scope, all);
  const over = told && leaky.get(told);
  if (!over) return [];
  return nodesOf(node.arguments).flatMap((argument, index) => {
    const name = nameOf(argument);
    return name && over.has(index) ? [{ name, at: node.start }] : [];
  });
}

/** Every node with the parameters around it, and whether one of them is a transaction's handle. */
function everywhere(
  node: SyntaxNode,
  visit: (node: SyntaxNode, given: readonly string[]) => void,
  given: readonly string[] = [],
): void {
  const known = isFunction(node) ? [...given, ...paramsOf(node).flatMap(takenApart)] : given;
  visit(node, known);
  for (const child of nodesIn(node)) everywhere(child, visit, known);
}

/** Each place where something is read over the pool inside a transaction: `file:line`. */
function secondConnections(files: readonly (readonly [file: string, text: string])[]): string[] {
  const all = new Map(files.map(([file, text]) => [file, scopeOf(file, text)]));
  const told = [...all.values()].flatMap(({ functions }) => [...functions.values()]);
  const leaky = new Map<Told, Set<number>>(
    told.map((one) => [
      one,
      new Set(
        one.params.flatMap((param, index) =>
          param.type === 'ObjectPattern' && takenApart(param).includes('db') ? [index] : [],
        ),
      ),
    ]),
  );
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    // Whoever is given a transaction and reads past it is told of itself; it does not make its callers guilty.
    for (const one of told.filter(({ params }) => !holds(params)))
      everywhere(one.node, (node) => {
        for (const { name } of readsOver(node, one.scope, all, leaky)) {
          const index = one.params.findIndex((param) => nameOf(param) === name);
          if (index >= 0) leaky.get(one)?.add(index);
        }
      });
    now = [...leaky.values()].reduce((sum, { size }) => sum + size, 0);
  }
  return files.flatMap(([file, text]) => {
    const scope = all.get(file);
    if (!scope) return [];
    const found: string[] = [];
    everywhere(parse(file, text), (node, given) => {
      if (!given.some(isHandle)) return;
      // What is no parameter was put together here, with the handle in it.
      for (const { name, at } of readsOver(node, scope, all, leaky))
        if (!isHandle(name) && given.includes(name)) found.push(`${file}:${lineOf(text, at)}`);
    });
    return [...new Set(found)];
  });
}

test('the probe sees what is read over the pool inside a transaction', () => {
  const regime = `
export async function regimeOf(call: Place) { return call.db.selectFrom('county').execute(); }
export const clauseFor = async (call: Call) => (await regimeOf(call)).clause;
export async function countIn({ db, county }: Place) { return db.selectFrom(county).execute(); }`;
  const planted = `import { clauseFor, countIn, regimeOf } from '../a/a.service.ts';
import * as others from '../a/a.service.ts';
export async function reading(call: Call) { return regimeOf(call); }
export function acting(call: Call) {
  return transact(call.db, async (tx) => {
    await regimeOf({ db: tx, county: call.county });
    await countIn({ ...call, db: tx });
    await regimeOf(call);
    await clauseFor(call);
    return within(tx, call);
  }, { taken: () => clauseFor(call) });
}
async function within(tx: Tx, call: Call) {
  await others.regimeOf(call);
  await countIn(call);
  return tx.selectFrom('plan').where('id', '=', await call.db.selectFrom('plan').execute());
}`;
  expect(
    secondConnections([
      ['src/features/a/a.service.ts', regime],
      ['src/features/b/b.service.ts', planted],
    ]),
  ).toEqual([8, 9, 14, 15, 16].map((line) => `src/features/b/b.service.ts:${line}`));
});

test('an act reads over its own connection', () => {
  expect(services.length).toBeGreaterThan(40);
  expect(secondConnections(services.map((file) => [file, readFileSync(file, 'utf8')] as const))).toEqual([]);
});

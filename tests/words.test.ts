import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isNode, lineOf, parse, type SyntaxNode, walk } from './source.ts';

/** What a reader can see or hear. The same names count as attributes and as keys of the objects antd is given. */
const visibleNames = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'addonAfter',
  'addonBefore',
  'cancelText',
  'caption',
  'description',
  'emptyText',
  'extra',
  'help',
  'label',
  'message',
  'okText',
  'placeholder',
  'subTitle',
  'suffix',
  'title',
  'tooltip',
]);

const files = globSync(['src/features/**/*.view.tsx', 'src/web/**/*.tsx', 'src/main.*.tsx']).filter(
  (file) => !file.endsWith('.test.tsx'),
);

test('the walk sees the pages it is meant to guard', () => {
  expect(files.filter((file) => file.endsWith('.view.tsx')).length).toBeGreaterThan(10);
  expect(files.some((file) => file.startsWith('src/web/'))).toBe(true);
});

test('every visible word comes from a words file', () => {
  expect(files.flatMap((file) => literalWords(file, readFileSync(file, 'utf8')))).toEqual([]);
});

describe('a planted word is caught', () => {
  const planted = [
    '<p>待整改</p>',
    '<p>To be rectified</p>',
    '<p>{due} days</p>',
    "<p>{'Overdue'}</p>",
    "<p>{late ? 'Overdue' : null}</p>",
    "<p>{late && 'Overdue'}</p>",
    "<p>{name ?? 'unknown'}</p>",
    '<p>{`${days} days`}</p>',
    "<p>{days + ' days'}</p>",
    '<input placeholder="Name" />',
    "<input aria-label={'Name'} />",
    '<img alt="Photograph" src={src} />',
    "<Card title={late ? 'Overdue' : word('due')} />",
    "<Table columns={[{ title: 'Name', dataIndex: 'name' }]} />",
    "<Modal okText='Yes' />",
    "<button type='button' onClick={() => message.error('失败')} />",
    '<p>{`共${count}`}</p>',
  ];

  test.each(planted)('%s', (markup) => {
    expect(literalWords('planted.view.tsx', `export const page = ${markup};`)).toHaveLength(1);
  });
});

describe('what is not a word is left alone', () => {
  const harmless = [
    '<p>{word.overdue}</p>',
    '<p>{count} / {total} · 100 %</p>',
    '<p>{`${a} – ${b}`}</p>',
    "<p>{word('overdue')}</p>",
    '<input id="name" type="text" autoComplete="username" />',
    "<p className={late ? 'late' : 'due'}>{text}</p>",
    "<Table columns={[{ title: words.name, dataIndex: 'name', key: 'name' }]} />",
    "<p>{state === 'due' ? <Due /> : null}</p>",
    '<p>{/* 注释 is for us */}</p>',
  ];

  test.each(harmless)('%s', (markup) => {
    expect(literalWords('harmless.view.tsx', `export const page = ${markup};`)).toEqual([]);
  });
});

/** Every place in the file where a word was written down instead of taken from a words file, one line each. */
function literalWords(file: string, source: string): string[] {
  const found = new Map<number, string>();
  const note = (literals: { start: number; text: string }[]) => {
    for (const { start, text } of literals) {
      if (/\p{L}/u.test(text)) found.set(start, `${file}:${lineOf(source, start)} ${text.trim()}`);
    }
  };
  walk(parse(file, source), (node) => {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') note(childrenOf(node).flatMap(shown));
    if (node.type === 'JSXAttribute' && visibleNames.has(nameOf(node.name))) note(shown(node.value));
    if (node.type === 'Property' && visibleNames.has(nameOf(node.key))) note(shown(node.value));
    // Chinese is never an identifier, so wherever it stands someone will read it.
    if (node.type === 'Literal' || node.type === 'TemplateElement') {
      note(textsOf(node).filter(({ text }) => /\p{Script=Han}/u.test(text)));
    }
  });
  return [...found.values()];
}

/** The literals that such an expression may show: through `? :`, `&&`, `??`, `+` and templates, not into calls. */
function shown(value: unknown): { start: number; text: string }[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return shown(value.expression);
    case 'ConditionalExpression':
      return [...shown(value.consequent), ...shown(value.alternate)];
    case 'LogicalExpression':
      return [...(value.operator === '&&' ? [] : shown(value.left)), ...shown(value.right)];
    case 'BinaryExpression':
      return value.operator === '+' ? [...shown(value.left), ...shown(value.right)] : [];
    case 'TemplateLiteral':
      return [...nodesIn(value.quasis), ...nodesIn(value.expressions)].flatMap((part) =>
        part.type === 'TemplateElement' ? textsOf(part) : shown(part),
      );
    default:
      return textsOf(value);
  }
}

function textsOf(node: SyntaxNode): { start: number; text: string }[] {
  const { start, value } = node;
  if (node.type === 'TemplateElement') return [{ start, text: (value as { raw: string }).raw }];
  return (node.type === 'JSXText' || node.type === 'Literal') && typeof value === 'string'
    ? [{ start, text: value }]
    : [];
}

const childrenOf = (node: SyntaxNode): SyntaxNode[] => nodesIn(node.children);
const nodesIn = (value: unknown): SyntaxNode[] => (Array.isArray(value) ? value.filter(isNode) : []);
const nameOf = (node: unknown): string =>
  isNode(node) ? String(node.type === 'Literal' ? node.value : node.name) : '';

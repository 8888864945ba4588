import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isNode, lineOf, parse, type SyntaxNode, walk } from './source.ts';

/**
 * The import law. Each layer may import itself, the layers named in `ours` and the packages named in `packages`;
 * docs/architecture.md prints this table and a test below compares the two.
 */
const law = {
  main: { ours: ['everything'], packages: ['everything'] },
  routes: { ours: ['service', 'contract', 'platform', 'kernel'], packages: ['@orpc/server'] },
  jobs: { ours: ['service', 'contract', 'platform', 'kernel'], packages: ['@orpc/server'] },
  service: {
    ours: ['store', 'document', 'contract', 'rules', 'policy', 'model', 'platform', 'kernel'],
    packages: ['@orpc/contract'],
  },
  document: { ours: ['rules', 'model', 'words', 'platform', 'kernel'], packages: [] },
  store: { ours: ['model', 'platform', 'kernel'], packages: ['kysely'] },
  view: {
    ours: ['contract', 'words', 'rules', 'policy', 'model', 'web', 'kernel'],
    packages: ['react', 'antd', '@ant-design/icons', '@tanstack/react-query'],
  },
  contract: { ours: ['model', 'kernel'], packages: ['@orpc/contract', 'zod'] },
  words: { ours: ['model', 'kernel'], packages: [] },
  policy: { ours: ['model', 'kernel'], packages: [] },
  cases: { ours: ['rules', 'model', 'kernel'], packages: [] },
  rules: { ours: ['model', 'kernel'], packages: [] },
  model: { ours: ['kernel'], packages: [] },
  web: { ours: ['kernel'], packages: ['browser packages'] },
  platform: { ours: ['kernel'], packages: ['server packages'] },
  kernel: { ours: [], packages: ['@orpc/contract', 'zod', 'temporal-polyfill'] },
} as const satisfies Record<string, { ours: readonly string[]; packages: readonly string[] }>;
type Layer = keyof typeof law;

const packageGroups: Record<string, readonly string[]> = {
  'browser packages': [
    'react',
    'react-dom',
    'antd',
    '@ant-design/*',
    '@tanstack/*',
    '@orpc/client',
    '@orpc/contract',
    '@orpc/openapi-client',
    '@orpc/tanstack-query',
    'dayjs',
    'echarts',
    'uqr',
    'zod',
  ],
  'server packages': [
    'node:*',
    '@hono/node-server',
    '@orpc/*',
    'age-encryption',
    'aws4fetch',
    'file-type',
    'fontkit',
    'hono',
    'kysely',
    'nzh',
    'otpauth',
    'pdfkit',
    'pg',
    'vite',
    '@vitejs/*',
    'yaml',
    'zod',
  ],
};

/** A feature may speak of the features after it, never of those before. */
const features = [
  'home',
  'integrity',
  'thread',
  'simulation',
  'activation',
  'disqualification',
  'disbursement',
  'score',
  'rectification',
  'supervision-letter',
  'inspection',
  'finding',
  'draw',
  'monthly-report',
  'obligation',
  'facility',
  'agreement',
  'plan',
  'evidence',
  'calendar',
  'organisation',
  'proposal',
  'regime',
];

const layersEveryoneUses = Object.keys(law).filter((layer) => layer !== 'jobs' && layer !== 'document');

/** Pure layers run the same in a test, on the server and in a browser, today and in ten years. */
const pureLayers: readonly Layer[] = ['kernel', 'model', 'rules', 'policy', 'words', 'contract', 'cases'];
/** Our own page frames stand between a view and these, so that every list and form behaves the same. */
const framedByWebUi = ['DatePicker', 'Form', 'Modal', 'Table', 'Upload'];
const impureMembers = [
  'Math.random',
  'Date.now',
  'Temporal.Now',
  'performance.now',
  'crypto.getRandomValues',
];

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !isExempt(file));
const documentation = readFileSync('docs/architecture.md', 'utf8');

test('the walk sees the code it is meant to guard', () => {
  expect(files.length).toBeGreaterThan(100);
  expect([...new Set(files.map(layerOf))]).toEqual(expect.arrayContaining(layersEveryoneUses));
  expect([...new Set(files.flatMap((file) => featureOf(file) ?? []))].sort()).toEqual([...features].sort());
});

test('every file has a home and imports point down', () => {
  expect(files.flatMap((file) => violations(file, readFileSync(file, 'utf8')))).toEqual([]);
});

describe('docs/architecture.md', () => {
  test('prints the law as it is enforced', () => {
    const rows = [...documentation.matchAll(/^\| `([a-z]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)];
    const printed = rows.map(([, layer, ours = '', packages = '']) => [
      layer,
      { ours: listOf(ours), packages: listOf(packages) },
    ]);
    expect(Object.fromEntries(printed)).toEqual(law);
  });

  test('prints the order of the features', () => {
    const [, order = ''] = /^```features\n([\s\S]*?)```$/m.exec(documentation) ?? [];
    expect(order.split('→').map((feature) => feature.trim())).toEqual(features);
  });

  test('names the packages of each group', () => {
    for (const [group, packages] of Object.entries(packageGroups)) {
      const [, printed = ''] = new RegExp(`^- \\*\\*${group}\\*\\*: (.*)$`, 'm').exec(documentation) ?? [];
      expect(listOf(printed), group).toEqual(packages);
    }
  });

  function listOf(cell: string): string[] {
    const trimmed = cell.replaceAll('`', '').trim();
    return trimmed === '–' ? [] : trimmed.split(/,\s*/);
  }
});

describe('a planted violation is caught', () => {
  const rules = 'src/features/rectification/rectification.rules.ts';
  const planted: [path: string, source: string, complaint: string][] = [
    ['src/features/finding/finding.utils.ts', '', 'unknown layer'],
    ['src/features/finding/finding.ts', '', 'unknown layer'],
    ['src/features/finding/rules/finding.rules.ts', '', 'no home'],
    ['src/features/finding/inspection.rules.ts', '', 'begin with finding.'],
    ['src/features/finding/finding.view.ts', '', 'a view is .tsx'],
    ['src/features/payments/payments.rules.ts', '', 'unknown feature'],
    ['src/utils/text.ts', '', 'no home'],
    ['src/index.ts', '', 'no home'],
    ['src/kernel/money.ts', "import '#features/finding/finding.model.ts';", 'model'],
    ['src/kernel/money.ts', "import type { Db } from '#platform/database.ts';", 'platform'],
    ['src/kernel/money.ts', "import pg from 'pg';", 'pg'],
    ['src/features/finding/finding.model.ts', "import { z } from 'zod';", 'zod'],
    ['src/features/finding/finding.model.ts', "import './finding.rules.ts';", 'rules'],
    [rules, "import { handleReport } from './rectification.service.ts';", 'service'],
    [rules, "import { save } from '#features/finding/finding.store.ts';", 'store'],
    [rules, "import { mayReport } from './rectification.policy.ts';", 'policy'],
    [rules, "export { save } from './rectification.store.ts';", 'store'],
    [rules, "export * from './rectification.contract.ts';", 'contract'],
    [rules, "export {} from './rectification.store.ts';", 'store'],
    [rules, "export const later = () => import('./rectification.store.ts');", 'store'],
    [rules, 'export const later = () => import(`./rectification.store.ts`);', 'store'],
    [rules, 'export const later = (name: string) => import(name);', 'cannot be checked'],
    [rules, "export type Row = import('./rectification.store.ts').Row;", 'store'],
    [rules, "import store = require('./rectification.store.ts');", 'store'],
    [rules, "import { readFileSync } from 'node:fs';", 'node:fs'],
    [rules, "import { readFileSync } from 'fs';", 'node:fs'],
    [rules, 'export const luck = () => Math.random();', 'Math.random'],
    [rules, 'export const today = () => Temporal.Now.plainDateISO();', 'Temporal.Now'],
    [
      rules,
      "import { order } from '#features/disbursement/disbursement.rules.ts';",
      'disbursement comes before',
    ],
    [
      'src/features/evidence/evidence.service.ts',
      "import type { Home } from '#features/home/home.model.ts';",
      'home comes before',
    ],
    ['src/features/finding/finding.policy.ts', "import './finding.words.ts';", 'words'],
    ['src/features/finding/finding.words.ts', "import { Tag } from 'antd';", 'antd'],
    ['src/features/finding/finding.words.ts', "import './finding.contract.ts';", 'contract'],
    ['src/features/finding/finding.contract.ts', "import './finding.service.ts';", 'service'],
    ['src/features/finding/finding.contract.ts', "import { sql } from 'kysely';", 'kysely'],
    ['src/platform/http.ts', "import '#features/finding/finding.routes.ts';", 'routes'],
    ['src/platform/http.ts', "import '../features/finding/finding.contract.ts';", 'contract'],
    ['src/platform/http.ts', "import { useState } from 'react';", 'react'],
    ['src/features/finding/finding.store.ts', "import './finding.contract.ts';", 'contract'],
    ['src/features/finding/finding.store.ts', "import pg from 'pg';", 'pg'],
    ['src/features/finding/finding.document.ts', "import './finding.store.ts';", 'store'],
    ['src/features/finding/finding.service.ts', "import { sql } from 'kysely';", 'kysely'],
    ['src/features/finding/finding.service.ts', "import './finding.routes.ts';", 'routes'],
    ['src/features/finding/finding.routes.ts', "import './finding.store.ts';", 'store'],
    ['src/features/finding/finding.jobs.ts', "import './finding.store.ts';", 'store'],
    ['src/features/finding/finding.view.tsx', "import './finding.service.ts';", 'service'],
    ['src/features/finding/finding.view.tsx', "import '#platform/clock.ts';", 'platform'],
    ['src/features/finding/finding.view.tsx', "import { os } from '@orpc/server';", '@orpc/server'],
    [
      'src/features/finding/finding.view.tsx',
      "import { c } from './finding.contract.ts';",
      'only with import type',
    ],
    ['src/features/finding/finding.view.tsx', "import { Flex, Table } from 'antd';", 'Table from #web/ui'],
    ['src/features/finding/finding.view.tsx', "import list from '#platform/list.json';", 'platform'],
    ['src/web/shell.tsx', "import '#features/finding/finding.view.tsx';", 'view'],
    ['src/web/shell.tsx', "import '#platform/http.ts';", 'platform'],
    ['src/web/shell.tsx', "import pg from 'pg';", 'pg'],
    ['src/features/finding/finding.rules.ts', "import './finding.cases.ts';", 'cases'],
    ['src/features/finding/finding.document.ts', "import './finding.cases.ts';", 'cases'],
    ['src/main.server.ts', "import '#features/finding/finding.cases.ts';", 'cases prove rules'],
    ['src/features/finding/finding.cases.ts', "import './finding.service.ts';", 'service'],
    ['src/main.server.ts', "import { aFinding } from '#testing/builders.ts';", 'testing'],
    [
      'src/features/finding/finding.service.ts',
      "import { aFinding } from '#testing/builders.ts';",
      'testing',
    ],
    ['src/features/finding/finding.service.ts', "import '../../main.server.ts';", 'main'],
    [
      'src/features/finding/finding.rules.ts',
      "import list from '../../../rule-packs/list.json';",
      'outside src',
    ],
    ['src/features/finding/finding.view.tsx', "export const all = import.meta.glob('./*.ts');", 'glob'],
  ];

  test.each(planted)('%s: %s', (path, source, complaint) => {
    expect(violations(path, source).join('\n')).toContain(complaint);
  });
});

describe('what the law allows is left alone', () => {
  const allowed: [path: string, source: string][] = [
    ['src/main.server.ts', "import pg from 'pg'; import '#features/finding/finding.routes.ts';"],
    ['src/main.web.tsx', "import '#web/shell.tsx'; import '#features/home/home.view.tsx';"],
    ['src/demo/county.ts', "import '#features/finding/finding.service.ts';"],
    ['src/kernel/id.ts', "import { z } from 'zod'; import './money.ts';"],
    ['src/features/regime/regime.pack.model.ts', "import { z } from 'zod';"],
    ['src/features/finding/finding.severity.rules.ts', "import './finding.rules.ts';"],
    ['src/features/finding/finding.rules.ts', "import '#features/regime/regime.rules.ts';"],
    ['src/features/finding/finding.words.ts', "import type { S } from './finding.model.ts';"],
    [
      'src/features/finding/finding.store.ts',
      "import { sql } from 'kysely'; import '#platform/database.ts';",
    ],
    ['src/platform/files.ts', "import { open } from 'node:fs/promises'; import { Hono } from 'hono';"],
    ['src/features/finding/finding.view.tsx', "import { Tag } from 'antd'; export const x = <Tag />;"],
    ['src/features/finding/finding.view.tsx', "import type { c } from './finding.contract.ts';"],
    ['src/web/base.tsx', "import './base.css'; import list from './list.generated.json';"],
    ['src/web/ui/act.tsx', "import { createRoot } from 'react-dom/client'; import '#kernel/words.ts';"],
  ];

  test.each(allowed)('%s: %s', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});

/** Tests, and the people and databases that tests use, may look anywhere. */
function isExempt(file: string): boolean {
  return /\.test\.tsx?$|\.d\.ts$|^src\/testing\//.test(file);
}

/** Everything that is wrong with one file, in sentences that begin with where. */
function violations(file: string, source: string): string[] {
  const misplaced = misplacement(file);
  const layer = layerOf(file);
  if (misplaced || !layer) return [`${file}: ${misplaced ?? 'no home'}`];
  const found: string[] = [];
  walk(parse(file, source), (node) => {
    const complaint =
      impurity(layer, node) ?? wrongImport(file, layer, node) ?? heavyForBrowser(file, layer, node);
    if (complaint) found.push(`${file}:${lineOf(source, node.start)} ${complaint}`);
  });
  return found;
}

function misplacement(file: string): string | undefined {
  const [, feature, name] = /^src\/features\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
  if (feature === undefined || name === undefined) return undefined;
  if (!features.includes(feature))
    return `unknown feature ${feature}: give it a place in the order of features`;
  if (!name.startsWith(`${feature}.`)) return `the name must begin with ${feature}.`;
  const layer = layerOf(file);
  if (!layer) return `unknown layer: name it ${feature}.<layer>.ts, one of ${Object.keys(law).join(', ')}`;
  return (layer === 'view') === name.endsWith('.tsx') ? undefined : 'a view is .tsx and nothing else is';
}

/** A feature file's last suffix is its layer: `rectification.extension.rules.ts` is rules. */
function layerOf(file: string): Layer | undefined {
  if (/^src\/(main\.[a-z]+\.tsx?|demo\/[^/]+\.ts)$/.test(file)) return 'main';
  const top = /^src\/(kernel|platform|web)\/.+\.tsx?$/.exec(file)?.[1];
  const suffix = /^src\/features\/[^/]+\/[^/]+\.([a-z]+)\.tsx?$/.exec(file)?.[1];
  const name =
    top ?? (suffix && !['main', 'kernel', 'platform', 'web'].includes(suffix) ? suffix : undefined);
  return name !== undefined && name in law ? (name as Layer) : undefined;
}

function featureOf(file: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(file)?.[1];
}

function impurity(layer: Layer, node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { object, property } = node as SyntaxNode & { object: SyntaxNode; property: SyntaxNode };
  if (object.type === 'MetaProperty' && property.name === 'glob') {
    return 'import.meta.glob hides imports from the law';
  }
  const member = `${String(object.name)}.${String(property.name)}`;
  return pureLayers.includes(layer) && impureMembers.includes(member)
    ? `${layer} is pure: ${member} must come in as an argument`
    : undefined;
}

function wrongImport(file: string, layer: Layer, node: SyntaxNode): string | undefined {
  const request = requestOf(node);
  if (request === undefined) return undefined;
  if (request === null) {
    return layer === 'main' || layer === 'platform' ? undefined : 'a computed import cannot be checked';
  }
  const target = targetOf(file, request);
  return target === undefined ? wrongPackage(file, layer, request) : wrongTarget(file, layer, target);
}

/** A contract carries zod, which has no place in a page that people wait for: views know its types only. */
function heavyForBrowser(file: string, layer: Layer, node: SyntaxNode): string | undefined {
  if (layer !== 'view' || node.type !== 'ImportDeclaration' || node.importKind === 'type') return undefined;
  const request = requestOf(node) ?? '';
  const target = targetOf(file, request);
  if (target && layerOf(target) === 'contract') return `view may import ${target} only with import type`;
  const names = Array.isArray(node.specifiers) ? node.specifiers.map((one) => one.imported?.name) : [];
  const framed = request === 'antd' && names.find((name) => framedByWebUi.includes(name));
  return framed ? `view takes ${framed} from #web/ui, not from antd` : undefined;
}

/** What the node imports; `null` for an import whose target is computed, `undefined` when it imports nothing. */
function requestOf(node: SyntaxNode): string | null | undefined {
  const source = importedBy(node);
  if (!isNode(source)) return undefined;
  if (source.type === 'TSLiteralType' && isNode(source.literal)) return textOf(source.literal);
  return textOf(source);
}

function importedBy(node: SyntaxNode): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? node.argument;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression': {
      const { callee, arguments: given } = node as SyntaxNode & { callee: SyntaxNode; arguments: unknown[] };
      return callee.name === 'require' ? given[0] : undefined;
    }
    default:
      return undefined;
  }
}

function textOf(node: SyntaxNode): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const quasis = node.quasis;
  if (node.type === 'TemplateLiteral' && Array.isArray(quasis) && quasis.length === 1) {
    return String(quasis[0].value.cooked);
  }
  return null;
}

/** The file of ours that is meant, or `undefined` for a package. */
function targetOf(file: string, request: string): string | undefined {
  if (request.startsWith('#')) return `src/${request.slice(1)}`;
  if (request.startsWith('.')) return normalize(join(dirname(file), request));
  return undefined;
}

function wrongTarget(file: string, layer: Layer, target: string): string | undefined {
  if (!target.startsWith('src/')) {
    return layer === 'main' || layer === 'platform'
      ? undefined
      : `${layer} may not import ${target}: outside src`;
  }
  if (target.startsWith('src/testing/')) return `may not import ${target}: testing is for tests`;
  if (layerOf(target) === 'cases' && layer !== 'cases')
    return `may not import ${target}: cases prove rules, for tests and the register`;
  if (layer === 'main') return undefined;
  // What is not code (a style sheet, a generated list) belongs to the layer of its folder.
  const their = layerOf(target.replace(/\.(css|json|svg)$/, '.ts'));
  const allowed: readonly (string | undefined)[] = [layer, ...law[layer].ours];
  if (!allowed.includes(their))
    return `${layer} may not import ${their ?? 'a file without a layer'}: ${target}`;
  return wrongOrder(featureOf(file), featureOf(target));
}

function wrongOrder(own: string | undefined, their: string | undefined): string | undefined {
  if (own === undefined || their === undefined) return undefined;
  return features.indexOf(their) < features.indexOf(own)
    ? `${their} comes before ${own}: react to it in main instead`
    : undefined;
}

function wrongPackage(file: string, layer: Layer, request: string): string | undefined {
  const allowed: readonly string[] = law[layer].packages;
  if (allowed.includes('everything')) return undefined;
  if (/\.pack\.model\.ts$/.test(file) && request === 'zod') return undefined;
  const name = isBuiltin(request) ? `node:${request.replace(/^node:/, '')}` : packageOf(request);
  const patterns = allowed.flatMap((pattern) => packageGroups[pattern] ?? [pattern]);
  const fits = patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
  return fits ? undefined : `${layer} may not import the package ${name}`;
}

function packageOf(request: string): string {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}

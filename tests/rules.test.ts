import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { casesOf, type Family, said } from '#features/regime/regime.family.model.ts';
import type { RulePack } from '#features/regime/regime.model.ts';
import {
  familyFaults,
  head,
  isCarried,
  isRuleKey,
  ruleFaults,
  rulesOfPack,
} from '#features/regime/regime.rulebook.document.ts';
import { packFileSchema } from '#features/regime/regime.schema.pack.model.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { familyGroups } from '#testing/families.ts';
import { isNode, parse, type SyntaxNode, walk } from './source.ts';

/**
 * The law of the register: every rule of every pack that ships belongs to exactly one family and cites its clause, every family is
 * proved by cases or properties, and every rule that decides belongs to a family. docs/rules.md prints it.
 */
const families = familyGroups.flatMap((group) => group.families);
const packs = loadedRegimes().map(({ pack }) => pack);
const [pack] = packs;
if (!pack) throw new Error('no pack ships');

/** Rules that refuse or decide and belong to no family: `feature.rules.ts` stands for the whole file. */
const apart: Readonly<Record<string, string>> = {
  'simulation.burden.rules.ts': 'counts what a regime would ask; decides nothing in the county’s records',
  'simulation.difference.rules.ts': 'compares two trial runs',
  'simulation.due.rules.ts': 'a trial run asks the rules of obligations',
  'simulation.finding.rules.ts': 'a trial run asks the rules of rectification and of findings',
  'simulation.money.rules.ts': 'a trial run asks the rules of disbursement',
  'simulation.nation.rules.ts': 'makes up counties to run packs against',
  'simulation.rules.ts': 'the window of a trial run, which changes no record',
  'simulation.tally.rules.ts': 'adds up a trial run',
  'home.rules.ts': 'what the first page shows; it asks the rules of the features',
  'home.guide.rules.ts': 'what a new county still lacks; it shows the way and refuses nothing',
  'thread.rules.ts': 'the picture of how records hang together',
  'inspection.draft.rules.ts':
    'the sheet while it is filled in on a device; what counts is asked again on handing in',
  'obligation.calendar.rules.ts': 'how the calendar’s page is laid out',
  'obligation.period.rules.ts': 'days as whole numbers, for deriveObligations',
  'obligation.bond.rules.ts': 'a step of deriveObligations',
  'obligation.term.rules.ts': 'a step of deriveObligations',
  'obligation.owed.rules.ts': 'a step of deriveObligations',
};

type Exported = { readonly id: string; readonly decides: boolean };

/** Whether a rule answers yes or no, refuses, or gives a number, a day or money: by what its signature says it returns. */
const deciding =
  /\bResult<|\b(number|bigint|boolean|Ratio|PlainDate|Deadline|Due|Judgement|Withheld|Outcome)\b(?!\[)/;

function exportedBy(file: string, source: string): readonly Exported[] {
  const found: Exported[] = [];
  for (const node of bodyOf(parse(file, source))) {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) continue;
    for (const [name, made] of functionsIn(node.declaration)) {
      const { returnType } = made;
      const returns = isNode(returnType) ? source.slice(returnType.start, Number(returnType.end)) : '';
      const refuses = /\brefused\(/.test(source.slice(made.start, Number(made.end)));
      // What is inside braces or brackets is told, not decided.
      const answer = returns.replace(/^:\s*/, '');
      const plain = !/^(readonly |\{|string|Generator|Iterable)/.test(answer) && !/\[\]$/.test(answer);
      found.push({ id: `${file}#${name}`, decides: refuses || (plain && deciding.test(answer)) });
    }
  }
  return found;
}

const bodyOf = ({ body }: SyntaxNode): readonly SyntaxNode[] =>
  Array.isArray(body) ? body.filter(isNode) : [];

function functionsIn(node: SyntaxNode): readonly (readonly [string, SyntaxNode])[] {
  if (node.type === 'FunctionDeclaration') return [[nameOf(node.id), node]];
  if (node.type !== 'VariableDeclaration' || !Array.isArray(node.declarations)) return [];
  return node.declarations.flatMap((one): (readonly [string, SyntaxNode])[] =>
    isNode(one) && isNode(one.init) && one.init.type === 'ArrowFunctionExpression'
      ? [[nameOf(one.id), one.init]]
      : [],
  );
}

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name) : '');

const ruleFiles = globSync('src/features/*/*.rules.ts');
const exported = ruleFiles.flatMap((file) => exportedBy(basename(file), readFileSync(file, 'utf8')));
const proved = new Set(families.flatMap(({ functions }) => functions));
const textOf = (file: string): string => readFileSync(file, 'utf8');
const caseFiles = globSync('src/features/*/*.cases.ts').map((file) => ({
  feature: file.split('/')[2] ?? '',
  text: textOf(file),
}));
/** The cases a family stands in. */
const ownerOf = (id: string) => caseFiles.find(({ text }) => text.includes(`id: '${id}'`));

/** Every place of the schema where a pack may lay something down, `*` for the name of an entry. */
function schemaPlaces(): ReadonlySet<string> {
  const found = new Set<string>();
  type Schema = { readonly [key: string]: unknown };
  const walkSchema = (schema: Schema, path: readonly string[]): void => {
    const variants = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
    const items = schema.items as Schema | undefined;
    const members = schema.properties as Readonly<Record<string, Schema>> | undefined;
    if (variants) for (const one of variants) walkSchema(one, path);
    else if (items && (items.properties || items.anyOf)) walkSchema(items, [...path, '*']);
    else if (members && !('values' in members)) {
      for (const [key, member] of Object.entries(members)) {
        const isName = path.at(-1) === '*' && ['id', 'step', 'item', 'term'].includes(key);
        const isText = key === 'evidence' && '$ref' in member;
        if (isName || isText || !isRuleKey(key, false) || (path.length === 0 && head.includes(key))) continue;
        if (path.at(-1) === '*' && key === 'withdrawn') continue;
        walkSchema(member, [...path, key]);
      }
    } else if (schema.type !== 'null') found.add(path.join('.'));
  };
  walkSchema(packFileSchema(), []);
  return new Set(
    [...found]
      .map((path) => (path.startsWith('clauses.') ? 'clauses.*' : path))
      .map((path) => path.replace(/^vocabulary\.terms\.\*\.words$/, 'vocabulary.*'))
      // The area is the name of its weight.
      .filter((path) => path !== 'scoring.areaWeights.*.area'),
  );
}

/** Whether a family’s pattern may stand at a place of the schema. */
const mayStandAt = (pattern: string, place: string): boolean => {
  const steps = pattern.replaceAll(/\[\w+=[^\]]*\]/g, '').split('.');
  const open = steps.at(-1) === '**';
  const fixed = open ? steps.slice(0, -1) : steps;
  const names = place.split('.');
  return (
    (open ? names.length >= fixed.length : names.length === fixed.length) &&
    fixed.every((step, at) => step === '*' || names[at] === '*' || step === names[at])
  );
};

const testOf = ({ title, file }: { readonly title: string; readonly file: string }): string[] => {
  const source = readFileSync(file, 'utf8');
  const titled: SyntaxNode[] = [];
  walk(parse(file, source), (node) => {
    const [first] = node.type === 'CallExpression' && Array.isArray(node.arguments) ? node.arguments : [];
    if (isNode(first) && first.type === 'Literal' && first.value === title) titled.push(node);
  });
  const [node, another] = titled;
  if (!node || another) return [`${file} has ${titled.length} tests called “${title}”`];
  const text = source.slice(node.start, Number(node.end));
  return /\bfc\.(assert|property)\(/.test(text) ? [] : [`“${title}” tries nothing on made-up inputs`];
};

test('the walks see what they are meant to guard', () => {
  expect(families.length).toBeGreaterThan(80);
  expect(packs.map(({ id }) => id)).toContain('tongcheng-2021');
  for (const one of packs) expect(rulesOfPack(one).length).toBeGreaterThan(300);
  expect(exported.filter(({ decides }) => decides).length).toBeGreaterThan(150);
  expect(schemaPlaces().size).toBeGreaterThan(100);
});

describe('every rule of a pack', () => {
  test.each(packs)('$id: belongs to exactly one family and cites a clause that is there', (one) => {
    expect(ruleFaults(one, families)).toEqual([]);
  });

  test('that may be written at all has its family, though no county that ships writes it', () => {
    const patterns = families.flatMap(({ carries }) => carries);
    const without = [...schemaPlaces()].filter(
      (place) => !patterns.some((pattern) => mayStandAt(pattern, place)),
    );
    expect(without).toEqual([]);
  });
});

describe('every family', () => {
  test('has cases told as given → then or a property, stands on packs or duties, and is there once', () => {
    expect(familyFaults(families, packs, schemaPlaces())).toEqual([]);
  });

  test('names rules that are there', () => {
    const known = new Set([
      ...exported.map(({ id }) => id),
      ...['counting.ts', 'work-calendar.ts'].flatMap((file) =>
        exportedBy(file, readFileSync(`src/kernel/${file}`, 'utf8')).map(({ id }) => `kernel/${id}`),
      ),
    ]);
    expect([...proved].filter((id) => !known.has(id))).toEqual([]);
  });

  test('names properties that are there and try made-up inputs', () => {
    expect(families.flatMap(({ properties = [] }) => properties).flatMap(testOf)).toEqual([]);
  });

  test('is put together in one place and run by a test beside its rules', () => {
    const gathered = readFileSync('src/testing/families.ts', 'utf8');
    const missing = globSync('src/features/*/*.cases.ts').flatMap((file) => {
      const feature = file.split('/')[2] ?? '';
      const run = readFileSync(`src/features/${feature}/${feature}.cases.test.ts`, 'utf8');
      const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+Families)\b/gm)].map(
        ([, name = '']) => name,
      );
      expect(names.length, file).toBeGreaterThan(0);
      return names.filter((name) => !gathered.includes(name) || !run.includes(name));
    });
    expect(missing).toEqual([]);
  });
});

describe('every rule that refuses or decides', () => {
  test('belongs to a family, or stands apart with its reason', () => {
    const homeless = exported
      .filter(({ id, decides }) => decides && !proved.has(id) && !(id in apart))
      .map(({ id }) => id)
      .filter((id) => !((id.split('#')[0] ?? '') in apart));
    expect(homeless).toEqual([]);
  });

  test('that a family names is called by its cases, or by a rule that is', () => {
    const read = (feature: string): string =>
      globSync([`src/features/${feature}/*.cases.ts`, `src/features/${feature}/*.rules{,.test}.ts`])
        .map(textOf)
        .join('\n');
    const texts = new Map(
      globSync('src/features/*').map((path): [string, string] => [basename(path), read(basename(path))]),
    );
    const uncalled = families.flatMap(({ id, functions }) =>
      functions.filter((one) => {
        const [file = '', name = ''] = one.split('#');
        if (file.startsWith('kernel/')) return false;
        const text = `${texts.get(file.split('.')[0] ?? '')}\n${texts.get(ownerOf(id)?.feature ?? '')}`;
        // Where it is made, where a family names it, and once more.
        return [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length < 3;
      }),
    );
    expect(uncalled).toEqual([]);
  });

  test('of a family: one at least is called by the cases of its feature', () => {
    const silent = families.filter(({ id, functions, cases, shownOnly }) => {
      const feature = ownerOf(id)?.feature;
      const own = caseFiles.flatMap((one) => (one.feature === feature ? [one.text] : [])).join('\n');
      const calls = (one: string) => new RegExp(`\\b${one.split('#')[1]}\\b[(,]`).test(own);
      return !shownOnly && cases.length > 0 && !functions.some(calls);
    });
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('stands apart only while it is there', () => {
    const known = new Set([...exported.map(({ id }) => id), ...ruleFiles.map((file) => basename(file))]);
    expect(Object.keys(apart).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('what is planted is caught', () => {
  const [serious] = pack.checkItems;
  if (!serious) throw new Error('the pack has no check item');
  const family = (over: Partial<Family>): Family => ({
    id: 'planted',
    name: said('试', 'planted'),
    does: said('试', 'planted'),
    carries: ['rectification.reminderDaysBefore'],
    functions: ['rectification.rules.ts#isReminderDue'],
    cases: casesOf<number, number>(
      (_, n) => n,
      (n) => said(`${n} → ${n}`, `${n} → ${n}`),
      [[pack.id, 1, 1]],
    ),
    ...over,
  });
  const withReminder = (values: RulePack['rectification']['reminderDaysBefore']['values']): RulePack => ({
    ...pack,
    rectification: { ...pack.rectification, reminderDaysBefore: { values } },
  });
  const packFaults: readonly (readonly [string, RulePack, readonly Family[], string])[] = [
    [
      'a number without a clause',
      withReminder([{ from: '2021-03-18', value: 3, basis: [] }]),
      families,
      'rectification.reminderDaysBefore cites no clause',
    ],
    [
      'a number whose clause is not there',
      withReminder([{ from: '2021-03-18', value: 3, basis: [{ clause: 'nowhere:9', mark: 'text' }] }]),
      families,
      'cites nowhere:9, which the pack does not have',
    ],
    [
      'an entry without a clause',
      { ...pack, money: { ...pack.money, sources: [{ id: 'new', name: said('新', 'new'), basis: [] }] } },
      families,
      'money.sources.new cites no clause',
    ],
    [
      'a check item of a clause that is not there',
      { ...pack, checkItems: [{ ...serious, clause: 'nowhere:9' }] },
      families,
      'cites nowhere:9',
    ],
    [
      'a part nobody carries out',
      { ...pack, lottery: { every: 3 } } as unknown as RulePack,
      families,
      'lottery.every belongs to no family',
    ],
    [
      'a rule two families carry out',
      pack,
      [...families, family({})],
      'rectification.reminderDaysBefore belongs to several families: rectification.reminder, planted',
    ],
  ];
  test.each(packFaults)('%s', (_, one, all, fault) => {
    expect(ruleFaults(one, all).join('\n')).toContain(fault);
  });

  const familyPlants: readonly (readonly [string, readonly Family[], string])[] = [
    ['no case and no property', [family({ cases: [] })], 'planted has neither a case nor a property'],
    ['no rule', [family({ functions: [] })], 'planted names no rule that decides'],
    ['nothing to stand on', [family({ carries: [] })], 'planted rests on no rule of a pack and on no duty'],
    [
      'a path no pack can say',
      [family({ carries: ['rectification.reminderHours'] })],
      'planted carries out rectification.reminderHours, which no pack can say',
    ],
    [
      'a duty no pack has',
      [family({ duties: ['D99'] })],
      `planted carries out D99, which ${pack.id} does not have`,
    ],
    [
      'a case under a pack that does not ship',
      [
        family({
          cases: casesOf<number, number>(
            (_, n) => n,
            (n) => said(`${n} → ${n}`, `${n} → ${n}`),
            [['nowhere', 1, 1]],
          ),
        }),
      ],
      'planted has a case under nowhere, which does not ship',
    ],
    [
      'a case that does not say what follows',
      [
        family({
          cases: casesOf<number, number>(
            (_, n) => n,
            () => said('一', 'one'),
            [[pack.id, 1, 1]],
          ),
        }),
      ],
      'planted has a case that is not told as given → then',
    ],
    ['the same id twice', [family({}), family({})], 'planted stands twice'],
  ];
  test.each(familyPlants)('a family with %s', (_, all, fault) => {
    expect(familyFaults(all, packs, schemaPlaces()).join('\n')).toContain(fault);
  });

  test('a property that is not there, or that tries nothing', () => {
    const file = 'src/features/rectification/rectification.progress.rules.test.ts';
    expect(testOf({ title: 'more done never makes more steps due', file })).toEqual([]);
    expect(testOf({ title: 'more done', file }).join()).toContain('has 0 tests');
    expect(testOf({ title: 'a step is taken when it is due, and once', file }).join()).toContain(
      'tries nothing',
    );
  });

  test('a rule that refuses, or gives a number, in a file nobody looked at', () => {
    const source = `
      export function refuse(a: string) { return refused('x.y', { a }); }
      export const days = (n: number): number => n;
      export const listed = (): readonly number[] => [];
      export const named = (): string => '';`;
    expect(exportedBy('planted.rules.ts', source).map(({ decides }) => decides)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('patterns take in what they say and no more', () => {
    const places = ['scoring', 'items', 'station.open', 'score', 'weight'].map((name) => ({
      name,
      node: name === 'score' ? { kind: 'deduct' } : {},
    }));
    const fits = (pattern: string) => isCarried(pattern, places);
    expect(fits('scoring.items.*.score[kind=deduct].*')).toBe(true);
    expect(fits('scoring.items.*.score[kind=graded].*')).toBe(false);
    expect(fits('scoring.**')).toBe(true);
    expect(fits('scoring.items.*.score')).toBe(false);
    expect(fits('scoring.items.*.*')).toBe(false);
  });
});

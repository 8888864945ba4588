import type { Words } from '#kernel/words.ts';
import type { Family, FamilyGroup } from './regime.family.model.ts';
import type { Basis, Dated, RulePack, Unit } from './regime.model.ts';
import { familiesCarrying, type PackRule, rulesOfPack } from './regime.rulebook.document.ts';
import { clauseOf, ownClauses } from './regime.rules.ts';

/**
 * docs/rules.md: what the program does, family by family, with its cases; then every rule of every pack that ships, with its
 * clause, the values it has had and the family that carries it out.
 */
export const rulesRegister = (packs: readonly RulePack[], groups: readonly FamilyGroup[]): string => {
  const families = groups.flatMap((group) => group.families);
  const cases = families.reduce((sum, family) => sum + family.cases.length, 0);
  return [
    '# The rules 规则总表',
    '',
    'Made by `npm run packs` from the rule packs and from the cases beside the rules; tests compare it and run every case. How a pack is',
    'written: [rule-packs.md](rule-packs.md).',
    '',
    `The first part says once what the program does, whichever county it is: ${families.length} families of rules with ${cases} cases. The second`,
    'part lists, regime by regime, every rule with its values, its clause and the family that carries it out. A case names the regime it is tried',
    'under; “→” stands between what is given and what follows. “+” marks a local supplement (本地补充规定): the text leaves it open and the county',
    'chose.',
    '',
    ...groups.map(({ name }) => `- [${both(name)}](#${anchorOf(name)})`),
    ...packs.map(({ id, name }) => `- [${both(name)}](#${id})`),
    '',
    '## What the program does 程序怎样办',
    ...groups.flatMap(groupSection),
    ...packs.flatMap((pack) => packSection(pack, groups)),
    '',
  ].join('\n');
};

const both = ({ zh, en }: Words): string => `${zh} ${en}`;
const anchorOf = ({ en }: Words): string => en.toLowerCase().replaceAll(/[^a-z]+/g, '-');

// Families

const groupSection = ({ name, families }: FamilyGroup): readonly string[] => [
  '',
  `<a id="${anchorOf(name)}"></a>`,
  '',
  `### ${both(name)}`,
  ...families.flatMap(familySection),
];

function familySection(family: Family): readonly string[] {
  const { id, name, does, cases } = family;
  return [
    '',
    `<a id="${id}"></a>`,
    '',
    `#### ${both(name)}`,
    '',
    `${does.zh}  `,
    does.en,
    '',
    `\`${id}\`: ${standingOf(family).join('; ')}.`,
    ...(cases.length === 0
      ? []
      : table(
          ['regime', '情形 → 结果', 'given → then'],
          cases.map(({ under, says }) => [`[${shortOf(under)}](#${under})`, says.zh, says.en]),
        )),
  ];
}

/** `example-jia-2022` is jia for short. */
const shortOf = (pack: string): string => pack.replace(/^example-/, '').replace(/-\d{4}$/, '');

function standingOf({ carries, duties = [], functions, properties = [], shownOnly }: Family): string[] {
  const byFile = new Map<string, string[]>();
  for (const one of functions) {
    const [file = '', name = ''] = one.split('#');
    byFile.set(file, [...(byFile.get(file) ?? []), `\`${name}\``]);
  }
  return [
    ...(carries.length > 0
      ? [`carries out ${carries.map((pattern) => `\`${pattern.replace(/\.\*\*$/, '')}\``).join(', ')}`]
      : []),
    ...(duties.length > 0 ? [`${duties.length > 1 ? 'duties' : 'duty'} ${duties.join(', ')}`] : []),
    ...(shownOnly ? ['kept, checked and shown with its clause; nothing decides by it'] : []),
    ...[...byFile].map(([file, names]) => `${names.join(', ')} in \`${file}\``),
    ...properties.map(({ title }) => `proved on made-up inputs: “${title.replace(/^property: /, '')}”`),
  ];
}

// Packs

function packSection(pack: RulePack, groups: readonly FamilyGroup[]): readonly string[] {
  const rules = rulesOfPack(pack);
  return [
    '',
    `<a id="${pack.id}"></a>`,
    '',
    `## ${pack.id}`,
    '',
    `${both(pack.name)}; in force from ${pack.inForceFrom}, version ${pack.version}.`,
    '',
    '### Duties and the clauses that carry them 职责与条款',
    ...table(
      ['duty', 'clauses', 'carried out by'],
      dutiesOf(pack).map(([duty, clauses]) => [duty, clauses.join(', '), familiesOfDuty(duty, groups)]),
    ),
    '',
    '### The clauses 条款',
    ...table(
      ['clause', 'heading', 'duties'],
      pack.clauses.map(({ id, title, duties }) => [
        numberOf(pack, id),
        title ? both(title) : '',
        duties.join(', '),
      ]),
    ),
    ...groups.flatMap((group) => groupRules(pack, group, rules)),
  ];
}

const familiesOfDuty = (duty: string, groups: readonly FamilyGroup[]): string =>
  groups
    .flatMap(({ families }) => families.filter(({ duties }) => duties?.includes(duty)))
    .map(linkTo)
    .join(', ');

const linkTo = ({ id, name }: Family): string => `[${name.zh}](#${id})`;

function groupRules(
  pack: RulePack,
  { name, families }: FamilyGroup,
  rules: readonly PackRule[],
): readonly string[] {
  const rows = new Map<
    string,
    { readonly cites: string; readonly families: Set<Family>; readonly rules: PackRule[] }
  >();
  for (const rule of rules) {
    const [family] = familiesCarrying(families, rule);
    if (!family || rule.path.startsWith('clauses.')) continue;
    const cites = citesOf(pack, rule.basis);
    const key = `${entryOf(rule)} ${cites}`;
    const row = rows.get(key) ?? { cites, families: new Set(), rules: [] };
    rows.set(key, row);
    row.families.add(family);
    row.rules.push(rule);
  }
  if (rows.size === 0) return [];
  return [
    '',
    `### ${both(name)}`,
    ...table(
      ['rule', 'says', 'clause', 'carried out by'],
      // Of an entry that rests on several clauses the name stands once.
      [...rows.values()].map((row, at, all) => {
        const [first] = row.rules;
        const [before] = all[at - 1]?.rules ?? [];
        return [
          first && before && entryOf(first) === entryOf(before) ? '' : labelOf(row.rules),
          saysOf(row.rules),
          row.cites,
          [...row.families].map(linkTo).join(', '),
        ];
      }),
    ),
  ];
}

const entryOf = ({ entry, path }: PackRule): string => entry?.path ?? path;

function labelOf([first]: readonly PackRule[]): string {
  if (!first) return '';
  const { entry, path, says } = first;
  const name = entry ? entry.name : typeof says === 'string' ? null : (says.name ?? null);
  const within = entry ? `${entry.path.slice(0, -entry.id.length - 1)} ` : '';
  return `${within}\`${entry?.id ?? path}\`${name ? ` ${both(name)}` : ''}`;
}

function saysOf(rules: readonly PackRule[]): string {
  return rules
    .map(({ entry, path, says }) => {
      const value = typeof says === 'string' ? says : valuesOf(says);
      const part = entry && path !== entry.path ? path.slice(entry.path.length + 1) : '';
      return part === '' ? value : `${part.replace(/^score\./, '')}: ${value}`;
    })
    .join('; ');
}

const valuesOf = ({ unit, values }: Dated<number>): string =>
  values.map(({ from, value }) => `${amountOf(value, unit)} from ${from}`).join(', ');

function amountOf(value: number, unit: Unit | undefined): string {
  if (unit === undefined) return String(value);
  if (unit === 'share') return `${Math.round(value * 100_000) / 1000} %`;
  if (unit === 'fen') return `${(value / 100).toLocaleString('en-US')} yuan`;
  if (unit === 'day-of-month') return `day ${value} of the month`;
  return `${value} ${value === 1 ? singular[unit] : unit.replace('-', ' ')}`;
}

const singular: Readonly<Record<Exclude<Unit, 'share' | 'fen' | 'day-of-month'>, string>> = {
  'working-days': 'working day',
  days: 'day',
  months: 'month',
  people: 'person',
  times: 'time',
  findings: 'finding',
  facilities: 'facility',
  points: 'point',
};

/** `一（四） and +`: the text says something of it, and the county the rest. */
function citesOf(pack: RulePack, basis: readonly Basis[]): string {
  const marks = new Map<string, Set<string>>();
  for (const { clause, mark, instrument } of basis) {
    const number = numberOf(pack, clause);
    marks.set(number, (marks.get(number) ?? new Set()).add(mark));
    if (instrument !== undefined && !clauseOf(pack, clause).instrument) marks.set(instrument, new Set());
  }
  return [...marks]
    .map(([number, said]) =>
      said.has('local-supplement') ? `${number}${said.has('text') ? ' and +' : ' +'}` : number,
    )
    .join(', ');
}

const numberOf = (pack: RulePack, id: string): string => {
  const { instrument, number } = clauseOf(pack, id);
  return instrument ? `${instrument.zh}${number}` : number;
};

function dutiesOf(pack: RulePack): readonly (readonly [string, readonly string[]])[] {
  const carried = new Map<string, string[]>();
  for (const { duties, number } of ownClauses(pack))
    for (const duty of duties) carried.set(duty, [...(carried.get(duty) ?? []), number]);
  return [...carried].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return ['', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

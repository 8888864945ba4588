import { plainDate } from '#kernel/temporal.ts';
import type { Basis, RulePack, Words } from './regime.model.ts';
import { clauseOf, ownClauses } from './regime.rules.ts';
import { packValuesOn } from './regime.values.rules.ts';
import { groupWords } from './regime.values.words.ts';

/** docs/rules.md: every rule of every pack that ships, with its clause and the values it has had. */
export const rulesRegister = (packs: readonly RulePack[]): string =>
  [
    '# The rules',
    '',
    'Made by `npm run packs` from the rule packs; a test compares it. How a pack is written: [rule-packs.md](rule-packs.md).',
    '“+” marks a local supplement (本地补充规定): the text leaves it open and the county chose.',
    ...packs.flatMap(packSection),
    '',
  ].join('\n');

function packSection(pack: RulePack): readonly string[] {
  const cites = (basis: readonly Basis[]) =>
    [
      ...new Set(basis.map(({ clause, mark }) => `${numberOf(pack, clause)}${mark === 'text' ? '' : ' +'}`)),
    ].join(', ');
  return [
    '',
    `## ${pack.id}`,
    '',
    `${both(pack.name)}; in force from ${pack.inForceFrom}, version ${pack.version}.`,
    ...table(
      'Duties and the clauses that carry them',
      ['duty', 'clauses'],
      dutiesOf(pack).map(([duty, clauses]) => [duty, clauses.join(', ')]),
    ),
    ...table(
      'Obligations',
      ['rule', 'duty', 'how often', 'from', 'clause'],
      pack.obligations.map((rule) => [
        `\`${rule.id}\` ${both(rule.name)}`,
        rule.duty,
        frequencyOf(rule.every),
        rule.anchor,
        cites(rule.basis),
      ]),
    ),
    ...table(
      'Check items',
      ['item', 'standard', 'clause'],
      pack.checkItems.map((item) => [
        `\`${item.id}\` ${both(item.name)}`,
        item.standard,
        numberOf(pack, item.clause),
      ]),
    ),
    ...table(
      'Conditions of payment',
      ['condition', 'class', 'clause'],
      pack.gate.conditions.map((one) => [`\`${one.id}\` ${both(one.name)}`, one.class, cites(one.basis)]),
    ),
    ...table(
      'Grounds and procedure of disqualification',
      ['rule', 'clause'],
      [
        ...pack.disqualification.grounds.map((one) => [`\`${one.id}\` ${both(one.name)}`, cites(one.basis)]),
        ...pack.disqualification.procedure.map((one) => [
          `\`${one.step}\` ${both(one.name)}`,
          cites(one.basis),
        ]),
      ],
    ),
    ...table(
      'Methods',
      ['method', 'evidence', 'clause'],
      pack.methods.map((one) => [
        `\`${one.id}\` ${both(one.name)}`,
        one.requires.join(', '),
        cites(one.basis),
      ]),
    ),
    ...table(
      'Numbers',
      ['number', 'what', 'values', 'clause'],
      packValuesOn(pack, plainDate(pack.inForceFrom)).map((value) => [
        `\`${value.key}\``,
        `${groupWords[value.group].en}: ${[value.owner, value.name].flatMap((said) => (said ? [both(said)] : [])).join(', ')}`,
        value.history.map(({ from, value: one }) => `${one} ${value.unit ?? ''} from ${from}`).join('; '),
        cites(value.inForce?.basis ?? []),
      ]),
    ),
  ];
}

const both = ({ zh, en }: Words): string => `${zh} (${en})`;

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

function frequencyOf(every: RulePack['obligations'][number]['every']): string {
  if ('months' in every) return `every ${every.months} months`;
  if ('times' in every) return `${every.times} times per ${every.per}`;
  return `once within ${every.within} ${every.days} of ${every.once}`;
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return ['', `### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

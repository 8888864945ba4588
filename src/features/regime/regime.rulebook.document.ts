import type { Words } from '#kernel/words.ts';
import type { Family } from './regime.family.model.ts';
import type { Basis, Dated, RulePack } from './regime.model.ts';
import { clauseOfDuty } from './regime.rules.ts';

// Every rule of a pack, down to the single number or choice, with the clause it rests on and the family that carries it out.

type Place = { readonly name: string; readonly node: unknown };

export type PackRule = {
  readonly places: readonly Place[];
  /** `rectification.period.serious`, by the names of the entries. */
  readonly path: string;
  /** The entry of a list it belongs to, such as an obligation, with the name people know it by. */
  readonly entry: { readonly path: string; readonly id: string; readonly name: Words | null } | null;
  readonly says: Dated<number> | string;
  readonly basis: readonly Basis[];
};

type Fields = Readonly<Record<string, unknown>>;
type Around = Pick<PackRule, 'entry' | 'basis'>;

/** What says which pack this is; no rule stands there but the day from which it applies. */
export const head = ['id', 'version', 'level', 'extends', 'name', 'jurisdiction', 'instrument', 'issuer'];
/** Sentences for readers and the basis itself. */
const notRules = ['name', 'basis', 'clause', 'guidance', 'question', 'remedy'];
/** An entry's name is its place. */
const naming = ['id', 'step', 'item', 'term'];
export const isRuleKey = (key: string, isText: boolean): boolean =>
  !notRules.includes(key) && !key.endsWith('Basis') && !(isText && naming.includes(key));
const basisBeside: Readonly<Record<string, string>> = {
  leadOrganisation: 'leadBasis',
  thirdPartyAreas: 'thirdPartyBasis',
  repeatSame: 'repeatSameBasis',
};

/** Everything the pack lays down, in its own order. */
export function rulesOfPack(pack: RulePack): readonly PackRule[] {
  const found: PackRule[] = [];
  const add = (places: readonly Place[], says: PackRule['says'], around: Around) =>
    found.push({ places, path: pathOf(places), says, ...around });

  const walk = (node: unknown, places: readonly Place[], around: Around): void => {
    if (isDated(node)) add(places, node, { ...around, basis: node.values.flatMap(({ basis }) => basis) });
    else if (Array.isArray(node) && node.some(isFields)) list(node, places, around);
    else if (isFields(node) && !isWords(node)) fields(node, places, around);
    // A list that is empty and rests on nothing says nothing.
    else if (!(Array.isArray(node) && node.length === 0 && around.basis.length === 0))
      add(places, plain(node), around);
  };

  const list = (members: readonly unknown[], places: readonly Place[], around: Around) => {
    for (const [at, member] of members.entries()) {
      if (!isFields(member)) continue;
      const id = entryName(member) ?? String(at + 1);
      const own = [...places, { name: id, node: member }];
      const entry = { path: pathOf(own), id, name: isWords(member.name) ? member.name : wordsOf(member) };
      const inside: Around = { entry, basis: basisOf(member) ?? basisInside(member) ?? around.basis };
      const before = found.length;
      fields(member, own, inside);
      // A standard is what it asks.
      if (found.length === before) add(own, isWords(member.question) ? plain(member.question) : '', inside);
    }
  };

  const fields = (node: Fields, places: readonly Place[], around: Around) => {
    const basis = basisOf(node) ?? around.basis;
    for (const [key, member] of Object.entries(node)) {
      if (!isRuleKey(key, typeof member === 'string') || isEvidenceInWords(key, member)) continue;
      if (key === 'area' && entryName(node) === member) continue;
      const beside = basisBeside[key];
      const own = beside === undefined ? basis : (node[beside] as readonly Basis[]);
      walk(member, [...places, { name: key, node: member }], { ...around, basis: own });
    }
  };

  for (const [key, part] of Object.entries(pack)) {
    const place = [{ name: key, node: part }];
    if (head.includes(key)) continue;
    if (key === 'clauses') {
      for (const clause of pack.clauses)
        add([...place, { name: clause.id, node: clause }], clause.duties.join(', '), {
          entry: { path: `clauses.${clause.id}`, id: clause.id, name: clause.title ?? null },
          basis: [{ clause: clause.id, mark: 'text' }],
        });
    } else if (key === 'vocabulary') {
      for (const { term, words } of pack.vocabulary.terms)
        add([...place, { name: term, node: words }], plain(words), {
          entry: null,
          basis: [basisOfTerm(pack, term, words)],
        });
    } else
      walk(part, place, {
        entry: null,
        basis: key === 'inForceFrom' ? [{ clause: clauseOfDuty(pack, 'D32'), mark: 'text' }] : [],
      });
  }
  return found;
}

const pathOf = (places: readonly Place[]): string => places.map(({ name }) => name).join('.');
const isFields = (node: unknown): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node);
const isDated = (node: unknown): node is Dated<number> => isFields(node) && Array.isArray(node.values);
const isWords = (node: unknown): node is Words => isFields(node) && 'zh' in node && 'en' in node;
const wordsOf = (node: Fields): Words | null =>
  Object.values(node).find((member): member is Words => isWords(member)) ?? null;
/** A method's evidence told to people; what it must leave is in `requires`. */
const isEvidenceInWords = (key: string, member: unknown): boolean => key === 'evidence' && isWords(member);

function entryName(node: Fields): string | undefined {
  const name = node.id ?? node.step ?? node.item ?? node.term ?? node.area;
  return typeof name === 'string' ? name : undefined;
}

function basisOf(node: Fields): readonly Basis[] | undefined {
  if (Array.isArray(node.basis)) return node.basis as readonly Basis[];
  return typeof node.clause === 'string' ? [{ clause: node.clause, mark: 'text' }] : undefined;
}

/** An entry that has its basis only in its numbers, such as a cap. */
function basisInside(node: Fields): readonly Basis[] | undefined {
  const dated = Object.values(node).find(isDated);
  return dated?.values.flatMap(({ basis }) => basis);
}

function plain(node: unknown): string {
  if (node === null) return 'none';
  if (isWords(node)) return `${node.zh} (${node.en})`;
  return Array.isArray(node) ? (node.length === 0 ? 'none' : node.join(', ')) : String(node);
}

const dutyOfTerm: Readonly<Record<RulePack['vocabulary']['terms'][number]['term'], string>> = {
  contractor: 'D03',
  'village-station': 'D19',
  'town-station': 'D19',
  'supervision-letter': 'D07',
  office: 'D07',
  'inspection-group': 'D05',
  'service-centre': 'D17',
  'logistics-centre': 'D18',
  'supply-chain-centre': 'D20',
  regime: 'D32',
};

/** The clause whose text has the word; else the clause of its subject, and the word is the county's own. */
function basisOfTerm(pack: RulePack, term: keyof typeof dutyOfTerm, words: Words): Basis {
  const using = pack.clauses.find(
    ({ id, text }) => id.startsWith(`${pack.id}:`) && text.zh.includes(words.zh),
  );
  if (using) return { clause: using.id, mark: 'text' };
  return { clause: clauseOfDuty(pack, dutyOfTerm[term]), mark: 'local-supplement' };
}

/** Whether a family's pattern takes in the place where a rule stands. */
export function isCarried(pattern: string, places: readonly Place[]): boolean {
  const steps = pattern.split('.');
  const open = steps.at(-1) === '**';
  const fixed = open ? steps.slice(0, -1) : steps;
  if (open ? places.length < fixed.length : places.length !== fixed.length) return false;
  return fixed.every((step, at) => places[at] !== undefined && fits(step, places[at]));
}

function fits(step: string, { name, node }: Place): boolean {
  const [, wanted = step, key, value] = /^(.*)\[(\w+)=(.*)\]$/.exec(step) ?? [];
  if (wanted !== '*' && wanted !== name) return false;
  return key === undefined || (isFields(node) && node[key] === value);
}

export const familiesCarrying = (families: readonly Family[], rule: PackRule): readonly Family[] =>
  families.filter(({ carries }) => carries.some((pattern) => isCarried(pattern, rule.places)));

/** What is wrong between the rules of a pack and the families, in sentences; nothing where the register is whole. */
export function ruleFaults(pack: RulePack, families: readonly Family[]): readonly string[] {
  const clauses = new Set(pack.clauses.map(({ id }) => id));
  return rulesOfPack(pack).flatMap((rule) => {
    const at = `${pack.id}: ${rule.path}`;
    const carrying = familiesCarrying(families, rule).map(({ id }) => id);
    const unknown = rule.basis.filter(({ clause }) => !clauses.has(clause)).map(({ clause }) => clause);
    const dateless =
      typeof rule.says !== 'string' && rule.says.values.some(({ basis }) => basis.length === 0);
    return [
      ...(carrying.length === 0 ? [`${at} belongs to no family`] : []),
      ...(carrying.length > 1 ? [`${at} belongs to several families: ${carrying.join(', ')}`] : []),
      ...(rule.basis.length === 0 || dateless ? [`${at} cites no clause`] : []),
      ...unknown.map((clause) => `${at} cites ${clause}, which the pack does not have`),
    ];
  });
}

/** What is wrong in the families themselves, under the packs that ship. */
export function familyFaults(
  families: readonly Family[],
  packs: readonly RulePack[],
  /** Where a pack may lay something down, though none that ships does. */
  sayable: ReadonlySet<string>,
): readonly string[] {
  const rules = packs.flatMap(rulesOfPack);
  const ids = families.map(({ id }) => id);
  return families.flatMap((family) => {
    const { id, carries, duties = [], cases, properties = [], functions, shownOnly } = family;
    return [
      ...(ids.indexOf(id) === ids.lastIndexOf(id) ? [] : [`${id} stands twice`]),
      ...(cases.length + properties.length === 0 ? [`${id} has neither a case nor a property`] : []),
      ...(functions.length === 0 && !shownOnly ? [`${id} names no rule that decides`] : []),
      ...(carries.length + duties.length === 0 ? [`${id} rests on no rule of a pack and on no duty`] : []),
      ...carries
        .filter((pattern) => !sayable.has(pattern) && !rules.some(({ places }) => isCarried(pattern, places)))
        .map((pattern) => `${id} carries out ${pattern}, which no pack can say`),
      ...duties.flatMap((duty) =>
        packs
          .filter((pack) => !pack.clauses.some((clause) => clause.duties.includes(duty)))
          .map((pack) => `${id} carries out ${duty}, which ${pack.id} does not have`),
      ),
      ...cases
        .filter(({ under }) => !packs.some((pack) => pack.id === under))
        .map(({ under }) => `${id} has a case under ${under}, which does not ship`),
      ...cases
        .filter(({ says }) => [says.zh, says.en].some((sentence) => sentence.split(' → ').length !== 2))
        .map(({ says }) => `${id} has a case that is not told as given → then: ${says.en}`),
    ];
  });
}

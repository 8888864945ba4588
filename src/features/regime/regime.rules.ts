import { byText } from '#kernel/order.ts';
import type { Citation } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type {
  Basis,
  CheckItem,
  Clause,
  ContentArea,
  Dated,
  EscalationRule,
  FacilityKind,
  GateCondition,
  GateConditionId,
  Method,
  MethodRule,
  ObligationRule,
  Phase,
  RulePack,
  Standard,
  StandardRule,
  Words,
} from './regime.model.ts';

/** A value and why it holds; `from` is the day it came into force. */
export type InForce<T> = { readonly value: T; readonly from: string; readonly basis: readonly Basis[] };

/**
 * The value that held on a day. What was decided keeps the value of its own day, so the day is always the day of the act.
 * Throws before the first value: nothing can be due before the regime applies.
 */
export function inForce<T>(dated: Dated<T>, on: PlainDate): InForce<T> {
  const day = on.toString();
  const found = dated.values.find(({ from }) => from <= day);
  if (!found) throw new Error(`No value of ${dated.name?.en ?? 'this parameter'} is in force on ${day}`);
  return found;
}

/** 本制度自印发之日起实行。（五）Nothing is due, and nothing is decided, before that day. */
export const isInForce = (pack: RulePack, on: PlainDate): boolean => pack.inForceFrom <= on.toString();

/** The pack of a county that applies on a day: a later version applies from its own date and leaves earlier decisions alone. */
export function packInForce(
  packs: readonly RulePack[],
  jurisdiction: string,
  on: PlainDate,
): RulePack | undefined {
  return packs
    .filter((pack) => pack.jurisdiction === jurisdiction && isInForce(pack, on))
    .toSorted((a, b) => byText(b.inForceFrom, a.inForceFrom))
    .at(0);
}

// A name that is not in the pack is a bug of ours, not a mistake of the user's: these throw.

export const findClause = (pack: RulePack, id: string): Clause | undefined =>
  pack.clauses.find((clause) => clause.id === id);

export const clauseOf = (pack: RulePack, id: string): Clause => found(findClause(pack, id), 'clause', id);

export const checkItemOf = (pack: RulePack, id: string): CheckItem =>
  found(
    pack.checkItems.find((item) => item.id === id),
    'check item',
    id,
  );

export const obligationOf = (pack: RulePack, id: string): ObligationRule =>
  found(
    pack.obligations.find((rule) => rule.id === id),
    'obligation',
    id,
  );

export const methodOf = (pack: RulePack, id: Method): MethodRule =>
  found(
    pack.methods.find((method) => method.id === id),
    'method',
    id,
  );

export const standardOf = (pack: RulePack, id: Standard): StandardRule =>
  found(
    pack.standards.find((standard) => standard.id === id),
    'standard',
    id,
  );

export const gateConditionOf = (pack: RulePack, id: GateConditionId): GateCondition =>
  found(
    pack.gate.conditions.find((condition) => condition.id === id),
    'gate condition',
    id,
  );

function found<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) throw new Error(`The rule pack has no ${kind} called ${id}`);
  return value;
}

/** From the part down to the clause itself: 三 → 三（一） → 三（一）2. */
export function clausePath(pack: RulePack, id: string): readonly Clause[] {
  const clause = clauseOf(pack, id);
  return clause.parent === undefined ? [clause] : [...clausePath(pack, clause.parent), clause];
}

/** What this county calls a thing; the nation's layer has a word for each. */
export const termOf = (pack: RulePack, term: Term): Words =>
  found(
    pack.vocabulary.terms.find((one) => one.term === term),
    'term',
    term,
  ).words;
type Term = RulePack['vocabulary']['terms'][number]['term'];

/** The regulation itself, without the clauses of the layers it stands on. */
export const ownClauses = (pack: RulePack): readonly Clause[] =>
  pack.clauses.filter(({ id }) => id.startsWith(`${pack.id}:`));

/** The clauses directly under one, or the parts of the regulation when none is given; in printed order. */
export const subclauses = (pack: RulePack, parent?: string): readonly Clause[] =>
  ownClauses(pack).filter((clause) => clause.parent === parent);

export const clausesOfDuty = (pack: RulePack, duty: string): readonly Clause[] =>
  pack.clauses.filter((clause) => clause.duties.includes(duty));

const areaOfKind: Readonly<Record<FacilityKind, ContentArea>> = {
  'service-centre': 'service-centre',
  'logistics-centre': 'logistics',
  'supply-chain-centre': 'supply-chain',
  'town-station': 'station',
  'village-station': 'station',
};

/** 二（一）–（四）: the content a facility belongs to. */
export const areaOfFacility = (kind: FacilityKind): ContentArea => areaOfKind[kind];

/** 已停用: from its day on nothing new is derived from an entry or asked for by it. */
export const isRetired = ({ until }: { readonly until?: string }, on: string): boolean =>
  until !== undefined && until <= on;

export type CheckItemQuery = {
  /** A day: what is retired by then is not asked for. Every item where it is absent. */
  readonly on?: string | undefined;
  readonly area?: ContentArea | undefined;
  readonly facilityKind?: FacilityKind | undefined;
  readonly phase?: Phase | undefined;
};

/**
 * The check items of a sheet, in the pack's order. A facility kind narrows the sheet to its own content area; items bound to no
 * facility stay in.
 */
export function checkItemsFor(pack: RulePack, query: CheckItemQuery = {}): readonly CheckItem[] {
  const area = query.area ?? (query.facilityKind && areaOfFacility(query.facilityKind));
  return pack.checkItems.filter(
    (item) =>
      (area === undefined || item.area === area) &&
      (query.facilityKind === undefined ||
        item.facilityKinds.length === 0 ||
        item.facilityKinds.includes(query.facilityKind)) &&
      (query.phase === undefined || item.phases.includes(query.phase)) &&
      (query.on === undefined || !isRetired(item, query.on)),
  );
}

export type ObligationQuery = {
  readonly subject?: ObligationRule['subject'] | undefined;
  readonly kind?: ObligationRule['kind'] | undefined;
  readonly facilityKind?: FacilityKind | undefined;
  readonly phase?: Phase | undefined;
  readonly area?: ContentArea | undefined;
};

/** The rules that bind a subject. A rule without a phase binds in both. */
export const obligationsFor = (pack: RulePack, query: ObligationQuery = {}): readonly ObligationRule[] =>
  pack.obligations.filter(
    (rule) =>
      (query.subject === undefined || rule.subject === query.subject) &&
      (query.kind === undefined || rule.kind === query.kind) &&
      (query.facilityKind === undefined || rule.facilityKinds?.includes(query.facilityKind) === true) &&
      (query.phase === undefined || rule.phase === undefined || rule.phase === query.phase) &&
      (query.area === undefined || rule.area === query.area),
  );

/** The basis as a refusal or decision cites it: the clause, and the superior document where the value comes from one. */
export function citationsOf(basis: readonly Basis[]): readonly Citation[] {
  return basis.flatMap(({ clause, mark, instrument, article }): Citation[] => {
    const cited: Citation = mark === 'local-supplement' ? { clause, localSupplement: true } : { clause };
    if (instrument === undefined) return [cited];
    return [cited, article === undefined ? { instrument } : { instrument, article }];
  });
}

/** Whether something rests on a choice of the county at least in part: shown with the mark 本地补充规定. */
export const isLocalSupplement = (basis: readonly Basis[]): boolean =>
  basis.some(({ mark }) => mark === 'local-supplement');

/** A number of the pack with the place it stands in, such as `rectification.workingDays.serious`. */
export type Parameter = { readonly path: string; readonly dated: Dated<number> };

/** Every dated number of the pack, by the ids of the lists it stands in. */
export function parametersOf(pack: RulePack): readonly Parameter[] {
  const known = parameters.get(pack);
  if (known) return known;
  const found: Parameter[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isDated(value)) {
      found.push({ path: path.join('.'), dated: value });
      return;
    }
    for (const [key, member] of Object.entries(value))
      walk(member, [...path, (Array.isArray(value) ? idOf(member) : undefined) ?? key]);
  };
  walk(pack, []);
  parameters.set(pack, found);
  return found;
}

const parameters = new WeakMap<RulePack, readonly Parameter[]>();

const isDated = (value: object): value is Dated<number> => 'values' in value && Array.isArray(value.values);

const idOf = (entry: { readonly id?: string } | string | number): string | undefined =>
  typeof entry === 'object' ? entry.id : undefined;

/** The clause that carries a duty: what a refusal cites where the law is the duty itself. */
export function clauseOfDuty(pack: RulePack, duty: string): string {
  return found(
    pack.clauses.find(({ duties }) => duties.includes(duty)),
    'clause for the duty',
    duty,
  ).id;
}

const dutyOfArea: Readonly<Record<ContentArea, string>> = {
  'service-centre': 'D17',
  logistics: 'D18',
  station: 'D19',
  'supply-chain': 'D20',
  training: 'D21',
  funds: 'D22',
};

/** The clause that names what is inspected in a content area. */
export const clauseOfArea = (pack: RulePack, area: ContentArea): string =>
  clauseOfDuty(pack, dutyOfArea[area]);

/** What the software does about a clause. */
export type ClauseRules = {
  readonly obligations: readonly ObligationRule[];
  readonly checkItems: readonly CheckItem[];
  readonly standards: readonly StandardRule[];
  readonly methods: readonly MethodRule[];
  readonly gateConditions: readonly GateCondition[];
  readonly escalation: readonly EscalationRule[];
  readonly parameters: readonly Parameter[];
};

/** Everything in the pack that cites a clause itself (not the clauses under it). */
export function rulesOfClause(pack: RulePack, id: string): ClauseRules {
  const cites = (basis: readonly Basis[]) => basis.some(({ clause }) => clause === id);
  return {
    obligations: pack.obligations.filter((rule) => rule.clause === id || cites(rule.basis)),
    checkItems: pack.checkItems.filter(({ clause }) => clause === id),
    standards: pack.standards.filter(({ clause }) => clause === id),
    methods: pack.methods.filter(({ basis }) => cites(basis)),
    gateConditions: pack.gate.conditions.filter(({ basis }) => cites(basis)),
    escalation: pack.rectification.escalation.filter(({ basis }) => cites(basis)),
    parameters: parametersOf(pack).filter(({ dated }) => dated.values.some(({ basis }) => cites(basis))),
  };
}

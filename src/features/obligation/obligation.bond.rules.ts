import type {
  AgreementFacts,
  BaselineFacts,
  FacilityFacts,
  FactName,
  Holding,
  ProgrammeFacts,
  SubjectType,
} from './obligation.model.ts';
import { dayNumber, never, type Stretch } from './obligation.period.rules.ts';
import type { Anchors, Plan, Term } from './obligation.term.rules.ts';

/** Who owes, bound by a rule on which days: all that the rule reads of the facts. */
export type Bond = {
  readonly type: SubjectType;
  readonly id: string;
  /** In order. */
  readonly bound: readonly Stretch[];
  readonly boundAs: FactName;
  /** What its periods are counted from, or what makes it due once; null where that has not happened. */
  readonly anchor: number | null;
  readonly anchorAs: FactName;
  /** What they were counted from under the versions of the rule before this one. */
  readonly anchorsBefore: Anchors;
  /** From this day on nothing falls due. */
  readonly withdrawn: number;
  /** Under which contract from which day, in order; the first one holds from the beginning. */
  readonly held: readonly HeldFrom[];
  /** Days on which it was done, in order. */
  readonly done: readonly number[];
  /** Towns or contractors of whose own only a part must be reached; a facility that changed hands belongs to each that held it. */
  readonly strata: readonly string[];
};
export type HeldFrom = {
  readonly from: number;
  readonly agreementId: string | null;
  readonly contractorId: string | null;
};

/** The facts by their ids. */
export type Register = {
  readonly facilities: ReadonlyMap<string, FacilityFacts>;
  readonly agreements: ReadonlyMap<string, AgreementFacts>;
  readonly programmes: ReadonlyMap<string, ProgrammeFacts>;
  /** By rule and subject. */
  readonly done: ReadonlyMap<string, readonly number[]>;
};

export const doneKey = (ruleId: string, subjectId: string): string => `${ruleId}|${subjectId}`;

export function registerOf(facts: BaselineFacts): Register {
  const done = new Map<string, number[]>();
  for (const { ruleId, subjectId, on } of facts.done ?? []) {
    const key = doneKey(ruleId, subjectId);
    const days = done.get(key);
    if (days) days.push(dayNumber(on));
    else done.set(key, [dayNumber(on)]);
  }
  for (const days of done.values()) days.sort((a, b) => a - b);
  return {
    facilities: new Map(facts.facilities.map((one) => [one.id, one])),
    agreements: new Map(facts.agreements.map((one) => [one.id, one])),
    programmes: new Map(facts.programmes.map((one) => [one.id, one])),
    done,
  };
}

const neverDone: readonly number[] = [];
export type About = { readonly plan: Plan; readonly register: Register };

/** How a facility stands to a term; undefined where the rule does not concern it. */
export function facilityBond(
  term: Term,
  facility: FacilityFacts,
  about: About,
  phases: readonly PhaseStretch[],
): Bond | undefined {
  const { rule } = term;
  if (rule.subject !== 'facility' || rule.facilityKinds?.includes(facility.kind) === false) return undefined;
  const wanted = rule.phase ?? 'operation';
  const operation = dayOrNull(facility.operationStartedOn);
  const own: Stretch[] = [];
  for (const { phase, from, until } of phases) {
    if (phase !== wanted) continue;
    // 自运营之日起: a facility without its 运营之日 does not yet operate, whatever its door says.
    if (wanted === 'construction') own.push({ from, until });
    else if (operation !== null && until >= operation) own.push({ from: Math.max(from, operation), until });
  }
  const last = phases.at(-1);
  const held = heldBy(facility);
  return {
    type: 'facility',
    id: facility.id,
    bound: own,
    boundAs: wanted === 'operation' ? 'in-operation' : 'under-construction',
    ...anchorOf(term, {
      operation,
      construction: dayNumber(facility.constructionStartedOn),
      signed: dayOrNull(about.register.agreements.get(held[0]?.agreementId ?? '')?.signedOn),
      programme: programmeOf(held[0]?.agreementId, about),
      bound: own,
    }),
    withdrawn: last?.phase === 'withdrawn' ? last.from : never,
    held,
    done: about.register.done.get(doneKey(rule.id, facility.id)) ?? neverDone,
    strata: strataOf(term, facility.townCode ?? null, held),
  };
}

/** Money is in every contract; training only in those that promise it. */
export function agreementBond(term: Term, agreement: AgreementFacts, about: About): Bond | undefined {
  const { rule } = term;
  if (rule.subject !== 'agreement') return undefined;
  if (rule.area !== null && rule.area !== 'funds' && !agreement.areas.includes(rule.area)) return undefined;
  const { id, contractorId, endedOn } = agreement;
  // A contract binds until it is completed or terminated, even past the end it names.
  const until =
    endedOn === null ? Math.max(dayNumber(agreement.endsOn), about.plan.asOf) : dayNumber(endedOn);
  const from = dayNumber(agreement.startsOn);
  // 解除于开始之前: a contract that ended before it began bound nobody on any day.
  const bound = until < from ? [] : [{ from, until }];
  const held = [{ from: 0, agreementId: id, contractorId }];
  return {
    type: 'agreement',
    id,
    bound,
    boundAs: 'agreement-in-force',
    ...anchorOf(term, {
      operation: null,
      construction: null,
      signed: dayNumber(agreement.signedOn),
      programme: programmeOf(id, about),
      bound,
    }),
    withdrawn: never,
    held,
    done: about.register.done.get(doneKey(rule.id, id)) ?? neverDone,
    strata: strataOf(term, null, held),
  };
}

export function programmeBond(term: Term, programme: ProgrammeFacts, { register }: About): Bond | undefined {
  if (term.rule.subject !== 'programme') return undefined;
  const from = dayNumber(programme.startsOn);
  return {
    type: 'programme',
    id: programme.id,
    bound: [{ from, until: dayOrNull(programme.endsOn) ?? never }],
    boundAs: 'programme-runs',
    anchor: from,
    anchorAs: 'once' in term.rule.every ? 'programme-started' : 'programme-runs',
    anchorsBefore: chainOf(term).map(() => from),
    withdrawn: never,
    held: [{ from: 0, agreementId: null, contractorId: null }],
    done: register.done.get(doneKey(term.rule.id, programme.id)) ?? neverDone,
    strata: strataOf(term, null, []),
  };
}

/** A subject's bonds under every term that concerns it. */
export function bondsOfFacility(facility: FacilityFacts, about: About): Bonds {
  const phases = phasesOf(facility);
  return bondsUnder(about.plan, (term) => facilityBond(term, facility, about, phases));
}
export const bondsOfAgreement = (agreement: AgreementFacts, about: About): Bonds =>
  bondsUnder(about.plan, (term) => agreementBond(term, agreement, about));
export const bondsOfProgramme = (programme: ProgrammeFacts, about: About): Bonds =>
  bondsUnder(about.plan, (term) => programmeBond(term, programme, about));

export type Bonds = readonly { readonly term: Term; readonly bond: Bond }[];

function bondsUnder({ terms }: Plan, make: (term: Term) => Bond | undefined): Bonds {
  const bonds: { term: Term; bond: Bond }[] = [];
  for (const term of terms) {
    const bond = make(term);
    if (bond) bonds.push({ term, bond });
  }
  return bonds;
}

/** The contract it stands under on a day. */
export function heldOn({ held }: Bond, day: number): HeldFrom | undefined {
  let found = held[0];
  for (const one of held) if (one.from <= day) found = one;
  return found;
}

function heldBy({ held, agreementId, contractorId }: FacilityFacts): HeldFrom[] {
  if (!held || held.length === 0) return [{ from: 0, agreementId, contractorId }];
  return held
    .map((one: Holding) => ({
      from: dayNumber(one.fromOn),
      agreementId: one.agreementId,
      contractorId: one.contractorId,
    }))
    .sort((a, b) => a.from - b.from);
}

const noStrata: readonly string[] = [];
const everything: readonly string[] = ['all'];

function strataOf(
  { rule, ofPart }: Term,
  townCode: string | null,
  held: readonly HeldFrom[],
): readonly string[] {
  if (!ofPart || !rule.coverage) return noStrata;
  const { by } = rule.coverage;
  if (by === undefined) return everything;
  if (by === 'town') return townCode === null ? everything : [townCode];
  const holders = new Set(held.flatMap(({ contractorId }) => contractorId ?? []));
  return holders.size === 0 ? everything : [...holders];
}

const programmeOf = (agreementId: string | null | undefined, { register }: About): number | null => {
  const id = register.agreements.get(agreementId ?? '')?.programmeId;
  return dayOrNull(id === undefined ? undefined : register.programmes.get(id)?.startsOn);
};

type Days = {
  readonly operation: number | null;
  readonly construction: number | null;
  readonly signed: number | null;
  readonly programme: number | null;
  readonly bound: readonly Stretch[];
};

const noAnchors: Anchors = [];
const chainOf = ({ before }: Term): Term[] => (before === null ? [] : [before, ...chainOf(before)]);

const anchorOf = (term: Term, days: Days): Pick<Bond, 'anchor' | 'anchorAs' | 'anchorsBefore'> => ({
  ...anchorUnder(term, days),
  anchorsBefore: term.before === null ? noAnchors : chainOf(term).map((one) => anchorUnder(one, days).anchor),
});

function anchorUnder(term: Term, days: Days): Pick<Bond, 'anchor' | 'anchorAs'> {
  const { every, anchor } = term.rule;
  if ('once' in every) {
    if (every.once === 'signing') return { anchor: days.signed, anchorAs: 'agreement-signed' };
    if (every.once === 'operation-day') return { anchor: days.operation, anchorAs: 'operation-day' };
    if (every.once === 'programme-start') return { anchor: days.programme, anchorAs: 'programme-started' };
    return { anchor: days.construction, anchorAs: 'construction-started' };
  }
  if (anchor === 'signing') return { anchor: days.signed, anchorAs: 'agreement-signed' };
  if (anchor === 'last-done') return { anchor: days.bound[0]?.from ?? null, anchorAs: 'last-done' };
  return { anchor: days.operation, anchorAs: 'operation-day' };
}

const dayOrNull = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : dayNumber(text);

type PhaseStretch = Stretch & { readonly phase: string };

/** Each phase until the day before the next. */
function phasesOf(facility: FacilityFacts): readonly PhaseStretch[] {
  const { phases, constructionStartedOn } = facility;
  if (phases.length === 0)
    return [{ from: dayNumber(constructionStartedOn), until: never, phase: 'construction' }];
  const ordered = phases.map(({ fromOn, phase }) => ({ from: dayNumber(fromOn), until: never, phase }));
  if (ordered.length > 1) ordered.sort((a, b) => a.from - b.from || (a.phase < b.phase ? -1 : 1));
  for (const [at, one] of ordered.entries()) one.until = (ordered[at + 1]?.from ?? never + 1) - 1;
  return ordered;
}

/** Everything derivation reads of a bond: where it is the same, so is what is owed. */
export function bondKey(bond: Bond): string {
  const spans = bond.bound.map(({ from, until }) => `${from}-${until}`).join(' ');
  const held = bond.held
    .map(({ from, agreementId, contractorId }) => `${from}:${agreementId}:${contractorId}`)
    .join(' ');
  return `${spans}|${bond.anchor} ${bond.anchorsBefore.join(' ')}|${bond.withdrawn}|${held}|${bond.done.join(' ')}|${bond.strata.join(' ')}`;
}

import {
  type About,
  type Bond,
  type Bonds,
  bondKey,
  bondsOfAgreement,
  bondsOfFacility,
  bondsOfProgramme,
  doneKey,
  type Register,
  registerOf,
} from './obligation.bond.rules.ts';
import type {
  AgreementFacts,
  BaselineFacts,
  DoneFacts,
  FacilityFacts,
  ProgrammeFacts,
} from './obligation.model.ts';
import { doneOfStratum, type Owed, owedOfStratum, owedUnder, stratumKey } from './obligation.owed.rules.ts';
import { dayNumber } from './obligation.period.rules.ts';
import type { Plan, Term } from './obligation.term.rules.ts';

/** What a county owes, kept in slices so that a changed fact touches only its own. */
export type Derivation = {
  readonly plan: Plan;
  readonly register: Register;
  /** By subject: a slice for each term that concerns it. */
  readonly slices: ReadonlyMap<string, readonly Slice[]>;
  readonly strata: ReadonlyMap<string, StratumSlice>;
};

/** What one subject owes under one term, and what that rests on. */
export type Slice = {
  readonly term: Term;
  readonly dependsOn: string;
  readonly bond: Bond;
  readonly owed: readonly Owed[];
};
type StratumSlice = {
  readonly term: Term;
  readonly stratum: string;
  readonly members: ReadonlyMap<string, Bond>;
  readonly owed: readonly Owed[];
};

/** Facts that are new or say something else now; what is gone from the register by its id. */
export type FactsChange = {
  readonly facilities?: readonly FacilityFacts[] | undefined;
  readonly agreements?: readonly AgreementFacts[] | undefined;
  readonly programmes?: readonly ProgrammeFacts[] | undefined;
  readonly done?: readonly DoneFacts[] | undefined;
  readonly gone?: readonly string[] | undefined;
};

export type Rederived = {
  readonly after: Derivation;
  /** What the touched slices hold now and held before; what stands in both is unchanged. */
  readonly owed: readonly Owed[];
  readonly owedBefore: readonly Owed[];
  /** How many slices were derived again. */
  readonly touched: number;
};

export function derivationOf(plan: Plan, facts: BaselineFacts): Derivation {
  const empty: Derivation = {
    plan,
    register: registerOf({ facilities: [], agreements: [], programmes: [] }),
    slices: new Map(),
    strata: new Map(),
  };
  return rederived(empty, facts).after;
}

export function* owedOf({ slices, strata }: Derivation): Generator<Owed> {
  for (const own of slices.values()) for (const { owed } of own) yield* owed;
  for (const { owed } of strata.values()) yield* owed;
}

/** The derivation after a change, equal to one made from all the facts anew; `before` stays as it was. */
export function rederived(before: Derivation, change: FactsChange): Rederived {
  const { plan } = before;
  const register = changedRegister(before.register, change);
  const about: About = { plan, register };
  const slices = new Map(before.slices);
  const work: Work = { plan, owed: [], owedBefore: [], moved: new Map(), touched: 0 };
  for (const id of touchedBy(change, before.register, register)) {
    const own = slices.get(id) ?? [];
    const next = slicesOf(bondsOfId(id, about), own, work);
    if (next.length > 0) slices.set(id, next);
    else slices.delete(id);
  }
  for (const { ruleId, subjectId } of change.done ?? []) roundsDone(before.strata, ruleId, subjectId, work);
  const strata = changedStrata(before.strata, register, work);
  const { owed, owedBefore, touched } = work;
  return { after: { plan, register, slices, strata }, owed, owedBefore, touched };
}

type Work = {
  readonly plan: Plan;
  readonly owed: Owed[];
  readonly owedBefore: Owed[];
  /** Strata whose members changed: who left (null) and who is there now. */
  readonly moved: Map<string, { term: Term; stratum: string; members: Map<string, Bond | null> }>;
  touched: number;
};

function bondsOfId(id: string, about: About): Bonds {
  const { facilities, agreements, programmes } = about.register;
  const facility = facilities.get(id);
  if (facility) return bondsOfFacility(facility, about);
  const agreement = agreements.get(id);
  if (agreement) return bondsOfAgreement(agreement, about);
  const programme = programmes.get(id);
  return programme ? bondsOfProgramme(programme, about) : [];
}

function slicesOf(bonds: Bonds, own: readonly Slice[], work: Work): Slice[] {
  const next = bonds.map(({ term, bond }) => {
    const dependsOn = bondKey(bond);
    const known = own.find((slice) => slice.term === term);
    if (known?.dependsOn === dependsOn) return known;
    const owed: Owed[] = [];
    owedUnder(work.plan, term, bond, owed);
    work.touched += 1;
    work.owed.push(...owed);
    for (const stratum of bond.strata) moves(work, term, stratum, bond.id, bond);
    return { term, dependsOn, bond, owed };
  });
  for (const slice of own) {
    if (next.includes(slice)) continue;
    work.owedBefore.push(...slice.owed);
    const now = next.find(({ term }) => term === slice.term)?.bond.strata ?? [];
    for (const stratum of slice.bond.strata)
      if (!now.includes(stratum)) moves(work, slice.term, stratum, slice.bond.id, null);
  }
  return next;
}

function moves(work: Work, term: Term, stratum: string, id: string, bond: Bond | null): void {
  const key = stratumKey(term, stratum);
  const known = work.moved.get(key) ?? { term, stratum, members: new Map() };
  known.members.set(id, bond);
  work.moved.set(key, known);
}

/** Where a round of a stratum was done, the next begins. */
function roundsDone(before: Derivation['strata'], ruleId: string, stratum: string, work: Work): void {
  for (const term of work.plan.terms) {
    if (!term.ofPart || term.shape !== 'since-last' || term.rule.id !== ruleId) continue;
    const key = stratumKey(term, stratum);
    if (before.has(key) && !work.moved.has(key)) work.moved.set(key, { term, stratum, members: new Map() });
  }
}

function changedStrata(before: Derivation['strata'], register: Register, work: Work): Derivation['strata'] {
  if (work.moved.size === 0) return before;
  const strata = new Map(before);
  for (const [key, { term, stratum, members: moved }] of work.moved) {
    const known = strata.get(key);
    const members = new Map(known?.members);
    for (const [id, bond] of moved) {
      if (bond) members.set(id, bond);
      else members.delete(id);
    }
    const owed = owedOfStratum(work.plan, term, stratum, {
      members: [...members.values()],
      done: doneOfStratum(register, term, stratum),
    });
    work.touched += 1;
    work.owedBefore.push(...(known?.owed ?? []));
    work.owed.push(...owed);
    if (members.size > 0) strata.set(key, { term, stratum, members, owed });
    else strata.delete(key);
  }
  return strata;
}

function changedRegister(before: Register, change: FactsChange): Register {
  const gone = new Set(change.gone);
  return {
    facilities: changed(before.facilities, change.facilities, gone),
    agreements: changed(before.agreements, change.agreements, gone),
    programmes: changed(before.programmes, change.programmes, gone),
    done: withDone(before.done, change.done),
  };
}

function changed<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T>,
  items: readonly T[] | undefined,
  gone: ReadonlySet<string>,
): ReadonlyMap<string, T> {
  if (!items?.length && gone.size === 0) return before;
  const after = new Map(before);
  for (const id of gone) after.delete(id);
  for (const item of items ?? []) after.set(item.id, item);
  return after;
}

function withDone(before: Register['done'], acts: readonly DoneFacts[] | undefined): Register['done'] {
  if (!acts?.length) return before;
  const after = new Map(before);
  for (const { ruleId, subjectId, on } of acts) {
    const key = doneKey(ruleId, subjectId);
    after.set(
      key,
      [...(after.get(key) ?? []), dayNumber(on)].sort((a, b) => a - b),
    );
  }
  return after;
}

/** Whom a change can reach: those it names, and the facilities and contracts that read a contract or programme it names. */
function touchedBy(change: FactsChange, before: Register, after: Register): ReadonlySet<string> {
  const agreements = new Set(change.agreements?.map(({ id }) => id));
  const programmes = new Set(change.programmes?.map(({ id }) => id));
  const touched = new Set([
    ...(change.facilities ?? []).map(({ id }) => id),
    ...(change.done ?? []).map(({ subjectId }) => subjectId),
  ]);
  for (const id of change.gone ?? []) {
    touched.add(id);
    if (before.agreements.has(id)) agreements.add(id);
    if (before.programmes.has(id)) programmes.add(id);
  }
  for (const id of programmes) touched.add(id);
  if (programmes.size > 0)
    for (const { id, programmeId } of after.agreements.values())
      if (programmeId !== undefined && programmes.has(programmeId)) agreements.add(id);
  for (const id of agreements) touched.add(id);
  if (agreements.size > 0)
    for (const { id, agreementId, held } of after.facilities.values())
      if (agreements.has(agreementId) || held?.some((one) => agreements.has(one.agreementId)))
        touched.add(id);
  return touched;
}

import type { Citation } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';
import { suspensionName } from '../disbursement/disbursement.suspension.rules.ts';
import { findClause } from '../regime/regime.rules.ts';
import type { RegimeVersion } from '../regime/regime.service.ts';
import type { DifferenceView, OutcomeView, PackHead, SimulationView } from './simulation.contract.ts';
import type { Difference, PackOutcome, Simulation, SimulationFacts, Window } from './simulation.model.ts';
import { cited, lastOf, laterDay, sideOf, standingIn, versionsIn } from './simulation.side.rules.ts';
import type { Named } from './simulation.store.ts';
import { whysOf } from './simulation.why.rules.ts';

type Versions = readonly (RegimeVersion & { readonly head: PackHead })[];
type Shown = {
  readonly window: Window;
  readonly a: Versions;
  readonly b: Versions;
  readonly simulation: Simulation;
  readonly facts: SimulationFacts;
  readonly names: readonly Named[];
  readonly basis: readonly Citation[];
};

/** The comparison with names for ids and the text of the clauses it cites. */
export function simulationViewOf({ window, a, b, simulation, facts, names, basis }: Shown): SimulationView {
  const labels = new Map(names.map(({ type, id, label }) => [`${type} ${id}`, label]));
  for (const { id, number } of facts.findings) labels.set(`finding ${id}`, number);
  for (const { id, number } of facts.rectifications) labels.set(`rectification ${id}`, number);
  for (const { label, facts: weighed } of facts.instalments)
    labels.set(`instalment ${weighed.instalment.id}`, label);
  const { differences } = simulation;
  const whysOfSide = (side: 'a' | 'b') => new Set(differences.flatMap((one) => [...one[side].why]));
  return {
    ...window,
    a: outcomeViewOf(a, simulation.a, window, labels, whysOfSide('a')),
    b: outcomeViewOf(b, simulation.b, window, labels, whysOfSide('b')),
    differences: differences.map((one) => differenceViewOf(one, labels)),
    basis: [...basis],
  };
}

type Labels = ReadonlyMap<string, string>;

function outcomeViewOf(
  versions: Versions,
  outcome: PackOutcome,
  window: Window,
  labels: Labels,
  asked: ReadonlySet<string>,
): OutcomeView {
  const side = sideOf(versions);
  const shown = versionsIn(side, window);
  const { pack } = lastOf(side, window);
  const headOf = (of: RegimeVersion['pack']) => {
    const found = versions.find((version) => version.pack === of);
    if (!found) throw new Error(`${of.id} is of no version that was asked for`);
    return found.head;
  };
  const rules = new Map(
    shown.flatMap((one) => one.pack.obligations.map(({ id, name }) => [id, name] as const)),
  );
  const conditions = new Map<string, Words>([
    ['not-suspended', suspensionName],
    ...pack.gate.conditions.map(({ id, name }) => [id, name] as const),
  ]);
  const caps = new Map(pack.money.areaCaps.map(({ id, name }) => [id, name]));
  const floors = new Map(pack.money.areaFloors.map(({ id, name }) => [id, name]));
  const plain = (id: string) => ({ zh: id, en: id });
  return {
    pack: headOf(pack),
    versions: standingIn(side, window).map((version) => ({
      ...headOf(version.pack),
      fromOn: version.fromOn,
    })),
    whys: shown.flatMap((version) => whysOfVersion(version)).filter(({ id }) => asked.has(id)),
    rules: outcome.rules.map((rule) => ({ ...rule, name: rules.get(rule.ruleId) ?? plain(rule.ruleId) })),
    subjects: [...outcome.subjects],
    months: [...outcome.months],
    restDays: [...outcome.restDays],
    burden: outcome.burden.map((one) => ({
      ...one,
      contractor: labels.get(`contractor ${one.contractorId}`) ?? one.contractorId,
    })),
    payable: outcome.payable.map((one) => ({
      ...one,
      failing: one.failing.map(({ id, withholdFen }) => ({
        id,
        withholdFen,
        name: conditions.get(id) ?? plain(id),
      })),
    })),
    caps: outcome.caps.map((cap) => ({ ...cap, name: caps.get(cap.id) ?? plain(cap.id) })),
    floors: outcome.floors.map((floor) => ({ ...floor, name: floors.get(floor.id) ?? plain(floor.id) })),
  };

  function whysOfVersion(version: (typeof shown)[number]): OutcomeView['whys'] {
    return whysOf(version.pack, laterDay(version.fromOn, window.fromOn), window.toOn).map((one) => {
      const found = findClause(version.pack, one.clause);
      return {
        ...one,
        id: cited(side, version, one.id),
        clause: found ? { id: found.id, number: found.number, text: found.text } : null,
      };
    });
  }
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  facility: (id) => `/facilities/${id}`,
  agreement: (id) => `/agreements/${id}`,
  programme: () => '/project',
  contractor: (id) => `/organisations/${id}`,
  rectification: (id) => `/rectifications/${id}`,
  finding: (id) => `/findings/${id}`,
  instalment: (id) => `/disbursement/${id}`,
};

/** A stratum is a town, a contractor, or the whole county, which has no name of its own here. */
function differenceViewOf(one: Difference, labels: Labels): DifferenceView {
  const { type, id } = one.subject;
  const ofContractor = type === 'stratum' ? labels.get(`contractor ${id}`) : undefined;
  const label = ofContractor ?? labels.get(`${type} ${id}`) ?? (type === 'stratum' ? '' : id);
  const path = ofContractor === undefined ? pages[type]?.(id) : pages.contractor?.(id);
  return { ...one, subject: { type, id, label, path: path ?? null } };
}

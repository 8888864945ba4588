import type { Citation } from '#kernel/result.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { findClause } from '../regime/regime.rules.ts';
import type { DifferenceView, OutcomeView, PackHead, SimulationView } from './simulation.contract.ts';
import type { Difference, PackOutcome, Simulation, SimulationFacts, Window } from './simulation.model.ts';
import type { Named } from './simulation.store.ts';
import { whysOf } from './simulation.why.rules.ts';

type Side = { readonly head: PackHead; readonly pack: RulePack };
type Shown = {
  readonly window: Window;
  readonly a: Side;
  readonly b: Side;
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
  const { fromOn, toOn } = window;
  return {
    fromOn,
    toOn,
    a: outcomeViewOf(a, simulation.a, fromOn, labels),
    b: outcomeViewOf(b, simulation.b, fromOn, labels),
    differences: simulation.differences.map((one) => differenceViewOf(one, labels)),
    basis: [...basis],
  };
}

type Labels = ReadonlyMap<string, string>;

function outcomeViewOf({ head, pack }: Side, outcome: PackOutcome, on: string, labels: Labels): OutcomeView {
  const rules = new Map(pack.obligations.map(({ id, name }) => [id, name]));
  const conditions = new Map(pack.gate.conditions.map(({ id, name }) => [id, name]));
  const caps = new Map(pack.money.areaCaps.map(({ id, name }) => [id, name]));
  const plain = (id: string) => ({ zh: id, en: id });
  return {
    pack: head,
    whys: whysOf(pack, on).map((one) => {
      const cited = findClause(pack, one.clause);
      return {
        ...one,
        values: [...one.values],
        clause: cited ? { id: cited.id, number: cited.number, text: cited.text } : null,
      };
    }),
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
  };
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

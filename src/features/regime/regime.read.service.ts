import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { laterOf, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import type { ClauseView, regimeContract } from './regime.contract.ts';
import type { Basis, Clause, RulePack } from './regime.model.ts';
import {
  clausePath,
  findClause,
  inForce,
  isLocalSupplement,
  ownClauses,
  type Parameter,
  rulesOfClause,
} from './regime.rules.ts';
import { frequencyOn } from './regime.scale.rules.ts';
import { regimeOf } from './regime.service.ts';
import { findingCounts, obligationCounts, type RuleCounts } from './regime.store.ts';

type Inputs = InferContractRouterInputs<typeof regimeContract>;

const markOf = (basis: readonly Basis[]) =>
  isLocalSupplement(basis) ? ('local-supplement' as const) : ('text' as const);
const noCounts: RuleCounts = { due: 0, fulfilled: 0, missed: 0 };

export async function handleRead(call: Call, _input: Inputs['read']) {
  const { pack, hash } = await regimeOf(call);
  // How the county's contractors stand with one another is supervision's to see; the text is everybody's.
  const counted = isSupervision(call.actor);
  const [obligations, findings] = counted
    ? await Promise.all([
        obligationCounts(call.db, call.county, today(call).toString()),
        findingCounts(call.db, call.county),
      ])
    : [new Map<string, RuleCounts>(), new Map<string, { open: number; all: number }>()];
  // Before its first day the regime is shown as it will begin.
  const on = laterOf(today(call), plainDate(pack.inForceFrom));
  return granted({
    id: pack.id,
    version: pack.version,
    hash,
    name: pack.name,
    instrument: pack.instrument,
    issuer: pack.issuer,
    jurisdiction: pack.jurisdiction,
    inForceFrom: pack.inForceFrom,
    clauses: ownClauses(pack).map((clause) =>
      clauseViewOf(pack, clause, obligations, findings.get(clause.id) ?? { open: 0, all: 0 }, on),
    ),
  });
}

function clauseViewOf(
  pack: RulePack,
  clause: Clause,
  counts: ReadonlyMap<string, RuleCounts>,
  findings: ClauseView['findings'],
  on: PlainDate,
): ClauseView {
  const rules = rulesOfClause(pack, clause.id);
  return {
    id: clause.id,
    number: clause.number,
    ordinal: clause.ordinal ?? null,
    parent: clause.parent ?? null,
    depth: clausePath(pack, clause.id).length - 1,
    title: clause.title ?? null,
    text: clause.text,
    note: clause.note ?? null,
    duties: [...clause.duties],
    rules: {
      obligations: rules.obligations.map((rule) => ({
        id: rule.id,
        duty: rule.duty,
        name: rule.name,
        every: frequencyOn(rule.every, on),
        anchor: rule.anchor,
        count: rule.count,
        mark: markOf(rule.basis),
        retiredOn: rule.until ?? null,
        ...pick(counts.get(rule.id) ?? noCounts),
      })),
      checkItems: rules.checkItems.map((item) => ({
        id: item.id,
        name: item.name,
        guidance: item.guidance,
        standard: item.standard,
        dimensions: [...item.dimensions],
        evidenceRequired: item.evidenceRequired,
        retiredOn: item.until ?? null,
      })),
      standards: rules.standards.map(({ id, name, question }) => ({ id, name, question })),
      methods: rules.methods.map(({ id, name, evidence }) => ({ id, name, evidence })),
      gateConditions: rules.gateConditions.map((condition) => ({
        id: condition.id,
        class: condition.class,
        name: condition.name,
        remedy: condition.remedy,
        mark: markOf(condition.basis),
      })),
      escalation: rules.escalation.map((step) => ({
        step: step.step,
        name: step.name,
        afterOverdueDays: inForce(step.afterOverdueDays, on).value,
        mark: markOf(step.basis),
      })),
      parameters: rules.parameters.filter(isNotSaidWithItsRule).map(({ path, dated }) => ({
        path,
        name: dated.name ?? null,
        unit: dated.unit ?? null,
        values: dated.values.map(({ from, value, basis }) => ({
          from,
          value,
          mark: markOf(basis),
          note: basis.find((b) => b.note)?.note ?? null,
        })),
      })),
    },
    findings,
  };
}

/** How often, and when a rung is reached, stand beside their rule; here as well only once they have changed. */
const isNotSaidWithItsRule = ({ path, dated }: Parameter): boolean =>
  dated.values.length > 1 || !/^obligations\..+\.every\.|^rectification\.escalation\./.test(path);

const pick = ({ due, fulfilled, missed }: RuleCounts) => ({ due, fulfilled, missed });

export async function handleClause(call: Call, input: Inputs['clause']) {
  const { pack } = await regimeOf(call);
  const clause = findClause(pack, input.id);
  if (!clause) return refused('clause.not-found', { id: input.id });
  return granted({
    id: clause.id,
    number: clause.number,
    instrument: clause.instrument ?? pack.name,
    zh: clause.text.zh,
    en: clause.text.en,
    note: clause.note ?? null,
  });
}

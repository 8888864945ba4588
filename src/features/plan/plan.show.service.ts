import type { Actor } from '#kernel/actor.ts';
import { clause } from '#kernel/result.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { PlanSummary, PlanView, ProjectView } from './plan.contract.ts';
import type { Plan, PlanLine, Project } from './plan.model.ts';
import { mayDecidePlan, mayDraftPlan, mayKeepProject } from './plan.policy.ts';
import { moneyOf } from './plan.rules.ts';
import type { PlanListed } from './plan.store.ts';

export const projectViewOf = (actor: Actor, project: Project, pack: RulePack): ProjectView => ({
  ...project,
  moneyFen: moneyOf(project),
  basis: [clause(clauseOfDuty(pack, 'D02'))],
  may: { amend: mayKeepProject(actor), draft: mayDraftPlan(actor) },
});

/** Until when a version was in force: the day the next one took over. */
const supersededOn = (plan: Plan, versions: readonly Plan[]): string | null =>
  versions
    .filter(({ number, inForceFrom }) => number > plan.number && inForceFrom !== null)
    .toSorted((a, b) => a.number - b.number)
    .at(0)?.inForceFrom ?? null;

export function summaryOf(
  actor: Actor,
  plan: PlanListed,
  versions: readonly Plan[],
  pack: RulePack,
): PlanSummary {
  const drafts = mayDraftPlan(actor);
  const decides = mayDecidePlan(actor) && plan.draftedBy !== actor.personId;
  return {
    id: plan.id,
    version: plan.version,
    projectId: plan.projectId,
    number: plan.number,
    state: plan.state,
    reason: plan.reason,
    inForceFrom: plan.inForceFrom,
    inForceUntil: plan.state === 'superseded' ? supersededOn(plan, versions) : null,
    draftedBy: plan.draftedByName,
    approvedBy: plan.approvedByName,
    approvedAt: plan.approvedAt,
    lineCount: plan.lineCount,
    totalFen: plan.totalFen,
    basis: [clause(clauseOfDuty(pack, 'D02'))],
    may: {
      save: drafts && plan.state === 'draft',
      submit: drafts && plan.state === 'draft',
      sendBack: decides && plan.state === 'submitted',
      approve: decides && plan.state === 'submitted',
    },
  };
}

export const planViewOf = (
  actor: Actor,
  plan: PlanListed,
  lines: readonly PlanLine[],
  versions: readonly Plan[],
  pack: RulePack,
): PlanView => ({ ...summaryOf(actor, plan, versions, pack), lines: [...lines] });

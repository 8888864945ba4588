import type { InferContractRouterInputs } from '@orpc/contract';
import { type Citation, clause, granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import type { ProposalView } from '../proposal/proposal.contract.ts';
import { type ProposalKind, propose, proposeConstraints } from '../proposal/proposal.service.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { planContract, projectMoneyRefused } from './plan.contract.ts';
import { moneyShown } from './plan.document.ts';
import type { Project } from './plan.model.ts';
import { mayDraftPlan, mayKeepProject } from './plan.policy.ts';
import { moneyOf, registerProject, versionOn } from './plan.rules.ts';
import { planViewOf, projectViewOf, summaryOf } from './plan.show.service.ts';
import * as store from './plan.store.ts';

type Inputs = InferContractRouterInputs<typeof planContract>;

const inForceBasis = async (
  call: Pick<Call, 'db' | 'county'>,
): Promise<{ inForceFrom: string; basis: Citation[] }> => {
  const { pack } = await regimeOf(call);
  return { inForceFrom: pack.inForceFrom, basis: [clause(clauseOfDuty(pack, 'D32'))] };
};

export async function handleProjects(call: Call, _input: Inputs['projects']) {
  const [{ pack }, rows] = await Promise.all([regimeOf(call), store.projects(call.db, call.county)]);
  return granted({
    items: rows.map((project) => projectViewOf(call.actor, project, pack)),
    may: { register: mayKeepProject(call.actor) },
  });
}

export async function handleProject(call: Call, input: Inputs['project']) {
  const project = await store.findProject(call.db, call.county, input.id);
  if (!project) return refused('project.not-found', { id: input.id });
  const [{ pack }, versions, history] = await Promise.all([
    regimeOf(call),
    store.plans(call.db, call.county, { projectId: project.id }),
    historyOf(call.db, call.county, [project.id]),
  ]);
  const current = versionOn(versions, today(call));
  const open = versions.some(({ state }) => state === 'draft' || state === 'submitted');
  const view = projectViewOf(call.actor, project, pack);
  return granted({
    project: { ...view, may: { ...view.may, draft: mayDraftPlan(call.actor) && !open } },
    inForce: current
      ? planViewOf(
          call.actor,
          current,
          await store.planLines(call.db, call.county, current.id),
          versions,
          pack,
        )
      : null,
    plans: versions.map((plan) => summaryOf(call.actor, plan, versions, pack)),
    history,
  });
}

const idTaken = () => refused('project.id-taken');

export function handleRegisterProject(call: Call, input: Inputs['registerProject']) {
  return transact(
    call.db,
    async (tx) => {
      if (!mayKeepProject(call.actor)) return refused('project.not-permitted');
      const { id = call.newId(), ...fields } = input;
      const project: Project = { ...fields, id, version: 1 };
      const decision = registerProject(project, await inForceBasis({ db: tx, county: call.county }));
      if (!decision.ok) return decision;
      await record(tx, call, [
        { type: 'project.registered', aggregateType: 'project', aggregate: id, version: 1, body: project },
      ]);
      await store.insertProject(tx, call.county, project);
      const { pack } = await regimeOf({ db: tx, county: call.county });
      return granted(projectViewOf(call.actor, project, pack));
    },
    { project_pkey: idTaken, event_county_aggregate_version_key: idTaken },
  );
}

type Amendment = Inputs['amendProject'];

/** Money may rise or fall with what the superior documents grant, never below what a plan has already allotted. */
async function amended(tx: Tx, call: Call, current: Project, input: Amendment) {
  if (current.version !== input.basedOn)
    return refused('project.changed-meanwhile', { version: current.version });
  const { basedOn, reason: _, documentNumber: __, evidence: ___, ...fields } = input;
  const next: Project = { ...current, ...fields, version: basedOn + 1 };
  const decision = registerProject(next, await inForceBasis({ db: tx, county: call.county }));
  if (!decision.ok) return decision;
  const { pack } = await regimeOf({ db: tx, county: call.county });
  const versions = await store.plans(tx, call.county, { projectId: current.id });
  const plannedFen = Math.max(
    0,
    ...versions.filter(({ state }) => state !== 'superseded').map(({ totalFen }) => totalFen),
  );
  return moneyOf(next) < plannedFen
    ? refused('project.below-plan', { moneyFen: moneyOf(next), plannedFen }, [
        clause(clauseOfDuty(pack, 'D02')),
      ])
    : granted(next);
}

async function save(tx: Tx, call: Call, next: Project, { reason, documentNumber }: Amendment) {
  await record(tx, call, [
    {
      type: 'project.amended',
      aggregateType: 'project',
      aggregate: next.id,
      version: next.version,
      body: { ...next, documentNumber: documentNumber ?? null },
      note: documentNumber ? `${documentNumber} · ${reason}` : reason,
    },
  ]);
  await store.saveProject(tx, call.county, next);
}

const belowContracts = () => refused('project.below-contracts');

export function handleAmendProject(call: Call, input: Amendment) {
  return transact(
    call.db,
    async (tx) => {
      const current = await store.findProjectForUpdate(tx, call.county, input.id);
      if (!current) return refused('project.not-found', { id: input.id });
      if (!mayKeepProject(call.actor)) return refused('project.not-permitted');
      const next = await amended(tx, call, current, input);
      if (!next.ok) return next;
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const answer = (project: Project, proposal: ProposalView | null) =>
        granted({ ...projectViewOf(call.actor, project, pack), proposal });
      if (next.value.centralFen === current.centralFen && next.value.localFen === current.localFen) {
        await save(tx, call, next.value, input);
        return answer(next.value, null);
      }
      // The base of every cap: it moves with a paper and by two people.
      const basis = [clause(clauseOfDuty(pack, 'D11')), clause(clauseOfDuty(pack, 'D23'))];
      if (!input.documentNumber || !input.evidence?.length)
        return refused('project.paper-missing', {}, basis);
      const proposal = await propose(tx, call, {
        kind: projectMoney.kind,
        subject: { type: 'project', id: current.id },
        content: input,
        shown: moneyShown(current, next.value, input.documentNumber),
        basis,
        reason: input.reason,
        evidence: input.evidence,
        confirmers: { bodies: ['office', 'commerce-bureau', 'finance', 'leading-group'] },
      });
      return proposal.ok ? answer(current, proposal.value) : proposal;
    },
    { ...proposeConstraints, project_covers_contracts: belowContracts },
  );
}

/** 项目资金: the change of the project's money, once another person has confirmed it. */
export const projectMoney: ProposalKind<(typeof projectMoneyRefused)[number]> = {
  kind: 'project.money',
  apply: async (tx, call, { content }) => {
    const input = content as Amendment;
    const current = await store.findProjectForUpdate(tx, call.county, input.id);
    if (!current) return refused('project.not-found', { id: input.id });
    const next = await amended(tx, call, current, input);
    if (!next.ok) return next;
    await save(tx, call, next.value, input);
    return granted(true);
  },
  constraints: () => ({ project_covers_contracts: belowContracts }),
};

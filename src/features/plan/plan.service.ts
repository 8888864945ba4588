import type { InferContractRouterInputs } from '@orpc/contract';
import { type Citation, clause, granted, refused } from '#kernel/result.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, type NewEvent, record } from '#platform/event-log.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { PlanView, planContract } from './plan.contract.ts';
import type { Plan, PlanInForce, PlanLine, PlanState } from './plan.model.ts';
import { mayDecidePlan, mayDraftPlan } from './plan.policy.ts';
import { approve, checkLines, differenceOf, mayMove, reasonFor } from './plan.rules.ts';
import { planViewOf, projectViewOf, summaryOf } from './plan.show.service.ts';
import * as store from './plan.store.ts';

type Inputs = InferContractRouterInputs<typeof planContract>;
type LineInput = Inputs['save']['lines'][number];

/** The version of the 实施方案 in force on a day, with its lines: what progress and inspections are measured against (D02). */
export async function planInForce(
  tx: Tx,
  county: string,
  projectId: string,
  on: PlainDate,
): Promise<PlanInForce | undefined> {
  const plan = await store.planInForceOn(tx, county, projectId, on.toString());
  return plan && { plan, lines: await store.planLines(tx, county, plan.id) };
}

const basisOf = async (call: Pick<Call, 'db' | 'county'>): Promise<Citation[]> => [
  clause(clauseOfDuty((await regimeOf(call)).pack, 'D02')),
];

async function written(tx: Tx, call: Call, id: string): Promise<PlanView> {
  const [plan] = await store.plans(tx, call.county, { id });
  if (!plan) throw new Error(`plan ${id} was written and is not there`);
  const { pack } = await regimeOf({ db: tx, county: call.county });
  return planViewOf(call.actor, plan, await store.planLines(tx, call.county, id), [plan], pack);
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const [plan] = await store.plans(call.db, call.county, { id: input.id });
  if (!plan) return refused('plan.not-found', { id: input.id });
  const [{ pack }, lines, versions, project, history] = await Promise.all([
    regimeOf(call),
    store.planLines(call.db, call.county, plan.id),
    store.plans(call.db, call.county, { projectId: plan.projectId }),
    store.findProject(call.db, call.county, plan.projectId),
    historyOf(call.db, call.county, [plan.id]),
  ]);
  if (!project) throw new Error(`plan ${plan.id} has no project`);
  return granted({
    plan: planViewOf(call.actor, plan, lines, versions, pack),
    project: projectViewOf(call.actor, project, pack),
    formerId: versions.find(({ number }) => number < plan.number)?.id ?? null,
    history,
  });
}

export async function handleInForceOn(call: Call, input: Inputs['inForceOn']) {
  if (!(await store.findProject(call.db, call.county, input.projectId)))
    return refused('project.not-found', { id: input.projectId });
  const found = await planInForce(call.db, call.county, input.projectId, plainDate(input.on));
  if (!found) return refused('plan.none-in-force', { on: input.on }, await basisOf(call));
  const [{ pack }, versions] = await Promise.all([
    regimeOf(call),
    store.plans(call.db, call.county, { projectId: input.projectId }),
  ]);
  const plan = versions.find(({ id }) => id === found.plan.id);
  if (!plan) throw new Error(`plan ${found.plan.id} is in force and is not there`);
  return granted(planViewOf(call.actor, plan, found.lines, versions, pack));
}

export async function handleCompare(call: Call, input: Inputs['compare']) {
  const [to] = await store.plans(call.db, call.county, { id: input.id });
  if (!to) return refused('plan.not-found', { id: input.id });
  const versions = await store.plans(call.db, call.county, { projectId: to.projectId });
  const from = versions.find(({ id, number }) => (input.with ? id === input.with : number < to.number));
  if (!from && input.with) return refused('plan.not-found', { id: input.with });
  const [{ pack }, before, after] = await Promise.all([
    regimeOf(call),
    from ? store.planLines(call.db, call.county, from.id) : null,
    store.planLines(call.db, call.county, to.id),
  ]);
  // A first version is compared with nothing: then there is no difference to tell.
  const { added, removed, changed, unchanged } = differenceOf(before ?? after, after);
  return granted({
    from: from ? summaryOf(call.actor, from, versions, pack) : null,
    to: summaryOf(call.actor, to, versions, pack),
    added: [...added],
    removed: [...removed],
    changed: changed.map((change) => ({ ...change, fields: [...change.fields] })),
    unchanged,
  });
}

const linesOf = (call: Call, lines: readonly LineInput[]): PlanLine[] =>
  lines.map(({ lineKey = call.newId(), ...line }) => ({ ...line, lineKey }));

const eventOf = (type: string, plan: Plan, lines?: readonly PlanLine[], note?: string): NewEvent => ({
  type,
  aggregateType: 'plan',
  aggregate: plan.id,
  version: plan.version,
  body: lines ? { ...plan, lines } : plan,
  note: note || undefined,
});

const idTaken = () => refused('plan.id-taken');

export function handleDraft(call: Call, input: Inputs['draft']) {
  return transact(
    call.db,
    async (tx) => {
      // The project's row is the lock: two drafts at once would take the same number.
      const project = await store.findProjectForUpdate(tx, call.county, input.projectId);
      if (!project) return refused('project.not-found', { id: input.projectId });
      if (!mayDraftPlan(call.actor)) return refused('plan.not-permitted');
      const basis = await basisOf({ db: tx, county: call.county });
      const versions = await store.plans(tx, call.county, { projectId: project.id });
      const open = versions.find(({ state }) => state === 'draft' || state === 'submitted');
      if (open) return refused('plan.draft-open', { number: open.number, state: open.state });
      const number = (versions[0]?.number ?? 0) + 1;
      const reasoned = reasonFor(number, input.reason, basis);
      if (!reasoned.ok) return reasoned;
      const former = versions.find(({ state }) => state === 'approved');
      const lines = input.lines
        ? linesOf(call, input.lines)
        : former
          ? await store.planLines(tx, call.county, former.id)
          : [];
      const checked = checkLines(project, lines, basis);
      if (!checked.ok) return checked;
      const plan: Plan = {
        id: input.id ?? call.newId(),
        version: 1,
        projectId: project.id,
        number,
        state: 'draft',
        reason: input.reason.trim(),
        inForceFrom: null,
        draftedBy: call.actor.personId,
        approvedBy: null,
        approvedAt: null,
      };
      await record(tx, call, [eventOf('plan.drafted', plan, lines, plan.reason)]);
      await store.insertPlan(tx, call.county, plan);
      await store.saveLines(tx, call.county, plan.id, lines, call.newId);
      return granted(await written(tx, call, plan.id));
    },
    { plan_pkey: idTaken, event_county_aggregate_version_key: idTaken },
  );
}

export function handleSave(call: Call, input: Inputs['save']) {
  return transact(call.db, async (tx) => {
    const current = await store.findPlanForUpdate(tx, call.county, input.id);
    if (!current) return refused('plan.not-found', { id: input.id });
    if (!mayDraftPlan(call.actor)) return refused('plan.not-permitted');
    const basis = await basisOf({ db: tx, county: call.county });
    const moves = mayMove(current, 'save', basis);
    if (!moves.ok) return moves;
    if (current.version !== input.basedOn)
      return refused('plan.changed-meanwhile', { version: current.version });
    const reasoned = reasonFor(current.number, input.reason, basis);
    if (!reasoned.ok) return reasoned;
    const lines = linesOf(call, input.lines);
    const checked = checkLines(await projectOf(tx, call, current), lines, basis);
    if (!checked.ok) return checked;
    const next: Plan = {
      ...current,
      version: current.version + 1,
      reason: input.reason.trim(),
      draftedBy: call.actor.personId,
    };
    await record(tx, call, [eventOf('plan.saved', next, lines)]);
    await store.savePlan(tx, call.county, next);
    await store.saveLines(tx, call.county, next.id, lines, call.newId);
    return granted(await written(tx, call, next.id));
  });
}

export function handleSubmit(call: Call, input: Inputs['submit']) {
  return transact(call.db, async (tx) => {
    const current = await store.findPlanForUpdate(tx, call.county, input.id);
    if (!current) return refused('plan.not-found', { id: input.id });
    if (!mayDraftPlan(call.actor)) return refused('plan.not-permitted');
    const basis = await basisOf({ db: tx, county: call.county });
    const moves = mayMove(current, 'submit', basis);
    if (!moves.ok) return moves;
    if (current.version !== input.basedOn)
      return refused('plan.changed-meanwhile', { version: current.version });
    const lines = await store.planLines(tx, call.county, current.id);
    if (lines.length === 0) return refused('plan.no-lines', {}, basis);
    const checked = checkLines(await projectOf(tx, call, current), lines, basis);
    if (!checked.ok) return checked;
    return granted(await moved(tx, call, current, 'plan.submitted', 'submitted'));
  });
}

export function handleSendBack(call: Call, input: Inputs['sendBack']) {
  return transact(call.db, async (tx) => {
    const current = await store.findPlanForUpdate(tx, call.county, input.id);
    if (!current) return refused('plan.not-found', { id: input.id });
    if (!mayDecidePlan(call.actor)) return refused('plan.not-permitted');
    const moves = mayMove(current, 'sendBack', await basisOf({ db: tx, county: call.county }));
    if (!moves.ok) return moves;
    if (current.version !== input.basedOn)
      return refused('plan.changed-meanwhile', { version: current.version });
    return granted(await moved(tx, call, current, 'plan.sent-back', 'draft', input.reason));
  });
}

async function moved(
  tx: Tx,
  call: Call,
  current: Plan,
  type: string,
  state: PlanState,
  note?: string,
): Promise<PlanView> {
  const next: Plan = { ...current, state, version: current.version + 1 };
  await record(tx, call, [eventOf(type, next, undefined, note)]);
  await store.savePlan(tx, call.county, next);
  return written(tx, call, next.id);
}

const projectOf = async (tx: Tx, call: Call, plan: Plan) => {
  const project = await store.findProject(tx, call.county, plan.projectId);
  if (!project) throw new Error(`plan ${plan.id} has no project`);
  return project;
};

/** Approves a version and, in the same act, lays the former one to rest: there is never a day with two baselines. */
export function handleApprove(call: Call, input: Inputs['approve']) {
  return transact(call.db, async (tx) => {
    const current = await store.findPlanForUpdate(tx, call.county, input.id);
    if (!current) return refused('plan.not-found', { id: input.id });
    const basis = await basisOf({ db: tx, county: call.county });
    if (current.state === 'submitted' && current.draftedBy === call.actor.personId)
      return refused('plan.own-approval', { number: current.number }, basis);
    if (!mayDecidePlan(call.actor)) return refused('plan.not-permitted', {}, basis);
    const moves = mayMove(current, 'approve', basis);
    if (!moves.ok) return moves;
    if (current.version !== input.basedOn)
      return refused('plan.changed-meanwhile', { version: current.version });
    // Money may have been cut since the plan was submitted: the project is held until this act is done.
    const project = await store.findProjectForUpdate(tx, call.county, current.projectId);
    if (!project) throw new Error(`plan ${current.id} has no project`);
    const former = await store.approvedPlanForUpdate(tx, call.county, current.projectId);
    const approval = {
      by: call.actor.personId,
      inForceFrom: plainDate(input.inForceFrom),
      today: today(call),
    };
    const decision = approve(current, approval, former, project, basis);
    if (!decision.ok) return decision;
    const lines = await store.planLines(tx, call.county, current.id);
    const checked = checkLines(project, lines, basis);
    if (!checked.ok) return checked;
    const next: Plan = {
      ...current,
      version: current.version + 1,
      state: 'approved',
      inForceFrom: input.inForceFrom,
      approvedBy: call.actor.personId,
      approvedAt: call.now.toString(),
    };
    const superseded: Plan | undefined = former && {
      ...former,
      state: 'superseded',
      version: former.version + 1,
    };
    await record(tx, call, [
      ...(superseded ? [eventOf('plan.superseded', superseded, undefined, next.reason)] : []),
      eventOf('plan.approved', next, lines, next.reason),
    ]);
    if (superseded) await store.savePlan(tx, call.county, superseded);
    await store.savePlan(tx, call.county, next);
    await call.reactions.baselineChanged(tx, call);
    return granted(await written(tx, call, next.id));
  });
}

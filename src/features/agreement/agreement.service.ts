import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Actor } from '#kernel/actor.ts';
import { type Citation, clause, granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, type NewEvent, record } from '#platform/event-log.ts';
import { mayUnlessInterested, refuseInterested } from '../organisation/organisation.interest.service.ts';
import { findOrganisation } from '../organisation/organisation.store.ts';
import type { PlanLine, Project } from '../plan/plan.model.ts';
import { moneyOf } from '../plan/plan.rules.ts';
import { planInForce } from '../plan/plan.service.ts';
import { findProject, findProjectForUpdate, latestLines } from '../plan/plan.store.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { asksForMore, withinCeilings } from './agreement.ceiling.rules.ts';
import {
  type AgreementView,
  type agreementContract,
  type InstalmentView,
  numberCursor,
} from './agreement.contract.ts';
import { checkInstalmentRules } from './agreement.instalment.rules.ts';
import type { Agreement, Instalment, InstalmentTerms } from './agreement.model.ts';
import { mayKeepAgreements, maySeeAgreement } from './agreement.policy.ts';
import {
  amendInstalments,
  checkDates,
  checkInstalments,
  checkPromises,
  isRewritten,
} from './agreement.rules.ts';
import * as store from './agreement.store.ts';

export {
  agreementsOf,
  findAgreement,
  findInstalmentForUpdate,
  saveInstalmentState,
} from './agreement.store.ts';

type Inputs = InferContractRouterInputs<typeof agreementContract>;
type Detail = InferContractRouterOutputs<typeof agreementContract>['find'];

/** 四(一): as the plan and the contract say; 一(四): paid in stages; 五: not before the regime. */
export async function basesOf(call: Pick<Call, 'db' | 'county'>): Promise<{
  contract: Citation[];
  payment: Citation[];
  ceiling: Citation[];
  inForce: Citation[];
  regimeFrom: string;
}> {
  const { pack } = await regimeOf(call);
  return {
    contract: [clause(clauseOfDuty(pack, 'D29'))],
    payment: [clause(clauseOfDuty(pack, 'D11'))],
    ceiling: [clause(clauseOfDuty(pack, 'D02')), clause(clauseOfDuty(pack, 'D23'))],
    inForce: [clause(clauseOfDuty(pack, 'D32'))],
    regimeFrom: pack.inForceFrom,
  };
}

function agreementViewOf(actor: Actor, row: store.AgreementListed, basis: Citation[]): AgreementView {
  const keeps = mayKeepAgreements(actor) && row.state === 'in-force';
  return {
    ...row,
    areas: [...row.areas],
    lineKeys: [...row.lineKeys],
    basis,
    may: { amend: keeps, end: keeps, addFacility: keeps },
  };
}

const instalmentViewOf = ({ requestedBy: _, ...instalment }: Instalment): InstalmentView => instalment;

async function detailOf(db: Tx, call: Call, id: string): Promise<Detail | undefined> {
  const agreement = await store.findAgreement(db, call.county, id);
  if (!agreement || !maySeeAgreement(call.actor, agreement)) return undefined;
  const instalments = await store.instalmentsOf(db, call.county, id);
  const project = await findProject(db, call.county, agreement.projectId);
  const inForce = await planInForce(db, call.county, agreement.projectId, today(call));
  const known = new Map((inForce?.lines ?? []).map((line) => [line.lineKey, line]));
  const dropped = await latestLines(
    db,
    call.county,
    agreement.lineKeys.filter((key) => !known.has(key)),
  );
  const promised = [...known.values()].filter(({ lineKey }) => agreement.lineKeys.includes(lineKey));
  const view = agreementViewOf(call.actor, agreement, (await basesOf({ db, county: call.county })).contract);
  return {
    agreement: { ...view, may: await mayUnlessInterested(db, call, agreement.contractorId, view.may) },
    projectName: project?.name ?? '',
    instalments: instalments.map(instalmentViewOf),
    lines: [
      ...promised.map(({ budgetFen: _, ...line }) => ({ ...line, inPlan: true })),
      ...dropped.map(({ budgetFen: _, ...line }) => ({ ...line, inPlan: false })),
    ],
    history: await historyOf(db, call.county, [id]),
  };
}

async function written(tx: Tx, call: Call, id: string): Promise<Detail> {
  const detail = await detailOf(tx, call, id);
  if (!detail) throw new Error(`agreement ${id} was written and is not there`);
  return detail;
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, ...filter } = input;
  const own = call.actor.organisationKind === 'contractor' ? call.actor.organisationId : filter.contractorId;
  const rows = await store.agreements(call.db, call.county, {
    ...filter,
    contractorId: own,
    search: filter.search?.trim() || undefined,
    after: numberCursor.read(cursor)?.[0],
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  const { contract } = await basesOf(call);
  return granted({
    items: items.map((row) => agreementViewOf(call.actor, row, contract)),
    nextCursor: rows.length > pageSize && last ? numberCursor.write(last.number) : null,
    may: { sign: mayKeepAgreements(call.actor) },
  });
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const detail = await detailOf(call.db, call, input.id);
  return detail ? granted(detail) : refused('agreement.not-found', { id: input.id });
}

export const agreementEvent = (
  type: string,
  agreement: Agreement,
  lineKeys: readonly string[],
  note?: string,
): NewEvent => ({
  type,
  aggregateType: 'agreement',
  aggregate: agreement.id,
  version: agreement.version,
  body: { ...agreement, lineKeys },
  note,
});

const instalmentEvent = (type: string, instalment: Instalment, note?: string): NewEvent => ({
  type,
  aggregateType: 'instalment',
  aggregate: instalment.id,
  version: instalment.version,
  body: instalment,
  note,
  edges: [
    {
      from: { type: 'instalment', id: instalment.id },
      to: { type: 'agreement', id: instalment.agreementId },
      kind: 'concerns',
    },
  ],
});

const newInstalment = (call: Call, agreementId: string, terms: InstalmentTerms): Instalment => ({
  ...terms,
  id: call.newId(),
  version: 1,
  agreementId,
  state: 'planned',
  requestedAt: null,
  requestedBy: null,
});

const inOrder = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Under the lock of the project: what the other contracts hold of its money and of its lines. */
const ceilings = (
  standing: readonly store.AgreementListed[],
  project: Project,
  lines: readonly PlanLine[],
  contract: {
    readonly id?: string | undefined;
    readonly amountFen: number;
    readonly lineKeys: readonly string[];
  },
  basis: readonly Citation[],
) =>
  withinCeilings(
    contract,
    lines,
    standing
      .filter(({ id }) => id !== contract.id)
      .map(({ state, amountFen, paidFen, lineKeys }) => ({
        heldFen: state === 'terminated' ? paidFen : amountFen,
        lineKeys,
      })),
    moneyOf(project),
    basis,
  );

export function handleSign(call: Call, input: Inputs['sign']) {
  const idTaken = () => refused('agreement.id-taken');
  return transact(
    call.db,
    async (tx) => {
      if (!mayKeepAgreements(call.actor)) return refused('agreement.not-permitted');
      const interested = await refuseInterested(tx, call, input.contractorId);
      if (interested) return interested;
      const bases = await basesOf({ db: tx, county: call.county });
      // The project's row is the lock: two who sign at once would both see the same money left.
      const project = await findProjectForUpdate(tx, call.county, input.projectId);
      if (!project) return refused('agreement.project-unknown', { id: input.projectId });
      const contractor = await findOrganisation(tx, call.county, input.contractorId);
      if (contractor?.kind !== 'contractor' || !contractor.active)
        return refused('agreement.contractor-unfit', { name: contractor?.name ?? '' }, bases.contract);
      const bounds = {
        regimeFrom: bases.regimeFrom,
        projectStartsOn: project.startsOn,
        today: today(call).toString(),
      };
      const dates = checkDates(input, bounds, bases.inForce);
      if (!dates.ok) return dates;
      const plan = await planInForce(tx, call.county, project.id, today(call));
      if (!plan) return refused('agreement.no-plan-in-force', {}, bases.contract);
      const { id = call.newId(), lineKeys: promisedKeys, instalments: terms, ...fields } = input;
      const lineKeys = inOrder(promisedKeys);
      const promises = checkPromises({ areas: input.areas, lineKeys }, plan.lines, bases.contract);
      if (!promises.ok) return promises;
      const standing = await store.agreements(tx, call.county, { projectId: project.id });
      // Before the money: of one contract sent twice the second is told that it is there.
      if (standing.some(({ number }) => number === input.number))
        return refused('agreement.number-taken', { number: input.number });
      const ceiling = ceilings(standing, project, plan.lines, { ...input, lineKeys }, bases.ceiling);
      if (!ceiling.ok) return ceiling;
      const stages = checkInstalments(input, terms, bases.payment);
      if (!stages.ok) return stages;
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const kept = checkInstalmentRules(pack, input.amountFen, terms, today(call), true);
      if (!kept.ok) return kept;
      const agreement: Agreement = {
        ...fields,
        areas: inOrder(input.areas),
        id,
        version: 1,
        state: 'in-force',
      };
      const instalments = terms.map((each) => newInstalment(call, id, each));
      await record(tx, call, [
        agreementEvent('agreement.signed', agreement, lineKeys),
        ...instalments.map((each) => instalmentEvent('instalment.agreed', each)),
      ]);
      await store.insertAgreement(tx, call.county, agreement);
      await store.saveAgreementLines(tx, call.county, id, lineKeys);
      await store.insertInstalments(tx, call.county, instalments);
      await call.reactions.baselineChanged(tx, call, { agreementId: id });
      return granted(await written(tx, call, id));
    },
    {
      agreement_pkey: idTaken,
      event_county_aggregate_version_key: idTaken,
      agreement_number_taken: (existing: string) =>
        refused('agreement.number-taken', { number: input.number, existing }),
      agreement_lot_taken: (existing: string) => refused('agreement.lot-taken', { lot: input.lot, existing }),
    },
  );
}

export function handleAmend(call: Call, input: Inputs['amend']) {
  return transact(call.db, async (tx) => {
    // The project before the contract, as whoever pays does: money is counted over several contracts.
    const seen = await store.findAgreement(tx, call.county, input.id);
    if (seen) await findProjectForUpdate(tx, call.county, seen.projectId);
    const current = await store.findAgreementForUpdate(tx, call.county, input.id);
    if (!current || !maySeeAgreement(call.actor, current))
      return refused('agreement.not-found', { id: input.id });
    if (!mayKeepAgreements(call.actor)) return refused('agreement.not-permitted');
    const interested = await refuseInterested(tx, call, current.contractorId);
    if (interested) return interested;
    if (current.version !== input.basedOn)
      return refused('agreement.changed-meanwhile', { version: current.version });
    const bases = await basesOf({ db: tx, county: call.county });
    if (current.state !== 'in-force')
      return refused('agreement.ended', { state: current.state }, bases.contract);
    const { startsOn } = current;
    if (input.endsOn <= startsOn)
      return refused('agreement.dates-reversed', {
        signedOn: current.signedOn,
        startsOn,
        endsOn: input.endsOn,
      });
    const before = await store.findAgreement(tx, call.county, current.id);
    const kept = before?.lineKeys ?? [];
    const plan = await planInForce(tx, call.county, current.projectId, today(call));
    if (!plan) return refused('agreement.no-plan-in-force', {}, bases.contract);
    const { id, basedOn, reason, lineKeys: promisedKeys, instalments: terms, ...fields } = input;
    const lineKeys = inOrder(promisedKeys);
    const promises = checkPromises({ areas: input.areas, lineKeys }, plan.lines, bases.contract, kept);
    if (!promises.ok) return promises;
    const instalments = await store.instalmentsOfForUpdate(tx, call.county, id);
    const bound = amendInstalments(instalments, input, before?.paidFen ?? 0, bases.payment);
    if (!bound.ok) return bound;
    const next: Agreement = { ...current, ...fields, areas: inOrder(input.areas), version: basedOn + 1 };
    if (asksForMore({ ...current, lineKeys: kept }, { ...input, lineKeys })) {
      const project = await findProject(tx, call.county, current.projectId);
      if (!project) throw new Error(`agreement ${id} has no project`);
      const standing = await store.agreements(tx, call.county, { projectId: project.id });
      const ceiling = ceilings(standing, project, plan.lines, { ...input, lineKeys, id }, bases.ceiling);
      if (!ceiling.ok) return ceiling;
    }
    const stages = checkInstalments(next, terms, bases.payment);
    if (!stages.ok) return stages;
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const retained = checkInstalmentRules(pack, next.amountFen, terms, today(call), false);
    if (!retained.ok) return retained;
    const added = terms
      .filter(({ number }) => !instalments.some((was) => was.number === number))
      .map((each) => newInstalment(call, id, each));
    const changed = instalments.flatMap((was) => {
      const now = terms.find(({ number }) => number === was.number);
      return now && isRewritten(was, now) ? [{ ...was, ...now, version: was.version + 1 }] : [];
    });
    await record(tx, call, [
      agreementEvent('agreement.amended', next, lineKeys, reason),
      ...changed.map((each) => instalmentEvent('instalment.amended', each, reason)),
      ...added.map((each) => instalmentEvent('instalment.agreed', each, reason)),
    ]);
    await store.saveAgreement(tx, call.county, next);
    await store.saveAgreementLines(tx, call.county, id, lineKeys);
    for (const each of changed) await store.saveInstalmentTerms(tx, call.county, each);
    await store.insertInstalments(tx, call.county, added);
    await call.reactions.baselineChanged(tx, call, { agreementId: id });
    return granted(await written(tx, call, id));
  });
}

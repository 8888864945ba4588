import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { type Actor, isSupervision } from '#kernel/actor.ts';
import { clause, granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { holidayName, isAnnounced, isWorkingDay } from '#kernel/work-calendar.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { findClause } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { ObligationView, obligationContract, WaiverView } from './obligation.contract.ts';
import type { ObligationState, Waiver } from './obligation.model.ts';
import { mayActOn, mayDecideWaiver, mayProposeWaiver, maySeeObligation } from './obligation.policy.ts';
import * as reading from './obligation.read.store.ts';
import { requires } from './obligation.refresh.service.ts';
import { isOpen, isOverdue, stateOf } from './obligation.rules.ts';
import * as store from './obligation.store.ts';
import { decideWaiver, mayBeWaived } from './obligation.waiver.rules.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;

const ruleName = (pack: RulePack, ruleId: string) =>
  pack.obligations.find(({ id }) => id === ruleId)?.name ?? { zh: ruleId, en: ruleId };
const namedBy = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

function viewOf(row: reading.ObligationListed, actor: Actor, on: PlainDate, pack: RulePack): ObligationView {
  const isStillOpen = isOpen(row, on);
  const mayAct = isStillOpen && mayActOn(actor, row.kind, row.contractorId);
  const { subjectType, subjectId, subjectName, facilityKind, town } = row;
  return {
    id: row.id,
    duty: row.duty,
    ruleId: row.ruleId,
    name: ruleName(pack, row.ruleId),
    kind: row.kind,
    clauseId: row.clauseId,
    area: row.area,
    subject: { type: subjectType, id: subjectId, name: subjectName ?? '', kind: facilityKind, town },
    agreement: namedBy(row.agreementId, row.agreementName),
    contractor: namedBy(row.contractorId, row.contractorName),
    period: row.period,
    windowStartOn: row.windowStartOn,
    windowEndOn: row.windowEndOn,
    dueOn: row.dueOn,
    originalDueOn: row.originalDueOn,
    closesOn: row.closesOn,
    state: stateOf(row, on),
    overdue: isOverdue(row, on),
    withdrawn: row.withdrawn,
    fulfilled:
      row.fulfilledOn && row.fulfilledBy && row.fulfilledByType
        ? { type: row.fulfilledByType, id: row.fulfilledBy, on: row.fulfilledOn }
        : null,
    waiverProposed: row.waiverProposed,
    may: {
      plan: mayAct && row.kind === 'inspection',
      report:
        mayActOn(actor, row.kind, row.contractorId) &&
        row.kind === 'report' &&
        row.fulfilledBy === null &&
        !row.withdrawn,
      proposeWaiver: isStillOpen && !row.waiverProposed && mayProposeWaiver(actor),
    },
  };
}

// Reading

type Band = 'open' | 'settled';
type Cursor = reading.Place & { readonly band: Band };
const cursorPattern = /^(open|settled) (\d{4}-\d{2}-\d{2}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const cursorText = ({ band, dueOn, id }: Cursor) =>
  Buffer.from(`${band} ${dueOn} ${id}`).toString('base64url');

/** A cursor that is not ours begins at the beginning. */
function cursorOf(text: string | undefined): Cursor | undefined {
  const match = cursorPattern.exec(Buffer.from(text ?? '', 'base64url').toString());
  const [, band, dueOn = '', id = ''] = match ?? [];
  return band === undefined ? undefined : { band: band as Band, dueOn, id };
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { pack } = await regimeOf(call);
  const { cursor, mine, state, ...rest } = input;
  const own = isSupervision(call.actor) ? {} : { contractorId: call.actor.organisationId };
  const filter: reading.ListFilter = {
    ...rest,
    ...own,
    ...(mine && isSupervision(call.actor) ? { plannedFor: call.actor.personId } : {}),
  };
  const on = today(call);
  const after = cursorOf(cursor);
  const rows =
    state === undefined
      ? await inTwoBands(call, filter, on, after)
      : await inOneBand(call, { ...filter, state }, on, after);
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((row) => viewOf(row, call.actor, on, pack)),
    nextCursor:
      rows.length > pageSize && last
        ? cursorText({ band: isOpen(last, on) ? 'open' : 'settled', dueOn: last.dueOn, id: last.id })
        : null,
    may: {},
  });
}

const limit = pageSize + 1;

/** What is still to be done, soonest first; after it what is settled, latest first. */
async function inTwoBands(call: Call, filter: reading.ListFilter, on: PlainDate, after: Cursor | undefined) {
  const day = on.toString();
  const open =
    after?.band === 'settled'
      ? []
      : await reading.obligations(
          call.db,
          call.county,
          day,
          { ...filter, state: 'open' },
          { latestFirst: false, after, limit },
        );
  if (open.length === limit) return open;
  const page = {
    latestFirst: true,
    after: after?.band === 'settled' ? after : undefined,
    limit: limit - open.length,
  };
  return [
    ...open,
    ...(await reading.obligations(call.db, call.county, day, { ...filter, state: 'settled' }, page)),
  ];
}

const soonestFirst: readonly reading.StateFilter[] = ['upcoming', 'due', 'overdue'];

const inOneBand = (
  call: Call,
  filter: reading.ListFilter & { state: reading.StateFilter },
  on: PlainDate,
  after: Cursor | undefined,
) =>
  reading.obligations(call.db, call.county, on.toString(), filter, {
    latestFirst: !soonestFirst.includes(filter.state),
    after,
    limit,
  });

export async function handleFind(call: Call, input: Inputs['find']) {
  const found = await reading.findObligation(call.db, call.county, input.id);
  if (!found || !maySeeObligation(call.actor, found.contractorId))
    return refused('obligation.not-found', { id: input.id });
  const { pack } = await regimeOf(call);
  const [linked, waivers] = await Promise.all([
    reading.linkedTo(call.db, call.county, found.id, !isSupervision(call.actor)),
    store.waiversOf(call.db, call.county, found.id),
  ]);
  const { because } = found;
  const known = findClause(pack, because.clause);
  const rule = pack.obligations.find(({ id }) => id === found.ruleId);
  return granted<Outputs['find']>({
    obligation: viewOf(found, call.actor, today(call), pack),
    why: {
      clause: {
        id: because.clause,
        number: known?.number ?? because.clause,
        zh: known?.text.zh ?? '',
        en: known?.text.en ?? '',
      },
      ruleId: because.ruleId,
      responsible: because.responsible,
      pack: { id: found.packId, version: found.packVersion, hash: found.packHash },
      parameters: because.parameters.map((one) => ({ ...one, basis: [...one.basis] })),
      facts: [...because.facts],
      steps: because.steps.map(({ step, facts }) => ({
        step,
        facts: { ...facts } as Record<string, string | number>,
      })),
    },
    linked,
    waivers: waivers.map((waiver) => waiverViewOf(waiver, call.actor)),
    basis: [
      clause(because.clause),
      ...(rule?.basis ?? []).filter((one) => one.clause !== because.clause).map((one) => clause(one.clause)),
    ],
    history: await historyOf(
      call.db,
      call.county,
      waivers.map(({ id }) => id),
    ),
  });
}

export async function handleCalendar(call: Call, input: Inputs['calendar']) {
  const { pack, calendar } = await regimeOf(call);
  const { month, mine } = input;
  const contractorId = isSupervision(call.actor) ? undefined : call.actor.organisationId;
  const plannedFor = mine && !contractorId ? call.actor.personId : undefined;
  const [groups, inspections] = await Promise.all([
    reading.dueByDay(call.db, call.county, today(call).toString(), { month, contractorId, plannedFor }),
    reading.visitsOf(call.db, call.county, {
      month,
      personId: call.actor.personId,
      mineOnly: mine !== undefined && !contractorId,
      contractorId,
    }),
  ]);
  const first = plainDate(`${month}-01`);
  const days = Array.from({ length: first.daysInMonth }, (_, at) => first.add({ days: at }));
  return granted<Outputs['calendar']>({
    month,
    days: days.map((day) => ({
      on: day.toString(),
      working: isWorkingDay(calendar, day),
      holiday: holidayName(calendar, day) ?? null,
      announced: isAnnounced(calendar, day),
    })),
    due: gathered(groups, pack),
    inspections,
    totals: countsOf(groups),
  });
}

function countsOf(groups: readonly reading.DueGroup[]): Record<string, number> {
  const counts: Partial<Record<ObligationState, number>> = {};
  for (const { state, count } of groups) counts[state] = (counts[state] ?? 0) + count;
  return { ...counts } as Record<string, number>;
}

/** One entry for each day and rule, whatever the states of its obligations. */
function gathered(groups: readonly reading.DueGroup[], pack: RulePack): Outputs['calendar']['due'] {
  const byRule = Map.groupBy(groups, ({ on, ruleId }) => `${on} ${ruleId}`);
  return [...byRule.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const count = own.reduce((sum, one) => sum + one.count, 0);
    const only = count === 1 && first.onlyId ? { id: first.onlyId, name: first.onlyName ?? '' } : null;
    const { on, ruleId, duty, kind } = first;
    return [{ on, ruleId, duty, kind, name: ruleName(pack, ruleId), count, states: countsOf(own), only }];
  });
}

// 免除

const waiverViewOf = (waiver: store.WaiverListed, actor: Actor): WaiverView => ({
  id: waiver.id,
  version: waiver.version,
  state: waiver.state,
  reason: waiver.reason,
  proposedBy: waiver.proposedByName,
  proposedAt: waiver.proposedAt,
  decidedBy: waiver.decidedByName,
  decidedAt: waiver.decidedAt,
  may: { decide: waiver.state === 'proposed' && mayDecideWaiver(actor, waiver.proposedBy) },
});

async function waiverWritten(tx: Tx, call: Call, waiver: Waiver): Promise<WaiverView> {
  const row = (await store.waiversOf(tx, call.county, waiver.obligationId)).find(
    ({ id }) => id === waiver.id,
  );
  if (!row) throw new Error(`waiver ${waiver.id} was written and is not there`);
  return waiverViewOf(row, call.actor);
}

async function visibleObligation(tx: Tx, call: Call, id: string): Promise<store.Obligation | undefined> {
  const [obligation] = await store.obligationsForUpdate(tx, call.county, [id]);
  return obligation && maySeeObligation(call.actor, obligation.contractorId) ? obligation : undefined;
}

const proposedAlready = () => refused('waiver.proposed-already');

export function handleProposeWaiver(call: Call, input: Inputs['proposeWaiver']) {
  return transact(
    call.db,
    async (tx) => {
      const obligation = await visibleObligation(tx, call, input.id);
      if (!obligation) return refused('obligation.not-found', { id: input.id });
      if (!mayProposeWaiver(call.actor)) return refused('waiver.not-permitted');
      const { pack } = await regimeOf(call);
      const waivable = mayBeWaived(obligation, today(call), pack.id);
      if (!waivable.ok) return waivable;
      const waiver: Waiver = {
        id: input.waiverId ?? call.newId(),
        version: 1,
        obligationId: obligation.id,
        state: 'proposed',
        reason: input.reason,
        proposedBy: call.actor.personId,
        proposedAt: call.now.toString(),
        decidedBy: null,
        decidedAt: null,
      };
      await record(tx, call, [
        {
          type: 'waiver.proposed',
          aggregateType: 'waiver',
          aggregate: waiver.id,
          version: 1,
          body: waiver,
          note: input.reason,
          edges: [requires(obligation.clauseId, obligation.id)],
        },
      ]);
      await store.insertWaiver(tx, call.county, waiver);
      return granted(await waiverWritten(tx, call, waiver));
    },
    {
      waiver_open: proposedAlready,
      waiver_pkey: proposedAlready,
      event_county_aggregate_version_key: proposedAlready,
    },
  );
}

export function handleDecideWaiver(call: Call, input: Inputs['decideWaiver']) {
  return transact(call.db, async (tx) => {
    const current = await store.findWaiverForUpdate(tx, call.county, input.id);
    const obligation = current && (await visibleObligation(tx, call, current.obligationId));
    if (!current || !obligation) return refused('waiver.not-found', { id: input.id });
    if (!mayProposeWaiver(call.actor)) return refused('waiver.not-permitted');
    if (current.version !== input.basedOn)
      return refused('waiver.changed-meanwhile', { version: current.version });
    const { pack } = await regimeOf(call);
    const decision = decideWaiver(
      current,
      obligation,
      { outcome: input.outcome, by: call.actor.personId, at: call.now.toString(), today: today(call) },
      pack.id,
    );
    if (!decision.ok) return decision;
    const next = decision.value;
    await record(tx, call, [
      {
        type: `waiver.${next.state}`,
        aggregateType: 'waiver',
        aggregate: next.id,
        version: next.version,
        body: next,
        note: input.reason,
      },
    ]);
    await store.saveWaiver(tx, call.county, next);
    if (next.state === 'approved') await store.markWaived(tx, call.county, obligation.id, call.now);
    return granted(await waiverWritten(tx, call, next));
  });
}

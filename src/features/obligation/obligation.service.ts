import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { type Actor, isSupervision } from '#kernel/actor.ts';
import { clause, granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { historyOf } from '#platform/event-log.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { findClause } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { bandCursor, type ObligationView, type obligationContract } from './obligation.contract.ts';
import { mayActOn, mayProposeWaiver, maySeeObligation } from './obligation.policy.ts';
import * as reading from './obligation.read.store.ts';
import { isOpen, isOverdue, stateOf } from './obligation.rules.ts';
import * as store from './obligation.store.ts';
import { waiverViewOf } from './obligation.waiver.service.ts';

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
    provisional: row.provisional,
    closesOn: row.closesOn,
    state: stateOf(row, on),
    overdue: isOverdue(row, on),
    withdrawn: row.withdrawn,
    fulfilled:
      row.fulfilledOn && row.fulfilledBy && row.fulfilledByType
        ? { type: row.fulfilledByType, id: row.fulfilledBy, on: row.fulfilledOn }
        : null,
    waiverProposed: row.waiverProposed,
    required: row.required,
    among: row.among,
    done: row.done,
    may: {
      // A part of a town is not visited: one of its facilities is.
      plan: mayAct && row.kind === 'inspection' && row.subjectType !== 'stratum',
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
function placeOf(text: string | undefined): Cursor | undefined {
  const [band, dueOn, id] = bandCursor.read(text) ?? [];
  return dueOn && id ? { band: band as Band, dueOn, id } : undefined;
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
  const after = placeOf(cursor);
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
        ? bandCursor.write(isOpen(last, on) ? 'open' : 'settled', last.dueOn, last.id)
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
  const obligation = viewOf(found, call.actor, today(call), pack);
  const { proposeWaiver, decide } = await mayUnlessInterested(call.db, call, found.contractorId, {
    proposeWaiver: obligation.may.proposeWaiver === true,
    decide: true,
  });
  const known = findClause(pack, because.clause);
  const rule = pack.obligations.find(({ id }) => id === found.ruleId);
  return granted<Outputs['find']>({
    obligation: { ...obligation, may: { ...obligation.may, proposeWaiver } },
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
      calendarSha256: found.calendarSha256,
      parameters: because.parameters.map((one) => ({ ...one, basis: [...one.basis] })),
      facts: [...because.facts],
      steps: because.steps.map(({ step, facts }) => ({
        step,
        facts: { ...facts } as Record<string, string | number>,
      })),
    },
    linked,
    waivers: waivers.map((waiver) => waiverViewOf(waiver, call.actor, !decide)),
    basis: [
      clause(because.clause),
      ...(rule?.basis ?? []).filter((one) => one.clause !== because.clause).map((one) => clause(one.clause)),
    ],
    history: await historyOf(
      call.db,
      call.county,
      // The obligation's own events tell when its day was fixed.
      [found.id, ...waivers.map(({ id }) => id)],
    ),
  });
}

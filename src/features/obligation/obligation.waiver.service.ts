import type { InferContractRouterInputs } from '@orpc/contract';
import type { Actor } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { obligationContract, WaiverView } from './obligation.contract.ts';
import type { Waiver } from './obligation.model.ts';
import { mayDecideWaiver, mayProposeWaiver, maySeeObligation } from './obligation.policy.ts';
import { requires } from './obligation.refresh.service.ts';
import * as store from './obligation.store.ts';
import { decideWaiver, mayBeWaived } from './obligation.waiver.rules.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;

/** A waiver as this person sees it. */
export const waiverViewOf = (waiver: store.WaiverListed, actor: Actor, recused = false): WaiverView => ({
  id: waiver.id,
  version: waiver.version,
  state: waiver.state,
  reason: waiver.reason,
  proposedBy: waiver.proposedByName,
  proposedAt: waiver.proposedAt,
  decidedBy: waiver.decidedByName,
  decidedAt: waiver.decidedAt,
  may: { decide: waiver.state === 'proposed' && mayDecideWaiver(actor, waiver.proposedBy) && !recused },
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
      const interested = await refuseInterested(tx, call, obligation.contractorId);
      if (interested) return interested;
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const waivable = mayBeWaived(obligation, today(call), clauseOfDuty(pack, 'D13'));
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
    const interested = await refuseInterested(tx, call, obligation.contractorId);
    if (interested) return interested;
    if (current.version !== input.basedOn)
      return refused('waiver.changed-meanwhile', { version: current.version });
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const decision = decideWaiver(
      current,
      obligation,
      { outcome: input.outcome, by: call.actor.personId, at: call.now.toString(), today: today(call) },
      clauseOfDuty(pack, 'D13'),
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

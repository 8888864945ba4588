import { refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import { changedMeanwhile, notFound, notPermitted } from './disbursement.decide.service.ts';
import * as policy from './disbursement.policy.ts';
import { answerOf, gateOf, type Inputs } from './disbursement.service.ts';
import { type SettlementAsked, settle } from './disbursement.settlement.rules.ts';
import * as settlements from './disbursement.settlement.store.ts';
import * as store from './disbursement.store.ts';

/** 结算: what the instalment comes to by what was verified; the gate then weighs that and no more. */
export function handleSettle(call: Call, input: Inputs['settle']) {
  return transact(call.db, async (tx) => {
    await store.lockInstalment(tx, call.county, input.id);
    const row = await store.findInstalment(tx, call.county, input.id);
    if (!row || !policy.maySee(call.actor, row)) return notFound(input.id);
    if (!policy.mayPropose(call.actor)) return notPermitted();
    const interested = await refuseInterested(tx, call, row.contractorId);
    if (interested) return interested;
    if (row.version !== input.basedOn) return changedMeanwhile(row.version);
    if (row.state === 'paid' || row.state === 'decided' || row.decision?.state === 'proposed')
      return refused('disbursement.wrong-state', { state: row.state });
    await store.lockContract(tx, call.county, row.projectId, row.agreementId);
    const regime = await regimeOf({ db: tx, county: call.county });
    const asked: SettlementAsked = input.by;
    const [unitPriceId, lineKey] =
      asked.kind === 'unit-price' ? [asked.unitPriceId, asked.lineKey] : [null, null];
    const { facts } = await gateOf(tx, call, regime, row);
    const line = facts.lines.find((one) => one.lineKey === lineKey);
    if (lineKey !== null && !line)
      return refused('disbursement.settlement-line', {}, citationsOf(regime.pack.money.instalments.basis));
    const settled = settle(
      regime.pack,
      asked,
      {
        instalmentFen: row.amountFen,
        last: await settlements.isLastInstalment(tx, call.county, row.id),
        total: line?.total ?? null,
        ...(line ? { unit: line.unit } : {}),
        earlierFen: await settlements.settledElsewhere(tx, call.county, {
          agreementId: row.agreementId,
          instalmentId: row.id,
          kind: asked.kind,
          unitPriceId,
          lineKey,
        }),
      },
      today(call),
    );
    if (!settled.ok) return settled;
    const settlement = {
      ...settled.value,
      id: call.newId(),
      instalmentId: row.id,
      kind: asked.kind,
      unitPriceId,
      lineKey,
      note: input.note,
      settledById: call.actor.personId,
      settledAt: call.now.toString(),
    };
    await record(tx, call, [
      {
        type: 'settlement.made',
        aggregateType: 'settlement',
        aggregate: settlement.id,
        version: 1,
        body: settlement,
        note: input.note,
      },
    ]);
    await settlements.insertSettlement(tx, call.county, settlement, packStamp(regime));
    return answerOf(tx, call, row.id);
  });
}

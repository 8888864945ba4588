import { refused } from '#kernel/result.ts';
import { dayOf, plainDate, Temporal } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import {
  bare,
  changedMeanwhile,
  decisionEvent,
  instalmentEvent,
  notFound,
  notPermitted,
  visibleDecision,
} from './disbursement.decide.service.ts';
import * as rules from './disbursement.decision.rules.ts';
import * as decided from './disbursement.decision.store.ts';
import type { Decision, Payment } from './disbursement.model.ts';
import * as policy from './disbursement.policy.ts';
import { answerOf, gateOf, type Inputs } from './disbursement.service.ts';
import * as store from './disbursement.store.ts';

export function handlePay(call: Call, input: Inputs['pay']) {
  const paidAlready = () => refused('disbursement.paid-already');
  return transact(
    call.db,
    async (tx) => {
      const found = await visibleDecision(tx, call, input.id);
      if (!found) return notFound(input.id);
      const { decision, instalment } = found;
      if (!policy.mayPay(call.actor)) return notPermitted();
      const interested = await refuseInterested(tx, call, instalment.contractorId);
      if (interested) return interested;
      const regime = await regimeOf({ db: tx, county: call.county });
      // Said before the version: whoever pays a second time should read that it is paid, not that something changed.
      if (decision.state === 'paid')
        return refused('disbursement.paid-already', {}, rules.mainBasis(regime.pack));
      if (decision.version !== input.basedOn) return changedMeanwhile(decision.version);
      await store.lockContract(tx, call.county, instalment.projectId, instalment.agreementId);
      const gate = await gateOf(tx, call, regime, instalment);
      const verdict = rules.pay(
        decision,
        gate.result,
        {
          personId: call.actor.personId,
          paidOn: plainDate(input.paidOn),
          today: today(call),
          approvedOn: decision.approvedAt ? dayOf(Temporal.Instant.from(decision.approvedAt)) : null,
        },
        regime.pack,
      );
      if (!verdict.ok) return verdict;

      const { amountFen } = verdict.value;
      const payment: Payment = {
        id: input.paymentId ?? call.newId(),
        version: 1,
        agreementId: instalment.agreementId,
        instalmentId: instalment.id,
        decisionId: decision.id,
        amountFen,
        paidOn: input.paidOn,
        voucher: input.voucher,
        paidBy: call.actor.personId,
      };
      const settled: Decision = { ...decision, version: decision.version + 1, state: 'paid' };
      const { paid, remainder } = rules.split(bare(instalment), amountFen, {
        id: call.newId(),
        number: await store.nextInstalmentNumber(tx, call.county, instalment.agreementId),
      });
      await record(tx, call, [
        {
          type: 'payment.made',
          aggregateType: 'payment',
          aggregate: payment.id,
          version: 1,
          body: { ...payment, ...packStamp(regime) },
          edges: [
            {
              from: { type: 'payment-decision', id: decision.id },
              to: { type: 'payment', id: payment.id },
              kind: 'pays',
            },
            {
              from: { type: 'payment', id: payment.id },
              to: { type: 'instalment', id: instalment.id },
              kind: 'concerns',
            },
          ],
        },
        decisionEvent('payment-decision.paid', settled, regime),
        instalmentEvent('instalment.paid', paid),
        ...(remainder ? [instalmentEvent('instalment.split-off', remainder)] : []),
      ]);
      await store.insertPayment(tx, call.county, payment);
      await decided.saveDecision(tx, call.county, settled);
      await store.saveInstalment(tx, call.county, paid);
      if (remainder) await store.insertInstalment(tx, call.county, remainder);
      return answerOf(tx, call, instalment.id);
    },
    {
      payment_county_instalment_id_key: paidAlready,
      payment_county_decision_id_key: paidAlready,
      payment_pkey: paidAlready,
      event_county_aggregate_version_key: paidAlready,
      payment_voucher_taken: () => refused('disbursement.voucher-taken', { voucher: input.voucher }),
      payment_within_contract: () => refused('disbursement.above-contract'),
      payment_within_project: () => refused('disbursement.hard-stop', { conditions: ['within-contract'] }),
      payment_within_instalment: () => refused('disbursement.above-instalment'),
      payment_without_stop: () => refused('disbursement.hard-stop', { conditions: ['not-disqualified'] }),
      payment_without_suspension: () => refused('disbursement.hard-stop', { conditions: ['not-suspended'] }),
      payment_not_terminated: () => refused('disbursement.hard-stop', { conditions: ['not-disqualified'] }),
    },
  );
}

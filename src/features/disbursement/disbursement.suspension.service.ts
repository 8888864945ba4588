import { isOf, isSupervision, maySeeOf } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { type Call, type StepTaken, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { mayUnlessInterested, refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import type { Proposal } from '../proposal/proposal.model.ts';
import { type ProposalKind, propose, proposeConstraints } from '../proposal/proposal.service.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { liftRefused } from './disbursement.contract.ts';
import type { Suspension } from './disbursement.model.ts';
import { mayLift } from './disbursement.policy.ts';
import type { Inputs } from './disbursement.service.ts';
import * as stops from './disbursement.stop.store.ts';
import { lockContract } from './disbursement.store.ts';
import { liftable, suspensionBasis } from './disbursement.suspension.rules.ts';

/** The reaction to a step of a ladder: the last one stops the payments on its contract, whoever is paying at the moment. */
export async function suspendOnLastStep(
  tx: Tx,
  call: Call,
  { step, agreementId, cause }: StepTaken,
): Promise<void> {
  if (step !== 'suspend-payment') return;
  const { project_id: projectId } = await tx
    .selectFrom('agreement')
    .select('project_id')
    .where('county', '=', call.county)
    .where('id', '=', agreementId)
    .executeTakeFirstOrThrow();
  await lockContract(tx, call.county, projectId, agreementId);
  await stops.suspendAgreement(tx, call.county, {
    id: call.newId(),
    agreementId,
    cause,
    fromOn: today(call).toString(),
  });
}

export async function handleSuspensions(call: Call, input: Inputs['suspensions']) {
  const { pack } = await regimeOf(call);
  const all = await stops.suspensions(call.db, call.county, input);
  const seen = all.filter(({ contractorId }) => maySeeOf(call.actor, contractorId));
  const items = await Promise.all(
    seen.map(async ({ agreementId, contractorId, item, ...one }) => ({
      ...one,
      agreementId,
      item: item && { id: item.id, finding: item.finding, letter: item.letter },
      may: await mayUnlessInterested(call.db, call, contractorId, {
        lift: one.liftedOn === null && mayLift(call.actor),
      }),
      basis: [...citationsOf(suspensionBasis(pack, item !== null))],
    })),
  );
  return granted({ items });
}

const notFound = (id: string) => refused('suspension.not-found', { id });

async function locked(tx: Tx, call: Call, id: string): Promise<Suspension | undefined> {
  await stops.lockSuspension(tx, call.county, id);
  const [one] = await stops.suspensions(tx, call.county, { id });
  return one;
}

const nameOf = ({ item, agreementNumber }: Suspension): string =>
  item ? `${agreementNumber} · ${item.letter} · ${item.finding}` : agreementNumber;

/** The office proposes; nothing is lifted until a signatory of the leading group, another person, confirms. */
export function handleLift(call: Call, input: Inputs['lift']) {
  return transact(
    call.db,
    async (tx) => {
      const one = await locked(tx, call, input.id);
      if (!one || !isSupervision(call.actor)) return notFound(input.id);
      if (!isOf(call.actor, 'office')) return refused('disbursement.not-permitted');
      const interested = await refuseInterested(tx, call, one.contractorId);
      if (interested) return interested;
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const allowed = liftable(one, pack);
      if (!allowed.ok) return allowed;
      const proposal = await propose(tx, call, {
        id: input.proposalId,
        kind: liftSuspension.kind,
        subject: { type: 'payment-suspension', id: one.id },
        content: { suspensionId: one.id },
        shown: {
          title: { zh: `恢复拨付：${nameOf(one)}`, en: `Lift the suspension of payments: ${nameOf(one)}` },
          changes: [
            {
              words: { zh: '拨付', en: 'Payments' },
              before: { words: { zh: `自 ${one.fromOn} 起暂停`, en: `Suspended since ${one.fromOn}` } },
              after: { words: { zh: '恢复按条件审核', en: 'Judged by the conditions again' } },
            },
            ...(one.item
              ? [
                  {
                    words: { zh: '整改事项', en: 'Item of the letter' },
                    before: {
                      words: one.item.closed
                        ? { zh: '已销号', en: 'Closed' }
                        : { zh: '尚未销号', en: 'Not closed yet' },
                    },
                    after: { words: { zh: '不变', en: 'As it is' } },
                  },
                ]
              : []),
          ],
        },
        basis: citationsOf(suspensionBasis(pack, one.item !== null)),
        reason: input.reason,
        evidence: input.evidence ?? [],
        confirmers: { bodies: ['leading-group'], duty: 'signatory' },
      });
      return proposal.ok ? granted({ proposal: proposal.value }) : proposal;
    },
    proposeConstraints,
  );
}

type LiftRefused = (typeof liftRefused)[number] | RecusalCode;

async function applyLift(tx: Tx, call: Call, proposal: Proposal): Promise<Result<unknown, LiftRefused>> {
  const one = await locked(tx, call, proposal.subject.id);
  if (!one) return notFound(proposal.subject.id);
  const interested = await refuseInterested(tx, call, one.contractorId);
  if (interested) return interested;
  const allowed = liftable(one, (await regimeOf({ db: tx, county: call.county })).pack);
  if (!allowed.ok) return allowed;
  const on = today(call).toString();
  await record(tx, call, [
    {
      type: 'payment-suspension.lifted',
      aggregateType: 'payment-suspension',
      aggregate: one.id,
      version: 1,
      body: {
        agreementId: one.agreementId,
        item: one.item?.id ?? null,
        fromOn: one.fromOn,
        liftedOn: on,
        proposal: proposal.id,
      },
      note: proposal.reason,
    },
  ]);
  await stops.liftSuspension(tx, call.county, {
    id: one.id,
    on,
    by: call.actor.personId,
    proposalId: proposal.id,
  });
  return granted(one);
}

export const liftSuspension: ProposalKind<LiftRefused> = {
  kind: 'disbursement.lift-suspension',
  apply: applyLift,
};

import { clause, granted, type Result, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import { type ProposalKind, propose, proposeConstraints } from '../proposal/proposal.service.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { AgreementEnding, agreementEndRefused } from './agreement.contract.ts';
import { endShown } from './agreement.document.ts';
import type { Agreement } from './agreement.model.ts';
import { mayKeepAgreements, maySeeAgreement } from './agreement.policy.ts';
import { agreementEvent, basesOf } from './agreement.service.ts';
import * as store from './agreement.store.ts';

type EndRefused = (typeof agreementEndRefused)[number] | RecusalCode;

/** Under the contract's lock: whether it may end, asked of whoever proposes it and again of whoever confirms it. */
async function endable(tx: Tx, call: Call, input: AgreementEnding): Promise<Result<Agreement, EndRefused>> {
  const current = await store.findAgreementForUpdate(tx, call.county, input.id);
  if (!current || !maySeeAgreement(call.actor, current))
    return refused('agreement.not-found', { id: input.id });
  const interested = await refuseInterested(tx, call, current.contractorId);
  if (interested) return interested;
  if (current.version !== input.basedOn)
    return refused('agreement.changed-meanwhile', { version: current.version });
  const { contract } = await basesOf({ db: tx, county: call.county });
  return current.state === 'in-force'
    ? granted(current)
    : refused('agreement.ended', { state: current.state }, contract);
}

async function ended(
  tx: Tx,
  call: Call,
  current: Agreement,
  state: AgreementEnding['state'],
  reason: string,
): Promise<void> {
  const next: Agreement = { ...current, state, version: current.version + 1 };
  const lineKeys = (await store.findAgreement(tx, call.county, current.id))?.lineKeys ?? [];
  await record(tx, call, [agreementEvent(`agreement.${state}`, next, lineKeys, reason)]);
  await store.saveAgreement(tx, call.county, next);
}

/** A contract ended frees its money and its lines: nothing ends until another person confirms. */
export function handleEnd(call: Call, input: AgreementEnding) {
  return transact(
    call.db,
    async (tx) => {
      if (!mayKeepAgreements(call.actor)) return refused('agreement.not-permitted');
      const current = await endable(tx, call, input);
      if (!current.ok) return current;
      const { contract } = await basesOf({ db: tx, county: call.county });
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const proposal = await propose(tx, call, {
        kind: agreementEnd.kind,
        subject: { type: 'agreement', id: input.id },
        content: input,
        shown: endShown(current.value, input.state),
        basis: [...contract, clause(clauseOfDuty(pack, 'D11'))],
        reason: input.reason,
        evidence: [],
        confirmers: { bodies: ['office', 'commerce-bureau', 'finance', 'leading-group'] },
      });
      return proposal.ok ? granted({ proposal: proposal.value }) : proposal;
    },
    proposeConstraints,
  );
}

/** 结束合同: the ending of a contract, once another person has confirmed it. */
export const agreementEnd: ProposalKind<EndRefused> = {
  kind: 'agreement.end',
  apply: async (tx, call, { content }) => {
    const input = content as AgreementEnding;
    const current = await endable(tx, call, input);
    if (!current.ok) return current;
    await ended(tx, call, current.value, input.state, input.reason);
    await call.reactions.baselineChanged(tx, call, { agreementId: input.id });
    return granted(true);
  },
};

/** For the settlement of a disqualified contractor: whatever it still has in force is terminated, in the same act. */
export async function terminateAgreementsOf(
  tx: Tx,
  call: Call,
  contractorId: string,
  reason: string,
): Promise<void> {
  const standing = (await store.agreementsOf(tx, call.county, contractorId)).filter(
    ({ state }) => state === 'in-force',
  );
  for (const { id } of standing) {
    const current = await store.findAgreementForUpdate(tx, call.county, id);
    if (current?.state === 'in-force') await ended(tx, call, current, 'terminated', reason);
  }
  if (standing.length > 0) await call.reactions.baselineChanged(tx, call);
}

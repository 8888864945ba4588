import { isOf } from '#kernel/actor.ts';
import { granted, type Refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import type { Db, Tx } from '#platform/database.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { recuse } from './organisation.interest.rules.ts';
import * as store from './organisation.interest.store.ts';
import type { RecusalCode } from './organisation.model.ts';

const onOf = (call: Call) => today(call).toString();

/**
 * 回避: what every act on a contractor asks right after its permission. Refuses whoever has an interest in the contractor today; its own
 * people answer for it and are not asked.
 */
export async function refuseInterested(
  tx: Tx,
  call: Call,
  contractorId: string | null,
): Promise<Refused<RecusalCode> | undefined> {
  if (contractorId === null || isOf(call.actor, 'contractor')) return undefined;
  const { personId } = call.actor;
  await store.holdPerson(tx, call.county, personId);
  const ties = await store.tiesOf(tx, call.county, { personId, contractorId, on: onOf(call) });
  if (ties.length === 0) return undefined;
  const decision = recuse(ties, (await regimeOf({ db: tx, county: call.county })).pack);
  return decision.ok ? undefined : decision;
}

/** What somebody may do next to a record of a contractor: nothing, where an interest in it forbids every act. */
export async function mayUnlessInterested<Acts extends Record<string, boolean>>(
  db: Db | Tx,
  call: Call,
  contractorId: string | null,
  may: Acts,
): Promise<Acts> {
  if (contractorId === null || isOf(call.actor, 'contractor') || !Object.values(may).includes(true))
    return may;
  const { personId } = call.actor;
  const ties = await store.tiesOf(db, call.county, { personId, contractorId, on: onOf(call) });
  return ties.length === 0 ? may : (Object.fromEntries(Object.keys(may).map((act) => [act, false])) as Acts);
}

/** From which contractors the person who asks is recused today, and why. */
export async function handleRecusals(call: Call) {
  const { pack } = await regimeOf(call);
  const ties = isOf(call.actor, 'contractor')
    ? []
    : await store.tiesOf(call.db, call.county, { personId: call.actor.personId, on: onOf(call) });
  const contractors = [...new Set(ties.map(({ contractorId }) => contractorId))];
  return granted({
    items: contractors.flatMap((contractorId) => {
      const decision = recuse(
        ties.filter((tie) => tie.contractorId === contractorId),
        pack,
      );
      if (decision.ok) return [];
      const { code, facts, basis } = decision.refusal;
      const said = { contractor: String(facts.contractor), detail: String(facts.detail) };
      return [{ contractorId, code, facts: said, basis: [...basis] }];
    }),
  });
}

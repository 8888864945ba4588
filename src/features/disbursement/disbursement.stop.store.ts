import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';

// 停止拨付: a contractor to whom nothing is paid. Who stops it, and why, is the business of the feature above.

export type PaymentStop = {
  readonly kind: 'held' | 'disqualified';
  readonly caseId: string;
  readonly caseNumber: string;
  readonly fromOn: string;
};

/** Locks the contractor's contracts, the projects first: whoever pays at this moment waits, or has paid before. */
export async function lockContractsOf(tx: Tx, county: string, contractorId: string): Promise<void> {
  await sql`select 1 from project p where p.county = ${county}
    and p.id in (select a.project_id from agreement a where a.county = ${county} and a.contractor_id = ${contractorId}::uuid)
    order by p.id for no key update`.execute(tx);
  await sql`select 1 from agreement a where a.county = ${county} and a.contractor_id = ${contractorId}::uuid
    order by a.id for update`.execute(tx);
}

export async function stopPayments(
  tx: Tx,
  county: string,
  stop: PaymentStop & { readonly id: string; readonly contractorId: string; readonly version: number },
): Promise<void> {
  await tx
    .insertInto('payment_stop')
    .values({
      county,
      id: stop.id,
      contractor_id: stop.contractorId,
      case_id: stop.caseId,
      case_number: stop.caseNumber,
      kind: stop.kind,
      from_on: stop.fromOn,
      version: stop.version,
    })
    .execute();
}

/** A hold ends with its case or before; what follows from a disqualification never does. */
export async function liftHold(
  tx: Tx,
  county: string,
  lifted: { readonly caseId: string; readonly on: string; readonly version: number },
): Promise<void> {
  await tx
    .updateTable('payment_stop')
    .set({ lifted_on: lifted.on, lifted_version: lifted.version })
    .where('county', '=', county)
    .where('case_id', '=', lifted.caseId)
    .where('kind', '=', 'held')
    .where('lifted_on', 'is', null)
    .execute();
}

/** The stop that stands against a contract `a`, as the gate reads it: what took effect before what is only held. */
export const standingStop = sql`(select json_build_object('kind', s.kind, 'caseId', s.case_id, 'caseNumber', s.case_number, 'fromOn', s.from_on)
  from payment_stop s where s.county = a.county and s.contractor_id = a.contractor_id and s.lifted_on is null order by s.kind limit 1)`;

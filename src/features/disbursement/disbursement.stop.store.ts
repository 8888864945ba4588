import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Suspension } from './disbursement.model.ts';

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

/** 暂停拨付 over an item or over progress: once, however often the step is taken while it stands. */
export async function suspendAgreement(
  tx: Tx,
  county: string,
  suspension: {
    readonly id: string;
    readonly agreementId: string;
    readonly cause: {
      readonly type: 'rectification' | 'progress-step';
      readonly id: string;
      readonly version: number;
    };
    readonly fromOn: string;
  },
): Promise<void> {
  const { id, agreementId, cause, fromOn } = suspension;
  await tx
    .insertInto('payment_suspension')
    .values({
      county,
      id,
      agreement_id: agreementId,
      cause: cause.id,
      cause_version: cause.version,
      rectification_id: cause.type === 'rectification' ? cause.id : null,
      progress_step_id: cause.type === 'progress-step' ? cause.id : null,
      from_on: fromOn,
    })
    .onConflict((conflict) =>
      conflict.columns(['county', 'cause']).where('lifted_on', 'is', null).doNothing(),
    )
    .execute();
}

type SuspensionSql = Omit<Suspension, 'item'> & {
  readonly rectificationId: string | null;
  readonly finding: string;
  readonly closed: boolean;
  readonly letter: string;
};

/** The suspensions of a contract or of an item, the standing ones first. */
export async function suspensions(
  db: Db | Tx,
  county: string,
  of: {
    readonly id?: string | undefined;
    readonly agreementId?: string | undefined;
    readonly rectificationId?: string | undefined;
    readonly standing?: true;
  },
): Promise<Suspension[]> {
  const { rows } = await sql<SuspensionSql>`
    select s.id, s.agreement_id as "agreementId", a.number as "agreementNumber", a.contractor_id as "contractorId", s.from_on as "fromOn",
      s.lifted_on as "liftedOn", s.rectification_id as "rectificationId", f.number as finding, r.state in ('closed', 'revoked') as closed,
      l.issuer_code || '〔' || l.number_year || '〕' || l.number || '号' as letter
    from payment_suspension s
    join agreement a on a.county = s.county and a.id = s.agreement_id
    left join rectification r on r.county = s.county and r.id = s.rectification_id
    left join finding f on f.county = r.county and f.id = r.finding_id
    left join letter l on l.county = r.county and l.id = r.letter_id
    where s.county = ${county}
      and (${of.id ?? null}::uuid is null or s.id = ${of.id ?? null}::uuid)
      and (${of.agreementId ?? null}::uuid is null or s.agreement_id = ${of.agreementId ?? null}::uuid)
      and (${of.rectificationId ?? null}::uuid is null or s.rectification_id = ${of.rectificationId ?? null}::uuid)
      and (not ${of.standing ?? false} or s.lifted_on is null)
    order by s.lifted_on is not null, s.from_on, s.id`.execute(db);
  return rows.map(({ rectificationId, finding, closed, letter, ...row }) => ({
    ...row,
    item: rectificationId ? { id: rectificationId, finding, letter, closed } : null,
  }));
}

/** Locks the suspension and its contract, the project first; whoever pays or lifts at this moment waits. */
export async function lockSuspension(tx: Tx, county: string, id: string): Promise<void> {
  await sql`select 1 from project p where p.county = ${county} and p.id = (select a.project_id from agreement a
    join payment_suspension s on s.county = a.county and s.agreement_id = a.id where s.county = ${county} and s.id = ${id}::uuid)
    for no key update`.execute(tx);
  await sql`select 1 from agreement a where a.county = ${county} and a.id = (select s.agreement_id from payment_suspension s
    where s.county = ${county} and s.id = ${id}::uuid) for update`.execute(tx);
  await sql`select 1 from payment_suspension where county = ${county} and id = ${id}::uuid for update`.execute(
    tx,
  );
}

export async function liftSuspension(
  tx: Tx,
  county: string,
  lifted: { readonly id: string; readonly on: string; readonly by: string; readonly proposalId: string },
): Promise<void> {
  await tx
    .updateTable('payment_suspension')
    .set({ lifted_on: lifted.on, lifted_by: lifted.by, lifted_version: 1, proposal_id: lifted.proposalId })
    .where('county', '=', county)
    .where('id', '=', lifted.id)
    .execute();
}

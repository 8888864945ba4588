import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Decision, Instalment, InstalmentState, Payment } from './disbursement.model.ts';

/** An instalment with the contract around it and how far it has come. */
export type InstalmentListed = Instalment & {
  readonly agreementNumber: string;
  readonly agreementName: string;
  readonly agreementFen: number;
  readonly agreementPaidFen: number;
  readonly agreementTerminated: boolean;
  readonly projectId: string;
  readonly contractorName: string;
  /** The newest decision that was not declined. */
  readonly decision: Pick<
    Decision,
    | 'id'
    | 'version'
    | 'state'
    | 'outcome'
    | 'amountFen'
    | 'payableFen'
    | 'proposedBy'
    | 'financeBy'
    | 'approvedBy'
  > | null;
  readonly paidFen: number | null;
  readonly paidOn: string | null;
};

export type InstalmentFilter = {
  readonly id?: string | undefined;
  readonly state?: InstalmentState | undefined;
  readonly contractorId?: string | undefined;
  readonly agreementId?: string | undefined;
  /** The planned day and id of the last one of the page before. */
  readonly after?: { readonly plannedOn: string; readonly id: string } | undefined;
  readonly limit?: number | undefined;
};

/** By planned day. */
export async function instalments(
  db: Tx,
  county: string,
  filter: InstalmentFilter,
): Promise<InstalmentListed[]> {
  const { id, state, contractorId, agreementId, after, limit } = filter;
  const { rows } = await sql<InstalmentListed>`
    select i.id, i.version, i.agreement_id as "agreementId", a.contractor_id as "contractorId", i.number, i.name,
      i.amount_fen as "amountFen", i.condition, i.required_progress as "requiredProgress", i.planned_on as "plannedOn", i.state,
      i.requested_at as "requestedAt", i.requested_by as "requestedBy",
      a.number as "agreementNumber", a.name as "agreementName", a.amount_fen as "agreementFen", (a.state = 'terminated' or exists (select from payment_stop s where s.county = a.county and s.contractor_id = a.contractor_id and s.kind = 'disqualified')) as "agreementTerminated",
      a.project_id as "projectId", o.name as "contractorName",
      (select coalesce(sum(q.amount_fen), 0)::bigint from payment q where q.county = i.county and q.agreement_id = i.agreement_id) as "agreementPaidFen",
      d.decision, p.amount_fen as "paidFen", p.paid_on as "paidOn"
    from instalment i
    join agreement a on a.county = i.county and a.id = i.agreement_id
    join organisation o on o.county = a.county and o.id = a.contractor_id
    left join payment p on p.county = i.county and p.instalment_id = i.id
    left join lateral (
      select json_build_object('id', x.id, 'version', x.version, 'state', x.state, 'outcome', x.outcome, 'amountFen', x.amount_fen,
        'payableFen', x.payable_fen, 'proposedBy', x.proposed_by, 'financeBy', x.finance_by, 'approvedBy', x.approved_by) as decision
      from payment_decision x where x.county = i.county and x.instalment_id = i.id and x.state <> 'declined'
      order by x.proposed_at desc, x.id desc limit 1
    ) d on true
    where i.county = ${county}
      ${id ? sql`and i.id = ${id}` : sql``}
      ${state ? sql`and i.state = ${state}` : sql``}
      ${contractorId ? sql`and a.contractor_id = ${contractorId}` : sql``}
      ${agreementId ? sql`and i.agreement_id = ${agreementId}` : sql``}
      ${after ? sql`and (i.planned_on, i.id) > (${after.plannedOn}::date, ${after.id}::uuid)` : sql``}
    order by i.planned_on, i.id
    ${limit ? sql`limit ${limit}` : sql``}`.execute(db);
  return rows;
}

export async function findInstalment(
  db: Tx,
  county: string,
  id: string,
): Promise<InstalmentListed | undefined> {
  const [row] = await instalments(db, county, { id });
  return row;
}

/**
 * Locks an instalment against other acts. What is read after it is what the act decides on: read committed shows what others
 * committed while this one waited.
 */
export async function lockInstalment(tx: Tx, county: string, id: string): Promise<void> {
  await sql`select 1 from instalment where county = ${county} and id = ${id} for update`.execute(tx);
}

/**
 * Whoever pays or approves holds the project and the contract: caps and contract sums are counted over several instalments,
 * and a contract is not terminated in between. The project first, so that two who pay never wait for one another.
 */
export async function lockContract(
  tx: Tx,
  county: string,
  projectId: string,
  agreementId: string,
): Promise<void> {
  await sql`select 1 from project where county = ${county} and id = ${projectId} for no key update`.execute(
    tx,
  );
  await sql`select 1 from agreement where county = ${county} and id = ${agreementId} for update`.execute(tx);
}

export async function saveInstalment(tx: Tx, county: string, instalment: Instalment): Promise<void> {
  await tx
    .updateTable('instalment')
    .set({
      version: instalment.version,
      amount_fen: instalment.amountFen,
      state: instalment.state,
      requested_at: instalment.requestedAt,
      requested_by: instalment.requestedBy,
    })
    .where('county', '=', county)
    .where('id', '=', instalment.id)
    .execute();
}

export async function insertInstalment(tx: Tx, county: string, instalment: Instalment): Promise<void> {
  await tx
    .insertInto('instalment')
    .values({
      county,
      id: instalment.id,
      version: instalment.version,
      agreement_id: instalment.agreementId,
      number: instalment.number,
      name: instalment.name,
      amount_fen: instalment.amountFen,
      condition: instalment.condition,
      required_progress: instalment.requiredProgress,
      planned_on: instalment.plannedOn,
      state: instalment.state,
      requested_at: instalment.requestedAt,
      requested_by: instalment.requestedBy,
    })
    .execute();
}

/** The number after the last; the contract is locked by whoever asks. */
export async function nextInstalmentNumber(tx: Tx, county: string, agreementId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from instalment where county = ${county} and agreement_id = ${agreementId}`.execute(
    tx,
  );
  return rows[0]?.next ?? 1;
}

// 付款

export async function insertPayment(tx: Tx, county: string, payment: Payment): Promise<void> {
  await tx
    .insertInto('payment')
    .values({
      county,
      id: payment.id,
      version: payment.version,
      agreement_id: payment.agreementId,
      instalment_id: payment.instalmentId,
      decision_id: payment.decisionId,
      amount_fen: payment.amountFen,
      paid_on: payment.paidOn,
      voucher: payment.voucher,
      paid_by: payment.paidBy,
    })
    .execute();
}

export type PaymentListed = Payment & { readonly paidByName: string };

export async function paymentOf(
  db: Tx,
  county: string,
  instalmentId: string,
): Promise<PaymentListed | undefined> {
  return db
    .selectFrom('payment')
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'payment.county').onRef('person.id', '=', 'payment.paid_by'),
    )
    .select([
      'payment.id',
      'payment.version',
      'payment.agreement_id as agreementId',
      'payment.instalment_id as instalmentId',
      'payment.decision_id as decisionId',
      'payment.amount_fen as amountFen',
      'payment.paid_on as paidOn',
      'payment.voucher',
      'payment.paid_by as paidBy',
      'person.name as paidByName',
    ])
    .where('payment.county', '=', county)
    .where('payment.instalment_id', '=', instalmentId)
    .executeTakeFirst();
}

export type PaidAgainstPlanned = {
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly agreementName: string;
  /** `2026-04` */
  readonly month: string;
  readonly plannedFen: number;
  readonly paidFen: number;
};

/** Per contract and month: what was planned to be paid then, and what was. */
export async function paidAgainstPlanned(
  db: Tx,
  county: string,
  filter: { readonly contractorId?: string | undefined; readonly agreementId?: string | undefined } = {},
): Promise<PaidAgainstPlanned[]> {
  const { contractorId, agreementId } = filter;
  const { rows } = await sql<PaidAgainstPlanned>`
    select a.id as "agreementId", a.number as "agreementNumber", a.name as "agreementName", m.month,
      sum(m.planned)::bigint as "plannedFen", sum(m.paid)::bigint as "paidFen"
    from (
      select county, agreement_id, to_char(planned_on, 'YYYY-MM') as month, amount_fen as planned, 0 as paid from instalment where county = ${county}
      union all
      select county, agreement_id, to_char(paid_on, 'YYYY-MM'), 0, amount_fen from payment where county = ${county}
    ) m
    join agreement a on a.county = m.county and a.id = m.agreement_id
    where a.county = ${county}
      ${contractorId ? sql`and a.contractor_id = ${contractorId}` : sql``}
      ${agreementId ? sql`and a.id = ${agreementId}` : sql``}
    group by a.id, a.number, a.name, m.month
    order by m.month, a.number`.execute(db);
  return rows;
}

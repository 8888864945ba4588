import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Decision, DecisionState, GateResult, Outcome } from './disbursement.model.ts';

// 审核结果

export type Evaluation = GateResult & {
  readonly id: string;
  readonly digest: string;
  readonly evaluatedAt: string;
};
type PackStamp = { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string };

export async function insertEvaluation(
  tx: Tx,
  county: string,
  instalmentId: string,
  evaluation: Evaluation,
  stamp: PackStamp,
): Promise<void> {
  await tx
    .insertInto('gate_evaluation')
    .values({
      county,
      id: evaluation.id,
      instalment_id: instalmentId,
      as_of: evaluation.asOf,
      amount_fen: evaluation.amountFen,
      conditions: JSON.stringify(evaluation.conditions),
      recommendation: evaluation.recommendation,
      recommended_fen: evaluation.recommendedFen,
      hard_stop: evaluation.hardStop,
      input_digest: evaluation.digest,
      evaluated_at: evaluation.evaluatedAt,
      ...stamp,
    })
    .execute();
}

// 拨付决定

export type DecisionListed = Decision & {
  readonly proposedByName: string;
  readonly financeByName: string | null;
  readonly approvedByName: string | null;
  readonly declinedByName: string | null;
  /** What the proposer saw. */
  readonly evaluation: Evaluation & { readonly packId: string; readonly packVersion: string };
};

export async function decisions(
  db: Tx,
  county: string,
  filter: { readonly instalmentId: string } | { readonly id: string },
): Promise<DecisionListed[]> {
  const { rows } = await sql<DecisionListed>`
    select d.id, d.version, d.instalment_id as "instalmentId", d.evaluation_id as "evaluationId", d.state, d.outcome, d.amount_fen as "amountFen",
      d.payable_fen as "payableFen", d.departs, d.reasons, d.proposed_by as "proposedBy", d.proposed_at as "proposedAt", d.finance_by as "financeBy",
      d.finance_at as "financeAt", d.finance_note as "financeNote", d.approved_by as "approvedBy", d.approved_at as "approvedAt",
      d.declined_by as "declinedBy", d.declined_reason as "declinedReason",
      p.name as "proposedByName", f.name as "financeByName", l.name as "approvedByName", n.name as "declinedByName",
      json_build_object('id', e.id, 'asOf', e.as_of, 'amountFen', e.amount_fen, 'conditions', e.conditions, 'recommendation', e.recommendation, 'recommendedFen', e.recommended_fen,
        'hardStop', e.hard_stop, 'digest', e.input_digest, 'packId', e.pack_id, 'packVersion', e.pack_version,
        'evaluatedAt', to_char(e.evaluated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as evaluation
    from payment_decision d
    join gate_evaluation e on e.county = d.county and e.id = d.evaluation_id
    join person p on p.county = d.county and p.id = d.proposed_by
    left join person f on f.county = d.county and f.id = d.finance_by
    left join person l on l.county = d.county and l.id = d.approved_by
    left join person n on n.county = d.county and n.id = d.declined_by
    where d.county = ${county} and ${'id' in filter ? sql`d.id = ${filter.id}` : sql`d.instalment_id = ${filter.instalmentId}`}
    order by d.proposed_at desc, d.state = 'declined', d.id desc`.execute(db);
  return rows;
}

/** Which instalment a decision is about; the instalment is locked before the decision is read. */
export async function instalmentOfDecision(db: Tx, county: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('payment_decision')
    .select('instalment_id as instalmentId')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.instalmentId;
}

export async function findDecisionForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Decision | undefined> {
  const row = await tx
    .selectFrom('payment_decision')
    .select([
      'id',
      'version',
      'instalment_id as instalmentId',
      'evaluation_id as evaluationId',
      'state',
      'outcome',
      'amount_fen as amountFen',
      'payable_fen as payableFen',
      'departs',
      'reasons',
      'proposed_by as proposedBy',
      'proposed_at as proposedAt',
      'finance_by as financeBy',
      'finance_at as financeAt',
      'finance_note as financeNote',
      'approved_by as approvedBy',
      'approved_at as approvedAt',
      'declined_by as declinedBy',
      'declined_reason as declinedReason',
    ])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, state: row.state as DecisionState, outcome: row.outcome as Outcome };
}

/** The digest of the facts a decision was proposed on. */
export async function digestOfEvaluation(db: Tx, county: string, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('gate_evaluation')
    .select('input_digest as digest')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.digest;
}

export async function insertDecision(tx: Tx, county: string, decision: Decision): Promise<void> {
  await tx
    .insertInto('payment_decision')
    .values({
      county,
      id: decision.id,
      instalment_id: decision.instalmentId,
      evaluation_id: decision.evaluationId,
      outcome: decision.outcome,
      amount_fen: decision.amountFen,
      departs: decision.departs,
      reasons: decision.reasons,
      proposed_by: decision.proposedBy,
      proposed_at: decision.proposedAt,
      ...progressOf(decision),
    })
    .execute();
}

export async function saveDecision(tx: Tx, county: string, decision: Decision): Promise<void> {
  await tx
    .updateTable('payment_decision')
    .set(progressOf(decision))
    .where('county', '=', county)
    .where('id', '=', decision.id)
    .execute();
}

/** What moves; what was proposed never does. */
const progressOf = (decision: Decision) => ({
  version: decision.version,
  state: decision.state,
  payable_fen: decision.payableFen,
  finance_by: decision.financeBy,
  finance_at: decision.financeAt,
  finance_note: decision.financeNote,
  approved_by: decision.approvedBy,
  approved_at: decision.approvedAt,
  declined_by: decision.declinedBy,
  declined_reason: decision.declinedReason,
});

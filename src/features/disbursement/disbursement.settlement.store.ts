import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';

export type SettlementListed = {
  readonly id: string;
  readonly kind: 'unit-price' | 'reimbursement';
  readonly unitPriceId: string | null;
  readonly lineKey: string | null;
  readonly quantity: string | null;
  readonly unitFen: number | null;
  readonly investmentFen: number | null;
  readonly share: string | null;
  readonly grossFen: number;
  readonly earlierFen: number;
  readonly dueFen: number;
  readonly note: string;
  readonly settledBy: string;
  readonly settledAt: string;
};

/** The one that counts: the newest of the instalment. */
export async function settlementOf(
  db: Db | Tx,
  county: string,
  instalmentId: string,
): Promise<SettlementListed | undefined> {
  const { rows } = await sql<SettlementListed>`
    select s.id, s.kind, s.unit_price_id as "unitPriceId", s.line_key as "lineKey", s.quantity::text, s.unit_fen as "unitFen",
      s.investment_fen as "investmentFen", s.share::text, s.gross_fen as "grossFen", s.earlier_fen as "earlierFen", s.due_fen as "dueFen",
      s.note, p.name as "settledBy", s.settled_at as "settledAt"
    from settlement s join person p on p.county = s.county and p.id = s.settled_by
    where s.county = ${county} and s.instalment_id = ${instalmentId} order by s.settled_at desc, s.id desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** What the contract's other instalments paid of the same price and line, or of the same kind; settled and unpaid counts whole. */
export async function settledElsewhere(
  tx: Tx,
  county: string,
  of: {
    readonly agreementId: string;
    readonly instalmentId: string;
    readonly kind: string;
    readonly unitPriceId: string | null;
    readonly lineKey: string | null;
  },
): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(coalesce(q.amount_fen, s.due_fen)), 0)::bigint as fen
    from instalment i
    join lateral (select x.* from settlement x where x.county = i.county and x.instalment_id = i.id
      order by x.settled_at desc, x.id desc limit 1) s on true
    left join payment q on q.county = i.county and q.instalment_id = i.id
    where i.county = ${county} and i.agreement_id = ${of.agreementId} and i.id <> ${of.instalmentId} and s.kind = ${of.kind}
      and s.unit_price_id is not distinct from ${of.unitPriceId} and s.line_key is not distinct from ${of.lineKey}::uuid`.execute(
    tx,
  );
  return rows[0]?.fen ?? 0;
}

/** Whether nothing of the contract is planned later. */
export async function isLastInstalment(tx: Tx, county: string, instalmentId: string): Promise<boolean> {
  const { rows } = await sql<{ last: boolean }>`
    select not exists (select from instalment o where o.county = i.county and o.agreement_id = i.agreement_id and o.id <> i.id
      and o.state <> 'paid' and (o.planned_on, o.number) > (i.planned_on, i.number)) as last
    from instalment i where i.county = ${county} and i.id = ${instalmentId}`.execute(tx);
  return rows[0]?.last ?? false;
}

export async function insertSettlement(
  tx: Tx,
  county: string,
  settlement: Omit<SettlementListed, 'settledBy' | 'share'> & {
    readonly instalmentId: string;
    readonly share: number | null;
    readonly settledById: string;
  },
  stamp: { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string },
): Promise<void> {
  await tx
    .insertInto('settlement')
    .values({
      county,
      id: settlement.id,
      version: 1,
      instalment_id: settlement.instalmentId,
      kind: settlement.kind,
      unit_price_id: settlement.unitPriceId,
      line_key: settlement.lineKey,
      quantity: settlement.quantity,
      unit_fen: settlement.unitFen,
      investment_fen: settlement.investmentFen,
      share: settlement.share === null ? null : String(settlement.share),
      gross_fen: settlement.grossFen,
      earlier_fen: settlement.earlierFen,
      due_fen: settlement.dueFen,
      note: settlement.note,
      settled_by: settlement.settledById,
      settled_at: settlement.settledAt,
      ...stamp,
    })
    .execute();
}

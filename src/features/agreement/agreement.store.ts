import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import type {
  Agreement,
  AgreementState,
  AgreementWithLines,
  Instalment,
  InstalmentState,
} from './agreement.model.ts';

const agreementColumns = [
  'agreement.id',
  'agreement.version',
  'agreement.project_id as projectId',
  'agreement.contractor_id as contractorId',
  'agreement.number',
  'agreement.name',
  'agreement.lot',
  'agreement.areas',
  'agreement.signed_on as signedOn',
  'agreement.starts_on as startsOn',
  'agreement.ends_on as endsOn',
  'agreement.amount_fen as amountFen',
  'agreement.state',
] as const;

type AgreementRow = Omit<Agreement, 'areas' | 'state'> & { areas: string[]; state: string };
const agreementOf = <R extends AgreementRow>(row: R) => ({
  ...row,
  areas: row.areas as ContentArea[],
  state: row.state as AgreementState,
});

export type AgreementFilter = {
  readonly id?: string | undefined;
  readonly contractorId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly state?: AgreementState | undefined;
  readonly area?: ContentArea | undefined;
  readonly search?: string | undefined;
  /** The last number of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};
export type AgreementListed = AgreementWithLines & { readonly paidFen: number };

/** By number. What is paid is read from the payments themselves: an instalment may be paid in part. */
export async function agreements(
  db: Tx,
  county: string,
  filter: AgreementFilter,
): Promise<AgreementListed[]> {
  const { id, contractorId, projectId, state, area, search, after, limit } = filter;
  const rows = await db
    .selectFrom('agreement')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'agreement.county')
        .onRef('organisation.id', '=', 'agreement.contractor_id'),
    )
    .select(agreementColumns)
    .select([
      'organisation.name as contractorName',
      sql<string[]>`array(select l.line_key::text from agreement_line l where l.county = agreement.county
        and l.agreement_id = agreement.id and not l.removed order by l.line_key)`.as('lineKeys'),
      sql<number>`(select coalesce(sum(p.amount_fen), 0)::bigint from payment p where p.county = agreement.county
        and p.agreement_id = agreement.id)`.as('paidFen'),
    ])
    .where('agreement.county', '=', county)
    .$if(id !== undefined, (query) => query.where('agreement.id', '=', id ?? ''))
    .$if(contractorId !== undefined, (query) =>
      query.where('agreement.contractor_id', '=', contractorId ?? ''),
    )
    .$if(projectId !== undefined, (query) => query.where('agreement.project_id', '=', projectId ?? ''))
    .$if(state !== undefined, (query) => query.where('agreement.state', '=', state ?? ''))
    .$if(area !== undefined, (query) => query.where(sql<boolean>`${area ?? ''} = any(agreement.areas)`))
    .$if(search !== undefined, (query) =>
      query.where(
        holds(
          search ?? '',
          ...['agreement.number', 'agreement.name', 'agreement.lot', 'organisation.name'].map((column) =>
            sql.ref(column),
          ),
        ),
      ),
    )
    .$if(after !== undefined, (query) => query.where('agreement.number', '>', after ?? ''))
    .orderBy('agreement.number')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(agreementOf);
}

/** The contracts of the county, or of one contractor, with the lines they promise. */
export const agreementsOf = (db: Tx, county: string, contractorId?: string): Promise<AgreementListed[]> =>
  agreements(db, county, { contractorId });

export async function findAgreement(
  db: Tx,
  county: string,
  id: string,
): Promise<AgreementListed | undefined> {
  const [row] = await agreements(db, county, { id });
  return row;
}

/** Locked until the transaction ends; payments take the same lock before they count what is paid. */
export async function findAgreementForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Agreement | undefined> {
  const row = await tx
    .selectFrom('agreement')
    .select(agreementColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && agreementOf(row);
}

const agreementValues = (agreement: Agreement) => ({
  version: agreement.version,
  name: agreement.name,
  areas: [...agreement.areas],
  ends_on: agreement.endsOn,
  amount_fen: agreement.amountFen,
  state: agreement.state,
});

export async function insertAgreement(tx: Tx, county: string, agreement: Agreement): Promise<void> {
  await tx
    .insertInto('agreement')
    .values({
      county,
      id: agreement.id,
      project_id: agreement.projectId,
      contractor_id: agreement.contractorId,
      number: agreement.number,
      lot: agreement.lot,
      signed_on: agreement.signedOn,
      starts_on: agreement.startsOn,
      ...agreementValues(agreement),
    })
    .execute();
}

export async function saveAgreement(tx: Tx, county: string, agreement: Agreement): Promise<void> {
  await tx
    .updateTable('agreement')
    .set(agreementValues(agreement))
    .where('county', '=', county)
    .where('id', '=', agreement.id)
    .execute();
}

/** These are the lines promised now; one left out stays in the table, marked as removed. */
export async function saveAgreementLines(
  tx: Tx,
  county: string,
  agreementId: string,
  lineKeys: readonly string[],
): Promise<void> {
  if (lineKeys.length === 0) throw new Error(`agreement ${agreementId} would promise nothing`);
  await tx
    .updateTable('agreement_line')
    .set({ removed: true })
    .where('county', '=', county)
    .where('agreement_id', '=', agreementId)
    .where('line_key', 'not in', [...lineKeys])
    .execute();
  await tx
    .insertInto('agreement_line')
    .values(lineKeys.map((lineKey) => ({ county, agreement_id: agreementId, line_key: lineKey })))
    .onConflict((conflict) =>
      conflict.columns(['county', 'agreement_id', 'line_key']).doUpdateSet({ removed: false }),
    )
    .execute();
}

// 拨付期次

const instalmentColumns = [
  'id',
  'version',
  'agreement_id as agreementId',
  'number',
  'name',
  'amount_fen as amountFen',
  'condition',
  'required_progress as requiredProgress',
  'planned_on as plannedOn',
  'state',
  'requested_at as requestedAt',
  'requested_by as requestedBy',
] as const;

type InstalmentRow = Omit<Instalment, 'state'> & { state: string };
const instalmentOf = (row: InstalmentRow): Instalment => ({ ...row, state: row.state as InstalmentState });

export async function instalmentsOf(db: Tx, county: string, agreementId: string): Promise<Instalment[]> {
  const rows = await db
    .selectFrom('instalment')
    .select(instalmentColumns)
    .where('county', '=', county)
    .where('agreement_id', '=', agreementId)
    .orderBy('number')
    .execute();
  return rows.map(instalmentOf);
}

export async function instalmentsOfForUpdate(
  tx: Tx,
  county: string,
  agreementId: string,
): Promise<Instalment[]> {
  const rows = await tx
    .selectFrom('instalment')
    .select(instalmentColumns)
    .where('county', '=', county)
    .where('agreement_id', '=', agreementId)
    .orderBy('number')
    .forUpdate()
    .execute();
  return rows.map(instalmentOf);
}

export async function findInstalment(db: Tx, county: string, id: string): Promise<Instalment | undefined> {
  const row = await db
    .selectFrom('instalment')
    .select(instalmentColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && instalmentOf(row);
}

export async function findInstalmentForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Instalment | undefined> {
  const row = await tx
    .selectFrom('instalment')
    .select(instalmentColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && instalmentOf(row);
}

export async function insertInstalments(
  tx: Tx,
  county: string,
  instalments: readonly Instalment[],
): Promise<void> {
  if (instalments.length === 0) return;
  await tx
    .insertInto('instalment')
    .values(
      instalments.map((instalment) => ({
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
      })),
    )
    .execute();
}

export async function saveInstalmentTerms(tx: Tx, county: string, instalment: Instalment): Promise<void> {
  await tx
    .updateTable('instalment')
    .set({
      version: instalment.version,
      name: instalment.name,
      amount_fen: instalment.amountFen,
      condition: instalment.condition,
      required_progress: instalment.requiredProgress,
      planned_on: instalment.plannedOn,
    })
    .where('county', '=', county)
    .where('id', '=', instalment.id)
    .execute();
}

/** Moves an instalment on its way to payment. The caller has recorded the event of this version on the instalment. */
export async function saveInstalmentState(
  tx: Tx,
  county: string,
  instalment: Pick<Instalment, 'id' | 'version' | 'state' | 'requestedAt' | 'requestedBy'>,
): Promise<void> {
  await tx
    .updateTable('instalment')
    .set({
      version: instalment.version,
      state: instalment.state,
      requested_at: instalment.requestedAt,
      requested_by: instalment.requestedBy,
    })
    .where('county', '=', county)
    .where('id', '=', instalment.id)
    .execute();
}

import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import { holds } from '#platform/search.ts';
import type { ContentArea, Dimension, Severity } from '../regime/regime.model.ts';
import type { FindingTold, Letter, LetterKind, LetterState } from './supervision-letter.model.ts';
import { numberOf } from './supervision-letter.store.ts';

export type FindingListed = FindingTold & {
  readonly agreementName: string;
  readonly contractorName: string;
  readonly underProposal: boolean;
  /** 会同第三方机构: whether one was there. */
  readonly withThirdParty: boolean;
};

type Wanted =
  | { readonly ids: readonly string[] }
  | {
      /** Confirmed and in no letter. */
      readonly pendingOf?: string | undefined;
      readonly after?: { readonly foundOn: string; readonly id: string } | undefined;
      readonly limit: number;
    };

/** Findings as a letter tells them: those named, or those that are confirmed and in no letter, oldest first. */
export async function findings(db: Tx, county: string, wanted: Wanted): Promise<FindingListed[]> {
  if ('ids' in wanted && wanted.ids.length === 0) return [];
  const rows = await db
    .selectFrom('finding')
    .innerJoin('inspection', (join) =>
      join
        .onRef('inspection.county', '=', 'finding.county')
        .onRef('inspection.id', '=', 'finding.inspection_id'),
    )
    .innerJoin('agreement', (join) =>
      join
        .onRef('agreement.county', '=', 'finding.county')
        .onRef('agreement.id', '=', 'finding.agreement_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'finding.county')
        .onRef('organisation.id', '=', 'finding.contractor_id'),
    )
    .select([
      'finding.id',
      'finding.number',
      'finding.agreement_id as agreementId',
      'finding.contractor_id as contractorId',
      'finding.state',
      'finding.fact',
      'finding.place',
      'finding.found_on as foundOn',
      'finding.clause_id as clauseId',
      'finding.severity',
      'finding.dimensions',
      'finding.area',
      'inspection.number as inspectionNumber',
      'agreement.name as agreementName',
      'organisation.name as contractorName',
    ])
    .select(sql<boolean>`finding.proposal is not null`.as('underProposal'))
    .select(
      sql<boolean>`exists (select from inspection_member m where m.county = finding.county
        and m.inspection_id = finding.inspection_id and m.role = 'third-party')`.as('withThirdParty'),
    )
    .where('finding.county', '=', county)
    .$call((query) => {
      if ('ids' in wanted)
        return query
          .where('finding.id', 'in', [...wanted.ids])
          .orderBy('finding.found_on')
          .orderBy('finding.id');
      const { pendingOf, after, limit } = wanted;
      return query
        .where('finding.state', '=', 'confirmed')
        .$if(pendingOf !== undefined, (q) => q.where('finding.contractor_id', '=', pendingOf ?? ''))
        .$if(after !== undefined, (q) =>
          q.where(
            sql<boolean>`(finding.found_on, finding.id) > (${after?.foundOn ?? ''}::date, ${after?.id ?? ''}::uuid)`,
          ),
        )
        .orderBy('finding.found_on')
        .orderBy('finding.id')
        .limit(limit);
    })
    .execute();
  return rows.map((row) => ({
    ...row,
    severity: row.severity as Severity,
    dimensions: row.dimensions as Dimension[],
    area: row.area as ContentArea,
    // The visit took place on the day its findings were made; the planned day may have been another.
    inspectedOn: row.foundOn,
  }));
}

/** How many confirmed findings each contract has in no letter. */
export async function pendingByAgreement(db: Tx, county: string, contractorId: string | undefined) {
  const rows = await db
    .selectFrom('finding')
    .innerJoin('agreement', (join) =>
      join
        .onRef('agreement.county', '=', 'finding.county')
        .onRef('agreement.id', '=', 'finding.agreement_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'agreement.county')
        .onRef('organisation.id', '=', 'agreement.contractor_id'),
    )
    .select(['agreement.id', 'agreement.number', 'agreement.name', 'organisation.name as contractorName'])
    .select((eb) => eb.fn.countAll<number>().as('findings'))
    .where('finding.county', '=', county)
    .where('finding.state', '=', 'confirmed')
    .$if(contractorId !== undefined, (query) => query.where('finding.contractor_id', '=', contractorId ?? ''))
    .groupBy(['agreement.id', 'agreement.number', 'agreement.name', 'organisation.name'])
    .orderBy('organisation.name')
    .orderBy('agreement.number')
    .execute();
  return rows.map((row) => ({ ...row, findings: Number(row.findings) }));
}

export type LetterFilter = {
  readonly state?: LetterState | undefined;
  readonly contractorId?: string | undefined;
  readonly agreementId?: string | undefined;
  readonly search?: string | undefined;
  /** A contractor sees what was served, and nothing before. */
  readonly servedOnly: boolean;
  readonly after?: { readonly draftedOn: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function letters(db: Tx, county: string, filter: LetterFilter) {
  const { state, contractorId, agreementId, after } = filter;
  const rows = await db
    .selectFrom('letter')
    .innerJoin('agreement', (join) =>
      join.onRef('agreement.county', '=', 'letter.county').onRef('agreement.id', '=', 'letter.agreement_id'),
    )
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'letter.county')
        .onRef('organisation.id', '=', 'letter.contractor_id'),
    )
    .select([
      'letter.id',
      'letter.issuer_code as issuerCode',
      'letter.number_year as numberYear',
      'letter.number',
      'letter.kind',
      'letter.title',
      'letter.state',
      'letter.drafted_on as draftedOn',
      'letter.issued_on as issuedOn',
      'letter.served_on as servedOn',
      'agreement.name as agreementName',
      'organisation.name as contractorName',
    ])
    .select(
      sql<number>`(select count(*)::int from letter_item i where i.county = letter.county and i.letter_id = letter.id and not i.removed)`.as(
        'items',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from letter_item i join finding f on f.county = i.county and f.id = i.finding_id
        where i.county = letter.county and i.letter_id = letter.id and not i.removed and not i.revoked and f.state <> 'closed')`.as(
        'openItems',
      ),
    )
    .where('letter.county', '=', county)
    .$if(state !== undefined, (query) => query.where('letter.state', '=', state ?? ''))
    .$if(filter.servedOnly, (query) =>
      query.where('letter.state', 'in', ['served', 'acknowledged', 'closed', 'revoked']),
    )
    .$if(contractorId !== undefined, (query) => query.where('letter.contractor_id', '=', contractorId ?? ''))
    .$if(agreementId !== undefined, (query) => query.where('letter.agreement_id', '=', agreementId ?? ''))
    .$if(filter.search !== undefined, (query) =>
      query.where(
        holds(
          filter.search ?? '',
          sql.ref('letter.title'),
          sql`letter.issuer_code || '〔' || letter.number_year || '〕' || letter.number || '号'`,
        ),
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(letter.drafted_on, letter.id) < (${after?.draftedOn ?? ''}::date, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('letter.drafted_on', 'desc')
    .orderBy('letter.id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(({ issuerCode, numberYear, number, state: at, kind, ...row }) => ({
    ...row,
    number: numberOf({ issuerCode, numberYear, number }),
    kind: kind as LetterKind,
    state: at as LetterState,
  }));
}

/** Where each item is followed up, once the letter is served. */
export async function followUps(db: Tx, county: string, letterId: string) {
  const rows = await db
    .selectFrom('rectification')
    .select(['id', 'letter_item_id as itemId', 'due_on as dueOn', 'provisional'])
    .where('county', '=', county)
    .where('letter_id', '=', letterId)
    .execute();
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** The letter that this one revokes, and the one that revokes it or is to. */
export async function besideOf(db: Tx, county: string, letter: Pick<Letter, 'id' | 'replaces'>) {
  const rows = await db
    .selectFrom('letter')
    .select(['id', 'title', 'state', 'contractor_id as contractorId', 'replaces'])
    .select(['issuer_code as issuerCode', 'number_year as numberYear', 'number'])
    .where('county', '=', county)
    .where('state', '<>', 'voided')
    .where((eb) => eb.or([eb('id', '=', letter.replaces ?? letter.id), eb('replaces', '=', letter.id)]))
    .execute();
  const told = rows.map(({ issuerCode, numberYear, number, state, ...row }) => ({
    ...row,
    state: state as LetterState,
    number: numberOf({ issuerCode, numberYear, number }),
  }));
  return {
    replaces: told.find(({ id }) => id === letter.replaces) ?? null,
    replacedBy: told.find(({ replaces }) => replaces === letter.id) ?? null,
  };
}

/** Everybody who was on the visits that a letter's items come from. */
export async function visitorsOf(db: Tx, county: string, letterId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.person_id as id from letter_item i
    join finding f on f.county = i.county and f.id = i.finding_id
    join inspection_member m on m.county = f.county and m.inspection_id = f.inspection_id
    where i.county = ${county} and i.letter_id = ${letterId}::uuid and not i.removed`.execute(db);
  return rows.map(({ id }) => id);
}

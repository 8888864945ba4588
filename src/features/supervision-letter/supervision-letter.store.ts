import { sql } from 'kysely';
import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Tx } from '#platform/database.ts';
import type {
  ItemAsked,
  Letter,
  LetterItem,
  LetterKind,
  LetterNumber,
  LetterService,
  LetterState,
  ServiceMethod,
} from './supervision-letter.model.ts';

const columns = [
  'letter.id',
  'letter.version',
  'letter.agreement_id as agreementId',
  'letter.contractor_id as contractorId',
  'letter.kind',
  'letter.replaces',
  'letter.reason',
  'letter.title',
  'letter.preamble',
  'letter.state',
  'letter.issuer_code as issuerCode',
  'letter.number_year as numberYear',
  'letter.number',
  'letter.drafted_by as draftedBy',
  'letter.drafted_on as draftedOn',
  'letter.reviewed_by as reviewedBy',
  'letter.signed_by as signedBy',
  'letter.issued_by as issuedBy',
  'letter.issued_on as issuedOn',
  'letter.pdf_sha256 as pdfSha256',
  'letter.content_digest as contentDigest',
  'letter.service_method as serviceMethod',
  'letter.served_on as servedOn',
  'letter.served_to as servedTo',
  'letter.served_by as servedBy',
  'letter.service_witness as witness',
  'letter.service_note as note',
  'letter.acknowledged_by as acknowledgedBy',
  'letter.acknowledged_at as acknowledgedAt',
  'letter.closed_on as closedOn',
  'letter.pack_id as packId',
  'letter.pack_version as packVersion',
  'letter.pack_hash as packHash',
] as const;

type NumberRow = { issuerCode: string | null; numberYear: number | null; number: number | null };
type ServiceRow = {
  serviceMethod: string | null;
  servedOn: string | null;
  servedTo: string | null;
  servedBy: string | null;
  witness: string | null;
  note: string | null;
};
type Row = Omit<Letter, 'kind' | 'state' | 'number' | 'service' | 'pack'> &
  NumberRow &
  ServiceRow & { kind: string; state: string; packId: string; packVersion: string; packHash: string };

export const numberOf = (row: NumberRow): LetterNumber | null =>
  row.issuerCode !== null && row.numberYear !== null && row.number !== null
    ? { code: row.issuerCode, year: row.numberYear, number: row.number }
    : null;

const serviceOf = (row: ServiceRow): LetterService | null =>
  row.serviceMethod !== null && row.servedOn !== null && row.servedTo !== null && row.servedBy !== null
    ? {
        method: row.serviceMethod as ServiceMethod,
        servedOn: row.servedOn,
        servedTo: row.servedTo,
        servedBy: row.servedBy,
        witness: row.witness,
        note: row.note,
      }
    : null;

function letterOf(row: Row): Letter {
  const {
    issuerCode,
    numberYear,
    number,
    serviceMethod,
    servedOn,
    servedTo,
    servedBy,
    witness,
    note,
    ...rest
  } = row;
  const { packId, packVersion, packHash, kind, state, ...letter } = rest;
  return {
    ...letter,
    kind: kind as LetterKind,
    state: state as LetterState,
    number: numberOf({ issuerCode, numberYear, number }),
    service: serviceOf({ serviceMethod, servedOn, servedTo, servedBy, witness, note }),
    pack: { id: packId, version: packVersion, hash: packHash },
  };
}

export async function findLetter(db: Tx, county: string, id: string): Promise<Letter | undefined> {
  const row = await db
    .selectFrom('letter')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && letterOf(row);
}

export async function findLetterForUpdate(tx: Tx, county: string, id: string): Promise<Letter | undefined> {
  const row = await tx
    .selectFrom('letter')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && letterOf(row);
}

const valuesOf = (letter: Letter) => ({
  version: letter.version,
  title: letter.title,
  preamble: letter.preamble,
  state: letter.state,
  issuer_code: letter.number?.code ?? null,
  number_year: letter.number?.year ?? null,
  number: letter.number?.number ?? null,
  reviewed_by: letter.reviewedBy,
  signed_by: letter.signedBy,
  issued_by: letter.issuedBy,
  issued_on: letter.issuedOn,
  pdf_sha256: letter.pdfSha256,
  content_digest: letter.contentDigest,
  service_method: letter.service?.method ?? null,
  served_on: letter.service?.servedOn ?? null,
  served_to: letter.service?.servedTo ?? null,
  served_by: letter.service?.servedBy ?? null,
  service_witness: letter.service?.witness ?? null,
  service_note: letter.service?.note ?? null,
  acknowledged_by: letter.acknowledgedBy,
  acknowledged_at: letter.acknowledgedAt,
  closed_on: letter.closedOn,
});

export async function insertLetter(tx: Tx, county: string, letter: Letter): Promise<void> {
  await tx
    .insertInto('letter')
    .values({
      county,
      id: letter.id,
      agreement_id: letter.agreementId,
      contractor_id: letter.contractorId,
      kind: letter.kind,
      replaces: letter.replaces,
      reason: letter.reason,
      drafted_by: letter.draftedBy,
      drafted_on: letter.draftedOn,
      pack_id: letter.pack.id,
      pack_version: letter.pack.version,
      pack_hash: letter.pack.hash,
      ...valuesOf(letter),
    })
    .execute();
}

export async function saveLetter(tx: Tx, county: string, letter: Letter): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('letter')
    .set(valuesOf(letter))
    .where('county', '=', county)
    .where('id', '=', letter.id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`letter ${letter.id} to be saved is not there`);
}

export async function itemsOf(db: Tx, county: string, letterId: string): Promise<LetterItem[]> {
  return db
    .selectFrom('letter_item')
    .select(['id', 'finding_id as findingId', 'ordinal', 'requirement', 'working_days as workingDays'])
    .where('county', '=', county)
    .where('letter_id', '=', letterId)
    .where('removed', '=', false)
    .orderBy('ordinal')
    .execute();
}

/** The items of a draft as they are to be: what is no longer asked for is marked removed, never deleted. */
export async function writeItems(
  tx: Tx,
  county: string,
  letterId: string,
  asked: readonly ItemAsked[],
  newId: () => string,
): Promise<void> {
  const current = await itemsOf(tx, county, letterId);
  const wanted = new Set(asked.map(({ findingId }) => findingId));
  const gone = current.filter(({ findingId }) => !wanted.has(findingId)).map(({ id }) => id);
  if (gone.length > 0)
    await tx
      .updateTable('letter_item')
      .set({ removed: true })
      .where('county', '=', county)
      .where('id', 'in', gone)
      .execute();
  const known = new Map(current.map((item) => [item.findingId, item.id]));
  const added = asked.flatMap((item, at) =>
    known.has(item.findingId)
      ? []
      : [
          {
            county,
            id: newId(),
            letter_id: letterId,
            finding_id: item.findingId,
            ordinal: at + 1,
            requirement: item.requirement,
            working_days: item.workingDays,
          },
        ],
  );
  if (added.length > 0) await tx.insertInto('letter_item').values(added).execute();
  for (const [at, item] of asked.entries()) {
    const id = known.get(item.findingId);
    if (id === undefined) continue;
    await tx
      .updateTable('letter_item')
      .set({ ordinal: at + 1, requirement: item.requirement, working_days: item.workingDays })
      .where('county', '=', county)
      .where('id', '=', id)
      .execute();
  }
}

/** 撤销: the letter keeps these items in its words, and their findings are free for another. */
export async function markRevoked(tx: Tx, county: string, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx
    .updateTable('letter_item')
    .set({ revoked: true })
    .where('county', '=', county)
    .where('id', 'in', [...itemIds])
    .execute();
}

/** The next number of the issuer's series this year. The row's lock is held until the letter is issued or is not. */
export async function nextNumber(tx: Tx, county: string, code: string, year: number): Promise<number> {
  const row = await tx
    .insertInto('letter_series')
    .values({ county, issuer_code: code, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'issuer_code', 'year'])
        .doUpdateSet({ last_number: sql<number>`letter_series.last_number + 1` }),
    )
    .returning('last_number as number')
    .executeTakeFirstOrThrow();
  return row.number;
}

export async function findAgreement(db: Tx, county: string, id: string) {
  return db
    .selectFrom('agreement')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'agreement.county')
        .onRef('organisation.id', '=', 'agreement.contractor_id'),
    )
    .select([
      'agreement.id',
      'agreement.number',
      'agreement.name',
      'agreement.contractor_id as contractorId',
      'organisation.name as contractorName',
    ])
    .where('agreement.county', '=', county)
    .where('agreement.id', '=', id)
    .executeTakeFirst();
}

/** Whom a contractor asks: the office as it stands in the register. */
export async function officeContact(db: Tx, county: string) {
  const row = await db
    .selectFrom('organisation')
    .select(['contact as name', 'phone'])
    .where('county', '=', county)
    .where('kind', '=', 'office')
    .executeTakeFirst();
  return row ?? { name: null, phone: null };
}

/** Everybody who can act for one of these kinds of organisation today, as their session would know them. */
export async function actorsOf(
  db: Tx,
  county: string,
  organisation: { readonly kinds: readonly OrganisationKind[]; readonly id?: string },
): Promise<(Actor & { readonly organisationName: string })[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'person.county')
        .onRef('organisation.id', '=', 'person.organisation_id'),
    )
    .select(['person.id', 'person.name', 'person.duties', 'organisation.kind'])
    .select(['organisation.id as organisationId', 'organisation.name as organisationName'])
    .where('person.county', '=', county)
    .where('person.active', '=', true)
    .where('organisation.active', '=', true)
    .where('organisation.kind', 'in', [...organisation.kinds])
    .where(sql<boolean>`'administrator' <> all(person.duties)`)
    .$if(organisation.id !== undefined, (query) => query.where('organisation.id', '=', organisation.id ?? ''))
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows.map(({ id, name, duties, kind, organisationId, organisationName }) => ({
    personId: id,
    name,
    organisationId,
    organisationName,
    organisationKind: kind as OrganisationKind,
    duties: duties as Duty[],
  }));
}

export async function peopleByIds(
  db: Tx,
  county: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('county', '=', county)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Who drafted, reviewed and signed a letter. */
export async function authorsOf(db: Tx, county: string, letterId: string): Promise<string[]> {
  const row = await db
    .selectFrom('letter')
    .select(['drafted_by', 'reviewed_by', 'signed_by'])
    .where('county', '=', county)
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
  return [row.drafted_by, row.reviewed_by, row.signed_by].filter((id) => id !== null);
}

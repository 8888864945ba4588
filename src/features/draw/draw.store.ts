import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { Draw, DrawParty, DrawState, PublicValue } from './draw.model.ts';

const partyColumns = [
  'organisation_id as organisationId',
  'name',
  'commitment',
  'committed_at as committedAt',
  'secret',
  'revealed_at as revealedAt',
  'opening_reason as openingReason',
  'opening_proposed_by as openingBy',
  'opened_by as openedBy',
  'opened_on as openedOn',
] as const;

export type PartyRow = DrawParty & {
  readonly committedAt: string | null;
  readonly revealedAt: string | null;
  readonly openedOn: string | null;
};

export async function parties(db: Tx, county: string, drawId: string): Promise<PartyRow[]> {
  const rows = await db
    .selectFrom('draw_party')
    .select(partyColumns)
    .where('county', '=', county)
    .where('draw_id', '=', drawId)
    .orderBy('organisation_id')
    .execute();
  return rows.map(({ openingReason, openingBy, openedBy, ...row }) => ({
    ...row,
    opened: openedBy !== null,
    opening: openingBy !== null && openingReason !== null ? { by: openingBy, reason: openingReason } : null,
  }));
}

export const drawColumns = [
  'draw.id',
  'draw.version',
  'draw.number',
  'draw.title',
  'draw.state',
  'draw.lists_digest as listsDigest',
  'draw.public_value_name as valueName',
  'draw.public_value_source as valueSource',
  'draw.public_value_on as valueOn',
  'draw.reveal_until_on as revealUntilOn',
  'draw.public_value as value',
  'draw.public_value_by as valueBy',
] as const;

type DrawRow = {
  id: string;
  version: number;
  number: string;
  title: string;
  state: string;
  listsDigest: string;
  valueName: string;
  valueSource: string;
  valueOn: string;
  revealUntilOn: string;
  value: string | null;
  valueBy: string | null;
};

export const drawOf = (row: DrawRow, its: readonly DrawParty[]): Draw => ({
  id: row.id,
  version: row.version,
  number: row.number,
  title: row.title,
  state: row.state as DrawState,
  listsDigest: row.listsDigest,
  publicValue: { name: row.valueName, source: row.valueSource, on: row.valueOn },
  revealUntilOn: row.revealUntilOn,
  value: row.value !== null && row.valueBy !== null ? { text: row.value, by: row.valueBy } : null,
  parties: its,
});

export async function findDrawForUpdate(tx: Tx, county: string, id: string): Promise<Draw | undefined> {
  const row = await tx
    .selectFrom('draw')
    .select(drawColumns)
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && drawOf(row, await parties(tx, county, id));
}

export async function nextNumber(tx: Tx, county: string, year: number): Promise<number> {
  const row = await tx
    .insertInto('draw_series')
    .values({ county, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict.columns(['county', 'year']).doUpdateSet({ last_number: sql`draw_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number;
}

export async function insertDraw(
  tx: Tx,
  county: string,
  draw: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly lists: string;
    readonly listsDigest: string;
    readonly objects: number;
    readonly size: number;
    readonly publicValue: PublicValue;
    readonly revealUntilOn: string;
    readonly redrawOf: string | null;
    readonly redrawReason: string | null;
    readonly preparedBy: string;
    readonly preparedAt: string;
  },
  its: readonly { readonly id: string; readonly name: string }[],
  pack: { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string },
): Promise<void> {
  await tx
    .insertInto('draw')
    .values({
      county,
      id: draw.id,
      version: 1,
      number: draw.number,
      title: draw.title,
      state: 'prepared',
      lists: draw.lists,
      lists_digest: draw.listsDigest,
      objects: draw.objects,
      size: draw.size,
      public_value_name: draw.publicValue.name,
      public_value_source: draw.publicValue.source,
      public_value_on: draw.publicValue.on,
      reveal_until_on: draw.revealUntilOn,
      redraw_of: draw.redrawOf,
      redraw_reason: draw.redrawReason,
      prepared_by: draw.preparedBy,
      prepared_at: draw.preparedAt,
      ...pack,
    })
    .execute();
  await tx
    .insertInto('draw_party')
    .values(its.map(({ id, name }) => ({ county, draw_id: draw.id, organisation_id: id, name })))
    .execute();
}

type Next = { readonly id: string; readonly version: number; readonly state: DrawState };

export async function saveState(
  tx: Tx,
  county: string,
  next: Next,
  more: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .updateTable('draw')
    .set({ version: next.version, state: next.state, ...more })
    .where('county', '=', county)
    .where('id', '=', next.id)
    .execute();
}

const ofParty = (
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  values: Record<string, unknown>,
) =>
  tx
    .updateTable('draw_party')
    .set(values)
    .where('county', '=', county)
    .where('draw_id', '=', drawId)
    .where('organisation_id', '=', organisationId)
    .execute();

/** The commitment for all to see, and the secret where the program itself cannot read it. */
export async function saveCommitment(
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  told: { readonly commitment: string; readonly secret: string; readonly by: string; readonly at: string },
): Promise<void> {
  await ofParty(tx, county, drawId, organisationId, {
    commitment: told.commitment,
    committed_by: told.by,
    committed_at: told.at,
  });
  await tx
    .insertInto('draw_seal')
    .values({ county, draw_id: drawId, organisation_id: organisationId, secret: told.secret })
    .execute();
}

export async function saveReveal(
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  told: { readonly secret: string; readonly by: string; readonly at: string },
): Promise<void> {
  await ofParty(tx, county, drawId, organisationId, {
    secret: told.secret,
    revealed_by: told.by,
    revealed_at: told.at,
  });
}

export async function saveOpeningProposal(
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  told: { readonly reason: string; readonly by: string },
): Promise<void> {
  await ofParty(tx, county, drawId, organisationId, {
    opening_reason: told.reason,
    opening_proposed_by: told.by,
  });
}

/** Opens what a party sealed. The database answers only when two people and the day allow it. */
export async function openSeal(
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  told: { readonly by: string; readonly on: string; readonly at: string },
): Promise<string> {
  await ofParty(tx, county, drawId, organisationId, { opened_by: told.by, opened_on: told.on });
  const { rows } = await sql<{ secret: string | null }>`
    select open_draw_seal(${county}, ${drawId}::uuid, ${organisationId}::uuid) as secret`.execute(tx);
  const secret = rows[0]?.secret;
  if (!secret) throw new Error(`the seal of ${organisationId} in draw ${drawId} does not open`);
  await ofParty(tx, county, drawId, organisationId, { secret, revealed_at: told.at });
  return secret;
}

export async function listsOf(tx: Tx, county: string, id: string): Promise<string> {
  const row = await tx
    .selectFrom('draw')
    .select('lists')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.lists;
}

/** The former draw, held until the transaction ends: of two who repeat it at once, one is the second. */
export async function formerForUpdate(tx: Tx, county: string, id: string) {
  const row = await tx
    .selectFrom('draw')
    .select(['id', 'number', 'state'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const later = await tx
    .selectFrom('draw')
    .select('number')
    .where('county', '=', county)
    .where('redraw_of', '=', id)
    .where('state', '<>', 'abandoned')
    .executeTakeFirst();
  return { id: row.id, number: row.number, state: row.state as DrawState, redrawnBy: later?.number ?? null };
}

import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';
import type { FacilityKind } from '../regime/regime.model.ts';
import type { Draw, DrawnVisit, DrawParty, DrawPeriod, DrawState, PublicValue } from './draw.model.ts';

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
    readonly period: DrawPeriod;
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
      period_from_on: draw.period.from,
      period_until_on: draw.period.until,
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

/** Opens what a party sealed; null when the seal is not here. The database answers only when two people and the day allow it. */
export async function openSeal(
  tx: Tx,
  county: string,
  drawId: string,
  organisationId: string,
  told: { readonly by: string; readonly on: string; readonly at: string },
): Promise<string | null> {
  await ofParty(tx, county, drawId, organisationId, { opened_by: told.by, opened_on: told.on });
  const { rows } = await sql<{ secret: string | null }>`
    select open_draw_seal(${county}, ${drawId}::uuid, ${organisationId}::uuid) as secret`.execute(tx);
  const secret = rows[0]?.secret ?? null;
  // A backup leaves out what was not revealed.
  if (secret === null) return null;
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

export type FormerFound = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: DrawState;
  readonly period: DrawPeriod;
  readonly redrawnBy: string | null;
  readonly objectIds: readonly string[];
  readonly outstanding: number | null;
};

/**
 * Draws that were not given up and whose period is not long past, newest first. One of the first format is not asked for its visits:
 * none could be tied to it.
 */
export async function formers(db: Tx, county: string, sinceOn: string): Promise<readonly FormerFound[]> {
  const { rows } = await sql<FormerFound>`
    select d.id, d.number, d.title, d.state, json_build_object('from', d.period_from_on, 'until', d.period_until_on) as period,
      later.number as "redrawnBy",
      (select json_agg(o ->> 'id') from jsonb_array_elements(d.lists::jsonb -> 'objects') as o) as "objectIds",
      case when d.proof is null then null when d.lists::jsonb ->> 'format' = 'dushi-draw-1' then 0
        else d.size - (select count(*)::int from inspection i
          where i.county = d.county and i.draw_id = d.id and i.state in ('submitted', 'signed')) end as outstanding
    from draw d
    left join draw later on later.county = d.county and later.redraw_of = d.id and later.state <> 'abandoned'
    where d.county = ${county} and d.state <> 'abandoned' and d.period_until_on >= ${sinceOn}::date
    order by d.prepared_at desc, d.id desc`.execute(db);
  return rows;
}

/** What the drawn facilities owe in the draw's period and have not yet fulfilled, their own and their stratum's. */
export async function openObligations(
  tx: Tx,
  county: string,
  facilityIds: readonly string[],
  during: DrawPeriod,
  today: string,
): Promise<readonly { readonly id: string; readonly ruleId: string; readonly kind: FacilityKind }[]> {
  const { rows } = await sql<{ id: string; ruleId: string; kind: FacilityKind }>`
    select distinct o.id, o.rule_id as "ruleId", f.kind
    from obligation o
    join facility f on f.county = o.county and f.id = any(${sql.val([...facilityIds])}::uuid[])
    join agreement a on a.county = f.county and a.id = f.agreement_id
    where o.county = ${county} and o.kind = 'inspection' and not o.withdrawn and o.waived_at is null and o.fulfilled_on is null
      and o.window_start_on <= ${during.until}::date and o.closes_on >= greatest(${during.from}::date, ${today}::date)
      and ((o.subject_type = 'facility' and o.subject_id = f.id)
        or (o.subject_type = 'stratum' and o.stratum in ('all', left(f.village_code, 9), a.contractor_id::text)))
    order by o.id`.execute(tx);
  return rows;
}

/** A draw as the plan of a visit to one of its objects needs it. */
export async function findDrawnVisit(
  db: Tx,
  county: string,
  drawId: string,
  facilityId: string | null,
): Promise<DrawnVisit | undefined> {
  const { rows } = await sql<DrawnVisit>`
    select d.id, d.number, d.title, d.state, json_build_object('from', d.period_from_on, 'until', d.period_until_on) as period,
      (select json_build_object('unfilled', o -> 'unfilled', 'inspectors', (
          select coalesce(json_agg(json_build_object('id', one ->> 'id', 'role', one ->> 'role', 'name', p.name)), '[]'::json)
          from jsonb_array_elements(o -> 'inspectors') as one
          join person p on p.county = d.county and p.id = (one ->> 'id')::uuid))
        from jsonb_array_elements(d.proof::jsonb -> 'outcome' -> 'drawn') as o where o ->> 'object' = ${facilityId}) as drawn
    from draw d where d.county = ${county} and d.id = ${drawId}::uuid`.execute(db);
  return rows[0];
}

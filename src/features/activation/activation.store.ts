import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Activation, ActivationState, OpenWork, PackRef, Scores, UsedIds } from './activation.model.ts';

export type ActivationListed = Activation & {
  readonly proposedByName: string;
  readonly decidedByName: string | null;
};

const columns = sql`
  a.id, a.version, a.state, json_build_object('id', a.from_id, 'version', a.from_version, 'hash', a.from_hash) as "from",
  json_build_object('id', a.pack_id, 'version', a.pack_version, 'hash', a.pack_hash) as pack, a.effect_on as "effectOn", a.rectifications, a.scores,
  a.reasons, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt", a.decided_by as "decidedBy", a.decided_at as "decidedAt",
  a.declined_reason as "declinedReason", a.applied_on as "appliedOn"`;

/** Newest first. */
export async function activations(db: Db | Tx, county: string): Promise<ActivationListed[]> {
  const { rows } = await sql<ActivationListed>`
    select ${columns}, p.name as "proposedByName", d.name as "decidedByName"
    from regime_activation a
    join person p on p.county = a.county and p.id = a.proposed_by
    left join person d on d.county = a.county and d.id = a.decided_by
    where a.county = ${county} order by a.proposed_at desc, a.id desc`.execute(db);
  return rows;
}

export async function findForUpdate(tx: Tx, county: string, id: string): Promise<Activation | undefined> {
  const { rows } = await sql<Activation>`
    select ${columns} from regime_activation a where a.county = ${county} and a.id = ${id}::uuid for update`.execute(
    tx,
  );
  return rows[0];
}

/** Approved, and their day has come. */
export async function dueActivations(db: Db | Tx, county: string, on: string): Promise<string[]> {
  const rows = await db
    .selectFrom('regime_activation')
    .select('id')
    .where('county', '=', county)
    .where('state', '=', 'approved')
    .where('effect_on', '<=', on)
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertActivation(tx: Tx, county: string, one: Activation): Promise<void> {
  await tx
    .insertInto('regime_activation')
    .values({
      county,
      id: one.id,
      version: one.version,
      state: one.state,
      from_id: one.from.id,
      from_version: one.from.version,
      from_hash: one.from.hash,
      pack_id: one.pack.id,
      pack_version: one.pack.version,
      pack_hash: one.pack.hash,
      effect_on: one.effectOn,
      rectifications: one.rectifications satisfies OpenWork,
      scores: one.scores satisfies Scores | null,
      reasons: one.reasons,
      proposed_by: one.proposedBy,
      proposed_at: one.proposedAt,
    })
    .execute();
}

export async function saveActivation(tx: Tx, county: string, one: Activation): Promise<void> {
  await tx
    .updateTable('regime_activation')
    .set({
      version: one.version,
      state: one.state satisfies ActivationState,
      decided_by: one.decidedBy,
      decided_at: one.decidedAt,
      declined_reason: one.declinedReason,
      applied_on: one.appliedOn,
    })
    .where('county', '=', county)
    .where('id', '=', one.id)
    .execute();
}

/** The county as it stands now, held until the change is through. */
export async function countyPackForUpdate(tx: Tx, county: string): Promise<PackRef> {
  return tx
    .selectFrom('county')
    .select(['pack_id as id', 'pack_version as version', 'pack_hash as hash'])
    .where('county', '=', county)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

export async function saveCountyPack(tx: Db | Tx, county: string, pack: PackRef): Promise<void> {
  await tx
    .updateTable('county')
    .set({ pack_id: pack.id, pack_version: pack.version, pack_hash: pack.hash })
    .where('county', '=', county)
    .execute();
}

/** Which ids of the regime the records of the county name. */
export async function usedIds(db: Db | Tx, county: string): Promise<UsedIds> {
  const { rows } = await sql<UsedIds>`
    select
      array(select distinct o.rule_id from obligation o where o.county = ${county} and not o.withdrawn order by 1) as obligations,
      array(select distinct i.item_id from inspection_item i where i.county = ${county} order by 1) as "checkItems",
      array(select distinct f.clause_id from finding f where f.county = ${county} union
        select distinct o.clause_id from obligation o where o.county = ${county} and not o.withdrawn order by 1) as clauses`.execute(
    db,
  );
  return rows[0] ?? { obligations: [], checkItems: [], clauses: [] };
}

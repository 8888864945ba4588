import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { ScoreListed } from './score.store.ts';
import { scores } from './score.store.ts';

/** Which facility each of these inspections looked at; one of the contract as a whole is left out. */
export async function placesOf(
  db: Db | Tx,
  county: string,
  inspectionIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly facilityId: string; readonly name: string }>> {
  if (inspectionIds.length === 0) return new Map();
  const { rows } = await sql<{ inspectionId: string; facilityId: string; name: string }>`
    select i.id as "inspectionId", f.id as "facilityId", f.name
    from inspection i join facility f on f.county = i.county and f.id = i.facility_id
    where i.county = ${county} and i.id = any(${[...inspectionIds]}::uuid[])`.execute(db);
  return new Map(rows.map(({ inspectionId, ...place }) => [inspectionId, place]));
}

export async function inspectionsAt(
  db: Db | Tx,
  county: string,
  facilityId: string,
): Promise<readonly { readonly id: string; readonly agreementId: string }[]> {
  const { rows } = await sql<{ id: string; agreementId: string }>`
    select id, agreement_id as "agreementId" from inspection
    where county = ${county} and facility_id = ${facilityId} and state = 'signed'`.execute(db);
  return rows;
}

/** The newest periods of these contracts that anything was computed for. */
export async function computedScores(
  db: Db | Tx,
  county: string,
  agreementIds: readonly string[],
  limit: number,
): Promise<readonly ScoreListed[]> {
  const found: ScoreListed[] = [];
  for (const agreementId of agreementIds) {
    const all = await scores(db, county, { agreementId });
    const computed = all.filter(({ state, computation }) => state !== 'withdrawn' && computation !== null);
    found.push(...computed.slice(0, limit));
  }
  return found;
}

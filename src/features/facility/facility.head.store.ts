import { sql } from 'kysely';
import type { Tx } from '#platform/database.ts';

/** Who has run it, as the log was told: each head with the moment it was entered, and why. Oldest first. */
export type HeadEntered = {
  readonly headName: string | null;
  readonly headPhone: string | null;
  readonly enteredAt: string;
  readonly version: number;
  readonly reason: string | null;
};

export async function headsOf(db: Tx, county: string, facilityId: string): Promise<HeadEntered[]> {
  const { rows } = await sql<HeadEntered>`
    with told as (
      select e.version, e.body::jsonb ->> 'headName' as "headName", e.body::jsonb ->> 'headPhone' as "headPhone", e.note as reason,
        to_json(e.received_at) #>> '{}' as "enteredAt", lag(e.body::jsonb -> 'headName') over w as before,
        lag(e.body::jsonb -> 'headPhone') over w as "phoneBefore", row_number() over w as nth
      from event e where e.county = ${county} and e.aggregate = ${facilityId}::uuid
        and e.type in ('facility.registered', 'facility.amended') and e.body <> ''
      window w as (order by e.version))
    select "headName", "headPhone", "enteredAt", version, reason from told
    where nth = 1 or to_jsonb("headName") is distinct from before or to_jsonb("headPhone") is distinct from "phoneBefore"
    order by version`.execute(db);
  return rows;
}

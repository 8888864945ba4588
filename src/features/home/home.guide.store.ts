import { sql } from 'kysely';
import type { Db } from '#platform/database.ts';
import type { GuideCounts } from './home.model.ts';

export async function guideCounts(db: Db, county: string, today: string): Promise<GuideCounts> {
  const { rows } = await sql<GuideCounts>`
    select
      (select coalesce(json_object_agg(kind, n), '{}') from (select kind, count(*)::int as n from organisation
        where county = ${county} and active group by kind) o) as bodies,
      (select coalesce(json_object_agg(kind, n), '{}') from (select o.kind, count(*)::int as n from person p
        join organisation o on o.county = p.county and o.id = p.organisation_id
        where p.county = ${county} and p.active and o.active group by o.kind) q) as people,
      (select count(*)::int from person p join organisation o on o.county = p.county and o.id = p.organisation_id
        where p.county = ${county} and p.active and o.kind = 'leading-group' and 'signatory' = any(p.duties)) as signatories,
      (select count(*)::int from project where county = ${county}) as projects,
      (select count(*)::int from plan where county = ${county} and state = 'submitted') as "plansOpen",
      (select count(*)::int from plan where county = ${county} and state = 'approved') as "plansApproved",
      (select count(*)::int from (select from agreement where county = ${county} limit 1) a) as agreements,
      (select count(*)::int from (select from facility where county = ${county} limit 1) f) as facilities,
      (select count(*)::int from group_membership m where m.county = ${county} and m.from_on <= ${today}::date
        and coalesce(m.until_on >= ${today}::date, true)) as members,
      (select count(*)::int from group_membership m where m.county = ${county} and m.role = 'lead' and m.from_on <= ${today}::date
        and coalesce(m.until_on >= ${today}::date, true)) as leads`.execute(db);
  const [counts] = rows;
  if (!counts) throw new Error('counting gave no row');
  return counts;
}

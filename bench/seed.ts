import pg from 'pg';
import type { ConnectionTarget } from '#platform/connection.ts';

/**
 * Fills a county with finished inspections by plain SQL, as the tables' owner: the shape and the indexes are what a
 * list and a thread feel; the acts themselves are measured elsewhere. Every record still has its event and its edges.
 */
export async function seedInspections(owner: ConnectionTarget, county: string, count: number): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temp table seeded on commit drop as
       select gen_random_uuid() as id, n, f.id as facility_id, f.agreement_id, a.contractor_id, (date '2021-06-01' + (n % 1900)) as day,
              gen_random_uuid() as finding_id, (n % 4 = 0) as has_finding, (select id from person where county = $1 order by login limit 1) as person_id,
              (select pack_id from county where county = $1) as pack_id
       from generate_series(1, $2::int) n
       join lateral (select id, agreement_id from facility where county = $1 order by number offset n % (select count(*) from facility where county = $1) limit 1) f on true
       join agreement a on a.county = $1 and a.id = f.agreement_id`,
      [county, count],
    );
    await client.query(
      `insert into event (county, id, type, aggregate_type, aggregate, version, received_at, body, salt, digest)
       select $1, gen_random_uuid(), 'inspection.signed', 'inspection', id, 1, day::timestamptz, '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from seeded
       union all
       select $1, gen_random_uuid(), 'finding.confirmed', 'finding', finding_id, 1, day::timestamptz, '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from seeded where has_finding`,
      [county],
    );
    await client.query(
      `insert into inspection (county, id, version, number, area, purpose, phase, facility_id, agreement_id, contractor_id, planned_on, notice, state,
         planned_by, lead_id, pack_id, pack_version, pack_hash, started_at, ended_at, content_digest, submitted_at, signed_at, summary, verdict_operation)
       select $1, id, 1, 'SEED-' || n, 'station', 'routine', 'operation', facility_id, agreement_id, contractor_id, day, 'announced', 'signed',
         person_id, person_id, pack_id, '0', '0', day::timestamptz, day::timestamptz + interval '1 hour', 'x', day::timestamptz, day::timestamptz, '站点正常营业', 'met' from seeded`,
      [county],
    );
    await client.query(
      `insert into inspection_member (county, inspection_id, person_id, role, signed_at) select $1, id, person_id, 'lead', day::timestamptz from seeded`,
      [county],
    );
    await client.query(
      `insert into inspection_item (county, inspection_id, item_id, ordinal, result)
       select $1, id, 'station.item-' || i, i, 'conforms' from seeded, generate_series(1, 12) i`,
      [county],
    );
    await client.query(
      `insert into finding (county, id, version, number, inspection_id, facility_id, agreement_id, contractor_id, area, fact, place, found_on, found_by, clause_id, severity, dimensions, state)
       select $1, finding_id, 1, 'SEED-F' || n, id, facility_id, agreement_id, contractor_id, 'station', '台账登记不全', '站内', day, person_id, 'tongcheng-2021:2.3',
         (array['ordinary', 'major', 'serious'])[1 + n % 3], array['quality'], (array['confirmed', 'closed'])[1 + (n / 4) % 2] from seeded where has_finding`,
      [county],
    );
    await client.query(
      `insert into edge (county, from_type, from_id, to_type, to_id, kind, event_id, drawn_at)
       select $1, 'inspection', s.id::text, 'finding', s.finding_id::text, 'found', e.id, s.day::timestamptz
       from seeded s join event e on e.county = $1 and e.aggregate = s.finding_id where s.has_finding
       union all
       select $1, 'finding', s.finding_id::text, 'clause', 'tongcheng-2021:2.3', 'breaches', e.id, s.day::timestamptz
       from seeded s join event e on e.county = $1 and e.aggregate = s.finding_id where s.has_finding
       union all
       select $1, 'inspection', s.id::text, 'facility', s.facility_id::text, 'concerns', e.id, s.day::timestamptz
       from seeded s join event e on e.county = $1 and e.aggregate = s.id`,
      [county],
    );
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

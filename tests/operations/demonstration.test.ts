import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inForce } from '#features/regime/regime.rules.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { dayOf, Temporal } from '#kernel/temporal.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { directoryFileStore } from '#platform/files.ts';
import { createWorkerDatabase } from '#testing/postgres.ts';
import { buildDemonstration, demonstrationCounty } from '../../src/demo/demonstration.ts';
import { countsOf } from '../../src/demo/summary.ts';

// The demonstration county, built once as a whole, and twice for a few months to see that a seed always gives the same.

const now = Temporal.Instant.from('2026-11-23T10:00:00+08:00');
const opened: Database[] = [];
const folders: string[] = [];

afterAll(async () => {
  for (const database of opened) await database.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function built(options: { seed: number; months?: number }) {
  const { runtime } = await createWorkerDatabase();
  const database = openDatabase(runtime);
  opened.push(database);
  const folder = await mkdtemp(join(tmpdir(), 'dushi-demonstration-'));
  folders.push(folder);
  const files = directoryFileStore(folder);
  const shares: number[] = [];
  const made = await buildDemonstration(
    { database, files },
    { now, progress: (share) => shares.push(share), ...options },
  );
  return { ...made, database, shares };
}
type Built = Awaited<ReturnType<typeof built>>;

/** Of every row but what is random by design: the salts of the log and the digests over them. */
async function digestOf({ database }: Built): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string; columns: string[] }>(`
    select c.table_name as name, array_agg(format('%I', c.column_name) order by c.ordinal_position) as columns
    from information_schema.columns c
    where c.table_schema = 'public' and exists (select from information_schema.columns k
        where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'county')
      and has_table_privilege(format('%I.%I', c.table_schema, c.table_name), 'select')
      and not (c.table_name = 'event' and c.column_name in ('salt', 'digest'))
    group by 1 order by 1`);
  const digest = createHash('sha256');
  for (const { name, columns } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `select row(${columns.join(', ')})::text as row from "${name}" where county = '${demonstrationCounty}' order by 1`,
    );
    digest.update(`${name} ${rows.length}\n`);
    for (const { row } of rows) digest.update(`${row}\n`);
  }
  return digest.digest('hex');
}

let county: Built;
beforeAll(async () => {
  county = await built({ seed: 1 });
}, 300_000);

const rowsOf = async <Row extends object>(text: string): Promise<Row[]> =>
  (await county.database.pool.query<Row>(text)).rows;
const tally = async (text: string): Promise<Record<string, number>> =>
  Object.fromEntries((await rowsOf<{ key: string; n: number }>(text)).map(({ key, n }) => [key, n]));

test('one programme, four contractors in five lots, three centres, eleven town and 120 village stations', async () => {
  expect(await tally('select kind as key, count(*)::int as n from facility group by 1')).toEqual({
    'service-centre': 1,
    'logistics-centre': 1,
    'supply-chain-centre': 1,
    'town-station': 11,
    'village-station': 120,
  });
  expect(
    await rowsOf(`select (select count(*) from project)::int as programmes,
      (select count(*) from organisation where kind = 'contractor')::int as contractors,
      (select count(distinct lot) from agreement)::int as lots,
      (select count(distinct contractor_id) from agreement)::int as hands,
      (select demonstration from county) as demonstration`),
  ).toEqual([{ programmes: 1, contractors: 4, lots: 5, hands: 4, demonstration: true }]);
});

test('it reaches from twenty months ago to now, and not a moment further', async () => {
  const [span] = await rowsOf<{ first: string; last: string; future: number }>(`
    select min(received_at) as first, max(received_at) as last,
      count(*) filter (where received_at > '${now}' or claimed_at > '${now}')::int as future from event`);
  expect(dayOf(Temporal.Instant.from(span?.first ?? '')).toString()).toBe('2025-03-01');
  expect(dayOf(Temporal.Instant.from(span?.last ?? '')).toString()).toBe('2026-11-23');
  expect(span?.future).toBe(0);
  expect(county.shares.at(-1)).toBe(1);
});

test('obligations in every state, most of them done, about an eighth missed', async () => {
  const states = await tally(`
    select case when withdrawn then 'withdrawn' when waived_at is not null then 'waived'
      when fulfilled_on <= due_on then 'fulfilled' when fulfilled_on <= closes_on then 'late'
      when closes_on < date '2026-11-23' then 'missed'
      when window_start_on > date '2026-11-23' then 'upcoming' else 'due' end as key, count(*)::int as n
    from obligation where kind = 'inspection' group by 1`);
  for (const state of ['waived', 'fulfilled', 'late', 'missed', 'upcoming', 'due'])
    expect(states[state], state).toBeGreaterThan(0);
  const { fulfilled = 0, late = 0, missed = 0 } = states;
  expect(missed / (fulfilled + late + missed)).toBeGreaterThan(0.08);
  expect(missed / (fulfilled + late + missed)).toBeLessThan(0.18);
});

test('reports every month: late ones, two that were missed, one sent back, one corrected after it was accepted', async () => {
  const kinds = await tally(`
    select type as key, count(*)::int as n from event where type like 'monthly-report.%' group by 1`);
  expect(kinds['monthly-report.accepted']).toBeGreaterThan(90);
  expect(kinds['monthly-report.returned']).toBeGreaterThanOrEqual(1);
  expect(kinds['monthly-report.correction-begun']).toBe(1);
  expect(
    await tally(`select case when coalesce(fulfilled_on, date '2026-11-23') > closes_on then 'missed' else 'late' end as key,
        count(*)::int as n
      from obligation where kind = 'report' and due_on < date '2026-11-23' and coalesce(fulfilled_on, date '2026-11-23') > due_on
      group by 1`),
  ).toEqual({ missed: 2, late: expect.any(Number) });
});

test('findings of every severity; whatever was confirmed is in a letter, put right, withdrawn, or has waited a short while', async () => {
  const severities = await tally('select severity as key, count(*)::int as n from finding group by 1');
  const all = Object.values(severities).reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(150);
  expect((severities.ordinary ?? 0) / all).toBeGreaterThan(0.55);
  expect((severities.serious ?? 0) / all).toBeLessThan(0.12);
  for (const state of ['put-right', 'withdrawn', 'in-letter', 'rectifying', 'closed'])
    expect(
      (await tally('select state as key, count(*)::int as n from finding group by 1'))[state],
      state,
    ).toBeGreaterThan(0);
  const waiting = await rowsOf<{ number: string; days: number }>(`
    select number, date '2026-11-23' - found_on as days from finding where state = 'confirmed' and proposal is null`);
  for (const { number, days } of waiting) expect(days, number).toBeLessThanOrEqual(21);
  expect(
    await rowsOf(`select f.number from finding f where f.state in ('in-letter', 'rectifying', 'closed')
      and not exists (select from letter_item i where i.finding_id = f.id and not i.removed)`),
  ).toEqual([]);
});

test('letters on every desk, numbered without a gap, served in several ways', async () => {
  const states = await tally('select state as key, count(*)::int as n from letter group by 1');
  for (const state of ['draft', 'reviewed', 'signed', 'issued', 'served', 'acknowledged', 'closed', 'voided'])
    expect(states[state], state).toBeGreaterThan(0);
  const numbers = await rowsOf<{ year: number; numbers: number[] }>(`
    select number_year as year, array_agg(number order by number) as numbers from letter
    where number is not null group by 1`);
  expect(numbers).toHaveLength(2);
  for (const series of numbers) expect(series.numbers).toEqual(series.numbers.map((_, at) => at + 1));
  const methods = await tally(
    'select service_method as key, count(*)::int as n from letter where service_method is not null group by 1',
  );
  expect(Object.keys(methods).length).toBeGreaterThanOrEqual(3);
});

test('rectifications with extensions granted and declined, reports sent back, re-inspections failed, items reopened and overdue', async () => {
  const kinds = await tally(`
    select type as key, count(*)::int as n from event where type like 'rectification.%' group by 1`);
  for (const kind of [
    'extension-asked',
    'extension-granted',
    'extension-declined',
    'sent-back',
    'reopened',
    'escalated',
    'closed',
  ])
    expect(kinds[`rectification.${kind}`], kind).toBeGreaterThan(0);
  const conclusions = await tally(
    'select conclusion as key, count(*)::int as n from reinspection group by 1',
  );
  for (const conclusion of ['rectified', 'mostly', 'not-rectified'])
    expect(conclusions[conclusion], conclusion).toBeGreaterThan(0);
  const [share] = await rowsOf<{ late: number; all: number; overdue: number }>(`
    select count(*) filter (where (p.reported_at at time zone 'Asia/Shanghai')::date > r.due_on)::int as late,
      count(*)::int as all,
      (select count(*) from rectification o where o.state in ('ordered', 'returned', 'not-verified')
        and o.due_on < date '2026-11-23')::int as overdue
    from rectification r join rectification_report p on p.county = r.county and p.rectification_id = r.id and p.attempt = 1
    where r.reopened_count = 0`);
  expect((share?.late ?? 0) / (share?.all ?? 1)).toBeGreaterThan(0.04);
  expect((share?.late ?? 0) / (share?.all ?? 1)).toBeLessThan(0.15);
  expect(share?.overdue).toBeGreaterThan(0);
});

test('one contractor is one finding short of a case of disqualification, and no other comes near', async () => {
  const pack = loadedRegimes().find(({ pack: { id } }) => id === 'tongcheng-2021')?.pack;
  if (!pack) throw new Error('the pack is missing');
  const on = dayOf(now);
  const from = on.subtract({ months: inForce(pack.disqualification.months, on).value });
  // Late at any time: a report after the deadline of its day, or none that stands though the deadline has passed.
  const contractors = await rowsOf<{ name: string; findings: number; late: number }>(`
    select o.name, count(*)::int as findings, count(*) filter (where r.due_on < coalesce(p.last, date '${on}')
        or (r.state in ('ordered', 'returned', 'not-verified') and r.due_on < date '${on}'))::int as late
    from rectification r
    join finding f on f.county = r.county and f.id = r.finding_id and f.found_on >= date '${from}'
    join organisation o on o.county = r.county and o.id = r.contractor_id
    left join lateral (select max((p.reported_at at time zone 'Asia/Shanghai')::date) as last
      from rectification_report p where p.county = r.county and p.rectification_id = r.id) p on true
    group by 1`);
  const findingsMin = inForce(pack.disqualification.findings, on).value;
  const lateMin = inForce(pack.disqualification.notRectifiedInTime, on).value;
  const near = contractors.filter(({ late }) => late > 0);
  expect(near).toEqual([
    { name: '示例乡邻服务站管理有限公司', findings: expect.any(Number), late: lateMin - 1 },
  ]);
  expect(near[0]?.findings).toBeGreaterThanOrEqual(findingsMin);
});

test('about one finding in twenty-five is a repeat', async () => {
  const [told] = await rowsOf<{ all: number; repeats: number }>(
    'select count(*)::int as all, count(repeat_of)::int as repeats from finding',
  );
  expect((told?.repeats ?? 0) / (told?.all ?? 1)).toBeGreaterThan(0.02);
  expect((told?.repeats ?? 0) / (told?.all ?? 1)).toBeLessThan(0.06);
});

test('payments in every state, one paid although the recommendation was less, with reasons', async () => {
  const instalments = await tally('select state as key, count(*)::int as n from instalment group by 1');
  for (const state of ['planned', 'requested', 'decided', 'paid', 'refused'])
    expect(instalments[state], state).toBeGreaterThan(0);
  const decisions =
    await tally(`select case when state = 'proposed' and finance_by is not null then 'agreed' else state end as key,
      count(*)::int as n from payment_decision group by 1`);
  for (const state of ['proposed', 'agreed', 'approved', 'declined', 'paid'])
    expect(decisions[state], state).toBeGreaterThan(0);
  const departing = await rowsOf<{ reasons: string }>(
    "select reasons from payment_decision where departs and state = 'paid'",
  );
  expect(departing).toHaveLength(1);
  expect(departing[0]?.reasons.length).toBeGreaterThan(10);
  const first = await rowsOf<{ state: string }>('select state from instalment where number = 1');
  expect(first.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid', 'paid', 'paid']);
});

test('today and tomorrow every side has something to do', async () => {
  const [sides] = await rowsOf<Record<string, number>>(`
    select (select count(*) from inspection where state = 'submitted'
        or (state = 'planned' and planned_on between date '2026-11-23' and date '2026-11-24'))::int as "the inspection group",
      ((select count(*) from monthly_report where state = 'submitted')
        + (select count(*) from rectification where state in ('reported', 'verified') or extension_state = 'asked'))::int as "the office",
      ((select count(*) from finding where proposal is not null) + (select count(*) from waiver where state = 'proposed'))::int as "a second person",
      ((select count(*) from monthly_report where state = 'returned')
        + (select count(*) from rectification where state = 'ordered'))::int as "the contractors",
      (select count(*) from payment_decision where state = 'proposed' and finance_by is null)::int as "finance",
      (select count(*) from payment_decision where state = 'proposed' and finance_by is not null)::int as "the leaders"`);
  for (const [side, count] of Object.entries(sides ?? {})) expect(count, side).toBeGreaterThan(0);
});

test('planted anomalies name records that are there', async () => {
  const kinds = new Set(county.truth.map(({ kind }) => kind));
  for (const kind of [
    'same-photo-twice',
    'position-far-from-facility',
    'position-missing',
    'visit-under-ten-minutes',
    'shell-station',
    'reported-above-seen',
    'same-figures-three-months',
    'report-late',
    'report-missing',
  ] as const)
    expect(kinds, kind).toContain(kind);
  const ids = [...new Set(county.truth.flatMap(({ records }) => records))];
  const { rows } = await sql<{ id: string }>`
    select id from (select id from inspection union all select id from facility union all select id from evidence
      union all select id from monthly_report union all select id from agreement union all select id from rectification
      union all select id from finding union all select line_key from plan_line) known
    where id = any(${ids}::uuid[])`.execute(county.database.db);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(ids.length);
  const twice = county.truth.filter(({ kind }) => kind === 'same-photo-twice');
  for (const { records } of twice) {
    const same = await rowsOf(
      `select distinct sha256 from evidence where id in (${records.map((id) => `'${id}'`).join(', ')})`,
    );
    expect(same).toHaveLength(1);
  }
});

test('what was built is counted in both languages', async () => {
  const counts = await countsOf(county.database.db, demonstrationCounty);
  for (const { name, count } of counts) expect(count, name.en).toBeGreaterThan(0);
});

test('the same seed gives the same county, another seed another one', async () => {
  const months = 5;
  const first = await digestOf(await built({ seed: 7, months }));
  expect(await digestOf(await built({ seed: 7, months }))).toBe(first);
  expect(await digestOf(await built({ seed: 8, months: 2 }))).not.toBe(first);
}, 240_000);

import pg from 'pg';
import { test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { aChain } from '#testing/chain.ts';
import { aCounty } from '#testing/world.ts';

export async function crowd(
  county: Awaited<ReturnType<typeof aCounty>>,
  baseline: Awaited<ReturnType<typeof aBaseline>>,
  n = 20000,
) {
  const client = new pg.Client(county.owner);
  await client.connect();
  const q = (text: string, values: unknown[] = []) => client.query(text, values);
  const c = county.county;
  for (const t of ['letter_item']) await q(`alter table ${t} disable trigger user`);
  await q(`create temp table ids as select g, gen_random_uuid() as ob, gen_random_uuid() as ins, gen_random_uuid() as fi, gen_random_uuid() as le, gen_random_uuid() as re, gen_random_uuid() as li,
    gen_random_uuid() as ev, ('2024-09-01'::date + (g * 580 / ${n}))::date as d from generate_series(1, ${n}) g`);
  const people = [county.people.lead.id, county.people.inspector.id, county.people.second.id];
  for (const [col, type] of [
    ['ins', 'inspection'],
    ['fi', 'finding'],
    ['le', 'supervision-letter'],
    ['re', 'rectification'],
  ] as const)
    await q(`insert into event (county,id,type,aggregate_type,aggregate,version,actor_id,organisation_id,received_at,body,salt,digest)
    select '${c}', ${col === 'ins' ? 'ev' : 'gen_random_uuid()'}, '${type}.made','${type}', ${col}, 1, '${people[0]}', '${county.organisations.bureau}', d, '{}', decode(repeat('00',32),'hex'), decode(repeat('00',32),'hex') from ids ${col === 'ins' ? '' : col === 'fi' ? 'where g%2=0' : 'where g%4=0'}`);
  const [fac, oth] = [baseline.facilities.villageStation, baseline.facilities.otherStation];
  await q(
    `create temp table nf as select f.*, gen_random_uuid() as nid, g from facility f, generate_series(1,60) g where county='${c}' and id in ('${fac}','${oth}')`,
  );
  await q(
    `insert into event (county,id,type,aggregate_type,aggregate,version,received_at,body,salt,digest) select '${c}', gen_random_uuid(), 'facility.registered','facility', nid, version, now(), '{}', decode(repeat('00',32),'hex'), decode(repeat('00',32),'hex') from nf`,
  );
  await q(
    `insert into facility select county, nid, version, project_id, agreement_id, kind, number || g, name || g, village_code, village_name, town_name, address, head_name, head_phone, latitude, longitude, datum, phase, construction_started_on, operation_started_on from nf`,
  );
  await q(
    `create temp table fs as select row_number() over () - 1 as n, id, agreement_id, (select contractor_id from agreement a where a.county='${c}' and a.id = f.agreement_id) as contractor_id from facility f where county='${c}'`,
  );
  await q(
    `create temp table x as select ids.*, fs.id as fac, fs.agreement_id, fs.contractor_id from ids join fs on fs.n = ids.g % 120`,
  );
  await q(`insert into obligation (county,id,rule_id,kind,duty,clause_id,area,subject_type,subject_id,agreement_id,contractor_id,period,window_start_on,window_end_on,due_on,original_due_on,closes_on,because,pack_id,pack_version,pack_hash,fulfilled_by_type,fulfilled_by,fulfilled_on)
    select '${c}', ob, case when g % 3 = 0 then 'operation.station' else 'construction.station' end, 'inspection','D25','tongcheng-2021:3.1.2','station','facility',fac,agreement_id,contractor_id,to_char(d,'YYYY-MM'),date_trunc('month',d),(date_trunc('month',d)+interval '1 month -1 day')::date,(date_trunc('month',d)+interval '1 month -1 day')::date,(date_trunc('month',d)+interval '1 month -1 day')::date,(date_trunc('month',d)+interval '1 month +9 day')::date,'{}','tongcheng-2021','1',repeat('f',64),
    'inspection', ins, d from x`);
  await q(`insert into inspection (county,id,version,number,area,purpose,phase,facility_id,agreement_id,contractor_id,planned_on,notice,state,planned_by,lead_id,pack_id,pack_version,pack_hash,started_at,ended_at,content_digest,submitted_by,submitted_at,signed_at)
    select '${c}',ins,1,'检〔2025〕'||g||'x','station','routine','operation',fac,agreement_id,contractor_id,d,'unannounced',case when g > ${n} - 40 then 'submitted' else 'signed' end,'${people[0]}','${people[0]}','tongcheng-2021','1',repeat('f',64),d,d,repeat('f',64),'${people[0]}',d,d from x`);
  for (const [at, p] of people.entries())
    await q(
      `insert into inspection_member select '${c}',ins,'${p}',$1,d,null,case when g > ${n} - 40 then null else d::timestamptz end,null from x`,
      [at === 0 ? 'lead' : 'member'],
    );
  await q(`insert into finding (county,id,version,number,inspection_id,facility_id,agreement_id,contractor_id,area,fact,place,found_on,found_by,clause_id,severity,dimensions,state,closed_on)
    select '${c}',fi,1,'问〔2025〕'||g||'-1',ins,fac,agreement_id,contractor_id,'station','事实','地点',d,'${people[1]}','tongcheng-2021:2.3','ordinary','{quality}',case when g % 100 = 0 then 'confirmed' when g % 10 = 0 then 'rectifying' else 'closed' end, case when g % 10 = 0 then null else d+20 end from x where g % 2 = 0`);
  await q(`insert into letter (county,id,version,agreement_id,contractor_id,title,state,issuer_code,number_year,number,drafted_by,drafted_on,signed_by,issued_by,issued_on,pdf_sha256,served_on,service_method,served_to,served_by,pack_id,pack_version,pack_hash)
    select '${c}',le,1,agreement_id,contractor_id,'督办函','served','示',2020,g,'${people[0]}',d,'${people[1]}','${people[0]}',d,repeat('f',64),d,'direct','x','${people[0]}','tongcheng-2021','1',repeat('f',64) from x where g % 4 = 0`);
  await q(`insert into letter_item select '${c}', li, le, fi, 1, '整改', 15, false from x where g % 4 = 0`);
  await q(`insert into rectification (county,id,version,letter_id,letter_item_id,finding_id,agreement_id,contractor_id,state,severity,served_on,working_days,period_from_on,due_on,original_due_on,closed_on,closed_by,reported_by,reported_on,pack_id,pack_version,pack_hash)
    select '${c}',re,1,le,li,fi,agreement_id,contractor_id,case when g % 20 = 0 then 'ordered' else 'closed' end,'ordinary',d,15,d,d+20,d+20,case when g % 20 = 0 then null else d+20 end,'${people[0]}','${people[1]}',d+10,'tongcheng-2021','1',repeat('f',64) from x where g % 4 = 0`);
  const e = (ft: string, fi: string, tt: string, ti: string, kind: string, where = 'true') =>
    q(
      `insert into edge select '${c}','${ft}',${fi}::text,'${tt}',${ti}::text,'${kind}',ev,d from x where ${where}`,
    );
  await e('inspection', 'ins', 'facility', 'fac', 'concerns');
  await e('clause', "'tongcheng-2021:3.1.2'", 'obligation', 'ob', 'requires');
  await e('inspection', 'ins', 'obligation', 'ob', 'fulfils');
  await e('inspection', 'ins', 'finding', 'fi', 'found', 'g % 2 = 0');
  await e('finding', 'fi', 'clause', "'tongcheng-2021:2.3'", 'breaches', 'g % 2 = 0');
  await e('finding', 'fi', 'facility', 'fac', 'concerns', 'g % 2 = 0');
  await e('finding', 'fi', 'supervision-letter', 'le', 'demanded-in', 'g % 4 = 0');
  await e('supervision-letter', 'le', 'agreement', 'agreement_id', 'concerns', 'g % 4 = 0');
  await e('supervision-letter', 'le', 'rectification', 're', 'orders', 'g % 4 = 0');
  await q('analyze');
  const { rows } = await q('select * from x where g % 4 = 0 limit 5');
  await client.end();
  return rows as { ins: string; fi: string; le: string; ob: string; fac: string; re: string }[];
}

import { appendFileSync, writeFileSync } from 'node:fs';
import { Kysely, PostgresDialect } from 'kysely';
import { threadOf } from '../thread/thread.service.ts';

test('scratch', { timeout: 300000 }, async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  const chain = await aChain(county, baseline);
  const rows = await crowd(county, baseline);
  const r = rows[0]!;
  const time = async (name: string, f: () => Promise<{ nodes?: unknown[] }>) => {
    let n = 0;
    await f();
    const t = [];
    for (let i = 0; i < 12; i += 1) {
      const s = performance.now();
      n = (await f()).nodes?.length ?? 0;
      t.push(performance.now() - s);
    }
    t.sort((a, b) => a - b);
    console.log(name.padEnd(30), 'median', t[6]!.toFixed(1), 'max', t[11]!.toFixed(1), 'nodes', n);
  };
  for (const o of [1082, 1184, 1700]) pg.types.setTypeParser(o, (v: string) => v);
  pg.types.setTypeParser(20, Number);
  const pool = new pg.Pool({ ...county.owner, max: 10, options: '-c timezone=UTC' });
  const logged = new Kysely<any>({
    dialect: new PostgresDialect({ pool }),
    log: (e) =>
      appendFileSync(
        '/tmp/q.log',
        `${e.queryDurationMillis.toFixed(1)} ${e.query.sql.replace(/\s+/g, ' ').slice(0, 170)}\n`,
      ),
  });
  writeFileSync('/tmp/q.log', '');
  const contractorActor = {
    personId: 'x',
    name: '',
    organisationId: county.organisations.contractor,
    organisationKind: 'contractor',
    duties: [],
  } as const;



  const { handleRead, handleMonth } = await import('./home.service.ts');
  const kinds = { office: 'office', lead: 'commerce-bureau', leader: 'leading-group', contractor: 'contractor' } as const;
  for (let i = 0; i < 4; i++) for (const [who, kind] of Object.entries(kinds)) {
    const p = (county.people as any)[who];
    appendFileSync('/tmp/q.log', `--- ${i} ${who}\n`); const st = performance.now();
    await handleRead({ db: logged, county: county.county, now: county.now(), actor: { personId: p.id, name: '', organisationId: p.organisationId, organisationKind: kind, duties: ['reviewer','signatory'] } } as any, { tokenHash: Buffer.from('x'), lastHomeAt: null }, {});
    appendFileSync('/tmp/q.log', `=== ${(performance.now() - st).toFixed(1)}\n`);
  }
  for (let i = 0; i < 4; i++) { appendFileSync('/tmp/q.log', `--- ${i} month\n`); await handleMonth({ db: logged, county: county.county, now: county.now(), actor: {} } as any, {}); }
});

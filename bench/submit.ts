// An inspection of 30 rows (12 check items, 18 figures) with 5 findings is handed in by 8 clients at once, event log
// included, beside a floor that writes the same rows without asking anything.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkItemsFor } from '#features/regime/regime.rules.ts';
import { Temporal } from '#kernel/temporal.ts';
import { findEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { type BenchCounty, benchCounty, cookieOf, linesPerSheet, planned } from './county.ts';
import { atOnce, cpuOf, cpuOfFamily, quantile, say, started, stopped } from './measure.ts';

const perRound = Number(process.env.BENCH_SUBMISSIONS ?? 600);
const rounds = 3;

export async function benchSubmit(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'dushi-bench-'));
  const product = await started(['bin/dushi.mjs', 'serve', '--data', data, '--port', '0']);
  const targets = await findEmbeddedPostgres(data);
  if (!targets || !product.child.pid) throw new Error('the database of the server is not to be found');
  const county = await benchCounty(targets, join(data, 'evidence'));
  const floor = await started(['bench/floor.ts'], { FLOOR_TARGET: JSON.stringify(targets.runtimeUrl) });
  const cookie = await cookieOf(county, county.cast.people.lead);
  const serverPid = product.child.pid;
  const floorPid = floor.child.pid ?? 0;
  const database = () => cpuOfFamily(serverPid) - cpuOf(serverPid);
  const bodies = { product: () => sheetOf(county), floor: (id: string) => rowsOf(county, id) };

  const run = async (side: 'product' | 'floor', count: number, tag: string) => {
    const ids = await planned(county, count, tag);
    const made = ids.map((id) => [id, JSON.stringify(bodies[side](id))] as const);
    const url = (id: string) =>
      side === 'product' ? `${product.address}/api/inspections/${id}/submission` : floor.address;
    const pid = side === 'product' ? serverPid : floorPid;
    const before = { node: cpuOf(pid), database: database() };
    const began = performance.now();
    const times = await atOnce(
      8,
      made.map(([id, body]) => async () => {
        const answer = await fetch(url(id), {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', cookie, origin: new URL(url(id)).origin },
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${side}: ${answer.status} ${text}`);
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    return {
      rate: count / seconds,
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      node: ((cpuOf(pid) - before.node) / count) * 1000,
      database: ((database() - before.database) / count) * 1000,
    };
  };
  await run('product', 600, 'WARM-P');
  await run('floor', 150, 'WARM-F');
  // The tables of a working county are counted: autovacuum is left a turn to do it.
  await sleep(12_000);
  say(
    `submit: ${12 + linesPerSheet} rows and 5 findings, 8 clients, ${perRound} a round; CPU in ms per submission`,
  );
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const ours = await run('product', perRound, `P${round}-`);
    const least = await run('floor', perRound, `F${round}-`);
    ratios.push(ours.rate / least.rate);
    for (const [name, figure] of [
      ['product', ours],
      ['floor  ', least],
    ] as const)
      say(
        `  ${round} ${name} ${figure.rate.toFixed(0).padStart(5)}/s  p50 ${figure.p50.toFixed(1)} ms  p95 ${figure.p95.toFixed(1)} ms  node ${figure.node.toFixed(2)}  database ${figure.database.toFixed(2)}`,
      );
  }
  say(`  product to floor: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
  await county.database.close();
  await stopped(floor.child);
  await stopped(product.child);
  await rm(data, { recursive: true, force: true });
}

function sheetOf(county: BenchCounty) {
  const { pack } = county.regime;
  const now = Temporal.Now.instant();
  const items = checkItemsFor(pack, {
    area: 'supply-chain',
    facilityKind: 'supply-chain-centre',
    phase: 'operation',
  });
  const failing = new Set(items.slice(0, 5).map((item) => item.id));
  return {
    basedOn: 1,
    startedAt: now.subtract({ minutes: 90 }).toString(),
    endedAt: now.subtract({ minutes: 1 }).toString(),
    arrivedAt: now.subtract({ minutes: 85 }).toString(),
    position: { latitude: 29.24, longitude: 113.82, accuracyMetres: 8, datum: 'WGS84' },
    positionMissingReason: null,
    methods: [
      {
        method: 'site-visit',
        description: '',
        minutes: '',
        attendance: '',
        materials: '',
        evidence: [{ as: 'photo', id: county.photo }],
      },
    ],
    items: items.map((item) => ({
      itemId: item.id,
      result: failing.has(item.id) ? 'partly' : 'conforms',
      fact: failing.has(item.id) ? '分级设备两台未启用，台账缺少上月记录。' : '',
      evidence: failing.has(item.id) ? [county.photo] : [],
    })),
    figures: county.lines.map((lineKey) => ({ lineKey, seenTotal: null, note: '尚未上报，本次未核' })),
    verdicts: { operation: { verdict: 'partly', reasons: '五项部分符合，需整改。' } },
    present: { outcome: 'signed', name: '示例负责人', title: '经理', statement: '情况属实' },
    summary: '设备未全部启用，台账不全，已当场指出。',
    findings: items.slice(0, 5).map((item) => ({
      id: crypto.randomUUID(),
      itemId: item.id,
      fact: '分级设备两台未启用，台账缺少上月记录。',
      place: '分级车间',
      foundBy: county.cast.people.lead.id,
      clauseId: item.clause,
      severity: 'ordinary',
      dimensions: ['quality'],
      evidence: [county.photo],
    })),
  };
}

/** The same rows as plain values: six events, the sheet, five findings, what they carry. */
function rowsOf(county: BenchCounty, id: string) {
  const { stage, cast } = county;
  const at = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format();
  const zero = `\\x${'00'.repeat(32)}`;
  const sheet = sheetOf(county);
  const person = cast.people.lead;
  const body = JSON.stringify(sheet);
  const event = (aggregate: string, type: string, version: number, text: string) => [
    stage.county,
    crypto.randomUUID(),
    type,
    type.split('.')[0],
    aggregate,
    version,
    person.id,
    person.organisationId,
    at,
    text,
    zero,
    zero,
  ];
  return {
    updateInspection: [stage.county, id, sheet.summary],
    inserts: [
      {
        table: 'event',
        columns: [
          'county',
          'id',
          'type',
          'aggregate_type',
          'aggregate',
          'version',
          'actor_id',
          'organisation_id',
          'received_at',
          'body',
          'salt',
          'digest',
        ],
        rows: [
          event(id, 'inspection.submitted', 2, body),
          ...sheet.findings.map((finding) => event(finding.id, 'finding.raised', 1, JSON.stringify(finding))),
        ],
      },
      {
        table: 'inspection_method',
        columns: ['county', 'inspection_id', 'method'],
        rows: [[stage.county, id, 'site-visit']],
      },
      {
        table: 'inspection_item',
        columns: ['county', 'inspection_id', 'item_id', 'ordinal', 'result', 'fact'],
        rows: sheet.items.map((item, at) => [stage.county, id, item.itemId, at, item.result, item.fact]),
      },
      {
        table: 'inspection_figure',
        columns: ['county', 'inspection_id', 'line_key', 'note'],
        rows: sheet.figures.map((figure) => [stage.county, id, figure.lineKey, figure.note]),
      },
      {
        table: 'finding',
        columns: [
          'county',
          'id',
          'version',
          'number',
          'inspection_id',
          'item_id',
          'facility_id',
          'agreement_id',
          'contractor_id',
          'area',
          'fact',
          'place',
          'found_on',
          'found_by',
          'clause_id',
          'severity',
          'dimensions',
          'state',
        ],
        rows: sheet.findings.map((finding) => [
          stage.county,
          finding.id,
          1,
          `F-${finding.id}`,
          id,
          finding.itemId,
          county.facilityId,
          county.agreementId,
          cast.people.centre.organisationId,
          'supply-chain',
          finding.fact,
          finding.place,
          at.slice(0, 10),
          person.id,
          finding.clauseId,
          finding.severity,
          '{quality}',
          'raised',
        ]),
      },
      {
        table: 'evidence_use',
        columns: ['county', 'subject_type', 'subject_id', 'evidence_id', 'role', 'used_at'],
        rows: [
          [stage.county, 'inspection', id, county.photo, 'photo', at],
          ...sheet.items
            .slice(0, 5)
            .map((item) => [stage.county, 'inspection', id, county.photo, `item:${item.itemId}`, at]),
          ...sheet.findings.map((finding) => [
            stage.county,
            'finding',
            finding.id,
            county.photo,
            'photo',
            at,
          ]),
        ],
      },
    ],
  };
}

import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { handleSign } from '#features/agreement/agreement.service.ts';
import { handleRegister as registerEvidence } from '#features/evidence/evidence.service.ts';
import { handleChangePhase, handleRegister } from '#features/facility/facility.service.ts';
import { insertSession } from '#features/organisation/organisation.session.store.ts';
import { insertCounty } from '#features/organisation/organisation.store.ts';
import { handleRegisterProject } from '#features/plan/plan.project.service.ts';
import { handleApprove, handleDraft, handleSubmit } from '#features/plan/plan.service.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { plainDate, Temporal } from '#kernel/temporal.ts';
import { openDatabase } from '#platform/database.ts';
import type { Targets } from '#platform/embedded-postgres.ts';
import { directoryFileStore } from '#platform/files.ts';
import { type Cast, gather } from '../src/demo/cast.ts';
import { must, type Player, type Stage, stageOf } from '../src/demo/stage.ts';
import { reactions } from '../src/main.router.ts';

export const linesPerSheet = 18;

/** A county with one contract of eighteen supply-chain lines and its centre in operation, made by the acts themselves. */
export async function benchCounty(targets: Targets, folder: string) {
  const database = openDatabase(targets.runtimeUrl);
  const { db } = database;
  const regime = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021');
  if (!regime) throw new Error('no rule pack');
  await insertCounty(db, {
    code: '421222',
    name: '通城县',
    nameEn: 'Tongcheng',
    demonstration: true,
    packId: regime.pack.id,
    packVersion: regime.pack.version,
    packHash: regime.hash,
    createdAt: '2025-01-01T00:00:00Z',
  });
  const start = plainDate('2025-03-03');
  const files = directoryFileStore(folder);
  const stage = stageOf({
    county: '421222',
    db,
    files,
    seed: 7,
    reactions,
    start,
    until: Temporal.Now.instant(),
  });
  const cast = await gather(stage);
  const { agreementId, facilityId, lines } = await layOut(stage, cast);
  const photo = await uploadPhoto(stage, cast.people.lead);
  return {
    database,
    db,
    cast,
    stage,
    agreementId,
    facilityId,
    lines,
    photo,
    owner: targets.ownerUrl,
    regime,
  };
}
export type BenchCounty = Awaited<ReturnType<typeof benchCounty>>;

async function layOut(stage: Stage, { people }: Cast) {
  const projectId = stage.newId();
  await must(
    handleRegisterProject(stage.as(people.desk), {
      id: projectId,
      name: '示范项目（性能）',
      nameEn: 'Benchmark',
      batchYear: 2025,
      startsOn: '2025-03-03',
      endsOn: '2028-03-03',
      centralFen: 1_500_000_000,
      localFen: 0,
    }),
  );
  const plan = await must(
    handleDraft(stage.as(people.desk), {
      projectId,
      reason: '首次编制',
      lines: Array.from({ length: linesPerSheet }, (_, at) => ({
        lineKey: stage.newId(),
        area: 'supply-chain' as const,
        task: '农产品供应链及营销体系',
        content: `建设内容${at + 1}`,
        unit: '项',
        target: 100,
        plannedStartOn: '2025-04-01',
        plannedFinishOn: '2026-12-31',
        budgetFen: 10_000_000,
        important: at < 6,
      })),
    }),
  );
  const submitted = await must(handleSubmit(stage.as(people.desk), { id: plan.id, basedOn: plan.version }));
  const approved = await must(
    handleApprove(stage.as(people.leader), {
      id: plan.id,
      basedOn: submitted.version,
      inForceFrom: '2025-03-03',
    }),
  );
  const agreementId = stage.newId();
  await must(
    handleSign(stage.as(people.desk), {
      id: agreementId,
      projectId,
      contractorId: people.centre.organisationId,
      number: 'BENCH-1',
      name: '供应链合同',
      lot: '第1包',
      areas: ['supply-chain'],
      signedOn: '2025-03-03',
      startsOn: '2025-03-04',
      endsOn: '2028-01-01',
      amountFen: 180_000_000,
      lineKeys: approved.lines.map((line) => line.lineKey),
      instalments: [
        {
          number: 1,
          name: '首期款',
          amountFen: 180_000_000,
          condition: '进场',
          requiredProgress: 0,
          plannedOn: '2025-06-01',
        },
      ],
    }),
  );
  const facilityId = stage.newId();
  stage.at(plainDate('2025-03-05'));
  const { facility } = await must(
    handleRegister(stage.as(people.desk), {
      id: facilityId,
      agreementId,
      kind: 'supply-chain-centre',
      number: 'BENCH-F1',
      constructionStartedOn: '2025-03-05',
      name: '供应链中心',
      villageCode: '421222100001',
      address: '隽水镇',
      headName: null,
      headPhone: null,
      latitude: 29.24,
      longitude: 113.82,
      datum: 'WGS84',
    }),
  );
  stage.at(plainDate('2025-06-02'));
  await must(
    handleChangePhase(stage.as(people.desk), {
      id: facilityId,
      basedOn: facility.version,
      phase: 'operation',
      fromOn: '2025-06-02',
      reason: '投入运营',
    }),
  );
  return { agreementId, facilityId, lines: approved.lines.map((line) => line.lineKey) };
}

async function uploadPhoto(stage: Stage, by: Player): Promise<string> {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const sha256 = createHash('sha256').update(png).digest('hex');
  await stage.files.put(
    sha256,
    (async function* () {
      yield png;
    })(),
    1_000_000,
  );
  const id = stage.newId();
  await must(registerEvidence(stage.as(by), { id, sha256, name: '现场.png', source: 'camera' }));
  return id;
}

/** A session of one of the players, as a cookie. */
export async function cookieOf({ db, stage }: BenchCounty, player: Player): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = Temporal.Now.instant();
  await insertSession(db, {
    county: stage.county,
    tokenHash: createHash('sha256').update(token).digest(),
    personId: player.id,
    now,
    expiresAt: now.add({ hours: 12 }),
  });
  return `dushi=${token}`;
}

/** Inspections planned and declared, by plain SQL: only their submission is measured. */
export async function planned(
  { owner, stage, cast, agreementId, facilityId, regime }: BenchCounty,
  count: number,
  tag: string,
): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `with made as (select gen_random_uuid() as id, n from generate_series(1, $2::int) n),
       logged as (insert into event (county, id, type, aggregate_type, aggregate, version, received_at, body, salt, digest)
         select $1, gen_random_uuid(), 'inspection.planned', 'inspection', id, 1, now(), '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from made
         returning aggregate)
       select id from made where exists (select from logged)`,
      [stage.county, count],
    );
    const ids = rows.map((row) => row.id);
    const { people } = cast;
    await client.query(
      `insert into inspection (county, id, version, number, area, purpose, phase, facility_id, agreement_id, contractor_id, planned_on, notice, state, planned_by, lead_id, pack_id, pack_version, pack_hash)
       select $1, id, 1, $2 || row_number() over (), 'supply-chain', 'routine', 'operation', $3, $4, $5, current_date, 'announced', 'planned', $6, $6, $7, $8, $9 from unnest($10::uuid[]) id`,
      [
        stage.county,
        tag,
        facilityId,
        agreementId,
        people.centre.organisationId,
        people.lead.id,
        regime.pack.id,
        regime.pack.version,
        regime.hash,
        ids,
      ],
    );
    for (const [player, role] of [
      [people.lead, 'lead'],
      [people.inspectorA, 'member'],
      [people.thirdA, 'third-party'],
    ] as const)
      await client.query(
        `insert into inspection_member (county, inspection_id, person_id, role, recusal_declared_at) select $1, id, $2, $3, now() from unnest($4::uuid[]) id`,
        [stage.county, player.id, role, ids],
      );
    return ids;
  } finally {
    await client.end();
  }
}

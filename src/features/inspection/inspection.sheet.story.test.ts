import { beforeAll, describe, expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aFindingTold,
  aPlannedInspection,
  aSheet,
  aSignedInspection,
  type planOf,
  type Sheet,
  signAll,
  theGroup,
} from '#testing/inspections.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';

let county: County;
let baseline: Baseline;
beforeAll(async () => {
  county = await aCounty();
  baseline = await aBaseline(county, {
    operatesFrom: { logisticsCentre: '2026-01-05', otherStation: null },
  });
  await theGroup(county);
});

const lead = () => county.people.lead;
type Plan = Parameters<typeof planOf>[2];

/** Hands in a sheet that differs from a good one as told; nothing may be left behind when it is refused. */
async function refusedSheet(over: Partial<Sheet> | ((good: Sheet) => Partial<Sheet>), plan: Plan = {}) {
  const { id } = await aPlannedInspection(county, baseline, plan);
  const good = await aSheet(county, id);
  const before = await county.events();
  const refusal = await refusalOf(
    lead().api.inspection.submit({ ...good, ...(typeof over === 'function' ? over(good) : over) }),
  );
  expect(await county.events()).toBe(before);
  expect((await lead().api.inspection.find({ id })).inspection).toMatchObject({
    state: 'planned',
    record: null,
  });
  return refusal;
}

describe('D04 一(二): reports are an important basis of inspection', () => {
  test('the sheet opens with the last reported figures; the difference is kept and a large one is a question', async () => {
    await reported('2026-02', 40);
    await reported('2026-03', 60);
    const { id } = await aPlannedInspection(county, baseline);
    const { figures, differenceShare } = await lead().api.inspection.sheet({ id });
    expect(differenceShare).toBe(0.1);
    expect(figures).toMatchObject([
      {
        lineKey: baseline.lines.station,
        task: '建设村级电商服务站',
        unit: '个',
        period: '2026-03',
        total: 60,
        target: 100,
      },
    ]);
    const line = (seenTotal: number | null, note = '') => ({
      figures: [{ lineKey: baseline.lines.station, seenTotal, note }],
    });
    await lead().api.inspection.submit(await aSheet(county, id, line(50.5)));
    const { inspection } = await lead().api.inspection.find({ id });
    expect(inspection.record?.figures).toMatchObject([
      { reportedTotal: 60, seenTotal: 50.5, difference: -9.5, doubtful: true, reportRevision: 1 },
    ]);
    // What was reported comes from the server, and a line it shows may not be left out.
    const hidden = await refusedSheet({ figures: [] });
    expect(hidden).toMatchObject({
      code: 'inspection.figures-unanswered',
      facts: { count: 1, lines: ['建设村级电商服务站'] },
      basis: [{ clause: 'tongcheng-2021:1.2' }],
    });
    expect((await refusedSheet(line(null))).code).toBe('inspection.figure-note-missing');
    expect(
      (await refusedSheet({ figures: [{ lineKey: county.newId(), seenTotal: 1, note: '' }] })).code,
    ).toBe('inspection.figure-unknown');
    const near = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(await aSheet(county, near.id, line(55)));
    const far = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(
      await aSheet(county, far.id, line(null, '村级站现场无法核对全县总数')),
    );
    const figureOf = async (of: string) =>
      (await lead().api.inspection.find({ id: of })).inspection.record?.figures[0];
    expect(await figureOf(near.id)).toMatchObject({ difference: -5, doubtful: false });
    expect(await figureOf(far.id)).toMatchObject({ seenTotal: null, difference: null, doubtful: false });
  });

  test('what is still open at the place is on the sheet', async () => {
    const plan = { facilityId: baseline.facilities.otherStation, phase: 'construction' } as const;
    const { findings } = await aSignedInspection(county, baseline, { plan, severities: ['major'] });
    const { id } = await aPlannedInspection(county, baseline, plan);
    const { openFindings } = await lead().api.inspection.sheet({ id });
    expect(openFindings.map((finding) => finding.number)).toEqual([findings[0]?.number]);
  });
});

describe('D06 一(四): not going through the motions', () => {
  test('a visit tells its times, its arrival, and its position or why there is none', async () => {
    const missing = await refusedSheet({ position: null });
    expect(missing.code).toBe('inspection.position-or-reason');
    expect(missing.basis[0]?.clause).toBe('tongcheng-2021:1.4');
    expect((await refusedSheet({ position: null, positionMissingReason: '  ' })).code).toBe(
      'inspection.position-or-reason',
    );
    const arrival = await refusedSheet({ arrivedAt: null });
    expect(arrival.code).toBe('inspection.arrival-missing');
    expect((await refusedSheet((good) => ({ arrivedAt: good.endedAt, endedAt: good.startedAt }))).code).toBe(
      'inspection.arrival-outside',
    );
    expect((await refusedSheet((good) => ({ startedAt: good.endedAt, endedAt: good.startedAt }))).code).toBe(
      'inspection.times-reversed',
    );
    expect((await refusedSheet({ endedAt: '2026-04-10T09:06:00+08:00' })).code).toBe(
      'inspection.time-in-future',
    );
    expect(
      (await refusedSheet({ startedAt: '2021-03-17T23:00:00+08:00', endedAt: '2021-03-17T23:30:00+08:00' }))
        .code,
    ).toBe('inspection.before-regime');
    const { id } = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(
      await aSheet(county, id, { position: null, positionMissingReason: '山区无信号，手机未能定位' }),
    );
    const { inspection } = await lead().api.inspection.find({ id });
    expect(inspection.record).toMatchObject({
      position: null,
      positionMissingReason: '山区无信号，手机未能定位',
    });
  });

  test('every point of the sheet is answered, and only its own', async () => {
    const silent = await refusedSheet((good) => ({ items: good.items.slice(2) }));
    expect(silent).toMatchObject({ code: 'inspection.items-unanswered', facts: { count: 2 } });
    expect(silent.basis[0]?.clause).toBe('tongcheng-2021:1.4');
    const [first] = (await aSheet(county, (await aPlannedInspection(county, baseline)).id)).items;
    if (!first) throw new Error('the sheet asks something');
    expect((await refusedSheet((good) => ({ items: [...good.items, first] }))).code).toBe(
      'inspection.item-twice',
    );
    expect(
      (await refusedSheet((good) => ({ items: [...good.items, { ...first, itemId: 'funds.vouchers' }] })))
        .code,
    ).toBe('inspection.item-unknown');
  });

  test('whoever was there signed, or the record says why not', async () => {
    const present = (outcome: 'signed' | 'refused' | 'nobody', name: string, statement: string) => ({
      present: { outcome, name, title: '', statement },
    });
    for (const told of [
      present('signed', '', ''),
      present('refused', '示例负责人', ''),
      present('refused', '', '拒绝'),
      present('nobody', '', ' '),
    ])
      expect((await refusedSheet(told)).code).toBe('inspection.present-incomplete');
    const { id } = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(
      await aSheet(county, id, present('refused', '示例负责人', '认为检查时间不当，拒绝签字')),
    );
    expect((await lead().api.inspection.find({ id })).inspection.record?.present.outcome).toBe('refused');
  });

  test('only the lead hands it in, on the version he saw', async () => {
    const { id } = await aPlannedInspection(county, baseline);
    const sheet = await aSheet(county, id);
    expect((await refusalOf(county.people.inspector.api.inspection.submit(sheet))).code).toBe(
      'inspection.not-permitted',
    );
    expect((await refusalOf(lead().api.inspection.submit({ ...sheet, basedOn: 1 }))).code).toBe(
      'inspection.changed-meanwhile',
    );
    expect((await refusalOf(lead().api.inspection.submit({ ...sheet, id: county.newId() }))).code).toBe(
      'inspection.not-found',
    );
    const extra = await lead().fetch(`/api/inspections/${id}/submission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...sheet, score: 100 }),
    });
    expect(extra.status).toBe(400);
  });
});

describe('D08 一(四): problems are stated plainly', () => {
  const answer = (good: Sheet, itemId: string, over: Partial<Sheet['items'][number]>) =>
    good.items.map((item) => (item.itemId === itemId ? { ...item, ...over } : item));

  test('what does not conform is told as a fact, with evidence where the point asks for it, and a failure is a finding', async () => {
    const itemId = 'station.siting';
    const photo = await county.evidence(lead());
    const fact = '站点设在二楼，门口无标识';
    const noFact = await refusedSheet((good) => ({
      items: answer(good, itemId, { result: 'not-applicable' }),
    }));
    expect(noFact).toMatchObject({ code: 'inspection.item-fact-missing', facts: { item: itemId } });
    expect(noFact.basis.map((cited) => cited.clause)).toEqual(['tongcheng-2021:2.3', 'tongcheng-2021:1.4']);
    expect(
      (await refusedSheet((good) => ({ items: answer(good, itemId, { result: 'partly', fact }) }))).code,
    ).toBe('inspection.item-evidence-missing');
    const failed = (good: Sheet) => answer(good, itemId, { result: 'fails', fact, evidence: [photo] });
    expect((await refusedSheet((good) => ({ items: failed(good) }))).code).toBe(
      'inspection.failure-without-finding',
    );
    const { id } = await aPlannedInspection(county, baseline);
    const good = await aSheet(county, id);
    const finding = await aFindingTold(county, { itemId, fact, dimensions: ['quality', 'safety'] });
    const verdicts = { ...good.verdicts, construction: { verdict: 'partly' as const, reasons: '选址不当' } };
    const done = await lead().api.inspection.submit({
      ...good,
      items: failed(good),
      findings: [finding],
      verdicts,
    });
    expect(done.findings).toEqual([
      { id: finding.id, number: `${done.number.replace('检', '问')}-1`, repeatOf: null },
    ]);
    const { inspection } = await lead().api.inspection.find({ id });
    expect(inspection.record?.items.find((item) => item.itemId === itemId)).toMatchObject({
      result: 'fails',
      fact,
      evidence: [{ id: photo }],
    });
  });

  test('evidence that is not ours or not there is refused', async () => {
    const theirs = await county.evidence(county.people.contractor);
    const site = (id: string): Partial<Sheet> => ({
      methods: [
        {
          method: 'site-visit',
          description: '',
          minutes: '',
          attendance: '',
          materials: '',
          evidence: [{ as: 'photo', id }],
        },
      ],
    });
    expect((await refusedSheet(site(theirs))).code).toBe('inspection.evidence-unknown');
    const finding = await aFindingTold(county, { evidence: [county.newId()] });
    expect((await refusedSheet({ findings: [finding] })).code).toBe('inspection.evidence-unknown');
  });

  test('a finding that was raised already is not raised again', async () => {
    const finding = await aFindingTold(county);
    const { id } = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(await aSheet(county, id, { findings: [finding] }));
    expect((await refusedSheet({ findings: [finding] })).code).toBe('inspection.finding-twice');
  });
});

describe('D17–D23 二: the points named by the regulation are asked and answered', () => {
  const facility = async (over: Plan): Promise<Plan> => over;
  const contract = (area: 'training' | 'funds'): Plan => ({
    area,
    phase: area,
    facilityId: null,
    agreementId: baseline.agreementId,
  });
  const cases: [string, string[], () => Promise<Plan> | Plan, string][] = [
    [
      'D17 二(一): 县级公共服务中心',
      ['硬件建设', '运营团队服务能力', '服务内容', '服务规范', '服务成效', '服务台账', '扶贫助农'],
      () => facility({ area: 'service-centre', facilityId: baseline.facilities.serviceCentre }),
      'tongcheng-2021:2.1',
    ],
    [
      'D18 二(二): 三级物流配送体系',
      [
        '共同配送与资源整合',
        '仓储配送设施设备',
        '物流信息管理系统',
        '物流中心运营服务',
        '农村配送体系',
        '配送时效',
      ],
      () => facility({ area: 'logistics', facilityId: baseline.facilities.logisticsCentre }),
      'tongcheng-2021:2.2',
    ],
    [
      'D19 二(三): 服务站体系',
      ['选址', '选人', '制度', '运营服务', '站点负责人培训', '运营成效', '扶贫助农利益联结机制'],
      () => facility({}),
      'tongcheng-2021:2.3',
    ],
    [
      'D20 二(四): 供应链及营销体系',
      [
        '供应链中心硬件投入',
        '运营服务',
        '分等分级',
        '包装',
        '预冷',
        '质量检测',
        '溯源',
        '网货开发',
        '公共品牌',
        '二品一标孵化',
        '产销对接',
      ],
      supplyChain,
      'tongcheng-2021:2.4',
    ],
    [
      'D21 二(五): 人才培训体系',
      ['本地化课程', '教材', '培训场次', '培训人次', '培训效果', '训后跟踪', '转化率', '满意度'],
      () => contract('training'),
      'tongcheng-2021:2.5',
    ],
    [
      'D22 二(六): 资金管理',
      ['资金管理制度', '资金分配', '项目选择', '资产盘点', '资产权属'],
      () => contract('funds'),
      'tongcheng-2021:2.6',
    ],
    [
      'D23 二(总): 专项资金拨付、使用',
      ['资金拨付', '支出凭证', '以拨代支', '违规使用与负面清单'],
      () => contract('funds'),
      'tongcheng-2021:2.6',
    ],
  ];
  test.each(cases)('%s', async (_, points, plan, cited) => {
    const { id } = await aPlannedInspection(county, baseline, await plan());
    const sheet = await lead().api.inspection.sheet({ id });
    expect(sheet.items.map(({ name }) => name.zh)).toEqual(expect.arrayContaining(points));
    expect(sheet.items.every(({ dimensions, guidance }) => dimensions.length > 0 && guidance.zh !== '')).toBe(
      true,
    );
    expect(sheet.basis.map((one) => 'clause' in one && one.clause)).toContain(cited);
    await lead().api.inspection.submit(await aSheet(county, id));
    await signAll(county, id);
    const { inspection } = await lead().api.inspection.find({ id });
    expect(inspection.state).toBe('signed');
    expect(inspection.record?.items.map(({ name }) => name.zh)).toEqual(expect.arrayContaining(points));
  });
});

describe('D28 三(二): each method leaves its own evidence', () => {
  const none = { description: '', minutes: '', attendance: '', materials: '', evidence: [] };
  const told = (method: Sheet['methods'][number]['method'], over = {}) => ({ ...none, method, ...over });

  test('B01: an inspection without a method, or one named twice, is refused', async () => {
    expect(await refusedSheet({ methods: [] })).toMatchObject({
      code: 'inspection.method-missing',
      basis: [{ clause: 'tongcheng-2021:3.2' }],
    });
    expect((await refusedSheet((good) => ({ methods: [...good.methods, ...good.methods] }))).code).toBe(
      'inspection.method-twice',
    );
  });

  const wanting: [Sheet['methods'][number]['method'], string[], string][] = [
    ['site-visit', ['photo'], '3.2.1'],
    ['report-heard', ['minutes', 'attendance'], '3.2.2'],
    ['materials-read', ['list'], '3.2.3'],
    ['talk', ['minutes', 'attendance'], '3.2.4'],
    ['other', ['description'], '3.2.5'],
  ];
  test.each(wanting)('%s without %j is refused', async (method, asked, cited) => {
    const refusal = await refusedSheet({ methods: [told(method)] });
    expect(refusal).toMatchObject({ code: 'inspection.method-evidence', facts: { method, asked } });
    expect(refusal.basis[0]?.clause).toBe(`tongcheng-2021:${cited}`);
  });

  test('a site visit wants a photograph, not just a file', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    await lead().fetch(`/api/files/${sha256}`, { method: 'PUT', body: bytes });
    const file = await lead().api.evidence.register({
      id: county.newId(),
      sha256,
      name: '说明.pdf',
      source: 'file',
    });
    const refusal = await refusedSheet({
      methods: [told('site-visit', { evidence: [{ as: 'photo', id: file.id }] })],
    });
    expect(refusal.code).toBe('inspection.method-evidence');
  });

  test('all five together, each with what it asks; a meeting needs no position', async () => {
    const photo = await county.evidence(lead());
    const signIn = await county.evidence(lead());
    const { id } = await aPlannedInspection(county, baseline);
    await lead().api.inspection.submit(
      await aSheet(county, id, {
        methods: [
          told('site-visit', { evidence: [{ as: 'photo', id: photo }] }),
          told('report-heard', { minutes: '负责人汇报第一季度情况', attendance: '王某、李某' }),
          told('materials-read', { materials: '服务台账（2026年1—3月）1份' }),
          told('talk', { minutes: '村民三人座谈', evidence: [{ as: 'attendance', id: signIn }] }),
          told('other', { description: '电话抽核学员五名' }),
        ],
      }),
    );
    const { inspection } = await lead().api.inspection.find({ id });
    const methods = new Map(inspection.record?.methods.map((method) => [method.method, method]));
    expect(methods.size).toBe(5);
    expect(methods.get('site-visit')?.evidence).toMatchObject([{ id: photo, as: 'photo' }]);
    expect(methods.get('talk')?.evidence).toMatchObject([{ id: signIn, as: 'attendance' }]);
    const meeting = await aPlannedInspection(county, baseline);
    const done = await lead().api.inspection.submit(
      await aSheet(county, meeting.id, {
        arrivedAt: null,
        position: null,
        methods: [told('talk', { minutes: '座谈记录', attendance: '三人' })],
      }),
    );
    expect(done.state).toBe('submitted');
  });
});

describe('D29–D31 四: three verdicts that stay apart', () => {
  const phases: [string, Plan | (() => Plan), 'construction' | 'operation' | 'funds', string][] = [
    [
      'D29 四(一) 建设',
      () => ({ facilityId: baseline.facilities.otherStation, phase: 'construction' }),
      'construction',
      'tongcheng-2021:4.1',
    ],
    ['D30 四(二) 运营', {}, 'operation', 'tongcheng-2021:4.2'],
    [
      'D31 四(三) 资金',
      () => ({ area: 'funds', phase: 'funds', facilityId: null, agreementId: baseline.agreementId }),
      'funds',
      'tongcheng-2021:4.3',
    ],
  ];
  test.each(phases)(
    '%s: the verdict is asked for, with reasons when it is not 达到',
    async (_, plan, standard, cited) => {
      const of = typeof plan === 'function' ? plan() : plan;
      const missing = await refusedSheet({ verdicts: {} }, of);
      expect(missing).toMatchObject({
        code: 'inspection.verdict-missing',
        facts: { standard },
        basis: [{ clause: cited }],
      });
      for (const verdict of ['partly', 'not-met'] as const)
        expect((await refusedSheet({ verdicts: { [standard]: { verdict, reasons: ' ' } } }, of)).code).toBe(
          'inspection.verdict-reasons-missing',
        );
      const { id } = await aPlannedInspection(county, baseline, of);
      const told = { verdict: 'not-met' as const, reasons: '未达到约定要求' };
      await lead().api.inspection.submit(await aSheet(county, id, { verdicts: { [standard]: told } }));
      const { inspection } = await lead().api.inspection.find({ id });
      expect(inspection.record?.verdicts).toEqual([{ standard, ...told }]);
    },
  );

  test('达到 beside a failing point of the same standard is refused; a failing point asks for its own standard’s verdict', async () => {
    const itemId = 'station.services';
    const finding = await aFindingTold(county, { itemId });
    const failing = (good: Sheet, item = itemId) =>
      good.items.map((one) =>
        one.itemId === item
          ? { ...one, result: 'fails' as const, fact: '锁门', evidence: finding.evidence }
          : one,
      );
    const contradicts = await refusedSheet((good) => ({ items: failing(good), findings: [finding] }));
    expect(contradicts).toMatchObject({
      code: 'inspection.verdict-contradicts',
      facts: { standard: 'operation', item: [itemId] },
      basis: [{ clause: 'tongcheng-2021:4.2' }],
    });
    // Siting is a point of construction: 运营 may be met, 建设 has then to be judged too.
    const siting = { ...finding, itemId: 'station.siting' };
    const unjudged = await refusedSheet((good) => ({
      items: failing(good, 'station.siting'),
      findings: [siting],
    }));
    expect(unjudged).toMatchObject({
      code: 'inspection.verdict-missing',
      facts: { standard: 'construction' },
    });
    const alien = await refusedSheet((good) => ({
      verdicts: { ...good.verdicts, funds: { verdict: 'met', reasons: '' } },
    }));
    expect(alien).toMatchObject({ code: 'inspection.verdict-not-asked', facts: { standard: 'funds' } });
  });
});

/** A supply-chain centre under a contract of its own; the baseline has none. */
async function supplyChain(): Promise<Plan> {
  const { office } = county.people;
  const { agreement } = await office.api.agreement.sign({
    projectId: baseline.projectId,
    contractorId: county.organisations.rival,
    number: 'DS-2025-03',
    name: '农产品供应链中心建设运营',
    lot: '03',
    areas: ['supply-chain'],
    signedOn: '2025-01-10',
    startsOn: '2025-02-01',
    endsOn: '2026-12-31',
    amountFen: 100_000_000,
    lineKeys: [baseline.lines['supply-chain']],
    instalments: [
      {
        number: 1,
        name: '第一期',
        amountFen: 100_000_000,
        condition: '建成运营后拨付',
        requiredProgress: 0,
        plannedOn: '2026-11-30',
      },
    ],
  });
  const [place] = (await office.api.facility.places({})).villages.slice(20);
  const { facility } = await office.api.facility.register({
    agreementId: agreement.id,
    kind: 'supply-chain-centre',
    number: 'F-900',
    name: '农产品供应链中心（示例）',
    villageCode: place?.code ?? `${county.county}100001`,
    address: '',
    headName: null,
    headPhone: null,
    latitude: null,
    longitude: null,
    datum: null,
    constructionStartedOn: '2025-03-01',
  });
  await office.api.facility.changePhase({
    id: facility.id,
    basedOn: facility.version,
    phase: 'operation',
    fromOn: '2026-01-01',
    reason: '',
  });
  return { area: 'supply-chain', facilityId: facility.id };
}

/** A monthly report as it stands once the office accepted it. */
async function reported(period: string, total: number): Promise<void> {
  const { db, newId, people, organisations } = county;
  const id = newId();
  const at = county.now().toString();
  const author = {
    county: county.county,
    actor: { personId: people.contractor.id, organisationId: organisations.contractor },
    now: county.now(),
    newId,
  };
  await record(db, author, [
    {
      type: 'monthly-report.accepted',
      aggregateType: 'monthly-report',
      aggregate: id,
      version: 1,
      body: { period },
    },
  ]);
  await db
    .insertInto('monthly_report')
    .values({
      county: county.county,
      id,
      version: 1,
      agreement_id: baseline.agreementId,
      contractor_id: organisations.contractor,
      period,
      state: 'accepted',
      accepted_revision: 1,
      due_on: `${period}-28`,
      first_submitted_at: at,
      submitted_by: people.contractor.id,
    })
    .execute();
  await db
    .insertInto('report_revision')
    .values({
      county: county.county,
      report_id: id,
      revision: 1,
      plan_id: baseline.planId,
      filled_by: people.contractor.id,
    })
    .execute();
  await db
    .insertInto('report_figure')
    .values({
      county: county.county,
      report_id: id,
      revision: 1,
      line_key: baseline.lines.station,
      this_month: String(total),
      total: String(total),
      previous_total: '0',
    })
    .execute();
  await db
    .updateTable('report_revision')
    .set({ submitted_at: at })
    .where('county', '=', county.county)
    .where('report_id', '=', id)
    .execute();
}

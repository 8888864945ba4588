import { expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { latestReported, missingReports } from './monthly-report.store.ts';

const words = {
  summary: '本月完成站点装修，设备进场',
  problems: '',
  nextMonth: '完成设备调试',
  coordination: '',
  rectification: '',
};
const basis = [{ clause: 'tongcheng-2021:1.2' }];

/** What the contractor fills in: the centre’s square metres, the stations, the people trained. */
function filled(
  baseline: Baseline,
  [centre, stations, people]: readonly [number, number, number],
  over: { total?: number; evidenceIds?: string[]; summary?: string } = {},
) {
  const { total, evidenceIds = [], summary = words.summary } = over;
  const { lines } = baseline;
  return {
    figures: [
      { lineKey: lines['service-centre'], thisMonth: centre, investedFen: 0, note: '' },
      {
        lineKey: lines.station,
        thisMonth: stations,
        ...(total === undefined ? {} : { total }),
        investedFen: 120_000_00,
        note: '',
      },
      { lineKey: lines.training, thisMonth: people, investedFen: 0, note: '' },
    ],
    narrative: { ...words, summary },
    attachments: {},
    evidenceIds,
  };
}

async function aStory(at = '2026-05-02') {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  county.at(at);
  const { contractor, office } = county.people;
  const { agreementId } = baseline;
  const draft = (period: string, figures: readonly [number, number, number], over = {}) =>
    contractor.api.monthlyReport.draft({ agreementId, period, ...filled(baseline, figures, over) });
  const submitted = async (period: string, figures: readonly [number, number, number], over = {}) => {
    const { id, version } = await draft(period, figures, over);
    return contractor.api.monthlyReport.submit({ id, basedOn: version });
  };
  const accepted = async (period: string, figures: readonly [number, number, number], over = {}) => {
    const { id, version } = await submitted(period, figures, over);
    return office.api.monthlyReport.accept({ id, basedOn: version });
  };
  return { county, baseline, agreementId, draft, submitted, accepted, ...county.people };
}
const stations = (
  report: {
    lines: readonly {
      lineKey: string;
      total: number | null;
      previousTotal: number;
      thisMonth: number | null;
      standsOnLast: boolean;
    }[];
  },
  baseline: Baseline,
) => report.lines.find(({ lineKey }) => lineKey === baseline.lines.station);
const owedOf = async (county: County, agreementId: string, month: string) => {
  const { items } = await county.people.office.api.obligation.list({ duty: 'D03', agreementId, month });
  return items[0];
};

test('D03 一（二）: draft, submitted, accepted; 累计 is worked out month after month, the obligation fulfilled', async () => {
  const { county, baseline, agreementId, draft, contractor, office, inspector } = await aStory();
  const evidence = await county.evidence(contractor, { source: 'file' });
  const march = await draft('2026-03', [100, 20, 0], { evidenceIds: [evidence] });
  expect(march).toMatchObject({
    state: 'draft',
    dueOn: '2026-04-05',
    may: { save: true, submit: true, accept: false },
  });
  expect((await refusalOf(office.api.monthlyReport.find({ id: march.id }))).code).toBe(
    'monthly-report.not-found',
  );
  const sent = await contractor.api.monthlyReport.submit({ id: march.id, basedOn: 1 });
  expect(sent).toMatchObject({ state: 'submitted', timeliness: 'late', may: { save: false, submit: false } });
  expect(sent.evidence.map(({ id }) => id)).toEqual([evidence]);
  expect(await owedOf(county, agreementId, '2026-04')).toMatchObject({
    state: 'fulfilled-late',
    fulfilled: { type: 'monthly-report', id: march.id, on: '2026-05-02' },
  });
  const read = await office.api.monthlyReport.find({ id: march.id });
  expect(read).toMatchObject({
    may: { accept: true, sendBack: true, save: false },
    basis: expect.arrayContaining(basis),
  });
  expect(read.history.map(({ type }) => type)).toEqual(['monthly-report.submitted']);
  await office.api.monthlyReport.accept({ id: march.id, basedOn: sent.version });
  const april = await contractor.api.monthlyReport.draft({
    agreementId,
    period: '2026-04',
    ...filled(baseline, [50, 12.5, 300], { total: 32.5 }),
  });
  expect(stations(april, baseline)).toMatchObject({
    previousTotal: 20,
    previousPeriod: '2026-03',
    thisMonth: 12.5,
    total: 32.5,
  });
  const onTime = await contractor.api.monthlyReport.submit({ id: april.id, basedOn: 1 });
  expect(onTime.timeliness).toBe('in-time');
  expect((await owedOf(county, agreementId, '2026-05'))?.state).toBe('fulfilled');
  const edges = await county.asOwner<{ kind: string }>(
    'select kind from edge where county = $1 and from_id = $2 order by kind',
    [county.county, april.id],
  );
  expect(edges.map(({ kind }) => kind)).toEqual(['concerns', 'fulfils']);
  expect((await inspector.api.monthlyReport.find({ id: april.id })).lines).toHaveLength(3);
});

test('D03 一（二）: a total that does not add up is refused with the figures and the clause, and nothing is kept', async () => {
  const { county, baseline, draft, accepted, contractor } = await aStory();
  await accepted('2026-03', [0, 20, 0]);
  const events = await county.events();
  const refusal = await refusalOf(draft('2026-04', [0, 5, 0], { total: 30 }));
  expect(refusal).toEqual({
    code: 'monthly-report.total-does-not-add-up',
    status: 409,
    facts: { line: '建设村级电商服务站', previous: 20, thisMonth: 5, expected: 25, total: 30 },
    basis,
  });
  expect(await county.events()).toBe(events);
  const april = await draft('2026-04', [0, 5, 0]);
  const again = await refusalOf(
    contractor.api.monthlyReport.save({
      id: april.id,
      basedOn: 1,
      ...filled(baseline, [0, 5, 0], { total: 24.9999 }),
    }),
  );
  expect(again.code).toBe('monthly-report.total-does-not-add-up');
});

test('D03 一（二）: a submitted report is never written again', async () => {
  const { county, baseline, submitted, contractor, office } = await aStory();
  const report = await submitted('2026-03', [1, 2, 3]);
  const save = (basedOn: number) =>
    contractor.api.monthlyReport.save({ id: report.id, basedOn, ...filled(baseline, [1, 9, 3]) });
  expect(await refusalOf(save(report.version))).toMatchObject({
    code: 'monthly-report.not-editable',
    facts: { state: 'submitted' },
    basis,
  });
  expect(
    (await refusalOf(contractor.api.monthlyReport.submit({ id: report.id, basedOn: report.version }))).code,
  ).toBe('monthly-report.not-editable');
  const accepted = await office.api.monthlyReport.accept({ id: report.id, basedOn: report.version });
  expect((await refusalOf(save(accepted.version))).code).toBe('monthly-report.not-editable');
  // The database itself refuses it too, to whoever asks.
  for (const statement of [
    `update report_figure set total = 99 where report_id = '${report.id}'`,
    `update report_revision set summary = '改写' where report_id = '${report.id}'`,
    `insert into report_figure (county, report_id, revision, line_key, this_month, total, previous_total) values ('${county.county}', '${report.id}', 1, gen_random_uuid(), 1, 1, 0)`,
  ])
    await expect(county.asOwner(statement)).rejects.toThrow(/was submitted/);
});

test('D03 一（二）: nobody reports for another contractor, and its reports are not there for him', async () => {
  const { county, baseline, agreementId, submitted, outsider, office, third } = await aStory();
  const report = await submitted('2026-03', [1, 2, 3]);
  const foreign = await refusalOf(
    outsider.api.monthlyReport.draft({ agreementId, period: '2026-04', ...filled(baseline, [1, 1, 1]) }),
  );
  expect(foreign).toMatchObject({ code: 'agreement.not-found', status: 404 });
  expect((await refusalOf(outsider.api.monthlyReport.sheet({ agreementId, period: '2026-04' }))).code).toBe(
    'agreement.not-found',
  );
  for (const attempt of [
    () => outsider.api.monthlyReport.find({ id: report.id }),
    () =>
      outsider.api.monthlyReport.save({
        id: report.id,
        basedOn: report.version,
        ...filled(baseline, [1, 1, 1]),
      }),
    () => outsider.api.monthlyReport.submit({ id: report.id, basedOn: report.version }),
    () =>
      outsider.api.monthlyReport.correct({ id: report.id, basedOn: report.version, reason: '别人的报告' }),
  ])
    expect((await refusalOf(attempt())).code).toBe('monthly-report.not-found');
  expect(
    (await outsider.api.monthlyReport.list({ contractorId: county.organisations.contractor })).items.map(
      ({ contractor }) => contractor.id,
    ),
  ).not.toContain(county.organisations.contractor);
  expect(
    (
      await refusalOf(
        office.api.monthlyReport.draft({ agreementId, period: '2026-04', ...filled(baseline, [1, 1, 1]) }),
      )
    ).code,
  ).toBe('route.not-permitted');
  expect(
    (await refusalOf(third.api.monthlyReport.accept({ id: report.id, basedOn: report.version }))).code,
  ).toBe('route.not-permitted');
});

test('D03 一（二）: sent back with a reason, answered by a new revision; what was sent back stays readable', async () => {
  const { baseline, agreementId, county, submitted, contractor, office } = await aStory();
  const report = await submitted('2026-03', [1, 20, 3]);
  expect(
    (
      await refusalOf(
        office.api.monthlyReport.sendBack({ id: report.id, basedOn: report.version, reason: '补' }),
      )
    ).status,
  ).toBe(400);
  const back = await office.api.monthlyReport.sendBack({
    id: report.id,
    basedOn: report.version,
    reason: '站点数与台账不符，请核实',
  });
  expect(back).toMatchObject({ state: 'returned', returnReason: '站点数与台账不符，请核实' });
  expect(
    (await refusalOf(office.api.monthlyReport.accept({ id: report.id, basedOn: back.version }))).code,
  ).toBe('monthly-report.not-submitted');
  const unchanged = await refusalOf(
    contractor.api.monthlyReport.submit({ id: report.id, basedOn: back.version }),
  );
  expect(unchanged).toMatchObject({
    code: 'monthly-report.nothing-corrected',
    facts: { reason: '站点数与台账不符，请核实' },
  });
  // What was sent back does not count as reported.
  expect(await latestReported(county.db, county.county, agreementId, '2026-05-02')).toBeUndefined();
  expect(await missingReports(county.db, county.county, agreementId, '2026-04-06')).toContainEqual(
    expect.objectContaining({ period: '2026-03', why: 'returned' }),
  );
  const saved = await contractor.api.monthlyReport.save({
    id: report.id,
    basedOn: back.version,
    ...filled(baseline, [1, 18, 3]),
  });
  expect(saved.revision).toMatchObject({
    revision: 2,
    reason: '站点数与台账不符，请核实',
    submittedAt: null,
  });
  expect(stations(await office.api.monthlyReport.find({ id: report.id }), baseline)?.thisMonth).toBe(20);
  const again = await contractor.api.monthlyReport.submit({ id: report.id, basedOn: saved.version });
  expect(again.revisions.map(({ revision, counts }) => [revision, counts])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(
    stations(await office.api.monthlyReport.find({ id: report.id, revision: '1' }), baseline)?.thisMonth,
  ).toBe(20);
  expect(await latestReported(county.db, county.county, agreementId, '2026-05-02')).toMatchObject({
    revision: 2,
    period: '2026-03',
  });
});

test('D03 一（二）: a correction is a new revision with a reason; later drafts take the new total, later reports no longer add up', async () => {
  const { baseline, county, agreementId, accepted, draft, contractor, office } = await aStory('2026-06-02');
  const february = await accepted('2026-02', [0, 10, 0]);
  const march = await accepted('2026-03', [0, 20, 0]);
  const april = await draft('2026-04', [0, 5, 0]);
  expect(stations(april, baseline)).toMatchObject({ previousTotal: 30, total: 35 });
  expect(
    (
      await refusalOf(
        contractor.api.monthlyReport.correct({ id: february.id, basedOn: february.version, reason: '' }),
      )
    ).status,
  ).toBe(400);
  const correcting = await contractor.api.monthlyReport.correct({
    id: february.id,
    basedOn: february.version,
    reason: '重复统计两个站点',
  });
  expect(correcting).toMatchObject({
    state: 'correcting',
    revision: { revision: 2, reason: '重复统计两个站点' },
  });
  // Until the correction is in, what was accepted counts and is what others read.
  expect(stations(await office.api.monthlyReport.find({ id: february.id }), baseline)?.thisMonth).toBe(10);
  const saved = await contractor.api.monthlyReport.save({
    id: february.id,
    basedOn: correcting.version,
    ...filled(baseline, [0, 8, 0]),
  });
  const sent = await contractor.api.monthlyReport.submit({ id: february.id, basedOn: saved.version });
  expect(stations(sent, baseline)?.total).toBe(8);
  expect(stations(await contractor.api.monthlyReport.find({ id: april.id }), baseline)).toMatchObject({
    previousTotal: 30,
    total: 35,
  });
  const unsteady = await office.api.monthlyReport.find({ id: march.id });
  expect(unsteady.standsOnLast).toBe(false);
  expect(stations(unsteady, baseline)).toMatchObject({ previousTotal: 10, total: 30, standsOnLast: false });
  const { items } = await office.api.monthlyReport.list({ agreementId });
  expect(items.filter(({ standsOnLast }) => !standsOnLast).map(({ period }) => period)).toEqual(['2026-03']);
  // Corrected in its turn, the draft after it takes the new total.
  const second = await contractor.api.monthlyReport.correct({
    id: march.id,
    basedOn: march.version,
    reason: '按更正后的二月累计',
  });
  expect(stations(second, baseline)).toMatchObject({ previousTotal: 8, total: 28 });
  await contractor.api.monthlyReport.submit({ id: march.id, basedOn: second.version });
  const submitted = await contractor.api.monthlyReport.submit({ id: april.id, basedOn: april.version });
  expect(stations(submitted, baseline)).toMatchObject({ previousTotal: 28, total: 33 });
  expect(
    (await office.api.monthlyReport.list({ agreementId })).items.every(({ standsOnLast }) => standsOnLast),
  ).toBe(true);
  expect((await latestReported(county.db, county.county, agreementId, '2026-06-02'))?.figures).toContainEqual(
    { lineKey: baseline.lines.station, total: 33 },
  );
  expect((await latestReported(county.db, county.county, agreementId, '2026-02-28'))?.figures).toContainEqual(
    { lineKey: baseline.lines.station, total: 8 },
  );
});

test('D03: a correction may restate the total itself; an ordinary report may not', async () => {
  const { baseline, accepted, contractor } = await aStory();
  const march = await accepted('2026-03', [0, 20, 0]);
  const correcting = await contractor.api.monthlyReport.correct({
    id: march.id,
    basedOn: march.version,
    reason: '系统外旧站点一并计入累计',
  });
  const saved = await contractor.api.monthlyReport.save({
    id: march.id,
    basedOn: correcting.version,
    ...filled(baseline, [0, 20, 0], { total: 26 }),
  });
  const sent = await contractor.api.monthlyReport.submit({ id: march.id, basedOn: saved.version });
  expect(stations(sent, baseline)).toMatchObject({
    thisMonth: 20,
    previousTotal: 0,
    total: 26,
    restated: true,
  });
});

test('D03 一（二）: only months that have begun and bind, submitted from the last day on, with words and every figure', async () => {
  const { county, baseline, agreementId, draft, contractor } = await aStory('2026-04-10');
  expect(await refusalOf(draft('2026-05', [0, 0, 0]))).toMatchObject({
    code: 'monthly-report.month-not-begun',
    basis,
  });
  expect((await refusalOf(draft('2025-01', [0, 0, 0]))).code).toBe('monthly-report.outside-agreement');
  expect(await refusalOf(draft('2021-02', [0, 0, 0]))).toMatchObject({
    code: 'monthly-report.before-regime',
    facts: { inForceFrom: '2021-03-18' },
  });
  const april = await draft('2026-04', [1, 1, 1], { summary: '' });
  const submit = (basedOn: number) => contractor.api.monthlyReport.submit({ id: april.id, basedOn });
  expect(await refusalOf(submit(1))).toMatchObject({
    code: 'monthly-report.month-not-ended',
    facts: { fromOn: '2026-04-30' },
  });
  county.at('2026-04-30');
  expect((await refusalOf(submit(1))).code).toBe('monthly-report.summary-missing');
  const { figures, ...rest } = filled(baseline, [1, 1, 1]);
  const partly = await contractor.api.monthlyReport.save({
    id: april.id,
    basedOn: 1,
    ...rest,
    figures: figures.slice(1),
  });
  expect(partly.lines.map(({ thisMonth }) => thisMonth)).toEqual([null, 1, 1]);
  expect(await refusalOf(submit(2))).toMatchObject({
    code: 'monthly-report.figures-missing',
    facts: { lines: ['建设县级电子商务公共服务中心'] },
  });
  await contractor.api.monthlyReport.save({ id: april.id, basedOn: 2, ...rest, figures });
  expect((await submit(3)).timeliness).toBe('in-time');
  expect((await refusalOf(draft('2026-04', [1, 1, 1]))).code).toBe('monthly-report.exists-already');
  const sheet = await contractor.api.monthlyReport.sheet({ agreementId, period: '2026-04' });
  expect(sheet.reportId).toBe(april.id);
});

test('bad input: foreign lines, negative and over-fine figures, another’s evidence, a stale version', async () => {
  const { county, baseline, draft, contractor, outsider, agreementId } = await aStory();
  const form = filled(baseline, [1, 1, 1]);
  const sending = (figure: object) =>
    contractor.fetch('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        agreementId,
        period: '2026-03',
        ...form,
        figures: [{ ...form.figures[0], ...figure }],
      }),
    });
  for (const figure of [
    { thisMonth: -1 },
    { thisMonth: 1.23456 },
    { thisMonth: '3' },
    { thisMonth: 2e9 },
    { investedFen: 1.5 },
    { investedFen: -1 },
    { extra: 1 },
  ])
    expect((await sending(figure)).status, JSON.stringify(figure)).toBe(400);
  const unknown = await refusalOf(
    contractor.api.monthlyReport.draft({
      agreementId,
      period: '2026-03',
      ...form,
      figures: [{ lineKey: baseline.lines.logistics, thisMonth: 1, investedFen: 0, note: '' }],
    }),
  );
  expect(unknown).toMatchObject({ code: 'monthly-report.line-unknown', basis });
  const twice = await refusalOf(
    contractor.api.monthlyReport.draft({
      agreementId,
      period: '2026-03',
      ...form,
      figures: [...form.figures, ...form.figures.slice(0, 1)],
    }),
  );
  expect(twice.code).toBe('monthly-report.line-twice');
  const theirs = await county.evidence(outsider);
  expect((await refusalOf(draft('2026-03', [1, 1, 1], { evidenceIds: [theirs] }))).code).toBe(
    'evidence.not-found',
  );
  const report = await draft('2026-03', [1, 1, 1]);
  await contractor.api.monthlyReport.save({ id: report.id, basedOn: 1, ...form });
  const stale = await refusalOf(contractor.api.monthlyReport.save({ id: report.id, basedOn: 1, ...form }));
  expect(stale).toMatchObject({ code: 'monthly-report.changed-meanwhile', facts: { version: 2 } });
  expect(
    (await refusalOf(contractor.api.monthlyReport.correct({ id: report.id, basedOn: 2, reason: '尚未受理' })))
      .code,
  ).toBe('monthly-report.not-accepted');
  expect((await refusalOf(contractor.api.monthlyReport.find({ id: county.newId() }))).code).toBe(
    'monthly-report.not-found',
  );
});

test('D03: late and missing months are shown, to the contractor with its drafts and to the office without them', async () => {
  const { county, agreementId, draft, submitted, contractor, office } = await aStory('2026-04-10');
  await submitted('2026-02', [1, 1, 1]);
  const hidden = await draft('2026-03', [1, 1, 1]);
  const own = (await contractor.api.monthlyReport.list({})).items;
  expect(
    own.slice(0, 2).map(({ period, state, timeliness, may }) => [period, state, timeliness, may.draft]),
  ).toEqual([
    ['2026-03', 'draft', 'missing', false],
    ['2026-02', 'submitted', 'late', false],
  ]);
  const seen = (await office.api.monthlyReport.list({ agreementId })).items;
  expect(
    seen.slice(0, 3).map(({ period, reportId, timeliness }) => [period, reportId !== null, timeliness]),
  ).toEqual([
    ['2026-03', false, 'missing'],
    ['2026-02', true, 'late'],
    ['2026-01', false, 'missing'],
  ]);
  const missing = (await office.api.monthlyReport.list({ agreementId, timeliness: 'missing' })).items;
  expect(missing.map(({ period }) => period)).toEqual(
    seen.filter(({ timeliness }) => timeliness === 'missing').map(({ period }) => period),
  );
  expect(
    (await office.api.monthlyReport.list({ state: 'submitted' })).items.map(({ period }) => period),
  ).toEqual(['2026-02']);
  expect((await office.api.monthlyReport.list({ period: '2026-02' })).items).toHaveLength(2);
  const gone = await missingReports(county.db, county.county, agreementId, '2026-04-10');
  expect(gone.map(({ period }) => period)).toContain('2026-03');
  expect(gone.map(({ period }) => period)).not.toContain('2026-02');
  await contractor.api.monthlyReport.submit({ id: hidden.id, basedOn: 1 });
  expect(
    (await missingReports(county.db, county.county, agreementId, '2026-04-10')).map(({ period }) => period),
  ).not.toContain('2026-03');
});

test('lists are paged: every month once', async () => {
  const { office } = await aStory('2029-06-10');
  const periods: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await office.api.monthlyReport.list(cursor ? { cursor } : {});
    periods.push(...page.items.map(({ key }) => key));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(new Set(periods).size).toBe(periods.length);
  expect((await refusalOf(office.api.monthlyReport.list({ cursor: 'nonsense' }))).status).toBe(400);
});

test('a correction keeps what the earlier revision carried', async () => {
  const { county, baseline, accepted, contractor, office } = await aStory();
  const first = await county.evidence(contractor);
  const march = await accepted('2026-03', [1, 1, 1], { evidenceIds: [first] });
  const correcting = await contractor.api.monthlyReport.correct({
    id: march.id,
    basedOn: march.version,
    reason: '补充佐证材料',
  });
  expect(correcting.evidence.map(({ id }) => id)).toEqual([first]);
  const second = await county.evidence(contractor);
  await contractor.api.monthlyReport.save({
    id: march.id,
    basedOn: correcting.version,
    ...filled(baseline, [1, 1, 1], { evidenceIds: [second] }),
  });
  expect((await office.api.monthlyReport.find({ id: march.id })).evidence.map(({ id }) => id)).toEqual([
    first,
  ]);
  expect((await contractor.api.monthlyReport.find({ id: march.id })).evidence.map(({ id }) => id)).toEqual([
    second,
  ]);
});

test('D03: a report that falls under a waived obligation leaves it waived', async () => {
  const { county, agreementId, submitted, office, leader } = await aStory('2026-05-02');
  const owed = await owedOf(county, agreementId, '2026-05');
  const proposal = await office.api.obligation.proposeWaiver({
    id: owed?.id ?? '',
    reason: '系统切换，当月免报',
  });
  await leader.api.obligation.decideWaiver({
    id: proposal.id,
    basedOn: 1,
    outcome: 'approved',
    reason: '同意当月免报',
  });
  expect((await submitted('2026-04', [1, 1, 1])).state).toBe('submitted');
  expect((await owedOf(county, agreementId, '2026-05'))?.state).toBe('waived');
});

test('eight submissions and eight acceptances at once: one of each', async () => {
  const { draft, contractor, office, lead } = await aStory();
  const { id } = await draft('2026-04', [1, 1, 1]);
  const sent = await race(
    Array.from({ length: 8 }, () => contractor.api.monthlyReport.submit({ id, basedOn: 1 })),
  );
  expect(sent).toEqual({
    granted: 1,
    refusals: Array.from({ length: 7 }, () => 'monthly-report.changed-meanwhile'),
  });
  const taken = await race(
    Array.from({ length: 8 }, (_, at) =>
      (at % 2 ? office : lead).api.monthlyReport.accept({ id, basedOn: 2 }),
    ),
  );
  expect(taken).toEqual({
    granted: 1,
    refusals: Array.from({ length: 7 }, () => 'monthly-report.changed-meanwhile'),
  });
  const begun = await race(Array.from({ length: 8 }, () => draft('2026-03', [1, 1, 1])));
  expect(begun).toEqual({
    granted: 1,
    refusals: Array.from({ length: 7 }, () => 'monthly-report.exists-already'),
  });
});

import { expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { orderedRectifications, reported, servedLetter, verified } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { openItems, overdueItems } from './rectification.service.ts';

const followUp = { clause: 'tongcheng-2021:1.4' };
const noLenience = { clause: 'tongcheng-2021:1.5' };

async function aStory(at?: string): Promise<{ county: County; baseline: Baseline }> {
  const county = await aCounty(at ? { at } : {});
  const baseline = await aBaseline(county);
  await theGroup(county);
  return { county, baseline };
}

async function one(
  county: County,
  baseline: Baseline,
  options: Parameters<typeof orderedRectifications>[3] = {},
): Promise<string> {
  const [id] = await orderedRectifications(county, baseline, 1, options);
  return id ?? '';
}

const seenBy = async (person: County['people']['office'], id: string) =>
  (await person.api.rectification.find({ id })).rectification;

const aReport = {
  cause: '驻店人员离职',
  measure: '新聘站长并培训',
  responsiblePerson: '站长 示例',
  result: '恢复每日营业',
};

test('D09 一(四): from service to 销号, each step by whom it belongs to, and the letter closes with its last item', async () => {
  const { county, baseline } = await aStory();
  const { office, contractor, lead, second, third } = county.people;
  const [first, last] = await orderedRectifications(county, baseline, 2);
  if (!first || !last) throw new Error('two items were ordered');
  expect(await seenBy(contractor, first)).toMatchObject({
    state: 'ordered',
    servedOn: '2026-04-10',
    // 15 working days, over the holiday of 1 May to 5 May.
    dueOn: '2026-05-06',
    provisional: false,
    may: { report: true, askExtension: true, close: false },
  });
  county.at('2026-04-20');
  const report = await reported(county, first);
  expect(report).toMatchObject({ state: 'reported', reports: [{ attempt: 1, completedOn: '2026-04-20' }] });
  expect(report.reports[0]?.evidence).toHaveLength(1);
  expect((await seenBy(second, first)).may).toMatchObject({ reinspect: true, arrange: true, close: false });
  // The office’s people are not in the group: they close, and do not re-inspect.
  expect((await seenBy(office, first)).may).toMatchObject({ reinspect: false, arrange: true });
  const planned = await lead.api.rectification.arrange({
    id: first,
    basedOn: report.version,
    plannedOn: '2026-04-22',
    members: [second.id, third.id],
  });
  expect(planned.planned).toMatchObject({ on: '2026-04-22' });
  county.at('2026-04-22');
  const visit = await verified(county, first);
  expect(visit).toMatchObject({
    state: 'verified',
    reinspections: [{ conclusion: 'rectified', inspectedOn: '2026-04-22' }],
  });
  county.at('2026-04-23');
  const closed = await office.api.rectification.close({ id: first, basedOn: visit.version });
  expect(closed).toMatchObject({
    state: 'closed',
    closedOn: '2026-04-23',
    closedBy: { name: office.name },
    signals: [],
  });
  const letterId = closed.letter.id;
  expect((await office.api.supervisionLetter.find({ id: letterId })).letter.state).toBe('served');
  await reported(county, last);
  const mostly = await verified(county, last, 'mostly');
  await office.api.rectification.close({ id: last, basedOn: mostly.version });
  const { letter } = await office.api.supervisionLetter.find({ id: letterId });
  expect(letter).toMatchObject({ state: 'closed', closedOn: '2026-04-23' });
  expect(letter.items.map(({ findingState }) => findingState)).toEqual(['closed', 'closed']);
  expect((await office.api.rectification.find({ id: first })).history.map(({ type }) => type)).toEqual([
    'rectification.ordered',
    'rectification.reported',
    'rectification.reinspection-arranged',
    'rectification.reinspected',
    'rectification.closed',
  ]);
});

test('D09 一(四): the deadline of each item is counted in working days from the day after service, 调休 included', async () => {
  const { county, baseline } = await aStory('2026-02-10T09:00:00+08:00');
  const { contractor } = county.people;
  const due = async (id: string) => {
    const { servedOn, dueOn, originalDueOn } = await seenBy(contractor, id);
    return { servedOn, dueOn, originalDueOn };
  };
  const fifteen = await one(county, baseline);
  expect(await due(fifteen)).toEqual({
    servedOn: '2026-02-10',
    dueOn: '2026-03-09',
    originalDueOn: '2026-03-09',
  });
  const five = await one(county, baseline, { severity: 'serious' });
  // Saturday 14 February is worked; the Spring Festival is not.
  expect(await due(five)).toMatchObject({ dueOn: '2026-02-24' });
});

test('D09: a deadline beyond the announced calendar is provisional, and says so', async () => {
  const { county, baseline } = await aStory('2026-12-25T09:00:00+08:00');
  const id = await one(county, baseline);
  expect(await seenBy(county.people.contractor, id)).toMatchObject({
    provisional: true,
    servedOn: '2026-12-25',
  });
});

test('D09 一(四): a report needs evidence of one’s own, that is no old photo, and a possible day', async () => {
  const { county, baseline } = await aStory();
  const { contractor, inspector, outsider } = county.people;
  const id = await one(county, baseline);
  county.at('2026-04-20');
  const photo = await county.evidence(contractor);
  const report = (change: object = {}) =>
    contractor.api.rectification.report({
      id,
      basedOn: 1,
      ...aReport,
      completedOn: '2026-04-18',
      evidence: [photo],
      ...change,
    });
  expect(await refusalOf(report({ evidence: [] }))).toMatchObject({
    code: 'rectification.evidence-missing',
    basis: [followUp],
  });
  expect((await refusalOf(report({ completedOn: '2026-04-21' }))).code).toBe(
    'rectification.completed-in-future',
  );
  expect((await refusalOf(report({ completedOn: '2026-04-09' }))).code).toBe(
    'rectification.completed-before-found',
  );
  const foreign = await county.evidence(inspector);
  expect((await refusalOf(report({ evidence: [foreign] }))).code).toBe('rectification.evidence-unknown');
  const before = (await seenBy(contractor, id)).finding.evidence[0];
  if (!before) throw new Error('the finding has a photo');
  const bytes = await (await contractor.fetch(`/api/evidence/${before.id}/content`)).arrayBuffer();
  await contractor.fetch(`/api/files/${before.sha256}`, { method: 'PUT', body: bytes });
  const again = await contractor.api.evidence.register({
    id: county.newId(),
    sha256: before.sha256,
    name: '整改后.png',
    source: 'gallery',
  });
  expect(await refusalOf(report({ evidence: [again.id] }))).toMatchObject({
    code: 'rectification.same-photo',
    facts: { name: '整改后.png' },
    basis: [noLenience],
  });
  expect((await refusalOf(report({ basedOn: 2 }))).code).toBe('rectification.changed-meanwhile');
  expect(await refusalOf(outsider.api.rectification.find({ id }))).toMatchObject({
    code: 'rectification.not-found',
    status: 404,
  });
  const theirs = outsider.api.rectification.report({
    id,
    basedOn: 1,
    ...aReport,
    completedOn: '2026-04-18',
    evidence: [],
  });
  expect((await refusalOf(theirs)).code).toBe('rectification.not-found');
  expect((await report()).state).toBe('reported');
  expect((await refusalOf(report({ basedOn: 2 }))).code).toBe('rectification.wrong-state');
});

test('D09: a report that does not suffice goes back with a reason, stays on record, and is made again', async () => {
  const { county, baseline } = await aStory();
  const { lead, contractor } = county.people;
  const id = await one(county, baseline);
  const first = await reported(county, id);
  const back = await lead.api.rectification.sendBack({
    id,
    basedOn: first.version,
    reason: '照片看不出是否营业',
  });
  expect(back).toMatchObject({
    state: 'returned',
    reports: [{ returnedReason: '照片看不出是否营业', returnedBy: lead.name }],
  });
  expect(
    (await refusalOf(lead.api.rectification.sendBack({ id, basedOn: back.version, reason: '再退一次' })))
      .code,
  ).toBe('rectification.wrong-state');
  const second = await reported(county, id);
  expect(second.reports.map(({ attempt, returnedReason }) => [attempt, returnedReason])).toEqual([
    [1, '照片看不出是否营业'],
    [2, null],
  ]);
  expect((await contractor.api.rectification.find({ id })).rectification.state).toBe('reported');
  await expect(
    county.asOwner('update rectification_report set result = $1 where rectification_id = $2', ['改写', id]),
  ).rejects.toThrow(/cannot be changed/);
});

test('D09: one extension, asked before the deadline and decided by another; the old deadline stays beside it', async () => {
  const { county, baseline } = await aStory();
  const { contractor, office, lead } = county.people;
  const id = await one(county, baseline);
  county.at('2026-05-06');
  const ask = (basedOn: number, untilOn: string) =>
    contractor.api.rectification.askExtension({ id, basedOn, untilOn, reason: '设备到货延迟，附供货商说明' });
  expect((await refusalOf(ask(1, '2026-05-06'))).code).toBe('rectification.extension-not-later');
  expect(await refusalOf(ask(1, '2026-05-20'))).toMatchObject({
    code: 'rectification.extension-too-long',
    facts: { latestOn: '2026-05-19', days: 10, dayKind: 'working-days' },
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
  expect(await refusalOf(ask(1, '2026-05-10'))).toMatchObject({
    code: 'rectification.extension-rest-day',
    facts: { nextOn: '2026-05-11' },
  });
  expect(
    (
      await refusalOf(
        office.api.rectification.decideExtension({ id, basedOn: 1, granted: true, reason: '同意延期' }),
      )
    ).code,
  ).toBe('rectification.no-extension-asked');
  const asked = await ask(1, '2026-05-15');
  expect(asked).toMatchObject({ dueOn: '2026-05-06', extension: { state: 'asked', untilOn: '2026-05-15' } });
  expect((await refusalOf(ask(asked.version, '2026-05-18'))).code).toBe('rectification.extension-open');
  const decide = { id, basedOn: asked.version, granted: true, reason: '情况属实，同意' };
  expect((await refusalOf(lead.api.rectification.decideExtension(decide))).code).toBe(
    'rectification.not-permitted',
  );
  const granted = await office.api.rectification.decideExtension(decide);
  expect(granted).toMatchObject({
    dueOn: '2026-05-15',
    originalDueOn: '2026-05-06',
    extension: { state: 'granted' },
  });
  expect(await refusalOf(ask(granted.version, '2026-05-18'))).toMatchObject({
    code: 'rectification.extended-already',
    facts: { times: 1 },
  });
  county.at('2026-05-16');
  const other = await one(county, baseline);
  county.at('2026-06-09');
  const late = contractor.api.rectification.askExtension({
    id: other,
    basedOn: 1,
    untilOn: '2026-06-12',
    reason: '忘了申请延期',
  });
  expect((await refusalOf(late)).code).toBe('rectification.extension-too-late');
});

test('D09: a declined extension leaves the deadline as it is', async () => {
  const { county, baseline } = await aStory();
  const { contractor, office } = county.people;
  const id = await one(county, baseline);
  const asked = await contractor.api.rectification.askExtension({
    id,
    basedOn: 1,
    untilOn: '2026-05-15',
    reason: '设备到货延迟',
  });
  const declined = await office.api.rectification.decideExtension({
    id,
    basedOn: asked.version,
    granted: false,
    reason: '理由不充分',
  });
  expect(declined).toMatchObject({
    dueOn: '2026-05-06',
    extension: { state: 'declined', decidedBy: { name: office.name } },
  });
});

test('D09 一(五): re-inspection by two of the group, not only those who found it, nobody related, and with photos', async () => {
  const { county, baseline } = await aStory();
  const { lead, inspector, second, third, office, finance } = county.people;
  const id = await one(county, baseline);
  county.at('2026-04-20');
  const { version } = await reported(county, id);
  county.at('2026-04-21');
  const photo = await county.evidence(second);
  const visit = (change: object = {}) =>
    second.api.rectification.reinspect({
      id,
      basedOn: version,
      members: [second.id, third.id],
      inspectedOn: '2026-04-21',
      conclusion: 'rectified',
      fact: '站点营业正常，台账连续',
      evidence: [photo],
      ...change,
    });
  expect(await refusalOf(visit({ members: [second.id] }))).toMatchObject({
    code: 'rectification.too-few-reinspectors',
    facts: { least: 2 },
    basis: [{ clause: 'tongcheng-2021:1.5', localSupplement: true }],
  });
  // 赵 found it, 李 led the team that did.
  expect(await refusalOf(visit({ members: [inspector.id, lead.id] }))).toMatchObject({
    code: 'rectification.finder-alone',
    basis: [followUp, noLenience],
  });
  expect(await refusalOf(visit({ members: [second.id, finance.id] }))).toMatchObject({
    code: 'rectification.not-in-group',
    basis: [{ clause: 'tongcheng-2021:1.3' }],
  });
  expect((await refusalOf(visit({ members: [inspector.id, third.id] }))).code).toBe(
    'rectification.recorder-not-there',
  );
  expect((await refusalOf(visit({ inspectedOn: '2026-04-22' }))).code).toBe(
    'rectification.inspected-in-future',
  );
  expect((await refusalOf(visit({ inspectedOn: '2026-04-19' }))).code).toBe(
    'rectification.inspected-before-report',
  );
  expect((await refusalOf(visit({ evidence: [] }))).code).toBe('rectification.after-photo-missing');
  const beforePhoto = (await seenBy(second, id)).finding.evidence[0]?.id ?? '';
  expect((await refusalOf(visit({ evidence: [beforePhoto] }))).code).toBe('rectification.same-photo');
  await office.api.organisation.declareRelation({
    personId: third.id,
    contractorId: county.organisations.contractor,
    relation: 'business',
    statement: '曾为该企业提供咨询服务',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  expect(await refusalOf(visit())).toMatchObject({
    code: 'rectification.related',
    facts: { person: third.name },
  });
  const { items } = await lead.api.rectification.candidates({ id });
  expect(items.find((person) => person.id === third.id)).toMatchObject({
    related: true,
    onFindingTeam: false,
  });
  expect(items.find((person) => person.id === inspector.id)).toMatchObject({
    related: false,
    onFindingTeam: true,
  });
  const done = await visit({ members: [second.id, inspector.id] });
  expect(done).toMatchObject({
    state: 'verified',
    reinspections: [{ evidence: [{ uploadedBy: second.name }] }],
  });
  expect((await refusalOf(visit({ basedOn: done.version, members: [second.id, inspector.id] }))).code).toBe(
    'rectification.wrong-state',
  );
});

test('D09: what is not rectified goes back to the contractor and is re-inspected again', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const id = await one(county, baseline);
  await reported(county, id);
  const failed = await verified(county, id, 'not-rectified');
  expect(failed.state).toBe('not-verified');
  expect((await refusalOf(office.api.rectification.close({ id, basedOn: failed.version }))).code).toBe(
    'rectification.wrong-state',
  );
  await reported(county, id);
  const passed = await verified(county, id);
  expect(passed.reinspections.map(({ attempt, conclusion }) => [attempt, conclusion])).toEqual([
    [1, 'not-rectified'],
    [2, 'rectified'],
  ]);
});

test('D09, D13 一(四)(五): no 销号 without evidence, without re-inspection, by finder, rectifier, re-inspector or another office', async () => {
  const { county, baseline } = await aStory();
  const { office, lead, reviewer, inspector, finance, contractor } = county.people;
  // A member of the office who was on the finding team and raised it; another who re-inspects.
  const finder = await county.person(county.organisations.office, '办公室 孔');
  const colleague = await county.person(county.organisations.office, '办公室 曹');
  await office.api.organisation.appoint({
    personId: colleague.id,
    role: 'member',
    fromOn: '2025-01-01',
    untilOn: null,
  });
  const id = await one(county, baseline, { foundBy: finder });
  const close = async (person: County['people']['office']) => {
    const { version } = await seenBy(office, id);
    return person.api.rectification.close({ id, basedOn: version });
  };
  const both = [followUp, noLenience];
  const before = await county.events();
  expect(await refusalOf(close(office))).toMatchObject({ code: 'rectification.no-evidence', basis: both });
  expect(await refusalOf(close(finder))).toMatchObject({
    code: 'rectification.closed-by-finder',
    basis: both,
  });
  expect(await county.events()).toBe(before);
  const report = await reported(county, id);
  expect(await refusalOf(close(office))).toMatchObject({
    code: 'rectification.not-reinspected',
    basis: both,
  });
  const visit = await colleague.api.rectification.reinspect({
    id,
    basedOn: report.version,
    members: [colleague.id, county.people.second.id],
    inspectedOn: '2026-04-10',
    conclusion: 'rectified',
    fact: '现场查看，已恢复营业',
    evidence: [await county.evidence(colleague)],
  });
  expect(visit.may).toMatchObject({ close: false });
  expect(await refusalOf(close(finder))).toMatchObject({
    code: 'rectification.closed-by-finder',
    basis: both,
  });
  expect(await refusalOf(close(colleague))).toMatchObject({
    code: 'rectification.closed-by-reinspector',
    basis: both,
  });
  expect((await refusalOf(close(lead))).code).toBe('rectification.not-permitted');
  expect((await refusalOf(close(inspector))).code).toBe('rectification.not-permitted');
  expect((await refusalOf(close(finance))).code).toBe('route.not-permitted');
  expect((await refusalOf(close(contractor))).code).toBe('route.not-permitted');
  // Who reviewed the letter does not close what it demands, nor does its drafter (S2).
  for (const author of [reviewer, county.people.drafter])
    expect(await refusalOf(close(author))).toMatchObject({
      code: 'rectification.closed-by-author',
      basis: [followUp, noLenience],
    });
  expect((await close(office)).signals).toEqual(['closed-on-report-day']);
});

test('D13 一(五): an inspector of 商务局 who found it is told why he cannot close it', async () => {
  const { county, baseline } = await aStory();
  const { inspector } = county.people;
  const id = await one(county, baseline);
  const { version } = await reported(county, id);
  expect(await refusalOf(inspector.api.rectification.close({ id, basedOn: version }))).toMatchObject({
    code: 'rectification.closed-by-finder',
    basis: [followUp, noLenience],
  });
});

test('D09: eight closings at once make one, and one event', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const colleague = await county.person(county.organisations.office, '办公室 曹');
  const id = await one(county, baseline);
  await reported(county, id);
  const { version } = await verified(county, id);
  const outcome = await race(
    Array.from({ length: 8 }, (_, at) =>
      (at % 2 ? office : colleague).api.rectification.close({ id, basedOn: version }),
    ),
  );
  expect(outcome.granted).toBe(1);
  expect(outcome.refusals).toEqual(Array.from({ length: 7 }, () => 'rectification.changed-meanwhile'));
  expect(
    (await office.api.rectification.find({ id })).history.filter(
      ({ type }) => type === 'rectification.closed',
    ),
  ).toHaveLength(1);
});

test('D09: two last items closed at once close their letter once', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const ids = await orderedRectifications(county, baseline, 4);
  const ready = [];
  for (const id of ids) {
    await reported(county, id);
    ready.push(await verified(county, id));
  }
  await Promise.all(ready.map(({ id, version }) => office.api.rectification.close({ id, basedOn: version })));
  const letterId = ready[0]?.letter.id ?? '';
  const { letter, history } = await office.api.supervisionLetter.find({ id: letterId });
  expect(letter.state).toBe('closed');
  expect(history.filter(({ type }) => type === 'supervision-letter.closed')).toHaveLength(1);
});

test('the gate is told what is open and what is overdue', async () => {
  const { county, baseline } = await aStory();
  const [inTime, late] = await orderedRectifications(county, baseline, 2);
  await reported(county, inTime ?? '');
  const overdue = async (asOf: string) =>
    (await overdueItems(county.db, county.county, baseline.agreementId, asOf)).map(({ id }) => id);
  expect(await overdue('2026-05-06')).toEqual([]);
  expect(await overdue('2026-05-07')).toEqual([late]);
  expect(await openItems(county.db, county.county, baseline.agreementId)).toHaveLength(2);
  expect(await openItems(county.db, county.county, baseline.rivalAgreementId)).toEqual([]);
});

test('the ledger filters by state, delay, severity, letter and contractor, and a contractor sees its own only', async () => {
  const { county, baseline } = await aStory();
  const { office, contractor, outsider, auditor } = county.people;
  const [serious] = await orderedRectifications(county, baseline, 1, { severity: 'serious' });
  const [ordinary] = await orderedRectifications(county, baseline, 1);
  const ids = await confirmedFindings(county, baseline, 1, { of: 'rival' });
  const rivals = await servedLetter(county, baseline.rivalAgreementId, ids);
  county.at('2026-04-20');
  await reported(county, ordinary ?? '');
  const list = async (filter: Parameters<typeof office.api.rectification.list>[0], by = office) =>
    (await by.api.rectification.list(filter)).items.map(({ id }) => id);
  const rival = rivals.items[0]?.rectificationId ?? '';
  expect((await list({})).toSorted()).toEqual([serious, ordinary, rival].toSorted());
  expect(await list({ state: 'reported' })).toEqual([ordinary]);
  expect(await list({ overdue: 'yes' })).toEqual([serious]);
  expect((await list({ overdue: 'no' })).toSorted()).toEqual([ordinary, rival].toSorted());
  expect(await list({ steps: 'due' })).toEqual([serious]);
  expect(await list({ severity: 'serious' })).toEqual([serious]);
  expect(await list({ letter: rivals.id })).toEqual([rival]);
  expect(await list({ contractor: county.organisations.rival })).toEqual([rival]);
  expect(await list({ search: '〔2026〕2号' })).toEqual([ordinary]);
  expect(await list({}, outsider)).toEqual([rival]);
  expect(await list({ contractor: county.organisations.rival }, contractor)).toHaveLength(2);
  expect(await list({}, auditor)).toHaveLength(3);
  const [row] = (await office.api.rectification.list({ state: 'reported' })).items;
  expect(row).toMatchObject({
    letterNumber: '隽电商办督〔2026〕2号',
    responsiblePerson: '站长 示例',
    overdueDays: 0,
    stepsDue: [],
  });
  expect(await office.api.rectification.summary({})).toMatchObject({
    open: 3,
    overdue: 1,
    reported: 1,
    stepsDue: 1,
  });
  expect(await outsider.api.rectification.summary({})).toMatchObject({ open: 1, overdue: 0 });
});

test('a refused act leaves neither change nor event', async () => {
  const { county, baseline } = await aStory();
  const { second } = county.people;
  const id = await one(county, baseline);
  await reported(county, id);
  const before = await county.events();
  const foreign = await county.evidence(county.people.contractor);
  const registered = await county.events();
  const refusal = await refusalOf(
    second.api.rectification.reinspect({
      id,
      basedOn: 2,
      members: [second.id, county.people.third.id],
      inspectedOn: '2026-04-10',
      conclusion: 'rectified',
      fact: '现场查看正常',
      evidence: [foreign],
    }),
  );
  expect(refusal.code).toBe('rectification.evidence-unknown');
  expect([registered, await county.events()]).toEqual([before + 1, before + 1]);
  expect((await seenBy(second, id)).state).toBe('reported');
});

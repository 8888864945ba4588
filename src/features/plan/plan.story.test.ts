import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

const projectFields = {
  name: '综合示范项目',
  nameEn: 'Demonstration project',
  batchYear: 2025,
  centralFen: 100_000_000,
  localFen: 20_000_000,
  startsOn: '2025-01-01',
  endsOn: '2026-12-31',
};
const aLine = {
  area: 'station' as const,
  task: '村级服务站建设',
  content: '建设村级电商服务站100个',
  unit: '个',
  target: 100,
  plannedStartOn: '2025-02-01',
  plannedFinishOn: '2025-12-31',
  budgetFen: 60_000_000,
  important: true,
};
const otherLine = {
  ...aLine,
  area: 'training' as const,
  task: '电商培训',
  unit: '人次',
  target: 2000.5,
  budgetFen: 40_000_000,
  important: false,
};
const clauseOne = { clause: 'tongcheng-2021:1.1' };

async function aProject({ people }: County) {
  return people.office.api.plan.registerProject(projectFields);
}

/** A project with its first version approved. */
async function anApprovedPlan(county: County) {
  const project = await aProject(county);
  const { lead, leader } = county.people;
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '', lines: [aLine, otherLine] });
  await lead.api.plan.submit({ id: draft.id, basedOn: 1 });
  const plan = await leader.api.plan.approve({ id: draft.id, basedOn: 2, inForceFrom: '2025-01-01' });
  return { project, plan };
}

test('D02 一(一): the plan is drafted, saved again and again, submitted and approved, and is then in force', async () => {
  const county = await aCounty();
  const { lead, inspector, leader, auditor } = county.people;
  const project = await aProject(county);
  expect(project).toMatchObject({ moneyFen: 120_000_000, basis: [clauseOne] });
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '' });
  expect(draft).toMatchObject({ number: 1, state: 'draft', lines: [], may: { save: true, approve: false } });
  const saved = await inspector.api.plan.save({ id: draft.id, basedOn: 1, reason: '', lines: [aLine] });
  const again = await lead.api.plan.save({
    id: draft.id,
    basedOn: 2,
    reason: '',
    lines: [otherLine, ...saved.lines.map((line) => ({ ...line, target: 120 }))],
  });
  expect(again.lines.map(({ task, target }) => [task, target])).toEqual([
    ['电商培训', 2000.5],
    ['村级服务站建设', 120],
  ]);
  expect(again.lines[1]?.lineKey).toBe(saved.lines[0]?.lineKey);
  expect(again.totalFen).toBe(100_000_000);
  const submitted = await lead.api.plan.submit({ id: draft.id, basedOn: 3 });
  expect(submitted.state).toBe('submitted');
  const approved = await leader.api.plan.approve({ id: draft.id, basedOn: 4, inForceFrom: '2025-01-01' });
  expect(approved).toMatchObject({
    state: 'approved',
    approvedBy: leader.name,
    draftedBy: lead.name,
    inForceUntil: null,
  });
  const seen = await auditor.api.plan.project({ id: project.id });
  expect(seen.inForce?.id).toBe(draft.id);
  const { history } = await auditor.api.plan.find({ id: draft.id });
  expect(history.map(({ type }) => type)).toEqual([
    'plan.drafted',
    'plan.saved',
    'plan.saved',
    'plan.submitted',
    'plan.approved',
  ]);
});

test('D02 一(一): what was approved can be changed neither by its drafters nor by whoever reaches the tables', async () => {
  const county = await aCounty();
  const { plan } = await anApprovedPlan(county);
  const before = await county.events();
  const { lead, leader } = county.people;
  const changed = await refusalOf(
    lead.api.plan.save({ id: plan.id, basedOn: plan.version, reason: '悄悄改动', lines: [aLine] }),
  );
  expect(changed).toMatchObject({
    code: 'plan.approved-fixed',
    status: 409,
    basis: [clauseOne],
    facts: { number: 1 },
  });
  expect((await refusalOf(lead.api.plan.submit({ id: plan.id, basedOn: plan.version }))).code).toBe(
    'plan.approved-fixed',
  );
  expect(
    (await refusalOf(leader.api.plan.sendBack({ id: plan.id, basedOn: plan.version, reason: '退回重来' })))
      .code,
  ).toBe('plan.approved-fixed');
  expect(await county.events()).toBe(before);
  const lines = county.db
    .updateTable('plan_line')
    .set({ target: '1' })
    .where('county', '=', county.county)
    .where('plan_id', '=', plan.id);
  await expect(lines.execute()).rejects.toThrow(/only while it is a draft/);
  await expect(
    county.asOwner('update plan_line set target = 1 where county = $1', [county.county]),
  ).rejects.toThrow(/only while it is a draft/);
  await expect(
    county.asOwner("update plan set in_force_from = '2025-06-01' where county = $1", [county.county]),
  ).rejects.toThrow(/replaced, never changed/);
});

test('D02 一(一): nobody approves an own plan, and only the leading group approves', async () => {
  const county = await aCounty();
  const project = await aProject(county);
  const { lead, office, finance } = county.people;
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '', lines: [aLine] });
  await lead.api.plan.submit({ id: draft.id, basedOn: 1 });
  const approval = { id: draft.id, basedOn: 2, inForceFrom: '2025-01-01' };
  expect(await refusalOf(lead.api.plan.approve(approval))).toMatchObject({
    code: 'plan.own-approval',
    basis: [clauseOne],
  });
  expect(await refusalOf(office.api.plan.approve(approval))).toMatchObject({
    code: 'plan.not-permitted',
    status: 403,
    basis: [clauseOne],
  });
  expect((await refusalOf(finance.api.plan.approve(approval))).code).toBe('route.not-permitted');
});

test('D02 一(一): a new version needs a reason, and keeps the keys of the lines it keeps', async () => {
  const county = await aCounty();
  const { project, plan } = await anApprovedPlan(county);
  const { lead, leader } = county.people;
  const silent = await refusalOf(lead.api.plan.draft({ projectId: project.id, reason: '' }));
  expect(silent).toMatchObject({ code: 'plan.reason-required', facts: { number: 2 }, basis: [clauseOne] });
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '上级调整培训任务' });
  expect(draft.lines.map(({ lineKey }) => lineKey)).toEqual(plan.lines.map(({ lineKey }) => lineKey));
  expect(
    (await refusalOf(lead.api.plan.save({ id: draft.id, basedOn: 1, reason: ' ', lines: draft.lines }))).code,
  ).toBe('plan.reason-required');
  const [first] = draft.lines;
  if (!first) throw new Error('the draft lost its lines');
  await lead.api.plan.save({
    id: draft.id,
    basedOn: 1,
    reason: '上级调整培训任务',
    lines: [
      { ...first, target: 120 },
      { ...aLine, task: '新增任务', budgetFen: 1 },
    ],
  });
  await lead.api.plan.submit({ id: draft.id, basedOn: 2 });
  const backdated = await refusalOf(
    leader.api.plan.approve({ id: draft.id, basedOn: 3, inForceFrom: '2026-04-09' }),
  );
  expect(backdated).toMatchObject({
    code: 'plan.retroactive',
    facts: { todayOn: '2026-04-10' },
    basis: [clauseOne],
  });
  const approved = await leader.api.plan.approve({ id: draft.id, basedOn: 3, inForceFrom: '2026-05-01' });
  expect(approved.number).toBe(2);
  const comparison = await leader.api.plan.compare({ id: draft.id });
  expect(comparison.added.map(({ task }) => task)).toEqual(['新增任务']);
  expect(comparison.removed.map(({ task }) => task)).toEqual(['电商培训']);
  expect(comparison.changed).toMatchObject([
    { before: { target: 100 }, after: { target: 120 }, fields: ['target'] },
  ]);
});

test('D02 一(一): the former version is superseded in the same act, and stays the one of its own days', async () => {
  const county = await aCounty();
  const { project, plan } = await anApprovedPlan(county);
  const { lead, leader, auditor } = county.people;
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '上级调整任务' });
  await lead.api.plan.submit({ id: draft.id, basedOn: 1 });
  await leader.api.plan.approve({ id: draft.id, basedOn: 2, inForceFrom: '2026-05-01' });
  const { plans, inForce } = await auditor.api.plan.project({ id: project.id });
  expect(plans).toMatchObject([
    { number: 2, state: 'approved', inForceFrom: '2026-05-01' },
    { number: 1, state: 'superseded', inForceUntil: '2026-05-01' },
  ]);
  expect(inForce?.number, 'until its day comes, the former version is in force').toBe(1);
  const on = (day: string) => auditor.api.plan.inForceOn({ projectId: project.id, on: day });
  expect((await on('2026-04-30')).id).toBe(plan.id);
  expect((await on('2026-05-01')).id).toBe(draft.id);
  expect(await refusalOf(on('2024-12-31'))).toMatchObject({ code: 'plan.none-in-force', basis: [clauseOne] });
  const { history } = await auditor.api.plan.find({ id: plan.id });
  expect(history.at(-1)).toMatchObject({ type: 'plan.superseded', note: '上级调整任务', actor: leader.name });
});

test('D02 一(一): eight approvals at once make one baseline', async () => {
  const county = await aCounty();
  const project = await aProject(county);
  const { lead, leader } = county.people;
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '', lines: [aLine] });
  await lead.api.plan.submit({ id: draft.id, basedOn: 1 });
  const outcome = await race(
    Array.from({ length: 8 }, () =>
      leader.api.plan.approve({ id: draft.id, basedOn: 2, inForceFrom: '2025-01-01' }),
    ),
  );
  expect(outcome).toEqual({ granted: 1, refusals: Array(7).fill('plan.approved-fixed') });
  const drafts = await race(
    Array.from({ length: 8 }, () => lead.api.plan.draft({ projectId: project.id, reason: '调整任务目标' })),
  );
  expect(drafts).toEqual({ granted: 1, refusals: Array(7).fill('plan.draft-open') });
});

test('D02 一(一): budgets above the money of the project, and lines outside its time, are refused', async () => {
  const county = await aCounty();
  const project = await aProject(county);
  const { office } = county.people;
  const draft = (lines: (typeof aLine)[]) =>
    refusalOf(office.api.plan.draft({ projectId: project.id, reason: '', lines }));
  expect(await draft([{ ...aLine, budgetFen: 120_000_001 }])).toMatchObject({
    code: 'plan.over-budget',
    facts: { totalFen: 120_000_001, moneyFen: 120_000_000, excessFen: 1 },
    basis: [clauseOne],
  });
  expect((await draft([{ ...aLine, plannedStartOn: '2024-12-31' }])).code).toBe('plan.line-outside-project');
  expect((await draft([{ ...aLine, plannedFinishOn: '2027-01-01' }])).code).toBe('plan.line-outside-project');
  expect((await draft([{ ...aLine, plannedFinishOn: '2025-01-31' }])).code).toBe('plan.line-dates-reversed');
  expect((await draft([{ ...aLine, target: 0 }])).code).toBe('plan.target-missing');
  const lineKey = county.newId();
  const twice = refusalOf(
    office.api.plan.draft({
      projectId: project.id,
      reason: '',
      lines: [
        { ...aLine, lineKey, budgetFen: 1 },
        { ...aLine, lineKey, budgetFen: 1 },
      ],
    }),
  );
  expect((await twice).code).toBe('plan.line-twice');
  const empty = await office.api.plan.draft({ projectId: project.id, reason: '' });
  expect(await refusalOf(office.api.plan.submit({ id: empty.id, basedOn: 1 }))).toMatchObject({
    code: 'plan.no-lines',
    basis: [clauseOne],
  });
});

test('D32 五: no project before the regime is in force', async () => {
  const { people } = await aCounty();
  const early = await refusalOf(
    people.office.api.plan.registerProject({ ...projectFields, startsOn: '2021-03-17' }),
  );
  expect(early).toMatchObject({
    code: 'project.before-regime',
    facts: { inForceFromOn: '2021-03-18' },
    basis: [{ clause: 'tongcheng-2021:5' }],
  });
  expect(
    (await refusalOf(people.office.api.plan.registerProject({ ...projectFields, endsOn: '2025-01-01' })))
      .code,
  ).toBe('project.dates-reversed');
});

test('the project changes with a reason, by version, and never below what its plan allots', async () => {
  const county = await aCounty();
  const { project } = await anApprovedPlan(county);
  const { office, lead, auditor } = county.people;
  const { name, nameEn, localFen, endsOn } = projectFields;
  const amendment = { id: project.id, basedOn: 1, reason: '上级核减资金', name, nameEn, localFen, endsOn };
  const below = await refusalOf(office.api.plan.amendProject({ ...amendment, centralFen: 79_999_999 }));
  expect(below).toMatchObject({
    code: 'project.below-plan',
    facts: { plannedFen: 100_000_000 },
    basis: [clauseOne],
  });
  const fewer = { ...amendment, centralFen: 80_000_000 };
  expect(await refusalOf(office.api.plan.amendProject(fewer))).toMatchObject({
    code: 'project.paper-missing',
  });
  const evidence = [await county.evidence(office, { source: 'file' })];
  const papers = { documentNumber: '财建〔2025〕12号', evidence };
  // D11 D23: no base of a cap moves by one hand.
  const proposed = await office.api.plan.amendProject({ ...fewer, ...papers });
  expect(proposed).toMatchObject({ version: 1, moneyFen: 120_000_000, proposal: { state: 'open' } });
  const proposal = { id: proposed.proposal?.id ?? '', basedOn: 1 };
  expect((await refusalOf(office.api.proposal.confirm(proposal))).code).toBe('proposal.four-eyes');
  const confirms = await race(
    Array.from({ length: 8 }, () => county.people.reviewer.api.proposal.confirm(proposal)),
  );
  expect(confirms).toEqual({ granted: 1, refusals: Array(7).fill('proposal.wrong-state') });
  expect((await auditor.api.plan.project({ id: project.id })).project).toMatchObject({
    version: 2,
    moneyFen: 100_000_000,
  });
  expect(await refusalOf(lead.api.plan.amendProject({ ...amendment, centralFen: 90_000_000 }))).toMatchObject(
    { code: 'project.changed-meanwhile', facts: { version: 2 } },
  );
  const { history } = await auditor.api.plan.project({ id: project.id });
  expect(history.at(-1)).toMatchObject({ type: 'project.amended', note: '财建〔2025〕12号 · 上级核减资金' });
});

test('the leading group sends a plan back with its reason, and two people saving do not overwrite one another', async () => {
  const county = await aCounty();
  const project = await aProject(county);
  const { lead, inspector, leader } = county.people;
  const draft = await lead.api.plan.draft({ projectId: project.id, reason: '', lines: [aLine] });
  expect(
    (await refusalOf(leader.api.plan.approve({ id: draft.id, basedOn: 1, inForceFrom: '2025-01-01' }))).code,
  ).toBe('plan.wrong-state');
  await lead.api.plan.submit({ id: draft.id, basedOn: 1 });
  expect(
    (await refusalOf(lead.api.plan.save({ id: draft.id, basedOn: 2, reason: '', lines: [aLine] }))).code,
  ).toBe('plan.wrong-state');
  const back = await leader.api.plan.sendBack({ id: draft.id, basedOn: 2, reason: '培训任务缺失' });
  expect(back.state).toBe('draft');
  await inspector.api.plan.save({ id: draft.id, basedOn: 3, reason: '', lines: [aLine, otherLine] });
  expect(
    await refusalOf(lead.api.plan.save({ id: draft.id, basedOn: 3, reason: '', lines: [aLine] })),
  ).toMatchObject({
    code: 'plan.changed-meanwhile',
    facts: { version: 4 },
  });
});

test('D02 一(一): a first version has nothing before it, and is told so without a refusal', async () => {
  const county = await aCounty();
  const { planId } = await aBaseline(county);
  const { office } = county.people;
  expect((await office.api.plan.find({ id: planId })).formerId).toBeNull();
  const alone = await office.api.plan.compare({ id: planId });
  expect(alone).toMatchObject({ from: null, to: { id: planId }, added: [], removed: [] });
  expect(alone.changed.filter(({ fields }) => fields.length > 0)).toEqual([]);
});

test('a contractor and a stranger read no plan; a repeated creation is refused, not doubled', async () => {
  const county = await aCounty();
  const { planId, projectId } = await aBaseline(county);
  const { contractor, stranger, office } = county.people;
  expect((await refusalOf(contractor.api.plan.find({ id: planId }))).status).toBe(403);
  expect((await refusalOf(stranger.api.plan.project({ id: projectId }))).status).toBe(401);
  expect((await refusalOf(office.api.plan.find({ id: county.newId() }))).code).toBe('plan.not-found');
  expect((await refusalOf(office.api.plan.compare({ id: planId, with: county.newId() }))).code).toBe(
    'plan.not-found',
  );
  expect((await refusalOf(office.api.plan.registerProject({ ...projectFields, id: projectId }))).code).toBe(
    'project.id-taken',
  );
  expect(county.faults).toEqual([]);
});

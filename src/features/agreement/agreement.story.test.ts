import { expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline, type Baseline, ended } from '#testing/baseline.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { agreementsOf, findInstalmentForUpdate, saveInstalmentState } from './agreement.service.ts';

const built = { clause: 'tongcheng-2021:4.1' };
const paidInStages = { clause: 'tongcheng-2021:1.4' };

/** A third contract, for the rival, in one instalment. */
const terms = (county: County, baseline: Baseline) => ({
  projectId: baseline.projectId,
  contractorId: county.organisations.rival,
  number: 'DS-2025-09',
  name: '供应链中心建设合同',
  lot: '09',
  areas: ['supply-chain' as const],
  signedOn: '2025-03-01',
  startsOn: '2025-03-01',
  endsOn: '2026-06-30',
  amountFen: 100_000_001,
  lineKeys: [baseline.lines['supply-chain']],
  instalments: [
    {
      number: 1,
      name: '首期',
      amountFen: 50_000_000,
      condition: '合同签订后',
      requiredProgress: 0,
      plannedOn: '2025-03-01',
    },
    {
      number: 2,
      name: '尾款',
      amountFen: 50_000_001,
      condition: '验收合格后',
      requiredProgress: 100,
      plannedOn: '2026-06-30',
    },
  ],
});

const amendment = async (county: County, agreementId: string) => {
  const { agreement, instalments } = await county.people.office.api.agreement.find({ id: agreementId });
  return {
    id: agreement.id,
    basedOn: agreement.version,
    reason: '双方签订补充协议',
    name: agreement.name,
    areas: agreement.areas,
    endsOn: agreement.endsOn,
    amountFen: agreement.amountFen,
    lineKeys: agreement.lineKeys,
    instalments: instalments.map(({ number, name, amountFen, condition, requiredProgress, plannedOn }) => ({
      number,
      name,
      amountFen,
      condition,
      requiredProgress,
      plannedOn,
    })),
  };
};

test('D29 四(一): a contract promises lines of the plan, in instalments that are its sum to the fen', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, contractor } = county.people;
  const { agreement, instalments, lines } = await office.api.agreement.sign(terms(county, baseline));
  expect(agreement).toMatchObject({
    state: 'in-force',
    paidFen: 0,
    contractorName: '示例乙物流有限公司',
    basis: [built],
    may: { amend: true },
  });
  expect(instalments.map(({ amountFen, state }) => [amountFen, state])).toEqual([
    [50_000_000, 'planned'],
    [50_000_001, 'planned'],
  ]);
  expect(lines).toMatchObject([
    { lineKey: baseline.lines['supply-chain'], area: 'supply-chain', inPlan: true },
  ]);
  const { history } = await office.api.agreement.find({ id: agreement.id });
  expect(history.map(({ type }) => type)).toEqual(['agreement.signed']);
  expect((await contractor.api.agreement.find({ id: baseline.agreementId })).instalments).toHaveLength(3);
});

test('D29 四(一): a contract outside the plan, its areas, its dates or its sum is refused', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const good = terms(county, baseline);
  const [first, last] = good.instalments;
  if (!first || !last) throw new Error('the terms lack instalments');
  const before = await county.events();
  const sign = (changed: Partial<typeof good>) =>
    refusalOf(office.api.agreement.sign({ ...good, ...changed }));
  expect(await sign({ lineKeys: [] })).toMatchObject({ code: 'agreement.no-lines', basis: [built] });
  expect(await sign({ lineKeys: [county.newId()] })).toMatchObject({
    code: 'agreement.line-not-in-plan',
    basis: [built],
  });
  expect(await sign({ lineKeys: [baseline.lines.training] })).toMatchObject({
    code: 'agreement.line-outside-areas',
    facts: { area: 'training' },
    basis: [built],
  });
  expect(await sign({ amountFen: 100_000_000 })).toMatchObject({
    code: 'agreement.instalments-not-the-amount',
    facts: { totalFen: 100_000_001, amountFen: 100_000_000, differenceFen: -1 },
    basis: [paidInStages],
  });
  expect((await sign({ instalments: [first, { ...last, plannedOn: '2026-07-01' }] })).code).toBe(
    'agreement.instalment-outside-contract',
  );
  expect((await sign({ instalments: [first, { ...last, number: 1 }] })).code).toBe(
    'agreement.instalment-twice',
  );
  expect(
    (
      await sign({
        instalments: [
          { ...first, amountFen: 0 },
          { ...last, amountFen: 100_000_001 },
        ],
      })
    ).code,
  ).toBe('agreement.instalment-empty');
  expect(await sign({ signedOn: '2021-03-17' })).toMatchObject({
    code: 'agreement.before-regime',
    basis: [{ clause: 'tongcheng-2021:5' }],
  });
  expect((await sign({ signedOn: '2024-12-31' })).code).toBe('agreement.before-project');
  expect((await sign({ signedOn: '2026-04-11', startsOn: '2026-04-11' })).code).toBe(
    'agreement.signed-in-future',
  );
  expect((await sign({ signedOn: '2025-03-02' })).code).toBe('agreement.dates-reversed');
  expect((await sign({ endsOn: '2025-03-01' })).code).toBe('agreement.dates-reversed');
  expect((await sign({ projectId: county.newId() })).code).toBe('agreement.project-unknown');
  expect(await sign({ contractorId: county.organisations.third })).toMatchObject({
    code: 'agreement.contractor-unfit',
    basis: [built],
  });
  expect((await sign({ number: 'DS-2025-01' })).code).toBe('agreement.number-taken');
  expect((await sign({ lot: '01' })).code).toBe('agreement.lot-taken');
  expect(await county.events()).toBe(before);
  expect(county.faults).toEqual([]);
});

test('D29 四(一): before a plan is in force nothing can be promised', async () => {
  const county = await aCounty();
  const { office } = county.people;
  const project = await office.api.plan.registerProject({
    name: '项目',
    nameEn: '',
    batchYear: 2025,
    centralFen: 1,
    localFen: 0,
    startsOn: '2025-01-01',
    endsOn: null,
  });
  const baseline = { projectId: project.id, lines: {} } as unknown as Baseline;
  const refusal = await refusalOf(
    office.api.agreement.sign({ ...terms(county, baseline), lineKeys: [county.newId()] }),
  );
  expect(refusal).toMatchObject({ code: 'agreement.no-plan-in-force', basis: [built] });
});

test('an amendment is a new event with its reason, and adds or changes what nobody has asked to be paid', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, auditor } = county.people;
  const change = await amendment(county, baseline.agreementId);
  const [first, second, third] = change.instalments;
  if (!first || !second || !third) throw new Error('the baseline lacks instalments');
  const missing = await refusalOf(
    office.api.agreement.amend({
      ...change,
      instalments: [first, { ...second, amountFen: second.amountFen + third.amountFen }],
    }),
  );
  expect(missing).toMatchObject({
    code: 'agreement.instalment-missing',
    facts: { number: 3 },
    basis: [paidInStages],
  });
  const amended = await office.api.agreement.amend({
    ...change,
    lineKeys: change.lineKeys.filter((key) => key !== baseline.lines.training),
    areas: ['service-centre', 'station'],
    instalments: [
      first,
      second,
      { ...third, amountFen: third.amountFen - 1 },
      { ...third, number: 4, name: '质保金', amountFen: 1, plannedOn: '2026-12-31' },
    ],
  });
  expect(amended.agreement).toMatchObject({ version: 2, areas: ['service-centre', 'station'] });
  expect(amended.lines.map(({ area }) => area).sort()).toEqual(['service-centre', 'station']);
  expect(amended.instalments.map(({ number, version }) => [number, version])).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 1],
  ]);
  const { history } = await auditor.api.agreement.find({ id: baseline.agreementId });
  expect(history.at(-1)).toMatchObject({
    type: 'agreement.amended',
    note: '双方签订补充协议',
    actor: office.name,
  });
  expect(await refusalOf(office.api.agreement.amend(change))).toMatchObject({
    code: 'agreement.changed-meanwhile',
    facts: { version: 2 },
  });
  const again = await office.api.agreement.amend({
    ...(await amendment(county, baseline.agreementId)),
    areas: change.areas,
    lineKeys: change.lineKeys,
  });
  expect(again.lines).toHaveLength(3);
});

test('D11 一(四): an amendment neither rewrites an instalment that was asked for nor undercuts what is paid', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const [firstId = ''] = baseline.instalments;
  const actor = { personId: office.id, organisationId: office.organisationId };
  const requested = await findInstalmentForUpdate(county.db, county.county, firstId);
  if (!requested) throw new Error('the baseline lacks its first instalment');
  const next = {
    ...requested,
    version: 2,
    state: 'requested' as const,
    requestedAt: county.now().toString(),
    requestedBy: office.id,
  };
  await record(county.db, { county: county.county, actor, now: county.now(), newId: county.newId }, [
    { type: 'instalment.requested', aggregateType: 'instalment', aggregate: firstId, version: 2, body: next },
  ]);
  await saveInstalmentState(county.db, county.county, next);
  const change = await amendment(county, baseline.agreementId);
  const [first, second, third] = change.instalments;
  if (!first || !second || !third) throw new Error('the baseline lacks instalments');
  const moved = [
    { ...first, amountFen: first.amountFen - 1 },
    { ...second, amountFen: second.amountFen + 1 },
    third,
  ];
  expect(await refusalOf(office.api.agreement.amend({ ...change, instalments: moved }))).toMatchObject({
    code: 'agreement.instalment-fixed',
    facts: { number: 1, state: 'requested' },
    basis: [paidInStages],
  });
  expect(
    (
      await office.api.agreement.amend({
        ...change,
        instalments: [
          first,
          { ...second, amountFen: second.amountFen + 1 },
          { ...third, amountFen: third.amountFen - 1 },
        ],
      })
    ).agreement.version,
  ).toBe(2);
});

test('a contractor sees its own contracts only; an ended contract changes no more', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { contractor, outsider, stranger, office, finance } = county.people;
  expect((await contractor.api.agreement.list({})).items.map(({ id }) => id)).toEqual([baseline.agreementId]);
  expect(
    (await outsider.api.agreement.list({ contractorId: county.organisations.contractor })).items.map(
      ({ id }) => id,
    ),
  ).toEqual([baseline.rivalAgreementId]);
  expect(await refusalOf(outsider.api.agreement.find({ id: baseline.agreementId }))).toMatchObject({
    code: 'agreement.not-found',
    status: 404,
  });
  expect((await refusalOf(stranger.api.agreement.list({}))).status).toBe(401);
  expect(
    (
      await refusalOf(
        finance.api.agreement.end({
          id: baseline.agreementId,
          basedOn: 1,
          state: 'completed',
          reason: '全部完成',
        }),
      )
    ).status,
  ).toBe(403);
  const { items } = await finance.api.agreement.list({
    search: '02标段',
    state: 'in-force',
    area: 'logistics',
  });
  expect(items.map(({ lot }) => lot)).toEqual(['02']);
  expect((await finance.api.agreement.list({ search: '%' })).items).toEqual([]);
  const over = await ended(county, {
    id: baseline.agreementId,
    basedOn: 1,
    state: 'terminated',
    reason: '双方协商终止',
  });
  expect(over.agreement).toMatchObject({ state: 'terminated', version: 2, may: { amend: false } });
  const after = await refusalOf(
    office.api.agreement.amend({ ...(await amendment(county, baseline.agreementId)) }),
  );
  expect(after).toMatchObject({ code: 'agreement.ended', facts: { state: 'terminated' }, basis: [built] });
  const kept = await agreementsOf(county.db, county.county, county.organisations.contractor);
  expect(kept).toMatchObject([{ id: baseline.agreementId, state: 'terminated' }]);
});

test('a line a later plan drops stays promised, and says that the plan has it no longer', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { lead, leader, office } = county.people;
  const draft = await lead.api.plan.draft({ projectId: baseline.projectId, reason: '取消培训任务' });
  await lead.api.plan.save({
    id: draft.id,
    basedOn: 1,
    reason: '取消培训任务',
    lines: draft.lines.filter(({ area }) => area !== 'training'),
  });
  await lead.api.plan.submit({ id: draft.id, basedOn: 2 });
  await leader.api.plan.approve({ id: draft.id, basedOn: 3, inForceFrom: '2026-04-10' });
  const { lines } = await office.api.agreement.find({ id: baseline.agreementId });
  expect(lines.filter(({ inPlan }) => !inPlan)).toMatchObject([
    { area: 'training', task: '农村电商培训', target: 2000 },
  ]);
  expect(
    (await office.api.agreement.amend(await amendment(county, baseline.agreementId))).agreement.version,
  ).toBe(2);
});

test('eight signatures of one number make one contract', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const good = terms(county, baseline);
  const outcome = await race(
    Array.from({ length: 8 }, (_, at) => county.people.office.api.agreement.sign({ ...good, lot: `1${at}` })),
  );
  expect(outcome).toEqual({ granted: 1, refusals: Array(7).fill('agreement.number-taken') });
  // Read once: whoever reads after the first has won holds the new version, and rightly wins as well.
  const amended = await amendment(county, baseline.agreementId);
  const twice = await race(
    Array.from({ length: 8 }, () => county.people.office.api.agreement.amend(amended)),
  );
  expect(twice).toEqual({ granted: 1, refusals: Array(7).fill('agreement.changed-meanwhile') });
  expect(county.faults).toEqual([]);
});

test('D11 one person alone ends no contract: another confirms, once, and the rule is asked again', async () => {
  const county = await aCounty();
  const { agreementId: id } = await aBaseline(county);
  const { office, reviewer, finance, auditor } = county.people;
  const ending = { id, basedOn: 1, state: 'terminated' as const, reason: '双方协商终止' };
  const { proposal } = await office.api.agreement.end(ending);
  expect(proposal).toMatchObject({ state: 'open', may: { confirm: false }, reason: ending.reason });
  expect((await finance.api.agreement.find({ id })).agreement).toMatchObject({
    state: 'in-force',
    version: 1,
  });
  const confirmation = { id: proposal.id, basedOn: proposal.version };
  expect((await refusalOf(office.api.proposal.confirm(confirmation))).code).toBe('proposal.four-eyes');
  expect((await refusalOf(auditor.api.proposal.confirm(confirmation))).code).toBe('proposal.not-permitted');
  expect((await refusalOf(office.api.agreement.end(ending))).code).toBe('proposal.one-open');

  // Amended while it waits: what was proposed is no longer what stands.
  await office.api.agreement.amend(await amendment(county, id));
  expect(await refusalOf(reviewer.api.proposal.confirm(confirmation))).toMatchObject({
    code: 'agreement.changed-meanwhile',
    facts: { version: 2 },
  });
  await office.api.proposal.withdraw(confirmation);

  const again = await office.api.agreement.end({ ...ending, basedOn: 2 });
  const confirms = await race(
    Array.from({ length: 8 }, () =>
      finance.api.proposal.confirm({ id: again.proposal.id, basedOn: again.proposal.version }),
    ),
  );
  expect(confirms).toEqual({ granted: 1, refusals: Array(7).fill('proposal.wrong-state') });
  const { agreement, history } = await office.api.agreement.find({ id });
  expect(agreement).toMatchObject({ state: 'terminated', version: 3 });
  expect(history.filter(({ type }) => type === 'agreement.terminated')).toHaveLength(1);
  expect(county.faults).toEqual([]);
});

import { expect, test } from 'vitest';
import { granted } from '#kernel/result.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aCounty, type County, race, refusalOf, type Somebody } from '#testing/world.ts';
import { dailyObligations, fulfil, refreshInBatches } from './obligation.refresh.service.ts';
import { obligationsOf } from './obligation.store.ts';

const all = async (by: Somebody, query: Parameters<Somebody['api']['obligation']['list']>[0] = {}) => {
  const items = [];
  for (let cursor: string | undefined; ; ) {
    const page = await by.api.obligation.list({ ...query, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    if (!page.nextCursor) return items;
    cursor = page.nextCursor;
  }
};
const dayPasses = (county: County, on: string) => {
  county.at(on);
  return dailyObligations(county.db, county.county, county.now());
};
/** What an inspection does when it is submitted: fulfils, with an event that carries the edges. */
const inspect = (county: County, obligationIds: readonly string[], on: string) =>
  transact(county.db, async (tx) => {
    const by = { type: 'inspection', id: county.newId() } as const;
    const done = await fulfil(tx, { county: county.county }, { obligationIds, by, on });
    const author = {
      county: county.county,
      actor: { personId: null, organisationId: null },
      now: county.now(),
      newId: county.newId,
    };
    await record(tx, author, [
      {
        type: 'inspection.submitted',
        aggregateType: 'inspection',
        aggregate: by.id,
        version: 1,
        body: {},
        edges: [...done.edges],
      },
    ]);
    return granted({ by, ...done });
  }).then((result) => result.value);

test('D24–D27, D03 三（一）、一（二）: what the baseline makes due stands in the list, soonest first, each with its state', async () => {
  const county = await aCounty();
  const { facilities, agreementId } = await aBaseline(county);
  const { office } = county.people;
  const centre = await all(office, { facilityId: facilities.serviceCentre });
  const operation = centre
    .filter(({ duty }) => duty === 'D25')
    .map(({ period, dueOn, state }) => [period, dueOn, state]);
  expect(operation).toEqual([
    ['2025-12-15/2026-03-14', '2026-03-14', 'due'],
    ['2026-03-15/2026-06-14', '2026-06-14', 'due'],
    ['2026-06-15/2026-09-14', '2026-09-14', 'upcoming'],
    ['2025-09-15/2025-12-14', '2025-12-14', 'missed'],
  ]);
  const construction = centre.filter(({ duty }) => duty === 'D24').map(({ period }) => period);
  expect(construction.toSorted()).toEqual([
    '2025-03',
    '2025-04',
    '2025-05',
    '2025-06',
    '2025-07',
    '2025-08',
    '2025-09',
  ]);
  const contract = await all(office, { subjectKind: 'agreement', agreementId });
  expect(contract.filter(({ duty }) => duty === 'D26').map(({ period }) => period)).toContain('2026-Q2');
  expect(
    contract
      .filter(({ duty }) => duty === 'D27')
      .map(({ period }) => period)
      .toSorted(),
  ).toEqual(['2025-H1', '2025-H2', '2026-H1', '2026-H2']);
  const april = await all(office, { month: '2026-04', duty: 'D03', agreementId });
  expect(april).toMatchObject([
    {
      period: '2026-03',
      windowStartOn: '2026-03-31',
      dueOn: '2026-04-05',
      closesOn: '2026-05-05',
      state: 'due',
      overdue: true,
    },
  ]);
  // The rival promises no training.
  expect(await all(office, { duty: 'D26', contractorId: county.organisations.rival })).toEqual([]);
});

test('D32 五: nothing is due before the day of issue', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const early = await county.asOwner<{ n: string }>(
    'select count(*) as n from obligation where county = $1 and window_start_on < $2',
    [county.county, '2021-03-18'],
  );
  expect(Number(early[0]?.n)).toBe(0);
});

test('every state of the list is the state of its rows, and the pages hold every obligation once', async () => {
  const county = await aCounty();
  const { facilities } = await aBaseline(county);
  const { office, lead } = county.people;
  const everything = await all(office);
  expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
  expect(everything.length).toBeGreaterThan(60);
  const pick = (state: string) =>
    everything.filter((one) => one.kind === 'inspection' && one.state === state);
  const [inTime, late] = [
    pick('due').find(({ overdue }) => !overdue),
    pick('due').find(({ overdue }) => overdue),
  ];
  if (!inTime || !late) throw new Error('the baseline owes nothing today');
  await inspect(county, [inTime.id, late.id], '2026-04-10');
  const missed = pick('missed').find(({ subject }) => subject.id === facilities.serviceCentre);
  await inspect(county, [missed?.id ?? ''], '2026-04-10');
  const upcoming = pick('upcoming')[0];
  const proposal = await lead.api.obligation.proposeWaiver({
    id: upcoming?.id ?? '',
    reason: '站点将于下月撤销',
  });
  await office.api.obligation.decideWaiver({
    id: proposal.id,
    basedOn: 1,
    outcome: 'approved',
    reason: '情况属实，同意',
  });
  for (const state of ['upcoming', 'due', 'fulfilled', 'fulfilled-late', 'missed', 'waived'] as const) {
    const listed = await all(office, { state });
    expect(listed.map((one) => one.state)).toEqual(listed.map(() => state));
    expect(listed.length, state).toBe((await all(office)).filter((one) => one.state === state).length);
  }
  for (const one of await all(office, { state: 'overdue' }))
    expect(one).toMatchObject({ state: 'due', overdue: true });
  const after = await all(office);
  expect(after.find(({ id }) => id === inTime.id)?.state).toBe('fulfilled');
  expect(after.find(({ id }) => id === late.id)?.state).toBe('fulfilled-late');
  // Missed stays missed; the make-up stands beside it.
  expect(after.find(({ id }) => id === missed?.id)).toMatchObject({
    state: 'missed',
    fulfilled: { type: 'inspection', on: '2026-04-10' },
  });
});

test('an act fulfils only what is open and has begun, once, and draws clause → obligation → act', async () => {
  const county = await aCounty();
  const { agreementId } = await aBaseline(county);
  const { office } = county.people;
  const [due] = await all(office, { state: 'due', duty: 'D26', agreementId });
  const [upcoming] = await all(office, { state: 'upcoming', duty: 'D26', agreementId });
  if (!due || !upcoming) throw new Error('the baseline has no training due');
  const first = await inspect(county, [due.id, upcoming.id], '2026-04-10');
  expect(first.fulfilled).toEqual([due.id]);
  expect((await inspect(county, [due.id], '2026-04-11')).fulfilled).toEqual([]);
  const edges = await county.asOwner<{ from_id: string; to_id: string; kind: string }>(
    'select from_id, to_id, kind from edge where county = $1 and $2 in (from_id, to_id)',
    [county.county, due.id],
  );
  expect(edges).toEqual(
    expect.arrayContaining([
      { from_id: 'tongcheng-2021:3.1.3', to_id: due.id, kind: 'requires' },
      { from_id: first.by.id, to_id: due.id, kind: 'fulfils' },
    ]),
  );
});

test('eight visits at once: one fulfils it', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const [due] = await all(county.people.office, { state: 'due', duty: 'D25' });
  const done = await Promise.all(
    Array.from({ length: 8 }, () => inspect(county, [due?.id ?? ''], '2026-04-10')),
  );
  expect(done.filter(({ fulfilled }) => fulfilled.length === 1)).toHaveLength(1);
});

test('why is this due: clause, values with their dates and sources, facts and arithmetic', async () => {
  const county = await aCounty();
  const { facilities } = await aBaseline(county);
  const { inspector, lead } = county.people;
  const [owed] = await all(inspector, { facilityId: facilities.villageStation, duty: 'D25', state: 'due' });
  const { why, basis, obligation } = await inspector.api.obligation.find({ id: owed?.id ?? '' });
  expect(why.clause).toMatchObject({ id: 'tongcheng-2021:3.1.2', number: '三（一）2' });
  expect(why.clause.zh).toContain('自运营之日起，每季度一次');
  expect(why.parameters.find(({ name }) => name === 'grace-days')).toMatchObject({
    value: 30,
    fromOn: '2021-03-18',
    basis: [{ localSupplement: true }],
  });
  expect(why.facts).toContainEqual({ name: 'operation-day', fromOn: '2025-11-18' });
  expect(why.steps[0]).toMatchObject({ step: 'anchored-period', facts: { anchorOn: '2025-11-18', nth: 2 } });
  expect(basis[0]).toEqual({ clause: 'tongcheng-2021:3.1.2' });
  expect(obligation.may).toEqual({ plan: true, report: false, proposeWaiver: true });
  expect((await lead.api.obligation.find({ id: owed?.id ?? '' })).obligation.may.plan).toBe(true);
});

test('facts change: what they no longer support is withdrawn and comes back with them, and what was done stays', async () => {
  const county = await aCounty();
  const { facilities } = await aBaseline(county);
  const { office, finance } = county.people;
  const owed = () => all(office, { facilityId: facilities.villageStation, duty: 'D25' });
  const before = await owed();
  const quarter = before.find(({ dueOn }) => dueOn === '2026-05-17');
  expect(before.map(({ dueOn }) => dueOn).toSorted()).toEqual(['2026-02-17', '2026-05-17', '2026-08-17']);
  await inspect(county, [before.find(({ dueOn }) => dueOn === '2026-02-17')?.id ?? ''], '2026-02-10');
  const { facility } = await office.api.facility.find({ id: facilities.villageStation });
  await office.api.facility.changePhase({
    id: facility.id,
    basedOn: facility.version,
    phase: 'withdrawn',
    fromOn: '2026-04-09',
    reason: '村庄搬迁，站点撤销',
  });
  expect((await owed()).map(({ dueOn, state }) => [dueOn, state])).toEqual([['2026-02-17', 'fulfilled']]);
  const kept = await finance.api.obligation.find({ id: quarter?.id ?? '' });
  expect(kept.obligation).toMatchObject({ withdrawn: true, may: { plan: false, proposeWaiver: false } });
});

test('with the days new periods begin, the same ones are never made twice, and a second run changes nothing', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const before = (await all(county.people.office)).map(({ id }) => id);
  expect(await dayPasses(county, '2026-04-10')).toMatchObject({
    ok: true,
    value: { written: 0, withdrawn: 0 },
  });
  const later = await dayPasses(county, '2026-07-01');
  if (!later.ok) throw new Error('refused');
  expect(later.value).toMatchObject({ withdrawn: 0 });
  expect(later.value.written).toBeGreaterThan(5);
  const after = new Set((await all(county.people.office)).map(({ id }) => id));
  for (const id of before) expect(after.has(id)).toBe(true);
  const both = await Promise.all([dayPasses(county, '2026-08-01'), dayPasses(county, '2026-08-01')]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
});

test('R3: derived facility by facility it is the same as in one go, and a second run has nothing left to write', async () => {
  const county = await aCounty();
  const { facilities } = await aBaseline(county);
  county.at('2026-09-01');
  const at = { county: county.county, now: county.now() };
  expect((await refreshInBatches(county.db, at, 1))?.written).toBeGreaterThan(0);
  expect(await refreshInBatches(county.db, at, 1)).toMatchObject({ written: 0, withdrawn: 0 });
  const { office } = county.people;
  const ofFacilities = async () =>
    Promise.all(Object.values(facilities).map((facilityId) => all(office, { facilityId })));
  const inBatches = await ofFacilities();
  const { value: whole } = await dailyObligations(county.db, county.county, county.now());
  // Contracts and programmes are among the parts: the whole finds nothing they left.
  expect(whole).toMatchObject({ written: 0, withdrawn: 0 });
  expect(await ofFacilities()).toEqual(inBatches);
});

test('a contractor sees what falls on its own contracts and nothing of another', async () => {
  const county = await aCounty();
  const { facilities, rivalAgreementId } = await aBaseline(county);
  const { contractor, outsider } = county.people;
  for (const one of await all(contractor)) expect(one.contractor?.id).toBe(county.organisations.contractor);
  expect(
    await all(contractor, { contractorId: county.organisations.rival, agreementId: rivalAgreementId }),
  ).toEqual([]);
  const [own] = await all(contractor, { facilityId: facilities.serviceCentre });
  expect((await refusalOf(outsider.api.obligation.find({ id: own?.id ?? '' }))).code).toBe(
    'obligation.not-found',
  );
  expect((await contractor.api.obligation.find({ id: own?.id ?? '' })).obligation.may).toMatchObject({
    plan: false,
    proposeWaiver: false,
  });
  const month = await outsider.api.obligation.calendar({ month: '2026-04' });
  const mine = await all(outsider, { month: '2026-04' });
  expect(month.due.reduce((sum, { count }) => sum + count, 0)).toBe(mine.length);
});

test('the calendar shows a month: what falls due by day and rule, days of rest, and the counts of the list', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const { office, inspector } = county.people;
  const month = await office.api.obligation.calendar({ month: '2026-05' });
  expect(month.days).toHaveLength(31);
  expect(month.days[0]).toMatchObject({ on: '2026-05-01', working: false, holiday: '劳动节' });
  const list = await all(office, { month: '2026-05' });
  expect(month.due.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
  const alone = month.due.find(({ on }) => on === '2026-05-17');
  expect(alone).toMatchObject({ duty: 'D25', count: 1, states: { due: 1 } });
  expect(alone?.only?.id).toBe(list.find(({ dueOn }) => dueOn === '2026-05-17')?.id);
  // Nobody is planned for anything yet.
  expect((await inspector.api.obligation.calendar({ month: '2026-05', mine: 'yes' })).due).toEqual([]);
  expect(await all(inspector, { mine: 'yes' })).toEqual([]);
});

test('D13 一（五）: a waiver needs two people and a reason; the proposer never decides', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const { lead, office, leader, contractor, finance } = county.people;
  const [due] = await all(lead, { state: 'due', duty: 'D25' });
  const id = due?.id ?? '';
  expect(
    (await refusalOf(contractor.api.obligation.proposeWaiver({ id, reason: '本季度不便接待' }))).code,
  ).toBe('route.not-permitted');
  expect((await refusalOf(lead.api.obligation.proposeWaiver({ id, reason: '免' }))).status).toBe(400);
  const proposal = await lead.api.obligation.proposeWaiver({ id, reason: '道路塌方，本季度无法到达' });
  expect(proposal).toMatchObject({ state: 'proposed', may: { decide: false } });
  expect(
    (await refusalOf(office.api.obligation.proposeWaiver({ id, reason: '同一理由再提一次' }))).code,
  ).toBe('waiver.proposed-already');
  const decision = {
    id: proposal.id,
    basedOn: 1,
    outcome: 'approved',
    reason: '核实无误，同意免除',
  } as const;
  const own = await refusalOf(lead.api.obligation.decideWaiver(decision));
  expect(own).toMatchObject({ code: 'waiver.own-proposal', basis: [{ clause: 'tongcheng-2021:1.5' }] });
  expect((await refusalOf(finance.api.obligation.decideWaiver(decision))).code).toBe('route.not-permitted');
  expect((await refusalOf(leader.api.obligation.decideWaiver({ ...decision, basedOn: 2 }))).code).toBe(
    'waiver.changed-meanwhile',
  );
  county.at('2026-04-11');
  const events = await county.events();
  expect(await leader.api.obligation.decideWaiver(decision)).toMatchObject({
    state: 'approved',
    decidedBy: leader.name,
  });
  expect(await county.events()).toBe(events + 1);
  const found = await office.api.obligation.find({ id });
  expect(found.obligation).toMatchObject({ state: 'waived', may: { plan: false, proposeWaiver: false } });
  expect(found.history.map(({ type, actor, note }) => [type, actor, note])).toEqual([
    ['waiver.proposed', lead.name, '道路塌方，本季度无法到达'],
    ['waiver.approved', leader.name, '核实无误，同意免除'],
  ]);
  expect((await refusalOf(office.api.obligation.proposeWaiver({ id, reason: '再次免除' }))).code).toBe(
    'obligation.settled-already',
  );
  expect((await inspect(county, [id], '2026-04-10')).fulfilled).toEqual([]);
});

test('D13 一（五）: what was missed cannot be waived away, before or after it was proposed; a declined one is still owed', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const { lead, office } = county.people;
  const [missed] = await all(lead, { state: 'missed', duty: 'D25' });
  const refusal = await refusalOf(
    lead.api.obligation.proposeWaiver({ id: missed?.id ?? '', reason: '当时人手不足' }),
  );
  expect(refusal).toMatchObject({ code: 'obligation.missed', basis: [{ clause: 'tongcheng-2021:1.5' }] });
  const [due] = await all(lead, { state: 'due', duty: 'D25' });
  const id = due?.id ?? '';
  const first = await lead.api.obligation.proposeWaiver({ id, reason: '当时人手不足' });
  await office.api.obligation.decideWaiver({
    id: first.id,
    basedOn: 1,
    outcome: 'declined',
    reason: '人手不足不是理由',
  });
  expect(
    (
      await refusalOf(
        office.api.obligation.decideWaiver({
          id: first.id,
          basedOn: 2,
          outcome: 'approved',
          reason: '改变主意',
        }),
      )
    ).code,
  ).toBe('waiver.decided-already');
  const second = await lead.api.obligation.proposeWaiver({ id, reason: '道路塌方，无法到达' });
  county.at('2026-12-01');
  expect(
    (
      await refusalOf(
        office.api.obligation.decideWaiver({
          id: second.id,
          basedOn: 1,
          outcome: 'approved',
          reason: '事后同意',
        }),
      )
    ).code,
  ).toBe('obligation.missed');
  const state = (await office.api.obligation.find({ id })).obligation.state;
  expect(state).toBe('missed');
});

test('D13: eight decisions at once, one holds', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const { lead, office, leader, reviewer } = county.people;
  const [due] = await all(lead, { state: 'due', duty: 'D25' });
  const proposal = await lead.api.obligation.proposeWaiver({
    id: due?.id ?? '',
    reason: '道路塌方，无法到达',
  });
  const deciders = [office, leader, reviewer, office, leader, reviewer, office, leader];
  const outcome = await race(
    deciders.map(({ api }, at) =>
      api.obligation.decideWaiver({
        id: proposal.id,
        basedOn: 1,
        outcome: at % 2 ? 'approved' : 'declined',
        reason: '分别作出决定',
      }),
    ),
  );
  expect(outcome.granted).toBe(1);
  expect(outcome.refusals).toEqual(Array.from({ length: 7 }, () => 'waiver.changed-meanwhile'));
});

test('others ask for the obligations of a contract or facility in one call', async () => {
  const county = await aCounty();
  const { agreementId, facilities } = await aBaseline(county);
  const reports = await obligationsOf(county.db, county.county, {
    agreementId,
    kind: 'report',
    dueBefore: '2026-01-06',
  });
  expect(reports.map(({ period }) => period)).toEqual([
    '2025-02',
    '2025-03',
    '2025-04',
    '2025-05',
    '2025-06',
    '2025-07',
    '2025-08',
    '2025-09',
    '2025-10',
    '2025-11',
    '2025-12',
  ]);
  const open = await obligationsOf(county.db, county.county, {
    subjectId: facilities.villageStation,
    openOn: '2026-04-10',
  });
  expect(open.every(({ fulfilledOn, waived }) => fulfilledOn === null && !waived)).toBe(true);
});

test('a malformed address or cursor is no fault', async () => {
  const county = await aCounty();
  await aBaseline(county);
  const { office } = county.people;
  expect((await refusalOf(office.api.obligation.list({ cursor: 'nonsense' }))).status).toBe(400);
  expect((await refusalOf(office.api.obligation.calendar({ month: '2026-13' }))).status).toBe(400);
  expect((await office.fetch('/api/obligations?state=unknown')).status).toBe(400);
  expect((await refusalOf(office.api.obligation.find({ id: county.newId() }))).code).toBe(
    'obligation.not-found',
  );
  expect(
    (
      await refusalOf(
        office.api.obligation.decideWaiver({
          id: county.newId(),
          basedOn: 1,
          outcome: 'approved',
          reason: '并不存在',
        }),
      )
    ).code,
  ).toBe('waiver.not-found');
});

test('mine is what I am planned for; a contractor does not learn of an unannounced visit, an announced one it sees', async () => {
  const county = await aCounty();
  const { facilities } = await aBaseline(county);
  const { office, lead, inspector, third, second, contractor } = county.people;
  for (const [person, role] of [
    [lead, 'lead'],
    [inspector, 'member'],
    [third, 'third-party'],
  ] as const)
    await office.api.organisation.appoint({ personId: person.id, role, fromOn: '2026-01-01', untilOn: null });
  const [owed] = await all(lead, { facilityId: facilities.serviceCentre, duty: 'D25', state: 'due' });
  const id = owed?.id ?? '';
  const plan = (notice: 'announced' | 'unannounced', plannedOn: string) =>
    lead.api.inspection.plan({
      area: 'service-centre',
      phase: 'operation',
      purpose: 'routine',
      facilityId: facilities.serviceCentre,
      agreementId: null,
      plannedOn,
      notice,
      obligationIds: [id],
      team: [
        { personId: lead.id, role: 'lead' },
        { personId: inspector.id, role: 'member' },
        { personId: third.id, role: 'third-party' },
      ],
    });
  const unannounced = await plan('unannounced', '2026-04-12');
  expect((await all(inspector, { mine: 'yes' })).map((one) => one.id)).toEqual([id]);
  expect(await all(second, { mine: 'yes' })).toEqual([]);
  const month = await inspector.api.obligation.calendar({ month: '2026-04', mine: 'yes' });
  expect(month.inspections).toMatchObject([{ id: unannounced.id, on: '2026-04-12', mine: true }]);
  expect((await second.api.obligation.calendar({ month: '2026-04' })).inspections).toMatchObject([
    { mine: false },
  ]);
  expect((await second.api.obligation.calendar({ month: '2026-04', mine: 'yes' })).inspections).toEqual([]);
  expect((await contractor.api.obligation.calendar({ month: '2026-04' })).inspections).toEqual([]);
  expect((await contractor.api.obligation.find({ id })).linked).toEqual([]);
  const seen = await lead.api.obligation.find({ id });
  expect(seen.linked).toMatchObject([
    { type: 'inspection', id: unannounced.id, fulfils: false, state: 'planned' },
  ]);
  const announced = await plan('announced', '2026-04-13');
  expect(
    (await contractor.api.obligation.calendar({ month: '2026-04' })).inspections.map((one) => one.id),
  ).toEqual([announced.id]);
});

test('users 2: a county that goes live in the middle of its project owes nothing of before, and misses nothing of it', async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  await county.asOwner('update county set go_live_on = $2 where county = $1', [county.county, '2026-03-31']);
  await aBaseline(county);
  const { office, contractor } = county.people;
  const owed = await all(office);
  expect(owed.length).toBeGreaterThan(3);
  expect(owed.filter(({ dueOn }) => dueOn < '2026-03-31')).toEqual([]);
  expect(owed.filter(({ dueOn }) => dueOn === '2026-03-31').length).toBeGreaterThan(0);
  expect(owed.filter(({ state }) => state === 'missed')).toEqual([]);
  expect((await all(contractor)).filter(({ state }) => state === 'missed')).toEqual([]);
});

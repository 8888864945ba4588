import { expect, test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { villagesOf } from '#platform/places.ts';
import { aBaseline, type Baseline, ended } from '#testing/baseline.ts';
import { always } from '#testing/dated.ts';
import { aPlannedInspection, aSignedInspection, theGroup } from '#testing/inspections.ts';
import { aCounty, type County, refusalOf, type Somebody } from '#testing/world.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import { dailyObligations } from './obligation.refresh.service.ts';

/** Tongcheng's rules with one of them put otherwise. */
function packWith(version: string, id: string, over: Partial<ObligationRule>): RulePack {
  const pack = loadedRegimes().find((regime) => regime.pack.id === 'tongcheng-2021')?.pack;
  if (!pack) throw new Error('no pack');
  const obligations = pack.obligations.map((rule) => (rule.id === id ? { ...rule, ...over } : rule));
  return { ...pack, id: `${pack.id}-${version}`, version, obligations };
}
const value = (of: number) => ({ values: [{ from: '2021-03-18', value: of, basis: [] }] });

const all = async (by: Somebody, query: Parameters<Somebody['api']['obligation']['list']>[0] = {}) => {
  const items = [];
  for (let cursor: string | undefined; ; ) {
    const page = await by.api.obligation.list({ ...query, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    if (!page.nextCursor) return items;
    cursor = page.nextCursor;
  }
};
const dayPasses = async (county: County, on: string) => {
  county.at(on);
  const passed = await dailyObligations(county.db, county.county, county.now());
  if (!passed.ok) throw new Error('refused');
  return passed.value;
};
/** Stations in the villages that follow those of the baseline, in operation since the day. */
async function stations(county: County, { agreementId }: Baseline, count: number, fromOn: string) {
  const { office } = county.people;
  const ids: string[] = [];
  for (const [at, village] of [...(villagesOf('421222')?.values() ?? [])].slice(10, 10 + count).entries()) {
    const { facility } = await office.api.facility.register({
      agreementId,
      kind: 'village-station',
      number: `S-${at}`,
      name: `${village.name}服务站`,
      villageCode: village.code,
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
      fromOn,
      reason: '',
    });
    ids.push(facility.id);
  }
  return ids;
}
const visited = (county: County, baseline: Baseline, facilityId: string, obligationIds: string[] = []) =>
  aSignedInspection(county, baseline, { plan: { facilityId, obligationIds } });

test('D25, D06 抽查: half of a town is owed as one; each station counts once, and the third of six fulfils it', async () => {
  const sampled = packWith('sampled', 'operation.village-station', {
    every: { months: always(1) },
    anchor: 'calendar',
    coverage: { share: value(0.5), by: 'town' },
  });
  const county = await aCounty({ pack: sampled });
  const baseline = await aBaseline(county, { operatesFrom: { otherStation: '2026-02-01' } });
  await theGroup(county);
  const ids = await stations(county, baseline, 4, '2026-03-02');
  const { office, lead } = county.people;
  const [owed] = await all(office, { subjectKind: 'stratum', month: '2026-04', duty: 'D25' });
  expect(owed).toMatchObject({
    subject: { type: 'stratum', name: '隽水镇', town: '隽水镇' },
    period: '2026-04',
    required: 3,
    among: 6,
    done: 0,
    state: 'due',
    may: { plan: false },
  });
  const id = owed?.id ?? '';
  const progress = async () => {
    const { obligation } = await office.api.obligation.find({ id });
    return [obligation.done, obligation.state];
  };
  const [first = '', second = '', third = ''] = ids;
  await visited(county, baseline, first, [id]);
  expect(await progress()).toEqual([1, 'due']);
  await visited(county, baseline, first, [id]);
  expect(await progress()).toEqual([1, 'due']);
  county.at('2026-04-13');
  await visited(county, baseline, second, [id]);
  county.at('2026-04-14');
  const done = await visited(county, baseline, third, [id]);
  expect(await progress()).toEqual([3, 'fulfilled']);
  const { obligation, why } = await office.api.obligation.find({ id });
  expect(obligation.fulfilled).toMatchObject({ type: 'inspection', id: done.id });
  expect(why.steps).toContainEqual({ step: 'part-by-share', facts: { percent: 50, among: 6, required: 3 } });
  expect(
    (await refusalOf(aPlannedInspection(county, baseline, { facilityId: first, obligationIds: [id] }))).code,
  ).toBe('inspection.obligation-closed');
  // The service centre stands in the same town and is no station.
  const [other] = await all(lead, { subjectKind: 'stratum', month: '2026-05' });
  expect(
    (
      await refusalOf(
        lead.api.inspection.plan({
          area: 'service-centre',
          phase: 'operation',
          purpose: 'routine',
          facilityId: baseline.facilities.serviceCentre,
          agreementId: null,
          plannedOn: '2026-05-02',
          notice: 'unannounced',
          obligationIds: [other?.id ?? ''],
          team: [{ personId: lead.id, role: 'lead' }],
        }),
      )
    ).code,
  ).toBe('inspection.obligation-mismatch');
});

test('D25, D22 移交: of a contractor’s stations half is owed by whoever holds them on the day it is due; a visit counts for that one', async () => {
  const sampled = packWith('sampled-by-contractor', 'operation.village-station', {
    every: { months: always(3) },
    anchor: 'calendar',
    coverage: { share: value(0.5), by: 'contractor' },
  });
  const county = await aCounty({ pack: sampled });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, contractor, outsider } = county.people;
  const [moved = ''] = await stations(county, baseline, 3, '2025-12-01');
  const owed = async (by: Somebody) =>
    (await all(by, { subjectKind: 'stratum', duty: 'D25' }))
      .map(({ period, among, contractor: of }) => [period, of?.name.slice(0, 3), among])
      .sort();
  expect((await owed(office)).slice(0, 3)).toEqual([
    ['2025-Q4', '示例甲', 4],
    ['2026-Q1', '示例甲', 4],
    ['2026-Q2', '示例甲', 4],
  ]);
  await office.api.facility.transfer({
    id: moved,
    basedOn: 2,
    agreementId: baseline.rivalAgreementId,
    fromOn: '2026-04-01',
    reason: '原合同终止，由乙公司接管运营',
    evidenceIds: [await county.evidence(office)],
  });
  expect((await owed(contractor)).slice(0, 3)).toEqual([
    ['2025-Q4', '示例甲', 4],
    ['2026-Q1', '示例甲', 4],
    ['2026-Q2', '示例甲', 3],
  ]);
  expect((await owed(outsider))[0]).toEqual(['2026-Q2', '示例乙', 1]);
  const inQuarter = async (period: string) =>
    new Map(
      (await all(office, { subjectKind: 'stratum', duty: 'D25' }))
        .filter((one) => one.period === period)
        .map((one) => [one.contractor?.id, one.id]),
    );
  const quarter = await inQuarter('2026-Q2');
  const former = quarter.get(county.organisations.contractor) ?? '';
  expect(
    (await refusalOf(aPlannedInspection(county, baseline, { facilityId: moved, obligationIds: [former] })))
      .code,
  ).toBe('inspection.obligation-mismatch');
  const id = quarter.get(county.organisations.rival) ?? '';
  await visited(county, baseline, moved, [id]);
  expect((await office.api.obligation.find({ id })).obligation).toMatchObject({
    done: 1,
    state: 'fulfilled',
  });
});

test('D25: twice in a half-year is done with the second visit', async () => {
  const twice = packWith('twice', 'operation.village-station', {
    every: { times: always(2), per: 'half-year' },
    anchor: 'calendar',
  });
  const county = await aCounty({ pack: twice });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office } = county.people;
  const { villageStation } = baseline.facilities;
  const find = async () =>
    (await all(office, { facilityId: villageStation, duty: 'D25' })).find(
      ({ period }) => period === '2026-H1',
    );
  const id = (await find())?.id ?? '';
  await visited(county, baseline, villageStation, [id]);
  expect(await find()).toMatchObject({ required: 2, done: 1, state: 'due', fulfilled: null });
  county.at('2026-04-20');
  await visited(county, baseline, villageStation, [id]);
  expect(await find()).toMatchObject({ done: 2, state: 'fulfilled', fulfilled: { on: '2026-04-20' } });
});

test('D25: since it was last done, the next period begins with the visit', async () => {
  const since = packWith('since', 'operation.village-station', {
    every: { months: always(3) },
    anchor: 'last-done',
  });
  const county = await aCounty({ pack: since });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { villageStation } = baseline.facilities;
  const owed = async () =>
    (await all(county.people.office, { facilityId: villageStation, duty: 'D25' }))
      .map(({ period, windowStartOn, state }) => [period, windowStartOn, state])
      .sort();
  expect(await owed()).toEqual([
    ['2025-11-18/2026-02-17', '2025-11-18', 'missed'],
    ['2026-02-18/2026-05-17', '2026-02-18', 'due'],
  ]);
  const open = (
    await all(county.people.office, { facilityId: villageStation, duty: 'D25', state: 'due' })
  )[0];
  await visited(county, baseline, villageStation, [open?.id ?? '']);
  expect((await owed()).slice(1)).toEqual([
    ['2026-02-18/2026-05-17', '2026-02-18', 'fulfilled'],
    ['2026-04-10/2026-07-09', '2026-04-11', 'upcoming'],
  ]);
});

test('D25: two stations of each contractor since the last round; the visit that completes a round begins the next', async () => {
  const rounds = packWith('rounds', 'operation.village-station', {
    every: { months: always(4) },
    anchor: 'last-done',
    coverage: { atLeast: value(2), by: 'contractor' },
  });
  const county = await aCounty({ pack: rounds });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const [first = '', second = ''] = await stations(county, baseline, 3, '2026-01-10');
  const { office } = county.people;
  const shown = async () =>
    (await all(office, { subjectKind: 'stratum', duty: 'D25' }))
      .map(({ period, required, among, done, state }) => [period, required, among, done, state])
      .sort();
  // The village station of the baseline began on 18 November: its contractor's round is counted from there.
  expect(await shown()).toEqual([['2025-11-18/2026-03-17', 2, 4, 0, 'due']]);
  county.at('2026-04-14');
  const [owed] = await all(office, { subjectKind: 'stratum', duty: 'D25' });
  await visited(county, baseline, first, [owed?.id ?? '']);
  expect((await shown()).map(([, , , done]) => done)).toEqual([1]);
  county.at('2026-04-15');
  await visited(county, baseline, second, [owed?.id ?? '']);
  expect(await shown()).toEqual([
    ['2025-11-18/2026-03-17', 2, 4, 2, 'fulfilled-late'],
    ['2026-04-15/2026-08-14', 2, 4, 0, 'upcoming'],
  ]);
  expect(await dayPasses(county, '2026-04-15')).toMatchObject({ written: 0, withdrawn: 0 });
});

test('D06 一（四）: every village is shown; a station nobody visited is a blind spot until somebody is there, and again once a visit is missed', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, contractor, auditor } = county.people;
  const { serviceCentre, villageStation, logisticsCentre, otherStation } = baseline.facilities;
  const blind = async () => {
    const seen = await office.api.obligation.coverage({});
    const listed = await office.api.obligation.coveredFacilities({ show: 'blind' });
    const every = await office.api.obligation.coveredFacilities({ show: 'all' });
    const ids = listed.items.map(({ id }) => id);
    expect(every.items.filter(({ blindSpot }) => blindSpot).map(({ id }) => id)).toEqual(ids);
    expect(seen.county.blindSpots).toBe(ids.length);
    expect(seen.towns.reduce((sum, town) => sum + town.blindSpots, 0)).toBe(ids.length);
    expect(seen.contractors.reduce((sum, one) => sum + one.blindSpots, 0)).toBe(ids.length);
    return ids.sort();
  };
  const before = await auditor.api.obligation.coverage({});
  const villages = before.towns.flatMap((town) => town.villages);
  expect(villages).toHaveLength(villagesOf('421222')?.size ?? 0);
  expect(villages.filter(({ state }) => state === 'no-station')).toHaveLength(villages.length - 4);
  expect(before.county).toMatchObject({ facilities: 4, neverVisited: 4, lastVisitOn: null });
  expect(await blind()).toEqual([serviceCentre, villageStation, logisticsCentre, otherStation].sort());
  await visited(county, baseline, villageStation);
  expect(await blind()).toEqual([serviceCentre, logisticsCentre, otherStation].sort());
  const planFor = (
    facilityId: string,
    area: 'service-centre' | 'logistics' | 'station',
    phase: 'operation' | 'construction',
  ) => aSignedInspection(county, baseline, { plan: { facilityId, area, phase } });
  await planFor(serviceCentre, 'service-centre', 'operation');
  await planFor(logisticsCentre, 'logistics', 'construction');
  // One is left: the list is not empty.
  expect(await blind()).toEqual([otherStation]);
  await planFor(otherStation, 'station', 'construction');
  expect(await blind()).toEqual([]);
  // What falls due after the visits and is let pass.
  await dayPasses(county, '2026-07-01');
  expect(await blind()).toContain(otherStation);
  expect((await refusalOf(contractor.api.obligation.coverage({}))).code).toBe('route.not-permitted');
  expect((await refusalOf(contractor.api.obligation.coveredFacilities({ show: 'all' }))).code).toBe(
    'route.not-permitted',
  );
});

test('R16: a blind spot stays on the list however many there are, page by page, and the county is counted beside it', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  await stations(county, baseline, 60, '2026-03-02');
  const seen = await office.api.obligation.coverage({ contractor: county.organisations.rival });
  expect(seen.county).toMatchObject({ facilities: 64, blindSpots: 64 });
  const villages = seen.towns.flatMap((town) => town.villages);
  const sum = (of: 'facilities' | 'fitting') => villages.reduce((total, one) => total + one[of], 0);
  const rival = seen.contractors.find(({ id }) => id === county.organisations.rival)?.facilities ?? 0;
  expect([sum('facilities'), sum('fitting')]).toEqual([64, rival]);
  expect(rival).toBeGreaterThan(0);
  const paged = async (query: { town?: string; village?: string; contractor?: string }) => {
    const ids = [];
    for (let cursor: string | undefined; ; ) {
      const page = await office.api.obligation.coveredFacilities({
        show: 'blind',
        ...query,
        ...(cursor ? { cursor } : {}),
      });
      expect(page.items.length).toBeLessThanOrEqual(50);
      ids.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) return ids;
      cursor = page.nextCursor;
    }
  };
  const ids = await paged({});
  expect([ids.length, new Set(ids).size]).toEqual([64, 64]);
  for (const town of seen.towns.filter((one) => one.facilities > 0)) {
    expect(await paged({ town: town.code })).toHaveLength(town.blindSpots);
    const [village] = town.villages.filter((one) => one.facilities > 0);
    expect(await paged({ village: village?.code ?? '' })).toHaveLength(village?.facilities ?? 0);
  }
  expect(await paged({ contractor: county.organisations.rival })).toHaveLength(rival);
});

test('a changed facility is derived by itself, and the whole county finds nothing left to do', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const { facility } = await office.api.facility.find({ id: baseline.facilities.villageStation });
  const before = await all(office, { facilityId: facility.id });
  await office.api.facility.changePhase({
    id: facility.id,
    basedOn: facility.version,
    phase: 'suspended',
    fromOn: '2026-01-20',
    reason: '停业整修',
  });
  const after = await all(office, { facilityId: facility.id });
  expect(after.length).toBeLessThan(before.length);
  await ended(county, {
    id: baseline.rivalAgreementId,
    basedOn: (await office.api.agreement.find({ id: baseline.rivalAgreementId })).agreement.version,
    state: 'terminated',
    reason: '双方协商一致解除合同',
  });
  expect(await dayPasses(county, '2026-04-10')).toMatchObject({ written: 0, withdrawn: 0 });
});

test('a fact corrected afterwards: what was due as known then, and as known now', async () => {
  const county = await aCounty({ at: '2026-01-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  const { office, auditor, contractor } = county.people;
  const { villageStation } = baseline.facilities;
  county.at('2026-03-20');
  const { facility } = await office.api.facility.find({ id: villageStation });
  // On 20 March the office learns that the station closed on 20 January.
  await office.api.facility.changePhase({
    id: villageStation,
    basedOn: facility.version,
    phase: 'suspended',
    fromOn: '2026-01-20',
    reason: '补录：一月起停业',
  });
  const asked = (knownOn: string) => auditor.api.obligation.asKnown({ on: '2026-03-15', knownOn });
  expect(await asked('2026-03-20')).toMatchObject({ differing: 0 });
  const before = await asked('2026-03-19');
  expect(before.was - before.is).toBe(1);
  expect(before.differences).toMatchObject([
    {
      subject: { type: 'facility', id: villageStation },
      period: '2026-02-18/2026-05-17',
      was: { dueOn: '2026-05-17' },
      is: null,
    },
  ]);
  // What the log tells is what the register holds.
  const listed = (await all(office)).filter(({ windowStartOn }) => windowStartOn <= '2026-03-20');
  expect((await auditor.api.obligation.asKnown({ on: '2026-03-20', knownOn: '2026-03-20' })).is).toBe(
    listed.length,
  );
  expect((await asked('2025-01-01')).was).toBe(0);
  expect(
    (await refusalOf(contractor.api.obligation.asKnown({ on: '2026-03-15', knownOn: '2026-03-15' }))).code,
  ).toBe('route.not-permitted');
});

test('the calendar by quarter, by town and by person', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, contractor, lead } = county.people;
  await aPlannedInspection(county, baseline, { plannedOn: '2026-05-06' });
  const quarter = await office.api.obligation.calendar({ month: '2026-05', span: 'quarter', by: 'town' });
  expect([quarter.days[0]?.on, quarter.days.at(-1)?.on, quarter.days.length]).toEqual([
    '2026-04-01',
    '2026-06-30',
    91,
  ]);
  const due = quarter.due.reduce((sum, { count }) => sum + count, 0);
  expect(quarter.groups.reduce((sum, { count }) => sum + count, 0)).toBe(due);
  const town = quarter.groups.find(({ name }) => name === '隽水镇');
  expect(town).toMatchObject({ id: '421222100', visits: 1, visited: 0 });
  const there = await office.api.obligation.calendar({
    month: '2026-05',
    span: 'quarter',
    town: '421222100',
  });
  expect(there.due.reduce((sum, { count }) => sum + count, 0)).toBe(town?.count);
  const people = await office.api.obligation.calendar({ month: '2026-05', by: 'person' });
  expect(people.groups.map(({ id, visits }) => [id, visits])).toContainEqual([lead.id, 1]);
  const own = await office.api.obligation.calendar({ month: '2026-05', person: lead.id });
  expect(own.inspections).toHaveLength(1);
  // A contractor learns nothing of who goes where.
  expect((await contractor.api.obligation.calendar({ month: '2026-05', by: 'person' })).groups).toEqual([]);
});

test('日历订阅: an address of one’s own opens the calendar without a session, until it is replaced or revoked', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { lead, contractor, stranger, outsider } = county.people;
  const planned = await aPlannedInspection(county, baseline, { plannedOn: '2026-04-15' });
  const subscribe = (by: Somebody) => by.api.obligation.subscribe({ id: county.newId(), language: 'zh-CN' });
  const read = async (path: string) => {
    const answer = await stranger.fetch(path);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const first = await subscribe(lead);
  const feed = await read(first.path);
  expect([feed.status, feed.type]).toEqual([200, 'text/calendar; charset=utf-8']);
  const lines = feed.text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines).toContain(`UID:inspection-${planned.id}@${county.county}.dushi`);
  expect(lines).toContain('DTSTART;VALUE=DATE:20260415');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT').length).toBeGreaterThan(3);
  expect((await read(first.path)).text.match(/^UID:.*$/gm)).toEqual(feed.text.match(/^UID:.*$/gm));
  // A contractor's holds its own and no visit it was not told of.
  const theirs = await read((await subscribe(contractor)).path);
  expect(theirs.text).not.toContain(planned.id);
  expect(theirs.text).toContain('BEGIN:VEVENT');

  const second = await subscribe(lead);
  expect((await read(first.path)).status).toBe(404);
  expect((await read(second.path)).status).toBe(200);
  const { open } = await lead.api.obligation.subscription({});
  expect(open).toMatchObject({ id: second.id });
  expect(
    (await refusalOf(outsider.api.obligation.revokeSubscription({ id: second.id, basedOn: 1 }))).code,
  ).toBe('calendar-subscription.not-found');
  await lead.api.obligation.revokeSubscription({ id: second.id, basedOn: 1 });
  expect((await read(second.path)).status).toBe(404);
  expect((await refusalOf(lead.api.obligation.revokeSubscription({ id: second.id, basedOn: 1 }))).code).toBe(
    'calendar-subscription.revoked-already',
  );
  for (const path of [
    '/api/calendar/999999/x.ics',
    second.path.replace(county.county, '000000'),
    '/api/calendar/a/b',
  ])
    expect((await read(path)).status).toBe(404);
  // Neither the log nor the table can be read back into an address.
  const token = second.path.split('/').at(-1)?.slice(0, -4) ?? '';
  const told = await county.asOwner<{ n: string }>(
    "select count(*) as n from event where county = $1 and body::text like '%' || $2 || '%'",
    [county.county, token],
  );
  expect(Number(told[0]?.n)).toBe(0);
});

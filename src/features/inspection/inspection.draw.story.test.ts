import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DrawView } from '#features/draw/draw.contract.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { aDrawnDraw, aPreparedDraw, someStations } from '#testing/draws.ts';
import { theGroup } from '#testing/findings.ts';
import { aSheet, planOf, signAll } from '#testing/inspections.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

let county: County;
let baseline: Baseline;
let draw: DrawView;
beforeEach(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 6);
  draw = await aDrawnDraw(county, { places: { lead: 1, member: 1, 'third-party': 1 } });
  county.at('2026-04-21');
});
afterEach(() => expect(county.faults).toEqual([]));

type Over = Parameters<typeof planOf>[2];
const drawn = (at = 0) => {
  const one = draw.drawn[at];
  if (!one) throw new Error('the draw of the story drew too little');
  return one;
};
const teamOf = (one: DrawView['drawn'][number]) =>
  one.inspectors.map(({ id, role }) => ({ personId: id, role }));
const planned = (over: Over = {}, one = drawn()) =>
  planOf(county, baseline, {
    facilityId: one.id,
    phase: 'construction',
    purpose: 'spot-check',
    team: teamOf(one),
    draw: { id: draw.id, departure: null },
    ...over,
  });
const plan = (over: Over = {}, one = drawn()) => county.people.office.api.inspection.plan(planned(over, one));
const refused = (over: Over = {}, one = drawn()) => refusalOf(plan(over, one));

/** The drawn team with its member replaced by whoever else is in the group. */
function withSomebodyElse() {
  const team = teamOf(drawn());
  const { inspector, second } = county.people;
  const other = [inspector, second].find(({ id }) => team.every(({ personId }) => personId !== id));
  const out = drawn().inspectors.find(({ role }) => role === 'member');
  if (!other || !out) throw new Error('the story lacks a member to replace');
  return {
    team: team.map((place) => (place.personId === out.id ? { ...place, personId: other.id } : place)),
    other,
    out,
  };
}
const reason = '抽中的组员当日参加防汛值守';

describe('D05 D06 一(三)(四): who was drawn goes where it was drawn', () => {
  test('the plan is handed the facility, the people and the draw; the inspection keeps where it comes from', async () => {
    const { office, auditor } = county.people;
    const one = drawn();
    const preparation = await office.api.inspection.preparation({ facility: one.id, draw: draw.id });
    expect(preparation.draw).toEqual({
      id: draw.id,
      number: draw.number,
      title: draw.title,
      fromOn: '2026-04-01',
      untilOn: '2026-06-30',
      inspectors: one.inspectors.map(({ id, name, role }) => ({ personId: id, name, role })),
      unfilled: one.unfilled,
    });
    const inspection = await plan();
    expect(inspection.draw).toEqual({ id: draw.id, number: draw.number, departure: null });
    const { inspection: read } = await auditor.api.inspection.find({ id: inspection.id });
    expect(read.draw?.number).toBe(draw.number);
    expect((await office.api.inspection.preparation({ facility: one.id })).draw).toBeNull();
  });

  test('other people than were drawn need a reason, which the inspection shows', async () => {
    const { office } = county.people;
    const { team, other, out } = withSomebodyElse();
    const told = await refused({ team });
    expect(told).toMatchObject({
      code: 'inspection.draw-departure-reason',
      facts: { number: draw.number, missing: [out.name], others: [other.name] },
      basis: [{ clause: 'tongcheng-2021:1.4' }, { clause: 'tongcheng-2021:1.3' }],
    });
    expect((await refused({ team, draw: { id: draw.id, departure: ' 忙 ' } })).code).toBe(
      'inspection.draw-departure-reason',
    );
    const inspection = await plan({ team, draw: { id: draw.id, departure: reason } });
    expect(inspection.draw?.departure).toBe(reason);
    const { draw: seen } = await office.api.draw.find({ id: draw.id });
    expect(seen.drawn[0]?.visits).toEqual([
      expect.objectContaining({ id: inspection.id, state: 'planned', asDrawn: true, departed: true }),
    ]);
  });

  test('an extra person, a person left out and places exchanged are departures too', async () => {
    const { inspector, second } = county.people;
    const team = teamOf(drawn());
    const extra = [inspector, second].find(({ id }) => team.every(({ personId }) => personId !== id));
    expect(
      (await refused({ team: [...team, { personId: extra?.id ?? '', role: 'member' }] })).facts,
    ).toMatchObject({ missing: ['—'], others: [extra?.name] });
    expect((await refused({ team: team.filter(({ role }) => role !== 'member') })).code).toBe(
      'inspection.draw-departure-reason',
    );
  });

  test('a place nobody could take is filled without a reason', async () => {
    county = await aCounty();
    baseline = await aBaseline(county);
    await theGroup(county);
    await someStations(county, baseline, 6);
    const { lead, inspector, third } = county.people;
    draw = await aDrawnDraw(county, {
      inspectorIds: [lead.id],
      places: { lead: 1, member: 1, 'third-party': 1 },
    });
    county.at('2026-04-21');
    expect(drawn().unfilled).toEqual(['member', 'third-party']);
    const filled = [
      ...teamOf(drawn()),
      { personId: inspector.id, role: 'member' as const },
      { personId: third.id, role: 'third-party' as const },
    ];
    expect((await plan({ team: filled })).draw?.departure).toBeNull();
  });

  test('a third party that the pack asks for is no departure where none was drawn', async () => {
    county = await aCounty();
    baseline = await aBaseline(county);
    await theGroup(county);
    await someStations(county, baseline, 6);
    draw = await aDrawnDraw(county);
    county.at('2026-04-21');
    const third = { personId: county.people.third.id, role: 'third-party' as const };
    expect((await plan({ team: [...teamOf(drawn()), third] })).draw?.departure).toBeNull();
  });

  test('a member drawn who turns out to be related stays away, and his place is filled with the reason', async () => {
    const { office } = county.people;
    const { team, out } = withSomebodyElse();
    const contractorId = (await office.api.facility.find({ id: drawn().id })).facility.contractorId;
    await office.api.organisation.declareRelation({
      personId: out.id,
      contractorId,
      relation: 'relative',
      statement: '配偶在该企业任职',
      fromOn: '2026-01-01',
      untilOn: null,
    });
    expect((await refused()).code).toBe('inspection.member-related');
    const because = `${out.name}申报利害关系，依规回避`;
    expect((await plan({ team, draw: { id: draw.id, departure: because } })).draw?.departure).toBe(because);
  });

  test('what was not drawn, another period, a draw not yet drawn and one that is not there are refused', async () => {
    const spare = draw.objects.find(({ id }) => draw.drawn.every((one) => one.id !== id));
    expect((await refused({ facilityId: spare?.id ?? '' })).code).toBe('inspection.not-drawn');
    expect(await refused({ plannedOn: '2026-07-01' })).toMatchObject({
      code: 'inspection.draw-other-period',
      facts: { fromOn: '2026-04-01', untilOn: '2026-06-30' },
    });
    expect((await refused({ draw: { id: county.newId(), departure: null } })).code).toBe(
      'inspection.draw-not-found',
    );
    const next = await aPreparedDraw(county, {
      period: 'next',
      publicValue: { name: '指数', source: '网站', on: '2026-06-01' },
      revealUntilOn: '2026-05-20',
    });
    expect((await refused({ draw: { id: next.id, departure: null } })).code).toBe(
      'inspection.draw-not-drawn',
    );
  });

  test('one visit to each object, of eight at once; called off, it is planned anew', async () => {
    const { office } = county.people;
    const { granted, refusals } = await race(Array.from({ length: 8 }, () => plan()));
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'inspection.drawn-visit-planned'));
    const { items } = await office.api.inspection.list({ facility: drawn().id });
    const [only] = items;
    await office.api.inspection.cancel({ id: only?.id ?? '', basedOn: 1, reason: '山洪断路，改期' });
    expect((await plan()).draw?.number).toBe(draw.number);
  });

  test('the database itself plans nothing from a draw that was not drawn there, and changes no origin', async () => {
    const { id } = await plan();
    const said = (sql: string, values: unknown[]) =>
      county.asOwner(sql, values).then(
        () => 'done',
        (error: { constraint?: string }) => error.constraint,
      );
    expect(
      await said(
        'update inspection set draw_id = null, version = version + 1 where county = $1 and id = $2',
        [county.county, id],
      ),
    ).toBe('inspection_follows_draw');
    expect(
      await said(
        "update inspection set draw_departure = '后来补的理由', version = version + 1 where county = $1 and id = $2",
        [county.county, id],
      ),
    ).toBe('inspection_follows_draw');
  });
});

describe('一(四) 走过场: a draw shows what became of it', () => {
  test('each object with the inspection that came of it; the list counts them', async () => {
    const { office, lead, auditor } = county.people;
    const { id, team } = await plan({ notice: 'unannounced' });
    const state = async () => (await auditor.api.draw.find({ id: draw.id })).draw.drawn[0]?.visits[0]?.state;
    const row = async () => (await auditor.api.draw.list({})).items.find((one) => one.id === draw.id);
    expect(await state()).toBe('planned');
    expect(await row()).toMatchObject({ visited: 0, size: 4 });
    for (const { personId } of team)
      await Object.values(county.people)
        .find((one) => one.id === personId)
        ?.api.inspection.declare({ id, relation: null });
    await lead.api.inspection.submit(await aSheet(county, id));
    expect(await state()).toBe('submitted');
    await signAll(county, id);
    expect(await state()).toBe('signed');
    expect(await row()).toMatchObject({ visited: 1 });
    expect(
      (await office.api.draw.find({ id: draw.id })).draw.drawn
        .slice(1)
        .every(({ visits }) => visits.length === 0),
    ).toBe(true);
  });

  test('a visit that was not planned from the draw is shown as such and does not count', async () => {
    const { lead } = county.people;
    const { id, team } = await plan({ draw: null, team: planOf(county, baseline).team });
    expect((await lead.api.inspection.find({ id })).inspection.draw).toBeNull();
    for (const { personId } of team)
      await Object.values(county.people)
        .find((one) => one.id === personId)
        ?.api.inspection.declare({ id, relation: null });
    await lead.api.inspection.submit(await aSheet(county, id));
    const { draw: seen } = await lead.api.draw.find({ id: draw.id });
    expect(seen.drawn[0]?.visits).toEqual([expect.objectContaining({ id, asDrawn: false })]);
    expect((await lead.api.draw.list({})).items.find((one) => one.id === draw.id)?.visited).toBe(0);
  });

  test('a contractor learns of an unannounced visit to its own from the signed record, and of no reason', async () => {
    const { office, contractor, outsider } = county.people;
    const own = draw.drawn.findIndex(
      ({ id }) => draw.objects.find((object) => object.id === id)?.contractor.includes('示例甲') === true,
    );
    const one = drawn(Math.max(own, 0));
    const inspection = await plan({ notice: 'unannounced' }, one);
    await office.api.draw.publish({ id: draw.id, basedOn: draw.version });
    const visitsTo = async (by: typeof contractor) =>
      (await by.api.draw.find({ id: draw.id })).draw.drawn.find(({ id }) => id === one.id)?.visits;
    expect(await visitsTo(contractor)).toEqual([]);
    expect(await visitsTo(outsider)).toEqual([]);
    await office.api.inspection.cancel({
      id: inspection.id,
      basedOn: inspection.version,
      reason: '改为事先通知',
    });
    const announced = await plan({ notice: 'announced' }, one);
    expect(announced.draw).not.toBeNull();
    if (own >= 0) expect(await visitsTo(contractor)).toMatchObject([{ id: announced.id, departed: false }]);
    expect((await contractor.api.draw.list({})).items[0]?.visited).toBeNull();
  });
});

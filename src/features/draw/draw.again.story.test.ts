import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aCommittedDraw,
  aDrawnDraw,
  aPreparedDraw,
  aRevealedDraw,
  drawWanted,
  someStations,
} from '#testing/draws.ts';
import { theGroup } from '#testing/findings.ts';
import { aSheet, planOf, signAll } from '#testing/inspections.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';
import type { DrawView } from './draw.contract.ts';

// Somebody who does not like what was drawn tries to have it drawn again without it being called so. One trick, one story.

let county: County;
let baseline: Baseline;
beforeEach(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 14);
});
afterEach(() => expect(county.faults).toEqual([]));

type Wanted = Parameters<typeof drawWanted>[1];
const later = {
  publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-05-20' },
  revealUntilOn: '2026-05-10',
};
const reason = '抽中的站点因山洪道路中断，无法前往';
const prepare = (over: Wanted = {}) =>
  county.people.office.api.draw.prepare(drawWanted(county, { ...later, ...over }));
const refused = async (over: Wanted = {}) => refusalOf(prepare(over));
const townsIn = (draw: DrawView) => [...new Set(draw.objects.map(({ town }) => town))];

/** A visit to what was drawn, by those who were drawn, with everything it takes until the last signature. */
async function visited(draw: DrawView, of: DrawView['drawn'][number]): Promise<void> {
  const { office, lead } = county.people;
  const plan = planOf(county, baseline, {
    facilityId: of.id,
    phase: 'construction',
    purpose: 'spot-check',
    team: [
      ...of.inspectors.map(({ id, role }) => ({ personId: id, role })),
      { personId: county.people.third.id, role: 'third-party' },
    ],
    draw: { id: draw.id, departure: null },
  });
  const { id } = await office.api.inspection.plan(plan);
  for (const { personId } of plan.team) {
    const member = Object.values(county.people).find((one) => one.id === personId);
    await member?.api.inspection.declare({ id, relation: null });
  }
  await lead.api.inspection.submit(await aSheet(county, id));
  await signAll(county, id);
}

describe('D06 一(四): what was drawn is not drawn again under another name', () => {
  test('another title is no other draw: it is refused with the clause, and granted with a reason that stays on record', async () => {
    const first = await aDrawnDraw(county, { title: '第二季度抽查' });
    county.at('2026-04-21');
    const told = await refused({ title: '站点安全专项检查' });
    expect(told).toMatchObject({
      code: 'draw.again-without-reason',
      facts: {
        number: first.number,
        title: '第二季度抽查',
        common: 16,
        fromOn: '2026-04-01',
        untilOn: '2026-06-30',
      },
      basis: [{ clause: 'tongcheng-2021:1.4' }],
    });
    const second = await prepare({ title: '站点安全专项检查', redraw: { of: first.id, reason } });
    expect(second.redraw).toEqual({ of: { id: first.id, number: first.number }, reason });
    const { draw, history } = await county.people.auditor.api.draw.find({ id: first.id });
    expect(draw).toMatchObject({ state: 'drawn', drawn: first.drawn, redrawnBy: { id: second.id } });
    expect(history.some(({ type }) => type === 'draw.drawn')).toBe(true);
    const again = await county.people.auditor.api.draw.find({ id: second.id });
    expect(again.history[0]).toMatchObject({ type: 'draw.prepared', note: reason });
  });

  test('the next day, the next week: it is the period that counts', async () => {
    await aDrawnDraw(county);
    for (const day of ['2026-04-21', '2026-04-28', '2026-05-10']) {
      county.at(day);
      expect((await refused()).code).toBe('draw.again-without-reason');
    }
  });

  test('a list that differs a little: a town left out, a kind or phase added, one station in common', async () => {
    const first = await aDrawnDraw(county);
    const towns = townsIn(first);
    expect(towns.length).toBeGreaterThan(2);
    county.at('2026-04-21');
    expect((await refused({ towns: towns.slice(1) })).code).toBe('draw.again-without-reason');
    expect((await refused({ kinds: ['village-station', 'town-station'] })).code).toBe(
      'draw.again-without-reason',
    );
    expect((await refused({ phases: ['construction', 'trial', 'operation', 'suspended'] })).code).toBe(
      'draw.again-without-reason',
    );
    const one = await refused({ towns: towns.slice(0, 1), size: { count: 1 } });
    expect(one.code).toBe('draw.again-without-reason');
    expect(one.facts.common).toBe(first.objects.filter(({ town }) => town === towns[0]).length);
  });

  test('other inspectors, other parties, another number, another value are no other draw', async () => {
    await aDrawnDraw(county);
    county.at('2026-04-21');
    const { people, organisations } = county;
    for (const over of [
      { inspectorIds: [people.lead.id, people.inspector.id] },
      { partyIds: [organisations.office, organisations.finance, organisations.audit] },
      { size: { percent: 50 } },
      { allocation: 'one-each', size: { count: 16 } },
      { publicValue: { ...later.publicValue, name: '深证成指收盘' } },
    ] satisfies Wanted[])
      expect((await refused(over)).code).toBe('draw.again-without-reason');
  });

  test('two drawn side by side, to publish the one that pleases: the second waits for the end of the first', async () => {
    for (const stage of [aPreparedDraw, aCommittedDraw, aRevealedDraw] as const) {
      county = await aCounty();
      baseline = await aBaseline(county);
      await theGroup(county);
      await someStations(county, baseline, 4);
      const open = await stage(county);
      const told = await refused({ title: '另一次抽查' });
      expect(told).toMatchObject({
        code: 'draw.purpose-open',
        facts: { number: open.number, state: open.state },
        basis: [{ clause: 'tongcheng-2021:1.4' }],
      });
      // Nor does a reason help: there is nothing yet that could be drawn again.
      expect((await refused({ redraw: { of: open.id, reason } })).code).toBe('draw.not-drawn-yet');
    }
  });

  test('left lying when the value is known and the result can be reckoned: it blocks until it is drawn', async () => {
    const revealed = await aRevealedDraw(county);
    county.at('2026-04-25');
    expect((await refused()).code).toBe('draw.purpose-open');
    const { office, leader } = county.people;
    let draw = await office.api.draw.enterValue({
      id: revealed.id,
      basedOn: revealed.version,
      value: '3484.39',
    });
    expect((await refused()).code).toBe('draw.purpose-open');
    draw = await leader.api.draw.draw({ id: draw.id, basedOn: draw.version });
    expect((await refused()).code).toBe('draw.again-without-reason');
  });

  test('what was given up before all had committed is no draw: nobody could know what it would have been', async () => {
    const open = await aPreparedDraw(county);
    await county.people.office.api.draw.abandon({ id: open.id, basedOn: open.version, reason: '改日再抽' });
    expect((await prepare()).redraw).toBeNull();
  });

  test('naming some other draw as the one repeated: it is the newest over these stations that counts', async () => {
    const first = await aDrawnDraw(county);
    const [town = '', ...others] = townsIn(first);
    county.at('2026-04-21');
    const inTown = first.objects.filter((object) => object.town === town).length;
    const second = await aDrawnDraw(county, {
      ...later,
      towns: [town],
      size: { count: 1 },
      redraw: { of: first.id, reason },
    });
    expect(second.objects).toHaveLength(inTown);
    county.at('2026-05-21');
    const value = { publicValue: { ...later.publicValue, on: '2026-06-20' }, revealUntilOn: '2026-06-10' };
    expect((await refused({ ...value, redraw: { of: first.id, reason } })).code).toBe('draw.redrawn-already');
    expect(await refused(value)).toMatchObject({
      code: 'draw.again-without-reason',
      facts: { number: second.number },
    });
    // In the other towns nothing but the first was drawn from, and that has been repeated: the reason was said there.
    const elsewhere = await prepare({ ...value, towns: others, redraw: null });
    expect(elsewhere.redraw).toBeNull();
  });

  test('an old draw of other stations named for form’s sake is no redraw', async () => {
    const [first, second] = townsIn(await drawnIn([]));
    county = await aCounty();
    baseline = await aBaseline(county);
    await theGroup(county);
    await someStations(county, baseline, 14);
    const one = await drawnIn([first ?? '']);
    county.at('2026-04-21');
    expect(
      (await refused({ towns: [second ?? ''], size: { count: 1 }, redraw: { of: one.id, reason } })).code,
    ).toBe('draw.redraw-nothing-common');
    expect((await prepare({ towns: [second ?? ''], size: { count: 1 } })).redraw).toBeNull();
  });

  const drawnIn = (towns: string[]) => aDrawnDraw(county, { towns, size: { count: 1 } });

  test('a station registered anew at the same place is the same place', async () => {
    const { office } = county.people;
    const [town = ''] = townsIn(await aPreparedDraw(county));
    const [open] = (await office.api.draw.list({})).items;
    await office.api.draw.abandon({ id: open?.id ?? '', basedOn: 1, reason: '改为按镇抽取' });
    const first = await drawnIn([town]);
    county.at('2026-04-21');
    for (const { id } of first.objects) {
      const { facility } = await office.api.facility.find({ id });
      await office.api.facility.changePhase({
        id,
        basedOn: facility.version,
        phase: 'withdrawn',
        fromOn: '2026-04-20',
        reason: '原址重新登记',
      });
      await office.api.facility.register({
        agreementId: facility.agreementId,
        kind: 'village-station',
        number: `N-${facility.number}`,
        name: `新${facility.name}`,
        villageCode: facility.villageCode,
        villageName: facility.villageName,
        townName: facility.townName,
        address: facility.address,
        headName: null,
        headPhone: null,
        latitude: null,
        longitude: null,
        datum: null,
        constructionStartedOn: '2026-04-20',
      });
    }
    expect(await refused({ towns: [town], size: { count: 1 } })).toMatchObject({
      code: 'draw.again-without-reason',
      facts: { number: first.number, common: first.objects.length },
    });
    const { earlier } = await office.api.draw.preparation({});
    expect(earlier[0]?.places.filter(({ phase }) => phase !== 'withdrawn')).toEqual([
      { kind: 'village-station', town, phase: 'construction', count: first.objects.length },
    ]);
  });

  test('waiting for the day that begins a period: what was drawn and never visited is still the draw that counts', async () => {
    const first = await aDrawnDraw(county);
    county.at('2026-07-01');
    const third = {
      publicValue: { ...later.publicValue, on: '2026-07-20' },
      revealUntilOn: '2026-07-15',
    };
    expect(await refused(third)).toMatchObject({
      code: 'draw.again-without-reason',
      facts: { number: first.number, untilOn: '2026-06-30' },
    });
    const second = await prepare({ ...third, redraw: { of: first.id, reason } });
    expect(second.redraw?.of.id).toBe(first.id);
  });

  test('a draw that was carried out leaves the next period free', async () => {
    const first = await aDrawnDraw(county);
    county.at('2026-05-06');
    for (const one of first.drawn) await visited(first, one);
    const seen = await county.people.office.api.draw.find({ id: first.id });
    expect(seen.draw.drawn.every(({ visits }) => visits[0]?.asDrawn && visits[0].state === 'signed')).toBe(
      true,
    );
    county.at('2026-07-01');
    const second = await prepare({
      publicValue: { ...later.publicValue, on: '2026-07-20' },
      revealUntilOn: '2026-07-15',
    });
    expect(second).toMatchObject({ redraw: null, period: { from: '2026-07-01', until: '2026-09-30' } });
  });

  test('the next period may be drawn for in advance, and is used only then', async () => {
    await aDrawnDraw(county);
    county.at('2026-04-21');
    const next = await prepare({ period: 'next' });
    expect(next).toMatchObject({ redraw: null, period: { from: '2026-07-01', until: '2026-09-30' } });
    // A second one for that period has it in its way.
    expect((await refused({ period: 'next', title: '又一次' })).code).toBe('draw.purpose-open');
  });

  test('a value that comes about after the period sends nobody anywhere', async () => {
    expect(
      await refused({ publicValue: { ...later.publicValue, on: '2026-07-01' }, revealUntilOn: '2026-06-29' }),
    ).toMatchObject({ code: 'draw.value-after-period', facts: { untilOn: '2026-06-30' } });
  });

  test('the page is told of the earlier draw before anything is sent', async () => {
    const first = await aDrawnDraw(county);
    county.at('2026-04-21');
    const { earlier } = await county.people.lead.api.draw.preparation({});
    expect(earlier).toHaveLength(1);
    expect(earlier[0]).toMatchObject({ id: first.id, outstanding: 4, redrawnBy: null, state: 'drawn' });
    expect(earlier[0]?.places.reduce((sum, { count }) => sum + count, 0)).toBe(16);
  });
});

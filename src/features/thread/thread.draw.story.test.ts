import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DrawView } from '#features/draw/draw.contract.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { aDrawnDraw, aPreparedDraw, drawWanted, someStations } from '#testing/draws.ts';
import { theGroup } from '#testing/findings.ts';
import { planOf } from '#testing/inspections.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';
import type { ThreadView } from './thread.contract.ts';

// obligation → draw → inspection: on what basis somebody went there, and not elsewhere.

let county: County;
let baseline: Baseline;
let draw: DrawView;
let inspections: string[];
beforeAll(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 6);
  draw = await aDrawnDraw(county, { places: { lead: 1, member: 1, 'third-party': 1 } });
  county.at('2026-04-21');
  inspections = [];
  for (const one of draw.drawn.slice(0, 2)) {
    const { id } = await county.people.office.api.inspection.plan(
      planOf(county, baseline, {
        facilityId: one.id,
        phase: 'construction',
        purpose: 'spot-check',
        team: one.inspectors.map(({ id: personId, role }) => ({ personId, role })),
        draw: { id: draw.id, departure: null },
      }),
    );
    inspections.push(id);
  }
});
afterAll(() => expect(county.faults).toEqual([]));

const read = (
  type: 'draw' | 'inspection' | 'obligation' | 'facility',
  id: string,
  by = county.people.auditor,
) => by.api.thread.read({ type, id });
const idsOf = (thread: ThreadView, type: string) =>
  thread.nodes.filter((node) => node.type === type).map(({ id }) => id);
const kinds = (thread: ThreadView) => [...new Set(thread.edges.map(({ kind }) => kind))].sort();

describe('D06 一(四): a draw stands in the thread', () => {
  test('from the draw: what is owed where it drew, and each inspection that came of it', async () => {
    const thread = await read('draw', draw.id);
    expect(idsOf(thread, 'draw')).toEqual([draw.id]);
    expect(idsOf(thread, 'inspection').toSorted()).toEqual(inspections.toSorted());
    expect(idsOf(thread, 'obligation').length).toBeGreaterThanOrEqual(draw.drawn.length);
    expect(kinds(thread)).toEqual(expect.arrayContaining(['answers', 'sends', 'concerns']));
    const [node] = thread.nodes.filter(({ type }) => type === 'draw');
    expect(node).toMatchObject({
      stage: 'check',
      number: draw.number,
      text: draw.title,
      state: 'drawn',
      path: `/draws/${draw.id}`,
      label: { zh: `抽查抽取 ${draw.number}`, en: `Draw ${draw.number}` },
    });
    const sent = thread.edges.filter(({ kind }) => kind === 'sends');
    expect(sent.map(({ to }) => to.id).toSorted()).toEqual(inspections.toSorted());
    expect(sent.every(({ event }) => event === 'inspection.planned')).toBe(true);
    const answered = thread.edges.filter(({ kind }) => kind === 'answers');
    expect(answered.every(({ event, from }) => event === 'draw.drawn' && from.id === draw.id)).toBe(true);
  });

  test('from one inspection: its draw and what its own place owes, and nothing of the other places', async () => {
    const [first = '', second = ''] = inspections;
    const thread = await read('inspection', first);
    expect(idsOf(thread, 'draw')).toEqual([draw.id]);
    expect(idsOf(thread, 'inspection')).toEqual([first]);
    expect(idsOf(thread, 'facility')).toEqual([draw.drawn[0]?.id]);
    const obligations = idsOf(thread, 'obligation');
    expect(obligations.length).toBeGreaterThan(0);
    for (const id of obligations) {
      const { obligation } = await county.people.auditor.api.obligation.find({ id });
      expect(obligation.subject.id).toBe(draw.drawn[0]?.id);
    }
    // What hangs on the draw besides is counted, not shown.
    const node = thread.nodes.find(({ type }) => type === 'draw');
    expect(node?.more).toContainEqual({ type: 'inspection', direction: 'after', count: 1 });
    expect(idsOf(await read('inspection', second), 'inspection')).toEqual([second]);
  });

  test('from the obligation: the draw that answers it, and the inspection there', async () => {
    const [first = ''] = inspections;
    const [obligation = ''] = idsOf(await read('inspection', first), 'obligation');
    const thread = await read('obligation', obligation);
    expect(idsOf(thread, 'draw')).toEqual([draw.id]);
    expect(idsOf(thread, 'inspection')).toEqual([first]);
  });

  test('what nobody visited is a gap once the period is over, and not before', async () => {
    expect((await read('draw', draw.id)).gaps.map(({ code }) => code)).not.toContain('draw-not-visited');
    county.at('2026-07-01');
    expect((await read('draw', draw.id)).gaps).toContainEqual(
      expect.objectContaining({ code: 'draw-not-visited', since: '2026-06-30' }),
    );
    county.at('2026-04-21');
  });

  test('a draw that repeats another stands after it', async () => {
    const again = await county.people.office.api.draw.prepare(
      drawWanted(county, {
        redraw: { of: draw.id, reason: '抽中的站点道路中断' },
        publicValue: { name: '指数', source: '网站', on: '2026-05-20' },
        revealUntilOn: '2026-05-10',
      }),
    );
    const thread = await read('draw', again.id);
    expect(idsOf(thread, 'draw')).toEqual(expect.arrayContaining([draw.id, again.id]));
    const [repeats] = thread.edges.filter(({ kind }) => kind === 'repeats');
    expect(repeats).toMatchObject({ from: { id: again.id }, to: { id: draw.id }, event: 'draw.prepared' });
  });

  test('a contractor sees no draw before it is published', async () => {
    const { contractor, office } = county.people;
    const open = await aPreparedDraw(county, {
      period: 'next',
      publicValue: { name: '指数', source: '网站', on: '2026-05-20' },
      revealUntilOn: '2026-05-10',
    });
    expect((await refusalOf(read('draw', open.id, contractor))).code).toBe('thread.not-found');
    expect((await refusalOf(read('draw', draw.id, contractor))).code).toBe('thread.not-found');
    await office.api.draw.publish({ id: draw.id, basedOn: draw.version });
    const thread = await read('draw', draw.id, contractor);
    expect(idsOf(thread, 'draw')).toEqual([draw.id]);
    // The visits are unannounced: it learns of them from the signed record.
    expect(idsOf(thread, 'inspection')).toEqual([]);
  });
});

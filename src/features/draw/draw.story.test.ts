import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RiskCause } from '#features/regime/regime.sections.pack.model.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aCommittedDraw,
  aDrawnDraw,
  aPreparedDraw,
  commitmentBy,
  drawWanted,
  partiesOf,
  secretOf,
  someStations,
} from '#testing/draws.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';
import { riskCounts } from './draw.read.store.ts';
import { repeatText } from './draw.repeat.rules.ts';

let county: County;
let baseline: Baseline;
// A county of its own for each story: two draws over the same stations would be one drawn again.
beforeEach(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 14);
});
afterEach(() => expect(county.faults).toEqual([]));

const find = async (id: string) => (await county.people.office.api.draw.find({ id })).draw;
const givenUp = async (draw: { id: string; version: number }) =>
  county.people.office.api.draw.abandon({ id: draw.id, basedOn: draw.version, reason: '改日再抽' });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
describe('D06 一(四): a spot check is drawn so that anyone can repeat it', () => {
  test('lists are frozen, three parties commit and reveal, the public value decides, and the file repeats it', async () => {
    const { people } = county;
    let draw = await aPreparedDraw(county);
    expect(draw).toMatchObject({
      number: expect.stringMatching(/^抽〔2026〕\d+$/),
      state: 'prepared',
      parameters: { count: 4, strata: 'town' },
      seed: null,
      drawn: [],
    });
    expect(draw.objects).toHaveLength(16);
    expect(draw.listsDigest).toMatch(/^[0-9a-f]{64}$/);

    for (const by of partiesOf(county)) draw = await by.api.draw.commit(commitmentBy(draw, by));
    expect(draw.state).toBe('revealing');
    expect(draw.parties.every(({ secret }) => secret === null)).toBe(true);
    for (const by of partiesOf(county))
      draw = await by.api.draw.reveal({ id: draw.id, secret: secretOf(draw, by) });
    expect(draw.state).toBe('revealed');

    county.at('2026-04-20');
    draw = await people.office.api.draw.enterValue({ id: draw.id, basedOn: draw.version, value: '3484.39' });
    draw = await people.leader.api.draw.draw({ id: draw.id, basedOn: draw.version });
    expect(draw.state).toBe('drawn');
    expect(draw.drawn).toHaveLength(4);
    expect(new Set(draw.drawn.map(({ id }) => id)).size).toBe(4);
    for (const { stratum, quota } of draw.quotas)
      expect(
        draw.drawn.filter(({ id }) => draw.objects.find((object) => object.id === id)?.town === stratum),
      ).toHaveLength(quota);

    draw = await people.office.api.draw.publish({ id: draw.id, basedOn: draw.version });
    expect(draw.state).toBe('published');
    const { history } = await people.contractor.api.draw.find({ id: draw.id });
    expect(history.map(({ type }) => type)).toEqual([
      'draw.prepared',
      'draw.committed',
      'draw.committed',
      'draw.committed',
      'draw.revealed',
      'draw.revealed',
      'draw.revealed',
      'draw.value-entered',
      'draw.drawn',
      'draw.published',
    ]);

    const file = await people.contractor.fetch(`/api/draws/${draw.id}/proof.json`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    const text = await file.text();
    const verdict = repeatText(text);
    expect(verdict.ok).toBe(true);
    expect(verdict.proof?.listsDigest).toBe(draw.listsDigest);
    expect(verdict.proof?.outcome.drawn.map(({ object }) => object)).toEqual(draw.drawn.map(({ id }) => id));
    expect(repeatText(text.replace('3484.39', '3484.40')).ok).toBe(false);

    // 公开: anybody can fetch and repeat it, without signing in.
    const anybody = await people.stranger.fetch(`/api/draws/${draw.id}/proof.json`);
    expect([anybody.status, await anybody.text()]).toEqual([200, text]);
    expect((await people.stranger.fetch(`/api/draws/${draw.id}/proof.html`)).status).toBe(200);

    const page = await people.office.fetch(`/api/draws/${draw.id}/proof.html`);
    expect(page.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await page.text()).toContain(draw.listsDigest);
  });

  test('dushi draw verify says yes to the file and, with the step that fails, no to a changed one', async () => {
    const draw = await aDrawnDraw(county);
    const text = await (await county.people.office.fetch(`/api/draws/${draw.id}/proof.json`)).text();
    const folder = await mkdtemp(join(tmpdir(), 'dushi-draw-'));
    await writeFile(join(folder, 'good.json'), text);
    await writeFile(join(folder, 'bad.json'), text.replace('3484.39', '3484.30'));
    const run = (name: string) =>
      promisify(execFile)(process.execPath, ['bin/dushi.mjs', 'draw', 'verify', join(folder, name)]).then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        (error: { code: number; stdout: string; stderr: string }) => ({
          code: error.code,
          said: error.stdout + error.stderr,
        }),
      );
    const good = await run('good.json');
    expect(good).toMatchObject({ code: 0, said: expect.stringContaining(draw.listsDigest) });
    const bad = await run('bad.json');
    expect(bad.code).toBe(1);
    expect(bad.said).toContain('✗ 种子由各方随机数和公开值得出');
    expect((await run('missing.json')).code).toBe(1);
  });

  test('fewer than three parties, or one organisation twice, are refused', async () => {
    const { office } = county.people;
    const { bureau, finance } = county.organisations;
    const two = await refusalOf(office.api.draw.prepare(drawWanted(county, { partyIds: [bureau, finance] })));
    expect(two).toMatchObject({ code: 'draw.too-few-parties', facts: { count: 2, least: 3 } });
    expect(two.basis).toEqual(
      expect.arrayContaining([expect.objectContaining({ clause: 'tongcheng-2021:1.4' })]),
    );
    expect(
      await codeOf(office.api.draw.prepare(drawWanted(county, { partyIds: [bureau, finance, bureau] }))),
    ).toBe('draw.party-twice');
    expect(
      await codeOf(
        office.api.draw.prepare(
          drawWanted(county, { partyIds: [bureau, finance, county.organisations.contractor] }),
        ),
      ),
    ).toBe('draw.party-unknown');
  });

  test.each<[string, Parameters<typeof drawWanted>[1], string]>([
    ['weights where the pack has none', { weighted: true }, 'draw.weights-not-allowed'],
    ['a kind the pack does not draw', { kinds: ['service-centre'] }, 'draw.kind-not-in-pack'],
    ['more than there are', { size: { count: 5000 } }, 'draw.more-than-there-are'],
    ['fewer than strata', { size: { count: 1 }, allocation: 'one-each' }, 'draw.fewer-than-strata'],
    ['nothing in the list', { phases: ['withdrawn'] }, 'draw.nothing-to-draw'],
    [
      'one inspector alone',
      { places: { lead: 1, member: 0, 'third-party': 0 } },
      'draw.too-few-inspectors-each',
    ],
    ['too many for one inspector', { loadMax: 1000 }, 'draw.load-above-pack'],
    [
      'a value of today',
      { publicValue: { name: '指数', source: '网站', on: '2026-04-10' } },
      'draw.public-value-known',
    ],
    ['a day for revealing that has passed', { revealUntilOn: '2026-04-09' }, 'draw.reveal-day-past'],
  ])('refused: %s', async (_name, over, code) => {
    const before = await county.events();
    expect(await codeOf(county.people.office.api.draw.prepare(drawWanted(county, over)))).toBe(code);
    expect(await county.events()).toBe(before);
  });

  test('a share is rounded up', async () => {
    expect((await aPreparedDraw(county, { size: { percent: 20 } })).parameters.count).toBe(4);
  });

  test('a reveal that does not match, comes twice or too early is refused', async () => {
    const { lead, finance } = county.people;
    const early = await aPreparedDraw(county);
    expect(await codeOf(lead.api.draw.reveal({ id: early.id, secret: secretOf(early, lead) }))).toBe(
      'draw.wrong-state',
    );
    await givenUp(early);
    const draw = await aCommittedDraw(county);
    expect(await codeOf(lead.api.draw.reveal({ id: draw.id, secret: 'f'.repeat(64) }))).toBe(
      'draw.reveal-differs',
    );
    expect(await codeOf(lead.api.draw.reveal({ id: draw.id, secret: secretOf(draw, finance) }))).toBe(
      'draw.reveal-differs',
    );
    await lead.api.draw.reveal({ id: draw.id, secret: secretOf(draw, lead) });
    expect(await codeOf(lead.api.draw.reveal({ id: draw.id, secret: secretOf(draw, lead) }))).toBe(
      'draw.revealed-already',
    );
  });

  test('a commitment cannot be changed, be another party’s, or come when the value may be known', async () => {
    const { lead, finance, auditor } = county.people;
    const draw = await aPreparedDraw(county);
    await lead.api.draw.commit(commitmentBy(draw, lead));
    expect(await codeOf(lead.api.draw.commit(commitmentBy(draw, lead, 'e'.repeat(64))))).toBe(
      'draw.committed-already',
    );
    expect(await codeOf(finance.api.draw.commit(commitmentBy(draw, lead)))).toBe('draw.seal-differs');
    expect(
      await codeOf(finance.api.draw.commit({ ...commitmentBy(draw, finance), secret: 'd'.repeat(64) })),
    ).toBe('draw.seal-differs');
    county.at('2026-04-20');
    expect(await codeOf(auditor.api.draw.commit(commitmentBy(draw, auditor)))).toBe(
      'draw.public-value-known',
    );
  });

  test('the public value waits for all commitments, all secrets, its day, and two people', async () => {
    const { office, leader, lead } = county.people;
    const prepared = await aPreparedDraw(county);
    const early = await refusalOf(
      office.api.draw.enterValue({ id: prepared.id, basedOn: prepared.version, value: '1' }),
    );
    expect(early).toMatchObject({ code: 'draw.commitments-missing' });
    expect(early.facts.names).toHaveLength(3);
    await givenUp(prepared);
    const committed = await aCommittedDraw(county);
    expect(
      await codeOf(office.api.draw.enterValue({ id: committed.id, basedOn: committed.version, value: '1' })),
    ).toBe('draw.wrong-state');
    let revealed = committed;
    for (const by of partiesOf(county))
      revealed = await by.api.draw.reveal({ id: revealed.id, secret: secretOf(revealed, by) });
    expect(
      await codeOf(office.api.draw.enterValue({ id: revealed.id, basedOn: revealed.version, value: '1' })),
    ).toBe('draw.value-too-early');

    county.at('2026-04-20');
    let draw = await office.api.draw.enterValue({
      id: revealed.id,
      basedOn: revealed.version,
      value: '3484.93',
    });
    expect(await codeOf(office.api.draw.draw({ id: draw.id, basedOn: draw.version }))).toBe(
      'draw.value-four-eyes',
    );
    draw = await leader.api.draw.rejectValue({
      id: draw.id,
      basedOn: draw.version,
      reason: '与网站公布的收盘点位不符',
    });
    expect(draw).toMatchObject({ state: 'revealed', publicValue: { text: null } });
    draw = await lead.api.draw.enterValue({ id: draw.id, basedOn: draw.version, value: '3484.39' });
    draw = await office.api.draw.draw({ id: draw.id, basedOn: draw.version });
    expect(draw.state).toBe('drawn');
  });

  test('whoever silently keeps the secret cannot stop the draw: two people open what was sealed, after the day', async () => {
    const { office, leader, lead, finance, auditor } = county.people;
    let draw = await aCommittedDraw(county);
    for (const by of [lead, finance])
      draw = await by.api.draw.reveal({ id: draw.id, secret: secretOf(draw, by) });
    const silent = auditor.organisationId;
    const asked = {
      id: draw.id,
      basedOn: draw.version,
      partyId: silent,
      reason: '审计局经办人外出，逾期未公开',
    };
    expect(await codeOf(office.api.draw.proposeOpening(asked))).toBe('draw.reveal-day-open');
    county.at('2026-04-16');
    expect(await codeOf(office.api.draw.open({ id: draw.id, basedOn: draw.version, partyId: silent }))).toBe(
      'draw.opening-not-proposed',
    );
    expect(await codeOf(office.api.draw.proposeOpening({ ...asked, partyId: lead.organisationId }))).toBe(
      'draw.revealed-already',
    );
    draw = await office.api.draw.proposeOpening(asked);
    expect(await codeOf(office.api.draw.proposeOpening({ ...asked, basedOn: draw.version }))).toBe(
      'draw.opening-proposed-already',
    );
    expect(await codeOf(office.api.draw.open({ id: draw.id, basedOn: draw.version, partyId: silent }))).toBe(
      'draw.opening-four-eyes',
    );
    // In a county restored from a backup the seal is not there: that is told, and nothing is opened.
    const [seal] = await county.asOwner<{ secret: string }>(
      'delete from draw_seal where draw_id = $1 and organisation_id = $2 returning secret',
      [draw.id, silent],
    );
    expect(await codeOf(leader.api.draw.open({ id: draw.id, basedOn: draw.version, partyId: silent }))).toBe(
      'draw.seal-lost',
    );
    await county.asOwner('insert into draw_seal values ($1, $2, $3, $4)', [
      county.county,
      draw.id,
      silent,
      seal?.secret,
    ]);
    draw = await leader.api.draw.open({ id: draw.id, basedOn: draw.version, partyId: silent });
    expect(draw.state).toBe('revealed');
    expect(draw.parties.find(({ id }) => id === silent)).toMatchObject({
      opened: true,
      secret: secretOf(draw, auditor),
      openingReason: asked.reason,
    });
    county.at('2026-04-20');
    draw = await office.api.draw.enterValue({ id: draw.id, basedOn: draw.version, value: '3484.39' });
    draw = await leader.api.draw.draw({ id: draw.id, basedOn: draw.version });
    const { proof, ok } = repeatText(await (await office.fetch(`/api/draws/${draw.id}/proof.json`)).text());
    expect(ok).toBe(true);
    expect(proof?.contributions.filter(({ opened }) => opened).map(({ party }) => party)).toEqual([silent]);
  });

  test('a redraw takes a reason, happens once, and leaves the first draw as it was', async () => {
    const { office } = county.people;
    const open = await aPreparedDraw(county);
    county.at('2026-04-10');
    const redraw = (of: string, reason = '抽中的站点因山洪道路中断，无法前往') =>
      office.api.draw.prepare(
        drawWanted(county, {
          redraw: { of, reason },
          publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-05-20' },
          revealUntilOn: '2026-05-10',
        }),
      );
    expect(await codeOf(redraw(open.id))).toBe('draw.not-drawn-yet');
    expect(await codeOf(redraw(county.newId()))).toBe('draw.former-unknown');
    await givenUp(open);
    const first = await aDrawnDraw(county);
    expect(await codeOf(redraw(first.id, ' '))).toBe('draw.redraw-needs-reason');
    const second = await redraw(first.id);
    expect(second).toMatchObject({
      redraw: { of: { id: first.id }, reason: expect.stringContaining('山洪') },
    });
    expect(await codeOf(redraw(first.id))).toBe('draw.redrawn-already');
    expect(await find(first.id)).toMatchObject({
      state: 'drawn',
      drawn: first.drawn,
      seed: first.seed,
      redrawnBy: { id: second.id },
      may: { redraw: false },
    });
  });

  test('a stranger learns nothing, and a contractor only what is published', async () => {
    const draw = await aDrawnDraw(county);
    const { contractor, office, third, stranger } = county.people;
    expect(await codeOf(contractor.api.draw.find({ id: draw.id }))).toBe('draw.not-found');
    expect((await contractor.api.draw.list({})).items.map(({ id }) => id)).not.toContain(draw.id);
    expect((await contractor.fetch(`/api/draws/${draw.id}/proof.json`)).status).toBe(404);
    expect((await stranger.fetch(`/api/draws/${draw.id}/proof.json`)).status).toBe(401);
    expect((await office.fetch(`/api/draws/${county.newId()}/proof.html`)).status).toBe(404);
    const prepared = await aPreparedDraw(county, {
      redraw: { of: draw.id, reason: '抽中的站点道路中断' },
      publicValue: { name: '指数', source: '网站', on: '2026-06-01' },
      revealUntilOn: '2026-05-20',
    });
    expect(await codeOf(third.api.draw.commit(commitmentBy(prepared, third)))).toBe('draw.not-a-party');
    expect(await codeOf(third.api.draw.prepare(drawWanted(county)))).toBe('route.not-permitted');
    expect((await office.fetch(`/api/draws/${prepared.id}/proof.json`)).status).toBe(404);
  });

  test('a stale page is refused', async () => {
    const draw = await aPreparedDraw(county);
    const { office, lead } = county.people;
    await lead.api.draw.commit(commitmentBy(draw, lead));
    expect(
      await codeOf(office.api.draw.abandon({ id: draw.id, basedOn: draw.version, reason: '参与单位更换' })),
    ).toBe('draw.changed-meanwhile');
  });
});

describe('D05 一(三): inspectors are drawn with the objects, and whoever is related stays away', () => {
  test('a related inspector is never sent to that contractor; places nobody can take are named', async () => {
    const { office, lead, inspector, second } = county.people;
    await office.api.organisation.declareRelation({
      personId: inspector.id,
      contractorId: county.organisations.contractor,
      relation: 'relative',
      statement: '配偶在该企业任职',
      fromOn: '2026-01-01',
      untilOn: null,
    });
    const draw = await aDrawnDraw(county, {
      size: { count: 16 },
      loadMax: 10,
      inspectorIds: [lead.id, inspector.id, second.id],
    });
    expect(draw.recusals).toEqual([
      { inspector: inspector.name, contractor: expect.stringContaining('示例甲') },
    ]);
    const contractorOf = new Map(draw.objects.map(({ id, contractor }) => [id, contractor]));
    const load = new Map<string, number>();
    for (const { id, inspectors, unfilled } of draw.drawn) {
      expect(inspectors.length + unfilled.length).toBe(2);
      for (const one of inspectors) {
        load.set(one.id, (load.get(one.id) ?? 0) + 1);
        if (one.id === inspector.id) expect(contractorOf.get(id)).not.toContain('示例甲');
      }
    }
    // Sixteen leads are asked for and the one lead takes ten.
    expect(draw.drawn.flatMap(({ unfilled }) => unfilled).filter((role) => role === 'lead')).toHaveLength(6);
    expect(Math.max(...load.values())).toBeLessThanOrEqual(10);
  });

  test('only members of the group in their term are drawn from, and a lead is among them', async () => {
    const { office, finance, inspector, second } = county.people;
    expect(await codeOf(office.api.draw.prepare(drawWanted(county, { inspectorIds: [finance.id] })))).toBe(
      'draw.inspector-unknown',
    );
    expect(
      await codeOf(office.api.draw.prepare(drawWanted(county, { inspectorIds: [inspector.id, second.id] }))),
    ).toBe('draw.no-lead-among-inspectors');
  });

  test('what can be prepared comes from the pack and the registers', async () => {
    const prepared = await county.people.office.api.draw.preparation({});
    expect(prepared).toMatchObject({
      strata: 'town',
      weights: [],
      periods: {
        current: { from: '2026-04-01', until: '2026-06-30' },
        next: { from: '2026-07-01', until: '2026-09-30' },
      },
      earlier: [],
      partiesMin: 3,
      inspectorsMin: 2,
      kinds: ['town-station', 'village-station'],
    });
    expect(prepared.inspectors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([county.people.lead.name, county.people.third.name]),
    );
    expect(prepared.facilities.reduce((sum, { count }) => sum + count, 0)).toBe(16);
  });
});

describe('weights by risk, for a regime that allows them', () => {
  test('count what was missed and what was found in the year before, as the lists of those show it', async () => {
    const year = { fromOn: '2025-04-10', untilOn: '2026-04-10' };
    const count = (cause: RiskCause) => riskCounts(county.db, county.county, cause, year);
    const facility = baseline.facilities.villageStation;
    const missed = (await count('missed-inspections')).get(facility) ?? 0;
    const before = (await count('findings')).get(facility) ?? 0;
    const { items } = await county.people.office.api.obligation.list({
      facilityId: facility,
      state: 'missed',
    });
    expect(missed).toBe(items.filter(({ closesOn }) => closesOn < '2026-04-10').length);
    await confirmedFindings(county, baseline, 2);
    expect((await count('findings')).get(facility)).toBe(before + 2);
    expect((await count('serious-findings')).get(facility) ?? 0).toBeLessThanOrEqual(before + 2);
    expect((await count('overdue-rectifications')).get(facility)).toBeUndefined();
  });
});

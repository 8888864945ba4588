import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import {
  aCommittedDraw,
  aDrawnDraw,
  aPreparedDraw,
  aValuedDraw,
  commitmentBy,
  drawWanted,
  partiesOf,
  secretOf,
  someStations,
} from '#testing/draws.ts';
import { theGroup } from '#testing/findings.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

let county: County;
beforeEach(async () => {
  county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 8);
});
afterEach(() => expect(county.faults).toEqual([]));

const find = async (id: string) => (await county.people.office.api.draw.find({ id })).draw;
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
/** What the database itself says to whoever goes round the program. */
const asDatabase = (sql: string, values: unknown[]) =>
  county.asOwner(sql, values).then(
    () => 'done',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );

describe('D06 一(四): what is settled stays settled', () => {
  test('the program itself cannot read a seal before that', async () => {
    const draw = await aCommittedDraw(county);
    const { db } = county;
    await expect(db.selectFrom('draw_seal').selectAll().execute()).rejects.toThrow(/permission denied/);
    const silent = county.people.auditor.organisationId;
    const opened = await county.asOwner<{ secret: string | null }>(
      'select open_draw_seal($1, $2, $3) as secret',
      [county.county, draw.id, silent],
    );
    expect(opened).toEqual([{ secret: null }]);
    const told = await county.asOwner<{ body: string }>(
      'select body from event where county = $1 and aggregate = $2',
      [county.county, draw.id],
    );
    const everything = JSON.stringify([told, await find(draw.id)]);
    for (const by of partiesOf(county)) expect(everything).not.toContain(secretOf(draw, by));
  });

  test('a draw can be given up only while a commitment is missing', async () => {
    const { office } = county.people;
    const draw = await aPreparedDraw(county);
    const reason = '参与单位更换，重新准备';
    const given = await office.api.draw.abandon({ id: draw.id, basedOn: draw.version, reason });
    expect(given).toMatchObject({ state: 'abandoned', abandonReason: reason });
    const bound = await aCommittedDraw(county);
    expect(await codeOf(office.api.draw.abandon({ id: bound.id, basedOn: bound.version, reason }))).toBe(
      'draw.wrong-state',
    );
    expect(
      await asDatabase(
        `update draw set state = 'abandoned', abandon_reason = 'x', version = version + 1 where id = $1`,
        [bound.id],
      ),
    ).toBe('draw_is_frozen');
  });

  test('nobody changes what is frozen, not even past the program', async () => {
    const draw = await aDrawnDraw(county);
    const set = (assignment: string) =>
      asDatabase(`update draw set ${assignment}, version = version + 1 where county = $1 and id = $2`, [
        county.county,
        draw.id,
      ]);
    expect(await set("lists = replace(lists, '关刀', '马港')")).toBe('draw_is_frozen');
    expect(await set("public_value_on = '2026-05-01'")).toBe('draw_is_frozen');
    expect(await set('size = size + 1')).toBe('draw_is_frozen');
    expect(await set("period_until_on = '2026-12-31'")).toBe('draw_is_frozen');
    expect(await set("proof = replace(proof, '3484', '3485')")).toBe('draw_is_frozen');
    expect(await set("public_value = '1'")).toBe('draw_is_frozen');
    const party = (assignment: string) =>
      asDatabase(`update draw_party set ${assignment} where county = $1 and draw_id = $2`, [
        county.county,
        draw.id,
      ]);
    expect(await party("secret = repeat('a', 64)")).toBe('draw_party_is_bound');
    expect(await party("commitment = repeat('a', 64)")).toBe('draw_party_is_bound');
    expect(
      await asDatabase(
        'insert into draw_party (county, draw_id, organisation_id, name) values ($1, $2, $3, $4)',
        [county.county, draw.id, county.organisations.third, '后来者'],
      ),
    ).toBe('draw_party_is_bound');
    await expect(county.db.deleteFrom('draw').execute()).rejects.toThrow(/permission denied/);
  });

  test('nothing is revealed before all have committed, whoever writes', async () => {
    const draw = await aPreparedDraw(county);
    const { lead } = county.people;
    await lead.api.draw.commit(commitmentBy(draw, lead));
    expect(
      await asDatabase(
        `update draw_party set secret = repeat('a', 64), revealed_by = $3 where county = $1 and draw_id = $2 and organisation_id = $4`,
        [county.county, draw.id, lead.id, lead.organisationId],
      ),
    ).toBe('draw_party_is_bound');
  });
});

describe('of eight at once, one', () => {
  test('reveals for one party', async () => {
    const draw = await aCommittedDraw(county);
    const { lead } = county.people;
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, () => lead.api.draw.reveal({ id: draw.id, secret: secretOf(draw, lead) })),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'draw.revealed-already'));
  });

  test('commits for one party', async () => {
    const draw = await aPreparedDraw(county);
    const { lead } = county.people;
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, (_, at) =>
        lead.api.draw.commit(commitmentBy(draw, lead, String(at).repeat(64))),
      ),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'draw.committed-already'));
  });

  test('draws', async () => {
    const draw = await aValuedDraw(county);
    const before = await county.events();
    const { leader, lead } = county.people;
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, (_, at) =>
        (at % 2 ? leader : lead).api.draw.draw({ id: draw.id, basedOn: draw.version }),
      ),
    );
    expect(granted).toBe(1);
    expect(new Set(refusals)).toEqual(new Set(['draw.changed-meanwhile']));
    expect(await county.events()).toBe(before + 1);
  });

  test('all three parties commit and reveal at the same moment, and none is lost', async () => {
    const draw = await aPreparedDraw(county);
    const commits = await race(partiesOf(county).map((by) => by.api.draw.commit(commitmentBy(draw, by))));
    expect(commits.granted).toBe(3);
    const reveals = await race(
      partiesOf(county).map((by) => by.api.draw.reveal({ id: draw.id, secret: secretOf(draw, by) })),
    );
    expect(reveals.granted).toBe(3);
    expect((await find(draw.id)).state).toBe('revealed');
  });

  test('prepares a draw over the same stations', async () => {
    const { office, lead } = county.people;
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, (_, at) =>
        (at % 2 ? office : lead).api.draw.prepare(drawWanted(county, { title: `第${at + 1}次抽查` })),
      ),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'draw.purpose-open'));
    // The seven gave their numbers back.
    const { items } = await office.api.draw.list({});
    expect(items.map(({ number }) => number)).toEqual(['抽〔2026〕1']);
  });

  test('redraws of one draw', async () => {
    const first = await aDrawnDraw(county);
    const { office } = county.people;
    const wanted = drawWanted(county, {
      redraw: { of: first.id, reason: '抽中的站点道路中断' },
      publicValue: { name: '指数', source: '网站', on: '2026-06-01' },
      revealUntilOn: '2026-05-20',
    });
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, () => office.api.draw.prepare(wanted)),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 7 }, () => 'draw.redrawn-already'));
  });
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline } from '#testing/baseline.ts';
import { always } from '#testing/dated.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { aPlannedInspection, aSheet, signAll, theGroup } from '#testing/inspections.ts';
import { servedLetter } from '#testing/letters.ts';
import { plainScale, scoringFor } from '#testing/scoring.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { dailyWork } from '../../main.daily.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { knowRegime, loadedRegimes } from '../regime/regime.service.ts';
import type { ScoreResult } from '../score/score.model.ts';
import { scoreStanding } from '../score/score.read.store.ts';
import { insertComputation, insertScore, saveScore } from '../score/score.store.ts';

const base = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021')?.pack;
if (!base) throw new Error('the pack of these stories is missing');
const tongcheng: RulePack = base;

let packs = 0;
/** The county's text as it is, and its next version: another number of days for an ordinary problem, and a later report day. */
function twoVersions(change: (pack: RulePack) => RulePack = (pack) => pack, of: RulePack = tongcheng) {
  packs += 1;
  const id = `story-${process.pid}-${packs}`;
  const first: RulePack = { ...of, id, version: '1' };
  const basis = [{ clause: 'tongcheng-2021:1.4', mark: 'local-supplement' as const }];
  const second = change({
    ...first,
    version: '2',
    obligations: first.obligations.map((rule) =>
      rule.kind === 'report' ? { ...rule, dueDay: always(12) } : rule,
    ),
    rectification: {
      ...first.rectification,
      period: {
        ...first.rectification.period,
        ordinary: { values: [{ from: '2021-03-18', value: 25, basis }] },
      },
    },
  });
  return { first, second };
}

const daily = async (county: County) => {
  for (const work of dailyWork) await work(county.db, county.county, county.now());
};

async function ready(change?: (pack: RulePack) => RulePack, of?: RulePack) {
  const { first, second } = twoVersions(change, of);
  const county = await aCounty({ pack: first });
  const baseline = await aBaseline(county);
  await daily(county);
  // The file goes on to its next version: the county stays under the one it adopted.
  const { hash } = knowRegime(second);
  return { county, baseline, first, second, hash };
}

const answers = (hash: string, over: object = {}) => ({
  hash,
  effectOn: '2026-05-20',
  rectifications: 'keep' as const,
  scores: null,
  reasons: '县政府印发修订稿',
  ...over,
});

test('D32 五: a new file changes nothing by itself; the county stays under the version it adopted', async () => {
  const { county, hash } = await ready();
  const { office } = county.people;
  const read = await office.api.activation.read({});
  expect(read.current).toMatchObject({ version: '1', sinceOn: '2021-03-18' });
  expect(read.candidates.find((one) => one.hash === hash)).toMatchObject({
    version: '2',
    scaleChanges: false,
    differences: [
      { path: 'rectification.period.ordinary', before: 15, after: 25, fromOn: null },
      { path: 'obligations.monthly-report.dueDay', before: 5, after: 12 },
    ],
  });
  expect((await office.api.regime.read({})).version).toBe('1');
  expect((await county.people.contractor.api.activation.read({})).candidates).toEqual([]);
});

test('D32: one proposes and another activates; nobody alone, nothing backwards, and no version that forgets what records name', async () => {
  const { county, hash, second } = await ready();
  const { office, leader, lead, contractor } = county.people;
  const { api } = office;
  const propose = (over: object = {}) => api.activation.propose(answers(hash, over));
  expect((await refusalOf(lead.api.activation.propose(answers(hash)))).code).toBe('route.not-permitted');
  expect((await refusalOf(contractor.api.activation.propose(answers(hash)))).code).toBe(
    'route.not-permitted',
  );
  expect((await refusalOf(propose({ hash: 'f'.repeat(64) }))).code).toBe('activation.version-unknown');
  const { current } = await api.activation.read({});
  expect((await refusalOf(propose({ hash: current.hash }))).code).toBe('activation.same-version');
  expect(await refusalOf(propose({ effectOn: '2026-04-09' }))).toMatchObject({
    code: 'activation.date-passed',
    basis: [{ clause: 'tongcheng-2021:5' }],
  });
  expect((await refusalOf(propose({ scores: 'clamp' }))).code).toBe('activation.scores-not-asked');
  const other = knowRegime({ ...second, id: `${second.id}-elsewhere`, jurisdiction: '421223' });
  expect((await refusalOf(propose({ hash: other.hash }))).code).toBe('activation.other-county');
  const forgetful = knowRegime({
    ...second,
    id: `${second.id}-forgetful`,
    obligations: second.obligations.slice(1),
  });
  expect(await refusalOf(propose({ hash: forgetful.hash }))).toMatchObject({
    code: 'activation.ids-missing',
    facts: { ids: [second.obligations[0]?.id] },
  });

  const proposed = await propose();
  expect(proposed).toMatchObject({ state: 'proposed', may: { approve: false } });
  expect((await refusalOf(propose())).code).toBe('activation.one-open');
  expect((await refusalOf(office.api.activation.approve({ id: proposed.id, basedOn: 1 }))).code).toBe(
    'route.not-permitted',
  );
  const unsigned = await county.person(county.organisations.leading, '成员 高');
  expect((await refusalOf(unsigned.api.activation.approve({ id: proposed.id, basedOn: 1 }))).code).toBe(
    'activation.not-permitted',
  );
  const approvals = await race(
    Array.from({ length: 8 }, () => leader.api.activation.approve({ id: proposed.id, basedOn: 1 })),
  );
  expect(approvals.granted).toBe(1);
  expect(new Set(approvals.refusals)).toEqual(new Set(['activation.changed-meanwhile']));
  // Its day has not come: nothing has changed yet.
  expect((await office.api.regime.read({})).version).toBe('1');
  county.at('2026-05-19');
  await daily(county);
  expect((await office.api.regime.read({})).version).toBe('1');
  county.at('2026-05-20');
  await daily(county);
  expect((await office.api.regime.read({})).version).toBe('2');
  expect((await office.api.activation.read({})).current).toMatchObject({
    version: '2',
    sinceOn: '2026-05-20',
  });
  await daily(county);
  expect((await office.api.activation.read({})).activations).toMatchObject([
    { state: 'applied', appliedOn: '2026-05-20' },
  ]);
  expect(county.faults).toEqual([]);
});

test('D32: what was due before the day stays under the old version, what begins after it comes under the new, each keeping its own', async () => {
  const { county, baseline, hash } = await ready();
  const { office, leader } = county.people;
  const { id } = await office.api.activation.propose(answers(hash));
  const valuesOn = async (on: string) => {
    const { version, comesOn } = await office.api.regime.values({ on });
    return { version, comesOn };
  };
  const present = await valuesOn('2026-05-20');
  await leader.api.activation.approve({ id, basedOn: 1 });
  // What is approved is told of its day before the day has come; of the days before, the version of then.
  const { pack: approved } = (await office.api.activation.read({})).activations[0] ?? {};
  expect(await valuesOn('2026-05-20')).toEqual({ version: approved?.version, comesOn: '2026-05-20' });
  expect(await valuesOn('2026-05-19')).toEqual(present);
  const reports = async () => {
    const { rows } = await sql<{ period: string; day: number; version: string }>`
      select period, extract(day from due_on)::int as day, pack_version as version from obligation
      where county = ${county.county} and agreement_id = ${baseline.agreementId} and kind = 'report' and not withdrawn
        and period in ('2026-03', '2026-04', '2026-05', '2026-06', '2026-07') order by period`.execute(
      county.db,
    );
    return rows;
  };
  const before = await reports();
  county.at('2026-08-20');
  await daily(county);
  const after = await reports();
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  // May had begun on the day: it goes on under the version it began under.
  expect(after.map(({ period, version }) => [period, version])).toEqual([
    ['2026-03', '1'],
    ['2026-04', '1'],
    ['2026-05', '1'],
    ['2026-06', '2'],
    ['2026-07', '2'],
  ]);
  expect(after.find(({ period }) => period === '2026-06')?.day).toBeGreaterThanOrEqual(12);
  expect(before.every(({ day }) => day < 12)).toBe(true);
});

test.each([
  ['keep', '2026-05-06', 15, '1'],
  ['move', '2026-05-19', 25, '2'],
] as const)(
  'D32: an open rectification is answered by “%s”',
  async (rectifications, dueOn, workingDays, version) => {
    const { county, baseline, hash } = await ready();
    const { office, leader } = county.people;
    const findings = await confirmedFindings(county, baseline, 1);
    await servedLetter(county, baseline.agreementId, findings);
    county.at('2026-04-20');
    const { id } = await office.api.activation.propose(
      answers(hash, { effectOn: '2026-04-20', rectifications }),
    );
    // On the day itself it holds at once.
    const approved = await leader.api.activation.approve({ id, basedOn: 1 });
    expect(approved.state).toBe('applied');
    const [item] = (await office.api.rectification.list({})).items;
    const { rectification, history } = await office.api.rectification.find({ id: item?.id ?? '' });
    expect([rectification.dueOn, rectification.workingDays]).toEqual([dueOn, workingDays]);
    const [row] = await county.asOwner<{ version: string }>(
      'select pack_version as version from rectification where county = $1',
      [county.county],
    );
    expect(row?.version).toBe(version);
    expect(history.some(({ type }) => type === 'rectification.regime-changed')).toBe(
      rectifications === 'move',
    );
    // A letter of the day after goes by the new version, whatever became of the old one.
    const later = await confirmedFindings(county, baseline, 1);
    await servedLetter(county, baseline.agreementId, later);
    const fresh = (await office.api.rectification.list({})).items.find(
      ({ findingId }) => findingId === later[0],
    );
    const { rectification: next } = await office.api.rectification.find({ id: fresh?.id ?? '' });
    expect(next.workingDays).toBe(25);
  },
);

test('D32: a told period is never shortened by a later version', async () => {
  const basis = [{ clause: 'tongcheng-2021:1.4', mark: 'local-supplement' as const }];
  const { county, baseline, hash } = await ready((pack) => ({
    ...pack,
    rectification: {
      ...pack.rectification,
      period: {
        ...pack.rectification.period,
        ordinary: { values: [{ from: '2021-03-18', value: 3, basis }] },
      },
    },
  }));
  const findings = await confirmedFindings(county, baseline, 1);
  await servedLetter(county, baseline.agreementId, findings);
  county.at('2026-04-20');
  const { office, leader } = county.people;
  const { id } = await office.api.activation.propose(
    answers(hash, { effectOn: '2026-04-20', rectifications: 'move' }),
  );
  await leader.api.activation.approve({ id, basedOn: 1 });
  const [item] = (await office.api.rectification.list({})).items;
  expect(item?.dueOn).toBe('2026-05-06');
});

test('D32: where the scale changes the proposal has to say what becomes of scores', async () => {
  const of = { ...tongcheng, scoring: scoringFor(tongcheng) };
  const { county, hash } = await ready(
    (pack) => ({ ...pack, scoring: scoringFor(tongcheng, { base: 50 }) }),
    of,
  );
  const { office } = county.people;
  const { candidates } = await office.api.activation.read({});
  expect(candidates.find((one) => one.hash === hash)?.scaleChanges).toBe(true);
  expect((await refusalOf(office.api.activation.propose(answers(hash)))).code).toBe(
    'activation.scores-unanswered',
  );
  expect((await office.api.activation.propose(answers(hash, { scores: 'rescale' }))).scores).toBe('rescale');
});

test('D32: a declined proposal changes nothing, and the way is free for another', async () => {
  const { county, hash } = await ready();
  const { office, leader } = county.people;
  const { id } = await office.api.activation.propose(answers(hash));
  const declined = await leader.api.activation.decline({ id, basedOn: 1, reason: '待征求意见后再议' });
  expect(declined).toMatchObject({ state: 'declined', declinedReason: '待征求意见后再议' });
  expect((await refusalOf(leader.api.activation.approve({ id, basedOn: declined.version }))).code).toBe(
    'activation.wrong-state',
  );
  expect((await office.api.activation.propose(answers(hash))).state).toBe('proposed');
});

test('D32: the database lets no county change its regime without an activation, and no proposal change once made', async () => {
  const { county, hash, first } = await ready();
  const forged =
    sql`update county set pack_version = '2', pack_hash = ${hash} where county = ${county.county}`.execute(
      county.db,
    );
  await expect(forged).rejects.toMatchObject({ constraint: 'county_pack_by_activation' });
  const { id } = await county.people.office.api.activation.propose(answers(hash));
  const changed = sql`update regime_activation set effect_on = '2026-04-11', version = version + 1
    where county = ${county.county} and id = ${id}`.execute(county.db);
  await expect(changed).rejects.toMatchObject({ constraint: 'regime_activation_is_fixed' });
  expect(first.version).toBe('1');
});

test.each([
  ['clamp', 9_000, 5_000],
  ['rescale', 9_000, 4_500],
  ['anew', 9_000, null],
] as const)(
  'D32: a confirmed score under the new scale, by “%s”; the score itself stays as it was computed',
  async (how, was, is) => {
    const scoring = scoringFor(tongcheng);
    const { county, baseline, hash } = await ready(
      (pack) => ({
        ...pack,
        scoring: scoringFor(tongcheng, {
          base: 50,
          bonusMax: { values: [{ from: '2021-03-18', value: 0, basis: scoring.basis }] },
          bands: plainScale(tongcheng).bands.map((band) => ({ ...band, from: band.from / 2 })),
        }),
      }),
      { ...tongcheng, scoring },
    );
    const { people, db, newId } = county;
    const { office, leader } = people;
    const id = newId();
    const author = {
      county: county.county,
      actor: { personId: office.id, organisationId: county.organisations.office },
      now: county.now(),
      newId,
    };
    await record(db, author, [
      { type: 'score.confirmed', aggregateType: 'score', aggregate: id, version: 1, body: {} },
    ]);
    const score = {
      id,
      version: 1,
      agreementId: baseline.agreementId,
      contractorId: county.organisations.contractor,
      fromOn: '2026-01-01',
      toOn: '2026-03-31',
      state: 'open' as const,
      openedBy: office.id,
      openedOn: '2026-04-01',
      computation: null,
      computedBy: null,
      confirmedBy: null,
      confirmedAt: null,
      confirmedComputation: null,
    };
    await insertScore(db, county.county, score);
    await insertComputation(db, county.county, {
      scoreId: id,
      number: 1,
      version: 1,
      judgedOn: '2026-03-31',
      factsDigest: '-',
      result: {
        totalHundredths: was,
        baseHundredths: 10_000,
        bonusHundredths: 0,
        band: 'excellent',
      } as ScoreResult,
      scale: {
        base: 100,
        bands: plainScale(tongcheng).bands.map(({ id: band, name, from }) => ({ id: band, name, from })),
        rounding: 'half-up',
        items: [],
      },
      computedBy: office.id,
      computedAt: county.now().toString(),
      packId: 'p',
      packVersion: '1',
      packHash: 'before',
    });
    await record(db, author, [
      { type: 'score.confirmed', aggregateType: 'score', aggregate: id, version: 2, body: {} },
    ]);
    await saveScore(db, county.county, {
      ...score,
      version: 2,
      state: 'confirmed',
      computation: 1,
      computedBy: office.id,
      confirmedBy: people.reviewer.id,
      confirmedAt: county.now().toString(),
      confirmedComputation: 1,
    });
    const standing = async () =>
      (await scoreStanding(db, county.county, baseline.agreementId, '2026-05-01')).score;
    expect(await standing()).toMatchObject({ totalHundredths: was, base: 100, band: 'excellent' });
    const proposed = await office.api.activation.propose(
      answers(hash, { effectOn: '2026-04-10', scores: how }),
    );
    await leader.api.activation.approve({ id: proposed.id, basedOn: 1 });
    const after = await standing();
    if (is === null) expect(after).toBeNull();
    else expect(after).toMatchObject({ totalHundredths: is, base: 50, band: 'excellent' });
    const [kept] = await county.asOwner<{ total: number }>(
      'select total_hundredths as total from score_computation where county = $1',
      [county.county],
    );
    expect(kept?.total).toBe(was);
  },
);

test('D32, D25 停用: a version retires an obligation and a check item; what began is finished, nothing new is owed or asked, and records are read', async () => {
  const retired = { rule: 'operation.village-station', item: 'station.siting' };
  const from = <Entry extends { readonly id: string }>(id: string, until: string, list: readonly Entry[]) =>
    list.map((entry) => (entry.id === id ? { ...entry, until } : entry));
  const { county, baseline, second, hash } = await ready((pack) => ({
    ...pack,
    obligations: from(retired.rule, '2026-05-18', pack.obligations),
    checkItems: from(retired.item, '2026-05-18', pack.checkItems),
  }));
  const { office, lead, leader } = county.people;
  await theGroup(county);
  const facilityId = baseline.facilities.villageStation;
  const quarters = async () =>
    (await office.api.obligation.list({ facilityId, duty: 'D25' })).items.map(({ period }) => period).sort();
  const sheetItemsOf = async (id: string) =>
    (await lead.api.inspection.sheet({ id })).items.map((item) => item.id);
  const before = await aPlannedInspection(county, baseline, { plannedOn: '2026-05-15' });
  expect(await sheetItemsOf(before.id)).toContain(retired.item);
  expect((await quarters()).at(-1)).toBe('2026-05-18/2026-08-17');

  // Taken out it is refused still; retired it passes, and whoever proposes sees what goes.
  const without = knowRegime({
    ...second,
    id: `${second.id}-without`,
    obligations: second.obligations.filter(({ id }) => id !== retired.rule),
  });
  expect(
    await refusalOf(office.api.activation.propose(answers(without.hash, { effectOn: '2026-05-10' }))),
  ).toMatchObject({ code: 'activation.ids-missing', facts: { ids: [retired.rule] } });
  const { candidates } = await office.api.activation.read({});
  expect(candidates.find((one) => one.hash === hash)?.retires).toMatchObject([
    { kind: 'obligation', id: retired.rule, untilOn: '2026-05-18' },
    { kind: 'check-item', id: retired.item, untilOn: '2026-05-18' },
  ]);
  // Tried before it is adopted: the quarters that would not begin are the difference.
  const { packs } = { packs: (await office.api.simulation.packs({})).items };
  const keyOf = (of: string) => packs.find((one) => one.hash === of)?.key ?? '';
  const { current } = await office.api.activation.read({});
  const tried = await office.api.simulation.run({
    a: keyOf(current.hash),
    b: keyOf(hash),
    fromOn: '2026-06-01',
    toOn: '2026-12-31',
  });
  const countOf = (side: typeof tried.a) =>
    side.rules.find(({ ruleId }) => ruleId === retired.rule)?.count ?? 0;
  expect([countOf(tried.a) > 0, countOf(tried.b)]).toEqual([true, 0]);

  const { id } = await office.api.activation.propose(answers(hash, { effectOn: '2026-05-10' }));
  await leader.api.activation.approve({ id, basedOn: 1 });
  county.at('2026-05-20');
  await daily(county);
  // The quarter that began in February is finished under what was; the one of 18 May never begins.
  expect((await quarters()).at(-1)).toBe('2026-02-18/2026-05-17');
  const { values } = await office.api.regime.values({ on: '2026-05-20' });
  expect(values.find(({ key }) => key === `obligations.${retired.rule}.graceDays`)?.retiredOn).toBe(
    '2026-05-18',
  );
  // The visit planned before goes through with it; a new one is not asked.
  expect(await sheetItemsOf(before.id)).toContain(retired.item);
  await lead.api.inspection.submit(await aSheet(county, before.id));
  await signAll(county, before.id);
  const read = (await lead.api.inspection.find({ id: before.id })).inspection.record?.items;
  expect(read?.find(({ itemId }) => itemId === retired.item)?.name).toBeDefined();
  const fresh = await aPlannedInspection(county, baseline);
  expect(await sheetItemsOf(fresh.id)).not.toContain(retired.item);
  const sheet = await aSheet(county, fresh.id);
  await lead.api.inspection.submit(sheet);
  expect(county.faults).toEqual([]);
});

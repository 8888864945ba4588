import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline } from '#testing/baseline.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { servedLetter } from '#testing/letters.ts';
import { scoringFor } from '#testing/scoring.ts';
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
    obligations: first.obligations.map((rule) => (rule.kind === 'report' ? { ...rule, dueDay: 12 } : rule)),
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
    differences: [{ path: 'rectification.period.ordinary', before: 15, after: 25 }],
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
  await leader.api.activation.approve({ id, basedOn: 1 });
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
    (pack) => ({ ...pack, scoring: { ...scoringFor(tongcheng), base: 50 } }),
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
        scoring: {
          ...scoring,
          base: 50,
          bonusMax: { values: [{ from: '2021-03-18', value: 0, basis: scoring.basis }] },
          bands: scoring.bands.map((band) => ({ ...band, from: band.from / 2 })),
        },
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
        bands: scoring.bands.map(({ id: band, name, from }) => ({ id: band, name, from })),
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

import { beforeAll, describe, expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { proposed, requested } from '#testing/gate.ts';
import { aFindingTold, aPlannedInspection, aSheet, signAll, theGroup } from '#testing/inspections.ts';
import { scoredPack } from '#testing/scoring.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { knowRegime } from '../regime/regime.service.ts';

const quarter = { fromOn: '2026-01-01', toOn: '2026-03-31' };

/** An inspection of the village station in which the first point fails, the second holds in part, and the rest conforms. */
async function anInspection(
  county: County,
  baseline: Baseline,
  results: readonly ('fails' | 'partly' | 'conforms')[],
) {
  const planned = await aPlannedInspection(county, baseline);
  const sheet = await aSheet(county, planned.id);
  const photo = await county.evidence(county.people.lead);
  const items = sheet.items.map((item, at) => {
    const result = results[at] ?? 'conforms';
    return result === 'conforms' ? item : { ...item, result, fact: '检查时站点锁门', evidence: [photo] };
  });
  const findings = [];
  for (const [at, { itemId }] of sheet.items.entries())
    if (results[at] === 'fails') findings.push(await aFindingTold(county, { itemId, evidence: [photo] }));
  // A point of the construction standard held in part: that standard asks for a verdict of its own.
  const verdicts = {
    ...sheet.verdicts,
    construction: { verdict: 'partly' as const, reasons: '招牌尚未更换' },
  };
  await county.people.lead.api.inspection.submit({ ...sheet, items, findings, verdicts });
  await signAll(county, planned.id);
  return planned.id;
}

describe('四（一）–（三） 评分: three verdicts apart, then a total that names every point lost', () => {
  let county: County;
  let baseline: Baseline;
  beforeAll(async () => {
    county = await aCounty({ at: '2026-03-10T09:00:00+08:00', pack: scoredPack() });
    baseline = await aBaseline(county);
    await theGroup(county);
    await anInspection(county, baseline, ['fails', 'partly']);
  });

  test('opened, computed, confirmed by another; the contractor then sees what it lost and why', async () => {
    const { office, reviewer, contractor, outsider, auditor } = county.people;
    county.at('2026-03-20');
    const { score } = await office.api.score.open({ agreementId: baseline.agreementId, ...quarter });
    expect(score).toMatchObject({
      state: 'open',
      totalHundredths: null,
      may: { compute: true, confirm: false },
    });
    expect(await refusalOf(contractor.api.score.find({ id: score.id }))).toMatchObject({
      code: 'score.not-found',
    });

    const early = await office.api.score.compute({ id: score.id, basedOn: 1 });
    expect(early.computation?.judgedOn).toBe('2026-03-20');
    expect((await refusalOf(reviewer.api.score.confirm({ id: score.id, basedOn: 2 }))).code).toBe(
      'score.period-running',
    );

    county.at('2026-04-03');
    const stale = await reviewer.api.score.find({ id: score.id });
    expect(stale.computation?.current).toBe(false);
    expect((await refusalOf(reviewer.api.score.confirm({ id: score.id, basedOn: 2 }))).code).toBe(
      'score.facts-changed',
    );
    const { computation } = await office.api.score.compute({ id: score.id, basedOn: 2 });
    expect(computation).toMatchObject({
      number: 2,
      judgedOn: '2026-03-31',
      packId: 'scored-2021',
      current: true,
    });
    expect((await refusalOf(office.api.score.confirm({ id: score.id, basedOn: 3 }))).code).toBe(
      'score.four-eyes',
    );
    const confirmed = await reviewer.api.score.confirm({ id: score.id, basedOn: 3 });
    expect(confirmed.score).toMatchObject({ state: 'confirmed', may: { confirm: false, recompute: true } });

    const seen = await contractor.api.score.find({ id: score.id });
    const losses = seen.computation?.losses ?? [];
    expect(losses.map(({ kind, result }) => [kind, result])).toEqual([
      ['item', 'fails'],
      ['item', 'partly'],
    ]);
    const [failed] = losses;
    expect(failed?.finding?.id).toBeTruthy();
    expect(failed?.inspection).toMatchObject({ id: null });
    expect(failed?.evidence).toHaveLength(1);
    expect(failed?.clause).toMatch(/^tongcheng-2021:/);
    const c = seen.computation;
    if (!c) throw new Error('no computation');
    expect(c.baseHundredths + c.bonusHundredths - c.lostHundredths + c.roundingHundredths).toBe(
      c.totalHundredths,
    );
    expect(c.verdicts.find(({ standard }) => standard === 'operation')).toMatchObject({
      verdict: 'met',
      met: 1,
    });
    expect(seen.computations).toHaveLength(1);
    expect(seen.history.every(({ note }) => note === null)).toBe(true);

    expect((await refusalOf(outsider.api.score.find({ id: score.id }))).code).toBe('score.not-found');
    expect((await auditor.api.score.find({ id: score.id })).computations).toHaveLength(2);
    expect((await contractor.api.score.list({})).items.map(({ id }) => id)).toEqual([score.id]);
    expect((await outsider.api.score.list({})).items).toEqual([]);
  });

  test('what each facility cost stands by facility, on the score and on the facility; a facility is not ranked', async () => {
    const { office, contractor, outsider } = county.people;
    const [listed] = (await office.api.score.list({})).items;
    const { computation } = await office.api.score.find({ id: listed?.id ?? '' });
    const station = { id: baseline.facilities.villageStation, name: '示例村电商服务站' };
    expect(computation?.places).toEqual([
      { facility: station, lostHundredths: computation?.lostHundredths, count: computation?.losses.length },
    ]);
    expect(computation?.losses.every(({ facility }) => facility?.id === station.id)).toBe(true);

    const seen = await contractor.api.score.atFacility({ id: station.id });
    expect(seen.items).toHaveLength(1);
    const [period] = seen.items;
    expect(period).toMatchObject({
      score: { id: listed?.id },
      lostHundredths: computation?.lostHundredths,
      packId: 'scored-2021',
    });
    for (const { item, clause, evidence, inspection } of period?.losses ?? []) {
      expect(item).not.toBeNull();
      expect(clause).toMatch(/^tongcheng-2021:/);
      expect(evidence).toHaveLength(1);
      expect(inspection?.id).toBeNull();
    }
    expect((await refusalOf(outsider.api.score.atFacility({ id: station.id }))).code).toBe('score.not-found');
    expect((await office.api.score.atFacility({ id: baseline.facilities.serviceCentre })).items).toEqual([]);
  });

  test('inspection and finding lead to the score, the score to its contract; the contractor knows it once it binds', async () => {
    const { office, contractor } = county.people;
    const [listed] = (await office.api.score.list({})).items;
    const id = listed?.id ?? '';
    const thread = await office.api.thread.read({ type: 'score', id });
    const kinds = thread.edges.flatMap(({ kind, from, to }) =>
      to.id === id ? [`${from.type} ${kind}`] : [],
    );
    expect(new Set(kinds)).toEqual(new Set(['inspection weighs', 'finding weighs']));
    expect(thread.edges).toContainEqual(
      expect.objectContaining({ kind: 'concerns', to: { type: 'agreement', id: baseline.agreementId } }),
    );
    expect(thread.nodes.find((node) => node.id === id)).toMatchObject({
      stage: 'score',
      state: 'confirmed',
      path: `/scores/${id}`,
    });
    expect(thread.gaps.map(({ code }) => code)).not.toContain('score-not-confirmed');
    const finding = thread.nodes.find(({ type }) => type === 'finding');
    const told = await contractor.api.thread.read({ type: 'finding', id: finding?.id ?? '' });
    expect(told.nodes.map(({ type }) => type)).toContain('score');
  });

  test('computed again with a reason; the contractor keeps seeing the one that binds until another is confirmed', async () => {
    const { office, reviewer, contractor } = county.people;
    const [listed] = (await office.api.score.list({})).items;
    if (!listed) throw new Error('nothing is scored');
    const { id, version } = listed;
    expect((await refusalOf(office.api.score.compute({ id, basedOn: version }))).code).toBe(
      'score.reason-required',
    );
    await office.api.score.compute({ id, basedOn: version, reason: '补录一次检查' });
    expect((await contractor.api.score.find({ id })).computation?.number).toBe(2);
    await reviewer.api.score.confirm({ id, basedOn: version + 1 });
    const after = await contractor.api.score.find({ id });
    expect(after.computation?.number).toBe(3);
    expect((await office.api.score.find({ id, computation: '1' })).computation?.number).toBe(1);
    expect(
      (await refusalOf(office.api.score.withdraw({ id, basedOn: version + 2, reason: '开错了考核期' }))).code,
    ).toBe('score.wrong-state');
  });

  test('periods of one contract do not overlap, not even of two who open at once', async () => {
    const { office, reviewer } = county.people;
    const next = { agreementId: baseline.agreementId, fromOn: '2026-04-01', toOn: '2026-06-30' };
    expect((await refusalOf(office.api.score.open({ ...next, fromOn: '2026-03-31' }))).code).toBe(
      'score.period-overlaps',
    );
    expect((await refusalOf(office.api.score.open({ ...next, toOn: '2026-03-01' }))).code).toBe(
      'score.period-reversed',
    );
    expect(
      (await refusalOf(office.api.score.open({ ...next, fromOn: '2024-01-01', toOn: '2024-12-31' }))).code,
    ).toBe('score.before-contract');
    const both = await race([office.api.score.open(next), reviewer.api.score.open(next)]);
    expect(both).toEqual({ granted: 1, refusals: ['score.period-overlaps'] });
    const opened = (await office.api.score.list({ state: 'open' })).items[0];
    await office.api.score.withdraw({ id: opened?.id ?? '', basedOn: 1, reason: '开错了考核期' });
    await office.api.score.open(next);
  });

  test('an old score keeps its scale when the pack gets another', async () => {
    const { office } = county.people;
    const [first] = (await office.api.score.list({ state: 'confirmed' })).items;
    const before = await office.api.score.find({ id: first?.id ?? '' });
    knowRegime(
      scoredPack({
        bands: [
          { id: 'pass', name: { zh: '合格', en: 'Pass' }, from: 60 },
          { id: 'fail', name: { zh: '不合格', en: 'Fail' }, from: 0 },
        ],
      }),
    );
    const after = await office.api.score.find({ id: first?.id ?? '' });
    expect(after.computation?.band).toEqual(before.computation?.band);
    expect(after.computation?.packHash).toBe(before.computation?.packHash);
  });

  test('a period that was only opened is no gap, and the contractor does not know of it', async () => {
    const { office, contractor } = county.people;
    const next = { agreementId: baseline.agreementId, fromOn: '2026-07-01', toOn: '2026-09-30' };
    const { score } = await office.api.score.open(next);
    expect((await refusalOf(contractor.api.thread.read({ type: 'score', id: score.id }))).code).toBe(
      'thread.not-found',
    );
    expect((await office.api.thread.read({ type: 'score', id: score.id })).gaps).toEqual([]);
    await office.api.score.withdraw({ id: score.id, basedOn: 1, reason: '开错了考核期' });
  });

  test('a computation cannot be rewritten, and a score only moves to its next version', async () => {
    const table = (sql: string) =>
      county.db.executeQuery({ sql, parameters: [], query: {} as never, queryId: {} as never });
    await expect(table('update score_computation set total_hundredths = 10000')).rejects.toThrow(
      /permission denied/,
    );
    await expect(table('delete from score')).rejects.toThrow(/permission denied/);
    await expect(
      county.asOwner(`update score set version = version + 2 where county = $1`, [county.county]),
    ).rejects.toThrow(/does not follow/);
  });
});

test('a county whose regime has no scale scores nobody, and says so', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const before = await county.events();
  const { office, contractor } = county.people;
  expect(await refusalOf(office.api.score.list({}))).toMatchObject({ code: 'score.no-scale', status: 409 });
  expect((await refusalOf(contractor.api.score.list({}))).code).toBe('score.no-scale');
  expect(
    (await refusalOf(office.api.score.open({ agreementId: baseline.agreementId, ...quarter }))).code,
  ).toBe('score.no-scale');
  expect(await county.events()).toBe(before);
});

test('D11 拨付: a confirmed score below the band the pack pays whole withholds its share; a period over and not confirmed is the office’s to finish', async () => {
  const shipped = scoredPack();
  const basis = shipped.scoring?.basis ?? [];
  const dated = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });
  const words = { zh: '评分达到优秀', en: 'The score is excellent' };
  const pack = scoredPack({
    pack: {
      id: 'score-gate-2021',
      gate: {
        ...shipped.gate,
        conditions: [
          {
            id: 'score-band',
            class: 'ground',
            name: words,
            remedy: words,
            least: 'excellent',
            withholdShare: dated(0.2),
            basis,
          },
        ],
      },
    },
  });
  const county = await aCounty({ at: '2026-03-10T09:00:00+08:00', pack });
  const baseline = await aBaseline(county);
  await theGroup(county);
  await anInspection(county, baseline, ['fails', 'fails', 'fails', 'fails']);
  const { office, reviewer, contractor } = county.people;
  const [instalment = ''] = baseline.instalments;
  const gate = async () => (await contractor.api.disbursement.find({ id: instalment })).gate;
  expect((await gate()).conditions[0]?.met).toBe(true);

  county.at('2026-04-03');
  const { score } = await office.api.score.open({ agreementId: baseline.agreementId, ...quarter });
  expect((await gate()).conditions[0]).toMatchObject({
    met: false,
    steps: [{ act: 'confirm-score', by: 'office' }],
  });
  const { computation } = await office.api.score.compute({ id: score.id, basedOn: 1 });
  expect(computation?.totalHundredths).toBeLessThan(9000);
  await reviewer.api.score.confirm({ id: score.id, basedOn: 2 });
  const judged = await gate();
  expect(judged.conditions[0]).toMatchObject({
    met: false,
    steps: [{ act: 'raise-score', by: 'contractor', id: score.id }],
    withholdFen: judged.amountFen / 5,
  });
  expect(judged.recommendedFen).toBe((judged.amountFen / 5) * 4);

  await requested(county, instalment);
  await proposed(county, instalment);
  const inspected = (await office.api.inspection.list({})).items[0];
  const thread = await office.api.thread.read({ type: 'inspection', id: inspected?.id ?? '' });
  const arrow = (from: string, to: string) =>
    thread.edges.some((edge) => edge.kind === 'weighs' && edge.from.type === from && edge.to.type === to);
  expect([
    arrow('inspection', 'score'),
    arrow('finding', 'score'),
    arrow('score', 'gate-evaluation'),
  ]).toEqual([true, true, true]);
});

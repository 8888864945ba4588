import { beforeAll, describe, expect, test } from 'vitest';
import { keepRegime, knowRegime } from '#features/regime/regime.service.ts';
import { sha256Of } from '#platform/rule-packs.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aChain } from '#testing/chain.ts';
import { packA, packB } from '#testing/simulations.ts';
import { aCounty, refusalOf } from '#testing/world.ts';
import { simulationContract } from './simulation.contract.ts';
import { simulators } from './simulation.policy.ts';

const year = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const own = 'tongcheng-2021';

beforeAll(() => {
  knowRegime(packB);
  knowRegime({ ...packB, id: 'later', inForceFrom: '2027-01-01' });
});

async function aCountyAtWork() {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const chain = await aChain(county, baseline);
  await county.people.office.api.organisation.appoint({
    personId: county.people.lead.id,
    role: 'lead',
    fromOn: '2025-01-01',
    untilOn: null,
  });
  return { county, baseline, chain };
}

describe('D32 a rule is tried before it is adopted (N18)', () => {
  test('the packs to choose from are named, the county’s own first and marked', async () => {
    const { people } = await aCounty();
    const { items } = await people.office.api.simulation.packs({});
    expect(items[0]).toMatchObject({ id: own, active: true });
    const { history } = await people.office.api.simulation.packs({});
    expect(history).toMatchObject([{ id: own, active: true, fromOn: packA.inForceFrom }]);
    expect(items.filter(({ active }) => active)).toHaveLength(1);
    expect(items.map(({ key }) => key)).toContain(packB.id);
    for (const { name, hash } of items) {
      expect(name.zh && name.en).toBeTruthy();
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('both packs run on the county’s own facts, and what differs is listed with its subject, its page and why', async () => {
    const { county, baseline } = await aCountyAtWork();
    const view = await county.people.office.api.simulation.run({ a: own, b: packB.id, ...year });
    expect(view.a.pack).toMatchObject({ id: own, active: true });
    expect(view.b.pack).toMatchObject({ id: packB.id, active: false });
    expect(view.a.months).toHaveLength(12);
    expect(view.a.rules.reduce((sum, { acts }) => sum + acts, 0)).toBeGreaterThan(30);

    const station = view.differences.find(
      ({ kind, subject }) => kind === 'obligations' && subject.id === baseline.facilities.villageStation,
    );
    expect(station).toMatchObject({
      matter: 'inspection',
      area: 'station',
      subject: {
        type: 'facility',
        label: '示例村电商服务站',
        path: `/facilities/${baseline.facilities.villageStation}`,
      },
      a: { count: 4, why: ['obligation.operation.village-station'] },
      b: { count: 0, why: [] },
    });
    const because = view.a.whys.find(({ id }) => id === 'obligation.operation.village-station');
    expect(because).toMatchObject({ clause: { id: 'tongcheng-2021:3.1.2' } });
    expect(because?.values).toContainEqual({ name: 'every-months', value: 3, fromOn: null });
    for (const one of view.differences) {
      const side = (of: typeof view.a, ids: readonly string[]) =>
        ids.every((id) => of.whys.some((known) => known.id === id && known.clause !== null));
      expect([one.kind, side(view.a, one.a.why), side(view.b, one.b.why)]).toEqual([one.kind, true, true]);
    }
  });

  test('N15 what may be paid of the same instalment on the same day is put side by side, condition by condition', async () => {
    const { county, baseline } = await aCountyAtWork();
    const view = await county.people.leader.api.simulation.run({ a: own, b: packB.id, ...year });
    const unpaid = view.a.payable.map(({ instalmentId }) => instalmentId);
    expect(unpaid).toContain(baseline.rivalInstalments[0]);
    // The first instalment of the chain is paid.
    expect(unpaid).not.toContain(baseline.instalments[0]);
    const [sheet] = view.a.payable.filter(({ instalmentId }) => instalmentId === baseline.instalments[1]);
    const { gate } = await county.people.office.api.disbursement.find({ id: baseline.instalments[1] ?? '' });
    expect(sheet?.payableFen).toBe(gate.recommendedFen);
    expect(view.b.payable.map(({ instalmentId }) => instalmentId)).toEqual(unpaid);
  });

  test('N20 the burden of each contractor is counted by month: reports, fields, attachments, signatures, visits', async () => {
    const { county } = await aCountyAtWork();
    const view = await county.people.lead.api.simulation.run({ a: own, b: packB.id, ...year });
    const [first] = view.a.burden;
    expect(first).toMatchObject({ month: '2026-01', reports: 1 });
    expect(view.a.burden.map(({ contractor }) => contractor)).toContain('示例甲电子商务有限公司');
    const sum = (of: typeof view.a) => of.burden.reduce((all, { attachments }) => all + attachments, 0);
    expect(sum(view.b)).toBe(sum(view.a) + 2 * view.b.burden.reduce((all, { reports }) => all + reports, 0));
  });

  test('a pack tried from a day on: until then what is in force goes on, and what began under it finishes under it', async () => {
    const { county, baseline } = await aCountyAtWork();
    const { api } = county.people.office;
    const whole = await api.simulation.run({ a: own, b: packB.id, ...year });
    const view = await api.simulation.run({ a: 'in-force', b: `${packB.id}@2026-07-01`, ...year });
    expect(view.a.versions.map(({ id }) => id)).toEqual([own]);
    expect(view.b.versions.map(({ id, fromOn }) => [id, fromOn])).toEqual([
      [own, packA.inForceFrom],
      [packB.id, '2026-07-01'],
    ]);
    expect(view.b.pack).toMatchObject({ id: packB.id, active: false });
    const reports = (of: typeof view.a, until: string) => of.months.filter(({ month }) => month < until);
    expect(reports(view.b, '2026-07').map(({ visits }) => visits)).toEqual(
      reports(view.a, '2026-07').map(({ visits }) => visits),
    );
    const station = (of: typeof view) =>
      of.differences.find(
        (one) => one.kind === 'obligations' && one.subject.id === baseline.facilities.villageStation,
      );
    // Wholly under B nobody goes to the station itself; from July on those periods that began before are still visited.
    expect(station(whole)).toMatchObject({ a: { count: 4 }, b: { count: 0 } });
    const after = station(view);
    expect(after).toMatchObject({ a: { count: 4 } });
    expect(after?.kind === 'obligations' ? after.b.count : 0).toBeGreaterThan(0);
    for (const one of view.differences)
      for (const id of one.b.why) expect(view.b.whys.map((why) => why.id)).toContain(id);
    expect(view.b.whys.some(({ id }) => id.endsWith('@2026-07-01'))).toBe(true);
  });

  test('what the rules themselves say differently stands first, with both values and their clauses', async () => {
    const { county } = await aCountyAtWork();
    const view = await county.people.office.api.simulation.run({ a: own, b: packB.id, ...year });
    const serious = view.differences.find(({ subject }) => subject.id === 'period.serious');
    expect(serious).toMatchObject({
      kind: 'term',
      a: { stands: true, values: [{ name: 'working-days', value: 5, fromOn: null }] },
      b: { stands: true, values: [{ name: 'working-days', value: 2, fromOn: null }] },
    });
    const kinds = view.differences.map(({ kind }) => kind);
    expect(kinds.indexOf('obligations')).toBeGreaterThan(kinds.lastIndexOf('condition'));
  });

  test('the same pack twice says “no difference”', async () => {
    const { county } = await aCountyAtWork();
    const view = await county.people.office.api.simulation.run({ a: own, b: own, ...year });
    expect(view.differences).toEqual([]);
    expect(view.b).toEqual(view.a);
  });

  test('swapped packs give the mirrored list', async () => {
    const { county } = await aCountyAtWork();
    const { office } = county.people;
    const there = await office.api.simulation.run({ a: own, b: packB.id, ...year });
    const back = await office.api.simulation.run({ a: packB.id, b: own, ...year });
    expect(back.differences).toEqual(there.differences.map((one) => ({ ...one, a: one.b, b: one.a })));
  });

  test('a newer version of the county’s own pack is tried like any other: it has the same id, and a digest of its own', async () => {
    const county = await aCounty();
    await aBaseline(county);
    await keepRegime(
      county.db,
      county.county,
      { pack: packA, hash: sha256Of(packA) },
      county.now().toString(),
    );
    // The file goes on to another version; the county is still under the one it adopted.
    const newer = knowRegime({ ...packA, version: 'newer' });
    try {
      const { api } = county.people.office;
      const { items } = await api.simulation.packs({});
      expect(items[0]).toMatchObject({ key: own, version: packA.version, active: true });
      const key = `${own}@${newer.hash.slice(0, 12)}`;
      expect(items).toContainEqual(
        expect.objectContaining({ key, id: own, version: 'newer', active: false }),
      );
      const view = await api.simulation.run({ a: own, b: key, ...year });
      expect([view.a.pack.version, view.b.pack.version]).toEqual([packA.version, 'newer']);
      expect(view.differences).toEqual([]);
    } finally {
      knowRegime(packA);
    }
  });

  test('nothing is written: not a row, not an event', async () => {
    const { county } = await aCountyAtWork();
    const rows = () =>
      county.asOwner<{ relname: string; n: number }>(
        `select t.relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I where county = %L', t.relname, '${county.county}'), false, true, '')))[1]::text::int as n
         from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'county'
         where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace order by 1`,
      );
    const before = await rows();
    const events = await county.events();
    await county.people.office.api.simulation.run({ a: own, b: packB.id, ...year });
    expect(await rows()).toEqual(before);
    expect(await county.events()).toBe(events);
    expect(before.length).toBeGreaterThan(20);
  });
});

describe('D32 what cannot be tried is refused', () => {
  test.each<
    [string, { a?: string; b?: string; fromOn?: string; toOn?: string }, string, Record<string, unknown>]
  >([
    ['a pack nobody knows', { b: 'nowhere' }, 'simulation.pack-unknown', { pack: 'nowhere' }],
    ['a window that ends before it begins', { toOn: '2025-12-31' }, 'simulation.window-reversed', {}],
    ['a window of more than five years', { toOn: '2031-01-01' }, 'simulation.window-too-long', { years: 5 }],
    [
      'days before a pack is in force',
      { b: 'later' },
      'simulation.before-regime',
      { inForceFromOn: '2027-01-01' },
    ],
    [
      'a version that follows before it is in force',
      { b: 'later@2026-07-01' },
      'simulation.before-regime',
      { inForceFromOn: '2027-01-01' },
    ],
    [
      'a version that follows only after the last day',
      { b: `${packB.id}@2027-01-01` },
      'simulation.after-window',
      { on: '2027-01-01', toOn: '2026-12-31' },
    ],
    [
      'a day behind a pack nobody knows',
      { b: 'nowhere@2026-07-01' },
      'simulation.pack-unknown',
      { pack: 'nowhere' },
    ],
  ])('%s', async (_, changed, code, facts) => {
    const { people } = await aCounty();
    const refusal = await refusalOf(
      people.office.api.simulation.run({ a: own, b: packB.id, ...year, ...changed }),
    );
    expect(refusal).toMatchObject({ code, status: 409, facts });
  });

  test('D13 only those who draft, run and adopt the regime may try it', async () => {
    const { people } = await aCounty();
    for (const somebody of [people.office, people.lead, people.leader])
      await expect(somebody.api.simulation.packs({})).resolves.toBeDefined();
    for (const somebody of [people.finance, people.auditor, people.third, people.contractor])
      expect((await refusalOf(somebody.api.simulation.packs({}))).code).toBe('route.not-permitted');
    expect(simulationContract.run['~orpc'].meta.permission).toEqual(simulators);
  });
});

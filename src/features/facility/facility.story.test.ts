import { expect, test } from 'vitest';
import { aBaseline, type Baseline, ended } from '#testing/baseline.ts';
import { aCounty, race, refusalOf } from '#testing/world.ts';

const built = { clause: 'tongcheng-2021:4.1' };
const followed = { clause: 'tongcheng-2021:3.1.2' };

const station = ({ agreementId }: Baseline) => ({
  agreementId,
  kind: 'village-station' as const,
  number: 'Z-001',
  name: '雁塔社区电商服务站',
  villageCode: '421222100001',
  address: '',
  headName: '黎明明',
  headPhone: '13812345678',
  latitude: 29.25,
  longitude: 113.82,
  datum: 'GCJ02' as const,
  constructionStartedOn: '2025-02-10',
});

test('D29 四(一): a facility is registered under its contract, in a village that exists', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const good = station(baseline);
  const { facility, phases, nextPhases, history } = await office.api.facility.register(good);
  expect(facility).toMatchObject({
    villageName: '雁塔社区居委会',
    townName: '隽水镇',
    phase: 'construction',
    operationStartedOn: null,
    contractorName: '示例甲电子商务有限公司',
  });
  expect(phases).toEqual([{ phase: 'construction', fromOn: '2025-02-10', reason: '' }]);
  expect(nextPhases).toEqual(['trial', 'operation', 'withdrawn']);
  expect(history.map(({ type }) => type)).toEqual(['facility.registered']);

  const before = await county.events();
  const register = (
    changed: Partial<Omit<typeof good, 'kind'>> & { kind?: 'logistics-centre'; secondReason?: string },
  ) => refusalOf(office.api.facility.register({ ...good, number: 'Z-002', ...changed }));
  expect(await register({ kind: 'logistics-centre' })).toMatchObject({
    code: 'facility.outside-agreement',
    facts: { kind: 'logistics-centre' },
    basis: [built],
  });
  expect(await register({ constructionStartedOn: '2025-01-09' })).toMatchObject({
    code: 'facility.before-agreement',
    facts: { signedOn: '2025-01-10' },
    basis: [built],
  });
  expect((await register({ constructionStartedOn: '2026-04-11' })).code).toBe('facility.in-future');
  expect((await register({ villageCode: '421222100999' })).code).toBe('facility.village-unknown');
  expect((await register({ villageCode: '110101001001' })).code).toBe('facility.village-unknown');
  const bare = { ...good, number: 'Z-002', datum: null };
  expect((await refusalOf(office.api.facility.register(bare))).code).toBe('facility.position-incomplete');
  expect((await register({ latitude: 0, longitude: 0 })).code).toBe('facility.position-nowhere');
  expect((await register({ agreementId: county.newId() })).code).toBe('facility.agreement-unknown');
  expect((await register({ number: 'Z-001', secondReason: '同村两岸各一站' })).code).toBe(
    'facility.number-taken',
  );
  expect(await county.events()).toBe(before);
  await ended(county, {
    id: baseline.agreementId,
    basedOn: 1,
    state: 'terminated',
    reason: '双方协商终止',
  });
  expect(await register({})).toMatchObject({
    code: 'facility.agreement-ended',
    facts: { state: 'terminated' },
    basis: [built],
  });
  expect(county.faults).toEqual([]);
});

test('D25 三(一)2: 运营之日 is set when operation first begins and never moves', async () => {
  const county = await aCounty();
  const { office } = county.people;
  const { facility } = await office.api.facility.register(station(await aBaseline(county)));
  const to = async (
    phase: 'trial' | 'operation' | 'suspended' | 'withdrawn',
    fromOn: string,
    basedOn: number,
    reason = '',
  ) => office.api.facility.changePhase({ id: facility.id, basedOn, phase, fromOn, reason });
  expect((await to('trial', '2025-05-01', 1)).facility.operationStartedOn).toBeNull();
  expect((await to('operation', '2025-06-01', 2)).facility.operationStartedOn).toBe('2025-06-01');
  expect((await to('suspended', '2025-08-01', 3, '站点负责人外出务工')).facility).toMatchObject({
    phase: 'suspended',
    operationStartedOn: '2025-06-01',
  });
  const back = await to('operation', '2025-10-01', 4);
  expect(back.facility).toMatchObject({ phase: 'operation', operationStartedOn: '2025-06-01', version: 5 });
  expect(back.phases.map(({ phase, fromOn }) => [phase, fromOn])).toEqual([
    ['construction', '2025-02-10'],
    ['trial', '2025-05-01'],
    ['operation', '2025-06-01'],
    ['suspended', '2025-08-01'],
    ['operation', '2025-10-01'],
  ]);
  expect(back.history.filter(({ note }) => note)).toMatchObject([
    { type: 'facility.phase-changed', note: '站点负责人外出务工' },
  ]);
  const gone = await to('withdrawn', '2026-01-01', 5, '合并至邻村站点');
  expect(gone).toMatchObject({ nextPhases: [], facility: { may: { changePhase: false, amend: false } } });
  expect(await refusalOf(to('operation', '2026-02-01', 6))).toMatchObject({
    code: 'facility.withdrawn-for-good',
    basis: [followed],
  });
});

test('D24 三(一)1: a phase out of turn, out of time or without its reason is refused', async () => {
  const county = await aCounty();
  const { office, finance, contractor } = county.people;
  const { facility } = await office.api.facility.register(station(await aBaseline(county)));
  const change = {
    id: facility.id,
    basedOn: 1,
    phase: 'operation' as const,
    fromOn: '2025-06-01',
    reason: '',
  };
  expect(
    await refusalOf(office.api.facility.changePhase({ ...change, phase: 'suspended', reason: '暂时停业' })),
  ).toMatchObject({
    code: 'facility.wrong-phase',
    facts: { phase: 'construction', next: 'suspended' },
    basis: [followed],
  });
  expect(await refusalOf(office.api.facility.changePhase({ ...change, fromOn: '2025-02-10' }))).toMatchObject(
    { code: 'facility.phase-before-last', facts: { lastOn: '2025-02-10' } },
  );
  expect((await refusalOf(office.api.facility.changePhase({ ...change, fromOn: '2026-04-11' }))).code).toBe(
    'facility.in-future',
  );
  expect(
    (await refusalOf(office.api.facility.changePhase({ ...change, phase: 'withdrawn', reason: ' 无 ' })))
      .code,
  ).toBe('facility.reason-required');
  expect((await refusalOf(finance.api.facility.changePhase(change))).status).toBe(403);
  expect((await refusalOf(contractor.api.facility.changePhase(change))).status).toBe(403);
  const outcome = await race(Array.from({ length: 8 }, () => office.api.facility.changePhase(change)));
  expect(outcome).toEqual({ granted: 1, refusals: Array(7).fill('facility.changed-meanwhile') });
  expect(county.faults).toEqual([]);
});

test('a contractor sees its own facilities; name and telephone of a head are masked for those who need not know', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, contractor, outsider, third, stranger } = county.people;
  const { facility } = await office.api.facility.register(station(baseline));
  expect((await contractor.api.facility.find({ id: facility.id })).facility).toMatchObject({
    headName: '黎明明',
    headMasked: false,
  });
  expect((await third.api.facility.find({ id: facility.id })).facility).toMatchObject({
    headName: '黎**',
    headPhone: '*******5678',
    headMasked: true,
  });
  expect(await refusalOf(outsider.api.facility.find({ id: facility.id }))).toMatchObject({
    code: 'facility.not-found',
    status: 404,
  });
  expect(
    (await outsider.api.facility.list({ contractorId: county.organisations.contractor })).items
      .map(({ id }) => id)
      .sort(),
  ).toEqual([baseline.facilities.logisticsCentre, baseline.facilities.otherStation].sort());
  expect((await refusalOf(stranger.api.facility.list({}))).status).toBe(401);
});

test('the list is filtered by kind, phase, town, contract and text; facts are amended with a reason', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, lead, auditor } = county.people;
  const { serviceCentre, villageStation, otherStation } = baseline.facilities;
  const ids = async (filter: Parameters<typeof auditor.api.facility.list>[0]) =>
    (await auditor.api.facility.list(filter)).items.map(({ id }) => id);
  expect(await ids({ kind: 'village-station' })).toEqual([villageStation, otherStation]);
  expect(await ids({ phase: 'operation' })).toEqual([serviceCentre, villageStation]);
  expect(await ids({ agreementId: baseline.agreementId, search: '公共' })).toEqual([serviceCentre]);
  expect(await ids({ town: '421222100' })).toHaveLength(4);
  expect(await ids({ town: '421222101' })).toEqual([]);
  const places = await auditor.api.facility.places({});
  expect(places.villages.length).toBeGreaterThan(150);
  expect(places.towns.length).toBeGreaterThan(10);
  const { facility } = await office.api.facility.find({ id: villageStation });
  const { name, villageCode, address, headName, latitude, longitude, datum, version } = facility;
  const change = {
    id: villageStation,
    basedOn: version,
    reason: '更换站点负责人',
    name,
    villageCode,
    address,
    headName,
    headPhone: '13900000000',
    latitude,
    longitude,
    datum,
  };
  expect((await lead.api.facility.amend(change)).facility).toMatchObject({
    headPhone: '13900000000',
    version: version + 1,
  });
  expect(await refusalOf(office.api.facility.amend(change))).toMatchObject({
    code: 'facility.changed-meanwhile',
    facts: { version: version + 1 },
  });
});

test('F12 D29: a position far from the county’s other facilities is kept, and its page asks to look at it again', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { api } = county.people.office;
  const [like] = (await api.facility.list({})).items;
  if (!like) throw new Error('the county has no facility');
  const at = async (number: string, latitude: number, longitude: number) => {
    const { facility } = await api.facility.register({
      number,
      name: `站点 ${number}`,
      kind: 'village-station',
      agreementId: baseline.agreementId,
      villageCode: like.villageCode,
      secondReason: '同村两岸各一站',
      address: '',
      headName: null,
      headPhone: null,
      latitude,
      longitude,
      datum: 'CGCS2000',
      constructionStartedOn: like.constructionStartedOn,
    });
    return (await api.facility.find({ id: facility.id })).positionAstray;
  };
  expect(await at('P-1', 29.24, 113.81)).toBe(false);
  expect(await at('P-2', 29.31, 113.95)).toBe(false);
  expect(await at('P-3', 29.18, 113.72)).toBe(false);
  expect(await at('P-4', 39.9, 116.4)).toBe(true);
  expect(await at('P-5', 29.3, 113.9)).toBe(false);
});

test('D19 二(三): the heads of a station stand one after the other, with their names, as far as the reader may know them', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, third } = county.people;
  const { facility } = await office.api.facility.register(station(baseline));
  const { name, villageCode, address, latitude, longitude, datum, version } = facility;
  const facts = { name, villageCode, address, latitude, longitude, datum };
  const moved = await office.api.facility.amend({
    id: facility.id,
    basedOn: version,
    reason: '原负责人外出务工',
    ...facts,
    headName: '何小川',
    headPhone: '13900001111',
  });
  await office.api.facility.amend({
    id: facility.id,
    basedOn: moved.facility.version,
    reason: '门牌更正',
    ...facts,
    address: '村委会东侧',
    headName: '何小川',
    headPhone: '13900001111',
  });
  const heads = async (by: typeof office) =>
    (await by.api.facility.find({ id: facility.id })).heads.map(({ headName, headPhone, reason }) => [
      headName,
      headPhone,
      reason,
    ]);
  expect(await heads(office)).toEqual([
    ['黎明明', '13812345678', null],
    ['何小川', '13900001111', '原负责人外出务工'],
  ]);
  expect((await heads(third)).map(([head]) => head)).toEqual(['黎**', '何**']);
  expect(county.faults).toEqual([]);
});

test('D19 二(三): a second station in a village is asked about, and its reason is kept', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const first = await office.api.facility.register(station(baseline));
  const again = { ...station(baseline), number: 'TC-777', name: '同村第二站' };
  expect(await refusalOf(office.api.facility.register(again))).toMatchObject({
    code: 'facility.village-has-station',
    facts: { number: first.facility.number, name: first.facility.name },
  });
  const second = await office.api.facility.register({ ...again, secondReason: '村域两岸相隔，摆渡往来' });
  expect(second.history.at(-1)?.note).toBe('村域两岸相隔，摆渡往来');
  expect(county.faults).toEqual([]);
});

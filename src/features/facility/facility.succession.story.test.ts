import { expect, test } from 'vitest';
import { aBaseline, type Baseline, ended } from '#testing/baseline.ts';
import { aTriggeredCounty, servedCase } from '#testing/cases.ts';
import {
  aPlannedInspection,
  aSheet,
  aSignedInspection,
  signAll,
  theGroup,
  usualTeam,
} from '#testing/inspections.ts';
import { reported, servedLetter } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf, type Somebody } from '#testing/world.ts';
import { refreshObligations } from '../obligation/obligation.refresh.service.ts';

const owned = { clause: 'tongcheng-2021:2.6' };
const built = { clause: 'tongcheng-2021:4.1' };

type Transfer = Parameters<Somebody['api']['facility']['transfer']>[0];

/** The first contractor's village station goes over to the rival. */
async function handOver(county: County, baseline: Baseline, over: Partial<Transfer> = {}) {
  const { office } = county.people;
  const id = over.id ?? baseline.facilities.villageStation;
  const { facility } = await office.api.facility.find({ id });
  return office.api.facility.transfer({
    id,
    basedOn: facility.version,
    agreementId: baseline.rivalAgreementId,
    fromOn: '2026-04-01',
    reason: '原合同终止，由乙公司接管运营',
    ...over,
    evidenceIds: over.evidenceIds ?? [await county.evidence(office, { source: 'file' })],
  });
}

/** What the facility owes, as somebody may know it: due day and contract. */
const owedAt = async (by: Somebody, facilityId: string) =>
  (await by.api.obligation.list({ facilityId, duty: 'D25' })).items
    .map(({ dueOn, contractor }) => [dueOn, contractor?.name])
    .sort();

test('D22 二(六) 明确权属: from the day of the hand-over another contractor holds the station, and both know their own time of it', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, lead, contractor, outsider, third } = county.people;
  const { villageStation: id } = baseline.facilities;
  const paper = await county.evidence(office, { source: 'file' });
  const given = await handOver(county, baseline, { evidenceIds: [paper] });
  expect(given.facility).toMatchObject({
    agreementId: baseline.rivalAgreementId,
    contractorName: '示例乙物流有限公司',
    handedOverOn: null,
  });
  expect(given.holdings).toMatchObject([
    {
      fromOn: '2025-03-01',
      handedOverOn: '2026-04-01',
      contractorName: '示例甲电子商务有限公司',
      reason: '',
    },
    {
      fromOn: '2026-04-01',
      handedOverOn: null,
      agreementNumber: 'DS-2025-02',
      reason: '原合同终止，由乙公司接管运营',
      evidence: [{ id: paper }],
    },
  ]);
  expect(given.history.at(-1)).toMatchObject({
    type: 'facility.transferred',
    note: '原合同终止，由乙公司接管运营',
  });

  // 商务局 goes on with it: the station is suspended under the new contractor, and opens again.
  await lead.api.facility.changePhase({
    id,
    basedOn: given.facility.version,
    phase: 'suspended',
    fromOn: '2026-04-05',
    reason: '乙公司更换设备',
  });
  const former = await contractor.api.facility.find({ id });
  expect(former.facility).toMatchObject({
    phase: 'operation',
    handedOverOn: '2026-04-01',
    agreementId: baseline.agreementId,
    contractorName: '示例甲电子商务有限公司',
    headName: null,
    may: { amend: false, changePhase: false, transfer: false },
  });
  expect(former.phases.map(({ phase }) => phase)).toEqual(['construction', 'operation']);
  expect(former.history.map(({ type }) => type)).toEqual([
    'facility.registered',
    'facility.phase-changed',
    'facility.transferred',
  ]);
  // Who took over it knows, and reads the paper it signed; the other's contract is not its business.
  expect(former.holdings.at(-1)).toMatchObject({
    contractorName: '示例乙物流有限公司',
    agreementId: null,
    agreementNumber: null,
    evidence: [{ id: paper }],
  });
  const next = await outsider.api.facility.find({ id });
  expect(next.facility).toMatchObject({
    phase: 'suspended',
    operationStartedOn: '2025-11-18',
    headName: '示例负责人',
  });
  expect(next.holdings[0]).toMatchObject({ agreementNumber: null, reason: null });
  expect(next.history.map(({ type }) => type)).toEqual(['facility.transferred', 'facility.phase-changed']);
  expect((await third.api.facility.find({ id })).holdings[0]?.agreementNumber).toBe('DS-2025-01');
  for (const by of [contractor, outsider])
    expect((await by.fetch(`/api/evidence/${paper}/content`)).status).toBe(200);

  // The contract's page: what stands under it and what stood.
  const under = async (agreementId: string) =>
    (await office.api.facility.list({ agreementId })).items.map(({ name, handedOverOn }) => [
      name,
      handedOverOn,
    ]);
  expect(await under(baseline.agreementId)).toContainEqual(['示例村电商服务站', '2026-04-01']);
  expect(await under(baseline.rivalAgreementId)).toContainEqual(['示例村电商服务站', null]);
  const own = (await contractor.api.facility.list({})).items.find((one) => one.id === id);
  expect(own).toMatchObject({ handedOverOn: '2026-04-01', phase: 'operation' });
  const fourth = await county.person(
    await county.organisation('contractor', '示例丙商贸有限公司'),
    '承办企业 褚',
  );
  expect((await refusalOf(fourth.api.facility.find({ id }))).code).toBe('facility.not-found');
  expect((await fourth.fetch(`/api/evidence/${paper}/content`)).status).toBe(404);
  expect(county.faults).toEqual([]);
});

test('D25 三(一)2: whoever holds the station on the day a visit is due answers for it; quarters go on from the same 运营之日', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, contractor, outsider } = county.people;
  const { villageStation: id } = baseline.facilities;
  const before = await owedAt(office, id);
  expect(before.map(([dueOn]) => dueOn)).toEqual(['2026-02-17', '2026-05-17', '2026-08-17']);
  await handOver(county, baseline);
  const [first, ...later] = before.map(([dueOn]) => dueOn);
  const named = [[first, '示例甲电子商务有限公司'], ...later.map((dueOn) => [dueOn, '示例乙物流有限公司'])];
  expect(await owedAt(office, id)).toEqual(named);
  // Each sees what fell due, or falls due, in its own time.
  expect(await owedAt(contractor, id)).toEqual(named.slice(0, 1));
  expect(await owedAt(outsider, id)).toEqual(named.slice(1));
  const { items } = await office.api.obligation.list({ facilityId: id, duty: 'D25', month: '2026-05' });
  const { why } = await office.api.obligation.find({ id: items[0]?.id ?? '' });
  expect(why.facts).toContainEqual(
    expect.objectContaining({ name: 'held-under-contract', fromOn: '2026-04-01' }),
  );
  expect(county.faults).toEqual([]);
});

test('what an act derives again is what deriving the whole county anew gives, through hand-overs, phases and ended contracts', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office } = county.people;
  const { villageStation: id, otherStation } = baseline.facilities;
  const whole = async () => {
    const { written, withdrawn } = await county.db
      .transaction()
      .execute((tx) => refreshObligations(tx, { county: county.county, now: county.now() }));
    expect([written, withdrawn]).toEqual([0, 0]);
  };
  const { facility } = await handOver(county, baseline, { fromOn: '2025-12-01' });
  await whole();
  await handOver(county, baseline, { agreementId: baseline.agreementId, fromOn: '2026-03-01' });
  await whole();
  await handOver(county, baseline, {
    id: otherStation,
    agreementId: baseline.agreementId,
    fromOn: '2026-02-01',
  });
  await whole();
  await office.api.facility.changePhase({
    id,
    basedOn: facility.version + 1,
    phase: 'suspended',
    fromOn: '2026-03-20',
    reason: '站点负责人外出务工',
  });
  await whole();
  // The contract that held both once, and one now, ends: both are derived anew.
  await ended(county, {
    id: baseline.rivalAgreementId,
    basedOn: 1,
    state: 'terminated',
    reason: '双方协商终止',
  });
  await whole();
  expect(county.faults).toEqual([]);
});

test('当时所知: a hand-over recorded late changes who is concerned by what was due before, and both readings stand side by side', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { auditor } = county.people;
  county.at('2026-04-12');
  await handOver(county, baseline, { fromOn: '2026-02-01' });
  const asked = (knownOn: string) => auditor.api.obligation.asKnown({ on: '2026-03-01', knownOn });
  expect(await asked('2026-04-12')).toMatchObject({ differing: 0 });
  const quarters = (await asked('2026-04-11')).differences;
  expect(quarters.map(({ subject }) => subject.id)).toEqual(
    quarters.map(() => baseline.facilities.villageStation),
  );
  expect(quarters).toContainEqual(
    expect.objectContaining({
      was: expect.objectContaining({ dueOn: '2026-02-17', contractorName: '示例甲电子商务有限公司' }),
      is: expect.objectContaining({ dueOn: '2026-02-17', contractorName: '示例乙物流有限公司' }),
    }),
  );
});

test('D09 一(四): a problem found before the hand-over stays with whom it was found at; one found after is the new contractor’s', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, lead, contractor, outsider } = county.people;
  const { villageStation: id } = baseline.facilities;
  const found = await aSignedInspection(county, baseline, { severities: ['ordinary'] });
  const findingId = found.findings[0]?.id ?? '';
  const letter = await servedLetter(county, baseline.agreementId, [findingId]);
  const rectificationId = letter.items[0]?.rectificationId ?? '';
  county.at('2026-04-13');
  await handOver(county, baseline, { fromOn: '2026-04-12' });

  // The former contractor still rectifies, and finds its way from its finding to the station.
  expect((await reported(county, rectificationId, contractor)).state).toBe('reported');
  const thread = await contractor.api.thread.read({ type: 'finding', id: findingId });
  expect(thread.nodes.map(({ type, id: node }) => [type, node])).toContainEqual(['facility', id]);
  expect((await contractor.api.finding.find({ id: findingId })).finding.facility?.id).toBe(id);
  // The new one sees nothing of it.
  for (const ask of [
    () => outsider.api.finding.find({ id: findingId }),
    () => outsider.api.rectification.find({ id: rectificationId }),
    () => outsider.api.supervisionLetter.find({ id: letter.id }),
  ])
    expect((await refusalOf(ask())).status).toBe(404);
  const hub = await outsider.api.thread.read({ type: 'facility', id });
  expect(hub.nodes.map(({ type }) => type)).not.toContain('finding');

  // The next visit concerns the new one; the inspector is told what is still open and whose it is.
  const planned = await aPlannedInspection(county, baseline, { facilityId: id });
  expect(planned.subject.contractor.name).toBe('示例乙物流有限公司');
  const { openFindings } = await lead.api.inspection.sheet({ id: planned.id });
  expect(openFindings).toMatchObject([{ id: findingId, formerContractor: '示例甲电子商务有限公司' }]);
  await lead.api.inspection.cancel({ id: planned.id, basedOn: planned.version, reason: '改日再检查' });
  const visit = await aSignedInspection(county, baseline, {
    plan: { facilityId: id },
    severities: ['ordinary'],
  });
  const raised = visit.findings[0]?.id ?? '';
  expect((await outsider.api.finding.find({ id: raised })).finding.repeatOf).toBeNull();
  expect((await refusalOf(contractor.api.finding.find({ id: raised }))).status).toBe(404);
  const { findings } = await office.api.supervisionLetter.draftable({
    agreementId: baseline.rivalAgreementId,
  });
  expect(findings.map((finding) => finding.id)).toEqual([raised]);
  expect(county.faults).toEqual([]);
});

test('D05 一(三): a visit planned for the former contractor is settled before the hand-over; a record signed before stays as it was signed', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { lead, contractor, outsider } = county.people;
  const { villageStation: id } = baseline.facilities;
  const planned = await aPlannedInspection(county, baseline, { facilityId: id });
  expect(await refusalOf(handOver(county, baseline))).toMatchObject({
    code: 'facility.visit-planned',
    facts: { number: planned.number, plannedOn: '2026-04-10' },
    basis: [owned],
  });
  await lead.api.inspection.submit(await aSheet(county, planned.id));
  await handOver(county, baseline);
  // Read and signed after the hand-over as it was handed in: about the contractor it was composed for.
  await signAll(county, planned.id);
  const { inspection } = await contractor.api.inspection.find({ id: planned.id });
  expect(inspection).toMatchObject({ state: 'signed', subject: { facility: { id } } });
  expect((await refusalOf(outsider.api.inspection.find({ id: planned.id }))).status).toBe(404);
  // A plan names the facility; the contract it stood under before is no longer its contract.
  expect(
    (
      await refusalOf(
        lead.api.inspection.plan({
          area: 'station',
          phase: 'operation',
          purpose: 'routine',
          facilityId: id,
          agreementId: baseline.agreementId,
          plannedOn: '2026-04-20',
          notice: 'unannounced',
          obligationIds: [],
          team: usualTeam(county),
        }),
      )
    ).code,
  ).toBe('inspection.subject-not-found');
  expect(county.faults).toEqual([]);
});

test('D12 一(四) 资产移交: a disqualified contractor’s station goes over to another, and none goes over to it', async () => {
  const triggered = await aTriggeredCounty();
  const { county, baseline } = triggered;
  await servedCase(triggered);
  expect(
    await refusalOf(
      handOver(county, baseline, {
        id: baseline.facilities.otherStation,
        agreementId: baseline.agreementId,
        fromOn: '2026-06-09',
      }),
    ),
  ).toMatchObject({
    code: 'facility.contractor-disqualified',
    facts: { number: 'DS-2025-01' },
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });
  const { facility } = await handOver(county, baseline, {
    fromOn: '2026-06-09',
    reason: '甲公司被取消承办资格，资产移交乙公司',
  });
  expect(facility.contractorName).toBe('示例乙物流有限公司');
  expect(county.faults).toEqual([]);
});

test('D22 二(六), D29 四(一): a hand-over out of time, without its paper, or to a contract that cannot take it is refused, and nothing is written', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, finance, contractor } = county.people;
  const { serviceCentre, villageStation: id, otherStation } = baseline.facilities;
  const strange = await county.evidence(contractor);
  const evidenceIds = [await county.evidence(office, { source: 'file' })];
  const before = await county.events();
  const refused = (over: Partial<Transfer>) =>
    refusalOf(handOver(county, baseline, { evidenceIds, ...over }));
  expect(await refused({ agreementId: baseline.agreementId })).toMatchObject({
    code: 'facility.held-already',
    facts: { number: 'DS-2025-01' },
    basis: [owned],
  });
  expect(await refused({ id: serviceCentre })).toMatchObject({
    code: 'facility.outside-agreement',
    facts: { kind: 'service-centre' },
    basis: [built],
  });
  expect(await refused({ fromOn: '2025-01-09' })).toMatchObject({
    code: 'facility.before-agreement',
    facts: { signedOn: '2025-01-10' },
    basis: [built],
  });
  expect(await refused({ fromOn: '2025-03-01' })).toMatchObject({
    code: 'facility.holding-before-last',
    facts: { lastOn: '2025-03-01' },
    basis: [owned],
  });
  expect(await refused({ fromOn: '2026-04-11' })).toMatchObject({
    code: 'facility.in-future',
    facts: { todayOn: '2026-04-10' },
  });
  expect(await refused({ evidenceIds: [] })).toMatchObject({
    code: 'facility.paper-required',
    basis: [owned],
  });
  // A contractor's own upload proves nothing until the supervision has it.
  expect((await refused({ evidenceIds: [strange] })).code).toBe('facility.paper-unknown');
  expect((await refused({ evidenceIds: [county.newId()] })).code).toBe('facility.paper-unknown');
  expect((await refused({ agreementId: county.newId() })).code).toBe('facility.agreement-unknown');
  expect((await refused({ reason: '移交' })).status).toBe(400);
  const direct = {
    id,
    basedOn: 2,
    agreementId: baseline.rivalAgreementId,
    fromOn: '2026-04-01',
    reason: '原合同终止，由乙公司接管运营',
    evidenceIds: [],
  };
  for (const by of [finance, contractor])
    expect((await refusalOf(by.api.facility.transfer(direct))).status).toBe(403);
  expect((await refusalOf(office.api.facility.transfer({ ...direct, id: county.newId() }))).code).toBe(
    'facility.not-found',
  );
  expect(await county.events()).toBe(before);

  await ended(county, {
    id: baseline.rivalAgreementId,
    basedOn: 1,
    state: 'completed',
    reason: '合同履行完毕',
  });
  expect(await refused({})).toMatchObject({
    code: 'facility.agreement-ended',
    facts: { state: 'completed' },
    basis: [built],
  });
  await office.api.facility.changePhase({
    id: otherStation,
    basedOn: 1,
    phase: 'withdrawn',
    fromOn: '2026-04-01',
    reason: '合并至邻村站点',
  });
  expect((await refused({ id: otherStation, agreementId: baseline.agreementId })).code).toBe(
    'facility.withdrawn-for-good',
  );
  expect(county.faults).toEqual([]);
});

test('of eight hand-overs at once one is granted; a plan and a hand-over at once never leave a visit with the wrong contractor', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, lead } = county.people;
  const { villageStation: id } = baseline.facilities;
  const paper = await county.evidence(office, { source: 'file' });
  const { facility } = await office.api.facility.find({ id });
  const transfer = {
    id,
    basedOn: facility.version,
    agreementId: baseline.rivalAgreementId,
    fromOn: '2026-04-01',
    reason: '原合同终止，由乙公司接管运营',
    evidenceIds: [paper],
  };
  expect(await race(Array.from({ length: 8 }, () => office.api.facility.transfer(transfer)))).toEqual({
    granted: 1,
    refusals: Array(7).fill('facility.changed-meanwhile'),
  });
  const back = {
    ...transfer,
    basedOn: facility.version + 1,
    agreementId: baseline.agreementId,
    fromOn: '2026-04-02',
  };
  const plan = {
    area: 'station' as const,
    phase: 'operation' as const,
    purpose: 'routine' as const,
    facilityId: id,
    agreementId: null,
    plannedOn: '2026-04-20',
    notice: 'unannounced' as const,
    obligationIds: [],
    team: usualTeam(county),
  };
  await Promise.allSettled([office.api.facility.transfer(back), lead.api.inspection.plan(plan)]);
  const now = (await office.api.facility.find({ id })).facility.contractorId;
  const { items } = await lead.api.inspection.list({ facility: id });
  for (const visit of items)
    expect((await lead.api.inspection.find({ id: visit.id })).inspection.subject.contractor.id).toBe(now);
  expect(county.faults).toEqual([]);
});

test('the database itself lets no facility change its contract without a holding, and no holding go back in time', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { villageStation: id } = baseline.facilities;
  await handOver(county, baseline);
  const at = [county.county, id];
  await expect(
    county.asOwner(
      'update facility set agreement_id = $3, version = version + 1 where county = $1 and id = $2',
      [...at, baseline.agreementId],
    ),
  ).rejects.toThrow(/without a holding|violates foreign key/);
  await expect(
    county.asOwner(
      "insert into facility_holding (county, facility_id, from_on, agreement_id, version, reason) values ($1, $2, '2026-03-31', $3, 4, '倒签移交')",
      [...at, baseline.agreementId],
    ),
  ).rejects.toThrow(/held by somebody/);
  await expect(
    county.db
      .updateTable('facility_holding')
      .set({ from_on: '2020-01-01' })
      .where('county', '=', county.county)
      .execute(),
  ).rejects.toThrow(/permission denied/);
});

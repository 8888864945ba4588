import { beforeAll, describe, expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aFindingTold,
  aPlannedInspection,
  aSheet,
  aSignedInspection,
  planOf,
  type Sheet,
  signAll,
  theGroup,
  usualTeam,
} from '#testing/inspections.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

async function aReadyCounty(at?: string): Promise<{ county: County; baseline: Baseline }> {
  const county = await aCounty(at ? { at } : {});
  const baseline = await aBaseline(county);
  await theGroup(county);
  return { county, baseline };
}

describe('D05 一(三): who may inspect', () => {
  let county: County;
  let baseline: Baseline;
  beforeAll(async () => {
    ({ county, baseline } = await aReadyCounty());
  });
  const planned = (over: Parameters<typeof planOf>[2]) =>
    county.people.lead.api.inspection.plan(planOf(county, baseline, over));
  const refusedTeam = async (team: ReturnType<typeof usualTeam>) => {
    const before = await county.events();
    const refusal = await refusalOf(planned({ team }));
    expect(await county.events()).toBe(before);
    return refusal;
  };

  test('a lead of 商务局, a member and the third party go together', async () => {
    const inspection = await planned({});
    expect(inspection).toMatchObject({ state: 'planned', number: '检〔2026〕1' });
    expect(inspection.team.map(({ role }) => role)).toEqual(['lead', 'member', 'third-party']);
    expect(inspection.basis.map((cited) => 'clause' in cited && cited.clause)).toContain(
      'tongcheng-2021:1.3',
    );
  });

  test('one person alone is refused', async () => {
    const [lead] = usualTeam(county);
    const refusal = await refusedTeam(lead ? [lead] : []);
    expect(refusal).toMatchObject({ code: 'inspection.team-too-small', facts: { size: 1, least: 2 } });
    expect(refusal.basis[0]?.clause).toBe('tongcheng-2021:1.3');
  });

  test('a team without a lead, and one with two, is refused', async () => {
    const [, member, third] = usualTeam(county);
    if (!member || !third) throw new Error('the usual team is three');
    expect((await refusedTeam([member, third])).code).toBe('inspection.no-lead');
    expect(
      (await refusedTeam([...usualTeam(county), { personId: county.people.second.id, role: 'lead' }])).code,
    ).toBe('inspection.two-leads');
  });

  test('a lead who is not of 商务局 is refused', async () => {
    const [, member, third] = usualTeam(county);
    if (!member || !third) throw new Error('the usual team is three');
    const refusal = await refusedTeam([{ ...third, role: 'lead' }, member]);
    expect(refusal.code).toBe('inspection.lead-not-commerce-bureau');
    expect(refusal.basis[0]?.clause).toBe('tongcheng-2021:1.3');
  });

  test('a lead without a term as lead on the day of the visit is refused', async () => {
    const { lead, inspector, third } = county.people;
    const refusal = await refusedTeam([
      { personId: inspector.id, role: 'lead' },
      { personId: lead.id, role: 'member' },
      { personId: third.id, role: 'third-party' },
    ]);
    expect(refusal).toMatchObject({
      code: 'inspection.lead-not-in-term',
      facts: { name: inspector.name, on: '2026-04-10' },
    });
  });

  test('someone who is not a member of the group on that day is refused', async () => {
    const refusal = await refusedTeam([
      ...usualTeam(county),
      { personId: county.people.finance.id, role: 'member' },
    ]);
    expect(refusal).toMatchObject({
      code: 'inspection.member-not-in-group',
      facts: { names: [county.people.finance.name] },
    });
  });

  test('a facility without the third party is refused; funds may be inspected without it', async () => {
    const two = usualTeam(county).slice(0, 2);
    const refusal = await refusedTeam(two);
    expect(refusal).toMatchObject({
      code: 'inspection.third-party-missing',
      basis: [{ clause: 'tongcheng-2021:1.3', localSupplement: true }],
    });
    const funds = await planned({
      area: 'funds',
      phase: 'funds',
      facilityId: null,
      agreementId: baseline.agreementId,
      team: two,
    });
    expect(funds.team).toHaveLength(2);
  });

  test('the third party takes part as the third party only, and nobody else as it', async () => {
    const [lead, member, third] = usualTeam(county);
    if (!lead || !member || !third) throw new Error('the usual team is three');
    expect((await refusedTeam([lead, { ...third, role: 'member' }])).code).toBe(
      'inspection.third-party-role',
    );
    expect((await refusedTeam([lead, { ...member, role: 'third-party' }])).code).toBe(
      'inspection.third-party-role',
    );
  });

  test('staff of a contractor, the same person twice and an unknown person are refused', async () => {
    const { contractor, inspector } = county.people;
    const staff = await refusedTeam([...usualTeam(county), { personId: contractor.id, role: 'member' }]);
    expect(staff).toMatchObject({ code: 'inspection.contractor-staff', facts: { names: [contractor.name] } });
    expect(staff.basis[0]?.clause).toBe('tongcheng-2021:1.3');
    const twice = await refusedTeam([...usualTeam(county), { personId: inspector.id, role: 'member' }]);
    expect(twice.code).toBe('inspection.member-twice');
    const unknown = await refusedTeam([...usualTeam(county), { personId: county.newId(), role: 'member' }]);
    expect(unknown.code).toBe('inspection.member-unknown');
  });

  test('the plan form shows who may not be chosen, and why', async () => {
    const { second, finance, lead, third } = county.people;
    await county.people.office.api.organisation.declareRelation({
      personId: second.id,
      contractorId: county.organisations.contractor,
      relation: 'shareholder',
      statement: '持有该企业百分之五的股份',
      fromOn: '2025-06-01',
      untilOn: null,
    });
    const { candidates, teamMin, thirdPartyRequired } = await lead.api.inspection.preparation({
      facility: baseline.facilities.villageStation,
    });
    const of = (id: string) => candidates.find(({ personId }) => personId === id);
    expect(of(lead.id)).toMatchObject({ roles: ['lead', 'member'], bars: [] });
    expect(of(third.id)).toMatchObject({ roles: ['third-party'], bars: [] });
    expect(of(second.id)).toMatchObject({ roles: ['member'], bars: ['related'] });
    expect(of(finance.id)).toMatchObject({ roles: [], bars: ['not-in-group'] });
    expect(of(county.people.contractor.id)).toBeUndefined();
    expect({ teamMin, thirdPartyRequired }).toEqual({ teamMin: 2, thirdPartyRequired: true });

    const refusal = await refusedTeam([...usualTeam(county), { personId: second.id, role: 'member' }]);
    expect(refusal).toMatchObject({ code: 'inspection.member-related', facts: { names: [second.name] } });
    expect(refusal.basis[0]?.clause).toBe('tongcheng-2021:1.3');
    // Related to this contractor, not to the other.
    const other = await planned({
      facilityId: baseline.facilities.otherStation,
      phase: 'construction',
      team: [...usualTeam(county), { personId: second.id, role: 'member' }],
    });
    expect(other.team).toHaveLength(4);
  });

  test('a term that ended before the visit no longer counts', async () => {
    const { office, lead } = county.people;
    const { items } = await office.api.organisation.group({});
    const term = items.find(({ personId }) => personId === lead.id);
    if (!term) throw new Error('the lead serves');
    await office.api.organisation.endMembership({
      id: term.id,
      basedOn: term.version,
      untilOn: '2026-05-31',
    });
    expect((await refusalOf(planned({ plannedOn: '2026-06-01' }))).code).toBe('inspection.lead-not-in-term');
    expect((await planned({ plannedOn: '2026-05-31' })).state).toBe('planned');
  });
});

describe('D05 一(三): 回避', () => {
  test('nothing is handed in before every member has declared', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, third, outsider, second } = county.people;
    const { id } = await lead.api.inspection.plan(planOf(county, baseline));
    await lead.api.inspection.declare({ id, relation: null });
    const refusal = await refusalOf(lead.api.inspection.submit(await aSheet(county, id)));
    expect(refusal).toMatchObject({
      code: 'inspection.declaration-missing',
      facts: { names: [inspector.name, third.name] },
    });
    expect(refusal.basis[0]?.clause).toBe('tongcheng-2021:1.3');
    expect((await refusalOf(second.api.inspection.declare({ id, relation: null }))).code).toBe(
      'inspection.not-permitted',
    );
    expect((await refusalOf(outsider.api.inspection.declare({ id, relation: null }))).code).toBe(
      'route.not-permitted',
    );
    await inspector.api.inspection.declare({ id, relation: null });
    await third.api.inspection.declare({ id, relation: null });
    expect((await refusalOf(third.api.inspection.declare({ id, relation: null }))).code).toBe(
      'inspection.declared-already',
    );
    expect((await lead.api.inspection.submit(await aSheet(county, id))).state).toBe('submitted');
  });

  test('who declares a relation is replaced: cancelled with a reason, planned again, and barred from now on', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, third, second } = county.people;
    const { id } = await lead.api.inspection.plan(planOf(county, baseline));
    await lead.api.inspection.declare({ id, relation: null });
    await third.api.inspection.declare({ id, relation: null });
    const recused = await inspector.api.inspection.declare({
      id,
      relation: { kind: 'relative', statement: '该企业法定代表人系本人姐夫' },
    });
    expect(recused.team.find(({ personId }) => personId === inspector.id)?.recusalReason).toContain('姐夫');
    const refusal = await refusalOf(lead.api.inspection.submit(await aSheet(county, id)));
    expect(refusal).toMatchObject({ code: 'inspection.member-recused', facts: { names: [inspector.name] } });

    expect((await refusalOf(lead.api.inspection.cancel({ id, basedOn: 1, reason: '成员回避' }))).code).toBe(
      'inspection.changed-meanwhile',
    );
    const cancelled = await lead.api.inspection.cancel({
      id,
      basedOn: recused.version,
      reason: '成员回避，另行安排',
    });
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: '成员回避，另行安排' });
    expect(
      (await refusalOf(lead.api.inspection.cancel({ id, basedOn: cancelled.version, reason: '再取消一次' })))
        .code,
    ).toBe('inspection.wrong-state');

    const again = await refusalOf(lead.api.inspection.plan(planOf(county, baseline)));
    expect(again.code).toBe('inspection.member-related');
    const team = usualTeam(county).map((place) =>
      place.personId === inspector.id ? { ...place, personId: second.id } : place,
    );
    expect((await lead.api.inspection.plan(planOf(county, baseline, { team }))).number).toBe('检〔2026〕2');
    const { history } = await lead.api.inspection.find({ id });
    expect(history.map(({ type }) => type)).toEqual([
      'inspection.planned',
      'inspection.no-interest-declared',
      'inspection.no-interest-declared',
      'inspection.member-recused',
      'inspection.cancelled',
    ]);
  });

  test('a relation that becomes known between plan and visit stops the submission', async () => {
    const { county, baseline } = await aReadyCounty();
    const { id } = await aPlannedInspection(county, baseline);
    await county.people.office.api.organisation.declareRelation({
      personId: county.people.third.id,
      contractorId: county.organisations.contractor,
      relation: 'business',
      statement: '该公司另为承办企业提供咨询',
      fromOn: '2026-01-01',
      untilOn: null,
    });
    const refusal = await refusalOf(county.people.lead.api.inspection.submit(await aSheet(county, id)));
    expect(refusal).toMatchObject({
      code: 'inspection.member-related',
      facts: { names: [county.people.third.name] },
    });
  });
});

describe('D06 一(四): planning a visit', () => {
  let county: County;
  let baseline: Baseline;
  beforeAll(async () => {
    ({ county, baseline } = await aReadyCounty());
  });
  const refused = async (over: Parameters<typeof planOf>[2]) =>
    refusalOf(county.people.lead.api.inspection.plan(planOf(county, baseline, over)));

  test('a day before the regime, or in the past, is refused', async () => {
    expect(await refused({ plannedOn: '2021-03-17' })).toMatchObject({
      code: 'inspection.before-regime',
      basis: [{ clause: 'tongcheng-2021:5' }],
    });
    expect((await refused({ plannedOn: '2026-04-09' })).code).toBe('inspection.planned-in-past');
  });

  test('area, phase and subject have to fit one another', async () => {
    const { facilities, agreementId, rivalAgreementId } = baseline;
    expect((await refused({ facilityId: null, agreementId })).code).toBe('inspection.facility-required');
    expect((await refused({ area: 'funds', phase: 'funds' })).code).toBe('inspection.agreement-required');
    expect((await refused({ area: 'logistics' })).code).toBe('inspection.area-mismatch');
    expect(
      (
        await refused({
          area: 'training',
          phase: 'training',
          facilityId: null,
          agreementId: rivalAgreementId,
        })
      ).code,
    ).toBe('inspection.area-mismatch');
    expect(await refused({ facilityId: facilities.otherStation })).toMatchObject({
      code: 'inspection.facility-phase',
      facts: { phase: 'operation', facilityPhase: 'construction' },
    });
    expect((await refused({ facilityId: county.newId() })).code).toBe('inspection.subject-not-found');
    expect((await refused({ agreementId: rivalAgreementId })).code).toBe('inspection.subject-not-found');
  });

  test('only the office and the bureau plan', async () => {
    const { third, contractor, auditor } = county.people;
    for (const person of [third, contractor, auditor])
      expect((await refusalOf(person.api.inspection.plan(planOf(county, baseline)))).code).toBe(
        'route.not-permitted',
      );
  });

  test('R7: a plan sent twice is answered twice the same, an id another used is refused, and no number is lost', async () => {
    const { lead } = county.people;
    const id = county.newId();
    const first = await lead.api.inspection.plan(planOf(county, baseline, { id }));
    expect(await lead.api.inspection.plan(planOf(county, baseline, { id }))).toEqual(first);
    const foreign = county.people.office.api.inspection.plan(planOf(county, baseline, { id }));
    expect((await refusalOf(foreign)).code).toBe('inspection.planned-already');
    const next = await lead.api.inspection.plan(planOf(county, baseline));
    const n = (number: string) => Number(/(\d+)$/.exec(number)?.[1]);
    expect(n(next.number)).toBe(n(first.number) + 1);
  });

  test('eight plans at once get eight numbers', async () => {
    const { lead } = county.people;
    const made = await Promise.all(
      Array.from({ length: 8 }, () => lead.api.inspection.plan(planOf(county, baseline))),
    );
    expect(new Set(made.map(({ number }) => number)).size).toBe(8);
  });

  test('the list is filtered by state, area, town, facility, contractor, month and one’s own', async () => {
    const { lead, second } = county.people;
    const { facilities } = baseline;
    const all = await lead.api.inspection.list({});
    expect(all.may.plan).toBe(true);
    const station = await lead.api.inspection.list({
      facility: facilities.villageStation,
      state: 'planned',
      area: 'station',
      contractor: county.organisations.contractor,
      month: '2026-04',
    });
    expect(station.items.length).toBe(all.items.length);
    expect(station.items[0]).toMatchObject({ waitingForMe: true, leadName: lead.name, findings: 0 });
    expect((await lead.api.inspection.list({ month: '2026-05' })).items).toEqual([]);
    expect((await lead.api.inspection.list({ town: '000000000' })).items).toEqual([]);
    expect((await second.api.inspection.list({ mine: 'yes' })).items).toEqual([]);
    expect((await lead.api.inspection.list({ mine: 'yes' })).items.length).toBe(all.items.length);
  });
});

describe('D25 三(一)2: what a visit fulfils', () => {
  test('an open obligation of this very station is fulfilled with the last signature, and the thread is drawn', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead } = county.people;
    const { obligations } = await lead.api.inspection.preparation({
      facility: baseline.facilities.villageStation,
    });
    const [owed] = obligations;
    if (!owed) throw new Error('the station owes an inspection');
    expect(owed).toMatchObject({ clauseId: 'tongcheng-2021:3.1.2' });
    const from = await lead.api.inspection.preparation({ obligation: owed.id });
    expect(from).toMatchObject({ area: 'station', phase: 'operation' });

    const other = await refusalOf(
      lead.api.inspection.plan(
        planOf(county, baseline, {
          facilityId: baseline.facilities.serviceCentre,
          area: 'service-centre',
          obligationIds: [owed.id],
        }),
      ),
    );
    expect(other.code).toBe('inspection.obligation-mismatch');
    const construction = planOf(county, baseline, { phase: 'construction', obligationIds: [owed.id] });
    expect((await refusalOf(lead.api.inspection.plan(construction))).code).toBe(
      'inspection.obligation-mismatch',
    );
    const unknown = planOf(county, baseline, { obligationIds: [county.newId()] });
    expect((await refusalOf(lead.api.inspection.plan(unknown))).code).toBe('inspection.obligation-not-found');
    const twice = await aReadyCounty('2026-05-25T09:00:00+08:00');
    const missedToo = await twice.county.people.lead.api.inspection.preparation({
      facility: twice.baseline.facilities.villageStation,
    });
    expect(missedToo.obligations.map(({ missed }) => missed)).toEqual([false, false, true]);
    const both = missedToo.obligations.filter(({ missed }) => !missed).map(({ id }) => id);
    expect(both).toHaveLength(2);
    const refusal = await refusalOf(
      twice.county.people.lead.api.inspection.plan(
        planOf(twice.county, twice.baseline, { obligationIds: both }),
      ),
    );
    expect(refusal).toMatchObject({
      code: 'inspection.obligation-twice',
      basis: [{ clause: 'tongcheng-2021:3.1.2' }],
    });
    const late = planOf(county, baseline, { obligationIds: [owed.id], plannedOn: '2027-04-01' });
    expect((await refusalOf(lead.api.inspection.plan(late))).code).toBe('inspection.obligation-closed');

    const planned = await aPlannedInspection(county, baseline, { obligationIds: [owed.id] });
    expect(planned.obligations.map(({ id }) => id)).toEqual([owed.id]);
    await lead.api.inspection.submit(await aSheet(county, planned.id));
    expect((await lead.api.obligation.find({ id: owed.id })).obligation.state).toBe('due');
    await signAll(county, planned.id);
    expect((await lead.api.obligation.find({ id: owed.id })).obligation.state).toBe('fulfilled');
    const edges = await county.db
      .selectFrom('edge')
      .select(['from_type', 'to_type', 'kind'])
      .where('county', '=', county.county)
      .where((eb) => eb.or([eb('to_id', '=', owed.id), eb('from_id', '=', planned.id)]))
      .execute();
    expect(edges).toEqual(
      expect.arrayContaining([
        { from_type: 'clause', to_type: 'obligation', kind: 'requires' },
        { from_type: 'inspection', to_type: 'obligation', kind: 'fulfils' },
        { from_type: 'inspection', to_type: 'facility', kind: 'concerns' },
      ]),
    );
    const served = planOf(county, baseline, { obligationIds: [owed.id] });
    expect((await refusalOf(lead.api.inspection.plan(served))).code).toBe('inspection.obligation-closed');
  });
});

describe('who may know', () => {
  test('a contractor does not learn of an unannounced visit before it is signed, and never sees the sheet or another’s', async () => {
    const { county, baseline } = await aReadyCounty();
    const { contractor, outsider, lead } = county.people;
    const { id } = await aPlannedInspection(county, baseline);
    const announced = await aPlannedInspection(county, baseline, { notice: 'announced' });
    expect((await contractor.api.inspection.list({})).items.map((row) => row.id)).toEqual([announced.id]);
    expect((await refusalOf(contractor.api.inspection.find({ id }))).code).toBe('inspection.not-found');
    expect((await refusalOf(contractor.api.inspection.sheet({ id: announced.id }))).status).toBe(403);
    const findings = [await aFindingTold(county)];
    await lead.api.inspection.submit(await aSheet(county, id, { findings }));
    await lead.api.inspection.submit(await aSheet(county, announced.id));
    expect((await refusalOf(contractor.api.inspection.find({ id }))).status).toBe(404);
    const before = await contractor.api.inspection.find({ id: announced.id });
    expect(before.inspection.record).toBeNull();
    expect((await contractor.api.finding.list({})).items).toEqual([]);
    await signAll(county, id);
    const { inspection, history } = await contractor.api.inspection.find({ id });
    expect(inspection.record?.summary).toContain('正常运营');
    expect(inspection.findings).toHaveLength(1);
    expect(inspection.may).toEqual({
      declare: false,
      fill: false,
      submit: false,
      sign: false,
      supplement: false,
      cancel: false,
      planAgain: false,
    });
    expect(history.map(({ type }) => type)).not.toContain('inspection.no-interest-declared');
    expect((await contractor.api.finding.list({})).items).toHaveLength(1);
    expect((await refusalOf(outsider.api.inspection.find({ id }))).code).toBe('inspection.not-found');
    expect((await outsider.api.inspection.list({})).items).toEqual([]);
  });
});

describe('signing and afterwards', () => {
  test('D08: the record cannot be edited, only supplemented', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, second, contractor } = county.people;
    const { id } = await aSignedInspection(county, baseline);
    const sheet = async () => aSheet(county, id);
    expect((await refusalOf(sheet())).code).toBe('inspection.wrong-state');
    const before = (await lead.api.inspection.find({ id })).inspection;
    const photo = await county.evidence(inspector);
    const supplementId = county.newId();
    const told = { id, supplementId, text: '事后核对，该站5月已更换负责人', evidence: [photo] };
    const after = await inspector.api.inspection.supplement(told);
    expect(after.supplements).toMatchObject([
      { text: told.text, by: inspector.name, evidence: [{ id: photo }] },
    ]);
    expect({ ...after, version: 0, supplements: [] }).toEqual({ ...before, version: 0, may: after.may });
    expect((await refusalOf(inspector.api.inspection.supplement(told))).code).toBe(
      'inspection.supplemented-already',
    );
    const other = { ...told, supplementId: county.newId() };
    expect((await refusalOf(county.people.auditor.api.inspection.supplement(other))).code).toBe(
      'inspection.not-permitted',
    );
    expect(
      (await refusalOf(second.api.inspection.supplement({ ...other, evidence: [county.newId()] }))).code,
    ).toBe('inspection.evidence-unknown');
    const theirs = await county.evidence(contractor);
    expect((await refusalOf(second.api.inspection.supplement({ ...other, evidence: [theirs] }))).code).toBe(
      'inspection.evidence-unknown',
    );
    const open = await aPlannedInspection(county, baseline);
    expect((await refusalOf(lead.api.inspection.supplement({ ...other, id: open.id }))).code).toBe(
      'inspection.wrong-state',
    );
    for (const table of [
      'inspection_item',
      'inspection_method',
      'inspection_figure',
      'inspection_supplement',
    ])
      await expect(
        county.db
          .updateTable(table as 'inspection_item')
          .set({ inspection_id: id })
          .where('county', '=', county.county)
          .execute(),
      ).rejects.toThrow(/permission denied/);
  });

  test('a member signs what was read, once, with a remark of his own; a stranger to the team does not', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, second, third } = county.people;
    const { id } = await aPlannedInspection(county, baseline);
    const wrong = { id, contentDigest: '0'.repeat(64), remark: null };
    expect((await refusalOf(inspector.api.inspection.sign(wrong))).code).toBe('inspection.wrong-state');
    const { contentDigest } = await lead.api.inspection.submit(await aSheet(county, id));
    expect((await refusalOf(inspector.api.inspection.sign(wrong))).code).toBe('inspection.content-differs');
    expect((await refusalOf(second.api.inspection.sign({ ...wrong, contentDigest }))).code).toBe(
      'inspection.not-permitted',
    );
    expect((await refusalOf(lead.api.inspection.sign({ ...wrong, contentDigest }))).code).toBe(
      'inspection.signed-already',
    );
    const first = await inspector.api.inspection.sign({ id, contentDigest, remark: '台账第三页本人未见' });
    expect(first.state).toBe('submitted');
    expect((await refusalOf(inspector.api.inspection.sign({ id, contentDigest, remark: null }))).code).toBe(
      'inspection.signed-already',
    );
    const last = await third.api.inspection.sign({ id, contentDigest, remark: null });
    expect(last).toMatchObject({ state: 'signed', record: { contentDigest } });
    expect(last.team.find(({ personId }) => personId === inspector.id)?.remark).toBe('台账第三页本人未见');
    expect(last.team.every(({ signedAt }) => signedAt !== null)).toBe(true);
  });

  test('race: handed in eight times at once, once granted', async () => {
    const { county, baseline } = await aReadyCounty();
    const { id } = await aPlannedInspection(county, baseline);
    const sheet: Sheet = await aSheet(county, id, { findings: [await aFindingTold(county)] });
    const before = await county.events();
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, () => county.people.lead.api.inspection.submit(sheet)),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array(7).fill('inspection.wrong-state'));
    expect(await county.events()).toBe(before + 2);
  });

  test('race: the last two sign at the same moment, and the record is complete', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, third } = county.people;
    for (let round = 0; round < 5; round += 1) {
      const { id } = await aPlannedInspection(county, baseline);
      const { contentDigest } = await lead.api.inspection.submit(await aSheet(county, id));
      const { granted } = await race(
        [inspector, third].map((person) => person.api.inspection.sign({ id, contentDigest, remark: null })),
      );
      expect(granted).toBe(2);
      expect((await lead.api.inspection.find({ id })).inspection.state).toBe('signed');
    }
  });

  test('race: the last member signs eight times at once, once granted', async () => {
    const { county, baseline } = await aReadyCounty();
    const { lead, inspector, third } = county.people;
    const { id } = await aPlannedInspection(county, baseline);
    const { contentDigest } = await lead.api.inspection.submit(
      await aSheet(county, id, { findings: [await aFindingTold(county)] }),
    );
    await inspector.api.inspection.sign({ id, contentDigest, remark: null });
    const { granted, refusals } = await race(
      Array.from({ length: 8 }, () => third.api.inspection.sign({ id, contentDigest, remark: null })),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array(7).fill('inspection.signed-already'));
    const { items } = await lead.api.finding.list({ inspection: id });
    expect(items.map(({ state }) => state)).toEqual(['confirmed']);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#platform/database.ts';
import { callOf } from '#platform/http.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aFindingTold,
  aPlannedInspection,
  aSheet,
  aSignedInspection,
  signAll,
  theGroup,
} from '#testing/inspections.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import type { FindingState } from './finding.model.ts';
import { lettersWaiting, moveFindings, openFindings } from './finding.service.ts';

let county: County;
let baseline: Baseline;
beforeAll(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
  await theGroup(county);
});

const find = async (id: string) => (await county.people.lead.api.finding.find({ id })).finding;

/** One confirmed finding of the first contractor. */
async function confirmed(over: Parameters<typeof aFindingTold>[1] = {}) {
  const { findings } = await aSignedInspection(county, baseline, { findings: [over] });
  const [first] = findings;
  if (!first) throw new Error('the inspection raised a finding');
  return find(first.id);
}

/** As the letter and the rectification move findings along: in their own transaction, through the service. */
async function moved(ids: readonly string[], to: FindingState) {
  const { office } = county.people;
  const call = callOf({
    ...county.world,
    now: county.now(),
    newId: county.newId,
    reactions: {
      papersAttached: async () => true,
      baselineChanged: async () => {},
      letterServed: async () => {},
      stepTaken: async () => {},
      calendarChanged: async () => [],
    },
    clientAddress: '',
    browser: '',
    browserKey: null,
    setBrowserKey: () => {},
    setSession: () => {},
    session: {
      county: county.county,
      id: '',
      login: '',
      secondFactor: { required: false, enrolled: false, provenAt: null },
      previous: { at: null, address: null, failed: 0 },
      tokenHash: new Uint8Array(),
      lastHomeAt: null,
      actor: {
        personId: office.id,
        name: office.name,
        organisationId: office.organisationId,
        organisationKind: 'office',
        duties: [],
      },
    },
  });
  return transact(county.db, (tx) => moveFindings(tx, call, ids, to, {}));
}

describe('D08 一(四): a finding is stated plainly', () => {
  test('it has fact, place, time, evidence, clause, severity and dimension, and is numbered after its inspection', async () => {
    const planned = await aPlannedInspection(county, baseline);
    const finding = await aFindingTold(
      county,
      { severity: 'major', dimensions: ['quality', 'safety'], itemId: 'station.rules' },
      county.people.inspector,
    );
    const done = await county.people.lead.api.inspection.submit(
      await aSheet(county, planned.id, { findings: [finding] }),
    );
    expect(await find(finding.id)).toMatchObject({
      number: `${done.number.replace('检', '问')}-1`,
      state: 'raised',
      severity: 'major',
      dimensions: ['quality', 'safety'],
      fact: finding.fact,
      place: finding.place,
      foundOn: '2026-04-10',
      foundBy: { name: county.people.inspector.name },
      clauseId: 'tongcheng-2021:2.3',
      item: { name: { zh: '制度' } },
      workingDays: 10,
      evidence: [{ id: finding.evidence[0], role: 'photo' }],
    });
    await signAll(county, planned.id);
    expect((await find(finding.id)).state).toBe('confirmed');
    const edges = await county.db
      .selectFrom('edge')
      .select(['from_type', 'to_type', 'kind'])
      .where('county', '=', county.county)
      .where((eb) => eb.or([eb('to_id', '=', finding.id), eb('from_id', '=', finding.id)]))
      .execute();
    expect(edges).toEqual(
      expect.arrayContaining([
        { from_type: 'inspection', to_type: 'finding', kind: 'found' },
        { from_type: 'finding', to_type: 'clause', kind: 'breaches' },
        { from_type: 'finding', to_type: 'facility', kind: 'concerns' },
      ]),
    );
  });

  test('without evidence, with a clause that is not in the regime, an item of another area or a finder who was not there it is refused', async () => {
    const { lead, second } = county.people;
    const { id } = await aPlannedInspection(county, baseline);
    const submitted = async (over: Parameters<typeof aFindingTold>[1]) =>
      refusalOf(
        lead.api.inspection.submit(
          await aSheet(county, id, { findings: [await aFindingTold(county, over)] }),
        ),
      );
    expect(await submitted({ evidence: [] })).toMatchObject({
      code: 'finding.evidence-missing',
      basis: [{ clause: 'tongcheng-2021:1.4' }],
    });
    expect((await submitted({ clauseId: 'tongcheng-2021:9.9' })).code).toBe('finding.clause-unknown');
    expect((await submitted({ itemId: 'funds.vouchers' })).code).toBe('finding.item-unknown');
    expect((await submitted({ foundBy: second.id })).code).toBe('finding.finder-not-in-team');
    const empty = await lead.fetch(`/api/inspections/${id}/submission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        await aSheet(county, id, { findings: [await aFindingTold(county, { dimensions: [] })] }),
      ),
    });
    expect(empty.status).toBe(400);
  });

  test('every confirmed finding not yet in a letter is waiting, and open until it is closed', async () => {
    const finding = await confirmed();
    const waiting = async () =>
      (await lettersWaiting(county.db, county.county, { agreementId: baseline.agreementId })).map(
        (listed) => listed.finding.id,
      );
    const open = async () =>
      (await openFindings(county.db, county.county, baseline.agreementId)).map((listed) => listed.finding.id);
    expect(await waiting()).toContain(finding.id);
    expect((await moved([finding.id], 'in-letter')).ok).toBe(true);
    expect(await waiting()).not.toContain(finding.id);
    expect(await open()).toContain(finding.id);
    for (const to of ['rectifying', 'closed'] as const) expect((await moved([finding.id], to)).ok).toBe(true);
    expect(await open()).not.toContain(finding.id);
    expect(await find(finding.id)).toMatchObject({ state: 'closed', closedOn: '2026-04-10' });
    expect((await moved([finding.id], 'rectifying')).ok).toBe(true);
    expect(await find(finding.id)).toMatchObject({ state: 'rectifying', closedOn: null });
    expect(await moved([finding.id], 'confirmed')).toMatchObject({
      refusal: { code: 'finding.wrong-state' },
    });
    expect(await moved([county.newId()], 'in-letter')).toMatchObject({
      refusal: { code: 'finding.not-found' },
    });
    const { history } = await county.people.lead.api.finding.find({ id: finding.id });
    expect(history.map(({ type }) => type)).toEqual([
      'finding.raised',
      'finding.confirmed',
      'finding.put-in-letter',
      'finding.rectification-ordered',
      'finding.closed',
      'finding.reopened',
    ]);
  });

  test('nobody can delete one, and its fact cannot be changed without an event', async () => {
    const finding = await confirmed();
    await expect(
      county.db.deleteFrom('finding').where('county', '=', county.county).execute(),
    ).rejects.toThrow(/permission denied/);
    await expect(
      county.db
        .updateTable('finding')
        .set({ fact: '一切正常', version: finding.version + 1 })
        .where('county', '=', county.county)
        .where('id', '=', finding.id)
        .execute(),
    ).rejects.toThrow(/foreign key/);
  });

  test('put right on the spot: with evidence, before any letter, and not by the one who raised it', async () => {
    const { inspector, second, lead } = county.people;
    const finding = await confirmed();
    const photo = await county.evidence(inspector);
    const told = {
      id: finding.id,
      basedOn: finding.version,
      statement: '当日已重新开门营业',
      evidence: [photo],
    };
    expect((await refusalOf(inspector.api.finding.putRight({ ...told, evidence: [] }))).code).toBe(
      'finding.evidence-missing',
    );
    expect(
      (await refusalOf(inspector.api.finding.putRight({ ...told, evidence: [county.newId()] }))).code,
    ).toBe('finding.evidence-unknown');
    const own = await refusalOf(lead.api.finding.putRight(told));
    expect(own).toMatchObject({ code: 'finding.four-eyes', basis: [{ clause: 'tongcheng-2021:1.5' }] });
    expect((await refusalOf(second.api.finding.putRight(told))).code).toBe('finding.not-permitted');
    expect((await refusalOf(inspector.api.finding.putRight({ ...told, basedOn: 1 }))).code).toBe(
      'finding.changed-meanwhile',
    );
    expect(finding.may.putRight).toBe(false);
    const done = await inspector.api.finding.putRight(told);
    expect(done).toMatchObject({
      state: 'put-right',
      closedOn: '2026-04-10',
      putRight: { statement: told.statement, by: { name: inspector.name } },
    });
    expect(done.evidence.map(({ role }) => role).sort()).toEqual(['photo', 'photo-after']);
    expect((await refusalOf(inspector.api.finding.putRight({ ...told, basedOn: done.version }))).code).toBe(
      'finding.wrong-state',
    );
    const inLetter = await confirmed();
    await moved([inLetter.id], 'in-letter');
    const late = { ...told, id: inLetter.id, basedOn: inLetter.version + 1 };
    expect((await refusalOf(inspector.api.finding.putRight(late))).code).toBe('finding.in-letter');
  });
});

const proof = async () => [await county.evidence(county.people.lead)];

describe('D13 一(五): nobody raises and buries a finding alone', () => {
  const reason = '经核实系站点搬迁，原址照片有误';

  test('withdrawn by two people with a reason, and it stays on record', async () => {
    const { lead, office, third, auditor } = county.people;
    const finding = await confirmed();
    const asked = { id: finding.id, basedOn: finding.version, reason };
    expect(
      (await refusalOf(auditor.api.finding.proposeWithdrawal({ ...asked, evidence: await proof() }))).code,
    ).toBe('finding.not-permitted');
    expect((await refusalOf(office.api.finding.decide({ ...asked, confirmed: true }))).code).toBe(
      'finding.no-proposal',
    );
    const proposed = await lead.api.finding.proposeWithdrawal({ ...asked, evidence: await proof() });
    expect(proposed).toMatchObject({ state: 'confirmed', proposal: { kind: 'withdraw', reason } });
    expect((await lead.api.finding.list({ proposal: 'open' })).items.map(({ id }) => id)).toContain(
      finding.id,
    );
    const on = { ...asked, basedOn: proposed.version };
    expect(
      (await refusalOf(office.api.finding.proposeWithdrawal({ ...on, evidence: await proof() }))).code,
    ).toBe('finding.proposal-open');
    const alone = await refusalOf(lead.api.finding.decide({ ...on, confirmed: true }));
    expect(alone).toMatchObject({ code: 'finding.four-eyes', basis: [{ clause: 'tongcheng-2021:1.5' }] });
    expect((await refusalOf(third.api.finding.decide({ ...on, confirmed: true }))).code).toBe(
      'finding.not-permitted',
    );
    // Nothing moves while a second person has still to decide.
    expect(await moved([finding.id], 'in-letter')).toMatchObject({
      refusal: { code: 'finding.proposal-open' },
    });
    const gone = await office.api.finding.decide({ ...on, confirmed: true });
    expect(gone).toMatchObject({
      state: 'withdrawn',
      withdrawal: { reason, proposedBy: { name: lead.name }, by: { name: office.name } },
    });
    expect((await lead.api.finding.list({ state: 'withdrawn' })).items.map(({ id }) => id)).toContain(
      finding.id,
    );
    expect(
      (
        await refusalOf(
          lead.api.finding.proposeWithdrawal({ ...asked, basedOn: gone.version, evidence: await proof() }),
        )
      ).code,
    ).toBe('finding.wrong-state');
    const { history } = await lead.api.finding.find({ id: finding.id });
    expect(history.slice(-2).map(({ type, actor }) => [type, actor])).toEqual([
      ['finding.withdrawal-proposed', lead.name],
      ['finding.withdrawn', office.name],
    ]);
    await expect(
      county.asOwner(
        `update finding set withdrawn_by = withdrawal_proposed_by, version = version + 1 where id = $1`,
        [finding.id],
      ),
    ).rejects.toThrow(/check constraint|foreign key|its finder does not decide/);
  });

  test('a reason of no substance is refused where it was typed', async () => {
    const finding = await confirmed();
    const short = await county.people.lead.fetch(`/api/findings/${finding.id}/withdrawal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ basedOn: finding.version, reason: '错' }),
    });
    expect(short.status).toBe(400);
  });

  test('declined: the finding stays as it was', async () => {
    const { lead, leader } = county.people;
    const finding = await confirmed();
    const proposed = await lead.api.finding.proposeWithdrawal({
      id: finding.id,
      basedOn: finding.version,
      reason,
      evidence: await proof(),
    });
    const kept = await leader.api.finding.decide({
      id: finding.id,
      basedOn: proposed.version,
      confirmed: false,
      reason: '事实清楚，不予撤销',
    });
    expect(kept).toMatchObject({ state: 'confirmed', proposal: null, withdrawal: null });
    expect((await moved([finding.id], 'in-letter')).ok).toBe(true);
  });

  test('severity is lowered by two people, and only to something lower', async () => {
    const { lead, inspector } = county.people;
    const finding = await confirmed({ severity: 'major' });
    const asked = { id: finding.id, basedOn: finding.version, reason, severity: 'ordinary' as const };
    expect(
      (
        await refusalOf(
          lead.api.finding.proposeLowering({ ...asked, severity: 'major', evidence: await proof() }),
        )
      ).code,
    ).toBe('finding.not-lower');
    const proposed = await lead.api.finding.proposeLowering({ ...asked, evidence: await proof() });
    expect(proposed.severity).toBe('major');
    const lowered = await inspector.api.finding.decide({
      id: finding.id,
      basedOn: proposed.version,
      confirmed: true,
      reason: '影响较小，同意降级',
    });
    expect(lowered).toMatchObject({
      state: 'confirmed',
      severity: 'ordinary',
      workingDays: 15,
      lowered: { from: 'major', proposedBy: { name: lead.name }, by: { name: inspector.name } },
    });
  });

  test('once it stands in a letter it is neither withdrawn nor lowered', async () => {
    const { lead } = county.people;
    const finding = await confirmed({ severity: 'serious' });
    await moved([finding.id], 'in-letter');
    const asked = { id: finding.id, basedOn: finding.version + 1, reason };
    const withdrawn = await refusalOf(
      lead.api.finding.proposeWithdrawal({ ...asked, evidence: await proof() }),
    );
    expect(withdrawn).toMatchObject({
      code: 'finding.in-letter',
      basis: [{ clause: 'tongcheng-2021:1.4' }, { clause: 'tongcheng-2021:1.5' }],
    });
    expect(
      (
        await refusalOf(
          lead.api.finding.proposeLowering({ ...asked, severity: 'ordinary', evidence: await proof() }),
        )
      ).code,
    ).toBe('finding.in-letter');
  });

  test('race: eight second persons at once, one decides', async () => {
    const { lead, inspector, office } = county.people;
    const finding = await confirmed();
    const proposed = await lead.api.finding.proposeWithdrawal({
      id: finding.id,
      basedOn: finding.version,
      reason,
      evidence: await proof(),
    });
    const decision = { id: finding.id, basedOn: proposed.version, confirmed: true, reason };
    const { granted, refusals } = await race(
      [office, inspector, office, inspector, office, inspector, office, inspector].map((person) =>
        person.api.finding.decide(decision),
      ),
    );
    expect(granted).toBe(1);
    expect(refusals).toEqual(Array(7).fill('finding.changed-meanwhile'));
  });
});

describe('D10 一(四): the same again', () => {
  test('within the pack’s days after closing it is a repeat; later it is not', async () => {
    const story = await aCounty();
    const base = await aBaseline(story);
    await theGroup(story);
    const { lead, inspector } = story.people;
    const first = await aSignedInspection(story, base, { findings: [{ itemId: 'station.services' }] });
    const [ended] = first.findings;
    if (!ended) throw new Error('the inspection raised a finding');
    const { finding } = await lead.api.finding.find({ id: ended.id });
    await inspector.api.finding.putRight({
      id: ended.id,
      basedOn: finding.version,
      statement: '当场整改完毕',
      evidence: [await story.evidence(inspector)],
    });
    const again = async (findings: { itemId: string | null }[]) => {
      const { findings: raised } = await aSignedInspection(story, base, { findings });
      return Promise.all(
        raised.map(async ({ id }) => (await lead.api.finding.find({ id })).finding.repeatOf?.number ?? null),
      );
    };
    story.at('2026-07-09');
    expect(await again([{ itemId: 'station.services' }, { itemId: 'station.rules' }])).toEqual([
      ended.number,
      // The pack takes the same check point for the same problem; this is another.
      null,
    ]);
    story.at('2026-07-10');
    expect(await again([{ itemId: 'station.services' }])).toEqual([null]);
  });
});

test('a contractor sees its own confirmed findings, not another’s, and not what is still being weighed', async () => {
  const { contractor, outsider, lead } = county.people;
  const finding = await confirmed();
  await lead.api.finding.proposeWithdrawal({
    id: finding.id,
    basedOn: finding.version,
    reason: '照片与站点不符，拟撤销',
    evidence: await proof(),
  });
  const { finding: seen } = await contractor.api.finding.find({ id: finding.id });
  expect(seen).toMatchObject({ proposal: null, state: 'confirmed' });
  expect(Object.values(seen.may).some(Boolean)).toBe(false);
  expect((await refusalOf(outsider.api.finding.find({ id: finding.id }))).status).toBe(404);
  expect((await outsider.api.finding.list({})).items).toEqual([]);
  expect(
    (
      await refusalOf(
        contractor.api.finding.proposeWithdrawal({
          id: finding.id,
          basedOn: 3,
          reason: '不认可该问题',
          evidence: [],
        }),
      )
    ).code,
  ).toBe('route.not-permitted');
  const asked = { severity: 'ordinary', dimension: 'quality', area: 'station', state: 'confirmed' } as const;
  const { items } = await contractor.api.finding.list({
    ...asked,
    facility: baseline.facilities.villageStation,
    inspection: finding.inspection.id,
  });
  expect(items).toMatchObject([{ id: finding.id, contractorName: finding.contractor.name }]);
  expect(
    (await contractor.api.finding.list({ contractor: county.organisations.rival })).items.every(
      ({ contractorName }) => contractorName === finding.contractor.name,
    ),
  ).toBe(true);
});

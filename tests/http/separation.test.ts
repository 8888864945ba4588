import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { aTriggeredCounty, deliberation, silentCase } from '#testing/cases.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { allDone, proposed, requested, todayOf } from '#testing/gate.ts';
import { aPlannedInspection, aSheet, planOf } from '#testing/inspections.ts';
import { draftedLetter, orderedRectifications, reported, verified } from '#testing/letters.ts';
import { aCounty, race, refusalOf, type Somebody } from '#testing/world.ts';

// 职责分离: one person does not do what two are there for. S1–S7 and S11, each over the API, each with eight at once.

async function aStory(at?: string) {
  const county = await aCounty(at ? { at } : {});
  const baseline = await aBaseline(county);
  await theGroup(county);
  return { county, baseline, ...county.people };
}

const eight = <T>(people: readonly Somebody[], act: (by: Somebody) => Promise<T>): Promise<T>[] =>
  Array.from({ length: 8 }, (_, at) => act(people[at % people.length] as Somebody));

const reason = '经核实情况属实，同意办理';

test('S1 who drafted, reviewed or visited does not sign; of eight signatures one stands, and it is another’s', async () => {
  const { county, baseline, drafter, leader } = await aStory();
  const { office, leading } = county.organisations;
  const both = await county.person(office, '办公室 双', ['reviewer', 'signatory']);
  const visitor = await county.person(leading, '副组长 访', ['signatory']);
  const [id = ''] = await confirmedFindings(county, baseline, 1, { team: [visitor] });
  const draft = await draftedLetter(county, baseline.agreementId, [id]);
  expect((await refusalOf(drafter.api.supervisionLetter.review({ id: draft.id, basedOn: 1 }))).code).toBe(
    'supervision-letter.not-permitted',
  );
  const reviewed = await both.api.supervisionLetter.review({ id: draft.id, basedOn: draft.version });
  const step = { id: draft.id, basedOn: reviewed.version };
  expect(reviewed.may.sign).toBe(false);
  expect(await refusalOf(both.api.supervisionLetter.sign(step))).toMatchObject({
    code: 'supervision-letter.own-review',
    basis: [{ clause: 'tongcheng-2021:1.4' }, { clause: 'tongcheng-2021:1.5' }],
  });
  expect((await refusalOf(visitor.api.supervisionLetter.sign(step))).code).toBe(
    'supervision-letter.own-visit',
  );
  const outcome = await race(eight([both, leader, visitor], (by) => by.api.supervisionLetter.sign(step)));
  expect(outcome.granted).toBe(1);
  const { letter } = await leader.api.supervisionLetter.find({ id: draft.id });
  expect(letter).toMatchObject({ state: 'signed', reviewedBy: { id: both.id }, signedBy: { id: leader.id } });
});

test('S2 nobody who drafted, reviewed or signed a letter closes its items; of eight closings one stands', async () => {
  const { county, baseline, drafter, reviewer, office } = await aStory();
  const [id = ''] = await orderedRectifications(county, baseline, 1);
  await reported(county, id);
  const { version } = await verified(county, id);
  const close = (by: Somebody) => by.api.rectification.close({ id, basedOn: version });
  for (const author of [drafter, reviewer]) {
    expect((await author.api.rectification.find({ id })).rectification.may.close).toBe(false);
    expect(await refusalOf(close(author))).toMatchObject({
      code: 'rectification.closed-by-author',
      basis: [{ clause: 'tongcheng-2021:1.4' }, { clause: 'tongcheng-2021:1.5' }],
    });
  }
  const outcome = await race(eight([drafter, reviewer, office], close));
  expect(outcome.granted).toBe(1);
  expect((await office.api.rectification.find({ id })).rectification.closedBy).toMatchObject({
    id: office.id,
  });
});

test('S3 two re-inspect, one of whom was not there before; of eight records one stands', async () => {
  const { county, baseline, lead, inspector, second, third } = await aStory();
  const [id = ''] = await orderedRectifications(county, baseline, 1);
  const { version } = await reported(county, id);
  const reinspect = async (by: Somebody, members: readonly Somebody[]) =>
    by.api.rectification.reinspect({
      id,
      basedOn: version,
      members: members.map((member) => member.id),
      inspectedOn: todayOf(county),
      conclusion: 'rectified',
      fact: '现场查看，已恢复营业',
      evidence: [await county.evidence(by)],
    });
  expect((await refusalOf(reinspect(second, [second]))).code).toBe('rectification.too-few-reinspectors');
  expect((await refusalOf(reinspect(second, [second, second]))).code).toBe(
    'rectification.too-few-reinspectors',
  );
  expect((await refusalOf(reinspect(lead, [lead, inspector]))).code).toBe('rectification.finder-alone');
  const outcome = await race(
    eight([second, lead], (by) => reinspect(by, by === lead ? [lead, inspector] : [second, third])),
  );
  expect(outcome.granted).toBe(1);
  const { reinspections } = (await second.api.rectification.find({ id })).rectification;
  expect(reinspections.map(({ members }) => members.map((one) => one.id).toSorted())).toEqual([
    [second.id, third.id].toSorted(),
  ]);
});

test('S4 a visit has two who sign, led by the bureau; of eight signatures each member’s stands once', async () => {
  const { county, baseline, lead, finance } = await aStory();
  const { team } = planOf(county, baseline);
  const plan = (people: typeof team) => lead.api.inspection.plan(planOf(county, baseline, { team: people }));
  expect((await refusalOf(plan(team.filter(({ role }) => role === 'lead')))).code).toMatch(/^inspection\./);
  expect((await refusalOf(plan(team.filter(({ role }) => role !== 'lead')))).code).toBe('inspection.no-lead');
  expect((await refusalOf(plan([{ personId: finance.id, role: 'lead' }, ...team.slice(1)]))).code).toMatch(
    /^inspection\./,
  );
  const { id } = await aPlannedInspection(county, baseline);
  await lead.api.inspection.submit(await aSheet(county, id));
  const { inspection } = await lead.api.inspection.find({ id });
  const contentDigest = inspection.record?.contentDigest ?? '';
  const members = Object.values(county.people).filter((person) =>
    inspection.team.some(({ personId, signedAt }) => personId === person.id && signedAt === null),
  );
  expect(members.length).toBeGreaterThan(0);
  const outcome = await race(
    eight(members, (by) => by.api.inspection.sign({ id, contentDigest, remark: null })),
  );
  expect(outcome.granted).toBe(members.length);
  const after = (await lead.api.inspection.find({ id })).inspection;
  expect(after.state).toBe('signed');
  expect(after.team.every(({ signedAt }) => signedAt !== null)).toBe(true);
});

test('S5 three people of three bodies move money; of eight at each desk one stands', async () => {
  const { county, baseline, lead, finance, leader } = await aStory();
  await allDone(county, baseline);
  const [instalment = ''] = baseline.instalments;
  await requested(county, instalment);
  const found = await proposed(county, instalment);
  const open = found.decisions[0];
  if (!open) throw new Error('nothing was proposed');
  const deputy = await county.person(county.organisations.leading, '副组长 徐', ['signatory']);
  const treasurer = await county.person(county.organisations.finance, '财政局 郑');
  const at = { id: open.id, basedOn: open.version };
  expect((await refusalOf(leader.api.disbursement.approve(at))).code).toBe('disbursement.finance-first');
  for (const stranger of [lead, leader])
    expect((await refusalOf(stranger.api.disbursement.agree(at))).code).toBe('route.not-permitted');
  const agreement = await race(eight([finance, treasurer], (by) => by.api.disbursement.agree(at)));
  expect(agreement.granted).toBe(1);
  const next = { id: open.id, basedOn: open.version + 1 };
  const approval = await race(eight([leader, deputy], (by) => by.api.disbursement.approve(next)));
  expect(approval.granted).toBe(1);
  const payment = await race(
    eight([finance, treasurer], (by) =>
      by.api.disbursement.pay({
        id: open.id,
        basedOn: open.version + 2,
        voucher: '财付2026-0001',
        paidOn: todayOf(county),
      }),
    ),
  );
  expect(payment.granted).toBe(1);
  const after = await lead.api.disbursement.find({ id: instalment });
  expect(after.instalment.state).toBe('paid');
});

test('S6 the group decides by its votes, none of the recused; of eight records one stands', async () => {
  const triggered = await aTriggeredCounty();
  const { county, deputy, member } = triggered;
  const { leader } = county.people;
  const { id } = await silentCase(triggered);
  await member.api.organisation.declareRelation({
    personId: member.id,
    contractorId: county.organisations.contractor,
    relation: 'relative',
    statement: '其弟任该公司经理',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  const three = [
    [leader, 'cancel'],
    [deputy, 'cancel'],
    [member, 'cancel'],
  ] as const;
  expect((await refusalOf(deliberation(county, deputy, id, three))).code).toMatch(/^disqualification\./);
  expect((await refusalOf(deliberation(county, member, id, three.slice(0, 2)))).code).toBe(
    'recusal.declared',
  );
  expect((await refusalOf(deliberation(county, deputy, id, three.slice(0, 1)))).code).toMatch(
    /^disqualification\./,
  );
  const outcome = await race(
    eight([deputy, leader], (by) => deliberation(county, by, id, three.slice(0, 2))),
  );
  expect(outcome.granted).toBe(1);
  const { case: current } = await leader.api.disqualification.find({ id });
  expect(current.deliberation?.ballots.map(({ person }) => person.id).toSorted()).toEqual(
    [leader.id, deputy.id].toSorted(),
  );
});

test('S7 of eight who act on a contractor at once, only who has no interest in it succeeds', async () => {
  const { county, baseline, drafter, office } = await aStory();
  const [id = ''] = await orderedRectifications(county, baseline, 1);
  const { version } = await reported(county, id);
  await drafter.api.organisation.declareRelation({
    personId: drafter.id,
    contractorId: county.organisations.contractor,
    relation: 'relative',
    statement: '其弟任该公司经理',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  const outcome = await race(
    eight([drafter, office], (by) => by.api.rectification.sendBack({ id, basedOn: version, reason })),
  );
  expect(outcome.granted).toBe(1);
  expect(outcome.refusals.filter((code) => code === 'recusal.declared')).toHaveLength(4);
  const { reports } = (await office.api.rectification.find({ id })).rectification;
  expect(reports[0]?.returnedBy).toBe(office.name);
});

test('S11 withdrawing a finding takes reason, evidence and a third person; of eight decisions one stands', async () => {
  const { county, baseline, lead, inspector, office } = await aStory();
  const [id = ''] = await confirmedFindings(county, baseline, 1);
  const ask = (evidence: string[]) =>
    lead.api.finding.proposeWithdrawal({ id, basedOn: 2, reason, evidence });
  expect(await refusalOf(ask([]))).toMatchObject({
    code: 'finding.proof-missing',
    basis: [{ clause: 'tongcheng-2021:1.4' }, { clause: 'tongcheng-2021:1.5' }],
  });
  const { version, evidence } = await ask([await county.evidence(lead)]);
  expect(evidence.map(({ role }) => role)).toContain('withdrawal');
  const decide = (by: Somebody) => by.api.finding.decide({ id, basedOn: version, confirmed: true, reason });
  // The inspector found it.
  expect(await refusalOf(decide(inspector))).toMatchObject({
    code: 'finding.finder-decides',
    basis: [{ clause: 'tongcheng-2021:1.5' }],
  });
  const outcome = await race(eight([lead, inspector, office], decide));
  expect(outcome.granted).toBe(1);
  const { finding } = await office.api.finding.find({ id });
  expect(finding).toMatchObject({ state: 'withdrawn', withdrawal: { by: { id: office.id } } });
  // What speaks for a withdrawal is not shown to the contractor.
  const { finding: seen } = await county.people.contractor.api.finding.find({ id });
  expect(seen.evidence.map(({ role }) => role)).not.toContain('withdrawal');
});

test('S1 S2 S11 what the rules refuse the database refuses too', async () => {
  const { county, baseline, drafter, reviewer } = await aStory();
  const [ordered = ''] = await orderedRectifications(county, baseline, 1);
  const [found = ''] = await confirmedFindings(county, baseline, 1);
  const letter = await draftedLetter(county, baseline.agreementId, [found]);
  const tried = (sql: string, id: string) => expect(county.asOwner(sql, [id])).rejects;
  await tried(
    'update finding set version = version + 1, withdrawn_by = found_by where id = $1',
    found,
  ).toThrow(/finder does not decide/);
  await tried('update finding set version = version + 1, lowered_by = found_by where id = $1', found).toThrow(
    /finder does not decide/,
  );
  await tried(
    'update letter set version = version + 1, reviewed_by = drafted_by where id = $1',
    letter.id,
  ).toThrow(/three people/);
  await tried(
    `update letter set version = version + 1, signed_by = '${reviewer.id}', reviewed_by = '${reviewer.id}' where id = $1`,
    letter.id,
  ).toThrow(/three people/);
  for (const author of [drafter, reviewer])
    await tried(
      `update rectification set version = version + 1, closed_by = '${author.id}' where id = $1`,
      ordered,
    ).toThrow(/does not close its items/);
});

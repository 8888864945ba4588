import { expect, test } from 'vitest';
import {
  aTriggeredCounty,
  decidedCase,
  deliberatedCase,
  deliberation,
  notifiedCase,
  openedCase,
  servedCase,
  serviceOf,
  silentCase,
} from '#testing/cases.ts';
import { agreed, allDone, approved, paid, proposed, requested, todayOf } from '#testing/gate.ts';
import { race, refusalOf } from '#testing/world.ts';

const clauses = (refusal: { basis: { clause?: string }[] }) => refusal.basis.map(({ clause }) => clause);

test('D12 一(四) 多次存在问题且未及时整改: counting says that a case may be opened, with every fact it counts, and opens nothing', async () => {
  const { county, findings } = await aTriggeredCounty();
  const { office } = county.people;
  const before = await county.events();
  const { items, may } = await office.api.disqualification.triggers({});
  const [first, second] = items;
  expect(first).toMatchObject({
    contractor: { id: county.organisations.contractor },
    triggered: true,
    caseId: null,
    laidOut: { counted: 3, late: 3, needCounted: 3, needLate: 2, months: 12, sinceOn: '2025-06-01' },
  });
  expect(first?.laidOut.findings.map(({ id, late }) => [id, late]).toSorted()).toEqual(
    findings.map((id) => [id, 'overdue']).toSorted(),
  );
  expect(first?.grounds.map(({ id, open }) => [id, open])).toContainEqual(['repeated-unrectified', true]);
  expect(second).toMatchObject({ triggered: false, laidOut: { counted: 0, late: 0 } });
  expect(may.open).toBe(true);
  expect(await county.events()).toBe(before);
  expect((await office.api.disqualification.list({})).items).toEqual([]);
});

test('D12: a problem rectified or reported in time is counted as a problem and not as one left too long', async () => {
  const { county, findings } = await aTriggeredCounty();
  const { contractor, office } = county.people;
  county.at('2026-04-20');
  const { items } = await contractor.api.rectification.list({});
  const [item] = items;
  await contractor.api.rectification.report({
    id: item?.id ?? '',
    basedOn: 1,
    cause: '值班安排不到位',
    measure: '重新排班并公示',
    responsiblePerson: '示例负责人',
    result: '已经整改到位',
    completedOn: '2026-04-19',
    evidence: [await county.evidence(contractor)],
  });
  county.at('2026-06-01');
  const [first] = (await office.api.disqualification.triggers({})).items;
  expect(first?.laidOut).toMatchObject({ counted: 3, late: 2 });
  expect(first?.laidOut.findings.find(({ id }) => id === item?.findingId)?.late).toBeNull();
  expect(findings).toContain(item?.findingId);
});

test('D12: a case is opened by the office on a ground the facts bear out, and its facts are frozen with the rules of that day', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { office, lead, leader, contractor } = county.people;
  const asked = { groundId: 'repeated-unrectified', reasons: '多次督办仍不整改', evidence: [] };
  expect(
    await refusalOf(office.api.disqualification.open({ ...asked, contractorId: county.organisations.rival })),
  ).toMatchObject({
    code: 'disqualification.not-triggered',
    facts: { counted: 0, needCounted: 3, needLate: 2 },
  });
  const contractorId = county.organisations.contractor;
  for (const somebody of [lead, leader, contractor])
    expect((await refusalOf(somebody.api.disqualification.open({ ...asked, contractorId }))).code).toBe(
      'route.not-permitted',
    );
  expect(
    (await refusalOf(office.api.disqualification.open({ ...asked, contractorId, groundId: 'bad-weather' })))
      .code,
  ).toBe('disqualification.ground-unknown');
  const stated = await refusalOf(
    office.api.disqualification.open({ ...asked, contractorId, groundId: 'falsified-data' }),
  );
  expect(stated.code).toBe('disqualification.proof-missing');

  const opened = await openedCase(triggered);
  expect(opened).toMatchObject({
    state: 'open',
    number: '资〔2026〕1',
    openedBy: { id: office.id },
    laidOut: { counted: 3, late: 3 },
    pack: { id: 'tongcheng-2021' },
    line: [
      { step: 'notice', standing: 'next' },
      { step: 'statement', standing: 'later' },
      { step: 'hearing', standing: 'not-asked' },
      { step: 'deliberation', standing: 'later' },
      { step: 'decision', standing: 'later' },
      { step: 'service', standing: 'later' },
      { step: 'settlement', standing: 'later' },
    ],
  });
  expect(opened.pack.hash).toMatch(/^[0-9a-f]{64}$/);
  // A second case beside it there is not.
  expect((await refusalOf(openedCase(triggered))).code).toBe('disqualification.case-open');
  // Later facts do not flow into it.
  county.at('2026-08-01');
  const later = await office.api.disqualification.find({ id: opened.id });
  expect(later.case.laidOut.asOf).toBe('2026-06-01');
});

test('D12: the procedure in order: told, heard, judged by several, decided as voted, served; then every payment stops', async () => {
  const triggered = await aTriggeredCounty();
  const { county, baseline } = triggered;
  const { office, leader, contractor } = county.people;
  await allDone(county, baseline);
  const [instalment = ''] = baseline.instalments;
  await requested(county, instalment);

  const decided = await decidedCase(triggered);
  expect(decided.decision).toMatchObject({ outcome: 'cancel', decidedBy: leader.name });
  expect(decided.state).toBe('open');
  // Before service it is nothing yet, and the contractor knows nothing of it.
  expect((await contractor.api.disqualification.find({ id: decided.id })).case).toMatchObject({
    state: 'open',
    decision: null,
    deliberation: null,
    members: [],
  });
  const served = await office.api.disqualification.serve({
    id: decided.id,
    basedOn: decided.version,
    ...(await serviceOf(county)),
  });
  expect(served).toMatchObject({ state: 'disqualified', may: { settle: true } });

  const { gate } = await county.people.lead.api.disbursement.find({ id: instalment });
  expect(gate.hardStop).toBe(true);
  expect(gate.conditions.find(({ id }) => id === 'not-disqualified')).toMatchObject({
    met: false,
    evidence: [{ note: 'disqualified', label: '资〔2026〕1', id: decided.id }, { note: 'agreement-stands' }],
  });
  expect((await refusalOf(proposed(county, instalment, { amountFen: 1_00, reasons: '仍拟支付' }))).code).toBe(
    'disbursement.hard-stop',
  );
  const [, second = ''] = baseline.instalments;
  expect((await refusalOf(requested(county, second))).code).toBe('disbursement.hard-stop');

  // 清算: what is in force ends, what is due back is written down.
  const recover = {
    on: todayOf(county),
    assets: '货架三组移交商务局',
    note: '',
    evidence: [await county.evidence(office)],
  };
  expect(
    (
      await refusalOf(
        office.api.disqualification.settle({
          id: served.id,
          basedOn: served.version,
          ...recover,
          recoverFen: 1_00,
        }),
      )
    ).code,
  ).toBe('disqualification.recover-above-paid');
  const settled = await office.api.disqualification.settle({
    id: served.id,
    basedOn: served.version,
    ...recover,
    recoverFen: 0,
  });
  expect(settled.state).toBe('settled');
  expect((await office.api.agreement.find({ id: baseline.agreementId })).agreement.state).toBe('terminated');
  expect((await office.api.agreement.find({ id: baseline.rivalAgreementId })).agreement.state).toBe(
    'in-force',
  );
});

test('D12: no step is skipped and none is taken before its time', async () => {
  const triggered = await aTriggeredCounty();
  const { county, deputy, member } = triggered;
  const { office, leader, contractor } = county.people;
  const opened = await openedCase(triggered);
  const skipped = await refusalOf(
    leader.api.disqualification.decide({
      id: opened.id,
      basedOn: opened.version,
      outcome: 'cancel',
      reasons: '直接取消',
    }),
  );
  expect(skipped).toMatchObject({
    code: 'disqualification.out-of-order',
    facts: { step: 'decision', next: 'notice' },
  });
  expect(clauses(skipped)).toContain('tongcheng-2021:1.4');
  const { evidence: _, ...unproved } = await serviceOf(county);
  expect(
    (
      await refusalOf(
        office.api.disqualification.notify({ id: opened.id, basedOn: 1, ...unproved, evidence: [] }),
      )
    ).code,
  ).toBe('disqualification.proof-missing');
  expect(
    (
      await refusalOf(
        office.api.disqualification.notify({
          id: opened.id,
          basedOn: 1,
          ...(await serviceOf(county, '2026-06-02')),
        }),
      )
    ).code,
  ).toBe('disqualification.in-future');
  expect(
    (
      await refusalOf(
        office.api.disqualification.notify({
          id: opened.id,
          basedOn: 1,
          ...(await serviceOf(county, '2026-05-20')),
        }),
      )
    ).code,
  ).toBe('disqualification.too-early');
  const notified = await office.api.disqualification.notify({
    id: opened.id,
    basedOn: 1,
    ...(await serviceOf(county)),
  });
  // 五个工作日, from the day after service: 2026-06-08.
  expect(notified.speakUntil).toEqual({ on: '2026-06-08', provisional: false });

  // The last day is the contractor's whole.
  county.at('2026-06-08');
  const silence = await refusalOf(
    office.api.disqualification.recordSilence({ id: opened.id, basedOn: notified.version }),
  );
  expect(silence).toMatchObject({
    code: 'disqualification.time-to-speak-runs',
    facts: { untilOn: '2026-06-08' },
  });
  await contractor.api.disqualification.defend({
    id: opened.id,
    basedOn: notified.version,
    text: '已经联系维修单位，请求从宽处理',
    evidence: [await county.evidence(contractor)],
  });
  const everybody = [
    [leader, 'cancel'],
    [deputy, 'cancel'],
    [member, 'cancel'],
  ] as const;
  expect(await refusalOf(deliberation(county, leader, opened.id, everybody))).toMatchObject({
    code: 'disqualification.too-early',
    facts: { step: 'deliberation', fromOn: '2026-06-09' },
  });
  county.at('2026-06-09');
  expect((await deliberation(county, leader, opened.id, everybody)).deliberation?.result).toBe('cancel');
});

test('D12: the contractor speaks as often as it likes until its time has run, and not after', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { contractor, outsider } = county.people;
  const { id, version } = await notifiedCase(triggered);
  const said = { text: '设备已在六月一日启用', evidence: [] };
  const spoken = await contractor.api.disqualification.defend({ id, basedOn: version, ...said });
  expect(spoken.may.defend).toBe(true);
  const again = await contractor.api.disqualification.defend({
    id,
    basedOn: spoken.version,
    text: '另附启用照片',
    evidence: [await county.evidence(contractor)],
  });
  expect(again.statements).toHaveLength(2);
  county.at('2026-06-09');
  expect(
    (await refusalOf(contractor.api.disqualification.defend({ id, basedOn: again.version, ...said }))).code,
  ).toBe('disqualification.time-to-speak-over');
  expect(
    (await refusalOf(contractor.api.disqualification.askHearing({ id, basedOn: again.version }))).code,
  ).toBe('disqualification.time-to-speak-over');
  expect((await refusalOf(outsider.api.disqualification.defend({ id, basedOn: 3, ...said }))).code).toBe(
    'disqualification.not-found',
  );
});

test('D12: a hearing asked for in time must be held, announced seven working days ahead, and not chaired by who opened the case', async () => {
  const triggered = await aTriggeredCounty();
  const { county, deputy } = triggered;
  const { office, reviewer, leader, contractor } = county.people;
  const { id, version } = await notifiedCase(triggered);
  expect(
    (
      await refusalOf(
        office.api.disqualification.announceHearing({
          id,
          basedOn: version,
          on: '2026-06-30',
          place: '会议室',
        }),
      )
    ).code,
  ).toBe('disqualification.hearing-not-asked');
  const asked = await contractor.api.disqualification.askHearing({ id, basedOn: version });
  county.at('2026-06-09');
  const silent = await office.api.disqualification.recordSilence({ id, basedOn: asked.version });
  expect(silent.line.find(({ step }) => step === 'hearing')?.standing).toBe('next');
  // 听证 is owed now: nobody goes past it.
  county.at('2026-06-10');
  expect(
    await refusalOf(
      deliberation(county, leader, id, [
        [leader, 'cancel'],
        [deputy, 'cancel'],
      ]),
    ),
  ).toMatchObject({ code: 'disqualification.out-of-order', facts: { next: 'hearing' } });
  expect(
    await refusalOf(
      office.api.disqualification.announceHearing({
        id,
        basedOn: silent.version,
        on: '2026-06-15',
        place: '会议室',
      }),
    ),
  ).toMatchObject({ code: 'disqualification.too-early', facts: { fromOn: '2026-06-22' } });
  const announced = await office.api.disqualification.announceHearing({
    id,
    basedOn: silent.version,
    on: '2026-06-22',
    place: '县政府二楼会议室',
  });
  const held = async (on: string, chair: string) =>
    office.api.disqualification.hear({
      id,
      basedOn: announced.version,
      on,
      chair,
      contractorPresent: true,
      summary: '双方质证，承办企业提交说明',
      evidence: [await county.evidence(office)],
    });
  expect((await refusalOf(held('2026-06-10', reviewer.id))).code).toBe('disqualification.too-early');
  county.at('2026-06-22');
  expect((await refusalOf(held('2026-06-22', office.id))).code).toBe('disqualification.opener-decides');
  expect((await refusalOf(held('2026-06-22', contractor.id))).code).toBe('disqualification.chair-unfit');
  const heard = await held('2026-06-22', reviewer.id);
  expect(heard.hearing.held).toMatchObject({ chair: reviewer.name, contractorPresent: true });
  expect(heard.line.find(({ step }) => step === 'deliberation')?.standing).toBe('next');
});

test('D12: nobody decides alone: a quorum of members without a stake, votes by name, and the decision the vote says', async () => {
  const triggered = await aTriggeredCounty();
  const { county, deputy, member } = triggered;
  const { office, leader } = county.people;
  const { id } = await silentCase(triggered);
  const vote = (...votes: Parameters<typeof deliberation>[3]) => deliberation(county, deputy, id, votes);
  expect((await refusalOf(vote([deputy, 'cancel']))).code).toBe('disqualification.alone');
  expect((await refusalOf(vote([deputy, 'cancel'], [deputy, 'cancel']))).code).toBe(
    'disqualification.voted-twice',
  );
  expect((await refusalOf(vote([deputy, 'cancel'], [county.people.lead, 'cancel']))).code).toBe(
    'disqualification.not-a-member',
  );
  expect((await refusalOf(vote([deputy, 'cancel'], [office, 'cancel']))).code).toBe(
    'disqualification.opener-decides',
  );
  expect((await refusalOf(vote([leader, 'cancel'], [member, 'cancel']))).code).toBe(
    'disqualification.recorder-not-there',
  );
  for (const name of ['成员 甲', '成员 乙']) await county.person(county.organisations.leading, name);
  expect(await refusalOf(vote([deputy, 'cancel'], [leader, 'cancel'], [member, 'cancel']))).toMatchObject({
    code: 'disqualification.no-quorum',
    facts: { present: 3, of: 5, least: 4 },
  });
  await county.people.office.api.organisation.declareRelation({
    personId: member.id,
    contractorId: county.organisations.contractor,
    relation: 'relative',
    statement: '配偶任职于该企业',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  expect(await refusalOf(vote([deputy, 'cancel'], [leader, 'cancel'], [member, 'cancel']))).toMatchObject({
    code: 'disqualification.related',
    facts: { person: member.name },
  });
  // 三分之二 of the four who may vote.
  expect(await refusalOf(vote([deputy, 'cancel'], [leader, 'keep']))).toMatchObject({
    code: 'disqualification.no-quorum',
    facts: { of: 4, least: 3 },
  });
  const third = await county.person(county.organisations.leading, '成员 丙');
  const tied = await vote(
    [deputy, 'cancel'],
    [leader, 'keep'],
    [third, 'abstain'],
    [await county.person(county.organisations.leading, '成员 丁'), 'cancel'],
  );
  // 过半数: two of four are not more than half.
  expect(tied.deliberation).toMatchObject({ of: 6, result: 'keep' });
  const decide = (outcome: 'cancel' | 'keep', by = leader) =>
    by.api.disqualification.decide({ id, basedOn: tied.version, outcome, reasons: '按照表决结果' });
  expect(await refusalOf(decide('cancel'))).toMatchObject({
    code: 'disqualification.against-vote',
    facts: { forIt: 2, present: 4 },
  });
  expect((await refusalOf(decide('keep', deputy))).code).toBe('disqualification.same-person');
  expect((await refusalOf(decide('keep', member))).code).toBe('disqualification.not-permitted');
  const kept = await decide('keep');
  const served = await office.api.disqualification.serve({
    id,
    basedOn: kept.version,
    ...(await serviceOf(county)),
  });
  expect(served).toMatchObject({ state: 'kept', may: { settle: false } });
  expect(served.line.at(-1)?.standing).toBe('not-needed');
});

test('D12: payments may be held while the case runs, by the leading group, and are free again when it ends without a decision', async () => {
  const triggered = await aTriggeredCounty();
  const { county, baseline } = triggered;
  const { office, leader, contractor } = county.people;
  await allDone(county, baseline);
  const [instalment = ''] = baseline.instalments;
  await requested(county, instalment);
  const { gate } = await county.people.lead.api.disbursement.find({ id: instalment });
  await proposed(county, instalment, { amountFen: gate.amountFen, reasons: '合同约定首期' });
  await agreed(county, instalment);
  await approved(county, instalment);

  const opened = await openedCase(triggered);
  expect(
    (await refusalOf(leader.api.disqualification.hold({ id: opened.id, basedOn: 1, reason: '防止资金流失' })))
      .code,
  ).toBe('disqualification.not-notified');
  const notified = await office.api.disqualification.notify({
    id: opened.id,
    basedOn: opened.version,
    ...(await serviceOf(county)),
  });
  const held = await leader.api.disqualification.hold({
    id: opened.id,
    basedOn: notified.version,
    reason: '防止资金流失',
  });
  expect(held.hold).toMatchObject({ on: '2026-06-01', by: leader.name });
  expect((await refusalOf(paid(county, instalment, '财付2026-1'))).code).toBe('disbursement.hard-stop');
  // The contractor reads why, and by which case.
  const seen = await contractor.api.disbursement.find({ id: instalment });
  expect(seen.gate.conditions.find(({ id }) => id === 'not-disqualified')).toMatchObject({
    met: false,
    evidence: [{ note: 'payments-held', id: opened.id }, { note: 'agreement-stands' }],
    steps: [{ act: 'await-case' }],
  });
  const closed = await leader.api.disqualification.close({
    id: opened.id,
    basedOn: held.version,
    reason: '问题已全部整改，情节轻微',
  });
  expect(closed).toMatchObject({ state: 'closed', hold: null });
  await paid(county, instalment, '财付2026-1');
});

test('D12: supervision reads the case, its contractor from the notice on, another contractor and a third party never', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { contractor, outsider, third, auditor, stranger } = county.people;
  const { id, version } = await openedCase(triggered);
  for (const somebody of [contractor, outsider, third])
    expect((await refusalOf(somebody.api.disqualification.find({ id }))).code).toBe(
      'disqualification.not-found',
    );
  expect((await refusalOf(stranger.api.disqualification.find({ id }))).code).toBe('session.required');
  expect((await auditor.api.disqualification.find({ id })).case.number).toBe('资〔2026〕1');
  expect((await contractor.api.disqualification.list({})).items).toEqual([]);
  await county.people.office.api.disqualification.notify({
    id,
    basedOn: version,
    ...(await serviceOf(county)),
  });
  const own = await contractor.api.disqualification.find({ id });
  expect(own.case).toMatchObject({
    may: { defend: true, askHearing: true, notify: false },
    laidOut: { counted: 3 },
  });
  expect(own.history.map(({ type }) => type)).toEqual(['disqualification.notified']);
  expect((await contractor.api.disqualification.list({})).items).toHaveLength(1);
  expect((await outsider.api.disqualification.list({})).items).toEqual([]);
  expect((await refusalOf(outsider.api.disqualification.find({ id }))).code).toBe(
    'disqualification.not-found',
  );
});

test('D12: eight decide at once and eight serve at once: one decision and one service stand', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { office, leader } = county.people;
  const { id, version } = await deliberatedCase(triggered);
  const decisions = await race(
    Array.from({ length: 8 }, () =>
      leader.api.disqualification.decide({
        id,
        basedOn: version,
        outcome: 'cancel',
        reasons: '多次存在问题且未及时整改',
      }),
    ),
  );
  expect(decisions.granted).toBe(1);
  expect(new Set(decisions.refusals)).toEqual(new Set(['disqualification.changed-meanwhile']));
  const decided = (await office.api.disqualification.find({ id })).case;
  const services = await Promise.all(Array.from({ length: 8 }, () => serviceOf(county)));
  const served = await race(
    services.map((one) => office.api.disqualification.serve({ id, basedOn: decided.version, ...one })),
  );
  expect(served.granted).toBe(1);
  const [stops] = await county.asOwner<{ n: number }>(
    'select count(*)::int as n from payment_stop where county = $1',
    [county.county],
  );
  expect(stops?.n).toBe(1);
  expect(county.faults).toEqual([]);
});

test('D12: paid and disqualified at once: whichever comes first, nothing is paid after the disqualification', async () => {
  const triggered = await aTriggeredCounty();
  const { county, baseline } = triggered;
  const { office } = county.people;
  await allDone(county, baseline);
  const [instalment = ''] = baseline.instalments;
  await requested(county, instalment);
  const { gate } = await county.people.lead.api.disbursement.find({ id: instalment });
  await proposed(county, instalment, { amountFen: gate.amountFen, reasons: '合同约定首期' });
  await agreed(county, instalment);
  await approved(county, instalment);
  const { id, version } = await decidedCase(triggered);
  const one = await serviceOf(county);
  await race([
    paid(county, instalment, '财付2026-2'),
    office.api.disqualification.serve({ id, basedOn: version, ...one }),
  ]);
  expect((await office.api.disqualification.find({ id })).case.state).toBe('disqualified');
  const [after] = await county.asOwner<{ n: number }>(
    `select count(*)::int as n from payment p join event e on e.county = p.county and e.aggregate = p.id
       join payment_stop s on s.county = p.county join event d on d.county = s.county and d.aggregate = s.case_id and d.version = s.version
     where p.county = $1 and e.received_at > d.received_at`,
    [county.county],
  );
  expect(after?.n).toBe(0);
  const [second = ''] = baseline.instalments.slice(1);
  expect((await refusalOf(requested(county, second))).code).toBe('disbursement.hard-stop');
  expect(county.faults).toEqual([]);
});

test('D12: a thread runs from clause and finding to the case, and from the case to its decision', async () => {
  const triggered = await aTriggeredCounty();
  const { county, findings } = triggered;
  const served = await servedCase(triggered);
  const thread = await county.people.office.api.thread.read({ type: 'disqualification', id: served.id });
  const kinds = new Set(thread.edges.map(({ kind, from, to }) => `${from.type} ${kind} ${to.type}`));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'clause founds disqualification',
      'finding founds disqualification',
      'disqualification decides disqualification-decision',
    ]),
  );
  expect(
    thread.nodes
      .filter(({ type }) => type === 'finding')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([...findings].toSorted());
});

test('D12: the home page says whose turn a case is: the contractor’s to speak, the office’s to record silence, the group’s to deliberate', async () => {
  const triggered = await aTriggeredCounty();
  const { county } = triggered;
  const { office, leader, contractor, outsider } = county.people;
  const cases = async (somebody: typeof office) =>
    (await somebody.api.home.read({})).needs
      .filter(({ type }) => type === 'disqualification')
      .map(({ kind }) => kind);
  await openedCase(triggered);
  expect([await cases(office), await cases(contractor), await cases(leader)]).toEqual([
    ['case-office'],
    [],
    [],
  ]);
  const { id } = (await office.api.disqualification.list({})).items[0] ?? { id: '' };
  const notified = await office.api.disqualification.notify({ id, basedOn: 1, ...(await serviceOf(county)) });
  expect([await cases(office), await cases(contractor), await cases(outsider)]).toEqual([
    [],
    ['case-contractor'],
    [],
  ]);
  county.at('2026-06-09');
  expect([await cases(office), await cases(contractor)]).toEqual([['case-office'], []]);
  await office.api.disqualification.recordSilence({ id, basedOn: notified.version });
  expect([await cases(office), await cases(leader)]).toEqual([[], ['case-leaders']]);
});

import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { agreed, allDone, approved, paid, proposed, requested, settled, todayOf } from '#testing/gate.ts';
import { orderedRectifications, reported, verified } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { changesBetween } from './disbursement.change.rules.ts';

const conditionOf = <C extends { id: string }>(gate: { conditions: readonly C[] }, id: string): C => {
  const found = gate.conditions.find((condition) => condition.id === id);
  if (!found) throw new Error(`the gate has no condition ${id}`);
  return found;
};

/** A county with its baseline and everything done so far; three instalments of 900,000, 1,200,000 and 900,000 元. */
async function ready(at = '2026-04-10', share = 1) {
  const county = await aCounty({ at: `${at}T09:00:00+08:00` });
  const baseline = await aBaseline(county);
  await allDone(county, baseline, { share });
  const [first = '', second = '', third = ''] = baseline.instalments;
  return { county, baseline, first, second, third };
}

const propose = async (county: County, id: string, over: Record<string, unknown>) => {
  const { lead } = county.people;
  const { instalment, gate } = await lead.api.disbursement.find({ id });
  return lead.api.disbursement.propose({
    id,
    basedOn: instalment.version,
    evaluationDigest: gate.digest,
    outcome: 'pay',
    amountFen: instalment.amountFen,
    ...over,
  });
};

test('D11 一(四): from the request to the money, each step by another, with 大写金额 and an unbroken thread', async () => {
  const { county, baseline, first } = await ready();
  const { lead, finance, leader, contractor } = county.people;
  const seen = await requested(county, first);
  expect(seen.gate).toMatchObject({
    recommendation: 'pay',
    recommendedFen: 90_000_000,
    hardStop: false,
    recommendedCapitals: '玖拾万元整',
  });
  expect(seen.gate.conditions).toHaveLength(10);
  expect(seen.instalment).toMatchObject({
    state: 'requested',
    awaits: 'commerce-bureau',
    may: { propose: true, pay: false },
  });

  const onTable = await proposed(county, first);
  expect(onTable.instalment.awaits).toBe('finance');
  expect(onTable.decisions[0]).toMatchObject({
    stage: 'proposed',
    outcome: 'pay',
    amountFen: 90_000_000,
    departs: false,
    proposedBy: lead.name,
  });
  expect(onTable.decisions[0]?.evaluation).toMatchObject({
    digest: seen.gate.digest,
    asOf: '2026-04-10',
    packId: 'tongcheng-2021',
  });
  expect((await agreed(county, first)).instalment.awaits).toBe('leading-group');
  expect((await approved(county, first)).instalment).toMatchObject({ state: 'decided', awaits: 'finance' });
  const done = await paid(county, first, '财付〔2026〕1号');
  expect(done.instalment).toMatchObject({
    state: 'paid',
    awaits: 'nobody',
    paidFen: 90_000_000,
    paidOn: '2026-04-10',
  });
  expect(done.payment).toMatchObject({
    voucher: '财付〔2026〕1号',
    amountCapitals: '玖拾万元整',
    paidBy: finance.name,
  });
  expect(done.decisions[0]).toMatchObject({
    stage: 'paid',
    approvedBy: leader.name,
    financeBy: finance.name,
  });
  // Read on one standing clock, the events of a story have no order among themselves.
  expect(done.history.map(({ type }) => type).toSorted()).toEqual([
    'gate-evaluation.made',
    'instalment.agreed',
    'instalment.decided',
    'instalment.paid',
    'instalment.requested',
    'payment-decision.agreed',
    'payment-decision.approved',
    'payment-decision.paid',
    'payment-decision.proposed',
    'payment.made',
  ]);

  const decisionId = done.decisions[0]?.id ?? '';
  const evaluationId = done.decisions[0]?.evaluation.id ?? '';
  const edges = await county.asOwner<{ kind: string; from_type: string; to_type: string }>(
    'select kind, from_type, to_type from edge where county = $1 and (to_id = any($2) or from_id = any($2)) order by kind, from_type',
    [county.county, [decisionId, evaluationId]],
  );
  expect(edges).toContainEqual({
    kind: 'decides',
    from_type: 'gate-evaluation',
    to_type: 'payment-decision',
  });
  expect(edges).toContainEqual({ kind: 'pays', from_type: 'payment-decision', to_type: 'payment' });
  expect(edges).toContainEqual({ kind: 'concerns', from_type: 'gate-evaluation', to_type: 'instalment' });
  expect(edges).toContainEqual({ kind: 'weighs', from_type: 'monthly-report', to_type: 'gate-evaluation' });

  const sheet = await contractor.api.disbursement.decision({ id: decisionId });
  expect(sheet).toMatchObject({
    payment: { voucher: '财付〔2026〕1号' },
    basis: [{ clause: 'tongcheng-2021:1.4' }],
    decision: { outcome: 'pay' },
    instalment: { agreementId: baseline.agreementId },
  });
});

test('D11 一(四): nobody proposes what was not asked for, and nobody asks twice', async () => {
  const { county, first } = await ready();
  expect(await refusalOf(propose(county, first, {}))).toMatchObject({
    code: 'disbursement.wrong-state',
    facts: { state: 'planned' },
  });
  await requested(county, first);
  const again = county.people.contractor.api.disbursement.request({ id: first, basedOn: 2 });
  expect((await refusalOf(again)).code).toBe('disbursement.wrong-state');
  await toTheMoney(county, first);
  const { instalment } = await county.people.contractor.api.disbursement.find({ id: first });
  const paidOnce = county.people.contractor.api.disbursement.request({
    id: first,
    basedOn: instalment.version,
  });
  expect(await refusalOf(paidOnce)).toMatchObject({
    code: 'disbursement.paid-already',
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });
  expect((await refusalOf(propose(county, first, {}))).code).toBe('disbursement.paid-already');
});

async function toTheMoney(county: County, id: string) {
  await proposed(county, id);
  await agreed(county, id);
  await approved(county, id);
  return paid(county, id, '财付2');
}

test('D11 一(四): before its day, or before the progress the contract asks for, an instalment can only be withheld', async () => {
  const { county, second, third } = await ready('2026-04-10', 0.4999);
  const due = conditionOf((await requested(county, second)).gate, 'instalment-due');
  expect(due).toMatchObject({ met: false, class: 'hard-stop' });
  expect(due.arithmetic).toEqual([
    { name: 'plannedOn', value: '2025-12-01' },
    { name: 'requiredPercent', value: 50 },
    { name: 'progressPercent', value: 49.99 },
  ]);
  expect(due.steps).toMatchObject([{ act: 'reach-progress', by: 'contractor' }]);
  const before = await county.events();
  const stopped = await refusalOf(propose(county, second, { reasons: '企业资金周转困难，先行拨付' }));
  expect(stopped).toMatchObject({
    code: 'disbursement.hard-stop',
    facts: { conditions: ['instalment-due'] },
  });
  expect(stopped.basis).toEqual([{ clause: 'tongcheng-2021:1.4' }]);
  expect(await county.events()).toBe(before);
  expect((await proposed(county, second)).decisions[0]).toMatchObject({
    outcome: 'withhold',
    amountFen: 0,
    departs: false,
  });

  const early = await requested(county, third);
  expect(conditionOf(early.gate, 'instalment-due').steps).toMatchObject(
    [
      { act: 'reach-progress', on: null },
      { act: 'await-day', on: '2026-11-30' },
    ].toSorted((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1)),
  );
});

test('N15 一(四): what is withheld is proportionate and shown to the fen; the part paid and the rest still sum to the contract', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const [first = ''] = baseline.instalments;
  await allDone(county, baseline, { without: ['2026-02'] });
  const { gate } = await requested(county, first);
  const reports = conditionOf(gate, 'reports-complete');
  expect(reports).toMatchObject({ met: false, withholdFen: 9_000_000 });
  expect(reports.arithmetic).toContainEqual({ name: 'withholdPercent', value: 10 });
  expect(reports.evidence[0]).toMatchObject({
    type: 'obligation',
    label: '2026-02',
    note: 'report-missing',
    against: true,
  });
  expect(gate).toMatchObject({ recommendation: 'pay-part', recommendedFen: 81_000_000 });
  county.at('2026-04-10T10:00:00+08:00');
  await proposed(county, first);
  await agreed(county, first);
  await approved(county, first);
  await paid(county, first, '财付1');
  const { items } = await county.people.finance.api.disbursement.list({ agreementId: baseline.agreementId });
  expect(items.map(({ number, name, amountFen, state }) => [number, name, amountFen, state])).toEqual([
    [1, '第一期', 81_000_000, 'paid'],
    [4, '第一期（暂缓部分）', 9_000_000, 'planned'],
    [2, '第二期', 120_000_000, 'planned'],
    [3, '第三期', 90_000_000, 'planned'],
  ]);
  expect(items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(300_000_000);

  // The report comes in and is accepted: the rest is asked for and paid in full.
  await allDone(county, baseline);
  const rest = items[1]?.id ?? '';
  expect((await settled(county, rest, '财付2')).payment?.amountFen).toBe(9_000_000);
});

test('D11 一(四): an overdue letter item, an open serious finding and their remedies stand in the gate, and go with them', async () => {
  const { county, baseline, first } = await ready();
  await theGroup(county);
  const { lead, contractor, office } = county.people;
  const [item = ''] = await orderedRectifications(county, baseline, 1, { severity: 'major', workingDays: 5 });
  await requested(county, first);
  const gateNow = async () => (await lead.api.disbursement.find({ id: first })).gate;
  expect(conditionOf(await gateNow(), 'no-overdue-letter')).toMatchObject({
    met: true,
    evidence: [{ note: 'rectification-open', against: false }],
  });

  county.at('2026-04-20');
  const overdue = conditionOf(await gateNow(), 'no-overdue-letter');
  expect(overdue).toMatchObject({
    met: false,
    withholdFen: 27_000_000,
    evidence: [
      {
        type: 'rectification',
        id: item,
        note: 'rectification-overdue',
        facts: { dueOn: '2026-04-17', days: 3 },
      },
    ],
  });
  expect(overdue.steps).toMatchObject([{ act: 'report-rectification', by: 'contractor', on: '2026-04-17' }]);

  await reported(county, item);
  expect(conditionOf(await gateNow(), 'no-overdue-letter').steps).toMatchObject([
    { act: 're-inspect', by: 'inspection-group' },
  ]);
  await verified(county, item);
  expect(conditionOf(await gateNow(), 'no-overdue-letter').steps).toMatchObject([
    { act: 'close-rectification', by: 'office' },
  ]);
  const { rectification } = await office.api.rectification.find({ id: item });
  await office.api.rectification.close({ id: item, basedOn: rectification.version });
  // What was put right is weighed as well: the thread runs on from it to the money.
  expect(conditionOf(await gateNow(), 'no-overdue-letter')).toMatchObject({
    met: true,
    evidence: [{ type: 'rectification', id: item, note: 'rectification-closed', against: false }],
  });

  const [serious = ''] = await confirmedFindings(county, baseline, 1, { severity: 'serious' });
  const gate = await gateNow();
  expect(conditionOf(gate, 'no-open-serious')).toMatchObject({
    met: false,
    withholdFen: 90_000_000,
    evidence: [{ type: 'finding', id: serious, note: 'serious-open' }],
  });
  expect(gate).toMatchObject({ hardStop: false, recommendation: 'withhold', recommendedFen: 0 });
  const seen = await contractor.api.disbursement.find({ id: first });
  expect(conditionOf(seen.gate, 'no-open-serious').steps).toMatchObject([
    { act: 'issue-letter', by: 'office' },
  ]);
});

test('D11 一(四): 主要依据 is not 唯一依据: who departs says why, and reasons alone pass no hard stop', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const [first = ''] = baseline.instalments;
  await allDone(county, baseline, { without: ['2026-02'] });
  await requested(county, first);
  for (const reasons of ['', '  同意 ', undefined])
    expect(await refusalOf(propose(county, first, reasons === undefined ? {} : { reasons }))).toMatchObject({
      code: 'disbursement.reasons-required',
      facts: { amountFen: 90_000_000, recommendedFen: 81_000_000 },
      basis: [{ clause: 'tongcheng-2021:1.4' }],
    });
  expect((await refusalOf(propose(county, first, { outcome: 'withhold', amountFen: 0 }))).code).toBe(
    'disbursement.reasons-required',
  );
  expect(
    await refusalOf(propose(county, first, { outcome: 'pay', amountFen: 90_000_001, reasons: '多拨一分' })),
  ).toMatchObject({
    code: 'disbursement.above-instalment',
    facts: { instalmentFen: 90_000_000 },
    basis: [{ clause: 'tongcheng-2021:2.6' }],
  });
  for (const [outcome, amountFen] of [
    ['pay', 81_000_000],
    ['pay-part', 90_000_000],
    ['pay-part', 0],
    ['withhold', 1],
  ] as const)
    expect((await refusalOf(propose(county, first, { outcome, amountFen, reasons: '写明理由' }))).code).toBe(
      'disbursement.outcome-mismatch',
    );
  const given = await propose(county, first, { reasons: '二月因疫情停工，无报送内容，办公室已核实' });
  expect(given.decisions[0]).toMatchObject({
    departs: true,
    amountFen: 90_000_000,
    reasons: '二月因疫情停工，无报送内容，办公室已核实',
  });
});

test('D11 一(四): a decision rests on the facts its people saw; when they change it is declined and proposed anew', async () => {
  const { county, baseline, first } = await ready();
  const { lead, leader } = county.people;
  const stale = await requested(county, first);
  await confirmedFindings(county, baseline, 1, { severity: 'serious' });
  const late = lead.api.disbursement.propose({
    id: first,
    basedOn: stale.instalment.version,
    evaluationDigest: stale.gate.digest,
    outcome: 'pay',
    amountFen: 90_000_000,
  });
  expect(await refusalOf(late)).toMatchObject({
    code: 'disbursement.facts-changed',
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });

  await proposed(county, first, { amountFen: 90_000_000, reasons: '该问题不涉及本期内容，风险可控' });
  await agreed(county, first);
  // Another serious finding between the proposal and the approval.
  await confirmedFindings(county, baseline, 1, { severity: 'serious' });
  expect((await refusalOf(approved(county, first))).code).toBe('disbursement.facts-changed');
  const { decisions } = await leader.api.disbursement.find({ id: first });
  const [open] = decisions;
  const back = await leader.api.disbursement.decline({
    id: open?.id ?? '',
    basedOn: open?.version ?? 0,
    reason: '又发现一项重大问题，重新审核',
  });
  expect(back.instalment).toMatchObject({ state: 'requested', awaits: 'commerce-bureau' });
  county.at('2026-04-10T10:00:00+08:00');
  expect((await proposed(county, first)).decisions.map(({ stage }) => stage)).toEqual([
    'proposed',
    'declined',
  ]);
});

test('D11 一(四): when the facts change under an open proposal the page says so, and the bureau judges it anew in one step', async () => {
  const { county, baseline, first } = await ready();
  const { lead, finance, leader, contractor } = county.people;
  await requested(county, first);
  await proposed(county, first);
  const fresh = (await agreed(county, first)).decisions[0];
  const id = fresh?.id ?? '';
  expect(fresh?.outdated).toBe(false);
  const early = lead.api.disbursement.reevaluate({ id, basedOn: fresh?.version ?? 0 });
  expect(await refusalOf(early)).toMatchObject({
    code: 'disbursement.facts-unchanged',
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });
  expect((await leader.api.disbursement.find({ id: first })).instalment.may).toMatchObject({ approve: true });

  await confirmedFindings(county, baseline, 1, { severity: 'serious' });
  const seen = await leader.api.disbursement.find({ id: first });
  expect(seen.decisions[0]).toMatchObject({ outdated: true, stage: 'agreed' });
  expect(seen.instalment.may).toMatchObject({ approve: false, decline: true, reevaluate: false });
  expect((await leader.api.disbursement.decision({ id })).decision.outdated).toBe(true);
  const was = seen.decisions[0]?.evaluation;
  if (!was) throw new Error('the proposal has its evaluation');
  expect(changesBetween(was, seen.gate)).toMatchObject([
    { id: 'no-open-serious', metBefore: true, metNow: false, added: 1, gone: 0, withheldBeforeFen: 0 },
  ]);
  expect(changesBetween(seen.gate, seen.gate)).toEqual([]);
  for (const who of [finance, leader, contractor])
    expect((await refusalOf(who.api.disbursement.reevaluate({ id, basedOn: 2 }))).code).toBe(
      'route.not-permitted',
    );

  expect((await lead.api.disbursement.find({ id: first })).instalment.may.reevaluate).toBe(true);
  const { granted, refusals } = await race(
    Array.from({ length: 8 }, () => lead.api.disbursement.reevaluate({ id, basedOn: fresh?.version ?? 0 })),
  );
  expect(granted).toBe(1);
  expect(new Set(refusals)).toEqual(new Set(['disbursement.changed-meanwhile']));
  const back = await lead.api.disbursement.find({ id: first });
  expect(back.instalment).toMatchObject({
    state: 'requested',
    awaits: 'commerce-bureau',
    may: { propose: true },
  });
  expect(back.decisions[0]).toMatchObject({
    stage: 'declined',
    financeBy: finance.name,
    declinedBy: lead.name,
  });
  expect(back.history.map(({ type }) => type)).toContain('payment-decision.taken-back');
  county.at('2026-04-10T10:00:00+08:00');
  expect((await proposed(county, first)).decisions[0]).toMatchObject({ stage: 'proposed', outdated: false });
});

test('D11 一(四): a day passing and a good report change nothing that was decided on', async () => {
  const { county, baseline, first } = await ready();
  await requested(county, first);
  await proposed(county, first);
  county.at('2026-04-13');
  await allDone(county, baseline);
  await agreed(county, first);
  expect((await approved(county, first)).instalment.state).toBe('decided');
});

test('D11 一(四): an approved withholding refuses the instalment, which may be asked for again', async () => {
  const { county, baseline, first } = await ready();
  await confirmedFindings(county, baseline, 1, { severity: 'serious' });
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  const refusedOnce = await approved(county, first);
  expect(refusedOnce.instalment).toMatchObject({ state: 'refused', awaits: 'contractor', paidFen: null });
  const [decision] = refusedOnce.decisions;
  const { finance, leader } = county.people;
  const pay = finance.api.disbursement.pay({
    id: decision?.id ?? '',
    basedOn: decision?.version ?? 0,
    voucher: '财付9',
    paidOn: todayOf(county),
  });
  expect((await refusalOf(pay)).code).toBe('disbursement.not-approved');
  const decline = leader.api.disbursement.decline({
    id: decision?.id ?? '',
    basedOn: decision?.version ?? 0,
    reason: '重新考虑',
  });
  expect((await refusalOf(decline)).code).toBe('disbursement.decision-wrong-state');
  expect((await requested(county, first)).instalment).toMatchObject({
    state: 'requested',
    awaits: 'commerce-bureau',
  });
});

test('D11 D13 一(五): proposer, finance, approver and payer are not one: each desk is kept by its own', async () => {
  const { county, first } = await ready();
  const { lead, finance, leader, office, contractor, outsider, auditor } = county.people;
  const second = await county.person(county.organisations.leading, '领导小组 副组长');
  await requested(county, first);
  const early = await refusalOf(
    leader.api.disbursement.approve({
      id: (await proposed(county, first)).decisions[0]?.id ?? '',
      basedOn: 1,
    }),
  );
  expect(early).toMatchObject({
    code: 'disbursement.finance-first',
    basis: [{ clause: 'tongcheng-2021:1.4' }],
  });
  const { id, version } = (await finance.api.disbursement.find({ id: first })).decisions[0] ?? {
    id: '',
    version: 0,
  };
  for (const who of [lead, office, contractor, auditor, leader])
    expect((await refusalOf(who.api.disbursement.agree({ id, basedOn: version }))).code).toBe(
      'route.not-permitted',
    );
  expect((await refusalOf(outsider.api.disbursement.decision({ id }))).code).toBe('disbursement.not-found');
  await agreed(county, first);
  expect((await refusalOf(finance.api.disbursement.agree({ id, basedOn: 2 }))).code).toBe(
    'disbursement.decision-wrong-state',
  );
  expect((await refusalOf(second.api.disbursement.approve({ id, basedOn: 2 }))).code).toBe(
    'disbursement.not-permitted',
  );
  expect(
    await refusalOf(
      finance.api.disbursement.pay({ id, basedOn: 2, voucher: '财付1', paidOn: todayOf(county) }),
    ),
  ).toMatchObject({
    code: 'disbursement.not-approved',
    facts: { decisionState: 'agreed' },
  });
  expect(await refusalOf(leader.api.disbursement.approve({ id, basedOn: 1 }))).toMatchObject({
    code: 'disbursement.changed-meanwhile',
    facts: { version: 2 },
  });
  await approved(county, first);
  expect((await refusalOf(leader.api.disbursement.approve({ id, basedOn: 3 }))).code).toBe(
    'disbursement.decision-wrong-state',
  );
  for (const paidOn of ['2026-04-11', '2026-04-09'])
    expect(
      (await refusalOf(finance.api.disbursement.pay({ id, basedOn: 3, voucher: '财付1', paidOn }))).code,
    ).toBe('disbursement.paid-on-impossible');
});

test('D11 一(四): finance objects and the proposal is gone, with its reason on record', async () => {
  const { county, first } = await ready();
  const { finance } = county.people;
  await requested(county, first);
  const [decision] = (await proposed(county, first)).decisions;
  const back = await finance.api.disbursement.object({
    id: decision?.id ?? '',
    basedOn: 1,
    reason: '资产尚未登记，暂不同意',
  });
  expect(back.decisions[0]).toMatchObject({
    stage: 'declined',
    declinedBy: finance.name,
    declinedReason: '资产尚未登记，暂不同意',
  });
  expect(back.instalment).toMatchObject({
    state: 'requested',
    awaits: 'commerce-bureau',
    may: { agree: false },
  });
  const again = finance.api.disbursement.object({
    id: decision?.id ?? '',
    basedOn: 2,
    reason: '再次反对一遍',
  });
  expect((await refusalOf(again)).code).toBe('disbursement.decision-wrong-state');
  expect((await refusalOf(finance.api.disbursement.agree({ id: county.newId(), basedOn: 1 }))).code).toBe(
    'disbursement.not-found',
  );
});

test('N03 一(四): the contractor reads why it is not paid and what to do next, and nothing that is not its own', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const [first = ''] = baseline.instalments;
  await allDone(county, baseline, { without: ['2026-02'] });
  const { contractor, outsider, lead } = county.people;
  await requested(county, first);
  await proposed(county, first);
  const view = await contractor.api.disbursement.find({ id: first });
  expect(conditionOf(view.gate, 'reports-complete').steps).toEqual([
    {
      act: 'submit-report',
      by: 'contractor',
      on: '2026-03-05',
      type: 'monthly-report',
      id: null,
      label: '2026-02',
    },
  ]);
  expect(conditionOf(view.gate, 'reports-complete').remedy.zh).toContain('补报');
  // Deliberation is supervision's own until it is a decision.
  expect(view.decisions).toEqual([]);
  expect(view.history.map(({ type }) => type).toSorted()).toEqual([
    'instalment.agreed',
    'instalment.requested',
  ]);
  expect(view.instalment).toMatchObject({ awaits: 'finance', may: { request: false, propose: false } });

  for (const act of [
    outsider.api.disbursement.find({ id: first }),
    outsider.api.disbursement.request({ id: first, basedOn: 1 }),
  ])
    expect(await refusalOf(act)).toMatchObject({ code: 'disbursement.not-found', status: 404 });
  const own = await contractor.api.disbursement.list({});
  expect(new Set(own.items.map(({ agreementId }) => agreementId))).toEqual(new Set([baseline.agreementId]));
  expect(
    (await contractor.api.disbursement.list({ contractorId: county.organisations.rival })).items,
  ).toEqual([]);
  expect((await lead.api.disbursement.list({})).items).toHaveLength(6);
  expect((await lead.api.disbursement.list({ state: 'requested' })).items.map(({ id }) => id)).toEqual([
    first,
  ]);
});

test('D23 二(六): what was paid and planned adds up, per contract and month, each to its own', async () => {
  const { county, baseline, first } = await ready();
  await settled(county, first, '财付1');
  const { finance, outsider } = county.people;
  const all = await finance.api.disbursement.totals({});
  expect(all).toMatchObject({ plannedFen: 500_000_000, paidFen: 90_000_000 });
  expect(
    all.items.find(({ month, agreementId }) => month === '2026-04' && agreementId === baseline.agreementId),
  ).toMatchObject({ plannedFen: 0, paidFen: 90_000_000 });
  expect(await outsider.api.disbursement.totals({})).toMatchObject({ plannedFen: 200_000_000, paidFen: 0 });
});

test('a cursor that is not ours and other bad input are refused before anything is read', async () => {
  const { county, first } = await ready();
  const { lead } = county.people;
  for (const cursor of ['2026-02-31_nonsense', `2026-02-31_${first}`])
    expect((await refusalOf(lead.api.disbursement.list({ cursor }))).status).toBe(400);
  const post = (body: unknown) =>
    lead.fetch(`/api/disbursement/${first}/propose`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const good = { basedOn: 1, evaluationDigest: '0'.repeat(64), outcome: 'pay', amountFen: 1 };
  for (const bad of [
    { ...good, amountFen: 1.005 },
    { ...good, amountFen: -1 },
    { ...good, evaluationDigest: 'x' },
    { ...good, outcome: 'maybe' },
    { ...good, extra: 1 },
  ])
    expect((await post(bad)).status).toBe(400);
});

// Races: money moves once.

test('eight at once approve: one does, seven are told', async () => {
  const { county, first } = await ready();
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  const { leader } = county.people;
  const [decision] = (await leader.api.disbursement.find({ id: first })).decisions;
  const { granted, refusals } = await race(
    Array.from({ length: 8 }, () =>
      leader.api.disbursement.approve({ id: decision?.id ?? '', basedOn: decision?.version ?? 0 }),
    ),
  );
  expect(granted).toBe(1);
  expect(refusals).toEqual(Array.from({ length: 7 }, () => 'disbursement.changed-meanwhile'));
});

test('D11 一(四): eight at once pay: one payment, seven clear refusals', async () => {
  const { county, first } = await ready();
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  const [decision] = (await approved(county, first)).decisions;
  const { finance } = county.people;
  const before = await county.events();
  const attempts = Array.from({ length: 8 }, (_, at) =>
    finance.api.disbursement.pay({
      id: decision?.id ?? '',
      basedOn: decision?.version ?? 0,
      voucher: `财付${at}`,
      paidOn: '2026-04-10',
    }),
  );
  const { granted, refusals } = await race(attempts);
  expect(granted).toBe(1);
  expect(refusals).toEqual(Array.from({ length: 7 }, () => 'disbursement.paid-already'));
  expect(await county.events()).toBe(before + 3);
  expect(await county.asOwner('select 1 from payment where county = $1', [county.county])).toHaveLength(1);
});

test('eight at once propose: one proposal stands', async () => {
  const { county, first } = await ready();
  await requested(county, first);
  const { granted, refusals } = await race(Array.from({ length: 8 }, () => proposed(county, first)));
  expect(granted).toBe(1);
  expect(new Set(refusals)).toEqual(new Set(['disbursement.decision-open']));
});

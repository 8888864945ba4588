import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { draftedLetter, issuedLetter, reported, servedLetter, verified } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

const reason = '所列第一项问题的对象有误，应为另一服务站。';
const clause14 = { clause: 'tongcheng-2021:1.4' };

async function aStory(findings = 2) {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const ids = await confirmedFindings(county, baseline, findings);
  return { county, baseline, ids };
}

/** 撤销函 reviewed, signed and numbered by other hands than the drafter's. */
async function issuedRevocation(county: County, of: { readonly id: string; readonly version: number }) {
  const { drafter, reviewer, leader, office } = county.people;
  const draft = await drafter.api.supervisionLetter.revoke({ id: of.id, basedOn: of.version, reason });
  const { id } = draft;
  const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: draft.version });
  const signed = await leader.api.supervisionLetter.sign({ id, basedOn: reviewed.version });
  return office.api.supervisionLetter.issue({ id, basedOn: signed.version, leftOut: [] });
}

const serviceOf = (letter: {
  readonly id: string;
  readonly version: number;
  readonly issuedOn: string | null;
}) => ({
  id: letter.id,
  basedOn: letter.version,
  method: 'direct' as const,
  servedOn: letter.issuedOn ?? '',
  servedTo: '示例收件人',
  witness: null,
  note: null,
  evidence: [],
});

test('D07 一(四): a served letter is revoked by a letter that names it, once that one is served; nothing issued changes', async () => {
  const { county, baseline, ids } = await aStory();
  const { office, contractor } = county.people;
  const letter = await servedLetter(county, baseline.agreementId, ids);
  const [item] = letter.items;
  const bytesOf = async () => {
    const answer = await office.fetch(`/api/evidence/${letter.pdf?.id}/content`);
    return Buffer.from(await answer.arrayBuffer()).toString('base64');
  };
  const before = await bytesOf();
  const revocation = await issuedRevocation(county, letter);
  expect(revocation).toMatchObject({
    kind: 'revocation',
    number: '隽电商办督〔2026〕2号',
    title: `关于撤销《${letter.title}》的函`,
    reason,
    replaces: { id: letter.id, number: letter.number },
    items: [],
  });
  const waiting = await office.api.supervisionLetter.find({ id: letter.id });
  expect(waiting.letter).toMatchObject({ state: 'served', may: { revoke: false } });
  expect(waiting.letter.replacedBy).toMatchObject({ id: revocation.id, state: 'issued' });
  const unknown = await contractor.api.supervisionLetter.find({ id: letter.id });
  expect(unknown.letter.replacedBy).toBeNull();
  const served = await office.api.supervisionLetter.serve(serviceOf(revocation));
  expect(served.state).toBe('served');
  const { letter: revoked, history } = await contractor.api.supervisionLetter.find({ id: letter.id });
  expect(revoked).toMatchObject({
    state: 'revoked',
    number: letter.number,
    title: letter.title,
    pdfSha256: letter.pdfSha256,
    contentDigest: letter.contentDigest,
    replacedBy: { id: revocation.id, number: revocation.number },
  });
  expect(await bytesOf()).toBe(before);
  expect(revoked.items.map(({ requirement }) => requirement)).toEqual(
    letter.items.map(({ requirement }) => requirement),
  );
  expect(history.map(({ type }) => type)).toContain('supervision-letter.revoked');
  const { document } = await contractor.api.supervisionLetter.find({ id: revocation.id });
  const told = JSON.stringify(document.blocks);
  for (const said of [letter.number ?? '', '2026年4月10日', reason]) expect(told).toContain(said);
  const { rectification } = await contractor.api.rectification.find({ id: item?.rectificationId ?? '' });
  expect(rectification).toMatchObject({ state: 'revoked', overdueDays: 0 });
  const refusal = await refusalOf(reported(county, item?.rectificationId ?? ''));
  expect(refusal.code).toBe('rectification.wrong-state');
  const acknowledged = await contractor.api.supervisionLetter.acknowledge({
    id: revocation.id,
    basedOn: served.version,
  });
  expect(acknowledged.state).toBe('acknowledged');
});

test('D07 D08 一(四): the findings of a revoked letter go into a new one with a term of its own, or are withdrawn by two', async () => {
  const { county, baseline, ids } = await aStory();
  const { office, inspector } = county.people;
  const letter = await servedLetter(county, baseline.agreementId, ids);
  await office.api.supervisionLetter.serve(serviceOf(await issuedRevocation(county, letter)));
  const { items } = await office.api.supervisionLetter.pending({});
  expect(items.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
  const [one = '', two = ''] = ids;
  county.at('2026-04-20');
  const again = await servedLetter(county, baseline.agreementId, [one]);
  expect(again.items[0]).toMatchObject({ findingId: one, findingState: 'rectifying' });
  const day = again.items[0]?.dueOn ?? '';
  expect(day > (letter.items.find(({ findingId }) => findingId === one)?.dueOn ?? '')).toBe(true);
  const { finding } = await inspector.api.finding.find({ id: two });
  const proposed = await inspector.api.finding.proposeWithdrawal({
    id: two,
    basedOn: finding.version,
    reason: '对象有误，经核实不成立',
    evidence: [await county.evidence(inspector)],
  });
  const gone = await office.api.finding.decide({
    id: two,
    basedOn: proposed.version,
    confirmed: true,
    reason: '核对无误，同意撤销',
  });
  expect(gone.state).toBe('withdrawn');
});

test('D07 D11 一(四): neither ledger nor gate counts what a revoked letter ordered; what was closed stays closed', async () => {
  const { county, baseline, ids } = await aStory();
  const { office, leader, lead } = county.people;
  await theGroup(county);
  const letter = await servedLetter(county, baseline.agreementId, ids);
  const [closedItem, openItem] = letter.items.map(({ rectificationId }) => rectificationId ?? '');
  await reported(county, closedItem ?? '');
  const passed = await verified(county, closedItem ?? '');
  const closed = await office.api.rectification.close({
    id: closedItem ?? '',
    basedOn: passed.version,
  });
  expect(closed.state).toBe('closed');
  const current = (await office.api.supervisionLetter.find({ id: letter.id })).letter;
  const revocation = await issuedRevocation(county, current);
  await office.api.supervisionLetter.serve(serviceOf(revocation));
  county.at('2026-07-01');
  const [first = ''] = baseline.instalments;
  const { gate } = await lead.api.disbursement.find({ id: first });
  const overdue = gate.conditions.find((one) => one.id === 'no-overdue-letter');
  expect(overdue).toMatchObject({ met: true, evidence: [{ id: closedItem, note: 'rectification-closed' }] });
  const { rectification } = await office.api.rectification.find({ id: closedItem ?? '' });
  expect(rectification.state).toBe('closed');
  expect((await office.api.rectification.find({ id: openItem ?? '' })).rectification.state).toBe('revoked');
  expect(await office.api.rectification.summary({})).toMatchObject({ open: 0, overdue: 0 });
  expect((await leader.api.rectification.list({ overdue: 'yes' })).items).toEqual([]);
  const { letter: after } = await office.api.supervisionLetter.find({ id: letter.id });
  expect(after.items.map(({ findingState }) => findingState).toSorted()).toEqual(['closed', 'confirmed']);
});

test('D07 一(四): what is not issued, what is revoked, and a revocation cannot be revoked', async () => {
  const { county, baseline, ids } = await aStory(3);
  const { office, drafter, contractor } = county.people;
  const revoke = (of: { readonly id: string; readonly version: number }, by = drafter) =>
    refusalOf(by.api.supervisionLetter.revoke({ id: of.id, basedOn: of.version, reason }));
  const draft = await draftedLetter(county, baseline.agreementId, ids.slice(0, 1));
  const early = await revoke(draft);
  expect(early).toMatchObject({ code: 'supervision-letter.not-issued', status: 409 });
  expect(early.basis).toContainEqual(clause14);
  const letter = await servedLetter(county, baseline.agreementId, ids.slice(1));
  expect((await revoke(letter, contractor)).status).toBe(403);
  const revocation = await issuedRevocation(county, letter);
  expect((await revoke(letter)).code).toBe('supervision-letter.revocation-open');
  expect((await revoke(revocation)).code).toBe('supervision-letter.revocation-not-revocable');
  await office.api.supervisionLetter.serve(serviceOf(revocation));
  const { letter: revoked } = await office.api.supervisionLetter.find({ id: letter.id });
  expect((await revoke(revoked)).code).toBe('supervision-letter.wrong-state');
});

test('D07 一(四)、一(五): nobody revokes alone, and the words of a revocation are not edited; a draft given up makes room for another', async () => {
  const { county, baseline, ids } = await aStory();
  const { drafter, reviewer, leader } = county.people;
  const letter = await servedLetter(county, baseline.agreementId, ids);
  const own = await reviewer.api.supervisionLetter.revoke({ id: letter.id, basedOn: letter.version, reason });
  const alone = await refusalOf(reviewer.api.supervisionLetter.review({ id: own.id, basedOn: own.version }));
  expect(alone.code).toBe('supervision-letter.own-draft');
  const unreviewed = await refusalOf(leader.api.supervisionLetter.sign({ id: own.id, basedOn: own.version }));
  expect(unreviewed.code).toBe('supervision-letter.wrong-state');
  const edited = await refusalOf(
    drafter.api.supervisionLetter.amend({
      id: own.id,
      basedOn: own.version,
      title: '关于另一件事的函',
      preamble: '根据日常监管制度，现函告如下：',
      items: [],
      leftOut: [],
    }),
  );
  expect(edited.code).toBe('supervision-letter.revocation-text-fixed');
  await drafter.api.supervisionLetter.void({ id: own.id, basedOn: own.version, reason: '理由写错' });
  const again = await drafter.api.supervisionLetter.revoke({
    id: letter.id,
    basedOn: letter.version,
    reason,
  });
  expect(again).toMatchObject({ state: 'draft', kind: 'revocation' });
});

test('D07 一(四): eight revocations of one letter at once make one draft and seven refusals', async () => {
  const { county, baseline, ids } = await aStory();
  const { drafter } = county.people;
  const letter = await servedLetter(county, baseline.agreementId, ids);
  const { granted, refusals } = await race(
    Array.from({ length: 8 }, () =>
      drafter.api.supervisionLetter.revoke({ id: letter.id, basedOn: letter.version, reason }),
    ),
  );
  expect(granted).toBe(1);
  expect(refusals).toEqual(Array.from({ length: 7 }, () => 'supervision-letter.revocation-open'));
});

test('D07 一(四): a letter issued and never served is revoked too, and is not served any more', async () => {
  const { county, baseline, ids } = await aStory();
  const { office } = county.people;
  const letter = await issuedLetter(county, baseline.agreementId, ids);
  await office.api.supervisionLetter.serve(serviceOf(await issuedRevocation(county, letter)));
  const { letter: revoked } = await office.api.supervisionLetter.find({ id: letter.id });
  expect(revoked.items.map(({ findingState }) => findingState)).toEqual(['confirmed', 'confirmed']);
  const late = await refusalOf(office.api.supervisionLetter.serve(serviceOf(revoked)));
  expect(late.code).toBe('supervision-letter.wrong-state');
});

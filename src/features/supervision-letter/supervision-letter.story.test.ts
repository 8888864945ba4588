import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { draftedLetter, issuedLetter, servedLetter, signedLetter } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

const clause14 = { clause: 'tongcheng-2021:1.4' };

async function aStory(): Promise<{ county: County; baseline: Baseline }> {
  const county = await aCounty();
  return { county, baseline: await aBaseline(county) };
}

const draftOf = (findingIds: readonly string[], leftOut: readonly string[] = []) => ({
  title: '关于限期整改服务站存在问题的督办函',
  preamble: '根据日常监管制度，监督检查小组对你公司承办的项目进行了检查，现函告如下：',
  items: findingIds.map((findingId) => ({ findingId, requirement: '立即整改到位', workingDays: 15 })),
  leftOut: [...leftOut],
});

test('D07 一(四): the office drafts, reviews, signs, numbers and serves one letter; the contractor acknowledges it', async () => {
  const { county, baseline } = await aStory();
  const { office, reviewer, leader, contractor } = county.people;
  const ids = await confirmedFindings(county, baseline, 3);
  const draft = await draftedLetter(county, baseline.agreementId, ids);
  expect(draft).toMatchObject({
    state: 'draft',
    number: null,
    draftedBy: { name: county.people.drafter.name },
  });
  expect(
    draft.items.map(({ findingId, workingDays, findingState }) => ({ findingId, workingDays, findingState })),
  ).toEqual(ids.map((findingId) => ({ findingId, workingDays: 15, findingState: 'in-letter' })));
  expect(draft.basis).toContainEqual(clause14);
  const { id } = draft;
  const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: 1 });
  const signed = await leader.api.supervisionLetter.sign({ id, basedOn: reviewed.version });
  const issued = await office.api.supervisionLetter.issue({ id, basedOn: signed.version, leftOut: [] });
  expect(issued).toMatchObject({ state: 'issued', number: '隽电商办督〔2026〕1号', issuedOn: '2026-04-10' });
  expect((await refusalOf(contractor.api.supervisionLetter.find({ id }))).status).toBe(404);
  county.at('2026-04-13');
  const served = await office.api.supervisionLetter.serve({
    id,
    basedOn: issued.version,
    method: 'direct',
    servedOn: '2026-04-13',
    servedTo: '示例收件人',
    witness: null,
    note: null,
    evidence: [await county.evidence(office)],
  });
  expect(served).toMatchObject({ state: 'served', service: { method: 'direct', servedOn: '2026-04-13' } });
  expect(served.items.map(({ findingState, dueOn }) => ({ findingState, dueOn }))).toEqual(
    ids.map(() => ({ findingState: 'rectifying', dueOn: '2026-05-07' })),
  );
  const seen = await contractor.api.supervisionLetter.find({ id });
  expect(seen.letter.may).toMatchObject({ acknowledge: true, amend: false, issue: false });
  expect(seen.document.addressee).toBe('示例甲电子商务有限公司');
  const acknowledged = await contractor.api.supervisionLetter.acknowledge({ id, basedOn: served.version });
  expect(acknowledged).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: contractor.name } });
  expect((await office.api.supervisionLetter.find({ id })).history.map(({ type }) => type)).toEqual([
    'supervision-letter.drafted',
    'supervision-letter.reviewed',
    'supervision-letter.signed',
    'supervision-letter.issued',
    'supervision-letter.served',
    'supervision-letter.acknowledged',
  ]);
});

test('D07 一(四): the PDF is what was issued, under its hash, readable by the contractor once served', async () => {
  const { county, baseline } = await aStory();
  const { contractor, outsider, office } = county.people;
  const letter = await issuedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 2),
  );
  const pdf = letter.pdf;
  if (!pdf) throw new Error('an issued letter has a PDF');
  const address = `/api/evidence/${pdf.id}/content`;
  expect((await contractor.fetch(address)).status).toBe(404);
  const bytes = new Uint8Array(await (await office.fetch(address)).arrayBuffer());
  expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(letter.pdfSha256);
  await office.api.supervisionLetter.serve({
    id: letter.id,
    basedOn: letter.version,
    method: 'electronic',
    servedOn: '2026-04-10',
    servedTo: '承办企业平台账户',
    witness: null,
    note: null,
    evidence: [],
  });
  expect((await contractor.fetch(address)).status).toBe(200);
  expect((await outsider.fetch(address)).status).toBe(404);
});

test('D07 一(四): numbers have no gap and no double under eight issues at once', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const ids = await confirmedFindings(county, baseline, 8);
  const letters = [];
  for (const id of ids) letters.push(await signedLetter(county, baseline.agreementId, [id]));
  const issued = await Promise.all(
    letters.map(({ id, version }) =>
      office.api.supervisionLetter.issue({ id, basedOn: version, leftOut: [] }),
    ),
  );
  expect(issued.map(({ number }) => number).toSorted()).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `隽电商办督〔2026〕${number}号`),
  );
  county.at('2027-01-04');
  const [next] = await confirmedFindings(county, baseline, 1);
  const letter = await issuedLetter(county, baseline.agreementId, [next ?? '']);
  expect(letter.number).toBe('隽电商办督〔2027〕1号');
});

test('D07 一(四): a refused issue uses up no number', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const [one, two] = await confirmedFindings(county, baseline, 2);
  const first = await signedLetter(county, baseline.agreementId, [one ?? '']);
  const refusal = await refusalOf(
    office.api.supervisionLetter.issue({ id: first.id, basedOn: first.version, leftOut: [] }),
  );
  expect(refusal.code).toBe('supervision-letter.findings-left-out');
  const issued = await office.api.supervisionLetter.issue({
    id: first.id,
    basedOn: first.version,
    leftOut: [two ?? ''],
  });
  expect(issued.number).toBe('隽电商办督〔2026〕1号');
});

test('D07 一(四): eight issues of one letter make one number and seven refusals', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const letter = await signedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 1),
  );
  const before = await county.events();
  const issue = () =>
    office.api.supervisionLetter.issue({ id: letter.id, basedOn: letter.version, leftOut: [] });
  const outcome = await race(Array.from({ length: 8 }, issue));
  expect(outcome.granted).toBe(1);
  expect(outcome.refusals).toEqual(Array.from({ length: 7 }, () => 'supervision-letter.changed-meanwhile'));
  // The issue itself and its PDF, once.
  expect(await county.events()).toBe(before + 2);
  expect(
    await county.asOwner('select last_number from letter_series where county = $1', [county.county]),
  ).toEqual([{ last_number: 1 }]);
});

test('D07 一(四): 商务局 cannot issue a letter in its own name', async () => {
  const { county, baseline } = await aStory();
  const { lead, finance } = county.people;
  const ids = await confirmedFindings(county, baseline, 1);
  const refusal = await refusalOf(
    lead.api.supervisionLetter.draft({ agreementId: baseline.agreementId, ...draftOf(ids) }),
  );
  expect(refusal).toMatchObject({ code: 'supervision-letter.issuer-is-office', basis: [clause14] });
  const letter = await signedLetter(county, baseline.agreementId, ids);
  const issue = await refusalOf(
    lead.api.supervisionLetter.issue({ id: letter.id, basedOn: letter.version, leftOut: [] }),
  );
  expect(issue).toMatchObject({ code: 'supervision-letter.issuer-is-office', basis: [clause14] });
  const other = await refusalOf(
    finance.api.supervisionLetter.issue({ id: letter.id, basedOn: letter.version, leftOut: [] }),
  );
  expect(other).toMatchObject({ code: 'route.not-permitted', status: 403 });
});

test('D07 一(四): an issued letter changes no more, by nobody and by no way', async () => {
  const { county, baseline } = await aStory();
  const { office, reviewer } = county.people;
  const ids = await confirmedFindings(county, baseline, 2);
  const letter = await issuedLetter(county, baseline.agreementId, ids);
  const { id, version } = letter;
  for (const attempt of [
    () => office.api.supervisionLetter.amend({ id, basedOn: version, ...draftOf(ids.slice(0, 1)) }),
    () => office.api.supervisionLetter.void({ id, basedOn: version, reason: '写错了，作废重来' }),
    () => office.api.supervisionLetter.sendBack({ id, basedOn: version, reason: '写错了，退回修改' }),
    () => office.api.supervisionLetter.issue({ id, basedOn: version, leftOut: [] }),
    () => reviewer.api.supervisionLetter.review({ id, basedOn: version }),
  ])
    expect(await refusalOf(attempt())).toMatchObject({
      code: 'supervision-letter.wrong-state',
      facts: { state: 'issued' },
    });
  await expect(
    county.asOwner(`update letter set title = '改题', version = version + 1 where id = $1`, [id]),
  ).rejects.toThrow(/issued and cannot be changed/);
  await expect(
    county.asOwner(`update letter_item set requirement = '改要求' where letter_id = $1`, [id]),
  ).rejects.toThrow(/no longer a draft/);
});

test('D07 GB/T 9704: what no font of the letter can print is refused while the words are open, and nothing is kept', async () => {
  const { county, baseline } = await aStory();
  const { office, reviewer, leader } = county.people;
  const ids = await confirmedFindings(county, baseline, 1);
  const { agreementId } = baseline;
  const plain = draftOf(ids);
  const asked = { findingId: ids[0] ?? '', workingDays: 15 };
  for (const [code, change, characters] of [
    ['title', { title: '关于限期整改☃的督办函' }, ['U+2603 ☃']],
    ['preamble', { preamble: `${plain.preamble}𰻝☎` }, ['U+260E ☎']],
    ['requirement', { items: [{ ...asked, requirement: '立即整改到位⚠' }] }, ['U+26A0 ⚠']],
  ] as const)
    expect(
      await refusalOf(
        office.api.supervisionLetter.draft({ agreementId, ...plain, ...change } as typeof plain & {
          agreementId: string;
        }),
      ),
      code,
    ).toMatchObject({ code: `supervision-letter.unprintable-${code}`, facts: { characters } });
  expect((await office.api.supervisionLetter.list({})).items).toEqual([]);

  const draft = await office.api.supervisionLetter.draft({ agreementId, ...plain });
  const { id } = draft;
  expect(
    (await refusalOf(office.api.supervisionLetter.amend({ id, basedOn: 1, ...plain, title: '督办⚙函' })))
      .code,
  ).toBe('supervision-letter.unprintable-title');
  expect((await office.api.supervisionLetter.find({ id })).letter).toMatchObject({
    version: 1,
    title: plain.title,
  });

  // F1: a name it quotes may change while the letter is on its way; what no font has of it is circumscribed and stops nothing.
  const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: 1 });
  const signed = await leader.api.supervisionLetter.sign({ id, basedOn: reviewed.version });
  const issue = () => office.api.supervisionLetter.issue({ id, basedOn: signed.version, leftOut: [] });
  const rename = async (from: string, to: string) => {
    const { items } = await office.api.organisation.list({ kind: 'contractor' });
    const found = items.find(({ name }) => name === from);
    if (!found) throw new Error(`no organisation is called ${from}`);
    await county.amendOrganisation(found.id, { name: to });
  };
  await rename('示例甲电子商务有限公司', '示例甲𮧵电子商务有限公司');
  expect((await issue()).number).toBe('隽电商办督〔2026〕1号');
  expect((await office.api.supervisionLetter.find({ id })).document.addressee).toBe(
    '示例甲〔字形：U+2E9F5〕电子商务有限公司',
  );
  expect(county.faults).toEqual([]);
});

test('D07: a letter says whose step is next, by name, and never names its drafter for review or signing', async () => {
  const { county, baseline } = await aStory();
  const { office, reviewer, leader, contractor } = county.people;
  const drafter = await county.person(county.organisations.office, '办公室 黄', ['reviewer']);
  const { agreementId } = baseline;
  const plain = draftOf(await confirmedFindings(county, baseline, 1));
  const draft = await drafter.api.supervisionLetter.draft({ agreementId, ...plain });
  const named = (of: { awaits: { step: string; people: { name: string }[] } | null }) => ({
    step: of.awaits?.step,
    people: of.awaits?.people.map(({ name }) => name),
  });
  expect(named(draft)).toEqual({ step: 'review', people: [reviewer.name] });
  const { id } = draft;
  const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: 1 });
  expect(named(reviewed)).toEqual({ step: 'sign', people: [leader.name] });
  const signed = await leader.api.supervisionLetter.sign({ id, basedOn: reviewed.version });
  expect(named(signed).step).toBe('issue');
  expect(named(signed).people?.toSorted()).toEqual(
    [county.people.drafter.name, office.name, reviewer.name, drafter.name].toSorted(),
  );
  const issued = await office.api.supervisionLetter.issue({ id, basedOn: signed.version, leftOut: [] });
  expect(named(issued).step).toBe('serve');
  const served = await office.api.supervisionLetter.serve({
    id,
    basedOn: issued.version,
    method: 'direct',
    servedOn: '2026-04-10',
    servedTo: '示例收件人',
    witness: null,
    note: null,
    evidence: [],
  });
  expect(named(served)).toEqual({ step: 'acknowledge', people: [contractor.name] });
  const done = await contractor.api.supervisionLetter.acknowledge({ id, basedOn: served.version });
  expect(done.awaits).toBeNull();
});

test('D07: the drafter neither reviews nor signs; each step needs its duty and its turn', async () => {
  const { county, baseline } = await aStory();
  const { office, leader, reviewer } = county.people;
  const both = await county.person(county.organisations.office, '办公室 全', ['reviewer', 'signatory']);
  const ids = await confirmedFindings(county, baseline, 2);
  const own = await both.api.supervisionLetter.draft({ agreementId: baseline.agreementId, ...draftOf(ids) });
  const { id } = own;
  expect((await refusalOf(both.api.supervisionLetter.review({ id, basedOn: 1 }))).code).toBe(
    'supervision-letter.own-draft',
  );
  expect((await refusalOf(office.api.supervisionLetter.review({ id, basedOn: 1 }))).code).toBe(
    'supervision-letter.not-permitted',
  );
  expect((await refusalOf(leader.api.supervisionLetter.sign({ id, basedOn: 1 }))).code).toBe(
    'supervision-letter.wrong-state',
  );
  const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: 1 });
  expect((await refusalOf(both.api.supervisionLetter.sign({ id, basedOn: reviewed.version }))).code).toBe(
    'supervision-letter.own-draft',
  );
  expect((await refusalOf(reviewer.api.supervisionLetter.sign({ id, basedOn: reviewed.version }))).code).toBe(
    'supervision-letter.not-permitted',
  );
  const back = await leader.api.supervisionLetter.sendBack({
    id,
    basedOn: reviewed.version,
    reason: '要求写得不够具体',
  });
  expect(back).toMatchObject({ state: 'draft', reviewedBy: null });
  expect((await refusalOf(reviewer.api.supervisionLetter.review({ id, basedOn: 1 }))).code).toBe(
    'supervision-letter.changed-meanwhile',
  );
});

test('D08 一(四): every confirmed finding in no letter is listed, and leaving one out never goes unnoticed', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const [one, two, three] = await confirmedFindings(county, baseline, 3);
  await confirmedFindings(county, baseline, 1, { of: 'rival' });
  const pending = await office.api.supervisionLetter.pending({});
  expect(pending).toMatchObject({ total: 4 });
  expect(pending.agreements.map(({ findings }) => findings).toSorted()).toEqual([1, 3]);
  const { findings } = await office.api.supervisionLetter.draftable({ agreementId: baseline.agreementId });
  expect(findings.map(({ id }) => id)).toEqual([one, two, three]);
  const numberOf = (id: string | undefined) => findings.find((finding) => finding.id === id)?.number;
  const draft = (leftOut: (string | undefined)[]) =>
    office.api.supervisionLetter.draft({
      agreementId: baseline.agreementId,
      ...draftOf(
        [one ?? ''],
        leftOut.map((id) => id ?? ''),
      ),
    });
  const before = await county.events();
  expect(await refusalOf(draft([two]))).toMatchObject({
    code: 'supervision-letter.findings-left-out',
    facts: { count: 2, findings: [numberOf(two), numberOf(three)] },
    basis: [clause14],
  });
  expect((await refusalOf(draft([]))).code).toBe('supervision-letter.findings-left-out');
  // Naming one that is not left out is no better than naming too few.
  expect((await refusalOf(draft([one, two, three]))).code).toBe('supervision-letter.findings-left-out');
  expect(await county.events()).toBe(before);
  const letter = await draft([two, three]);
  expect((await office.api.supervisionLetter.find({ id: letter.id })).leftOut.map(({ id }) => id)).toEqual([
    two,
    three,
  ]);
  expect(
    (await office.api.supervisionLetter.pending({ contractor: county.organisations.contractor })).total,
  ).toBe(2);
});

test('D08 一(四): a finding confirmed while the letter was on its way is noticed when it is issued', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const letter = await signedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 1),
  );
  const [late] = await confirmedFindings(county, baseline, 1);
  const issue = (leftOut: string[]) =>
    office.api.supervisionLetter.issue({ id: letter.id, basedOn: letter.version, leftOut });
  expect(await refusalOf(issue([]))).toMatchObject({
    code: 'supervision-letter.findings-left-out',
    facts: { count: 1 },
  });
  expect((await issue([late ?? ''])).state).toBe('issued');
});

test('D08 一(四): a draft is amended, its items taken out and put back; a voided draft gives its findings back', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const [one, two] = await confirmedFindings(county, baseline, 2);
  const letter = await draftedLetter(county, baseline.agreementId, [one ?? '', two ?? '']);
  const { id } = letter;
  const without = draftOf([two ?? ''], [one ?? '']);
  expect(
    (await refusalOf(office.api.supervisionLetter.amend({ id, basedOn: 1, ...without, leftOut: [] }))).code,
  ).toBe('supervision-letter.findings-left-out');
  const amended = await office.api.supervisionLetter.amend({ id, basedOn: 1, ...without });
  expect(amended.items.map(({ findingId }) => findingId)).toEqual([two]);
  const restored = await office.api.supervisionLetter.amend({
    id,
    basedOn: amended.version,
    ...draftOf([one ?? '', two ?? '']),
  });
  expect(restored.items.map(({ findingId }) => findingId)).toEqual([one, two]);
  const voided = await office.api.supervisionLetter.void({
    id,
    basedOn: restored.version,
    reason: '改为一并发函',
  });
  expect(voided).toMatchObject({ state: 'voided', number: null, items: [] });
  expect((await office.api.supervisionLetter.pending({})).items.map((finding) => finding.id)).toEqual([
    one,
    two,
  ]);
});

test('D08: a finding stands in one letter at a time, and only a confirmed one of this contract', async () => {
  const { county, baseline } = await aStory();
  const { office, lead } = county.people;
  const [one, two] = await confirmedFindings(county, baseline, 2);
  const [other] = await confirmedFindings(county, baseline, 1, { of: 'rival' });
  await draftedLetter(county, baseline.agreementId, [one ?? '']);
  const draft = (ids: (string | undefined)[], leftOut: (string | undefined)[] = []) =>
    refusalOf(
      office.api.supervisionLetter.draft({
        agreementId: baseline.agreementId,
        ...draftOf(
          ids.map((id) => id ?? ''),
          leftOut.map((id) => id ?? ''),
        ),
      }),
    );
  expect((await draft([one])).code).toBe('supervision-letter.finding-not-confirmed');
  expect((await draft([other])).code).toBe('supervision-letter.other-agreement');
  expect((await draft([two, two])).code).toBe('supervision-letter.finding-twice');
  expect((await draft([])).code).toBe('supervision-letter.no-items');
  expect((await draft([county.newId()])).code).toBe('supervision-letter.finding-not-confirmed');
  const missing = await refusalOf(
    office.api.supervisionLetter.draft({ agreementId: county.newId(), ...draftOf([two ?? '']) }),
  );
  expect(missing.code).toBe('supervision-letter.agreement-not-found');
  const long = {
    ...draftOf([two ?? '']),
    items: [{ findingId: two ?? '', requirement: '立即整改到位', workingDays: 31 }],
  };
  expect(
    await refusalOf(office.api.supervisionLetter.draft({ agreementId: baseline.agreementId, ...long })),
  ).toMatchObject({
    code: 'supervision-letter.period-out-of-range',
    facts: { workingDaysMax: 30 },
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
  await lead.api.finding.proposeWithdrawal({
    id: two ?? '',
    basedOn: 2,
    reason: '现场复核后认为并非问题',
    evidence: [await county.evidence(lead)],
  });
  expect((await draft([two])).code).toBe('finding.proposal-open');
});

test('D08: eight letters drafted at once from one finding: one has it', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const ids = await confirmedFindings(county, baseline, 1);
  const outcome = await race(
    Array.from({ length: 8 }, () =>
      office.api.supervisionLetter.draft({ agreementId: baseline.agreementId, ...draftOf(ids) }),
    ),
  );
  expect(outcome.granted).toBe(1);
  expect(new Set(outcome.refusals)).toEqual(new Set(['supervision-letter.finding-not-confirmed']));
});

test('D08: drafting the same letter twice makes one', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const [one, two] = await confirmedFindings(county, baseline, 2);
  const id = county.newId();
  const drafted = {
    id,
    agreementId: baseline.agreementId,
    ...draftOf([one ?? ''], [two ?? '']),
  };
  const first = await office.api.supervisionLetter.draft(drafted);
  expect(await office.api.supervisionLetter.draft(drafted)).toEqual(first);
  const again = office.api.supervisionLetter.draft({
    id,
    agreementId: baseline.agreementId,
    ...draftOf([two ?? '']),
  });
  expect((await refusalOf(again)).code).toBe('request.id-reused');
});

test('D09: service is not before issue, not in the future, and 留置 needs a witness', async () => {
  const { county, baseline } = await aStory();
  const { office, contractor } = county.people;
  county.at('2026-04-15');
  const letter = await issuedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 1),
  );
  const serve = (change: object) =>
    office.api.supervisionLetter.serve({
      id: letter.id,
      basedOn: letter.version,
      method: 'direct',
      servedOn: '2026-04-15',
      servedTo: '示例收件人',
      witness: null,
      note: null,
      evidence: [],
      ...change,
    });
  expect(await refusalOf(serve({ servedOn: '2026-04-14' }))).toMatchObject({
    code: 'supervision-letter.served-before-issue',
    facts: { issuedOn: '2026-04-15' },
  });
  expect((await refusalOf(serve({ servedOn: '2026-04-16' }))).code).toBe(
    'supervision-letter.served-in-future',
  );
  expect((await refusalOf(serve({ method: 'left' }))).code).toBe('supervision-letter.witness-required');
  expect((await refusalOf(serve({ method: 'left', witness: office.name }))).code).toBe(
    'supervision-letter.witness-is-server',
  );
  const foreign = await county.evidence(contractor);
  expect((await refusalOf(serve({ evidence: [foreign] }))).code).toBe('supervision-letter.evidence-unknown');
  const served = await serve({ method: 'left', witness: '村委会 示例' });
  expect(served.service).toMatchObject({ method: 'left', witness: '村委会 示例' });
  expect((await refusalOf(serve({ basedOn: served.version }))).code).toBe('supervision-letter.wrong-state');
});

test('eight services of one letter make one, and its items are ordered once', async () => {
  const { county, baseline } = await aStory();
  const { office } = county.people;
  const letter = await issuedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 2),
  );
  const outcome = await race(
    Array.from({ length: 8 }, () =>
      office.api.supervisionLetter.serve({
        id: letter.id,
        basedOn: letter.version,
        method: 'direct',
        servedOn: '2026-04-10',
        servedTo: '示例收件人',
        witness: null,
        note: null,
        evidence: [],
      }),
    ),
  );
  expect(outcome.granted).toBe(1);
  expect(new Set(outcome.refusals)).toEqual(new Set(['supervision-letter.changed-meanwhile']));
  expect((await office.api.rectification.list({ letter: letter.id })).items).toHaveLength(2);
});

test('a contractor sees its own letters from service on, and nobody else’s', async () => {
  const { county, baseline } = await aStory();
  const { contractor, outsider, auditor, office } = county.people;
  const [one, two] = await confirmedFindings(county, baseline, 2);
  const served = await servedLetter(county, baseline.agreementId, [one ?? '']);
  const draft = await draftedLetter(county, baseline.agreementId, [two ?? '']);
  expect((await contractor.api.supervisionLetter.list({})).items.map(({ id }) => id)).toEqual([served.id]);
  expect((await outsider.api.supervisionLetter.list({})).items).toEqual([]);
  expect((await auditor.api.supervisionLetter.list({})).items).toHaveLength(2);
  expect(
    (await auditor.api.supervisionLetter.list({ search: '〔2026〕1号' })).items.map(({ id }) => id),
  ).toEqual([served.id]);
  for (const attempt of [
    () => outsider.api.supervisionLetter.find({ id: served.id }),
    () => outsider.api.supervisionLetter.acknowledge({ id: served.id, basedOn: served.version }),
    () => contractor.api.supervisionLetter.find({ id: draft.id }),
  ])
    expect(await refusalOf(attempt())).toMatchObject({ code: 'supervision-letter.not-found', status: 404 });
  expect((await refusalOf(contractor.api.supervisionLetter.pending({}))).status).toBe(403);
  const { history } = await contractor.api.supervisionLetter.find({ id: served.id });
  expect(history.map(({ type }) => type)).not.toContain('supervision-letter.drafted');
  expect(
    (await refusalOf(office.api.supervisionLetter.acknowledge({ id: served.id, basedOn: served.version })))
      .status,
  ).toBe(403);
});

test('一(四) users 7: the opening paragraph cites the visits its items rest on, and follows when they change', async () => {
  const { county, baseline } = await aStory();
  const { drafter } = county.people;
  const [one = ''] = await confirmedFindings(county, baseline, 1);
  const [two = ''] = await confirmedFindings(county, baseline, 1);
  const { agreementId } = baseline;
  const { preamble, title, findings } = await drafter.api.supervisionLetter.draftable({ agreementId });
  const cited = (text: string) => text.match(/检〔2026〕\d+/g);
  expect(cited(preamble)).toHaveLength(2);
  const visitOf = (id: string) =>
    findings.find((finding) => finding.id === id)?.number.replace(/^问(.*)-\d+$/, '检$1');
  const item = (findingId: string) => ({ findingId, requirement: '立即整改到位', workingDays: 15 });
  const draft = await drafter.api.supervisionLetter.draft({
    agreementId,
    title,
    preamble,
    items: [item(one)],
    leftOut: [two],
  });
  expect(cited(draft.preamble)).toEqual([visitOf(one)]);
  const other = await drafter.api.supervisionLetter.amend({
    id: draft.id,
    basedOn: draft.version,
    title,
    preamble: draft.preamble,
    items: [item(two)],
    leftOut: [one],
  });
  expect(cited(other.preamble)).toEqual([visitOf(two)]);
  expect((await drafter.api.supervisionLetter.find({ id: draft.id })).citedAmiss).toEqual({
    strange: [],
    missing: [],
  });
  // What somebody wrote is kept, and told of.
  const written = `根据${visitOf(one) ?? ''}，现函告如下：`;
  const kept = await drafter.api.supervisionLetter.amend({
    id: draft.id,
    basedOn: other.version,
    title,
    preamble: written,
    items: [item(two)],
    leftOut: [one],
  });
  expect(kept.preamble).toBe(written);
  expect((await drafter.api.supervisionLetter.find({ id: draft.id })).citedAmiss).toEqual({
    strange: [visitOf(one)],
    missing: [visitOf(two)],
  });
});

test('packs F4: in a county whose pack has no review, another than the drafter signs the draft at once', async () => {
  const county = await aCounty({ packId: 'example-yi-2023' });
  const baseline = await aBaseline(county);
  const { reviewer, leader } = county.people;
  const ids = await confirmedFindings(county, baseline, 1, { clauseId: county.pack.clauses[0]?.id ?? '' });
  const draft = await draftedLetter(county, baseline.agreementId, ids);
  expect(draft).toMatchObject({ reviewed: false, awaits: { step: 'sign', people: [{ name: leader.name }] } });
  const step = { id: draft.id, basedOn: draft.version };
  expect(await refusalOf(reviewer.api.supervisionLetter.review(step))).toMatchObject({
    code: 'supervision-letter.no-review',
    basis: [{ clause: 'example-yi-2023:6.2' }],
  });
  const signed = await leader.api.supervisionLetter.sign(step);
  expect(signed).toMatchObject({ state: 'signed', reviewedBy: null, signedBy: { name: leader.name } });
});

import { beforeAll, expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { aFindingTold, aPlannedInspection, aSheet, theGroup } from '#testing/inspections.ts';
import { draftedLetter, issuedLetter } from '#testing/letters.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';

// Texts as people really send them: what comes in is what page, digest and paper show, and nothing waits for the paper to be refused.

let county: County;
let baseline: Baseline;
beforeAll(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
});

const issuesOf = async (call: Promise<unknown>) => {
  try {
    await call;
  } catch (error) {
    const { issues } = (error as { data: { issues: { path: string[]; message: string; params?: object }[] } })
      .data;
    return issues.map(({ path, message, params }) => ({ path: path.join('.'), message, params }));
  }
  return [];
};

const letterWords = async (ids: readonly string[]) => {
  const { title, preamble } = await county.people.office.api.supervisionLetter.draftable({
    agreementId: baseline.agreementId,
  });
  const items = ids.map((findingId) => ({ findingId, requirement: '立即整改到位', workingDays: 15 }));
  return { agreementId: baseline.agreementId, title, preamble, items, leftOut: [] as string[] };
};

test('F1 D08 一(四): a picture in a fact is named while the sheet is open; a rare character of a name is taken', async () => {
  const visited = await aCounty();
  const place = await aBaseline(visited);
  await theGroup(visited);
  const lead = visited.people.lead.api;
  const { id } = await aPlannedInspection(visited, place);
  const sheet = await aSheet(visited, id);
  const told = (fact: string) => aFindingTold(visited, { fact });
  const picture = { ...sheet, findings: [await told('测试　　门口台账未更新👍')] };
  expect(await issuesOf(lead.inspection.submit(picture))).toEqual([
    {
      path: 'findings.0.fact',
      message: 'text.unreadable',
      params: { code: 'text.unreadable', characters: ['U+1F44D 👍'] },
    },
  ]);
  expect(
    await refusalOf(lead.inspection.submit({ ...sheet, findings: [await told('门口台账未更新⚠')] })),
  ).toMatchObject({ code: 'inspection.unprintable', facts: { finding: 1, characters: ['U+26A0 ⚠'] } });

  const findings = [await told('\u2003\u2003站长姓名 𮧵某\u202f与登记不一致。')];
  await lead.inspection.submit({ ...sheet, findings });
  const { inspection } = await lead.inspection.find({ id });
  expect(inspection.findings.map(({ fact }) => fact)).toEqual(['站长姓名 𮧵某 与登记不一致。']);
});

test('F1 D07: a finding confirmed before with what no font has enters a letter, circumscribed, and is issued', async () => {
  const facts = ['站长姓名𮧵某与登记不一致', '门口台账未更新👍'];
  const ids = await confirmedFindings(county, baseline, 2, { facts });
  const { id } = await issuedLetter(county, baseline.agreementId, ids);
  const { document, letter } = await county.people.office.api.supervisionLetter.find({ id });
  expect(letter.state).toBe('issued');
  const paper = JSON.stringify(document);
  expect(paper).toContain('站长姓名〔字形：U+2E9F5〕某与登记不一致');
  expect(paper).toContain('门口台账未更新〔U+1F44D〕');
});

test('F2 pasted spaces of every width make no letter refuse', async () => {
  const ids = await confirmedFindings(county, baseline, 1);
  const words = await letterWords(ids);
  const office = county.people.office.api.supervisionLetter;
  const { id } = await office.draft({
    ...words,
    preamble: `\u2003\u2003${words.preamble}\u2002\u2007x\u2009\u202f`,
  });
  expect((await office.find({ id })).letter.preamble).toBe(`${words.preamble} x`);
});

test('F9 a mark that turns the reading is refused and named, so that page, digest and paper say one sum', async () => {
  const ids = await confirmedFindings(county, baseline, 1);
  const words = await letterWords(ids);
  const draft = (preamble: string) =>
    county.people.office.api.supervisionLetter.draft({ ...words, preamble });
  expect(await issuesOf(draft(`${words.preamble}应付12\u202e34元`))).toEqual([
    {
      path: 'preamble',
      message: 'text.direction',
      params: { code: 'text.direction', characters: ['U+202E'] },
    },
  ]);
  const { id } = await draft(`${words.preamble}应付12\u200b34元`);
  const read = await county.people.office.api.supervisionLetter.find({ id });
  expect(read.letter.preamble).toBe(`${words.preamble}应付1234元`);
  expect(JSON.stringify(read.document)).toContain('应付1234元');
});

test('F6 a name or a reason that nobody can see is none', async () => {
  const { office, administrator } = county.people;
  const fields = {
    uscc: null,
    legalRepresentative: null,
    contact: null,
    phone: null,
    address: null,
    reason: '登记单位',
  };
  for (const name of ['\u200b\u200b', '\u3164', '\u2800\u2800', '\u115f', ' 　'])
    expect(
      await issuesOf(administrator.api.administration.register({ kind: 'department', name, ...fields })),
    ).toMatchObject([{ path: 'name' }]);
  const drafted = await draftedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 1),
  );
  for (const reason of ['\u200b'.repeat(4), '。。。。', '同意。。', '\u3164同\u3164意\u3164\u3164'])
    expect(
      await issuesOf(office.api.supervisionLetter.void({ id: drafted.id, basedOn: drafted.version, reason })),
    ).toMatchObject([{ path: 'reason' }]);
});

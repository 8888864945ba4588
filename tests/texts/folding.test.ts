import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { identityKey, searchKey } from '#kernel/fold.ts';
import { confirmed } from '#testing/administration.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { issuedLetter } from '#testing/letters.ts';
import { aCounty, type County, refusalOf } from '#testing/world.ts';

// What looks the same is the same: one folding in the database and on the page, for what is unique and for what is looked for.

let county: County;
let baseline: Baseline;
beforeAll(async () => {
  county = await aCounty();
  baseline = await aBaseline(county);
});

const inTheDatabase = async (texts: readonly string[]) => {
  const { rows } = await sql<{ identity: string; search: string }>`
    select identity_key(t) as identity, search_key(t) as search
    from unnest(${texts}::text[]) with ordinality as given(t, at) order by at`.execute(county.db);
  return rows;
};
const inThePage = (texts: readonly string[]) =>
  texts.map((text) => ({ identity: identityKey(text), search: searchKey(text) }));

test('F4 F7 the database folds as the page folds', async () => {
  const written = [
    'ＴＣ－００１',
    'TC‑001',
    'tc-001\u200b',
    '隽电商办督〔2026〕035号',
    '隽电商办督﹝2026﹞第0035号',
    '（2026）【3】',
    'Ａ\u3164Ｂ\u2800Ｃ\u00a0Ｄ',
    '0',
    '00号',
    '第',
    '',
  ];
  const plane = Array.from({ length: 0x3100 }, (_, at) => String.fromCodePoint(at + 1)).filter(
    (c) => !/\p{L}/u.test(c),
  );
  const typed = fc.sample(
    fc.string({ unit: fc.constantFrom(...'〔〕[]（）0035第号-— ２０ＡｂC督\u200b'), maxLength: 12 }),
    400,
  );
  const all = [...written, ...plane, ...typed];
  expect(await inTheDatabase(all)).toEqual(inThePage(all));
});

test('F4 D07: a letter is found by its number as a keyboard has it', async () => {
  const letter = await issuedLetter(
    county,
    baseline.agreementId,
    await confirmedFindings(county, baseline, 1),
  );
  expect(letter.number).toBe('隽电商办督〔2026〕1号');
  const office = county.people.office.api;
  for (const search of [
    '隽电商办督〔2026〕1号',
    '隽电商办督[2026]1号',
    '(2026)1号',
    '（２０２６）1',
    '【2026】第1号',
    '﹝2026﹞001号',
    '2026 1号',
    '01号',
    ' 隽电商办督〔2026〕1号 ',
    '隽电商办督〔2026〕1号\u200b',
  ])
    expect([search, (await office.supervisionLetter.list({ search })).items.map(({ id }) => id)]).toEqual([
      search,
      [letter.id],
    ]);
  expect((await office.supervisionLetter.list({ search: '〔2025〕1号' })).items).toEqual([]);
  const [finding] = (await office.finding.list({})).items;
  expect((await office.agreement.list({ search: ' ｓｌ－2026 ' })).items.length).toBe(
    (await office.agreement.list({ search: 'SL-2026' })).items.length,
  );
  expect(finding).toBeDefined();
});

test('F7 a facility’s number that looks the same is taken, and by whom is said', async () => {
  const office = county.people.office.api;
  const [known] = (await office.facility.list({})).items;
  if (!known) throw new Error('the county has no facility');
  const { facility } = await office.facility.find({ id: known.id });
  const { number, ...like } = facility;
  const wide = [...number]
    .map((c) => (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('');
  for (const same of [
    number,
    number.toLowerCase(),
    wide,
    `${number}\u200b`,
    ` ${number} `,
    number.replaceAll('-', '‑'),
  ])
    expect(
      await refusalOf(
        office.facility.register({
          number: same,
          name: '另一站点',
          kind: like.kind,
          agreementId: baseline.agreementId,
          villageCode: like.villageCode,
          villageName: like.villageName,
          townName: like.townName,
          address: like.address,
          headName: '周某',
          headPhone: '13800000000',
          latitude: null,
          longitude: null,
          datum: null,
          constructionStartedOn: like.constructionStartedOn,
        }),
      ),
    ).toMatchObject({ code: 'facility.number-taken', facts: { existing: `${number} ${facility.name}` } });
});

test('F7 a department of the same name is the same; another kind and a contractor with its own code are not', async () => {
  const fields = {
    uscc: null,
    legalRepresentative: null,
    contact: null,
    phone: null,
    address: null,
    reason: '登记单位',
  };
  const register = (name: string, kind: 'department' | 'third-party' = 'department') =>
    confirmed(county, (api) => api.administration.register({ kind, name, ...fields }));
  const id = await register('Café 联络局');
  for (const same of ['Café 联络局', 'Cafe\u0301 联络局', 'ＣＡＦＥ\u0301　联络局', 'Café\u200b联络局'])
    expect(await refusalOf(register(same))).toMatchObject({
      code: 'organisation.name-taken',
      facts: { existing: 'Café 联络局' },
    });
  await register('Café 联络局', 'third-party');
  // A name given up is free; its own name is no obstacle to an amendment.
  const version = 1;
  const amend = (name: string, basedOn: number) =>
    confirmed(county, (api) =>
      api.administration.amend({ id, basedOn, kind: 'department', name, ...fields, active: true }),
    );
  await amend('联络二局', version);
  await register('Café 联络局');
  expect(await refusalOf(amend('CAFÉ联络局', version + 1))).toMatchObject({
    code: 'organisation.name-taken',
  });
});

test('F7 of eight who register one number at once, one succeeds', async () => {
  const { administrator, secondAdministrator } = county.people;
  const fields = {
    uscc: null,
    legalRepresentative: null,
    contact: null,
    phone: null,
    address: null,
    reason: '登记单位',
  };
  const names = [
    '竞名局',
    '竞名 局',
    '竞名局\u200b',
    '竞　名局',
    '竞名局',
    '竞\u00ad名局',
    '竞名\u2009局',
    '竞名局',
  ];
  const proposed = await Promise.all(
    names.map((name) => administrator.api.administration.register({ kind: 'department', name, ...fields })),
  );
  const answers = await Promise.allSettled(
    proposed.map(({ proposal }) =>
      secondAdministrator.api.proposal.confirm({ id: proposal?.id ?? '', basedOn: 1 }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  expect(county.faults).toEqual([]);
});

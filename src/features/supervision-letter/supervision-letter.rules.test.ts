import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import {
  chineseNumeral,
  type LetterContent,
  letterDocument,
  suggestedPreamble,
} from './supervision-letter.document.ts';
import {
  type FindingTold,
  type Letter,
  type LetterState,
  lifecycle,
  track,
} from './supervision-letter.model.ts';
import { mayOf, maySee } from './supervision-letter.policy.ts';
import {
  decideDraft,
  decideLeftOut,
  decideService,
  mayBecome,
  printedNumber,
  step,
} from './supervision-letter.rules.ts';

const pack = loadedRegimes().find((regime) => regime.pack.id === 'tongcheng-2021')?.pack;
if (!pack) throw new Error('the pack is missing');
const on = plainDate('2026-04-10');

const aFinding = (id: string, change: Partial<FindingTold> = {}): FindingTold => ({
  id,
  number: `问〔2026〕1-${id}`,
  agreementId: 'agreement',
  contractorId: 'contractor',
  state: 'confirmed',
  fact: '货架空置',
  place: '示例村服务站',
  foundOn: '2026-03-05',
  clauseId: 'tongcheng-2021:1.5',
  severity: 'ordinary',
  dimensions: ['quality'],
  area: 'station',
  inspectionNumber: '检〔2026〕1',
  inspectedOn: '2026-03-05',
  ...change,
});

const aLetter = (change: Partial<Letter> = {}): Letter => ({
  id: 'letter',
  version: 1,
  agreementId: 'agreement',
  contractorId: 'contractor',
  kind: 'supervision',
  replaces: null,
  reason: null,
  title: '督办函',
  preamble: '根据',
  state: 'draft',
  number: null,
  draftedBy: 'drafter',
  draftedOn: '2026-04-01',
  reviewedBy: null,
  signedBy: null,
  issuedBy: null,
  issuedOn: null,
  pdfSha256: null,
  contentDigest: null,
  service: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  closedOn: null,
  pack: { id: pack.id, version: pack.version, hash: '-' },
  ...change,
});

test('the number prints as 机关代字〔year〕n号, without 第 and without leading zeros', () => {
  expect(printedNumber({ code: '隽电商办督', year: 2026, number: 3 })).toBe('隽电商办督〔2026〕3号');
});

describe('the lifecycle', () => {
  const states = Object.keys(lifecycle) as LetterState[];
  test('every state and step is decided by the table, and by nothing else', () => {
    for (const from of states)
      for (const to of states) {
        const decision = step(aLetter({ state: from }), to);
        expect(decision.ok).toBe((lifecycle[from] as readonly string[]).includes(to));
        if (!decision.ok) expect(decision.refusal.code).toBe('supervision-letter.wrong-state');
      }
  });
  test('nothing leads back from issued, and voided is an end', () => {
    const before = ['draft', 'reviewed', 'signed', 'voided'];
    for (const from of ['issued', 'served', 'acknowledged', 'closed'] as const)
      for (const to of before) expect(mayBecome(from, to as LetterState)).toBe(false);
    expect(lifecycle.voided).toEqual([]);
    expect(track.every((state) => state !== ('voided' as string))).toBe(true);
  });
});

describe('D08: what is left out is said', () => {
  const ids = ['1', '2', '3', '4', '5'];
  test('granted exactly when the set said is the set left out', () => {
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (said, actual) => {
        const decision = decideLeftOut(
          said,
          actual.map((id) => aFinding(id)),
          pack,
        );
        expect(decision.ok).toBe(said.toSorted().join() === actual.toSorted().join());
      }),
    );
  });
  test('a draft of any choice is granted when the rest is named, and never otherwise', () => {
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), fc.subarray(ids), (chosen, said) => {
        const pending = ids.map((id) => aFinding(id));
        const decision = decideDraft(
          {
            agreementId: 'agreement',
            items: chosen.map((findingId) => ({ findingId, requirement: '立即整改', workingDays: 15 })),
            leftOut: said,
          },
          { chosen: pending.filter(({ id }) => chosen.includes(id)), pending, inThisLetter: new Set() },
          pack,
          on,
        );
        const rest = ids.filter((id) => !chosen.includes(id));
        expect(decision.ok).toBe(rest.join() === said.toSorted().join());
      }),
    );
  });
  test('a finding taken out of the draft is left out too', () => {
    const inside = [aFinding('1', { state: 'in-letter' }), aFinding('2', { state: 'in-letter' })];
    const decide = (leftOut: string[]) =>
      decideDraft(
        {
          agreementId: 'agreement',
          items: [{ findingId: '1', requirement: '立即整改', workingDays: 15 }],
          leftOut,
        },
        { chosen: inside, pending: [], inThisLetter: new Set(['1', '2']) },
        pack,
        on,
      );
    expect(decide([])).toMatchObject({
      ok: false,
      refusal: { code: 'supervision-letter.findings-left-out' },
    });
    expect(decide(['2']).ok).toBe(true);
  });
});

test.each([
  { severity: 'serious', most: 10 },
  { severity: 'major', most: 20 },
  { severity: 'ordinary', most: 30 },
] as const)('a $severity item has from 1 to $most working days', ({ severity, most }) => {
  const decide = (workingDays: number) =>
    decideDraft(
      {
        agreementId: 'agreement',
        items: [{ findingId: '1', requirement: '立即整改', workingDays }],
        leftOut: [],
      },
      {
        chosen: [aFinding('1', { severity })],
        pending: [aFinding('1', { severity })],
        inThisLetter: new Set(),
      },
      pack,
      on,
    ).ok;
  expect([0, 1, most, most + 1].map(decide)).toEqual([false, true, true, false]);
});

test.each([
  {
    state: 'signed',
    servedOn: '2026-04-09',
    method: 'direct',
    witness: null,
    code: 'supervision-letter.wrong-state',
  },
  {
    state: 'issued',
    servedOn: '2026-04-08',
    method: 'direct',
    witness: null,
    code: 'supervision-letter.served-before-issue',
  },
  {
    state: 'issued',
    servedOn: '2026-04-11',
    method: 'post',
    witness: null,
    code: 'supervision-letter.served-in-future',
  },
  {
    state: 'issued',
    servedOn: '2026-04-10',
    method: 'left',
    witness: null,
    code: 'supervision-letter.witness-required',
  },
  {
    state: 'issued',
    servedOn: '2026-04-10',
    method: 'left',
    witness: '陈',
    code: 'supervision-letter.witness-is-server',
  },
  { state: 'issued', servedOn: '2026-04-10', method: 'left', witness: '周', code: undefined },
  { state: 'issued', servedOn: '2026-04-09', method: 'electronic', witness: null, code: undefined },
] as const)(
  'service on $servedOn by $method of a letter that is $state: $code',
  ({ state, servedOn, method, witness, code }) => {
    const letter = aLetter({ state, issuedOn: '2026-04-09' });
    const service = { method, servedOn, servedTo: '冯', servedBy: 'server', witness, note: null };
    const decision = decideService(letter, service, { name: '陈' }, on);
    expect(decision.ok ? undefined : decision.refusal.code).toBe(code);
  },
);

describe('who may do what', () => {
  const actor = (
    organisationKind: 'office' | 'leading-group' | 'commerce-bureau' | 'contractor',
    duties: ('reviewer' | 'signatory')[] = [],
    personId = 'somebody',
  ) => ({
    personId,
    name: '某',
    organisationId: organisationKind === 'contractor' ? 'contractor' : 'county',
    organisationKind,
    duties,
  });
  const open = (who: ReturnType<typeof actor>, state: LetterState) =>
    Object.entries(mayOf(who, aLetter({ state })))
      .filter(([, may]) => may)
      .map(([name]) => name);
  test.each([
    [actor('office'), 'draft', ['amend', 'void']],
    [actor('office', ['reviewer']), 'draft', ['amend', 'review', 'void']],
    [actor('office', ['reviewer'], 'drafter'), 'draft', ['amend', 'void']],
    [actor('leading-group', ['signatory']), 'reviewed', ['sendBack', 'sign']],
    [actor('leading-group'), 'reviewed', []],
    [actor('office', ['signatory'], 'drafter'), 'reviewed', ['sendBack']],
    [actor('office'), 'signed', ['sendBack', 'issue']],
    [actor('office'), 'issued', ['revoke', 'serve']],
    [actor('contractor'), 'served', ['acknowledge']],
    [actor('commerce-bureau', ['reviewer', 'signatory']), 'draft', []],
    [actor('commerce-bureau', ['reviewer', 'signatory']), 'reviewed', []],
    [actor('office'), 'acknowledged', ['revoke']],
    [actor('commerce-bureau', ['reviewer', 'signatory']), 'served', []],
    [actor('office'), 'revoked', []],
  ] as const)('%o of a letter that is %s: %o', (who, state, expected) => {
    expect(open(who, state)).toEqual(expected);
  });
  test('a contractor knows of its letter from service on', () => {
    const knows = (Object.keys(lifecycle) as LetterState[]).filter((state) =>
      maySee(actor('contractor'), aLetter({ state })),
    );
    expect(knows).toEqual(['served', 'acknowledged', 'closed', 'revoked']);
    expect(maySee({ ...actor('contractor'), organisationId: 'rival' }, aLetter({ state: 'served' }))).toBe(
      false,
    );
  });
});

test.each([
  [1, '一'],
  [9, '九'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [99, '九十九'],
  [100, '一百'],
  [101, '一百零一'],
  [110, '一百一十'],
  [115, '一百一十五'],
])('%i is written %s', (number, text) => {
  expect(chineseNumeral(number)).toBe(text);
});

test('the letter says problem, clause, demand and period, and lists them in its annex', () => {
  const content: LetterContent = {
    id: 'record',
    kind: 'supervision',
    title: '关于限期整改存在问题的督办函',
    preamble: suggestedPreamble(pack, '01标段', [
      { number: '检〔2026〕1', inspectedOn: '2026-03-05', withThirdParty: true },
    ]),
    contractorName: '示例甲公司',
    number: '隽电商办督〔2026〕3号',
    issuedOn: '2026-04-08',
    contact: { name: '陈', phone: null },
    items: [{ ...aFinding('1'), requirement: '恢复每日营业', workingDays: 15 }],
  };
  const document = letterDocument(content, pack);
  expect(document).toMatchObject({
    issuer: '通城县电子商务进农村领导小组办公室',
    number: '隽电商办督〔2026〕3号',
    addressee: '示例甲公司',
    date: '2026年4月8日',
    contact: '联系人：陈',
    signature: '通城县电子商务进农村领导小组办公室',
    recordId: 'record',
  });
  const text = document.blocks.map((block) => ('text' in block ? block.text : ''));
  expect(text[0]).toBe(
    '根据《通城县电子商务进农村综合示范项目日常监管制度》，监督检查小组会同第三方机构于2026年3月5日（检〔2026〕1）对你公司承办的“01标段”项目进行了监督检查。现将发现的问题及整改要求函告如下：',
  );
  expect(text[2]).toBe(
    '（一）服务站体系（一般问题）。2026年3月5日在示例村服务站检查发现：货架空置。问题编号问〔2026〕1-1，不符合日常监管制度一（五）的要求。',
  );
  expect(text[4]).toBe('（一）关于第（一）项问题。恢复每日营业。整改时限：自送达次日起15个工作日内。');
  expect(document.annexes[0]).toMatchObject({
    title: '问题清单',
    blocks: [
      { kind: 'table', rows: [['1', '问〔2026〕1-1', '示例村服务站：货架空置', '一般', '一（五）', '15']] },
      {},
    ],
  });
  const note = (issuedOn: string) => JSON.stringify(letterDocument({ ...content, issuedOn }, pack).annexes);
  expect(note('2026-04-08')).not.toContain('暂定');
  expect(note('2026-12-08')).toContain('期限为暂定');
  const draft = letterDocument({ ...content, number: null, issuedOn: null }, pack);
  expect(draft.number).toContain('〔　　　　〕');
});

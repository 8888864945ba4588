import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { FindingTold, ItemAsked, Letter, LetterService } from './supervision-letter.model.ts';
import {
  decideDraft,
  decideLeftOut,
  decideReview,
  decideService,
  decideSign,
  letterBasis,
  periodFor,
  step,
} from './supervision-letter.rules.ts';

// 甲县 spreads over several articles what 通城 says in one sentence: there each refusal shows which it rests on.
const { pack } = worldUnder('example-jia-2022');
const article = (...numbers: string[]) => numbers.map((number) => ({ clause: `example-jia-2022:${number}` }));
const refusal = (code: string, facts: object, ...numbers: string[]) => ({
  ok: false,
  refusal: { code: `supervision-letter.${code}`, facts, basis: article(...numbers) },
});
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
  clauseId: 'example-jia-2022:15',
  severity: 'major',
  dimensions: ['quality'],
  area: 'station',
  inspectionNumber: '检〔2026〕1',
  inspectedOn: '2026-03-05',
  ...change,
});
const asked = (findingId: string, workingDays = 15): ItemAsked => ({
  findingId,
  requirement: '立即整改',
  workingDays,
});

test('a letter rests on the article that orders it, in either county', () => {
  expect(letterBasis(pack)).toEqual(article('22'));
  expect(letterBasis(worldUnder('tongcheng-2021').pack)).toEqual([{ clause: 'tongcheng-2021:1.4' }]);
});

test('限时整改: the days of the severity, at most twice as many, and whence', () => {
  expect(periodFor(pack, 'serious', on)).toEqual({
    workingDays: 7,
    workingDaysMax: 14,
    dayKind: 'days',
    basis: article('23'),
  });
  expect(periodFor(worldUnder('tongcheng-2021').pack, 'ordinary', on)).toEqual({
    workingDays: 15,
    workingDaysMax: 30,
    dayKind: 'working-days',
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
});

describe('the draft', () => {
  const known = [aFinding('1'), aFinding('2')];
  const draft = (
    items: readonly ItemAsked[],
    chosen: readonly FindingTold[] = known,
    of: { pending?: readonly FindingTold[]; leftOut?: readonly string[]; inside?: readonly string[] } = {},
  ) =>
    decideDraft(
      { agreementId: 'agreement', items, leftOut: of.leftOut ?? [] },
      { chosen, pending: of.pending ?? [], inThisLetter: new Set(of.inside ?? []) },
      pack,
      on,
    );
  const outOfRange = (workingDays: number) =>
    refusal(
      'period-out-of-range',
      { finding: '问〔2026〕1-1', workingDays, workingDaysMax: 30, dayKind: 'days' },
      '23',
    );

  test.each([
    ['nothing', draft([]), refusal('no-items', {}, '22')],
    [
      'one twice',
      draft([asked('1'), asked('2'), asked('1')]),
      refusal('finding-twice', { finding: '问〔2026〕1-1' }),
    ],
    ['one nobody knows, twice', draft([asked('9'), asked('9')]), refusal('finding-twice', { finding: '9' })],
    ['one nobody knows', draft([asked('9')]), refusal('finding-not-confirmed', { finding: '9' }, '22')],
    [
      'one not confirmed',
      draft([asked('1')], [aFinding('1', { state: 'raised' })]),
      refusal('finding-not-confirmed', { finding: '问〔2026〕1-1' }, '22'),
    ],
    [
      'one in another letter',
      draft([asked('1')], [aFinding('1', { state: 'in-letter' })]),
      refusal('finding-not-confirmed', { finding: '问〔2026〕1-1' }, '22'),
    ],
    [
      'one of another contract',
      draft([asked('1')], [aFinding('1', { agreementId: 'other' })]),
      refusal('other-agreement', { finding: '问〔2026〕1-1' }),
    ],
    ['no day at all', draft([asked('1', 0)]), outOfRange(0)],
    ['a day beyond twice the period', draft([asked('1', 31)]), outOfRange(31)],
    [
      'one left out unnamed',
      draft([asked('1')], known, { pending: known }),
      refusal('findings-left-out', { findings: ['问〔2026〕1-2'], count: 1 }, '22'),
    ],
  ])('with %s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });

  test('is granted with the findings as they are known, in the order of its items', () => {
    expect(draft([asked('2', 30), asked('1', 1)])).toEqual({
      ok: true,
      value: [aFinding('2'), aFinding('1')],
    });
    // One that stands in this very letter stays in it.
    const inside = [aFinding('1', { state: 'in-letter' })];
    expect(draft([asked('1')], inside, { inside: ['1'] })).toEqual({ ok: true, value: inside });
  });

  test('one that is known, but neither pending nor of this letter, is not left out by it', () => {
    expect(draft([asked('1')]).ok).toBe(true);
  });

  test('what is left out is named, no more and no less, and once', () => {
    const actual = [aFinding('1'), aFinding('2')];
    expect(decideLeftOut(['2', '1', '2'], actual, pack)).toEqual({ ok: true, value: true });
    expect(decideLeftOut(['1', '3'], actual, pack)).toEqual(
      refusal('findings-left-out', { findings: ['问〔2026〕1-1', '问〔2026〕1-2'], count: 2 }, '22'),
    );
    expect(decideLeftOut([], [], pack)).toEqual({ ok: true, value: true });
  });
});

describe('on its way', () => {
  const aLetter = (change: Partial<Letter> = {}): Letter => ({
    id: 'letter',
    version: 1,
    agreementId: 'agreement',
    contractorId: 'contractor',
    kind: 'supervision',
    replaces: null,
    reason: null,
    title: '整改通知书',
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
  const wrong = (state: string, to: string) => refusal('wrong-state', { state, to });

  const by = (personId: string) => ({ personId, visitors: ['visitor'] });
  const hands = (code: string) => refusal(code, {}, '22', '12');

  test.each([
    [
      'another reviews the draft',
      decideReview(aLetter(), by('other'), pack),
      { ok: true, value: 'reviewed' },
    ],
    ['the drafter reviews it', decideReview(aLetter(), by('drafter'), pack), hands('own-draft')],
    [
      'another reviews what is signed',
      decideReview(aLetter({ state: 'signed' }), by('other'), pack),
      wrong('signed', 'reviewed'),
    ],
    [
      'another signs what is reviewed',
      decideSign(aLetter({ state: 'reviewed' }), by('other'), pack),
      { ok: true, value: 'signed' },
    ],
    [
      'the drafter signs it',
      decideSign(aLetter({ state: 'reviewed' }), by('drafter'), pack),
      hands('own-draft'),
    ],
    [
      'the reviewer signs it',
      decideSign(aLetter({ state: 'reviewed', reviewedBy: 'reviewer' }), by('reviewer'), pack),
      hands('own-review'),
    ],
    ['one of the visit reviews it', decideReview(aLetter(), by('visitor'), pack), hands('own-visit')],
    [
      'one of the visit signs it',
      decideSign(aLetter({ state: 'reviewed' }), by('visitor'), pack),
      hands('own-visit'),
    ],
    ['another signs the draft', decideSign(aLetter(), by('other'), pack), wrong('draft', 'signed')],
    ['a draft is issued', step(aLetter(), 'issued'), wrong('draft', 'issued')],
  ])('%s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });

  const issued = aLetter({ state: 'issued', issuedOn: '2026-04-08' });
  const service = (change: Partial<LetterService>, letter = issued) =>
    decideService(
      letter,
      {
        method: 'direct',
        servedOn: '2026-04-09',
        servedTo: '冯',
        servedBy: 's',
        witness: null,
        note: null,
        ...change,
      },
      { name: '陈' },
      on,
    );
  test.each([
    ['handed over', service({}), { ok: true, value: 'served' }],
    ['on the day it was issued', service({ servedOn: '2026-04-08' }), { ok: true, value: 'served' }],
    ['today', service({ servedOn: '2026-04-10' }), { ok: true, value: 'served' }],
    [
      'of which the day of issue is not known',
      service({ servedOn: '2020-01-01' }, { ...issued, issuedOn: null }),
      { ok: true, value: 'served' },
    ],
    ['left, before another', service({ method: 'left', witness: '周' }), { ok: true, value: 'served' }],
    [
      'before it was issued',
      service({ servedOn: '2026-04-07' }),
      refusal('served-before-issue', { issuedOn: '2026-04-08' }),
    ],
    ['tomorrow', service({ servedOn: '2026-04-11' }), refusal('served-in-future', { todayOn: '2026-04-10' })],
    ['left, before nobody', service({ method: 'left' }), refusal('witness-required', {})],
    ['left, before himself', service({ method: 'left', witness: ' 陈 ' }), refusal('witness-is-server', {})],
    ['handed over before himself', service({ witness: '陈' }), refusal('witness-is-server', {})],
    // What is not issued is not served, whatever else is wrong.
    ['while it is a draft', service({ servedOn: '2026-04-11' }, aLetter()), wrong('draft', 'served')],
  ])('served %s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { raisedIn, toldFinding } from '#testing/records.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { EndedFinding, Finding, FindingInput, FindingState } from './finding.model.ts';
import { basisOf, decide, findingNumber, move, propose, putRight, raise, repeatOf } from './finding.rules.ts';

// 甲县 spreads over several articles what 通城 says in one sentence: there each refusal shows which it rests on.
const { pack } = worldUnder('example-jia-2022');
const article = (...numbers: string[]) => numbers.map((number) => ({ clause: `example-jia-2022:${number}` }));
const refusal = (code: string, facts: object, ...numbers: string[]) => ({
  ok: false,
  refusal: { code: `finding.${code}`, facts, basis: article(...numbers) },
});
const on = plainDate('2026-04-10');

const finding = (over: Partial<Finding> = {}): Finding => ({
  id: 'n',
  version: 2,
  number: '问〔2026〕1-1',
  inspectionId: 'i',
  itemId: 'station.open',
  facilityId: 'f',
  agreementId: 'a',
  contractorId: 'c',
  area: 'station',
  fact: '锁门',
  place: '门口',
  foundOn: '2026-04-10',
  foundBy: 'finder',
  clauseId: 'example-jia-2022:15',
  severity: 'major',
  dimensions: ['quality'],
  state: 'confirmed',
  repeatOf: null,
  proposal: null,
  withdrawal: null,
  lowered: null,
  putRight: null,
  closedOn: null,
  ...over,
});
const proposal = { kind: 'withdraw', severity: null, reason: '照片有误', by: 'one', at: 'then' } as const;
const number = '问〔2026〕1-1';

describe('不遮不掩: raised', () => {
  const context = raisedIn;
  const input = (over: Partial<FindingInput> = {}) => toldFinding('example-jia-2022:15', over);
  const closed = (id: string, over: Partial<EndedFinding>): EndedFinding => ({
    id,
    itemId: null,
    area: 'station',
    closedOn: '2026-04-01',
    ...over,
  });

  test.each([
    [{ clauseId: 'example-jia-2022:99' }, refusal('clause-unknown', { clause: 'example-jia-2022:99' })],
    [{ itemId: 'funds.vouchers' }, refusal('item-unknown', { item: 'funds.vouchers' })],
    [{ foundBy: 'stranger' }, refusal('finder-not-in-team', {}, '3')],
    [{ evidence: [] }, refusal('evidence-missing', { fact: '锁门' }, '12')],
  ])('not with %o', (over, expected) => {
    expect(raise(pack, context, [input(over)], [])).toEqual(expected);
  });

  test('it is all that was told, at the place and on the day of the inspection', () => {
    const { evidence: _, ...told } = input({ itemId: 'station.open' });
    expect(raise(pack, context, [input({ itemId: 'station.open' })], [])).toEqual({
      ok: true,
      value: [
        {
          ...told,
          version: 1,
          number: '问〔2026〕9-1',
          inspectionId: 'i',
          facilityId: 'f',
          agreementId: 'a',
          contractorId: 'c',
          area: 'station',
          foundOn: '2026-04-10',
          state: 'raised',
          repeatOf: null,
          proposal: null,
          withdrawal: null,
          lowered: null,
          putRight: null,
          closedOn: null,
        },
      ],
    });
  });

  test('it names the one it repeats, of its own content', () => {
    const before = [closed('x', {}), closed('y', { area: 'funds' })];
    expect(raise(pack, context, [input()], before)).toMatchObject({ value: [{ repeatOf: 'x' }] });
    expect(raise(pack, context, [input()], before.slice(1))).toMatchObject({ value: [{ repeatOf: null }] });
  });

  test('of several it repeats the same point, else the latest, of the same day the first told', () => {
    const same = { itemId: 'station.open', area: 'station' };
    const list = [
      closed('early', { closedOn: '2026-03-01' }),
      closed('of no point', { closedOn: '2026-03-15' }),
      closed('latest', { closedOn: '2026-04-02', itemId: 'station.ledger' }),
      closed('latest too', { closedOn: '2026-04-02', itemId: 'station.ledger' }),
      closed('before', { closedOn: '2026-02-01', itemId: 'station.open' }),
    ];
    expect(repeatOf(pack, same, on, list)?.id).toBe('before');
    expect(repeatOf(pack, { ...same, itemId: 'station.other' }, on, list)?.id).toBe('latest');
    // Without a point of its own it is no more like one without a point than like any other.
    expect(repeatOf(pack, { ...same, itemId: null }, on, list)?.id).toBe('latest');
  });

  test('only the first sign of an inspection’s number changes', () => {
    expect(findingNumber('检〔2026〕1检', 1)).toBe('问〔2026〕1检-1');
    expect(findingNumber('复检〔2026〕1', 1)).toBe('复检〔2026〕1-1');
  });
});

describe('一人提出、另一人决定', () => {
  const withdraw = { kind: 'withdraw', severity: null, reason: '照片有误', evidence: ['photo'] } as const;
  const lower = { kind: 'lower', severity: 'major', reason: '影响较小', evidence: ['photo'] } as const;

  test.each([
    ['in-letter', withdraw, refusal('in-letter', { number }, '12', '12')],
    ['rectifying', withdraw, refusal('in-letter', { number }, '12', '12')],
    ['closed', withdraw, refusal('in-letter', { number }, '12', '12')],
    ['put-right', withdraw, refusal('wrong-state', { number, state: 'put-right' })],
    ['withdrawn', withdraw, refusal('wrong-state', { number, state: 'withdrawn' })],
    ['confirmed', lower, refusal('not-lower', { severity: 'major' })],
    ['raised', { ...lower, severity: null }, refusal('not-lower', { severity: 'major' })],
    ['confirmed', { ...withdraw, evidence: [] }, refusal('proof-missing', { number }, '12', '12')],
  ] as const)('while %s, %o', (state, what, expected) => {
    expect(propose(pack, finding({ state }), what, 'one', 'then')).toEqual(expected);
  });

  test('one proposal at a time, and a new one says who, when and why', () => {
    expect(propose(pack, finding({ proposal }), withdraw, 'two', 'now')).toEqual(
      refusal('proposal-open', { number }),
    );
    const { evidence: _, ...kept } = withdraw;
    expect(propose(pack, finding(), withdraw, 'two', 'now')).toEqual({
      ok: true,
      value: { ...finding(), version: 3, proposal: { ...kept, by: 'two', at: 'now' } },
    });
  });

  test.each([
    ['nothing is proposed', finding(), 'two', refusal('no-proposal', { number })],
    ['whoever proposed decides', finding({ proposal }), 'one', refusal('four-eyes', {}, '12')],
    [
      'whoever found it decides',
      finding({ proposal }),
      'finder',
      refusal('finder-decides', { number }, '12'),
    ],
    [
      'it stands in a letter by now',
      finding({ proposal, state: 'in-letter' }),
      'two',
      refusal('in-letter', { number }, '12'),
    ],
    [
      'it is closed by now',
      finding({ proposal, state: 'closed' }),
      'two',
      refusal('in-letter', { number }, '12'),
    ],
  ])('not decided when %s', (_, current, by, expected) => {
    expect(decide(pack, current, true, by)).toEqual(expected);
  });

  test.each(['raised', 'confirmed'] as const)(
    'confirmed while %s it is withdrawn, one version on',
    (state) => {
      expect(decide(pack, finding({ state, proposal }), true, 'two')).toEqual({
        ok: true,
        value: {
          ...finding(),
          version: 3,
          state: 'withdrawn',
          withdrawal: { reason: '照片有误', proposedBy: 'one', by: 'two' },
        },
      });
    },
  );

  test('declined it stays, without the proposal, whatever became of it', () => {
    for (const state of ['confirmed', 'in-letter', 'closed'] as const)
      expect(decide(pack, finding({ state, proposal }), false, 'two')).toEqual({
        ok: true,
        value: { ...finding({ state }), version: 3 },
      });
  });

  test('lowered, it keeps what it was and by whom', () => {
    const asked = { ...proposal, kind: 'lower', severity: 'ordinary' } as const;
    expect(decide(pack, finding({ proposal: asked }), true, 'two')).toEqual({
      ok: true,
      value: {
        ...finding({ severity: 'ordinary' }),
        version: 3,
        lowered: { from: 'major', reason: '照片有误', proposedBy: 'one', by: 'two' },
      },
    });
  });
});

describe('当场整改', () => {
  const told = { statement: '已开门', evidence: ['photo'] };
  const right = (over: Partial<Finding>, by = 'other', what = told) =>
    putRight(pack, finding(over), what, by, on);
  test.each([
    ...(['in-letter', 'rectifying', 'closed'] as const).map(
      (state) => [state, right({ state }), refusal('in-letter', { number }, '12')] as const,
    ),
    [
      'not yet signed by the team',
      right({ state: 'raised' }),
      refusal('wrong-state', { number, state: 'raised' }),
    ],
    ['open to a proposal', right({ proposal }), refusal('proposal-open', { number })],
    ['recorded by its finder', right({}, 'finder'), refusal('four-eyes', {}, '12')],
    [
      'shown by nothing',
      right({}, 'other', { ...told, evidence: [] }),
      refusal('evidence-missing', { fact: '锁门' }, '12'),
    ],
  ] as const)('not when %s', (_, decision, expected) => {
    expect(decision).toEqual(expected);
  });

  test('it ends there, with who recorded it and what was done', () => {
    expect(right({})).toEqual({
      ok: true,
      value: {
        ...finding(),
        version: 3,
        state: 'put-right',
        closedOn: '2026-04-10',
        putRight: { statement: '已开门', by: 'other' },
      },
    });
  });
});

test('a step that is not the next is refused with where it stands, and so is one before a decision', () => {
  const states: [FindingState, FindingState][] = [
    ['confirmed', 'closed'],
    ['withdrawn', 'confirmed'],
  ];
  for (const [state, to] of states)
    expect(move(finding({ state }), to, on)).toEqual(refusal('wrong-state', { number, state }));
  expect(move(finding({ proposal }), 'in-letter', on)).toEqual(refusal('proposal-open', { number }));
});

test('a finding cites what it breaches, that it is to be rectified, and the period for its severity', () => {
  expect(basisOf(pack, finding({ severity: 'serious' }))).toEqual({
    citations: article('15', '23', '23'),
    workingDays: 7,
    dayKind: 'days',
  });
  const { pack: tongcheng } = worldUnder('tongcheng-2021');
  expect(basisOf(tongcheng, finding({ clauseId: 'tongcheng-2021:2.3' })).citations).toEqual([
    { clause: 'tongcheng-2021:2.3' },
    { clause: 'tongcheng-2021:1.4' },
    { clause: 'tongcheng-2021:1.4', localSupplement: true },
  ]);
});

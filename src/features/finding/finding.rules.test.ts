import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import { raisedIn, toldFinding } from '#testing/records.ts';
import type { Severity } from '../regime/regime.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import {
  type EndedFinding,
  type Finding,
  type FindingInput,
  type FindingState,
  findingStates,
  lifecycle,
} from './finding.model.ts';
import { mayOf } from './finding.policy.ts';
import {
  basisOf,
  decide,
  findingNumber,
  isGraver,
  move,
  propose,
  putRight,
  raise,
  repeatOf,
} from './finding.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const today = plainDate('2026-04-10');
const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? null : decision.refusal.code;

const finding = (over: Partial<Finding> = {}): Finding => ({
  id: 'n',
  version: 2,
  number: '问〔2026〕1-1',
  inspectionId: 'i',
  itemId: 'station.services',
  facilityId: 'f',
  agreementId: 'a',
  contractorId: 'c',
  area: 'station',
  fact: '锁门',
  place: '门口',
  foundOn: '2026-04-10',
  foundBy: 'finder',
  clauseId: 'tongcheng-2021:2.3',
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

test('a finding is numbered after its inspection', () => {
  expect(findingNumber('检〔2026〕17', 3)).toBe('问〔2026〕17-3');
});

describe('一（四）: the lifecycle', () => {
  test('a finding moves only along its table, one version at a time', () => {
    for (const from of findingStates)
      for (const to of findingStates) {
        const open: readonly FindingState[] = lifecycle[from];
        const moved = move(finding({ state: from }), to, today);
        expect(moved.ok).toBe(open.includes(to));
        if (moved.ok) {
          expect(moved.value).toMatchObject({ state: to, version: 3 });
          expect(moved.value.closedOn).toBe(to === 'closed' || to === 'put-right' ? '2026-04-10' : null);
        }
      }
  });

  test('no walk through it ends anywhere but 销号, 当场整改 or 撤销', () => {
    const ends = findingStates.filter((state) => lifecycle[state].length === 0);
    expect(ends).toEqual(['put-right', 'withdrawn']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...findingStates), { maxLength: 30 }), (walk) => {
        let at = finding({ state: 'raised' });
        for (const to of walk) {
          const moved = move(at, to, today);
          if (moved.ok) at = moved.value;
        }
        if (
          at.state === 'raised' ||
          at.state === 'confirmed' ||
          at.state === 'in-letter' ||
          at.state === 'rectifying'
        )
          expect(at.closedOn).toBeNull();
      }),
    );
  });

  test('what awaits a second person stays where it is', () => {
    expect(codeOf(move(finding({ proposal }), 'in-letter', today))).toBe('finding.proposal-open');
    // The team's signature does not wait for a proposal, nor decide it.
    expect(move(finding({ state: 'raised', proposal }), 'confirmed', today)).toMatchObject({
      value: { proposal },
    });
  });
});

describe('一（五）: two people', () => {
  const lower = (severity: Severity) =>
    ({ kind: 'lower', severity, reason: '影响较小', evidence: ['photo'] }) as const;
  const withdraw = { kind: 'withdraw', severity: null, reason: '照片有误', evidence: ['photo'] } as const;
  const states: [FindingState, string | null][] = [
    ['raised', null],
    ['confirmed', null],
    ['in-letter', 'finding.in-letter'],
    ['rectifying', 'finding.in-letter'],
    ['closed', 'finding.in-letter'],
    ['put-right', 'finding.wrong-state'],
    ['withdrawn', 'finding.wrong-state'],
  ];
  test.each(states)('proposing on one that is %s: %s', (state, code) => {
    expect(codeOf(propose(pack, finding({ state }), withdraw, 'one', 'now'))).toBe(code);
    expect(codeOf(propose(pack, finding({ state }), lower('ordinary'), 'one', 'now'))).toBe(code);
  });

  test('lowered means lower', () => {
    const grades: Severity[] = ['serious', 'major', 'ordinary'];
    const graver = grades.flatMap((one) =>
      grades.filter((other) => isGraver(one, other)).map((other) => [one, other]),
    );
    expect(graver).toEqual([
      ['serious', 'major'],
      ['serious', 'ordinary'],
      ['major', 'ordinary'],
    ]);
    for (const from of grades)
      for (const to of grades)
        expect(propose(pack, finding({ severity: from }), lower(to), 'one', 'now').ok).toBe(
          isGraver(from, to),
        );
  });

  test('neither who proposed nor who found it decides', () => {
    const codes = { one: 'finding.four-eyes', finder: 'finding.finder-decides', two: null } as const;
    fc.assert(
      fc.property(fc.boolean(), fc.constantFrom('one', 'finder', 'two'), (confirmed, by) => {
        const decision = decide(pack, finding({ proposal }), confirmed, by);
        expect(codeOf(decision)).toBe(codes[by]);
        if (decision.ok)
          expect(decision.value).toMatchObject({
            state: confirmed ? 'withdrawn' : 'confirmed',
            proposal: null,
            withdrawal: confirmed ? { proposedBy: 'one', by: 'two', reason: '照片有误' } : null,
          });
      }),
    );
    expect(codeOf(decide(pack, finding(), true, 'two'))).toBe('finding.no-proposal');
    expect(codeOf(decide(pack, finding({ proposal, state: 'in-letter' }), true, 'two'))).toBe(
      'finding.in-letter',
    );
  });

  test('lowered twice, the first severity is kept', () => {
    const once = decide(
      pack,
      finding({ severity: 'serious', proposal: { ...proposal, ...lower('major') } }),
      true,
      'two',
    );
    if (!once.ok) throw new Error('granted');
    const twice = decide(
      pack,
      { ...once.value, proposal: { ...proposal, ...lower('ordinary') } },
      true,
      'three',
    );
    expect(twice).toMatchObject({
      value: { severity: 'ordinary', lowered: { from: 'serious', by: 'three' } },
    });
  });

  test('put right with evidence, by another than the finder, before any letter', () => {
    const told = { statement: '已开门', evidence: ['photo'] };
    expect(putRight(pack, finding(), told, 'other', today)).toMatchObject({ value: { state: 'put-right' } });
    expect(codeOf(putRight(pack, finding(), told, 'finder', today))).toBe('finding.four-eyes');
    expect(codeOf(putRight(pack, finding(), { ...told, evidence: [] }, 'other', today))).toBe(
      'finding.evidence-missing',
    );
    expect(codeOf(putRight(pack, finding({ state: 'in-letter' }), told, 'other', today))).toBe(
      'finding.in-letter',
    );
    expect(codeOf(putRight(pack, finding({ state: 'raised' }), told, 'other', today))).toBe(
      'finding.wrong-state',
    );
    expect(codeOf(putRight(pack, finding({ proposal }), told, 'other', today))).toBe('finding.proposal-open');
  });
});

describe('一（五）: repeats', () => {
  const ended = (
    id: string,
    closedOn: string,
    itemId: string | null = null,
    area = 'station',
  ): EndedFinding => ({
    id,
    itemId,
    area,
    closedOn,
  });
  const of = { itemId: 'station.services', area: 'station' };
  const cases: [string, EndedFinding[], string | undefined][] = [
    ['nothing ended here', [], undefined],
    ['closed the same day', [ended('x', '2026-04-10')], 'x'],
    ['closed ninety days before', [ended('x', '2026-01-10')], 'x'],
    ['closed ninety-one days before', [ended('x', '2026-01-09')], undefined],
    ['closed later than found', [ended('x', '2026-04-11')], undefined],
    ['another area', [ended('x', '2026-04-01', null, 'funds')], undefined],
    [
      'the same item before a later one of the area',
      [ended('x', '2026-04-01'), ended('y', '2026-02-01', of.itemId)],
      'y',
    ],
    ['the latest of several', [ended('x', '2026-02-01'), ended('y', '2026-03-01')], 'y'],
  ];
  test.each(cases)('%s', (_, list, id) => {
    expect(repeatOf(pack, of, today, list)?.id).toBe(id);
  });

  const other = [ended('x', '2026-04-01', 'station.signs'), ended('y', '2026-04-02', 'funds.use', 'funds')];
  test.each([
    ['item', of, undefined],
    ['item', { itemId: null, area: 'station' }, 'x'],
    ['area', of, 'x'],
    ['facility', of, 'y'],
  ] as const)('where the pack takes the same %s: %j', (repeatSame, found, id) => {
    const county = { ...pack, rectification: { ...pack.rectification, repeatSame } };
    expect(repeatOf(county, found, today, other)?.id).toBe(id);
  });
});

describe('一（四）: raising', () => {
  const context = raisedIn;
  const input = (over: Partial<FindingInput> = {}) => toldFinding('tongcheng-2021:2.3', over);
  const cases: [Partial<FindingInput>, string | null][] = [
    [{}, null],
    [{ itemId: 'station.siting' }, null],
    [{ itemId: 'funds.vouchers' }, 'finding.item-unknown'],
    [{ itemId: 'nothing' }, 'finding.item-unknown'],
    [{ clauseId: 'nothing' }, 'finding.clause-unknown'],
    [{ foundBy: 'stranger' }, 'finding.finder-not-in-team'],
    [{ evidence: [] }, 'finding.evidence-missing'],
  ];
  test.each(cases)('%j: %s', (over, code) => {
    expect(codeOf(raise(pack, context, [input(), input(over)], []))).toBe(code);
  });

  test('numbered in the order they were told', () => {
    const raised = raise(pack, context, [input(), input({ id: 'm' })], []);
    expect(raised).toMatchObject({
      value: [{ number: '问〔2026〕9-1' }, { number: '问〔2026〕9-2', state: 'raised' }],
    });
  });
});

test('the graver, the shorter the period its contractor will have', () => {
  const days = (severity: Severity) => basisOf(pack, finding({ severity })).workingDays;
  expect([days('serious'), days('major'), days('ordinary')]).toEqual([5, 10, 15]);
});

test('what each may do', () => {
  const actor = (
    organisationKind: 'office' | 'commerce-bureau' | 'third-party' | 'audit' | 'contractor',
    personId: string,
  ) => ({
    personId,
    name: '',
    organisationId: 'o',
    organisationKind,
    duties: [],
  });
  const team = ['finder', 'third', 'member'];
  const may = (who: ReturnType<typeof actor>, over: Partial<Finding> = {}) =>
    Object.entries(mayOf(who, finding(over), team)).flatMap(([act, allowed]) => (allowed ? [act] : []));
  expect(may(actor('office', 'x'))).toEqual(['proposeWithdrawal', 'proposeLowering']);
  expect(may(actor('commerce-bureau', 'finder'))).toEqual(['proposeWithdrawal', 'proposeLowering']);
  expect(may(actor('third-party', 'third'))).toEqual(['proposeWithdrawal', 'proposeLowering', 'putRight']);
  expect(may(actor('audit', 'x'))).toEqual([]);
  expect(may(actor('contractor', 'x'))).toEqual([]);
  expect(may(actor('office', 'x'), { proposal })).toEqual(['decide']);
  expect(may(actor('office', 'one'), { proposal })).toEqual([]);
  expect(may(actor('commerce-bureau', 'finder'), { proposal })).toEqual([]);
  expect(may(actor('third-party', 'third'), { proposal })).toEqual([]);
  expect(may(actor('office', 'x'), { state: 'in-letter' })).toEqual([]);
});

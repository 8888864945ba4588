import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import type { Arrow, ThreadNode } from './thread.model.ts';
import { arrowsInOrder, arrowsTowards, gapsOf, inOrder, pathOf } from './thread.rules.ts';

const node = (type: ThreadNode['type'], more: Partial<ThreadNode> = {}): ThreadNode => ({
  type,
  id: 'x',
  number: null,
  title: null,
  state: null,
  onDay: null,
  dueOn: null,
  person: null,
  organisation: null,
  contractorId: null,
  contractor: null,
  amountFen: null,
  facts: {},
  ...more,
});

describe('a record’s page', () => {
  test.each([
    ['obligation', '/obligations/i'],
    ['monthly-report', '/reports/i'],
    ['inspection', '/inspections/i'],
    ['finding', '/findings/i'],
    ['supervision-letter', '/letters/i'],
    ['rectification', '/rectifications/i'],
    ['disqualification', '/disqualifications/i'],
    ['instalment', '/disbursement/i'],
    ['facility', '/facilities/i'],
    ['agreement', '/agreements/i'],
    ['plan', '/plans/i'],
    ['payment', '/thread/payment/i'],
    ['clause', '/regime?clause=i'],
  ])('%s: %s', (type, path) => {
    expect(pathOf({ type, id: 'i' })).toBe(path);
  });

  test.each([
    ['re-inspection', { rectificationId: 'r' }, '/rectifications/r'],
    ['re-inspection', {}, '/thread/re-inspection/i'],
    ['rectification', { rectificationId: 'r' }, '/rectifications/i'],
    ['disqualification-decision', { caseId: 'c' }, '/disqualifications/c'],
    ['payment-decision', { instalmentId: 'p' }, '/disbursement/p'],
    ['gate-evaluation', { instalmentId: 'p' }, '/disbursement/p'],
    ['payment', {}, '/thread/payment/i'],
  ])('%s of %o is told on %s', (type, facts, path) => {
    expect(pathOf({ type, id: 'i', facts })).toBe(path);
  });
});

describe('order', () => {
  test('by kind, by day, by number, by id; what has no day stands last of its kind, what has no number first', () => {
    const nodes = [
      node('clause', { id: '1' }),
      node('finding', { id: '2', onDay: '2026-03-01' }),
      node('finding', { id: '3', onDay: '2026-03-01' }),
      node('finding', { id: '4', onDay: '2026-03-01', number: '问〔2026〕1-1' }),
      node('finding', { id: '5', onDay: '2026-03-01', number: '问〔2026〕1-2' }),
      node('finding', { id: '0', onDay: '2026-03-02', number: '问〔2026〕1-1' }),
      node('finding', { id: '00' }),
      node('rectification', { id: '9', onDay: '2026-01-01' }),
      node('rectification', { id: '8' }),
      node('payment', { id: '6', onDay: '2025-01-01' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(nodes, { minLength: nodes.length }), (shuffled) => {
        expect(inOrder(shuffled)).toEqual(nodes);
      }),
    );
  });

  test('onward is the way from clause to payment', () => {
    const { along, against } = arrowsTowards('after');
    expect(along).toEqual(expect.arrayContaining(['requires', 'found', 'orders', 'pays']));
    expect(against).toEqual(expect.arrayContaining(['fulfils', 'breaches', 'verifies']));
    expect(arrowsTowards('before').along).toEqual(against);
  });

  test('arrows by what they lead on from, by what they lead to, by when they were drawn; strangers last', () => {
    const clause = node('clause', { id: 'c' });
    const obligation = node('obligation', { id: 'o' });
    const inspection = node('inspection', { id: 'i' });
    const stranger = node('agreement', { id: 'elsewhere' });
    const drawn = [
      { from: clause, kind: 'requires', to: obligation, at: '1' },
      { from: clause, kind: 'requires', to: obligation, at: '2' },
      { from: inspection, kind: 'breaches', to: clause, at: '0' },
      { from: clause, kind: 'concerns', to: stranger, at: '0' },
      { from: inspection, kind: 'fulfils', to: obligation, at: '0' },
      { from: stranger, kind: 'requires', to: clause, at: '0' },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(drawn, { minLength: drawn.length }), (shuffled) => {
        expect(arrowsInOrder(shuffled, [clause, obligation, inspection])).toEqual(drawn);
      }),
    );
  });
});

describe('N01: what is drawn is no gap, and what is not names its record and its day', () => {
  const out = (kind: string): Arrow => ({ kind, from: 'x', to: null });
  const into = (kind: string): Arrow => ({ kind, from: null, to: 'x' });
  const gaps = (one: ThreadNode, ...arrows: Arrow[]) => gapsOf([one], arrows, plainDate('2026-04-10'));
  const gap = (type: string, code: string, since: string | null) => ({
    code,
    node: { type, id: 'x' },
    since,
  });
  const onDay = '2026-03-05';
  const dueOn = '2026-03-31';

  const missed = node('obligation', { state: 'missed', dueOn });
  const due = node('obligation', { state: 'due', dueOn });
  const found = [into('found'), out('breaches')];
  const served = node('supervision-letter', { state: 'served', onDay });
  const approved = node('payment-decision', { state: 'approved', amountFen: 5, onDay });
  const inLetter = node('finding', { state: 'in-letter', onDay });
  const item = (state: string) => node('rectification', { state, dueOn: '2026-12-31', onDay });

  const drawn = (state: string, untilOn: string, visited: number) =>
    node('draw', { state, facts: { untilOn, size: 3, visited } });
  const scored = (state: string, totalHundredths: number | null, toOn: string) =>
    node('score', { state, onDay, facts: { totalHundredths, toOn } });

  test.each([
    ['a missed obligation', gaps(missed), [gap('obligation', 'obligation-missed', dueOn)]],
    ['one made up for', gaps(missed, into('fulfils'), into('requires')), []],
    ['one whose day has passed', gaps(due), [gap('obligation', 'obligation-overdue', dueOn)]],
    ['one that is fulfilled meanwhile', gaps(due, into('fulfils'), into('requires')), []],
    ['one without a day', gaps({ ...due, dueOn: null }), []],
    [
      'one fulfilled under no clause',
      gaps(missed, into('fulfils')),
      [gap('obligation', 'obligation-without-clause', null)],
    ],
    ['a finding in an issued letter', gaps(inLetter, ...found, out('demanded-in')), []],
    [
      'a finding being rectified under no letter',
      gaps(node('finding', { state: 'rectifying', onDay }), ...found),
      [gap('finding', 'finding-without-letter', onDay)],
    ],
    ['a finding of which nothing is known', gaps(node('finding'), ...found), []],
    [
      'a letter that orders nothing',
      gaps(served),
      [gap('supervision-letter', 'letter-without-order', onDay)],
    ],
    ['a letter of which nothing is known', gaps(node('supervision-letter')), []],
    [
      'a letter that was closed and ordered nothing',
      gaps({ ...served, state: 'closed' }),
      [gap('supervision-letter', 'letter-without-order', onDay)],
    ],
    [
      'a letter that was acknowledged and ordered nothing',
      gaps({ ...served, state: 'acknowledged' }),
      [gap('supervision-letter', 'letter-without-order', onDay)],
    ],
    ['an item of which nothing is known', gaps(node('rectification'), into('orders')), []],
    [
      'an item passed by nobody',
      gaps(item('verified'), into('orders')),
      [
        gap('rectification', 'rectification-not-reinspected', null),
        gap('rectification', 'rectification-not-closed', null),
      ],
    ],
    [
      'an item failed by nobody',
      gaps(item('not-verified'), into('orders')),
      [gap('rectification', 'rectification-not-reinspected', null)],
    ],
    [
      'an overdue item',
      gaps(node('rectification', { state: 'ordered', dueOn }), into('orders')),
      [gap('rectification', 'rectification-overdue', dueOn)],
    ],
    ['a decision that was paid', gaps(approved, into('decides'), out('pays')), []],
    ['a decision of which no sum is known', gaps({ ...approved, amountFen: null }, into('decides')), []],
    [
      'a decision of one fen that was not',
      gaps({ ...approved, amountFen: 1 }, into('decides')),
      [gap('payment-decision', 'decision-not-paid', onDay)],
    ],
    [
      'a payment nobody decided',
      gaps(node('payment', { onDay })),
      [gap('payment', 'payment-without-decision', onDay)],
    ],
    [
      'a draw of which one was not visited in time',
      gaps(drawn('published', '2026-04-09', 2)),
      [gap('draw', 'draw-not-visited', '2026-04-09')],
    ],
    [
      'a draw not published, not carried out',
      gaps(drawn('drawn', '2026-04-09', 0)),
      [gap('draw', 'draw-not-visited', '2026-04-09')],
    ],
    ['a draw on its last day', gaps(drawn('published', '2026-04-10', 0)), []],
    ['a draw that was carried out', gaps(drawn('published', '2026-04-09', 3)), []],
    ['a draw that was only committed to', gaps(drawn('committed', '2026-04-09', 0)), []],
    ['a score that rests on inspections', gaps(scored('confirmed', 9_000, '2026-03-31'), into('weighs')), []],
    [
      'a score that rests on none',
      gaps(scored('confirmed', 9_000, '2026-03-31')),
      [gap('score', 'score-without-inspection', onDay)],
    ],
    ['a score with no total yet', gaps(scored('open', null, '2026-06-30')), []],
    [
      'a score nobody confirmed after its end',
      gaps(scored('computed', 9_000, '2026-04-09'), into('weighs')),
      [gap('score', 'score-not-confirmed', '2026-04-09')],
    ],
    [
      'a score nobody worked out after its end',
      gaps(scored('open', null, '2026-04-09')),
      [gap('score', 'score-not-confirmed', '2026-04-09')],
    ],
    [
      'a score on the last day of its time',
      gaps(scored('computed', 9_000, '2026-04-10'), into('weighs')),
      [],
    ],
  ])('%s', (_, shown, expected) => {
    expect(shown).toEqual(expected);
  });

  test('an arrow of another record closes no gap', () => {
    const elsewhere: Arrow = { kind: 'pays', from: 'y', to: 'z' };
    expect(gaps(approved, into('decides'), elsewhere)).toHaveLength(1);
  });
});

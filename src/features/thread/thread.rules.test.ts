import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import {
  type Arrow,
  flow,
  type GapCode,
  nodeTypes,
  stageOf,
  stages,
  type ThreadNode,
} from './thread.model.ts';
import { arrowsInOrder, arrowsTowards, directionOf, gapsOf, inOrder, pathOf } from './thread.rules.ts';
import { gapWords } from './thread.words.ts';

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
const out = (kind: Arrow['kind']): Arrow => ({ kind, from: 'x', to: null });
const into = (kind: Arrow['kind']): Arrow => ({ kind, from: null, to: 'x' });
const today = plainDate('2026-04-10');
const codes = (one: ThreadNode, arrows: readonly Arrow[]) =>
  gapsOf([one], arrows, today).map(({ code }) => code);

const found = [into('found'), out('breaches')];
const whole: [what: string, one: ThreadNode, arrows: readonly Arrow[]][] = [
  [
    'a fulfilled obligation',
    node('obligation', { state: 'fulfilled', dueOn: '2026-03-31' }),
    [into('fulfils'), into('requires')],
  ],
  ['an obligation still to come', node('obligation', { state: 'upcoming', dueOn: '2026-06-30' }), []],
  ['one due today', node('obligation', { state: 'due', dueOn: '2026-04-10' }), []],
  ['a waived one', node('obligation', { state: 'waived', dueOn: '2026-03-31' }), []],
  [
    'a signed routine inspection',
    node('inspection', { state: 'signed', facts: { purpose: 'routine' } }),
    [out('fulfils')],
  ],
  [
    'a spot check answers nothing',
    node('inspection', { state: 'signed', facts: { purpose: 'spot-check' } }),
    [],
  ],
  [
    'a draw carried out',
    node('draw', { state: 'published', facts: { untilOn: '2026-03-31', size: 4, visited: 4 } }),
    [],
  ],
  [
    'a draw whose period runs',
    node('draw', { state: 'drawn', facts: { untilOn: '2999-12-31', size: 4, visited: 0 } }),
    [],
  ],
  [
    'a draw given up',
    node('draw', { state: 'abandoned', facts: { untilOn: '2020-03-31', size: 4, visited: 0 } }),
    [],
  ],
  ['a cancelled inspection', node('inspection', { state: 'cancelled', facts: { purpose: 'routine' } }), []],
  ['a finding in its letter', node('finding', { state: 'rectifying' }), [...found, out('demanded-in')]],
  ['one put right on the spot', node('finding', { state: 'put-right' }), found],
  ['a withdrawn one', node('finding', { state: 'withdrawn' }), found],
  ['a draft letter', node('supervision-letter', { state: 'draft' }), []],
  ['a served letter', node('supervision-letter', { state: 'served' }), [out('orders')]],
  [
    'an item within its period',
    node('rectification', { state: 'ordered', dueOn: '2026-04-10' }),
    [into('orders')],
  ],
  [
    'one reported in time and not yet answered',
    node('rectification', { state: 'reported', dueOn: '2026-04-01', facts: { reportedOn: '2026-03-31' } }),
    [into('orders')],
  ],
  [
    'a closed item',
    node('rectification', { state: 'closed', dueOn: '2026-03-31', facts: { reportedOn: '2026-03-30' } }),
    [into('orders'), into('verifies')],
  ],
  ['a proposed decision', node('payment-decision', { state: 'proposed', amountFen: 5 }), [into('decides')]],
  [
    'a decision to withhold',
    node('payment-decision', { state: 'approved', amountFen: 0 }),
    [into('decides')],
  ],
  ['a payment', node('payment', { state: 'paid' }), [into('pays')]],
  ['a clause', node('clause'), []],
];

const broken: [what: string, one: ThreadNode, arrows: readonly Arrow[], gaps: readonly GapCode[]][] = [
  [
    'nothing fulfilled it',
    node('obligation', { state: 'missed', dueOn: '2026-03-31' }),
    [],
    ['obligation-missed'],
  ],
  [
    'its day has passed',
    node('obligation', { state: 'due', dueOn: '2026-04-09' }),
    [],
    ['obligation-overdue'],
  ],
  [
    'fulfilled, but under no clause',
    node('obligation', { state: 'fulfilled' }),
    [into('fulfils')],
    ['obligation-without-clause'],
  ],
  [
    'a routine inspection for nothing',
    node('inspection', { state: 'signed', facts: { purpose: 'routine' } }),
    [],
    ['inspection-without-obligation'],
  ],
  [
    'a draw of which not all was visited when its period was over',
    node('draw', { state: 'published', facts: { untilOn: '2026-03-31', size: 4, visited: 3 } }),
    [],
    ['draw-not-visited'],
  ],
  [
    'handed in, not signed',
    node('inspection', { state: 'submitted', facts: { purpose: 'spot-check' } }),
    [],
    ['inspection-not-signed'],
  ],
  [
    'D08: confirmed and in no letter',
    node('finding', { state: 'confirmed' }),
    found,
    ['finding-without-letter'],
  ],
  [
    'D08: its letter is a draft',
    node('finding', { state: 'in-letter' }),
    found,
    ['finding-letter-not-issued'],
  ],
  ['rectified by no letter', node('finding', { state: 'closed' }), found, ['finding-without-letter']],
  [
    'out of nowhere',
    node('finding', { state: 'put-right' }),
    [],
    ['finding-without-inspection', 'finding-without-clause'],
  ],
  ['D07: issued, not served', node('supervision-letter', { state: 'issued' }), [], ['letter-not-served']],
  [
    'D09: served, nothing ordered',
    node('supervision-letter', { state: 'served' }),
    [],
    ['letter-without-order'],
  ],
  [
    'D10: overdue',
    node('rectification', { state: 'ordered', dueOn: '2026-04-09' }),
    [into('orders')],
    ['rectification-overdue'],
  ],
  [
    'reported too late',
    node('rectification', { state: 'reported', dueOn: '2026-04-01', facts: { reportedOn: '2026-04-02' } }),
    [into('orders')],
    ['rectification-overdue'],
  ],
  [
    'D13: closed without a re-inspection',
    node('rectification', { state: 'closed', dueOn: '2026-04-01' }),
    [into('orders')],
    ['rectification-not-reinspected'],
  ],
  [
    'verified, not closed',
    node('rectification', { state: 'verified', dueOn: '2026-05-01' }),
    [into('orders'), into('verifies')],
    ['rectification-not-closed'],
  ],
  [
    'ordered by no letter',
    node('rectification', { state: 'ordered', dueOn: '2026-05-01' }),
    [],
    ['rectification-without-letter'],
  ],
  [
    'D11: decided on nothing',
    node('payment-decision', { state: 'proposed' }),
    [],
    ['decision-without-evaluation'],
  ],
  [
    'decided, not paid',
    node('payment-decision', { state: 'approved', amountFen: 5 }),
    [into('decides')],
    ['decision-not-paid'],
  ],
  ['paid without a decision', node('payment', { state: 'paid' }), [], ['payment-without-decision']],
  [
    'a score that rests on no inspection',
    node('score', { state: 'confirmed', facts: { totalHundredths: 9_000, toOn: '2026-03-31' } }),
    [],
    ['score-without-inspection'],
  ],
  [
    'a score nobody confirmed',
    node('score', { state: 'computed', facts: { totalHundredths: 9_000, toOn: '2026-03-31' } }),
    [into('weighs')],
    ['score-not-confirmed'],
  ],
];

describe('N01: an arrow that is missing is a gap', () => {
  test.each(whole)('none at %s', (_, one, arrows) => {
    expect(codes(one, arrows)).toEqual([]);
  });
  test.each(broken)('%s', (_, one, arrows, gaps) => {
    expect(codes(one, arrows)).toEqual(gaps);
  });

  test('every kind of gap has its case and its words', () => {
    expect(new Set(broken.flatMap(([, , , gaps]) => gaps))).toEqual(new Set(Object.keys(gapWords)));
  });

  test('drawing an arrow never opens a gap of an arrow that is missing', () => {
    const anyNode = fc.record({
      type: fc.constantFrom(...nodeTypes),
      state: fc.constantFrom(
        'due',
        'missed',
        'signed',
        'confirmed',
        'closed',
        'rectifying',
        'served',
        'issued',
        'ordered',
        'verified',
        'approved',
      ),
      dueOn: fc.constantFrom(null, '2026-01-01', '2026-12-31'),
    });
    const anyArrows = fc.array(
      fc.record({
        kind: fc.constantFrom(...Object.keys(flow)),
        from: fc.constantFrom('x', null),
        to: fc.constantFrom('x', null),
      }),
    );
    fc.assert(
      fc.property(anyNode, anyArrows, fc.constantFrom(...Object.keys(flow)), (some, arrows, kind) => {
        const one = node(some.type, { state: some.state, dueOn: some.dueOn });
        const before = codes(one, arrows);
        const after = codes(one, [...arrows, { kind, from: 'x', to: 'x' }]);
        // That it fulfils something makes the clause of it missed; every other arrow only closes gaps.
        for (const code of after) if (code !== 'obligation-without-clause') expect(before).toContain(code);
      }),
    );
  });
});

describe('the course of things', () => {
  test('onward and back are each other turned round', () => {
    const after = arrowsTowards('after');
    const before = arrowsTowards('before');
    expect([after.along, after.against]).toEqual([before.against, before.along]);
    expect(after.along).not.toContain('concerns');
    expect([...after.along, ...after.against].toSorted()).toEqual(
      Object.keys(flow)
        .filter((kind) => kind !== 'concerns')
        .toSorted(),
    );
  });

  test.each([
    ['found', 'from', 'after'],
    ['found', 'to', 'before'],
    ['fulfils', 'from', 'before'],
    ['fulfils', 'to', 'after'],
    ['breaches', 'from', 'before'],
    ['verifies', 'to', 'after'],
    ['concerns', 'from', 'beside'],
    ['unheard-of', 'to', 'beside'],
  ] as const)('%s seen from its %s leads %s', (kind, end, way) => {
    expect(directionOf(kind, end)).toBe(way);
  });

  test('nodes stand by stage, then by day; nothing is counted and nobody is ranked', () => {
    const nodes = [
      node('payment', { id: 'p', onDay: '2026-01-01' }),
      node('finding', { id: 'f2', onDay: '2026-03-02' }),
      node('finding', { id: 'f1', onDay: '2026-03-01' }),
      node('clause', { id: 'c' }),
      node('facility', { id: 'z' }),
    ];
    expect(inOrder(nodes).map(({ id }) => id)).toEqual(['c', 'f1', 'f2', 'p', 'z']);
  });

  test('arrows are told from clause to payment, whichever end they were recorded from', () => {
    const nodes = [
      node('clause', { id: 'c' }),
      node('obligation', { id: 'o' }),
      node('inspection', { id: 'i' }),
      node('finding', { id: 'f' }),
    ];
    const [clause, obligation, inspection, finding] = nodes as [
      ThreadNode,
      ThreadNode,
      ThreadNode,
      ThreadNode,
    ];
    const arrow = (from: ThreadNode, kind: string, to: ThreadNode) => ({ from, kind, to, at: '2026-04-10' });
    const told = arrowsInOrder(
      [
        arrow(inspection, 'found', finding),
        arrow(inspection, 'fulfils', obligation),
        arrow(finding, 'breaches', clause),
        arrow(clause, 'requires', obligation),
      ],
      nodes,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['requires', 'breaches', 'fulfils', 'found']);
  });

  test('every type has a stage and a page', () => {
    for (const type of nodeTypes) {
      expect(stages).toContain(stageOf[type]);
      expect(pathOf({ type, id: 'a:b' })).toMatch(/^\/[a-z]/);
    }
    expect(pathOf({ type: 'clause', id: 'tongcheng-2021:1.4' })).toBe('/regime?clause=tongcheng-2021%3A1.4');
  });
});

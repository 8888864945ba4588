import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { obligatorySteps, procedureOrder, type RulePack } from '../regime/regime.model.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import * as beside from './disqualification.beside.rules.ts';
import * as hearing from './disqualification.hearing.rules.ts';
import type { Case, ContractorFacts } from './disqualification.model.ts';
import {
  nextStep,
  procedureOf,
  speakUntil,
  standingsOf,
  takenOf,
  windowOf,
} from './disqualification.procedure.rules.ts';
import * as rules from './disqualification.rules.ts';
import type { Moment } from './disqualification.take.rules.ts';
import { groundsOn, isBelow, isTriggered, layOut } from './disqualification.trigger.rules.ts';
import { agrees, checkSession, exceeds, quorumOf, reaches, resultOf } from './disqualification.vote.rules.ts';

const calendar = loadWorkCalendar();
const tongcheng = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021')?.pack;
if (!tongcheng) throw new Error('the pack of these tests is missing');
const pack: RulePack = tongcheng;
const on = plainDate('2026-06-01');

const finding = (
  at: number,
  over: Partial<ContractorFacts['findings'][number]> = {},
): ContractorFacts['findings'][number] => ({
  id: `f${at}`,
  number: `F${at}`,
  fact: '设备闲置',
  place: '示例村',
  foundOn: '2026-04-10',
  severity: 'ordinary',
  clauseId: 'tongcheng-2021:1.5',
  repeat: false,
  dueOn: '2026-05-06',
  reportedOn: null,
  closedOn: null,
  rectification: 'ordered',
  ...over,
});
const line = (total: number, over: Partial<ContractorFacts['contracts'][number]['lines'][number]> = {}) => ({
  startOn: '2026-01-01',
  finishOn: '2026-12-31',
  budgetFen: 100,
  target: 10,
  total,
  ...over,
});
const facts = (findings: ContractorFacts['findings'], lines: ReturnType<typeof line>[] = []) => ({
  findings,
  contracts: [{ agreementId: 'a', number: 'DS-01', name: '一标段', lines }],
});

describe('what is counted', () => {
  test.each([
    ['past its deadline and not reported', {}, 'overdue'],
    ['reported in time and not yet answered', { rectification: 'reported', reportedOn: '2026-05-06' }, null],
    ['reported a day late', { rectification: 'reported', reportedOn: '2026-05-07' }, 'reported-late'],
    [
      'closed, reported late',
      { rectification: 'closed', reportedOn: '2026-05-07', closedOn: '2026-05-20' },
      'reported-late',
    ],
    [
      'closed, reported in time',
      { rectification: 'closed', reportedOn: '2026-05-01', closedOn: '2026-05-20' },
      null,
    ],
    [
      'not verified after its deadline',
      { rectification: 'not-verified', reportedOn: '2026-05-01' },
      'overdue',
    ],
    ['in a letter not served yet', { rectification: null, dueOn: null }, null],
    ['due today', { dueOn: '2026-06-01' }, null],
  ] as const)('%s', (_, over, late) => {
    expect(layOut(facts([finding(1, over)]), pack, on).findings[0]?.late).toBe(late);
  });

  test('the period is the pack’s: a day before it does not count, its first day does', () => {
    const laidOut = layOut(
      facts([finding(1, { foundOn: '2025-05-31' }), finding(2, { foundOn: '2025-06-01' })]),
      pack,
      on,
    );
    expect(laidOut.findings.map(({ id }) => id)).toEqual(['f2']);
  });

  test('a case may be opened from three problems of which two were left too long, and not before', () => {
    const open = (count: number, late: number) => {
      const all = Array.from({ length: count }, (_, at) =>
        finding(at, at < late ? {} : { rectification: 'closed', reportedOn: '2026-05-01' }),
      );
      return isTriggered(groundsOn(layOut(facts(all), pack, on), pack, on));
    };
    expect([open(2, 2), open(3, 1), open(3, 2), open(9, 9)]).toEqual([false, false, true, true]);
  });

  test('a stated ground is always open to who can prove it, and triggers nothing by itself', () => {
    const grounds = groundsOn(layOut(facts([]), pack, on), pack, on);
    expect(grounds.find(({ kind }) => kind === 'stated')?.open).toBe(true);
    expect(isTriggered(grounds)).toBe(false);
  });

  test('progress is what was reached beside what the plan had by then, each line by its budget', () => {
    const [contract] = layOut(
      facts([], [line(2), line(0, { budgetFen: 300, startOn: '2026-07-01' })]),
      pack,
      on,
    ).progress;
    // 152 of 365 days of a quarter of the budget; two tenths of that quarter reached.
    expect(contract).toMatchObject({ planned: 0.1041, reached: 0.05 });
    expect(isBelow({ agreementId: 'a', number: '', name: '', planned: 0.4, reached: 0.19 }, 0.5)).toBe(true);
    expect(isBelow({ agreementId: 'a', number: '', name: '', planned: 0.4, reached: 0.2 }, 0.5)).toBe(false);
    expect(isBelow({ agreementId: 'a', number: '', name: '', planned: 0, reached: 0 }, 0.5)).toBe(false);
  });

  test('a regime with a progress ground opens a case on it', () => {
    const value = { from: '2021-01-01', value: 0.5, basis: [{ clause: 'x:1', mark: 'text' as const }] };
    const other: RulePack = {
      ...pack,
      disqualification: {
        ...pack.disqualification,
        grounds: [
          {
            kind: 'progress-below',
            id: 'slow',
            name: { zh: '进度滞后', en: 'behind' },
            share: { values: [value] },
            basis: value.basis,
          },
        ],
      },
    };
    const standing = (total: number) =>
      groundsOn(layOut(facts([], [line(total)]), other, on), other, on).map(({ open }) => open);
    expect([standing(2), standing(3)]).toEqual([[true], [false]]);
  });

  test('property: one more problem left too long never makes a case less open', () => {
    const some = fc.array(fc.boolean(), { maxLength: 8 });
    fc.assert(
      fc.property(some, (late) => {
        const all = late.map((one, at) =>
          finding(at, one ? {} : { rectification: 'closed', reportedOn: '2026-05-01' }),
        );
        const before = isTriggered(groundsOn(layOut(facts(all), pack, on), pack, on));
        const after = isTriggered(groundsOn(layOut(facts([...all, finding(99)]), pack, on), pack, on));
        expect(after || !before).toBe(true);
      }),
    );
  });
});

describe('the vote', () => {
  test.each([
    [2, 3, 0.667, true],
    [1, 2, 0.667, false],
    [4, 6, 0.667, true],
    [3, 5, 0.667, false],
    [1, 1, 1, true],
    [0, 0, 0.5, false],
  ])('%i of %i reach %d: %s', (part, whole, share, expected) => {
    expect(reaches(part, whole, share)).toBe(expected);
  });
  test.each([
    [1, 2, 0.5, false],
    [2, 3, 0.5, true],
    [11, 21, 0.5, true],
    [2, 3, 0.667, false],
    [2, 3, 0.666, true],
  ])('%i of %i exceed %d: %s', (part, whole, share, expected) => {
    expect(exceeds(part, whole, share)).toBe(expected);
  });
  test.each([
    [2, 3, 0.667, 'at-least', true],
    [4, 6, 0.667, 'at-least', true],
    [6, 9, 0.667, 'at-least', true],
    [5, 9, 0.667, 'at-least', false],
    [2, 3, 0.667, 'more-than', false],
    [1, 2, 0.5, 'at-least', true],
    [1, 2, 0.5, 'more-than', false],
    [0, 3, 0, 'at-least', false],
    [2, 3, 0.5, undefined, true],
    [1, 2, 0.5, undefined, false],
  ] as const)(
    'of those present %i of %i agree to %d, %s: %s',
    (part, whole, majorityShare, majority, expected) => {
      expect(agrees(part, whole, { majorityShare, ...(majority ? { majority } : {}) })).toBe(expected);
    },
  );
  test('collective means two at least', () => {
    expect([quorumOf(1, 0.1), quorumOf(5, 0.1), quorumOf(5, 0.667), quorumOf(3, 0.667)]).toEqual([
      2, 2, 4, 2,
    ]);
  });

  const procedure = granted(procedureOf(pack, on));
  const members = ['a', 'b', 'c'].map((personId) => ({
    personId,
    name: personId,
    related: personId === 'c',
  }));
  const session = (votes: string[], recordedBy = 'a', openedBy = 'o') =>
    checkSession(
      {
        members,
        ballots: votes.map((personId) => ({ personId, vote: 'cancel' as const })),
        recordedBy,
        openedBy,
      },
      procedure,
    );
  test.each([
    [session(['a', 'b']), undefined],
    [session(['a']), 'disqualification.alone'],
    [session([]), 'disqualification.alone'],
    [session(['a', 'a']), 'disqualification.voted-twice'],
    [session(['a', 'c']), 'disqualification.related'],
    [session(['a', 'x']), 'disqualification.not-a-member'],
    [session(['a', 'b'], 'c'), 'disqualification.recorder-not-there'],
    [session(['a', 'b'], 'a', 'b'), 'disqualification.opener-decides'],
  ])('session %#', (result, code) => {
    expect(result.ok ? undefined : result.refusal.code).toBe(code);
  });
  test('an abstention is no consent', () => {
    const ballot = (personId: string, vote: 'cancel' | 'keep' | 'abstain') => ({ personId, vote });
    expect(resultOf([ballot('a', 'cancel'), ballot('b', 'abstain')], procedure)).toBe('keep');
    expect(resultOf([ballot('a', 'cancel'), ballot('b', 'cancel'), ballot('c', 'keep')], procedure)).toBe(
      'cancel',
    );
  });
});

describe('the procedure of a regime', () => {
  const without = (step: string): RulePack => ({
    ...pack,
    disqualification: {
      ...pack.disqualification,
      procedure: pack.disqualification.procedure.filter((one) => one.step !== step),
    },
  });
  test.each(obligatorySteps)('no case is opened under a regime without %s', (step) => {
    const result = procedureOf(without(step), on);
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'disqualification.procedure-incomplete', facts: { steps: [step] } },
    });
  });
  test('nor under one whose steps stand in another order, or whose statement has no days', () => {
    const turned = {
      ...pack,
      disqualification: { ...pack.disqualification, procedure: pack.disqualification.procedure.toReversed() },
    };
    expect(procedureOf(turned, on).ok).toBe(false);
    const hurried = {
      ...pack,
      disqualification: {
        ...pack.disqualification,
        procedure: pack.disqualification.procedure.map((one) => {
          const { within: _, ...rest } = one;
          return one.step === 'statement' ? rest : one;
        }),
      },
    };
    expect(procedureOf(hurried, on).ok).toBe(false);
  });
  test('a regime without hearing or settlement is one', () => {
    expect(procedureOf(without('hearing'), on).ok).toBe(true);
    expect(procedureOf(without('settlement'), on).ok).toBe(true);
  });
});

function granted<T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const opened = granted(
  rules.open(
    {
      id: 'case',
      number: '资〔2026〕1',
      contractorId: 'contractor',
      groundId: 'repeated-unrectified',
      reasons: '多次督办仍不整改',
      evidence: 0,
      pack: { id: pack.id, version: pack.version, hash: 'h' },
    },
    layOut(facts([finding(1), finding(2), finding(3)]), pack, on),
    pack,
    { today: on, by: 'opener' },
  ),
);
const at = (day: string, by = 'office', id = 'step'): Moment => ({
  today: plainDate(day),
  calendar,
  by,
  id,
});
const served = {
  method: 'direct',
  receiver: '收件人',
  documentNumber: '1号',
  witness: null,
  evidence: 1,
} as const;

describe('days', () => {
  test('the time to speak is counted in working days from the day after service, over a holiday', () => {
    // 2026-06-19 is 端午节.
    const { next } = granted(rules.notify(opened, { ...served, on: '2026-06-15' }, at('2026-06-15')));
    expect(speakUntil(next, calendar)?.on).toBe('2026-06-23');
  });
  test('a step that is late is shown so, and silence is nobody’s delay', () => {
    const { next } = granted(rules.notify(opened, { ...served, on: '2026-06-01' }, at('2026-06-01')));
    const statement = () =>
      standingsOf(next, plainDate('2026-07-01'), calendar).find(({ step }) => step.step === 'statement');
    expect(statement()).toMatchObject({ standing: 'next', overdue: false, due: { on: '2026-06-08' } });
    const silent = granted(rules.recordSilence(next, at('2026-06-20'))).next;
    const deliberation = standingsOf(silent, plainDate('2026-07-01'), calendar).find(
      ({ standing }) => standing === 'next',
    );
    // Ten working days from the end of the time to speak, whenever the silence was written down.
    expect(deliberation).toMatchObject({
      step: { step: 'deliberation' },
      fromOn: '2026-06-20',
      due: { on: '2026-06-23' },
      overdue: true,
    });
  });
  test('left at the premises without a witness is not served', () => {
    expect(
      rules.notify(opened, { ...served, method: 'left', on: '2026-06-01' }, at('2026-06-01')),
    ).toMatchObject({
      refusal: { code: 'disqualification.witness-missing' },
    });
  });
});

// Any sequence of commands on any days by anybody: there is no way round a step.

type Command = (current: Case, moment: Moment) => Case | undefined;
const of = (result: { ok: boolean; value?: Case | { next: Case } }): Case | undefined => {
  if (!result.ok || !result.value) return undefined;
  return 'next' in result.value ? result.value.next : result.value;
};
const people = ['opener', 'office', 'leader', 'deputy', 'member'];
const members = ['leader', 'deputy', 'member'].map((personId) => ({
  personId,
  name: personId,
  related: false,
}));

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ back: fc.integer({ min: 0, max: 3 }), evidence: fc.integer({ min: 0, max: 1 }) }).map(
    ({ back, evidence }): Command =>
      (current, moment) =>
        of(
          rules.notify(
            current,
            { ...served, evidence, on: moment.today.subtract({ days: back }).toString() },
            moment,
          ),
        ),
  ),
  fc.constant<Command>((current, moment) => of(rules.defend(current, moment))),
  fc.constant<Command>((current, moment) => of(rules.recordSilence(current, moment))),
  fc.constant<Command>((current, moment) => of(hearing.askHearing(current, moment))),
  fc.integer({ min: 0, max: 20 }).map(
    (ahead): Command =>
      (current, moment) =>
        of(
          hearing.announceHearing(
            current,
            { on: moment.today.add({ days: ahead }).toString(), place: '会议室' },
            moment,
          ),
        ),
  ),
  fc.constantFrom(...people).map(
    (chair): Command =>
      (current, moment) =>
        of(
          hearing.hear(
            current,
            { on: moment.today.toString(), chair, contractorPresent: false, summary: '未到场', evidence: 1 },
            moment,
          ),
        ),
  ),
  fc
    .record({
      votes: fc.uniqueArray(fc.constantFrom('leader', 'deputy', 'member', 'opener'), { maxLength: 4 }),
      vote: fc.constantFrom('cancel', 'keep', 'abstain'),
      back: fc.integer({ min: 0, max: 12 }),
    })
    .map(
      ({ votes, vote, back }): Command =>
        (current, moment) =>
          of(
            rules.deliberate(
              current,
              {
                on: moment.today.subtract({ days: back }).toString(),
                members,
                ballots: votes.map((personId) => ({ personId, vote })),
                summary: '研究',
                evidence: 1,
              },
              moment,
            ),
          ),
    ),
  fc.constantFrom('cancel', 'keep').map(
    (outcome): Command =>
      (current, moment) =>
        of(rules.decide(current, { outcome, reasons: '理由充分' }, moment)),
  ),
  fc.constant<Command>((current, moment) =>
    of(rules.serve(current, { ...served, on: moment.today.toString() }, moment)),
  ),
  fc.constant<Command>((current, moment) =>
    of(
      rules.settle(
        current,
        { on: moment.today.toString(), paidFen: 0, recoverFen: 0, assets: '无', note: '', evidence: 1 },
        moment,
      ),
    ),
  ),
  fc.constant<Command>((current, moment) => of(beside.hold(current, '防止流失', moment))),
  fc.constant<Command>((current, moment) => of(beside.release(current, moment))),
  fc.constant<Command>((current, moment) => of(beside.close(current, '情节轻微', moment))),
);
const script = fc.array(
  fc.record({ command, wait: fc.integer({ min: 0, max: 9 }), by: fc.constantFrom(...people) }),
  { maxLength: 40 },
);
/** The way through, with anything at all in between. */
const pushed: readonly Command[] = [
  (current, moment) => of(rules.notify(current, { ...served, on: moment.today.toString() }, moment)),
  (current, moment) => of(rules.recordSilence(current, moment)),
  (current, moment) =>
    of(
      rules.deliberate(
        current,
        {
          on: moment.today.toString(),
          members,
          ballots: members.map(({ personId }) => ({ personId, vote: 'cancel' })),
          summary: '研究',
          evidence: 1,
        },
        moment,
      ),
    ),
  (current, moment) => of(rules.decide(current, { outcome: 'cancel', reasons: '理由充分' }, moment)),
  (current, moment) => of(rules.serve(current, { ...served, on: moment.today.toString() }, moment)),
];

function played(steps: readonly { command: Command; wait: number; by: string }[]): Case {
  let current = opened;
  let day = on;
  for (const [index, { command: act, wait, by }] of steps.entries()) {
    day = day.add({ days: wait });
    current = act(current, { today: day, calendar, by, id: `s${index}` }) ?? current;
  }
  return current;
}

function mustBeSound(current: Case): void {
  const steps = current.steps.map(({ body }) => body.step);
  expect(steps).toEqual(procedureOrder.filter((step) => steps.includes(step)));
  for (const [index, taken] of current.steps.entries()) {
    expect(taken.on >= taken.fromOn).toBe(true);
    expect(taken.on >= (current.steps[index - 1]?.on ?? current.openedOn)).toBe(true);
  }
  if (current.state !== 'disqualified' && current.state !== 'settled') return;
  for (const step of obligatorySteps) expect(steps).toContain(step);
  if (current.hearing.askedOn !== null) expect(steps).toContain('hearing');
  const until = speakUntil(current, calendar)?.on ?? '9999';
  const deliberation = takenOf(current, 'deliberation');
  expect((deliberation?.on ?? '') > until).toBe(true);
  if (deliberation?.body.step !== 'deliberation') throw new Error('nobody deliberated');
  const { ballots } = deliberation.body;
  expect(resultOf(ballots, current.procedure)).toBe('cancel');
  expect(ballots.length).toBeGreaterThanOrEqual(2);
  const decision = takenOf(current, 'decision');
  expect(decision?.recordedBy).not.toBe(current.openedBy);
  expect(decision?.recordedBy).not.toBe(deliberation.recordedBy);
}

test('property: no sequence of commands reaches a disqualification without every step, in order and in its time', () => {
  fc.assert(
    fc.property(script, (steps) => mustBeSound(played(steps))),
    { numRuns: 400 },
  );
});

test('property: pushing through with anything in between arrives soundly, and does arrive', () => {
  let arrived = 0;
  const noise = fc.array(
    fc.record({ command, wait: fc.integer({ min: 0, max: 3 }), by: fc.constantFrom(...people) }),
    {
      maxLength: 2,
    },
  );
  fc.assert(
    fc.property(fc.tuple(noise, noise, noise, noise, noise), (noises) => {
      const steps = noises.flatMap((between, index) => [
        ...between,
        { command: pushed[index] ?? (() => undefined), wait: 9, by: index === 3 ? 'leader' : 'deputy' },
      ]);
      const current = played(steps);
      mustBeSound(current);
      if (current.state === 'disqualified') arrived += 1;
    }),
    { numRuns: 300 },
  );
  expect(arrived).toBeGreaterThan(20);
});

test('property: what is frozen stays frozen through every act', () => {
  fc.assert(
    fc.property(script, (steps) => {
      const { laidOut, procedure, ground, pack: stamp, openedBy } = played(steps);
      expect({ laidOut, procedure, ground, stamp, openedBy }).toEqual({
        laidOut: opened.laidOut,
        procedure: opened.procedure,
        ground: opened.ground,
        stamp: opened.pack,
        openedBy: opened.openedBy,
      });
    }),
    { numRuns: 100 },
  );
});

test('the step that waits never waits before its own window', () => {
  const next = nextStep(opened);
  if (!next) throw new Error('a case begins with a step');
  expect(windowOf(opened, next, calendar).fromOn).toBe('2026-06-01');
});

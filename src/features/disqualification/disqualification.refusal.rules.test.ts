import { describe, expect, test } from 'vitest';
import { type Citation, clause, type Facts, type Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { close, hold, release } from './disqualification.beside.rules.ts';
import { announceHearing, askHearing, hear } from './disqualification.hearing.rules.ts';
import type { Case, ContractorFacts, LaidOut, Vote } from './disqualification.model.ts';
import {
  earliestHearing,
  isRunning,
  nextStep,
  openStep,
  procedureOf,
  speakUntil,
  standingsOf,
} from './disqualification.procedure.rules.ts';
import {
  decide,
  defend,
  deliberate,
  notify,
  open,
  recordSilence,
  serve,
  settle,
} from './disqualification.rules.ts';
import type { Moment } from './disqualification.take.rules.ts';
import { groundsOn, layOut } from './disqualification.trigger.rules.ts';
import { agrees, checkSession, resultOf } from './disqualification.vote.rules.ts';

// A case under 桐城's regime, day by day: whoever is refused is told what stood in the way and where it is written.

const { pack, calendar } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const law = '中华人民共和国行政处罚法';
const local = clause('tongcheng-2021:1.4', true);
const article = (of: string): Citation => ({ instrument: law, article: of });
const [aboutNotice, aboutStatement, aboutHearing, aboutDeliberation, aboutService] = [
  [local, article('第四十四条')],
  [local, article('第四十五条')],
  [local, article('第六十三条、第六十四条')],
  [local, article('第五十七条')],
  [local, article('第六十一条')],
] as const;

type Said = readonly [code: string, facts: Facts, basis: readonly Citation[]];
const saidOf = (result: Result<unknown>): Said | 'granted' => {
  if (result.ok) return 'granted';
  const { code, facts, basis } = result.refusal;
  return [code, facts, basis];
};
function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const at = (day: string, by = 'office'): Moment => ({
  today: plainDate(day),
  calendar,
  by,
  id: `step-${day}`,
});

const finding = (n: number, over: Partial<ContractorFacts['findings'][number]> = {}) => ({
  id: `f${n}`,
  number: `问${n}`,
  fact: '设备闲置',
  place: '示例村',
  foundOn: '2026-04-10',
  severity: 'ordinary' as const,
  clauseId: 'tongcheng-2021:1.5',
  repeat: false,
  dueOn: '2026-05-06',
  reportedOn: null,
  closedOn: null,
  rectification: 'ordered' as const,
  ...over,
});
const laidOutOf = (late: number, inTime = 0, of: RulePack = pack, on = '2026-06-01'): LaidOut =>
  layOut(
    {
      findings: Array.from({ length: late + inTime }, (_, n) =>
        finding(n, n < late ? {} : { dueOn: '2026-06-30' }),
      ),
      contracts: [],
    },
    of,
    plainDate(on),
  );
const opening = (groundId: string, laidOut: LaidOut, { evidence = 1, under = pack } = {}) =>
  open(
    {
      id: 'case',
      number: '资〔2026〕1',
      contractorId: 'c',
      groundId,
      reasons: '多次督办仍不整改',
      evidence,
      pack: { id: under.id, version: under.version, hash: 'h' },
    },
    laidOut,
    under,
    { today: plainDate('2026-06-01'), by: 'opener' },
  );
const served = {
  method: 'direct',
  receiver: '收件人',
  documentNumber: '1号',
  witness: null,
  evidence: 1,
} as const;
const left = { ...served, method: 'left' } as const;

// Opened on Monday 1 June 2026 and told that day: five working days to speak, to 8 June.
const opened = granted(opening('repeated-unrectified', laidOutOf(3)));
const told = granted(notify(opened, { ...served, on: '2026-06-01' }, at('2026-06-01'))).next;
const silent = granted(recordSilence(told, at('2026-06-09'))).next;
const asked = granted(askHearing(told, at('2026-06-08', 'zhang')));
const askedAndSilent = granted(recordSilence(asked, at('2026-06-09'))).next;

const members = ['a', 'b', 'c'].map((personId) => ({ personId, name: `${personId}同志`, related: false }));
const ballots = (...votes: readonly Vote[]) =>
  votes.map((vote, n) => ({ personId: members[n]?.personId ?? '', vote }));
const session = (on: string, ...votes: readonly Vote[]) => ({
  on,
  members,
  ballots: ballots(...votes),
  summary: '研究',
  evidence: 1,
});
const deliberated = granted(
  deliberate(silent, session('2026-06-10', 'cancel', 'cancel', 'keep'), at('2026-06-10', 'a')),
).next;
const kept = granted(
  deliberate(silent, session('2026-06-10', 'cancel', 'abstain', 'keep'), at('2026-06-10', 'a')),
).next;
const decided = granted(
  decide(deliberated, { outcome: 'cancel', reasons: '事实清楚' }, at('2026-06-11', 'b')),
).next;
const disqualified = granted(serve(decided, { ...served, on: '2026-06-12' }, at('2026-06-12'))).next;
const settlement = { paidFen: 100, recoverFen: 100, assets: '无', note: '', evidence: 1 };
const settled = granted(settle(disqualified, { ...settlement, on: '2026-06-15' }, at('2026-06-15'))).next;
const early = (step: string, fromOn: string, basis: readonly Citation[]): Said => [
  'disqualification.too-early',
  { step, fromOn },
  basis,
];
const disordered = (step: string, next: string, basis: readonly Citation[]): Said => [
  'disqualification.out-of-order',
  { step, next },
  basis,
];
const wrong = (state: string): Said => ['disqualification.wrong-state', { state }, []];
const opener: Said = ['disqualification.opener-decides', {}, [local]];

describe('立案', () => {
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'on a ground the regime does not know',
      () => opening('plan-changed', laidOutOf(3)),
      ['disqualification.ground-unknown', {}, []],
    ],
    [
      'one problem too few',
      () => opening('repeated-unrectified', laidOutOf(2)),
      [
        'disqualification.not-triggered',
        { counted: 2, needCounted: 3, late: 2, needLate: 2, months: 12 },
        [clause('tongcheng-2021:1.4'), local, local],
      ],
    ],
    [
      'one of them too few left too long',
      () => opening('repeated-unrectified', laidOutOf(1, 5)),
      [
        'disqualification.not-triggered',
        { counted: 6, needCounted: 3, late: 1, needLate: 2, months: 12 },
        [clause('tongcheng-2021:1.4'), local, local],
      ],
    ],
    [
      'just enough, no proof being asked',
      () => opening('repeated-unrectified', laidOutOf(2, 1), { evidence: 0 }),
      'granted',
    ],
    [
      'falsified data without proof',
      () => opening('falsified-data', laidOutOf(0), { evidence: 0 }),
      ['disqualification.proof-missing', {}, [clause('tongcheng-2021:1.5', true)]],
    ],
    [
      'falsified data with it, nothing being counted',
      () => opening('falsified-data', laidOutOf(0)),
      'granted',
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('the case starts with its facts, its procedure and nothing done', () => {
    expect(opened).toEqual({
      id: 'case',
      number: '资〔2026〕1',
      contractorId: 'c',
      reasons: '多次督办仍不整改',
      pack: { id: pack.id, version: pack.version, hash: 'h' },
      version: 1,
      state: 'open',
      ground: groundsOn(laidOutOf(3), pack, plainDate('2026-06-01')).map(
        ({ open: _, ...ground }) => ground,
      )[0],
      openedOn: '2026-06-01',
      openedBy: 'opener',
      laidOut: laidOutOf(3),
      procedure: granted(procedureOf(pack, plainDate('2026-06-01'))),
      steps: [],
      hearing: { askedOn: null, askedBy: null, announcedOn: null, announcedFor: null, place: null },
      hold: null,
      closed: null,
    });
    expect(opened.ground).toMatchObject({
      id: 'repeated-unrectified',
      kind: 'repeated-unrectified',
      share: null,
    });
  });

  test('no case is opened under a regime that skips a step or turns two around; the steps at fault are named', () => {
    const under = (procedure: RulePack['disqualification']['procedure']): RulePack => ({
      ...pack,
      disqualification: { ...pack.disqualification, procedure },
    });
    const { procedure } = pack.disqualification;
    const refusal = (of: RulePack) => saidOf(opening('repeated-unrectified', laidOutOf(3), { under: of }));
    expect(refusal(under(procedure.filter(({ step }) => step !== 'notice' && step !== 'service')))).toEqual([
      'disqualification.procedure-incomplete',
      { steps: ['notice', 'service'] },
      [],
    ]);
    const turned = [...procedure.slice(1, 2), ...procedure.slice(0, 1), ...procedure.slice(2)];
    expect(refusal(under(turned))).toEqual([
      'disqualification.procedure-incomplete',
      { steps: ['statement', 'notice', 'hearing', 'deliberation', 'decision', 'service', 'settlement'] },
      [],
    ]);
    for (const change of [{ onRequest: true }, { by: 'office' as const }])
      expect(
        refusal(under(procedure.map((one) => (one.step === 'statement' ? { ...one, ...change } : one)))),
      ).toEqual(['disqualification.procedure-incomplete', { steps: ['statement'] }, []]);
    // 告知 twice is no procedure in order either.
    expect(
      saidOf(procedureOf(under([...procedure.slice(0, 1), ...procedure]), plainDate('2026-06-01')))[0],
    ).toBe('disqualification.procedure-incomplete');
  });
});

describe('告知、陈述申辩', () => {
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'without a proof of service',
      () => notify(opened, { ...served, evidence: 0, on: '2026-06-01' }, at('2026-06-01')),
      ['disqualification.proof-missing', {}, aboutNotice],
    ],
    [
      'left at the door without a witness',
      () => notify(opened, { ...left, on: '2026-06-01' }, at('2026-06-01')),
      ['disqualification.witness-missing', {}, aboutNotice],
    ],
    [
      'left at the door before a witness',
      () => notify(opened, { ...left, witness: '村干部', on: '2026-06-01' }, at('2026-06-01')),
      'granted',
    ],
    [
      'told of tomorrow',
      () => notify(opened, { ...served, on: '2026-06-02' }, at('2026-06-01')),
      ['disqualification.in-future', { todayOn: '2026-06-01' }, []],
    ],
    [
      'before the case was opened',
      () => notify(opened, { ...served, on: '2026-05-31' }, at('2026-06-01')),
      early('notice', '2026-06-01', aboutNotice),
    ],
    [
      'twice',
      () => notify(told, { ...served, on: '2026-06-02' }, at('2026-06-02')),
      disordered('notice', 'statement', aboutStatement),
    ],
    [
      'speaking before the notice',
      () => defend(opened, at('2026-06-01')),
      disordered('statement', 'notice', []),
    ],
    ['speaking on the last day', () => defend(told, at('2026-06-08')), 'granted'],
    [
      'speaking the day after',
      () => defend(told, at('2026-06-09')),
      ['disqualification.time-to-speak-over', { untilOn: '2026-06-08' }, aboutStatement],
    ],
    [
      'silence on the last day',
      () => recordSilence(told, at('2026-06-08')),
      ['disqualification.time-to-speak-runs', { untilOn: '2026-06-08' }, aboutStatement],
    ],
    ['silence the day after', () => recordSilence(told, at('2026-06-09')), 'granted'],
    [
      'silence twice',
      () => recordSilence(silent, at('2026-06-10')),
      disordered('statement', 'deliberation', aboutDeliberation),
    ],
    [
      'silence before the notice',
      () => recordSilence(opened, at('2026-06-10')),
      disordered('statement', 'notice', aboutNotice),
    ],
    ['speaking once it is over', () => defend(settled, at('2026-06-16')), wrong('settled')],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('what is said early leaves the whole time to say more; what follows is counted from its end', () => {
    expect(speakUntil(opened, calendar)).toBeUndefined();
    expect(speakUntil(told, calendar)).toEqual({ on: '2026-06-08', provisional: false });
    const { next, taken } = granted(defend(told, at('2026-06-02', 'zhang')));
    expect(taken).toEqual({
      id: 'step-2026-06-02',
      on: '2026-06-02',
      fromOn: '2026-06-01',
      dueOn: '2026-06-08',
      endsOn: '2026-06-08',
      recordedBy: 'zhang',
      body: { step: 'statement', silent: false },
    });
    expect(next.version).toBe(told.version + 1);
    const more = granted(defend(next, at('2026-06-08')));
    expect(more).toEqual({ next: { ...next, version: next.version + 1 } });
    expect(saidOf(deliberate(next, session('2026-06-08', 'keep', 'keep'), at('2026-06-08', 'a')))).toEqual(
      early('deliberation', '2026-06-09', aboutDeliberation),
    );
  });

  test('silence is written down later than its day; its time ended all the same', () => {
    const late = granted(recordSilence(told, at('2026-06-20')));
    expect(late.taken).toMatchObject({
      on: '2026-06-20',
      endsOn: '2026-06-08',
      body: { step: 'statement', silent: true },
    });
    expect(late.next.steps.at(-1)).toEqual(late.taken);
  });
});

describe('听证', () => {
  const rest = pack.disqualification;
  const without = granted(
    opening('repeated-unrectified', laidOutOf(3), {
      under: {
        ...pack,
        disqualification: { ...rest, procedure: rest.procedure.filter(({ step }) => step !== 'hearing') },
      },
    }),
  );
  const announced = granted(
    announceHearing(askedAndSilent, { on: '2026-06-18', place: '会议室' }, at('2026-06-09')),
  );
  const heard = { chair: 'li', contractorPresent: true, summary: '笔录', evidence: 1 };
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'asked for where the regime has none',
      () => askHearing(without, at('2026-06-02')),
      ['disqualification.no-hearing', {}, []],
    ],
    [
      'asked for twice',
      () => askHearing(asked, at('2026-06-08')),
      ['disqualification.hearing-asked', { askedOn: '2026-06-08' }, []],
    ],
    [
      'asked for a day late',
      () => askHearing(told, at('2026-06-09')),
      ['disqualification.time-to-speak-over', { untilOn: '2026-06-08' }, aboutStatement],
    ],
    [
      'asked for before the notice',
      () => askHearing(opened, at('2026-06-01')),
      disordered('statement', 'notice', []),
    ],
    [
      'announced and not asked for',
      () => announceHearing(silent, { on: '2026-06-30', place: '会议室' }, at('2026-06-09')),
      ['disqualification.hearing-not-asked', {}, []],
    ],
    [
      'announced where the regime has none',
      () => announceHearing(without, { on: '2026-06-30', place: '会议室' }, at('2026-06-09')),
      ['disqualification.hearing-not-asked', {}, []],
    ],
    [
      'announced six working days ahead',
      () => announceHearing(askedAndSilent, { on: '2026-06-17', place: '会议室' }, at('2026-06-09')),
      early('hearing', '2026-06-18', aboutHearing),
    ],
    [
      'announced seven working days ahead',
      () => announceHearing(askedAndSilent, { on: '2026-06-18', place: '会议室' }, at('2026-06-09')),
      'granted',
    ],
    [
      'announced once it is over',
      () => announceHearing(settled, { on: '2026-06-30', place: '会议室' }, at('2026-06-16')),
      wrong('settled'),
    ],
    [
      'held unannounced',
      () => hear(askedAndSilent, { ...heard, on: '2026-06-18' }, at('2026-06-18')),
      ['disqualification.hearing-not-announced', {}, aboutHearing],
    ],
    [
      'held the day before it was announced for',
      () => hear(announced, { ...heard, on: '2026-06-17' }, at('2026-06-18')),
      early('hearing', '2026-06-18', aboutHearing),
    ],
    [
      'chaired by who opened the case',
      () => hear(announced, { ...heard, chair: 'opener', on: '2026-06-18' }, at('2026-06-18')),
      ['disqualification.opener-decides', {}, aboutHearing],
    ],
    [
      'without its record',
      () => hear(announced, { ...heard, evidence: 0, on: '2026-06-18' }, at('2026-06-18')),
      ['disqualification.proof-missing', {}, aboutHearing],
    ],
    ['on its day', () => hear(announced, { ...heard, on: '2026-06-18' }, at('2026-06-18')), 'granted'],
    [
      'not asked for, it is not next',
      () => hear(silent, { ...heard, on: '2026-06-18' }, at('2026-06-18')),
      disordered('hearing', 'deliberation', aboutDeliberation),
    ],
    [
      'nobody deliberates while one is asked for',
      () => deliberate(askedAndSilent, session('2026-06-10', 'keep', 'keep'), at('2026-06-10', 'a')),
      disordered('deliberation', 'hearing', aboutHearing),
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('who asked, what was announced and what was held are kept', () => {
    expect(asked.hearing).toEqual({
      askedOn: '2026-06-08',
      askedBy: 'zhang',
      announcedOn: null,
      announcedFor: null,
      place: null,
    });
    expect(announced.hearing).toEqual({
      askedOn: '2026-06-08',
      askedBy: 'zhang',
      announcedOn: '2026-06-09',
      announcedFor: '2026-06-18',
      place: '会议室',
    });
    const { next, taken } = granted(hear(announced, { ...heard, on: '2026-06-18' }, at('2026-06-18')));
    expect(taken).toMatchObject({
      on: '2026-06-18',
      fromOn: '2026-06-18',
      body: { step: 'hearing', chair: 'li', contractorPresent: true, summary: '笔录' },
    });
    expect(saidOf(announceHearing(next, { on: '2026-07-30', place: '会议室' }, at('2026-06-18')))).toEqual(
      disordered('hearing', 'deliberation', []),
    );
    expect(
      saidOf(
        announceHearing(
          { ...opened, hearing: asked.hearing },
          { on: '2026-07-30', place: '会议室' },
          at('2026-06-18'),
        ),
      ),
    ).toEqual(disordered('hearing', 'notice', []));
  });

  test('the first day a hearing announced today could be held; none where the regime has none', () => {
    expect(earliestHearing(askedAndSilent, plainDate('2026-06-09'), calendar)).toBe('2026-06-18');
    // 端午节: 19 June is no working day.
    expect(earliestHearing(askedAndSilent, plainDate('2026-06-15'), calendar)).toBe('2026-06-25');
    expect(earliestHearing(without, plainDate('2026-06-15'), calendar)).toBeUndefined();
  });
});

describe('集体研究、决定', () => {
  const deliberating = (over: object, by = 'a') =>
    deliberate(
      silent,
      { ...session('2026-06-10', 'cancel', 'cancel', 'keep'), ...over },
      at('2026-06-10', by),
    );
  const related = members.map((one) => (one.personId === 'b' ? { ...one, related: true } : one));
  const vote = (personId: string) => ({ personId, vote: 'cancel' as const });
  const five = [...members, ...['d', 'e'].map((personId) => ({ personId, name: personId, related: false }))];
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'with a stranger',
      () => deliberating({ ballots: [vote('a'), vote('x')] }),
      ['disqualification.not-a-member', {}, [local]],
    ],
    ['with the one who opened it', () => deliberating({ ballots: [vote('a'), vote('opener')] }), opener],
    [
      'with one who is related',
      () => deliberating({ members: related }),
      ['disqualification.related', { person: 'b同志' }, [local]],
    ],
    [
      'one voting twice',
      () => deliberating({ ballots: [vote('a'), vote('a')] }),
      ['disqualification.voted-twice', {}, [local]],
    ],
    [
      'alone',
      () => deliberating({ ballots: [vote('a')] }),
      ['disqualification.alone', { present: 1 }, [local]],
    ],
    [
      'three of five',
      () => deliberating({ members: five }),
      ['disqualification.no-quorum', { present: 3, of: 5, least: 4 }, [local]],
    ],
    [
      'minutes kept by somebody absent',
      () => deliberating({}, 'z'),
      ['disqualification.recorder-not-there', {}, [local]],
    ],
    [
      'without minutes',
      () => deliberating({ evidence: 0 }),
      ['disqualification.proof-missing', {}, aboutDeliberation],
    ],
    ['three of three', () => deliberating({}), 'granted'],
    [
      'a decision before it',
      () => decide(silent, { outcome: 'cancel', reasons: '' }, at('2026-06-10', 'b')),
      disordered('decision', 'deliberation', aboutDeliberation),
    ],
    [
      'decided by who opened it',
      () => decide(deliberated, { outcome: 'cancel', reasons: '' }, at('2026-06-11', 'opener')),
      opener,
    ],
    [
      'decided by who kept the minutes',
      () => decide(deliberated, { outcome: 'cancel', reasons: '' }, at('2026-06-11', 'a')),
      ['disqualification.same-person', {}, [local]],
    ],
    [
      'another decision than the vote',
      () => decide(deliberated, { outcome: 'keep', reasons: '' }, at('2026-06-11', 'b')),
      ['disqualification.against-vote', { forIt: 2, present: 3 }, [local]],
    ],
    [
      'cancelled by one vote of three',
      () => decide(kept, { outcome: 'cancel', reasons: '' }, at('2026-06-11', 'b')),
      ['disqualification.against-vote', { forIt: 1, present: 3 }, [local]],
    ],
    [
      'kept by that vote',
      () => decide(kept, { outcome: 'keep', reasons: '' }, at('2026-06-11', 'b')),
      'granted',
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('who may vote is counted without the related and without the opener', () => {
    const { procedure } = opened;
    const checked = checkSession(
      {
        members: [
          ...five.map((one) => ({ ...one, related: one.personId === 'e' })),
          { personId: 'opener', name: '', related: false },
        ],
        ballots: ['a', 'b', 'c'].map(vote),
        recordedBy: 'c',
        openedBy: 'opener',
      },
      procedure,
    );
    expect(checked).toEqual({ ok: true, value: { of: 4 } });
    expect(granted(deliberating({})).taken.body).toMatchObject({
      step: 'deliberation',
      of: 3,
      summary: '研究',
    });
  });

  test.each<[string, RulePack, readonly Vote[], string]>([
    ['桐城, more than half: two of four', pack, ['cancel', 'cancel', 'keep', 'keep'], 'keep'],
    ['桐城, more than half: two of three', pack, ['cancel', 'cancel', 'abstain'], 'cancel'],
    ['甲, two thirds or more: two of three', jia, ['cancel', 'cancel', 'keep'], 'cancel'],
    ['甲, two thirds or more: three of five', jia, ['cancel', 'cancel', 'cancel', 'keep', 'keep'], 'keep'],
  ])('%s', (_, of, votes, outcome) => {
    const procedure = granted(procedureOf(of, plainDate('2026-06-01')));
    expect(
      resultOf(
        votes.map((vote, n) => ({ personId: String(n), vote })),
        procedure,
      ),
    ).toBe(outcome);
  });

  test('nobody’s vote is no majority, however small the share; a case of old counts more than the share', () => {
    expect(agrees(0, 3, { majorityShare: 0, majority: 'at-least' })).toBe(false);
    expect(agrees(1, 2, { majorityShare: 0.5, majority: 'at-least' })).toBe(true);
    expect(agrees(1, 2, { majorityShare: 0.5 })).toBe(false);
    expect(agrees(2, 3, { majorityShare: 0.5 })).toBe(true);
  });
});

describe('送达、清算', () => {
  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    [
      'a decision left without a witness',
      () => serve(decided, { ...left, on: '2026-06-12' }, at('2026-06-12')),
      ['disqualification.witness-missing', {}, aboutService],
    ],
    [
      'a decision served without proof',
      () => serve(decided, { ...served, evidence: 0, on: '2026-06-12' }, at('2026-06-12')),
      ['disqualification.proof-missing', {}, aboutService],
    ],
    [
      'served before it was decided',
      () => serve(decided, { ...served, on: '2026-06-10' }, at('2026-06-12')),
      early('service', '2026-06-11', aboutService),
    ],
    [
      'served before there is a decision',
      () => serve(deliberated, { ...served, on: '2026-06-12' }, at('2026-06-12')),
      disordered('service', 'decision', [local, article('第五十九条')]),
    ],
    [
      'settled before it takes effect',
      () => settle(decided, { ...settlement, on: '2026-06-12' }, at('2026-06-12')),
      disordered('settlement', 'service', aboutService),
    ],
    [
      'settled without proof',
      () => settle(disqualified, { ...settlement, evidence: 0, on: '2026-06-15' }, at('2026-06-15')),
      ['disqualification.proof-missing', {}, [local]],
    ],
    [
      'a fen more claimed back than was paid',
      () => settle(disqualified, { ...settlement, recoverFen: 101, on: '2026-06-15' }, at('2026-06-15')),
      ['disqualification.recover-above-paid', { paidFen: 100 }, [local]],
    ],
    [
      'settled twice',
      () => settle(settled, { ...settlement, on: '2026-06-16' }, at('2026-06-16')),
      wrong('settled'),
    ],
    [
      'a step the regime does not have',
      () =>
        openStep(
          {
            ...disqualified,
            procedure: {
              ...disqualified.procedure,
              steps: disqualified.procedure.steps.filter(({ step }) => step !== 'settlement'),
            },
          },
          'settlement',
          plainDate('2026-06-15'),
          plainDate('2026-06-15'),
          calendar,
        ),
      ['disqualification.not-in-procedure', { step: 'settlement' }, []],
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('the service of the decision ends the case one way or the other, and with it the hold', () => {
    const held = granted(hold(decided, '防止流失', at('2026-06-11', 'b')));
    const end = granted(serve(held, { ...served, on: '2026-06-12' }, at('2026-06-12'))).next;
    expect(end).toMatchObject({ state: 'disqualified', hold: null });
    expect(settled).toMatchObject({ state: 'settled' });
    const mild = granted(decide(kept, { outcome: 'keep', reasons: '情节轻微' }, at('2026-06-11', 'b'))).next;
    const stands = granted(serve(mild, { ...served, on: '2026-06-12' }, at('2026-06-12'))).next;
    expect(stands.state).toBe('kept');
    expect(nextStep(stands)).toBeUndefined();
    expect([opened, end, stands, settled].map(isRunning)).toEqual([true, true, false, false]);
    expect(standingsOf(stands, plainDate('2026-06-13'), calendar).at(-1)?.standing).toBe('not-needed');
  });
});

test('a case from its opening to its settlement: each step with its days, its author and what was done', () => {
  const day = (on: string, by = 'office') => ({ ...at(on, by), id: on });
  let current = granted(opening('repeated-unrectified', laidOutOf(3)));
  const steps = [
    () => notify(current, { ...left, witness: '村干部', on: '2026-06-01' }, day('2026-06-02')),
    () => recordSilence(current, day('2026-06-09')),
    () => deliberate(current, session('2026-06-10', 'cancel', 'cancel', 'keep'), day('2026-06-11', 'a')),
    () => decide(current, { outcome: 'cancel', reasons: '事实清楚' }, day('2026-06-12', 'b')),
    () => serve(current, { ...served, on: '2026-06-15' }, day('2026-06-15')),
    () => settle(current, { ...settlement, on: '2026-06-16' }, day('2026-06-17')),
  ];
  const states = steps.map((take) => {
    current = granted<{ readonly next: Case }>(take()).next;
    return [current.version, current.state];
  });
  expect(states).toEqual([
    [2, 'open'],
    [3, 'open'],
    [4, 'open'],
    [5, 'open'],
    [6, 'disqualified'],
    [7, 'settled'],
  ]);
  const { evidence: _, ...direct } = served;
  const { evidence: __, ...claimed } = settlement;
  const step = (
    id: string,
    on: string,
    fromOn: string,
    dueOn: string | null,
    recordedBy: string,
    body: object,
  ) => ({
    id,
    on,
    fromOn,
    dueOn,
    endsOn: on,
    recordedBy,
    body,
  });
  expect(current.steps).toEqual([
    step('2026-06-02', '2026-06-01', '2026-06-01', null, 'office', {
      step: 'notice',
      ...direct,
      method: 'left',
      witness: '村干部',
    }),
    {
      ...step('2026-06-09', '2026-06-09', '2026-06-01', '2026-06-08', 'office', {
        step: 'statement',
        silent: true,
      }),
      endsOn: '2026-06-08',
    },
    step('2026-06-11', '2026-06-10', '2026-06-09', '2026-06-23', 'a', {
      step: 'deliberation',
      of: 3,
      ballots: ballots('cancel', 'cancel', 'keep'),
      summary: '研究',
    }),
    step('2026-06-12', '2026-06-12', '2026-06-10', '2026-06-17', 'b', {
      step: 'decision',
      outcome: 'cancel',
      reasons: '事实清楚',
    }),
    // Seven working days, over 端午节.
    step('2026-06-15', '2026-06-15', '2026-06-12', '2026-06-24', 'office', { step: 'service', ...direct }),
    step('2026-06-17', '2026-06-16', '2026-06-15', '2026-07-28', 'office', {
      step: 'settlement',
      ...claimed,
    }),
  ]);
});

describe('beside the steps', () => {
  test.each<[string, () => Result<Case>, Said | 'granted']>([
    [
      'held before the contractor knows',
      () => hold(opened, '防止流失', at('2026-06-01', 'b')),
      ['disqualification.not-notified', {}, aboutNotice],
    ],
    ['held by who opened it', () => hold(told, '防止流失', at('2026-06-01', 'opener')), opener],
    [
      'held twice',
      () => hold(granted(hold(told, '防止流失', at('2026-06-02', 'b'))), '防止流失', at('2026-06-03', 'b')),
      ['disqualification.held-already', { on: '2026-06-02' }, []],
    ],
    ['held when all is over', () => hold(settled, '防止流失', at('2026-06-16', 'b')), wrong('settled')],
    [
      'released and not held',
      () => release(told, at('2026-06-02', 'b')),
      ['disqualification.not-held', {}, []],
    ],
    [
      'released by who opened it',
      () => release(granted(hold(told, '防止流失', at('2026-06-02', 'b'))), at('2026-06-03', 'opener')),
      opener,
    ],
    ['closed by who opened it', () => close(told, '情节轻微', at('2026-06-02', 'opener')), opener],
    [
      'closed after the decision',
      () => close(decided, '情节轻微', at('2026-06-12', 'b')),
      ['disqualification.decided-already', {}, []],
    ],
    [
      'closed when it took effect',
      () => close(disqualified, '情节轻微', at('2026-06-13', 'b')),
      wrong('disqualified'),
    ],
  ])('%s', (_, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('a hold has its day, its author and its reasons until it is released; closing ends both', () => {
    const held = granted(hold(told, '防止流失', at('2026-06-02', 'b')));
    expect(held).toEqual({
      ...told,
      version: told.version + 1,
      hold: { on: '2026-06-02', by: 'b', reasons: '防止流失' },
    });
    expect(granted(release(held, at('2026-06-03', 'c')))).toEqual({
      ...held,
      version: held.version + 1,
      hold: null,
    });
    expect(granted(close(held, '情节轻微', at('2026-06-03', 'c')))).toEqual({
      ...held,
      version: held.version + 1,
      state: 'closed',
      hold: null,
      closed: { on: '2026-06-03', by: 'c', reasons: '情节轻微' },
    });
  });
});

describe('the line of steps', () => {
  const line = (current: Case, on: string) =>
    standingsOf(current, plainDate(on), calendar).map(
      ({ step, standing, on: done, fromOn, due, overdue }) => [
        step.step,
        standing,
        done,
        fromOn,
        due?.on ?? null,
        overdue,
      ],
    );
  const later = (step: string) => [step, 'later', null, null, null, false];

  test('after the notice the statement is next, and nobody is late with it', () => {
    expect(line(told, '2026-06-30')).toEqual([
      ['notice', 'done', '2026-06-01', '2026-06-01', null, false],
      ['statement', 'next', null, '2026-06-01', '2026-06-08', false],
      ['hearing', 'not-asked', null, null, null, false],
      later('deliberation'),
      later('decision'),
      later('service'),
      later('settlement'),
    ]);
  });

  test('on its last day a step is not late, on the next it is', () => {
    // Ten working days from the end of the time to speak, over 端午节.
    const deliberation = (on: string) => line(silent, on).find(([step]) => step === 'deliberation');
    expect(deliberation('2026-06-23')).toEqual([
      'deliberation',
      'next',
      null,
      '2026-06-09',
      '2026-06-23',
      false,
    ]);
    expect(deliberation('2026-06-24')).toEqual([
      'deliberation',
      'next',
      null,
      '2026-06-09',
      '2026-06-23',
      true,
    ]);
  });

  test('a step that was taken late stays late', () => {
    const late = granted(
      deliberate(silent, session('2026-06-24', 'cancel', 'cancel', 'keep'), at('2026-06-24', 'a')),
    ).next;
    expect(line(late, '2026-06-24').find(([step]) => step === 'deliberation')).toEqual([
      'deliberation',
      'done',
      '2026-06-24',
      '2026-06-09',
      '2026-06-23',
      true,
    ]);
    const just = granted(
      deliberate(silent, session('2026-06-23', 'cancel', 'cancel', 'keep'), at('2026-06-24', 'a')),
    ).next;
    expect(
      line(just, '2026-06-24')
        .find(([step]) => step === 'deliberation')
        ?.at(-1),
    ).toBe(false);
  });

  test('of a case that ended without a decision nothing is needed any more', () => {
    const ended = granted(close(told, '情节轻微', at('2026-06-03', 'c')));
    expect(line(ended, '2026-06-04').map(([step, standing]) => [step, standing])).toEqual([
      ['notice', 'done'],
      ['statement', 'not-needed'],
      ['hearing', 'not-asked'],
      ['deliberation', 'not-needed'],
      ['decision', 'not-needed'],
      ['service', 'not-needed'],
      ['settlement', 'not-needed'],
    ]);
  });
});

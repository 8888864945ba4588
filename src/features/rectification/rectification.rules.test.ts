import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBefore, plainDate } from '#kernel/temporal.ts';
import { isWorkingDay, type WorkCalendar } from '#kernel/work-calendar.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { always } from '#testing/dated.ts';
import { anItem } from '#testing/rectifications.ts';
import { inCalendarDays, inWorkingDays } from '../calendar/calendar.cases.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import { isOverdue, overdueDays } from './rectification.lateness.rules.ts';
import { lifecycle, type RectificationState } from './rectification.model.ts';
import {
  type ClosingFacts,
  confirmedDeadline,
  deadlineFor,
  decideClose,
  decideReinspection,
  decideReport,
  decideTeam,
  dueSteps,
  isReminderDue,
  lenienceSignals,
  type Reinspector,
  reachedSteps,
  step,
} from './rectification.rules.ts';

const regime = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021');
if (!regime) throw new Error('the pack is missing');
const { pack } = regime;
const calendar = loadWorkCalendar();

const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? undefined : decision.refusal.code;

describe('D09: the deadline', () => {
  test.each(inCalendarDays)('送达 %s，%d 日: %s', (served, days, dueOn) => {
    expect(deadlineFor(plainDate(served), days, 'days', calendar).date.toString()).toBe(dueOn);
  });

  test.each(inWorkingDays)('served %s + %i working days = %s', (served, days, due) => {
    expect(deadlineFor(plainDate(served), days, 'working-days', calendar)).toEqual({
      date: plainDate(due),
      provisional: false,
    });
  });
  test('is a working day after service, and more days never mean an earlier one', () => {
    const day = fc
      .integer({ min: 0, max: 365 * 5 })
      .map((offset) => plainDate('2021-03-18').add({ days: offset }));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (served, days) => {
        const due = deadlineFor(served, days, 'working-days', calendar);
        expect(isBefore(served, due.date)).toBe(true);
        expect(isWorkingDay(calendar, due.date)).toBe(true);
        expect(isBefore(due.date, deadlineFor(served, days + 1, 'working-days', calendar).date)).toBe(true);
      }),
    );
  });
  test('beyond the announced years it is provisional, and is fixed once they are announced', () => {
    const last = calendar.announcedThrough;
    const served = last.subtract({ days: 5 });
    const due = deadlineFor(served, 15, 'working-days', calendar);
    expect(due.provisional).toBe(true);
    const item = anItem({
      periodFromOn: served.toString(),
      dueOn: due.date.toString(),
      originalDueOn: due.date.toString(),
      provisional: true,
    });
    expect(confirmedDeadline(item, calendar, served)).toBeUndefined();
    const newYear = last.add({ days: 1 }).toString();
    const later: WorkCalendar = {
      ...calendar,
      announcedThrough: last.add({ years: 1 }),
      holidays: new Map([...calendar.holidays, [newYear, '元旦']]),
    };
    const confirmed = confirmedDeadline(item, later, served);
    expect(confirmed).toEqual({
      dueOn: deadlineFor(served, 15, 'working-days', later).date.toString(),
      originalDueOn: deadlineFor(served, 15, 'working-days', later).date.toString(),
    });
    expect(confirmedDeadline({ ...item, provisional: false }, later, served)).toBeUndefined();
    // One that passed while it was provisional stays; none moves into the past.
    const passed = due.date.add({ days: 1 });
    expect(confirmedDeadline(item, later, passed)).toEqual({ dueOn: item.dueOn, originalDueOn: item.dueOn });
    const long = {
      ...later,
      holidays: calendar.holidays,
      makeUpWorkdays: new Set([...calendar.makeUpWorkdays, '2027-01-09', '2027-01-10']),
    };
    const earlier = confirmedDeadline(item, long, served);
    expect(earlier?.dueOn).toBe(deadlineFor(served, 15, 'working-days', long).date.toString());
    expect(isBefore(plainDate(earlier?.dueOn ?? ''), due.date)).toBe(true);
    expect(confirmedDeadline(item, long, due.date)?.dueOn).toBe(item.dueOn);
  });

  /** The calendar with one more year, of which these days are off. */
  const with2027 = (...off: string[]): WorkCalendar => ({
    ...calendar,
    announcedThrough: plainDate('2027-12-31'),
    holidays: new Map([...calendar.holidays, ...off.map((day) => [day, '示例'] as const)]),
  });
  const long = anItem({
    periodFromOn: '2027-12-17',
    workingDays: 10,
    dueOn: '2027-12-31',
    originalDueOn: '2027-12-31',
    provisional: true,
  });
  const early = plainDate('2027-12-20');
  test('is confirmed on the day it was told, when the notice changes nothing', () => {
    expect(confirmedDeadline(long, with2027(), early)).toEqual({
      dueOn: '2027-12-31',
      originalDueOn: '2027-12-31',
    });
  });
  test('stays provisional while the count anew ends in a year nobody has announced', () => {
    expect(confirmedDeadline(long, with2027('2027-12-24'), early)).toBeUndefined();
    expect(confirmedDeadline(long, with2027('2027-12-24'), plainDate('2028-01-01'))).toBeUndefined();
  });
  test('an extended one keeps its own day, moved off a day of rest', () => {
    const extended = { ...long, periodFromOn: '2027-12-01', workingDays: 10, originalDueOn: '2027-12-15' };
    expect(confirmedDeadline(extended, with2027(), early.subtract({ days: 10 }))).toEqual({
      dueOn: '2027-12-31',
      originalDueOn: '2027-12-15',
    });
    expect(
      confirmedDeadline(
        { ...extended, dueOn: '2027-12-24' },
        with2027('2027-12-24'),
        early.subtract({ days: 10 }),
      ),
    ).toEqual({ dueOn: '2027-12-27', originalDueOn: '2027-12-15' });
    // Off a day of rest into a year that is not announced, or into one already: it waits.
    expect(confirmedDeadline(extended, with2027('2027-12-31'), early)).toBeUndefined();
    expect(confirmedDeadline({ ...extended, dueOn: '2028-01-07' }, with2027(), early)).toBeUndefined();
  });
});

test('every state and step is decided by the table, and by nothing else', () => {
  const states = Object.keys(lifecycle) as RectificationState[];
  for (const from of states)
    for (const to of states)
      expect(step({ state: from }, to).ok).toBe((lifecycle[from] as readonly string[]).includes(to));
});

describe('overdue', () => {
  test.each([
    ['ordered', null, '2026-05-07', false],
    ['ordered', null, '2026-05-08', true],
    // A report made in time that supervision has not answered is not the contractor's delay.
    ['reported', '2026-05-07', '2026-06-30', false],
    ['verified', '2026-05-06', '2026-06-30', false],
    ['reported', '2026-05-08', '2026-05-09', true],
    ['returned', '2026-05-06', '2026-05-08', true],
    ['not-verified', '2026-05-06', '2026-05-07', false],
    ['closed', '2026-05-09', '2026-06-30', false],
  ] as const)('%s, reported %s, on %s: %s', (state, reportedOn, on, expected) => {
    expect(isOverdue(anItem({ state, reportedOn }), plainDate(on))).toBe(expected);
  });
  test('days are counted from the deadline', () => {
    expect(overdueDays(anItem(), plainDate('2026-05-17'))).toBe(10);
    expect(overdueDays(anItem(), plainDate('2026-05-07'))).toBe(0);
  });
});

describe('D10: the ladder', () => {
  test.each([
    ['2026-05-07', []],
    ['2026-05-08', ['second']],
    ['2026-05-16', ['second']],
    ['2026-05-17', ['second', 'interview']],
    ['2026-05-27', ['second', 'interview', 'circular']],
    ['2026-06-06', ['second', 'interview', 'circular', 'suspend-payment']],
  ])('on %s due are %o', (on, expected) => {
    expect(dueSteps(pack, anItem(), plainDate(on), []).map((rung) => rung.step)).toEqual(expected);
  });
  test('what is taken is due no more; what is late and untaken is always due', () => {
    const rungs = ['second', 'interview', 'circular', 'suspend-payment'];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.subarray(rungs), (days, taken) => {
        const due = dueSteps(pack, anItem(), plainDate('2026-05-07').add({ days }), taken).map(
          (rung) => rung.step as string,
        );
        expect(due.some((rung) => taken.includes(rung))).toBe(false);
        // Nobody is ever overdue with no step taken and none due.
        expect(due.length + taken.length).toBeGreaterThan(0);
      }),
    );
  });
  test('nothing presses the contractor while supervision has the next step', () => {
    const late = anItem({ state: 'reported', reportedOn: '2026-05-08' });
    expect(dueSteps(pack, late, plainDate('2026-07-01'), [])).toEqual([]);
  });
  test('a deadline that has not passed reaches no rung, not even one that waits no day', () => {
    const { escalation } = pack.rectification;
    const atOnce = {
      ...pack,
      rectification: {
        ...pack.rectification,
        escalation: escalation.map((one) => ({ ...one, afterOverdueDays: always(0) })),
      },
    };
    expect(reachedSteps(atOnce, anItem(), plainDate('2026-05-07'))).toEqual([]);
    expect(reachedSteps(atOnce, anItem(), plainDate('2026-05-08'))).toHaveLength(escalation.length - 1);
  });
  test.each([
    ['ordered', '2026-05-03', false],
    ['ordered', '2026-05-04', true],
    ['ordered', '2026-05-20', true],
    ['reported', '2026-05-06', false],
  ] as const)('a reminder for an item that is %s on %s: %s', (state, on, expected) => {
    expect(isReminderDue(anItem({ state }), pack, plainDate(on))).toBe(expected);
  });
});

describe('the report', () => {
  const report = (change: object = {}, item = anItem()) =>
    codeOf(
      decideReport(
        item,
        { completedOn: '2026-04-20', evidence: ['photo'], ...change },
        plainDate('2026-03-05'),
        pack,
        plainDate('2026-04-20'),
      ),
    );
  test('needs evidence and a day between the finding and today', () => {
    expect(report()).toBeUndefined();
    expect(report({ completedOn: '2026-03-05' })).toBeUndefined();
    expect(report({ evidence: [] })).toBe('rectification.evidence-missing');
    expect(report({ completedOn: '2026-04-21' })).toBe('rectification.completed-in-future');
    expect(report({ completedOn: '2026-03-04' })).toBe('rectification.completed-before-found');
  });
  test.each(['reported', 'verified', 'closed'] as const)('is not made while the item is %s', (state) => {
    expect(report({}, anItem({ state }))).toBe('rectification.wrong-state');
  });
});

describe('D09, D13: the re-inspection', () => {
  const on = plainDate('2026-04-22');
  const person = (personId: string, change: Partial<Reinspector> = {}): Reinspector => ({
    personId,
    name: personId,
    inGroup: true,
    related: false,
    ...change,
  });
  const findingTeam = ['finder', 'lead'];
  test.each([
    [['second', 'third'], undefined],
    [['finder', 'second'], undefined],
    [['finder', 'lead'], 'rectification.finder-alone'],
    [['second'], 'rectification.too-few-reinspectors'],
    [['second', 'second'], 'rectification.too-few-reinspectors'],
  ])('by %o: %s', (ids, code) => {
    expect(
      codeOf(
        decideTeam(
          ids.map((id) => person(id)),
          findingTeam,
          pack,
          on,
        ),
      ),
    ).toBe(code);
  });
  test('by nobody outside the group and nobody related', () => {
    expect(codeOf(decideTeam([person('a'), person('b', { inGroup: false })], findingTeam, pack, on))).toBe(
      'rectification.not-in-group',
    );
    expect(codeOf(decideTeam([person('a'), person('b', { related: true })], findingTeam, pack, on))).toBe(
      'rectification.related',
    );
  });
  const told = {
    members: [person('second'), person('third')],
    recordedBy: 'second',
    inspectedOn: '2026-04-21',
    conclusion: 'rectified',
    evidence: ['photo'],
  } as const;
  const reported = anItem({ state: 'reported', attempts: 1, reportedOn: '2026-04-20' });
  test.each([
    [{}, undefined],
    [{ conclusion: 'refused', evidence: [] }, undefined],
    [{ conclusion: 'not-rectified', evidence: [] }, 'rectification.after-photo-missing'],
    [{ evidence: [] }, 'rectification.after-photo-missing'],
    [{ recordedBy: 'absent' }, 'rectification.recorder-not-there'],
    [{ inspectedOn: '2026-04-23' }, 'rectification.inspected-in-future'],
    [{ inspectedOn: '2026-04-19' }, 'rectification.inspected-before-report'],
  ] as const)('told %o: %s', (change, code) => {
    expect(codeOf(decideReinspection(reported, { ...told, ...change }, findingTeam, pack, on))).toBe(code);
  });
  test('整改到位 and 基本到位 pass, 未到位 and 拒不整改 do not', () => {
    const state = (conclusion: 'rectified' | 'mostly' | 'not-rectified' | 'refused') => {
      const decision = decideReinspection(reported, { ...told, conclusion }, findingTeam, pack, on);
      return decision.ok ? decision.value : decision.refusal.code;
    };
    expect((['rectified', 'mostly', 'not-rectified', 'refused'] as const).map(state)).toEqual([
      'verified',
      'verified',
      'not-verified',
      'not-verified',
    ]);
  });
});

describe('D09, D13: 销号', () => {
  const verified = anItem({
    state: 'verified',
    attempts: 1,
    reportedOn: '2026-04-20',
    reportedBy: 'contractor',
  });
  const facts: ClosingFacts = {
    actorId: 'closer',
    foundBy: 'finder',
    reporters: ['rectifier'],
    authors: ['drafter'],
    reportEvidence: 1,
    reinspection: { conclusion: 'rectified', members: ['second', 'third'], evidence: 1 },
  };
  test.each([
    [{}, undefined],
    [{ actorId: 'finder' }, 'rectification.closed-by-finder'],
    [{ actorId: 'rectifier' }, 'rectification.closed-by-rectifier'],
    [{ actorId: 'drafter' }, 'rectification.closed-by-author'],
    [{ actorId: 'second' }, 'rectification.closed-by-reinspector'],
    [{ reportEvidence: 0 }, 'rectification.no-evidence'],
    [{ reinspection: undefined }, 'rectification.not-reinspected'],
    [
      { reinspection: { conclusion: 'rectified', members: ['second', 'third'], evidence: 0 } },
      'rectification.no-evidence',
    ],
  ] as const)('with %o: %s', (change, code) => {
    const decision = decideClose(verified, { ...facts, ...change }, pack);
    expect(codeOf(decision)).toBe(code);
    if (!decision.ok)
      expect(decision.refusal.basis).toEqual([
        { clause: 'tongcheng-2021:1.4' },
        { clause: 'tongcheng-2021:1.5' },
      ]);
  });
  test('only what a re-inspection has passed', () => {
    const states = (Object.keys(lifecycle) as RectificationState[]).filter(
      (state) => decideClose({ ...verified, state }, facts, pack).ok,
    );
    expect(states).toEqual(['verified']);
  });
  test('reported, re-inspected and closed on one day is worth a second look', () => {
    const closed = anItem({ ...verified, state: 'closed', closedOn: '2026-04-20', closedBy: 'closer' });
    expect(lenienceSignals(closed, '2026-04-20')).toEqual(['closed-on-report-day']);
    expect(lenienceSignals({ ...closed, closedOn: '2026-05-08', reopenedCount: 1 }, '2026-04-21')).toEqual([
      'closed-late',
      'reopened',
    ]);
  });
  test.each([
    [
      'reported, re-inspected and closed in time, each on its day',
      '2026-04-20',
      '2026-04-21',
      '2026-04-22',
      [],
    ],
    ['re-inspected the day before it was closed', '2026-04-21', '2026-04-20', '2026-04-21', []],
    ['reported the day before it was closed', '2026-04-20', '2026-04-21', '2026-04-21', []],
    ['closed on the last day', '2026-05-06', '2026-05-06', '2026-05-07', []],
    ['closed the day after', '2026-05-06', '2026-05-06', '2026-05-08', ['closed-late']],
    [
      'all on one day, and late',
      '2026-05-08',
      '2026-05-08',
      '2026-05-08',
      ['closed-on-report-day', 'closed-late'],
    ],
  ] as const)('%s: a sign of letting off or none', (_, reportedOn, reinspectedOn, closedOn, signals) => {
    expect(lenienceSignals(anItem({ state: 'closed', reportedOn, closedOn }), reinspectedOn)).toEqual(
      signals,
    );
  });
  test('what is still open shows no sign', () => {
    expect(lenienceSignals(anItem(), null)).toEqual([]);
    const open = anItem({ state: 'verified', reportedOn: '2026-04-20', closedOn: '2026-04-20' });
    expect(lenienceSignals(open, '2026-04-20')).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBefore, plainDate } from '#kernel/temporal.ts';
import { isWorkingDay, type WorkCalendar } from '#kernel/work-calendar.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import { askExtension, decideExtension } from './rectification.extension.rules.ts';
import { lifecycle, type Rectification, type RectificationState } from './rectification.model.ts';
import {
  type ClosingFacts,
  confirmedDeadline,
  deadlineFor,
  decideClose,
  decideReinspection,
  decideReport,
  decideTeam,
  dueSteps,
  isOverdue,
  isReminderDue,
  lenienceSignals,
  overdueDays,
  type Reinspector,
  step,
} from './rectification.rules.ts';

const regime = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021');
if (!regime) throw new Error('the pack is missing');
const { pack } = regime;
const calendar = loadWorkCalendar();

const anItem = (change: Partial<Rectification> = {}): Rectification => ({
  id: 'item',
  version: 1,
  letterId: 'letter',
  letterItemId: 'letter-item',
  findingId: 'finding',
  agreementId: 'agreement',
  contractorId: 'contractor',
  state: 'ordered',
  severity: 'ordinary',
  servedOn: '2026-04-13',
  workingDays: 15,
  dayKind: 'working-days',
  periodFromOn: '2026-04-13',
  dueOn: '2026-05-07',
  originalDueOn: '2026-05-07',
  provisional: false,
  calendarSha256: null,
  extension: null,
  extensionsGranted: 0,
  escalation: 'first',
  attempts: 0,
  reportedOn: null,
  reportedBy: null,
  reinspectionPlannedOn: null,
  reinspectionTeam: [],
  closedOn: null,
  closedBy: null,
  reopenedCount: 0,
  pack: { id: pack.id, version: pack.version, hash: '-' },
  ...change,
});

const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? undefined : decision.refusal.code;

describe('D09: the deadline', () => {
  test.each([
    ['2026-04-10', 10, '2026-04-20', '自然日'],
    ['2026-04-10', 15, '2026-04-27', '末日周六，顺延到周一'],
    ['2026-09-21', 12, '2026-10-08', '末日在国庆假期内，顺延到节后'],
  ])('送达 %s，%d 日: %s（%s）', (served, days, dueOn) => {
    expect(deadlineFor(plainDate(served), days, 'days', calendar).date.toString()).toBe(dueOn);
  });

  test.each([
    ['2021-09-17', 5, '2021-09-26', '中秋调休'],
    ['2021-09-17', 15, '2021-10-14', '国庆调休'],
    ['2021-02-05', 10, '2021-02-24', '春节调休'],
    ['2026-02-10', 15, '2026-03-09', '2026年春节'],
    ['2026-04-10', 1, '2026-04-13', '周五送达'],
  ])('served %s + %i working days = %s (%s)', (served, days, due) => {
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

describe('D09: one extension, asked before the deadline', () => {
  const ask = (untilOn: string, on: string, change: Partial<Rectification> = {}) =>
    codeOf(
      askExtension(
        anItem(change),
        { untilOn, reason: '设备到货延迟', by: 'contractor' },
        pack,
        calendar,
        plainDate(on),
      ),
    );
  test.each([
    ['2026-05-11', '2026-05-07', undefined],
    // Ten working days after 7 May, the make-up Saturday of 9 May among them.
    ['2026-05-20', '2026-05-07', undefined],
    ['2026-05-21', '2026-05-07', 'rectification.extension-too-long'],
    ['2026-05-07', '2026-05-06', 'rectification.extension-not-later'],
    ['2026-05-11', '2026-05-08', 'rectification.extension-too-late'],
    ['2026-05-10', '2026-05-06', 'rectification.extension-rest-day'],
  ])('until %s, asked on %s: %s', (untilOn, on, code) => {
    expect(ask(untilOn, on)).toBe(code);
  });
  test('is not asked twice at once, nor again once granted, nor while others have the next step', () => {
    const asked = {
      state: 'asked',
      reason: '设备到货延迟',
      untilOn: '2026-05-11',
      askedBy: 'a',
      askedOn: '2026-05-06',
      decidedBy: null,
    } as const;
    expect(ask('2026-05-11', '2026-05-06', { extension: asked })).toBe('rectification.extension-open');
    expect(ask('2026-05-11', '2026-05-06', { extensionsGranted: 1 })).toBe('rectification.extended-already');
    expect(ask('2026-05-11', '2026-05-06', { state: 'reported' })).toBe('rectification.wrong-state');
  });
  test('granted by another, it moves the deadline and keeps the old one', () => {
    const asked = {
      state: 'asked',
      reason: '设备到货延迟',
      untilOn: '2026-05-11',
      askedBy: 'a',
      askedOn: '2026-05-06',
      decidedBy: null,
    } as const;
    const item = anItem({ extension: asked });
    expect(codeOf(decideExtension(item, { granted: true, by: 'a' }, calendar))).toBe(
      'rectification.own-extension',
    );
    expect(codeOf(decideExtension(anItem(), { granted: true, by: 'b' }, calendar))).toBe(
      'rectification.no-extension-asked',
    );
    expect(decideExtension(item, { granted: true, by: 'b' }, calendar)).toMatchObject({
      value: {
        dueOn: '2026-05-11',
        originalDueOn: '2026-05-07',
        extensionsGranted: 1,
        extension: { state: 'granted' },
      },
    });
    expect(decideExtension(item, { granted: false, by: 'b' }, calendar)).toMatchObject({
      value: { dueOn: '2026-05-07', extensionsGranted: 0, extension: { state: 'declined' } },
    });
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
    reportEvidence: 1,
    reinspection: { conclusion: 'rectified', members: ['second', 'third'], evidence: 1 },
  };
  test.each([
    [{}, undefined],
    [{ actorId: 'finder' }, 'rectification.closed-by-finder'],
    [{ actorId: 'rectifier' }, 'rectification.closed-by-rectifier'],
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
});

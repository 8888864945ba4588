import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { keepingCountedDay } from './obligation.day.rules.ts';
import type { DerivedObligation, Step } from './obligation.model.ts';

const named: Step = { step: 'due-on-day', facts: { day: 5, dueOn: '2027-01-05' } };
const stepsTo = (dueOn: string, more: readonly Step[] = []): Step[] => [
  named,
  ...more,
  { step: 'grace', facts: { days: 30, dueOn, closesOn: plainDate(dueOn).add({ days: 30 }).toString() } },
];

/** A report due by the 5th of January 2027, as the calendar of now has it. */
const derived = (dueOn: string, change: Partial<DerivedObligation> = {}) =>
  ({
    kind: 'report',
    dueOn,
    windowEndOn: dueOn,
    originalDueOn: dueOn,
    closesOn: plainDate(dueOn).add({ days: 30 }).toString(),
    provisional: false,
    because: {
      clause: 'a:1',
      ruleId: 'report',
      responsible: 'contractor',
      parameters: [],
      facts: [],
      steps: stepsTo(dueOn, [{ step: 'rolled-forward', facts: { fromOn: '2027-01-05', dueOn } }]),
    },
    ...change,
  }) as DerivedObligation;
const known = (dueOn: string, provisional: boolean, steps: readonly Step[] = stepsTo(dueOn)) => ({
  dueOn,
  provisional,
  steps,
});
const keep = (to: string, from: ReturnType<typeof known>, asOf: string) =>
  keepingCountedDay(derived(to), from, plainDate(asOf));

describe('暂定 → 确定: what a later calendar moves', () => {
  test('a provisional day still to come moves to the day the calendar gives', () => {
    expect(keep('2027-01-06', known('2027-01-05', true), '2026-12-01')).toEqual(derived('2027-01-06'));
  });

  test('a fixed day stays, with its window and its grace, and says why', () => {
    const kept = keep('2027-01-06', known('2027-01-05', false), '2026-12-01');
    expect(kept).toMatchObject({
      dueOn: '2027-01-05',
      windowEndOn: '2027-01-05',
      closesOn: '2027-02-04',
      provisional: false,
    });
    expect(kept.because.steps.map(({ step }) => step)).toEqual(['due-on-day', 'stands-as-fixed', 'grace']);
    // Derived again from what is now on record it still stands.
    const again = known(kept.dueOn, false, kept.because.steps);
    expect(keep('2027-01-06', again, '2026-12-02')).toEqual(kept);
  });

  test('a day that passed while it was provisional stays; it is no longer provisional', () => {
    expect(keep('2027-01-06', known('2027-01-05', true), '2027-01-10')).toMatchObject({
      dueOn: '2027-01-05',
      provisional: false,
    });
  });

  test('no day moves into the past', () => {
    expect(keep('2027-01-05', known('2027-01-08', true), '2027-01-06').dueOn).toBe('2027-01-08');
    expect(keep('2027-01-06', known('2027-01-08', true), '2027-01-06').dueOn).toBe('2027-01-06');
  });

  test('where the facts or the text changed too, they decide', () => {
    const other = [{ step: 'due-on-day', facts: { day: 10, dueOn: '2027-01-10' } }] as const;
    expect(keep('2027-01-06', known('2027-01-11', false, other), '2026-12-01').dueOn).toBe('2027-01-06');
  });

  test('counted in working days after an event, the event is the ground and the day is the calendar’s', () => {
    const steps = (dueOn: string, event: string): Step[] => [
      { step: 'event-on', facts: { eventOn: event } },
      { step: 'due-within-working-days', facts: { days: 10, dueOn } },
    ];
    const now = derived('2027-01-08', {
      because: { ...derived('2027-01-08').because, steps: steps('2027-01-08', '2026-12-24') },
    });
    const asOf = plainDate('2026-12-25');
    expect(
      keepingCountedDay(now, known('2027-01-07', false, steps('2027-01-07', '2026-12-24')), asOf).dueOn,
    ).toBe('2027-01-07');
    expect(
      keepingCountedDay(now, known('2027-01-07', false, steps('2027-01-07', '2026-12-23')), asOf).dueOn,
    ).toBe('2027-01-08');
  });

  test('on the very day it is still to come, and may move to that day but not before it', () => {
    expect(keep('2027-01-06', known('2027-01-05', true), '2027-01-05').dueOn).toBe('2027-01-06');
    expect(keep('2027-01-06', known('2027-01-05', true), '2027-01-06').dueOn).toBe('2027-01-05');
  });

  test('a day that stays says so, in place of what the calendar did, with the grace it has', () => {
    const kept = keep('2027-01-06', known('2027-01-05', false), '2026-12-01');
    expect(kept.because).toEqual({
      clause: 'a:1',
      ruleId: 'report',
      responsible: 'contractor',
      parameters: [],
      facts: [],
      steps: [
        named,
        { step: 'stands-as-fixed', facts: { dueOn: '2027-01-05' } },
        { step: 'grace', facts: { days: 30, dueOn: '2027-01-05', closesOn: '2027-02-04' } },
      ],
    });
  });

  test.each([
    'rolled-forward',
    'rolled-forward-provisionally',
    'stands-provisionally',
    'stands-as-fixed',
  ] as const)('that the day on record %s was the calendar’s doing, not a ground of its own', (step) => {
    const steps = stepsTo('2027-01-05', [{ step, facts: { dueOn: '2027-01-05' } }]);
    expect(keep('2027-01-06', known('2027-01-05', false, steps), '2026-12-01').dueOn).toBe('2027-01-05');
  });

  test('a window that ends with its period stays where it is', () => {
    const now = derived('2027-01-06', { windowEndOn: '2026-12-31' });
    expect(keepingCountedDay(now, known('2027-01-05', false), plainDate('2026-12-01'))).toMatchObject({
      dueOn: '2027-01-05',
      windowEndOn: '2026-12-31',
    });
  });

  test('what is still provisional on both sides stays provisional where its day has passed', () => {
    const now = derived('2027-01-06', { provisional: true });
    expect(keepingCountedDay(now, known('2027-01-05', true), plainDate('2027-01-10')).provisional).toBe(true);
    expect(keepingCountedDay(now, known('2027-01-05', false), plainDate('2027-01-10')).provisional).toBe(
      false,
    );
  });

  test('where another number of working days was asked, the text decides', () => {
    const steps = (days: number): Step[] => [{ step: 'due-within-working-days', facts: { days, dueOn: '' } }];
    const now = derived('2027-01-08', { because: { ...derived('2027-01-08').because, steps: steps(10) } });
    const of = (days: number) =>
      keepingCountedDay(now, known('2027-01-07', false, steps(days)), plainDate('2026-12-25')).dueOn;
    expect([of(10), of(9)]).toEqual(['2027-01-07', '2027-01-08']);
  });
});

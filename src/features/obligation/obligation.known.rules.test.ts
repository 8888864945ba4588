import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { contractOf, facilityOf } from './obligation.cases.ts';
import type { BaselineFacts, DerivedObligation, Standing } from './obligation.model.ts';
import { asKnown, inOrder, isOpen, isOverdue, progressOf, stateOf } from './obligation.rules.ts';

describe('what the register knew at a moment', () => {
  const first = facilityOf({ recordedAt: '2024-01-12T01:00:00Z', townCode: 'first' });
  const second = facilityOf({ recordedAt: '2024-06-20T02:00:00Z', townCode: 'second' });
  const always = facilityOf({ id: 'g', townCode: 'always' });
  const facts = (over: Partial<BaselineFacts> = {}): BaselineFacts => ({
    facilities: [second, always, first],
    agreements: [],
    programmes: [],
    ...over,
  });
  const known = (knownAt?: string, given = facts()) =>
    asKnown(given, knownAt)
      .facilities.map(({ id, townCode }) => `${id} ${townCode}`)
      .toSorted();

  test.each([
    ['2024-01-12T00:59:59Z', ['g always']],
    // The very moment, however the clock of its zone shows it.
    ['2024-01-12T01:00:00Z', ['f first', 'g always']],
    ['2024-01-12T09:00:00+08:00', ['f first', 'g always']],
    ['2024-06-20T01:59:59.999Z', ['f first', 'g always']],
    ['2024-06-20T02:00:00Z', ['f second', 'g always']],
    [undefined, ['f second', 'g always']],
  ])('at %s', (knownAt, expected) => {
    expect(known(knownAt)).toEqual(expected);
    expect(known(knownAt, facts({ facilities: facts().facilities.toReversed() }))).toEqual(expected);
  });

  test('what is known from the beginning is handed on as it is, at any moment', () => {
    const facilities = [always, facilityOf({ id: 'h' })];
    expect(asKnown(facts({ facilities }), '2020-01-01T00:00:00Z').facilities).toBe(facilities);
    expect(asKnown(facts({ facilities })).facilities).toBe(facilities);
  });

  test('of two told at one moment the later one holds', () => {
    const corrected = { ...first, townCode: 'corrected' };
    expect(known(undefined, facts({ facilities: [first, corrected] }))).toEqual(['f corrected']);
  });

  test('contracts, programmes and what was done are known from when they were told, too', () => {
    const recordedAt = '2024-02-01T00:00:00Z';
    const agreement = contractOf({ recordedAt });
    const programme = { id: 'p', startsOn: '2024-01-01', endsOn: null, recordedAt };
    const act = { ruleId: 'visit', subjectId: 'f', on: '2024-01-20' };
    const given = facts({
      agreements: [agreement],
      programmes: [programme],
      done: [{ ...act, recordedAt }, act],
    });
    expect(asKnown(given, '2024-01-31T23:59:59Z')).toMatchObject({
      agreements: [],
      programmes: [],
      done: [act],
    });
    expect(asKnown(given, recordedAt)).toMatchObject({ agreements: [agreement], programmes: [programme] });
    expect(asKnown(given, recordedAt).done).toHaveLength(2);
  });

  test('property: nothing is ever known of a subject but its last version, and more is known as time goes by', () => {
    const at = (day: number) => plainDate('2024-01-01').add({ days: day }).toString();
    const told = fc.record({ id: fc.constantFrom('f', 'g', 'h'), day: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), fc.nat(40), fc.nat(10), (versions, day, more) => {
        const facilities = versions.map(({ id, day: on }) =>
          facilityOf({ id, recordedAt: `${at(on)}T00:00:00Z`, townCode: String(on) }),
        );
        const on = (moment: number) =>
          new Map(
            asKnown(facts({ facilities }), `${at(moment)}T00:00:00Z`).facilities.map((one) => [
              one.id,
              Number(one.townCode),
            ]),
          );
        const [then, later] = [on(day), on(day + more)];
        for (const [id, recorded] of then) {
          const own = versions.filter((one) => one.id === id && one.day <= day).map((one) => one.day);
          expect(recorded).toBe(Math.max(...own));
          expect(later.get(id)).toBeGreaterThanOrEqual(recorded);
        }
        expect(then.size).toBe(new Set(versions.filter((one) => one.day <= day).map(({ id }) => id)).size);
      }),
    );
  });
});

test('obligations stand by the day they are due, and on one day by rule and subject', () => {
  const one = (dueOn: string, key: string) => ({ dueOn, key }) as DerivedObligation;
  const wanted = [one('2024-04-30', 'z'), one('2024-05-31', 'a'), one('2024-05-31', 'b')];
  expect(inOrder(wanted.toReversed())).toEqual(wanted);
  expect(inOrder([...wanted])).toEqual(wanted);
});

describe('on what day it is what', () => {
  const standing = (over: Partial<Standing> = {}): Standing => ({
    windowStartOn: '2024-04-01',
    dueOn: '2024-04-30',
    closesOn: '2024-05-10',
    fulfilledOn: null,
    waived: false,
    withdrawn: false,
    ...over,
  });
  test.each<[string, Partial<Standing>, string, boolean, boolean]>([
    ['2024-03-31', {}, 'upcoming', false, true],
    ['2024-04-30', {}, 'due', false, true],
    ['2024-05-01', {}, 'due', true, true],
    ['2024-05-10', {}, 'due', true, true],
    ['2024-05-11', {}, 'missed', false, false],
    ['2024-05-05', { fulfilledOn: '2024-05-10' }, 'fulfilled-late', false, false],
    ['2024-05-05', { fulfilledOn: '2024-04-30' }, 'fulfilled', false, false],
    ['2024-05-05', { waived: true }, 'waived', false, false],
    ['2024-03-31', { withdrawn: true }, 'upcoming', false, false],
  ])('on %s, %o: %s, overdue %s, open %s', (on, over, state, overdue, open) => {
    const today = plainDate(on);
    expect(stateOf(standing(over), today)).toBe(state);
    expect(isOverdue(standing(over), today)).toBe(overdue);
    expect(isOpen(standing(over), today)).toBe(open);
  });
});

describe('which act completes it', () => {
  const act = (on: string, subjectId: string, id: string) => ({ on, subjectId, id });
  const asked = { required: 2, windowStartOn: '2024-04-01', count: 'at-least' } as const;

  test('of two on one day that of the first subject comes first; the order they are handed in does not matter', () => {
    const acts = [
      act('2024-04-02', 'b', '2'),
      act('2024-04-02', 'c', '3'),
      act('2024-04-02', 'a', '1'),
      act('2024-04-01', 'z', '0'),
    ];
    expect(progressOf(asked, true, acts)).toEqual({ done: 4, completedBy: act('2024-04-02', 'a', '1') });
    expect(progressOf(asked, true, acts.toReversed())).toEqual(progressOf(asked, true, acts));
  });

  test('of a part one place counts once, and a visit before its window does not use it up', () => {
    const acts = [act('2024-03-31', 'a', '0'), act('2024-04-01', 'a', '1'), act('2024-04-02', 'a', '2')];
    expect(progressOf(asked, true, acts)).toEqual({ done: 1, completedBy: null });
    expect(progressOf(asked, false, acts)).toEqual({ done: 2, completedBy: act('2024-04-02', 'a', '2') });
  });
});

import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { anItem } from '#testing/rectifications.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { Rectification } from './rectification.model.ts';
import { deadlineUnder } from './rectification.regime.rules.ts';

/** Another county's regime stands for a later version: twenty working days for an ordinary problem, thirty days in 甲县. */
const { pack: twenty, calendar } = worldUnder('example-yi-2023');
const { pack: thirtyDays } = worldUnder('example-jia-2022');
const under = (change: Partial<Rectification>, on: string, pack = twenty) =>
  deadlineUnder(anItem(change), pack, calendar, plainDate(on));

test('an open item is counted anew from the same day, in the new kind of days', () => {
  expect(under({}, '2026-04-20')).toEqual({
    workingDays: 20,
    dayKind: 'working-days',
    dueOn: '2026-05-13',
    provisional: false,
  });
  expect(under({}, '2026-04-20', thirtyDays)).toEqual({
    workingDays: 30,
    dayKind: 'days',
    dueOn: '2026-05-13',
    provisional: false,
  });
});

test.each([
  ['on its last day', {}, '2026-05-07', '2026-05-13'],
  ['on the day after, when it has run out', {}, '2026-05-08', undefined],
  ['when it is closed', { state: 'closed' }, '2026-04-20', undefined],
  ['when it waits for the re-inspectors', { state: 'reported' }, '2026-04-20', '2026-05-13'],
  ['when the old day is the new one', { dueOn: '2026-05-13' }, '2026-04-20', undefined],
  ['when the old day is later', { dueOn: '2026-05-14' }, '2026-04-20', undefined],
  ['when the old day is one earlier', { dueOn: '2026-05-12' }, '2026-04-20', '2026-05-13'],
  // Three working days there for a serious problem, which was given five here.
  ['when the new period is shorter', { severity: 'serious', dueOn: '2026-04-20' }, '2026-04-14', undefined],
] as const)('从旧兼从轻, %s', (_, change, on, dueOn) => {
  expect(under(change, on)?.dueOn).toBe(dueOn);
});

test('a deadline in a year nobody has announced is 暂定', () => {
  const late = { periodFromOn: '2026-12-10', dueOn: '2026-12-31', originalDueOn: '2026-12-31' };
  expect(under(late, '2026-12-20')).toMatchObject({ dueOn: '2027-01-07', provisional: true });
});

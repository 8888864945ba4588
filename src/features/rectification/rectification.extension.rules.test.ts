import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { anItem } from '#testing/rectifications.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { askExtension, decideExtension, latestExtension } from './rectification.extension.rules.ts';
import type { Rectification } from './rectification.model.ts';

const { pack, calendar } = worldUnder('tongcheng-2021');
const jia = worldUnder('example-jia-2022').pack;
const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? undefined : decision.refusal.code;
const asked = {
  state: 'asked',
  reason: '设备到货延迟',
  untilOn: '2026-05-11',
  askedBy: 'a',
  askedOn: '2026-05-06',
  decidedBy: null,
} as const;

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
    expect(ask('2026-05-11', '2026-05-06', { extension: asked })).toBe('rectification.extension-open');
    expect(ask('2026-05-11', '2026-05-06', { extensionsGranted: 1 })).toBe('rectification.extended-already');
    expect(ask('2026-05-11', '2026-05-06', { state: 'reported' })).toBe('rectification.wrong-state');
    // One that was declined may be asked for again.
    expect(ask('2026-05-11', '2026-05-06', { extension: { ...asked, state: 'declined' } })).toBeUndefined();
  });
  test('granted by another, it moves the deadline and keeps the old one', () => {
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

describe('本地补充: what an extension is refused for, and on which clause', () => {
  const ask = (untilOn: string, on: string, change: Partial<Rectification> = {}, under = pack) =>
    askExtension(
      anItem(change),
      { untilOn, reason: '停电', by: 'contractor' },
      under,
      calendar,
      plainDate(on),
    );
  const local = [{ clause: 'tongcheng-2021:1.4', localSupplement: true }];
  const inDays = { dayKind: 'days' } as const;

  test('what is granted is kept as it was asked, undecided', () => {
    expect(ask('2026-05-11', '2026-05-06')).toEqual({
      ok: true,
      value: {
        state: 'asked',
        reason: '停电',
        untilOn: '2026-05-11',
        askedBy: 'contractor',
        askedOn: '2026-05-06',
        decidedBy: null,
      },
    });
  });

  test.each([
    [
      'supervision has the next step',
      ask('2026-05-11', '2026-05-06', { state: 'reported' }),
      'rectification.wrong-state',
      { state: 'reported', to: 'reported' },
      [],
    ],
    [
      'one is asked for already',
      ask('2026-05-11', '2026-05-06', { extension: asked }),
      'rectification.extension-open',
      {},
      [],
    ],
    [
      'once was all',
      ask('2026-05-11', '2026-05-06', { extensionsGranted: 1 }),
      'rectification.extended-already',
      { times: 1 },
      local,
    ],
    [
      'twice was all, elsewhere',
      ask('2026-05-11', '2026-05-06', { ...inDays, extensionsGranted: 2 }, jia),
      'rectification.extended-already',
      { times: 2 },
      [{ clause: 'example-jia-2022:23' }],
    ],
    [
      'the deadline has passed',
      ask('2026-05-11', '2026-05-08'),
      'rectification.extension-too-late',
      { dueOn: '2026-05-07' },
      local,
    ],
    [
      'the new day is the old one',
      ask('2026-05-07', '2026-05-06'),
      'rectification.extension-not-later',
      { dueOn: '2026-05-07' },
      [],
    ],
    [
      'eleven working days',
      ask('2026-05-21', '2026-05-06'),
      'rectification.extension-too-long',
      { latestOn: '2026-05-20', days: 10, dayKind: 'working-days' },
      local,
    ],
    [
      'sixteen days, the last rolled to a Monday, elsewhere',
      ask('2026-05-25', '2026-05-06', inDays, jia),
      'rectification.extension-too-long',
      { latestOn: '2026-05-22', days: 15, dayKind: 'days' },
      [{ clause: 'example-jia-2022:23' }],
    ],
    [
      'a Sunday',
      ask('2026-05-10', '2026-05-06'),
      'rectification.extension-rest-day',
      { nextOn: '2026-05-11' },
      [],
    ],
  ])('%s', (_, decision, code, facts, basis) => {
    expect(decision).toEqual({ ok: false, refusal: { code, facts, basis } });
  });

  test('where two are allowed a second may follow the first', () => {
    expect(ask('2026-05-22', '2026-05-06', { ...inDays, extensionsGranted: 1 }, jia).ok).toBe(true);
  });

  test('the latest day names the number it rests on', () => {
    const { until, most } = latestExtension(anItem(), pack, calendar, plainDate('2026-05-06'));
    expect([until.toString(), most.value]).toEqual(['2026-05-20', 10]);
  });
});

describe('本地补充: another decides', () => {
  const item = anItem({ version: 4, extension: asked });
  test.each([
    ['nothing is asked for', anItem(), 'b', 'rectification.no-extension-asked', {}],
    [
      'it is decided already',
      anItem({ extension: { ...asked, state: 'granted', decidedBy: 'b' } }),
      'c',
      'rectification.no-extension-asked',
      {},
    ],
    ['whoever asked decides', item, 'a', 'rectification.own-extension', {}],
    [
      'the item is closed',
      { ...item, state: 'closed' as const },
      'b',
      'rectification.wrong-state',
      { state: 'closed', to: 'closed' },
    ],
  ])('not when %s', (_, current, by, code, facts) => {
    for (const granted of [true, false])
      expect(decideExtension(current, { granted, by }, calendar)).toEqual({
        ok: false,
        refusal: { code, facts, basis: [] },
      });
  });

  test('each decision is one more version of the item, signed by who decided', () => {
    const answered = (granted: boolean) => decideExtension(item, { granted, by: 'b' }, calendar);
    expect(answered(true)).toEqual({
      ok: true,
      value: {
        ...item,
        version: 5,
        dueOn: '2026-05-11',
        extensionsGranted: 1,
        provisional: false,
        extension: { ...asked, state: 'granted', decidedBy: 'b' },
      },
    });
    expect(answered(false)).toEqual({
      ok: true,
      value: { ...item, version: 5, extension: { ...asked, state: 'declined', decidedBy: 'b' } },
    });
  });

  test('a day in a year nobody has announced is 暂定', () => {
    const beyond = anItem({ extension: { ...asked, untilOn: '2027-01-08' } });
    expect(decideExtension(beyond, { granted: true, by: 'b' }, calendar)).toMatchObject({
      value: { dueOn: '2027-01-08', provisional: true },
    });
  });
});

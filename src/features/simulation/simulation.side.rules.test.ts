import { describe, expect, test } from 'vitest';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { Window } from './simulation.model.ts';
import { decideWindow } from './simulation.rules.ts';
import {
  cited,
  citedFrom,
  lastOf,
  laterDay,
  packsOf,
  type Side,
  sideOf,
  standingIn,
  versionOn,
  versionsIn,
} from './simulation.side.rules.ts';

const { pack: tongcheng } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const from = (fromOn: string, pack: RulePack) => ({ fromOn, pack });
const days = (side: Side) => side.map(({ fromOn, pack }) => [fromOn, pack.id]);

describe('the versions of a side', () => {
  test('one pack stands from the day it is in force', () => {
    expect(days(sideOf(jia))).toEqual([['2022-06-01', 'example-jia-2022']]);
  });

  test('a version stands from the day asked for, or from the day it is in force where that is later; in the order of the days', () => {
    const side = sideOf([from('2024-01-01', yi), from('2020-01-01', tongcheng), from('2022-01-01', jia)]);
    expect(days(side)).toEqual([
      ['2021-03-18', 'tongcheng-2021'],
      ['2022-06-01', 'example-jia-2022'],
      ['2024-01-01', 'example-yi-2023'],
    ]);
  });

  test('a side without any version is none', () => {
    expect(() => sideOf([])).toThrow('a side has at least one version');
  });

  test('of two days the later', () => {
    expect(laterDay('2026-01-01', '2026-01-02')).toBe('2026-01-02');
    expect(laterDay('2026-01-02', '2026-01-01')).toBe('2026-01-02');
    expect(laterDay('2026-01-01', '2026-01-01')).toBe('2026-01-01');
  });
});

describe('which version', () => {
  const side = sideOf([from('2021-03-18', tongcheng), from('2024-01-01', jia), from('2025-01-01', yi)]);
  const [first, second, third] = ['tongcheng-2021', 'example-jia-2022', 'example-yi-2023'];
  test.each([
    // 未决的事, older than the regime itself, are judged by the first.
    ['2020-12-31', first],
    ['2023-12-31', first],
    ['2024-01-01', second],
    ['2024-12-31', second],
    ['2025-01-01', third],
    ['2030-01-01', third],
  ])('on %s it is %s', (on, expected) => {
    expect(versionOn(side, on).pack.id).toBe(expected);
    expect(lastOf(side, { fromOn: '2019-01-01', toOn: on }).pack.id).toBe(expected);
  });

  test.each<[string, Window, (string | undefined)[], (string | undefined)[]]>([
    ['a year under the first', { fromOn: '2022-01-01', toOn: '2022-12-31' }, [first], [first]],
    [
      'to the day the second begins',
      { fromOn: '2023-01-01', toOn: '2024-01-01' },
      [first, second],
      [first, second],
    ],
    ['to the day before', { fromOn: '2023-01-01', toOn: '2023-12-31' }, [first], [first]],
    [
      'from the day the second begins: what began under the first may still run, it stands on no day of it',
      { fromOn: '2024-01-01', toOn: '2024-12-31' },
      [first, second],
      [second],
    ],
    ['from the day before', { fromOn: '2023-12-31', toOn: '2024-12-31' }, [first, second], [first, second]],
    ['under the last', { fromOn: '2026-01-01', toOn: '2026-12-31' }, [first, second, third], [third]],
    ['before them all', { fromOn: '2019-01-01', toOn: '2019-12-31' }, [first], []],
  ])('%s', (_, window, may, stand) => {
    expect(versionsIn(side, window).map(({ pack }) => pack.id)).toEqual(may);
    expect(standingIn(side, window).map(({ pack }) => pack.id)).toEqual(stand);
  });

  test('a value of the first version is cited by its name, one of a later with the day', () => {
    expect(citedFrom(side, '2021-03-18', 'repeat')).toBe('repeat');
    expect(citedFrom(side, '2020-01-01', 'repeat')).toBe('repeat');
    expect(citedFrom(side, '2024-01-01', 'repeat')).toBe('repeat@2024-01-01');
    expect(side.map((version) => cited(side, version, 'repeat'))).toEqual([
      'repeat',
      'repeat@2024-01-01',
      'repeat@2025-01-01',
    ]);
  });

  test('the packs of both sides, each once', () => {
    expect(packsOf([side, sideOf(jia)])).toEqual([tongcheng, jia, yi]);
  });
});

describe('what cannot be compared is refused with what stands in the way', () => {
  const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
  test.each<[string, Parameters<typeof decideWindow>, string, object]>([
    [
      'the last day before the first',
      [[tongcheng], { fromOn: '2026-02-01', toOn: '2026-01-31' }],
      'simulation.window-reversed',
      { fromOn: '2026-02-01', toOn: '2026-01-31' },
    ],
    [
      'five years and a day',
      [[tongcheng], { fromOn: '2026-01-01', toOn: '2031-01-01' }],
      'simulation.window-too-long',
      { years: 5 },
    ],
    [
      'a day before the pack is in force',
      [[tongcheng, jia], { fromOn: '2022-05-31', toOn: '2022-12-31' }],
      'simulation.before-regime',
      { pack: 'example-jia-2022', name: jia.name.zh, inForceFromOn: '2022-06-01' },
    ],
    [
      'of two that are not in force yet, the one that comes last',
      [[jia, yi, tongcheng], { fromOn: '2021-06-01', toOn: '2021-12-31' }],
      'simulation.before-regime',
      { pack: 'example-yi-2023', name: yi.name.zh, inForceFromOn: '2023-01-01' },
    ],
    [
      'of two of one day, the first by its id',
      [
        [
          { ...yi, id: 'b' },
          { ...yi, id: 'a' },
        ],
        { fromOn: '2021-06-01', toOn: '2021-12-31' },
      ],
      'simulation.before-regime',
      { pack: 'a', name: yi.name.zh, inForceFromOn: '2023-01-01' },
    ],
    [
      'a version that is to follow the day before it is in force',
      [[[from('2021-03-18', tongcheng), from('2026-06-30', { ...jia, inForceFrom: '2026-07-01' })]], year],
      'simulation.before-regime',
      { pack: 'example-jia-2022', name: jia.name.zh, inForceFromOn: '2026-07-01' },
    ],
    [
      'a version that is to follow the day after the window',
      [[tongcheng, [from('2027-01-01', jia), from('2021-03-18', tongcheng)]], year],
      'simulation.after-window',
      { name: jia.name.zh, on: '2027-01-01', toOn: '2026-12-31' },
    ],
  ])('%s', (_, [regimes, window], code, facts) => {
    expect(decideWindow(regimes, window)).toEqual({ ok: false, refusal: { code, facts, basis: [] } });
  });

  test.each<[string, Parameters<typeof decideWindow>]>([
    ['from the day the pack is in force', [[tongcheng, jia], { fromOn: '2022-06-01', toOn: '2022-06-01' }]],
    [
      'a version that follows on the day it is in force',
      [[[from('2021-03-18', tongcheng), from('2026-07-01', { ...jia, inForceFrom: '2026-07-01' })]], year],
    ],
    [
      'a version that follows on the last day',
      [[[from('2021-03-18', tongcheng), from('2026-12-31', jia)]], year],
    ],
  ])('%s is granted as it was asked', (_, [regimes, window]) => {
    expect(decideWindow(regimes, window)).toEqual({ ok: true, value: window });
  });
});

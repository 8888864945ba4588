import { expect, test } from 'vitest';
import { parseFlags } from './main.cli.ts';
import { type SimulateOptions, simulateCommand } from './main.simulate.ts';

const options = (over: Partial<SimulateOptions>): SimulateOptions => ({
  packs: ['tongcheng-2021', 'tongcheng-2021'],
  from: '2026-01-01',
  to: '2026-12-31',
  dataPath: 'nowhere',
  county: undefined,
  national: true,
  json: false,
  ...over,
});

test('a flag may be said twice, and each is heard', () => {
  const { flags, all } = parseFlags(['simulate', '--pack', 'a', '--pack=b', '--national']);
  expect(all('pack')).toEqual(['a', 'b']);
  expect(flags).toEqual({ pack: 'b', national: true });
});

test.each<[string, Partial<SimulateOptions>, RegExp]>([
  ['one pack', { packs: ['tongcheng-2021'] }, /--pack A --pack B/],
  ['three packs', { packs: ['a', 'b', 'c'] }, /--pack A --pack B/],
  ['a pack nobody knows', { packs: ['tongcheng-2021', 'nowhere'] }, /nowhere.*tongcheng-2021/],
  ['a layer that is no county’s regime', { packs: ['tongcheng-2021', 'rule-packs/cn.yaml'] }, /no regime/],
  ['no day', { from: '' }, /--from/],
  ['a day that does not exist', { to: '2026-02-30' }, /--to/],
  ['a reversed window', { from: '2027-01-01' }, /lies before/],
  ['a window before the regime', { from: '2020-01-01', to: '2020-12-31' }, /2021-03-18/],
  ['no data directory', { national: false }, /nowhere/],
])('%s is refused in both languages', async (_, over, said) => {
  await expect(simulateCommand(options(over))).rejects.toThrow(said);
  await expect(simulateCommand(options(over))).rejects.toThrow(/\p{Script=Han}/u);
});

test.each<[string, readonly string[], RegExp]>([
  [
    'two packs with a day each',
    ['tongcheng-2021@2026-07-01', 'example-jia-2022@2026-07-01'],
    /one of the two/,
  ],
  ['a nation under what is in force', ['in-force', 'tongcheng-2021'], /name two packs/],
  ['a day after the window', ['tongcheng-2021', 'example-jia-2022@2027-01-01'], /after the last day/],
])('%s is refused', async (_, packs, said) => {
  await expect(simulateCommand(options({ packs }))).rejects.toThrow(said);
});

test('a county alone may be tried with one pack, beside what is in force there', async () => {
  await expect(
    simulateCommand(options({ packs: ['tongcheng-2021@2026-07-01'], national: false })),
  ).rejects.toThrow(/data directory nowhere/);
});

test('a pack may be named by the path of its file', async () => {
  const named = options({ packs: ['rule-packs/tongcheng-2021.yaml', 'nowhere'] });
  await expect(simulateCommand(named)).rejects.toThrow(/pack nowhere/);
});

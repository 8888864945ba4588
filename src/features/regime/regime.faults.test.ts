import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  loadRulePack,
  packFileIds,
  packFileOf,
  rulePackIds,
  rulePacksDirectory,
} from '#platform/rule-packs.ts';
import { bing, jia, planted, tongcheng, yi } from '#testing/pack-faults.ts';
import { checkPackFile, faultLines } from './regime.check.document.ts';
import { ruleFaults } from './regime.checks.pack.model.ts';
import { packFaultCodes } from './regime.faults.pack.model.ts';
import { packFaultWords, sourceFaultWords } from './regime.faults.words.ts';
import type { ObligationRule } from './regime.model.ts';
import { parsePack, RulePackRejected } from './regime.pack.model.ts';
import { loadedRegimes, shippedIn } from './regime.service.ts';

// Mistakes as a jurist makes them, in the packs that ship: each is found at its line, and told with how to mend it.

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rule-pack-faults-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const textOf = (id: string) => readFileSync(packFileOf(id), 'utf8');

/** The layers as they ship, with one of them written otherwise. */
function checked(id: string, text: string) {
  for (const layer of packFileIds()) copyFileSync(packFileOf(layer), join(directory, `${layer}.yaml`));
  const file = join(directory, `${id}.yaml`);
  writeFileSync(file, text);
  return checkPackFile(file);
}

describe('a planted mistake', () => {
  test('there are more than forty, of nearly every kind', () => {
    expect(planted.length).toBeGreaterThan(40);
    const told = new Set(planted.map(({ code }) => code));
    const kinds = [...packFaultCodes, ...Object.keys(sourceFaultWords)];
    // The rest are tested below: a file that is not there, one that is too large, an id without a year.
    expect(kinds.filter((code) => !told.has(code))).toEqual([
      'pack.bad-id',
      'pack.term-missing',
      'pack.unreadable',
      'pack.too-large',
    ]);
  });

  test.each(planted.map((one) => [one.what, one] as const))('%s', (_, one) => {
    const id = one.in ?? tongcheng;
    const before = textOf(id);
    const text = before.replace(one.find, () => one.put);
    expect(text, 'the mistake was planted').not.toBe(before);
    const { faults, pack } = checked(id, text);
    expect(pack).toBeUndefined();
    const fault = faults.find(({ code }) => code === one.code);
    expect(fault, faults.map(faultLines).join('\n')).toBeDefined();
    if (!fault) return;
    expect(fault.file.endsWith(`${id}.yaml`)).toBe(true);
    expect(fault.column).toBeGreaterThan(0);
    const lines = text.split('\n');
    const changed = lines.findIndex((line, at) => line !== before.split('\n')[at]);
    if (one.line === undefined) expect(fault.line).toBe(changed + 1 + (one.below ?? 0));
    else if (one.line !== '') expect(lines[fault.line - 1]).toContain(one.line);
    const [zh, en] = one.mend;
    expect(fault.zh).toContain(zh);
    expect(fault.en).toContain(en);
    expect(`${fault.zh}${fault.en}`).not.toMatch(/\{[a-z]+\}/i);
  });
});

test('a thing that nothing names', () => {
  const { faults } = checked('cn', textOf('cn').replace('term: regime,', 'term: contractor2,'));
  expect(faults[0]?.code).toBe('pack.wrong-choice-near');
  const without = textOf('cn').replace(/.*term: regime,.*\n/, '');
  checked('cn', without);
  const { faults: missing } = checkPackFile(join(directory, `${tongcheng}.yaml`));
  expect(missing.map(({ code, facts }) => [code, facts.term])).toEqual([['pack.term-missing', 'regime']]);
});

describe('what ships', () => {
  test.each(packFileIds())('%s has no fault', (id) => {
    expect(checkPackFile(packFileOf(id)).faults.map(faultLines)).toEqual([]);
  });

  test('only counties’ packs are offered', () => {
    expect(packFileIds()).toEqual([bing, jia, yi, 'cn', 'hubei', tongcheng].toSorted());
    expect(rulePackIds()).toEqual([bing, jia, yi, tongcheng]);
    expect(checkPackFile(packFileOf('cn')).pack).toBeUndefined();
  });

  test('F2: a draft with a mistake is named and not offered, and takes no other regime away', () => {
    checked(tongcheng, textOf(tongcheng));
    checked('wip-draft', 'id: wip-draft\nlevel: county\nname: { zh: 草稿, en: Draft }\n');
    writeFileSync(join(directory, 'no-level.yaml'), '条款：\n');
    const { regimes, broken } = shippedIn(directory);
    expect(regimes.map(({ pack }) => pack.id)).toContain(tongcheng);
    expect(regimes.map(({ pack }) => pack.id)).not.toContain('wip-draft');
    const named = new Map(broken.map(({ id, complaint }) => [id, complaint]));
    expect(named.get('wip-draft')).toContain('wip-draft.yaml');
    expect(named.get('no-level')).toContain('no-level.yaml');
  });

  test('a faultless pack prints to itself', () => {
    const { pack } = loadRulePack(tongcheng, parsePack);
    expect(parsePack(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
  });
});

describe('before anything is understood', () => {
  test.each([[null], ['tongcheng'], [[]], [{}]])('%j is no pack', (data) => {
    expect(() => parsePack(data)).toThrow(RulePackRejected);
  });

  test('a file that is not there, and one that is too large', () => {
    expect(checkPackFile(join(directory, 'nowhere.yaml')).faults[0]?.code).toBe('pack.unreadable');
    expect(checked('big', `# ${'x'.repeat(2_000_001)}\n`).faults[0]?.code).toBe('pack.too-large');
  });

  test('bytes that are no UTF-8', () => {
    writeFileSync(join(directory, 'gbk.yaml'), Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xb3, 0xc7]));
    expect(checkPackFile(join(directory, 'gbk.yaml')).faults[0]?.code).toBe('pack.unreadable');
  });

  test('an empty file', () => {
    expect(checked('empty', '').faults.length).toBeGreaterThan(0);
  });

  test('a county’s pack without a year', () => {
    const { faults } = checked('tongcheng', textOf(tongcheng).replaceAll('tongcheng-2021', 'tongcheng'));
    expect(faults.map(({ code }) => code)).toEqual(['pack.bad-id']);
  });

  test('a mistake in a lower layer is told at its line there', () => {
    for (const layer of packFileIds()) copyFileSync(packFileOf(layer), join(directory, `${layer}.yaml`));
    writeFileSync(join(directory, 'cn.yaml'), textOf('cn').replace('value: 20', 'value: twenty'));
    const [fault] = checkPackFile(join(directory, `${tongcheng}.yaml`)).faults;
    expect(fault?.file.endsWith('cn.yaml')).toBe(true);
    expect(textOf('cn').split('\n')[(fault?.line ?? 0) - 1]).toContain('value: 20');
  });

  test('several mistakes are all told, in the order of the lines', () => {
    const text = textOf(tongcheng).replace('duty: D24', 'duty: D2').replace('value: 0.15', 'value: 1.5');
    const { faults } = checked(tongcheng, text);
    expect(faults.map(({ code }) => code)).toEqual(['pack.bad-duty', 'pack.too-large-number']);
    expect(faults[0]?.line).toBeLessThan(faults[1]?.line ?? 0);
  });
});

test('every sentence ends as one and says what to do', () => {
  for (const [code, { zh, en }] of Object.entries({ ...packFaultWords, ...sourceFaultWords })) {
    expect(zh, code).toMatch(/请.*。$/);
    expect(en, code).toMatch(/[.!]$/);
    const names = (text: string) => [...new Set(text.match(/\{(\w+)\}/g))].toSorted();
    expect(names(zh), code).toEqual(names(en));
  }
});

test('the folder of the packs is the one that ships', () => {
  expect(rulePacksDirectory).toContain('rule-packs');
});

test('a rule is retired after the first day of each number it has: how often, the due day and the days within', () => {
  const [base] = loadedRegimes().filter(({ pack }) => pack.id === 'tongcheng-2021');
  if (!base) throw new Error('the pack is missing');
  const { pack } = base;
  const later = (value: number) => ({
    values: ['2027-01-01', pack.inForceFrom].map((from) => ({ from, value, basis: pack.letter.basis })),
  });
  const retired = (id: string, over: Partial<ObligationRule>) =>
    ruleFaults({
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.id === id ? { ...rule, until: '2027-01-01', ...over } : rule,
      ),
    }).filter(({ code }) => code === 'pack.until-not-after');
  expect(retired('funds', {})).toEqual([]);
  expect(retired('funds', { every: { months: later(3) } })).toHaveLength(1);
  expect(retired('funds', { every: { times: later(3), per: 'year' } })).toHaveLength(1);
  expect(
    retired('funds', { every: { once: 'signing', within: later(3), days: 'days' }, count: 'exactly' }),
  ).toHaveLength(1);
  expect(retired('monthly-report', { dueDay: later(3) })).toHaveLength(1);
  expect(retired('monthly-report', { dueDay: later(3), until: '2027-01-02' })).toEqual([]);
});

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  loadCalendarYears,
  loadRulePack,
  loadWorkCalendar,
  rulePacksDirectory,
  sha256Of,
} from './rule-packs.ts';

const asIs = (data: unknown): unknown => data;
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rule-packs-test-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('a rule pack from its file', () => {
  test('comes with the hash of what it says', () => {
    const { pack, sha256 } = loadRulePack('tongcheng-2021', asIs);
    expect(pack).toMatchObject({ id: 'tongcheng-2021', inForceFrom: '2021-03-18', jurisdiction: '421222' });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(sha256).toBe(sha256Of(pack));
  });

  test('keeps its hash when comments and layout change, and loses it when a number does', () => {
    const text = readFileSync(join(rulePacksDirectory, 'tongcheng-2021.yaml'), 'utf8');
    for (const layer of ['hubei', 'cn'])
      copyFileSync(join(rulePacksDirectory, `${layer}.yaml`), join(directory, `${layer}.yaml`));
    writeFileSync(join(directory, 'same.yaml'), `# another comment\n${text}\n`);
    writeFileSync(join(directory, 'other.yaml'), text.replace('value: 15', 'value: 16'));
    const { sha256 } = loadRulePack('tongcheng-2021', asIs);
    expect(loadRulePack('same', asIs, directory).sha256).toBe(sha256);
    expect(loadRulePack('other', asIs, directory).sha256).not.toBe(sha256);
  });

  test('hashes what the parser returns, key order aside', () => {
    expect(sha256Of({ b: [1, '督办函'], a: null })).toBe(sha256Of({ a: null, b: [1, '督办函'] }));
    // printf '{"a":1}' | sha256sum
    expect(sha256Of({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });

  test.each([
    ['doubled', 'id: a\nid: b\n', 'yaml-duplicate-key'],
    ['unclosed', 'clauses: [', 'yaml-unclosed'],
    ['aliased', 'a: &x [1]\nb: *x\n', 'yaml-a'],
  ])('%s YAML is refused with the name of the file', (name, text, message) => {
    writeFileSync(join(directory, `${name}.yaml`), text);
    expect(() => loadRulePack(name, asIs, directory)).toThrow(`${name}.yaml`);
    expect(() => loadRulePack(name, asIs, directory)).toThrow(new RegExp(message, 'i'));
  });

  test('what the parser refuses is told with the name of the file', () => {
    const refuse = () => {
      throw new Error('clauses: Required');
    };
    expect(() => loadRulePack('tongcheng-2021', refuse)).toThrow(/tongcheng-2021\.yaml: clauses: Required/);
  });

  test.each(['missing', '../package', 'a/b', ''])('%j is no pack to be found', (id) => {
    expect(() => loadRulePack(id, asIs, directory)).toThrow();
  });
});

describe('the work calendar from its file', () => {
  test('covers the announced years', () => {
    expect(loadCalendarYears().map(({ year }) => year)).toEqual([
      2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    expect(loadWorkCalendar().announcedThrough.toString()).toBe('2026-12-31');
  });

  test('is read from the directory asked for', () => {
    copyFileSync(join(rulePacksDirectory, 'calendars.yaml'), join(directory, 'calendars.yaml'));
    expect(loadWorkCalendar(directory).notices.get(2021)).toEqual(loadWorkCalendar().notices.get(2021));
    writeFileSync(join(directory, 'calendars.yaml'), 'years: []\n');
    expect(() => loadWorkCalendar(directory)).toThrow('at least one announced year');
  });
});

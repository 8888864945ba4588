import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { rulePacksDirectory } from '#platform/rule-packs.ts';
import { familyGroups } from '#testing/families.ts';
import { schemaFaults } from './regime.faults.pack.model.ts';
import { rulePack } from './regime.pack.model.ts';
import { rulesRegister } from './regime.register.document.ts';
import { packFileSchema } from './regime.schema.pack.model.ts';
import { loadedRegimes } from './regime.service.ts';

const docs = (name: string) => readFileSync(join(rulePacksDirectory, '..', 'docs', name), 'utf8');
const manual = docs('rule-packs.md');

/** Every key and every choice of the schema: what a jurist may write. */
function vocabularyOf(schema: unknown): ReadonlySet<string> {
  const words = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) {
        if (key === 'properties') for (const name of Object.keys(member as object)) words.add(name);
        if (key === 'enum') for (const one of member as unknown[]) words.add(String(one));
        if (key === 'const') words.add(String(member));
        walk(member);
      }
  };
  walk(schema);
  return words;
}

test('the manual names every key a pack may have and every choice it offers', () => {
  const missing = [...vocabularyOf(packFileSchema())].filter(
    (word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(manual),
  );
  expect(missing).toEqual([]);
});

test('the worked example is a clause and an obligation as the schema wants them', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(manual) ?? [];
  const data: unknown = parse(yaml);
  const parsed = rulePack.safeParse(data);
  const faults = parsed.success ? [] : schemaFaults(rulePack, data, parsed.error.issues);
  expect(faults.filter(({ path }) => path.length > 1)).toEqual([]);
});

test('docs/rules.md is what the packs and the cases say (npm run packs writes it anew)', () => {
  const packs = loadedRegimes().map(({ pack }) => pack);
  expect(docs('rules.md')).toBe(rulesRegister(packs, familyGroups));
});

test('the register lists every rule of every pack', () => {
  const register = docs('rules.md');
  for (const { pack } of loadedRegimes()) {
    for (const { id } of [...pack.obligations, ...pack.checkItems, ...pack.gate.conditions])
      expect(register).toContain(`\`${id}\``);
    for (let duty = 1; duty <= 32; duty += 1)
      expect(register).toContain(`| D${String(duty).padStart(2, '0')} |`);
  }
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { packFileIds, packFileOf, readLayers, rulePacksDirectory } from '#platform/rule-packs.ts';
import { packFileSchema, packFileSchemaText } from './regime.schema.pack.model.ts';

const dataOf = (id: string): unknown => readLayers(packFileOf(id)).layers.at(-1)?.source.data;

describe('the published JSON Schema', () => {
  test('is what the source says (npm run packs writes it anew)', () => {
    expect(readFileSync(join(rulePacksDirectory, 'rule-pack.schema.json'), 'utf8')).toBe(
      packFileSchemaText(),
    );
  });

  const schema = z.fromJSONSchema(packFileSchema() as Parameters<typeof z.fromJSONSchema>[0]);

  test.each(packFileIds())('%s is a file of it, and says so in its first line', (id) => {
    expect(schema.safeParse(dataOf(id)).error?.issues ?? []).toEqual([]);
    expect(readFileSync(packFileOf(id), 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=./rule-pack.schema.json',
    );
  });

  test('a layer may say a part, override an entry in part and withdraw one', () => {
    const file = { id: 'hubei', version: '1', level: 'province', name: { zh: '省', en: 'Province' } };
    const says = (more: object) => schema.safeParse({ ...file, ...more }).success;
    expect(says({})).toBe(true);
    expect(says({ rectification: { counting: { days: 'days' } } })).toBe(true);
    expect(says({ gate: { conditions: [{ id: 'verdicts', withdrawn: true }] } })).toBe(true);
    expect(says({ checkItems: [{ id: 'station.open', evidenceRequired: false }] })).toBe(true);
    expect(says({ checkItems: [{ id: 'station.open', colour: 'red' }] })).toBe(false);
    expect(says({ rectification: { counting: { days: 'weeks' } } })).toBe(false);
    expect(says({ name: { zh: '省' } })).toBe(false);
  });
});

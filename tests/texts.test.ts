import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { doors } from '#kernel/shapes.ts';
import { contract } from '../src/main.contract.ts';

// One door for text: whatever string a request can hold is a typed text that the door cleans, or a code with its own pattern.

type Found = { readonly at: string; readonly schema: z.ZodType };

const inner = (schema: z.ZodType, at: string): Found[] => {
  const { def } = schema as z.ZodType & { def: z.core.$ZodTypeDef };
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, of]) => stringsIn(of as z.ZodType, `${at}.${key}`));
  if (schema instanceof z.ZodArray) return stringsIn(schema.element as z.ZodType, `${at}[]`);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option, n) => stringsIn(option as z.ZodType, `${at}|${n}`));
  if (schema instanceof z.ZodRecord)
    return [
      ...stringsIn(schema.keyType as z.ZodType, `${at}{key}`),
      ...stringsIn(schema.valueType as z.ZodType, `${at}{}`),
    ];
  if ('innerType' in def) return stringsIn(def.innerType as z.ZodType, at);
  if (['number', 'int', 'boolean', 'enum', 'literal', 'string'].includes(def.type)) return [];
  throw new Error(`${at}: what a ${def.type} takes in is not known here`);
};

const stringsIn = (schema: z.ZodType, at: string): Found[] =>
  'def' in schema && (schema.def as z.core.$ZodTypeDef).type === 'string'
    ? [{ at, schema }]
    : inner(schema, at);

const inputs = (node: unknown, name: readonly string[] = []): Found[] => {
  if (node === null || typeof node !== 'object') return [];
  if (!('~orpc' in node))
    return Object.entries(node).flatMap(([key, child]) => inputs(child, [...name, key]));
  const { inputSchema } = node['~orpc'] as { inputSchema?: z.ZodType };
  return inputSchema ? stringsIn(inputSchema, name.join('.')) : [];
};

const strings = inputs(contract);
const doorOf = ({ schema }: Found) => doors.get(schema)?.door;
const isCode = ({ schema }: Found) => {
  const said = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return said.pattern !== undefined || said.format !== undefined;
};

test('F6 F9 every string of every request is a text the door cleans, or a code with its own pattern', () => {
  expect(strings.length).toBeGreaterThan(300);
  expect(strings.filter((found) => !doorOf(found) && !isCode(found)).map(({ at }) => at)).toEqual([]);
});

test('only secrets and a file’s own text come in as they are', () => {
  const verbatim = strings.filter((found) => doorOf(found) === 'verbatim').map(({ at }) => at);
  expect(
    verbatim.filter((at) => !/[pP]assword|changePassword|setUp\.code|calendar\..*\.file$/.test(at)),
  ).toEqual([]);
});

const kept = strings.filter((found) => ['line', 'sign', 'text', 'said'].includes(doorOf(found) ?? ''));
const codesOf = (found: Found, value: string) => {
  const result = found.schema.safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
};

test('F9 no text that is kept can turn the direction of reading', () => {
  for (const found of kept) expect(codesOf(found, '应付12\u202e34元，计算无误')).toContain('text.direction');
});

test('F6 nothing that asks for words takes what nobody sees', () => {
  const asking = kept.filter((found) => ['line', 'said'].includes(doorOf(found) ?? ''));
  for (const found of asking)
    for (const nothing of [
      '\u200b\u200b\u200b\u200b',
      '\u3164'.repeat(4),
      '\u2800'.repeat(4),
      '\u115f'.repeat(4),
      '。。。。',
    ])
      expect([found.at, nothing, found.schema.safeParse(nothing).success]).toEqual([
        found.at,
        nothing,
        false,
      ]);
});

test('what the door lets in, it lets in again unchanged', () => {
  const some = kept.filter((_, at) => at % 12 === 0);
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(...some),
      (typed, { schema }) => {
        const once = schema.safeParse(`说明文字须有十个字以上${typed}`);
        fc.pre(once.success);
        expect(schema.parse(once.data)).toBe(once.data);
      },
    ),
  );
});

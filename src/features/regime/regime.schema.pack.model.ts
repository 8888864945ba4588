import { z } from 'zod';
import { rulePack } from './regime.pack.model.ts';

type Schema = { readonly [key: string]: unknown };

const nameKeys = ['id', 'step', 'term', 'item'];

/**
 * The published JSON Schema of one file, for editors. A file says only what its layer adds, so whole sections may be absent and a
 * named entry need only have its name; what is in a list without names is complete. The composed pack is checked whole by
 * `dushi rules check`.
 */
export function packFileSchema(): Schema {
  const { $schema, ...schema } = z.toJSONSchema(rulePack, { target: 'draft-7', unrepresentable: 'throw' });
  return {
    $schema,
    title: 'Dushi rule pack 督实规则包',
    description:
      'One layer of a regime: nation, province or county. The manual is docs/rule-packs.md. 一层规则，说明见 docs/rule-packs.md。',
    ...asFile(schema as Schema, ['id', 'version', 'level', 'name']),
  };
}

function asFile(schema: Schema, required: readonly string[]): Schema {
  const properties = schema.properties as Record<string, Schema> | undefined;
  if (!properties) return schema;
  return {
    ...schema,
    required,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, member]) => [key, withinFile(member)]),
    ),
  };
}

function withinFile(schema: Schema): Schema {
  const items = schema.items as Schema | undefined;
  if (items) return { ...schema, items: asEntry(items), ...lengthFree };
  return isSection(schema) ? asFile(schema, []) : schema;
}

/** A later layer may add one entry to many: how long the whole list is, is a matter of the composed pack. */
const lengthFree = { minItems: undefined, maxItems: undefined };

/** Words and dated values are never said in part. */
const isSection = (schema: Schema): boolean => {
  const properties = schema.properties as Record<string, Schema> | undefined;
  return properties !== undefined && !('zh' in properties) && !('values' in properties);
};

function asEntry(schema: Schema): Schema {
  const variants = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
  if (variants) return { anyOf: variants.map(asEntry) };
  const properties = schema.properties as Record<string, Schema> | undefined;
  const name = nameKeys.find((key) => properties !== undefined && key in properties);
  if (!properties || name === undefined) return schema;
  const said = asFile(schema, [name]);
  const withdrawn = { const: true, description: 'Takes the inherited entry away. 撤去下层的这一条。' };
  return { ...said, properties: { ...(said.properties as Schema), withdrawn } };
}

export const packFileSchemaText = (): string => `${JSON.stringify(packFileSchema(), null, 2)}\n`;

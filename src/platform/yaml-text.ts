import { parse } from 'yaml';

/** YAML or JSON as a person pasted it; undefined when it is neither. The core schema has no dates and no code: a day stays text. */
export function readYamlText(text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

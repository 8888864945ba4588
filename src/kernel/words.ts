export type Language = 'zh' | 'en';
export type Words = { readonly zh: string; readonly en: string };

/** Puts facts into a sentence: `{name}`. An unknown placeholder stays visible, so that a test can find it. */
export function fill(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, key: string) => {
    const value = facts[key];
    return value === undefined ? whole : Array.isArray(value) ? value.join('、') : String(value);
  });
}

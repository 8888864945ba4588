import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { type CountyTerm, productTerms, type Speech, speechOf, termIds, verbs } from '#kernel/terms.ts';
import type { Language, Words } from '#kernel/words.ts';
import { isNode, lineOf, parse, walk } from './source.ts';

// A county says 整改通知书 where the product says 督办函 (kernel/terms.ts). These laws keep our sentences within what it can replace,
// and keep what somebody else wrote out of its reach.

/** What the checker of pack files and the verifier of draws print belongs to no county. */
const ofNoCounty = /faults\.words|verifier\.words/;
const files = globSync('src/**/*.words.ts').filter((file) => !ofNoCounty.test(file));

const wordsIn = (value: unknown): Words[] =>
  typeof value !== 'object' || value === null
    ? []
    : 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'
      ? [{ zh: value.zh, en: value.en }, ...wordsIn('next' in value ? value.next : null)]
      : Object.values(value).flatMap(wordsIn);
const sentences = (
  await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(/* @vite-ignore */ `../${file}`);
      return wordsIn({ ...(module as object) }).map((words) => ({ file, words }));
    }),
  )
).flat();

test('the walk sees the words it is meant to guard', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(sentences.length).toBeGreaterThan(2500);
});

/** A county with another word for everything. */
function strange(english: (id: string) => string): Speech {
  const terms = termIds.map((term): CountyTerm => ({ term, words: { zh: '〔用语〕', en: english(term) } }));
  const speech = speechOf(terms);
  if (!speech) throw new Error('these are no words of the product');
  return speech;
}
const singular = strange(() => 'zzword');
const plural = strange(() => 'zzwords');

/** Short forms that the table of terms does not know, or that mean something else there. */
const short: Readonly<Record<Language, RegExp>> = {
  zh: /企业|函|村级(?!区划)|(?<!领导)小组|制度|办公室|服务中心|物流中心|供应链中心/,
  en: /\b(?:contractor|letter|office|regime|regulation|(?<!leading )group|(?:service|logistics|supply-chain) centre|(?:village|town) station)s?\b/i,
};
/** One regime is spoken of, the county's: what counts regimes is about rule packs. */
const counted = /\b(?:an?|one|two|both|each|every|only|another) regimes?\b|\bregimes\b/i;
/** Not a verb, or not the term's own. */
const ownVerb = /^(?:is|was|stops)$/;

const told = (of: typeof sentences, language: Language) =>
  of.map(({ file, words }) => `${file}: ${words[language]}`);

describe('every sentence can be said in a county’s own terms', () => {
  test.each(['zh', 'en'] as const)('%s: no form of a term is missed', (language) => {
    const bare = (text: string) => singular(text, language).replaceAll(/\{\w+\}/g, '');
    expect(
      told(
        sentences.filter(({ words }) => short[language].test(bare(words[language]))),
        language,
      ),
    ).toEqual([]);
  });

  test('en: a regime is never counted', () => {
    expect(
      told(
        sentences.filter(({ words }) => counted.test(words.en)),
        'en',
      ),
    ).toEqual([]);
  });

  test('en: a term that is a plural takes its verbs with it', () => {
    const verbAfter = /zzwords (\w+s)\b/gi;
    const wrong = sentences.filter(({ words }) =>
      [...plural(words.en, 'en').matchAll(verbAfter)].some(([, verb = '']) => !ownVerb.test(verb)),
    );
    expect(told(wrong, 'en')).toEqual([]);
    expect(Object.keys(verbs).length).toBeGreaterThan(10);
  });

  test('no sentence is longer than a term allows: what is put in stands whole', () => {
    for (const { words } of sentences)
      for (const language of ['zh', 'en'] as const)
        expect(singular(words[language], language).match(/\{\w+\}/g)).toEqual(
          words[language].match(/\{\w+\}/g),
        );
  });
});

describe('the packs that ship', () => {
  const regimes = loadedRegimes();

  test('the nation’s words are the product’s own, so that a county that takes them is left alone', () => {
    const tongcheng = regimes.find(({ pack }) => pack.jurisdiction === '421222');
    expect(tongcheng?.pack.vocabulary.terms.map(({ term }) => term).toSorted()).toEqual(
      [...termIds].toSorted(),
    );
    expect(speechOf(tongcheng?.pack.vocabulary.terms ?? [])).toBeUndefined();
  });

  test.each(regimes.map(({ pack }) => [pack.id, pack] as const))(
    '%s: where it has another word, no sentence says ours',
    (_, pack) => {
      const speech = speechOf(pack.vocabulary.terms) ?? ((text: string) => text);
      for (const { term, words } of pack.vocabulary.terms)
        for (const language of ['zh', 'en'] as const) {
          const [own] = productTerms[term][language];
          if (words[language].toLowerCase() === own) continue;
          const form = new RegExp(language === 'zh' ? own : `\\b${own}\\b`, 'i');
          expect(
            told(
              sentences.filter(({ words: said }) =>
                form.test(
                  speech(said[language], language)
                    .replaceAll(/\{\w+\}/g, '')
                    .replaceAll(new RegExp(words[language], 'gi'), ''),
                ),
              ),
              language,
            ),
          ).toEqual([]);
        }
    },
  );
});

describe('what somebody else wrote stays as it is', () => {
  const pages = globSync(['src/features/**/*.view.tsx', 'src/web/**/*.tsx', 'src/main.*.tsx']).filter(
    (file) => !file.endsWith('.test.tsx'),
  );

  test('a page makes words of names and finished sentences with asIs alone', () => {
    expect(pages.flatMap((file) => madeWords(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  test.each([
    '({ zh: county.name, en: county.nameEn })',
    '<Mark words={{ zh: said, en: said }} />',
    'labels.get(id) ?? { zh: id, en: id }',
    '({ ...words.open, zh: name })',
  ])('a planted %s is caught', (source) => {
    expect(madeWords('planted.view.tsx', `export const planted = ${source};`)).toHaveLength(1);
  });
});

/** Every object with a property `zh` that a page makes; antd's own table of locales holds no text. */
function madeWords(file: string, source: string): string[] {
  const made: string[] = [];
  walk(parse(file, source), (node) => {
    if (node.type !== 'ObjectExpression' || !Array.isArray(node.properties)) return;
    for (const { key, value, start } of node.properties.filter(isNode))
      if (nameOf(key) === 'zh' && nameOf(value) !== 'zhCN') made.push(`${file}:${lineOf(source, start)}`);
  });
  return made;
}

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name) : '');

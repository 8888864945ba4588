import type { Language, Words } from '#kernel/words.ts';

// 用语: a county says 整改通知书 where the product says 督办函. The words files keep the product's own terms; here they give way to the
// county's, in our sentences only. What a person typed, a pack's own text and a law that is quoted are never touched.

export const termIds = [
  'contractor',
  'village-station',
  'town-station',
  'supervision-letter',
  'office',
  'inspection-group',
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  /** What letters call the regulation for short. */
  'regime',
] as const;
export type TermId = (typeof termIds)[number];

/** What a county calls a thing, as its pack says. */
export type CountyTerm = { readonly term: TermId; readonly words: Words };

type Forms = Readonly<Record<Language, readonly [own: string, ...short: string[]]>>;

/** How the words files name each thing: the nation's term, then the shorter forms our sentences use. English in the singular. */
export const productTerms: Readonly<Record<TermId, Forms>> = {
  contractor: { zh: ['承办企业'], en: ['contractor'] },
  'village-station': { zh: ['村级服务站'], en: ['village station'] },
  'town-station': { zh: ['乡镇服务站'], en: ['town station'] },
  'supervision-letter': { zh: ['督办函'], en: ['supervision letter', 'letter'] },
  office: { zh: ['领导小组办公室', '办公室'], en: ['office of the leading group', 'office'] },
  'inspection-group': { zh: ['监督检查小组', '检查小组'], en: ['inspection group'] },
  'service-centre': {
    zh: ['县级公共服务中心', '公共服务中心'],
    en: ['county service centre', 'public service centre', 'service centre'],
  },
  'logistics-centre': { zh: ['县级物流中心'], en: ['county logistics centre', 'logistics centre'] },
  'supply-chain-centre': { zh: ['供应链中心'], en: ['supply-chain centre'] },
  regime: { zh: ['日常监管制度', '监管制度', '制度'], en: ['supervision regime', 'regime', 'regulation'] },
};

/** A sentence of ours as this county says it. */
export type Speech = (sentence: string, language: Language) => string;

/** The terms for which a county has another word than the product. */
export const ownTerms = (terms: readonly CountyTerm[]): CountyTerm[] =>
  terms
    .filter(({ term, words }) => languages.some((language) => differs(term, words, language)))
    .map(({ term, words }) => ({ term, words: { zh: words.zh, en: words.en } }));

// A pack is read once and asked often.
const speeches = new WeakMap<readonly CountyTerm[], { readonly speech: Speech | undefined }>();

/** How a county speaks; undefined where it says everything as the product does. */
export function speechOf(terms: readonly CountyTerm[]): Speech | undefined {
  const known = speeches.get(terms) ?? { speech: built(terms) };
  speeches.set(terms, known);
  return known.speech;
}

function built(terms: readonly CountyTerm[]): Speech | undefined {
  const own = ownTerms(terms);
  if (own.length === 0) return undefined;
  const said = new Map<string, string>();
  const speak: Readonly<Record<Language, (sentence: string) => string>> = {
    zh: speakChinese(own),
    en: speakEnglish(own),
  };
  return (sentence, language) => {
    const key = language + sentence;
    const known = said.get(key);
    if (known !== undefined) return known;
    const spoken = speak[language](sentence);
    said.set(key, spoken);
    return spoken;
  };
}

/** Both languages of our words as a county says them, for what the server writes. */
export function spoken(words: Words, terms: readonly CountyTerm[]): Words {
  const speech = speechOf(terms);
  return speech ? { zh: speech(words.zh, 'zh'), en: speech(words.en, 'en') } : words;
}

const languages = ['zh', 'en'] as const;

const differs = (term: TermId, words: Words, language: Language): boolean =>
  words[language].toLowerCase() !== productTerms[term][language][0];

/** The county's word by each form of ours. A form that keeps its word is there too: it must not be read as a shorter one. */
function byForm(own: readonly CountyTerm[], language: Language): ReadonlyMap<string, string | undefined> {
  return new Map(
    termIds.flatMap((id) => {
      const words = own.find(({ term }) => term === id)?.words;
      const word = words && differs(id, words, language) ? words[language] : undefined;
      return productTerms[id][language].map((form) => [form, word] as const);
    }),
  );
}

const longestFirst = (forms: Iterable<string>): string =>
  [...forms].toSorted((a, b) => b.length - a.length).join('|');

function speakChinese(own: readonly CountyTerm[]): (sentence: string) => string {
  const words = byForm(own, 'zh');
  // A placeholder stands for what somebody typed; its name may read like a term.
  const anyForm = new RegExp(`\\{\\w+\\}|${longestFirst(words.keys())}`, 'g');
  return (sentence) => sentence.replaceAll(anyForm, (found) => words.get(found) ?? found);
}

/** The regular verbs, as our sentences use them. */
const regular = `
  accept allow announce approve ask begin call charge close concern count decide demand draft end
  get give hold keep know leave make name need open order pay propose provide quote read refuse
  report request require say see send serve set show sign speak stay take want write
`
  .trim()
  .split(/\s+/);

/** What follows a term in the singular and must follow it in the plural, should the county's word be one (“rules”, “measures”). */
export const verbs: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  has: 'have',
  does: 'do',
  goes: 'go',
  applies: 'apply',
  carries: 'carry',
  ...Object.fromEntries(regular.map((verb) => [`${verb}s`, verb])),
};

function speakEnglish(own: readonly CountyTerm[]): (sentence: string) => string {
  const words = byForm(own, 'en');
  const anyForm = new RegExp(
    `\\{\\w+\\}|(?<![\\w-])(?:(an?|this) )?(${longestFirst(words.keys())})(?:(s)?(?:(’s)|( (?:${Object.keys(verbs).join('|')}))\\b)?)(?![\\w-])`,
    'gi',
  );
  return (sentence) =>
    sentence.replaceAll(
      anyForm,
      (found, before?: string, form?: string, many?: string, owns?: string, verb?: string) => {
        const word = form && words.get(form.toLowerCase());
        if (!word) return found;
        const plural = isPlural(word);
        const noun = many && !plural ? pluralOf(word) : word;
        const said =
          (before ? determiner(before, noun, plural) : '') +
          (owns ? `${noun}${plural ? '’' : '’s'}` : noun) +
          (verb && plural && !many ? ` ${verbs[verb.trim().toLowerCase()]}` : (verb ?? ''));
        return /^[A-Z]/.test(found) ? capital(said) : said;
      },
    );
}

function determiner(before: string, noun: string, plural: boolean): string {
  if (before.toLowerCase() === 'this') return plural ? 'these ' : 'this ';
  if (plural) return '';
  return soundsLikeVowel.test(noun) ? 'an ' : 'a ';
}

const soundsLikeVowel = /^(?!(?:uni|use|usu|uti|eu|one\b|once\b))[aeiou]|^(?:hour|honest|honour|heir)/i;

/** The word that carries the number: the last, or the one before “of”. */
const headOf = (noun: string): string => noun.split(/ (?=of\b)/)[0] ?? noun;

const isPlural = (noun: string): boolean => /[^isu]s$/.test(headOf(noun));

function pluralOf(noun: string): string {
  const head = headOf(noun);
  const ending = /[^aeiou]y$/.test(head)
    ? `${head.slice(0, -1)}ies`
    : `${head}${/(?:s|x|ch|sh)$/.test(head) ? 'es' : 's'}`;
  return ending + noun.slice(head.length);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

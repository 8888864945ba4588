import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { type CountyTerm, type Speech, speechOf } from '#kernel/terms.ts';
import { fill, type Language, type Words } from '#kernel/words.ts';
import { formatIn } from '#web/format.ts';
import { keep, kept } from '#web/keeping.ts';
import { isTold } from '#web/told.ts';

type LanguageChoice = { readonly language: Language; readonly setLanguage: (language: Language) => void };
const LanguageContext = createContext<LanguageChoice>({ language: 'zh', setLanguage: () => undefined });

/** 中文 first; the person's choice is kept in this browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (kept('language') === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    keep('language', language);
  }, [language]);
  const choice = useMemo(() => ({ language, setLanguage }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** The language on screen, and the switch. */
export const useLanguage = (): LanguageChoice => use(LanguageContext);

const SpeechContext = createContext<Speech | undefined>(undefined);

/** What is within speaks of things as this county calls them. */
export function CountySpeech({
  terms,
  children,
}: {
  readonly terms: readonly CountyTerm[];
  readonly children: ReactNode;
}) {
  const speech = useMemo(() => speechOf(terms), [terms]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** How this county speaks; undefined where it does as the product does, and outside the shell. */
export const useSpeech = (): Speech | undefined => use(SpeechContext);

export type Translate = (words: Words, facts?: Readonly<Record<string, unknown>>) => string;

/** `t(words, facts?)`: the words in the language on screen, the facts written as that language writes them. */
export function useWords(): Translate {
  const { language } = useLanguage();
  const speech = useSpeech();
  return useCallback((words, facts) => say(words, language, facts, speech), [language, speech]);
}

/** Facts are put in after the county's terms: what they say is never changed. */
export function say(
  words: Words,
  language: Language,
  facts?: Readonly<Record<string, unknown>>,
  speech?: Speech,
): string {
  const own = words[language];
  const sentence = speech && !isTold(words) ? speech(own, language) : own;
  return facts ? fill(sentence, writeFacts(facts, language)) : sentence;
}

/** Facts travel bare; their name's last part says what they are: `amountFen`, `dueOn`, `servedAt`, `periodMonth`, `shareRatio`. */
function writeFacts(facts: Readonly<Record<string, unknown>>, language: Language): Record<string, unknown> {
  const format = formatIn(language);
  const write = (name: string, value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map((part) => write(name, part)).join(language === 'zh' ? '、' : ', ');
    if (typeof value === 'number') {
      if (/fen$/i.test(name)) return format.yuan(value);
      return /ratio$/i.test(name) ? format.percent(value) : format.number(value);
    }
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.day(value);
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return format.instant(value);
    return /(month|period)$/i.test(name) && /^\d{4}-\d{2}$/.test(value) ? format.month(value) : value;
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, write(name, value)]));
}

import { type ReactNode, useState } from 'react';
import type { Citation, Facts } from '#kernel/result.ts';
import type { Speech } from '#kernel/terms.ts';
import type { Language, Words } from '#kernel/words.ts';
import { codeOf, refreshAll } from '#web/api.ts';
import { type Issue, wordsOfIssue } from '#web/issue.words.ts';
import { say, type Translate, useLanguage, useSpeech, useWords } from '#web/language.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Button } from '#web/ui/button.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { uiRefusals, uiWords } from '#web/ui.words.ts';

/** A refusal in words; `next` says what can be done about it. */
export type RefusalWords = Words & { readonly next?: Words };
/** How the coded values of a fact are said: `{ state: findingStates }`. */
export type FactTerms = Readonly<Record<string, Readonly<Record<string, Words>>>>;

/** Every refusal code a contract declares, save those the frame itself knows. */
export type CodesOf<Contract> = Exclude<RawCodesOf<Contract>, keyof typeof uiRefusals>;
type RawCodesOf<Contract> = Contract extends { '~orpc': { errorMap: infer Errors } }
  ? Extract<keyof Errors, string>
  : { [K in keyof Contract]: RawCodesOf<Contract[K]> }[keyof Contract];

const registry = new Map<string, { readonly words: RefusalWords; readonly terms: FactTerms }>();

/** A feature's view gives its refusals their words as it loads; a code of its contract without words does not compile. */
export function registerRefusals<Contract>(
  words: { readonly [Code in CodesOf<Contract>]: RefusalWords },
  terms: FactTerms = {},
): void {
  for (const [code, said] of Object.entries<RefusalWords>(words)) registry.set(code, { words: said, terms });
}
for (const [code, words] of Object.entries<RefusalWords>(uiRefusals))
  registry.set(code, { words, terms: {} });

type Told = {
  readonly sentence: string;
  readonly next?: string;
  readonly basis: readonly Citation[];
  readonly fault: boolean;
};
type Data = { facts?: Facts; basis?: Citation[]; incident?: string; issues?: Issue[] };

export const dataOf = (error: unknown): Data =>
  typeof error === 'object' &&
  error !== null &&
  'data' in error &&
  typeof error.data === 'object' &&
  error.data !== null
    ? (error.data as Data)
    : {};

/** An error in words: a refusal's own sentence, what to correct, or that something broke. */
export function tell(error: unknown, language: Language, speech?: Speech): Told {
  const code = codeOf(error);
  const data = dataOf(error);
  const t: Translate = (words, facts) => say(words, language, facts, speech);
  if (code === undefined)
    return {
      sentence: t(isNetworkError(error) ? uiWords.offline : uiWords.faultWithoutNumber),
      basis: [],
      fault: true,
    };
  if (data.issues) {
    const { length } = data.issues;
    return {
      sentence: length === 1 ? t(uiWords.invalidOne) : t(uiWords.invalid, { count: length }),
      basis: [],
      fault: false,
    };
  }
  const known = registry.get(code);
  if (known) {
    const facts = inTerms(data.facts ?? {}, known.terms, t);
    const { words } = known;
    return {
      sentence: t(words, facts),
      ...(words.next ? { next: t(words.next, facts) } : {}),
      basis: data.basis ?? [],
      fault: false,
    };
  }
  if (data.incident)
    return { sentence: t(uiWords.fault, { incident: data.incident }), basis: [], fault: true };
  const status = (error as { status?: number }).status ?? 500;
  if (status >= 500) return { sentence: t(uiWords.faultWithoutNumber), basis: [], fault: true };
  return { sentence: t(uiWords.unknownRefusal, { code }), basis: data.basis ?? [], fault: false };
}

const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

function inTerms(facts: Facts, terms: FactTerms, t: Translate): Record<string, unknown> {
  const inWords = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((part) => inWords(name, part));
    const words = terms[name]?.[String(value)];
    return words ? t(words) : value;
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, inWords(name, value)]));
}

export const isStale = (error: unknown): boolean => codeOf(error)?.endsWith('.changed-meanwhile') ?? false;

/** Why it was not done, the clause it rests on, and what to do next. Nothing when there is no error. */
export function RefusalNote({
  error,
  reload,
  extra,
}: {
  readonly error: unknown;
  readonly reload?: (() => Promise<unknown>) | undefined;
  readonly extra?: ReactNode;
}) {
  const { language } = useLanguage();
  const speech = useSpeech();
  const t = useWords();
  const [reading, setReading] = useState(false);
  if (!error) return null;
  const { sentence, next, basis, fault } = tell(error, language, speech);
  const takeNewest = async () => {
    setReading(true);
    try {
      await (reload ?? refreshAll)();
    } finally {
      setReading(false);
    }
  };
  return (
    <Notice tone={fault ? 'bad' : 'warn'} urgent>
      <p>
        <strong>{sentence}</strong>
      </p>
      {next ? (
        <p>
          <span className="soft">{t(uiWords.doNext)}</span> {next}
        </p>
      ) : null}
      {basis.length > 0 ? <Basis of={basis} open /> : null}
      {isStale(error) ? (
        <Button loading={reading} onClick={() => void takeNewest()}>
          {t(uiWords.takeNewest)}
        </Button>
      ) : null}
      {extra}
    </Notice>
  );
}

export type FieldIssue = { readonly name: (string | number)[]; readonly errors: string[] };

/** The 400's issues, by field, for an antd form; empty for any other error. */
export function fieldIssues(error: unknown, language: Language, speech?: Speech): FieldIssue[] {
  const byField = new Map<string, FieldIssue>();
  for (const issue of dataOf(error).issues ?? []) {
    const name = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
    const field = byField.get(JSON.stringify(name)) ?? { name, errors: [] };
    field.errors.push(sayIssue(issue, language, speech));
    byField.set(JSON.stringify(name), field);
  }
  return [...byField.values()];
}

function sayIssue(issue: Issue, language: Language, speech: Speech | undefined): string {
  const { minimum, maximum, keys, params } = issue;
  return say(wordsOfIssue(issue), language, { minimum, maximum, keys, ...params }, speech);
}

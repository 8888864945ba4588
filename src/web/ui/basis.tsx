import { useQueries } from '@tanstack/react-query';
import type { Citation } from '#kernel/result.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';

/** A clause as `GET /api/clauses/{id}` gives it; an older or newer server may leave parts out. */
export type Clause = {
  readonly id: string;
  readonly number?: { readonly zh: string; readonly en: string } | string;
  readonly instrument?: { readonly zh: string; readonly en: string } | string;
  readonly zh?: string;
  readonly en?: string;
};

const clauseQuery = (id: string) => ({
  queryKey: ['clause', id],
  // A clause of an enacted text does not change; a missing one is no reason to hide the rest of the page.
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  queryFn: async (): Promise<Clause | null> => {
    const answer = await fetch(`/api/clauses/${encodeURIComponent(id)}`);
    if (!answer.ok) return null;
    const body = (await answer.json()) as { clause?: Clause } & Clause;
    return body.clause ?? body;
  },
});

function nameOf(citation: Citation): string {
  if ('clause' in citation) return `${citation.clause}${citation.localSupplement ? ' local' : ''}`;
  return citation.article ? `${citation.instrument} ${citation.article}` : citation.instrument;
}

/** The clauses something rests on, with their text; closed until asked for unless `open`. */
export function Basis({ of, open = false }: { readonly of: readonly Citation[]; readonly open?: boolean }) {
  const t = useWords();
  const { language } = useLanguage();
  const ids = [...new Set(of.flatMap((citation) => ('clause' in citation ? [citation.clause] : [])))];
  const answers = useQueries({ queries: ids.map(clauseQuery) });
  if (of.length === 0) return null;
  const clauses = new Map(ids.map((id, at) => [id, answers[at]?.data ?? undefined]));
  const inLanguage = (value: Clause['number']): string =>
    typeof value === 'object' ? value[language] : (value ?? '');
  // Two rules may rest on one clause; it is shown once.
  const cited = new Map(of.map((citation) => [nameOf(citation), citation]));
  return (
    <ul className="basis">
      {[...cited].map(([name, citation]) => {
        if (!('clause' in citation)) {
          return (
            <li key={name}>
              <span className="basis-number">{name}</span>
            </li>
          );
        }
        const found = clauses.get(citation.clause);
        const number = inLanguage(found?.number) || citation.clause;
        return (
          <li key={name}>
            <details open={open}>
              <summary>
                <span className="basis-number">
                  {inLanguage(found?.instrument)} {number}
                </span>
                {citation.localSupplement ? <Mark words={uiWords.localSupplement} /> : null}
              </summary>
              {found?.zh ? null : <p className="basis-text">{t(uiWords.clauseUnread)}</p>}
              {language === 'en' && found?.en ? <p className="basis-text">{found.en}</p> : null}
              {found?.zh ? (
                <p className="basis-text" lang="zh-CN">
                  {found.zh}
                </p>
              ) : null}
            </details>
          </li>
        );
      })}
    </ul>
  );
}

import { type ReactNode, useId } from 'react';
import type { Citation } from '#kernel/result.ts';
import type { HistoryEntry } from '#kernel/shapes.ts';
import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, usePageTitle } from '#web/routing.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { History } from '#web/ui/history.tsx';
import { uiWords } from '#web/ui.words.ts';

export type Fact = {
  readonly words: Words;
  readonly value: ReactNode;
  /** Takes the whole row: long text. */
  readonly wide?: boolean;
};

export type RecordPageProps = {
  /** What kind of record it is, above its title: 问题, 督办函. */
  readonly kind: Words;
  /** Where the list of its kind is; the kind links to it. */
  readonly kindAt?: string;
  readonly title: string;
  readonly state?: ReactNode;
  readonly facts?: readonly (Fact | false | null | undefined)[];
  /** `Act`s and links: what this person may do next. Those that may not be done show nothing. */
  readonly acts?: ReactNode;
  readonly basis?: readonly Citation[];
  readonly history?: readonly HistoryEntry[];
  /** How many entries of the history stand open; all of them unless said. */
  readonly historyFirst?: number;
  /** What the page opens with, before the facts. */
  readonly opening?: ReactNode;
  readonly thread?: { readonly type: string; readonly id: string };
  readonly children?: ReactNode;
};

/** One record: what it is and in what state, its facts and parts; at its side what may be done, its basis and its history. */
export function RecordPage({
  kind,
  kindAt,
  title,
  state,
  facts,
  acts,
  basis,
  history,
  historyFirst,
  opening,
  thread,
  children,
}: RecordPageProps) {
  const t = useWords();
  usePageTitle(title);
  return (
    <article className="page record">
      <header className="page-head">
        <div>
          <p className="kind">{kindAt ? <GoTo to={kindAt}>{t(kind)}</GoTo> : t(kind)}</p>
          <h1>
            {title} {state}
          </h1>
        </div>
      </header>
      <div className="record-body">
        <div className="record-main">
          {opening}
          {facts ? <FactGrid of={facts} /> : null}
          {children}
        </div>
        <aside className="record-side">
          {acts === undefined ? null : (
            <section className="side-block acts">
              <h2>{t(uiWords.mayNext)}</h2>
              <div className="act-list">{acts}</div>
              <p className="soft nothing">{t(uiWords.nothingNext)}</p>
            </section>
          )}
          {thread ? (
            <section className="side-block">
              <GoTo to={`/thread/${thread.type}/${thread.id}`}>{t(uiWords.thread)}</GoTo>
            </section>
          ) : null}
          {basis && basis.length > 0 ? (
            <section className="side-block">
              <h2>{t(uiWords.basis)}</h2>
              <Basis of={basis} />
            </section>
          ) : null}
          {history && history.length > 0 ? (
            <section className="side-block">
              <h2>{t(uiWords.history)}</h2>
              <History of={history} first={historyFirst} />
            </section>
          ) : null}
        </aside>
      </div>
    </article>
  );
}

/** Names and values; an absent value shows as a dash. */
export function FactGrid({ of }: { readonly of: readonly (Fact | false | null | undefined)[] }) {
  const t = useWords();
  return (
    <dl className="facts">
      {of.map((fact) =>
        fact ? (
          <div key={fact.words.en} className={fact.wide ? 'wide' : undefined}>
            <dt>{t(fact.words)}</dt>
            <dd>{fact.value === null || fact.value === undefined || fact.value === '' ? '—' : fact.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** A part of a page under its own heading; `acts` stand at its right. */
export function Section({
  words,
  acts,
  children,
}: {
  readonly words: Words;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useWords();
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t(words)}</h2>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </header>
      {children}
    </section>
  );
}

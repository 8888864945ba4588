import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, usePageTitle, usePathParam } from '#web/routing.tsx';
import { useMedia } from '#web/theme.tsx';
import { asIs } from '#web/told.ts';
import { registerEvents } from '#web/ui/history.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import type { ThreadView, threadContract } from './thread.contract.ts';
import { ThreadGraph, ThreadTimeline } from './thread.graph.view.tsx';
import type { ArrowKind, NodeType } from './thread.model.ts';
import { eventWords } from './thread.state.words.ts';
import { arrowWords, threadRefusals, words } from './thread.words.ts';

const queries = queriesOf<typeof threadContract>('thread');
registerRefusals<typeof threadContract>(threadRefusals);
registerEvents(eventWords);

const useThread = () => {
  const type = usePathParam('type') as NodeType;
  const id = usePathParam('id');
  return useQuery(queries.read.queryOptions({ input: { type, id } }));
};

export const labelFinder = (thread: ThreadView) => {
  const labels = new Map(thread.nodes.map((node) => [node.id, node.label]));
  return ({ id }: { readonly id: string }) => labels.get(id) ?? asIs(id);
};

/** The whole chain around one record: in columns on a wide screen, as a timeline on a narrow one. */
export function ThreadPage() {
  const query = useThread();
  return <Loaded query={query}>{(thread) => <Thread thread={thread} key={thread.focus.id} />}</Loaded>;
}

function Thread({ thread }: { readonly thread: ThreadView }) {
  const t = useWords();
  const wide = useMedia('(min-width: 1180px)');
  const focus = thread.nodes.find(({ id }) => id === thread.focus.id);
  const title = focus ? t(focus.label) : thread.focus.id;
  const [active, setActive] = useState<string | null>(null);
  usePageTitle(`${t(words.thread)} · ${title}`);
  const context = thread.nodes.filter(({ stage, id }) => stage === 'context' && id !== thread.focus.id);
  return (
    <article className="page thread-page">
      <header className="page-head">
        <div>
          <p className="kind">{t(words.thread)}</p>
          <h1>{title}</h1>
          {focus?.text ? <p className="thread-focus-text">{focus.text}</p> : null}
          <p className="soft">{t(words.lead)}</p>
        </div>
        <div className="page-acts">
          {focus ? <GoButton to={focus.path} words={words.open} /> : null}
          <GoButton
            to={`/thread/${thread.focus.type}/${thread.focus.id}/print`}
            words={words.printable}
            icon={<PrinterOutlined />}
          />
        </div>
      </header>
      {context.length > 0 ? (
        <p className="thread-context">
          <span className="soft">{t(words.belongs)}</span>
          {context.map((node) => (
            <GoTo key={node.id} to={`/thread/${node.type}/${node.id}`}>
              {t(node.label)}
            </GoTo>
          ))}
        </p>
      ) : null}
      {thread.bounded ? <Notice>{t(words.bounded, { count: thread.nodes.length })}</Notice> : null}
      <Gaps thread={thread} />
      {wide ? (
        <ThreadGraph thread={thread} active={active} setActive={setActive} />
      ) : (
        <ThreadTimeline thread={thread} />
      )}
      <Arrows thread={thread} folded={!wide} />
    </article>
  );
}

function Gaps({ thread }: { readonly thread: ThreadView }) {
  const t = useWords();
  const { day } = useFormat();
  const labelOf = labelFinder(thread);
  if (thread.gaps.length === 0) return null;
  return (
    <Notice tone="warn">
      <strong>{t(words.gaps)}</strong>
      <p className="soft">{t(words.gapsMean)}</p>
      <ul className="plain-list">
        {thread.gaps.map((gap) => (
          <li key={`${gap.code} ${gap.node.id}`}>
            <GoTo to={`/thread/${gap.node.type}/${gap.node.id}`}>{t(labelOf(gap.node))}</GoTo>
            {' — '}
            {t(gap.label)}
            {gap.since ? <span className="soft"> {t(words.since, { since: day(gap.since) })}</span> : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Every arrow with the day it was drawn, the act that drew it and who acted. */
function Arrows({ thread, folded }: { readonly thread: ThreadView; readonly folded: boolean }) {
  const t = useWords();
  const labelOf = labelFinder(thread);
  const sayKind = (kind: string) => arrowWords[kind as ArrowKind] ?? asIs(kind);
  const table = (
    <Rows
      items={thread.edges}
      caption={words.arrows}
      rowKey={(edge) => `${edge.from.id} ${edge.kind} ${edge.to.id}`}
      columns={[
        {
          key: 'from',
          words: words.from,
          value: ({ from }) => <GoTo to={`/thread/${from.type}/${from.id}`}>{t(labelOf(from))}</GoTo>,
          narrow: 'title',
        },
        { key: 'kind', words: words.arrow, value: ({ kind }) => t(sayKind(kind)), tight: true },
        {
          key: 'to',
          words: words.to,
          value: ({ to }) => <GoTo to={`/thread/${to.type}/${to.id}`}>{t(labelOf(to))}</GoTo>,
        },
        {
          key: 'at',
          words: words.drawn,
          value: ({ at }, { instant }) => <time dateTime={at}>{instant(at)}</time>,
        },
        {
          key: 'event',
          words: words.act,
          value: ({ event }) => t(eventWords[event] ?? asIs(event)),
        },
        {
          key: 'by',
          words: words.by,
          value: ({ actor, organisation }) => [actor, organisation].filter((part) => part).join(' · ') || '—',
        },
      ]}
    />
  );
  return (
    <Section words={words.arrows}>
      {thread.edges.length === 0 ? (
        <p className="soft">{t(words.noArrows)}</p>
      ) : folded ? (
        <details>
          <summary>{t(words.arrowCount, { count: thread.edges.length })}</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </Section>
  );
}

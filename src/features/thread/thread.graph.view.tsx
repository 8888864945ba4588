import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { DueDate } from '#web/ui/due-date.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { ThreadNodeView, ThreadView } from './thread.contract.ts';
import { type ArrowKind, flow, type Stage } from './thread.model.ts';
import { stateWords } from './thread.state.words.ts';
import { arrowWords, laneWords, nodeWords, stageWords, words } from './thread.words.ts';

/** Neighbouring stages share a column, so that six fit beside the menu. */
const lanes: readonly { readonly words: Words; readonly stages: readonly Stage[] }[] = [
  { words: laneWords.basis, stages: ['clause', 'obligation'] },
  { words: laneWords.check, stages: ['check'] },
  { words: laneWords.finding, stages: ['finding'] },
  { words: laneWords.letter, stages: ['letter'] },
  { words: laneWords.rectification, stages: ['rectification'] },
  { words: laneWords.case, stages: ['case'] },
  { words: laneWords.money, stages: ['score', 'gate', 'payment'] },
];

const settled: readonly string[] = [
  'closed',
  'fulfilled',
  'fulfilled-late',
  'waived',
  'missed',
  'paid',
  'accepted',
];

/** One record of the chain: what it is, how it stands, when and by whom; what is missing at it; what else hangs on it. */
function NodeCard({ node, thread }: { readonly node: ThreadNodeView; readonly thread: ThreadView }) {
  const t = useWords();
  const { day, yuan } = useFormat();
  const here = node.id === thread.focus.id;
  const gaps = thread.gaps.filter((gap) => gap.node.id === node.id);
  const states = stateWords[node.type];
  return (
    <article
      className={`thread-node${here ? ' here' : ''}${gaps.length > 0 ? ' gapped' : ''}`}
      data-node={node.id}
      aria-current={here ? 'true' : undefined}
    >
      <p className="thread-node-head">
        <GoTo to={`/thread/${node.type}/${node.id}`} className="thread-node-label">
          {t(node.label)}
        </GoTo>
        {node.state ? <StateTag of={states} state={node.state} /> : null}
      </p>
      {node.text ? <p className="thread-node-text">{node.text}</p> : null}
      <p className="soft small">
        {node.on ? <time dateTime={node.on}>{day(node.on)}</time> : null}
        {node.person ? (
          <span>
            {node.on ? ' · ' : ''}
            {node.person}
          </span>
        ) : null}
      </p>
      {node.dueOn ? (
        <p className="small">
          {t(words.dueOn)}{' '}
          <DueDate
            on={node.dueOn}
            provisional={node.provisional}
            settled={settled.includes(node.state ?? '')}
          />
        </p>
      ) : null}
      {node.amountFen === null ? null : <p className="small">{yuan(node.amountFen)}</p>}
      {gaps.map((gap) => (
        <p key={gap.code} className="thread-gap">
          {t(gap.label)}
        </p>
      ))}
      {node.more.map((more) => (
        <p key={`${more.type} ${more.direction}`} className="soft small">
          {t(words.more, { count: more.count, kind: t(nodeWords[more.type]) })}
        </p>
      ))}
      <p className="small">
        <GoTo to={node.path}>{t(words.open)}</GoTo>
      </p>
    </article>
  );
}

type GraphProps = {
  readonly thread: ThreadView;
  readonly active: string | null;
  readonly setActive: (id: string | null) => void;
};

/** Columns from clause to payment with the arrows drawn between the cards. */
export function ThreadGraph({ thread, active, setActive }: GraphProps) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const shown = lanes
    .map((lane) => ({ ...lane, nodes: thread.nodes.filter(({ stage }) => lane.stages.includes(stage)) }))
    .filter(({ nodes }) => nodes.length > 0);
  const context = thread.nodes.filter(({ stage, id }) => stage === 'context' && id === thread.focus.id);

  useEffect(() => {
    const here = box.current?.querySelector<HTMLElement>('.thread-node.here');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  const walk = (event: KeyboardEvent) => {
    const from = nodeAt(event.target);
    const to =
      from &&
      stepFrom(
        thread,
        shown.map(({ nodes }) => nodes),
        from,
        event.key,
      );
    if (!to) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(to)}"] .thread-node-label`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move the focus between the links inside
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: as above
    <div
      ref={box}
      className="thread-graph"
      onKeyDown={walk}
      onPointerOver={(event) => setActive(nodeAt(event.target) ?? null)}
      onPointerLeave={() => setActive(null)}
      onFocus={(event) => setActive(nodeAt(event.target) ?? null)}
    >
      {context.map((node) => (
        <NodeCard key={node.id} node={node} thread={thread} />
      ))}
      <div
        className="thread-lanes"
        style={{ gridTemplateColumns: `repeat(${shown.length}, minmax(0, 1fr))` }}
      >
        {shown.map((lane) => (
          <section key={lane.words.en} aria-label={t(lane.words)}>
            <h2>{t(lane.words)}</h2>
            {lane.nodes.map((node) => (
              <NodeCard key={node.id} node={node} thread={thread} />
            ))}
          </section>
        ))}
      </div>
      <ArrowLines thread={thread} active={active} />
    </div>
  );
}

const nodeAt = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-node]')?.dataset.node : undefined;

/** Left and right walk along an arrow, up and down within the column. */
function stepFrom(
  thread: ThreadView,
  columns: readonly (readonly ThreadNodeView[])[],
  from: string,
  key: string,
): string | undefined {
  const column = columns.findIndex((nodes) => nodes.some(({ id }) => id === from));
  const nodes = columns[column] ?? [];
  const at = nodes.findIndex(({ id }) => id === from);
  if (key === 'ArrowDown') return nodes[at + 1]?.id;
  if (key === 'ArrowUp') return nodes[at - 1]?.id;
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
  const step = key === 'ArrowRight' ? 1 : -1;
  const joined = new Set(
    thread.edges.flatMap((edge) =>
      edge.from.id === from ? [edge.to.id] : edge.to.id === from ? [edge.from.id] : [],
    ),
  );
  for (let next = column + step; next >= 0 && next < columns.length; next += step) {
    const found = columns[next]?.find(({ id }) => joined.has(id));
    if (found) return found.id;
  }
  return columns[column + step]?.[0]?.id;
}

type Line = {
  readonly key: string;
  readonly path: string;
  readonly ends: readonly [string, string];
  readonly kind: string;
};

/** The arrows, measured from where the cards stand, and measured again when they move. */
function ArrowLines({ thread, active }: { readonly thread: ThreadView; readonly active: string | null }) {
  const marker = useId();
  const canvas = useRef<SVGSVGElement>(null);
  const [lines, setLines] = useState<readonly Line[]>([]);
  useLayoutEffect(() => {
    const graph = canvas.current?.parentElement;
    if (!graph) return;
    const measure = () => setLines(linesIn(graph, thread));
    const watch = new ResizeObserver(measure);
    watch.observe(graph);
    measure();
    return () => watch.disconnect();
  }, [thread]);
  return (
    <svg ref={canvas} className="thread-lines" aria-hidden="true">
      <defs>
        <marker
          id={marker}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0.8 L7 4 L0 7.2 z" />
        </marker>
      </defs>
      {lines.map(({ key, path, ends }) => (
        <path
          key={key}
          d={path}
          markerEnd={`url(#${marker})`}
          className={active && ends.includes(active) ? 'active' : undefined}
        />
      ))}
    </svg>
  );
}

/** From clause to payment every arrow is drawn onward, whichever end its record was written from. */
function linesIn(graph: HTMLElement, thread: ThreadView): readonly Line[] {
  const frame = graph.getBoundingClientRect();
  const boxOf = (id: string) => {
    const box = graph.querySelector(`.thread-lanes [data-node="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    return (
      box && {
        left: box.left - frame.left,
        right: box.right - frame.left,
        middle: box.top - frame.top + Math.min(22, box.height / 2),
        top: box.top - frame.top,
        bottom: box.bottom - frame.top,
      }
    );
  };
  return thread.edges.flatMap(({ from, to, kind }) => {
    const back = flow[kind as ArrowKind] === 'back';
    const [start, end] = back ? [to.id, from.id] : [from.id, to.id];
    const [a, b] = [boxOf(start), boxOf(end)];
    if (!a || !b) return [];
    const key = `${from.id} ${kind} ${to.id}`;
    if (Math.abs(a.left - b.left) < 4) {
      // Within one column: round the left side of the cards.
      const bend = a.left - 16;
      return [
        {
          key,
          kind,
          ends: [start, end],
          path: `M${a.left} ${a.middle} C${bend} ${a.middle} ${bend} ${b.middle} ${b.left - 1} ${b.middle}`,
        },
      ];
    }
    const [x1, x2] = a.right <= b.left ? [a.right, b.left - 1] : [a.left, b.right + 1];
    const bend = Math.max(14, Math.min(60, Math.abs(x2 - x1) / 2)) * (x2 >= x1 ? 1 : -1);
    return [
      {
        key,
        kind,
        ends: [start, end],
        path: `M${x1} ${a.middle} C${x1 + bend} ${a.middle} ${x2 - bend} ${b.middle} ${x2} ${b.middle}`,
      },
    ];
  });
}

/** The same chain from top to bottom, each card with the arrows that lead to it. */
export function ThreadTimeline({ thread }: { readonly thread: ThreadView }) {
  const t = useWords();
  const { instant } = useFormat();
  const labels = new Map(thread.nodes.map((node) => [node.id, node.label]));
  const first = new Set<string>();
  const list = useRef<HTMLOListElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const from = nodeAt(event.target);
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [])];
    const at = cards.findIndex(({ dataset }) => dataset.node === from);
    const next = step === 0 || at < 0 ? undefined : cards[at + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector<HTMLElement>('.thread-node-label')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys only move the focus between the links inside
    <ol ref={list} className="thread-timeline" onKeyDown={walk}>
      {thread.nodes
        .filter(({ stage, id }) => stage !== 'context' || id === thread.focus.id)
        .map((node) => {
          const opens = !first.has(node.stage);
          first.add(node.stage);
          const arrows = thread.edges.filter((edge) =>
            flow[edge.kind as ArrowKind] === 'back' ? edge.from.id === node.id : edge.to.id === node.id,
          );
          return (
            <li key={node.id}>
              {opens ? <h2>{t(stageWords[node.stage])}</h2> : null}
              {arrows.map((edge) => {
                const other = edge.to.id === node.id ? edge.from : edge.to;
                const label = labels.get(other.id);
                return label ? (
                  <p key={`${edge.kind} ${other.id}`} className="soft small">
                    {t(arrowWords[edge.kind as ArrowKind] ?? asIs(edge.kind))}
                    {' ← '}
                    {t(label)}
                    {' · '}
                    {instant(edge.at)}
                  </p>
                ) : null;
              })}
              <NodeCard node={node} thread={thread} />
            </li>
          );
        })}
    </ol>
  );
}

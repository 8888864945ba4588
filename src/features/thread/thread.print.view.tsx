import { useQuery } from '@tanstack/react-query';
import { queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { LastDay } from '#web/ui/due-date.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import type { ThreadView, threadContract } from './thread.contract.ts';
import type { ArrowKind, NodeType } from './thread.model.ts';
import { eventWords, stateWords } from './thread.state.words.ts';
import { arrowWords, stageWords, threadRefusals, words } from './thread.words.ts';

const queries = queriesOf<typeof threadContract>('thread');
registerRefusals<typeof threadContract>(threadRefusals);

/** The thread on paper: every record in its order, every gap, every arrow with its act. */
export function ThreadPrint() {
  const type = usePathParam('type') as NodeType;
  const id = usePathParam('id');
  const query = useQuery(queries.read.queryOptions({ input: { type, id } }));
  return <Loaded query={query}>{(thread) => <Sheet thread={thread} />}</Loaded>;
}

function Sheet({ thread }: { readonly thread: ThreadView }) {
  const t = useWords();
  const { day, instant, yuan } = useFormat();
  const { county, today } = useMe();
  const labels = new Map(thread.nodes.map((node) => [node.id, t(node.label)]));
  const labelOf = ({ id }: { readonly id: string }) => labels.get(id) ?? id;
  const sayState = (node: ThreadView['nodes'][number]) => {
    const said = node.state ? stateWords[node.type][node.state] : undefined;
    return said ? t(said) : '—';
  };
  return (
    <PrintPage
      title={`${t(words.thread)} · ${labelOf(thread.focus)}`}
      acts={<GoButton to={`/thread/${thread.focus.type}/${thread.focus.id}`} words={words.back} />}
    >
      <p className="soft">
        {t(asIs(county.name, county.nameEn))} · {day(today)}
      </p>
      <div className="sheet-wide">
        <table className="thread-print">
          <thead>
            <tr>
              {[words.stage, words.record, words.state, words.day, words.responsible].map((head) => (
                <th key={head.en} scope="col">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {thread.nodes.map((node) => (
              <tr key={node.id}>
                <td className="tight">{t(stageWords[node.stage])}</td>
                <td>
                  <strong>{t(node.label)}</strong>
                  {node.text ? <div>{node.text}</div> : null}
                  {node.amountFen === null ? null : <div>{yuan(node.amountFen)}</div>}
                  {thread.gaps
                    .filter((gap) => gap.node.id === node.id)
                    .map((gap) => (
                      <div key={gap.code} className="thread-gap">
                        {t(gap.label)}
                      </div>
                    ))}
                </td>
                <td className="tight">{sayState(node)}</td>
                <td className="tight">
                  {node.on ? day(node.on) : '—'}
                  {node.dueOn ? (
                    <div>
                      {t(words.dueOn)} <LastDay on={node.dueOn} provisional={node.provisional} />
                    </div>
                  ) : null}
                </td>
                <td>
                  {[node.person, node.organisation].filter((part) => part).join(' · ')}
                  {node.contractor ? <div>{node.contractor}</div> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t(words.gaps)}</h2>
      {thread.gaps.length === 0 ? (
        <p>{t(words.noGaps)}</p>
      ) : (
        <ul className="plain-list">
          {thread.gaps.map((gap) => (
            <li key={`${gap.code} ${gap.node.id}`}>
              {labelOf(gap.node)} — {t(gap.label)}
              {gap.since ? ` · ${t(words.since, { since: day(gap.since) })}` : ''}
            </li>
          ))}
        </ul>
      )}
      <h2>{t(words.arrows)}</h2>
      <div className="sheet-wide">
        <table className="thread-print">
          <thead>
            <tr>
              {[words.from, words.arrow, words.to, words.drawn, words.by, words.event].map((head) => (
                <th key={head.en} scope="col">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {thread.edges.map((edge) => (
              <tr key={`${edge.from.id} ${edge.kind} ${edge.to.id}`}>
                <td>{labelOf(edge.from)}</td>
                <td>{t(arrowWords[edge.kind as ArrowKind] ?? asIs(edge.kind))}</td>
                <td>{labelOf(edge.to)}</td>
                <td>{instant(edge.at)}</td>
                <td>
                  {t(eventWords[edge.event] ?? asIs(edge.event))}
                  <div>{[edge.actor, edge.organisation].filter((part) => part).join(' · ')}</div>
                </td>
                <td>
                  <code>{edge.eventId}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PrintPage>
  );
}

import type { HistoryEntry } from '#kernel/shapes.ts';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { asIs } from '#web/told.ts';
import { uiWords } from '#web/ui.words.ts';

const registry = new Map<string, Words>();

/** A feature's view gives its events their words as it loads: `registerEvents({ 'finding.confirmed': { zh, en } })`. */
export function registerEvents(words: Readonly<Record<string, Words>>): void {
  for (const [type, said] of Object.entries(words)) registry.set(type, said);
}

/** The words of an event type; an unknown type shows as it is stored. */
export const eventWords = (type: string): Words => registry.get(type) ?? asIs(type);

/** A record's history as the event log has it, newest first; where `first` is given, what is older than those is folded. */
export function History({
  of,
  first = of.length,
}: {
  readonly of: readonly HistoryEntry[];
  readonly first?: number | undefined;
}) {
  const t = useWords();
  const sorted = of.toSorted((a, b) => (a.at === b.at ? b.version - a.version : a.at < b.at ? 1 : -1));
  const older = sorted.slice(first);
  return (
    <>
      <Entries of={sorted.slice(0, first)} />
      {older.length > 0 ? (
        <details>
          <summary>{t(uiWords.historyOlder, { count: older.length })}</summary>
          <Entries of={older} />
        </details>
      ) : null}
    </>
  );
}

function Entries({ of }: { readonly of: readonly HistoryEntry[] }) {
  const t = useWords();
  const { instant } = useFormat();
  return (
    <ol className="history">
      {of.map((entry) => (
        <li key={entry.eventId}>
          <strong>{t(eventWords(entry.type))}</strong>
          <span className="soft">
            <time dateTime={entry.at}>{instant(entry.at)}</time>
            {' · '}
            {entry.actor ?? t(uiWords.bySystem)}
            {entry.organisation ? ` · ${entry.organisation}` : ''}
          </span>
          {entry.note ? <span className="note">{entry.note}</span> : null}
        </li>
      ))}
    </ol>
  );
}

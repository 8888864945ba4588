import type { ReactNode } from 'react';
import type { Language, Words } from '#kernel/words.ts';
import { type Format, useFormat } from '#web/format.ts';
import { type Translate, useLanguage, useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useNarrow } from '#web/theme.tsx';
import { uiWords } from '#web/ui.words.ts';

export type Tools = Format & { readonly t: Translate; readonly language: Language };
export type Column<Item> = {
  readonly key: string;
  readonly words: Words;
  /** Nothing to show: `null`. A table then shows a dash, a card leaves the line out. */
  readonly value: (item: Item, tools: Tools) => ReactNode;
  readonly align?: 'right';
  /** Keeps a short value (a day, a number) on one line in the table. */
  readonly tight?: boolean;
  /** On a phone: the card's title, the mark beside it, or left out. Otherwise a line with its name. */
  readonly narrow?: 'title' | 'tag' | 'hidden';
};
export type RowsProps<Item> = {
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  /** What the table lists, for a screen reader. */
  readonly caption: Words;
  /** Said when there is nothing. */
  readonly empty?: Words;
  readonly rowKey?: (item: Item) => string;
  /** The record's address; the row's title links to it. */
  readonly open?: ((item: Item) => string | undefined) | undefined;
};

const isAbsent = (value: ReactNode): boolean =>
  value === null || value === undefined || value === '' || value === false;
const orDash = (value: ReactNode): ReactNode => (isAbsent(value) ? <span className="soft">—</span> : value);
const idOf = (item: unknown): string => String((item as { id?: unknown }).id);

/** Items as a table, and as cards on a phone, from one list of columns. */
export function Rows<Item>({
  items,
  columns,
  caption,
  rowKey = idOf,
  open,
  empty = uiWords.empty,
}: RowsProps<Item>) {
  const t = useWords();
  const format = useFormat();
  const { language } = useLanguage();
  const narrow = useNarrow();
  const tools: Tools = { ...format, t, language };
  const titleColumn = columns.find((column) => column.narrow === 'title') ?? columns[0];
  const titleOf = (item: Item): ReactNode => {
    const address = open?.(item);
    const title = titleColumn?.value(item, tools);
    return address === undefined ? (
      title
    ) : (
      <GoTo to={address} className="row-link">
        {title}
      </GoTo>
    );
  };

  if (items.length === 0) return <p className="soft">{t(empty)}</p>;
  if (narrow) {
    return (
      <ul className="cards" aria-label={t(caption)}>
        {items.map((item) => (
          <li key={rowKey(item)}>
            <div className="card-head">
              <strong>{titleOf(item)}</strong>
              {columns
                .filter((column) => column.narrow === 'tag')
                .map((column) => (
                  <span key={column.key}>{column.value(item, tools)}</span>
                ))}
            </div>
            <dl>
              {columns
                .filter((column) => column !== titleColumn && !column.narrow)
                .map((column) => {
                  const value = column.value(item, tools);
                  return isAbsent(value) ? null : (
                    <div key={column.key}>
                      <dt>{t(column.words)}</dt>
                      <dd>{value}</dd>
                    </div>
                  );
                })}
            </dl>
          </li>
        ))}
      </ul>
    );
  }
  const styleOf = (column: Column<Item>): string | undefined =>
    column.align === 'right' ? 'right tight' : column.tight ? 'tight' : undefined;
  return (
    // A wide table scrolls inside its own frame, and the keyboard can reach it to scroll.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <section className="table-frame" aria-label={t(caption)} tabIndex={0}>
      <table>
        <caption className="unseen">{t(caption)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={styleOf(column)}>
                {t(column.words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={rowKey(item)}>
              {columns.map((column) =>
                column === titleColumn ? (
                  <th key={column.key} scope="row" className={styleOf(column)}>
                    {titleOf(item)}
                  </th>
                ) : (
                  <td key={column.key} className={styleOf(column)}>
                    {orDash(column.value(item, tools))}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

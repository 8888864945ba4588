import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { isDay } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { searchLabels } from '#web/searching.ts';
import { useNarrow } from '#web/theme.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { uiWords } from '#web/ui.words.ts';

export type Filter<Value extends string> = {
  readonly words: Words;
  readonly kind: 'choice' | 'text' | 'day' | 'pick';
  readonly options?: Readonly<Record<string, Words>>;
  readonly load?: () => Promise<readonly PickOption[]>;
  readonly parse: (text: string) => Value | undefined;
};
export type PickOption = { readonly value: string; readonly label: string };

/** One of a table of words: a state, a kind. */
export const choice = <const Value extends string>(
  words: Words,
  options: Readonly<Record<Value, Words>>,
): Filter<Value> => ({
  words,
  kind: 'choice',
  options,
  parse: (text) => (Object.hasOwn(options, text) ? (text as Value) : undefined),
});
/** Free text, at most 60 characters. */
export const textFilter = (words: Words): Filter<string> => ({
  words,
  kind: 'text',
  parse: (text) => text.slice(0, 60),
});
/** A day, `yyyy-mm-dd`. */
export const dayFilter = (words: Words): Filter<string> => ({
  words,
  kind: 'day',
  parse: (text) => (isDay(text) ? text : undefined),
});
/** A record by its id; `load` gives those to choose from. */
export const pickFilter = (words: Words, load: () => Promise<readonly PickOption[]>): Filter<string> => ({
  words,
  kind: 'pick',
  load,
  parse: (text) => (/^[\w:.-]{1,80}$/.test(text) ? text : undefined),
});

type Filters = Readonly<Record<string, Filter<string>>>;
export type FilterValues<F extends Filters> = {
  [K in keyof F]?: (F[K] extends Filter<infer V> ? V : never) | undefined;
};
type Answered<Item> = {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
  readonly may?: Readonly<Record<string, boolean>>;
};

/** The filters as the address has them, and a setter that keeps the rest of the address. */
export function useFilters<F extends Filters>(
  filters: F,
): [FilterValues<F>, (key: string, value: string | undefined) => void, () => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const values: Record<string, string | undefined> = {};
  for (const [key, filter] of Object.entries(filters)) {
    const text = search[key];
    if (typeof text === 'string' && text !== '') values[key] = filter.parse(text);
  }
  const change = (next: Record<string, string | undefined>) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...next })) as never,
      replace: true,
    });
  const set = (key: string, value: string | undefined) => change({ [key]: value });
  const clear = () => change(Object.fromEntries(Object.keys(filters).map((key) => [key, undefined])));
  return [values as FilterValues<F>, set, clear];
}

export type ListPageProps<Item, F extends Filters> = {
  /** The key of this list in the cache. */
  readonly name: string;
  readonly title: Words;
  /** One sentence under the title. */
  readonly intro?: ReactNode;
  /** Under the head, before the filters: what waits to become a row of this list. */
  readonly before?: ReactNode;
  readonly empty?: Words;
  readonly filters?: F;
  readonly load: (filters: FilterValues<F>, cursor: string | undefined) => Promise<Answered<Item>>;
  readonly columns: readonly Column<Item>[];
  readonly rowKey?: (item: Item) => string;
  readonly open?: (item: Item) => string | undefined;
  /** Buttons at the top, by what the list says this person may do. */
  readonly acts?: (may: Readonly<Record<string, boolean>>) => ReactNode;
  /** Between the filters and the rows: a sum, a note; gets the rows loaded so far. */
  readonly above?: (items: readonly Item[]) => ReactNode;
};

/** A list with its title, its filters in the address, "load more", and its loading, empty and error states. */
export function ListPage<Item, const F extends Filters = Record<never, never>>(
  props: ListPageProps<Item, F>,
) {
  const { name, title, intro, before, empty, load, columns, rowKey, open, acts, above } = props;
  const filters = (props.filters ?? {}) as F;
  const t = useWords();
  const [values, set, clear] = useFilters(filters);
  const query = useInfiniteQuery({
    queryKey: [name, 'list', values],
    queryFn: ({ pageParam }) => load(values, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const filtered = Object.values(values).some((value) => value !== undefined);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t(title)}</h1>
          {intro ? <p className="soft">{intro}</p> : null}
        </div>
        <div className="page-acts">{acts?.(query.data?.pages[0]?.may ?? {})}</div>
      </header>
      {before}
      <FilterBar filters={filters} values={values} set={set} />
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <div className="empty">
                <p>{t(filtered ? uiWords.emptyFiltered : (empty ?? uiWords.empty))}</p>
                {filtered ? <Button onClick={clear}>{t(uiWords.clearFilters)}</Button> : null}
              </div>
            );
          }
          return (
            <div className={query.isPlaceholderData ? 'stale' : undefined}>
              {above ? <div className="above-rows">{above(items)}</div> : null}
              <Rows
                items={items}
                columns={columns}
                caption={title}
                open={open}
                {...(rowKey ? { rowKey } : {})}
              />
              <footer className="more">
                <span className="soft">
                  {t(query.hasNextPage ? uiWords.shown : uiWords.shownAll, { count: items.length })}
                </span>
                {query.hasNextPage ? (
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t(uiWords.more)}
                  </Button>
                ) : null}
              </footer>
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}

type BarProps = {
  readonly filters: Filters;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly set: (key: string, value: string | undefined) => void;
};

/** The filters on their own, for pages that are not plain lists. */
export function FilterBar({ filters, values, set }: BarProps) {
  const t = useWords();
  const narrow = useNarrow();
  const count = Object.values(values).filter((value) => value !== undefined).length;
  if (Object.keys(filters).length === 0) return null;
  const controls = (
    <search className="filters">
      {Object.entries(filters).map(([key, filter]) => (
        <FilterControl key={key} filter={filter} value={values[key]} change={(value) => set(key, value)} />
      ))}
    </search>
  );
  if (!narrow || Object.keys(filters).length === 1) return controls;
  return (
    <details className="filters-closed" open={count > 0}>
      <summary>
        {t(uiWords.filters)}
        {count > 0 ? ` (${count})` : ''}
      </summary>
      {controls}
    </details>
  );
}

function FilterControl({
  filter,
  value,
  change,
}: {
  readonly filter: Filter<string>;
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
}) {
  const t = useWords();
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{t(filter.words)}</label>
      {filter.kind === 'text' ? <SearchInput id={id} value={value} change={change} /> : null}
      {filter.kind === 'day' ? (
        <DateInput id={id} {...(value ? { value } : {})} onChange={change} settledOnly />
      ) : null}
      {filter.kind === 'choice' ? (
        <Select
          id={id}
          value={value ?? null}
          placeholder={t(uiWords.all)}
          allowClear
          popupMatchSelectWidth={false}
          onChange={(next: string | null | undefined) => change(next ?? undefined)}
          options={Object.entries(filter.options ?? {}).map(([option, words]) => ({
            value: option,
            label: t(words),
          }))}
        />
      ) : null}
      {filter.kind === 'pick' ? <PickControl id={id} filter={filter} value={value} change={change} /> : null}
    </div>
  );
}

type ControlProps = {
  readonly id: string;
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
};

const typingPauseMilliseconds = 350;

/** Text to look for; asks when typing pauses, and never for the sounds of a word still being composed. */
export function SearchInput({ id, value, change, hint }: ControlProps & { readonly hint?: Words }) {
  const t = useWords();
  const [text, setText] = useState(value ?? '');
  // Of a word that an input method is still putting together there are only its sounds.
  const [composing, setComposing] = useState(false);
  useEffect(() => setText(value ?? ''), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause
  useEffect(() => {
    if (composing || text === (value ?? '')) return;
    const waiting = setTimeout(() => change(text === '' ? undefined : text), typingPauseMilliseconds);
    return () => clearTimeout(waiting);
  }, [text, composing]);
  return (
    <Input
      id={id}
      type="search"
      value={text}
      allowClear
      placeholder={t(hint ?? uiWords.search)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

function PickControl({ id, filter, value, change }: ControlProps & { readonly filter: Filter<string> }) {
  const t = useWords();
  const { data = [], isPending } = useQuery({
    queryKey: ['filter-options', filter.words.en, String(filter.load)],
    queryFn: async () => (await filter.load?.()) ?? [],
  });
  return (
    <Select
      id={id}
      value={value ?? null}
      loading={isPending}
      placeholder={t(uiWords.all)}
      allowClear
      showSearch={searchLabels}
      popupMatchSelectWidth={false}
      onChange={(next: string | null | undefined) => change(next ?? undefined)}
      options={data.map(({ value: option, label }) => ({ value: option, label }))}
    />
  );
}

import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { fill } from '#kernel/words.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { choice, FilterBar, textFilter, useFilters } from '#web/ui/list-page.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';
import type { DifferenceView, SimulationView, WhyView } from './simulation.contract.ts';
import { csvOf } from './simulation.csv.rules.ts';
import { type Said, type Side, useSaid } from './simulation.said.view.tsx';
import { kindWords, words } from './simulation.words.ts';

const filters = { kind: choice(words.kind, kindWords), subject: textFilter(words.search) };
const pageSize = 25;

/** Every difference with whom it concerns, what each regime says, and the clause and value behind it. */
export function Differences({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const said = useSaid(view);
  const [values, set] = useFilters(filters);
  const [shown, setShown] = useState(pageSize);
  const found = view.differences.filter(
    (one) =>
      (values.kind === undefined || one.kind === values.kind) &&
      (values.subject === undefined ||
        said.subject(one).toLowerCase().includes(values.subject.toLowerCase())),
  );
  const count = { count: view.differences.length };
  const countedWords = {
    zh: fill(words.differencesCounted.zh, count),
    en: fill(words.differencesCounted.en, count),
  };
  return (
    <Section words={countedWords} acts={<Download view={view} said={said} />}>
      <FilterBar filters={filters} values={values} set={set} />
      <Rows
        items={found.slice(0, shown)}
        caption={words.differences}
        empty={words.noneLeft}
        rowKey={keyOf}
        open={({ subject }) => subject.path ?? undefined}
        columns={[
          { key: 'subject', words: words.subject, value: said.subject, narrow: 'title' },
          {
            key: 'kind',
            words: words.kind,
            value: (one) => {
              const matter = said.matter(one);
              return (
                <>
                  {t(kindWords[one.kind])}
                  {matter === '' ? null : <div className="soft small">{matter}</div>}
                </>
              );
            },
          },
          ...(['a', 'b'] as const).map((side) => ({
            key: side,
            words: words[side],
            value: (one: DifferenceView) => (
              <>
                {said.value(one, side)}
                <Whys of={said.whys(one, side)} said={said} />
              </>
            ),
          })),
        ]}
      />
      <footer className="more">
        <span className="soft">
          {t(words.shown, { shown: Math.min(shown, found.length), count: found.length })}
        </span>
        {found.length > shown ? (
          <Button onClick={() => setShown(shown + pageSize)}>{t(words.more)}</Button>
        ) : null}
      </footer>
    </Section>
  );
}

const keyOf = (one: DifferenceView): string =>
  [
    one.kind,
    one.subject.type,
    one.subject.id,
    'matter' in one ? one.matter : '',
    'area' in one ? one.area : '',
  ].join(' ');

function Whys({ of, said }: { readonly of: readonly WhyView[]; readonly said: Said }) {
  const t = useWords();
  if (of.length === 0) return null;
  return (
    <details className="simulation-why">
      <summary>{t(words.why)}</summary>
      <ul>
        {of.map((why) => (
          <li key={why.id}>
            {said.why(why)} {why.localSupplement ? <Mark words={uiWords.localSupplement} /> : null}
            {why.clause ? (
              <div className="soft small">
                {why.clause.number}
                {' · '}
                {t(why.clause.text)}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Everything, filtered or not: what is handed on is the whole. */
function Download({ view, said }: { readonly view: SimulationView; readonly said: Said }) {
  const t = useWords();
  const { language } = useLanguage();
  const save = () => {
    const whyOf = (one: DifferenceView, side: Side) =>
      said
        .whys(one, side)
        .map((why) => (why.clause ? `${said.why(why)} (${why.clause.id})` : said.why(why)))
        .join('; ');
    const head = [
      t(words.kind),
      t(words.subject),
      t(words.area),
      t(words.a),
      t(words.b),
      t(words.whyOf, { side: t(words.a) }),
      t(words.whyOf, { side: t(words.b) }),
    ];
    const rows = view.differences.map((one) => [
      t(kindWords[one.kind]),
      said.subject(one),
      said.matter(one),
      said.value(one, 'a', true),
      said.value(one, 'b', true),
      whyOf(one, 'a'),
      whyOf(one, 'b'),
    ]);
    const packs = [
      [t(words.packA), t(view.a.pack.name), view.a.pack.id, view.a.pack.version, view.a.pack.hash],
      [t(words.packB), t(view.b.pack.name), view.b.pack.id, view.b.pack.version, view.b.pack.hash],
      [t(words.from), view.fromOn, t(words.to), view.toOn],
      [],
    ];
    // Spreadsheets take a text without this mark for another encoding.
    const file = new Blob(['\uFEFF', csvOf([...packs, head, ...rows])], { type: 'text/csv;charset=utf-8' });
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${t(words.fileName)}-${view.a.pack.id}-${view.b.pack.id}-${view.fromOn}-${view.toOn}-${language}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button icon={<DownloadOutlined />} onClick={save}>
      {t(words.download)}
    </Button>
  );
}

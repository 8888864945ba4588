import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage, useWords } from '#web/language.tsx';
import { asIs } from '#web/told.ts';
import { choice, FilterBar, textFilter, useFilters } from '#web/ui/list-page.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import type { DifferenceView, SimulationView } from './simulation.contract.ts';
import { csvOf } from './simulation.csv.rules.ts';
import { differenceKinds, isRuleKind } from './simulation.model.ts';
import { isOfRules, type Said, type Side, turnOf, useSaid } from './simulation.said.view.tsx';
import { Turn, Whys } from './simulation.why.view.tsx';
import { kindWords, turnWords, words } from './simulation.words.ts';

const effectWords = Object.fromEntries(
  differenceKinds.filter((kind) => !isRuleKind(kind)).map((kind) => [kind, kindWords[kind]]),
);
const filters = { kind: choice(words.kind, effectWords), subject: textFilter(words.search) };
const pageSize = 25;

/** What it comes to: every difference with whom it concerns, what each regime says, and the clause and value behind it. */
export function Differences({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const said = useSaid(view);
  const [values, set] = useFilters(filters);
  const [shown, setShown] = useState(pageSize);
  const effects = view.differences.filter((one) => !isOfRules(one));
  const found = effects.filter(
    (one) =>
      (values.kind === undefined || one.kind === values.kind) &&
      (values.subject === undefined ||
        said.subject(one).toLowerCase().includes(values.subject.toLowerCase())),
  );
  const count = { count: effects.length };
  const countedWords = asIs(t(words.effects, count));
  return (
    <Section words={countedWords} acts={<Download view={view} said={said} />}>
      <FilterBar filters={filters} values={values} set={set} />
      <div className="simulation-differences">
        <Rows
          items={found.slice(0, shown)}
          caption={words.differences}
          empty={words.noneLeft}
          rowKey={keyOf}
          open={({ subject }) => subject.path ?? undefined}
          columns={[
            { key: 'subject', words: words.subject, value: said.subject, narrow: 'title' },
            { key: 'turn', words: words.change, value: (one) => <Turn of={one} />, narrow: 'tag' },
            {
              key: 'kind',
              words: words.kind,
              value: (one) => <KindOf of={one} said={said} named={values.kind === undefined} />,
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
      </div>
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

/** What kind it is and of what matter; the kind once for all where only one is shown. */
function KindOf({
  of,
  said,
  named,
}: {
  readonly of: DifferenceView;
  readonly said: Said;
  readonly named: boolean;
}) {
  const t = useWords();
  const matter = said.matter(of);
  if (matter === '') return t(kindWords[of.kind]);
  if (!named) return matter;
  return (
    <>
      {t(kindWords[of.kind])}
      <div className="soft small">{matter}</div>
    </>
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
      t(words.change),
      t(words.subject),
      t(words.area),
      t(words.a),
      t(words.b),
      t(words.whyOf, { side: t(words.a) }),
      t(words.whyOf, { side: t(words.b) }),
    ];
    const rows = view.differences.map((one) => [
      t(kindWords[one.kind]),
      t(turnWords[turnOf(one)]),
      said.subject(one),
      said.matter(one),
      said.value(one, 'a', true),
      said.value(one, 'b', true),
      whyOf(one, 'a'),
      whyOf(one, 'b'),
    ]);
    const versionsOf = (side: Side) =>
      view[side].versions.map(({ name, id, version, hash, fromOn }) => [
        t(side === 'a' ? words.packA : words.packB),
        t(name),
        id,
        version,
        fromOn,
        hash,
      ]);
    const packs = [
      ...versionsOf('a'),
      ...versionsOf('b'),
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

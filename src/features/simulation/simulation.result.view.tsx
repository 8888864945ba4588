import type { ReactNode } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useNarrow } from '#web/theme.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { type Column, Rows, type Tools } from '#web/ui/rows.tsx';
import { RuleChanges } from './simulation.changes.view.tsx';
import { SimulationCharts } from './simulation.chart.view.tsx';
import type { OutcomeView, SimulationView } from './simulation.contract.ts';
import { Differences } from './simulation.difference.view.tsx';
import { Money } from './simulation.money.view.tsx';
import { placeSaid } from './simulation.said.view.tsx';
import { words } from './simulation.words.ts';

/** What both regimes come to: figures, what the rules say differently, charts, then every effect with its subject and its reason. */
export function SimulationResult({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  return (
    <div className="simulation-result">
      {view.differences.length === 0 ? <Notice tone="good">{t(words.same)}</Notice> : null}
      <Summary view={view} />
      <RuleChanges view={view} />
      <SimulationCharts view={view} />
      {view.differences.length > 0 ? <Differences view={view} /> : null}
      <FallsDue view={view} />
      <RestDays view={view} />
      <Money view={view} />
      <Burden view={view} />
      <Basis of={view.basis} />
    </div>
  );
}

type Figure = {
  readonly words: Words;
  readonly of: (outcome: OutcomeView) => number | null;
  readonly said?: (value: number) => string;
};

const sum = <Item,>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((all, item) => all + of(item), 0);

/** Visits shared evenly among the people of the group, over the months in which there are any. */
export const perPersonOf = ({ months }: OutcomeView): number | null => {
  const manned = months.filter(({ people }) => people > 0);
  const personMonths = sum(manned, ({ people }) => people);
  return personMonths === 0 ? null : sum(manned, ({ personVisits }) => personVisits) / personMonths;
};

function Summary({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const { number, yuan, month, day } = useFormat();
  const busiest = ({ months }: OutcomeView) =>
    months.toSorted((x, y) => y.visits - x.visits || x.month.localeCompare(y.month))[0];
  const tenth = (value: number) => number(Math.round(value * 10) / 10);
  const figures: readonly Figure[] = [
    { words: words.visits, of: ({ months }) => sum(months, ({ visits }) => visits) },
    { words: words.perPerson, of: perPersonOf, said: tenth },
    { words: words.reports, of: ({ months }) => sum(months, ({ reports }) => reports) },
    {
      words: words.onRest,
      of: ({ months }) => sum(months, ({ onWeekends, onHolidays }) => onWeekends + onHolidays),
    },
    { words: words.ofThemMoved, of: ({ months }) => sum(months, ({ moved }) => moved) },
    { words: words.provisional, of: ({ months }) => sum(months, ({ provisional }) => provisional) },
    { words: words.fields, of: ({ burden }) => sum(burden, ({ fields }) => fields) },
    { words: words.attachments, of: ({ burden }) => sum(burden, ({ attachments }) => attachments) },
    { words: words.signatures, of: ({ burden }) => sum(burden, ({ signatures }) => signatures) },
    { words: words.payable, of: ({ payable }) => sum(payable, ({ payableFen }) => payableFen), said: yuan },
  ];
  const rows = figures.map((figure): Compared => ({ figure, a: figure.of(view.a), b: figure.of(view.b) }));
  const narrow = useNarrow();
  const said = ({ said: own = number }: Figure, value: number | null) => (value === null ? null : own(value));
  const title: Column<Compared> = {
    key: 'figure',
    words: words.figure,
    value: ({ figure }) => t(figure.words),
    narrow: 'title',
  };
  const [mostA, mostB] = [busiest(view.a), busiest(view.b)];
  const busy = (most: typeof mostA) =>
    most ? t(words.busiestSaid, { month: month(most.month), visits: number(most.visits) }) : '—';
  return (
    <Section words={words.summary}>
      <Rows
        items={rows}
        caption={words.summary}
        rowKey={({ figure }) => figure.words.en}
        columns={
          narrow
            ? [
                title,
                {
                  key: 'sides',
                  words: words.change,
                  value: (row) => <Sides row={row} said={said} />,
                  narrow: 'tag',
                },
              ]
            : [
                title,
                { key: 'a', words: words.a, value: ({ figure, a }) => said(figure, a), align: 'right' },
                { key: 'b', words: words.b, value: ({ figure, b }) => said(figure, b), align: 'right' },
                { key: 'change', words: words.change, value: (row) => <Change row={row} />, align: 'right' },
              ]
        }
      />
      <p className="soft small">
        {t(words.busiest)}
        {' · '}
        {t(words.a)} {busy(mostA)}
        {' · '}
        {t(words.b)} {busy(mostB)}
      </p>
      <p className="soft small">{t(words.perPersonMeans)}</p>
      <p className="soft small">
        {(['a', 'b'] as const)
          .flatMap((side) =>
            view[side].versions.map(({ id, version, hash, fromOn }) =>
              t(words.packOf, {
                side: t(words[side]),
                pack: id,
                version,
                day: day(fromOn),
                hash: hash.slice(0, 12),
              }),
            ),
          )
          .join(t(words.semicolon))}
      </p>
    </Section>
  );
}

type Compared = { readonly figure: Figure; readonly a: number | null; readonly b: number | null };

/** On a phone both figures and what changes stand in one line. */
function Sides({
  row,
  said,
}: {
  readonly row: Compared;
  readonly said: (figure: Figure, value: number | null) => string | null;
}) {
  const { figure, a, b } = row;
  if (a === b) return said(figure, a) ?? '—';
  return (
    <>
      {said(figure, a) ?? '—'} → {said(figure, b) ?? '—'}
      <div className="soft small">
        <Change row={row} />
      </div>
    </>
  );
}

function Change({ row: { figure, a, b } }: { readonly row: Compared }): ReactNode {
  const t = useWords();
  const { number } = useFormat();
  const said = figure.said ?? number;
  const by = a === null || b === null ? 0 : b - a;
  const text = said(Math.abs(by));
  if (by === 0 || text === said(0)) return <span className="soft">{t(words.unchanged)}</span>;
  return `${by > 0 ? '+' : '−'}${text}`;
}

function FallsDue({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const side = (of: 'a' | 'b') => view[of].rules.map((rule) => ({ ...rule, side: of }));
  const places = [
    ...new Set([...view.a.subjects, ...view.b.subjects].map(({ subject }) => subject)),
  ].toSorted();
  const countOf = ({ subjects }: OutcomeView, place: string) => {
    const found = subjects.find(({ subject }) => subject === place);
    return found ? found.visits + found.reports : 0;
  };
  return (
    <Section words={words.obligations}>
      <Rows
        items={places}
        caption={words.byPlace}
        rowKey={(place) => place}
        columns={[
          { key: 'place', words: words.place, value: (place) => placeSaid(place, t), narrow: 'title' },
          {
            key: 'a',
            words: words.a,
            value: (place, { number }) => number(countOf(view.a, place)),
            align: 'right',
          },
          {
            key: 'b',
            words: words.b,
            value: (place, { number }) => number(countOf(view.b, place)),
            align: 'right',
          },
        ]}
      />
      <div className="home-glance simulation-rules">
        {(['a', 'b'] as const).map((of) => (
          <div key={of}>
            <h3>
              {t(words[of])} · {t(words.byRule)}
            </h3>
            <Rows
              items={side(of)}
              caption={words.byRule}
              rowKey={({ ruleId }) => ruleId}
              columns={[
                { key: 'rule', words: words.rule, value: ({ name }) => t(name), narrow: 'title' },
                {
                  key: 'acts',
                  words: words.times,
                  value: ({ acts }, { number }) => number(acts),
                  align: 'right',
                },
              ]}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

function RestDays({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const days = [...new Set([...view.a.restDays, ...view.b.restDays].map(({ on }) => on))].toSorted();
  const of = (outcome: OutcomeView, day: string) => outcome.restDays.find(({ on }) => on === day);
  const said = (outcome: OutcomeView, day: string) => {
    const found = of(outcome, day);
    return found ? t(words.staysMoves, { stays: found.stays, moves: found.moves }) : null;
  };
  if (days.length === 0) return null;
  return (
    <Section words={words.rest}>
      <details>
        <summary>{t(words.dayByDay, { count: days.length })}</summary>
        <Rows
          items={days}
          caption={words.rest}
          rowKey={(day) => day}
          columns={[
            { key: 'day', words: words.day, value: (on, { day }) => day(on), narrow: 'title', tight: true },
            {
              key: 'holiday',
              words: words.holiday,
              value: (on) => (of(view.a, on) ?? of(view.b, on))?.holiday ?? t(words.weekend),
              narrow: 'tag',
            },
            { key: 'a', words: words.a, value: (on) => said(view.a, on) },
            { key: 'b', words: words.b, value: (on) => said(view.b, on) },
          ]}
        />
      </details>
    </Section>
  );
}

const burdenColumns = ['reports', 'fields', 'attachments', 'signatures', 'visits'] as const;

function Burden({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const names = new Map(
    [...view.a.burden, ...view.b.burden].map(({ contractorId, contractor }) => [contractorId, contractor]),
  );
  const rows = [...names]
    .toSorted(([, x], [, y]) => x.localeCompare(y, 'zh-CN'))
    .map(([id, name]) => {
      const of = ({ burden }: OutcomeView, key: (typeof burdenColumns)[number]) =>
        sum(
          burden.filter(({ contractorId }) => contractorId === id),
          (one) => one[key],
        );
      return { id, name, of };
    });
  return (
    <Section words={words.burden}>
      <Rows
        items={rows}
        caption={words.burden}
        columns={[
          {
            key: 'name',
            words: words.contractor,
            value: ({ id, name }) => <GoTo to={`/organisations/${id}`}>{name}</GoTo>,
            narrow: 'title',
          },
          ...burdenColumns.map((key) => ({
            key,
            words: words[key],
            value: ({ of }: (typeof rows)[number], { number }: Tools) => {
              const [a, b] = [of(view.a, key), of(view.b, key)];
              return a === b ? number(a) : `${number(a)} → ${number(b)}`;
            },
            align: 'right' as const,
          })),
        ]}
      />
      <p className="soft small">{t(words.burdenMeans)}</p>
    </Section>
  );
}

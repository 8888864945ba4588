import { useCallback, useMemo } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Chart, chartGrid as grid, chartLegend as legend } from '#web/ui/chart.tsx';
import { Section } from '#web/ui/record-page.tsx';
import type { OutcomeView, SimulationView } from './simulation.contract.ts';
import { differenceKinds } from './simulation.model.ts';
import { turnOf } from './simulation.said.view.tsx';
import { kindWords, turnWords, words } from './simulation.words.ts';

const value = { type: 'value' as const };
const tooltip = { trigger: 'axis' as const };
const bar = (name: string, data: readonly (number | null)[], stack?: string) => ({
  name,
  type: 'bar',
  data,
  barMaxWidth: 22,
  ...(stack ? { stack } : {}),
});

type Month = OutcomeView['months'][number];
type Series = {
  readonly name: string;
  readonly data: readonly (number | null)[];
  readonly stack?: string;
};

export function SimulationCharts({ view }: { readonly view: SimulationView }) {
  return (
    <Section words={words.byMonthTitle}>
      <div className="home-glance">
        <Visits view={view} />
        <PerPerson view={view} />
        <RestDays view={view} />
        <Fields view={view} />
        <Money view={view} />
        <ByKind view={view} />
      </div>
    </Section>
  );
}

const monthsOf = ({ a }: SimulationView): readonly string[] => a.months.map(({ month }) => month);

/** Figures month by month as bars, with the same as a table. */
function useMonthly(view: SimulationView, seriesOf: (of: SimulationView, name: Sides) => readonly Series[]) {
  const t = useWords();
  const { number, month } = useFormat();
  return useMemo(() => {
    const series = seriesOf(view, { a: t(words.a), b: t(words.b) });
    return {
      option: {
        grid,
        legend,
        tooltip,
        xAxis: { type: 'category', data: monthsOf(view) },
        yAxis: value,
        series: series.map(({ name, data, stack }) => bar(name, data, stack)),
      },
      table: {
        head: [t(words.month), ...series.map(({ name }) => name)],
        rows: monthsOf(view).map((name, at) => [
          month(name),
          ...series.map(({ data }) => {
            const figure = data[at];
            return typeof figure === 'number' ? number(figure) : '—';
          }),
        ]),
      },
    };
  }, [view, seriesOf, t, number, month]);
}
type Sides = Readonly<Record<'a' | 'b', string>>;

/** One figure a month on either side. */
const oneEach =
  (of: (month: Month) => number | null) =>
  (view: SimulationView, name: Sides): readonly Series[] =>
    (['a', 'b'] as const).map((side) => ({ name: name[side], data: view[side].months.map(of) }));

const visitsOf = oneEach(({ visits }) => visits);
const perPersonOf = oneEach(({ personVisits, people }) =>
  people === 0 ? null : Math.round((personVisits / people) * 10) / 10,
);

/** 要求填写的项数 of all contractors together. */
const fieldsOf = (view: SimulationView, name: Sides): readonly Series[] =>
  (['a', 'b'] as const).map((side) => {
    const sums = new Map<string, number>();
    for (const { month, fields } of view[side].burden) sums.set(month, (sums.get(month) ?? 0) + fields);
    return { name: name[side], data: monthsOf(view).map((month) => sums.get(month) ?? 0) };
  });

/** Where the differences lie: how many things of each kind are new, gone or changed. */
function ByKind({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const { number } = useFormat();
  const drawn = useMemo(() => {
    const kinds = differenceKinds.filter((kind) => view.differences.some((one) => one.kind === kind));
    const turns = (['new', 'gone', 'changed'] as const).map((turn) => ({
      name: t(turnWords[turn]),
      data: kinds.map(
        (kind) => view.differences.filter((one) => one.kind === kind && turnOf(one) === turn).length,
      ),
    }));
    return {
      height: kinds.length * 26 + 90,
      option: {
        grid,
        legend,
        tooltip,
        xAxis: { ...value, minInterval: 1 },
        yAxis: { type: 'category', data: kinds.map((kind) => t(kindWords[kind])), inverse: true },
        series: turns.map(({ name, data }) => bar(name, data, 'all')),
      },
      table: {
        head: [t(words.kind), ...turns.map(({ name }) => name)],
        rows: kinds.map((kind, at) => [
          t(kindWords[kind]),
          ...turns.map(({ data }) => number(data[at] ?? 0)),
        ]),
      },
    };
  }, [view, t, number]);
  if (view.differences.length === 0) return null;
  return (
    <div className="simulation-wide">
      <Chart words={words.byKind} {...drawn} />
    </div>
  );
}

function Visits({ view }: { readonly view: SimulationView }) {
  return <Chart words={words.visitsByMonth} {...useMonthly(view, visitsOf)} />;
}

function PerPerson({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const drawn = useMonthly(view, perPersonOf);
  if (view.a.months.every(({ people }) => people === 0)) return <p className="empty">{t(words.noGroup)}</p>;
  return <Chart words={words.perPersonByMonth} {...drawn} />;
}

function RestDays({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const staying = useCallback(
    (of: SimulationView, name: Sides): readonly Series[] =>
      (['a', 'b'] as const).flatMap((side) => [
        {
          name: t(words.stays, { side: name[side] }),
          data: of[side].months.map(({ onWeekends, onHolidays, moved }) => onWeekends + onHolidays - moved),
          stack: side,
        },
        {
          name: t(words.moves, { side: name[side] }),
          data: of[side].months.map(({ moved }) => moved),
          stack: side,
        },
      ]),
    [t],
  );
  const drawn = useMonthly(view, staying);
  if (view.a.restDays.length + view.b.restDays.length === 0)
    return <p className="empty">{t(words.noRest)}</p>;
  return <Chart words={words.restByMonth} {...drawn} />;
}

function Money({ view }: { readonly view: SimulationView }) {
  const t = useWords();
  const { wanYuan, yuan } = useFormat();
  const drawn = useMemo(() => {
    const others = new Map(view.b.payable.map((one) => [one.instalmentId, one.payableFen]));
    const rows = view.a.payable.map((one) => ({
      label: one.label,
      amount: one.amountFen,
      a: one.payableFen,
      b: others.get(one.instalmentId) ?? 0,
    }));
    return {
      height: Math.max(280, rows.length * 44 + 80),
      option: {
        grid,
        legend,
        tooltip: {
          ...tooltip,
          valueFormatter: (fen: unknown) => (typeof fen === 'number' ? wanYuan(fen) : '—'),
        },
        xAxis: {
          ...value,
          splitNumber: 3,
          axisLabel: { formatter: (fen: number) => wanYuan(fen).replace('.00', '') },
        },
        yAxis: {
          type: 'category',
          data: rows.map(({ label }) => label),
          inverse: true,
          axisLabel: { width: 130, overflow: 'truncate' },
        },
        series: [
          bar(
            t(words.a),
            rows.map(({ a }) => a),
          ),
          bar(
            t(words.b),
            rows.map(({ b }) => b),
          ),
          bar(
            t(words.amount),
            rows.map(({ amount }) => amount),
          ),
        ],
      },
      table: {
        head: [t(words.instalment), t(words.amount), t(words.a), t(words.b)],
        rows: rows.map(({ label, amount, a, b }) => [label, yuan(amount), yuan(a), yuan(b)]),
      },
    };
  }, [view, t, wanYuan, yuan]);
  if (view.a.payable.length === 0) return <p className="empty">{t(words.noInstalments)}</p>;
  return (
    <div className="simulation-wide">
      <Chart words={words.moneyByInstalment} {...drawn} />
    </div>
  );
}

function Fields({ view }: { readonly view: SimulationView }) {
  return <Chart words={words.burdenByMonth} {...useMonthly(view, fieldsOf)} />;
}

import { useMemo } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Chart } from '#web/ui/chart.tsx';
import { Section } from '#web/ui/record-page.tsx';
import type { OutcomeView, SimulationView } from './simulation.contract.ts';
import { words } from './simulation.words.ts';

const legend = { top: 0, left: 0, icon: 'roundRect', itemWidth: 18, itemHeight: 4 };
const grid = { left: 8, right: 16, top: 40, bottom: 8, containLabel: true };
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

export function SimulationCharts({ view }: { readonly view: SimulationView }) {
  return (
    <Section words={words.byMonthTitle}>
      <div className="home-glance">
        <Visits view={view} />
        <PerPerson view={view} />
        <RestDays view={view} />
        <Fields view={view} />
        <Money view={view} />
      </div>
    </Section>
  );
}

const monthsOf = ({ a }: SimulationView): readonly string[] => a.months.map(({ month }) => month);

/** One figure a month on either side, as bars. */
function useMonthly(view: SimulationView, of: (month: Month) => number | null) {
  const t = useWords();
  const { number, month } = useFormat();
  return useMemo(() => {
    const [a, b] = [view.a.months.map(of), view.b.months.map(of)];
    return {
      option: {
        grid,
        legend,
        tooltip,
        xAxis: { type: 'category', data: monthsOf(view) },
        yAxis: value,
        series: [bar(t(words.a), a), bar(t(words.b), b)],
      },
      table: {
        head: [t(words.month), t(words.a), t(words.b)],
        rows: monthsOf(view).map((name, at) => [
          month(name),
          ...[a[at], b[at]].map((figure) => (typeof figure === 'number' ? number(figure) : '—')),
        ]),
      },
    };
  }, [view, of, t, number, month]);
}

const visitsOf = ({ visits }: Month): number => visits;
const perPersonOf = ({ personVisits, people }: Month): number | null =>
  people === 0 ? null : Math.round((personVisits / people) * 10) / 10;

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
  const { number, month } = useFormat();
  const drawn = useMemo(() => {
    const figures = (['a', 'b'] as const).flatMap((side) => {
      const of = t(words[side]);
      const { months } = view[side];
      return [
        {
          name: t(words.stays, { side: of }),
          data: months.map(({ onWeekends, onHolidays, moved }) => onWeekends + onHolidays - moved),
          stack: side,
        },
        { name: t(words.moves, { side: of }), data: months.map(({ moved }) => moved), stack: side },
      ];
    });
    return {
      option: {
        grid,
        legend,
        tooltip,
        xAxis: { type: 'category', data: monthsOf(view) },
        yAxis: { ...value, minInterval: 1 },
        series: figures.map(({ name, data, stack }) => bar(name, data, stack)),
      },
      table: {
        head: [t(words.month), ...figures.map(({ name }) => name)],
        rows: monthsOf(view).map((name, at) => [
          month(name),
          ...figures.map(({ data }) => number(data[at] ?? 0)),
        ]),
      },
    };
  }, [view, t, number, month]);
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
  const t = useWords();
  const { number, month } = useFormat();
  const drawn = useMemo(() => {
    const of = ({ burden }: OutcomeView) => {
      const sums = new Map<string, number>();
      for (const one of burden) sums.set(one.month, (sums.get(one.month) ?? 0) + one.fields);
      return monthsOf(view).map((name) => sums.get(name) ?? 0);
    };
    const [a, b] = [of(view.a), of(view.b)];
    return {
      option: {
        grid,
        legend,
        tooltip,
        xAxis: { type: 'category', data: monthsOf(view) },
        yAxis: value,
        series: [bar(t(words.a), a), bar(t(words.b), b)],
      },
      table: {
        head: [t(words.month), t(words.a), t(words.b)],
        rows: monthsOf(view).map((name, at) => [month(name), number(a[at] ?? 0), number(b[at] ?? 0)]),
      },
    };
  }, [view, t, number, month]);
  return <Chart words={words.burdenByMonth} {...drawn} />;
}

import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { monthAway } from '#kernel/epoch-day.ts';
import { queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Chart, chartGrid as grid, chartLegend as legend } from '#web/ui/chart.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import type { homeContract, MonthView } from './home.contract.ts';
import { agedWords, words } from './home.words.ts';

const queries = queriesOf<typeof homeContract>('home');

/** The county's month: what was owed and done, how far the works are, what is open for how long, what was paid. */
export function MonthAtAGlance() {
  const t = useWords();
  const { month: sayMonth } = useFormat();
  const today = useToday();
  const [asked, setMonth] = useSearchParam('month');
  const month = asked && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const query = useQuery(queries.month.queryOptions({ input: { month } }));
  return (
    <Section
      words={words.month}
      acts={
        <>
          <Button
            icon={<LeftOutlined />}
            aria-label={t(words.previousMonth)}
            onClick={() => setMonth(monthAway(month, -1))}
          />
          <strong className="home-month">{sayMonth(month)}</strong>
          <Button
            icon={<RightOutlined />}
            aria-label={t(words.nextMonth)}
            onClick={() => setMonth(monthAway(month, 1))}
          />
        </>
      }
    >
      <Loaded query={query}>
        {(view) => (
          <div className="home-glance">
            <Obligations view={view} />
            <Ages view={view} />
            <Progress view={view} />
            <Money view={view} />
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Obligations({ view }: { readonly view: MonthView }) {
  const t = useWords();
  if (view.obligations.length === 0) return <p className="empty">{t(words.noObligations)}</p>;
  const counts = ['fulfilled', 'late', 'missed', 'waived', 'open'] as const;
  return (
    <div>
      <h3>{t(words.obligations)}</h3>
      <Rows
        items={view.obligations}
        caption={words.obligations}
        rowKey={({ ruleId }) => ruleId}
        open={({ path }) => path}
        columns={[
          { key: 'name', words: words.obligation, value: ({ name }) => t(name), narrow: 'title' },
          ...counts.map((key) => ({
            key,
            words: words[key],
            value: (row: MonthView['obligations'][number]) => (
              <span
                className={key === 'missed' && row.missed > 0 ? 'bad' : row[key] === 0 ? 'soft' : undefined}
              >
                {row[key]}
              </span>
            ),
            align: 'right' as const,
          })),
        ]}
      />
    </div>
  );
}

const axis = { type: 'value' as const, axisLabel: {} };

function Progress({ view }: { readonly view: MonthView }) {
  const t = useWords();
  const { month, percent } = useFormat();
  const option = useMemo(
    () => ({
      grid,
      legend,
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => (typeof value === 'number' ? percent(value / 100) : '—'),
      },
      xAxis: { type: 'category', data: view.progress.map((point) => point.month), boundaryGap: false },
      yAxis: { ...axis, max: 100, axisLabel: { formatter: '{value}%' } },
      series: [
        line(
          t(words.planned),
          view.progress.map(({ planned }) => hundred(planned)),
          true,
        ),
        line(
          t(words.actual),
          view.progress.map(({ actual }) => hundred(actual)),
        ),
      ],
    }),
    [view, t, percent],
  );
  if (view.progress.length === 0) return <p className="empty">{t(words.noProgress)}</p>;
  return (
    <div>
      <Chart
        words={words.progress}
        option={option}
        table={{
          head: [t(words.chooseMonth), t(words.planned), t(words.actual)],
          rows: view.progress.map((point) => [
            month(point.month),
            percent(point.planned),
            point.actual === null ? '—' : percent(point.actual),
          ]),
        }}
      />
      <p className="soft small">{t(words.progressMeans)}</p>
    </div>
  );
}

const hundred = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10;
const line = (name: string, data: readonly (number | null)[], dashed = false) => ({
  name,
  type: 'line',
  data,
  showSymbol: false,
  connectNulls: false,
  lineStyle: { width: 2.5, type: dashed ? 'dashed' : 'solid' },
});

function Money({ view }: { readonly view: MonthView }) {
  const t = useWords();
  const { month, wanYuan, yuan } = useFormat();
  const option = useMemo(
    () => ({
      grid,
      legend,
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => (typeof value === 'number' ? wanYuan(value) : '—'),
      },
      xAxis: { type: 'category', data: view.money.map((point) => point.month), boundaryGap: false },
      yAxis: { ...axis, axisLabel: { formatter: (fen: number) => wanYuan(fen).replace('.00', '') } },
      series: [
        {
          ...line(
            t(words.planned),
            view.money.map(({ plannedFen }) => plannedFen),
            true,
          ),
          step: 'end',
        },
        {
          ...line(
            t(words.paid),
            view.money.map(({ paidFen }) => paidFen),
          ),
          step: 'end',
        },
      ],
    }),
    [view, t, wanYuan],
  );
  if (view.money.length === 0) return <p className="empty">{t(words.noMoney)}</p>;
  return (
    <Chart
      words={words.money}
      option={option}
      table={{
        head: [t(words.chooseMonth), t(words.planned), t(words.paid)],
        rows: view.money.map((point) => [
          month(point.month),
          yuan(point.plannedFen),
          point.paidFen === null ? '—' : yuan(point.paidFen),
        ]),
      }}
    />
  );
}

function Ages({ view }: { readonly view: MonthView }) {
  const t = useWords();
  const { days, kinds } = view.ages;
  const spans = useMemo(
    () => [
      ...days.map((upTo) => t(words.upToDays, { days: upTo })),
      t(words.overDays, { days: days.at(-1) ?? 0 }),
    ],
    [days, t],
  );
  const option = useMemo(
    () => ({
      grid,
      legend,
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: spans, axisLabel: { interval: 0 } },
      yAxis: { ...axis, minInterval: 1 },
      series: kinds.map(({ kind, counts }) => ({
        name: t(agedWords[kind]),
        type: 'bar',
        data: counts,
        barMaxWidth: 28,
      })),
    }),
    [kinds, spans, t],
  );
  if (kinds.every(({ counts }) => counts.every((count) => count === 0)))
    return <p className="empty">{t(words.noOpen)}</p>;
  return (
    <div>
      <Chart
        words={words.ages}
        option={option}
        table={{
          head: ['', ...spans],
          rows: kinds.map(({ kind, counts, path }) => [
            <GoTo key={kind} to={path}>
              {t(agedWords[kind])}
            </GoTo>,
            ...counts,
          ]),
        }}
      />
    </div>
  );
}

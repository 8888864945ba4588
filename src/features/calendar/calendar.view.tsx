import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { countings } from '#kernel/counting.words.ts';
import { epochDayOfText, textOfEpochDay, weekdayOf } from '#kernel/epoch-day.ts';
import type { OutputOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, useSearchParam } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { History } from '#web/ui/history.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { type CalendarYearView, type Contract, queries } from './calendar.client.view.tsx';
import { CountingExplained } from './calendar.counting.view.tsx';
import { words } from './calendar.words.ts';

type Overview = OutputOf<Contract, 'read'>;

/** 工作日历: which years are known, and one of them as twelve months. */
export function WorkCalendarPage() {
  const t = useWords();
  const [asked, setYear] = useSearchParam('year');
  const query = useQuery(queries.read.queryOptions({ input: {} }));
  return (
    <div className="page">
      <Loaded query={query}>
        {(overview) => {
          const last = overview.nextYear - 1;
          const first = overview.years[0]?.year ?? last;
          const wanted = Number(asked ?? last);
          const year =
            Number.isInteger(wanted) && wanted >= first && wanted <= overview.nextYear ? wanted : last;
          return (
            <>
              <header className="page-head">
                <div>
                  <h1>
                    {t(words.title)} · {t(words.yearOf, { year: String(year) })}
                  </h1>
                  <p className="soft">{t(words.intro)}</p>
                </div>
                <div className="page-acts">
                  <Button
                    icon={<LeftOutlined />}
                    aria-label={t(words.previousYear)}
                    disabled={year <= first}
                    onClick={() => setYear(String(year - 1))}
                  />
                  <Select
                    aria-label={t(words.year)}
                    value={year}
                    options={[...overview.years.map((one) => one.year), overview.nextYear]
                      .toReversed()
                      .map((one) => ({ value: one, label: t(words.yearOf, { year: String(one) }) }))}
                    onChange={(next) => setYear(String(next))}
                  />
                  <Button
                    icon={<RightOutlined />}
                    aria-label={t(words.nextYear)}
                    disabled={year >= overview.nextYear}
                    onClick={() => setYear(String(year + 1))}
                  />
                  {overview.may.import ? (
                    <GoButton
                      to="/work-calendar/import"
                      words={asIs(t(words.importNext, { year: String(overview.nextYear) }))}
                      primary
                    />
                  ) : null}
                </div>
              </header>
              <Standing of={overview} />
              <OneYear year={year} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

/** How far the calendar reaches, and what waits for the next year. */
function Standing({ of }: { readonly of: Overview }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <>
      <FactGrid
        of={[
          { words: words.lastAnnounced, value: day(of.throughOn) },
          { words: words.provisionalDeadlines, value: t(words.countOf, { count: of.provisional }) },
          { words: words.digest, value: <code title={of.sha256}>{of.sha256.slice(0, 12)}</code> },
        ]}
      />
      <Notice tone={of.provisional > 0 ? 'warn' : 'info'}>
        {t(words.nextWaiting, { year: String(of.nextYear) })}
      </Notice>
    </>
  );
}

function OneYear({ year }: { readonly year: number }) {
  const query = useQuery(queries.year.queryOptions({ input: { year: String(year) } }));
  return <Loaded query={query}>{(data) => <YearContent of={data} />}</Loaded>;
}

function YearContent({ of }: { readonly of: CalendarYearView }) {
  const t = useWords();
  return (
    <div className="year-page">
      {of.announced ? null : <Notice tone="warn">{t(words.notAnnouncedMeans)}</Notice>}
      <Section
        words={words.twelveMonths}
        acts={
          of.may.amend ? <GoButton to={`/work-calendar/${of.year}/amend`} words={words.amend} /> : undefined
        }
      >
        <FactGrid
          of={[
            {
              words: words.notices,
              wide: true,
              value:
                of.notices.length > 0 ? (
                  <ul className="plain-list" lang="zh-CN">
                    {of.notices.map((notice) => (
                      <li key={notice}>{notice}</li>
                    ))}
                  </ul>
                ) : (
                  <Mark words={words.notAnnounced} tone="warn" />
                ),
            },
            { words: words.workingDays, value: t(words.dayCount, { count: of.workingDays }) },
            { words: words.restDays, value: t(words.dayCount, { count: of.restDays }) },
            of.announced && {
              words: words.origin,
              value: t(of.origin === 'shipped' ? words.shipped : words.ofCounty, { version: of.version }),
            },
          ]}
        />
        <TwelveMonths of={of} />
      </Section>
      {of.announced ? <Arrangement of={of} /> : null}
      <Section words={words.counting}>
        <CountingExplained of={countings.workingDaysAfterService} />
      </Section>
      {of.amendments.length > 0 ? (
        <Section words={words.amendments}>
          <Rows
            items={of.amendments}
            columns={amendmentColumns}
            caption={words.amendments}
            rowKey={({ version }) => String(version)}
          />
        </Section>
      ) : null}
      {of.history.length > 0 ? (
        <Section words={words.history}>
          <History of={of.history} />
        </Section>
      ) : null}
    </div>
  );
}

type YearDays = Pick<CalendarYearView, 'year' | 'holidays' | 'makeUpWorkdays'>;

/** The year day by day; a mark and a word, never a colour alone. */
export function TwelveMonths({ of }: { readonly of: YearDays }) {
  const t = useWords();
  const off = new Map(
    of.holidays.flatMap(({ name, days }) => days.map((day): [string, string] => [day, name])),
  );
  const worked = new Set(of.makeUpWorkdays);
  return (
    <>
      <ul className="year-legend" aria-label={t(words.legend)}>
        <li className="holiday">
          <b>{t(words.markHoliday)}</b> {t(words.legendHoliday)}
        </li>
        <li className="make-up">
          <b>{t(words.markMakeUp)}</b> {t(words.legendMakeUp)}
        </li>
        <li className="weekend">{t(words.legendWeekend)}</li>
        <li>{t(words.legendOrdinary)}</li>
      </ul>
      <div className="year-grid">
        {t(words.months)
          .split(' ')
          .map((name, at) => (
            <Month key={name} name={name} weeks={weeksOf(of.year, at + 1)} off={off} worked={worked} />
          ))}
      </div>
    </>
  );
}

/** The weeks of a month from Monday; a day of another month is null. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const iso = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}-01`;
  const first = epochDayOfText(iso(year, month));
  const next = epochDayOfText(month === 12 ? iso(year + 1, 1) : iso(year, month + 1));
  const monday = first - weekdayOf(first) + 1;
  return Array.from({ length: Math.ceil((next - monday) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, at) => {
      const day = monday + week * 7 + at;
      return day < first || day >= next ? null : textOfEpochDay(day);
    }),
  );
}

function Month({
  name,
  weeks,
  off,
  worked,
}: {
  readonly name: string;
  readonly weeks: readonly (readonly (string | null)[])[];
  readonly off: ReadonlyMap<string, string>;
  readonly worked: ReadonlySet<string>;
}) {
  const t = useWords();
  return (
    <div className="month">
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            {t(words.weekdays)
              .split(' ')
              .map((weekday) => (
                <th key={weekday} scope="col">
                  {weekday}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, at) =>
                day === null ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place of the week is all an empty cell is
                  <td key={at} />
                ) : (
                  <Day key={day} day={day} weekend={at > 4} holiday={off.get(day)} worked={worked.has(day)} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({
  day,
  weekend,
  holiday,
  worked,
}: {
  readonly day: string;
  readonly weekend: boolean;
  readonly holiday: string | undefined;
  readonly worked: boolean;
}) {
  const t = useWords();
  const kind = holiday ? 'holiday' : worked ? 'make-up' : weekend ? 'weekend' : undefined;
  return (
    <td className={kind} title={holiday ?? (worked ? t(words.legendMakeUp) : undefined)}>
      <time dateTime={day}>{Number(day.slice(8))}</time>
      {holiday || worked ? <b>{t(holiday ? words.markHoliday : words.markMakeUp)}</b> : null}
    </td>
  );
}

type Holiday = CalendarYearView['holidays'][number];

/** Days that follow one another as first and last: 2026-10-01 – 2026-10-07. */
export function stretchesOf(days: readonly string[]): (readonly [string, string])[] {
  const stretches: [string, string][] = [];
  for (const day of days.toSorted()) {
    const last = stretches.at(-1);
    if (last && epochDayOfText(day) === epochDayOfText(last[1]) + 1) last[1] = day;
    else stretches.push([day, day]);
  }
  return stretches;
}

const holidayColumns: readonly Column<Holiday>[] = [
  {
    key: 'name',
    words: words.holiday,
    value: ({ name }) => <span lang="zh-CN">{name}</span>,
    narrow: 'title',
  },
  {
    key: 'days',
    words: words.days,
    value: ({ days }, { day }) =>
      stretchesOf(days)
        .map(([first, last]) => (first === last ? day(first) : `${day(first)} – ${day(last)}`))
        .join('; '),
  },
  { key: 'length', words: words.length, value: ({ days }) => days.length, align: 'right', tight: true },
];

/** The notice in words: holidays with their days, and the weekend days worked for them. */
export function Arrangement({ of }: { readonly of: YearDays }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <Section words={words.holidays}>
      <Rows
        items={of.holidays}
        columns={holidayColumns}
        caption={words.holidays}
        rowKey={({ name }) => name}
      />
      <FactGrid
        of={[
          {
            words: words.makeUpWorkdays,
            wide: true,
            value: of.makeUpWorkdays.length > 0 ? of.makeUpWorkdays.map(day).join(' · ') : t(words.none),
          },
        ]}
      />
    </Section>
  );
}

type Amendment = CalendarYearView['amendments'][number];

const amendmentColumns: readonly Column<Amendment>[] = [
  { key: 'version', words: words.version, value: ({ version }) => version, narrow: 'title', tight: true },
  { key: 'off', words: words.nowOff, value: ({ nowOff }, { day }) => nowOff.map(day).join(' · ') },
  { key: 'on', words: words.nowWorked, value: ({ nowWorked }, { day }) => nowWorked.map(day).join(' · ') },
  { key: 'plain', words: words.ordinary, value: ({ ordinary }, { day }) => ordinary.map(day).join(' · ') },
];

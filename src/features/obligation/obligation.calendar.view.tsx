import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { useNarrow } from '#web/theme.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { StateTag, type Tone } from '#web/ui/state-tag.tsx';
import type { obligationContract } from './obligation.contract.ts';
import type { ObligationState } from './obligation.model.ts';
import { obligationStates } from './obligation.model.ts';
import { obligationStateWords, words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Due = Month['due'][number];
type Visit = Month['inspections'][number];
type Day = Month['days'][number];
type DayOf = { readonly day: Day; readonly due: readonly Due[]; readonly visits: readonly Visit[] };

const queries = queriesOf<typeof obligationContract>('obligation');

/** The month so many months away: `2026-01`, −1 → `2025-12`. */
function monthAway(month: string, away: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + away;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** 监管日历: a month of what falls due and of the visits planned, as a grid, or on a phone as an agenda. */
export function CalendarPage() {
  const t = useWords();
  const me = useMe();
  const today = useToday();
  const narrow = useNarrow();
  const { month: sayMonth } = useFormat();
  const [asked, setMonth] = useSearchParam('month');
  const [whose, setWhose] = useSearchParam('mine');
  const month = asked && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const mine = whose === 'yes';
  const query = useQuery(
    queries.calendar.queryOptions({ input: { month, ...(mine ? { mine: 'yes' as const } : {}) } }),
  );
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>
            {t(words.calendar)} · {sayMonth(month)}
          </h1>
          <p className="soft">{t(words.calendarIntro)}</p>
        </div>
        <div className="page-acts">
          {me.organisation.kind === 'contractor' ? null : (
            <Segmented
              aria-label={t(words.whose)}
              value={mine ? 'yes' : 'all'}
              options={[
                { value: 'all', label: t(words.wholeCounty) },
                { value: 'yes', label: t(words.onlyMine) },
              ]}
              onChange={(next) => setWhose(next === 'yes' ? 'yes' : undefined)}
            />
          )}
          <Button
            icon={<LeftOutlined />}
            aria-label={t(words.previousMonth)}
            onClick={() => setMonth(monthAway(month, -1))}
          />
          <Button onClick={() => setMonth(undefined)}>{t(words.thisMonth)}</Button>
          <Button
            icon={<RightOutlined />}
            aria-label={t(words.nextMonth)}
            onClick={() => setMonth(monthAway(month, 1))}
          />
          <GoButton
            to="/obligations"
            search={{ month, mine: mine ? 'yes' : undefined }}
            words={words.obligations}
          />
        </div>
      </header>
      <Loaded query={query}>
        {(data) => (
          <>
            <Totals of={data} />
            {data.days.some(({ announced }) => !announced) ? <Notice>{t(words.notAnnounced)}</Notice> : null}
            {narrow ? (
              <Agenda days={daysOf(data)} today={today} />
            ) : (
              <Grid days={daysOf(data)} today={today} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

const daysOf = ({ days, due, inspections }: Month): DayOf[] =>
  days.map((day) => ({
    day,
    due: due.filter(({ on }) => on === day.on),
    visits: inspections.filter(({ on }) => on === day.on),
  }));

function Totals({ of }: { readonly of: Month }) {
  const t = useWords();
  const shown = obligationStates.filter((state) => (of.totals[state] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <ul className="calendar-totals" aria-label={t(words.legend)}>
      {shown.map((state) => (
        <li key={state}>
          <StateTag of={obligationStateWords} state={state} /> {of.totals[state]}
        </li>
      ))}
    </ul>
  );
}

const mondayFirst = (on: string): number => {
  const [year = 1970, month = 1, day = 1] = on.split('-').map(Number);
  // Sakamoto: the weekday of a Gregorian date, Monday as 1.
  const shifted = month < 3 ? year - 1 : year;
  const table = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
  const sunday =
    (shifted +
      Math.floor(shifted / 4) -
      Math.floor(shifted / 100) +
      Math.floor(shifted / 400) +
      (table[month - 1] ?? 0) +
      day) %
    7;
  return sunday === 0 ? 7 : sunday;
};

function Grid({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const t = useWords();
  const first = days[0]?.day.on ?? today;
  const before = mondayFirst(first) - 1;
  const after = (7 - ((before + days.length) % 7)) % 7;
  return (
    <div className="calendar">
      {t(words.dayNames)
        .split(' ')
        .map((name) => (
          <div key={name} className="calendar-head">
            {name}
          </div>
        ))}
      <Blanks count={before} />
      {days.map((one) => (
        <section key={one.day.on} className={dayClass(one.day, today)} aria-label={one.day.on}>
          <DayHead day={one.day} />
          <Entries of={one} />
        </section>
      ))}
      <Blanks count={after} />
    </div>
  );
}

/** Days of the weeks that belong to other months. */
const Blanks = ({ count }: { readonly count: number }) =>
  ['a', 'b', 'c', 'd', 'e', 'f']
    .slice(0, count)
    .map((key) => <div key={key} className="calendar-day blank" />);

const dayClass = ({ on, working }: Day, today: string): string =>
  `calendar-day${working ? '' : ' rest'}${on === today ? ' today' : ''}`;

function DayHead({ day: { on, working, holiday } }: { readonly day: Day }) {
  const t = useWords();
  const weekend = mondayFirst(on) > 5;
  return (
    <p className="calendar-date">
      <time dateTime={on}>{Number(on.slice(8))}</time>
      {holiday ? <span className="soft">{holiday}</span> : null}
      {!holiday && !working ? <span className="soft">{t(words.rest)}</span> : null}
      {working && weekend ? <span className="warn">{t(words.makeUp)}</span> : null}
    </p>
  );
}

/** On a phone only the days that hold something, one under the other. */
function Agenda({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const t = useWords();
  const { day: sayDay } = useFormat();
  const held = days.filter(({ due, visits }) => due.length + visits.length > 0);
  if (held.length === 0) return <p className="empty">{t(words.nothingThisMonth)}</p>;
  return (
    <ol className="agenda">
      {held.map((one) => (
        <li key={one.day.on} className={one.day.on === today ? 'today' : undefined}>
          <h2>
            <time dateTime={one.day.on}>{sayDay(one.day.on)}</time>{' '}
            <span className="soft">{one.day.holiday}</span>
          </h2>
          <Entries of={one} />
        </li>
      ))}
    </ol>
  );
}

function Entries({ of: { due, visits } }: { readonly of: DayOf }) {
  const t = useWords();
  return (
    <ul className="calendar-entries">
      {visits.map((visit) => (
        <li key={visit.id} className="entry-line tone-busy">
          <GoTo to={`/inspections/${visit.id}`}>{t(words.visit, { title: visit.title })}</GoTo>
        </li>
      ))}
      {due.map((one) => (
        <li key={one.ruleId} className={`entry-line tone-${toneOf(one)}`}>
          {one.only ? (
            <GoTo to={`/obligations/${one.only.id}`}>
              {one.only.name} · {t(one.name)}
            </GoTo>
          ) : (
            <GoTo to="/obligations" search={{ duty: one.duty, dueOn: one.on }}>
              {t(words.dueCount, { name: t(one.name), count: one.count })}
            </GoTo>
          )}
          {one.count > 1 ? (
            <span className="soft small">{t(words.done, { done: settledOf(one), count: one.count })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const countOf = (one: Due, state: ObligationState): number => one.states[state] ?? 0;
const settledOf = (one: Due): number =>
  countOf(one, 'fulfilled') + countOf(one, 'fulfilled-late') + countOf(one, 'waived');

function toneOf(one: Due): Tone {
  if (countOf(one, 'missed') > 0) return 'bad';
  if (settledOf(one) === one.count) return countOf(one, 'fulfilled-late') > 0 ? 'warn' : 'good';
  return countOf(one, 'due') > 0 ? 'busy' : 'plain';
}

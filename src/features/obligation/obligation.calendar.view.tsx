import { useQuery } from '@tanstack/react-query';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { useNarrow } from '#web/theme.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { StateTag, type Tone } from '#web/ui/state-tag.tsx';
import { People, Towns } from './obligation.calendar.groups.view.tsx';
import { Head, isView, type View } from './obligation.calendar.head.view.tsx';
import { calendarWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';
import type { ObligationState } from './obligation.model.ts';
import { obligationStates } from './obligation.model.ts';
import { Subscription } from './obligation.subscription.view.tsx';
import { obligationStateWords, words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Due = Month['due'][number];
type Visit = Month['inspections'][number];
type Day = Month['days'][number];
type DayOf = { readonly day: Day; readonly due: readonly Due[]; readonly visits: readonly Visit[] };

const queries = queriesOf<typeof obligationContract>('obligation');

/** 监管日历: what falls due and the visits planned, as a month, a quarter, a list, by person or by town. */
export function CalendarPage() {
  const t = useWords();
  const me = useMe();
  const today = useToday();
  const [asked] = useSearchParam('month');
  const [mine] = useSearchParam('mine');
  const [town] = useSearchParam('town');
  const [named] = useSearchParam('view');
  const view =
    isView(named) && !(named === 'person' && me.organisation.kind === 'contractor') ? named : 'month';
  const month = asked && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const query = useQuery(
    queries.calendar.queryOptions({
      input: {
        month,
        ...(view === 'quarter' ? { span: 'quarter' as const } : {}),
        ...(view === 'person' || view === 'town' ? { by: view } : {}),
        ...(mine === 'yes' ? { mine } : {}),
        ...(town && /^\d{9}$/.test(town) ? { town } : {}),
      },
    }),
  );
  return (
    <div className="page">
      <Head view={view} month={month} towns={query.data?.towns ?? []} />
      <Loaded query={query}>
        {(data) => (
          <>
            <Totals of={data} />
            {data.days.some(({ announced }) => !announced) ? <Notice>{t(words.notAnnounced)}</Notice> : null}
            <Shown view={view} of={data} today={today} />
          </>
        )}
      </Loaded>
      <Subscription />
    </div>
  );
}

function Shown({ view, of, today }: { readonly view: View; readonly of: Month; readonly today: string }) {
  const narrow = useNarrow();
  if (view === 'person') return <People of={of} />;
  if (view === 'town') return <Towns of={of} />;
  const days = daysOf(of);
  if (view === 'quarter') return <Quarter days={days} today={today} />;
  return view === 'list' || narrow ? (
    <Agenda days={days} today={today} />
  ) : (
    <Grid days={days} today={today} />
  );
}

/** Three months side by side: each day with how much falls due and how many visits there are. */
function Quarter({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const { month: sayMonth } = useFormat();
  const months = [...Map.groupBy(days, ({ day }) => day.on.slice(0, 7))];
  return (
    <div className="calendar-quarter">
      {months.map(([month, own]) => (
        <section key={month} aria-label={sayMonth(month)}>
          <h2>{sayMonth(month)}</h2>
          <div className="calendar is-small">
            <DayNames />
            <Blanks count={mondayFirst(`${month}-01`) - 1} />
            {own.map((one) => (
              <SmallDay key={one.day.on} of={one} today={today} />
            ))}
            <Blanks count={(7 - ((mondayFirst(`${month}-01`) - 1 + own.length) % 7)) % 7} />
          </div>
        </section>
      ))}
    </div>
  );
}

function SmallDay({ of: { day, due, visits }, today }: { readonly of: DayOf; readonly today: string }) {
  const t = useWords();
  const { day: sayDay } = useFormat();
  const count = due.reduce((sum, one) => sum + one.count, 0);
  const worst = (['bad', 'busy', 'warn', 'plain', 'good'] as const).find((tone) =>
    due.some((one) => toneOf(one) === tone),
  );
  const said = t(calendarWords.dayIn, { day: sayDay(day.on), due: count, visits: visits.length });
  return (
    <div className={dayClass(day, today)}>
      <time dateTime={day.on}>{Number(day.on.slice(8))}</time>
      {count > 0 ? (
        <GoTo to="/obligations" search={{ dueOn: day.on }} className={`day-count tone-${worst ?? 'plain'}`}>
          <span className="unseen">{said}</span>
          <span aria-hidden="true">{count}</span>
        </GoTo>
      ) : null}
      {visits.length > 0 ? (
        <span className="day-visits" title={said}>
          {visits.length}
        </span>
      ) : null}
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
  const first = days[0]?.day.on ?? today;
  const before = mondayFirst(first) - 1;
  const after = (7 - ((before + days.length) % 7)) % 7;
  return (
    <div className="calendar">
      <DayNames />
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

function DayNames() {
  const t = useWords();
  return t(words.dayNames)
    .split(' ')
    .map((name) => (
      <div key={name} className="calendar-head">
        {name}
      </div>
    ));
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

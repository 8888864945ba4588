import { epochDayOfText, weekdayOf } from '#kernel/epoch-day.ts';
import type { OutputOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { Provisional } from '#web/ui/due-date.tsx';
import type { Tone } from '#web/ui/state-tag.tsx';
import type { TaskView } from './obligation.calendar.contract.ts';
import { TaskEntry } from './obligation.calendar.task.view.tsx';
import { calendarWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';
import type { ObligationState } from './obligation.model.ts';
import { words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Due = Month['due'][number];
type Visit = Month['inspections'][number];
type Day = Month['days'][number];
/** One day: the county's obligations and visits, or what one person has to do. */
export type DayOf = {
  readonly day: Day;
  readonly due: readonly Due[];
  readonly visits: readonly Visit[];
  /** Named with whose they are, where nobody is. */
  readonly tasks: readonly (TaskView & { readonly whose: string | null })[];
};

/** Three months side by side: each day with how much falls due and how many visits there are. */
export function Quarter({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const { month: sayMonth } = useFormat();
  const months = [...Map.groupBy(days, ({ day }) => day.on.slice(0, 7))];
  return (
    <div className="calendar-quarter">
      {months.map(([month, own]) => (
        <section key={month} aria-label={sayMonth(month)}>
          <h2>{sayMonth(month)}</h2>
          <div className="calendar is-small">
            <DayNames />
            <Blanks count={weekdayOf(epochDayOfText(`${month}-01`)) - 1} />
            {own.map((one) => (
              <SmallDay key={one.day.on} of={one} today={today} />
            ))}
            <Blanks count={(7 - ((weekdayOf(epochDayOfText(`${month}-01`)) - 1 + own.length) % 7)) % 7} />
          </div>
        </section>
      ))}
    </div>
  );
}

function SmallDay({
  of: { day, due, visits, tasks },
  today,
}: {
  readonly of: DayOf;
  readonly today: string;
}) {
  const t = useWords();
  const { day: sayDay } = useFormat();
  const count = due.reduce((sum, one) => sum + one.count, 0);
  const worst = (['bad', 'busy', 'warn', 'plain', 'good'] as const).find((tone) =>
    due.some((one) => toneOf(one) === tone),
  );
  const said = t(calendarWords.dayIn, { day: sayDay(day.on), due: count, visits: visits.length });
  const [person] = useSearchParam('person');
  const [mine] = useSearchParam('mine');
  const own = t(calendarWords.dayHas, { day: sayDay(day.on), count: tasks.length });
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
      {tasks.length > 0 ? (
        <GoTo
          to="/calendar"
          search={{ month: day.on.slice(0, 7), view: 'list', person, mine }}
          className={`day-count tone-${tasks.every(({ done }) => done) ? 'good' : 'busy'}`}
        >
          <span className="unseen">{own}</span>
          <span aria-hidden="true">{tasks.length}</span>
        </GoTo>
      ) : null}
    </div>
  );
}

export function Grid({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const first = days[0]?.day.on ?? today;
  const before = weekdayOf(epochDayOfText(first)) - 1;
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
  const weekend = weekdayOf(epochDayOfText(on)) > 5;
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
export function Agenda({ days, today }: { readonly days: readonly DayOf[]; readonly today: string }) {
  const t = useWords();
  const { day: sayDay } = useFormat();
  const held = days.filter(({ due, visits, tasks }) => due.length + visits.length + tasks.length > 0);
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

function Entries({ of: { due, visits, tasks } }: { readonly of: DayOf }) {
  const t = useWords();
  return (
    <ul className="calendar-entries">
      {tasks.map((task) => (
        <TaskEntry key={`${task.key} ${task.whose}`} of={task} whose={task.whose} />
      ))}
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
          {one.provisional ? <Provisional /> : null}
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

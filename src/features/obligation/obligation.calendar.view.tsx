import { useQuery } from '@tanstack/react-query';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { useNarrow } from '#web/theme.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { Agenda, type DayOf, Grid, Quarter } from './obligation.calendar.day.view.tsx';
import { Towns } from './obligation.calendar.groups.view.tsx';
import { Head, isView, type View } from './obligation.calendar.head.view.tsx';
import { Lines, Undated, whoseOf } from './obligation.calendar.person.view.tsx';
import type { obligationContract } from './obligation.contract.ts';
import { obligationStates } from './obligation.model.ts';
import { Subscription } from './obligation.subscription.view.tsx';
import { obligationStateWords, words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Tasks = OutputOf<typeof obligationContract, 'tasks'>;

const queries = queriesOf<typeof obligationContract>('obligation');
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 监管日历: what falls due and the visits planned, as a month, a quarter, a list or by town; and what each person has to do. */
export function CalendarPage() {
  const me = useMe();
  const today = useToday();
  const [asked] = useSearchParam('month');
  const [mine] = useSearchParam('mine');
  const [named] = useSearchParam('view');
  const [person] = useSearchParam('person');
  const view = isView(named) ? named : 'month';
  const month = asked && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const whose = person !== undefined && (person === 'unassigned' || uuid.test(person)) ? person : undefined;
  const own = mine === 'yes' && me.organisation.kind !== 'contractor' ? me.person.id : whose;
  const byPerson = view === 'person' || (view !== 'town' && own !== undefined);
  return (
    <div className="page">
      {byPerson ? (
        <OfPeople view={view} month={month} today={today} person={own} />
      ) : (
        <OfCounty view={view} month={month} today={today} />
      )}
      <Subscription />
    </div>
  );
}

type Shown = { readonly view: View; readonly month: string; readonly today: string };

function OfCounty({ view, month, today }: Shown) {
  const t = useWords();
  const [town] = useSearchParam('town');
  const query = useQuery(
    queries.calendar.queryOptions({
      input: {
        month,
        ...(view === 'quarter' ? { span: 'quarter' as const } : {}),
        ...(view === 'town' ? { by: view } : {}),
        ...(town && /^\d{9}$/.test(town) ? { town } : {}),
      },
    }),
  );
  return (
    <>
      <Head view={view} month={month} towns={query.data?.towns ?? []} />
      <Loaded query={query}>
        {(data) => (
          <>
            <Totals of={data} />
            {data.days.some(({ announced }) => !announced) ? <Notice>{t(words.notAnnounced)}</Notice> : null}
            {view === 'town' ? <Towns of={data} /> : <Days view={view} days={daysOf(data)} today={today} />}
          </>
        )}
      </Loaded>
    </>
  );
}

/** What one person has to do, or everybody, each under the name the records give. */
function OfPeople({ view, month, today, person }: Shown & { readonly person: string | undefined }) {
  const t = useWords();
  const [span] = useSearchParam('span');
  const quarter = view === 'quarter' || (view === 'person' && span === 'quarter');
  const query = useQuery(
    queries.tasks.queryOptions({
      input: {
        month,
        ...(quarter ? { span: 'quarter' as const } : {}),
        ...(person === undefined ? {} : { person: person as 'unassigned' }),
      },
    }),
  );
  return (
    <>
      <Head view={view} month={month} towns={[]} person={person} people={query.data?.people ?? []} />
      <Loaded query={query}>
        {(data) => (
          <>
            {data.days.some(({ announced }) => !announced) ? <Notice>{t(words.notAnnounced)}</Notice> : null}
            {view === 'person' ? (
              <Lines of={data} today={today} />
            ) : (
              <>
                <Days view={view} days={taskDaysOf(data, t)} today={today} />
                <Undated of={data} />
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Days({
  view,
  days,
  today,
}: {
  readonly view: View;
  readonly days: readonly DayOf[];
  readonly today: string;
}) {
  const narrow = useNarrow();
  if (view === 'quarter') return <Quarter days={days} today={today} />;
  return view === 'list' || narrow ? (
    <Agenda days={days} today={today} />
  ) : (
    <Grid days={days} today={today} />
  );
}

const daysOf = ({ days, due, inspections }: Month): DayOf[] =>
  days.map((day) => ({
    day,
    due: due.filter(({ on }) => on === day.on),
    visits: inspections.filter(({ on }) => on === day.on),
    tasks: [],
  }));

function taskDaysOf({ days, lines }: Tasks, t: Translate): DayOf[] {
  const tasks = lines.flatMap((line) =>
    line.tasks.map((task) => ({ ...task, whose: line.person ? null : whoseOf(line, t) })),
  );
  return days.map((day) => ({ day, due: [], visits: [], tasks: tasks.filter(({ on }) => on === day.on) }));
}

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

import { Segmented } from 'antd';
import type { OutputOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import type { TaskView } from './obligation.calendar.contract.ts';
import { TaskEntry } from './obligation.calendar.task.view.tsx';
import { calendarWords, holderWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';

type Tasks = OutputOf<typeof obligationContract, 'tasks'>;
type Line = Tasks['lines'][number];

/** 按人: each person with what the records name them for; what nobody is named for stands with the organisation responsible. */
export function Lines({ of, today }: { readonly of: Tasks; readonly today: string }) {
  const t = useWords();
  const [span, setSpan] = useSearchParam('span');
  return (
    <>
      <div className="task-head">
        <Segmented
          aria-label={t(calendarWords.view)}
          value={span === 'quarter' ? 'quarter' : 'month'}
          options={(['month', 'quarter'] as const).map((name) => ({
            value: name,
            label: t(calendarWords[name]),
          }))}
          onChange={(next) => setSpan(next === 'quarter' ? next : undefined)}
        />
        <p className="soft small">{t(calendarWords.byPersonMeans)}</p>
      </div>
      {of.lines.length === 0 ? <p className="empty">{t(calendarWords.nothingToDo)}</p> : null}
      <div className="task-lines">
        {of.lines.map((line) => (
          <OneLine key={line.person?.id ?? `${line.holder} ${line.organisation}`} of={line} today={today} />
        ))}
      </div>
    </>
  );
}

function OneLine({ of, today }: { readonly of: Line; readonly today: string }) {
  const t = useWords();
  const { person, tasks } = of;
  const done = tasks.filter((task) => task.done);
  return (
    <section className="task-line">
      <h2>
        {person ? <PersonCalendar of={person} /> : <Mark words={calendarWords.unassigned} tone="warn" />}{' '}
        <span className="soft">{whoseOf(of, t)}</span>
      </h2>
      <ByDay of={tasks.filter((task) => !task.done)} today={today} />
      {done.length > 0 ? (
        <details>
          <summary>{t(calendarWords.doneAlready)}</summary>
          <ByDay of={done} today={today} />
        </details>
      ) : null}
    </section>
  );
}

function ByDay({ of, today }: { readonly of: readonly TaskView[]; readonly today: string }) {
  const t = useWords();
  return (
    <ol className="agenda">
      {[...Map.groupBy(of, ({ on }) => on)].map(([on, own]) => (
        <li key={on ?? 'none'} className={on === today ? 'today' : undefined}>
          <h3>{on === null ? <span className="soft">{t(calendarWords.noDay)}</span> : <Day on={on} />}</h3>
          <Entries of={own} />
        </li>
      ))}
    </ol>
  );
}

/** The inspection group is no organisation: it is led by one. */
export function whoseOf({ person, holder, organisation }: Line, t: ReturnType<typeof useWords>): string {
  const own = organisation ?? '';
  if (person || holder === null || holder === 'organisation') return own;
  return holder === 'inspection-group'
    ? t(calendarWords.groupLedBy, { organisation: own })
    : own || t(holderWords[holder]);
}

function PersonCalendar({
  of: { id, name },
}: {
  readonly of: { readonly id: string; readonly name: string };
}) {
  const [month] = useSearchParam('month');
  return (
    <GoTo to="/calendar" search={{ month, person: id, view: 'list' }}>
      {name}
    </GoTo>
  );
}

function Day({ on }: { readonly on: string }) {
  const { day } = useFormat();
  return <time dateTime={on}>{day(on)}</time>;
}

function Entries({ of }: { readonly of: readonly TaskView[] }) {
  return (
    <ul className="calendar-entries">
      {of.map((task) => (
        <TaskEntry key={task.key} of={task} />
      ))}
    </ul>
  );
}

/** What is open and has no day, under the days of the others. */
export function Undated({ of }: { readonly of: Tasks }) {
  const t = useWords();
  const lines = of.lines
    .map((line) => ({ ...line, tasks: line.tasks.filter(({ on }) => on === null) }))
    .filter(({ tasks }) => tasks.length > 0);
  if (lines.length === 0) return null;
  return (
    <section className="task-line">
      <h2>{t(calendarWords.noDay)}</h2>
      {lines.map((line) => (
        <div key={line.person?.id ?? `${line.holder} ${line.organisation}`}>
          <p className="soft small">{line.person?.name ?? whoseOf(line, t)}</p>
          <Entries of={line.tasks} />
        </div>
      ))}
    </section>
  );
}

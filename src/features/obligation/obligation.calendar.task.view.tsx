import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Provisional } from '#web/ui/due-date.tsx';
import type { TaskView } from './obligation.calendar.contract.ts';
import { calendarWords, taskWords } from './obligation.calendar.words.ts';

/** One thing to do, with its record; what is done says so. */
export function TaskEntry({ of, whose = null }: { readonly of: TaskView; readonly whose?: string | null }) {
  const t = useWords();
  return (
    <li className={`entry-line tone-${of.done ? 'good' : 'busy'}`}>
      <GoTo to={of.path}>
        <TaskTitle of={of} />
      </GoTo>
      {whose === null ? null : <span className="soft small">{whose}</span>}
      {of.provisional && !of.done ? <Provisional /> : null}
      {of.done ? <span className="soft small">{t(calendarWords.taskDone)}</span> : null}
    </li>
  );
}

export function TaskTitle({ of }: { readonly of: TaskView }) {
  const t = useWords();
  const { kind, name, about, rule, count } = of;
  const facts = { name, about: about ?? '', rule: rule ? t(rule) : '', count };
  if (kind === 'inspect') return t(count > 1 ? calendarWords.severalToInspect : taskWords.inspect, facts);
  return t(taskWords[kind], facts);
}

import { dayNumber, useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { useToday } from '#web/session.tsx';
import { uiWords } from '#web/ui.words.ts';

const soonDays = 3;

/**
 * A deadline, with what is left of it. `settled` once nothing is owed any more: then only the day is shown.
 * `provisional` (暂定) when the calendar of its year is not announced yet.
 */
export function DueDate({
  on,
  provisional = false,
  settled = false,
}: {
  readonly on: string | null | undefined;
  readonly provisional?: boolean;
  readonly settled?: boolean;
}) {
  const t = useWords();
  const { day } = useFormat();
  const today = useToday();
  if (!on) return <span className="soft">—</span>;
  const left = dayNumber(on) - dayNumber(today);
  const tone = left < 0 ? 'bad' : left <= soonDays ? 'warn' : 'soft';
  return (
    <span className="due">
      <time dateTime={on}>{day(on)}</time>
      {provisional && !settled ? (
        <span className="tag tag-plain" title={t(uiWords.provisionalMeans)}>
          {t(uiWords.provisional)}
        </span>
      ) : null}
      {settled ? null : <span className={tone}>{t(leftWords(left), { days: Math.abs(left) })}</span>}
    </span>
  );
}

function leftWords(left: number) {
  if (left === 0) return uiWords.dueToday;
  if (left === 1) return uiWords.dayLeft;
  if (left === -1) return uiWords.dayOver;
  return left > 0 ? uiWords.daysLeft : uiWords.daysOver;
}

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
      {provisional && !settled ? <Provisional /> : null}
      {settled ? null : <span className={tone}>{t(leftWords(left), { days: Math.abs(left) })}</span>}
    </span>
  );
}

/** 暂定, wherever a deadline is written that may still move. */
export function Provisional() {
  const t = useWords();
  return (
    <span className="tag tag-plain" title={t(uiWords.provisionalMeans)}>
      {t(uiWords.provisional)}
    </span>
  );
}

/** A last day in the middle of other words: only the day, and whether it may still move. */
export function LastDay({ on, provisional }: { readonly on: string; readonly provisional: boolean }) {
  const { day } = useFormat();
  return (
    <>
      <time dateTime={on}>{day(on)}</time>
      {provisional ? (
        <>
          {' '}
          <Provisional />
        </>
      ) : null}
    </>
  );
}

function leftWords(left: number) {
  if (left === 0) return uiWords.dueToday;
  if (left === 1) return uiWords.dayLeft;
  if (left === -1) return uiWords.dayOver;
  return left > 0 ? uiWords.daysLeft : uiWords.daysOver;
}

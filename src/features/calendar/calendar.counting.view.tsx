import { type Counting, type CountingRuleId, countingRules } from '#kernel/counting.words.ts';
import { useWords } from '#web/language.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { words } from './calendar.words.ts';

/** How a deadline is counted: each rule by its name, what it says, and the law it rests on; and with which calendar. */
export function CountingExplained({
  of,
  calendarSha256 = null,
}: {
  readonly of: Pick<Counting, 'rules'>;
  readonly calendarSha256?: string | null;
}) {
  const t = useWords();
  return (
    <div className="counting">
      <dl>
        {of.rules.map((id: CountingRuleId) => (
          <div key={id}>
            <dt>{t(countingRules[id].name)}</dt>
            <dd>
              {t(countingRules[id].says)}
              <Basis of={countingRules[id].basis} />
            </dd>
          </div>
        ))}
      </dl>
      {calendarSha256 ? (
        <p className="soft small">{t(words.countedWith, { version: calendarSha256.slice(0, 12) })}</p>
      ) : null}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { Gate } from './disbursement.api.view.tsx';
import { type ConditionChange, changesBetween } from './disbursement.change.rules.ts';
import { changeWords } from './disbursement.change.words.ts';
import { words } from './disbursement.words.ts';

type Judged = Pick<Gate, 'conditions' | 'recommendedFen'>;

/** The facts are no longer those of an evaluation: which conditions moved, what that does to the sum, and what to do about it. */
export function FactsChanged({
  before,
  now,
  title,
  children,
}: {
  readonly before: Judged;
  readonly now: Judged;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const t = useWords();
  const { yuan } = useFormat();
  const changes = changesBetween(before, now);
  return (
    <Notice tone="warn">
      <strong>{title}</strong>
      <ul className="plain-list">
        {changes.map((change) => (
          <li key={change.id}>
            {t(change.name)}：<Change of={change} />
          </li>
        ))}
        {changes.length === 0 ? <li>{t(changeWords.changedOtherwise)}</li> : null}
        <li>
          {before.recommendedFen === now.recommendedFen
            ? t(changeWords.sameRecommendation, { now: yuan(now.recommendedFen) })
            : t(changeWords.newRecommendation, {
                before: yuan(before.recommendedFen),
                now: yuan(now.recommendedFen),
              })}
        </li>
      </ul>
      {children}
    </Notice>
  );
}

function Change({ of }: { readonly of: ConditionChange }) {
  const t = useWords();
  const { yuan } = useFormat();
  const said: string[] = [];
  if (of.metBefore !== of.metNow)
    said.push(
      t(changeWords.wentFromTo, {
        before: t(of.metBefore ? words.met : words.unmet),
        now: t(of.metNow ? words.met : words.unmet),
      }),
    );
  if (of.added > 0) said.push(t(changeWords.recordsAdded, { count: of.added }));
  if (of.gone > 0) said.push(t(changeWords.recordsGone, { count: of.gone }));
  if (of.withheldBeforeFen !== of.withheldNowFen)
    said.push(
      t(changeWords.withheldFromTo, { before: yuan(of.withheldBeforeFen), now: yuan(of.withheldNowFen) }),
    );
  return said.join(t(changeWords.changeSeparator));
}

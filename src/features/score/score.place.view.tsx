import { useQuery } from '@tanstack/react-query';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { pointsOf, queries } from './score.client.view.tsx';
import { LossLines } from './score.computation.view.tsx';
import { scoreStateWords, words } from './score.words.ts';

/** On a facility's page: what it cost the scores of its contract, newest period first. Nothing where none counted it. */
export function FacilityLosses({ facilityId }: { readonly facilityId: string }) {
  const t = useWords();
  const { data } = useQuery(queries.atFacility.queryOptions({ input: { id: facilityId } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Section words={words.atFacility}>
      <p className="soft">{t(words.atFacilityMeans)}</p>
      {data.items.map(({ score, lostHundredths, losses, packId, packVersion }, at) => (
        <details key={score.id} className="score-place" open={at === 0}>
          <summary>
            <strong>{t(words.fromTo, { fromOn: score.fromOn, toOn: score.toOn })}</strong>{' '}
            <StateTag of={scoreStateWords} state={score.state} />{' '}
            <span className="soft">
              {losses.length === 0
                ? t(words.nothingLostHere)
                : t(words.lostAt, { count: losses.length, points: pointsOf(lostHundredths) })}
            </span>
          </summary>
          <p className="soft">
            <GoTo to={`/scores/${score.id}`}>{score.agreementNumber}</GoTo>{' '}
            {t(words.packThen, { pack: packId, version: packVersion })}
          </p>
          <LossLines of={losses} />
        </details>
      ))}
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { OrganisationKind } from '#kernel/actor.ts';
import { queriesOf } from '#web/api.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { kindWords } from '../organisation/organisation.words.ts';
import type { homeContract } from './home.contract.ts';
import type { GuideStep } from './home.model.ts';
import { guideWords, words } from './home.words.ts';

const queries = queriesOf<typeof homeContract>('home');

const addresses: Readonly<Record<GuideStep, string>> = {
  bodies: '/organisations',
  people: '/people',
  project: '/project',
  plan: '/project',
  agreements: '/agreements',
  facilities: '/facilities',
  group: '/inspection-group',
};

const said = (kinds: readonly OrganisationKind[], between: string, t: Translate): string =>
  kinds.map((kind) => t(kindWords[kind])).join(between);

/** What the county lacks before its first inspection, in order. A county that has it all shows nothing. */
export function SetUpGuide() {
  const t = useWords();
  const query = useQuery(queries.guide.queryOptions({ input: {} }));
  const steps = query.data?.steps ?? [];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Section words={words.guide}>
      <p className="soft">{t(words.guideLead, { done, all: steps.length })}</p>
      <ol className="guide">
        {steps.map(({ step, done: isDone, missing, by }) => (
          <li key={step} className={isDone ? 'guide-done' : undefined}>
            <GoTo to={addresses[step]}>{t(guideWords[step])}</GoTo>{' '}
            {isDone ? <Mark words={words.guideDone} /> : null}
            <p className="soft small">
              {isDone
                ? t(guideWords[step].does)
                : missing.length > 0
                  ? t(words.guideMissing, { kinds: said(missing, t(words.and), t) })
                  : `${t(guideWords[step].does)} · ${t(words.guideNext, { who: said(by, t(words.or), t) })}`}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

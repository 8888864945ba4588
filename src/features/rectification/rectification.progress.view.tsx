import { useQuery } from '@tanstack/react-query';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Field, Lines } from '#web/ui/field.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { api, queries } from './rectification.client.view.tsx';
import { words } from './rectification.words.ts';

/** On a contract's page: how far it is against its plan, and the pack's steps for one that lies behind. Nothing where it has none. */
export function ProgressLadder({ agreementId }: { readonly agreementId: string }) {
  const t = useWords();
  const { day, percent } = useFormat();
  const query = useQuery(queries.progress.queryOptions({ input: { id: agreementId } }));
  if (query.data && query.data.steps.length === 0) return null;
  return (
    <Section words={words.progressLadder}>
      <Loaded query={query}>
        {({ planned, actual, asOf, steps, may }) => (
          <>
            <p>
              {t(words.progressIs, {
                day: day(asOf),
                planned: percent(planned),
                actual: percent(actual),
              })}
            </p>
            <ol className="ladder">
              {steps.map(({ step, name, below, due, reached, taken, basis }) => (
                <li key={step}>
                  <h3>
                    {t(name)}{' '}
                    <Mark
                      words={
                        taken
                          ? words.ladderTaken
                          : due
                            ? words.ladderDue
                            : reached
                              ? words.ladderDue
                              : words.ladderNotDue
                      }
                      tone={taken ? 'good' : due ? 'bad' : 'plain'}
                    />
                  </h3>
                  <p className="soft">{t(words.progressBelow, { share: percent(below) })}</p>
                  {taken ? (
                    <p>
                      {t(words.progressTaken, {
                        name: taken.by,
                        day: day(taken.on),
                        planned: percent(taken.planned),
                        actual: percent(taken.actual),
                      })}
                      {taken.note ? ` ${taken.note}` : ''}
                    </p>
                  ) : null}
                  {due ? (
                    <Act<{ note: string }>
                      name="takeProgressStep"
                      may={may}
                      words={asIs(t(words.takeStepOf, { step: t(name) }))}
                      consequence={words.takeProgressMeans}
                      facts={{ step: t(name) }}
                      perform={({ note }) => api.takeProgressStep({ id: agreementId, step, note })}
                    >
                      <Field name="note" words={words.progressTold} required hint={words.progressToldHint}>
                        <Lines rows={3} maxLength={2000} />
                      </Field>
                    </Act>
                  ) : null}
                  <Basis of={basis} />
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </Section>
  );
}

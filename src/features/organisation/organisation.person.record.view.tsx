import { useMutation, useQuery } from '@tanstack/react-query';
import type { OutputOf } from '#web/api.ts';
import { refreshAll } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { Act } from '#web/ui/act.tsx';
import { Button } from '#web/ui/button.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { Acts } from './organisation.acts.view.tsx';
import { words } from './organisation.administration.words.ts';
import {
  type Administration,
  activeState,
  administrationApi,
  administrationQueries,
} from './organisation.client.view.tsx';
import { dutiesOf } from './organisation.person.view.tsx';
import { groupRoleWords } from './organisation.words.ts';

type Taken = OutputOf<Administration, 'takeCode'>;

/** A person, what the person may do, and how that came about. */
export function PersonDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const query = useQuery(administrationQueries.person.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ person, acts, open, code, may }) => (
        <RecordPage
          kind={words.people}
          kindAt="/people"
          title={person.name}
          state={activeState(person)}
          facts={[
            {
              words: words.organisation,
              value: <GoTo to={`/organisations/${person.organisationId}`}>{person.organisationName}</GoTo>,
            },
            { words: words.title, value: person.title },
            person.login !== '' && { words: words.login, value: <code>{person.login}</code> },
            { words: words.phone, value: person.phone },
            { words: words.duties, value: dutiesOf(person.duties) },
            { words: words.inGroup, value: person.groupRole && t(groupRoleWords[person.groupRole]) },
          ]}
          acts={
            <>
              {may.amend ? <GoButton to={`/people/${id}/amend`} words={words.amend} /> : null}
              <Act
                name="reset"
                may={may}
                words={words.reset}
                consequence={words.resetMeans}
                facts={{ name: person.name }}
                reason
                perform={({ reason }) => administrationApi.reset({ id, basedOn: person.version, reason })}
              />
            </>
          }
        >
          {open.length > 0 ? (
            <Notice>
              {t(words.openProposals)}{' '}
              {open.map((one) => (
                <GoTo key={one.id} to={`/proposals/${one.id}`}>
                  {t(one.title)}
                </GoTo>
              ))}
            </Notice>
          ) : null}
          {code ? <CodeSlip personId={id} code={code} mayTake={may.takeCode === true} /> : null}
          {acts ? (
            <Section words={words.personActs}>
              <Acts items={acts} />
            </Section>
          ) : null}
        </RecordPage>
      )}
    </Loaded>
  );
}

type Granted = NonNullable<OutputOf<Administration, 'person'>['code']>;

/** The one-time code: taken once by one of the two who granted it, shown once, and printed to be handed over. */
function CodeSlip({
  personId,
  code,
  mayTake,
}: {
  readonly personId: string;
  readonly code: Granted;
  readonly mayTake: boolean;
}) {
  const t = useWords();
  const { instant } = useFormat();
  const take = useMutation({
    mutationFn: (): Promise<Taken> => administrationApi.takeCode({ id: personId }),
    onSuccess: () => refreshAll(),
  });
  const taken = take.data;
  return (
    <Section words={words.code}>
      {taken ? (
        <div className="code-slip">
          <p>
            {taken.name} · {taken.organisation}
          </p>
          <p>
            {t(words.login)} <code>{taken.login}</code>
          </p>
          <p className="code">
            <code>{taken.code}</code>
          </p>
          <p>{t(words.codeSlip, { until: instant(taken.expiresAt) })}</p>
          <p className="no-print">
            <Button onClick={() => window.print()}>{t(words.print)}</Button>
          </p>
          <p className="soft no-print">{t(words.codeOnce)}</p>
        </div>
      ) : (
        <>
          <p>
            {code.takenBy
              ? t(code.expired ? words.codeExpired : words.codeTaken, {
                  name: code.takenBy,
                  until: code.expiresAt ? instant(code.expiresAt) : '',
                })
              : t(words.codeWaits)}
          </p>
          <RefusalNote error={take.error} />
          {mayTake ? (
            <Button primary loading={take.isPending} onClick={() => take.mutate()}>
              {t(words.takeCode)}
            </Button>
          ) : null}
        </>
      )}
    </Section>
  );
}

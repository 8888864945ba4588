import { useQuery } from '@tanstack/react-query';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { choice, ListPage } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { TriggerView } from './disqualification.case.contract.ts';
import { api, queries } from './disqualification.client.view.tsx';
import { LaidOut } from './disqualification.facts.view.tsx';
import { maySeeFacts } from './disqualification.policy.ts';
import { caseStateWords, partyWords, words } from './disqualification.words.ts';

export function CaseList() {
  const t = useWords();
  const me = useMe();
  const counts = maySeeFacts({
    personId: me.person.id,
    name: me.person.name,
    duties: me.person.duties,
    organisationId: me.organisation.id,
    organisationKind: me.organisation.kind,
  });
  return (
    <ListPage
      name="disqualification"
      title={words.cases}
      intro={t(me.organisation.kind === 'contractor' ? words.ownIntro : words.intro)}
      before={counts ? <Counting /> : null}
      empty={words.none}
      filters={{ state: choice(words.state, caseStateWords) }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={[
        { key: 'number', words: words.number, value: (one) => one.number, narrow: 'title' },
        {
          key: 'state',
          words: words.state,
          value: (one) => (
            <span className="tags">
              <StateTag of={caseStateWords} state={one.state} />
              {one.held ? <Mark words={words.held} tone="warn" /> : null}
            </span>
          ),
          narrow: 'tag',
        },
        { key: 'contractor', words: words.contractor, value: (one) => one.contractor.name },
        { key: 'ground', words: words.ground, value: (one) => t(one.ground) },
        {
          key: 'openedOn',
          words: words.openedOn,
          value: (one, { day }) => day(one.openedOn),
          tight: true,
        },
        {
          key: 'next',
          words: words.next,
          value: (one) => one.next && `${t(one.next.name)} · ${t(partyWords[one.next.by])}`,
        },
        {
          key: 'due',
          words: words.due,
          value: (one) =>
            one.next?.dueOn ? <DueDate on={one.next.dueOn} provisional={one.next.provisional} /> : null,
        },
      ]}
      open={(one) => `/disqualifications/${one.id}`}
    />
  );
}

/** What the facts say of each contractor today: that a case may be opened, and by which facts. It opens nothing. */
function Counting() {
  const query = useQuery(queries.triggers.queryOptions({ input: {} }));
  return (
    <Section words={words.counting}>
      <Loaded query={query}>
        {({ items, may }) => (
          <>
            {items.map((trigger) => (
              <ContractorCounting key={trigger.contractor.id} of={trigger} mayOpen={may.open === true} />
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function ContractorCounting({ of, mayOpen }: { readonly of: TriggerView; readonly mayOpen: boolean }) {
  const t = useWords();
  const { percent } = useFormat();
  return (
    <details className="trigger">
      <summary>
        <h3>{of.contractor.name}</h3>
        <span className="tags">
          <span className="soft">
            {t(words.summary, { counted: of.laidOut.counted, late: of.laidOut.late })}
          </span>
          <Mark
            words={of.triggered ? words.mayBeOpened : words.belowCount}
            tone={of.triggered ? 'warn' : 'plain'}
          />
        </span>
      </summary>
      <ul className="plain-list">
        {of.grounds.map((ground) => (
          <li key={ground.id}>
            {t(ground.name)}
            {ground.share === null ? null : ` · ${t(words.below, { share: percent(ground.share) })}`}{' '}
            {ground.kind === 'stated' ? (
              <span className="soft">{t(words.statedMeans)}</span>
            ) : (
              <Mark
                words={ground.open ? words.mayBeOpened : words.belowCount}
                tone={ground.open ? 'warn' : 'plain'}
              />
            )}
          </li>
        ))}
      </ul>
      {of.caseId ? (
        <p>
          <GoTo to={`/disqualifications/${of.caseId}`}>{t(words.caseRuns)}</GoTo>
        </p>
      ) : mayOpen ? (
        <p>
          <GoButton
            to="/disqualifications/new"
            search={{ contractor: of.contractor.id }}
            words={words.open}
            primary={of.triggered}
          />
        </p>
      ) : null}
      <LaidOut of={of.laidOut} />
    </details>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useWords } from '#web/language.tsx';
import { GoButton, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { choice, ListPage } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { AloneNotice } from './organisation.acts.view.tsx';
import { activeState, api, type Organisation, queries } from './organisation.client.view.tsx';
import { personAddress, personColumns } from './organisation.person.view.tsx';
import { kindWords, words } from './organisation.words.ts';

export function OrganisationList() {
  const t = useWords();
  return (
    <ListPage
      name="organisations"
      title={words.organisations}
      intro={
        <>
          {t(words.organisationsMeans)}
          <AloneNotice />
        </>
      }
      filters={{ kind: choice(words.kind, kindWords) }}
      load={(filters) => api.list(filters)}
      columns={organisationColumns}
      open={({ id }) => `/organisations/${id}`}
      acts={(may) =>
        may.register ? <GoButton to="/organisations/new" words={words.register} primary /> : null
      }
    />
  );
}

const organisationColumns: readonly Column<Organisation>[] = [
  { key: 'name', words: words.name, value: ({ name }) => name, narrow: 'title' },
  { key: 'kind', words: words.kind, value: ({ kind }, { t }) => t(kindWords[kind]), tight: true },
  { key: 'uscc', words: words.uscc, value: ({ uscc }) => uscc && <code>{uscc}</code>, tight: true },
  {
    key: 'contact',
    words: words.contact,
    value: ({ contact, phone }) => [contact, phone].filter(Boolean).join(' '),
  },
  { key: 'people', words: words.peopleCount, value: ({ people }) => people, align: 'right' },
  { key: 'state', words: words.state, value: activeState, narrow: 'tag', tight: true },
];

export function OrganisationDetail() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ organisation, people, history }) => (
        <RecordPage
          kind={kindWords[organisation.kind]}
          kindAt="/organisations"
          title={organisation.name}
          state={activeState(organisation)}
          facts={[
            { words: words.uscc, value: organisation.uscc ? <code>{organisation.uscc}</code> : null },
            { words: words.legalRepresentative, value: organisation.legalRepresentative },
            { words: words.contact, value: organisation.contact },
            { words: words.phone, value: organisation.phone },
            { words: words.address, value: organisation.address, wide: true },
          ]}
          acts={
            <>
              {organisation.may.amend ? (
                <GoButton to={`/organisations/${id}/amend`} words={words.amend} />
              ) : null}
              {organisation.may.addPerson ? (
                <GoButton to="/people/new" search={{ organisation: id }} words={words.addPerson} />
              ) : null}
            </>
          }
          history={history}
        >
          {organisation.kind === 'contractor' ? <Records of={organisation.id} /> : null}
          <Section words={words.people}>
            <Rows
              items={people}
              caption={words.people}
              columns={personColumns.filter(({ key }) => key !== 'organisation')}
              open={personAddress}
            />
          </Section>
        </RecordPage>
      )}
    </Loaded>
  );
}

const recordsOfContractor = [
  { at: '/agreements', key: 'contractorId', words: words.itsAgreements },
  { at: '/facilities', key: 'contractorId', words: words.itsFacilities },
  { at: '/reports', key: 'contractorId', words: words.itsReports },
  { at: '/inspections', key: 'contractor', words: words.itsInspections },
  { at: '/findings', key: 'contractor', words: words.itsFindings },
  { at: '/letters', key: 'contractor', words: words.itsLetters },
  { at: '/rectifications', key: 'contractor', words: words.itsRectifications },
  { at: '/disbursement', key: 'contractorId', words: words.itsInstalments },
] as const;

/** Where the rest of its dossier is: the lists, filtered to this contractor. Its own people see nothing else anyway. */
function Records({ of }: { readonly of: string }) {
  const { organisation } = useMe();
  return (
    <Section words={words.itsRecords}>
      <Flex wrap gap={8}>
        {recordsOfContractor.map(({ at, key, words: said }) => (
          <GoButton
            key={at}
            to={at}
            words={said}
            {...(organisation.kind === 'contractor' ? {} : { search: { [key]: of } })}
          />
        ))}
      </Flex>
    </Section>
  );
}

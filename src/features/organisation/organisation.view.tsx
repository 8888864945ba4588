import { useQuery } from '@tanstack/react-query';
import { Flex, Input } from 'antd';
import { type InputOf, useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, useGo, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Choice, Field, FieldRow, FormPage, Lines, useFieldValue, YesNo } from '#web/ui/form-page.tsx';
import { choice, ListPage } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { activeState, api, type Contract, type Organisation, queries } from './organisation.client.view.tsx';
import { amendAddress, personColumns } from './organisation.person.view.tsx';
import { kindWords, words } from './organisation.words.ts';

export function OrganisationList() {
  const t = useWords();
  return (
    <ListPage
      name="organisations"
      title={words.organisations}
      intro={t(words.organisationsMeans)}
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
              open={amendAddress}
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

type Register = Omit<InputOf<Contract, 'register'>, 'id'>;

export function OrganisationForm() {
  const id = useNewId();
  const go = useGo();
  return (
    <FormPage
      title={words.register}
      submit={(values: Register) => api.register({ id, ...values })}
      done={(organisation) => go(`/organisations/${organisation.id}`, { replace: true })}
      cancel={() => go('/organisations')}
      refusalsAt={{ ...usccRefusals, 'organisation.only-one': 'kind' }}
    >
      <Field name="kind" words={words.kind} required>
        <Choice words={kindWords} />
      </Field>
      <OrganisationFields />
    </FormPage>
  );
}

const usccRefusals = {
  'organisation.uscc-required': 'uscc',
  'organisation.uscc-taken': 'uscc',
  'organisation.name-taken': 'name',
} as const;

function OrganisationFields({ kind }: { readonly kind?: Organisation['kind'] }) {
  const chosen = useFieldValue<Organisation['kind']>('kind');
  return (
    <>
      <Field name="name" words={words.name} required>
        <Input maxLength={120} />
      </Field>
      <FieldRow>
        <Field name="uscc" words={words.uscc} nullable required={(kind ?? chosen) === 'contractor'}>
          <Input maxLength={18} spellCheck={false} autoCapitalize="characters" />
        </Field>
        <Field name="legalRepresentative" words={words.legalRepresentative} nullable>
          <Input maxLength={60} />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name="contact" words={words.contact} nullable>
          <Input maxLength={60} />
        </Field>
        <Field name="phone" words={words.phone} nullable>
          <Input maxLength={30} inputMode="tel" />
        </Field>
      </FieldRow>
      <Field name="address" words={words.address} nullable>
        <Lines maxLength={200} rows={1} />
      </Field>
    </>
  );
}

type Amend = Omit<InputOf<Contract, 'amend'>, 'id' | 'basedOn'>;

export function OrganisationAmend() {
  const id = usePathParam('id');
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ organisation }) => {
        const { name, uscc, legalRepresentative, contact, phone, address, active } = organisation;
        return (
          <FormPage
            title={words.amendOrganisation}
            initial={{ name, uscc, legalRepresentative, contact, phone, address, active }}
            basedOn={organisation.version}
            reload={() => query.refetch()}
            submit={(values: Amend, basedOn) => api.amend({ id, basedOn, ...values })}
            done={() => go(`/organisations/${id}`, { replace: true })}
            cancel={() => go(`/organisations/${id}`)}
            refusalsAt={usccRefusals}
          >
            <OrganisationFields kind={organisation.kind} />
            <Field name="active" words={words.active} required>
              <YesNo />
            </Field>
          </FormPage>
        );
      }}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Flex, Input } from 'antd';
import type { Duty } from '#kernel/actor.ts';
import { apiOf, type InputOf, type OutputOf, queriesOf, useNewId } from '#web/api.ts';
import type { Format } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field, FieldRow, FormPage, Lines, Pick, useFieldValue, YesNo } from '#web/ui/form-page.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { organisationContract } from './organisation.contract.ts';
import {
  activeStates,
  dutyWords,
  groupRoleWords,
  kindWords,
  organisationEvents,
  organisationRefusals,
  relationWords,
  termStates,
  words,
} from './organisation.words.ts';

type Contract = typeof organisationContract;
const api = apiOf<Contract>('organisation');
const queries = queriesOf<Contract>('organisation');
registerRefusals<Contract>(organisationRefusals);
registerEvents(organisationEvents);

type Organisation = OutputOf<Contract, 'register'>;
type Person = OutputOf<Contract, 'addPerson'>;

const activeState = ({ active }: { readonly active: boolean }) => (
  <StateTag of={activeStates} state={active ? 'active' : 'closed'} />
);

// Organisations

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

const usccRefusals = { 'organisation.uscc-required': 'uscc', 'organisation.uscc-taken': 'uscc' } as const;

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

const organisationOptions = async () =>
  (await api.list({})).items
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
const contractorOptions = async () =>
  (await api.list({ kind: 'contractor' })).items.map(({ id, name }) => ({ value: id, label: name }));

// People

const duties = (of: readonly Duty[]) =>
  of.length === 0 ? null : (
    <span className="tags">
      {of.map((duty) => (
        <Mark key={duty} words={dutyWords[duty]} />
      ))}
    </span>
  );

const personColumns: readonly Column<Person>[] = [
  { key: 'name', words: words.personName, value: ({ name }) => name, narrow: 'title', tight: true },
  { key: 'organisation', words: words.organisation, value: ({ organisationName }) => organisationName },
  { key: 'title', words: words.title, value: ({ title }) => title },
  { key: 'login', words: words.login, value: ({ login }) => login && <code>{login}</code> },
  { key: 'phone', words: words.phone, value: ({ phone }) => phone, tight: true },
  { key: 'duties', words: words.duties, value: (person) => duties(person.duties) },
  {
    key: 'group',
    words: words.inGroup,
    value: ({ groupRole }, { t }) => groupRole && t(groupRoleWords[groupRole]),
    tight: true,
  },
  { key: 'state', words: words.state, value: activeState, narrow: 'tag', tight: true },
];

const amendAddress = ({ id, organisationId, may }: Person) =>
  may.amend ? `/organisations/${organisationId}/people/${id}` : undefined;

export function PersonList() {
  return (
    <ListPage
      name="people"
      title={words.people}
      empty={words.noPeople}
      filters={{
        kind: choice(words.kind, kindWords),
        organisationId: pickFilter(words.organisation, organisationOptions),
      }}
      load={(filters, cursor) => api.people({ ...filters, cursor })}
      columns={personColumns}
      open={amendAddress}
      acts={(may) => (may.add ? <GoButton to="/people/new" words={words.addPerson} primary /> : null)}
    />
  );
}

type AddPerson = Omit<InputOf<Contract, 'addPerson'>, 'id'>;

export function PersonForm() {
  const id = useNewId();
  const go = useGo();
  const [organisationId] = useSearchParam('organisation');
  return (
    <FormPage
      title={words.addPerson}
      initial={{ duties: [], ...(organisationId ? { organisationId } : {}) }}
      submit={(values: AddPerson) => api.addPerson({ id, ...values })}
      done={(person) => go(`/organisations/${person.organisationId}`, { replace: true })}
      cancel={() => go('/people')}
      refusalsAt={{ 'person.login-taken': 'login', 'password.too-common': 'password' }}
    >
      <Field name="organisationId" words={words.organisation} required>
        <Pick of="organisations" load={organisationOptions} />
      </Field>
      <PersonFields />
      <FieldRow>
        <Field name="login" words={words.login} hint={words.loginHint} required>
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field name="password" words={words.initialPassword} hint={words.passwordHint} required>
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Field>
      </FieldRow>
    </FormPage>
  );
}

function PersonFields() {
  return (
    <>
      <FieldRow>
        <Field name="name" words={words.personName} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="title" words={words.title} nullable>
          <Input maxLength={60} />
        </Field>
        <Field name="phone" words={words.phone} nullable>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Field>
      </FieldRow>
      <Field name="duties" words={words.duties} hint={words.dutiesHint}>
        <Choice words={dutyWords} several />
      </Field>
    </>
  );
}

type AmendPerson = Omit<InputOf<Contract, 'amendPerson'>, 'id' | 'basedOn'>;

export function PersonAmend() {
  const organisationId = usePathParam('id');
  const personId = usePathParam('person');
  const t = useWords();
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id: organisationId } }));
  const back = `/organisations/${organisationId}`;
  return (
    <Loaded query={query}>
      {({ people }) => {
        const person = people.find(({ id }) => id === personId);
        if (!person) return <p>{t(organisationRefusals['person.not-found'])}</p>;
        const { name, title, phone, active } = person;
        return (
          <FormPage
            title={words.amendPerson}
            intro={`${person.name} · ${person.organisationName}`}
            initial={{ name, title, phone, duties: person.duties, active }}
            basedOn={person.version}
            reload={() => query.refetch()}
            submit={(values: AmendPerson, basedOn) => api.amendPerson({ id: personId, basedOn, ...values })}
            done={() => go(back, { replace: true })}
            cancel={() => go(back)}
            refusalsAt={{ 'password.too-common': 'newPassword', 'person.last-administrator': 'duties' }}
          >
            <PersonFields />
            <FieldRow>
              <Field name="newPassword" words={words.resetPassword} hint={words.resetPasswordHint}>
                <Input.Password maxLength={200} autoComplete="new-password" />
              </Field>
              <Field name="active" words={words.active} required>
                <YesNo />
              </Field>
            </FieldRow>
          </FormPage>
        );
      }}
    </Loaded>
  );
}

// The inspection group

type Membership = OutputOf<Contract, 'appoint'>;

const termOf = (
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string | null },
  { day, t }: Format & { readonly t: Translate },
) =>
  untilOn
    ? t(words.closedTerm, { from: day(fromOn), until: day(untilOn) })
    : t(words.openTerm, { from: day(fromOn) });

const termState = ({ fromOn, untilOn }: Membership, today: string) =>
  fromOn > today ? 'coming' : untilOn !== null && untilOn < today ? 'ended' : 'current';

export function InspectionGroup() {
  const t = useWords();
  const today = useToday();
  return (
    <ListPage
      name="inspection-group"
      title={words.group}
      intro={t(words.groupMeans)}
      empty={words.noGroup}
      load={() => api.group({})}
      columns={[
        { key: 'name', words: words.personName, value: ({ personName }) => personName, narrow: 'title' },
        { key: 'organisation', words: words.organisation, value: ({ organisationName }) => organisationName },
        { key: 'role', words: words.role, value: ({ role }) => t(groupRoleWords[role]), tight: true },
        { key: 'term', words: words.term, value: termOf },
        {
          key: 'state',
          words: words.state,
          value: (membership) => <StateTag of={termStates} state={termState(membership, today)} />,
          narrow: 'tag',
          tight: true,
        },
        {
          key: 'end',
          words: words.endTerm,
          value: (membership) =>
            membership.may.end && termState(membership, today) !== 'ended' ? (
              <EndTerm membership={membership} today={today} />
            ) : null,
        },
      ]}
      acts={(may) => <Appoint may={may} today={today} />}
    />
  );
}

type Appointment = Omit<InputOf<Contract, 'appoint'>, 'id'>;

function Appoint({
  may,
  today,
}: {
  readonly may: Readonly<Record<string, boolean>>;
  readonly today: string;
}) {
  const id = useNewId();
  return (
    <Act<Appointment>
      name="appoint"
      may={may}
      words={words.appoint}
      consequence={words.appointMeans}
      primary
      initial={{ fromOn: today }}
      perform={({ reason: _reason, ...appointment }) => api.appoint({ id, ...appointment })}
    >
      <Field name="personId" words={words.person} required>
        <Pick of="group-candidates" load={supervisionPeople} />
      </Field>
      <Field name="role" words={words.role} required>
        <Choice words={groupRoleWords} />
      </Field>
      <FieldRow>
        <Field name="fromOn" words={words.termFrom} required>
          <DateInput />
        </Field>
        <Field name="untilOn" words={words.termUntil} hint={words.termUntilHint} nullable>
          <DateInput />
        </Field>
      </FieldRow>
    </Act>
  );
}

const pagesMax = 20;

/** Everybody who is not of a contractor, to choose from. */
async function supervisionPeople() {
  const people: Person[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, nextCursor } = await api.people({ cursor });
    people.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return people
    .filter(({ active, organisationKind }) => active && organisationKind !== 'contractor')
    .map(({ id, name, organisationName }) => ({ value: id, label: `${name} · ${organisationName}` }));
}

function EndTerm({ membership, today }: { readonly membership: Membership; readonly today: string }) {
  return (
    <Act<{ untilOn: string }>
      name="end"
      may={membership.may}
      words={words.endTerm}
      consequence={words.endTermMeans}
      facts={{ name: membership.personName }}
      initial={{ untilOn: today }}
      perform={({ untilOn }) =>
        api.endMembership({ id: membership.id, basedOn: membership.version, untilOn })
      }
    >
      <Field name="untilOn" words={words.lastDay} required>
        <DateInput />
      </Field>
    </Act>
  );
}

// Related parties (回避)

export function RelatedParties() {
  const t = useWords();
  return (
    <ListPage
      name="related-parties"
      title={words.relations}
      intro={t(words.relationsMeans)}
      empty={words.noRelations}
      filters={{ contractorId: pickFilter(words.contractor, contractorOptions) }}
      load={(filters) => api.relations(filters)}
      columns={[
        {
          key: 'person',
          words: words.person,
          value: ({ personName }) => personName,
          narrow: 'title',
          tight: true,
        },
        { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
        {
          key: 'relation',
          words: words.relation,
          value: ({ relation }) => t(relationWords[relation]),
          tight: true,
        },
        { key: 'statement', words: words.statement, value: ({ statement }) => statement },
        { key: 'period', words: words.period, value: termOf },
      ]}
      acts={(may) => <Declare may={may} />}
    />
  );
}

type Declaration = Omit<InputOf<Contract, 'declareRelation'>, 'id'>;

function Declare({ may }: { readonly may: Readonly<Record<string, boolean>> }) {
  const id = useNewId();
  const me = useMe();
  const today = useToday();
  return (
    <Act<Declaration>
      name="declare"
      may={may}
      words={words.declare}
      consequence={words.declareMeans}
      primary
      initial={{ personId: me.person.id, fromOn: today }}
      perform={({ reason: _reason, ...declaration }) => api.declareRelation({ id, ...declaration })}
    >
      <Field name="personId" words={words.person} required>
        <Pick of="group-candidates" load={supervisionPeople} />
      </Field>
      <Field name="contractorId" words={words.contractor} required>
        <Pick of="contractors" load={contractorOptions} />
      </Field>
      <Field name="relation" words={words.relation} required>
        <Choice words={relationWords} />
      </Field>
      <Field name="statement" words={words.statement} required>
        <Lines maxLength={2000} />
      </Field>
      <FieldRow>
        <Field name="fromOn" words={words.since} required>
          <DateInput />
        </Field>
        <Field name="untilOn" words={words.until} hint={words.termUntilHint} nullable>
          <DateInput />
        </Field>
      </FieldRow>
    </Act>
  );
}

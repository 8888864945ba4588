import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { Duty } from '#kernel/actor.ts';
import { type InputOf, useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { Choice, Field, FieldRow, FormPage, Pick, YesNo } from '#web/ui/form-page.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import type { Column } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { AloneNotice } from './organisation.acts.view.tsx';
import { words } from './organisation.administration.words.ts';
import {
  type Administration,
  activeState,
  administrationApi,
  administrationQueries,
  api,
  organisationOptions,
  type Person,
} from './organisation.client.view.tsx';
import { Because, whereTo } from './organisation.form.view.tsx';
import { dutyWords, groupRoleWords, kindWords } from './organisation.words.ts';

export const dutiesOf = (of: readonly Duty[]) =>
  of.length === 0 ? null : (
    <span className="tags">
      {of.map((duty) => (
        <Mark key={duty} words={dutyWords[duty]} />
      ))}
    </span>
  );

export const personColumns: readonly Column<Person>[] = [
  { key: 'name', words: words.personName, value: ({ name }) => name, narrow: 'title', tight: true },
  { key: 'organisation', words: words.organisation, value: ({ organisationName }) => organisationName },
  { key: 'title', words: words.title, value: ({ title }) => title },
  { key: 'login', words: words.login, value: ({ login }) => login && <code>{login}</code> },
  { key: 'phone', words: words.phone, value: ({ phone }) => phone, tight: true },
  { key: 'duties', words: words.duties, value: (person) => dutiesOf(person.duties) },
  {
    key: 'group',
    words: words.inGroup,
    value: ({ groupRole }, { t }) => groupRole && t(groupRoleWords[groupRole]),
    tight: true,
  },
  { key: 'state', words: words.state, value: activeState, narrow: 'tag', tight: true },
];

export const personAddress = ({ id }: Person) => `/people/${id}`;

export function PersonList() {
  return (
    <ListPage
      name="people"
      title={words.people}
      intro={<AloneNotice />}
      empty={words.noPeople}
      filters={{
        kind: choice(words.kind, kindWords),
        organisationId: pickFilter(words.organisation, organisationOptions),
      }}
      load={(filters, cursor) => api.people({ ...filters, cursor })}
      columns={personColumns}
      open={personAddress}
      acts={(may) => (may.add ? <GoButton to="/people/new" words={words.addPerson} primary /> : null)}
    />
  );
}

type AddPerson = Omit<InputOf<Administration, 'addPerson'>, 'id'>;

const refusedAt = {
  'person.login-taken': 'login',
  'person.second-account': 'phone',
  'person.same-name': 'another',
  'person.administrator-and-business': 'duties',
  'person.administrator-body': 'duties',
  'person.own-duty': 'duties',
  'person.last-administrators': 'duties',
  'administration.second-first': 'duties',
} as const;

export function PersonForm() {
  const id = useNewId();
  const t = useWords();
  const go = useGo();
  const [organisationId] = useSearchParam('organisation');
  return (
    <FormPage
      title={words.addPerson}
      intro={t(words.addPersonMeans)}
      initial={{ duties: [], another: false, ...(organisationId ? { organisationId } : {}) }}
      submit={(values: AddPerson) => administrationApi.addPerson({ id, ...values })}
      done={(outcome) => go(whereTo('/people', outcome), { replace: true })}
      cancel={() => go('/people')}
      submitWords={words.propose}
      refusalsAt={refusedAt}
    >
      <AloneNotice />
      <Field name="organisationId" words={words.organisation} required>
        <Pick of="organisations" load={organisationOptions} />
      </Field>
      <PersonFields />
      <Field name="login" words={words.login} hint={words.loginHint} required>
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Another />
      <Because />
    </FormPage>
  );
}

function Another() {
  return (
    <Field name="another" words={words.another} hint={words.anotherHint}>
      <YesNo />
    </Field>
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
        <Field name="phone" words={words.phone} hint={words.phoneHint} nullable>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Field>
      </FieldRow>
      <Field name="duties" words={words.duties} hint={words.dutiesHint}>
        <Choice words={dutyWords} several />
      </Field>
    </>
  );
}

type AmendPerson = Omit<InputOf<Administration, 'amendPerson'>, 'id' | 'basedOn'>;

export function PersonAmend() {
  const id = usePathParam('id');
  const go = useGo();
  const query = useQuery(administrationQueries.person.queryOptions({ input: { id } }));
  const back = `/people/${id}`;
  return (
    <Loaded query={query}>
      {({ person }) => {
        const { name, title, phone, active } = person;
        return (
          <FormPage
            title={words.amendPerson}
            intro={`${person.name} · ${person.organisationName}`}
            initial={{ name, title, phone, duties: person.duties, active, another: false }}
            basedOn={person.version}
            reload={() => query.refetch()}
            submit={(values: AmendPerson, basedOn) =>
              administrationApi.amendPerson({ id, basedOn, ...values })
            }
            done={(outcome) => go(whereTo('/people', outcome), { replace: true })}
            cancel={() => go(back)}
            submitWords={words.propose}
            refusalsAt={refusedAt}
          >
            <PersonFields />
            <Field name="active" words={words.active} required>
              <YesNo />
            </Field>
            <Another />
            <Because />
          </FormPage>
        );
      }}
    </Loaded>
  );
}

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
import {
  activeState,
  api,
  type Contract,
  organisationOptions,
  type Person,
  queries,
} from './organisation.client.view.tsx';
import { dutyWords, groupRoleWords, kindWords, organisationRefusals, words } from './organisation.words.ts';

const duties = (of: readonly Duty[]) =>
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
  { key: 'duties', words: words.duties, value: (person) => duties(person.duties) },
  {
    key: 'group',
    words: words.inGroup,
    value: ({ groupRole }, { t }) => groupRole && t(groupRoleWords[groupRole]),
    tight: true,
  },
  { key: 'state', words: words.state, value: activeState, narrow: 'tag', tight: true },
];

export const amendAddress = ({ id, organisationId, may }: Person) =>
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

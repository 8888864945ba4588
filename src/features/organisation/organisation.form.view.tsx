import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { type InputOf, useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { useGo, usePathParam } from '#web/routing.tsx';
import { Choice, Field, FieldRow, FormPage, Lines, useFieldValue, YesNo } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { AloneNotice } from './organisation.acts.view.tsx';
import { words } from './organisation.administration.words.ts';
import {
  type Administration,
  administrationApi,
  type Organisation,
  queries,
} from './organisation.client.view.tsx';
import { kindWords } from './organisation.words.ts';

type Outcome = { readonly id: string; readonly proposal: { readonly id: string } | null };

/** An act of an administrator waits on its proposal's page; at set-up it is done and its record is shown. */
export const whereTo = (at: string, { id, proposal }: Outcome): string =>
  proposal ? `/proposals/${proposal.id}` : `${at}/${id}`;

/** Why; the other administrator reads it before confirming. */
export function Because() {
  return (
    <Field name="reason" words={words.because} hint={words.becauseHint} required>
      <Lines maxLength={2000} rows={2} />
    </Field>
  );
}

type Register = Omit<InputOf<Administration, 'register'>, 'id'>;

export function OrganisationForm() {
  const id = useNewId();
  const t = useWords();
  const go = useGo();
  return (
    <FormPage
      title={words.register}
      intro={t(words.byTwo)}
      submit={(values: Register) => administrationApi.register({ id, ...values })}
      done={(outcome) => go(whereTo('/organisations', outcome), { replace: true })}
      cancel={() => go('/organisations')}
      submitWords={words.propose}
      refusalsAt={{ ...usccRefusals, 'organisation.only-one': 'kind' }}
    >
      <AloneNotice />
      <Field name="kind" words={words.kind} required>
        <Choice words={kindWords} />
      </Field>
      <OrganisationFields />
      <Because />
    </FormPage>
  );
}

const usccRefusals = {
  'organisation.uscc-required': 'uscc',
  'organisation.uscc-taken': 'uscc',
  'organisation.name-taken': 'name',
} as const;

function OrganisationFields() {
  const kind = useFieldValue<Organisation['kind']>('kind');
  return (
    <>
      <Field name="name" words={words.name} required>
        <Input maxLength={120} />
      </Field>
      <FieldRow>
        <Field name="uscc" words={words.uscc} nullable required={kind === 'contractor'}>
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

type Amend = Omit<InputOf<Administration, 'amend'>, 'id' | 'basedOn'>;

export function OrganisationAmend() {
  const id = usePathParam('id');
  const t = useWords();
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ organisation }) => {
        const { kind, name, uscc, legalRepresentative, contact, phone, address, active } = organisation;
        return (
          <FormPage
            title={words.amendOrganisation}
            intro={t(words.byTwo)}
            initial={{ kind, name, uscc, legalRepresentative, contact, phone, address, active }}
            basedOn={organisation.version}
            reload={() => query.refetch()}
            submit={(values: Amend, basedOn) => administrationApi.amend({ id, basedOn, ...values })}
            done={(outcome) => go(whereTo('/organisations', outcome), { replace: true })}
            cancel={() => go(`/organisations/${id}`)}
            submitWords={words.propose}
            refusalsAt={{
              ...usccRefusals,
              'organisation.only-one': 'kind',
              'organisation.kind-used': 'kind',
              'organisation.kind-administrators': 'kind',
              'organisation.single-stays': 'active',
            }}
          >
            <Field name="kind" words={words.kind} hint={words.kindHint} required>
              <Choice words={kindWords} />
            </Field>
            <OrganisationFields />
            <Field name="active" words={words.active} required>
              <YesNo />
            </Field>
            <Because />
          </FormPage>
        );
      }}
    </Loaded>
  );
}

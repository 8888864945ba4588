import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { apiOf, type InputOf, queriesOf } from '#web/api.ts';
import { issueWords } from '#web/issue.words.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { useGo } from '#web/routing.tsx';
import { beginSession, useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field, FieldGroup, FieldRow, FormPage, useFieldValue, YesNo } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { SecuritySections } from './organisation.account.view.tsx';
import type { organisationContract } from './organisation.contract.ts';
import { Entry } from './organisation.session.view.tsx';
import { words } from './organisation.words.ts';

const api = apiOf<typeof organisationContract>('organisation');
const queries = queriesOf<typeof organisationContract>('organisation');

type SetUp = InputOf<typeof organisationContract, 'setUp'> & { readonly again?: string };

/** The county and its first administrator, by the one-time code from the terminal. */
export function SetUpPage() {
  const go = useGo();
  const query = useQuery(queries.installation.queryOptions({ input: {} }));
  return (
    <Entry>
      <Loaded query={query}>
        {({ regimes }) => (
          <FormPage
            title={words.setUpMine}
            initial={{
              secondFactor: true,
              ...(regimes.length === 1 && regimes[0] ? { packId: regimes[0].id } : {}),
            }}
            submit={async ({ again: _again, ...input }: SetUp) => {
              const me = await api.setUp(input);
              beginSession(me);
              return me;
            }}
            done={() => go('/', { replace: true })}
            submitWords={words.create}
            cancel={() => go('/sign-in')}
            refusalsAt={{
              'set-up.wrong-code': 'code',
              'set-up.unknown-pack': 'packId',
              'password.too-common': ['administrator', 'password'],
            }}
          >
            <Field name="code" words={words.setUpCode} hint={words.setUpCodeHint} required>
              <Input maxLength={60} autoComplete="one-time-code" spellCheck={false} />
            </Field>
            <FieldGroup words={words.theCounty}>
              <FieldRow>
                <Field name="countyName" words={words.countyName} required>
                  <Input maxLength={60} />
                </Field>
                <Field name="countyNameEn" words={words.countyNameEn} hint={words.countyNameEnHint}>
                  <Input maxLength={60} />
                </Field>
              </FieldRow>
              <FieldRow>
                <Field
                  name="countyCode"
                  words={words.countyCode}
                  hint={words.countyCodeHint}
                  required
                  fault={unless(/^\d{6}$/, issueWords['county-code.malformed'])}
                >
                  <Input maxLength={6} inputMode="numeric" />
                </Field>
                <Field name="packId" words={words.regime} required>
                  <Choice words={Object.fromEntries(regimes.map(({ id, zh, en }) => [id, asIs(zh, en)]))} />
                </Field>
              </FieldRow>
              <Field name="goLiveOn" words={words.goLiveOn} hint={words.goLiveHint}>
                <DateInput />
              </Field>
              <Field name="secondFactor" words={words.secondFactor} hint={words.secondFactorHint} required>
                <YesNo />
              </Field>
            </FieldGroup>
            <FieldGroup words={words.firstAdministrator}>
              <FieldRow>
                <Field name={['administrator', 'name']} words={words.personName} required>
                  <Input maxLength={60} autoComplete="name" />
                </Field>
                <Field
                  name={['administrator', 'login']}
                  words={words.login}
                  hint={words.loginHint}
                  required
                  fault={unless(/^[a-z0-9][a-z0-9._-]{1,39}$/, issueWords['login.malformed'])}
                >
                  <Input maxLength={40} autoComplete="username" autoCapitalize="none" spellCheck={false} />
                </Field>
              </FieldRow>
              <NewPassword name={['administrator', 'password']} again="again" called={words.password} />
            </FieldGroup>
          </FormPage>
        )}
      </Loaded>
    </Entry>
  );
}

/** Said beside its field at once with every other fault, before the server is asked. */
const unless = (shape: RegExp, words: Words) => (value: unknown) =>
  typeof value !== 'string' || value === '' || shape.test(value) ? undefined : words;

/** A new password, typed twice. */
function NewPassword({
  name,
  again,
  called,
}: {
  readonly name: string | readonly string[];
  readonly again: string;
  readonly called: Words;
}) {
  return (
    <FieldRow>
      <Field
        name={name}
        words={called}
        hint={words.passwordHint}
        required
        fault={unless(/^.{10,}$/su, issueWords['password.too-short'])}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Field>
      <Repeated of={name} name={again} />
    </FieldRow>
  );
}

function Repeated({ of, name }: { readonly of: string | readonly string[]; readonly name: string }) {
  const first = useFieldValue<string>(of);
  return (
    <Field
      name={name}
      words={words.passwordAgain}
      required
      fault={(value) => (value === first ? undefined : words.passwordsDiffer)}
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Field>
  );
}

type Change = { readonly current: string; readonly next: string; readonly again?: string };

/** Who is signed in, and a new password. */
export function AccountPage() {
  const t = useWords();
  const me = useMe();
  const { language } = useLanguage();
  const [round, setRound] = useState(0);
  return (
    <div className="page form-page">
      <header className="page-head">
        <div>
          <h1>{me.person.name}</h1>
          <p className="soft">
            {me.person.title ? `${me.person.title} · ` : ''}
            {me.organisation.name} · {language === 'zh' ? me.county.name : me.county.nameEn}
          </p>
        </div>
      </header>
      <section className="section">
        <header>
          <h2>{t(words.changePassword)}</h2>
        </header>
        <FormPage
          key={round}
          bare
          submit={({ current, next }: Change) => api.changePassword({ current, next })}
          done={() => setRound(round + 1)}
          submitWords={words.changePassword}
          refusalsAt={{ 'sign-in.failed': 'current', 'password.too-common': 'next' }}
        >
          <Field name="current" words={words.currentPassword} required>
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Field>
          <NewPassword name="next" again="again" called={words.newPassword} />
        </FormPage>
      </section>
      <SecuritySections />
    </div>
  );
}

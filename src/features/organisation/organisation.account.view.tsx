import { useMutation, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { apiOf, type OutputOf, queriesOf, refreshAll } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote, registerRefusals } from '#web/refusal.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Field, FormPage } from '#web/ui/form-page.tsx';
import { choice, ListPage } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QrCode } from '#web/ui/qr.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { accountContract } from './organisation.account.contract.ts';
import { accountRefusals, signInKinds, accountWords as words } from './organisation.account.words.ts';

type Contract = typeof accountContract;
const api = apiOf<Contract>('account');
const queries = queriesOf<Contract>('account');
registerRefusals<Contract>(accountRefusals);

/** The browser as people call it; what it says of itself is long and mostly about others. */
function browserOf(agent: string): string | undefined {
  const name = /(Edg|OPR|MicroMessenger|QQBrowser|Firefox|Chrome|Safari)/.exec(
    agent.replace(/Chrome.*(Edg|OPR|MicroMessenger|QQBrowser)/, '$1'),
  )?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS|Linux)/.exec(agent)?.[1];
  const called = name === 'Edg' ? 'Edge' : name;
  return called && system ? `${called} · ${system}` : called;
}

/** On one's own page: what proves more than the password, and where one is signed in. */
export function SecuritySections() {
  return (
    <>
      <SecondFactor />
      <Sessions />
    </>
  );
}

function SecondFactor() {
  const t = useWords();
  const { instant } = useFormat();
  const query = useQuery(queries.factors.queryOptions({ input: {} }));
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const removing = useMutation({
    mutationFn: (id: string) => api.removeFactor({ id }),
    onSuccess: refreshAll,
  });
  const renewing = useMutation({
    mutationFn: () => api.renewRecoveryCodes({}),
    onSuccess: ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      return refreshAll();
    },
  });
  return (
    <section className="section">
      <header>
        <h2>{t(words.factors)}</h2>
      </header>
      <p className="soft">{t(words.factorsMeans)}</p>
      <Loaded query={query}>
        {({ required, items, recoveryCodesLeft }) => (
          <>
            <p>{t(required ? words.required : words.notRequired)}</p>
            {items.length === 0 ? <p className="soft">{t(words.none)}</p> : null}
            <ul className="plain-list">
              {items.map(({ id, name, createdAt, usedAt }) => (
                <li key={id} className="account-row">
                  <span>
                    <strong>{name}</strong>{' '}
                    <span className="soft">
                      {t(words.since, { at: instant(createdAt) })}
                      {usedAt ? ` · ${t(words.lastUsed, { at: instant(usedAt) })}` : ''}
                    </span>
                  </span>
                  <Button loading={removing.isPending} onClick={() => removing.mutate(id)}>
                    {t(words.remove)}
                  </Button>
                </li>
              ))}
            </ul>
            <RefusalNote error={removing.error ?? renewing.error} />
            {codes.length > 0 ? <RecoveryCodes codes={codes} kept={() => setCodes([])} /> : null}
            {adding ? (
              <AddTotp
                done={(fresh) => {
                  setAdding(false);
                  setCodes(fresh);
                }}
              />
            ) : (
              <p className="account-acts">
                <Button primary={items.length === 0} onClick={() => setAdding(true)}>
                  {t(words.add)}
                </Button>
                {items.length > 0 ? (
                  <>
                    <Button loading={renewing.isPending} onClick={() => renewing.mutate()}>
                      {t(words.renewCodes)}
                    </Button>
                    <span className="soft">{t(words.recoveryLeft, { count: recoveryCodesLeft })}</span>
                  </>
                ) : null}
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function RecoveryCodes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  const t = useWords();
  return (
    <Notice tone="warn">
      <p>
        <strong>{t(words.recoveryCodes)}</strong>
      </p>
      <p>{t(words.recoveryMeans)}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button onClick={kept}>{t(words.kept)}</Button>
    </Notice>
  );
}

type Begun = OutputOf<Contract, 'beginTotp'>;

/** First the password once more, then the picture to scan and the first code as proof that it works. */
function AddTotp({ done }: { readonly done: (codes: readonly string[]) => void }) {
  const t = useWords();
  const me = useMe();
  const [begun, setBegun] = useState<Begun>();
  if (!begun)
    return (
      <FormPage
        key="begin"
        bare
        initial={{ name: '', password: '' }}
        submit={async ({ name, password = '' }: { name: string; password?: string }) => {
          setBegun(await api.beginTotp({ name, password }));
        }}
        done={() => undefined}
        submitWords={words.goOn}
        sentWords={words.scanNow}
        cancel={() => done([])}
        refusalsAt={{ 'second-factor.wrong-password': 'password' }}
      >
        <Field name="name" words={words.factorName} hint={words.factorNameHint} required>
          <Input maxLength={40} />
        </Field>
        <Field
          name="password"
          words={words.password}
          {...(me.county.demonstration ? { hint: words.passwordHint } : { required: true })}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Field>
      </FormPage>
    );
  return (
    <>
      <p>{t(words.addMeans)}</p>
      <QrCode text={begun.uri} label={t(words.add)} />
      <p className="soft">
        {t(words.secret)}: <code className="secret">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <FormPage
        key="confirm"
        bare
        submit={async ({ code }: { code: string }) => {
          const { recoveryCodes } = await api.confirmTotp({ id: begun.id, code });
          await refreshAll();
          done(recoveryCodes);
        }}
        done={() => undefined}
        submitWords={words.confirm}
        cancel={() => done([])}
        refusalsAt={{ 'second-factor.wrong-code': 'code' }}
      >
        <Field name="code" words={words.code} required>
          <Input maxLength={10} inputMode="numeric" autoComplete="one-time-code" />
        </Field>
      </FormPage>
    </>
  );
}

function Sessions() {
  const t = useWords();
  const { instant } = useFormat();
  const query = useQuery(queries.sessions.queryOptions({ input: {} }));
  const ending = useMutation({ mutationFn: (id: string) => api.endSession({ id }), onSuccess: refreshAll });
  return (
    <section className="section">
      <header>
        <h2>{t(words.sessions)}</h2>
      </header>
      <LastSignIn />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map(({ id, seenAt, address, browser, present }) => (
              <li key={id} className="account-row">
                <span>
                  <strong>{browserOf(browser) ?? t(words.unknownBrowser)}</strong>{' '}
                  <span className="soft">
                    {address} · {t(words.seen, { at: instant(seenAt) })}
                  </span>
                </span>
                {present ? (
                  <span className="tag tag-good">{t(words.thisOne)}</span>
                ) : (
                  <Button loading={ending.isPending} onClick={() => ending.mutate(id)}>
                    {t(words.end)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <RefusalNote error={ending.error} />
      <p>
        <GoTo to="/sign-ins" search={{ mine: 'yes' }}>
          {t(words.ownSignIns)}
        </GoTo>
      </p>
    </section>
  );
}

function LastSignIn() {
  const t = useWords();
  const { instant } = useFormat();
  const { at, address, failed } = useMe().lastSignIn;
  if (at === null) return null;
  return (
    <p>
      {t(words.lastSignIn, { at: instant(at), address: address ?? '' })}
      {failed > 0 ? <strong> · {t(words.failedSince, { count: failed })}</strong> : null}
    </p>
  );
}

/** 登录记录: one's own, and for those who watch, everybody's. */
export function SignInList() {
  const t = useWords();
  return (
    <ListPage
      name="sign-ins"
      title={words.signIns}
      intro={t(words.signInsMeans)}
      empty={words.noSignIns}
      filters={{
        kind: choice(words.what, signInKinds),
        mine: choice(words.ownSignIns, { yes: words.ownSignIns }),
      }}
      load={(filters, cursor) => api.signIns({ ...filters, cursor })}
      columns={[
        {
          key: 'login',
          words: words.person,
          value: ({ login, personName }) => personName ?? login,
          narrow: 'title',
        },
        {
          key: 'organisation',
          words: words.organisation,
          value: ({ organisationName }) => organisationName,
        },
        {
          key: 'kind',
          words: words.what,
          value: ({ kind }) => <StateTag of={signInKinds} state={kind} />,
          narrow: 'tag',
          tight: true,
        },
        { key: 'at', words: words.at, value: ({ at }, { instant }) => instant(at), tight: true },
        { key: 'address', words: words.address, value: ({ address }) => address },
        { key: 'browser', words: words.browser, value: ({ browser }) => browserOf(browser) ?? '' },
      ]}
    />
  );
}

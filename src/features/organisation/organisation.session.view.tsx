import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { OrganisationKind } from '#kernel/actor.ts';
import { apiOf, codeOf, type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { keep, kept } from '#web/keeping.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { RefusalNote, registerRefusals } from '#web/refusal.tsx';
import { GoTo, useGo, useSearchParam } from '#web/routing.tsx';
import { beginSession, type Me } from '#web/session.tsx';
import { LanguageSwitch, Mark, ThemeSwitch } from '#web/shell.tsx';
import { Button } from '#web/ui/button.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { uiWords } from '#web/ui.words.ts';
import { proposalRefusals } from '../proposal/proposal.words.ts';
import type { administrationContract } from './organisation.administration.contract.ts';
import { administrationRefusals } from './organisation.administration.words.ts';
import type { organisationContract } from './organisation.contract.ts';
import { kindWords, organisationRefusals, passwordFaults, words } from './organisation.words.ts';

const api = apiOf<typeof organisationContract>('organisation');
const queries = queriesOf<typeof organisationContract>('organisation');
registerRefusals<typeof organisationContract>(organisationRefusals, { kind: passwordFaults });
const administrationApi = apiOf<typeof administrationContract>('administration');
registerRefusals<typeof administrationContract>(
  {
    ...organisationRefusals,
    ...proposalRefusals,
    ...administrationRefusals,
  },
  { kind: { ...kindWords, ...passwordFaults } },
);

type Installation = OutputOf<typeof organisationContract, 'installation'>;

const pollMilliseconds = 1000;

/** The first page: on an empty installation its two ways, otherwise signing in. */
export function EntryPage() {
  const query = useQuery({
    ...queries.installation.queryOptions({ input: {} }),
    refetchInterval: ({ state }) => (state.data?.state === 'building' ? pollMilliseconds : false),
  });
  return (
    <Entry>
      <Loaded query={query}>
        {(installation) => {
          if (installation.state === 'building') return <Building progress={installation.progress} />;
          if (installation.state === 'empty')
            return (
              <TwoWays asksCode={installation.demonstrationAsksCode} begun={() => void query.refetch()} />
            );
          return <SignIn installation={installation} />;
        }}
      </Loaded>
    </Entry>
  );
}

/** The frame of the pages that need no session. */
export function Entry({ children }: { readonly children: ReactNode }) {
  const t = useWords();
  return (
    <div className="entry">
      <header className="entry-top">
        <span className="brand">
          <Mark />
          <strong>{t(uiWords.product)}</strong>
          <span className="county">{t(uiWords.productMeans)}</span>
        </span>
        <div className="top-end">
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="entry-foot">
        <ThemeSwitch />
      </footer>
    </div>
  );
}

function TwoWays({ asksCode, begun }: { readonly asksCode: boolean; readonly begun: () => void }) {
  const t = useWords();
  const id = useId();
  const go = useGo();
  const [code, setCode] = useState('');
  const building = useMutation({
    mutationFn: () => api.setUpDemonstration(asksCode ? { code } : {}),
    onSuccess: begun,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    building.mutate();
  };
  return (
    <>
      <h1>{t(words.welcome)}</h1>
      <p className="entry-lead">{t(words.welcomeMeans)}</p>
      <p className="soft">{t(words.emptyHere)}</p>
      <div className="two-ways">
        <section>
          <h2>{t(words.setUpMine)}</h2>
          <p>{t(words.setUpMineMeans)}</p>
          <Button primary large onClick={() => go('/set-up')}>
            {t(words.setUpMine)}
          </Button>
        </section>
        <section>
          <h2>{t(words.exploreDemo)}</h2>
          <p>{t(words.exploreDemoMeans)}</p>
          <p className="soft">{t(words.demoOnly)}</p>
          <form className={asksCode ? 'entry-form entry-form-within' : undefined} onSubmit={submit}>
            {asksCode ? (
              <div>
                <label htmlFor={id}>{t(words.setUpCode)}</label>
                <input
                  id={id}
                  autoComplete="one-time-code"
                  autoCapitalize="characters"
                  spellCheck={false}
                  maxLength={60}
                  required
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                />
                <p className="soft">{t(words.setUpCodeHint)}</p>
              </div>
            ) : null}
            <RefusalNote error={building.error} />
            <Button large submits loading={building.isPending}>
              {t(words.exploreDemo)}
            </Button>
          </form>
        </section>
      </div>
    </>
  );
}

/** While the demonstration county is built: how far it is. */
function Building({ progress }: { readonly progress: number | null }) {
  const t = useWords();
  const { percent } = useFormat();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <section className="building" aria-busy="true">
      <h1>{t(words.building)}</h1>
      <p className="entry-lead">{t(words.buildingMeans)}</p>
      <progress aria-label={t(words.building)} max={1} {...(progress === null ? {} : { value: progress })} />
      <p className="soft">
        {progress === null ? null : `${percent(Math.round(progress * 100) / 100)} · `}
        {t(words.elapsed, { seconds })}
      </p>
    </section>
  );
}

function SignIn({ installation }: { readonly installation: Installation }) {
  const t = useWords();
  const { language } = useLanguage();
  const go = useGo();
  const [next] = useSearchParam('next');
  const [withPassword, setWithPassword] = useState(!installation.demonstration);
  const enter = (me: Me) => {
    beginSession(me);
    // Only addresses of our own: a link from elsewhere must not choose where a sign-in leads.
    go(next?.startsWith('/') && !next.startsWith('//') ? next : '/', { replace: true });
  };
  const [only, ...others] = installation.counties;
  return (
    <>
      <h1>{only && others.length === 0 ? (language === 'zh' ? only.name : only.nameEn) : t(words.signIn)}</h1>
      {withPassword ? (
        <>
          <p className="entry-lead">{t(words.welcomeMeans)}</p>
          <SignInForm installation={installation} done={enter} />
        </>
      ) : (
        <>
          <DemonstrationPeople installation={installation} done={enter} />
          <p>
            <Button onClick={() => setWithPassword(true)}>{t(words.otherWay)}</Button>
          </p>
        </>
      )}
    </>
  );
}

function SignInForm({
  installation,
  done,
  fixedLogin,
}: {
  readonly installation: Pick<Installation, 'counties'>;
  readonly done: (me: Me) => void;
  readonly fixedLogin?: string | undefined;
}) {
  const t = useWords();
  const { language } = useLanguage();
  const id = useId();
  const [login, setLogin] = useState(fixedLogin ?? kept('login') ?? '');
  const [password, setPassword] = useState('');
  const [county, setCounty] = useState(installation.counties[0]?.code);
  const several = installation.counties.length > 1;
  /** The one-time code was typed in place of a password: now the person chooses one. */
  const [code, setCode] = useState<string>();
  const [again, setAgain] = useState('');
  const signIn = useMutation({
    mutationFn: () => {
      const where = { login, ...(several && county ? { county } : {}) };
      return code === undefined
        ? api.signIn({ ...where, password })
        : administrationApi.firstSignIn({ ...where, code, password });
    },
    onError: (error) => {
      if (codeOf(error) !== 'sign-in.choose-password') return;
      setCode(password);
      setPassword('');
    },
    onSuccess: (me) => {
      keep('login', login);
      done(me);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!differs) signIn.mutate();
  };
  const differs = code !== undefined && again !== '' && again !== password;
  return (
    <form className="entry-form" onSubmit={submit}>
      {several ? (
        <div>
          <label htmlFor={`${id}-county`}>{t(words.county)}</label>
          <select id={`${id}-county`} value={county} onChange={(event) => setCounty(event.target.value)}>
            {installation.counties.map(({ code, name, nameEn }) => (
              <option key={code} value={code}>
                {language === 'zh' ? name : nameEn}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div>
        <label htmlFor={`${id}-login`}>{t(words.login)}</label>
        <input
          id={`${id}-login`}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          required
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${id}-password`}>{t(code === undefined ? words.password : words.newPassword)}</label>
        <input
          key={code === undefined ? 'present' : 'chosen'}
          type="password"
          id={`${id}-password`}
          name="password"
          autoComplete={code === undefined ? 'current-password' : 'new-password'}
          minLength={code === undefined ? undefined : 10}
          maxLength={200}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      {code === undefined ? null : (
        <div>
          <label htmlFor={`${id}-again`}>{t(words.passwordAgain)}</label>
          <input
            type="password"
            id={`${id}-again`}
            autoComplete="new-password"
            maxLength={200}
            required
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
          <p className="soft">{t(differs ? words.passwordsDiffer : words.passwordHint)}</p>
        </div>
      )}
      <RefusalNote error={signIn.error} />
      <Button primary large wide submits loading={signIn.isPending}>
        {t(code === undefined ? words.signIn : words.chooseAndSignIn)}
      </Button>
    </form>
  );
}

function DemonstrationPeople({
  installation,
  done,
}: {
  readonly installation: Installation;
  readonly done: (me: Me) => void;
}) {
  const t = useWords();
  const enter = useMutation({
    mutationFn: (login: string) => api.signInAs({ login }),
    onSuccess: (me, login) => {
      keep('login', login);
      done(me);
    },
  });
  const kinds = Object.keys(kindWords) as OrganisationKind[];
  const organisations = [
    ...new Map(installation.people.map((person) => [person.organisation, person.kind])),
  ].sort(([, a], [, b]) => kinds.indexOf(a) - kinds.indexOf(b));
  return (
    <>
      <p className="entry-lead">{t(words.demoPeople)}</p>
      <p className="soft">{t(words.demoPeopleMeans)}</p>
      <RefusalNote error={enter.error} />
      <div className="people">
        {organisations.map(([organisation, kind]) => (
          <section key={organisation}>
            <h2>
              {organisation} <span className="soft">{t(kindWords[kind])}</span>
            </h2>
            <ul>
              {installation.people
                .filter((person) => person.organisation === organisation)
                .map((person) => (
                  <li key={person.login}>
                    <button
                      type="button"
                      className="plain person"
                      disabled={enter.isPending}
                      onClick={() => enter.mutate(person.login)}
                    >
                      <span className="initial" aria-hidden="true">
                        {person.name.slice(0, 1)}
                      </span>
                      <span className="who">
                        <span>{person.name}</span>
                        <span className="soft">{person.title ?? t(kindWords[person.kind])}</span>
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** Lies over the page when the session has ended; what was typed underneath stays. */
export function SignInAgain({ me, done }: { readonly me: Me; readonly done: (me: Me) => void }) {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const login = kept('login');
  const again = useMutation({ mutationFn: () => api.signInAs({ login: login ?? '' }), onSuccess: done });
  return (
    <dialog
      ref={dialog}
      className="sign-in-again"
      aria-label={t(words.signInAgain)}
      onCancel={(event) => event.preventDefault()}
    >
      <h2>{t(words.signInAgain)}</h2>
      <p>{t(words.signInAgainMeans)}</p>
      {me.county.demonstration && login ? (
        <>
          <RefusalNote error={again.error} />
          <Button primary large loading={again.isPending} onClick={() => again.mutate()}>
            {t(words.continueAs, { name: me.person.name })}
          </Button>
        </>
      ) : (
        <SignInForm installation={{ counties: [{ ...me.county }] }} done={done} />
      )}
      <p>
        <GoTo to="/sign-in">{t(uiWords.signOut)}</GoTo>
      </p>
    </dialog>
  );
}

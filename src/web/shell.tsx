import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { Announcements } from '#web/announce.tsx';
import { onProofRequired, onSessionRequired, queryClient } from '#web/api.ts';
import { CountySpeech, useLanguage, useWords } from '#web/language.tsx';
import type { Page } from '#web/routing.tsx';
import { countyWords, endSession, type Me, sessionQuery, useMe } from '#web/session.tsx';
import { type ThemeChoice, useTheme } from '#web/theme.tsx';
import { uiWords } from '#web/ui.words.ts';

export type ShellParts = {
  readonly pages: readonly Page[];
  /** The menu's groups in their order; a group without words stands first and unnamed. */
  readonly groups: Readonly<Record<string, Words | null>>;
  /** Lies over the page when the session has ended, so that nothing typed is lost. */
  readonly signInAgain: ComponentType<{ me: Me; done: (me: Me) => void }>;
  /** Lies over the page while an act waits for a second factor. */
  readonly stepUp: ComponentType<{ done: (proven: boolean) => void }>;
};

/** The frame around every page that needs a session. */
export function Shell({ parts }: { readonly parts: ShellParts }) {
  const me = useMe();
  return (
    <CountySpeech terms={me.terms}>
      <WithinShell parts={parts} me={me} />
    </CountySpeech>
  );
}

function WithinShell({ parts, me }: { readonly parts: ShellParts; readonly me: Me }) {
  const t = useWords();
  const [menuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // A new page begins at its beginning for the keyboard and for a screen reader too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what makes it a new page
  useEffect(() => {
    setMenuOpen(false);
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t(uiWords.skip)}
      </a>
      <header className="top">
        <button
          type="button"
          className="plain menu-button"
          aria-label={t(uiWords.menu)}
          aria-expanded={menuOpen}
          onClick={() => setMenuOpen(true)}
        >
          <MenuIcon />
        </button>
        <Link to="/" className="brand">
          <Mark />
          <strong>{t(uiWords.product)}</strong>
          <span className="county">{t(countyWords(me.county))}</span>
        </Link>
        {me.county.demonstration ? (
          <span className="demonstration" title={t(uiWords.demonstrationMeans)}>
            {t(uiWords.demonstration)}
          </span>
        ) : null}
        <div className="top-end">
          <LanguageSwitch />
          <AccountMenu me={me} />
        </div>
      </header>
      <aside className="side">
        <Menu parts={parts} me={me} />
      </aside>
      <MenuDrawer open={menuOpen} close={() => setMenuOpen(false)}>
        <Menu parts={parts} me={me} />
      </MenuDrawer>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      {me.county.demonstration ? <p className="demonstration-foot">{t(uiWords.demonstrationMeans)}</p> : null}
      <Announcements />
      <SessionGuard me={me} signInAgain={parts.signInAgain} />
      <ProofGuard stepUp={parts.stepUp} />
    </div>
  );
}

function Menu({ parts, me }: { readonly parts: ShellParts; readonly me: Me }) {
  const t = useWords();
  const { pathname } = useLocation();
  const entries = parts.pages.filter(
    ({ menu }) =>
      menu &&
      (!menu.kinds ||
        menu.kinds.includes(me.organisation.kind) ||
        (menu.duty !== undefined && me.person.duties.includes(menu.duty))) &&
      (!menu.part || me.parts.includes(menu.part)),
  );
  const current = entries
    .map(({ path }) => path)
    .filter((path) => (path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={t(uiWords.mainMenu)}>
      {Object.entries(parts.groups).map(([group, words]) => {
        const own = entries.filter(({ menu }) => menu?.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group}>
            {words ? <h2>{t(words)}</h2> : null}
            <ul>
              {own.map(({ path, title, menu }) => (
                <li key={path}>
                  <Link
                    to={path}
                    className="menu-entry"
                    {...(path === current ? { 'aria-current': 'page' as const } : {})}
                  >
                    <span aria-hidden="true">{menu?.icon}</span>
                    {t(title)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

/** The native dialog traps the focus, closes on Escape and makes the page behind it inert. */
function MenuDrawer({
  open,
  close,
  children,
}: {
  readonly open: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is Escape and the button
    <dialog
      ref={dialog}
      className="drawer"
      aria-label={t(uiWords.mainMenu)}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div>
        <button type="button" className="plain" onClick={close}>
          {t(uiWords.close)}
        </button>
        {open ? children : null}
      </div>
    </dialog>
  );
}

/** One press: the other language. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  return (
    <button
      type="button"
      className="plain"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {uiWords.otherLanguage[language]}
    </button>
  );
}

const themeChoices: readonly [ThemeChoice, Words][] = [
  ['system', uiWords.themeSystem],
  ['light', uiWords.themeLight],
  ['dark', uiWords.themeDark],
];

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const t = useWords();
  const { choice, setChoice } = useTheme();
  const name = useId();
  return (
    <fieldset className="theme-switch">
      <legend>{t(uiWords.theme)}</legend>
      {themeChoices.map(([value, words]) => (
        <label key={value}>
          <input type="radio" name={name} checked={choice === value} onChange={() => setChoice(value)} />
          <span>{t(words)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function AccountMenu({ me }: { readonly me: Me }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const byEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', byEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', byEscape);
    };
  }, [open]);
  return (
    <div className="account" ref={box}>
      <button
        ref={button}
        type="button"
        className="plain person"
        aria-expanded={open}
        aria-haspopup="true"
        onClick={() => setOpen(!open)}
      >
        <span className="initial" aria-hidden="true">
          {me.person.name.slice(0, 1)}
        </span>
        <span className="who">
          <span>{me.person.name}</span>
          <span className="soft">{me.organisation.name}</span>
        </span>
      </button>
      {open ? (
        <div className="account-panel">
          <p>
            <strong>{me.person.name}</strong>
            {me.person.title ? <span> {me.person.title}</span> : null}
            <br />
            <span className="soft">{me.organisation.name}</span>
          </p>
          <ThemeSwitch />
          <Link to="/account" className="menu-entry" onClick={() => setOpen(false)}>
            {t(uiWords.account)}
          </Link>
          <button type="button" className="plain menu-entry" onClick={() => void endSession()}>
            {t(uiWords.signOut)}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** When the server no longer knows the session, the person signs in over the page and goes on where they were. */
function SessionGuard({
  me,
  signInAgain: SignInAgain,
}: {
  readonly me: Me;
  readonly signInAgain: ShellParts['signInAgain'];
}) {
  const [lost, setLost] = useState(false);
  useEffect(() => onSessionRequired(() => setLost(true)), []);
  const done = useCallback(
    (next: Me) => {
      // Another person's page must not show through.
      if (next.person.id !== me.person.id) return window.location.assign('/');
      setLost(false);
      queryClient.setQueryData(sessionQuery.queryKey, next);
      void queryClient.invalidateQueries();
    },
    [me.person.id],
  );
  return lost ? <SignInAgain me={me} done={done} /> : null;
}

/** When an act needs a second factor it waits here for the proof; several that wait are answered by one. */
function ProofGuard({ stepUp: StepUp }: { readonly stepUp: ShellParts['stepUp'] }) {
  const [asked, setAsked] = useState(false);
  const waiting = useRef<((proven: boolean) => void)[]>([]);
  useEffect(
    () =>
      onProofRequired(() => {
        setAsked(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );
  const done = useCallback((proven: boolean) => {
    setAsked(false);
    for (const resolve of waiting.current.splice(0)) resolve(proven);
  }, []);
  return asked ? <StepUp done={done} /> : null;
}

const MenuIcon = () => (
  <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <path d="M2 5h16M2 10h16M2 15h16" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
  </svg>
);

/** The product's mark. */
export const Mark = ({ size = 26 }: { readonly size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="mark">
    <rect width="32" height="32" rx="6" className="mark-ground" />
    <path d="M8 9h16M8 16h9M8 23h6" className="mark-lines" />
    <path d="M17.5 21.5l3.4 3.4 6-7" className="mark-tick" />
  </svg>
);

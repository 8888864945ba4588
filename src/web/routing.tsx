import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  redirect,
  useNavigate,
  useParams,
  useSearch,
} from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useLayoutEffect } from 'react';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Language, Words } from '#kernel/words.ts';
import { codeOf, queryClient } from '#web/api.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { type RegimePart, sessionQuery } from '#web/session.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { uiWords } from '#web/ui.words.ts';

export type MenuEntry = {
  readonly icon: ReactNode;
  readonly group: string;
  /** Who sees it in the menu; everyone when absent. The server decides what is allowed. */
  readonly kinds?: readonly OrganisationKind[];
  /** Besides those kinds, whoever has this duty. */
  readonly duty?: Duty;
  /** Only where the county's regime has this part. */
  readonly part?: RegimePart;
};
/** A page's component: it takes nothing, its parts are in the address. */
export type PageContent = () => ReactNode;
export type Page = {
  readonly path: string;
  readonly title: Words;
  readonly load: () => Promise<PageContent>;
  readonly menu?: MenuEntry;
  /** Reachable without a session, outside the shell: the entry pages. */
  readonly open?: boolean;
  /** Draws nothing with antd, which then is not fetched: the very first page. */
  readonly bare?: boolean;
};

/** One page of a feature; its code is fetched when it is first visited (or its link is hovered). */
export const page = (
  path: string,
  title: Words,
  load: Page['load'],
  options: Pick<Page, 'menu' | 'open' | 'bare'> = {},
): Page => ({ path, title, load, ...options });

export type Frame = {
  readonly root: PageContent;
  /** Around every page that needs a session. */
  readonly inside: PageContent;
  readonly notFound: PageContent;
  readonly failed: (props: { error: unknown; reset: () => void }) => ReactNode;
  readonly pending: PageContent;
};

/** The route tree, from the list of pages. */
export function routerOf(pages: readonly Page[], frame: Frame) {
  const root = createRootRoute({ component: frame.root });
  const inside = createRoute({
    getParentRoute: () => root,
    id: 'inside',
    component: frame.inside,
    beforeLoad: async ({ location }) => {
      try {
        await queryClient.ensureQueryData(sessionQuery);
      } catch (error) {
        if (codeOf(error) !== 'session.required') throw error;
        const next = location.href === '/' ? {} : { next: location.href };
        throw redirect({ to: '/sign-in', search: next, replace: true });
      }
    },
  });
  const route = (parent: typeof root | typeof inside) => (given: Page) =>
    createRoute({
      getParentRoute: () => parent as typeof root,
      path: given.path,
      component: lazyRouteComponent(() => loaded(given)),
    });
  const unknown = createRoute({ getParentRoute: () => inside, path: '$', component: frame.notFound });
  return createRouter({
    routeTree: root.addChildren([
      ...pages.filter(({ open }) => open).map(route(root)),
      inside.addChildren([...pages.filter(({ open }) => !open).map(route(inside)), unknown as never]),
    ]),
    defaultPreload: 'intent',
    defaultPreloadDelay: 40,
    defaultNotFoundComponent: frame.notFound,
    defaultErrorComponent: frame.failed,
    defaultPendingComponent: frame.pending,
    defaultPendingMs: 300,
    scrollRestoration: true,
    // Plain text in the address: a 12-digit village code stays text, and an address can be read aloud.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const kept = Object.entries(search).flatMap(([key, value]) =>
        value === undefined || value === '' ? [] : [[key, String(value)]],
      );
      return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
    },
  });
}

/** A page's code together with what it stands in; a bare page stands without antd. */
async function loaded({ title, load, bare = false }: Page): Promise<{ default: PageContent }> {
  if (bare) return { default: titled(title, await load()) };
  const [Content, { AntdFrame }] = await Promise.all([load(), import('#web/antd-frame.tsx')]);
  const framed = () => (
    <AntdFrame>
      <Content />
    </AntdFrame>
  );
  return { default: titled(title, framed) };
}

function titled(title: Words, Content: PageContent): PageContent {
  return function TitledPage() {
    const { language } = useLanguage();
    const t = useWords();
    // Before the effects of what is inside, so that a record's own title stands.
    useLayoutEffect(() => {
      document.title = tabTitle(t(title), language);
    }, [t, language]);
    return <Content />;
  };
}

/** The title in the browser's tab; a record page says its own, over the route's. */
export function usePageTitle(text: string): void {
  const { language } = useLanguage();
  useEffect(() => {
    document.title = tabTitle(text, language);
  }, [text, language]);
}

const tabTitle = (text: string, language: Language): string => `${text} · ${uiWords.product[language]}`;

type Search = Readonly<Record<string, string | undefined>>;

/** A link to one of our own addresses. */
export function GoTo({
  to,
  search,
  className,
  children,
}: {
  readonly to: string;
  readonly search?: Search;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <Link to={to} search={(search ?? {}) as never} {...(className ? { className } : {})}>
      {children}
    </Link>
  );
}

/** A link that looks like a button: for the main thing to do on a page. */
export function GoButton({
  to,
  search,
  words,
  primary = false,
  icon,
}: {
  readonly to: string;
  readonly search?: Search;
  readonly words: Words;
  readonly primary?: boolean;
  readonly icon?: ReactNode;
}) {
  const t = useWords();
  const go = useGo();
  const target = search
    ? `${to}?${new URLSearchParams(Object.entries(search).filter((pair): pair is [string, string] => !!pair[1]))}`
    : to;
  return (
    <a
      href={target}
      className={buttonClass({ primary })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
      }}
    >
      {icon}
      {t(words)}
    </a>
  );
}

/** `go('/findings/…')`; with `{ replace: true }` the page it is called on is left out of the way back. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to, options) => void navigate({ href: to, replace: options?.replace ?? false }),
    [navigate],
  );
}

/** A part of the address: `usePathParam('id')` on `/findings/$id`. */
export function usePathParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`The address has no part named ${name}`);
  return value;
}

/** One text after the question mark, and its setter. */
export function useSearchParam(name: string): [string | undefined, (value: string | undefined) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const value = search[name];
  const set = useCallback(
    (next: string | undefined) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, [name]: next })) as never,
        replace: true,
        // Another filter or clause on the same page: whoever reads stays where he reads.
        resetScroll: false,
      }),
    [navigate, name],
  );
  return [typeof value === 'string' && value !== '' ? value : undefined, set];
}

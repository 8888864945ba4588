import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { keep, kept } from '#web/keeping.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

type Theme = {
  readonly choice: ThemeChoice;
  readonly dark: boolean;
  readonly setChoice: (choice: ThemeChoice) => void;
};
const ThemeContext = createContext<Theme>({ choice: 'system', dark: false, setChoice: () => undefined });

/** Light or dark as it is on screen, and the choice behind it. */
export const useTheme = (): Theme => use(ThemeContext);

/** What the server allows this page's styles by. */
export const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

// antd's scroll lock writes a style element of its own and forgets the nonce. The page's scripts are trusted; its styles follow them.
const createElement = document.createElement.bind(document);
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options);
  if (name === 'style') element.nonce = nonce;
  return element;
}) as typeof document.createElement;

/** Whether a media query holds, followed as it changes. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const follow = () => setMatches(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}

/** A phone, or a window as narrow as one. */
export const useNarrow = (): boolean => useMedia('(max-width: 760px)');

/** Keeps the choice and puts it on the page; antd follows in antd-frame.tsx. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const before = kept('theme');
    return before === 'light' || before === 'dark' ? before : 'system';
  });
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = choice === 'system' ? systemDark : choice === 'dark';

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    keep('theme', choice === 'system' ? undefined : choice);
  }, [choice, dark]);

  const value = useMemo(() => ({ choice, dark, setChoice }), [choice, dark]);
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

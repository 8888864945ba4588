import { theme as antd, ConfigProvider, type ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Language } from '#kernel/words.ts';
import { keep, kept } from '#web/keeping.ts';
import { useLanguage } from '#web/language.tsx';

export type ThemeChoice = 'system' | 'light' | 'dark';
// TypeScript takes antd's files for CommonJS, whose default export is the module; the bundler reads them as what they are.
const locales = { zh: zhCN, en: enUS } as unknown as Readonly<
  Record<Language, NonNullable<ConfigProviderProps['locale']>>
>;

type Theme = {
  readonly choice: ThemeChoice;
  readonly dark: boolean;
  readonly setChoice: (choice: ThemeChoice) => void;
};
const ThemeContext = createContext<Theme>({ choice: 'system', dark: false, setChoice: () => undefined });

/** Light or dark as it is on screen, and the choice behind it. */
export const useTheme = (): Theme => use(ThemeContext);

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

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

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const before = kept('theme');
    return before === 'light' || before === 'dark' ? before : 'system';
  });
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const narrow = useNarrow();
  const { language } = useLanguage();
  const dark = choice === 'system' ? systemDark : choice === 'dark';

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    keep('theme', choice === 'system' ? undefined : choice);
  }, [choice, dark]);

  const value = useMemo(() => ({ choice, dark, setChoice }), [choice, dark]);
  const tokens = useMemo(() => antdTheme(dark), [dark]);
  return (
    <ThemeContext value={value}>
      <ConfigProvider
        csp={{ nonce }}
        locale={locales[language]}
        componentSize={narrow ? 'large' : 'medium'}
        theme={tokens}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </ThemeContext>
  );
}

/** The same colours as base.css, for antd's own components. */
function antdTheme(dark: boolean) {
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#3fae99' : '#0b6b5d',
      colorLink: dark ? '#5cc4b0' : '#0b6b5d',
      colorInfo: dark ? '#3fae99' : '#0b6b5d',
      colorSuccess: dark ? '#6fbf7b' : '#2f7d3b',
      colorWarning: dark ? '#d9a348' : '#a86a00',
      colorError: dark ? '#ee8277' : '#b3261e',
      colorTextBase: dark ? '#e3eae8' : '#1b2624',
      colorBgBase: dark ? '#131917' : '#ffffff',
      colorBgLayout: dark ? '#0e1312' : '#f3f6f5',
      ...(dark ? { colorBgContainer: '#151c1a', colorBgElevated: '#1c2523', colorBorder: '#3d4a46' } : {}),
      colorTextDescription: dark ? '#9fada9' : '#586662',
      colorTextPlaceholder: dark ? '#7d8a86' : '#7a8783',
      colorWarningBg: dark ? '#33270f' : '#fbf1dd',
      colorErrorBg: dark ? '#3a1a17' : '#fbeae8',
      colorSuccessBg: dark ? '#17301b' : '#e7f3e8',
      colorInfoBg: dark ? '#16312c' : '#e4f1ee',
      fontFamily: 'var(--font)',
      fontSize: 14,
      lineHeight: 1.65,
      borderRadius: 6,
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        ...(dark ? { primaryColor: '#06211c' } : {}),
      },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 4px' },
    },
  };
}

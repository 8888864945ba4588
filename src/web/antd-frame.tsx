import { theme as antd, ConfigProvider, type ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, useMemo } from 'react';
import type { Language } from '#kernel/words.ts';
import { useLanguage } from '#web/language.tsx';
import { nonce, useNarrow, useTheme } from '#web/theme.tsx';

// TypeScript takes antd's files for CommonJS, whose default export is the module; the bundler reads them as what they are.
const locales = { zh: zhCN, en: enUS } as unknown as Readonly<
  Record<Language, NonNullable<ConfigProviderProps['locale']>>
>;

/** What antd's components stand in: our colours, the language, the nonce. The entry page is without antd and without this. */
export function AntdFrame({ children }: { readonly children: ReactNode }) {
  const { dark } = useTheme();
  const narrow = useNarrow();
  const { language } = useLanguage();
  const tokens = useMemo(() => antdTheme(dark), [dark]);
  return (
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
      // A leave that is interrupted can leave a button named “loading” for good; nothing here needs to move.
      motion: false,
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

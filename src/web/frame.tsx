import { QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { queryClient } from '#web/api.ts';
import { LanguageProvider, useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import { GoButton } from '#web/routing.tsx';
import { ThemeProvider } from '#web/theme.tsx';
import { Button } from '#web/ui/button.tsx';
import { uiWords } from '#web/ui.words.ts';

/** Everything a page may count on: language, colours, the cache of answers. */
export function Root() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <ThemeProvider>
          <Outlet />
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

/** A page that says one thing: not found, failed, nothing here. */
export function Plain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="plain-page">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

export function NotFound() {
  const t = useWords();
  return (
    <Plain title={t(uiWords.notFound)}>
      <p className="soft">{t(uiWords.notFoundMeans)}</p>
      <p>
        <GoButton to="/" words={uiWords.toHome} primary />
      </p>
    </Plain>
  );
}

/** A page that threw. The sentence is for the administrator; the person gets a way on. */
export function Failed({ error }: { readonly error: unknown }) {
  const t = useWords();
  return (
    <Plain title={t(uiWords.pageFault)}>
      <p className="soft">{t(uiWords.pageFaultMeans)}</p>
      <RefusalNote
        error={error}
        extra={<code>{error instanceof Error ? error.message : String(error)}</code>}
      />
      <p>
        <Button primary onClick={() => window.location.reload()}>
          {t(uiWords.reload)}
        </Button>
      </p>
    </Plain>
  );
}

export function Pending() {
  const t = useWords();
  return (
    <p className="pending" role="status">
      {t(uiWords.loading)}…
    </p>
  );
}

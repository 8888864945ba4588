import type { ReactNode } from 'react';
import { codeOf } from '#web/api.ts';
import { NotFound } from '#web/frame.tsx';
import { useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import { Button } from '#web/ui/button.tsx';
import { uiWords } from '#web/ui.words.ts';

type Answer<T> = {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => Promise<unknown>;
};

/** What a query answered; until then a quiet placeholder, and when it cannot be read the reason and another try. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: Answer<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const t = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Placeholder />;
  if (codeOf(query.error)?.endsWith('.not-found')) return <NotFound />;
  return (
    <div className="unread">
      <RefusalNote error={query.error} />
      <Button onClick={() => void query.refetch()}>{t(uiWords.again)}</Button>
    </div>
  );
}

export function Placeholder({ lines = 6 }: { readonly lines?: number }) {
  const t = useWords();
  return (
    <div className="placeholder" role="status">
      <span className="unseen">{t(uiWords.loading)}</span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <i key={at} />
      ))}
    </div>
  );
}

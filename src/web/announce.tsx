import { useSyncExternalStore } from 'react';

let told: { readonly text: string; readonly at: number } | undefined;
let ending: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says in a quiet corner, and to a screen reader, that something is done. */
export function announce(text: string): void {
  told = { text, at: performance.now() };
  clearTimeout(ending);
  ending = setTimeout(() => {
    told = undefined;
    for (const listener of listeners) listener();
  }, 4000);
  for (const listener of listeners) listener();
}

export function Announcements() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => told,
  );
  return (
    <div className="announcements" role="status" aria-live="polite">
      {now ? <p key={now.at}>{now.text}</p> : null}
    </div>
  );
}

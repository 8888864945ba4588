import type { ReactNode } from 'react';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

/** A remark in a box: quiet, or with `urgent` said at once to a screen reader. */
export function Notice({
  tone = 'info',
  urgent = false,
  children,
}: {
  readonly tone?: NoticeTone;
  readonly urgent?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={urgent ? 'alert' : 'note'}>
      {children}
    </div>
  );
}

import { type ReactNode, useId } from 'react';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';
import { LabelId } from '#web/ui/field.tsx';
import type { SheetView } from './inspection.contract.ts';
import type { Draft, Part } from './inspection.draft.rules.ts';

export type Change = (next: (before: Draft) => Partial<Draft>) => void;
export type PartProps = {
  readonly sheet: SheetView;
  readonly draft: Draft;
  readonly change: Change;
  readonly now: () => string;
};

export function PartFrame({
  part,
  words: title,
  hint,
  children,
}: {
  readonly part: Part;
  readonly words: Words;
  readonly hint?: Words;
  readonly children: ReactNode;
}) {
  const t = useWords();
  return (
    <section id={`part-${part}`} className="sheet-part">
      <h2>{t(title)}</h2>
      {hint ? <p className="soft">{t(hint)}</p> : null}
      {children}
    </section>
  );
}

/** An upload that keeps what it shows in the draft, so that it is still there when the page comes back. */
export type UploadOf = (
  ids: readonly string[],
  set: (ids: string[]) => void,
) => {
  value: string[];
  known: readonly EvidenceView[];
  arrived: (evidence: EvidenceView) => void;
  onChange: (ids: string[] | undefined) => void;
};
export const useUploads =
  (draft: Draft, change: Change): UploadOf =>
  (ids, set) => ({
    value: [...ids],
    known: draft.views,
    arrived: (evidence) => change((before) => ({ views: [...before.views, evidence] })),
    onChange: (next) => set(next ?? []),
  });

/** A control with its question above it; the sheet is no form of questions sent one by one. */
export function Labelled({
  words: asked,
  hint,
  children,
}: {
  readonly words: Words;
  readonly hint?: Words;
  readonly children: (id: string) => ReactNode;
}) {
  const t = useWords();
  const id = useId();
  const labelId = useId();
  return (
    <div className="labelled">
      <label htmlFor={id} id={labelId}>
        {t(asked)}
      </label>
      <LabelId value={labelId}>{children(id)}</LabelId>
      {hint ? <span className="soft small">{t(hint)}</span> : null}
    </div>
  );
}

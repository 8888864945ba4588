import type { Words } from '#kernel/words.ts';
import type { Project } from './plan.model.ts';
import { moneyOf } from './plan.rules.ts';
import { words } from './plan.words.ts';

type Value = { readonly fen: number } | { readonly text: string } | null;
type Change = { readonly words: Words; readonly before: Value; readonly after: Value };

/** What whoever confirms a change of the project's money is shown. */
export function moneyShown(
  before: Project,
  after: Project,
  documentNumber: string,
): { readonly title: Words; readonly changes: readonly Change[] } {
  const money = (said: Words, of: (project: Project) => number): Change => ({
    words: said,
    before: { fen: of(before) },
    after: { fen: of(after) },
  });
  const text = (said: Words, was: string | null, now: string | null): Change[] =>
    was === now
      ? []
      : [
          {
            words: said,
            before: was === null ? null : { text: was },
            after: now === null ? null : { text: now },
          },
        ];
  return {
    title: words.moneyChange,
    changes: [
      money(words.central, ({ centralFen }) => centralFen),
      money(words.local, ({ localFen }) => localFen),
      money(words.money, moneyOf),
      ...text(words.documentNumber, null, documentNumber),
      ...text(words.name, before.name, after.name),
      ...text(words.nameEn, before.nameEn, after.nameEn),
      ...text(words.endsOn, before.endsOn, after.endsOn),
    ],
  };
}

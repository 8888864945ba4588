import type { Words } from '#kernel/words.ts';
import { useWords } from '#web/language.tsx';

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';
export type StateWords = Words & { readonly tone?: Tone };

/** A state in words; its colour says good, under way, mind this, bad or nothing, and never stands alone. */
export function StateTag<State extends string>({
  of,
  state,
}: {
  readonly of: Readonly<Record<State, StateWords>>;
  readonly state: State;
}) {
  const words = of[state];
  const t = useWords();
  return <span className={`tag tag-${words?.tone ?? 'plain'}`}>{words ? t(words) : state}</span>;
}

/** A mark in words that is no state: 重要, 重复发现. */
export function Mark({ words, tone = 'plain' }: { readonly words: Words; readonly tone?: Tone }) {
  return <span className={`tag tag-${tone}`}>{useWords()(words)}</span>;
}

import { useWords } from '#web/language.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';
import type { DifferenceView, WhyView } from './simulation.contract.ts';
import { type Said, turnOf } from './simulation.said.view.tsx';
import { turnTones, turnWords, words } from './simulation.words.ts';

/** The values behind one side of a difference, each with its clause and the clause's words. */
export function Whys({ of, said }: { readonly of: readonly WhyView[]; readonly said: Said }) {
  const t = useWords();
  if (of.length === 0) return null;
  return (
    <details className="simulation-why">
      <summary>{t(words.why)}</summary>
      <ul>
        {of.map((why) => (
          <li key={why.id}>
            {said.why(why)} {why.localSupplement ? <Mark words={uiWords.localSupplement} /> : null}
            <ClauseOf why={why} />
          </li>
        ))}
      </ul>
    </details>
  );
}

export function ClauseOf({ why }: { readonly why: WhyView }) {
  const t = useWords();
  if (!why.clause) return null;
  return (
    <div className="soft small">
      {why.clause.number}
      {' · '}
      {t(why.clause.text)}
    </div>
  );
}

/** 新增、取消、改变: what B does to it. */
export function Turn({ of }: { readonly of: DifferenceView }) {
  const turn = turnOf(of);
  return <Mark words={turnWords[turn]} tone={turnTones[turn]} />;
}

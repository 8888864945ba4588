import { useWords } from '#web/language.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { LetterDocumentView, LetterView } from './supervision-letter.contract.ts';
import { type LetterState, track } from './supervision-letter.model.ts';
import { letterStates, nextStepWords, words } from './supervision-letter.words.ts';

/** 草稿 → … → 已办结, with the step it stands at. A voided draft is off the track. */
export function LetterTrack({
  of: { state, reviewed, kind },
}: {
  readonly of: Pick<LetterView, 'state' | 'reviewed' | 'kind'>;
}) {
  const t = useWords();
  // A revocation orders nothing, so there is nothing of its own to close.
  const steps = track
    .filter((step) => reviewed || step !== 'reviewed')
    .filter((step) => kind === 'supervision' || step !== 'closed');
  const at = (steps as readonly LetterState[]).indexOf(state);
  return (
    <ol className="track" aria-label={t(words.steps)}>
      {steps.map((step, place) => (
        <li
          key={step}
          className={place < at ? 'past' : place === at ? 'here' : 'ahead'}
          {...(place === at ? { 'aria-current': 'step' as const } : {})}
        >
          {t(letterStates[step])}
        </li>
      ))}
    </ol>
  );
}

/** At whose desk it lies: the step, the rule of who may take it, and those who may by name. */
export function Awaits({
  of: { step, people },
  revoking,
}: {
  readonly of: NonNullable<LetterView['awaits']>;
  readonly revoking: boolean;
}) {
  const t = useWords();
  const bodies = [...Map.groupBy(people, ({ organisation }) => organisation)];
  return (
    <Notice tone={people.length === 0 ? 'warn' : 'info'}>
      <strong>{t(revoking && step === 'acknowledge' ? words.acknowledgeNext : nextStepWords[step])}</strong>
      {people.length === 0 ? (
        <span>{t(words.nobodyMay)}</span>
      ) : (
        <ul className="plain-list">
          {bodies.map(([organisation, them]) => (
            <li key={organisation}>
              {organisation}：{them.map(({ name }) => name).join(t(words.listSeparator))}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type Block = LetterDocumentView['blocks'][number];
const keyOf = (block: Block): string => ('text' in block ? block.text : block.head.join());

/** The letter as it reads on paper: always Chinese, whatever the language of the screen. */
export function LetterPaper({ of }: { readonly of: LetterDocumentView }) {
  return (
    <div className="letter-paper" lang="zh-CN">
      <p className="letter-mark">{of.issuer}</p>
      <p className="letter-number">{of.number}</p>
      <p className="letter-title">{of.title}</p>
      <p className="letter-addressee">{of.addressee}：</p>
      {of.blocks.map((block) => (
        <BlockText key={keyOf(block)} block={block} />
      ))}
      <div className="letter-end">
        <p>{of.signature}</p>
        <p>{of.date}</p>
      </div>
      {of.contact ? <p>（{of.contact}）</p> : null}
      {of.annexes.map((annex, at) => (
        <section key={annex.title} className="letter-annex">
          <p className="letter-heading">
            {words.annex.zh}
            {of.annexes.length > 1 ? at + 1 : ''} {annex.title}
          </p>
          {annex.blocks.map((block) => (
            <BlockText key={keyOf(block)} block={block} />
          ))}
        </section>
      ))}
      <p className="letter-copies">
        {words.copyTo.zh}：{of.copyTo.join('，')}。
      </p>
    </div>
  );
}

function BlockText({ block }: { readonly block: Block }) {
  if ('text' in block)
    return <p className={block.kind === 'heading1' ? 'letter-heading' : 'letter-text'}>{block.text}</p>;
  const shares = block.widths.reduce((sum, width) => sum + width, 0);
  return (
    <div className="table-frame">
      <table>
        <colgroup>
          {block.head.map((cell, at) => (
            <col key={cell} style={{ width: `${((block.widths[at] ?? 1) / shares) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, at) => (
                <td key={`${block.head[at]}`}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

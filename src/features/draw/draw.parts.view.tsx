import { Button } from 'antd';
import { useState } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import { useToday } from '#web/session.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import type { DrawView } from './draw.contract.ts';
import type { Verdict } from './draw.proof.rules.ts';
import { repeatText } from './draw.repeat.rules.ts';
import { checkWords } from './draw.verifier.words.ts';
import { words } from './draw.words.ts';

type Of = { readonly of: DrawView };

/** The file for everyone, and the same check done here and now by this browser. */
export function Proof({ of }: Of) {
  const t = useWords();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!of.may.download) return null;
  const address = `/api/draws/${of.id}/proof`;
  const repeat = async () => {
    setError(null);
    try {
      const answer = await fetch(`${address}.json`);
      if (!answer.ok) throw new Error(String(answer.status));
      setVerdict(repeatText(await answer.text()));
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Section words={words.proof}>
      <p className="soft">{t(words.proofIntro)}</p>
      <div className="page-acts draw-proof">
        <Button href={`${address}.html`} type="primary">
          {t(words.downloadPage)}
        </Button>
        <Button href={`${address}.json`}>{t(words.downloadData)}</Button>
        <Button onClick={() => void repeat()}>{t(words.repeatHere)}</Button>
      </div>
      <RefusalNote error={error} />
      {verdict ? (
        <Notice tone={verdict.ok ? 'good' : 'bad'} urgent>
          <strong>{t(verdict.ok ? words.repeatAgrees : words.repeatDiffers)}</strong>
          <ul className="plain-list">
            {verdict.checks.map(({ name, ok }) => (
              <li key={name}>
                {ok ? '✓' : '✗'} {t(checkWords[name])}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </Section>
  );
}

/** Who takes part, what each committed to and what it revealed. */
export function PartyList({ of }: Of) {
  const t = useWords();
  const { instant } = useFormat();
  const today = useToday();
  const silent = of.parties.filter(({ secret }) => secret === null).map(({ name }) => name);
  const late = of.state === 'revealing' && today > of.revealUntilOn;
  return (
    <Section words={words.parties}>
      {late ? (
        <Notice tone="warn">{t(words.silent, { names: silent, untilOn: of.revealUntilOn })}</Notice>
      ) : null}
      <ul className="draw-parties">
        {of.parties.map((party) => (
          <li key={party.id}>
            <h3>
              {party.name}{' '}
              <span className="tags">
                {party.own ? <Mark words={words.ownParty} tone="busy" /> : null}
                {party.opened ? <Mark words={words.openedMark} tone="warn" /> : null}
                {party.openingReason !== null && !party.opened ? (
                  <Mark words={words.openingMark} tone="warn" />
                ) : null}
              </span>
            </h3>
            <dl>
              <dt>{t(words.commitment)}</dt>
              <dd>
                {party.commitment === null ? (
                  <span className="soft">{t(words.awaited)}</span>
                ) : (
                  <>
                    <code className="digest">{party.commitment}</code>{' '}
                    {party.committedAt ? <span className="soft">{instant(party.committedAt)}</span> : null}
                  </>
                )}
              </dd>
              <dt>{t(words.secret)}</dt>
              <dd>
                {party.secret === null ? (
                  <span className="soft">{t(words.hidden)}</span>
                ) : (
                  <>
                    <code className="digest">{party.secret}</code>{' '}
                    {party.revealedAt ? <span className="soft">{instant(party.revealedAt)}</span> : null}
                  </>
                )}
              </dd>
            </dl>
            {party.openingReason !== null ? (
              <p className="soft">
                {t(party.opened ? words.openedBecause : words.openingBecause, {
                  reason: party.openingReason,
                })}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

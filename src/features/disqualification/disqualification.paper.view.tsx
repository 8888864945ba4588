import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { Basis } from '#web/ui/basis.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import type { CaseView } from './disqualification.case.contract.ts';
import { queries } from './disqualification.client.view.tsx';
import { lateWords, outcomeWords, paperWords, words } from './disqualification.words.ts';

/** 拟取消承办资格告知书: facts, basis, rights. */
export function NoticePaper() {
  return (
    <Paper title={paperWords.notice} number={(of) => of.notice?.documentNumber ?? null}>
      {(of) => <NoticeText of={of} />}
    </Paper>
  );
}

/** 决定书. */
export function DecisionPaper() {
  return (
    <Paper title={paperWords.decision} number={(of) => of.service?.documentNumber ?? null}>
      {(of) => <DecisionText of={of} />}
    </Paper>
  );
}

type PaperProps = {
  readonly title: { readonly zh: string; readonly en: string };
  readonly number: (of: CaseView) => string | null;
  readonly children: (of: CaseView) => ReactNode;
};

function Paper({ title, number, children }: PaperProps) {
  const id = usePathParam('id');
  const t = useWords();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ case: of }) => (
        <PrintPage title={t(title)} acts={<GoButton to={`/disqualifications/${id}`} words={words.case} />}>
          <p className="soft">{number(of) ?? of.number}</p>
          <p>
            {of.contractor.name}
            {t(paperWords.colon)}
          </p>
          {children(of)}
          <Signature of={of} />
        </PrintPage>
      )}
    </Loaded>
  );
}

function Facts({ of }: { readonly of: CaseView }) {
  const t = useWords();
  const { day, percent } = useFormat();
  return (
    <>
      <h2>{t(paperWords.facts)}</h2>
      <p>{of.reasons}</p>
      <p>
        {t(paperWords.counted, {
          sinceOn: day(of.laidOut.sinceOn),
          asOf: day(of.laidOut.asOf),
          counted: of.laidOut.counted,
          late: of.laidOut.late,
        })}
      </p>
      <ol>
        {of.laidOut.findings
          .filter(({ late }) => late !== null)
          .map((finding, at) => (
            <li key={finding.id}>
              {at + 1}. {finding.number}
              {t(paperWords.comma)}
              {day(finding.foundOn)}
              {t(paperWords.comma)}
              {finding.fact.replace(/[。.]$/, '')}
              {finding.dueOn ? `${t(paperWords.comma)}${t(paperWords.due, { on: day(finding.dueOn) })}` : ''}
              {finding.late ? `${t(paperWords.comma)}${t(lateWords[finding.late])}` : ''}
            </li>
          ))}
      </ol>
      {of.ground.share === null
        ? null
        : of.laidOut.progress.map((contract) => (
            <p key={contract.agreementId}>
              {contract.number} {t(words.planned)} {percent(contract.planned)}
              {t(paperWords.comma)}
              {t(words.reached)} {percent(contract.reached)}
            </p>
          ))}
      <h2>{t(paperWords.basis)}</h2>
      <p>{t(of.ground.name)}</p>
      <Basis of={of.basis} open />
    </>
  );
}

function NoticeText({ of }: { readonly of: CaseView }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <>
      <p>{t(paperWords.noticeLead)}</p>
      <Facts of={of} />
      <h2>{t(paperWords.rights)}</h2>
      <p>{of.speakUntil ? t(words.speakUntil, { on: day(of.speakUntil.on) }) : null}</p>
      {of.hearing.offered && of.speakUntil ? (
        <p>{t(words.hearUntil, { on: day(of.speakUntil.on) })}</p>
      ) : null}
      <p>{t(paperWords.silence)}</p>
    </>
  );
}

function DecisionText({ of }: { readonly of: CaseView }) {
  const t = useWords();
  const { decision } = of;
  if (!decision) return null;
  return (
    <>
      <Facts of={of} />
      <h2>{t(words.statements)}</h2>
      {of.silent ? <p>{t(words.silent)}</p> : null}
      {of.statements.map((statement) => (
        <p key={statement.id}>{statement.text}</p>
      ))}
      {of.hearing.held ? (
        <>
          <h2>{t(words.hearing)}</h2>
          <p>{of.hearing.held.summary}</p>
        </>
      ) : null}
      <h2>{t(words.decision)}</h2>
      <p>{decision.reasons}</p>
      <p>
        <strong>{t(outcomeWords[decision.outcome])}</strong>
      </p>
      {decision.outcome === 'cancel' ? <p>{t(paperWords.effect)}</p> : null}
      <p>{t(words.remedy)}</p>
    </>
  );
}

function Signature({ of }: { readonly of: CaseView }) {
  const me = useMe();
  const t = useWords();
  const { day } = useFormat();
  const on = of.decision?.on ?? of.notice?.on ?? of.openedOn;
  return (
    <p className="signature">
      {t(asIs(me.county.name, me.county.nameEn))} {t(paperWords.issuer)}
      <br />
      <time dateTime={on}>{day(on)}</time>
    </p>
  );
}

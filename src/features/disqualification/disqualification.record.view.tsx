import { useQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '#kernel/shapes.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { EvidenceGallery } from '#web/ui/evidence.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, RecordPage, Section } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { CaseActs } from './disqualification.acts.view.tsx';
import type { CaseView } from './disqualification.case.contract.ts';
import { queries } from './disqualification.client.view.tsx';
import { LaidOut } from './disqualification.facts.view.tsx';
import {
  caseStateWords,
  methodWords,
  outcomeWords,
  partyWords,
  standingWords,
  voteWords,
  words,
} from './disqualification.words.ts';

export function CaseDetail() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ case: current, history }) => <CaseRecord of={current} history={history} />}
    </Loaded>
  );
}

type Props = { readonly of: CaseView };

function CaseRecord({ of, history }: Props & { readonly history: readonly HistoryEntry[] }) {
  const t = useWords();
  const { day, percent } = useFormat();
  const me = useMe();
  return (
    <RecordPage
      kind={words.case}
      kindAt="/disqualifications"
      title={of.number}
      state={
        <>
          <StateTag of={caseStateWords} state={of.state} />
          {of.hold ? <Mark words={words.held} tone="warn" /> : null}
        </>
      }
      facts={[
        { words: words.contractor, value: of.contractor.name },
        {
          words: words.ground,
          value: of.ground.share
            ? `${t(of.ground.name)} · ${t(words.below, { share: percent(of.ground.share) })}`
            : t(of.ground.name),
        },
        { words: words.openedOn, value: day(of.openedOn) },
        { words: words.openedBy, value: of.openedBy.name },
        { words: words.reasons, value: of.reasons, wide: true },
        {
          words: words.rules,
          value: (
            <span>
              {of.pack.id} {of.pack.version} <code className="soft small">{of.pack.hash.slice(0, 12)}</code>
            </span>
          ),
        },
      ]}
      acts={<CaseActs of={of} />}
      basis={of.basis}
      history={history}
      thread={{ type: 'disqualification', id: of.id }}
    >
      <RecusalNote contractorId={of.contractor.id} />
      <Standing of={of} />
      {me.organisation.kind === 'contractor' && of.state === 'open' ? <Rights of={of} /> : null}
      <StepLine of={of} />
      <Section words={words.facts}>
        <LaidOut of={of.laidOut} />
        {of.evidence.length > 0 ? <EvidenceGallery of={of.evidence} /> : null}
      </Section>
      <Steps of={of} />
    </RecordPage>
  );
}

/** What stands now: a hold, an effect, an end. */
function Standing({ of }: Props) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <>
      {of.hold ? (
        <Notice tone="warn">
          {t(words.heldBy, { on: day(of.hold.on), by: of.hold.by, reasons: of.hold.reasons })}
        </Notice>
      ) : null}
      {of.service && (of.state === 'disqualified' || of.state === 'settled') ? (
        <Notice tone="bad">
          {t(words.effect, { on: day(of.service.on) })} {t(words.remedy)}
        </Notice>
      ) : null}
      {of.service && of.state === 'kept' ? (
        <Notice tone="good">{t(words.keptEffect, { on: day(of.service.on) })}</Notice>
      ) : null}
      {of.closed ? (
        <Notice>
          {t(words.closedBy, { on: day(of.closed.on), by: of.closed.by, reasons: of.closed.reasons })}
        </Notice>
      ) : null}
    </>
  );
}

/** What the contractor may do, and until when: said first, before anything it is charged with. */
function Rights({ of }: Props) {
  const t = useWords();
  const { day } = useFormat();
  const { speakUntil, hearing, may } = of;
  if (!speakUntil) return null;
  const until = day(speakUntil.on);
  return (
    <Notice tone="warn">
      <strong>{t(words.yourRights)}</strong>
      <span>{may.defend ? t(words.speakUntil, { on: until }) : t(words.timeOver, { on: until })}</span>
      {may.askHearing ? <span>{t(words.hearUntil, { on: until })}</span> : null}
      {hearing.askedOn && !hearing.held ? (
        <span>
          {hearing.announcedFor
            ? t(words.hearingAt, { on: day(hearing.announcedFor), place: hearing.place ?? '' })
            : t(words.hearingWaits)}
        </span>
      ) : null}
    </Notice>
  );
}

/** The whole procedure at a glance: what was done when and by whom, what waits and until when, what lies ahead. */
function StepLine({ of }: Props) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <Section words={words.procedure}>
      <ol className="step-line">
        {of.line.map((one) => (
          <li
            key={one.step}
            className={`step-${one.standing}${one.overdue ? ' step-overdue' : ''}`}
            aria-current={one.standing === 'next' ? 'step' : undefined}
          >
            <p className="step-name">
              <strong>{t(one.name)}</strong> <span className="soft small">{t(partyWords[one.by])}</span>
            </p>
            <p className="small">
              {one.standing === 'done' && one.on ? (
                <>
                  <time dateTime={one.on}>{day(one.on)}</time>
                  {one.recordedBy ? ` · ${one.recordedBy}` : ''}
                  {one.overdue ? <span className="bad"> {t(words.lateDone)}</span> : null}
                </>
              ) : (
                <span className={one.standing === 'next' ? undefined : 'soft'}>
                  {t(standingWords[one.standing])}
                </span>
              )}
            </p>
            {one.standing === 'next' && one.fromOn ? (
              <p className="small soft">{t(words.fromOn, { on: day(one.fromOn) })}</p>
            ) : null}
            {one.standing === 'next' && one.dueOn ? (
              <p className="small">
                {t(words.due)} <DueDate on={one.dueOn} provisional={one.provisional} />
              </p>
            ) : null}
            <details className="small">
              <summary className="soft">{t(words.stepBasis)}</summary>
              <Basis of={one.basis} />
            </details>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Each step that was taken, as it was taken. */
function Steps({ of }: Props) {
  const t = useWords();
  const { day, yuan, instant } = useFormat();
  const { notice, hearing, deliberation, decision, service, settlement } = of;
  return (
    <>
      {notice ? (
        <Section words={words.notice}>
          <Served of={notice} />
        </Section>
      ) : null}
      {notice ? (
        <Section words={words.statements}>
          {of.silent ? <p>{t(words.silent)}</p> : null}
          {!of.silent && of.statements.length === 0 ? <p className="soft">{t(words.noStatement)}</p> : null}
          {of.statements.map((statement) => (
            <div key={statement.id} className="attempt">
              <p className="soft small">
                {statement.by} {instant(statement.at)}
              </p>
              <p className="as-written">{statement.text}</p>
              <EvidenceGallery of={statement.evidence} />
            </div>
          ))}
        </Section>
      ) : null}
      {hearing.askedOn || hearing.announcedFor ? (
        <Section words={words.hearing}>
          <FactGrid
            of={[
              hearing.askedOn ? { words: words.askedOn, value: day(hearing.askedOn) } : null,
              hearing.announcedFor ? { words: words.hearingOn, value: day(hearing.announcedFor) } : null,
              hearing.place ? { words: words.place, value: hearing.place } : null,
              hearing.held ? { words: words.chair, value: hearing.held.chair } : null,
              hearing.held
                ? {
                    words: words.contractorPresent,
                    value: t(hearing.held.contractorPresent ? words.present : words.absent),
                  }
                : null,
              hearing.held ? { words: words.hearingSummary, value: hearing.held.summary, wide: true } : null,
            ]}
          />
          {hearing.held ? <EvidenceGallery of={hearing.held.evidence} /> : null}
        </Section>
      ) : null}
      {deliberation ? (
        <Section words={words.deliberation}>
          <FactGrid
            of={[
              { words: words.deliberatedOn, value: day(deliberation.on) },
              {
                words: words.attendance,
                value: t(words.attendanceIs, {
                  of: deliberation.of,
                  present: deliberation.ballots.length,
                }),
              },
              {
                words: words.result,
                value: <StateTag of={outcomeWords} state={deliberation.result} />,
              },
              { words: words.recordedBy, value: deliberation.recordedBy },
              {
                words: words.votes,
                value: (
                  <ul className="plain-list">
                    {deliberation.ballots.map(({ person, vote }) => (
                      <li key={person.id}>
                        {person.name} <StateTag of={voteWords} state={vote} />
                      </li>
                    ))}
                  </ul>
                ),
                wide: true,
              },
              { words: words.deliberationSummary, value: deliberation.summary, wide: true },
            ]}
          />
          <EvidenceGallery of={deliberation.evidence} />
        </Section>
      ) : null}
      {decision ? (
        <Section words={words.decision}>
          <FactGrid
            of={[
              { words: words.outcome, value: <StateTag of={outcomeWords} state={decision.outcome} /> },
              { words: words.decidedOn, value: day(decision.on) },
              { words: words.decidedBy, value: decision.decidedBy },
              { words: words.reasons, value: decision.reasons, wide: true },
            ]}
          />
        </Section>
      ) : null}
      {service ? (
        <Section words={words.service}>
          <Served of={service} />
        </Section>
      ) : null}
      {settlement ? (
        <Section words={words.settlement}>
          <FactGrid
            of={[
              { words: words.settledOn, value: day(settlement.on) },
              { words: words.paid, value: yuan(settlement.paidFen) },
              { words: words.recover, value: yuan(settlement.recoverFen) },
              { words: words.assets, value: settlement.assets, wide: true },
              settlement.note ? { words: words.note, value: settlement.note, wide: true } : null,
            ]}
          />
          <EvidenceGallery of={settlement.evidence} />
        </Section>
      ) : null}
    </>
  );
}

function Served({ of }: { readonly of: NonNullable<CaseView['notice']> }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <>
      <FactGrid
        of={[
          { words: words.documentNumber, value: of.documentNumber },
          { words: words.servedOn, value: day(of.on) },
          { words: words.method, value: t(methodWords[of.method]) },
          { words: words.receiver, value: of.receiver },
          of.witness ? { words: words.witness, value: of.witness } : null,
        ]}
      />
      <EvidenceGallery of={of.evidence} />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countings } from '#kernel/counting.words.ts';
import type { HistoryEntry } from '#kernel/shapes.ts';
import { useFormat } from '#web/format.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { EvidenceGallery, EvidenceUpload } from '#web/ui/evidence.tsx';
import { Field, Pick } from '#web/ui/field.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, RecordPage, Section } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { CountingExplained } from '../calendar/calendar.counting.view.tsx';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { areaWords, dayKindWords, severityWords } from '../regime/regime.words.ts';
import { api, queries } from './rectification.client.view.tsx';
import type { RectificationView } from './rectification.contract.ts';
import type { TakenStep } from './rectification.model.ts';
import { isSettled } from './rectification.policy.ts';
import {
  conclusions,
  escalationSteps,
  extensionStates,
  rectificationStates,
  signalWords,
  waitingWords,
  words,
} from './rectification.words.ts';

/** `above` is for what features above this one have to say of an item. */
export function RectificationDetail({ above }: { readonly above?: (id: string) => ReactNode } = {}) {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ rectification, history }) => (
        <RectificationRecord of={rectification} history={history} above={above?.(rectification.id)} />
      )}
    </Loaded>
  );
}

type Props = { readonly of: RectificationView };

function RectificationRecord({
  of,
  history,
  above,
}: Props & { readonly history: readonly HistoryEntry[]; readonly above: ReactNode }) {
  const t = useWords();
  const { day } = useFormat();
  const { finding, extension } = of;
  return (
    <RecordPage
      kind={words.item}
      kindAt="/rectifications"
      title={finding.number}
      state={
        <>
          <StateTag of={rectificationStates} state={of.state} />
          {of.overdueDays > 0 ? <Overdue days={of.overdueDays} /> : null}
          {of.escalation === 'first' ? null : <StateTag of={escalationSteps} state={of.escalation} />}
        </>
      }
      facts={[
        { words: words.fact, value: finding.fact, wide: true },
        { words: words.requirement, value: of.requirement, wide: true },
        {
          words: words.dueOn,
          value: <DueDate on={of.dueOn} provisional={of.provisional} settled={isSettled(of)} />,
        },
        of.originalDueOn === of.dueOn ? null : { words: words.originalDueOn, value: day(of.originalDueOn) },
        of.countyDays === 0
          ? null
          : { words: words.countyDays, value: t(words.countyDaysAre, { days: of.countyDays }) },
        of.waiting && {
          words: words.waiting,
          value: t(waitingWords[of.waiting.for], { sinceOn: of.waiting.sinceOn ?? '' }),
        },
        of.lateDays > 0 && of.overdueDays === 0
          ? { words: words.lateDays, value: t(words.lateDaysAre, { days: of.lateDays }) }
          : null,
        {
          words: words.period,
          value: t(words.periodIs, {
            from: day(of.periodFromOn),
            days: of.workingDays,
            kind: t(dayKindWords[of.dayKind]),
          }),
        },
        { words: words.severity, value: <StateTag of={severityWords} state={of.severity} /> },
        { words: words.place, value: finding.place },
        { words: words.area, value: t(areaWords[finding.area]) },
        { words: words.contractor, value: of.contractor.name },
        { words: words.letter, value: <GoTo to={`/letters/${of.letter.id}`}>{of.letter.number}</GoTo> },
        { words: words.finding, value: <GoTo to={`/findings/${finding.id}`}>{finding.number}</GoTo> },
        { words: words.foundOn, value: day(finding.foundOn) },
        of.closedOn
          ? { words: words.closedOn, value: `${day(of.closedOn)} ${of.closedBy?.name ?? ''}` }
          : null,
        of.reopenedCount > 0
          ? {
              words: words.repeat,
              value: <Mark words={asIs(t(words.reopened, { count: of.reopenedCount }))} tone="warn" />,
            }
          : null,
      ]}
      acts={<RectificationActs of={of} />}
      basis={of.basis}
      history={history}
      thread={{ type: 'rectification', id: of.id }}
    >
      <RecusalNote contractorId={of.contractor.id} />
      {above}
      {of.signals.length > 0 ? (
        <Notice tone="warn">
          <strong>{t(words.signals)}</strong>
          {of.signals.map((signal) => (
            <span key={signal}>{t(signalWords[signal])}</span>
          ))}
        </Notice>
      ) : null}
      {extension ? (
        <Section words={words.extension}>
          <FactGrid
            of={[
              { words: words.state, value: <StateTag of={extensionStates} state={extension.state} /> },
              { words: words.untilOn, value: day(extension.untilOn) },
              { words: words.askedBy, value: `${extension.askedBy.name} ${day(extension.askedOn)}` },
              extension.decidedBy ? { words: words.decidedBy, value: extension.decidedBy.name } : null,
              { words: words.reasonGiven, value: extension.reason, wide: true },
            ]}
          />
        </Section>
      ) : null}
      <BeforeAfter of={of} />
      <Attempts of={of} />
      <Ladder of={of} />
      <Section words={words.howCounted}>
        <CountingExplained
          of={of.dayKind === 'days' ? countings.calendarDaysAfter : countings.workingDaysAfterService}
          calendarSha256={of.calendarSha256}
        />
      </Section>
    </RecordPage>
  );
}

function Overdue({ days }: { readonly days: number }) {
  const t = useWords();
  return <Mark words={asIs(t(words.isOverdue, { days }))} tone="bad" />;
}

/** What it was and what it is: side by side, so that the same picture twice is seen. */
function BeforeAfter({ of }: Props) {
  const t = useWords();
  const after = of.reinspections.at(-1)?.evidence ?? of.reports.at(-1)?.evidence ?? [];
  const reinspected = of.reinspections.length > 0;
  if (of.finding.evidence.length === 0 && after.length === 0) return null;
  return (
    <Section words={words.evidence}>
      <div className="before-after">
        <div>
          <h3>{t(words.before)}</h3>
          <EvidenceGallery of={of.finding.evidence} />
        </div>
        <div>
          <h3>{t(reinspected ? words.after : words.reportedAs)}</h3>
          <EvidenceGallery of={after} />
        </div>
      </div>
      {of.reopeningEvidence.length > 0 ? (
        <>
          <h3>{t(words.relapse)}</h3>
          <EvidenceGallery of={of.reopeningEvidence} />
        </>
      ) : null}
    </Section>
  );
}

function Attempts({ of }: Props) {
  const t = useWords();
  const { language } = useLanguage();
  const comma = language === 'zh' ? '、' : ', ';
  const colon = language === 'zh' ? '：' : ': ';
  const { day, instant } = useFormat();
  return (
    <>
      <Section words={words.attempts}>
        {of.reports.length === 0 ? <p className="soft">{t(words.noAttempts)}</p> : null}
        {of.reports.map((report) => (
          <div key={report.attempt} className="attempt">
            <h3>
              {t(words.attempt, { attempt: report.attempt })}{' '}
              <span className="soft">
                {report.reportedBy} {instant(report.reportedAt)}
              </span>
            </h3>
            {report.returnedReason ? (
              <Notice tone="warn">
                {t(words.returnedBecause)}：{report.returnedReason}（{report.returnedBy}）
              </Notice>
            ) : null}
            <FactGrid
              of={[
                { words: words.cause, value: report.cause, wide: true },
                { words: words.measure, value: report.measure, wide: true },
                { words: words.result, value: report.result, wide: true },
                { words: words.responsible, value: report.responsiblePerson },
                { words: words.completedOn, value: day(report.completedOn) },
              ]}
            />
            <EvidenceGallery of={report.evidence} />
          </div>
        ))}
      </Section>
      <Section words={words.reinspections}>
        {of.planned && of.state === 'reported' ? (
          <Notice>
            {t(words.arrangedFor)}
            {colon}
            {day(of.planned.on)} {of.planned.team.map(({ name }) => name).join(comma)}
          </Notice>
        ) : null}
        {of.reinspections.length === 0 ? <p className="soft">{t(words.noReinspections)}</p> : null}
        {of.reinspections.map((visit) => (
          <div key={visit.id} className="attempt">
            <h3>
              {t(words.visitAttempt, { attempt: visit.attempt })}{' '}
              <StateTag of={conclusions} state={visit.conclusion} />
            </h3>
            <FactGrid
              of={[
                { words: words.inspectedOn, value: day(visit.inspectedOn) },
                { words: words.members, value: visit.members.map(({ name }) => name).join(comma) },
                { words: words.seen, value: visit.fact, wide: true },
              ]}
            />
            <EvidenceGallery of={visit.evidence} />
          </div>
        ))}
      </Section>
    </>
  );
}

function Ladder({ of }: Props) {
  const t = useWords();
  const { instant } = useFormat();
  return (
    <Section words={words.ladder}>
      <ol className="ladder">
        {of.ladder.map((rung) => (
          <li key={rung.step} className={rung.standing === 'due' ? 'due-now' : rung.standing}>
            <strong>{t(escalationSteps[rung.step])}</strong>
            {rung.afterOverdueDays === null ? null : (
              <span className="soft">{t(words.ladderAfter, { days: rung.afterOverdueDays })}</span>
            )}
            {rung.standing === 'due' ? <span className="bad">{t(words.dueNow)}</span> : null}
            {rung.standing === 'taken' && rung.takenAt ? (
              <span>
                {rung.takenBy
                  ? t(words.takenBy, { person: rung.takenBy, day: instant(rung.takenAt) })
                  : t(words.recordedOn, { day: instant(rung.takenAt) })}
              </span>
            ) : null}
            {rung.note ? <span>{rung.note}</span> : null}
            {rung.standing === 'not-reached' ? <span className="soft">{t(words.notReached)}</span> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function RectificationActs({ of }: Props) {
  const t = useWords();
  const { day } = useFormat();
  const today = useToday();
  const { id, version: basedOn, may } = of;
  const due = of.ladder.filter(({ standing }) => standing === 'due');
  return (
    <>
      {may.report ? <GoButton to={`/rectifications/${id}/report`} words={words.report} primary /> : null}
      {may.reinspect ? (
        <GoButton to={`/rectifications/${id}/re-inspect`} words={words.reinspect} primary />
      ) : null}
      <Act
        name="close"
        may={may}
        words={words.close}
        consequence={words.closeMeans}
        primary
        perform={() => api.close({ id, basedOn })}
      />
      {due.map(({ step }) => (
        <Act
          key={step}
          name="takeStep"
          may={may}
          words={asIs(t(words.takeStepOf, { step: t(escalationSteps[step]) }))}
          consequence={words.takeStepMeans}
          reason
          danger
          reasonAs="note"
          perform={({ reason }) => api.takeStep({ id, basedOn, step: step as TakenStep, note: reason })}
        />
      ))}
      <Act
        name="decideExtension"
        may={may}
        words={words.grantExtension}
        consequence={words.grantExtensionMeans}
        facts={{ until: of.extension ? day(of.extension.untilOn) : '' }}
        reason
        perform={({ reason }) => api.decideExtension({ id, basedOn, granted: true, reason })}
      />
      <Act
        name="decideExtension"
        may={may}
        words={words.declineExtension}
        consequence={words.declineExtensionMeans}
        reason
        perform={({ reason }) => api.decideExtension({ id, basedOn, granted: false, reason })}
      />
      <Act<{ plannedOn: string; members: string[] }>
        name="arrange"
        may={may}
        words={words.arrange}
        consequence={words.arrangeMeans}
        facts={{ least: of.reinspectorsMin }}
        initial={{ plannedOn: today, members: of.planned?.team.map((person) => person.id) ?? [] }}
        perform={({ plannedOn, members }) => api.arrange({ id, basedOn, plannedOn, members: members ?? [] })}
      >
        <Field name="plannedOn" words={words.plannedOn} required>
          <DateInput />
        </Field>
        <Field name="members" words={words.members} required>
          <Pick of={`reinspectors-${id}`} load={() => candidatesOf(id, t)} several />
        </Field>
      </Act>
      <Act
        name="sendBack"
        may={may}
        words={words.sendBack}
        consequence={words.sendBackMeans}
        reason
        perform={({ reason }) => api.sendBack({ id, basedOn, reason })}
      />
      <Act<{ untilOn: string }>
        name="askExtension"
        may={may}
        words={words.askExtension}
        consequence={words.askExtensionMeans}
        facts={{ latest: day(of.extensionLatestOn) }}
        reason
        perform={({ reason, untilOn }) => api.askExtension({ id, basedOn, untilOn, reason })}
      >
        <Field name="untilOn" words={words.untilOn} required>
          <DateInput />
        </Field>
      </Act>
      <Act<{ evidence?: string[] }>
        name="reopen"
        may={may}
        words={words.reopen}
        consequence={words.reopenMeans}
        facts={{ days: of.workingDays, kind: t(dayKindWords[of.dayKind]) }}
        reason
        danger
        perform={({ reason, evidence }) => api.reopen({ id, basedOn, reason, evidence: evidence ?? [] })}
      >
        <Field name="evidence" words={words.evidence} required>
          <EvidenceUpload />
        </Field>
      </Act>
    </>
  );
}

/** The group's members, with what speaks against each said beside the name. */
export async function candidatesOf(id: string, t: ReturnType<typeof useWords>) {
  const { items } = await api.candidates({ id });
  return items
    .filter(({ related }) => !related)
    .map((person) => ({
      value: person.id,
      label: person.onFindingTeam ? `${person.name}（${t(words.foundIt)}）` : person.name,
    }));
}

import { Input } from 'antd';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Field, Lines, Pick, useFieldValue, YesNo } from '#web/ui/field.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { CaseView } from './disqualification.case.contract.ts';
import { api } from './disqualification.client.view.tsx';
import type { Outcome, ServiceMethod, Vote } from './disqualification.model.ts';
import { agrees, quorumOf } from './disqualification.vote.rules.ts';
import { methodWords, outcomeWords, voteWords, words } from './disqualification.words.ts';

type Props = { readonly of: CaseView };

/** The next step of each party; whoever may not take it sees no button. */
export function CaseActs({ of }: Props) {
  return (
    <>
      <ContractorActs of={of} />
      <ServiceActs of={of} />
      <HearingActs of={of} />
      <LeadingGroupActs of={of} />
      {of.notice ? <GoButton to={`/disqualifications/${of.id}/notice`} words={words.documents} /> : null}
      {of.decision ? (
        <GoButton to={`/disqualifications/${of.id}/decision`} words={words.printDecision} />
      ) : null}
    </>
  );
}

function ContractorActs({ of }: Props) {
  const { day } = useFormat();
  const { id, version: basedOn, may } = of;
  const until = of.speakUntil ? day(of.speakUntil.on) : '';
  return (
    <>
      <Act<{ text: string; evidence?: string[] }>
        name="defend"
        may={may}
        words={of.statements.length > 0 ? words.defendMore : words.defend}
        consequence={words.defendMeans}
        facts={{ on: until }}
        primary
        perform={({ text, evidence }) => api.defend({ id, basedOn, text, evidence: evidence ?? [] })}
      >
        <Field name="text" words={words.defendText} required>
          <Lines rows={8} maxLength={8000} />
        </Field>
        <Field name="evidence" words={words.evidence}>
          <EvidenceUpload />
        </Field>
      </Act>
      <Act
        name="askHearing"
        may={may}
        words={words.askHearing}
        consequence={words.askHearingMeans}
        perform={() => api.askHearing({ id, basedOn })}
      />
      <Act
        name="recordSilence"
        may={may}
        words={words.recordSilence}
        consequence={words.recordSilenceMeans}
        primary
        perform={() => api.recordSilence({ id, basedOn })}
      />
    </>
  );
}

type Served = {
  readonly on: string;
  readonly method: ServiceMethod;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly witness?: string;
  readonly evidence?: string[];
};

function ServiceActs({ of }: Props) {
  const today = useToday();
  const { yuan } = useFormat();
  const { id, version: basedOn, may } = of;
  return (
    <>
      <Act<Served>
        name="notify"
        may={may}
        words={words.serveNotice}
        consequence={words.noticeMeans}
        primary
        initial={{ on: today }}
        perform={({ reason: _, evidence, ...served }) =>
          api.notify({ id, basedOn, ...served, evidence: evidence ?? [] })
        }
      >
        <ServedFields />
      </Act>
      <Act<Served>
        name="serve"
        may={may}
        words={words.serve}
        consequence={words.serveMeans}
        danger={of.decision?.outcome === 'cancel'}
        primary
        initial={{ on: today }}
        perform={({ reason: _, evidence, ...served }) =>
          api.serve({ id, basedOn, ...served, evidence: evidence ?? [] })
        }
      >
        <ServedFields />
      </Act>
      <Act<{ on: string; recoverFen: number; assets: string; note?: string; evidence?: string[] }>
        name="settle"
        may={may}
        words={words.settle}
        consequence={words.settleMeans}
        facts={{ paidFen: yuan(of.paidFen) }}
        primary
        initial={{ on: today, recoverFen: 0 }}
        perform={({ reason: _, evidence, note, ...settled }) =>
          api.settle({ id, basedOn, ...settled, note: note ?? '', evidence: evidence ?? [] })
        }
      >
        <Field name="on" words={words.settledOn} required>
          <DateInput />
        </Field>
        <Field name="recoverFen" words={words.recover} required>
          <MoneyInput />
        </Field>
        <Field name="assets" words={words.assets} required>
          <Lines rows={3} />
        </Field>
        <Field name="note" words={words.note}>
          <Lines rows={2} />
        </Field>
        <Field name="evidence" words={words.evidence} required>
          <EvidenceUpload />
        </Field>
      </Act>
    </>
  );
}

function ServedFields() {
  const method = useFieldValue<ServiceMethod>('method');
  return (
    <>
      <Field name="documentNumber" words={words.documentNumber} required>
        <Input maxLength={60} />
      </Field>
      <Field name="on" words={words.servedOn} required>
        <DateInput />
      </Field>
      <Field name="method" words={words.method} required>
        <Choice words={methodWords} />
      </Field>
      <Field name="receiver" words={words.receiver} required>
        <Input maxLength={60} />
      </Field>
      {method === 'left' ? (
        <Field name="witness" words={words.witness} required hint={words.witnessHint}>
          <Input maxLength={60} />
        </Field>
      ) : null}
      <Field name="evidence" words={words.receipt} required hint={words.receiptHint}>
        <EvidenceUpload />
      </Field>
    </>
  );
}

function HearingActs({ of }: Props) {
  const { day } = useFormat();
  const { id, version: basedOn, may, hearing } = of;
  return (
    <>
      <Act<{ on: string; place: string }>
        name="announceHearing"
        may={may}
        words={hearing.announcedFor ? words.announceAgain : words.announceHearing}
        consequence={words.announceHearingMeans}
        facts={{ on: hearing.earliestOn ? day(hearing.earliestOn) : '' }}
        primary={hearing.announcedFor === null}
        initial={hearing.earliestOn ? { on: hearing.earliestOn } : {}}
        perform={({ on, place }) => api.announceHearing({ id, basedOn, on, place })}
      >
        <Field name="on" words={words.hearingOn} required>
          <DateInput />
        </Field>
        <Field name="place" words={words.place} required>
          <Input maxLength={120} />
        </Field>
      </Act>
      <Act<{ on: string; chair: string; contractorPresent: boolean; summary: string; evidence?: string[] }>
        name="hear"
        may={may}
        words={words.hear}
        consequence={words.hearMeans}
        primary
        initial={hearing.announcedFor ? { on: hearing.announcedFor } : {}}
        perform={({ reason: _, evidence, ...held }) =>
          api.hear({ id, basedOn, ...held, evidence: evidence ?? [] })
        }
      >
        <Field name="on" words={words.hearingOn} required>
          <DateInput />
        </Field>
        <Field name="chair" words={words.chair} required>
          <Pick
            of={`chairs-${id}`}
            load={async () => of.chairs.map(({ id: value, name: label }) => ({ value, label }))}
          />
        </Field>
        <Field name="contractorPresent" words={words.contractorPresent} required>
          <YesNo />
        </Field>
        <Field name="summary" words={words.hearingSummary} required>
          <Lines rows={5} maxLength={8000} />
        </Field>
        <Field name="evidence" words={words.minutes} required hint={words.minutesHint}>
          <EvidenceUpload />
        </Field>
      </Act>
    </>
  );
}

const attendance = { ...voteWords, absent: words.absent } as const;

/** What the votes entered so far come to, before anybody sends them. */
function Tally({ of, voters }: Props & { readonly voters: number }) {
  const t = useWords();
  const votes = useFieldValue<Record<string, Vote | 'absent' | undefined>>('votes') ?? {};
  const cast = Object.values(votes).filter((vote) => vote !== undefined && vote !== 'absent');
  const forIt = cast.filter((vote) => vote === 'cancel').length;
  const least = quorumOf(voters, of.rule.quorumShare);
  if (cast.length === 0) return null;
  return (
    <p aria-live="polite">
      {t(words.tally, { present: cast.length, forIt })}{' '}
      {cast.length < least ? (
        <span className="bad">{t(words.tallyShort, { least })}</span>
      ) : (
        <StateTag of={outcomeWords} state={agrees(forIt, cast.length, of.rule) ? 'cancel' : 'keep'} />
      )}
    </p>
  );
}

function LeadingGroupActs({ of }: Props) {
  const t = useWords();
  const { percent } = useFormat();
  const today = useToday();
  const { id, version: basedOn, may } = of;
  const sitting = of.members.filter(({ related }) => !related);
  const recused = of.members.filter(({ related }) => related);
  const voters = sitting.filter(({ id: member }) => member !== of.openedBy.id).length;
  return (
    <>
      <Act<{ on: string; votes?: Record<string, Vote | 'absent'>; summary: string; evidence?: string[] }>
        name="deliberate"
        may={may}
        words={words.deliberate}
        consequence={of.rule.majority === 'at-least' ? words.deliberateAtLeast : words.deliberateMeans}
        facts={{
          of: voters,
          least: quorumOf(voters, of.rule.quorumShare),
          quorum: percent(of.rule.quorumShare),
          majority: percent(of.rule.majorityShare),
        }}
        primary
        initial={{ on: today }}
        perform={({ on, votes = {}, summary, evidence }) =>
          api.deliberate({
            id,
            basedOn,
            on,
            summary,
            evidence: evidence ?? [],
            ballots: Object.entries(votes).flatMap(([personId, vote]) =>
              vote === undefined || vote === 'absent' ? [] : [{ personId, vote }],
            ),
          })
        }
      >
        <Field name="on" words={words.deliberatedOn} required>
          <DateInput />
        </Field>
        {sitting.map((member) => (
          <Field
            key={member.id}
            name={['votes', member.id]}
            words={asIs(t(words.voteOf, { person: member.name }))}
            required
          >
            <Choice words={attendance} />
          </Field>
        ))}
        <Tally of={of} voters={voters} />
        {recused.length > 0 ? (
          <p className="soft">
            {recused.map(({ name }) => name).join(' · ')} {t(words.recused)}
          </p>
        ) : null}
        <Field name="summary" words={words.deliberationSummary} required>
          <Lines rows={5} maxLength={8000} />
        </Field>
        <Field name="evidence" words={words.minutes} required hint={words.minutesHint}>
          <EvidenceUpload />
        </Field>
      </Act>
      <Act<{ outcome: Outcome; reasons: string }>
        name="decide"
        may={may}
        words={words.decide}
        consequence={words.decideMeans}
        facts={{ result: of.deliberation ? t(outcomeWords[of.deliberation.result]) : '' }}
        primary
        perform={({ outcome, reasons }) => api.decide({ id, basedOn, outcome, reasons })}
      >
        <Field name="outcome" words={words.outcome} required>
          <Choice words={outcomeWords} />
        </Field>
        <Field name="reasons" words={words.reasons} required hint={words.decideReasonsHint}>
          <Lines rows={6} maxLength={8000} />
        </Field>
      </Act>
      <Act
        name="hold"
        may={may}
        words={words.hold}
        consequence={words.holdMeans}
        reason
        perform={({ reason }) => api.hold({ id, basedOn, reason })}
      />
      <Act
        name="release"
        may={may}
        words={words.release}
        consequence={words.releaseMeans}
        reason
        perform={({ reason }) => api.release({ id, basedOn, reason })}
      />
      <Act
        name="close"
        may={may}
        words={words.close}
        consequence={words.closeMeans}
        reason
        danger
        perform={({ reason }) => api.close({ id, basedOn, reason })}
      />
    </>
  );
}

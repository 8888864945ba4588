import { Button, Input } from 'antd';
import { useState } from 'react';
import { codeOf, refreshAll, useNewId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field, FormPage, Lines, useFields, useFieldValue } from '#web/ui/form-page.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { FactGrid } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { api, type Decision, type Detail, type Gate, type Instalment } from './disbursement.api.view.tsx';
import { FactsChanged } from './disbursement.change.view.tsx';
import { changeWords } from './disbursement.change.words.ts';
import type { Outcome } from './disbursement.model.ts';
import { decisionStages, outcomeWords, words } from './disbursement.words.ts';

type Proposal = { outcome: Outcome; amountFen?: number; reasons?: string };

/** The proposal, in the page itself: it names the evaluation its author has before his eyes. */
export function ProposeForm({ instalment, gate }: { readonly instalment: Instalment; readonly gate: Gate }) {
  const t = useWords();
  const decisionId = useNewId();
  // What the form goes by: should the records move while it is filled in, its author is told and takes the newer result himself.
  const [seen, setSeen] = useState(gate);
  const amountOf = ({ outcome, amountFen }: Proposal): number =>
    outcome === 'pay' ? instalment.amountFen : outcome === 'withhold' ? 0 : (amountFen ?? 0);
  return (
    <FormPage<Proposal, Detail>
      bare
      intro={t(words.proposeMeans)}
      initial={{ outcome: seen.recommendation, amountFen: seen.recommendedFen }}
      basedOn={instalment.version}
      submitWords={words.send}
      submit={async (values, basedOn) => {
        try {
          return await api.propose({
            id: instalment.id,
            basedOn,
            decisionId,
            evaluationDigest: seen.digest,
            outcome: values.outcome,
            amountFen: amountOf(values),
            ...(values.reasons ? { reasons: values.reasons } : {}),
          });
        } catch (error) {
          // The form then says what has changed; what was typed stays.
          if (codeOf(error) === 'disbursement.facts-changed') await refreshAll();
          throw error;
        }
      }}
      refusalsAt={{
        'disbursement.reasons-required': 'reasons',
        'disbursement.above-instalment': 'amountFen',
        'disbursement.outcome-mismatch': 'amountFen',
      }}
    >
      {seen.digest === gate.digest ? null : (
        <ChangedMeanwhile seen={seen} gate={gate} take={() => setSeen(gate)} />
      )}
      <Field name="outcome" words={words.outcome} required>
        <Choice words={outcomeWords} />
      </Field>
      <PartAmount gate={seen} />
      <Field name="reasons" words={words.reasons} hint={words.reasonsHint}>
        <Lines maxLength={2000} />
      </Field>
    </FormPage>
  );
}

/** What moved while the form was open. Whoever had left the recommendation as it was gets the new one, the rest stays. */
function ChangedMeanwhile({
  seen,
  gate,
  take,
}: {
  readonly seen: Gate;
  readonly gate: Gate;
  readonly take: () => void;
}) {
  const t = useWords();
  const fields = useFields();
  const takeToday = () => {
    const followed =
      fields.get('outcome') === seen.recommendation &&
      (seen.recommendation !== 'pay-part' || fields.get('amountFen') === seen.recommendedFen);
    if (followed) fields.set('outcome', gate.recommendation);
    if (followed) fields.set('amountFen', gate.recommendedFen);
    take();
  };
  return (
    <FactsChanged before={seen} now={gate} title={t(changeWords.changedWhileWriting)}>
      <Button onClick={takeToday}>{t(changeWords.takeToday)}</Button>
    </FactsChanged>
  );
}

/** Only a part needs its amount said; the whole and nothing say it themselves. */
function PartAmount({ gate }: { readonly gate: Gate }) {
  const t = useWords();
  const outcome = useFieldValue<Outcome>('outcome');
  if (outcome !== 'pay-part') return null;
  return (
    <Field
      name="amountFen"
      words={words.payAmount}
      required
      note={t(words.payAmountHint, { recommendedFen: gate.recommendedFen })}
    >
      <MoneyInput />
    </Field>
  );
}

/** The decision that is under way or approved and not yet paid. */
export const openDecision = (decisions: readonly Decision[]): Decision | undefined =>
  decisions.find(({ stage }) => stage === 'proposed' || stage === 'agreed' || stage === 'approved');

export function DecisionActs({ detail }: { readonly detail: Detail }) {
  const t = useWords();
  const today = useToday();
  const { instalment, decisions } = detail;
  const { may } = instalment;
  const decision = openDecision(decisions);
  const id = decision?.id ?? '';
  const basedOn = decision?.version ?? 0;
  const outcome = decision ? t(outcomeWords[decision.outcome]) : '';
  const facts = { outcome, amountFen: decision?.amountFen ?? 0 };
  const outdated = decision?.outdated ?? false;
  const prefilled = outdated ? { initial: { reason: t(changeWords.outdatedReason) } } : {};
  const part = decision !== undefined && decision.amountFen < instalment.amountFen;
  return (
    <>
      <Act
        name="request"
        may={may}
        words={words.request}
        consequence={words.requestMeans}
        primary
        perform={() => api.request({ id: instalment.id, basedOn: instalment.version })}
      />
      <Act<{ note?: string }>
        name="agree"
        may={may}
        words={words.agree}
        consequence={words.agreeMeans}
        facts={facts}
        primary
        perform={({ note }) => api.agree({ id, basedOn, ...(note ? { note } : {}) })}
      >
        <Field name="note" words={words.note}>
          <Lines maxLength={2000} />
        </Field>
      </Act>
      <Act<{ reason: string }>
        name="object"
        may={may}
        {...prefilled}
        words={words.object}
        consequence={words.objectMeans}
        reason
        danger
        perform={({ reason }) => api.object({ id, basedOn, reason })}
      />
      <Act
        name="approve"
        may={may}
        words={words.approve}
        consequence={words.approveMeans}
        facts={facts}
        primary
        perform={() => api.approve({ id, basedOn })}
      />
      <Act<{ voucher: string; paidOn: string }>
        name="pay"
        may={may}
        words={words.pay}
        consequence={words.payMeans}
        facts={facts}
        primary
        initial={{ paidOn: today }}
        perform={({ voucher, paidOn }, paymentId) => api.pay({ id, basedOn, paymentId, voucher, paidOn })}
      >
        {part ? <p className="soft">{t(words.payPartMeans)}</p> : null}
        <Field name="voucher" words={words.voucher} required>
          <Input maxLength={80} autoComplete="off" />
        </Field>
        <Field name="paidOn" words={words.paidOn} required>
          <DateInput />
        </Field>
      </Act>
      <Act<{ reason: string }>
        name="decline"
        may={may}
        {...prefilled}
        words={words.decline}
        consequence={words.declineMeans}
        reason
        danger
        perform={({ reason }) => api.decline({ id, basedOn, reason })}
      />
    </>
  );
}

/** On the page of the instalment: its open proposal can no longer be approved, and the way out for whoever reads it. */
export function OutdatedProposal({ detail: { gate, decisions, instalment } }: { readonly detail: Detail }) {
  const t = useWords();
  const decision = openDecision(decisions);
  if (!decision?.outdated) return null;
  const { may } = instalment;
  return (
    <FactsChanged before={decision.evaluation} now={gate} title={t(changeWords.changedSinceProposal)}>
      {may.object ? <p>{t(changeWords.outdatedForFinance)}</p> : null}
      {may.decline ? <p>{t(changeWords.outdatedForLeaders)}</p> : null}
      <div>
        <Act
          name="reevaluate"
          may={may}
          words={changeWords.reevaluate}
          consequence={changeWords.reevaluateMeans}
          primary
          perform={() => api.reevaluate({ id: decision.id, basedOn: decision.version })}
        />
      </div>
    </FactsChanged>
  );
}

/** One decision: what, who, when and why. */
export function DecisionCard({
  decision,
  link = true,
}: {
  readonly decision: Decision;
  readonly link?: boolean;
}) {
  const t = useWords();
  const { yuan, instant } = useFormat();
  const byAt = (name: string | null, at: string | null) =>
    name ? (at ? t(words.byAt, { name, at: instant(at) }) : name) : null;
  return (
    <div className="gate-decision">
      <p className="tags">
        <StateTag of={decisionStages} state={decision.stage} />
        {decision.departs ? <Mark words={words.departs} tone="warn" /> : null}
        {link ? <GoTo to={`/disbursement/decisions/${decision.id}`}>{t(words.openSheet)}</GoTo> : null}
      </p>
      <FactGrid
        of={[
          { words: words.outcome, value: `${t(outcomeWords[decision.outcome])} ${yuan(decision.amountFen)}` },
          { words: words.capitals, value: <span lang="zh-CN">{decision.amountCapitals}</span> },
          {
            words: words.recommendedThen,
            value: `${t(outcomeWords[decision.evaluation.recommendation])} ${yuan(decision.evaluation.recommendedFen)}`,
          },
          { words: words.proposedBy, value: byAt(decision.proposedBy, decision.proposedAt) },
          { words: words.financeBy, value: byAt(decision.financeBy, decision.financeAt) },
          { words: words.approvedBy, value: byAt(decision.approvedBy, decision.approvedAt) },
          decision.reasons !== '' && { words: words.reasons, value: decision.reasons, wide: true },
          decision.financeNote !== null && {
            words: words.financeNote,
            value: decision.financeNote,
            wide: true,
          },
          decision.declinedBy !== null && {
            words: words.declinedBy,
            value: `${decision.declinedBy} · ${decision.declinedReason ?? ''}`,
            wide: true,
          },
        ]}
      />
    </div>
  );
}

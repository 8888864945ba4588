import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { periodWords } from '../obligation/obligation.words.ts';
import { areaWords, standardWords } from '../regime/regime.words.ts';
import type { Condition, Gate, Instalment } from './disbursement.api.view.tsx';
import { evidenceTypes, figureWords, noteWords, stepWords, verdictWords } from './disbursement.gate.words.ts';
import { outcomeWords, partyWords, words } from './disbursement.words.ts';

/** What follows from the conditions: the sum, in figures and in capitals, and how it came about. */
export function Recommendation({
  gate,
  instalment,
}: {
  readonly gate: Gate;
  readonly instalment: Instalment;
}) {
  const t = useWords();
  const outcome = outcomeWords[gate.recommendation];
  return (
    <div className="gate-sum">
      <Payable gate={gate} instalment={instalment} />
      <p>
        <Mark words={outcome} tone={outcome.tone} />
      </p>
      <p className="soft">
        {t(words.recommendedSum, {
          amountFen: gate.amountFen,
          withheldFen: gate.amountFen - gate.recommendedFen,
          recommendedFen: gate.recommendedFen,
        })}
      </p>
      {gate.hardStop ? (
        <p className="bad">{t(words.stopped)}</p>
      ) : (
        <p className="soft">{t(words.mainBasis)}</p>
      )}
    </div>
  );
}

/** Who reads, as the gate names who acts; the inspection group is led by 商务局. */
function useOwn(): (by: Condition['steps'][number]['by']) => boolean {
  const { organisation } = useMe();
  return (by) =>
    by === organisation.kind || (by === 'inspection-group' && organisation.kind === 'commerce-bureau');
}

const acts = ['propose', 'agree', 'approve', 'pay', 'request'] as const;

/** The first line of all: what can be paid now, out of what, and what is to be done next, by the reader first. */
export function Payable({ gate, instalment }: { readonly gate: Gate; readonly instalment: Instalment }) {
  const t = useWords();
  const own = useOwn();
  // What only warns costs nothing, and is nobody’s next step to the money.
  const steps = gate.conditions.flatMap(({ met, class: kind, steps: all }) =>
    met || kind === 'warning' ? [] : all,
  );
  const act = acts.find((one) => instalment.may[one] && (one !== 'request' || gate.recommendedFen > 0));
  const step = steps.find(({ by }) => own(by));
  const other = steps.find(({ by }) => by !== 'nobody') ?? steps[0];
  const next = () => {
    if (act && act !== 'request') return t(words.nextOwn, { act: t(words[act]) });
    if (step) return <SaidStep of={step} words={words.nextOwn} agreementId={instalment.agreementId} />;
    if (act) return t(words.nextOwn, { act: t(words.request) });
    if (instalment.state === 'requested' && instalment.awaits !== 'nobody' && !own(instalment.awaits))
      return t(words.nextWait, { party: t(partyWords[instalment.awaits]) });
    return other ? (
      <SaidStep of={other} words={words.nextOther} agreementId={instalment.agreementId} />
    ) : null;
  };
  return (
    <>
      <p className="gate-figure">
        {t(words.payable, {
          payFen: gate.recommendedFen,
          capitals: gate.recommendedCapitals,
          amountFen: instalment.amountFen,
        })}
      </p>
      <p>
        <strong>{next()}</strong>
      </p>
    </>
  );
}

/** Every condition, folded: the unmet that are the reader's to mend first, those that wait for others, and those that are met. */
export function Conditions({ gate, agreementId }: { readonly gate: Gate; readonly agreementId?: string }) {
  const t = useWords();
  const own = useOwn();
  const unmet = gate.conditions.filter(({ met }) => !met);
  const met = gate.conditions.filter((condition) => condition.met);
  const [yours, others] = [true, false].map((mine) =>
    unmet.filter(({ steps }) => steps.some(({ by }) => own(by)) === mine),
  );
  return (
    <>
      <p className="soft">
        {t(words.asOf, { day: gate.asOf })} · {t(words.metCount, { met: met.length, unmet: unmet.length })}
      </p>
      <ConditionGroup words={words.yours} of={yours ?? []} agreementId={agreementId} />
      <ConditionGroup words={words.others} of={others ?? []} agreementId={agreementId} />
      {met.length > 0 ? (
        <details className="gate-fold">
          <summary>{t(words.metFolded, { count: met.length })}</summary>
          <ConditionList of={met} agreementId={agreementId} />
        </details>
      ) : null}
    </>
  );
}

type ConditionsProps = {
  readonly of: readonly Condition[];
  readonly agreementId: string | undefined;
};

function ConditionGroup({ words: said, ...rest }: ConditionsProps & { readonly words: Words }) {
  const t = useWords();
  if (rest.of.length === 0) return null;
  return (
    <>
      <h3 className="gate-group">{t(said)}</h3>
      <ConditionList {...rest} />
    </>
  );
}

function ConditionList({ of, agreementId }: ConditionsProps) {
  return (
    <ol className="gate">
      {of.map((condition) => (
        <li key={condition.id} className={condition.met ? 'gate-met' : 'gate-unmet'}>
          <ConditionPanel condition={condition} agreementId={agreementId} />
        </li>
      ))}
    </ol>
  );
}

const shownAtOnce = 3;
const shownFurther = 24;

/** The first few of a long list at once, then a page more with every press; on paper all of it would be too much. */
function usePages<Item>(all: readonly Item[]): {
  readonly shown: readonly Item[];
  readonly more: (words: Words) => ReactNode;
} {
  const t = useWords();
  const [count, setCount] = useState(shownAtOnce);
  const left = all.length - count;
  return {
    shown: all.slice(0, count),
    more: (said) =>
      left > 0 ? (
        <Button type="link" size="small" onClick={() => setCount(count + shownFurther)}>
          {t(said, { next: Math.min(left, shownFurther), left })}
        </Button>
      ) : null,
  };
}

function ConditionPanel({
  condition,
  agreementId,
}: {
  readonly condition: Condition;
  readonly agreementId: string | undefined;
}) {
  const t = useWords();
  const { met, evidence, steps } = condition;
  const { shown, more } = usePages(evidence);
  return (
    <details>
      <summary>
        <h3>{t(condition.name)}</h3>
        <span className="tags">
          {condition.withholdFen > 0 ? (
            <span>{t(words.withheld, { fen: condition.withholdFen })}</span>
          ) : null}
          <Mark words={met ? words.met : words.unmet} tone={met ? 'good' : 'bad'} />
          <Mark words={words[condition.class === 'hard-stop' ? 'hardStop' : condition.class]} />
          {condition.id === 'inspections-done' && condition.class === 'ground' ? (
            <Mark words={words.countysChoice} />
          ) : null}
        </span>
      </summary>
      <div className="gate-body">
        <Arithmetic of={condition.arithmetic} />
        {evidence.length > 0 ? (
          <div>
            <h4>{t(words.evidence)}</h4>
            <EvidenceList of={shown} />
            {more(words.evidenceMore)}
          </div>
        ) : null}
        {met ? null : (
          <div>
            <h4>{t(words.remedy)}</h4>
            <p>{t(condition.remedy)}</p>
            {steps.length > 0 ? <Steps of={steps} agreementId={agreementId} /> : null}
          </div>
        )}
        <Basis of={condition.basis} />
      </div>
    </details>
  );
}

function Arithmetic({ of }: { readonly of: Condition['arithmetic'] }) {
  const t = useWords();
  const format = useFormat();
  if (of.length === 0) return null;
  const written = (name: string, value: number | string): string => {
    if (typeof value === 'string') return format.day(value);
    if (name.endsWith('Fen')) return format.yuan(value);
    return name.endsWith('Percent') ? format.percent(value / 100) : format.number(value);
  };
  return (
    <dl className="gate-arithmetic">
      {of.map(({ name, value, of: area }) => (
        <div key={`${name} ${area ?? ''}`}>
          <dt>
            {t(figureWords[name])}
            {area ? ` · ${t(areaWords[area])}` : ''}
          </dt>
          <dd>{written(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const folders: Partial<Record<Condition['evidence'][number]['type'], string>> = {
  agreement: 'agreements',
  obligation: 'obligations',
  'monthly-report': 'reports',
  score: 'scores',
  rectification: 'rectifications',
  finding: 'findings',
  inspection: 'inspections',
  disqualification: 'disqualifications',
};

function RecordLink({
  type,
  id,
  label,
}: {
  readonly type: keyof typeof evidenceTypes | null;
  readonly id: string | null;
  readonly label: string;
}) {
  const folder = type ? folders[type] : undefined;
  return folder && id ? <GoTo to={`/${folder}/${id}`}>{label}</GoTo> : label;
}

/** The period a label ends with as the language writes it; any other label as it is. */
function useLabel() {
  const t = useWords();
  const { day, month } = useFormat();
  const sayPeriod = (period: string): string => {
    const [from = '', until] = period.split('/');
    if (until) return `${day(from)} – ${day(until)}`;
    const words = periodWords(period);
    return words ? t(words) : month(period);
  };
  return (label: string) =>
    label.replace(/(?<=^|\s)(\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}|\d{4}-[QH]\d|\d{4}-\d{2})$/, sayPeriod);
}

function EvidenceList({ of }: { readonly of: readonly Condition['evidence'][number][] }) {
  const t = useWords();
  const labelOf = useLabel();
  const factsOf = (facts: Condition['evidence'][number]['facts']) => {
    const { standard, verdict } = facts;
    const inWords = (table: Readonly<Record<string, { zh: string; en: string }>>, value: unknown) => {
      const said = table[String(value)];
      return said ? t(said) : value;
    };
    return { ...facts, standard: inWords(standardWords, standard), verdict: inWords(verdictWords, verdict) };
  };
  return (
    <ul className="gate-evidence">
      {of.map((evidence) => (
        <li
          key={`${evidence.type} ${evidence.id} ${evidence.label} ${JSON.stringify(evidence.facts)}`}
          className={evidence.against ? 'bad' : undefined}
        >
          <span>
            {evidence.label ? (
              <>
                {t(evidenceTypes[evidence.type])}{' '}
                <RecordLink type={evidence.type} id={evidence.id} label={labelOf(evidence.label)} />{' '}
              </>
            ) : null}
            {t(noteWords[evidence.note], factsOf(evidence.facts))}
          </span>
        </li>
      ))}
    </ul>
  );
}

type StepsProps = {
  readonly of: readonly Condition['steps'][number][];
  /** The contract, so that a missing report of one's own is one step away. */
  readonly agreementId: string | undefined;
};

/** Whose act would turn it green, by when, on which record; the first ones at once, a long rest page by page. */
function Steps({ of, agreementId }: StepsProps) {
  const t = useWords();
  const own = useOwn();
  const { shown, more } = usePages(of);
  return (
    <>
      <ul className="gate-steps">
        {shown.map((step) => (
          <li key={`${step.act} ${step.id ?? step.label}`}>
            <SaidStep
              of={step}
              words={own(step.by) || step.by === 'nobody' ? undefined : words.stepBy}
              agreementId={agreementId}
            />
            {step.on ? <span className="soft"> · {t(words.stepOn, { on: step.on })}</span> : null}
          </li>
        ))}
      </ul>
      {more(words.stepsMore)}
    </>
  );
}

/** One step in words, with the way to its record; the reader's own missing report leads to its form. */
function SaidStep({
  of: { act, by, label, id, type },
  words: around,
  agreementId,
}: {
  readonly of: Condition['steps'][number];
  readonly words: Words | undefined;
  readonly agreementId: string | undefined;
}) {
  const t = useWords();
  const own = useOwn();
  const labelOf = useLabel();
  const plain = t(stepWords[act], { label: labelOf(label) });
  const said = around ? t(around, { party: t(partyWords[by]), act: plain }) : plain;
  return own(by) && act === 'submit-report' && id === null && agreementId !== undefined ? (
    <GoTo to="/reports/new" search={{ agreement: agreementId, period: label }}>
      {said}
    </GoTo>
  ) : (
    <RecordLink type={type} id={id} label={said} />
  );
}

/** The contractor's own question: what can be paid now, why not more, and what do I do next. */
export function WhyNotPaid({ gate, instalment }: { readonly gate: Gate; readonly instalment: Instalment }) {
  const t = useWords();
  const steps = gate.conditions.flatMap(({ met, steps: all }) => (met ? [] : all));
  const own = steps.filter(({ by }) => by === 'contractor');
  const days = steps.filter(({ by }) => by === 'nobody');
  const others = steps.filter(({ by }) => by !== 'contractor' && by !== 'nobody');
  const { agreementId } = instalment;
  return (
    <div className="gate-sum">
      <Payable gate={gate} instalment={instalment} />
      {steps.length === 0 ? <p>{t(words.allMet)}</p> : null}
      {days.length > 0 ? <Steps of={days} agreementId={agreementId} /> : null}
      {own.length > 0 ? (
        <>
          <h3>{t(words.yours)}</h3>
          <Steps of={own} agreementId={agreementId} />
        </>
      ) : null}
      {others.length > 0 ? (
        <details className="gate-fold">
          <summary>{t(words.othersCount, { count: others.length })}</summary>
          <Steps of={others} agreementId={agreementId} />
        </details>
      ) : null}
    </div>
  );
}

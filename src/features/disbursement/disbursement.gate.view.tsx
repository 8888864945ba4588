import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { periodWords } from '../obligation/obligation.words.ts';
import { areaWords, standardWords } from '../regime/regime.words.ts';
import type { Condition, Gate, Instalment } from './disbursement.api.view.tsx';
import { evidenceTypes, figureWords, noteWords, stepWords, verdictWords } from './disbursement.gate.words.ts';
import { outcomeWords, partyWords, words } from './disbursement.words.ts';

/** What follows from the conditions: the sum, in figures and in capitals, and how it came about. */
export function Recommendation({ gate }: { readonly gate: Gate }) {
  const t = useWords();
  const { yuan } = useFormat();
  const outcome = outcomeWords[gate.recommendation];
  return (
    <div className="gate-sum">
      <p className="gate-figure">
        <Mark words={outcome} tone={outcome.tone} /> <strong>{yuan(gate.recommendedFen)}</strong>
      </p>
      <p lang="zh-CN">{gate.recommendedCapitals}</p>
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

/** Every condition, the unmet ones first: whether it is met, its arithmetic, its records, and what turns it green. */
export function Conditions({ gate }: { readonly gate: Gate }) {
  const t = useWords();
  const unmet = gate.conditions.filter(({ met }) => !met);
  const met = gate.conditions.filter((condition) => condition.met);
  return (
    <>
      <p className="soft">
        {t(words.asOf, { day: gate.asOf })} · {t(words.metCount, { met: met.length, unmet: unmet.length })}
      </p>
      <ol className="gate">
        {[...unmet, ...met].map((condition) => (
          <li key={condition.id} className={condition.met ? 'gate-met' : 'gate-unmet'}>
            <ConditionPanel condition={condition} />
          </li>
        ))}
      </ol>
    </>
  );
}

const shownAtOnce = 6;
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

function ConditionPanel({ condition }: { readonly condition: Condition }) {
  const t = useWords();
  const { met, evidence, steps } = condition;
  const { shown, more } = usePages(evidence);
  return (
    <details open={!met}>
      <summary>
        <h3>{t(condition.name)}</h3>
        <span className="tags">
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
            {steps.length > 0 ? <Steps of={steps} /> : null}
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
  /** The contract whose people are reading: then they are not named, and a missing report is one step away. */
  readonly ownOf?: string;
};

/** Whose act would turn it green, by when, on which record; the first ones at once, a long rest page by page. */
export function Steps({ of, ...rest }: StepsProps) {
  const { shown, more } = usePages(of);
  return (
    <>
      <StepList of={shown} {...rest} />
      {more(words.stepsMore)}
    </>
  );
}

function StepList({ of, ownOf }: StepsProps) {
  const t = useWords();
  const labelOf = useLabel();
  const saidOf = ({ act, by, label }: Condition['steps'][number]) => {
    const said = t(stepWords[act], { label: labelOf(label) });
    return ownOf !== undefined || by === 'nobody'
      ? said
      : t(words.stepBy, { party: t(partyWords[by]), act: said });
  };
  return (
    <ul className="gate-steps">
      {of.map((step) => (
        <li key={`${step.act} ${step.id ?? step.label}`}>
          {ownOf !== undefined && step.act === 'submit-report' && step.id === null ? (
            <GoTo to="/reports/new" search={{ agreement: ownOf, period: step.label }}>
              {saidOf(step)}
            </GoTo>
          ) : (
            <RecordLink type={step.type} id={step.id} label={saidOf(step)} />
          )}
          {step.on ? <span className="soft"> · {t(words.stepOn, { on: step.on })}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** The contractor's own question: why is it not paid, and what do I do next. */
export function WhyNotPaid({
  gate,
  instalment: { agreementId, awaits, may },
}: {
  readonly gate: Gate;
  readonly instalment: Instalment;
}) {
  const t = useWords();
  const unmet = gate.conditions.filter(({ met }) => !met);
  const steps = unmet.flatMap((condition) => condition.steps);
  const own = steps.filter(({ by }) => by === 'contractor');
  const others = steps.filter(({ by }) => by !== 'contractor');
  const where = may.request
    ? t(words.nextRequest)
    : awaits === 'contractor' || awaits === 'nobody'
      ? ''
      : t(words.nextWait, { party: t(partyWords[awaits]) });
  return (
    <div className="gate-sum">
      {where ? <p>{where}</p> : null}
      <p>{unmet.length === 0 ? t(words.allMet) : t(words.whyNotMeans, { count: unmet.length })}</p>
      {unmet.length > 0 ? (
        <>
          <h3>{t(words.yours)}</h3>
          {own.length > 0 ? (
            <Steps of={own} ownOf={agreementId} />
          ) : (
            <p className="soft">{t(words.nothingYours)}</p>
          )}
        </>
      ) : null}
      {others.length > 0 ? (
        <>
          <h3>{t(words.others)}</h3>
          <Steps of={others} />
        </>
      ) : null}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Words } from '#kernel/words.ts';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { useMedia } from '#web/theme.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import type { ClauseView, regimeContract } from './regime.contract.ts';
import type { Dimension, Standard } from './regime.model.ts';
import { valuesWords } from './regime.values.words.ts';
import {
  dimensionWords,
  numberWords,
  regimeRefusals,
  standardWords,
  unitWordsOf,
  words,
} from './regime.words.ts';

const queries = queriesOf<typeof regimeContract>('regime');
registerRefusals<typeof regimeContract>(regimeRefusals);

type Regime = OutputOf<typeof regimeContract, 'read'>;
type Choice = { readonly chosen: string | undefined; readonly choose: (id: string | undefined) => void };

/** The regulation as it was printed, and beside it what the software does about each clause. */
export function RegimePage() {
  const query = useQuery(queries.read.queryOptions({ input: {} }));
  return <Loaded query={query}>{(regime) => <Regulation regime={regime} />}</Loaded>;
}

function Regulation({ regime }: { readonly regime: Regime }) {
  const t = useWords();
  const { day } = useFormat();
  const [chosen, choose] = useSearchParam('clause');
  const wide = useMedia('(min-width: 1080px)');
  const clause = regime.clauses.find(({ id }) => id === chosen);
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen)
      text.current
        ?.querySelector(`[data-clause="${CSS.escape(chosen)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className="page regime">
      <header className="page-head">
        <div>
          <p className="kind">{t(words.regime)}</p>
          <p className="soft">{t(words.lead)}</p>
        </div>
        <GoButton to="/regime/values" words={valuesWords.open} />
      </header>
      <div className="regime-body">
        <article className="regime-text" ref={text}>
          <header>
            <p className="regime-issuer" lang="zh-CN">
              {regime.issuer.zh}
            </p>
            <h1 lang="zh-CN">{regime.instrument.zh}</h1>
            <p className="regime-translation" lang="en">
              {regime.instrument.en}
            </p>
            <p className="soft small">
              {t(words.inForce, { on: day(regime.inForceFrom) })} · {t(words.english)}
            </p>
          </header>
          {regime.clauses.map((one) => (
            <Clause key={one.id} clause={one} chosen={chosen} choose={choose}>
              {!wide && one.id === chosen ? <InSystem clause={one} choose={choose} chosen={chosen} /> : null}
            </Clause>
          ))}
          <footer className="soft small">
            {t(words.version, { version: regime.version, hash: regime.hash.slice(0, 12) })} ·{' '}
            <GoTo to="/regime/versions">{t(words.versions)}</GoTo>
          </footer>
        </article>
        {wide ? (
          <aside className="regime-side">
            {clause ? (
              <InSystem clause={clause} choose={choose} chosen={chosen} />
            ) : (
              <AllClauses regime={regime} choose={choose} chosen={chosen} />
            )}
          </aside>
        ) : null}
      </div>
    </div>
  );
}

const countOf = ({ rules }: ClauseView): number =>
  rules.obligations.length +
  rules.checkItems.length +
  rules.standards.length +
  rules.methods.length +
  rules.gateConditions.length +
  rules.escalation.length +
  rules.parameters.length;

const hasSupplement = ({ rules }: ClauseView): boolean =>
  [
    ...rules.obligations,
    ...rules.gateConditions,
    ...rules.escalation,
    ...rules.parameters.flatMap(({ values }) => values),
  ].some(({ mark }) => mark === 'local-supplement');

/** One clause: its number as printed, its text, the translation under it. */
function Clause({
  clause,
  chosen,
  choose,
  children,
}: Choice & { readonly clause: ClauseView; readonly children: ReactNode }) {
  const t = useWords();
  const count = countOf(clause);
  const heading = clause.depth === 0 && clause.ordinal !== null && clause.text.zh.length < 20;
  const here = clause.id === chosen;
  const mark = (
    <span className="regime-marks">
      <Button
        type="link"
        size="small"
        aria-expanded={here}
        onClick={() => choose(here ? undefined : clause.id)}
      >
        {clause.number}
        {count > 0 ? ` · ${t(words.carriedOut, { n: count })}` : ''}
      </Button>
      {hasSupplement(clause) ? <Mark words={words.localSupplement} tone="warn" /> : null}
    </span>
  );
  const text = (
    <>
      {clause.ordinal ? <span className="regime-ordinal">{clause.ordinal}</span> : null}
      {clause.text.zh}
    </>
  );
  return (
    <section className={`regime-clause depth-${clause.depth}${here ? ' here' : ''}`} data-clause={clause.id}>
      {heading ? <h2 lang="zh-CN">{text}</h2> : <p lang="zh-CN">{text}</p>}
      <p className="regime-translation" lang="en">
        {clause.text.en}
      </p>
      {clause.note ? <p className="regime-note">{t(words.noted, { note: t(clause.note) })}</p> : null}
      {heading ? null : mark}
      {children}
    </section>
  );
}

function AllClauses({ regime, choose }: Choice & { readonly regime: Regime }) {
  const t = useWords();
  return (
    <section>
      <h2>{t(words.allClauses)}</h2>
      <p className="soft">{t(words.choose)}</p>
      <ol className="regime-index">
        {regime.clauses.map((clause) => (
          <li key={clause.id} className={`depth-${clause.depth}`}>
            <Button type="link" size="small" onClick={() => choose(clause.id)}>
              {clause.number} {clause.title ? t(clause.title) : t(clause.text)}
            </Button>
            <span className="soft">{countOf(clause) || ''}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What follows from one clause: rules with their marks, values with their dates, and how things stand today. */
function InSystem({ clause, choose }: Choice & { readonly clause: ClauseView }) {
  const t = useWords();
  const counted = useMe().organisation.kind !== 'contractor';
  const { rules, findings } = clause;
  return (
    <section className="regime-rules" aria-label={t(words.inSystem)}>
      <header>
        <h2>
          {clause.number} {clause.title ? t(clause.title) : null}
        </h2>
        <Button size="small" onClick={() => choose(undefined)}>
          {t(words.unchoose)}
        </Button>
      </header>
      <p className="soft small">
        <GoTo to={`/thread/clause/${clause.id}`}>{t(words.thread)}</GoTo>
      </p>
      {countOf(clause) === 0 ? <p className="soft">{t(words.nothing)}</p> : null}
      {counted && findings.all > 0 ? (
        <p>
          {t(words.findings, { open: findings.open, all: findings.all })}{' '}
          <GoTo to="/findings" search={{ clause: clause.id }}>
            {t(words.showFindings)}
          </GoTo>
        </p>
      ) : null}
      <Part words={words.obligations} of={rules.obligations}>
        {(rule) => (
          <>
            <strong>{t(rule.name)}</strong> <Supplement mark={rule.mark} /> <Retired on={rule.retiredOn} />
            <p className="soft small">
              {t(anchors[rule.anchor])} · {howOften(t, rule.every)} ·{' '}
              {t(rule.count === 'at-least' ? words.atLeast : words.exactly)}
            </p>
            {counted ? (
              <p className="small">
                <GoTo to="/obligations" search={{ duty: rule.duty, state: 'due' }}>
                  {t(words.due, { n: rule.due })}
                </GoTo>
                {' · '}
                <GoTo to="/obligations" search={{ duty: rule.duty, state: 'fulfilled' }}>
                  {t(words.fulfilled, { n: rule.fulfilled })}
                </GoTo>
                {' · '}
                <GoTo to="/obligations" search={{ duty: rule.duty, state: 'missed' }}>
                  <span className={rule.missed > 0 ? 'bad' : undefined}>
                    {t(words.missed, { n: rule.missed })}
                  </span>
                </GoTo>
              </p>
            ) : null}
          </>
        )}
      </Part>
      <Part words={words.verdicts} of={rules.standards}>
        {(standard) => (
          <>
            <strong>{t(standard.name)}</strong>
            <p className="soft small">{t(standard.question)}</p>
          </>
        )}
      </Part>
      <Part words={words.methods} of={rules.methods}>
        {(method) => (
          <>
            <strong>{t(method.name)}</strong>
            <p className="soft small">{t(method.evidence)}</p>
          </>
        )}
      </Part>
      <Part words={words.checkItems} of={rules.checkItems}>
        {(item) => (
          <>
            <strong>{t(item.name)}</strong> <Retired on={item.retiredOn} />{' '}
            <span className="soft small">
              {[
                standardWords[item.standard as Standard],
                ...item.dimensions.map((one) => dimensionWords[one as Dimension]),
              ]
                .map((said) => t(said))
                .join(' · ')}
            </span>
            <p className="soft small">
              {t(item.guidance)}
              {item.evidenceRequired ? t(words.evidenceRequired) : ''}
            </p>
          </>
        )}
      </Part>
      <Part words={words.gate} of={rules.gateConditions}>
        {(condition) => (
          <>
            <strong>{t(condition.name)}</strong>{' '}
            <Mark words={words[condition.class === 'hard-stop' ? 'hardStop' : condition.class]} />{' '}
            <Supplement mark={condition.mark} />
            <p className="soft small">{t(condition.remedy)}</p>
          </>
        )}
      </Part>
      <Part words={words.escalation} of={rules.escalation} keyOf={({ step }) => step}>
        {(step) => (
          <>
            <strong>{t(step.name)}</strong>{' '}
            <span className="soft small">
              {step.afterOverdueDays === 0
                ? t(words.fromService)
                : step.afterOverdueDays === 1
                  ? t(words.overdueDay)
                  : t(words.overdueDays, { n: step.afterOverdueDays })}
            </span>{' '}
            <Supplement mark={step.mark} />
          </>
        )}
      </Part>
      <Part words={words.parameters} of={rules.parameters} keyOf={({ path }) => path}>
        {(parameter) => <Parameter parameter={parameter} />}
      </Part>
    </section>
  );
}

type Obligation = ClauseView['rules']['obligations'][number];

const anchors: Readonly<Record<Obligation['anchor'], Words>> = {
  calendar: words.byCalendar,
  'operation-day': words.fromOperation,
  signing: words.fromSigning,
  'last-done': words.fromLastDone,
};

function howOften(t: Translate, every: Obligation['every']): string {
  if ('months' in every)
    return every.months === 1 ? t(words.everyMonth) : t(words.everyMonths, { n: every.months });
  if ('times' in every) return t(timesPer[every.per], { n: every.times });
  const unit = unitWordsOf(every.days, every.within);
  return t(onceAfter[every.once], { n: every.within, unit: unit ? t(unit) : '' });
}

const timesPer = {
  month: words.timesPerMonth,
  quarter: words.timesPerQuarter,
  'half-year': words.timesPerHalfYear,
  year: words.timesPerYear,
} as const;

const onceAfter = {
  signing: words.onceAfterSigning,
  'construction-start': words.onceAfterConstructionStart,
  'operation-day': words.onceAfterOperationDay,
  'programme-start': words.onceAfterProgrammeStart,
} as const;

function Part<Item>({
  words: heading,
  of,
  keyOf = (item) => String((item as { id?: unknown }).id),
  children,
}: {
  readonly words: Words;
  readonly of: readonly Item[];
  readonly keyOf?: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}) {
  const t = useWords();
  if (of.length === 0) return null;
  return (
    <section className="regime-part">
      <h3>{t(heading)}</h3>
      <ul>
        {of.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
    </section>
  );
}

const Supplement = ({ mark }: { readonly mark: 'text' | 'local-supplement' }) =>
  mark === 'local-supplement' ? <Mark words={words.localSupplement} tone="warn" /> : null;

/** 已停用, or from when it will be. */
export function Retired({ on, asked }: { readonly on: string | null; readonly asked?: string | undefined }) {
  const t = useWords();
  const { day } = useFormat();
  const today = useToday();
  if (on === null) return null;
  return on <= (asked ?? today) ? (
    <>
      <Mark words={words.retired} /> <span className="soft small">{t(words.since, { from: day(on) })}</span>
    </>
  ) : (
    <span className="soft small">{t(words.retiredFrom, { on: day(on) })}</span>
  );
}

/** A value with every figure it has had, newest first. */
function Parameter({ parameter }: { readonly parameter: ClauseView['rules']['parameters'][number] }) {
  const t = useWords();
  const { day, number, percent } = useFormat();
  const say = (value: number) => {
    const unit = unitWordsOf(parameter.unit, value);
    return parameter.unit === 'share' ? percent(value) : `${number(value)}${unit ? t(unit) : ''}`;
  };
  const name = parameter.name ?? numberWords[parameter.path.split('.').at(-1) ?? ''];
  return (
    <>
      <strong>{name ? t(name) : parameter.path}</strong>
      {parameter.values.map((value) => (
        <p key={value.from}>
          {say(value.value)} <span className="soft small">{t(words.since, { from: day(value.from) })}</span>{' '}
          <Supplement mark={value.mark} />
          {value.note ? <span className="soft small regime-value-note">{t(value.note)}</span> : null}
        </p>
      ))}
    </>
  );
}

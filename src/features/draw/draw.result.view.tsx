import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { facilityKindWords } from '../regime/regime.words.ts';
import type { DrawView } from './draw.contract.ts';
import { drawRoleWords } from './draw.verifier.words.ts';
import { weightSteps } from './draw.weight.rules.ts';
import { visitStateWords, words } from './draw.words.ts';

type Of = { readonly of: DrawView };
type Drawn = DrawView['drawn'][number] & {
  readonly object: DrawView['objects'][number];
  readonly order: number;
};

/** What came out, in the order in which it was drawn, each with its inspectors and a way on to the plan of the visit. */
export function Result({ of }: Of) {
  const t = useWords();
  const inside = useMe().organisation.kind !== 'contractor';
  if (of.drawn.length === 0) return null;
  const objects = new Map(of.objects.map((object) => [object.id, object]));
  const drawn = of.drawn.flatMap((one, at): Drawn[] => {
    const object = objects.get(one.id);
    return object ? [{ ...one, object, order: at + 1 }] : [];
  });
  const unfilled = of.drawn.reduce((sum, one) => sum + one.unfilled.length, 0);
  const left = of.drawn.filter((one) => !isVisited(one)).length;
  const columns: readonly Column<Drawn>[] = [
    { key: 'order', words: words.resultOrder, value: ({ order }) => order, tight: true },
    {
      key: 'object',
      words: words.object,
      value: ({ object }) => (
        <GoTo to={`/facilities/${object.id}`}>
          {object.number} {object.name}
        </GoTo>
      ),
      narrow: 'title',
    },
    { key: 'town', words: words.town, value: ({ object }) => object.town, tight: true },
    { key: 'contractor', words: words.contractor, value: ({ object }) => object.contractor },
    { key: 'inspectors', words: words.assigned, value: (one) => <Assigned of={one} /> },
    ...(of.parameters.weighted
      ? [
          {
            key: 'weight',
            words: words.weight,
            value: ({ object }: Drawn) => <Weight of={object} terms={of.parameters.weights} />,
          },
        ]
      : []),
    { key: 'visits', words: words.visits, value: (one) => <Visits of={one} draw={of} inside={inside} /> },
  ];
  return (
    <Section words={words.result}>
      {unfilled > 0 ? <Notice tone="warn">{t(words.unfilledTotal, { count: unfilled })}</Notice> : null}
      {inside ? <Visited of={of} left={left} /> : null}
      <div className="draw-result">
        <Rows items={drawn} columns={columns} caption={words.result} />
      </div>
      {of.quotas.length > 1 ? (
        <details>
          <summary>{t(words.quotas)}</summary>
          <Rows
            items={of.quotas}
            rowKey={({ stratum }) => stratum}
            caption={words.quotas}
            columns={[
              { key: 'stratum', words: words.stratum, value: ({ stratum }) => stratum, narrow: 'title' },
              { key: 'size', words: words.stratumSize, value: ({ size }) => size, align: 'right' },
              { key: 'quota', words: words.quota, value: ({ quota }) => quota, align: 'right' },
            ]}
          />
        </details>
      ) : null}
    </Section>
  );
}

/** 走过场 (一（四）): a draw nobody carries out is a draw for show, so it says how much of it was. */
function Visited({ of, left }: Of & { readonly left: number }) {
  const t = useWords();
  const over = useToday() > of.period.until && left > 0;
  const size = of.drawn.length;
  return over ? (
    <Notice tone="bad">{t(words.visitedLate, { count: left })}</Notice>
  ) : (
    <p className="soft">{t(words.visitedTotal, { size, visited: size - left })}</p>
  );
}

const isVisited = ({ visits }: DrawView['drawn'][number]): boolean =>
  visits.some(({ asDrawn, state }) => asDrawn && state !== 'planned');

/** Inspections of the object since, those planned from this draw first. Whoever may not know of one is not told that there is none. */
function Visits({
  of,
  draw,
  inside,
}: {
  readonly of: Drawn;
  readonly draw: DrawView;
  readonly inside: boolean;
}) {
  const t = useWords();
  const { day } = useFormat();
  const asDrawn = of.visits.filter((visit) => visit.asDrawn);
  const others = of.visits.filter((visit) => !visit.asDrawn);
  return (
    <ul className="plain-list">
      {asDrawn.length === 0 && inside ? (
        <li>
          <span className="missing">{t(words.visitNone)}</span>{' '}
          {draw.may.planVisits ? (
            <GoTo to="/inspections/new" search={{ facility: of.object.id, draw: draw.id }}>
              {t(words.planVisit)}
            </GoTo>
          ) : null}
        </li>
      ) : null}
      {[...asDrawn, ...others].map(({ id, number, state, on, asDrawn: own, departed }) => (
        <li key={id}>
          <GoTo to={`/inspections/${id}`}>{number}</GoTo> <span className="soft whole">{day(on)}</span>{' '}
          <span className="tags">
            <StateTag of={visitStateWords} state={state} />
            {own ? null : <Mark words={words.visitOther} tone="plain" />}
            {departed ? <Mark words={words.visitDeparted} tone="warn" /> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A weight with what it is made of. */
function Weight({
  of,
  terms,
}: {
  readonly of: DrawView['objects'][number];
  readonly terms: DrawView['parameters']['weights'];
}) {
  const t = useWords();
  const steps = weightSteps(terms, of.counts).filter(({ count }) => count > 0);
  return (
    <>
      <strong>{of.weight}</strong>
      <ul className="plain-list soft">
        {steps.length === 0 ? <li>{t(words.weightPlain)}</li> : null}
        {steps.map(({ term, count, gives }) => (
          <li key={term.id}>
            {t(count * term.adds > term.most ? words.weightCapped : words.weightStep, {
              name: t(term.name),
              count,
              gives,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What raises a weight in this draw, with the clauses that let it. */
export function WeightTerms({ of }: { readonly of: DrawView['parameters']['weights'] }) {
  const t = useWords();
  const clauses = [...new Set(of.map(({ clause }) => clause).filter(Boolean))];
  return (
    <>
      <span className="soft">{t(words.weightHint)}</span>
      <ul className="plain-list">
        {of.map(({ id, name, ...term }) => (
          <li key={id}>{t(words.weightTerm, { name: t(name), ...term })}</li>
        ))}
      </ul>
      <Basis of={clauses.map((clause) => ({ clause }))} />
    </>
  );
}

function Assigned({ of }: { readonly of: DrawView['drawn'][number] }) {
  const t = useWords();
  const missing = [...new Set(of.unfilled)];
  return (
    <ul className="plain-list">
      {of.inspectors.map(({ id, name, role }) => (
        <li key={id} className="whole">
          {name} <span className="soft">{t(drawRoleWords[role])}</span>
        </li>
      ))}
      {missing.map((role) => (
        <li key={role} className="missing">
          {t(words.unfilled, { role: t(drawRoleWords[role]) })}
          {of.unfilled.filter((one) => one === role).length > 1
            ? ` × ${of.unfilled.filter((one) => one === role).length}`
            : ''}
        </li>
      ))}
    </ul>
  );
}

/** What was frozen, for everyone to read: folded, for it is long. */
export function FrozenLists({ of }: Of) {
  const t = useWords();
  const objectColumns: readonly Column<DrawView['objects'][number]>[] = [
    {
      key: 'object',
      words: words.object,
      value: (object) => `${object.number} ${object.name}`,
      narrow: 'title',
    },
    { key: 'kind', words: words.kind, value: ({ kind }) => t(facilityKindWords[kind]) },
    { key: 'town', words: words.town, value: ({ town }) => town, tight: true },
    { key: 'contractor', words: words.contractor, value: ({ contractor }) => contractor },
    ...(of.parameters.weighted
      ? [
          {
            key: 'weight',
            words: words.weight,
            value: (object: DrawView['objects'][number]) => (
              <Weight of={object} terms={of.parameters.weights} />
            ),
          },
        ]
      : []),
  ];
  return (
    <Section words={words.frozen}>
      <h3>{t(words.recusals)}</h3>
      {of.recusals.length === 0 ? (
        <p className="soft">{t(words.recusalsNone)}</p>
      ) : (
        <ul className="plain-list">
          {of.recusals.map((recusal) => (
            <li key={`${recusal.inspector} ${recusal.contractor}`}>{t(words.recusalLine, recusal)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t(words.listInspectors, { count: of.inspectors.length })}</summary>
        <Rows
          items={of.inspectors}
          caption={words.inspectors}
          columns={[
            { key: 'name', words: words.inspector, value: ({ name }) => name, narrow: 'title' },
            { key: 'organisation', words: words.party, value: ({ organisation }) => organisation },
            {
              key: 'roles',
              words: words.mayBe,
              value: ({ roles }) => roles.map((role) => t(drawRoleWords[role])).join(' · '),
            },
          ]}
        />
      </details>
      <details>
        <summary>{t(words.listObjects, { count: of.objects.length })}</summary>
        <Rows items={of.objects} columns={objectColumns} caption={words.objects} />
      </details>
    </Section>
  );
}

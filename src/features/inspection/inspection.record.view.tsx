import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { EvidenceGallery } from '#web/ui/evidence.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { findingStateWords } from '../finding/finding.words.ts';
import type { Standard } from '../regime/regime.model.ts';
import { dimensionWords, methodWords, severityWords, standardWords } from '../regime/regime.words.ts';
import type { InspectionView } from './inspection.contract.ts';
import { distanceMetres } from './inspection.draft.rules.ts';
import { outcomeWords, resultWords, verdictWords, words } from './inspection.words.ts';

export type RecordView = NonNullable<InspectionView['record']>;
type Item = RecordView['items'][number];
type Figure = RecordView['figures'][number];
type Found = InspectionView['findings'][number];

/** What was handed in: read here for good, changed nowhere. */
export function InspectionRecord({
  of,
  record,
}: {
  readonly of: InspectionView;
  readonly record: RecordView;
}) {
  const t = useWords();
  const { instant } = useFormat();
  return (
    <>
      <Section words={words.verdicts}>
        <VerdictCards of={record.verdicts} />
      </Section>
      <Section words={words.findings}>
        {of.findings.length === 0 ? (
          <p className="soft">{t(words.noFindings)}</p>
        ) : (
          <Rows
            items={of.findings}
            columns={findingColumns}
            caption={words.findings}
            open={({ id }) => `/findings/${id}`}
          />
        )}
      </Section>
      <Section words={words.visit}>
        <FactGrid of={[...useVisitFacts(of, record)]} />
      </Section>
      <Section words={words.methods}>
        <div className="parts">
          {record.methods.map((method) => (
            <section key={method.method} className="part">
              <h3>{t(methodWords[method.method])}</h3>
              <Told words={words.description} text={method.description} />
              <Told words={words.minutes} text={method.minutes} />
              <Told words={words.attendance} text={method.attendance} />
              <Told words={words.materials} text={method.materials} />
              {method.evidence.length > 0 ? <EvidenceGallery of={method.evidence} /> : null}
            </section>
          ))}
        </div>
      </Section>
      {record.figures.length > 0 ? (
        <Section words={words.figures}>
          <Rows
            items={record.figures}
            columns={figureColumns}
            caption={words.figures}
            rowKey={({ lineKey }) => lineKey}
          />
        </Section>
      ) : null}
      <Section words={words.items}>
        <Items of={record.items} />
      </Section>
      <Section words={words.summary}>
        <p className="prose">{record.summary}</p>
      </Section>
      {of.supplements.length > 0 ? (
        <Section words={words.supplements}>
          <div className="parts">
            {of.supplements.map((supplement) => (
              <section key={supplement.id} className="part">
                <p className="prose">{supplement.text}</p>
                <p className="soft">
                  {supplement.by} · {instant(supplement.at)}
                </p>
                {supplement.evidence.length > 0 ? <EvidenceGallery of={supplement.evidence} /> : null}
              </section>
            ))}
          </div>
        </Section>
      ) : null}
      <p className="soft small digest">
        {t(words.digest)} <code>{record.contentDigest}</code> · {t(words.regimeVersion)} {of.pack.id}{' '}
        {of.pack.version}
      </p>
    </>
  );
}

function Told({ words: name, text }: { readonly words: Words; readonly text: string }) {
  const t = useWords();
  return text === '' ? null : (
    <p className="prose">
      <span className="soft">{t(name)}</span> {text}
    </p>
  );
}

/** 四（一）–（三）: three verdicts side by side, never one. */
export function VerdictCards({ of }: { readonly of: RecordView['verdicts'] }) {
  const t = useWords();
  return (
    <ul className="verdicts">
      {of.map(({ standard, verdict, reasons }) => (
        <li key={standard} className="part">
          <span className="soft">{t(standardWords[standard])}</span>
          <strong className={verdictWords[verdict].tone}>{t(verdictWords[verdict])}</strong>
          {reasons ? <p className="prose">{reasons}</p> : null}
        </li>
      ))}
    </ul>
  );
}

export function useVisitFacts(of: InspectionView, record: RecordView) {
  const t = useWords();
  const { instant, number } = useFormat();
  const { position, present } = record;
  const { facility } = of.subject;
  const registered =
    facility?.latitude != null && facility.longitude != null && facility.datum === position?.datum
      ? { latitude: facility.latitude, longitude: facility.longitude }
      : undefined;
  const positionText = position
    ? t(words.positionOf, {
        latitude: position.latitude.toFixed(5),
        longitude: position.longitude.toFixed(5),
        datum: position.datum,
        accuracy: number(position.accuracyMetres ?? 0),
      })
    : null;
  const distance = position && registered ? distanceMetres(position, registered) : undefined;
  return [
    { words: words.startedAt, value: instant(record.startedAt) },
    { words: words.endedAt, value: instant(record.endedAt) },
    record.arrivedAt !== null && { words: words.arrivedAt, value: instant(record.arrivedAt) },
    positionText !== null && {
      words: words.position,
      value: (
        <>
          {positionText}
          {distance === undefined ? null : (
            <span className="soft"> {t(words.distance, { metres: distance })}</span>
          )}
        </>
      ),
      wide: true,
    },
    record.positionMissingReason !== null && {
      words: words.positionMissing,
      value: record.positionMissingReason,
      wide: true,
    },
    present.outcome !== null && {
      words: words.presentPerson,
      value: [t(outcomeWords[present.outcome]), present.name, present.title].filter(Boolean).join(' · '),
    },
    present.statement !== '' && { words: words.statement, value: present.statement, wide: true },
    {
      words: words.submittedBy,
      value: `${record.submittedBy.name} · ${instant(record.submittedAt)}`,
    },
  ] as const;
}

const findingColumns: readonly Column<Found>[] = [
  { key: 'fact', words: words.fact, value: ({ fact }) => fact, narrow: 'title' },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  {
    key: 'severity',
    words: words.severity,
    value: ({ severity }) => <StateTag of={severityWords} state={severity} />,
  },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={findingStateWords} state={state as keyof typeof findingStateWords} />,
    narrow: 'tag',
  },
];

export const figureColumns: readonly Column<Figure>[] = [
  { key: 'task', words: words.line, value: ({ content, task }) => content || task, narrow: 'title' },
  {
    key: 'reported',
    words: words.reported,
    value: ({ reportedTotal, unit }, { number, t }) =>
      reportedTotal === null ? (
        <span className="soft">{t(words.never)}</span>
      ) : (
        `${number(reportedTotal)} ${unit}`
      ),
    align: 'right',
  },
  {
    key: 'seen',
    words: words.seen,
    value: ({ seenTotal, unit }, { number, t }) =>
      seenTotal === null ? (
        <span className="soft">{t(words.notChecked)}</span>
      ) : (
        `${number(seenTotal)} ${unit}`
      ),
    align: 'right',
  },
  {
    key: 'difference',
    words: words.difference,
    value: ({ difference }, { number }) =>
      difference === null ? null : difference > 0 ? `+${number(difference)}` : number(difference),
    align: 'right',
  },
  { key: 'note', words: words.note, value: ({ note }) => note },
  {
    key: 'doubtful',
    words: words.doubtful,
    value: ({ doubtful }) => (doubtful ? <Mark words={words.doubtful} tone="warn" /> : null),
    narrow: 'tag',
  },
];

/** By the standard they answer to; what does not conform says why. */
function Items({ of }: { readonly of: readonly Item[] }) {
  const t = useWords();
  const standards = [...new Set(of.map(({ standard }) => standard))];
  return (
    <div className="parts">
      {standards.map((standard: Standard) => (
        <section key={standard}>
          <h3>{t(standardWords[standard])}</h3>
          <ul className="answers">
            {of
              .filter((item) => item.standard === standard)
              .map((item) => (
                <li key={item.itemId}>
                  <div className="answer-head">
                    <span>
                      {t(item.name)}{' '}
                      <span className="soft small">
                        {item.dimensions.map((dimension) => t(dimensionWords[dimension])).join(' · ')}
                      </span>
                    </span>
                    <StateTag of={resultWords} state={item.result} />
                  </div>
                  {item.fact ? <p className="prose">{item.fact}</p> : null}
                  {item.evidence.length > 0 ? <EvidenceGallery of={item.evidence} /> : null}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

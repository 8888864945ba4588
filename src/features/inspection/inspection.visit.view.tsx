import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { legalZone, Temporal } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { Lines, NumberInput } from '#web/ui/form-page.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { askPosition } from '#web/upload.ts';
import type { SheetView } from './inspection.contract.ts';
import { distanceMetres, emptyFigure } from './inspection.draft.rules.ts';
import { Labelled, PartFrame, type PartProps } from './inspection.part.view.tsx';
import { compare } from './inspection.sheet.rules.ts';
import { words } from './inspection.words.ts';

/** When and where: one press on arrival notes both. */
export function VisitPart({ sheet, draft, change, now }: PartProps) {
  const t = useWords();
  const [locating, setLocating] = useState(false);
  const visited = draft.methods['site-visit'] !== undefined;
  const arrive = async () => {
    const at = now();
    change((before) => ({ arrivedAt: at, startedAt: before.startedAt || at }));
    setLocating(true);
    const answer = await askPosition();
    setLocating(false);
    // The Geolocation standard gives WGS-84.
    if ('position' in answer)
      change(() => ({ position: { ...answer.position, datum: 'WGS84' }, positionMissingReason: '' }));
    else
      change((before) => ({
        position: null,
        positionMissingReason: before.positionMissingReason || t(words[answer.without]),
      }));
  };
  return (
    <PartFrame part="visit" words={words.visit}>
      <OpenFindings of={sheet} />
      {visited ? (
        <>
          <Button type="primary" size="large" block loading={locating} onClick={() => void arrive()}>
            {t(locating ? words.arriving : words.arrive)}
          </Button>
          <p className="soft small">{t(words.positionUse)}</p>
        </>
      ) : null}
      <div className="field-row">
        <TimeField
          words={words.startedAt}
          value={draft.startedAt}
          now={now}
          change={(startedAt) => change(() => ({ startedAt }))}
        />
        {visited ? (
          <TimeField
            words={words.arrivedAt}
            value={draft.arrivedAt}
            now={now}
            change={(arrivedAt) => change(() => ({ arrivedAt }))}
          />
        ) : null}
        <TimeField
          words={words.endedAt}
          value={draft.endedAt}
          now={now}
          change={(endedAt) => change(() => ({ endedAt }))}
        />
      </div>
      {visited && draft.arrivedAt !== '' ? <Where sheet={sheet} draft={draft} change={change} /> : null}
    </PartFrame>
  );
}

function Where({ sheet, draft, change }: Pick<PartProps, 'sheet' | 'draft' | 'change'>) {
  const t = useWords();
  const { number } = useFormat();
  const { position } = draft;
  const { facility } = sheet.subject;
  if (position) {
    const registered =
      facility?.latitude != null && facility.longitude != null && facility.datum === position.datum
        ? { latitude: facility.latitude, longitude: facility.longitude }
        : undefined;
    return (
      <p className="position">
        {t(words.positionOf, {
          latitude: position.latitude.toFixed(5),
          longitude: position.longitude.toFixed(5),
          datum: position.datum,
          accuracy: number(position.accuracyMetres),
        })}{' '}
        {registered ? (
          <span className="soft">{t(words.distance, { metres: distanceMetres(position, registered) })}</span>
        ) : null}{' '}
        <Button type="link" size="small" onClick={() => change(() => ({ position: null }))}>
          {t(words.removePosition)}
        </Button>
      </p>
    );
  }
  return (
    <Labelled words={words.positionMissing}>
      {(id) => (
        <Lines
          id={id}
          rows={2}
          maxLength={500}
          value={draft.positionMissingReason}
          onChange={(text) => change(() => ({ positionMissingReason: text ?? '' }))}
        />
      )}
    </Labelled>
  );
}

const localOf = (instant: string): string =>
  instant === ''
    ? ''
    : Temporal.Instant.from(instant).toZonedDateTimeISO(legalZone).toPlainDateTime().toString().slice(0, 16);

function instantOf(local: string): string {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(legalZone).toInstant().toString();
  } catch {
    return '';
  }
}

function TimeField({
  words: asked,
  value,
  now,
  change,
}: {
  readonly words: Words;
  readonly value: string;
  readonly now: () => string;
  readonly change: (instant: string) => void;
}) {
  const t = useWords();
  return (
    <Labelled words={asked}>
      {(id) => (
        <span className="time-field">
          <Input
            id={id}
            type="datetime-local"
            value={localOf(value)}
            onChange={(event) => change(instantOf(event.target.value))}
          />
          <Button onClick={() => change(now())}>{t(words.setNow)}</Button>
        </span>
      )}
    </Labelled>
  );
}

/** 上报值、现场值、差异: what was reported stands beside what is seen, and the difference shows as it is typed. */
export function FiguresPart({ sheet, draft, change }: PartProps) {
  const t = useWords();
  return (
    <PartFrame part="figures" words={words.figures}>
      {sheet.figures.length === 0 ? <p className="soft">{t(words.figuresNone)}</p> : null}
      <ul className="asks">
        {sheet.figures.map((figure) => (
          <FigureAsk key={figure.lineKey} of={figure} sheet={sheet} draft={draft} change={change} />
        ))}
      </ul>
    </PartFrame>
  );
}

function FigureAsk({
  of,
  sheet,
  draft,
  change,
}: Pick<PartProps, 'sheet' | 'draft' | 'change'> & { readonly of: SheetView['figures'][number] }) {
  const t = useWords();
  const { number, month } = useFormat();
  const told = draft.figures[of.lineKey] ?? emptyFigure;
  const set = (next: Partial<typeof told>) =>
    change((before) => ({
      figures: {
        ...before.figures,
        [of.lineKey]: { ...(before.figures[of.lineKey] ?? emptyFigure), ...next },
      },
    }));
  const seen = told.checked && told.seen !== null && Number.isFinite(told.seen) ? told.seen : null;
  const { difference, doubtful } = compare(of.total, seen, sheet.differenceShare);
  return (
    <li id={`figures-${of.lineKey}`} className="ask">
      <div className="ask-head">
        <h4>{of.content || of.task}</h4>
        <span className="soft">{t(words.target, { target: of.target, unit: of.unit })}</span>
      </div>
      <dl className="compared">
        <div>
          <dt>{t(words.reportedTotal)}</dt>
          <dd>
            {of.total === null || of.period === null ? (
              <span className="soft">{t(words.never)}</span>
            ) : (
              <>
                <strong>{number(of.total)}</strong> {of.unit}{' '}
                <span className="soft small">{t(words.reportOf, { period: month(of.period) })}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t(words.difference)}</dt>
          <dd>
            {difference === null ? (
              '—'
            ) : (
              <strong className={doubtful ? 'warn' : ''}>
                {difference > 0 ? '+' : ''}
                {number(difference)}
              </strong>
            )}{' '}
            {doubtful ? <Mark words={words.doubtful} tone="warn" /> : null}
          </dd>
        </div>
      </dl>
      {told.checked ? (
        <Labelled words={words.seenTotal}>
          {(id) => (
            <NumberInput
              id={id}
              value={told.seen}
              unit={of.unit}
              onChange={(next) => set({ seen: next ?? null })}
            />
          )}
        </Labelled>
      ) : null}
      <Checkbox checked={!told.checked} onChange={(event) => set({ checked: !event.target.checked })}>
        {t(words.uncheck)}
      </Checkbox>
      {told.checked && !doubtful ? null : (
        <Labelled words={told.checked ? words.note : words.whyNotChecked}>
          {(id) => (
            <>
              <Lines
                id={id}
                rows={1}
                maxLength={500}
                value={told.note}
                onChange={(text) => set({ note: text ?? '' })}
              />
              {told.checked || told.note !== '' ? null : (
                <Button size="small" onClick={() => set({ note: t(words.cannotHere) })}>
                  {t(words.cannotHere)}
                </Button>
              )}
            </>
          )}
        </Labelled>
      )}
      {doubtful ? (
        <p className="warn small">{t(words.doubtfulMeans, { shareRatio: sheet.differenceShare })}</p>
      ) : null}
    </li>
  );
}

export function OpenFindings({ of }: { readonly of: SheetView }) {
  const t = useWords();
  const { day } = useFormat();
  if (of.openFindings.length === 0) return null;
  return (
    <Notice tone="warn">
      <strong>{t(words.openHere)}</strong>
      <ul className="plain-list">
        {of.openFindings.map((finding) => (
          <li key={finding.id}>
            <a href={`/findings/${finding.id}`} target="_blank" rel="noreferrer">
              {finding.number}
            </a>{' '}
            {finding.fact} <span className="soft">{day(finding.foundOn)}</span>{' '}
            {finding.formerContractor ? (
              <span className="soft">{t(words.ofFormer, { contractor: finding.formerContractor })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

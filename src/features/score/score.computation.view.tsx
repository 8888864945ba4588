import type { ReactNode } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { EvidenceGallery } from '#web/ui/evidence.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { areaWords, standardWords } from '../regime/regime.words.ts';
import { type Computation, type Loss, pointsOf } from './score.client.view.tsx';
import { lossWords, resultWords, roundingWords, verdictStateWords, words } from './score.words.ts';

/** 四（一）–（三）: three verdicts, each by itself, before any number. */
export function Verdicts({ of }: { readonly of: Computation }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <Section words={words.verdicts}>
      <p className="soft">{t(words.verdictsMean)}</p>
      <ul className="score-verdicts">
        {of.verdicts.map(({ standard, verdict, met, partly, notMet, inspections }) => (
          <li key={standard}>
            <h3>
              {t(standardWords[standard])} <StateTag of={verdictStateWords} state={verdict ?? 'none'} />
            </h3>
            {verdict === null ? null : (
              <p className="soft">{t(words.verdictCounts, { met, partly, notMet })}</p>
            )}
            <Folded
              words={words.notMetPlaces}
              of={inspections.filter((one) => one.verdict !== 'met')}
              line={(one) => (
                <>
                  <InspectionLink of={one} /> {one.subject} {day(one.on)} {t(verdictStateWords[one.verdict])}
                </>
              )}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const InspectionLink = ({ of }: { readonly of: { readonly id: string | null; readonly number: string } }) =>
  of.id === null ? <span>{of.number}</span> : <GoTo to={`/inspections/${of.id}`}>{of.number}</GoTo>;

/** A long list stays folded: its length is said, its lines are a press away. */
function Folded<Item extends { readonly number: string }>({
  words: said,
  of,
  line,
}: {
  readonly words: Words;
  readonly of: readonly Item[];
  readonly line: (item: Item) => ReactNode;
}) {
  const t = useWords();
  if (of.length === 0) return null;
  return (
    <details>
      <summary>{t(said, { count: of.length })}</summary>
      <ul>
        {of.map((item) => (
          <li key={item.number}>{line(item)}</li>
        ))}
      </ul>
    </details>
  );
}

/** The sum as a sum, to the hundredth. */
export function Arithmetic({ of }: { readonly of: Computation }) {
  const t = useWords();
  const { roundingHundredths: rounding } = of;
  const rounded =
    rounding === 0
      ? ''
      : t(rounding > 0 ? words.roundingUp : words.roundingDown, { points: pointsOf(Math.abs(rounding)) });
  return (
    <Section words={words.arithmetic}>
      <p className="score-sum">
        {t(words.sum, {
          base: pointsOf(of.baseHundredths),
          bonus: pointsOf(of.bonusHundredths),
          lost: pointsOf(of.lostHundredths),
          rounding: rounded,
          total: pointsOf(of.totalHundredths),
        })}
      </p>
      {of.vetoed ? <p className="bad">{t(words.vetoed)}</p> : null}
      <p className="soft">
        {t(words.stepMeans, { step: pointsOf(of.stepHundredths), rounding: t(roundingWords[of.rounding]) })}{' '}
        {of.bands.map(({ name, from }) => t(words.bandFrom, { band: t(name), from })).join(' · ')}
      </p>
    </Section>
  );
}

/** Every point lost, place by place: what, by which record and evidence, and how it was counted. By name: nobody is ranked. */
export function Losses({ of }: { readonly of: Computation }) {
  const t = useWords();
  const { places, losses } = of;
  return (
    <Section words={words.losses}>
      <p className="soft">{t(losses.length === 0 ? words.noLosses : words.lossesByPlace)}</p>
      {places.map(({ facility, lostHundredths, count }) => (
        <details key={facility?.id ?? ''} className="score-place" open={places.length <= placesOpen}>
          <summary>
            <strong>{facility?.name ?? t(words.wholeContract)}</strong>{' '}
            <span className="soft">{t(words.lostAt, { count, points: pointsOf(lostHundredths) })}</span>
          </summary>
          {facility ? (
            <p>
              <GoTo to={`/facilities/${facility.id}`}>{t(words.openFacility)}</GoTo>
            </p>
          ) : null}
          <LossLines of={losses.filter((loss) => loss.facility?.id === facility?.id)} />
        </details>
      ))}
    </Section>
  );
}

/** Where many places lost points, each stays folded until it is asked for. */
const placesOpen = 4;

export function LossLines({ of }: { readonly of: readonly Loss[] }) {
  return (
    <ol className="score-losses">
      {of.map((loss, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is of one computation and never changes
        <li key={at}>
          <LossLine of={loss} />
        </li>
      ))}
    </ol>
  );
}

function LossLine({ of }: { readonly of: Loss }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <>
      <h3>
        <span>{of.item ? t(of.item) : t(lossWords[of.kind])}</span>
        <strong>{of.hundredths === 0 ? '0' : `−${pointsOf(of.hundredths)}`}</strong>
      </h3>
      <p>
        {of.kind === 'veto' ? <Mark words={lossWords[of.kind]} tone="warn" /> : null}{' '}
        {of.result
          ? t(words.seenAs, {
              on: day(of.on),
              subject: of.subject,
              result: t(resultWords[of.result]),
              fact: of.fact,
            })
          : t(of.kind === 'late-report' ? words.dueReport : words.dueItem, {
              on: day(of.on),
              subject: of.subject,
            })}
      </p>
      <p className="soft">
        <HowCounted of={of} />
      </p>
      <p className="score-links">
        {of.inspection ? <InspectionLink of={of.inspection} /> : null}
        {of.finding ? <GoTo to={`/findings/${of.finding.id}`}>{of.finding.number}</GoTo> : null}
        {of.rectificationId ? (
          <GoTo to={`/rectifications/${of.rectificationId}`}>{t(words.rectification)}</GoTo>
        ) : null}
        {of.reportId ? <GoTo to={`/reports/${of.reportId}`}>{t(words.report)}</GoTo> : null}
      </p>
      {of.evidence.length > 0 ? (
        <details>
          <summary>{t(words.evidenceOf, { count: of.evidence.length })}</summary>
          <EvidenceGallery of={of.evidence} />
        </details>
      ) : null}
      <Basis of={[{ clause: of.clause }]} />
    </>
  );
}

/** An exact number that is no decimal has its nearest hundredth beside it. */
function exact(text: string): string {
  const [above, below] = text.split('/');
  return below === undefined ? text : `${text} ≈ ${Math.round((Number(above) / Number(below)) * 100) / 100}`;
}

function HowCounted({ of }: { readonly of: Loss }) {
  const t = useWords();
  const [weight, lost, asked] = [exact(of.weight), exact(of.lost), exact(of.asked)];
  const counted =
    of.kind === 'veto'
      ? t(words.vetoAs, { weight, lost })
      : of.places > 1 || of.lost !== '1'
        ? t(words.computedAs, { weight, lost, places: of.places, asked })
        : t(of.kind === 'item' ? words.computedAt : words.computedPlain, { weight });
  return (
    <>
      {counted}
      {of.floored ? ` · ${t(words.takenOnly, { points: pointsOf(of.hundredths) })}` : ''}
    </>
  );
}

export function Bonuses({ of }: { readonly of: Computation }) {
  const t = useWords();
  if (of.bonuses.length === 0) return null;
  return (
    <Section words={words.bonuses}>
      <ol className="score-losses">
        {of.bonuses.map((bonus) => (
          <li key={bonus.item.zh}>
            <h3>
              <span>{t(bonus.item)}</span>
              <strong>+{pointsOf(bonus.hundredths)}</strong>
            </h3>
            <p className="soft">
              {t(words.bonusAs, {
                cases: bonus.cases,
                perCase: bonus.perCase,
                cap: bonus.cap,
                points: pointsOf(bonus.hundredths),
              })}
            </p>
            <Folded
              words={words.inspectionsOf}
              of={bonus.inspections}
              line={(one) => <InspectionLink of={one} />}
            />
            <Basis of={[{ clause: bonus.clause }]} />
          </li>
        ))}
      </ol>
      <p className="soft">{t(words.bonusMax, { points: pointsOf(of.bonusMaxHundredths) })}</p>
    </Section>
  );
}

export function Areas({ of }: { readonly of: Computation }) {
  const t = useWords();
  const unseen = of.areas.reduce((sum, { unseenHundredths }) => sum + unseenHundredths, 0);
  return (
    <Section words={words.areas}>
      {unseen > 0 ? <p className="warn">{t(words.unseenMeans, { points: pointsOf(unseen) })}</p> : null}
      <Rows
        items={of.areas}
        rowKey={({ area }) => area}
        caption={words.areas}
        columns={[
          { key: 'area', words: words.area, value: ({ area }) => t(areaWords[area]), narrow: 'title' },
          {
            key: 'weight',
            words: words.weight,
            value: ({ weightHundredths }) => pointsOf(weightHundredths),
            align: 'right',
            tight: true,
          },
          {
            key: 'lost',
            words: words.lost,
            value: ({ lostHundredths }) => pointsOf(lostHundredths),
            align: 'right',
            tight: true,
          },
          {
            key: 'kept',
            words: words.kept,
            value: ({ weightHundredths, lostHundredths }) => pointsOf(weightHundredths - lostHundredths),
            align: 'right',
            tight: true,
          },
          {
            key: 'unseen',
            words: words.unseen,
            value: ({ unseenHundredths, unseen: items }) =>
              unseenHundredths === 0 ? null : (
                <>
                  {pointsOf(unseenHundredths)}{' '}
                  <span className="soft">{items.map((item) => t(item)).join(' · ')}</span>
                </>
              ),
          },
        ]}
      />
    </Section>
  );
}

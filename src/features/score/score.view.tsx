import { useQuery } from '@tanstack/react-query';
import type { Words } from '#kernel/words.ts';
import { apiOf, useNewId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormPage, Pick } from '#web/ui/form-page.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { agreementContract } from '../agreement/agreement.contract.ts';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { api, type Detail, type Listed, pointsOf, queries } from './score.client.view.tsx';
import { Areas, Arithmetic, Bonuses, Losses, Verdicts } from './score.computation.view.tsx';
import { scoreStateWords, words } from './score.words.ts';

const agreements = apiOf<typeof agreementContract>('agreement');
const agreementOptions = async () =>
  (await agreements.list({})).items.map(({ id, number, contractorName }) => ({
    value: id,
    label: `${number} ${contractorName}`,
  }));

/** A grade's colour by how far down its scale it stands. */
function Grade({ band, depth }: { readonly band: Words; readonly depth: number | null }) {
  const tone = depth === 0 ? 'good' : depth === 1 ? 'bad' : depth !== null && depth > 0.5 ? 'warn' : 'plain';
  return <Mark words={band} tone={tone} />;
}

const columns: readonly Column<Listed>[] = [
  {
    key: 'contractor',
    words: words.contractor,
    value: ({ contractorName }) => contractorName,
    narrow: 'title',
  },
  {
    key: 'agreement',
    words: words.agreement,
    value: ({ agreementNumber, agreementName }) => `${agreementNumber} ${agreementName}`,
  },
  {
    key: 'period',
    words: words.period,
    value: ({ fromOn, toOn }, { t }) => t(words.fromTo, { fromOn, toOn }),
    tight: true,
  },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={scoreStateWords} state={state} />,
    narrow: 'tag',
    tight: true,
  },
  {
    key: 'total',
    words: words.total,
    value: ({ totalHundredths }) => (totalHundredths === null ? null : pointsOf(totalHundredths)),
    align: 'right',
    tight: true,
  },
  {
    key: 'band',
    words: words.band,
    value: ({ band, bandDepth }) => (band ? <Grade band={band} depth={bandDepth} /> : null),
    tight: true,
  },
];

export function ScoreList() {
  const t = useWords();
  return (
    <ListPage
      name="score"
      title={words.scores}
      intro={t(words.intro)}
      empty={words.none}
      filters={{
        state: choice(words.state, scoreStateWords),
        agreementId: pickFilter(words.agreement, agreementOptions),
      }}
      load={(chosen, cursor) => api.list({ ...chosen, cursor })}
      columns={columns}
      open={({ id }) => `/scores/${id}`}
      acts={(may) => may.open && <GoButton to="/scores/new" words={words.open} primary />}
    />
  );
}

type Draft = { agreementId: string; fromOn: string; toOn: string };

export function ScoreForm() {
  const id = useNewId();
  const go = useGo();
  const t = useWords();
  return (
    <FormPage<Draft, Detail>
      title={words.open}
      intro={t(words.openHint)}
      initial={{}}
      submit={(values) => api.open({ id, ...values })}
      done={({ score }) => go(`/scores/${score.id}`)}
    >
      <Field name="agreementId" words={words.agreement} required>
        <Pick of="agreements-to-score" load={agreementOptions} />
      </Field>
      <Field name="fromOn" words={words.from} required>
        <DateInput />
      </Field>
      <Field name="toOn" words={words.to} required>
        <DateInput />
      </Field>
    </FormPage>
  );
}

export function ScoreDetail() {
  const id = usePathParam('id');
  const [computation] = useSearchParam('computation');
  const query = useQuery(
    queries.find.queryOptions({ input: { id, ...(computation ? { computation } : {}) } }),
  );
  return <Loaded query={query}>{(detail) => <ScoreRecord detail={detail} />}</Loaded>;
}

function ScoreRecord({ detail }: { readonly detail: Detail }) {
  const t = useWords();
  const { instant, day } = useFormat();
  const { score, computation } = detail;
  const { id, version: basedOn, may } = score;
  return (
    <RecordPage
      kind={words.scores}
      kindAt="/scores"
      title={`${score.contractorName} ${t(words.fromTo, { fromOn: score.fromOn, toOn: score.toOn })}`}
      state={<StateTag of={scoreStateWords} state={score.state} />}
      facts={[
        computation && {
          words: words.total,
          value: (
            <strong className="figure">
              {pointsOf(computation.totalHundredths)}{' '}
              <Grade band={computation.band} depth={score.bandDepth} />
            </strong>
          ),
        },
        {
          words: words.agreement,
          value: (
            <GoTo to={`/agreements/${score.agreementId}`}>
              {score.agreementNumber} {score.agreementName}
            </GoTo>
          ),
        },
        computation && {
          words: words.computedBy,
          value: t(words.byAt, { name: computation.computedBy, at: instant(computation.computedAt) }),
        },
        detail.confirmedBy && detail.confirmedAt
          ? {
              words: words.confirmedBy,
              value: t(words.byAt, { name: detail.confirmedBy, at: instant(detail.confirmedAt) }),
            }
          : null,
        computation && {
          words: words.pack,
          value: t(words.packThen, { pack: computation.packId, version: computation.packVersion }),
        },
        computation && { words: words.inputs, value: <code>{computation.factsDigest.slice(0, 16)}</code> },
      ]}
      acts={
        <>
          <Act
            name="compute"
            may={may}
            words={words.compute}
            consequence={words.computeMeans}
            perform={() => api.compute({ id, basedOn })}
          />
          <Act
            name="confirm"
            may={may}
            words={words.confirm}
            consequence={words.confirmMeans}
            perform={() => api.confirm({ id, basedOn })}
          />
          <Act
            name="recompute"
            may={may}
            words={words.recompute}
            consequence={words.recomputeMeans}
            reason
            perform={({ reason }) => api.compute({ id, basedOn, reason })}
          />
          <Act
            name="withdraw"
            may={may}
            words={words.withdraw}
            consequence={words.withdrawMeans}
            reason
            danger
            perform={({ reason }) => api.withdraw({ id, basedOn, reason })}
          />
        </>
      }
      basis={detail.basis}
      history={detail.history}
      thread={{ type: 'score', id }}
    >
      <RecusalNote contractorId={score.contractorId} />
      {computation ? (
        <>
          {score.state === 'computed' && computation.judgedOn < score.toOn ? (
            <Notice>
              {t(words.provisional, { toOn: day(score.toOn), judgedOn: day(computation.judgedOn) })}
            </Notice>
          ) : null}
          {score.state === 'computed' && computation.judgedOn === score.toOn && !computation.current ? (
            <Notice tone="warn">{t(words.stale)}</Notice>
          ) : null}
          <Verdicts of={computation} />
          <Arithmetic of={computation} />
          <Losses of={computation} />
          <Bonuses of={computation} />
          <Areas of={computation} />
        </>
      ) : (
        <p className="soft">{t(words.notComputed)}</p>
      )}
      {detail.computations.length > 1 ? <Computations of={detail} /> : null}
    </RecordPage>
  );
}

function Computations({ of }: { readonly of: Detail }) {
  return (
    <Section words={words.computations}>
      <Rows
        items={of.computations}
        rowKey={({ number }) => String(number)}
        caption={words.computations}
        open={({ number }) => `/scores/${of.score.id}?computation=${number}`}
        columns={[
          {
            key: 'number',
            words: words.number,
            value: ({ number }) => String(number),
            narrow: 'title',
            tight: true,
          },
          {
            key: 'total',
            words: words.total,
            value: ({ totalHundredths, band }, { t }) => `${pointsOf(totalHundredths)} ${t(band)}`,
          },
          {
            key: 'by',
            words: words.computedBy,
            value: ({ computedBy, computedAt }, { t, instant }) =>
              t(words.byAt, { name: computedBy, at: instant(computedAt) }),
          },
          {
            key: 'pack',
            words: words.pack,
            value: ({ packId, packVersion }, { t }) =>
              t(words.packThen, { pack: packId, version: packVersion }),
          },
          {
            key: 'binding',
            words: words.state,
            value: ({ binding }) => (binding ? <Mark words={words.binding} tone="good" /> : null),
            narrow: 'tag',
          },
        ]}
      />
    </Section>
  );
}

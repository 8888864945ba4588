import { useQuery } from '@tanstack/react-query';
import { Steps } from 'antd';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { choice, ListPage, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage } from '#web/ui/record-page.tsx';
import type { Column } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { DrawActs } from './draw.acts.view.tsx';
import { api, queries } from './draw.client.view.tsx';
import type { DrawRow, DrawView } from './draw.contract.ts';
import type { DrawState } from './draw.model.ts';
import { PartyList, Proof } from './draw.parts.view.tsx';
import { FrozenLists, Result, WeightTerms } from './draw.result.view.tsx';
import { allocationWords, drawStateWords, stepWords, strataWords, words } from './draw.words.ts';

export function DrawList() {
  const t = useWords();
  return (
    <ListPage
      name="draws"
      title={words.draws}
      intro={t(words.intro)}
      empty={words.none}
      filters={{ state: choice(words.state, drawStateWords), search: textFilter(words.search) }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={drawColumns}
      open={({ id }) => `/draws/${id}`}
      acts={(may) => (may.prepare ? <GoButton to="/draws/new" words={words.prepare} primary /> : null)}
    />
  );
}

const drawColumns: readonly Column<DrawRow>[] = [
  { key: 'title', words: words.title, value: ({ title }) => title, narrow: 'title' },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  {
    key: 'size',
    words: words.size,
    value: ({ size, objects }, { t }) => t(words.sizeOf, { size, objects }),
    tight: true,
  },
  {
    key: 'value',
    words: words.valueOn,
    value: ({ publicValueOn }, { day }) => day(publicValueOn),
    tight: true,
  },
  {
    key: 'visited',
    words: words.visits,
    value: ({ visited, size }, { t }) => (visited === null ? null : t(words.visitedOf, { visited, size })),
    tight: true,
  },
  { key: 'redraw', words: words.redrawOf, value: ({ redrawOf }) => redrawOf, tight: true },
  { key: 'prepared', words: words.preparedAt, value: ({ preparedAt }, { instant }) => instant(preparedAt) },
  {
    key: 'state',
    words: words.state,
    value: ({ state, waitingForMe }) => (
      <span className="tags">
        <StateTag of={drawStateWords} state={state} />
        {waitingForMe ? <Mark words={words.waiting} tone="warn" /> : null}
      </span>
    ),
    narrow: 'tag',
  },
];

export function DrawDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const { day, instant } = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ draw, history }) => (
        <RecordPage
          kind={words.draw}
          kindAt="/draws"
          title={`${draw.number} ${draw.title}`}
          state={<StateTag of={drawStateWords} state={draw.state} />}
          facts={[
            {
              words: words.size,
              value: t(words.sizeOf, { size: draw.parameters.count, objects: draw.objects.length }),
            },
            { words: words.strata, value: t(strataWords[draw.parameters.strata]) },
            { words: words.allocation, value: t(allocationWords[draw.parameters.allocation]) },
            {
              words: words.period,
              value: t(words.periodOf, { fromOn: draw.period.from, untilOn: draw.period.until }),
            },
            draw.parameters.weighted && {
              words: words.weighted,
              value: <WeightTerms of={draw.parameters.weights} />,
              wide: true,
            },
            {
              words: words.places,
              value: t(words.placesText, {
                ...draw.parameters.places,
                third: draw.parameters.places['third-party'],
              }),
            },
            { words: words.loadMax, value: draw.parameters.loadMax },
            { words: words.preparedBy, value: `${draw.preparedBy} · ${instant(draw.preparedAt)}` },
            { words: words.revealUntilOn, value: day(draw.revealUntilOn) },
            {
              words: words.publicValue,
              value: `${draw.publicValue.name} · ${day(draw.publicValue.on)}`,
            },
            { words: words.valueSource, value: draw.publicValue.source, wide: true },
            draw.publicValue.text !== null && {
              words: words.valueText,
              value: (
                <>
                  <strong>{draw.publicValue.text}</strong>{' '}
                  <span className="soft">
                    {t(words.enteredBy)} {draw.publicValue.enteredBy}
                  </span>
                </>
              ),
            },
            draw.drawnAt !== null && {
              words: words.drawnBy,
              value: `${draw.drawnBy} · ${instant(draw.drawnAt)}`,
            },
            draw.publishedAt !== null && { words: words.publishedAt, value: instant(draw.publishedAt) },
            {
              words: words.listsDigest,
              value: <code className="digest">{draw.listsDigest}</code>,
              wide: true,
            },
            draw.seed !== null && {
              words: words.seed,
              value: <code className="digest">{draw.seed}</code>,
              wide: true,
            },
          ]}
          acts={<DrawActs of={draw} />}
          basis={draw.basis}
          history={history}
          thread={{ type: 'draw', id: draw.id }}
        >
          <Progress state={draw.state} />
          <Chain of={draw} />
          <Result of={draw} />
          <Proof of={draw} />
          <PartyList of={draw} />
          <FrozenLists of={draw} />
        </RecordPage>
      )}
    </Loaded>
  );
}

const stepOf: Readonly<Record<Exclude<DrawState, 'abandoned'>, number>> = {
  prepared: 1,
  committing: 1,
  revealing: 2,
  revealed: 3,
  valued: 4,
  drawn: 5,
  published: 6,
};

/** Where the draw stands on its one way from frozen lists to publication. */
function Progress({ state }: { readonly state: DrawState }) {
  const t = useWords();
  if (state === 'abandoned') return null;
  return (
    <Steps
      className="draw-steps"
      size="small"
      responsive
      current={stepOf[state]}
      items={Object.values(stepWords).map((said) => ({ title: t(said) }))}
    />
  );
}

/** The draw before and the draw after, and why: neither hides the other. */
function Chain({ of }: { readonly of: DrawView }) {
  const t = useWords();
  return (
    <>
      {of.abandonReason !== null ? (
        <Notice tone="warn">
          <strong>{t(words.abandonReason)}</strong>
          <span>{of.abandonReason}</span>
        </Notice>
      ) : null}
      {of.redraw ? (
        <Notice tone="warn">
          <strong>
            {t(words.redrawOf)} <GoTo to={`/draws/${of.redraw.of.id}`}>{of.redraw.of.number}</GoTo>
          </strong>
          <span>{of.redraw.reason}</span>
        </Notice>
      ) : null}
      {of.redrawnBy ? (
        <Notice tone="warn">
          <strong>
            {t(words.redrawnBy)} <GoTo to={`/draws/${of.redrawnBy.id}`}>{of.redrawnBy.number}</GoTo>
          </strong>
        </Notice>
      ) : null}
    </>
  );
}

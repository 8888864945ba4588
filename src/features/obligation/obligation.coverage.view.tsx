import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { LastDay } from '#web/ui/due-date.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';
import type { obligationContract } from './obligation.contract.ts';
import {
  coverageStateWords,
  villageStateWords,
  coverageWords as words,
} from './obligation.coverage.words.ts';

type Coverage = OutputOf<typeof obligationContract, 'coverage'>;
type Facility = OutputOf<typeof obligationContract, 'coveredFacilities'>['items'][number];
type Town = Coverage['towns'][number];
type Contractor = Coverage['contractors'][number];
const queries = queriesOf<typeof obligationContract>('obligation');

/** 覆盖与盲区: every village in its town, the blind spots by name, and who answers for them. */
export function CoveragePage() {
  const t = useWords();
  const [contractor] = useSearchParam('contractor');
  const query = useQuery({
    ...queries.coverage.queryOptions({ input: contractor === undefined ? {} : { contractor } }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t(words.title)}</h1>
          <p className="soft">{t(words.intro)}</p>
        </div>
      </header>
      <Loaded query={query}>{(data) => <Covered of={data} />}</Loaded>
    </div>
  );
}

function Covered({ of }: { readonly of: Coverage }) {
  const t = useWords();
  const [only, setOnly] = useSearchParam('show');
  const [contractor, setContractor] = useSearchParam('contractor');
  const [town, setTown] = useSearchParam('town');
  const [village, setVillage] = useSearchParam('village');
  // A blind spot must not be overlooked among what is well: they are listed alone until somebody asks for all.
  const blindOnly = only !== 'all' && village === undefined;
  const here = of.towns.flatMap(({ villages }) => villages).find(({ code }) => code === village);
  return (
    <div className="coverage">
      <Verdict of={of} />
      <div className="coverage-filters">
        <Segmented
          aria-label={t(words.show)}
          value={blindOnly ? 'blind' : 'all'}
          options={[
            { value: 'blind', label: t(words.onlyBlind) },
            { value: 'all', label: t(words.all) },
          ]}
          onChange={(next) => setOnly(next === 'all' ? 'all' : undefined)}
        />
        <Select
          aria-label={t(words.town)}
          value={town ?? ''}
          options={[
            { value: '', label: t(words.anyTown) },
            ...of.towns.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(next) => setTown(next || undefined)}
        />
        <Select
          aria-label={t(words.contractor)}
          value={contractor ?? ''}
          options={[
            { value: '', label: t(words.anyContractor) },
            ...of.contractors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(next) => setContractor(next || undefined)}
        />
      </div>
      <Section words={words.byVillage}>
        <Legend />
        <div className="coverage-towns">
          {of.towns
            .filter(({ code }) => town === undefined || code === town)
            .map((one) => (
              <TownCells
                key={one.code}
                town={one}
                chosen={village}
                choose={(code) => setVillage(code === village ? undefined : code)}
              />
            ))}
        </div>
      </Section>
      <Section words={blindOnly ? words.blindList : words.chosen}>
        {here ? (
          <p className="coverage-chosen">
            {t(words.chosenIn, { name: here.name })}{' '}
            <Button size="small" onClick={() => setVillage(undefined)}>
              {t(words.clear)}
            </Button>
          </p>
        ) : null}
        <Facilities
          asked={{
            show: blindOnly ? 'blind' : 'all',
            ...(contractor && { contractor }),
            ...(town && { town }),
            ...(village && { village }),
          }}
        />
      </Section>
      <Section words={words.byContractor}>
        <Rows
          items={of.contractors}
          columns={contractorColumns}
          caption={words.byContractor}
          open={({ id }) => `/organisations/${id}`}
        />
      </Section>
      <Basis of={of.basis} />
    </div>
  );
}

type Asked = {
  readonly show: 'blind' | 'all';
  readonly contractor?: string;
  readonly town?: string;
  readonly village?: string;
};

/** The gravest first, page by page: in a large county nobody waits for thousands of rows. */
function Facilities({ asked }: { readonly asked: Asked }) {
  const t = useWords();
  const query = useInfiniteQuery(
    queries.coveredFacilities.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...asked, ...(cursor && { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => (
        <>
          <Rows
            items={pages.flatMap(({ items }) => items)}
            columns={facilityColumns}
            caption={words.chosen}
            empty={asked.show === 'blind' ? words.noBlind : words.noneHere}
            open={({ id }) => `/facilities/${id}`}
          />
          {query.hasNextPage ? (
            <p className="coverage-chosen">
              <span className="soft">
                {t(uiWords.shown, { count: pages.reduce((sum, { items }) => sum + items.length, 0) })}
              </span>{' '}
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t(uiWords.more)}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </Loaded>
  );
}

function Verdict({ of: { county } }: { readonly of: Coverage }) {
  const t = useWords();
  return (
    <div>
      {county.facilities === 0 ? (
        <Notice>{t(words.nothing)}</Notice>
      ) : county.blindSpots === 0 ? (
        <Notice tone="good">{t(words.none, { count: county.facilities })}</Notice>
      ) : (
        <Notice tone="bad">{t(words.some, { count: county.blindSpots })}</Notice>
      )}
      <FactGrid
        of={[
          { words: words.facilities, value: county.facilities },
          { words: words.neverVisited, value: county.neverVisited },
          { words: words.due, value: county.due },
          { words: words.overdue, value: county.overdue },
          { words: words.missed, value: county.missed },
        ]}
      />
    </div>
  );
}

function Legend() {
  const t = useWords();
  return (
    <ul className="coverage-legend" aria-label={t(words.legend)}>
      {Object.entries(villageStateWords).map(([state, said]) => (
        <li key={state}>
          <span className={`coverage-swatch is-${state}`} aria-hidden="true" /> {t(said)}
        </li>
      ))}
    </ul>
  );
}

function TownCells({
  town,
  chosen,
  choose,
}: {
  readonly town: Town;
  readonly chosen: string | undefined;
  readonly choose: (code: string) => void;
}) {
  const t = useWords();
  return (
    <section className="coverage-town" aria-label={town.name}>
      <h3>
        {town.name}{' '}
        <span className="soft small">
          {t(words.townLine, { facilities: town.facilities, blind: town.blindSpots, due: town.due })}
        </span>
      </h3>
      <ul className="coverage-cells">
        {town.villages.map(({ code, name, state, facilities, fitting }) => {
          const said =
            facilities === 0
              ? t(words.empty, { name })
              : t(words.cell, { name, state: t(villageStateWords[state]), count: facilities });
          return (
            <li key={code}>
              <button
                type="button"
                className={`coverage-cell is-${state}${facilities > 0 && fitting === 0 ? ' is-faint' : ''}`}
                aria-label={said}
                aria-pressed={code === chosen}
                title={said}
                disabled={facilities === 0}
                onClick={() => choose(code)}
              >
                {shortName(name)}
                {facilities > 1 ? <b>{facilities}</b> : null}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What every name ends with says nothing in a cell. */
const shortName = (name: string): string =>
  name.replace(/(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会)$/, '');

const facilityColumns: readonly Column<Facility>[] = [
  { key: 'name', words: words.facility, value: ({ name }) => name, narrow: 'title' },
  { key: 'town', words: words.town, value: ({ town }) => town, tight: true },
  { key: 'village', words: words.village, value: ({ village }) => village, narrow: 'hidden' },
  {
    key: 'contractor',
    words: words.contractor,
    value: ({ contractor }) => <GoTo to={`/organisations/${contractor.id}`}>{contractor.name}</GoTo>,
  },
  {
    key: 'last',
    words: words.lastVisit,
    value: ({ lastVisitOn }, { day }) => lastVisitOn && day(lastVisitOn),
    tight: true,
  },
  {
    key: 'next',
    words: words.nextDue,
    value: ({ nextDueOn, nextProvisional }) =>
      nextDueOn && <LastDay on={nextDueOn} provisional={nextProvisional} />,
    tight: true,
  },
  { key: 'missed', words: words.missed, value: ({ missed }) => missed, align: 'right', tight: true },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={coverageStateWords} state={state} />,
    narrow: 'tag',
  },
];

const contractorColumns: readonly Column<Contractor>[] = [
  { key: 'name', words: words.contractor, value: ({ name }) => name, narrow: 'title' },
  {
    key: 'facilities',
    words: words.facilities,
    value: ({ facilities }) => facilities,
    align: 'right',
    tight: true,
  },
  {
    key: 'blind',
    words: words.blindSpots,
    value: ({ blindSpots }) => blindSpots,
    align: 'right',
    tight: true,
  },
  {
    key: 'never',
    words: words.neverVisited,
    value: ({ neverVisited }) => neverVisited,
    align: 'right',
    tight: true,
  },
  { key: 'due', words: words.due, value: ({ due }) => due, align: 'right', tight: true },
  { key: 'overdue', words: words.overdue, value: ({ overdue }) => overdue, align: 'right', tight: true },
  { key: 'missed', words: words.missed, value: ({ missed }) => missed, align: 'right', tight: true },
  {
    key: 'last',
    words: words.lastVisit,
    value: ({ lastVisitOn }, { day }) => lastVisitOn && day(lastVisitOn),
    tight: true,
  },
];

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { apiOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { GoButton, GoTo, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { DueDate } from '#web/ui/due-date.tsx';
import {
  choice,
  type FilterValues,
  ListPage,
  pickFilter,
  textFilter,
  useFilters,
} from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import type { Column } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { organisationContract } from '../organisation/organisation.contract.ts';
import { areaWords, severityWords } from '../regime/regime.words.ts';
import { api, queries } from './rectification.client.view.tsx';
import type { LedgerRow } from './rectification.contract.ts';
import { isSettled } from './rectification.policy.ts';
import {
  conclusions,
  escalationSteps,
  extensionStates,
  rectificationStates,
  words,
} from './rectification.words.ts';

const organisations = apiOf<typeof organisationContract>('organisation');

// 整改台账: one ledger, read as 问题清单, 责任清单 or 整改清单.

const views = {
  problems: words.problems,
  responsibilities: words.responsibilities,
  rectifications: words.rectifications,
} as const;
type View = keyof typeof views;
const viewOf = (text: string | undefined): View =>
  text !== undefined && Object.hasOwn(views, text) ? (text as View) : 'rectifications';

const contractors = async () => {
  const { items } = await organisations.list({ kind: 'contractor' });
  return items.map(({ id, name }) => ({ value: id, label: name }));
};

const filters = {
  state: choice(words.state, rectificationStates),
  overdue: choice(words.overdue, { yes: words.overdue, no: words.inTime }),
  steps: choice(words.stepsDue, { due: words.stepDue }),
  severity: choice(words.severity, severityWords),
  contractor: pickFilter(words.contractor, contractors),
  letter: pickFilter(words.letter, async () => []),
  search: textFilter(words.search),
};
// The letter is chosen on its own page; here it only narrows, and can be cleared.
const { letter: _chosenElsewhere, ...supervisionFilters } = filters;
// A contractor has one organisation and no ladder to climb.
const { contractor: _itself, steps: _notIts, ...contractorFilters } = supervisionFilters;

type Shown = FilterValues<typeof supervisionFilters>;

export function RectificationList() {
  const t = useWords();
  const { language } = useLanguage();
  const me = useMe();
  const [text, setView] = useSearchParam('view');
  const [letter, setLetter] = useSearchParam('letter');
  const view = viewOf(text);
  const own = me.organisation.kind === 'contractor';
  const summary = useQuery(queries.summary.queryOptions({ input: {} }));
  const load = (chosen: Shown, cursor: string | undefined) => api.list({ ...chosen, letter, cursor });
  const above = () => (
    <div className="ledger-views" role="group" aria-label={t(words.view)}>
      {(Object.keys(views) as View[]).map((one) => (
        <Button
          key={one}
          type={one === view ? 'primary' : 'default'}
          aria-pressed={one === view}
          onClick={() => setView(one)}
        >
          {t(views[one])}
        </Button>
      ))}
      {letter ? <Button onClick={() => setLetter(undefined)}>{t(words.letter)} ×</Button> : null}
    </div>
  );
  return (
    <ListPage
      name={`rectifications-${letter ?? 'all'}`}
      title={words.ledger}
      intro={
        <>
          {t(words.ledgerIntro)} {summary.data ? t(words.summary, summary.data) : null}
          {summary.data && summary.data.stepsDue > 0 && !own ? (
            <>
              {language === 'zh' ? '；' : '; '}
              <GoTo to="/rectifications" search={{ steps: 'due' }} className="bad">
                {t(words.summaryStepsDue, summary.data)}
              </GoTo>
            </>
          ) : null}
        </>
      }
      empty={words.none}
      filters={(own ? contractorFilters : supervisionFilters) as typeof supervisionFilters}
      load={load}
      columns={columnsOf[view]}
      open={({ id }) => `/rectifications/${id}`}
      above={above}
      acts={() => <PrintLink />}
    />
  );
}

function PrintLink() {
  const [values] = useFilters(filters);
  const [view] = useSearchParam('view');
  return <GoButton to="/rectifications/print" search={{ ...values, view }} words={words.print} />;
}

const finding: Column<LedgerRow> = {
  key: 'finding',
  words: words.findingAndLetter,
  value: ({ findingNumber, letterNumber }) => {
    const year = letterNumber.indexOf('〔');
    return (
      <>
        <span className="tight">{findingNumber}</span>
        {/* A number breaks before its year, and nowhere else. */}
        <span className="ledger-letter">
          <span>{letterNumber.slice(0, year)}</span>
          <span>{letterNumber.slice(year)}</span>
        </span>
      </>
    );
  },
  narrow: 'title',
};
const fact: Column<LedgerRow> = {
  key: 'fact',
  words: words.fact,
  value: ({ place, fact: said }, { language }) => (
    <div className="ledger-fact">
      {place}
      {language === 'zh' ? '：' : ': '}
      {said}
    </div>
  ),
};
const contractor: Column<LedgerRow> = {
  key: 'contractor',
  words: words.responsibleOrganisation,
  value: ({ contractorName }) => contractorName,
};
const severity: Column<LedgerRow> = {
  key: 'severity',
  words: words.severity,
  value: ({ severity: how }) => <StateTag of={severityWords} state={how} />,
  tight: true,
};
const state: Column<LedgerRow> = {
  key: 'state',
  words: words.progress,
  value: (row) => <Standing of={row} />,
  narrow: 'tag',
};
const due: Column<LedgerRow> = {
  key: 'due',
  words: words.dueOn,
  value: (row) => <Due of={row} />,
  tight: true,
};
const day = (
  key: string,
  name: Column<LedgerRow>['words'],
  of: (row: LedgerRow) => string | null,
): Column<LedgerRow> => ({
  key,
  words: name,
  value: (row, tools) => {
    const on = of(row);
    return on ? tools.day(on) : null;
  },
  tight: true,
});

const columnsOf: Readonly<Record<View, readonly Column<LedgerRow>[]>> = {
  problems: [
    finding,
    { key: 'source', words: words.source, value: ({ inspectionNumber }) => inspectionNumber, tight: true },
    fact,
    { key: 'area', words: words.area, value: ({ area }, { t }) => t(areaWords[area]) },
    { key: 'clause', words: words.clause, value: ({ clauseNumber }) => clauseNumber, tight: true },
    severity,
    day('found', words.foundOn, ({ foundOn }) => foundOn),
    contractor,
    { ...state, value: (row) => <Standing of={row} withDelay /> },
  ],
  responsibilities: [
    finding,
    fact,
    { key: 'lead', words: words.lead, value: (_row, { t }) => t(words.leadIs) },
    contractor,
    {
      key: 'responsible',
      words: words.responsible,
      value: ({ responsiblePerson }) => responsiblePerson,
    },
    { key: 'requirement', words: words.requirement, value: ({ requirement }) => requirement },
    due,
    state,
  ],
  rectifications: [
    finding,
    fact,
    contractor,
    { key: 'measure', words: words.measure, value: ({ measure }) => measure },
    due,
    day('reported', words.reportedOn, ({ reportedOn }) => reportedOn),
    {
      key: 'reinspected',
      words: words.reinspections,
      value: ({ reinspectedOn, reinspectors, conclusion }, { day: written, t, language }) =>
        reinspectedOn ? (
          <>
            <span className="tight">{written(reinspectedOn)}</span>
            <br />
            {reinspectors.join(language === 'zh' ? '、' : ', ')}
            {conclusion ? <div className="soft small">{t(conclusions[conclusion])}</div> : null}
          </>
        ) : null,
    },
    {
      key: 'closed',
      words: words.closedOn,
      value: ({ closedOn, closedBy }, { day: written }) =>
        closedOn ? (
          <>
            <span className="tight">{written(closedOn)}</span>
            <br />
            {closedBy}
          </>
        ) : null,
    },
    state,
  ],
};

function Standing({ of, withDelay = false }: { readonly of: LedgerRow; readonly withDelay?: boolean }) {
  const t = useWords();
  return (
    <span className="tags">
      <StateTag of={rectificationStates} state={of.state} />
      {withDelay && of.overdueDays > 0 ? (
        <Mark words={asIs(t(words.isOverdue, { days: of.overdueDays }))} tone="bad" />
      ) : null}
      {of.stepsDue.length > 0 ? <Mark words={words.stepsDue} tone="bad" /> : null}
      {of.escalation === 'first' ? null : <StateTag of={escalationSteps} state={of.escalation} />}
      {of.extension === 'asked' ? <StateTag of={extensionStates} state="asked" /> : null}
      {of.reopenedCount > 0 ? <Mark words={words.repeat} tone="warn" /> : null}
    </span>
  );
}

/** The old deadline stays beside the new one. */
function Due({ of }: { readonly of: LedgerRow }) {
  const t = useWords();
  const { day: written } = useFormat();
  return (
    <>
      <DueDate on={of.dueOn} provisional={of.provisional} settled={isSettled(of)} />
      {of.originalDueOn === of.dueOn ? null : (
        <div className="soft small">
          {t(words.originalDueOn)} {written(of.originalDueOn)}
        </div>
      )}
    </>
  );
}

/** The whole ledger on paper, under the filters of the list it was asked for from. */
export function RectificationLedger() {
  const t = useWords();
  const { language } = useLanguage();
  const me = useMe();
  const today = useToday();
  const format = useFormat();
  const [values] = useFilters(filters);
  const [text] = useSearchParam('view');
  const view = viewOf(text);
  const query = useQuery({
    queryKey: ['rectifications', 'print', values],
    queryFn: async () => {
      const rows: LedgerRow[] = [];
      let cursor: string | undefined;
      do {
        const answer = await api.list({ ...values, cursor });
        rows.push(...answer.items);
        cursor = answer.nextCursor ?? undefined;
      } while (cursor !== undefined && rows.length < printedRowsMax);
      return { rows, more: cursor !== undefined };
    },
  });
  const columns = columnsOf[view];
  const tools = { ...format, t, language };
  return (
    <div className="ledger-print">
      <PrintPage title={`${t(words.ledger)} · ${t(views[view])}`}>
        <p className="soft">
          {language === 'zh' ? me.county.name : me.county.nameEn} · {t(words.printedFrom)} {format.day(today)}
        </p>
        <Loaded query={query}>
          {({ rows, more }) => (
            <>
              <div className="table-frame">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t(words.number)}</th>
                      {columns.map((column) => (
                        <th key={column.key} scope="col">
                          {t(column.words)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row, at) => (
                      <tr key={row.id}>
                        <td>{at + 1}</td>
                        {columns.map((column) => (
                          <td key={column.key} className={column.tight ? 'tight' : undefined}>
                            {column.value(row, tools) ?? '—'}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {more ? <Notice tone="warn">{t(words.printedFirst, { count: rows.length })}</Notice> : null}
              {rows.length === 0 ? <p>{t(words.none)}</p> : null}
            </>
          )}
        </Loaded>
      </PrintPage>
    </div>
  );
}

const printedRowsMax = 2000;

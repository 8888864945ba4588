import { useQuery } from '@tanstack/react-query';
import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { registerIssues } from '#web/issue.words.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage, pickFilter, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { organisationContract } from '../organisation/organisation.contract.ts';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { Attachments, Narrative } from './monthly-report.content.view.tsx';
import type { monthlyReportContract } from './monthly-report.contract.ts';
import { progressOf } from './monthly-report.rules.ts';
import {
  monthlyReportEvents,
  monthlyReportIssues,
  monthlyReportRefusals,
  narrativeWords,
  reportStateWords,
  timelinessWords,
  words,
} from './monthly-report.words.ts';

type Contract = typeof monthlyReportContract;
export type Report = OutputOf<Contract, 'find'>;
type Line = Report['lines'][number];
type Row = OutputOf<Contract, 'list'>['items'][number];

const api = apiOf<Contract>('monthlyReport');
const queries = queriesOf<Contract>('monthlyReport');
const organisations = apiOf<typeof organisationContract>('organisation');
registerRefusals<Contract>(monthlyReportRefusals, { state: reportStateWords, parts: narrativeWords });
registerEvents(monthlyReportEvents);
registerIssues(monthlyReportIssues);

const isMonth = (text: string | undefined): boolean =>
  text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);

const rowColumns: readonly Column<Row>[] = [
  {
    key: 'month',
    words: words.month,
    value: ({ period, agreement }, { month }) => `${month(period)} · ${agreement.name}`,
    narrow: 'title',
  },
  { key: 'contractor', words: words.contractor, value: ({ contractor }) => contractor.name },
  {
    key: 'due',
    words: words.due,
    value: ({ dueOn, provisional, timeliness }) => (
      <DueDate
        on={dueOn}
        provisional={provisional}
        settled={timeliness !== 'missing' && timeliness !== 'open'}
      />
    ),
    tight: true,
  },
  {
    key: 'submitted',
    words: words.submittedAt,
    value: ({ firstSubmittedAt }, { instant }) => firstSubmittedAt && instant(firstSubmittedAt),
    tight: true,
  },
  {
    key: 'timeliness',
    words: words.timeliness,
    value: ({ timeliness }) => <StateTag of={timelinessWords} state={timeliness} />,
    tight: true,
  },
  { key: 'state', words: words.state, value: (row) => <RowState of={row} />, narrow: 'tag' },
];

function RowState({ of: { state, standsOnLast } }: { readonly of: Row }) {
  return (
    <span className="tags">
      {state ? <StateTag of={reportStateWords} state={state} /> : <Mark words={words.noReport} />}
      {standsOnLast ? null : <Mark words={words.unsteady} tone="bad" />}
    </span>
  );
}

const newAddress = ({ agreement, period }: Row): string =>
  `/reports/new?agreement=${agreement.id}&period=${period}`;

const filters = {
  state: choice(words.state, reportStateWords),
  timeliness: choice(words.timeliness, timelinessWords),
  period: textFilter(words.monthFilter),
};
const supervisionFilters = {
  ...filters,
  contractorId: pickFilter(words.contractor, async () =>
    (await organisations.list({ kind: 'contractor' })).items.map(({ id, name }) => ({
      value: id,
      label: name,
    })),
  ),
};

export function ReportList() {
  const t = useWords();
  const me = useMe();
  return (
    <ListPage
      name="monthly-reports"
      title={words.reports}
      intro={t(words.intro)}
      empty={words.none}
      filters={
        (me.organisation.kind === 'contractor' ? filters : supervisionFilters) as typeof supervisionFilters
      }
      load={({ period, ...rest }, cursor) =>
        api.list({ ...rest, ...(isMonth(period) ? { period } : {}), cursor })
      }
      columns={rowColumns}
      rowKey={({ key }) => key}
      open={(row) => {
        if (row.reportId) return `/reports/${row.reportId}`;
        if (row.may.draft) return newAddress(row);
        return row.obligationId ? `/obligations/${row.obligationId}` : undefined;
      }}
      acts={(may) => (may.draft ? <GoButton to="/reports/new" words={words.write} primary /> : null)}
    />
  );
}

/** 完成比例 in figures and as a bar; a bar cannot be longer than its target. */
export function Progress({ total, target }: { readonly total: number | null; readonly target: number }) {
  const { percent } = useFormat();
  const share = progressOf(total ?? 0, target);
  return (
    <>
      <strong>{percent(share)}</strong>
      <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.min(share, 1) * 100} height="4" />
      </svg>
    </>
  );
}

const lineColumns: readonly Column<Line>[] = [
  { key: 'task', words: words.line, value: ({ content, task }) => content || task, narrow: 'title' },
  {
    key: 'target',
    words: words.targetColumn,
    value: ({ target, unit }, { number }) => `${number(target)} ${unit}`,
    align: 'right',
  },
  {
    key: 'previous',
    words: words.previous,
    value: (line, { number, t }) =>
      line.standsOnLast ? (
        number(line.previousTotal)
      ) : (
        <>
          {number(line.previousTotal)} <Mark words={words.unsteady} tone="bad" />
          <span className="unseen">{t(words.unsteadyMeans)}</span>
        </>
      ),
    align: 'right',
  },
  {
    key: 'month',
    words: words.thisMonth,
    value: ({ thisMonth }, { number }) => (thisMonth === null ? null : number(thisMonth)),
    align: 'right',
  },
  {
    key: 'total',
    words: words.total,
    value: ({ total, restated }, { number }) =>
      total === null ? null : (
        <>
          {number(total)} {restated ? <Mark words={words.restatedMark} tone="warn" /> : null}
        </>
      ),
    align: 'right',
  },
  {
    key: 'progress',
    words: words.progress,
    value: ({ total, target }) => <Progress total={total} target={target} />,
  },
  {
    key: 'invested',
    words: words.invested,
    value: ({ investedFen }, { yuan }) => yuan(investedFen),
    align: 'right',
  },
  { key: 'note', words: words.note, value: ({ note }) => note },
];

/** The revision asked for in the address, or the newest this person may see. */
export function useReport() {
  const id = usePathParam('id');
  const [revision] = useSearchParam('revision');
  return useQuery(queries.find.queryOptions({ input: { id, ...(revision ? { revision } : {}) } }));
}

export function ReportDetail() {
  const t = useWords();
  const { month, instant } = useFormat();
  const query = useReport();
  return (
    <Loaded query={query}>
      {(report) => (
        <RecordPage
          kind={words.report}
          kindAt="/reports"
          title={`${month(report.period)} · ${report.agreement.name}`}
          state={
            <span className="tags">
              <StateTag of={reportStateWords} state={report.state} />
              <StateTag of={timelinessWords} state={report.timeliness} />
              {report.standsOnLast ? null : <Mark words={words.unsteady} tone="bad" />}
            </span>
          }
          facts={[
            { words: words.contractor, value: report.contractor.name },
            {
              words: words.agreement,
              value: <GoTo to={`/agreements/${report.agreement.id}`}>{report.agreement.number}</GoTo>,
            },
            { words: words.due, value: <Due of={report} /> },
            { words: words.submittedAt, value: report.firstSubmittedAt && instant(report.firstSubmittedAt) },
            { words: words.submittedBy, value: report.submittedBy },
            report.decidedBy !== null && { words: words.decidedBy, value: report.decidedBy },
            report.decidedAt !== null && { words: words.decidedAt, value: instant(report.decidedAt) },
            { words: words.filledBy, value: report.revision.filledBy },
          ]}
          acts={<Acts of={report} />}
          basis={report.basis}
          history={report.history}
          thread={{ type: 'monthly-report', id: report.id }}
        >
          <RecusalNote contractorId={report.contractor.id} />
          <Remarks of={report} />
          <Section words={words.figures}>
            <Rows
              items={report.lines}
              columns={lineColumns}
              caption={words.figures}
              rowKey={({ lineKey }) => lineKey}
            />
            <p className="soft small">{t(words.planNumber, { number: report.revision.planNumber })}</p>
          </Section>
          <Section words={words.narrative}>
            <Narrative of={report} />
          </Section>
          <Section words={words.attachments}>
            <Attachments of={report} />
          </Section>
          {report.revisions.length > 1 ? <Revisions of={report} /> : null}
        </RecordPage>
      )}
    </Loaded>
  );
}

function Due({ of: { dueOn, provisional, timeliness, obligationId } }: { readonly of: Report }) {
  const due = (
    <DueDate
      on={dueOn}
      provisional={provisional}
      settled={timeliness !== 'open' && timeliness !== 'missing'}
    />
  );
  return obligationId ? <GoTo to={`/obligations/${obligationId}`}>{due}</GoTo> : due;
}

function Remarks({ of: report }: { readonly of: Report }) {
  const t = useWords();
  const { reason, revision } = report.revision;
  const isNewest = report.revisions.at(-1)?.revision === revision;
  return (
    <>
      {report.standsOnLast ? null : <Notice tone="warn">{t(words.unsteadyMeans)}</Notice>}
      {report.state === 'returned' && report.returnReason ? (
        <Notice tone="warn">
          <strong>{t(words.returnReason)}</strong>
          <span className="said">{report.returnReason}</span>
        </Notice>
      ) : null}
      {revision > 1 ? (
        <Notice>
          <strong>{t(words.revision, { revision })}</strong>
          {reason ? <span className="said">{reason}</span> : null}
        </Notice>
      ) : null}
      {isNewest ? null : (
        <Notice tone="warn">
          <GoTo to={`/reports/${report.id}`}>{t(words.newest)}</GoTo>
        </Notice>
      )}
    </>
  );
}

function Acts({ of: report }: { readonly of: Report }) {
  const { id, version, may } = report;
  const act = { id, basedOn: version };
  const [revision] = useSearchParam('revision');
  return (
    <>
      {may.save ? <GoButton to={`/reports/${id}/edit`} words={words.edit} primary={!may.submit} /> : null}
      <Act
        name="submit"
        may={may}
        words={words.submit}
        consequence={words.submitMeans}
        primary
        perform={() => api.submit(act)}
      />
      <Act
        name="accept"
        may={may}
        words={words.accept}
        consequence={words.acceptMeans}
        primary
        perform={() => api.accept(act)}
      />
      <Act
        name="sendBack"
        may={may}
        words={words.sendBack}
        consequence={words.sendBackMeans}
        reason
        danger
        perform={({ reason }) => api.sendBack({ ...act, reason })}
      />
      <Act
        name="correct"
        may={may}
        words={words.correct}
        consequence={words.correctMeans}
        reason
        perform={({ reason }) => api.correct({ ...act, reason })}
      />
      <GoButton to={`/reports/${id}/print`} search={{ revision }} words={words.printed} />
    </>
  );
}

type RevisionRow = Report['revisions'][number];

function Revisions({ of: report }: { readonly of: Report }) {
  return (
    <Section words={words.revisions}>
      <Rows
        items={report.revisions}
        columns={revisionColumns}
        caption={words.revisions}
        rowKey={({ revision }) => String(revision)}
        open={({ revision }) => `/reports/${report.id}?revision=${revision}`}
      />
    </Section>
  );
}

const revisionColumns: readonly Column<RevisionRow>[] = [
  {
    key: 'revision',
    words: words.revisions,
    value: ({ revision }, { t }) => t(words.revision, { revision }),
    narrow: 'title',
  },
  {
    key: 'submitted',
    words: words.revisionSubmitted,
    value: ({ submittedAt }, { t, instant }) => (submittedAt ? instant(submittedAt) : t(words.notSubmitted)),
    tight: true,
  },
  { key: 'reason', words: words.revisionReason, value: ({ reason }) => reason },
  {
    key: 'counts',
    words: words.counts,
    value: ({ counts }) => (counts ? <Mark words={words.counts} tone="good" /> : null),
    narrow: 'tag',
  },
];

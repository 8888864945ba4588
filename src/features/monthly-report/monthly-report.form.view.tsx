import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useRef } from 'react';
import { apiOf, type InputOf, type OutputOf, queriesOf, useNewId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { Field, FieldGroup, FormPage, Lines, NumberInput, useFieldValue } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { byKind } from './monthly-report.content.rules.ts';
import { AttachmentFields } from './monthly-report.content.view.tsx';
import type { monthlyReportContract } from './monthly-report.contract.ts';
import type { NarrativePart } from './monthly-report.model.ts';
import { addQuantities, lastDayOf } from './monthly-report.rules.ts';
import { Progress, type Report } from './monthly-report.view.tsx';
import { narrativeWords, words } from './monthly-report.words.ts';

type Contract = typeof monthlyReportContract;
type Sheet = OutputOf<Contract, 'sheet'>;
type Line = Sheet['lines'][number];
type Sent = Pick<InputOf<Contract, 'draft'>, 'figures' | 'narrative' | 'attachments' | 'evidenceIds'>;

const api = apiOf<Contract>('monthlyReport');
const queries = queriesOf<Contract>('monthlyReport');

type Filled = { lineKey: string; thisMonth?: number; total?: number; investedFen?: number; note?: string };
type Values = {
  figures: Filled[];
  narrative: { [part in NarrativePart]?: string };
  attachments: Record<string, string[] | undefined>;
  evidenceIds?: string[];
};

/** Lines without a figure are left out: a draft may be saved half filled. */
const sentOf = ({ figures, narrative, attachments, evidenceIds }: Values): Sent => ({
  figures: figures.flatMap(({ lineKey, thisMonth, total, investedFen, note }) =>
    thisMonth === undefined
      ? []
      : [
          {
            lineKey,
            thisMonth,
            ...(total === undefined ? {} : { total }),
            investedFen: investedFen ?? 0,
            note: note ?? '',
          },
        ],
  ),
  narrative,
  attachments: Object.fromEntries(
    Object.entries(attachments).flatMap(([kind, ids]) => (ids === undefined ? [] : [[kind, ids]])),
  ),
  evidenceIds: evidenceIds ?? [],
});

const filledOf = (line: Line): Filled => ({
  lineKey: line.lineKey,
  ...(line.thisMonth === null ? {} : { thisMonth: line.thisMonth }),
  ...(line.restated && line.total !== null ? { total: line.total } : {}),
  investedFen: line.investedFen,
  note: line.note,
});

/** `/reports/new?agreement=…&period=…`; without them, the months that are still to be reported. */
export function ReportForm() {
  const [agreementId] = useSearchParam('agreement');
  const [period] = useSearchParam('period');
  return agreementId && period ? <NewReport agreementId={agreementId} period={period} /> : <ChooseMonth />;
}

function ChooseMonth() {
  const t = useWords();
  const { month } = useFormat();
  const query = useQuery(queries.list.queryOptions({ input: {} }));
  return (
    <div className="page form-page">
      <header className="page-head">
        <div>
          <h1>{t(words.chooseMonth)}</h1>
          <p className="soft">{t(words.chooseMonthMeans)}</p>
        </div>
      </header>
      <Loaded query={query}>
        {({ items }) => {
          const owed = items.filter(({ may, state }) => may.draft || state === 'draft');
          if (owed.length === 0) return <p className="empty">{t(words.nothingOwed)}</p>;
          return (
            <ul className="cards">
              {owed.map((row) => (
                <li key={row.key}>
                  <div className="card-head">
                    <strong>
                      <GoTo
                        className="row-link"
                        to={row.reportId ? `/reports/${row.reportId}/edit` : '/reports/new'}
                        {...(row.reportId
                          ? {}
                          : { search: { agreement: row.agreement.id, period: row.period } })}
                      >
                        {month(row.period)} · {row.agreement.name}
                      </GoTo>
                    </strong>
                    <DueDate
                      on={row.dueOn}
                      provisional={row.provisional}
                      settled={row.timeliness === 'waived'}
                    />
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </div>
  );
}

function NewReport({ agreementId, period }: { readonly agreementId: string; readonly period: string }) {
  const t = useWords();
  const id = useNewId();
  const query = useQuery(queries.sheet.queryOptions({ input: { agreementId, period } }));
  return (
    <Loaded query={query}>
      {(sheet) =>
        sheet.reportId && sheet.reportId !== id ? (
          <Notice>
            <GoTo to={`/reports/${sheet.reportId}/edit`}>{t(words.goOn)}</GoTo>
          </Notice>
        ) : (
          <Writing
            head={sheet}
            lines={sheet.lines}
            last={sheet.last}
            basis={sheet.basis}
            asked={sheet.asked}
            initial={{ figures: sheet.lines.map(filledOf), narrative: {}, attachments: {} }}
            begin={(sent) => api.draft({ id, agreementId, period, ...sent })}
          />
        )
      }
    </Loaded>
  );
}

/** `/reports/:id/edit`: a draft, one sent back, or a correction. */
export function ReportEdit() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>{(report) => <Editing report={report} reload={() => query.refetch()} />}</Loaded>
  );
}

function Editing({ report, reload }: { readonly report: Report; readonly reload: () => Promise<unknown> }) {
  const t = useWords();
  if (!report.may.save)
    return (
      <Notice>
        <GoTo to={`/reports/${report.id}`}>{t(words.report)}</GoTo>
      </Notice>
    );
  const { asked, revision } = report;
  const kinds = byKind(asked.attachments, report.evidence).map((kind) => ({
    id: kind.asked?.id ?? null,
    papers: kind.papers.map(({ id }) => id),
  }));
  return (
    <Writing
      head={report}
      lines={report.lines}
      last={null}
      basis={report.basis}
      asked={asked}
      initial={{
        figures: report.lines.map(filledOf),
        narrative: Object.fromEntries(asked.narrative.map((part) => [part, revision[part]])),
        attachments: Object.fromEntries(
          kinds.flatMap(({ id, papers }) => (id === null ? [] : [[id, papers]])),
        ),
        evidenceIds: kinds.find(({ id }) => id === null)?.papers ?? [],
      }}
      report={report}
      reload={reload}
    />
  );
}

type WritingProps = {
  readonly head: Pick<Sheet, 'agreement' | 'contractor' | 'period' | 'dueOn' | 'provisional'>;
  readonly lines: readonly Line[];
  readonly last: Sheet['last'];
  readonly basis: Sheet['basis'];
  readonly asked: Sheet['asked'];
  readonly initial: Values;
  /** How a report that does not exist yet begins. */
  readonly begin?: (sent: Sent) => Promise<Report>;
  readonly report?: Report;
  readonly reload?: () => Promise<unknown>;
};

function Writing({ head, lines, last, basis, asked, initial, begin, report, reload }: WritingProps) {
  const t = useWords();
  const go = useGo();
  const today = useToday();
  const { month } = useFormat();
  // What is saved before the submission is refused has moved on by one version; the next try goes on from there.
  const saved = useRef<{ id: string; version: number } | null>(null);
  const correcting =
    report?.state === 'correcting' ||
    (report?.state === 'returned' && report.revisions.some(({ counts }) => counts));
  const lastDay = lastDayOf(head.period).toString();
  const write = async (values: Values, basedOn: number) => {
    const sent = sentOf(values);
    const at = saved.current ?? (report ? { id: report.id, version: basedOn } : null);
    const result =
      at || !begin
        ? await api.save({ id: at?.id ?? '', basedOn: at?.version ?? basedOn, ...sent })
        : await begin(sent);
    saved.current = { id: result.id, version: result.version };
    return result;
  };
  const writeAndSubmit = async (values: Values, basedOn: number) => {
    const { id, version } = await write(values, basedOn);
    return api.submit({ id, basedOn: version });
  };
  const ended = today >= lastDay;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <p className="kind">{t(words.report)}</p>
          <h1>
            {month(head.period)} · {head.agreement.name}
          </h1>
          <p>
            {head.contractor.name} ·{' '}
            <DueDate
              on={head.dueOn}
              provisional={head.provisional}
              settled={report !== undefined && report.firstSubmittedAt !== null}
            />
          </p>
        </div>
      </header>
      {ended ? null : <Notice>{t(words.submitFrom, { fromOn: lastDay })}</Notice>}
      {report?.returnReason ? (
        <Notice tone="warn">
          <strong>{t(words.returnReason)}</strong>
          <span className="said">{report.returnReason}</span>
        </Notice>
      ) : null}
      {report?.state === 'correcting' && report.revision.reason ? (
        <Notice>
          <strong>{t(words.correctionReason)}</strong>
          <span className="said">{report.revision.reason}</span>
        </Notice>
      ) : null}
      <FormPage<Values, Report>
        bare
        initial={initial}
        {...(report ? { basedOn: report.version } : {})}
        {...(reload
          ? {
              reload: () => {
                saved.current = null;
                return reload();
              },
            }
          : {})}
        submit={ended ? writeAndSubmit : write}
        submitWords={ended ? words.saveAndSubmit : words.saveDraft}
        {...(ended ? { second: { words: words.saveDraft, submit: write } } : {})}
        refusalsAt={{
          'monthly-report.summary-missing': ['narrative', 'summary'],
          'monthly-report.attachment-missing': ({ kinds }) => ['attachments', [kinds].flat()[0] ?? ''],
        }}
        done={({ id }) => go(`/reports/${id}`, { replace: true })}
        cancel={() => go(report ? `/reports/${report.id}` : '/reports')}
      >
        <FieldGroup words={words.figures}>
          <ul className="report-lines">
            {lines.map((line, at) => (
              <LineFields key={line.lineKey} line={line} at={at} correcting={correcting ?? false} />
            ))}
          </ul>
        </FieldGroup>
        <FieldGroup words={words.narrative}>
          {last?.nextMonth ? (
            <Notice>
              <strong>{t(words.lastMonthSaid, { period: last.period })}</strong>
              <span className="said">{last.nextMonth}</span>
            </Notice>
          ) : null}
          {asked.narrative.map((part) => (
            <Field
              key={part}
              name={['narrative', part]}
              words={narrativeWords[part]}
              marked={part === 'summary'}
            >
              <Lines maxLength={4000} />
            </Field>
          ))}
        </FieldGroup>
        <AttachmentFields asked={asked} evidence={report?.evidence ?? []} />
        <Basis of={basis} />
      </FormPage>
    </div>
  );
}

const tooFine = (value: unknown) =>
  typeof value === 'number' &&
  (value < 0 || value > 1e9 || Math.abs(value * 10_000 - Math.round(value * 10_000)) > 1e-3)
    ? words.quantityRange
    : undefined;

/** One line: what stands already, what this month adds, and what that makes, worked out as it is typed. */
function LineFields({
  line,
  at,
  correcting,
}: {
  readonly line: Line;
  readonly at: number;
  readonly correcting: boolean;
}) {
  const t = useWords();
  const { number, month } = useFormat();
  const thisMonth = useFieldValue<number>(['figures', at, 'thisMonth']);
  const restated = useFieldValue<number>(['figures', at, 'total']);
  const usable = typeof thisMonth === 'number' && !Number.isNaN(thisMonth);
  const computed = addQuantities(line.previousTotal, usable ? thisMonth : 0);
  const total = typeof restated === 'number' && !Number.isNaN(restated) ? restated : computed;
  return (
    <li className="report-line">
      <div className="report-line-head">
        <strong>{line.content || line.task}</strong>
        <span className="soft">{t(words.target, { target: line.target, unit: line.unit })}</span>
      </div>
      <div className={correcting ? 'report-line-cells with-restated' : 'report-line-cells'}>
        <div className="told">
          <span className="soft">{t(words.previous)}</span>
          <strong>{number(line.previousTotal)}</strong>
          {line.previousPeriod ? <span className="soft small">{month(line.previousPeriod)}</span> : null}
        </div>
        <div className="told" aria-live="polite">
          <span className="soft">{t(words.total)}</span>
          <strong>{number(total)}</strong>
          <span className="small">
            <Progress total={total} target={line.target} />
          </span>
        </div>
        <Field name={['figures', at, 'thisMonth']} words={words.thisMonth} fault={tooFine}>
          <NumberInput unit={line.unit} />
        </Field>
        {correcting ? (
          <Field
            name={['figures', at, 'total']}
            words={words.restated}
            hint={words.restatedHint}
            fault={tooFine}
          >
            <NumberInput unit={line.unit} />
          </Field>
        ) : null}
        <Field name={['figures', at, 'investedFen']} words={words.invested}>
          <MoneyInput />
        </Field>
        <Field name={['figures', at, 'note']} words={words.note}>
          <Input maxLength={500} />
        </Field>
      </div>
    </li>
  );
}

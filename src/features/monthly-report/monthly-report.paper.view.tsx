import type { ReactNode } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { LastDay } from '#web/ui/due-date.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import { byKind, partsToRead } from './monthly-report.content.rules.ts';
import { progressOf } from './monthly-report.rules.ts';
import { type Report, useReport } from './monthly-report.view.tsx';
import { narrativeWords, words } from './monthly-report.words.ts';

/** 书面材料: the report as it is signed, sealed and filed. */
export function ReportDocument() {
  const t = useWords();
  const { month, instant, number, percent, yuan } = useFormat();
  const query = useReport();
  return (
    <Loaded query={query}>
      {(report) => (
        <PrintPage title={t(words.documentTitle, { period: report.period })}>
          <div className="written">
            <p className="written-head">
              {t(words.documentOf, {
                contractor: report.contractor.name,
                number: report.agreement.number,
                name: report.agreement.name,
              })}
              <br />
              {report.revision.submittedAt
                ? t(words.revision, { revision: report.revision.revision })
                : t(words.draftMark)}
              {report.revision.reason ? ` · ${report.revision.reason}` : null}
            </p>
            <h2>{t(words.figures)}</h2>
            <div className="table-frame">
              <table>
                <thead>
                  <tr>
                    <th>{t(words.line)}</th>
                    <th>{t(words.unitColumn)}</th>
                    <th className="right">{t(words.targetColumn)}</th>
                    <th className="right">{t(words.previous)}</th>
                    <th className="right">{t(words.thisMonth)}</th>
                    <th className="right">{t(words.total)}</th>
                    <th className="right">{t(words.progress)}</th>
                    <th className="right">{t(words.invested)}</th>
                    <th>{t(words.note)}</th>
                  </tr>
                </thead>
                <tbody>
                  {report.lines.map((line) => (
                    <tr key={line.lineKey}>
                      <td>{line.content || line.task}</td>
                      <td>{line.unit}</td>
                      <td className="right">{number(line.target)}</td>
                      <td className="right">{number(line.previousTotal)}</td>
                      <td className="right">{line.thisMonth === null ? '' : number(line.thisMonth)}</td>
                      <td className="right">{line.total === null ? '' : number(line.total)}</td>
                      <td className="right">{percent(progressOf(line.total ?? 0, line.target))}</td>
                      <td className="right">{yuan(line.investedFen)}</td>
                      <td>{line.note}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {partsToRead(report.asked.narrative, report.revision).map((part) => (
              <Paragraph key={part} title={t(narrativeWords[part])}>
                {report.revision[part].trim() === '' ? t(words.nothing) : report.revision[part]}
              </Paragraph>
            ))}
            <Paragraph title={t(words.attachments)}>
              <Papers of={report} />
            </Paragraph>
            <div className="written-sign">
              <p>{t(words.contractorSeal)}</p>
              <p>{t(words.responsiblePerson)}</p>
              <p>
                {report.revision.submittedAt ? (
                  t(words.reportedOn, { at: instant(report.revision.submittedAt) })
                ) : (
                  <>
                    {t(words.due)} <LastDay on={report.dueOn} provisional={report.provisional} />
                  </>
                )}
              </p>
              {report.state === 'accepted' &&
              report.revision.counts &&
              report.decidedBy &&
              report.decidedAt ? (
                <p>{t(words.accepted, { by: report.decidedBy, at: instant(report.decidedAt) })}</p>
              ) : null}
            </div>
            <p className="soft small">
              {t(words.planNumber, { number: report.revision.planNumber })} · {month(report.period)}
            </p>
          </div>
        </PrintPage>
      )}
    </Loaded>
  );
}

/** One line for each kind of paper. */
function Papers({ of: { asked, evidence } }: { readonly of: Report }) {
  const t = useWords();
  const kinds = byKind(asked.attachments, evidence);
  if (kinds.length === 0) return t(words.nothing);
  return kinds
    .map(({ asked: kind, papers }) =>
      t(words.papersOfKind, {
        kind: t(kind?.name ?? words.otherPapers),
        papers:
          papers.length === 0
            ? t(words.notAttached)
            : papers.map(({ name, caption }) => (caption ? t(words.paper, { name, caption }) : name)),
      }),
    )
    .join('\n');
}

function Paragraph({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <p className="said">{children}</p>
    </section>
  );
}

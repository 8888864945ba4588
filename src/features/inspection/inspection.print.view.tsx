import { useQuery } from '@tanstack/react-query';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, usePathParam } from '#web/routing.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import { FactGrid } from '#web/ui/record-page.tsx';
import { areaWords, methodWords, severityWords, standardWords } from '../regime/regime.words.ts';
import { queries } from './inspection.calls.view.tsx';
import type { InspectionView } from './inspection.contract.ts';
import { type RecordView, useVisitFacts } from './inspection.record.view.tsx';
import {
  inspectionPhaseWords,
  noticeWords,
  purposeWords,
  resultWords,
  roleWords,
  verdictWords,
  words,
} from './inspection.words.ts';

/** The record on paper, with room for signatures by hand beside those given here. */
export function InspectionPrint() {
  const id = usePathParam('id');
  const t = useWords();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ inspection }) => (
        <PrintPage
          title={`${t(words.printTitle)} ${inspection.number}`}
          acts={<GoButton to={`/inspections/${id}`} words={words.inspection} />}
        >
          {inspection.record ? <Paper of={inspection} record={inspection.record} /> : null}
        </PrintPage>
      )}
    </Loaded>
  );
}

function Paper({ of, record }: { readonly of: InspectionView; readonly record: RecordView }) {
  const t = useWords();
  const { day, number, instant } = useFormat();
  const { facility, agreement, contractor } = of.subject;
  return (
    <>
      <FactGrid
        of={[
          { words: words.subject, value: facility ? `${facility.town} ${facility.name}` : agreement.name },
          { words: words.agreement, value: agreement.number },
          { words: words.contractor, value: contractor.name },
          { words: words.area, value: `${t(areaWords[of.area])} · ${t(inspectionPhaseWords[of.phase])}` },
          { words: words.purpose, value: `${t(purposeWords[of.purpose])} · ${t(noticeWords[of.notice])}` },
          { words: words.plannedOn, value: day(of.plannedOn) },
          of.draw !== null && { words: words.fromDraw, value: of.draw.number },
          of.draw !== null &&
            of.draw.departure !== null && { words: words.departure, value: of.draw.departure, wide: true },
          ...useVisitFacts(of, record),
        ]}
      />
      <h2>{t(words.methods)}</h2>
      <ul>
        {record.methods.map((method) => (
          <li key={method.method}>
            <strong>{t(methodWords[method.method])}</strong>{' '}
            {[method.description, method.minutes, method.attendance, method.materials]
              .filter(Boolean)
              .join('；')}{' '}
            {method.evidence.map(({ name }) => name).join('、')}
          </li>
        ))}
      </ul>
      <h2>{t(words.items)}</h2>
      <table className="paper-table">
        <thead>
          <tr>
            <th>{t(words.items)}</th>
            <th>{t(words.result)}</th>
            <th>{t(words.fact)}</th>
          </tr>
        </thead>
        <tbody>
          {record.items.map((item) => (
            <tr key={item.itemId}>
              <td>{t(item.name)}</td>
              <td>{t(resultWords[item.result])}</td>
              <td>{item.fact}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {record.figures.length > 0 ? (
        <>
          <h2>{t(words.figures)}</h2>
          <table className="paper-table">
            <thead>
              <tr>
                <th>{t(words.line)}</th>
                <th>{t(words.reported)}</th>
                <th>{t(words.seen)}</th>
                <th>{t(words.difference)}</th>
                <th>{t(words.note)}</th>
              </tr>
            </thead>
            <tbody>
              {record.figures.map((figure) => (
                <tr key={figure.lineKey}>
                  <td>{figure.content || figure.task}</td>
                  <td>
                    {figure.reportedTotal === null ? '—' : `${number(figure.reportedTotal)} ${figure.unit}`}
                  </td>
                  <td>{figure.seenTotal === null ? '—' : `${number(figure.seenTotal)} ${figure.unit}`}</td>
                  <td>
                    {figure.difference === null ? '—' : number(figure.difference)}
                    {figure.doubtful ? ` ${t(words.doubtful)}` : ''}
                  </td>
                  <td>{figure.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      <h2>{t(words.verdicts)}</h2>
      <ul>
        {record.verdicts.map(({ standard, verdict, reasons }) => (
          <li key={standard}>
            {t(standardWords[standard])}：<strong>{t(verdictWords[verdict])}</strong> {reasons}
          </li>
        ))}
      </ul>
      <h2>{t(words.findings)}</h2>
      {of.findings.length === 0 ? (
        <p>{t(words.noFindings)}</p>
      ) : (
        <ol>
          {of.findings.map((finding) => (
            <li key={finding.id}>
              {finding.number} {t(severityWords[finding.severity])} {finding.fact}
            </li>
          ))}
        </ol>
      )}
      <h2>{t(words.summary)}</h2>
      <p className="prose">{record.summary}</p>
      {of.supplements.length > 0 ? (
        <>
          <h2>{t(words.supplements)}</h2>
          <ul>
            {of.supplements.map((supplement) => (
              <li key={supplement.id}>
                {supplement.text} ({supplement.by} {instant(supplement.at)})
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{t(words.inspectors)}</h2>
      <table className="paper-table">
        <thead>
          <tr>
            <th>{t(words.memberName)}</th>
            <th>{t(words.signature)}</th>
            <th>{t(words.handSignature)}</th>
          </tr>
        </thead>
        <tbody>
          {of.team.map((member) => (
            <tr key={member.personId} className="to-sign">
              <td>
                {t(words.signedLine, {
                  name: member.name,
                  role: t(roleWords[member.role]),
                  organisation: member.organisationName,
                })}
              </td>
              <td>
                {member.signedAt ? instant(member.signedAt) : t(words.notSigned)} {member.remark}
              </td>
              <td />
            </tr>
          ))}
          <tr className="to-sign">
            <td>
              {t(words.presentPerson)} {record.present.name}
            </td>
            <td>{record.present.statement}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <p className="soft small digest">
        {t(words.digest)} {record.contentDigest}
      </p>
    </>
  );
}

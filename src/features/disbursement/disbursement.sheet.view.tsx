import { useQuery } from '@tanstack/react-query';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { PrintPage } from '#web/ui/print-page.tsx';
import { FactGrid } from '#web/ui/record-page.tsx';
import { uiWords } from '#web/ui.words.ts';
import { queries, type Sheet } from './disbursement.api.view.tsx';
import { changeWords } from './disbursement.change.words.ts';
import { DecisionCard } from './disbursement.decide.view.tsx';
import { words } from './disbursement.words.ts';

/** 资金拨付审批表: one decision on paper, with what was seen when it was made and room for the signatures. */
export function ApprovalSheet() {
  const id = usePathParam('id');
  const query = useQuery(queries.decision.queryOptions({ input: { id } }));
  return <Loaded query={query}>{(sheet) => <SheetPaper sheet={sheet} />}</Loaded>;
}

const digestCharactersShown = 16;

function SheetPaper({ sheet: { instalment, decision, payment, basis } }: { readonly sheet: Sheet }) {
  const t = useWords();
  const { yuan, day } = useFormat();
  const { county } = useMe();
  const { evaluation } = decision;
  return (
    <PrintPage
      title={t(words.sheet)}
      acts={<GoButton to={`/disbursement/${instalment.id}`} words={words.openInstalment} />}
    >
      <div className="gate-paper">
        <FactGrid
          of={[
            { words: words.contractor, value: instalment.contractorName },
            { words: words.agreement, value: `${instalment.agreementNumber} ${instalment.agreementName}` },
            { words: words.instalment, value: instalment.name },
            { words: words.amount, value: yuan(evaluation.amountFen) },
            { words: words.planned, value: day(instalment.plannedOn) },
            {
              words: words.contractPaid,
              value: t(words.ofContract, {
                paidFen: instalment.agreementPaidFen,
                contractFen: instalment.agreementFen,
              }),
            },
            { words: words.condition, value: instalment.condition, wide: true },
          ]}
        />
        <DecisionCard decision={decision} link={false} />
        {decision.outdated ? <p className="bad">{t(changeWords.outdatedSheet)}</p> : null}
        <h2>{t(words.conditionsThen)}</h2>
        <table className="sheet-table">
          <tbody>
            {evaluation.conditions.map((condition) => (
              <tr key={condition.id}>
                <th scope="row">{t(condition.name)}</th>
                <td>{t(condition.met ? words.met : words.unmet)}</td>
                <td className="tight">
                  {condition.withholdFen > 0 ? `− ${yuan(condition.withholdFen)}` : ''}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t(words.recommendedThen)}</th>
              <td colSpan={2}>
                {yuan(evaluation.recommendedFen)} <span lang="zh-CN">{evaluation.recommendedCapitals}</span>
              </td>
            </tr>
          </tfoot>
        </table>
        {payment ? (
          <FactGrid
            of={[
              { words: words.paid, value: yuan(payment.amountFen) },
              { words: words.capitals, value: <span lang="zh-CN">{payment.amountCapitals}</span> },
              { words: words.paidOn, value: day(payment.paidOn) },
              { words: words.voucher, value: payment.voucher },
            ]}
          />
        ) : null}
        <h2>{t(uiWords.basis)}</h2>
        <Basis of={[...basis, ...evaluation.conditions.flatMap((condition) => condition.basis)]} open />
        <table className="sheet-table sheet-signatures">
          <tbody>
            {[words.proposedBy, words.financeBy, words.approvedBy].map((desk) => (
              <tr key={desk.en}>
                <th scope="row">{t(desk)}</th>
                <td className="soft">{t(words.signature)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="soft small">
          {county.name} ·{' '}
          {t(words.packThen, {
            pack: evaluation.packId,
            version: evaluation.packVersion,
            day: evaluation.asOf,
            digest: evaluation.digest.slice(0, digestCharactersShown),
          })}
        </p>
      </div>
    </PrintPage>
  );
}

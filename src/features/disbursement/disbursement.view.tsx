import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { apiOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { FactGrid, RecordPage, Section } from '#web/ui/record-page.tsx';
import type { Column } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { agreementContract } from '../agreement/agreement.contract.ts';
import { instalmentStates } from '../agreement/agreement.words.ts';
import type { organisationContract } from '../organisation/organisation.contract.ts';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { api, type Detail, type Instalment, queries } from './disbursement.api.view.tsx';
import { DecisionActs, DecisionCard, OutdatedProposal, ProposeForm } from './disbursement.decide.view.tsx';
import { Conditions, Recommendation, WhyNotPaid } from './disbursement.gate.view.tsx';
import { SettleAct, Settlement } from './disbursement.settlement.view.tsx';
import { SuspensionNotice } from './disbursement.suspension.view.tsx';
import { partyWords, words } from './disbursement.words.ts';

const organisations = apiOf<typeof organisationContract>('organisation');
const agreements = apiOf<typeof agreementContract>('agreement');

const contractorOptions = async () =>
  (await organisations.list({ kind: 'contractor' })).items.map(({ id, name }) => ({
    value: id,
    label: name,
  }));
const agreementOptions = async () =>
  (await agreements.list({})).items.map(({ id, number, name }) => ({
    value: id,
    label: `${number} ${name}`,
  }));

const filters = {
  state: choice(words.state, instalmentStates),
  agreementId: pickFilter(words.agreement, agreementOptions),
};
const supervisionFilters = { ...filters, contractorId: pickFilter(words.contractor, contractorOptions) };

const columns: readonly Column<Instalment>[] = [
  { key: 'name', words: words.instalment, value: ({ name }) => name, narrow: 'title' },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={instalmentStates} state={state} />,
    narrow: 'tag',
    tight: true,
  },
  {
    key: 'agreement',
    words: words.agreement,
    value: ({ agreementNumber, agreementName }) => `${agreementNumber} ${agreementName}`,
  },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  { key: 'planned', words: words.planned, value: ({ plannedOn }, { day }) => day(plannedOn), tight: true },
  { key: 'amount', words: words.amount, value: ({ amountFen }, { yuan }) => yuan(amountFen), align: 'right' },
  {
    key: 'awaits',
    words: words.awaits,
    value: ({ awaits }, { t }) => (awaits === 'nobody' ? null : t(partyWords[awaits])),
    tight: true,
  },
];

const sumOf = (items: readonly Instalment[], of: (item: Instalment) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

export function DisbursementList() {
  const t = useWords();
  const { organisation } = useMe();
  return (
    <ListPage
      name="disbursement"
      title={words.disbursement}
      intro={t(words.intro)}
      empty={words.none}
      filters={organisation.kind === 'contractor' ? filters : supervisionFilters}
      load={(chosen, cursor) => api.list({ ...chosen, cursor })}
      columns={columns}
      open={({ id }) => `/disbursement/${id}`}
      above={(items) => (
        <p className="soft">
          {t(words.totals, {
            count: items.length,
            amountFen: sumOf(items, ({ amountFen }) => amountFen),
            paidFen: sumOf(items, ({ paidFen }) => paidFen ?? 0),
          })}
        </p>
      )}
    />
  );
}

export function DisbursementDetail() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return <Loaded query={query}>{(detail) => <InstalmentRecord detail={detail} />}</Loaded>;
}

function InstalmentRecord({ detail }: { readonly detail: Detail }) {
  const t = useWords();
  const { yuan, day, instant, percent } = useFormat();
  const { organisation } = useMe();
  const { instalment, gate, decisions, payment } = detail;
  const asContractor = organisation.kind === 'contractor';
  return (
    <RecordPage
      kind={words.disbursement}
      kindAt="/disbursement"
      title={`${instalment.agreementNumber} ${instalment.name}`}
      state={<StateTag of={instalmentStates} state={instalment.state} />}
      facts={[
        { words: words.amount, value: yuan(instalment.amountFen) },
        gate.amountFen === instalment.amountFen && {
          words: words.capitals,
          value: <span lang="zh-CN">{gate.amountCapitals}</span>,
        },
        {
          words: words.awaits,
          value: instalment.awaits === 'nobody' ? null : t(partyWords[instalment.awaits]),
        },
        {
          words: words.contractor,
          value: <GoTo to={`/organisations/${instalment.contractorId}`}>{instalment.contractorName}</GoTo>,
        },
        {
          words: words.agreement,
          value: <GoTo to={`/agreements/${instalment.agreementId}`}>{instalment.agreementName}</GoTo>,
        },
        {
          words: words.contractPaid,
          value: t(words.ofContract, {
            paidFen: instalment.agreementPaidFen,
            contractFen: instalment.agreementFen,
          }),
        },
        { words: words.planned, value: day(instalment.plannedOn) },
        { words: words.required, value: percent(instalment.requiredProgress / 100) },
        instalment.requestedAt !== null && {
          words: words.requestedAt,
          value: instant(instalment.requestedAt),
        },
        { words: words.condition, value: instalment.condition, wide: true },
      ]}
      acts={
        <>
          {instalment.may.propose ? (
            <Button type="primary" href="#propose">
              {t(words.propose)}
            </Button>
          ) : null}
          <SettleAct detail={detail} />
          <DecisionActs detail={detail} />
        </>
      }
      basis={detail.basis}
      history={detail.history}
      historyFirst={8}
      opening={
        <>
          {payment ? null : asContractor ? (
            <Section words={words.whyNot}>
              <WhyNotPaid gate={gate} instalment={instalment} />
            </Section>
          ) : (
            <Section words={words.recommendation}>
              <Recommendation gate={gate} instalment={instalment} />
            </Section>
          )}
          <RecusalNote contractorId={instalment.contractorId} />
          <SuspensionNotice of={{ agreementId: instalment.agreementId }} />
        </>
      }
      thread={{ type: 'instalment', id: instalment.id }}
    >
      {payment ? (
        <Section words={words.payment}>
          <FactGrid
            of={[
              { words: words.paid, value: yuan(payment.amountFen) },
              { words: words.capitals, value: <span lang="zh-CN">{payment.amountCapitals}</span> },
              { words: words.paidOn, value: day(payment.paidOn) },
              { words: words.voucher, value: payment.voucher },
              { words: words.paidBy, value: payment.paidBy },
            ]}
          />
        </Section>
      ) : null}
      <Settlement of={detail.settlement} />
      <OutdatedProposal detail={detail} />
      {payment ? null : (
        <Section words={words.gate}>
          <Conditions gate={gate} agreementId={instalment.agreementId} />
        </Section>
      )}
      {instalment.may.propose ? (
        <div id="propose">
          <Section words={words.propose}>
            <ProposeForm instalment={instalment} gate={gate} />
          </Section>
        </div>
      ) : null}
      {decisions.length > 0 || !asContractor ? (
        <Section words={words.decisions}>
          {decisions.length === 0 ? <p className="soft">{t(words.noDecisions)}</p> : null}
          {decisions.slice(0, 1).map((decision) => (
            <DecisionCard key={decision.id} decision={decision} />
          ))}
          {decisions.length > 1 ? (
            <details className="gate-fold">
              <summary>{t(words.earlierDecisions, { count: decisions.length - 1 })}</summary>
              {decisions.slice(1).map((decision) => (
                <DecisionCard key={decision.id} decision={decision} />
              ))}
            </details>
          ) : null}
        </Section>
      ) : null}
    </RecordPage>
  );
}

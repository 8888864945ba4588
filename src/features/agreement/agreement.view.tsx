import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Choice, Field } from '#web/ui/form-page.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage, pickFilter, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import type { organisationContract } from '../organisation/organisation.contract.ts';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { WaitingProposals } from '../proposal/proposal.view.tsx';
import { areaWords } from '../regime/regime.words.ts';
import type {
  AgreementView,
  agreementContract,
  InstalmentView,
  PromisedLineView,
} from './agreement.contract.ts';
import {
  agreementEvents,
  agreementRefusals,
  agreementStates,
  endWords,
  instalmentStates,
  words,
} from './agreement.words.ts';

type Contract = typeof agreementContract;
export const api = apiOf<Contract>('agreement');
export const queries = queriesOf<Contract>('agreement');
const organisations = apiOf<typeof organisationContract>('organisation');
registerRefusals<Contract>(agreementRefusals, {
  state: { ...agreementStates, ...instalmentStates },
  area: areaWords,
});
registerEvents(agreementEvents);

export const contractorOptions = async () =>
  (await organisations.list({ kind: 'contractor' })).items.map(({ id, name }) => ({
    value: id,
    label: name,
  }));

export function AgreementList() {
  return (
    <ListPage
      name="agreements"
      title={words.agreements}
      empty={words.none}
      filters={{
        state: choice(words.state, agreementStates),
        area: choice(words.area, areaWords),
        contractorId: pickFilter(words.contractor, contractorOptions),
        search: textFilter(words.search),
      }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={agreementColumns}
      open={({ id }) => `/agreements/${id}`}
      acts={(may) => (may.sign ? <GoButton to="/agreements/new" words={words.sign} primary /> : null)}
    />
  );
}

const agreementColumns: readonly Column<AgreementView>[] = [
  { key: 'name', words: words.name, value: ({ name }) => name, narrow: 'title' },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  { key: 'lot', words: words.lot, value: ({ lot }) => lot, tight: true },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  {
    key: 'term',
    words: words.term,
    value: ({ startsOn, endsOn }, { day }) => (
      <>
        {day(startsOn)} –<br />
        {day(endsOn)}
      </>
    ),
    tight: true,
  },
  { key: 'amount', words: words.amount, value: ({ amountFen }, { yuan }) => yuan(amountFen), align: 'right' },
  { key: 'paid', words: words.paid, value: ({ paidFen }, { yuan }) => yuan(paidFen), align: 'right' },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={agreementStates} state={state} />,
    narrow: 'tag',
    tight: true,
  },
];

/** A contract with its money, instalments and lines; `more` adds what the features above know of it. */
export function AgreementDetail({ more }: { readonly more?: (id: string) => ReactNode }) {
  const id = usePathParam('id');
  const t = useWords();
  const { day, yuan } = useFormat();
  const { organisation } = useMe();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ agreement, projectName, instalments, lines, history }) => (
        <RecordPage
          kind={words.agreement}
          kindAt="/agreements"
          title={agreement.name}
          state={<StateTag of={agreementStates} state={agreement.state} />}
          facts={[
            { words: words.number, value: agreement.number },
            { words: words.lot, value: agreement.lot },
            {
              words: words.contractor,
              value: <GoTo to={`/organisations/${agreement.contractorId}`}>{agreement.contractorName}</GoTo>,
            },
            {
              words: words.project,
              value:
                organisation.kind === 'contractor' ? (
                  projectName
                ) : (
                  <GoTo to="/project" search={{ id: agreement.projectId }}>
                    {projectName}
                  </GoTo>
                ),
            },
            { words: words.amount, value: yuan(agreement.amountFen) },
            { words: words.paid, value: yuan(agreement.paidFen) },
            { words: words.unpaid, value: yuan(agreement.amountFen - agreement.paidFen) },
            { words: words.signedOn, value: day(agreement.signedOn) },
            {
              words: words.term,
              value: t(words.fromTo, { from: agreement.startsOn, until: agreement.endsOn }),
            },
            {
              words: words.areas,
              value: (
                <span className="tags">
                  {agreement.areas.map((area) => (
                    <Mark key={area} words={areaWords[area]} />
                  ))}
                </span>
              ),
              wide: true,
            },
          ]}
          acts={
            <>
              {agreement.may.amend ? <GoButton to={`/agreements/${id}/amend`} words={words.amend} /> : null}
              <Act<{ state: 'completed' | 'terminated' }>
                name="end"
                may={agreement.may}
                words={words.end}
                consequence={words.endMeans}
                facts={{ name: agreement.name }}
                reason
                danger
                perform={({ state, reason }) => api.end({ id, basedOn: agreement.version, state, reason })}
              >
                <Field name="state" words={words.endAs} required>
                  <Choice words={endWords} />
                </Field>
              </Act>
            </>
          }
          basis={agreement.basis}
          history={history}
          thread={{ type: 'agreement', id }}
        >
          {organisation.kind !== 'contractor' ? <WaitingProposals subjectId={id} /> : null}
          <RecusalNote contractorId={agreement.contractorId} />
          <Section words={words.instalments}>
            <Rows
              items={instalments}
              columns={instalmentColumns}
              caption={words.instalments}
              open={(instalment) => `/disbursement/${instalment.id}`}
            />
          </Section>
          <Section words={words.lines}>
            <Rows
              items={lines}
              rowKey={({ lineKey }) => lineKey}
              columns={lineColumns}
              caption={words.lines}
            />
          </Section>
          {more?.(id)}
        </RecordPage>
      )}
    </Loaded>
  );
}

const instalmentColumns: readonly Column<InstalmentView>[] = [
  {
    key: 'name',
    words: words.instalmentName,
    value: ({ number, name }) => `${number} · ${name}`,
    narrow: 'title',
  },
  { key: 'condition', words: words.condition, value: ({ condition }) => condition },
  {
    key: 'progress',
    words: words.requiredProgress,
    value: ({ requiredProgress }, { percent }) => percent(requiredProgress / 100),
    align: 'right',
  },
  { key: 'planned', words: words.plannedOn, value: ({ plannedOn }, { day }) => day(plannedOn), tight: true },
  {
    key: 'amount',
    words: words.instalmentAmount,
    value: ({ amountFen }, { yuan }) => yuan(amountFen),
    align: 'right',
  },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={instalmentStates} state={state} />,
    narrow: 'tag',
    tight: true,
  },
];

const lineColumns: readonly Column<PromisedLineView>[] = [
  {
    key: 'task',
    words: words.task,
    value: ({ task, area }, { t }) => (
      <>
        {task}
        <br />
        <span className="soft small">{t(areaWords[area])}</span>
      </>
    ),
    narrow: 'title',
  },
  { key: 'content', words: words.content, value: ({ content }) => content },
  {
    key: 'target',
    words: words.target,
    value: ({ target, unit }, { number }) => `${number(target)} ${unit}`,
    align: 'right',
  },
  {
    key: 'planned',
    words: words.planned,
    value: ({ plannedStartOn, plannedFinishOn }, { day }) => (
      <>
        {day(plannedStartOn)} –<br />
        {day(plannedFinishOn)}
      </>
    ),
    tight: true,
  },
  {
    key: 'marks',
    words: words.important,
    value: ({ important, inPlan }) =>
      inPlan ? (
        important && <Mark words={words.important} tone="busy" />
      ) : (
        <Mark words={words.dropped} tone="warn" />
      ),
    narrow: 'tag',
    tight: true,
  },
];

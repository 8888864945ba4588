import { useQuery } from '@tanstack/react-query';
import type { Words } from '#kernel/words.ts';
import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { type Format, useFormat } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, dayFilter, ListPage, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import type { obligationContract } from './obligation.contract.ts';
import {
  dutyWords,
  factWords,
  kindWords,
  linkedStateWords,
  obligationEvents,
  obligationRefusals,
  obligationStateWords,
  parameterValueWords,
  parameterWords,
  periodWords,
  responsibleWords,
  stateFilterWords,
  stepWords,
  subjectKindWords,
  waiverStateWords,
  words,
} from './obligation.words.ts';

type Contract = typeof obligationContract;
type Detail = OutputOf<Contract, 'find'>;
type Obligation = Detail['obligation'];
const api = apiOf<Contract>('obligation');
const queries = queriesOf<Contract>('obligation');
registerRefusals<Contract>(obligationRefusals, { state: { ...obligationStateWords, ...waiverStateWords } });
registerEvents(obligationEvents);

/** `2026-04`, `2026-Q2`, or the first and last day of a quarter counted from the 运营之日. */
export function sayPeriod(period: string, t: Translate, { day, month }: Format): string {
  const [fromOn, untilOn] = period.split('/');
  if (fromOn && untilOn) return t(words.to, { fromOn: day(fromOn), untilOn: day(untilOn) });
  const named = periodWords(period);
  if (named) return t(named);
  return /^\d{4}-\d{2}$/.test(period) ? month(period) : period;
}

const isSettled = ({ state }: Obligation): boolean => state !== 'due' && state !== 'upcoming';

function ObligationState({ of }: { readonly of: Obligation }) {
  return (
    <span className="tags">
      <StateTag of={obligationStateWords} state={of.state} />
      {of.overdue ? <Mark words={words.overdue} tone="warn" /> : null}
      {of.withdrawn ? <Mark words={words.withdrawnMark} /> : null}
      {of.waiverProposed ? <Mark words={waiverStateWords.proposed} tone="busy" /> : null}
    </span>
  );
}

const columns: readonly Column<Obligation>[] = [
  { key: 'subject', words: words.subject, value: ({ subject }) => subject.name, narrow: 'title' },
  { key: 'duty', words: words.duty, value: ({ name }, { t }) => t(name) },
  { key: 'town', words: words.town, value: ({ subject }) => subject.town, narrow: 'hidden', tight: true },
  { key: 'contractor', words: words.contractor, value: ({ contractor }) => contractor?.name },
  { key: 'period', words: words.period, value: ({ period }, tools) => sayPeriod(period, tools.t, tools) },
  {
    key: 'due',
    words: words.dueOn,
    value: (one) => <DueDate on={one.dueOn} provisional={one.provisional} settled={isSettled(one)} />,
  },
  { key: 'state', words: words.state, value: (one) => <ObligationState of={one} />, narrow: 'tag' },
];

const filters = {
  state: choice(words.state, stateFilterWords),
  duty: choice(words.duty, dutyWords),
  subjectKind: choice(words.subjectKind, subjectKindWords),
  month: textFilter(words.month),
  dueOn: dayFilter(words.dueOn),
  search: textFilter(words.search),
};
const mineFilter = { mine: choice(words.mine, { yes: words.mineYes }) };

const isMonth = (text: string | undefined): boolean =>
  text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);

export function ObligationList() {
  const t = useWords();
  const me = useMe();
  const inspects = me.organisation.kind !== 'contractor';
  return (
    <ListPage
      name="obligations"
      title={words.obligations}
      intro={
        me.county.goLiveOn === null
          ? t(words.intro)
          : `${t(words.intro)} ${t(words.goLive, { goLiveOn: me.county.goLiveOn })}`
      }
      empty={words.none}
      filters={inspects ? { ...filters, ...mineFilter } : filters}
      load={({ month, ...rest }, cursor) =>
        api.list({ ...rest, ...(isMonth(month) ? { month } : {}), cursor })
      }
      columns={columns}
      open={({ id }) => `/obligations/${id}`}
      acts={() => (
        <>
          {inspects ? <GoButton to="/due-as-known" words={words.asKnown} /> : null}
          <GoButton to="/calendar" words={words.calendar} />
        </>
      )}
    />
  );
}

export function ObligationDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const format = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ obligation, why, linked, waivers, basis, history }) => (
        <RecordPage
          kind={words.obligation}
          kindAt="/obligations"
          title={`${obligation.subject.name} · ${t(obligation.name)}`}
          state={<ObligationState of={obligation} />}
          facts={[
            {
              words: words.dueOn,
              value: (
                <DueDate
                  on={obligation.dueOn}
                  provisional={obligation.provisional}
                  settled={isSettled(obligation) || obligation.withdrawn}
                />
              ),
            },
            obligation.originalDueOn !== obligation.dueOn && {
              words: words.originalDue,
              value: format.day(obligation.originalDueOn),
            },
            { words: words.closes, value: format.day(obligation.closesOn) },
            obligation.required > 1 && {
              words: words.progress,
              value: t(obligation.among > 1 ? words.progressOfPart : words.progressOf, obligation),
            },
            { words: words.period, value: sayPeriod(obligation.period, t, format) },
            {
              words: words.window,
              value: t(words.to, { fromOn: obligation.windowStartOn, untilOn: obligation.windowEndOn }),
            },
            { words: words.responsible, value: t(responsibleWords[why.responsible]) },
            { words: words.subject, value: <Subject of={obligation} /> },
            obligation.subject.type === 'facility' && { words: words.town, value: obligation.subject.town },
            obligation.agreement && {
              words: words.agreement,
              value: <GoTo to={`/agreements/${obligation.agreement.id}`}>{obligation.agreement.name}</GoTo>,
            },
            obligation.contractor && {
              words: words.contractor,
              value: (
                <GoTo to={`/organisations/${obligation.contractor.id}`}>{obligation.contractor.name}</GoTo>
              ),
            },
          ]}
          acts={<Acts of={obligation} />}
          basis={basis}
          history={history}
          thread={{ type: 'obligation', id }}
        >
          {obligation.contractor ? <RecusalNote contractorId={obligation.contractor.id} /> : null}
          {obligation.withdrawn ? <Notice tone="warn">{t(words.withdrawnMeans)}</Notice> : null}
          <Why why={why} />
          <Section words={words.linked}>
            {linked.length > 0 ? (
              <Rows
                items={linked}
                columns={linkedColumns(obligation)}
                caption={words.linked}
                open={addressOf}
              />
            ) : (
              <p className="soft">{t(words.noneLinked)}</p>
            )}
          </Section>
          {waivers.length > 0 ? (
            <Section words={words.waivers}>
              <ul className="cards">
                {waivers.map((waiver) => (
                  <li key={waiver.id}>
                    <WaiverCard waiver={waiver} />
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </RecordPage>
      )}
    </Loaded>
  );
}

function Subject({ of: { subject } }: { readonly of: Obligation }) {
  if (subject.type === 'facility') return <GoTo to={`/facilities/${subject.id}`}>{subject.name}</GoTo>;
  return subject.type === 'agreement' ? (
    <GoTo to={`/agreements/${subject.id}`}>{subject.name}</GoTo>
  ) : (
    subject.name
  );
}

function Acts({ of: obligation }: { readonly of: Obligation }) {
  const { id, may, agreement, period } = obligation;
  return (
    <>
      {may.plan ? (
        <GoButton to="/inspections/new" search={{ obligation: id }} words={words.plan} primary />
      ) : null}
      {may.report && agreement ? (
        <GoButton
          to="/reports/new"
          search={{ agreement: agreement.id, period }}
          words={words.report}
          primary
        />
      ) : null}
      <Act
        name="proposeWaiver"
        may={may}
        words={words.proposeWaiver}
        consequence={words.proposeWaiverMeans}
        reason
        perform={({ reason }) => api.proposeWaiver({ id, reason })}
      />
    </>
  );
}

function WaiverCard({ waiver }: { readonly waiver: Detail['waivers'][number] }) {
  const t = useWords();
  const { instant } = useFormat();
  const decide =
    (outcome: 'approved' | 'declined') =>
    ({ reason }: { reason: string }) =>
      api.decideWaiver({ id: waiver.id, basedOn: waiver.version, outcome, reason });
  return (
    <>
      <div className="card-head">
        <strong>{waiver.reason}</strong>
        <StateTag of={waiverStateWords} state={waiver.state} />
      </div>
      <p className="soft">
        {t(words.proposedBy, { name: waiver.proposedBy })} · {instant(waiver.proposedAt)}
      </p>
      {waiver.decidedBy && waiver.decidedAt ? (
        <p className="soft">
          {t(words.decidedBy, { name: waiver.decidedBy })} · {instant(waiver.decidedAt)}
        </p>
      ) : null}
      <div className="page-acts">
        <Act
          name="decide"
          may={waiver.may}
          words={words.approve}
          consequence={words.approveMeans}
          reason
          primary
          perform={decide('approved')}
        />
        <Act
          name="decide"
          may={waiver.may}
          words={words.decline}
          consequence={words.declineMeans}
          reason
          perform={decide('declined')}
        />
      </div>
    </>
  );
}

type Linked = Detail['linked'][number];
const addressOf = ({ type, id }: Linked): string =>
  type === 'inspection' ? `/inspections/${id}` : `/reports/${id}`;

const linkedColumns = (obligation: Obligation): readonly Column<Linked>[] => [
  {
    key: 'number',
    words: words.linked,
    value: ({ type, number }, { t, month }) =>
      `${t(kindWords[type === 'inspection' ? 'inspection' : 'report'])} ${type === 'inspection' ? number : month(number)}`,
    narrow: 'title',
  },
  { key: 'on', words: words.day, value: ({ on }, { day }) => day(on), tight: true },
  {
    key: 'state',
    words: words.state,
    value: ({ state }, { t }) => t(linkedStateWords[state] ?? asIs(state)),
    tight: true,
  },
  {
    key: 'fulfils',
    words: words.effect,
    value: ({ fulfils }) =>
      fulfils ? (
        <Mark
          words={obligation.state === 'missed' ? words.madeUp : words.fulfils}
          tone={obligation.state === 'missed' ? 'warn' : 'good'}
        />
      ) : null,
    narrow: 'tag',
  },
];

type WhyOf = Detail['why'];

/** 为什么到期: the clause, the values with their dates and sources, the facts, the arithmetic. */
function Why({ why }: { readonly why: WhyOf }) {
  const t = useWords();
  return (
    <>
      <Section words={words.why}>
        <div className="why">
          <h3>{t(words.clauseText)}</h3>
          <p className="basis-text">
            <strong>{why.clause.number}</strong> {t(asIs(why.clause.zh, why.clause.en))}
          </p>
          <h3>{t(words.facts)}</h3>
          <ul className="plain-list">
            {why.facts.map((fact) => (
              <li key={`${fact.name} ${fact.fromOn}`}>
                {t(words.named, {
                  name: t(factWords[fact.name]),
                  said: fact.untilOn
                    ? t(words.to, { fromOn: fact.fromOn, untilOn: fact.untilOn })
                    : t(words.since, { fromOn: fact.fromOn }),
                })}
              </li>
            ))}
          </ul>
          <h3>{t(words.arithmetic)}</h3>
          <ol className="arithmetic">
            {why.steps.map(({ step, facts }) => (
              <li key={step}>{t(stepWords[step], facts)}</li>
            ))}
          </ol>
        </div>
      </Section>
      <Section words={words.parameters}>
        <Rows
          items={why.parameters}
          columns={parameterColumns}
          caption={words.parameters}
          rowKey={({ name }) => name}
        />
        <p className="soft small">{t(words.packStamp, { id: why.pack.id, version: why.pack.version })}</p>
      </Section>
    </>
  );
}

type Parameter = WhyOf['parameters'][number];
const isSupplement = ({ basis }: Parameter): boolean =>
  basis.some((one) => 'clause' in one && one.localSupplement === true);

const parameterColumns: readonly Column<Parameter>[] = [
  {
    key: 'name',
    words: words.parameter,
    value: ({ name }, { t }) => t(parameterWords[name]),
    narrow: 'title',
  },
  {
    key: 'value',
    words: words.value,
    value: ({ name, value }, { t, number, percent }) => {
      if (typeof value === 'string') return t(wordsOfValue(value));
      return name === 'coverage' ? percent(value) : number(value);
    },
  },
  { key: 'from', words: words.inForceFrom, value: ({ fromOn }, { day }) => day(fromOn), tight: true },
  {
    key: 'source',
    words: words.source,
    value: (parameter) => (
      <Mark
        words={isSupplement(parameter) ? words.localSupplement : words.text}
        tone={isSupplement(parameter) ? 'warn' : 'plain'}
      />
    ),
    narrow: 'tag',
  },
];

const wordsOfValue = (value: string): Words => parameterValueWords[value] ?? asIs(value);

import { useQuery } from '@tanstack/react-query';
import type { Duty } from '#kernel/actor.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { type Column, Rows, type Tools } from '#web/ui/rows.tsx';
import type { ActView } from './organisation.administration.contract.ts';
import { administrationEvents, words } from './organisation.administration.words.ts';
import {
  administrationApi,
  administrationQueries,
  organisationOptions,
} from './organisation.client.view.tsx';
import { activeStates, dutyWords, kindWords, organisationEvents } from './organisation.words.ts';

const typeWords = { ...organisationEvents, ...administrationEvents };

const dutiesSaid = (duties: readonly string[], { t }: Pick<Tools, 't'>) =>
  duties.map((duty) => t(dutyWords[duty as Duty])).join('、') || t(words.noDuty);
const fieldWords = {
  name: words.name,
  login: words.login,
  title: words.title,
  phone: words.phone,
  uscc: words.uscc,
  legalRepresentative: words.legalRepresentative,
  contact: words.contact,
  address: words.address,
} as const;

/** What changed, before → after, in one line each. */
function Change({ act, tools }: { readonly act: ActView; readonly tools: Tools }) {
  const { t } = tools;
  const lines = [
    act.duties &&
      `${t(words.duties)}：${dutiesSaid(act.duties.before, tools)} → ${dutiesSaid(act.duties.after, tools)}`,
    act.kind && `${t(words.kind)}：${t(kindWords[act.kind.before])} → ${t(kindWords[act.kind.after])}`,
    act.active &&
      `${t(words.state)}：${t(act.active.before ? activeStates.active : activeStates.closed)} → ${t(act.active.after ? activeStates.active : activeStates.closed)}`,
    act.fields.length > 0 &&
      `${t(words.alsoChanged)}：${act.fields.map((name) => t(fieldWords[name])).join('、')}`,
  ].filter((line) => typeof line === 'string');
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {act.note ? <div className="soft">{act.note}</div> : null}
    </>
  );
}

export const actColumns: readonly Column<ActView>[] = [
  { key: 'at', words: words.at, value: ({ at }, { instant }) => instant(at), tight: true },
  {
    key: 'act',
    words: words.act,
    value: ({ type }, { t }) => (typeWords[type] ? t(typeWords[type]) : type),
    narrow: 'title',
    tight: true,
  },
  {
    key: 'subject',
    words: words.subject,
    value: ({ subject, organisation }) => (
      <>
        <GoTo to={subject.type === 'person' ? `/people/${subject.id}` : `/organisations/${subject.id}`}>
          {subject.name}
        </GoTo>
        {subject.type === 'person' && organisation ? <div className="soft">{organisation}</div> : null}
      </>
    ),
  },
  { key: 'change', words: words.change, value: (act, tools) => <Change act={act} tools={tools} /> },
  {
    key: 'by',
    words: words.by,
    value: ({ proposedBy, alone }, { t }) => (
      <>
        {proposedBy ?? t(words.bySetUp)}
        {alone ? <div className="soft">{t(words.aloneAtSetUp)}</div> : null}
      </>
    ),
    tight: true,
  },
  {
    key: 'confirmedBy',
    words: words.confirmedBy,
    value: ({ confirmedBy, proposalId }) =>
      confirmedBy && proposalId ? <GoTo to={`/proposals/${proposalId}`}>{confirmedBy}</GoTo> : confirmedBy,
    tight: true,
  },
];

export const Acts = ({ items }: { readonly items: readonly ActView[] }) => (
  <Rows items={items.map((act) => ({ ...act, id: act.eventId }))} caption={words.acts} columns={actColumns} />
);

/** 谁给了谁什么: for the audit, the leading group and the administrators. */
export function ActsPage() {
  const t = useWords();
  return (
    <ListPage
      name="people-acts"
      title={words.acts}
      intro={t(words.actsMeans)}
      empty={words.noActs}
      filters={{
        about: choice(words.about, {
          duties: words.aboutDuties,
          people: words.aboutPeople,
          organisations: words.aboutOrganisations,
          codes: words.aboutCodes,
          alone: words.aloneAtSetUp,
        }),
        organisationId: pickFilter(words.organisation, organisationOptions),
      }}
      load={async (filters, cursor) => {
        const { items, nextCursor } = await administrationApi.acts({ ...filters, cursor });
        return { items: items.map((act) => ({ ...act, id: act.eventId })), nextCursor };
      }}
      columns={actColumns}
    />
  );
}

/** While the county has one administrator: what may be done, and what is still missing. Afterwards: what was done alone. */
export function AloneNotice() {
  const t = useWords();
  const { data } = useQuery(administrationQueries.state.queryOptions({ input: {} }));
  if (!data?.may.readActs || (!data.alone && data.aloneActs === 0)) return null;
  return (
    <Notice tone={data.alone ? 'warn' : 'info'}>
      {data.alone ? (
        <>
          <strong>{t(words.secondMissing)}</strong>{' '}
          {data.awaited ? (
            <>
              {t(words.secondAwaited, data.awaited)}{' '}
              <GoTo to={`/people/${data.awaited.id}`}>{data.awaited.name}</GoTo>
            </>
          ) : (
            t(words.secondMissingMeans)
          )}
        </>
      ) : (
        <>
          {t(words.doneAlone, { count: data.aloneActs })}{' '}
          <GoTo to="/people-acts" search={{ about: 'alone' }}>
            {t(words.look)}
          </GoTo>
        </>
      )}
    </Notice>
  );
}

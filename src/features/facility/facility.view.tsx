import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field } from '#web/ui/form-page.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage, pickFilter, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { AgreementDetail, contractorOptions } from '../agreement/agreement.view.tsx';
import { areaWords, facilityKindWords } from '../regime/regime.words.ts';
import type { FacilityView, facilityContract } from './facility.contract.ts';
import { Holdings, Transfer } from './facility.holding.view.tsx';
import type { FacilityPhase, PhaseFrom } from './facility.model.ts';
import { facilityEvents, facilityPhases, facilityRefusals, words } from './facility.words.ts';

type Contract = typeof facilityContract;
export const api = apiOf<Contract>('facility');
export const queries = queriesOf<Contract>('facility');
registerRefusals<Contract>(facilityRefusals, {
  kind: facilityKindWords,
  areas: areaWords,
  phase: facilityPhases,
  next: facilityPhases,
});
registerEvents(facilityEvents);

const townOptions = async () =>
  (await api.places({})).towns.map(({ code, name }) => ({ value: code, label: name }));

export function FacilityList() {
  return (
    <ListPage
      name="facilities"
      title={words.facilities}
      empty={words.none}
      filters={{
        kind: choice(words.kind, facilityKindWords),
        phase: choice(words.phase, facilityPhases),
        town: pickFilter(words.town, townOptions),
        contractorId: pickFilter(words.contractor, contractorOptions),
        search: textFilter(words.search),
      }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={facilityColumns}
      open={({ id }) => `/facilities/${id}`}
      acts={(may) => (may.register ? <GoButton to="/facilities/new" words={words.register} primary /> : null)}
    />
  );
}

const facilityColumns: readonly Column<FacilityView>[] = [
  { key: 'name', words: words.name, value: ({ name }) => name, narrow: 'title' },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  { key: 'kind', words: words.kind, value: ({ kind }, { t }) => t(facilityKindWords[kind]) },
  {
    key: 'village',
    words: words.village,
    value: ({ townName, villageName }) => `${townName} ${villageName}`,
  },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  {
    key: 'operation',
    words: words.operationStartedOn,
    value: ({ operationStartedOn }, { day }) => (operationStartedOn ? day(operationStartedOn) : null),
    tight: true,
  },
  {
    key: 'phase',
    words: words.phase,
    value: ({ phase, handedOverOn }) => (
      <>
        <StateTag of={facilityPhases} state={phase} />{' '}
        {handedOverOn === null ? null : <Mark words={words.handedOver} />}
      </>
    ),
    narrow: 'tag',
    tight: true,
  },
];

const underContract = facilityColumns.filter(({ key }) => key !== 'contractor');
const withHandOvers: readonly Column<FacilityView>[] = [
  ...underContract,
  {
    key: 'handed-over',
    words: words.handedOverOn,
    value: ({ handedOverOn }, { day }) => (handedOverOn ? day(handedOverOn) : null),
    tight: true,
  },
];

/** `below` is for what features above this one have to say of a facility. */
export function FacilityDetail({ below }: { readonly below?: (facilityId: string) => ReactNode } = {}) {
  const id = usePathParam('id');
  const t = useWords();
  const { day } = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ facility, positionAstray, holdings, heads, phases, nextPhases, history }) => (
        <RecordPage
          kind={facilityKindWords[facility.kind]}
          kindAt="/facilities"
          title={facility.name}
          state={
            <>
              <StateTag of={facilityPhases} state={facility.phase} />{' '}
              {facility.handedOverOn === null ? null : <Mark words={words.handedOver} />}
            </>
          }
          facts={[
            { words: words.number, value: facility.number },
            { words: words.village, value: `${facility.townName} ${facility.villageName}` },
            { words: words.villageCode, value: <code>{facility.villageCode}</code> },
            {
              words: words.agreement,
              value: <GoTo to={`/agreements/${facility.agreementId}`}>{facility.agreementNumber}</GoTo>,
            },
            {
              words: words.contractor,
              value: <GoTo to={`/organisations/${facility.contractorId}`}>{facility.contractorName}</GoTo>,
            },
            ...(facility.handedOverOn === null
              ? []
              : [{ words: words.handedOverOn, value: day(facility.handedOverOn) }]),
            { words: words.constructionStartedOn, value: day(facility.constructionStartedOn) },
            {
              words: words.operationStartedOn,
              value: facility.operationStartedOn ? day(facility.operationStartedOn) : t(words.notYet),
            },
            { words: words.headName, value: <Head of={facility} value={facility.headName} /> },
            { words: words.headPhone, value: <Head of={facility} value={facility.headPhone} /> },
            { words: words.address, value: facility.address, wide: true },
            {
              words: words.position,
              value: positionAstray ? (
                <>
                  {positionOf(facility)} <span className="bad">{t(words.astray)}</span>
                </>
              ) : (
                positionOf(facility)
              ),
              wide: true,
            },
          ]}
          acts={
            <>
              <ChangePhase facility={facility} next={nextPhases} />
              <Transfer facility={facility} />
              {facility.may.amend ? <GoButton to={`/facilities/${id}/amend`} words={words.amend} /> : null}
            </>
          }
          basis={facility.basis}
          history={history}
          thread={{ type: 'facility', id }}
        >
          <Section words={words.phases}>
            <Phases of={phases} until={facility.handedOverOn} />
            <p className="soft">{t(words.operationHint)}</p>
          </Section>
          <Holdings of={holdings} />
          {heads.length > 1 ? (
            <Section words={words.heads}>
              <Rows
                items={heads}
                caption={words.heads}
                rowKey={(head) => head.enteredAt}
                columns={[
                  { key: 'name', words: words.headName, value: ({ headName }) => headName, narrow: 'title' },
                  { key: 'phone', words: words.headPhone, value: ({ headPhone }) => headPhone },
                  {
                    key: 'since',
                    words: words.since,
                    value: ({ enteredAt }, { instant }) => instant(enteredAt),
                    tight: true,
                  },
                  { key: 'reason', words: words.reason, value: ({ reason }) => reason },
                ]}
              />
            </Section>
          ) : null}
          <Section words={words.watched}>
            <p className="link-row">
              <GoTo to="/obligations" search={{ search: facility.name }}>
                {t(words.itsObligations)}
              </GoTo>
              <GoTo to="/inspections" search={{ facility: id }}>
                {t(words.itsInspections)}
              </GoTo>
              <GoTo to="/findings" search={{ facility: id }}>
                {t(words.itsFindings)}
              </GoTo>
            </p>
          </Section>
          {below?.(id)}
        </RecordPage>
      )}
    </Loaded>
  );
}

function Head({ of, value }: { readonly of: FacilityView; readonly value: string | null }) {
  if (value === null) return '—';
  return (
    <>
      {value} {of.headMasked ? <Mark words={words.masked} /> : null}
    </>
  );
}

function positionOf({ latitude, longitude, datum }: FacilityView) {
  return latitude === null || longitude === null ? null : `${latitude}, ${longitude} · ${datum ?? ''}`;
}

type PhaseRow = PhaseFrom & { readonly untilOn: string | null };

function Phases({ of, until }: { readonly of: readonly PhaseFrom[]; readonly until: string | null }) {
  const rows = of
    .map((phase, at): PhaseRow => ({ ...phase, untilOn: of[at + 1]?.fromOn ?? until }))
    .toReversed();
  return (
    <Rows
      items={rows}
      rowKey={({ fromOn }) => fromOn}
      caption={words.phases}
      columns={[
        {
          key: 'phase',
          words: words.phase,
          value: ({ phase }) => <StateTag of={facilityPhases} state={phase} />,
          narrow: 'title',
          tight: true,
        },
        { key: 'from', words: words.fromOn, value: ({ fromOn }, { day }) => day(fromOn), tight: true },
        {
          key: 'until',
          words: words.untilOn,
          value: ({ untilOn }, { day, t }) => (untilOn ? day(untilOn) : t(words.toDate)),
          tight: true,
        },
        { key: 'reason', words: words.phaseReason, value: ({ reason }) => reason },
      ]}
    />
  );
}

function ChangePhase({
  facility,
  next,
}: {
  readonly facility: FacilityView;
  readonly next: readonly FacilityPhase[];
}) {
  const today = useToday();
  const offered = Object.fromEntries(
    next.map((phase) => [phase, facilityPhases[phase]]),
  ) as typeof facilityPhases;
  return (
    <Act<{ phase: FacilityPhase; fromOn: string }>
      name="changePhase"
      may={facility.may}
      words={words.changePhase}
      consequence={words.changePhaseMeans}
      primary
      reason="optional"
      initial={{ fromOn: today }}
      perform={({ phase, fromOn, reason = '' }) =>
        api.changePhase({ id: facility.id, basedOn: facility.version, phase, fromOn, reason })
      }
    >
      <Field name="phase" words={words.nextPhase} required>
        <Choice words={offered} />
      </Field>
      <Field name="fromOn" words={words.fromOn} required>
        <DateInput />
      </Field>
    </Act>
  );
}

/** The page of a contract, with the facilities built under it: the contract itself knows of none. */
/** `above` is what the composition puts before the facilities: features above this one may speak of a contract too. */
export function AgreementPage({ above }: { readonly above?: (agreementId: string) => ReactNode }) {
  return (
    <AgreementDetail
      more={(id) => (
        <>
          {above?.(id)}
          <FacilitiesOf agreementId={id} />
        </>
      )}
    />
  );
}

function FacilitiesOf({ agreementId }: { readonly agreementId: string }) {
  const t = useWords();
  const query = useQuery(queries.list.queryOptions({ input: { agreementId } }));
  return (
    <Section
      words={words.facilities}
      acts={
        query.data?.may.register ? (
          <GoButton to="/facilities/new" search={{ agreement: agreementId }} words={words.register} />
        ) : null
      }
    >
      <Loaded query={query}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <p className="soft">{t(words.noneOfAgreement)}</p>
          ) : (
            <>
              <Rows
                items={items}
                columns={
                  items.some(({ handedOverOn }) => handedOverOn !== null) ? withHandOvers : underContract
                }
                caption={words.facilities}
                open={({ id }) => `/facilities/${id}`}
              />
              {nextCursor === null ? null : <GoTo to="/facilities">{t(words.allFacilities)}</GoTo>}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

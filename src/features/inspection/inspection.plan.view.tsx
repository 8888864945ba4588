import { useQuery } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { useGo, useSearchParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Provisional } from '#web/ui/due-date.tsx';
import {
  Choice,
  Field,
  FieldGroup,
  FieldRow,
  FormPage,
  Lines,
  Pick,
  useFields,
  useFieldValue,
} from '#web/ui/form-page.tsx';
import { Loaded, Placeholder } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { ContentArea } from '../regime/regime.model.ts';
import { areaWords } from '../regime/regime.words.ts';
import { api, queries } from './inspection.calls.view.tsx';
import { departureOf } from './inspection.draw.rules.ts';
import type { InspectionPhase, TeamRole } from './inspection.model.ts';
import {
  barWords,
  inspectionPhaseWords,
  noticeWords,
  plannedPurposeWords,
  roleWords,
  words,
} from './inspection.words.ts';

type Place = { personId: string; role: TeamRole };
type Values = {
  area: ContentArea;
  phase: InspectionPhase;
  facilityId?: string;
  agreementId?: string;
  purpose: 'routine' | 'spot-check';
  notice: 'announced' | 'unannounced';
  plannedOn: string;
  obligationIds?: string[];
  team?: Place[];
  departure?: string;
};
type Preparation = Awaited<ReturnType<typeof api.preparation>>;

const ofAgreement = (phase: InspectionPhase | undefined): boolean =>
  phase === 'funds' || phase === 'training';

/** An inspection may be planned from an obligation, a facility or a contract, or from nothing. */
export function InspectionPlan() {
  const [obligation] = useSearchParam('obligation');
  const [facility] = useSearchParam('facility');
  const [agreement] = useSearchParam('agreement');
  const [draw] = useSearchParam('draw');
  const known = obligation ?? facility ?? agreement;
  const query = useQuery({
    ...queries.preparation.queryOptions({ input: { obligation, facility, agreement, draw } }),
    enabled: known !== undefined,
  });
  if (known === undefined) return <PlanForm />;
  return (
    <Loaded query={query}>
      {(from) => <PlanForm from={from} {...(obligation ? { obligation } : {})} />}
    </Loaded>
  );
}

function PlanForm({ from, obligation }: { readonly from?: Preparation; readonly obligation?: string }) {
  const id = useNewId();
  const go = useGo();
  const t = useWords();
  const today = useToday();
  const { facility = null, agreement } = from?.subject ?? {};
  const draw = from?.draw ?? null;
  const initial: Partial<Values> = {
    phase: from?.phase ?? 'operation',
    purpose: 'routine',
    notice: 'unannounced',
    plannedOn: from?.plannedOn ?? today,
    ...(facility ? { facilityId: facility.id } : agreement ? { agreementId: agreement.id } : {}),
    ...(obligation ? { obligationIds: [obligation] } : {}),
    ...(draw
      ? { purpose: 'spot-check', team: drawnTeam(draw), plannedOn: dayWithin(draw, from?.plannedOn ?? today) }
      : {}),
  };
  return (
    <FormPage<Values, { id: string }>
      title={words.plan}
      intro={draw ? <FromDraw of={draw} /> : t(words.subjectHint)}
      initial={initial}
      submitWords={words.planSubmit}
      submit={({ facilityId, agreementId, obligationIds, team, departure, ...values }) =>
        api.plan({
          id,
          ...values,
          facilityId: ofAgreement(values.phase) ? null : (facilityId ?? null),
          agreementId: ofAgreement(values.phase) ? (agreementId ?? null) : null,
          obligationIds: obligationIds ?? [],
          team: team ?? [],
          draw: draw && { id: draw.id, departure: departure ?? null },
        })
      }
      done={(inspection) => go(`/inspections/${inspection.id}`)}
      refusalsAt={{
        'inspection.planned-in-past': 'plannedOn',
        'inspection.before-regime': 'plannedOn',
        'inspection.facility-phase': 'phase',
        'inspection.obligation-closed': 'obligationIds',
        'inspection.obligation-mismatch': 'obligationIds',
        'inspection.obligation-twice': 'obligationIds',
        'inspection.draw-other-period': 'plannedOn',
        'inspection.not-drawn': 'facilityId',
        'inspection.drawn-visit-planned': 'facilityId',
        'inspection.draw-departure-reason': 'departure',
        ...teamRefusalsAt,
      }}
    >
      <FieldRow>
        <Field name="phase" words={words.phase} required>
          <Choice words={inspectionPhaseWords} />
        </Field>
        <Field name="plannedOn" words={words.plannedOn} required>
          <DateInput />
        </Field>
      </FieldRow>
      <SubjectField />
      <FieldRow>
        <Field name="purpose" words={words.purpose} required>
          <Choice words={plannedPurposeWords} />
        </Field>
        <Field name="notice" words={words.notice} required>
          <Choice words={noticeWords} />
        </Field>
      </FieldRow>
      <Prepared {...(obligation ? { obligation } : {})} />
      {draw && from ? <Departed of={draw} from={from} /> : null}
    </FormPage>
  );
}

type Drawn = NonNullable<Preparation['draw']>;

const drawnTeam = ({ inspectors }: Drawn): Place[] =>
  inspectors.map(({ personId, role }) => ({ personId, role }));

const dayWithin = ({ fromOn, untilOn }: Drawn, day: string): string =>
  day < fromOn ? fromOn : day > untilOn ? untilOn : day;

/** What was drawn, and who: the plan begins from there. */
function FromDraw({ of }: { readonly of: Drawn }) {
  const t = useWords();
  const { number, title, fromOn, untilOn, inspectors, unfilled } = of;
  const names = inspectors.map(({ name, role }) => `${name} ${t(roleWords[role])}`);
  return (
    <Notice tone="good">
      <span>
        {t(words.fromDrawIntro, { number, title, fromOn, untilOn, names: names.length > 0 ? names : ['—'] })}{' '}
        {unfilled.length > 0 ? t(words.fromDrawUnfilled, { count: unfilled.length }) : null}
      </span>
    </Notice>
  );
}

/** Said while the team is chosen, by the rule the server decides by. */
function Departed({ of, from }: { readonly of: Drawn; readonly from: Preparation }) {
  const t = useWords();
  const { missing, others } = departureOf(of, useFieldValue<Place[]>('team') ?? [], from.thirdPartyRequired);
  if (missing.length + others.length === 0) return null;
  const names = new Map([...of.inspectors, ...from.candidates].map(({ personId, name }) => [personId, name]));
  const told = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id);
  return (
    <>
      <Notice tone="warn">
        <span>
          {t(words.departs)} {missing.length > 0 ? t(words.departsMissing, { names: told(missing) }) : null}{' '}
          {others.length > 0 ? t(words.departsOthers, { names: told(others) }) : null}
        </span>
      </Notice>
      <Field name="departure" words={words.departure} required>
        <Lines maxLength={2000} />
      </Field>
    </>
  );
}

const teamRefusalsAt = Object.fromEntries(
  [
    'contractor-staff',
    'member-unknown',
    'member-twice',
    'team-too-small',
    'no-lead',
    'two-leads',
    'lead-not-commerce-bureau',
    'lead-not-in-term',
    'member-not-in-group',
    'third-party-role',
    'third-party-missing',
    'member-related',
  ].map((code) => [`inspection.${code}`, 'team']),
);

function SubjectField() {
  const phase = useFieldValue<InspectionPhase>('phase');
  const load = async () =>
    (await api.subjects({ phase })).items.map((subject) => ({
      value: subject.facilityId ?? subject.agreementId,
      label: subject.facilityId
        ? [subject.town, subject.name].filter(Boolean).join(' ')
        : [subject.name, subject.contractorName].join(' · '),
    }));
  return ofAgreement(phase) ? (
    <Field key="agreement" name="agreementId" words={words.agreement} required>
      <Pick of={`inspection-subjects-${phase}`} load={load} />
    </Field>
  ) : (
    <Field key="facility" name="facilityId" words={words.facility} required>
      <Pick of="inspection-subjects" load={load} />
    </Field>
  );
}

const wholeDay = /^\d{4}-\d{2}-\d{2}$/;

/** What is owed by the chosen subject on the chosen day, and who may go: asked anew whenever the choice changes. */
function Prepared({ obligation }: { readonly obligation?: string }) {
  const t = useWords();
  const phase = useFieldValue<InspectionPhase>('phase');
  const facility = useFieldValue<string>('facilityId');
  const agreement = useFieldValue<string>('agreementId');
  const on = useFieldValue<string>('plannedOn');
  const subject = ofAgreement(phase) ? { agreement } : { facility };
  const chosen = ofAgreement(phase) ? agreement : facility;
  const ready = chosen !== undefined && on !== undefined && wholeDay.test(on);
  const query = useQuery({
    ...queries.preparation.queryOptions({ input: { ...subject, phase, on } }),
    enabled: ready,
  });
  const fields = useRef(useFields());
  const { data } = query;
  // The content area follows from the subject; what was ticked for another subject or day is no longer owed here.
  useEffect(() => {
    if (!data) return;
    fields.current.set('area', data.area);
    // One visit is one time: of several open periods of one rule, the one that is due first.
    const open = data.obligations.filter(({ missed }) => !missed);
    const given = data.obligations.find(({ id }) => id === obligation);
    const firsts = new Map(open.toReversed().map((served) => [served.name.zh, served.id]));
    const asked = given ? [given.id] : [...firsts.values()];
    fields.current.set('obligationIds', asked);
  }, [data, obligation]);
  if (!ready) return <p className="soft">{t(words.prepareFirst)}</p>;
  if (query.isPending) return <Placeholder lines={4} />;
  return (
    <Loaded query={query}>
      {(prepared) => (
        <>
          <FieldGroup words={words.serves}>
            {prepared.obligations.length === 0 ? (
              <p className="soft">{t(words.servesNone)}</p>
            ) : (
              <Field name="obligationIds" words={words.serves}>
                <ServedChoice of={prepared.obligations} />
              </Field>
            )}
          </FieldGroup>
          <FieldGroup words={words.team}>
            <p className="soft">
              {t(words.teamHint, { least: prepared.teamMin })}{' '}
              {prepared.thirdPartyRequired
                ? `${t(areaWords[prepared.area])} · ${t(words.teamThirdParty)}`
                : null}
            </p>
            <Field name="team" words={words.team} required>
              <TeamChoice of={prepared.candidates} />
            </Field>
            <Basis of={prepared.basis} />
          </FieldGroup>
        </>
      )}
    </Loaded>
  );
}

type ControlOf<Value> = {
  readonly id?: string;
  readonly value?: Value | null;
  readonly onChange?: (value: Value) => void;
};

function ServedChoice({
  of,
  value,
  onChange,
}: ControlOf<string[]> & { readonly of: Preparation['obligations'] }) {
  const t = useWords();
  const boxes = (served: Preparation['obligations']) =>
    served.map(({ id, name, dueOn, provisional }) => (
      <Checkbox key={id} value={id}>
        {t(name)} · {t(words.servesDue, { dueOn })} {provisional ? <Provisional /> : null}
      </Checkbox>
    ));
  const missed = of.filter((served) => served.missed);
  return (
    <Checkbox.Group
      className="choice-list"
      value={value ?? []}
      onChange={(ids) => onChange?.(ids as string[])}
    >
      {boxes(of.filter((served) => !served.missed))}
      {missed.length > 0 ? (
        <details open={missed.some(({ id }) => value?.includes(id))}>
          <summary>{t(words.makeUp, { count: missed.length })}</summary>
          <span className="choice-list">{boxes(missed)}</span>
        </details>
      ) : null}
    </Checkbox.Group>
  );
}

/** Everyone of the register with a place to give, and those who may have none, with the reason. */
function TeamChoice({
  of,
  value,
  onChange,
}: ControlOf<Place[]> & { readonly of: Preparation['candidates'] }) {
  const t = useWords();
  const me = useMe();
  const places = new Map((value ?? []).map(({ personId, role }) => [personId, role]));
  const free = of.filter(({ roles, bars }) => roles.length > 0 && bars.length === 0);
  const barred = of.filter(({ roles, bars }) => roles.length > 0 && bars.length > 0);
  const outside = of.filter(({ roles }) => roles.length === 0);
  const own = free.find(({ personId, roles }) => personId === me.person.id && roles.includes('lead'));
  // Whoever plans and may lead usually leads; it is one choice fewer, and open to change.
  useEffect(() => {
    if (value === undefined && own) onChange?.([{ personId: own.personId, role: 'lead' }]);
  }, [value, own, onChange]);
  const place = (personId: string, role: TeamRole | undefined) => {
    const others = (value ?? []).filter((other) => other.personId !== personId);
    onChange?.(role ? [...others, { personId, role }] : others);
  };
  return (
    <>
      <ul className="team-choice">
        {free.map((candidate) => (
          <li key={candidate.personId}>
            <span>
              {candidate.name} <span className="soft">{candidate.organisationName}</span>
            </span>
            <Select
              value={places.get(candidate.personId) ?? null}
              placeholder={t(words.notOnTeam)}
              aria-label={t(words.placeOf, { name: candidate.name })}
              allowClear
              options={candidate.roles.map((role) => ({ value: role, label: t(roleWords[role]) }))}
              onChange={(role: TeamRole | null | undefined) => place(candidate.personId, role ?? undefined)}
            />
          </li>
        ))}
      </ul>
      <p className="soft">{t(words.chosen, { count: places.size })}</p>
      {barred.length > 0 ? (
        <Notice tone="warn">
          <strong>{t(words.barred)}</strong>
          <Barred of={barred} />
        </Notice>
      ) : null}
      {outside.length > 0 ? (
        <details>
          <summary>{t(words.outside, { count: outside.length })}</summary>
          <Barred of={outside} />
        </details>
      ) : null}
    </>
  );
}

function Barred({ of }: { readonly of: Preparation['candidates'] }) {
  const t = useWords();
  return (
    <ul className="plain-list">
      {of.map((candidate) => (
        <li key={candidate.personId}>
          {candidate.name} <span className="soft">{candidate.organisationName}</span> ·{' '}
          {candidate.bars.map((bar) => t(barWords[bar])).join('；')}
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { HistoryEntry } from '#kernel/shapes.ts';
import { type Format, useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Provisional } from '#web/ui/due-date.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Field, Lines } from '#web/ui/form-page.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { type Fact, RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { contractorOptions } from '../agreement/agreement.view.tsx';
import { facilityOptions, townOptions } from '../finding/finding.view.tsx';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import type { Standard } from '../regime/regime.model.ts';
import { areaWords, standardWords } from '../regime/regime.words.ts';
import { api, queries } from './inspection.calls.view.tsx';
import type { InspectionRow, InspectionView } from './inspection.contract.ts';
import { InspectionRecord } from './inspection.record.view.tsx';
import { InspectionSheet, jumpTo, SheetPreview } from './inspection.sheet.view.tsx';
import {
  inspectionPhaseWords,
  inspectionStateWords,
  noticeWords,
  purposeWords,
  relationWords,
  roleWords,
  verdictWords,
  words,
} from './inspection.words.ts';

const monthsBack = 24;
const monthsAhead = 3;

/** The months around today, newest first. */
function monthsAround(today: string, { month }: Pick<Format, 'month'>) {
  const newest = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + monthsAhead;
  return Array.from({ length: monthsBack + monthsAhead + 1 }, (_, back) => {
    const at = newest - back;
    const value = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return { value, label: month(value) };
  });
}

export function InspectionList() {
  const t = useWords();
  const today = useToday();
  const format = useFormat();
  return (
    <ListPage
      name="inspections"
      title={words.inspections}
      intro={t(words.intro)}
      empty={words.none}
      filters={{
        state: choice(words.state, inspectionStateWords),
        month: pickFilter(words.month, async () => monthsAround(today, format)),
        area: choice(words.area, areaWords),
        town: pickFilter(words.town, townOptions),
        facility: pickFilter(words.facility, facilityOptions),
        contractor: pickFilter(words.contractor, contractorOptions),
        mine: choice(words.mine, { yes: words.onlyMine }),
      }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={inspectionColumns}
      open={({ id }) => `/inspections/${id}`}
      acts={(may) => (may.plan ? <GoButton to="/inspections/new" words={words.plan} primary /> : null)}
    />
  );
}

const inspectionColumns: readonly Column<InspectionRow>[] = [
  {
    key: 'subject',
    words: words.subject,
    value: ({ facilityName, agreementName }) => facilityName ?? agreementName,
    narrow: 'title',
  },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  {
    key: 'kind',
    words: words.phase,
    value: ({ area, phase }, { t }) =>
      area === phase ? t(areaWords[area]) : `${t(areaWords[area])} · ${t(inspectionPhaseWords[phase])}`,
  },
  { key: 'town', words: words.town, value: ({ townName }) => townName, tight: true },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  { key: 'planned', words: words.plannedOn, value: ({ plannedOn }, { day }) => day(plannedOn), tight: true },
  { key: 'lead', words: words.lead, value: ({ leadName }) => leadName, tight: true },
  {
    key: 'verdicts',
    words: words.verdicts,
    value: ({ verdicts }) =>
      Object.values(verdicts).some((verdict) => verdict !== null) ? <Verdicts of={verdicts} /> : null,
  },
  {
    key: 'findings',
    words: words.findingsCount,
    value: ({ findings }) => (findings > 0 ? findings : null),
    align: 'right',
  },
  {
    key: 'state',
    words: words.state,
    value: ({ state, waitingForMe }) => (
      <span className="tags">
        <StateTag of={inspectionStateWords} state={state} />
        {waitingForMe ? <Mark words={words.waitingForMe} tone="bad" /> : null}
      </span>
    ),
    narrow: 'tag',
  },
];

/** 四（一）–（三）: each standard with its own verdict, side by side and never one. */
function Verdicts({ of }: { readonly of: InspectionRow['verdicts'] }) {
  const t = useWords();
  const given = (Object.keys(of) as Standard[]).flatMap((standard) => {
    const verdict = of[standard];
    return verdict ? [{ standard, verdict }] : [];
  });
  return (
    <span className="tags">
      {given.map(({ standard, verdict }) => (
        <span key={standard} className={`tag tag-${verdictWords[verdict].tone}`}>
          {t(standardWords[standard])} {t(verdictWords[verdict])}
        </span>
      ))}
    </span>
  );
}

export function InspectionDetail() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ inspection, history }) => <Found inspection={inspection} history={history} />}
    </Loaded>
  );
}

function Found({
  inspection,
  history,
}: {
  readonly inspection: InspectionView;
  readonly history: readonly HistoryEntry[];
}) {
  return (
    <RecordPage
      kind={words.inspection}
      kindAt="/inspections"
      title={inspection.number}
      state={<StateTag of={inspectionStateWords} state={inspection.state} />}
      facts={usePlanFacts(inspection)}
      acts={<Acts of={inspection} />}
      basis={inspection.basis}
      history={history}
      thread={{ type: 'inspection', id: inspection.id }}
    >
      <RecusalNote contractorId={inspection.subject.contractor.id} />
      <Alerts of={inspection} />
      <Team of={inspection} />
      <Body of={inspection} />
    </RecordPage>
  );
}

function usePlanFacts(of: InspectionView): readonly Fact[] {
  const t = useWords();
  const { day } = useFormat();
  const { facility, agreement, contractor } = of.subject;
  const facts: (Fact | false)[] = [
    facility !== null && {
      words: words.facility,
      value: (
        <GoTo to={`/facilities/${facility.id}`}>
          {facility.town} {facility.name}
        </GoTo>
      ),
    },
    facility !== null && facility.address !== '' && { words: words.address, value: facility.address },
    {
      words: words.agreement,
      value: (
        <GoTo to={`/agreements/${agreement.id}`}>
          {agreement.number} {agreement.name}
        </GoTo>
      ),
    },
    { words: words.contractor, value: contractor.name },
    { words: words.area, value: t(areaWords[of.area]) },
    { words: words.phase, value: t(inspectionPhaseWords[of.phase]) },
    { words: words.purpose, value: t(purposeWords[of.purpose]) },
    of.draw !== null && {
      words: words.fromDraw,
      value: <GoTo to={`/draws/${of.draw.id}`}>{of.draw.number}</GoTo>,
    },
    of.draw !== null &&
      of.draw.departure !== null && { words: words.departure, value: of.draw.departure, wide: true },
    { words: words.notice, value: t(noticeWords[of.notice]) },
    { words: words.plannedOn, value: day(of.plannedOn) },
    { words: words.plannedBy, value: of.plannedBy.name },
    of.obligations.length > 0 && {
      words: words.serves,
      value: (
        <ul className="plain-list">
          {of.obligations.map((served) => (
            <li key={served.id}>
              <GoTo to={`/obligations/${served.id}`}>{t(served.name)}</GoTo>{' '}
              <span className="soft">{t(words.servesDue, { dueOn: served.dueOn })}</span>{' '}
              {served.provisional ? <Provisional /> : null}
            </li>
          ))}
        </ul>
      ),
      wide: true,
    },
    of.cancelReason !== null && { words: words.cancelReason, value: of.cancelReason, wide: true },
  ];
  return facts.filter((fact) => fact !== false);
}

/** What stops the sheet from being handed in: a member who has not declared, or one who must stand aside. */
function Alerts({ of }: { readonly of: InspectionView }) {
  const t = useWords();
  if (of.state !== 'planned') return null;
  const recused = of.team.filter(({ recusalReason }) => recusalReason !== null).map(({ name }) => name);
  const silent = of.team.filter(({ declaredAt }) => declaredAt === null).map(({ name }) => name);
  if (recused.length > 0)
    return (
      <Notice tone="bad" urgent>
        {t(words.recusedAlert, { names: recused })}
      </Notice>
    );
  if (silent.length === 0) return null;
  return <Notice tone="warn">{t(words.waitingDeclarations, { names: silent })}</Notice>;
}

type Member = InspectionView['team'][number];

function Team({ of }: { readonly of: InspectionView }) {
  const columns: readonly Column<Member>[] = [
    { key: 'name', words: words.memberName, value: ({ name }) => name, narrow: 'title' },
    { key: 'role', words: words.memberRole, value: ({ role }, { t }) => t(roleWords[role]), narrow: 'tag' },
    {
      key: 'organisation',
      words: words.memberOf,
      value: ({ organisationName }) => organisationName,
      narrow: 'hidden',
    },
    {
      key: 'recusal',
      words: words.recusal,
      value: ({ declaredAt, recusalReason }, { t, instant }) => {
        if (recusalReason !== null)
          return <span className="bad">{t(words.tied, { reason: recusalReason })}</span>;
        if (declaredAt === null) return <span className="warn">{t(words.notDeclared)}</span>;
        return `${t(words.declared)} · ${instant(declaredAt)}`;
      },
    },
    {
      key: 'signature',
      words: words.signature,
      value: ({ signedAt, remark }, { t, instant }) => {
        if (of.state === 'planned' || of.state === 'cancelled') return null;
        if (signedAt === null) return <span className="warn">{t(words.notSigned)}</span>;
        return (
          <>
            {instant(signedAt)}
            {remark ? <p className="soft">{remark}</p> : null}
          </>
        );
      },
    },
  ];
  return (
    <Section words={words.teamAndSignatures}>
      <Rows
        items={of.team}
        columns={columns}
        caption={words.teamAndSignatures}
        rowKey={({ personId }) => personId}
      />
    </Section>
  );
}

function Body({ of }: { readonly of: InspectionView }) {
  const t = useWords();
  const me = useMe();
  if (of.record) return <InspectionRecord of={of} record={of.record} />;
  if (of.state === 'submitted') return <Notice>{t(words.notYetReadable)}</Notice>;
  if (of.state !== 'planned' || me.organisation.kind === 'contractor') return null;
  const lead = of.team.find(({ role }) => role === 'lead');
  if (of.may.submit) return <InspectionSheet id={of.id} />;
  return (
    <>
      <Notice>{t(words.leadFills, { name: lead?.name ?? '' })}</Notice>
      <SheetPreview id={of.id} />
    </>
  );
}

function Acts({ of }: { readonly of: InspectionView }) {
  const { id, version: basedOn, may } = of;
  const contentDigest = of.record?.contentDigest ?? '';
  const recused = of.team.some(({ recusalReason }) => recusalReason !== null);
  const { facility, agreement, contractor } = of.subject;
  const t = useWords();
  return (
    <>
      {may.submit ? (
        <Button type="primary" onClick={() => jumpTo('part-visit')}>
          {t(words.fillSheet)}
        </Button>
      ) : null}
      <Act
        name="declare"
        may={may}
        words={words.declareNone}
        consequence={words.declareNoneMeans}
        facts={{ contractor: contractor.name }}
        primary
        perform={() => api.declare({ id, relation: null })}
      />
      <Act<{ kind: keyof typeof relationWords; statement: string }>
        name="declare"
        may={may}
        words={words.declareTie}
        consequence={words.declareTieMeans}
        perform={({ kind, statement }) => api.declare({ id, relation: { kind, statement } })}
      >
        <Field name="kind" words={words.tieKind} required>
          <Choice words={relationWords} />
        </Field>
        <Field name="statement" words={words.tieStatement} required>
          <Lines />
        </Field>
      </Act>
      <Act<{ remark?: string }>
        name="sign"
        may={may}
        words={words.sign}
        consequence={words.signMeans}
        facts={{ digest: contentDigest.slice(0, 12) }}
        primary
        perform={({ remark }) => api.sign({ id, contentDigest, remark: remark ?? null })}
      >
        <Field name="remark" words={words.remark}>
          <Lines />
        </Field>
      </Act>
      <Supplement of={of} />
      {of.record ? <GoButton to={`/inspections/${id}/print`} words={words.print} /> : null}
      {of.state === 'cancelled' && may.planAgain ? (
        <GoButton
          to="/inspections/new"
          search={
            facility
              ? { facility: facility.id, ...(of.draw ? { draw: of.draw.id } : {}) }
              : { agreement: agreement.id }
          }
          words={words.planAgain}
          primary
        />
      ) : null}
      <Act
        name="cancel"
        may={may}
        words={words.cancel}
        consequence={words.cancelMeans}
        reason
        danger
        primary={recused}
        perform={({ reason }) => api.cancel({ id, basedOn, reason })}
      />
    </>
  );
}

function Supplement({ of: { id, may } }: { readonly of: InspectionView }) {
  return (
    <Act<{ text: string; evidence?: string[] }>
      name="supplement"
      may={may}
      words={words.supplement}
      consequence={words.supplementMeans}
      perform={({ text, evidence }, supplementId) =>
        api.supplement({ id, supplementId, text, evidence: evidence ?? [] })
      }
    >
      <Field name="text" words={words.supplementText} required>
        <Lines />
      </Field>
      <Field name="evidence" words={words.evidence}>
        <EvidenceUpload />
      </Field>
    </Act>
  );
}
